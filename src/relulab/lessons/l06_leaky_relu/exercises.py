"""Exercises: dead units, and what a slope for negative inputs changes."""

import numpy as np

from ...classroom import compare
from ...classroom.exercise import exercise


@exercise(
    "Count the dead",
    stub="""
        dead = ...            # for each unit: is it silent on every row?
        return dead.sum()
    """,
    cases=[
        (np.array([[-1.0, 2.0, -3.0], [-0.5, -1.0, -2.0], [-2.0, -4.0, 0.5], [-0.1, -3.0, -1.0]]),),
        (np.array([[0.0, -1.0, 3.0, -2.0], [-2.0, -1.0, -4.0, -2.0], [-1.0, -0.5, -3.0, -2.0]]),),
        (np.array([[3.0, 0.0], [-1.0, 0.0]]),),
        (np.array([[-1.0, -2.0], [-3.0, -0.5]]),),
        # Alive in the last row alone; never silent; more units than rows; silent on 11 rows of 12.
        (np.array([[-1.0, -1.0, 2.0, -1.0], [-2.0, -3.0, 1.0, 0.0], [-1.0, -2.0, 4.0, -1.0], [0.5, -0.5, 3.0, -2.0]]),),
        (np.array([[2.0, -1.0, 0.5, -1.0, -2.0], [1.0, -3.0, -0.5, 4.0, -1.0]]),),
        (np.array([[-1.0, -2.0]] * 7 + [[1.5, -1.0]] + [[-0.5, -3.0]] * 4),),
        (np.tile([[-1.0, 0.5, -2.0]], (1437, 1)),),
    ],
    advice={
        "out of bounds for axis 1": (
            "Units are the columns of Z, and there are Z.shape[1] of them. len(Z) is the number of rows: of inputs."
        ),
        "'tuple' object has no attribute": (
            "np.where with a condition alone gives places: one array for the rows, one for the columns. The table of "
            "True and False is the comparison itself, and .all(axis=0) asks it column by column."
        ),
    },
    hints=[
        (
            "Z <= 0 says for every input and every unit whether it is silent there. Which of the "
            "two directions must be all True?"
        ),
        "A column belongs to a unit. .all(axis=0) asks whether a whole column is True.",
        "dead = (Z <= 0).all(axis=0).",
    ],
)
def count_dead(Z):
    """How many units are dead. Z: a row for each input, a column for each unit."""
    dead = (Z <= 0).all(axis=0)
    return dead.sum()


@count_dead.mistake(
    "You counted all silences: entries of Z, one for each unit and input. A healthy unit is silent on about half of "
    "the inputs. Dead are columns in which *no* entry is positive."
)
def count_zeros(Z):
    return (Z <= 0).sum()


count_dead.slips(
    {
        (".all(", ".any("): (
            "You counted the units that are silent on *some* row. That is nearly every ReLU unit: right after the "
            "start each is silent on 43 to 57 % of the digits, and none is dead. Dead means silent on all rows: "
            ".all(axis=0)."
        ),
        ("axis=0", "axis=1"): (
            "You counted inputs, not units: axis=1 runs along a row, over the units. The rows are the inputs, so go "
            "down a column: axis=0."
        ),
        ("(Z <= 0).all(axis=0)", "Z[0] <= 0"): (
            "You looked at one input only. In section 1 nearly all units of a layer look dead on 16 inputs, and many "
            "of them answer to some other one. Use every row."
        ),
        ("(Z <= 0).all(axis=0)", "Z.mean(axis=0) <= 0"): (
            "A negative mean, sum or middle value does not make a unit dead: a single positive entry is enough for a "
            "slope that can move its weights."
        ),
        ("Z <= 0", "Z < 0"): (
            "At z = 0 ReLU gives 0 and its slope, by the convention of the course, is 0 as well. So a zero counts as "
            "silent: compare with <= 0."
        ),
        ("(Z <= 0).all(axis=0)", "(Z > 0).any(axis=0)"): "These are the units that are alive. The dead are the others.",
        ("Z <= 0", "Z == 0"): (
            "Z holds the pre-activations, before ReLU. A silent unit has a pre-activation of 0 or *below*; ReLU makes "
            "a 0 of it afterwards."
        ),
        ("axis=0", ""): (
            "That is one yes or no for the whole table, as .all() gives it without axis. Ask column by column: "
            ".all(axis=0)."
        ),
        ("(Z <= 0).all(axis=0)", "(Z <= 0).sum(axis=0) == 1437"): (
            "It is right for 1437 rows, the number of training digits, and only for those. Z may have any number of "
            "rows: compare with len(Z), or ask .all(axis=0)."
        ),
        ("Z <= 0", "Z > 0"): (
            "You counted the units that are never silent: positive on every row. Dead is the opposite, on every row: "
            "<= 0."
        ),
        ("(Z <= 0).all(axis=0)", "Z[-1] <= 0"): (
            "You looked at the last row alone. A unit that is silent on one input may answer to another: use every row."
        ),
        ("Z <= 0", "Z[:-1] <= 0"): (
            "The last row is left out. A single positive entry there keeps a unit alive. [:-1] and range(len(Z) - 1) "
            "both end one row too early."
        ),
        ("Z <= 0", "Z[1:] <= 0"): (
            "The first row is left out. A single positive entry there keeps a unit alive. In Python the first row has "
            "index 0."
        ),
        ("dead.sum()", "Z.shape[1]"): (
            "That is the number of units, whether they are silent or not: the number of columns. Count only those that "
            "are silent on every row."
        ),
        ("dead.sum()", "len(Z)"): (
            "That is the number of rows, so of inputs. Wanted is how many columns have no positive entry."
        ),
        ("(Z <= 0).all(axis=0)", "(Z <= 0).mean(axis=0) > 0.5"): (
            "You counted the units that are silent on more than half of the rows. Most ReLU units come near that and "
            "are well: dead means silent on *every* row."
        ),
        ("(Z <= 0).all(axis=0)", "(Z <= 0).mean(axis=0) >= 0.9"): (
            "Nearly always silent is not dead. A unit that answers to one row in twelve still learns from that row: "
            "ask for every row."
        ),
        ("(Z <= 0).all(axis=0)", "(Z <= 0).sum(axis=0) == Z.shape[1]"): (
            "A unit is dead if it is silent on as many rows as there *are* rows: len(Z), which is Z.shape[0]. "
            "Z.shape[1] is the number of units."
        ),
        ("dead.sum()", "dead.mean()"): (
            "That is the share of the units that are dead. Wanted is how many: .sum() in place of .mean()."
        ),
        ("dead.sum()", "dead"): (
            "That is one yes or no for each unit. How many are there of yes? .sum() counts the True ones."
        ),
        ("(Z <= 0).all(axis=0)", "Z == 0"): (
            "You counted the entries that are exactly 0. Z holds pre-activations: a silent unit has 0 or *below* "
            "there. And dead are whole columns, not entries."
        ),
        ("dead.sum()", "100 * dead.mean()"): (
            "That is the share of the dead in per cent. Wanted is how many there are: .sum() alone."
        ),
        ("(Z <= 0).all(axis=0)", "Z[:, 0] <= 0"): (
            "Z[:, 0] is one column: you counted the rows on which the first unit is silent. Ask every column whether "
            "*all* of it is silent."
        ),
        ("Z <= 0", "Z >= 0"): (
            "You counted units that are never below 0. Silent is the other side: 0 or below, on every row."
        ),
        ("(Z <= 0).all(axis=0)", "(Z < 0).all(axis=1)"): (
            "You counted inputs, rows in which every unit is below 0. Units are columns, axis=0, and 0 is silent, too."
        ),
        ("(Z <= 0).all(axis=0)", "Z.sum(axis=0) == 0"): (
            "A sum of 0 is something else: positive and negative entries cancel. Ask each entry: Z <= 0, and "
            ".all(axis=0)."
        ),
    }
)


@exercise(
    "What reaches the weights of one unit",
    stub="""
        dz = ...         # chain rule: from a = relu(z) back to z, for each row
        return ...       # each row of X times its dz, added up over the rows: @
    """,
    cases=[
        (np.array([0.5, -1.0, 2.0]), np.array([1.0, 3.0, -0.5]), np.array([[1.0, 2.0], [0.0, -1.0], [4.0, 1.0]])),
        (np.array([0.5, -1.0, 2.0]), np.array([-1.0, -3.0, -0.5]), np.array([[1.0, 2.0], [0.0, -1.0], [4.0, 1.0]])),
        (np.array([1.0, -1.5]), np.array([0.2, -0.3]), np.array([[0.5, 1.0, -2.0], [1.0, 1.0, 3.0]])),
        (np.array([1.0, 2.0]), np.array([0.0, 0.4]), np.array([[3.0, 1.0], [1.0, -1.0]])),
        (
            np.array([-0.5, 2.0, 1.5, -1.0]),
            np.array([2.0, 0.0, 0.5, -1.0]),
            np.array([[1.0, 2.0, -1.0], [2.0, 0.5, 1.0], [-1.0, 1.0, 3.0], [0.5, 1.0, 1.0]]),
        ),
    ],
    advice={
        "enough dimensions": (
            "One side of @ is a single number here: the rows were added up too early. dz is one number for each row, "
            "made of da and z entry by entry, with *."
        ),
        "could not be broadcast": (
            "da and z hold one number for each row, and X holds a row of inputs for each. dz is made of da and z "
            "alone; X comes in after it, with @, which adds up over the rows."
        ),
    },
    hints=[
        "Two links of the chain: through ReLU, then through the weighted sum. What is the slope of ReLU on each row?",
        (
            "dz = da * (z > 0): what comes back, where the unit was active. Each weight then gets "
            "the sum of dz times its input."
        ),
        "dz = da * (z > 0), and dz @ X behind return.",
    ],
)
def unit_gradient(da, z, X):
    """Slope of the loss for each weight of one ReLU unit, summed over the rows of X."""
    dz = da * (z > 0)
    return dz @ X


@unit_gradient.mistake(
    "The slope of ReLU is missing: between a and z it is 1 where z > 0 and 0 elsewhere. Without it a dead unit would "
    "learn; its gradient is exactly 0."
)
def gradient_without_slope(da, z, X):
    return da @ X


@unit_gradient.mistake(
    "You multiplied by the *value* relu(z). The chain rule wants the slope: 1 where z > 0, "
    "however large z is, and 0 elsewhere."
)
def gradient_value_for_slope(da, z, X):
    return (da * np.maximum(0, z)) @ X


@unit_gradient.mistake(
    "Nearly: at z = 0 the slope of ReLU is 0, by the convention of the course. Ask z > 0 in place of z >= 0.",
    convention=True,
)
def gradient_open_at_zero(da, z, X):
    return (da * (z >= 0)) @ X


unit_gradient.slips(
    {
        ("da * (z > 0)", "np.maximum(0, da)"): (
            "You cut off the negative slopes da. ReLU cuts by the sign of its own input z, not by the sign of what "
            "comes back."
        ),
        ("dz @ X", "dz @ X / len(X)"): (
            "You divided by the number of rows. The rows are added up here; the mean is already in da, which comes "
            "from a mean loss."
        ),
        ("(z > 0)", "(z > 0).any()"): (
            "You switched the whole unit on or off at once. The switch belongs to each row: a row on which the unit is "
            "silent adds nothing, the others do."
        ),
        ("dz @ X", "np.outer(dz, X)"): (
            "np.outer was for one input. Here there are many rows: dz @ X multiplies each row by its dz and adds up."
        ),
        ("dz @ X", "np.outer(X, dz)"): (
            "np.outer was for one input. Here there are many rows: dz @ X, in this order, multiplies each row by its "
            "dz and adds up."
        ),
        ("z > 0", "z <= 0"): "The mask is turned: rows with z > 0 come through, the others do not.",
        ("dz @ X", "dz.sum()"): (
            "That is the slope for the bias. Each weight also gets the input that it was multiplied by: dz @ X."
        ),
        ("da * (z > 0)", "da * z"): (
            "You multiplied by z itself. The chain rule wants the slope of ReLU at z: 1 where z > 0, and 0 elsewhere."
        ),
        ("dz @ X", "X * dz[:, None]"): (
            "You have the slopes for each row by itself. The weights are shared by all rows: add up over the rows, "
            "which dz @ X does."
        ),
        ("dz @ X", "dz"): (
            "You have dz, one number for each row. From z = X @ w + b back to w, each row still meets the inputs that "
            "its weights were multiplied by: dz @ X."
        ),
        ("dz @ X", "X.T * dz"): (
            "These are the slopes of the single rows, one in each column. Wanted is one number for each weight: add up "
            "over the rows. @ does it, * does not."
        ),
        ("z > 0", "z < 0"): (
            "You let the silent rows through, z < 0, and stopped the others: the mask is turned. The slope of ReLU is "
            "1 where z > 0."
        ),
        ("da * (z > 0)", "z > 0"): (
            "da is missing. (z > 0) is the slope of ReLU; the chain rule multiplies it by what comes back from the "
            "loss."
        ),
        ("(z > 0)", "np.where(z > 0, 1, 0.01)"): (
            "A hundredth comes through where z < 0: that is the leak of Leaky ReLU, which section 4 brings in. This "
            "unit is a ReLU, and its slope is exactly 0 there."
        ),
        ("(z > 0)", "np.sign(z)"): (
            "np.sign gives -1 where z < 0. The slope of ReLU is 0 there: the silent rows add nothing, not the opposite."
        ),
        ("dz @ X", "dz.sum() * X.sum(axis=0)"): (
            "You added up over the rows too early. Each row has its own dz and its own inputs: multiply them row by "
            "row, then add up. dz @ X does both."
        ),
        ("(z > 0)", "(z > 0).all()"): (
            "You let the whole unit through only if it is active on all rows. The switch belongs to each row: (z > 0) "
            "without .all()."
        ),
        ("da * (z > 0)", "da * da * (z > 0)"): "da is in it twice: it is part of dz already.",
        ("da * (z > 0)", "np.maximum(0, z)"): (
            "You sent the values relu(z) back. What comes back is da: dz is da where z > 0, and 0 elsewhere."
        ),
        ("da * (z > 0)", "np.where(z > 0, da, z)"): (
            "Where z is not positive, nothing comes through: dz is 0 there, and not z."
        ),
        ("da * (z > 0)", "da * z > 0"): (
            "You asked for the sign of da * z. ReLU looks at z alone: brackets around z > 0, and da in front."
        ),
        ("da * (z > 0)", "np.maximum(0, da * z)"): (
            "You cut off where da * z is negative. ReLU looks at the sign of z alone: da * (z > 0)."
        ),
        ("da * (z > 0)", "da + (z > 0)"): "You added da and the slope of ReLU. The links of a chain are multiplied.",
        ("z > 0", "z > 1"): "ReLU bends at 0, not at 1: its slope is 1 as soon as z > 0.",
        ("da * (z > 0)", "da * z * (1 - z)"): (
            "That is the slope of the sigmoid, by the value. This unit is a ReLU: its slope is 1 where z > 0, and 0 "
            "elsewhere."
        ),
    }
)


@exercise(
    "Leaky ReLU without if",
    stub="return ...",
    cases=[
        (3.0, 0.01),
        (-19.0, 0.01),
        (np.array([-2.0, -0.5, 0.0, 0.5, 2.0]), 0.1),
        (np.array([-2.0, -0.5, 0.0, 0.5, 2.0]), 2.0),
        (np.array([[-4.0, 1.0], [5.0, -3.0]]), -0.5),
        (np.array([1.5, -40.0, 0.0, -3.0]),),
        (-4, 0.25),
    ],
    hints=[
        "Split z in two: max(0, z) is its positive part and min(0, z) its negative part. Their sum is z.",
        "Keep the positive part as it is, and multiply the negative part by the slope. np.where would do it as well.",
        "np.maximum(0, z) + slope * np.minimum(0, z).",
    ],
)
def leaky_relu(z, slope=0.01):
    """z where z > 0, slope * z elsewhere, for a number or an array, without if."""
    return np.maximum(0, z) + slope * np.minimum(0, z)


leaky_relu.slips(
    {
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.maximum(slope * z, z)"): (
            "max(slope * z, z) is right for slopes up to 1, and the article writes it so. For slope 2 it fails: at z = "
            "0.5 it gives 1, because 2z is above z for positive z. Add the two sides instead: max(0, z) and slope "
            "times min(0, z)."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "slope * z"): (
            "You scaled the positive side as well. That is a straight line, with no bend left."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.maximum(slope, z)"): (
            "max(slope, z) is flat for negative z: the output is always the number slope. The slope has to be "
            "multiplied by z."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, z, -slope)"): (
            "For negative z you give the same number, whatever z is: a flat line, without a slope. Multiply the slope "
            "by z."
        ),
        ("+", "-"): (
            "For negative z the sign is turned: the curve rises to the left. With slope 0.01, leaky_relu(-19) is -0.19."
        ),
        ("np.minimum(0, z)", "z"): (
            "The leak is added on the positive side, too: there you get (1 + slope) * z. Use np.minimum(0, z) for the "
            "negative side alone."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "slope * np.minimum(0, z)"): (
            "Only the negative side is there. Add max(0, z)."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, z, slope)"): (
            "For negative z you give the slope itself, the same number everywhere. The leak is a line: slope * z."
        ),
        ("slope *", "0.01 *"): "The leak is always 0.01, whatever slope is given. Use the parameter slope.",
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, slope * z, z)"): (
            "The two sides are swapped. Positive z should come through whole, and negative z be multiplied by the "
            "slope."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, 1, slope)"): (
            "These are the slopes, 1 or the leak. Wanted is the value: for z > 0 that is z itself, elsewhere slope * z."
        ),
        ("slope *", "abs(slope) *"): (
            "The sign of a negative slope is lost. slope may be -0.5: then z = -4 gives +2, so multiply by slope as it "
            "is."
        ),
        ("slope * np.minimum(0, z)", "np.minimum(0, slope * z)"): (
            "It is right for positive slopes. With slope -0.5, slope * z is positive for negative z and negative for "
            "positive z: cut first, np.minimum(0, z), and multiply then."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, z, z / slope)"): (
            "You divided by the slope. The leak lets a small share of z through: slope times z."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, z, z - slope)"): (
            "You took the slope off z. That is a line as steep as before, moved down; a slope is *multiplied*: slope * "
            "z."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, z, z + slope)"): (
            "You added the slope to z. That is a line as steep as before, moved up; a slope is *multiplied*: slope * z."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "z"): (
            "You get z itself on both sides: the slope is missing on the negative one."
        ),
        ("slope *", "0.1 *"): "The leak is always 0.1, whatever slope is given. Use the parameter slope.",
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, z, slope * (np.exp(z) - 1))"): (
            "For negative z your curve bends and becomes flat, as with np.exp (ELU). Leaky ReLU is straight there: "
            "slope * z."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, z, slope * np.exp(z))"): (
            "The positive side is right. On the negative side np.exp makes a curve: a leak is a line, slope * z."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "slope * np.abs(z)"): (
            "For positive z you get slope * z, and for negative z its mirror image: np.abs turns the left side up."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.minimum(slope * z, z)"): (
            "min(slope * z, z) takes the lower of two lines: for slopes up to 1 that is slope * z on the *right*. Add "
            "the two sides instead: max(0, z), and slope times min(0, z)."
        ),
        ("slope *", "(1 - slope) *"): (
            "For negative z the factor is slope itself, not 1 - slope: the slope is the share that comes through."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "slope * np.maximum(0, z)"): (
            "The slope stands on the positive side, and the negative side is 0. It belongs to the negative one."
        ),
        ("slope * np.minimum(0, z)", "slope"): (
            "You moved the whole curve up by the slope. A slope is multiplied, and on the negative side alone."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 0, slope, z)"): (
            "For positive z you give the slope, and z itself elsewhere. It is z for positive z, and slope * z "
            "elsewhere."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z < 0, slope, z)"): (
            "Below 0 you give the slope, the same number for every z. The leak is a line there: slope * z."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.maximum(z, slope * np.abs(z))"): (
            "The size of z takes part, without its sign: for negative z the curve goes up. Multiply z itself by the "
            "slope."
        ),
    }
)


@leaky_relu.mistake("That is plain ReLU: for negative z it gives 0, and its slope there is 0. The leak is missing.")
def leaky_relu_only(z, slope=0.01):
    return np.maximum(0, z)


@leaky_relu.mistake(
    "It is right where a slope is given. Called with z alone, slope is the number in the first line, and there stands "
    "slope=0.01 in the stub."
)
def leaky_other_default(z, slope=0.1):
    return leaky_relu.answer(z, slope)


leaky_relu.slips(
    {
        ("slope * np.minimum(0, z)", "np.minimum(0, slope)"): (
            "For negative z you give a number that does not change with z: 0, or the slope itself where it is below 0. "
            "The negative part of z, min(0, z), is multiplied by the slope."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > slope, z, slope * z)"): (
            "The two sides meet at z = 0, and you asked for z > slope. The slope is no limit."
        ),
        ("np.maximum(0, z) + slope * np.minimum(0, z)", "np.where(z > 1, z, slope * z)"): (
            "The two sides meet at z = 0, not at 1: between them z comes through whole."
        ),
    }
)


def a_millionth_is_not_zero(answer):
    """A result that is smaller than the tolerance of the comparison."""
    got = answer(np.array([-1.0, -2.0, -0.5]), 0.01)
    if np.ndim(got) == 0 and abs(float(got) - 1e-6) <= 1e-8:
        return None
    return (
        "Three leaks of 0.01 let a millionth through, 0.01 * 0.01 * 0.01 = 0.000001, and yours gives "
        f"{compare.shown(got)}. That is little, but training can follow it. Is a small result rounded, or made 0?"
    )


@exercise(
    "How much comes through the leaks?",
    stub="""
        slopes = ...    # the slope of Leaky ReLU at each entry of z
        return ...
    """,
    cases=[
        (np.array([2.0, 0.5]), 0.01),
        (np.array([-1.0, 3.0]), 0.01),
        (np.array([-1.0, -2.0, 3.0]), 0.2),
        (np.array([-1.0, -2.0, -0.5]), 0.1),
        (np.array([4.0, 0.0]), 0.3),
        (np.array([0.5, -2.0, 1.0]), -0.5),
        (np.array([-3.0, 1.5, -0.5, -0.7, 2.0]), 2.0),
    ],
    properties=[a_millionth_is_not_zero],
    hints=[
        "First the slope of each unit at its own z, then the chain rule.",
        "np.where(condition, this, that) chooses entry by entry; .prod() multiplies all entries of an array.",
        "slopes = np.where(z > 0, 1.0, slope), and slopes.prod() behind return.",
    ],
)
def leaky_chain(z, slope):
    """What a nudge is multiplied by on its way through the units of a chain.

    z: an array, the pre-activation of each unit; all weights between them are 1.
    """
    slopes = np.where(np.asarray(z) > 0, 1.0, slope)
    return slopes.prod()


@leaky_chain.mistake(
    "Each negative unit on the way takes its share: three of them with slope 0.01 leave a millionth, not a hundredth."
)
def chain_once(z, slope):
    return 1.0 if (np.asarray(z) > 0).all() else slope


@leaky_chain.mistake(
    "At z = 0 the slope of Leaky ReLU is the leak, as for negative z: ask z > 0, not z >= 0.", convention=True
)
def chain_open_at_zero(z, slope):
    return np.where(np.asarray(z) >= 0, 1.0, slope).prod()


leaky_chain.slips(
    {
        ("slopes.prod()", "slopes.sum()"): (
            "You added the slopes. Along a path the chain rule multiplies: two leaks of 0.01 let through 0.0001, not "
            "0.02."
        ),
        ("1.0, slope", "z, slope * z"): (
            "You multiplied the outputs. A nudge is passed on by the *slope* of each unit: 1 where z > 0, the leak "
            "elsewhere."
        ),
        ("1.0, slope", "1.0, 0.0"): (
            "That is plain ReLU: nothing at all comes through a negative unit. A leaky one lets the share `slope` "
            "through."
        ),
        ("slopes.prod()", "slopes.mean()"): (
            "You took the mean of the slopes. Along a path the chain rule multiplies them."
        ),
        ("1.0, slope", "slope, 1.0"): (
            "The two sides are swapped: the slope should be 1 where z > 0, and the leak elsewhere."
        ),
        ("slopes.prod()", "slope ** len(z)"): (
            "Only the negative units leak. Where z > 0 the slope is 1 and the nudge comes through whole."
        ),
        ("slopes.prod()", "slopes"): (
            "These are the slopes, one for each unit. What comes through the whole chain is their product: np.prod."
        ),
        ("slopes.prod()", "slopes[-1]"): (
            "That is the slope of the last unit alone. All of them belong into the product: in a loop, *= and not =, "
            "which overwrites what was there."
        ),
        ("slopes.prod()", "slopes[0]"): (
            "That is the slope of the first unit alone. All of them belong into the product. If return stands inside "
            "the loop, the function ends in the first turn."
        ),
        ("1.0, slope", "1.0, 0.01"): "The leak is always 0.01, whatever slope is given. Use the argument slope.",
        ("1.0, slope", "1.0, slope * z"): (
            "For negative z the unit gives slope * z, and how steep that is, is slope alone: z does not belong into it."
        ),
        ("1.0, slope", "1.0, -slope"): "The sign is turned: the slope of slope * z is slope, without a minus.",
        ("slopes.prod()", "slope * (z <= 0).sum()"): (
            "You counted the leaks and took the slope that many times, as a sum. Each leak multiplies what arrives: "
            "two of 0.01 leave 0.01 * 0.01, and none leaves 1."
        ),
        ("slopes.prod()", "slopes.min()"): (
            "You took the smallest slope of the chain. Every unit on the way takes its share, so all slopes are "
            "multiplied."
        ),
        ("slopes.prod()", "0.0"): (
            "It is 0 for every chain. A product begins with 1: what begins with 0 stays 0, whatever it is multiplied "
            "by."
        ),
        ("np.where(np.asarray(z) > 0, 1.0, slope)", "np.maximum(slope, z)"): (
            "You multiplied the larger of z and slope in each unit: that is a value. The slope of a unit is 1 where z "
            "> 0, and the leak elsewhere."
        ),
        ("np.where(np.asarray(z) > 0, 1.0, slope)", "z"): (
            "You multiplied the pre-activations themselves. A nudge is passed on by the slopes: 1 or the leak."
        ),
        ("np.where(np.asarray(z) > 0, 1.0, slope)", "slope * z"): (
            "You multiplied every z by the slope. How steep a unit is does not depend on how large its z is."
        ),
        ("slopes.prod()", "slopes.max()"): (
            "You took the largest slope. Every unit on the way takes its share, so all slopes are multiplied."
        ),
        ("1.0, slope", "1.0, abs(slope)"): "The sign of a negative slope is lost: multiply by the slope as it is.",
        ("1.0, slope", "1.0, 1 - slope"): (
            "A leak lets the share `slope` through, not 1 - slope, which is what it keeps back."
        ),
        ("slopes.prod()", "slope * len(z)"): (
            "You multiplied the slope by how many units there are. Each unit multiplies by its own: 1, or the leak."
        ),
        ("slopes.prod()", "1 + slopes.sum()"): "You began with 1 and added the slopes. A product needs *=, not +=.",
        ("> 0", "< 0"): (
            "The two sides are swapped: where z is below 0, the slope should be the leak, and 1 where z > 0."
        ),
        ("1.0, slope", "slope, 0.0"): (
            "Where z > 0 the slope should be 1, and elsewhere the leak. You have one of them on the other side, and a "
            "0."
        ),
    }
)


@exercise(
    "Let the network choose the leak",
    stub="return ...",
    cases=[
        (np.array([[1.0, -2.0, 0.4], [0.5, 3.0, -1.0]]), np.array([[-1.0, 2.0, -3.0], [-4.0, -0.5, 1.0]])),
        (np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([[0.5, 3.0], [1.0, 0.0]])),
        (np.array([[0.3, -0.4], [2.0, 1.0], [-0.7, 0.2]]), np.array([[-2.0, -1.0], [5.0, -0.3], [-2.5, 0.0]])),
        (np.array([[-0.6, 0.9]] * 4), np.array([[-1.0, 2.0], [-0.5, -3.0], [4.0, 1.0], [-0.25, -1.5]])),
    ],
    advice=dict.fromkeys(
        ["matmul", "not aligned"],
        "Each entry of dA belongs to the entry of Z in the same place: multiply them entry by entry, which is *, and "
        "add all up.",
    ),
    hints=[
        "a = max(0, z) + leak * min(0, z). If the leak grows by a little, by how much does a move?",
        "By min(0, z) times that little. Multiply by dA, and remember that one leak serves all entries.",
        "(dA * np.minimum(0, Z)).sum().",
    ],
)
def slope_gradient(dA, Z):
    """Slope of the loss for the leak, the one number that all units share.

    dA: slope of the loss for each activation; Z: pre-activations, in the same shape.
    """
    return (dA * np.minimum(0, Z)).sum()


slope_gradient.slips(
    {
        ("np.minimum(0, Z)", "np.maximum(0, Z)"): (
            "You took the positive side. There the output is z, whatever the leak is: it changes nothing. The leak "
            "acts where z < 0."
        ),
        ("np.minimum(0, Z)", "Z"): (
            "For positive z the output is z itself and does not depend on the leak. Take min(0, z) in place of z."
        ),
        ("np.minimum(0, Z)", "(Z < 0)"): (
            "You multiplied by 1 where z < 0. There a = leak * z, so if the leak grows by a little, a moves by z times "
            "that: the factor is z itself."
        ),
        ("(dA * np.minimum(0, Z)).sum()", "np.minimum(0, Z).sum()"): (
            "The link to the loss is missing: multiply by dA, which says how much the loss moves with each activation."
        ),
        (".sum()", ".mean()"): (
            "You took the mean. The leak is shared, so the effects of all entries on the loss add up; the mean over "
            "the rows is already in dA."
        ),
        ("(dA * np.minimum(0, Z)).sum()", "dA * np.minimum(0, Z)"): (
            "The leak is one number for all units and rows, so its slope is one number, too: add up all entries."
        ),
        ("np.minimum(0, Z)", "np.abs(np.minimum(0, Z))"): (
            "The sign is turned: for negative z, a larger leak makes the output *more negative*."
        ),
        ("np.minimum(0, Z)", "np.where(Z > 0, 1, 0.01)"): (
            "You took the slope of the output for z. Here the leak is what moves: for negative z the output is leak * "
            "z, so it moves by z."
        ),
        (".sum()", ".sum() / len(Z)"): (
            "You divided by the number of rows. The leak is shared, so all effects add up; the mean over rows is in dA "
            "already."
        ),
        (".sum()", ".sum(axis=1)"): (
            "You have one number for each row. The leak is one number for all rows, so its slope is, too: add up "
            "without axis."
        ),
        (".sum()", ".sum(axis=0)"): (
            "You have one number for each column. The leak is one number for all units, so its slope is, too: add up "
            "without axis."
        ),
        ("np.minimum(0, Z)", "np.where(Z > 0, 1, Z)"): (
            "Where z is not negative, the factor is 0, not 1: the output is z there, and the leak has no part in it. "
            "Where z < 0 it is z."
        ),
        ("dA * np.minimum(0, Z)", "np.minimum(0, dA) * Z"): (
            "You cut off the positive dA. The leak is in use where z is negative, whatever sign dA has: the minimum "
            "belongs to Z."
        ),
        ("dA * np.minimum(0, Z)", "np.minimum(0, dA * Z)"): (
            "You cut after multiplying by dA, so dA has a say in which entries count. Only the sign of z decides: cut "
            "Z first."
        ),
        ("dA * np.minimum(0, Z)", "dA"): (
            "Z is missing. If the leak grows by a little, a moves by min(0, z) times that: multiply dA by it."
        ),
        ("dA * np.minimum(0, Z)", "dA + np.minimum(0, Z)"): (
            "You added the two links of the chain. Links are multiplied: dA times min(0, z), entry by entry."
        ),
        ("(dA * np.minimum(0, Z)).sum()", "dA.sum() * np.minimum(0, Z).sum()"): (
            "You added up dA and min(0, z) apart. Each dA belongs to its own z: multiply entry by entry, and add up "
            "then."
        ),
        ("np.minimum(0, Z)", "np.where(Z < 0, -1, 0)"): (
            "You multiplied by -1 where z < 0. How much the output moves with the leak depends on how large z is: the "
            "factor is z itself."
        ),
        (".sum()", ".max()"): "That is the largest entry. The leak is shared by all entries, so their effects add up.",
        ("np.minimum(0, Z)", "np.where(Z > 0, Z, 0.01 * Z)"): (
            "You multiplied by the output of Leaky ReLU. Wanted is how the output moves with the leak: 0 where z > 0, "
            "z elsewhere."
        ),
        ("(dA * np.minimum(0, Z)).sum()", "dA @ np.minimum(0, Z).T"): (
            "@ brings every row of dA together with every row of Z. Each dA belongs to the z in its own place: *, "
            "entry by entry, then one sum over all."
        ),
        ("dA * np.minimum(0, Z)", "dA @ np.minimum(0, Z).T"): (
            "The rows of dA were put together with those of Z, then added up. Use * for entry by entry, not @."
        ),
        ("dA * np.minimum(0, Z)", "np.maximum(0, dA) * np.minimum(0, Z)"): (
            "You cut off the negative dA. Only the sign of z decides whether the leak is in use, whatever sign dA has."
        ),
        ("np.minimum(0, Z)", "np.minimum(0, Z) ** 2"): (
            "min(0, z) is squared. The output leak * z moves by z when the leak moves by 1: by z once."
        ),
        ("np.minimum(0, Z)", "(Z <= 0)"): (
            "You multiplied by 1 where z is 0 or below. The factor is z itself there: min(0, z)."
        ),
        ("np.minimum(0, Z)", "np.where(Z < 0, Z, 1)"): (
            "Where z is 0, z and so the factor are 0; where z > 0 it is 0, too. You have 1 there: min(0, z)."
        ),
        ("np.minimum(0, Z)", "(Z > 0)"): (
            "You added dA where z > 0. There the leak has no part; where z < 0 the factor is z itself: min(0, z)."
        ),
        ("dA * np.minimum(0, Z)", "dA - np.minimum(0, Z)"): (
            "You subtracted the two links of the chain. Links are multiplied: dA times min(0, z), entry by entry."
        ),
        (".sum()", ".sum() / Z.shape[1]"): (
            "You divided by the number of columns. The leak is shared by all units: add up all entries, without a mean."
        ),
        ("(dA * np.minimum(0, Z)).sum()", "dA * Z"): (
            "Two things: for positive z the leak has no part, so min(0, z) in place of z; and one number is wanted, "
            "the sum."
        ),
    }
)
