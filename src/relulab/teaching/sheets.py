"""What is printed for a class: plan, prompts and keys for the teacher; prediction sheet, exit slips and quiz."""

from __future__ import annotations

import html
import re
from pathlib import Path

from ..classroom.question import Question, Wrong, as_text, escaped
from ..course import quizzes
from .lesson import Lesson, asked
from .pages import Ballot, Step
from .web import inline, markdown, page

_STYLE = Path(__file__).with_name("sheet.css").read_text(encoding="utf-8")


def plan(lesson: Lesson, length: int, spans: list[tuple[int, int]]) -> str:
    """The teacher's two pages for a plan, with keys.

    Parameters
    ----------
    lesson : Lesson
    length : int
        In minutes.
    spans : list of (int, int)
        The first and the last slide of each step.
    """
    steps = lesson.page.plan(length)
    front = lesson.page.parts[""].split("\n\n")
    said = markdown("\n\n".join(part for part in front if part.startswith("**")))
    rows = "".join(_row(lesson, step, span) for step, span in zip(steps, spans))
    head = "<tr><th>minute</th><th>what</th><th>slide</th><th>cell</th><th>say</th></tr>"
    cuts = _cuts(steps)
    body = (
        f"<h1>{length} minutes: {html.escape(lesson.title)}</h1>{said}"
        f'<p class="small"><b>Cell</b> is the number in JupyterLab\'s status bar, as in "Cell {len(lesson.cells)}/'
        f'{len(lesson.cells)}". With this plan five minutes late, cut in this order:</p>{cuts}'
        f"<table>{head}{rows}</table>"
        f"<h2>Prompts</h2><div class='columns small'>{_prompts(lesson, steps)}</div>"
        f"<h2>Votes</h2><div class='columns small'>{_votes(lesson, steps)}</div>"
        f"<h2>Exercises and exit ticket</h2><div class='columns small'>{_exercises(lesson, steps)}{_exit(lesson)}</div>"
    )
    return page(f"Plan of lesson {lesson.page.lesson[:2]}, {length} minutes", lesson.plain(body), _STYLE)


def _row(lesson: Lesson, step: Step, span: tuple[int, int]) -> str:
    numbers = [lesson.number[cell.id] for cell in lesson.run(step)]
    cells = _range(numbers[0], numbers[-1]) if numbers else ""
    slides = _range(*span) if span[0] <= span[1] else ""
    return (
        f'<tr><td class="number">{step.start}–{step.end}</td><td><b>{inline(step.what)}</b></td>'
        f'<td class="number">{slides}</td><td class="number">{cells}</td><td>{inline(step.say)}</td></tr>'
    )


def _range(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"


def cuts(steps: list[Step]) -> list[tuple[Step, str]]:
    """The steps that a plan gives up when time runs out, in this order, and what to say or do instead.

    Parameters
    ----------
    steps : list of Step
    """
    found = [
        (int(order), step, instead) for step in steps for order, _, instead in [step.cut.partition(" · ")] if instead
    ]
    return [(step, instead) for _, step, instead in sorted(found, key=lambda one: (one[0], -one[1].start))]


def _cuts(steps: list[Step]) -> str:
    items = "".join(
        f"<li>{inline(step.what)} ({step.minutes} min): {inline(instead)}</li>" for step, instead in cuts(steps)
    )
    never = ", ".join(step.what for step in steps if step.cut == "never")
    return f'<ol class="small cut">{items}</ol><p class="small cut">Never cut: {inline(never)}.</p>'


def _prompts(lesson: Lesson, steps: list[Step]) -> str:
    made = [markdown(lesson.page.parts["Prompts"].partition("### ")[0])]
    for step in steps:
        for cell in lesson.run(step):
            if prompt := lesson.page.prompts.get(cell.id):
                made.append(
                    f'<div class="keep"><b>{lesson.number[cell.id]}. {inline(prompt.ask)}</b><br>'
                    f"Expected: {inline(prompt.measured)}. Likely wrong: {inline(prompt.wrong)}.<br>"
                    f"Probe: {inline(prompt.probe)} Rescue: {inline(prompt.rescue)}</div>"
                )
    return "".join(made)


def _votes(lesson: Lesson, steps: list[Step]) -> str:
    made = []
    for step in steps:
        for name in step.named("vote"):
            vote = lesson.page.votes[int(name)]
            ask = re.sub(r" ?Shown by .*", "", vote.ask)
            made.append(
                f'<div class="keep"><b>{inline(vote.title)}:</b> {_key(vote.first)}; again {_key(vote.again)}. '
                f"{_why(vote.first)} Ask: {inline(ask)}</div>"
            )
    return "".join(made) or "<p>None in this plan.</p>"


def _key(ballot: Ballot) -> str:
    return f"<b>{ballot.key}</b> ({inline(ballot.right)})"


def _why(ballot: Ballot) -> str:
    return " ".join(f"{letter}: {inline(reason)}." for letter, reason in ballot.why.items())


def _exercises(lesson: Lesson, steps: list[Step]) -> str:
    names = [name for step in steps for name in step.named("exercise")]
    return "".join(
        f'<div class="keep"><b><code>{name}</code>.</b> {inline(lesson.page.watch_for(name))}</div>' for name in names
    )


def _exit(lesson: Lesson) -> str:
    items = "".join(f"<li>{inline(question)} <b>{inline(key)}</b></li>" for question, key in lesson.page.exit_ticket)
    after = lesson.page.parts["Exit ticket"].strip().split("\n\n")[-1]
    return f'<div class="keep"><b>Exit ticket, with keys</b><ol>{items}</ol>{markdown(after)}</div>'


# ---- for the class -----------------------------------------------------------------------------------


def predictions(lesson: Lesson, length: int) -> str:
    """The sheet on which a student writes the predictions of a plan.

    Parameters
    ----------
    lesson : Lesson
    length : int
    """
    rows = ""
    for step in lesson.page.plan(length):
        for cell in lesson.run(step):
            if cell.id in lesson.guesses:
                question, choices, unit = asked(cell)
                offered = f"<br>{html.escape(' / '.join(choices))}" if choices else ""
                rows += (
                    f"<tr><td>{inline(question)}{offered}</td><td>{html.escape(unit.strip())}</td>"
                    f"<td>sure / not sure</td><td></td></tr>"
                )
    widths = [("question", 45), ("I predict", 20), ("", 15), ("measured; why the gap?", 20)]
    head = "".join(f'<th style="width: {width}%">{name}</th>' for name, width in widths)
    body = f"<h1>{html.escape(lesson.title)}: what I predict</h1><p>Name: <span class='line'></span></p>"
    body += f"<table><tr>{head}</tr>{rows}</table>"
    return page(f"Predictions of lesson {lesson.page.lesson[:2]}", body, _STYLE + "td { padding-bottom: 11mm }")


def exit_slips(lesson: Lesson) -> str:
    """Exit tickets, four to a page.

    Parameters
    ----------
    lesson : Lesson
    """
    items = "".join(f"<li>{inline(question)}</li>" for question, _ in lesson.page.exit_ticket)
    one = (
        f'<div class="slip"><p><b>{html.escape(lesson.title)}</b></p><p>Name: <span class="line"></span></p>'
        f"<ol>{items}</ol></div>"
    )
    title = f"Exit tickets of lesson {lesson.page.lesson[:2]}"
    return page(title, f'<h1 style="display: none">{title}</h1><div class="slips">{one * 4}</div>', _STYLE)


def quiz(lesson: Lesson) -> str:
    """The questions at the end of a lesson, with room for answers.

    Parameters
    ----------
    lesson : Lesson
    """
    text = as_text(quizzes()[lesson.page.lesson], space="__________")
    how = "Behind each answer, write how sure you are: **sure** or **not sure**."
    said = f"# Quiz: {escaped(lesson.title)}\n\nName: ________________________\n\n{how}\n\n{text}"
    return page(f"Quiz of lesson {lesson.page.lesson[:2]}", markdown(said), _STYLE + _PAPER)


def quiz_key(lesson: Lesson) -> str:
    """The answers of the quiz, with what to say to each wrong one.

    Parameters
    ----------
    lesson : Lesson
    """
    parts = [f"# Key of the quiz: {escaped(lesson.title)}"]
    for i, question in enumerate(quizzes()[lesson.page.lesson], start=1):
        parts.append(f"**Question {i}.** {escaped(question.text)}")
        parts.append(f"**Right: {escaped(_answer(question, question.key))}** {escaped(question.because)}")
        parts.append("\n".join(_wrong(question, wrong) for wrong in question.wrong))
        where = f"(It is in {escaped(question.where)}.)"
        parts.append(f"To whoever was sure of a wrong answer: {escaped(question.evidence)} {where}")
    title = f"Key of the quiz of lesson {lesson.page.lesson[:2]}"
    return page(title, markdown("\n\n".join(parts)), _STYLE + _PAPER)


def cheat_sheet(text: str) -> str:
    """The words and calls of the course on one page.

    Parameters
    ----------
    text : str
        As Markdown.
    """
    return page("Cheat sheet", f'<div class="dense">{markdown(text)}</div>', _STYLE)


_PAPER = "body { font-size: 11pt } ul { list-style: none }"


def _answer(question: Question, answer: str | float) -> str:
    if isinstance(answer, str):
        return f"({'abcd'[question.choices.index(answer)]}) {answer}"
    between = (
        f" (accepted: {_number(answer - question.band)} to {_number(answer + question.band)})"
        if question.band and answer == question.key
        else ""
    )
    return f"{_number(answer)}{between}:"  # a full stop would make it an item of a numbered list


def _number(value: float) -> str:
    return f"{value:.0f}" if value == round(value) else f"{value:.4g}"


def _wrong(question: Question, wrong: Wrong) -> str:
    stated = f" *Belief: {wrong.belief}.*" if wrong.belief else ""
    return f"- {escaped(_answer(question, wrong.value))}{stated} {escaped(wrong.why)}"
