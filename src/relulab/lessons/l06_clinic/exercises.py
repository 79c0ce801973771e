"""Exercises: from readings to a diagnosis."""

import numpy as np

from ...classroom.exercise import exercise


@exercise(
    "How long is a step?",
    stub="""
        step = ...     # what is taken away from W
        return ...     # np.linalg.norm is the length of an array
    """,
    cases=[
        (np.array([[3.0, 0.0], [0.0, 4.0]]), np.array([[0.3, 0.0], [0.0, -0.4]]), 0.1),
        (np.array([[0.5, -1.0], [2.0, 0.5]]), np.array([[0.1, 0.2], [-0.2, 0.1]]), 2.0),
        (np.array([[1.0, -2.0, 2.0]]), np.array([[4.0, 4.0, -2.0]]), 0.5),
    ],
    hints=[
        "Gradient descent: W becomes W - lr * dW. How long is what is taken away, and how long is W?",
        "The length of an array is np.linalg.norm(...). You need two of them.",
        "step = lr * dW, and np.linalg.norm(step) / np.linalg.norm(W) behind return.",
    ],
)
def step_length(W, dW, lr):
    """How long one step of gradient descent is, relative to the weights themselves."""
    step = lr * dW
    return np.linalg.norm(step) / np.linalg.norm(W)


@step_length.mistake(
    "The learning rate is missing. The gradient says how steep it is; the step is lr times as long. The same gradient "
    "is harmless at rate 0.1 and deadly at 20."
)
def step_without_rate(W, dW, lr):
    return np.linalg.norm(dW) / np.linalg.norm(W)


@step_length.mistake(
    "The fraction is turned: the length of the step belongs above the line, that of the weights below. 0.01 then "
    "means: one per cent of the weights."
)
def step_turned(W, dW, lr):
    return np.linalg.norm(W) / np.linalg.norm(lr * dW)


@step_length.mistake(
    "That is the length of the step by itself. Whether it is long depends on the weights: a step of 0.1 is nothing to "
    "weights of length 10 and a leap to weights of length 0.1."
)
def step_alone(W, dW, lr):
    return np.linalg.norm(lr * dW)


@step_length.mistake("You measured where the weights are after the step. Wanted is the step alone: lr * dW, without W.")
def step_new_weights(W, dW, lr):
    return np.linalg.norm(W - lr * dW) / np.linalg.norm(W)


@step_length.mistake("In a sum, positive and negative entries cancel. The length squares them first: np.linalg.norm.")
def step_of_sums(W, dW, lr):
    return (lr * dW).sum() / W.sum()


@step_length.mistake(
    "You divided entry by entry. A single weight near 0 then decides everything; divide the two lengths."
)
def step_mean_ratio(W, dW, lr):
    return (lr * dW / W).mean()


@exercise(
    "Read a profile of gradients",
    stub="""
        kept = [... for i in range(len(norms) - 1)]    # which share of norms[i + 1] arrives at norms[i]
        return int(np.argmin(kept)) + ...              # np.argmin: the place of the smallest, counted from 0
    """,
    cases=[
        ([0.002, 0.003, 0.3, 0.4, 0.5],),
        ([0.001, 0.5, 5.0, 9.0],),
        ([0.9, 0.001, 0.8, 1.0],),
        ([0.1, 0.11, 0.12, 1.0],),
    ],
    hints=[
        "The gradient goes from norms[i + 1] to norms[i]. Which share of it arrives?",
        "norms[i] / norms[i + 1] is that share. Where is it smallest?",
        "kept = [norms[i] / norms[i + 1] for i in range(len(norms) - 1)], and + 1 behind np.argmin(kept).",
    ],
)
def where_lost(norms):
    """The layer, counted from 1, into which the gradient comes with the greatest loss on its way back."""
    kept = [norms[i] / norms[i + 1] for i in range(len(norms) - 1)]
    return int(np.argmin(kept)) + 1


@where_lost.mistake(
    "You looked for the smallest norm. A small norm is handed on to every layer before it; the fault lies where the "
    "bars *drop* from one layer to the one before."
)
def lost_smallest(norms):
    return int(np.argmin(norms)) + 1


@where_lost.mistake(
    "You compared by subtraction. From 9 to 5 much is lost in numbers, but more than half arrives; from "
    "0.5 to 0.001 little is lost in numbers, and only a five-hundredth arrives. Gradients are multiplied "
    "from layer to layer, so divide."
)
def lost_difference(norms):
    return int(np.argmax(np.diff(norms))) + 1


@where_lost.mistake(
    "The direction is turned. A gradient travels from the last layer to the first: what arrives at "
    "layer i came from layer i + 1."
)
def lost_forward(norms):
    kept = [norms[i + 1] / norms[i] for i in range(len(norms) - 1)]
    return int(np.argmin(kept)) + 1


@where_lost.mistake("One too low: Python counts from 0, the layers are counted from 1.")
def lost_from_zero(norms):
    return where_lost.answer(norms) - 1


@where_lost.mistake(
    "One too high. Wanted is the layer where the small gradient arrives, not the one that it comes from."
)
def lost_upper(norms):
    return where_lost.answer(norms) + 1


@exercise(
    "Dead or diverged?",
    stub="""
        if ...:           # the last loss is not a finite number
            return ...
        if ...:           # more than 90 % of the units are dead
            return ...
        return "alive"
    """,
    cases=[
        ([0.6, 0.3, 0.1], 0.0),
        ([0.7, np.nan, np.nan], 0.3),
        ([0.69, 0.69, 0.69], 1.0),
        ([5.0, 90.0, np.inf], 0.0),
        ([4.0, 3.5, 3.2], 0.8),
        ([0.6, 0.2, 0.1], 0.4),
        ([0.9, np.nan, np.nan], 0.95),
    ],
    hints=[
        "np.isfinite(x) is True for an ordinary number, and False for nan and for infinity.",
        "The order matters: divergence first. losses[-1] is the last loss.",
        'not np.isfinite(losses[-1]) gives "diverged", then dead_share > 0.9 gives "dead".',
    ],
)
def fate(losses, dead_share):
    """One of "diverged", "dead" and "alive", from the loss of each epoch and the share of dead units at the end."""
    if not np.isfinite(losses[-1]):
        return "diverged"
    if dead_share > 0.9:
        return "dead"
    return "alive"


@fate.mistake(
    "np.isnan finds nan, and misses infinity, which is not a finite number either. np.isfinite answers for both."
)
def fate_only_nan(losses, dead_share):
    if np.isnan(losses[-1]):
        return "diverged"
    return "dead" if dead_share > 0.9 else "alive"


@fate.mistake(
    "Ask for divergence first. The weights of a network that diverged can be so far off that hardly a unit answers; "
    "the unit map of such a network says nothing about why."
)
def fate_dead_first(losses, dead_share):
    if dead_share > 0.9:
        return "dead"
    return "alive" if np.isfinite(losses[-1]) else "diverged"


@fate.mistake(
    "nan is equal to nothing, not even to nan: losses[-1] == np.nan is always False. Ask np.isfinite(losses[-1])."
)
def fate_equals_nan(losses, dead_share):
    if losses[-1] == np.nan:
        return "diverged"
    return "dead" if dead_share > 0.9 else "alive"


@fate.mistake(
    "A loss of 3 is bad, but it is a number: the network did not diverge. Diverged means that "
    "the loss is not finite any more."
)
def fate_large_loss(losses, dead_share):
    if not losses[-1] < 1:
        return "diverged"
    return "dead" if dead_share > 0.9 else "alive"


@fate.mistake(
    "A few dead units do no harm (lesson 05: with 24 of 32 dead, 90 % of the digits were read). Called dead is "
    "a network with more than 90 %."
)
def fate_any_dead(losses, dead_share):
    if not np.isfinite(losses[-1]):
        return "diverged"
    return "dead" if dead_share > 0 else "alive"


@exercise(
    "Does the network bend?",
    stub="""
        straight = ...     # what a straight function gives half-way, from its outputs at a and at b
        return ...         # the largest distance of between from that
    """,
    cases=[
        (np.array([1.0, -2.0]), np.array([3.0, 4.0]), np.array([2.0, 1.0])),
        (np.array([1.0, -2.0]), np.array([3.0, 4.0]), np.array([1.5, 1.25])),
        (np.array([0.0, 2.0, 1.0]), np.array([1.0, -2.0, 3.0]), np.array([0.5, 0.8, 2.0])),
    ],
    hints=[
        "Draw a line through two points. How high is it in the middle?",
        "straight = (at_a + at_b) / 2. Then: np.abs for the distance, .max() for the largest.",
        "np.abs(between - straight).max().",
    ],
)
def off_the_line(at_a, at_b, between):
    """How far the outputs half-way between a and b are from those of a straight function, at most."""
    straight = (at_a + at_b) / 2
    return np.abs(between - straight).max()


@off_the_line.mistake(
    "Half-way between a and b a straight function gives the *mean* of the two outputs. The sum belongs at a + b, and "
    "even there only without a bias."
)
def off_sum(at_a, at_b, between):
    return np.abs(between - (at_a + at_b)).max()


@off_the_line.mistake(
    "The sign got in the way: an output that lies far *below* the line is off the line, too. "
    "Take the absolute value first."
)
def off_signed(at_a, at_b, between):
    return (between - (at_a + at_b) / 2).max()


@off_the_line.mistake("Half the difference is how far it is from a to the middle. The middle itself is half the sum.")
def off_difference(at_a, at_b, between):
    return np.abs(between - (at_a - at_b) / 2).max()


@off_the_line.mistake("That is the mean distance. One output that bends is enough; asked for is the largest distance.")
def off_mean(at_a, at_b, between):
    return np.abs(between - (at_a + at_b) / 2).mean()


@off_the_line.mistake(
    "Only at_b was divided by 2, and its sign is turned. Put the mean in brackets: between - (at_a + at_b) / 2."
)
def off_precedence(at_a, at_b, between):
    return np.abs(between - at_a + at_b / 2).max()


_COSTS = {"accuracy": 1, "saturation": 3, "gradients": 5, "training longer": 60, "dead units": 2, "bend": 4}


_ILLNESSES = ["saturation", "small weights", "low bias", "no bend", "too short"]
_SHOWS = {
    test: dict(zip(_ILLNESSES, shown, strict=True))
    for test, shown in {
        "accuracy": ["guessing", "guessing", "guessing", "good", "good"],
        "saturation": ["high", "low", "high", "low", "low"],
        "training longer": ["no help", "no help", "no help", "a little", "helps"],
        "gradients": ["vanish", "vanish", "none", "fine", "fine"],
        "dead units": ["none", "none", "all", "none", "none"],
        "bend": ["bent", "straight", "straight", "straight", "bent"],
    }.items()
}


@exercise(
    "The cheapest test that tells them apart",
    stub="""
        telling = [test for test in costs if ...]        # the tests that show different things for a and b
        return min(telling, key=lambda test: ...)        # the one for which this is smallest
    """,
    cases=[
        ("no bend", "small weights", _COSTS, _SHOWS),
        ("saturation", "small weights", _COSTS, _SHOWS),
        ("low bias", "saturation", _COSTS, _SHOWS),
        ("no bend", "too short", _COSTS, _SHOWS),
    ],
    hints=[
        "Two steps: which tests show different things for a and for b? Which of those is cheapest?",
        "readings[test][a] != readings[test][b] is True for a test that tells them apart; costs[test] is its price.",
        "if readings[test][a] != readings[test][b] in the list, and costs[test] behind lambda test:.",
    ],
)
def cheapest_test(a, b, costs, readings):
    """The cheapest test that tells illness a from illness b.

    costs: test -> seconds. readings: test -> what it shows for each illness, as readings[test][illness].
    """
    telling = [test for test in costs if readings[test][a] != readings[test][b]]
    return min(telling, key=lambda test: costs[test])


@cheapest_test.mistake(
    "The cheapest test of all is no use if it shows the same for both: the accuracy is at guessing whether the units "
    "are saturated or the weights too small. First keep the tests that differ."
)
def test_cheapest_of_all(a, b, costs, readings):
    return min(costs, key=lambda test: costs[test])


@cheapest_test.mistake(
    "You took the first test that tells them apart, in the order of the list. There may be a cheaper one further on."
)
def test_first_telling(a, b, costs, readings):
    return next(test for test in costs if readings[test][a] != readings[test][b])


@cheapest_test.mistake(
    "That is the dearest of the tests that tell them apart. Training longer shows a lot, and takes a minute."
)
def test_dearest(a, b, costs, readings):
    return max((test for test in costs if readings[test][a] != readings[test][b]), key=lambda test: costs[test])


@cheapest_test.mistake(
    "You chose the test that shows the most different things. Only two illnesses are left here; what matters is "
    "whether it differs between *these* two."
)
def test_telling_most(a, b, costs, readings):
    return max(costs, key=lambda test: len(set(readings[test].values())))


@cheapest_test.mistake("These are the tests that show the same for both. They cannot tell them apart.")
def test_same(a, b, costs, readings):
    return min((test for test in costs if readings[test][a] == readings[test][b]), key=lambda test: costs[test])


def _readings(**unusual):
    well = {
        "diverged": 0.0,
        "dead_before": 0.0,
        "dead_after": 0.02,
        "ratio": -0.05,
        "saturated": 0.5,
        "bend": 0.35,
        "accuracy": 0.98,
    }
    return ({**well, **unusual},)


@exercise(
    "From the readings to the diagnosis",
    stub="""
        if readings["diverged"] > 0.5:
            return "exploding"
        if ...:                                  # more than 70 % dead before training
            return "dying by bias"
        if ...:                                  # more than half dead after it
            return "dying by rate"
        if readings["ratio"] < -1.2:             # the power of ten of first / last
            return "vanishing by saturation" if ... else "vanishing by initialisation"
        if ...:                                  # a bend below 0.005
            return "linear collapse"
        return "undertrained" if ... else "healthy"
    """,
    cases=[
        _readings(),
        _readings(dead_before=1.0, dead_after=1.0, ratio=np.nan, saturated=1.0, bend=np.nan, accuracy=0.5),
        _readings(dead_after=0.82, accuracy=0.55),
        _readings(ratio=-4.5, saturated=0.9, accuracy=0.5, bend=np.nan),
        _readings(ratio=-3.2, accuracy=0.5, bend=np.nan, dead_after=0.3),
        _readings(diverged=1.0, ratio=2.6, accuracy=np.nan, bend=np.nan, dead_after=0.7),
        _readings(bend=0.0, saturated=0.0, accuracy=0.92),
        _readings(accuracy=0.85),
    ],
    hints=[
        "Each line asks one reading. The words behind # say which one, and how much is too much.",
        (
            'readings["dead_before"] > 0.7, then readings["dead_after"] > 0.5. For saturation the limit is 0.7 '
            "again, and for the accuracy 0.95."
        ),
        (
            'The five conditions: readings["dead_before"] > 0.7, readings["dead_after"] > 0.5, readings["saturated"] > '
            '0.7, readings["bend"] < 0.005, readings["accuracy"] < 0.95.'
        ),
    ],
)
def name_illness(readings):
    """The diagnosis, from the readings of a patient: a dict with a number for each."""
    if readings["diverged"] > 0.5:
        return "exploding"
    if readings["dead_before"] > 0.7:
        return "dying by bias"
    if readings["dead_after"] > 0.5:
        return "dying by rate"
    if readings["ratio"] < -1.2:
        return "vanishing by saturation" if readings["saturated"] > 0.7 else "vanishing by initialisation"
    if readings["bend"] < 0.005:
        return "linear collapse"
    return "undertrained" if readings["accuracy"] < 0.95 else "healthy"


@name_illness.mistake(
    "Units of the first hidden layer that are dead before the first step are dead after the last one as well. So ask "
    "for *before* first; otherwise a low bias looks like a high rate, and a lower rate helps nobody (lesson 05)."
)
def name_after_only(readings):
    if readings["diverged"] <= 0.5 and readings["dead_after"] > 0.5:
        return "dying by rate"
    return name_illness.answer(readings)


@name_illness.mistake(
    "A gradient that vanishes on its way to the first layer is much *smaller* there: first / last is below 1, "
    "and its power of ten is negative."
)
def name_positive_ratio(readings):
    return name_illness.answer({**readings, "ratio": -readings["ratio"]})


@name_illness.mistake(
    "A network without a bend passes all the other tests: no dead units, a gradient that "
    "arrives. Only the bend gives it away."
)
def name_without_bend(readings):
    return name_illness.answer({**readings, "bend": 1.0})


@name_illness.mistake(
    "Nearly every ill network reads few digits, so a low accuracy by itself names no illness. Undertrained is what "
    "remains when nothing else is found."
)
def name_accuracy_first(readings):
    if readings["diverged"] <= 0.5 and readings["accuracy"] < 0.95:
        return "undertrained"
    return name_illness.answer(readings)


@name_illness.mistake(
    "A dead ReLU unit is silent on every input and counts as saturated: its slope is 0 "
    "there. Ask for the dead units first."
)
def name_saturated_first(readings):
    if readings["diverged"] <= 0.5 and readings["saturated"] > 0.7:
        return "vanishing by saturation"
    return name_illness.answer(readings)


@name_illness.mistake(
    "The two are turned: many saturated units mean saturation. With weights that are too "
    "small, the units sit in the middle."
)
def name_turned_saturation(readings):
    named = name_illness.answer(readings)
    turned = {
        "vanishing by saturation": "vanishing by initialisation",
        "vanishing by initialisation": "vanishing by saturation",
    }
    return turned.get(named, named)


@name_illness.mistake(
    "Ask for divergence first. What the unit map shows of a network whose weights flew off "
    "says nothing about the reason."
)
def name_dead_before_diverged(readings):
    return name_illness.answer({**readings, "diverged": 0.0})
