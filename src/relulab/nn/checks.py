"""What may come in, and the errors that say what does not fit: what was wrong, what was expected, what to do."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .network import Network


def sizes(given: Any) -> list[int]:
    """Units in each layer as a list of int, or a ValueError."""
    try:
        counts = [operator.index(n) for n in given]
    except TypeError:
        counts = []
    if len(counts) < 2 or min(counts) < 1:
        raise ValueError(
            "sizes must be a list of at least two positive whole numbers, inputs first and outputs last, "
            f"such as [64, 32, 10], but got {given!r}."
        )
    return counts


def floating(dtype: Any) -> np.dtype:
    """A floating-point dtype, or a ValueError."""
    try:
        checked = np.dtype(dtype)
    except TypeError:
        checked = None
    if checked is None or checked.kind != "f":
        raise ValueError(f"dtype must be a floating-point type such as numpy.float32, but got {dtype!r}.")
    return checked


def seed(given: Any) -> int:
    """A seed as an int of at least 0, or a ValueError."""
    try:
        value = operator.index(given)
    except TypeError:
        value = -1
    if value < 0:
        raise ValueError(f"seed must be a whole number, 0 or larger, but got {given!r}.")
    return value


def count(given: Any, name: str) -> int:
    """An int of at least 1, or a ValueError that calls it `name`."""
    try:
        value = operator.index(given)
    except TypeError:
        value = 0
    if value < 1:
        raise ValueError(f"{name} must be a whole number of at least 1, but got {given!r}.")
    return value


def per_run(given: Any, name: str, runs: int | None) -> np.ndarray:
    """A float array of shape () or, one number for each run, (runs,), or a ValueError that calls it `name`."""
    try:
        array = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a number, but got {given!r}.") from None
    if given is None or array.dtype.kind != "f" or isinstance(given, (str, bytes)):
        raise ValueError(f"{name} must be a number, but got {given!r}.")
    expected = "a single number" if runs is None else f"a single number or one for each of the {runs} runs"
    if array.shape not in [(), (runs,)]:
        raise ValueError(f"{name} must be {expected}, but it has shape {array.shape}.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but got {given!r}.")
    return array


def runs(network: Network) -> int:
    """How many runs a network has, or a ValueError for a single one."""
    if network.runs is None:
        raise ValueError(
            f"This takes a network with runs, such as Network([64, 32, 10], runs=20), but got {network!r}."
        )
    return network.runs


def standard_deviation(given: Any, runs: int | None) -> np.ndarray:
    """`init` as a number: a standard deviation for all runs or one for each, or a ValueError."""
    deviation = per_run(given, "init", runs)
    if (deviation < 0).any():
        raise ValueError(f"init as a number is a standard deviation, which is never negative, but got {given}.")
    return deviation


def learning_rate(given: Any, runs: int | None) -> np.ndarray:
    """A learning rate for all runs or one for each, or a ValueError."""
    lr = per_run(given, "lr (the learning rate)", runs)
    if (lr <= 0).any():
        raise ValueError(
            f"lr (the learning rate) must be larger than 0, but got {given!r}. It says how far to step downhill; "
            "0.1 is a good first try."
        )
    return lr


def numbers(z: Any) -> np.ndarray:
    """What an activation is called on as a float array: float32 stays float32, whole numbers become float64."""
    if isinstance(z, np.ndarray) and z.dtype.kind == "f":
        return z
    try:
        z = np.asarray(z)
        if z.dtype.kind in "biu":
            z = z.astype(np.float64)
    except ValueError:
        raise ValueError(
            "An activation needs numbers in a regular shape, but these rows have different lengths. "
            "Give it a number, a list of numbers, or an array."
        ) from None
    if z.dtype.kind != "f":
        raise TypeError(
            f"An activation needs real numbers, but got {'text' if z.dtype.kind in 'US' else f'{z.dtype} values'}. "
            "Give it a number, a list of numbers, or an array of them."
        )
    return z


def inputs(network: Network, X: Any) -> np.ndarray:
    """X as a float array that fits the network, or an error that says what does not fit."""
    try:
        X = np.asarray(X)
    except ValueError:
        raise ValueError(
            "The rows of X have different lengths; a network needs the same number of inputs in each row."
        ) from None
    if X.dtype.kind not in "fiub":
        raise ValueError(f"X must hold numbers, but its values are of type {X.dtype}.")
    n_in = network.sizes[0]
    if X.shape == (n_in,):
        raise ValueError(
            f"X has shape ({n_in},), a single input. A network takes a table with one input a row: "
            f"give X[None, :], which has shape (1, {n_in})."
        )
    if X.size == 0:
        raise ValueError(f"X is empty (its shape is {X.shape}); at least one row of {n_in} numbers is needed.")
    if X.ndim == 1 and n_in == 1:
        raise ValueError(
            f"X has shape {X.shape}; with one input a row, give X[:, None], which has shape ({len(X)}, 1)."
        )
    allowed = (2,) if network.runs is None else (2, 3)
    if X.ndim not in allowed:
        runs = "" if network.runs is None else f" (or ({network.runs}, rows, {n_in}), other rows for each run)"
        raise ValueError(f"X has shape {X.shape}, but this network takes a table of shape (rows, {n_in}){runs}.")
    if X.ndim == 3 and len(X) != network.runs:
        raise ValueError(
            f"X holds tables for {len(X)} runs (its shape is {X.shape}), but this network has {network.runs}."
        )
    if X.shape[-1] != n_in:
        raise ValueError(
            f"X has shape {X.shape}, so each row holds {X.shape[-1]} numbers, but this network takes {n_in} "
            f"(its sizes are {network.sizes}). Give X with {n_in} columns, or make the network with "
            f"Network([{X.shape[-1]}, ...])."
        )
    with np.errstate(over="ignore"):
        fitted = X.astype(network.weights[0].dtype, copy=False)
    if np.isfinite(X).all() and not np.isfinite(fitted).all():
        raise ValueError(
            f"X holds {np.abs(X).max():.3g}, which is too large for the {fitted.dtype} numbers of this network. "
            "Scale the columns of X, for example to values between -1 and 1."
        )
    if not np.isfinite(X).all():
        bad = np.argwhere(~np.isfinite(X))
        where = ", ".join(str(i) for i in bad[0])
        raise ValueError(
            f"X holds values that are not finite numbers (NaN or infinity): {len(bad)} of {X.size}, the first at "
            f"X[{where}]. Remove those rows or replace the values before using them."
        )
    return fitted


def data(network: Network, X: Any, y: Any) -> tuple[np.ndarray, np.ndarray]:
    """(X, y) as arrays that fit the network and each other, or an error that says what does not."""
    X = inputs(network, X)
    try:
        y = np.asarray(y)
    except ValueError:
        raise ValueError("The rows of y have different lengths; y needs one whole number for each row of X.") from None
    if y.shape not in (X.shape[-2:-1], X.shape[:-1], (network.runs, X.shape[-2])):
        raise ValueError(
            f"y has shape {y.shape} and X has shape {X.shape}: y needs one label for each row of X, "
            f"so the shape ({X.shape[-2]},)."
        )
    if y.dtype.kind == "b":
        y = y.astype(np.int64)
    if y.dtype.kind not in "iu":
        raise ValueError(
            f"y holds values of type {y.dtype}; labels are whole numbers that name the class, 0 to "
            f"{network.sizes[-1] - 1}. If yours are whole numbers stored as floats, give y.astype(int)."
        )
    wrong = (y < 0) | (y >= network.sizes[-1])
    if wrong.any():
        raise ValueError(
            f"y holds the label {y[wrong][0]}, but this network has {network.sizes[-1]} outputs, so labels go from 0 "
            f"to {network.sizes[-1] - 1} (its sizes are {network.sizes})."
        )
    return X, y
