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


cross_entropy.slips(
    {
        ("-np.log", "np.log"): "The minus sign is missing. A probability is at most 1, so its logarithm is negative; "
        "the loss is to be positive and small when the prediction is good.",
        ("-np.log(probabilities[label])", "1 - probabilities[label]"): "1 - p is never larger than 1, so a confident "
        "error costs hardly more than a small one. -ln(p) grows without limit as p goes to 0.",
        ("np.log(probabilities[label])", "logits[label]"): "You used the logit itself. Logits are not probabilities: "
        "turn them into p with softmax first, then take minus np.log of the one at label.",
        ("[label]", ""): "You return -ln(p) for every class. Pick the one of the right class: probabilities[label].",
        ("logits - np.max(logits))", "logits) - np.max(logits)"): "You subtracted the largest logit after taking "
        "exponentials. It has to happen inside: np.exp(logits - np.max(logits)).",
        ("np.log(probabilities[label])", "np.sum(np.log(probabilities))"): "You added -ln(p) over all classes. Only "
        "the probability of the *right* class counts; the others matter through the sum that you divide by.",
        ("probabilities[label]", "logits[label]"): "You took the logarithm of the logit itself. A logit may be "
        "negative and is no probability: softmax first.",
        (" / np.sum(exp)", ""): "The exponentials are not divided by their *sum*, so they are no probabilities and do "
        "not add up to 1. Divide by np.sum(exp), and take the probability at label.",
        ("np.sum(exp)", "len(exp)"): "You divided by the number of classes. Probabilities add up to 1: divide by the "
        "*sum* of the exponentials.",
        ("np.sum(exp)", "np.sum(logits)"): "You divided by the sum of the logits. The probabilities are the "
        "exponentials, divided by *their* sum, np.sum(exp).",
        ("logits - np.max(logits)", "np.max(logits) - logits"): "The difference, or the sign of the logits, is turned "
        "round: in yours the *smallest* logit has the largest probability. It is the logit minus the largest one.",
        ("[label]", "[0]"): "You always take the first class. The right class stands at the place label.",
        ("probabilities[label]", "np.max(probabilities)"): "You take the class that the network finds most probable. "
        "The loss asks for the *right* class, the one at label.",
        ("probabilities[label]", "1 - probabilities[label]"): "You took the logarithm of 1 - p: that is the loss of "
        "*not* this class. -ln(p) is small where p is near 1.",
        ("np.log(probabilities[label])", "np.sum(probabilities * np.log(probabilities))"): "You multiplied each ln(p) "
        "by p once more and added up: that says how undecided the network is, whatever the right class. Only the class "
        "at label counts, with its -ln(p) as it is.",
        ("-np.log(probabilities[label])", "probabilities[label]"): "That is the probability itself, which is large "
        "when the prediction is good. The loss is minus its logarithm.",
        ("np.log(probabilities[label])", "probabilities[label]"): "That is minus the probability: the logarithm is "
        "missing. -ln(p) grows without limit as p goes to 0.",
        ("-np.log(probabilities[label])", "np.log(1 + np.exp(-logits[label]))"): "You put the one logit through a "
        "sigmoid, as if the other classes were not there. Softmax divides by the sum of the exponentials of *all* "
        "logits.",
        ("[label]", "[label - 1]"): "You looked one place too far to the left. The label is counted from 0, as Python "
        "counts: the entry at label, not at label - 1.",
        ("[label]", "[label + 1]"): "You looked one place too far to the right. The label is counted from 0, as Python "
        "counts: the entry at label, not at label + 1.",
        ("np.exp(logits - np.max(logits))", "logits - np.max(logits)"): "The exponentials are missing: you divided the "
        "shifted logits by their sum. np.exp makes every one of them positive first.",
        ("np.log(probabilities[label])", "np.mean(np.log(probabilities))"): "You took the mean of -ln(p) over all "
        "classes. Only the probability of the *right* class counts.",
        ("-np.log(probabilities[label])", "np.log(np.sum(exp)) - logits[label]"): "The largest logit was taken away in "
        "one place and not in the other. What is subtracted inside the exponentials has to leave logits[label] as "
        "well.",
        ("-np.log(probabilities[label])", "np.log(exp[label])"): "Two things are missing: the exponentials are not "
        "divided by their sum, and the minus sign. The loss is minus the logarithm of a *probability*.",
        ("-np.log(probabilities[label])", "(1 - probabilities[label]) ** 2"): "A square of 1 - p is never above 1, so "
        "a confident error costs hardly more than a small one. -ln(p) grows without limit as p goes to 0.",
        ("-np.log(probabilities[label])", "np.log(1 - probabilities[label])"): "You took the logarithm of 1 - p, and "
        "the minus sign is missing. The loss is minus the logarithm of p itself.",
        ("np.exp(", "2 ** ("): "You took powers of 2. The exponentials are powers of e: np.exp.",
        ("-np.log", "-label * np.log"): "You multiplied by the label, which only says *where* to look. The loss is "
        "-ln(p) of the entry at label, as it is.",
    }
)


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


descend.slips(
    {
        ("w - lr", "w + lr"): "You climb. The slope says which way the loss *rises*: where it is positive, w has to "
        "become smaller. Step against it, with a minus.",
        ("    return w", "        return w"): "You take one step, whatever steps says. If return stands inside the "
        "loop, the function ends in its first turn: move it to the left.",
        ("lr * ", ""): "The learning rate is missing. The slope says which way and how steep; lr says how far to go: "
        "lr * slope(w).",
        ("w - lr", "-lr"): "Your w becomes the step itself and forgets where it was. A step begins at the present "
        "place: w minus lr * slope(w).",
        ("lr * slope(w)", "slope(w) / lr"): "You divided by the learning rate. A small rate is to give a small step, "
        "so it multiplies the slope.",
        ("w = w", "w"): "Your w stays where it was. w - lr * slope(w) computes the new place; only w = ... in front of "
        "it keeps it.",
        ("w - lr", "lr"): "Your w becomes the step itself, uphill, and forgets where it was. A step begins at the "
        "present place: w minus lr * slope(w).",
        ("slope(w)", "slope(step)"): "You asked for the slope at the number of the turn. It is wanted at the place "
        "where w is now: slope(w).",
        ("slope(w)", "w"): "You took away a part of w itself. The slope says which way to go and how steep it is: ask "
        "slope(w).",
        (" * slope(w)", ""): "Every step of yours has the length lr and goes the same way: the slope is missing. It "
        "says which way to go, and how steep it is.",
        ("slope(w)", "np.sign(slope(w))"): "Every step of yours has the length lr, wherever you are: only the sign of "
        "the slope counts. How steep it is counts too: lr times slope(w).",
        ("range(steps)", "range(steps + 1)"): "Yours takes one step too many. range(steps) makes as many turns as "
        "steps says.",
        ("range(steps)", "range(1, steps)"): "Yours takes one step too few. range(steps) makes as many turns as steps "
        "says; range(1, steps) makes one less.",
        ("slope(w)", "slope(w) * step"): "The number of the turn multiplies the step, so the first one goes nowhere, "
        "and the later ones too far. lr * slope(w) is the whole step.",
        ("w - lr * slope(w)", "lr * slope(w) - w"): "The difference is taken the other way round: w minus the step, "
        "not the step minus w.",
        ("lr * slope", "lr - slope"): "lr and the slope are both taken away. They are one product, the step: lr "
        "*times* slope(w).",
        ("slope(w)", "abs(slope(w))"): "Yours always goes to the left, as if the slope were never negative. Its sign "
        "says which way is up: leave it in.",
        ("w - lr", "(w - lr)"): "lr is taken from w before the product. The product comes first: lr * slope(w), and "
        "that is taken from w.",
        ("w - lr", "w * lr"): "You multiplied w by the step. It is taken away from w: w minus lr * slope(w).",
        ("lr * slope(w)", "slope(lr * w)"): "lr went into the brackets: you asked for the slope at lr * w. The slope "
        "is wanted at w, and lr multiplies what comes out.",
        ("return w", "return slope(w)"): "You give back the slope at the end. The place is wanted: w.",
        ("lr * slope", "lr * w * slope"): "w multiplies the step as well. The step is lr times the slope, and nothing "
        "else.",
        ("slope(w)", "slope(0.0)"): "You asked for the slope at 0 in every turn. It is wanted at the place where w is "
        "now.",
        ("slope(w)", "slope(lr)"): "You asked for the slope at lr. It is wanted at the place where w is now: slope(w); "
        "lr multiplies it.",
        ("slope(w)", "slope(w) / steps"): "The steps are divided by how many there are. Each step is a whole one: lr "
        "times slope(w).",
        ("slope(w)", "max(0.0, slope(w))"): "Yours moves only where the slope is positive. A negative slope counts "
        "too: the loss falls to the right, so w grows.",
        ("slope(w)", "2 * (w - 3)"): "You use the slope of the bowl, (w - 3)², whatever slope is. The function is "
        "handed in: ask slope(w).",
        ("lr", "0.1"): "The learning rate is typed in: yours always goes with 0.1. It is handed in as lr.",
        ("range(steps)", "range(10)"): "The number of steps is typed in: yours always takes ten. It is handed in as "
        "steps.",
        ("lr", "2 * lr"): "Every step of yours is twice as long as lr says. The step is lr times slope(w); the 2 of "
        "the bowl is in its slope already.",
    }
)


@descend.mistake(
    "Every step of yours uses the slope at the start. The ground changes as you walk: ask for slope(w) anew in each "
    "turn of the loop."
)
def descend_with_first_slope(slope, w, lr, steps):
    return w - steps * lr * slope(w)


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


@descend.mistake("That is the whole path. One number is wanted: where w is at the end.")
def descend_path(slope, w, lr, steps):
    path = []
    for step in range(steps):
        w = w - lr * slope(w)
        path.append(w)
    return path


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


hidden_slopes.slips(
    {
        (" * (a[j] > 0)", ""): "Every unit lets its slope through. A silent unit has a = 0 and gives 0 whether you "
        "nudge it or not, so nothing passes: the test is a[j] > 0, and not >= 0, which is true of a silent unit as "
        "well.",
        ("W2[j]", "W2[:, j]"): "W2 is read the wrong way round. W2[j, k] leads from hidden unit j to output k, so the "
        "weights of unit j are its *row*, W2[j]. W2[:, j] are the weights that lead into output j.",
        ("(a[j] > 0)", "a[j]"): "You multiplied by the output of the unit. The chain rule asks for the *slope* of "
        "ReLU: 1 where the unit is on, however large its output is, else 0.",
        ("back * (a[j] > 0)", "max(0, back)"): "You cut off negative slopes. ReLU cuts off negative *pre-activations*: "
        "which slopes pass depends on whether the unit is on, not on their own sign.",
        ("a[j] > 0", "a[j] <= 0"): "It is the silent units that yours lets through. On means a[j] > 0: there the slope "
        "passes; elsewhere it is 0.",
        ("W2[j] @ d2", "np.sum(W2[j])"): "The slopes d2 are missing: you added up the weights alone. Each arrow "
        "multiplies the slope at its head by its weight.",
        ("W2[j] @ d2", "np.sum(W2[j]) * np.sum(d2)"): "You added up the weights and the slopes apart and multiplied "
        "the sums. Each arrow has a weight and a slope of its own: multiply in pairs first, then add up. W2[j] @ d2 "
        "does both.",
        ("W2[j] @ d2", "W2[j, -1] * d2[-1]"): "Only the last output counts in yours: each turn of the inner loop "
        "overwrites back. Where arrows meet, slopes *add up*: begin with back = 0, then back = back + W2[j, k] * "
        "d2[k].",
        ("back *", "-back *"): "The sign is turned. Going back multiplies slopes and weights; the minus belongs to the "
        "step, which comes later.",
        ("d1[j] =", "d1[j] =="): "Every slope of yours is 0. Either nothing gets into d1 (that takes one =, where == "
        "compares), or its condition is never true: the output of a ReLU unit is never below 0, so *on* means above 0.",
        ("    return d1", "        return d1"): "Only the first unit has its slope. If return stands inside the loop, "
        "the function ends in the first turn: move it to the left.",
        ("        d1[j] =", "    d1[j] ="): "Only the last unit has its slope. Stands the line with d1[j] to the left "
        "of the loop's lines? Then it runs once, after the loop.",
        ("back *", "max(0, back) *"): "You cut off negative slopes, besides asking whether the unit is on. A slope may "
        "well be negative: it says that the loss falls when the output rises.",
        ("W2[j] @ d2", "np.sum(d2)"): "The weights are missing: you added up the slopes d2 alone. Each arrow "
        "multiplies the slope at its head by its weight.",
        ("back * ", ""): "You give back whether the unit is on, 1 or 0. That is the second factor: back multiplies it.",
        ("(a[j] > 0)", "a[j] * (1 - a[j])"): "That is the slope of a sigmoid, a (1 - a). Here the units are ReLU: "
        "slope 1 where the unit is on, else 0.",
        ("W2[j]", "W2[0]"): "Every unit has the weights of the first one in yours. Unit j has a row of its own: W2[j].",
        ("W2[j] @ d2", "np.max(W2[j] * d2)"): "You took the largest of the products. Where arrows meet, slopes *add "
        "up*.",
        ("W2[j] @ d2", "W2[j, :2] @ d2[:2]"): "Only the first two outputs count in yours. There may be any number: "
        "W2[j] @ d2.",
        ("W2[j] @ d2", "np.mean(W2[j] * d2)"): "You took the mean over the outputs. Where arrows meet, slopes *add "
        "up*.",
        ("W2[j] @ d2", "np.sum(W2[j]) * d2[j]"): "d2[j] is the slope of *output* j, and j counts the hidden units. "
        "Unit j has an arrow to each output k: W2[j, k] times d2[k], added up over k.",
        ("range(len(a))", "range(len(d2))"): "The loop stops after as many units as there are outputs. It runs over "
        "the *hidden* units: range(len(a)).",
        ("d1[j] =", "d1 ="): "You give back one number, that of the last unit: the name d1 was given to it. d1[j] = "
        "... fills place j of the array, and leaves the others.",
        ("W2[j] @ d2", "W2[j][: len(a)] @ a[: len(d2)]"): "You multiplied the weights by the outputs a. What comes "
        "back are the *slopes* d2: a only says whether a unit is on.",
        ("W2[j] @ d2", "np.sum(W2[j] + d2)"): "You added weights and slopes. Each arrow *multiplies* the slope at its "
        "head by its weight; where arrows meet, the products add up.",
        ("W2[j] @ d2", "W2[j, 0] * d2[0]"): "Only the first output counts in yours. A hidden unit has an arrow to "
        "*every* output: multiply each slope by its weight and add up.",
        ("back *", "back +"): "You added 1 or 0. Whether the unit is on is a factor: it *multiplies* back.",
        ("back * (a[j] > 0)", "a[j]"): "You give back the outputs of the units. Their slopes are wanted: what comes "
        "back along the arrows, where the unit is on.",
        ("W2[j] @ d2", "np.sum(W2[: j + 1] @ d2)"): "back goes on growing from unit to unit. Each unit begins anew: "
        "back = 0 inside the loop over j.",
        ("return d1", "return back"): "You give back what came last, one number. The array of all of them is d1.",
    }
)


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


slopes_of_rows.slips(
    {
        (" * (Z1 > 0)", ""): "The activation is missing. A unit whose pre-activation is negative gives 0 whether you "
        "nudge it or not, so no slope passes through it.",
        ("W2.T", "W2"): "W2 carries numbers forward, from hidden units (rows) to outputs (columns). On the way back "
        "rows and columns change places: W2.T.",
        ("(Z1 > 0)", "np.maximum(0, Z1)"): "You multiplied by the value of ReLU. The chain rule asks for its *slope*: "
        "1 where Z1 > 0, else 0, however large Z1 is.",
        ("dA1 * (Z1 > 0)", "np.maximum(0, dA1)"): "You cut off negative slopes. ReLU cuts negative *pre-activations*: "
        "which slopes pass depends on the sign of Z1, not on their own sign.",
        ("dA1 * (Z1 > 0)", "(dZ2 * (Z1 > 0)) @ W2.T"): "You applied ReLU's slope to dZ2, before going through the "
        "weights. On the way back the weights W2 come first, then ReLU: Z1 belongs to the hidden units.",
        ("(Z1 > 0)", "Z1"): "You multiplied by Z1 itself. The chain rule asks for the *slope* of ReLU: 1 where Z1 > 0, "
        "else 0, however large or negative Z1 is.",
        ("Z1 > 0", "Z1 <= 0"): "It is turned round: the silent units let their slope through, and those that are on do "
        "not. On means Z1 > 0.",
        ("Z1 > 0", "Z1 < 0"): "It is turned round: slopes pass where Z1 is *below* 0. A unit is on, and lets its slope "
        "through, where Z1 > 0.",
        ("dA1 * (Z1 > 0)", "(Z1 > 0) * 1.0"): "You give back the slopes of ReLU alone, 1 or 0. They are the second "
        "factor: what came back through the weights, dA1, is the first.",
        ("dA1 * (Z1 > 0)", "np.sum(dA1 * (Z1 > 0), axis=0)"): "You added the rows up. Each row is an input of its own "
        "and keeps its own row of slopes.",
        ("dA1 * (Z1 > 0)", "dA1[Z1 > 0]"): "Picking by a condition throws the other entries away, and the table with "
        "them. They become 0 and stay where they are: a product with (Z1 > 0) does that.",
        ("dA1 * (Z1 > 0)", "np.where(Z1 > 0, dA1, Z1)"): "Where a unit is silent, yours gives Z1 itself. No slope "
        "passes there: it is 0.",
        ("(Z1 > 0)", "np.where(Z1 > 0, 1, 0.01)"): "A small part comes through the silent units: a leak of one "
        "hundredth. Plain ReLU has slope 0 there.",
        ("dA1 * (Z1 > 0)", "(dA1 * (Z1 > 0))[0]"): "Only the first row comes back. Each row is an input of its own: "
        "dZ2 @ W2.T takes all at once.",
        ("dA1 *", "dA1 +"): "You added the slope of ReLU. One step behind the other *multiplies*: the chain rule.",
        ("dA1 * (Z1 > 0)", "Z1 * (dA1 > 0)"): "The two are exchanged: you chose among the values of Z1, by the sign of "
        "the slopes. The slopes dA1 pass, and the sign of Z1 decides.",
        ("dA1 *", "np.maximum(0, dA1) *"): "You cut off negative slopes, besides asking whether the unit is on. A "
        "slope may well be negative: it says that the loss falls when the output rises.",
        ("dA1 * (Z1 > 0)", "np.mean(dA1 * (Z1 > 0), axis=0)"): "You took the mean of the rows. Each row is an input of "
        "its own and keeps its own row of slopes.",
        ("(Z1 > 0)", "np.sign(Z1)"): "You multiplied by the sign of Z1, so silent units send their slope back with a "
        "minus. Where Z1 is not above 0, the slope is 0.",
        ("(Z1 > 0)", "Z1 * (1 - Z1)"): "That is the slope of a sigmoid. Here the units are ReLU: slope 1 where Z1 > 0, "
        "else 0.",
        ("Z1 > 0", "Z1 > 1"): "The limit is 0, and in yours it is 1: a unit is on as soon as Z1 is above 0.",
    }
)


@slopes_of_rows.mistake(
    "At Z1 = 0 exactly, ReLU has a corner and no single slope. This course takes 0 there, so the test is Z1 > 0. It is "
    "a convention, and it rarely matters: a pre-activation is hardly ever exactly 0.",
    convention=True,
)
def rows_one_at_zero(dZ2, W2, Z1):
    return (dZ2 @ W2.T) * (Z1 >= 0)
