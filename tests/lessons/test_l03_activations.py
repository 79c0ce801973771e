"""The lesson on activations: hinges and their errors, pieces, outputs, and what the figures are drawn from."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from relulab import ACTIVATIONS, Network
from relulab.course import EXERCISES
from relulab.lessons.l03_activations import experiments
from relulab.lessons.l03_activations import figures as draw

hinges = EXERCISES["hinges"].answer


@pytest.fixture
def shown(monkeypatch):
    """The figures that are shown, as (figure, text)."""
    calls = []
    monkeypatch.setattr(draw, "show", lambda fig, alt: calls.append((fig, alt)))
    yield calls
    for fig, _ in calls:
        plt.close(fig)


def curve(x):
    return np.sin(2 * x) + 0.3 * x


# ---- the experiments -------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 4, 9])
def test_placed_hinges_meet_the_curve(n):
    start, knots, turns = experiments.placed(curve, n)
    places = np.linspace(-3, 3, n + 1)
    assert knots == pytest.approx(places[:-1]) and start == curve(-3)
    assert start + hinges(places, knots, turns) == pytest.approx(curve(places))


def test_a_square_is_left_by_the_square_of_the_distance():
    found = experiments.fit_errors(lambda x: x**2, seeds=2)
    assert found.units.tolist() == [4, 8, 16, 32] and found.random.shape == found.straight.shape == (4, 2)
    # Over a chord from -h to h the gap is h² - x², of which the root mean square is h² √(8/15).
    assert found.placed == pytest.approx((3 / found.units) ** 2 * np.sqrt(8 / 15), rel=0.03)
    x = np.linspace(-3, 3, 401)
    assert found.straight == pytest.approx(np.full((4, 2), (x**2).std()))
    assert (found.random < found.straight).all()


def test_a_line_needs_no_bend_and_the_same_draws_come_again():
    line = experiments.fit_errors(lambda x: 2 * x - 1, seeds=2)
    for errors in (line.placed, line.straight):
        assert errors == pytest.approx(np.zeros_like(errors), abs=1e-9)
    once, again = (experiments.fit_errors(curve, seeds=3).random for _ in range(2))
    assert (once == again).all() and len(set(once[0])) == 3


def test_pieces_of_one_layer_are_its_bends_in_sight():
    for seed, counted in enumerate(experiments.pieces([1, 6, 1], draws=5)):
        network = Network([1, 6, 1], seed=seed, dtype=np.float64)
        b = np.random.default_rng([seed, 7]).normal(size=6)
        bends = -b / network.weights[0][0]
        assert counted == 1 + (abs(bends) < 3).sum()


def test_pieces_of_two_layers_are_those_of_the_curve(monkeypatch):
    made = []
    monkeypatch.setattr(
        experiments, "Network", lambda *args, **options: made.append(Network(*args, **options)) or made[-1]
    )
    counted = experiments.pieces([1, 8, 8, 1], draws=4)
    x = np.linspace(-3, 3, 60_001)[:, None]
    for network, pieces in zip(made, counted):
        slopes = np.diff(network.forward(x).activations[-1][:, 0])
        # A bend between two places changes the slope twice: once by a part, once by the rest.
        changes = abs(np.diff(slopes)) > 1e-9
        bends = np.count_nonzero(changes & ~np.append(False, changes[:-1]))
        assert abs(pieces - 1 - bends) <= 1
    assert len(made) == 4 and len(set(counted)) > 1


def test_outputs():
    assert (
        experiments.output("identity", [2, -1]).tolist() == experiments.output(" Identity", [2, -1]).tolist() == [2, -1]
    )
    assert experiments.output("sigmoid", [0.0, 1000.0]).tolist() == [0.5, 1.0]
    assert experiments.output("softmax", [0, np.log(3)]) == pytest.approx([0.25, 0.75])


def test_confidence_is_the_share_given_to_the_own_answer():
    networks = Network([2, 3], "identity", runs=4, dtype=np.float64)
    X = np.random.default_rng(0).normal(size=(5, 2))
    for factor in (1.0, 3.0):
        exponentials = np.exp(factor * (X @ networks.weights[0]))
        shares = exponentials.max(axis=2) / exponentials.sum(axis=2)
        assert experiments.confidence(networks, X, factor) == pytest.approx(shares.mean(axis=1))
    assert (experiments.confidence(networks, X, 3) > experiments.confidence(networks, X)).all()


# ---- the figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("heights", [[0, 2, 1, 3, 0], [1, 1], [-2, 0.5, 0.5, 4, 4, 4, 0, 1]])
def test_a_skyline_goes_through_its_heights(heights, shown):
    draw.skyline(heights)
    (fig, text), *_ = shown
    units, total = fig.axes
    assert len(units.lines) == len(heights) - 1
    for line in units.lines:
        ((x, bend),) = {(round(line.get_xdata()[0], 9), round(line.get_ydata()[0], 9))}
        assert (x, bend) == (0, 0), "each unit is silent at the left end"
    x, y = total.lines[0].get_data()
    assert np.interp(range(len(heights)), x, y) == pytest.approx(heights, abs=0.05)
    assert heights[0] + sum(line.get_ydata()[-1] for line in units.lines) == pytest.approx(heights[-1])
    assert text.startswith(f"{len(heights) - 1} ReLU units")


@pytest.mark.parametrize("heights", [[], [3]])
def test_a_skyline_needs_two_heights(heights, shown):
    with pytest.raises(ValueError, match="two heights or more"):
        draw.skyline(heights)
    assert shown == []


def test_shapes_are_the_functions_and_their_slopes(shown):
    draw.shapes(["step", "tanh"])
    fig, text = shown[0]
    for ax, name in zip(fig.axes, ["step", "tanh"]):
        value, slope = ax.lines[:2]
        assert ax.get_title() == name
        assert value.get_ydata() == pytest.approx(ACTIVATIONS[name](value.get_xdata()))
        assert slope.get_ydata() == pytest.approx(ACTIVATIONS[name].derivative(slope.get_xdata()))
    assert "step 0.00, tanh 1.00" in text


def test_all_ten_shapes_are_drawn(shown):
    draw.ten_shapes()
    for ax, (name, f) in zip(shown[0][0].axes, ACTIVATIONS.items(), strict=True):
        assert ax.get_title() == name and ax.lines[0].get_ydata() == pytest.approx(f(ax.lines[0].get_xdata()))


def split(*, flat=False):
    """A network that answers 1 where the first input is positive, or 0 everywhere."""
    network = Network([2, 2], "identity", init=0.0, runs=2)
    if not flat:
        network.weights[0][0, 0, 1] = 1.0
    return network


@pytest.mark.parametrize("flat", [True, False])
def test_a_boundary_is_that_of_the_first_network(flat, shown):
    X, y = np.array([[-1.0, 0.0], [1.0, 0.5]]), np.array([0, 1])
    draw.boundaries({"one": split(flat=flat), "other": split()}, X, y)
    fig, text = shown[0]
    left, right = fig.axes
    side = 200
    for ax, all_zero in ((left, flat), (right, False)):
        shades = ax.collections[0].get_array().reshape(side, side)
        assert (shades[:, : side // 2] == 0).all() and (shades[:, side // 2 :] == (0 if all_zero else 1)).all()
        assert len(ax.collections) == (1 if all_zero else 2), "a line lies between two answers only"
        assert sorted(len(points.get_xdata()) for points in ax.lines) == [1, 1]
    assert [ax.get_title() for ax in fig.axes] == ["one", "other"] and text.endswith("Designs: one, other.")


def test_the_output_over_the_sum_is_that_of_the_reader(shown):
    draw.over_the_sum(lambda x1, x2: 3 * (x1 + x2))
    fig, text = shown[0]
    x, y = fig.axes[0].lines[0].get_data()
    assert y == pytest.approx(3 * x) and "it is 0, 3, 6." in text


def test_fits_draw_what_the_function_of_the_reader_gives(shown):
    draw.fits(curve, hinges, [4, 16])
    fig, text = shown[0]
    for ax, n in zip(fig.axes, [4, 16]):
        (x, y), (_, drawn) = (line.get_data() for line in ax.lines)
        assert y == pytest.approx(curve(x))
        places = np.linspace(-3, 3, n + 1)
        assert np.interp(places, x, drawn) == pytest.approx(curve(places), abs=0.02)
    assert f"with 16 hinges: {abs(drawn - y).max():.2f}." in text and "4 hinges" not in text, "the next answer"
    draw.fits(curve, lambda x, knots, turns: [0] * len(x), [4])
    assert shown[1][0].axes[0].lines[1].get_ydata() == pytest.approx(np.full(601, curve(-3)))


def test_every_network_is_drawn_and_the_lowest_mean_is_named(shown):
    right = {"relu": np.array([0.9, 0.8]), "tanh": np.array([0.2, 0.9]), "step": np.array([0.5, 0.7])}
    assert draw.accuracies(right) == "tanh"
    fig, text = shown[0]
    assert [line.get_xdata().tolist() for line in fig.axes[0].lines] == [[90, 80], [20, 90], [50, 70]]
    assert "relu: 85.0 ± 7.1 %" in text


def test_errors_are_drawn_beside_their_law(shown):
    found = experiments.fit_errors(curve, seeds=3)
    draw.draw_errors(found)
    fig, text = shown[0]
    evenly, law, random, straight = (line.get_ydata() for line in fig.axes[0].lines)
    assert evenly == pytest.approx(found.placed)
    assert law == pytest.approx(found.placed[-1] * np.array([64, 16, 4, 1]))
    assert random == pytest.approx(found.random.mean(axis=1)) and straight == pytest.approx(found.straight.mean(axis=1))
    assert f"Error of 32 placed hinges: {found.placed[-1]:.4f}" in text
