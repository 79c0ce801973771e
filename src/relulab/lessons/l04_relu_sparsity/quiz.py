"""Questions: what is zero, what is silent, and what sparsity buys; two at its start on lessons before."""

import numpy as np

from ...classroom.question import Question, Wrong
from ...nn.activations import ACTIVATIONS
from .. import lesson_of, named
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
SPARSE = "1. What ReLU makes zero"
SILENT = "2. Silent is not dead"
CHEAP = "3. Cheap, compared with what?"
FILTER = "4. Behind a filter"
OVERFIT = "6. Less overfitting, less noise?"

_sigmoid = ACTIVATIONS["sigmoid"]

#: What a filter of three weights finds in a row with one stroke of ink.
_ROW, _EDGE = np.array([0, 0, 1, 1, 0, 0]), np.array([-1, 0, 1])
_ANSWERS = np.array([_ROW[i : i + 3] @ _EDGE for i in range(4)])

QUIZ = [
    Question(
        "zeros-and-weights",
        LESSON,
        "Half of the activations of a ReLU layer are exactly 0. What does that say about its weights?",
        answer="Nothing about zeros among them: usually none is zero.",
        because="An activation is 0 where a sum is not positive. The numbers in the sum need not be zero for that.",
        wrong=[
            Wrong(
                "About half of them are zero as well.",
                "The word “sparse” is used for both, and the article asks for zero weights. But "
                "zeros of activations come and go with the input; the weights stay.",
                BELIEFS["sparse-weights"],
            ),
            Wrong(
                "Half of them are negative and can be removed.",
                "About half of the weights are negative, so the numbers seem to fit. But which activations "
                "are 0 changes with the input, and negative weights are needed to say no.",
            ),
            Wrong(
                "Training will set those of the silent units to zero.",
                "A unit that is silent on some inputs looks like one that is on its way out. On other inputs "
                "it answers, and its weights are trained there.",
            ),
        ],
        evidence="The lesson counted the zero weights in 20 trained networks in which about 40 % of the activations "
        "are zero: there is none.",
        cell="sparse-table",
        section=SPARSE,
    ),
    Question(
        "sixty-silent",
        LESSON,
        "A layer has 100 ReLU units. On each of 50 training inputs, exactly 60 of them are silent. How many "
        "units are dead?",
        answer="Between 0 and 60: it depends on whether the same ones are silent each time.",
        because="Dead means silent on all inputs. If the same 60 are silent each time, 60 are dead; if they take "
        "turns, none is.",
        wrong=[
            Wrong(
                "60, because they put out 0.",
                "A unit that puts out 0 looks switched off for good. But silence is about one input, and the "
                "next one may wake it.",
                BELIEFS["silent-dead"],
            ),
            Wrong(
                "0, because 40 units answer to every input.",
                "Some units always answer, but not necessarily others each time. If it is the same 40 again "
                "and again, the rest are dead.",
            ),
            Wrong(
                "None, as long as none of them has zero weights.",
                "A unit whose weights are all zero could not tell inputs apart, so they look like the cause of death. "
                "But a unit is dead because of its pre-activations: these are never positive.",
                BELIEFS["dead-zero"],
            ),
        ],
        evidence="The lesson looked at every unit of 20 networks: the most silent ones are silent on more than half of "
        "the digits, and not one is silent on all.",
        cell="silent-run",
        section=SILENT,
    ),
    Question(
        "free-activation",
        LESSON,
        "In some network the activations take 20 % of the time of a training step. By which factor does the "
        "step get faster if they cost nothing at all?",
        answer=lambda: 1 / (1 - 0.2),
        band=0.005,
        because="80 % of the time is left, and 1 / 0.8 = 1.25. More cannot be won, however cheap the activation is.",
        wrong=[
            Wrong(
                lambda: 1 + 0.2,
                "A saving of 20 % is easily taken for a speed of 20 % more. But the saving is counted from "
                "the old time, the speed from the new one.",
            ),
            Wrong(
                lambda: 1 / 0.2,
                "That is how many times the activations fit into the step. The other 80 % stay, and they set "
                "the limit.",
            ),
            Wrong(
                lambda: 1 - 0.2,
                "That is the share of the time that is left. How many times as fast is a step that takes this share?",
            ),
            Wrong(20, "That is the saving in per cent, not the factor by which the step gets faster."),
        ],
        otherwise="How much of the time is left? The factor is the old time divided by the new one.",
        evidence="For one value, in the first figure, the sigmoid lies much further from ReLU than for a step, in "
        "the second: the rest of the step stays as it is.",
        cell="cheap-steps",
        section=CHEAP,
    ),
    Question(
        "row-after-relu",
        LESSON,
        "The filter (−1, 0, 1) slides over one row of pixels: 0, 0, 1, 1, 0, 0. ReLU follows. What is the sum of its "
        "four answers?",
        answer=lambda: np.maximum(0, _ANSWERS).sum(),
        band=0,
        because=f"The answers are {', '.join(f'{z}' for z in _ANSWERS).replace('-', '−')}. ReLU makes the negative "
        "ones 0, and the two places where ink begins are left.",
        wrong=[
            Wrong(
                lambda: _ANSWERS.sum(),
                "That is the sum without ReLU, in which each beginning of ink is cancelled by its end.",
            ),
            Wrong(
                lambda: _ANSWERS.max(),
                "That is one of the answers. The filter stands at four places; add up what it gives at all of them.",
            ),
            Wrong(
                lambda: np.abs(_ANSWERS).sum(),
                "You took the size of each answer. That counts the ends of ink as well; ReLU cuts them off.",
            ),
        ],
        otherwise="Lay the filter on the pixels 1 to 3: −1 · 0 + 0 · 0 + 1 · 1. Do the same at the three places after "
        "it, cut what is negative, and add up.",
        evidence="On the handwritten zero it was the same, in rows and columns: near 0 without ReLU, large with it.",
        cell="filter-run",
        section=FILTER,
    ),
    Question(
        "sparser-better",
        LESSON,
        "Networks learned from 150 digits, all to the same training loss: ordinary ones, and ones with a penalty that "
        "makes two activations in three zero. All labels were right. How did they compare on new digits?",
        answer="About equally well, within a point of accuracy.",
        because="With right labels the penalty moved the accuracy by less than a point. With one label in five wrong "
        "it gained about a point.",
        wrong=[
            Wrong(
                "The sparse ones were clearly better, because they overfit less.",
                "It is a good story: fewer active units, less to learn by heart. But these labels are right, so there "
                "is little to learn by heart that is false.",
                BELIEFS["more-sparsity"],
            ),
            Wrong(
                "The sparse ones were much worse, because zeros carry no information.",
                "It seems that two thirds of the network are switched off. But on every input a different part is, and "
                "which units are silent is information, too.",
            ),
            Wrong(
                "It cannot be said, because the sparse ones had learned less.",
                "That would spoil the comparison, and it is why each network was stopped at the same training loss.",
            ),
        ],
        evidence="In the left half of the figure all dials lie within about a point of the ordinary networks; the "
        "right half has wrong labels among the 150.",
        cell="noise-run",
        section=OVERFIT,
    ),
]

WARMUP = [
    Question(
        "slope-of-silent",
        named("learning"),
        "A hidden ReLU unit has z = −1. From the outputs the slope 0.5 arrives at it. At the tail of one of its "
        "weights stands the value 2. What is the slope of that weight?",
        answer=lambda: 2 * 0.5 * ACTIVATIONS["relu"].derivative(-1.0),
        band=0,
        because="At z = −1 the unit is silent: ReLU passes nothing back, so the slope at the unit is 0, and 2 · 0 = 0.",
        wrong=[
            Wrong(1, "Tail times head, 2 · 0.5: right for a unit that is on. On its way the slope has to pass ReLU."),
            Wrong(-1, "You multiplied with z. ReLU's slope counts there: 1 where a unit is on, 0 where it is silent."),
            Wrong(0.5, "That is what arrives at the unit. It has to pass ReLU and then meets the value at the tail."),
            Wrong(2, "That is the value at the tail alone. It is multiplied by the slope at the unit."),
        ],
        otherwise="Two steps: back through ReLU at z = −1, then the slope at the unit times the value at the tail.",
        evidence="On paper, hidden unit 2 was silent for the second input, and its column of slopes was 0.",
        cell="silent-run",
        section="4. Back through a network, on paper",
    ),
    Question(
        "nudge-at-minus-five",
        named("activations"),
        "At z = −5, which lets more of a nudge through: the sigmoid or ReLU?",
        answer="The sigmoid, though very little: ReLU lets through nothing at all.",
        because=f"The slope of the sigmoid there is {_sigmoid.derivative(-5.0):.4f}, that of ReLU is exactly 0.",
        wrong=[
            Wrong(
                "ReLU, because its slope is 1.",
                "The slope 1 is what ReLU is known for, as if it were the same everywhere. It holds for "
                "positive z only.",
            ),
            Wrong(
                "The sigmoid, and most of it, because it is far from the middle.",
                "A value close to its limit looks like a strong signal. But the sigmoid is flat there, on both sides.",
                BELIEFS["saturated-strong"],
            ),
            Wrong(
                "Neither: both have the slope 0 there.",
                "The sigmoid looks level in the picture, at −5. It still falls towards 0, slowly; ReLU is 0 there.",
            ),
        ],
        evidence="The table there lists the slopes at −5, −2, 0, 2 and 5, one row for each function.",
        cell="slope-table",
        section="1. Three candidates",
    ),
]
