"""The figures of the lesson on neurons."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure

from ...classroom.figures import BLACK, COLORS, DASHES, MARKERS, ORANGE


def neuron_plane(
    ax: Axes, w: Sequence[float] | np.ndarray, b: float, title: str, *, limit: float = 2.0, peak: float = 4.0
) -> QuadContourSet:
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
    active = np.ma.masked_less(z, 0)  # the silent side stays white
    shades = ax.contourf(x1, x2, active, levels=np.linspace(0, peak, 9), cmap="Blues", extend="max")
    ax.contour(x1, x2, z, levels=[0], colors="black", linewidths=2)
    ax.annotate("", xy=(w[0], w[1]), xytext=(0, 0), arrowprops={"arrowstyle": "-|>", "color": ORANGE, "linewidth": 2.2})
    ax.set(title=title, xlabel="x1", xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal")
    return shades


def ten_panels(x: np.ndarray, w: np.ndarray, b: np.ndarray, v: np.ndarray, c: float) -> tuple[Figure, np.ndarray]:
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
            ax.plot(
                place, height, MARKERS[unit], color=COLORS[unit], markersize=9, label=f"unit {unit + 1} switches here"
            )
    ax.set(title="sum y = v1 a1 + v2 a2 + v3 a3 + c", xlabel="x")
    if bends:
        ax.legend(loc="best")
    return fig, np.unique(bends)
