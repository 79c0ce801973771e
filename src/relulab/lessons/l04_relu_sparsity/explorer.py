"""The sparsity explorer: a trained hidden layer on one digit, its units, shifted biases and lost weights."""

from typing import Any

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from ...classroom.ask import Ask
from ...classroom.explorer import Explorer
from ...classroom.figures import BLACK, BLUE, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import slider, steps, whole
from .figures import GREY
from .shifted import HIDDEN, shifted

ROWS, COLUMNS = 4, 8
LOWEST, HIGHEST = -4.0, 2.0

#: How many per cent of the hidden layer's weights can be set to 0.
PRUNED = [0, 50, 80, 91, 98]

#: Weights below this one get a mark.
NEGATIVE = -0.15

#: The unit of the question on silence, and the answers to it.
RARE, NOT_DEAD, DEAD = 18, "silent on these, but not dead", "dead"


def _names():
    """The numbers of the units as one shape, each in the corner of its place."""
    shapes = []
    for i in range(HIDDEN):
        corner = Affine2D().scale(0.026, -0.026).translate(i % COLUMNS - 0.44, i // COLUMNS - 0.22)
        shapes.append(corner.transform_path(TextPath((0, 0), f"{i + 1}", size=9)))
    return Path.make_compound_path(*shapes)


class _Picture(Picture):
    def __init__(self):
        super().__init__(5.8, 4.2)
        (self.paper, self.layer), (self.seen, self.bars) = self.fig.subplots(2, 2, width_ratios=[1.15, 2])
        self.image = self.paper.imshow(np.zeros((8, 8)), cmap="gray_r", vmin=0, vmax=1)
        self.units = self.layer.imshow(np.zeros((ROWS, COLUMNS)), cmap="Greens", vmin=0, vmax=4, aspect="auto")
        self.fig.colorbar(self.units, ax=self.layer, label="output a")
        (self.silent,) = self.layer.plot([], [], ".", color=GREY, markersize=7, linestyle="none", label="silent here")
        (self.dead,) = self.layer.plot(
            [], [], "x", color=BLACK, markersize=8, markeredgewidth=2, linestyle="none", label="dead"
        )
        (self.mark,) = self.layer.plot(
            [0], [0], "s", color="none", markeredgecolor=ORANGE, markeredgewidth=2.5, markersize=21, label="this unit"
        )
        # The number of each unit stands in its corner: one shape, as 32 texts would take longer than all else.
        self.names = self.layer.add_patch(PathPatch(_names(), facecolor="#444444", linewidth=0))
        self.layer.set(xticks=[], yticks=[])
        self.filter = self.seen.imshow(np.zeros((8, 8)), cmap="PuOr", vmin=-0.8, vmax=0.8)
        self.fig.colorbar(self.filter, ax=self.seen, label="weight")
        # For a reader without colours, to whom both ends of the scale are dark.
        (self.negative,) = self.seen.plot(
            [], [], "_", color=BLACK, markersize=6, linestyle="none", label=f"weight under {NEGATIVE:g}"
        )
        self.shares = self.bars.bar(range(10), np.zeros(10), color=BLUE)
        self.bars.axhline(10, color=BLACK, linestyle=":", linewidth=1)
        (self.here,) = self.bars.plot(
            [0], [96], "v", color=ORANGE, markersize=9, linestyle="none", label="digit of this picture"
        )
        self.bars.set(
            xticks=range(10), ylim=(0, 104), yticks=[0, 50, 100], xlabel="digit", ylabel="share (%)", title=" "
        )
        for ax in (self.paper, self.layer, self.seen):
            ax.grid(False)
            ax.spines[:].set(visible=True, color="#888888", linewidth=0.8)
        for ax in (self.paper, self.seen):
            ax.set(xticks=[], yticks=[], title=" ")
        self.layer.set_title(" ")
        for ax in (self.paper, self.layer, self.seen, self.bars):
            ax.title.set_fontsize(10)
        self.whole = self.fig.suptitle(" ", fontsize=12, fontweight="bold")
        self.fig.legend(
            loc="outside lower center", ncols=5, fontsize=8, handlelength=1, columnspacing=1, markerscale=0.6
        )
        self.moving = [
            self.image,
            self.units,
            self.names,
            self.silent,
            self.dead,
            self.mark,
            self.filter,
            self.negative,
            *self.shares,
            self.here,
            self.whole,
            *(ax.title for ax in (self.paper, self.layer, self.seen, self.bars)),
        ]

    def update(self, numbers):
        unit, dead, silent = numbers["unit"] - 1, numbers["dead"], numbers["a"] <= 0
        self.image.set_data(numbers["image"])
        self.units.set_data(numbers["a"].reshape(ROWS, COLUMNS))
        for marks, which in ((self.silent, silent & ~dead), (self.dead, dead)):
            marks.set_data(*np.divmod(np.flatnonzero(which), COLUMNS)[::-1])
        self.mark.set_data([unit % COLUMNS], [unit // COLUMNS])
        self.filter.set_data(numbers["weights"])
        self.negative.set_data(*np.nonzero(numbers["weights"] < NEGATIVE)[::-1])
        for bar, share in zip(self.shares, numbers["share"]):
            bar.set_height(100 * share)
        self.here.set_xdata([numbers["label"]])
        self.whole.set_text(
            f"all test digits: {100 * numbers['zeros']:.1f} % zeros, accuracy {100 * numbers['accuracy']:.1f} %"
        )
        self.paper.set_title(f"a {numbers['label']}, read as {numbers['predicted']}")
        self.layer.set_title(f"{silent.sum()} of {HIDDEN} units silent here, {dead.sum()} dead")
        self.seen.set_title(f"weights of unit {numbers['unit']}")
        self.bars.set_title(f"what unit {numbers['unit']} answers to")


def text(numbers: Numbers) -> str:
    """Zeros and accuracy over all digits, the layer on this one, and the unit's arithmetic, from `shifted`."""
    unit = numbers["unit"]
    z, a, fires = numbers["z"][unit - 1], numbers["a"][unit - 1], numbers["fires"][unit - 1]
    if numbers["dead"][unit - 1]:
        state = "it is dead: no training digit makes it fire"
    elif a > 0:
        state = f"it fires here and on {100 * fires:.1f} % of the training digits"
    else:
        state = f"silent here, but not dead: it fires on {100 * fires:.1f} % of the training digits"
    return (
        f"Over all test digits {100 * numbers['zeros']:.1f} % of the activations are zero, accuracy "
        f"{100 * numbers['accuracy']:.1f} %. On picture {numbers['digit']}, a {numbers['label']} read as "
        f"{numbers['predicted']}, {(numbers['a'] <= 0).sum()} of {HIDDEN} units are silent; "
        f"{numbers['dead'].sum()} are dead. Unit {unit}: z = ({numbers['sum']:.2f}) + ({numbers['bias']:.2f}) + shift "
        f"({numbers['shift']:.2f}) = {z:.2f}, a = {a:.2f}; {state}."
    )


def _per_cent(name):
    return lambda numbers: 100 * numbers[name]


def explorer() -> Explorer:
    """The sparsity explorer, not yet displayed."""
    start: dict[str, Any] = {"digit": 0, "shift": 0.0, "unit": 1, "pruned": 0}
    return Explorer(
        questions=[
            Ask(
                "All hidden biases go down by 1, without training again: far more activations become zero. What is "
                "left of the accuracy?",
                _per_cent("accuracy"),
                preset="down by 1",
                unit="%",
                then="Four activations in five are zero now: the zeros are no loss by themselves.",
            ),
            Ask(
                "And up by 1? How many of the activations are zero then?",
                _per_cent("zeros"),
                preset="up by 1",
                unit="%",
                then="The bias decides how many, compared with the spread of the sums.",
            ),
            Ask(
                f"Press “unit {RARE}”: biases down by 1. It is silent on the first pictures. Is it dead?",
                lambda numbers: DEAD if numbers["dead"][RARE - 1] else NOT_DEAD,
                preset=f"unit {RARE}",
                choices=[NOT_DEAD, DEAD],
                then="One picture cannot tell; the share of all training digits on which it fires does.",
            ),
            Ask(
                "Reset, then set the smallest 91 % of the weights to 0. How many of the activations are zero?",
                _per_cent("zeros"),
                preset="pruned",
                unit="%",
                then="Zero weights and zero activations are two different things; and most digits are still read.",
            ),
        ],
        controls={
            "layer": {
                "shift": slider("shift of all biases", LOWEST, HIGHEST, 0.1, start["shift"]),
                "pruned": steps(
                    "smallest weights set to 0", [(f"{share} %", share) for share in PRUNED], start["pruned"]
                ),
            },
            "picture, unit": {
                "digit": whole("test picture", 0, 359, start["digit"]),
                "unit": whole("unit to look at", 1, HIDDEN, start["unit"]),
            },
        },
        model=shifted,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "down by 1": {"shift": -1.0},
            "up by 1": {"shift": 1.0},
            f"unit {RARE}": {"shift": -1.0, "unit": RARE},
            "pruned": {"pruned": 91},
            "most dead": {"shift": -2.5},
        },
    )
