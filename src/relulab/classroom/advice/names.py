"""Names: one that nobody knows, one without a value yet, two that were written as one."""

from __future__ import annotations

import builtins
import difflib
import re
from typing import Any

import numpy as np

from .scene import shape_of

_MODULES = {"np": "import numpy as np", "numpy": "import numpy", "math": "import math", "random": "import random"}
_SAID = {
    "e": "NumPy's functions begin with np.: e to a power is np.exp, and the number e itself is np.e.",
    "nan": "NumPy calls it np.nan. It is equal to nothing, not even to itself: np.isnan and np.isfinite find it.",
    "inf": "NumPy calls it np.inf.",
    "pi": "NumPy calls it np.pi.",
}


def _without_value(scene):
    match = scene.says(r"(?:local|free) variable '(\w+)'")
    if not isinstance(scene.error, NameError) or not match:
        return None
    name = match[1]
    if callable(getattr(builtins, name, None)) or callable(scene.frames[0].f_globals.get(name) if scene.frames else 0):
        return (
            f"Your function gives the name {name} to a value of its own, so inside it {name} is no function any more, "
            "not even before that line. Choose another name for the value."
        )
    return (
        f"The name {name} has no value yet when this line asks for it. What a loop builds up needs a start value "
        "before the loop: 0 for a sum, 1 for a product, [] for a list. What is set under an if is set only if the "
        "condition holds."
    )


def _unknown(scene):
    match = scene.says(r"name '(\w+)'")
    if not isinstance(scene.error, NameError) or not match:
        return None
    name, own = match[1], scene.known()
    if name in _MODULES:
        return f"The name {name} is not known yet: run the cell with {_MODULES[name]} first."
    if name in _SAID:
        return _SAID[name]
    if name == "T":
        turned = re.search(r"(\w+)\s*(?:\^|\*\*)\s*T\b", scene.line)
        return f"Transposed, with rows and columns exchanged, is written {turned[1] if turned else 'A'}.T in NumPy."
    keyed = [each for each in own if type(scene.named(each)) is dict and name in scene.named(each)]
    if keyed:
        return f'A key that is a text needs quotes: {keyed[0]}["{name}"].'
    close = difflib.get_close_matches(name, [each for each in own if not each.startswith("_")], 1, 0.75)
    if name == "ln" or (callable(getattr(np, name, None)) and not (close and f"{name}(" not in scene.line)):
        return f"NumPy's functions begin with np.: in place of {name} write np.{'log' if name == 'ln' else name}."
    if name in scene.parameters:
        return f"{name} is an argument in the stub; the first line there has ({', '.join(scene.parameters)})."
    for i in range(1, len(name)):
        if name[:i] in own and name[i:] in own and name[:i] in scene.parameters + list(scene.frames[0].f_locals):
            return _product(scene, name[:i], name[i:])
    choices = scene.exercise.choices if scene.exercise else []
    word = next((word for word in choices if name in re.split(r"\W+", word)), None)
    if word:
        return f'A word that is meant as text needs quotes: "{word}".'
    if name in ("relu", "sigmoid", "softmax", "layer", "neuron"):
        return f"No function {name} is known here. Run the cell that defines it first, or write out what it computes."
    if close:
        return f"No {name} is known here. Did you mean {close[0]}?"
    given = f" ({', '.join(scene.parameters)})" if scene.parameters else ""
    quotes = " A word that is meant as text needs quotes." if choices else ""
    return (
        f"The name {name} is not known in your function. Check its spelling; a function sees its arguments"
        f"{given}, what it has set before, and what you imported.{quotes}"
    )


def _product(scene, left, right):
    shapes: list[Any] = [shape_of(scene.named(name)) for name in (left, right)]
    said = f"Python reads {left}{right} as one name: a product needs a sign between {left} and {right}. "
    if not all(shapes):
        return f"{said}Numbers are multiplied by *: {left} * {right}." if scene.safe(f"{left} * {right}") else said
    if shapes[0][-1] == shapes[1][0] and scene.safe(f"{left} @ {right}"):
        return f"{said}The product that multiplies in pairs and adds up is {left} @ {right}."
    return f"{said}@ multiplies in pairs and adds up, * multiplies entry by entry."


RULES = [_without_value, _unknown]
