"""How large the signal is in each layer of a deep network, and the gradient on its way back, with what theory says."""

from functools import lru_cache
from typing import Any

import numpy as np

from ...nn.activations import ACTIVATIONS
from ...nn.activations import get as get_activation
from ...nn.datasets import load_digits
from ...nn.network import Network, weight_std
from .experiments import predicted_signal, shallower, signals

WIDTH, DEEPEST, SEEDS, ROWS = 64, 50, 5, 24

#: What the control says -> `init` of Network. A gain is the number of units times the variance of the weights.
INITS: dict[str, str | float] = {
    "he": "he",
    "glorot": "glorot",
    "lecun": "lecun",
    "standard": "standard",
    "normal, gain 4": (4 / WIDTH) ** 0.5,
    "normal, gain 16": (16 / WIDTH) ** 0.5,
}


@lru_cache(maxsize=len(INITS))
def drawn(init: str) -> Network:
    """Networks of the largest depth; the others are parts of them. The weights do not depend on the activation."""
    return Network([WIDTH] * (DEEPEST + 1) + [10], init=INITS[init], runs=SEEDS)


@lru_cache(maxsize=len(INITS) * len(ACTIVATIONS))
def _forward(activation, init):
    """The deepest networks, the spread of their pre-activations by layer, and what theory says of it and gradients."""
    networks, digits, f = drawn(init), load_digits(), get_activation(activation)
    networks = networks.with_parameters(networks.weights, networks.biases, f)
    deviations = signals(networks, digits.X_train[:ROWS], digits.y_train[:ROWS], ["Z"])["Z"]
    std = weight_std(INITS[init], WIDTH, WIDTH)
    return networks, deviations, *predicted_signal(f, WIDTH, std, DEEPEST, start=deviations[:, 0].mean())


def flow(depth: int, activation: str, init: str) -> dict[str, Any]:
    """Spread and gradient by layer, measured and predicted.

    Parameters
    ----------
    depth : int
        Number of hidden layers.
    activation : str
        A name in `ACTIVATIONS`.
    init : str
        A name in `INITS`.

    Returns
    -------
    dict
        "depth", "activation" and "init" as they came. "spread" (of the pre-activations) and "gradient" have the shape
        (seeds, depth); the gradient is a share of that of the last hidden layer, or None where no gradient arrives
        there. "predicted spread" and "predicted gradient", of shape (depth,), are what theory says.
    """
    digits = load_digits()
    deepest, deviations, std, factor = _forward(activation, init)
    networks = shallower(deepest, depth)
    back = signals(networks, digits.X_train[:ROWS], digits.y_train[:ROWS], ["dZ"])["dZ"][:, :depth]
    steps_back = factor[: depth - 1]
    return {
        "depth": depth,
        "activation": activation,
        "init": init,
        "spread": deviations[:, :depth],
        "predicted spread": std[:depth],
        "gradient": back / back[:, -1:] if back[:, -1].all() else None,
        "predicted gradient": np.append(np.cumprod(steps_back[::-1])[::-1], 1.0),
    }
