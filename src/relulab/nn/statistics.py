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
    values = np.asarray(values, dtype=np.float64).ravel()
    if len(values) < 2:
        raise ValueError(f"A spread needs the values of at least two runs, but got {len(values)}.")
    if not np.isfinite(values).all():
        raise ValueError(
            f"{(~np.isfinite(values)).sum()} of {len(values)} values are not finite numbers; count those runs apart."
        )
    digits = digits if digits is not None else 1 if percent else 3
    factor, unit = (100, " %") if percent else (1, "")
    mean, deviation = factor * values.mean(), factor * values.std(ddof=1)
    return f"{mean:.{digits}f} ± {deviation:.{digits}f}{unit}"


class Interval(NamedTuple):
    """A mean and the interval that covers the true one in 95 of 100 such experiments."""

    mean: float
    low: float
    high: float

    def __str__(self):
        return f"{self.mean:.3g} [{self.low:.3g}, {self.high:.3g}]"


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
    values = np.asarray(values, dtype=np.float64).ravel()
    if len(values) < 5:
        raise ValueError(f"An interval needs the values of at least five runs, but got {len(values)}.")
    if not np.isfinite(values).all():
        raise ValueError(
            f"{(~np.isfinite(values)).sum()} of {len(values)} values are not finite numbers; count those runs apart."
        )
    z, df = NormalDist().inv_cdf(0.975), len(values) - 1
    t = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
    half = t * values.std(ddof=1) / np.sqrt(len(values))
    return Interval(values.mean(), values.mean() - half, values.mean() + half)
