"""One assignment released, handed in by a class and autograded by nbgrader; the points are known beforehand.

nbgrader runs in a Python of its own: its warnings are not ours, and autograding must not lean on anything loaded here.
"""

import copy
import csv
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from relulab.__main__ import main
from relulab.classroom.grading.assignment import make
from relulab.classroom.grading.marks import POINTS
from relulab.classroom.grading.written import POINTS as WRITTEN
from relulab.classroom.grading.written import TEMPLATE
from relulab.course import EXERCISES
from relulab.lessons import notebooks
from tests.repo.rules import LESSONS

LESSON = "04_relu_sparsity"
IDS = [exercise.id for exercise in EXERCISES.values() if exercise.lesson == LESSON]
SCRIPT = Path(__file__).with_name("nbgrader_run.py")
CLASS = """id,first_name,last_name,email
a1,Ada,All-Right,ada@example.org
b2,Ben,Halfway,
c3,Cleo,Otherfile,
d4,Dan,Copied,
e5,Eve,Hostile,
f6,Fay,Renamed,
g7,Gus,Crash,
h8,Hal,Unreadable,
i9,Ida,Absent,
"""


def nbgrader(folder, *arguments, path=os.environ["PATH"]):
    # nbgrader calls alembic by its name. What a shell without an activated environment has on its PATH is not enough.
    path = os.pathsep.join([str(Path(sys.executable).parent), path])
    command = [sys.executable, str(SCRIPT), *arguments, str(folder / "result.json")]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("COV_CORE", "COVERAGE_"))}
    done = subprocess.run(
        command, cwd=folder, env={**inherited, "PATH": path}, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "result.json").read_text()), done.stderr


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """The course's folder with one assignment released, and the answer cells of every lesson without solutions."""
    folder = tmp_path_factory.mktemp("course")
    main(["assignment", str(folder), "--until", "2999-12-04"])
    stubs, _ = nbgrader(folder, "release", LESSON)
    return folder, stubs


def copy_of(folder):
    return nbformat.read(folder / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)


def cell(notebook, name):
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def answered(notebook, **answers):
    """The solutions in the answer cells, but for the answers given."""
    for name in IDS:
        cell(notebook, f"answer-{name}").source = answers.get(name, EXERCISES[name].solution_source)
    return notebook


def own_words(notebook):
    """Copy A: everything is right, and written otherwise than the solutions."""
    answered(
        notebook,
        share_of_zeros="def share_of_zeros(X, W, b):\n    out = X @ W + b\n    return (out <= 0).sum() / out.size",
        slide="def slide(image, kernel):\n    h, w = image.shape\n    "
        "return np.array([[(image[i:i+3, j:j+3] * kernel).sum() for j in range(w - 2)] for i in range(h - 2)])",
        best_share="def best_share(a, y):\n    means = np.array([a[y == d].mean() for d in range(10)])\n    "
        "return means.max() / means.sum()",
        count_work="def count_work(sizes):\n    pairs = zip(sizes[:-1], sizes[1:])\n    "
        "return sum(m * n for m, n in pairs), sum(sizes[1:-1])",
        rectify="def rectify(z):\n    return z * (np.asarray(z) > 0)",
    )
    cell(notebook, f"written-{LESSON}").source = "**Claim.** Half of it is 0. **Control.** tanh. **Verdict.** It holds."
    return notebook


def halfway(notebook):
    """Copy B: np.max for np.maximum, one of two counts, a forgotten colon, a helper filled in a loop, one blank."""
    answered(
        notebook,
        share_of_zeros="steps = []\nfor step in [lambda A: np.maximum(0, A), lambda A: np.mean(A == 0)]:\n    "
        "steps.append(step)\n\ndef share_of_zeros(X, W, b):\n    A = X @ W + b\n    for step in steps:\n        "
        "A = step(A)\n    return A",
        slide=EXERCISES["slide"].solution_source.replace("for j in range(width - 2):", "for j in range(width - 2)"),
        best_share=EXERCISES["best_share"].stub,
        count_work="def count_work(sizes):\n    products = 0\n    for n_in, n_out in zip(sizes, sizes[1:]):\n        "
        "products += n_in * n_out\n    return products, sum(sizes[1:])",
        rectify="def rectify(z):\n    return np.max(0, z)",
    )
    return notebook


def other_file():
    """Copy C: the lesson's own notebook in place of the released one; three right, one half, one blank."""
    notebook = nbformat.read(notebooks() / f"{LESSON}.ipynb", as_version=4)
    for each in notebook.cells:
        name = each.metadata.get("relulab", {}).get("exercise")
        if name in IDS[:3]:
            each.source = EXERCISES[name].solution_source
        elif name == "count_work":
            each.source = EXERCISES[name].solution_source.replace("sum(sizes[1:-1])", "sum(sizes)")
    return notebook


def hostile(notebook):
    """Copy E: two honest answers; everything else tries to get points without one, or to stop the grading."""
    answered(
        notebook,
        share_of_zeros="def share_of_zeros(X, W, b):\n    from relulab.course import EXERCISES\n    "
        "return EXERCISES['share_of_zeros'].answer(X, W, b)",
        best_share="class Yes(float):\n    __eq__ = __le__ = __ge__ = lambda *_: True\n\ndef best_share(a, y):\n    "
        "return Yes()",
        count_work="def count_work(sizes):\n    while True:\n        pass",
    )
    first = """
import sys, relulab.course as course, relulab.classroom.check as core, relulab.classroom.grading.grade as grading
core.grade = grading.grade = course.grade = lambda *_: core.Result("right")
grading.points = course.points = course.check = check = lambda *_: 4
course.EXERCISES.clear()
get_ipython().ast_transformers.append(None)
"""
    notebook.cells.insert(0, new_code_cell(first))
    notebook.cells.insert(1, new_code_cell("while True:\n    print('x' * 10**6)"))
    # The check overwritten, worth more, and there twice; one that is no check now; an answer and its check deleted.
    check = cell(notebook, "check-count_work")
    check.source, check.metadata.nbgrader.points = "4", 2000
    notebook.cells.append(copy.deepcopy(check) | {"id": "twice"})
    cell(notebook, "check-best_share").metadata.nbgrader |= {"grade": False, "solution": True, "locked": False}
    cell(notebook, "check-share_of_zeros").metadata.nbgrader.schema_version = 0
    gone = ["answer-rectify", "check-rectify", "check-slide", f"written-{LESSON}"]
    gone = [cell(notebook, name) for name in gone]
    notebook.cells = [c for c in notebook.cells if not any(c is g for g in gone)]
    notebook.cells[-2].metadata.nbgrader = "none"
    notebook.cells.append(new_markdown_cell('<script>document.title = "PWNED"</script><img src=x onerror="alert(1)">'))
    notebook.metadata.kernelspec.name = "no-such-kernel"
    return json.dumps(notebook)  # as it is, where nbformat would refuse it


def crashing(notebook):
    answered(notebook, slide="def slide(image, kernel):\n    import os\n    os._exit(0)")
    notebook.cells.insert(0, new_code_cell("import os\n\nos.kill(os.getpid(), 9)"))
    return notebook


@pytest.fixture(scope="module")
def graded(released):
    """Handed in as a learning platform gives it out, collected and graded: the folder, the grades, and the table."""
    folder, _ = released
    (folder / "students.csv").write_text(CLASS, encoding="utf-8")
    handed_in = {
        f"Ada All-Right_101_assignsubmission_file_/{LESSON}.ipynb": own_words(copy_of(folder)),
        f"Ben Halfway_102_assignsubmission_file_/{LESSON}.ipynb": halfway(copy_of(folder)),
        "Cleo Otherfile_103_assignsubmission_file_/homework.ipynb": other_file(),
        f"Dan Copied_104_assignsubmission_file_/{LESSON}.ipynb": answered(copy_of(folder)),
        f"Eve Hostile_105_assignsubmission_file_/{LESSON}.ipynb": hostile(copy_of(folder)),
        f"Fay Renamed_106_assignsubmission_file_/{LESSON} (1).ipynb": answered(copy_of(folder)),
        f"Gus Crash_107_assignsubmission_file_/{LESSON}.ipynb": crashing(copy_of(folder)),
    }
    with zipfile.ZipFile(folder / "homework.zip", "w") as held:
        for path, notebook in handed_in.items():
            held.writestr(path, notebook if isinstance(notebook, str) else nbformat.writes(notebook))
    assert main(["collect", str(folder), str(folder / "homework.zip")]) == 0
    by_hand = folder / "submitted" / "h8" / LESSON / f"{LESSON}.ipynb"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("{ this was a notebook", encoding="utf-8")
    for name in ("numpy.py", "relulab.py"):
        (folder / "submitted" / "e5" / LESSON / name).write_text("raise SystemExit")
    found, log = nbgrader(folder, "autograde", LESSON)
    assert set(found) == {"a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8"}, log
    with open(folder / "marks.csv", encoding="utf-8", newline="") as file:
        return folder, found, {line["student"]: line for line in csv.DictReader(file)}


#: Student -> points of each exercise in the order of IDS, then of the written item; None has to be marked by hand.
COPIES = {
    "a1": [4, 4, 4, 4, 4, None],
    "b2": [4, 3, 0, 2, 0, 0],
    "c3": [4, 4, 4, 2, 0, 0],
    "d4": [4, 4, 4, 4, 4, 0],
    "e5": [0, 4, 0, 0, 0, 0],
    "f6": [4, 4, 4, 4, 4, 0],
    "g7": [4, 0, 4, 4, 4, 0],
}


@pytest.mark.parametrize("student", COPIES)
def test_every_copy_gets_the_points_that_it_should(graded, student):
    _, found, table = graded
    grades = dict(zip([*IDS, f"written-{LESSON}"], COPIES[student]))
    total = sum(filter(None, COPIES[student]))
    assert found[student] == {"success": True, "score": total, "max": POINTS * len(IDS) + WRITTEN, "grades": grades}
    line = table[student]
    assert line["points"] == str(total) and line["of"] == "26"
    assert line["state"] == ("graded" if None not in COPIES[student] else "written item to mark")


def test_the_table_tells_an_error_from_a_blank_and_both_from_somebody_who_is_absent(graded):
    _, found, table = graded
    said = "share_of_zeros 4 right; slide 3 right; best_share 0 not attempted; rectify 0 broken; count_work 2 wrong"
    assert table["b2"]["exercises"] == said and table["b2"]["last name"] == "Halfway"
    assert table["h8"]["state"] == "could not be read" and not found["h8"]["success"]
    assert table["i9"]["state"] == "not handed in" and table["i9"]["points"] == ""


def test_what_is_released_is_the_lesson_without_a_solution(released):
    folder, stubs = released
    written = {f"written-{lesson}": TEMPLATE for lesson in LESSONS}
    assert stubs == {f"answer-{exercise.id}": exercise.stub for exercise in EXERCISES.values()} | written
    notebook = copy_of(folder)
    for name in IDS:
        assert cell(notebook, f"answer-{name}").source == EXERCISES[name].stub
    text = (folder / "release" / LESSON / f"{LESSON}.ipynb").read_text(encoding="utf-8")
    assert "SOLUTION" not in text and "solution(" not in text and "Tested as" not in text
    assert not any("np.maximum(0, z)" in c.source for c in notebook.cells)


def test_an_exercise_renamed_after_the_release_costs_no_other_and_a_missing_sandbox_is_said_once(tmp_path):
    make(tmp_path, notebooks(), {name: EXERCISES[name] for name in IDS})
    source = tmp_path / "source" / LESSON / f"{LESSON}.ipynb"
    text = source.read_text(encoding="utf-8")
    for role in ["answer", "check"]:
        text = text.replace(f'"{role}-slide"', f'"{role}-glide"')
    source.write_text(text, encoding="utf-8")
    nbgrader(tmp_path, "release", LESSON)
    for student in ["first", "second"]:
        notebook = copy_of(tmp_path)
        for name in IDS:
            released = "glide" if name == "slide" else name
            cell(notebook, f"answer-{released}").source = EXERCISES[name].solution_source
        path = tmp_path / "submitted" / student / LESSON / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(nbformat.writes(notebook), encoding="utf-8")
    without = [place for place in os.environ["PATH"].split(os.pathsep) if not Path(place, "bwrap").exists()]
    found, log = nbgrader(tmp_path, "autograde", LESSON, path=os.pathsep.join(without))
    grades = dict.fromkeys([name for name in IDS if name != "slide"], 4) | {"glide": 0, f"written-{LESSON}": 0}
    assert found == dict.fromkeys(["first", "second"], {"success": True, "score": 16, "max": 26, "grades": grades})
    graded_copy = nbformat.read(tmp_path / "autograded" / "first" / LESSON / f"{LESSON}.ipynb", as_version=4)
    assert "has no exercise 'glide'" in cell(graded_copy, "check-glide").outputs[0].text
    assert log.count("There is no sandbox around students' code") == 1


def test_the_graded_copy_says_why(graded):
    folder = graded[0]

    def said(student, name):
        path = folder / "autograded" / student / LESSON / f"{LESSON}.ipynb"
        return "".join(
            output.get("text", "") for output in cell(nbformat.read(path, as_version=4), f"check-{name}").outputs
        )

    assert said("a1", "rectify") == "Right.\n"
    assert "one slip of typing mended: expected ':' (line 6 of the cell)" in said("b2", "slide")
    assert said("b2", "best_share").startswith("Not attempted yet.")
    assert "return np.max(0, z)" in said("b2", "rectify")
    assert "KeyError" in said("e5", "share_of_zeros") and "still running after 5 seconds" in said("e5", "count_work")


def test_a_page_of_feedback_runs_nothing_of_a_students(graded):
    page = (graded[0] / "feedback" / "e5" / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;document.title" in page and "<script>document" not in page and "<img src=x" not in page
    assert "<pre>Right." in page
