"""Questions: what the signs say, which change to prescribe, what a cure proves; two at its start on lessons before."""

import numpy as np

from ...classroom.question import Question, Wrong
from ...nn.network import weight_std
from .. import lesson_of, named
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
ILL, WARD = "2. A patient that is ill", "4. The ward"
NIGHT = "5. The night: two illnesses, and a test costs time"

_SMALL = 0.1  # starting weights as a share of those that fit
_STEPS = 4  # from the fifth hidden layer back to the first

QUIZ = [
    Question(
        "flat-loss-no-dead",
        LESSON,
        "The loss stays at that of guessing. Before training, the gradient of the first hidden layer is ten "
        "thousand times smaller than that of the last; as many slopes are flat as in a healthy ReLU network, "
        "and no unit is dead. What do you prescribe?",
        answer="Starting weights that fit the activation.",
        because="The slopes are in order, so the other factor of the product is to blame: the weights are too small, "
        "and the gradient shrinks in every layer.",
        wrong=[
            Wrong(
                "Nothing: the gradient is small because training is over.",
                "At the end of training gradients are small, that is true. But the loss is still that of "
                "guessing, so nothing has been learned.",
                BELIEFS["small-gradient"],
            ),
            Wrong(
                "A bias of 0, since units must be stuck in the flat part of their activation.",
                "That is the other way to lose a gradient, and the better known one. But then nearly all "
                "slopes would be flat, and here no more are than in a healthy network.",
            ),
            Wrong(
                "Fewer layers, since depth makes a gradient vanish.",
                "Each layer multiplies, so fewer layers lose less. But with weights that fit, the factor is "
                "near 1, and the depth does no harm.",
                BELIEFS["depth-alone"],
            ),
        ],
        evidence="Compare the two patients whose gradient vanishes: in one nearly all slopes are flat, in the other "
        "half of them, as in a healthy one, and the change that cures one does not cure the other.",
        cell="visit",
        section=WARD,
    ),
    Question(
        "dead-and-loud",
        LESSON,
        "All hidden units of a network are dead before training, and its loss ends far above that of guessing. You set "
        "the bias to 0 and train it anew. What do you expect?",
        answer="The units live, and a second illness shows.",
        because="With all hidden units dead only the biases of the output move. Alone they stay at the loss of "
        "guessing, unless their steps are far too long: the rate is too high as well.",
        wrong=[
            Wrong(
                "It is well: the cause is removed.",
                "One cause is. But a network that cannot move ends at the loss of guessing, so something else pushed "
                "it above.",
            ),
            Wrong(
                "Nothing changes, since the dead stay dead.",
                "In the first hidden layer they do, however long you train. But these networks are made anew, and "
                "with a bias of 0 hardly a unit is dead to begin with.",
            ),
            Wrong(
                "It diverges, since the loss was so high.",
                "A high loss looks like the way to no number at all. But it was a number to the end, and what the "
                "living units do is another question.",
            ),
        ],
        evidence="One patient of the day and one of the night are both dead before training, and their losses end in "
        "different places.",
        cell="n1-run",
        section=NIGHT,
    ),
    Question(
        "as-good-as-linear",
        LESSON,
        "A network with four hidden layers has the accuracy of a linear model, good gradients in all layers, "
        "no dead unit, and a loss that has stopped falling. What do you look at next?",
        answer="Whether its output bends at all between two inputs.",
        because="If nothing bends, all its layers are one matrix, and a linear model is the best that it can be. "
        "Only an activation that bends changes that.",
        wrong=[
            Wrong(
                "Whether two more layers make it better.",
                "Deeper networks are often better ones. But layers without a bend between them melt into one.",
                BELIEFS["more-layers"],
            ),
            Wrong(
                "Whether it learns more in twice as many epochs.",
                "Patience helps where the loss is still falling. Here it has stopped, at the level of a linear model.",
            ),
            Wrong(
                "Nothing: all readings are those of a healthy network.",
                "Gradients and units are in order, that is true. But the accuracy is not: a reading has to "
                "be compared with that of a healthy network.",
            ),
        ],
        evidence="For a linear model the output half-way between two inputs is the mean of the two outputs. That is "
        "what the reading called bend measures, and for one patient it is 0.",
        cell="visit",
        section=WARD,
    ),
    Question(
        "shrunk-start",
        LESSON,
        "Five hidden ReLU layers of equal width have starting weights of a tenth of the size that fits. "
        "About how large is the gradient dZ of the first hidden layer, as a share of that of the last?",
        answer=lambda: _SMALL**_STEPS,
        band=0.000011,
        unit="share",
        because="With weights that fit, each step back keeps the norm. With a tenth of them each step keeps a tenth, "
        "and from the fifth layer to the first there are four steps.",
        wrong=[
            Wrong(
                lambda: _SMALL ** (_STEPS + 1),
                "Five layers, so five factors: but between five layers there are four steps.",
            ),
            Wrong(lambda: _SMALL, "That is one step. The factor comes again in every step back."),
            Wrong(
                1,
                "ReLU has the slope 1 where it is on, so the gradient seems safe. But the weights are in the "
                "product as well.",
                BELIEFS["relu-safe"],
            ),
            Wrong(
                lambda: _SMALL ** (2 * _STEPS),
                "The gain, a square, was used for the norm. The norm changes by the factor of the weights themselves.",
            ),
        ],
        otherwise="By which factor does one step back change the norm, if it would be 1 with weights that fit? How "
        "many steps are there between five layers?",
        evidence="One patient has such weights: in its panel the gradient falls along a straight line, by the same "
        "factor in each layer.",
        cell="visit",
        section=WARD,
    ),
    Question(
        "cured-but-why",
        LESSON,
        "You say that the bias of a patient is too low, you change its activation, and after that it learns "
        "well. What have you shown?",
        answer="That this change helps, but not that the bias was the cause.",
        because="The change can have made up for something else. To test the cause you named, change that one "
        "setting and leave all others.",
        wrong=[
            Wrong(
                "That the diagnosis was right, since the treatment worked.",
                "A cure feels like a proof. But several changes can cure one patient, and the same change "
                "can cure several illnesses.",
            ),
            Wrong(
                "That the activation was the cause.",
                "It is what you changed, so it looks like what was wrong. A smooth activation can carry a "
                "network over a bad bias that is still there.",
            ),
            Wrong(
                "Nothing, since one network can always be lucky.",
                "That is a good reason to train several with other seeds, and the clinic does. The question "
                "here is another one.",
            ),
        ],
        evidence="The clinic answers a treatment that works for another reason than the one you named with the "
        "numbers that show it.",
        cell="other-run",
        section=ILL,
    ),
]

WARMUP = [
    Question(
        "mostly-dead",
        named("leaky_relu"),
        "24 of the 32 units of a hidden layer are dead before training; the other 8 are healthy, and the "
        "rate is good. How does the network do on the digits?",
        answer="It reads most of them: it is a smaller network, not a broken one.",
        because="A dead unit is a unit that is not there. Eight living units still read about nine digits in ten.",
        wrong=[
            Wrong(
                "It guesses, since most of the layer is gone.",
                "Three quarters of the units sound like three quarters of the ability. But what counts is "
                "whether those left are enough for the task.",
                BELIEFS["any-death"],
            ),
            Wrong(
                "As well as before, since training revives the dead.",
                "Training repairs much, given time. But no slope reaches a dead unit of the first hidden layer.",
                BELIEFS["revive"],
            ),
            Wrong(
                "It diverges, since 8 units must do the work of 32.",
                "More work for fewer units sounds like too much. But divergence is about steps that are too "
                "long, not about the number of units.",
            ),
        ],
        evidence="The lesson killed 0 to 32 of the 32 units and drew the accuracy: it falls slowly at first, and "
        "steeply only where hardly any unit is left.",
        cell="wrong-kill",
        section="Going deeper",
    ),
    Question(
        "std-of-32",
        named("vanishing_gradients"),
        "A ReLU layer of 32 units follows another one of 32. Which standard deviation of the weights keeps the signal?",
        answer=lambda: weight_std("he", 32, 32),
        band=0.004,
        because=f"The variance is 2/32, and its root is {weight_std('he', 32, 32):.2f}.",
        wrong=[
            Wrong(
                lambda: np.sqrt(1 / 32),
                "That keeps a signal that passes in full. ReLU lets half of the squares through, so the "
                "weights have to be larger.",
            ),
            Wrong(lambda: 2 / 32, "That is the variance. Take its root."),
            Wrong(lambda: np.sqrt(32 / 2), "The fraction stands upside down: more inputs, smaller weights."),
        ],
        otherwise="n · variance · ½ should be 1, with n = 32. The standard deviation is the root of the variance.",
        evidence="A layer keeps the signal if n · variance · share is 1, and the share that ReLU lets through is one "
        "half.",
        cell="keep-idea",
        section="2. How large is a sum?",
    ),
]
