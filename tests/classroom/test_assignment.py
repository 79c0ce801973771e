"""nbgrader's source tree: every lesson is in it, nothing in it is written twice, and its checks give points alone."""

import io
import re
from contextlib import redirect_stdout

import nbformat
import numpy as np
import pytest

from relulab import course
from relulab.__main__ import main
from relulab.classroom.grading.assignment import assignment
from relulab.classroom.grading.marks import POINTS
from relulab.classroom.grading.written import POINTS as WRITTEN
from relulab.classroom.grading.written import TEMPLATE
from relulab.course import EXERCISES
from relulab.ledger import CLAIMS
from tests.repo.rules import LESSONS

PARTS = ("Claim", "Control", "Verdict")


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
    names = {"np": np, "check": course.check}
    exec(answer.source, names)
    with redirect_stdout(io.StringIO()) as said:
        exec(check.source, names)
    assert said.getvalue().startswith("Right.")


def test_links_between_lessons_lead_to_the_other_assignment(tree):
    linked = 0
    for path in (tree / "source").glob("*/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for target in re.findall(r"\]\(([\w./]+\.ipynb)", cell.source):
                linked += 1
                assert (path.parent / target).exists(), target
    assert linked


def test_a_lesson_whose_check_is_another_one_is_refused():
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("", metadata={"tags": ["exercise"], "relulab": {"exercise": "rectify"}}),
            nbformat.v4.new_code_cell('check("slide", slide)', metadata={"tags": ["check"]}),
        ]
    )
    with pytest.raises(ValueError, match="rectify"):
        assignment(notebook, EXERCISES)


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_written_item_asks_and_its_rubric_is_taken_out(tree, lesson):
    notebook = nbformat.read(tree / "source" / lesson / f"{lesson}.ipynb", as_version=4)
    asks, rubric = notebook.cells[-2:]
    role = rubric.metadata.nbgrader
    assert (role.grade, role.solution, role.points) == (True, True, WRITTEN)
    assert all(f"**{part}:**" in asks.source and f"| {part.lower()} |" in rubric.source for part in PARTS)
    assert all(f"**{part}.**" in TEMPLATE for part in PARTS)
    claims = [claim for claim in CLAIMS if claim.lesson == lesson and claim.verdict != "not measured"]
    assert bool(claims) == ("statements" in asks.source)
    for claim in claims:
        assert claim.statement in asks.source and claim.verdict not in asks.source.partition("**Claim:**")[0]
        assert f"{claim.statement}** Tested as: {claim.tested_as}" in rubric.source


# ---- copies that keep their solutions back -------------------------------------------------------


def until(tmp_path, date, lesson="04_relu_sparsity"):
    main(["assignment", str(tmp_path), "--until", date])
    return nbformat.read(tmp_path / "source" / lesson / f"{lesson}.ipynb", as_version=4)


@pytest.fixture
def anew(monkeypatch):
    for name in ("_closed", "_in_a_row"):
        monkeypatch.setattr(course, name, {})


def said_by(call, *arguments):
    with redirect_stdout(io.StringIO()) as said:
        call(*arguments)
    return said.getvalue()


def test_a_closed_copy_shows_neither_solution_nor_last_hint(tmp_path, anew):
    notebook = until(tmp_path, "2999-12-04")
    imports = next(cell for cell in notebook.cells if cell.get("id") == "imports")
    line = imports.source.splitlines()[-1]
    assert line == 'graded_copy("04_relu_sparsity", "2999-12-04 23:59")'
    assert "at last solution" not in "".join(cell.source for cell in notebook.cells)
    assert "2999-12-04 at 23:59" in said_by(exec, line, {"graded_copy": course.graded_copy})
    for exercise in EXERCISES.values():
        code = exercise.solution_source.splitlines()[-1].strip()
        closed = exercise.lesson == "04_relu_sparsity"
        assert (code not in said_by(course.solution, exercise.id)) == closed
        told = " ".join("".join(said_by(course.hint, exercise.id, n) for n in (1, 2, 3)).split())
        assert [" ".join(hint.split()) in told for hint in exercise.hints] == [True, True, not closed]
        if closed:
            wrong = "".join(said_by(course.check, exercise.id, lambda *_: None) for _ in range(6))
            assert "hint(" in wrong and "solution(" not in wrong


def test_a_copy_whose_date_is_over_is_open_and_one_without_a_date_never_was_closed(tmp_path, tree, anew):
    line = next(cell for cell in until(tmp_path, "2001-01-01T12:00").cells if cell.get("id") == "imports").source
    said_by(exec, line.splitlines()[-1], {"graded_copy": course.graded_copy})
    assert "np.maximum" in said_by(course.solution, "rectify")
    for path in (tree / "source").glob("*/*.ipynb"):
        assert "graded_copy" not in path.read_text(encoding="utf-8")


def test_what_is_no_date_is_said(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["assignment", str(tmp_path), "--until", "tomorrow"])
    assert "'tomorrow' is no date such as 2026-12-04" in capsys.readouterr().err
