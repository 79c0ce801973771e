"""What the figures of several lessons share: the style, parts of figures, and `show`, which displays one.

Colours are those of Okabe and Ito, which readers with any common form of colour blindness can tell
apart; lines also differ in their dashes and points in their marker, so that every figure can be read
in grey. Source: M. Okabe and K. Ito, "Color Universal Design", 2008, https://jfly.uni-koeln.de/color/.
"""

import html
import io
import re
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from numpy.typing import ArrayLike

from ..nn.activations import Activation
from .text import Bundle

BLUE, ORANGE, GREEN, PURPLE, BLACK = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000"
COLORS = [BLUE, ORANGE, GREEN, PURPLE, BLACK]
DASHES = ["-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1))]
MARKERS = ["o", "s", "^", "D", "v"]

STYLE: dict[str, Any] = {
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
plt.style.use(STYLE)


def subplots(
    rows: int = 1, cols: int = 1, *, width: float = 8.0, height: float = 3.2, **kwargs: Any
) -> tuple[Figure, Any]:
    """A figure and its axes, as `matplotlib.pyplot.subplots` gives them for rows and cols.

    Parameters
    ----------
    rows, cols : int
    width, height : float
        Size of the figure in inches.
    """
    return plt.subplots(rows, cols, figsize=(width, height), **kwargs)


def show(fig: Figure, alt: str) -> None:
    """Display a figure with its text under it, then close it.

    Parameters
    ----------
    fig : matplotlib Figure
    alt : str
        What the figure shows, with its measured numbers. Its first sentence stands under the picture, all of it
        behind a click; it reaches screen readers, and is what the tests of the notebooks compare.

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
        Bundle({"image/png": picture.getvalue(), "text/plain": "[figure; its description follows]"}),
        raw=True,
        metadata={"image/png": {"alt": alt}},
    )
    display(Bundle({"text/html": _caption(alt), "text/plain": f"Figure. {alt}"}), raw=True)


def _caption(alt: str) -> str:
    """The first sentence, and the rest folded under it."""
    first, *rest = re.split(r"(?<=[.!?])\s+(?=[A-Z])", alt, maxsplit=1)
    caption = f"<em>Figure.</em> {html.escape(first)}"
    if not rest:
        return f"<p>{caption}</p>"
    return f"<details><summary>{caption}</summary><p>{html.escape(rest[0])}</p></details>"


def band(ax: Axes, x: ArrayLike, values: ArrayLike, label: str, i: int = 0) -> None:
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


def value_and_slope(ax: Axes, f: Activation, z: np.ndarray, title: str | None = None) -> None:
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


def images(
    ax_row: Sequence[Axes], pictures: Sequence[np.ndarray], titles: Sequence[str], *, limit: float | None = None
) -> AxesImage:
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
    scale: dict[str, Any] = (
        {"cmap": "gray_r", "vmin": 0, "vmax": 1} if limit is None else {"cmap": "PuOr", "vmin": -limit, "vmax": limit}
    )
    for ax, picture, title in zip(ax_row, pictures, titles):
        shown = ax.imshow(picture, **scale)
        ax.set_title(title, fontsize=9)
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[:].set(visible=True, color="#888888", linewidth=0.8)
    return shown


def points(ax: Axes, X: np.ndarray, y: np.ndarray) -> None:
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
            chosen[:, 0],
            chosen[:, 1],
            MARKERS[label % 5],
            color=COLORS[label % 5],
            markersize=4,
            markeredgecolor="white",
            markeredgewidth=0.5,
            label=f"class {label}",
        )
