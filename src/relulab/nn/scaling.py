"""Scaling the inputs: each column with mean 0 and standard deviation 1 over the training rows."""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike


def scale(X: np.ndarray, mean: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Each column less its mean, divided by its width."""
    return (X - mean) / width


class Scaling(NamedTuple):
    """What to take away from each column, and what to divide it by.

    Measured on the training rows and used on all: the rows of the test must not say how they are scaled.

    Attributes
    ----------
    mean, width : array of shape (n_inputs,)
        Mean and standard deviation of each column; the width of a column that never changes is 1.

    Notes
    -----
    Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, "Efficient BackProp", 1998, section 4.3.
    """

    mean: np.ndarray
    width: np.ndarray

    @classmethod
    def of(cls, X: ArrayLike) -> Self:
        """The scaling that the training rows X ask for."""
        X = np.asarray(X)
        width = X.std(axis=0)
        return cls(X.mean(axis=0), np.where(width > 0, width, 1).astype(X.dtype))

    def __call__(self, X: ArrayLike) -> np.ndarray:
        return scale(np.asarray(X), self.mean, self.width)
