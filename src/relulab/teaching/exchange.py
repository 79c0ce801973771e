"""Questions for a learning platform: quizzes and votes as GIFT, which many platforms read, and as Moodle XML.

GIFT: docs.moodle.org/en/GIFT_format; XML: docs.moodle.org/en/Moodle_XML_format. What their pages leave open is taken
from Moodle's own importers, question/format/gift/format.php and question/format/xml/format.php.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree

from ..classroom.question import Question
from ..course import quizzes, warmups
from .pages import Ballot, Page

#: What Moodle's XML calls the forms of a text that GIFT calls "plain" and "markdown".
_FORMS = {"plain": "plain_text", "markdown": "markdown"}


@dataclass(frozen=True)
class Answer:
    """A choice, or a number with what it may differ by; the share of the points in per cent; what is replied."""

    value: str | float
    percent: int
    reply: str = ""
    tolerance: float = 0.0


@dataclass(frozen=True)
class Item:
    """A question as platforms know it.

    Attributes
    ----------
    name, text : str
    answers : list of Answer
        All of them choices, or all numbers.
    otherwise : str
        The reply to any other number.
    afterwards : str
        What everybody reads in the end.
    form : str
        Of all texts: "plain" or "markdown".
    """

    name: str
    text: str
    answers: list[Answer] = field(default_factory=list)
    otherwise: str = ""
    afterwards: str = ""
    form: str = "plain"

    @property
    def is_number(self) -> bool:
        """Whether it asks for a number."""
        return not isinstance(self.answers[0].value, str)


def questions(page: Page) -> dict[str, list[Item]]:
    """Category -> the questions of a lesson: those at its start, those at its end, and its votes.

    Parameters
    ----------
    page : Page
        The teacher's.
    """
    groups = {"start": warmups().get(page.lesson, []), "quiz": quizzes()[page.lesson]}
    made = {f"relulab/{page.lesson}/{name}": [_asked(each) for each in group] for name, group in groups.items()}
    made[f"relulab/{page.lesson}/votes"] = [
        _voted(f"{page.lesson[:2]} vote {number}{letter}: {vote.title}", before, ballot)
        for number, vote in page.votes.items()
        for letter, before, ballot in (("a", "", vote.first), ("b", f"{vote.first.text}\n\n**Again.** ", vote.again))
    ]
    return {category: items for category, items in made.items() if items}


def _asked(question: Question) -> Item:
    near = 0.03 if question.band else 0.0
    right = Answer(question.key, 100, question.because, question.band)
    wrong = [
        Answer(each.value, 0, each.why, near * abs(each.value) if isinstance(each.value, (int, float)) else 0.0)
        for each in question.wrong
    ]
    answers = [right, *wrong]
    if not question.is_number:
        answers.sort(key=lambda answer: question.choices.index(answer.value))
    afterwards = f"{question.evidence} (It is in {question.where}.)"
    return Item(f"{question.lesson[:2]} {question.id}", question.text, answers, question.otherwise, afterwards)


def _voted(name: str, before: str, ballot: Ballot) -> Item:
    answers = [
        Answer(text, 100 if letter == ballot.key else 0, ballot.why.get(letter, ""))
        for letter, text in ballot.choices.items()
    ]
    return Item(name, before + ballot.text, answers, form="markdown")


def gift(categories: dict[str, list[Item]]) -> str:
    """The questions as GIFT.

    Parameters
    ----------
    categories : dict
        Category -> questions.
    """
    blocks = []
    for category, items in categories.items():
        blocks.append(f"$CATEGORY: $course$/{category}")
        blocks += map(_gift, items)
    return "\n\n".join(blocks) + "\n"


def _gift(item):
    lines = [f"::{_escaped(item.name)}::[{item.form}]{_escaped(item.text)}{{{'#' if item.is_number else ''}"]
    for answer in item.answers:
        if item.is_number:
            value = f"=%{answer.percent}%{_number(answer.value)}:{_number(answer.tolerance)}"
        else:
            value = f"{'=' if answer.percent else '~'}{_escaped(answer.value)}"
        lines.append(f"\t{value}{'#' if answer.reply else ''}{_escaped(answer.reply)}")
    if item.otherwise:
        lines.append(f"\t~#{_escaped(item.otherwise)}")
    if item.afterwards:
        lines.append(f"\t####{_escaped(item.afterwards)}")
    return "\n".join([*lines, "}"])


def _escaped(text):
    for sign in "\\~=#{}:":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _number(value):
    return f"{value:.10g}"


def moodle_xml(categories: dict[str, list[Item]]) -> str:
    """The questions as Moodle XML.

    Parameters
    ----------
    categories : dict
        Category -> questions.
    """
    quiz = ElementTree.Element("quiz")
    for category, items in categories.items():
        _text(ElementTree.SubElement(quiz, "question", type="category"), "category", f"$course$/{category}")
        for item in items:
            _add(quiz, item)
    ElementTree.indent(quiz)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(quiz, encoding="unicode")}\n'


def _add(quiz, item):
    form = _FORMS[item.form]
    question = ElementTree.SubElement(quiz, "question", type="numerical" if item.is_number else "multichoice")
    _text(question, "name", item.name)
    _text(question, "questiontext", item.text, format=form)
    _text(question, "generalfeedback", item.afterwards, format=form)
    answers = list(item.answers)
    if item.is_number:
        answers += [Answer("*", 0, item.otherwise)] if item.otherwise else []
    else:
        for name, value in (("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "abc")):
            ElementTree.SubElement(question, name).text = value
    for answer in answers:
        value = answer.value if isinstance(answer.value, str) else _number(answer.value)
        there = ElementTree.SubElement(question, "answer", fraction=str(answer.percent))
        if not item.is_number:
            there.set("format", form)
        ElementTree.SubElement(there, "text").text = value
        _text(there, "feedback", answer.reply, format=form)
        if item.is_number:
            ElementTree.SubElement(there, "tolerance").text = _number(answer.tolerance)


def _text(parent, name, text, **attributes):
    ElementTree.SubElement(ElementTree.SubElement(parent, name, attributes), "text").text = text
