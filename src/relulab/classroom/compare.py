"""Comparing a reader's result with the expected one, and saying in words how they differ."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np


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
        array = np.asarray(value)[()]
        if array.dtype.kind in "biufc":
            return array
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
    if isinstance(expected, (tuple, list)) and not _is_numeric(expected):
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
            return (
                "Yours is nan, which is not a number: it comes from 0 / 0, and from computing on with infinity or "
                "another nan."
            )
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


def shown(value: Any) -> str:
    """The value in a few words: a large array by its shape."""
    if callable(value):
        return getattr(value, "__name__", "a function")
    try:
        if isinstance(value, np.ndarray) and value.size > 30:
            return f"an array of shape {value.shape}"
        if isinstance(value, np.ndarray):
            text = np.array2string(value + 0, precision=4, separator=", ")  # + 0 turns -0. into 0.
            return " ".join(text.split())
        if isinstance(value, np.generic):
            value = value.item()  # "2", not "np.int64(2)"
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
