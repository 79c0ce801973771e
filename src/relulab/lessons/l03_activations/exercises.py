"""Exercises: activations, their slopes, and what they make possible."""

# Readers see the solutions: their zip takes no strict=.

import numpy as np

from ...classroom.exercise import exercise


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _is_flat_far_out(answer):
    got = np.asarray(answer(np.array([-1000.0, 1000.0])), dtype=float)
    if np.allclose(got, 0):
        return None
    return (
        f"Near 0 it is right, but for z = -1000 and z = 1000 it gives {got.tolist()}, and the slope is 0 there. "
        "exp(1000) is too large to hold, and infinity divided by infinity is no number. Keep the exponential "
        "in the denominator of s alone."
    )


@exercise(
    "How sensitive is the sigmoid?",
    stub="""
        s = ...         # the sigmoid of z, 1 / (1 + e to the power -z)
        return ...      # its slope, written with s alone
    """,
    cases=[(0.0,), (2.0,), (-2.0,), (5.0,), (np.array([-4.0, -1.0, 0.0, 1.0, 4.0]),)],
    hints=[
        "First the value s of the sigmoid at z; the slope can be written with s alone.",
        "The slope is s times one minus s.",
        "s = 1 / (1 + np.exp(-z)), and s * (1 - s) behind return.",
    ],
    properties=[_is_flat_far_out],
)
def sigmoid_slope(z):
    """Slope of the sigmoid at z, a number or an array."""
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


@sigmoid_slope.mistake(
    "You returned the value, not the slope. A large output does not mean a large slope: at z = 5 the "
    "sigmoid is .993 and its slope .0066."
)
def slope_is_value(z):
    return _sigmoid(z)


@sigmoid_slope.mistake("The formula s (1 - s) wants the *value* s of the sigmoid. You put z itself into it.")
def slope_of_z(z):
    return z * (1 - z)


@sigmoid_slope.mistake("1 - s² is the slope of tanh, written with the value of tanh. For the sigmoid it is s (1 - s).")
def slope_of_tanh(z):
    return 1 - _sigmoid(z) ** 2


@sigmoid_slope.mistake("s * 1 - s is s - s, always 0. Brackets are missing: s * (1 - s).")
def slope_brackets(z):
    s = _sigmoid(z)
    return s * 1 - s


@sigmoid_slope.mistake(
    "One factor is right. In the other one you put z itself: it is 1 - s, with the value s of the sigmoid."
)
def slope_mixed(z):
    return _sigmoid(z) * (1 - z)


@sigmoid_slope.mistake("The second factor is 1 - s, with a minus: near 1 the sigmoid is flat, and the factor near 0.")
def slope_plus(z):
    s = _sigmoid(z)
    return s * (1 + s)


@sigmoid_slope.mistake("That is 1 - s, one of the two factors. The slope is s times (1 - s), never above a quarter.")
def slope_without_square(z):
    return np.exp(-z) / (1 + np.exp(-z))


def _sees_the_sum(answer):
    got = answer(0.5, 0.5)
    if got is not None and np.allclose(got, 1):
        return None
    return (
        f"For 0 and 1 it is right, but for x1 = x2 = 0.5 it gives {got}. Two ReLU units with the input x1 + x2 see "
        "the sum alone, which is 1 as for (1, 0), and so give 1. Fill in the two hinges instead of comparing."
    )


@exercise(
    "Build XOR from two hinges",
    stub="""
        h1 = max(0, x1 + x2 + ...)    # bias of the first hidden unit
        h2 = max(0, x1 + x2 + ...)    # bias of the second hidden unit
        return h1 + ... * h2          # weight of the second in the output
    """,
    cases=[(0, 0), (1, 0), (0, 1), (1, 1)],
    hints=[
        "The sum x1 + x2 is 0, 1 or 2. Draw the output you want over it: 0, 1, 0. It goes up, then down.",
        (
            "The first unit makes the rise from 0 on (bias 0). The second starts at 1 (bias -1) and "
            "has to turn the rise into a fall."
        ),
        "Biases 0 and -1; a rise of slope 1 becomes a fall of slope -1 by adding -2 times the second unit.",
    ],
    properties=[_sees_the_sum],
)
def xor_network(x1, x2):
    """1 where exactly one of x1 and x2 is 1, else 0."""
    h1 = max(0, x1 + x2 + 0)
    h2 = max(0, x1 + x2 - 1)
    return h1 - 2 * h2


@xor_network.mistake(
    "For (1, 1) you get 2: the second unit has no effect. It has to take away what is too much there, and be "
    "silent for the other three inputs."
)
def xor_sum(x1, x2):
    return max(0, x1 + x2) - 0 * max(0, x1 + x2 - 1)


@xor_network.mistake(
    "For (1, 1) you get 1: that is OR. The first unit gives 2 there, so the second, times its weight in "
    "the output, has to take away 2."
)
def xor_once(x1, x2):
    return max(0, x1 + x2) - max(0, x1 + x2 - 1)


@xor_network.mistake(
    "Both units have the same bias, so both bend at the same place and add up to one hinge. The second must "
    "wait until *both* inputs are on."
)
def xor_bias_inside(x1, x2):
    return max(0, x1 + x2) - 2 * max(0, x1 + x2)


@xor_network.mistake("That is AND: only (1, 1) gives 1. The first unit should switch on as soon as one input is on.")
def xor_and(x1, x2):
    return max(0, x1 + x2 - 1)


@xor_network.mistake(
    "The second unit answers from the start: with bias 1 it is on even for (0, 0). A *negative* bias makes a unit wait."
)
def xor_second_too_early(x1, x2):
    return max(0, x1 + x2) - 2 * max(0, x1 + x2 + 1)


@xor_network.mistake("The second unit adds where it should take away: its weight in the output is negative.")
def xor_plus(x1, x2):
    return max(0, x1 + x2) + 2 * max(0, x1 + x2 - 1)


@exercise(
    "Melt two linear layers into one",
    stub="""
        W = ...
        b = ...
        return W, b
    """,
    cases=[
        (
            np.array([[1.0, 2.0], [0.0, -1.0]]),
            np.array([0.5, -0.5]),
            np.array([[2.0, 1.0], [1.0, 3.0]]),
            np.array([0.25, 1.0]),
        ),
        (
            np.array([[1.0, 0.0, 2.0], [0.5, -1.0, 1.0]]),
            np.array([1.0, 2.0, -1.0]),
            np.array([[1.0], [2.0], [-1.0]]),
            np.array([0.5]),
        ),
    ],
    hints=[
        "Write (X W1 + b1) W2 + b2 and multiply it out.",
        "X W1 W2 + b1 W2 + b2: what stands with X is W, the rest is b.",
        "W = W1 @ W2 and b = b1 @ W2 + b2.",
    ],
)
def collapse(W1, b1, W2, b2):
    """One layer (W, b) that gives what two linear layers give."""
    W = W1 @ W2
    b = b1 @ W2 + b2
    return W, b


@collapse.mistake(
    "You added the biases as they are. But b1 is added *before* the second layer, so it goes through W2 like "
    "everything else: b1 @ W2 + b2."
)
def collapse_biases_added(W1, b1, W2, b2):
    return W1 @ W2, b1 + b2


@collapse.mistake(
    "The order is turned. X goes through W1 first: (X @ W1) @ W2 = X @ (W1 @ W2). For matrices the order matters."
)
def collapse_order(W1, b1, W2, b2):
    return W2 @ W1, b1 @ W2 + b2


@collapse.mistake("* multiplies entry by entry. Layers one behind the other make a matrix product, @.")
def collapse_elementwise(W1, b1, W2, b2):
    return W1 * W2, b1 * W2 + b2


@collapse.mistake(
    "You sent both biases through W2. Only b1 comes before the second layer; b2 is added at the very end."
)
def collapse_both_biases_through(W1, b1, W2, b2):
    return W1 @ W2, (b1 + b2) @ W2


@collapse.mistake("You added the layers. One behind the other they multiply: (X @ W1) @ W2 = X @ (W1 @ W2).")
def collapse_weights_added(W1, b1, W2, b2):
    return W1 + W2, b1 + b2


@collapse.mistake("The second bias is lost: b2 is added at the end, whatever came before.")
def collapse_first_bias(W1, b1, W2, b2):
    return W1 @ W2, b1 @ W2


@collapse.mistake(
    "The first bias is lost. For an input of zeros the first layer gives b1, and the second then b1 @ W2 + b2."
)
def collapse_last_bias(W1, b1, W2, b2):
    return W1 @ W2, b2


@exercise(
    "Draw a curve with hinges",
    stub="""
        y = np.zeros(len(x))
        for knot, turn in zip(knots, turns):
            y += ...
        return y
    """,
    cases=[
        (np.array([-1.0, 0.0, 1.0, 2.0, 3.5]), np.array([0.5]), np.array([2.0])),
        (np.array([-1.0, 0.0, 1.0, 2.0, 3.5]), np.array([0.0, 1.0, 2.0]), np.array([1.0, -2.0, 0.5])),
    ],
    hints=[
        "One hinge for each turn of the loop, added to what is there already.",
        "np.maximum(0, x - knot) is the hinge for all x at once; multiply it by its turn.",
        "y += turn * np.maximum(0, x - knot).",
    ],
)
def hinges(x, knots, turns):
    """Sum over k of turns[k] * max(0, x - knots[k]), for each number in an array x."""
    y = np.zeros(len(x))
    for knot, turn in zip(knots, turns):
        y += turn * np.maximum(0, x - knot)
    return y


@hinges.mistake(
    "Without max(0, ...) every term is a straight line, and a sum of straight lines is one straight line. The "
    "bend is what the hinge is for."
)
def hinges_straight(x, knots, turns):
    return (x[:, None] - knots) @ turns


@hinges.mistake("Your hinges open to the left. max(0, x - knot) is silent left of the knot and rises to its right.")
def hinges_mirrored(x, knots, turns):
    return np.maximum(0, knots - x[:, None]) @ turns


@hinges.mistake(
    "The turn stands inside max(0, ...), so no hinge can bend downwards. It is the weight of the "
    "*output*: multiply after the maximum."
)
def hinges_turn_inside(x, knots, turns):
    return np.maximum(0, turns * (x[:, None] - knots)).sum(axis=1)


@hinges.mistake("|x - knot| rises on both sides of the knot. A hinge is silent on its left.")
def hinges_absolute(x, knots, turns):
    return np.abs(x[:, None] - knots) @ turns


@hinges.mistake("Every hinge rises with slope 1: its turn is missing. Multiply each hinge by turn.")
def hinges_without_turn(x, knots, turns):
    return np.maximum(0, x[:, None] - knots).sum(axis=1)


@hinges.mistake("max(0, x + knot) bends at x = -knot. The hinge that bends at the knot is max(0, x - knot).")
def hinges_knot_sign(x, knots, turns):
    return np.maximum(0, x[:, None] + knots) @ turns


@hinges.mistake(
    "Only the first hinge is there. If return stands inside the loop, the function ends in the "
    "first turn: move it to the left."
)
def hinges_first(x, knots, turns):
    return turns[0] * np.maximum(0, x - knots[0])


@hinges.mistake("x > knot makes a jump from 0 to 1, a step. A hinge rises from the knot on: max(0, x - knot).")
def hinges_jump(x, knots, turns):
    return (x[:, None] > knots) @ turns


@hinges.mistake("Only the last hinge is left: y = ... in the loop overwrites. Add to y with +=.")
def hinges_last(x, knots, turns):
    return turns[-1] * np.maximum(0, x - knots[-1])


_TASKS = [
    "which one of ten digits",
    "rain tomorrow, yes or no, from one output",
    "which of five tags fit, any number of them",
    "tomorrow's temperature in degrees Celsius",
]


@exercise(
    "Which function on the output?",
    stub="""
        choice = {
            "which one of ten digits": ...,
            "rain tomorrow, yes or no, from one output": ...,
            "which of five tags fit, any number of them": ...,
            "tomorrow's temperature in degrees Celsius": ...,
        }
        return choice[task]
    """,
    cases=[(task,) for task in _TASKS],
    hints=[
        "Ask for each task: which numbers may the answer take, and do several outputs have to share one whole?",
        "One of several that exclude each other; yes or no; several yes-or-no questions at once; any number at all.",
        "softmax, sigmoid, sigmoid, identity.",
    ],
)
def output_function(task):
    """Which function belongs on the output: "softmax", "sigmoid" or "identity"."""
    choice = {
        "which one of ten digits": "softmax",
        "rain tomorrow, yes or no, from one output": "sigmoid",
        "which of five tags fit, any number of them": "sigmoid",
        "tomorrow's temperature in degrees Celsius": "identity",
    }
    return choice[task]


def _choice(task, word):
    """The mistake of choosing this word for one task."""

    def answer(asked):
        return word if asked == task else output_function.answer(asked)

    answer.__name__ = f"{word} for {task}"
    return answer


output_function.mistake(
    "Ten sigmoids could call a picture a 3 and an 8 at once. A digit is exactly one of ten: softmax makes the "
    "ten probabilities add up to 1."
)(_choice(_TASKS[0], "sigmoid"))

output_function.mistake(
    "Plain numbers are no probabilities. For one of ten classes, softmax turns the ten "
    "logits into ten that add up to 1."
)(_choice(_TASKS[0], "identity"))

output_function.mistake(
    "Softmax shares out one whole among several outputs. With one output it always gives 1. A single "
    "yes-or-no output gets a sigmoid."
)(_choice(_TASKS[1], "softmax"))

output_function.mistake(
    "A probability lies between 0 and 1, and the identity gives any number. A sigmoid turns the "
    "one output into a probability."
)(_choice(_TASKS[1], "identity"))

output_function.mistake(
    "Softmax shares out one whole among the tags: if two tags fit, it cannot give both more than a half. Tags that do "
    "not exclude each other get one sigmoid each."
)(_choice(_TASKS[2], "softmax"))

output_function.mistake(
    "Each tag is a yes-or-no question of its own, and wants a probability of its own: one sigmoid each."
)(_choice(_TASKS[2], "identity"))

output_function.mistake(
    "ReLU never gives a negative number, so your forecast could never be below zero degrees. A quantity "
    "without limits gets the identity."
)(_choice(_TASKS[3], "relu"))

output_function.mistake(
    "A sigmoid stays between 0 and 1, and so would your forecast. A quantity without limits gets the identity."
)(_choice(_TASKS[3], "sigmoid"))

output_function.mistake(
    "Softmax makes probabilities that share one whole. A temperature is a number without limits: the identity."
)(_choice(_TASKS[3], "softmax"))
