"""Measures on networks built by hand, whose answers are known without the package."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relulab import Network, measures
from relulab.nn.activations import ACTIVATIONS, LeakyReLU

from .reference import PROPERTY, blobs, parameters

pytestmark = pytest.mark.filterwarnings("error")

OF_X = [measures.sparsity, measures.saturation, measures.never_positive, measures.dead_units]
OF_X_AND_Y = [measures.gradient_norms, measures.backward_norms, lambda *args: measures.update_ratio(*args, lr=0.1)]
by_name = dict(ids=lambda m: m.__name__ if m.__name__ != "<lambda>" else "update_ratio")


def passing(pre_activations, activation, **kwargs):
    """A network whose first hidden layer has, for the rows of the unit matrix, the given pre-activations."""
    Z = np.array(pre_activations, dtype=float)
    network = Network([*Z.shape[-2:], 2], activation, runs=len(Z) if Z.ndim == 3 else None, dtype=np.float64, **kwargs)
    network.weights[0][...] = Z
    return network, np.eye(Z.shape[-2])


# Units in columns: always on, silent on some rows, never positive, exactly 0 on all rows.
FOUR_UNITS = [[1.0, -1.0, -3.0, 0.0], [2.0, 2.0, -0.5, 0.0], [0.5, -4.0, -1.0, 0.0]]


# ---- what each one counts ------------------------------------------------------------------------


def test_silent_is_not_dead():
    network, X = passing(FOUR_UNITS, "relu")
    assert measures.sparsity(network, X).tolist() == [8 / 12]
    assert measures.dead_units(network, X).tolist() == measures.never_positive(network, X).tolist() == [2]
    assert measures.dead_units(network, X[:1]).tolist() == [
        3
    ]  # one row is no proof: the second unit is only silent there
    assert measures.dead_units(network, X[1:2]).tolist() == [2]


@pytest.mark.parametrize("slope", [0.01, 0.5, 3.0, -0.1])
def test_a_leaky_unit_that_is_never_positive_is_not_dead(slope):
    network, X = passing(FOUR_UNITS, LeakyReLU(slope))
    assert measures.dead_units(network, X).tolist() == [0]
    assert measures.never_positive(network, X).tolist() == [2 if slope > 0 else 1]
    assert measures.sparsity(network, X).tolist() == [3 / 12]


def test_leaky_with_slope_0_is_relu():
    network, X = passing(FOUR_UNITS, LeakyReLU(0.0))
    assert (measures.dead_units(network, X), measures.sparsity(network, X)) == ([2], [8 / 12])


@pytest.mark.parametrize(
    "activation, dead, never, zeros",
    [
        ("identity", 0, 2, 3),
        ("step", 2, 2, 8),
        ("sigmoid", 0, 0, 0),
        ("tanh", 0, 2, 3),
        ("elu", 0, 2, 3),
        ("softplus", 0, 0, 0),
        ("silu", 0, 2, 3),
        ("gelu", 0, 2, 3),
    ],
)
def test_the_other_activations_on_the_same_units(activation, dead, never, zeros):
    network, X = passing(FOUR_UNITS, activation)
    assert measures.dead_units(network, X).tolist() == [dead]
    assert measures.never_positive(network, X).tolist() == [never]
    assert measures.sparsity(network, X).tolist() == [zeros / 12]


def test_a_dead_unit_gets_no_gradient_and_keeps_its_weights():
    network = Network([3, 6, 3], "relu", bias=[-100], runs=1, dtype=np.float64)
    X, y = blobs()
    assert measures.dead_units(network, X).tolist() == [[6]]
    assert not network.gradients(X, y)[1][0][0].any() and network.weights[0].all()


def test_zero_weights_with_a_positive_bias_are_not_dead():
    network = Network([3, 4, 2], "relu", init=0, bias=0.5)
    assert measures.dead_units(network, np.ones((5, 3))).tolist() == [0]
    assert measures.sparsity(network, np.ones((5, 3))).tolist() == [0]


@pytest.mark.parametrize(
    "activation, z, share, expected",
    [
        ("sigmoid", [-5, -2, 0, 2], 0.1, 1 / 4),  # slopes as a share of .25: .027, .42, 1, .42
        ("sigmoid", [-5, -2, 0, 2], 0.5, 3 / 4),
        ("tanh", [-5, -2, 0, 2], 0.1, 3 / 4),  # .0002, .07, 1, .07
        ("tanh", [-5, -2, 0, 2], 0.05, 1 / 4),
        ("relu", [-5, 0, 1, 2], 0.1, 2 / 4),
        ("leaky_relu", [-5, 0, 1, 2], 0.1, 2 / 4),  # slope .01
        ("leaky_relu", [-5, 0, 1, 2], 0.005, 0),
        ("identity", [-5, 0, 1, 2], 0.99, 0),
        ("elu", [-5, -2, 0, 2], 0.1, 1 / 4),  # .0067, .135, 1, 1
        ("softplus", [-5, -2, 0, 2], 0.1, 1 / 4),  # .0067, .119, .5, .88
        ("silu", [-9, -1.2784645, 0, 2], 0.1, 2 / 4),  # its slope is 0 at the bottom
        ("gelu", [-9, -0.7524614, 0, 2], 0.1, 2 / 4),
        ("gelu", [-9, -1.4, 0, 2], 0.1, 1 / 4),  # falling is sensitive too: the slope there is -.13
    ],
)
def test_saturation_is_the_share_where_the_slope_is_small(activation, z, share, expected):
    network, X = passing([z], activation)
    assert measures.saturation(network, X, share).tolist() == [expected]


@pytest.mark.parametrize(
    "activation, peak",
    [("sigmoid", 0.25), ("tanh", 1), ("silu", 1.0998393), ("gelu", 1.1289049), ("softplus", 1), ("elu", 1)],
)
def test_saturation_compares_with_the_steepest_place(activation, peak):
    z, share = np.array([0.1, -0.4, 0.9, 1.7, 3.0]), 0.9
    network, X = passing([z], activation)
    steep = np.abs(ACTIVATIONS[activation].derivative(z))
    assert measures.saturation(network, X, share).tolist() == [np.mean(steep < share * peak)]
    assert 0 < np.mean(steep < share * peak) < 1


@pytest.mark.parametrize(
    "slope, z, expected", [(4.0, [-1, 0, 1, 2], 2 / 4), (-4.0, [-1, 0, 1, 2], 2 / 4), (0.2, [-1, 0, 1, 2], 2 / 4)]
)
def test_saturation_of_other_leaky_slopes(slope, z, expected):
    network, X = passing([z], LeakyReLU(slope))
    assert measures.saturation(network, X, 0.3).tolist() == [expected]


def test_gradient_norms_are_the_lengths_of_the_gradients():
    network = Network([3, 5, 4, 3], "tanh", dtype=np.float64)
    network.weights[1] *= 0.1
    X, y = blobs()
    expected = [math.sqrt(sum(float(g) ** 2 for g in dW.ravel())) for dW, _ in network.gradients(X, y)[1]]
    norms = measures.gradient_norms(network, X, y)
    assert norms.tolist() == pytest.approx(expected, rel=1e-12) and min(expected) > 1e-3
    ratios = measures.update_ratio(network, X, y, lr=0.2)
    lengths = [math.sqrt(sum(float(w) ** 2 for w in W.ravel())) for W in network.weights]
    assert ratios.tolist() == pytest.approx([0.2 * n / length for n, length in zip(expected, lengths)], rel=1e-12)


def test_backward_norms_are_the_lengths_of_the_slopes_on_the_way_back():
    """A nudge of one row's bias is a nudge of its pre-activation: with one row, the gradient of the biases is dZ."""
    network = Network([3, 5, 4, 2], "tanh", runs=2, seed=1, dtype=np.float64)
    X, y = np.array([[0.5, -1.0, 2.0]]), np.array([1])
    _, gradients = network.gradients(X, y)
    norms = measures.backward_norms(network, X, y)
    assert norms.shape == (2, 3)
    np.testing.assert_allclose(norms, np.stack([np.linalg.norm(db, axis=-1) for _, db in gradients], axis=-1))


def test_gradient_norms_by_hand():
    network = Network([2, 2], init=0, dtype=np.float64)  # both classes get 1/2, so each row gives -+ 1/2 times itself
    assert measures.gradient_norms(network, [[3.0, 4.0]], [0]).tolist() == pytest.approx([5 / math.sqrt(2)])
    network.weights[0][:] = [[1, 1], [1, 1]]
    assert measures.update_ratio(network, [[3.0, 4.0]], [0], lr=0.4).tolist() == pytest.approx(
        [0.4 * 5 / math.sqrt(2) / 2]
    )


def test_tiny_gradients_in_float32_do_not_vanish_in_their_squares():
    network = Network([4, 8, 8, 3], "identity")
    network.weights[1] *= 1e-30
    X, y = blobs(n=4)
    dW = network.gradients(X, y)[1][0][0]
    norm = measures.gradient_norms(network, X, y)[0]
    assert 0 < norm < 1e-25 and norm == pytest.approx(np.linalg.norm(dW.astype(float)), rel=1e-6)


def test_update_ratio_where_there_are_no_weights():
    X, y = np.ones((3, 2)), [0, 0, 1]
    network = Network([2, 4, 2], "sigmoid", dtype=np.float64)
    network.weights[1][:] = 0
    first, last = measures.update_ratio(network, X, y, lr=0.1)
    assert first == 0 and last == np.inf  # zero weights above let no gradient through
    # Without weights and without a gradient too: as documented, infinite, and not NaN.
    assert measures.update_ratio(Network([2, 4, 2], "relu", init=0), X, y, lr=0.1).tolist() == [np.inf, np.inf]


# ---- shapes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", OF_X, **by_name)
def test_one_number_for_each_hidden_layer(measure):
    X, _ = blobs()
    assert measure(Network([3, 5, 4, 6, 2]), X).shape == (3,)
    assert measure(Network([3, 5, 4, 6, 2], runs=7), X).shape == (7, 3)


@pytest.mark.parametrize("measure", OF_X_AND_Y, **by_name)
def test_one_number_for_each_layer(measure):
    X, y = blobs()
    assert measure(Network([3, 5, 4, 6, 3]), X, y).shape == (4,)
    assert measure(Network([3, 5, 4, 6, 3], runs=7), X, y).shape == (7, 4)
    assert measure(Network([3, 3]), X, y).shape == (1,)


def test_counts_are_whole_numbers_and_units_are_counted_by_layer():
    network = Network([2, 3, 4, 2], "relu", init=0, bias=-1, dtype=np.float64)
    network.biases[0][1] = 1
    for measure in (measures.dead_units, measures.never_positive):
        assert measure(network, np.ones((5, 2))).tolist() == [2, 4]
        assert measure(network, np.ones((5, 2))).dtype.kind == "i"
    assert measures.sparsity(network, np.ones((5, 2))).tolist() == [2 / 3, 1]


@pytest.mark.parametrize("activation", [*ACTIVATIONS, LeakyReLU([0.0, 0.01, 0.5])], ids=lambda a: getattr(a, "name", a))
@pytest.mark.parametrize("own_data", [False, True], ids=["shared X", "X by run"])
def test_each_run_is_measured_as_a_network_of_its_own(activation, own_data):
    network = Network([3, 8, 6, 3], activation, bias=[-1, 0, 1], runs=3, seed=1, dtype=np.float64)
    X, y = blobs()
    if own_data:
        X, y = np.array([X, -X, 2 * X]), np.array([y, y[::-1], y])
    for r in range(3):
        own_X, own_y = (X[r], y[r]) if own_data else (X, y)
        for measure in OF_X:
            np.testing.assert_allclose(measure(network, X)[r], measure(network.run(r), own_X), rtol=1e-12)
        for measure in OF_X_AND_Y:
            np.testing.assert_allclose(
                measure(network, X, y)[r], measure(network.run(r), own_X, own_y), rtol=1e-9, atol=1e-15
            )


def test_saturation_of_a_run_does_not_depend_on_the_slopes_of_the_others():
    steep = Network([3, 8, 3], LeakyReLU([0.01, 20.0]), runs=2, dtype=np.float64)
    X, _ = blobs()
    for r in range(2):
        assert measures.saturation(steep, X)[r] == measures.saturation(steep.run(r), X)
    assert 0 < measures.saturation(steep, X)[0] < 1


# ---- properties ----------------------------------------------------------------------------------


@PROPERTY
@given(seed=st.integers(0, 1000), bias=st.floats(-2, 2), activation=st.sampled_from(list(ACTIVATIONS)))
def test_relations_that_always_hold(seed, bias, activation):
    network = Network([3, 7, 5, 2], activation, bias=bias, seed=seed)
    X, _ = blobs(rows=20)
    sparsity, dead, never = (
        measures.sparsity(network, X),
        measures.dead_units(network, X),
        measures.never_positive(network, X),
    )
    positive = [(A > 0).mean() for A in network.forward(X).activations[1:-1]]
    negative = [(A < 0).mean() for A in network.forward(X).activations[1:-1]]
    np.testing.assert_allclose(sparsity + positive + negative, 1, rtol=1e-6)
    assert (0 <= dead).all() and (dead <= never).all() and (never <= [7, 5]).all()
    if activation == "relu":
        assert (sparsity >= dead / np.array([7, 5]) - 1e-6).all() and not np.any(negative)
        np.testing.assert_array_equal(dead, never)
        np.testing.assert_allclose(measures.saturation(network, X), sparsity)
    assert (measures.dead_units(network, X) <= measures.dead_units(network, X[:5])).all()
    assert (0 <= measures.saturation(network, X)).all() and (measures.saturation(network, X) <= 1).all()


def test_about_half_of_the_activations_are_zero_at_the_start():
    X = np.random.default_rng(0).standard_normal((300, 50))
    network = Network([50, 200, 200, 2], "relu", runs=5)
    assert (abs(measures.sparsity(network, X) - 0.5) < 0.06).all()
    assert (measures.sparsity(Network([50, 200, 2], "relu", bias=-1, runs=5), X) > 0.65).all()


# ---- networks that are no longer finite ----------------------------------------------------------


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_divergence_is_not_death(activation, wrong):
    X, y = blobs()
    network = Network([3, 4, 4, 3], activation, runs=2)
    network.weights[0][0] = wrong
    sound = network.run(1)
    assert measures.dead_units(network, X)[0, 0] == 0
    for measure in OF_X:  # and the sound run beside it is measured as ever
        np.testing.assert_array_equal(measure(network, X)[1], measure(sound, X))
    norms = measures.gradient_norms(network, X, y)
    np.testing.assert_allclose(norms[1], measures.gradient_norms(sound, X, y), rtol=1e-5)
    if np.isnan(wrong) and activation != "step":
        assert np.isnan(norms[0]).all()


@pytest.mark.parametrize("measure", OF_X + OF_X_AND_Y, **by_name)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_diverged_networks_are_measured_without_warnings(activation, measure):
    X, y = blobs()
    for dtype, wrong in [
        (np.float32, np.nan),
        (np.float32, np.inf),
        (np.float32, -3e38),
        (np.float64, -np.inf),
        (np.float64, 1e300),
    ]:
        for layer in range(3):
            network = Network([3, 4, 4, 3], activation, dtype=dtype)
            network.weights[layer][...] = wrong
            measure(network, X, *([] if measure in OF_X else [y]))


@pytest.mark.parametrize("activation", ["step", "sigmoid", "tanh", "relu", "elu", "softplus"])
def test_minus_infinity_on_every_row_is_not_death(activation):
    X, _ = blobs()
    network = Network([3, 4, 3], activation)
    network.biases[0][:2] = -np.inf
    assert measures.dead_units(network, X).tolist() == [0]
    network.biases[0][:2] = -1e6  # while this is, wherever nothing but a flat end is left
    assert measures.dead_units(network, X).tolist() == [2]


@pytest.mark.parametrize("activation", ["relu", "leaky_relu", "tanh"])
def test_a_unit_that_gives_nan_is_not_counted_as_never_positive(activation):
    X, _ = blobs()
    network = Network([3, 4, 4, 3], activation)
    for W in network.weights:
        W[:] = np.nan
    assert measures.never_positive(network, X).tolist() == measures.dead_units(network, X).tolist() == [0, 0]
    assert measures.sparsity(network, X).tolist() == [0, 0]


# ---- what comes in -------------------------------------------------------------------------------


def test_networks_and_data_are_not_changed():
    X, y = blobs()
    X.flags.writeable = y.flags.writeable = False
    network = Network([3, 5, 3], LeakyReLU([0.1, 0.2]), runs=2, dtype=np.float64)
    start = [a.copy() for a in parameters(network)]
    for measure in OF_X:
        measure(network, X)
    for measure in OF_X_AND_Y:
        measure(network, X, y)
    assert all(np.array_equal(a, b) for a, b in zip(parameters(network), start))


@pytest.mark.parametrize("measure", OF_X, **by_name)
def test_no_hidden_layer_is_said_in_words(measure):
    with pytest.raises(ValueError, match=r"no hidden layer \(its sizes are \[3, 2\]\).*at least three sizes"):
        measure(Network([3, 2]), np.ones((4, 3)))


@pytest.mark.parametrize("measure", OF_X + OF_X_AND_Y, **by_name)
def test_data_that_do_not_fit_are_named(measure):
    y = [] if measure in OF_X else [[0, 0]]
    for X, words in [
        (np.ones((2, 7)), r"\(2, 7\).*takes 3"),
        (np.ones((0, 3)), "empty"),
        (np.full((2, 3), np.nan), "NaN"),
    ]:
        with pytest.raises(ValueError, match=words):
            measure(Network([3, 4, 2]), X, *y)


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.5, 10, np.nan, np.inf])
def test_bad_share_is_named(share):
    with pytest.raises(ValueError, match="share must lie between 0 and 1, such as 0.1") as caught:
        measures.saturation(Network([3, 4, 2]), np.ones((4, 3)), share)
    assert repr(share) in str(caught.value)


@pytest.mark.parametrize("lr", [0, -0.1, np.nan])
def test_bad_rate_is_named(lr):
    with pytest.raises(ValueError, match=r"lr \(the learning rate\) must be larger than 0") as caught:
        measures.update_ratio(Network([3, 4, 2]), np.ones((4, 3)), [0, 0, 1, 1], lr=lr)
    assert repr(lr) in str(caught.value)


def test_bad_labels_are_named():
    for measure in OF_X_AND_Y:
        with pytest.raises(ValueError, match="label 5.*2 outputs"):
            measure(Network([3, 4, 2]), np.ones((1, 3)), [5])


# ---- a mean with its spread ----------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["a", None, np.array([0.1, 0.2]), 0, -1, np.nan])
def test_settings_that_are_no_positive_number_are_named(wrong):
    X, y = blobs()
    with pytest.raises(ValueError, match="learning rate"):
        measures.update_ratio(Network([3, 4, 3]), X, y, lr=wrong)
    with pytest.raises(ValueError, match="share must lie between 0 and 1"):
        measures.saturation(Network([3, 4, 3]), X, share=wrong)


# ---- selectivity ---------------------------------------------------------------------------------


def test_selectivity_is_the_share_of_the_best_class():
    # Units in columns: one class alone, three classes alike, shares 1/6 2/6 3/6, never.
    network, X = Network([3, 4, 3], "relu", dtype=np.float64), np.eye(3)
    network.weights[0][...] = [[2, 1, 1, -1], [-1, 1, 2, -1], [-3, 1, 3, 0]]
    assert measures.selectivity(network, X, [0, 1, 2]).tolist() == pytest.approx([(1 + 1 / 3 + 1 / 2) / 3])
    # Means over the rows of a class: rows 0 and 1 are one class now.
    assert measures.selectivity(network, X, [0, 0, 1]).tolist() == pytest.approx([(1 + 1 / 2 + 2 / 3) / 3])


def test_selectivity_counts_only_what_is_above_zero():
    network, X = passing([[0.0, 1.0], [-5.0, 1.0]], "tanh")
    assert measures.selectivity(network, X, [0, 1]).tolist() == pytest.approx(
        [1 / 2]
    )  # the first unit does not respond


def test_selectivity_by_run_and_layer():
    X, y = blobs()
    networks = Network([3, 6, 5, 3], "relu", runs=4, seed=3, dtype=np.float64)
    found = measures.selectivity(networks, X, y)
    assert found.shape == (4, 2) and ((found > 1 / 3) & (found < 1)).all()
    for r in range(4):
        trace = networks.run(r).forward(X)
        for layer, A in enumerate(trace.activations[1:-1]):
            shares = []
            for unit in A.T:
                means = [unit[np.asarray(y) == c].mean() for c in range(3)]
                if sum(means) > 0:
                    shares.append(max(means) / sum(means))
            assert found[r, layer] == pytest.approx(np.mean(shares))


def test_selectivity_where_nothing_responds_is_no_number():
    X, y = blobs()
    silent = measures.selectivity(Network([3, 4, 3], "relu", bias=-1000.0), X, y)
    assert silent.shape == (1,) and np.isnan(silent).all()


def test_selectivity_needs_every_class():
    network, X = passing(FOUR_UNITS, "relu")
    with pytest.raises(ValueError, match="class 0 has none"):
        measures.selectivity(network, X, [1, 1, 1])


# ---- intervals -----------------------------------------------------------------------------------
