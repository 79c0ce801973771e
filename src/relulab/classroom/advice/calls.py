"""Calls: of what is no function, of a function that was not called, with arguments that do not fit."""

from __future__ import annotations

import ast
import builtins
from types import FunctionType

from .scene import UNKNOWN, kind_of, shape_of

_FUNCTIONS = r"'(?:function|builtin_function_or_method|numpy\.ufunc|ufunc|method|type|_ArrayFunctionDispatcher)'"


def _not_callable(scene):
    match = scene.says(r"'([\w.]+)' object is not callable")
    if not match:
        return None
    func = getattr(scene.node, "func", None)
    if match[1] == "module":
        return "That is the name of a whole module. One of its functions stands behind a dot, as in np.exp(z)."
    if isinstance(func, ast.Attribute) and func.attr in ("T", "shape", "size", "ndim"):
        return f"No brackets behind .{func.attr}: it is a property, not a function."
    if isinstance(func, ast.Name):
        name, value = func.id, scene.named(func.id)
        local = any(name in frame.f_locals for frame in scene.frames)
        if local and hasattr(builtins, name):
            return (
                f"In your function the name {name} is {kind_of(value)}, so it is no function any more. Choose another."
            )
        given = f"The name {name} was given to {kind_of(value)} in this notebook, so it is no function any more."
        if hasattr(builtins, name):
            return f"{given} del {name} in a cell of its own brings Python's own {name} back."
        if not local:
            return f"{given} Run the cell that defines the function again, or choose another name for the value."
        if value is None:
            return f"{name} is None here: it was given what a function without a return line hands back."
        place = scene.node.args[0] if len(scene.node.args) == 1 else None
        picks = type(scene.value(place)) in (int, str) or isinstance(place, ast.Compare)
        if picks and shape_of(value) != ():
            return f"Square brackets pick an entry, {name}[...]; with round ones Python calls a function."
    return "Python multiplies only where it sees a *: write s * (1 - s), not s(1 - s)."


def _function_not_called(scene):
    operand = scene.says(
        r"unsupported operand|bad operand|not supported between|does not support argument|must be real"
    )
    without = scene.says(_FUNCTIONS + r" object (?:is not subscriptable|is not iterable|has no|does not support)")
    kind = scene.says(_FUNCTIONS) or scene.says(r"of type (?:function|ufunc|method|builtin_\w+|numpy\.ufunc)")
    if not kind or not (operand or without):
        return None
    used = {id(node.func) for node in scene.parts(ast.Call)}
    found = [
        node
        for node in scene.parts((ast.Name, ast.Attribute))
        if id(node) not in used and callable(scene.value(node)) and scene.value(node) is not UNKNOWN
    ]
    if not found:
        return None
    name, value = ast.unparse(found[0]), scene.value(found[0])
    if type(value) is FunctionType and value.__name__ in set(scene.known()) - {name}:
        return (
            f"{name} is the function {value.__name__} itself, which is not called: it needs its argument in brackets, "
            f"{value.__name__}(...)."
        )
    if without and "subscriptable" in scene.message:
        return f"{name} is a function: a call takes round brackets, {name}(...), and square ones pick an entry."
    return f"{name} is a function, and here it is not called: it needs its argument in brackets, {name}(...)."


def _wrong_arguments(scene):
    called = scene.called().removeprefix("np.")
    own_axis = scene.says(r"argument 'axis'|'axis' is an invalid|takes no keyword")
    if own_axis and called in ("sum", "max", "min", "all", "any"):
        return f"Python's own {called} knows no axis. NumPy's does: np.{called}(..., axis=0)."
    if called in ("maximum", "minimum") and scene.says(r"takes|missing|invalid number of arguments"):
        if scene.solution_has(r"max(imum)?\(0"):
            return (
                f"np.{called} compares two things entry by entry, and here it gets one. What is it to be compared with?"
            )
        end, code = "largest" if called == "maximum" else "smallest", f"np.{called[:3]}({scene.argument()})"
        code = code if scene.safe(code) else f"found by np.{called[:3]}"
        return f"np.{called} compares two arrays entry by entry. The {end} entry of a single array is {code}."
    own = scene.says(r"^(?:\w+\.<locals>\.)*([\w<>.]+)\(\) (takes|missing|got an unexpected)")
    if own and not scene.frames and scene.parameters:
        return (
            f"That is the wrong number of arguments: your function is called with {', '.join(scene.parameters)}. Leave "
            "the first line as it stands in the stub."
        )
    if own:
        return f"That is the wrong number of arguments for {own[1].split('.')[-1]}, or they have other names."
    return None


def _axis(scene):
    """np.max(0, z) and np.mean(a, b): the second argument is an axis. Or an axis that is not there."""
    called = scene.called()
    short = called.removeprefix("np.")
    two = called.startswith("np.") and len(getattr(scene.node, "args", [])) > 1
    axis = scene.says(r"axis (-?\d+) is out of bounds for array of dimension (\d+)")
    if two and short in ("max", "min", "amax", "amin") and (axis or isinstance(scene.error, TypeError)):
        larger, other = ("largest", "maximum") if "max" in short else ("smallest", "minimum")
        said = f"{called} finds the {larger} entry of one array; its second argument is an axis. "
        if scene.solution_has(r"max(imum)?\(0") and other == "maximum" and scene.safe("np.maximum(0, z)"):
            return f"{said}To compare every entry with 0, use np.maximum(0, z)."
        return f"{said}Two arrays are compared entry by entry by np.{other}."
    if two and short in ("mean", "sum", "prod", "median", "std", "all", "any") and isinstance(scene.error, TypeError):
        return (
            f"{called} takes one array; its second argument is an axis. For two arrays, entry by entry: put them "
            "together with + and in brackets, and go on from there."
        )
    if axis and int(axis[2]) == 0:
        return (
            "It is a plain number, which has no axis. Leave the axis out, or look at where the array became a number."
        )
    if axis:
        axes = "axis 0 alone" if axis[2] == "1" else f"the axes {' and '.join(map(str, range(int(axis[2]))))}"
        row = "one row of numbers, with" if axis[2] == "1" else "an array with"
        return f"An axis that is not there: axis={axis[1]} is asked for, and this is {row} {axes}."
    return None


RULES = [_not_callable, _function_not_called, _axis, _wrong_arguments]
