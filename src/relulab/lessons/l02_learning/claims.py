"""The claims of the lesson on learning: what is measured, and the rule that turns it into a verdict."""

import numpy as np

from ...classroom.claim import (
    HOLDS,
    HOLDS_IF,
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
from ...nn.training import Descent, train
from ..thresholds import THRESHOLDS as T

# ---- training --------------------------------------------------------------------------------------


def _training(seed):
    """The loss with another input or another target and the same output; digits learned from shuffled targets."""
    rng, by_input, by_target = np.random.default_rng(seed), 0.0, []
    for r in range(SEEDS):
        network = Network([6, 3, 2], "tanh", seed=seed + r, dtype=np.float64)
        x, y = rng.normal(size=(1, 6)), rng.integers(0, 2, 1)
        unseen = np.linalg.svd(network.weights[0].T)[2][-1]  # a direction that no hidden unit sees
        loss = network.loss(x, y)
        by_input += share_that_differs(network.loss(x + 3 * unseen, y), loss)
        by_target.append(share_that_differs(network.loss(x, 1 - y), loss))
    digits = datasets.load_digits(split=seed)
    shuffled = np.stack([np.random.default_rng([seed + r, 3]).permutation(digits.y_train) for r in range(SEEDS)])

    def right(y):
        networks = Network([64, 32, 10], runs=SEEDS, seed=seed)
        train(networks, digits.X_train, y, lr=0.1, epochs=15, seed=seed, progress=False)
        return rights(networks, digits.X_test, digits.y_test)

    return {
        "by_input": exact(by_input),
        "by_target": exact(np.mean(by_target)),
        "lost": accuracy(right(digits.y_train), less=right(shuffled)),
    }


def _training_rule(by_input, by_target, lost):
    if by_input.above(0):
        return HOLDS
    return WRONG if by_target.above(0) and lost.above(T["ten points"]) else NOT_SUPPORTED


# ---- adjusts ---------------------------------------------------------------------------------------


def _stopped(digits, seed, *, noise, runs=3 * SEEDS):
    """Points of accuracy for stopping at the best answer to other pictures, against the smallest training loss.

    150 digits to learn from, a share of them with a wrong label; 300 others say when to stop. With 20 networks the
    interval came within a tenth of a point of the threshold, so there are 60.
    """
    few: list[np.ndarray] = []
    few_labels: list[np.ndarray] = []
    unused: list[np.ndarray] = []
    for r in range(runs):
        rng = np.random.default_rng([seed + r, 4])
        order = rng.permutation(len(digits.y_train))
        rows = order[:150]
        wrong = np.where(rng.uniform(size=150) < noise, rng.integers(1, 10, 150), 0)
        few.append(digits.X_train[rows])
        few_labels.append((digits.y_train[rows] + wrong) % 10)
        unused.append(order[150:450])
    X, labels, others = np.stack(few), np.stack(few_labels), np.stack(unused)
    networks = Network([64, 32, 10], runs=runs, seed=seed)
    best, smallest = np.zeros(runs), np.full(runs, np.inf)
    at_best, at_smallest = (np.zeros((runs, len(digits.y_test)), bool) for _ in range(2))
    for epoch in range(60):
        train(networks, X, labels, lr=0.1, epochs=2, seed=seed + runs * epoch, progress=False)
        right, loss = rights(networks, digits.X_test, digits.y_test), networks.loss(X, labels)
        of_others = networks.accuracy(digits.X_train[others], digits.y_train[others])
        at_best[of_others > best] = right[of_others > best]
        at_smallest[loss < smallest] = right[loss < smallest]
        best, smallest = np.maximum(best, of_others), np.minimum(smallest, loss)
    return accuracy(at_best, less=at_smallest)


def _adjusts(seed):
    """What backpropagation changes; what more training takes from the loss; the smallest loss and the best answers."""
    rng, h, changed, wrong = np.random.default_rng(seed), 1e-6, 0.0, 0.0
    for r in range(SEEDS):
        network = Network([4, 5, 3], "tanh", seed=seed + r, dtype=np.float64)
        X, y = rng.normal(size=(6, 4)), rng.integers(0, 3, 6)
        W, before = network.weights[0], network.weights[0].copy()
        slope = network.gradients(X, y)[1][0][0][0, 0]
        changed += share_that_differs(W, before, 0)
        W[0, 0] += h
        up = network.loss(X, y)
        W[0, 0] -= 2 * h
        wrong += share_that_differs((up - network.loss(X, y)) / (2 * h), slope, 1e-4 * abs(slope))
    digits = datasets.load_digits(split=seed)
    networks, losses = Network([64, 32, 10], runs=SEEDS, seed=seed), []
    for half in range(2):
        train(networks, digits.X_train, digits.y_train, lr=0.1, epochs=15, seed=seed + SEEDS * half, progress=False)
        losses.append(networks.loss(digits.X_train, digits.y_train))
    return {
        "changed": exact(changed),
        "wrong": exact(wrong),
        "further": measured(100 * (1 - losses[1] / losses[0])),
        "stopped": _stopped(digits, seed, noise=0.2),
        "clean": _stopped(digits, seed, noise=0.0),
    }


def _adjusts_rule(changed, wrong, further, stopped, clean):
    if wrong.above(0):
        return NOT_SUPPORTED
    faults = [not changed.above(0), further.above(T["a tenth of a loss"]), stopped.above(T["a point"])]
    if all(faults):
        return WRONG
    return HOLDS_IF if any(faults) else HOLDS


# ---- epoch -----------------------------------------------------------------------------------------


class _Counting(Descent):
    """Counts how often the weights have changed."""

    seen, changes = None, 0

    def note(self):
        now = self.network.weights[0].copy()
        self.changes += self.seen is not None and bool((now != self.seen).any())
        self.seen = now

    def slopes(self, X, y):
        self.note()
        return super().slopes(X, y)

    def epoch(self):
        result = super().epoch()
        self.note()
        return result


def _epoch(seed):
    """How often the weights change in an epoch, in batches and all at once; what is lost by one change an epoch."""
    digits = datasets.load_digits(split=seed)
    learn, test = (digits.X_train, digits.y_train), (digits.X_test, digits.y_test)
    changes = []
    for batch_size in (32, len(digits.y_train)):
        one, order = Network([64, 32, 10], runs=1, seed=seed), [np.random.default_rng([seed, 1])]
        counting = _Counting(one, learn[0][None], learn[1][None], np.full(1, 0.1), batch_size, order)
        counting.epoch()
        changes.append(counting.changes)
    batches, once = (Network([64, 32, 10], runs=SEEDS, seed=seed) for _ in range(2))
    train(batches, *learn, lr=0.1, epochs=15, seed=seed, progress=False)
    train(once, *learn, lr=0.1, epochs=15, batch_size=len(digits.y_train), seed=seed, progress=False)
    return {
        "changes": exact(changes[0]),
        "whole": exact(changes[1]),
        "lost": accuracy(rights(batches, *test), less=rights(once, *test)),
    }


def _epoch_rule(changes, whole, lost):
    if not (changes.above(T["once"]) and lost.above(T["a point"])):
        return HOLDS
    return WRONG if whole.above(T["once"]) else HOLDS_IF


CLAIMS = [
    Claim(
        id="training",
        statement="at the end a loss is computed, input against output",
        tested_as="the loss for another input with the same output, and for another target with the same output; "
        "training with the targets shuffled",
        effects={
            "by_input": "control: losses that another input with the same output changes, %",
            "by_target": "losses that another target with the same output changes, %",
            "lost": "accuracy on the digits lost by training on shuffled targets, points",
        },
        control="by_input",
        evidence=_training,
        rule=_training_rule,
        verdict=WRONG,
        condition="The loss compares the output with the target. Input and target are the same thing only where a "
        "network learns to give back its input.",
    ),
    Claim(
        id="adjusts",
        statement="backpropagation adjusts the weights, so that the loss becomes minimal; optimal weights are what "
        "it is all about",
        tested_as="what a pass back changes; whether the loss is at a minimum when training ends; whether the smallest "
        "training loss gives the best answers",
        effects={
            "changed": "weights that a pass back changes, %",
            "wrong": "slopes of a pass back that finite differences contradict, %",
            "further": "part of the training loss that 15 more epochs take away, %",
            "stopped": "accuracy gained over the smallest training loss by stopping when other pictures are read best, "
            "150 digits, 20 % wrong labels, points",
            "clean": "control: the same with right labels, points",
        },
        control="clean",
        evidence=_adjusts,
        rule=_adjusts_rule,
        verdict=WRONG,
        condition="Backpropagation computes slopes; gradient descent moves the weights, and training ends long before "
        "a minimum. What counts is new inputs, and with wrong labels the smallest training loss is not the best there.",
    ),
    Claim(
        id="epoch",
        statement="after every epoch the weights change, so that the loss gets smaller",
        tested_as="how often the weights change in an epoch, in batches of 32 and with all pictures in one; what is "
        "lost by one change an epoch (the reading of the sentence is ours)",
        effects={
            "changes": "changes in an epoch of the digits, batches of 32",
            "whole": "changes in an epoch with all 1437 in one batch",
            "lost": "control: accuracy lost after 15 epochs by one change an epoch, points",
        },
        control="lost",
        evidence=_epoch,
        rule=_epoch_rule,
        verdict=HOLDS_IF,
        condition="If one batch holds all the data. As networks are trained, the weights change after every batch.",
    ),
]
