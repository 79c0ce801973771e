"""Sweeps: every combination of settings is trained once, and lands in its own place."""

import itertools

import numpy as np
import pytest

from relulab.nn.activations import LeakyReLU
from relulab.nn.network import Network
from relulab.nn.sweep import RUNS_PER_GROUP, follow, sweep
from relulab.nn.training import train

rng = np.random.default_rng(0)
X = rng.normal(size=(70, 3)).astype(np.float32)
y = (X[:, 0] + X[:, 1] ** 2 > 0.5).astype(int)


def weights(networks):
    """The first weight and the bias of every run, to tell networks apart."""
    return {"weight": networks.weights[0][:, 0, 0], "bias": networks.biases[0][:, 0]}


def test_every_combination_lands_in_its_place():
    lrs, biases, slopes = [0.1, 0.5], [-1.0, 0.0, 0.5], [0.0, 0.2]
    found = sweep([3, 4, 2], X, y, lr=lrs, bias=biases, slope=slopes, epochs=2, seeds=2, seed=5, measure=weights)
    assert list(found.axes) == ["lr", "bias", "slope", "seed"]
    assert found["weight"].shape == (2, 3, 2, 2)
    for run, (i, j, k, s) in enumerate(itertools.product(range(2), range(3), range(2), range(2))):
        alone = Network([3, 4, 2], LeakyReLU(slopes[k]), bias=biases[j], seed=5 + run)
        train(alone, X, y, lr=lrs[i], epochs=2, seed=5 + run, progress=False)
        assert found["weight"][i, j, k, s] == pytest.approx(alone.weights[0][0, 0], rel=1e-4)
        assert found["bias"][i, j, k, s] == pytest.approx(alone.biases[0][0], rel=1e-4, abs=1e-6)


def test_without_training_it_measures_the_start():
    found = sweep([3, 4, 2], X, y, epochs=0, seeds=3, bias=[-2.0, 1.0], measure=weights)
    assert (found["bias"] == [[-2.0] * 3, [1.0] * 3]).all()
    assert len(np.unique(found["weight"])) == 6
    assert (found["diverged"] == 0).all()


@pytest.mark.parametrize(
    "name, settings, shown",
    [
        ("activation", ["relu", "tanh"], ["relu", "tanh"]),
        ("activation", [LeakyReLU(0.3), "tanh"], ["leaky_relu", "tanh"]),
        ("init", ["he", 0.5, "standard"], ["he", 0.5, "standard"]),
        ("sizes", [[3, 2], [3, 4, 2]], [[3, 2], [3, 4, 2]]),
    ],
)
def test_what_cannot_share_arrays_becomes_an_axis_too(name, settings, shown):
    options = {"sizes": [3, 4, 2], name: settings}
    found = sweep(
        **options,
        X=X,
        y=y,
        epochs=1,
        lr=[0.1, 0.2],
        seeds=2,
        measure=lambda networks: {"accuracy": networks.accuracy(X, y)},
    )
    assert list(found.axes) == [name, "lr", "seed"] and found.axes[name] == shown
    assert found["accuracy"].shape == (len(settings), 2, 2)


def test_no_two_networks_of_a_sweep_start_alike():
    found = sweep(
        [3, 4, 2],
        X,
        y,
        epochs=0,
        activation=["relu", "tanh"],
        init=["he", "lecun"],
        bias=[0.0, 1.0],
        seeds=4,
        measure=weights,
    )
    # He's and LeCun's weights are the same draws, wider and narrower.
    drawn = found["weight"] / np.sqrt([2, 1])[:, None, None]
    assert len(np.unique(drawn.round(6))) == drawn.size == 32


def test_following_measures_before_and_on_the_way():
    networks = Network([3, 4, 2], runs=3)
    start = networks.weights[0][:, 0, 0].copy()
    found = follow(networks, X, y, lr=0.1, epochs=2, batch_size=10, every=3, measure=weights)
    assert found.axes["step"] == [0, 3, 6, 7, 10, 13, 14]
    assert found["weight"].shape == (3, 7)
    assert (found["weight"][:, 0] == start).all()
    assert (found["weight"][:, -1] == networks.weights[0][:, 0, 0]).all()
    assert (np.diff(found["weight"]) != 0).any(axis=1).all()


def test_following_goes_through_all_rows_in_each_epoch(monkeypatch):
    seen = []
    monkeypatch.setattr(
        "relulab.nn.sweep.train", lambda network, X, y, **options: seen.append(X) or train(network, X, y, **options)
    )
    follow(Network([3, 4, 2], runs=2), X, y, lr=0.1, epochs=2, batch_size=10, every=3, measure=weights)
    rows = np.concatenate(seen)
    for epoch in (rows[:70], rows[70:]):
        assert (np.sort(epoch, axis=0) == np.sort(X, axis=0)).all()
    assert not (rows[:70] == rows[70:]).all()


def test_divergence_is_recorded_with_its_step_and_the_others_go_on():
    found = sweep([3, 8, 8, 2], 100 * X, y, lr=[0.001, 1e6], epochs=3, seeds=4, measure=weights)
    # Not all: a network may lose all its units in the first step instead.
    assert (found["diverged"][0] == 0).all() and (found["diverged"][1] > 0).sum() >= 2
    followed = sweep([3, 8, 8, 2], 100 * X, y, lr=[0.001, 1e6], epochs=3, every=1, seeds=4, measure=weights)
    where = followed["diverged"]
    assert (where[0] == 0).all() and (where[1, :, 0] == 0).all() and (where[1, :, -1] > 0).sum() >= 2
    assert (np.diff(where[1], axis=-1) >= 0).all()
    assert np.isfinite(found["weight"]).all()


def test_at_picks_one_setting():
    found = sweep([3, 4, 2], X, y, lr=[0.1, 0.5], bias=[0.0, 1.0], epochs=0, seeds=3, measure=weights)
    part = found.at(bias=1.0)
    assert list(part.axes) == ["lr", "seed"] and (part["bias"] == 1).all()
    assert (part["weight"] == found["weight"][:, 1]).all()
    assert found.at(lr=0.5, bias=0.0)["weight"].shape == (3,)
    assert "lr: 2, bias: 2, seed: 3" in repr(found) and "weight" in repr(found)


def test_what_is_not_there_is_named():
    found = sweep([3, 4, 2], X, y, lr=[0.1, 0.5], epochs=0, seeds=2, measure=weights)
    with pytest.raises(KeyError, match="did not measure 'loss'. It measured: weight, bias, diverged"):
        found["loss"]
    with pytest.raises(KeyError, match="no axis 'bias'. Its axes are: lr, seed"):
        found.at(bias=0.0)
    with pytest.raises(KeyError, match="lr=0.2 was not part of this sweep; lr took the values 0.1, 0.5"):
        found.at(lr=0.2)


def test_an_interrupt_ends_the_sweep(monkeypatch):
    def interrupted(network, X, y, **options):
        monkeypatch.setattr("relulab.nn.fast.Descent.epoch", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        return train(network, X, y, **options)

    monkeypatch.setattr("relulab.nn.sweep.train", interrupted)
    with pytest.raises(KeyboardInterrupt, match="run the cell again"):
        sweep([3, 4, 2], X, y, epochs=5, seeds=2, measure=weights)


def test_measuring_sees_few_runs_at_a_time():
    sizes = []
    sweep(
        [3, 4, 2], X, y, epochs=0, seeds=40, measure=lambda networks: sizes.append(networks.runs) or weights(networks)
    )
    assert sum(sizes) == 40 and max(sizes) <= RUNS_PER_GROUP
