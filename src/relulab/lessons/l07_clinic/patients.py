"""The patients: small networks that learn badly, each for a reason of its own, or well.

A ward holds eight patients, one of each state in `BY_DAY`; at night six more come, some with two illnesses at
once, some with readings at a limit. Order and details follow from the seed of the ward. All learn the same task:
is the digit odd? A patient is eight networks with the same settings, which are not shown, and other random numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from ...nn import checks
from .readings import Examination, Settings, examined, summary
from .states import BY_DAY

#: Networks of one patient.
RUNS = 8

#: Between the seeds of a patient and those of the healthy networks beside it: were they the same, the readings of a
#: healthy patient would agree to the last digit, and prove nothing.
APART = 50

#: Seed of the ward and of the night that the lesson goes through.
LESSON_SEED = 42


class Drawn(NamedTuple):
    """What a patient has, and what it is made of. A healthy one has no illness."""

    illnesses: tuple[str, ...]
    sizes: tuple[int, ...]
    settings: Settings


@dataclass(frozen=True, repr=False)
class Patient:
    """Eight networks with the same settings, which you do not see, and other random numbers.

    Attributes
    ----------
    seed : int
        Of the ward.
    number : int
        1 to 8, at night 1 to 6.
    by_night : bool
    """

    seed: int
    number: int
    by_night: bool = False

    @property
    def name(self) -> str:
        """ "4", or "N4" at night."""
        return f"{'N' * self.by_night}{self.number}"

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units in each layer, inputs first."""
        return drawn(self).sizes

    def __repr__(self):
        return f"Patient {self.name}, layers {'-'.join(map(str, self.sizes))}"

    def examine(self) -> Examination:
        """Train the networks with the settings that they came with, and measure them before and after.

        Returns
        -------
        Examination
        """
        return self.examined_with(drawn(self).settings)

    def readings(self) -> dict[str, float]:
        """The mean of each reading over the networks, as a dict: what a rule for the diagnosis works with."""
        return summary(self.examine().readings)

    def healthy(self) -> Examination:
        """The same measurements on healthy networks with the same layers and other random numbers, to compare with.

        Returns
        -------
        Examination
        """
        return examined(self.sizes, Settings(), RUNS, self.first_seed + APART)

    def examined_with(self, settings: Settings, runs: int = RUNS) -> Examination:
        """The measurements of networks with these settings, and with this patient's layers and random numbers."""
        return examined(self.sizes, settings, runs, self.first_seed)

    @property
    def first_seed(self) -> int:
        """Of its first network; the others follow."""
        return 100 * (8 * self.seed + self.number) + 10**6 * self.by_night


@dataclass(frozen=True, repr=False)
class Ward:
    """Patients of one seed: by day eight, one of each state; at night six that are harder.

    ward[4] is patient 4, and so is ward["4"]; night["N4"] and night[4] are patient N4.
    """

    seed: int
    by_night: bool = False

    def __len__(self):
        return 6 if self.by_night else len(BY_DAY)

    def __iter__(self) -> Iterator[Patient]:
        return (Patient(self.seed, number, self.by_night) for number in range(1, len(self) + 1))

    def __getitem__(self, name: int | str) -> Patient:
        known = {patient.name: patient for patient in self}
        wanted = str(name).strip().upper().removeprefix("P") if isinstance(name, (int, str)) else ""
        if self.by_night and wanted.isdecimal():
            wanted = f"N{wanted}"
        if wanted not in known:
            said = repr(name) if isinstance(name, (int, str)) else f"of type {type(name).__name__}"
            raise KeyError(f"There is no patient {said} here. The patients are {', '.join(known)}.")
        return known[wanted]

    def __repr__(self):
        return f"<{'Night' if self.by_night else 'Ward'} {self.seed}: patients {', '.join(each.name for each in self)}>"


@lru_cache(maxsize=1000)
def drawn(patient: Patient) -> Drawn:
    """Illnesses, sizes and settings that a patient comes with."""
    seed, number = checks.seed(patient.seed), patient.number
    rng = np.random.default_rng([seed, 6 + patient.by_night, number])
    kinds = _kinds_of_a_night(seed) if patient.by_night else _order_of_a_ward(seed)
    width = int(rng.choice([24, 28, 32]))
    body = _Body(width, float(rng.choice([0.15, 0.2, 0.3])), float(rng.uniform()), rng)
    illnesses, layers, settings = (AT_NIGHT if patient.by_night else SINGLE)[kinds[number - 1]](body)
    return Drawn(illnesses, (64, *[width] * layers, 2), settings)


def _order_of_a_ward(seed):
    return [BY_DAY[i] for i in np.random.default_rng([seed, 6]).permutation(len(BY_DAY))]


def _kinds_of_a_night(seed):
    """Two of the pairs, two of those at a limit, one with its inputs unscaled, one that is healthy and looks ill."""
    rng = np.random.default_rng([seed, 7])
    groups = [(PAIRS, 2), (NEARLY, 2), (["unscaled inputs"], 1), (ODD, 1)]
    kinds = [names[i] for names, count in groups for i in rng.permutation(len(names))[:count]]
    return [kinds[i] for i in rng.permutation(len(kinds))]


class _Body(NamedTuple):
    """What of a patient is drawn whatever it has: the width, a rate that fits, a number from 0 to 1."""

    width: int
    lr: float
    factor: float
    rng: np.random.Generator

    def layers(self, low: int, high: int) -> int:
        """How many hidden layers: from low to high."""
        return int(self.rng.integers(low, high + 1))

    def fitting(self, times: float, digits: int = 3) -> float:
        """Standard deviation of the weights, as a multiple of the one that fits ReLU."""
        return round(times * (2 / self.width) ** 0.5, digits)


_Made = tuple[tuple[str, ...], int, Settings]


def _saturated(body: _Body) -> _Made:
    bias = float(body.rng.choice([-1, 1])) * round(2.6 + 0.8 * body.factor, 1)
    settings = Settings("tanh", "glorot", bias=bias, lr=round(body.lr + 0.2, 2), epochs=10)
    return ("vanishing by saturation",), body.layers(4, 5), settings


def _single(state: str, layers: tuple[int, int], settings: Callable[[_Body], Settings]) -> Callable[[_Body], _Made]:
    """One illness, in networks with so many hidden layers."""
    return lambda body: (() if state == "healthy" else (state,), body.layers(*layers), settings(body))


#: State -> what a patient with it is made of.
SINGLE: dict[str, Callable[[_Body], _Made]] = {
    "vanishing by saturation": _saturated,
    "vanishing by initialisation": _single(
        "vanishing by initialisation", (5, 6), lambda b: Settings(init=b.fitting(0.1 + 0.1 * b.factor), lr=b.lr)
    ),
    "exploding": _single("exploding", (5, 6), lambda b: Settings(init=b.fitting(2.7 + 0.8 * b.factor, 2), lr=b.lr)),
    "dying by rate": _single("dying by rate", (1, 1), lambda b: Settings(lr=float(round(16 + 9 * b.factor)))),
    "dying by bias": _single(
        "dying by bias", (1, 3), lambda b: Settings(bias=-round(1.6 + 1.4 * b.factor, 1), lr=b.lr)
    ),
    # Rate and epochs let any activation that bends get well, not the fastest ones alone.
    "linear collapse": _single("linear collapse", (1, 3), lambda b: Settings("identity", "glorot", lr=0.3, epochs=20)),
    "undertrained": _single("undertrained", (2, 3), lambda b: Settings(lr=round(0.03 + 0.02 * b.factor, 3), epochs=3)),
    "healthy": _single("healthy", (2, 5), lambda b: Settings(lr=b.lr)),
}

#: What comes at night: two illnesses, of which the first hides the second; a reading at the limit of its sign; inputs
#: that nobody looked at; and what looks ill and learns well.
AT_NIGHT: dict[str, Callable[[_Body], _Made]] = {
    "bias and rate": lambda b: (
        ("dying by bias", "dying by rate"),
        1,
        Settings(bias=-round(2 + 0.8 * b.factor, 1), lr=float(round(16 + 6 * b.factor))),
    ),
    "straight and short": lambda b: (
        ("linear collapse", "undertrained"),
        b.layers(1, 3),
        Settings("identity", "glorot", lr=round(0.03 + 0.02 * b.factor, 3), epochs=3),
    ),
    "large and straight": lambda b: (
        ("exploding", "linear collapse"),
        b.layers(4, 5),
        Settings("identity", b.fitting(3 + 0.5 * b.factor, 2), lr=0.2, epochs=20),
    ),
    "small and short": lambda b: (
        ("vanishing by initialisation", "undertrained"),
        5,
        Settings(init=b.fitting(0.1 + 0.1 * b.factor), lr=round(0.015 + 0.01 * b.factor, 3), epochs=3),
    ),
    "raw and low": lambda b: (
        ("unscaled inputs", "dying by bias"),
        2,
        Settings(bias=-round(2 + b.factor, 1), lr=b.lr, inputs="raw"),
    ),
    "nearly by bias": lambda b: (("dying by bias",), 2, Settings(bias=-round(0.8 + 0.2 * b.factor, 2), lr=b.lr)),
    "nearly by rate": lambda b: (("dying by rate",), 1, Settings(lr=round(7.5 + b.width / 16, 1))),
    "nearly saturated": lambda b: (
        ("vanishing by saturation",),
        4,
        Settings("tanh", "glorot", bias=round(2 + 0.1 * b.factor, 2), lr=0.4, epochs=10),
    ),
    "unscaled inputs": lambda b: (("unscaled inputs",), b.layers(1, 2), Settings(lr=b.lr, inputs="raw")),
    "quiet and well": lambda b: ((), 1, Settings(bias=-round(0.5 + 0.05 * b.factor, 2), lr=0.2)),
    "long steps and well": lambda b: ((), 1, Settings(lr=5.0)),
}
PAIRS = ["bias and rate", "straight and short", "large and straight", "small and short", "raw and low"]
NEARLY = ["nearly by bias", "nearly by rate", "nearly saturated"]
ODD = ["quiet and well", "long steps and well"]


def changed(settings: Settings, *changes: dict[str, Any]) -> Settings:
    """The settings with some changes, the later ones winning."""
    for change in changes:
        settings = replace(settings, **change)
    return settings
