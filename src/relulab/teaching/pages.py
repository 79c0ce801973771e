"""Read a teacher's page: its plan, its prompts, its votes and its exit ticket.

A page names what it means in code spans: `cell:relu-run` is the cell with that id, `exercise:rectify` an exercise,
`vote:2` a vote of the page; `opening`, `warmup`, `explorer`, `quiz`, `break`, `exit ticket` and `slack` are what they
say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

#: The lengths a plan is made for, in minutes: a column each in the table of the plan.
LENGTHS = [45, 60, 90, 180]
LETTERS = "ABCD"
_SPAN = re.compile(r"`([^`]+)`(?: to `([^`]+)`)?")


@dataclass(frozen=True)
class Step:
    """A row of a plan.

    Attributes
    ----------
    what, run, say, cut : str
        Its name; what is run, in code spans; what to say; and if time runs out, the order of the cut and what to say
        instead, "never", or nothing.
    start, minutes : int
    """

    what: str
    run: str
    say: str
    cut: str
    start: int
    minutes: int

    @property
    def end(self) -> int:
        """The minute at which it ends."""
        return self.start + self.minutes

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """What is run, in order: (kind, first, last), such as ("cell", "a", "b") or ("vote", "2", "")."""
        found = []
        for first, last in _SPAN.findall(self.run):
            kind, _, name = first.partition(":")
            found.append((kind, name, last.partition(":")[2]))
        return found

    def named(self, kind: str) -> list[str]:
        """What is run of one kind, such as the exercises."""
        return [name for each, name, _ in self.parts if each == kind]


@dataclass(frozen=True)
class Prompt:
    """What to expect of a prediction, by the cell in which the class makes it."""

    cell: str
    ask: str
    expected: str
    wrong: str
    probe: str
    rescue: str

    @property
    def measured(self) -> str:
        """What is expected, without the name of the cell that prints it."""
        return re.sub(r" ?\(`cell:[^)]*\)", "", self.expected)


@dataclass(frozen=True)
class Ballot:
    """A question to vote on.

    Attributes
    ----------
    text, right : str
    wrong : list of (str, str)
        Each wrong answer, and who chooses it.
    place : int
        Where the right answer stands among the choices.
    """

    text: str
    right: str
    wrong: list[tuple[str, str]]
    place: int

    @property
    def choices(self) -> dict[str, str]:
        """Letter -> answer."""
        answers = [answer for answer, _ in self.wrong]
        answers.insert(self.place, self.right)
        return dict(zip(LETTERS, answers))

    @property
    def key(self) -> str:
        """The letter of the right answer."""
        return LETTERS[self.place]

    @property
    def why(self) -> dict[str, str]:
        """Letter -> who chooses this wrong answer, where the page says it."""
        reasons = dict(self.wrong)
        return {letter: reasons[text] for letter, text in self.choices.items() if reasons.get(text)}


@dataclass(frozen=True)
class Vote:
    """A vote: two questions on the same idea, and what to ask in between."""

    number: int
    title: str
    first: Ballot
    again: Ballot
    ask: str
    code: str


@dataclass(frozen=True)
class Page:
    """A teacher's page.

    Attributes
    ----------
    lesson, text : str
    parts : dict
        Heading of the second level -> the text under it; "" for what stands before the first.
    """

    lesson: str
    text: str
    parts: dict[str, str] = field(repr=False)

    def table(self, part: str) -> list[list[str]]:
        """The rows of the first table under a heading, without its head."""
        lines = [line for line in self.parts[part].splitlines() if line.startswith("|")]
        return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines[2:]]

    def plan(self, length: int) -> list[Step]:
        """The rows of the plan for so many minutes."""
        steps: list[Step] = []
        column = 2 + LENGTHS.index(length)
        for row in self.table("Plan"):
            if row[column] != "–":
                start = steps[-1].end if steps else 0
                steps.append(Step(row[0], row[1], row[6], row[7], start, int(row[column])))
        return steps

    @cached_property
    def prompts(self) -> dict[str, Prompt]:
        """Cell -> what to expect there."""
        found = {}
        for piece in _pieces(self.parts["Prompts"]):
            heading, _, body = piece.partition("\n")
            cell, ask = matched(r"`cell:([\w-]+)` (.+)", heading).groups()
            items = dict(re.findall(r"^- (\w+): (.+)$", body, re.MULTILINE))
            found[cell] = Prompt(cell, ask, items["expected"], items["wrong"], items["probe"], items["rescue"])
        return found

    @cached_property
    def votes(self) -> dict[int, Vote]:
        """Number -> vote."""
        found = {}
        for piece in _pieces(self.parts["Votes"]):
            number, title = matched(r"(\d+)\. (.+)", piece).groups()
            said, _, ask = piece.partition("\n")[2].partition("\n**Ask:** ")
            first, _, again = said.partition("\n**Again.** ")
            n, lesson = int(number), int(self.lesson[:2])
            ballots = (_ballot(first, lesson, n, 0), _ballot(again, lesson, n, 1))
            found[n] = Vote(n, title, *ballots, ask.partition("\n\n")[0], code(piece))
        return found

    def watch_for(self, exercise: str) -> str:
        """What goes wrong in an exercise, from the page's table."""
        rows = [row for row in self.table("Exercises") if row[0] == f"`exercise:{exercise}`"]
        return f"Watch for: {rows[0][-1]}" if rows else ""

    @property
    def exit_ticket(self) -> list[tuple[str, str]]:
        """Each question of the exit ticket, and its key."""
        return re.findall(r"^\d+\. (.+?) \*Key:\* \*\*([^*]+)\*\*", self.parts["Exit ticket"], re.MULTILINE)

    @property
    def opening(self) -> list[tuple[str, str]]:
        """The slides of an opening for a class that has not had the lessons before: title, Markdown."""
        pieces = [piece.partition("\n") for piece in _pieces(self.parts.get("Opening", ""))]
        return [(title.strip(), body.strip()) for title, _, body in pieces]


def read(path: Path) -> Page:
    """Read a page; its file has the name of its lesson.

    Parameters
    ----------
    path : Path
    """
    text = path.read_text(encoding="utf-8")
    pieces = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return Page(path.stem, text, {"": pieces[0], **dict(zip(pieces[1::2], pieces[2::2]))})


def matched(pattern: str, text: str) -> re.Match[str]:
    """How a text begins; it is an error if it does not begin so.

    Parameters
    ----------
    pattern, text : str
    """
    found = re.match(pattern, text)
    if found is None:
        raise ValueError(f"{text[:60]!r} does not begin with {pattern}")
    return found


def code(text: str) -> str:
    """The Python of a text, as one program."""
    return "\n".join(re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def _pieces(text: str) -> list[str]:
    return re.split(r"^### ", text, flags=re.MULTILINE)[1:]


def _ballot(text: str, lesson: int, number: int, second: int) -> Ballot:
    answers = re.findall(r"^- (right|wrong): (.+?)(?: · (.+))?$", text, re.MULTILINE)
    [right] = [answer for kind, answer, _ in answers if kind == "right"]
    wrong = [(answer, why) for kind, answer, why in answers if kind == "wrong"]
    return Ballot(text.split("\n- ")[0].strip(), right, wrong, _place(lesson, number, second, len(answers)))


def _place(lesson: int, number: int, second: int, choices: int) -> int:
    """Where the right answer stands: over the course every place comes equally often, and never twice in one vote."""
    first = (lesson + number) % choices
    return (first + 1 + lesson % (choices - 1)) % choices if second else first
