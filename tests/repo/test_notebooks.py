"""The notebooks of the course: their form, their stored outputs, and the solved course."""

import nbformat
import pytest
from nbval.plugin import IPyNbCell

from relulab.course import EXERCISES
from tests.conftest import is_whole_suite
from tests.repo import rules
from tools.notebooks import run


def load(name):
    path = rules.NOTEBOOKS / f"{name}.ipynb"
    exercises = [exercise for exercise in EXERCISES.values() if exercise.lesson == name]
    return rules.Lesson(path, nbformat.read(path, as_version=4), exercises)


def test_the_lessons_are_all_there_and_nothing_else():
    assert sorted(path.stem for path in rules.NOTEBOOKS.glob("*.ipynb")) == rules.LESSONS


def test_every_exercise_belongs_to_a_lesson():
    assert {exercise.lesson for exercise in EXERCISES.values()} == set(rules.LESSONS)


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("name", rules.LESSONS)
def test_form(name, rule):
    assert list(rule(load(name))) == []


@pytest.mark.parametrize("name", rules.LESSONS)
def test_solved_from_top_to_bottom(name):
    lesson = load(name)
    rules.solve(lesson)
    run(lesson.notebook, rules.NOTEBOOKS)
    checks = [cell for _, cell in lesson.code if "check" in cell.metadata.get("tags", [])]
    assert len(checks) >= len(lesson.exercises) > 0
    for cell in checks:
        assert rules.verdict(cell).startswith("Right"), f"{cell.source}\n{rules.verdict(cell)}"


def test_every_cell_is_compared_strictly_with_the_tolerance(request):
    if not is_whole_suite(request.config):
        pytest.skip("only the whole suite must hold every cell")
    option = request.config.option
    assert option.nbval and not option.nbval_lax and option.nbval_sanitize_with is None
    assert option.nbval_cell_timeout <= 60
    cells = [item for item in request.session.items if isinstance(item, IPyNbCell)]
    for name in rules.LESSONS:
        there = [item for item in cells if item.path.stem == name]
        assert len(there) == len(load(name).code) > 0
        for item in there:
            assert "sanitize" in vars(item), "the tolerance of tests/conftest.py is not on"
            assert item.options["check"] and not item.options["skip"] and not item.options["check_exception"]
