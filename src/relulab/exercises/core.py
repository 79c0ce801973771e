"""How an exercise is described, checked and explained; the exercises themselves are one module a lesson.

The reader's function is called on every case with fresh copies of its inputs, under a time limit and,
where the system allows, a memory limit. When the answer is wrong, the same cases are given to the known
mistakes: if one of them gives the reader's results, its message names the misconception.
"""

import ast
import copy
import inspect
import io
import textwrap
import traceback
import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass
from types import CodeType

import numpy as np

from .limits import TimeUp, limited

#: Seconds that all calls of one check may take together.
TIME_LIMIT = 5.0

NOT_ATTEMPTED, RIGHT, WRONG, BROKEN = "not attempted", "right", "wrong", "broken"
_HEADLINES = {NOT_ATTEMPTED: "Not attempted yet.", RIGHT: "Right.", WRONG: "Not yet.", BROKEN: "Your code stopped with an error."}


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer.

    Attributes
    ----------
    answer : callable
        A function that makes the mistake.
    message : str
        What to tell the reader who made it: the belief, why it tempts, what shows otherwise.
    """

    answer: callable
    message: str

    @property
    def name(self):
        return self.answer.__name__


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Attributes
    ----------
    id, lesson, title : str
        The name used in `check(id, answer)`, the notebook it stands in, and what it asks for.
    stub : str
        The text of the notebook's cell, with dots where the reader writes.
    answer : callable
        The solution; `solution_source` is its own source.
    cases : list of tuple
        Arguments for which the reader's results are compared with those of the solution.
    mistakes : list of Mistake
    hints : list of str
        Three, from a nudge to nearly the answer.
    properties : list of callable
        Each takes the reader's function and gives None, or a sentence that says which rule it breaks.
    tolerance : float
        Relative and absolute tolerance of the comparison.
    """

    id: str
    lesson: str
    title: str
    stub: str
    answer: callable
    cases: list
    mistakes: list
    hints: list
    properties: tuple = ()
    tolerance: float = 1e-6

    @property
    def solution_source(self):
        return textwrap.dedent(inspect.getsource(self.answer)).strip()


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
    mistake: str = None

    def __str__(self):
        return f"{_HEADLINES[self.verdict]} {self.text}".strip()


def grade(exercise, answer):
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
            return Result(NOT_ATTEMPTED, _REPLACE_DOTS)
        return Result(
            WRONG,
            f"check needs your function itself, but got {_show(answer)}. Give its name without brackets: "
            f"check({exercise.id!r}, {exercise.answer.__name__}).",
        )
    # The limit is the innermost of these: time may run out anywhere inside it, but not in the others' clean-up.
    with redirect_stdout(_Discard()), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            with limited(TIME_LIMIT, answer):
                result = _compare(exercise, answer)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            result = _broken(error, answer)
    if result.verdict in (WRONG, BROKEN) and _has_dots(getattr(answer, "__code__", None)):
        return Result(NOT_ATTEMPTED, _REPLACE_DOTS)
    return result


_REPLACE_DOTS = "Replace the dots (...) in the cell above with your own code, run that cell, then run this one again."


class _Discard(io.TextIOBase):
    """Swallows what the reader's code prints: an endless print must not fill the notebook."""

    def write(self, text):
        return len(text)


def _compare(exercise, answer):
    """The Result of running the answer on every case, then through every property."""
    changed = False
    for case in exercise.cases:
        expected = exercise.answer(*copy.deepcopy(case))
        given = copy.deepcopy(case)
        got = answer(*given)
        changed = changed or any(_difference(before, after, 0) for before, after in zip(case, given))
        problem = _difference(expected, got, exercise.tolerance)
        if problem is None:
            continue
        shown = f"For {_arguments(exercise, case)}\n    expected: {_show(expected)}\n    got:      {_show(got)}\n{problem}"
        # A choice among words is explained by itself; numbers agree by chance too easily for that.
        mistake = _matching_mistake(exercise, answer, [case] if isinstance(expected, str) else exercise.cases)
        if mistake:
            return Result(WRONG, f"{mistake.message}\n{shown}", mistake.name)
        return Result(WRONG, shown)
    for rule in exercise.properties:
        broken = rule(answer)
        if broken:
            return Result(WRONG, broken, rule.__name__)
    return Result(RIGHT, _CHANGES_INPUT if changed else "")


_CHANGES_INPUT = (
    "One remark: your function changes the array it is given. Whoever needs that array again gets a surprise; "
    "compute a new one, or work on a copy."
)


def _matching_mistake(exercise, answer, cases):
    """The known mistake that gives the reader's results on all these cases, or None."""
    got = [_outcome(answer, case) for case in cases]
    for mistake in exercise.mistakes:
        theirs = [_outcome(mistake.answer, case) for case in cases]
        if all(_same_outcome(a, b, exercise.tolerance) for a, b in zip(theirs, got)):
            return mistake
    return None


def _outcome(function, case):
    """What a call gave: its result, or the type of the error it raised."""
    try:
        return function(*copy.deepcopy(case))
    except Exception as error:
        return type(error)


def _same_outcome(a, b, tolerance):
    if isinstance(a, type) or isinstance(b, type):
        return a is b
    return _difference(a, b, tolerance) is None


def _difference(expected, got, tolerance):
    """None if the two agree, else a sentence that says how they differ."""
    if got is None and expected is not None:
        return "Your function gave back nothing (None). End it with a return line; print shows a value, but does not hand it back."
    if callable(expected) or expected is None:
        return None
    if isinstance(expected, (tuple, list)) and not _is_numeric(expected):
        if not isinstance(got, (tuple, list)) or len(got) != len(expected):
            return f"The result should be {len(expected)} things, returned with a comma between them."
        parts = enumerate(zip(expected, got), start=1)
        found = ((i, _difference(e, g, tolerance)) for i, (e, g) in parts)
        return next((f"In part {i} of the result: {text}" for i, text in found if text), None)
    if isinstance(expected, dict):
        if not isinstance(got, dict) or got.keys() != expected.keys():
            return f"The result should be a dict with {', '.join(map(repr, expected))}."
        found = ((name, _difference(value, got[name], tolerance)) for name, value in expected.items())
        return next((f"For {name!r}: {text}" for name, text in found if text), None)
    if isinstance(expected, str):
        return None if isinstance(got, str) and got.strip().lower() == expected.lower() else "These are not the same word."
    if not _is_numeric(got):
        return f"The result should be made of numbers in a regular shape, but it is of type {type(got).__name__}."
    expected, got = np.asarray(expected), np.asarray(got)
    if got.shape != expected.shape:
        return f"The shapes differ: expected {_shape(expected)}, got {_shape(got)}."
    close = np.isclose(got, expected, rtol=tolerance, atol=tolerance, equal_nan=True)
    if close.all():
        return None
    if expected.ndim == 0:
        if np.isnan(got):
            return "Yours is nan, which is not a number: it comes from 0 / 0, and from computing on with infinity or another nan."
        if 0 < expected <= 1 and np.isclose(got, 100 * expected):
            return "Yours is 100 times as large. Did you give per cent, where a share from 0 to 1 is wanted?"
        return f"The two differ by {abs(float(got) - float(expected)):.4g}."
    first = ", ".join(map(str, np.argwhere(~close)[0]))
    return f"{(~close).sum()} of {close.size} numbers differ, the first at index {first}."


def _is_numeric(value):
    try:
        return np.asarray(value).dtype.kind in "biuf"
    except Exception:  # whatever a reader's object does when it is looked at
        return False


def _shape(array):
    return "a single number" if array.ndim == 0 else f"shape {array.shape}"


def _arguments(exercise, case):
    names = inspect.signature(exercise.answer).parameters
    return ", ".join(f"{name} = {_show(value)}" for name, value in zip(names, case))


def _show(value):
    """The value in a few words: a large array by its shape."""
    if callable(value):
        return getattr(value, "__name__", "a function")
    try:
        if isinstance(value, np.ndarray) and value.size > 30:
            return f"an array of shape {value.shape}"
        if isinstance(value, np.ndarray):
            text = np.array2string(value + 0, precision=4, separator=", ")    # + 0 turns -0. into 0.
            return " ".join(text.split())
        if isinstance(value, np.generic):
            value = value.item()    # "2", not "np.int64(2)"
        text = f"{value:.6g}" if isinstance(value, float) else repr(value)
    except Exception:
        text = f"something of type {type(value).__name__}"
    return textwrap.shorten(text, 200, placeholder=" ...")


def _broken(error, answer):
    """The Result for an error that the reader's code raised."""
    if isinstance(error, TimeUp):
        return Result(
            BROKEN,
            f"It was still running after {TIME_LIMIT:g} seconds and was stopped. Look for a loop that never ends, "
            "or one that is far longer than it needs to be.",
        )
    text = f"{type(error).__name__}: {textwrap.shorten(_message(error), 300, placeholder=' ...')}"
    line = _line_of(error, answer)
    if line:
        text += f"\n    in the line: {line}"
    return Result(BROKEN, f"{text}\n{_advice(error)}")


def _message(error):
    try:
        return str(error)
    except Exception:
        return "(its message cannot be shown)"


def _line_of(error, answer):
    """The last line of the reader's own code on the way to the error."""
    code = getattr(answer, "__code__", None)
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.line for frame in frames if code is not None and frame.filename == code.co_filename]
    return lines[-1] if lines else None


_ADVICE = [
    (
        "truth value of an array",
        "max and if need a single number, and here they meet a whole array. To compare every entry of an array Z with 0, "
        "use np.maximum(0, Z). If there should be one number, did you use * where @ adds up the products?",
    ),
    ("has no attribute 'ln'", "NumPy calls the natural logarithm np.log."),
    ("not callable", "Python multiplies only where it sees a *: write s * (1 - s), not s(1 - s)."),
    ("cannot be interpreted as an integer", "np.max finds the largest entry of one array. To compare every entry with 0, use np.maximum(0, z)."),
    (
        "only integer scalar arrays",
        "An array stands where one whole number is needed. np.max finds the largest entry of one array; to compare every entry with 0, use np.maximum(0, z).",
    ),
    ("arrays can be converted", "int, float and the functions of math take one number. For a whole array use NumPy's functions, such as np.exp."),
    ("bitwise_xor", "Python writes a power as **; ^ means something else."),
    ("'numpy.ufunc'", "A function such as np.exp needs its argument in brackets: np.exp(-z)."),
    (
        "could not be broadcast",
        "Two arrays of different shapes meet entry by entry; their shapes stand at the end of the message. If rows should meet "
        "columns, use @ in place of *. Inside a loop, use the one number of this turn.",
    ),
    ("inhomogeneous", "Parts of different sizes make no array. To compare every entry of an array with 0, use np.maximum(0, z)."),
    ("setting an array element", "One place of an array takes one number, and this gives it several. To make one of them, add them up: np.sum(...)."),
    (NameError, "A name in your function is not known there. Check its spelling; a function sees its arguments and what you imported. A word that is meant as text needs quotes."),
    (RecursionError, "The function calls itself again and again. Did you mean a different name in the return line?"),
    (MemoryError, "It asked for more memory than the check allows. Look at the shapes: is an array far larger than its inputs?"),
    (SystemExit, "It called exit() or quit(). A function ends with return."),
    (IndexError, "It asked for an element that is not there. In Python the first one has index 0 and the last one length - 1."),
    (ZeroDivisionError, "It divided by zero. Which number in the denominator can be 0?"),
    (AttributeError, "It asked a value for something it does not have. Is it an array, a list or a number?"),
    (TypeError, "An operation or a call got something it cannot work with: a list where an array is needed, or the wrong number of arguments."),
    (ValueError, "The values do not fit together, often because of their shapes. A @ B needs as many columns in A as there are rows in B."),
]


def _advice(error):
    message = _message(error)
    fits = (text for sign, text in _ADVICE if (sign in message if isinstance(sign, str) else isinstance(error, sign)))
    return next(fits, "Run your function by itself on a small input to see the error in full.")


def _has_dots(code):
    """Whether dots stand as a value in this code; as an index, as in A[..., 0], they do not count."""
    if code is None:
        return False
    try:
        return _dots_in(ast.parse(textwrap.dedent(inspect.getsource(code))))
    except (OSError, TypeError, ValueError, SyntaxError):    # no source, or a part of a line
        return _dots_among_constants(code)


def _dots_in(node):
    if isinstance(node, ast.Subscript):
        return _dots_in(node.value)
    if isinstance(node, ast.Constant):
        return node.value is ...
    return any(map(_dots_in, ast.iter_child_nodes(node)))


def _dots_among_constants(code):
    # Python 3.13 leaves out the dots of `if ...:`, so the source is asked first.
    return any(const is ... or (isinstance(const, CodeType) and _dots_among_constants(const)) for const in code.co_consts)
