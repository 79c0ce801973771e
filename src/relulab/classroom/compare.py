"""Comparing a reader's result with the expected one, and saying in words how they differ."""

from __future__ import annotations

import math
import textwrap
from typing import Any

import numpy as np
from numpy import asarray, isclose  # a cell may have put something else in their place in np


def plain(value: Any) -> Any:
    """The value in types of Python's and numpy's own, so that to look at it runs no code of the reader's.

    What cannot be said in them becomes an object that compares as nothing, with the same type name and text.
    """
    kind = type(value)
    if kind in (bool, int, float, complex, str, type(None)):
        return value
    try:
        if issubclass(kind, str):
            return str.__str__(value)
        for base in (list, tuple):
            if issubclass(kind, base):
                return base(map(plain, base.__iter__(value)))
        if issubclass(kind, dict):
            return {plain(key): plain(entry) for key, entry in dict.items(value)}
        array = asarray(value)[()]
        if array.dtype.kind in "biufc":
            return array
        if issubclass(kind, np.ndarray):
            kind = type("array of texts" if array.dtype.kind in "US" else "array of objects", (), {})
    except Exception:  # whatever a reader's object does when it is looked at
        pass
    text = shown(value)
    return type(kind.__name__, (), {"__repr__": lambda self: text})()


def difference(expected: Any, got: Any, tolerance: float) -> str | None:
    """None if the two agree, else a sentence that says how they differ."""
    if got is None and expected is not None:
        return (
            "Your function gave back nothing (None). End it with a return line; print shows a value, but does not hand "
            "it back."
        )
    if callable(expected) or expected is None:
        return None
    if isinstance(expected, (tuple, list)) and not is_numeric(expected):
        if not isinstance(got, (tuple, list)) or len(got) != len(expected):
            return f"The result should be {len(expected)} things, returned with a comma between them."
        parts = enumerate(zip(expected, got), start=1)
        problems = ((i, difference(e, g, tolerance)) for i, (e, g) in parts)
        return next((f"In part {i} of the result: {text}" for i, text in problems if text), None)
    if isinstance(expected, dict):
        if not isinstance(got, dict) or got.keys() != expected.keys():
            return f"The result should be a dict with {', '.join(map(repr, expected))}."
        problems = ((name, difference(value, got[name], tolerance)) for name, value in expected.items())
        return next((f"For {name!r}: {text}" for name, text in problems if text), None)
    if isinstance(expected, str):
        return (
            None if isinstance(got, str) and got.strip().lower() == expected.lower() else "These are not the same word."
        )
    if not is_numeric(got):
        return _no_numbers(got)
    expected, got = asarray(expected), asarray(got)
    if got.shape != expected.shape:
        return f"The shapes differ: expected {_shape(expected)}, got {_shape(got)}."
    close = isclose(got, expected, rtol=tolerance, atol=tolerance, equal_nan=True)
    if close.all():
        return None
    if expected.ndim == 0:
        if np.isnan(got):
            return (
                "Yours is nan, which is not a number: it comes from 0 / 0, and from computing on with infinity or "
                "another nan."
            )
        return f"The two differ by {abs(float(got) - float(expected)):.4g}."
    first = ", ".join(map(str, np.argwhere(~close)[0]))
    return f"{(~close).sum()} of {close.size} numbers differ, the first at index {first}."


#: Type of a result that holds no numbers -> what it is and what to do.
_KINDS = {
    "coroutine": "async def makes a coroutine, which has not run yet. Write def alone.",
    "generator": "It is a generator, which has not run yet: yield, or round brackets around a loop. Put list(...) or "
    "np.array([...]) around it, or write return for yield.",
    "map": "It is a map, which has not run yet. Put list(...) around it.",
    "filter": "It is a filter, which has not run yet. Put list(...) around it.",
    "zip": "It is a zip, which has not run yet. Put list(...) around it.",
    "range": "It is a range. Put list(...) around it.",
    "array of texts": "The entries of your array are texts, such as '1'. Numbers have no quotes.",
    "array of objects": "The entries of your array are objects, not numbers. Build it from numbers of one kind.",
    "str": "A number is wanted, and you give back a text. Numbers have no quotes.",
    "function": "You give back a function, not what it computes. A call has brackets: f(x).",
    "builtin_function_or_method": "You give back a function, not what it computes. A call has brackets: f(x).",
    "method": "You give back a function, not what it computes. A call has brackets: A.sum().",
    "ufunc": "You give back a function, not what it computes. A call has brackets: np.exp(x).",
    "dict": "A number or an array is wanted, and you give back a dict.",
    "int": "So large a number fits into no array. Which power or product makes it so large?",
    "set": "A number or an array is wanted, and you give back a set, which has no order.",
}


def _no_numbers(got):
    """What is wrong with a result that is neither a number nor numbers in a regular shape."""
    name = type(got).__name__
    if _is_complex(got):
        return (
            "Yours has complex numbers, with a j: in Python a root of something negative gives one. What is negative?"
        )
    if name in _KINDS:
        return _KINDS[name]
    if isinstance(got, (list, tuple)):
        parts = [type(part).__name__ for part in got]
        if any(part is None for part in got):
            return "Some entries of your result are None: a function that returned nothing, or a blank that is left."
        if any(type(part) is int and not is_numeric(part) for part in got):
            return _KINDS["int"]
        if len(set(parts)) > 1 or "list" in parts:
            return (
                "The result should be made of numbers in a regular shape. Yours has parts of different kinds or "
                f"lengths: {', '.join(dict.fromkeys(parts))}. Which of them is still to be added up?"
            )
    return f"The result should be made of numbers in a regular shape, but it is of type {name}."


def _is_complex(got):
    parts = got if isinstance(got, (list, tuple)) else [got]
    return any(isinstance(part, complex) or (isinstance(part, np.ndarray) and part.dtype.kind == "c") for part in parts)


def is_numeric(value: Any) -> bool:
    """Whether this is a number, or numbers in a regular shape."""
    try:
        return asarray(value).dtype.kind in "biuf"
    except Exception:  # whatever a reader's object does when it is looked at
        return False


def _shape(array):
    return "a single number" if array.ndim == 0 else f"shape {array.shape}"


def shown(value: Any) -> str:
    """The value in a few words: a large array by its shape."""
    if callable(value):
        return getattr(value, "__name__", "a function")
    try:
        if isinstance(value, np.ndarray) and value.size > 30:
            return f"an array of shape {value.shape}"
        if isinstance(value, np.ndarray):
            number = value.dtype.kind in "biufc"
            text = np.array2string(value + 0 if number else value, precision=4, separator=", ")  # + 0: no -0.
            return " ".join(text.split())
        if isinstance(value, np.generic):
            value = value.item()  # "2", not "np.int64(2)"
        if isinstance(value, tuple) and not is_numeric(value):
            text = f"({', '.join(map(shown, value))})"
        elif type(value) is int and not is_numeric(value):
            text = f"a whole number of {int(math.log10(abs(value))) + 1} digits"
        else:
            text = f"{value:.6g}" if isinstance(value, float) else repr(value)
    except Exception:
        text = f"something of type {type(value).__name__}"
    return textwrap.shorten(text, 200, placeholder=" ...")


def laid_out(head: str, value: Any) -> str:
    """A line that says a value after some words; a small matrix stands in its rows, below each other."""
    parts = value if isinstance(value, (tuple, list)) else [value]
    if not any(isinstance(part, np.ndarray) and part.ndim == 2 and part.size <= 30 for part in parts):
        return head + shown(value)
    blank, texts = " " * len(head), []
    for part in parts:
        small = isinstance(part, np.ndarray) and part.ndim == 2 and part.size <= 30
        text = np.array2string(part + 0, precision=4, separator=", ") if small else shown(part)
        texts.append(text.replace("\n", f"\n{blank}"))
    return head + f",\n{blank}".join(texts)
