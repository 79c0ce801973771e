"""The explorer of thirty layers: gradient and signal, with a way round each layer, normalised, or both."""

from typing import Any

import numpy as np
from matplotlib.lines import Line2D

from ...classroom.explorer import Ask, Explorer
from ...classroom.picture import Numbers, Picture
from ...classroom.rendered import power
from ...classroom.widgets import choice, steps
from .flow import ARRIVES, DEPTH, GAINS, KINDS, LABELS, SEEDS, WIDTH, outcome, ratio, thirty

#: The picture reaches so many powers of ten up and down; a line that leaves it says how far it goes.
POWERS = 9
#: What an answer may be to the question of what grows on its way.
GROWS = ["the gradient alone", "the signal alone", "both", "neither"]


class _Picture(Picture):
    def __init__(self):
        super().__init__(5.8, 4.4)
        self.panels = self.fig.subplots(2, 1, sharex=True)
        self.lines, self.plain, self.ends = [], [], []
        for ax, marker in zip(self.panels, ("o", "s")):
            (plain,) = ax.plot([1], [0], color="#888888", linestyle="--", linewidth=1.5)
            (measured,) = ax.plot([1], [0], linestyle="-", marker=marker, markersize=3.5, linewidth=1)
            ax.axhline(0, color="#888888", linewidth=0.8, zorder=0)
            exponents = range(-POWERS, POWERS + 1, 3)
            labels = ["1" if e == 0 else power(e, 0) for e in exponents]
            ax.set(ylim=(-POWERS, POWERS), yticks=exponents, yticklabels=labels, title=" ")
            ax.title.set_fontsize(10)
            self.plain.append(plain)
            self.lines.append(measured)
            self.ends.append(ax.text(1, 0, "", fontsize=9, fontweight="bold"))
        above, below = self.panels
        above.axhspan(-np.log10(ARRIVES), np.log10(ARRIVES), color="#eeeeee", zorder=0)
        above.set(
            ylabel="gradient, relative\nto the last layer", xlim=(0, DEPTH + 1), xticks=[1, *range(5, DEPTH + 1, 5)]
        )
        below.set(ylabel="signal: spread\nof z", xlabel="hidden layer")
        here = Line2D([], [], color="#444444", marker="o", markersize=3.5, linewidth=1, label=f"{SEEDS} networks")
        plain = Line2D([], [], color="#888888", linestyle="--", linewidth=1.5, label="with neither")
        above.legend(handles=[here, plain], loc="upper right", fontsize=9, ncols=2)
        self.moving = [*self.plain, *self.lines, *(ax.title for ax in self.panels), *self.ends]
        self.prepare()

    def update(self, numbers):
        layers = np.arange(1, DEPTH + 1)
        name, color = KINDS[numbers["skip"], numbers["norm"]]
        plain = thirty(numbers["gain"], False, False)
        for line, beside, end, what in zip(self.lines, self.plain, self.ends, ("gradient", "spread")):
            values = np.log10(numbers[what])
            # One line for all networks, broken where the next one begins.
            gap = np.full((SEEDS, 1), np.nan)
            line.set_data(np.tile(np.append(layers, np.nan), SEEDS), np.hstack([values, gap]).ravel())
            line.set_color(color)
            beside.set_data(layers, np.log10(plain[what]).mean(axis=0))
            self._point_outside(end, layers, values.mean(axis=0))
        self.panels[0].set_title(f"gain {LABELS[numbers['gain']]}, {name}: {outcome(numbers)}")
        self.panels[1].set_title(
            f"z: {_size(numbers['spread'][:, 0])} in layer 1, {_size(numbers['spread'][:, -1])} in the last"
        )

    @staticmethod
    def _point_outside(end, layers, values):
        """Where a line leaves the picture, an arrow says how far it goes."""
        furthest = int(np.abs(values).argmax())
        up = values[furthest] > 0
        outside = abs(values[furthest]) > POWERS
        end.set_visible(bool(outside))
        if outside:
            inside = layers[np.abs(values) <= POWERS]
            left = furthest < len(layers) / 2
            x = (inside.min() - 0.6 if left else inside.max() + 0.6) if len(inside) else layers[furthest]
            end.set(text=f"{'↑' if up else '↓'} {power(values[furthest])}", position=(x, 7 if up else -8.2))
            end.set_horizontalalignment("right" if left else "left")


def _size(values):
    """A number that is typical of the networks, as text."""
    exponent = float(np.log10(values).mean())
    return power(exponent) if abs(exponent) > 3 else f"{10**exponent:.2g}"


def text(numbers: Numbers) -> str:
    """What becomes of gradient and signal, from the numbers of `thirty`."""
    what = {
        (False, False): "as they are",
        (True, False): "each with a way round it",
        (False, True): "each normalised",
        (True, True): "each normalised and with a way round it",
    }[numbers["skip"], numbers["norm"]]
    arrives = ratio(numbers)
    times = f"{arrives:.2g}" if 0.01 < arrives < 100 else power(np.log10(arrives))
    return (
        f"Thirty layers of {WIDTH} ReLU units, {what}, gain {LABELS[numbers['gain']]}: {outcome(numbers)}. From the "
        f"last layer to the first it becomes {times} times as large. The spread of z goes from "
        f"{_size(numbers['spread'][:, 0])} to {_size(numbers['spread'][:, -1])}."
    )


def _keeps_within_ten(_):
    """The largest gain at which the way round alone makes the gradient at most ten times as large."""
    return max(gain for gain in GAINS.values() if ratio(thirty(gain, True, False)) <= 10)


def _what_grows(numbers):
    gradient = ratio(numbers) > 2
    signal = numbers["spread"][:, -1].mean() / numbers["spread"][:, 1].mean() > 2
    return GROWS[2 if gradient and signal else 0 if gradient else 1 if signal else 3]


def explorer() -> Explorer:
    """The explorer of thirty layers, not yet displayed."""
    start: dict[str, Any] = {"gain": 1.0, "skip": False, "norm": False}
    for gain in GAINS.values():  # now, so that no key press waits for it
        for skip, norm in KINDS:
            thirty(gain, skip, norm)
    return Explorer(
        questions=[
            Ask(
                "Both on, gain 2. In each layer about 1 is added to the mean square of z. How large is the spread of z "
                "in layer 30?",
                lambda numbers: numbers["spread"][:, -1],
                preset="both, gain 2",
                factor=1.25,
                then="Mean squares add up: the root of thirty. In a plain network they multiply.",
            ),
            Ask(
                "Normalised alone, gain 2. What more than doubles on its way through the layers?",
                _what_grows,
                preset="normalised, gain 2",
                choices=GROWS,
                then="Forward each layer is brought back to size. On the way back nothing does that.",
            ),
            Ask(
                "The way round alone. Up to which gain has layer 1 at most ten times the gradient of layer 30?",
                _keeps_within_ten,
                preset="way round, gain ¼",
                within=0.01,
                then="A small start does little harm where the layers only add. Some very deep networks begin so.",
            ),
        ],
        controls={
            "all": {
                "gain": steps("gain", list(GAINS.items()), start["gain"]),
                "skip": choice("way round", {"off": False, "on": True}, start["skip"]),
                "norm": choice("normalised", {"off": False, "on": True}, start["norm"]),
            }
        },
        model=thirty,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "way round, gain ¼": {"skip": True, "gain": 0.25},
            "normalised, gain 2": {"norm": True, "gain": 2.0},
            "normalised, gain 16": {"norm": True, "gain": 16.0},
            "both, gain 2": {"skip": True, "norm": True, "gain": 2.0},
            "both, gain 16": {"skip": True, "norm": True, "gain": 16.0},
        },
    )
