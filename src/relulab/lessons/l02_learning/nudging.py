"""Slopes by nudging, for every entry of an array."""

from collections.abc import Callable

import numpy as np


def nudge_each(f: Callable, A: np.ndarray, h: float = 1e-5) -> np.ndarray:
    """The slope of f with respect to each entry of A, by nudging it to both sides while the others stay.

    Parameters
    ----------
    f : callable
        Takes an array like A and gives a number.
    A : array
    h : float
        How far an entry is nudged.

    Returns
    -------
    array of the shape of A
    """
    slopes = np.zeros(A.shape)
    for place in np.ndindex(A.shape):
        up, down = A.astype(float), A.astype(float)
        up[place] += h
        down[place] -= h
        slopes[place] = (f(up) - f(down)) / (2 * h)
    return slopes
