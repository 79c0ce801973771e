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
import threading
import traceback
from typing import IO, Any

import numpy as np

from ..attempted import has_dots

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
        {"found": callable(answer), "dots": has_dots(getattr(answer, "__code__", None)), "error": errors.get(name)},
    )
    while call := receive(given):
        try:
            reply: dict[str, Any] = {"value": encode(answer(*pickle.loads(call)))}
        except BaseException as error:  # also SystemExit: it is an answer like any other
            reply = {"error": described(error)}
        send(back, reply)


def define(cells: list[str], name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Run the statements of a notebook that a function needs: its own, and those that bind the names it uses.

    Parameters
    ----------
    cells : list of str
        Sources of the code cells, in order.
    name : str
        The function.

    Returns
    -------
    (dict, dict)
        The names, and under `name` the first error on the way, if there was one.
    """
    statements, errors = [], {}
    for i, source in enumerate(cells, start=1):
        file = f"<cell {i}>"
        lines = ["" if line.startswith(("%", "!")) else line for line in source.splitlines()]
        linecache.cache[file] = len(source), None, [line + "\n" for line in lines], file
        try:
            statements += [(file, statement) for statement in ast.parse("\n".join(lines)).body]
        except SyntaxError as error:
            if name in source:
                errors[name] = described(error)
    needed: set[str] = {name}
    before: set[str] = set()
    while needed != before:
        before = set(needed)
        for _, statement in statements:
            if bound(statement) & needed:
                needed |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    names = {"__name__": "__main__", "__builtins__": __builtins__}
    for file, statement in statements:
        if bound(statement) & (needed | {"*"}):
            try:
                exec(compile(ast.Module([statement], []), file, "exec"), names)
            except BaseException as error:
                errors.setdefault(name, described(error))
    return names, errors


def bound(statement: ast.stmt) -> set[str]:
    """The names that a statement binds; "*" stands for an import of everything."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.split(".")[0] for alias in statement.names}
    if isinstance(statement, (ast.Assign, ast.AugAssign, ast.AnnAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}
    return set()


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
    return type(str(content), (), {})()


def send(file: IO[bytes], message: Any) -> None:
    """Write a message to the file: bytes as they are, anything else as JSON."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    file.write(len(body).to_bytes(8, "little") + body)
    file.flush()


def receive(file: IO[bytes]) -> bytes:
    """The next message; empty at the end of the file, or if it is too long to be taken."""
    length = int.from_bytes(file.read(8), "little")
    return file.read(length) if length <= LONGEST else b""
