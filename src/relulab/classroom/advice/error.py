"""The reply to an error: what Python says, the line, and the advice that fits.

The error's class alone says little: the advice looks at the part of the line that failed, at the names and the kinds
of the values in it, and at the exercise. No advice is itself a listed mistake of the exercise.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from ..exercise import Exercise
from . import calls, kinds, messages, names, places, shapes, truth
from .scene import Scene


def described(error: BaseException, answer: Callable, exercise: Exercise | None = None) -> str:
    """An error that the reader's code raised: what Python says, in which line, and what to look at."""
    scene = Scene(error, answer, exercise)
    text = f"{type(error).__name__}: {textwrap.shorten(scene.message, 300, placeholder=' ...')}"
    if scene.line:
        text += f"\n    in the line: {scene.line}"
    return f"{text}\n{_advice(scene)}"


def _advice(scene):
    for sign, said in scene.exercise.advice.items() if scene.exercise else ():
        if sign in scene.message:
            return said
    for module in (messages, names, calls, truth, places, kinds, shapes):
        for rule in module.RULES:
            try:
                said = rule(scene)
            except Exception:  # whatever a reader's object does when it is looked at
                continue
            if said:
                return said
    return messages.by_class(scene.error)
