"""The slides of what is no cell: opening, questions from earlier lessons, votes, explorer, quiz, break, exit ticket."""

from __future__ import annotations

import re
from dataclasses import replace

from ..course import warmups
from ..lessons import part
from .lesson import Lesson, data
from .pages import LETTERS, Ballot
from .slide import Slide, without_number
from .web import inline, markdown


def of_part(lesson: Lesson, kind: str, name: str) -> list[Slide]:
    """The slides of a part of a step.

    Parameters
    ----------
    lesson : Lesson
    kind, name : str
        Such as "vote" and "2".
    """
    return _MADE[kind](lesson, name)


def _opening(lesson: Lesson, _: str) -> list[Slide]:
    return [Slide("opening", "Before we begin", title, markdown(body)) for title, body in lesson.page.opening]


def _warmup(lesson: Lesson, _: str) -> list[Slide]:
    made = []
    for number, question in enumerate(warmups()[lesson.page.lesson], start=1):
        body = f'<p class="question">{inline(question.text)}</p>'
        if question.is_number:
            body += '<p class="do">Write down a number.</p>'
            key = f"{question.key:g}"
        else:
            body += _options(dict(zip(LETTERS, question.choices)))
            key = LETTERS[question.choices.index(question.key)]
        notes = f"**Key: {key}.** {question.because}"
        made.append(Slide("vote", "Do you remember?", f"From earlier: question {number}", body, markdown(notes)))
    return made


def _options(choices: dict[str, str]) -> str:
    items = "".join(f"<li><b>{letter}</b> <span>{inline(text)}</span></li>" for letter, text in choices.items())
    return f'<ul class="options">{items}</ul>'


def _vote(lesson: Lesson, name: str) -> list[Slide]:
    vote = lesson.page.votes[int(name)]
    asks = "" if "?" in vote.again.text else "".join(re.findall(r"[^.?|\n]+\?", vote.first.text)[-1:]).strip()
    again = replace(vote.again, text=f"{vote.again.text}\n\n{asks}".strip())
    alone = f"Vote alone, count, keep the count to yourself. Then: discuss. {vote.ask}"
    anew = "Vote again, then show both counts; one who changed says why."
    return [_ballot(vote.first, vote.title, alone), _ballot(again, f"{vote.title.rstrip('?')}, again", anew)]


def _ballot(ballot: Ballot, title: str, say: str) -> Slide:
    why = "".join(f"\n- {letter}: {reason}" for letter, reason in ballot.why.items())
    notes = f"**Key: {ballot.key}** ({ballot.right}).\n{why}\n\n{say}"
    return Slide("vote", "Vote", title, markdown(ballot.text) + _options(ballot.choices), markdown(notes))


def _exit(lesson: Lesson, _: str) -> list[Slide]:
    items = "".join(f"<li>{inline(question)}</li>" for question, _ in lesson.page.exit_ticket)
    keys = "\n".join(f"{n}. {key}" for n, (_, key) in enumerate(lesson.page.exit_ticket, start=1))
    body = f'<ol>{items}</ol><p class="do">Three minutes, alone, on paper, without the notebook.</p>'
    return [Slide("exit", "", "Exit ticket", body, markdown(f"Keys:\n\n{keys}"))]


def _explorer(lesson: Lesson, _: str) -> list[Slide]:
    [cell] = lesson.calling("explore")
    question = part(lesson.page.lesson, "explorer").explorer().questions.asks[0].text
    rich = "".join(data(output, "text/html") for output in cell.outputs)
    picture = re.search(r'<img src="data:image/png[^>]*>', rich)
    do = '<p class="do">In pairs, in the notebook: one moves, one predicts.</p>'
    body = f'<p class="question">{inline(question)}</p>{do}'
    if picture:
        body = f'<div class="side"><div>{picture[0]}</div><div>{body}</div></div>'
    return [Slide("explorer", "", without_number(lesson.place[cell.id]), body, "", [cell.id])]


def _quiz(lesson: Lesson, _: str) -> list[Slide]:
    body = "<p>Five questions, alone, in the notebook or on the sheet. Write how sure you are behind each answer.</p>"
    return [Slide("quiz", "", "Quiz", body)]


def _break(lesson: Lesson, _: str) -> list[Slide]:
    return [Slide("break", "", "Break", "<p>Ten minutes. Whoever is stuck takes the copy for catching up.</p>")]


def _nothing(lesson: Lesson, _: str) -> list[Slide]:
    return []


_MADE = {
    "opening": _opening,
    "warmup": _warmup,
    "vote": _vote,
    "exit ticket": _exit,
    "explorer": _explorer,
    "quiz": _quiz,
    "break": _break,
    "slack": _nothing,
}
