"""A claim: one statement, the experiment that tests it, and the verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from ..nn.statistics import Interval, interval

HOLDS, HOLDS_IF, NOT_SUPPORTED, WRONG = "holds", "holds if", "not supported here", "wrong as stated"
VERDICTS = (HOLDS, HOLDS_IF, NOT_SUPPORTED, WRONG)

#: Networks behind every effect.
SEEDS = 20


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One statement and its experiment.

    Attributes
    ----------
    id : str
        The name it has in the lessons.
    statement : str
        What the article says, in our words.
    effects : dict
        Name of each effect that is measured -> what it is, with its unit.
    evidence : callable
        Takes a seed, runs the experiment with at least `SEEDS` seeds from there on, and gives a dict:
        the name of each effect and an array with one value for each seed.
    rule : callable
        Takes each effect by its name, as an `Interval`, and gives the verdict.
    verdict : str
        The verdict on record: one of `VERDICTS`.
    condition : str
        When it holds, or what is right instead; empty only where the statement holds as it stands.
    lesson : str
        The lesson that shows the experiment.
    recorded : dict
        Name of each effect -> the `Interval` on record.
    """

    id: str
    statement: str
    effects: dict[str, str]
    evidence: Callable[[int], dict[str, ArrayLike]]
    rule: Callable[..., str]
    verdict: str
    condition: str = ""
    lesson: str = ""
    recorded: dict[str, Interval] = field(default_factory=dict)

    def measure(self, seed: int = 0) -> dict[str, Interval]:
        """Run the experiment: each effect as a mean with its 95 % interval.

        Parameters
        ----------
        seed : int
            Where its seeds start; 0 in the record and in the lessons.
        """
        return {name: interval(values) for name, values in self.evidence(seed).items()}

    def judge(self, measured: dict[str, Interval]) -> str:
        """The verdict that the rule gives for these effects."""
        return self.rule(**measured)


def share_that_differs(first: ArrayLike, second: ArrayLike, tolerance: float = 1e-6) -> float:
    """Per cent of the entries in which two arrays differ by more than rounding."""
    return 100 * float((abs(np.asarray(first) - second) > tolerance).mean())
