"""Thirty fresh ReLU layers: how large gradient and signal are in each, with a way round the layers, scaled, or both."""

from functools import lru_cache
from typing import Any

import numpy as np

from ...classroom.figures import BLUE, GREEN, ORANGE, PURPLE
from ...nn.datasets import load_digits
from ...nn.deep import DeepNetwork

WIDTH, DEPTH, SEEDS, ROWS = 64, 30, 5, 64

#: What the control says -> units times the variance of the weights.
GAINS = {"⅛": 1 / 8, "¼": 1 / 4, "½": 1 / 2, "1": 1.0, "2": 2.0, "4": 4.0, "8": 8.0, "16": 16.0}
LABELS = {gain: label for label, gain in GAINS.items()}

#: (way round, normalised) -> its name, its colour, and what is said of the layers.
KINDS = {
    (False, False): ("neither", ORANGE, "as they are"),
    (True, False): ("way round", BLUE, "each with a way round it"),
    (False, True): ("normalised", PURPLE, "each normalised"),
    (True, True): ("both", GREEN, "each normalised and with a way round it"),
}


@lru_cache(maxsize=1)
def _drawn() -> DeepNetwork:
    """Networks with gain 1; those of other gains differ in the scale of their weights alone."""
    return DeepNetwork([WIDTH] * (DEPTH + 1) + [10], init=WIDTH**-0.5, runs=SEEDS)


@lru_cache(maxsize=len(GAINS) * len(KINDS))
def thirty(gain: float, skip: bool, norm: bool) -> dict[str, Any]:
    """Gradient and signal by layer in fresh networks of thirty ReLU layers.

    Parameters
    ----------
    gain : float
        Units times the variance of the weights.
    skip : bool
        Whether Z of each layer goes round the next one, and is added to what comes out of it.
    norm : bool
        Whether Z is normalised in front of ReLU, unit by unit over the rows.

    Returns
    -------
    dict
        The settings as they came; "gradient", the norm of dZ as a share of that of the last hidden layer, and
        "spread", the standard deviation of Z, both of shape (seeds, layers).
    """
    digits, drawn = load_digits(), _drawn()
    networks = drawn.with_parameters([np.float32(gain**0.5) * W for W in drawn.weights], drawn.biases)
    networks.skip, networks.norm = skip, "batch" if norm else None
    _, trace, slopes = networks.backward(digits.X_train[:ROWS], digits.y_train[:ROWS])
    # In float64: the squares of large float32 numbers would overflow.
    back = np.stack([np.linalg.norm(each.dZ.astype(np.float64), axis=(-1, -2)) for each in slopes[:DEPTH]], axis=-1)
    spread = [Z.std(axis=(-1, -2), dtype=np.float64) for Z in trace.streams[:DEPTH]]
    return {
        "gain": gain,
        "skip": skip,
        "norm": norm,
        "gradient": back / back[:, -1:],
        "spread": np.stack(spread, axis=-1),
    }
