"""What stands in the lessons' notebooks, read once: their titles, their predictions, and where everything is."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass, field
from functools import lru_cache

from . import LESSONS, notebooks


@dataclass
class Contents:
    """What one notebook holds.

    Attributes
    ----------
    title : str
        Its first heading, such as "1 · Neurons"; the name of the lesson where there is no notebook.
    sections : dict
        Question of a prediction, name of an exercise, "warmup" or "quiz" -> the heading under which it stands.
    predictions : list of str
        The questions of its predictions, in order.
    """

    title: str
    sections: dict[str, str] = field(default_factory=dict)
    predictions: list[str] = field(default_factory=list)


@lru_cache(maxsize=1)
def contents() -> dict[str, Contents]:
    """What each lesson's notebook holds; little where it cannot be read."""
    return {lesson: _read(lesson) for lesson in LESSONS}


def lesson_that_asks(question: str) -> str:
    """The lesson with this prediction; an empty text if there is none."""
    return next((lesson for lesson, held in contents().items() if question in held.predictions), "")


def _read(lesson):
    held = Contents(lesson)
    try:
        notebook = json.loads((notebooks() / f"{lesson}.ipynb").read_text(encoding="utf-8"))
        cells = [(cell["cell_type"], "".join(cell["source"]), cell["metadata"]) for cell in notebook["cells"]]
    except (OSError, ValueError, TypeError, KeyError):
        return held
    heading = ""
    for kind, source, metadata in cells:
        if kind == "markdown":
            for line in source.splitlines():
                if line.startswith("# ") and held.title == lesson:
                    held.title = line[2:].strip()
                elif line.startswith(("## ", "### ")):
                    heading = line.lstrip("#").strip()
        elif kind == "code":
            asked = _called(source)
            held.predictions += [text for name, text in asked if name == "predict"]
            held.sections |= {text if name == "predict" else name: heading for name, text in asked}
            if exercise := metadata.get("relulab", {}).get("exercise"):
                held.sections[exercise] = heading
    return held


def _called(source):
    """(name, first argument) of each call of predict, warmup and quiz with a text."""
    if not any(f"{name}(" in source for name in ("predict", "warmup", "quiz")):
        return []
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    return [
        (node.func.id, node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("predict", "warmup", "quiz")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]
