"""Results each number of which was changed on its own: a root, a sign or the digits lost, a number cut off."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from ..compare import shown
from .pairs import Results, fits, flat, whole


def computed(results: Results) -> Iterator[str]:
    """The results are one function of the right ones."""
    pairs = results.pairs
    if not results.alike:
        return
    if fits(pairs, lambda e: 1 / e):
        yield "Your fraction is upside down: yours is 1 divided by what is wanted."
    if fits(pairs, lambda e: 1 - e):
        yield "You get 1 minus what is wanted: the other part of the whole. Is a comparison turned round?"
    if fits(pairs, np.square):
        yield "That is the square of what is wanted: is a root missing, or one ** 2 too many?"
    if all((e >= 0).all() for e, _ in pairs):
        if fits(pairs, np.sqrt):
            yield "That is the root of what is wanted: one root too many, or a square is missing."
    if all((e > 0).all() for e, _ in pairs):
        if fits(pairs, np.log):
            yield "That is the natural logarithm of what is wanted: one np.log too many, or an np.exp is missing."
        if fits(pairs, np.log10):
            yield "That is the logarithm to base 10 of what is wanted."
    if fits(pairs, np.exp):
        yield "That is e to the power of what is wanted: one np.exp too many, or an np.log is missing."
    if fits(pairs, np.abs):
        yield "The sizes are right, and the minus signs are lost. Look for np.abs, or for a square with its root."
    values = {float(value) for _, g in pairs for value in g.ravel()}
    several = len(values) > 1 and not values <= {0.0, 1.0}  # 0 and 1 alone come of a comparison as well
    for round_, words in (
        (np.trunc, "cut off"),
        (np.round, "rounded"),
        (np.floor, "rounded down"),
        (np.ceil, "rounded up"),
    ):
        if several and fits(pairs, round_):
            yield (
                f"Your results are whole numbers, {words} from the right ones. Look for int(...), //, round(...), or "
                "an array that was made for whole numbers."
            )
    if fits(pairs, lambda e: -np.abs(e)):
        yield "The sizes are right, and all are negative. Is there a minus before np.abs or a square?"
    if fits(pairs, np.sign):
        yield "The signs alone are left: 1, 0 or -1. The number itself is wanted, and not a comparison or np.sign."
    if fits(pairs, lambda e: np.maximum(e, 0)):
        yield "What is negative has become 0, and the rest is right. Is there a max(0, ...) that nobody asked for?"
    if fits(pairs, lambda e: np.minimum(e, 0)):
        yield "What is positive has become 0, and the rest is right. Is a max a min, or a comparison turned round?"
    if fits(pairs, lambda e: np.clip(e, 0, 1)) or fits(pairs, lambda e: np.minimum(e, 1)):
        yield "Whatever is above 1 has become 1, and the rest is right. What cuts it off?"
    if all(e.ndim == 1 for e, _ in pairs):
        if fits(pairs, np.cumsum):
            yield "Each of yours is added to all before it. Does the sum begin at 0 again for each entry?"
    digits = next((d for d in range(1, 5) if fits(pairs, partial(np.round, decimals=d))), None)
    if digits:
        yield f"The results are rounded to {digits} decimals. Give back what you computed, unrounded."
    close = [np.abs(g - e) <= 1e-3 * np.maximum(np.abs(e), 1e-12) for e, g in pairs]
    if all(each.all() for each in close):
        yield (
            "It is nearly right, to one part in a thousand, but not exact. A number typed in with few digits, or a "
            "small step in place of the formula, does that."
        )


def counted(results: Results) -> Iterator[str]:
    """The results are not whole where whole numbers are wanted, or too small or too large where things are counted."""
    pairs = results.pairs
    if not results.alike:
        return
    e, g = map(flat, zip(*pairs))
    if not np.isfinite(g).all():
        return
    if not all(each.ndim == 0 for each, _ in pairs):
        return
    fractions = whole(e) and (g != np.round(g)).sum() > 1
    if fractions and len(e) <= 4 and {*e} == {0, 1}:  # so few that each can be said
        said = [
            f"{b:.4g} for ({', '.join(map(shown, case))}), where {a:g} is wanted"
            for case, a, b in zip(results.cases, e, g)
            if a != b
        ]
        yield f"Yours gives {'; '.join(said)}."
    elif fractions:
        yield (
            "A whole number is wanted every time, and yours are not whole. Is it a value where its place is asked "
            "for, or is there a fraction on the way?"
        )
    elif (e >= 0).all() and (e == 0).any() and whole(e) and whole(g):
        for wrong, words, other, why in ((g < e, "small", "large", "strict"), (g > e, "large", "small", "loose")):
            if 1 < wrong.sum() < len(e) and not (~wrong & (g != e)).any() and (g >= 0).all():
                yield (
                    f"Yours is too {words} {wrong.sum()} of {len(e)} times, and never too {other}. Is a condition too "
                    f"{why}?"
                )
