"""The sparsity explorer: a trained hidden layer on one digit, what its units answer to, what a shift of biases does."""

from typing import Any

import numpy as np

from ...classroom.explorer import Explorer
from ...classroom.figures import BLACK, BLUE, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import slider, whole
from .shifted import HIDDEN, shifted

ROWS, COLUMNS = 4, 8
LOWEST, HIGHEST = -4.0, 2.0

#: Weights below this one get a mark.
NEGATIVE = -0.15


class _Picture(Picture):
    def __init__(self):
        super().__init__(6.4, 4.7)
        (self.paper, self.layer), (self.seen, self.bars) = self.fig.subplots(2, 2, width_ratios=[1, 1.75])
        self.image = self.paper.imshow(np.zeros((8, 8)), cmap="gray_r", vmin=0, vmax=1)
        self.units = self.layer.imshow(np.zeros((ROWS, COLUMNS)), cmap="Greens", vmin=0, vmax=4, aspect="auto")
        self.fig.colorbar(self.units, ax=self.layer, label="output a")
        (self.silent,) = self.layer.plot(
            [], [], ".", color="#777777", markersize=7, linestyle="none", label="silent here"
        )
        (self.dead,) = self.layer.plot(
            [], [], "x", color=BLACK, markersize=9, markeredgewidth=2, linestyle="none", label="dead"
        )
        (self.mark,) = self.layer.plot(
            [0], [0], "s", color="none", markeredgecolor=ORANGE, markeredgewidth=2.5, markersize=22, label="this unit"
        )
        self.layer.set(
            xticks=range(COLUMNS),
            xticklabels=range(1, COLUMNS + 1),
            yticks=range(ROWS),
            yticklabels=range(1, HIDDEN, COLUMNS),
        )
        self.filter = self.seen.imshow(np.zeros((8, 8)), cmap="PuOr", vmin=-0.8, vmax=0.8)
        self.fig.colorbar(self.filter, ax=self.seen, label="weight")
        # For a reader without colours, to whom both ends of the scale are dark.
        (self.negative,) = self.seen.plot(
            [], [], "_", color=BLACK, markersize=6, linestyle="none", label=f"weight under {NEGATIVE:g}"
        )
        self.shares = self.bars.bar(range(10), np.zeros(10), color=BLUE)
        self.bars.axhline(10, color=BLACK, linestyle=":", linewidth=1)
        (self.here,) = self.bars.plot(
            [0], [96], "v", color=ORANGE, markersize=9, linestyle="none", label="class of this picture"
        )
        self.bars.set(
            xticks=range(10),
            ylim=(0, 104),
            yticks=[0, 50, 100],
            xlabel="class",
            ylabel="share of answer (%)",
            title=" ",
        )
        for ax in (self.paper, self.layer, self.seen):
            ax.grid(False)
        for ax in (self.paper, self.seen):
            ax.set(xticks=[], yticks=[], title=" ")
        self.layer.set_title(" ")
        self.fig.legend(
            loc="outside lower center", ncols=3, fontsize=10, handlelength=1.5, columnspacing=1, markerscale=0.7
        )
        self.moving = [
            self.image,
            self.units,
            self.silent,
            self.dead,
            self.mark,
            self.filter,
            self.negative,
            *self.shares,
            self.here,
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
        self.paper.set_title(f"picture {numbers['digit']}: {numbers['label']}, read {numbers['predicted']}")
        self.layer.set_title(f"{silent.sum()} of {HIDDEN} units silent, {dead.sum()} dead")
        self.seen.set_title(f"weights of unit {numbers['unit']}")
        self.bars.set_title(f"what unit {numbers['unit']} answers to")


def text(numbers: Numbers) -> str:
    """What the layer does on this digit, the unit's arithmetic, zeros and accuracy, from the numbers of `shifted`."""
    unit, label = numbers["unit"], numbers["label"]
    z, a, fires, share = numbers["z"][unit - 1], numbers["a"][unit - 1], numbers["fires"][unit - 1], numbers["share"]
    sentences = (
        f"Test picture {numbers['digit']} is a {label} and is read as {numbers['predicted']}. On it "
        f"{(numbers['a'] <= 0).sum()} of {HIDDEN} units are silent. Unit {unit}: z = ({numbers['sum']:.2f}) + "
        f"({numbers['bias']:.2f}) + shift ({numbers['shift']:.2f}) = {z:.2f}, a = relu(z) = {a:.2f}; "
    )
    if numbers["dead"][unit - 1]:
        sentences += "it is dead: no training digit makes it fire. "
    elif a > 0:
        sentences += f"it fires here, and on {100 * fires:.1f} % of the training digits. "
    else:
        sentences += f"it is silent here, but not dead: it fires on {100 * fires:.1f} % of the training digits. "
    if share.any():
        sentences += (
            f"Class {share.argmax()} gets {100 * share.max():.0f} % of its answer, class {label} "
            f"{100 * share[label]:.0f} %. "
        )
    else:
        sentences += "It answers to no test digit. "
    return sentences + (
        f"Over all test digits {100 * numbers['zeros']:.1f} % of the activations are zero; dead units: "
        f"{numbers['dead'].sum()} of {HIDDEN}; accuracy {100 * numbers['accuracy']:.1f} %."
    )


def explorer() -> Explorer:
    """The sparsity explorer, not yet displayed."""
    start: dict[str, Any] = {"digit": 0, "shift": 0.0, "unit": 1}
    as_trained = shifted(**start)
    return Explorer(
        question="All hidden biases go down by 1, without training again, so that far more activations are zero. What "
        "is left of the accuracy?",
        controls={
            "all": {
                "digit": whole("test picture", 0, 359, start["digit"]),
                "shift": slider("shift of biases", LOWEST, HIGHEST, 0.1, start["shift"]),
                "unit": whole("unit to look at", 1, HIDDEN, start["unit"]),
            }
        },
        model=shifted,
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "biases down by 1": {"shift": -1.0},
            "biases up by 1": {"shift": 1.0},
            "most units dead": {"shift": -2.5},
            "all units dead": {"shift": LOWEST},
            "nearly linear": {"shift": HIGHEST},
        },
        answer=(
            "biases down by 1",
            lambda numbers: (
                f"{100 * numbers['accuracy']:.1f} % with {100 * numbers['zeros']:.0f} % zeros, "
                f"after {100 * as_trained['accuracy']:.1f} % with {100 * as_trained['zeros']:.0f} % zeros"
            ),
        ),
    )
