"""Exercises: the loss, steps downhill, and the way back through a network."""

# Readers see the solutions: their zip takes no strict=.

import numpy as np

from ...classroom.exercise import exercise


def _array(*values):
    return np.array(values, dtype=np.float64)


def _survives_large_logits(answer):
    got = answer(np.array([1000.0, 999.0, -1000.0]), 1)
    if np.isfinite(got) and abs(got - 1.3132617) < 1e-4:
        return None
    return (
        f"For small logits it is right, but for logits [1000, 999, -1000] and label 1 it gives {got}, and 1.3133 is "
        "right. exp(1000) is larger than any number the computer can hold. Subtract the largest logit from all of "
        "them first: the probabilities stay the same, because numerator and denominator shrink by the same factor."
    )


@exercise(
    "Write the loss of one prediction",
    stub="""
        exp = ...              # np.exp of the logits, after subtracting the largest of them
        probabilities = ...    # exp, divided by its sum
        return ...             # minus np.log of the probability of the right class
    """,
    cases=[
        (_array(0.0, 0.0), 0),
        (_array(2.0, 0.0, -1.0), 0),
        (_array(2.0, 0.0, -1.0), 2),
        (_array(-3.0, 1.0, 4.0, 0.5), 1),
    ],
    hints=[
        "Three steps: exponentials, probabilities that add up to 1, minus the logarithm of one of them.",
        "Subtract np.max(logits) before np.exp; divide by np.sum(exp); pick the entry at label.",
        (
            "exp = np.exp(logits - np.max(logits)), then probabilities = exp / np.sum(exp), and "
            "-np.log(probabilities[label]) behind return."
        ),
    ],
    properties=[_survives_large_logits],
)
def cross_entropy(logits, label):
    """Minus the natural logarithm of the probability given to the right class."""
    exp = np.exp(logits - np.max(logits))
    probabilities = exp / np.sum(exp)
    return -np.log(probabilities[label])


def _softmax(logits):
    exp = np.exp(logits - np.max(logits))
    return exp / exp.sum()


@cross_entropy.mistake(
    "The minus sign is missing. A probability is at most 1, so its logarithm is negative; the loss is to be positive "
    "and small when the prediction is good."
)
def entropy_without_minus(logits, label):
    return np.log(_softmax(logits)[label])


@cross_entropy.mistake(
    "That is the logarithm to base 10. The loss takes the natural one, np.log: its slope is the plain "
    "1/p that backpropagation uses."
)
def entropy_base_ten(logits, label):
    return -np.log10(_softmax(logits)[label])


@cross_entropy.mistake(
    "1 - p is never larger than 1, so a confident error costs hardly more than a small one. -ln(p) "
    "grows without limit as p goes to 0."
)
def entropy_one_minus_p(logits, label):
    return 1 - _softmax(logits)[label]


@cross_entropy.mistake(
    "You used the logit itself. Logits are not probabilities: turn them into p with softmax "
    "first, then take minus np.log of the one at label."
)
def entropy_of_logit(logits, label):
    return -logits[label]


@cross_entropy.mistake("You return -ln(p) for every class. Pick the one of the right class: probabilities[label].")
def entropy_of_every_class(logits, label):
    return -np.log(_softmax(logits))


@cross_entropy.mistake(
    "You subtracted the largest logit after taking exponentials. It has to happen inside: "
    "np.exp(logits - np.max(logits))."
)
def entropy_subtracted_late(logits, label):
    exp = np.exp(logits) - np.max(logits)
    return -np.log((exp / exp.sum())[label])


@cross_entropy.mistake(
    "You added -ln(p) over all classes. Only the probability of the *right* class counts; the "
    "others matter through the sum that you divide by."
)
def entropy_all_classes(logits, label):
    return -np.log(_softmax(logits)).sum()


def slope_of_a_bowl(w):
    """The slope of (w - 3)²."""
    return 2 * (w - 3)


def slope_of_a_wave(w):
    """The slope of the sine."""
    return np.cos(w)


@exercise(
    "Walk downhill",
    stub="""
        for step in range(steps):
            w = ...    # one step against the slope at the place where w is now
        return w
    """,
    cases=[
        (slope_of_a_bowl, 0.0, 0.1, 3),
        (slope_of_a_bowl, 5.0, 0.25, 1),
        (slope_of_a_wave, 1.0, 0.5, 4),
        (slope_of_a_bowl, 1.0, 0.1, 0),
    ],
    hints=[
        "The rule stands above: w becomes w minus the learning rate times the slope.",
        "slope is a function, so the slope at the place where w is now is slope(w). Each turn of the loop asks again.",
        "w = w - lr * slope(w) in the loop.",
    ],
)
def descend(slope, w, lr, steps):
    """Where w is after some steps of gradient descent; slope(w) is the slope at w."""
    for step in range(steps):
        w = w - lr * slope(w)
    return w


@descend.mistake(
    "You climb. The slope says which way the loss *rises*: where it is positive, w has to become smaller. Step against "
    "it, with a minus."
)
def descend_uphill(slope, w, lr, steps):
    for step in range(steps):
        w = w + lr * slope(w)
    return w


@descend.mistake(
    "Every step of yours uses the slope at the start. The ground changes as you walk: ask for slope(w) anew in each "
    "turn of the loop."
)
def descend_with_first_slope(slope, w, lr, steps):
    return w - steps * lr * slope(w)


@descend.mistake(
    "You take one step, whatever steps says. If return stands inside the loop, the function ends in its first turn: "
    "move it to the left."
)
def descend_once(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * slope(w)
        return w


@descend.mistake(
    "The learning rate is missing. The slope says which way and how steep; lr says how far to go: lr * slope(w)."
)
def descend_without_rate(slope, w, lr, steps):
    for step in range(steps):
        w = w - slope(w)
    return w


@descend.mistake(
    "Your w becomes the step itself and forgets where it was. A step begins at the present place: "
    "w minus lr * slope(w)."
)
def descend_forgetting_w(slope, w, lr, steps):
    for step in range(steps):
        w = -lr * slope(w)
    return w


@descend.mistake("You divided by the learning rate. A small rate is to give a small step, so it multiplies the slope.")
def descend_divided(slope, w, lr, steps):
    for step in range(steps):
        w = w - slope(w) / lr
    return w


@descend.mistake(
    "Your w stays where it was. w - lr * slope(w) computes the new place; only w = ... in front of it keeps it."
)
def descend_without_moving(slope, w, lr, steps):
    return w


def _gives_an_array(answer):
    if isinstance(answer(_array(-0.5, 0.5), np.array([[1.0, 2.0]]), _array(1.0)), np.ndarray):
        return None
    return (
        "The numbers are right, but they stand in a list or a tuple. The next cells multiply them by the learning "
        "rate, which needs an array: begin with np.zeros(len(a)), or give np.array(...) back."
    )


@exercise(
    "Carry the slopes back to the hidden units",
    stub="""
        d1 = np.zeros(len(a))
        for j in range(len(a)):
            back = ...     # weight times slope for each output, added up
            d1[j] = ...    # the same where unit j is on (its a is above 0), else 0
        return d1
    """,
    cases=[
        (_array(-0.5, 0.5), np.array([[-1.0, 2.0], [3.0, -3.0]]), _array(2.0, 1.0)),
        (_array(0.3, -0.3), np.array([[1.0, 2.0], [0.5, -1.0], [4.0, 0.0]]), _array(0.0, 0.4, 2.0)),
        (_array(0.2, -0.7, 0.5), np.array([[1.0, 3.0, -1.0], [-2.0, 0.5, 0.0]]), _array(1.5, 0.0)),
    ],
    hints=[
        "Do it for one unit on paper first. Two steps: back along its arrows, then back through its ReLU.",
        (
            "W2[j] holds the weights from unit j to all outputs, and d2 their slopes, in the same order: W2[j] @ d2 "
            "multiplies in pairs and adds up."
        ),
        "back = W2[j] @ d2, then d1[j] = back * (a[j] > 0): True counts as 1 and False as 0.",
    ],
    properties=[_gives_an_array],
)
def hidden_slopes(d2, W2, a):
    """Slope of the loss at each hidden unit, from the slopes d2 at the outputs."""
    d1 = np.zeros(len(a))
    for j in range(len(a)):
        back = W2[j] @ d2
        d1[j] = back * (a[j] > 0)
    return d1


@hidden_slopes.mistake(
    "Every unit lets its slope through. A silent unit has a = 0 and gives 0 whether you nudge it or not, so nothing "
    "passes: the test is a[j] > 0, and not >= 0, which is true of a silent unit as well."
)
def slopes_without_relu(d2, W2, a):
    return W2 @ d2


@hidden_slopes.mistake(
    "W2 is read the wrong way round. W2[j, k] leads from hidden unit j to output k, so the weights of unit j are its "
    "*row*, W2[j]. W2[:, j] are the weights that lead into output j."
)
def slopes_transposed(d2, W2, a):
    return (d2 @ W2) * (a > 0)


@hidden_slopes.mistake(
    "You multiplied by the output of the unit. The chain rule asks for the *slope* of ReLU: 1 where the unit is on, "
    "however large its output is, else 0."
)
def slopes_times_output(d2, W2, a):
    return (W2 @ d2) * a


@hidden_slopes.mistake(
    "You cut off negative slopes. ReLU cuts off negative *pre-activations*: which slopes pass depends on whether the "
    "unit is on, not on their own sign."
)
def slopes_relu_of_slopes(d2, W2, a):
    return np.maximum(0, W2 @ d2)


@hidden_slopes.mistake(
    "It is the silent units that yours lets through. On means a[j] > 0: there the slope passes; elsewhere it is 0."
)
def slopes_through_silent(d2, W2, a):
    return (W2 @ d2) * (a <= 0)


@hidden_slopes.mistake(
    "The slopes d2 are missing: you added up the weights alone. Each arrow multiplies the slope at its head by its "
    "weight."
)
def slopes_weights_only(d2, W2, a):
    return W2.sum(axis=1) * (a > 0)


@hidden_slopes.mistake(
    "You added up the weights and the slopes apart and multiplied the sums. Each arrow has a weight and a slope of its "
    "own: multiply in pairs first, then add up. W2[j] @ d2 does both."
)
def slopes_sums_multiplied(d2, W2, a):
    return W2.sum(axis=1) * d2.sum() * (a > 0)


@hidden_slopes.mistake(
    "Only the last output counts in yours: each turn of the inner loop overwrites back. Where arrows meet, slopes *add "
    "up*: begin with back = 0, then back = back + W2[j, k] * d2[k]."
)
def slopes_of_last_output(d2, W2, a):
    return W2[:, -1] * d2[-1] * (a > 0)


@hidden_slopes.mistake(
    "The sign is turned. Going back multiplies slopes and weights; the minus belongs to the step, which comes later."
)
def slopes_with_minus(d2, W2, a):
    return -(W2 @ d2) * (a > 0)


@exercise(
    "Carry the slopes of many inputs back at once",
    stub="""
        dA1 = ...       # back through the weights W2
        return ...      # back through the activation: ReLU has slope 1 where Z1 > 0, else 0
    """,
    cases=[
        (
            np.array([[0.5, -0.5], [-0.25, 1.0], [0.75, -1.0]]),
            np.array([[1.0, 2.0], [-1.0, 3.0]]),
            np.array([[0.7, -0.2], [1.5, 2.0], [-0.3, 0.4]]),
        ),
        (np.array([[0.3, -0.3]]), np.array([[1.0, 2.0], [0.5, -1.0], [4.0, 0.0]]), np.array([[0.0, 0.4, -2.0]])),
    ],
    hints=[
        "Two factors, one for each thing the slope goes back through: the weights, then the activation.",
        (
            "dZ2 @ W2.T has one column for each hidden unit. Z1 > 0 is an array of True and False, which "
            "count as 1 and 0 in a product."
        ),
        "dA1 = dZ2 @ W2.T, and dA1 * (Z1 > 0) behind return.",
    ],
)
def slopes_of_rows(dZ2, W2, Z1):
    """Slope of the loss with respect to Z1, from its slope with respect to Z2."""
    dA1 = dZ2 @ W2.T
    return dA1 * (Z1 > 0)


@slopes_of_rows.mistake(
    "The activation is missing. A unit whose pre-activation is negative gives 0 whether you nudge it or not, "
    "so no slope passes through it."
)
def rows_without_relu(dZ2, W2, Z1):
    return dZ2 @ W2.T


@slopes_of_rows.mistake(
    "W2 carries numbers forward, from hidden units (rows) to outputs (columns). On the way back rows "
    "and columns change places: W2.T."
)
def rows_not_transposed(dZ2, W2, Z1):
    return (dZ2 @ W2) * (Z1 > 0)


@slopes_of_rows.mistake(
    "You multiplied by the value of ReLU. The chain rule asks for its *slope*: 1 where Z1 "
    "> 0, else 0, however large Z1 is."
)
def rows_times_activation(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * np.maximum(0, Z1)


@slopes_of_rows.mistake(
    "You cut off negative slopes. ReLU cuts negative *pre-activations*: which slopes pass depends on the "
    "sign of Z1, not on their own sign."
)
def rows_relu_of_slopes(dZ2, W2, Z1):
    return np.maximum(0, dZ2 @ W2.T)


@slopes_of_rows.mistake(
    "You applied ReLU's slope to dZ2, before going through the weights. On the way back the weights W2 come first, "
    "then ReLU: Z1 belongs to the hidden units."
)
def rows_mask_too_early(dZ2, W2, Z1):
    return (dZ2 * (Z1 > 0)) @ W2.T


@slopes_of_rows.mistake(
    "At Z1 = 0 exactly, ReLU has a corner and no single slope. This course takes 0 there, so the test is Z1 > 0. It is "
    "a convention, and it rarely matters: a pre-activation is hardly ever exactly 0."
)
def rows_one_at_zero(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * (Z1 >= 0)
