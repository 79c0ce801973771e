"""Run by test_nbgrader.py in a Python of its own, in a course's folder: release, autograde, and say what came out."""

import csv
import json
import sys
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps import NbGrader, NbGraderAPI
from nbgrader.preprocessors import ClearSolutions


def course():
    app = NbGrader()
    app.load_config_file()
    return NbGraderAPI(config=app.config), app.config


def release(lesson):
    """Generate one assignment; of every lesson, what its answer cells become when nbgrader takes the solutions out."""
    api, config = course()
    done = api.generate_assignment(lesson)
    assert done["success"], done
    clear, stubs = ClearSolutions(config=config), {}
    for path in sorted(Path("source").glob("*/*.ipynb")):
        notebook, _ = clear.preprocess(nbformat.read(path, as_version=4), {})
        cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
        stubs |= {cell.metadata.nbgrader.grade_id: cell.source for cell in cells}
    return stubs


def autograde(lesson):
    """By student: whether it could be done, and the points of each item. Then marks.csv, and a page of feedback."""
    api, config = course()
    found = {}
    if Path("students.csv").exists():
        with Gradebook("sqlite:///gradebook.db") as gradebook, open("students.csv", encoding="utf-8") as file:
            for student in csv.DictReader(file):  # as nbgrader db student import does
                gradebook.update_or_create_student(student.pop("id"), **student)
    for student in sorted(path.name for path in Path("submitted").iterdir()):
        done = api.autograde(lesson, student)
        print(done.get("log"), file=sys.stderr)  # what nbgrader shows a teacher
        with Gradebook("sqlite:///gradebook.db") as gradebook:
            notebook = gradebook.find_submission_notebook(lesson, lesson, student)
            grades = {grade.name.removeprefix("check-"): grade.auto_score for grade in notebook.grades}
            found[student] = {
                "success": done["success"],
                "score": notebook.score,
                "max": notebook.max_score,
                "grades": grades,
            }
    if "e5" in found:
        assert api.generate_feedback(lesson, "e5")["success"]
    with Gradebook("sqlite:///gradebook.db") as gradebook:
        config.ExportApp.plugin_class(config=config).export(gradebook)
    return found


if __name__ == "__main__":
    what, lesson, result = sys.argv[1:]
    Path(result).write_text(json.dumps({"release": release, "autograde": autograde}[what](lesson)))
