"""The figures of the clinic."""

import numpy as np
from matplotlib.figure import Figure

from ...classroom.figures import COLORS, DASHES, MARKERS, subplots
from .readings import Examination


def examination(patient: Examination, healthy: Examination) -> Figure:
    """Four instruments on a patient of the clinic, beside the same on healthy networks with the same layers.

    Parameters
    ----------
    patient, healthy : Examination

    Returns
    -------
    fig : matplotlib Figure
        Loss by epoch; by hidden layer the gradient and the saturated share at the start, and the dead share
        after training. Mean and one standard deviation over the networks, as far as they have a number.
    """
    fig, axes = subplots(1, 4, width=10.5, height=3.2)
    for i, (seen, label) in enumerate([(patient, "this patient"), (healthy, "healthy")]):
        panels = [
            np.log10(_positive(seen.history["loss"])),
            np.log10(_positive(seen.start["gradients"])),
            100 * seen.start["saturation"],
            100 * seen.end["dead"],
        ]
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
        ax.set(xlabel="hidden layer", xticks=range(1, 1 + patient.end["dead"].shape[1]))
    fig.legend(*axes[1].get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return fig


def _positive(values):
    return np.where(values > 0, values, np.nan)


def _finite_band(ax, values, label, i):
    """Mean and one standard deviation of what is finite in each column of values, with a marker at each place."""
    places = 1 + np.flatnonzero(np.isfinite(values).any(axis=0))
    mean, deviation = (
        np.array([(v.mean(), v.std()) for v in (column[np.isfinite(column)] for column in values.T[places - 1])])
        .reshape(-1, 2)
        .T
    )
    ax.fill_between(places, mean - deviation, mean + deviation, color=COLORS[i], alpha=0.2, linewidth=0)
    # The first in front and smaller, so that both are seen where they agree.
    ax.plot(
        places,
        mean,
        color=COLORS[i],
        linestyle=DASHES[i],
        marker=MARKERS[i],
        markersize=5 + 4 * i,
        zorder=3 - i / 2,
        label=label,
    )
