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
    """Handwritten digits, in pictures of 8 x 8 pixels or on a larger canvas.

    Attributes
    ----------
    X_train, X_test : float32 array of shape (1437, pixels) and (360, pixels)
        Pixels from 0 (paper) to 1 (ink), minus `mean`.
    y_train, y_test : int array of shape (1437,) and (360,)
        The digit, 0 to 9.
    images_train, images_test : float32 array of shape (1437, height, width) and (360, height, width)
        The same pixels as pictures, not centred.
    mean : float32 array of shape (pixels,)
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
        height, width = self.images_train.shape[1:]
        sizes = f"{len(self.X_train)} training and {len(self.X_test)} test images of {height} x {width} pixels"
        return f"<Digits: {sizes}>"


def load_digits(split: int = 0) -> Digits:
    """1797 handwritten digits, 1437 to train on and 360 to test with.

    Parameters
    ----------
    split : int
        0 for the division of all lessons; any other number draws another one.

    Returns
    -------
    Digits

    Notes
    -----
    Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine
    Learning Repository, 1998, doi 10.24432/C50P49, licence CC BY 4.0.
    """
    images, y = _stored_digits()
    return _divided(images, y, split)


def load_shifted_digits(split: int = 0) -> Digits:
    """The same digits, each at a random place of a canvas of 10 x 10 pixels: a task that is far from linear.

    A linear model reads about 60 % of them, a ReLU network with 128 hidden units about 90 %, where the digits of
    `load_digits` are read by both.

    Parameters
    ----------
    split : int
        As for `load_digits`; it draws the places, too.

    Returns
    -------
    Digits
    """
    images, y = _stored_digits()
    canvas = np.zeros((len(images), 10, 10), np.float32)
    rng = np.random.default_rng([checks.seed(split), 7])
    for picture, image, (row, column) in zip(canvas, images, rng.integers(0, 3, (len(images), 2))):
        picture[row : row + 8, column : column + 8] = image
    return _divided(canvas, y, split)


def _stored_digits():
    stored = arrays(__package__, "data/digits.npz")
    return stored["images"].astype(np.float32) / 16, stored["labels"].astype(np.intp)


def _divided(images, y, split):
    if checks.seed(split):
        order = np.random.default_rng([split, 8]).permutation(len(images))
        images, y = images[order], y[order]
    pixels = images.reshape(len(images), -1)
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
