"""Kinds of values: a plain number, a list, a text or a dict where something else was assumed."""

from __future__ import annotations

import ast
import difflib

import numpy as np

_NUMBERS = r"'(?:float|int|bool|complex|numpy\.(?!ndarray|ufunc)\w+)'"


def _plain_number(scene):
    sign = (
        rf"{_NUMBERS} object (?:is not iterable|is not subscriptable|does not support item|has no attribute|is not an)"
        rf"|object of type {_NUMBERS} has no len|iteration over a 0-d|invalid index to scalar|array is 0-dimensional"
        rf"|cannot unpack non-iterable|{_NUMBERS} object is not a|len\(\) of unsized"
    )
    if not scene.says(sign):
        return None
    mixed = scene.mixed()
    if mixed and mixed[1] == "number":
        return (
            f"{mixed[0]} may also be a plain number, as it is here: it has no entries, no length and no methods of an "
            "array. np.where, np.maximum, np.exp and the signs + - * / take both, a number and an array."
        )
    if scene.called() in ("sum", "max", "min", "sorted", "all", "any", "list"):
        inside = [each for call in scene.parts(ast.Call) for each in call.args]
        added = any(isinstance(each, ast.BinOp) and isinstance(each.op, ast.MatMult) for each in inside)
        more = " @ has already added up the products." if added else " Is it one number already?"
        return f"{scene.called()} goes through several values, and here it gets one number.{more}"
    if scene.says("cannot unpack non-iterable"):
        return (
            "The loop is to give several names at once, and gets single numbers. Pairs come from zip(...), which takes "
            "two lists side by side."
        )
    loop = any(each.iter is scene.node for each in scene.around(ast.For))
    if loop and scene.says("'int' object is not iterable"):
        what = ast.unparse(scene.node)
        return f"{what} is one number, and for goes through several: range({what}) gives 0, 1, 2 and so on."
    name = _named_part(scene)
    return f"{name or 'This'} is a plain number: it has no entries, no length and no methods of an array."


def _named_part(scene):
    """The name of the value in the failing part that has an index or a dot behind it."""
    node = scene.node
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node.id if isinstance(node, ast.Name) and scene.named(node.id) is not np else ""


def _attribute(scene):
    match = scene.says(r"'([\w.]+)' (?:object )?has no attribute '(\w+)'")
    if not isinstance(scene.error, AttributeError) or not match:
        return None
    kind, name = match[1], match[2]
    what = _named_part(scene) or "what stands before the dot"
    if kind == "numpy":
        if name == "ln":
            return "NumPy calls the natural logarithm np.log."
        if name in ("relu", "sigmoid", "softmax", "leaky_relu", "gelu"):
            return f"NumPy has no {name}. Write out what it computes, with functions such as np.exp and np.where."
        if hasattr(np.linalg, name):
            return f"That function stands one level deeper: np.linalg.{name}."
        close = difflib.get_close_matches(name, [each for each in dir(np) if not each.startswith("_")], 1, 0.6)
        return f"NumPy has nothing of the name {name}." + (f" Did you mean np.{close[0]}?" if close else "")
    if kind == "math":
        return "The module math has no such function, and its functions take one number. NumPy's take arrays, too."
    if kind == "NoneType":
        return f"{what} is None here. append and sort change a list and hand back nothing: do not put x = before them."
    if kind == "list":
        array = f" np.array({what}) makes an array of it." if hasattr(np.ndarray, name) else ""
        return f"{what} is a list, which has no .{name}.{array}"
    if kind == "dict":
        return f'{what} is a dict: what it holds under a name is {what}["{name}"], with quotes in square brackets.'
    if kind == "numpy.ndarray":
        if name in ("append", "add"):
            return "An array keeps its length. Collect in a list, begun with [], or fill an array made by np.zeros."
        if hasattr(np.linalg, name):
            return f"An array has no .{name}: it is a function of NumPy, np.linalg.{name}(...)."
        if callable(getattr(np, name, None)):
            return f"An array has no .{name}: it is a function of NumPy, np.{name}(...)."
        close = difflib.get_close_matches(name, dir(np.ndarray), 1, 0.8)
        more = " Did you mean .T?" if name in ("t", "transposed") else f" Did you mean .{close[0]}?" if close else ""
        return f"It asked a value for something it does not have: {what} is an array, without .{name}.{more}"
    return None


def _list_or_text(scene):
    match = scene.says("unsupported operand|bad operand|not supported between|can't multiply|can only concatenate")
    if not match or isinstance(scene.error, AttributeError):
        return None
    if scene.says("NoneType"):
        return "One of the two values is None: what a function without return hands back, as print and append do."
    if scene.says(r"'str'|to str"):
        return "One of the two values is a text. A text in quotes is no number, even if it reads like one."
    if scene.says("for @"):
        other = "A list becomes an array by np.array(...)." if scene.says("list") else "For a plain number use *."
        return f"@ multiplies and adds up the entries of two arrays. {other}"
    if scene.says("'dict'"):
        return "Two dicts are compared here. Compare what they hold under a key: d[key]."
    if scene.says(r"list|sequence|tuple"):
        lists = [node.id for node in scene.parts(ast.Name) if type(scene.named(node.id)) in (list, tuple)]
        name = next((each for each in lists if each in scene.parameters), lists[0] if lists else "...")
        return (
            f"{name if lists else 'It'} is a list, and signs such as + * < work entry by entry for arrays alone. Take "
            f"one entry in each turn of a loop, or make an array of it: np.array({name})."
        )
    return None


def _whole_number(scene):
    if not scene.says("cannot be interpreted as an integer|only integer scalar arrays|a sequence of integers"):
        return None
    if scene.called() == "range" or "range(" in scene.line:
        if scene.says("list|tuple|arrays|ndarray"):
            return f"range takes one whole number: how many turns. For all entries: range(len({scene.argument()}))."
        return "range takes a whole number, and this one has a decimal point, as / and np.log give it."
    if scene.called().startswith("np."):
        return f"{scene.called()} wants whole numbers here, such as len(...): a size or a place."
    return "An array or a decimal number stands where one whole number is needed, as for a place or a size."


def _one_number(scene):
    if scene.says("arrays can be converted|must be real number, not (?:list|numpy)|can't convert|only length-1"):
        mixed = scene.mixed()
        which = f"{mixed[0]} may also be an array, as it is here. " if mixed and mixed[1] == "array" else ""
        return (
            f"{which}int, float and the functions of math take one number. For a whole array use NumPy's functions, "
            "such as np.exp, and + - * /."
        )
    return None


def _unhashable(scene):
    if not scene.says("unhashable"):
        return None
    if hasattr(scene.answer, "cache_info"):
        return "A function with @lru_cache cannot take arrays or lists. Remove the line above def."
    return "An array or a list cannot be the key of a dict or a member of a set."


def _divided_by_zero(scene):
    if not isinstance(scene.error, ZeroDivisionError):
        return None
    sides = scene.operands()
    zero = f" Here {ast.unparse(sides[1])} is 0." if sides else ""
    return f"It divided by zero. Which number in the denominator can be 0?{zero}"


RULES = [_unhashable, _divided_by_zero, _plain_number, _attribute, _list_or_text, _whole_number, _one_number]
