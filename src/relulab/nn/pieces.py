"""The straight pieces of ReLU networks: along a line, and as polygons in the plane."""

from __future__ import annotations

import numpy as np

from .network import Network


def folded(k: int) -> Network:
    """A network of k hidden layers of two ReLU units that folds the numbers from 0 to 1 onto themselves k times.

    Each layer computes 2 max(0, x) - 4 max(0, x - 1/2): up to 1 in the middle and down to 0 again. What comes back
    runs through 0 to 1 twice, so the next layer folds both: 2**k straight pieces from 2 k units.

    Parameters
    ----------
    k : int

    Returns
    -------
    Network
        In float64, with one input and one output.

    Notes
    -----
    M. Telgarsky, "Representation benefits of deep feedforward networks", 2015.
    """
    network = Network([1, *[2] * k, 1], dtype=np.float64)
    fold = np.array([[2.0], [-4.0]])  # from the two units to what they put out together
    into, start = np.array([[1.0, 1.0]]), np.array([0.0, -0.5])
    network.weights = [into, *[fold @ into for _ in range(k - 1)], fold]
    network.biases = [start.copy() for _ in range(k)] + [np.zeros(1)]
    return network


def pieces(network: Network, x: np.ndarray) -> np.ndarray:
    """How many straight pieces the output of a network has along a line.

    Parameters
    ----------
    network : Network
        With one input and one output, in float64.
    x : array of shape (n,)
        Increasing and even; finer than the pieces. Bends that share a gap of the grid count once.

    Returns
    -------
    int or int array of shape (R,)
    """
    out = network.forward(np.asarray(x)[:, None]).activations[-1][..., 0]
    second = np.abs(np.diff(out, n=2, axis=-1))
    # Rounding is far below the bends; a bend inside a gap shows on both of its sides, and counts once.
    bent = second > 1e-9 * np.maximum(1, np.abs(out).max(axis=-1, keepdims=True))
    first = bent & ~np.concatenate([np.zeros_like(bent[..., :1]), bent[..., :-1]], axis=-1)
    return 1 + first.sum(axis=-1)


def regions(network: Network, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, int]:
    """The polygons into which a ReLU network cuts a part of the plane: in each of them it is one linear formula.

    Parameters
    ----------
    network : Network
        A single one, with two inputs.
    x, y : array of shape (n,) and (m,)
        The grid.

    Returns
    -------
    which : int array of shape (m, n)
        The number of the polygon at each point, 0 to count - 1: points with the same units on have the same number.
    count : int
        How many different ones the grid meets.
    """
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    hidden = network.forward(points).pre_activations[:-1]
    on = np.packbits(np.concatenate([Z > 0 for Z in hidden], axis=-1), axis=-1)
    _, which = np.unique(on, axis=0, return_inverse=True)
    return which.reshape(len(y), len(x)), int(which.max()) + 1
