"""A question of a quiz, with an explanation for every answer, right or wrong."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Any


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that a reader may well give.

    Attributes
    ----------
    answer : str, float or callable
        The text of a choice; for a question that asks for a number, that number or a function that computes it.
    why : str
        What tempts in it, and where it goes wrong.
    belief : str or None
        The belief behind it, in words.
    """

    answer: str | float | Callable[[], Any]
    why: str
    belief: str | None = None

    @property
    def value(self) -> str | float:
        """The text of the choice, or the number."""
        return self.answer() if callable(self.answer) else self.answer


@dataclass(frozen=True)
class Question:
    """A question with four choices, or one that asks for a number.

    Attributes
    ----------
    id, lesson, text : str
        Its name, the lesson it is about, and what it asks.
    answer : str or callable
        The right choice, or a function that computes the number.
    because : str
        Why that is right.
    wrong : list of Wrong
        The three other choices, or numbers that typical errors lead to.
    evidence : str
        What shows otherwise, for a reader who was sure of a wrong answer.
    cell, section : str
        The cell of the lesson that shows it, and the heading of the section that cell stands in.
    band : float
        How far from the number an answer may be.
    otherwise : str
        The reply to any other number.
    """

    id: str
    lesson: str
    text: str
    answer: str | Callable[[], Any]
    because: str
    wrong: list[Wrong]
    evidence: str
    cell: str
    section: str
    band: float = 0.0
    otherwise: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it asks for a number."""
        return callable(self.answer)

    @property
    def key(self) -> Any:
        """The right answer: the text of a choice, or the number."""
        return float(self.answer()) if callable(self.answer) else self.answer

    @property
    def choices(self) -> list[Any]:
        """The choices in the order shown, which is always the same and does not tell which one is right."""
        texts = [self.answer, *(wrong.answer for wrong in self.wrong)]
        random.Random(self.id).shuffle(texts)
        return texts

    @property
    def where(self) -> str:
        """Where the lesson shows it, in words."""
        number, _, title = self.section.rpartition(". ")
        section = f"section {number}, “{title}”" if number else f"the section “{title}”"
        return f"lesson {self.lesson[:2]}, {section}"


@dataclass(frozen=True)
class Reply:
    """What a question says to an answer.

    Attributes
    ----------
    right : bool or None
        None where the answer could not be read.
    text : str
    """

    right: bool | None
    text: str


def reply(question: Question, answer: str | None, sure: bool = False) -> Reply:
    """Say whether an answer is right, and why.

    Parameters
    ----------
    question : Question
    answer : str or None
        A choice, or what was typed as a number.
    sure : bool
        A wrong answer given with confidence gets the fuller reply.

    Returns
    -------
    Reply
    """
    value: str | float | None
    if question.is_number:
        value = number(answer or "")
        if value is None:
            return Reply(None, "Write one number, such as 3, -0.25, 1/3 or 2e-6, then say how sure you are.")
        right = abs(value - question.key) <= question.band + 1e-9 * abs(question.key)
    elif answer is None:
        return Reply(None, "Choose an answer first, then say how sure you are.")
    else:
        value, right = answer, answer == question.key
    if right:
        return Reply(
            True,
            f"Right{'' if sure else ', although you were not sure'}. {question.because} (It is in {question.where}.)",
        )
    wrong = _wrong(question, value)
    parts = ["Not this one." if not question.is_number else "Not this number."]
    if wrong and wrong.belief:
        parts.append(f"The belief behind it: {wrong.belief}.")
    parts.append(wrong.why if wrong else question.otherwise)
    if sure:
        parts.append(f"You were sure, so look closely. {question.evidence}")
    parts.append(f"Look again at {question.where}.")
    return Reply(False, " ".join(parts))


def _wrong(question, answer):
    """The Wrong that was given, or None for a number that is none of those listed."""
    if not question.is_number:
        return next(wrong for wrong in question.wrong if wrong.answer == answer)
    # Where the answer is no whole number, whoever makes the error may round it differently from us.
    near = [
        wrong
        for wrong in question.wrong
        if abs(answer - wrong.value) <= (max(question.band, 0.02 * abs(wrong.value)) if question.band else 1e-9)
    ]
    return min(near, key=lambda wrong: abs(answer - wrong.value), default=None)


def number(text: str) -> float | None:
    """The number in a text: 1/3, 17 610, -0,5, 2e-6 and 54 % are read; None for anything else.

    Parameters
    ----------
    text : str
    """
    text = re.sub(r"[\s%]", "", text.replace("−", "-"))
    text = re.sub(r"^(-?\d*),(\d+)$", r"\1.\2", text)
    numerator, _, denominator = text.partition("/")
    try:
        value = float(numerator) / float(denominator or 1)
    except (ValueError, ZeroDivisionError):
        return None
    return value if isfinite(value) else None


def as_text(questions: list[Question], space: str = "") -> str:
    """The questions as Markdown, without anything that gives an answer away.

    Parameters
    ----------
    questions : list of Question
    space : str
        Where a number is to be written.
    """
    parts = []
    for i, question in enumerate(questions, start=1):
        parts.append(f"**Question {i}.** {escaped(question.text)}")
        if question.is_number:
            parts.append(f"Answer with a number. {space}".strip())
        else:
            parts.append(
                "\n".join(f"- ({letter}) {escaped(choice)}" for letter, choice in zip("abcd", question.choices))
            )
    return "\n\n".join(parts)


def escaped(text: str) -> str:
    """The text with what Markdown would read as its own marks made plain.

    Parameters
    ----------
    text : str
    """
    return re.sub(r"([\\`*_$<>\[\]|#])", r"\\\1", text)
