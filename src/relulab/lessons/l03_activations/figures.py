"""The figures of the lesson on activations, a call each."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from ...classroom.figures import BLACK, COLORS, DASHES, MARKERS, band, points, show, subplots, value_and_slope
from ...nn.activations import ACTIVATIONS
from ...nn.network import Network
from ...nn.statistics import spread
from .experiments import FitErrors, placed


def skyline(heights: Sequence[float]) -> None:
    """Draw the curve through some heights, one step apart, with the ReLU units that add up to it.

    Parameters
    ----------
    heights : list of float
        Two or more.

    Raises
    ------
    ValueError
        If there is no line to draw.
    """
    if len(heights) < 2:
        raise ValueError("A line needs two heights or more, such as skyline([0, 2, 1]).")
    knots = np.arange(len(heights) - 1.0)
    turns = np.diff(np.diff(heights), prepend=0)
    x = np.linspace(0, len(heights) - 1, 401)
    units = turns * np.maximum(0, x[:, None] - knots)
    fig, (left, right) = subplots(1, 2, width=9.5, height=2.7)
    for unit in range(len(knots)):
        left.plot(x, units[:, unit], color=COLORS[unit % 5], linestyle=DASHES[unit % 5])
    right.plot(x, heights[0] + units.sum(axis=1), color=BLACK, linestyle="-")
    right.plot(range(len(heights)), heights, "o", color=COLORS[1])
    left.set(title=f"{len(knots)} ReLU units, each with its weight")
    right.set(title="their sum")
    show(
        fig,
        f"{len(knots)} ReLU units on the left add up to the curve on the right. It goes through the heights "
        f"{', '.join(f'{height:g}' for height in heights)}, marked by points.",
    )


def shapes(names: Sequence[str]) -> None:
    """Draw some activations with their slopes, side by side.

    Parameters
    ----------
    names : list of str
        In `ACTIVATIONS`.
    """
    z = np.linspace(-6, 6, 601)
    fig, axes = subplots(1, len(names), width=10, height=2.8, sharey=True)
    for ax, name in zip(np.ravel(axes), names):
        value_and_slope(ax, ACTIVATIONS[name], z)
        ax.set(ylim=(-1.2, 2.5))
    fig.axes[0].legend(loc="upper left", fontsize=9)
    peaks = ", ".join(f"{name} {ACTIVATIONS[name].derivative(z).max():.2f}" for name in names)
    show(
        fig,
        f"Value (solid) and slope (dashed) of {', '.join(names)}. Where the solid line is flat, the dashed one is near "
        f"0. Largest slope between -6 and 6: {peaks}.",
    )


def ten_shapes() -> None:
    """Draw the ten activations of the course."""
    z = np.linspace(-4, 4, 401)
    fig, axes = subplots(2, 5, width=10, height=3.6, sharex=True, sharey=True)
    for ax, (name, f) in zip(axes.flat, ACTIVATIONS.items()):
        ax.plot(z, f(z))
        ax.set(title=name, ylim=(-2, 3))
    show(fig, f"The ten activations of the course between -4 and 4. They are {', '.join(ACTIVATIONS)}.")


def _decision_map(ax: Axes, network: Network, X: np.ndarray, y: np.ndarray, title: str) -> None:
    """Which of two classes a network with two inputs predicts over the plane, with the data on top."""
    low, high = X.min(axis=0) - 0.25, X.max(axis=0) + 0.25
    x1, x2 = np.meshgrid(np.linspace(low[0], high[0], 200), np.linspace(low[1], high[1], 200))
    predicted = network.predict(np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
    ax.pcolormesh(x1, x2, predicted, cmap=ListedColormap(["#cfe5f2", "#f9dcc8"]), vmin=0, vmax=1, rasterized=True)
    if predicted.min() != predicted.max():
        ax.contour(x1, x2, predicted, levels=[0.5], colors="black", linewidths=1)
    points(ax, X, y)
    ax.set(title=title, xticks=[], yticks=[])
    ax.grid(False)


def boundaries(networks: Mapping[str, Network], X: np.ndarray, y: np.ndarray) -> None:
    """Draw, for each of several designs, what its first network answers over the plane, with the points it learned.

    Parameters
    ----------
    networks : dict of str to Network
        Design -> networks with runs, two inputs and two outputs.
    X : array of shape (n, 2)
    y : int array of shape (n,)
    """
    fig, axes = subplots(1, len(networks), width=10, height=3.4)
    for ax, (design, trained) in zip(np.ravel(axes), networks.items()):
        _decision_map(ax, trained.run(0), X, y, design)
    fig.legend(*fig.axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    show(
        fig,
        "What the first network of each design answers over the plane, and the points that it learned from. A black "
        f"line lies between the two answers. Designs: {', '.join(networks)}.",
    )


def over_the_sum(answer: Callable) -> None:
    """Draw what a function of two numbers gives over their sum, from 0 to 2.

    Parameters
    ----------
    answer : callable
        Takes x1 and x2.
    """
    x1 = np.linspace(0, 2, 201)
    fig, ax = subplots(width=6, height=2.6)
    ax.plot(x1, [answer(x, 0.0) for x in x1])
    corners = [answer(0, 0), answer(1, 0), answer(1, 1)]
    ax.plot(range(3), corners, "o", color=BLACK)
    ax.set(xlabel="x1 + x2", ylabel="output", xticks=range(3))
    show(
        fig,
        "The output of the two hinges over the sum of the inputs. At the sums 0, 1 and 2, marked by points, it is "
        f"{', '.join(f'{corner:g}' for corner in corners)}.",
    )


def fits(target: Callable, hinges: Callable, numbers: Sequence[int]) -> None:
    """Draw a curve from -3 to 3 and what some numbers of hinges make of it.

    Parameters
    ----------
    target : callable
        The curve, of an array x.
    hinges : callable
        Takes x, knots and turns.
    numbers : list of int
        How many hinges, a panel each.
    """
    x = np.linspace(-3, 3, 601)
    fig, axes = subplots(1, len(numbers), width=10, height=2.8, sharey=True)
    for ax, n in zip(np.ravel(axes), numbers):
        start, knots, turns = placed(target, n)
        drawn = start + np.asarray(hinges(x, knots, turns))
        ax.plot(x, target(x), label="curve")
        ax.plot(x, drawn, label="hinges")
        ax.set(title=f"{n} hinges", xlabel="x")
    fig.axes[0].legend(loc="upper left", fontsize=9)
    # The distance for one number alone: how it falls with them is asked next.
    show(
        fig,
        "The dashed curve of hinges hugs the solid one more closely, the more there are. Largest distance with "
        f"{numbers[-1]} hinges: {abs(drawn - target(x)).max():.2f}.",
    )


def accuracies(right: Mapping[str, np.ndarray]) -> str:
    """Draw the test accuracy of each network, a row for each activation.

    Parameters
    ----------
    right : dict of str to array of shape (R,)
        Activation -> the share of test digits that each network reads.

    Returns
    -------
    str
        The activation with the lowest mean.
    """
    fig, ax = subplots(width=8, height=2.6)
    for i, values in enumerate(right.values()):
        spread_out = i + np.linspace(-0.2, 0.2, len(values))
        ax.plot(100 * values, spread_out, MARKERS[i], color=COLORS[i], alpha=0.7)
    ax.set(yticks=range(len(right)), yticklabels=list(right), xlabel="test digits read correctly (%)")
    each = ", ".join(f"{name}: {spread(values, percent=True)}" for name, values in right.items())
    show(fig, f"Each symbol is one network, further right is better. Test accuracy by activation: {each}.")
    return min(right, key=lambda name: right[name].mean())


def draw_errors(errors: FitErrors) -> None:
    """Draw the errors of placed hinges, of random ones and of units without an activation, over their number.

    Parameters
    ----------
    errors : FitErrors
    """
    units, placed_errors = errors.units, errors.placed
    fig, ax = subplots(width=8, height=3.4)
    ax.plot(units, placed_errors, marker="o", label="placed hinges")
    falling = placed_errors[-1] * (units[-1] / units) ** 2
    ax.plot(units, falling, color=BLACK, linestyle=":", linewidth=1.2, label="falling as 1 / units²")
    band(ax, units, errors.random, "random hinges (20 draws)", 1)
    band(ax, units, errors.straight, "units without an activation (20 draws)", 2)
    ax.set(xscale="log", yscale="log", xlabel="units", ylabel="error", xticks=units, xticklabels=units)
    ax.minorticks_off()
    ax.legend(fontsize=9, loc="lower left")
    show(
        fig,
        f"On both axes equal distances mean equal factors: each step to the right doubles the units. Error of "
        f"{units[-1]} placed hinges: {placed_errors[-1]:.4f}; of {units[-1]} random ones: "
        f"{spread(errors.random[-1], digits=4)}; of {units[-1]} units without an activation: "
        f"{errors.straight[-1].mean():.3f}, as with {units[0]}: {errors.straight[0].mean():.3f}.",
    )
