"""Experiments of the lesson on sparsity: what units prefer, and zeros against overfitting."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ...nn.datasets import Digits
from ...nn.fast import one_blas_thread
from ...nn.network import Network, Slopes
from ...nn.training import Descent

#: Starting bias and penalty of each dial for sparsity, from the fewest zeros to the most.
DIALS = {"high bias": (1.0, 0.0), "ordinary": (0.0, 0.0), "penalty": (0.0, 0.03), "low bias": (-0.5, 0.0)}


def small_sets(
    X: np.ndarray, y: np.ndarray, rows: int, *, sets: int = 20, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Small training sets, each drawn at random without repetition.

    Parameters
    ----------
    X : array of shape (n, n_inputs)
    y : int array of shape (n,)
    rows : int
        Rows in each set.
    sets, seed : int

    Returns
    -------
    X : array of shape (sets, rows, n_inputs)
    y : int array of shape (sets, rows)
    """
    chosen = np.array([np.random.default_rng([s, 4]).permutation(len(X))[:rows] for s in range(seed, seed + sets)])
    return X[chosen], y[chosen]


def with_wrong_labels(y: np.ndarray, share: float, *, classes: int = 10, seed: int = 0) -> np.ndarray:
    """A copy of labels in which some are replaced by another class, each by chance.

    Parameters
    ----------
    y : int array of shape (R, rows)
    share : float
        How many, 0 to 1, on average.
    classes, seed : int

    Returns
    -------
    int array of shape (R, rows)
    """
    rngs = [np.random.default_rng([seed + r, 9]) for r in range(len(y))]
    wrong = np.array([rng.uniform(size=y.shape[1]) < share for rng in rngs])
    further = np.array([rng.integers(1, classes, y.shape[1]) for rng in rngs])
    return np.where(wrong, (y + further) % classes, y)


def at_equal_zeros(networks: Network, like: Network, X: np.ndarray) -> Network:
    """Give the units of each run the one bias with which as many activations are zero as in other networks.

    Parameters
    ----------
    networks : Network
        With runs and one hidden layer; its hidden biases are changed in place.
    like : Network
        With as many runs.
    X : array of shape (rows, n_inputs)

    Returns
    -------
    Network
        `networks`.
    """
    zeros = (like.forward(X).activations[1] == 0).mean(axis=(-1, -2))
    for W, b, share in zip(networks.weights[0], networks.biases[0], zeros):
        b[...] = -np.quantile(X @ W, share)
    return networks


class _Penalised(Descent):
    """Gradient descent on the loss plus a penalty for hidden outputs."""

    penalty = 0.0

    def slopes(self, X, y):
        loss, trace, slopes = super().slopes(X, y)
        if self.penalty:
            network, (dZ, dW, db) = self.network, slopes[0]
            Z = trace.pre_activations[0]
            push = (self.penalty / Z.shape[-2] * network.activation.derivative(Z)).astype(Z.dtype)
            slopes[0] = Slopes(dZ + push, dW + X.mT @ push, db + push.sum(axis=-2))
        return loss, trace, slopes


def train_to_loss(
    networks: Network,
    X: np.ndarray,
    y: np.ndarray,
    *,
    target: float,
    lr: float,
    penalty: float = 0.0,
    epochs: int = 200,
    every: int = 5,
    batch_size: int = 32,
    seed: int = 0,
) -> np.ndarray:
    """Train networks with one hidden layer in place, each until its loss on all its rows is below a target.

    Networks that are stopped at the same loss have learned their rows equally well, so that what
    differs on other rows is not due to one of them being further on.

    Parameters
    ----------
    networks : Network
        With runs and one hidden layer.
    X : array of shape (R, rows, n_inputs)
    y : int array of shape (R, rows)
    target : float
        Softmax cross-entropy in nats, without the penalty.
    lr : float
    penalty : float
        Added to what training makes small: the penalty times the sum of a row's hidden activations,
        averaged over the rows (an L1 penalty, for activations that are never negative).
    epochs : int
        At most so many.
    every : int
        Epochs after which the loss is measured.
    batch_size, seed : int
        As for `train`.

    Returns
    -------
    int array of shape (R,)
        Epochs that each run took, or 0 where it did not come below the target.
    """
    if networks.runs is None or len(networks.sizes) != 3:
        raise ValueError(f"train_to_loss needs a Network with runs and one hidden layer, but got {networks!r}.")
    runs = networks.runs
    took, orders = np.zeros(runs, int), [np.random.default_rng([seed + r, 5]) for r in range(runs)]
    descent = _Penalised(networks, X, y, np.full(runs, lr), batch_size, orders)
    descent.penalty = penalty
    with one_blas_thread():
        for epoch in range(1, epochs + 1):
            descent.epoch()
            if epoch % every == 0:
                arrived = (took == 0) & (networks.loss(X, y) < target)
                took[arrived] = epoch
                descent.lr[arrived] = 0
                if took.all():
                    break
    return took


class Preference(NamedTuple):
    """What the units of some networks prefer, one value a network.

    Attributes
    ----------
    zeros : array of shape (R,)
        Share of the activations that are zero, 0 to 1.
    share : array of shape (R,)
        Share of a unit's response that its best digit gets, 0 to 1: the mean over the units.
    dealt : array of shape (R,)
        The same with the labels dealt out anew at random.
    """

    zeros: np.ndarray
    share: np.ndarray
    dealt: np.ndarray


def compare_kinds(best_share: Callable, digits: Digits, *, runs: int = 6, seed: int = 0) -> dict[str, Preference]:
    """How far the units prefer one digit: untrained and trained networks, dense and sparse ones.

    The sparse ones are trained with a penalty for activations; the sparse untrained ones get the bias with which as
    many of their activations are zero.

    Parameters
    ----------
    best_share : callable
        Of the outputs of a unit and the digits, one for each row: the share of its response that its best digit gets.
    digits : Digits
    runs, seed : int

    Returns
    -------
    dict
        Name of the kind -> Preference, on the test digits.
    """
    X, y = (np.broadcast_to(rows, (runs, *rows.shape)) for rows in (digits.X_train, digits.y_train))
    untrained, dense, sparse, as_sparse = (Network([64, 64, 10], runs=runs, seed=seed) for _ in range(4))
    for networks, penalty in ((dense, 0.0), (sparse, 0.03)):
        train_to_loss(networks, X, y, target=0.1, lr=0.3, penalty=penalty, epochs=60, every=2, seed=seed)
    at_equal_zeros(as_sparse, sparse, digits.X_test)
    dealt = np.random.default_rng(seed).permutation(digits.y_test)
    kinds = {
        "untrained dense": untrained,
        "trained dense": dense,
        "untrained sparse": as_sparse,
        "trained sparse": sparse,
    }
    found = {}
    for name, networks in kinds.items():
        A = networks.forward(digits.X_test).activations[1]
        shares = [
            [np.mean([best_share(a, labels) for a in outputs.T if a.any()]) for labels in (digits.y_test, dealt)]
            for outputs in A
        ]
        found[name] = Preference((A == 0).mean(axis=(1, 2)), *np.array(shares).T)
    return found


def lowest_first(kinds: dict[str, Preference]) -> list[str]:
    """The names of the kinds, by how far their units prefer one digit above chance, the lowest first."""
    return sorted(kinds, key=lambda name: float(np.mean(kinds[name].share - kinds[name].dealt)))


class Few(NamedTuple):
    """Networks that learned from few digits, one value a network.

    Attributes
    ----------
    zeros : array of shape (R,)
        Share of the activations on the test digits that are zero, 0 to 1.
    right : array of shape (R,)
        Share of the test digits that are read correctly, 0 to 1.
    """

    zeros: np.ndarray
    right: np.ndarray


def learn_from_few(
    digits: Digits, dial: str = "ordinary", *, wrong_labels: float = 0.0, runs: int = 12, seed: int = 0
) -> Few:
    """Train networks on 150 digits each, all to one training loss, and see how they read new ones.

    Parameters
    ----------
    digits : Digits
    dial : str
        One of `DIALS`: how many activations are zero.
    wrong_labels : float
        Share of the 150 labels that are wrong, 0 to 1.
    runs, seed : int
        Networks of the same run learn from the same digits and start from the same weights, whatever the dial.

    Returns
    -------
    Few
    """
    bias, penalty = DIALS[dial]
    X, y = small_sets(digits.X_train, digits.y_train, 150, sets=runs, seed=seed)
    y = with_wrong_labels(y, wrong_labels, seed=seed)
    networks = Network([64, 64, 10], bias=bias, runs=runs, seed=seed)
    target = 0.3 if wrong_labels else 0.1
    train_to_loss(networks, X, y, target=target, lr=0.3, penalty=penalty, seed=seed)
    zeros = (networks.forward(digits.X_test).activations[1] == 0).mean(axis=(1, 2))
    return Few(zeros, networks.accuracy(digits.X_test, digits.y_test))
