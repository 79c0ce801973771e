"""How large the signal is in each layer of a deep network, and the gradient on its way back, with what theory says."""

from functools import lru_cache
from typing import Any

import numpy as np

from ...nn.activations import get as get_activation
from ...nn.datasets import load_digits
from ...nn.network import Network
from .experiments import predicted_signal, shallower, signals

WIDTH, DEEPEST, SEEDS, ROWS = 64, 30, 5, 24

#: What the control says -> units times the variance of the weights.
GAINS = {"⅓": 1 / 3, "½": 0.5, "1": 1.0, "2": 2.0, "3": 3.0, "4": 4.0, "8": 8.0, "16": 16.0, "32": 32.0, "64": 64.0}
ACTIVATIONS = ["sigmoid", "tanh", "relu", "identity", "softplus"]


@lru_cache(maxsize=len(GAINS))
def drawn(gain: float) -> Network:
    """Networks of the largest depth; the others are parts of them. Gains differ in the scale of the weights alone."""
    networks = Network([WIDTH] * (DEEPEST + 1) + [10], init=WIDTH**-0.5, runs=SEEDS)
    weights = [np.float32(gain**0.5) * W for W in networks.weights]
    return networks.with_parameters(weights, networks.biases)


@lru_cache(maxsize=len(GAINS) * len(ACTIVATIONS))
def _forward(activation, gain):
    """The deepest networks, the spread of their pre-activations by layer, and what theory says of it and gradients."""
    networks, digits, f = drawn(gain), load_digits(), get_activation(activation)
    networks = networks.with_parameters(networks.weights, networks.biases, f)
    deviations = signals(networks, digits.X_train[:ROWS], digits.y_train[:ROWS], ["Z"])["Z"]
    std = (gain / WIDTH) ** 0.5
    return networks, deviations, *predicted_signal(f, WIDTH, std, DEEPEST, start=deviations[:, 0].mean())


def flow(depth: int, activation: str, gain: float) -> dict[str, Any]:
    """Spread and gradient by layer, measured and predicted.

    Parameters
    ----------
    depth : int
        Number of hidden layers.
    activation : str
        A name in `ACTIVATIONS`.
    gain : float
        Units times the variance of the weights.

    Returns
    -------
    dict
        "depth", "activation" and "gain" as they came. "spread" (of the pre-activations) and "gradient" have the shape
        (seeds, depth); the gradient is a share of that of the last hidden layer. "predicted spread" and "predicted
        gradient", of shape (depth,), are what theory says.
    """
    digits = load_digits()
    deepest, deviations, std, factor = _forward(activation, gain)
    networks = shallower(deepest, depth)
    back = signals(networks, digits.X_train[:ROWS], digits.y_train[:ROWS], ["dZ"])["dZ"][:, :depth]
    steps_back = factor[: depth - 1]
    return {
        "depth": depth,
        "activation": activation,
        "gain": gain,
        "spread": deviations[:, :depth],
        "predicted spread": std[:depth],
        "gradient": back / back[:, -1:],
        "predicted gradient": np.append(np.cumprod(steps_back[::-1])[::-1], 1.0),
    }
