"""Exercises: from readings to a diagnosis, and to the cheapest way to it."""

import numpy as np

from ...classroom.compare import shown
from ...classroom.exercise import exercise


def _word_for(answer, arguments, right, why):
    """None if the answer gives this word; else the sentence, and what was asked and answered."""
    got = answer(*arguments.values())
    if isinstance(got, str) and got.strip().lower() == right:
        return None
    given = ", ".join(f"{name} = {shown(value)}" for name, value in arguments.items())
    return f"{why}\nFor {given}\n    expected: {right!r}\n    got:      {shown(got)}"


#: losses, share of dead units, the right word, and what there is to say: true whatever the reader's reason is.
_FATES = [
    (
        [5.0, 90.0, np.inf],
        0.0,
        "diverged",
        "nan is found, and infinity is not: it is no finite number either. np.isfinite answers for both.",
    ),
    (
        [0.9, 2.0, np.nan],
        0.95,
        "diverged",
        "Ask for divergence first, and with no other condition. The weights of a network that diverged can be so "
        "far off that hardly a unit "
        "answers; the dead units of such a network say nothing about why.",
    ),
    (
        [0.7, 30.0, 2000.0],
        0.0,
        "alive",
        "This loss is large, and larger than at the start, but it is a number: the network did not diverge. Diverged "
        "means that the loss is not finite any more.",
    ),
    *(
        (
            [4.0, 3.5, 3.2],
            share,
            "alive",
            f"{100 * share:.0f} % are dead here, and called dead is a network with more than 90 %. Some dead units do "
            "little harm: in lesson 06 a network with 24 of 32 dead still read most digits.",
        )
        for share in (0.2, 0.5, 0.8, 0.89)
    ),
    *(
        (
            [0.69, 0.69, 0.68],
            share,
            "dead",
            f"{100 * share:g} % are dead here, and that is more than 90 %: 0.9 is the limit.",
        )
        for share in (0.99, 0.92, 0.905)
    ),
    (
        [0.7, float("inf"), 0.5],
        0.2,
        "alive",
        "One loss in between is infinite here, and the last one is 0.5. Only the last is asked for: losses[-1].",
    ),
    ([0.7, 0.6, 0.5], 0.9, "alive", "Exactly 90 % are dead here. *More than* 90 % is asked for: > 0.9, without the =."),
]


def every_fate(answer):
    """Whether each network gets its word, one after the other."""
    asked = (_word_for(answer, {"losses": list(a), "dead_share": b}, *said) for a, b, *said in _FATES)
    return next((text for text in asked if text), None)


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
        ([0.7, 2.5, float("nan")], 0.3),  # as one that was computed: another object than np.nan
        ([0.69, 0.69, 0.69], 1.0),
    ],
    properties=[every_fate],
    words=["diverged", "dead", "alive"],
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


# The three cases are a network that is well, one with nan as its last loss, and one that is dead: whoever gives the
# same three words has the same fault, or one that the same sentence is true of.


@fate.mistake(
    "The last loss, losses[-1], is nan here, and no comparison finds that: neither >, nor ==, nor the word is (nan is "
    "None, nan is np.nan). What finds it is not np.isfinite(losses[-1]), with its brackets and no other condition "
    "beside it. losses[0] is the first loss."
)
def fate_misses_nan(losses, dead_share):
    return "dead" if dead_share > 0.9 else "alive"


fate.slips(
    {
        ("not np.isfinite(losses[-1])", "np.isfinite(losses[-1])"): (
            "0.1 is a finite number, and np.isfinite says True to it. Diverged is what is *not* finite: put not before "
            "it."
        ),
        ("dead_share > 0.9", "dead_share > 90"): (
            "A network in which all units are dead has the dead_share 1.0, and you do not call it dead. It is a share "
            "from 0 to 1, not per cent: more than 90 % is > 0.9."
        ),
        ("dead_share > 0.9", "dead_share < 0.9"): (
            "Where no unit is dead, dead_share is 0; where all are, it is 1. Only more than 0.9 is called dead: does "
            "your comparison look that way?"
        ),
        ("dead_share > 0.9", "True"): (
            "A network with no dead unit, dead_share 0, is called dead: only more than 0.9 is. Does your second if ask "
            "that?"
        ),
        ("not np.isfinite(losses[-1])", "True"): (
            "You call all three diverged, also where the last loss is 0.1. A condition that is always True does that: "
            "is a function named there and not called, or does or stand before a number or word by itself?"
        ),
    }
)


@fate.mistake(
    "You call all three networks alive. The last loss of one is nan, and no comparison finds that: np.isfinite "
    "does. In another all units are dead: dead_share is a share from 0 to 1, not per cent, and 1.0 is more than 0.9."
)
def fate_all_alive(losses, dead_share):
    return "alive"


@fate.mistake(
    "Two things. No comparison finds nan: np.isfinite(losses[-1]) is False for it. And a network of which no unit is "
    "dead has the dead_share 0: only more than 0.9 is called dead."
)
def fate_turned_and_misses_nan(losses, dead_share):
    return "dead" if dead_share < 0.9 else "alive"


@fate.mistake(
    "The two words are exchanged. A loss that is not a finite number has diverged; with more than 90 % of the units "
    "silent, the network is dead."
)
def fate_exchanged(losses, dead_share):
    return "dead" if not np.isfinite(losses[-1]) else "diverged" if dead_share > 0.9 else "alive"


@fate.mistake(
    "Both conditions are turned round: diverged is what is *not* finite, and dead is a dead_share of *more* than 0.9."
)
def fate_both_turned(losses, dead_share):
    return "diverged" if np.isfinite(losses[-1]) else "dead" if dead_share < 0.9 else "alive"


fate.slips(
    {
        ('"dead"', '"diverged"'): (
            "A network in which all units are dead need not have diverged: its losses are 0.69 here, each a finite "
            "number. Dead and diverged are asked for by themselves, without or and without and."
        ),
    }
)


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
        ([50, 3.0, 2.0, 0.9, 1.0],),
        ([0.3, 0.4, 0.1, 0.2, 0.9, 1.0],),
        ([0.1, 0.3, 4.0, 4.1, 12.0],),
        ([0.2, 0.4],),
    ],
    advice={
        "unsupported operand type(s) for /: 'list'": (
            "norms is the whole list, and / takes one number of it: what arrives at layer i is norms[i]."
        ),
    },
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


where_lost.slips(
    {
        ("np.argmin(kept)", "np.argmin(norms)"): (
            "You looked for the smallest norm. A small norm is handed on to every layer before it; the fault lies "
            "where the numbers *drop* from one layer to the one before."
        ),
        ("norms[i] / norms[i + 1]", "norms[i] - norms[i + 1]"): (
            "You compared by subtraction. From 9 to 5 much is lost in numbers, but more than half arrives; from 0.5 to "
            "0.001 little is lost in numbers, and only a five-hundredth arrives. Gradients are multiplied from layer "
            "to layer, so divide."
        ),
        ("norms[i] / norms[i + 1]", "norms[i + 1] / norms[i]"): (
            "That is the layer where the *largest* share arrives: either the fraction is turned (what arrives at layer "
            "i came from layer i + 1, so norms[i] / norms[i + 1]), or np.argmax stands in place of np.argmin."
        ),
        ("int(np.argmin(kept)) + 1", "int(np.argmin(kept))"): (
            "One too low: Python counts from 0, the layers are counted from 1."
        ),
        ("int(np.argmin(kept)) + 1", "int(np.argmin(kept)) + 2"): (
            "One too high. The list counts from 0 and the layers from 1, so 1 is added. Wanted is the layer where the "
            "small gradient arrives, not the one that it comes from."
        ),
        ("norms[i] / norms[i + 1]", "norms[i] * norms[i + 1]"): (
            "You multiplied. Which share arrives is a fraction: what arrives, divided by what set out."
        ),
        ("norms[i] / norms[i + 1]", "norms[i + 1] - norms[i]"): (
            "You took the smallest of the differences. Where two norms lie close together, nearly all arrives. And "
            "gradients are multiplied from layer to layer: divide, and look for the smallest share."
        ),
        ("norms[i] / norms[i + 1]", "abs(norms[i + 1] - norms[i])"): (
            "You compared by distance, whatever its sign: where two norms lie close together, nearly all arrives. "
            "Gradients are multiplied from layer to layer: divide what arrives by what set out."
        ),
        ("norms[i] / norms[i + 1]", "norms[i] / norms[i - 1]"): (
            "You divided by the norm *before*: for the first layer, that is norms[-1], the last one. The gradient "
            "travels back, so it comes into layer i from layer i + 1."
        ),
        ("int(np.argmin(kept)) + 1", "min(kept)"): (
            "That is the smallest share itself. Asked for is the layer it belongs to, so its place in the list: "
            "np.argmin."
        ),
        ("int(np.argmin(kept)) + 1", "kept"): (
            "These are all the shares. Asked for is the layer of the smallest, so one number: np.argmin, and 1 more."
        ),
        ("int(np.argmin(kept)) + 1", "len(norms) - int(np.argmin(kept))"): (
            "You counted the layers from the other end. Layer 1 is the first of the list, though the gradient comes "
            "there last."
        ),
        ("int(np.argmin(kept)) + 1", "len(norms) - 1 - int(np.argmin(kept))"): (
            "You counted the layers from the other end, and from 0. Layer 1 is the first of the list."
        ),
        ("range(len(norms) - 1)", "range(len(norms) - 2)"): (
            "The last pair is left out, the step from the last layer to the one before. range(len(norms) - 1) ends "
            "there already: it gives 0 up to len(norms) - 2."
        ),
        ("range(len(norms) - 1)", "range(1, len(norms) - 1)"): (
            "The first pair is left out, and so every place is one lower than it should be. i begins at 0: "
            "range(len(norms) - 1)."
        ),
        ("norms[i] / norms[i + 1]", "norms[i + 1]"): (
            "You looked for the smallest norm among those that the gradient comes *from*. A share has two: what "
            "arrives, norms[i], divided by what set out, norms[i + 1]."
        ),
        ("int(np.argmin(kept)) + 1", "int(np.argmax(kept)) + 2"): (
            "That is one above the layer where the *largest* share arrives. Wanted is the smallest share, and the "
            "layer it arrives at, counted from 1."
        ),
        ("int(np.argmin(kept)) + 1", "int(np.argmax(kept))"): (
            "That is one below the layer where the *largest* share arrives. Wanted is the smallest share; and layers "
            "are counted from 1."
        ),
        ("norms[i] / norms[i + 1]", "norms[i] // norms[i + 1]"): (
            "// cuts off what stands behind the point, and most shares become 0. Divide with /."
        ),
    }
)


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
    return {**well, **unusual}


_DEAD_BEFORE = {"dead_before": 1.0, "dead_after": 1.0, "ratio": np.nan, "saturated": 1.0, "bend": np.nan}
#: Readings, the right diagnosis, and what there is to say by what was answered ("" for anything else): true of the
#: patient, whatever the reader's reason is.
_PATIENTS = [
    (
        {**_DEAD_BEFORE, "accuracy": 0.5},
        "dying by bias",
        {
            "dying by rate": "Here all units are dead before training, and therefore after it as well. Ask for "
            "*before* first, and as a share: more than 70 % is > 0.7.",
            "vanishing by saturation": "A dead ReLU unit is silent on every input and counts as saturated: its slope "
            "is 0 there. Ask for the dead units first, and for dead_before, which is 1.0 here.",
            "": 'Here all units are dead before training: readings["dead_before"] is 1.0. It is a share from 0 to 1, '
            "so more than 70 % is > 0.7, not > 70.",
        },
    ),
    (
        {"dead_after": 0.82, "accuracy": 0.55},
        "dying by rate",
        {
            "dying by bias": 'Here no unit is dead before training, and most are after it: readings["dead_before"] is '
            "0.0. What is dead before the first step is the bias; what dies in training is the rate.",
            "": 'Here 82 % of the units are dead after training: readings["dead_after"] is 0.82. More than half is > '
            "0.5. The low accuracy comes from that, and undertrained is what remains when nothing else is found.",
        },
    ),
    (
        {"ratio": -4.5, "saturated": 0.9, "accuracy": 0.5, "bend": np.nan},
        "vanishing by saturation",
        {
            "": "Hardly any gradient arrives here, the ratio is -4.5, and no question before that one fits. With most "
            "slopes saturated it is vanishing by saturation.",
            "vanishing by initialisation": 'Here 90 % of the slopes are flat: readings["saturated"] is '
            "0.9. More than 70 % is saturation, so the limit is > 0.7, and it is the share of the saturated "
            "slopes that is asked for.",
        },
    ),
    (
        {"ratio": -3.2, "saturated": 0.55, "accuracy": 0.5, "bend": np.nan, "dead_after": 0.3},
        "vanishing by initialisation",
        {
            "": "Hardly any gradient arrives here, the ratio is -3.2, and no question before that one fits.",
            "dying by rate": "30 % of the units are dead after training here, and dying by rate is more than half.",
            "vanishing by saturation": 'Here about half of the slopes are flat, readings["saturated"] '
            "is 0.55, much as in a healthy ReLU network. So it is not the slopes, it is the weights. Saturation "
            "begins above 0.7.",
        },
    ),
    (
        {"bend": 1e-7, "saturated": 0.0, "accuracy": 0.92},
        "linear collapse",
        {
            "undertrained": "This one is straight: its bend is 0.0000001. A number that was computed is hardly ever "
            "exactly 0, so ask for < 0.005, and before you ask for the accuracy.",
            "": "A network without a bend passes all the other tests: no dead units, a gradient that arrives. Only the "
            "bend gives it away; this one's is 0.0000001, and below 0.005 is straight.",
        },
    ),
    # At the limits and close to them.
    (
        {"dead_before": 0.6, "dead_after": 0.6},
        "dying by rate",
        {
            "dying by bias": "60 % are dead before training here: that is not yet the bias, which is more than 70 %.",
            "": "60 % are dead after training here, dead_after is 0.6, and more than half is > 0.5.",
        },
    ),
    *(
        (readings, right, {"": f'{seen} The limit in the stub is "{limit}".'})
        for limit, readings, right, seen in [
            (
                "more than 70 %",
                {"dead_before": 0.72, "dead_after": 0.75},
                "dying by bias",
                "72 % are dead before training: dead_before is 0.72.",
            ),
            (
                "more than 70 %",
                {"dead_before": 0.7, "dead_after": 0.8},
                "dying by rate",
                "Exactly 70 % are dead before training: > 0.7, without =.",
            ),
            ("more than half", {"dead_after": 0.45}, "healthy", "45 % are dead after training: dead_after is 0.45."),
            ("more than half", {"dead_after": 0.53}, "dying by rate", "53 % are dead after training: half is 0.5."),
            (
                "more than half",
                {"dead_after": 0.5},
                "healthy",
                "Exactly half are dead after training: > 0.5, without =.",
            ),
            ("ratio < -1.2", {"ratio": -1.1}, "healthy", "The ratio is -1.1 here, which is above -1.2."),
            (
                "ratio < -1.2",
                {"ratio": -1.3},
                "vanishing by initialisation",
                "The ratio is -1.3 here, which is below -1.2.",
            ),
            ("ratio < -1.2", {"ratio": -1.2}, "healthy", "The ratio is exactly -1.2 here."),
            (
                "more than 70 %",
                {"ratio": -2.0, "saturated": 0.65},
                "vanishing by initialisation",
                "65 % of the slopes are flat: the reading is 0.65.",
            ),
            (
                "more than 70 %",
                {"ratio": -2.0, "saturated": 0.72},
                "vanishing by saturation",
                "72 % of the slopes are flat: the reading is 0.72.",
            ),
            (
                "more than 70 %",
                {"ratio": -2.0, "saturated": 0.7},
                "vanishing by initialisation",
                "Exactly 70 % of the slopes are flat: > 0.7, without =.",
            ),
            ("below 0.005", {"bend": 0.04}, "healthy", "The bend is 0.04 here: small, and there."),
            ("below 0.005", {"bend": 0.006}, "healthy", "The bend is 0.006 here: small, and there."),
            (
                "below 0.005",
                {"bend": 0.004, "accuracy": 0.92},
                "linear collapse",
                "The bend is 0.004 here: that is straight.",
            ),
            ("below 0.005", {"bend": 0.005}, "healthy", "The bend is exactly 0.005 here: < 0.005, without =."),
            ("fewer than 95 %", {"accuracy": 0.3}, "undertrained", "This one reads 30 % of the digits."),
            ("fewer than 95 %", {"accuracy": 0.94}, "undertrained", "This one reads 94 %. Well means 95 %: 0.95."),
            ("fewer than 95 %", {"accuracy": 0.96}, "healthy", "This one reads 96 % of the digits. 95 % is 0.95."),
            ("fewer than 95 %", {"accuracy": 0.95}, "healthy", "This one reads exactly 95 %: < 0.95, without =."),
        ]
    ),
]
#: The first patients have one illness each, in full; the others are at the limits.
_CLEAR = 5
_DIAGNOSES = ["healthy", "undertrained", *(right for _, right, _ in _PATIENTS[:_CLEAR])]


def every_patient(answer):
    """Whether each patient at the limits gets the right diagnosis, one after the other."""
    for unusual, right, said in _PATIENTS[_CLEAR:]:
        readings = _readings(**unusual)
        got = shown(answer(dict(readings))).strip("'")
        why = said.get(got.strip().lower(), said[""])
        if got.strip().lower() not in _DIAGNOSES:
            why = f"The words to choose from: {', '.join(_DIAGNOSES)}."
        text = _word_for(answer, {"readings": readings}, right, why)
        if text:
            return text
    return None


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
    cases=[(_readings(**each),) for each in ({}, {"accuracy": 0.85}, *(unusual for unusual, *_ in _PATIENTS[:_CLEAR]))],
    properties=[every_patient],
    by_case=True,
    words=_DIAGNOSES,
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


name_illness.slips(
    {
        ('readings["accuracy"] < 0.95', 'readings["accuracy"] < 95'): (
            "This one is healthy: it reads 98 % of the digits, which stands as 0.98 in the readings. A share goes from "
            "0 to 1, and 95 % is 0.95. The other limits are shares, too."
        ),
        ('readings["accuracy"] < 0.95', 'readings["accuracy"] > 0.95'): (
            "The comparison is turned: who reads 98 % of the digits is well, who reads 85 % is not. Fewer than 95 % is "
            "< 0.95."
        ),
        ('readings["accuracy"] < 0.95', 'readings["accuracy"] < 0.8'): (
            "One of them reads 85 % of the digits. Well means 95 % in this clinic (section 1), which is 0.95; who "
            "reads fewer and has no other fault is undertrained."
        ),
        ('readings["dead_before"] > 0.7', 'readings["dead_before"] < 0.7'): (
            'No unit is dead before training here, readings["dead_before"] is 0.0, and you say dying by bias. More '
            "than 70 % is > 0.7."
        ),
        ('readings["dead_after"] > 0.5', 'readings["dead_after"] < 0.5'): (
            'Hardly a unit is dead after training here, readings["dead_after"] is 0.02, and you say dying by rate. '
            "More than half is > 0.5."
        ),
        ('readings["bend"] < 0.005', 'readings["bend"] > 0.005'): (
            "The bend is 0.35 here, far above 0.005, and you say linear collapse: below is <, and the limit is 0.005."
        ),
        ('readings["ratio"] < -1.2', 'readings["ratio"] > -1.2'): (
            "The gradient arrives here: the ratio is -0.05, which is *not* below -1.2, and you say vanishing. That "
            "line of the stub is complete as it stands."
        ),
    }
)


@name_illness.mistake(
    "You call both of them saturated. Half of the slopes of a healthy ReLU network are flat, which harms nobody: ask "
    "for saturation only where hardly any gradient arrives, and for more than 0.7."
)
def name_saturated_all(readings):
    if readings["dead_before"] > 0.7 or readings["dead_after"] > 0.5 or readings["saturated"] <= 0.4:
        return name_illness.answer(readings)
    return "vanishing by saturation"


@name_illness.mistake(
    "The two names are exchanged: dead *before* training is dying by bias, dead after it dying by rate."
)
def name_bias_and_rate_exchanged(readings):
    exchanged = {"dying by bias": "dying by rate", "dying by rate": "dying by bias"}
    right = name_illness.answer(readings)
    return exchanged.get(right, right)


def _said_of(patient, word):
    """The mistake of saying this word of one patient."""

    def answer(readings):
        return word if readings == patient else name_illness.answer(readings)

    answer.__name__ = f"{word} for {name_illness.answer(patient)}"
    return answer


for _unusual, _right, _said in _PATIENTS[:_CLEAR]:
    for _word in _DIAGNOSES:
        if _word != _right:
            name_illness.mistake(_said.get(_word, f"You say {_word}. {_said['']}"))(
                _said_of(_readings(**_unusual), _word)
            )


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
_LIKE = [" ".join(["the", "same"]) for _ in _ILLNESSES]  # equal texts, which are not one object
_OTHER_TESTS = [
    (minutes, name, dict(zip(reversed(_ILLNESSES), reversed(shown), strict=True)))
    for minutes, name, shown in [
        (12, "weights", ["usual", "large", "small"]),
        (30, "train on", ["nothing", "nothing", "falls"]),
        (0.5, "loss", _LIKE),
        (7, "step", ["long", "short", "long"]),
        (9, "outputs", ["alike", "spread", "alike"]),
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
        ("low bias", "small weights", _OTHER_TESTS),
        ("saturation", "low bias", _OTHER_TESTS),
        ("small weights", "saturation", _OTHER_TESTS),
    ],
    words=[name for _, name, _ in _TESTS + _OTHER_TESTS],
    advice={
        "'a'": "a and b hold the names of the two illnesses: shows[a], in square brackets and without quotes.",
        "tuple indices must be": (
            "The parts of a tuple have places, such as [0] and [1]. What a test shows is the dict that the loop calls "
            "shows: shows[a]."
        ),
        "list indices must be integers or slices, not str": (
            "tests is the whole list. What one test shows is the dict that the loop calls shows: shows[a]."
        ),
        "'<' not supported": (
            "min got a number and a text, and cannot compare them. Of the whole list it gives a pair; the name is "
            "taken out of that, with [1]."
        ),
    },
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


cheapest_test.slips(
    {
        ("!=", "=="): (
            "That test shows the same for both, so it cannot tell them apart. Keep the tests with shows[a] != "
            "shows[b], and only then look for the cheapest."
        ),
        ("min(telling)", "telling[0]"): (
            "It tells them apart, and another test does so for fewer minutes. min(telling) is the pair with the fewest."
        ),
        ("min(telling)", "max(telling)"): (
            "That is the dearest of the tests that tell them apart: min takes the smallest, max the largest."
        ),
        ("min(telling)[1]", "min(telling)"): (
            "min(telling) is a pair of minutes and name. Asked for is the name: its second part, [1]."
        ),
        ("min(telling)[1]", "min(telling)[0]"): (
            "Those are the minutes. Asked for is the name, the second part of the pair: [1]."
        ),
        ("min(telling)[1]", "min(name for _, name in telling)"): (
            "That is the first by the *alphabet* among the tests that tell them apart. Of pairs, min compares the "
            "first part: the minutes have to stand there."
        ),
        ("min(telling)[1]", "min((name for _, name in telling), key=len)"): (
            "That is the test with the shortest name. The cheapest has the fewest minutes: the first part."
        ),
        ("min(telling)", "telling[-1]"): (
            "That is the last of the list that tells them apart, and another test does so for fewer minutes: "
            "min(telling)."
        ),
        ("min(telling)[1]", "min(telling)[1][0]"): (
            "That is the first letter of the name. min(telling) is a pair, and [1] is the whole name: no second pair "
            "of brackets."
        ),
        ("!=", "is not"): (
            "The test that you name shows the same text for both. Two equal texts need not be one object, which is "
            "what the word is asks for. Different texts are found by !=."
        ),
        ("!=", ">"): (
            "> compares texts by the alphabet, as < does. Whether a test shows something different for the two is "
            "asked by !=."
        ),
        ("min(telling)[1]", "telling"): (
            "These are all the tests that tell them apart. Asked for is the name of the cheapest: min(telling) is its "
            "pair."
        ),
        ("min(telling)", "sorted(telling)[1]"): (
            "That is the second cheapest. In Python the first of a sorted list has the index 0: min(telling)."
        ),
        ("min(telling)", "telling[1]"): (
            "telling[1] is the second test of the list, whatever it costs. The [1] belongs behind the pair that min "
            "gives."
        ),
    }
)


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
        (np.array([[6.0, -2.0], [1.0, 3.0], [-0.5, 0.8]]), np.array([[0.1, -0.7], [0.4, 0.2], [0.3, -0.9]]), 0.03),
    ],
    advice={
        "only length-1 arrays": "Two lengths are divided, and W itself is a table: its length is np.linalg.norm(W).",
    },
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


step_length.slips(
    {
        ("lr * dW", "dW"): (
            "The learning rate is missing. The gradient says how steep it is; the step is lr times as long. The same "
            "gradient is harmless at rate 0.1 and deadly at 20."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.linalg.norm(W) / np.linalg.norm(step)"): (
            "The fraction is turned: the length of the step belongs above the line, that of the weights below. 0.01 "
            "then means: one per cent of the weights."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.linalg.norm(step)"): (
            "That is the length of the step by itself. Whether it is long depends on the weights: a step of 0.1 is "
            "nothing to weights of length 10 and a leap to weights of length 0.1."
        ),
        ("lr * dW", "W - lr * dW"): (
            "You measured where the weights are after the step. Wanted is the step alone: lr * dW, without W."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "step.sum() / W.sum()"): (
            "In a sum, positive and negative entries cancel. The length squares them first: np.linalg.norm."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "(step / W).mean()"): (
            "You divided entry by entry. A single weight near 0 then decides everything; divide the two lengths."
        ),
        ("lr * dW", "dW / lr"): "You divided by the rate. The step is lr *times* dW: at a lower rate it is shorter.",
        ("np.linalg.norm(step) / np.linalg.norm(W)", "(step**2).sum() / (W**2).sum()"): (
            "The root is missing: a length is the root of the sum of the squares. np.linalg.norm takes it."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "100 * np.linalg.norm(step) / np.linalg.norm(W)"): (
            "Yours is 100 times as large: per cent. Wanted is the length divided by the length of W, without the 100; "
            "the next cell multiplies by 100 where it prints."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.linalg.norm(step, 2) / np.linalg.norm(W, 2)"): (
            "Of a table, np.linalg.norm(W, 2) is another number, the most that W can stretch a row. The root of the "
            "sum of all squares is np.linalg.norm(W), without the 2."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.abs(step).sum() / np.abs(W).sum()"): (
            "You put the sizes together, without their signs. A length is the root of the sum of the *squares*: "
            "np.linalg.norm takes it."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.abs(step).max() / np.abs(W).max()"): (
            "You divided the largest entries. The length takes all entries: the root of the sum of the squares."
        ),
        ("np.linalg.norm(W)", "W.size"): (
            "You divided by how many numbers W has. Its length is another matter: np.linalg.norm(W)."
        ),
        ("np.linalg.norm(W)", "len(W)"): (
            "len(W) is the number of rows of W. Its length, as of an arrow, is np.linalg.norm(W)."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "len(step) / len(W)"): (
            "len counts rows, and the step has as many as W. The length, as of an arrow, is np.linalg.norm."
        ),
        (" / ", " * "): "You multiplied the two lengths. How long the step is for these weights is a fraction: divide.",
        (" / ", " - "): (
            "You took one length off the other. How many times the one goes into the other is asked: divide."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "step / W"): (
            "You divided entry by entry. One number is wanted: the length of the whole step, divided by that of W. A "
            "weight of 0 would give nan or infinity."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.abs(step) / np.abs(W)"): (
            "You divided the sizes entry by entry. One number is wanted: two lengths, divided."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.linalg.norm(step / W)"): (
            "You divided entry by entry before taking the length: a weight near 0 decides everything then, and 0 gives "
            "nan. Take the two lengths first."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.linalg.norm(step, axis=1) / np.linalg.norm(W, axis=1)"): (
            "You took a length for each row: axis=1. Wanted is one length for the whole array, without axis."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.linalg.norm(step, axis=0) / np.linalg.norm(W, axis=0)"): (
            "You took a length for each column: axis=0. Wanted is one length for the whole array, without axis."
        ),
        ("np.linalg.norm(W)", "np.linalg.norm(W) ** 2"): (
            "Below the line stands the square of the length of W: a root is missing there, or a ** 2 too many."
        ),
        ("np.linalg.norm(step)", "np.linalg.norm(step) ** 2"): (
            "Above the line stands the square of the length: a root is missing there, or a ** 2 too many."
        ),
        ("np.linalg.norm(W)", "np.linalg.norm(dW)"): (
            "Only lr is left of it. The gradient dW belongs into the step, above the line, and the weights W below it."
        ),
        ("lr * dW", "lr"): (
            "The gradient is missing: the step is lr * dW, so at the same rate it is longer where it is steep."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "lr * np.linalg.norm(W) / np.linalg.norm(dW)"): (
            "W / dW is upside down, and lr does not belong to it: the step is lr * dW, and W stands below the line."
        ),
        (
            "np.linalg.norm(step) / np.linalg.norm(W)",
            "(np.linalg.norm(W - step) - np.linalg.norm(W)) / np.linalg.norm(W)",
        ): (
            "You took the length after the step, minus the length before. A step can turn the weights without making "
            "them longer: take the length of lr * dW itself."
        ),
        ("np.linalg.norm(W)", "W.sum()"): (
            "In a sum, positive and negative weights cancel. The length of W is np.linalg.norm(W), as that of the step."
        ),
        ("lr * dW", "W + lr * dW"): (
            "You measured W + lr * dW. The step is lr * dW alone; that it is taken away does not change its length."
        ),
        ("lr * dW", "lr + dW"): "You added lr to the gradient. The step is lr *times* dW.",
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.std(step) / np.std(W)"): (
            "np.std takes the mean off first. A length is measured from 0: np.linalg.norm."
        ),
        ("np.linalg.norm(W)", "np.linalg.norm(W - step)"): (
            "You divided by the weights after the step. Wanted is the length relative to W, as it is before."
        ),
        ("lr * dW", "W - dW"): "You measured W - dW. The step is lr * dW alone, without W.",
        ("np.linalg.norm(step) / np.linalg.norm(W)", "np.linalg.norm(dW)"): (
            "The length of dW is left: lr has been divided out, and W is not there. Divide the step by the length of W."
        ),
        ("np.linalg.norm(step) / np.linalg.norm(W)", "sum(step) / sum(W)"): (
            "Python's sum adds up the rows. The length of an array is np.linalg.norm: the root of the sum of the "
            "squares."
        ),
    }
)


@exercise(
    "Does the network bend?",
    stub="""
        straight = ...     # what a straight function gives half-way, from at_a and at_b
        return ...         # the largest distance of between from that
    """,
    cases=[
        (np.array([1.0, -2.0]), np.array([3.0, 4.0]), np.array([1.5, 1.25])),
        (np.array([0.0, 2.0, 1.0]), np.array([1.0, -2.0, 3.0]), np.array([0.375, 0.84375, 2.0])),
        (np.array([-1.0, 0.5, 2.0, 4.0]), np.array([-2.0, 3.5, 1.0, 1.0]), np.array([-1.0, 2.0, -0.53125, 3.0])),
        (np.array([2.0, 3.0]), np.array([4.0, -1.0]), np.array([2.875, 0.25])),
        (np.array([-7.0, 1.0]), np.array([-3.0, 2.0]), np.array([-4.25, 1.25])),
        (np.array([1.0, -2.0]), np.array([3.0, 4.0]), np.array([2.0, 1.0])),
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


off_the_line.slips(
    {
        ("(at_a + at_b) / 2", "at_a + at_b"): (
            "Half-way between a and b a straight function gives the *mean* of the two outputs. The sum belongs at a + "
            "b, and even there only without a bias."
        ),
        ("np.abs(between - straight).max()", "(between - straight).max()"): (
            "The sign got in the way: an output that lies far *below* the line is off the line, too. Take the absolute "
            "value first."
        ),
        ("(at_a + at_b) / 2", "(at_a - at_b) / 2"): (
            "Half the difference is how far it is from a to the middle. The middle itself is half the sum."
        ),
        (".max()", ".mean()"): (
            "That is the mean distance. One output that bends is enough; asked for is the largest distance."
        ),
        ("between - straight", "between - at_a + at_b / 2"): (
            "Only at_b was divided by 2, and its sign is turned. Put the mean in brackets: between - (at_a + at_b) / 2."
        ),
        ("np.abs(between - straight).max()", "np.linalg.norm(between - straight)"): (
            "np.linalg.norm puts all distances together into one length. Asked for is the largest of them: np.abs, "
            "then .max()."
        ),
        (".max()", ".argmax()"): (
            "np.argmax gives the place of the largest distance. Asked for is the distance itself: .max()."
        ),
        ("(at_a + at_b) / 2", "(at_b - at_a) / 2"): (
            "Half the difference is how far it is from a to the middle; from at_a you still have to go there. The "
            "middle is half the sum."
        ),
        ("(at_a + at_b) / 2", "at_a + at_b / 2"): (
            "Only at_b was divided by 2. The mean needs brackets: (at_a + at_b) / 2."
        ),
        ("(at_a + at_b) / 2", "at_a"): (
            "You measured from at_a. A straight function has moved half of the way to at_b: the mean of the two."
        ),
        ("(at_a + at_b) / 2", "at_b"): (
            "You measured from at_b. A straight function is half-way from at_a to it: the mean of the two."
        ),
        ("(at_a + at_b) / 2", "np.mean([at_a, at_b])"): (
            "You took one mean of all outputs together. Each output has its own line: (at_a + at_b) / 2, or np.mean "
            "with axis=0."
        ),
        ("np.abs(between - straight).max()", "(straight - between).max()"): (
            "The sign got in the way: an output that lies far *above* the line is off the line, too. Take the absolute "
            "value first."
        ),
        ("np.abs(between - straight).max()", "abs((between - straight).max())"): (
            "The absolute value comes too late: .max() has left out what lies *below* the line by then."
        ),
        (".max()", ".sum()"): "You added the distances up. Asked for is the largest of them: .max().",
        (".max()", ".min()"): (
            "That is the smallest distance. One output that bends is enough: asked for is the largest, .max()."
        ),
        ("np.abs(between - straight).max()", "between.max() - straight.max()"): (
            "You took the largest of each, and subtracted then: they may belong to two outputs. Subtract output by "
            "output, and take the largest distance of those."
        ),
        ("np.abs(between - straight).max()", "np.abs(between).max() - np.abs(straight).max()"): (
            "You took the largest size of each, and subtracted then: they may belong to two outputs. Subtract output "
            "by output first."
        ),
        ("between - straight", "between / straight"): (
            "You divided. How far two numbers lie apart is a distance: subtract, and drop the sign."
        ),
        ("between - straight", "(between - straight) / straight"): (
            "You divided the distance by the value on the line. Asked for is the distance itself."
        ),
        ("between - straight", "between + straight"): (
            "You added the two. How far they lie apart is their difference: a minus in place of the plus."
        ),
        ("(at_a + at_b) / 2", "2 * (at_a + at_b)"): (
            "You doubled the sum. Half-way lies the *mean* of the two outputs: their sum divided by 2."
        ),
        ("np.abs(between - straight).max()", "between - straight"): (
            "You have the distances, with their signs. Asked for is one number: the largest, without its sign."
        ),
        ("between - straight", "between"): (
            "That is how large an output is. How far is it from the straight one? Subtract that first."
        ),
        (".max()", "[0]"): "That is the distance of the first output alone. Asked for is the largest of all: .max().",
        (".max()", "[-1]"): "That is the distance of the last output alone. Asked for is the largest of all: .max().",
        ("np.abs(between - straight).max()", "np.abs((between - straight).mean())"): (
            "You took the mean first, so distances above and below cancel. Asked for is the largest: np.abs, .max()."
        ),
        ("np.abs(between - straight).max()", "np.median(np.abs(between - straight))"): (
            "That is the middle one of the distances, the median. Asked for is the largest: .max()."
        ),
        ("(at_a + at_b) / 2", "at_b - at_a"): (
            "The difference of the two outputs says how far the way is. Half-way lies half of their *sum*."
        ),
        ("np.abs(between - straight).max()", "np.ptp(between - straight)"): (
            "That is from the largest to the smallest deviation. Asked for is the largest distance from the line "
            "itself."
        ),
        (".max()", ".argmin()"): (
            "That is the place of the *smallest* distance. Asked for is the largest distance itself: .max()."
        ),
        ("(at_a + at_b) / 2", "at_a / 2 + at_b"): (
            "Only at_a was divided by 2. The mean needs brackets: (at_a + at_b) / 2."
        ),
        ("np.abs(between - straight).max()", "(np.abs(between) - np.abs(straight)).max()"): (
            "You dropped the signs before subtracting. Subtract first, and take the absolute value of the difference."
        ),
        ("between - straight", "straight"): (
            "That is how large the straight function is. How far is between from it? Subtract."
        ),
        ("(at_a + at_b) / 2", "(at_a + at_b) / len(at_a)"): (
            "Half-way lies the mean of the *two* values, at a and at b: divide by 2, whatever the number of outputs is."
        ),
        ("np.abs(between - straight).max()", "np.std(between - straight)"): (
            "np.std puts all deviations together, without their mean. Asked for is the largest distance: np.abs, "
            ".max()."
        ),
    }
)
