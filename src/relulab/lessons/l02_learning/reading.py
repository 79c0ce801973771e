"""What the lesson's own networks begin with, and how well they read digits."""

from collections.abc import Callable, Sequence

import numpy as np

from ...classroom.rendered import table
from ...nn.datasets import Digits
from ...nn.statistics import spread


def start(seed: int) -> list[np.ndarray]:
    """W1, b1, W2, b2 of a network with 64 inputs, 32 hidden units and 10 outputs.

    Parameters
    ----------
    seed : int

    Returns
    -------
    list of array
        Random weights around 0, and biases of 0.
    """
    rng = np.random.default_rng(seed)
    return [rng.normal(0, 0.2, (64, 32)), np.zeros(32), rng.normal(0, 0.2, (32, 10)), np.zeros(10)]


def compare(
    before: Sequence, after: Sequence, forward: Callable, cross_entropy: Callable, digits: Digits
) -> np.ndarray:
    """Show how well networks read the test digits before and after training.

    Parameters
    ----------
    before, after : list
        The networks.
    forward, cross_entropy : callable
        forward(X, network) gives the logits, cross_entropy(logits, label) the loss of one picture.
    digits : Digits

    Returns
    -------
    array
        The percentage that each network reads correctly after training.
    """
    rows = []
    for when, networks in (("before", before), ("after", after)):
        logits = [np.asarray(forward(digits.X_test, network)) for network in networks]
        losses = [np.mean([cross_entropy(z, label) for z, label in zip(Z, digits.y_test)]) for Z in logits]
        right = np.array([(Z.argmax(axis=1) == digits.y_test).mean() for Z in logits])
        rows.append([when, spread(losses), spread(right, percent=True)])
    table(["", "loss on the test digits", "read correctly"], rows)
    return 100 * right
