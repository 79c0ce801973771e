"""Results that are wrong in one part alone: where, and what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from .pairs import Results, flat, kind


def told_apart(results: Results) -> Iterator[str]:
    """The results are right in part: where they are not, if something simple tells the two parts apart."""
    pairs = results.pairs
    if not results.alike:
        return
    right = [np.isclose(e, g, rtol=1e-6, atol=1e-9) for e, g in pairs]
    every, wanted = flat(right), flat(e for e, _ in pairs)
    if every.sum() < 2 or (~every).sum() < 2 or (every & (wanted != 0)).sum() < 2 and (wanted[~every] != 0).all():
        return  # where 0 is right, much is right by chance
    small = _small(pairs, right)
    if small is not None:
        yield f"Yours gives 0 up to {small:.4g}, and is right for what is larger. Which limit is not 0 there?"
        return
    for words, marks, sure in _marks(results):
        marked = flat(np.broadcast_to(mark, e.shape) for mark, (e, _) in zip(marks, pairs))
        if (marked == ~every).all():
            there = _there(pairs, marks)
            if there or sure or len(every) >= 8:  # a few places agree by chance with too much
                there = there or "What does your formula say there?"
                yield f"Yours is wrong {words}, and right everywhere else. {there}"
                return


def _small(pairs, right):
    """The largest result that has become 0, where all positive ones up to it have, and the rest is right."""
    e, g, fine = map(flat, (*zip(*pairs), right))
    lost = (e > 0) & ~fine
    if (~fine != lost).any() or g[lost].any() or not (fine & (e > 0)).any():
        return None
    return e[lost].max() if e[lost].max() < e[fine & (e > 0)].min() else None


def _there(pairs, marks):
    """What the wrong part holds, in words, or a question."""
    marked = flat(np.broadcast_to(mark, e.shape) for mark, (e, _) in zip(marks, pairs))
    e, g = (flat(part)[marked] for part in zip(*pairs))
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


def _marks(results):
    """Simple marks that a place of the result, or a case, may have.

    Words, where each case has the mark, and whether it tells something where it fits a few places alone.
    """
    cases, expected = results.cases, [e for e, _ in results.pairs]
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
    for place, name in enumerate(results.names):
        if not all(place < len(case) and kind(case[place]) in "iuf" for case in cases):
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
