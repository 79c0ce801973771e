"""Results with the right numbers in another arrangement, or in another shape."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .pairs import Results, fits, plain, same


def arranged(results: Results) -> Iterator[str]:
    """The results hold the right numbers, or some of them, or their parts, in another place."""
    pairs = results.pairs
    if any(expected.ndim >= 2 and min(expected.shape) > 0 for expected, _ in pairs) and fits(pairs, _turned):
        yield (
            "The numbers are right and the table is turned: your rows are the columns that are wanted. Put .T behind "
            "the result, or exchange the two factors of the last product and transpose each."
        )
    if fits(pairs, lambda e: e[::-1] if e.ndim == 1 else e):
        yield "The numbers are right and stand in reversed order. Does the loop, or a list, begin at the wrong end?"
    if fits(pairs, lambda e: e[::-1] if e.ndim >= 2 else e):
        yield "The rows are right and stand upside down: the first should be the last."
    if fits(pairs, lambda e: e[..., ::-1] if e.ndim >= 2 else e):
        yield "The numbers are right and each row runs backwards: the first column should be the last."
    entry = "row" if all(e.ndim >= 2 for e, _ in pairs) else "entry"
    longer = [(e, g) for e, g in pairs if e.ndim >= 1]
    if len(longer) == len(pairs) and longer:
        if fits(pairs, lambda e: e[:-1]):
            yield f"The last {entry} is missing, and the rest is right. Does a range or a slice end one too early?"
        if fits(pairs, lambda e: e[1:]):
            yield f"The first {entry} is missing, and the rest is right. Does a range or a slice begin one too late?"
        if all(g.shape[:1] == (len(e) + 1,) and same(g[:-1], e) for e, g in longer):
            yield f"There is one {entry} too many at the end, and the rest is right. Does a range go one too far?"
        if all(g.shape[:1] == (len(e) + 1,) and same(g[1:], e) for e, g in longer):
            yield f"There is one {entry} too many at the beginning, and the rest is right."
        if all(g.ndim == 0 and e.size > 1 and same(np.asarray(e.sum()), g) for e, g in longer):
            yield "You added all entries up. One number for each entry is wanted: which sum is one too many?"
        if all(g.ndim == 0 and e.size > 1 and same(np.asarray(e.mean()), g) for e, g in longer):
            yield "You took the mean of all entries. One number for each entry is wanted."
        if all(g.ndim == 0 and e.size > 1 and same(np.asarray(e.flat[0]), g) for e, g in longer):
            yield (
                "Only the first entry comes back. If return stands inside the loop, the function ends in the first "
                "turn: move it to the left."
            )
        if all(g.ndim == 0 and e.size > 1 and same(np.asarray(e.flat[-1]), g) for e, g in longer):
            yield "Only the last entry comes back: in the loop, = overwrites what was there. Which list collects them?"
        if all(g.size == e.size and g.shape != e.shape and same(g.ravel(), e.ravel()) for e, g in longer):
            yield (
                f"The numbers are right, in another shape: wanted is {longer[0][0].shape}, and yours is "
                f"{longer[0][1].shape}. Look for a keepdims, a reshape or brackets too many."
            )
    elif all(e.ndim == 0 and g.ndim >= 1 and g.size > 1 for e, g in pairs):
        if all(same(np.asarray(g.sum()), e) for e, g in pairs):
            yield "One number is wanted. Yours are its parts, not yet added up: np.sum, or @ in place of *."
        elif all(same(np.asarray(g.mean()), e) for e, g in pairs):
            yield "One number is wanted. Yours are one for each row or column: take their mean, without axis."
        elif all(same(np.asarray(g.flat[-1]), e) for e, g in pairs):
            yield "One number is wanted, and it is the last of yours: what came on the way is not asked for."
        elif all(same(np.asarray(g.max()), e) for e, g in pairs):
            yield "One number is wanted: the largest of yours."
        elif all(same(np.asarray(g.prod()), e) for e, g in pairs):
            yield "One number is wanted: the product of all of yours."
    elif all(e.ndim == 0 and g.ndim >= 1 and g.size == 1 and same(g.ravel()[0], e) for e, g in pairs):
        yield "The number is right and stands in an array of its own. Take it out: result[0], or drop the brackets."


def _turned(expected):
    return expected.T if expected.ndim >= 2 else expected


def sized(results: Results) -> Iterator[str]:
    """The results have another shape: which, in words."""
    pairs, cases, names = results.pairs, results.cases, results.names
    if results.alike:
        return
    alike = [
        name
        for place, name in enumerate(names)
        if all(place < len(case) and np.shape(plain(case[place])) == g.shape for case, (_, g) in zip(cases, pairs))
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
        if all(place < len(case) and np.shape(plain(case[place])) == e.shape for case, (e, _) in zip(cases, pairs)):
            return f"Wanted is that of {name}."
    return "Wanted is another: what does each of its entries belong to?"
