"""A claim: one statement, the experiment that tests it, its control, and the verdict.

What a verdict may rest on is an `Effect`, and an effect knows what it is: an identity (`exact`), a theorem (`proved`),
or a measurement with an interval that says what varied (`measured`, `accuracy`, `none_of`). A wrong combination raises:
an exact number has no interval, "no difference" is asked of paired measurements alone, and every threshold comes from
the one table of the course, with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, SupportsFloat

import numpy as np
from numpy.typing import ArrayLike

from ..nn import datasets
from ..nn.statistics import interval, two_way

HOLDS, HOLDS_IF, NOT_SUPPORTED, WRONG = "holds", "holds if", "not supported here", "wrong as stated"
NOT_MEASURED = "not measured"
VERDICTS = (HOLDS, HOLDS_IF, NOT_SUPPORTED, WRONG, NOT_MEASURED)

EXACT, PROVED, MEASURED = "exact", "proved", "measured"

#: Networks behind every measured effect.
SEEDS = 20

#: Name of a task -> the function that loads it, for a split.
TASKS = {"digits": datasets.load_digits, "shifted digits": datasets.load_shifted_digits}


class Threshold(NamedTuple):
    """A number that a rule compares with, and why it is that number."""

    value: float
    reason: str


@dataclass(frozen=True)
class Effect:
    """One number behind a verdict.

    Made by `exact`, `proved`, `measured`, `accuracy` or `none_of`, never by hand.

    Attributes
    ----------
    kind : str
        "exact", "proved" or "measured".
    mean, low, high : float
        The number, and its 95 % interval; for an exact or proved one all three are the same.
    varied : str
        What was drawn anew for the interval, such as "seeds and test pictures"; empty without an interval.
    paired : bool
        Whether it is the mean of differences within the same seeds.
    """

    kind: str
    mean: float
    low: float
    high: float
    varied: str = ""
    paired: bool = False

    def __str__(self):
        if self.kind != MEASURED:
            return f"{self.mean:.4g} ({self.kind})"
        return f"{self.mean:.3g} [{self.low:.3g}, {self.high:.3g}]"

    def above(self, threshold: Threshold | int) -> bool:
        """Whether the whole interval lies above; the only plain number to compare with is 0."""
        return self.low > _limit(threshold)

    def below(self, threshold: Threshold | int) -> bool:
        """Whether the whole interval lies below."""
        return self.high < _limit(threshold)

    def no_difference(self, threshold: Threshold) -> bool:
        """Whether a paired difference lies within the threshold on both sides, interval and all.

        Raises
        ------
        TypeError
            If the effect is not paired: two intervals that overlap show no equality.
        """
        if not self.paired:
            raise TypeError("'No difference' needs a paired difference: make the effect with paired=True.")
        return -_limit(threshold) < self.low and self.high < _limit(threshold)


def _limit(threshold):
    if isinstance(threshold, Threshold):
        return threshold.value
    if threshold == 0:
        return 0.0
    raise TypeError(f"{threshold!r} is no threshold of the table: give it a name and a reason there.")


def exact(value: SupportsFloat) -> Effect:
    """An identity, or a count of everything there is: such a value has no interval."""
    return Effect(EXACT, float(value), float(value), float(value))


def proved(value: SupportsFloat, holds: Any) -> Effect:
    """A number that follows from a theorem, after its instances were checked.

    Parameters
    ----------
    value : float
    holds : array of bool
        Whether each instance that was tried agrees; one that does not is an error in the proof or the code.
    """
    if not np.all(holds):
        raise ValueError("An instance contradicts what is said to be proved.")
    return Effect(PROVED, float(value), float(value), float(value))


def measured(values: ArrayLike, *, varied: str = "seeds", paired: bool = False) -> Effect:
    """The mean over seeds with its 95 % interval (Student's t).

    Parameters
    ----------
    values : array of shape (R,)
        One for each seed, at least `SEEDS`.
    varied : str
        What differs between the values.
    paired : bool
        Whether each is a difference within one seed.
    """
    values = np.asarray(values, dtype=np.float64)
    if len(values) < SEEDS:
        raise ValueError(f"A measured effect needs {SEEDS} values, but got {len(values)}.")
    return Effect(MEASURED, *interval(values), varied, paired)


def accuracy(right: ArrayLike, less: ArrayLike | None = None, *, items: str = "test pictures") -> Effect:
    """An accuracy in per cent, or the difference of two, over seeds *and* test items.

    Parameters
    ----------
    right : bool array of shape (R, items)
        Whether run r answers item i right, as `rights` gives it.
    less : bool array of the same shape, optional
        The same of other networks with the same seeds; the effect is then the paired difference.
    items : str
        What the test items are.
    """
    right = np.asarray(right, dtype=np.float64)
    if right.ndim != 2 or len(right) < SEEDS:
        raise ValueError(f"An accuracy needs whether each of {SEEDS} runs is right on each item, shape (runs, items).")
    difference = 0 if less is None else np.asarray(less, dtype=np.float64)
    return Effect(MEASURED, *two_way(100 * (right - difference)), f"seeds and {items}", less is not None)


def rights(networks: Any, X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether each run of the networks gives each row of X its class y: bool array of shape (R, rows).

    A diverged run is right on none.
    """
    logits = networks.forward(X).activations[-1]
    return (logits.argmax(axis=-1) == y) & np.isfinite(logits).all(axis=(-1, -2))[:, None]


def none_of(tries: int) -> Effect:
    """0 events of so many tries, in per cent: the upper end of the 95 % interval is 3 / tries (the rule of three)."""
    return Effect(MEASURED, 0.0, 0.0, 300 / tries, f"{tries} tries")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One statement and its experiment.

    Attributes
    ----------
    id : str
        The name it has in the lessons.
    statement : str
        What the article says, or the field, in our words, with its hedges.
    tested_as : str
        "We test it as …"; for what is not measured: why not.
    effects : dict
        Name of each effect -> what it is, with its unit.
    control : str
        The name of the effect that could have come out the same without the statement being true; or, in words, why
        there can be none (an identity).
    evidence : callable or None
        Takes a seed and, where the claim has tasks, `Digits`; gives a dict: name of each effect -> `Effect`. None for
        what is not measured.
    rule : callable or None
        Takes each effect by its name and gives the verdict.
    tasks : tuple of str
        Names in `TASKS`: the evidence and the rule are taken on each.
    verdict : str
        The verdict on record: one of `VERDICTS`.
    condition : str
        When it holds, or what is right instead; where two tasks disagree, it names them.
    source : str
        For what is not measured, where one can read it, with a year.
    lesson : str
        The lesson that shows the experiment.
    recorded : dict
        Name of a task, or "" -> name of each effect -> the `Effect` on record.
    """

    id: str
    statement: str
    tested_as: str
    effects: dict[str, str] = field(default_factory=dict)
    control: str = ""
    evidence: Callable[..., Mapping[str, Effect]] | None = None
    rule: Callable[..., str] | None = None
    tasks: tuple[str, ...] = ()
    verdict: str
    condition: str = ""
    source: str = ""
    lesson: str = ""
    recorded: dict[str, dict[str, Effect]] = field(default_factory=dict)

    def measure(self, seed: int = 0) -> dict[str, dict[str, Effect]]:
        """Run the experiment: task -> name -> Effect; the task is "" where there is none.

        Parameters
        ----------
        seed : int
            Where its seeds start, and which split of the data is taken; 0 in the record and in the lessons.
        """
        if self.evidence is None:
            return {}
        if not self.tasks:
            return {"": dict(self.evidence(seed))}
        return {task: dict(self.evidence(seed, TASKS[task](split=seed))) for task in self.tasks}

    def verdicts(self, effects: Mapping[str, Mapping[str, Effect]]) -> dict[str, str]:
        """The verdict of the rule on each task."""
        if self.rule is None:
            return {}
        return {task: self.rule(**each) for task, each in effects.items()}

    def judge(self, effects: Mapping[str, Mapping[str, Effect]]) -> str:
        """The verdict on all tasks together: "holds if" where they disagree."""
        verdicts = set(self.verdicts(effects).values())
        if not verdicts:
            return NOT_MEASURED
        return verdicts.pop() if len(verdicts) == 1 else HOLDS_IF


def share_that_differs(first: ArrayLike, second: ArrayLike, tolerance: float = 1e-6) -> float:
    """Per cent of the entries in which the first array differs from the second by more than the tolerance."""
    return 100 * float((abs(np.asarray(first) - second) > tolerance).mean())
