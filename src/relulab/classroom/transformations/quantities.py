"""Results that are one simple thing of the arguments, or off by one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .pairs import Results, kind, same


def _quantities(case, names):
    """What can be computed from one argument, or from two, in one step: words -> number or array."""
    made = {}
    numeric = [
        (name, np.asarray(value, dtype=float))
        for name, value in zip(names, case)
        if kind(value) in "iuf" and np.size(value)
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


def given(results: Results) -> Iterator[str]:
    """The results, or what they are off by, are the same simple thing of the arguments in every case."""
    pairs = results.pairs
    made = [_quantities(case, results.names) for case in results.cases]
    known = {words: [each.get(words) for each in made] for words in made[0]}
    # What is the same in every case explains nothing.
    known = {
        words: values
        for words, values in known.items()
        if all(value is not None for value in values) and any(not same(value, values[0]) for value in values)
    }
    for words, values in known.items():
        if all(same(value, got) for value, (_, got) in zip(values, pairs)):
            yield f"What you give back is {words}, and nothing else. What is still to be done with it?"
            return
    if not results.alike:
        return
    for words, values in known.items():
        for sign, more in ((1, "more"), (-1, "less")):
            if all(
                value.shape in ((), e.shape, e.shape[-1:]) and same(e + sign * value, g)
                for value, (e, g) in zip(values, pairs)
            ):
                yield f"Yours is {more} than what is wanted by exactly {words}. Where does that come in, or get lost?"
                return
