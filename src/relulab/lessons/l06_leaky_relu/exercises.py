"""Exercises: dead units, and what a slope for negative inputs changes."""

import numpy as np

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
    ],
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


@count_dead.mistake(
    "You counted the units that are silent on *some* row. That is nearly every ReLU unit: right after the start each "
    "is silent on 43 to 57 % of the digits, and none is dead. Dead means silent on all rows: .all(axis=0)."
)
def count_ever_silent(Z):
    return (Z <= 0).any(axis=0).sum()


@count_dead.mistake(
    "You counted inputs, not units: axis=1 runs along a row, over the units. The rows are the "
    "inputs, so go down a column: axis=0."
)
def count_rows(Z):
    return (Z <= 0).all(axis=1).sum()


@count_dead.mistake(
    "You looked at one input only. In section 1 nearly all units of a layer look dead on 16 inputs, and many of "
    "them answer to some other one. Use every row."
)
def count_first_row(Z):
    return (Z[0] <= 0).sum()


@count_dead.mistake(
    "A negative mean does not make a unit dead: a single positive entry is enough for a "
    "slope that can move its weights."
)
def count_negative_mean(Z):
    return (Z.mean(axis=0) <= 0).sum()


@count_dead.mistake(
    "At z = 0 ReLU gives 0 and its slope, by the convention of the course, is 0 as well. So a zero "
    "counts as silent: compare with <= 0."
)
def count_strictly_negative(Z):
    return (Z < 0).all(axis=0).sum()


@count_dead.mistake("These are the units that are alive. The dead are the others.")
def count_alive(Z):
    return (Z > 0).any(axis=0).sum()


@count_dead.mistake(
    "Z holds the pre-activations, before ReLU. A silent unit has a pre-activation of 0 or *below*; "
    "ReLU makes a 0 of it afterwards."
)
def count_only_zero(Z):
    return (Z == 0).all(axis=0).sum()


@count_dead.mistake(
    ".all() without axis asks about the whole table at once and gives one yes or no. Ask "
    "column by column: .all(axis=0)."
)
def count_whole_table(Z):
    return (Z <= 0).all().sum()


@count_dead.mistake(
    "You compared with 1437, the number of training digits. Z may have any number of rows: compare with len(Z), or ask "
    ".all(axis=0)."
)
def count_with_1437_rows(Z):
    return ((Z <= 0).sum(axis=0) == 1437).sum()


@exercise(
    "What reaches the weights of one unit",
    stub="""
        dz = ...         # chain rule: from a = relu(z) back to z, for each row
        return ...       # from z = X @ w + b back to w
    """,
    cases=[
        (np.array([0.5, -1.0, 2.0]), np.array([1.0, 3.0, -0.5]), np.array([[1.0, 2.0], [0.0, -1.0], [4.0, 1.0]])),
        (np.array([0.5, -1.0, 2.0]), np.array([-1.0, -3.0, -0.5]), np.array([[1.0, 2.0], [0.0, -1.0], [4.0, 1.0]])),
        (np.array([1.0, -1.5]), np.array([0.2, -0.3]), np.array([[0.5, 1.0, -2.0], [1.0, 1.0, 3.0]])),
        (np.array([1.0, 2.0]), np.array([0.0, 0.4]), np.array([[3.0, 1.0], [1.0, -1.0]])),
    ],
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
    "You cut off the negative slopes da. ReLU cuts by the sign of its own input z, not by the sign of what comes back."
)
def gradient_wrong_mask(da, z, X):
    return np.maximum(0, da) @ X


@unit_gradient.mistake(
    "You divided by the number of rows. The rows are added up here; the mean is already in "
    "da, which comes from a mean loss."
)
def gradient_mean(da, z, X):
    return (da * (z > 0)) @ X / len(X)


@unit_gradient.mistake(
    "You switched the whole unit on or off at once. The switch belongs to each row: a row on which the unit is "
    "silent adds nothing, the others do."
)
def gradient_sum_mask(da, z, X):
    return (da @ X) * (z > 0).any()


@unit_gradient.mistake(
    "Nearly: at z = 0 the slope of ReLU is 0, by the convention of the course. Ask z > 0 in place of z >= 0."
)
def gradient_open_at_zero(da, z, X):
    return (da * (z >= 0)) @ X


@unit_gradient.mistake("The mask is turned: rows with z > 0 come through, the others do not.")
def gradient_turned_mask(da, z, X):
    return (da * (z <= 0)) @ X


@unit_gradient.mistake(
    "That is the slope for the bias. Each weight also gets the input that it was multiplied by: dz @ X."
)
def gradient_of_bias(da, z, X):
    return (da * (z > 0)).sum()


@unit_gradient.mistake(
    "You multiplied by z itself. The chain rule wants the slope of ReLU at z: 1 where z > 0, and 0 elsewhere."
)
def gradient_times_z(da, z, X):
    return (da * z) @ X


@unit_gradient.mistake(
    "You have the slopes for each row by itself. The weights are shared by all rows: add up "
    "over the rows, which dz @ X does."
)
def gradient_by_row(da, z, X):
    return X * (da * (z > 0))[:, None]


@exercise(
    "Leaky ReLU without if",
    stub="return ...",
    cases=[
        (3.0, 0.01),
        (-19.0, 0.01),
        (np.array([-2.0, -0.5, 0.0, 0.5, 2.0]), 0.1),
        (np.array([-2.0, -0.5, 0.0, 0.5, 2.0]), 2.0),
        (np.array([[-4.0, 1.0], [5.0, -3.0]]), -0.5),
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


@leaky_relu.mistake(
    "max(slope * z, z) is right for slopes up to 1, and the article writes it so. For slope 2 it fails: at z = 0.5 it "
    "gives 1, because 2z is above z for positive z. Add the two sides instead: max(0, z) and slope times min(0, z)."
)
def leaky_formula(z, slope=0.01):
    return np.maximum(slope * np.asarray(z), z)


@leaky_relu.mistake("That is plain ReLU: for negative z it gives 0, and its slope there is 0. The leak is missing.")
def leaky_relu_only(z, slope=0.01):
    return np.maximum(0, z)


@leaky_relu.mistake("You scaled the positive side as well. That is a straight line, with no bend left.")
def leaky_everywhere(z, slope=0.01):
    return slope * np.asarray(z)


@leaky_relu.mistake(
    "max(slope, z) is flat for negative z: the output is always the number slope. The slope has to be multiplied by z."
)
def leaky_constant(z, slope=0.01):
    return np.maximum(slope, z)


@leaky_relu.mistake(
    "For negative z you give the same number, whatever z is: a flat line, without a slope. Multiply the slope by z."
)
def leaky_floor(z, slope=0.01):
    return np.where(np.asarray(z) > 0, z, -slope)


@leaky_relu.mistake(
    "For negative z the sign is turned: the curve rises to the left. With slope 0.01, leaky_relu(-19) is -0.19."
)
def leaky_mirrored(z, slope=0.01):
    return np.maximum(0, z) - slope * np.minimum(0, z)


@leaky_relu.mistake(
    "The leak is added on the positive side, too: there you get (1 + slope) * z. Use np.minimum(0, "
    "z) for the negative side alone."
)
def leaky_both(z, slope=0.01):
    return np.maximum(0, z) + slope * np.asarray(z)


@leaky_relu.mistake("Only the negative side is there. Add max(0, z).")
def leaky_negative_part(z, slope=0.01):
    return slope * np.minimum(0, z)


@leaky_relu.mistake(
    "For negative z you give the slope itself, the same number everywhere. The leak is a line: slope * z."
)
def leaky_slope_itself(z, slope=0.01):
    return np.where(np.asarray(z) > 0, z, slope)


@leaky_relu.mistake("The leak is always 0.01, whatever slope is given. Use the parameter slope.")
def leaky_always_a_hundredth(z, slope=0.01):
    return leaky_relu.answer(z, 0.01)


@leaky_relu.mistake("The two sides are swapped: positive z comes through whole, negative z is multiplied by the slope.")
def leaky_swapped(z, slope=0.01):
    return np.where(np.asarray(z) > 0, slope * np.asarray(z), z)


@exercise(
    "How much comes through the leaks?",
    stub="""
        slopes = ...    # the slope of Leaky ReLU at each entry of z
        return ...
    """,
    cases=[
        (np.array([2.0, 0.5]), 0.01),
        (np.array([-1.0, 3.0]), 0.01),
        (np.array([-1.0, -2.0, 3.0]), 0.1),
        (np.array([-1.0, -2.0, -0.5]), 0.01),
        (np.array([4.0, 0.0]), 0.3),
    ],
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
    "You added the slopes. Along a path the chain rule multiplies: two leaks of 0.01 let through 0.0001, not 0.02."
)
def chain_sum(z, slope):
    return np.where(np.asarray(z) > 0, 1.0, slope).sum()


@leaky_chain.mistake(
    "You multiplied the outputs. A nudge is passed on by the *slope* of each unit: 1 where z > 0, the leak elsewhere."
)
def chain_values(z, slope):
    return np.where(np.asarray(z) > 0, z, slope * np.asarray(z)).prod()


@leaky_chain.mistake(
    "That is plain ReLU: nothing at all comes through a negative unit. A leaky one lets the share `slope` through."
)
def chain_relu(z, slope):
    return float((np.asarray(z) > 0).all())


@leaky_chain.mistake(
    "Each negative unit on the way takes its share: three of them with slope 0.01 leave a millionth, not a hundredth."
)
def chain_once(z, slope):
    return 1.0 if (np.asarray(z) > 0).all() else slope


@leaky_chain.mistake("You took the mean of the slopes. Along a path the chain rule multiplies them.")
def chain_mean(z, slope):
    return np.where(np.asarray(z) > 0, 1.0, slope).mean()


@leaky_chain.mistake("The two sides are swapped: the slope is 1 where z > 0, and the leak elsewhere.")
def chain_turned(z, slope):
    return np.where(np.asarray(z) > 0, slope, 1.0).prod()


@leaky_chain.mistake("Only the negative units leak. Where z > 0 the slope is 1 and the nudge comes through whole.")
def chain_all(z, slope):
    return slope ** len(z)


@leaky_chain.mistake(
    "These are the slopes, one for each unit. What comes through the whole chain is their product: np.prod."
)
def leaky_chain_unmultiplied(z, slope):
    return np.where(np.asarray(z) > 0, 1.0, slope)


@exercise(
    "Let the network choose the leak",
    stub="return ...",
    cases=[
        (np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([[-1.0, 2.0], [-4.0, -0.5]])),
        (np.array([[1.0, 2.0, -1.0]]), np.array([[0.5, 3.0, 1.0]])),
        (np.array([[0.3, -0.4, 2.0]]), np.array([[-2.0, -1.0, 5.0]])),
    ],
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


@slope_gradient.mistake(
    "You took the positive side. There the output is z, whatever the leak is: it changes "
    "nothing. The leak acts where z < 0."
)
def slope_gradient_positive(dA, Z):
    return (dA * np.maximum(0, Z)).sum()


@slope_gradient.mistake(
    "For positive z the output is z itself and does not depend on the leak. Take min(0, z) in place of z."
)
def slope_gradient_all(dA, Z):
    return (dA * Z).sum()


@slope_gradient.mistake(
    "You multiplied by 1 where z < 0. There a = leak * z, so if the leak grows by a little, a moves by z "
    "times that: the factor is z itself."
)
def slope_gradient_mask(dA, Z):
    return (dA * (Z < 0)).sum()


@slope_gradient.mistake(
    "The link to the loss is missing: multiply by dA, which says how much the loss moves with each activation."
)
def slope_gradient_alone(dA, Z):
    return np.minimum(0, Z).sum()


@slope_gradient.mistake(
    "You took the mean. The leak is shared, so the effects of all entries on the loss add up; the mean "
    "over the rows is already in dA."
)
def slope_gradient_mean(dA, Z):
    return (dA * np.minimum(0, Z)).mean()


@slope_gradient.mistake(
    "The leak is one number for all units and rows, so its slope is one number, too: add up all entries."
)
def slope_gradient_entries(dA, Z):
    return dA * np.minimum(0, Z)


@slope_gradient.mistake("The sign is lost: for negative z, a larger leak makes the output *more negative*.")
def slope_gradient_sign(dA, Z):
    return (dA * np.abs(np.minimum(0, Z))).sum()


@slope_gradient.mistake(
    "You took the slope of the output for z. Here the leak is what moves: for negative z the "
    "output is leak * z, so it moves by z."
)
def slope_for_z(dA, Z):
    return np.sum(dA * np.where(Z > 0, 1, 0.01))
