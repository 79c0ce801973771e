"""The figures of the lesson on Leaky ReLU."""

import numpy as np
from matplotlib import rc_context, rcParamsDefault
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ...classroom.figures import subplots
from ...nn.sweep import Sweep


def phase_map(phases: Sweep) -> Figure:
    """Dead share and accuracy for every learning rate and starting bias, side by side.

    Parameters
    ----------
    phases : Sweep
        As `experiments.phase_map` gives it: axes lr, bias, seed; measured "dead", "accuracy" and
        "diverged".

    Returns
    -------
    fig : matplotlib Figure
        Two panels, learning rates upwards and biases to the right. Every cell carries its mean over the
        seeds in per cent; cells in which a network diverged are hatched.
    """
    lrs, biases = phases.axes["lr"], phases.axes["bias"]
    diverged = (phases["diverged"] > 0).any(axis=-1)
    fig, axes = subplots(1, 2, width=10.5, height=4.8, sharey=True)
    # Dark is bad in both panels: dead on the left, wrong on the right.
    for ax, name, title, colors in zip(
        axes, ["dead", "accuracy"], ["dead units (%)", "accuracy (%)"], ["Oranges", "Blues_r"]
    ):
        values = 100 * _mean_of_finite(phases[name])
        ax.imshow(values, cmap=colors, vmin=-10, vmax=125 if name == "dead" else 100, origin="lower", aspect="auto")
        for i, j in np.ndindex(values.shape):
            dark = values[i, j] > 70 if name == "dead" else values[i, j] < 45
            text = "–" if np.isnan(values[i, j]) else f"{values[i, j]:.0f}"
            ax.text(j, i, text, ha="center", va="center", fontsize=9, color="white" if dark else "black")
            if diverged[i, j]:
                corners = (j - 0.5, i - 0.5), 1, 1
                ax.add_patch(Rectangle(*corners, fill=False, hatch="////", edgecolor="#666666", linewidth=0, alpha=0.6))
        ax.set(
            title=title,
            xlabel="starting bias",
            xticks=range(len(biases)),
            yticks=range(len(lrs)),
            xticklabels=[f"{bias:g}" for bias in biases],
            yticklabels=[f"{lr:g}" for lr in lrs],
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
