"""Reading a diagnosis and a change as a beginner writes them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...classroom.text import did_you_mean
from ...nn.activations import ACTIVATIONS, Activation
from ...nn.network import INITS
from .readings import INPUTS, Settings
from .states import BY_DAY, STATES

#: What a prescription may change, and what it takes.
LIMITS = {"bias": (-100, 100), "lr": (0, 1000), "epochs": (1, 30), "init": (0, 100)}
FORM = (
    'Give a diagnosis as text and a change as one setting with its value, such as diagnosis="exploding", '
    'change={"lr": 0.1}.'
)


def _known(name, names, what):
    """The one of the names that is meant, or an error with the closest one."""
    if not isinstance(name, str):
        raise ValueError(
            f"The {what} must be a text in quotes, but it is of type {type(name).__name__}. It can be: "
            f"{', '.join(names)}."
        )
    plain = " ".join(name.lower().split())
    if plain in names:
        return plain
    raise ValueError(f"There is no {what} {name[:40]!r}.{did_you_mean(plain, names)} It can be: {', '.join(names)}.")


def checked_diagnosis(diagnosis: Any, by_night: bool = True) -> str:
    """The diagnosis as one of the names in `STATES`, or a ValueError for a beginner.

    Parameters
    ----------
    diagnosis : str
    by_night : bool
        Whether the error may name what is found at night alone.
    """
    plain = " ".join(diagnosis.lower().split()) if isinstance(diagnosis, str) else ""
    if plain in STATES:
        return plain
    names = list(STATES) if by_night else BY_DAY
    begins = "dying" if plain.startswith("dead") else plain
    several = [name for name in names if begins and name.startswith(begins)]
    if len(several) > 1:
        raise ValueError(
            f"There is no diagnosis {diagnosis[:40]!r} alone. Which of these is it: {' or '.join(map(repr, several))}? "
            f"It can be: {', '.join(names)}."
        )
    return _known(diagnosis, names, "diagnosis")


def checked_change(change: Any) -> dict[str, Any]:
    """The change as a dict of at most one setting, or a ValueError for a beginner."""
    if not isinstance(change, dict):
        raise ValueError(
            f'The change must be a setting with its new value in braces, such as {{"lr": 0.1}}, but it is of '
            f"type {type(change).__name__}."
        )
    if len(change) > 1:
        raise ValueError(
            f"You changed {len(change)} settings at once. If the patient gets well, you will not know which "
            "one did it: change one, and look."
        )
    if not change:
        return {}
    ((name, value),) = change.items()
    name = _known(name, list(Settings.__dataclass_fields__), "setting")
    if value is ...:
        raise ValueError(f"The dots (...) still stand for the value of {name!r}. Put a value there.")
    if name == "activation":
        if isinstance(value, Activation) and np.ndim(value.largest_slope) == 0:
            return {name: value}
        return {name: _known(value, list(ACTIVATIONS), "activation")}
    if name == "inputs":
        return {name: _known(value, list(INPUTS), "way of giving the inputs")}
    if name == "init" and isinstance(value, str):
        return {name: _known(value, list(INITS), "init (a number, the standard deviation, is possible too)")}
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.integer, np.floating)):
        more = f" or one of {', '.join(INITS)}" if name == "init" else ""
        raise ValueError(f"{name} must be a number{more}, but what you gave is of type {type(value).__name__}.")
    low, high = LIMITS[name]
    try:
        value = float(value)
    except OverflowError:  # a whole number can be larger than any float
        value = np.inf
    if not low <= value <= high or (name == "lr" and value == 0):
        above = "above 0 and at most" if name == "lr" else f"from {low} to"
        raise ValueError(f"{name} must be a number {above} {high} in this clinic, but you gave {value:g}.")
    if name == "epochs":
        if value != int(value):
            raise ValueError(f"epochs must be a whole number, such as 15, but you gave {value:g}.")
        return {name: int(value)}
    return {name: value}
