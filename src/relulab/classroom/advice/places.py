"""Places, keys and entries that are not there."""

from __future__ import annotations

import ast
import difflib
import re
import textwrap

from .scene import UNKNOWN


def _empty(scene):
    if not scene.says(r"empty sequence|iterable argument is empty|zero-size array|from empty"):
        return None
    argument = scene.argument()
    said = "There is nothing to choose from: " + (f"{argument} is empty here." if argument != "..." else "it is empty.")
    for node in scene.around(ast.Compare):
        if ast.dump(node.left) == ast.dump(node.comparators[0]):
            return f"{said} {ast.unparse(node)} compares a value with itself."
    return f"{said} Which condition fills it, and why does no entry fulfil it?"


def _key(scene):
    if not isinstance(scene.error, KeyError):
        return None
    node = scene.node
    whole = scene.value(node.value) if isinstance(node, ast.Subscript) else UNKNOWN
    if type(whole) is not dict or not scene.error.args:
        return "The dict has no such key. list(d) shows the keys that are there."
    key = scene.error.args[0]
    inner = [each for each in whole.values() if type(each) is dict]
    listed = textwrap.shorten(", ".join(map(repr, whole)), 200, placeholder=" ...")
    said = f"{ast.unparse(node.value)} has no key {key!r}. The keys that are there: {listed}."
    if any(key in each for each in inner):
        return f"{said} {key!r} stands one level further in: the order of the two keys is turned."
    close = difflib.get_close_matches(str(key), [each for each in whole if type(each) is str], 1, 0.7)
    return f"{said} Did you mean {close[0]!r}?" if close else said


def _place(scene):
    match = scene.says(r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)")
    node = scene.node if isinstance(scene.node, ast.Subscript) else None
    name = ast.unparse(node.value) if node else "It"
    too_many = scene.says(r"too many indices for array: array is (\d)-dimensional, but (\d)")
    if too_many:
        return (
            f"{name} has {too_many[1]} {'axis' if too_many[1] == '1' else 'axes'}, and {too_many[2]} indices are given."
        )
    if not isinstance(scene.error, IndexError):
        return None
    value = scene.value(node.value) if node else UNKNOWN
    size = match[3] if match else len(value) if type(value) in (list, tuple) else None
    said = "It asked for an element that is not there. In Python the first one has index 0 and the last one length - 1."
    if size is not None:
        said += f" {name} has {size} along this axis."
    if node and isinstance(node.slice, ast.BinOp) and isinstance(node.slice.op, ast.Add):
        said += f" {ast.unparse(node.slice)} goes one past the end in the last turn: let the loop end one turn earlier."
    return said


def _unpack(scene):
    match = scene.says(r"(not enough|too many) values to unpack")
    if not match:
        return None
    if isinstance(scene.node, ast.Tuple) and "shape" not in scene.line and re.search(r"=\s*\w+$", scene.line):
        return (
            "The left side has another number of names than the right has values. The two sizes of a table are its "
            ".shape."
        )
    word = "fewer" if match[1] == "not enough" else "more"
    return (
        f"There are {word} values than names to take them. Pairs of neighbours come from zip(...); an entry of several "
        "parts needs a name for each."
    )


RULES = [_empty, _key, _place, _unpack]
