"""What was done to the right numbers: general ways in which a result is off, for exercises whose answer is numeric.

Each rule looks at every case at once and gives a sentence only where it explains all of them; what a case cannot show,
such as the sign of 0, it leaves open, and at least two cases have to show it. A sentence says what was seen and where
to look, and no more than the numbers show: "your results are those with 0 for b" is true however they came about.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from . import arguments, factors, numbers, places, quantities, shapes
from .pairs import Results, pair_of, same


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
    pairs = [[pair_of(e[i], g[i]) for e, g in zip(expected, got)] for i in range(number)]
    wrong = [i for i in range(number) if not all(pair and same(*pair) for pair in pairs[i])]
    return wrong if len(wrong) < number or pair_of(expected[0], expected[0]) is None else []


def _explained(expected, got, cases, share, answer, part):
    pairs = [pair for pair in map(pair_of, expected, got) if pair is not None]
    if len(pairs) < len(expected):
        return None
    results = Results(pairs, cases, _names(cases, answer), share, answer, part)
    return next((sentence for rule in _RULES for sentence in rule(results)), None)


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
        ordinals = ("first", "second", "third", "fourth", "fifth", "sixth")
        return [f"the {ordinal} argument" for ordinal in ordinals[:number]]
    return list(inspect.signature(answer).parameters)[:number]


def _all_alike(results: Results) -> Iterator[str]:
    """The results are no numbers in every case, or the same."""
    pairs, cases = results.pairs, results.cases
    if all(np.isnan(got).any() and not np.isnan(expected).any() for expected, got in pairs):
        yield (
            "The results hold nan, which is no number. It comes from 0 / 0, from the root or the logarithm of a "
            "negative number, or from computing on with infinity. Where does one of these happen?"
        )
    first = pairs[0][1]
    if len({repr(case) for case in cases}) > 1 and not all(same(e, pairs[0][0]) for e, _ in pairs):
        constant = all(e.shape == g.shape and g.size and (g == first.flat[0]).all() for e, g in pairs)
        if constant and any(g.ndim for _, g in pairs):
            yield (
                f"Your function gives {first.flat[0]:.4g} everywhere, whatever it gets. Is a factor 0, does "
                "something cancel, or is something not yet put into the result?"
            )
        if all(same(got, first) for _, got in pairs):
            yield (
                f"Your function gives the same for every input, {_text(first)}. Which of its arguments does the last "
                "line use? A name from an earlier cell, a number typed in, or what cancels stays the same. A return "
                "inside a loop ends it in its first turn."
            )


def _text(value):
    return f"{value:.4g}" if value.ndim == 0 else f"an array of shape {value.shape}"


#: In this order; the first that explains all cases is the one that is said.
_RULES: list[Callable[[Results], Iterator[str]]] = [
    _all_alike,
    shapes.arranged,
    factors.scaled,
    numbers.computed,
    arguments.changed,
    quantities.given,
    shapes.sized,
    factors.raised,
    places.told_apart,
    numbers.counted,
]
