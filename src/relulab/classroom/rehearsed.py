"""A check that no answer can hang or end: it runs in a copy of the notebook's Python, where the system can make one.

In one process nothing stops a long call into compiled code, such as sum(range(10**12)): neither a signal nor a thread
of Python's gets its turn before it returns, and the interrupt key is as dead. Linux copies a process in some
milliseconds, with all variables; the copy is ended from outside.
"""

from __future__ import annotations

import builtins
import contextlib
import faulthandler
import json
import os
import select
import signal
import sys
import threading
import time
from typing import Any

from . import card, check
from .check import BROKEN, Result
from .exercise import Exercise
from .limits import GRACE
from .text import on_a_page

#: Seconds beyond its own limit after which a check is taken to be inside one call.
PATIENCE = GRACE + 1.5


_in_copy = False  # whether this process is one: a check within an answer needs no other


def rehearsed(exercise: Exercise, answer: Any) -> Result:
    """The Result of `grade`, also where the answer stays in one call or ends Python.

    On Linux, in a notebook, the check runs in a copy of this process, so that every variable is kept whatever happens
    to the copy. Elsewhere it runs here: macOS cannot copy a process that has used its matrix library, and Windows and
    the browser cannot copy one at all. There a card says what to do, while the call lets other threads run; NumPy's do,
    and Python's own, such as sum(range(10**12)), do not: then the kernel has to be restarted, and no card says so.

    Parameters
    ----------
    exercise : Exercise
    answer : callable
    """
    if callable(answer) and on_a_page():
        if sys.platform == "linux" and not _in_copy:
            with contextlib.suppress(OSError):  # no process more may be started, or no memory is left for one
                return _in_a_copy(exercise, answer)
        with _Waiting(check.TIME_LIMIT + PATIENCE):
            return check.grade(exercise, answer)
    return check.grade(exercise, answer)


def _in_a_copy(exercise, answer):
    reading, writing = os.pipe()
    over = time.monotonic() + check.TIME_LIMIT + PATIENCE
    with check.quiet():  # from 3.12 on Python warns of copies where there are threads; of those the copy has none
        try:
            copy = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            raise
    if not copy:
        _answer_and_end(exercise, answer, writing)
    os.close(writing)
    try:
        said = _line(reading, over)
    finally:  # also where the interrupt key was pressed
        os.close(reading)
        for end in (os.killpg, os.kill):  # with whatever processes it started itself
            with contextlib.suppress(ProcessLookupError, PermissionError):
                end(copy, signal.SIGKILL)
        os.waitpid(copy, 0)
    if said is None:
        return Result(
            BROKEN,
            f"It was still running after {check.TIME_LIMIT:g} seconds, inside one long call, and was stopped: such as "
            "sum, max or list over something without an end, or the work on a very large array. Your variables are "
            "kept.",
        )
    try:
        verdict, text, mistake = json.loads(said)
    except ValueError:
        return Result(
            BROKEN,
            "It ended the Python that ran it, with a call such as os._exit or in a crash. That was a copy: your "
            "variables are kept.",
        )
    if verdict == "interrupted":
        raise KeyboardInterrupt
    return Result(verdict, text, mistake)


def _line(file, over):
    """The line that comes from the file; without an end if the copy ended early, None if time was over first."""
    line = b""
    while not line.endswith(b"\n"):
        if not select.select([file], [], [], max(0, over - time.monotonic()))[0]:
            return None
        part = os.read(file, 2**16)
        if not part:
            break
        line += part
    return line


def _answer_and_end(exercise, answer, writing):
    """In the copy: check, write what came out, and end without any clean-up, which is the original's."""
    global _in_copy
    _in_copy = True
    try:
        os.setpgid(0, 0)
        _limit_work()
        _leave_the_notebook_alone()
        result = check.grade(exercise, answer)
        said = [result.verdict, result.text, result.mistake]
    except KeyboardInterrupt:
        said = ["interrupted", "", None]
    finally:
        with contextlib.suppress(BaseException):
            os.write(writing, json.dumps(said).encode() + b"\n")
        os._exit(0)


def _limit_work():
    """Should nobody be left to end the copy, the system does."""
    import resource

    most = int(4 * check.TIME_LIMIT + 10) * (os.cpu_count() or 1)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _leave_the_notebook_alone():
    """What is shown, asked or sent from here would meet what the original says to the notebook."""
    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell:
        shell.display_pub.publish = lambda *arguments, **keywords: None
    faulthandler.disable()  # a crash is said in words
    sys.breakpointhook = lambda *arguments, **keywords: None
    builtins.input = _no_keyboard


def _no_keyboard(*arguments):
    raise EOFError("a function gets its values as arguments, not from the keyboard")


class _Waiting:
    """Context that says what to do if it lasts longer than some seconds: in a thread, where one gets its turn."""

    def __init__(self, seconds):
        self.timer = threading.Timer(seconds, _say_what_to_do)
        self.timer.daemon = True

    def __enter__(self):
        with contextlib.suppress(RuntimeError):  # in a browser there are no threads
            self.timer.start()

    def __exit__(self, *error):
        self.timer.cancel()


def _say_what_to_do():
    said = (
        "Your function is still inside one long call, such as the work on a very large array. Wait for it, or press "
        "the stop button (the square) above the notebook. If that does not help: menu Kernel, Restart Kernel. Your "
        "variables are lost then; what you wrote stays. Run the cells above again."
    )
    card.show("open", "Still running", f"Still running. {said}", card.as_html(said))
