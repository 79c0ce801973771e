"""Training by minibatch gradient descent, for one network or for many at once.

One step takes a few rows, computes the slope of the loss, and moves every weight a little downhill:
W becomes W - lr * dW. `Descent` says that in plain lines; `train` uses the same steps from `fast.py`,
which give the same numbers in less time. Other rules for the step stand in `optimisers.py`. Left out:
learning-rate schedules, early stopping.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from . import checks, fast
from .network import Network, Slopes, Trace
from .optimisers import Rule


class TrainingStopped(RuntimeWarning):
    """Training ended before the last epoch; the message says why and what to try."""


@dataclass
class History:
    """What happened during training, one entry an epoch.

    Attributes
    ----------
    loss, accuracy : array of shape (epochs,) or (epochs, R)
        Averages over the epoch's minibatches, each measured before its own update. NaN for a run
        from the epoch on in which its loss was no longer finite.
    diverged : int, or int array of shape (R,)
        The step, counted from 1, at which the loss was no longer finite; 0 if it stayed finite.
    stopped : str or None
        Why training ended early, in words; None if it ran to its end.
    """

    loss: np.ndarray
    accuracy: np.ndarray
    diverged: int | np.ndarray = 0
    stopped: str | None = None

    def __repr__(self):
        if not len(self.loss):
            return "<History of 0 epochs>"
        first_last = [
            f"{_mean_finite(values[0]):.3g} to {_mean_finite(values[-1]):.3g}" for values in (self.loss, self.accuracy)
        ]
        return f"<History of {len(self.loss)} epochs: loss {first_last[0]}, accuracy {first_last[1]}>"


def _mean_finite(values):
    finite = np.asarray(values)[np.isfinite(values)]
    return finite.mean() if finite.size else np.nan


class Descent:
    """Minibatch gradient descent in plain lines, an epoch at a time.

    Parameters
    ----------
    network : Network
        With runs; it is trained in place.
    X : array of shape (R, rows, n_inputs)
    y : int array of shape (R, rows)
    lr : array of shape (R,)
        Learning rate of each run.
    batch_size : int
    orders : list of numpy.random.Generator
        One for each run: it draws the order of the rows in every epoch.
    rule : Rule, optional
        Makes the step of the slopes; without one the slopes are the step.

    Attributes
    ----------
    diverged : int array of shape (R,)
        The step, counted from 1, at which the loss of a run was no longer finite; 0 if it stayed finite.
        From that step on the run stays as it is.
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
        self.network, self.X, self.y = network, X, y
        self.rule, self.memory = rule, None
        self.lr = np.asarray(lr, X.dtype)[:, None, None]
        self.batch_size, self.orders = batch_size, orders
        self.steps, self.diverged = 0, np.zeros(len(orders), np.int64)

    def slopes(self, X: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, Trace, list[Slopes]]:
        """Loss, forward pass and slopes of one batch: the rows X with the classes y."""
        return self.network.backward(X, y)

    def steps_of(self, slopes: list[Slopes]) -> list[tuple[np.ndarray, np.ndarray]]:
        """What is taken, times the rate, from the weights and biases of each layer.

        Parameters
        ----------
        slopes : list of Slopes
        """
        steps = [array for _, dW, db in slopes for array in (dW, db)]
        if self.rule is not None:
            steps, self.memory = self.rule(steps, self.memory, self.steps)
        return list(zip(steps[::2], steps[1::2]))

    def epoch(self) -> tuple[np.ndarray, np.ndarray]:
        """One pass over all rows; the mean loss and accuracy of its steps, each of shape (R,)."""
        rows = self.X.shape[1]
        order = np.array([rng.permutation(rows) for rng in self.orders])
        run = np.arange(len(order))[:, None]  # beside `batch` it takes from each run the rows of its own batch
        losses, rights = np.zeros(len(run)), np.zeros(len(run))
        for start in range(0, rows, self.batch_size):
            batch = order[:, start : start + self.batch_size]
            X, y = self.X[run, batch], self.y[run, batch]
            with np.errstate(all="ignore"):
                loss, trace, slopes = self.slopes(X, y)
                self.steps += 1
                self.diverged[~np.isfinite(loss) & (self.diverged == 0)] = self.steps
                going = self.diverged == 0
                losses += np.where(going, loss, np.nan) * batch.shape[1]
                rights += (trace.activations[-1].argmax(axis=-1) == y).sum(axis=-1)
                if not going.any():
                    break
                lr = self.lr[going]
                for W, b, (dW, db) in zip(self.network.weights, self.network.biases, self.steps_of(slopes)):
                    W[going] -= lr * dW[going]
                    b[going] -= lr[:, 0] * db[going]
        return losses / rows, np.where(self.diverged > 0, np.nan, rights / rows)

    def parameters(self) -> list[np.ndarray]:
        """A copy of all weights and biases as they are."""
        return [array.copy() for array in self.network.weights + self.network.biases]

    def hand_over(self, parameters: list[np.ndarray]) -> None:
        """Put these parameters, weights and biases, into the network."""
        for array, values in zip(self.network.weights + self.network.biases, parameters):
            array[...] = values

    def finish(self) -> None:
        """Nothing of it goes on in the background."""


def train(
    network: Network,
    X: ArrayLike,
    y: ArrayLike,
    *,
    lr: ArrayLike,
    epochs: int,
    batch_size: int = 32,
    seed: int = 0,
    progress: bool = True,
    rule: Rule | None = None,
) -> History:
    """Train a network in place by minibatch gradient descent on the softmax cross-entropy.

    Parameters
    ----------
    network : Network
    X : array of shape (rows, n_inputs) or (R, rows, n_inputs)
    y : int array of shape (rows,) or (R, rows)
    lr : float or array of shape (R,)
        Learning rate: how far to step along the slope.
    epochs : int
        How many times to go through all rows.
    batch_size : int
        Rows in one step; the last batch of an epoch may be smaller.
    seed : int
        Start of the random order of the rows. Run r gets the order that a single network gets with
        `seed=seed + r`.
    progress : bool
        Show a bar when training takes longer than a moment. The environment variable
        RELULAB_PROGRESS=0 turns every bar off.
    rule : Rule, optional
        What makes the step of the slopes, such as `optimisers.Adam()`; without one the slopes are the step. What it
        remembers of earlier steps starts anew with each call.

    Returns
    -------
    History

    Raises
    ------
    ValueError
        If the data, the learning rate or a count does not fit; the message says what was expected.

    Notes
    -----
    An interrupt (Ctrl-C, or the stop button) ends training and keeps the state after the last full
    epoch. When the loss of a single network is no longer finite, training stops with a
    `TrainingStopped` warning; of many runs, the ones concerned stay as they are and the others go on.
    """
    if not isinstance(network, Network):
        raise ValueError(f"train needs a network first, such as Network([64, 32, 10]), but got {network!r}.")
    X, y = checks.data(network, X, y)
    lr = checks.learning_rate(lr, network.runs)
    epochs, batch_size = checks.count(epochs, "epochs"), checks.count(batch_size, "batch_size")
    seed = checks.seed(seed)

    networks = network.as_runs()
    runs = checks.runs(networks)
    X, y = np.broadcast_to(X, (runs, *X.shape[-2:])), np.broadcast_to(y, (runs, y.shape[-1]))
    with np.errstate(over="ignore"):
        rate = np.broadcast_to(lr, runs).astype(X.dtype)
    orders = [np.random.default_rng([seed + run, 1]) for run in range(runs)]
    # A network with formulas of its own takes the plain steps, which ask nothing but its slopes.
    steps = fast.Descent if type(network) is Network else Descent
    descent = steps(networks, X, y, rate, batch_size, orders, rule)

    losses: list[np.ndarray] = []
    accuracies: list[np.ndarray] = []
    stopped = None
    done, parameters = 0, descent.parameters()
    try:
        with fast.one_blas_thread(), _bar(epochs, progress) as advance:
            try:
                while len(losses) < epochs and not (descent.diverged > 0).all():
                    loss, accuracy = descent.epoch()
                    losses.append(loss)
                    accuracies.append(accuracy)
                    done, parameters = len(losses), descent.parameters()
                    advance(loss, accuracy)
            except KeyboardInterrupt:
                descent.finish()
                del losses[done:], accuracies[done:]
                stopped = f"Interrupted in epoch {done + 1} of {epochs}: the network is as it was after epoch {done}."
    finally:  # an interrupt that comes while all this is left loses nothing that was learnt
        descent.hand_over(parameters)

    diverged = descent.diverged
    if stopped:
        # What became of a run in the epoch that was taken back did not happen.
        diverged = np.where(np.isnan(losses[-1]), diverged, 0) if losses else np.zeros_like(diverged)
    history = History(np.array(losses).reshape(-1, runs), np.array(accuracies).reshape(-1, runs), diverged)
    if network.runs is None:
        history = History(history.loss[:, 0], history.accuracy[:, 0], int(diverged[0]))
    history.stopped = stopped or _divergence(diverged, lr)
    if history.stopped:
        warnings.warn(history.stopped, TrainingStopped, stacklevel=2)
    return history


def _divergence(diverged, lr):
    """What to tell the reader about runs whose loss was no longer finite, or None."""
    if not diverged.any():
        return None
    rates = np.broadcast_to(lr, diverged.shape)[diverged > 0]
    used = f"{rates.min():g}" if rates.min() == rates.max() else f"{rates.min():g} to {rates.max():g}"
    first = diverged[diverged > 0].min()
    who = "The loss" if len(diverged) == 1 else f"The loss of {(diverged > 0).sum()} of {len(diverged)} runs"
    return (
        f"{who} was no longer a finite number at step {first}: the weights grew too large (lr = {used}). "
        f"The history up to then is kept. Try a smaller learning rate, such as lr={min(rates.min() / 10, 0.1):g}."
    )


@contextmanager
def _bar(epochs: int, progress: bool) -> Iterator[Callable]:
    """A function to call after each epoch: it moves a progress bar, or does nothing."""
    if not progress or os.environ.get("RELULAB_PROGRESS") == "0":
        yield lambda loss, accuracy: None
        return
    from tqdm import tqdm

    # As text also in a notebook: a bar of widgets leaves "model not found" in the file that is saved. What a notebook
    # gets on the standard error it shows in red.
    file = sys.stdout if "IPython" in sys.modules else sys.stderr
    if not fast.threads_start():
        tqdm.monitor_interval = 0  # else it would try one for itself, and warn
    with tqdm(total=epochs, unit="epoch", desc="training", leave=False, delay=0.5, file=file, ncols=100) as bar:

        def advance(loss, accuracy):
            bar.set_postfix(loss=f"{np.mean(loss):.3f}", accuracy=f"{np.mean(accuracy):.3f}", refresh=False)
            bar.update()

        yield advance
