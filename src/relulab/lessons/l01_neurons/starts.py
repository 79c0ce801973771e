"""Two starts of training: random weights, and weights that are all equal."""

import numpy as np

from ...classroom.rendered import table
from ...nn import datasets
from ...nn.network import Network
from ...nn.statistics import spread
from ...nn.training import train


def equal_start(runs: int = 20) -> np.ndarray:
    """Train networks that start from random weights, and others whose weights all start at 0.1, and show both.

    Parameters
    ----------
    runs : int

    Returns
    -------
    int array of shape (runs,)
        How many of the 32 hidden units are different after training from equal weights.
    """
    digits = datasets.load_digits()
    random, equal = (Network([64, 32, 10], runs=runs) for _ in range(2))
    for W in equal.weights:
        W[...] = 0.1
    rows = []
    for start, networks in (("random weights", random), ("equal weights", equal)):
        train(networks, digits.X_train, digits.y_train, lr=0.1, epochs=15, progress=False)
        rows.append([start, spread(networks.accuracy(digits.X_test, digits.y_test), percent=True)])
    table(["start", "new digits read correctly"], rows)
    W = equal.weights[0]  # a unit is another one if a weight is off by more than rounding
    return 1 + (abs(W - W[:, :, :1]).max(axis=1) > 1e-3).sum(axis=1)
