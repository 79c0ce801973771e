"""Errors whose message, or whose class, says enough."""

from __future__ import annotations

import ast

#: Pattern of a message -> what to say.
_SAID = {
    "either both or neither of x and y": "np.where takes three: the condition, what stands where it holds, and what "
    "stands elsewhere.",
    r"Cannot cast (?:ufunc '\w+' )?output": "The array on the left holds whole numbers only (dtype int), and decimal "
    "numbers are to be put into it. Make it without dtype=int: np.zeros(n) holds decimal numbers.",
    r"for \^|\^=|bitwise_xor": "Python writes a power as **; ^ means something else.",
    "list indices must be integers or slices, not tuple": "[i, j] is for arrays. A list of lists takes two pairs of "
    "brackets, [i][j]; np.array(...) makes an array.",
    "list indices must be integers or slices, not str": "A list counts its entries, from 0 on: a name in quotes is a "
    "key of a dict. Go through the list in a loop.",
    "tuple indices must be integers": "A tuple has places, counted from 0: [0] is its first part, [1] its second.",
    "list indices must be integers or slices, not (?:list|numpy|float)": "A list takes one whole number as an index. A "
    "comparison or a list of places needs an array: np.array(...).",
    "boolean index did not match": "The comparison has another length than the array that it picks from: both need one "
    "entry for each row.",
    "only integers, slices": "An index is a whole number, a slice or a comparison; a decimal number or a text is none.",
    "inhomogeneous": "Parts of different sizes make no array. Make all of them equally long, or treat them one by one.",
    "setting an array element": "One place of an array takes one number, and this gives it several. Which of them is "
    "meant, or what makes one number of them: a sum, a mean?",
    "could not broadcast input": "The place on the left takes another number of values than stands on the right; the "
    "two shapes stand at the end of the message.",
    "math domain|expected a (?:nonnegative|positive) input": "The functions of math refuse such a number: the "
    "logarithm of 0, or the root of a negative one.",
}
#: Class of an error -> what to say where nothing else is known.
_CLASSES: list[tuple[type[BaseException], str]] = [
    (
        ModuleNotFoundError,
        "There is no module of this name here. NumPy and Python's own modules are all that is needed.",
    ),
    (RecursionError, "The function calls itself again and again. Did you mean a different name in the return line?"),
    (
        MemoryError,
        "It asked for more memory than it can have. Look at the shapes: is an array far larger than its inputs?",
    ),
    (SystemExit, "It called exit() or quit(). A function ends with return."),
    (OverflowError, "A number became too large for Python. np.exp of a large number is one of the ways to get there."),
    (AttributeError, "It asked a value for something it does not have. Is it an array, a list or a number?"),
    (
        TypeError,
        "An operation or a call got a value of a kind that it cannot work with. Which kinds meet in this line?",
    ),
    (ValueError, "The kinds in this line are right, and one of the values is not what it can work with."),
]


def by_class(error: BaseException) -> str:
    """What to say where nothing but the error's class is known."""
    return next(
        (said for kind, said in _CLASSES if isinstance(error, kind)),
        "Run your function by itself on a small input to see the error in full.",
    )


def _asked_for(scene):
    """What the line asks for: the keyboard, or the error itself."""
    if type(scene.error).__name__ in ("EOFError", "StdinNotImplementedError") or "input(" in scene.line:
        given = f": here {', '.join(scene.parameters)}" if scene.parameters else ""
        return f"A function gets its values as arguments, not from the keyboard{given}. Leave input out."
    if isinstance(scene.error, AssertionError) or isinstance(scene.node, ast.Raise):
        if isinstance(scene.error, Exception):
            return "A line of your own raises it: the values that arrive there are not those that it allows."
    return None


def _by_message(scene):
    return next((said for pattern, said in _SAID.items() if scene.says(pattern)), None)


RULES = [_asked_for, _by_message]
