"""Questions: factors in a product, weights that keep a signal, what a small gradient says; two on lessons before."""

import numpy as np

from ...classroom.question import Question, Wrong
from ...nn.activations import ACTIVATIONS
from ...nn.network import weight_std
from .. import lesson_of, named
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
CHAIN = "1. Two factors in every layer"
SUM = "2. How large is a sum?"
TEN = "3. Ten layers, four functions"
EXPLODE = "6. The other way: explosion"
STUCK = "7. Finished or stuck?"

_sigmoid = ACTIVATIONS["sigmoid"]


def _steps_until(factor, limit):
    """The number of steps after which less than the limit is left, if each step keeps the factor."""
    return np.ceil(np.log(limit) / np.log(factor))


QUIZ = [
    Question(
        "steps-to-a-thousandth",
        LESSON,
        "On its way back a gradient is multiplied by 0.6 in every step. After how many steps is less than a "
        "thousandth of it left?",
        answer=lambda: _steps_until(0.6, 0.001),
        because=f"0.6 to the power 13 is {0.6**13:.5f}, and 0.6 to the power 14 is {0.6**14:.5f}: the first below "
        "0.001.",
        wrong=[
            Wrong(
                lambda: _steps_until(0.6, 0.001) - 1,
                f"Rounded down: after that many steps {0.6**13:.5f} is left, which is still a little more "
                "than a thousandth.",
            ),
            Wrong(
                lambda: _steps_until(0.4, 0.001),
                "The factor was taken for the loss: 0.6 is what each step keeps, not what it takes away.",
            ),
            Wrong(
                lambda: 0.6 / 0.001,
                "The factor was divided by the limit, as if each step took away the same amount. It takes "
                "away the same share, so what it takes gets smaller and smaller.",
            ),
            Wrong(lambda: 3, "Three steps would need a factor of a tenth in each of them."),
        ],
        otherwise="Multiply by 0.6 again and again and count, or use logarithms: how many times ln 0.6 makes ln 0.001?",
        evidence="The table there shows what ten factors make of a whole: with 0.22 in each layer about three "
        "ten-millionths are left. Near 0.6 a thousandth takes more than ten, and far fewer than hundreds.",
        cell="chain-run",
        section=CHAIN,
    ),
    Question(
        "std-of-200",
        LESSON,
        "A layer has 200 ReLU units, and so has the next. Which standard deviation should the weights "
        "between them have, so that the signal keeps its size?",
        answer=lambda: weight_std("he", 200, 200),
        band=0.0011,
        because="The variance should be 2/n = 2/200, and the standard deviation is its root: "
        f"{weight_std('he', 200, 200):.2f}.",
        wrong=[
            Wrong(
                lambda: np.sqrt(1 / 200),
                "That is right for a function that lets all squares through. ReLU cuts off the negative "
                "half, so the weights have to make up for it.",
            ),
            Wrong(lambda: 2 / 200, "That is the variance. The standard deviation is its square root."),
            Wrong(
                lambda: np.sqrt(200 / 2),
                "The fraction stands upside down: the more inputs are added up, the smaller each weight has to be.",
            ),
            Wrong(
                lambda: 1 / 200,
                "That is the variance for a function that lets everything through. ReLU cuts off half of the "
                "squares, and a standard deviation is the root of a variance.",
            ),
        ],
        otherwise="n · variance · share should be 1, with n = 200 and the share of the squares that ReLU lets through. "
        "Then take the root.",
        evidence="A pre-activation adds up n products, which makes its average square n times the variance of the "
        "weights times that of the inputs; ReLU then keeps half. So n · variance · ½ has to be 1.",
        cell="keep-idea",
        section=SUM,
    ),
    Question(
        "gain-three",
        LESSON,
        "ReLU layers of equal width with gain 3 (units times variance of the weights). By which factor does "
        "the norm of dZ change in each step back? One decimal is enough.",
        answer=lambda: np.sqrt(3 / 2),
        band=0.03,
        because="Half of the units pass their slope on, so the square is multiplied by 3/2 and the norm by its "
        f"root, {np.sqrt(1.5):.3f}. Over 20 steps that makes {1.5**10:.1f}.",
        wrong=[
            Wrong(
                1,
                "With the factor 1 the norm would stay. The slope of ReLU is 1 wherever it is on, but the weights are "
                "in the product, too, and half of the slopes are 0. If you rounded, write one decimal.",
            ),
            Wrong(lambda: 3 / 2, "That is the factor of the squared norm. The norm itself changes by the root of it."),
            Wrong(
                lambda: np.sqrt(3),
                "That would be so if all units passed their slope on. About half of them are silent on an "
                "input and pass on nothing.",
            ),
            Wrong(
                3,
                "The gain multiplies squares, and only where a unit is on. Two corrections are missing: half "
                "of the units, and the root.",
            ),
        ],
        otherwise="The gain multiplies the squares, half of the units pass them on, and the norm is a root.",
        evidence=f"For gain 8 the factor is the root of 8/2, nine steps make {4**4.5:.0f}, and so it was measured: "
        "a gradient of ReLU can explode.",
        cell="explode-run",
        section=EXPLODE,
    ),
    Question(
        "which-vanishes",
        LESSON,
        "Ten hidden layers with the identity, with tanh or with the sigmoid, all with gain 1 and "
        "untrained. In which of them is the gradient of the first layer thousands of times smaller than that "
        "of the last?",
        answer="With the sigmoid alone.",
        because="Each sigmoid passes on at most a quarter of a slope, and the usual weights do not make up for it. "
        "The identity keeps everything, and tanh nearly.",
        wrong=[
            Wrong(
                "In all three, because ten layers are too many.",
                "Every layer adds a factor, so many layers seem to have to end in a small product. But ten "
                "factors near 1 leave a product near 1.",
                BELIEFS["depth-alone"],
            ),
            Wrong(
                "With tanh and the sigmoid, because both saturate.",
                "Both level off on both sides, that is true. But with these weights the pre-activations stay "
                "in the middle, where the slope of tanh is near 1.",
            ),
            Wrong(
                "In none, because no unit is saturated before training.",
                "Saturation is one way to lose a gradient, and the article names no other. But even at its best "
                "place a sigmoid passes on a quarter, and a quarter of a quarter of a quarter is little.",
            ),
        ],
        evidence="In the figure there the line of the sigmoid falls by more than five powers of ten, that "
        "of the identity is level, and that of tanh loses less than a half.",
        cell="ten-run",
        section=TEN,
    ),
    Question(
        "small-gradient",
        LESSON,
        "A network reads ten digits. Its loss is 2.30. The gradient norms are 0.000004 in the first layer "
        "and 0.2 in the last. What do you have, and what do you check first?",
        answer="It is stuck: the loss is that of guessing. Check activation and starting weights.",
        because="The loss says how far it is, the gradient only how steep. A first layer that gets thousands of "
        "times less than the last one cannot learn.",
        wrong=[
            Wrong(
                "It is nearly finished: the gradient is small. Check the test accuracy.",
                "Near the end of training gradients do become small, so the sign fits. But they are small "
                "also where nothing was learned yet: look at the loss first.",
                BELIEFS["small-gradient"],
            ),
            Wrong(
                "It is healthy: the last layer has a good gradient. Let it train on.",
                "The last layer does learn. But it can only use what the layers before hand to it, and those "
                "stand still.",
            ),
            Wrong(
                "It is exploding: the last layer has so much more than the first. Lower the learning rate.",
                "One end is indeed much larger than the other. Explosion would be the other way round, with "
                "the larger end at the first layer, where the way back ends.",
            ),
        ],
        evidence=f"The loss of guessing among ten is −ln 0.1 = {-np.log(0.1):.2f}. Among the six networks there "
        "are eight such sigmoid layers and two trained ReLU layers: the smaller gradient has the larger loss.",
        cell="cases-judge",
        section=STUCK,
    ),
]

WARMUP = [
    Question(
        "largest-slope",
        named("activations"),
        "What is the largest slope that the sigmoid has anywhere?",
        answer=lambda: _sigmoid.derivative(0.0),
        band=0.001,
        because="A quarter, at z = 0: there σ is ½, and the slope is σ (1 − σ).",
        wrong=[
            Wrong(
                1,
                "That is the largest slope of tanh, and of ReLU. The sigmoid takes twice the way for half the height.",
            ),
            Wrong(lambda: _sigmoid(0.0), "That is the value at z = 0, not the slope. The slope is s (1 − s)."),
            Wrong(
                lambda: _sigmoid.derivative(5.0),
                "That is the slope at z = 5, where the output is almost 1. The sigmoid is flat there, and steeper "
                "elsewhere.",
            ),
        ],
        otherwise="The slope is s (1 − s), where s is the value. For which s between 0 and 1 is that largest?",
        evidence="In the table there the row of the sigmoid has its largest entry at 0, "
        f"{_sigmoid.derivative(0.0):.2f}; at 5 it is {_sigmoid.derivative(5.0):.4f}.",
        cell="slope-table",
        section="1. Three candidates",
    ),
    Question(
        "two-gears",
        named("learning"),
        "y = 3u and u = −2x. The input x is nudged up by 0.1. By how much does y move?",
        answer=lambda: 3 * -2 * 0.1,
        band=0.001,
        because="The slopes along a chain multiply: 3 · (−2) = −6, and −6 times 0.1 is −0.6.",
        wrong=[
            Wrong(lambda: 3 * 2 * 0.1, "The sign got lost: u falls when x rises, and y falls with it."),
            Wrong(
                lambda: (3 - 2) * 0.1,
                "The slopes were added. They belong to gears that drive each other, so they multiply; adding "
                "is for paths side by side.",
            ),
            Wrong(-6, "That is the slope of y over x. The question asks what becomes of a nudge by 0.1."),
            Wrong(
                lambda: 3 * 0.1, "The nudge was taken through the second step only. On its way it goes through u first."
            ),
        ],
        otherwise="Follow the nudge: by how much does u move, and by how much does y move then?",
        evidence="The gears there: when w turns by 1, z turns by 2, and when z turns by 1, the loss turns by 3. "
        "Together the loss turns by 2 · 3 where w turns by 1.",
        cell="chain-idea",
        section="3. Slopes along a chain multiply",
    ),
]
