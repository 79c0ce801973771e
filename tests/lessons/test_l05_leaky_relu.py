"""The experiments of lesson 05: maps of dead units, units followed through training, networks that are born dead."""

import numpy as np
import pytest

from relulab import datasets, measures
from relulab.lessons.l05_leaky_relu.experiments import born_dead, follow_deaths, phase_map
from relulab.lessons.l05_leaky_relu.figures import height_of_the_leak
from relulab.nn.activations import LeakyReLU
from relulab.nn.network import Network
from relulab.nn.training import train

digits = datasets.load_digits()
X, y = digits.X_train[:200], digits.y_train[:200]


# ---- phase_map -----------------------------------------------------------------------------------


def test_phase_map_measures_what_a_network_of_its_own_gives():
    lrs, biases = [0.1, 5.0], [-0.8, 0.0, 0.3]
    found = phase_map(X, y, lrs=lrs, biases=biases, hidden=(8, 6), epochs=2, seeds=2, seed=3)
    assert list(found.axes) == ["lr", "bias", "seed"] and found.axes["lr"] == lrs and found.axes["bias"] == biases
    for name in ("dead", "accuracy", "diverged"):
        assert found[name].shape == (2, 3, 2)
    run = 0
    for i, lr in enumerate(lrs):
        for j, bias in enumerate(biases):
            for s in range(2):
                alone = Network([64, 8, 6, 10], bias=bias, seed=3 + run)
                train(alone, X, y, lr=lr, epochs=2, seed=3 + run, progress=False)
                assert found["dead"][i, j, s] == pytest.approx(measures.dead_units(alone, X).sum() / 14, abs=0.08)
                assert found["accuracy"][i, j, s] == pytest.approx(alone.accuracy(X, y), abs=0.05)
                run += 1


def test_phase_map_takes_the_accuracy_from_the_test_rows():
    X_test, y_test = digits.X_test, np.zeros(360, int)
    settings = dict(lrs=[0.1], biases=[-9.0], epochs=1, seeds=3)
    found = phase_map(X, np.where(y < 8, 0, y), X_test=X_test, y_test=y_test, **settings)
    assert (found["accuracy"] == 1).all()  # all units dead, so every answer is the most common class
    assert (found["dead"] == 1).all()
    assert (phase_map(X, y, **settings)["accuracy"] < 0.3).all()


def test_a_leak_leaves_nobody_dead():
    settings = dict(lrs=[0.1], biases=[-9.0], epochs=1, seeds=3)
    assert (phase_map(X, y, slope=0.01, **settings)["dead"] == 0).all()
    assert (phase_map(X, y, slope=0.0, **settings)["dead"] == 1).all()


def test_divergence_is_not_death():
    found = phase_map(X, y, lrs=[0.1, 1e4], biases=[0.0], slope=0.5, epochs=2, seeds=4)
    assert (found["diverged"][0] == 0).all() and (found["diverged"][1] > 0).all()
    assert (found["dead"] == 0).all()


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
