"""A network of dense layers: forward pass, loss, and backpropagation.

Lesson 01 writes these formulas once; here they are kept for all lessons. In the names of the lesson,
layer l computes Z = A W + b and hands f(Z) on as the next A. The last layer is linear, and softmax
belongs to the loss. Left out: convolution, dropout, regularisation, and every optimiser but plain
gradient descent.

Every formula works on the last two axes (rows, units), so the same code serves one network and R
networks at once, whose arrays carry a leading axis of length R.
"""

import operator
from dataclasses import dataclass

import numpy as np

from . import activations

#: init -> function of (n_in, n_out): the kind of random number and its width.
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


@dataclass
class Trace:
    """What a forward pass computed: one entry for each layer.

    `pre_activations[l]` is Z of layer l. `activations[0]` is the input X, `activations[l + 1]` is the
    output of layer l, and the last entry holds the logits. Shapes: (rows, units), or
    (R, rows, units) for R runs.
    """

    pre_activations: list
    activations: list


def transpose(A):
    """A with its last two axes swapped; a leading axis of runs stays in front."""
    return A.swapaxes(-1, -2)


def softmax(logits):
    """Positive numbers that add up to 1 along the last axis, in the proportion of exp(logits).

    Parameters
    ----------
    logits : array of shape (..., n_classes)

    Returns
    -------
    array of the same shape
    """
    logits = np.asarray(logits)
    # Subtracting the largest logit changes no proportion and keeps exp from overflowing.
    with np.errstate(over="ignore", invalid="ignore"):
        exp = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return exp / exp.sum(axis=-1, keepdims=True)


def _by_column(A):
    """The same matrices, stored column by column: numpy and its matrix library then go down the columns."""
    return transpose(np.ascontiguousarray(transpose(A)))


def _cross_entropy(logits, targets):
    """Mean over the rows of -ln(softmax at the target), and softmax - targets, its slope for each row."""
    # Going down ten columns is three times as fast as along each short row.
    logits = _by_column(logits)
    shifted = logits - logits.max(axis=-1, keepdims=True)
    exp = np.exp(shifted)
    total = exp.sum(axis=-1, keepdims=True)
    log_probability = shifted - np.log(total)
    loss = (log_probability * targets).sum(axis=(-1, -2)) / -logits.shape[-2]
    exp /= total
    exp -= targets
    return loss, exp


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

    def __init__(self, sizes, activation="relu", *, init="he", bias=0.0, runs=None, seed=0, dtype=np.float32):
        self.sizes = _checked_sizes(sizes)
        self.activation = activations.get(activation)
        self.runs = None if runs is None else checked_count(runs, "runs")
        try:
            kind = np.dtype(dtype).kind
        except TypeError:
            kind = None
        if kind != "f":
            raise ValueError(f"dtype must be a floating-point type such as numpy.float32, but got {dtype!r}.")
        lead = () if runs is None else (self.runs,)
        per_run(getattr(self.activation, "slope", 0.0), "the leaky slope", self.runs)
        bias = per_run(bias, "bias", self.runs)
        scale = None
        if not isinstance(init, str):
            scale = per_run(init, "init", self.runs)
            if (scale < 0).any():
                raise ValueError(f"init as a number is a standard deviation, which is never negative, but got {init}.")
        elif init not in INITS:
            raise ValueError(f"There is no init {init!r}. Known names: {', '.join(INITS)}; or give a number, the standard deviation.")

        pairs = list(zip(self.sizes, self.sizes[1:]))
        self.weights = [np.empty((*lead, n_in, n_out), dtype) for n_in, n_out in pairs]
        self.biases = [np.zeros((*lead, n_out), dtype) for _, n_out in pairs]
        for run in range(self.runs or 1):
            rng = np.random.default_rng(_checked_seed(seed) + run)
            for W, (n_in, n_out) in zip(self.weights, pairs):
                kind, width = ("normal", scale.flat[run % scale.size]) if scale is not None else INITS[init](n_in, n_out)
                draw = rng.standard_normal((n_in, n_out)) if kind == "normal" else rng.uniform(-1, 1, (n_in, n_out))
                W[run if runs is not None else ...] = width * draw
        for b in self.biases[:-1]:
            b += bias[..., None] if bias.ndim else bias

    def __repr__(self):
        runs = "" if self.runs is None else f", runs={self.runs}"
        return f"Network({self.sizes}, {self.activation.name!r}{runs})"

    # ---- the formulas ------------------------------------------------------------------------

    def forward(self, X):
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
        with np.errstate(over="ignore", invalid="ignore"):
            return self._forward(self.checked_inputs(X))

    def _forward(self, X):
        trace = Trace([], [X])
        for layer, (W, b) in enumerate(zip(self.weights, self.biases)):
            Z = trace.activations[-1] @ W
            Z += b[..., None, :]
            last = layer == len(self.weights) - 1
            trace.pre_activations.append(Z)
            trace.activations.append(Z if last else self.activation.value(Z))
        return trace

    def gradients(self, X, y):
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
        X, y = self.checked_data(X, y)
        with np.errstate(over="ignore", invalid="ignore"):
            trace = self._forward(X)
            loss, dZ = _cross_entropy(trace.activations[-1], self._one_hot(y))
            dZ /= X.shape[-2]
            gradients = [(np.empty_like(W), np.empty_like(b)) for W, b in zip(self.weights, self.biases)]
            self._backward(trace, dZ, gradients)
        return loss, gradients

    def _one_hot(self, y):
        return np.eye(self.sizes[-1], dtype=self.weights[0].dtype)[y]

    def _backward(self, trace, dZ, gradients):
        """Write the slopes of every weight and bias into the arrays of `gradients`, for dZ at the logits.

        The chain rule multiplies, so a factor put into this first dZ reaches every slope: training puts the
        learning rate there.
        """
        for layer in reversed(range(len(self.weights))):
            dW, db = gradients[layer]
            np.matmul(transpose(trace.activations[layer]), dZ, out=dW)
            dZ.sum(axis=-2, out=db)
            if layer > 0:
                # OpenBLAS multiplies two matrices stored column by column twice as fast as one of each kind.
                dA = _by_column(dZ) @ transpose(self.weights[layer])
                dZ = np.multiply(dA, self.activation.slope_at(trace.pre_activations[layer - 1]), out=dA)

    # ---- reading results ---------------------------------------------------------------------

    def probabilities(self, X):
        """Softmax of the logits, in the shape (rows, n_outputs) or (R, rows, n_outputs)."""
        return softmax(self.forward(X).activations[-1])

    def predict(self, X):
        """The class with the largest logit for each row, in the shape (rows,) or (R, rows)."""
        return self.forward(X).activations[-1].argmax(axis=-1)

    def accuracy(self, X, y):
        """Share of rows whose predicted class is y, 0 to 1: a float, or an array of shape (R,).

        NaN for a network whose logits are no numbers any more: it predicts nothing.
        """
        X, y = self.checked_data(X, y)
        logits = self.forward(X).activations[-1]
        right = (logits.argmax(axis=-1) == y).mean(axis=-1)
        return np.where(np.isnan(logits).any(axis=(-1, -2)), np.nan, right)[()]

    def loss(self, X, y):
        """Softmax cross-entropy of X with the labels y in nats, averaged over the rows: a float or (R,)."""
        X, y = self.checked_data(X, y)
        with np.errstate(over="ignore", invalid="ignore"):
            return _cross_entropy(self._forward(X).activations[-1], self._one_hot(y))[0]

    def copy(self):
        """A network of its own with the same weights and biases."""
        twin = self._with(self.weights, self.biases, self.runs, self.activation)
        twin.weights = [W.copy() for W in self.weights]
        twin.biases = [b.copy() for b in self.biases]
        return twin

    def run(self, r):
        """Run r as a single network. It shares its arrays with this one: training one trains both."""
        if self.runs is None or r not in range(self.runs):
            raise ValueError(f"There is no run {r!r}: this network has {'no runs' if self.runs is None else f'runs 0 to {self.runs - 1}'}.")
        return self._with([W[r] for W in self.weights], [b[r] for b in self.biases], None, self.activation.block(r))

    def block(self, runs):
        """The runs of a slice as a network that shares its arrays with this one."""
        weights, biases = [W[runs] for W in self.weights], [b[runs] for b in self.biases]
        return self._with(weights, biases, len(biases[0]), self.activation.block(runs))

    def as_runs(self):
        """This network as one run: itself if it has runs, else a view with a leading axis of length 1."""
        if self.runs is not None:
            return self
        return self._with([W[None] for W in self.weights], [b[None] for b in self.biases], 1, self.activation)

    def _in_one_array(self):
        """A copy whose weights and biases are parts of one array, and that array, of shape (..., parameters).

        A step then moves all of them in one subtraction, and finds them side by side in the processor's cache.
        """
        arrays = self.weights + self.biases
        lead = self.biases[0].shape[:-1]
        together = np.concatenate([a.reshape(*lead, -1) for a in arrays], axis=-1)
        ends = np.cumsum([np.prod(a.shape[len(lead) :]) for a in arrays])
        parts = [part.reshape(a.shape) for part, a in zip(np.split(together, ends[:-1], axis=-1), arrays)]
        n = len(self.weights)
        return self._with(parts[:n], parts[n:], self.runs, self.activation), together

    def _with(self, weights, biases, runs, activation):
        other = object.__new__(type(self))
        other.sizes, other.activation, other.runs = self.sizes, activation, runs
        other.weights, other.biases = weights, biases
        return other

    # ---- checking what comes in --------------------------------------------------------------

    def checked_inputs(self, X):
        """X as a float array that fits this network, or an error that says what does not fit."""
        try:
            X = np.asarray(X)
        except ValueError:
            raise ValueError("The rows of X have different lengths; a network needs the same number of inputs in each row.") from None
        if X.dtype.kind not in "fiub":
            raise ValueError(f"X must hold numbers, but its values are of type {X.dtype}.")
        n_in = self.sizes[0]
        if X.shape == (n_in,):
            raise ValueError(
                f"X has shape ({n_in},), a single input. A network takes a table with one input a row: "
                f"give X[None, :], which has shape (1, {n_in})."
            )
        if X.size == 0:
            raise ValueError(f"X is empty (its shape is {X.shape}); at least one row of {n_in} numbers is needed.")
        if X.ndim == 1 and n_in == 1:
            raise ValueError(f"X has shape {X.shape}; with one input a row, give X[:, None], which has shape ({len(X)}, 1).")
        allowed = (2,) if self.runs is None else (2, 3)
        if X.ndim not in allowed:
            runs = "" if self.runs is None else f" (or ({self.runs}, rows, {n_in}), other rows for each run)"
            raise ValueError(f"X has shape {X.shape}, but this network takes a table of shape (rows, {n_in}){runs}.")
        if X.ndim == 3 and len(X) != self.runs:
            raise ValueError(f"X holds tables for {len(X)} runs (its shape is {X.shape}), but this network has {self.runs}.")
        if X.shape[-1] != n_in:
            raise ValueError(
                f"X has shape {X.shape}, so each row holds {X.shape[-1]} numbers, but this network takes {n_in} "
                f"(its sizes are {self.sizes}). Give X with {n_in} columns, or make the network with "
                f"Network([{X.shape[-1]}, ...])."
            )
        with np.errstate(over="ignore"):
            fitted = X.astype(self.weights[0].dtype, copy=False)
        if np.isfinite(X).all() and not np.isfinite(fitted).all():
            raise ValueError(
                f"X holds {np.abs(X).max():.3g}, which is too large for the {fitted.dtype} numbers of this network. "
                "Scale the columns of X, for example to values between -1 and 1."
            )
        if not np.isfinite(X).all():
            bad = np.argwhere(~np.isfinite(X))
            where = ", ".join(str(i) for i in bad[0])
            raise ValueError(
                f"X holds values that are not finite numbers (NaN or infinity): {len(bad)} of {X.size}, the first at X[{where}]. "
                "Remove those rows or replace the values before using them."
            )
        return fitted

    def checked_data(self, X, y):
        """(X, y) as arrays that fit this network and each other, or an error that says what does not."""
        X = self.checked_inputs(X)
        try:
            y = np.asarray(y)
        except ValueError:
            raise ValueError("The rows of y have different lengths; y needs one whole number for each row of X.") from None
        if y.shape not in (X.shape[-2:-1], X.shape[:-1], (self.runs, X.shape[-2])):
            raise ValueError(
                f"y has shape {y.shape} and X has shape {X.shape}: y needs one label for each row of X, "
                f"so the shape ({X.shape[-2]},)."
            )
        if y.dtype.kind == "b":
            y = y.astype(np.int64)
        if y.dtype.kind not in "iu":
            raise ValueError(
                f"y holds values of type {y.dtype}; labels are whole numbers that name the class, 0 to {self.sizes[-1] - 1}. "
                "If yours are whole numbers stored as floats, give y.astype(int)."
            )
        wrong = (y < 0) | (y >= self.sizes[-1])
        if wrong.any():
            raise ValueError(
                f"y holds the label {y[wrong][0]}, but this network has {self.sizes[-1]} outputs, so labels go from 0 to "
                f"{self.sizes[-1] - 1} (its sizes are {self.sizes})."
            )
        return X, y


def _checked_sizes(sizes):
    try:
        counts = [operator.index(n) for n in sizes]
    except TypeError:
        counts = []
    if len(counts) < 2 or min(counts) < 1:
        raise ValueError(
            "sizes must be a list of at least two positive whole numbers, inputs first and outputs last, "
            f"such as [64, 32, 10], but got {sizes!r}."
        )
    return counts


def _checked_seed(seed):
    try:
        value = operator.index(seed)
    except TypeError:
        value = -1
    if value < 0:
        raise ValueError(f"seed must be a whole number, 0 or larger, but got {seed!r}.")
    return value


def checked_count(value, name):
    """`value` as an int of at least 1, or an error that calls it `name`."""
    try:
        count = operator.index(value)
    except TypeError:
        count = 0
    if count < 1:
        raise ValueError(f"{name} must be a whole number of at least 1, but got {value!r}.")
    return count


def per_run(value, name, runs):
    """`value` as a float array of shape () or, one number for each run, (runs,), or an error that calls it `name`."""
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a number, but got {value!r}.") from None
    if value is None or array.dtype.kind != "f" or isinstance(value, (str, bytes)):
        raise ValueError(f"{name} must be a number, but got {value!r}.")
    expected = "a single number" if runs is None else f"a single number or one for each of the {runs} runs"
    if array.shape not in [(), (runs,)]:
        raise ValueError(f"{name} must be {expected}, but it has shape {array.shape}.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but got {value!r}.")
    return array
