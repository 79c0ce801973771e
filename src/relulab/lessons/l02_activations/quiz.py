"""Questions: slopes, stacks of linear layers, hinges and confidence; two at its start on the lesson before."""

import numpy as np

from ...classroom.question import Question, Wrong
from ...nn.activations import ACTIVATIONS
from ...nn.network import n_parameters
from .. import lesson_of, named
from ..beliefs import BELIEFS

LESSON = lesson_of(__name__)
SENSITIVE = "3. Sensitivity: does a nudge come through?"
STACK = "5. Why depth alone buys no new shapes"
HINGES = "6. Hinges add up to any curve"
SIDE_BY_SIDE = "8. Side by side"
WRONG = "What people get wrong"

_sigmoid = ACTIVATIONS["sigmoid"]

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
                "A large output looks like a strong signal. But how far an output moves depends on the slope at that "
                "place, and where the sigmoid is near 1 it is flat.",
                BELIEFS["saturated-strong"],
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
        section=SENSITIVE,
    ),
    Question(
        "melted-stack",
        LESSON,
        "A network has 64 inputs, ten hidden layers with the identity and no other activation, and 10 "
        "outputs. How many weights and biases does one layer need to do the same?",
        answer=lambda: n_parameters([64, 10]),
        because="Layers without an activation melt into a single one, from 64 inputs to 10 outputs: 64 · 10 weights "
        f"and 10 biases, {n_parameters([64, 10])} numbers.",
        wrong=[
            Wrong(
                lambda: 64 * 10,
                "The matrices do multiply to one of 64 by 10. The biases of all layers melt as well, into "
                "one for each output; they are few and easily forgotten.",
                BELIEFS["bias-cosmetic"],
            ),
            Wrong(
                lambda: 11 * n_parameters([64, 10]),
                "The count was taken once for each layer, as if every layer added something. But a product "
                "of matrices is one matrix, however long the product.",
                BELIEFS["stack"],
            ),
            Wrong(
                lambda: 64 * 10 + 1,
                "The weights are right. One bias for the whole layer is how it is often told, but each "
                "output has its own.",
                BELIEFS["one-bias"],
            ),
            Wrong(
                lambda: 11 * 64 * 10,
                "The count was taken once for each layer, as if every layer added something, and without "
                "biases. A product of matrices is one matrix.",
                BELIEFS["stack"],
            ),
        ],
        otherwise="The ten layers do what one layer from 64 inputs to 10 outputs does. How many weights does that "
        "have, and how many biases?",
        evidence="The lesson trained five such layers, with more than 37 000 numbers, melted them into one layer, and "
        "compared the outputs: they agree up to rounding.",
        cell="stack-run",
        section=STACK,
    ),
    Question(
        "ninth-of-the-error",
        LESSON,
        "16 evenly placed ReLU units draw the curve of section 6 with some error. About how many do you need "
        "for a ninth of that error?",
        answer=lambda: 16 * np.sqrt(9),
        band=3,
        because="For such a smooth curve the error falls as one over the square of the number of units. Three times "
        "the units make the error nine times smaller.",
        wrong=[
            Wrong(
                lambda: 16 * 9,
                "Nine times the units for a ninth of the error: that would be so if the error fell as one "
                "over the number. It falls faster.",
            ),
            Wrong(
                lambda: 16 + 9,
                "The factor was added. Here factors belong to factors: so many times the units, so many "
                "times less error.",
            ),
            Wrong(
                lambda: 16 * 2,
                "Twice the units make a quarter of the error, which is the step that the figure shows. A "
                "ninth needs more.",
            ),
        ],
        otherwise="In the figure, twice the units make a quarter of the error. By which factor must the number grow "
        "for a ninth?",
        evidence="On the logarithmic axes of the figure the placed hinges follow the dotted line, which falls as 1 / "
        "units²: equal factors of units, equal factors of error, squared.",
        cell="hinge-errors-figure",
        section=HINGES,
    ),
    Question(
        "deep-or-wide",
        LESSON,
        "24 ReLU units with random weights and biases, in one layer of 24 or in three layers of 8. Which "
        "curve over one input has more straight pieces?",
        answer="About the same number on average, although the three layers have more weights.",
        because="With random weights the average number of pieces along a line grows with the number of units, "
        "whatever the depth, and both networks have 24. Some deep units switch several times, others never. Deep "
        "networks can be built that bend far more often, but random weights do not build them.",
        wrong=[
            Wrong(
                "Three layers, because each layer multiplies the bends of the one before.",
                "That is true of networks that are built for it, and is often told of all. "
                "With random weights most of the possible folds do not happen.",
                BELIEFS["more-layers"],
            ),
            Wrong(
                "Three layers, because they have three times as many weights.",
                "More weights sound like more shapes. But a bend stands where a unit switches on or off, and on "
                "average it is the number of units that counts: 24 in both.",
                BELIEFS["more-layers"],
            ),
            Wrong(
                "One layer by far, because units behind others are mostly silent.",
                "Some units behind others do stay silent, and some of the deep networks have far fewer pieces. "
                "But others have more, and the averages are close.",
            ),
        ],
        evidence="The lesson counted the pieces of 50 random networks of each kind and printed the mean "
        "difference with its interval: a few pieces at most, of about twenty.",
        cell="wrong-pieces",
        section=WRONG,
    ),
    Question(
        "logits-times-three",
        LESSON,
        "Somebody multiplies all logits of a trained network by 3. What changes?",
        answer="Its confidence, but none of its answers.",
        because="The largest logit stays the largest, so each answer and the accuracy stay. Softmax of larger "
        "differences is closer to 0 and 1, so the network claims more.",
        wrong=[
            Wrong(
                "Its accuracy rises, because it is surer.",
                "Surer sounds like better, and the outputs do look like probabilities. But the same logit "
                "wins as before, right or wrong.",
                BELIEFS["probability"],
            ),
            Wrong(
                "Nothing, because softmax divides by the sum.",
                "Dividing by the sum takes out a common factor of the exponentials. A factor of the logits "
                "is another matter: it becomes a power of the exponentials.",
            ),
            Wrong(
                "All probabilities become three times as large.",
                "Softmax is no straight line. And they could not: they add up to 1 before and after.",
                BELIEFS["probability"],
            ),
        ],
        evidence="The lesson multiplied the logits by 1, 3 and 10. The accuracy is the same in all three rows, and "
        "the mean confidence climbs from far too low to far too high.",
        cell="wrong-confidence",
        section=WRONG,
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
                "The bias was left out, so that the line goes through the origin. It is a single number at "
                "the end of the formula, and yet it sets the place of the line.",
                BELIEFS["bias-cosmetic"],
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
        named("neurons"),
        "A network that knows nothing chooses among two classes. What is its loss?",
        answer=lambda: -np.log(0.5),
        band=0.006,
        because=f"It gives each class the probability 0.5, and −ln 0.5 = {-np.log(0.5):.3f}.",
        wrong=[
            Wrong(
                lambda: -np.log(0.1),
                "That is guessing among ten, the number to remember for the digits. With two classes a guess "
                "is right more often.",
            ),
            Wrong(
                0.5, "That is the probability, not the loss. The loss is minus its logarithm.", BELIEFS["probability"]
            ),
            Wrong(
                lambda: np.log(0.5),
                "Only the sign is missing: the logarithm of a number below 1 is negative, and the loss is minus that.",
            ),
            Wrong(0, "A loss of 0 belongs to a network that is certain and right. Knowing nothing costs something."),
        ],
        otherwise="Which probability does it give to the right class? The loss is minus the natural logarithm of that.",
        evidence="The curve there shows −ln p. It crosses p = 0.5 well below the 2.30 of guessing among ten, and well "
        "above 0.",
        cell="loss-figure",
        section="5. The loss: how wrong is an answer?",
    ),
]
