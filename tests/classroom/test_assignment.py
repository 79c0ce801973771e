"""nbgrader's source tree: every lesson is in it, nothing in it is written twice, and its checks give points alone."""

import io
import re
from contextlib import redirect_stdout

import nbformat
import numpy as np
import pytest

from relulab.__main__ import main
from relulab.classroom.grading.assignment import assignment
from relulab.classroom.grading.grade import POINTS
from relulab.course import EXERCISES, graded
from relulab.lessons import notebooks
from tests.repo.rules import LESSONS


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    (folder / "gradebook.db").write_text("grades")
    (folder / "nbgrader_config.py").write_text("old")
    main(["assignment", str(folder)])
    return folder


def cells(tree, lesson, kind):
    notebook = nbformat.read(tree / "source" / lesson / f"{lesson}.ipynb", as_version=4)
    nbformat.validate(notebook)
    return {c.metadata.nbgrader.grade_id: c for c in notebook.cells if c.metadata.get("nbgrader", {}).get(kind)}


def test_every_lesson_with_exercises_is_an_assignment_and_grades_are_left_alone(tree):
    lessons = sorted({exercise.lesson for exercise in EXERCISES.values()})
    assert lessons == [lesson for lesson in LESSONS if lesson in lessons]
    assert sorted(path.name for path in (tree / "source").iterdir()) == lessons
    assert (tree / "gradebook.db").read_text() == "grades"
    assert "Autograde" in (tree / "nbgrader_config.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_the_teachers_copy_is_solved_and_its_check_gives_the_points(tree, exercise):
    answer = cells(tree, exercise.lesson, "solution")[f"answer-{exercise.id}"]
    check = cells(tree, exercise.lesson, "grade")[f"check-{exercise.id}"]
    assert (
        answer.source.startswith(exercise.stub.rstrip() + "\n### BEGIN SOLUTION\n")
        and exercise.solution_source in answer.source
    )
    assert check.metadata.nbgrader.locked and check.metadata.nbgrader.points == POINTS
    first, _, call = check.source.partition("\n\n")
    names = {"np": np}
    exec(answer.source, names)
    exec(first, names)
    with redirect_stdout(io.StringIO()) as said:
        assert eval(call, names) == POINTS
    assert said.getvalue().startswith("Right.")


def test_links_between_lessons_lead_to_the_other_assignment(tree):
    linked = 0
    for path in (tree / "source").glob("*/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for target in re.findall(r"\]\(([\w./]+\.ipynb)", cell.source):
                linked += 1
                assert (path.parent / target).exists(), target
    assert linked


def test_the_page_names_the_exercises_with_half_points():
    page = (notebooks().parent / "instructor" / "grading.md").read_text(encoding="utf-8")
    section = page.partition("## What the points mean")[2].partition("## ")[0]
    halves = {exercise.id for exercise in EXERCISES.values() if exercise.properties}
    assert halves and {word for word in re.findall(r"`(\w+)`", section) if word in EXERCISES} == halves
    assert f"gives {POINTS} points for a right answer" in section


def test_a_lesson_whose_check_is_another_one_is_refused():
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("", metadata={"tags": ["exercise"], "relulab": {"exercise": "rectify"}}),
            nbformat.v4.new_code_cell('check("slide", slide)', metadata={"tags": ["check"]}),
        ]
    )
    with pytest.raises(ValueError, match="rectify"):
        assignment(notebook, EXERCISES)


def test_a_graded_cell_says_what_a_check_says(capsys):
    assert graded("rectify", lambda z: np.maximum(0, z)) == 2
    assert graded("rectify", np.abs) == 0
    assert graded("sigmoid_slope", lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2) == 1
    assert graded("rectfy", np.abs) == 0
    said = capsys.readouterr().out
    assert said.startswith("Right.\nNot yet. You took the size of z") and "Did you mean 'rectify'?" in said
