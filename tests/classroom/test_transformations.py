"""General ways in which results are off: each is seen, and none is seen where the numbers do not show it."""

import numpy as np
import pytest

from relulab.classroom.transformations.explain import explained

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
        (POSITIVE, np.square, "is a root missing"),
        (NUMBERS, np.square, "is a root missing"),
        (POSITIVE, lambda e: e**-0.5, "to the power -0.5"),
        (NUMBERS, lambda e: -abs(e), "all are negative"),
        (NUMBERS, lambda e: e > 1, "True or False"),
        (NUMBERS, np.sign, "signs alone"),
        (NUMBERS, lambda e: np.nan * e, "nan"),
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
        (ROWS, np.cumsum, "added to all before it"),
        (ROWS, lambda e: np.sqrt(abs(e)).sum(), "one number, and several are wanted"),
        (ROWS, lambda e: np.outer(e, e), "You have a table"),
        (ROWS, lambda e: 0 * e, "gives 0 everywhere"),
        (TABLES, lambda e: e.max(axis=0), "You have one row alone"),
        (TABLES, lambda e: e.max(axis=1), "one number for each row"),
        (TABLES, lambda e: e * (np.arange(3) < 2), "in the last column, and right everywhere else. There it gives 0"),
        (WHOLE, lambda e: e / 7, "times what is wanted"),
        ([3, 0, 5, 12], lambda e: e - (e > 4), "too small 2 of 4 times, and never too large"),
        ([3, 8, 5, 12], lambda e: e**0.5 / (e + 1), "A whole number is wanted every time"),
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


def line(x, w, b):
    return w @ x + b


LINES = [
    (np.array([1.0, -2.0]), np.array([0.5, 3.0]), 0.25),
    (np.array([2.0, 0.5]), np.array([-1.5, 0.75]), -0.5),
    (np.array([-1.25, 4.0]), np.array([2.5, -0.3]), 1.5),
    (np.array([0.4, 1.7, -3.0]), np.array([1.1, -2.0, 0.6]), -1.75),
]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda x, w, b: w @ x, "with 0 for b"),
        (lambda x, w, b: w @ x - b, "with the sign of b turned"),
        (lambda x, w, b: w @ x + 2 * b, "with b doubled"),
        (lambda x, w, b: abs(w) @ x + b, "minus signs of w lost"),
        (lambda x, w, b: w[::-1] @ x + b, "the order of x or w reversed"),
        (lambda x, w, b: w[:-1] @ x[:-1] + b, "without the last entry of x and w"),
        (lambda x, w, b: w @ w + b, "with w in the place of x"),
        (lambda x, w, b: x.sum() + b, "with 1 in place of w"),
        (lambda x, w, b: x.max(), "What you give back is the largest of x"),
        (lambda x, w, b: w @ x + b + len(x), "more than what is wanted by exactly the length of x"),
        (lambda x, w, b: (w @ x + b) * b, "too large by a factor, b"),
        (lambda x, w, b: w * x, "What you give back is x times w"),
        (lambda x, w, b: w * x + 3, "one for each entry of x or w"),
    ],
)
def test_with_the_solution_the_arguments_are_named(change, words):
    assert words in explained([line(*case) for case in LINES], [change(*case) for case in LINES], LINES, answer=line)


def exclusive(x1, x2):
    return max(0, x1 + x2) - 2 * max(0, x1 + x2 - 1)


def test_a_few_small_numbers_that_agree_by_chance_show_no_argument():
    cases = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
    sentence = explained([exclusive(*case) for case in cases], [0, 0, 0, -2], cases, answer=exclusive)
    assert "doubled" not in sentence and "by exactly x1 plus x2" in sentence


def test_arguments_that_are_no_numbers_are_left_alone():
    cases = [(3.0, [["a"], ["b", "c"]]), (7.0, [[], ["d"]]), (5.5, [["e"]])]
    assert explained([3.5, 7.25, 6.0], [0.3, 0.1, 0.9], cases, answer=lambda size, names: size) is None


def test_a_loop_that_other_arguments_might_never_end_is_not_run():
    runs = []

    def turns(factor, limit):
        runs.append(factor)
        size, n = 1.0, 0
        while size >= limit and n < 1000:
            size, n = size * factor, n + 1
        return n

    cases = [(0.5, 0.1), (0.9, 0.25), (0.2, 0.01)]
    assert explained([4, 14, 3], [9, 2, 7], cases, answer=turns) is None and not runs


def test_a_part_that_is_right_is_said_and_the_other_explained():
    expected = [(e, 2 * e[:1]) for e in TABLES]
    assert "Part 1 of the result is right. In part 2" in said(expected, [(e, -t) for e, t in expected])
    assert "so look at part 2 alone" in said(expected, [(e, t**0.3 + e.sum() * t**2) for e, t in expected])


def test_where_it_is_wrong_is_said_by_what_an_argument_is_there():
    cases = [(np.array([-2.0, 0.5, 3.0]),), (np.array([1.5, -4.0, -0.5]),), (np.array([2.0, -1.0, 0.25]),)]
    leaky = [np.where(z > 0, z, 0.1 * z) for (z,) in cases]
    words = explained(leaky, [np.maximum(0, z) for (z,) in cases], cases)
    assert (
        words == "What is negative has become 0, and the rest is right. Is there a max(0, ...) that nobody asked for?"
    )
    bent = [np.where(z > 0, z, np.exp(z) - 1) for (z,) in cases]
    assert "wrong where the first argument is negative" in explained(leaky, bent, cases)


def test_a_word_is_wanted():
    assert "you give back a number" in said(["a", "b"], [1, 2])
    assert "several things" in said(["a", "b"], [["a", "b"], ["b"]])


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
