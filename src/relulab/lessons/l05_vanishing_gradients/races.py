"""Races: how many steps a network needs until it reads the digits, each runner at its best learning rate."""

import numpy as np

from ...nn import checks, datasets
from ...nn.network import Network
from ...nn.sweep import follow
from .experiments import as_tanh

#: Runner -> five rates, and how many epochs we wait for it.
RUNNERS: dict[str, tuple[list[float], int]] = {
    "relu": ([0.125, 0.25, 0.5, 1.0, 2.0], 2),
    "tanh": ([0.125, 0.25, 0.5, 1.0, 2.0], 2),
    "sigmoid": ([0.5, 1.0, 2.0, 4.0, 8.0], 6),
    "sigmoid, mended": ([0.25, 0.5, 1.0, 2.0, 4.0], 3),
}
#: Seeds on which the rates are chosen: others than those of the race.
CHOOSING = 1000


def steps_to(
    error: float,
    networks: Network,
    X: np.ndarray,
    y: np.ndarray,
    *,
    lr: float | np.ndarray,
    epochs: int,
    every: int = 5,
    seed: int = 0,
    probe: int = 300,
) -> np.ndarray:
    """Training steps until the share of wrong answers is down to `error`.

    Parameters
    ----------
    error : float
        Between 0 and 1.
    networks : Network
        With runs; it is trained in place.
    X : array of shape (rows, n_inputs)
    y : int array of shape (rows,)
    lr : float or array of shape (R,)
    epochs : int
        When to give up.
    every : int
        Measure the error after every so many steps.
    seed : int
        Decides the order of the rows.
    probe : int
        How many rows of X the error is measured on.

    Returns
    -------
    array of shape (R,)
        Between two measurements the error is taken to fall in a straight line; infinite where it did not
        come down that far.
    """
    X_probe, y_probe = X[:probe], y[:probe]
    runs = checks.runs(networks)
    steps, errors = np.zeros(0), np.ones((runs, 0))
    for epoch in range(epochs):
        measured = follow(
            networks,
            X,
            y,
            lr=lr,
            epochs=1,
            every=every,
            seed=seed + epoch * runs,
            measure=lambda part: {"error": 1 - part.accuracy(X_probe, y_probe)},
        )
        before = steps[-1] if epoch else 0
        steps = np.append(steps, before + np.array(measured.axes["step"]))
        errors = np.concatenate([errors, np.nan_to_num(measured["error"], nan=1.0)], axis=1)
        if (errors <= error).any(axis=1).all():
            break
    reached = np.full(runs, np.inf)
    for run, below in enumerate(errors <= error):
        i = below.argmax()
        if below[i]:
            before, after = (errors[run, max(i - 1, 0)], errors[run, i])
            share = (before - error) / (before - after) if before > after else 1.0
            reached[run] = steps[max(i - 1, 0)] + share * (steps[i] - steps[max(i - 1, 0)])
    return reached


def race(runner: str, lr: float | np.ndarray, *, runs: int = 20, seed: int = 0, error: float = 0.1) -> np.ndarray:
    """Steps until two hidden layers of 32 units make so few errors on 300 training digits.

    Parameters
    ----------
    runner : str
        A name in `RUNNERS`.
    lr : float or array of shape (R,)
    runs, seed : int
    error : float

    Returns
    -------
    array of shape (R,)
    """
    digits, name = datasets.load_digits(), runner.split(",")[0]
    init = "he" if name == "relu" else "glorot"
    networks = Network([64, 32, 32, 10], name, init=init, runs=runs, seed=seed)
    if "mended" in runner:
        as_tanh(networks)
    epochs = RUNNERS[runner][1] + 1 if error >= 0.1 else 9
    return steps_to(error, networks, digits.X_train, digits.y_train, lr=lr, epochs=epochs, seed=seed)


def tried_rates() -> dict[str, np.ndarray]:
    """Runner -> mean steps of five networks at each of its rates."""
    found = {}
    for runner, (rates, _) in RUNNERS.items():
        steps = race(runner, np.repeat(rates, 5), runs=25, seed=CHOOSING)
        found[runner] = steps.reshape(len(rates), 5).mean(axis=1)
    return found


def best_rate(runner: str, tried: dict[str, np.ndarray]) -> float:
    """The rate at which the networks that were tried needed the fewest steps."""
    return RUNNERS[runner][0][int(np.argmin(tried[runner]))]
