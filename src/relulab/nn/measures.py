"""Plain numbers that say how a network is doing on given data, layer by layer.

Every measure but `bend` returns one number a layer, in the shape (layers,), or (R, layers) for a network
with R runs. Hidden layers only, except for the measures of gradients, which also cover the last layer.
"""

from __future__ import annotations

from numbers import Real

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .network import Network


def sparsity(network: Network, X: ArrayLike) -> np.ndarray:
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


def saturation(network: Network, X: ArrayLike, share: float = 0.1) -> np.ndarray:
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
    if not (isinstance(share, Real) and 0 < share < 1):
        raise ValueError(f"share must lie between 0 and 1, such as 0.1 for a tenth, but got {share!r}.")
    pre, _ = _hidden(network, X)
    f = network.activation
    limit = share * f.largest_slope
    return _by_layer([(np.abs(f.derivative(Z)) < limit).mean(axis=(-1, -2)) for Z in pre])


def never_positive(network: Network, X: ArrayLike) -> np.ndarray:
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


def dead_units(network: Network, X: ArrayLike) -> np.ndarray:
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


def which_dead(network: Network, X: ArrayLike) -> list[np.ndarray]:
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


def selectivity(network: Network, X: ArrayLike, y: ArrayLike) -> np.ndarray:
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
    X, y = checks.data(network, X, y)
    _, hidden = _hidden(network, X)
    counts = np.bincount(y.astype(np.intp))  # it takes no wider integers, and where indices have 32 bits, 64 are wider
    if not counts.all():
        raise ValueError(f"Every class needs at least one row, but class {int(counts.argmin())} has none in y.")
    mean_over = (np.arange(len(counts))[:, None] == y) / counts[:, None]
    shares = []
    for A in hidden:
        response = mean_over @ np.maximum(A, 0)  # (..., classes, units)
        total = response.sum(axis=-2)
        share = np.divide(response.max(axis=-2), total, out=np.zeros_like(total), where=total > 0)
        responding = (total > 0).sum(axis=-1)
        shares.append(np.where(responding > 0, share.sum(axis=-1) / np.maximum(responding, 1), np.nan))
    return _by_layer(shares)


def gradient_norms(network: Network, X: ArrayLike, y: ArrayLike) -> np.ndarray:
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


def backward_norms(network: Network, X: ArrayLike, y: ArrayLike) -> np.ndarray:
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
    _, _, slopes = network.backward(X, y)
    return _by_layer([_norm(dZ) for dZ, _, _ in slopes])


def update_ratio(network: Network, X: ArrayLike, y: ArrayLike, *, lr: float) -> np.ndarray:
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
    if not (isinstance(lr, Real) and lr > 0):
        raise ValueError(f"lr (the learning rate) must be larger than 0, but got {lr!r}.")
    steps, weights = gradient_norms(network, X, y), _by_layer([_norm(W) for W in network.weights])
    with np.errstate(over="ignore", invalid="ignore"):
        return np.divide(lr * steps, weights, out=np.full_like(steps, np.inf), where=weights != 0)


def bend(networks: Network, A: ArrayLike, B: ArrayLike) -> np.ndarray:
    """How far the outputs are from straight: half-way between two inputs, a linear model gives the mean of its outputs.

    Parameters
    ----------
    networks : Network
        With runs.
    A, B : array of shape (rows, n_inputs)
        The two inputs of each pair.

    Returns
    -------
    array of shape (R,)
        Root mean square of the difference, relative to the spread of the outputs; NaN for a network whose output
        hardly changes, so that there is nothing to be straight or bent.
    """
    A, B = np.asarray(A), np.asarray(B)
    at_A, at_B, between = (
        networks.forward(inputs).activations[-1].astype(np.float64) for inputs in (A, B, (A + B) / 2)
    )
    size = at_A.std(axis=-2).mean(axis=-1)
    gap = np.sqrt(np.square(between - (at_A + at_B) / 2).mean(axis=(-1, -2)))
    return np.divide(gap, size, out=np.full_like(gap, np.nan), where=size > 0.05)


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
