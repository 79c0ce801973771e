"""What keeps a lesson within an evening: its time, words and code, and that nothing is used before it is explained.

    python -m tests.repo.lesson_rules [NN ...]    measures the lessons, and says where they break a rule

The model of the time gives what learners took who were watched: words / 100 a minute, 10 s for each visible line of
code, 2 minutes a prediction, 9 an exercise, 10 an explorer, 7 a quiz. It rounds to 5 minutes.
"""

import ast
import re
import sys
from dataclasses import dataclass

import nbformat

from tests.repo.project import ROOT

NOTEBOOKS = ROOT / "notebooks"
CORE_MINUTES = range(60, 101)
CORE_WORDS, CORE_LINES, CORE_PREDICTIONS, CORE_EXERCISES = 2000, 100, range(5, 10), range(3, 5)
COLUMNS = 88
TIME = re.compile(r"\*\*Time:\*\* core about (\d+) minutes; \*Going deeper\* about (\d+)\.")
DEEPER = re.compile(r"^## Going deeper\s*$", re.MULTILINE)

# What somebody with basic Python knows: functions, loops, lists.
BASIC = {"print", "len", "range", "sum", "min", "max", "abs", "round", "int", "float", "str", "list", "bool", "tuple"}
BUILTINS = {"zip", "enumerate", "sorted", "any", "all", "isinstance", "map", "filter", "reversed", "set", "type"}
BUILTINS |= {"getattr", "iter", "next", "pow", "divmod", "vars", "lambda"}
VERBS = {"check", "hint", "solution", "mine", "predict", "reveal", "warmup", "explore", "quiz", "progress", "ledger"}
BASIC_METHODS = {".append", ".format", ".join", ".split"}
DRAWING = re.compile(r"\bplt\.|\bfigures\.|\bsubplots\(|\bax\w*\.|\bfig\.|\bshow\(fig\b")


@dataclass
class Measure:
    words: int = 0
    lines: int = 0
    predictions: int = 0
    exercises: int = 0
    explorers: int = 0
    quizzes: int = 0

    @property
    def minutes(self):
        machinery = 2 * self.predictions + 9 * self.exercises + 10 * self.explorers + 7 * self.quizzes
        return self.words / 100 + self.lines / 6 + machinery

    @property
    def stated(self):
        """The minutes as a lesson states them."""
        return 5 * round(self.minutes / 5)


def read(name):
    return nbformat.read(next(NOTEBOOKS.glob(f"{name}*.ipynb")), as_version=4)


def halves(notebook):
    """The cells of the core, and those behind it."""
    cells = notebook.cells
    first = next(
        (i for i, cell in enumerate(cells) if cell.cell_type == "markdown" and DEEPER.search(cell.source)), len(cells)
    )
    return cells[:first], cells[first:]


def is_hidden(cell):
    return cell.metadata.get("jupyter", {}).get("source_hidden", False)


def words_of(markdown):
    """How many words there are to read: a formula is one, an address none."""
    text = re.sub(r"\]\([^)]*\)", "]", markdown)
    text = re.sub(r"\$\$.*?\$\$|\$[^$]*\$", " formula ", text, flags=re.DOTALL)
    return len(re.findall(r"[^\W_][\w'’.,·-]*", re.sub(r"<[^>]*>", " ", text)))


def measure(cells):
    """What a reader has to do in these cells."""
    found = Measure()
    for cell in cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown":
            found.words += words_of(cell.source)
        elif cell.cell_type == "code":
            found.predictions += len(re.findall(r"(?<![.\w])predict\(", cell.source))
            found.explorers += bool(re.search(r"^explore\(", cell.source, re.MULTILINE))
            found.quizzes += bool(re.search(r"^quiz\(", cell.source, re.MULTILINE))
            found.exercises += "exercise" in tags
            if not {"exercise", "check"} & set(tags) and not is_hidden(cell):
                found.lines += sum(bool(line.strip()) for line in cell.source.splitlines())
    return found


# ---- the rules -----------------------------------------------------------------------------------


def keeps_the_time(notebook):
    """The times said are those of the model, and the core is an evening."""
    core, deeper = (measure(cells) for cells in halves(notebook))
    said = TIME.search("\n".join(cell.source for cell in core_markdown(notebook)))
    if said is None:
        wanted = f"**Time:** core about {core.stated} minutes; *Going deeper* about {deeper.stated}."
        yield f"the times must be said as in “{wanted}”"
    elif (int(said[1]), int(said[2])) != (core.stated, deeper.stated):
        yield f"it says {said[1]} and {said[2]} minutes; by the model it is {core.stated} and {deeper.stated}"
    if core.stated not in CORE_MINUTES:
        yield f"the core takes {core.minutes:.0f} minutes; wanted: {CORE_MINUTES[0]} to {CORE_MINUTES[-1]}"
    if core.words > CORE_WORDS or core.lines > CORE_LINES:
        yield f"the core has {core.words} words and {core.lines} lines; at most {CORE_WORDS} and {CORE_LINES}"
    if core.predictions not in CORE_PREDICTIONS or core.exercises not in CORE_EXERCISES:
        yield f"the core has {core.predictions} predictions and {core.exercises} exercises; wanted: 5 to 9 and 3 or 4"


def core_markdown(notebook):
    return [cell for cell in halves(notebook)[0] if cell.cell_type == "markdown"]


def has_lines_that_fit(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code" and not is_hidden(cell):
            for line in cell.source.splitlines():
                if len(line) > COLUMNS:
                    yield f"cell {cell.id}: a line of {len(line)} columns; at most {COLUMNS}: {line[:60]}"


def draws_nothing_itself(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code" and not is_hidden(cell) and (found := DRAWING.search(cell.source)):
            yield f"cell {cell.id} draws by itself: {found[0]}"


def acts_first(notebook):
    """The reader runs something, more than imports, before goals and instructions."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            yield f"nothing is done by the reader before {cell.source.splitlines()[0]!r}"
            return
        if cell.cell_type == "code" and not is_hidden(cell):
            if any(not isinstance(line, (ast.Import, ast.ImportFrom)) for line in ast.parse(cell.source).body):
                return


def keeps_guess_and_answer_apart(notebook):
    """A prediction is revealed once, in a later cell than the one that asks."""
    asked = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for name in re.findall(r"^(\w+) = predict\(", cell.source, re.MULTILINE):
            if name in asked:
                yield f"cell {cell.id} asks before {name!r} of cell {asked[name]} is revealed"
            asked[name] = cell.id
        if re.search(r"\breveal\(\s*(?:\.\.\.|[\"'])", cell.source):
            yield f"cell {cell.id} reveals something that is no prediction"
        for name in re.findall(r"\breveal\(\s*(\w+)", cell.source):
            if asked.pop(name, None) in (None, cell.id):
                yield f"cell {cell.id} reveals {name!r}, which no earlier cell asked"
    for name, where in asked.items():
        yield f"cell {where} asks {name!r}, which is never revealed"


def uses_what_the_reader_wrote(notebook):
    """A cell after the check takes the reader's function with `mine`, and that or a later one calls it."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for i, cell in enumerate(cells):
        name = cell.metadata.get("relulab", {}).get("exercise")
        if name is None:
            continue
        later = "\n".join(other.source for other in cells[i + 2 :])
        taken = re.search(rf"^(\w+) = mine\(\s*[\"']{name}[\"'].*\)", later, re.MULTILINE)
        if taken is None:
            yield f"cell {cell.id}: a cell after its check should take the function with mine({name!r}, ...)"
        elif not re.search(rf"\b{taken[1]}\b", later[taken.end() :]):
            yield f"cell {cell.id}: nothing runs on what the reader wrote"


# ---- nothing is used before it is explained ------------------------------------------------------


def explained(cell):
    return cell.metadata.get("relulab", {}).get("introduces", [])


def used(source, imported, defined):
    """What a piece of code uses that is no basic Python."""
    tree = ast.parse(source)
    bases = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            chain = dotted(node)
            if chain and chain.split(".")[0] in imported:
                yield chain
            elif f".{node.attr}" not in BASIC_METHODS:
                yield f".{node.attr}"
        elif isinstance(node, ast.Name):
            if node.id in BUILTINS and node.id not in defined:
                yield node.id
            elif node.id in imported - VERBS and id(node) not in bases:
                yield node.id
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            yield "@"
        elif isinstance(node, ast.Subscript):
            yield from of_index(node.slice)
        elif isinstance(node, (ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.SetComp)):
            yield "comprehension"
        elif isinstance(node, ast.keyword) and node.arg in ("axis", "keepdims"):
            yield node.arg
        elif isinstance(node, tuple(SYNTAX)):
            yield SYNTAX[type(node)]


SYNTAX = {ast.Lambda: "lambda", ast.IfExp: "ternary", ast.Starred: "starred", ast.Dict: "dict", ast.With: "with"}
SYNTAX |= {ast.Try: "try", ast.ClassDef: "class", ast.Yield: "yield", ast.Set: "set", ast.NamedExpr: ":="}


def of_index(index):
    for part in index.elts if isinstance(index, ast.Tuple) else [index]:
        if isinstance(part, ast.Slice):
            yield "slice"
        elif isinstance(part, ast.Compare):
            yield "mask"
        elif isinstance(part, ast.Constant) and part.value is None:
            yield "None-index"
        elif isinstance(part, ast.Constant) and part.value is ...:
            yield "ellipsis-index"


def dotted(node):
    """The name of an attribute of an attribute of a name, else None."""
    if isinstance(node, ast.Name):
        return node.id
    base = dotted(node.value) if isinstance(node, ast.Attribute) else None
    return f"{base}.{node.attr}" if base else None


def names_of(tree):
    """Names that an import brings, and those that the code itself gives."""
    imported, defined = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            imported |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef):
            defined.add(node.name)
    return imported, defined


def unexplained(notebooks):
    """Walk the lessons in order; each name that is used before a cell explains it, as (lesson, cell, name).

    What *Going deeper* explains is known there alone: whoever skips it reads the next lesson as well.
    """
    known = set()
    for lesson, notebook in notebooks:
        imported, defined, core = set(), set(), {cell.id for cell in halves(notebook)[0]}
        here = set()
        for cell in notebook.cells:
            for name in explained(cell):
                if not mentions(cell.source, name):
                    yield lesson, cell.id, f"{name} (said to be explained here, and not mentioned)"
            here |= set(explained(cell))
            if cell.id in core:
                known |= set(explained(cell))
            if cell.cell_type != "code" or is_hidden(cell):
                continue
            more, given = names_of(ast.parse(cell.source))
            imported |= more
            defined |= given
            for name in dict.fromkeys(used(cell.source, imported, defined)):
                if name not in known | here and name.lstrip(".") not in defined:
                    yield lesson, cell.id, name


#: How a piece of syntax shows in the text that explains it.
SHOWN = {
    "slice": ":",
    "mask": "[",
    "None-index": "None",
    "ellipsis-index": "...",
    "comprehension": "for",
    "ternary": "if",
}
SHOWN |= {"starred": "*", "dict": "{"}


def mentions(source, name):
    return SHOWN.get(name, name) in source


# ---- one derivation before use ---------------------------------------------------------------------


def underived(notebooks):
    """Walk the lessons in order; each formula that is leaned on before a cell derives it, or derived twice."""
    derived = set()
    for lesson, notebook in notebooks:
        for cell in notebook.cells:
            tagged = cell.metadata.get("relulab", {})
            for name in tagged.get("derives", []):
                if name in derived:
                    yield lesson, cell.id, f"{name} (derived a second time)"
                derived.add(name)
            for name in tagged.get("uses", []):
                if name not in derived:
                    yield lesson, cell.id, name


RULES = [
    keeps_the_time,
    has_lines_that_fit,
    draws_nothing_itself,
    acts_first,
    keeps_guess_and_answer_apart,
    uses_what_the_reader_wrote,
]


def all_lessons():
    return [(path.stem, nbformat.read(path, as_version=4)) for path in sorted(NOTEBOOKS.glob("*.ipynb"))]


def main(wanted):
    lessons = all_lessons()
    walked = [*unexplained(lessons), *((*place, f"{name}: not derived") for *place, name in underived(lessons))]
    for name, notebook in lessons:
        if wanted and name[:2] not in wanted:
            continue
        for half, cells in zip(("core", "deeper"), halves(notebook)):
            found = measure(cells)
            print(f"{name} {half}: {found.minutes:.0f} minutes; {found}")
        for rule in RULES:
            for broken in rule(notebook):
                print(f"  {rule.__name__}: {broken}")
        for lesson, cell, what in walked:
            if lesson == name:
                print(f"  cell {cell} uses, unexplained: {what}")


if __name__ == "__main__":
    main(sys.argv[1:])
