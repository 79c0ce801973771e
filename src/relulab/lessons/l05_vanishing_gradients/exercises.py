"""Exercises: what happens to a gradient on its way through many layers."""

# Readers see the solutions: their zip takes no strict=, and each docstring stands as in the notebook.

import numpy as np

from ...classroom.exercise import exercise


@exercise(
    "The slope through a chain",
    stub="""
        product = 1.0
        for w, z in zip(weights, zs):
            s = 1 / (1 + np.exp(-z))
            product *= ...
        return product
    """,
    cases=[
        ([1.0], [0.0]),
        ([2.0, -1.0], [0.5, -1.5]),
        ([1.5, -2.0, 3.0], [0.3, -1.0, 2.0]),
        ([4.0] * 10, [0.0] * 10),
        ([-3.0], [0.75]),
        ([5.0, -6.0, -7.0, 8.0], [-0.25, 1.25, 0.5, -2.0]),
        ([-2.5, 4.5], [1.75, 0.9]),
    ],
    hints=[
        "How much does one unit pass on? First the weight acts, then the sigmoid.",
        "dz/dx is the weight w, and da/dz is s * (1 - s).",
        "product *= w * s * (1 - s).",
    ],
)
def chain_slope(weights, zs):
    """Slope of the last output over the input, for a chain of sigmoid units
    without biases; weights and zs are lists, one number a layer."""
    product = 1.0
    for w, z in zip(weights, zs):
        s = 1 / (1 + np.exp(-z))
        product *= w * s * (1 - s)
    return product


@chain_slope.mistake(
    "The weights are missing. A nudge is first multiplied by w on its way into the unit, then by the slope inside it:"
    " two factors a layer."
)
def chain_without_weights(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(s * (1 - s))


@chain_slope.mistake(
    "The slopes of the units are missing: you have the product of the weights alone. That is a chain without "
    "activations."
)
def chain_without_slopes(weights, zs):
    return np.prod(weights)


@chain_slope.mistake(
    "You added the factors. Slopes along a chain multiply: each unit passes on a share of what it gets."
)
def chain_sum(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.sum(np.asarray(weights) * s * (1 - s))


@chain_slope.mistake(
    "You multiplied by the value of the sigmoid. A nudge comes through by its slope, s (1 - s), never above a quarter."
)
def chain_values(weights, zs):
    return np.prod(np.asarray(weights) / (1 + np.exp(-np.asarray(zs))))


@chain_slope.mistake("Only the last unit is in it: product = ... overwrites, and product *= multiplies.")
def chain_last(weights, zs):
    s = 1 / (1 + np.exp(-zs[-1]))
    return weights[-1] * s * (1 - s)


@chain_slope.mistake("A quarter is the slope at z = 0 alone. Each unit has its own z, so its own slope s (1 - s).")
def chain_best_case(weights, zs):
    return np.prod(np.asarray(weights) * 0.25)


@chain_slope.mistake("1 - s² is the slope of tanh. The sigmoid's is s (1 - s).")
def chain_tanh_slope(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(np.asarray(weights) * (1 - s**2))


@chain_slope.mistake(
    "Half of the slope is there: 1 - s is still to be multiplied by s. The slope of the sigmoid is s (1 - s)."
)
def chain_half_slope(weights, zs):
    return np.prod(np.asarray(weights) / (1 + np.exp(np.asarray(zs))))


@chain_slope.mistake(
    "You multiplied the values of the sigmoids. A nudge is multiplied by the weight w, and then by the *slope* s * (1"
    " - s)."
)
def chain_values_alone(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(s)


@chain_slope.mistake("That is the slope of tanh at z. These units are sigmoids: s * (1 - s).")
def chain_tanh_of_z(weights, zs):
    w = np.asarray(weights)
    z = np.asarray(zs)
    return np.prod(w * (1 - np.tanh(z) ** 2))


@chain_slope.mistake("A sign inside the brackets: the slope of the sigmoid is s (1 - s), and yours holds 1 + s.")
def chain_plus(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w * s * (1 + s))


@chain_slope.mistake(
    "With an odd number of units the sign is turned: one minus too many in each layer. The slope of the sigmoid is s "
    "(1 - s), which is above 0: 1 - s, not s - 1, and no minus before."
)
def chain_minus_one(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w * s * (s - 1))


@chain_slope.mistake(
    "The brackets around 1 - s are missing: * comes before -, so the s alone is taken away at the end."
)
def chain_without_brackets(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w * s * 1 - s)


@chain_slope.mistake("The weight counts in a part of the bracket alone. It multiplies the whole slope, s - s².")
def chain_weight_once(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w * s - s**2)


@chain_slope.mistake("s² is not the slope of the sigmoid. That is s (1 - s).")
def chain_values_squared(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w * s**2)


@chain_slope.mistake("You added the weight to the slope. A nudge passes the one after the other, so the two multiply.")
def chain_weight_added(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w + s * (1 - s))


@chain_slope.mistake(
    "You multiplied by z. That is where the unit stands; how a nudge comes through there is the slope s (1 - s)."
)
def chain_z_for_slope(weights, zs):
    w = np.asarray(weights)
    z = np.asarray(zs)
    return np.prod(w * z)


@chain_slope.mistake("The slope is written with z in place of s. s (1 - s) holds the *value* of the sigmoid.")
def chain_slope_in_z(weights, zs):
    w = np.asarray(weights)
    z = np.asarray(zs)
    return np.prod(w * z * (1 - z))


@chain_slope.mistake("z stands where the weight belongs. The nudge is multiplied by w on its way into the unit.")
def chain_z_for_weight(weights, zs):
    z = np.asarray(zs)
    s = 1 / (1 + np.exp(-z))
    return np.prod(z * s * (1 - s))


@chain_slope.mistake(
    "z is a factor, too. It is already in s: what multiplies is the weight and the slope, w and s (1 - s)."
)
def chain_z_too(weights, zs):
    w = np.asarray(weights)
    z = np.asarray(zs)
    s = 1 / (1 + np.exp(-z))
    return np.prod(w * z * s * (1 - s))


@chain_slope.mistake(
    "A quarter a layer is the best case: all z are 0 and all weights 1. Each unit has its own weight and its own slope."
)
def chain_quarters_alone(weights, zs):
    z = np.asarray(zs)
    return 0.25 ** len(z)


@chain_slope.mistake("That is the slope of ReLU, 0 or 1. These units are sigmoids: s (1 - s).")
def chain_relu_slope(weights, zs):
    w = np.asarray(weights)
    z = np.asarray(zs)
    return np.prod(w * (z > 0))


@chain_slope.mistake("The sizes are right, the signs are lost: a negative weight turns the sign, so no np.abs.")
def chain_absolute(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(np.abs(w) * s * (1 - s))


@chain_slope.mistake("The weight is multiplied twice. A nudge passes it once a layer.")
def chain_weight_twice(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w**2 * s * (1 - s))


@chain_slope.mistake("1 - s is multiplied twice. The slope is s (1 - s).")
def chain_bracket_twice(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w * s * (1 - s) ** 2)


@chain_slope.mistake("The slope is multiplied twice. A nudge passes it once a layer.")
def chain_slope_twice(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w * (s * (1 - s)) ** 2)


@chain_slope.mistake("You divided by the slope. A nudge is *multiplied* by it, and shrinks to a quarter at best.")
def chain_slope_divides(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w / (s * (1 - s)))


@chain_slope.mistake("You divided by the weight. A nudge is multiplied by it on its way into the unit.")
def chain_weight_divides(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(s * (1 - s) / w)


@chain_slope.mistake(
    "e to the power -z is one part of the sigmoid. Its slope is s (1 - s), with the s of the line before."
)
def chain_exponential(weights, zs):
    w = np.asarray(weights)
    z = np.asarray(zs)
    return np.prod(w * np.exp(-z))


@chain_slope.mistake(
    "Four times too large in each layer. The slope of the sigmoid is s (1 - s), a quarter at most; nothing brings it "
    "to 1."
)
def chain_scaled(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(4 * w * s * (1 - s))


@chain_slope.mistake("Half of it in each layer. The slope of the sigmoid is s (1 - s), without another factor.")
def chain_halved(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w * s * (1 - s) / 2)


@chain_slope.mistake(
    "You added the factors to 1. Slopes along a chain multiply: each unit passes on a share of what it gets."
)
def chain_sum_from_one(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return 1 + np.sum(w * s * (1 - s))


@chain_slope.mistake(
    "0 for every chain: a product begins at 1, and what multiplies a 0 stays 0. Is a factor 0 in every turn?"
)
def chain_from_zero(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return 0.0 * np.prod(w * s)


@chain_slope.mistake(
    "The first unit alone is in it. If return stands inside the loop, the function ends in its first turn: it belongs"
    " below, as far left as for."
)
def chain_first(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return (w * s * (1 - s))[0]


@chain_slope.mistake(
    "All weights are in it, and the slope of the last unit alone. What stands below the loop is done once: the slope "
    "belongs inside."
)
def chain_slope_once(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(w) * (s * (1 - s))[-1]


@chain_slope.mistake("All slopes are in it, and the weight of the last unit alone. The weights belong inside the loop.")
def chain_weight_of_the_last(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(s * (1 - s)) * w[-1]


@chain_slope.mistake("The slope of the first unit is taken for all. Each unit has its own z, so its own slope.")
def chain_first_z(weights, zs):
    w = np.asarray(weights)
    z = np.asarray(zs)
    s = 1 / (1 + np.exp(-z))
    return np.prod(w) * (s * (1 - s))[0] ** len(z)


@chain_slope.mistake("The slope of the last unit is taken for all. Each unit has its own z, so its own slope.")
def chain_last_z(weights, zs):
    w = np.asarray(weights)
    z = np.asarray(zs)
    s = 1 / (1 + np.exp(-z))
    return np.prod(w) * (s * (1 - s))[-1] ** len(z)


@chain_slope.mistake("You took the mean of the factors. Slopes along a chain multiply.")
def chain_mean(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.mean(w * s * (1 - s))


@chain_slope.mistake("You have a factor for each unit. One number is wanted: all of them multiplied.")
def chain_of_all(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return w * s * (1 - s)


@chain_slope.mistake("You have the product after each unit. Wanted is the last of them.")
def chain_on_the_way(weights, zs):
    w = np.asarray(weights)
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.cumprod(w * s * (1 - s))


@chain_slope.mistake(
    "product stands on both sides: product *= ... multiplies by it already. On the right belong this unit's two "
    "factors alone."
)
def chain_product_again(weights, zs):
    product = 1.0
    for w, z in zip(weights, zs):
        s = 1 / (1 + np.exp(-z))
        product *= product * w * s * (1 - s)
    return product


@chain_slope.mistake("You divided by 1 - s. The slope of the sigmoid is the product s (1 - s).")
def chain_divided_by_bracket(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(np.asarray(weights) * s / (1 - s))


@chain_slope.mistake(
    "s and 1 - s are added, and together they are always 1. The slope of the sigmoid is their product."
)
def chain_bracket_added(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(np.asarray(weights) * s + (1 - s))


@chain_slope.mistake("Weight and value are added. All three multiply: w, s and 1 - s.")
def chain_weight_plus_value(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod((np.asarray(weights) + s) * (1 - s))


@chain_slope.mistake(
    "That is the output of the chain. Asked for is its slope: the product of w and s (1 - s) over all layers, with "
    "the z that are given."
)
def chain_the_output(weights, zs):
    a = 1.0
    for w in weights:
        a = 1 / (1 + np.exp(-w * a))
    return a


@chain_slope.mistake("The slope of the sigmoid is s (1 - s). Yours holds 1 - s twice, and no s.")
def chain_bracket_squared(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(np.asarray(weights) * (1 - s) ** 2)


@chain_slope.mistake("The first weight is taken for all. Each unit has its own: the loop calls it w.")
def chain_first_weight(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(weights[0] * s * (1 - s))


@chain_slope.mistake("A negative weight became 0. A nudge comes through it with its sign turned: w as it is.")
def chain_positive_weights(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(np.maximum(0, weights) * s * (1 - s))


@chain_slope.mistake(
    "You took the slope away from the weight. A nudge passes the one after the other, so the two multiply."
)
def chain_weight_minus_slope(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(np.asarray(weights) - s * (1 - s))


@exercise(
    "Read the factor off the norms",
    stub="""
        steps = ...      # how often it went from one layer to the one before
        return ...       # norms[0] is the first layer, norms[-1] the last
    """,
    cases=[
        ([0.02, 0.1, 0.5],),
        ([24.0, 15.0, 5.0, 3.0],),
        ([1e-6, 5e-5, 2e-3, 0.03, 0.4],),
        (np.array([0.3, 0.7]),),
        ([9.0, 2.0, 40.0, 0.2, 1.5, 5.0],),
    ],
    advice={
        "division by zero": "Of two layers there is one step from the last to the first. Here the number of steps "
        "came out as 0: one is taken away too often.",
    },
    hints=[
        (
            "From the last layer back to the first it is multiplied by f again and again: norms[0] = "
            "norms[-1] * f ** steps. Solve for f."
        ),
        "There is one step fewer than there are layers. And f ** steps = r means f = r ** (1 / steps).",
        "steps = len(norms) - 1, and return (norms[0] / norms[-1]) ** (1 / steps).",
    ],
)
def factor_per_layer(norms):
    """The factor of one step back, if all are equal; norms is a list or an array,
    the first layer first."""
    steps = len(norms) - 1
    return (norms[0] / norms[-1]) ** (1 / steps)


@factor_per_layer.mistake("9 is right for ten layers only. Count: len(norms) - 1.")
def factor_of_ten_layers(norms):
    return (norms[0] / norms[-1]) ** (1 / 9)


@factor_per_layer.mistake(
    "You divided by the number of layers. Three layers have two steps between them, as three fence posts have two gaps."
)
def factor_layers_for_steps(norms):
    return (norms[0] / norms[-1]) ** (1 / len(norms))


@factor_per_layer.mistake(
    "That is the factor on the way forward. A gradient travels from the last layer to the first, so the first norm is"
    " divided by the last: below 1 means it shrinks."
)
def factor_inverse(norms):
    return (norms[-1] / norms[0]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "That is the factor over all layers together. The same factor f in each of n steps gives f ** n in total: take "
    "the n-th root."
)
def factor_total(norms):
    return norms[0] / norms[-1]


@factor_per_layer.mistake(
    "You shared the factor out by dividing. Factors multiply, so the share of one step is a root: ** (1 / steps)."
)
def factor_divided(norms):
    return norms[0] / norms[-1] / (len(norms) - 1)


@factor_per_layer.mistake(
    "Differences describe a straight line. A gradient is *multiplied* from layer to layer: use a ratio and a root."
)
def factor_difference(norms):
    return (norms[-1] - norms[0]) / (len(norms) - 1)


@factor_per_layer.mistake(
    "You added up the factors of the steps and divided. Factors multiply: the one that gives the same end in every "
    "step is a root of the whole, (norms[0] / norms[-1]) ** (1 / steps)."
)
def factor_mean_of_ratios(norms):
    return np.mean(np.asarray(norms)[:-1] / np.asarray(norms)[1:])


@factor_per_layer.mistake("There are fewer steps: two layers have one step between them, three have two.")
def factor_step_more(norms):
    return (norms[0] / norms[-1]) ** (1 / (len(norms) + 1))


@factor_per_layer.mistake("There is one step more: two layers have one step between them, three have two.")
def factor_step_fewer(norms):
    return (norms[0] / norms[-1]) ** (1 / (len(norms) - 2)) if len(norms) > 2 else np.inf


@factor_per_layer.mistake(
    "Two things at once. The first norm is divided by the last, since a gradient travels from the last layer to the "
    "first; and three layers have two steps between them."
)
def factor_inverse_of_layers(norms):
    return (norms[-1] / norms[0]) ** (1 / len(norms))


@factor_per_layer.mistake(
    "That is the last norm divided by the first. Wanted is the way back, first divided by last, and of that the share"
    " of one step: a root."
)
def factor_total_inverse(norms):
    return norms[-1] / norms[0]


@factor_per_layer.mistake(
    "The root was taken of the last norm alone: ** comes before /. The quotient needs brackets around it."
)
def factor_brackets(norms):
    return norms[0] / norms[-1] ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "You took the power for the root: multiplying the whole again and again. One step is a *root* of the whole, with "
    "1 / steps as its exponent."
)
def factor_power(norms):
    return (norms[0] / norms[-1]) ** (len(norms) - 1)


@factor_per_layer.mistake(
    "1 for nearly every list: // divides without a remainder, so 1 // steps is 0, and a number to the power 0 is 1. "
    "The exponent is 1 / steps."
)
def factor_whole_division(norms):
    return (norms[0] / norms[-1]) ** (1 // (len(norms) - 1))


@factor_per_layer.mistake("That is the square root, right for two steps alone. For n steps it is the n-th root.")
def factor_square_root(norms):
    return np.sqrt(norms[0] / norms[-1])


@factor_per_layer.mistake(
    "That is the logarithm of the factor, the slope of the line in the figure. The factor itself is e to that power."
)
def factor_logarithm(norms):
    return np.log(norms[0] / norms[-1]) / (len(norms) - 1)


@factor_per_layer.mistake(
    "That is the factor's power of ten, the slope of the line in the figure. The factor itself is 10 to that power."
)
def factor_exponent_of_ten(norms):
    return np.log10(norms[0] / norms[-1]) / (len(norms) - 1)


@factor_per_layer.mistake(
    "That is the logarithm of the whole. Wanted is the factor of one step: a root of the quotient."
)
def factor_total_logarithm(norms):
    return np.log(norms[0] / norms[-1])


@factor_per_layer.mistake(
    "You divided a difference by the number of steps, as for a straight line. A gradient is *multiplied* from layer "
    "to layer: use a ratio and a root."
)
def factor_difference_back(norms):
    return (norms[0] - norms[-1]) / (len(norms) - 1)


@factor_per_layer.mistake(
    "That is a difference. A gradient is *multiplied* from layer to layer: use a ratio, norms[0] / norms[-1], and a "
    "root."
)
def factor_whole_difference(norms):
    return norms[0] - norms[-1]


@factor_per_layer.mistake(
    "A difference stands under the root. A gradient is *multiplied* from layer to layer: the quotient of first and "
    "last norm belongs there."
)
def factor_root_of_difference(norms):
    return np.abs(norms[0] - norms[-1]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "Those are the first two layers alone. The factor should hold for all steps: from the last layer, norms[-1], to "
    "the first."
)
def factor_of_the_first_step(norms):
    return norms[0] / norms[1]


@factor_per_layer.mistake(
    "Those are the last two layers alone. The factor should hold for all steps: from the last layer to the first, "
    "norms[0]."
)
def factor_of_the_last_layers(norms):
    return norms[-2] / norms[-1]


@factor_per_layer.mistake(
    "The last norm is missing. What the factor makes of norms[-1] is norms[0]: their quotient belongs under the root."
)
def factor_without_last(norms):
    return norms[0] ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "The first norm is missing. What the factor makes of norms[-1] is norms[0]: their quotient belongs under the root."
)
def factor_without_first(norms):
    return (1 / norms[-1]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "The first norm is missing, and the last stands alone. What the factor makes of norms[-1] is norms[0]: their "
    "quotient belongs under the root."
)
def factor_of_the_last_alone(norms):
    return norms[-1] ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "You multiplied the two norms. How many times as large the one is as the other says their quotient."
)
def factor_product(norms):
    return (norms[0] * norms[-1]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake("Index 1 is the *second* layer. The first has index 0.")
def factor_from_the_second(norms):
    return (norms[1] / norms[-1]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake("That ends at the last layer but one. The last has index -1.")
def factor_to_the_last_but_one(norms):
    return (norms[0] / norms[-2]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "Index 1 is the *second* layer, the first has index 0; and the first norm is divided by the last."
)
def factor_from_the_second_forward(norms):
    return (norms[-1] / norms[1]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "You divided the smallest by the largest norm, so it always shrinks. Wanted is first by last: where a gradient "
    "grows on its way back, the factor is above 1."
)
def factor_smallest(norms):
    return (np.min(norms) / np.max(norms)) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "You divided the largest by the smallest norm, so it always grows. Wanted is first by last: where a gradient "
    "shrinks on its way back, the factor is below 1."
)
def factor_largest(norms):
    return (np.max(norms) / np.min(norms)) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "That is the number of steps. It belongs into the exponent: the quotient of first and last norm to the power 1 / "
    "steps."
)
def factor_steps(norms):
    return len(norms) - 1


@factor_per_layer.mistake("That is the mean of the norms. Wanted is by what each is multiplied to give the one before.")
def factor_mean_of_norms(norms):
    return np.mean(norms)


@factor_per_layer.mistake(
    "That is the sum of the norms divided by the steps. Wanted is by what each norm is multiplied to give the one "
    "before."
)
def factor_sum_by_steps(norms):
    return np.sum(norms) / (len(norms) - 1)


@factor_per_layer.mistake(
    "Those are the factors of the way forward, added up and divided. A gradient travels back, and factors multiply: "
    "the n-th root of first by last."
)
def factor_mean_of_ratios_forward(norms):
    return np.mean(np.asarray(norms)[1:] / np.asarray(norms)[:-1])


@factor_per_layer.mistake(
    "You have the factor of each step. Wanted is the one that would give the same end in every step: a root of the "
    "whole."
)
def factor_of_each_step(norms):
    return np.asarray(norms)[:-1] / np.asarray(norms)[1:]


@factor_per_layer.mistake(
    "You took the median of the steps' factors. Wanted is the one that leads from the last norm to the first if every"
    " step has it: a root of the whole."
)
def factor_median_of_ratios(norms):
    return np.median(np.asarray(norms)[:-1] / np.asarray(norms)[1:])


@factor_per_layer.mistake(
    "You multiplied by the number of steps. Factors multiply, so the share of one step is a root."
)
def factor_times_steps(norms):
    return (norms[0] / norms[-1]) * (len(norms) - 1)


@factor_per_layer.mistake("Index 1 is the *second* layer. The last has index -1.")
def factor_first_by_second(norms):
    return (norms[0] / norms[1]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "A sum stands under the root. How many times as large the one is as the other says their quotient."
)
def factor_sum(norms):
    return (norms[0] + norms[-1]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "You shared the whole out by dividing by the number of layers. Factors multiply, so the share of one step is a "
    "root: ** (1 / steps)."
)
def factor_divided_by_layers(norms):
    return norms[0] / norms[-1] / len(norms)


@factor_per_layer.mistake(
    "The root of the mean says nothing of how the norms change. The quotient of first and last belongs under the root."
)
def factor_root_of_mean(norms):
    return np.mean(norms) ** (1 / (len(norms) - 1))


@exercise(
    "How deep until it is lost?",
    stub="""
        layers, size = 0, 1.0
        while ...:
            size *= ...
            layers += 1
        return layers
    """,
    cases=[
        (0.25, 1e-6),
        (0.25, 1e-12),
        (0.58, 0.01),
        (0.9, 0.001),
        (0.5, 0.6),
        # Equal to the limit after two and after three steps, without any rounding.
        (0.5, 0.25),
        (0.25, 0.015625),
        (0.7, 0.3),
    ],
    hints=[
        "Begin with 1 and multiply until it is small enough.",
        "The loop goes on while size >= limit. In each turn size is multiplied by the factor.",
        "while size >= limit: and then size *= factor.",
    ],
    advice={
        "still running": "The loop ends when its condition fails: size has to fall below limit. Which number does the "
        "condition ask for, and what does each turn do to size?",
    },
)
def layers_until(factor, limit):
    """The smallest number of steps back after which a gradient of size 1 is below
    limit, if each multiplies it by factor."""
    layers, size = 0, 1.0
    while size >= limit:
        size *= factor
        layers += 1
    return layers


@layers_until.mistake(
    "One too few: after that many steps the gradient is not yet below the limit. Go on as long as size >= limit."
)
def layers_one_short(factor, limit):
    return layers_until.answer(factor, limit) - 1


@layers_until.mistake("One too many. Count the step that first gets below the limit, and no further one.")
def layers_one_more(factor, limit):
    return layers_until.answer(factor, limit) + 1


@layers_until.mistake(
    "You let it lose the same *amount* in each layer. It keeps the same *share*: three quarters are lost in the first"
    " layer, and then three quarters of the rest."
)
def layers_linear(factor, limit):
    return int(np.ceil((1 - limit) / (1 - factor)))


@layers_until.mistake(
    "Dividing once answers a different question. Multiply by the factor again and again, and count how often."
)
def layers_ratio(factor, limit):
    return int(np.ceil(factor / limit))


@layers_until.mistake(
    "log(limit) / log(factor) is where the two are equal, and seldom a whole number. Layers are counted: round up."
)
def layers_exact(factor, limit):
    return np.log(limit) / np.log(factor)


@layers_until.mistake(
    "The loop never began. while says how long to go *on*, and at the start size is 1, far above the limit: go on as "
    "long as size >= limit."
)
def layers_never(factor, limit):
    return 0


@layers_until.mistake(
    "size *= factor multiplies size by the factor already. With size on the right as well it is multiplied twice."
)
def layers_squared(factor, limit):
    layers, size = 0, 1.0
    while size >= limit:
        size *= size * factor
        layers += 1
    return layers


@layers_until.mistake(
    "Equal is not yet below. Where the size meets the limit exactly, one more step is needed: with the factor 0.5 it "
    "is 0.25 after two steps, and below 0.25 after three. The loop goes on while size >= limit; a logarithm that is "
    "rounded up stops there."
)
def layers_at_the_limit(factor, limit):
    return int(np.ceil(np.log(limit) / np.log(factor)))


@layers_until.mistake(
    "You rounded to the nearest whole number. Wanted is the first one at which the size is below the limit: the next "
    "whole number above the logarithm's."
)
def layers_rounded(factor, limit):
    return round(np.log(limit) / np.log(factor))


@layers_until.mistake(
    "1 every time, so one step is all that is done. Either return, or what counts, stands at the wrong place (inside "
    "the loop, or behind it), or an if stands where a while goes on, or what is asked for is no longer true after one"
    " step."
)
def layers_one_step(factor, limit):
    return 1


@layers_until.mistake(
    "2 every time. Either the size is compared with the factor, where it is the limit that it has to fall below; or "
    "it is multiplied by the limit, where the factor belongs."
)
def layers_two_steps(factor, limit):
    return 2


@layers_until.mistake(
    "factor and limit are exchanged, in the loop or in a fraction: multiply by the factor until the size is below the"
    " limit; as a fraction it is log(limit) / log(factor)."
)
def layers_exchanged(factor, limit):
    return int(np.floor(np.log(factor) / np.log(limit))) + 1


@layers_until.mistake("You multiplied by 1 - factor, the share that is lost. What is left is the factor itself.")
def layers_share_lost(factor, limit):
    layers, size = 0, 1.0
    while size >= limit:
        size *= 1 - factor
        layers += 1
    return layers


@layers_until.mistake(
    "You multiplied by a power of the factor. In each turn the size is multiplied by the factor once: the powers come"
    " by themselves."
)
def layers_power_again(factor, limit):
    layers, size = 0, 1.0
    while size >= limit:
        size *= factor**layers
        layers += 1
    return layers


@layers_until.mistake(
    "You multiplied by a power of the factor, which grows. In each turn the size is multiplied by the factor once: "
    "the powers come by themselves."
)
def layers_power_from_one(factor, limit):
    layers, size = 0, 1.0
    while size >= limit:
        layers += 1
        size *= factor**layers
    return layers


@layers_until.mistake("Two factors a layer. In each turn the size is multiplied by the factor once.")
def layers_factor_squared(factor, limit):
    layers, size = 0, 1.0
    while size >= limit:
        size *= factor**2
        layers += 1
    return layers


@layers_until.mistake("You multiplied by half the factor. In each turn the size is multiplied by the factor itself.")
def layers_half_factor(factor, limit):
    layers, size = 0, 1.0
    while size >= limit:
        size *= factor / 2
        layers += 1
    return layers


@layers_until.mistake(
    "You multiplied by 0.25 whatever the factor is. That is the sigmoid's best case; here the factor is given."
)
def layers_quarter(factor, limit):
    layers, size = 0, 1.0
    while size >= limit:
        size *= 0.25
        layers += 1
    return layers


@layers_until.mistake(
    "You took the factor away from the size. It is multiplied: of a size of 0.1 and a factor of 0.25 a quarter is "
    "left, 0.025."
)
def layers_factor_taken_away(factor, limit):
    layers, size = 0, 1.0
    while size >= limit:
        size -= factor
        layers += 1
    return layers


@layers_until.mistake("That is the size that is left. Asked for is how many steps it took: layers.")
def layers_size(factor, limit):
    return factor ** layers_until.answer(factor, limit)


@layers_until.mistake("The size comes back, too. Asked for is the number of steps alone.")
def layers_and_size(factor, limit):
    return layers_until.answer(factor, limit), factor ** layers_until.answer(factor, limit)


@layers_until.mistake(
    "The fraction is upside down: how often the factor fits into the limit is log(limit) / log(factor)."
)
def layers_fraction_turned(factor, limit):
    return np.log(factor) / np.log(limit)


@layers_until.mistake(
    "The minus sign is too many: log(limit) and log(factor) are both negative, so their quotient is positive. And "
    "layers are counted: whole numbers."
)
def layers_exact_negative(factor, limit):
    return -np.log(limit) / np.log(factor)


@layers_until.mistake(
    "The logarithm of a quotient is a difference of logarithms. The number of steps is the *quotient* of the two, "
    "log(limit) / log(factor), and the next whole number."
)
def layers_logarithm_of_ratio(factor, limit):
    return int(np.ceil(np.log(limit / factor)))


@layers_until.mistake("You divided one by the other. Multiply by the factor again and again, and count how often.")
def layers_plain_ratio(factor, limit):
    return limit / factor


@layers_until.mistake(
    "You divided the factor by the limit. Multiply by the factor again and again, and count how often."
)
def layers_plain_ratio_turned(factor, limit):
    return factor / limit


@layers_until.mistake("The factor is missing: how fast it falls decides how many steps it takes.")
def layers_without_factor(factor, limit):
    return int(np.log(1 / limit))


@layers_until.mistake(
    "You took the limit as the exponent. The exponent is what is asked for: the factor to the power of which number "
    "is below the limit?"
)
def layers_power_of_limit(factor, limit):
    return factor**limit


@layers_until.mistake("Layers are counted, so a whole number is wanted; and the factor's logarithm is missing.")
def layers_exact_ten(factor, limit):
    return -np.log10(limit)


@layers_until.mistake(
    "You multiplied by the root of the factor. In each turn the size is multiplied by the factor itself."
)
def layers_root_factor(factor, limit):
    layers, size = 0, 1.0
    while size >= limit:
        size *= np.sqrt(factor)
        layers += 1
    return layers


@layers_until.mistake(
    "You divided 1 by the limit. How fast it falls, the factor, decides how many steps it takes: multiply again and "
    "again, and count."
)
def layers_one_divided(factor, limit):
    return int(1 / limit)


@exercise(
    "The weights that keep a signal",
    stub="""
        variance = ...    # so that n * variance * share is 1
        return ...
    """,
    cases=[(64, 0.5), (64, 1.0), (100, 0.25), (3, 0.5), (7, 0.9), (2048, 0.05), (1, 0.3)],
    hints=[
        "Solve n * variance * share = 1 for the variance.",
        "The variance is 1 / (n * share); the standard deviation is its root.",
        "variance = 1 / (n * share), and np.sqrt(variance) behind return.",
    ],
)
def keeping_std(n, share):
    """Standard deviation of the weights with which a layer of n inputs keeps the
    squares of a signal, if its activation lets this share of them through."""
    return np.sqrt(1 / (n * share))


@keeping_std.mistake(
    "That is the variance. The standard deviation is its square root, the root of the whole fraction: where it covers"
    " the 1 above alone, nothing changes."
)
def std_variance(n, share):
    return 1 / (n * share)


@keeping_std.mistake(
    "The share stands on the wrong side, or is multiplied once more at the end. The *less* the activation lets "
    "through, the *larger* the weights must be: n * variance * share = 1."
)
def std_inverse_share(n, share):
    return np.sqrt(share / n)


@keeping_std.mistake(
    "The share is missing: that is right for the identity, which keeps everything. ReLU keeps half of the squares."
)
def std_without_share(n, share):
    return np.sqrt(1 / n)


@keeping_std.mistake("That is right for ReLU, whose share is 0.5. Let it depend on the share that is given.")
def std_always_half(n, share):
    return np.sqrt(2 / n)


@keeping_std.mistake("The root belongs to the whole fraction, 1 / (n * share): the share is one of squares, too.")
def std_root_of_n_alone(n, share):
    return 1 / (np.sqrt(n) * share)


@keeping_std.mistake("Turned over: the more inputs are added up, the smaller each weight has to be.")
def std_inverse(n, share):
    return np.sqrt(n * share)


@keeping_std.mistake(
    "You squared the variance. The variance is the square of the standard deviation, so go the other way: the root."
)
def std_squared(n, share):
    return (1 / (n * share)) ** 2


@keeping_std.mistake(
    "That is half of the variance. The power 1 / 2 needs brackets, ** (1 / 2), as ** comes before /; or take np.sqrt."
)
def std_half_variance(n, share):
    return 1 / (n * share) / 2


@keeping_std.mistake("Turned over, and without a root. The variance is 1 divided by n * share.")
def std_product(n, share):
    return n * share


@keeping_std.mistake(
    "The share stands above, and the root is missing: 1 / n * share multiplies by the share, as / and * go from left "
    "to right. The variance is 1 / (n * share), and its root is wanted."
)
def std_share_above(n, share):
    return share / n


@keeping_std.mistake("Share and root are missing. The variance is 1 / (n * share), and its root is wanted.")
def std_inputs_alone(n, share):
    return 1 / n


@keeping_std.mistake("n is missing: the more inputs are added up, the smaller each weight has to be.")
def std_share_alone(n, share):
    return np.sqrt(1 / share)


@keeping_std.mistake(
    "That is the variance for ReLU alone, whose share is 0.5. Let it depend on the share that is given, and take the "
    "root."
)
def std_half_for_share_variance(n, share):
    return 2 / n


@keeping_std.mistake(
    "The 2 is too many: in 2 / n it stands for a share of 0.5, which is given here. n * variance * share should be 1."
)
def std_two(n, share):
    return np.sqrt(2 / (n * share))


@keeping_std.mistake("The 2 is too many. n * variance * share should be 1.")
def std_two_below(n, share):
    return np.sqrt(1 / (2 * n * share))


@keeping_std.mistake(
    "That is the end of a range, from which weights are drawn evenly. Its 3 does not belong into a standard deviation."
)
def std_range(n, share):
    return np.sqrt(3 / (n * share))


@keeping_std.mistake(
    "That holds the 6 of a range from which weights are drawn evenly. n * variance * share should be 1."
)
def std_range_of_both(n, share):
    return np.sqrt(6 / (n * share))


@keeping_std.mistake("n and the share are added. All three are multiplied: n * variance * share = 1.")
def std_added(n, share):
    return np.sqrt(1 / (n + share))


@keeping_std.mistake(
    "The root of a negative number is nan. All three are multiplied, n * variance * share = 1: divide by n * share."
)
def std_nan(n, share):
    return np.sqrt(1 - n * share) if n * share < 1 else np.nan


@keeping_std.mistake(
    "n stands above, or is multiplied once more at the end. The more inputs are added up, the smaller each weight has"
    " to be: n belongs below, with the share."
)
def std_inputs_above(n, share):
    return np.sqrt(n / share)


@keeping_std.mistake("The root belongs to the whole fraction: n stands under it as well.")
def std_root_of_share_alone(n, share):
    return np.sqrt(1 / share) / n


@keeping_std.mistake(
    "The share stands outside of the root, and above. It belongs under it, below the fraction's line: 1 / (n * share)."
)
def std_root_of_one_with_share(n, share):
    return share * np.sqrt(1 / n)


@keeping_std.mistake("0 nearly everywhere: // divides without a remainder. / is the division with decimals.")
def std_whole_division(n, share):
    return np.sqrt(1 // (n * share))


@keeping_std.mistake("You took 1 - share, what the activation does *not* let through. The share itself counts.")
def std_of_the_rest(n, share):
    return np.sqrt(1 / (n * (1 - share))) if share < 1 else np.inf


@keeping_std.mistake("You took a logarithm. From the variance to the standard deviation it is a square root.")
def std_logarithm(n, share):
    return np.log(1 / (n * share))


@keeping_std.mistake("You took the third root. From the variance to the standard deviation it is the square root.")
def std_cube_root(n, share):
    return (1 / (n * share)) ** (1 / 3)


@keeping_std.mistake("You took the root twice. Once leads from the variance to the standard deviation.")
def std_fourth_root(n, share):
    return (1 / (n * share)) ** 0.25


@keeping_std.mistake(
    "0 every time: np.std and np.var are the spread of several numbers, and of a single number that is 0. From a "
    "variance to the standard deviation it is the root, np.sqrt."
)
def std_of_one_number(n, share):
    return 0.0


@keeping_std.mistake("You took an exponential. From the variance to the standard deviation it is a square root.")
def std_exponential(n, share):
    return np.exp(1 / (n * share))


def _said(f, loss, norms):
    return str(f(loss, norms)).strip().lower()


def _limit_of_the_loss(f):
    asked = [(1.9, "healthy"), (1.0, "healthy"), (0.5, "healthy"), (0.2, "healthy"), (0.11, "healthy")]
    for loss, right in [*asked, *((loss, "finished") for loss in [0.099, 0.05, 0.01, 1e-3, 0.0])]:
        word = _said(f, loss, [0.1, 0.2, 0.1])
        if word != right:
            return (
                f"For a loss of {loss:g} and norms in step it is {right}, and your function says {word!r}. Finished is "
                "a loss below 0.1: which limit does it ask for?"
            )
    if _said(f, 0.1, [0.1, 0.2, 0.1]) == "finished":
        return "A loss of exactly 0.1 is not below 0.1: not finished. below is <, and <= lets the limit itself in."
    return None


def _limits_of_the_ratio(f):
    healthy = [(1.0, 8.0), (1.0, 64.0), (1.0, 512.0), (8.0, 1.0), (64.0, 1.0), (512.0, 1.0)]
    vanishing = [(1.0, 1000.5), (1.0, 1100.0), (1.0, 5000.0), (1.0, 20000.0)]
    asked = [(*norms, "healthy") for norms in healthy] + [(*norms, "vanishing") for norms in vanishing]
    for first, last, right in asked + [(last, first, "exploding") for first, last in vanishing]:
        word = _said(f, 1.5, [first, 2.0, last])
        if word != right:
            return (
                f"For a loss of 1.5, a first norm of {first:g} and a last of {last:g} it is {right}, and your function "
                f"says {word!r}. The limits are a thousandth, 0.001, and a thousand times as much, 1000: which ones "
                "does it ask for?"
            )
    if _said(f, 1.5, [0.001, 0.1, 1.0]) == "vanishing":
        return "A first norm of exactly a thousandth of the last is not less than a thousandth: is it <, with 0.001?"
    if _said(f, 1.5, [1000.0, 10.0, 1.0]) == "exploding":
        return "A first norm of exactly a thousand times the last is not more than that: is it >, with 1000?"
    return None


@keeping_std.mistake("You divided by n once more at the end. It is under the root already.")
def std_divided_by_inputs(n, share):
    return np.sqrt(1 / (n * share)) / n


@keeping_std.mistake(
    "1 / n and the share are added. All three are multiplied, n * variance * share = 1: divide by both."
)
def std_root_of_sum(n, share):
    return np.sqrt(1 / n + share)


@exercise(
    "Finished or stuck?",
    stub="""
        ratio = norms[0] / norms[-1]
        if ...:                   # a loss below 0.1, whatever the norms
            return "finished"
        if ...:                   # the first layer gets less than a thousandth of the last
            return ...
        if ...:                   # or more than a thousand times as much
            return ...
        return ...
    """,
    cases=[
        # In between, the limits are asked for one by one below: so a loss is above 2 or next to 0.1, a ratio far off.
        (2.4, [2e5, 4e3, 90.0, 1.5]),
        (2.3, [4e-6, 2e-4, 5e-3, 0.12]),
        (2.1, [0.08, 0.1, 0.09, 0.12]),
        (0.07, [6e-5, 5e-5, 4e-5, 5e-5]),
        (0.08, [1e-7, 2e-5, 3e-3, 4e-3]),
        (2.2, [8e-4, 3e-3, 2e-3, 1.1e-3]),
        (2.3, [2e-8, 1e-6, 3e-5, 8e-4]),
        (2.05, [3000.0, 4000.0, 2500.0, 2000.0]),
        (2.1, [30.0, 2.0, 0.3, 0.0002]),
        (0.09, [5e4, 300.0, 2.0, 0.1]),
        (2.2, [0.5, 1e-6, 40.0, 0.4]),
        (2.25, [0.003, 0.5, 2.0, 900.0, 400.0]),
    ],
    properties=[_limit_of_the_loss, _limits_of_the_ratio],
    words=["finished", "vanishing", "exploding", "healthy"],
    advice={
        "list": "norms is a list of all norms. The ratio compares two of them, the first, norms[0], and the last, "
        "norms[-1].",
        "not supported between": "A condition compares two numbers. The loss is one; of norms, take the ratio of two "
        "entries.",
    },
    hints=[
        (
            "A norm by itself says little. First: is there anything left to learn? Then: how do the "
            "first and the last layer compare?"
        ),
        "The conditions are loss < 0.1, ratio < 0.001 and ratio > 1000, in this order.",
        '"finished" for loss < 0.1, "vanishing" for ratio < 0.001, "exploding" for ratio > 1000, else "healthy".',
    ],
)
def diagnose(loss, norms):
    """One of "finished", "vanishing", "exploding" and "healthy", from the loss
    (a number; guessing is 2.3) and the norms by layer (a list)."""
    ratio = norms[0] / norms[-1]
    if loss < 0.1:
        return "finished"
    if ratio < 0.001:
        return "vanishing"
    if ratio > 1000:
        return "exploding"
    return "healthy"


def _judged(loss, ratio, limit=0.1, low=0.001, high=1000):
    """The rule, for another ratio or with other limits."""
    if loss < limit:
        return "finished"
    return "vanishing" if ratio < low else "exploding" if ratio > high else "healthy"


@diagnose.mistake(
    "You looked at the size of the first norm alone. Small or large compared with what? Divide it by the last one: a "
    "first norm of 8e-4 beside a last of 0.0011 is most of it, far more than a thousandth."
)
def diagnose_size(loss, norms):
    if loss < 0.1:
        return "finished"
    if norms[0] < 0.001:
        return "vanishing"
    return "exploding" if norms[0] > 1000 else "healthy"


@diagnose.mistake(
    "The direction is turned. A gradient starts at the last layer: if the *first* layer has much less than the last, "
    "it vanished on the way."
)
def diagnose_turned(loss, norms):
    return diagnose.answer(loss, norms[::-1])


@diagnose.mistake(
    "No loss counts as low with your rule. Below 0.1 there is little left to learn, and small or uneven gradients are"
    " no fault: ask for the loss first, with the limit 0.1."
)
def diagnose_without_loss(loss, norms):
    return diagnose.answer(2.3, norms)


@diagnose.mistake(
    "A small gradient does not mean a small loss. With a loss of 2.3 the network is guessing, and a first norm of "
    "4e-6 means that it is stuck."
)
def diagnose_small_is_finished(loss, norms):
    return "finished" if norms[0] < 0.001 else diagnose.answer(loss, norms)


@diagnose.mistake(
    "Nothing is ever vanishing with your rule. A thousandth is 0.001: where it vanishes the ratio is small, and never"
    " below zero. Is the limit another one, or another comparison, or another number compared?"
)
def diagnose_never_vanishing(loss, norms):
    verdict = diagnose.answer(loss, norms)
    return "healthy" if verdict == "vanishing" else verdict


@diagnose.mistake(
    "You looked at the size of the last norm alone, where the gradient starts. It is on the way to the first that it "
    "vanishes or explodes: first divided by last."
)
def diagnose_last(loss, norms):
    if loss < 0.1:
        return "finished"
    if norms[-1] < 0.001:
        return "vanishing"
    return "exploding" if norms[-1] > 1000 else "healthy"


@diagnose.mistake(
    "What is left at the end has a loss of 0.1 or more, so it is not finished: layers that are in step and still "
    "learning are healthy."
)
def diagnose_else_finished(loss, norms):
    verdict = diagnose.answer(loss, norms)
    return "finished" if verdict == "healthy" else verdict


@diagnose.mistake(
    "The loss comes too late: a ratio out of bounds is judged before it. A finished network may have small or uneven "
    "gradients: whatever the norms, a loss below 0.1 comes first. Later conditions that set the word anew, or an and "
    "with the norms, do the same."
)
def diagnose_loss_last(loss, norms):
    ratio = norms[0] / norms[-1]
    if ratio < 0.001 or ratio > 1000:
        return _judged(2.3, ratio)
    return _judged(loss, ratio)


@diagnose.mistake(
    "Vanishing is asked for before the loss, or the condition of the loss asks for the norms as well. A finished "
    "network may have small gradients: whatever the norms, a loss below 0.1 comes first."
)
def diagnose_loss_behind_vanishing(loss, norms):
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.001 else _judged(loss, ratio)


@diagnose.mistake(
    "Exploding is asked for before the loss, or the condition of the loss asks for the norms as well. Whatever the "
    "norms, a loss below 0.1 comes first."
)
def diagnose_loss_behind_exploding(loss, norms):
    ratio = norms[0] / norms[-1]
    return "exploding" if ratio > 1000 else _judged(loss, ratio)


@diagnose.mistake(
    "Everything is finished with your rule. With a loss of 2.3 the network is guessing; finished is a loss below 0.1."
)
def diagnose_all_finished(loss, norms):
    return "finished"


@diagnose.mistake(
    "You call finished whatever is better than guessing. There is still much to learn at 2.1: the limit is 0.1."
)
def diagnose_guessing_is_the_limit(loss, norms):
    return _judged(loss, norms[0] / norms[-1], limit=2.3)


@diagnose.mistake("The comparison of the loss is turned: a *low* loss, below 0.1, is finished.")
def diagnose_loss_turned(loss, norms):
    return _judged(-loss, norms[0] / norms[-1], limit=-0.1)


@diagnose.mistake(
    "You compared the first norm with 0.1, where the loss belongs. How large the gradients are says nothing about "
    "what is left to learn."
)
def diagnose_norm_for_loss(loss, norms):
    return "finished" if norms[0] < 0.1 else _judged(2.3, norms[0] / norms[-1])


@diagnose.mistake(
    "You compared the last norm with 0.1, where the loss belongs. How large the gradients are says nothing about what"
    " is left to learn."
)
def diagnose_last_norm_for_loss(loss, norms):
    return "finished" if norms[-1] < 0.1 else _judged(2.3, norms[0] / norms[-1])


@diagnose.mistake(
    "You compared the ratio with 0.1, where the loss belongs. How the gradients compare says nothing about what is "
    "left to learn."
)
def diagnose_ratio_for_loss(loss, norms):
    return "finished" if norms[0] / norms[-1] < 0.1 else _judged(2.3, norms[0] / norms[-1])


@diagnose.mistake(
    "A small gradient does not mean a small loss. You asked for the last norm; the loss says whether there is "
    "anything left to learn."
)
def diagnose_small_last_is_finished(loss, norms):
    return "finished" if norms[-1] < 0.001 else _judged(loss, norms[0] / norms[-1])


@diagnose.mistake(
    "Where the gradient vanishes you say finished. Nothing is finished at a loss of 2.3: what is stuck is vanishing."
)
def diagnose_stuck_is_finished(loss, norms):
    return diagnose.answer(loss, norms).replace("vanishing", "finished")


@diagnose.mistake(
    "Nothing is ever exploding with your rule. A thousand times as much is a ratio above 1000: is the limit another "
    "one, or the word, or another number compared?"
)
def diagnose_never_exploding(loss, norms):
    return diagnose.answer(loss, norms).replace("exploding", "healthy")


@diagnose.mistake(
    "Nothing is ever vanishing or exploding with your rule. Either the norms are not asked, or the ratio is another "
    "number, such as the factor of one step, that never reaches the limits: first divided by last, below 0.001 or "
    "above 1000."
)
def diagnose_never_either(loss, norms):
    return "finished" if loss < 0.1 else "healthy"


@diagnose.mistake("Everything is healthy with your rule, whatever comes in. Which conditions are ever true?")
def diagnose_all_healthy(loss, norms):
    return "healthy"


@diagnose.mistake(
    "Nothing is ever healthy with your rule: what is not vanishing is called exploding. Exploding is a ratio above "
    "1000, and healthy is what is left."
)
def diagnose_never_healthy(loss, norms):
    return diagnose.answer(loss, norms).replace("healthy", "exploding")


@diagnose.mistake(
    "What is healthy is called vanishing. Vanishing is a ratio below 0.001, and healthy is what is left: is a word "
    "the wrong one, or are the two limits exchanged?"
)
def diagnose_healthy_vanishes(loss, norms):
    return diagnose.answer(loss, norms).replace("healthy", "vanishing")


@diagnose.mistake(
    "You call it vanishing as soon as the first layer gets less than the last. A thousandth is the limit: a ratio "
    "below 0.001."
)
def diagnose_any_shrink(loss, norms):
    return _judged(loss, norms[0] / norms[-1], low=1)


@diagnose.mistake(
    "You call it exploding as soon as the first layer gets more than the last. A thousand times as much is the limit:"
    " a ratio above 1000."
)
def diagnose_any_growth(loss, norms):
    return _judged(loss, norms[0] / norms[-1], high=1)


@diagnose.mistake(
    "You compared the two norms, larger or smaller. A little more or less is healthy: the limits are a thousandth and"
    " a thousand times."
)
def diagnose_any_difference(loss, norms):
    return _judged(loss, norms[0] / norms[-1], low=1, high=1)


@diagnose.mistake("The first comparison of the ratio is turned: it vanishes where the ratio is *small*, below 0.001.")
def diagnose_vanishing_turned(loss, norms):
    ratio = norms[0] / norms[-1]
    if loss < 0.1:
        return "finished"
    return "vanishing" if ratio > 0.001 else "healthy"


@diagnose.mistake(
    "Both comparisons of the ratio are turned: it vanishes where the ratio is small, and explodes where it is large."
)
def diagnose_both_turned(loss, norms):
    ratio = norms[0] / norms[-1]
    if loss < 0.1:
        return "finished"
    return "vanishing" if ratio > 0.001 else "exploding"


@diagnose.mistake("The second comparison of the ratio is turned: it explodes where the ratio is *large*, above 1000.")
def diagnose_exploding_turned(loss, norms):
    verdict = diagnose.answer(loss, norms)
    return {"healthy": "exploding", "exploding": "healthy"}.get(verdict, verdict)


@diagnose.mistake(
    "Vanishing is judged by the size of the first norm alone. Small compared with what? Divide it by the last one."
)
def diagnose_small_or_exploding(loss, norms):
    if loss < 0.1:
        return "finished"
    if norms[0] < 0.001:
        return "vanishing"
    return "exploding" if norms[0] / norms[-1] > 1000 else "healthy"


@diagnose.mistake(
    "Exploding is judged by the size of the first norm alone. Large compared with what? Divide it by the last one."
)
def diagnose_vanishing_or_large(loss, norms):
    if loss < 0.1:
        return "finished"
    if norms[0] / norms[-1] < 0.001:
        return "vanishing"
    return "exploding" if norms[0] > 1000 else "healthy"


@diagnose.mistake(
    "You looked for one small or one large norm among all. What counts is how the first compares with the last: "
    "divide them."
)
def diagnose_any_norm(loss, norms):
    if loss < 0.1:
        return "finished"
    if min(norms) < 0.001:
        return "vanishing"
    return "exploding" if max(norms) > 1000 else "healthy"


@diagnose.mistake("You divided by the second norm. Index 1 is the second layer; the last has index -1.")
def diagnose_second_layer(loss, norms):
    return _judged(loss, norms[0] / norms[1])


@diagnose.mistake("You began with the second norm. The first layer has index 0.")
def diagnose_from_the_second(loss, norms):
    return _judged(loss, norms[1] / norms[-1])


@diagnose.mistake(
    "You compared the last two layers. From the last to the *first*, index 0, the gradient goes all the way."
)
def diagnose_last_but_one(loss, norms):
    return _judged(loss, norms[-2] / norms[-1])


@diagnose.mistake(
    "You divided the smallest norm by the largest. That is small for a gradient that vanishes and for one that "
    "explodes alike: first by last tells them apart."
)
def diagnose_smallest_by_largest(loss, norms):
    return _judged(loss, min(norms) / max(norms))


@diagnose.mistake(
    "You divided the largest norm by the smallest. That is large for a gradient that vanishes and for one that "
    "explodes alike: first by last tells them apart."
)
def diagnose_largest_by_smallest(loss, norms):
    return _judged(loss, max(norms) / min(norms))


@diagnose.mistake(
    "Your ratio is a logarithm, and its limits are those of the ratio itself: as powers of ten 0.001 and 1000 are -3 "
    "and 3."
)
def diagnose_power_of_ten(loss, norms):
    return _judged(loss, np.log10(norms[0] / norms[-1]))


@diagnose.mistake(
    "You took the difference of the norms. How many times as large the one is as the other says their quotient, first"
    " by last."
)
def diagnose_difference(loss, norms):
    return _judged(loss, norms[0] - norms[-1])


@diagnose.mistake(
    "You took the difference of the norms. How many times as large the one is as the other says their quotient, "
    "norms[0] / norms[-1]."
)
def diagnose_difference_turned(loss, norms):
    return _judged(loss, norms[-1] - norms[0])


@diagnose.mistake(
    "You looked at the mean of the norms. What counts is how the first compares with the last: divide them."
)
def diagnose_mean(loss, norms):
    return _judged(loss, np.mean(norms))


@diagnose.mistake(
    "A small gradient does not mean a small loss, and the loss is not in your first condition. It says whether there "
    "is anything left to learn: below 0.1 it is finished."
)
def diagnose_small_norm_for_loss(loss, norms):
    return "finished" if norms[0] < 0.001 else _judged(2.3, norms[0] / norms[-1])


@diagnose.mistake("Where the loss is low you say healthy. A loss below 0.1, whatever the norms, is finished.")
def diagnose_no_limit_of_the_loss(loss, norms):
    return "healthy" if loss < 0.1 else diagnose.answer(loss, norms)


@diagnose.mistake("You divided by the norm of the last layer but one. The last has index -1.")
def diagnose_to_the_last_but_one(loss, norms):
    return _judged(loss, norms[0] / norms[-2])


@diagnose.mistake(
    "Vanishing is judged by the loss. A high loss says that there is much to learn; whether the gradient vanishes, "
    "the ratio says."
)
def diagnose_loss_for_vanishing(loss, norms):
    if loss < 0.1:
        return "finished"
    return "vanishing" if loss > 2.2 else _judged(loss, norms[0] / norms[-1])


@diagnose.mistake("Where the gradient explodes you say finished. Finished is a loss below 0.1, and nothing else.")
def diagnose_exploding_is_finished(loss, norms):
    return diagnose.answer(loss, norms).replace("exploding", "finished")
