"""Network: starting weights, forward pass, loss and gradients, many runs at once, and the messages for bad input."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from relulab import Network
from relulab.nn.activations import ACTIVATIONS, LeakyReLU
from relulab.nn.loss import softmax
from relulab.nn.network import INITS, weight_std

from .reference import (
    PROPERTY,
    blobs,
    exact_slope,
    exact_value,
    finite_differences,
    parameters,
    scalar_gradients,
    scalar_logits,
    scalar_loss,
)

pytestmark = pytest.mark.filterwarnings("error")

every_activation = pytest.mark.parametrize("activation", ACTIVATIONS)
every_init = pytest.mark.parametrize("init", [*INITS, 0.7], ids=str)

# A matrix library may choose another kernel, with other last bits, for arrays that lie elsewhere in memory. So one run
# among many and a single network agree to rounding; what only draws or copies numbers agrees bit for bit.
ROUNDING = dict(rtol=1e-12, atol=1e-14)


def single(r, sizes, activation="relu", *, init="he", bias=0.0, seed=0, **kwargs):
    """The single network that run r of a network with the same arguments should equal."""

    def own(value):
        return value[r] if isinstance(value, (list, np.ndarray)) else value

    if getattr(activation, "slope", np.array(0)).ndim:
        activation = LeakyReLU(activation.slope[r])
    return Network(sizes, activation, init=own(init), bias=own(bias), seed=seed + r, **kwargs)


# ---- starting weights ----------------------------------------------------------------------------


def test_arrays_have_the_shapes_and_types_that_are_promised():
    one = Network([5, 4, 3])
    assert [W.shape for W in one.weights] == [(5, 4), (4, 3)] and [b.shape for b in one.biases] == [(4,), (3,)]
    many = Network([5, 4, 3], runs=7)
    assert [W.shape for W in many.weights] == [(7, 5, 4), (7, 4, 3)] and [b.shape for b in many.biases] == [
        (7, 4),
        (7, 3),
    ]
    assert {a.dtype for a in parameters(one) + parameters(many)} == {np.dtype(np.float32)}
    assert {a.dtype for a in parameters(Network([5, 4, 3], dtype=np.float64))} == {np.dtype(np.float64)}
    assert Network((np.int64(5), 3)).sizes == [5, 3]
    assert Network([2, 3], runs=1).weights[0].shape == (1, 2, 3)


@pytest.mark.parametrize(
    "init, kind, spread",
    [
        ("he", "normal", lambda n_in, n_out: math.sqrt(2 / n_in)),
        ("lecun", "normal", lambda n_in, n_out: math.sqrt(1 / n_in)),
        ("glorot", "uniform", lambda n_in, n_out: math.sqrt(2 / (n_in + n_out))),
        ("standard", "uniform", lambda n_in, n_out: math.sqrt(1 / (3 * n_in))),
        (0.3, "normal", lambda n_in, n_out: 0.3),
        (2, "normal", lambda n_in, n_out: 2.0),
    ],
    ids=["he", "lecun", "glorot", "standard", "0.3", "2"],
)
def test_weights_are_drawn_as_the_init_says(init, kind, spread):
    network = Network([300, 200, 400], init=init, seed=4)
    for W, n_in, n_out in zip(network.weights, [300, 200], [200, 400]):
        std = spread(n_in, n_out)
        assert W.std() == pytest.approx(std, rel=0.02)
        assert abs(W.mean()) < 0.02 * std
        largest = np.abs(W).max() / std  # a uniform stops at sqrt(3) standard deviations, a normal does not
        assert 0.999 * math.sqrt(3) < largest <= math.sqrt(3) * 1.02 if kind == "uniform" else largest > 3.8
    assert abs(np.corrcoef(network.weights[0].ravel(), network.weights[1].ravel()[:60_000])[0, 1]) < 0.02


def test_init_zero_and_the_known_names():
    assert not any(W.any() for W in Network([3, 4, 2], init=0).weights)
    assert list(INITS) == ["he", "glorot", "lecun", "standard"]


def test_bias_is_that_of_every_hidden_unit_and_the_last_layer_starts_at_zero():
    for runs in (None, 3):
        network = Network([4, 5, 6, 2], bias=-2, runs=runs)
        assert all((b == -2).all() for b in network.biases[:-1]) and not network.biases[-1].any()
        assert not any(b.any() for b in Network([4, 5, 2], runs=runs).biases)
    by_run = Network([4, 5, 6, 2], bias=[-1, 0.5, 8], runs=3)
    assert all((b == np.array([[-1], [0.5], [8]])).all() for b in by_run.biases[:-1]) and not by_run.biases[-1].any()


def test_the_same_seed_gives_the_same_weights_and_another_seed_others():
    first, again, other = (Network([6, 5, 4], seed=s) for s in (3, 3, 4))
    assert all(np.array_equal(a, b) for a, b in zip(parameters(first), parameters(again)))
    assert not any(np.isclose(a, b).any() for a, b in zip(first.weights, other.weights))


@pytest.mark.parametrize("dtype", [np.float32, np.float64], ids=["float32", "float64"])
@pytest.mark.parametrize("init", [*INITS, 0.3, [0.0, 0.1, 1.0, 3.0]], ids=str)
def test_run_r_starts_as_the_single_network_with_seed_plus_r(init, dtype):
    settings = dict(sizes=[4, 5, 3], init=init, bias=[0, -1, 2, 0.1], seed=11, dtype=dtype)
    many = Network(runs=4, **settings)
    for r in range(4):
        one = single(r, **settings)
        assert all(np.array_equal(a[r], b) for a, b in zip(parameters(many), parameters(one)))


# ---- forward -------------------------------------------------------------------------------------


@every_activation
def test_forward_is_the_sum_over_inputs_unit_by_unit(activation):
    network = Network([3, 4, 5, 2], activation, bias=0.3, seed=1, dtype=np.float64)
    X, _ = blobs(rows=4)
    logits = network.forward(X).activations[-1]
    expected = [scalar_logits(network.weights, network.biases, lambda z: exact_value(activation, z), x) for x in X]
    np.testing.assert_allclose(logits, expected, rtol=1e-12, atol=1e-13)


def test_one_neuron_by_hand():
    network = Network([2, 1, 2], "relu", dtype=np.float64)
    network.weights[0][:] = [[2.0], [-1.0]]
    network.biases[0][:] = 0.5
    network.weights[1][:] = [[1.0, -3.0]]
    network.biases[1][:] = [0.0, 1.0]
    trace = network.forward([[1, 3], [3, 1]])
    assert [Z.tolist() for Z in trace.pre_activations] == [[[-0.5], [5.5]], [[0.0, 1.0], [5.5, -15.5]]]
    assert [A.tolist() for A in trace.activations] == [[[1, 3], [3, 1]], [[0.0], [5.5]], [[0.0, 1.0], [5.5, -15.5]]]
    assert network.predict([[1, 3], [3, 1]]).tolist() == [1, 0]
    assert network.accuracy([[1, 3], [3, 1]], [1, 1]) == 0.5


@pytest.mark.parametrize("runs", [None, 4])
def test_trace_holds_every_layer(runs):
    network = Network([3, 7, 5, 2], "tanh", runs=runs)
    X, _ = blobs(rows=6)
    trace = network.forward(X)
    lead = () if runs is None else (runs,)
    assert [Z.shape for Z in trace.pre_activations] == [(*lead, 6, n) for n in (7, 5, 2)]
    assert [A.shape for A in trace.activations[1:]] == [(*lead, 6, n) for n in (7, 5, 2)]
    assert np.array_equal(trace.activations[0], X.astype(np.float32))
    for Z, A in zip(trace.pre_activations[:-1], trace.activations[1:-1]):
        assert np.array_equal(A, np.tanh(Z))
    assert np.array_equal(trace.pre_activations[-1], trace.activations[-1])  # the last layer is linear


@pytest.mark.parametrize("dtype", [np.float32, np.float64], ids=["float32", "float64"])
@pytest.mark.parametrize("runs", [None, 2])
@every_activation
def test_every_array_has_the_type_of_the_network(activation, runs, dtype):
    network = Network([3, 4, 2], activation, runs=runs, dtype=dtype)
    for X in (
        [[1, 2, 3]],
        np.ones((2, 3), np.float32),
        np.ones((2, 3)),
        np.ones((2, 3), bool),
        np.ones((2, 3), np.uint8),
    ):
        trace = network.forward(X)
        loss, gradients = network.gradients(X, np.zeros(len(X), np.int8))
        arrays = [*trace.pre_activations, *trace.activations, loss, *[g for pair in gradients for g in pair]]
        assert {a.dtype for a in arrays} == {np.dtype(dtype)}
        assert network.probabilities(X).dtype == dtype


def test_a_stack_of_identity_layers_is_one_matrix():
    network = Network([5, 8, 6, 3], "identity", seed=2, dtype=np.float64)
    X = np.random.default_rng(0).standard_normal((20, 5))
    matrix = network.weights[0] @ network.weights[1] @ network.weights[2]
    np.testing.assert_allclose(network.forward(X).activations[-1], X @ matrix, atol=1e-12)
    network = Network([5, 8, 6, 3], "identity", bias=0.4, seed=2, dtype=np.float64)
    shift = network.forward(np.zeros((1, 5))).activations[-1]
    np.testing.assert_allclose(network.forward(X).activations[-1], X @ matrix + shift, atol=1e-12)
    assert np.abs(shift).max() > 0.1


@PROPERTY
@given(scale=st.floats(0, 50), seed=st.integers(0, 5))
def test_without_bias_a_relu_network_passes_the_origin_and_scales(scale, seed):
    network = Network([3, 6, 6, 2], "relu", seed=seed, dtype=np.float64)
    X, _ = blobs(rows=4)

    def f(X):
        return network.forward(X).activations[-1]

    assert not f(np.zeros((1, 3))).any()
    np.testing.assert_allclose(f(scale * X), scale * f(X), rtol=1e-10, atol=1e-10)
    network.biases[-1] += 1
    assert (f(np.zeros((1, 3))) == 1).all()


# ---- softmax and loss ----------------------------------------------------------------------------


@PROPERTY
@given(logits=arrays(np.float64, (3, 4), elements=st.floats(-50, 50)), shift=st.floats(-1000, 1000))
def test_softmax_is_a_share_and_does_not_see_a_shift(logits, shift):
    p = softmax(logits)
    assert p.shape == (3, 4) and (p > 0).all()
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-14)
    np.testing.assert_allclose(softmax(logits + shift), p, rtol=1e-9)
    assert (p.argmax(axis=1) == logits.argmax(axis=1)).all() or np.sort(logits, axis=1)[:, -1] == pytest.approx(
        logits.max(axis=1)
    )
    np.testing.assert_allclose(p[:, 0] / p[:, 1], np.exp(logits[:, 0] - logits[:, 1]), rtol=1e-9)


def test_softmax_of_large_logits_a_list_and_float32():
    with np.errstate(over="raise", invalid="raise"):
        assert softmax([1e4, 0, -1e4]).tolist() == [1, 0, 0]
        assert softmax([-3e38, -3e38]).tolist() == [0.5, 0.5]
    assert softmax([[1, 1], [0, 0]]).tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert softmax(np.zeros((2, 3, 4), np.float32)).dtype == np.float32
    np.testing.assert_allclose(softmax(np.zeros((2, 3, 4))), 0.25)


def with_logits(logits, dtype=np.float64):
    """A network that gives row i of `logits` for row i of the unit matrix."""
    network = Network(list(np.shape(logits)), dtype=dtype)
    network.weights[0][:] = logits
    return network, np.eye(len(logits), dtype=dtype)


@PROPERTY
@given(
    logits=arrays(np.float64, (5, 3), elements=st.floats(-1e4, 1e4)),
    y=st.lists(st.integers(0, 2), min_size=5, max_size=5),
)
def test_loss_is_the_mean_of_minus_log_softmax_and_never_negative(logits, y):
    network, X = with_logits(logits)
    expected = np.mean([scalar_loss(row.tolist(), label) for row, label in zip(logits, y)])
    loss = network.loss(X, y)
    assert loss == pytest.approx(expected, rel=1e-9, abs=1e-12) and loss >= 0
    assert network.gradients(X, y)[0] == loss


def test_loss_of_known_networks():
    X, y = blobs(rows=30, n=4, classes=3)
    assert Network([4, 5, 3], init=0, dtype=np.float64).loss(X, y) == pytest.approx(math.log(3))
    for right, loss in [(0, 0.0), (1, 2e30)]:
        network, X = with_logits([[1e30, -1e30]], np.float32)
        assert network.loss(X, [right]) == np.float32(loss)


@pytest.mark.parametrize("runs", [None, 3])
def test_the_order_of_the_rows_does_not_matter(runs):
    network = Network([3, 6, 3], "tanh", runs=runs, dtype=np.float64)
    X, y = blobs()
    order = np.random.default_rng(1).permutation(len(y))
    loss, gradients = network.gradients(X, y)
    mixed_loss, mixed_gradients = network.gradients(X[order], y[order])
    np.testing.assert_allclose(mixed_loss, loss, rtol=1e-12)
    for pair, mixed in zip(gradients, mixed_gradients):
        for g, m in zip(pair, mixed):
            np.testing.assert_allclose(m, g, rtol=1e-9, atol=1e-14)
    assert np.abs(network.loss(X, y[order]) - loss).min() > 0.01  # X and y must stay together


def test_doubling_the_rows_changes_neither_loss_nor_gradients():
    network = Network([3, 6, 3], dtype=np.float64)
    X, y = blobs()
    once, twice = network.gradients(X, y), network.gradients(np.tile(X, (2, 1)), np.tile(y, 2))
    assert twice[0] == pytest.approx(once[0])
    for pair, double in zip(once[1], twice[1]):
        for g, d in zip(pair, double):
            np.testing.assert_allclose(d, g, rtol=1e-9, atol=1e-14)


# ---- gradients -----------------------------------------------------------------------------------


@every_init
@every_activation
@pytest.mark.parametrize("runs", [None, 3])
def test_gradients_agree_with_finite_differences(activation, init, runs):
    network = Network([3, 5, 4, 3], activation, init=init, bias=0.1, runs=runs, seed=5, dtype=np.float64)
    X, y = blobs(rows=12)
    loss, gradients = network.gradients(X, y)
    np.testing.assert_array_equal(loss, network.loss(X, y))
    for layer, (pair, numeric) in enumerate(zip(gradients, finite_differences(network, X, y), strict=True)):
        for g, n, P in zip(pair, numeric, (network.weights[layer], network.biases[layer])):
            assert g.shape == P.shape
            np.testing.assert_allclose(g, n, atol=1e-8, rtol=1e-7)
    assert np.abs(gradients[-1][0]).max() > 1e-3
    assert (np.abs(gradients[0][0]).max() > 1e-5) == (activation != "step")


@pytest.mark.parametrize("own_data", [False, True], ids=["shared X", "X by run"])
def test_gradients_of_runs_that_differ_agree_with_finite_differences(own_data):
    slopes, bias, init = [0.0, 0.3, 2.0], [-0.2, 0.0, 1.0], [0.2, 0.7, 1.5]
    network = Network([3, 5, 3], LeakyReLU(slopes), init=init, bias=bias, runs=3, seed=2, dtype=np.float64)
    X, y = blobs(rows=10)
    if own_data:
        X, y = X + np.random.default_rng(0).standard_normal((3, 10, 3)), np.array([y, y[::-1], (y + 1) % 3])
    for pair, numeric in zip(network.gradients(X, y)[1], finite_differences(network, X, y)):
        for g, n in zip(pair, numeric):
            np.testing.assert_allclose(g, n, atol=1e-8, rtol=1e-7)


@every_activation
def test_gradients_agree_with_the_chain_rule_unit_by_unit(activation):
    network = Network([3, 4, 3, 2], activation, init="glorot", bias=0.2, seed=3, dtype=np.float64)
    X, y = blobs(rows=5, classes=2)
    value, slope = (lambda z: exact_value(activation, z)), (lambda z: exact_slope(activation, z))
    expected_loss, expected = scalar_gradients(network.weights, network.biases, value, slope, X, y)
    loss, gradients = network.gradients(X, y)
    assert loss == pytest.approx(expected_loss, rel=1e-12)
    for pair, numbers in zip(gradients, expected, strict=True):
        for g, n in zip(pair, numbers):
            np.testing.assert_allclose(g, n, rtol=1e-10, atol=1e-14)


def test_a_unit_exactly_at_the_kink_has_the_slope_of_the_convention():
    X, y = np.array([[1.0, 2.0]]), [0]
    for activation, slope in [("relu", 0), (LeakyReLU(0.25), 0.25), ("step", 0)]:
        network = Network([2, 1, 2], activation, init=0, dtype=np.float64)  # Z is 0 in the hidden layer
        network.weights[1][:] = [[1.0, -1.0]]
        dW, db = network.gradients(X, y)[1][0]
        assert db.tolist() == [-slope] and dW.tolist() == [[-slope], [-2 * slope]]  # -0.5 * 1 + 0.5 * -1 = -1


def test_float32_gradients_agree_with_float64():
    X, y = blobs()
    exact = Network([3, 8, 8, 3], "tanh", seed=1, dtype=np.float64)
    for pair, rough in zip(exact.gradients(X, y)[1], Network([3, 8, 8, 3], "tanh", seed=1).gradients(X, y)[1]):
        for g, r in zip(pair, rough):
            np.testing.assert_allclose(r, g, rtol=1e-3, atol=1e-6)


def test_gradients_of_the_last_bias_add_up_to_zero():
    network = Network([3, 6, 4], runs=2, dtype=np.float64)
    X, y = blobs(classes=4)
    np.testing.assert_allclose(network.gradients(X, y)[1][-1][1].sum(axis=-1), 0, atol=1e-15)


# ---- many runs are many single networks ----------------------------------------------------------


@pytest.mark.parametrize(
    "activation", [*ACTIVATIONS, LeakyReLU([0.0, 0.01, 0.5, 3.0])], ids=lambda a: getattr(a, "name", a)
)
@pytest.mark.parametrize("own_data", [False, True], ids=["shared X", "X by run"])
def test_run_r_computes_what_the_single_network_with_seed_plus_r_computes(activation, own_data):
    settings = dict(
        sizes=[3, 6, 5, 3], activation=activation, bias=[0, -1, 2, 0.1], init=[0.1, 0.5, 1, 2], seed=9, dtype=np.float64
    )
    many = Network(runs=4, **settings)
    X, y = blobs(rows=14)
    if own_data:
        X, y = X + np.random.default_rng(3).standard_normal((4, 14, 3)), np.array([y, y[::-1], (y + 1) % 3, y])
    trace, (loss, gradients) = many.forward(X), many.gradients(X, y)
    assert loss.shape == (4,) and many.accuracy(X, y).shape == (4,) and many.loss(X, y).shape == (4,)
    assert many.predict(X).shape == (4, 14) and many.probabilities(X).shape == (4, 14, 3)
    for r in range(4):
        one = single(r, **settings)
        own_X, own_y = (X[r], y[r]) if own_data else (X, y)
        for got, expected in zip(trace.activations[1:], one.forward(own_X).activations[1:]):
            np.testing.assert_allclose(got[r], expected, **ROUNDING)
        one_loss, one_gradients = one.gradients(own_X, own_y)
        np.testing.assert_allclose(loss[r], one_loss, **ROUNDING)
        for pair, expected in zip(gradients, one_gradients):
            for g, e in zip(pair, expected):
                np.testing.assert_allclose(g[r], e, **ROUNDING)
        np.testing.assert_allclose(many.loss(X, y)[r], one.loss(own_X, own_y), **ROUNDING)
        np.testing.assert_allclose(many.probabilities(X)[r], one.probabilities(own_X), **ROUNDING)
        if activation != "step":  # a 0 or 1 may tip over in the last bit
            assert many.accuracy(X, y)[r] == one.accuracy(own_X, own_y)


def test_labels_by_run_go_with_shared_inputs_and_the_other_way_round():
    many = Network([3, 5, 3], runs=2, dtype=np.float64)
    X, y = blobs(rows=9)
    labels = np.array([y, (y + 1) % 3])
    for r in range(2):
        assert many.loss(X, labels)[r] == pytest.approx(many.run(r).loss(X, labels[r]))
        assert many.accuracy(X, labels)[r] == many.run(r).accuracy(X, labels[r])
        assert many.loss(np.array([X, -X]), y)[r] == pytest.approx(many.run(r).loss([X, -X][r], y))
        assert many.accuracy(np.array([X, -X]), y)[r] == many.run(r).accuracy([X, -X][r], y)


def test_reading_results_agrees_with_the_logits():
    network = Network([3, 6, 4], seed=2, dtype=np.float64)
    X, y = blobs(classes=4)
    logits = network.forward(X).activations[-1]
    assert np.array_equal(network.predict(X), logits.argmax(axis=1))
    np.testing.assert_allclose(network.probabilities(X), softmax(logits))
    assert network.accuracy(X, y) == np.mean([a == b for a, b in zip(network.predict(X), y)])
    assert network.accuracy(X, network.predict(X)) == 1
    assert network.loss(X, y) == pytest.approx(-np.log(network.probabilities(X)[np.arange(len(y)), y]).mean())


# ---- views and copies ----------------------------------------------------------------------------


def test_copy_is_independent():
    for network in (Network([3, 4, 2], LeakyReLU(0.2)), Network([3, 4, 2], LeakyReLU([0.1, 0.2]), runs=2)):
        twin = network.copy()
        assert (twin.sizes, twin.runs, twin.activation) == (network.sizes, network.runs, network.activation)
        assert all(
            np.array_equal(a, b) and not np.shares_memory(a, b) for a, b in zip(parameters(network), parameters(twin))
        )
        assert twin.weights is not network.weights and twin.biases is not network.biases


def test_run_block_and_as_runs_share_their_arrays():
    many = Network([3, 4, 2], LeakyReLU([0.1, 0.2, 0.3]), bias=[1, 2, 3], runs=3)
    X, _ = blobs(rows=5)
    one, two = many.run(1), many.some_runs(slice(1, 3))
    assert (
        (one.runs, two.runs) == (None, 2)
        and one.activation.slope == 0.2
        and two.activation.slope.tolist() == [0.2, 0.3]
    )
    assert one.weights[0].shape == (3, 4) and two.biases[0].tolist() == [[2] * 4, [3] * 4]
    assert all(np.shares_memory(a, b) for a, b in zip(parameters(many) * 2, parameters(one) + parameters(two)))
    np.testing.assert_allclose(many.forward(X).activations[-1][1], one.forward(X).activations[-1], rtol=1e-5)
    np.testing.assert_allclose(many.forward(X).activations[-1][1:], two.forward(X).activations[-1], rtol=1e-5)
    assert many.as_runs() is many
    lifted = one.as_runs()
    assert (
        lifted.runs == 1
        and lifted.weights[0].shape == (1, 3, 4)
        and np.shares_memory(lifted.weights[0], many.weights[0])
    )


@pytest.mark.parametrize("r", [-1, 3, 10])
def test_a_run_that_is_not_there_is_named(r):
    with pytest.raises(ValueError, match=f"There is no run {r}.*runs 0 to 2"):
        Network([3, 2], runs=3).run(r)


def test_a_single_network_has_no_runs():
    with pytest.raises(ValueError, match="no run 0.*has no runs"):
        Network([3, 2]).run(0)


def test_repr_says_what_the_network_is():
    assert repr(Network([64, 32, 10])) == "Network([64, 32, 10], 'relu')"
    assert repr(Network([2, 4, 2], LeakyReLU(0.1), runs=5)) == "Network([2, 4, 2], 'leaky_relu', runs=5)"


# ---- what comes in is left alone -----------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float32, np.float64], ids=["float32", "float64"])
@every_activation
def test_the_callers_arrays_are_not_changed(activation, dtype):
    X, y = blobs()
    X = X.astype(dtype)
    bias, init, slope = np.array([0.1, 0.2]), np.array([0.5, 0.6]), np.array([0.1, 0.2])
    given = [X, y, bias, init, slope]
    before = [a.copy() for a in given]
    for a in given:
        a.flags.writeable = False
    activation = LeakyReLU(slope) if activation == "leaky_relu" else activation
    network = Network([3, 4, 3], activation, init=init, bias=bias, runs=2, dtype=dtype)
    start = [a.copy() for a in parameters(network)]
    network.forward(X), network.gradients(X, y), network.accuracy(X, y), network.loss(X, y), network.probabilities(X)
    network.copy(), network.run(0), network.some_runs(slice(1)), softmax(X)
    assert all(np.array_equal(a, b) for a, b in zip(given, before))
    assert all(np.array_equal(a, b) for a, b in zip(parameters(network), start))


def test_gradients_and_trace_do_not_share_memory_with_the_parameters():
    network = Network([3, 4, 3], "identity")
    X, y = blobs(rows=4)
    trace, (_, gradients) = network.forward(X), network.gradients(X, y)
    arrays = [*trace.pre_activations, *trace.activations, *[g for pair in gradients for g in pair]]
    assert not any(np.shares_memory(a, p) for a in arrays for p in parameters(network))
    assert not np.shares_memory(trace.pre_activations[0], trace.activations[1])


# ---- numbers that are too large ------------------------------------------------------------------


@pytest.mark.parametrize("method", ["forward", "gradients", "loss", "accuracy", "predict", "probabilities"])
@pytest.mark.parametrize("runs", [None, 2])
@every_activation
def test_a_diverged_network_is_read_without_warnings(activation, runs, method):
    X, y = blobs()
    for wrong in (np.nan, np.inf, -3e38):
        network = Network([3, 4, 4, 3], activation, runs=runs)
        network.weights[1][...] = wrong
        getattr(network, method)(X, *([y] if method in ("gradients", "loss", "accuracy") else []))


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name != "step"])
def test_weights_that_are_not_numbers_show_in_the_loss_of_their_run_alone(activation):
    X, y = blobs()
    network = Network([3, 4, 4, 3], activation, runs=3, dtype=np.float64)
    sound = network.gradients(X, y)
    network.weights[1][1] = np.nan
    loss, gradients = network.gradients(X, y)
    assert np.isnan(loss).tolist() == np.isnan(network.loss(X, y)).tolist() == [False, True, False]
    for pair, expected in zip(gradients, sound[1]):
        assert all(np.array_equal(g[[0, 2]], e[[0, 2]]) for g, e in zip(pair, expected))
        assert all(np.isnan(g[1]).any() for g in pair)


# ---- bad input: what was wrong, what was expected, what to do ------------------------------------


def refused(call, *words, error=ValueError):
    with pytest.raises(error) as caught:
        call()
    missing = [word for word in words if word not in str(caught.value)]
    assert not missing, f"{missing} not in: {caught.value}"


@pytest.mark.parametrize(
    "sizes",
    [64, "64", [64], [], None, [64, 0, 10], [64, -1], [64, 32.0, 10], [64, None], [[64, 32]], ["64", "10"]],
    ids=repr,
)
def test_bad_sizes_are_named(sizes):
    refused(
        lambda: Network(sizes),
        "sizes must be a list of at least two positive whole numbers",
        "[64, 32, 10]",
        repr(sizes),
    )


@pytest.mark.parametrize(
    "settings, words",
    [
        (dict(activation="rely"), ["no activation 'rely'", ", ".join(ACTIVATIONS)]),
        (dict(activation=LeakyReLU([0.1, 0.2])), ["leaky slope", "a single number", "(2,)"]),
        (dict(activation=LeakyReLU([0.1, 0.2]), runs=3), ["leaky slope", "each of the 3 runs", "(2,)"]),
        (dict(init="xavier"), ["no init 'xavier'", "he, glorot, lecun, standard", "standard deviation"]),
        (dict(init=-0.1), ["init", "standard deviation", "never negative", "-0.1"]),
        (dict(init=np.nan), ["init must be finite", "nan"]),
        (dict(init=None), ["init", "None"]),
        (dict(init=[0.1, 0.2]), ["init must be a single number", "(2,)"]),
        (dict(init=[0.1, 0.2], runs=3), ["init", "one for each of the 3 runs", "(2,)"]),
        (dict(init=[0.1, -0.2], runs=2), ["init", "never negative", "-0.2"]),
        (dict(bias="high"), ["bias must be a number", "'high'"]),
        (dict(bias=np.inf), ["bias must be finite", "inf"]),
        (dict(bias=[1, 2, 3]), ["bias must be a single number", "(3,)"]),
        (dict(bias=[1, 2, 3], runs=2), ["bias", "one for each of the 2 runs", "(3,)"]),
        (dict(runs=0), ["runs must be a whole number of at least 1", "got 0"]),
        (dict(runs=-2), ["runs", "-2"]),
        (dict(runs=2.5), ["runs", "2.5"]),
        (dict(runs="3"), ["runs", "'3'"]),
        (dict(seed=-1), ["seed must be a whole number, 0 or larger", "-1"]),
        (dict(seed=1.5), ["seed", "1.5"]),
        (dict(seed=None), ["seed", "None"]),
        (dict(dtype=int), ["dtype must be a floating-point type", "numpy.float32", "int"]),
        (dict(dtype="banana"), ["dtype must be a floating-point type", "banana"]),
        (dict(dtype=complex), ["dtype", "complex"]),
    ],
    ids=str,
)
def test_bad_settings_are_named(settings, words):
    refused(lambda: Network([64, 32, 10], **settings), *words)


BAD_X = {
    "columns": (
        np.ones((5, 7)),
        ["(5, 7)", "each row holds 7 numbers", "takes 3", "[3, 4, 2]", "3 columns", "Network([7, ...])"],
    ),
    "single row": (np.ones(3), ["(3,)", "a single input", "X[None, :]", "(1, 3)"]),
    "flat": (np.ones(7), ["(7,)", "(rows, 3)"]),
    "number": (1.0, ["()", "(rows, 3)"]),
    "3-D": (np.ones((2, 5, 3)), ["(2, 5, 3)", "(rows, 3)"]),
    "no rows": (np.ones((0, 3)), ["X is empty", "(0, 3)", "at least one row"]),
    "NaN": ([[0, 1, 2], [0, np.nan, 2], [np.inf, 0, 0]], ["2 of 9", "NaN or infinity", "first at X[1, 1]", "Remove"]),
    "infinity": ([[0, 1, -np.inf]], ["NaN or infinity", "X[0, 2]"]),
    "text": ([["a", "b", "c"]], ["X must hold numbers", "U1"]),
    "None": (None, ["X must hold numbers", "object"]),
    "complex": (np.ones((2, 3), complex), ["X must hold numbers", "complex128"]),
    "ragged": ([[1, 2, 3], [4, 5]], ["rows of X have different lengths"]),
    "too large for float32": (
        [[0, 1, 2], [-1e300, 0, 0]],
        ["1e+300", "too large for the float32 numbers", "Scale the columns"],
    ),
}


@pytest.mark.parametrize("X, words", BAD_X.values(), ids=BAD_X)
@pytest.mark.parametrize("method", ["forward", "gradients", "loss", "accuracy", "probabilities", "predict"])
def test_bad_inputs_are_named(method, X, words):
    network = Network([3, 4, 2])
    y = [] if method in ("forward", "probabilities", "predict") else [[0]]
    refused(lambda: getattr(network, method)(X, *y), *words)


@pytest.mark.parametrize(
    "X, words",
    [
        (np.ones((3, 5, 3)), ["tables for 3 runs", "(3, 5, 3)", "has 2"]),
        (np.ones((1, 5, 3)), ["tables for 1", "(1, 5, 3)", "has 2"]),
        (np.ones((2, 2, 5, 3)), ["(2, 2, 5, 3)", "(rows, 3)", "(2, rows, 3)"]),
        (np.ones((2, 5, 4)), ["(2, 5, 4)", "each row holds 4", "takes 3"]),
        (np.ones((2, 0, 3)), ["X is empty", "(2, 0, 3)"]),
        (np.full((2, 1, 3), np.nan), ["6 of 6", "X[0, 0, 0]"]),
    ],
    ids=["too many runs", "too few runs", "4-D", "columns", "no rows", "NaN"],
)
def test_bad_inputs_of_many_runs_are_named(X, words):
    refused(lambda: Network([3, 4, 2], runs=2).forward(X), *words)


BAD_Y = {
    "too few": ([0, 1], ["y has shape (2,)", "X has shape (4, 3)", "one label for each row", "(4,)"]),
    "column": ([[0], [1], [0], [1]], ["y has shape (4, 1)", "(4,)"]),
    "one-hot": (np.eye(4), ["y has shape (4, 4)", "(4,)"]),
    "number": (0, ["y has shape ()", "(4,)"]),
    "empty": ([], ["y has shape (0,)", "(4,)"]),
    "floats": ([0.0, 1.0, 0.0, 1.0], ["float64", "whole numbers", "0 to 1", "y.astype(int)"]),
    "text": (["a", "b", "a", "b"], ["U1", "whole numbers", "0 to 1"]),
    "NaN": ([0, 1, np.nan, 1], ["float64", "whole numbers"]),
    "too large": ([0, 1, 2, 1], ["label 2", "2 outputs", "0 to 1", "[3, 4, 2]"]),
    "negative": ([0, -1, 1, 1], ["label -1", "2 outputs", "0 to 1"]),
    "ragged": ([[0], [1, 2], [0], [0]], ["rows of y have different lengths"]),
}


@pytest.mark.parametrize("y, words", BAD_Y.values(), ids=BAD_Y)
@pytest.mark.parametrize("method", ["gradients", "loss", "accuracy"])
def test_bad_labels_are_named(method, y, words):
    refused(lambda: getattr(Network([3, 4, 2]), method)(np.ones((4, 3)), y), *words)


@pytest.mark.parametrize("shape", [(3, 4), (2, 5), (4, 2), (1, 4)], ids=str)
def test_labels_that_do_not_match_the_runs_are_named(shape):
    for X in (np.ones((4, 3)), np.ones((2, 4, 3))):
        refused(lambda: Network([3, 4, 2], runs=2).gradients(X, np.zeros(shape, int)), f"y has shape {shape}", "(4,)")


def test_labels_may_be_true_and_false_or_any_whole_number_type():
    network = Network([3, 4, 2])
    X, labels = np.ones((4, 3)), [0, 1, 1, 0]
    expected = network.loss(X, labels)
    for kind in (bool, np.uint8, np.int16, np.uint64, np.int64):
        assert network.loss(X, np.array(labels, kind)) == expected
        assert network.accuracy(X, np.array(labels, kind)) == network.accuracy(X, labels)
    with pytest.raises(ValueError, match=re.escape("label 200")):
        network.loss(X, np.array([0, 1, 200, 0], np.uint8))


# ---- found by reading the messages as a beginner -------------------------------------------------


@pytest.mark.parametrize("setting", ["bias", "init"])
@pytest.mark.parametrize("value", [None, "0.1"])
def test_a_setting_that_is_no_number_is_named(setting, value):
    if setting == "init" and value == "0.1":
        return refused(lambda: Network([2, 2], init=value), "no init '0.1'", "he, glorot")
    refused(lambda: Network([2, 2], **{setting: value}), f"{setting} must be a number", repr(value))


def test_a_flat_column_is_told_how_to_stand_up():
    refused(lambda: Network([1, 2]).forward(np.zeros(5)), "X[:, None]", "(5, 1)")


def test_empty_data_is_called_empty():
    refused(lambda: Network([3, 2]).forward([]), "X is empty", "(0,)", "3 numbers")


@pytest.mark.parametrize("r", ["a", 1.5, 2, -1, None])
def test_a_run_that_is_not_there(r):
    refused(lambda: Network([3, 2], runs=2).run(r), "no run", "runs 0 to 1")


def test_a_class_in_place_of_an_activation():
    refused(lambda: Network([3, 4, 2], LeakyReLU), "LeakyReLU()")


@pytest.mark.parametrize("runs", [None, 2])
def test_a_network_that_is_no_number_any_more_has_no_accuracy(runs):
    network = Network([3, 2], runs=runs)
    X, y = np.ones((4, 3)), [0, 0, 0, 0]
    assert np.isfinite(network.accuracy(X, y)).all()
    network.weights[0][..., 0, 0] = np.nan
    assert np.isnan(network.accuracy(X, y)).all()


@pytest.mark.parametrize("init", ["he", "glorot", "lecun", "standard", 0.3])
def test_weight_std_is_what_is_drawn(init):
    W = Network([50, 40], init=init, runs=50).weights[0]
    assert weight_std(init, 50, 40) == pytest.approx(W.std(), rel=0.02)
