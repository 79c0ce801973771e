"""What the lessons on deep networks share: signal and gradient by layer as a picture, and what becomes of the gradient.

The numbers of a model have "gradient" and "spread" of the pre-activations, of shape (networks, layers); the gradient
is a share of that of the last hidden layer.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text
from numpy.typing import ArrayLike

from ..classroom.picture import Numbers, Picture
from ..classroom.rendered import power
from ..nn.statistics import typical

#: The picture reaches so many powers of ten up and down, whatever it shows: a line that leaves it says how far it goes.
POWERS = 9
#: From a thousandth to a thousand, a gradient counts as arriving; so does the last exercise of lesson 05.
ARRIVES = 1e3
#: What an answer may be to the question of what grows on its way.
GROWS = ["the gradient alone", "the signal alone", "both", "neither"]


def arriving(numbers: Numbers) -> float:
    """What arrives at the first layer, as a share of what the last one gets: typical of the networks."""
    return float(typical(numbers["gradient"][:, 0]))


def outcome(numbers: Numbers) -> str:
    """What becomes of the gradient."""
    share = arriving(numbers)
    if share < 1 / ARRIVES:
        return "the gradient vanishes"
    return "the gradient explodes" if share > ARRIVES else "the gradient arrives"


def what_grows(gradient: bool, signal: bool) -> str:
    """One of `GROWS`, from whether each of the two grows."""
    return GROWS[2 if gradient and signal else 0 if gradient else 1 if signal else 3]


def size(values: ArrayLike) -> str:
    """A number that is typical of the networks, as text."""
    exponent = float(np.log10(typical(values)))
    return power(exponent) if abs(exponent) > 3 else f"{10**exponent:.2g}"


def shade_arriving(ax: Axes) -> None:
    """A grey zone on an axis of exponents of ten, in which a gradient counts as arriving."""
    ax.axhspan(-np.log10(ARRIVES), np.log10(ARRIVES), color="#eeeeee", zorder=0)


def power_ticks(ax: Axes, low: int, high: int, step: int = 1) -> None:
    """Ticks of a logarithmic axis on which the exponents are drawn."""
    exponents = range(low, high + 1, step)
    ax.set(yticks=exponents, yticklabels=["1" if e == 0 else power(e, 0) for e in exponents])


class LayersPicture(Picture):
    """Gradient and signal by layer, one above the other, each with a dashed line to compare with.

    A subclass calls `draw` in its `update`.

    Parameters
    ----------
    depth : int
        The most layers that it shows.
    networks, dashed : (str, str)
        Colour and words of each kind of line in the legend; the lines of the networks get theirs from `draw`.
    dashed_above : bool
        Whether the dashed lines are drawn over those of the networks, or under them.
    """

    def __init__(self, depth: int, networks: tuple[str, str], dashed: tuple[str, str], *, dashed_above: bool):
        super().__init__(5.8, 4.4)
        self.panels = self.fig.subplots(2, 1, sharex=True)
        self.lines: list[Line2D] = []
        self.dashed: list[Line2D] = []
        self.ends: list[Text] = []
        for ax, marker in zip(self.panels, ("o", "s")):
            self.lines += ax.plot([1], [0], linestyle="-", marker=marker, markersize=3.5, linewidth=1)
            self.dashed += ax.plot([1], [0], color=dashed[0], linestyle="--", linewidth=1.5)
            ax.axhline(0, color="#888888", linewidth=0.8, zorder=0)
            power_ticks(ax, -POWERS, POWERS, 3)
            ax.set(ylim=(-POWERS, POWERS), title=" ")
            ax.title.set_fontsize(10)
            self.ends.append(ax.text(1, 0, "", fontsize=9, fontweight="bold"))
        above, below = self.panels
        shade_arriving(above)
        above.set(
            ylabel="gradient, relative\nto the last layer", xlim=(0, depth + 1), xticks=[1, *range(5, depth + 1, 5)]
        )
        below.set(ylabel="signal: spread\nof z", xlabel="hidden layer")
        handles = [
            Line2D([], [], color=networks[0], marker="o", markersize=3.5, linewidth=1, label=networks[1]),
            Line2D([], [], color=dashed[0], linestyle="--", linewidth=1.5, label=dashed[1]),
        ]
        above.legend(handles=handles, loc="upper right", fontsize=9, ncols=2)
        both = [self.lines, self.dashed] if dashed_above else [self.dashed, self.lines]
        self.moving = [*both[0], *both[1], *(ax.title for ax in self.panels), *self.ends]
        self.prepare()

    def draw(self, numbers: Numbers, dashed: dict[str, np.ndarray], color: str, settings: str) -> None:
        """Show the numbers of a model.

        Parameters
        ----------
        numbers : dict
        dashed : dict
            "gradient" and "spread" of the dashed lines: exponents of ten, of shape (layers,).
        color : str
            Of the networks' lines.
        settings : str
            What the title begins with.
        """
        networks, depth = numbers["gradient"].shape
        layers = np.arange(1, depth + 1)
        for line, beside, end, name in zip(self.lines, self.dashed, self.ends, ("gradient", "spread")):
            values = np.log10(numbers[name])
            # One line for all networks, broken where the next one begins.
            gap = np.full((networks, 1), np.nan)
            line.set_data(np.tile(np.append(layers, np.nan), networks), np.hstack([values, gap]).ravel())
            line.set_color(color)
            beside.set_data(layers, dashed[name])
            _point_outside(end, layers, values.mean(axis=0))
        above, below = self.panels
        above.set_title(f"{settings}: {outcome(numbers)}")
        below.set_title(f"z: {size(numbers['spread'][:, 0])} in layer 1, {size(numbers['spread'][:, -1])} in the last")


def _point_outside(end: Text, layers: np.ndarray, values: np.ndarray) -> None:
    """Where a line leaves the picture, an arrow says how far it goes."""
    furthest = int(np.abs(values).argmax())
    up = values[furthest] > 0
    outside = abs(values[furthest]) > POWERS
    end.set_visible(bool(outside))
    if outside:
        inside = layers[np.abs(values) <= POWERS]
        # A gradient leaves at the left end of its line, a signal at the right one; beside it there is room.
        left = furthest < len(layers) / 2
        x = (inside.min() - 0.6 if left else inside.max() + 0.6) if len(inside) else layers[furthest]
        end.set(text=f"{'↑' if up else '↓'} {power(values[furthest])}", position=(x, 7 if up else -8.2))
        end.set_horizontalalignment("right" if left else "left")
