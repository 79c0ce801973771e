"""One yes or no that a whole array cannot give: in if, max, all, and, or."""

from __future__ import annotations

import ast
import copy
import re

from ..compare import plain
from .scene import shape_of


def _truth_value(scene):
    if not scene.says("truth value of (?:an|a) (?:array|empty)"):
        return None
    called = scene.called()
    if called in ("all", "any"):
        return (
            f"Python's {called} goes through the rows, and each row is an array. For a table write it behind the "
            f"comparison in brackets: (...).{called}(axis=0) asks column by column, axis=1 row by row."
        )
    if called in ("max", "min", "sorted"):
        listed = scene.node.args[0]
        value = scene.value(listed)
        arrays = type(value) is list and any(shape_of(each) for each in value)
        if len(scene.node.args) == 1 and (arrays or isinstance(listed, (ast.GeneratorExp, ast.ListComp))):
            which = ast.unparse(listed) if arrays else "The list in its brackets"
            return (
                f"{which} holds arrays, and {called} compares single numbers. Make one "
                "number of each first: its mean, say."
            )
        both = _both(scene)
        if both:
            return f"max and min take single numbers, and here they meet a whole array. {both}"
        return (
            f"{called} and if need a single number, and here they meet a whole array. {_entry_by_entry(scene, called)}"
        )
    if scene.within and called:
        return f"{called} meets an array where it takes one number or one word. Which of its arguments is it?"
    for call in scene.parts(ast.Call):
        name = ast.unparse(call.args[0]) if call.args else ""
        if ast.unparse(call.func) in ("np.isfinite", "np.isnan", "np.isinf", "np.isposinf") and name.isidentifier():
            return (
                f"{name} holds several numbers, so there are several answers, and if needs one. Which of them counts? "
                f"The last one is {name}[-1]."
            )
    if any(scene.node in [each, *each.values] for each in scene.around(ast.BoolOp)):
        return (
            "and, or and not want one yes or no, and here they meet a whole array. Entry by entry it is & and |, with "
            "brackets: (a > 0) & (a < 1)."
        )
    one = _entry_by_entry(scene, "")
    if "one number" in one:
        return f"if needs a single number, and here it meets a whole array. {one}"
    test = scene.node
    comparison = f"({ast.unparse(test)})" if isinstance(test, ast.Compare) else "The comparison"
    return (
        f"{comparison} compares every entry at once, and if wants one answer: it meets a whole array. "
        "np.where(condition, a, b) chooses entry by entry; in a product True counts as 1 and False as 0."
    )


def _both(scene):
    """What stands for max and min where the reader has both, unless that is itself a listed mistake."""
    names = {"max", "min"}
    used = {node.id for node in scene.around(ast.Name)}
    returned = [ast.unparse(node.value) for node in scene.around(ast.Return) if node.value]
    whole = len(returned) == 1 and not scene.around(ast.Assign)
    if not whole or not names <= used or not all(scene.solution_has(rf"np\.{name}imum") for name in names):
        return None
    code = re.sub(r"(?<![\w.])(max|min)\(", r"np.\1imum(", returned[0])
    return "np.maximum and np.minimum compare entry by entry." if scene.safe(code) else None


def _entry_by_entry(scene, called):
    if scene.solution_has("@") and "@" not in ast.unparse(scene.function) and _one_number(scene.exercise):
        return "If there should be one number, did you use * where @ adds up the products?"
    if called == "max" and scene.solution_has(r"\.max\("):
        return "The largest entry of one array is found by np.max."
    if called in ("max", "min") and scene.solution_has(rf"np\.{called}imum"):
        arguments = ", ".join(map(ast.unparse, scene.node.args))
        simple = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop, ast.expr_context)
        small = all(isinstance(part, simple) for each in scene.node.args for part in ast.walk(each))
        if small and not scene.safe(f"np.{called}imum({arguments})"):
            return "np.where(condition, a, b) chooses entry by entry."
        if called == "max" and scene.solution_has(r"np\.maximum\(0") and scene.safe("np.maximum(0, z)"):
            return "To compare every entry with 0, use np.maximum(0, z)."
        return f"np.{called}imum compares entry by entry."
    return "np.where(condition, a, b) chooses entry by entry."


def _one_number(exercise):
    """Whether the solution gives a plain number in every case."""
    return all(shape_of(plain(exercise.answer(*copy.deepcopy(case)))) == () for case in exercise.cases)


RULES = [_truth_value]
