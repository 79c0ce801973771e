"""What answers are worth: right ones in any form all points, those made for the check alone little, chance nothing."""

import numpy as np
import pytest

from relulab.classroom.check import grade
from relulab.classroom.compare import difference, plain
from relulab.classroom.grading import marks
from relulab.classroom.grading.grade import grade_apart
from relulab.classroom.grading.marks import POINTS, by_case, marked, second_cases
from relulab.classroom.grading.needed import mended, python_of
from relulab.course import EXERCISES
from tests.lessons import test_replies_01_03, test_replies_04_05, test_replies_06_07, test_replies_08


def points(name, answer):
    exercise = EXERCISES[name]
    return marked(exercise, answer, grade(exercise, answer)).points


def right_answers(name):
    """Right answers to an exercise that students may write."""
    for module, make in (
        (test_replies_01_03, test_replies_06_07.answer),
        (test_replies_04_05, test_replies_04_05.filled),
        (test_replies_06_07, test_replies_06_07.answer),
        (test_replies_08, test_replies_08.answer),
    ):
        for body in module.RIGHT_ANSWERS.get(name, []):
            yield make(name, body)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_right_answer_gets_all_points_in_any_form(name):
    answers = [EXERCISES[name].answer, *right_answers(name)]
    assert len(answers) > 5 and [points(name, answer) for answer in answers] == [POINTS] * len(answers)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_no_known_mistake_gets_all_points_unless_it_is_a_convention(exercise):
    for mistake in exercise.mistakes:
        assert (points(exercise.id, mistake.answer) == POINTS) == mistake.convention, mistake.name


def test_what_is_a_convention():
    found = {name: exercise.conventions for name, exercise in EXERCISES.items() if exercise.conventions}
    assert found == {
        "slopes_of_rows": {"rows_one_at_zero"},
        "unit_gradient": {"gradient_open_at_zero"},
        "leaky_chain": {"chain_open_at_zero"},
    }
    assert points("unit_gradient", lambda da, z, X: X.T @ (da * (z >= 0))) == POINTS


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_an_answer_without_a_thought_gets_nothing(exercise):
    for place in range(len(exercise.cases[0])):
        assert points(exercise.id, lambda *arguments, place=place: arguments[place]) == 0
    for case in exercise.cases:
        assert points(exercise.id, lambda *arguments, case=case: exercise.answer(*case)) == 0


def test_half_of_a_result_is_half_of_the_points():
    def products_alone(sizes):
        return sum(a * b for a, b in zip(sizes, sizes[1:])), -1

    assert points("count_work", products_alone) == 2
    assert points("rectify", lambda z: np.maximum(0, z) if np.ndim(z) else abs(z)) in (1, 2)


def test_a_further_rule_costs_a_point_and_an_error_everywhere_costs_all():
    assert points("sigmoid_slope", lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2) == POINTS - 1
    assert points("rectify", lambda z: np.max(0, z)) == points("rectify", lambda z: exit()) == 0
    assert points("rectify", ...) == 0


#: The second inputs of these are the check's own: nothing in them is a number that could be another.
SAME = {"output_function", "xor_network"}


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_the_second_inputs_are_others_and_always_the_same(exercise):
    first, again = second_cases(exercise), second_cases(exercise)
    assert repr(first) == repr(again) and len(first) == len(exercise.cases)
    others = sum(repr(case) != repr(other) for case, other in zip(exercise.cases, first))
    assert (others == 0) == (exercise.id in SAME)
    for case, other in zip(exercise.cases, first):
        assert [type(part) for part in case] == [type(part) for part in other]


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_an_answer_made_for_the_checks_inputs_gets_little(exercise):
    def by_heart(*arguments):
        for case in exercise.cases:
            if all(a is b or difference(plain(a), plain(b), 0) is None for a, b in zip(case, arguments)):
                return exercise.answer(*case)
        return None

    expected = POINTS if exercise.id in SAME else 2
    assert grade(exercise, by_heart).verdict == "right" or exercise.properties
    assert points(exercise.id, by_heart) <= expected


def test_the_points_are_those_of_the_cases_beyond_chance(monkeypatch):
    rectify = EXERCISES["rectify"]
    cases = [(3.0,), (-2.0,), (-1.0,), (0.5,)]
    assert by_case(rectify, rectify.answer, cases) == POINTS
    assert by_case(rectify, abs, cases) == 0  # half, as for whoever gives z back
    assert by_case(rectify, lambda z: 0 if z < -1.5 else z, cases) == 2  # three in four, and half of it free
    monkeypatch.setattr(marks, "second_cases", lambda exercise: cases)
    assert points("rectify", lambda z: np.maximum(0, z) - 0.1 * (np.asarray(z) == 0.5)) < POINTS


# ---- slips of typing, and what the notebook knew -------------------------------------------------

IMPORTS = "import numpy as np\nfrom relulab import mine"


@pytest.mark.parametrize(
    "source, whole",
    [
        ("def f(z)\n    return z", "def f(z):\n    return z"),
        ("def f(z):\n    if z > 0  # why\n        return z", "def f(z):\n    if z > 0:  # why\n        return z"),
        ("def f(z):\n    for i in range(3)\n        z = z", "def f(z):\n    for i in range(3):\n        z = z"),
        ("def f(z):\n    return max(0, z", "def f(z):\n    return max(0, z)"),
        ("def f(z):\n    a = [1,\n    return z", "def f(z):\n    a = [1,]\n    return z"),
        ("def f(z):\n    if z = 0:\n        return z", "def f(z):\n    if z == 0:\n        return z"),
    ],
)
def test_a_slip_of_typing_is_mended(source, whole):
    with pytest.raises(SyntaxError) as raised:
        python_of(source)
    text, said = mended(source, raised.value)
    assert text == whole and "line" in said
    assert python_of(text)


@pytest.mark.parametrize("source", ["def f(z):\nreturn z", "def f(z):\n    retrun z", "def f(z):\n    return z z"])
def test_what_is_no_slip_stays_an_error(source):
    with pytest.raises(SyntaxError) as raised:
        python_of(source)
    with pytest.raises(SyntaxError):
        mended(source, raised.value)


def test_a_slip_costs_a_point_and_two_all():
    mark = grade_apart(EXERCISES["rectify"], [IMPORTS, "def rectify(z)\n    return np.maximum(0, z)"])
    assert (mark.verdict, mark.points) == ("right", POINTS - 1) and "expected ':'" in mark.text
    elsewhere = "def rectify(z):\n    return np.maximum(0, z)"
    assert grade_apart(EXERCISES["rectify"], [IMPORTS, "print(rectify(3)", elsewhere]).points == POINTS
    mark = grade_apart(EXERCISES["rectify"], [IMPORTS, "def rectify(z)\n    return np.maximum(0, z"])
    assert (mark.verdict, mark.points) == ("broken", 0) and "SyntaxError" in mark.text


def test_the_courses_function_works_where_the_readers_was_wrong_and_its_own_answer_is_not_to_be_had():
    above = "def share_of_zeros(X, W, b):\n    return 0.5\n\nshare_of_zeros = mine('share_of_zeros', share_of_zeros)"
    used = "share_of_zeros(np.eye(2), -np.eye(2), np.zeros(2))"
    body = f"def rectify(z):\n    if {used} == 1:\n        return np.maximum(0, z)"
    assert grade_apart(EXERCISES["rectify"], [IMPORTS, above, body]).points == POINTS
    asking = "def rectify(z):\n    from relulab.course import EXERCISES\n    return EXERCISES['rectify'].answer(z)"
    mark = grade_apart(EXERCISES["rectify"], [IMPORTS, asking])
    assert mark.points == 0 and "KeyError" in mark.text
