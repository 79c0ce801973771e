"""The ledger: every statement that the course puts to the test, what was measured, and the verdict.

The article's statements are given in our words. A claim holds the function that measures its
evidence, from any seed on, and the rule that turns the measured effects into a verdict. The verdict
stands here; the effects it rests on are recorded in data/ledger.json by tools/ledger.py. The tests
measure each claim anew, with other seeds than the lessons show, and fail when the verdict differs.
"""

import json
import time
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from . import datasets, measures
from .activations import ACTIVATIONS
from .experiments import filters_accuracy, follow_deaths, signals, small_sets, steps_to, sweep, train_to_loss
from .measures import interval
from .network import Network
from .training import train

HOLDS, HOLDS_IF, NOT_SUPPORTED, WRONG = "holds", "holds if", "not supported here", "wrong as stated"
VERDICTS = (HOLDS, HOLDS_IF, NOT_SUPPORTED, WRONG)

#: Networks behind every effect.
SEEDS = 20


@dataclass(frozen=True)
class Claim:
    """One statement and its experiment.

    Attributes
    ----------
    id : str
        The name it has in the lessons.
    statement : str
        What the article says, in our words.
    lesson : str
        The notebook that shows the experiment.
    evidence : callable
        Takes a seed, runs the experiment with at least `SEEDS` seeds from there on, and gives a dict:
        the name of an effect, with its unit, and an array with one value for each seed.
    rule : callable
        Takes a dict of the same names with an `Interval` each and gives the verdict.
    verdict : str
        The verdict on record: one of `VERDICTS`.
    condition : str
        When it holds, or what is right instead; empty only where the statement holds as it stands.
    """

    id: str
    statement: str
    lesson: str
    evidence: callable
    rule: callable
    verdict: str
    condition: str = ""

    def measure(self, seed=0):
        """Run the experiment: a dict of effects, each a mean with its 95 % interval.

        Parameters
        ----------
        seed : int
            Where its seeds start; 0 in the record and in the lessons.
        """
        return {name: interval(values) for name, values in self.evidence(seed).items()}

    @property
    def effects(self):
        """The effects on record, in the form of `measure`."""
        return {name: measures.Interval(*numbers) for name, numbers in _record()[self.id].items()}


@lru_cache(maxsize=1)
def _record():
    return json.loads((resources.files("relulab") / "data" / "ledger.json").read_text(encoding="utf-8"))


class Ledger:
    """The table of all claims, as a notebook shows it."""

    def _repr_markdown_(self):
        rows = ["| claim | the article says | measured: mean [95 % interval] | verdict | lesson |", "|---|---|---|---|---|"]
        for claim in CLAIMS:
            effects = "; ".join(f"{name}: {effect}" for name, effect in claim.effects.items())
            verdict = f"**{claim.verdict}** {claim.condition}".strip()
            rows.append(f"| *{claim.id}* | {claim.statement} | {effects} | {verdict} | {claim.lesson[:2]} |")
        return "\n".join(rows)

    def __repr__(self):
        return "\n".join(f"{claim.id}: {claim.verdict} {claim.condition}".strip() for claim in CLAIMS)


def ledger():
    """The table of all claims: statement, measured effect, verdict and lesson."""
    return Ledger()


# ---- lesson 01 ------------------------------------------------------------------------------------


def _share_apart(first, second, tolerance=1e-6):
    """Per cent of the entries in which two arrays differ by more than rounding."""
    return 100 * float((abs(np.asarray(first) - second) > tolerance).mean())


@lru_cache(maxsize=8)
def _on_moons(sizes, activation, seed):
    """Networks trained on the moons, and their accuracy on new points in per cent."""
    X, y = datasets.moons(400, noise=0.25, seed=seed)
    networks = Network(list(sizes), activation, runs=SEEDS, seed=seed)
    train(networks, X, y, lr=0.1, epochs=60, seed=seed, progress=False)
    return networks, 100 * networks.accuracy(*datasets.moons(2000, noise=0.25, seed=seed + SEEDS))


def _neuron(seed):
    """Neurons computed by hand against those of a network, and a layer whose units must share one bias."""
    rng = np.random.default_rng(seed)
    gaps = []
    for r in range(SEEDS):
        network, x = Network([5, 4, 2], bias=0.5, seed=seed + r, dtype=np.float64), rng.normal(size=5)
        W, b = network.weights[0], network.biases[0]
        by_hand = [max(0.0, sum(x_i * w_i for x_i, w_i in zip(x, W[:, j])) + b[j]) for j in range(4)]
        gaps.append(_share_apart(network.forward(x[None]).activations[1][0], by_hand))
    X, y = datasets.moons(2000, noise=0.25, seed=seed + SEEDS)
    networks, own = _on_moons((2, 16, 2), "relu", seed)
    shared = networks.copy()
    shared.biases[0][...] = networks.biases[0].mean(axis=-1, keepdims=True)
    return {
        "neurons by hand that differ from the network's, %": gaps,
        "accuracy lost on the moons when a trained layer shares one bias, %": own - 100 * shared.accuracy(X, y),
    }


def _neuron_rule(effects):
    gap, lost = effects.values()
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
        gaps.append(_share_apart(network.forward(x[None]).activations[-1][0], outputs))
    _, with_layer = _on_moons((2, 16, 2), "relu", seed)
    _, without = _on_moons((2, 2), "relu", seed)
    return {
        "outputs computed neuron by neuron that differ from the network's, %": gaps,
        "accuracy on the moons that a hidden layer adds, %": with_layer - without,
    }


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
        errors.append(_share_apart((up - network.loss(X, y)) / (2 * h), slope, 1e-4 * abs(slope)))
    networks = Network([64, 32, 10], runs=SEEDS, seed=seed)
    train(networks, digits.X_train, digits.y_train, lr=0.1, epochs=15, seed=seed, progress=False)
    return {
        "change of the loss with the targets, inputs and outputs as they were, nats": changes,
        "slopes by backpropagation that finite differences contradict, %": errors,
        "test digits read after training, %": 100 * networks.accuracy(digits.X_test, digits.y_test),
    }


def _training_rule(effects):
    change, error, accuracy = effects.values()
    if error.high > 0 or accuracy.low < 95:
        return NOT_SUPPORTED
    return WRONG if change.low > 0 else HOLDS


# ---- lesson 02 ------------------------------------------------------------------------------------


def _range(seed):
    """Outputs for random inputs up to 10 000 in size: the sigmoid's, and those of all ten activations."""
    outside, unbounded = [], []
    for r in range(SEEDS):
        z = np.random.default_rng(seed + r).uniform(-1e4, 1e4, 2000)
        a = ACTIVATIONS["sigmoid"](z)
        outside.append(100 * ((a < 0) | (a > 1)).mean())
        unbounded.append(sum(abs(f(z)).max() > 1000 for f in ACTIVATIONS.values()))
    return {"outputs of the sigmoid outside 0 to 1, %": outside, "activations of ten with outputs beyond 1000": unbounded}


def _range_rule(effects):
    outside, unbounded = effects.values()
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
        gaps.append(_share_apart(network.forward(X).activations[-1], X @ W + b))
    _, alone = _on_moons((2, 2), "identity", seed)
    _, stacked = _on_moons((2, 16, 16, 2), "identity", seed)
    _, bent = _on_moons((2, 16, 16, 2), "relu", seed)
    return {
        "outputs of a linear stack that differ from one matrix's, %": gaps,
        "accuracy on the moons that linear hidden layers add, %": stacked - alone,
        "that ReLU adds to these layers, %": bent - stacked,
    }


def _linear_rule(effects):
    gap, stacking, bending = effects.values()
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
        errors = [np.sqrt(np.mean((np.interp(x, ends, np.interp(ends, x, curve)) - curve) ** 2))
                  for ends in (np.linspace(0, 1, 17), np.linspace(0, 1, 49))]
        ratios.append(errors[1] / errors[0])
    X, y = datasets.xor(400, noise=0.25, seed=seed)
    accuracy = {}
    for activation in ("identity", "relu"):
        networks = Network([2, 16, 16, 2], activation, runs=SEEDS, seed=seed)
        train(networks, X, y, lr=0.1, epochs=60, seed=seed, progress=False)
        accuracy[activation] = 100 * networks.accuracy(*datasets.xor(2000, noise=0.25, seed=seed + SEEDS))
    return {
        "error of a curve with three times the hinges, as a share": ratios,
        "accuracy on XOR that ReLU adds, %": accuracy["relu"] - accuracy["identity"],
    }


# ---- lesson 03 ------------------------------------------------------------------------------------


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
        "numbers for which max(0, x) and the if/else differ, %": gaps,
        "smallest output": smallest,
        "largest output for inputs up to some millions, log10": largest,
    }


def _relu_shape_rule(effects):
    gap, smallest, largest = effects.values()
    return HOLDS if gap.high == 0 and smallest.mean == 0 and smallest.low == smallest.high and largest.low > 5 else WRONG


def _monotonic(seed):
    """The largest fall between neighbours of sorted random inputs: ReLU, its slope, and GELU as a control."""
    falls = {"relu": [], "slope": [], "gelu": []}
    for r in range(SEEDS):
        z = np.sort(np.random.default_rng(seed + r).normal(size=2000) * 2)
        found = {"relu": ACTIVATIONS["relu"](z), "slope": ACTIVATIONS["relu"].derivative(z), "gelu": ACTIVATIONS["gelu"](z)}
        for name, values in found.items():
            falls[name].append((np.maximum.accumulate(values) - values).max())
    return {"largest fall of ReLU": falls["relu"], "of its slope": falls["slope"], "of GELU, as a control": falls["gelu"]}


def _monotonic_rule(effects):
    value, slope, control = effects.values()
    if control.low <= 0:
        return NOT_SUPPORTED    # a test that sees no fall of GELU proves nothing
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

    def ratios(measured):
        # The median of three turns each: what else the machine does hits one of them, not all.
        turns = np.array([[[measured(name) for name in names] for _ in range(3)] for _ in range(SEEDS)])
        relu, sigmoid, tanh = np.median(turns, axis=1).T
        return sigmoid / relu, tanh / relu

    of_a_value, (with_sigmoid, with_tanh) = ratios(value)[0], ratios(epoch)
    return {
        "time for one value of the sigmoid, ReLU = 1": of_a_value,
        "time of a training step with sigmoid, ReLU = 1": with_sigmoid,
        "time of a training step with tanh, ReLU = 1": with_tanh,
    }


def _cheap_rule(effects):
    value, sigmoid, tanh = effects.values()
    if sigmoid.low > 2 and tanh.low > 2:
        return HOLDS    # a network trains in half the time
    return HOLDS_IF if value.low > 1.5 else NOT_SUPPORTED


def _default(seed):
    """Test digits read from eight random filters, by the activation behind the filters."""
    digits = datasets.load_digits()
    names = ("relu", "identity", "tanh", "gelu")
    found = {name: 100 * filters_accuracy(name, digits, seeds=2 * SEEDS, seed=seed) for name in names}
    return {
        "accuracy behind random filters, ReLU less none, points": found["relu"] - found["identity"],
        "ReLU less tanh, points": found["relu"] - found["tanh"],
        "ReLU less GELU, points": found["relu"] - found["gelu"],
    }


def _default_rule(effects):
    none, tanh, gelu = effects.values()
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
        "zero activations with ReLU, %": relu["activations"],
        "zero weights with ReLU, %": relu["weights"],
        "zero activations with tanh, %": tanh["activations"],
    }


def _sparse_rule(effects):
    activations, weights, control = effects.values()
    if control.high >= activations.low / 2:
        return NOT_SUPPORTED    # then it is not ReLU that does it
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
        "response to the best digit, last hidden layer, %": trained,
        "more than under shuffled labels, points": trained - shuffled,
        "more than before training, points": trained - start,
    }


def _specialist_rule(effects):
    share, above_chance, learned = effects.values()
    if above_chance.low <= 0 or learned.high < 10:
        return NOT_SUPPORTED    # ten points: what each of ten digits gets from a unit without preference
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
        "test accuracy, 75 % zeros less 4 %, points": sparse - dense,
        "gap between training and test, 75 % less 4 %, points": sparse_gap - dense_gap,
        "test accuracy, 69 % zeros by a penalty less 40 % without, points": penalised[0] - plain[0],
    }


def _overfit_rule(effects):
    by_bias, gap, by_penalty = effects.values()
    if by_bias.low > 1 and by_penalty.low > 1 and gap.high < -1:
        return HOLDS
    if by_bias.high < -1 and by_penalty.high < -1:
        return WRONG
    return HOLDS_IF if by_bias.low > 1 or by_penalty.low > 1 else NOT_SUPPORTED


# ---- lesson 04 ------------------------------------------------------------------------------------


def _slope_left(seed):
    """The largest slope found among random places beyond -2 and 2, as a share of the largest there is."""
    rng = np.random.default_rng(seed)
    z = rng.choice([-1, 1], (SEEDS, 2000)) * rng.uniform(2, 8, (SEEDS, 2000))
    return {
        f"slope left beyond ±2, {name}, % of its largest": 100 * ACTIVATIONS[name].derivative(z).max(axis=1) / ACTIVATIONS[name].derivative(0.0)
        for name in ("sigmoid", "tanh")
    }


def _saturate_rule(effects):
    # Insensitive: less than a tenth of the largest slope, as in measures.saturation.
    insensitive = sum(left.high < 10 for left in effects.values())
    if max(left.low for left in effects.values()) > 90:
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
        "first/last gradient of ten sigmoid layers, log10": _first_over_last("sigmoid", 1, seed),
        "ten ReLU layers, log10": _first_over_last("relu", 2, seed),
        "accuracy of six ReLU layers minus six sigmoid layers, %": accuracy["relu"] - accuracy["sigmoid"],
    }


def _vanish_rule(effects):
    sigmoid, relu, lost = effects.values()
    if sigmoid.high > -1 or lost.low < 10:
        return NOT_SUPPORTED
    return HOLDS if relu.high < -1 else HOLDS_IF


def _explode(seed):
    """Gradients through ten layers whose weights fit ReLU, or are twice as large."""
    return {
        "first/last gradient of ten ReLU layers with gain 8, log10": _first_over_last("relu", 8, seed),
        "with gain 2, log10": _first_over_last("relu", 2, seed),
        "ten tanh layers with gain 8, log10": _first_over_last("tanh", 8, seed),
    }


def _explode_rule(effects):
    large, fitting, _ = effects.values()
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
    """Training steps to 10 % error with two hidden layers, each activation at its best rate of some, chosen on other seeds."""
    digits = datasets.load_digits()
    steps = {}
    for activation, (init, rates, epochs) in _RUNNERS.items():

        def race(lr, start):
            networks = Network([64, 32, 32, 10], activation, init=init, runs=SEEDS, seed=start)
            return steps_to(0.1, networks, digits.X_train, digits.y_train, lr=lr, epochs=epochs, seed=start)

        tried = race(np.repeat(rates, SEEDS // len(rates)), seed + 1000).reshape(len(rates), -1).mean(axis=1)
        # Whoever gave up counts with all the steps there were.
        steps[activation] = np.minimum(race(rates[np.argmin(tried)], seed), 45 * epochs)
    return {
        "steps to 10 % training error, sigmoid over ReLU": steps["sigmoid"] / steps["relu"],
        "tanh over ReLU": steps["tanh"] / steps["relu"],
    }


def _faster_rule(effects):
    sigmoid, tanh = effects.values()
    if sigmoid.low <= 1.2:
        return NOT_SUPPORTED
    return HOLDS if tanh.low > 1.2 else HOLDS_IF


# ---- lesson 05 ------------------------------------------------------------------------------------


def _five_hundred():
    """The rows that most experiments of lesson 05 train on."""
    digits = datasets.load_digits()
    return digits.X_train[:500], digits.y_train[:500]


def _dead_share(networks, X):
    return {"dead": 100 * measures.dead_units(networks, X)[:, 0] / networks.sizes[1]}


def _dying(seed):
    """Two hidden layers of 32 units, trained at the rate 3: which units are dead at some look, which are alive later."""
    X, y = _five_hundred()
    networks = Network([64, 32, 32, 10], runs=SEEDS, seed=seed)
    looks = follow_deaths(networks, X, y, lr=3.0, epochs=10, every=16, seed=seed)["dead"]
    ever = np.maximum.accumulate(looks, axis=1)
    back = (ever & ~looks).any(axis=1)
    died, first, second = ever[:, -1], np.s_[:, :32], np.s_[:, 32:]
    return {
        "units of the first hidden layer dead at some time, %": 100 * died[first].mean(axis=1),
        "of these alive again later, %": 100 * back[first].sum(axis=1) / np.maximum(died[first].sum(axis=1), 1),
        "of those in the second layer alive again later, %": 100 * back[second].sum(axis=1) / np.maximum(died[second].sum(axis=1), 1),
    }


def _dying_rule(effects):
    died, first, second = effects.values()
    if died.low < 1:
        return NOT_SUPPORTED
    if first.high > 1:
        return WRONG
    return HOLDS_IF if second.low > 1 else HOLDS


def _causes(seed):
    """One hidden layer of 32 units: dead after training with a moderate rate and bias, with one of them extreme."""
    X, y = _five_hundred()
    found = sweep(
        [64, 32, 10], X, y, lr=[0.3, 10.0], bias=[-2.0, 0.0], epochs=10, seeds=SEEDS, seed=seed,
        measure=lambda networks: _dead_share(networks, X),
    )
    return {
        "dead at rate 0.3 and bias 0, %": found.at(lr=0.3, bias=0.0)["dead"],
        "dead at rate 10 and bias 0, %": found.at(lr=10.0, bias=0.0)["dead"],
        "dead at rate 0.3 and bias -2, %": found.at(lr=0.3, bias=-2.0)["dead"],
    }


def _causes_rule(effects):
    neither, rate, bias = effects.values()
    causes = sum(bool(one.low > neither.high + 10) for one in (rate, bias))
    return [NOT_SUPPORTED, HOLDS_IF, HOLDS][causes]


def _lower_rate(seed):
    """Rates 1 and 10 from the start, with bias 0 and -2; and the rate 10 lowered to 0.1 after five epochs."""
    X, y = _five_hundred()
    found = sweep(
        [64, 32, 10], X, y, lr=[1.0, 10.0], bias=[-2.0, 0.0], epochs=10, seeds=SEEDS, seed=seed,
        measure=lambda networks: _dead_share(networks, X),
    )
    networks, share = Network([64, 32, 10], runs=SEEDS, seed=seed), []
    for rate, epochs in [(10.0, 5), (0.1, 10)]:
        train(networks, X, y, lr=rate, epochs=epochs, seed=seed, progress=False)
        share.append(_dead_share(networks, X)["dead"])
    dead = found["dead"]
    return {
        "fewer dead at rate 1 than at 10, bias 0, %": dead[1, 1] - dead[0, 1],
        "the same with bias -2, %": dead[1, 0] - dead[0, 0],
        "revived by lowering the rate in training, %": share[0] - share[1],
    }


def _lower_rate_rule(effects):
    prevented, low_bias, revived = effects.values()
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
        "max(0.01x, x) wrong, % of inputs": differs(0.01),
        "0 for a negative input, %": 100 * ((ACTIVATIONS["leaky_relu"](x) == 0) & negative).sum(axis=1) / negative.sum(axis=1),
        "max(2x, x) wrong for slope 2, % of inputs": differs(2.0),
    }


def _leaky_shape_rule(effects):
    formula, zeros, _ = effects.values()
    return HOLDS if formula.high < 1 and zeros.high < 1 else WRONG


def _leaky_fix(seed):
    """One hidden layer of 128 units that starts dead, bias -2, 60 epochs on all training digits."""
    digits = datasets.load_digits()
    accuracy = {}
    for lr, slopes in [(0.5, [0.0, 0.01]), (0.1, [0.01])]:
        found = sweep(
            [64, 128, 10], digits.X_train, digits.y_train, lr=lr, bias=-2.0, slope=slopes, epochs=60, seeds=SEEDS, seed=seed,
            measure=lambda networks: {"accuracy": 100 * networks.accuracy(digits.X_test, digits.y_test)},
        )
        accuracy |= {(lr, slope): found.at(slope=slope)["accuracy"] for slope in slopes}
    return {
        "accuracy from a dead start, ReLU, %": accuracy[0.5, 0.0],
        "slope 0.01 at rate 0.5, %": accuracy[0.5, 0.01],
        "slope 0.01 at rate 0.1, %": accuracy[0.1, 0.01],
    }


def _leaky_fix_rule(effects):
    relu, fast, slow = effects.values()
    if relu.high > 50 or fast.low < relu.high + 10:
        return NOT_SUPPORTED
    return HOLDS if fast.low > 80 and slow.low > 80 else HOLDS_IF


# ---- all of them ----------------------------------------------------------------------------------

CLAIMS = [
    Claim(
        "neuron", "a neuron multiplies its inputs by weights, adds a bias and applies an activation; each layer has one bias",
        "01_neurons", _neuron, _neuron_rule, WRONG, "The neuron is right; but every neuron has a bias of its own, not every layer.",
    ),
    Claim(
        "layers", "a network is made of layers of connected neurons", "01_neurons", _layers,
        lambda effects: HOLDS if [*effects.values()][0].high == 0 and [*effects.values()][1].low > 1 else NOT_SUPPORTED, HOLDS,
    ),
    Claim(
        "training", "a loss is computed from input and output, and backpropagation adjusts the weights to make it small",
        "01_neurons", _training, _training_rule, WRONG,
        "The loss compares the output with the target; the rest holds.",
    ),
    Claim(
        "range", "an activation maps its input into a certain range, the sigmoid into 0 to 1", "02_activations", _range, _range_rule,
        HOLDS_IF, "a range may be without limits: seven of the ten activations of the course are not bounded.",
    ),
    Claim(
        "linear", "without an activation the network is a linear regression", "02_activations", _linear, _linear_rule, HOLDS,
        "as a linear model, whatever its depth.",
    ),
    Claim(
        "nonlinear", "activations let the network learn complex patterns", "02_activations", _nonlinear,
        lambda effects: HOLDS if [*effects.values()][0].high < 0.5 and [*effects.values()][1].low > 10 else NOT_SUPPORTED, HOLDS,
    ),
    # lesson 03
    Claim(
        "relu-shape", "ReLU is max(0, x), with a range from 0 to infinity", "03_relu_sparsity", _relu_shape, _relu_shape_rule, HOLDS,
        "The article's drawing ends at 18, where its text says 19.",
    ),
    Claim(
        "monotonic", "ReLU and its derivative are both monotonic", "03_relu_sparsity", _monotonic, _monotonic_rule, HOLDS,
        "with the slope at 0 set to a value from 0 to 1; here it is 0.",
    ),
    Claim(
        "cheap", "ReLU needs no heavy computation, so models train and run faster", "03_relu_sparsity", _cheap, _cheap_rule, HOLDS_IF,
        "the activations are a large part of the work: one value is several times cheaper, a whole step only a little, since "
        "the matrix products take most of it.",
    ),
    Claim(
        "default", "ReLU is the default, above all in convolutional networks", "03_relu_sparsity", _default, _default_rule, HOLDS_IF,
        "you mean the convolutional networks of 2012 to about 2018; behind filters it beats no activation and tanh, "
        "while GELU, a later relative, does as well.",
    ),
    Claim(
        "sparse", "ReLU gives zero for every negative input, so weights become zero and the network is sparse", "03_relu_sparsity",
        _sparse, _sparse_rule, WRONG, "Activations become zero, other ones for every input; no weight does.",
    ),
    Claim(
        "specialist", "in a sparse network each neuron handles one meaningful aspect", "03_relu_sparsity", _specialist,
        _specialist_rule, NOT_SUPPORTED,
        "Units prefer some digits, but nearly as much before training, and most respond to several; whether they stand for "
        "some other aspect was not measured.",
    ),
    Claim(
        "overfit", "sparsity gives better prediction and less overfitting", "03_relu_sparsity", _overfit, _overfit_rule, NOT_SUPPORTED,
        "From 4 to 75 % zeros the test accuracy moves by less than a point (a mild penalty may gain a quarter of one); "
        "beyond that it falls.",
    ),
    # lesson 04
    Claim(
        "saturate", "sigmoid and tanh saturate; they are sensitive only near the middle, roughly from -2 to 2", "04_vanishing_gradients",
        _slope_left, _saturate_rule, HOLDS_IF,
        "the middle is taken for each by itself: a tenth of the largest slope is left at 1.8 for tanh and at 3.6 for the sigmoid.",
    ),
    Claim(
        "vanish", "the gradient shrinks with every layer that is added, so early layers do not learn", "04_vanishing_gradients",
        _vanish, _vanish_rule, HOLDS_IF,
        "activation and starting weights make it so: the sigmoid with usual weights; not tanh or ReLU with fitting ones.",
    ),
    Claim(
        "faster", "networks with ReLU converge faster", "04_vanishing_gradients", _faster, _faster_rule, HOLDS_IF,
        "the other one is the sigmoid; tanh with fitting weights is not slower on this task.",
    ),
    Claim(
        "explode", "ReLU networks can suffer from exploding gradients", "04_vanishing_gradients", _explode, _explode_rule, HOLDS_IF,
        "the weights are too large, with a gain above 2; tanh shows it too.",
    ),
    # lesson 05
    Claim(
        "dying", "a ReLU unit can get stuck at zero and never recover", "05_leaky_relu", _dying, _dying_rule, HOLDS_IF,
        "the unit is in the first hidden layer; in a later one the layers before it often bring it back.",
    ),
    Claim(
        "causes", "too high a learning rate or a large negative bias causes it", "05_leaky_relu", _causes, _causes_rule, HOLDS,
        "Each of the two is enough alone.",
    ),
    Claim(
        "lower-rate", "a lower learning rate often alleviates it", "05_leaky_relu", _lower_rate, _lower_rate_rule, HOLDS_IF,
        "the rate is the cause and is low before the units die: it prevents, and revives nobody.",
    ),
    Claim(
        "leaky-shape", "Leaky ReLU is max(0.01x, x), not zero for negative inputs", "05_leaky_relu", _leaky_shape, _leaky_shape_rule,
        HOLDS, "With slopes up to 1; above 1 the formula gives another function.",
    ),
    Claim(
        "leaky-fix", "with Leaky ReLU there are no dead neurons any more", "05_leaky_relu", _leaky_fix, _leaky_fix_rule, HOLDS_IF,
        "you count units, which all have a slope now; whether the network recovers depends on slope, rate and depth.",
    ),
]
