"""Softmax and cross-entropy: how far the outputs of a network are from the classes they should name.

The last two axes are (rows, classes); a leading axis of runs may stand before them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def softmax(logits: ArrayLike) -> np.ndarray:
    """Positive numbers that add up to 1 along the last axis, in the proportion of exp(logits).

    Parameters
    ----------
    logits : array of shape (..., classes)

    Returns
    -------
    array of the same shape
    """
    logits = np.asarray(logits)
    # Subtracting the largest logit changes no proportion and keeps exp from overflowing.
    with np.errstate(over="ignore", invalid="ignore"):
        E = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return E / E.sum(axis=-1, keepdims=True)


def cross_entropy(logits: np.ndarray, T: np.ndarray) -> np.ndarray:
    """-ln of the probability that softmax gives to the right class, averaged over the rows, in nats.

    Parameters
    ----------
    logits : array of shape (..., rows, classes)
    T : array of shape (rows, classes) or (..., rows, classes)
        Targets: 1 at the right class of each row, else 0.

    Returns
    -------
    array of shape (...)
    """
    # ln softmax(z) is z - ln(sum of exp(z)): in this form a probability of 0 has a logarithm, too.
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_P = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return -(T * log_P).sum(axis=-1).mean(axis=-1)


def one_hot(y: np.ndarray, classes: int, dtype: np.dtype) -> np.ndarray:
    """Targets of shape (*y.shape, classes) and of this dtype: 1 at the class of each row, else 0."""
    return np.eye(classes, dtype=dtype)[y]
