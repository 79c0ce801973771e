"""Means over seeds, with their spread or their interval."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


def spread(values: ArrayLike, *, percent: bool = False, digits: int | None = None) -> str:
    """Mean and standard deviation of one measurement over many seeds, as text.

    Parameters
    ----------
    values : array of shape (R,)
        One value for each run, at least two.
    percent : bool
        Write shares, 0 to 1, in per cent.
    digits : int, optional
        Decimal places: 1 for per cent and 3 otherwise.

    Returns
    -------
    str
        Such as "0.953 ± 0.006" or "95.3 ± 0.6 %".

    Raises
    ------
    ValueError
        If there are fewer than two values, or one is not finite.
    """
    row = _finite(values, 2, "A spread needs the values of at least two runs")
    digits = digits if digits is not None else 1 if percent else 3
    factor, unit = (100, " %") if percent else (1, "")
    mean, deviation = factor * row.mean(), factor * row.std(ddof=1)
    return f"{mean:.{digits}f} ± {deviation:.{digits}f}{unit}"


class Interval(NamedTuple):
    """A mean and the interval that covers the true one in 95 of 100 such experiments."""

    mean: float
    low: float
    high: float

    def __str__(self):
        return f"{self.mean:.3g} [{self.low:.3g}, {self.high:.3g}]"


def typical(values: ArrayLike, axis: int | None = None) -> np.ndarray:
    """The geometric mean: the right way to average numbers of very different size.

    Parameters
    ----------
    values : array
        Above 0.
    axis : int, optional
        All values if not given.
    """
    return np.exp(np.log(np.asarray(values, dtype=np.float64)).mean(axis=axis))


def interval(values: ArrayLike) -> Interval:
    """Mean of one measurement over many seeds, with its 95 % confidence interval.

    Parameters
    ----------
    values : array of shape (R,)
        One value for each run, at least five.

    Returns
    -------
    Interval
        From Student's t distribution, so for values that are not far from normal.

    Raises
    ------
    ValueError
        If there are fewer than five values, or one is not finite.

    Notes
    -----
    The quantile is the expansion 26.7.5 in M. Abramowitz and I. Stegun, "Handbook of mathematical
    functions", 1964; from five values on it is right to 1 %.
    """
    row = _finite(values, 5, "An interval needs the values of at least five runs")
    z, df = NormalDist().inv_cdf(0.975), len(row) - 1
    t = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
    half = t * row.std(ddof=1) / np.sqrt(len(row))
    return Interval(row.mean(), row.mean() - half, row.mean() + half)


def two_way(scores: ArrayLike, *, draws: int = 2000) -> Interval:
    """Mean of a score of many networks on many test items, with an interval that covers both.

    An interval over seeds alone says what other networks would do on *these* test items. This one resamples the
    networks and the items, independently and with repetition, so it says what other networks would do on other items
    of the same kind.

    Parameters
    ----------
    scores : array of shape (networks, items)
        Such as 1 where an answer is right and 0 where it is wrong; or the difference of two such arrays.
    draws : int
        Bootstrap samples.

    Returns
    -------
    Interval
        The middle 95 % of the means.

    Notes
    -----
    The bootstrap of crossed factors ("pigeonhole"): A. Owen, "The pigeonhole bootstrap", Annals of Applied Statistics
    1, 2007. It is slightly too wide rather than too narrow.
    """
    scores = np.asarray(scores, dtype=np.float64)
    networks, items = scores.shape
    rng = np.random.default_rng(0)
    of_networks = rng.multinomial(networks, np.full(networks, 1 / networks), draws) / networks
    of_items = rng.multinomial(items, np.full(items, 1 / items), draws) / items
    means = ((of_networks @ scores) * of_items).sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Interval(float(scores.mean()), float(low), float(high))


def _finite(values: ArrayLike, least: int, needed: str) -> np.ndarray:
    """The values of runs in one row; an error where there are fewer than the least, or one is not finite."""
    row = np.asarray(values, dtype=np.float64).ravel()
    if len(row) < least:
        raise ValueError(f"{needed}, but got {len(row)}.")
    if not np.isfinite(row).all():
        raise ValueError(
            f"{(~np.isfinite(row)).sum()} of {len(row)} values are not finite numbers; count those runs apart."
        )
    return row
