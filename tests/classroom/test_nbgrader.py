"""One assignment released, handed in by five students and autograded by nbgrader; the scores are known beforehand.

nbgrader runs in a Python of its own: its warnings are not ours, and autograding must not lean on anything loaded here.
"""

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from relulab.__main__ import main
from relulab.classroom.grading.grade import POINTS
from relulab.course import EXERCISES

LESSON = "03_activations"
IDS = [exercise.id for exercise in EXERCISES.values() if exercise.lesson == LESSON]
SCRIPT = Path(__file__).with_name("nbgrader_run.py")


def nbgrader(folder, *arguments, path=os.environ["PATH"]):
    # nbgrader calls alembic by its name. What a shell without an activated environment has on its PATH is not enough.
    path = os.pathsep.join([str(Path(sys.executable).parent), path])
    command = [sys.executable, str(SCRIPT), *arguments, str(folder / "result.json")]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("COV_CORE", "COVERAGE_"))}
    done = subprocess.run(
        command, cwd=folder, env={**inherited, "PATH": path}, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "result.json").read_text()), done.stderr


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """The course's folder with one assignment released, and the answer cells of every lesson without solutions."""
    folder = tmp_path_factory.mktemp("course")
    main(["assignment", str(folder)])
    stubs, _ = nbgrader(folder, "release", LESSON)
    return folder, stubs


def copy_of(folder):
    return nbformat.read(folder / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)


def hand_in(folder, student, notebook):
    path = folder / "submitted" / student / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(notebook if isinstance(notebook, str) else nbformat.writes(notebook), encoding="utf-8")
    return path.parent


def cell(notebook, name):
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def answered(notebook, **answers):
    """The solutions in the answer cells, but for the answers given."""
    for name in IDS:
        cell(notebook, f"answer-{name}").source = answers.get(name, EXERCISES[name].solution_source)
    return notebook


def hostile(notebook):
    """One honest answer, `hinges`; everything else tries to get points without one, or to stop the grading."""
    answered(
        notebook,
        sigmoid_slope="class Yes(float):\n    __eq__ = __le__ = __ge__ = lambda *_: True\n\ndef sigmoid_slope(z):\n    "
        "return Yes()",
        xor_network="def xor_network(x1, x2):\n    while True:\n        pass",
        output_function="def output_function(task):\n    import sys\n    print('x' * 10**7)\n    sys.exit()",
    )
    first = """
import sys, relulab.course as course, relulab.classroom.check as core, relulab.classroom.grading.grade as grading
core.grade = grading.grade = course.grade = lambda *_: core.Result("right")
grading.points = course.points = course.graded = check = graded = lambda *_: 2
course.EXERCISES.clear()
get_ipython().ast_transformers.append(None)
"""
    notebook.cells.insert(0, new_code_cell(first))
    notebook.cells.insert(1, new_code_cell("while True:\n    print('x' * 10**6)"))
    # The check overwritten, worth more, and there twice; one that is no check now; an answer and its check deleted.
    check = cell(notebook, "check-xor_network")
    check.source, check.metadata.nbgrader.points = "2", 100
    notebook.cells.append(copy.deepcopy(check) | {"id": "twice"})
    cell(notebook, "check-sigmoid_slope").metadata.nbgrader |= {"grade": False, "solution": True, "locked": False}
    cell(notebook, "check-output_function").metadata.nbgrader.schema_version = 0
    gone = [cell(notebook, "answer-collapse"), cell(notebook, "check-collapse"), cell(notebook, "check-hinges")]
    notebook.cells = [c for c in notebook.cells if not any(c is g for g in gone)]
    notebook.cells[-2].metadata.nbgrader = "none"
    notebook.metadata.kernelspec.name = "no-such-kernel"
    return json.dumps(notebook)  # as it is, where nbformat would refuse it


@pytest.fixture(scope="module")
def graded(released):
    folder, _ = released
    hand_in(folder, "right", answered(copy_of(folder)))
    overflows = "def sigmoid_slope(z):\n    return np.exp(-z) / (1 + np.exp(-z)) ** 2"
    wrong = "def output_function(task):\n    return 'softmax'"
    stub = EXERCISES["collapse"].stub
    half = answered(copy_of(folder), sigmoid_slope=overflows, output_function=wrong, collapse=stub)
    hand_in(folder, "half", half)
    beside = hand_in(folder, "hostile", hostile(copy_of(folder)))
    (beside / "numpy.py").write_text("raise SystemExit")
    (beside / "relulab.py").write_text("raise SystemExit")
    crashing = answered(copy_of(folder), collapse="def collapse(W1, b1, W2, b2):\n    import os\n    os._exit(0)")
    crashing.cells.insert(0, new_code_cell("import os\n\nos.kill(os.getpid(), 9)"))
    hand_in(folder, "crash", crashing)
    hand_in(folder, "unreadable", "{ this was a notebook")
    found, log = nbgrader(folder, "autograde", LESSON)
    assert set(found) == {"right", "half", "hostile", "crash", "unreadable"}, log
    return folder, found


def test_what_is_released_is_the_lesson_without_a_solution(released):
    folder, stubs = released
    assert stubs == {f"answer-{exercise.id}": exercise.stub for exercise in EXERCISES.values()}
    notebook = copy_of(folder)
    for name in IDS:
        assert cell(notebook, f"answer-{name}").source == EXERCISES[name].stub
    text = (folder / "release" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert "SOLUTION" not in text and not any("return s * (1 - s)" in c.source for c in notebook.cells)


def test_right_answers_get_all_points(graded):
    found = graded[1]["right"]
    assert found == {
        "success": True,
        "score": POINTS * len(IDS),
        "max": POINTS * len(IDS),
        "grades": dict.fromkeys(IDS, POINTS),
    }


def test_half_the_answers_get_half_the_points_and_an_overflow_gets_half_of_its_own(graded):
    found = graded[1]["half"]
    grades = {"sigmoid_slope": 1, "xor_network": 2, "collapse": 0, "hinges": 2, "output_function": 0}
    assert found == {"success": True, "score": 5, "max": 10, "grades": grades}


def test_a_hostile_copy_gets_what_its_honest_answer_deserves(graded):
    found = graded[1]["hostile"]
    assert found == {"success": True, "score": 2, "max": 10, "grades": dict.fromkeys(IDS, 0) | {"hinges": 2}}


def test_a_crash_costs_the_exercise_it_is_in_and_no_other(graded):
    found = graded[1]["crash"]
    assert found == {"success": True, "score": 8, "max": 10, "grades": dict.fromkeys(IDS, 2) | {"collapse": 0}}


def test_an_exercise_renamed_after_the_release_costs_no_other_and_a_missing_sandbox_is_said_once(tmp_path):
    main(["assignment", str(tmp_path)])
    source = tmp_path / "source" / LESSON / f"{LESSON}.ipynb"
    text = source.read_text(encoding="utf-8")
    for role in ["answer", "check"]:
        text = text.replace(f'"{role}-sigmoid_slope"', f'"{role}-logistic"')
    source.write_text(text, encoding="utf-8")
    nbgrader(tmp_path, "release", LESSON)
    for student in ["first", "second"]:
        notebook = copy_of(tmp_path)
        for name in IDS:
            released = "logistic" if name == "sigmoid_slope" else name
            cell(notebook, f"answer-{released}").source = EXERCISES[name].solution_source
        hand_in(tmp_path, student, notebook)
    without = [place for place in os.environ["PATH"].split(os.pathsep) if not Path(place, "bwrap").exists()]
    found, log = nbgrader(tmp_path, "autograde", LESSON, path=os.pathsep.join(without))
    grades = dict.fromkeys([name for name in IDS if name != "sigmoid_slope"], 2) | {"logistic": 0}
    assert found == dict.fromkeys(["first", "second"], {"success": True, "score": 8, "max": 10, "grades": grades})
    graded_copy = nbformat.read(tmp_path / "autograded" / "first" / LESSON / f"{LESSON}.ipynb", as_version=4)
    assert "has no exercise 'logistic'" in cell(graded_copy, "check-logistic").outputs[0].text
    assert log.count("There is no sandbox around students' code") == 1


def test_a_file_that_is_no_notebook_is_said_to_have_failed(graded):
    found = graded[1]["unreadable"]
    assert not found["success"] and found["score"] == 0


def test_the_graded_copy_says_why(graded):
    folder, _ = graded
    notebook = nbformat.read(folder / "autograded" / "half" / LESSON / f"{LESSON}.ipynb", as_version=4)
    said = {name: "".join(output.get("text", "") for output in cell(notebook, f"check-{name}").outputs) for name in IDS}
    assert said["xor_network"] == "Right.\n"
    assert said["collapse"].startswith("Not attempted yet.")
    assert "z = 1000" in said["sigmoid_slope"] and said["output_function"].startswith("Not yet.")
    looped = nbformat.read(folder / "autograded" / "hostile" / LESSON / f"{LESSON}.ipynb", as_version=4)
    assert "still running after 5 seconds" in cell(looped, "check-xor_network").outputs[0].text
