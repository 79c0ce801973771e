"""The lesson on what came after: its experiments show what the lesson says of them, at the sizes of its cells."""

import numpy as np
import pytest

from relulab import datasets
from relulab.lessons.l08_beyond import experiments
from relulab.lessons.l08_beyond.claims import CLAIMS, _as_torch
from relulab.nn.network import n_parameters, weight_std
from relulab.nn.optimisers import Adam, Clip, Momentum, adam, clip

R = experiments.RUNS


# ---- scaling -------------------------------------------------------------------------------------


def test_the_same_digits_in_four_scales():
    kinds = experiments.scales()
    assert list(kinds) == ["0 to 255", "0 to 16", "0 to 1", "scaled"]
    for most in (255, 16, 1):
        X, y, X_test, y_test = kinds[f"0 to {most}"]
        assert X.min() == pytest.approx(0, abs=1e-4 * most) and X.max() == pytest.approx(most)
        assert X_test.min() == pytest.approx(0, abs=1e-4 * most) and len(X) == len(y) == experiments.ROWS
    scaled = kinds["scaled"][0]
    assert abs(scaled.mean(axis=0)).max() < 1e-4
    assert set(scaled.std(axis=0).round(3)) == {0, 1}


def test_raw_pixels_kill_and_saturate_and_scaled_ones_do_not():
    found = experiments.scaling()
    assert found.dead.shape == found.saturated.shape == found.accuracy.shape == (4, R)
    assert found.dead[0].mean() > found.dead[1].mean() > 50 and found.dead[3].mean() < 2
    assert found.saturated[1].mean() > 50 > 20 > found.saturated[3].mean()
    assert found.accuracy[1].mean() + 0.5 < found.accuracy[3].mean()


# ---- other rules for the step --------------------------------------------------------------------


def test_adam_kills_the_second_layer_at_a_rate_that_plain_descent_bears():
    plain, other = experiments.by_rate(None, [0.1, 3.0]), experiments.by_rate(Adam(adam), [0.01, 0.3])
    assert plain.dead.shape == (2, R, 2) and plain.accuracy.shape == plain.loss.shape == (2, R)
    assert plain.dead[0].mean() < 5 and other.dead[0].mean() < 5
    assert other.dead[1, :, 1].mean() > 50 and other.dead[1, :, 0].mean() < 5
    assert plain.dead[1, :, 0].mean() > 10
    assert (other.accuracy[0] > 0.8).all() and np.isfinite(other.loss).all()


def test_every_rate_starts_from_the_same_networks():
    nothing = experiments.by_rate(None, [1e-9, 1e-9], epochs=1)
    np.testing.assert_allclose(nothing.loss[0], nothing.loss[1], rtol=1e-4)


def test_only_who_is_moving_comes_back():
    rolling, plain = experiments.coming_back(Momentum(), 2.0), experiments.coming_back(None, 10.0)
    assert plain.died.mean() > 30 and rolling.died.mean() > 30
    assert not plain.back.any() and (plain.died == plain.dead).all()
    assert 0 < rolling.back.mean() < 25 and (rolling.dead <= rolling.died).all()
    assert 100 * plain.last.mean(axis=1) == pytest.approx(plain.dead)


# ---- thirty layers and clipping ------------------------------------------------------------------


def test_thirty_layers_learn_with_both_and_with_neither_alone():
    alone = [experiments.thirty(True, None, 2.0), experiments.thirty(False, "batch", 2.0)]
    both = experiments.thirty(True, "batch", 2.0)
    assert both.loss.shape == (R, 4) and both.accuracy.mean() > 0.6
    assert np.isinf(alone[0].loss[:, -1]).all() and not alone[0].accuracy.any()
    assert alone[1].accuracy.mean() < 0.45


def test_powers_of_ten_that_a_gradient_loses():
    X, y, *_ = experiments.data()
    small, fitting = (experiments.deep(False, None, gain) for gain in (0.5, 2.0))
    factor = np.sqrt(0.5 / 2)  # a layer with gain g multiplies the length by the root of g / 2
    expected = -29 * np.log10(factor)
    assert experiments.lost(small, X[:64], y[:64]).mean() == pytest.approx(expected, rel=0.15)
    assert abs(experiments.lost(fitting, X[:64], y[:64]).mean()) < 1


@pytest.mark.parametrize("gain", [0.5, 1.0, 2.0, 4.0])
def test_a_skip_adds_the_half_of_the_gain_in_each_layer(gain):
    X, y, *_ = experiments.data()
    grows = -experiments.lost(experiments.deep(True, None, gain, runs=20), X[:64], y[:64]).mean()
    assert grows == pytest.approx(29 / 2 * np.log10(1 + gain / 2), rel=0.12)


def test_clipping_keeps_the_loss_finite():
    as_it_is, clipped = experiments.clipping(None), experiments.clipping(Clip(1.0, clip))
    assert as_it_is.overflowed.all() and not as_it_is.accuracy.any()
    assert not clipped.overflowed.any() and clipped.accuracy.mean() < 0.6
    assert experiments.clipping(Clip(1.0), gain=4, lr=0.3).accuracy.mean() > clipped.accuracy.mean() + 0.2


# ---- relatives and pieces ------------------------------------------------------------------------


@pytest.mark.parametrize("pixels", [64, 100])
def test_the_relatives_have_about_as_many_numbers(pixels):
    plain, gated = (experiments.relative(kind, pixels, runs=2) for kind in ("gelu", "gated silu"))
    counts = [sum(a[0].size for a in (*each.weights, *each.biases)) for each in (plain, gated)]
    assert counts[0] == n_parameters(plain.sizes) and counts[1] == pytest.approx(counts[0], rel=0.03)
    assert gated.activation.name == "silu"


def test_the_relatives_read_alike():
    read = experiments.relatives(["relu", "gated silu"])
    assert read.shape == (2, R) and (read > 0.85).all() and abs(read[0].mean() - read[1].mean()) < 0.03


def test_random_networks_have_about_as_many_pieces_as_units():
    flat, deep = experiments.average_pieces(1, 32), experiments.average_pieces(4, 8)
    assert flat.max() <= 33 and 20 < flat.mean() and deep.mean() < 1.2 * flat.mean()


def test_polygons_multiply_in_training():
    before, after = experiments.polygons(0, grid=150), experiments.polygons(100, grid=150)
    assert before.which.shape == before.answer.shape == (150, 150) and before.which.max() + 1 == before.count
    assert after.count > 2 * before.count and after.accuracy > 0.9 > before.accuracy


# ---- claims ----------------------------------------------------------------------------------------


def test_their_start_is_the_course_s_standard():
    networks = _as_torch([400, 300, 10], 20, 0)
    bound = 400**-0.5
    for array in (networks.weights[0], networks.biases[0]):
        assert abs(array).max() <= bound and abs(array).max() == pytest.approx(bound, rel=1e-2)
        assert array.std() == pytest.approx(weight_std("standard", 400, 300), rel=0.02)
    assert not np.array_equal(networks.biases[0][0], networks.biases[0][1])


def test_both_tasks_unless_it_is_about_a_line():
    assert {claim.id for claim in CLAIMS if not claim.tasks} == {"after-depth"}
    assert datasets.load_shifted_digits().X_train.shape[1] == 100
