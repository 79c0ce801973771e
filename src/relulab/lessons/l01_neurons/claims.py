"""The claims of the lesson on neurons: what is measured, and the rule that turns it into a verdict."""

import numpy as np

from ...classroom.claim import HOLDS, NOT_SUPPORTED, SEEDS, WRONG, Claim, share_that_differs
from ...nn import datasets
from ...nn.network import Network
from ...nn.sweep import learn_points
from ...nn.training import train


def _neuron(seed):
    """Neurons computed by hand against those of a network, and a layer whose units must share one bias."""
    rng = np.random.default_rng(seed)
    gaps = []
    for r in range(SEEDS):
        network, x = Network([5, 4, 2], bias=0.5, seed=seed + r, dtype=np.float64), rng.normal(size=5)
        W, b = network.weights[0], network.biases[0]
        by_hand = [max(0.0, sum(x_i * w_i for x_i, w_i in zip(x, W[:, j])) + b[j]) for j in range(4)]
        gaps.append(share_that_differs(network.forward(x[None]).activations[1][0], by_hand))
    X, y = datasets.moons(2000, noise=0.25, seed=seed + SEEDS)
    networks, own = learn_points(datasets.moons, [2, 16, 2], "relu", runs=SEEDS, seed=seed)
    shared = networks.copy()
    shared.biases[0][...] = networks.biases[0].mean(axis=-1, keepdims=True)
    return {
        "gap": gaps,
        "lost": 100 * (own - shared.accuracy(X, y)),
    }


def _neuron_rule(gap, lost):
    if gap.high > 0:
        return NOT_SUPPORTED
    return WRONG if lost.low > 1 else HOLDS


def _layers(seed):
    """Networks computed layer by layer against their neurons one at a time; what a hidden layer buys."""
    gaps = []
    for r in range(SEEDS):
        network = Network([3, 4, 2], bias=0.5, seed=seed + r, dtype=np.float64)
        x = np.random.default_rng(seed + r).normal(size=3)
        (W1, W2), (b1, b2) = network.weights, network.biases
        hidden = [max(0.0, x @ W1[:, j] + b1[j]) for j in range(4)]
        outputs = [sum(a * w for a, w in zip(hidden, W2[:, k])) + b2[k] for k in range(2)]
        gaps.append(share_that_differs(network.forward(x[None]).activations[-1][0], outputs))
    _, with_layer = learn_points(datasets.moons, [2, 16, 2], "relu", runs=SEEDS, seed=seed)
    _, without = learn_points(datasets.moons, [2, 2], "relu", runs=SEEDS, seed=seed)
    return {
        "differ": gaps,
        "added": 100 * (with_layer - without),
    }


def _layers_rule(differ, added):
    return HOLDS if differ.high == 0 and added.low > 1 else NOT_SUPPORTED


def _training(seed):
    """What the loss depends on, backpropagation against finite differences, and the digits learned."""
    digits, rng, h = datasets.load_digits(), np.random.default_rng(seed), 1e-6
    changes, errors = [], []
    for r in range(SEEDS):
        network = Network([4, 5, 3], "tanh", seed=seed + r, dtype=np.float64)
        X, y = rng.normal(size=(6, 4)), rng.integers(0, 3, 6)
        changes.append(abs(network.loss(X, (y + 1) % 3) - network.loss(X, y)))
        _, gradients = network.gradients(X, y)
        W, slope = network.weights[0], gradients[0][0][0, 0]
        W[0, 0] += h
        up = network.loss(X, y)
        W[0, 0] -= 2 * h
        errors.append(share_that_differs((up - network.loss(X, y)) / (2 * h), slope, 1e-4 * abs(slope)))
    networks = Network([64, 32, 10], runs=SEEDS, seed=seed)
    train(networks, digits.X_train, digits.y_train, lr=0.1, epochs=15, seed=seed, progress=False)
    return {
        "change": changes,
        "error": errors,
        "accuracy": 100 * networks.accuracy(digits.X_test, digits.y_test),
    }


def _training_rule(change, error, accuracy):
    if error.high > 0 or accuracy.low < 95:
        return NOT_SUPPORTED
    return WRONG if change.low > 0 else HOLDS


CLAIMS = [
    Claim(
        id="neuron",
        statement="a neuron multiplies its inputs by weights, adds a bias and applies an activation; each layer has "
        "one bias",
        effects={
            "gap": "neurons by hand that differ from the network's, %",
            "lost": "accuracy lost on the moons when a trained layer shares one bias, %",
        },
        evidence=_neuron,
        rule=_neuron_rule,
        verdict=WRONG,
        condition="The neuron is right; but every neuron has a bias of its own, not every layer.",
    ),
    Claim(
        id="layers",
        statement="a network is made of layers of connected neurons",
        effects={
            "differ": "outputs computed neuron by neuron that differ from the network's, %",
            "added": "accuracy on the moons that a hidden layer adds, %",
        },
        evidence=_layers,
        rule=_layers_rule,
        verdict=HOLDS,
    ),
    Claim(
        id="training",
        statement="a loss is computed from input and output, and backpropagation adjusts the weights to make it small",
        effects={
            "change": "change of the loss with the targets, inputs and outputs as they were, nats",
            "error": "slopes by backpropagation that finite differences contradict, %",
            "accuracy": "test digits read after training, %",
        },
        evidence=_training,
        rule=_training_rule,
        verdict=WRONG,
        condition="The loss compares the output with the target; the rest holds.",
    ),
]
