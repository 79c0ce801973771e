"""Verdicts and points for the text of a notebook that nobody needs to trust."""

import builtins
import contextlib
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace

from ..check import BROKEN, NOT_ATTEMPTED, REPLACE_DOTS, TIME_LIMIT, WRONG, grade
from ..exercise import Exercise
from ..limits import TimeUp
from .marks import POINTS, Mark, marked
from .messages import decode, receive, send
from .sandbox import FOLDER, announce, sandbox

#: Seconds in which the reader's imports and definitions must have run.
START_LIMIT = 30.0


def grade_apart(exercise: Exercise, cells: list[str]) -> Mark:
    """Check the answer that stands in a notebook, without running any of it in this process.

    The reader's code runs in a new process, which gets the arguments of each case and sends back what the function
    gave, as numbers and words. The comparison happens here: what the code replaces over there does not change it.

    Where bubblewrap works, the process sits in a sandbox. It sees the system, Python and the course, and can change
    none of them; it sees no other file, no process of ours, none of our variables but path and language, and no
    network; one folder of limited size is its own, and all its processes end with it. Elsewhere, as one sentence says
    before the first answer, it is handed an empty folder, the same variables, and limits of time and memory, but it has
    the rights of the user who grades: it can look up the other variables, end this process, and change what that user
    can change, this course too.

    Parameters
    ----------
    exercise : Exercise
    cells : list of str
        Sources of the notebook's code cells down to the answer. Of these only the answer runs and what it uses: the
        statements that import, define, assign or fill the names in it, also under `if`, `try`, `with` or `for`.

    Returns
    -------
    Mark
    """
    announce()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        _Apart(cells, exercise, folder) as answer,
    ):
        try:
            found = answer.start()
            broken = found.get("error") and _error(found["error"])
        except (TimeUp, Exception) as error:
            return Mark(
                BROKEN, f"The cell could not be run: {str(error) or f'it took more than {START_LIMIT:g} seconds'}."
            )
        if not found.get("found"):
            if broken:
                return Mark(BROKEN, f"{type(broken).__name__}: {broken}")
            return Mark(NOT_ATTEMPTED, f"The notebook has no function {exercise.answer.__name__}.")
        result = grade(exercise, answer)
        if result.verdict in (WRONG, BROKEN) and found.get("dots"):
            return Mark(NOT_ATTEMPTED, REPLACE_DOTS)
        answer.over = None  # the points have a time of their own
        mark = marked(exercise, answer, result)
        if slip := found.get("mended"):
            said = f"{mark.text} Graded with one slip of typing mended: {slip}"
            mark = replace(mark, text=said.strip(), points=min(mark.points, POINTS - 1))
        return mark


class _Apart:
    """The reader's function, called here, run in another process."""

    def __init__(self, cells, exercise, folder):
        name, module = exercise.answer.__name__, exercise.answer.__module__
        self.first = pickle.dumps((cells, name))
        kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if key in os.environ}
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))  # wherever we found relulab, it is found there
        wrapped, _ = sandbox()
        place = FOLDER if wrapped else folder
        home = {
            "HOME": place,
            "TMPDIR": place,
            "MPLCONFIGDIR": place,
            "OPENBLAS_NUM_THREADS": "1",
            "RELULAB_PROGRESS": "0",
            "RELULAB_RECORDS": "0",
        }
        # The course's other answers are there, as in the notebook; this one is not.
        code = f"import {module} as lesson; del lesson.{name}\n"
        code += f"from relulab.classroom.grading.apart import main; main(sandboxed={bool(wrapped)})"
        self.process = subprocess.Popen(
            [*wrapped, sys.executable, "-P", "-c", code],
            cwd=folder,
            env=kept | home,  # bubblewrap gets no more than these: its own process can be looked at in there
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self.process.stdin and self.process.stdout
        self.given, self.back = self.process.stdin, self.process.stdout
        # Read in a thread: whatever happens to the pipe, a wait for the next message ends when its time is over.
        self.replies: queue.Queue[bytes] = queue.Queue(maxsize=1)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.over: float | None = None
        self.ended = False

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if hasattr(os, "killpg"):  # with whatever processes it started itself
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError):  # what could not be sent any more
            self.given.close()
        end = time.monotonic() + 2
        while self.reader.is_alive() and time.monotonic() < end:  # it may be waiting to hand over a reply
            with contextlib.suppress(queue.Empty):
                self.replies.get(timeout=0.1)

    def start(self):
        self.over = time.monotonic() + START_LIMIT
        found = self._ask(self.first)
        self.over = None
        return found

    def __call__(self, *arguments):
        self.over = self.over or time.monotonic() + TIME_LIMIT
        reply = self._ask(pickle.dumps(arguments))
        if reply.get("error"):
            raise _error(reply["error"])
        return decode(reply["value"])

    def _ask(self, message):
        try:
            if self.ended:  # nobody answers any more
                raise OSError
            send(self.given, message)
            reply = self.replies.get(timeout=max(0, (self.over or 0) - time.monotonic()))
        except queue.Empty:
            raise TimeUp from None
        except OSError:
            reply = b""
        if not reply:
            self.ended = True
            raise RuntimeError("your code ended the Python that ran it, with exit or in a crash")
        try:
            said = json.loads(reply)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            self.ended = True  # which reply is to which call is not known any more
            raise RuntimeError("your code disturbed the check")
        return said

    def _read(self):
        with self.back as file:
            going = True
            while going:
                try:
                    reply = receive(file)
                except OSError:
                    reply = b""
                self.replies.put(reply)
                going = bool(reply)


def _error(described):
    """An error like the one that was raised over there; an interrupt or the like becomes a plain one."""
    name, message, line = map(str, described)
    kind = getattr(builtins, name, None)
    text = message if line == "None" else f"{message} (in the line: {line})"
    if isinstance(kind, type) and issubclass(kind, (Exception, SystemExit)):
        try:
            return kind(text)
        except TypeError:  # some want more than a text
            pass
    return RuntimeError(f"{name}: {text}")
