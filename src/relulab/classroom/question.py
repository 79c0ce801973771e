"""A question of a quiz, with an explanation for every answer, right or wrong."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .numbers import FORMS, readings

#: How far a rounded answer may be from the key, as a share of it, where the digits given leave the key possible.
ROUNDED = 0.03
#: Within this share it may be the key, rounded too far to tell.
TOO_ROUGH = 0.21


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
        The belief that it states, in words. None where it hints at one only: a slip may lead to the same answer.
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
    unit : str
        "%" for a number in per cent, "share" for a probability or a share; empty for any other number.
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
    unit: str = ""

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
    if question.is_number:
        return _reply_to_number(question, answer or "", sure)
    if answer is None:
        return Reply(None, "Choose an answer first, then say how sure you are.")
    if answer == question.key:
        return _right(question, sure)
    return _not_right(question, next(wrong for wrong in question.wrong if wrong.answer == answer), sure)


def _right(question, sure, unit=""):
    doubt = "" if sure else ", although you were not sure"
    return Reply(True, f"Right{doubt}. {unit}{question.because} (It is in {question.where}.)")


def _not_right(question, wrong, sure):
    """The reply to a wrong answer: one of those listed, or None for a number that is none of them."""
    parts = ["Not this one." if not question.is_number else "Not this number."]
    if wrong and wrong.belief:
        parts.append(f"The belief behind it: {wrong.belief}.")
    parts.append(wrong.why if wrong else question.otherwise)
    if sure:
        parts.append(f"You were sure, so look closely. {question.evidence}")
    parts.append(f"Look again at {question.where}.")
    return Reply(False, " ".join(parts))


def _reply_to_number(question, text, sure):
    found = readings(text)
    if not found:
        return Reply(None, f"Write one number, such as {FORMS}, then say how sure you are.")
    meant = [reading.times(_factor(question, reading)) for reading in found]
    if any(_within(question, reading) for reading in meant):
        return _right(question, sure)
    # The same digits in the other unit: 0.84 where per cent is asked, 30 where a share is, 26 % where a count is.
    other = [(reading, reading.times(_other_factor(question, reading))) for reading in found]
    wrong = next(filter(None, (_listed(question, reading) for reading in meant)), None)
    if wrong is None:
        if any(_rounds_to(question, reading, ROUNDED) for reading in meant):
            return _right(question, sure)
        fits = next((reading for reading, turned in other if _within(question, turned)), None)
        if fits is not None:
            return _in_the_other_unit(question, fits, sure)
        if any(_rounds_to(question, reading, TOO_ROUGH) for reading in meant):
            return Reply(
                None, "The right number may be rounded to this one, and others may, too. Write one digit more."
            )
        wrong = next(filter(None, (_listed(question, turned) for _, turned in other)), None)
    return _not_right(question, wrong, sure)


def _factor(question, reading):
    """From what was written to the unit of the question: 30 % is 0.3, unless per cent is asked for."""
    return 0.01 if reading.percent and question.unit != "%" else 1.0


def _other_factor(question, reading):
    """The same if the reader was thinking in the other unit; 1 where there is none."""
    if reading.percent:
        return 100.0 if question.unit == "%" and abs(reading.value) <= 1 else 1.0
    if question.unit == "%" and abs(reading.value) <= 1:
        return 100.0
    return 0.01 if question.unit == "share" and abs(reading.value) > 1 else _factor(question, reading)


def _in_the_other_unit(question, reading, sure):
    share = f"{reading.value:g}"
    if reading.percent:
        return Reply(
            None, f"Without the sign this would fit: {share} % is {reading.value / 100:g}. Leave the sign out."
        )
    if question.unit == "%":
        return _right(question, sure, f"That is the right share; per cent were wanted, {100 * reading.value:g} %. ")
    return Reply(None, f"As per cent this would fit. Then write {share} %, or {reading.value / 100:g}.")


def _within(question, reading):
    return abs(reading.value - question.key) <= question.band + 1e-9 * abs(question.key)


def _rounds_to(question, reading, share):
    """Whether the key is rounded to what was written, and is no further away than this share of it."""
    distance = abs(reading.value - question.key)
    if not question.band or not reading.value:
        return False
    return distance <= 0.5 * reading.step * (1 + 1e-9) and distance <= share * abs(question.key)


def _listed(question, reading):
    """The Wrong that was given, or None for a number that is none of those listed."""
    # Where the answer is no whole number, whoever makes the error may round it differently from us.
    # A share of that answer, whatever the band: 0.007 is not the 0 of somebody who takes the loss for nothing.
    near = [
        wrong
        for wrong in question.wrong
        if abs(reading.value - wrong.value) <= (0.03 * abs(wrong.value) if question.band else 0) + 1e-12
    ]
    return min(near, key=lambda wrong: abs(reading.value - wrong.value), default=None)


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
