"""Exercises: the loss, steps downhill, and the way back through a network."""

# Readers see the solutions: their zip takes no strict=.

import numpy as np

from ...classroom.exercise import exercise


def _array(*values):
    return np.array(values, dtype=np.float64)


def _survives_large_logits(answer):
    got = answer(np.array([1000.0, 999.0, 998.0]), 1)
    if not np.isfinite(got) or abs(got - 1.4076060) > 1e-4:
        return (
            f"For small logits it is right, but for logits [1000, 999, 998] and label 1 it gives {got}, and 1.4076 is "
            "right. exp(1000) is larger than any number the computer can hold. Subtract the largest logit from all of "
            "them first: the probabilities stay the same, because numerator and denominator shrink by the same factor."
        )
    got = answer(np.array([740.0, 739.0] + 60 * [0.0]), 1)
    if not np.isfinite(got) or abs(got - 1.3132617) > 1e-4:
        return (
            "For logits near each other it is right, but for the logits 740, 739 and sixty zeros, and label 1, it "
            f"gives {got}, and 1.3133 is right. What is subtracted has to be the *largest* logit: then no exponent is "
            "above 0, and no exponential too large to hold."
        )
    return None


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
        (_array(0.3, -1.7, 2.4, 0.9, -0.25), 3),
        (_array(-1.2, -0.4, -2.6), 1),
        (_array(0.1, 1.35), 0),
    ],
    hints=[
        "Three steps: exponentials, probabilities that add up to 1, minus the logarithm of one of them.",
        "Subtract np.max(logits) before np.exp; divide by np.sum(exp); pick the entry at label.",
        (
            "exp = np.exp(logits - np.max(logits)), then probabilities = exp / np.sum(exp), and "
            "-np.log(probabilities[label]) behind return."
        ),
    ],
    advice={
        "local variable 'exp'": "NumPy's function is np.exp, with np. in front. Without it, exp is the name on the "
        "left of your own line, which has no value yet.",
        "math domain error": "It takes the logarithm of 0 or of a negative number. A logit may be negative, and a "
        "probability never is: is softmax missing?",
    },
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


@cross_entropy.mistake(
    "You took the logarithm of the logit itself. A logit may be negative and is no probability: softmax first."
)
def entropy_log_of_logit(logits, label):
    return -np.log(logits[label])


@cross_entropy.mistake(
    "The exponentials are not divided by their *sum*, so they are no probabilities and do not add up to 1. Divide by "
    "np.sum(exp), and take the probability at label."
)
def entropy_not_divided(logits, label):
    return np.max(logits) - logits[label]


@cross_entropy.mistake(
    "You divided by the number of classes. Probabilities add up to 1: divide by the *sum* of the exponentials."
)
def entropy_divided_by_number(logits, label):
    exp = np.exp(logits - np.max(logits))
    return -np.log(exp[label] / len(exp))


@cross_entropy.mistake(
    "You divided by the sum of the logits. The probabilities are the exponentials, divided by *their* sum, np.sum(exp)."
)
def entropy_divided_by_logits(logits, label):
    exp = np.exp(logits - np.max(logits))
    return -np.log(exp[label] / np.sum(logits))


@cross_entropy.mistake(
    "The difference, or the sign of the logits, is turned round: in yours the *smallest* logit has the largest "
    "probability. It is the logit minus the largest one."
)
def entropy_turned_round(logits, label):
    return -np.log(_softmax(-logits)[label])


@cross_entropy.mistake("You always take the first class. The right class stands at the place label.")
def entropy_of_first_class(logits, label):
    return -np.log(_softmax(logits)[0])


@cross_entropy.mistake(
    "You take the class that the network finds most probable. The loss asks for the *right* class, the one at label."
)
def entropy_of_largest(logits, label):
    return -np.log(_softmax(logits).max())


@cross_entropy.mistake(
    "You took the logarithm of 1 - p: that is the loss of *not* this class. -ln(p) is small where p is near 1."
)
def entropy_log_of_rest(logits, label):
    return -np.log(1 - _softmax(logits)[label])


@cross_entropy.mistake(
    "You multiplied each ln(p) by p once more and added up: that says how undecided the network is, whatever the "
    "right class. Only the class at label counts, with its -ln(p) as it is."
)
def entropy_of_distribution(logits, label):
    p = _softmax(logits)
    return -np.sum(p * np.log(p))


@cross_entropy.mistake(
    "That is the probability itself, which is large when the prediction is good. The loss is minus its logarithm."
)
def entropy_probability(logits, label):
    return _softmax(logits)[label]


@cross_entropy.mistake(
    "That is minus the probability: the logarithm is missing. -ln(p) grows without limit as p goes to 0."
)
def entropy_minus_probability(logits, label):
    return -_softmax(logits)[label]


@cross_entropy.mistake(
    "You put the one logit through a sigmoid, as if the other classes were not there. Softmax divides by the sum of "
    "the exponentials of *all* logits."
)
def entropy_sigmoid(logits, label):
    return np.log(1 + np.exp(-logits[label]))


@cross_entropy.mistake(
    "You looked one place too far to the left. The label is counted from 0, as Python counts: the entry at label, not "
    "at label - 1."
)
def entropy_one_to_the_left(logits, label):
    return -np.log(_softmax(logits)[label - 1])


@cross_entropy.mistake(
    "You looked one place too far to the right. The label is counted from 0, as Python counts: the entry at label, "
    "not at label + 1."
)
def entropy_one_to_the_right(logits, label):
    return -np.log(_softmax(logits)[label + 1])


@cross_entropy.mistake(
    "The exponentials are missing: you divided the shifted logits by their sum. np.exp makes every one of them "
    "positive first."
)
def entropy_without_exponentials(logits, label):
    shifted = logits - np.max(logits)
    return -np.log((shifted / np.sum(shifted))[label])


@cross_entropy.mistake(
    "You took the mean of -ln(p) over all classes. Only the probability of the *right* class counts."
)
def entropy_mean(logits, label):
    return -np.mean(np.log(_softmax(logits)))


@cross_entropy.mistake(
    "The largest logit was taken away in one place and not in the other. What is subtracted inside the exponentials "
    "has to leave logits[label] as well."
)
def entropy_shifted_once(logits, label):
    return np.log(np.sum(np.exp(logits - np.max(logits)))) - logits[label]


@cross_entropy.mistake(
    "Two things are missing: the exponentials are not divided by their sum, and the minus sign. The loss is minus the "
    "logarithm of a *probability*."
)
def entropy_log_of_exponential(logits, label):
    return logits[label] - np.max(logits)


@cross_entropy.mistake(
    "A square of 1 - p is never above 1, so a confident error costs hardly more than a small one. -ln(p) grows "
    "without limit as p goes to 0."
)
def entropy_squared(logits, label):
    return (1 - _softmax(logits)[label]) ** 2


@cross_entropy.mistake(
    "You took the logarithm of 1 - p, and the minus sign is missing. The loss is minus the logarithm of p itself."
)
def entropy_rest_without_minus(logits, label):
    return np.log(1 - _softmax(logits)[label])


@cross_entropy.mistake("You took powers of 2. The exponentials are powers of e: np.exp.")
def entropy_powers_of_two(logits, label):
    return -np.log(_softmax(logits * np.log(2))[label])


@cross_entropy.mistake(
    "You multiplied by the label, which only says *where* to look. The loss is -ln(p) of the entry at label, as it is."
)
def entropy_times_label(logits, label):
    return -label * np.log(_softmax(logits)[label])


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
        (slope_of_a_wave, -1.25, 0.8, 2),
    ],
    hints=[
        "The rule stands above: w becomes w minus the learning rate times the slope.",
        "slope is a function, so the slope at the place where w is now is slope(w). Each turn of the loop asks again.",
        "w = w - lr * slope(w) in the loop.",
    ],
    advice={"'function'": "slope is a function. Its value at the place where w is now is slope(w), with brackets."},
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


@descend.mistake(
    "Every step of yours begins at the start, so at the end you are one step away, whatever steps says. Keep the new "
    "place under the name w: then the next turn of the loop begins there."
)
def descend_from_the_start(slope, w, lr, steps):
    start = w
    for step in range(steps):
        w = start - lr * slope(start)
    return w


@descend.mistake("You take one step, even where steps is 0. The loop takes as many as steps says.")
def descend_without_loop(slope, w, lr, steps):
    return w - lr * slope(w)


@descend.mistake(
    "Your w becomes the step itself, uphill, and forgets where it was. A step begins at the present place: w minus lr "
    "* slope(w)."
)
def descend_step_alone(slope, w, lr, steps):
    for step in range(steps):
        w = lr * slope(w)
    return w


@descend.mistake(
    "You asked for the slope at the number of the turn. It is wanted at the place where w is now: slope(w)."
)
def descend_slope_of_turn(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * slope(step)
    return w


@descend.mistake("You took away a part of w itself. The slope says which way to go and how steep it is: ask slope(w).")
def descend_part_of_w(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * w
    return w


@descend.mistake(
    "Every step of yours has the length lr and goes the same way: the slope is missing. It says which way to go, and "
    "how steep it is."
)
def descend_without_slope(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr
    return w


@descend.mistake(
    "Every step of yours has the length lr, wherever you are: only the sign of the slope counts. How steep it is "
    "counts too: lr times slope(w)."
)
def descend_by_sign(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * np.sign(slope(w))
    return w


@descend.mistake("Yours takes one step too many. range(steps) makes as many turns as steps says.")
def descend_one_too_many(slope, w, lr, steps):
    for step in range(steps + 1):
        w = w - lr * slope(w)
    return w


@descend.mistake(
    "Yours takes one step too few. range(steps) makes as many turns as steps says; range(1, steps) makes one less."
)
def descend_one_too_few(slope, w, lr, steps):
    for step in range(1, steps):
        w = w - lr * slope(w)
    return w


@descend.mistake(
    "The number of the turn multiplies the step, so the first one goes nowhere, and the later ones too far. lr * "
    "slope(w) is the whole step."
)
def descend_times_turn(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * slope(w) * step
    return w


@descend.mistake("The difference is taken the other way round: w minus the step, not the step minus w.")
def descend_turned_round(slope, w, lr, steps):
    for step in range(steps):
        w = lr * slope(w) - w
    return w


@descend.mistake("lr and the slope are both taken away. They are one product, the step: lr *times* slope(w).")
def descend_both_taken_away(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr - slope(w)
    return w


@descend.mistake(
    "Yours always goes to the left, as if the slope were never negative. Its sign says which way is up: leave it in."
)
def descend_to_the_left(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * abs(slope(w))
    return w


@descend.mistake(
    "lr is taken from w before the product. The product comes first: lr * slope(w), and that is taken from w."
)
def descend_brackets(slope, w, lr, steps):
    for step in range(steps):
        w = (w - lr) * slope(w)
    return w


@descend.mistake("You multiplied w by the step. It is taken away from w: w minus lr * slope(w).")
def descend_multiplied(slope, w, lr, steps):
    for step in range(steps):
        w = w * lr * slope(w)
    return w


@descend.mistake(
    "lr went into the brackets: you asked for the slope at lr * w. The slope is wanted at w, and lr multiplies what "
    "comes out."
)
def descend_rate_inside(slope, w, lr, steps):
    for step in range(steps):
        w = w - slope(lr * w)
    return w


@descend.mistake("That is the whole path. One number is wanted: where w is at the end.")
def descend_path(slope, w, lr, steps):
    path = []
    for step in range(steps):
        w = w - lr * slope(w)
        path.append(w)
    return path


@descend.mistake("You give back the slope at the end. The place is wanted: w.")
def descend_last_slope(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * slope(w)
    return slope(w)


@descend.mistake("w multiplies the step as well. The step is lr times the slope, and nothing else.")
def descend_times_w(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * w * slope(w)
    return w


@descend.mistake("You asked for the slope at 0 in every turn. It is wanted at the place where w is now.")
def descend_slope_at_zero(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * slope(0.0)
    return w


@descend.mistake("You asked for the slope at lr. It is wanted at the place where w is now: slope(w); lr multiplies it.")
def descend_slope_of_rate(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * slope(lr)
    return w


@descend.mistake("The steps are divided by how many there are. Each step is a whole one: lr times slope(w).")
def descend_divided_by_steps(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * slope(w) / steps
    return w


@descend.mistake(
    "Yours moves only where the slope is positive. A negative slope counts too: the loss falls to the right, so w "
    "grows."
)
def descend_only_left(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * max(0.0, slope(w))
    return w


@descend.mistake("You use the slope of the bowl, (w - 3)², whatever slope is. The function is handed in: ask slope(w).")
def descend_on_the_bowl(slope, w, lr, steps):
    for step in range(steps):
        w = w - lr * 2 * (w - 3)
    return w


@descend.mistake("The learning rate is typed in: yours always goes with 0.1. It is handed in as lr.")
def descend_typed_rate(slope, w, lr, steps):
    for step in range(steps):
        w = w - 0.1 * slope(w)
    return w


@descend.mistake("The number of steps is typed in: yours always takes ten. It is handed in as steps.")
def descend_typed_steps(slope, w, lr, steps):
    for step in range(10):
        w = w - lr * slope(w)
    return w


@descend.mistake(
    "Every step of yours is twice as long as lr says. The step is lr times slope(w); the 2 of the bowl is in its "
    "slope already."
)
def descend_twice(slope, w, lr, steps):
    for step in range(steps):
        w = w - 2 * lr * slope(w)
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
        (
            _array(0.4, -0.1, 0.6),
            np.array([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0], [-0.75, 2.0, -1.25]]),
            _array(0.3, 0.0, 2.5),
        ),
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
    advice={
        "setting an array element": "d1[j] takes one number, and this gives it several. The weights of unit j are one "
        "row, W2[j]; @ multiplies it in pairs with d2 and adds up, which * alone does not. Its output is a[j].",
        "truth value": "A whole array is compared, and if wants one answer. The output of unit j alone is a[j].",
    },
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


@hidden_slopes.mistake(
    "Every slope of yours is 0. Either nothing gets into d1 (that takes one =, where == compares), or its condition "
    "is never true: the output of a ReLU unit is never below 0, so *on* means above 0."
)
def slopes_never(d2, W2, a):
    return np.zeros(len(a))


@hidden_slopes.mistake(
    "Only the first unit has its slope. If return stands inside the loop, the function ends in the first turn: move "
    "it to the left."
)
def slopes_of_first_unit(d2, W2, a):
    d1 = np.zeros(len(a))
    d1[0] = W2[0] @ d2 * (a[0] > 0)
    return d1


@hidden_slopes.mistake(
    "Only the last unit has its slope. Stands the line with d1[j] to the left of the loop's lines? Then it runs once, "
    "after the loop."
)
def slopes_of_last_unit(d2, W2, a):
    d1 = np.zeros(len(a))
    d1[-1] = W2[-1] @ d2 * (a[-1] > 0)
    return d1


@hidden_slopes.mistake(
    "You cut off negative slopes, besides asking whether the unit is on. A slope may well be negative: it says that "
    "the loss falls when the output rises."
)
def slopes_cut_off_too(d2, W2, a):
    return np.maximum(0, W2 @ d2) * (a > 0)


@hidden_slopes.mistake(
    "The weights are missing: you added up the slopes d2 alone. Each arrow multiplies the slope at its head by its "
    "weight."
)
def slopes_without_weights(d2, W2, a):
    return d2.sum() * (a > 0)


@hidden_slopes.mistake("You give back whether the unit is on, 1 or 0. That is the second factor: back multiplies it.")
def slopes_on_or_off(d2, W2, a):
    return (a > 0) * 1.0


@hidden_slopes.mistake(
    "That is the slope of a sigmoid, a (1 - a). Here the units are ReLU: slope 1 where the unit is on, else 0."
)
def slopes_of_sigmoid(d2, W2, a):
    return (W2 @ d2) * a * (1 - a)


@hidden_slopes.mistake("Every unit has the weights of the first one in yours. Unit j has a row of its own: W2[j].")
def slopes_first_row(d2, W2, a):
    return (W2[0] @ d2) * (a > 0)


@hidden_slopes.mistake("You took the largest of the products. Where arrows meet, slopes *add up*.")
def slopes_largest(d2, W2, a):
    return (W2 * d2).max(axis=1) * (a > 0)


@hidden_slopes.mistake("Only the first two outputs count in yours. There may be any number: W2[j] @ d2.")
def slopes_of_two_outputs(d2, W2, a):
    return (W2[:, :2] @ d2[:2]) * (a > 0)


@hidden_slopes.mistake("You took the mean over the outputs. Where arrows meet, slopes *add up*.")
def slopes_mean(d2, W2, a):
    return (W2 * d2).mean(axis=1) * (a > 0)


@hidden_slopes.mistake(
    "d2[j] is the slope of *output* j, and j counts the hidden units. Unit j has an arrow to each output k: W2[j, k] "
    "times d2[k], added up over k."
)
def slopes_of_same_number(d2, W2, a):
    return np.array([W2[j].sum() * d2[j] * (a[j] > 0) for j in range(len(a))])


@hidden_slopes.mistake(
    "The loop stops after as many units as there are outputs. It runs over the *hidden* units: range(len(a))."
)
def slopes_of_as_many_as_outputs(d2, W2, a):
    d1 = np.zeros(len(a))
    for j in range(len(d2)):
        d1[j] = W2[j] @ d2 * (a[j] > 0)
    return d1


@hidden_slopes.mistake(
    "You give back one number, that of the last unit: the name d1 was given to it. d1[j] = ... fills place j of the "
    "array, and leaves the others."
)
def slopes_one_number(d2, W2, a):
    return W2[-1] @ d2 * (a[-1] > 0)


@hidden_slopes.mistake(
    "You multiplied the weights by the outputs a. What comes back are the *slopes* d2: a only says whether a unit is "
    "on."
)
def slopes_of_outputs(d2, W2, a):
    return np.array([W2[j][: len(a)] @ a[: len(d2)] * (a[j] > 0) for j in range(len(a))])


@hidden_slopes.mistake(
    "You added weights and slopes. Each arrow *multiplies* the slope at its head by its weight; where arrows meet, "
    "the products add up."
)
def slopes_weights_added(d2, W2, a):
    return (W2 + d2).sum(axis=1) * (a > 0)


@hidden_slopes.mistake(
    "Only the first output counts in yours. A hidden unit has an arrow to *every* output: multiply each slope by its "
    "weight and add up."
)
def slopes_of_first_output(d2, W2, a):
    return W2[:, 0] * d2[0] * (a > 0)


@hidden_slopes.mistake("You added 1 or 0. Whether the unit is on is a factor: it *multiplies* back.")
def slopes_plus_on(d2, W2, a):
    return W2 @ d2 + (a > 0)


@hidden_slopes.mistake(
    "You give back the outputs of the units. Their slopes are wanted: what comes back along the arrows, where the "
    "unit is on."
)
def slopes_are_outputs(d2, W2, a):
    return a * 1.0


@hidden_slopes.mistake(
    "back goes on growing from unit to unit. Each unit begins anew: back = 0 inside the loop over j."
)
def slopes_not_reset(d2, W2, a):
    return np.cumsum(W2 @ d2) * (a > 0)


@hidden_slopes.mistake("You give back what came last, one number. The array of all of them is d1.")
def slopes_last_back(d2, W2, a):
    return W2[-1] @ d2


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
        (
            np.array([[0.25, 0.5, -0.4], [-1.0, 0.3, 0.2]]),
            np.array([[1.0, -2.0, 0.5], [3.0, 1.5, -1.0]]),
            np.array([[1.25, -0.5], [0.0, 3.0]]),
        ),
    ],
    hints=[
        "Two factors, one for each thing the slope goes back through: the weights, then the activation.",
        (
            "dZ2 @ W2.T has one column for each hidden unit. Z1 > 0 is an array of True and False, which "
            "count as 1 and 0 in a product."
        ),
        "dA1 = dZ2 @ W2.T, and dA1 * (Z1 > 0) behind return.",
    ],
    advice={"truth value": "(Z1 > 0) compares every entry at once. In a product True counts as 1 and False as 0."},
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
    "a convention, and it rarely matters: a pre-activation is hardly ever exactly 0.",
    convention=True,
)
def rows_one_at_zero(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * (Z1 >= 0)


@slopes_of_rows.mistake(
    "You multiplied by Z1 itself. The chain rule asks for the *slope* of ReLU: 1 where Z1 > 0, else 0, however large "
    "or negative Z1 is."
)
def rows_times_z(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * Z1


@slopes_of_rows.mistake(
    "It is turned round: the silent units let their slope through, and those that are on do not. On means Z1 > 0."
)
def rows_through_silent(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * (Z1 <= 0)


@slopes_of_rows.mistake(
    "It is turned round: slopes pass where Z1 is *below* 0. A unit is on, and lets its slope through, where Z1 > 0."
)
def rows_through_negative(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * (Z1 < 0)


@slopes_of_rows.mistake(
    "You give back the slopes of ReLU alone, 1 or 0. They are the second factor: what came back through the weights, "
    "dA1, is the first."
)
def rows_on_or_off(dZ2, W2, Z1):
    return (Z1 > 0) * 1.0


@slopes_of_rows.mistake("You added the rows up. Each row is an input of its own and keeps its own row of slopes.")
def rows_added_up(dZ2, W2, Z1):
    return ((dZ2 @ W2.T) * (Z1 > 0)).sum(axis=0)


@slopes_of_rows.mistake(
    "Picking by a condition throws the other entries away, and the table with them. They become 0 and stay where they "
    "are: a product with (Z1 > 0) does that."
)
def rows_thrown_away(dZ2, W2, Z1):
    return (dZ2 @ W2.T)[Z1 > 0]


@slopes_of_rows.mistake("Where a unit is silent, yours gives Z1 itself. No slope passes there: it is 0.")
def rows_else_z(dZ2, W2, Z1):
    return np.where(Z1 > 0, dZ2 @ W2.T, Z1)


@slopes_of_rows.mistake(
    "A small part comes through the silent units: a leak of one hundredth. Plain ReLU has slope 0 there."
)
def rows_leaky(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * np.where(Z1 > 0, 1, 0.01)


@slopes_of_rows.mistake("Only the first row comes back. Each row is an input of its own: dZ2 @ W2.T takes all at once.")
def rows_first(dZ2, W2, Z1):
    return (dZ2[0] @ W2.T) * (Z1[0] > 0)


@slopes_of_rows.mistake("You added the slope of ReLU. One step behind the other *multiplies*: the chain rule.")
def rows_slope_added(dZ2, W2, Z1):
    return dZ2 @ W2.T + (Z1 > 0)


@slopes_of_rows.mistake(
    "The two are exchanged: you chose among the values of Z1, by the sign of the slopes. The slopes dA1 pass, and the "
    "sign of Z1 decides."
)
def rows_exchanged(dZ2, W2, Z1):
    return Z1 * (dZ2 @ W2.T > 0)


@slopes_of_rows.mistake(
    "You cut off negative slopes, besides asking whether the unit is on. A slope may well be negative: it says that "
    "the loss falls when the output rises."
)
def rows_cut_off_too(dZ2, W2, Z1):
    return np.maximum(0, dZ2 @ W2.T) * (Z1 > 0)


@slopes_of_rows.mistake(
    "You took the mean of the rows. Each row is an input of its own and keeps its own row of slopes."
)
def rows_mean(dZ2, W2, Z1):
    return ((dZ2 @ W2.T) * (Z1 > 0)).mean(axis=0)


@slopes_of_rows.mistake(
    "You multiplied by the sign of Z1, so silent units send their slope back with a minus. Where Z1 is not above 0, "
    "the slope is 0."
)
def rows_times_sign(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * np.sign(Z1)


@slopes_of_rows.mistake("That is the slope of a sigmoid. Here the units are ReLU: slope 1 where Z1 > 0, else 0.")
def rows_of_sigmoid(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * Z1 * (1 - Z1)


@slopes_of_rows.mistake("The limit is 0, and in yours it is 1: a unit is on as soon as Z1 is above 0.")
def rows_above_one(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * (Z1 > 1)
