"""A network of dense layers: forward pass, loss and backpropagation.

The first lessons write these formulas once; here they are kept for all. Layer l computes
Z = A @ W + b and hands f(Z) on as the next A. The last layer is linear, and softmax belongs to the
loss. Skips and normalisation stand in `deep.py`, gates in `gated.py`, other rules for the step than
plain gradient descent in `optimisers.py`. Left out: convolution, dropout, regularisation.

Every formula works on the last two axes (rows, units), so the same lines serve one network and R
networks at once, whose arrays carry a leading axis of length R. `A.mT` is numpy's word for the
transpose of these two axes: for one network it is the `A.T` of the lesson.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from . import activations, checks
from .activations import Activation
from .loss import cross_entropy, one_hot, softmax

#: init -> function of (n_in, n_out): the distribution of the weights and its width.
#: "uniform" draws from U[-width, width], "normal" from N(0, width**2).
INITS = {
    # He, Zhang, Ren and Sun 2015.
    "he": lambda n_in, n_out: ("normal", np.sqrt(2 / n_in)),
    # Glorot and Bengio 2010, their normalised initialisation.
    "glorot": lambda n_in, n_out: ("uniform", np.sqrt(6 / (n_in + n_out))),
    # LeCun, Bottou, Orr and Mueller 1998.
    "lecun": lambda n_in, n_out: ("normal", np.sqrt(1 / n_in)),
    # What Glorot and Bengio 2010 call the standard initialisation.
    "standard": lambda n_in, n_out: ("uniform", np.sqrt(1 / n_in)),
}


def weight_std(init: str | float, n_in: int, n_out: int) -> float:
    """Standard deviation of the weights that an initialisation draws.

    Parameters
    ----------
    init : str or float
        As for Network.
    n_in, n_out : int
        Units before and behind the weights.
    """
    if not isinstance(init, str):
        return float(init)
    distribution, width = INITS[init](n_in, n_out)
    return float(width if distribution == "normal" else width / np.sqrt(3))


def n_parameters(sizes: Sequence[int]) -> int:
    """How many weights and biases a network has; `sizes` are the units in each layer, inputs first."""
    return sum(n_in * n_out + n_out for n_in, n_out in zip(sizes, sizes[1:]))


@dataclass
class Trace:
    """What a forward pass computed: one entry for each layer.

    `pre_activations[l]` is Z of layer l. `activations[0]` is the input X, `activations[l + 1]` is the
    output of layer l, and the last entry holds the logits. Shapes: (rows, units), or
    (R, rows, units) for R runs.
    """

    pre_activations: list[np.ndarray]
    activations: list[np.ndarray]


class Slopes(NamedTuple):
    """Slopes of the loss with respect to the pre-activations, the weights and the biases of one layer."""

    dZ: np.ndarray
    dW: np.ndarray
    db: np.ndarray


class Network:
    """Dense layers: hidden ones with an activation, a linear last one.

    Parameters
    ----------
    sizes : list of int
        Units in each layer, inputs first: [64, 32, 10] has 64 inputs, 32 hidden units, 10 outputs.
    activation : str or Activation
        For the hidden layers: a name in `ACTIVATIONS`, or such as `LeakyReLU(slope=0.1)`.
    init : str, float or array of shape (R,)
        How the weights are drawn: a name in `INITS`, or the standard deviation of a normal.
    bias : float or array of shape (R,)
        Starting bias of every hidden unit. The last layer starts at 0.
    runs : int, optional
        R independent networks in the same arrays. Run r draws the numbers that a single network
        draws with `seed=seed + r`.
    seed : int
        Where the random numbers start.
    dtype : dtype
        float32 for speed; float64 where derivatives are compared with finite differences.

    Attributes
    ----------
    weights, biases : list of array
        Shapes (n_in, n_out) and (n_out,), with a leading axis R under `runs`.

    Raises
    ------
    ValueError
        If an argument does not describe a network; the message says what was expected.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activation: str | Activation = "relu",
        *,
        init: str | ArrayLike = "he",
        bias: ArrayLike = 0.0,
        runs: int | None = None,
        seed: int = 0,
        dtype: DTypeLike = np.float32,
    ):
        self.sizes = checks.sizes(sizes)
        self.activation = activations.get(activation)
        self.runs = None if runs is None else checks.count(runs, "runs")
        dtype, seed = checks.floating(dtype), checks.seed(seed)
        checks.per_run(getattr(self.activation, "slope", 0.0), "the leaky slope", self.runs)
        bias = checks.per_run(bias, "bias", self.runs)
        if not isinstance(init, str):
            deviations = np.broadcast_to(checks.standard_deviation(init, self.runs), self.runs or 1)
        elif init not in INITS:
            known = ", ".join(INITS)
            raise ValueError(
                f"There is no init {init!r}. Known names: {known}; or give a number, the standard deviation."
            )

        lead = () if self.runs is None else (self.runs,)
        pairs = list(zip(self.sizes, self.sizes[1:]))
        self.weights = [np.empty((*lead, n_in, n_out), dtype) for n_in, n_out in pairs]
        self.biases = [np.zeros((*lead, n_out), dtype) for _, n_out in pairs]
        for run in range(self.runs or 1):
            rng = np.random.default_rng(seed + run)
            for W, (n_in, n_out) in zip(self.weights, pairs):
                if isinstance(init, str):
                    distribution, width = INITS[init](n_in, n_out)
                else:
                    distribution, width = "normal", deviations[run]
                normal = distribution == "normal"
                drawn = rng.standard_normal((n_in, n_out)) if normal else rng.uniform(-1, 1, (n_in, n_out))
                W[... if self.runs is None else run] = width * drawn
        for b in self.biases[:-1]:
            b += bias[..., None] if bias.ndim else bias

    def __repr__(self):
        runs = "" if self.runs is None else f", runs={self.runs}"
        return f"{type(self).__name__}({self.sizes}, {self.activation.name!r}{runs})"

    # ---- the formulas ------------------------------------------------------------------------

    def forward(self, X: ArrayLike) -> Trace:
        """Pass X through all layers.

        Parameters
        ----------
        X : array of shape (rows, n_inputs)
            One input a row; or (R, rows, n_inputs), other inputs for each run.

        Returns
        -------
        Trace
            All pre-activations and activations, by layer.
        """
        A = checks.inputs(self, X)
        trace = Trace([], [A])
        last = len(self.weights) - 1
        with np.errstate(over="ignore", invalid="ignore"):
            for layer, (W, b) in enumerate(zip(self.weights, self.biases)):
                b = b[..., None, :]  # a row: with runs, each run's bias meets the rows of its own run
                Z = A @ W + b
                A = Z if layer == last else self._hidden(Z)
                trace.pre_activations.append(Z)
                trace.activations.append(A)
        return trace

    def backward(self, X: ArrayLike, y: ArrayLike) -> tuple[np.ndarray, Trace, list[Slopes]]:
        """Loss, forward pass, and the slopes of the loss in every layer.

        Parameters
        ----------
        X, y : array
            As for `gradients`.

        Returns
        -------
        loss : float or array of shape (R,)
        trace : Trace
        slopes : list of Slopes
            One entry for each layer.
        """
        X, y = checks.data(self, X, y)
        trace = self.forward(X)
        logits, rows = trace.activations[-1], X.shape[-2]
        T = one_hot(y, self.sizes[-1], logits.dtype)
        slopes: list[Slopes] = []
        with np.errstate(over="ignore", invalid="ignore"):
            loss = cross_entropy(logits, T)
            dZ = (softmax(logits) - T) / rows
            for layer in reversed(range(len(self.weights))):
                A, W = trace.activations[layer], self.weights[layer]
                dW, db = A.mT @ dZ, dZ.sum(axis=-2)
                slopes.insert(0, Slopes(dZ, dW, db))
                if layer > 0:
                    dA = dZ @ W.mT
                    dZ = self._hidden_slopes(dA, trace.pre_activations[layer - 1])
        return loss, trace, slopes

    def _hidden(self, Z):
        """What a hidden layer hands on."""
        return self.activation(Z)

    def _hidden_slopes(self, dA, Z):
        """Slopes for Z of a hidden layer, from those for what it hands on."""
        return dA * self.activation.derivative(Z)

    def gradients(self, X: ArrayLike, y: ArrayLike) -> tuple[np.ndarray, list[tuple[np.ndarray, np.ndarray]]]:
        """Loss and its slope with respect to every weight and bias.

        Parameters
        ----------
        X : array of shape (rows, n_inputs) or (R, rows, n_inputs)
        y : int array of shape (rows,) or (R, rows)
            The class of each row, 0 to n_outputs - 1.

        Returns
        -------
        loss : float or array of shape (R,)
            Softmax cross-entropy in nats, averaged over the rows.
        gradients : list of (dW, db)
            In the shapes of `weights` and `biases`.
        """
        loss, _, slopes = self.backward(X, y)
        return loss, [(dW, db) for _, dW, db in slopes]

    # ---- reading results ---------------------------------------------------------------------

    def probabilities(self, X: ArrayLike) -> np.ndarray:
        """Softmax of the logits, in the shape (rows, n_outputs) or (R, rows, n_outputs)."""
        return softmax(self.forward(X).activations[-1])

    def predict(self, X: ArrayLike) -> np.ndarray:
        """The class with the largest logit for each row, in the shape (rows,) or (R, rows)."""
        return self.forward(X).activations[-1].argmax(axis=-1)

    def accuracy(self, X: ArrayLike, y: ArrayLike) -> np.ndarray:
        """Share of rows whose predicted class is y, 0 to 1: a float, or an array of shape (R,).

        NaN for a network whose logits are no numbers any more: it predicts nothing.
        """
        X, y = checks.data(self, X, y)
        logits = self.forward(X).activations[-1]
        right = (logits.argmax(axis=-1) == y).mean(axis=-1)
        return np.where(np.isnan(logits).any(axis=(-1, -2)), np.nan, right)[()]

    def loss(self, X: ArrayLike, y: ArrayLike) -> np.ndarray:
        """Softmax cross-entropy of X with the labels y in nats, averaged over the rows: a float or (R,)."""
        X, y = checks.data(self, X, y)
        logits = self.forward(X).activations[-1]
        with np.errstate(over="ignore", invalid="ignore"):
            return cross_entropy(logits, one_hot(y, self.sizes[-1], logits.dtype))

    # ---- the same parameters in another network ----------------------------------------------

    def copy(self) -> Self:
        """A network of its own with the same weights and biases."""
        return self.with_parameters([W.copy() for W in self.weights], [b.copy() for b in self.biases])

    def run(self, r: int) -> Self:
        """Run r as a single network. It shares its arrays with this one: training one trains both."""
        if self.runs is None or r not in range(self.runs):
            known = "no runs" if self.runs is None else f"runs 0 to {self.runs - 1}"
            raise ValueError(f"There is no run {r!r}: this network has {known}.")
        return self.some_runs(r)

    def some_runs(self, runs: slice | int) -> Self:
        """The runs of a slice as a network that shares its arrays with this one; of a number, that run alone."""
        weights, biases = [W[runs] for W in self.weights], [b[runs] for b in self.biases]
        return self.with_parameters(weights, biases, self.activation.of_runs(runs))

    def as_runs(self) -> Self:
        """This network as one run: itself if it has runs, else a view with a leading axis of length 1."""
        if self.runs is not None:
            return self
        return self.with_parameters([W[None] for W in self.weights], [b[None] for b in self.biases])

    def with_parameters(
        self, weights: list[np.ndarray], biases: list[np.ndarray], activation: Activation | None = None
    ) -> Self:
        """A network of these very arrays of weights and biases, with the same activation unless another is given."""
        other = object.__new__(type(self))
        other.weights, other.biases = weights, biases
        other.sizes = [W.shape[-2] for W in weights] + [weights[-1].shape[-1]]
        other.runs = len(weights[0]) if weights[0].ndim == 3 else None
        other.activation = self.activation if activation is None else activation
        return other
