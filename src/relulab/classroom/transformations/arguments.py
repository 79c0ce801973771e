"""Results that are the right ones for changed arguments."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from .pairs import Results, kind, plain, same, whole

_FIRST_ALONE, _LAST_ALONE = (
    f"Your results are those of the {which} entry of {{}} alone. What becomes of the others?"
    for which in ("first", "last")
)


def _zeros_but(place, values):
    """The values of one place, and 0 in all others."""
    made = np.zeros_like(values)
    made[place] = values[place]
    return made


#: What may have been done to an argument, and what the results then are; {} stands for its name.
_CHANGES: list[tuple[Callable[[np.ndarray], Any], str]] = [
    (np.negative, "Your results are those with the sign of {} turned. Is a minus before it missing, or too many?"),
    (np.zeros_like, "Your results are those with 0 for {}, so it has no effect. Where does it belong?"),
    (np.ones_like, "Your results are those with 1 in place of {}, whatever it is. Where is it used?"),
    (lambda v: 2 * v, "Your results are those with {} doubled. Where does it come in twice?"),
    (lambda v: v / 2, "Your results are those with half of {}."),
    (
        np.abs,
        "Your results are those with the minus signs of {} lost. Look for np.abs, a square, or a "
        "comparison that holds for negative numbers, too.",
    ),
    (np.square, "Your results are those with {} squared. Where is it multiplied by itself?"),
    (np.sqrt, "Your results are those with the root of {}. Is there a root too many, or one that covers too much?"),
    (lambda v: np.where(v == 0, 1e-9, v), "Your results are those with 0 counted as positive in {}. Is it > or >=?"),
    (lambda v: np.where(v == 0, -1e-9, v), "Your results are those with 0 counted as negative in {}. Is it < or <=?"),
    (
        lambda v: 1 / v if v.all() else None,
        "Your results are those with 1 divided by {}. Does it stand on the other side of a fraction's line?",
    ),
    (
        lambda v: v + 1,
        "Your results are those with {} larger by 1. Where does counting begin? What is it compared with?",
    ),
    (
        lambda v: v - 1,
        "Your results are those with {} smaller by 1. Where does counting begin? What is it compared with?",
    ),
    (lambda v: 1 - v, "Your results are those with 1 minus {}, the other part of the whole."),
    (lambda v: v[::-1], "Your results are those with the order of {} reversed. At which end does it begin?"),
    (
        lambda v: v[..., ::-1] if v.ndim > 1 else None,
        "Your results are those with the columns of {} in reversed order.",
    ),
    (lambda v: v.T if v.ndim > 1 else None, "Your results are those with rows and columns of {} exchanged."),
    (
        lambda v: v[:-1],
        "Your results are those without the last entry of {}. Does a range or a slice end one too early?",
    ),
    (
        lambda v: v[1:],
        "Your results are those without the first entry of {}. Does a range or a slice begin one too late?",
    ),
    (lambda v: v[:1], _FIRST_ALONE),
    (lambda v: v[-1:], _LAST_ALONE),
    (lambda v: v[:2], "Your results are those of the first two entries of {} alone. Is a number of entries typed in?"),
    (lambda v: _zeros_but(0, v), _FIRST_ALONE),
    (lambda v: _zeros_but(-1, v), _LAST_ALONE),
    (lambda v: v[:1] + 0 * v, "Your results are those with the first entry of {} in every place."),
    (lambda v: v[-1:] + 0 * v, "Your results are those with the last entry of {} in every place."),
    (lambda v: v.sum() + 0 * v, "Your results are those with the sum of {} in every place. Each entry has its own."),
    (lambda v: v.mean() + 0 * v, "Your results are those with the mean of {} in every place. Each entry has its own."),
    (
        lambda v: v.max() + 0 * v,
        "Your results are those with the largest of {} in every place. Each entry has its own.",
    ),
    (lambda v: np.maximum(0, v), "Your results are those with 0 for what is negative in {}. It is to count as it is."),
    (lambda v: np.minimum(0, v), "Your results are those with 0 for what is positive in {}. It is to count as it is."),
    (
        lambda v: 1.0 * (v > 0),
        "Your results are those with 1 and 0 for {}: whether it is positive, not how large it is.",
    ),
    (np.sign, "Your results are those with the sign of {} alone, 1 or -1, not its size."),
    (
        lambda v: np.roll(v, 1),
        "Your results are those with the entries of {} one place further. What is an index off by?",
    ),
    (
        lambda v: np.roll(v, -1),
        "Your results are those with the entries of {} one place back. What is an index off by?",
    ),
    (lambda v: -np.ones_like(v) if v.dtype.kind == "i" else None, "Your results are those with -1 in place of {}."),
]


#: Words of the changes that are looked for in whole numbers, too.
_OF_COUNTS = ("larger by 1", "smaller by 1", "without the", "alone", "0 for {}", "-1 in place", "doubled", "one place")


def changed(results: Results) -> Iterator[str]:
    """The results are the right ones for other arguments: one is changed, or two are exchanged."""
    cases, names = results.cases, results.names
    # With other arguments the end of a while may never come.
    if results.answer is None or "while" in inspect.getsource(results.answer):
        return
    places = range(len(names))
    # What is a whole number in every case counts something: only its ends, its place and its size are mistaken.
    counts = [all(kind(case[i]) in "iu" for case in cases) for i in places]
    rows = all(np.ndim(plain(value)) >= 2 for case in cases for value in case if np.ndim(plain(value)))
    for change, words in _CHANGES:
        of_counts = any(word in words for word in _OF_COUNTS)
        said = words.replace("entry", "row").replace("entries", "rows") if rows else words
        fits = [i for i in places if (of_counts or not counts[i]) and _right_for(results, partial(_with, [i], change))]
        if fits:
            yield said.format(" or ".join(names[i] for i in fits))
            return
        for i in places:
            for j in range(i):
                if counts[i] or counts[j]:
                    continue
                if _right_for(results, partial(_with, [j, i], change)):
                    yield said.format(f"{names[j]} and {names[i]}")
                    return
    for i, one in enumerate(names):
        for j, other in enumerate(names[:i]):
            if _right_for(results, partial(_exchanged, i, j)):
                yield f"Your results are those with {other} and {one} exchanged. Which belongs where?"
                return
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            if i != j and _right_for(results, partial(_replaced, i, j)):
                yield f"Your results are those with {other} in the place of {one}. Which belongs where?"
                return


def _with(places, change, case):
    """The case with some arguments changed; None where it has none such."""
    made = list(case)
    for place in places:
        made[place] = _changed(case[place], change)
        if made[place] is None:
            return None
    return tuple(made)


def _changed(value, change):
    if callable(value):
        return lambda *given: change(np.asarray(value(*given), dtype=float))[()]
    if kind(value) not in "iuf":
        return None
    array = np.asarray(value)
    made = change(array)
    if made is None:
        return None
    made = np.asarray(made)
    if array.dtype.kind in "iu" and made.dtype.kind == "f" and whole(made):
        made = made.astype(array.dtype)
    return made.tolist() if isinstance(value, (list, tuple, int, float)) else made


def _exchanged(i, j, case):
    made = list(case)
    made[i], made[j] = case[j], case[i]
    return tuple(made)


def _replaced(i, j, case):
    return (*case[:i], case[j], *case[i + 1 :])


def _right_for(results, change):
    """Whether the results are the right ones for the changed arguments, in every case that has them, and in most."""
    tried, shown = 0, set()
    for (expected, got), case in zip(results.pairs, results.cases):
        try:
            with np.errstate(all="ignore"):
                made = change(copy.deepcopy(case))
                if made is None:
                    continue
                result = results.answer(*made)
                theirs = np.asarray(result if results.part is None else result[results.part], dtype=float)
        except Exception:  # an argument that cannot be changed so
            continue
        if not same(theirs, got):
            return False
        tried += 1
        shown |= set(np.round(theirs[theirs != expected], 9)) if theirs.shape == expected.shape else {*theirs.ravel()}
    # A few small whole numbers agree by chance with too much.
    enough = 3 if all(whole(got) for _, got in results.pairs) else 2
    return 2 * tried > len(results.cases) and tried >= min(3, len(results.pairs)) and len(shown) >= enough
