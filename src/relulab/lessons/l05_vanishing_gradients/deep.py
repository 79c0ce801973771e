"""What the lesson runs by name: networks of a given depth, trained or measured twenty at a time, as plain arrays."""

import warnings
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ...classroom.predict import written
from ...classroom.rendered import table
from ...nn import datasets, measures
from ...nn.network import Network
from ...nn.statistics import typical
from ...nn.sweep import follow
from ...nn.training import TrainingStopped, train
from .experiments import as_tanh, predicted_gradient

WIDTH, RUNS = 64, 20
#: Rows enough to measure a gradient.
ROWS = 64


def chain(w: float, b: float, depth: int = 10) -> tuple[float, float]:
    """A chain of sigmoid units that all have the weight w and the bias b, with the input 0.5.

    Returns
    -------
    product : float
        The slope of the last output over the input: weight times slope, layer by layer.
    z : float
        The pre-activation of the last unit.
    """
    a, z, product = 0.5, 0.0, 1.0
    for _ in range(depth):
        z = w * a + b
        a = 1 / (1 + np.exp(-z))
        product *= w * a * (1 - a)
    return float(product), float(z)


def network(name: str, gain: float, depth: int = 10) -> Network:
    """Twenty fresh networks of hidden layers of 64 units.

    Parameters
    ----------
    name : str
        Activation.
    gain : float
        Units times the variance of the weights.
    depth : int
        Hidden layers.
    """
    return Network([WIDTH] * (depth + 1) + [10], name, init=(gain / WIDTH) ** 0.5, runs=RUNS)


def norms_back(networks: Network) -> np.ndarray:
    """The norm of dZ in each hidden layer, measured on 64 digits.

    Returns
    -------
    array of shape (R, hidden layers)
        The first layer first.
    """
    digits = datasets.load_digits()
    return measures.backward_norms(networks, digits.X_train[:ROWS], digits.y_train[:ROWS])[:, :-1]


def first_over_last(networks: Network) -> np.ndarray:
    """The norm of dZ in the first hidden layer as a share of that in the last: one for each run."""
    norms = norms_back(networks)
    return norms[:, 0] / norms[:, -1]


def saturated(networks: Network) -> np.ndarray:
    """The share of the hidden units, 0 to 1, whose slope on 64 digits is below a tenth of the largest: one a run."""
    return measures.saturation(networks, datasets.load_digits().X_train[:ROWS]).mean(axis=-1)


def start_of(gain: float) -> float:
    """Standard deviation of the pre-activations of the first layer: that of the digits, times the root of the gain."""
    return float(datasets.load_digits().X_train.std()) * gain**0.5


def factor_in_theory(name: str, gain: float, depth: int = 10) -> float:
    """The factor by which a step back multiplies the norm of dZ in a very wide network, typical of all its steps."""
    shares = predicted_gradient(name, (gain / WIDTH) ** 0.5, WIDTH, depth, start=start_of(gain))
    return float(shares[0] ** (1 / (depth - 1)))


def same_outputs(networks: Network, others: Network) -> bool:
    """Whether the outputs of both on the digits differ by less than a thousandth."""
    X = datasets.load_digits().X_train
    gap = networks.forward(X).activations[-1] - others.forward(X).activations[-1]
    return bool(np.abs(gap).max() < 1e-3)


def diverged(networks: Network, lr: float = 0.1) -> int:
    """How many of the networks lose their loss, which is no finite number any more, in two epochs of 600 digits.

    Parameters
    ----------
    networks : Network
        They are trained in place.
    lr : float
    """
    digits = datasets.load_digits()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrainingStopped)
        history = train(networks, digits.X_train[:600], digits.y_train[:600], lr=lr, epochs=2, progress=False)
    return int(np.count_nonzero(history.diverged))


def compare(kinds: Sequence[tuple[str, float]]) -> list[np.ndarray]:
    """Show a table of networks of ten hidden layers: how many units are saturated, what arrives, how many diverge.

    Parameters
    ----------
    kinds : list of (str, float)
        Activation and gain of each row.

    Returns
    -------
    list of array of shape (R,)
        For each row, the norm of dZ in the first layer as a share of that in the last.
    """
    rows, ratios = [], []
    for name, gain in kinds:
        networks = network(name, gain)
        ratios.append(first_over_last(networks))
        # ReLU has no ends: its units are on or off, and none is called saturated.
        flat = "–" if name == "relu" else pair(100 * saturated(networks), "%")
        rows.append([f"{name}, gain {gain:g}", flat, times(ratios[-1]), f"{diverged(networks)} of {RUNS}"])
    table(["ten layers", "saturated", "layer 1, relative to layer 10", "diverged"], rows)
    return ratios


def learn(networks: Network, lr: float, epochs: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Train on the digits.

    Parameters
    ----------
    networks : Network
        With runs; it is trained in place.
    lr : float
    epochs : int

    Returns
    -------
    accuracy : array of shape (R, epochs + 1)
        Share of test digits read correctly, before training and after each epoch.
    moved : array of shape (R,)
        How far the weights of the first layer moved, as a share of their own length.
    """
    digits, start = datasets.load_digits(), networks.weights[0].copy()
    accuracy = follow(
        networks,
        digits.X_train,
        digits.y_train,
        lr=lr,
        epochs=epochs,
        every=45,  # steps in an epoch
        measure=lambda part: {"accuracy": part.accuracy(digits.X_test, digits.y_test)},
    )["accuracy"]
    length = np.linalg.norm(start, axis=(1, 2))
    return accuracy, np.linalg.norm(networks.weights[0] - start, axis=(1, 2)) / length


# ---- six networks to judge ---------------------------------------------------------------------------


class Case(NamedTuple):
    """Ten networks of one kind: what they are, their losses, and the norm of dZ by layer that is typical of them."""

    what: str
    losses: np.ndarray
    norms: np.ndarray

    @property
    def loss(self) -> float:
        return float(self.losses.mean())


def six_networks() -> dict[str, Case]:
    """Letter -> ten networks of a kind, trained on 300 digits for as long as it says."""
    digits = datasets.load_digits()
    X, y = digits.X_train[:300], digits.y_train[:300]
    kinds: list[tuple[str, str, int, str | float, float, int]] = [
        ("2 ReLU layers, 60 epochs", "relu", 2, "he", 0.5, 60),
        ("30 ReLU layers, gain 1, 3 epochs", "relu", 30, 32**-0.5, 0.03, 3),
        ("3 tanh layers, 3 epochs", "tanh", 3, "glorot", 0.1, 3),
        ("8 sigmoid layers, 3 epochs", "sigmoid", 8, "glorot", 0.5, 3),
        ("8 mended sigmoid layers, 10 epochs", "mended", 8, "glorot", 1.0, 10),
        ("30 ReLU layers, gain 4, not trained", "relu", 30, 8**-0.5, 0.03, 0),
    ]
    cases = {}
    for letter, (what, name, depth, init, lr, epochs) in zip("ABCDEF", kinds):
        networks = Network(
            [64] + [32] * depth + [10], "sigmoid" if name == "mended" else name, init=init, runs=RUNS // 2
        )
        if name == "mended":
            as_tanh(networks)
        if epochs:
            train(networks, X, y, lr=lr, epochs=epochs, progress=False)
        cases[letter] = Case(what, networks.loss(X, y), typical(norms_back(networks), axis=0))
    return cases


# ---- numbers of very different size, as text ------------------------------------------------------------


def times(ratios: ArrayLike) -> str:
    """How many times as large: "520 times (400 to 680)", or "1 in 24 (19 to 30)" where it is small.

    Parameters
    ----------
    ratios : float or array of shape (R,)
        Of runs, the geometric mean is given, and in brackets one standard deviation to either side.
    """
    logs = np.log(np.atleast_1d(np.asarray(ratios, dtype=np.float64)))
    around = logs.std(ddof=1) * np.array([-1, 1]) if len(logs) > 1 else np.zeros(2)
    middle, (low, high) = np.exp(logs.mean()), np.exp(logs.mean() + around)
    small = middle < 0.1
    if small:
        middle, low, high = 1 / middle, 1 / high, 1 / low
    between = f" ({_two_digits(low)} to {_two_digits(high)})" if len(logs) > 1 else ""
    return f"1 in {_two_digits(middle)}{between}" if small else f"{_two_digits(middle)} times{between}"


def _two_digits(value: float) -> str:
    """Two digits, written out: 1.3, 24, 520, 420 000; in words from a million on."""
    rounded = float(f"{value:.2g}")
    if rounded >= 1e12:
        return f"{rounded:.1e}"
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if rounded >= size:
            return f"{rounded / size:.3g} {word}"
    return f"{rounded:,.0f}".replace(",", "\u202f") if rounded >= 10 else f"{rounded:.2g}"


def pair(values: ArrayLike, unit: str = "") -> str:
    """Mean ± spread over the runs, to the first digit of the spread."""
    return written(np.asarray(values), unit)
