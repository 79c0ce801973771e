"""Experiments of the lesson on sparsity: filters, and zeros against overfitting."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from ...nn.activations import Activation
from ...nn.activations import get as get_activation
from ...nn.datasets import Digits
from ...nn.fast import one_blas_thread
from ...nn.network import Network, Slopes
from ...nn.training import Descent, train

#: Name of an activation, or any function of an array, such as np.abs.
Rectifier = str | Activation | Callable[[np.ndarray], np.ndarray]


def convolve(images: ArrayLike, kernels: ArrayLike) -> np.ndarray:
    """Sliding weighted sums: each kernel laid on every place of each image where it fits in whole.

    Parameters
    ----------
    images : array of shape (n, height, width)
    kernels : array of shape (k, size, size)

    Returns
    -------
    array of shape (n, k, height - size + 1, width - size + 1)
    """
    images, kernels = np.asarray(images), np.asarray(kernels)
    size = kernels.shape[-1]
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))
    flat = windows.reshape(*windows.shape[:3], size * size)
    return np.moveaxis(flat @ kernels.reshape(-1, size * size).T.astype(images.dtype), -1, 1)


def filter_features(images: ArrayLike, kernels: ArrayLike, activation: Rectifier) -> np.ndarray:
    """What a small convolutional layer hands on: convolve, activate, and add up within each quarter of the picture.

    Parameters
    ----------
    images : array of shape (n, 8, 8)
    kernels : array of shape (k, 3, 3)
    activation : str, Activation or function of an array

    Returns
    -------
    array of shape (n, 4 * k)
    """
    f = activation if callable(activation) else get_activation(activation)
    A = f(convolve(images, kernels))
    n, k = A.shape[:2]
    return A.reshape(n, k, 2, 3, 2, 3).sum(axis=(3, 5)).reshape(n, -1)


def filters_accuracy(
    activation: Rectifier,
    digits: Digits,
    *,
    kernels: int = 8,
    epochs: int = 10,
    lr: float = 0.1,
    seeds: int = 20,
    seed: int = 0,
) -> np.ndarray:
    """How many test digits a linear layer reads from a few random filters and an activation.

    Each seed draws its own 3x3 filters, normal numbers less their mean, and nothing trains them. The
    features of `filter_features` are standardised by the training rows; one linear layer learns from them.

    Parameters
    ----------
    activation : str, Activation or function of an array
    digits : Digits
        As `datasets.load_digits` gives them.
    kernels : int
        Filters for each seed.
    epochs, lr, seeds, seed
        As for `sweep`.

    Returns
    -------
    array of shape (seeds,)
        Test accuracy, 0 to 1.
    """
    for_training, for_test = [], []
    for s in range(seed, seed + seeds):
        filters = np.random.default_rng([s, 3]).normal(size=(kernels, 3, 3))
        filters -= filters.mean(axis=(1, 2), keepdims=True)
        F = filter_features(digits.images_train, filters, activation)
        mean, deviation = F.mean(axis=0), F.std(axis=0)
        for_training.append((F - mean) / deviation)
        for_test.append((filter_features(digits.images_test, filters, activation) - mean) / deviation)
    networks = Network([4 * kernels, 10], init=0.01, runs=seeds, seed=seed)
    train(networks, np.array(for_training), digits.y_train, lr=lr, epochs=epochs, seed=seed, progress=False)
    return networks.accuracy(np.array(for_test), digits.y_test)


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
