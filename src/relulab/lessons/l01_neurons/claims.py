"""The claims of the lesson on neurons: what is measured, and the rule that turns it into a verdict."""

from collections.abc import Callable

import numpy as np

from ...classroom.claim import (
    HOLDS,
    HOLDS_IF,
    NOT_MEASURED,
    NOT_SUPPORTED,
    SEEDS,
    WRONG,
    Claim,
    accuracy,
    exact,
    measured,
    proved,
    rights,
    share_that_differs,
)
from ...nn import datasets
from ...nn.network import Network
from ...nn.training import Descent, train
from ..thresholds import THRESHOLDS as T


def _points(seed):
    """Moons to learn from, 400 for each run, and 2000 new ones to be tested on."""
    drawn = [datasets.moons(400, noise=0.25, seed=seed + r) for r in range(SEEDS)]
    X, y = (np.stack(each) for each in zip(*drawn))
    return (X, y), datasets.moons(2000, noise=0.25, seed=seed + SEEDS)


def _learned(networks, X, y, seed, descent, *, epochs):
    """Networks with runs, trained in place as `train` does at rate 0.1, but by these steps."""
    runs = networks.runs
    X, y = np.broadcast_to(X, (runs, *X.shape[-2:])), np.broadcast_to(y, (runs, y.shape[-1]))
    orders = [np.random.default_rng([seed + r, 1]) for r in range(runs)]
    steps = descent(networks, X, y, np.full(runs, 0.1), 32, orders)
    for _ in range(epochs):
        steps.epoch()
    return networks


class _FirstLayer(Descent):
    """Gradient descent in which something is done to the slopes of the first layer."""

    changed: Callable[..., tuple]

    def slopes(self, X, y):
        loss, trace, slopes = super().slopes(X, y)
        slopes[0] = type(slopes[0])(*self.changed(*slopes[0]))
        return loss, trace, slopes


class _TiedBias(_FirstLayer):
    """All units share one bias, as the article may be read."""

    def changed(self, dZ, dW, db):
        return dZ, dW, np.broadcast_to(db.mean(axis=-1, keepdims=True), db.shape)


class _StaticBias(_FirstLayer):
    """The biases stay as they start."""

    def changed(self, dZ, dW, db):
        return dZ, dW, np.zeros_like(db)


class _RandomWeights(_FirstLayer):
    """The weights of the hidden units stay as they were drawn; their biases and the output are trained."""

    def changed(self, dZ, dW, db):
        return dZ, np.zeros_like(dW), db


# ---- neuron ----------------------------------------------------------------------------------------


def _neuron(seed):
    """Neurons by hand against a network's; layers trained with one bias for all units, and with static biases."""
    rng, differ = np.random.default_rng(seed), 0.0
    for r in range(SEEDS):
        network, x = Network([5, 4, 2], bias=0.5, seed=seed + r, dtype=np.float64), rng.normal(size=5)
        W, b = network.weights[0], network.biases[0]
        by_hand = [max(0.0, sum(x_i * w_i for x_i, w_i in zip(x, W[:, j])) + b[j]) for j in range(4)]
        differ += share_that_differs(network.forward(x[None]).activations[1][0], by_hand)
    (X, y), new = _points(seed)

    def right(units, descent=None):
        networks = Network([2, units, 2], runs=SEEDS, seed=seed)
        if descent:
            _learned(networks, X, y, seed, descent, epochs=60)
        else:
            train(networks, X, y, lr=0.1, epochs=60, seed=seed, progress=False)
        return rights(networks, *new)

    own, tied = right(16), right(16, _TiedBias)
    return {
        "differ": exact(differ),
        "shared": accuracy(own, less=tied, items="new points"),
        "static": accuracy(own, less=right(16, _StaticBias), items="new points"),
        "fewer": accuracy(right(12), less=tied, items="new points"),
    }


def _neuron_rule(differ, shared, static, fewer):
    if differ.above(0):
        return NOT_SUPPORTED
    wrong = [effect.above(T["a point"]) for effect in (shared, static, fewer)]
    if not any(wrong):
        return HOLDS
    return WRONG if all(wrong) else HOLDS_IF


# ---- random-weights --------------------------------------------------------------------------------


def _random_weights(seed):
    """Weights as drawn and after training; hidden weights that stay as drawn; units that start equal."""
    digits = datasets.load_digits(split=seed)
    learn, test = (digits.X_train, digits.y_train), (digits.X_test, digits.y_test)
    networks, kept, equal = (Network([64, 32, 10], runs=SEEDS, seed=seed) for _ in range(3))
    for W in equal.weights:
        W[...] = 0.1
    start, drawn = networks.weights[0].copy(), rights(networks, *test)
    for each in (networks, equal):
        train(each, *learn, lr=0.1, epochs=15, seed=seed, progress=False)
    _learned(kept, *learn, seed, _RandomWeights, epochs=15)
    trained, W = rights(networks, *test), equal.weights[0]
    different = 1 + (abs(W - W[:, :, :1]).max(axis=1) > 1e-3).sum(axis=1)
    distance = np.linalg.norm(networks.weights[0] - start, axis=(1, 2)) / np.linalg.norm(start, axis=(1, 2))
    return {
        "drawn": accuracy(trained, less=drawn),
        "kept": accuracy(trained, less=rights(kept, *test)),
        "moved": measured(100 * distance),
        "equal": accuracy(trained, less=rights(equal, *test)),
        "different": proved(1, different == 1),
    }


def _random_weights_rule(drawn, kept, moved, equal, different):
    if not (drawn.above(T["a point"]) and kept.above(T["a point"])):
        return HOLDS
    return HOLDS_IF if equal.above(T["ten points"]) and not different.above(T["once"]) else WRONG


# ---- layers ----------------------------------------------------------------------------------------


def _layers(seed):
    """Networks computed layer by layer against their neurons one at a time; what a hidden layer buys."""
    differ = 0.0
    for r in range(SEEDS):
        network = Network([3, 4, 2], bias=0.5, seed=seed + r, dtype=np.float64)
        x = np.random.default_rng(seed + r).normal(size=3)
        (W1, W2), (b1, b2) = network.weights, network.biases
        hidden = [max(0.0, x @ W1[:, j] + b1[j]) for j in range(4)]
        outputs = [sum(a * w for a, w in zip(hidden, W2[:, k])) + b2[k] for k in range(2)]
        differ += share_that_differs(network.forward(x[None]).activations[-1][0], outputs)
    (X, y), new = _points(seed)

    def right(sizes, activation="relu"):
        networks = Network(sizes, activation, runs=SEEDS, seed=seed)
        train(networks, X, y, lr=0.1, epochs=60, seed=seed, progress=False)
        return rights(networks, *new)

    without = right([2, 2])
    return {
        "differ": exact(differ),
        "added": accuracy(right([2, 16, 2]), less=without, items="new points"),
        "plain": accuracy(right([2, 16, 2], "identity"), less=without, items="new points"),
    }


def _layers_rule(differ, added, plain):
    if differ.above(0) or not added.above(T["a point"]):
        return NOT_SUPPORTED
    return HOLDS


CLAIMS = [
    Claim(
        id="inspired",
        statement="the idea of networks comes from the nerve cells of the body, active under certain conditions only",
        tested_as="this is about people and what they had in mind, so it is not measured; the papers say it themselves",
        verdict=NOT_MEASURED,
        condition="A neuron that is silent below a threshold comes from models of nerve cells; it was kept for what it "
        "does in training.",
        # Titles, years and places of all four were looked up; of the last one the abstract, too, which says this.
        source="McCulloch and Pitts 1943 (cells that are on or off, as logic); Fukushima 1969 (rectifying units, after "
        "the eye); Hahnloser and others 2000 (rectifying units in a circuit, after the cortex); Glorot, Bordes and "
        "Bengio 2011 (rectifiers are closer to nerve cells than tanh or the sigmoid)",
    ),
    Claim(
        id="neuron",
        statement="a neuron multiplies its inputs by weights and adds a static bias, unique to each layer; an "
        "activation then decides what it gives",
        tested_as="layers trained with one bias for all units, and with biases that stay as they start, against a bias "
        "of its own for each unit (the reading of the sentence is ours)",
        effects={
            "differ": "neurons by hand that differ from the network's, %",
            "shared": "accuracy on the moons lost by one bias for the layer, points",
            "static": "accuracy lost by biases that stay as they start, points",
            "fewer": "control: accuracy by which 12 units with own biases, 62 numbers, beat 16 with one bias, 67, "
            "points",
        },
        control="fewer",
        evidence=_neuron,
        rule=_neuron_rule,
        verdict=WRONG,
        condition="The neuron is right; but every neuron has a bias of its own, and training moves it.",
    ),
    Claim(
        id="random-weights",
        statement="the inputs of a neuron are multiplied by random weights",
        tested_as="weights as they were drawn, and hidden weights that stay so, against trained ones; and a start "
        "without chance, all weights equal",
        effects={
            "drawn": "accuracy on the digits lost by all weights as drawn, points",
            "kept": "control: accuracy lost where the hidden weights stay as drawn and the rest is trained, points",
            "moved": "distance that training moves the hidden weights, % of their length at the start",
            "equal": "accuracy lost by equal weights at the start, points",
            "different": "different hidden units, of 32, after training from equal weights",
        },
        control="kept",
        evidence=_random_weights,
        rule=_random_weights_rule,
        verdict=HOLDS_IF,
        condition="At the start, where chance is what makes the units different. Training then moves the weights, and "
        "needs to.",
    ),
    Claim(
        id="layers",
        statement="a network is made of layers of connected neurons",
        tested_as="layers at once against their neurons one at a time; and what a hidden layer adds",
        effects={
            "differ": "outputs computed neuron by neuron that differ from the network's, %",
            "added": "accuracy on the moons that a hidden layer adds, points",
            "plain": "control: accuracy that a hidden layer without an activation adds, points",
        },
        control="plain",
        evidence=_layers,
        rule=_layers_rule,
        verdict=HOLDS,
    ),
]
