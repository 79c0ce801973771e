"""Questions: what is zero, what is silent, and what sparsity buys; two at its start on lessons before."""

import numpy as np

from ...classroom.question import Question, Wrong
from ...nn.activations import ACTIVATIONS
from ...nn.network import n_parameters
from .. import lesson_of, named
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
SHAPE = "1. The picture everybody draws"
CHEAP = "3. Cheap, but compared with what?"
ZEROS = "5. Zeros everywhere"
OVERFIT = "7. Sparsity against overfitting"
WRONG = "What people get wrong"

_sigmoid = ACTIVATIONS["sigmoid"]


def _share(holds):
    """Per cent of the pairs a, b of whole numbers from -10 to 10 of which something holds."""
    a, b = np.meshgrid(np.arange(-10, 11), np.arange(-10, 11))
    return 100 * np.mean(holds(a, b))


def _relu(z):
    return np.maximum(0, z)


def _adds_up(a, b):
    return _relu(a + b) == _relu(a) + _relu(b)


_SIZES = [64, 128, 128, 10]

QUIZ = [
    Question(
        "how-often-linear",
        LESSON,
        "Take all pairs of whole numbers a, b from −10 to 10. For which share of them, in per cent, is "
        "relu(a + b) the same as relu(a) + relu(b)?",
        answer=lambda: _share(_adds_up),
        band=1,
        because=f"It holds where a and b have the same sign, or one of them is 0: {_share(_adds_up):.1f} %. For all "
        "other pairs it fails.",
        wrong=[
            Wrong(
                100,
                "ReLU is made of two straight lines, and each of them adds up. But as soon as a and b lie on "
                "different sides of the corner, it does not.",
                BELIEFS["linear"],
            ),
            Wrong(
                lambda: _share(lambda a, b: (a >= 0) & (b >= 0)),
                "These are the pairs on the right side of the corner, where ReLU passes everything on. On "
                "the left side, 0 = 0 + 0 holds as well.",
            ),
            Wrong(
                lambda: _share(lambda a, b: ~_adds_up(a, b)),
                "Either you counted the pairs for which it fails, or you left out the pairs with a 0: both "
                "come to this share.",
            ),
            Wrong(0, "Not linear does not mean never: it is enough that it fails for some pairs. Try a = 1 and b = 2."),
        ],
        otherwise="Try signs first: both positive, both negative, one of each, and one of them 0. Then count.",
        evidence=f"relu(3) + relu(−2) is {_relu(3) + _relu(-2)}, and relu(3 − 2) is {_relu(3 - 2)}. One such pair is "
        "enough to show that ReLU is not linear.",
        cell="shape-verdict",
        section=SHAPE,
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
        evidence="In the figure, the sigmoid lies much further from ReLU for one value, left, than for a whole step, "
        "right: the rest of the step stays as it is.",
        cell="cheap-figure",
        section=CHEAP,
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
                "Without weights a unit could not answer, so zero weights look like the cause of death. But "
                "a unit is dead because of its pre-activations: these are never positive.",
                BELIEFS["dead-zero"],
            ),
        ],
        evidence="The lesson looked at every unit of 20 networks: the most silent one is silent on more than half of "
        "the digits, and not one of them is silent on all.",
        cell="wrong-silent",
        section=WRONG,
    ),
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
                BELIEFS["dead-zero"],
            ),
        ],
        evidence="The lesson counted the zero weights in 20 trained networks in which about 40 % of the activations "
        "are zero: there is none.",
        cell="sparse-others",
        section=ZEROS,
    ),
    Question(
        "sparser-better",
        LESSON,
        "Networks with 40 % zero activations (bias 0) and with 75 % (a lower starting bias) learned from 150 digits "
        "with the right labels, each until the same training loss. How did they compare on new digits?",
        answer="They did equally well, within a point of accuracy.",
        because="The bias took them from 40 to 75 % zeros, and the accuracy moved by less than a point; further on it "
        "fell. With wrong labels among the 150, more zeros did gain about a point.",
        wrong=[
            Wrong(
                "The sparse ones were clearly better, because they overfit less.",
                "It is a good story: fewer active units, less to learn by heart. But these labels are right, so there "
                "is little to learn by heart that is false, and by this dial nothing was gained.",
                BELIEFS["more-sparsity"],
            ),
            Wrong(
                "The sparse ones were much worse, because zeros carry no information.",
                "It seems that three quarters of the network are switched off. But on every input a "
                "different part is, and which units are silent is information, too.",
                BELIEFS["silent-dead"],
            ),
            Wrong(
                "The sparse ones could not reach the training loss at all.",
                "Fewer active units might mean slower learning. All of them reached it; otherwise the "
                "comparison would not have been fair.",
            ),
        ],
        evidence="In the left half of the figure the accuracy is nearly level up to about 75 % zeros, and the sparsest "
        "networks by bias fall off; the right half has wrong labels among the 150.",
        cell="overfit-figure",
        section=OVERFIT,
    ),
]

WARMUP = [
    Question(
        "count-network",
        named("neurons"),
        "How many numbers, weights and biases together, does a network with the layers 64, 128, 128 and 10 hold?",
        answer=lambda: n_parameters(_SIZES),
        because=f"64 · 128 + 128 · 128 + 128 · 10 weights and 128 + 128 + 10 biases: {n_parameters(_SIZES)}.",
        wrong=[
            Wrong(
                lambda: n_parameters(_SIZES) - 266,
                "These are the weights alone. The biases are few beside them and easily left out, yet they "
                "are trained as well.",
                BELIEFS["bias-cosmetic"],
            ),
            Wrong(
                lambda: n_parameters(_SIZES) - 266 + 3,
                "One bias for each layer is how it is often told. Every unit has a bias of its own.",
                BELIEFS["one-bias"],
            ),
            Wrong(
                lambda: n_parameters(_SIZES) + 64,
                "The inputs got a bias each. They are numbers that come from outside; only units have a bias.",
            ),
            Wrong(
                lambda: n_parameters([64, 128, 10]),
                "One of the two hidden layers is missing: there are three tables of weights, since there are "
                "four layers of numbers.",
            ),
        ],
        otherwise="Take the layers in pairs: 64 to 128, 128 to 128, 128 to 10. Each has a weight for every pair of "
        "units, and a bias for every unit it leads to.",
        evidence="The lesson printed the shapes of one layer: an array of weights, and beside it an array of biases "
        "with one entry for each unit.",
        cell="bias-count",
        section="3. A layer is a matrix product",
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
                BELIEFS["linear"],
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
        cell="together-table",
        section="8. Side by side",
    ),
]
