"""How long one value of an activation takes, and one step of a network with it; ReLU = 1."""

import time
from collections.abc import Callable, Sequence

import numpy as np

from ...nn.activations import ACTIVATIONS
from ...nn.datasets import Digits
from ...nn.fast import one_blas_thread
from ...nn.network import Network
from ...nn.training import train

#: What is timed for one value, from the least work to the most.
VALUES = ["copy", "relu", "leaky_relu", "step", "tanh", "sigmoid", "silu", "elu", "gelu", "softplus"]


def _ratios(works: Sequence[Callable[[], object]], turns: int, unit: int) -> np.ndarray:
    """Processor time of each piece of work, that of number `unit` = 1: the median over turns."""

    def seconds(work):
        start = time.process_time_ns()  # the processor's time, not the clock on the wall
        work()
        return time.process_time_ns() - start

    # All by turns: what else the machine does then hits all of them.
    with one_blas_thread():
        times = np.array([[seconds(work) for work in works] for _ in range(turns)], dtype=float)
    times = np.maximum(times, 1)  # a coarse clock may say 0
    return np.median(times / times[:, [unit]], axis=0)


def value_times(*, turns: int = 15) -> dict[str, float]:
    """How many times as long as ReLU each activation takes for one value, and a copy, which computes nothing.

    Parameters
    ----------
    turns : int
        How often each is timed; the median counts.

    Returns
    -------
    dict
        Name -> ratio, in the order of `VALUES`.
    """
    z = np.random.default_rng(0).normal(size=20_000).astype(np.float32)
    formulas = {"copy": np.copy, **{name: f.fast_value for name, f in ACTIVATIONS.items()}}

    def ten_calls(f):
        for _ in range(10):
            f(z)

    works = [lambda f=formulas[name]: ten_calls(f) for name in VALUES]
    return dict(zip(VALUES, _ratios(works, turns, VALUES.index("relu")).tolist(), strict=True))


def step_times(digits: Digits, widths: Sequence[int], *, turns: int = 7) -> dict[str, dict[str, list[float]]]:
    """How many times as long as with ReLU a network takes with tanh and with the sigmoid, to learn and to answer.

    Parameters
    ----------
    digits : Digits
    widths : list of int
        Units of the two hidden layers.
    turns : int
        How often each is timed; the median counts.

    Returns
    -------
    dict
        "step" (of training) and "answer" (forwards only) -> "tanh" and "sigmoid" -> ratios, one for each width.
    """
    X, y, names = digits.X_train[:320], digits.y_train[:320], ["relu", "tanh", "sigmoid"]
    found: dict[str, dict[str, list[float]]] = {kind: {name: [] for name in names} for kind in ("step", "answer")}
    for width in widths:
        networks = [Network([64, width, width, 10], name) for name in names]
        steps = [
            lambda network=network: train(network, X, y, lr=0.01, epochs=1, progress=False) for network in networks
        ]
        answers = [lambda network=network: [network.forward(X) for _ in range(3)] for network in networks]
        for kind, works in (("step", steps), ("answer", answers)):
            for name, ratio in zip(names, _ratios(works, turns, 0).tolist(), strict=True):
                found[kind][name].append(ratio)
    return found
