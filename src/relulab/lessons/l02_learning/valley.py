"""The loss of a neuron with one weight, which is a valley: the lesson walks down into it, in fog and by steps.

The neuron says yes or no: its pre-activation w x - 2 is the logit of yes, and that of no is 0. It is to say yes to
the input 2 and no to the input 1. With the inputs made `scale` times as large, the valley is as many times narrower.
"""

from math import tanh

import numpy as np
from numpy.typing import ArrayLike

BIAS = -2.0
YES, NO = 2.0, 1.0


def loss(w: ArrayLike, scale: float = 1.0) -> np.ndarray:
    """The mean loss of the two answers.

    Parameters
    ----------
    w : float or array
    scale : float
        How many times as large the inputs are.
    """
    w = np.asarray(w, dtype=float)
    yes, no = scale * YES * w + BIAS, scale * NO * w + BIAS
    return (np.logaddexp(0, -yes) + np.logaddexp(0, no)) / 2


def slope(w: float, scale: float = 1.0) -> float:
    """Its slope at w: what the neuron said minus what it should have said, times the input, and the mean of both."""
    yes, no = (_sigmoid(scale * x * w + BIAS) for x in (YES, NO))
    return ((yes - 1) * scale * YES + no * scale * NO) / 2


def _sigmoid(z):
    # One number at a time, many times: numpy would take ten times as long.
    return (1 + tanh(z / 2)) / 2


def lowest(scale: float = 1.0) -> float:
    """Where it is lowest, by halving: the slope is negative on the left of it and positive on the right."""
    low, high = -10.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle, scale) < 0 else (low, middle)
    return low


def walk(w: float, rate: float, steps: int, scale: float = 1.0) -> np.ndarray:
    """The places of gradient descent, the start first, in an array of shape (steps + 1,)."""
    places = [w]
    for _ in range(steps):
        places.append(places[-1] - rate * slope(places[-1], scale))
    return np.array(places)
