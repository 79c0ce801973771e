"""How a page for the teacher is read: its parts, its plans, the cells it names, and how long they take.

A page names what it means in code spans: `cell:relu-run` is the cell with that id, `section:5. Zeros everywhere` a
heading, `exercise:rectify`, `explorer`, `preset:start` of that explorer, `vote:2` the second concept test of the page;
`warmup`, `quiz`, `exit ticket` and `break` are what they say. What a cell prints is quoted in “curly quotes”; what a
student may say stands in *italics*.
"""

import builtins
import re
import symtable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat

from tests.repo.rules import NOTEBOOKS, texts

FOLDER = Path(__file__).parents[2] / "instructor"
LENGTHS = [45, 60, 90, 180]
PARTS = [
    "Goals",
    "What students must know",
    *(f"Plan for {length} minutes" for length in LENGTHS),
    "Prompts",
    "Explorer",
    "Misconceptions",
    "Exercises",
    "When time runs out",
    "Concept tests",
    "Exit ticket",
    "Finding the cells",
]
NAMED = re.compile(r"`(cell|section|exercise|explorer|preset|vote):([^`]+)`")
PREDICTS = re.compile(r"^\w+ = predict\(", re.MULTILINE)
RANGE = re.compile(r"`cell:([\w-]+)`(?: to `cell:([\w-]+)`)?")
QUOTE = re.compile("“([^”]*)”")

# How long things take, in minutes, at least and at most. Nobody has taught from these pages yet: instructor/README.md
# says how each number came about, and asks for reports to replace them.
WORDS_A_MINUTE = 125  # said aloud; at least half of the words of a cell are said, at most all
PREDICTION = (2, 5)  # write it down, a show of hands, reveal, let one of them explain
FORMULA = (0.5, 1.5)  # each one on a line of its own
CODE_CELL = (0.5, 1.5)  # run it and look; no cell runs longer than three seconds
EXERCISE, BLANK, LATE = 3.0, 2.0, 1.5  # read the task and check; each blank; and ten minutes turn out to be fifteen
OTHERS = {"warmup": (2, 4), "quiz": (4, 8), "exit ticket": (3, 5), "explorer": (4, 9), "vote": (4, 7)}


@dataclass
class Page:
    path: Path
    notebook: nbformat.NotebookNode
    exercises: list

    @cached_property
    def text(self):
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def parts(self):
        """Title of each second-level heading -> the text under it."""
        pieces = re.split(r"^## (.+)$", self.text, flags=re.MULTILINE)
        return dict(zip(pieces[1::2], pieces[2::2]))

    @cached_property
    def cells(self):
        return {cell.id: cell for cell in self.notebook.cells}

    def table(self, part):
        """The rows of the table under a heading, without its head."""
        lines = [line for line in self.parts[part].splitlines() if line.startswith("|")]
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]

    def between(self, first, last):
        names = list(self.cells)
        return [self.cells[name] for name in names[names.index(first) : names.index(last or first) + 1]]

    def printed(self, name):
        """Everything that a cell has stored, as one text."""
        cell = self.cells[name]
        return "\n".join(text for output in cell.get("outputs", []) for text in texts(output))

    def section(self, name):
        """The heading under which a cell stands."""
        section = "at the top"
        for cell in self.notebook.cells:
            heading = re.match(r"## (.+)", cell.source)
            section = heading[1] if heading else section
            if cell.id == name:
                return section

    def sections(self, row):
        """Where in the notebook a row of a plan is: numbers of sections, and the titles of those without one."""
        ids = [name for pair in RANGE.findall(row) for name in pair if name] + [cell.id for cell in self.run_by(row)]
        titles = {self.section(cell.id) for cell in self.notebook.cells if cell.id in ids}
        found = [
            line[3:] for cell in self.notebook.cells for line in cell.source.splitlines()[:1] if line[3:] in titles
        ]
        if "at the top" in titles:
            found = ["top", *[title for title in found if title != "What you will be able to do"]]
        return ", ".join(re.sub(r"^(\d+)\. .*", r"\1", title) for title in found)

    def where(self, name):
        """The row that helps to find a cell: its id, the section that it stands in, and how it begins."""
        cell, section = self.cells[name], self.section(name)
        lines = [line for line in cell.source.splitlines() if line.strip()]
        if lines[0] == "# drawing":
            first = re.search(r"\*Figure\.\* (.+)", self.printed(name))[1]
        else:
            first = lines[0]
        words = re.sub(r"[*$`|#\\]", "", first).split()
        return [f"`cell:{name}`", section, " ".join(words[:8]) + (" …" if len(words) > 8 else "")]

    def run_by(self, row):
        """The code cells that a row of a plan runs; those of an exercise where it names the exercise."""
        asked = re.findall(r"`exercise:(\w+)`", row)
        calls = ["explore("] if "`explorer`" in row else []
        calls += [f'{name}("{self.path.stem}")' for name in ("warmup", "quiz") if f"`{name}`" in row]
        named = [cell for first, last in RANGE.findall(row) for cell in self.between(first, last)]
        for cell in self.notebook.cells:
            if cell.cell_type != "code":  # its text may name a call, too
                continue
            exercise = cell.metadata.get("relulab", {}).get("exercise")
            checked = re.search(r"\bcheck\(\"(\w+)\"", cell.source)
            if exercise in asked or (checked and checked[1] in asked) or any(call in cell.source for call in calls):
                yield cell
            elif cell in named and exercise is None and not checked:
                yield cell

    def takes(self, row):
        """Minutes that what a row of a plan names takes, at least and at most; None if it names nothing to count."""
        asked = re.findall(r"`exercise:(\w+)`", row)
        parts = [self.exercise(name) for name in asked]
        parts += [OTHERS[kind] for kind, _ in NAMED.findall(row) if kind in OTHERS]
        parts += [OTHERS[name] for name in re.findall(r"`(warmup|quiz|explorer|exit ticket)`", row)]
        for first, last in RANGE.findall(row):
            parts += [span for span in map(self.cell, self.between(first, last)) if span]
        return tuple(map(sum, zip(*parts))) if parts else None

    def exercise(self, name):
        stub = next(exercise.stub for exercise in self.exercises if exercise.id == name)
        least = EXERCISE + BLANK * (stub.count("...") + (stub.count('"...')))
        return least, LATE * least

    def cell(self, cell):
        """Minutes for one cell; those of an exercise are counted by the exercise."""
        if cell.id.startswith("exercise-") or set(cell.metadata.get("tags", [])) & {"exercise", "check"}:
            return None
        if cell.cell_type == "markdown":
            minutes = len(re.findall(r"\w+", cell.source)) / WORDS_A_MINUTE
            formulas = cell.source.count("$$") / 2
            return minutes / 2 + formulas * FORMULA[0], minutes + formulas * FORMULA[1]
        return PREDICTION if PREDICTS.search(cell.source) else CODE_CELL


def load(name, exercises):
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    return Page(
        FOLDER / f"{name}.md", notebook, [exercise for exercise in exercises.values() if exercise.lesson == name]
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
    return uses - gives - set(dir(builtins)), gives


def predictions(page):
    """The ids of the cells in which the reader predicts."""
    return [name for name, cell in page.cells.items() if cell.cell_type == "code" and PREDICTS.search(cell.source)]


def votes(page):
    """Each concept test as (number, [options of the vote, options of the second vote], keys, code)."""
    found = []
    for piece in re.split(r"^### ", page.parts["Concept tests"], flags=re.MULTILINE)[1:]:
        number = int(re.match(r"(\d+)\.", piece)[1])
        options = [
            dict(re.findall(r"\b([A-E])\. (.+?)(?= · |$)", line))
            for line in piece.splitlines()
            if line.startswith("A. ")
        ]
        keys = re.search(r"^\*\*Key:\*\* ([A-E]), then ([A-E])\b", piece, re.MULTILINE).groups()
        found.append((number, options, keys, code(piece)))
    return found


def code(text):
    """The Python of a text, as one program."""
    return "\n".join(re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def loose_numbers(text):
    """Measured-looking numbers neither quoted from a cell, nor said by a student, nor computed beside the text."""
    text = re.sub(r"^```python\n.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    for known in ("“[^”]*”", r"\*[^*\n]+\*", r"`[^`]*`", r"\$[^$]*\$"):
        text = re.sub(known, "", text)
    return re.findall(r"\d*\.\d+|\d+ ?%|±", re.sub(r"^\d+\.", "", text, flags=re.MULTILINE))
