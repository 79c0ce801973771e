"""What an answer is worth: points by case and by further rule, on the inputs of the check and on a second set."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..check import NOT_ATTEMPTED, RIGHT, Result, quiet
from ..compare import difference, plain
from ..exercise import Exercise
from ..limits import TimeUp

#: Points of every exercise.
POINTS = 4


@dataclass(frozen=True)
class Mark(Result):
    """What a check found, and what it is worth.

    Attributes
    ----------
    points : int
        From 0 to `POINTS`.
    """

    points: int = 0


def marked(exercise: Exercise, answer: Callable, result: Result) -> Mark:
    """Give points for an answer that was checked.

    Parameters
    ----------
    exercise : Exercise
    answer : callable
        The reader's function.
    result : Result
        What the check found.

    Returns
    -------
    Mark
        All points for an answer that is right, also on the second inputs, or makes another choice where a convention
        decides. One less where a further rule of the exercise is broken. Otherwise the share of the cases that are
        right, beyond those that an answer without a thought gets.
    """
    with quiet():
        return _marked(exercise, answer, result)


def _marked(exercise, answer, result):
    points, text = POINTS, result.text
    if result.verdict == NOT_ATTEMPTED:
        points = 0
    elif result.verdict != RIGHT and result.mistake not in exercise.conventions:
        rule = result.mistake in {each.__name__ for each in exercise.properties}
        points = min(POINTS - 1, POINTS if rule else by_case(exercise, answer, exercise.cases))
    if points and result.mistake not in exercise.conventions:
        second = by_case(exercise, answer, second_cases(exercise))
        if result.verdict == RIGHT and second < POINTS:
            text = f"{text} It is right on the inputs of the check, and not on the others that marks are given for."
        points = min(points, second)
    return Mark(result.verdict, text.strip(), result.mistake, points)


def by_case(exercise: Exercise, answer: Callable, cases: Sequence[tuple]) -> int:
    """Points for the share of the cases that are right, beyond what the best answer without a thought gets."""
    right = _credit(exercise, answer, cases)
    if right == 1:
        return POINTS
    free = max((_credit(exercise, easy, cases) for easy in _without_a_thought(exercise, cases)), default=0.0)
    return int(POINTS * max(0.0, right - free) / (1 - free) + 0.5) if free < 1 else 0


def _credit(exercise, answer, cases):
    """Mean over the cases of how much of the result is right: each part of a tuple counts by itself."""
    total = 0.0
    for case in cases:
        expected = plain(exercise.answer(*copy.deepcopy(case)))
        try:
            got = plain(answer(*copy.deepcopy(case)))
        except TimeUp:
            return 0.0
        except (Exception, SystemExit):
            continue
        several = isinstance(expected, tuple) and _length(got) == len(expected)
        parts = list(zip(expected, got)) if several else [(expected, got)]
        total += sum(difference(*pair, exercise.tolerance) is None for pair in parts) / len(parts)
    return total / len(cases)


def _length(value):
    return len(value) if isinstance(value, (tuple, list)) or np.ndim(value) else 0


def _without_a_thought(exercise, cases):
    """Answers that give back one of their arguments, or the same in every case."""
    for place in range(len(cases[0])):
        yield lambda *arguments, place=place: arguments[place]
    for case in cases:
        yield lambda *arguments, case=case: exercise.answer(*copy.deepcopy(case))


def second_cases(exercise: Exercise) -> list[tuple]:
    """Other inputs than the check's, of the same kind: drawn from them, and the same in every grading."""
    rng = np.random.default_rng(list(exercise.id.encode()))
    return [_drawn(exercise, case, rng) for case in exercise.cases]


def _drawn(exercise, case, rng):
    """A case with smaller numbers, by up to a fifth: signs, zeros and kinds stay. Itself where there is no result."""
    for _ in range(20):
        other = tuple(_changed(value, rng) for value in case)
        try:
            result = plain(exercise.answer(*copy.deepcopy(other)))
        except Exception:
            continue
        if _finite(result) or not _finite(exercise.answer(*copy.deepcopy(case))):
            return other
    return case


def _changed(value: Any, rng: np.random.Generator) -> Any:
    if isinstance(value, np.ndarray):
        return value * rng.uniform(0.8, 1.0, value.shape) if value.dtype.kind == "f" else value
    if isinstance(value, float):
        return value * float(rng.uniform(0.8, 1.0))
    if isinstance(value, (list, tuple)):
        if len(value) > 1 and all(type(each) is int for each in value):  # sizes of layers
            return type(value)(each + int(rng.integers(1, 4)) for each in value)
        return type(value)(_changed(each, rng) for each in value)
    if isinstance(value, dict):
        return {key: _changed(each, rng) for key, each in value.items()}
    return value


def _finite(result):
    parts = result if isinstance(result, (tuple, list)) else [result]
    return all(isinstance(part, str) or bool(np.isfinite(np.asarray(part, dtype=float)).all()) for part in parts)
