"""The experiments of the lesson on vanishing gradients: signals, theory, races."""

import numpy as np
import pytest

from relulab import measures
from relulab.lessons.l04_vanishing_gradients import experiments
from relulab.lessons.l04_vanishing_gradients.experiments import predicted_signal
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
