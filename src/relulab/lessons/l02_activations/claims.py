"""The claims of the lesson on activations: what is measured, and the rule that turns it into a verdict."""

import numpy as np

from ...classroom.claim import HOLDS, HOLDS_IF, NOT_SUPPORTED, SEEDS, share_that_differs
from ...nn import datasets
from ...nn.activations import ACTIVATIONS
from ...nn.network import Network
from ...nn.sweep import learn_points


def _range(seed):
    """Outputs for random inputs up to 10 000 in size: the sigmoid's, and those of all ten activations."""
    outside, unbounded = [], []
    for r in range(SEEDS):
        z = np.random.default_rng(seed + r).uniform(-1e4, 1e4, 2000)
        a = ACTIVATIONS["sigmoid"](z)
        outside.append(100 * ((a < 0) | (a > 1)).mean())
        unbounded.append(sum(abs(f(z)).max() > 1000 for f in ACTIVATIONS.values()))
    return {"outside": outside, "unbounded": unbounded}


def _range_rule(outside, unbounded):
    if outside.high > 0:
        return NOT_SUPPORTED
    return HOLDS_IF if unbounded.low > 0 else HOLDS


def _linear(seed):
    """The moons with hidden layers and without, with ReLU and without, and a linear stack as one matrix."""
    gaps = []
    for r in range(SEEDS):
        network = Network([6, 8, 8, 3], "identity", bias=0.5, seed=seed + r, dtype=np.float64)
        X = np.random.default_rng(seed + r).normal(size=(50, 6))
        W, b = network.weights[0], network.biases[0]
        for W_next, b_next in zip(network.weights[1:], network.biases[1:]):
            W, b = W @ W_next, b @ W_next + b_next
        gaps.append(share_that_differs(network.forward(X).activations[-1], X @ W + b))
    _, alone = learn_points(datasets.moons, [2, 2], "identity", runs=SEEDS, seed=seed)
    _, stacked = learn_points(datasets.moons, [2, 16, 16, 2], "identity", runs=SEEDS, seed=seed)
    _, bent = learn_points(datasets.moons, [2, 16, 16, 2], "relu", runs=SEEDS, seed=seed)
    return {
        "gap": gaps,
        "stacking": 100 * (stacked - alone),
        "bending": 100 * (bent - stacked),
    }


def _linear_rule(gap, stacking, bending):
    if gap.high > 0 or stacking.high > 2:
        return NOT_SUPPORTED
    return HOLDS if bending.low > 2 else HOLDS_IF


def _nonlinear(seed):
    """Random smooth curves drawn with 16 and with 48 hinges, and XOR with ReLU and without."""
    x = np.linspace(0, 1, 2001)
    ratios = []
    for r in range(SEEDS):
        rng = np.random.default_rng(seed + r)
        curve = sum(rng.normal() * np.sin(np.pi * k * x + rng.uniform(0, 2 * np.pi)) for k in range(1, 5))
        # n hinges at the n left ends of n equal pieces draw any polygon with corners there.
        errors = [
            np.sqrt(np.mean((np.interp(x, ends, np.interp(ends, x, curve)) - curve) ** 2))
            for ends in (np.linspace(0, 1, 17), np.linspace(0, 1, 49))
        ]
        ratios.append(errors[1] / errors[0])
    _, straight = learn_points(datasets.xor, [2, 16, 16, 2], "identity", runs=SEEDS, seed=seed)
    _, bent = learn_points(datasets.xor, [2, 16, 16, 2], "relu", runs=SEEDS, seed=seed)
    return {
        "error": ratios,
        "added": 100 * (bent - straight),
    }


def _nonlinear_rule(error, added):
    return HOLDS if error.high < 0.5 and added.low > 10 else NOT_SUPPORTED


CLAIMS = []
