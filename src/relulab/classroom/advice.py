"""What to tell a reader whose code stopped with an error."""

from __future__ import annotations

import textwrap
import traceback
from collections.abc import Callable


def described(error: BaseException, answer: Callable) -> str:
    """An error that the reader's code raised: what Python says, in which line, and what to look at."""
    text = f"{type(error).__name__}: {textwrap.shorten(_message(error), 300, placeholder=' ...')}"
    line = _line_of(error, answer)
    if line:
        text += f"\n    in the line: {line}"
    return f"{text}\n{_advice(error)}"


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


_ADVICE: list[tuple[str | type[BaseException], str]] = [
    (
        "truth value of an array",
        "max and if need a single number, and here they meet a whole array. To compare every entry of an array Z with "
        "0, "
        "use np.maximum(0, Z). If there should be one number, did you use * where @ adds up the products?",
    ),
    ("has no attribute 'ln'", "NumPy calls the natural logarithm np.log."),
    ("not callable", "Python multiplies only where it sees a *: write s * (1 - s), not s(1 - s)."),
    (
        "cannot be interpreted as an integer",
        "np.max finds the largest entry of one array. To compare every entry with 0, use np.maximum(0, z).",
    ),
    (
        "only integer scalar arrays",
        "An array stands where one whole number is needed. np.max finds the largest entry of one array; to compare "
        "every entry with 0, use np.maximum(0, z).",
    ),
    (
        "arrays can be converted",
        "int, float and the functions of math take one number. For a whole array use NumPy's functions, such as "
        "np.exp.",
    ),
    ("bitwise_xor", "Python writes a power as **; ^ means something else."),
    ("'numpy.ufunc'", "A function such as np.exp needs its argument in brackets: np.exp(-z)."),
    (
        "could not be broadcast",
        "Two arrays of different shapes meet entry by entry; their shapes stand at the end of the message. If rows "
        "should meet "
        "columns, use @ in place of *. Inside a loop, use the one number of this turn.",
    ),
    (
        "inhomogeneous",
        "Parts of different sizes make no array. To compare every entry of an array with 0, use np.maximum(0, z).",
    ),
    (
        "setting an array element",
        "One place of an array takes one number, and this gives it several. To make one of them, add them up: "
        "np.sum(...).",
    ),
    (
        NameError,
        "A name in your function is not known there. Check its spelling; a function sees its arguments and what you "
        "imported. A word that is meant as text needs quotes.",
    ),
    (RecursionError, "The function calls itself again and again. Did you mean a different name in the return line?"),
    (
        MemoryError,
        "It asked for more memory than it can have. Look at the shapes: is an array far larger than its inputs?",
    ),
    (SystemExit, "It called exit() or quit(). A function ends with return."),
    (
        IndexError,
        "It asked for an element that is not there. In Python the first one has index 0 and the last one length - 1.",
    ),
    (ZeroDivisionError, "It divided by zero. Which number in the denominator can be 0?"),
    (AttributeError, "It asked a value for something it does not have. Is it an array, a list or a number?"),
    (
        TypeError,
        "An operation or a call got something it cannot work with: a list where an array is needed, or the wrong "
        "number of arguments.",
    ),
    (
        ValueError,
        "The values do not fit together, often because of their shapes. A @ B needs as many columns in A as there are "
        "rows in B.",
    ),
]


def _advice(error):
    message = _message(error)
    fits = (text for sign, text in _ADVICE if (sign in message if isinstance(sign, str) else isinstance(error, sign)))
    return next(fits, "Run your function by itself on a small input to see the error in full.")
