"""Means over seeds, with their spread or their interval."""

import numpy as np
import pytest

from relulab.nn.statistics import interval, spread, typical


@pytest.mark.parametrize(
    "values, kwargs, text",
    [
        ([1, 2, 3], {}, "2.000 ± 1.000"),  # the standard deviation of a sample, not of all there is
        ([0.9, 0.95], {}, "0.925 ± 0.035"),
        ([0.9, 0.95], dict(percent=True), "92.5 ± 3.5 %"),
        ([0.9, 0.95], dict(percent=True, digits=2), "92.50 ± 3.54 %"),
        ([1, 2, 3], dict(digits=0), "2 ± 1"),
        ([1234.5, 1234.5], dict(digits=2), "1234.50 ± 0.00"),
        ([-1, -3], dict(digits=1), "-2.0 ± 1.4"),
    ],
    ids=str,
)
def test_spread_is_mean_and_standard_deviation(values, kwargs, text):
    assert spread(values, **kwargs) == spread(np.array(values, np.float64), **kwargs) == text


def test_spread_of_float32_is_computed_in_float64():
    assert spread(np.array([16777216, 16777218, 16777220], np.float32), digits=0) == "16777218 ± 2"


@pytest.mark.parametrize(
    "values, words",
    [
        ([], "at least two runs, but got 0"),
        ([1], "at least two runs, but got 1"),
        (3.0, "got 1"),
        ([1, np.nan, np.inf], "2 of 3 values are not finite"),
    ],
    ids=["none", "one", "a number", "not finite"],
)
def test_spread_of_too_few_or_unusable_values_is_refused(values, words):
    with pytest.raises(ValueError, match=words):
        spread(values)


def test_an_interval_covers_the_true_mean_in_95_of_100_experiments():
    rng = np.random.default_rng(0)
    for runs in (5, 20):
        found = [interval(rng.normal(3, 2, runs)) for _ in range(4000)]
        covered = np.mean([low <= 3 <= high for _, low, high in found])
        assert 0.935 < covered < 0.965


def test_an_interval_is_the_one_of_students_t():
    mean, low, high = interval(np.arange(20.0))
    # The quantile of Student's t with 19 degrees of freedom is 2.0930 in every table.
    assert mean == 9.5 and high - mean == mean - low == pytest.approx(
        2.0930 * np.std(np.arange(20.0), ddof=1) / np.sqrt(20), rel=1e-3
    )
    assert str(interval(np.arange(20.0))) == "9.5 [6.73, 12.3]"


@pytest.mark.parametrize(
    "values, words",
    [([1.0] * 4, "at least five runs, but got 4"), ([1.0] * 5 + [np.nan], "1 of 6 values are not finite")],
)
def test_an_interval_needs_enough_finite_values(values, words):
    with pytest.raises(ValueError, match=words):
        interval(values)


def test_spread_helpers_agree():
    values = np.random.default_rng(0).normal(3, 1, 20)
    assert interval(values).mean == pytest.approx(values.mean())


def test_the_typical_one_of_very_different_numbers():
    assert typical([1e-6, 1.0, 1e3]) == pytest.approx(0.1)
    assert typical(np.array([[1, 100], [4, 9]]), axis=1) == pytest.approx([10, 6])
