"""A trained hidden layer, and what lost weights and shifted biases do to zeros, units and accuracy."""

from functools import lru_cache
from typing import Any

import numpy as np

from ...nn.datasets import load_digits
from ...nn.network import Network
from ...nn.stored import arrays
from ...nn.training import train

#: Hidden units of the network that is shifted.
HIDDEN = 32


def trained() -> Network:
    """The network of this explorer, trained anew; what the explorer shows was stored, so that it starts at once."""
    digits = load_digits()
    network = Network([64, HIDDEN, 10])
    train(network, digits.X_train, digits.y_train, lr=0.1, epochs=10, progress=False)
    return network


@lru_cache(maxsize=1)
def _measured():
    """The stored network, and the data."""
    network = Network([64, HIDDEN, 10])
    network.weights, network.biases = (
        [arrays(__package__)[f"{name}{layer}"] for layer in range(2)] for name in ("weights", "biases")
    )
    return network, load_digits()


@lru_cache(maxsize=16)
def _hidden(pruned: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights of the hidden layer less the smallest, and its pre-activations on the training and the test digits."""
    network, digits = _measured()
    W, b = network.weights[0], network.biases[0]
    W = np.where(abs(W) < np.quantile(abs(W), pruned / 100), 0, W)
    return W, digits.X_train @ W + b, digits.X_test @ W + b


def shifted(digit: int, shift: float, unit: int, pruned: int = 0) -> dict[str, Any]:
    """A trained hidden layer on one digit, with some weights set to 0 and the biases of all its units shifted.

    Parameters
    ----------
    digit : int
        Which of the 360 test digits, from 0.
    shift : float
        Added to the bias of every hidden unit, without training again.
    unit : int
        The hidden unit to look at, from 1.
    pruned : int
        So many per cent of the hidden layer's weights, the smallest ones, are set to 0.

    Returns
    -------
    dict
        "digit", "shift", "unit" and "pruned" as they came. Of the digit: "label", "predicted", its "image", and for
        each unit its pre-activation "z" and output "a". Of the unit: its "weights" as a picture, "sum" (the weighted
        sum of the digit), "bias" as trained, "share" (of its mean outputs, by class, adding up to 1). Of all units:
        "fires", the share of the training digits on which each is positive, and "dead". Over all test digits: the
        share of "zeros" among the outputs, and "accuracy".
    """
    network, digits = _measured()
    W, Z_train, Z_test = _hidden(pruned)
    A = np.maximum(0, Z_test + shift)
    logits = A @ network.weights[1] + network.biases[1]
    predicted = logits.argmax(axis=1)
    fires = (Z_train + shift > 0).mean(axis=0)
    of_class = np.array([A[digits.y_test == label, unit - 1].mean() for label in range(10)])
    return {
        "digit": digit,
        "label": int(digits.y_test[digit]),
        "predicted": int(predicted[digit]),
        "image": digits.images_test[digit],
        "shift": shift,
        "unit": unit,
        "pruned": pruned,
        "weights": W[:, unit - 1].reshape(8, 8),
        "sum": float(digits.X_test[digit] @ W[:, unit - 1]),
        "bias": float(network.biases[0][unit - 1]),
        "z": Z_test[digit] + shift,
        "a": A[digit],
        "fires": fires,
        "dead": fires == 0,
        "share": of_class / of_class.sum() if of_class.any() else np.zeros(10),
        "zeros": float((A == 0).mean()),
        "accuracy": float((predicted == digits.y_test).mean()),
    }
