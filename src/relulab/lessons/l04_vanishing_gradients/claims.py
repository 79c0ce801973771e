"""The claims of the lesson on vanishing gradients: what is measured, and the rule that turns it into a verdict."""

import numpy as np

from ...classroom.claim import HOLDS, HOLDS_IF, NOT_SUPPORTED, SEEDS, WRONG, Claim
from ...nn import datasets
from ...nn.activations import ACTIVATIONS
from ...nn.network import Network
from ...nn.training import train
from .experiments import signals, steps_to


def _slope_left(seed):
    """The largest slope found among random places beyond -2 and 2, as a share of the largest there is."""
    rng = np.random.default_rng(seed)
    z = rng.choice([-1, 1], (SEEDS, 2000)) * rng.uniform(2, 8, (SEEDS, 2000))
    return {
        name: 100 * ACTIVATIONS[name].derivative(z).max(axis=1) / ACTIVATIONS[name].derivative(0.0)
        for name in ("sigmoid", "tanh")
    }


def _saturate_rule(sigmoid, tanh):
    # Insensitive: less than a tenth of the largest slope, as in measures.saturation.
    insensitive = sum(left.high < 10 for left in (sigmoid, tanh))
    if max(left.low for left in (sigmoid, tanh)) > 90:
        return WRONG
    return [NOT_SUPPORTED, HOLDS_IF, HOLDS][insensitive]


def _first_over_last(activation, gain, seed, depth=10, width=64):
    """log10 of the gradient in the first hidden layer over that in the last, in fresh networks on the digits."""
    digits = datasets.load_digits()
    networks = Network([64] + [width] * depth + [10], activation, init=(gain / width) ** 0.5, runs=SEEDS, seed=seed)
    norms = signals(networks, digits.X_train[:64], digits.y_train[:64])["dZ"]
    return np.log10(norms[:, 0] / norms[:, depth - 1])


def _vanish(seed):
    """Gradients through ten layers, and what six layers learn."""
    digits = datasets.load_digits()
    accuracy = {}
    for activation, init in [("sigmoid", "glorot"), ("relu", "he")]:
        networks = Network([64] + [32] * 6 + [10], activation, init=init, runs=SEEDS, seed=seed)
        train(networks, digits.X_train, digits.y_train, lr=0.1, epochs=5, seed=seed, progress=False)
        accuracy[activation] = 100 * networks.accuracy(digits.X_test, digits.y_test)
    return {
        "sigmoid": _first_over_last("sigmoid", 1, seed),
        "relu": _first_over_last("relu", 2, seed),
        "lost": accuracy["relu"] - accuracy["sigmoid"],
    }


def _vanish_rule(sigmoid, relu, lost):
    if sigmoid.high > -1 or lost.low < 10:
        return NOT_SUPPORTED
    return HOLDS if relu.high < -1 else HOLDS_IF


def _explode(seed):
    """Gradients through ten layers whose weights fit ReLU, or are twice as large."""
    return {
        "large": _first_over_last("relu", 8, seed),
        "fitting": _first_over_last("relu", 2, seed),
        "tanh": _first_over_last("tanh", 8, seed),
    }


def _explode_rule(large, fitting, tanh):
    if large.low < 1:
        return NOT_SUPPORTED
    return HOLDS if fitting.low > 1 else HOLDS_IF


#: Starting weights and candidate learning rates of the race to 10 % training error.
_RUNNERS = {
    "relu": ("he", (0.25, 0.5, 1.0, 2.0), 2),
    "tanh": ("glorot", (0.25, 0.5, 1.0, 2.0), 2),
    "sigmoid": ("glorot", (1.0, 2.0, 4.0, 8.0), 6),
}


def _faster(seed):
    """Training steps to 10 % error with two hidden layers, each activation at its best rate, chosen on other seeds."""
    digits = datasets.load_digits()
    steps = {}

    def race(activation, lr, start):
        init, _, epochs = _RUNNERS[activation]
        networks = Network([64, 32, 32, 10], activation, init=init, runs=SEEDS, seed=start)
        return steps_to(0.1, networks, digits.X_train, digits.y_train, lr=lr, epochs=epochs, seed=start)

    for activation, (_, rates, epochs) in _RUNNERS.items():
        trial = race(activation, np.repeat(rates, SEEDS // len(rates)), seed + 1000)
        best = rates[trial.reshape(len(rates), -1).mean(axis=1).argmin()]
        # Whoever gave up counts with all the steps there were.
        steps[activation] = np.minimum(race(activation, best, seed), 45 * epochs)
    return {
        "sigmoid": steps["sigmoid"] / steps["relu"],
        "tanh": steps["tanh"] / steps["relu"],
    }


def _faster_rule(sigmoid, tanh):
    if sigmoid.low <= 1.2:
        return NOT_SUPPORTED
    return HOLDS if tanh.low > 1.2 else HOLDS_IF


CLAIMS = [
    Claim(
        id="saturate",
        statement="sigmoid and tanh saturate; they are sensitive only near the middle, roughly from -2 to 2",
        effects={
            "sigmoid": "slope left beyond ±2, sigmoid, % of its largest",
            "tanh": "slope left beyond ±2, tanh, % of its largest",
        },
        evidence=_slope_left,
        rule=_saturate_rule,
        verdict=HOLDS_IF,
        condition="the middle is taken for each by itself: a tenth of the largest slope is left at 1.8 for tanh and at "
        "3.6 for the sigmoid.",
    ),
    Claim(
        id="vanish",
        statement="the gradient shrinks with every layer that is added, so early layers do not learn",
        effects={
            "sigmoid": "first/last gradient of ten sigmoid layers, log10",
            "relu": "ten ReLU layers, log10",
            "lost": "accuracy of six ReLU layers minus six sigmoid layers, %",
        },
        evidence=_vanish,
        rule=_vanish_rule,
        verdict=HOLDS_IF,
        condition="activation and starting weights make it so: the sigmoid with usual weights; not tanh or ReLU with "
        "fitting ones.",
    ),
    Claim(
        id="faster",
        statement="networks with ReLU converge faster",
        effects={
            "sigmoid": "steps to 10 % training error, sigmoid over ReLU",
            "tanh": "tanh over ReLU",
        },
        evidence=_faster,
        rule=_faster_rule,
        verdict=HOLDS_IF,
        condition="the other one is the sigmoid; tanh with fitting weights is not slower on this task.",
    ),
    Claim(
        id="explode",
        statement="ReLU networks can suffer from exploding gradients",
        effects={
            "large": "first/last gradient of ten ReLU layers with gain 8, log10",
            "fitting": "with gain 2, log10",
            "tanh": "ten tanh layers with gain 8, log10",
        },
        evidence=_explode,
        rule=_explode_rule,
        verdict=HOLDS_IF,
        condition="the weights are too large, with a gain above 2; tanh shows it too.",
    ),
]
