"""Exercises: from readings to a diagnosis, and to the cheapest way to it."""

import numpy as np

from ...classroom.exercise import exercise


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
        ([0.9, np.nan, np.nan], 0.95),
        ([0.69, 0.69, 0.68], 0.92),
    ],
    hints=[
        "np.isfinite(x) is True for an ordinary number, and False for nan and for infinity.",
        "The order matters: divergence first. losses[-1] is the last loss.",
        'not np.isfinite(losses[-1]) gives "diverged", then dead_share > 0.9 gives "dead".',
    ],
)
def fate(losses, dead_share):
    """One of "diverged", "dead" and "alive".

    losses: the loss of each epoch, a list. dead_share: from 0 to 1, at the end.
    """
    if not np.isfinite(losses[-1]):
        return "diverged"
    if dead_share > 0.9:
        return "dead"
    return "alive"


# One wrong word for one case has many reasons: each message is true whatever the reason is.


@fate.mistake(
    "0.1 is a finite number, and np.isfinite says True to it. Diverged is what is *not* finite: put not before it."
)
def fate_without_not(losses, dead_share):
    return "diverged" if losses[-1] < 0.5 else fate.answer(losses, dead_share)


@fate.mistake(
    "Here no unit is dead: dead_share is 0, and only more than 0.9 is called dead. Does your comparison look that way?"
)
def fate_turned(losses, dead_share):
    return "dead" if dead_share == 0 and losses[-1] < 0.5 else fate.answer(losses, dead_share)


@fate.mistake(
    "The last loss, losses[-1], is nan here, and no comparison finds that: nan > 1000, nan == nan and nan is None are "
    "all False. np.isfinite(losses[-1]) is False for nan, and needs no other condition beside it."
)
def fate_misses_nan(losses, dead_share):
    return "alive" if np.isnan(losses[-1]) else fate.answer(losses, dead_share)


@fate.mistake("dead_share is a share from 0 to 1, not per cent: all units are dead at 1.0, and 90 % is 0.9.")
def fate_per_cent(losses, dead_share):
    return "alive" if dead_share == 1.0 else fate.answer(losses, dead_share)


@fate.mistake("nan is found, and infinity is not: it is no finite number either. np.isfinite answers for both.")
def fate_only_nan(losses, dead_share):
    return "alive" if np.isinf(losses[-1]) else fate.answer(losses, dead_share)


@fate.mistake(
    "A loss of 3 is bad, but it is a number: the network did not diverge. Diverged means that "
    "the loss is not finite any more."
)
def fate_large_loss(losses, dead_share):
    return "diverged" if losses[-1] > 1 else fate.answer(losses, dead_share)


@fate.mistake(
    "80 % are dead here, and called dead is a network with more than 90 %. Some dead units do little harm: in lesson "
    "06 a network with 24 of 32 dead still read most digits."
)
def fate_any_dead(losses, dead_share):
    return "dead" if np.isfinite(losses[-1]) and dead_share > 0.5 else fate.answer(losses, dead_share)


@fate.mistake(
    "Ask for divergence first. The weights of a network that diverged can be so far off that hardly a unit answers; "
    "the dead units of such a network say nothing about why."
)
def fate_dead_first(losses, dead_share):
    return "dead" if dead_share > 0.9 else fate.answer(losses, dead_share)


@fate.mistake("92 % are dead here, and that is more than 90 %: 0.9 is the limit.")
def fate_all_dead(losses, dead_share):
    return "alive" if 0.9 < dead_share < 1 and np.isfinite(losses[-1]) else fate.answer(losses, dead_share)


@exercise(
    "Read a profile of gradients",
    stub="""
        kept = [... for i in range(len(norms) - 1)]    # the share that arrives at norms[i]
        return int(np.argmin(kept)) + ...              # layers are counted from 1
    """,
    cases=[
        ([0.002, 0.003, 0.3, 0.4, 0.5],),
        ([0.001, 0.5, 5.0, 9.0],),
        ([0.9, 0.001, 0.8, 1.0],),
        ([0.1, 0.11, 0.12, 1.0],),
        ([0.02, 5.0, 0.03, 0.06],),
    ],
    hints=[
        "The gradient goes from norms[i + 1] to norms[i]. Which share of it arrives?",
        "norms[i] / norms[i + 1] is that share. Where is it smallest?",
        "kept = [norms[i] / norms[i + 1] for i in range(len(norms) - 1)], and + 1 behind np.argmin(kept).",
    ],
)
def where_lost(norms):
    """The layer, counted from 1, into which the gradient comes with most loss."""
    kept = [norms[i] / norms[i + 1] for i in range(len(norms) - 1)]
    return int(np.argmin(kept)) + 1


@where_lost.mistake(
    "You looked for the smallest norm. A small norm is handed on to every layer before it; the fault lies where the "
    "numbers *drop* from one layer to the one before."
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
    "That is the layer where the *largest* share arrives: either the fraction is turned (what arrives at layer i came "
    "from layer i + 1, so norms[i] / norms[i + 1]), or np.argmax stands in place of np.argmin."
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


@where_lost.mistake("You multiplied. Which share arrives is a fraction: what arrives, divided by what set out.")
def lost_product(norms):
    return int(np.argmin([norms[i] * norms[i + 1] for i in range(len(norms) - 1)])) + 1


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
        if ...:                         # more than 70 % of the units dead before training
            return "dying by bias"
        if ...:                         # more than half of them dead after training
            return "dying by rate"
        if readings["ratio"] < -1.2:    # hardly any gradient arrives
            if ...:                     # more than 70 % of the slopes saturated
                return "vanishing by saturation"
            return "vanishing by initialisation"
        if ...:                         # a bend below 0.005
            return "linear collapse"
        if ...:                         # fewer than 95 % of the digits right
            return "undertrained"
        return "healthy"
    """,
    cases=[
        _readings(),
        _readings(dead_before=1.0, dead_after=1.0, ratio=np.nan, saturated=1.0, bend=np.nan, accuracy=0.5),
        _readings(dead_after=0.82, accuracy=0.55),
        _readings(ratio=-4.5, saturated=0.9, accuracy=0.5, bend=np.nan),
        _readings(ratio=-3.2, saturated=0.55, accuracy=0.5, bend=np.nan, dead_after=0.3),
        _readings(bend=1e-7, saturated=0.0, accuracy=0.92),
        _readings(accuracy=0.85),
        _readings(accuracy=0.94),
    ],
    hints=[
        'Each line asks one reading, such as readings["saturated"]. The words behind # say which, and its limit.',
        'A share goes from 0 to 1: 70 % is 0.7. So the first condition is readings["dead_before"] > 0.7.',
        (
            'The five conditions: readings["dead_before"] > 0.7, readings["dead_after"] > 0.5, readings["saturated"] > '
            '0.7, readings["bend"] < 0.005, readings["accuracy"] < 0.95.'
        ),
    ],
)
def name_illness(readings):
    """The diagnosis of a patient that did not diverge; readings: a dict of numbers."""
    if readings["dead_before"] > 0.7:
        return "dying by bias"
    if readings["dead_after"] > 0.5:
        return "dying by rate"
    if readings["ratio"] < -1.2:
        if readings["saturated"] > 0.7:
            return "vanishing by saturation"
        return "vanishing by initialisation"
    if readings["bend"] < 0.005:
        return "linear collapse"
    if readings["accuracy"] < 0.95:
        return "undertrained"
    return "healthy"


# As with `fate`: each message is true of the patient that was named wrongly, whatever the reason is.


@name_illness.mistake(
    "This one is healthy: it reads 98 % of the digits, which stands as 0.98 in the readings. A share goes from 0 to 1, "
    "and 95 % is 0.95."
)
def name_accuracy_in_per_cent(readings):
    return "undertrained" if readings["accuracy"] >= 0.95 else name_illness.answer(readings)


@name_illness.mistake(
    "Here all units are dead before training, and therefore after it as well. Ask for *before* first, and as a share: "
    "more than 70 % is > 0.7."
)
def name_after_first(readings):
    return "dying by rate" if readings["dead_after"] > 0.5 else name_illness.answer(readings)


@name_illness.mistake(
    'Here all units are dead before training: readings["dead_before"] is 1.0. It is a share from 0 to 1, so more than '
    "70 % is > 0.7, not > 70."
)
def name_dead_in_per_cent(readings):
    return "undertrained" if readings["dead_before"] > 0.7 else name_illness.answer(readings)


@name_illness.mistake(
    "A dead ReLU unit is silent on every input and counts as saturated: its slope is 0 there. Ask for the dead units "
    "first, and for dead_before, which is 1.0 here."
)
def name_saturated_first(readings):
    return "vanishing by saturation" if readings["saturated"] > 0.7 else name_illness.answer(readings)


@name_illness.mistake(
    'Here no unit is dead before training, and most are after it: readings["dead_before"] is 0.0. What is dead before '
    "the first step is the bias; what dies in training is the rate."
)
def name_before_of_after(readings):
    return "dying by bias" if readings["dead_after"] > 0.5 else name_illness.answer(readings)


@name_illness.mistake(
    'Here 82 % of the units are dead after training: readings["dead_after"] is 0.82. More than half is > 0.5. The low '
    "accuracy comes from that, and undertrained is what remains when nothing else is found."
)
def name_misses_the_dead(readings):
    dead = readings["dead_before"] <= 0.7 and readings["dead_after"] > 0.5
    return "undertrained" if dead else name_illness.answer(readings)


@name_illness.mistake(
    'Here 90 % of the slopes are flat: readings["saturated"] is 0.9. More than 70 % is saturation, so the limit is > '
    "0.7; half of the slopes of a healthy ReLU network are flat."
)
def name_misses_saturation(readings):
    named = name_illness.answer(readings)
    return "vanishing by initialisation" if named == "vanishing by saturation" else named


@name_illness.mistake(
    'Here about half of the slopes are flat, readings["saturated"] is 0.55, much as in a healthy ReLU network. So '
    "it is not the slopes, it is the weights. Saturation begins above 0.7."
)
def name_saturation_too_soon(readings):
    named = name_illness.answer(readings)
    return "vanishing by saturation" if named == "vanishing by initialisation" else named


@name_illness.mistake(
    "This one is straight: its bend is 0.0000001. A number that was computed is hardly ever exactly 0, so ask for < "
    "0.005, and before you ask for the accuracy."
)
def name_without_bend(readings):
    named = name_illness.answer(readings)
    return "undertrained" if named == "linear collapse" else named


@name_illness.mistake(
    "A network without a bend passes all the other tests: no dead units, a gradient that arrives. Only the bend gives "
    "it away; this one's is 0.0000001, and below 0.005 is straight."
)
def name_straight_is_well(readings):
    named = name_illness.answer(readings)
    return "healthy" if named == "linear collapse" else named


@name_illness.mistake("Well means 95 % of the digits in this clinic (section 1), which is 0.95. This one reads fewer.")
def name_lenient(readings):
    named = name_illness.answer(readings)
    return "healthy" if named == "undertrained" else named


_ILLNESSES = ["low bias", "saturation", "small weights"]
_TESTS = [
    (minutes, name, dict(zip(_ILLNESSES, shown, strict=True)))
    for minutes, name, shown in [
        (4, "bend", ["flat", "bent", "flat"]),
        (1, "accuracy", ["half", "half", "half"]),
        (5, "gradient", ["none", "vanishes", "vanishes"]),
        (2, "dead units", ["all", "none", "none"]),
        (3, "saturated", ["all", "all", "half"]),
    ]
]


@exercise(
    "The cheapest test that tells them apart",
    stub="""
        telling = [(minutes, name) for minutes, name, shows in tests if ...]
        return ...    # min(telling) is the pair with the fewest minutes; [1] is its name
    """,
    cases=[
        ("low bias", "saturation", _TESTS),
        ("saturation", "small weights", _TESTS),
        ("small weights", "low bias", _TESTS),
    ],
    hints=[
        "Which tests show different things for a and for b? shows[a] and shows[b] say what a test shows.",
        "if shows[a] != shows[b] keeps what tells them apart. min(telling) is a pair: the name is its second part.",
        "if shows[a] != shows[b] in the list, and min(telling)[1] behind return.",
    ],
)
def cheapest_test(a, b, tests):
    """The name of the cheapest test that shows different things for illnesses a and b.

    tests: a list of (minutes, name, shows); shows[a] is what it shows for illness a.
    """
    telling = [(minutes, name) for minutes, name, shows in tests if shows[a] != shows[b]]
    return min(telling)[1]


@cheapest_test.mistake(
    "That test shows the same for both, so it cannot tell them apart. Keep the tests with shows[a] != shows[b], and "
    "only then look for the cheapest."
)
def test_same(a, b, tests):
    return min((minutes, name) for minutes, name, shows in tests if shows[a] == shows[b])[1]


@cheapest_test.mistake(
    "It tells them apart, and another test does so for fewer minutes. min(telling) is the pair with the fewest."
)
def test_first_telling(a, b, tests):
    return next(name for _, name, shows in tests if shows[a] != shows[b])


@cheapest_test.mistake(
    "That is the dearest of the tests that tell them apart: min takes the smallest, max the largest."
)
def test_dearest(a, b, tests):
    return max((minutes, name) for minutes, name, shows in tests if shows[a] != shows[b])[1]


@cheapest_test.mistake("min(telling) is a pair of minutes and name. Asked for is the name: its second part, [1].")
def test_pair(a, b, tests):
    return min((minutes, name) for minutes, name, shows in tests if shows[a] != shows[b])


@cheapest_test.mistake("Those are the minutes. Asked for is the name, the second part of the pair: [1].")
def test_minutes(a, b, tests):
    return min((minutes, name) for minutes, name, shows in tests if shows[a] != shows[b])[0]


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


@step_length.mistake("You divided by the rate. The step is lr *times* dW: at a lower rate it is shorter.")
def step_divided(W, dW, lr):
    return np.linalg.norm(dW / lr) / np.linalg.norm(W)


@step_length.mistake("The root is missing: a length is the root of the sum of the squares. np.linalg.norm takes it.")
def step_without_root(W, dW, lr):
    return ((lr * dW) ** 2).sum() / (W**2).sum()


@exercise(
    "Does the network bend?",
    stub="""
        straight = ...     # what a straight function gives half-way, from at_a and at_b
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
    """How far, at most, the outputs half-way are from those of a straight function."""
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


@off_the_line.mistake(
    "np.linalg.norm puts all distances together into one length. Asked for is the largest of them: np.abs, then .max()."
)
def off_norm(at_a, at_b, between):
    return np.linalg.norm(between - (at_a + at_b) / 2)


@off_the_line.mistake("np.argmax gives the place of the largest distance. Asked for is the distance itself: .max().")
def off_place(at_a, at_b, between):
    return np.abs(between - (at_a + at_b) / 2).argmax()
