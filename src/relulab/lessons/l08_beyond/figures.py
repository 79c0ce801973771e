"""The figures of the lesson on what came after, a call each; each describes what it drew."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.patches import Ellipse

from ...classroom.figures import BLACK, BLUE, COLORS, DASHES, MARKERS, ORANGE, show, subplots
from ...classroom.rendered import power
from ...nn.pieces import folded
from ..through_layers import arriving, outcome, power_ticks, shade_arriving
from .experiments import EDGE, Polygons, Rates
from .flow import DEPTH, KINDS, LABELS, thirty

#: The picture of thirty layers reaches so many powers of ten up and down.
POWERS = 12

#: The long valley: its slopes along and across, where the ball starts, and the rate.
STEEPNESS, START, RATE = np.array([0.1, 4.0]), np.array([-9.0, 1.0]), 0.4


def fan(gains: Sequence[float], skip: bool = False, norm: bool = False) -> list[str]:
    """Draw the gradient in thirty fresh ReLU layers, a line for each gain.

    Parameters
    ----------
    gains : list of float
    skip, norm : bool
        Whether each layer has a way round it, and is normalised.

    Returns
    -------
    list of str
        For each gain what becomes of the gradient: "vanishes" if the first layer has less than a thousandth of what
        the last one has, "explodes" if it has more than a thousand times as much, else "arrives".
    """
    fig, ax = subplots(width=7.5, height=3.3)
    shade_arriving(ax)
    layers, ends, fates = np.arange(1, DEPTH + 1), [], []
    for i, gain in enumerate(gains):
        numbers, name = thirty(gain, skip, norm), LABELS.get(gain, f"{gain:.2g}")
        values = np.log10(numbers["gradient"]).mean(axis=0)
        ax.plot(
            layers, values, color=COLORS[i % 5], linestyle=DASHES[i % 5], label=f"gain {name}", linewidth=4 - 0.6 * i
        )
        fates.append(outcome(numbers).split()[-1])
        ends.append(f"gain {name} {power(np.log10(arriving(numbers)))}")
    power_ticks(ax, -POWERS, POWERS, 3)
    ax.set(xlabel="hidden layer", ylabel="norm of dZ, relative\nto layer 30", xticks=[1, *range(5, DEPTH + 1, 5)])
    ax.set(ylim=(-POWERS, POWERS), xlim=(0, DEPTH + 1))
    fig.legend(*ax.get_legend_handles_labels(), loc="outside right upper", title="grey: it arrives")
    *_, kind = KINDS[skip, norm]
    show(
        fig,
        f"The gradient in thirty ReLU layers, {kind}, a line for each gain. In the first layer, as a multiple of the "
        f"last: {'; '.join(ends)}.",
    )
    return fates


def valley(roll: Callable, steps: int = 40, keep: float = 0.9) -> list[list[str]]:
    """Draw a plain descent and one with momentum through a long valley, steep across and gentle along.

    Parameters
    ----------
    roll : callable
        As in the exercise: slope, w, lr, keep and steps give the place.
    steps : int
    keep : float
        The share of the memory in the second descent.

    Returns
    -------
    list of list of str
        A row for each: its name, and how far from the bottom it is after 10, 20 and 40 steps.
    """

    def slope(w):
        return STEEPNESS * w

    fig, ax = subplots(width=8.4, height=2.9)
    for height in (0.5, 2, 4.5):
        ax.add_patch(Ellipse((0, 0), *2 * (2 * height / STEEPNESS) ** 0.5, fill=False, color="#bbbbbb", zorder=0))
    rows, said = [], []
    for name, share, color, marker in (("plain", 0.0, BLUE, "o"), (f"keep {keep:g}", keep, ORANGE, "s")):
        path = np.array([roll(slope, START.copy(), RATE, share, step) for step in range(steps + 1)], dtype=float)
        far = np.linalg.norm(path, axis=1)
        line = "-" if share == 0 else "--"
        ax.plot(path[:, 0], path[:, 1], color=color, linestyle=line, marker=marker, markersize=3.5, linewidth=1)
        ax.plot([], [], color=color, linestyle=line, marker=marker, markersize=3.5, label=name)
        rows.append([name, *(f"{far[step]:.1f}" for step in (10, 20, 40) if step <= steps)])
        said.append(f"{name} {far[steps]:.1f}")
    ax.plot(0, 0, "+", color=BLACK, markersize=12, markeredgewidth=2)
    ax.set(xlabel="weight 1: gentle", ylabel="weight 2: steep", xlim=(-10, 5.5), ylim=(-1.6, 1.6))
    ax.legend(loc="lower right", ncols=2)
    show(
        fig,
        f"{steps} steps through a long valley from above, its bottom at the cross. After them the distance from it is: "
        f"{'; '.join(said)}.",
    )
    return rows


def by_rate(found: Mapping[str, Rates]) -> None:
    """Draw dead units and accuracy against the rate, a line for each rule of the step.

    Parameters
    ----------
    found : dict
        Rule -> what `experiments.by_rate` gives.
    """
    fig, axes = subplots(1, 2, width=9.0, height=3.3)
    said = []
    for i, (name, each) in enumerate(found.items()):
        second = each.dead[:, :, 1]
        for ax, values in zip(axes, (second, 100 * each.accuracy)):
            ax.errorbar(
                each.rates,
                values.mean(axis=1),
                yerr=values.std(axis=1, ddof=1),
                color=COLORS[i],
                linestyle=DASHES[i],
                marker=MARKERS[i],
                markersize=5,
                capsize=2,
                label=name,
            )
        worst = int(second.mean(axis=1).argmax())
        # To the nearest ten: at such rates it hangs on the processor's last digits whether a unit is left.
        said.append(f"{name} about {round(second[worst].mean(), -1):.0f} % at {each.rates[worst]:g}")
    for ax, title in zip(axes, ("dead in the second layer (%)", "test digits read (%)")):
        ax.set(xscale="log", xlabel="learning rate", title=title, ylim=(-4, 104))
    axes[0].legend(loc="upper left")
    show(
        fig,
        "Dead units and accuracy against the learning rate, mean and spread of the networks. Most dead units in the "
        f"second layer: {'; '.join(said)}.",
    )


# ---- going deeper ------------------------------------------------------------------------------------


def folds(depths: Sequence[int]) -> None:
    """Draw what the folding network computes, a panel for each depth.

    Parameters
    ----------
    depths : list of int
    """
    x = np.linspace(0, 1, 1025)
    fig, axes = subplots(1, len(depths), width=8.6, height=2.3, sharey=True)
    for ax, depth in zip(axes, depths):
        ax.plot(x, folded(depth).forward(x[:, None]).activations[-1][:, 0], color=BLUE, linewidth=1.2)
        ax.set(title=f"{depth} {'layer' if depth == 1 else 'layers'}", xlabel="x", xticks=[0, 1], yticks=[0, 1])
    show(
        fig,
        f"The folding network with {', '.join(map(str, depths))} layers of two ReLU units. It rises and falls between "
        f"0 and 1, {', '.join(str(2**depth) for depth in depths)} straight pieces in all.",
    )


def _about(count):
    """A count with one digit: the others hang on the processor after training."""
    return f"{float(f'{count:.1g}'):.0f}"


def polygons(found: Mapping[str, Polygons]) -> None:
    """Draw the polygons into which networks cut the plane, and the line along which their answer changes.

    Parameters
    ----------
    found : dict
        Title -> what `experiments.polygons` gives.
    """
    fig, axes = subplots(1, len(found), width=8.0, height=4.1, sharey=True)
    for ax, (title, each) in zip(axes, found.items()):
        # Neighbours get different greys: the number of the polygon, stirred.
        ax.imshow(
            each.which * 7919 % 97, extent=(-EDGE, EDGE, -EDGE, EDGE), origin="lower", cmap="Greys", vmin=-40, vmax=190
        )
        along = np.linspace(-EDGE, EDGE, len(each.answer))
        ax.contour(along, along, each.answer, levels=[0], colors=[ORANGE], linewidths=2.5)
        ax.set(title=f"{title}: about {_about(each.count)} polygons", xticks=[], yticks=[])
        ax.grid(False)
    said = "; ".join(
        f"{title} about {_about(each.count)}, {100 * each.accuracy:.0f} % read" for title, each in found.items()
    )
    show(
        fig,
        "The polygons in each of which a ReLU network is one linear formula; along the thick line its answer changes. "
        f"Polygons, and points of the two spirals read: {said}.",
    )
