"""The instruments that cost something at night: what each costs, and what it shows of each illness."""

from __future__ import annotations

import numpy as np

from . import notes
from .patients import Patient
from .states import STATES

#: Minutes for one patient; after a change that is kept there are as many again.
BUDGET = 10

#: Instrument -> the reading it takes, and the minutes it costs. Loss, accuracy and divergence cost nothing.
PRICES = {
    "inputs": ("inputs", 1),
    "dead before": ("dead_before", 2),
    "dead after": ("dead_after", 2),
    "saturated": ("saturated", 3),
    "gradient": ("ratio", 4),
    "first step": ("update", 4),
    "bend": ("bend", 3),
}
FREE = ["diverged", "accuracy", "loss"]

#: Instrument -> what it shows where it shows anything unusual, and what otherwise.
_UNUSUAL = {
    "inputs": ({"unscaled inputs": "up to 16"}, "up to 1"),
    "dead before": ({"dying by bias": "most"}, "hardly any"),
    "dead after": (
        {"dying by bias": "most", "dying by rate": "most", "unscaled inputs": "most", "exploding": "no reading"},
        "few",
    ),
    "saturated": ({"vanishing by saturation": "most", "dying by bias": "most", "linear collapse": "none"}, "half"),
    "gradient": (
        {
            "vanishing by saturation": "vanishes",
            "vanishing by initialisation": "vanishes",
            "exploding": "grows",
            "dying by bias": "none",
        },
        "arrives",
    ),
    "first step": (
        {
            "dying by rate": "long",
            "unscaled inputs": "long",
            "exploding": "long",
            "dying by bias": "tiny",
            "vanishing by initialisation": "tiny",
        },
        "short",
    ),
    "bend": (
        {
            "linear collapse": "straight",
            "vanishing by saturation": "no reading",
            "vanishing by initialisation": "no reading",
            "dying by bias": "no reading",
            "exploding": "no reading",
            "unscaled inputs": "no reading",  # in most of them
        },
        "bent",
    ),
}

#: (minutes, instrument, what it shows): the last one a dict with a word for each illness.
TESTS = [
    (cost, name, {illness: _UNUSUAL[name][0].get(illness, _UNUSUAL[name][1]) for illness in STATES})
    for name, (_, cost) in PRICES.items()
]


def word(name: str, values: np.ndarray) -> str:
    """What an instrument shows, in the words of `TESTS`, from its reading of each network."""
    finite = values[np.isfinite(values)]
    if len(finite) <= len(values) / 2:
        return "none" if name == "gradient" else "no reading"
    value = float(finite.mean())
    if name == "inputs":
        return f"up to {np.ceil(value):.0f}"
    if name.startswith("dead"):
        return "most" if value > 0.5 else "few" if name == "dead after" else "hardly any"
    if name == "saturated":
        return "most" if value > 0.7 else "half" if value > 0.3 else "none"
    if name == "gradient":
        return "vanishes" if value < -1.2 else "grows" if value > 1.2 else "arrives"
    if name == "first step":
        return "tiny" if value < 1e-4 else "long" if value > 0.1 else "short"
    return "straight" if value < 0.005 else "bent"


def left(patient: Patient) -> int:
    """Minutes that are left for a patient."""
    return BUDGET - sum(PRICES[name][1] for name in notes.of(patient).bought)


def readings_of(patient: Patient) -> list[str]:
    """The readings of a patient that cost nothing or were bought; by day all but the inputs, which are in order."""
    if patient.by_night:
        return [*FREE, *(PRICES[name][0] for name in notes.of(patient).bought)]
    return [*FREE, *(reading for reading, _ in PRICES.values() if reading != "inputs")]


def pay(patient: Patient, name: str) -> str | None:
    """Buy an instrument, or say why not."""
    entry, cost = notes.of(patient), PRICES[name][1]
    if name in entry.bought:
        return None
    if cost > left(patient):
        return (
            f"That costs {cost} minutes, and of {BUDGET} there are {left(patient)} left for patient {patient.name}. "
            "Decide with what you have."
        )
    entry.bought.append(name)
    entry.spent += cost
    return None
