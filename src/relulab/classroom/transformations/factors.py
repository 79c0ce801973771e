"""Results that are off by a factor, a term or a power, which may be the size of an argument."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .pairs import RELATIVE, Results, fits, flat, kind, whole


def scaled(results: Results) -> Iterator[str]:
    """The results are the right ones times a factor, or with a term too much."""
    pairs = results.pairs
    if not results.alike:
        return
    if fits(pairs, np.negative):
        yield (
            "Every sign is turned, and the sizes are right. Look for a minus too many or too few, or for a difference "
            "taken the other way round."
        )
    factor = _ratio(pairs)
    if factor is not None and abs(factor - 1) > 1e-3:
        yield from _of_factor(factor, results.share)
    yield from _of_sizes(results)
    added = _distance(pairs)
    if added is not None:
        if abs(added) == 1 and all(whole(e) for e, _ in pairs):
            more = "more" if added > 0 else "less"
            yield f"Yours is one {more} every time. Where does counting begin, and does an end count or not?"
        else:
            yield (
                f"Yours is {abs(added):.4g} {'more' if added > 0 else 'less'} every time. Which term is always that "
                "large?"
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


def _of_sizes(results: Results) -> Iterator[str]:
    """Off by a size of an argument, which differs from case to case: a sum for a mean, or n twice."""
    seen = []
    for (expected, got), case in zip(results.pairs, results.cases):
        if not (expected.any() or got.any()):
            continue  # 0 shows no factor
        ratio = _ratio_in(expected, got)
        if ratio is None:
            return
        seen.append((ratio, _sizes(case, results.names)))
    if len({round(ratio, 9) for ratio, _ in seen}) < 2:
        return
    for name in (name for name in seen[0][1] if all(name in sizes for _, sizes in seen)):
        values = np.asarray([sizes[name] for _, sizes in seen])
        for factors, size in ((values, "large"), (1 / values, "small")):
            if np.allclose([ratio for ratio, _ in seen], factors):
                yield f"Yours is too {size} by a factor, {name}. {_WHY[size, name in results.names]}"
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
        elif kind(value) in "iufb" and len(np.shape(value)) >= 1 and 0 not in np.shape(value):
            sizes[f"the length of {name}"] = float(len(value))
            if len(np.shape(value)) >= 2:
                sizes[f"the number of columns of {name}"] = float(np.shape(value)[1])
                sizes[f"the number of entries of {name}"] = float(np.size(value))
    return sizes


def _ratio_in(expected, got):
    """The one factor between two results, or None."""
    e, g = expected.ravel(), got.ravel()
    if (g[e == 0] != 0).any() or not (e != 0).any() or not np.isfinite(g).all():
        return None
    ratios = g[e != 0] / e[e != 0]
    return float(ratios[0]) if np.allclose(ratios, ratios[0], rtol=RELATIVE) else None


def _ratio(pairs):
    """The one factor between all results, or None."""
    expected, got = map(flat, zip(*pairs))
    factor = _ratio_in(expected, got)
    if not factor or np.isclose(abs(factor), 1) or len(set(np.round(np.abs(expected[expected != 0]), 12))) < 2:
        return None
    return factor


def _distance(pairs):
    """The one number that was added to all results, or None."""
    expected, got = map(flat, zip(*pairs))
    if len(expected) < 2 or not np.isfinite(got).all() or len(set(np.round(expected, 12))) < 2:
        return None
    added = float(got[0] - expected[0])
    return added if np.allclose(got - expected, added, rtol=RELATIVE, atol=1e-12) and abs(added) > 1e-9 else None


def raised(results: Results) -> Iterator[str]:
    """The results are powers of the right ones: one exponent for all, or the size of an argument."""
    if not results.alike:
        return
    seen = []
    for (e, g), case in zip(results.pairs, results.cases):
        shows = (e > 0) & (e != 1)
        if (g[e == 1] != 1).any() or not (g[shows] > 0).all():
            return
        if shows.any():
            each = np.log(g[shows]) / np.log(e[shows])
            if not np.allclose(each, each[0], rtol=RELATIVE):
                return
            seen.append((each[0], _sizes(case, results.names)))
    powers = [power for power, _ in seen]
    if len(seen) < 3 or np.allclose(powers, 1) or np.allclose(powers, 0):
        return
    if np.allclose(powers, powers[0]):
        yield f"Yours is what is wanted to the power {powers[0]:.4g}. Which power or root is too many, or missing?"
        return
    for name in (name for name in seen[0][1] if all(name in sizes for _, sizes in seen)):
        values = np.asarray([sizes[name] for _, sizes in seen])
        for exponents, words in ((values, name), (1 / values, f"1 / ({name})")):
            if np.allclose(powers, exponents):
                yield f"Yours is what is wanted to the power {words}: a power or a root too many."
                return
