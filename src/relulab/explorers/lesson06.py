"""Lesson 06: the patients of a ward under one instrument at a time, layer by layer, beside healthy networks."""

import numpy as np

from .. import clinic
from ..figures import BLUE, ORANGE
from .core import Explorer, Picture, choice, whole

BEFORE, AFTER = "before training", "after training"

#: Instrument -> what its axis says, its range, and whether it counts in powers of ten.
AXES = {
    "gradients": ("norm of dZ (powers of ten)", (-10, 4), True),
    "saturation": ("saturated (%)", (-4, 104), False),
    "activations": ("spread of the activations (powers of ten)", (-10, 4), True),
    "dead": ("dead units (%)", (-4, 104), False),
    "update": ("update ratio (powers of ten)", (-10, 4), True),
}

#: Hidden layers of the deepest patient.
LAYERS = 6


def model(patient, instrument, when, ward=None):
    """Everything that the picture shows, in plain numbers.

    Parameters
    ----------
    patient : int
        1 to 8.
    instrument : str
        A name in `AXES`.
    when : str
        "before training" or "after training".
    ward : list of Patient, optional
        The ward of the lesson if not given.

    Returns
    -------
    dict
        "found" and "well" have the shape (networks, hidden layers).
    """
    one = (ward or clinic.ward(clinic.LESSON))[patient - 1]
    found, well = ((part.start if when == BEFORE else part.end)[instrument] for part in (one.examine(), one.healthy()))
    return {"patient": one, "instrument": instrument, "when": when, "found": found, "well": well}


class _Picture(Picture):
    def __init__(self):
        super().__init__(6.4, 3.8)
        # Placed by hand, so that the axes stay where they are when their range changes.
        self.fig.set_layout_engine("none")
        self.ax = self.fig.subplots(gridspec_kw={"left": 0.13, "right": 0.97, "top": 0.9, "bottom": 0.24})
        self.lines = []
        for color, marker, dashes, label, width in ((ORANGE, "s", "--", "healthy, same layers", 2), (BLUE, "o", "-", "this patient", 1)):
            (line,) = self.ax.plot([1], [1], color=color, marker=marker, linestyle=dashes, markersize=5, linewidth=width, label=f"{label}, each network")
            self.lines.append(line)
        self.ax.set(xlim=(0.5, LAYERS + 0.5), xticks=range(1, LAYERS + 1), xlabel="hidden layer", title=" ")
        self.fig.legend(loc="lower center", ncols=2, fontsize=10)
        self.moving = [*self.lines, self.ax.title]
        for instrument in AXES:    # now, so that no key press waits for it
            self._rescale(instrument)
            self.prepare()

    def _rescale(self, instrument):
        label, limits, _ = AXES[instrument]
        self.scale = instrument
        self.ax.set(ylabel=label, ylim=limits)

    def update(self, numbers):
        self._rescale(numbers["instrument"])
        _, (low, high), powers = AXES[numbers["instrument"]]
        for line, values in zip(self.lines, (numbers["well"], numbers["found"])):
            with np.errstate(divide="ignore", invalid="ignore"):
                drawn = np.log10(values) if powers else 100 * values
            # What is beyond the axis is drawn at its edge; what is no number is left out.
            drawn = np.clip(drawn, low, high)
            apart = np.full((len(drawn), 1), np.nan)
            layers = np.arange(1, drawn.shape[1] + 1)
            line.set_data(np.tile(np.append(layers, np.nan), len(drawn)), np.hstack([drawn, apart]).ravel())
        self.ax.set_title(f"patient {numbers['patient'].number}: {numbers['instrument']}, {numbers['when']}")


def _in_words(values, powers):
    """The typical value of one layer over the networks."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return "no number"
    if not powers:
        return f"{100 * finite.mean():.0f} %"
    if not finite.all():
        return "none" if not finite.any() else "none in some networks"
    return f"10^{np.log10(finite).mean():.1f}"


def by_layer(numbers):
    """The readings by layer, of the patient and of healthy networks, from the numbers of `model`."""
    powers = AXES[numbers["instrument"]][2]
    columns = [", ".join(_in_words(column, powers) for column in numbers[name].T) for name in ("found", "well")]
    layers = numbers["found"].shape[1]
    where = "in its hidden layer" if layers == 1 else f"from hidden layer 1 to {layers}"
    what = AXES[numbers["instrument"]][0]
    return f"{what[0].upper()}{what[1:]}, {numbers['when']}, {where}: {columns[0]}. Healthy networks with the same layers: {columns[1]}."


def text(numbers):
    """What the picture shows, from the numbers of `model`."""
    return f"{numbers['patient']!r}. {by_layer(numbers)}"


def _first_layer(numbers):
    powers = AXES[numbers["instrument"]][2]
    found, well = (_in_words(numbers[name][:, 0], powers) for name in ("found", "well"))
    return f"{found} in the first layer, and {well} in the healthy one"


def explorer(seed=None):
    """The clinic's explorer, not yet displayed.

    Parameters
    ----------
    seed : int, optional
        Of the ward; that of the lesson if not given.
    """
    ward = clinic.ward(clinic.LESSON if seed is None else seed)
    for patient in ward:    # now, so that no key press waits for it
        patient.examine(), patient.healthy()
    start = {"patient": 1, "instrument": "gradients", "when": BEFORE}
    return Explorer(
        question="Patient 3: how large is the gradient that reaches its first layer before training, beside that of the healthy one?",
        controls={
            "all": {
                "patient": whole("patient", 1, len(ward), 1),
                "instrument": choice("instrument", list(AXES), "gradients"),
                "when": choice("when", [BEFORE, AFTER], BEFORE),
            }
        },
        model=lambda **settings: model(**settings, ward=ward),
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
