"""Experiments of the lesson on Leaky ReLU: when units die."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ...nn import measures
from ...nn.activations import Activation
from ...nn.network import Network
from ...nn.sweep import Sweep, follow, sweep


def phase_map(
    X: np.ndarray,
    y: np.ndarray,
    *,
    lrs: Sequence[float],
    biases: Sequence[float],
    slope: float | None = None,
    hidden: Sequence[int] = (32,),
    epochs: int = 10,
    seeds: int = 5,
    seed: int = 0,
    batch_size: int = 32,
    X_test: np.ndarray | None = None,
    y_test: np.ndarray | None = None,
) -> Sweep:
    """Train networks for every pair of a learning rate and a starting bias, and count their dead units.

    Parameters
    ----------
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
        0 to n_classes - 1.
    lrs, biases : list of float
        Learning rates, and starting biases of all hidden units.
    slope : float, optional
        Slope of a Leaky ReLU; without it, plain ReLU.
    hidden : tuple of int
        Units in each hidden layer.
    epochs, seeds, seed, batch_size : int
        As for `sweep`.
    X_test, y_test : array, optional
        The accuracy is measured on these; on X and y if not given.

    Returns
    -------
    Sweep
        Axes lr, bias, seed. "dead": share of all hidden units that are dead on X after training.
        "accuracy". "diverged": the step at which the loss was no longer finite, or 0. A network that
        diverged counts apart: what is measured of it describes it before that step, and its accuracy
        may be NaN.
    """
    if X_test is None or y_test is None:
        X_test, y_test = X, y

    def measure(networks):
        return {
            "dead": measures.dead_units(networks, X).sum(axis=-1) / sum(hidden),
            "accuracy": networks.accuracy(X_test, y_test),
        }

    sizes = [np.shape(X)[-1], *hidden, int(np.max(y)) + 1]
    return sweep(
        sizes,
        X,
        y,
        lr=list(lrs),
        bias=list(biases),
        slope=slope,
        epochs=epochs,
        seeds=seeds,
        seed=seed,
        batch_size=batch_size,
        measure=measure,
    )


def follow_deaths(
    networks: Network,
    X: np.ndarray,
    y: np.ndarray,
    *,
    lr: float | np.ndarray,
    epochs: int,
    every: int,
    batch_size: int = 32,
    seed: int = 0,
) -> Sweep:
    """Train networks and note, again and again, which units are dead.

    Parameters
    ----------
    networks : Network
        With runs; it is trained in place.
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr : float or array of shape (R,)
    epochs, every, batch_size, seed : int
        As for `follow`.

    Returns
    -------
    Sweep
        Axis "step". "dead": bool array of shape (R, steps, hidden units), the units in the order of the
        layers; dead as in `measures.dead_units`, on all rows of X. "diverged" as in `follow`.
    """

    def measure(some):
        return {"dead": np.concatenate(measures.which_dead(some, X), axis=-1)}

    return follow(networks, X, y, lr=lr, epochs=epochs, every=every, measure=measure, batch_size=batch_size, seed=seed)


def born_dead(
    widths: Sequence[int],
    depths: Sequence[int],
    *,
    draws: int = 1000,
    init: str | ArrayLike = "he",
    activation: str | Activation = "relu",
    seed: int = 0,
) -> Sweep:
    """Which deep, narrow networks give the same output for every input before any training.

    The networks have one input, hidden layers of the same width and one output, all biases zero, and
    inputs on both sides of 0.

    Parameters
    ----------
    widths : list of int
        Units in each hidden layer.
    depths : list of int
        Layers with weights: a depth of 5 means 4 hidden layers and the output. At least 2.
    draws : int
        Networks of each width and depth.
    init, activation : str, float or Activation
        As for Network.
    seed : int

    Returns
    -------
    Sweep
        Axes width, depth, draw. "dead": True where all outputs are equal. A network and the deeper ones
        of the same draw share no weights.

    Notes
    -----
    The question is that of L. Lu, Y. Shin, Y. Su and G. E. Karniadakis, "Dying ReLU and
    initialization", 2019, https://arxiv.org/abs/1903.06733.
    """
    # Without biases a ReLU network is a straight line on either side of 0, so few inputs tell all.
    x = np.array([-2.0, -1.0, 1.0, 2.0])[:, None]
    dead = np.empty((len(widths), len(depths), draws), bool)
    for i, width in enumerate(widths):
        for j, depth in enumerate(depths):
            own_seed = seed + (i * len(depths) + j) * draws
            sizes = [1, *[width] * (depth - 1), 1]
            networks = Network(sizes, activation, init=init, runs=draws, seed=own_seed, dtype=np.float64)
            outputs = networks.forward(x).activations[-1]
            dead[i, j] = (outputs == outputs[:, :1]).all(axis=(-1, -2))
    return Sweep({"width": list(widths), "depth": list(depths), "draw": list(range(draws))}, {"dead": dead})
