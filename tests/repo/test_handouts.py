"""Handouts: what a student and a teacher are given. test_lessons.py executes the solved copy and holds its page too."""

import html
import re

import nbformat
import pytest

from relulab.course import EXERCISES
from tests.repo import offline, rules
from tools import handouts
from tools.notebooks import code_cells

NAMES = sorted(path.stem for path in rules.NOTEBOOKS.glob("*.ipynb"))


def lesson(name):
    return nbformat.read(rules.NOTEBOOKS / f"{name}.ipynb", as_version=4)


def leaks(text):
    """The exercises whose solution stands in a text, however it is indented."""
    squeezed = "".join(text.split())
    return [name for name, exercise in EXERCISES.items() if "".join(exercise.solution_source.split()) in squeezed]


def pictures(cell):
    shown = [output.get("data", {}) for output in cell.outputs]
    return sum("image/png" in data or "<img " in data.get("text/html", "") for data in shown)


def words(page):
    return html.unescape(re.sub(r"<[^>]*>", "", page))


@pytest.mark.parametrize("name", NAMES)
def test_the_student_copy_is_the_lesson_without_outputs(name):
    """nbval executes the lesson itself, so the same code in the same order runs."""
    stored, made = lesson(name), handouts.student(lesson(name))
    assert [(cell.id, cell.cell_type, cell.source) for cell in made.cells] == [
        (cell.id, cell.cell_type, cell.source) for cell in stored.cells
    ]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code_cells(made))
    assert leaks("\n".join(cell.source for cell in made.cells)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_copy_for_catching_up_leaves_the_last_exercise(name):
    cells = handouts.exercise_cells(handouts.catch_up(lesson(name)))
    assert len(cells) > 1
    for cell in cells[:-1]:
        assert cell.source == EXERCISES[cell.metadata.relulab.exercise].solution_source
    assert cells[-1].source.strip() == EXERCISES[cells[-1].metadata.relulab.exercise].stub.strip()


@pytest.mark.parametrize("kind", ["student", "catch_up"])
@pytest.mark.parametrize("name", NAMES)
def test_the_page(name, kind):
    made = getattr(handouts, kind)(lesson(name))
    page = handouts.page(made, kind)
    assert offline.problems(page) == []
    assert page.count("celltag_exercise") - page.count(".celltag_exercise") == len(handouts.exercise_cells(made)) > 0
    assert "student" not in kind or leaks(words(page)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_every_picture_of_the_outputs(name):
    stored = lesson(name)
    page = handouts.page(stored, "solved")
    assert offline.problems(page) == []
    assert offline.pictures(page) == sum(map(pictures, code_cells(stored))) > 0


def test_they_are_written_as_notebook_and_page(tmp_path):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# A\n\nsee [two](02_b.ipynb#Summary)", id="a")]
    )
    handouts.write({"student": notebook, "solved": notebook}, "01_a", tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")) == [
        "solved/01_a.html",
        "solved/01_a.ipynb",
        "student/01_a.html",
        "student/01_a.ipynb",
    ]
    assert nbformat.read(tmp_path / "student" / "01_a.ipynb", as_version=4).cells[0].id == "a"
    page = (tmp_path / "student" / "01_a.html").read_text(encoding="utf-8")
    assert '<a href="02_b.html#Summary">two</a>' in page and '<h1 id="A">A' in page


GOOD = (
    '<html lang="en"><title>t</title><h1>A</h1><h2>B</h2><img src="data:," alt="x"><a '
    'href="https://example.org">x</a></html>'
)


def test_a_good_page_has_no_problem():
    assert offline.problems(GOOD) == []


@pytest.mark.parametrize(
    "before, after, said",
    [
        ('src="data:,"', 'src="https://example.org/a.png"', "img fetches"),
        ('src="data:,"', 'src="a.png"', "img fetches"),
        ("<h1>", '<script src="//example.org/a.js"></script><h1>', "script fetches"),
        ("<h1>", '<link rel="stylesheet" href="a.css"><h1>', "link fetches"),
        ("<h1>", "<style>p { background: url(https://example.org) }</style><h1>", "the style fetches"),
        ('alt="x"', 'alt=" "', "without a text"),
        ("<h2>B</h2>", "<h3>B</h3>", "level 3 follows"),
        ("<h2>B</h2>", "<h1>B</h1>", "the one heading"),
        ("<h2>B</h2>", "<p>$x$</p>", "left as TeX"),
        ("<title>t</title>", "", "no title"),
        (' lang="en"', "", "language"),
    ],
)
def test_each_problem_is_seen(before, after, said):
    found = offline.problems(GOOD.replace(before, after, 1))
    assert len(found) == 1 and said in found[0]


def test_a_solution_is_seen_as_a_leak():
    name, exercise = next(iter(EXERCISES.items()))
    assert leaks(f"text\n    {exercise.solution_source}") == [name]
