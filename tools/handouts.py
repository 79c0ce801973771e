"""Make the handouts of each lesson from the stored notebooks, in build/handouts/.

    python -m tools.handouts                 every lesson in notebooks/
    python -m tools.handouts 01.ipynb ...    these only

There are three of each, as a notebook and as one HTML page that needs no network:

- student/    the exercises as stubs and no outputs,
- catch_up/   the same with every exercise filled in but the last, for those who fell behind,
- solved/     every exercise filled in, executed, with its outputs.
"""

import copy
import sys

from nbconvert import HTMLExporter

from relulab.course import EXERCISES
from tools import webpage
from tools.notebooks import NOTEBOOKS, code_cells, run, stored_form, tidy

HANDOUTS = NOTEBOOKS.parent / "build" / "handouts"

KINDS = {
    "student": "Student's copy: the exercises are yours to fill in.",
    "catch_up": "Copy for catching up: every exercise is filled in but the last.",
    "solved": "Solved copy, with outputs.",
}


def exercise_cells(notebook):
    return [cell for cell in code_cells(notebook) if "exercise" in cell.metadata.get("relulab", {})]


def fill_in(cells, exercises=EXERCISES):
    """Put the solutions into exercise cells."""
    for cell in cells:
        cell.source = exercises[cell.metadata.relulab.exercise].solution_source


def student(notebook):
    """A copy without outputs."""
    made = copy.deepcopy(notebook)
    for cell in code_cells(made):
        cell.outputs, cell.execution_count = [], None
    return made


def catch_up(notebook):
    """A copy without outputs, every exercise filled in but the last."""
    made = student(notebook)
    fill_in(exercise_cells(made)[:-1])
    return made


def solved(notebook, folder=NOTEBOOKS):
    """A copy with every exercise filled in, executed in the folder."""
    made = student(notebook)
    fill_in(exercise_cells(made))
    run(made, folder)
    for cell in code_cells(made):
        tidy(cell)
    return made


def page(notebook, kind):
    """A notebook as one HTML page without any reference outside itself."""
    return webpage.page(notebook, HTMLExporter, "page.html.j2", cells="lab/base.html.j2", kind=KINDS[kind])


def copies(notebook):
    """The three handouts by kind."""
    return {"student": student(notebook), "catch_up": catch_up(notebook), "solved": solved(notebook)}


def write(made, name, folder):
    """Write the handouts of a lesson (kind -> notebook), each as a notebook and as a page."""
    for kind, notebook in made.items():
        (folder / kind).mkdir(parents=True, exist_ok=True)
        (folder / kind / f"{name}.ipynb").write_bytes(stored_form(notebook))
        (folder / kind / f"{name}.html").write_text(page(notebook, kind), encoding="utf-8")


def make(notebook, name, folder):
    write(copies(notebook), name, folder)


def main(arguments=None):
    return webpage.make_from_each(make, HANDOUTS, arguments, __doc__)


if __name__ == "__main__":
    sys.exit(main())
