"""Pairs of the right result and the reader's: when they are the same, and what a case holds that may explain them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

#: The right result and the reader's.
Pair = tuple[np.ndarray, np.ndarray]

#: A reader's numbers may be rounded a little otherwise, so a relative distance counts as equal.
RELATIVE = 1e-6


@dataclass(frozen=True)
class Results:
    """The results of all cases, as numbers.

    Attributes
    ----------
    pairs : list of tuple of array
        The right result and the reader's, for each case.
    cases : list of tuple
        The arguments.
    names : list of str
        What the arguments are called in a sentence.
    share : bool
        Whether the result is a share, from 0 to 1.
    answer : callable or None
        The solution, where it is known.
    part : int or None
        Which part of the solution's result these are, where it has several.
    """

    pairs: list[Pair]
    cases: list[tuple]
    names: list[str]
    share: bool = False
    answer: Callable | None = None
    part: int | None = None

    @property
    def alike(self) -> bool:
        """Whether the shapes are the right ones."""
        return all(e.shape == g.shape for e, g in self.pairs)


def pair_of(expected: Any, got: Any) -> Pair | None:
    """What was expected and what they got as two arrays, or None where one holds no numbers."""
    try:
        return np.asarray(expected, dtype=float), np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        return None


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether a and b agree in shape and numbers."""
    if a.shape != b.shape:
        return False
    # As np.allclose with equal_nan, in a sixth of its time: a wrong answer is compared some thousand times.
    with np.errstate(invalid="ignore"):
        near = (abs(a - b) <= 1e-12 + RELATIVE * abs(b)) & np.isfinite(b)
    return bool((near | (a == b) | (a != a) & (b != b)).all())


def fits(pairs: list[Pair], change: Callable[[np.ndarray], Any]) -> bool:
    """Whether the change makes every expected result of the pairs into the reader's, and changes at least two."""
    shown = 0
    for expected, got in pairs:
        with np.errstate(all="ignore"):
            changed = np.asarray(change(expected), dtype=float)
        if not same(changed, got):
            return False
        shown += not same(expected, changed)
    return shown >= min(2, len(pairs))


def flat(arrays: Any) -> np.ndarray:
    """All numbers of the arrays in one row."""
    return np.concatenate([each.ravel() for each in arrays])


def whole(values: np.ndarray) -> bool:
    """Whether all values are whole numbers."""
    return bool((values == np.round(values)).all())


def kind(value: Any) -> str:
    """The kind of numbers that the value of an argument holds; "O" where it holds none."""
    try:
        return "O" if callable(value) else np.asarray(value).dtype.kind
    except ValueError:  # a list of lists of several lengths
        return "O"


def plain(value: Any) -> Any:
    """The value of an argument, or 0 where it holds no numbers."""
    return value if kind(value) in "iufb" else 0
