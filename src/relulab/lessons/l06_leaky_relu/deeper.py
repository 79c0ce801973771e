"""Experiments behind the core of the lesson on Leaky ReLU: later layers, fewer units, successors, born dead."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ...nn import measures
from ...nn.activations import Activation, LeakyReLU
from ...nn.loss import softmax
from ...nn.network import Network
from ...nn.sweep import Sweep, sweep
from ...nn.training import train
from .experiments import SEEDS, data


class Revived(NamedTuple):
    """Dead units of two hidden layers, before and after the rate was lowered.

    Attributes
    ----------
    dead : array of shape (2, networks)
        Share of each layer that was dead when the rate was lowered.
    alive, leaky : list of array
        For each layer: of its dead the share that answers to some digit later, in the networks that had dead units
        there; as they are, and with a leak of slope 0.1 put in.
    """

    dead: np.ndarray
    alive: list[np.ndarray]
    leaky: list[np.ndarray]

    @property
    def layers(self) -> str:
        """In which layers dead units came back."""
        came = [bool(each.any()) for each in self.alive]
        return {(True, True): "in both", (True, False): "in the first", (False, True): "in the second"}.get(
            (came[0], came[1]), "in neither"
        )


def revived() -> Revived:
    """Wreck networks with two hidden layers at the rate 3, lower it to 0.1, and see which of the dead come back.

    Returns
    -------
    Revived
    """
    X, y, *_ = data()
    # Few networks would not do: how many come back differs much from one to the next.
    networks = Network([64, 32, 32, 10], runs=2 * SEEDS)
    train(networks, X, y, lr=3.0, epochs=10, progress=False)
    dead = measures.which_dead(networks, X)
    leaky = networks.copy()
    leaky.activation = LeakyReLU(0.1)
    shares = []
    for some in (networks, leaky):
        train(some, X, y, lr=0.1, epochs=20, seed=SEEDS, progress=False)
        answers = [(Z > 0).any(axis=1) for Z in some.forward(X).pre_activations[:-1]]
        shares.append([_share_of(each, of) for each, of in zip(answers, dead)])
    return Revived(np.array([each.mean(axis=1) for each in dead]), *shares)


def _share_of(some, of):
    """Share of the units of a kind that are of another kind as well, by network, where it has any."""
    has = of.any(axis=1)
    return (some & of)[has].sum(axis=1) / of[has].sum(axis=1)


def some_dead(counts: Sequence[int]) -> np.ndarray:
    """Accuracies of layers of 32 ReLU units of which some are dead from the start.

    Parameters
    ----------
    counts : list of int
        How many of the 32.

    Returns
    -------
    array of shape (counts, networks)
    """
    X, y, X_test, y_test = data()
    networks = Network([64, 32, 10], runs=SEEDS * len(counts))
    for i, n in enumerate(counts):
        networks.biases[0][SEEDS * i : SEEDS * (i + 1), :n] = -8
    train(networks, X, y, lr=0.3, epochs=10, progress=False)
    return networks.accuracy(X_test, y_test).reshape(len(counts), SEEDS)


def relatives(names: Sequence[str]) -> tuple[Sweep, Sweep]:
    """Several activations where nothing is wrong, and from a start in which all ReLU units are dead.

    Parameters
    ----------
    names : list of str
        Of activations.

    Returns
    -------
    well, sick : Sweep
        Axes activation and seed. "accuracy"; "zero": share of exact zeros; "never": share of the units that are never
        positive.
    """
    X, y, X_test, y_test = data()

    def measure(networks):
        return {
            "accuracy": networks.accuracy(X_test, y_test),
            "zero": measures.sparsity(networks, X)[:, 0],
            "never": measures.never_positive(networks, X)[:, 0] / 32,
        }

    sizes, kinds, seeds = [64, 32, 10], list(names), SEEDS // 2  # the smooth ones take their time
    well = sweep(sizes, X, y, lr=0.3, epochs=6, activation=kinds, seeds=seeds, measure=measure)
    sick = sweep(sizes, X, y, lr=3.0, bias=-2.0, epochs=10, activation=kinds, seeds=seeds, measure=measure)
    return well, sick


def train_prelu(
    slope_gradient: Callable, *, bias: float, leak_lr: float, lr: float = 0.3, steps: int = 160
) -> tuple[np.ndarray, np.ndarray]:
    """Gradient descent on the weights and on the leak of 20 networks: one hidden layer, one leak for each network.

    Parameters
    ----------
    slope_gradient : callable
        Takes the slopes for the activations of one network and its pre-activations; gives the slope for its leak.
    bias : float
        Of all hidden units at the start.
    leak_lr : float
        Learning rate of the leak, which starts at 0.25; 0 keeps it there.
    lr : float
        Of the weights.
    steps : int

    Returns
    -------
    leak, accuracy : array of shape (networks,)
    """
    X, y, X_test, y_test = data()
    networks = Network([64, 32, 10], LeakyReLU(np.full(SEEDS, 0.25)), bias=bias, runs=SEEDS)
    leak = np.full(SEEDS, 0.25)
    for step in range(steps):
        batch = np.random.default_rng(step).choice(len(X), 32, replace=False)
        trace = networks.forward(X[batch])
        dlogits = (softmax(trace.activations[-1]) - np.eye(10)[y[batch]]) / 32
        dA = dlogits @ networks.weights[1].mT
        d_leak = [slope_gradient(*one) for one in zip(dA, trace.pre_activations[0])]
        _, gradients = networks.gradients(X[batch], y[batch])
        for W, b, (dW, db) in zip(networks.weights, networks.biases, gradients):
            W -= lr * dW
            b -= lr * db
        leak = leak - leak_lr * np.array(d_leak)
        networks.activation = LeakyReLU(leak)
    return leak, networks.accuracy(X_test, y_test)


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
