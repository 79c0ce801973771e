"""What was done to the right numbers: general ways in which a result is off, for exercises whose answer is numeric.

Each looks at every case at once and gives a sentence only where it explains all of them; what a case cannot show, such
as the sign of 0, it leaves open, and at least two cases have to show it. A sentence says what was seen and where to
look, and no more than the numbers show: "your results are those with 0 for b" is true however they came about.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

Pair = tuple[np.ndarray, np.ndarray]

#: A reader's numbers may be rounded a little otherwise, so a relative distance counts as equal.
RELATIVE = 1e-6


def explained(
    expected: list[Any],
    got: list[Any],
    cases: list[tuple],
    share: bool = False,
    answer: Callable | None = None,
) -> str | None:
    """A sentence on what was done to the right results, or None where nothing general explains all of them.

    Parameters
    ----------
    expected, got : list
        The right result and the reader's, for each case.
    cases : list of tuple
        The arguments.
    share : bool
        Whether the result is a share, from 0 to 1.
    answer : callable, optional
        The solution. With it, the arguments have names, and the right results for changed arguments are compared, too.

    Returns
    -------
    str or None
    """
    if len(expected) < 2 or any(value is None or isinstance(value, dict) for value in [*expected, *got]):
        return None
    if all(isinstance(value, str) for value in expected):
        return _no_word(got)
    if any(isinstance(value, str) for value in [*expected, *got]):
        return None
    cases = _completed(cases, answer)
    if all(isinstance(g, (bool, np.bool_)) and not isinstance(e, (bool, np.bool_)) for e, g in zip(expected, got)):
        return (
            "Your function answers True or False, as a comparison does, and a number is wanted. What is to be done "
            "with what you compared?"
        )
    places = _parts(expected, got)
    right = [i for i in range(len(expected[0])) if i not in places] if places else []
    for place in places:
        sentence = _explained([e[place] for e in expected], [g[place] for g in got], cases, share, answer, place)
        if sentence:
            others = f"Part {right[0] + 1} of the result is right. " if len(right) == 1 else ""
            return f"{others}In part {place + 1} of the result: {sentence}"
    if right:
        return f"Part {right[0] + 1} of the result is right, so look at part {places[0] + 1} alone."
    return _explained(expected, got, cases, share, answer, None)


def _parts(expected, got):
    """The places of the parts that are wrong somewhere, where the results are of several parts and some are right."""
    number = len(expected[0]) if isinstance(expected[0], tuple) else 0
    if not number or not all(isinstance(each, (tuple, list)) and len(each) == number for each in [*expected, *got]):
        return []
    pairs = [[_pair(e[i], g[i]) for e, g in zip(expected, got)] for i in range(number)]
    wrong = [i for i in range(number) if not all(pair and _same(*pair) for pair in pairs[i])]
    return wrong if len(wrong) < number or _pair(expected[0], expected[0]) is None else []


def _explained(expected, got, cases, share, answer, place):
    arrays = [_pair(*values) for values in zip(expected, got)]
    if any(pair is None for pair in arrays):
        return None
    pairs: list[Pair] = [pair for pair in arrays if pair is not None]
    names = _names(cases, answer)
    for look in (_of_all_cases, _of_shapes, _of_numbers):
        for sentence in look(pairs, cases, share, names):
            return sentence
    if answer is not None:
        for sentence in _of_arguments(pairs, cases, answer, place):
            return sentence
    for last in (_of_quantities, _of_lengths, _of_powers, _of_places, _of_kinds):
        for sentence in last(pairs, cases, names):
            return sentence
    return None


def _no_word(got):
    """Where a word is wanted: that something else comes back."""
    if all(isinstance(value, (bool, np.bool_)) for value in got):
        return "A word is wanted, and your function answers True or False."
    if all(np.ndim(value) == 0 and isinstance(value, (int, float, np.number)) for value in got):
        return "A word is wanted, and you give back a number. Which word does it belong to?"
    if all(isinstance(value, (tuple, list)) for value in got):
        return "One word is wanted, and you give back several things. Which of them is it?"
    return None


def _completed(cases, answer):
    """The cases, with the defaults of the arguments that they leave out."""
    if answer is None:
        return cases
    defaults = [each.default for each in inspect.signature(answer).parameters.values()]
    return [(*case, *defaults[len(case) :]) for case in cases]


def _names(cases, answer):
    """What the arguments are called in a sentence."""
    number = max(map(len, cases), default=0)
    if answer is None:
        return [f"the {_ORDINALS[place]} argument" for place in range(1, number + 1)]
    return list(inspect.signature(answer).parameters)[:number]


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


def _of_all_cases(pairs: list[Pair], cases: list[tuple], share: bool, names: Sequence[str]) -> Iterator[str]:
    if all(np.isnan(got).any() and not np.isnan(expected).any() for expected, got in pairs):
        yield (
            "The results hold nan, which is no number. It comes from 0 / 0, from the root or the logarithm of a "
            "negative number, or from computing on with infinity. Where does one of these happen?"
        )
    first = pairs[0][1]
    if len({_key(case) for case in cases}) > 1 and not all(_same(e, pairs[0][0]) for e, _ in pairs):
        constant = all(e.shape == g.shape and g.size and (g == first.flat[0]).all() for e, g in pairs)
        if constant and any(g.ndim for _, g in pairs):
            yield (
                f"Your function gives {first.flat[0]:.4g} everywhere, whatever it gets. Is a factor 0, does "
                "something cancel, or is something not yet put into the result?"
            )
        if all(_same(got, first) for _, got in pairs):
            yield (
                f"Your function gives the same for every input, {_text(first)}. Which of its arguments does the last "
                "line use? A name from an earlier cell, a number typed in, or what cancels stays the same. A return "
                "inside a loop ends it in its first turn."
            )


def _of_shapes(pairs: list[Pair], cases: list[tuple], share: bool, names: Sequence[str]) -> Iterator[str]:
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
    entry = "row" if all(e.ndim >= 2 for e, _ in pairs) else "entry"
    longer = [(e, g) for e, g in pairs if e.ndim >= 1]
    if len(longer) == len(pairs) and longer:
        if _fits(pairs, lambda e: e[:-1]):
            yield f"The last {entry} is missing, and the rest is right. Does a range or a slice end one too early?"
        if _fits(pairs, lambda e: e[1:]):
            yield f"The first {entry} is missing, and the rest is right. Does a range or a slice begin one too late?"
        if all(g.shape[:1] == (len(e) + 1,) and _same(g[:-1], e) for e, g in longer):
            yield f"There is one {entry} too many at the end, and the rest is right. Does a range go one too far?"
        if all(g.shape[:1] == (len(e) + 1,) and _same(g[1:], e) for e, g in longer):
            yield f"There is one {entry} too many at the beginning, and the rest is right."
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


def _of_numbers(pairs: list[Pair], cases: list[tuple], share: bool, names: Sequence[str]) -> Iterator[str]:
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
    yield from _of_sizes(pairs, cases, names)
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
    if _fits(pairs, np.square):
        yield "That is the square of what is wanted: is a root missing, or one ** 2 too many?"
    if all((e >= 0).all() for e, _ in pairs):
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
    values = {float(value) for _, g in pairs for value in g.ravel()}
    several = len(values) > 1 and not values <= {0.0, 1.0}  # 0 and 1 alone come of a comparison as well
    for round_, words in (
        (np.trunc, "cut off"),
        (np.round, "rounded"),
        (np.floor, "rounded down"),
        (np.ceil, "rounded up"),
    ):
        if several and _fits(pairs, round_):
            yield (
                f"Your results are whole numbers, {words} from the right ones. Look for int(...), //, round(...), or "
                "an array that was made for whole numbers."
            )
    if _fits(pairs, lambda e: -np.abs(e)):
        yield "The sizes are right, and all are negative. Is there a minus before np.abs or a square?"
    if _fits(pairs, np.sign):
        yield "The signs alone are left: 1, 0 or -1. The number itself is wanted, and not a comparison or np.sign."
    if _fits(pairs, lambda e: np.maximum(e, 0)):
        yield "What is negative has become 0, and the rest is right. Is there a max(0, ...) that nobody asked for?"
    if _fits(pairs, lambda e: np.minimum(e, 0)):
        yield "What is positive has become 0, and the rest is right. Is a max a min, or a comparison turned round?"
    if _fits(pairs, lambda e: np.clip(e, 0, 1)) or _fits(pairs, lambda e: np.minimum(e, 1)):
        yield "Whatever is above 1 has become 1, and the rest is right. What cuts it off?"
    if all(e.ndim == 1 for e, _ in pairs):
        if _fits(pairs, np.cumsum):
            yield "Each of yours is added to all before it. Does the sum begin at 0 again for each entry?"
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


def _of_sizes(pairs: list[Pair], cases: list[tuple], names: Sequence[str]) -> Iterator[str]:
    """Off by a size of an argument, which differs from case to case: a sum for a mean, or n twice."""
    seen = []
    for (expected, got), case in zip(pairs, cases):
        if not (expected.any() or got.any()):
            continue  # 0 shows no factor
        ratio = _ratio_in(expected, got)
        if ratio is None:
            return
        seen.append((ratio, _sizes(case, names)))
    if len({round(ratio, 9) for ratio, _ in seen}) < 2:
        return
    for name in (name for name in seen[0][1] if all(name in sizes for _, sizes in seen)):
        values = np.asarray([sizes[name] for _, sizes in seen])
        for fits, kind in ((values, "large"), (1 / values, "small")):
            if np.allclose([ratio for ratio, _ in seen], fits):
                yield f"Yours is too {kind} by a factor, {name}. {_WHY[kind, name in names]}"
                return


#: (too large or small, whether the factor is an argument itself) -> what to look for.
_WHY = {
    ("large", False): "A sum where a mean is wanted, or a division missing?",
    ("small", False): "A mean where a sum is wanted, or one division too many?",
    ("large", True): "Is it multiplied once too often, or not divided by?",
    ("small", True): "Is it not multiplied by, or divided once too often?",
}


def _sizes(case, names):
    """What of a case may be a factor: the lengths of its arrays and its plain numbers."""
    sizes = {}
    for name, value in zip(names, case):
        if isinstance(value, (int, float, np.number)) and not isinstance(value, bool) and value != 0:
            sizes[name] = float(value)
        elif _kind(value) in "iufb" and len(np.shape(value)) >= 1 and 0 not in np.shape(value):
            sizes[f"the length of {name}"] = float(len(value))
            if len(np.shape(value)) >= 2:
                sizes[f"the number of columns of {name}"] = float(np.shape(value)[1])
                sizes[f"the number of entries of {name}"] = float(np.size(value))
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
    (lambda v: v[:1], "Your results are those of the first entry of {} alone. What becomes of the others?"),
    (lambda v: v[-1:], "Your results are those of the last entry of {} alone. What becomes of the others?"),
    (lambda v: v[:2], "Your results are those of the first two entries of {} alone. Is a number of entries typed in?"),
    (
        lambda v: np.where(np.arange(len(v)).reshape(-1, *[1] * (v.ndim - 1)) == 0, v, 0),
        "Your results are those of the first entry of {} alone. What becomes of the others?",
    ),
    (
        lambda v: np.where(np.arange(len(v)).reshape(-1, *[1] * (v.ndim - 1)) == len(v) - 1, v, 0),
        "Your results are those of the last entry of {} alone. What becomes of the others?",
    ),
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


def _of_arguments(pairs: list[Pair], cases: list[tuple], answer: Callable, part: int | None) -> Iterator[str]:
    """The results are the right ones for other arguments: one is changed, or two are exchanged."""
    if "while" in inspect.getsource(answer):  # with other arguments its end may never come
        return
    names = _names(cases, answer)
    places = range(len(names))
    # What is a whole number in every case counts something: only its ends, its place and its size are mistaken.
    counts = [all(_kind(case[i]) in "iu" for case in cases) for i in places]
    rows = all(np.ndim(_plain(value)) >= 2 for case in cases for value in case if np.ndim(_plain(value)))
    for change, words in _CHANGES:
        of_counts = any(word in words for word in _OF_COUNTS)
        said = words.replace("entry", "row").replace("entries", "rows") if rows else words
        fits = [
            i
            for i in places
            if (of_counts or not counts[i]) and _right_for(pairs, cases, answer, part, partial(_with, [i], change))
        ]
        if fits:
            yield said.format(" or ".join(names[i] for i in fits))
            return
        for i in places:
            for j in range(i):
                if counts[i] or counts[j]:
                    continue
                if _right_for(pairs, cases, answer, part, partial(_with, [j, i], change)):
                    yield said.format(f"{names[j]} and {names[i]}")
                    return
    for i, one in enumerate(names):
        for j, other in enumerate(names[:i]):
            if _right_for(pairs, cases, answer, part, partial(_exchanged, i, j)):
                yield f"Your results are those with {other} and {one} exchanged. Which belongs where?"
                return
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            if i != j and _right_for(pairs, cases, answer, part, partial(_replaced, i, j)):
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
    if _kind(value) not in "iuf":
        return None
    array = np.asarray(value)
    changed = change(array)
    if changed is None:
        return None
    changed = np.asarray(changed)
    if array.dtype.kind in "iu" and changed.dtype.kind == "f" and (changed == np.round(changed)).all():
        changed = changed.astype(array.dtype)
    return changed.tolist() if isinstance(value, (list, tuple, int, float)) else changed


def _exchanged(i, j, case):
    made = list(case)
    made[i], made[j] = case[j], case[i]
    return tuple(made)


def _replaced(i, j, case):
    return (*case[:i], case[j], *case[i + 1 :])


def _right_for(pairs, cases, answer, part, change):
    """Whether the results are the right ones for the changed arguments, in every case that has them, and in most."""
    tried, shown = 0, set()
    for (expected, got), case in zip(pairs, cases):
        try:
            with np.errstate(all="ignore"):
                made = change(copy.deepcopy(case))
                result = None if made is None else answer(*made)
                theirs = np.asarray(result if result is None or part is None else result[part], dtype=float)
        except Exception:  # an argument that cannot be changed so
            continue
        if made is None:
            continue
        if not _same(theirs, got):
            return False
        tried += 1
        shown |= set(np.round(theirs[theirs != expected], 9)) if theirs.shape == expected.shape else {*theirs.ravel()}
    # A few small whole numbers agree by chance with too much.
    enough = 3 if all(_whole(got) for _, got in pairs) else 2
    return 2 * tried > len(cases) and tried >= min(3, len(pairs)) and len(shown) >= enough


def _quantities(case, names):
    """What can be computed from one argument, or from two, in one step: words -> number or array."""
    made = {}
    numeric = [
        (name, np.asarray(value, dtype=float))
        for name, value in zip(names, case)
        if _kind(value) in "iuf" and np.size(value)
    ]
    for name, value in numeric:
        made[name] = value
        if value.ndim:
            for words, number in (
                ("the sum of", value.sum()),
                ("the mean of", value.mean()),
                ("the largest of", value.max()),
                ("the smallest of", value.min()),
                ("the product of all of", value.prod()),
                ("the length of", len(value)),
                ("how many entries there are in", value.size),
                ("the first entry of", value.flat[0]),
                ("the last entry of", value.flat[-1]),
            ):
                made[f"{words} {name}"] = np.asarray(number, dtype=float)
    for i, (one, a) in enumerate(numeric):
        for other, b in numeric[i + 1 :]:
            if a.shape == b.shape or not a.ndim or not b.ndim:
                made[f"{one} times {other}"] = a * b
                made[f"{one} plus {other}"] = a + b
                made[f"{one} minus {other}"] = a - b
                made[f"{other} minus {one}"] = b - a
                if (b != 0).all():
                    made[f"{one} divided by {other}"] = a / b
                if (a != 0).all():
                    made[f"{other} divided by {one}"] = b / a
            if a.ndim and b.ndim and a.shape[-1] == b.shape[0]:
                made[f"{one} @ {other}"] = a @ b
    return made


def _of_quantities(pairs: list[Pair], cases: list[tuple], names: Sequence[str]) -> Iterator[str]:
    """The results, or what they are off by, are the same simple thing of the arguments in every case."""
    made = [_quantities(case, names) for case in cases]
    for words in made[0]:
        values = [each.get(words) for each in made]
        if any(value is None for value in values) or len({_text_of(value) for value in values}) < 2:
            continue
        if all(_same(value, got) for value, (_, got) in zip(values, pairs)):
            yield f"What you give back is {words}, and nothing else. What is still to be done with it?"
            return
    if any(e.shape != g.shape for e, g in pairs):
        return
    for words in made[0]:
        values = [each.get(words) for each in made]
        if any(value is None for value in values) or len({_text_of(value) for value in values}) < 2:
            continue
        for sign, more in ((1, "more"), (-1, "less")):
            if all(
                value.shape in ((), e.shape, e.shape[-1:]) and _same(e + sign * value, g)
                for value, (e, g) in zip(values, pairs)
            ):
                yield f"Yours is {more} than what is wanted by exactly {words}. Where does that come in, or get lost?"
                return


def _text_of(value):
    return f"{value.shape}{np.round(value, 12).tolist()}"


def _of_lengths(pairs: list[Pair], cases: list[tuple], names: Sequence[str]) -> Iterator[str]:
    """The shapes differ: what yours are the shape of."""
    if all(e.shape == g.shape for e, g in pairs):
        return
    alike = [
        name
        for place, name in enumerate(names)
        if all(place < len(case) and np.shape(_plain(case[place])) == g.shape for case, (_, g) in zip(cases, pairs))
        and all(g.ndim for _, g in pairs)
    ]
    if all(e.ndim == 0 and g.ndim for e, g in pairs):
        of = f", one for each entry of {' or '.join(alike)}" if alike else ""
        yield f"One number is wanted, and yours are several{of}. How do they become one?"
    elif all(e.ndim >= 1 and g.ndim == 0 for e, g in pairs):
        yield (
            "You give back one number, and several are wanted, one for each place. Which step puts them together: a "
            "sum, a mean, a maximum?"
        )
    elif all(e.ndim == 2 and g.shape == e.shape[:1] for e, g in pairs) and not all(
        len({*e.shape}) == 1 for e, _ in pairs
    ):
        yield "You have one number for each row, and in each row there should be one for each column."
    elif all(e.ndim == 2 and g.shape == e.shape[1:] for e, g in pairs):
        yield "You have one row alone, and one for each row is wanted. Which step puts the rows together, or picks one?"
    elif all(e.ndim == 1 and g.ndim == 2 and len(e) in g.shape for e, g in pairs):
        yield "You have a table, and one row of numbers is wanted. Along which axis are they still to be added up?"
    elif alike:
        yield f"Your result has the shape of {' or '.join(alike)}. {_wanted_shape(pairs, cases, names)}"


def _wanted_shape(pairs, cases, names):
    for place, name in enumerate(names):
        if all(place < len(case) and np.shape(_plain(case[place])) == e.shape for case, (e, _) in zip(cases, pairs)):
            return f"Wanted is that of {name}."
    return "Wanted is another: what does each of its entries belong to?"


def _kind(value):
    """The kind of numbers that an argument holds; "O" where it holds none."""
    try:
        return "O" if callable(value) else np.asarray(value).dtype.kind
    except ValueError:  # a list of lists of several lengths
        return "O"


def _plain(value):
    return value if _kind(value) in "iufb" else 0


def _of_places(pairs: list[Pair], cases: list[tuple], names: Sequence[str]) -> Iterator[str]:
    """Part of it is right: where it is not, if something simple tells the two parts apart."""
    if any(e.shape != g.shape for e, g in pairs):
        return
    right = [np.isclose(e, g, rtol=1e-6, atol=1e-9) for e, g in pairs]
    every = np.concatenate([each.ravel() for each in right])
    wanted = np.concatenate([e.ravel() for e, _ in pairs])
    if every.sum() < 2 or (~every).sum() < 2 or (every & (wanted != 0)).sum() < 2 and (wanted[~every] != 0).all():
        return  # where 0 is right, much is right by chance
    small = _small(pairs, right)
    if small is not None:
        yield f"Yours gives 0 up to {small:.4g}, and is right for what is larger. Which limit is not 0 there?"
        return
    for words, marks, sure in _marks(pairs, cases, names):
        marked = np.concatenate([np.broadcast_to(mark, e.shape).ravel() for mark, (e, _) in zip(marks, pairs)])
        if (marked == ~every).all():
            there = _there(pairs, marks)
            if there or sure or len(every) >= 8:  # a few places agree by chance with too much
                there = there or "What does your formula say there?"
                yield f"Yours is wrong {words}, and right everywhere else. {there}"
                return


def _small(pairs, right):
    """The largest result that has become 0, where all positive ones up to it have, and the rest is right."""
    e, g, fine = (np.concatenate([each.ravel() for each in part]) for part in (*zip(*pairs), right))
    lost = (e > 0) & ~fine
    if (~fine != lost).any() or g[lost].any() or not (fine & (e > 0)).any():
        return None
    return e[lost].max() if e[lost].max() < e[fine & (e > 0)].min() else None


def _there(pairs, marks):
    """What the wrong part holds, in words, or a question."""
    e, g = (
        np.concatenate(
            [
                np.broadcast_to(each[k], each[k].shape)[np.broadcast_to(m, each[k].shape)]
                for each, m in zip(pairs, marks)
            ]
        )
        for k in (0, 1)
    )
    if np.allclose(g, 0):
        return "There it gives 0."
    if np.allclose(g, -e):
        return "There the sign is turned."
    if np.allclose(g, g[0]):
        return f"There it always gives {g[0]:.4g}."
    if (e != 0).all() and np.allclose(g / e, g[0] / e[0]):
        return f"There it gives {g[0] / e[0]:.4g} times what is wanted."
    if np.allclose(g - e, g[0] - e[0]):
        return f"There it is {abs(g[0] - e[0]):.4g} too {'large' if g[0] > e[0] else 'small'}."
    return ""


def _marks(pairs, cases, names):
    """Simple marks that a place of the result, or a case, may have.

    Words, where each case has the mark, and whether it tells something where it fits a few places alone.
    """
    expected = [e for e, _ in pairs]
    yield "where 0 is wanted", [e == 0 for e in expected], True
    for axis, word in enumerate(("row", "column")):
        if all(e.ndim == 2 and e.shape[axis] > 1 for e in expected):
            for which, at in (("first", 0), ("last", -1)):
                marks = [np.zeros(e.shape, dtype=bool) for e in expected]
                for mark in marks:
                    mark[(slice(None),) * axis + (at,)] = True
                yield f"in the {which} {word}", marks, True
                yield f"in every {word} but the {which}", [~mark for mark in marks], True
    if all(e.ndim == 1 and len(e) > 1 for e in expected):
        for which, at in (("first", 0), ("last", -1)):
            yield f"in the {which} entry", [np.arange(len(e)) == np.arange(len(e))[at] for e in expected], True
    for place, name in enumerate(names):
        if not all(place < len(case) and _kind(case[place]) in "iuf" for case in cases):
            continue
        arrays = [np.asarray(case[place], dtype=float) for case in cases]
        if all(v.shape == e.shape for v, e in zip(arrays, expected)) or all(v.ndim == 0 for v in arrays):
            for words, test in _TESTS:
                yield f"where {name} {words}", [test(v) for v in arrays], False
        elif all(v.shape == (2,) for v in arrays):
            for at in range(2):
                yield f"where {name}[{at}] is negative", [np.asarray(v[at] < 0) for v in arrays], False
                yield f"where {name}[{at}] is positive", [np.asarray(v[at] > 0) for v in arrays], False
        if all(v.ndim == 1 for v in arrays) and len(cases) >= 4:
            yield f"where {name} holds a negative number", [np.asarray((v < 0).any()) for v in arrays], False
            least = min(len(v) for v in arrays)
            entries = "one entry" if least == 1 else f"{least} entries"
            yield f"where {name} has more than {entries}", [np.asarray(len(v) > least) for v in arrays], True
    yield "where a negative number is wanted", [e < 0 for e in expected], False
    yield "where a positive number is wanted", [e > 0 for e in expected], False
    yield "where a number above 1 is wanted", [e > 1 for e in expected], False


#: What a number of an argument may be.
_TESTS: list[tuple[str, Callable[[np.ndarray], np.ndarray]]] = [
    ("is negative", lambda v: v < 0),
    ("is positive", lambda v: v > 0),
    ("is 0", lambda v: v == 0),
    ("is 0 or negative", lambda v: v <= 0),
    ("is 0 or positive", lambda v: v >= 0),
    ("lies between 0 and 1", lambda v: (v > 0) & (v <= 1)),
    ("is above 1", lambda v: v > 1),
    ("is below 1", lambda v: v < 1),
]


def _of_powers(pairs: list[Pair], cases: list[tuple], names: Sequence[str]) -> Iterator[str]:
    """The results are powers of the right ones: one exponent for all, or the size of an argument."""
    seen = []
    for (e, g), case in zip(pairs, cases):
        if e.shape != g.shape:
            return
        shows = (e > 0) & (e != 1)
        if (g[e == 1] != 1).any() or not (g[shows] > 0).all():
            return
        if shows.any():
            each = np.log(g[shows]) / np.log(e[shows])
            if not np.allclose(each, each[0], rtol=RELATIVE):
                return
            seen.append((each[0], _sizes(case, names)))
    powers = [power for power, _ in seen]
    if len(seen) < 3 or np.allclose(powers, 1) or np.allclose(powers, 0):
        return
    if np.allclose([power for power, _ in seen], seen[0][0]):
        yield f"Yours is what is wanted to the power {seen[0][0]:.4g}. Which power or root is too many, or missing?"
        return
    for name in (name for name in seen[0][1] if all(name in sizes for _, sizes in seen)):
        values = np.asarray([sizes[name] for _, sizes in seen])
        for fits, words in ((values, name), (1 / values, f"1 / ({name})")):
            if np.allclose([power for power, _ in seen], fits):
                yield f"Yours is what is wanted to the power {words}: a power or a root too many."
                return


def _of_kinds(pairs: list[Pair], cases: list[tuple], names: Sequence[str]) -> Iterator[str]:
    """Whole numbers where none are wanted, or the other way round; too few or too many where things are counted."""
    if any(e.shape != g.shape for e, g in pairs):
        return
    e, g = (np.concatenate([each.ravel() for each in part]) for part in zip(*pairs))
    if not np.isfinite(g).all():
        return
    if not all(each.ndim == 0 for each, _ in pairs):
        return
    if _whole(e) and (g != np.round(g)).sum() > 1:
        yield (
            "A whole number is wanted every time, and yours are not whole. Is it a value where its place is asked "
            "for, or is there a fraction on the way?"
        )
    elif (e >= 0).all() and (e == 0).any() and _whole(e) and _whole(g):
        for wrong, words, other, why in ((g < e, "small", "large", "strict"), (g > e, "large", "small", "loose")):
            if 1 < wrong.sum() < len(e) and not (~wrong & (g != e)).any() and (g >= 0).all():
                yield (
                    f"Yours is too {words} {wrong.sum()} of {len(e)} times, and never too {other}. Is a condition too "
                    f"{why}?"
                )
