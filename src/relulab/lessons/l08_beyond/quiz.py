"""Questions: steps with a memory, ways round a layer, a cut length; two at its start on lessons before."""

import numpy as np

from ...classroom.question import Question, Wrong
from ...nn.optimisers import adam, clip, momentum
from .. import lesson_of, named

LESSON = lesson_of(__name__)
MOMENTUM = "2. Steps with a memory"
ADAM = "3. A step of its own for each weight"
ROUND = "4. A way round each layer"
BOTH = "5. Scaled again, in front of every ReLU"
CUT = "6. A limit to the step"


def _longest_step(keep):
    """How long the steps get where the slope is always 1."""
    v = 0.0
    for _ in range(1000):
        v = momentum(v, 1.0, keep)
    return v


def _first_step(slope, lr=0.01):
    """How far Adam moves a weight in its first step."""
    return round(lr * adam(0.0, 0.0, slope, 1)[2], 6)


QUIZ = [
    Question(
        "length-of-the-steps",
        LESSON,
        "The slope is the same everywhere, and momentum keeps 0.8. How many times as long as a plain step do the steps "
        "become in the end?",
        answer=lambda: _longest_step(0.8),
        because="A step that changes no more is 0.8 of itself and one slope. So the slope is a fifth of it, and it is "
        "five times the slope.",
        wrong=[
            Wrong(lambda: _longest_step(0.9), "That is the length with 0.9 kept, as in the lesson. Here it is 0.8."),
            Wrong(
                lambda: 1 + 0.8,
                "That is the second step: one slope, and 0.8 of the step before. The third adds 0.8 of *that*, and so "
                "on.",
            ),
            Wrong(
                lambda: 1 / 0.8,
                "It is 1 divided by what is *lost* in each step, which is a fifth, not by what is kept.",
            ),
            Wrong(
                0.8,
                "Steps with a memory do not get shorter here: 0.8 of the step before is added to the slope, which is "
                "there in full.",
            ),
        ],
        otherwise="Write down a step that stays as it is: it equals 0.8 of itself, and one slope.",
        evidence="The lesson kept 0.9 and let the loop run: the steps grew for a while and then stood still, at the "
        "length of which the tenth that is lost equals one slope.",
        cell="grow-run",
        section=MOMENTUM,
    ),
    Question(
        "first-step-of-adam",
        LESSON,
        "Adam, rate 0.01, its very first step. The slope for a weight is 0.002. How far does the weight move?",
        answer=lambda: _first_step(0.002),
        band=1e-5,
        because="In the first step the fair mean is the slope and the fair mean square its square. Their ratio is 1, "
        "however small the slope is: the weight moves by the rate.",
        wrong=[
            Wrong(
                lambda: 0.01 * 0.002,
                "That is a plain step, rate times slope. Adam divides the slope by its own size first.",
            ),
            Wrong(
                lambda: 0.01 * 0.1 * 0.002,
                "m is a tenth of the slope at first, that is right; but it is made fair, and then divided by the root "
                "of s.",
            ),
            Wrong(
                lambda: 0.01 * 0.1 / 0.001**0.5,
                "That leaves both means as they are. They begin at 0 and are too small at first; made fair, they are "
                "the slope and its square.",
            ),
            Wrong(0.002, "That is the slope. A step is the rate times what the formula gives."),
        ],
        otherwise="Put m = s = 0 and t = 1 into the five lines: what is m_fair, what is s_fair, and what their ratio?",
        evidence="The lesson gave it slopes a million times apart, and both weights moved by the same.",
        cell="first-run",
        section=ADAM,
    ),
    Question(
        "round-with-gain-two",
        LESSON,
        "Thirty ReLU layers with gain 2 hand the gradient on at its size. Now each layer gets a way round it, and "
        "nothing else is changed. What becomes of the gradient on its way back?",
        answer="It explodes: each layer adds to what goes by.",
        because="Mean squares add up. What goes by keeps its squares, and with gain 2 the layer puts as much again on "
        "top: in each step the squares double.",
        wrong=[
            Wrong(
                "It keeps its size, since the way round has the factor 1.",
                "The way round has the factor 1, that is right. But the way through the layer is still there, and what "
                "comes out of it is added.",
            ),
            Wrong(
                "It vanishes, since half of the slopes of ReLU are 0.",
                "Half of the slopes are 0, in the layer. The way round has none of them, so nothing can get lost.",
            ),
            Wrong(
                "It vanishes, since the signal now has two ways to spread over.",
                "It is not divided between the two ways: both carry it in full, and the two are added.",
            ),
        ],
        evidence="The lesson measured several gains: with the way round alone the gradient grew at all of them, and at "
        "gain 2 as well, where without it nothing was wrong.",
        cell="round-run",
        section=ROUND,
    ),
    Question(
        "doubled-weights",
        LESSON,
        "Thirty ReLU layers, each of them normalised, and biases 0, nothing trained yet. You double all weights of "
        "the tenth hidden layer. What becomes of the outputs of the network?",
        answer="Nothing.",
        because="Twice the weights make twice the Z. In front of ReLU that is divided by its spread, and the spread "
        "has doubled.",
        wrong=[
            Wrong(
                "They are twice as large.",
                "So they would be in a plain ReLU network. Here Z is divided by its spread, and that has doubled as "
                "well.",
            ),
            Wrong(
                "They are 2 to the power 20 times as large, as twenty layers come behind it.",
                "One layer was changed, so one factor of 2 comes in. And normalisation takes it out again at once.",
            ),
            Wrong(
                "They are half as large.",
                "Dividing by a spread that has doubled gives a half. But what is divided has doubled as well.",
            ),
        ],
        evidence="With normalised layers the lines of all gains lay nearly on top of each other in the figure.",
        cell="norm-run",
        section=BOTH,
    ),
    Question(
        "what-clipping-leaves",
        LESSON,
        "A network has two weights with the slopes 6 and 8, in two arrays. The step is clipped at length 5. What is "
        "left of the 8?",
        answer=lambda: clip([np.array([6.0]), np.array([8.0])], 5.0)[1][0],
        band=0.1,
        because="The length is the root of 36 + 64, which is 10. Both are multiplied by 5/10, so the 8 becomes 4.",
        wrong=[
            Wrong(5, "That cuts each number by itself. Then 6 and 8 would both be 5, and the step would turn."),
            Wrong(
                lambda: 8 * 5 / (6 + 8),
                "The two slopes were added up. They stand at right angles: their squares add up, to 100.",
            ),
            Wrong(8, "8 is above 5, and so is the whole: something is cut."),
            Wrong(
                lambda: 8 * 5 / (36 + 64),
                "The root is missing: 36 + 64 is the square of the length.",
            ),
            Wrong(3, "That is what is left of the 6. The factor is right."),
        ],
        otherwise="How long are 6 and 8 together, at right angles? Which factor makes 5 of that? Multiply the 8 by it.",
        evidence="The exercise of that section has one length for all arrays and one factor: the direction stays, the "
        "length goes.",
        cell="exercise-clip-text",
        section=CUT,
    ),
]


WARMUP = [
    Question(
        "three-steps-back",
        named("vanishing_gradients"),
        "ReLU layers of equal width have gain 8. The norm of dZ in one of them is 5. About how large is it three "
        "layers nearer to the input?",
        answer=lambda: 5 * ((8 * 0.5) ** 0.5) ** 3,
        band=1,
        because="Half of the slopes are 1, so each step back multiplies by the root of 8/2, which is 2: three steps "
        "make 8 times 5.",
        wrong=[
            Wrong(
                lambda: 5 * 4**3,
                "The root is missing: 8/2 = 4 is what becomes of the *squares* in each step.",
            ),
            Wrong(lambda: 5 * 8**1.5, "ReLU lets half of the squares through: the factor is the root of 8/2."),
            Wrong(lambda: 5 + 3 * 2, "Steps multiply. Three times the factor 2 is 8 times as large."),
            Wrong(lambda: 5 / 8, "It grows on its way back: the factor of each step is above 1."),
            Wrong(lambda: 5 * 2, "That is one step back. There are three."),
        ],
        otherwise="The factor of one step is the root of gain times the mean square of ReLU's slopes. Use it three "
        "times.",
        evidence="Ten such layers were measured there: nine factors of 2 made about five hundred.",
        cell="explode-run",
        section="6. The other way: explosion",
    ),
    Question(
        "a-step-by-hand",
        named("learning"),
        "The loss has the slope −4 for a weight of 0.5. You take one step of gradient descent with the learning rate "
        "0.1. What is the weight then?",
        answer=lambda: 0.5 - 0.1 * -4,
        because="A step is the rate times the slope, 0.1 · (−4) = −0.4, and it is taken away: 0.5 + 0.4.",
        wrong=[
            Wrong(
                lambda: 0.5 + 0.1 * -4,
                "That climbs. The loss falls to the right here, so the weight has to grow.",
            ),
            Wrong(lambda: 0.5 + 4, "The learning rate is missing: a tenth of the slope is taken."),
            Wrong(lambda: 0.1 * 4, "That is the length of the step. The weight starts at 0.5."),
            Wrong(lambda: 0.5 + 0.1, "The slope is missing: the step is the rate *times* the slope."),
        ],
        otherwise="New weight: old weight minus rate times slope. Mind the two signs.",
        evidence="The steps there went against the slope, and were as long as rate times slope.",
        cell="steps-run",
        section="2. Which way is down?",
    ),
]
