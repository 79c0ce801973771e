"""The slides of a class: what the steps of a plan run, and what the teacher's page says of it.

A prediction stands on a slide of its own, before what was measured; a figure stands beside the text that reads it; code
is there on request. The notes say the minute, the cells, what to say and what to expect.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from ..course import warmups
from ..lessons import part
from .pages import LETTERS, Ballot, Page, Prompt, Step, Vote, matched
from .web import highlighted, inline, markdown

PREDICTS = re.compile(r"^\w+ = predict\(", re.MULTILINE)
_TELLS = ("**Read.**", "**Verdict")
#: So many words of text stand on the slide of a result, of a prediction, and beside a picture.
_BESIDE, _BEFORE_QUESTION, _BESIDE_PICTURE = 45, 65, 80
#: A text counts its words, 20 for a formula on its own line and 12 for a row of a table; a longer one is cut in two.
_LONG = 185
#: A slide holds so much: a figure counts 3, a table 2, anything else 1.
_FULL = 4
#: A picture so much wider than high stands above its text if that is short; one twice as wide, always.
_WIDE = 2.1


@dataclass
class Slide:
    """A slide.

    Attributes
    ----------
    kind, place, title : str
        The place is where in the lesson it is.
    body, notes : str
        As HTML.
    cells : list of str
        The cells that it shows.
    """

    kind: str
    place: str
    title: str
    body: str
    notes: str = ""
    cells: list[str] = field(default_factory=list)


@dataclass
class _Shown:
    """What a slide with results is put together from."""

    place: str
    lesson: str
    title: str = ""
    headed: str = ""
    big: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    how: str = ""
    weight: int = 0
    shape: float = 0.0
    figure: bool = False
    told: bool = False
    cells: list[str] = field(default_factory=list)
    open_code: bool = True
    asked: str = ""


class Lesson:
    """A lesson's notebook and its page, as the slides need them.

    Parameters
    ----------
    notebook : NotebookNode
    page : Page
    """

    def __init__(self, notebook: Any, page: Page) -> None:
        self.page = page
        self.cells = list(notebook.cells)
        self.number = {cell.id: number for number, cell in enumerate(self.cells, start=1)}
        self.place, place = {}, ""
        self.question: dict[str, str] = {}
        for cell in self.cells:
            heading = re.match(r"#{2,3} (?!Exercise)(.+)", cell.source)
            place = heading[1] if heading and cell.cell_type == "markdown" else place
            self.place[cell.id] = place
            if cell.cell_type == "code" and (name := re.search(r"^(\w+) = predict\(", cell.source, re.MULTILINE)):
                self.question[cell.id] = name[1]
        self.title = matched(r"# (?:\d+ · )?(.+)", self.cells[0].source)[1]
        self.hook = self.cells[0].source.partition("\n")[2].strip()

    def between(self, first: str, last: str) -> list[Any]:
        """The cells from one to another."""
        return self.cells[self.number[first] - 1 : self.number[last or first]]

    def asked_before(self, cell: Any) -> str:
        """The question that a cell answers: the last one before it that its `reveal` names."""
        names = set(re.findall(r"\breveal\((\w+),", cell.source))
        before = [each for each in self.cells[: self.number[cell.id]] if self.question.get(each.id) in names]
        return asked(before[-1])[0] if before else ""

    def plain(self, text: str) -> str:
        """HTML with the number of each cell in place of its name, which JupyterLab does not show."""
        text = re.sub(r"<code>cell:([\w-]+)</code>", lambda found: f"cell {self.number[found[1]]}", text)
        return re.sub(r"<code>(vote|preset|exercise|section):([^<]+)</code>", r"\1 \2", text)

    def run(self, step: Step) -> list[Any]:
        """The cells of a step in their order, those of an exercise where it names the exercise."""
        found: list[Any] = []
        asked = [name for kind, name, _ in step.parts if kind == "exercise"]
        for kind, name, last in step.parts:
            if kind == "cell":
                found += [cell for cell in self.between(name, last) if not _of_exercise(cell)]
            elif kind in ("explorer", "warmup", "quiz"):
                call = "explore" if kind == "explorer" else kind
                found += [cell for cell in self.cells if cell.source.startswith(f'{call}("')]
        found += [cell for cell in self.cells if _exercise(cell) in asked]
        found += [cell for cell in self.cells if (checks := _checks(cell)) and checks in asked]
        return sorted({cell.id: cell for cell in found}.values(), key=lambda cell: self.number[cell.id])


def _exercise(cell: Any) -> str:
    return str(cell.metadata.get("relulab", {}).get("exercise", ""))


def _checks(cell: Any) -> str:
    found = re.search(r"^check\(\"(\w+)\"", cell.source, re.MULTILINE) if cell.cell_type == "code" else None
    return found[1] if found else ""


def _of_exercise(cell: Any) -> bool:
    return bool(_exercise(cell) or _checks(cell))


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
            slide.notes = lesson.plain(_notes(lesson, step, slide))
            made.append(slide)
        spans.append((before + 1, len(made)))
    return made, spans


def _of_step(lesson: Lesson, step: Step) -> list[Slide]:
    made: list[Slide] = []
    cells: list[Any] = []

    def flush() -> None:
        made.extend(_of_cells(lesson, cells))
        cells.clear()

    for kind, name, last in step.parts:
        if kind == "cell":
            cells += [cell for cell in lesson.between(name, last) if not _of_exercise(cell)]
            continue
        if kind == "exercise":
            [stub] = [cell for cell in lesson.cells if _exercise(cell) == name]
            text = lesson.cells[lesson.number[stub.id] - 2]
            if text.cell_type == "markdown" and text not in cells:
                cells.append(text)
            cells.append(stub)
            cells.sort(key=lambda cell: lesson.number[cell.id])
            continue
        flush()
        made += _SPECIAL[kind](lesson, name)
    flush()
    return made


# ---- cells -------------------------------------------------------------------------------------------


def _of_cells(lesson: Lesson, cells: list[Any]) -> list[Slide]:
    made: list[Slide] = []
    texts: list[Any] = []
    shown: list[_Shown] = []

    def finish() -> None:
        made.extend(_put_together(each) for each in shown if each.big or each.beside)
        shown.clear()

    for cell in cells:
        if cell.cell_type == "markdown":
            if cell.source.startswith(_TELLS) and shown:
                _tell(shown, cell)
            else:
                texts.append(cell)
        elif cell is lesson.cells[0] or _is_left_out(cell):
            continue
        elif PREDICTS.search(cell.source):
            if not texts and shown and shown[-1].figure and not shown[-1].told:
                shown[-1].beside.append(_question(cell))  # the class looks at the picture while it predicts
                shown[-1].cells.append(cell.id)
                finish()
                continue
            finish()
            made += _prediction(lesson, texts, cell)
            texts = []
        elif _exercise(cell):
            finish()
            made += _task(lesson, texts, cell)
            texts = []
        elif any(_block(output, None) for output in cell.outputs):
            if texts and shown and shown[-1].told:
                finish()
            if any(text.source.startswith("#") for text in texts):
                finish()
            lead, how = _before_a_result(lesson, texts, cell, made, finish)
            texts = []
            _show(lesson, shown, cell, lead, how)
    if shown and texts and all(_words(text.source) <= _BESIDE and text.source[0] != "#" for text in texts):
        for text in texts:
            _tell(shown, text)
        texts = []
    finish()
    for text in texts:
        made += _idea(lesson, text)
    return made


def _before_a_result(
    lesson: Lesson, texts: list[Any], cell: Any, made: list[Slide], finish: Callable[[], None]
) -> tuple[tuple[str, str], str]:
    """The title and the text that stand with a result, and the text that stands with its code; slides for the rest."""
    title, lead, how = "", "", ""
    picture = any("image/png" in output.get("data", {}) for output in cell.outputs)
    for text in texts:
        headed = text.source.startswith("#")
        if text is lesson.cells[0] or _words(text.source) > (_BESIDE_PICTURE if picture else _BESIDE):
            finish()
            made += _idea(lesson, text)
        elif "`" in text.source and not headed:
            how = f"{how}\n\n{text.source}".strip()
        else:
            title, body = _headed(text.source, "")
            lead = f"{lead}\n\n{body}".strip()
    return (title, lead), how


def _is_left_out(cell: Any) -> bool:
    imports = cell.source.startswith(("import ", "from ")) and not cell.outputs
    return imports or cell.id == "package" or bool(_checks(cell)) or "explore(" in cell.source


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _idea(lesson: Lesson, cell: Any) -> list[Slide]:
    if cell is lesson.cells[0]:
        title = f"Lesson {int(lesson.page.lesson[:2])}"
        return [Slide("title", title, lesson.title, markdown(lesson.hook), "", [cell.id])]
    title, body = _headed(cell.source, lesson.place[cell.id] or lesson.title)
    place = _beside_title(lesson.place[cell.id], title)
    return [Slide("idea", place, title, markdown(part), "", [cell.id]) for part in _halves(body)]


def _halves(text: str) -> list[str]:
    """A text, cut at the paragraph nearest to its middle if it is too long for a slide."""

    def size(part: str) -> int:
        return _words(part) + 10 * part.count("$$") + 12 * len(re.findall(r"^\|", part, re.MULTILINE))

    paragraphs = text.split("\n\n")
    if size(text) <= _LONG or len(paragraphs) < 2:
        return [text]
    places = range(1, len(paragraphs))
    # What ends in a colon stands with what follows it.
    good = [at for at in places if not paragraphs[at - 1].rstrip().endswith(":")] or list(places)
    at = min(good, key=lambda at: abs(2 * size("\n\n".join(paragraphs[:at])) - size(text)))
    halves = ["\n\n".join(paragraphs[:at]), "\n\n".join(paragraphs[at:])]
    return halves if min(map(size, halves)) > _BESIDE else [text]


def _headed(source: str, otherwise: str) -> tuple[str, str]:
    """The title of a text, and the rest of it."""
    heading = re.match(r"#{1,4} (.+)\n*", source)
    lead = re.match(r"\*\*([^*]{3,60}?)[.:]?\*\*\s*", source)
    if heading:
        return heading[1], source[heading.end() :]
    if lead and not source.startswith(_TELLS):
        return lead[1], source[lead.end() :]
    if source.startswith("**Verdict"):
        return "Verdict", source
    return re.sub(r"^\d+\. ", "", otherwise), source


def _beside_title(place: str, title: str) -> str:
    return "" if place == title or place.endswith(title) else place


def _prediction(lesson: Lesson, texts: list[Any], cell: Any) -> list[Slide]:
    """The slide on which the class predicts; before it, one for each longer text."""
    place = lesson.place[cell.id]
    made, lead = [], ""
    choices = asked(cell)[1]
    for text in texts:
        listed = choices and all(f"*{choice}*" in text.source for choice in choices)
        short = _words(text.source) <= _BEFORE_QUESTION and not re.match(r"#{1,2} ", text.source)
        if text is texts[-1] and (short or listed):
            lead = text.source
            choices = [] if listed else choices
        else:
            made += _idea(lesson, text)
    body = (markdown(_headed(lead, "")[1]) if lead else "") + _question(cell, listed=not lead or bool(choices))
    title = _headed(lead, "")[0] or "Predict"
    return [*made, Slide("predict", _beside_title(place, title), title, body, "", [cell.id])]


def _question(cell: Any, listed: bool = True) -> str:
    """The question of a prediction with its choices, as HTML."""
    question, choices, unit = asked(cell)
    how = f"a number{unit}" if not choices else "an order" if "order=" in cell.source else "one of them"
    offered = f"<ul>{''.join(f'<li>{inline(choice)}</li>' for choice in choices)}</ul>" if choices and listed else ""
    do = f'<p class="do">Write down {how}, and: sure, or not sure?</p>'
    return f'<p class="question">{inline(question)}</p>{offered}{do}'


def asked(cell: Any) -> tuple[str, list[str], str]:
    """The question of a prediction, its choices, and the unit of a number.

    Parameters
    ----------
    cell : NotebookNode
    """
    plain = next(_data(output, "text/plain") for output in cell.outputs if "Predict: " in _data(output, "text/plain"))
    lines = plain.partition("Predict: ")[2].splitlines()
    rest = [line for line in lines[1:] if not line.startswith("Run this cell")]
    chosen = [line.partition(": ")[2].split(" / ") for line in rest if line.startswith("Choose: ")]
    ordered = [line.partition(": ")[2].split(", ") for line in rest if line.startswith("Put in order: ")]
    unit = next((line.partition(",")[2] for line in rest if line.startswith("A number,")), "")
    return lines[0], [*chosen, *ordered, []][0], unit


def _task(lesson: Lesson, texts: list[Any], cell: Any) -> list[Slide]:
    """The slide of an exercise."""
    *before, text = texts or [None]
    made = [slide for each in before for slide in _idea(lesson, each)]
    title, said = _headed(text.source, "") if text else ("Exercise", "")
    named = re.findall(r"^#+ (Exercise.+)$", text.source, re.MULTILINE) if text else []
    title = named[0] if named else title
    said = re.sub(r"^#+ Exercise.*\n*", "", said, flags=re.MULTILINE)
    if _words(said) > 2 * _BESIDE and text is not None:
        made += _idea(lesson, text)
        said = ""
    do = "Write in the notebook, run the check, then the line after it."
    body = f'{markdown(said)}<div class="stub">{highlighted(cell.source)}</div><p class="do">{do}</p>'
    place = _beside_title(lesson.place[cell.id], title)
    return [*made, Slide("exercise", place, title, body, "", [cell.id])]


def _data(output: Any, kind: str) -> str:
    return "".join(output.get("data", {}).get(kind, ""))


def _show(lesson: Lesson, shown: list[_Shown], cell: Any, before: tuple[str, str], how: str) -> None:
    """Put what a cell gives on the last slide, or on a new one if that is full."""
    first = True
    for output in cell.outputs:
        block = _block(output, shown[-1] if shown else None)
        if block is None:
            continue
        text, weight, beside, shape = block
        last = shown[-1] if shown else None
        picture = weight == 3
        if last is None or last.told or last.weight + weight > _FULL or (picture and last.figure):
            last = _Shown(lesson.place[cell.id], lesson.title)
            shown.append(last)
        if first:
            title, lead = before
            last.headed = last.headed or title
            if lead:
                (last.beside if picture else last.big).append(f'<div class="lead">{markdown(lead)}</div>')
            last.code.append(cell.source)
            last.how = f"{last.how}\n\n{how}".strip()
            first = False
        if cell.id not in last.cells:
            last.cells.append(cell.id)
        (last.beside if beside else last.big).append(text)
        last.weight += weight
        last.shape = last.shape or shape
        last.figure = last.figure or picture
        last.open_code = last.open_code and weight == 1 and not beside
        if 'class="measured"' in text and (asked := lesson.asked_before(cell)):
            last.beside.insert(-1, f'<p class="caption">{inline(asked)}</p>')
            last.asked = asked


def _block(output: Any, last: _Shown | None) -> tuple[str, int, bool, float] | None:
    """What an output is on a slide, if anything: HTML, weight, whether it stands at the side, shape of a picture."""
    if output.output_type == "stream":
        return f"<pre>{html.escape(''.join(output.text).rstrip())}</pre>", 1, False, 0.0
    plain, rich = _data(output, "text/plain"), _data(output, "text/html")
    if png := output.get("data", {}).get("image/png"):
        picture = output.metadata.get("image/png", {})
        data = png.replace("\n", "")
        alt = html.escape(picture.get("alt", "") or "figure", quote=True)
        return f'<img src="data:image/png;base64,{data}" alt="{alt}">', 3, False, _shape(data)
    if plain.startswith("Figure. ") and last is not None:
        caption, described = matched(r"(?s:.*?</em> (.*?)</summary>(?:<p>(.*)</p>)?)", rich).groups()
        last.title = re.sub(r"<[^>]*>", "", caption).rstrip(".")
        if described and _words(described) < _BESIDE:
            last.big.append(f'<p class="caption">{described}</p>')
        return None
    if plain.startswith("Measured: "):
        measured = plain.partition("\nNo prediction")[0].partition("\nYou predicted")[0]
        value = " ".join(measured.removeprefix("Measured: ").split()).rstrip(".")
        return f'<p class="measured">Measured: <strong>{html.escape(value)}</strong></p>', 1, True, 0.0
    if plain.startswith(("Not attempted", "From here on", "Predict: ", "Your ")):
        return None
    if markdown_there := _data(output, "text/markdown"):
        return markdown(markdown_there), 2, False, 0.0
    if "relulab-still" in rich or not rich:
        return None
    if "relulab-card" in rich:
        return rich, 1, True, 0.0
    return rich, 2 if "<table" in rich else 1, False, 0.0


def _shape(png: str) -> float:
    """How many times as wide as high a picture is, read from its head."""
    head = base64.b64decode(png[:64])
    return int.from_bytes(head[16:20], "big") / int.from_bytes(head[20:24], "big")


def _tell(shown: list[_Shown], cell: Any) -> None:
    """Put what the lesson reads from a result, or its verdict, beside it."""
    last = shown[-1]
    kind = "verdict" if cell.source.startswith("**Verdict") else "read"
    last.beside.append(f'<div class="{kind}">{markdown(cell.source)}</div>')
    last.told = True
    last.cells.append(cell.id)


def _put_together(shown: _Shown) -> Slide:
    code = ""
    if shown.code:
        opened = " open" if shown.open_code and sum(each.count("\n") + 1 for each in shown.code) <= 8 else ""
        how = markdown(shown.how) if shown.how else ""
        code = f"<details{opened}><summary>Code</summary>{how}{highlighted(chr(10).join(shown.code))}</details>"
    big, beside = "".join(shown.big), "".join(shown.beside)
    if big and beside:
        text = _words(re.sub(r"<[^>]*>", " ", beside))
        asks = 'class="question"' in beside
        room = _BESIDE if shown.shape < 1.2 * _WIDE else _BEFORE_QUESTION
        stacked = shown.shape > _WIDE and text < room and not asks or shown.shape > 1.4 * _WIDE
        kind = "side" if not stacked else "stack" if text < room else "stack columns"
        body = f'<div class="{kind}"><div>{big}</div><div>{beside}</div></div>{code}'
    else:
        body = f'<div class="whole">{big or beside}</div>{code}'
    if (
        shown.asked and not shown.title and not shown.headed
    ):  # the question is the title, and need not stand there twice
        body = body.replace(f'<p class="caption">{inline(shown.asked)}</p>', "", 1)
    title = shown.title or shown.headed or shown.asked or re.sub(r"^\d+\. ", "", shown.place) or shown.lesson
    return Slide("shown", _beside_title(shown.place, title), title, body, "", shown.cells)


# ---- what is no cell ---------------------------------------------------------------------------------


def _opening(lesson: Lesson, _: str) -> list[Slide]:
    return [Slide("opening", "Before we begin", title, markdown(body)) for title, body in lesson.page.opening]


def _warmup(lesson: Lesson, _: str) -> list[Slide]:
    made = []
    for number, question in enumerate(warmups()[lesson.page.lesson], start=1):
        body, key = (
            f'<p class="question">{inline(question.text)}</p>',
            f"{question.key:g}" if question.is_number else "",
        )
        if question.is_number:
            body += '<p class="do">Write down a number.</p>'
        else:
            body += _options(dict(zip(LETTERS, question.choices)))
            key = LETTERS[question.choices.index(question.answer)]
        notes = f"**Key: {key}.** {question.because}"
        made.append(Slide("vote", "Do you remember?", f"From earlier: question {number}", body, markdown(notes)))
    return made


def _options(choices: dict[str, str]) -> str:
    items = "".join(f"<li><b>{letter}</b> <span>{inline(text)}</span></li>" for letter, text in choices.items())
    return f'<ul class="options">{items}</ul>'


def _vote(lesson: Lesson, name: str) -> list[Slide]:
    vote: Vote = lesson.page.votes[int(name)]
    asks = "" if "?" in vote.again.text else "".join(re.findall(r"[^.?|\n]+\?", vote.first.text)[-1:]).strip()
    whole = f"{vote.again.text}\n\n{asks}".strip()

    def slide(ballot: Ballot, title: str, say: str) -> Slide:
        why = "".join(f"\n- {letter}: {reason}" for letter, reason in ballot.why.items())
        notes = f"**Key: {ballot.key}** ({ballot.right}).\n{why}\n\n{say}"
        return Slide("vote", "Vote", title, markdown(ballot.text) + _options(ballot.choices), markdown(notes))

    return [
        slide(vote.first, vote.title, f"Vote alone, count, keep the count to yourself. Then: discuss. {vote.ask}"),
        slide(
            replace(vote.again, text=whole),
            f"{vote.title.rstrip(chr(63))}, again",
            "Vote again, then show both counts; one who changed says why.",
        ),
    ]


def _exit(lesson: Lesson, _: str) -> list[Slide]:
    items = "".join(f"<li>{inline(question)}</li>" for question, _ in lesson.page.exit_ticket)
    keys = "\n".join(f"{n}. {key}" for n, (_, key) in enumerate(lesson.page.exit_ticket, start=1))
    body = f'<ol>{items}</ol><p class="do">Three minutes, alone, on paper, without the notebook.</p>'
    return [Slide("exit", "", "Exit ticket", body, markdown(f"Keys:\n\n{keys}"))]


def _explorer(lesson: Lesson, _: str) -> list[Slide]:
    [cell] = [cell for cell in lesson.cells if cell.source.startswith('explore("')]
    question = part(lesson.page.lesson, "explorer").explorer().questions.asks[0].text
    rich = "".join(_data(output, "text/html") for output in cell.outputs)
    picture = re.search(r'<img src="data:image/png[^>]*>', rich)
    do = '<p class="do">In pairs, in the notebook: one moves, one predicts.</p>'
    body = f'<p class="question">{inline(question)}</p>{do}'
    if picture:
        body = f'<div class="side"><div>{picture[0]}</div><div>{body}</div></div>'
    place = lesson.place[cell.id]
    return [Slide("explorer", "", re.sub(r"^\d+\. ", "", place), body, "", [cell.id])]


def _quiz(lesson: Lesson, _: str) -> list[Slide]:
    body = "<p>Five questions, alone, in the notebook or on the sheet. Write how sure you are behind each answer.</p>"
    return [Slide("quiz", "", "Quiz", body)]


def _break(lesson: Lesson, _: str) -> list[Slide]:
    return [Slide("break", "", "Break", "<p>Ten minutes. Whoever is stuck takes the copy for catching up.</p>")]


def _nothing(lesson: Lesson, _: str) -> list[Slide]:
    return []


_SPECIAL = {
    "opening": _opening,
    "warmup": _warmup,
    "vote": _vote,
    "exit ticket": _exit,
    "explorer": _explorer,
    "quiz": _quiz,
    "break": _break,
    "slack": _nothing,
}


# ---- notes -------------------------------------------------------------------------------------------


def _notes(lesson: Lesson, step: Step, slide: Slide) -> str:
    said = [f"**Minute {step.start} to {step.end}: {step.what}.** {step.say}"]
    numbers = [lesson.number[cell] for cell in slide.cells]
    if numbers:
        cells = f"Cell {numbers[0]}" if len(numbers) == 1 else f"Cells {min(numbers)} to {max(numbers)}"
        said.append(f"{cells} of {len(lesson.cells)} (`{slide.cells[0]}`).")
    for cell in slide.cells:
        if cell in lesson.page.prompts:
            said.append(prompt_text(lesson.page.prompts[cell]))
    if slide.kind == "exercise":
        name = _exercise(lesson.cells[numbers[0] - 1])
        said.append(f'Help: `hint("{name}")`, then n=2 and n=3. {watch_for(lesson.page, name)}')
    if step.cut == "never":
        said.append("Never cut this.")
    elif step.cut:
        said.append(f"If time runs out, cut number {step.cut}")
    return markdown("\n\n".join(said)) + slide.notes


def prompt_text(prompt: Prompt) -> str:
    """What to expect of a prediction, as Markdown.

    Parameters
    ----------
    prompt : Prompt
    """
    shown = re.sub(r" ?\(`cell:[^)]*\)", "", prompt.expected)
    return (
        f"**Ask:** {prompt.ask} **Expected:** {shown}. *Likely wrong:* {prompt.wrong}. *Probe:* {prompt.probe} "
        f"*Rescue:* {prompt.rescue}"
    )


def watch_for(page: Page, exercise: str) -> str:
    """What goes wrong in an exercise, from the page's table.

    Parameters
    ----------
    page : Page
    exercise : str
    """
    rows = [row for row in page.table("Exercises") if row[0] == f"`exercise:{exercise}`"]
    return f"Watch for: {rows[0][-1]}" if rows else ""
