"""The experiments and figures of the lesson on sparsity: zeros, filters, preferences, overfitting, time."""

import itertools

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from relulab import datasets, measures
from relulab.lessons.l04_relu_sparsity import experiments, figures, filters, timing
from relulab.lessons.l04_relu_sparsity.exercises import best_share
from relulab.lessons.l04_relu_sparsity.shifted import shifted
from relulab.nn.network import Network

rng = np.random.default_rng(0)
X = rng.normal(size=(70, 3)).astype(np.float32)
y = (X[:, 0] + X[:, 1] ** 2 > 0.5).astype(int)


def test_convolve_is_a_weighted_sum_at_every_place():
    images, kernels = rng.normal(size=(2, 5, 6)), rng.normal(size=(3, 3, 3))
    found = filters.convolve(images, kernels)
    assert found.shape == (2, 3, 3, 4)
    for n, k, i, j in itertools.product(range(2), range(3), range(3), range(4)):
        by_hand = sum(images[n, i + a, j + b] * kernels[k, a, b] for a in range(3) for b in range(3))
        assert found[n, k, i, j] == pytest.approx(by_hand)


def test_filter_features_add_up_the_whole_picture():
    image = np.zeros((1, 8, 8), np.float32)
    image[0, 1, 1], image[0, 6, 5] = 2, -3  # read by the middle of the filter at two places
    middle = np.zeros((1, 3, 3))
    middle[0, 1, 1] = 1
    assert filters.filter_features(image, middle, "identity").tolist() == [[-1]]
    assert filters.filter_features(image, middle, "relu").tolist() == [[2]]


def test_an_edge_filter_without_activation_cancels():
    digits = datasets.load_digits()
    edge = np.array([[[-1.0, 0.0, 1.0]] * 3])
    for name, factor in (("identity", 1), ("relu", -1)):
        total = filters.filter_features(digits.images_test, edge, name).sum(axis=1)
        assert factor * (np.median(abs(total)) - 5) < 0


def test_filters_accuracy_has_one_value_a_seed():
    digits = datasets.load_digits()
    found = filters.filters_accuracy("relu", digits, kernels=8, epochs=1, seeds=3, seed=7)
    assert found.shape == (3,) and ((found > 0.15) & (found < 1)).all()
    again = filters.filters_accuracy("relu", digits, kernels=8, epochs=1, seeds=2, seed=8)
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
        experiments.train_to_loss(
            networks, each_X, each_y, target=0, lr=0.1, penalty=penalty, epochs=1, batch_size=len(X)
        )

    def activity():
        return start.forward(each_X).activations[1].sum(axis=-1).mean()

    before = activity()
    for added, parameter in (
        (penalised.weights[0] - plain.weights[0], start.weights[0]),
        (penalised.biases[0] - plain.biases[0], start.biases[0]),
    ):
        for place in np.ndindex(parameter.shape):
            parameter[place] += 1e-7
            assert added[place] == pytest.approx(-0.1 * 0.7 * (activity() - before) / 1e-7, abs=1e-5)
            parameter[place] -= 1e-7
    assert np.array_equal(penalised.weights[1], plain.weights[1])


@pytest.mark.parametrize("network", [Network([3, 4, 2]), Network([3, 4, 4, 2], runs=2)])
def test_train_to_loss_needs_runs_and_one_hidden_layer(network):
    with pytest.raises(ValueError, match="needs a Network with runs and one hidden layer"):
        experiments.train_to_loss(network, X[None], y[None], target=0.1, lr=0.1)


def test_wrong_labels_are_other_classes_of_the_share_that_was_asked():
    y = np.random.default_rng(0).integers(0, 10, (20, 500))
    wrong = experiments.with_wrong_labels(y, 0.2, seed=3)
    assert wrong.min() >= 0 and wrong.max() <= 9
    assert abs((wrong != y).mean() - 0.2) < 0.01  # none of them is the right one by chance
    assert (wrong == experiments.with_wrong_labels(y, 0.2, seed=3)).all()
    assert (experiments.with_wrong_labels(y, 0.0) == y).all()


def test_equal_zeros_are_equal_in_each_run():
    X = np.random.default_rng(0).normal(size=(200, 6)).astype(np.float32)
    like = Network([6, 20, 3], runs=4, bias=np.array([-1.0, 0.0, 0.5, 1.0]))
    networks = experiments.at_equal_zeros(Network([6, 20, 3], runs=4, seed=9), like, X)
    np.testing.assert_allclose(measures.sparsity(networks, X), measures.sparsity(like, X), atol=0.001)


def test_any_function_may_stand_behind_a_filter():
    images, kernels = np.random.default_rng(0).normal(size=(5, 8, 8)), np.random.default_rng(1).normal(size=(2, 3, 3))
    sizes = filters.filter_features(images, kernels, np.abs)
    both = [filters.filter_features(images, sign * kernels, "relu") for sign in (1, -1)]
    np.testing.assert_allclose(sizes, sum(both))


def test_preferences_agree_with_the_measure_of_the_package():
    digits = datasets.load_digits()
    kinds = experiments.compare_kinds(best_share.answer, digits, runs=2)
    plain = Network([64, 64, 10], runs=2)
    found = kinds["untrained dense"]
    assert found.share == pytest.approx(measures.selectivity(plain, digits.X_test, digits.y_test)[:, 0])
    assert found.zeros == pytest.approx(measures.sparsity(plain, digits.X_test)[:, 0])
    assert kinds["untrained sparse"].zeros == pytest.approx(kinds["trained sparse"].zeros, abs=0.002)
    above = [np.mean(kinds[name].share - kinds[name].dealt) for name in experiments.lowest_first(kinds)]
    assert above == sorted(above) and len(above) == 4


def test_dials_change_the_zeros_and_nothing_else():
    digits = datasets.load_digits()
    found = {dial: experiments.learn_from_few(digits, dial, runs=3) for dial in experiments.DIALS}
    zeros = [few.zeros.mean() for few in found.values()]
    assert zeros == sorted(zeros) and zeros[0] < 0.1 and zeros[-1] > 0.6
    assert all(few.right.shape == (3,) and few.right.min() > 0.8 for few in found.values())
    wrong = experiments.learn_from_few(digits, wrong_labels=0.4, runs=3)
    assert wrong.right.mean() < found["ordinary"].right.mean()


def test_times_are_ratios_to_relu():
    times = timing.value_times(turns=3)
    assert list(times) == timing.VALUES and times["relu"] == 1 and min(times.values()) > 0
    steps = timing.step_times(datasets.load_digits(), [4, 8], turns=1)
    assert set(steps) == {"step", "answer"} and steps["step"]["relu"] == [1, 1]
    assert all(len(ratios) == 2 for kind in steps.values() for ratios in kind.values())


def test_lost_weights_leave_other_zeros_than_a_shift():
    whole, pruned = shifted(3, 0.0, 5), shifted(3, 0.0, 5, 91)
    assert np.mean(pruned["weights"] == 0) > 0.8 > np.mean(whole["weights"] == 0)
    assert pruned["zeros"] < 0.5 and pruned["accuracy"] > 0.8  # most weights are gone, most activations are not


@pytest.fixture
def shown(monkeypatch):
    """The texts of the figures that were shown."""
    said = []
    monkeypatch.setattr(figures, "show", lambda fig, alt: (fig.canvas.draw(), said.append(alt)))
    yield said
    plt.close("all")


def test_figures_say_what_their_arrays_hold(shown):
    digits = datasets.load_digits()
    network = Network([64, 32, 10])
    figures.zeros(network, digits, count=2)
    A = network.forward(digits.X_test[:2]).activations[1]
    assert f"Of the 32 units, {int((A == 0).all(axis=0).sum())} are 0 on all" in shown[-1]
    figures.learning([np.array([0.5, 0.5]), np.array([0.25, 0.35])])
    assert "30.0 ± 7.1 %" in shown[-1]
    figures.silence([[0.5, 1.0], [0.25, 0.75]])
    assert "1 are silent on all" in shown[-1]
    few = {
        name: experiments.Few(np.full(5, 0.5), np.full(5, right)) for name, right in (("ordinary", 0.9), ("a", 0.92))
    }
    figures.gains(few, few)
    assert "right labels, a 2.0 ± 0.0" in shown[-1]
    figures.rising(["relu", "gelu"])
    assert "of relu: neither; of gelu: value and slope" in shown[-1]


@pytest.mark.parametrize("ratio, said", [(1.1, "close to that of ReLU"), (4.0, "at least 1.5 times")])
def test_the_text_follows_the_times_that_were_measured(shown, ratio, said):
    figures.values({"copy": 0.5, "relu": 1.0, "sigmoid": ratio})
    assert said in shown[-1]
    figures.steps([4, 8], {kind: {"tanh": [1.0, 1.0], "sigmoid": [ratio, ratio]} for kind in ("step", "answer")})
    assert ("more" if ratio > 2 else "less") + " than twice as long" in shown[-1]
