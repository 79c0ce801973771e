"""How an answer is checked: the same cases for the reader's function and for the solution.

The reader's function is called on every case with fresh copies of its inputs, under a time limit. When
the answer is wrong, the same cases are given to the known mistakes: if one of them gives the reader's
results, its message names the misconception.
"""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import compare
from .advice.error import described
from .attempted import has_dots
from .compare import difference, is_numeric, laid_out, plain, shown
from .exercise import Exercise, Mistake
from .limits import TimeUp, limited
from .transformations.explain import explained
from .untouched import LOOKED_AFTER, untouched, without_exit

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
    with quiet(), untouched(*LOOKED_AFTER), without_exit(answer):
        result = next(_compared(exercise, answer))
    if result.verdict in (WRONG, BROKEN) and has_dots(getattr(answer, "__code__", None)):
        return Result(NOT_ATTEMPTED, REPLACE_DOTS)
    return result


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Context in which nothing is printed and nothing is warned of."""
    with redirect_stdout(_Discard()), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


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
        result = _broken(error, answer, exercise)
    yield result


REPLACE_DOTS = "Replace the dots (...) in the cell above with your own code, run that cell, then run this one again."


class _Discard(io.TextIOBase):
    """Swallows what the reader's code prints: an endless print must not fill the notebook."""

    def write(self, text):
        return len(text)


def _compare(exercise, answer):
    """The Result of running the answer on every case, twice, then through every property."""
    order = _other_order(exercise, answer)
    if order:
        return Result(WRONG, order)
    # Every call is over before there is an expected result: whoever looks into the variables of the caller finds none.
    # What the calls gave is made plain, so that no code of the reader's runs later either.
    given = copy.deepcopy(exercise.cases)
    called = _leaving_all_untouched(answer)
    outcomes = [_outcome(called, arguments) for arguments in given]
    again = [_outcome(called, arguments) for arguments in copy.deepcopy(exercise.cases)]
    unsteady = _first_change(exercise, outcomes, again)
    if unsteady:
        return unsteady
    wrong = _first_difference(exercise, answer, outcomes)
    if wrong:
        return wrong
    for rule in exercise.properties:
        broken = rule(lambda *arguments: plain(called(*arguments)))
        if broken:
            return Result(WRONG, broken, rule.__name__)
    changed = any(difference(*pair, 0) for case in zip(exercise.cases, given) for pair in zip(*case))
    return Result(RIGHT, _CHANGES_INPUT if changed else "")


def _leaving_all_untouched(answer):
    """The answer, after whose calls what NumPy and the check are made of is what it was before."""

    def called(*arguments):
        with untouched(*LOOKED_AFTER):
            return answer(*arguments)

    return called


_CHANGES_INPUT = (
    "One remark: your function changes the array or list that it is given. Whoever needs it again gets a surprise; "
    "compute a new one, or work on a copy."
)


def _other_order(exercise, answer):
    """A sentence where the parameters have the names of the stub's in another order, else None."""
    wanted = list(inspect.signature(exercise.answer).parameters)
    code = getattr(answer, "__code__", None)
    got = list(code.co_varnames[: code.co_argcount]) if code else wanted
    if got != wanted and sorted(got) == sorted(wanted):
        return f"The arguments come in the order {', '.join(wanted)}; your first line has {', '.join(got)}."
    return None


def _first_change(exercise, outcomes, again):
    """The Result of the first case whose second call gave something else; None if all gave the same."""
    for case, first, second in zip(exercise.cases, outcomes, again):
        if _same_outcome(first, second, 1e-9):
            continue
        gave = [
            f"an error ({type(outcome.error).__name__})" if isinstance(outcome, _Raised) else shown(outcome)
            for outcome in (first, second)
        ]
        return Result(
            WRONG,
            f"The same arguments give something else in a second call. For {_arguments(exercise, case)}\n"
            f"    first:  {gave[0]}\n    second: {gave[1]}\n"
            "What is kept outside the function and changes: a global name, a list that is the default of an argument? "
            "Or is something drawn at random? A function starts anew in each call.",
        )
    return None


def _first_difference(exercise, answer, outcomes):
    """The Result of the first case whose outcome is not the expected one; None if all are."""
    expected = [plain(exercise.answer(*copy.deepcopy(case))) for case in exercise.cases]
    for i, (case, right, got) in enumerate(zip(exercise.cases, expected, outcomes)):
        if isinstance(got, _Raised):
            raise got.error
        problem = difference(right, got, exercise.tolerance)
        if problem is None:
            continue
        results = f"{laid_out('    expected: ', right)}\n{laid_out('    got:      ', got)}"
        seen = f"For {_arguments(exercise, case)}\n{results}"
        known = _known_mistakes(exercise, expected, outcomes, range(len(outcomes)))
        if not known and exercise.by_case:
            known = _known_mistakes(exercise, expected, outcomes, [i])
        said = _told(known) if known else _general(exercise, expected, outcomes)
        if said:
            said = [said, seen, *([] if isinstance(right, str) else [problem])]
        elif got is None or is_numeric(right) and not is_numeric(got):
            said = [problem, seen]
        else:
            said = [seen, problem]
        if isinstance(right, str) and not known:
            said.append(f"The words to choose from: {', '.join(exercise.choices)}.")
        error = next((each.error for each in outcomes if isinstance(each, _Raised)), None)
        if error and not known:
            said.append(f"Elsewhere it stops with an error. {described(error, answer, exercise)}")
        return Result(WRONG, "\n".join(said), known[0].name if known else None)
    return None


def _known_mistakes(exercise: Exercise, expected: list, outcomes: list, places: Sequence[int]) -> list[Mistake]:
    """The known mistakes that agree with the answer wherever both can answer, and somewhere not with the solution.

    A mistake is named only if it can be compared in at least half of the places, and in two where there are two.
    """
    known = []
    for mistake in exercise.mistakes:
        theirs = {i: _outcome(mistake.answer, copy.deepcopy(exercise.cases[i])) for i in places}
        both = [i for i in places if not isinstance(theirs[i], _Raised) and not isinstance(outcomes[i], _Raised)]
        failed = [i for i in places if isinstance(theirs[i], _Raised) and _same_outcome(theirs[i], outcomes[i], 0)]
        enough = 2 * len(both + failed) >= len(places) and len(both + failed) >= min(2, len(places))
        agrees = all(_same_outcome(theirs[i], outcomes[i], exercise.tolerance) for i in both)
        differs = any(difference(expected[i], outcomes[i], exercise.tolerance) for i in both)
        if both and enough and agrees and differs:
            known.append(mistake)
    return known


def _told(known):
    """The message of the mistake; where several give the same results, that any of them may be it."""
    messages = list(dict.fromkeys(mistake.message for mistake in known))
    if len(messages) == 1:
        return messages[0]
    return "More than one slip gives exactly these results. One of them:\n" + "\n".join(
        f"- {each}" for each in messages
    )


def _general(exercise, expected, outcomes):
    """What was done to the right numbers, in general words, or None."""
    both = [i for i, outcome in enumerate(outcomes) if not isinstance(outcome, _Raised)]
    with contextlib.suppress(OverflowError):  # a whole number of hundreds of digits is none of NumPy's
        results, wrong, cases = ([values[i] for i in both] for values in (expected, outcomes, exercise.cases))
        return explained(results, wrong, cases, exercise.share, exercise.answer)
    return None


@dataclass(frozen=True)
class _Raised:
    """The error that a call ended with."""

    error: Exception


def _outcome(function, arguments):
    """What a call gave: its result, made plain, or the error it raised."""
    try:
        return plain(function(*arguments))
    except RecursionError:  # a call without an end takes a while, and so it is not made for every case
        raise
    except Exception as error:
        return _Raised(error)


def _same_outcome(a, b, tolerance):
    """Whether two calls gave the same: results that agree, or errors of one type."""
    with contextlib.suppress(Exception):  # arrays within lists, lists within themselves
        if type(a) is type(b) and a == b:  # also a whole number of hundreds of digits, which is no number of NumPy's
            return True
    if isinstance(a, _Raised) or isinstance(b, _Raised):
        return isinstance(a, _Raised) and isinstance(b, _Raised) and type(a.error) is type(b.error)
    if a is None or b is None:
        return a is b
    if isinstance(a, str) and isinstance(b, str):
        return a.strip().lower() == b.strip().lower()
    if type(a).__module__ == type(b).__module__ == compare.__name__:  # what is neither number nor text was made plain
        return type(a).__name__ == type(b).__name__
    try:  # what looks the same, such as two complex numbers, is the same for the reader
        return difference(a, b, tolerance) is None or shown(a) == shown(b)
    except RecursionError:  # lists within lists without end
        return True


def _arguments(exercise, case):
    named = list(zip(inspect.signature(exercise.answer).parameters, case))
    in_rows = [laid_out(f"    {name} = ", value) for name, value in named]
    if any("\n" in text for text in in_rows):
        return "\n".join(["these arguments:", *in_rows, "the results are:"])
    return ", ".join(f"{name} = {shown(value)}" for name, value in named)


def _broken(error, answer, exercise):
    """The Result for an error that the reader's code raised."""
    if isinstance(error, TimeUp):
        look = "Look for a loop that never ends, or one that is far longer than it needs to be."
        look = exercise.advice.get("still running", look)
        return Result(BROKEN, f"It was still running after {TIME_LIMIT:g} seconds and was stopped. {look}")
    return Result(BROKEN, described(error, answer, exercise))
