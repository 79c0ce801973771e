"""Networks followed as they train, for many rates, starting biases and slopes: how many units die, and when."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...nn import measures
from ...nn.activations import LeakyReLU
from ...nn.datasets import load_digits
from ...nn.network import Network
from ...nn.stored import arrays
from ...nn.sweep import Sweep, follow, sweep

HIDDEN, ROWS, EPOCHS, SEEDS = 32, 500, 30, 5
LRS = [0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0]
BIASES = [-8.0, -3.0, -2.0, -1.0, -0.5, -0.25, 0.0, 0.5]
SLOPES = [0.0, 0.01, 0.1, 0.3]

#: Networks of the real training, and the seed of the first; those on the map have other seeds.
RUNS, FIRST_SEED = 100, 100_000
STEPS_IN_AN_EPOCH = -(-ROWS // 32)


def never_and_accuracy(networks: Network) -> dict[str, np.ndarray]:
    """How many units are positive on no digit of the training, and the share of the test digits that is read correctly.

    Parameters
    ----------
    networks : Network
        With runs and one hidden layer.

    Returns
    -------
    dict
        "never" and "accuracy", arrays of shape (R,).
    """
    digits = load_digits()
    return {
        "never": measures.never_positive(networks, digits.X_train[:ROWS])[:, 0],
        "accuracy": networks.accuracy(digits.X_test, digits.y_test),
    }


def trained(lrs: Sequence[float] = LRS, biases: Sequence[float] = BIASES, slopes: Sequence[float] = SLOPES) -> Sweep:
    """The networks of the map, trained anew and followed by epoch; the explorer shows stored ones: this takes a minute.

    Parameters
    ----------
    lrs, biases, slopes : list of float
        Settings to cross.

    Returns
    -------
    Sweep
        Axes lr, bias, slope, seed, and step for what `never_and_accuracy` measures; "diverged" as in `follow`.
    """
    digits = load_digits()
    return sweep(
        [64, HIDDEN, 10],
        digits.X_train[:ROWS],
        digits.y_train[:ROWS],
        lr=list(lrs),
        bias=list(biases),
        slope=list(slopes),
        epochs=EPOCHS,
        every=STEPS_IN_AN_EPOCH,
        measure=never_and_accuracy,
        seeds=SEEDS,
    )


def followed(lr: float, bias: float, slope: float) -> dict[str, Any]:
    """Networks of the map with these settings, by epoch; and the map itself.

    Parameters
    ----------
    lr, bias, slope : float
        In `LRS`, `BIASES` and `SLOPES`.

    Returns
    -------
    dict
        "lr", "bias" and "slope" as they came, and "place", their row and column on the maps. "never": share of
        the hidden units that are positive on no training digit, of shape (seeds, epochs + 1); with slope 0 those are
        the dead ones. "accuracy" in the same shape. "diverged": the step at which each network's loss was no longer
        finite, or 0. "never map" and "accuracy map", of shape (rates, biases): the same at the end, NaN where all
        networks diverged; "diverged map": where one did. "real": None, the place of what `Training.numbers` says.
    """
    at = LRS.index(lr), BIASES.index(bias), SLOPES.index(slope)
    never, accuracy, diverged = (arrays(__package__)[name] for name in ("never", "accuracy", "diverged"))
    gone = diverged[:, :, at[2]] > 0
    return {
        "lr": lr,
        "bias": bias,
        "slope": slope,
        "place": at[:2],
        "real": None,
        "never map": _mean_of(never[:, :, at[2], :, -1] / HIDDEN, ~gone),
        "accuracy map": _mean_of(accuracy[:, :, at[2], :, -1].astype(float), ~gone),
        "diverged map": gone.any(axis=-1),
        **_until_divergence(never[at] / HIDDEN, accuracy[at].astype(float), diverged[at]),
    }


def _mean_of(values, chosen):
    """The mean over the last axis of those that are chosen; NaN where none is."""
    count = chosen.sum(axis=-1)
    total = np.where(chosen, values, 0).sum(axis=-1)
    return np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)


def _until_divergence(never, accuracy, diverged):
    """The measurements of each network, by epoch, less those after its divergence."""
    gone = (diverged[:, None] > 0) & (np.arange(never.shape[1]) * STEPS_IN_AN_EPOCH >= diverged[:, None])
    return {"never": np.where(gone, np.nan, never), "accuracy": np.where(gone, np.nan, accuracy), "diverged": diverged}


class Training:
    """Networks with the settings of the map but other seeds, trained an epoch at a time.

    Parameters
    ----------
    lr, bias, slope : float
    """

    def __init__(self, lr: float, bias: float, slope: float):
        self.settings, self.epochs = {"lr": lr, "bias": bias, "slope": slope}, 0
        self.networks = Network([64, HIDDEN, 10], LeakyReLU(slope), bias=bias, runs=RUNS, seed=FIRST_SEED)
        self.measured: list[Sweep | dict[str, np.ndarray]] = [never_and_accuracy(self.networks)]
        self.diverged = np.zeros(RUNS, int)

    @property
    def done(self) -> bool:
        """Whether all epochs are over, or no network is left to train."""
        return self.epochs == EPOCHS or bool((self.diverged > 0).all())

    def epoch(self) -> None:
        """Train one more epoch; an interrupt leaves the networks as they were after the last one."""
        digits = load_digits()
        now = follow(
            self.networks,
            digits.X_train[:ROWS],
            digits.y_train[:ROWS],
            lr=self.settings["lr"],
            epochs=1,
            measure=never_and_accuracy,
            seed=FIRST_SEED + self.epochs * RUNS,
        )
        step = np.where(now["diverged"] > 0, self.epochs * STEPS_IN_AN_EPOCH + now["diverged"], 0)
        self.diverged = np.where(self.diverged > 0, self.diverged, step)
        self.measured.append(now)
        self.epochs += 1

    def numbers(self) -> dict[str, Any]:
        """What was measured so far, as `followed` gives it for the networks of the map."""
        never, accuracy = (np.stack([one[name] for one in self.measured], axis=1) for name in ("never", "accuracy"))
        return {"epochs": self.epochs, **_until_divergence(never / HIDDEN, accuracy, self.diverged)}
