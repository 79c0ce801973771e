"""Sweeps: every combination of settings is trained once, and lands in its own place."""

import itertools

import numpy as np
import pytest

from relulab import datasets, experiments, measures
from relulab.activations import LeakyReLU
from relulab.experiments import follow, predicted_signal, sweep, weight_std
from relulab.network import Network
from relulab.training import train

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
    found = sweep(**options, X=X, y=y, epochs=1, lr=[0.1, 0.2], seeds=2, measure=lambda networks: {"accuracy": networks.accuracy(X, y)})
    assert list(found.axes) == [name, "lr", "seed"] and found.axes[name] == shown
    assert found["accuracy"].shape == (len(settings), 2, 2)


def test_no_two_networks_of_a_sweep_start_alike():
    found = sweep([3, 4, 2], X, y, epochs=0, activation=["relu", "tanh"], init=["he", "lecun"], bias=[0.0, 1.0], seeds=4, measure=weights)
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
    monkeypatch.setattr(experiments, "train", lambda network, X, y, **options: seen.append(X) or train(network, X, y, **options))
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
        monkeypatch.setattr("relulab.training._Workers.epoch", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        return train(network, X, y, **options)

    monkeypatch.setattr(experiments, "train", interrupted)
    with pytest.raises(KeyboardInterrupt, match="run the cell again"):
        sweep([3, 4, 2], X, y, epochs=5, seeds=2, measure=weights)


def test_measuring_sees_few_runs_at_a_time():
    sizes = []
    sweep([3, 4, 2], X, y, epochs=0, seeds=40, measure=lambda networks: sizes.append(networks.runs) or weights(networks))
    assert sum(sizes) == 40 and max(sizes) <= experiments.RUNS_PER_LOOK


# ---- what theory predicts -------------------------------------------------------------------------


@pytest.mark.parametrize("init", ["he", "glorot", "lecun", "standard", 0.3])
def test_weight_std_is_what_is_drawn(init):
    W = Network([50, 40], init=init, runs=50).weights[0]
    assert weight_std(init, 50, 40) == pytest.approx(W.std(), rel=0.02)


@pytest.mark.parametrize("activation, init", [("relu", "he"), ("relu", 0.12), ("tanh", "glorot"), ("tanh", 0.15), ("sigmoid", "glorot"), ("identity", "lecun")])
def test_the_prediction_is_what_a_wide_network_does(activation, init):
    n, depth = 300, 4
    networks = Network([n] * (depth + 1) + [10], activation, init=init, runs=20, dtype=np.float64)
    rows = np.random.default_rng(1).normal(size=(4, n))
    trace = networks.forward(rows)
    first = trace.pre_activations[0].std()
    std, factor = predicted_signal(activation, n, weight_std(init, n, n), depth, start=first)
    assert std.shape == factor.shape == (depth,)
    measured = [np.sqrt((Z**2).mean()) for Z in trace.pre_activations[:-1]]
    assert std == pytest.approx(measured, rel=0.06)
    # One row at a time: over several rows the gradients partly cancel.
    delta = np.random.default_rng(2).normal(size=(20, 4, n))
    for layer in reversed(range(1, depth)):
        before = delta * networks.activation.derivative(trace.pre_activations[layer]) if layer == depth - 1 else delta
        after = (before @ networks.weights[layer].swapaxes(-1, -2)) * networks.activation.derivative(trace.pre_activations[layer - 1])
        assert np.sqrt((after**2).sum() / (before**2).sum()) == pytest.approx(factor[layer - 1], rel=0.08)
        delta = after


def test_he_keeps_relu_and_halves_without():
    _, factor = predicted_signal("relu", 64, weight_std("he", 64, 64), 5)
    assert factor == pytest.approx(1)
    _, factor = predicted_signal("relu", 64, weight_std("lecun", 64, 64), 5)
    assert factor == pytest.approx(np.sqrt(0.5))


def test_spread_helpers_agree():
    values = np.random.default_rng(0).normal(3, 1, 20)
    assert measures.interval(values).mean == pytest.approx(values.mean())


# ---- gradients, layer by layer ----------------------------------------------------------------------


def test_signals_are_those_of_each_run():
    networks = Network([3, 5, 4, 2], "tanh", runs=3, seed=2, dtype=np.float64)
    found = experiments.signals(networks, X, y)
    assert list(found.axes) == ["seed", "layer"] and found.axes["layer"] == [1, 2, 3]
    one = networks.run(1)
    trace, (_, gradients) = one.forward(X), one.gradients(X, y)
    assert found["Z"][1] == pytest.approx([Z.std() for Z in trace.pre_activations])
    assert found["A"][1] == pytest.approx([A.std() for A in trace.activations[1:]])
    assert found["dW"][1] == pytest.approx([np.linalg.norm(dW) for dW, _ in gradients])
    assert found["dZ"][1] == pytest.approx(measures.backward_norms(one, X, y))


def test_predicted_gradient_is_the_product_of_the_factors():
    assert experiments.predicted_gradient("relu", "he", 64, 5) == pytest.approx(np.ones(5))
    assert experiments.predicted_gradient("relu", "lecun", 64, 4) == pytest.approx(0.5 ** np.array([1.5, 1, 0.5, 0]))
    _, factor = predicted_signal("sigmoid", 64, 0.125, 3, start=0.3)
    assert experiments.predicted_gradient("sigmoid", "lecun", 64, 3, start=0.3) == pytest.approx([factor[0] * factor[1], factor[1], 1])
    assert experiments.predicted_gradient("tanh", "lecun", 64, 1).tolist() == [1.0]


@pytest.mark.parametrize("sizes", [[3, 4, 2], [3, 5, 5, 4, 2]])
def test_as_tanh_computes_what_tanh_computes(sizes):
    tanh = Network(sizes, "tanh", bias=0.3, runs=3, dtype=np.float64)
    sigmoid = Network(sizes, "sigmoid", bias=0.3, runs=3, dtype=np.float64)
    assert experiments.as_tanh(sigmoid) is sigmoid
    np.testing.assert_allclose(sigmoid.forward(X).activations[-1], tanh.forward(X).activations[-1], atol=1e-12)


def test_steps_to_an_error():
    many_X, many_y = np.tile(X, (10, 1)), np.tile(y, 10)

    def networks():
        return Network([3, 8, 2], "tanh", runs=3, seed=4)

    def error(part):
        return {"error": 1 - part.accuracy(many_X[:100], many_y[:100])}

    looks = follow(networks(), many_X, many_y, lr=0.5, epochs=1, every=1, seed=4, measure=error)
    goal = (looks["error"][:, 0].min() + looks["error"].min(axis=1).max()) / 2
    found = experiments.steps_to(goal, networks(), many_X, many_y, lr=0.5, epochs=3, every=1, seed=4, probe=100)
    for run, step in enumerate(found):
        first = int((looks["error"][run] <= goal).argmax())
        assert first - 1 < step <= first
    slow = experiments.steps_to(goal, networks(), many_X, many_y, lr=0.02, epochs=20, every=5, seed=4, probe=100)
    assert (slow > 22).any() and np.isfinite(slow).all()
    assert (experiments.steps_to(0.0, networks(), X, 1 - y, lr=1e-6, epochs=1) == np.inf).all()
    assert (experiments.steps_to(1.0, networks(), X, y, lr=0.1, epochs=1) == 0).all()


def test_first_over_last_shares_its_numbers():
    found = experiments.first_over_last(["identity", "relu"], [1.0, 4.0], [2, 3], X, y, width=8, seeds=4)
    assert list(found.axes) == ["activation", "gain", "depth", "seed"] and found["ratio"].shape == (2, 2, 2, 4)
    # For the identity the gain multiplies each step back by its root.
    ratio = found.at(activation="identity")["ratio"]
    for k, steps in enumerate([1, 2]):
        apart = np.log2(ratio[1, k] / ratio[0, k])
        assert apart == pytest.approx(steps, abs=0.4)


# ---- lesson 03: filters, and sparsity against overfitting -----------------------------------------


def test_convolve_is_a_weighted_sum_at_every_place():
    images, kernels = rng.normal(size=(2, 5, 6)), rng.normal(size=(3, 3, 3))
    found = experiments.convolve(images, kernels)
    assert found.shape == (2, 3, 3, 4)
    for n, k, i, j in itertools.product(range(2), range(3), range(3), range(4)):
        by_hand = sum(images[n, i + a, j + b] * kernels[k, a, b] for a in range(3) for b in range(3))
        assert found[n, k, i, j] == pytest.approx(by_hand)


def test_filter_features_add_up_each_quarter():
    image = np.zeros((1, 8, 8), np.float32)
    image[0, 1, 1], image[0, 6, 5] = 2, -3    # read by the middle of the filter in the first and the last quarter
    middle = np.zeros((1, 3, 3))
    middle[0, 1, 1] = 1
    assert experiments.filter_features(image, middle, "identity").tolist() == [[2, 0, 0, -3]]
    assert experiments.filter_features(image, middle, "relu").tolist() == [[2, 0, 0, 0]]


def test_an_edge_filter_without_activation_cancels():
    digits = datasets.load_digits()
    edge = np.array([[[-1.0, 0.0, 1.0]] * 3])
    for name, factor in (("identity", 1), ("relu", -1)):
        total = experiments.filter_features(digits.images_test, edge, name).sum(axis=1)
        assert factor * (np.median(abs(total)) - 5) < 0


def test_filters_accuracy_has_one_value_a_seed():
    digits = datasets.load_digits()
    found = experiments.filters_accuracy("relu", digits, kernels=2, epochs=1, seeds=3, seed=7)
    assert found.shape == (3,) and ((found > 0.2) & (found < 1)).all()
    again = experiments.filters_accuracy("relu", digits, kernels=2, epochs=1, seeds=2, seed=8)
    assert found[1:] == pytest.approx(again, abs=0.02)


def test_small_sets_are_rows_of_the_data_without_repetition():
    rows, labels = np.arange(30.0)[:, None] * [1, 10], np.arange(30) % 3
    small, small_labels = experiments.small_sets(rows, labels, 12, sets=4, seed=2)
    assert small.shape == (4, 12, 2) and small_labels.shape == (4, 12)
    for chosen, its_labels in zip(small, small_labels):
        assert len(np.unique(chosen[:, 0])) == 12
        assert (chosen[:, 0] % 3 == its_labels).all()
    assert not np.array_equal(small[0], small[1])
    assert np.array_equal(experiments.small_sets(rows, labels, 12, sets=2, seed=4)[0], small[2:])


def test_train_to_loss_stops_each_run_at_the_target():
    each_X, each_y = np.stack([X] * 4), np.stack([y] * 4)
    networks = Network([3, 12, 2], runs=4, seed=1)
    took = experiments.train_to_loss(networks, each_X, each_y, target=0.2, lr=0.1, epochs=400)
    loss = networks.loss(each_X, each_y)
    assert (took > 0).all() and (took % 5 == 0).all() and len(np.unique(took)) > 1
    assert ((loss < 0.2) & (loss > 0.15)).all()
    barely = Network([3, 12, 2], runs=4, seed=1)
    assert (experiments.train_to_loss(barely, each_X, each_y, target=0.01, lr=0.01, epochs=5) == 0).all()


def test_the_penalty_is_the_slope_of_the_sum_of_activations():
    """One step on all rows from the same start: what the penalty adds to it, against finite differences."""
    each_X, each_y = X[None].astype(float), y[None]
    start = Network([3, 5, 2], runs=1, seed=3, bias=0.2, dtype=np.float64)
    plain, penalised = start.copy(), start.copy()
    for networks, penalty in ((plain, 0.0), (penalised, 0.7)):
        experiments.train_to_loss(networks, each_X, each_y, target=0, lr=0.1, penalty=penalty, epochs=1, batch_size=len(X))

    def activity():
        return start.forward(each_X).activations[1].sum(axis=-1).mean()

    before = activity()
    for added, parameter in ((penalised.weights[0] - plain.weights[0], start.weights[0]), (penalised.biases[0] - plain.biases[0], start.biases[0])):
        for place in np.ndindex(parameter.shape):
            parameter[place] += 1e-7
            assert added[place] == pytest.approx(-0.1 * 0.7 * (activity() - before) / 1e-7, abs=1e-5)
            parameter[place] -= 1e-7
    assert np.array_equal(penalised.weights[1], plain.weights[1])


@pytest.mark.parametrize("network", [Network([3, 4, 2]), Network([3, 4, 4, 2], runs=2)])
def test_train_to_loss_needs_runs_and_one_hidden_layer(network):
    with pytest.raises(ValueError, match="needs a Network with runs and one hidden layer"):
        experiments.train_to_loss(network, X[None], y[None], target=0.1, lr=0.1)
