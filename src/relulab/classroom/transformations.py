"""What was done to the right numbers: general ways in which a result is off, for exercises whose answer is numeric.

Each looks at every case at once and gives a sentence only where it explains all of them; what a case cannot show, such
as the sign of 0, it leaves open, and at least two cases have to show it. A sentence says what was seen and where to
look, and no more than the numbers show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

Pair = tuple[np.ndarray, np.ndarray]

#: A reader's numbers may be rounded a little otherwise, so a relative distance counts as equal.
RELATIVE = 1e-6


def explained(expected: list[Any], got: list[Any], cases: list[tuple], share: bool = False) -> str | None:
    """A sentence on what was done to the right results, or None where nothing general explains all of them.

    Parameters
    ----------
    expected, got : list
        The right result and the reader's, for each case.
    cases : list of tuple
        The arguments.
    share : bool
        Whether the result is a share, from 0 to 1.

    Returns
    -------
    str or None
    """
    if len(expected) < 2 or any(isinstance(value, (str, dict)) or value is None for value in [*expected, *got]):
        return None
    arrays = [_pair(*values) for values in zip(expected, got)]
    if any(pair is None for pair in arrays):
        return None
    pairs: list[Pair] = [pair for pair in arrays if pair is not None]
    for look in (_of_all_cases, _of_shapes, _of_numbers):
        for sentence in look(pairs, cases, share):
            return sentence
    return None


def _pair(expected, got):
    try:
        e, g = np.asarray(expected, dtype=float), np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        return None
    return (e, g)


def _same(a, b):
    return a.shape == b.shape and np.allclose(a, b, rtol=RELATIVE, atol=1e-12, equal_nan=True)


def _fits(pairs: list[Pair], change: Callable[[np.ndarray], Any]) -> bool:
    """Whether the change makes every expected result into the reader's, and changes at least two of them."""
    shown = 0
    for expected, got in pairs:
        with np.errstate(all="ignore"):
            changed = np.asarray(change(expected), dtype=float)
        if not _same(changed, got):
            return False
        shown += not _same(expected, changed)
    return shown >= min(2, len(pairs))


def _of_all_cases(pairs: list[Pair], cases: list[tuple], share: bool) -> Iterator[str]:
    first = pairs[0][1]
    if all(_same(got, first) for _, got in pairs) and not all(_same(e, pairs[0][0]) for e, _ in pairs):
        if len({_key(case) for case in cases}) > 1:
            yield (
                f"Your function gives the same for every input, {_text(first)}. Which of its arguments does the last "
                "line use? A name from an earlier cell, or a number typed in, stays the same."
            )
    if all(np.isnan(got).any() and not np.isnan(expected).any() for expected, got in pairs):
        yield "The results hold nan, which comes from 0 / 0 or from computing on with infinity. Where is a 0 divided?"


def _of_shapes(pairs: list[Pair], cases: list[tuple], share: bool) -> Iterator[str]:
    if any(expected.ndim >= 2 and min(expected.shape) > 0 for expected, _ in pairs) and _fits(pairs, _transposed):
        yield (
            "The numbers are right and the table is turned: your rows are the columns that are wanted. Put .T behind "
            "the result, or exchange the two factors of the last product and transpose each."
        )
    if _fits(pairs, lambda e: e[::-1] if e.ndim == 1 else e):
        yield "The numbers are right and stand in reversed order. Does the loop, or a list, begin at the wrong end?"
    if _fits(pairs, lambda e: e[::-1] if e.ndim >= 2 else e):
        yield "The rows are right and stand upside down: the first should be the last."
    if _fits(pairs, lambda e: e[..., ::-1] if e.ndim >= 2 else e):
        yield "The numbers are right and each row runs backwards: the first column should be the last."
    longer = [(e, g) for e, g in pairs if e.ndim >= 1]
    if len(longer) == len(pairs) and longer:
        if _fits(pairs, lambda e: e[:-1]):
            yield "The last entry is missing, and the rest is right. Does a range or a slice end one too early?"
        if _fits(pairs, lambda e: e[1:]):
            yield "The first entry is missing, and the rest is right. Does a range or a slice begin one too late?"
        if all(g.shape[:1] == (len(e) + 1,) and _same(g[:-1], e) for e, g in longer):
            yield "There is one entry too many at the end, and the rest is right. Does a range go one too far?"
        if all(g.shape[:1] == (len(e) + 1,) and _same(g[1:], e) for e, g in longer):
            yield "There is one entry too many at the beginning, and the rest is right."
        if all(g.ndim == 0 and e.size > 1 and _same(np.asarray(e.sum()), g) for e, g in longer):
            yield "You added all entries up. One number for each entry is wanted: which sum is one too many?"
        if all(g.ndim == 0 and e.size > 1 and _same(np.asarray(e.mean()), g) for e, g in longer):
            yield "You took the mean of all entries. One number for each entry is wanted."
        if all(g.ndim == 0 and e.size > 1 and _same(np.asarray(e.flat[0]), g) for e, g in longer):
            yield (
                "Only the first entry comes back. If return stands inside the loop, the function ends in the first "
                "turn: move it to the left."
            )
        if all(g.ndim == 0 and e.size > 1 and _same(np.asarray(e.flat[-1]), g) for e, g in longer):
            yield "Only the last entry comes back: in the loop, = overwrites what was there. Which list collects them?"
        if all(g.size == e.size and g.shape != e.shape and _same(g.ravel(), e.ravel()) for e, g in longer):
            yield (
                f"The numbers are right, in another shape: wanted is {longer[0][0].shape}, and yours is "
                f"{longer[0][1].shape}. Look for a keepdims, a reshape or brackets too many."
            )
    elif all(e.ndim == 0 and g.ndim >= 1 and g.size > 1 for e, g in pairs):
        if all(_same(np.asarray(g.sum()), e) for e, g in pairs):
            yield "One number is wanted. Yours are its parts, not yet added up: np.sum, or @ in place of *."
        elif all(_same(np.asarray(g.mean()), e) for e, g in pairs):
            yield "One number is wanted. Yours are one for each row or column: take their mean, without axis."
        elif all(_same(np.asarray(g.flat[-1]), e) for e, g in pairs):
            yield "One number is wanted, and it is the last of yours: what came on the way is not asked for."
        elif all(_same(np.asarray(g.max()), e) for e, g in pairs):
            yield "One number is wanted: the largest of yours."
        elif all(_same(np.asarray(g.prod()), e) for e, g in pairs):
            yield "One number is wanted: the product of all of yours."
    elif all(e.ndim == 0 and g.ndim >= 1 and g.size == 1 and _same(g.ravel()[0], e) for e, g in pairs):
        yield "The number is right and stands in an array of its own. Take it out: result[0], or drop the brackets."


def _transposed(expected):
    return expected.T if expected.ndim >= 2 else expected


def _of_numbers(pairs: list[Pair], cases: list[tuple], share: bool) -> Iterator[str]:
    if any(e.shape != g.shape for e, g in pairs):
        return
    if _fits(pairs, np.negative):
        yield (
            "Every sign is turned, and the sizes are right. Look for a minus too many or too few, or for a difference "
            "taken the other way round."
        )
    factor = _ratio(pairs)
    if factor is not None and abs(factor - 1) > 1e-3:
        yield from _of_factor(factor, share)
    yield from _of_sizes(pairs, cases)
    added = _distance(pairs)
    if added is not None:
        if abs(added) == 1 and all(_whole(e) for e, _ in pairs):
            more = "more" if added > 0 else "less"
            yield f"Yours is one {more} every time. Where does counting begin, and does an end count or not?"
        else:
            yield (
                f"Yours is {abs(added):.4g} {'more' if added > 0 else 'less'} every time. Which term is always that "
                "large?"
            )
    if _fits(pairs, lambda e: 1 / e):
        yield "Your fraction is upside down: yours is 1 divided by what is wanted."
    if _fits(pairs, lambda e: 1 - e):
        yield "You get 1 minus what is wanted: the other part of the whole. Is a comparison turned round?"
    if all((e >= 0).all() for e, _ in pairs):
        if _fits(pairs, np.square):
            yield "That is the square of what is wanted: the root is missing."
        if _fits(pairs, np.sqrt):
            yield "That is the root of what is wanted: one root too many, or a square is missing."
    if all((e > 0).all() for e, _ in pairs):
        if _fits(pairs, np.log):
            yield "That is the natural logarithm of what is wanted: one np.log too many, or an np.exp is missing."
        if _fits(pairs, np.log10):
            yield "That is the logarithm to base 10 of what is wanted."
    if _fits(pairs, np.exp):
        yield "That is e to the power of what is wanted: one np.exp too many, or an np.log is missing."
    if _fits(pairs, np.abs):
        yield "The sizes are right, and the minus signs are lost. Look for np.abs, or for a square with its root."
    for round_, words in (
        (np.trunc, "cut off"),
        (np.round, "rounded"),
        (np.floor, "rounded down"),
        (np.ceil, "rounded up"),
    ):
        if _fits(pairs, round_):
            yield (
                f"Your results are whole numbers, {words} from the right ones. Look for int(...), //, round(...), or "
                "an array that was made for whole numbers."
            )
    if _fits(pairs, lambda e: np.maximum(e, 0)):
        yield "What is negative has become 0, and the rest is right. Is there a max(0, ...) that nobody asked for?"
    if _fits(pairs, lambda e: np.minimum(e, 0)):
        yield "What is positive has become 0, and the rest is right. Is a max a min, or a comparison turned round?"
    if _fits(pairs, lambda e: np.clip(e, 0, 1)) or _fits(pairs, lambda e: np.minimum(e, 1)):
        yield "Whatever is above 1 has become 1, and the rest is right. What cuts it off?"
    digits = next((d for d in range(1, 5) if _fits(pairs, partial(np.round, decimals=d))), None)
    if digits:
        yield f"The results are rounded to {digits} decimals. Give back what you computed, unrounded."
    close = [np.abs(g - e) <= 1e-3 * np.maximum(np.abs(e), 1e-12) for e, g in pairs]
    if all(each.all() for each in close):
        yield (
            "It is nearly right, to one part in a thousand, but not exact. A number typed in with few digits, or a "
            "small step in place of the formula, does that."
        )


def _of_factor(factor: float, share: bool) -> Iterator[str]:
    if np.isclose(factor, 100):
        if share:
            yield "Yours is 100 times as large: per cent, where a share from 0 to 1 is wanted."
        else:
            yield "Yours is 100 times as large. Which factor is too many, or which was divided by where to multiply?"
        return
    names = {
        0.01: "a hundredth of",
        2.0: "twice",
        0.5: "half of",
        4.0: "4 times",
        0.25: "a quarter of",
        10.0: "10 times",
        0.1: "a tenth of",
        1000.0: "1000 times",
        0.001: "a thousandth of",
        3.0: "3 times",
        float(np.sqrt(2)): "√2 times",
        float(np.sqrt(0.5)): "1/√2 of",
        float(np.pi): "π times",
    }
    if np.isclose(factor, 1 / np.log(10)):
        yield "That is the logarithm to base 10 (np.log10). Wanted is the natural one, np.log."
    elif np.isclose(factor, 1 / np.log(2)):
        yield "That is the logarithm to base 2 (np.log2). Wanted is the natural one, np.log."
    elif np.isclose(factor, np.log(10)) or np.isclose(factor, np.log(2)):
        yield "That is off by the base of a logarithm: which of np.log, np.log2 and np.log10 is wanted?"
    else:
        close = next((text for value, text in names.items() if np.isclose(abs(factor), value)), None)
        if close and factor > 0:
            yield f"Yours is {close} what is wanted, every time. Which factor is too many or missing?"
        elif close:
            yield f"Yours is {close} what is wanted with the sign turned, every time."
        else:
            yield f"Yours is {factor:.4g} times what is wanted, every time. Which factor has this size?"


def _of_sizes(pairs: list[Pair], cases: list[tuple]) -> Iterator[str]:
    """Off by a size of an argument, which differs from case to case: a sum for a mean, or n twice."""
    seen = []
    for (expected, got), case in zip(pairs, cases):
        ratio = _ratio_in(expected, got)
        if ratio is None:
            return
        seen.append((ratio, _sizes(case)))
    names = set.intersection(*(set(sizes) for _, sizes in seen))
    if len({round(ratio, 9) for ratio, _ in seen}) < 2:
        return
    for name in sorted(names):
        values = [sizes[name] for _, sizes in seen]
        if np.allclose([ratio for ratio, _ in seen], values):
            yield f"Yours is too large by a factor, {name}. A sum where a mean is wanted, or a division missing?"
            return
        if np.allclose([ratio for ratio, _ in seen], 1 / np.asarray(values)):
            yield f"Yours is too small by a factor, {name}. A mean where a sum is wanted, or one division too many?"
            return


def _sizes(case):
    """What of a case may be a factor: the lengths of its arrays and its plain numbers."""
    sizes = {}
    for place, value in enumerate(case, start=1):
        if isinstance(value, (int, float, np.number)) and not isinstance(value, bool) and value not in (0, 1):
            sizes[f"the {_ORDINALS[place]} argument"] = float(value)
        elif isinstance(value, (list, tuple, np.ndarray)) and len(np.shape(value)) >= 1 and 0 not in np.shape(value):
            sizes[f"the length of the {_ORDINALS[place]} argument"] = float(len(value))
            if len(np.shape(value)) >= 2:
                sizes[f"the number of columns of the {_ORDINALS[place]} argument"] = float(np.shape(value)[1])
    return sizes


_ORDINALS = ["", "first", "second", "third", "fourth", "fifth", "sixth"]


def _ratio_in(expected, got):
    """The one factor between two results, or None."""
    e, g = expected.ravel(), got.ravel()
    if (g[e == 0] != 0).any() or not (e != 0).any() or not np.isfinite(g).all():
        return None
    ratios = g[e != 0] / e[e != 0]
    return float(ratios[0]) if np.allclose(ratios, ratios[0], rtol=RELATIVE) else None


def _ratio(pairs):
    """The one factor between all results, or None."""
    numbers = [(e.ravel(), g.ravel()) for e, g in pairs]
    expected, got = (np.concatenate(each) for each in zip(*numbers))
    if (got[expected == 0] != 0).any() or np.count_nonzero(expected) < 2 or not np.isfinite(got).all():
        return None
    ratios = got[expected != 0] / expected[expected != 0]
    if len(set(np.round(np.abs(expected[expected != 0]), 12))) < 2:
        return None
    factor = float(ratios[0])
    fits = np.allclose(ratios, factor, rtol=RELATIVE) and factor != 0 and not np.isclose(factor, 1)
    return factor if fits and not np.isclose(factor, -1) else None


def _distance(pairs):
    """The one number that was added to all results, or None."""
    numbers = [(e.ravel(), g.ravel()) for e, g in pairs]
    expected, got = (np.concatenate(each) for each in zip(*numbers))
    if len(expected) < 2 or not np.isfinite(got).all() or len(set(np.round(expected, 12))) < 2:
        return None
    added = float(got[0] - expected[0])
    return added if np.allclose(got - expected, added, rtol=RELATIVE, atol=1e-12) and abs(added) > 1e-9 else None


def _whole(values):
    return (values == np.round(values)).all()


def _text(value):
    return f"{value:.4g}" if value.ndim == 0 else f"an array of shape {value.shape}"


def _key(case):
    return repr(case)
