"""General ways in which results are off: each is seen, and none is seen where the numbers do not show it."""

import numpy as np
import pytest

from relulab.classroom.transformations import explained

NUMBERS = [0.5, -3.0, 2.25, 7.0]
POSITIVE = [0.5, 3.2, 2.25, 7.0]
WHOLE = [3, 8, 5, 12]
ROWS = [np.array([1.0, 2.5, -3.0]), np.array([0.5, 4.0, 9.0])]
TABLES = [np.array([[1.0, 2.0, 3.0], [4.0, 5.5, 6.0]]), np.array([[0.5, 1.0, 7.0], [2.0, 3.0, 9.0]])]
CASES = [(np.zeros(3),), (np.zeros(4),), (np.zeros(5),), (np.zeros(7),)]
LENGTHS = np.array([3, 4, 5, 7])


def said(expected, got, share=False):
    return explained(list(expected), list(got), CASES[: len(expected)], share)


@pytest.mark.parametrize(
    ("expected", "change", "words"),
    [
        (NUMBERS, lambda e: -e, "sign is turned"),
        (NUMBERS, lambda e: 100 * e, "100 times"),
        (NUMBERS, lambda e: 2 * e, "twice"),
        (NUMBERS, lambda e: e / 2, "half of"),
        (NUMBERS, lambda e: 3.7 * e, "3.7 times"),
        (POSITIVE, lambda e: e / np.log(10), "base 10"),
        (POSITIVE, lambda e: e / np.log(2), "base 2"),
        (NUMBERS, lambda e: 1 / e, "upside down"),
        (NUMBERS, lambda e: 1 - e, "1 minus"),
        (POSITIVE, np.square, "root is missing"),
        (POSITIVE, np.sqrt, "one root too many"),
        (POSITIVE, np.log, "np.exp is missing"),
        (NUMBERS, np.exp, "np.log is missing"),
        ([0.5, -3.0, -2.25, 7.0], np.abs, "minus signs are lost"),
        (POSITIVE, np.trunc, "whole numbers"),
        ([0.52, -3.13, 2.25, 7.66], lambda e: np.round(e, 1), "rounded to 1 decimals"),
        (WHOLE, lambda e: e + 1, "one more"),
        (WHOLE, lambda e: e - 1, "one less"),
        (NUMBERS, lambda e: e + 0.3, "0.3 more"),
        ([0.5, -3.0, -2.25, 7.0], lambda e: max(e, 0), "has become 0"),
        (NUMBERS, lambda e: e * (1 + 1e-4 * e), "nearly right"),
        (NUMBERS, lambda e: 4.0, "same for every input"),
        (ROWS, lambda e: e[::-1], "reversed order"),
        (ROWS, lambda e: e[:-1], "last entry is missing"),
        (ROWS, lambda e: e[1:], "first entry is missing"),
        (ROWS, lambda e: np.append(e, 9.0), "too many at the end"),
        (ROWS, lambda e: e.sum(), "added all entries up"),
        (ROWS, lambda e: e.mean(), "mean of all entries"),
        (ROWS, lambda e: e[0], "Only the first entry"),
        (ROWS, lambda e: e[-1], "Only the last entry"),
        (ROWS, lambda e: e[None], "another shape"),
        (TABLES, lambda e: e.T, "table is turned"),
        (TABLES, lambda e: e[::-1], "upside down"),
        (TABLES, lambda e: e[:, ::-1], "runs backwards"),
    ],
)
def test_what_was_done_is_said(expected, change, words):
    assert words in said(expected, [change(np.asarray(e) if not np.isscalar(e) else e) for e in expected])


def test_per_cent_is_named_only_where_a_share_is_wanted():
    shares, per_cent = [0.25, 0.4, 0.9], [25.0, 40.0, 90.0]
    assert "per cent" in said(shares, per_cent, share=True)
    assert "per cent" not in said(shares, per_cent)


def test_a_factor_that_is_the_size_of_an_argument():
    expected = np.array(NUMBERS)
    assert "the length of the first argument" in said(expected, expected * LENGTHS)
    assert "too small" in said(expected, expected / LENGTHS)


@pytest.mark.parametrize(
    ("expected", "got", "words"),
    [
        ([6.0, 9.0], [np.array([1.0, 5.0]), np.array([4.0, 5.0])], "not yet added up"),
        ([3.0, 4.5], [np.array([1.0, 5.0]), np.array([4.0, 5.0])], "their mean"),
        ([5.0, 7.0], [np.array([1.0, 2.0, 5.0]), np.array([4.0, 5.0, 7.0])], "last of yours"),
        ([0.5, 7.0], [np.array([0.5]), np.array([7.0])], "an array of its own"),
    ],
)
def test_parts_where_one_number_is_wanted(expected, got, words):
    assert words in said(expected, got)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (NUMBERS, [0.6, -2.0, 9.0, 1.0]),  # nothing general
        (NUMBERS, [-0.5, 3.0, -2.25, 7.0]),  # the sign of all but one
        ([2.0], [-2.0]),  # one case shows nothing
        ([0.0, 0.0, 2.0], [0.0, 0.0, -2.0]),  # nor do zeros
        (["a", "b"], ["b", "a"]),
        (NUMBERS, [None] * 4),
    ],
)
def test_nothing_is_said_where_the_numbers_do_not_show_it(expected, got):
    sentence = said(expected, got)
    assert sentence is None, sentence
