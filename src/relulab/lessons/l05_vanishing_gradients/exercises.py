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


chain_slope.slips(
    {
        ("w * s * (1 - s)", "w"): (
            "The slopes of the units are missing: you have the product of the weights alone. That is a chain without "
            "activations."
        ),
        ("w * s * (1 - s)", "w * s"): (
            "You multiplied by the value of the sigmoid. A nudge comes through by its slope, s (1 - s), never above a "
            "quarter."
        ),
        ("product *=", "product ="): (
            "Only the last unit is in it: product = ... overwrites, and product *= multiplies."
        ),
        ("w * s * (1 - s)", "w * 0.25"): (
            "A quarter is the slope at z = 0 alone. Each unit has its own z, so its own slope s (1 - s)."
        ),
        ("w * s * (1 - s)", "w * (1 - s**2)"): "1 - s² is the slope of tanh. The sigmoid's is s (1 - s).",
        ("w * s * (1 - s)", "w * (1 - s)"): (
            "Half of the slope is there: 1 - s is still to be multiplied by s. The slope of the sigmoid is s (1 - s)."
        ),
        ("w * s * (1 - s)", "s"): (
            "You multiplied the values of the sigmoids. A nudge is multiplied by the weight w, and then by the *slope* "
            "s * (1 - s)."
        ),
        ("w * s * (1 - s)", "w * (1 - np.tanh(z) ** 2)"): (
            "That is the slope of tanh at z. These units are sigmoids: s * (1 - s)."
        ),
        ("w * s * (1 - s)", "w * s * (1 + s)"): (
            "A sign inside the brackets: the slope of the sigmoid is s (1 - s), and yours holds 1 + s."
        ),
        ("w * s * (1 - s)", "w * s * (s - 1)"): (
            "With an odd number of units the sign is turned: one minus too many in each layer. The slope of the "
            "sigmoid is s (1 - s), which is above 0: 1 - s, not s - 1, and no minus before."
        ),
        ("w * s * (1 - s)", "w * s * 1 - s"): (
            "The brackets around 1 - s are missing: * comes before -, so the s alone is taken away at the end."
        ),
        ("w * s * (1 - s)", "w * s - s**2"): (
            "The weight counts in a part of the bracket alone. It multiplies the whole slope, s - s²."
        ),
        ("w * s * (1 - s)", "w * s**2"): "s² is not the slope of the sigmoid. That is s (1 - s).",
        ("w * s * (1 - s)", "w + s * (1 - s)"): (
            "You added the weight to the slope. A nudge passes the one after the other, so the two multiply."
        ),
        ("w * s * (1 - s)", "w * z"): (
            "You multiplied by z. That is where the unit stands; how a nudge comes through there is the slope s (1 - "
            "s)."
        ),
        ("w * s * (1 - s)", "w * z * (1 - z)"): (
            "The slope is written with z in place of s. s (1 - s) holds the *value* of the sigmoid."
        ),
        ("w * s * (1 - s)", "z * s * (1 - s)"): (
            "z stands where the weight belongs. The nudge is multiplied by w on its way into the unit."
        ),
        ("w * s * (1 - s)", "w * z * s * (1 - s)"): (
            "z is a factor, too. It is already in s: what multiplies is the weight and the slope, w and s (1 - s)."
        ),
        ("w * s * (1 - s)", "0.25"): (
            "A quarter a layer is the best case: all z are 0 and all weights 1. Each unit has its own weight and its "
            "own slope."
        ),
        ("w * s * (1 - s)", "w * (z > 0)"): "That is the slope of ReLU, 0 or 1. These units are sigmoids: s (1 - s).",
        ("w * s * (1 - s)", "abs(w) * s * (1 - s)"): (
            "The sizes are right, the signs are lost: a negative weight turns the sign, so no np.abs."
        ),
        ("w * s * (1 - s)", "w**2 * s * (1 - s)"): "The weight is multiplied twice. A nudge passes it once a layer.",
        ("w * s * (1 - s)", "w * s * (1 - s) ** 2"): "1 - s is multiplied twice. The slope is s (1 - s).",
        ("w * s * (1 - s)", "w * (s * (1 - s)) ** 2"): "The slope is multiplied twice. A nudge passes it once a layer.",
        ("w * s * (1 - s)", "w / (s * (1 - s))"): (
            "You divided by the slope. A nudge is *multiplied* by it, and shrinks to a quarter at best."
        ),
        ("w * s * (1 - s)", "s * (1 - s) / w"): (
            "You divided by the weight. A nudge is multiplied by it on its way into the unit."
        ),
        ("w * s * (1 - s)", "w * np.exp(-z)"): (
            "e to the power -z is one part of the sigmoid. Its slope is s (1 - s), with the s of the line before."
        ),
        ("w * s * (1 - s)", "4 * w * s * (1 - s)"): (
            "Four times too large in each layer. The slope of the sigmoid is s (1 - s), a quarter at most; nothing "
            "brings it to 1."
        ),
        ("w * s * (1 - s)", "w * s * (1 - s) / 2"): (
            "Half of it in each layer. The slope of the sigmoid is s (1 - s), without another factor."
        ),
        ("product *=", "product +="): (
            "You added the factors to 1. Slopes along a chain multiply: each unit passes on a share of what it gets."
        ),
        ("product = 1.0", "product = 0.0"): (
            "0 for every chain: a product begins at 1, and what multiplies a 0 stays 0. Is a factor 0 in every turn?"
        ),
        ("return product", "    return product"): (
            "The first unit alone is in it. If return stands inside the loop, the function ends in its first turn: it "
            "belongs below, as far left as for."
        ),
        ("w * s * (1 - s)\n    return product", "w\n    return product * s * (1 - s)"): (
            "All weights are in it, and the slope of the last unit alone. What stands below the loop is done once: the "
            "slope belongs inside."
        ),
        ("w * s * (1 - s)\n    return product", "s * (1 - s)\n    return product * w"): (
            "All slopes are in it, and the weight of the last unit alone. The weights belong inside the loop."
        ),
        ("-z", "-zs[0]"): "The slope of the first unit is taken for all. Each unit has its own z, so its own slope.",
        ("-z", "-zs[-1]"): "The slope of the last unit is taken for all. Each unit has its own z, so its own slope.",
        ("w * s * (1 - s)", "product * w * s * (1 - s)"): (
            "product stands on both sides: product *= ... multiplies by it already. On the right belong this unit's "
            "two factors alone."
        ),
        ("w * s * (1 - s)", "w * s / (1 - s)"): (
            "You divided by 1 - s. The slope of the sigmoid is the product s (1 - s)."
        ),
        ("w * s * (1 - s)", "w * s + (1 - s)"): (
            "s and 1 - s are added, and together they are always 1. The slope of the sigmoid is their product."
        ),
        ("w * s * (1 - s)", "(w + s) * (1 - s)"): "Weight and value are added. All three multiply: w, s and 1 - s.",
        ("w * s * (1 - s)", "w * (1 - s) ** 2"): (
            "The slope of the sigmoid is s (1 - s). Yours holds 1 - s twice, and no s."
        ),
        ("w * s * (1 - s)", "weights[0] * s * (1 - s)"): (
            "The first weight is taken for all. Each unit has its own: the loop calls it w."
        ),
        ("w * s * (1 - s)", "max(0, w) * s * (1 - s)"): (
            "A negative weight became 0. A nudge comes through it with its sign turned: w as it is."
        ),
        ("w * s * (1 - s)", "w - s * (1 - s)"): (
            "You took the slope away from the weight. A nudge passes the one after the other, so the two multiply."
        ),
    }
)


def _factors(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.asarray(weights) * s * (1 - s)


@chain_slope.mistake(
    "You added the factors. Slopes along a chain multiply: each unit passes on a share of what it gets."
)
def chain_sum(weights, zs):
    return np.sum(_factors(weights, zs))


@chain_slope.mistake("You took the mean of the factors. Slopes along a chain multiply.")
def chain_mean(weights, zs):
    return np.mean(_factors(weights, zs))


@chain_slope.mistake("You have a factor for each unit. One number is wanted: all of them multiplied.")
def chain_of_all(weights, zs):
    return _factors(weights, zs)


@chain_slope.mistake("You have the product after each unit. Wanted is the last of them.")
def chain_on_the_way(weights, zs):
    return np.cumprod(_factors(weights, zs))


@chain_slope.mistake(
    "That is the output of the chain. Asked for is its slope: the product of w and s (1 - s) over all layers, with "
    "the z that are given."
)
def chain_the_output(weights, zs):
    a = 1.0
    for w in weights:
        a = 1 / (1 + np.exp(-w * a))
    return a


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


factor_per_layer.slips(
    {
        ("len(norms) - 1", "9"): "9 is right for ten layers only. Count: len(norms) - 1.",
        ("len(norms) - 1", "len(norms)"): (
            "You divided by the number of layers. Three layers have two steps between them, as three fence posts have "
            "two gaps."
        ),
        ("norms[0] / norms[-1]", "norms[-1] / norms[0]"): (
            "That is the factor on the way forward. A gradient travels from the last layer to the first, so the first "
            "norm is divided by the last: below 1 means it shrinks."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[0] / norms[-1]"): (
            "That is the factor over all layers together. The same factor f in each of n steps gives f ** n in total: "
            "take the n-th root."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[0] / norms[-1] / steps"): (
            "You shared the factor out by dividing. Factors multiply, so the share of one step is a root: ** (1 / "
            "steps)."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "(norms[-1] - norms[0]) / steps"): (
            "Differences describe a straight line. A gradient is *multiplied* from layer to layer: use a ratio and a "
            "root."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "np.mean(np.asarray(norms)[:-1] / norms[1:])"): (
            "You added up the factors of the steps and divided. Factors multiply: the one that gives the same end in "
            "every step is a root of the whole, (norms[0] / norms[-1]) ** (1 / steps)."
        ),
        ("len(norms) - 1", "len(norms) + 1"): (
            "There are fewer steps: two layers have one step between them, three have two."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "(norms[-1] / norms[0]) ** (1 / len(norms))"): (
            "Two things at once. The first norm is divided by the last, since a gradient travels from the last layer "
            "to the first; and three layers have two steps between them."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[-1] / norms[0]"): (
            "That is the last norm divided by the first. Wanted is the way back, first divided by last, and of that "
            "the share of one step: a root."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[0] / norms[-1] ** (1 / steps)"): (
            "The root was taken of the last norm alone: ** comes before /. The quotient needs brackets around it."
        ),
        ("(1 / steps)", "steps"): (
            "You took the power for the root: multiplying the whole again and again. One step is a *root* of the "
            "whole, with 1 / steps as its exponent."
        ),
        ("1 / steps", "1 // steps"): (
            "1 for nearly every list: // divides without a remainder, so 1 // steps is 0, and a number to the power 0 "
            "is 1. The exponent is 1 / steps."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "np.sqrt(norms[0] / norms[-1])"): (
            "That is the square root, right for two steps alone. For n steps it is the n-th root."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "np.log(norms[0] / norms[-1]) / steps"): (
            "That is the logarithm of the factor, the slope of the line in the figure. The factor itself is e to that "
            "power."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "np.log10(norms[0] / norms[-1]) / steps"): (
            "That is the factor's power of ten, the slope of the line in the figure. The factor itself is 10 to that "
            "power."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "np.log(norms[0] / norms[-1])"): (
            "That is the logarithm of the whole. Wanted is the factor of one step: a root of the quotient."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "(norms[0] - norms[-1]) / steps"): (
            "You divided a difference by the number of steps, as for a straight line. A gradient is *multiplied* from "
            "layer to layer: use a ratio and a root."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[0] - norms[-1]"): (
            "That is a difference. A gradient is *multiplied* from layer to layer: use a ratio, norms[0] / norms[-1], "
            "and a root."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "abs(norms[0] - norms[-1]) ** (1 / steps)"): (
            "A difference stands under the root. A gradient is *multiplied* from layer to layer: the quotient of first "
            "and last norm belongs there."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[0] / norms[1]"): (
            "Those are the first two layers alone. The factor should hold for all steps: from the last layer, "
            "norms[-1], to the first."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[-2] / norms[-1]"): (
            "Those are the last two layers alone. The factor should hold for all steps: from the last layer to the "
            "first, norms[0]."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[0] ** (1 / steps)"): (
            "The last norm is missing. What the factor makes of norms[-1] is norms[0]: their quotient belongs under "
            "the root."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "(1 / norms[-1]) ** (1 / steps)"): (
            "The first norm is missing. What the factor makes of norms[-1] is norms[0]: their quotient belongs under "
            "the root."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[-1] ** (1 / steps)"): (
            "The first norm is missing, and the last stands alone. What the factor makes of norms[-1] is norms[0]: "
            "their quotient belongs under the root."
        ),
        ("norms[0] / norms[-1]", "norms[0] * norms[-1]"): (
            "You multiplied the two norms. How many times as large the one is as the other says their quotient."
        ),
        ("norms[0]", "norms[1]"): "Index 1 is the *second* layer. The first has index 0.",
        ("norms[-1]", "norms[-2]"): "That ends at the last layer but one. The last has index -1.",
        ("norms[0] / norms[-1]", "norms[-1] / norms[1]"): (
            "Index 1 is the *second* layer, the first has index 0; and the first norm is divided by the last."
        ),
        ("norms[0] / norms[-1]", "min(norms) / max(norms)"): (
            "You divided the smallest by the largest norm, so it always shrinks. Wanted is first by last: where a "
            "gradient grows on its way back, the factor is above 1."
        ),
        ("norms[0] / norms[-1]", "max(norms) / min(norms)"): (
            "You divided the largest by the smallest norm, so it always grows. Wanted is first by last: where a "
            "gradient shrinks on its way back, the factor is below 1."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "steps"): (
            "That is the number of steps. It belongs into the exponent: the quotient of first and last norm to the "
            "power 1 / steps."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "np.mean(norms)"): (
            "That is the mean of the norms. Wanted is by what each is multiplied to give the one before."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "sum(norms) / steps"): (
            "That is the sum of the norms divided by the steps. Wanted is by what each norm is multiplied to give the "
            "one before."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "np.mean(np.asarray(norms)[1:] / norms[:-1])"): (
            "Those are the factors of the way forward, added up and divided. A gradient travels back, and factors "
            "multiply: the n-th root of first by last."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "np.asarray(norms)[:-1] / norms[1:]"): (
            "You have the factor of each step. Wanted is the one that would give the same end in every step: a root of "
            "the whole."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "np.median(np.asarray(norms)[:-1] / norms[1:])"): (
            "You took the median of the steps' factors. Wanted is the one that leads from the last norm to the first "
            "if every step has it: a root of the whole."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "(norms[0] / norms[-1]) * steps"): (
            "You multiplied by the number of steps. Factors multiply, so the share of one step is a root."
        ),
        ("norms[-1]", "norms[1]"): "Index 1 is the *second* layer. The last has index -1.",
        ("norms[0] / norms[-1]", "norms[0] + norms[-1]"): (
            "A sum stands under the root. How many times as large the one is as the other says their quotient."
        ),
        ("(norms[0] / norms[-1]) ** (1 / steps)", "norms[0] / norms[-1] / len(norms)"): (
            "You shared the whole out by dividing by the number of layers. Factors multiply, so the share of one step "
            "is a root: ** (1 / steps)."
        ),
        ("norms[0] / norms[-1]", "np.mean(norms)"): (
            "The root of the mean says nothing of how the norms change. The quotient of first and last belongs under "
            "the root."
        ),
    }
)


@factor_per_layer.mistake("There is one step more: two layers have one step between them, three have two.")
def factor_step_fewer(norms):
    return (norms[0] / norms[-1]) ** (1 / (len(norms) - 2)) if len(norms) > 2 else np.inf


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


layers_until.slips(
    {
        ("return layers", "return layers - 1"): (
            "One too few: after that many steps the gradient is not yet below the limit. Go on as long as size >= "
            "limit."
        ),
        ("return layers", "return layers + 1"): (
            "One too many. Count the step that first gets below the limit, and no further one."
        ),
        ("return layers", "return int(np.ceil((1 - limit) / (1 - factor)))"): (
            "You let it lose the same *amount* in each layer. It keeps the same *share*: three quarters are lost in "
            "the first layer, and then three quarters of the rest."
        ),
        ("return layers", "return int(np.ceil(factor / limit))"): (
            "Dividing once answers a different question. Multiply by the factor again and again, and count how often."
        ),
        ("return layers", "return np.log(limit) / np.log(factor)"): (
            "log(limit) / log(factor) is where the two are equal, and seldom a whole number. Layers are counted: round "
            "up."
        ),
        (">=", "<"): (
            "The loop never began. while says how long to go *on*, and at the start size is 1, far above the limit: go "
            "on as long as size >= limit."
        ),
        ("size *= factor", "size *= size * factor"): (
            "size *= factor multiplies size by the factor already. With size on the right as well it is multiplied "
            "twice."
        ),
        ("return layers", "return int(np.ceil(np.log(limit) / np.log(factor)))"): (
            "Equal is not yet below. Where the size meets the limit exactly, one more step is needed: with the factor "
            "0.5 it is 0.25 after two steps, and below 0.25 after three. The loop goes on while size >= limit; a "
            "logarithm that is rounded up stops there."
        ),
        ("return layers", "return round(np.log(limit) / np.log(factor))"): (
            "You rounded to the nearest whole number. Wanted is the first one at which the size is below the limit: "
            "the next whole number above the logarithm's."
        ),
        ("return layers", "return 1"): (
            "1 every time, so one step is all that is done. Either return, or what counts, stands at the wrong place "
            "(inside the loop, or behind it), or an if stands where a while goes on, or what is asked for is no longer "
            "true after one step."
        ),
        ("return layers", "return 2"): (
            "2 every time. Either the size is compared with the factor, where it is the limit that it has to fall "
            "below; or it is multiplied by the limit, where the factor belongs."
        ),
        ("return layers", "return int(np.floor(np.log(factor) / np.log(limit))) + 1"): (
            "factor and limit are exchanged, in the loop or in a fraction: multiply by the factor until the size is "
            "below the limit; as a fraction it is log(limit) / log(factor)."
        ),
        ("size *= factor", "size *= 1 - factor"): (
            "You multiplied by 1 - factor, the share that is lost. What is left is the factor itself."
        ),
        ("size *= factor", "size *= factor**layers"): (
            "You multiplied by a power of the factor. In each turn the size is multiplied by the factor once: the "
            "powers come by themselves."
        ),
        ("size *= factor", "size *= factor ** (layers + 1)"): (
            "You multiplied by a power of the factor, which grows. In each turn the size is multiplied by the factor "
            "once: the powers come by themselves."
        ),
        ("size *= factor", "size *= factor**2"): (
            "Two factors a layer. In each turn the size is multiplied by the factor once."
        ),
        ("size *= factor", "size *= factor / 2"): (
            "You multiplied by half the factor. In each turn the size is multiplied by the factor itself."
        ),
        ("size *= factor", "size *= 0.25"): (
            "You multiplied by 0.25 whatever the factor is. That is the sigmoid's best case; here the factor is given."
        ),
        ("size *= factor", "size -= factor"): (
            "You took the factor away from the size. It is multiplied: of a size of 0.1 and a factor of 0.25 a quarter "
            "is left, 0.025."
        ),
        ("return layers", "return size"): "That is the size that is left. Asked for is how many steps it took: layers.",
        ("return layers", "return layers, size"): "The size comes back, too. Asked for is the number of steps alone.",
        ("return layers", "return np.log(factor) / np.log(limit)"): (
            "The fraction is upside down: how often the factor fits into the limit is log(limit) / log(factor)."
        ),
        ("return layers", "return -np.log(limit) / np.log(factor)"): (
            "The minus sign is too many: log(limit) and log(factor) are both negative, so their quotient is positive. "
            "And layers are counted: whole numbers."
        ),
        ("return layers", "return int(np.ceil(np.log(limit / factor)))"): (
            "The logarithm of a quotient is a difference of logarithms. The number of steps is the *quotient* of the "
            "two, log(limit) / log(factor), and the next whole number."
        ),
        ("return layers", "return limit / factor"): (
            "You divided one by the other. Multiply by the factor again and again, and count how often."
        ),
        ("return layers", "return factor / limit"): (
            "You divided the factor by the limit. Multiply by the factor again and again, and count how often."
        ),
        ("return layers", "return int(np.log(1 / limit))"): (
            "The factor is missing: how fast it falls decides how many steps it takes."
        ),
        ("return layers", "return factor**limit"): (
            "You took the limit as the exponent. The exponent is what is asked for: the factor to the power of which "
            "number is below the limit?"
        ),
        ("return layers", "return -np.log10(limit)"): (
            "Layers are counted, so a whole number is wanted; and the factor's logarithm is missing."
        ),
        ("size *= factor", "size *= np.sqrt(factor)"): (
            "You multiplied by the root of the factor. In each turn the size is multiplied by the factor itself."
        ),
        ("return layers", "return int(1 / limit)"): (
            "You divided 1 by the limit. How fast it falls, the factor, decides how many steps it takes: multiply "
            "again and again, and count."
        ),
    }
)


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


keeping_std.slips(
    {
        ("np.sqrt(1 / (n * share))", "1 / (n * share)"): (
            "That is the variance. The standard deviation is its square root, the root of the whole fraction: where it "
            "covers the 1 above alone, nothing changes."
        ),
        ("1 / (n * share)", "share / n"): (
            "The share stands on the wrong side, or is multiplied once more at the end. The *less* the activation lets "
            "through, the *larger* the weights must be: n * variance * share = 1."
        ),
        ("1 / (n * share)", "1 / n"): (
            "The share is missing: that is right for the identity, which keeps everything. ReLU keeps half of the "
            "squares."
        ),
        ("1 / (n * share)", "2 / n"): (
            "That is right for ReLU, whose share is 0.5. Let it depend on the share that is given."
        ),
        ("np.sqrt(1 / (n * share))", "1 / (np.sqrt(n) * share)"): (
            "The root belongs to the whole fraction, 1 / (n * share): the share is one of squares, too."
        ),
        ("1 / (n * share)", "n * share"): (
            "Turned over: the more inputs are added up, the smaller each weight has to be."
        ),
        ("np.sqrt(1 / (n * share))", "(1 / (n * share)) ** 2"): (
            "You squared the variance. The variance is the square of the standard deviation, so go the other way: the "
            "root."
        ),
        ("np.sqrt(1 / (n * share))", "1 / (n * share) / 2"): (
            "That is half of the variance. The power 1 / 2 needs brackets, ** (1 / 2), as ** comes before /; or take "
            "np.sqrt."
        ),
        ("np.sqrt(1 / (n * share))", "n * share"): (
            "Turned over, and without a root. The variance is 1 divided by n * share."
        ),
        ("np.sqrt(1 / (n * share))", "share / n"): (
            "The share stands above, and the root is missing: 1 / n * share multiplies by the share, as / and * go "
            "from left to right. The variance is 1 / (n * share), and its root is wanted."
        ),
        ("np.sqrt(1 / (n * share))", "1 / n"): (
            "Share and root are missing. The variance is 1 / (n * share), and its root is wanted."
        ),
        ("1 / (n * share)", "1 / share"): (
            "n is missing: the more inputs are added up, the smaller each weight has to be."
        ),
        ("np.sqrt(1 / (n * share))", "2 / n"): (
            "That is the variance for ReLU alone, whose share is 0.5. Let it depend on the share that is given, and "
            "take the root."
        ),
        ("1 / (n * share)", "2 / (n * share)"): (
            "The 2 is too many: in 2 / n it stands for a share of 0.5, which is given here. n * variance * share "
            "should be 1."
        ),
        ("1 / (n * share)", "1 / (2 * n * share)"): "The 2 is too many. n * variance * share should be 1.",
        ("1 / (n * share)", "3 / (n * share)"): (
            "That is the end of a range, from which weights are drawn evenly. Its 3 does not belong into a standard "
            "deviation."
        ),
        ("1 / (n * share)", "6 / (n * share)"): (
            "That holds the 6 of a range from which weights are drawn evenly. n * variance * share should be 1."
        ),
        ("1 / (n * share)", "1 / (n + share)"): (
            "n and the share are added. All three are multiplied: n * variance * share = 1."
        ),
        ("1 / (n * share)", "1 - n * share"): (
            "The root of a negative number is nan. All three are multiplied, n * variance * share = 1: divide by n * "
            "share."
        ),
        ("1 / (n * share)", "n / share"): (
            "n stands above, or is multiplied once more at the end. The more inputs are added up, the smaller each "
            "weight has to be: n belongs below, with the share."
        ),
        ("np.sqrt(1 / (n * share))", "np.sqrt(1 / share) / n"): (
            "The root belongs to the whole fraction: n stands under it as well."
        ),
        ("np.sqrt(1 / (n * share))", "share * np.sqrt(1 / n)"): (
            "The share stands outside of the root, and above. It belongs under it, below the fraction's line: 1 / (n * "
            "share)."
        ),
        ("1 / (n * share)", "1 // (n * share)"): (
            "0 nearly everywhere: // divides without a remainder. / is the division with decimals."
        ),
        ("np.sqrt(1 / (n * share))", "np.log(1 / (n * share))"): (
            "You took a logarithm. From the variance to the standard deviation it is a square root."
        ),
        ("np.sqrt(1 / (n * share))", "(1 / (n * share)) ** (1 / 3)"): (
            "You took the third root. From the variance to the standard deviation it is the square root."
        ),
        ("np.sqrt(1 / (n * share))", "(1 / (n * share)) ** 0.25"): (
            "You took the root twice. Once leads from the variance to the standard deviation."
        ),
        ("np.sqrt(1 / (n * share))", "np.std(1 / (n * share))"): (
            "0 every time: np.std and np.var are the spread of several numbers, and of a single number that is 0. From "
            "a variance to the standard deviation it is the root, np.sqrt."
        ),
        ("np.sqrt(1 / (n * share))", "np.exp(1 / (n * share))"): (
            "You took an exponential. From the variance to the standard deviation it is a square root."
        ),
        ("np.sqrt(1 / (n * share))", "np.sqrt(1 / (n * share)) / n"): (
            "You divided by n once more at the end. It is under the root already."
        ),
        ("1 / (n * share)", "1 / n + share"): (
            "1 / n and the share are added. All three are multiplied, n * variance * share = 1: divide by both."
        ),
    }
)


@keeping_std.mistake("You took 1 - share, what the activation does *not* let through. The share itself counts.")
def std_of_the_rest(n, share):
    return np.sqrt(1 / (n * (1 - share))) if share < 1 else np.inf


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


diagnose.slips(
    {
        ("norms[0] / norms[-1]", "norms[0]"): (
            "You looked at the size of the first norm alone. Small or large compared with what? Divide it by the last "
            "one: a first norm of 8e-4 beside a last of 0.0011 is most of it, far more than a thousandth."
        ),
        ("norms[0] / norms[-1]", "norms[-1] / norms[0]"): (
            "The direction is turned. A gradient starts at the last layer: if the *first* layer has much less than the "
            "last, it vanished on the way."
        ),
        ("loss < 0.1", "False"): (
            "No loss counts as low with your rule. Below 0.1 there is little left to learn, and small or uneven "
            "gradients are no fault: ask for the loss first, with the limit 0.1."
        ),
        ("loss < 0.1", "loss < 0.1 or norms[0] < 0.001"): (
            "A small gradient does not mean a small loss. With a loss of 2.3 the network is guessing, and a first norm "
            "of 4e-6 means that it is stuck."
        ),
        ("ratio < 0.001", "False"): (
            "Nothing is ever vanishing with your rule. A thousandth is 0.001: where it vanishes the ratio is small, "
            "and never below zero. Is the limit another one, or another comparison, or another number compared?"
        ),
        ("norms[0] / norms[-1]", "norms[-1]"): (
            "You looked at the size of the last norm alone, where the gradient starts. It is on the way to the first "
            "that it vanishes or explodes: first divided by last."
        ),
        ('"healthy"', '"finished"'): (
            "What is left at the end has a loss of 0.1 or more, so it is not finished: layers that are in step and "
            "still learning are healthy."
        ),
        ("loss < 0.1", "loss < 0.1 and 0.001 <= ratio <= 1000"): (
            "The loss comes too late: a ratio out of bounds is judged before it. A finished network may have small or "
            "uneven gradients: whatever the norms, a loss below 0.1 comes first. Later conditions that set the word "
            "anew, or an and with the norms, do the same."
        ),
        ("loss < 0.1", "loss < 0.1 and ratio >= 0.001"): (
            "Vanishing is asked for before the loss, or the condition of the loss asks for the norms as well. A "
            "finished network may have small gradients: whatever the norms, a loss below 0.1 comes first."
        ),
        ("loss < 0.1", "loss < 0.1 and ratio <= 1000"): (
            "Exploding is asked for before the loss, or the condition of the loss asks for the norms as well. Whatever "
            "the norms, a loss below 0.1 comes first."
        ),
        ("loss < 0.1", "True"): (
            "Everything is finished with your rule. With a loss of 2.3 the network is guessing; finished is a loss "
            "below 0.1."
        ),
        ("loss < 0.1", "loss < 2.3"): (
            "You call finished whatever is better than guessing. There is still much to learn at 2.1: the limit is 0.1."
        ),
        ("loss < 0.1", "loss > 0.1"): "The comparison of the loss is turned: a *low* loss, below 0.1, is finished.",
        ("loss < 0.1", "norms[0] < 0.1"): (
            "You compared the first norm with 0.1, where the loss belongs. How large the gradients are says nothing "
            "about what is left to learn."
        ),
        ("loss < 0.1", "norms[-1] < 0.1"): (
            "You compared the last norm with 0.1, where the loss belongs. How large the gradients are says nothing "
            "about what is left to learn."
        ),
        ("loss < 0.1", "ratio < 0.1"): (
            "You compared the ratio with 0.1, where the loss belongs. How the gradients compare says nothing about "
            "what is left to learn."
        ),
        ("loss < 0.1", "loss < 0.1 or norms[-1] < 0.001"): (
            "A small gradient does not mean a small loss. You asked for the last norm; the loss says whether there is "
            "anything left to learn."
        ),
        ('"vanishing"', '"finished"'): (
            "Where the gradient vanishes you say finished. Nothing is finished at a loss of 2.3: what is stuck is "
            "vanishing."
        ),
        ("ratio > 1000", "False"): (
            "Nothing is ever exploding with your rule. A thousand times as much is a ratio above 1000: is the limit "
            "another one, or the word, or another number compared?"
        ),
        ("norms[0] / norms[-1]", "1"): (
            "Nothing is ever vanishing or exploding with your rule. Either the norms are not asked, or the ratio is "
            "another number, such as the factor of one step, that never reaches the limits: first divided by last, "
            "below 0.001 or above 1000."
        ),
        ('"healthy"', '"exploding"'): (
            "Nothing is ever healthy with your rule: what is not vanishing is called exploding. Exploding is a ratio "
            "above 1000, and healthy is what is left."
        ),
        ('"healthy"', '"vanishing"'): (
            "What is healthy is called vanishing. Vanishing is a ratio below 0.001, and healthy is what is left: is a "
            "word the wrong one, or are the two limits exchanged?"
        ),
        ("ratio < 0.001", "ratio < 1"): (
            "You call it vanishing as soon as the first layer gets less than the last. A thousandth is the limit: a "
            "ratio below 0.001."
        ),
        ("ratio > 1000", "ratio > 1"): (
            "You call it exploding as soon as the first layer gets more than the last. A thousand times as much is the "
            "limit: a ratio above 1000."
        ),
        ("ratio < 0.001", "ratio > 0.001"): (
            "The first comparison of the ratio is turned: it vanishes where the ratio is *small*, below 0.001."
        ),
    }
)


@diagnose.mistake("Everything is healthy with your rule, whatever comes in. Which conditions are ever true?")
def diagnose_all_healthy(loss, norms):
    return "healthy"


@diagnose.mistake(
    "You compared the two norms, larger or smaller. A little more or less is healthy: the limits are a thousandth and"
    " a thousand times."
)
def diagnose_any_difference(loss, norms):
    return "finished" if loss < 0.1 else "vanishing" if norms[0] < norms[-1] else "exploding"


@diagnose.mistake(
    "Both comparisons of the ratio are turned: it vanishes where the ratio is small, and explodes where it is large."
)
def diagnose_both_turned(loss, norms):
    ratio = norms[0] / norms[-1]
    if loss < 0.1:
        return "finished"
    return "vanishing" if ratio > 0.001 else "exploding"


diagnose.slips(
    {
        ("ratio > 1000", "ratio < 1000"): (
            "The second comparison of the ratio is turned: it explodes where the ratio is *large*, above 1000."
        ),
        ("ratio < 0.001", "norms[0] < 0.001"): (
            "Vanishing is judged by the size of the first norm alone. Small compared with what? Divide it by the last "
            "one."
        ),
        ("ratio > 1000", "norms[0] > 1000"): (
            "Exploding is judged by the size of the first norm alone. Large compared with what? Divide it by the last "
            "one."
        ),
        ("norms[-1]", "norms[1]"): (
            "You divided by the second norm. Index 1 is the second layer; the last has index -1."
        ),
    }
)


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


diagnose.slips(
    {
        ("norms[0]", "norms[1]"): "You began with the second norm. The first layer has index 0.",
        ("norms[0]", "norms[-2]"): (
            "You compared the last two layers. From the last to the *first*, index 0, the gradient goes all the way."
        ),
        ("norms[0] / norms[-1]", "min(norms) / max(norms)"): (
            "You divided the smallest norm by the largest. That is small for a gradient that vanishes and for one that "
            "explodes alike: first by last tells them apart."
        ),
        ("norms[0] / norms[-1]", "max(norms) / min(norms)"): (
            "You divided the largest norm by the smallest. That is large for a gradient that vanishes and for one that "
            "explodes alike: first by last tells them apart."
        ),
        ("norms[0] / norms[-1]", "np.log10(norms[0] / norms[-1])"): (
            "Your ratio is a logarithm, and its limits are those of the ratio itself: as powers of ten 0.001 and 1000 "
            "are -3 and 3."
        ),
        ("norms[0] / norms[-1]", "norms[0] - norms[-1]"): (
            "You took the difference of the norms. How many times as large the one is as the other says their "
            "quotient, first by last."
        ),
        ("norms[0] / norms[-1]", "norms[-1] - norms[0]"): (
            "You took the difference of the norms. How many times as large the one is as the other says their "
            "quotient, norms[0] / norms[-1]."
        ),
        ("norms[0] / norms[-1]", "np.mean(norms)"): (
            "You looked at the mean of the norms. What counts is how the first compares with the last: divide them."
        ),
        ("loss < 0.1", "norms[0] < 0.001"): (
            "A small gradient does not mean a small loss, and the loss is not in your first condition. It says whether "
            "there is anything left to learn: below 0.1 it is finished."
        ),
        ('"finished"', '"healthy"'): (
            "Where the loss is low you say healthy. A loss below 0.1, whatever the norms, is finished."
        ),
        ("norms[-1]", "norms[-2]"): "You divided by the norm of the last layer but one. The last has index -1.",
        ("ratio < 0.001", "loss > 2.2 or ratio < 0.001"): (
            "Vanishing is judged by the loss. A high loss says that there is much to learn; whether the gradient "
            "vanishes, the ratio says."
        ),
        ('"exploding"', '"finished"'): (
            "Where the gradient explodes you say finished. Finished is a loss below 0.1, and nothing else."
        ),
    }
)
