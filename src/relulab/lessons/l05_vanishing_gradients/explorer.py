"""The gradient-flow explorer: the signal in each layer of a deep network, and the gradient on its way back."""

from typing import Any

import numpy as np
from matplotlib.lines import Line2D

from ...classroom.explorer import Ask, Explorer
from ...classroom.figures import BLACK
from ...classroom.picture import Numbers, Picture
from ...classroom.rendered import power
from ...classroom.widgets import choice, steps, whole
from .deep import times, typical
from .figures import style_of
from .flow import ACTIVATIONS, DEEPEST, GAINS, SEEDS, WIDTH, drawn, flow

#: The picture reaches so many powers of ten up and down, whatever it shows: a line that leaves it says how far it goes.
POWERS = 9
#: From a thousandth to a thousand, a gradient counts as arriving; so does the lesson's last exercise.
ARRIVES = 1e3
GROWS = ["the gradient alone", "the signal alone", "both", "neither"]
_LABELS = {gain: label for label, gain in GAINS.items()}


class _Picture(Picture):
    def __init__(self):
        super().__init__(5.8, 4.4)
        self.panels = self.fig.subplots(2, 1, sharex=True)
        self.lines, self.ends = [], []
        for ax, marker in zip(self.panels, ("o", "s")):
            (measured,) = ax.plot([1], [0], linestyle="-", marker=marker, markersize=3.5, linewidth=1)
            (predicted,) = ax.plot([1], [0], color=BLACK, linestyle="--", linewidth=1.5)
            ax.axhline(0, color="#888888", linewidth=0.8, zorder=0)
            exponents = range(-POWERS, POWERS + 1, 3)
            labels = ["1" if e == 0 else power(e, 0) for e in exponents]
            ax.set(ylim=(-POWERS, POWERS), yticks=exponents, yticklabels=labels, title=" ")
            ax.title.set_fontsize(10)
            self.lines.append((measured, predicted))
            self.ends.append(ax.text(1, 0, "", fontsize=9, fontweight="bold"))
        above, below = self.panels
        above.axhspan(-np.log10(ARRIVES), np.log10(ARRIVES), color="#eeeeee", zorder=0)
        above.set(
            ylabel="gradient, relative\nto the last layer", xlim=(0, DEEPEST + 1), xticks=[1, *range(5, DEEPEST + 1, 5)]
        )
        below.set(ylabel="signal: spread\nof z", xlabel="hidden layer")
        five = Line2D([], [], color="#666666", marker="o", markersize=3.5, linewidth=1, label=f"{SEEDS} networks")
        theory = Line2D([], [], color=BLACK, linestyle="--", linewidth=1.5, label="theory")
        above.legend(handles=[five, theory], loc="upper right", fontsize=9, ncols=2)
        self.moving = [line for pair in self.lines for line in pair] + [ax.title for ax in self.panels] + self.ends
        self.prepare()

    def update(self, numbers):
        layers, (color, _) = np.arange(1, numbers["depth"] + 1), style_of(numbers["activation"])
        for (measured, predicted), end, name in zip(self.lines, self.ends, ("gradient", "spread")):
            values = np.log10(numbers[name])
            # One line for all networks, broken where the next one begins.
            gap = np.full((SEEDS, 1), np.nan)
            measured.set_data(np.tile(np.append(layers, np.nan), SEEDS), np.hstack([values, gap]).ravel())
            measured.set_color(color)
            predicted.set_data(layers, np.log10(numbers[f"predicted {name}"]))
            self._point_outside(end, layers, values.mean(axis=0))
        settings = f"{numbers['activation']}, gain {_LABELS[numbers['gain']]}, {numbers['depth']} layers"
        self.panels[0].set_title(f"{settings}: {_outcome(numbers)}")
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
            # A gradient leaves at the left end of its line, a signal at the right one; beside it there is room.
            left = furthest < len(layers) / 2
            x = (inside.min() - 0.6 if left else inside.max() + 0.6) if len(inside) else layers[furthest]
            end.set(text=f"{'↑' if up else '↓'} {power(values[furthest])}", position=(x, 7 if up else -8.2))
            end.set_horizontalalignment("right" if left else "left")


def _size(values):
    """A number that is typical of the networks, as text."""
    exponent = float(np.log10(typical(values)))
    return power(exponent) if abs(exponent) > 3 else f"{10**exponent:.2g}"


def _outcome(numbers):
    """What becomes of the gradient, by the limits of the lesson's last exercise."""
    ratio = float(typical(numbers["gradient"][:, 0]))
    if ratio < 1 / ARRIVES:
        return "the gradient vanishes"
    return "the gradient explodes" if ratio > ARRIVES else "the gradient arrives"


def text(numbers: Numbers) -> str:
    """What becomes of gradient and signal, measured and in theory, from the numbers of `flow`."""
    back = numbers["depth"] - 1
    factor = float(numbers["predicted gradient"][0] ** (1 / back))
    ratio = typical(numbers["gradient"][:, 0])
    measured = times(numbers["gradient"][:, 0]) if 1e-6 < ratio < 1e6 else f"{power(np.log10(ratio))} times"
    return (
        f"{numbers['depth']} layers of {WIDTH} {numbers['activation']} units, gain {_LABELS[numbers['gain']]}: "
        f"{_outcome(numbers)}. From the last layer to the first it becomes {measured}; in theory {back} "
        f"{'step' if back == 1 else 'steps'} of {factor:.2f} each. The spread of z goes from "
        f"{_size(numbers['spread'][:, 0])} to {_size(numbers['spread'][:, -1])}."
    )


def _brings_back(_):
    """The functions that let the gradient through thirty layers with gain 1."""
    found = [name for name in ("sigmoid", "tanh", "softplus") if "arrives" in _outcome(flow(DEEPEST, name, 1.0))]
    return " and ".join(found) or "none of them"


def _smallest_gain(_):
    return next(gain for gain in GAINS.values() if "arrives" in _outcome(flow(10, "sigmoid", gain)))


def _what_grows(numbers):
    gradient = typical(numbers["gradient"][:, 0]) > ARRIVES
    signal = typical(numbers["spread"][:, -1] / numbers["spread"][:, 0]) > ARRIVES
    return GROWS[2 if gradient and signal else 0 if gradient else 1 if signal else 3]


def explorer() -> Explorer:
    """The gradient-flow explorer, not yet displayed."""
    start: dict[str, Any] = {"depth": 10, "activation": "sigmoid", "gain": 1.0}
    for gain in GAINS.values():  # now, so that no key press waits for it
        drawn(gain)
    return Explorer(
        questions=[
            Ask(
                "Thirty ReLU layers with gain 1 lose their gradient. You may change the function alone: which of "
                "these brings it back?",
                _brings_back,
                preset="tanh, gain 1",
                choices=["sigmoid", "tanh", "softplus", "none of them"],
                then="Near z = 0 its slope is nearly 1; softplus has a half there, the sigmoid a quarter.",
            ),
            Ask(
                "Ten sigmoid layers (Reset). From which gain on does the gradient arrive?",
                _smallest_gain,
                preset="sigmoid, gain 8",
                within=0.5,
                then="A gain of 16 would keep all of it if every unit stayed at z = 0. But the signal grows, too.",
            ),
            Ask(
                "Thirty tanh layers, gain 8. What grows more than a thousandfold on its way?",
                _what_grows,
                preset="tanh, gain 8",
                choices=GROWS,
                then="No output of tanh is larger than 1, so the signal is bounded. Nothing bounds the gradient.",
            ),
        ],
        controls={
            "all": {
                "depth": whole("hidden layers", 2, DEEPEST, start["depth"]),
                "activation": choice("function", ACTIVATIONS, start["activation"]),
                "gain": steps("gain", list(GAINS.items()), start["gain"]),
            }
        },
        model=flow,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "relu, gain 1": {"depth": DEEPEST, "activation": "relu"},
            "tanh, gain 1": {"depth": DEEPEST, "activation": "tanh"},
            "relu, gain 4": {"depth": DEEPEST, "activation": "relu", "gain": 4.0},
            "sigmoid, gain 8": {"gain": 8.0},
            "tanh, gain 8": {"depth": DEEPEST, "activation": "tanh", "gain": 8.0},
        },
    )
