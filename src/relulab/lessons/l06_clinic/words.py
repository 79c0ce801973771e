"""Readings in words, and the table of a patient."""

from __future__ import annotations

import textwrap
from collections.abc import Container
from typing import Any

import numpy as np

from ...classroom.text import table
from ...nn.statistics import spread
from .patients import RUNS, Patient
from .readings import READINGS

BEFORE, AFTER = "before training", "after training"

#: Instrument -> what its axis says, its range, and whether it counts in powers of ten.
AXES = {
    "gradients": ("norm of dZ (powers of ten)", (-10, 4), True),
    "saturation": ("saturated (%)", (-4, 104), False),
    "activations": ("spread of the activations (powers of ten)", (-10, 4), True),
    "dead": ("dead units (%)", (-4, 104), False),
    "update": ("update ratio (powers of ten)", (-10, 4), True),
}


class Note(str):
    """A text in Markdown, which a notebook shows as such if it is the last thing in its cell."""

    def _repr_markdown_(self):
        return str(self)

    def __repr__(self):
        return "\n".join(
            line if line.startswith("|") else textwrap.fill(line, 80, break_on_hyphens=False)
            for line in self.splitlines()
        )


def chart(patient: Patient) -> Note:
    """All readings of a patient, beside those of healthy networks with the same layers.

    Parameters
    ----------
    patient : Patient

    Returns
    -------
    Note
    """
    if not isinstance(patient, Patient):
        return not_a_patient(patient)
    return Note(f"{patient!r}\n\n{beside_healthy(READINGS, patient)}")


def beside_healthy(shown: Container[str], patient: Patient) -> str:
    """The readings that are shown, of a patient and of healthy networks with the same layers."""
    columns = {"this patient": patient.examine().readings, "healthy": patient.healthy().readings}
    return readings_table(shown, columns)


def readings_table(shown: Container[str], columns: dict[str, dict[str, np.ndarray]]) -> str:
    """The readings that are shown, one a row, with a column for each title."""
    rows = [
        [READINGS[name], *(in_words(name, readings[name]) for readings in columns.values())]
        for name in READINGS
        if name in shown
    ]
    return table([["reading", *columns], *rows])


def in_words(reading: str, values: np.ndarray) -> str:
    """One reading over all networks of a patient: mean and spread, or words where a number would say less.

    Parameters
    ----------
    reading : str
        A name in `READINGS`.
    values : array of shape (R,)

    Returns
    -------
    str
    """
    finite = np.isfinite(values)
    if reading == "diverged":
        count = "none" if not values.any() else "most or all" if values.mean() >= 0.75 else "some"
        return f"{count} of {len(values)}"
    if reading == "ratio":
        if not finite.all():
            return "no gradient at all"
        return "1 (one hidden layer)" if not values.any() else f"10^({spread(values, digits=2)})"
    if reading == "update":
        if (values == 0).any() or not finite.all():
            return "no step at all" if (values == 0).any() else "beyond any number"
        return f"10^({spread(np.log10(values), digits=2)})"
    if reading == "bend" and finite.mean() > 0.5:
        values = values[finite]
    elif not finite.all():
        return _UNREADABLE[reading] + (" in some networks" if finite.mean() > 0.25 else "")
    if reading == "loss":
        if np.median(values) > 1:  # a mean of such losses is made by one or two of them
            return "worse than guessing"
        return (
            "under 0.1"
            if values.mean() < 0.1
            else "0.69"
            if (np.abs(values - np.log(2)) < 0.01).all()
            else spread(values)
        )
    if reading == "bend":
        # Far from straight it is large by chance in a network that training threw about, and says no more.
        return (
            "none: straight"
            if values.max() < 0.005
            else "above 0.1"
            if values.min() > 0.1
            else spread(values, digits=2)
        )
    if reading == "accuracy":
        return "about half" if (np.abs(values - 0.5) < 0.04).all() else spread(values, percent=True)
    # Where nearly all or hardly any units are concerned, a spread of the last few says nothing.
    if values.mean() < 0.1:
        return "hardly any" if values.any() or reading == "dead_after" else "none"
    return "all or nearly all" if values.mean() > 0.95 else spread(values, percent=True)


_UNREADABLE = {
    "accuracy": "diverged",
    "loss": "no number any more",
    "bend": "output flat or no number",
    "dead_after": "diverged",
}


def expected(reading: str, low: float, high: float) -> str:
    """The range of a sign, in words."""
    smallest, largest = {"ratio": (-np.inf, np.inf), "bend": (0, np.inf), "update": (0, np.inf)}.get(reading, (0, 1))

    def number(value):
        if reading == "diverged":
            return f"{value * RUNS:.0f} of {RUNS}"
        if reading == "ratio":
            return f"10^{value:g}"
        return f"{value:g}" if reading in ("bend", "update") else f"{100 * value:.0f} %"

    if low > smallest and high < largest:
        return f"from {number(low)} to {number(high)}"
    return f"at least {number(low)}" if low > smallest else f"at most {number(high)}"


def by_layer(patient: Patient, instrument: str, when: str) -> dict[str, Any]:
    """One reading of a patient and of healthy networks with the same layers, layer by layer.

    Parameters
    ----------
    patient : Patient
    instrument : str
        A name in `AXES`.
    when : str
        "before training" or "after training".

    Returns
    -------
    dict
        "patient", "instrument", "when" as given; "here" and "healthy" of shape (networks, hidden layers).
    """
    examinations = {"here": patient.examine(), "healthy": patient.healthy()}
    values = {name: (each.start if when == BEFORE else each.end)[instrument] for name, each in examinations.items()}
    return {"patient": patient, "instrument": instrument, "when": when, **values}


def typical(values: np.ndarray, powers: bool) -> str:
    """The typical value of one layer over the networks."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return "no number"
    if not powers:
        return f"{100 * finite.mean():.0f} %"
    if not finite.all():
        return "none" if not finite.any() else "none in some networks"
    return f"10^{np.log10(finite).mean():.1f}"


def layers_in_words(reading: dict[str, Any]) -> str:
    """The readings by layer, of the patient and of healthy networks, from what `by_layer` gives."""
    powers = AXES[reading["instrument"]][2]
    columns = [", ".join(typical(column, powers) for column in reading[name].T) for name in ("here", "healthy")]
    layers = reading["here"].shape[1]
    where = "in its hidden layer" if layers == 1 else f"from hidden layer 1 to {layers}"
    what = AXES[reading["instrument"]][0]
    return (
        f"{what[0].upper()}{what[1:]}, {reading['when']}, {where}: {columns[0]}. Healthy networks with the same "
        f"layers: {columns[1]}."
    )


def not_a_patient(thing: object) -> Note:
    """What to say where a patient was expected and something else came."""
    return Note(
        "A patient comes first, such as ward[0] after ward = clinic.ward(seed=0), but this is of type "
        f"{type(thing).__name__}."
    )
