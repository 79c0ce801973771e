"""Questions: what death is and is not, and what a leak brings back; two at its start on lessons before."""

from statistics import NormalDist

from ...classroom.question import Question, Wrong
from ...nn.activations import ACTIVATIONS, LeakyReLU
from .. import lesson_of, named
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
SILENT = "1. Silent or dead?"
DEATH = "2. What death does"
KILLS = "3. What kills"
RESCUE = "5. Does the leak rescue?"

_leak = LeakyReLU(slope=0.01).derivative(-1.0)
#: The highest w · x of the unit that takes one step, its bias before, and the slope of the loss for it.
_HIGHEST, _START, _SLOPE = 2, 1, 0.5
_relu = ACTIVATIONS["relu"]


def _zeros(bias):
    """Per cent of zeros where the pre-activations without bias are normal with deviation 1."""
    return 100 * NormalDist().cdf(-bias)


QUIZ = [
    Question(
        "long-step",
        LESSON,
        "Over all training inputs, w · x of a ReLU unit is at most 2. Its bias is 1, and the slope of the loss for the "
        "bias is 0.5. One step moves the bias and leaves w as it is. What is the lowest learning rate at which the "
        "unit is dead afterwards?",
        answer=lambda: (_HIGHEST + _START) / _SLOPE,
        because="The bias has to fall from 1 to −2, by 3; then no input lifts z above 0. A step moves it by the rate "
        "times 0.5, so the rate is 6.",
        wrong=[
            Wrong(
                lambda: _HIGHEST + _START,
                "By 3 the bias has to fall, that is right. But a step is the rate times the slope, and the slope is "
                "0.5.",
            ),
            Wrong(
                lambda: _START / _SLOPE,
                "Then the bias is 0, and some input still lifts z to 2. The bias has to undo that, too.",
            ),
            Wrong(lambda: _HIGHEST / _SLOPE, "That starts from a bias of 0. This one has to come down from 1 first."),
            Wrong(
                lambda: (_HIGHEST + _START) * _SLOPE,
                "The distance was multiplied by the slope. It is the rate times the slope that has to make the "
                "distance.",
            ),
        ],
        otherwise="How far must the bias fall, so that the highest w · x no longer lifts z above 0? And how far does "
        "one step take it?",
        evidence="The lesson set the largest slope for a bias, times the rate, beside how far a bias has to fall: at "
        "the rate 10 one early step is long enough, at 1 it is not.",
        cell="follow-read",
        section=KILLS,
    ),
    Question(
        "three-leaks",
        LESSON,
        "A nudge passes three Leaky ReLU units with slope 0.01, all of them with negative z; the weights "
        "between them are 1. What is left of a nudge of size 1?",
        answer=lambda: _leak**3,
        band=1e-8,
        unit="share",
        because="Each leak keeps a hundredth, and slopes along a chain multiply: a millionth is left.",
        wrong=[
            Wrong(0, "That is what ReLU would leave. The leak lets something through, however little."),
            Wrong(lambda: 3 * _leak, "The three leaks were added. They come one after the other, so they multiply."),
            Wrong(lambda: _leak, "That is one leak. The nudge has to pass three, and each takes its share."),
            Wrong(
                1,
                "That would be so if all three units were positive. Here all three are negative, and each passes on "
                "its leak alone.",
            ),
        ],
        otherwise="One leak keeps 0.01 of a nudge. What do three of them keep, one after the other?",
        evidence="A chain multiplies its slopes, as in lesson 05: a nudge through two negative units keeps 0.01 · 0.01 "
        "of its size.",
        cell="fix-read",
        section=RESCUE,
    ),
    Question(
        "sixteen-rows",
        LESSON,
        "On a batch of 16 inputs, 251 of the 256 ReLU units of a layer are silent on all rows. How many are "
        "dead on the whole training set?",
        answer="At most 251.",
        because="Each further input can wake a silent unit, and none can make a unit silent that has answered "
        "already. More rows only take units off the list.",
        wrong=[
            Wrong(
                "Exactly 251: silent on every row is what dead means.",
                "The definition fits, for these 16 rows. But it asks for every row of the training set.",
                BELIEFS["one-batch"],
            ),
            Wrong(
                "At least 251, since more rows find more dead units.",
                "More data usually finds more. But here a unit has to be silent on all rows to count, and "
                "more rows make that harder.",
            ),
            Wrong(
                "None: silence on 16 rows says nothing about death.",
                "It is right to be careful. But a unit cannot be dead if it has answered, so the batch has "
                "cleared 5 units for good; for the others the question is open.",
            ),
        ],
        evidence="The lesson counted the same layers on 16, 128 and 1437 rows: from nearly all of the units the count "
        "fell to about three quarters of them.",
        cell="batch-table",
        section=SILENT,
    ),
    Question(
        "rate-lowered",
        LESSON,
        "Five epochs at the rate 10 have killed most units of the only hidden layer. You lower the rate to "
        "0.1 and train on. What happens to the dead?",
        answer="They stay dead; it takes new weights and a lower rate from the start.",
        because="No slope reaches their weights, and their inputs are the data, which do not change. A lower rate "
        "prevents deaths, and does not undo them.",
        wrong=[
            Wrong(
                "They come back one after the other, since training goes on.",
                "Training repairs most things, given time. But it works through slopes, and a dead unit has none.",
                BELIEFS["revive"],
            ),
            Wrong(
                "They stay dead, since training has made all their weights 0.",
                "That they stay is right. But “dead” is about z, not about the weights: those are as large as before, "
                "and a bias far below them keeps z negative.",
                BELIEFS["dead-zero"],
            ),
            Wrong(
                "It makes no difference: with so many dead units the network can only guess.",
                "Most of the layer is gone, so one expects the worst. The survivors still work, and a layer "
                "with a few living units can read many digits.",
                BELIEFS["any-death"],
            ),
        ],
        evidence="The lesson did this with 20 networks: the share of dead units was the same before and after, to the "
        "last digit printed, and the accuracy stayed above guessing.",
        cell="lower-run",
        section=KILLS,
    ),
    Question(
        "leaky-below",
        LESSON,
        "A network with one hidden layer of Leaky ReLU, slope 0.3 and bias −8, was trained. No unit is ever "
        "positive on any digit. What can this network do?",
        answer="As much as a network without a hidden layer.",
        because="All units stay on the straight negative side, so the whole network is one matrix and one bias: a "
        "linear model.",
        wrong=[
            Wrong(
                "As much as any ReLU network, since the leak makes its units positive.",
                "The leak is known as the cure, so one expects the units back. It lets the slope through; on "
                "which side a unit stands is another matter.",
                BELIEFS["leaky-positive"],
            ),
            Wrong(
                "Nothing: units that are never positive are dead.",
                "For ReLU that would be so. A leaky unit has a slope on the negative side as well, so these "
                "units learn.",
            ),
            Wrong(
                "More than a linear model, since it has two layers of weights.",
                "There are two layers, and more numbers to train. But with a straight line between them, "
                "they melt into one.",
                BELIEFS["stack"],
            ),
        ],
        evidence="The lesson set such networks beside others: they read about as well as a linear model, and not as "
        "well as a ReLU network.",
        cell="bend-run",
        section=RESCUE,
    ),
]

WARMUP = [
    Question(
        "zeros-by-bias",
        named("relu_sparsity"),
        "Without their biases, the pre-activations of a ReLU layer spread around 0 like a bell curve with a "
        "standard deviation of 1. All biases are −1. Which share of the activations is 0, in per cent?",
        answer=lambda: _zeros(-1),
        band=1.5,
        unit="%",
        because=f"A unit answers where its sum exceeds one standard deviation, which is {_zeros(1):.0f} % of a bell "
        f"curve. The other {_zeros(-1):.0f} % are 0.",
        wrong=[
            Wrong(
                50,
                "That is the share without a bias. Here the bias moves every pre-activation of its unit down by 1.",
            ),
            Wrong(lambda: _zeros(1), "That is the share that is not 0: what a bias of −1 leaves positive."),
            Wrong(
                100,
                "A negative bias pushes all pre-activations down, but the largest of them lie more than 1 "
                "above 0 and stay positive.",
            ),
        ],
        otherwise="A unit answers where its sum is above 1. How much of a bell curve lies more than one standard "
        "deviation above its middle?",
        evidence="Without a bias about every second sum was negative there. A bias of −1 moves the whole bell curve "
        "down, and more than half of it ends below 0.",
        cell="zeros-read",
        section="1. What ReLU makes zero",
    ),
    Question(
        "slope-of-a-weight",
        named("learning"),
        "A weight w leads from an input x = 0.5 into a ReLU unit with z = −2. The slope that comes back to "
        "its output from the next layer is 3. What is the slope of the loss for w?",
        answer=lambda: 3 * _relu.derivative(-2.0) * 0.5,
        because="The chain is 3, times the slope of ReLU at −2, which is 0, times 0.5. On this input the weight "
        "learns nothing.",
        wrong=[
            Wrong(
                lambda: 3 * 0.5,
                "The step through ReLU is missing. Where z is negative it passes on nothing.",
            ),
            Wrong(lambda: 3 * -2 * 0.5, "The chain has the slope of ReLU at z in it, not z itself."),
            Wrong(
                3,
                "That is what arrives at the output of the unit. On the way to w it goes through ReLU, and "
                "then through the input x.",
            ),
            Wrong(
                lambda: 3 * -2,
                "The chain has the slope of ReLU at z in it, not z itself; and the last factor, the input x, "
                "is missing.",
            ),
        ],
        otherwise="Multiply along the path: what comes back, the slope of ReLU at z = −2, and the input x.",
        evidence="One of the hidden units drawn there was silent on its input: nothing passed back through it, and its "
        "weights learned nothing.",
        cell="silent-read",
        section="4. Back through a network, on paper",
    ),
]
