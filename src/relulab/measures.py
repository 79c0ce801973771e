"""Plain numbers that say how a network is doing on given data, layer by layer.

Every measure returns one number a layer, in the shape (layers,), or (R, layers) for a network with R
runs. Hidden layers only, except for the measures of gradients, which also cover the last layer.
"""

from functools import lru_cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from .network import softmax, transpose


def sparsity(network, X):
    """Share of the activations of each hidden layer that are exactly zero, 0 to 1.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs)

    Returns
    -------
    array of shape (hidden layers,) or (R, hidden layers)
    """
    _, hidden = _hidden(network, X)
    return _by_layer([(A == 0).mean(axis=(-1, -2)) for A in hidden])


def saturation(network, X, share=0.1):
    """Share of the pre-activations of each hidden layer where the activation is hardly sensitive, 0 to 1.

    Hardly sensitive means: the derivative there is below `share` of the largest derivative that the
    activation has anywhere.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs)
    share : float
        Between 0 and 1.

    Returns
    -------
    array of shape (hidden layers,) or (R, hidden layers)
    """
    if not (np.isscalar(share) and np.isreal(share) and 0 < share < 1):
        raise ValueError(f"share must lie between 0 and 1, such as 0.1 for a tenth, but got {share!r}.")
    pre, _ = _hidden(network, X)
    f = network.activation
    limit = share * _peak_slope(f)
    return _by_layer([(np.abs(f.derivative(Z)) < limit).mean(axis=(-1, -2)) for Z in pre])


def never_positive(network, X):
    """How many units of each hidden layer give no positive output on any row of X.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs)

    Returns
    -------
    int array of shape (hidden layers,) or (R, hidden layers)
    """
    _, hidden = _hidden(network, X)
    # Written as <= 0 so that NaN, which is neither, does not count.
    return _by_layer([(A <= 0).all(axis=-2).sum(axis=-1) for A in hidden])


def dead_units(network, X):
    """How many units of each hidden layer are dead on X: never positive, and without any slope.

    A unit is counted when on every row its output is not positive *and* its derivative is zero, so
    that no row of X can change its weights. Give all the training data: a unit that is silent on a
    few rows need not be dead. A leaky unit has a slope everywhere and is never counted; see
    `never_positive`. Units with non-finite pre-activations are not counted: that is divergence.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs)

    Returns
    -------
    int array of shape (hidden layers,) or (R, hidden layers)
    """
    return _by_layer([dead.sum(axis=-1) for dead in which_dead(network, X)])


def which_dead(network, X):
    """Which units of each hidden layer are dead on X, as `dead_units` counts them.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs)

    Returns
    -------
    list of bool array
        One for each hidden layer, of shape (units,) or (R, units).
    """
    pre, hidden = _hidden(network, X)
    slope = network.activation.derivative
    return [((A <= 0) & (slope(Z) == 0) & np.isfinite(Z)).all(axis=-2) for Z, A in zip(pre, hidden)]


def selectivity(network, X, y):
    """How far the units of each hidden layer prefer one class: the share of a unit's response that its best class gets.

    The response of a unit to a class is its mean output over the rows of that class, with outputs below
    zero counted as zero. A unit that responds to one class alone has a share of 1; one that responds to
    all of k classes alike has 1/k. The shares are averaged over the units that respond at all.

    A unit that responds to few rows has a large share whatever their classes are. Compare with shuffled
    labels, which keep the responses and break their link to the classes.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
        Every class from 0 to y.max() must occur.

    Returns
    -------
    array of shape (hidden layers,) or (R, hidden layers)
        Between 0 and 1; NaN for a layer in which no unit responds.
    """
    X, y = network.checked_data(X, y)
    _, hidden = _hidden(network, X)
    counts = np.bincount(y)
    if not counts.all():
        raise ValueError(f"Every class needs at least one row, but class {int(counts.argmin())} has none in y.")
    mean_over = (np.arange(len(counts))[:, None] == y) / counts[:, None]
    shares = []
    for A in hidden:
        response = mean_over @ np.maximum(A, 0)    # (..., classes, units)
        total = response.sum(axis=-2)
        share = np.divide(response.max(axis=-2), total, out=np.zeros_like(total), where=total > 0)
        responding = (total > 0).sum(axis=-1)
        shares.append(np.where(responding > 0, share.sum(axis=-1) / np.maximum(responding, 1), np.nan))
    return _by_layer(shares)


def gradient_norms(network, X, y):
    """Euclidean norm of the gradient of the loss with respect to the weights of each layer.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)

    Returns
    -------
    array of shape (layers,) or (R, layers)
        The last entry belongs to the linear output layer.
    """
    _, gradients = network.gradients(X, y)
    return _by_layer([_norm(dW) for dW, _ in gradients])


def backward_norms(network, X, y):
    """Euclidean norm of the gradient of the loss with respect to the pre-activations of each layer.

    This is what backpropagation hands from layer to layer, dZ; times the layer's input it is the
    gradient of the weights.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)

    Returns
    -------
    array of shape (layers,) or (R, layers)
        Over all rows and units of the layer. The last entry belongs to the linear output layer.
    """
    X, y = network.checked_data(X, y)
    trace = network.forward(X)
    norms = []
    with np.errstate(over="ignore", invalid="ignore"):
        dZ = (softmax(trace.activations[-1]) - np.eye(network.sizes[-1], dtype=X.dtype)[y]) / X.shape[-2]
        for W, Z in zip(network.weights[:0:-1], trace.pre_activations[-2::-1]):
            norms.append(_norm(dZ))
            dZ = (dZ @ transpose(W)) * network.activation.derivative(Z)
        norms.append(_norm(dZ))
    return _by_layer(norms[::-1])


def update_ratio(network, X, y, *, lr):
    """Length of one gradient step in the weights of each layer, relative to the weights' own length.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr : float
        Learning rate.

    Returns
    -------
    array of shape (layers,) or (R, layers)
        lr * norm(dW) / norm(W); infinite where all weights are zero.
    """
    if not (np.isscalar(lr) and np.isreal(lr) and lr > 0):
        raise ValueError(f"lr (the learning rate) must be larger than 0, but got {lr!r}.")
    steps, weights = gradient_norms(network, X, y), _by_layer([_norm(W) for W in network.weights])
    with np.errstate(over="ignore", invalid="ignore"):
        return np.divide(lr * steps, weights, out=np.full_like(steps, np.inf), where=weights != 0)


def spread(values, *, percent=False, digits=None):
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
        raise ValueError(f"{(~np.isfinite(values)).sum()} of {len(values)} values are not finite numbers; count those runs apart.")
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


def interval(values):
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
        raise ValueError(f"{(~np.isfinite(values)).sum()} of {len(values)} values are not finite numbers; count those runs apart.")
    z, df = NormalDist().inv_cdf(0.975), len(values) - 1
    t = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
    half = t * values.std(ddof=1) / np.sqrt(len(values))
    return Interval(values.mean(), values.mean() - half, values.mean() + half)


def _hidden(network, X):
    """Pre-activations and activations of the hidden layers only."""
    if len(network.sizes) < 3:
        raise ValueError(
            f"This network has no hidden layer (its sizes are {network.sizes}), so there is nothing to measure. "
            "Make one with at least three sizes, such as Network([64, 32, 10])."
        )
    trace = network.forward(X)
    return trace.pre_activations[:-1], trace.activations[1:-1]


def _by_layer(values):
    return np.stack(values, axis=-1)


def _norm(W):
    # In float64: squares of small float32 gradients would underflow to zero.
    with np.errstate(over="ignore"):
        return np.sqrt(np.square(W, dtype=np.float64).sum(axis=(-1, -2)))


@lru_cache(maxsize=64)
def _peak_slope(f):
    """The largest slope of an Activation in size; of shape (R, 1, 1) where it differs by run."""
    slopes = getattr(f, "slope", None)
    if slopes is not None:
        peaks = np.maximum(1.0, np.abs(slopes))
        return peaks[:, None, None] if peaks.ndim else peaks
    return np.abs(f.derivative(np.linspace(-10, 10, 20001))).max()
