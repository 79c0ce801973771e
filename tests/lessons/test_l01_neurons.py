"""Lesson 01: its pictures, the digit reader, and figures that show what they are given."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from relulab import Network, datasets
from relulab.lessons.l01_neurons import figures, pictures
from relulab.lessons.l01_neurons.starts import equal_start
from relulab.nn.loss import softmax


@pytest.fixture
def drawn(monkeypatch):
    """The figures that a call draws, each with its text."""
    shown = []
    monkeypatch.setattr(figures, "show", lambda fig, alt: shown.append((fig, alt)))
    yield shown
    plt.close("all")


@pytest.fixture(scope="module")
def hundred():
    return pictures.a_hundred_pictures()


@pytest.fixture(scope="module")
def reader():
    return pictures.trained_reader()


def test_the_two_pictures_are_test_digits():
    digits = datasets.load_digits()
    for picture, place, digit in zip(pictures.a_three_and_an_eight(), (pictures.THREE, pictures.EIGHT), (3, 8)):
        assert digits.y_test[place] == digit
        assert np.abs(picture - digits.images_test[place]).max() <= 0.125


def test_a_hundred_pictures_in_quarters(hundred):
    X, written = hundred
    assert X.shape == (100, 8, 8) and (written == 3).sum() == (written == 8).sum() == 50
    assert set(np.unique(X)) == {0, 0.25, 0.5, 0.75, 1}


def test_the_pixel_that_tells_most_is_found(hundred, capsys):
    assert pictures.count_ink(*hundred) == "B"
    X, written = hundred
    ink = X[:, 5, 2] >= 0.5
    assert f"| B     | {ink[:50].sum()} " in capsys.readouterr().out
    # A pixel with ink in the 3 alone tells as much, the other way round.
    assert pictures.count_ink(1 - X, written) == "B"


def test_the_reader_reads_the_two_pictures_with_numbers_of_two_decimals(reader, drawn):
    W1, b1, W2, b2 = reader
    assert [array.shape for array in reader] == [(64, 8), (8,), (8, 10), (10,)]
    assert all((array == np.round(array, 2)).all() for array in reader)
    network = Network([64, 8, 10], dtype=np.float64)
    network.weights, network.biases = [W1, W2], [b1, b2]
    digits = datasets.load_digits()
    assert network.accuracy(pictures.quarters(digits.images_test).reshape(360, 64), digits.y_test) > 0.9
    for picture, digit in zip(pictures.a_three_and_an_eight(), (3, 8)):
        x = picture.reshape(1, 64)
        trace = network.forward(x)
        (Z, logits), A = trace.pre_activations, trace.activations[1]
        assert figures.way_through(picture, W1, Z, A, logits, softmax(logits)) == digit
        fig, alt = drawn[-1]
        texts = [text.get_text() for ax in fig.axes for text in ax.texts]
        for values in (Z, A, logits):
            assert all(
                f"{value + 0.0:.2f}" in texts and f"{value + 0.0:.2f}" in alt for value in np.round(values[0], 8)
            )
        small = [ax for ax in fig.axes[1].child_axes]
        assert [ax.images[0].get_array().data.ravel().tolist() for ax in small] == W1.T.tolist()


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "< 0.1 %"), (0.0004, "< 0.1 %"), (0.25, "25.0 %"), (0.9996, "> 99.9 %"), (1.0, "> 99.9 %")],
)
def test_no_probability_is_said_to_be_0_or_1(share, text):
    assert figures.percent(share) == text


def test_planes_show_where_each_neuron_answers(hundred, drawn):
    X, written = hundred
    cases = [("start", [1, -1], -0.25), ("half", [0.5, -0.5], -0.125), ("weight", [1, 1], -0.25)]
    figures.planes(cases, X, written)
    fig, alt = drawn[0]
    for ax, (name, w, b) in zip(fig.axes, cases):
        shades = np.asarray(ax.images[0].get_array())
        assert shades[0, 0] == pytest.approx(max(0, -0.25 * (w[0] + w[1]) + b))
        right = sum((w[0] * x[5, 2] + w[1] * x[4, 5] + b > 0) == (digit == 8) for x, digit in zip(X, written))
        assert ax.get_title().startswith(f"{name}: {right} of 100 right") and f"; {right} of 100" in alt
        assert (figures.OUTPUT(0.0)[3], figures.OUTPUT(1.0)[3]) == (0, 0.5)  # silent: nothing is laid over the digits
        assert sum(len(spots.get_offsets()) for spots in ax.collections[-2:]) > 25


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([("a", [1, -1], 0.0), ("b", [2, -2], 0.0)], "a and b"),
        ([("a", [1, -1], 0.0), ("b", [1, 1], 0.0), ("c", [3, 3], 0.0)], "b and c"),
        ([("a", [1, -1], 0.0), ("b", [1, -1], 0.5)], "none"),
    ],
)
def test_same_answers(cases, expected, hundred):
    assert figures.same_answers(cases, *hundred) == expected


def test_the_foot_of_the_arrow_lies_on_the_boundary():
    for w, b in (([1, -1], -0.25), ([2, 0.5], 1.0), ([0, 1], -0.5)):
        place = figures.foot(w, b)
        assert place @ w + b == pytest.approx(0)
        assert np.cross(np.append(place - 0.5, 0), [*w, 0])[2] == pytest.approx(0)


def test_points_of_a_line(drawn):
    figures.line_on_plane(lambda x1, w, b: -(w[0] * x1 + b) / w[1], [1, -1], -0.25)
    fig, alt = drawn[0]
    x, y = fig.axes[0].lines[-1].get_data()
    assert y == pytest.approx(x - 0.25) and "on these points is 0." in alt


@pytest.mark.parametrize(
    ("w", "b", "v", "expected"),
    [
        ([1.0, -1.0, 1.0], [1.0, 0.5, -1.0], [1.0, 1.5, -2.0], [-1, 0.5, 1]),
        ([3.0, -1.0, 1.0], [1.0, 0.555, -3.0], [1.0, 1.5, -2.0], [-1 / 3, 0.555]),  # the third lies outside
        ([0.0, -1.0, 1.0], [1.0, 0.5, -1.0], [1.0, 1.5, 0.0], [0.5]),  # one never switches, one is not used
        ([0.0, 0.0, 0.0], [1.0, 0.5, -1.0], [1.0, 1.5, 1.0], []),
    ],
)
def test_ten_panels(w, b, v, expected, drawn):
    assert figures.ten_panels(w, b, v, -1.0) == len(expected)
    fig, alt = drawn[0]
    assert len(fig.axes) == 10 and f"with {len(expected)} bends" in alt
    x, w, b, v = np.linspace(-2, 2, 401), np.array(w), np.array(b), np.array(v)
    A = np.maximum(0, np.outer(x, w) + b)
    middle = next(line for line in fig.axes[4].lines if len(line.get_xdata()) == 401)
    assert middle.get_ydata() == pytest.approx(A[:, 1])
    curve, *others = fig.axes[-1].lines
    assert curve.get_ydata() == pytest.approx(A @ v - 1)
    marks = [line for line in others if line.get_label().startswith("unit")]
    assert sorted(mark.get_xdata()[0] for mark in marks) == pytest.approx(expected)
    for mark in marks:
        assert mark.get_ydata()[0] == pytest.approx(np.interp(mark.get_xdata()[0], x, A @ v - 1), abs=0.03)


def test_equal_units_stay_equal(capsys):
    assert equal_start(runs=2).tolist() == [1, 1]
    assert "equal weights" in capsys.readouterr().out
