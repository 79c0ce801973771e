"""The slides of a class: what the steps of a plan run.

A prediction stands on a slide of its own, before what was measured; a figure stands beside the text that reads it; code
is there on request.
"""

from __future__ import annotations

import re
from typing import Any

from .lesson import Lesson, asked, checked_by, exercise_of
from .notes import notes
from .pages import Step
from .parts import of_part
from .results import Results, block, show
from .slide import BEFORE_QUESTION, BESIDE, TELLS, Slide, beside_title, halves, headed, words
from .web import highlighted, inline, markdown

#: So many words of text stand beside a picture.
_BESIDE_PICTURE = 80


def slides(lesson: Lesson, length: int) -> tuple[list[Slide], list[tuple[int, int]]]:
    """The slides of a plan, and for each of its steps the numbers of its first and its last slide.

    Parameters
    ----------
    lesson : Lesson
    length : int
        Of the plan, in minutes.
    """
    made: list[Slide] = []
    spans = []
    for step in lesson.page.plan(length):
        before = len(made)
        for slide in _of_step(lesson, step):
            slide.notes = lesson.plain(notes(lesson, step, slide) + slide.notes)
            made.append(slide)
        spans.append((before + 1, len(made)))
    return made, spans


def _of_step(lesson: Lesson, step: Step) -> list[Slide]:
    made: list[Slide] = []
    cells: list[Any] = []
    for kind, name, last in step.parts:
        if kind == "cell":
            cells += lesson.around_exercises(name, last)
        elif kind == "exercise":
            cells = _with_exercise(lesson, cells, name)
        else:
            made += [*of_cells(lesson, cells), *of_part(lesson, kind, name)]
            cells = []
    return made + of_cells(lesson, cells)


def _with_exercise(lesson: Lesson, cells: list[Any], name: str) -> list[Any]:
    """The cells, and among them, in its place, the one of an exercise and the text before it."""
    [stub] = [cell for cell in lesson.cells if exercise_of(cell) == name]
    text = lesson.cells[lesson.number[stub.id] - 2]
    new = [text, stub] if text.cell_type == "markdown" and text not in cells else [stub]
    return sorted([*cells, *new], key=lambda cell: lesson.number[cell.id])


def of_cells(lesson: Lesson, cells: list[Any]) -> list[Slide]:
    """The slides of cells that follow one another.

    Parameters
    ----------
    lesson : Lesson
    cells : list of NotebookNode
    """
    row = _Row(lesson)
    for cell in cells:
        row.take(cell)
    return row.end()


class _Row:
    """Cells on their way to slides: what is made, texts that wait for what follows, results that may get more."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.made: list[Slide] = []
        self.texts: list[Any] = []
        self.shown: list[Results] = []

    def take(self, cell: Any) -> None:
        if cell.cell_type == "markdown":
            if cell.source.startswith(TELLS) and self.shown:
                self.shown[-1].tell(cell)
            else:
                self.texts.append(cell)
        elif _is_left_out(cell):
            return
        elif cell.id in self.lesson.guesses:
            self._predict(cell)
        elif exercise_of(cell):
            self._finish()
            self.made += _task(self.lesson, self._waiting(), cell)
        elif any(map(block, cell.outputs)):
            self._show(cell)

    def end(self) -> list[Slide]:
        short = all(words(text.source) <= BESIDE and not text.source.startswith("#") for text in self.texts)
        if self.shown and short:
            for text in self._waiting():
                self.shown[-1].tell(text)
        self._finish()
        for text in self._waiting():
            self.made += _idea(self.lesson, text)
        return self.made

    def _waiting(self) -> list[Any]:
        texts, self.texts = self.texts, []
        return texts

    def _finish(self) -> None:
        self.made += [each.slide() for each in self.shown if each.big or each.beside]
        self.shown = []

    def _predict(self, cell: Any) -> None:
        last = self.shown[-1] if self.shown else None
        if last and last.figure and not last.told and not self.texts:
            last.beside.append(_question(cell))  # the class looks at the picture while it predicts
            last.cells.append(cell.id)
            self._finish()
        else:
            self._finish()
            self.made += _prediction(self.lesson, self._waiting(), cell)

    def _show(self, cell: Any) -> None:
        if self.texts and self.shown and self.shown[-1].told:
            self._finish()
        if any(text.source.startswith("#") for text in self.texts):
            self._finish()
        picture = any("image/png" in output.get("data", {}) for output in cell.outputs)
        room = _BESIDE_PICTURE if picture else BESIDE
        title, lead, how = "", [], []
        for text in self._waiting():
            if text is self.lesson.cells[0] or words(text.source) > room:
                self._finish()
                self.made += _idea(self.lesson, text)
            elif "`" in text.source and not text.source.startswith("#"):
                how.append(text.source)
            else:
                title, body = headed(text.source)
                lead.append(body)
        show(self.lesson, self.shown, cell, title, "\n\n".join(lead).strip(), how)


def _is_left_out(cell: Any) -> bool:
    imports = cell.source.startswith(("import ", "from ")) and not cell.outputs
    return imports or cell.id == "package" or bool(checked_by(cell)) or "explore(" in cell.source


def _idea(lesson: Lesson, cell: Any) -> list[Slide]:
    """The slides of a text that stands alone; of the first cell, the title."""
    if cell is lesson.cells[0]:
        title = f"Lesson {int(lesson.page.lesson[:2])}"
        return [Slide("title", title, lesson.title, markdown(lesson.hook), "", [cell.id])]
    title, body = headed(cell.source, lesson.place[cell.id] or lesson.title)
    place = beside_title(lesson.place[cell.id], title)
    return [Slide("idea", place, title, markdown(part), "", [cell.id]) for part in halves(body)]


def _prediction(lesson: Lesson, texts: list[Any], cell: Any) -> list[Slide]:
    """The slide on which the class predicts; before it, one for each longer text."""
    place = lesson.place[cell.id]
    made, lead = [], ""
    choices = asked(cell)[1]
    for text in texts:
        listed = choices and all(f"*{choice}*" in text.source for choice in choices)
        short = words(text.source) <= BEFORE_QUESTION and not re.match(r"#{1,2} ", text.source)
        if text is texts[-1] and (short or listed):
            lead = text.source
            choices = [] if listed else choices
        else:
            made += _idea(lesson, text)
    title, body = headed(lead)
    title = title or "Predict"
    body = (markdown(body) if lead else "") + _question(cell, listed=not lead or bool(choices))
    return [*made, Slide("predict", beside_title(place, title), title, body, "", [cell.id])]


def _question(cell: Any, listed: bool = True) -> str:
    """The question of a prediction with its choices, as HTML."""
    question, choices, unit = asked(cell)
    how = f"a number{unit}" if not choices else "an order" if "order=" in cell.source else "one of them"
    offered = f"<ul>{''.join(f'<li>{inline(choice)}</li>' for choice in choices)}</ul>" if choices and listed else ""
    do = f'<p class="do">Write down {how}, and: sure, or not sure?</p>'
    return f'<p class="question">{inline(question)}</p>{offered}{do}'


def _task(lesson: Lesson, texts: list[Any], cell: Any) -> list[Slide]:
    """The slide of an exercise."""
    *before, text = texts or [None]
    made = [slide for each in before for slide in _idea(lesson, each)]
    title, said = headed(text.source) if text else ("Exercise", "")
    named = re.findall(r"^#+ (Exercise.+)$", text.source, re.MULTILINE) if text else []
    title = named[0] if named else title
    said = re.sub(r"^#+ Exercise.*\n*", "", said, flags=re.MULTILINE)
    if words(said) > 2 * BESIDE and text is not None:
        made += _idea(lesson, text)
        said = ""
    do = "Write in the notebook, run the check, then the line after it."
    body = f'{markdown(said)}<div class="stub">{highlighted(cell.source)}</div><p class="do">{do}</p>'
    place = beside_title(lesson.place[cell.id], title)
    return [*made, Slide("exercise", place, title, body, "", [cell.id])]
