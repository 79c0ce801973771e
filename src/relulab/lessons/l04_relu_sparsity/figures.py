"""The figures of the lesson on sparsity: each draws, says what it shows from its own arrays, and displays."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ...classroom.figures import (
    BLACK,
    BLUE,
    COLORS,
    DASHES,
    GREEN,
    MARKERS,
    ORANGE,
    band,
    images,
    show,
    subplots,
    value_and_slope,
)
from ...nn.activations import ACTIVATIONS
from ...nn.datasets import Digits
from ...nn.network import Network
from ...nn.statistics import interval, spread
from .experiments import Few, Preference

#: Dots that mark an output of 0, here and in the explorer.
GREY = "#777777"


def zeros(network: Network, digits: Digits, count: int = 3) -> None:
    """What the first hidden layer of a network gives for the first test pictures, and where it gives 0.

    Parameters
    ----------
    network : Network
        Of 64 inputs, with a multiple of 16 hidden units.
    digits : Digits
    count : int
        So many pictures.
    """
    pictures = digits.images_test[:count]
    A = network.forward(digits.X_test[:count]).activations[1]
    units = A.shape[1]
    fig, axes = subplots(2, len(pictures), width=8, height=3.7, height_ratios=[1, 1.3], squeeze=False)
    images(axes[0], list(pictures), [f"picture {i + 1}" for i in range(len(pictures))])
    for ax, a in zip(axes[1], A):
        shades = ax.imshow(a.reshape(-1, 16), cmap="Greens", vmin=0, vmax=A.max(), aspect="auto")
        rows, columns = np.divmod(np.flatnonzero(a == 0), 16)
        ax.plot(columns, rows, ".", color=GREY, markersize=4)
        ax.set(title=f"{(a == 0).sum()} of {units} outputs are 0", xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[:].set(visible=True, color="#888888", linewidth=0.8)
    fig.colorbar(shades, ax=axes[1], label="output")
    always = int((A == 0).all(axis=0).sum())
    show(
        fig,
        f"What {units} ReLU units give for {len(pictures)} pictures, a square for each unit, a dot for 0. "
        f"Of the {units} units, {always} are 0 on all of these pictures and {int((A > 0).all(axis=0).sum())} on none.",
    )


def learning(curve: Sequence[np.ndarray]) -> None:
    """The share of zero activations while networks learn.

    Parameters
    ----------
    curve : list of array of shape (R,)
        Before training and after each epoch, one share a network, 0 to 1.
    """
    shares = 100 * np.array(curve)
    fig, ax = subplots(width=6.5, height=2.8)
    band(ax, np.arange(len(shares)), shares, "mean of the networks, one spread to either side")
    ax.set(xlabel="epochs of training", ylabel="zero activations (%)", ylim=(0, 60))
    ax.legend(loc="lower left")
    show(
        fig,
        f"The share of zero activations while {shares.shape[1]} networks learn. At the start "
        f"{spread(curve[0], percent=True)}, at the end {spread(curve[-1], percent=True)}.",
    )


def silence(shares: ArrayLike) -> None:
    """On how many of the digits each unit is silent.

    Parameters
    ----------
    shares : array of shape (R, units)
        0 to 1.
    """
    shares = np.asarray(shares)
    fig, ax = subplots(width=6.5, height=2.8)
    ax.hist(100 * shares.ravel(), bins=np.arange(0, 102.5, 2.5), color=BLUE)
    ax.axvline(100, color=ORANGE, linestyle="--", label="dead: silent on all")
    ax.set(xlabel="silent on so many of the training digits (%)", ylabel="units", xlim=(0, 103))
    ax.legend(loc="upper left")
    show(
        fig,
        f"On how many of the training digits each of {shares.size} units is silent. A typical unit is silent on "
        f"{spread(np.median(shares, axis=1), percent=True)} of them, the most silent one of a network on "
        f"{spread(shares.max(axis=1), percent=True)}; {int((shares == 1).sum())} are silent on all.",
    )


def values(times: dict[str, float]) -> None:
    """How long one value of each activation takes; the numbers stand in the picture.

    Parameters
    ----------
    times : dict
        Name -> ratio, ReLU = 1.
    """
    fig, ax = subplots(width=7.5, height=3.4)
    for row, (name, ratio) in enumerate(times.items()):
        color = ORANGE if name == "relu" else BLUE
        ax.plot([1, ratio], [row, row], color=color, linestyle="-", linewidth=2)
        ax.plot(ratio, row, "o", color=color)
        beside: dict[str, Any] = {"xytext": (8, 0), "ha": "left"} if ratio >= 1 else {"xytext": (-8, 0), "ha": "right"}
        ax.annotate(f"{ratio:.1f}", (ratio, row), textcoords="offset points", va="center", fontsize=9, **beside)
    ax.axvline(1, color=BLACK, linewidth=1)
    ax.set(xscale="log", yticks=range(len(times)), yticklabels=times, xlabel="time for one value, ReLU = 1")
    ax.set(xticks=[0.5, 1, 2, 5, 10, 20], xticklabels=["0.5", "1", "2", "5", "10", "20"], ylim=(-0.7, len(times) - 0.3))
    ax.set_xlim(min(0.3, *times.values()) * 0.9, max(12, *times.values()) * 1.5)
    ax.minorticks_off()
    slow = "at least 1.5 times that of ReLU" if times["sigmoid"] > 1.5 else "close to that of ReLU"
    show(
        fig,
        "Processor time for one value, ReLU = 1, on the machine that ran this cell; the picture has the numbers. "
        f"The time of the sigmoid is {slow}.",
    )


def steps(widths: Sequence[int], times: dict[str, dict[str, list[float]]]) -> None:
    """How long a network takes with tanh and with the sigmoid, by the width of its layers.

    Parameters
    ----------
    widths : list of int
    times : dict
        "step" and "answer" -> "tanh" and "sigmoid" -> ratios, one for each width; with ReLU it is 1.
    """
    fig, axes = subplots(1, 2, width=8.5, height=3.2, sharey=True)
    for ax, kind, title in zip(axes, ("step", "answer"), ("a training step", "an answer (forwards only)")):
        for i, name in enumerate(("sigmoid", "tanh")):
            ax.plot(widths, times[kind][name], marker=MARKERS[i], color=COLORS[i], linestyle=DASHES[i], label=name)
        ax.axhline(1, color=BLACK, linewidth=1, label="ReLU")
        ax.set(title=title, xlabel="units in each hidden layer", xscale="log", xticks=widths, xticklabels=widths)
        ax.minorticks_off()
    most = max(max(found) for kind in times.values() for found in kind.values())
    axes[0].set(ylabel="time, ReLU = 1", ylim=(0, max(2, 1.1 * most)))
    axes[0].legend(loc="lower left")
    less = "less" if times["step"]["sigmoid"][-1] < 2 else "more"
    show(
        fig,
        "The time that a network of two hidden layers takes with tanh and with the sigmoid, ReLU = 1, on the machine "
        f"that ran this cell. A training step of the widest network takes {less} than twice as long with the sigmoid.",
    )


def filtered(picture: np.ndarray, response: np.ndarray, kept: np.ndarray) -> None:
    """A picture, what a filter finds in it, and what ReLU leaves of that.

    Parameters
    ----------
    picture : array of shape (8, 8)
    response, kept : array of shape (6, 6)
    """
    fig, axes = subplots(1, 3, width=8.5, height=3)
    images(axes[:1], [picture], ["the picture"])
    titles = [f"the filter: sum {response.sum():.1f}", f"then ReLU: sum {kept.sum():.1f}"]
    shown = images(axes[1:], [response, kept], titles, limit=abs(response).max())
    for ax, numbers in zip(axes[1:], (response, kept)):
        for (i, j), number in np.ndenumerate(numbers):
            dark = abs(number) > 0.6 * abs(response).max()
            ax.text(j, i, f"{number:.1f}", ha="center", va="center", fontsize=7, color="white" if dark else BLACK)
    fig.colorbar(shown, ax=axes[1:], shrink=0.8, label="answer")
    show(
        fig,
        f"A handwritten digit, the {response.size} answers of the filter, and the same after ReLU. Of the answers, "
        f"{(response > 0).sum()} are positive and stay, {(response < 0).sum()} are negative and become 0. They sum to "
        f"{response.sum():.1f}, and {kept.sum():.1f} after ReLU.",
    )


def preferences(A: np.ndarray, y: np.ndarray, shares: Sequence[float]) -> None:
    """The responses of five units to the ten digits, from the most selective unit to the least.

    Parameters
    ----------
    A : array of shape (rows, units)
    y : int array of shape (rows,)
    shares : array of shape (units,)
        Of each unit, the share of its response that its best digit gets.
    """
    order = np.argsort(shares)[::-1]
    chosen = order[np.linspace(0, len(order) - 1, 5).astype(int)]
    fig, axes = subplots(1, 5, width=9, height=2.6)
    for ax, unit in zip(axes, chosen):
        response = np.array([A[y == digit, unit].mean() for digit in range(10)])
        colors = [ORANGE if digit == response.argmax() else BLUE for digit in range(10)]
        ax.bar(range(10), 100 * response / response.sum(), color=colors)
        ax.axhline(10, color=BLACK, linestyle=":", linewidth=1)
        ax.set(
            title=f"unit {unit + 1}: {100 * shares[unit]:.0f} %", xticks=range(0, 10, 3), xlabel="digit", ylim=(0, 72)
        )
    axes[0].set_ylabel("share of response (%)")
    for ax in axes[1:]:
        ax.set_yticklabels([])
    show(
        fig,
        "What five units of one trained network answer to, from the most selective unit to the least. The best digit "
        "of each is orange, and its share stands in the title; the dotted line is an equal share for all ten.",
    )


def specialists(kinds: dict[str, Preference]) -> None:
    """How far the units of each kind of networks prefer one digit, beside what chance gives.

    Parameters
    ----------
    kinds : dict
        Name -> Preference.
    """
    fig, ax = subplots(width=8, height=3.2)
    for row, found in enumerate(kinds.values()):
        share, dealt = 100 * found.share.mean(), 100 * found.dealt.mean()
        ax.plot([dealt, share], [row, row], color="#bbbbbb", linestyle="-", linewidth=6, solid_capstyle="butt")
        for marker, color, shown in (("o", BLUE, found.share), ("D", GREY, found.dealt)):
            ax.plot(100 * shown, np.full(len(shown), row), marker, color=color, alpha=0.6, markersize=5)
        ax.annotate(f"{share - dealt:.0f} points", ((share + dealt) / 2, row + 0.18), ha="center", fontsize=9)
    ax.plot([], [], "o", color=BLUE, label="right labels")
    ax.plot([], [], "D", color=GREY, label="labels dealt out at random")
    names = [f"{name}\n({100 * found.zeros.mean():.0f} % zeros)" for name, found in kinds.items()]
    ax.set(yticks=range(len(kinds)), yticklabels=names, xlim=(0, 75), ylim=(-0.5, len(kinds) - 0.4))
    ax.set(xlabel="share of a unit's response that its best digit gets (%)")
    ax.legend(loc="lower right")
    above = [f"{name} {spread(100 * (found.share - found.dealt), digits=1)}" for name, found in kinds.items()]
    show(
        fig,
        "How far units prefer one digit, a mark for each network; the grey bar is what right labels give above chance. "
        f"In points: {'; '.join(above)}.",
    )


def gains(right: dict[str, Few], wrong: dict[str, Few]) -> None:
    """What each dial for sparsity gains on new digits against the ordinary networks, seed by seed.

    Parameters
    ----------
    right, wrong : dict
        Name of the dial -> Few, learned from right labels, and from labels of which some are wrong.
    """
    names = [name for name in right if name != "ordinary"]
    fig, axes = subplots(1, 2, width=9, height=3.2, sharex=True, sharey=True)
    said = []
    for ax, found, title in ((axes[0], right, "right labels"), (axes[1], wrong, "one label in five wrong")):
        plain = found["ordinary"]
        for row, name in enumerate(names):
            points = 100 * (found[name].right - plain.right)
            mean = interval(points)
            ax.plot(points, np.full(len(points), row), ".", color=BLUE, alpha=0.35)
            ax.plot([mean.low, mean.high], [row, row], color=ORANGE, linestyle="-", linewidth=5, alpha=0.6)
            ax.plot(mean.mean, row, "D", color=ORANGE, markersize=7)
            ax.annotate(f"{mean.mean:+.1f}", (mean.mean, row + 0.2), ha="center", fontsize=9)
            said.append(f"{title}, {name} {spread(points, digits=1)}")
        ax.axvline(0, color=BLACK, linewidth=1)
        ax.set(title=title, xlabel="points against the ordinary network", ylim=(-0.5, len(names) - 0.3))
    zeros = {name: 100 * np.mean([right[name].zeros.mean(), wrong[name].zeros.mean()]) for name in names}
    axes[0].set(yticks=range(len(names)), yticklabels=[f"{name}\n({zeros[name]:.0f} % zeros)" for name in names])
    show(
        fig,
        "Test accuracy against an ordinary network: a dot for each pair, their mean, and its 95 % interval. In points: "
        f"{'; '.join(said)}.",
    )


def shape(x: np.ndarray, y: np.ndarray) -> None:
    """A function on some whole numbers.

    Parameters
    ----------
    x, y : array of shape (n,)
        In rising order of x.
    """
    fig, ax = subplots(width=6.5, height=2.6)
    ax.plot(x, y, color=BLUE)
    ax.plot(x[-1], y[-1], "o", color=ORANGE)
    ax.annotate(f"ends at {x[-1]}", (x[-1], y[-1]), (-8, 0), textcoords="offset points", ha="right", va="center")
    ax.set(xlabel="x", ylabel="relu(x)")
    show(
        fig,
        f"ReLU on the whole numbers from {x[0]} to {x[-1]}. Of the {len(y)} outputs {int((y == 0).sum())} are 0, the "
        f"largest is {y.max()}.",
    )


def rising(names: Sequence[str]) -> None:
    """Value and slope of some activations.

    Parameters
    ----------
    names : list of str
    """
    z = np.linspace(-4, 3, 701)
    fig, axes = subplots(1, len(names), width=9, height=2.8, sharey=True)
    falls = []
    for ax, name in zip(axes, names):
        f = ACTIVATIONS[name]
        value_and_slope(ax, f, z)
        down = [kind for kind, y in (("value", f(z)), ("slope", f.derivative(z))) if np.diff(y).min() < -1e-9]
        falls.append(f"{name}: {' and '.join(down) or 'neither'}")
    axes[0].legend(loc="upper left")
    show(fig, f"Value and slope of {', '.join(names)}. Somewhere falling is, of {'; of '.join(falls)}.")


def behind_filters(found: dict[str, np.ndarray]) -> None:
    """How many digits are read behind random filters, by what stands between.

    Parameters
    ----------
    found : dict
        Name -> test accuracy, 0 to 1, one value for each draw of the filters.
    """
    fig, ax = subplots(width=7, height=2.8)
    for row, (name, right) in enumerate(found.items()):
        color = GREEN if name == "relu" else BLUE
        ax.plot(100 * right, row + np.linspace(-0.2, 0.2, len(right)), "o", color=color, alpha=0.7)
    ax.set(yticks=range(len(found)), yticklabels=found, xlabel="test digits read correctly (%)")
    said = ", ".join(f"{name} {spread(right, percent=True)}" for name, right in found.items())
    show(fig, f"Test accuracy behind 32 random filters, a dot for each draw. Read correctly: {said}.")
