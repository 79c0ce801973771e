"""Exercises: activations, their slopes, and what they make possible."""

# Readers see the solutions: their zip takes no strict=.

import numpy as np

from ...classroom.exercise import exercise


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
    cases=[(0.0,), (2.0,), (-2.0,), (5.0,), (np.array([-4.0, -1.0, 0.0, 1.0, 4.0]),), (np.array([-3, 1]),), (-0.7,)],
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


sigmoid_slope.slips(
    {
        ("s * (1 - s)", "s"): "You returned the value, not the slope. A large output does not mean a large slope: at z "
        "= 5 the sigmoid is .993 and its slope .0066.",
        ("s * (1 - s)", "z * (1 - z)"): "The formula s (1 - s) wants the *value* s of the sigmoid. You put z itself "
        "into it.",
        ("s * (1 - s)", "1 - s**2"): "1 - s² is the slope of tanh, written with the value of tanh. For the sigmoid it "
        "is s (1 - s).",
        ("(1 - s)", "1 - s"): "Yours is 0 for every z. Products come before differences, so s * 1 - s is s - s. "
        "Brackets make two factors: s and 1 - s.",
        ("1 - s", "1 - z"): "One factor is right. In the other one you put z itself: it is 1 - s, with the value s of "
        "the sigmoid.",
        ("1 - s", "1 + s"): "The second factor is 1 - s, with a minus: near 1 the sigmoid is flat, and the factor near "
        "0.",
        ("s * (1 - s)", "1 - s"): "That is 1 - s, one of the two factors. The slope is s times (1 - s), never above a "
        "quarter.",
        ("s *", "z *"): "One factor is right, 1 - s. In the other one you put z itself: it is s, the value of the "
        "sigmoid.",
        ("s *", "s -"): "You took the difference of the two factors. The slope is their product: s *times* (1 - s).",
        ("s * (1 - s)", "s**2"): "That is the square of the value. One of the two factors is s, and the other 1 - s.",
        ("s * (1 - s)", "(1 - s) ** 2"): "That is the square of 1 - s. One of the two factors is 1 - s, and the other "
        "s.",
        ("(1 - s)", "(1 - s) ** 2"): "One factor too many: s and 1 - s stand in the product once each.",
        ("(1 + np.exp(-z))", "1 + np.exp(-z)"): "Your s comes out as the sum 1 + e to the power -z itself. s is 1 "
        "*divided by* that whole sum, so the sum stands in brackets.",
        ("(1 + np.exp(-z))", "np.exp(-z) + 1"): "The brackets of s are missing: the 1 is added after the division. The "
        "whole sum, 1 + e to the power -z, stands below the line.",
        ("1 + np.exp(-z)", "np.exp(-z)"): "In your s the 1 below the line is missing: 1 / (1 + e to the power -z). "
        "Without it s grows without limit.",
        ("1 +", "1 -"): "In your s the sum below the line is a difference: it is 1 *plus* e to the power -z.",
        ("s * (1 - s)", "1 - np.tanh(z) ** 2"): "That is the slope of tanh at z, and here it is the sigmoid: s times "
        "(1 - s), never above a quarter.",
        ("s *", "s /"): "You divided the two factors. The slope is their product: s *times* (1 - s).",
        ("s * (1 - s)", "(z > 0) * 1.0"): "That is the slope of ReLU, 1 or 0. The sigmoid bends everywhere: s times (1 "
        "- s).",
        ("s *", "s +"): "Yours is 1 for every z: that is what the two factors add up to. The slope is their product, s "
        "*times* (1 - s).",
        ("s * (1 - s)", "s**2 - 1"): "That is s² - 1. The factors are s and 1 - s, and the minus stands in brackets: s "
        "- s² if you multiply out.",
        ("1 / (1 + np.exp(-z))", "np.tanh(z)"): "Your s is tanh, not the sigmoid: 1 / (1 + e to the power -z) lies "
        "between 0 and 1.",
        ("s * (1 - s)", "np.exp(-z)"): "That is e to the power -z alone. First the sigmoid s, 1 / (1 + e to the power "
        "-z); then s times (1 - s).",
    }
)


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
    advice={
        "for ^": "^ compares whole numbers bit by bit, and no hinge is in it. Two ReLU units with the input x1 + x2 "
        "take any numbers: fill in their biases and the weight."
    },
    properties=[_sees_the_sum],
)
def xor_network(x1, x2):
    """1 where exactly one of x1 and x2 is 1, else 0."""
    h1 = max(0, x1 + x2 + 0)
    h2 = max(0, x1 + x2 - 1)
    return h1 - 2 * h2


xor_network.slips(
    {
        (" - 2 * h2", ""): "For (1, 1) you get 2: the second unit has no effect. It has to take away what is too much "
        "there, and be silent for the other three inputs.",
        ("2 * h2", "h2"): "For (1, 1) you get 1: that is OR. The first unit gives 2 there, so the second, times its "
        "weight in the output, has to take away 2.",
        ("- 1", "+ 0"): "Yours falls from the start. Either both units have the same bias and bend at the same place, "
        "or the second begins even before the first. It must wait until *both* inputs are on: that takes a negative "
        "bias.",
        ("h1 - 2 * h2", "h2"): "That is AND: only (1, 1) gives 1. The first unit should switch on as soon as one input "
        "is on.",
        ("- 1", "+ 1"): "The second unit answers from the start: with bias 1 it is on even for (0, 0). A *negative* "
        "bias makes a unit wait.",
        ("- 2", "+ 2"): "The second unit adds where it should take away: its weight in the output is negative.",
        ("h1 - 2 * h2", "(x1 + x2) - 2 * (x1 + x2 - 1)"): "The bend is missing: without max(0, ...) each unit is a "
        "straight line, and so is what they add up to. It falls from 2 to 0 in yours.",
        ("2 * h2", "3 * h2"): "Up to (1, 0) it is right, and at (1, 1) too much is taken away: the fall has to bring 1 "
        "down to 0. How much of the second unit does that?",
        ("+ 0", "+ 1"): "For (0, 0) you get 1 already: the first unit is on before any input is. Its rise begins where "
        "the sum is 0, so its bias is 0.",
        ("h1 - 2 * h2", "h2 - 2 * h1"): "The two units are exchanged: the one that is counted once should start at "
        "once, and the one that takes away should wait until both inputs are on.",
        ("h1 - 2 * h2", "max(0, x1 + x2 - 0.5) - 2 * max(0, x1 + x2 - 1.5)"): "Both hinges begin half a step too late, "
        "and one input gives only 0.5. The rise begins where the sum is 0, the fall where it is 1.",
        ("- 1", "- 0.5"): "One input gives 0 and both give -1. Either the rise begins too late, and the first unit "
        "should start where the sum is 0; or the fall begins too early, and the second unit should be silent until the "
        "sum is above 1.",
        ("h1 - 2 * h2", "h1 * h2"): "You multiplied the two units. The output adds them up, each with its weight.",
        ("- 2 * h2", "+ h2"): "For (1, 1) you get 3: the second unit adds, and it should take away. Its weight in the "
        "output is negative, and larger than 1.",
        ("h1 - 2 * h2", "min(0, x1 + x2) - 2 * min(0, x1 + x2 - 1)"): "Your units keep what is negative. A hinge is "
        "the *larger* of 0 and its input: max.",
        ("h1 - 2 * h2", "max(0, x1 - x2) - 2 * max(0, x1 - x2 - 1)"): "For (0, 1) you get 0: yours looks at the "
        "difference of the inputs, which is negative there and cut off. Both units take the sum, x1 + x2.",
        ("h1 - 2 * h2", "0"): "Yours is 0 for all four inputs: what one unit gives is taken away at once, or never "
        "gets through. The second unit has to begin *later* than the first.",
        ("2 * h2", "0.5 * h2"): "For (1, 1) something is left: from 2 down to 0 takes a second unit with a larger "
        "weight than a half.",
        ("2 * h2", "4 * h2"): "Far too much is taken away at (1, 1): there the first unit gives 2 and the second 1. "
        "Which weight brings that to 0?",
        ("h1 - 2 * h2", "2 * h1"): "Both units do the same and add up, so two inputs give the most. The second has to "
        "wait, and to take away.",
        ("h1 - 2 * h2", "max(0, x1 + x2 + 1) - h2"): "For (0, 0) you get 1 already, and for (1, 1) too much is left. "
        "The first unit starts where the sum is 0, with bias 0, and the second has to take away more.",
        ("h1 - 2 * h2", "h1 - max(0, x1 + x2 + 1)"): "Yours is -1 for every input: what rises in one unit falls in the "
        "other at once. The second unit has to begin *later* than the first, with a negative bias.",
        ("h1 - 2 * h2", "h1 + max(0, x1 + x2 + 1)"): "Both units are on from the start, and they add up. The first "
        "begins at 0, with bias 0; the second waits, with a negative bias, and takes away.",
    }
)


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
            np.array([[2.0, 1.0], [-1.0, 3.0]]),
            np.array([0.25, 1.0]),
        ),
        (
            np.array([[1.0, 0.0, 2.0], [0.5, -1.0, 1.0]]),
            np.array([1.0, 2.0, -1.0]),
            np.array([[1.0], [2.0], [-1.0]]),
            np.array([0.5]),
        ),
        (
            np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]]),
            np.array([0.5, -0.25, 1.0]),
            np.array([[1.0, -2.0], [0.5, 3.0], [-1.5, 1.0]]),
            np.array([0.75, -1.0]),
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


collapse.slips(
    {
        ("b1 @ W2 + b2", "b1 + b2"): "You added the biases as they are. But b1 is added *before* the second layer, so "
        "it goes through W2 like everything else: b1 @ W2 + b2.",
        ("W1 @ W2", "W2 @ W1"): "The order is turned. X goes through W1 first: (X @ W1) @ W2 = X @ (W1 @ W2). For "
        "matrices the order matters.",
        ("return W, b", "return W1 * W2, b1 * W2 + b2"): "* multiplies entry by entry. Layers one behind the other "
        "make a matrix product, @.",
        ("b1 @ W2 + b2", "(b1 + b2) @ W2"): "You sent both biases through W2. Only b1 comes before the second layer; "
        "b2 is added at the very end.",
        ("return W, b", "return W1 + W2, b1 + b2"): "You added the layers. One behind the other they multiply: (X @ "
        "W1) @ W2 = X @ (W1 @ W2).",
        (" + b2", ""): "The second bias is lost: b2 is added at the end, whatever came before.",
        ("b1 @ W2 + b2", "b2"): "The first bias is lost. For an input of zeros the first layer gives b1, and the "
        "second then b1 @ W2 + b2.",
        ("W1 @ W2", "W1 * W2"): "b is right. In W, * multiplies entry by entry; layers one behind the other make a "
        "matrix product, @.",
        ("W, b", "b, W"): "Both are right, and in the other order: W comes first, then b.",
        ("W1 @ W2", "(W1 @ W2).T"): "W is turned on its side: its rows are the columns that are wanted. X @ W needs "
        "one row for each input, as in W1; (W1 @ W2).T is W2.T @ W1.T.",
        ("return W, b", "return np.maximum(0, W), np.maximum(0, b)"): "You put a ReLU in. The two layers are linear: "
        "nothing is cut off, neither between them nor in the weights.",
        ("return W, b", "return W2 @ W1, b2 @ W1 + b1"): "The two layers are exchanged, in W and in b. X goes through "
        "W1 first, so b1 is the bias that goes through W2.",
        ("b1 @ W2 + b2", "b2 @ W2 + b1"): "The two biases are exchanged. b1 is added *before* the second layer and "
        "goes through W2; b2 is added at the end.",
        ("return W, b", "return (W1 + W2) / 2, (b1 + b2) / 2"): "You took the mean of the two layers. One behind the "
        "other they multiply: (X @ W1) @ W2 = X @ (W1 @ W2).",
        ("b1 @ W2", "b1 @ W1"): "b1 goes through the wrong weights. It is added after W1, so what comes next is W2 "
        "alone.",
        ("b1 @ W2", "W2 @ b1"): "b1 meets W2 the wrong way round. A row of numbers stands to the *left* of the "
        "weights, as X does: b1 @ W2.",
        ("b1 @ W2", "b1 @ W1 @ W2"): "b1 goes through both layers in yours. It is added after W1, so only W2 is still "
        "to come.",
        ("+ b2", "- b2"): "b2 has the wrong sign: it is added at the end.",
        ("W1 @ W2", "W1.T @ W2"): "W1 is turned on its side. X @ W1 fits as it stands, and so does W1 @ W2.",
        ("b1 @ W2 + b2", "b1"): "b1 is handed on as it is, and b2 is lost. b1 goes through the second layer, W2, and "
        "b2 is added to what comes out.",
        ("b1 @ W2 + b2", "b1 * b2"): "You multiplied the two biases. b1 goes through W2 as everything does, and b2 is "
        "added: b1 @ W2 + b2.",
        ("b1 @ W2 + b2", "np.sum(b1 @ W2 + b2)"): "Your b is added up to one number. Each output has a bias of its "
        "own.",
        ("b1 @ W2", "b1 * W2"): "W is right. In b, * multiplies b1 entry by entry; it goes through the second layer "
        "with @, as X does.",
        ("+ b2", "+ b1 + b2"): "b1 counts twice: once through W2, and once as it is. Only what goes through W2 comes "
        "out at the end.",
        ("return W, b", "return W + b1 @ W2, b2"): "The part with b1 went into W. What stands with X is W, and "
        "everything else is b: (X W1 + b1) W2 + b2.",
        ("b1 @ W2 + b2", "b2 - b1 @ W2"): "The part with b1 has the wrong sign: everything is added.",
        ("b1 @ W2 + b2", "0"): "Both biases are lost. For an input of zeros the first layer gives b1, and the second "
        "then b1 @ W2 + b2.",
        ("b1 @ W2", "np.sum(b1)"): "b1 is added up instead of going through W2: each of its numbers has weights of its "
        "own there, a row of W2.",
        ("return W, b", "return np.concatenate([W1.ravel(), W2.ravel()]), np.concatenate([b1, b2])"): "You put the "
        "layers side by side. One behind the other they multiply: (X @ W1) @ W2 = X @ (W1 @ W2).",
        ("return W, b", "return W1, b1"): "That is the first layer alone. What it gives goes through the second: W1 @ "
        "W2, and for the biases likewise.",
        ("return W, b", "return W2, b2"): "That is the second layer alone. It stands behind the first: W1 @ W2, and b1 "
        "goes through W2 as well.",
        ("W1 @ W2", "W1 @ W2.T"): "W2 is turned on its side. What comes out of the first layer meets W2 as it stands: "
        "W1 @ W2.",
    }
)


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
        (np.array([1.5, -3.0, 0.25, -0.75]), np.array([1.0, -1.5]), np.array([-0.75, -1.25])),
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


hinges.slips(
    {
        ("np.maximum(0, x - knot)", "(x - knot)"): "Without max(0, ...) every term is a straight line, and a sum of "
        "straight lines is one straight line. The bend is what the hinge is for.",
        ("x - knot", "knot - x"): "Your hinges open to the left. max(0, x - knot) is silent left of the knot and rises "
        "to its right.",
        ("turn * np.maximum(0, x - knot)", "np.maximum(0, turn * (x - knot))"): "The turn stands inside max(0, ...), "
        "so no hinge can bend downwards. It is the weight of the *output*: multiply after the maximum.",
        ("np.maximum(0, x - knot)", "np.abs(x - knot)"): "|x - knot| rises on both sides of the knot. A hinge is "
        "silent on its left.",
        ("turn * ", ""): "Every hinge rises with slope 1: its turn is missing. Multiply each hinge by turn.",
        ("x - knot", "x + knot"): "max(0, x + knot) bends at x = -knot. The hinge that bends at the knot is max(0, x - "
        "knot).",
        ("    return y", "        return y"): "Only the first hinge is there. If return stands inside the loop, the "
        "function ends in the first turn: move it to the left.",
        ("np.maximum(0, x - knot)", "(x > knot)"): "x > knot makes a jump from 0 to 1, a step. A hinge rises from the "
        "knot on: max(0, x - knot).",
        ("+=", "="): "Only the last hinge is left: y = ... in the loop overwrites. Add to y with +=.",
        ("turns)", "np.cumsum(turns))"): "You added the turns up first. Each hinge stays on from its knot onwards, so "
        "the slope there changes *by* turn, not *to* turn: every hinge takes its own.",
        ("turn *", "turn +"): "The turn is added to the hinge. It is the weight of the output, so it *multiplies*: "
        "turn times max(0, x - knot).",
        ("knots, turns", "turns, knots"): "Knots and turns are exchanged: the knot says where it bends and stands "
        "inside max(0, ...), the turn multiplies.",
        ("maximum", "minimum"): "It is the other way round: yours keeps what is negative, so it is silent to the "
        "*right* of the knot. A hinge is the larger of 0 and x - knot.",
        ("x - knot)", "x - knot) ** 2"): "You squared the hinges. A hinge rises in a straight line.",
        ("x - knot", "x"): "The knots are missing: all your hinges bend at 0. Each bends at its own knot: max(0, x - "
        "knot).",
        ("turn * np.maximum(0, x - knot)", "np.maximum(0, turn * x - knot)"): "The turn multiplies x alone, inside "
        "max(0, ...), so the bend moves. The hinge is max(0, x - knot), and the turn multiplies all of it.",
        ("np.maximum(0, x - knot)", "x * (x > knot)"): "Right of the knot yours gives x itself, so it jumps there. A "
        "hinge begins at 0: x - knot, where that is positive.",
        ("0, x - knot", "knot, x"): "Yours is the larger of x and the knot: left of the knot it stays at the knot, and "
        "a hinge is 0 there. The larger of 0 and x - knot is wanted.",
        ("return y", "return np.maximum(0, y)"): "What is negative is cut off in the sum, too. Every hinge is cut off "
        "by itself; their sum may go below 0.",
        ("x - knot)", "x) - knot"): "The knot is taken away outside of max(0, ...). It belongs inside, where it moves "
        "the bend: max(0, x - knot).",
        ("return y", "return np.maximum(0, (x[:, None] - knots) @ turns)"): "The cut comes after the sum. Straight "
        "lines add up to one straight line, so only one bend is left: cut off each x - knot by itself.",
        ("np.maximum(0, x - knot)", "(x >= knot)"): "Each of your terms jumps from 0 to 1 at its knot, a step. A hinge "
        "rises from the knot on: max(0, x - knot).",
        ("+=", "*="): "y stays 0. A sum is built up with y += ...: a product with 0 stays 0, and an expression by "
        "itself changes nothing.",
        ("turn *", "abs(turn) *"): "The minus of a turn is lost, so no hinge bends downwards. A negative turn makes a "
        "fall: leave its sign.",
        ("turn * np.maximum(0, x - knot)", "np.maximum(0, x - knot) / turn"): "You divided by the turn. It multiplies: "
        "a turn of 2 makes the hinge twice as steep.",
        ("turn *", "turns[-1] *"): "The last turn multiplies everything. Each hinge has a turn of its own: multiply "
        "inside the loop, before adding up.",
        ("np.maximum(0, x - knot)", "np.where(x > knot, x - knot, 0.01 * (x - knot))"): "A small part comes through to "
        "the left of the knots: a leak of one hundredth. A hinge is exactly 0 there.",
        ("turn * np.maximum(0, x - knot)", "np.maximum(turn, x - knot)"): "The turn stands in the place of 0 in the "
        "maximum. It multiplies the hinge: turn times max(0, x - knot).",
        ("turn *", "np.sum(turns) *"): "Every turn meets every knot in yours, as with one loop inside the other. They "
        "come in pairs: one turn for each knot.",
        ("x - knot", "x - knots[0]"): "All your hinges bend at the first knot. Each turn has a knot of its own.",
        ("np.maximum(0, x - knot)", "np.clip(x - knot, 0, 1)"): "Your hinges are cut off at 1. A hinge goes on rising: "
        "nothing stops it above.",
    }
)


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
    by_case=True,
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


output_function.slips(
    {
        ('"softmax"', '"sigmoid"'): "Ten sigmoids could call a picture a 3 and an 8 at once. A digit is exactly one of "
        "ten: softmax makes the ten probabilities add up to 1.",
        ('"softmax"', '"identity"'): "Plain numbers are no probabilities. For one of ten classes, softmax turns the "
        "ten logits into ten that add up to 1.",
        ('one output": "sigmoid"', 'one output": "softmax"'): "Softmax shares out one whole among several outputs. "
        "With one output it always gives 1. A single yes-or-no output gets a sigmoid.",
        ('one output": "sigmoid"', 'one output": "identity"'): "A probability lies between 0 and 1, and the identity "
        "gives any number. A sigmoid turns the one output into a probability.",
        ('number of them": "sigmoid"', 'number of them": "softmax"'): "Softmax shares out one whole among the tags: if "
        "two tags fit, it cannot give both more than a half. Tags that do not exclude each other get one sigmoid each.",
        ('number of them": "sigmoid"', 'number of them": "identity"'): "Each tag is a yes-or-no question of its own, "
        "and wants a probability of its own: one sigmoid each.",
        ('"identity"', '"relu"'): "ReLU never gives a negative number, so your forecast could never be below zero "
        "degrees. A quantity without limits gets the identity.",
        ('"identity"', '"sigmoid"'): "A sigmoid stays between 0 and 1, and so would your forecast. A quantity without "
        "limits gets the identity.",
        ('"identity"', '"softmax"'): "Softmax makes probabilities that share one whole. A temperature is a number "
        "without limits: the identity.",
        ('"identity"', '"linear"'): "That is the right one under another name: in this course it is called identity.",
        ('"softmax"', '"relu"'): "ReLU gives any number from 0 upwards. A probability for each digit is wanted, and "
        "the ten of them add up to 1: softmax.",
    }
)
