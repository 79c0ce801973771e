"""The figures of the lessons: each function takes numbers and draws them; `show` displays the result.

Colours are those of Okabe and Ito, which readers with any common form of colour blindness can tell
apart; lines also differ in their dashes and points in their marker, so that every figure can be read
in grey. Source: M. Okabe and K. Ito, "Color Universal Design", 2008, https://jfly.uni-koeln.de/color/.
"""

import io

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle

BLUE, ORANGE, GREEN, PURPLE, BLACK = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000"
COLORS = [BLUE, ORANGE, GREEN, PURPLE, BLACK]
DASHES = ["-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1))]
MARKERS = ["o", "s", "^", "D", "v"]

STYLE = {
    "axes.prop_cycle": plt.cycler(color=COLORS) + plt.cycler(linestyle=DASHES),
    "axes.grid": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.axisbelow": True,
    "figure.constrained_layout.use": True,
    "font.size": 10,
    "grid.color": "#dddddd",
    "legend.frameon": False,
    "lines.linewidth": 2,
    "legend.handlelength": 3.2,
}


# Set once at import, so that a figure which the reader draws with plain matplotlib looks the same.
plt.rcParams.update(STYLE)


def subplots(rows=1, cols=1, *, width=8.0, height=3.2, **kwargs):
    """A figure and its axes, as `matplotlib.pyplot.subplots` gives them for rows and cols.

    Parameters
    ----------
    rows, cols : int
    width, height : float
        Size of the figure in inches.
    """
    return plt.subplots(rows, cols, figsize=(width, height), **kwargs)


def show(fig, alt):
    """Display a figure with its text under it, then close it.

    Parameters
    ----------
    fig : matplotlib Figure
    alt : str
        What the figure shows, with its measured numbers. It stands under the picture for everybody,
        reaches screen readers, and is what the tests of the notebooks compare.

    Raises
    ------
    ValueError
        If alt is empty.
    """
    from IPython.display import display

    if not isinstance(alt, str) or not alt.strip():
        plt.close(fig)
        raise ValueError(
            "show(fig, alt) needs a text that says what the figure shows, for readers who cannot see it: "
            'show(fig, alt="The curve rises from 0 to 1.").'
        )
    alt = " ".join(alt.split())
    picture = io.BytesIO()
    fig.savefig(picture, format="png", dpi=110)
    plt.close(fig)
    display(
        {"image/png": picture.getvalue(), "text/plain": "[figure; its description follows]"},
        raw=True,
        metadata={"image/png": {"alt": alt}},
    )
    display({"text/markdown": f"*Figure.* {alt}", "text/plain": f"Figure. {alt}"}, raw=True)


# ---- parts that several lessons use --------------------------------------------------------------


def band(ax, x, values, label, i=0):
    """Mean over the runs as a line, and one standard deviation to either side as a band.

    Parameters
    ----------
    ax : matplotlib Axes
    x : array of shape (n,)
    values : array of shape (n, R)
        One column for each run.
    label : str
    i : int
        Which colour and dashes of the course's set.
    """
    values = np.asarray(values)
    mean, deviation = values.mean(axis=1), values.std(axis=1, ddof=1)
    color, dashes = COLORS[i % len(COLORS)], DASHES[i % len(DASHES)]
    ax.fill_between(x, mean - deviation, mean + deviation, color=color, alpha=0.2, linewidth=0)
    ax.plot(x, mean, color=color, linestyle=dashes, label=label, linewidth=2)


def value_and_slope(ax, f, z, title=None):
    """An Activation and its derivative on one pair of axes.

    Parameters
    ----------
    ax : matplotlib Axes
    f : Activation
    z : array of shape (n,)
    title : str, optional
        The name of f if not given.
    """
    ax.plot(z, f(z), color=BLUE, linestyle="-", linewidth=2, label="value f(z)")
    ax.plot(z, f.derivative(z), color=ORANGE, linestyle="--", linewidth=2, label="slope f'(z)")
    ax.axhline(0, color="#888888", linewidth=0.8, zorder=0)
    ax.axvline(0, color="#888888", linewidth=0.8, zorder=0)
    ax.set(title=title or f.name, xlabel="z")


def images(ax_row, pictures, titles, *, limit=None):
    """Small pictures side by side.

    Parameters
    ----------
    ax_row : list of matplotlib Axes
        One for each picture.
    pictures : list of array of shape (height, width)
    titles : list of str
    limit : float, optional
        Colours then run from -limit, orange, over 0, white, to limit, purple. Without it they run
        from 0, white, to 1, black.

    Returns
    -------
    matplotlib AxesImage
        The last picture, for a colour bar.
    """
    scale = {"cmap": "gray_r", "vmin": 0, "vmax": 1} if limit is None else {"cmap": "PuOr", "vmin": -limit, "vmax": limit}
    for ax, picture, title in zip(ax_row, pictures, titles):
        shown = ax.imshow(picture, **scale)
        ax.set_title(title, fontsize=9)
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[:].set(visible=True, color="#888888", linewidth=0.8)
    return shown


def points(ax, X, y):
    """Points in the plane, one marker and colour for each class.

    Parameters
    ----------
    ax : matplotlib Axes
    X : array of shape (n, 2)
    y : int array of shape (n,)
    """
    for label in np.unique(y):
        chosen = X[y == label]
        ax.plot(
            chosen[:, 0], chosen[:, 1], MARKERS[label % 5], color=COLORS[label % 5], markersize=4,
            markeredgecolor="white", markeredgewidth=0.5, label=f"class {label}",
        )


def decision_map(ax, network, X, y, title):
    """Which of two classes a network predicts over the plane, with the data on top.

    Parameters
    ----------
    ax : matplotlib Axes
    network : Network
        Two inputs and two outputs.
    X : array of shape (n, 2)
    y : int array of shape (n,)
    title : str
    """
    low, high = X.min(axis=0) - 0.25, X.max(axis=0) + 0.25
    x1, x2 = np.meshgrid(np.linspace(low[0], high[0], 300), np.linspace(low[1], high[1], 300))
    predicted = network.predict(np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
    ax.pcolormesh(x1, x2, predicted, cmap=ListedColormap(["#cfe5f2", "#f9dcc8"]), vmin=0, vmax=1, rasterized=True)
    if predicted.min() != predicted.max():
        ax.contour(x1, x2, predicted, levels=[0.5], colors="black", linewidths=1)
    points(ax, X, y)
    ax.set(title=title, xticks=[], yticks=[])
    ax.grid(False)


# ---- lesson 01 -----------------------------------------------------------------------------------


def neuron_plane(ax, w, b, title, *, limit=2.0, peak=4.0):
    """Output of a ReLU neuron with two inputs over the plane, its boundary, and its weights as an arrow.

    Parameters
    ----------
    ax : matplotlib Axes
    w : array of shape (2,)
    b : float
    title : str
    limit : float
        The plane is drawn from -limit to limit.
    peak : float
        The output that gets the darkest shade.

    Returns
    -------
    matplotlib ContourSet
        The shades, for a colour bar.
    """
    side = np.linspace(-limit, limit, 201)
    x1, x2 = np.meshgrid(side, side)
    z = w[0] * x1 + w[1] * x2 + b
    active = np.ma.masked_less(z, 0)    # the silent side stays white
    shades = ax.contourf(x1, x2, active, levels=np.linspace(0, peak, 9), cmap="Blues", extend="max")
    ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=2)
    ax.annotate("", xy=w, xytext=(0, 0), arrowprops={"arrowstyle": "-|>", "color": ORANGE, "linewidth": 2.2})
    ax.set(title=title, xlabel="x1", xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal")
    return shades


def ten_panels(x, w, b, v, c):
    """A network of one input, three hidden ReLU units and one output, taken apart.

    Parameters
    ----------
    x : array of shape (n,)
        Inputs, in rising order.
    w, b, v : array of shape (3,)
        Weights and biases of the hidden units, and their weights in the output.
    c : float
        Bias of the output.

    Returns
    -------
    fig : matplotlib Figure
        A row each for the pre-activations, the activations and the weighted activations, and their
        sum underneath, with a mark where it bends.
    bends : array
        The places between x[0] and x[-1] where the sum bends.
    """
    Z = np.outer(x, w) + b
    A = np.maximum(0, Z)
    fig = plt.figure(figsize=(8, 8.4))
    grid = fig.add_gridspec(4, 3, height_ratios=[1, 1, 1, 1.5])
    limit = 1.1 * max(np.abs(Z).max(), np.abs(A * v).max())
    rows = [(Z, "pre-activation z{}"), (A, "activation a{}"), (A * v, "weighted v{0} a{0}")]
    for row, (values, name) in enumerate(rows):
        for unit in range(3):
            ax = fig.add_subplot(grid[row, unit])
            ax.plot(x, values[:, unit], color=COLORS[unit], linestyle=DASHES[unit])
            ax.axhline(0, color="#888888", linewidth=0.8)
            ax.set(title=name.format(unit + 1), ylim=(-limit, limit))
    ax = fig.add_subplot(grid[3, :])
    total = A @ v + c
    ax.plot(x, total, color=BLACK, linestyle="-")
    bends = []
    for unit in range(3):
        place = -b[unit] / w[unit] if w[unit] else np.inf
        if v[unit] and x[0] < place < x[-1]:
            bends.append(place)
            height = np.maximum(0, place * w + b) @ v + c
            ax.plot(place, height, MARKERS[unit], color=COLORS[unit], markersize=9, label=f"unit {unit + 1} switches here")
    ax.set(title="sum y = v1 a1 + v2 a2 + v3 a3 + c", xlabel="x")
    if bends:
        ax.legend(loc="best")
    return fig, np.unique(bends)


# ---- lesson 05 -----------------------------------------------------------------------------------


def phase_map(found):
    """Dead share and accuracy for every learning rate and starting bias, side by side.

    Parameters
    ----------
    found : Sweep
        As `experiments.phase_map` gives it: axes lr, bias, seed; measured "dead", "accuracy" and
        "diverged".

    Returns
    -------
    fig : matplotlib Figure
        Two panels, learning rates upwards and biases to the right. Every cell carries its mean over the
        seeds in per cent; cells in which a network diverged are hatched.
    """
    lrs, biases = found.axes["lr"], found.axes["bias"]
    diverged = (found["diverged"] > 0).any(axis=-1)
    fig, axes = subplots(1, 2, width=10.5, height=4.8, sharey=True)
    # Dark is bad in both panels: dead on the left, wrong on the right.
    for ax, name, title, colors in zip(
        axes, ["dead", "accuracy"], ["dead units (%)", "accuracy (%)"], ["Oranges", "Blues_r"]
    ):
        values = 100 * _mean_of_finite(found[name])
        ax.imshow(values, cmap=colors, vmin=-10, vmax=125 if name == "dead" else 100, origin="lower", aspect="auto")
        for i, j in np.ndindex(values.shape):
            dark = values[i, j] > 70 if name == "dead" else values[i, j] < 45
            text = "–" if np.isnan(values[i, j]) else f"{values[i, j]:.0f}"
            ax.text(j, i, text, ha="center", va="center", fontsize=9, color="white" if dark else "black")
            if diverged[i, j]:
                corners = (j - 0.5, i - 0.5), 1, 1
                ax.add_patch(Rectangle(*corners, fill=False, hatch="////", edgecolor="#666666", linewidth=0, alpha=0.6))
        ax.set(
            title=title, xlabel="starting bias", xticks=range(len(biases)), yticks=range(len(lrs)),
            xticklabels=[f"{bias:g}" for bias in biases], yticklabels=[f"{lr:g}" for lr in lrs],
        )
        ax.grid(False)
    axes[0].set_ylabel("learning rate")
    if diverged.any():
        hatched = Rectangle((0, 0), 1, 1, facecolor="white", hatch="////", edgecolor="#666666")
        fig.legend([hatched], ["a network of this cell diverged"], loc="outside lower center")
    return fig


def _mean_of_finite(values):
    """Mean over the last axis of what is finite; NaN where nothing is."""
    finite = np.isfinite(values)
    count = finite.sum(axis=-1)
    return np.divide(np.where(finite, values, 0).sum(axis=-1), count, out=np.full(count.shape, np.nan), where=count > 0)


# ---- lesson 06 -----------------------------------------------------------------------------------


def examination(found, well):
    """Four instruments on a patient of the clinic, beside the same on healthy networks with the same layers.

    Parameters
    ----------
    found, well : clinic.Examination

    Returns
    -------
    fig : matplotlib Figure
        Loss by epoch; by hidden layer the gradient and the saturated share at the start, and the dead share
        after training. Mean and one standard deviation over the networks, as far as they have a number.
    """
    fig, axes = subplots(1, 4, width=10.5, height=3.2)
    for i, (part, label) in enumerate([(found, "this patient"), (well, "healthy")]):
        panels = [np.log10(_positive(part.history["loss"])), np.log10(_positive(part.start["gradients"])), 100 * part.start["saturation"], 100 * part.end["dead"]]
        for ax, values in zip(axes, panels):
            _finite_band(ax, values, label, i)
    axes[0].axhline(np.log10(np.log(2)), color="black", linewidth=1, linestyle=":")
    axes[0].set(title="loss (powers of ten;\ndotted: guessing)", xlabel="epoch", ylim=(-3.2, 2.2), xticks=[1, 5, 10])
    low, high = axes[1].get_ylim()
    # At least two powers of ten, so that chance differences look small.
    axes[1].set(title="gradient dZ, start\n(powers of ten)", ylim=(min(low, high - 2), max(high, low + 2)))
    for ax, title in zip(axes[2:], ["saturated, start\n(%)", "dead, end\n(%)"]):
        ax.set(title=title, ylim=(-4, 104))
    for ax in axes[1:]:
        ax.set(xlabel="hidden layer", xticks=range(1, 1 + found.end["dead"].shape[1]))
    fig.legend(*axes[1].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return fig


def _positive(values):
    return np.where(values > 0, values, np.nan)


def _finite_band(ax, values, label, i):
    """Mean and one standard deviation of what is finite in each column of values, with a marker at each place."""
    places = 1 + np.flatnonzero(np.isfinite(values).any(axis=0))
    mean, deviation = np.array([(v.mean(), v.std()) for v in (column[np.isfinite(column)] for column in values.T[places - 1])]).reshape(-1, 2).T
    ax.fill_between(places, mean - deviation, mean + deviation, color=COLORS[i], alpha=0.2, linewidth=0)
    # The first in front and smaller, so that both are seen where they agree.
    ax.plot(places, mean, color=COLORS[i], linestyle=DASHES[i], marker=MARKERS[i], markersize=5 + 4 * i, zorder=3 - i / 2, label=label)
