"""The same mathematics as the plain files beside this one, in less time: every trick of the course is here.

Nothing here is needed to understand a network. What it replaces: the formulas in `activations.py`,
`cross_entropy` in `loss.py`, `backward` in `network.py`, and `Descent` in `training.py`. The tests
hold each equal to the plain one, to rounding, and `benchmarks/` says what it gains.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import lru_cache
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .network import Network
    from .optimisers import Rule

# ---- activations ---------------------------------------------------------------------------------

#: Values of a large array that go through a formula together, so that the arrays in between stay in the processor's
#: cache. `make bench` compares the activations with PyTorch's at 10 thousand and at 10 million values.
VALUES_AT_ONCE = 16_384


def in_pieces(formula: Callable[[np.ndarray], np.ndarray], z: np.ndarray) -> np.ndarray:
    """formula(z), some thousand values at a time."""
    if z.size <= VALUES_AT_ONCE:
        return formula(z)
    result, inputs = np.empty(z.shape, z.dtype), z.reshape(-1)
    outputs = result.reshape(-1)
    for start in range(0, z.size, VALUES_AT_ONCE):
        piece = slice(start, start + VALUES_AT_ONCE)
        outputs[piece] = formula(inputs[piece])
    return result


#: For formulas that overflow on the way to the right limit, or have no value at an infinity.
_without_warnings = np.errstate(over="ignore", invalid="ignore")


def _relu(z):
    # numpy compares an array with an array faster than with the number 0.
    return np.maximum(z, np.zeros(z.shape, z.dtype))


def _negative_part(z):
    return np.minimum(z, np.zeros(z.shape, z.dtype))


def _one_plus_exp_of_minus(z):
    e = np.asarray(np.exp(-z))
    e += 1  # in place: a new array takes as long as the sum
    return e


@_without_warnings
def _sigmoid(z):
    # exp(-z) overflows to infinity for very negative z, and 1 / infinity is the 0 we want.
    e = _one_plus_exp_of_minus(z)
    return np.divide(1, e, out=e)


def _sigmoid_slope(z):
    s = _sigmoid(z)
    return s * (1 - s)


def _elu(z):
    # exp(x) - 1 = 2 t / (1 - t) with t = tanh(x / 2): right to a few units in the last place, and faster than np.expm1.
    t = np.tanh(_negative_part(z) / 2)
    return _relu(z) + 2 * t / (1 - t)


def _elu_slope(z):
    return np.exp(_negative_part(z))


def _softplus(z):
    # ln(1 + exp(z)) overflows for large z; this form is equal and only sees exp(-|z|) <= 1.
    return _relu(z) + _log1p(np.exp(-np.abs(z)))


def _log1p(x):
    """ln(1 + x) for 0 <= x <= 1, right to a few units in the last place, and faster than np.log1p in float32."""
    u = 1 + x
    # Rounding took x - (u - 1) from u, and the slope of ln at u is 1 / u.
    return np.log(u) + (x - (u - 1)) / u


@_without_warnings
def _silu(z):
    return z / _one_plus_exp_of_minus(z)


@_without_warnings
def _silu_slope(z):
    s = _sigmoid(z)
    return s * (1 + z * (1 - s))


_GELU_SCALE = float(np.sqrt(2 / np.pi))


@_without_warnings
def _gelu_gate(z):
    # (1 + tanh(u)) / 2 is sigmoid(2 u), and exp takes half the time of tanh.
    return _sigmoid(2 * _GELU_SCALE * (z + 0.044715 * z * z * z))


@_without_warnings
def _gelu(z):
    return z * _gelu_gate(z)


def _gelu_slope(z):
    # Beyond |z| = 15 the slope is 0 or 1 to the last bit; clipping keeps z * z from overflowing.
    z = np.clip(z, -15, 15)
    s = _gelu_gate(z)
    return s + z * s * (1 - s) * 2 * _GELU_SCALE * (1 + 3 * 0.044715 * z * z)


#: Name of an activation -> (value, slope). A slope may be given as True and False for 1 and 0.
FORMS: dict[str, tuple[Callable, Callable]] = {
    "step": (lambda z: _relu(np.sign(z)), np.zeros_like),
    "sigmoid": (_sigmoid, _sigmoid_slope),
    "relu": (_relu, lambda z: z > 0),
    "elu": (_elu, _elu_slope),
    "softplus": (_softplus, _sigmoid),
    "silu": (_silu, _silu_slope),
    "gelu": (_gelu, _gelu_slope),
}


def leaky_relu(slopes: np.ndarray, slope_for: Callable[[np.ndarray], np.ndarray]) -> tuple[Callable, Callable]:
    """Value and slope of a Leaky ReLU; `slope_for(z)` gives its slopes in the shape that z asks for."""
    at_most_1 = bool((slopes <= 1).all())
    positive = bool((slopes > 0).all())  # 0 times infinity warns

    def line_or_leak(z):
        # With a slope of at most 1 the line slope * z lies below z for z > 0 and above it for z < 0.
        return np.maximum(z, slope_for(z) * z)

    @_without_warnings
    def any_slope(z):
        return line_or_leak(z) if at_most_1 else _relu(z) + slope_for(z) * _negative_part(z)

    def slope_at(z):
        slope = slope_for(z)
        # Faster than np.where; for 0 <= slope <= 1 the sum rounds to 1 exactly.
        return slope + (1 - slope) * (z > 0)

    # Above 0 the line never overflows, and to silence numpy's warnings would take as long as the product.
    return line_or_leak if at_most_1 and positive else any_slope, slope_at


# ---- forward, backward and step --------------------------------------------------------------------

#: Runs trained together: enough to share the cost of numpy's calls, few enough to stay in a processor's cache.
RUNS_PER_BLOCK = 20
#: Fewer runs than this are not worth a block, and a thread, of their own.
FEWEST_PER_BLOCK = 4


def _by_column(A):
    """The same matrices, stored column by column: numpy and its matrix library then go down the columns."""
    return np.ascontiguousarray(A.mT).mT


def cross_entropy(logits: np.ndarray, T: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The loss, and P - T: its slope for each row, before the mean over the rows."""
    # Going down ten columns is faster than along each short row.
    logits = _by_column(logits)
    shifted = logits - logits.max(axis=-1, keepdims=True)
    P = np.exp(shifted)
    total = P.sum(axis=-1, keepdims=True)
    log_P = shifted - np.log(total)
    loss = (log_P * T).sum(axis=(-1, -2)) / -logits.shape[-2]
    P /= total
    P -= T  # in place, as every array here: a new one takes as long as the arithmetic
    return loss, P


def _in_one_array(arrays):
    """Copies of arrays as parts of one, of shape (R, parameters), and that one.

    A step then moves all of them in one subtraction, and finds them side by side in the processor's cache.
    """
    runs = len(arrays[0])
    one = np.concatenate([array.reshape(runs, -1) for array in arrays], axis=-1)
    ends = np.cumsum([array[0].size for array in arrays])
    return [part.reshape(array.shape) for part, array in zip(np.split(one, ends[:-1], axis=-1), arrays)], one


class _Block:
    """A few runs that are trained together, with the order of their rows and what became of them."""

    def __init__(self, network, X, y, lr, batch_size, orders, rule):
        n = len(network.weights)
        parts, self.parameters = _in_one_array(network.weights + network.biases)
        slopes, self.slopes = _in_one_array(network.weights + network.biases)
        self.network, self.parts, self.activation = network, parts, network.activation
        self.weights, self.biases = parts[:n], [b[:, None, :] for b in parts[n:]]
        self.dWs, self.dbs = slopes[:n], slopes[n:]
        self.X, self.y, self.lr, self.batch_size, self.orders = X, y, lr[:, None, None], batch_size, orders
        self.one_hot = np.eye(network.sizes[-1], dtype=X.dtype)
        self.steps, self.diverged = 0, np.zeros(len(orders), np.int64)
        self.rule, self.memory = rule, None
        self.busy = Lock()

    def epoch(self, stop):
        """One pass over all rows, or less when told to stop; loss and accuracy as `training.Descent` gives them."""
        rows, run = self.X.shape[1], np.arange(len(self.orders))[:, None]
        order = np.array([rng.permutation(rows) for rng in self.orders])
        X, y = self.X[run, order], self.y[run, order]
        T = self.one_hot[y]
        losses, logits = [], []
        some_diverged, all_diverged = bool((self.diverged > 0).any()), bool((self.diverged > 0).all())
        for start in range(0, rows, self.batch_size):
            if all_diverged or stop.is_set():
                break
            batch = np.s_[:, start : start + self.batch_size]
            Zs, As = self._forward(X[batch])
            loss, dZ = cross_entropy(Zs[-1], T[batch])
            # The chain rule multiplies: a factor put into the first dZ reaches every slope.
            dZ *= (self.lr if self.rule is None else 1) / dZ.shape[1]
            self.steps += 1
            if some_diverged or not np.isfinite(loss).all():
                self.diverged[~np.isfinite(loss) & (self.diverged == 0)] = self.steps
                some_diverged, all_diverged = True, bool((self.diverged > 0).all())
                loss = np.where(self.diverged > 0, np.nan, loss)
            self._backward(Zs, As, dZ)
            if self.rule is not None:
                # A rule goes number by number or by run, so it takes all slopes in the one array as well as apart.
                (step,), self.memory = self.rule([self.slopes], self.memory, self.steps)
                np.multiply(self.lr[:, 0], step, out=self.slopes)
            if some_diverged:
                self.slopes[self.diverged > 0] = 0
            self.parameters -= self.slopes
            losses.append(loss)
            logits.append(Zs[-1])
        if not losses:
            return np.full((2, len(run)), np.nan)
        loss = np.dot([each.shape[1] for each in logits], losses) / rows
        predicted = np.concatenate(logits, axis=1).argmax(axis=-1)
        accuracy = (predicted == y[:, : predicted.shape[1]]).mean(axis=-1)
        return loss, np.where(self.diverged > 0, np.nan, accuracy)

    def _forward(self, A):
        Zs, As = [], [A]
        for layer, (W, b) in enumerate(zip(self.weights, self.biases)):
            Z = As[layer] @ W
            Z += b
            Zs.append(Z)
            if layer < len(self.weights) - 1:
                As.append(self.activation.fast_value(Z))
        return Zs, As

    def _backward(self, Zs, As, dZ):
        for layer in reversed(range(len(self.weights))):
            np.matmul(As[layer].mT, dZ, out=self.dWs[layer])
            dZ.sum(axis=-2, out=self.dbs[layer])
            if layer > 0:
                # OpenBLAS multiplies two matrices stored column by column faster than one of each kind.
                dA = _by_column(dZ) @ self.weights[layer].mT
                dZ = np.multiply(dA, self.activation.fast_slope(Zs[layer - 1]), out=dA)


class Descent:
    """The steps of `training.Descent`, for blocks of runs side by side in threads.

    Where a thread can start, even a single block is trained in one: the main thread only waits, so that an interrupt
    reaches it between two epochs or while it waits, never in the middle of an update. Where none can (Python in a
    browser), the blocks take turns in the caller; then the parameters after the last full epoch are what is kept.
    """

    def __init__(
        self,
        network: Network,
        X: np.ndarray,
        y: np.ndarray,
        lr: np.ndarray,
        batch_size: int,
        orders: list[np.random.Generator],
        rule: Rule | None = None,
    ):
        bounds = _bounds(len(orders))
        self.blocks = []
        for runs in map(slice, bounds, bounds[1:]):
            self.blocks.append(
                _Block(network.some_runs(runs), X[runs], y[runs], lr[runs], batch_size, orders[runs], rule)
            )
        self.stop = Event()
        self.pool = ThreadPoolExecutor(min(len(self.blocks), processors())) if threads_start() else None

    @property
    def diverged(self) -> np.ndarray:
        return np.concatenate([block.diverged for block in self.blocks])

    def epoch(self) -> np.ndarray:
        """One epoch of every block: loss and accuracy, of shape (2, R)."""
        each = self.pool.map(self._epoch_of, self.blocks) if self.pool else map(self._epoch_of, self.blocks)
        return np.concatenate(list(each), axis=-1)

    def _epoch_of(self, block):
        # A loss that is no longer finite is reported once, in words, instead of by numpy's warnings.
        with block.busy, np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            return block.epoch(self.stop)

    def parameters(self) -> list[np.ndarray]:
        """A copy of the parameters of each block."""
        return [block.parameters.copy() for block in self.blocks]

    def hand_over(self, parameters: list[np.ndarray]) -> None:
        """Stop, and put these parameters into the network."""
        self.finish()
        for block, values in zip(self.blocks, parameters):
            block.parameters[...] = values
            for array, part in zip(block.network.weights + block.network.biases, block.parts):
                array[...] = part

    def finish(self) -> None:
        """Tell the threads to stop, and wait until they have."""
        self.stop.set()
        if self.pool:
            self.pool.shutdown(wait=True, cancel_futures=True)
        # An interrupt may come while the pool starts a thread that it then does not know to wait for.
        for block in self.blocks:
            with block.busy:
                pass


def _bounds(runs):
    """Where the blocks begin and end: as many blocks for each processor, none of them too large or too small."""
    cpus, blocks = processors(), _ceil(runs, RUNS_PER_BLOCK)
    if blocks < cpus:
        blocks = max(blocks, min(cpus, runs // FEWEST_PER_BLOCK))
    else:
        blocks = cpus * _ceil(blocks, cpus)
    return [runs * block // blocks for block in range(blocks + 1)]


def _ceil(a, b):
    """a / b, rounded up."""
    return -(-a // b)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def threads_start() -> bool:
    """Whether a thread can start here. A browser's Python has threads by name only: trying is the way to know."""
    try:
        thread = Thread(target=int)
        thread.start()
    except RuntimeError:
        return False
    thread.join()
    return True


@lru_cache(maxsize=1)
def _thread_pools():
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def one_blas_thread() -> AbstractContextManager[Any]:
    """A context in which the matrix library uses one thread.

    Products of this size are slower when it splits each over its own threads, and under load threads that wait for
    each other made small ones ten times slower. The split changes their last bits, too: one thread gives the same
    numbers on any number of cores.
    """
    return _thread_pools().limit(limits=1, user_api="blas")
