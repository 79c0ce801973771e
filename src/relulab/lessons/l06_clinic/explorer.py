"""The clinic's explorer: the patients of a ward under one instrument at a time, beside healthy networks."""

import numpy as np

from ...classroom.explorer import Explorer
from ...classroom.figures import BLUE, ORANGE
from ...classroom.picture import Numbers, Picture
from ...classroom.widgets import choice, whole
from .patients import LESSON_SEED
from .patients import ward as ward_of
from .words import AFTER, AXES, BEFORE, by_layer, layers_in_words, typical

#: Hidden layers of the deepest patient.
LAYERS = 6


class _Picture(Picture):
    def __init__(self):
        super().__init__(6.4, 3.8)
        # Placed by hand, so that the axes stay where they are when their range changes.
        self.fig.set_layout_engine("none")
        self.ax = self.fig.subplots(gridspec_kw={"left": 0.13, "right": 0.97, "top": 0.9, "bottom": 0.24})
        self.lines = []
        for color, marker, dashes, label, width in (
            (ORANGE, "s", "--", "healthy, same layers", 2),
            (BLUE, "o", "-", "this patient", 1),
        ):
            (line,) = self.ax.plot(
                [1],
                [1],
                color=color,
                marker=marker,
                linestyle=dashes,
                markersize=5,
                linewidth=width,
                label=f"{label}, each network",
            )
            self.lines.append(line)
        self.ax.set(xlim=(0.5, LAYERS + 0.5), xticks=range(1, LAYERS + 1), xlabel="hidden layer", title=" ")
        self.fig.legend(loc="lower center", ncols=2, fontsize=10)
        self.moving = [*self.lines, self.ax.title]
        for instrument in AXES:  # now, so that no key press waits for it
            self._rescale(instrument)
            self.prepare()

    def _rescale(self, instrument):
        label, limits, _ = AXES[instrument]
        self.scale = instrument
        self.ax.set(ylabel=label, ylim=limits)

    def update(self, numbers):
        self._rescale(numbers["instrument"])
        _, (low, high), powers = AXES[numbers["instrument"]]
        for line, values in zip(self.lines, (numbers["healthy"], numbers["here"])):
            with np.errstate(divide="ignore", invalid="ignore"):
                drawn = np.log10(values) if powers else 100 * values
            # What is beyond the axis is drawn at its edge; what is no number is left out.
            drawn = np.clip(drawn, low, high)
            gap = np.full((len(drawn), 1), np.nan)
            layers = np.arange(1, drawn.shape[1] + 1)
            line.set_data(np.tile(np.append(layers, np.nan), len(drawn)), np.hstack([drawn, gap]).ravel())
        self.ax.set_title(f"patient {numbers['patient'].number}: {numbers['instrument']}, {numbers['when']}")


def text(numbers: Numbers) -> str:
    """What the picture shows, from what `by_layer` gives."""
    return f"{numbers['patient']!r}. {layers_in_words(numbers)}"


def _first_layer(numbers):
    powers = AXES[numbers["instrument"]][2]
    here, healthy = (typical(numbers[name][:, 0], powers) for name in ("here", "healthy"))
    return f"{here} in the first layer, and {healthy} in the healthy one"


def explorer(seed: int | None = None) -> Explorer:
    """The clinic's explorer, not yet displayed.

    Parameters
    ----------
    seed : int, optional
        Of the ward; that of the lesson if not given.
    """
    ward = ward_of(LESSON_SEED if seed is None else seed)
    for patient in ward:  # now, so that no key press waits for it
        patient.examine(), patient.healthy()
    start = {"patient": 1, "instrument": "gradients", "when": BEFORE}
    return Explorer(
        question="Patient 3: how large is the gradient that reaches its first layer before training, beside that of "
        "the healthy one?",
        controls={
            "all": {
                "patient": whole("patient", 1, len(ward), 1),
                "instrument": choice("instrument", list(AXES), "gradients"),
                "when": choice("when", [BEFORE, AFTER], BEFORE),
            }
        },
        model=lambda patient, instrument, when: by_layer(ward[patient - 1], instrument, when),
        picture=_Picture(),
        text=text,
        presets={
            "start": start,
            "patient 2, dead": {"patient": 2, "instrument": "dead", "when": AFTER},
            "patient 2, steps": {"patient": 2, "instrument": "update"},
            "patient 3, gradients": {"patient": 3},
            "patient 3, saturation": {"patient": 3, "instrument": "saturation"},
        },
        answer=("patient 3, gradients", _first_layer),
    )
