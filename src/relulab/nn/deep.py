"""A network whose hidden layers may be normalised, and may add what came before to what they get.

`Network` computes Z = A @ W + b and hands on f(Z). Here a hidden layer may take three steps:

    Z = Z + A @ W           with `skip`; without: Z = A @ W
    N = normalise(Z) + b    with `norm`; without: N = Z + b
    A = f(N)

Without both it is the same network. Left out: skips over more than one layer, a learned scale behind the
normalisation, and means kept from training: rows are normalised with the rows that they come with, in a test, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from . import checks
from .activations import Activation
from .loss import cross_entropy, one_hot, softmax
from .network import Network, Slopes, Trace

#: What normalises -> the axis along which mean and variance are taken: over the rows, or over the units of a row.
NORMS = {"batch": -2, "layer": -1}

#: Added to the variance, so that a column that is everywhere the same is not divided by 0.
SMALL = 1e-5


def normalise(Z: np.ndarray, axis: int = -2) -> np.ndarray:
    """Z with mean 0 and standard deviation 1 along an axis.

    Parameters
    ----------
    Z : array of shape (..., rows, units)
    axis : int
        -2 for each unit over the rows, -1 for each row over its units.

    Returns
    -------
    array of the same shape

    Notes
    -----
    Over the rows: S. Ioffe and C. Szegedy, "Batch normalization", 2015. Over the units: J. Ba, J. Kiros and G. Hinton,
    "Layer normalization", 2016.
    """
    return np.divide(*_centred(Z, axis))


def normalise_slopes(dN: np.ndarray, Z: np.ndarray, axis: int = -2) -> np.ndarray:
    """Slopes for Z, from the slopes dN for `normalise(Z, axis)`.

    Moving one number moves the mean and the width, too: what all slopes have in common, and what points along N, is
    taken away.
    """
    centred, width = _centred(Z, axis)
    N = centred / width
    along = (dN * N).mean(axis=axis, keepdims=True)
    return (dN - dN.mean(axis=axis, keepdims=True) - N * along) / width


def _centred(Z, axis):
    """Z less its mean, and its width."""
    centred = Z - Z.mean(axis=axis, keepdims=True)
    return centred, np.sqrt((centred * centred).mean(axis=axis, keepdims=True) + SMALL)


@dataclass
class DeepTrace(Trace):
    """A forward pass, with what goes on beside the activations.

    `pre_activations[l]` is N of layer l, what its activation takes; `streams[l]` is Z, before bias and normalisation,
    with the skips added. In the last layer, which has neither, the two differ by the bias.
    """

    streams: list[np.ndarray] = field(default_factory=list)


class DeepNetwork(Network):
    """A Network with skip connections and normalisation as choices.

    Parameters
    ----------
    sizes, activation, **settings
        As for Network.
    skip : bool
        Add Z of the hidden layer before to Z of a hidden layer, where both have as many units.
    norm : str, optional
        "batch": Z has mean 0 and standard deviation 1 for each unit, over the rows; "layer": for each row, over its
        units. Of the hidden layers; the outputs stay as they are.

    Notes
    -----
    Normalisation has its place as in Ioffe and Szegedy 2015, between weights and activation, with the bias behind it.
    Skips: K. He, X. Zhang, S. Ren and J. Sun, "Identity mappings in deep residual networks", 2016: normalise,
    activate, weigh, add.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activation: str | Activation = "relu",
        *,
        skip: bool = False,
        norm: str | None = None,
        **settings: Any,
    ):
        super().__init__(sizes, activation, **settings)
        if norm is not None and norm not in NORMS:
            raise ValueError(f"There is no norm {norm!r}. Known names: {', '.join(NORMS)}; or None.")
        self.skip, self.norm = bool(skip), norm

    def __repr__(self):
        return f"{super().__repr__()[:-1]}, skip={self.skip}, norm={self.norm!r})"

    def _skips(self, layer: int) -> bool:
        """Whether Z of the layer before is added to Z of this one."""
        hidden = layer < len(self.weights) - 1
        return self.skip and hidden and self.sizes[layer] == self.sizes[layer + 1]

    def forward(self, X: ArrayLike) -> DeepTrace:
        """Pass X through all layers; as for Network."""
        A = checks.inputs(self, X)
        trace = DeepTrace([], [A])
        last = len(self.weights) - 1
        Z: Any = 0  # nothing comes before the first layer
        with np.errstate(over="ignore", invalid="ignore"):
            for layer, (W, b) in enumerate(zip(self.weights, self.biases)):
                Z = Z + A @ W if self._skips(layer) else A @ W
                N = normalise(Z, NORMS[self.norm]) if self.norm and layer < last else Z
                N = N + b[..., None, :]
                A = N if layer == last else self.activation(N)
                trace.streams.append(Z)
                trace.pre_activations.append(N)
                trace.activations.append(A)
        return trace

    def backward(self, X: ArrayLike, y: ArrayLike) -> tuple[np.ndarray, DeepTrace, list[Slopes]]:
        """Loss, forward pass, and the slopes of the loss in every layer; as for Network.

        The slopes dZ are those for Z, so that dW is A.T @ dZ as ever.
        """
        X, y = checks.data(self, X, y)
        trace = self.forward(X)
        logits = trace.activations[-1]
        T = one_hot(y, self.sizes[-1], logits.dtype)
        slopes: list[Slopes] = []
        last = len(self.weights) - 1
        with np.errstate(over="ignore", invalid="ignore"):
            loss = cross_entropy(logits, T)
            dZ = dN = (softmax(logits) - T) / X.shape[-2]
            for layer in reversed(range(last + 1)):
                if layer < last:
                    dN = dZ @ self.weights[layer + 1].mT * self.activation.derivative(trace.pre_activations[layer])
                    through = normalise_slopes(dN, trace.streams[layer], NORMS[self.norm]) if self.norm else dN
                    # What goes by the layer keeps its slope, and what goes through it adds its own.
                    dZ = dZ + through if self._skips(layer + 1) else through
                slopes.insert(0, Slopes(dZ, trace.activations[layer].mT @ dZ, dN.sum(axis=-2)))
        return loss, trace, slopes

    def with_parameters(
        self, weights: list[np.ndarray], biases: list[np.ndarray], activation: Activation | None = None
    ) -> Self:
        """A network of these very arrays, with the same skips and normalisation; as for Network."""
        other = super().with_parameters(weights, biases, activation)
        other.skip, other.norm = self.skip, self.norm
        return other
