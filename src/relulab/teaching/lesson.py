"""A lesson's notebook beside its page for the teacher: what its cells are, and which of them a step runs."""

from __future__ import annotations

import re
from typing import Any

from .pages import Page, Step, matched


class Lesson:
    """A lesson's notebook and its page, as slides and sheets need them.

    Parameters
    ----------
    notebook : NotebookNode
    page : Page

    Attributes
    ----------
    cells : list
    number, place : dict
        Id of a cell -> its number, from 1, and the heading under which it stands.
    guesses : dict
        Id of a cell in which the reader predicts -> the name that keeps the prediction.
    title, hook : str
        What stands in its first cell.
    """

    def __init__(self, notebook: Any, page: Page) -> None:
        self.page = page
        self.cells = list(notebook.cells)
        self.number = {cell.id: number for number, cell in enumerate(self.cells, start=1)}
        self.place, place = {}, ""
        self.guesses: dict[str, str] = {}
        for cell in self.cells:
            heading = re.match(r"#{2,3} (?!Exercise)(.+)", cell.source)
            place = heading[1] if heading and cell.cell_type == "markdown" else place
            self.place[cell.id] = place
            if cell.cell_type == "code" and (name := re.search(r"^(\w+) = predict\(", cell.source, re.MULTILINE)):
                self.guesses[cell.id] = name[1]
        self.title = matched(r"# (?:\d+ · )?(.+)", self.cells[0].source)[1]
        self.hook = self.cells[0].source.partition("\n")[2].strip()

    def between(self, first: str, last: str) -> list[Any]:
        """The cells from one to another."""
        return self.cells[self.number[first] - 1 : self.number[last or first]]

    def around_exercises(self, first: str, last: str) -> list[Any]:
        """The cells from one to another that belong to no exercise."""
        return [cell for cell in self.between(first, last) if not exercise_of(cell) and not checked_by(cell)]

    def calling(self, name: str) -> list[Any]:
        """The cells that begin with a call, such as that of `quiz`."""
        return [cell for cell in self.cells if cell.source.startswith(f'{name}("')]

    def asked_before(self, cell: Any) -> str:
        """The question that a cell answers: the last one before it that its `reveal` names."""
        names = set(re.findall(r"\breveal\((\w+),", cell.source))
        before = [each for each in self.cells[: self.number[cell.id]] if self.guesses.get(each.id) in names]
        return asked(before[-1])[0] if before else ""

    def plain(self, text: str) -> str:
        """HTML with the number of each cell in place of its name, which JupyterLab does not show."""
        text = re.sub(r"<code>cell:([\w-]+)</code>", lambda found: f"cell {self.number[found[1]]}", text)
        return re.sub(r"<code>(vote|preset|exercise|section):([^<]+)</code>", r"\1 \2", text)

    def run(self, step: Step) -> list[Any]:
        """The cells of a step in their order, those of an exercise where it names the exercise."""
        found: list[Any] = []
        for kind, name, last in step.parts:
            if kind == "cell":
                found += self.around_exercises(name, last)
            elif kind in ("explorer", "warmup", "quiz"):
                found += self.calling("explore" if kind == "explorer" else kind)
            elif kind == "exercise":
                found += [cell for cell in self.cells if name in (exercise_of(cell), checked_by(cell))]
        return sorted({cell.id: cell for cell in found}.values(), key=lambda cell: self.number[cell.id])


def exercise_of(cell: Any) -> str:
    """The exercise that is written in a cell, or nothing.

    Parameters
    ----------
    cell : dict
        Of a notebook, as json or nbformat reads it.
    """
    return str(cell["metadata"].get("relulab", {}).get("exercise", ""))


def checked_by(cell: Any) -> str:
    """The exercise that a cell checks, or nothing.

    Parameters
    ----------
    cell : NotebookNode
    """
    found = re.search(r"^check\(\"(\w+)\"", cell.source, re.MULTILINE) if cell.cell_type == "code" else None
    return found[1] if found else ""


def data(output: Any, kind: str) -> str:
    """What an output holds of one kind, such as "text/html", or nothing.

    Parameters
    ----------
    output : NotebookNode
    kind : str
    """
    return "".join(output.get("data", {}).get(kind, ""))


def asked(cell: Any) -> tuple[str, list[str], str]:
    """The question of a prediction, its choices, and the unit of a number.

    Parameters
    ----------
    cell : NotebookNode
    """
    plain = next(text for output in cell.outputs if "Predict: " in (text := data(output, "text/plain")))
    lines = plain.partition("Predict: ")[2].splitlines()
    rest = [line for line in lines[1:] if not line.startswith("Run this cell")]
    chosen = [line.partition(": ")[2].split(" / ") for line in rest if line.startswith("Choose: ")]
    ordered = [line.partition(": ")[2].split(", ") for line in rest if line.startswith("Put in order: ")]
    unit = next((line.partition(",")[2] for line in rest if line.startswith("A number,")), "")
    return lines[0], [*chosen, *ordered, []][0], unit
