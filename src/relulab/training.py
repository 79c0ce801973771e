"""Training by minibatch gradient descent, for one network or for many at once.

One step takes a few rows, computes the slope of the loss, and moves every weight a little downhill:
W becomes W - lr * dW. Left out: momentum, Adam, learning-rate schedules, early stopping.
"""

import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from threading import Event, Lock

import numpy as np

from .network import Network, _checked_seed, _cross_entropy, checked_count, per_run

#: Runs trained together: enough to share the cost of numpy's calls, few enough to stay in a processor's cache.
#: 100 runs of 64-64-64-10 took 1.12 times as long with 8 at a time, of 64-128-128-10 1.05 times; larger blocks
#: gained at most 0.02 times on the one and lost as much on the other.
RUNS_PER_BLOCK = 20


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
    diverged: object = 0
    stopped: str = None

    def __repr__(self):
        if not len(self.loss):
            return "<History of 0 epochs>"
        ends = [f"{_mean_finite(values[0]):.3g} to {_mean_finite(values[-1]):.3g}" for values in (self.loss, self.accuracy)]
        return f"<History of {len(self.loss)} epochs: loss {ends[0]}, accuracy {ends[1]}>"


def _mean_finite(values):
    finite = np.asarray(values)[np.isfinite(values)]
    return finite.mean() if finite.size else np.nan


def train(network, X, y, *, lr, epochs, batch_size=32, seed=0, progress=True):
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
    X, y = network.checked_data(X, y)
    rate = per_run(lr, "lr (the learning rate)", network.runs)
    if (rate <= 0).any():
        raise ValueError(
            f"lr (the learning rate) must be larger than 0, but got {lr!r}. It says how far to step downhill; "
            "0.1 is a good first try."
        )
    epochs, batch_size = checked_count(epochs, "epochs"), checked_count(batch_size, "batch_size")
    seed = _checked_seed(seed)

    blocks = _blocks(network.as_runs(), X, y, rate, seed)
    losses, accuracies, stopped = [], [], None
    kept = 0, _copies(blocks)
    try:
        with _one_blas_thread(), _Workers(blocks, batch_size) as workers, _bar(epochs, progress) as advance:
            try:
                while len(losses) < epochs and not all(block.all_diverged for block in blocks):
                    loss, accuracy = np.concatenate(workers.epoch(), axis=-1)
                    losses.append(loss)
                    accuracies.append(accuracy)
                    kept = len(losses), _copies(blocks)
                    advance(loss, accuracy)
            except KeyboardInterrupt:
                workers.finish()
                done, _ = kept
                del losses[done:], accuracies[done:]
                stopped = f"Interrupted in epoch {done + 1} of {epochs}: the network is as it was after epoch {done}."
    finally:  # an interrupt that comes while all this is left loses nothing that was learnt
        _hand_over(blocks, kept[1])

    diverged = np.concatenate([block.diverged for block in blocks])
    if stopped:
        # What became of a run in the epoch that was taken back did not happen.
        diverged = np.where(np.isnan(losses[-1]), diverged, 0) if losses else np.zeros_like(diverged)
    history = History(np.array(losses).reshape(-1, len(diverged)), np.array(accuracies).reshape(-1, len(diverged)), diverged)
    if network.runs is None:
        history = History(history.loss[:, 0], history.accuracy[:, 0], int(diverged[0]))
    history.stopped = stopped or _divergence(diverged, rate)
    if history.stopped:
        warnings.warn(history.stopped, TrainingStopped, stacklevel=2)
    return history


class _Block:
    """A few runs that are trained together, with their data order and what became of them."""

    def __init__(self, network, X, y, rate, seeds):
        self.given, self.X, self.y, self.rate = network, X, y, rate
        self.network, self.parameters = network._in_one_array()
        slopes, self.slopes = network._in_one_array()
        self.gradients = list(zip(slopes.weights, slopes.biases))
        self.orders = [np.random.default_rng([seed, 1]) for seed in seeds]
        self.steps, self.diverged = 0, np.zeros(network.runs, np.int64)
        self.some_diverged = self.all_diverged = False
        self.held = np.zeros(network.runs, bool)
        self.at_work = Lock()

    def epoch(self, batch_size, stop):
        """One pass over all rows; the mean loss and accuracy of its steps, each of shape (runs,)."""
        rows = self.X.shape[1]
        order = np.array([rng.permutation(rows) for rng in self.orders])
        run = np.arange(len(order))[:, None]
        X, y = self.X[run, order], self.y[run, order]
        targets = self.network._one_hot(y)
        losses, logits = [], []
        for start in range(0, rows, batch_size):
            if self.all_diverged or stop.is_set():
                break
            batch = np.s_[:, start : start + batch_size]
            trace = self.network._forward(X[batch])
            loss, dZ = _cross_entropy(trace.activations[-1], targets[batch])
            dZ *= self.rate / dZ.shape[1]
            self.steps += 1
            if self.some_diverged or not np.isfinite(loss).all():
                loss = self._hold_diverged(loss)
            self.network._backward(trace, dZ, self.gradients)
            if self.some_diverged:
                self.slopes[self.held] = 0
            self.parameters -= self.slopes
            losses.append(loss)
            logits.append(trace.activations[-1])
        if not losses:
            return np.full((2, len(order)), np.nan)
        loss = np.dot([some.shape[1] for some in logits], losses) / rows
        predicted = np.concatenate(logits, axis=1).argmax(axis=-1)
        accuracy = np.where(self.held, np.nan, (predicted == y[:, : predicted.shape[1]]).mean(axis=-1))
        return loss, accuracy

    def _hold_diverged(self, loss):
        """Note the runs whose loss is not finite, or once was not: their weights stay as they are."""
        self.diverged[~np.isfinite(loss) & (self.diverged == 0)] = self.steps
        self.held = self.diverged > 0
        self.some_diverged, self.all_diverged = True, self.held.all()
        return np.where(self.held, np.nan, loss)


def _copies(blocks):
    """The parameters of each block as they are now.

    A function, since Python 3.12 and 3.13 can miss the `except` around an interrupt at the end of a comprehension.
    """
    return [block.parameters.copy() for block in blocks]


def _hand_over(blocks, parameters):
    """Give the network that is to be trained these parameters, one array for each block."""
    for block, kept in zip(blocks, parameters):
        block.parameters[...] = kept
        given, trained = block.given, block.network
        for mine, new in zip(given.weights + given.biases, trained.weights + trained.biases):
            mine[...] = new


def _blocks(network, X, y, rate, seed):
    X = np.broadcast_to(X, (network.runs, *X.shape[-2:]))
    y = np.broadcast_to(y, (network.runs, y.shape[-1]))
    with np.errstate(over="ignore"):
        rate = np.broadcast_to(rate, network.runs).astype(X.dtype)[:, None, None]
    blocks = []
    processors = _processors()
    n_blocks = -(-network.runs // RUNS_PER_BLOCK)
    if n_blocks < processors:
        n_blocks = max(n_blocks, min(processors, network.runs // 4))
    else:  # as many for each processor
        n_blocks = -(-n_blocks // processors) * processors
    bounds = np.linspace(0, network.runs, max(n_blocks, 1) + 1).astype(int)
    for start, stop in zip(bounds, bounds[1:]):
        runs = slice(int(start), int(stop))
        seeds = range(seed + runs.start, seed + runs.stop)
        blocks.append(_Block(network.block(runs), X[runs], y[runs], rate[runs], seeds))
    return blocks


def _processors():
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Workers:
    """Threads that train blocks side by side; numpy's matrix product lets them run at the same time.

    Even a single block is trained in a thread: the main thread only waits, so that an interrupt
    reaches it between two epochs or while it waits, never in the middle of an update.
    """

    def __init__(self, blocks, batch_size):
        self.blocks, self.batch_size = blocks, batch_size
        self.pool = ThreadPoolExecutor(min(len(blocks), _processors()))
        self.stop = Event()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.finish()

    def epoch(self):
        """One epoch of every block: a list of (loss, accuracy)."""
        return list(self.pool.map(self._epoch_of, self.blocks))

    def _epoch_of(self, block):
        # A loss that is no longer finite is reported once, in words, instead of by numpy's warnings.
        with block.at_work, np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            return block.epoch(self.batch_size, self.stop)

    def finish(self):
        """Tell the threads to stop, and wait until they have."""
        self.stop.set()
        self.pool.shutdown(wait=True, cancel_futures=True)
        # An interrupt may come while the pool starts a thread that it then does not know to wait for.
        for block in self.blocks:
            with block.at_work:
                pass


def _divergence(diverged, rate):
    """What to tell the reader about runs whose loss was no longer finite, or None."""
    if not diverged.any():
        return None
    rates = np.broadcast_to(rate, diverged.shape)[diverged > 0]
    lr = f"{rates.min():g}" if rates.min() == rates.max() else f"{rates.min():g} to {rates.max():g}"
    first = diverged[diverged > 0].min()
    who = "The loss" if len(diverged) == 1 else f"The loss of {(diverged > 0).sum()} of {len(diverged)} runs"
    return (
        f"{who} was no longer a finite number at step {first}: the weights grew too large (lr = {lr}). "
        f"The history up to then is kept. Try a smaller learning rate, such as lr={min(rates.min() / 10, 0.1):g}."
    )


@lru_cache(maxsize=1)
def _thread_pools():
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _one_blas_thread():
    # Products of this size are slower when the matrix library splits each over its own threads, and
    # the split changes their last bits: one thread each gives the same numbers on any number of cores.
    return _thread_pools().limit(limits=1, user_api="blas")


@contextmanager
def _bar(epochs, progress):
    """A function to call after each epoch: it moves a progress bar, or does nothing."""
    if not progress or os.environ.get("RELULAB_PROGRESS") == "0":
        yield lambda loss, accuracy: None
        return
    from tqdm.auto import tqdm

    with tqdm(total=epochs, unit="epoch", desc="training", leave=False, delay=0.5) as bar:

        def advance(loss, accuracy):
            bar.set_postfix(loss=f"{np.mean(loss):.3f}", accuracy=f"{np.mean(accuracy):.3f}", refresh=False)
            bar.update()

        yield advance
