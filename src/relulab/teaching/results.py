"""Slides with results: what cells have stored, beside what the lesson reads from it."""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .lesson import Lesson, data
from .pages import matched
from .slide import BEFORE_QUESTION, BESIDE, Slide, beside_title, without_number, words
from .web import highlighted, inline, markdown

#: A slide holds so much: a figure counts 3, a table 2, anything else 1.
_FULL, _FIGURE, _TABLE = 4, 3, 2
#: A picture so much wider than high stands above its text if that is short; one twice as wide, always.
_WIDE = 2.1
#: So many lines of code are open at most.
_OPEN = 8


class Block(NamedTuple):
    """What an output is on a slide: HTML, how much it counts, whether it stands at the side, shape of a picture."""

    text: str
    weight: int = 1
    at_side: bool = False
    shape: float = 0.0


@dataclass
class Results:
    """What a slide with results is put together from.

    Attributes
    ----------
    place, lesson : str
        Where in the lesson it is, and the lesson's title.
    title, headed, asked : str
        Its title is the caption of its figure, else the heading before its cells, else the question that they answer.
    big, beside, code, how : list of str
        As HTML, what is shown and what stands beside it; the sources of the cells, and as Markdown what explains them.
    weight, shape : float
        How full it is, and how many times as wide as high its first picture is.
    figure, told, open_code : bool
        Whether it has a picture, whether the lesson has said what to read from it, and whether its code is open.
    cells : list of str
    """

    place: str
    lesson: str
    title: str = ""
    headed: str = ""
    asked: str = ""
    big: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    how: list[str] = field(default_factory=list)
    weight: int = 0
    shape: float = 0.0
    figure: bool = False
    told: bool = False
    open_code: bool = True
    cells: list[str] = field(default_factory=list)

    def tell(self, cell: Any) -> None:
        """Put what the lesson reads from a result, or its verdict, beside it.

        Parameters
        ----------
        cell : NotebookNode
        """
        kind = "verdict" if cell.source.startswith("**Verdict") else "read"
        self.beside.append(f'<div class="{kind}">{markdown(cell.source)}</div>')
        self.told = True
        self.cells.append(cell.id)

    def caption(self, rich: str) -> None:
        """Take the title from the caption of a figure, and show its description if that is short.

        Parameters
        ----------
        rich : str
            Caption and description as `show` displays them.
        """
        caption, described = matched(r"(?s:.*?</em> (.*?)</summary>(?:<p>(.*)</p>)?)", rich).groups()
        self.title = re.sub(r"<[^>]*>", "", caption).rstrip(".")
        if described and words(described) < BESIDE:
            self.big.append(f'<p class="caption">{described}</p>')

    def add(self, made: Block, cell: str) -> None:
        """Put a block on the slide.

        Parameters
        ----------
        made : Block
        cell : str
        """
        if cell not in self.cells:
            self.cells.append(cell)
        (self.beside if made.at_side else self.big).append(made.text)
        self.weight += made.weight
        self.shape = self.shape or made.shape
        self.figure = self.figure or made.weight == _FIGURE
        self.open_code = self.open_code and made.weight == 1 and not made.at_side

    def slide(self) -> Slide:
        """The slide that holds all of it."""
        body = f"{self._columns()}{self._code()}"
        if self.asked and not self.title and not self.headed:
            # The question is the title, and need not stand there twice.
            body = body.replace(f'<p class="caption">{inline(self.asked)}</p>', "", 1)
        title = self.title or self.headed or self.asked or without_number(self.place) or self.lesson
        return Slide("shown", beside_title(self.place, title), title, body, "", self.cells)

    def _columns(self) -> str:
        big, beside = "".join(self.big), "".join(self.beside)
        if not big or not beside:
            return f'<div class="whole">{big or beside}</div>'
        text = words(re.sub(r"<[^>]*>", " ", beside))
        asks = 'class="question"' in beside
        room = BESIDE if self.shape < 1.2 * _WIDE else BEFORE_QUESTION
        stacked = self.shape > _WIDE and text < room and not asks or self.shape > 1.4 * _WIDE
        kind = "side" if not stacked else "stack" if text < room else "stack columns"
        return f'<div class="{kind}"><div>{big}</div><div>{beside}</div></div>'

    def _code(self) -> str:
        if not self.code:
            return ""
        code = "\n".join(self.code)
        opened = " open" if self.open_code and code.count("\n") < _OPEN else ""
        how = markdown("\n\n".join(self.how)) if self.how else ""
        return f"<details{opened}><summary>Code</summary>{how}{highlighted(code)}</details>"


def show(lesson: Lesson, shown: list[Results], cell: Any, title: str, lead: str, how: list[str]) -> None:
    """Put what a cell gives on the last slide, or on a new one if that is full.

    Parameters
    ----------
    lesson : Lesson
    shown : list of Results
    cell : NotebookNode
    title, lead : str
        What stands with its result.
    how : list of str
        What stands with its code.
    """
    first = True
    for output in cell.outputs:
        if shown and data(output, "text/plain").startswith("Figure. "):
            shown[-1].caption(data(output, "text/html"))
            continue
        made = block(output)
        if made is None:
            continue
        picture = made.weight == _FIGURE
        if not shown or shown[-1].told or shown[-1].weight + made.weight > _FULL or (picture and shown[-1].figure):
            shown.append(Results(lesson.place[cell.id], lesson.title))
        last = shown[-1]
        if first:
            first = False
            last.headed = last.headed or title
            if lead:
                (last.beside if picture else last.big).append(f'<div class="lead">{markdown(lead)}</div>')
            last.code.append(cell.source)
            last.how += how
        last.add(made, cell.id)
        if 'class="measured"' in made.text and (asked := lesson.asked_before(cell)):
            last.beside.insert(-1, f'<p class="caption">{inline(asked)}</p>')
            last.asked = asked


def block(output: Any) -> Block | None:
    """What an output is on a slide, if anything.

    Parameters
    ----------
    output : NotebookNode
    """
    if output.output_type == "stream":
        return Block(f"<pre>{html.escape(''.join(output.text).rstrip())}</pre>")
    plain, rich = data(output, "text/plain"), data(output, "text/html")
    if png := _picture(output):
        alt = html.escape(output.metadata.get("image/png", {}).get("alt", "") or "figure", quote=True)
        return Block(f'<img src="data:image/png;base64,{png}" alt="{alt}">', _FIGURE, shape=_shape(png))
    if plain.startswith("Measured: "):
        measured = plain.partition("\nNo prediction")[0].partition("\nYou predicted")[0]
        value = " ".join(measured.removeprefix("Measured: ").split()).rstrip(".")
        return Block(f'<p class="measured">Measured: <strong>{html.escape(value)}</strong></p>', at_side=True)
    if plain.startswith(("Not attempted", "From here on", "Predict: ", "Your ")):
        return None
    if markdown_there := data(output, "text/markdown"):
        return Block(markdown(markdown_there), _TABLE)
    if "relulab-still" in rich or not rich:
        return None
    if "relulab-card" in rich:
        return Block(rich, at_side=True)
    return Block(rich, _TABLE if "<table" in rich else 1)


def _picture(output: Any) -> str:
    return data(output, "image/png").replace("\n", "")


def _shape(png: str) -> float:
    """How many times as wide as high a picture is, read from its head."""
    head = base64.b64decode(png[:64])
    return int.from_bytes(head[16:20], "big") / int.from_bytes(head[20:24], "big")
