"""The data of the course: bundled handwritten digits, and small synthetic sets drawn from a seed.

Nothing is downloaded. Provenance and licence of the digits: `data/README.md` beside this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real

import numpy as np

from . import checks
from .stored import arrays

N_TRAIN = 1437


@dataclass
class Digits:
    """Handwritten digits of 8 x 8 pixels, split once and for all.

    Attributes
    ----------
    X_train, X_test : float32 array of shape (1437, 64) and (360, 64)
        Pixels from 0 (paper) to 1 (ink), minus `mean`.
    y_train, y_test : int array of shape (1437,) and (360,)
        The digit, 0 to 9.
    images_train, images_test : float32 array of shape (1437, 8, 8) and (360, 8, 8)
        The same pixels as pictures, not centred.
    mean : float32 array of shape (64,)
        Mean of each pixel over the training images.
    """

    X_train: np.ndarray
    y_train: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray
    images_train: np.ndarray
    images_test: np.ndarray
    mean: np.ndarray

    def __repr__(self):
        return f"<Digits: {len(self.X_train)} training and {len(self.X_test)} test images of 8 x 8 pixels>"


def load_digits() -> Digits:
    """1797 handwritten digits, 1437 to train on and 360 to test with.

    Returns
    -------
    Digits

    Notes
    -----
    Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine
    Learning Repository, 1998, doi 10.24432/C50P49, licence CC BY 4.0.
    """
    stored = arrays(__package__, "data/digits.npz")
    images, y = stored["images"].astype(np.float32) / 16, stored["labels"].astype(np.intp)
    pixels = images.reshape(len(images), 64)
    mean = pixels[:N_TRAIN].mean(axis=0)
    X = pixels - mean
    return Digits(X[:N_TRAIN], y[:N_TRAIN], X[N_TRAIN:], y[N_TRAIN:], images[:N_TRAIN], images[N_TRAIN:], mean)


def moons(n: int = 200, *, noise: float = 0.1, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two half circles that interlock: class 0 the upper one, class 1 the lower one.

    Parameters
    ----------
    n : int
        Points in all.
    noise : float
        Standard deviation of the normal noise added to both coordinates.
    seed : int

    Returns
    -------
    X : float32 array of shape (n, 2)
    y : int array of shape (n,)
    """
    rng, noise = _rng(seed), _checked_noise(noise)
    y = np.arange(checks.count(n, "n")) % 2
    angle = rng.uniform(0, np.pi, len(y))
    upper = np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25], axis=1)
    # The lower moon is the upper one turned by half a turn about the origin.
    X = np.where(y[:, None] == 0, upper, -upper)
    return _noisy(X, noise, rng), y


def spirals(n: int = 200, *, noise: float = 0.05, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two arms of a spiral that wind around each other once and a half.

    Parameters and returns as for `moons`.
    """
    rng, noise = _rng(seed), _checked_noise(noise)
    y = np.arange(checks.count(n, "n")) % 2
    radius = rng.uniform(0.05, 1, len(y))
    angle = 3 * np.pi * radius + np.pi * y
    X = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return _noisy(X, noise, rng), y


def xor(n: int = 200, *, noise: float = 0.15, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Four clouds in the corners of a square; the class is 1 where exactly one coordinate is positive.

    Parameters and returns as for `moons`. Labels belong to the corner a point was drawn for.
    """
    rng, noise = _rng(seed), _checked_noise(noise)
    corner = np.arange(checks.count(n, "n")) % 4
    a, b = corner // 2, corner % 2
    X = np.stack([2 * a - 1, 2 * b - 1], axis=1) / 2
    return _noisy(X, noise, rng), a ^ b


def _noisy(X, noise, rng):
    return (X + noise * rng.standard_normal(X.shape)).astype(np.float32)


def _rng(seed):
    return np.random.default_rng(checks.seed(seed))


def _checked_noise(noise: float) -> float:
    if not (isinstance(noise, Real) and 0 <= noise < np.inf):
        raise ValueError(f"noise is a standard deviation, a number of at least 0, but got {noise!r}.")
    return noise
