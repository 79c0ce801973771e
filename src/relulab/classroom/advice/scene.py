"""Where an error was raised: the part of the reader's line that failed, and the values that it can see."""

from __future__ import annotations

import ast
import builtins
import copy
import functools
import inspect
import linecache
import re
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from ..compare import difference, plain
from ..exercise import Exercise

#: The value of what would have to be computed.
UNKNOWN: Any = object()


class Scene:
    """What the error's traceback tells.

    Nothing of the reader's is run to look at a value: names and the entries of lists and dicts are looked up, no more.
    """

    def __init__(self, error: BaseException, answer: Callable, exercise: Exercise | None):
        self.error, self.answer, self.exercise = error, answer, exercise
        try:
            self.message = str(error)
        except Exception:
            self.message = "(its message cannot be shown)"
        self.parameters = list(inspect.signature(exercise.answer).parameters) if exercise else []
        self.cases = exercise.cases if exercise else []
        if isinstance(answer, (functools.partial, np.vectorize)):
            answer = answer.func if isinstance(answer, functools.partial) else answer.pyfunc
        self.code: Any = getattr(inspect.unwrap(answer) if hasattr(answer, "__wrapped__") else answer, "__code__", None)
        traces = self._own_traces()
        self.frames = [trace.tb_frame for trace in reversed(traces)]
        self.within = bool(traces) and traces[-1].tb_next is not None  # a function that the line calls
        self.line = ""
        self.node: Any = None
        self.function: Any = ast.Module([], [])
        if traces:
            self._look_at(traces[-1])

    def _own_traces(self):
        """The last steps on the way to the error that are in the reader's file; the way may have a million."""
        file = getattr(self.code, "co_filename", None)
        steps: deque[Any] = deque(maxlen=4)
        trace = self.error.__traceback__
        while trace is not None and file is not None:
            if trace.tb_frame.f_code.co_filename == file:
                steps.append(trace)
            trace = trace.tb_next
        return list(steps)

    def _look_at(self, trace):
        file = trace.tb_frame.f_code.co_filename
        self.line = linecache.getline(file, trace.tb_lineno, trace.tb_frame.f_globals).strip()
        try:
            tree = ast.parse("".join(linecache.getlines(file)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        place = list(trace.tb_frame.f_code.co_positions())[trace.tb_lasti // 2]
        node: Any
        for node in ast.walk(tree):
            if not hasattr(node, "lineno"):
                continue
            if (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset) == place:
                self.node = node
            if isinstance(node, (ast.FunctionDef, ast.Lambda)) and node.lineno <= trace.tb_lineno <= node.end_lineno:
                self.function = node
        if isinstance(self.node, (ast.For, ast.ListComp, ast.GeneratorExp)):  # what it goes through failed
            self.node = self.node.iter if isinstance(self.node, ast.For) else self.node.generators[0].iter

    def says(self, pattern: str) -> re.Match[str] | None:
        """The match of a pattern in the error's message."""
        return re.search(pattern, self.message)

    def named(self, name: str) -> Any:
        """The value of a name where the error was raised."""
        for frame in self.frames:
            if name in frame.f_locals:
                return frame.f_locals[name]
        return self.frames[0].f_globals.get(name, getattr(builtins, name, UNKNOWN)) if self.frames else UNKNOWN

    def known(self) -> list[str]:
        """The names that the reader's function sees: its own first."""
        names = [name for frame in self.frames for name in frame.f_locals]
        return names + (list(self.frames[0].f_globals) if self.frames else [])

    def value(self, node: Any) -> Any:
        """The value of a name, or of an entry of a list or a dict; UNKNOWN for what would have to be computed."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.named(node.id)
        if isinstance(node, ast.Subscript):
            whole, key = self.value(node.value), self.value(node.slice)
            if type(whole) in (list, tuple, dict) and type(key) in (int, str):
                try:
                    return whole[key]
                except (LookupError, TypeError):
                    return UNKNOWN
        if isinstance(node, ast.Attribute) and node.attr == "T" and type(self.value(node.value)) is np.ndarray:
            return self.value(node.value).T
        if isinstance(node, ast.Attribute) and self.value(node.value) is np:
            return getattr(np, node.attr, UNKNOWN)
        return UNKNOWN

    def parts(self, kind: Any) -> list[Any]:
        """The parts of this kind of what failed."""
        return [node for node in ast.walk(self.node) if isinstance(node, kind)] if self.node else []

    def around(self, kind: Any) -> list[Any]:
        """The parts of this kind of the function that failed."""
        return [node for node in ast.walk(self.function) if isinstance(node, kind)]

    def operands(self) -> tuple[Any, Any] | None:
        """The two sides of the product, sum or comparison that failed, or of np.dot and its like."""
        node = self.node
        if isinstance(node, ast.BinOp):
            return node.left, node.right
        if isinstance(node, ast.AugAssign):
            return node.target, node.value
        if isinstance(node, ast.Compare):
            return node.left, node.comparators[0]
        if isinstance(node, ast.Call) and len(node.args) == 2:
            return node.args[0], node.args[1]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
            return node.func.value, node.args[0]
        return None

    def called(self) -> str:
        """The name of the function in the call that failed: "max" or "np.max"; "" if it is no such call."""
        func = getattr(self.node, "func", None)
        return ast.unparse(func) if isinstance(func, (ast.Name, ast.Attribute)) else ""

    def argument(self) -> str:
        """The name that is the first argument of that call; "..." if it is no name."""
        arguments = getattr(self.node, "args", [])
        return arguments[0].id if arguments and isinstance(arguments[0], ast.Name) else "..."

    def mixed(self) -> tuple[str, str] | None:
        """The argument that is a number in some cases and an array in others, and which it is now; or None.

        None also where the part that failed has to do with another argument alone.
        """
        used = {node.id for node in self.parts(ast.Name)} & set(self.parameters)
        for i, name in enumerate(self.parameters):
            kinds = {shape_of(case[i]) == () for case in self.cases if i < len(case)}
            if len(kinds) == 2 and self.frames and (not used or name in used):
                own = self.code.co_varnames[i] if i < self.code.co_argcount else name
                shape = shape_of(self.frames[-1].f_locals.get(own, UNKNOWN))
                return None if shape is None else (name, "array" if shape else "number")
        return None

    def solution_has(self, pattern: str) -> bool:
        """Whether the solution's source has this."""
        return self.exercise is not None and re.search(pattern, self.exercise.solution_source) is not None

    def safe(self, code: str) -> bool:
        """Whether this code is not, in all cases, what a listed mistake of the exercise gives."""
        mistakes = self.exercise.mistakes if self.exercise else ()
        return not any(_gives_the_same(code, each, self.exercise) for each in mistakes)


def _gives_the_same(code, mistake, exercise):
    signature = inspect.signature(exercise.answer)
    try:
        for case in exercise.cases:
            given = signature.bind(*copy.deepcopy(case))
            given.apply_defaults()
            got = eval(code, {"np": np, **given.arguments})
            if difference(plain(mistake.answer(*copy.deepcopy(case))), plain(got), exercise.tolerance):
                return False
    except Exception:
        return False
    return True


def shape_of(value: Any) -> tuple[int, ...] | None:
    """The shape of an array, () for a number, None for anything else."""
    kind = type(value)
    if kind in (bool, int, float, complex) or issubclass(kind, np.generic):
        return ()
    return value.shape if kind is np.ndarray else None


def kind_of(value: Any) -> str:
    """What a value is, in words: "a number", "a list"."""
    shape = shape_of(value)
    if shape is not None:
        return f"an array of shape {shape}" if shape else "a number"
    if value is None:
        return "None"
    if callable(value):
        return "a function"
    kinds: dict[type, str] = {list: "a list", tuple: "a tuple", str: "a text", dict: "a dict"}
    return kinds.get(type(value), "something else")
