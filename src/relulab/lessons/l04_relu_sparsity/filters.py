"""Filters that slide over pictures, and what a linear layer reads from what they find."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from ...nn.activations import Activation
from ...nn.activations import get as get_activation
from ...nn.datasets import Digits
from ...nn.network import Network
from ...nn.training import train

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
    """What a small convolutional layer hands on: convolve, activate, and add up over the whole picture.

    Parameters
    ----------
    images : array of shape (n, height, width)
    kernels : array of shape (k, size, size)
    activation : str, Activation or function of an array

    Returns
    -------
    array of shape (n, k)
    """
    f = activation if callable(activation) else get_activation(activation)
    return f(convolve(images, kernels)).sum(axis=(2, 3))


def filters_accuracy(
    activation: Rectifier,
    digits: Digits,
    *,
    kernels: int = 32,
    epochs: int = 10,
    lr: float = 0.1,
    seeds: int = 10,
    seed: int = 0,
) -> np.ndarray:
    """How many test digits a linear layer reads from some random filters and an activation.

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
    networks = Network([kernels, 10], init=0.01, runs=seeds, seed=seed)
    train(networks, np.array(for_training), digits.y_train, lr=lr, epochs=epochs, seed=seed, progress=False)
    return networks.accuracy(np.array(for_test), digits.y_test)
