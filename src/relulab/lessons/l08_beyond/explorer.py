"""The explorer of thirty layers: gradient and signal, with a way round each layer, normalised, or both."""

from typing import Any

import numpy as np

from ...classroom.explorer import Ask, Explorer
from ...classroom.picture import Numbers
from ...classroom.rendered import power
from ...classroom.widgets import choice, steps
from ..through_layers import GROWS, LayersPicture, arriving, outcome, size, what_grows
from .flow import DEPTH, GAINS, KINDS, LABELS, SEEDS, WIDTH, thirty


class _Picture(LayersPicture):
    def __init__(self):
        super().__init__(DEPTH, ("#444444", f"{SEEDS} networks"), ("#888888", "with neither"), dashed_above=False)

    def update(self, numbers):
        plain = thirty(numbers["gain"], False, False)
        neither = {name: np.log10(plain[name]).mean(axis=0) for name in ("gradient", "spread")}
        name, color, _ = KINDS[numbers["skip"], numbers["norm"]]
        self.draw(numbers, neither, color, f"gain {LABELS[numbers['gain']]}, {name}")


def text(numbers: Numbers) -> str:
    """What becomes of gradient and signal, from the numbers of `thirty`."""
    *_, what = KINDS[numbers["skip"], numbers["norm"]]
    share = arriving(numbers)
    times = f"{share:.2g}" if 0.01 < share < 100 else power(np.log10(share))
    return (
        f"Thirty layers of {WIDTH} ReLU units, {what}, gain {LABELS[numbers['gain']]}: {outcome(numbers)}. From the "
        f"last layer to the first it becomes {times} times as large. The spread of z goes from "
        f"{size(numbers['spread'][:, 0])} to {size(numbers['spread'][:, -1])}."
    )


def _keeps_within_ten(_):
    """The largest gain at which the way round alone makes the gradient at most ten times as large."""
    return max(gain for gain in GAINS.values() if arriving(thirty(gain, True, False)) <= 10)


def _what_grows(numbers):
    signal = numbers["spread"][:, -1].mean() / numbers["spread"][:, 1].mean()
    return what_grows(arriving(numbers) > 2, bool(signal > 2))


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
