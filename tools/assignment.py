"""Make what nbgrader works on, from the same notebooks and exercises: one assignment a lesson.

    python tools/assignment.py            into build/nbgrader
    python tools/assignment.py FOLDER     into another folder, where the grades may stay

Only FOLDER/nbgrader_config.py and FOLDER/source are written; a gradebook and what was handed in are left alone.
"""

import argparse
import re
import shutil
import sys
from pathlib import Path

import nbformat

from relulab.exercises import EXERCISES
from relulab.exercises.grading import POINTS

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\]\((\d\d_\w+)\.ipynb")  # from lesson to lesson, which will stand in folders of their own


def assignment(notebook):
    """Turn a lesson into nbgrader's source, in place: answers with their solutions, checks that give points.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    """
    exercise = None
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(r"](../\1/\1.ipynb", cell.source)
            continue
        cell.outputs, cell.execution_count = [], None
        tags = cell.metadata.get("tags", [])
        if "exercise" in tags:
            exercise = EXERCISES[cell.metadata.relulab.exercise]
            # What nbgrader takes out of the last two lines' middle leaves the stub, to the letter.
            cell.source = f"{exercise.stub.rstrip()}\n### BEGIN SOLUTION\n{exercise.solution_source}\n### END SOLUTION"
            cell.metadata.nbgrader = role(f"answer-{exercise.id}", solution=True)
        elif "check" in tags:
            call = f'check("{exercise.id}", {exercise.answer.__name__})'
            if call not in cell.source:
                raise ValueError(f"the cell after the exercise {exercise.id!r} should say {call}")
            cell.source = f"from relulab.exercises import graded\n\n{cell.source.replace(call, call.replace('check', 'graded', 1), 1)}"
            cell.metadata.nbgrader = role(f"check-{exercise.id}", grade=True, locked=True, points=POINTS)
            exercise = None


def role(grade_id, solution=False, grade=False, locked=False, **more):
    return {"schema_version": 3, "grade_id": grade_id, "solution": solution, "grade": grade, "locked": locked, "task": False, **more}


def make(folder):
    """Write the configuration and every lesson with exercises; the names of the assignments."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "tools" / "nbgrader_config.py", folder)
    lessons = sorted({exercise.lesson for exercise in EXERCISES.values()})
    for lesson in lessons:
        notebook = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", as_version=4)
        assignment(notebook)
        path = folder / "source" / lesson / f"{lesson}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
    return lessons


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "nbgrader")
    folder = parser.parse_args(arguments).folder.expanduser()
    print(f"{folder} holds the assignments {', '.join(make(folder))}.")


if __name__ == "__main__":
    sys.exit(main())
