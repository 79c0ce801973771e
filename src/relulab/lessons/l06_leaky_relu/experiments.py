"""Experiments of the lesson on Leaky ReLU: one unit by hand, units that die in training, what a leak brings back."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from ...nn import measures
from ...nn.activations import Activation, Range
from ...nn.datasets import load_digits
from ...nn.network import Network
from ...nn.statistics import spread
from ...nn.sweep import Sweep, follow, sweep
from ...nn.training import train

#: Rows of the digits that these experiments train on, and networks for each setting.
ROWS, SEEDS = 500, 20

#: The unit of the lesson's first minute: its weight and bias, its inputs, and the slope of the loss for its output.
WEIGHT, BIAS, INPUTS, SLOPE = 1.0, 0.5, np.array([-1.0, -0.5, 0.0, 0.5, 1.0]), 0.5


def data() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The digits of these experiments: rows of the training and their classes, test digits and theirs."""
    digits = load_digits()
    return digits.X_train[:ROWS], digits.y_train[:ROWS], digits.X_test, digits.y_test


# ---- how a unit dies -------------------------------------------------------------------------------


def one_step(lr: float) -> tuple[float, float]:
    """Weight and bias of the unit of the lesson's first minute after one step of gradient descent.

    Parameters
    ----------
    lr : float

    Returns
    -------
    weight, bias : float
    """
    dz = SLOPE * (WEIGHT * INPUTS + BIAS > 0) / len(INPUTS)
    return float(WEIGHT - lr * (dz @ INPUTS)), float(BIAS - lr * dz.sum())


def fresh_layers(units: int, *, bias: float = 0.0, rows: int | None = None) -> list[np.ndarray]:
    """The pre-activations of twenty layers before any training.

    Parameters
    ----------
    units : int
    bias : float
        Of every unit.
    rows : int, optional
        How many of the training digits, from the first one; all if not given.

    Returns
    -------
    list of array of shape (rows, units)
    """
    layers, X = Network([64, units, 10], bias=bias, runs=SEEDS), load_digits().X_train[:rows]
    return [X @ W + b for W, b in zip(layers.weights[0], layers.biases[0])]


def moved_numbers(before: Network, after: Network) -> tuple[list[list[str]], int]:
    """How many weights and biases of two networks of one hidden layer differ, part by part and in all.

    Parameters
    ----------
    before, after : Network
        Of the same sizes.

    Returns
    -------
    lines : list of list of str
        For each part its name, how many numbers it has, and how many of them differ.
    moved : int
    """
    names = ["weights into the hidden units", "hidden biases", "weights into the outputs", "output biases"]
    counts = [(a.size, int((a != b).sum())) for a, b in zip(_parts(before), _parts(after))]
    lines = [[name, str(size), str(moved)] for name, (size, moved) in zip(names, counts)]
    return lines, sum(moved for _, moved in counts)


def _parts(network):
    return [part for W, b in zip(network.weights, network.biases) for part in (W, b)]


def follow_deaths(
    networks: Network,
    X: np.ndarray,
    y: np.ndarray,
    *,
    lr: float | np.ndarray,
    epochs: int,
    every: int,
    batch_size: int = 32,
    seed: int = 0,
) -> Sweep:
    """Train networks and note, again and again, which units are dead.

    Parameters
    ----------
    networks : Network
        With runs; it is trained in place.
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr : float or array of shape (R,)
    epochs, every, batch_size, seed : int
        As for `follow`.

    Returns
    -------
    Sweep
        Axis "step". "dead": bool array of shape (R, steps, hidden units), the units in the order of the
        layers; dead as in `measures.dead_units`, on all rows of X. "diverged" as in `follow`.
    """

    def measure(some):
        return {"dead": np.concatenate(measures.which_dead(some, X), axis=-1)}

    return follow(networks, X, y, lr=lr, epochs=epochs, every=every, measure=measure, batch_size=batch_size, seed=seed)


def largest_bias_slope(networks: Network) -> np.ndarray:
    """The largest slope of the loss for a hidden bias, on the first 32 digits.

    Parameters
    ----------
    networks : Network
        With runs.

    Returns
    -------
    array of shape (R,)
    """
    X, y, *_ = data()
    _, gradients = networks.gradients(X[:32], y[:32])
    return abs(gradients[0][1]).max(axis=1)


class Deaths(NamedTuple):
    """Shares of dead units as networks train.

    Attributes
    ----------
    rates : list of float
    steps : list of int
        When the units were counted.
    shares : array of shape (rates, steps, networks)
    """

    rates: list[float]
    steps: list[int]
    shares: np.ndarray

    @property
    def lowest(self) -> str:
        """The lowest rate that has killed more than a tenth of the units at the end, as text; "none" if none has."""
        killing = [rate for rate, shares in zip(self.rates, self.shares) if shares[-1].mean() > 0.1]
        return f"{min(killing):g}" if killing else "none"


def deaths_by_rate(rates: Sequence[float], epochs: int = 6, every: int = 8) -> Deaths:
    """Train layers of 32 ReLU units, starting bias 0, at several rates, and count the dead on the way.

    Parameters
    ----------
    rates : list of float
    epochs, every : int
        As for `follow`.

    Returns
    -------
    Deaths
    """
    X, y, *_ = data()
    networks = Network([64, 32, 10], runs=SEEDS * len(rates))
    found = follow_deaths(networks, X, y, lr=np.repeat(rates, SEEDS), epochs=epochs, every=every)
    shares = found["dead"].mean(axis=-1).reshape(len(rates), SEEDS, -1)
    return Deaths(list(rates), found.axes["step"], shares.transpose(0, 2, 1))


def killed_by(lr: float, epochs: int = 6) -> list[list[str]]:
    """Train layers of 32 ReLU units at a rate, look at the biases of the dead, and set these biases to 0.

    Parameters
    ----------
    lr : float
    epochs : int

    Returns
    -------
    list of list of str
        Lines of a table: the share of the units that is dead, how many of these have a negative bias, and how many are
        still dead once their bias is 0.
    """
    networks, (X, *_) = trained([(lr, epochs)]), data()
    (dead,) = measures.which_dead(networks, X)
    negative = networks.biases[0][dead] < 0
    networks.biases[0][dead] = 0
    still = measures.which_dead(networks, X)[0][dead]
    return [
        ["dead units", spread(dead.mean(axis=1), percent=True)],
        ["of these with a negative bias", _how_many(negative)],
        ["of these still dead with the bias 0", _how_many(still)],
    ]


def _how_many(some):
    return "all" if some.all() else "none" if not some.any() else f"{100 * some.mean():.0f} %"


def trained(plan: Sequence[tuple[float, int]]) -> Network:
    """Twenty networks with 32 ReLU units, starting bias 0, trained by a plan.

    Parameters
    ----------
    plan : list of (float, int)
        A learning rate and a number of epochs, one pair after the other.

    Returns
    -------
    Network
    """
    X, y, *_ = data()
    networks = Network([64, 32, 10], runs=SEEDS)
    for lr, epochs in plan:
        train(networks, X, y, lr=lr, epochs=epochs, progress=False)
    return networks


def report(name: str, networks: Network) -> list[str]:
    """How networks are doing, as a line of a table.

    Parameters
    ----------
    name : str
        Of the line.
    networks : Network
        With runs and at most one hidden layer.

    Returns
    -------
    list of str
        The name; the share of the hidden units that are positive on no row of the training, which with ReLU are the
        dead; the share of the test digits that is read.
    """
    X, _, X_test, y_test = data()
    never = "no hidden unit"
    if len(networks.sizes) > 2:
        never = spread(measures.never_positive(networks, X)[:, 0] / networks.sizes[1], percent=True)
    return [name, never, spread(networks.accuracy(X_test, y_test), percent=True)]


# ---- what the leak brings back -----------------------------------------------------------------------


def activation_of(leaky_relu: Callable, slope: float) -> Activation:
    """An activation for Network that computes with a function of the reader's.

    Parameters
    ----------
    leaky_relu : callable
        Takes an array and a slope.
    slope : float
        Of the leak.

    Returns
    -------
    Activation
        Both sides are straight lines through 0, so its slopes are read off at 1 and at -1.
    """
    right, left = float(leaky_relu(1.0, slope)), -float(leaky_relu(-1.0, slope))

    def value(z):
        return np.asarray(leaky_relu(z.copy(), slope), dtype=z.dtype)

    def slope_at(z):
        return np.where(z > 0, z.dtype.type(right), z.dtype.type(left))

    low = -np.inf if left > 0 else 0.0
    return Activation(
        "leaky_relu of the reader", r"\max(0, z) + s\,\min(0, z)", Range(low, np.inf, low == 0.0), value, slope_at
    )


def rescue(
    sizes: Sequence[int],
    lr: float,
    slopes: Sequence[float],
    bias: float = -2.0,
    epochs: int = 20,
) -> Sweep:
    """Train 20 networks for each slope of a leak.

    Parameters
    ----------
    sizes : list of int
    lr : float
    slopes : list of float
    bias : float
        At the start, of all hidden units: -2 is so low that all of a first layer are silent on every digit.
    epochs : int

    Returns
    -------
    Sweep
        Axes slope and seed. "accuracy" on the test digits; "never": the share of the hidden units that are positive
        on no row of the training.
    """
    X, y, X_test, y_test = data()

    def measure(networks):
        never = measures.never_positive(networks, X).sum(axis=-1) / sum(sizes[1:-1])
        return {"accuracy": networks.accuracy(X_test, y_test), "never": never}

    return sweep(sizes, X, y, lr=lr, bias=bias, slope=list(slopes), epochs=epochs, seeds=SEEDS, measure=measure)


def slopes_compared(slopes: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Accuracies for several slopes of the leak, where nothing is wrong and where all units start dead.

    Parameters
    ----------
    slopes : list of float

    Returns
    -------
    healthy, rescued : array of shape (slopes, networks)
        With bias 0 and the rate 0.3; with bias -2 and the rate 2.
    """
    healthy = rescue([64, 32, 10], 0.3, slopes, bias=0.0, epochs=6)
    return healthy["accuracy"], rescue([64, 32, 10], 2.0, slopes, epochs=15)["accuracy"]


def beside_others(networks: Network, kinds: Sequence[str], *, lr: float, epochs: int) -> tuple[list[list[str]], str]:
    """Set networks beside a linear model and a ReLU network that were trained in the same way.

    Parameters
    ----------
    networks : Network
        Trained, with one hidden layer.
    kinds : list of str
        What to call one that guesses, a linear model and a ReLU network.
    lr : float
    epochs : int

    Returns
    -------
    lines : list of list of str
        As `report` gives them: of the networks, the linear model and the ReLU network.
    nearest : str
        The kind whose accuracy is nearest.
    """
    X, y, X_test, y_test = data()
    others = [Network([64, 10], runs=SEEDS), Network([64, 32, 10], runs=SEEDS)]
    for each in others:
        train(each, X, y, lr=lr, epochs=epochs, progress=False)
    read, *reads = (each.accuracy(X_test, y_test).mean() for each in (networks, *others))
    distances = [abs(one - read) for one in (0.1, *reads)]
    lines = [report(name, each) for name, each in zip(["these networks", *kinds[1:]], [networks, *others])]
    return lines, kinds[int(np.argmin(distances))]
