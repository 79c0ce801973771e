"""What is held of a page for the teacher: the cells it names, what they need, and how long they take.

How a page is read stands in relulab.teaching.pages. What a cell prints is quoted in “curly quotes”; what a student may
say stands in *italics*.
"""

import ast
import builtins
import re
import symtable
from dataclasses import dataclass
from functools import cached_property

import nbformat

from relulab.teaching import pages
from relulab.teaching.lesson import Lesson
from tests.repo.project import ROOT
from tests.repo.rules import NOTEBOOKS, texts

FOLDER = ROOT / "instructor"
#: The parts of a page in their order; the first four are what is printed for tomorrow.
PARTS = ["Plan", "Prompts", "Votes", "Exit ticket", "Goals", "Explorer", "Misconceptions", "Exercises"]
NAMED = re.compile(r"`(cell|section|exercise|preset|vote):([^`]+)`")
REVEALS = re.compile(r"^\s*reveal\((\w+),", re.MULTILINE)
RANGE = re.compile(r"`cell:([\w-]+)`(?: to `cell:([\w-]+)`)?")
QUOTE = re.compile("“([^”]*)”")

# How long things take, in minutes, at least and at most. Nobody has taught from these pages yet: instructor/README.md
# says how each number came about, and asks for reports to replace them.
WORDS_A_MINUTE = 125  # said aloud; at least half of the words of a cell are said, at most all
PREDICTION = (2, 5)  # write it down, a show of hands, reveal, let one of them explain
FORMULA = (0.5, 1.5)  # each one on a line of its own
CODE_CELL = (0.5, 1.5)  # run it and look; no cell runs longer than three seconds
EXERCISE, BLANK, LATE = 3.0, 2.0, 1.5  # read the task and check; each blank; and ten minutes turn out to be fifteen
OTHERS = {
    "warmup": (2, 4),
    "quiz": (4, 8),
    "exit ticket": (3, 5),
    "explorer": (4, 9),
    "vote": (4, 7),
    "opening": (4, 6),
    "break": (10, 10),
}
#: Of an hour, at least this share belongs to latecomers and questions.
SLACK = 1 / 12


@dataclass
class Checked:
    """A page with its notebook and its exercises."""

    page: pages.Page
    notebook: nbformat.NotebookNode
    exercises: list

    @cached_property
    def lesson(self):
        return Lesson(self.notebook, self.page)

    @cached_property
    def cells(self):
        return {cell.id: cell for cell in self.notebook.cells}

    def printed(self, name):
        """Everything that a cell has stored, as one text."""
        return "\n".join(text for output in self.cells[name].get("outputs", []) for text in texts(output))

    def run(self, step):
        """The code cells that a step runs."""
        return [cell for cell in self.lesson.run(step) if cell.cell_type == "code"]

    def takes(self, step):
        """Minutes that a step takes, at least and at most; None for the slack."""
        parts = []
        for kind, name, last in step.parts:
            if kind == "cell":
                parts += [span for span in map(self.cell, self.lesson.between(name, last)) if span]
            elif kind == "exercise":
                parts.append(self.exercise(name))
            elif kind != "slack":
                parts.append(OTHERS[kind])
        return tuple(map(sum, zip(*parts))) if parts else None

    def exercise(self, name):
        stub = next(exercise.stub for exercise in self.exercises if exercise.id == name)
        least = EXERCISE + BLANK * (stub.count("...") + stub.count('"...'))
        return least, LATE * least

    def cell(self, cell):
        """Minutes for one cell; those of an exercise are counted by the exercise."""
        if cell.id.startswith("exercise-") or set(cell.metadata.get("tags", [])) & {"exercise", "check"}:
            return None
        if cell.id in ("package", "imports"):
            return None  # run while the title is on the wall
        if cell.cell_type == "markdown":
            minutes = len(re.findall(r"\w+", cell.source)) / WORDS_A_MINUTE
            formulas = cell.source.count("$$") / 2
            return minutes / 2 + formulas * FORMULA[0], minutes + formulas * FORMULA[1]
        return PREDICTION if cell.id in self.lesson.guesses else CODE_CELL


def load(name, exercises):
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    return Checked(
        pages.read(FOLDER / f"{name}.md"),
        notebook,
        [exercise for exercise in exercises.values() if exercise.lesson == name],
    )


def needs_and_gives(cell):
    """The global names that a code cell uses without giving them itself, and those that it gives."""
    top = symtable.symtable(cell.source, cell.id, "exec")
    gives = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    tables, uses = [top], set()
    while tables:
        table = tables.pop()
        tables += table.get_children()
        uses |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_referenced() and (table is top or symbol.is_global())
        }
    return (uses - gives | own_value(cell)) - set(dir(builtins)), gives


def own_value(cell):
    """The names whose first assignment in a cell uses what they held before, as in `layer = mine("layer", layer)`."""
    found, there = set(), set()
    for statement in ast.parse(cell.source).body:
        if isinstance(statement, ast.Assign):
            used = {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}
            targets = {target.id for target in statement.targets if isinstance(target, ast.Name)}
            found |= targets & used - there
        there |= {getattr(node, "id", getattr(node, "name", "")) for node in ast.walk(statement)}
    return found


def missing(checked, steps):
    """What the steps of a plan run without having it: "cell: names", from an empty kernel on."""
    there = set()
    for step in steps:
        for cell in checked.run(step):
            needs, gives = needs_and_gives(cell)
            if needs - there:
                yield f"{cell.id}: {', '.join(sorted(needs - there))}"
            there |= gives


def split_questions(checked, steps):
    """Where a plan shows an answer without its question, a question without its answer, or half of a question."""
    lesson = checked.lesson
    there, asked = set(), {}
    for cell in (cell for step in steps for cell in lesson.run(step)):
        before = lesson.cells[lesson.number[cell.id] - 2]
        if cell.id in lesson.guesses:
            asked[lesson.guesses[cell.id]] = cell.id
            if before.cell_type == "markdown" and before.id not in there:
                yield f"{cell.id} without {before.id}, which leads to it"
        for guess in REVEALS.findall(cell.source) if cell.cell_type == "code" else []:
            if asked.pop(guess, None) is None:
                yield f"{cell.id} reveals what nobody was asked"
        there.add(cell.id)
    yield from (f"{name} is never answered" for name in asked.values())
    for step in steps:
        cells = lesson.run(step)
        after = lesson.cells[lesson.number[cells[-1].id] :] if cells else []
        if after and after[0].id not in there and after[0].id in lesson.guesses:
            yield f"{cells[-1].id} leads to {after[0].id}, which is left out"


def loose_numbers(text):
    """Measured-looking numbers neither quoted from a cell, nor said by a student, nor computed beside the text."""
    text = re.sub(r"^```python\n.*?^```$", "", text.replace("**", ""), flags=re.MULTILINE | re.DOTALL)
    for known in ("“[^”]*”", r"\*[^*\n]+\*", r"`[^`]*`", r"\$[^$]*\$"):
        text = re.sub(known, "", text)
    return re.findall(r"\d*\.\d+|\d+ ?%|±", re.sub(r"^\d+\.", "", text, flags=re.MULTILINE))
