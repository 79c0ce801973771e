"""Sweeps: one training or measurement for every combination of settings, over many seeds, as arrays with named axes.

All combinations that differ in learning rate, bias, leaky slope or seed are trained at once, on the
leading `runs` axis of `network.py`. A claim of the course is one or two sweeps and a rule. Left out:
search for the best setting, storage on disk.
"""

from __future__ import annotations

import itertools
import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import checks
from .activations import Activation, LeakyReLU
from .fast import one_blas_thread
from .network import Network
from .training import TrainingStopped, train

#: Takes a Network with runs and gives a dict of arrays with those runs as leading axis.
Measure = Callable[[Network], dict[str, np.ndarray]]


#: Runs that are measured together: the activations of all runs on all rows would fill the memory.
RUNS_PER_GROUP = 16


@dataclass(frozen=True)
class Sweep:
    """Measurements with named axes.

    Attributes
    ----------
    axes : dict
        Name of each axis and the settings along it, in the order of the arrays' axes.
    values : dict
        Name of each measurement and its array; axes of its own, such as layers, come last.
    """

    axes: dict[str, list]
    values: dict[str, np.ndarray]

    def __getitem__(self, name):
        """The array of one measurement."""
        if name not in self.values:
            raise KeyError(f"This sweep did not measure {name!r}. It measured: {', '.join(self.values)}.")
        return self.values[name]

    def __repr__(self):
        axes = ", ".join(f"{name}: {len(settings)}" for name, settings in self.axes.items())
        return f"Sweep({axes}; measured: {', '.join(self.values)})"

    def at(self, **settings: Any) -> Sweep:
        """The part of the sweep with the given settings; their axes are gone.

        Parameters
        ----------
        **settings
            Name of an axis and one of its settings, such as `lr=0.1`.

        Returns
        -------
        Sweep
        """
        axes, values = dict(self.axes), dict(self.values)
        for name, setting in settings.items():
            if name not in axes:
                raise KeyError(f"This sweep has no axis {name!r}. Its axes are: {', '.join(self.axes)}.")
            known = [str(one) for one in axes[name]]
            if str(setting) not in known:
                raise KeyError(
                    f"{name}={setting!r} was not part of this sweep; {name} took the values {', '.join(known)}."
                )
            where, position = list(axes).index(name), known.index(str(setting))
            values = {key: array.take(position, axis=where) for key, array in values.items()}
            del axes[name]
        return Sweep(axes, values)


def sweep(
    sizes: Sequence,
    X: np.ndarray,
    y: np.ndarray,
    *,
    lr: float | Sequence[float] = 0.1,
    epochs: int,
    measure: Measure,
    every: int | None = None,
    activation: str | Activation | Sequence = "relu",
    init: str | float | Sequence = "he",
    bias: float | Sequence[float] = 0.0,
    slope: float | Sequence[float] | None = None,
    seeds: int = 20,
    seed: int = 0,
    batch_size: int = 32,
) -> Sweep:
    """Train networks for every combination of the settings given as lists, and measure them.

    Parameters
    ----------
    sizes : list of int, or list of such lists
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr, bias, slope : float or list of float
        Learning rate, starting bias of the hidden units, and slope of a Leaky ReLU, which then takes
        the place of `activation`.
    epochs : int
        0 measures the networks as they start.
    measure : callable
        Takes a Network with runs and gives a dict of arrays with those runs as leading axis.
    every : int, optional
        Measure before the first step and after every so many steps, instead of at the end only: the
        results get an axis "step".
    activation, init : str, Activation or float, or a list of them
        As for Network.
    seeds : int
        Networks for each combination. Each network of the sweep starts from a seed of its own.
    seed : int
        Where the random numbers start.
    batch_size : int

    Returns
    -------
    Sweep
        Axes in the order sizes, activation, init, lr, bias, slope, seed, step, as far as they vary. It
        has what `measure` measures, and "diverged": the step at which the loss was no longer finite,
        or 0. What is measured of a diverged network describes it before that step.
    """
    # Sizes, activations and starts make networks of different shape or formula, so they are trained one after another;
    # what may differ by run is trained at once.
    by_network: dict[str, Any] = {"sizes": sizes, "activation": activation, "init": init}
    by_run: dict[str, Any] = {"lr": lr, "bias": bias, "slope": slope}
    varied = {name: s for name, s in by_network.items() if np.ndim(s[0] if name == "sizes" else s) == 1}
    crossed = {name: list(s) for name, s in by_run.items() if np.ndim(s) == 1}
    combinations = np.array(list(itertools.product(*crossed.values(), range(seeds)))).T
    runs = combinations.shape[1]
    by_run |= dict(zip(crossed, combinations))

    parts: list[Sweep] = []
    for chosen in itertools.product(*varied.values()):
        made_of = {**by_network, **dict(zip(varied, chosen))}
        f = made_of["activation"] if slope is None else LeakyReLU(by_run["slope"])
        own_seed = seed + len(parts) * runs
        networks = Network(made_of["sizes"], f, init=made_of["init"], bias=by_run["bias"], runs=runs, seed=own_seed)
        schedule = {"lr": by_run["lr"], "epochs": epochs, "every": every, "batch_size": batch_size, "seed": own_seed}
        parts.append(follow(networks, X, y, measure=measure, **schedule))
    axes: dict[str, list] = {name: [getattr(s, "name", s) for s in settings] for name, settings in varied.items()}
    axes |= crossed | {"seed": list(range(seeds))}
    shape = [len(s) for s in axes.values()]
    values = {name: np.stack([part[name] for part in parts]) for name in parts[0].values}
    return Sweep(
        axes | parts[0].axes, {name: array.reshape(*shape, *array.shape[2:]) for name, array in values.items()}
    )


def follow(
    networks: Network,
    X: np.ndarray,
    y: np.ndarray,
    *,
    lr: float | np.ndarray,
    epochs: int,
    measure: Measure,
    every: int | None = None,
    batch_size: int = 32,
    seed: int = 0,
) -> Sweep:
    """Train networks and measure them on the way.

    Parameters
    ----------
    networks : Network
        With runs; it is trained in place.
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr : float or array of shape (R,)
    epochs : int
    measure : callable
        Takes a Network with runs and gives a dict of arrays with those runs as leading axis.
    every : int, optional
        Measure before the first step and after every so many steps; without it at the end only.
    batch_size : int
    seed : int
        Decides the order of the rows.

    Returns
    -------
    Sweep
        Its arrays have the runs as leading axis, then, with `every`, the axis "step".

    Raises
    ------
    KeyboardInterrupt
        If the reader interrupts; the networks keep what they had learned.
    """
    rows, runs, rng = len(X), checks.runs(networks), np.random.default_rng([seed, 2])
    diverged, done = np.zeros(runs, int), 0
    steps: list[int] = []
    measured: list[dict[str, np.ndarray]] = []

    def measure_now():
        steps.append(done)
        measured.append({**in_groups(networks, measure), "diverged": diverged})

    # Without `every` the whole training is one piece; with it, the rows of each so many steps are one.
    if every is None:
        pieces = [slice(None)] if epochs else []
    else:
        measure_now()
        starts = range(0, rows, every * batch_size)
        pieces = [slice(start, start + every * batch_size) for _ in range(epochs) for start in starts]
    order = np.arange(rows)
    for number, piece in enumerate(pieces):
        if every is not None and piece.start == 0:
            order = rng.permutation(rows)
        chosen = order[piece]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", TrainingStopped)
            history = train(
                networks,
                X[chosen],
                y[chosen],
                lr=lr,
                epochs=1 if every else epochs,
                batch_size=batch_size,
                seed=seed + number * runs,
                progress=False,
            )
        if history.stopped and history.stopped.startswith("Interrupted"):
            raise KeyboardInterrupt("The sweep was interrupted; run the cell again to start it anew.")
        diverged = np.where((diverged == 0) & (history.diverged > 0), done + history.diverged, diverged)
        done += math.ceil(len(chosen) / batch_size)
        if every is not None:
            measure_now()
    if every is None:
        measure_now()
        return Sweep({}, measured[0])
    return Sweep({"step": steps}, {name: np.stack([each[name] for each in measured], axis=1) for name in measured[0]})


def in_groups(networks: Network, measure: Measure) -> dict[str, np.ndarray]:
    """What `measure` says of networks, a few runs at a time, put together along the runs.

    Parameters
    ----------
    networks : Network
        With runs.
    measure : callable
        Takes a Network with runs and gives a dict of arrays with those runs as leading axis.
    """
    starts = range(0, checks.runs(networks), RUNS_PER_GROUP)
    with one_blas_thread():
        parts = [measure(networks.some_runs(slice(start, start + RUNS_PER_GROUP))) for start in starts]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def learn_points(
    draw: Callable, sizes: Sequence[int], activation: str, *, runs: int = 20, seed: int = 0
) -> tuple[Network, np.ndarray]:
    """Train networks on points of the plane, and see how they do on new ones.

    Parameters
    ----------
    draw : callable
        `datasets.moons` or `datasets.xor`.
    sizes, activation, runs, seed
        As for Network.

    Returns
    -------
    Network
        After 60 epochs on 400 points.
    array of shape (runs,)
        Accuracy on 2000 points that it has not seen, 0 to 1.
    """
    X, y = draw(400, noise=0.25, seed=seed)
    networks = Network(sizes, activation, runs=runs, seed=seed)
    train(networks, X, y, lr=0.1, epochs=60, seed=seed, progress=False)
    return networks, networks.accuracy(*draw(2000, noise=0.25, seed=seed + runs))
