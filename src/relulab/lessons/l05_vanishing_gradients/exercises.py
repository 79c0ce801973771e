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
    "The weights are missing. A nudge is first multiplied by w on its way into the unit, then by the slope "
    "inside it: two factors a layer."
)
def chain_without_weights(weights, zs):
    s = 1 / (1 + np.exp(-np.asarray(zs)))
    return np.prod(s * (1 - s))


@chain_slope.mistake(
    "The slopes of the units are missing: you have the product of the weights alone. That "
    "is a chain without activations."
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


@exercise(
    "Read the factor off the norms",
    stub="""
        steps = ...      # how often it went from one layer to the one before
        return ...       # norms[0] is the first layer, norms[-1] the last
    """,
    cases=[
        ([0.04, 0.2, 1.0],),
        ([8.0, 4.0, 2.0, 1.0],),
        ([1e-6, 5e-5, 2e-3, 0.03, 0.4],),
    ],
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


@factor_per_layer.mistake(
    "You divided by the number of layers. Three layers have two steps between them, as three fence posts have two gaps."
)
def factor_layers_for_steps(norms):
    return (norms[0] / norms[-1]) ** (1 / len(norms))


@factor_per_layer.mistake(
    "That is the factor on the way forward. A gradient travels from the last layer to the first, so the first norm is "
    "divided by the last: below 1 means it shrinks."
)
def factor_inverse(norms):
    return (norms[-1] / norms[0]) ** (1 / (len(norms) - 1))


@factor_per_layer.mistake(
    "That is the factor over all layers together. The same factor f in each of n steps gives f ** "
    "n in total: take the n-th root."
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


@exercise(
    "How deep until it is lost?",
    stub="""
        layers, size = 0, 1.0
        while ...:
            size *= ...
            layers += 1
        return layers
    """,
    cases=[(0.25, 1e-6), (0.25, 1e-12), (0.58, 0.01), (0.9, 0.001), (0.5, 0.6)],
    hints=[
        "Begin with 1 and multiply until it is small enough.",
        "The loop goes on while size >= limit. In each turn size is multiplied by the factor.",
        "while size >= limit: and then size *= factor.",
    ],
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
    "You let it lose the same *amount* in each layer. It keeps the same *share*: three quarters are lost in the first "
    "layer, and then three quarters of the rest."
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
    "The loop never began. while says how long to go *on*, and at the start size is 1, far above the "
    "limit: go on as long as size >= limit."
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


@exercise(
    "The weights that keep a signal",
    stub="""
        variance = ...    # so that n * variance * share is 1
        return ...
    """,
    cases=[(64, 0.5), (64, 1.0), (100, 0.25), (3, 0.5)],
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


@keeping_std.mistake("That is the variance. The standard deviation is its square root.")
def std_variance(n, share):
    return 1 / (n * share)


@keeping_std.mistake(
    "The share stands on the wrong side. The *less* the activation lets through, the *larger* the weights "
    "must be: n * variance * share = 1."
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
        (2.4, [2e5, 4e3, 90.0, 1.5]),
        (2.3, [4e-6, 2e-4, 5e-3, 0.12]),
        (0.9, [0.08, 0.1, 0.09, 0.12]),
        (2e-5, [6e-5, 5e-5, 4e-5, 5e-5]),
        (0.02, [1e-6, 2e-5, 3e-3, 4e-3]),
        (1.8, [8e-4, 3e-3, 0.01, 0.05]),
        (2.3, [2e-8, 1e-6, 3e-5, 8e-4]),
        (2.3, [2e-5, 5e-4, 5e-3, 0.05]),
        (1.5, [30.0, 2.0, 0.3, 0.02]),
        (1.2, [0.002, 0.01, 0.1, 0.5]),
        (1.1, [30.0, 5.0, 1.0, 0.1]),
    ],
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


@diagnose.mistake(
    "You looked at the size of the first norm alone. Small compared with what? Divide it by the last one: a first norm "
    "of 8e-4 beside a last of 0.05 is a sixtieth of it, far more than a thousandth."
)
def diagnose_size(loss, norms):
    if loss < 0.1:
        return "finished"
    if norms[0] < 0.001:
        return "vanishing"
    return "exploding" if norms[0] > 1000 else "healthy"


@diagnose.mistake(
    "The direction is turned. A gradient starts at the last layer: if the *first* layer has much less than "
    "the last, it vanished on the way."
)
def diagnose_turned(loss, norms):
    return diagnose.answer(loss, norms[::-1])


@diagnose.mistake(
    "With a loss of .02 there is little left to learn, and small or uneven gradients are no "
    "fault. Ask for the loss first."
)
def diagnose_without_loss(loss, norms):
    return diagnose.answer(2.3, norms)


@diagnose.mistake(
    "A small gradient does not mean a small loss. With a loss of 2.3 the network is guessing, and a first norm "
    "of 4e-6 means that it is stuck."
)
def diagnose_small_is_finished(loss, norms):
    return "finished" if norms[0] < 0.001 else diagnose.answer(loss, norms)


@diagnose.mistake(
    "Nothing is ever vanishing with your rule. A thousandth is 0.001: where it vanishes the ratio is small, "
    "and never below zero."
)
def diagnose_never_vanishing(loss, norms):
    verdict = diagnose.answer(loss, norms)
    return "healthy" if verdict == "vanishing" else verdict


@diagnose.mistake(
    "Here the first layer has far more than a thousand times what the last one has. Whoever looks at the last layer "
    "alone, where the gradient starts, or asks for another limit than ratio > 1000, misses that."
)
def diagnose_last(loss, norms):
    if loss < 0.1:
        return "finished"
    if norms[-1] < 0.001:
        return "vanishing"
    return "exploding" if norms[-1] > 1000 else "healthy"


@diagnose.mistake(
    "The limits are too narrow. A thousandth is 0.001 and a thousand times as much is 1000; a factor of some "
    "hundreds counts as healthy here."
)
def diagnose_early(loss, norms):
    if loss < 0.1:
        return "finished"
    ratio = norms[0] / norms[-1]
    return "vanishing" if ratio < 0.01 else "exploding" if ratio > 100 else "healthy"


@diagnose.mistake(
    "What is left at the end has a loss of 0.1 or more, so it is not finished: layers that are in step "
    "and still learning are healthy."
)
def diagnose_else_finished(loss, norms):
    verdict = diagnose.answer(loss, norms)
    return "finished" if verdict == "healthy" else verdict
