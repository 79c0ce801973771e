"""The claims of the lesson on Leaky ReLU: what is measured, and the rule that turns it into a verdict."""

import numpy as np

from ...classroom.claim import HOLDS, HOLDS_IF, NOT_SUPPORTED, SEEDS, WRONG, Claim
from ...nn import datasets, measures
from ...nn.activations import ACTIVATIONS
from ...nn.network import Network
from ...nn.sweep import sweep
from ...nn.training import train
from .experiments import follow_deaths


def _five_hundred():
    """The rows that most experiments of lesson 05 train on."""
    digits = datasets.load_digits()
    return digits.X_train[:500], digits.y_train[:500]


def _dead_share(networks, X):
    return {"dead": 100 * measures.dead_units(networks, X)[:, 0] / networks.sizes[1]}


def _dying(seed):
    """Two hidden layers of 32 units, trained at the rate 3: which units are dead at some time, and alive later."""
    X, y = _five_hundred()
    networks = Network([64, 32, 32, 10], runs=SEEDS, seed=seed)
    dead = follow_deaths(networks, X, y, lr=3.0, epochs=10, every=16, seed=seed)["dead"]
    ever = np.maximum.accumulate(dead, axis=1)
    revived = (ever & ~dead).any(axis=1)
    died, first, second = ever[:, -1], np.s_[:, :32], np.s_[:, 32:]
    return {
        "died": 100 * died[first].mean(axis=1),
        "first": 100 * revived[first].sum(axis=1) / np.maximum(died[first].sum(axis=1), 1),
        "second": 100 * revived[second].sum(axis=1) / np.maximum(died[second].sum(axis=1), 1),
    }


def _dying_rule(died, first, second):
    if died.low < 1:
        return NOT_SUPPORTED
    if first.high > 1:
        return WRONG
    return HOLDS_IF if second.low > 1 else HOLDS


def _causes(seed):
    """One hidden layer of 32 units: dead after training with a moderate rate and bias, with one of them extreme."""
    X, y = _five_hundred()
    trained = sweep(
        [64, 32, 10],
        X,
        y,
        lr=[0.3, 10.0],
        bias=[-2.0, 0.0],
        epochs=10,
        seeds=SEEDS,
        seed=seed,
        measure=lambda networks: _dead_share(networks, X),
    )
    return {
        "neither": trained.at(lr=0.3, bias=0.0)["dead"],
        "rate": trained.at(lr=10.0, bias=0.0)["dead"],
        "bias": trained.at(lr=0.3, bias=-2.0)["dead"],
    }


def _causes_rule(neither, rate, bias):
    causes = sum(bool(one.low > neither.high + 10) for one in (rate, bias))
    return [NOT_SUPPORTED, HOLDS_IF, HOLDS][causes]


def _lower_rate(seed):
    """Rates 1 and 10 from the start, with bias 0 and -2; and the rate 10 lowered to 0.1 after five epochs."""
    X, y = _five_hundred()
    trained = sweep(
        [64, 32, 10],
        X,
        y,
        lr=[1.0, 10.0],
        bias=[-2.0, 0.0],
        epochs=10,
        seeds=SEEDS,
        seed=seed,
        measure=lambda networks: _dead_share(networks, X),
    )
    networks, share = Network([64, 32, 10], runs=SEEDS, seed=seed), []
    for rate, epochs in [(10.0, 5), (0.1, 10)]:
        train(networks, X, y, lr=rate, epochs=epochs, seed=seed, progress=False)
        share.append(_dead_share(networks, X)["dead"])
    dead = trained["dead"]
    return {
        "prevented": dead[1, 1] - dead[0, 1],
        "low_bias": dead[1, 0] - dead[0, 0],
        "revived": share[0] - share[1],
    }


def _lower_rate_rule(prevented, low_bias, revived):
    if prevented.low < 5:
        return NOT_SUPPORTED
    return HOLDS if low_bias.low > 5 and revived.low > 5 else HOLDS_IF


def _leaky_shape(seed):
    """max(slope x, x) against the two-sided definition on random numbers, 100 a seed."""
    rng = np.random.default_rng(seed)
    x = rng.normal(0, 10, (SEEDS, 100))

    def differs(slope):
        wanted = np.where(x > 0, x, slope * x)
        return 100 * (np.abs(np.maximum(slope * x, x) - wanted) > 1e-9).mean(axis=1)

    negative = x < 0
    return {
        "formula": differs(0.01),
        "zeros": 100 * ((ACTIVATIONS["leaky_relu"](x) == 0) & negative).sum(axis=1) / negative.sum(axis=1),
        "steep": differs(2.0),
    }


def _leaky_shape_rule(formula, zeros, steep):
    return HOLDS if formula.high < 1 and zeros.high < 1 else WRONG


def _leaky_fix(seed):
    """One hidden layer of 128 units that starts dead, bias -2, 60 epochs on all training digits."""
    digits = datasets.load_digits()
    accuracy: dict[tuple[float, float], np.ndarray] = {}
    for lr, slopes in [(0.5, [0.0, 0.01]), (0.1, [0.01])]:
        trained = sweep(
            [64, 128, 10],
            digits.X_train,
            digits.y_train,
            lr=lr,
            bias=-2.0,
            slope=slopes,
            epochs=60,
            seeds=SEEDS,
            seed=seed,
            measure=lambda networks: {"accuracy": 100 * networks.accuracy(digits.X_test, digits.y_test)},
        )
        accuracy |= {(lr, slope): trained.at(slope=slope)["accuracy"] for slope in slopes}
    return {
        "relu": accuracy[0.5, 0.0],
        "fast": accuracy[0.5, 0.01],
        "slow": accuracy[0.1, 0.01],
    }


def _leaky_fix_rule(relu, fast, slow):
    if relu.high > 50 or fast.low < relu.high + 10:
        return NOT_SUPPORTED
    return HOLDS if fast.low > 80 and slow.low > 80 else HOLDS_IF


CLAIMS = [
    Claim(
        id="dying",
        statement="a ReLU unit can get stuck at zero and never recover",
        effects={
            "died": "units of the first hidden layer dead at some time, %",
            "first": "of these alive again later, %",
            "second": "of those in the second layer alive again later, %",
        },
        evidence=_dying,
        rule=_dying_rule,
        verdict=HOLDS_IF,
        condition="the unit is in the first hidden layer; in a later one the layers before it often bring it back.",
    ),
    Claim(
        id="causes",
        statement="too high a learning rate or a large negative bias causes it",
        effects={
            "neither": "dead at rate 0.3 and bias 0, %",
            "rate": "dead at rate 10 and bias 0, %",
            "bias": "dead at rate 0.3 and bias -2, %",
        },
        evidence=_causes,
        rule=_causes_rule,
        verdict=HOLDS,
        condition="Each of the two is enough alone.",
    ),
    Claim(
        id="lower-rate",
        statement="a lower learning rate often alleviates it",
        effects={
            "prevented": "fewer dead at rate 1 than at 10, bias 0, %",
            "low_bias": "the same with bias -2, %",
            "revived": "revived by lowering the rate in training, %",
        },
        evidence=_lower_rate,
        rule=_lower_rate_rule,
        verdict=HOLDS_IF,
        condition="the rate is the cause and is low before the units die: it prevents, and revives nobody.",
    ),
    Claim(
        id="leaky-shape",
        statement="Leaky ReLU is max(0.01x, x), not zero for negative inputs",
        effects={
            "formula": "max(0.01x, x) wrong, % of inputs",
            "zeros": "0 for a negative input, %",
            "steep": "max(2x, x) wrong for slope 2, % of inputs",
        },
        evidence=_leaky_shape,
        rule=_leaky_shape_rule,
        verdict=HOLDS,
        condition="With slopes up to 1; above 1 the formula gives another function.",
    ),
    Claim(
        id="leaky-fix",
        statement="with Leaky ReLU there are no dead neurons any more",
        effects={
            "relu": "accuracy from a dead start, ReLU, %",
            "fast": "slope 0.01 at rate 0.5, %",
            "slow": "slope 0.01 at rate 0.1, %",
        },
        evidence=_leaky_fix,
        rule=_leaky_fix_rule,
        verdict=HOLDS_IF,
        condition="you count units, which all have a slope now; whether the network recovers depends on slope, rate "
        "and depth.",
    ),
]
