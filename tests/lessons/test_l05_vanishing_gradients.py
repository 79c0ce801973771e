"""The experiments of the lesson on vanishing gradients: signals, theory, races."""

import numpy as np
import pytest

from relulab import measures
from relulab.lessons.l05_vanishing_gradients import deep, experiments, races
from relulab.lessons.l05_vanishing_gradients import figures as draw
from relulab.lessons.l05_vanishing_gradients.experiments import predicted_signal
from relulab.nn.network import Network, weight_std
from relulab.nn.sweep import follow

rng = np.random.default_rng(0)
X = rng.normal(size=(70, 3)).astype(np.float32)
y = (X[:, 0] + X[:, 1] ** 2 > 0.5).astype(int)


@pytest.mark.parametrize(
    "activation, init",
    [("relu", "he"), ("relu", 0.12), ("tanh", "glorot"), ("tanh", 0.15), ("sigmoid", "glorot"), ("identity", "lecun")],
)
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
        after = (before @ networks.weights[layer].swapaxes(-1, -2)) * networks.activation.derivative(
            trace.pre_activations[layer - 1]
        )
        assert np.sqrt((after**2).sum() / (before**2).sum()) == pytest.approx(factor[layer - 1], rel=0.08)
        delta = after


def test_he_keeps_relu_and_halves_without():
    _, factor = predicted_signal("relu", 64, weight_std("he", 64, 64), 5)
    assert factor == pytest.approx(1)
    _, factor = predicted_signal("relu", 64, weight_std("lecun", 64, 64), 5)
    assert factor == pytest.approx(np.sqrt(0.5))


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
    assert experiments.predicted_gradient("sigmoid", "lecun", 64, 3, start=0.3) == pytest.approx(
        [factor[0] * factor[1], factor[1], 1]
    )
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
    found = races.steps_to(goal, networks(), many_X, many_y, lr=0.5, epochs=3, every=1, seed=4, probe=100)
    for run, step in enumerate(found):
        first = int((looks["error"][run] <= goal).argmax())
        assert first - 1 < step <= first
    slow = races.steps_to(goal, networks(), many_X, many_y, lr=0.02, epochs=20, every=5, seed=4, probe=100)
    assert (slow > 22).any() and np.isfinite(slow).all()
    assert (races.steps_to(0.0, networks(), X, 1 - y, lr=1e-6, epochs=1) == np.inf).all()
    assert (races.steps_to(1.0, networks(), X, y, lr=0.1, epochs=1) == 0).all()


def test_first_over_last_shares_its_numbers():
    found = experiments.first_over_last(["identity", "relu"], [1.0, 4.0], [2, 3], X, y, width=8, seeds=4)
    assert list(found.axes) == ["activation", "gain", "depth", "seed"] and found["ratio"].shape == (2, 2, 2, 4)
    # For the identity the gain multiplies each step back by its root.
    ratio = found.at(activation="identity")["ratio"]
    for k, steps in enumerate([1, 2]):
        apart = np.log2(ratio[1, k] / ratio[0, k])
        assert apart == pytest.approx(steps, abs=0.4)


def test_a_chain_with_fitting_weight_and_bias_keeps_everything():
    product, z = deep.chain(4, -2)
    assert (product, z) == pytest.approx((1, 0))
    product, _ = deep.chain(1.5, 0.3, depth=2)
    h, out = 1e-6, lambda x: 1 / (1 + np.exp(-(1.5 / (1 + np.exp(-(1.5 * x + 0.3))) + 0.3)))
    assert product == pytest.approx((out(0.5 + h) - out(0.5 - h)) / (2 * h))


def test_times_in_words():
    assert deep.times(512.0) == "510 times" and deep.times(1 / 4**9) == "1 in 260\u202f000"
    assert deep.times([0.5, 2.0]).startswith("1 times (0.38 to 2.7)")
    assert deep.times([100.0, 1000.0]) == "320 times (62 to 1\u202f600)"
    assert deep.times(np.array([0.01, 0.001])) == "1 in 320 (62 to 1\u202f600)"
    assert deep.times(2.9e-7) == "1 in 3.4 million" and deep.times(1e13) == "1.0e+13 times"


def test_factor_in_theory():
    assert deep.factor_in_theory("identity", 1) == pytest.approx(1)
    assert deep.factor_in_theory("relu", 1) == pytest.approx(0.5**0.5)
    assert 0.2 < deep.factor_in_theory("sigmoid", 1) < 0.25


def test_the_signals_of_the_lesson_are_those_of_the_package():
    networks = deep.network("tanh", 2.0, depth=3)
    assert networks.sizes == [64, 64, 64, 64, 10] and networks.weights[1].var() == pytest.approx(2 / 64, rel=0.02)
    norms = deep.norms_back(networks)
    assert norms.shape == (20, 3) and deep.first_over_last(networks) == pytest.approx(norms[:, 0] / norms[:, 2])
    assert deep.same_outputs(networks, networks) and not deep.same_outputs(networks, deep.network("relu", 2.0, depth=3))


def test_the_six_networks_are_what_the_exercise_says():
    from relulab.course import EXERCISES

    cases = deep.six_networks()
    said = [EXERCISES["diagnose"].answer(case.loss, case.norms) for case in cases.values()]
    assert "".join(cases) == "ABCDEF"
    assert said == ["finished", "vanishing", "healthy", "vanishing", "healthy", "exploding"]


def test_a_figure_says_what_it_shows(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **options: shown.append(data))
    draw.whisper([4.0**-n for n in range(1, 11)])
    draw.losses_by_epoch({"learns": np.array([[2.0, 2.1], [0.5, 2.2]]), "stalls": np.full((2, 3), 2.3)})
    said = [each["text/plain"] for each in shown[1::2]]
    assert "down to 9.5e-07" in said[0] and "learns, 1 of 2; stalls, 0 of 3" in said[1]


def test_the_rate_of_a_race_is_the_one_with_the_fewest_steps():
    tried = {"relu": np.array([np.inf, 40.0, 30.0, 20.0, 25.0])}
    assert races.best_rate("relu", tried) == races.RUNNERS["relu"][0][3]
