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
    "inputs": "largest number that goes in",
    "dead_before": "units dead before training",
    "dead_after": "units dead after training",
    "ratio": "gradient dZ, first / last hidden layer (power of ten)",
    "saturated": "slopes saturated before training",
    "update": "longest first step of a layer (share of its weights)",
    "bend": "bend of the output",
}

#: What the settings say of the inputs -> what goes in: the pixels of the course, or the numbers that the file holds.
INPUTS = {"scaled": "pixels from 0 to 1, minus their mean", "raw": "pixels from 0 to 16, as they stand in the file"}

#: An output that varies less than this over the inputs is neither straight nor bent, as in `measures.bend`.
FLAT = 0.05

#: Where the output is looked at on the way from one digit to another.
WAY = np.linspace(0, 1, 9)

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
    inputs : str
        A name in `INPUTS`.
    """

    activation: str | Activation = "relu"
    init: str | float = "he"
    bias: float = 0.0
    lr: float = 0.2
    epochs: int = 8
    inputs: str = "scaled"


@dataclass(frozen=True)
class Examination:
    """What the instruments say of one patient.

    Attributes
    ----------
    start, end : dict
        Name of an instrument -> array of shape (R, hidden layers), before the first step and after training.
    history : dict
        "loss" and "accuracy" on the training digits -> array of shape (R, epochs); NaN where a network had diverged.
    way : array of shape (R, len(WAY))
        How far the trained outputs are from a straight line on the way from one digit to another, relative to their
        spread; NaN where they hardly change or are no numbers.
    readings : dict
        Name in `READINGS` -> array of shape (R,), one number for each network.
    """

    start: dict[str, np.ndarray]
    end: dict[str, np.ndarray]
    history: dict[str, np.ndarray]
    way: np.ndarray
    readings: dict[str, np.ndarray]


@lru_cache(maxsize=2)
def task(inputs: str = "scaled") -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training inputs and labels, test inputs and labels: is the digit odd?"""
    digits = datasets.load_digits()
    X, X_test = digits.X_train, digits.X_test
    if inputs == "raw":
        X, X_test = (16 * images.reshape(len(images), -1) for images in (digits.images_train, digits.images_test))
    return X, digits.y_train % 2, X_test, digits.y_test % 2


@lru_cache(maxsize=200)
def examined(sizes: tuple[int, ...], settings: Settings, runs: int, seed: int) -> Examination:
    """The measurements of networks that are made and trained with these settings."""
    X, y, X_test, y_test = task(settings.inputs)
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
            "inputs": np.full(runs, float(np.abs(X).max())),
            "dead_before": start["dead"].mean(axis=1),
            "dead_after": end["dead"].mean(axis=1),
            "ratio": np.where(np.isfinite(ratio), ratio, np.nan),
            "saturated": start["saturation"].mean(axis=1),
            "update": start["update"].max(axis=1),
            "bend": np.where(diverged, np.nan, measures.bend(networks, X[:ROWS], X[ROWS : 2 * ROWS])),
        }
        way = np.where(diverged[:, None], np.nan, _off_the_line(networks, X[:ROWS], X[ROWS : 2 * ROWS]))
    return Examination(start, end, {"loss": loss.T, "accuracy": right.T}, way, readings)


def _off_the_line(networks, A, B):
    """Root mean square distance of the outputs from a line at each place of `WAY`, relative to their spread."""
    outputs = [networks.forward((1 - t) * A + t * B).activations[-1].astype(np.float64) for t in WAY.astype(A.dtype)]
    size = outputs[0].std(axis=-2).mean(axis=-1)
    gaps = [out - ((1 - t) * outputs[0] + t * outputs[-1]) for t, out in zip(WAY, outputs)]
    gap = np.stack([np.sqrt(np.square(each).mean(axis=(-1, -2))) for each in gaps], axis=-1)
    return np.divide(gap, size[:, None], out=np.full_like(gap, np.nan), where=size[:, None] > FLAT)


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
