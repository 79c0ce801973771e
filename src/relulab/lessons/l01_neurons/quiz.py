"""Questions: the neuron, its bias, a layer, counting, and the bend of a unit."""

import numpy as np

from ...classroom.question import Question, Wrong
from .. import lesson_of
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
HAND = "1. One neuron by hand"
PLANE = "2. What the weights and the bias do"
LAYER = "3. A layer is a matrix product"
UNITS = "4. Three units, taken apart"

_w, _b, _x = np.array([2.0, -3.0]), 1.0, np.array([1.0, 2.0])
_X, _W, _c = np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([[1.0, 0.0], [-1.0, 3.0]]), np.array([0.5, -1.0])
_SIZES = [64, 16, 10]


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
                "That is the pre-activation z. One step is left, which is easily forgotten: what is below 0 becomes 0.",
            ),
            Wrong(
                lambda: _w @ _x,
                "That is the weighted sum alone. The bias is still to be added, and then the activation still to be "
                "applied: the two last steps are short and get lost.",
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
        evidence="The 3 of the lesson is of the same kind: there z came out negative, and the output was 0.",
        cell="neuron-by-hand",
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
        "layer-entry",
        LESSON,
        "X has the rows (1, 2) and (0, 1). W has the rows (1, 0) and (−1, 3). The biases are b = (0.5, −1). What does "
        "the second unit put out for the first input?",
        answer=lambda: np.maximum(0, _X @ _W + _c)[0, 1],
        because="The first input is row 1 of X, (1, 2). The second unit is column 2 of W, (0, 3), with the bias −1: "
        "1 · 0 + 2 · 3 − 1 = 5, and 5 is positive.",
        wrong=[
            Wrong(
                lambda: (_X @ _W)[0, 1],
                "The dot product is right; the bias of the unit is still to be added.",
            ),
            Wrong(
                lambda: np.maximum(0, _X @ _W + _c)[1, 1],
                "That is what the second unit makes of the second input. Inputs are rows of X, units are columns of W.",
            ),
            Wrong(
                lambda: (_X @ _W + _c)[0, 0],
                "That is z of the first unit. Inputs are rows of X, units are columns of W.",
            ),
            Wrong(
                lambda: (_X @ _W.T + _c)[0, 1],
                "You took row 2 of W for the second unit. The weights of a unit stand in a column: W has one row for "
                "each input.",
            ),
            Wrong(
                lambda: (_X @ _W)[0, 1] + _c[0],
                "The dot product is right, but that is the bias of the first unit. Each unit has its own.",
            ),
        ],
        otherwise="Take row 1 of X and column 2 of W, multiply in pairs and add up; then add the second bias and take "
        "max(0, z).",
        evidence="The loops of the lesson fill the table in this way: row i of X, column j of W, bias j.",
        cell="layer-loops",
        section=LAYER,
    ),
    Question(
        "count-biases",
        LESSON,
        "A network has 64 inputs, 16 hidden units and 10 outputs. How many biases does it have?",
        answer=lambda: sum(_SIZES[1:]),
        because="One for each unit, hidden or output: 16 + 10 = 26. Inputs are given numbers and have none.",
        wrong=[
            Wrong(
                lambda: len(_SIZES) - 1,
                "That is one for each layer. It is often told so, and it sounds tidy; but then the bias could not "
                "place each unit by itself.",
                BELIEFS["one-bias"],
            ),
            Wrong(
                lambda: len(_SIZES),
                "That is one for each row of circles in a drawing. But each unit has a bias of its own, and inputs "
                "have none.",
            ),
            Wrong(
                lambda: sum(_SIZES),
                "The inputs were counted, too. A bias belongs to a unit, which adds it to its sum; an input has none.",
            ),
            Wrong(
                lambda: _SIZES[1],
                "These are the hidden units. The outputs are units, too: each adds a bias to its sum.",
            ),
            Wrong(
                lambda: 64 * 16 + 16 * 10 + 26,
                "These are all numbers that can be adjusted, weights and biases together. Only the biases are asked "
                "for.",
            ),
        ],
        otherwise="Count the units: everything that adds up inputs is one. Each has one bias.",
        evidence="The lesson counted 307 300 numbers for 3072 inputs and 100 units: 307 200 weights, and 100 more.",
        cell="bias-count",
        section=LAYER,
    ),
    Question(
        "bend-place",
        LESSON,
        "A hidden ReLU unit with one input has the weight w = 2 and the bias b = −3. At which x does its hinge bend?",
        answer=lambda: 3 / 2,
        band=0.01,
        because="It bends where z = 0: 2 x − 3 = 0, so x = 3 / 2 = 1.5.",
        wrong=[
            Wrong(
                lambda: -3 / 2,
                "The sign is turned. Put your number into z = 2 x − 3 and see whether 0 comes out.",
            ),
            Wrong(lambda: -3, "That is the bias. The bend is where z = 0, and the weight has a say in that."),
            Wrong(lambda: 3, "Here x = 3 gives z = 3. Divide by the weight, too."),
            Wrong(lambda: 2 / 3, "That is upside down: from 2 x = 3, x is 3 divided by 2."),
            Wrong(lambda: 0, "There the input is 0. The bend is where the pre-activation is 0, and the bias moves it."),
        ],
        otherwise="ReLU bends where its pre-activation is 0. Solve w x + b = 0 for x.",
        evidence="The dotted lines of the ten panels stand where z crosses 0, and the sum bends there.",
        cell="ten-panels",
        section=UNITS,
    ),
]

WARMUP: list[Question] = []
