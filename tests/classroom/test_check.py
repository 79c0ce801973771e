"""What an answer can do while it is checked: it finds no expected result, and no object of its own says "right"."""

import re
import sys

import numpy as np
import pytest

from relulab.classroom.check import RIGHT, WRONG, grade
from relulab.classroom.compare import plain
from relulab.classroom.exercise import exercise
from relulab.course import EXERCISES


def found(name):
    """The variable of that name in any function on the way here; None if there is none."""
    frame = sys._getframe(1)
    while frame is not None:
        if name in frame.f_locals:
            return frame.f_locals[name]
        frame = frame.f_back
    return None


def far_out(answer):
    return None if abs(answer(1000.0) - 1000.123456) < 1e-6 else "It fails far out."


def shifted_exercise():
    @exercise("Shift", stub="return ...", cases=[(1.0,), (2.0,), (7.0,)], hints=[], properties=[far_out])
    def shifted(x):
        """x + 0.123456."""
        return x + 0.123456

    return shifted


def test_no_call_finds_an_expected_result_in_the_functions_that_lead_to_it():
    seen = []

    def answer(x):
        frame = sys._getframe(1)
        while frame is not None:
            seen.extend(map(repr, frame.f_locals.values()))
            frame = frame.f_back
        return x + 0.1234564  # right within the tolerance, and told apart from what is expected

    assert grade(shifted_exercise(), answer).verdict == RIGHT
    assert any("7.1234564" in text for text in seen), "the results of earlier calls are there to be seen"
    assert not [text for text in seen if re.search(r"\d\.123456(?!\d)", text)]


def peeking(x):
    return found("expected") if found("expected") is not None else 0.0


class Late(np.lib.mixins.NDArrayOperatorsMixin):
    """Looks for what is expected whenever numpy asks for its numbers."""

    def __array__(self, dtype=None, copy=None):
        return np.asarray(peeking(0), dtype)


class LateList(list):
    def __len__(self):
        return len(found("expected"))

    def __iter__(self):
        return iter(found("expected") or [])


class LateDict(dict):
    def keys(self):
        return found("expected").keys()

    def __getitem__(self, name):
        return found("expected")[name]


class Agreeing:
    """Says yes to everything."""

    def __eq__(self, other):
        return True

    __hash__ = None

    def __array_function__(self, function, types, arguments, keywords):
        return np.True_

    def __getattr__(self, name):
        return lambda *arguments, **keywords: True


class AgreeingWord(str):
    def __eq__(self, other):
        return True

    def strip(self, *arguments):
        return self

    lower = strip
    __hash__ = str.__hash__


class AgreeingArray(np.ndarray):
    def __eq__(self, other):
        return np.ones(np.shape(other), bool)

    def __sub__(self, other):
        return np.zeros(np.shape(other))

    def __array_ufunc__(self, *arguments, **keywords):
        return np.True_

    def __array_function__(self, *arguments, **keywords):
        return np.ones(self.shape, bool)


class AgreeingNumber(float):
    def __sub__(self, other):
        return 0.0

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    "name, answer",
    [
        ("rectify", peeking),
        ("rectify", lambda z: Late()),
        ("rectify", lambda z: Agreeing()),
        ("rectify", lambda z: np.zeros(np.shape(z)).view(AgreeingArray)),
        ("neuron", lambda x, w, b: Late()),
        ("neuron", lambda x, w, b: AgreeingNumber(7)),
        ("collapse", lambda W1, b1, W2, b2: LateList([1, 2])),
        ("collapse", lambda W1, b1, W2, b2: (Late(), Late())),
        ("diagnose", lambda loss, norms: AgreeingWord("healthy")),
        ("diagnose", lambda loss, norms: Agreeing()),
    ],
)
def test_no_object_says_that_it_is_right(name, answer):
    assert grade(EXERCISES[name], answer).verdict == WRONG


def test_not_in_a_rule_either():
    def answer(x):
        return x + 0.123456 if x < 1000 else AgreeingNumber(5)

    result = grade(shifted_exercise(), answer)
    assert (result.verdict, result.mistake) == (WRONG, "far_out")


@pytest.mark.parametrize(
    "value, plainly",
    [
        (AgreeingWord("no"), "no"),
        (AgreeingNumber(2), 2.0),
        ({AgreeingWord("a"): AgreeingNumber(2)}, {"a": 2.0}),
        (LateList([1, "b", None]), [1, "b", None]),
        (LateDict(a=1), {"a": 1}),
        ((np.float32(1), True, 2 + 1j), (1.0, True, 2 + 1j)),
        (np.str_("word"), "word"),
        (range(3), [0, 1, 2]),
    ],
)
def test_what_is_made_plain_keeps_its_value(value, plainly):
    got = plain(value)
    assert type(got) in (type(plainly), np.ndarray, np.float64) and (np.array_equal(got, plainly) or got == plainly)


def test_what_cannot_be_made_plain_keeps_its_name_and_its_text():
    class Odd:
        def __repr__(self):
            return "odd one"

    got = plain(Odd())
    assert (type(got).__name__, repr(got)) == ("Odd", "odd one") and not isinstance(got, Odd)
    assert type(plain(np.zeros(2).view(AgreeingArray))) is np.ndarray
    endless = []
    endless.append(endless)
    assert grade(EXERCISES["neuron"], lambda x, w, b: endless).verdict == WRONG
