"""Patients for the last lesson: small networks that learn badly, each for one reason, or well.

A ward holds eight patients, one of each state in `STATES`, in an order and with details that follow
from its seed. They all learn the same task: is the digit odd? A patient is eight networks with other
random numbers and the same settings. The settings are not shown: you examine the networks, name what
they have, and `treat` trains them anew with one setting changed. Left out: two illnesses at once, but
for the undertrained patient, whose rate is low as well as its epochs are few.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from ...nn import checks
from .readings import Examination, Settings, examined, summary
from .states import STATES

#: Networks of one patient.
RUNS = 8

#: Between the seeds of a patient and those of the healthy networks beside it: were they the same, the readings of a
#: healthy patient would agree to the last digit, and prove nothing.
APART = 50

#: Seed of the ward that the lesson goes through.
LESSON_SEED = 42


class Drawn(NamedTuple):
    """What a patient has, and what it is made of."""

    state: str
    sizes: list[int]
    settings: Settings


@dataclass(frozen=True, repr=False)
class Patient:
    """Eight networks with the same settings, which you do not see, and other random numbers.

    Attributes
    ----------
    seed : int
        Of the ward.
    number : int
        1 to 8.
    """

    seed: int
    number: int

    @property
    def sizes(self) -> list[int]:
        """Units in each layer, inputs first."""
        return drawn(self.seed, self.number).sizes

    def __repr__(self):
        return f"Patient {self.number} of ward {self.seed}: {RUNS} networks of layers {'-'.join(map(str, self.sizes))}"

    def examine(self) -> Examination:
        """Train the networks with the settings that they have, and measure them before and after.

        Returns
        -------
        Examination
        """
        return self.examined_with(drawn(self.seed, self.number).settings)

    def readings(self) -> dict[str, float]:
        """The mean of each reading over the networks, as a dict: what a rule for the diagnosis works with."""
        return summary(self.examine().readings)

    def healthy(self) -> Examination:
        """The same measurements on healthy networks with the same layers and other random numbers, to compare with.

        Returns
        -------
        Examination
        """
        return examined(tuple(self.sizes), Settings(), RUNS, self._first_seed + APART)

    def examined_with(self, settings: Settings, runs: int = RUNS) -> Examination:
        """The measurements of networks with these settings, and with this patient's layers and random numbers."""
        return examined(tuple(self.sizes), settings, runs, self._first_seed)

    @property
    def _first_seed(self):
        return 100 * (8 * self.seed + self.number)


def ward(seed: int = 0) -> list[Patient]:
    """Eight patients, one of each state in `STATES`, in an order and with details that follow from the seed.

    Parameters
    ----------
    seed : int
        Another seed, another ward.

    Returns
    -------
    list of Patient
    """
    seed = checks.seed(seed)
    return [Patient(seed, number) for number in range(1, len(STATES) + 1)]


@lru_cache(maxsize=1000)
def drawn(seed: int, number: int) -> Drawn:
    """State, sizes and settings of a patient."""
    state = list(STATES)[np.random.default_rng([seed, 6]).permutation(len(STATES))[number - 1]]
    rng = np.random.default_rng([seed, 6, number])
    width = int(rng.choice([24, 28, 32]))
    lr = float(rng.choice([0.15, 0.2, 0.3]))
    factor = float(rng.uniform())
    patients: dict[str, tuple[Any, Settings]] = {
        "vanishing by saturation": (
            rng.integers(4, 6),
            Settings(
                "tanh",
                "glorot",
                bias=float(rng.choice([-1, 1])) * round(2.6 + 0.8 * factor, 1),
                lr=round(lr + 0.2, 2),
                epochs=10,
            ),
        ),
        "vanishing by initialisation": (
            rng.integers(5, 7),
            Settings("relu", round((0.1 + 0.1 * factor) * (2 / width) ** 0.5, 3), lr=lr),
        ),
        "exploding": (rng.integers(5, 7), Settings("relu", round((2.7 + 0.8 * factor) * (2 / width) ** 0.5, 2), lr=lr)),
        "dying by rate": (1, Settings(lr=float(round(16 + 9 * factor)))),
        "dying by bias": (rng.integers(1, 4), Settings(bias=-round(1.6 + 1.4 * factor, 1), lr=lr)),
        "linear collapse": (rng.integers(1, 5), Settings("identity", "glorot", lr=lr)),
        "undertrained": (rng.integers(2, 5), Settings(lr=round(0.04 + 0.02 * factor, 3), epochs=1)),
        "healthy": (rng.integers(1, 6), Settings(lr=lr)),
    }
    layers, settings = patients[state]
    return Drawn(state, [64, *[width] * int(layers), 2], settings)
