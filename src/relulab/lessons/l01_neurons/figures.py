"""The figures of the lesson on neurons, a call each."""

from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import ArrayLike

from ...classroom.figures import BLACK, BLUE, COLORS, DASHES, MARKERS, ORANGE, show, subplots
from .pictures import LEFT, MARKED, RIGHT

GREY = "#888888"
#: Output of a neuron, from silent on: the digits of the plane show through.
OUTPUT = LinearSegmentedColormap.from_list("output", [(0, 0.447, 0.698, opacity) for opacity in (0.0, 0.5)])
#: The neuron's plane is drawn from the first to the second of these, and its darkest shade is this output.
EDGES, PEAK = (-0.25, 1.25), 1.5


# ---- pictures ------------------------------------------------------------------------------------


def _picture(ax: Axes, picture: np.ndarray, title: str) -> None:
    """A picture with its rows and columns counted from 0."""
    ax.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
    ax.set_title(title)
    ax.set(xticks=range(8), yticks=range(8))
    ax.tick_params(length=0, labelsize=8, labelcolor="#555555")
    ax.grid(False)
    ax.spines[:].set(visible=True, color=GREY, linewidth=0.8)


def marked_pixels(three: np.ndarray, eight: np.ndarray) -> None:
    """Draw two pictures and mark the pixels to choose among.

    Parameters
    ----------
    three, eight : array of shape (8, 8)
    """
    fig, axes = subplots(1, 2, width=7, height=3.3)
    for ax, picture, title in zip(axes, (three, eight), ("a 3", "an 8")):
        _picture(ax, picture, title)
        for letter, (row, column) in MARKED.items():
            ax.add_patch(plt.Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, edgecolor=ORANGE, linewidth=2.5))
            color = "white" if picture[row, column] > 0.5 else BLACK
            ax.text(column, row, letter, color=color, ha="center", va="center", fontsize=12, fontweight="bold")
    places = "; ".join(f"{letter} is row {row}, column {column}" for letter, (row, column) in MARKED.items())
    show(fig, f"A handwritten 3 and a handwritten 8, with four pixels marked A to D. Counted from 0, {places}.")


# ---- the plane of a neuron -----------------------------------------------------------------------


def digit_spots(ax: Axes, pictures: np.ndarray, written: np.ndarray) -> None:
    """Pictures as points of the plane of their two pixels: a 3 or an 8, the larger the more of them lie there.

    Parameters
    ----------
    ax : matplotlib Axes
    pictures : array of shape (n, 8, 8)
    written : array of shape (n,)
    """
    for digit, color, aside in ((3, "#444444", -0.04), (8, BLACK, 0.04)):
        chosen = pictures[written == digit]
        pairs = np.stack([chosen[:, *LEFT], chosen[:, *RIGHT]], axis=1)
        places, counts = np.unique(pairs, axis=0, return_counts=True)
        ax.scatter(places[:, 0] + aside, places[:, 1], s=45 + 9 * counts, marker=f"${digit}$", color=color, zorder=3)
    ax.set(xlim=EDGES, ylim=EDGES, xticks=[0, 0.5, 1], yticks=[0, 0.5, 1], aspect="equal")
    ax.grid(False)


def right_of(w: ArrayLike, b: float, pictures: np.ndarray, written: np.ndarray) -> int:
    """How many pictures a neuron gets right that says 8 where it answers, and 3 where it is silent.

    Parameters
    ----------
    w : array of shape (2,)
    b : float
    pictures : array of shape (n, 8, 8)
    written : array of shape (n,)
    """
    w1, w2 = np.asarray(w, float)
    says_8 = w1 * pictures[:, *LEFT] + w2 * pictures[:, *RIGHT] + b > 0
    return int((says_8 == (written == 8)).sum())


def foot(w: ArrayLike, b: float) -> np.ndarray:
    """The place on the boundary of a neuron that is nearest to the middle of the plane: there its arrow begins.

    Parameters
    ----------
    w : array of shape (2,)
    b : float
    """
    w, middle = np.asarray(w, float), np.array([0.5, 0.5])
    return middle - (w @ middle + b) / (w @ w) * w


#: How long the arrow of a weight of 1 is.
ARROW = 0.3


def planes(cases: Sequence[tuple], pictures: np.ndarray, written: np.ndarray) -> None:
    """Draw the output of several neurons over the plane of their two pixels, with pictures in it.

    Parameters
    ----------
    cases : list of (str, list, float)
        Name, weights and bias of each neuron.
    pictures : array of shape (n, 8, 8)
    written : array of shape (n,)
    """
    fig, axes = subplots(1, len(cases), width=2.7 * len(cases), height=3.5, sharey=True)
    lines = []
    for ax, (name, w, b) in zip(np.atleast_1d(axes), cases):
        right = right_of(w, b, pictures, written)
        _plane(ax, w, b)
        digit_spots(ax, pictures, written)
        ax.set(title=f"{name}: {right} of {len(written)} right\nw = ({w[0]:g}, {w[1]:g}), b = {b:g}", xlabel="x1")
        lines.append(
            f"For {name}, w = ({w[0]:g}, {w[1]:g}) and b = {b:g}, it has slope {-w[0] / w[1] + 0:g} and meets x2 = 0 "
            f"at x1 = {-b / w[0] + 0:g}; {right} of {len(written)} pictures are right"
        )
    np.atleast_1d(axes)[0].set_ylabel("x2")
    show(
        fig,
        "The plane of the two pixels, white where a neuron is silent and blue where it answers. In between lies its "
        f"boundary. {'. '.join(lines)}.",
    )


def _plane(ax, w, b):
    """Shades, boundary and arrow of a neuron."""
    side = np.linspace(*EDGES, 201)
    x1, x2 = np.meshgrid(side, side)
    z = w[0] * x1 + w[1] * x2 + b
    ax.imshow(np.maximum(0, z), extent=(*EDGES, *EDGES), origin="lower", cmap=OUTPUT, vmin=0, vmax=PEAK)
    ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=1.6)
    start = foot(w, b)
    arrow = {"arrowstyle": "-|>", "color": ORANGE, "linewidth": 2.4, "mutation_scale": 15}
    ax.annotate("", xy=start + ARROW * np.asarray(w), xytext=start, arrowprops=arrow | {"shrinkA": 0, "shrinkB": 0})


def same_answers(cases: Sequence[tuple], pictures: np.ndarray, written: np.ndarray) -> str:
    """Which two of several neurons say the same of every picture.

    Parameters
    ----------
    cases : list of (str, list, float)
        Name, weights and bias of each neuron.
    pictures : array of shape (n, 8, 8)
    written : array of shape (n,)

    Returns
    -------
    str
        Such as "start and bias"; "none" if no two do.
    """
    says = {name: w[0] * pictures[:, *LEFT] + w[1] * pictures[:, *RIGHT] + b > 0 for name, w, b in cases}
    names = list(says)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            if (says[one] == says[other]).all():
                return f"{one} and {other}"
    return "none"


def line_on_plane(boundary: Callable, w: Sequence[float], b: float) -> None:
    """Draw the line that a function gives over the plane of a neuron.

    Parameters
    ----------
    boundary : callable
        Takes x1, w and b; gives the x2 of the line.
    w : list of float
    b : float
    """
    weights = np.asarray(w, float)
    fig, ax = subplots(width=4, height=3.4)
    _plane(ax, weights, b)
    x1 = np.linspace(*EDGES, 7)
    x2 = np.array([boundary(x, weights, b) for x in x1])
    ax.plot(x1, x2, "o", color=BLACK, markerfacecolor="white", markersize=8)
    ax.set(xlim=EDGES, ylim=EDGES, xticks=[0, 0.5, 1], yticks=[0, 0.5, 1], xlabel="x1", ylabel="x2")
    ax.grid(False)
    show(
        fig,
        f"Points that your function gives, on the plane of the neuron w = ({w[0]:g}, {w[1]:g}), b = {b:g}. It goes "
        f"from x2 = {x2[0]:g} at x1 = {x1[0]:g} to x2 = {x2[-1]:g} at x1 = {x1[-1]:g}; the largest pre-activation on "
        f"these points is {abs(w[0] * x1 + w[1] * x2 + b).max():g}.",
    )


# ---- three units, taken apart --------------------------------------------------------------------


def ten_panels(w: ArrayLike, b: ArrayLike, v: ArrayLike, c: float) -> int:
    """Draw a network of one input, three hidden ReLU units and one output, taken apart in ten panels.

    Parameters
    ----------
    w, b, v : array of shape (3,)
        Weights and biases of the hidden units, and their weights in the output.
    c : float
        Bias of the output.

    Returns
    -------
    int
        How often the sum bends between -2 and 2.
    """
    w, b, v = (np.asarray(values, float) for values in (w, b, v))
    x = np.linspace(-2, 2, 401)
    Z = np.outer(x, w) + b
    A = np.maximum(0, Z)
    limit = 1.1 * max(np.abs(Z).max(), np.abs(A * v).max())
    fig = plt.figure(figsize=(10, 4.1))
    grid = fig.add_gridspec(3, 4, width_ratios=[1, 1, 1, 1.9])
    columns = [(Z, "pre-activation z"), (A, "activation a"), (A * v, "weighted v a")]
    place = np.full(3, np.nan)
    place[w != 0] = -b[w != 0] / w[w != 0]
    bends = (v != 0) & (place > x[0]) & (place < x[-1])
    for unit in range(3):
        for column, (values, name) in enumerate(columns):
            ax = fig.add_subplot(grid[unit, column])
            if bends[unit]:
                ax.axvline(place[unit], color=GREY, linestyle=":", linewidth=1.2)
            ax.axhline(0, color=GREY, linewidth=0.8)
            ax.plot(x, values[:, unit], color=COLORS[unit], linestyle=DASHES[unit])
            ax.set(ylim=(-limit, limit), xticks=[-2, -1, 0, 1, 2], yticks=[-2, 0, 2])
            ax.tick_params(labelbottom=unit == 2, labelleft=column == 0)
            if unit == 0:
                ax.set_title(name)
            if unit == 2:
                ax.set_xlabel("x")
            if column == 0:
                ax.set_ylabel(f"unit {unit + 1}", fontweight="bold", color=COLORS[unit])
    ax = fig.add_subplot(grid[:, 3])
    total = A @ v + c
    ax.plot(x, total, color=BLACK, linestyle="-")
    for unit in range(3):
        if not bends[unit]:
            continue
        height = np.maximum(0, place[unit] * w + b) @ v + c
        ax.axvline(place[unit], color=GREY, linestyle=":", linewidth=1.2)
        ax.plot(place[unit], height, MARKERS[unit], color=COLORS[unit], markersize=9, label=f"unit {unit + 1} bends it")
    ax.set(title="sum y = v1 a1 + v2 a2 + v3 a3 + c", xlabel="x", xticks=[-2, -1, 0, 1, 2])
    if bends.any():
        ax.legend(loc="best", handlelength=1.5)
    found = np.unique(place[bends])
    where = f", at x = {', '.join(f'{at + 0:.3g}' for at in found)}" if len(found) else ""
    show(
        fig,
        "Each row is a hidden unit on its way from left to right, and the large panel is the sum of the three. "
        "Pre-activations are straight lines; activations are cut off at 0; weighted activations are steeper or turned "
        f"upside down. The sum is a curve of straight pieces with {len(found)} bends{where}.",
    )
    return len(found)


# ---- a picture on its way through a network ------------------------------------------------------


def way_through(
    picture: np.ndarray, W1: np.ndarray, Z: np.ndarray, A: np.ndarray, logits: np.ndarray, probabilities: np.ndarray
) -> int:
    """Draw every number that a network with one hidden layer computes of a picture.

    Parameters
    ----------
    picture : array of shape (8, 8)
    W1 : array of shape (64, n)
        Weights of the hidden units.
    Z, A : array of shape (1, n)
        Their pre-activations and activations.
    logits, probabilities : array of shape (1, 10)

    Returns
    -------
    int
        The digit with the largest probability.
    """
    z, a, outputs, shares = (np.round(values[0], 8) + 0.0 for values in (Z, A, logits, probabilities))
    read = int(np.argmax(shares))
    fig = plt.figure(figsize=(10.2, 4.2))
    grid = fig.add_gridspec(1, 4, width_ratios=[3.3, 2.6, 1.5, 1.5])
    _numbered(fig.add_subplot(grid[0]), picture)
    _hidden(fig, grid[1], W1, z, a)
    for place, values, title, texts in (
        (grid[2], outputs, "10 logits", [f"{value:.2f}" for value in outputs]),
        (grid[3], shares, "10 probabilities", [percent(share) for share in shares]),
    ):
        _bars(fig.add_subplot(place), values, texts, title, read)
    show(fig, _said(z, a, outputs, shares, read))
    return read


def percent(share: float) -> str:
    """A probability as a text that does not claim to be 0 or 1.

    Parameters
    ----------
    share : float
    """
    return "< 0.1 %" if share < 0.001 else "> 99.9 %" if share > 0.999 else f"{100 * share:.1f} %"


def _numbered(ax, picture):
    """A picture with the number of each pixel in it."""
    _picture(ax, picture, "64 pixels")
    for (row, column), value in np.ndenumerate(picture):
        text = f"{value:g}".lstrip("0") or "0"
        ax.text(column, row, text, color="white" if value > 0.5 else BLACK, ha="center", va="center", fontsize=8)


def _hidden(fig, place, W1, z, a):
    """The hidden units, a row each: weights as a small picture, pre-activation, activation."""
    ax = fig.add_subplot(place)
    ax.set_title(f"{len(z)} hidden units")
    ax.axis("off")
    count = len(z)
    limit = abs(W1).max()
    for i, name in enumerate(("weights", "z", "a = max(0, z)")):
        ax.text((0.16, 0.46, 0.82)[i], 0.985, name, ha="center", va="top", fontsize=9, transform=ax.transAxes)
    for unit in range(count):
        height = 0.94 / count
        bottom = 0.94 - (unit + 1) * height
        small = ax.inset_axes((0.06, bottom + 0.006, 0.2, height - 0.012))
        small.imshow(W1[:, unit].reshape(8, 8), cmap="PuOr", vmin=-limit, vmax=limit)
        small.set(xticks=[], yticks=[])
        small.grid(False)
        small.spines[:].set(visible=True, color=GREY, linewidth=0.6)
        middle = bottom + height / 2
        on = a[unit] > 0
        look = {"va": "center", "transform": ax.transAxes, "fontsize": 10}
        ax.text(0.56, middle, f"{z[unit]:.2f}", ha="right", color=BLACK if on else GREY, **look)
        ax.text(0.64, middle, "→", ha="center", color=GREY, **look)
        weight = "bold" if on else "normal"
        ax.text(0.9, middle, f"{a[unit]:.2f}", ha="right", color=BLUE if on else GREY, fontweight=weight, **look)


def _bars(ax, values, texts, title, read):
    """A number for each digit, with its bar; that of the digit that is read stands out."""
    colors = [BLUE if digit == read else "#b8b8b8" for digit in range(10)]
    ax.barh(range(10), values, color=colors, height=0.62)
    ax.axvline(0, color=GREY, linewidth=0.8)
    low, high = min(values.min(), 0), max(values.max(), 0)
    length = high - low
    for digit, text in enumerate(texts):
        at = max(values[digit], 0) + 0.05 * length
        ax.text(at, digit, text, va="center", fontsize=9, fontweight="bold" if digit == read else "normal")
    ax.set(title=title, ylim=(9.6, -0.6), yticks=range(10), xticks=[], xlim=(low - 0.05 * length, high + 0.75 * length))
    ax.tick_params(length=0, labelsize=10)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.grid(False)


def _said(z, a, outputs, shares, read):
    def listed(values):
        return ", ".join(f"{value:.2f}" for value in values)

    likely = [f"{digit}: {percent(shares[digit])}" for digit in np.argsort(-shares) if shares[digit] >= 0.001]
    article = "an" if read == 8 else "a"
    return (
        f"From 64 pixels to ten probabilities: the network reads {article} {read}. Pre-activations of the hidden "
        f"units: {listed(z)}. Activations: {listed(a)}. Logits of the digits 0 to 9: {listed(outputs)}. Probabilities: "
        f"{'; '.join(likely)}; each of the others less than 0.1 %."
    )
