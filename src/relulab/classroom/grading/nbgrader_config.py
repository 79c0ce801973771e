"""How nbgrader works with this course; `relulab assignment` puts this file beside the source notebooks.

The kernel of a submitted notebook can be made to show any grade, so nothing here starts one. Autograding puts the check
cells back as they were released, takes the text of the answers, and runs each answer in a process of its own.
"""

from typing import Any

from nbformat.v4 import new_code_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    LimitOutput,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from relulab.classroom.grading.grade import grade_apart, points
from relulab.classroom.grading.sandbox import announce
from relulab.course import EXERCISES


class Restore(NbGraderPreprocessor):
    """Give every cell its released role again, whatever its metadata say, and put each check back behind its answer."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        place = resources["nbgrader"]
        with Gradebook(place["db_url"]) as gradebook:
            released = gradebook.find_notebook(place["notebook"], place["assignment"])
            checks = {cell.name: cell.max_score for cell in released.grade_cells}
            roles = {
                cell.name: (cell.source, self.role(cell.name, checks.get(cell.name))) for cell in released.source_cells
            }
        names = [self.name(cell) for cell in nb.cells]
        answers = {name: cell for name, cell in zip(names, nb.cells) if name in roles and name not in checks}
        nb.metadata = {}
        nb.cells = [cell for name, cell in zip(names, nb.cells) if name not in checks]
        for cell in nb.cells:
            cell.metadata = {}
        for name in checks:
            source, role = roles[name]
            check = new_code_cell(source, metadata={"nbgrader": role})
            if nb.nbformat_minor < 5:
                del check["id"]
            answer = answers.get(name.replace("check-", "answer-", 1))
            nb.cells.insert(next((i + 1 for i, cell in enumerate(nb.cells) if cell is answer), len(nb.cells)), check)
        for name, cell in answers.items():
            cell.metadata = {"nbgrader": roles[name][1]}
        return nb, resources

    @staticmethod
    def name(cell: Any) -> str | None:
        claimed = cell.metadata.get("nbgrader") if isinstance(cell.metadata, dict) else None
        name = claimed.get("grade_id") if isinstance(claimed, dict) else None
        return name if isinstance(name, str) else None

    @staticmethod
    def role(name: str, score: float | None) -> dict[str, Any]:
        role = {
            "schema_version": 3,
            "grade_id": name,
            "solution": score is None,
            "grade": score is not None,
            "task": False,
        }
        return role | ({"locked": False} if score is None else {"locked": True, "points": score})


class GradeApart(NbGraderPreprocessor):
    """Write into each check cell what the check says of the answer above it, and the points."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        announce(self.log.warning)  # before anything of a student's runs
        above: list[str] = []
        for number, cell in enumerate(nb.cells, start=1):
            role = cell.metadata.get("nbgrader", {})
            if role.get("grade"):
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
        result = grade_apart(exercise, cells)
        return result, points(exercise, result)


c = globals()["get_config"]()  # whoever reads a configuration puts it there
c.ClearSolutions.code_stub = {"python": ""}  # the stub stands above the solution
c.Autograde.sanitize_preprocessors = [Restore, ClearOutput, OverwriteKernelspec, OverwriteCells, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [GradeApart, LimitOutput, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata]
