"""How an answer is checked: the same cases for the reader's function and for the solution.

The reader's function is called on every case with fresh copies of its inputs, under a time limit. When
the answer is wrong, the same cases are given to the known mistakes: if one of them gives the reader's
results, its message names the misconception.
"""

from __future__ import annotations

import copy
import inspect
import io
import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass
from typing import Any

import numpy as np

from .advice import described
from .attempted import has_dots
from .compare import difference, laid_out, plain, shown
from .exercise import Exercise, Mistake
from .limits import TimeUp, limited

#: Seconds that all calls of one check may take together.
TIME_LIMIT = 5.0
NOT_ATTEMPTED, RIGHT, WRONG, BROKEN = "not attempted", "right", "wrong", "broken"
#: Verdict -> how a reply begins.
HEADLINES = {
    NOT_ATTEMPTED: "Not attempted yet.",
    RIGHT: "Right.",
    WRONG: "Not yet.",
    BROKEN: "Your code stopped with an error.",
}


@dataclass(frozen=True)
class Result:
    """What a check found.

    Attributes
    ----------
    verdict : str
        "not attempted", "right", "wrong" or "broken".
    text : str
        The explanation for the reader.
    mistake : str or None
        The name of the mistake, where it is a known one.
    """

    verdict: str
    text: str = ""
    mistake: str | None = None

    def __str__(self):
        return f"{HEADLINES[self.verdict]} {self.text}".strip()


def grade(exercise: Exercise, answer: Any) -> Result:
    """Check an answer.

    Parameters
    ----------
    exercise : Exercise
    answer : callable
        The reader's function.

    Returns
    -------
    Result
        Whatever the answer does, short of the interrupt key, nothing is raised.
    """
    if not callable(answer):
        if answer is ...:
            return Result(NOT_ATTEMPTED, REPLACE_DOTS)
        return Result(
            WRONG,
            f"check needs your function itself, but got {shown(answer)}. Give its name without brackets: "
            f"check({exercise.id!r}, {exercise.answer.__name__}).",
        )
    # The limit is within these: time may run out anywhere inside it, but not in their clean-up.
    with redirect_stdout(_Discard()), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        result = next(_compared(exercise, answer))
    if result.verdict in (WRONG, BROKEN) and has_dots(getattr(answer, "__code__", None)):
        return Result(NOT_ATTEMPTED, REPLACE_DOTS)
    return result


def _compared(exercise, answer):
    """Yield the Result of comparing within the time limit.

    A generator, because what is being handled is its own: where time runs out in an `except:` of the answer, Python
    3.11 takes TimeUp for being handled from then on, and every later error of the reader would be shown below it.
    """
    try:
        with limited(TIME_LIMIT, answer):
            result = _compare(exercise, answer)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        result = _broken(error, answer)
    yield result


REPLACE_DOTS = "Replace the dots (...) in the cell above with your own code, run that cell, then run this one again."


class _Discard(io.TextIOBase):
    """Swallows what the reader's code prints: an endless print must not fill the notebook."""

    def write(self, text):
        return len(text)


def _compare(exercise, answer):
    """The Result of running the answer on every case, then through every property."""
    # Every call is over before there is an expected result: whoever looks into the variables of the caller finds none.
    # What the calls gave is made plain, so that no code of the reader's runs later either.
    given = copy.deepcopy(exercise.cases)
    outcomes = [_outcome(answer, arguments) for arguments in given]
    wrong = _first_difference(exercise, outcomes)
    if wrong:
        return wrong
    for rule in exercise.properties:
        broken = rule(lambda *arguments: plain(answer(*arguments)))
        if broken:
            return Result(WRONG, broken, rule.__name__)
    changed = any(difference(*pair, 0) for case in zip(exercise.cases, given) for pair in zip(*case))
    return Result(RIGHT, _CHANGES_INPUT if changed else "")


def _first_difference(exercise, outcomes):
    """The Result of the first case whose outcome is not the expected one; None if all are."""
    for case, got in zip(exercise.cases, outcomes):
        if isinstance(got, _Raised):
            raise got.error
        expected = exercise.answer(*copy.deepcopy(case))
        problem = difference(expected, got, exercise.tolerance)
        if problem is None:
            continue
        results = f"{laid_out('    expected: ', expected)}\n{laid_out('    got:      ', got)}"
        seen = f"For {_arguments(exercise, case)}\n{results}\n{problem}"
        # A choice among words is explained by itself; numbers agree by chance too easily for that.
        pairs = [(case, got)] if isinstance(expected, str) else list(zip(exercise.cases, outcomes))
        mistake = _matching_mistake(exercise, pairs)
        if mistake:
            return Result(WRONG, f"{mistake.message}\n{seen}", mistake.name)
        return Result(WRONG, seen)
    return None


_CHANGES_INPUT = (
    "One remark: your function changes the array it is given. Whoever needs that array again gets a surprise; "
    "compute a new one, or work on a copy."
)


def _matching_mistake(exercise: Exercise, pairs: list[tuple]) -> Mistake | None:
    """The known mistake that gives the reader's outcome for all of these pairs of a case and an outcome, or None."""
    for mistake in exercise.mistakes:
        theirs = [_outcome(mistake.answer, copy.deepcopy(case)) for case, _ in pairs]
        if all(_same_outcome(a, b, exercise.tolerance) for a, (_, b) in zip(theirs, pairs)):
            return mistake
    return None


@dataclass(frozen=True)
class _Raised:
    """The error that a call ended with."""

    error: Exception


def _outcome(function, arguments):
    """What a call gave: its result, made plain, or the error it raised."""
    try:
        return plain(function(*arguments))
    except Exception as error:
        return _Raised(error)


def _same_outcome(a, b, tolerance):
    if isinstance(a, _Raised) or isinstance(b, _Raised):
        return isinstance(a, _Raised) and isinstance(b, _Raised) and type(a.error) is type(b.error)
    return difference(a, b, tolerance) is None


def _arguments(exercise, case):
    named = list(zip(inspect.signature(exercise.answer).parameters, case))
    in_rows = [laid_out(f"    {name} = ", value) for name, value in named]
    if any("\n" in text for text in in_rows):
        return "\n".join(["these arguments:", *in_rows, "the results are:"])
    return ", ".join(f"{name} = {shown(value)}" for name, value in named)


def _broken(error, answer):
    """The Result for an error that the reader's code raised."""
    if isinstance(error, TimeUp):
        return Result(
            BROKEN,
            f"It was still running after {TIME_LIMIT:g} seconds and was stopped. Look for a loop that never ends, "
            "or one that is far longer than it needs to be.",
        )
    return Result(BROKEN, described(error, answer))
