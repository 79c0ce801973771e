"""Shapes that do not fit together."""

from __future__ import annotations

import ast
import re
from typing import Any

from .scene import shape_of


def _broadcast(scene):
    match = scene.says(r"could not be broadcast together with shapes (\([\d,]*\)) (\([\d,]*\))")
    if not match:
        return None
    shapes = [tuple(int(n) for n in each.strip("()").split(",") if n) for each in match.groups()]
    sides = scene.operands() or (None, None)
    for side, own, other in zip(sides, shapes, reversed(shapes)):
        said = _slice(side, own, other) if side is not None else None
        if said:
            return said
    who = [_said_name(side, shape, word) for side, shape, word in zip(sides, shapes, ("the one", "the other"))]
    said = f"Two arrays of different shapes meet entry by entry: {who[0]}, {who[1]}. "
    loop = _looped(scene, sides)
    if loop:
        return f"{said}Inside the loop, {loop[0]} is still the whole list; the number of this turn is {loop[1]}."
    column = [s for s in shapes if len(s) == 2 and s[1] == 1]
    if column and re.search(r"reshape\(|None\]|newaxis", ast.unparse(scene.function)):
        return (
            f"{said}A column, of shape {column[0]}, gives one number to each *row*. What belongs to the columns stays "
            "one row, as it came."
        )
    if len(shapes[0]) == 2 and shapes[0] == shapes[1][::-1]:
        return f"{said}One has the rows where the other has the columns: one of the two is turned on its side."
    product = isinstance(scene.node, ast.BinOp) and isinstance(scene.node.op, ast.Mult)
    if product and scene.solution_has("@"):
        return (
            f"{said}* multiplies entry by entry; @ multiplies rows with columns and adds up. Which of the two is meant?"
        )
    return (
        f"{said}Equal, or 1, must be the last numbers of the two shapes, then those before. Which of them is not meant?"
    )


def _said_name(side, shape, word):
    name = ast.unparse(side) if side is not None else ""
    return f"{name if 0 < len(name) <= 40 else word} has the shape {shape}"


def _slice(side, own, other):
    """What is wrong with a part that was cut out by an index such as i : i + 2; None for anything else."""
    cuts = [node for node in ast.walk(side) if isinstance(node, ast.Slice)]
    if not isinstance(side, ast.Subscript) or not cuts:
        return None
    what = f"The patch {ast.unparse(side)} has the shape {own}, and what it meets has {other}. "
    if isinstance(side.value, ast.Subscript) and isinstance(side.value.slice, ast.Slice):
        return f"{what}Two pairs of brackets cut the rows twice. Rows and columns go into one pair, with a comma."
    lowers = [cut.lower for cut in cuts]
    start = next((low for low in lowers if isinstance(low, ast.BinOp)), None)
    if start and isinstance(start.op, ast.Sub) and 0 in own:
        return (
            f"{what}It begins at {ast.unparse(start)}, which is -1 at the edge and counts from the far end. The patch "
            "begins at i and j."
        )
    lengths = tuple(_length(cut) for cut in cuts)
    if start and lengths == other:
        return f"{what}It begins at {ast.unparse(start)} and runs over the edge. The patch begins at i and j."
    if lengths == other:
        return (
            f"{what}The cut is long enough, and runs over the edge. i counts rows and comes first, j counts columns; "
            "both end before the last two."
        )
    # The cut that is too short or too long; the first where the two cannot be set side by side.
    places = range(min(len(cuts), len(own), len(other)))
    wrong = next((i for i in places if own[i] != other[i] and len(own) == len(other)), 0)
    begin = lowers[wrong]
    low = ast.unparse(begin) if begin else "0"
    return (
        f"{what}An end in a slice is left out: {ast.unparse(cuts[wrong]).strip()} takes {own[wrong]} "
        f"{'columns' if wrong else 'rows'} here, and {low} : {low} + {other[wrong]} would take {other[wrong]}."
    )


def _length(cut):
    """n of a slice i : i + n, or i + 1 : i + 1 + n; None where that cannot be read off."""
    if cut.lower is None or cut.upper is None:
        return None
    (low, first), (high, last) = _offset(cut.lower), _offset(cut.upper)
    return last - first if low == high else None


def _offset(index):
    """i and n of an index i + n or i - n."""
    if isinstance(index, ast.BinOp) and isinstance(index.right, ast.Constant):
        n: Any = index.right.value
        return ast.dump(index.left), n if isinstance(index.op, ast.Add) else -n
    return ast.dump(index), 0


def _looped(scene, sides):
    """A list that the loop around goes through, used whole, and the name of one entry."""
    used = {node.id for side in sides if side is not None for node in ast.walk(side) if isinstance(node, ast.Name)}
    for loop in scene.around((ast.For, ast.comprehension)):
        zipped = isinstance(loop.iter, ast.Call) and ast.unparse(loop.iter.func) == "zip"
        lists = loop.iter.args if zipped else [loop.iter]
        targets = loop.target.elts if isinstance(loop.target, ast.Tuple) else [loop.target]
        for each, one in zip(lists, targets):
            if isinstance(each, ast.Name) and each.id in used and isinstance(one, ast.Name):
                return each.id, one.id
    return None


def _matrix_product(scene):
    if not scene.says("matmul|not aligned"):
        return None
    said = "A @ B needs as many columns in A as there are rows in B."
    sides = scene.operands()
    if scene.says("enough dimensions"):
        return "@ takes arrays alone; one of the two is a plain number here. Numbers are multiplied by *."
    values = [scene.value(side) for side in sides] if sides else []
    shapes: list[Any] = [shape_of(value) for value in values]
    if not shapes or not all(shapes):
        return said
    names = [ast.unparse(side) for side in sides]
    said = f"{said} Here {names[0]} has the shape {shapes[0]} and {names[1]} {shapes[1]}."
    if shapes[1][-1] == shapes[0][0] and scene.safe(f"{names[1]} @ {names[0]}"):
        return f"{said} In the other order, {names[1]} @ {names[0]}, they fit."
    for i in (0, 1):
        turned = list(shapes)
        turned[i] = shapes[i][::-1]
        if len(shapes[i]) == 2 and turned[0][-1] == turned[1][0]:
            side = sides[i]
            if isinstance(side, ast.Attribute) and side.attr == "T":
                return f"{said} Without .T, {ast.unparse(side.value)} would fit."
            return f"{said} {names[i]}.T, with rows and columns exchanged, has the shape {turned[i]}, which would fit."
    return said


RULES = [_broadcast, _matrix_product]
