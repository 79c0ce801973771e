"""The experiments of lesson 06: how units die, what a leak brings back, and what stands behind its core."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from relulab import datasets, measures
from relulab.course import EXERCISES
from relulab.lessons.l06_leaky_relu import deeper, experiments, figures
from relulab.lessons.l06_leaky_relu.deeper import born_dead
from relulab.lessons.l06_leaky_relu.experiments import follow_deaths
from relulab.lessons.l06_leaky_relu.figures import height_of_the_leak
from relulab.nn.activations import LeakyReLU
from relulab.nn.network import Network
from relulab.nn.training import train

digits = datasets.load_digits()
X, y = digits.X_train[:200], digits.y_train[:200]


# ---- how a unit dies -----------------------------------------------------------------------------


def test_one_step_is_the_one_that_the_reader_s_gradient_takes():
    A = np.stack([experiments.INPUTS, np.ones(5)], axis=1)
    p = np.array([experiments.WEIGHT, experiments.BIAS])
    da = np.full(5, experiments.SLOPE / 5)
    unit_gradient = EXERCISES["unit_gradient"].answer
    for lr in (1.0, 10.0):
        assert experiments.one_step(lr) == pytest.approx(tuple(p - lr * unit_gradient(da, A @ p, A)))
    dead = np.array(experiments.one_step(10.0))
    assert (unit_gradient(da, A @ dead, A) == 0).all()


def test_fresh_layers_are_those_of_networks():
    layers = experiments.fresh_layers(8, bias=-0.5, rows=30)
    assert len(layers) == experiments.SEEDS
    alone = Network([64, 8, 10], bias=-0.5, seed=3)
    assert layers[3] == pytest.approx(alone.forward(digits.X_train[:30]).pre_activations[0], abs=1e-6)
    assert experiments.fresh_layers(8)[0].shape == (1437, 8)


def test_moved_numbers_counts_part_by_part():
    before = Network([3, 2, 2])
    after = before.copy()
    after.weights[0][1, 1] += 1
    after.biases[1] += 1
    lines, moved = experiments.moved_numbers(before, after)
    assert [line[1:] for line in lines] == [["6", "1"], ["2", "0"], ["4", "0"], ["2", "2"]] and moved == 3


def test_the_largest_slope_for_a_bias():
    networks = Network([64, 5, 10], runs=3)
    _, gradients = networks.gradients(digits.X_train[:32], digits.y_train[:32])
    assert experiments.largest_bias_slope(networks) == pytest.approx(np.abs(gradients[0][1]).max(axis=1))


def test_the_lowest_rate_that_kills():
    shares = np.zeros((3, 2, 2))
    assert experiments.Deaths([1, 3, 10], [0, 8], shares).lowest == "none"
    shares[1:, 1] = 0.3
    assert experiments.Deaths([1, 3, 10], [0, 8], shares).lowest == "3"


def test_deaths_by_rate_have_a_line_for_each_rate():
    deaths = experiments.deaths_by_rate([0.1, 10], epochs=1, every=8)
    assert deaths.steps == [0, 8, 16] and deaths.shares.shape == (2, 3, experiments.SEEDS)
    assert (deaths.shares[:, 0] == 0).all() and (deaths.shares[0] == 0).all() and deaths.lowest == "10"


def test_those_that_a_rate_killed_have_a_negative_bias():
    share, negative, still = experiments.killed_by(10, epochs=2)
    assert float(share[1].split()[0]) > 20 and negative[1] == "all" and still[1] == "none"


def test_a_plan_is_trained_in_its_order():
    networks = experiments.trained([(0.3, 1), (0.1, 1)])
    same = Network([64, 32, 10], runs=experiments.SEEDS)
    X500, y500 = digits.X_train[:500], digits.y_train[:500]
    train(same, X500, y500, lr=0.3, epochs=1, progress=False)
    train(same, X500, y500, lr=0.1, epochs=1, progress=False)
    assert networks.weights[0] == pytest.approx(same.weights[0], abs=1e-5)


def test_a_report_counts_units_and_says_where_there_are_none():
    networks = Network([64, 32, 10], bias=-9.0, runs=3)
    assert experiments.report("low", networks)[:2] == ["low", "100.0 ± 0.0 %"]
    assert experiments.report("linear", Network([64, 10], runs=3))[1] == "no hidden unit"


# ---- the leak ------------------------------------------------------------------------------------


@pytest.mark.parametrize("slope", [0.0, 0.1, 2.0])
def test_the_function_of_the_reader_trains_a_network(slope):
    """Also where it changes its array in place, or makes float64 of float32."""

    def in_place(z, slope):
        z = np.array(z, dtype=float, ndmin=1)
        z[z <= 0] *= slope
        return z if len(z) > 1 else float(z[0])

    def formula(z, slope):
        return np.maximum(0, z) + slope * np.minimum(0, z)

    wanted = Network([64, 6, 10], LeakyReLU(slope), runs=2)
    train(wanted, X, y, lr=0.1, epochs=2, progress=False)
    for function in (formula, in_place):
        networks = Network([64, 6, 10], experiments.activation_of(function, slope), runs=2)
        train(networks, X, y, lr=0.1, epochs=2, progress=False)
        assert networks.weights[0].dtype == np.float32
        assert networks.weights[0] == pytest.approx(wanted.weights[0], abs=1e-4)


def test_the_article_s_rescue():
    found = experiments.rescue([64, 32, 10], 3.0, [0.0, 0.1], epochs=3)
    assert (found.at(slope=0.0)["never"] == 1).all() and found.at(slope=0.0)["accuracy"].mean() < 0.2
    assert found.at(slope=0.1)["never"].mean() < 1 and found.at(slope=0.1)["accuracy"].mean() > 0.5


def test_beside_others_finds_the_nearest():
    kinds = ["guess", "line", "bend"]
    linear = Network([64, 32, 10], "identity", runs=experiments.SEEDS)
    train(linear, digits.X_train[:500], digits.y_train[:500], lr=0.15, epochs=10, progress=False)
    lines, nearest = experiments.beside_others(linear, kinds, lr=0.15, epochs=10)
    assert [line[0] for line in lines] == ["these networks", "line", "bend"] and lines[1][1] == "no hidden unit"
    assert nearest in ("line", "bend")
    dead = Network([64, 32, 10], bias=-9.0, runs=experiments.SEEDS)
    assert experiments.beside_others(dead, kinds, lr=0.15, epochs=1)[1] == "guess"


# ---- going deeper --------------------------------------------------------------------------------


def test_only_a_later_layer_brings_its_dead_back():
    found = deeper.revived()
    assert found.dead.shape == (2, 2 * experiments.SEEDS) and (found.dead.mean(axis=1) > 0.1).all()
    assert not found.alive[0].any() and found.layers == "in the second"
    assert found.leaky[1].mean() > found.alive[1].mean() + 0.5


def test_a_network_with_some_dead_units_is_a_smaller_one():
    none, half, all_dead = deeper.some_dead([0, 16, 32])
    assert none.mean() - half.mean() < 0.05 < half.mean() - all_dead.mean()


def test_the_relatives_that_are_steep_at_minus_two_come_back():
    well, sick = deeper.relatives(["relu", "elu"])
    assert (well["accuracy"].mean(axis=1) > 0.8).all()
    assert sick.at(activation="elu")["accuracy"].mean() > 0.8 > sick.at(activation="relu")["accuracy"].mean()
    assert (well.at(activation="elu")["zero"] == 0).all()


def test_prelu_moves_the_leak_by_the_slope_that_the_reader_gives():
    leak, accuracy = deeper.train_prelu(lambda dA, Z: 2.0, bias=0.0, leak_lr=0.01, steps=5)
    assert leak == pytest.approx(0.25 - 5 * 0.02) and accuracy.shape == (experiments.SEEDS,)
    fixed, _ = deeper.train_prelu(EXERCISES["slope_gradient"].answer, bias=0.0, leak_lr=0.0, steps=2)
    assert (fixed == 0.25).all()


# ---- follow_deaths -------------------------------------------------------------------------------


def test_the_dead_of_the_first_layer_stay_dead():
    networks = Network([64, 16, 10], runs=10)
    found = follow_deaths(networks, X, y, lr=10.0, epochs=4, every=2)
    dead = found["dead"]
    assert dead.shape == (10, len(found.axes["step"]), 16) and dead.dtype == bool
    assert dead[:, 0].sum() == 0 and dead[:, -1].mean() > 0.2
    assert (dead[:, 1:] >= dead[:, :-1]).all()
    assert (dead[:, -1].sum(axis=-1) == measures.dead_units(networks, X)[:, 0]).all()


def test_units_stand_in_the_order_of_the_layers():
    networks = Network([64, 5, 3, 10], runs=2)
    networks.biases[0][0, 1] = networks.biases[1][1, 2] = -50
    dead = follow_deaths(networks, X, y, lr=1e-6, epochs=1, every=10)["dead"]
    wanted = np.zeros((2, 8), bool)
    wanted[0, 1] = wanted[1, 7] = True
    assert (dead[:, -1] == wanted).all()


def test_a_layer_before_it_revives_a_unit():
    networks = Network([64, 16, 16, 10], runs=10)
    highest = networks.forward(X).pre_activations[1].max(axis=1)
    networks.biases[1] -= highest + 0.01  # every unit of the second layer is dead, by a little
    networks.biases[1][:, :8] += 0.02  # but for half of them
    dead = follow_deaths(networks, X, y, lr=0.3, epochs=3, every=20)["dead"]
    # units that were alive all along carry the slope back to the first layer, and that moves the dead
    assert dead[:, 0, 24:].all()
    assert not dead[:, -1, 24:].all()


def test_leaky_units_are_never_dead():
    networks = Network([64, 8, 10], LeakyReLU(0.1), bias=-9.0, runs=2)
    assert not follow_deaths(networks, X, y, lr=0.1, epochs=1, every=3)["dead"].any()


# ---- born_dead -----------------------------------------------------------------------------------


def test_born_dead_stays_below_the_bound_and_grows_with_depth():
    widths, depths, draws = [1, 2, 4], [2, 4, 8, 16], 400
    found = born_dead(widths, depths, draws=draws)
    assert list(found.axes) == ["width", "depth", "draw"] and found["dead"].shape == (3, 4, draws)
    share = found["dead"].mean(axis=-1)
    for i, n in enumerate(widths):
        bound = 1 - (1 - 2.0**-n) ** (np.array(depths) - 1)
        noise = 4 * np.sqrt(bound * (1 - bound) / draws)
        assert (share[i] <= bound + noise).all()
        # Dead is at most all of the positive and all of the negative inputs: twice the chance to live bounds it below.
        assert (share[i] >= 1 - 2 * (1 - bound) - noise).all()
        assert (np.diff(share[i]) >= -0.05).all()
    assert (share[:, 0] == 0).all()
    assert (np.diff(share[:, -1]) < 0).all()


def test_one_unit_a_layer_has_a_chance_that_is_known():
    """One unit answers to one side of 0 only; every further layer keeps it with probability one half."""
    share = born_dead([1], [2, 3, 5], draws=4000, seed=9)["dead"].mean(axis=-1)[0]
    assert share == pytest.approx([0, 1 / 2, 7 / 8], abs=0.03)


def test_other_activations_are_not_born_dead():
    assert not born_dead([2], [10], draws=50, activation="tanh", init="glorot")["dead"].any()
    assert not born_dead([2], [10], draws=50, activation=LeakyReLU(0.1))["dead"].any()


def test_the_height_of_the_leak_in_the_article_s_plot():
    """From -0.19 to 18, with a twentieth of that above and below, in 77 % of 500 pixels; a line of 1.5 points."""
    fall, width = height_of_the_leak(0.01)
    assert fall == pytest.approx(0.19 / (1.1 * 18.19) * 0.77 * 500) and width == pytest.approx(1.5 * 100 / 72)
    assert height_of_the_leak(0.0)[0] == 0


# ---- figures -------------------------------------------------------------------------------------


@pytest.fixture
def said(monkeypatch):
    """The descriptions of the figures that were displayed."""
    texts = []
    monkeypatch.setattr(figures, "show", lambda fig, alt: (plt.close(fig), texts.append(alt)))
    return texts


def test_one_step_is_drawn_and_counted(said):
    assert figures.draw_step(1) == 3 and figures.draw_step(10) == 0
    assert "the bias from 0.5 to 0.20" in said[0] and "3 of the 5 inputs, after it to 3" in said[0]
    assert "the bias from 0.5 to -2.50" in said[1] and "3 of the 5 inputs, after it to 0" in said[1]


def test_deaths_are_drawn_for_each_rate(said):
    shares = np.array([[[0.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [0.5, 0.75]]])
    figures.draw_deaths(experiments.Deaths([1, 10], [0, 8], shares))
    assert "with the rate 10 62.5 ± 17.7 % of the units after 8 steps" in said[0]


def test_the_function_of_the_reader_is_drawn(said):
    figures.draw_leaky(lambda z, slope: np.where(z > 0, z, slope * z), slopes=(0.5, 0.25))
    assert "-1.50 with the slope 0.5, -0.75 with the slope 0.25" in said[0]


def test_slopes_are_drawn_for_both_situations(said):
    figures.draw_slopes([0, 0.1], np.array([[0.9, 0.9], [0.8, 0.8]]), np.array([[0.1, 0.1], [0.7, 0.7]]))
    assert "Nothing wrong: 0: 90.0 ± 0.0 %, 0.1: 80.0 ± 0.0 %" in said[0]
    assert "All dead at first: 0: 10.0 ± 0.0 %, 0.1: 70.0 ± 0.0 %" in said[0]
