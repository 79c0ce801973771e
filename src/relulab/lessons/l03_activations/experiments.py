"""The experiments of the lesson on activations that are longer than a cell."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ...nn.activations import ACTIVATIONS
from ...nn.loss import softmax
from ...nn.network import Network


def placed(target: Callable, n: int) -> tuple[float, np.ndarray, np.ndarray]:
    """n hinges that meet a curve at n + 1 places, evenly from -3 to 3.

    Parameters
    ----------
    target : callable
        The curve, of an array.
    n : int

    Returns
    -------
    start : float
        The height at -3, where no hinge has begun.
    knots, turns : array of shape (n,)
        Where the slope changes, and by how much.
    """
    places = np.linspace(-3, 3, n + 1)
    slopes = np.diff(target(places)) / np.diff(places)
    return float(target(places[0])), places[:-1], np.diff(slopes, prepend=0)


class FitErrors(NamedTuple):
    """Errors of curves that were fitted by n units, for several n.

    Attributes
    ----------
    units : int array of shape (k,)
    placed : array of shape (k,)
        Hinges that stand evenly.
    random, straight : array of shape (k, 20)
        Hinges at random places, and units without an activation; only the output weights are fitted.
    """

    units: np.ndarray
    placed: np.ndarray
    random: np.ndarray
    straight: np.ndarray


def fit_errors(target: Callable, seeds: int = 20) -> FitErrors:
    """The root mean square distance between a curve and what 4 to 32 units make of it.

    Parameters
    ----------
    target : callable
    seeds : int
        How often the random hinges are drawn.
    """
    relu = ACTIVATIONS["relu"]
    x, units = np.linspace(-3, 3, 401), np.array([4, 8, 16, 32])

    def error(curve):
        return np.sqrt(np.mean((curve - target(x)) ** 2))

    def best(features):
        columns = np.column_stack([features, np.ones(len(features))])
        return columns @ np.linalg.lstsq(columns, target(x), rcond=1e-9)[0]

    evenly = []
    for n in units:
        start, knots, turns = placed(target, n)
        evenly.append(error(start + relu(x[:, None] - knots) @ turns))
    random, straight = np.zeros((2, len(units), seeds))
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        for i, n in enumerate(units):
            Z = rng.choice([-1, 1], n) * (x[:, None] - rng.uniform(-3, 3, n))
            random[i, seed], straight[i, seed] = error(best(relu(Z))), error(best(Z))
    return FitErrors(units, np.array(evenly), random, straight)


def pieces(sizes: list[int], draws: int = 50) -> np.ndarray:
    """How many straight pieces random ReLU networks draw between -3 and 3.

    Parameters
    ----------
    sizes : list of int
        Begins with 1, a single input.
    draws : int
        Networks, each with random weights and biases.

    Returns
    -------
    int array of shape (draws,)
        One more than the places, of 6001, at which a unit switches on or off.
    """
    counts = []
    for seed in range(draws):
        network, rng = Network(sizes, seed=seed, dtype=np.float64), np.random.default_rng([seed, 7])
        for b in network.biases[:-1]:
            b[...] = rng.normal(size=b.shape)
        x = np.linspace(-3, 3, 6001)[:, None]
        on = np.concatenate([Z > 0 for Z in network.forward(x).pre_activations[:-1]], axis=1)
        counts.append(1 + int((on[1:] != on[:-1]).any(axis=1).sum()))
    return np.array(counts)


def output(function: str, raw: ArrayLike) -> np.ndarray:
    """What a function on the output makes of raw outputs.

    Parameters
    ----------
    function : str
        "softmax", or the name of an activation.
    raw : array of shape (k,)
    """
    z, name = np.asarray(raw, dtype=float), function.strip().lower()  # as the check of the exercise reads it
    return softmax(z) if name == "softmax" else ACTIVATIONS[name](z)


def confidence(networks: Network, X: np.ndarray, factor: float = 1.0) -> np.ndarray:
    """The mean probability that each network gives to its own answer.

    Parameters
    ----------
    networks : Network
        With runs.
    X : array of shape (n, inputs)
    factor : float
        All logits are multiplied by it.

    Returns
    -------
    array of shape (R,)
    """
    return softmax(factor * networks.forward(X).activations[-1]).max(axis=-1).mean(axis=-1)
