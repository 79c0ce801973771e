"""The figures of the lesson on Leaky ReLU; each computes its description from what it draws."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib import rc_context, rcParamsDefault
from matplotlib.figure import Figure

from ...classroom.figures import BLACK, BLUE, COLORS, DASHES, GREEN, MARKERS, ORANGE, band, show, subplots
from ...nn.statistics import spread
from ...nn.sweep import Sweep
from .experiments import BIAS, INPUTS, WEIGHT, Deaths, one_step


def draw_step(lr: float) -> int:
    """Draw one ReLU unit before and after one step of gradient descent.

    Parameters
    ----------
    lr : float
        Learning rate of the step.

    Returns
    -------
    int
        On how many of the five inputs the unit answers after the step.
    """
    fig, ax = subplots(width=7, height=3.2)
    x = np.array([-1.15, 1.15])
    answers = []
    for name, w, b, color, dashes in (
        ("before", WEIGHT, BIAS, BLUE, "-"),
        ("after", *one_step(lr), ORANGE, "--"),
    ):
        z = w * INPUTS + b
        answers.append(int((z > 0).sum()))
        label = f"{name}: w = {w:.2f}, b = {b:.2f}"
        ax.plot(x, w * x + b, color=color, linestyle=dashes, label=label)
        ax.plot(INPUTS[z > 0], z[z > 0], "o", color=color, markersize=9)
        ax.plot(INPUTS[z <= 0], z[z <= 0], "o", color="white", markeredgecolor=color, markersize=9)
    low, high = ax.get_ylim()
    ax.axhspan(min(low, -1) - 0.2, 0, color="#eeeeee", zorder=0)
    ax.axhline(0, color=BLACK, linewidth=1)
    ax.set(xlabel="input x", ylabel="z = w x + b", ylim=(min(low, -1), max(high, 2)), xlim=x, xticks=INPUTS)
    ax.text(-1.1, min(low, -1) * 0.93, "silent", va="bottom", fontsize=10)
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    (w, b), (before, after) = one_step(lr), answers
    show(
        fig,
        f"One unit before and after a step with the rate {lr:g}: filled points are the inputs that it answers to. The "
        f"weight goes from {WEIGHT:g} to {w:.2f}, the bias from {BIAS:g} to {b:.2f}. Before the step the unit answers "
        f"to {before} of the {len(INPUTS)} inputs, after it to {after}.",
    )
    return after


def draw_deaths(deaths: Deaths) -> None:
    """Draw the share of dead units over the steps of the training, a line for each rate.

    Parameters
    ----------
    deaths : Deaths
        As `experiments.deaths_by_rate` gives them.
    """
    fig, ax = subplots(width=7.5, height=3.2)
    said = []
    for i, (rate, shares) in enumerate(zip(deaths.rates, deaths.shares)):
        band(ax, deaths.steps, 100 * shares, f"rate {rate:g}", i)
        early, late = (spread(shares[k], percent=True) for k in (1, -1))
        said.append(f"with the rate {rate:g} {early} of the units after {deaths.steps[1]} steps and {late} at the end")
    ax.set(xlabel="step", ylabel="dead units (%)", ylim=(-3, 103))
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    show(
        fig,
        f"Dead units over the first {deaths.steps[-1]} steps, for each learning rate. Mean of 20 "
        f"networks with one standard deviation: {'; '.join(said)}.",
    )


def draw_leaky(leaky_relu: Callable, slopes: Sequence[float] = (0.01, 0.1, 0.3)) -> None:
    """Draw a function of a number and a slope for several slopes.

    Parameters
    ----------
    leaky_relu : callable
    slopes : list of float
    """
    fig, ax = subplots(width=7, height=3.0)
    z = np.linspace(-3, 1.5, 91)
    ax.plot(z, np.maximum(0, z), color=BLACK, linestyle=":", label="ReLU")
    for slope, color, dashes in zip(slopes, (ORANGE, BLUE, GREEN), DASHES):
        ax.plot(z, leaky_relu(z, slope), color=color, linestyle=dashes, label=f"slope {slope:g}")
    ax.set(xlabel="z", ylabel="output", xlim=(-3, 1.5), ylim=(-1, 1.5))
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    ends = ", ".join(f"{float(leaky_relu(-3.0, slope)):.2f} with the slope {slope:g}" for slope in slopes)
    show(
        fig,
        f"Leaky ReLU with its slopes, and ReLU. They share the right side; at -3 the outputs are {ends}, "
        "where ReLU gives 0.",
    )


def draw_slopes(slopes: Sequence[float], healthy: np.ndarray, rescued: np.ndarray) -> None:
    """Draw the accuracy against the slope of the leak, where nothing is wrong and where all units start dead.

    Parameters
    ----------
    slopes : list of float
    healthy, rescued : array of shape (slopes, networks)
    """
    fig, ax = subplots(width=7.5, height=3.2)
    places = np.arange(len(slopes))
    band(ax, places, 100 * healthy, "nothing wrong:\nbias 0, rate 0.3", 0)
    band(ax, places, 100 * rescued, "all dead at first:\nbias -2, rate 2", 1)
    ax.set(xticks=places, xticklabels=[f"{slope:g}" for slope in slopes], ylim=(0, 103))
    ax.set(xlabel="slope of the leak", ylabel="test accuracy (%)")
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    well, sick = (
        ", ".join(f"{slope:g}: {spread(one, percent=True)}" for slope, one in zip(slopes, each))
        for each in (healthy, rescued)
    )
    show(
        fig,
        "Test accuracy against the slope of the leak, where nothing is wrong and where all units start dead. Mean of "
        f"20 networks with one standard deviation. Nothing wrong: {well}. All dead at first: {sick}.",
    )


# ---- going deeper ------------------------------------------------------------------------------------


def draw_some_dead(counts: Sequence[int], accuracies: np.ndarray) -> None:
    """Draw the accuracy against the number of dead units.

    Parameters
    ----------
    counts : list of int
    accuracies : array of shape (counts, networks)
    """
    fig, ax = subplots(width=7, height=3.0)
    band(ax, counts, 100 * accuracies, "accuracy")
    ax.set(xlabel="dead units, of 32", ylabel="test accuracy (%)", xticks=counts, ylim=(0, 103))
    text = ", ".join(f"{n} dead {spread(one, percent=True)}" for n, one in zip(counts, accuracies) if n < 32)
    show(
        fig,
        "Test accuracy against the number of units that were dead from the start. Mean of 20 networks with one "
        f"standard deviation: {text}; with all dead about 10 %.",
    )


def draw_article(low: int = -19, high: int = 18) -> None:
    """Draw Leaky ReLU as the article does, with its negative side enlarged.

    Parameters
    ----------
    low, high : int
        The inputs are the whole numbers between them, both included.
    """
    x = np.arange(low, high + 1)
    leaky = np.where(x > 0, x, 0.01 * x)
    fig, ax = subplots(width=7.5, height=3.6)
    ax.plot(x, leaky, color=BLUE)
    ax.set(xlabel="x", ylabel="leaky_relu(x)")
    inset = ax.inset_axes((0.1, 0.42, 0.42, 0.46))
    inset.plot(x, leaky, color=BLUE)
    inset.plot(x, np.maximum(0, x), color=ORANGE, linestyle="--")
    inset.set(xlim=(low, 0.5), ylim=(-0.25, 0.1), xticks=[-15, -10, -5, 0], yticks=[-0.2, -0.1, 0, 0.1])
    inset.set_title("the negative side, enlarged; dashed: ReLU", fontsize=10)
    fall, width = height_of_the_leak(0.01, low, high)
    show(
        fig,
        f"Leaky ReLU of the whole numbers {low} to {high}, as the article draws it. At matplotlib's own resolution the "
        f"line falls by {fall:.1f} pixels on the left, and is {width:.1f} pixels wide. The smallest output is "
        f"{leaky.min():.2f}. An inset shows the negative side alone: there Leaky ReLU falls in a straight line to the "
        "left, and ReLU is 0.",
    )


def draw_relatives(names: Sequence[str], well: Sweep, sick: Sweep) -> None:
    """Draw what several activations reach, a point for each network.

    Parameters
    ----------
    names : list of str
    well, sick : Sweep
        As `deeper.relatives` gives them.
    """
    fig, axes = subplots(1, 4, width=8.4, height=3.0, sharey=True)
    panels = [
        (well, "accuracy", "accuracy (%),\nnothing wrong"),
        (sick, "accuracy", "accuracy (%),\nall dead at first"),
        (sick, "never", "never positive (%),\nall dead at first"),
        (well, "zero", "exact zeros (%),\nnothing wrong"),
    ]
    for ax, (part, measured, title) in zip(axes, panels):
        for i, one in enumerate(100 * part[measured]):
            heights = i + np.linspace(-0.2, 0.2, len(one))
            ax.plot(one, heights, MARKERS[i % 5], color=COLORS[i % 5], markersize=4)
        ax.set(xlim=(-6, 106), xticks=[0, 50, 100], yticks=range(len(names)), yticklabels=names)
        ax.set_title(title, fontsize=10)
    axes[0].invert_yaxis()
    text = "; ".join(f"{name} {spread(sick.at(activation=name)['accuracy'], percent=True)}" for name in names)
    show(
        fig,
        f"The activations on four instruments, {len(well.axes['seed'])} networks each. Accuracy where all ReLU units "
        f"are dead at first: {text}. Exact zeros where nothing is wrong: relu "
        f"{spread(well.at(activation='relu')['zero'], percent=True)}, none for the others.",
    )


def draw_born(born: Sweep) -> None:
    """Draw the share of networks that are born dead against their depth, with the bound.

    Parameters
    ----------
    born : Sweep
        As `deeper.born_dead` gives it.
    """
    widths, depths = born.axes["width"], born.axes["depth"]
    fig, ax = subplots(width=7.5, height=3.4)
    said = []
    for i, n in enumerate(widths):
        share, color = 100 * born["dead"].mean(axis=-1)[i], COLORS[i % 5]
        ax.plot(depths, share, marker=MARKERS[i % 5], color=color, linestyle=DASHES[i % 5], label=f"{n} units a layer")
        ax.plot(depths, 100 - 100 * (1 - 2.0**-n) ** (np.array(depths) - 1), color=color, linestyle=":", linewidth=1)
        said.append(f"{n} units {', '.join(f'{each:.0f} %' for each in share)}")
    ax.set(xlabel="layers, the output counted", ylabel="born dead (%)", xticks=depths, ylim=(-3, 103))
    fig.legend(*ax.get_legend_handles_labels(), loc="outside right upper", title="thin, no markers:\nthe bound")
    show(
        fig,
        f"Networks that give one constant output before any training, against their depth. Of "
        f"{born['dead'].shape[-1]} draws, with {', '.join(map(str, depths))} layers: {'; '.join(said)}. Thin dotted "
        "lines: the bound.",
    )


def height_of_the_leak(slope: float, low: int = -19, high: int = 18) -> tuple[float, float]:
    """How far the line of Leaky ReLU falls on its negative side in a figure of 10 x 5 inches, and how wide it is.

    Parameters
    ----------
    slope : float
        Of the leak.
    low, high : int
        The inputs are the whole numbers between them, both included.

    Returns
    -------
    float, float
        Pixels, at the resolution, the margins and the width of line that matplotlib comes with.
    """
    with rc_context(rcParamsDefault):
        fig = Figure(figsize=(10, 5))
        ax = fig.add_subplot()
        x = np.arange(low, high + 1)
        (line,) = ax.plot(x, np.where(x > 0, x, slope * x))
        fig.draw_without_rendering()  # it is then that the limits of the axes are known
        at_low, at_zero = ax.transData.transform([(low, slope * low), (0, 0)])
        return float(at_zero[1] - at_low[1]), float(line.get_linewidth() * fig.dpi / 72)
