"""The reader's code in a process of its own: what runs there, and how values travel back.

The other side, `grade`, trusts nothing that comes from here. It sends pickles; back come JSON texts that can hold
numbers, words and arrays, and no code. Every message has its length in front.
"""

import ast
import base64
import contextlib
import json
import linecache
import os
import pickle
import re
import symtable
import threading
import traceback
from typing import IO, Any

import numpy as np

from ..attempted import has_dots
from ..untouched import without_exit

#: Memory that the reader's code may take beyond what the process holds already, in bytes.
MEMORY_LIMIT = 2**30
#: Bytes of the longest message, and of the largest file that the reader's code may write.
LONGEST = 2**26
#: Processes and threads that the reader's code may have at a time in a sandbox.
PROCESSES = 64


def main(sandboxed: bool = False) -> None:
    """Answer calls on the standard streams, which the reader's code finds closed off."""
    given, back = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    try:
        _limit_memory()
        _limit_files()
    except ImportError:  # Windows has no such limits.
        pass
    if sandboxed:
        _limit_processes()
    serve(given, back)


def _limit_processes():
    """Limit the processes of the sandbox. The kernel counts none of root's, so there only time limits them."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_NPROC)
    if resource.RLIM_INFINITY != before[1] < PROCESSES:  # limited already, and more than this
        return
    resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, before[1]))
    try:
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()
    except RuntimeError:  # a kernel before 5.14 counts what the user runs outside, too, which may be more than this
        resource.setrlimit(resource.RLIMIT_NPROC, before)
    else:
        resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))


def _limit_memory():
    """Lower the limit on address space, where the system tells how much is held already."""
    import resource

    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as file:
        wanted = int(file.read().split()[0]) * resource.getpagesize() + MEMORY_LIMIT
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if soft != resource.RLIM_INFINITY:
            wanted = min(wanted, soft)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _limit_files():
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST, LONGEST))


def serve(given: IO[bytes], back: IO[bytes]) -> None:
    """Define the reader's function, say how that went, then call it as often as asked.

    Parameters
    ----------
    given, back : binary files
        The first message holds the cells and the function's name, each further one the arguments of a call.
    """
    cells, name = pickle.loads(receive(given))
    names, errors = define(cells, name)
    answer: Any = names.get(name)
    send(
        back,
        {"found": callable(answer), "dots": has_dots(getattr(answer, "__code__", None)), "error": errors.get(name)}
        | ({"mended": errors["mended"]} if "mended" in errors else {}),
    )
    with without_exit(answer):
        while call := receive(given):
            try:
                reply: dict[str, Any] = {"value": encode(answer(*pickle.loads(call)))}
            except BaseException as error:  # also SystemExit: it is an answer like any other
                reply = {"error": described(error)}
            send(back, reply)


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
    statements: list[tuple[str, ast.stmt]] = []
    errors: dict[str, Any] = {}
    for i, source in enumerate(cells, start=1):
        file = f"<cell {i}>"
        try:
            try:
                source, parsed = python_of(source)
            except SyntaxError as error:
                source, slip = mended(source, error)
                source, parsed = python_of(source)
                if name not in set().union(*map(bound, parsed)):  # a slip elsewhere costs nothing
                    raise
                errors["mended"] = slip
            statements += [(file, statement) for statement in parsed]
        except (SyntaxError, ValueError) as error:
            if name in source:
                errors[name] = described(error)
        linecache.cache[file] = len(source), None, [line + "\n" for line in source.splitlines()], file
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
    space = {"__name__": "__main__", "__builtins__": __builtins__, "display": _nothing}  # as in a notebook
    for (file, statement), names in zip(statements, changed):
        if names & (needed | {"*"}):
            try:
                exec(compile(ast.Module([statement], []), file, "exec"), space)
            except BaseException as error:
                errors.setdefault(name, described(error))
    return space, errors


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


def described(error: BaseException) -> list:
    """Type, message, and the reader's last line on the way to the error."""
    lines = [frame.line for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("<cell")]
    try:
        message = str(error)[:1000]
    except Exception:
        message = "(its message cannot be shown)"
    return [type(error).__name__, message, lines[-1] if lines else None]


# ---- values and messages -------------------------------------------------------------------------


def encode(value: Any) -> dict[str, Any]:
    """What JSON can hold of a value: numbers, words, arrays, lists and tuples of them; of anything else its type."""
    try:
        if value is None or type(value) in (bool, int, float, str):
            json.dumps(value)
            return {"plain": value}
        if isinstance(value, (list, tuple)):
            return {"tuple" if isinstance(value, tuple) else "list": [encode(part) for part in value]}
        if isinstance(value, (np.ndarray, np.generic, complex)):
            array = np.ascontiguousarray(value)
            if array.dtype.kind in "biufcU":
                content = base64.b64encode(array.tobytes()).decode()
                return {"array": [array.dtype.str, np.shape(value), content]}
    except Exception:  # whatever a reader's object does when it is looked at
        pass
    return {"other": type(value).__name__}


def decode(coded: dict[str, Any]) -> Any:
    """The value that was coded; of what JSON could not hold, an empty object whose type has the same name."""
    ((kind, content),) = coded.items()
    if kind == "plain":
        return content
    if kind in ("list", "tuple"):
        return {"list": list, "tuple": tuple}[kind](decode(part) for part in content)
    if kind == "array":
        dtype, shape, data = content
        if np.dtype(dtype).kind not in "biufcU":
            raise ValueError(f"no array of {dtype} is taken")
        # A copy: results may be changed, bytes may not. The empty index makes a single number of no axes.
        return np.frombuffer(base64.b64decode(data), np.dtype(dtype)).reshape(shape).copy()[()]
    return type(str(content), (), {"__repr__": lambda self: f"something of type {content}"})()


def send(file: IO[bytes], message: Any) -> None:
    """Write a message to the file: bytes as they are, anything else as JSON."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    file.write(len(body).to_bytes(8, "little") + body)
    file.flush()


def receive(file: IO[bytes]) -> bytes:
    """The next message; empty at the end of the file, or if it is too long to be taken."""
    length = int.from_bytes(file.read(8), "little")
    return file.read(length) if length <= LONGEST else b""
