"""What there is to do in the course, and what is kept of each item."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from .course import EXERCISES, quizzes, warmups

#: Item -> what is kept of it.
Kept = dict[str, dict[str, Any]]
#: What a file that is handed in says it was made by.
MADE_BY = "relulab progress"


def items() -> dict[str, dict[str, str]]:
    """What there is to do: lesson -> {name: "exercise" or "question"}, in the order of the course."""
    to_do: dict[str, dict[str, str]] = {}
    for exercise in EXERCISES.values():
        names = to_do.setdefault(
            exercise.lesson, {question.id: "question" for question in warmups().get(exercise.lesson, [])}
        )
        names[exercise.id] = "exercise"
    for lesson, questions in quizzes().items():
        to_do.setdefault(lesson, {}).update({question.id: "question" for question in questions})
    return to_do


def by_item(entries: dict[str, Kept]) -> Kept:
    """What is kept of each item, whatever lesson it was kept under: it may have moved to another one since.

    Parameters
    ----------
    entries : dict
        Lesson -> item -> what is kept of it, as `records.read` gives it.
    """
    found: Kept = {}
    for lesson, kept in entries.items():
        for item, entry in kept.items():
            before = found.get(item, entry)
            first, last = sorted([before, entry], key=lambda each: each["last"])
            tries = entry["tries"] + (before["tries"] if item in found else 0)
            right = first["right"] or last["right"]
            found[item] = {"lesson": lesson, **last, **first, "last": last["last"], "tries": tries, "right": right}
    return found


def title(name: str) -> str:
    """An exercise by its title, a question by the beginning of its text."""
    if name in EXERCISES:
        return EXERCISES[name].title
    asked = [question for group in (quizzes(), warmups()) for questions in group.values() for question in questions]
    text = next(question.text for question in asked if question.id == name)
    return f"“{shorten(text, 60, placeholder=' …')}”"
