"""Readings of the clinic: what the instruments say of networks before and after training."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...nn import datasets, measures
from ...nn.activations import Activation
from ...nn.network import Network
from ...nn.training import TrainingStopped, train

#: Rows on which gradients, saturation and outputs are measured; the dead are counted on all.
ROWS = 128

#: A patient is well if its networks tell this share of the test digits right, on average, and none diverges.
#: A linear model reaches 0.92 on this task, the healthy patients 0.97 or more.
WELL = 0.95

#: Name of a reading -> what it is called in a report.
READINGS = {
    "diverged": "networks whose loss is no number any more",
    "accuracy": "test digits told right (guessing: half)",
    "loss": "loss in the last epoch (guessing: 0.69)",
    "ratio": "gradient dZ at the start, first / last hidden layer",
    "saturated": "saturated at the start",
    "dead_before": "units dead before training",
    "dead_after": "units dead after training",
    "update": "largest update ratio of a layer, first step",
    "bend": "bend of the output",
}

#: What can be measured layer by layer.
INSTRUMENTS = ["gradients", "saturation", "activations", "dead", "update"]


@dataclass(frozen=True)
class Settings:
    """What a network is made and trained with.

    Attributes
    ----------
    activation : str or Activation
    init : str or float
    bias, lr : float
    epochs : int
    """

    activation: str | Activation = "relu"
    init: str | float = "he"
    bias: float = 0.0
    lr: float = 0.2
    epochs: int = 8


@dataclass(frozen=True)
class Examination:
    """What the instruments say of one patient.

    Attributes
    ----------
    start, end : dict
        Name of an instrument -> array of shape (R, hidden layers), before the first step and after training.
    history : dict
        "loss" and "accuracy" on the training digits -> array of shape (R, epochs); NaN where a network had diverged.
    readings : dict
        Name in `READINGS` -> array of shape (R,), one number for each network.
    """

    start: dict[str, np.ndarray]
    end: dict[str, np.ndarray]
    history: dict[str, np.ndarray]
    readings: dict[str, np.ndarray]


@lru_cache(maxsize=1)
def _task():
    digits = datasets.load_digits()
    return digits.X_train, digits.y_train % 2, digits.X_test, digits.y_test % 2


@lru_cache(maxsize=200)
def examined(sizes: tuple[int, ...], settings: Settings, runs: int, seed: int) -> Examination:
    """The measurements of networks that are made and trained with these settings."""
    X, y, X_test, y_test = _task()
    networks = Network(list(sizes), settings.activation, init=settings.init, bias=settings.bias, runs=runs, seed=seed)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", TrainingStopped)
        start = _by_layer(networks, X, y, settings.lr)
        history = train(networks, X, y, lr=settings.lr, epochs=settings.epochs, seed=seed, progress=False)
        end = _by_layer(networks, X, y, settings.lr)
        diverged = np.asarray(history.diverged) > 0
        end["dead"][diverged] = np.nan  # their weights flew off; what is dead says nothing any more
        loss = np.full((settings.epochs, runs), np.nan)
        loss[: len(history.loss)] = history.loss
        right = np.full((settings.epochs, runs), np.nan)
        right[: len(history.loss)] = history.accuracy
        ratio = np.log10(start["gradients"][:, 0] / start["gradients"][:, -1])
        readings = {
            "diverged": diverged.astype(float),
            "accuracy": np.where(diverged, np.nan, networks.accuracy(X_test, y_test)),
            "loss": loss[-1],
            "ratio": np.where(np.isfinite(ratio), ratio, np.nan),
            "saturated": start["saturation"].mean(axis=1),
            "dead_before": start["dead"].mean(axis=1),
            "dead_after": end["dead"].mean(axis=1),
            "update": start["update"].max(axis=1),
            "bend": np.where(diverged, np.nan, measures.bend(networks, X[:ROWS], X[ROWS : 2 * ROWS])),
        }
    return Examination(start, end, {"loss": loss.T, "accuracy": right.T}, readings)


def _by_layer(networks, X, y, lr):
    few, labels = X[:ROWS], y[:ROWS]
    hidden = networks.forward(few).activations[1:-1]
    return {
        "gradients": measures.backward_norms(networks, few, labels)[:, :-1],
        "saturation": measures.saturation(networks, few),
        "activations": np.stack([A.std(axis=(-1, -2)) for A in hidden], axis=-1),
        "dead": measures.dead_units(networks, X) / networks.sizes[1],
        "update": measures.update_ratio(networks, few, labels, lr=lr)[:, :-1],
    }


def summary(readings: dict[str, np.ndarray]) -> dict[str, float]:
    """The mean of each of the readings over the networks in which it could be taken; NaN where there is none."""
    finite = {name: values[np.isfinite(values)] for name, values in readings.items()}
    return {name: float(values.mean()) if values.size else np.nan for name, values in finite.items()}


def is_well(readings: dict[str, np.ndarray]) -> bool:
    """Whether the networks learned: by their readings none diverged, and they tell `WELL` of the digits on average."""
    return bool(not readings["diverged"].any() and readings["accuracy"].mean() >= WELL)
