"""The reader's code in a process of its own: what runs there. The other side, `grade`, trusts nothing of it."""

import contextlib
import os
import pickle
import threading
from typing import IO, Any

from ..attempted import has_dots
from ..untouched import without_exit
from .messages import LONGEST, described, encode, receive, send
from .needed import define

#: Memory that the reader's code may take beyond what the process holds already, in bytes.
MEMORY_LIMIT = 2**30
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
