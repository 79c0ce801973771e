"""Readings in words, one network's or one layer's."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...classroom.rendered import power
from ...nn.statistics import spread
from .patients import RUNS, Patient
from .readings import READINGS

#: The columns of a table of readings: its title -> name of a reading -> one number for each network.
Columns = dict[str, dict[str, np.ndarray]]


def rows(shown: list[str], columns: Columns) -> list[list[str]]:
    """The readings that are shown, one a row, in words, with a cell for each of the columns."""
    return [
        [READINGS[name], *(in_words(name, readings[name]) for readings in columns.values())]
        for name in READINGS
        if name in shown
    ]


def beside_healthy(patient: Patient, found: dict[str, np.ndarray]) -> Columns:
    """What was found of a patient, and healthy networks with the same layers."""
    return {"this patient": found, "healthy": patient.healthy().readings}


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
    if reading == "inputs":
        return f"{np.ceil(values.max()):.0f}"
    if reading == "ratio":
        if not finite.all():
            return "no gradient at all"
        return "0 (one hidden layer)" if not values.any() else spread(values, digits=2).replace("-0.00", "0.00")
    if reading == "update":
        return _step(values)
    if reading == "bend" and finite.mean() > 0.5:
        values = values[finite]
    elif not finite.all():
        return _UNREADABLE[reading] + (" in some networks" if finite.mean() > 0.25 else "")
    return {"loss": _loss, "bend": _bend, "accuracy": _accuracy}.get(reading, _share)(values)


_UNREADABLE = {
    "accuracy": "diverged",
    "loss": "no number any more",
    "bend": "output flat or no number",
    "dead_after": "diverged",
}


def _step(values):
    if (values == 0).any() or not np.isfinite(values).all():
        return "no step at all" if (values == 0).any() else "beyond any number"
    if values.max() < 0.001:
        return "under 0.1 %"
    if values.min() > 1:
        return "longer than the weights"
    return f"{spread(100 * values, digits=2 if values.mean() < 0.05 else 1)} %"


def _loss(values):
    if np.median(values) > 1:  # a mean of such losses is made by one or two of them
        return "worse than guessing"
    if values.mean() < 0.1:
        return "under 0.1"
    return "0.69" if (np.abs(values - np.log(2)) < 0.01).all() else spread(values)


def _bend(values):
    # Far from straight it is large by chance in a network that training threw about, and says no more.
    if values.max() < 0.005:
        return "under 0.005: straight"
    return "above 0.1" if values.min() > 0.1 else spread(values)


def _accuracy(values):
    return "about half" if (np.abs(values - 0.5) < 0.04).all() else spread(values, percent=True)


def _share(values):
    # Where nearly all or hardly any units are concerned, a spread of the last few says nothing.
    if values.mean() < 0.1:
        return "hardly any"
    return "all or nearly all" if values.mean() > 0.95 else spread(values, percent=True)


def expected(reading: str, low: float, high: float) -> str:
    """The range of a sign, in words."""
    smallest, largest = {"ratio": (-np.inf, np.inf), "bend": (0, np.inf), "update": (0, np.inf)}.get(reading, (0, 1))
    if reading == "inputs":
        largest = np.inf

    def number(value):
        if reading == "diverged":
            return f"{value * RUNS:.0f} of {RUNS}"
        return f"{value:g}" if reading in ("ratio", "bend", "inputs") else f"{100 * value:.0f} %"

    if low > smallest and high < largest:
        return f"from {number(low)} to {number(high)}"
    return f"at least {number(low)}" if low > smallest else f"at most {number(high)}"


def typical(values: np.ndarray, powers: bool) -> str:
    """The typical value of one layer over the networks: a share, or a power of ten."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return "no number"
    if not powers:
        return f"{100 * finite.mean():.0f} %"
    if not finite.all():
        return "none" if not finite.any() else "none in some networks"
    return power(float(np.log10(finite).mean()))


def layer_by_layer(here: np.ndarray, healthy: np.ndarray, powers: bool) -> str:
    """A reading by layer, of a patient and of healthy networks; each of shape (networks, hidden layers)."""
    columns = [", ".join(typical(column, powers) for column in values.T) for values in (here, healthy)]
    layers = here.shape[1]
    where = "in its hidden layer" if layers == 1 else f"from hidden layer 1 to {layers}"
    return f"{where}: {columns[0]} (healthy: {columns[1]})"


def as_written(value: Any) -> str:
    """A setting as it is written in code, or the name of an activation."""
    return repr(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, (int, float)) else value.name
