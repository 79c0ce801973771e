"""Experiments of the lesson on what came after: scaling, other rules for the step, thirty layers, gates, pieces."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from ...nn import checks, measures
from ...nn.datasets import Digits, load_digits, spirals
from ...nn.deep import DeepNetwork
from ...nn.gated import GatedNetwork
from ...nn.network import Network
from ...nn.optimisers import Rule
from ...nn.pieces import pieces, regions
from ...nn.scaling import Scaling
from ...nn.training import History, TrainingStopped, train

#: Rows of the digits that these experiments train on, and networks of each kind.
ROWS, RUNS = 500, 10

Data = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def data(digits: Digits | None = None) -> Data:
    """The first 500 training digits and their classes, and the test digits and theirs.

    Parameters
    ----------
    digits : Digits, optional
        Those of the lessons if not given.
    """
    digits = digits or load_digits()
    return digits.X_train[:ROWS], digits.y_train[:ROWS], digits.X_test, digits.y_test


def dead(networks: Network, X: np.ndarray) -> np.ndarray:
    """Per cent of the units of each hidden layer that are dead on X: array of shape (R, hidden layers)."""
    return 100 * measures.dead_units(networks, X) / np.array(networks.sizes[1:-1])


# ---- scaling -----------------------------------------------------------------------------------------


def scales(digits: Digits | None = None) -> dict[str, Data]:
    """The digits of `data` with the pixels as they come in four ways: in three ranges, and scaled column by column.

    Parameters
    ----------
    digits : Digits, optional
        Those of the lessons if not given.
    """
    digits = digits or load_digits()
    X, y, X_test, y_test = data(digits)
    X, X_test = X + digits.mean, X_test + digits.mean  # from 0 to 1 again: the course takes the mean away
    scaling = Scaling.of(X)
    return {
        **{f"0 to {most}": (most * X, y, most * X_test, y_test) for most in (255, 16, 1)},
        "scaled": (scaling(X), y, scaling(X_test), y_test),
    }


class Scales(NamedTuple):
    """What becomes of networks on pixels in four ranges.

    Attributes
    ----------
    names : list of str
    dead, saturated : array of shape (names, R)
        Per cent: of ReLU units dead after training, and of the numbers that come to the first of two tanh layers
        before training that lie where it is flat.
    accuracy : array of shape (names, R)
        Share of the test digits that the ReLU networks read.
    """

    names: list[str]
    dead: np.ndarray
    saturated: np.ndarray
    accuracy: np.ndarray


def scaling(lr: float = 0.1, epochs: int = 10) -> Scales:
    """Train networks with two hidden layers of 32 ReLU units on the same digits in four scales.

    Parameters
    ----------
    lr : float
    epochs : int
    """
    found: list[tuple[np.ndarray, ...]] = []
    kinds = scales()
    for X, y, X_test, y_test in kinds.values():
        networks = Network([X.shape[1], 32, 32, 10], runs=RUNS)
        train(networks, X, y, lr=lr, epochs=epochs, progress=False)
        tanh = Network([X.shape[1], 32, 32, 10], "tanh", init="glorot", runs=RUNS)
        flat = 100 * measures.saturation(tanh, X)[:, 0]
        found.append((dead(networks, X).mean(axis=-1), flat, networks.accuracy(X_test, y_test)))
    return Scales(list(kinds), *(np.array(each) for each in zip(*found)))


# ---- other rules for the step --------------------------------------------------------------------------


class Rates(NamedTuple):
    """What becomes of networks with two hidden layers at several rates.

    Attributes
    ----------
    rates : list of float
    dead : array of shape (rates, R, 2)
        Per cent of the units of each layer.
    accuracy : array of shape (rates, R)
        Share of the test digits that is read; 0 for a network whose loss overflowed.
    loss : array of shape (rates, R)
        On the training digits; infinite where it overflowed.
    """

    rates: list[float]
    dead: np.ndarray
    accuracy: np.ndarray
    loss: np.ndarray


def by_rate(rule: Rule | None, rates: Sequence[float], *, epochs: int = 10) -> Rates:
    """Train networks with two hidden layers of 32 units at several rates.

    Parameters
    ----------
    rule : Rule or None
        As `train` takes it.
    rates : list of float
    epochs : int
    """
    X, y, X_test, y_test = data()
    shape = (len(rates), RUNS)
    networks = Network([X.shape[1], 32, 32, 10], runs=RUNS * len(rates))
    for W in networks.weights:  # every rate has the same networks to start from
        W.reshape(*shape, -1)[1:] = W.reshape(*shape, -1)[0]
    quietly(networks, X, y, lr=np.repeat(rates, RUNS), epochs=epochs, rule=rule)
    return Rates(
        list(rates),
        dead(networks, X).reshape(*shape, 2),
        np.nan_to_num(networks.accuracy(X_test, y_test)).reshape(shape),
        np.nan_to_num(networks.loss(X, y), nan=np.inf).reshape(shape),
    )


class Back(NamedTuple):
    """Units of a first hidden layer that die, and those that come back.

    Attributes
    ----------
    died : array of shape (R,)
        Per cent of the units that were dead after some step.
    back : array of shape (R,)
        Per cent of these that are alive at the end; the mean of all where a network has none.
    dead : array of shape (R,)
        Per cent of the units that are dead at the end.
    last : bool array of shape (R, units)
        Which are.
    """

    died: np.ndarray
    back: np.ndarray
    dead: np.ndarray
    last: np.ndarray


def coming_back(
    rule: Rule | None,
    lr: float,
    *,
    steps: int = 100,
    runs: int = RUNS,
    seed: int = 0,
    digits: Digits | None = None,
    networks: Network | None = None,
) -> Back:
    """Train one hidden layer of 32 units, and see after every step which units are dead on all 500 digits.

    Parameters
    ----------
    rule : Rule or None
        As `train` takes it.
    lr : float
    steps : int
        Each on 32 digits drawn at random.
    runs, seed : int
    digits : Digits, optional
        Those of the lessons if not given.
    networks : Network, optional
        To go on with, with one hidden layer; they are trained in place.
    """
    X, y, *_ = data(digits)
    if networks is None:
        networks = Network([X.shape[1], 32, 10], runs=runs, seed=seed)
    rng, memory = np.random.default_rng([seed, 3]), None
    (last,) = measures.which_dead(networks, X)
    ever = last.copy()
    for t in range(1, steps + 1):
        batch = rng.integers(len(X), size=(checks.runs(networks), 32))
        _, gradients = networks.gradients(X[batch], y[batch])
        slopes = [slope for pair in gradients for slope in pair]
        if rule is not None:
            slopes, memory = rule(slopes, memory, t)
        for W, b, dW, db in zip(networks.weights, networks.biases, slopes[::2], slopes[1::2]):
            W -= lr * dW
            b -= lr * db
        (last,) = measures.which_dead(networks, X)
        ever |= last
    died, back = ever.sum(axis=1), (ever & ~last).sum(axis=1)
    share = np.where(died > 0, back / np.maximum(died, 1), back.sum() / max(died.sum(), 1))
    return Back(100 * ever.mean(axis=1), 100 * share, 100 * last.mean(axis=1), last)


# ---- thirty layers -------------------------------------------------------------------------------------

WIDTH, DEPTH = 32, 30


def deep(
    skip: bool,
    norm: str | None,
    gain: float,
    *,
    depth: int = DEPTH,
    pixels: int = 64,
    runs: int = RUNS,
    seed: int = 0,
) -> Network:
    """Fresh networks of hidden layers of 32 ReLU units.

    Parameters
    ----------
    skip, norm
        As for DeepNetwork; without both they are plain networks, which train in less time.
    gain : float
        Units times the variance of the weights.
    depth : int
        Hidden layers.
    pixels, runs, seed : int
    """
    sizes, init = [pixels, *[WIDTH] * depth, 10], (gain / WIDTH) ** 0.5
    if not (skip or norm):
        return Network(sizes, init=init, runs=runs, seed=seed)
    return DeepNetwork(sizes, skip=skip, norm=norm, init=init, runs=runs, seed=seed)


def lost(networks: Network, X: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Powers of ten that the gradient loses from the last hidden layer to the first; negative where it grows.

    Parameters
    ----------
    networks : Network
        With runs.
    X, y : array
        Rows to measure it on, and their classes.

    Returns
    -------
    array of shape (R,)
    """
    norms = np.maximum(measures.backward_norms(networks, X, y), np.finfo(np.float64).tiny)
    return np.log10(norms[:, -2] / norms[:, 0])


class Thirty(NamedTuple):
    """What thirty layers learn.

    Attributes
    ----------
    loss : array of shape (R, epochs)
        The mean of each epoch; infinite where it overflowed.
    accuracy : array of shape (R,)
        Share of the test digits that is read; 0 for a network whose loss overflowed.
    """

    loss: np.ndarray
    accuracy: np.ndarray


def thirty(skip: bool, norm: str | None, gain: float, *, lr: float = 0.1, epochs: int = 4) -> Thirty:
    """Train ten networks of thirty layers on 500 digits.

    Parameters
    ----------
    skip, norm
        As for DeepNetwork.
    gain : float
        Units times the variance of the weights.
    lr : float
    epochs : int
    """
    X, y, X_test, y_test = data()
    networks = deep(skip, norm, gain, runs=RUNS)
    losses = np.full((epochs, RUNS), np.inf)
    # Fewer steps than with 32 digits in each: thirty layers take their time.
    history = quietly(networks, X, y, lr=lr, epochs=epochs, batch_size=50)
    losses[: len(history.loss)] = np.nan_to_num(history.loss, nan=np.inf)
    return Thirty(losses.T, np.nan_to_num(networks.accuracy(X_test, y_test)))


# ---- clipping ------------------------------------------------------------------------------------------


class Clipped(NamedTuple):
    """Networks whose gradients explode, trained with a rule for the step.

    Attributes
    ----------
    overflowed : bool array of shape (R,)
        Whose loss was no finite number any more.
    accuracy : array of shape (R,)
        Share of the test digits that is read; 0 for those that overflowed.
    """

    overflowed: np.ndarray
    accuracy: np.ndarray


def clipping(rule: Rule | None = None, gain: float = 8.0, *, lr: float = 0.1, epochs: int = 8) -> Clipped:
    """Train networks of ten hidden layers of 32 ReLU units.

    Parameters
    ----------
    rule : Rule, optional
        Such as `Clip(1.0)`.
    gain : float
        Units times the variance of the weights; 2 is what fits ReLU.
    lr : float
    epochs : int
    """
    X, y, X_test, y_test = data()
    networks = deep(False, None, gain, depth=10)
    history = quietly(networks, X, y, lr=lr, epochs=epochs, rule=rule)
    return Clipped(np.asarray(history.diverged) > 0, np.nan_to_num(networks.accuracy(X_test, y_test)))


# ---- relatives -----------------------------------------------------------------------------------------

#: Kind -> its rates to choose from. A gated layer multiplies, so its steps are felt more.
RATES = (0.1, 0.2, 0.4, 0.8)
#: Units of the only hidden layer: as many numbers, within one in a hundred, with gates and without.
UNITS = {64: (48, 26), 100: (48, 25)}


def relative(kind: str, pixels: int = 64, *, runs: int = RUNS, seed: int = 0) -> Network:
    """Fresh networks with one hidden layer that all have about as many weights.

    Parameters
    ----------
    kind : str
        Name of an activation, or "gated" and the name of that of the gates.
    pixels : int
        64 or 100.
    runs, seed : int
    """
    plain, gated = UNITS[pixels]
    name = kind.removeprefix("gated ")
    if name == kind:
        return Network([pixels, plain, 10], name, runs=runs, seed=seed)
    return GatedNetwork([pixels, gated, 10], name, runs=runs, seed=seed)


def relatives(kinds: Sequence[str], *, epochs: int = 8) -> np.ndarray:
    """What networks of several kinds read of the test digits, each at the best of four rates.

    Parameters
    ----------
    kinds : list of str
        As for `relative`.
    epochs : int

    Returns
    -------
    array of shape (kinds, R)
    """
    X, y, X_test, y_test = data()
    read = []
    for kind in kinds:
        networks, _ = at_best(partial(relative, kind), RATES, X, y, epochs=epochs)
        read.append(np.nan_to_num(networks.accuracy(X_test, y_test)))
    return np.array(read)


def at_best(
    make: Callable[..., Network],
    rates: Sequence[float],
    X: np.ndarray,
    y: np.ndarray,
    *,
    epochs: int,
    rule: Rule | None = None,
    runs: int = RUNS,
    seed: int = 0,
) -> tuple[Network, float]:
    """Networks trained at the best of some rates: that with the lowest training loss in the last epoch.

    Parameters
    ----------
    make : callable
        Takes runs and seed, and gives fresh networks.
    rates : list of float
        Four networks choose among them, others than those that are given back.
    X, y : array
    epochs : int
    rule : Rule, optional
    runs, seed : int

    Returns
    -------
    networks : Network
    rate : float
    """
    each, other = 4, seed + 1000
    choosing = make(runs=each * len(rates), seed=other)
    loss = quietly(choosing, X, y, lr=np.repeat(rates, each), epochs=epochs, rule=rule, seed=other).loss
    last = loss[-1] if len(loss) == epochs else np.full(each * len(rates), np.inf)
    rate = rates[int(np.nan_to_num(last, nan=np.inf).reshape(len(rates), each).mean(axis=1).argmin())]
    networks = make(runs=runs, seed=seed)
    quietly(networks, X, y, lr=rate, epochs=epochs, rule=rule, seed=seed)
    return networks, rate


# ---- pieces --------------------------------------------------------------------------------------------


def average_pieces(layers: int, units: int, *, draws: int = 50, seed: int = 0) -> np.ndarray:
    """How many straight pieces random ReLU networks draw between -3 and 3.

    Parameters
    ----------
    layers, units : int
        Hidden layers, and units in each.
    draws : int
        Networks, with random weights and biases.
    seed : int

    Returns
    -------
    int array of shape (draws,)
    """
    networks = Network([1, *[units] * layers, 1], runs=draws, seed=seed, dtype=np.float64)
    for layer, b in enumerate(networks.biases[:-1]):
        b[...] = np.random.default_rng([seed, layer, 7]).normal(size=b.shape)
    return pieces(networks, np.linspace(-3, 3, 6001))


#: The plane is drawn so far in each direction.
EDGE = 1.2


@dataclass(frozen=True)
class Polygons:
    """The plane as a ReLU network cuts it.

    Attributes
    ----------
    which : int array of shape (m, n)
        The number of the polygon at each point of a grid.
    count : int
        How many the grid meets.
    answer : array of shape (m, n)
        The difference of the two outputs: the class is 1 where it is positive.
    accuracy : float
        Share of the points of the spirals that is read.
    """

    which: np.ndarray
    count: int
    answer: np.ndarray
    accuracy: float


def polygons(epochs: int, *, grid: int = 300) -> Polygons:
    """Into which polygons a network with two layers of 16 units cuts the plane, after some epochs on two spirals.

    Parameters
    ----------
    epochs : int
    grid : int
        Points along each side, from -`EDGE` to `EDGE`.
    """
    network = Network([2, 16, 16, 2])
    X, y = spirals(400)
    if epochs:
        train(network, X, y, lr=0.2, epochs=epochs, progress=False)
    along = np.linspace(-EDGE, EDGE, grid)
    which, count = regions(network, along, along)
    points = np.stack(np.meshgrid(along, along), axis=-1).reshape(-1, 2)
    logits = network.forward(points).activations[-1]
    return Polygons(which, count, (logits[:, 1] - logits[:, 0]).reshape(grid, grid), float(network.accuracy(X, y)))


def quietly(networks: Network, X: np.ndarray, y: np.ndarray, **settings: Any) -> History:
    """Train without a word on losses that overflow: the experiments count them.

    Parameters
    ----------
    networks, X, y, **settings
        As for `train`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrainingStopped)
        return train(networks, X, y, progress=False, **settings)
