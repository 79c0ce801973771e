"""Questions: the neuron, its bias, counting, the loss, and equal starting weights."""

import numpy as np

from ...classroom.question import Question, Wrong
from ...nn.network import n_parameters
from .. import lesson_of
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
HAND = "1. One neuron by hand"
PLANE = "2. What the weights and the bias do"
LAYER = "3. A layer is a matrix product"
LOSS = "5. The loss: how wrong is an answer?"

_w, _b, _x = np.array([2.0, -3.0]), 1.0, np.array([1.0, 2.0])
_LOSS = 1.2


QUIZ = [
    Question(
        "neuron-output",
        LESSON,
        "A ReLU neuron has the weights w = (2, −3) and the bias b = 1. Its input is x = (1, 2). What does it put out?",
        answer=lambda: np.maximum(0, _w @ _x + _b),
        because=f"The pre-activation is z = 2 · 1 + (−3) · 2 + 1 = {_w @ _x + _b:g}. It is negative, so ReLU gives "
        "0: the neuron is silent.",
        wrong=[
            Wrong(
                lambda: _w @ _x + _b,
                "That is the pre-activation z. A straight line would hand it on as it is, and half of ReLU is one, "
                "which makes it easy to forget the other half: what is below 0 becomes 0.",
                BELIEFS["linear"],
            ),
            Wrong(
                lambda: _w @ _x,
                "That is the weighted sum alone. The bias is still to be added, and then the activation still to be "
                "applied: the two last steps are short and get lost.",
                BELIEFS["bias-cosmetic"],
            ),
            Wrong(
                lambda: abs(_w @ _x + _b),
                "The sign was taken off the pre-activation. ReLU does not turn negative numbers into positive "
                "ones, as the size |z| would; it replaces them by 0.",
            ),
            Wrong(
                lambda: abs(_w) @ _x + _b,
                "The minus sign of the second weight got lost. A negative weight means that this input "
                "counts against the neuron.",
            ),
        ],
        otherwise="Write it out in three steps: multiply each input by its weight, add up with the bias, then take "
        "max(0, z).",
        evidence="The second example of the lesson is of the same kind: with the two pixels swapped, z came out "
        "negative, and the output was 0.",
        cell="neuron-swapped",
        section=HAND,
    ),
    Question(
        "bias-moves",
        LESSON,
        "A ReLU neuron looks at two inputs. Its bias goes from −0.2 to −1, its weights stay. What happens to "
        "the line at which it switches on?",
        answer="It shifts along the direction of the weights and does not turn.",
        because="The weights set the direction of the line, and they stayed. The bias sets the place.",
        wrong=[
            Wrong(
                "It stays where it is; only the output gets smaller.",
                "The formula adds the bias at the end, like a correction. But the line "
                "is where z = 0, and the bias is part of z: another bias puts another set of points on it.",
                BELIEFS["bias-cosmetic"],
            ),
            Wrong(
                "It turns.",
                "Something about the line does change, and turning is what one sees first in pictures of lines. But "
                "its direction comes from the weights alone, and these did not change.",
            ),
            Wrong(
                "It moves to the origin.",
                "Adding less may look like removing something. A line through the origin belongs to the bias 0, "
                "and −1 is further away from 0 than −0.2.",
            ),
        ],
        evidence="Four pictures stand side by side there. From “start” to “bias” only the bias differs: the line has "
        "moved and still has the same slope.",
        cell="plane-figure",
        section=PLANE,
    ),
    Question(
        "count-layer",
        LESSON,
        "A layer connects 784 inputs with 100 units. How many numbers can be adjusted in it?",
        answer=lambda: n_parameters([784, 100]),
        because=f"784 · 100 weights and 100 biases, one for each unit: {n_parameters([784, 100])}.",
        wrong=[
            Wrong(
                lambda: 784 * 100 + 1,
                "“Each layer has a bias” is how it is often told, and it sounds tidy. But then the bias could not "
                "place each unit by itself, only all of them by one number.",
                BELIEFS["one-bias"],
            ),
            Wrong(
                lambda: 784 * 100,
                "These are the weights alone. The biases are few beside them, so they are easily left out of the "
                "count, yet each of them is trained as well.",
                BELIEFS["bias-cosmetic"],
            ),
            Wrong(
                lambda: 784 * 100 + 784,
                "There is one bias too many for each of the other inputs. A bias belongs to a unit, which "
                "adds it to its sum; an input has none.",
            ),
            Wrong(
                lambda: 784 + 100,
                "Inputs and units were added. Every input is joined to every unit by a weight of its own.",
            ),
        ],
        otherwise="Count one unit first: it has a weight for each of its inputs and one bias. Then take that times the "
        "number of units.",
        evidence="The lesson asked the same of 3072 inputs and 100 units and printed the shapes: the biases are an "
        "array with one entry for each unit. The experiment after it gave three equal units one shared bias, and "
        "they became three copies of one.",
        cell="bias-count",
        section=LAYER,
    ),
    Question(
        "loss-to-probability",
        LESSON,
        f"A network has the loss {_LOSS} on every digit. Which probability does it give to the right one?",
        answer=lambda: np.exp(-_LOSS),
        band=0.006,
        because=f"The loss is L = −ln p. Turned around, p = e to the power −L, here {np.exp(-_LOSS):.3f}.",
        wrong=[
            Wrong(
                0.1,
                "That is the probability of a guess among ten, whose loss is 2.30. This network has a "
                "smaller loss, so it knows something.",
            ),
            Wrong(
                lambda: 1 - _LOSS,
                "A loss looks like a share that is missing, so one subtracts it from 1. But a loss can be larger "
                "than 1, and a probability cannot be negative.",
                BELIEFS["probability"],
            ),
            Wrong(
                lambda: np.exp(_LOSS),
                "The minus sign is missing: the loss is minus the logarithm. A probability is never above 1.",
                BELIEFS["probability"],
            ),
            Wrong(
                lambda: np.log(_LOSS),
                "The logarithm was taken once more. It leads from the probability to the loss; to come back, "
                "take the exponential.",
            ),
        ],
        otherwise="The loss is minus the natural logarithm of that probability. Which function undoes a logarithm, and "
        "what becomes of the minus sign?",
        evidence=f"Read the curve there backwards: it is at {-np.log(0.5):.2f} for p = 0.5 and at {-np.log(0.1):.2f} "
        f"for p = 0.1, and {_LOSS} lies in between.",
        cell="loss-figure",
        section=LOSS,
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
                "They grow apart, since every batch is different.",
                "Chance enters with the batches, that is true. But all units see the same batch, "
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
        evidence="The lesson trained 20 such networks and counted the different units afterwards: one, in each of "
        "them.",
        cell="wrong-equal",
        section="What people get wrong",
    ),
]

WARMUP: list[Question] = []
