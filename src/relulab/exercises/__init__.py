"""Exercises with checks, hints and solutions: `check`, `hint` and `solution` print, and never raise."""

import difflib
import textwrap

from ..records import record
from . import lesson01, lesson02, lesson03, lesson04, lesson05, lesson06
from .core import NOT_ATTEMPTED, RIGHT, Exercise, Mistake, Result, grade
from .grading import points

EXERCISES = {exercise.id: exercise for lesson in (lesson01, lesson02, lesson03, lesson04, lesson05, lesson06) for exercise in lesson.EXERCISES}

__all__ = ["EXERCISES", "Exercise", "Mistake", "Result", "check", "grade", "graded", "hint", "points", "reveal", "solution"]


def check(exercise, answer):
    """Say whether an answer is right, and if not, what to look at.

    Parameters
    ----------
    exercise : str
        Name of the exercise, as it stands in the cell that checks it.
    answer : callable
        Your function, by its name without brackets.
    """
    _checked(exercise, answer)


def graded(exercise, answer):
    """Say what `check` says and give the points: the check of a copy that is handed in.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    answer : callable
        Your function, by its name without brackets.

    Returns
    -------
    int
        The points, from 0 to 2.
    """
    found, result = _checked(exercise, answer)
    return points(found, result) if found else 0


def _checked(exercise, answer):
    """Grade, say what came out, and remember it. The Exercise and the Result, None twice if there is no such exercise."""
    found = _find(exercise)
    if not found:
        return None, None
    result = grade(found, answer)
    _say(str(result))
    if result.verdict != NOT_ATTEMPTED:
        _say(record(found.lesson, found.id, result.verdict == RIGHT) or "")
    return found, result


def hint(exercise, n=1):
    """Show a hint.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    n : int
        1 for a nudge, 2 for more, 3 for nearly the answer.
    """
    found = _find(exercise)
    if not found:
        return
    if n not in range(1, len(found.hints) + 1):
        _say(f"There are {len(found.hints)} hints for this exercise: hint({found.id!r}, n=1) to n={len(found.hints)}.")
        return
    more = f" The next one: hint({found.id!r}, n={n + 1})." if n < len(found.hints) else f" If that is not enough: solution({found.id!r})."
    _say(f"Hint {n} of {len(found.hints)}. {found.hints[n - 1]}\n{more.strip()}")


def solution(exercise):
    """Show the code of the solution, the same that the checks compare with.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    """
    found = _find(exercise)
    if found:
        print(found.solution_source)


def reveal(guess, measured, unit=""):
    """Show your prediction beside what was measured.

    Parameters
    ----------
    guess : float or str
        What you predicted; dots (...) while you have not.
    measured : float or str
        What came out.
    unit : str
        Written behind both.
    """
    after = f" {unit}" if unit else ""
    if guess is ...:
        print("No prediction yet (the dots are still there).")
    else:
        print(f"You predicted {guess}{after}.")
    print(f"Measured: {measured}{after}.")


def _say(text):
    """Print in lines that fit beside JupyterLab's file list, which otherwise breaks them within words."""
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        print(textwrap.fill(line, 80, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or line)


def _find(exercise):
    """The Exercise of that name, or None after saying what is wrong with the name."""
    if isinstance(exercise, str) and exercise in EXERCISES:
        return EXERCISES[exercise]
    if not isinstance(exercise, str):
        name = getattr(exercise, "__name__", "name")
        _say(f"The name of the exercise comes first, in quotes, then your function: check({name!r}, {name}).")
        return None
    close = difflib.get_close_matches(exercise, EXERCISES, n=1)
    guess = f" Did you mean {close[0]!r}?" if close else ""
    _say(f"There is no exercise {exercise!r}.{guess} The exercises are: {', '.join(EXERCISES)}.")
    return None
