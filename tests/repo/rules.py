"""What holds of every notebook of the course.

A rule takes a `Lesson` and yields one sentence for each place where the notebook breaks it. test_lessons.py holds the
lessons to `RULES`; test_rules.py shows that each rule sees what it is there to see.
"""

import base64
import html
import re
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import nbformat
from markdown_it import MarkdownIt

from relulab.teaching.folder import exercise_cells, fill_in
from tools.notebooks import CLOCK, DRAWN_BY, code_hash, stored_form

# A new lesson is one more name here.
LESSONS = [
    "01_neurons",
    "02_learning",
    "03_activations",
    "04_relu_sparsity",
    "05_vanishing_gradients",
    "06_leaky_relu",
    "07_clinic",
    "08_beyond",
]
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

LINES_IN_A_CELL = 15
IMAGE_BYTES, NOTEBOOK_BYTES = 200_000, 2_000_000
TAGS = {"exercise", "check", "hide-input", "clock"}
METADATA = {"tags", "slideshow", "relulab", "jupyter", "editable", "deletable", DRAWN_BY}
SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
SECTIONS = ["What you will be able to do", "Quiz", "Summary", "Going deeper", "Where next"]
NO_HTTPS = {"http://neuralnetworksanddeeplearning.com"}  # its server offers none
BANNED_WORDS = re.compile(r"\b(simply|just|obviously)\b", re.IGNORECASE)
EXPLORE = re.compile(r"^\d+\. Explore: ")
EXPLORER = re.compile(r"\bexplore\(")
CHECK = re.compile(r"""\bcheck\(\s*["'](\w+)["']""")
QUIZ = re.compile(r"""\b(quiz|warmup)\(\s*["'](\w+)["']""")
LEAKS = {
    "a path of one machine": re.compile(
        r"(?<![\w/.])(?:~|/(?:home|Users|root|tmp|var|usr|opt|mnt|srv|work|builds?|private))/\w|\b[A-Z]:\\\w"
    ),
    "an address in memory": re.compile(r"\b0x[0-9a-fA-F]{5,}\b"),
}
SHELL = re.compile(r"^\s*(?:!|%%?(?:bash|sh|script|system|sx|pip|conda|mamba|uv)\b)", re.MULTILINE)
NBVAL_COMMENT = re.compile(r"#\s*(?:NBVAL|PYTEST_VALIDATE)_\w+")


@dataclass
class Lesson:
    path: Path
    notebook: nbformat.NotebookNode
    exercises: list

    @property
    def cells(self):
        return list(enumerate(self.notebook.cells, start=1))

    @property
    def code(self):
        return [(number, cell) for number, cell in self.cells if cell.cell_type == "code"]

    @property
    def outputs(self):
        return [(number, output) for number, cell in self.code for output in cell.outputs]

    @property
    def markdown(self):
        """Cell number and tokens of each markdown cell."""
        return [
            (number, MarkdownIt().enable("table").parse(cell.source))
            for number, cell in self.cells
            if cell.cell_type == "markdown"
        ]

    @property
    def headings(self):
        """Cell number, level and text."""
        return [
            (number, int(token.tag[1]), tokens[i + 1].content)
            for number, tokens in self.markdown
            for i, token in enumerate(tokens)
            if token.type == "heading_open"
        ]

    @property
    def inline(self):
        """Cell number and token of each piece of text, link or picture."""
        return [
            (number, piece)
            for number, tokens in self.markdown
            for token in tokens
            if token.type == "inline"
            for piece in token.children
        ]


def texts(output):
    """Every text of an output: what is printed, and each form of what is displayed."""
    if output.output_type == "stream":
        return [output.text]
    return [text for kind, text in output.get("data", {}).items() if kind.startswith("text/")]


def is_executed(lesson):
    counts = [cell.execution_count for _, cell in lesson.code]
    if not counts or counts != list(range(1, len(counts) + 1)):
        yield f"not executed from top to bottom in a clean kernel: the execution counts are {counts}"


def has_no_error(lesson):
    for number, output in lesson.outputs:
        if output.output_type == "error":
            yield f"cell {number} stores an error: {output.ename}"
        elif output.get("name") == "stderr":
            yield f"cell {number} stores a warning: {output.text.strip()[:80]}"


def is_in_the_stored_form(lesson):
    nbformat.validate(lesson.notebook)
    if stored_form(lesson.notebook) != lesson.path.read_bytes():
        yield "not as tools/notebooks.py writes it; run `make notebooks`"


def has_known_metadata(lesson):
    for number, cell in lesson.cells:
        if unknown := set(cell.metadata.get("tags", [])) - TAGS:
            yield f"cell {number} has the tag {', '.join(sorted(unknown))}; allowed are {', '.join(sorted(TAGS))}"
        if unknown := set(cell.metadata) - METADATA:
            yield f"cell {number} has the metadata {', '.join(sorted(unknown))}"
        if cell.metadata.get("slideshow", {}).get("slide_type") not in SLIDE_TYPES:
            yield f"cell {number} does not say its slide type"


def has_clock_pictures_of_its_code(lesson):
    for number, cell in lesson.cells:
        drawn_by = code_hash(cell) if CLOCK in cell.metadata.get("tags", []) else None
        if cell.metadata.get(DRAWN_BY) != drawn_by:
            yield f"cell {number} keeps a picture that other code drew, or has no tag {CLOCK}; run `make notebooks`"


def runs_anywhere(lesson):
    for number, cell in lesson.code:
        if NBVAL_COMMENT.search(cell.source):
            yield f"cell {number} tells nbval to look away"
        if SHELL.search(cell.source):
            yield f"cell {number} calls the shell"


def has_short_cells(lesson):
    for number, cell in lesson.code:
        if (lines := len(cell.source.splitlines())) > LINES_IN_A_CELL:
            yield f"cell {number} has {lines} lines; at most {LINES_IN_A_CELL}"


def is_small(lesson):
    for number, output in lesson.outputs:
        size = len(base64.b64decode(output.get("data", {}).get("image/png", "")))
        if size > IMAGE_BYTES:
            yield f"the picture of cell {number} has {size} bytes; at most {IMAGE_BYTES}"
    if (size := lesson.path.stat().st_size) > NOTEBOOK_BYTES:
        yield f"the file has {size} bytes; at most {NOTEBOOK_BYTES}"


def has_captions(lesson):
    """A picture has its text in the same output or in the next one: nbval compares that text, and a reader hears it."""
    for number, cell in lesson.code:
        displayed = [output.get("data", {}) for output in cell.outputs]
        for i, data in enumerate(displayed):
            if not any(kind.startswith("image/") for kind in data):
                continue
            forms = displayed[i : i + 2]
            captions = [form.get("text/html", "") + form.get("text/markdown", "") for form in forms]
            if all(len(plain(caption)) < 20 for caption in captions):
                yield f"a picture of cell {number} has no caption"


def plain(marked_up):
    return html.unescape(re.sub(r"<[^>]*>", " ", marked_up)).strip()


def keeps_this_machine_out(lesson):
    host = socket.gethostname()
    named = re.compile(rf"\b{re.escape(host)}\b") if re.search(r"\d|-|\.", host) else None  # "neuron" is a word, too
    for number, output in lesson.outputs:
        for text in texts(output):
            for what, pattern in {**LEAKS, "the name of this machine": named}.items():
                if pattern and (found := pattern.search(text)):
                    yield f"an output of cell {number} holds {what}: {found[0]}"


def has_plain_words(lesson):
    for number, piece in lesson.inline:
        if piece.type == "text" and (found := BANNED_WORDS.search(piece.content)):
            yield f"cell {number} says {found[0]!r}"
    for number, output in lesson.outputs:
        for text in texts(output):
            if found := BANNED_WORDS.search(text):
                yield f"an output of cell {number} says {found[0]!r}"


def has_links_that_lead_somewhere(lesson):
    for number, piece in lesson.inline:
        target = (
            piece.attrGet("href")
            if piece.type == "link_open"
            else piece.attrGet("src")
            if piece.type == "image"
            else None
        )
        if target is not None and (problem := broken(target, lesson)):
            yield f"cell {number} links to {target}, {problem}"
        if piece.type == "image" and not piece.content.strip():
            yield f"cell {number} has a picture without a text"


def broken(target, lesson):
    """What is wrong with a link, or None."""
    if "://" in target or target.startswith("mailto:"):
        known = any(target == site or target.startswith(f"{site}/") for site in NO_HTTPS)
        return None if known or target.startswith("https://") else "which is not https"
    file, _, anchor = unquote(target).partition("#")
    path = (lesson.path.parent / file) if file else lesson.path
    if not path.exists():
        return "which does not exist"
    if anchor and path.suffix == ".ipynb":
        there = lesson if path == lesson.path else Lesson(path, nbformat.read(path, as_version=4), [])
        if anchor not in {text.replace(" ", "-") for *_, text in there.headings}:
            return "where no such heading is"
    return None


def has_ordered_headings(lesson):
    last = 0
    for number, level, text in lesson.headings:
        if level > last + 1:
            yield f"cell {number}: the heading {text!r} skips a level"
        last = level
    if [level for _, level, _ in lesson.headings].count(1) != 1:
        yield "there must be one heading of the first level, the title"


def has_the_anatomy_of_a_lesson(lesson):
    first = (
        lesson.markdown[0][1] if lesson.notebook.cells[:1] and lesson.notebook.cells[0].cell_type == "markdown" else []
    )
    if [token.type for token in first[:4]] != ["heading_open", "inline", "heading_close", "paragraph_open"]:
        yield "the first cell must be the title and a hook of one sentence"
    else:
        hook = "".join(piece.content or " " for piece in first[4].children)
        if len(re.findall(r"[.!?](?=\s|$)", hook)) != 1:
            yield f"the hook must be one sentence: {hook!r}"
    sections = [text for _, level, text in lesson.headings if level == 2 and text in SECTIONS]
    if sections != SECTIONS:
        yield f"the sections {SECTIONS} must stand in this order; found: {sections}"


def has_its_exercises(lesson):
    if not 3 <= len(lesson.exercises) <= 6:
        yield f"there are {len(lesson.exercises)} exercises; three to six are wanted"
    stubs = {exercise.id: exercise.stub for exercise in lesson.exercises}
    found = []
    for i, (number, cell) in enumerate(lesson.code):
        name = cell.metadata.get("relulab", {}).get("exercise")
        if (name is not None) != ("exercise" in cell.metadata.get("tags", [])):
            yield f"cell {number} must have both the tag and the name of an exercise, or neither"
        if ("check" in cell.metadata.get("tags", [])) != bool(CHECK.search(cell.source)):
            yield f"cell {number} must have both the tag check and a call of check, or neither"
        if name is None:
            continue
        found.append(name)
        if cell.source.strip() != stubs.get(name, "").strip():
            yield f"cell {number} differs from the stub of {name!r}"
        after = lesson.code[i + 1][1].source if i + 1 < len(lesson.code) else ""
        if CHECK.findall(after) != [name]:
            yield f"cell {number}: the next code cell must check {name!r}"
    if sorted(found) != sorted(stubs):
        yield f"the exercises are {sorted(stubs)}, the notebook has {sorted(found)}"


def has_its_quiz(lesson):
    """The five questions stand in the section Quiz; from the second lesson on, two on earlier ones at the start."""
    name, section, found = lesson.path.stem, None, []
    for number, cell in lesson.cells:
        section = [section, *(text for at, level, text in lesson.headings if at == number and level == 2)][-1]
        if cell.cell_type == "code":
            found += [(what, of, section) for what, of in QUIZ.findall(cell.source)]
    wanted = [("quiz", name, "Quiz")]
    if not name.startswith("01_"):
        wanted.insert(0, ("warmup", name, "Do you remember?"))
    if found != wanted:
        yield f"the calls of warmup and quiz, each with its section, should be {wanted}; found: {found}"


def has_an_explorer(lesson):
    """It stands in the section before the quiz; its questions are in it."""
    sections = [(number, text) for number, level, text in lesson.headings if level == 2]
    ends = [*sections[1:], (len(lesson.cells) + 1, "")]
    found = [(start, end, after) for (start, text), (end, after) in zip(sections, ends) if EXPLORE.match(text)]
    if len(found) != 1:
        yield f"there must be one section with a heading such as '9. Explore: move it'; found: {len(found)}"
        return
    start, end, after = found[0]
    if after != "Quiz":
        yield f"after the section with the explorer comes {after!r}, not the quiz"
    source = "\n".join(cell.source for number, cell in lesson.code if start <= number < end)
    if len(EXPLORER.findall(source)) != 1:
        yield 'the section Explore must show one explorer, such as explore("01_neurons")'


def is_not_attempted(lesson):
    for number, cell in lesson.code:
        if "check" in cell.metadata.get("tags", []) and not verdict(cell).startswith("Not attempted"):
            yield f"cell {number} says {verdict(cell)[:60]!r} where nothing was attempted"


def verdict(cell):
    """What a check said: the text of its card, or what a console would print."""
    return "\n".join(
        output.text if output.output_type == "stream" else output.get("data", {}).get("text/plain", "")
        for output in cell.outputs
    )


RULES = [
    is_executed,
    has_no_error,
    is_in_the_stored_form,
    has_known_metadata,
    has_clock_pictures_of_its_code,
    runs_anywhere,
    has_short_cells,
    is_small,
    has_captions,
    keeps_this_machine_out,
    has_plain_words,
    has_links_that_lead_somewhere,
    has_ordered_headings,
    has_the_anatomy_of_a_lesson,
    has_its_exercises,
    has_its_quiz,
    has_an_explorer,
    is_not_attempted,
]


def solve(lesson):
    """Put the solutions into the exercise cells."""
    fill_in(exercise_cells(lesson.notebook), {exercise.id: exercise for exercise in lesson.exercises})
