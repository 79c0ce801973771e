"""The claims of the lesson on neurons: what is measured, and the rule that turns it into a verdict."""

import numpy as np

from ...classroom.claim import (
    HOLDS,
    NOT_SUPPORTED,
    SEEDS,
    WRONG,
    Claim,
    accuracy,
    exact,
    measured,
    rights,
    share_that_differs,
)
from ...nn import datasets
from ...nn.network import Network
from ...nn.training import Descent
from ..thresholds import THRESHOLDS as T


def points(seed):
    """Moons to learn from, and new ones to be tested on."""
    return datasets.moons(400, noise=0.25, seed=seed), datasets.moons(2000, noise=0.25, seed=seed + SEEDS)


class _Tied(Descent):
    """Gradient descent in which all units of a hidden layer share one bias, as the article may be read."""

    def slopes(self, X, y):
        loss, trace, slopes = super().slopes(X, y)
        dZ, dW, db = slopes[0]
        slopes[0] = type(slopes[0])(dZ, dW, np.broadcast_to(db.mean(axis=-1, keepdims=True), db.shape))
        return loss, trace, slopes


def learned(networks, X, y, descent=Descent, epochs=60):
    """Networks with runs, trained in place by plain steps, each run in an order of its own."""
    runs = networks.runs
    X, y = np.broadcast_to(X, (runs, *X.shape)), np.broadcast_to(y, (runs, len(y)))
    orders = [np.random.default_rng([r, 1]) for r in range(runs)]
    steps = descent(networks, X, y, np.full(runs, 0.1), 32, orders)
    for _ in range(epochs):
        steps.epoch()
    return networks


def _neuron(seed):
    """Neurons by hand against a network's; layers trained with one bias for all units, and with a bias for each."""
    rng, differ = np.random.default_rng(seed), 0
    for r in range(SEEDS):
        network, x = Network([5, 4, 2], bias=0.5, seed=seed + r, dtype=np.float64), rng.normal(size=5)
        W, b = network.weights[0], network.biases[0]
        by_hand = [max(0.0, sum(x_i * w_i for x_i, w_i in zip(x, W[:, j])) + b[j]) for j in range(4)]
        differ += share_that_differs(network.forward(x[None]).activations[1][0], by_hand)
    (X, y), (X_new, y_new) = points(seed)
    own, tied = (Network([2, 16, 2], runs=SEEDS, seed=seed) for _ in range(2))
    start = own.biases[0].copy()
    learned(own, X, y), learned(tied, X, y, _Tied)
    return {
        "differ": exact(differ),
        "lost": accuracy(rights(own, X_new, y_new), less=rights(tied, X_new, y_new), items="new points"),
        "moved": measured(np.abs(own.biases[0] - start).mean(axis=-1)),
    }


def _neuron_rule(differ, lost, moved):
    if differ.above(0):
        return NOT_SUPPORTED
    return WRONG if lost.above(T["a point"]) and moved.above(0) else HOLDS


CLAIMS = [
    Claim(
        id="neuron",
        statement="a neuron multiplies its inputs by weights and adds a static bias, unique to each layer",
        tested_as="one bias for all units of a layer against a bias for each, trained from the same start; and how far "
        "the biases of a trained layer have moved (the reading of the sentence is ours)",
        effects={
            "differ": "neurons by hand that differ from the network's, %",
            "lost": "accuracy on the moons lost by training with one bias a layer, points",
            "moved": "distance that training moves a bias",
        },
        control="lost",
        evidence=_neuron,
        rule=_neuron_rule,
        verdict=WRONG,
        condition="The neuron is right; but every neuron has a bias of its own, and training moves it.",
    ),
]
