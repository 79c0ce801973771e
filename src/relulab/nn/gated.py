"""A network whose hidden units are gated: what a unit says is multiplied by how far a second one lets it through.

A hidden layer of n units has 2 n columns of weights. The first n go through the activation and are the gates, the
other n are what is let through: A = f(Z[:, :n]) * Z[:, n:]. Everything else is as in `Network`. The measures of units
are not for these layers: a gated unit is neither on nor off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .activations import Activation
from .loss import cross_entropy, one_hot, softmax
from .network import Network, Slopes, Trace

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

    def __repr__(self):
        return super().__repr__().replace("Network", "GatedNetwork", 1)

    def forward(self, X: ArrayLike) -> Trace:
        """Pass X through all layers; as for Network. The activations are those behind the gates."""
        A = checks.inputs(self, X)
        trace = Trace([], [A])
        last = len(self.weights) - 1
        with np.errstate(over="ignore", invalid="ignore"):
            for layer, (W, b) in enumerate(zip(self.weights, self.biases)):
                Z = A @ W + b[..., None, :]
                if layer < last:
                    gates, through = _halves(Z)
                    A = self.activation(gates) * through
                else:
                    A = Z
                trace.pre_activations.append(Z)
                trace.activations.append(A)
        return trace

    def backward(self, X: ArrayLike, y: ArrayLike) -> tuple[np.ndarray, Trace, list[Slopes]]:
        """Loss, forward pass, and the slopes of the loss in every layer; as for Network."""
        X, y = checks.data(self, X, y)
        trace = self.forward(X)
        logits = trace.activations[-1]
        T = one_hot(y, self.sizes[-1], logits.dtype)
        slopes: list[Slopes] = []
        with np.errstate(over="ignore", invalid="ignore"):
            loss = cross_entropy(logits, T)
            dZ = (softmax(logits) - T) / X.shape[-2]
            for layer in reversed(range(len(self.weights))):
                slopes.insert(0, Slopes(dZ, trace.activations[layer].mT @ dZ, dZ.sum(axis=-2)))
                if layer > 0:
                    dA = dZ @ self.weights[layer].mT
                    gates, through = _halves(trace.pre_activations[layer - 1])
                    # Of a product each factor gets the slope times the other.
                    dgates = dA * through * self.activation.derivative(gates)
                    dZ = np.concatenate([dgates, dA * self.activation(gates)], axis=-1)
        return loss, trace, slopes


def _halves(Z):
    n = Z.shape[-1] // 2
    return Z[..., :n], Z[..., n:]
