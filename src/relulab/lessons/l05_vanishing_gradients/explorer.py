"""The gradient-flow explorer: the signal in each layer of a deep network, and the gradient on its way back."""

from typing import Any

import numpy as np

from ...classroom.explorer import Ask, Explorer
from ...classroom.figures import BLACK
from ...classroom.picture import Numbers
from ...classroom.rendered import power
from ...classroom.widgets import choice, steps, whole
from ...nn.statistics import typical
from ..through_layers import ARRIVES, GROWS, LayersPicture, arriving, outcome, size, what_grows
from .deep import times
from .figures import style_of
from .flow import ACTIVATIONS, DEEPEST, GAINS, SEEDS, WIDTH, drawn, flow

_LABELS = {gain: label for label, gain in GAINS.items()}


class _Picture(LayersPicture):
    def __init__(self):
        super().__init__(DEEPEST, ("#666666", f"{SEEDS} networks"), (BLACK, "theory"), dashed_above=True)

    def update(self, numbers):
        theory = {name: np.log10(numbers[f"predicted {name}"]) for name in ("gradient", "spread")}
        color, _ = style_of(numbers["activation"])
        settings = f"{numbers['activation']}, gain {_LABELS[numbers['gain']]}, {numbers['depth']} layers"
        self.draw(numbers, theory, color, settings)


def text(numbers: Numbers) -> str:
    """What becomes of gradient and signal, measured and in theory, from the numbers of `flow`."""
    back = numbers["depth"] - 1
    factor = float(numbers["predicted gradient"][0] ** (1 / back))
    share = arriving(numbers)
    measured = times(numbers["gradient"][:, 0]) if 1e-6 < share < 1e6 else f"{power(np.log10(share))} times"
    return (
        f"{numbers['depth']} layers of {WIDTH} {numbers['activation']} units, gain {_LABELS[numbers['gain']]}: "
        f"{outcome(numbers)}. From the last layer to the first it becomes {measured}; in theory {back} "
        f"{'step' if back == 1 else 'steps'} of {factor:.2f} each. The spread of z goes from "
        f"{size(numbers['spread'][:, 0])} to {size(numbers['spread'][:, -1])}."
    )


def _brings_back(_):
    """The functions that let the gradient through thirty layers with gain 1."""
    found = [name for name in ("sigmoid", "tanh", "softplus") if "arrives" in outcome(flow(DEEPEST, name, 1.0))]
    return " and ".join(found) or "none of them"


def _smallest_gain(_):
    return next(gain for gain in GAINS.values() if "arrives" in outcome(flow(10, "sigmoid", gain)))


def _what_grows(numbers):
    signal = typical(numbers["spread"][:, -1] / numbers["spread"][:, 0])
    return what_grows(arriving(numbers) > ARRIVES, bool(signal > ARRIVES))


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
