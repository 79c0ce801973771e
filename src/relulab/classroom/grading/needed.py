"""What of a notebook a function needs: the Python of its cells, and the statements without which it would not run."""

import ast
import linecache
import re
import symtable
from typing import Any

from .messages import described


def define(cells: list[str], name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Run the statements of a notebook that a function needs: its own, and those that bind or fill the names it uses.

    Parameters
    ----------
    cells : list of str
        Sources of the code cells, in order.
    name : str
        The function.

    Returns
    -------
    (dict, dict)
        The names; under `name` the first error on the way, if there was one, and under "mended" a slip of typing.
    """
    statements, errors = _statements(cells, name)
    space = {"__name__": "__main__", "__builtins__": __builtins__, "display": _nothing}  # as in a notebook
    for file, statement in _needed(statements, name):
        try:
            exec(compile(ast.Module([statement], []), file, "exec"), space)
        except BaseException as error:
            errors.setdefault(name, described(error))
    return space, errors


def _statements(cells, name):
    """(file, statement) of all that is Python in the cells, and what to say of a cell with the function that is not."""
    statements: list[tuple[str, ast.stmt]] = []
    errors: dict[str, Any] = {}
    for i, source in enumerate(cells, start=1):
        file = f"<cell {i}>"
        try:
            source, parsed, slip = _parsed(source, name)
        except (SyntaxError, ValueError) as error:
            if name in source:
                errors[name] = described(error)
            continue
        if slip:
            errors["mended"] = slip
        statements += [(file, statement) for statement in parsed]
        linecache.cache[file] = len(source), None, [line + "\n" for line in source.splitlines()], file
    return statements, errors


def _parsed(source, name):
    """The Python of a cell, its statements, and the slip of typing that was mended; none is outside of the function."""
    try:
        return *python_of(source), None
    except SyntaxError as error:
        source, slip = mended(source, error)
        source, parsed = python_of(source)
        if name not in set().union(*map(bound, parsed)):  # a slip elsewhere costs nothing
            raise
        return source, parsed, slip


def _needed(statements, name):
    """Those of the statements that bind or fill what the function uses, and what these use, in their order."""
    own: dict[str, set[str]] = {}  # name of the notebook's own -> what a call of it may change
    calls: dict[str, set[str]] = {}
    for _, statement in statements:
        if not isinstance(statement, (ast.Import, ast.ImportFrom)):
            changes, called = _within(statement)
            for each in bound(statement):
                own.setdefault(each, set()).update(changes)
                calls.setdefault(each, set()).update(called)
    for _ in calls:  # what is called within a call may change something, too
        for each, called in calls.items():
            own[each].update(*(own[other] for other in called & own.keys()))
    own[name] = set()  # to call the answer is no preparation for it
    changed = [bound(statement) | _filled(statement, own) for _, statement in statements]
    needed: set[str] = {name}
    before: set[str] = set()
    while needed != before:
        before = set(needed)
        for (_, statement), names in zip(statements, changed):
            if names & needed:
                needed |= _used(statement)
    return [each for each, names in zip(statements, changed) if names & (needed | {"*"})]


def _nothing(*arguments, **keywords):
    """Stands for what shows something in a notebook."""


#: A line of a notebook that is no Python: a magic, a call of the shell, a question for help.
_NO_PYTHON = re.compile(r"\s*(?:[%!?]|.*[\w\])*]\?{1,2}\s*(?:#.*)?$|[\w, .\[\]]+=\s*[%!])")
#: Magics behind which stands Python whose names stay.
_RUNS_PYTHON = re.compile(r"\s*%%?(?:time|capture|prun)\b")


def python_of(source: str) -> tuple[str, list[ast.stmt]]:
    """The Python of a cell, with `pass` for what only a notebook knows, and its statements.

    Raises
    ------
    SyntaxError
        If it is no Python without that either.
    """
    lines = source.splitlines()
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines and lines[first].startswith("%%"):
        if not _RUNS_PYTHON.match(lines[first]):
            return "", []
        lines[first] = ""
    for _ in range(len(lines) + 1):
        try:
            return "\n".join(lines), ast.parse("\n".join(lines)).body
        except SyntaxError as error:  # at the line itself, or at the one before it, which it makes senseless
            at = (error.lineno or 1) - 1
            wrong = next((i for i in (at, at - 1, at + 1) if 0 <= i < len(lines) and _NO_PYTHON.match(lines[i])), None)
            if wrong is None:
                raise
            line = lines[wrong]
            timed = re.match(r"(\s*)%time\s+(.+)", line)
            lines[wrong] = timed[1] + timed[2] if timed else line[: len(line) - len(line.lstrip())] + "pass"
    raise SyntaxError("invalid syntax")


def mended(source: str, error: SyntaxError) -> tuple[str, str]:
    """The cell with the one slip of typing mended that Python names, and what it was; the error where it is no slip."""
    lines = source.splitlines()
    at, column = (error.lineno or 1) - 1, (error.offset or 1) - 1
    line, said = lines[at], f"{error.msg} (line {at + 1} of the cell)."
    if error.msg == "expected ':'":
        lines[at] = f"{line[:column].rstrip()}:{line[len(line[:column].rstrip()) :]}"
    elif error.msg.endswith("was never closed"):
        lines[at] = line.rstrip() + {"(": ")", "[": "]", "{": "}"}[line[column]]
    elif "Maybe you meant '==' or ':=' instead of '='" in error.msg:
        lines[at] = line[:column] + re.sub(r"(?<![=<>!])=(?!=)", "==", line[column:], count=1)
    else:
        raise error
    return "\n".join(lines), said


def bound(statement: ast.AST) -> set[str]:
    """The names that a statement binds, or some part of it; "*" stands for an import of everything."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.split(".")[0] for alias in statement.names}
    if isinstance(statement, ast.Lambda):
        return set()
    if isinstance(statement, ast.comprehension):  # its own names are gone after it
        return set().union(*map(bound, [statement.iter, *statement.ifs]))
    names = set().union(*map(bound, ast.iter_child_nodes(statement)))
    if isinstance(statement, ast.Name) and not isinstance(statement.ctx, ast.Load):
        names.add(statement.id)
    elif isinstance(statement, (ast.Attribute, ast.Subscript)) and not isinstance(statement.ctx, ast.Load):
        names |= _root(statement)
    elif isinstance(statement, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and statement.name:
        names.add(statement.name)
    elif isinstance(statement, ast.MatchMapping) and statement.rest:
        names.add(statement.rest)
    return names


def _root(node):
    """The name that an expression such as a.b[c].d begins with."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _within(statement):
    """What the body of a function may change from outside of it, and the names that it calls."""
    changes, called = set(), set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Global):
            changes |= set(node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called.add(node.func.id)
        elif isinstance(node, ast.Call):
            changes |= _root(node.func)
        elif isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
            changes |= _root(node)
    return changes, called


def _filled(statement, own):
    """What of the notebook's own names its calls may change: parts in parts.append(x), and in fill(parts)."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return set()
    names = set().union(*(_filled(part, own) for part in ast.iter_child_nodes(statement)))
    if isinstance(statement, ast.Call):
        for each in statement.args:  # a method that is handed over, as in map(parts.append, values)
            names |= _root(each) & own.keys() if isinstance(each, ast.Attribute) else set()
        if isinstance(statement.func, ast.Attribute):
            names |= _root(statement.func) & own.keys()
        elif isinstance(statement.func, ast.Name) and statement.func.id in own:
            names |= own[statement.func.id] | {each.id for each in statement.args if isinstance(each, ast.Name)}
    return names


def _used(statement):
    """The names outside of it that a statement uses: not the arguments and the own names of a function."""
    try:
        return _outer(symtable.symtable(ast.unparse(statement), "<cell>", "exec"))
    except (SyntaxError, ValueError, RecursionError):
        return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _outer(table):
    whole = table.get_type() == "module"
    names = {symbol.get_name() for symbol in table.get_symbols() if whole or symbol.is_global()}
    return names.union(*map(_outer, table.get_children()))
