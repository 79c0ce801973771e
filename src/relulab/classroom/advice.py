"""What to tell a reader whose code stopped with an error.

The error's class alone says little: the advice looks at the part of the line that failed, at the names and the kinds
of the values in it, and at the exercise. No advice is itself a listed mistake of the exercise.
"""

from __future__ import annotations

import ast
import builtins
import copy
import difflib
import re
import textwrap
from collections.abc import Callable
from types import FunctionType

import numpy as np

from .compare import plain
from .exercise import Exercise
from .scene import UNKNOWN, Scene, kind_of, shape_of

_NUMBERS = r"'(?:float|int|bool|complex|numpy\.(?!ndarray|ufunc)\w+)'"
_FUNCTIONS = r"'(?:function|builtin_function_or_method|numpy\.ufunc|ufunc|method|type|_ArrayFunctionDispatcher)'"


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
    for rule in _RULES:
        try:
            said = rule(scene)
        except Exception:  # whatever a reader's object does when it is looked at
            continue
        if said:
            return said
    for sign, said in _GENERAL:
        if sign in scene.message if isinstance(sign, str) else isinstance(scene.error, sign):
            return said
    return "Run your function by itself on a small input to see the error in full."


# ---- names ---------------------------------------------------------------------------------------

_MODULES = {"np": "import numpy as np", "numpy": "import numpy", "math": "import math", "random": "import random"}
_ELSEWHERE = {"ln": "np.log", "arctan": "np.arctan", "tan": "np.tan"}


def _name_without_value(scene):
    match = scene.says(r"(?:local|free) variable '(\w+)'|local variable '(\w+)' referenced")
    if not isinstance(scene.error, NameError) or not match:
        return None
    name = match[1] or match[2]
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


def _name_unknown(scene):
    if not isinstance(scene.error, NameError):
        return None
    match = scene.says(r"name '(\w+)'")
    name, own = (match[1] if match else ""), scene.known()
    if name in _MODULES:
        return f"The name {name} is not known yet: run the cell with {_MODULES[name]} first."
    if name == "T":
        turned = re.search(r"(\w+)\s*(?:\^|\*\*)\s*T\b", scene.line)
        return f"Transposed, with rows and columns exchanged, is written {turned[1] if turned else 'A'}.T in NumPy."
    close = difflib.get_close_matches(name, [each for each in own if not each.startswith("_")], 1, 0.75)
    if name == "e":
        return "NumPy's functions begin with np.: e to a power is np.exp, and the number e itself is np.e."
    if name == "nan":
        return "NumPy calls it np.nan. It is equal to nothing, not even to itself: np.isnan and np.isfinite find it."
    if name in ("inf", "pi"):
        return f"NumPy calls it np.{name}."
    keyed = [each for each in own if type(scene.named(each)) is dict and name in scene.named(each)]
    if keyed:
        return f'A key that is a text needs quotes: {keyed[0]}["{name}"].'
    if name in _ELSEWHERE or (callable(getattr(np, name, None)) and not (close and f"{name}(" not in scene.line)):
        return f"NumPy's functions begin with np.: in place of {name} write {_ELSEWHERE.get(name, f'np.{name}')}."
    if name in scene.parameters:
        return f"{name} is an argument in the stub; the first line there has ({', '.join(scene.parameters)})."
    for i in range(1, len(name)):
        if name[:i] in own and name[i:] in own and name[:i] in scene.parameters + list(scene.frames[0].f_locals):
            return _product(scene, name[:i], name[i:])
    words = [word for word in _words(scene.exercise) if name in re.split(r"\W+", word)]
    if words:
        return f'A word that is meant as text needs quotes: "{words[0]}".'
    if name in ("relu", "sigmoid", "softmax", "layer", "neuron"):
        return f"No function {name} is known here. Run the cell that defines it first, or write out what it computes."
    if close:
        return f"No {name} is known here. Did you mean {close[0]}?"
    given = f" ({', '.join(scene.parameters)})" if scene.parameters else ""
    quotes = " A word that is meant as text needs quotes." if _words(scene.exercise) else ""
    return (
        f"The name {name} is not known in your function. Check its spelling; a function sees its arguments"
        f"{given}, what it has set before, and what you imported.{quotes}"
    )


def _words(exercise):
    """The words that an exercise takes as results."""
    if not exercise:
        return []
    try:
        results = [exercise.answer(*copy.deepcopy(case)) for case in exercise.cases]
    except Exception:
        return []
    return [*exercise.words, *(each for each in results if isinstance(each, str))]


def _product(scene, left, right):
    shapes = [shape_of(scene.named(name)) for name in (left, right)]
    said = f"Python reads {left}{right} as one name: a product needs a sign between {left} and {right}. "
    if not all(shapes):
        return f"{said}Numbers are multiplied by *: {left} * {right}." if scene.safe(f"{left} * {right}") else said
    if shapes[0][-1] == shapes[1][0] and scene.safe(f"{left} @ {right}"):
        return f"{said}The product that multiplies in pairs and adds up is {left} @ {right}."
    return f"{said}@ multiplies in pairs and adds up, * multiplies entry by entry."


# ---- calls ---------------------------------------------------------------------------------------


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
        if hasattr(builtins, name):
            return (
                f"The name {name} was given to {kind_of(value)} in this notebook, so it is no function any more. "
                f"del {name} in a cell of its own brings Python's own {name} back."
            )
        if not local:
            return (
                f"The name {name} was given to {kind_of(value)} in this notebook, so it is no function any more. "
                "Run the cell that defines the function again, or choose another name for the value."
            )
        given = [scene.value(argument) for argument in scene.node.args]
        picks = len(given) == 1 and (type(given[0]) in (int, str) or isinstance(scene.node.args[0], ast.Compare))
        if picks and shape_of(value) != () and value is not None:
            return f"Square brackets pick an entry, {name}[...]; with round ones Python calls a function."
        if value is None:
            return f"{name} is None here: it was given what a function without a return line hands back."
    if re.search(r"\)\s*\(|\d\s*\(|\]\s*\(", scene.line) or isinstance(func, ast.Name):
        return "Python multiplies only where it sees a *: write s * (1 - s), not s(1 - s)."
    return "Round brackets call a function, and what stands before them here is none."


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
        return "A function stands here without being called. A call has its argument in brackets, as in np.exp(-z)."
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
    if scene.says(r"argument 'axis'|'axis' is an invalid|takes no keyword") and called in (
        "sum",
        "max",
        "min",
        "all",
        "any",
    ):
        return f"Python's own {called} knows no axis. NumPy's does: np.{called}(..., axis=0)."
    if called in ("maximum", "minimum") and scene.says(r"takes|missing|invalid number of arguments"):
        if scene.solution_has(r"max(imum)?\(0"):
            return (
                f"np.{called} compares two things entry by entry, and here it gets one. What is it to be compared with?"
            )
        end, code = "largest" if called == "maximum" else "smallest", f"np.{called[:3]}({_argument(scene)})"
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


def _argument(scene):
    arguments = getattr(scene.node, "args", [])
    return ast.unparse(arguments[0]) if arguments and isinstance(arguments[0], ast.Name) else "..."


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


# ---- numbers, lists, texts where something else was assumed --------------------------------------


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
    loops = [node for node in ast.walk(scene.function or ast.Module([], [])) if isinstance(node, ast.For)]
    loop = any(each.iter is scene.node for each in loops)
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
    if not isinstance(scene.error, AttributeError):
        return None
    match = scene.says(r"(?:module|type object)? ?'([\w.]+)' (?:object )?has no attribute '(\w+)'")
    if not match:
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
        return (
            f"{what} is a list, which has no .{name}. np.array({what}) makes an array of it."
            if (hasattr(np.ndarray, name))
            else f"{what} is a list, and lists have no .{name}."
        )
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
    match = scene.says(r"(?:unsupported operand|bad operand|not supported between|can't multiply|can only concatenate)")
    if scene.says(r"list indices must be integers or slices, not tuple"):
        return (
            "[i, j] is for arrays. A list of lists takes two pairs of brackets, [i][j]; np.array(...) makes an array."
        )
    if scene.says(r"(?:list|tuple) indices must be integers or slices, not str"):
        return (
            "A list counts its entries, from 0 on: a name in quotes is a key of a dict. Go through the list in a loop."
        )
    if scene.says(r"list indices must be integers or slices, not (?:list|numpy|float)"):
        return (
            "A list takes one whole number as an index. A comparison or a list of places needs an array: np.array(...)."
        )
    if not match or isinstance(scene.error, AttributeError):
        return None
    if scene.says("NoneType"):
        return "One of the two values is None: what a function without return hands back, as print and append do."
    if scene.says(r"'str'|to str"):
        return "One of the two values is a text. A text in quotes is no number, even if it reads like one."
    if scene.says(r"for @|'dict'"):
        return (
            "@ multiplies and adds up the entries of two arrays. "
            + ("A list becomes an array by np.array(...)." if scene.says("list") else "For a plain number use *.")
            if "for @" in scene.message
            else "Two dicts are compared here. Compare what they hold under a key: d[key]."
        )
    if scene.says(r"list|sequence|tuple"):
        lists = [node.id for node in scene.parts(ast.Name) if type(scene.named(node.id)) in (list, tuple)]
        loop = [each for each in lists if each in scene.parameters]
        name = (loop or lists or ["It"])[0]
        return (
            f"{name} is a list, and signs such as + * < work entry by entry for arrays alone. Take one entry in each "
            f"turn of a loop, or make an array of it: np.array({name if name != 'It' else '...'})."
        )
    return None


def _whole_number(scene):
    if not scene.says("cannot be interpreted as an integer|only integer scalar arrays|integer argument expected"):
        return None
    if scene.called() == "range" or "range(" in scene.line:
        if scene.says("list|tuple|arrays|ndarray"):
            return f"range takes one whole number: how many turns. For all entries: range(len({_argument(scene)}))."
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


# ---- if, max, all --------------------------------------------------------------------------------


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
        return (
            f"{called} and if need a single number, and here they meet a whole array. {_entry_by_entry(scene, called)}"
        )
    if scene.within and called:
        return f"{called} meets an array where it takes one number or one word. Which of its arguments is it?"
    finite = [
        call.args[0]
        for call in scene.parts(ast.Call)
        if ast.unparse(call.func) in ("np.isfinite", "np.isnan", "np.isinf", "np.isposinf") and call.args
    ]
    for name in finite:
        if isinstance(name, ast.Name):
            return (
                f"{name.id} holds several numbers, so there are several answers, and if needs one. Which of them "
                f"counts? The last one is {name.id}[-1]."
            )
    if isinstance(scene.node, ast.BoolOp) or (scene.function and _inside(scene, ast.BoolOp)):
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


def _inside(scene, kind):
    """Whether what failed is a direct part of something of this kind."""
    found = (node for node in ast.walk(scene.function) if isinstance(node, kind))
    return any(scene.node in list(ast.iter_child_nodes(node)) for node in found)


def _entry_by_entry(scene, called):
    one = (
        scene.exercise
        and "@" not in (ast.unparse(scene.function) if scene.function else "")
        and all(shape_of(plain(_solved(scene.exercise, case))) == () for case in scene.exercise.cases)
    )
    if one and scene.solution_has("@"):
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


def _solved(exercise, case):
    return exercise.answer(*copy.deepcopy(case))


# ---- shapes --------------------------------------------------------------------------------------


def _operands(scene):
    """The two sides of the product, sum or comparison that failed, or of np.dot and its like."""
    node = scene.node
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


def _broadcast(scene):
    match = scene.says(r"could not be broadcast together with shapes (\([\d,]*\)) (\([\d,]*\))")
    if not match:
        return None
    shapes = [tuple(int(n) for n in each.strip("()").split(",") if n) for each in match.groups()]
    sides = _operands(scene) or (None, None)
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
    if column and re.search(
        r"reshape\(|None\]|newaxis", scene.line + ast.unparse(scene.function or ast.Module([], []))
    ):
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
    if isinstance(side.value, ast.Subscript) and any(
        isinstance(node, ast.Slice) for node in ast.walk(side.value.slice)
    ):
        return f"{what}Two pairs of brackets cut the rows twice. Rows and columns go into one pair, with a comma."
    lowers = [cut.lower for cut in cuts]
    if any(isinstance(low, ast.BinOp) and isinstance(low.op, ast.Sub) for low in lowers) and 0 in own:
        start = next(ast.unparse(low) for low in lowers if isinstance(low, ast.BinOp))
        return (
            f"{what}It begins at {start}, which is -1 at the edge and counts from the far end. The patch begins at "
            "i and j."
        )
    lengths = tuple(_length(cut) for cut in cuts)
    if lengths == other:
        return (
            f"{what}The cut is long enough, and runs over the edge. i counts rows and comes first, j counts columns; "
            "both end before the last two."
        )
    low = ast.unparse(lowers[0]) if lowers[0] else "0"
    return (
        f"{what}An end in a slice is left out: {ast.unparse(cuts[0]).strip()} takes {own[0]} rows, and "
        f"{low} : {low} + {other[0]} would take {other[0]}."
    )


def _length(cut):
    """n of a slice i : i + n; None for another one."""
    upper = cut.upper
    if isinstance(upper, ast.BinOp) and isinstance(upper.right, ast.Constant) and cut.lower is not None:
        return upper.right.value if ast.dump(upper.left) == ast.dump(cut.lower) else None
    return None


def _looped(scene, sides):
    """A list that the loop around goes through, used whole, and the name of one entry."""
    used = {node.id for side in sides if side is not None for node in ast.walk(side) if isinstance(node, ast.Name)}
    for loop in ast.walk(scene.function) if scene.function else ():
        if not isinstance(loop, (ast.For, ast.comprehension)):
            continue
        lists = (
            loop.iter.args if isinstance(loop.iter, ast.Call) and ast.unparse(loop.iter.func) == "zip" else [loop.iter]
        )
        targets = loop.target.elts if isinstance(loop.target, ast.Tuple) else [loop.target]
        for each, one in zip(lists, targets):
            if isinstance(each, ast.Name) and each.id in used and isinstance(one, ast.Name):
                return each.id, one.id
    return None


def _matrix_product(scene):
    if not scene.says("matmul|not aligned"):
        return None
    said = "A @ B needs as many columns in A as there are rows in B."
    sides = _operands(scene)
    if scene.says("enough dimensions"):
        return "@ takes arrays alone; one of the two is a plain number here. Numbers are multiplied by *."
    values = [scene.value(side) for side in sides] if sides else []
    shapes = [shape_of(value) for value in values]
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


# ---- places, keys, empty lists -------------------------------------------------------------------


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
    if scene.says("boolean index did not match"):
        return "The comparison has another length than the array that it picks from: both need one entry for each row."
    if scene.says("only integers, slices"):
        return "An index is a whole number, a slice, or a comparison; a decimal number or a text is none."
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


def _empty(scene):
    if not scene.says(r"empty sequence|iterable argument is empty|zero-size array|from empty|truth value of an empty"):
        return None
    argument = _argument(scene)
    said = "There is nothing to choose from: " + (f"{argument} is empty here." if argument != "..." else "it is empty.")
    for node in ast.walk(scene.function) if scene.function else ():
        if isinstance(node, ast.Compare) and ast.dump(node.left) == ast.dump(node.comparators[0]):
            return f"{said} {ast.unparse(node)} compares a value with itself."
    return f"{said} Which condition fills it, and why does no entry fulfil it?"


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


def _special(scene):
    if type(scene.error).__name__ in ("EOFError", "StdinNotImplementedError") or "input(" in scene.line:
        given = f": here {', '.join(scene.parameters)}" if scene.parameters else ""
        return f"A function gets its values as arguments, not from the keyboard{given}. Leave input out."
    if (
        isinstance(scene.node, ast.Raise)
        and isinstance(scene.error, Exception)
        or isinstance(scene.error, AssertionError)
    ):
        return "A line of your own raises it: the values that arrive there are not those that it allows."
    if scene.says("either both or neither of x and y"):
        return "np.where takes three: the condition, what stands where it holds, and what stands elsewhere."
    if scene.says("unhashable"):
        if hasattr(scene.answer, "cache_info"):
            return "A function with @lru_cache cannot take arrays or lists. Remove the line above def."
        return "An array or a list cannot be the key of a dict or a member of a set."
    if scene.says(r"Cannot cast (?:ufunc '\w+' )?output"):
        return (
            "The array on the left holds whole numbers only (dtype int), and decimal numbers are to be put into it. "
            "Make it without dtype=int: np.zeros(n) holds decimal numbers."
        )
    if isinstance(scene.error, ZeroDivisionError):
        right = _operands(scene)
        zero = f" Here {ast.unparse(right[1])} is 0." if right else ""
        return f"It divided by zero. Which number in the denominator can be 0?{zero}"
    return None


def _power(scene):
    if scene.says(r"for \^|\^=|bitwise_xor"):
        return "Python writes a power as **; ^ means something else."
    return None


_RULES = [
    _special,
    _name_without_value,
    _name_unknown,
    _power,
    _not_callable,
    _function_not_called,
    _axis,
    _truth_value,
    _empty,
    _wrong_arguments,
    _plain_number,
    _attribute,
    _list_or_text,
    _whole_number,
    _one_number,
    _key,
    _place,
    _broadcast,
    _matrix_product,
    _unpack,
]
_GENERAL: list[tuple[str | type[BaseException], str]] = [
    (
        "inhomogeneous",
        "Parts of different sizes make no array. Make all of them equally long, or treat them one by one.",
    ),
    (
        "setting an array element",
        "One place of an array takes one number, and this gives it several. Which of them is meant, or what makes one "
        "number of them: a sum, a mean?",
    ),
    (
        "could not broadcast input",
        "The place on the left takes another number of values than stands on the right; the two shapes stand at the "
        "end of the message.",
    ),
    ("math domain", "The functions of math refuse such a number: the logarithm of 0, or the root of a negative one."),
    (
        ModuleNotFoundError,
        "There is no module of this name here. NumPy and Python's own modules are all that is needed.",
    ),
    (RecursionError, "The function calls itself again and again. Did you mean a different name in the return line?"),
    (
        MemoryError,
        "It asked for more memory than it can have. Look at the shapes: is an array far larger than its inputs?",
    ),
    (SystemExit, "It called exit() or quit(). A function ends with return."),
    (OverflowError, "A number became too large for Python. np.exp of a large number is one of the ways to get there."),
    (AttributeError, "It asked a value for something it does not have. Is it an array, a list or a number?"),
    (
        TypeError,
        "An operation or a call got a value of a kind that it cannot work with. Which kinds meet in this line?",
    ),
    (ValueError, "The kinds in this line are right, and one of the values is not what it can work with."),
]
