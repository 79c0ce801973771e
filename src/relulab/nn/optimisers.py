"""Other rules for the step than plain gradient descent: momentum, Adam, and a limit to its length.

`train(..., rule=Adam())` puts one of them between the slopes and the step. The formulas take arrays and give arrays,
and remember nothing: what they need to know of the steps before comes in and goes out, and starts at 0. So your own
version can take the place of each, as in `Momentum(my_momentum)`. Left out: weight decay, schedules of the rate,
Nesterov's form of momentum.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

#: Slopes of all weights and biases, what was kept of the steps before (None at first), and the number of the step,
#: counted from 1; gives what takes the place of the slopes in `W -= lr * dW`, and what to keep.
Rule = Callable[[list[np.ndarray], Any, int], tuple[list[np.ndarray], Any]]

#: The formulas work number by number, so a number will do where an array is meant.
Numbers = TypeVar("Numbers", float, np.ndarray)


def momentum(v: Numbers, dW: Numbers, keep: float = 0.9) -> Numbers:
    """The next step: nine tenths of the step before, and the slope. Then W -= lr * v.

    Parameters
    ----------
    v : array or float
        The step before; 0 at first.
    dW : array or float
        Slopes.
    keep : float
        The share of the step before.

    Notes
    -----
    B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; here as in I. Sutskever and
    others, "On the importance of initialization and momentum in deep learning", 2013, with the rate taken outside.
    """
    return keep * v + dW


def adam(m: Numbers, s: Numbers, dW: Numbers, t: int) -> tuple[Numbers, Numbers, Numbers]:
    """Mean slope and mean squared slope of the last steps, and their ratio as the next step. Then W -= lr * step.

    Parameters
    ----------
    m, s : array or float
        The two means before; 0 at first.
    dW : array or float
        Slopes.
    t : int
        The number of this step, counted from 1.

    Returns
    -------
    m, s, step : array or float

    Notes
    -----
    D. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015, with their settings.
    """
    m = 0.9 * m + 0.1 * dW
    s = 0.999 * s + 0.001 * dW**2
    # The means start at 0 and are too small at first, by known shares.
    mean, square = m / (1 - 0.9**t), s / (1 - 0.999**t)
    return m, s, mean / (square**0.5 + 1e-8)


def clip(slopes: list[np.ndarray], longest: float) -> list[np.ndarray]:
    """The slopes of one network, made shorter by one factor where together they are longer than `longest`.

    Parameters
    ----------
    slopes : list of array
    longest : float

    Returns
    -------
    list of array

    Notes
    -----
    R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", 2013.
    """
    length = np.sqrt(sum(float(np.square(dW, dtype=np.float64).sum()) for dW in slopes))
    return [dW * min(1.0, longest / length) for dW in slopes] if length > 0 else slopes


class Momentum:
    """The rule that takes steps by a formula such as `momentum`."""

    def __init__(self, formula: Callable = momentum):
        self.formula = formula

    def __call__(self, slopes: list[np.ndarray], memory: Any, t: int) -> tuple[list[np.ndarray], Any]:
        v = _zeros(slopes) if memory is None else memory
        v = [self.formula(*each) for each in zip(v, slopes)]
        return v, v


class Adam:
    """The rule that takes steps by a formula such as `adam`."""

    def __init__(self, formula: Callable = adam):
        self.formula = formula

    def __call__(self, slopes: list[np.ndarray], memory: Any, t: int) -> tuple[list[np.ndarray], Any]:
        m, s = (_zeros(slopes), _zeros(slopes)) if memory is None else memory
        m, s, steps = zip(*(self.formula(*each, t) for each in zip(m, s, slopes)))
        return list(steps), (m, s)


class Clip:
    """The rule that shortens the slopes of each run by a formula such as `clip`.

    Parameters
    ----------
    longest : float
    formula : callable
        Takes the slopes of one network and `longest`.
    """

    def __init__(self, longest: float, formula: Callable = clip):
        self.longest, self.formula = longest, formula

    def __call__(self, slopes: list[np.ndarray], memory: Any, t: int) -> tuple[list[np.ndarray], Any]:
        by_run = [self.formula(list(one), self.longest) for one in zip(*slopes)]
        return [np.stack(each) for each in zip(*by_run)], None


def _zeros(slopes):
    return [np.zeros_like(dW) for dW in slopes]
