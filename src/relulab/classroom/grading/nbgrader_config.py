"""How nbgrader works with this course; `relulab assignment` puts this file beside the source notebooks.

The kernel of a submitted notebook can be made to show any grade, so nothing here starts one. Autograding puts the check
cells back as they were released, takes the text of the answers, and runs each answer in a process of its own.
"""

import csv
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    GetGrades,
    LimitOutput,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from relulab.classroom.check import HEADLINES
from relulab.classroom.grading.grade import grade_apart
from relulab.classroom.grading.sandbox import announce
from relulab.classroom.grading.written import TEMPLATE
from relulab.course import EXERCISES


class Restore(NbGraderPreprocessor):
    """Give every cell its released role again, whatever its metadata say, and put each check back behind its answer."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        place = resources["nbgrader"]
        with Gradebook(place["db_url"]) as gradebook:
            released = gradebook.find_notebook(place["notebook"], place["assignment"])
            points = {cell.name: cell.max_score for cell in released.grade_cells}
            checks = [name for name in points if name.startswith("check-")]
            roles = {
                cell.name: (cell.source, self.role(cell.name, points.get(cell.name))) for cell in released.source_cells
            }
        names = [self.name(cell) for cell in nb.cells]
        answers = {name: cell for name, cell in zip(names, nb.cells) if name in roles and name not in checks}
        nb.metadata = {}
        nb.cells = [cell for name, cell in zip(names, nb.cells) if name not in checks]
        for cell in nb.cells:
            cell.metadata = {}
        for name in checks:
            source, role = roles[name]
            check = self.cell(nb, new_code_cell(source, metadata={"nbgrader": role}))
            answer = answers.get(name.replace("check-", "answer-", 1))
            nb.cells.insert(next((i + 1 for i, cell in enumerate(nb.cells) if cell is answer), len(nb.cells)), check)
        for name, (source, _) in roles.items():
            if name.startswith("written-") and name not in answers:
                nb.cells.append(answers.setdefault(name, self.cell(nb, new_markdown_cell(source))))
        for name, cell in answers.items():
            cell.metadata = {"nbgrader": roles[name][1]}
        return nb, resources

    @staticmethod
    def cell(nb: Any, cell: Any) -> Any:
        if nb.nbformat_minor < 5:
            del cell["id"]
        return cell

    @staticmethod
    def name(cell: Any) -> str | None:
        claimed = cell.metadata.get("nbgrader") if isinstance(cell.metadata, dict) else None
        name = claimed.get("grade_id") if isinstance(claimed, dict) else None
        return name if isinstance(name, str) else None

    @staticmethod
    def role(name: str, score: float | None) -> dict[str, Any]:
        locked = name.startswith("check-")
        role = {"schema_version": 3, "grade_id": name, "solution": not locked, "locked": locked, "task": False}
        return role | ({"grade": False} if score is None else {"grade": True, "points": score})


class GradeApart(NbGraderPreprocessor):
    """Write into each check cell what the check says of the answer above it, and the points."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        announce(self.log.warning)  # before anything of a student's runs
        above: list[str] = []
        for number, cell in enumerate(nb.cells, start=1):
            role = cell.metadata.get("nbgrader", {})
            if role.get("locked"):
                said, score = self.graded(role["grade_id"].removeprefix("check-"), above)
                score = new_output("execute_result", {"text/plain": str(score)}, execution_count=number)
                cell.execution_count, cell.outputs = number, [new_output("stream", text=f"{said}\n"), score]
            elif cell.cell_type == "code":
                above.append(cell.source)
        return nb, resources

    @staticmethod
    def graded(name: str, cells: list[str]) -> tuple[object, int]:
        exercise = EXERCISES.get(name)
        if exercise is None:
            return (
                f"Not graded: the course that is installed here has no exercise {name!r}. It was renamed or taken out "
                "after the release; points can be given by hand.",
                0,
            )
        mark = grade_apart(exercise, cells)
        return mark, mark.points


class Marks(ExportPlugin):
    """marks.csv: a line for each student and lesson, also where nothing was handed in, with a word on each exercise."""

    def export(self, gradebook: Any) -> None:
        with open(self.to or "marks.csv", "w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(["student", "last name", "first name", "lesson", "state", "points", "of", "exercises"])
            for assignment in gradebook.assignments:
                for student in gradebook.students:
                    state, points, said = self.line(gradebook, assignment.name, student.id)
                    names = [student.last_name or "", student.first_name or ""]
                    table.writerow(
                        [student.id, *names, assignment.name, state, points, f"{assignment.max_score:g}", said]
                    )

    @staticmethod
    def line(gradebook: Any, lesson: str, student: str) -> tuple[str, str, str]:
        """State, points, and what was said of each exercise."""
        place = f"{student}/{lesson}/{lesson}.ipynb"
        try:
            grades = gradebook.find_submission_notebook(lesson, lesson, student).grades
            notebook = nbformat.read(f"autograded/{place}", as_version=4)
        except (MissingEntry, OSError):
            folder = Path("submitted", student, lesson)
            return ("could not be read" if folder.exists() else "not handed in"), "", ""
        words = {}
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if name.startswith("check-") and cell.outputs:
                words[name] = next(
                    (verdict for verdict, begins in HEADLINES.items() if cell.outputs[0].text.startswith(begins)), ""
                )
        said = [
            f"{grade.name.partition('-')[2]} {grade.score:g} {words.get(grade.name, '')}".strip()
            for grade in grades
            if grade.name.startswith("check-")
        ]
        to_mark = any(grade.needs_manual_grade for grade in grades)
        state = "written item to mark" if to_mark else "graded"
        return state, f"{sum(grade.score for grade in grades):g}", "; ".join(said)


c = globals()["get_config"]()  # whoever reads a configuration puts it there
c.ClearSolutions.code_stub = {"python": ""}  # the stub stands above the solution
c.ClearSolutions.text_stub = TEMPLATE  # in place of the rubric
c.Autograde.sanitize_preprocessors = [Restore, ClearOutput, OverwriteKernelspec, OverwriteCells, CheckCellMetadata]
c.ExportApp.plugin_class = Marks
c.SanitizeHTML.enabled = True  # a page of feedback shows a student's scripts, and runs none
c.GenerateFeedback.preprocessors = [GetGrades, SanitizeHTML, CSSHTMLHeaderPreprocessor]
c.Autograde.autograde_preprocessors = [GradeApart, LimitOutput, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata]
