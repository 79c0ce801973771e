"""Questions: slopes, stacks of linear layers, hinges and outputs; two at its start on the lessons before."""

import numpy as np

from ...classroom.question import Question, Wrong
from ...nn.activations import ACTIVATIONS
from ...nn.network import n_parameters
from .. import lesson_of, named
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
CANDIDATES = "1. Three candidates"
STEP = "2. What if no slope comes through?"
STACK = "4. Why depth alone buys no new shapes"
HINGES = "5. Hinges add up to any curve"
WHERE = "6. Which activation where?"

_sigmoid = ACTIVATIONS["sigmoid"]
_KNOTS, _TURNS = np.array([0.0, 1.0, 2.0]), np.array([1.0, -3.0, 1.0])

QUIZ = [
    Question(
        "saturated-nudge",
        LESSON,
        f"A sigmoid unit stands at z = 5 and puts out {_sigmoid(5.0):.3f}. Now z is nudged up by 0.1. By how "
        "much does the output move?",
        answer=lambda: 0.1 * _sigmoid.derivative(5.0),
        band=0.00005,
        because=f"The slope of the sigmoid at 5 is {_sigmoid.derivative(5.0):.4f}, and a tenth of it is "
        f"{0.1 * _sigmoid.derivative(5.0):.5f}. The unit is saturated.",
        wrong=[
            Wrong(
                lambda: 0.1 * _sigmoid(5.0),
                "That is the nudge times the output at z = 5. How far an output moves depends on the slope at that "
                "place, and where the sigmoid is near 1 it is flat.",
            ),
            Wrong(
                0.1,
                "The nudge was passed on in full, as a straight line with slope 1 would do, and ReLU for "
                "positive z. The sigmoid is none of these.",
            ),
            Wrong(
                lambda: 0.1 * _sigmoid.derivative(0.0),
                "That is what happens at z = 0, where the sigmoid is steepest. It is the number one "
                "remembers, but it holds in one place.",
            ),
            Wrong(
                lambda: _sigmoid.derivative(5.0),
                "That is the slope at 5. It says what becomes of a nudge by 1; this one is a tenth of it.",
            ),
        ],
        otherwise="You need the slope of the sigmoid at z = 5, which is s (1 − s), times the nudge.",
        evidence=f"At z = 5 the lesson measured a slope of {_sigmoid.derivative(5.0):.4f}, against "
        f"{_sigmoid.derivative(0.0):.2f} at z = 0: the output is almost 1, and almost nothing comes through.",
        cell="sensitive-run",
        section=CANDIDATES,
    ),
    Question(
        "melted-stack",
        LESSON,
        "A network has 20 inputs, ten hidden layers of 20 units with the identity, and 5 outputs. How many weights and "
        "biases does one layer need to do the same?",
        answer=lambda: n_parameters([20, 5]),
        because="Layers without an activation melt into a single one, from 20 inputs to 5 outputs: 20 · 5 weights "
        f"and 5 biases, {n_parameters([20, 5])} numbers.",
        wrong=[
            Wrong(
                lambda: 20 * 5,
                "The matrices do multiply to one of 20 by 5. The biases of all layers melt as well, into "
                "one for each output; they are few and easily forgotten.",
            ),
            Wrong(
                lambda: 11 * n_parameters([20, 5]),
                "The count was taken once for each layer, as if every layer added something. But a product "
                "of matrices is one matrix, however long the product.",
            ),
            Wrong(
                lambda: 20 * 5 + 1,
                "The weights are right. One bias for the whole layer is how it is often told, but each "
                "output has its own.",
                BELIEFS["one-bias"],
            ),
            Wrong(
                lambda: 11 * 20 * 5,
                "The count was taken once for each layer, as if every layer added something, and without "
                "biases. A product of matrices is one matrix.",
            ),
        ],
        otherwise="The ten layers do what one layer from 20 inputs to 5 outputs does. How many weights does that "
        "have, and how many biases?",
        evidence="The lesson trained five such layers, with more than 37 000 numbers, melted them into one layer, and "
        "compared the outputs: they agree up to rounding.",
        cell="stack-run",
        section=STACK,
    ),
    Question(
        "step-weights",
        LESSON,
        "A network has two hidden layers of sigmoid units and between them one of step units. Which weights does "
        "gradient descent change?",
        answer="Only those behind the step units, on the side of the output.",
        because="On the way back every slope is multiplied by that of the step, which is 0. What lies before the step "
        "gets the slope 0 and stays as it was drawn.",
        wrong=[
            Wrong(
                "All of them, as long as the loss is large.",
                "A large loss does send large slopes on their way back. But slopes along a path are multiplied, and "
                "one factor of 0 is enough to stop them.",
            ),
            Wrong(
                "Only those before the step units, on the side of the input.",
                "The direction is turned: slopes come from the output and go back, so what is cut off is what lies "
                "before the step.",
            ),
            Wrong(
                "None, since one layer has the slope 0.",
                "Behind the step there is a path to the loss that does not pass through it, and these weights learn.",
            ),
        ],
        evidence="In the lesson the weights before the step stayed as they were in all 20 networks, and those after it "
        "changed.",
        cell="step-reveal",
        section=STEP,
    ),
    Question(
        "hinge-slope",
        LESSON,
        "Three hinges stand at the knots 0, 1 and 2 with the turns 1, −3 and 1. What is the slope of their sum at "
        "x = 1.5?",
        answer=lambda: _TURNS[_KNOTS < 1.5].sum(),
        because="At 1.5 the first two have begun: 1 + (−3) = −2. The third is still silent.",
        wrong=[
            Wrong(
                lambda: _TURNS[1],
                "That is the turn at the knot before: how much the slope *changes* there. The slope itself is the sum "
                "of all turns so far.",
            ),
            Wrong(
                lambda: _TURNS.sum(),
                "All three were added up. A hinge is silent left of its knot, and the third stands at 2.",
            ),
            Wrong(
                lambda: _TURNS @ np.maximum(0, 1.5 - _KNOTS),
                "That is the height at 1.5. The slope says how fast it changes there.",
            ),
            Wrong(1, "That is the slope before the second knot. At 1 the curve turns."),
        ],
        otherwise="Which hinges have begun at 1.5? Add up their turns.",
        evidence="In the example by hand the slope was 2, and after a turn of −3 it was −1.",
        cell="hinge-idea",
        section=HINGES,
    ),
    Question(
        "five-tags",
        LESSON,
        "A photo may show any of five animals, several of them, or none. Which function belongs on the five outputs?",
        answer="A sigmoid on each, for five probabilities.",
        because="Each output answers a yes-or-no question of its own, with a probability of its own.",
        wrong=[
            Wrong(
                "Softmax, whose outputs lie between 0 and 1.",
                "Five outputs look like five classes. But the probabilities of softmax share one whole: two animals "
                "could not both get more than a half.",
            ),
            Wrong(
                "The identity, which cuts nothing off.",
                "It cuts nothing off, that is true. For that reason an output can be 7 or −2, and neither is "
                "a probability.",
            ),
            Wrong(
                "ReLU on each, which is never negative.",
                "That is a step towards a probability. But it has no upper end.",
            ),
        ],
        evidence="The table there has a row for several yes-or-no questions.",
        cell="where-idea",
        section=WHERE,
    ),
]

WARMUP = [
    Question(
        "switch-on",
        named("neurons"),
        "A ReLU neuron has the weights w = (2, 1) and the bias b = −3. Its second input is 0. From which "
        "first input on does it answer?",
        answer=lambda: 3 / 2,
        band=0.01,
        because="It switches on where z = 0: 2 · x₁ + 1 · 0 − 3 = 0, so at x₁ = 1.5.",
        wrong=[
            Wrong(
                0,
                "That would be so with a bias of 0: then the line goes through the origin. Here b = −3, and the bias "
                "sets the place of the line.",
            ),
            Wrong(
                3,
                "That is minus the bias. The input is multiplied by its weight first, so the weight has to "
                "be divided out.",
            ),
            Wrong(lambda: -3 / 2, "The sign got lost when the bias changed sides. Put your number in: is z = 0 there?"),
            Wrong(
                lambda: 2 / 3, "Weight and bias were divided the other way round. Put your number in: is z = 0 there?"
            ),
        ],
        otherwise="Write z = 2 · x₁ + 1 · 0 − 3 and find the x₁ at which it is 0.",
        evidence="In the four pictures of that section the boundary is the line z = 0. With the bias −1 it is no "
        "longer at the origin, where it was with the bias 0.",
        cell="plane-figure",
        section="2. What the weights and the bias do",
    ),
    Question(
        "two-classes",
        named("learning"),
        "A network that knows nothing chooses among two classes. What is its loss?",
        answer=lambda: -np.log(0.5),
        band=0.01,
        because=f"It gives each class the probability 0.5, and −ln 0.5 = {-np.log(0.5):.3f}.",
        wrong=[
            Wrong(
                lambda: -np.log(0.1),
                "That is guessing among ten, the number to remember for the digits. With two classes a guess "
                "is right more often.",
            ),
            Wrong(0.5, "That is the probability, not the loss. The loss is minus its logarithm."),
            Wrong(
                lambda: np.log(0.5),
                "Only the sign is missing: the logarithm of a number below 1 is negative, and the loss is minus that.",
            ),
            Wrong(0, "A loss of 0 belongs to a network that is certain and right. Knowing nothing costs something."),
        ],
        otherwise="Which probability does it give to the right class? The loss is minus the natural logarithm of that.",
        evidence="The table there gives −ln p. What p = 0.5 costs is well below the 2.30 of guessing among ten, and "
        "well above 0.",
        cell="loss-table",
        section="1. The loss: how wrong is an answer?",
    ),
]
