"""Skips, normalisation, gates, other rules for the step, scaling, and straight pieces: against what they must equal."""

import numpy as np
import pytest

from relulab import Network, datasets, measures, train
from relulab.nn import fast
from relulab.nn.deep import DeepNetwork, normalise, normalise_slopes
from relulab.nn.gated import GatedNetwork
from relulab.nn.optimisers import Adam, Clip, Momentum, adam, clip, momentum
from relulab.nn.pieces import folded, pieces, regions
from relulab.nn.scaling import Scaling, scale
from relulab.nn.training import TrainingStopped

from .reference import blobs, parameters

pytestmark = pytest.mark.filterwarnings("error")

X, y = blobs(24)

MAKERS = {
    **{
        f"skip {skip}, norm {norm}, {f}": lambda skip=skip, norm=norm, f=f, **settings: DeepNetwork(
            [3, 5, 5, 5, 3], f, skip=skip, norm=norm, dtype=np.float64, **settings
        )
        for skip in (False, True)
        for norm in (None, "batch", "layer")
        for f in ("tanh", "relu")
    },
    **{
        f"gated {f}": lambda f=f, **settings: GatedNetwork([3, 5, 4, 3], f, dtype=np.float64, **settings)
        for f in ("silu", "relu", "identity")
    },
}
every_kind = pytest.mark.parametrize("kind", MAKERS)


@every_kind
def test_slopes_are_those_of_finite_differences(kind):
    network = MAKERS[kind](bias=0.1, seed=2)
    _, gradients = network.gradients(X, y)
    for array, slope in zip(parameters(network), [each for pair in zip(*gradients) for each in pair]):
        for place in np.ndindex(array.shape):
            here, sides = array[place], []
            for step in (1e-6, -1e-6):
                array[place] = here + step
                sides.append(network.loss(X, y))
            array[place] = here
            assert slope[place] == pytest.approx((sides[0] - sides[1]) / 2e-6, rel=1e-4, abs=1e-8), place


@every_kind
def test_run_r_is_the_single_network_with_seed_plus_r(kind):
    many = MAKERS[kind](runs=3, seed=4)
    train(many, X, y, lr=0.1, epochs=2, progress=False, rule=Adam())
    for r in range(3):
        one = MAKERS[kind](seed=4 + r)
        train(one, X, y, lr=0.1, epochs=2, seed=r, progress=False, rule=Adam())
        for a, b in zip(parameters(many.run(r)), parameters(one)):
            np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(many.run(r).forward(X).activations[-1], one.forward(X).activations[-1])
        assert many.copy().accuracy(X, y)[r] == one.accuracy(X, y)


def test_without_skips_and_normalisation_it_is_the_plain_network():
    plain, deep = (cls([3, 6, 6, 3], bias=0.2, runs=2, seed=1) for cls in (Network, DeepNetwork))
    for cls in (plain, deep):
        train(cls, X, y, lr=0.3, epochs=3, progress=False)
    for a, b in zip(parameters(plain), parameters(deep)):
        np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-5)
    assert "skip=False" in repr(deep) and repr(deep).startswith("DeepNetwork([3, 6, 6, 3]")


def test_a_skip_adds_what_came_before_where_it_fits():
    network = DeepNetwork([3, 5, 5, 4, 3], skip=True, dtype=np.float64)
    trace = network.forward(X)
    A, Z, W = trace.activations, trace.streams, network.weights
    np.testing.assert_allclose(Z[0], X @ W[0])
    np.testing.assert_allclose(Z[1], Z[0] + A[1] @ W[1])
    np.testing.assert_allclose(Z[2], A[2] @ W[2])
    np.testing.assert_allclose(A[4], A[3] @ W[3])


@pytest.mark.parametrize("norm, axis", [("batch", -2), ("layer", -1)])
def test_what_the_activations_take_is_normalised(norm, axis):
    network = DeepNetwork([3, 50, 50, 3], skip=True, norm=norm, runs=2, bias=0.5, dtype=np.float64)
    trace = network.forward(X)
    for N in trace.pre_activations[:-1]:
        assert N.mean(axis=axis) == pytest.approx(0.5) and N.std(axis=axis) == pytest.approx(1, abs=0.01)
    np.testing.assert_allclose(trace.activations[-1], trace.activations[-2] @ network.weights[-1])


def test_back_through_a_normalisation():
    rng = np.random.default_rng(0)
    Z, dN = rng.normal(2, 3, (2, 6, 4)), rng.normal(size=(2, 6, 4))
    for axis in (-1, -2):
        for place in [(0, 0, 0), (1, 5, 3)]:
            moved = [Z + step * (np.indices(Z.shape).T == place).all(axis=-1).T for step in (1e-6, -1e-6)]
            up, down = ((dN * normalise(each, axis)).sum() for each in moved)
            assert normalise_slopes(dN, Z, axis)[place] == pytest.approx((up - down) / 2e-6, rel=1e-5)
    same = normalise(np.ones((5, 2)))
    assert not same.any(), "a column that is everywhere the same becomes 0"


def test_an_unknown_norm_is_refused():
    with pytest.raises(ValueError, match="no norm 'group'. Known names: batch, layer"):
        DeepNetwork([3, 3, 3], norm="group")


def test_the_measures_read_it():
    network = DeepNetwork([3, 5, 5, 3], skip=True, norm="batch", runs=2)
    network.biases[1][0, 2] = -99
    assert measures.dead_units(network, X).tolist() == [[0, 1], [0, 0]]


def test_a_gate_multiplies():
    network = GatedNetwork([3, 4, 2], "identity", dtype=np.float64)
    assert [W.shape for W in network.weights] == [(3, 8), (4, 2)] and network.sizes == [3, 4, 2]
    Z, A = network.forward(X).pre_activations[0], network.forward(X).activations[1]
    np.testing.assert_array_equal(A, Z[:, :4] * Z[:, 4:])
    wide = GatedNetwork([3, 500, 2], init="he", seed=1).weights[0]
    assert wide.std() == pytest.approx(np.sqrt(2 / 3), rel=0.05)
    assert abs(np.corrcoef(wide[:, :500].ravel(), wide[:, 500:].ravel())[0, 1]) < 0.1
    assert repr(network).startswith("GatedNetwork([3, 4, 2], 'identity'")


# ---- other rules for the step ----------------------------------------------------------------------


def test_momentum_adds_up_to_ten_steps():
    v = np.zeros(2)
    for _ in range(200):
        v = momentum(v, np.array([1.0, -2.0]))
    assert v == pytest.approx([10, -20])
    assert momentum(np.ones(1), np.zeros(1), keep=0.5) == 0.5


def test_adam_takes_the_same_step_whatever_the_scale_of_the_slopes():
    dW = np.array([1e-4, -3.0, 500.0])
    m, s, step = adam(np.zeros(3), np.zeros(3), dW, 1)
    assert step == pytest.approx([1, -1, 1], abs=1e-3) and m == pytest.approx(0.1 * dW)
    assert s == pytest.approx(0.001 * dW**2)
    for t in range(2, 50):
        m, s, step = adam(m, s, dW, t)
        assert step == pytest.approx([1, -1, 1], abs=1e-3)


def test_clipping_keeps_the_direction():
    slopes = [np.array([3.0, 0.0]), np.array([[0.0], [4.0]])]
    for each, cut in zip(slopes, clip(slopes, 1.0)):
        np.testing.assert_allclose(cut, each / 5)
    assert all(a is b or (a == b).all() for a, b in zip(slopes, clip(slopes, 6.0)))
    assert not clip([np.zeros(2)], 1.0)[0].any()


@pytest.mark.parametrize("rule", [Momentum(), Adam(), Clip(0.1)], ids=["momentum", "adam", "clip"])
@pytest.mark.parametrize("runs", [None, 2 * fast.RUNS_PER_BLOCK + 1])
def test_fast_and_plain_steps_follow_the_rule(rule, runs):
    class Plain(Network):
        pass

    points, classes = blobs(70)
    pair = [cls([3, 6, 5, 3], runs=runs, dtype=np.float64, seed=3) for cls in (Network, Plain)]
    for network in pair:
        train(network, points, classes, lr=0.05, epochs=3, seed=5, rule=rule, progress=False)
    unruled = Network([3, 6, 5, 3], runs=runs, dtype=np.float64, seed=3)
    train(unruled, points, classes, lr=0.05, epochs=3, seed=5, progress=False)
    for a, b, c in zip(parameters(pair[0]), parameters(pair[1]), parameters(unruled)):
        np.testing.assert_allclose(a, b, rtol=1e-8, atol=1e-11)
        assert abs(a - c).max() > 1e-4


def test_a_run_that_diverges_leaves_the_others_alone():
    points, classes = blobs(70)
    networks = Network([3, 6, 3], "identity", runs=5, dtype=np.float64)
    alone = networks.copy()
    rates = np.array([0.1, 0.1, 1e200, 0.1, 0.1])
    with pytest.warns(TrainingStopped, match="1 of 5 runs"):
        history = train(networks, points, classes, lr=rates, epochs=3, rule=Momentum(), progress=False)
    train(alone, points, classes, lr=0.1, epochs=3, rule=Momentum(), progress=False)
    assert (history.diverged > 0).tolist() == [False, False, True, False, False]
    for r in (0, 4):
        for a, b in zip(parameters(networks.run(r)), parameters(alone.run(r))):
            np.testing.assert_allclose(a, b, rtol=1e-9)


# ---- scaling ---------------------------------------------------------------------------------------


def test_scaled_columns_have_mean_0_and_width_1():
    raw = 16 * datasets.load_digits().images_train.reshape(-1, 64)
    scaling = Scaling.of(raw)
    scaled, constant = scaling(raw), raw.std(axis=0) == 0
    assert constant.any() and not constant.all() and not scaled[:, constant].any()
    assert abs(scaled.mean(axis=0)).max() < 1e-4
    assert scaled[:, ~constant].std(axis=0) == pytest.approx(1, abs=1e-3)
    assert scaled.dtype == np.float32
    np.testing.assert_array_equal(scaling(raw[:5]), scale(raw[:5], scaling.mean, scaling.width))


# ---- pieces ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("k", range(1, 9))
def test_each_fold_doubles_the_pieces(k):
    x = np.linspace(0, 1, 2**10 + 1)
    network = folded(k)
    assert network.sizes == [1, *[2] * k, 1] and pieces(network, x) == 2**k
    out = network.forward(x[:, None]).activations[-1][:, 0]
    assert out.min() == 0 and out.max() == 1
    assert out == pytest.approx(2 * abs(2 ** (k - 1) * x - np.round(2 ** (k - 1) * x)))


def test_pieces_of_units_side_by_side():
    network = Network([1, 3, 1], dtype=np.float64)
    network.weights[0][...], network.weights[1][...] = 1, [[1], [-2], [3]]
    network.biases[0][...] = -0.213, -0.5, -0.777
    assert pieces(network, np.linspace(0, 1, 101)) == 4 == pieces(network.as_runs(), np.linspace(0, 1, 101))[0]
    network.biases[0][...] = -0.213, -0.5, -7
    assert pieces(network, np.linspace(0, 1, 101)) == 3


def test_two_lines_cut_the_plane_in_four():
    network = Network([2, 2, 1], dtype=np.float64)
    network.weights[0][...] = np.eye(2)
    which, count = regions(network, np.linspace(-1, 1, 6), np.linspace(-1, 1, 4))
    assert count == 4 and which.shape == (4, 6)
    corners = which[0, 0], which[0, -1], which[-1, 0], which[-1, -1]
    assert sorted(corners) == [0, 1, 2, 3] and (which[:2, :3] == corners[0]).all()
