"""Make what nbgrader works on, from the same notebooks and exercises: one assignment a lesson."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ..claim import Claim
from ..exercise import Exercise
from .marks import POINTS
from .written import POINTS as WRITTEN
from .written import written

_LINK = re.compile(r"\]\((\d\d_\w+)\.ipynb")  # from lesson to lesson, which will stand in folders of their own


def assignment(
    notebook: Any, exercises: Mapping[str, Exercise], claims: Iterable[Claim] = (), until: datetime | None = None
) -> None:
    """Turn a lesson into nbgrader's source, in place: answers with their solutions, checks that give points.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    exercises : dict
        Id -> Exercise.
    claims : iterable of Claim
        The lesson's, to choose from in the written item.
    until : datetime, optional
        When the released copy opens its solutions and last hints; they are open from the start where it is not given.
    """
    from nbformat.v4 import new_markdown_cell

    exercise = lesson = None
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _LINK.sub(r"](../\1/\1.ipynb", cell.source)
            continue
        cell.outputs, cell.execution_count = [], None
        tags = cell.metadata.get("tags", [])
        if "exercise" in tags:
            exercise = exercises[cell.metadata.relulab.exercise]
            lesson = exercise.lesson
            # What nbgrader takes out of the last two lines' middle leaves the stub, to the letter.
            answer = f"### BEGIN SOLUTION\n{exercise.solution_source}\n### END SOLUTION"
            cell.source = f"{exercise.stub.rstrip()}\n{answer}"
            cell.metadata.nbgrader = _role(f"answer-{exercise.id}", solution=True)
        elif "check" in tags and exercise:
            call = f'check("{exercise.id}", {exercise.answer.__name__})'
            if call not in cell.source:
                raise ValueError(f"the cell after the exercise {exercise.id!r} should say {call}")
            if until:
                cell.source = f'{call}\n# Stuck? hint("{exercise.id}"), then n=2.'
            cell.metadata.nbgrader = _role(f"check-{exercise.id}", grade=True, locked=True, points=POINTS)
            exercise = None
    if until:
        imports = next(cell for cell in notebook.cells if cell.get("id") == "imports")
        imports.source += (
            f'\n\nfrom relulab.course import graded_copy\n\ngraded_copy("{lesson}", "{until:%Y-%m-%d %H:%M}")'
        )
    asks, rubric = written(list(claims))
    role = _role(f"written-{lesson}", grade=True, solution=True, points=WRITTEN)
    notebook.cells += [new_markdown_cell(asks), new_markdown_cell(rubric, metadata={"nbgrader": role})]


def _role(grade_id, **more):
    plain = {"schema_version": 3, "solution": False, "grade": False, "locked": False, "task": False}
    return {**plain, "grade_id": grade_id, **more}


def make(
    folder: Path,
    notebooks: Path,
    exercises: Mapping[str, Exercise],
    claims: Iterable[Claim] = (),
    until: datetime | None = None,
) -> list[str]:
    """Write nbgrader's configuration and every lesson with exercises; gradebook and copies handed in stay as they are.

    Parameters
    ----------
    folder : Path
        Only nbgrader_config.py and source/ are written in it.
    notebooks : Path
        Where the lessons are.
    exercises : dict
        Id -> Exercise.
    claims : iterable of Claim
        Of all lessons.
    until : datetime, optional
        When the released copies open their solutions and last hints.

    Returns
    -------
    list of str
        The names of the assignments.
    """
    import nbformat

    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(__file__).with_name("nbgrader_config.py"), folder)
    claims, lessons = list(claims), sorted({exercise.lesson for exercise in exercises.values()})
    for lesson in lessons:
        notebook = nbformat.read(notebooks / f"{lesson}.ipynb", as_version=4)
        assignment(notebook, exercises, [claim for claim in claims if claim.lesson == lesson], until)
        path = folder / "source" / lesson / f"{lesson}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
    return lessons
