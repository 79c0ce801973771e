"""The lesson on learning: the valley, the fog over it, the explorer of steps, the drawn network, and the digits."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest

from relulab import Network, datasets
from relulab.lessons import part
from relulab.lessons.l02_learning import figures as draw
from relulab.lessons.l02_learning import fog, valley
from relulab.lessons.l02_learning.nudging import nudge_each
from relulab.lessons.l02_learning.reading import compare, start
from relulab.nn.loss import softmax
from relulab.nn.training import train

explorer = part("02_learning", "explorer")


@pytest.fixture
def shown(monkeypatch):
    """The text of each figure and table that is displayed."""
    texts = []
    monkeypatch.setattr("IPython.display.display", lambda data, **options: texts.append(data["text/plain"]))
    yield texts
    assert plt.get_fignums() == []


def loss_by_hand(w, scale=1.0):
    p_yes, p_no = (1 / (1 + np.exp(-(x * scale * w - 2))) for x in (2, 1))
    return (-np.log(p_yes) - np.log(1 - p_no)) / 2


# ---- the valley and the fog ------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_valley(scale):
    for w in (-2.0, 0.0, 0.7, 4.0):
        assert valley.loss(w, scale) == pytest.approx(loss_by_hand(w, scale))
        nudged = (loss_by_hand(w + 1e-5, scale) - loss_by_hand(w - 1e-5, scale)) / 2e-5
        assert valley.slope(w, scale) == pytest.approx(nudged, abs=1e-6)
    lowest = valley.lowest(scale)
    assert valley.slope(lowest, scale) == pytest.approx(0, abs=1e-12)
    assert lowest == pytest.approx(valley.lowest() / scale)
    places = valley.walk(0.0, 0.5, 3, scale)
    assert len(places) == 4 and places[1] == pytest.approx(-0.5 * valley.slope(0.0, scale))


def test_the_fog_says_which_way_it_falls(monkeypatch, capsys, shown):
    monkeypatch.setattr(fog, "_places", [])
    fog.feel(0)
    assert "At w = 0 the loss is 1.127. Its slope is -0.821: it falls to the right" in " ".join(
        capsys.readouterr().out.split()
    )
    fog.feel(3)
    assert "it falls to the left" in " ".join(capsys.readouterr().out.split())
    assert fog.lift_the_fog() == valley.lowest()
    assert "lowest at w = 1.67" in shown[-1] and "you stood: 0, 3." in shown[-1]


@pytest.mark.parametrize("w", ["left", None, np.nan, 1e9, ...])
def test_the_fog_takes_no_nonsense(w, monkeypatch, capsys, shown):
    monkeypatch.setattr(fog, "_places", [])
    fog.feel(w)
    assert "feel takes a number" in capsys.readouterr().out
    assert fog.lift_the_fog() == valley.lowest()


# ---- the explorer ----------------------------------------------------------------------------------


def test_steps_downhill():
    numbers = explorer.model(0.2, -1.0, 1.0)
    assert numbers["places"][1] == pytest.approx(-1 - 0.2 * valley.slope(-1.0))
    arrived = numbers["arrived"]
    near = valley.loss(valley.lowest()) + explorer.NEAR
    assert (numbers["losses"][arrived:] <= near).all() and numbers["losses"][arrived - 1] > near
    assert f"arrives in {arrived} steps" in explorer.text(numbers)
    assert "still jumps about" in explorer.text(explorer.model(6.0, -1.0, 1.0))
    assert "still on its way, at w = " in explorer.text(explorer.model(0.1, 4.0, 1.0))
    assert "in 1 step and" in explorer.text(explorer.model(2.8, -1.0, 1.0))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_largest_rate_is_two_over_the_curvature(scale):
    """Theory of gradient descent near a minimum: it converges where the rate is below 2 / L''."""
    at, h = valley.lowest(scale), 1e-4
    curvature = (valley.slope(at + h, scale) - valley.slope(at - h, scale)) / (2 * h)
    largest = explorer._largest(scale)
    assert largest <= 2 / curvature < largest + 0.1
    assert largest == pytest.approx(explorer._largest(1.0) / scale**2, abs=0.1)


def test_what_the_questions_measure():
    made = explorer.explorer()
    fastest, largest, doubled = (made.measured(ask) for ask in made.questions.asks)
    steps = {rate: explorer.model(float(rate), -1.0, 1.0)["arrived"] for rate in ("0.2", "1", "2", "6")}
    assert steps.pop("6") is None and fastest == min(steps, key=steps.get) == "2"
    assert doubled == pytest.approx(largest / 4)
    made.close()


# ---- the drawn network -----------------------------------------------------------------------------

X, W1, W2 = np.array([1.0, 2.0]), np.array([[1.0, -1.0], [0.5, 1.0]]), np.array([[-1.0, 2.0], [3.0, -3.0]])


def test_the_way_back_that_is_drawn_is_the_one_of_the_package(shown):
    network = Network([2, 2, 2], dtype=np.float64)
    network.weights = [W1, W2]
    _, [(dW1, _), (dW2, _)] = network.gradients(X[None], np.array([0]))
    np.testing.assert_allclose(nudge_each(lambda W: -np.log(softmax(np.maximum(0, X @ W) @ W2))[0], W1), dW1, atol=1e-8)
    draw.way_forward(X, W1, W2, label=0)
    assert "Hidden units give 2, 1." in shown[-1] and "Outputs 1, 1, probabilities 0.5, 0.5" in shown[-1]
    draw.way_back(X, W1, W2, label=0)
    said = shown[-1].replace("−", "-")
    for text, column in (("hidden unit 1", dW1[:, 0]), ("hidden unit 2", dW1[:, 1])):
        assert f"{text}: {column[0]:g}, {column[1]:g};" in said
    assert "to output 1: -1, -0.5; to output 2: 1, 0.5." in said and "at the hidden units 1.5, -3." in said


def test_a_silent_unit_passes_nothing_back(shown):
    draw.way_back(np.array([2.0, 1.0]), W1, W2, label=0)
    assert "to hidden unit 2: 0, 0;" in shown[-1]


def test_curves(shown):
    draw.tangent(valley.loss, 0.0, valley.slope(0.0))
    assert "a straight line of slope -0.82 touches" in shown[-1]
    draw.walk(valley.loss, list(valley.walk(0.0, 1.0, 6)))
    assert re.search(r"6 steps downhill. Places: 0.00, 0.82, .* The loss falls from 1.127 to 0.387.", shown[-1])


# ---- digits ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def digits():
    return datasets.load_digits()


def logits(X, network):
    first, b1, second, b2 = network
    return np.maximum(0, X @ first + b1) @ second + b2


def cross_entropy(z, label):
    return -np.log(softmax(z)[label])


def test_reading_before_and_after(digits, shown):
    assert [array.shape for array in start(0)] == [(64, 32), (32,), (32, 10), (10,)]
    before, after = [start(0), start(1)], [[array.copy() for array in start(seed)] for seed in (0, 1)]
    networks = [Network([64, 32, 10], dtype=np.float64) for _ in after]
    for network, (first, b1, second, b2) in zip(networks, after):
        network.weights, network.biases = [first, second], [b1, b2]
        train(network, digits.X_train, digits.y_train, lr=0.1, epochs=3, progress=False)
    after = [[n.weights[0], n.biases[0], n.weights[1], n.biases[1]] for n in networks]
    shares = compare(before, after, logits, cross_entropy, digits)
    assert shares == pytest.approx([100 * n.accuracy(digits.X_test, digits.y_test) for n in networks])
    loss = np.mean([n.loss(digits.X_test, digits.y_test) for n in networks])
    assert f"{loss:.3f} ±" in shown[-1]
    draw.ten_probabilities(digits, [277, 358], logits, before, after)
    p = np.mean([n.probabilities(digits.X_test[[358]])[0, 8] for n in networks])
    assert "one 3 and one 8" in shown[-1] and f"and is {p:.2f} ±" in shown[-1]


def test_the_pictures_of_lesson_01_are_the_ones_that_are_read(digits):
    pictures = part("01_neurons", "pictures")
    assert (pictures.THREE, pictures.EIGHT) == (277, 358)
    assert list(digits.y_test[[277, 358]]) == [3, 8]


def test_learning_curve_and_what_is_hard(digits, shown):
    networks, at_start = Network([64, 32, 10], runs=3), Network([64, 32, 10], runs=3)
    draw.learning_curve(networks, digits, epochs=2)
    loss = networks.loss(digits.X_train, digits.y_train).mean()
    assert "of 3 networks over 2 epochs" in shown[-1] and f"before, {loss:.3f} ±" in shown[-1]
    draw.hard(digits, networks)
    assert "find hardest. One network misreads" in shown[-1] and "Written" not in shown[-1]
    draw.hard(digits, networks, [0] * 6)
    written = [int(digit) for digit in re.search(r"Written as ([\d, ]+)\.", shown[-1])[1].split(",")]
    draw.hard(digits, networks, written)
    assert "You read 6 of the six" in shown[-1]
    draw.weights(at_start, networks)
    assert "over 3 networks: 0.17" in shown[-1]
