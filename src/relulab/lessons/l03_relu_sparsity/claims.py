"""The claims of the lesson on sparsity: what is measured, and the rule that turns it into a verdict."""

import time

import numpy as np

from ...classroom.claim import HOLDS, HOLDS_IF, NOT_SUPPORTED, SEEDS, WRONG, Claim
from ...nn import datasets, measures
from ...nn.activations import ACTIVATIONS
from ...nn.network import Network
from ...nn.sweep import sweep
from ...nn.training import train
from .experiments import filters_accuracy, small_sets, train_to_loss


def _relu_shape(seed):
    """The if/else of the article against max(0, x) on random numbers of every size, and the extremes of ReLU."""
    relu, gaps, smallest, largest = ACTIVATIONS["relu"], [], [], []
    for r in range(SEEDS):
        rng = np.random.default_rng(seed + r)
        x = rng.normal(size=1000) * 10.0 ** rng.integers(-6, 7, 1000)
        by_hand = [x_i if x_i > 0 else 0.0 for x_i in x]
        gaps.append(100 * float((relu(x) != by_hand).mean()))
        smallest.append(relu(x).min())
        largest.append(np.log10(relu(x).max()))
    return {
        "gap": gaps,
        "smallest": smallest,
        "largest": largest,
    }


def _relu_shape_rule(gap, smallest, largest):
    return (
        HOLDS if gap.high == 0 and smallest.mean == 0 and smallest.low == smallest.high and largest.low > 5 else WRONG
    )


def _monotonic(seed):
    """The largest fall between neighbours of sorted random inputs: ReLU, its slope, and GELU as a control."""
    falls: dict[str, list[float]] = {"relu": [], "slope": [], "gelu": []}
    for r in range(SEEDS):
        z = np.sort(np.random.default_rng(seed + r).normal(size=2000) * 2)
        curves = {
            "relu": ACTIVATIONS["relu"](z),
            "slope": ACTIVATIONS["relu"].derivative(z),
            "gelu": ACTIVATIONS["gelu"](z),
        }
        for name, values in curves.items():
            falls[name].append((np.maximum.accumulate(values) - values).max())
    return {"value": falls["relu"], "slope": falls["slope"], "control": falls["gelu"]}


def _monotonic_rule(value, slope, control):
    if control.low <= 0:
        return NOT_SUPPORTED  # a test that sees no fall of GELU proves nothing
    return HOLDS if value.high == slope.high == 0 else WRONG


def _cheap(seed):
    """Processor time for one value and for one epoch of training, three activations by turns, ReLU = 1."""
    digits, names = datasets.load_digits(), ("relu", "sigmoid", "tanh")
    z = np.random.default_rng(seed).normal(size=20_000).astype(np.float32)

    def value(name):
        start = time.process_time_ns()
        for _ in range(100):
            ACTIVATIONS[name].value(z)
        return time.process_time_ns() - start

    def epoch(name):
        network = Network([64, 256, 256, 10], name, init="glorot", seed=seed)
        start = time.process_time_ns()
        train(network, digits.X_train[:640], digits.y_train[:640], lr=0.01, epochs=1, seed=seed, progress=False)
        return time.process_time_ns() - start

    def ratios(seconds_of):
        # The median of three turns each: what else the machine does hits one of them, not all.
        turns = np.array([[[seconds_of(name) for name in names] for _ in range(3)] for _ in range(SEEDS)])
        relu, sigmoid, tanh = np.median(turns, axis=1).T
        return sigmoid / relu, tanh / relu

    of_a_value, (with_sigmoid, with_tanh) = ratios(value)[0], ratios(epoch)
    return {
        "value": of_a_value,
        "sigmoid": with_sigmoid,
        "tanh": with_tanh,
    }


def _cheap_rule(value, sigmoid, tanh):
    if sigmoid.low > 2 and tanh.low > 2:
        return HOLDS  # a network trains in half the time
    return HOLDS_IF if value.low > 1.5 else NOT_SUPPORTED


def _default(seed):
    """Test digits read from eight random filters, by the activation behind the filters."""
    digits = datasets.load_digits()
    names = ("relu", "identity", "tanh", "gelu")
    accuracy = {name: 100 * filters_accuracy(name, digits, seeds=2 * SEEDS, seed=seed) for name in names}
    return {
        "none": accuracy["relu"] - accuracy["identity"],
        "tanh": accuracy["relu"] - accuracy["tanh"],
        "gelu": accuracy["relu"] - accuracy["gelu"],
    }


def _default_rule(none, tanh, gelu):
    if none.low > 1 and tanh.low > 1:
        return HOLDS if gelu.low > 1 else HOLDS_IF
    return NOT_SUPPORTED


def _sparse(seed):
    """Zeros among activations and weights after training, with ReLU and with tanh."""
    digits = datasets.load_digits()

    def measure(networks):
        return {
            "activations": 100 * measures.sparsity(networks, digits.X_train[:400]).mean(axis=-1),
            "weights": 100 * np.mean([(W == 0).mean(axis=(-1, -2)) for W in networks.weights], axis=0),
        }

    setting = dict(lr=0.1, epochs=6, seeds=SEEDS, seed=seed, measure=measure)
    relu = sweep([64, 128, 128, 10], digits.X_train, digits.y_train, **setting)
    tanh = sweep([64, 128, 128, 10], digits.X_train, digits.y_train, activation="tanh", init="glorot", **setting)
    return {
        "activations": relu["activations"],
        "weights": relu["weights"],
        "control": tanh["activations"],
    }


def _sparse_rule(activations, weights, control):
    if control.high >= activations.low / 2:
        return NOT_SUPPORTED  # then it is not ReLU that does it
    if weights.low > 10:
        return HOLDS
    return WRONG if activations.low > 10 else NOT_SUPPORTED


def _specialist(seed):
    """Share of a unit's response that its best digit gets: trained, as it started, and under shuffled labels."""
    digits = datasets.load_digits()
    X, y = digits.X_test, digits.y_test
    networks = Network([64, 128, 128, 10], runs=SEEDS, seed=seed)
    start = 100 * measures.selectivity(networks, X, y)[:, -1]
    train(networks, digits.X_train, digits.y_train, lr=0.1, epochs=8, seed=seed, progress=False)
    trained = 100 * measures.selectivity(networks, X, y)[:, -1]
    shuffled = 100 * measures.selectivity(networks, X, np.random.default_rng(seed).permutation(y))[:, -1]
    return {
        "share": trained,
        "above_chance": trained - shuffled,
        "learned": trained - start,
    }


def _specialist_rule(share, above_chance, learned):
    if above_chance.low <= 0 or learned.high < 10:
        return NOT_SUPPORTED  # ten points: what each of ten digits gets from a unit without preference
    return HOLDS if share.low > 50 and learned.low > 10 else HOLDS_IF


def _overfit(seed):
    """Networks on 150 digits, stopped at one training loss, with few or many zeros by bias or by penalty."""
    digits = datasets.load_digits()
    X, y = small_sets(digits.X_train, digits.y_train, 150, sets=2 * SEEDS, seed=seed)

    def measured(bias, penalty):
        networks = Network([64, 64, 10], bias=bias, runs=2 * SEEDS, seed=seed)
        train_to_loss(networks, X, y, target=0.1, lr=0.3, penalty=penalty, seed=seed)
        test = networks.accuracy(digits.X_test, digits.y_test)
        return 100 * test, 100 * (networks.accuracy(X, y) - test)

    (dense, dense_gap), (sparse, sparse_gap) = measured(1.0, 0.0), measured(-0.5, 0.0)
    plain, penalised = measured(0.0, 0.0), measured(0.0, 0.03)
    return {
        "by_bias": sparse - dense,
        "gap": sparse_gap - dense_gap,
        "by_penalty": penalised[0] - plain[0],
    }


def _overfit_rule(by_bias, gap, by_penalty):
    if by_bias.low > 1 and by_penalty.low > 1 and gap.high < -1:
        return HOLDS
    if by_bias.high < -1 and by_penalty.high < -1:
        return WRONG
    return HOLDS_IF if by_bias.low > 1 or by_penalty.low > 1 else NOT_SUPPORTED


CLAIMS = [
    Claim(
        id="relu-shape",
        statement="ReLU is max(0, x), with a range from 0 to infinity",
        effects={
            "gap": "numbers for which max(0, x) and the if/else differ, %",
            "smallest": "smallest output",
            "largest": "largest output for inputs up to some millions, log10",
        },
        evidence=_relu_shape,
        rule=_relu_shape_rule,
        verdict=HOLDS,
        condition="The article's drawing ends at 18, where its text says 19.",
    ),
    Claim(
        id="monotonic",
        statement="ReLU and its derivative are both monotonic",
        effects={
            "value": "largest fall of ReLU",
            "slope": "of its slope",
            "control": "of GELU, as a control",
        },
        evidence=_monotonic,
        rule=_monotonic_rule,
        verdict=HOLDS,
        condition="with the slope at 0 set to a value from 0 to 1; here it is 0.",
    ),
    Claim(
        id="cheap",
        statement="ReLU needs no heavy computation, so models train and run faster",
        effects={
            "value": "time for one value of the sigmoid, ReLU = 1",
            "sigmoid": "time of a training step with sigmoid, ReLU = 1",
            "tanh": "time of a training step with tanh, ReLU = 1",
        },
        evidence=_cheap,
        rule=_cheap_rule,
        verdict=HOLDS_IF,
        condition="the activations are a large part of the work: one value is several times cheaper, a whole step only "
        "a little, since the matrix products take most of it.",
    ),
    Claim(
        id="default",
        statement="ReLU is the default, above all in convolutional networks",
        effects={
            "none": "accuracy behind random filters, ReLU less none, points",
            "tanh": "ReLU less tanh, points",
            "gelu": "ReLU less GELU, points",
        },
        evidence=_default,
        rule=_default_rule,
        verdict=HOLDS_IF,
        condition="you mean the convolutional networks of 2012 to about 2018; behind filters it beats no activation "
        "and tanh, while GELU, a later relative, does as well.",
    ),
    Claim(
        id="sparse",
        statement="ReLU gives zero for every negative input, so weights become zero and the network is sparse",
        effects={
            "activations": "zero activations with ReLU, %",
            "weights": "zero weights with ReLU, %",
            "control": "zero activations with tanh, %",
        },
        evidence=_sparse,
        rule=_sparse_rule,
        verdict=WRONG,
        condition="Activations become zero, other ones for every input; no weight does.",
    ),
    Claim(
        id="specialist",
        statement="in a sparse network each neuron handles one meaningful aspect",
        effects={
            "share": "response to the best digit, last hidden layer, %",
            "above_chance": "more than under shuffled labels, points",
            "learned": "more than before training, points",
        },
        evidence=_specialist,
        rule=_specialist_rule,
        verdict=NOT_SUPPORTED,
        condition="Units prefer some digits, but nearly as much before training, and most respond to several; whether "
        "they stand for some other aspect was not measured.",
    ),
    Claim(
        id="overfit",
        statement="sparsity gives better prediction and less overfitting",
        effects={
            "by_bias": "test accuracy, 75 % zeros less 4 %, points",
            "gap": "gap between training and test, 75 % less 4 %, points",
            "by_penalty": "test accuracy, 69 % zeros by a penalty less 40 % without, points",
        },
        evidence=_overfit,
        rule=_overfit_rule,
        verdict=NOT_SUPPORTED,
        condition="From 4 to 75 % zeros the test accuracy moves by less than a point (a mild penalty may gain a "
        "quarter of one); beyond that it falls.",
    ),
]
