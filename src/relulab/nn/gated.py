"""A network whose hidden units are gated: what a unit says is multiplied by how far a second one lets it through.

A hidden layer of n units has 2 n columns of weights. The first n go through the activation and are the gates, the
other n are what is let through: A = f(Z[:, :n]) * Z[:, n:]. Everything else is as in `Network`. The measures of units
are not for these layers: a gated unit is neither on nor off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .activations import Activation
from .network import Network

#: How far from the seed of the gates that of the weights of what they let through is: no other run has it.
SECOND = 1_000_000


class GatedNetwork(Network):
    """A Network with gated hidden layers.

    Parameters
    ----------
    sizes, **settings
        As for Network; a hidden layer of n units has 2 n biases and as many columns of weights.
    activation : str or Activation
        Of the gates: with "silu" the layer is what large language models call SwiGLU, with "gelu" GEGLU, and with
        "identity" two linear layers multiplied.

    Notes
    -----
    N. Shazeer, "GLU variants improve transformer", 2020, after Y. Dauphin and others, "Language modeling with gated
    convolutional networks", 2017.
    """

    def __init__(self, sizes: Sequence[int], activation: str | Activation = "silu", **settings: Any):
        super().__init__(sizes, activation, **settings)
        second = Network(sizes, activation, **{**settings, "seed": settings.get("seed", 0) + SECOND})
        for mine, other in ((self.weights, second.weights), (self.biases, second.biases)):
            for layer in range(len(mine) - 1):
                mine[layer] = np.concatenate([mine[layer], other[layer]], axis=-1)

    def _hidden(self, Z):
        gates, through = _halves(Z)
        return self.activation(gates) * through

    def _hidden_slopes(self, dA, Z):
        gates, through = _halves(Z)
        # Of a product each factor gets the slope times the other.
        return np.concatenate([dA * through * self.activation.derivative(gates), dA * self.activation(gates)], axis=-1)


def _halves(Z):
    n = Z.shape[-1] // 2
    return Z[..., :n], Z[..., n:]
