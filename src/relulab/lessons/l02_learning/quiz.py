"""Questions: the loss, a step, and slopes on their way back; two at its start on the lesson before."""

import numpy as np

from ...classroom.question import Question, Wrong
from ...nn.network import n_parameters
from .. import lesson_of, named
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
LOSS = "1. The loss: how wrong is an answer?"
DOWN = "2. Which way is down?"
CHAIN = "3. Slopes along a chain multiply"
PAPER = "4. Back through a network, on paper"
DIGITS = "5. Your functions read digits"

_LOSS = 1.2
_p, _t = np.array([0.7, 0.2, 0.1]), np.array([0, 1, 0])
_weights, _slopes = np.array([3.0, -1.0]), np.array([-0.3, 0.3])
_SIZES = [64, 32, 10]

QUIZ = [
    Question(
        "loss-to-probability",
        LESSON,
        f"A network has the loss {_LOSS} on every digit. Which probability does it give to the right one?",
        answer=lambda: np.exp(-_LOSS),
        band=0.006,
        unit="share",
        because=f"The loss is L = −ln p. Turned around, p = e to the power −L, here {np.exp(-_LOSS):.3f}.",
        wrong=[
            Wrong(
                0.1,
                "That is the probability of a guess among ten, whose loss is 2.30. This network has a "
                "smaller loss, so it knows something.",
            ),
            Wrong(
                lambda: 1 - _LOSS,
                "That is 1 − L. A loss is not the share that is missing: it can be larger than 1, and then a negative "
                "number would come out, which no probability is.",
            ),
            Wrong(
                lambda: np.exp(_LOSS),
                "The minus sign is missing: the loss is minus the logarithm. A probability is never above 1.",
            ),
            Wrong(
                lambda: np.log(_LOSS),
                "The logarithm was taken once more. It leads from the probability to the loss; to come back, "
                "take the exponential.",
            ),
            Wrong(
                lambda: 10**-_LOSS,
                "That is 10 to the power −L. The logarithm of the loss is the natural one, whose base is e = 2.718…, "
                "so the power is one of e.",
            ),
        ],
        otherwise="The loss is minus the natural logarithm of that probability. Which function undoes a logarithm, and "
        "what becomes of the minus sign?",
        evidence=f"Read the table there from right to left: the loss is {-np.log(0.5):.2f} for p = 0.5 and "
        f"{-np.log(0.1):.2f} for p = 0.1, and {_LOSS} lies in between.",
        cell="loss-table",
        section=LOSS,
    ),
    Question(
        "one-step",
        LESSON,
        "At w = 2 the slope of the loss is 4. The learning rate is 0.1. Where is w after one step of gradient descent?",
        answer=lambda: 2 - 0.1 * 4,
        band=0.001,
        because="The step goes against the slope: 2 − 0.1 · 4 = 1.6. There the loss is lower.",
        wrong=[
            Wrong(
                lambda: 2 + 0.1 * 4,
                "That step goes uphill. A positive slope says that the loss rises to the right, so w has to shrink.",
            ),
            Wrong(
                lambda: 2 - 4,
                "The slope was subtracted as it is. The learning rate says how far to go: here a tenth of the slope.",
            ),
            Wrong(
                lambda: 2 - 0.1,
                "The step has the length of the rate alone. It is the rate times the slope: the steeper the ground, "
                "the longer the step.",
            ),
            Wrong(lambda: -0.1 * 4, "That is the step. It still has to be added to the place where w was."),
        ],
        otherwise="w becomes w minus the learning rate times the slope.",
        evidence="In the lesson w began at 0, where the slope is −0.82. With the rate 1 it went to +0.82: against the "
        "slope, and by rate times slope.",
        cell="slope-rule",
        section=DOWN,
    ),
    Question(
        "said-minus-should",
        LESSON,
        "Three digits get the probabilities .7, .2 and .1, and the second one is right. What is the slope of the loss "
        "for the logit of the second one?",
        answer=lambda: (_p - _t)[1],
        band=0.001,
        because="It is p − t, what the network said minus what it should have said: .2 − 1 = −.8. Raise this logit, "
        "and the loss falls.",
        wrong=[
            Wrong(
                lambda: (_t - _p)[1],
                "The size is right, the sign is not. It is *said minus should have said*, and raising the right logit "
                "lowers the loss.",
            ),
            Wrong(
                0.2,
                "That is p, the slope for a digit that is wrong. For the right one, 1 is still to be taken off.",
            ),
            Wrong(
                lambda: -np.log(0.2),
                "That is the loss itself. The slope says how fast it changes when the logit is nudged.",
            ),
            Wrong(
                lambda: -1 / 0.2,
                "That is how the loss changes with the *probability*. A nudge of the logit moves the probability only "
                "a little, and the other two as well.",
            ),
        ],
        otherwise="At an output the slope is p − t, and t is 1 for the right digit.",
        evidence="The lesson nudged three logits. The slopes were p for the two wrong digits and p − 1 for the right "
        "one, and together they gave 0.",
        cell="chain-softmax",
        section=CHAIN,
    ),
    Question(
        "back-to-hidden",
        LESSON,
        "A hidden ReLU unit is on. Its weights to the two outputs are 3 and −1, and the slopes there are −0.3 and 0.3. "
        "What is the slope at the hidden unit?",
        answer=lambda: _weights @ _slopes,
        band=0.001,
        because="Each arrow multiplies, and where arrows meet, slopes add up: 3 · (−0.3) + (−1) · 0.3 = −1.2. The unit "
        "is on, so ReLU lets it through.",
        wrong=[
            Wrong(
                lambda: _weights[0] * _slopes[0],
                "That is what comes back along the first arrow alone. A nudge of the unit moves the other output as "
                "well.",
            ),
            Wrong(
                0,
                "Either the slopes were added before they met their weights, or ReLU was taken to cut off what is "
                "negative. It cuts off negative pre-activations; slopes pass wherever the unit is on.",
            ),
            Wrong(
                lambda: abs(_weights) @ _slopes,
                "The minus sign of the second weight got lost. Along that arrow a rise of the unit is a fall of the "
                "output.",
            ),
            Wrong(
                lambda: -_weights @ _slopes,
                "The sign is turned. Going back multiplies and adds; the minus comes with the step, later.",
            ),
        ],
        otherwise="Multiply each output's slope by the weight that leads to it, and add up the two products.",
        evidence="On paper, hidden unit 2 got 3 · (−.5) + (−3) · .5 = −3, and nudging gave what the rules give.",
        cell="paper-rules",
        section=PAPER,
    ),
    Question(
        "equal-start",
        LESSON,
        "All 32 hidden units of a network start with the same weights, coming in and going out. What does "
        "training make of them?",
        answer="They stay 32 copies of one unit.",
        because="They compute the same, get the same slope and take the same step, at every step. Only different "
        "starting weights break the tie.",
        wrong=[
            Wrong(
                "They grow apart, since every picture is different.",
                "Chance enters with the order of the pictures, that is true. But all units see the same picture, "
                "so each of them gets the same push from it.",
                BELIEFS["equal-start"],
            ),
            Wrong(
                "They do not learn at all, since all slopes are 0.",
                "Nothing seems to happen between them, so one expects that nothing happens. "
                "But equal slopes are not zero slopes: the units do move, together.",
            ),
            Wrong(
                "Half of them become active and half silent, because of ReLU.",
                "In a random layer about half of the outputs are 0, which makes this look natural. But the "
                "pre-activations of equal units are equal: they are on together or off together.",
            ),
        ],
        evidence="Go through rules 2 to 4 for two units with the same arrows: every number is the same. Lesson 01 "
        "trained such networks in “Going deeper” and counted one unit in each.",
        cell="digits-idea",
        section=DIGITS,
    ),
]

WARMUP = [
    Question(
        "neuron-again",
        named("neurons"),
        "A ReLU neuron has the weights w = (3, −1) and the bias b = −2. Its input is x = (1, −0.5). What does it put "
        "out?",
        answer=lambda: max(0, 3 * 1 + (-1) * (-0.5) - 2),
        band=0.001,
        because="z = 3 · 1 + (−1) · (−0.5) − 2 = 1.5, which is positive, so ReLU hands it on.",
        wrong=[
            Wrong(3.5, "That is the sum of the two products. The bias −2 is still to be added."),
            Wrong(0.5, "Minus times minus is plus: the second product adds 0.5, it does not take it away."),
            Wrong(0, "ReLU gives 0 where z is negative. Here z is above 0; work it out once more."),
        ],
        otherwise="Multiply in pairs, add up, add the bias, and put 0 in place of what is negative.",
        evidence="With the 3 of that section it went the same way: two products, their sum, the bias, and then ReLU.",
        cell="neuron-by-hand",
        section="1. One neuron by hand",
    ),
    Question(
        "how-many-numbers",
        named("neurons"),
        "A network has 64 inputs, 32 hidden units and 10 outputs. How many weights and biases are there to be learned?",
        answer=lambda: n_parameters(_SIZES),
        because="64 · 32 + 32 for the hidden layer and 32 · 10 + 10 for the outputs: "
        f"{n_parameters(_SIZES)} numbers. This lesson is about how they are found.",
        wrong=[
            Wrong(
                lambda: 64 * 32 + 32 * 10,
                "These are the weights. Each of the 42 units has a bias of its own, and biases are learned, too.",
            ),
            Wrong(
                lambda: 64 * 32 + 32 * 10 + 2,
                "One bias for each layer was counted. Each hidden unit and each output has its own.",
                BELIEFS["one-bias"],
            ),
            Wrong(
                lambda: n_parameters(_SIZES) + 64,
                "The inputs were given biases as well. They are pixels, and nothing is added to them.",
            ),
            Wrong(
                lambda: sum(_SIZES),
                "The units were counted. What is learned stands on the arrows between them, and beside each unit.",
            ),
        ],
        otherwise="Count the arrows between neighbouring layers, then one bias for each hidden unit and each output.",
        evidence="In that section the array b had one entry for each unit, and W one column.",
        cell="bias-count",
        section="3. A layer is a matrix product",
    ),
]
