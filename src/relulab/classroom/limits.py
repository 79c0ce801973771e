"""A time limit around code that may never end."""

import _thread
import signal
import sys
import threading
import time
from typing import Any

#: Seconds for which only the lines of the function are stopped, before any other code that it has called is.
GRACE = 1.0
#: Calls within calls that are left to the trace function: at Python's own limit it would fail, and be taken away.
ROOM = 100
#: Calls within calls, however many the code allows itself: a billion fill the memory before time is over.
DEEPEST = 10_000
#: Seconds between two rings of an alarm: a bare `except:` in the reader's loop swallows some of them.
AGAIN = 0.005

_innermost = threading.local()  # .limit: the limit that this thread is in


class TimeUp(BaseException):
    """The time limit has passed. Not an Exception, so that `except Exception` in a loop cannot hide it."""


class limited:
    """Context in which what is called is stopped with TimeUp after some seconds.

    A timer of the operating system rings; where there is none, a thread does. The first ring has Python look at the
    clock at every line, so that code which catches TimeUp meets it again in its next line. Where neither is to be
    had, in a browser or off the main thread, Python looks at the clock from the beginning.

    One long call into compiled code can only be stopped when it returns; a sleep is one only where no timer rings.
    `rehearsed` is for these.
    Code that means to can escape, by stopping the timer or setting a trace function of its own; what then ends late
    has still used up its time. The interrupt key stays what it is.

    Parameters
    ----------
    seconds : float
    function : callable, optional
        Time runs out in a line of its file where it can: elsewhere, in a library, a lock may be held that would then
        never be released.
    """

    def __init__(self, seconds: float, function: Any = None):
        self.seconds = seconds
        self.file = getattr(getattr(function, "__code__", None), "co_filename", None)

    def __enter__(self):
        self.outside: Any = sys._getframe(1)
        self.tracer: Any = self._at_a_line
        self.outer = getattr(_innermost, "limit", None)
        self.over = time.monotonic() + self.seconds
        if self.outer:
            self.over = min(self.over, self.outer.over)
        self.left, self.calls = False, 0
        self.recursion, self.old_trace = sys.getrecursionlimit(), sys.gettrace()
        self.deepest = min(self.recursion, max(DEEPEST, 2 * _depth(self.outside)))
        _set_recursion(self.deepest)
        sys.setrecursionlimit = _allow_recursion
        self.alarm = _alarm(self)
        if not self.alarm:
            sys.settrace(self.tracer)
        _innermost.limit = self
        return self

    def __exit__(self, kind, error, trace):
        self.left = True
        if self.alarm:
            self.alarm.stop()
        if sys.gettrace() is not self.old_trace:
            sys.settrace(self.old_trace)
        if not self.outer:
            sys.setrecursionlimit = _set_recursion
        _set_recursion(self.recursion)
        _innermost.limit = self.outer
        self.outside = self.tracer = self.alarm = None  # no circle, which would be cleared away at some other time
        if kind is None and time.monotonic() >= self.over:
            raise TimeUp

    def rung(self, signum: int, frame: Any) -> None:
        """Once time is over: look at the clock at every line from now on, also in the functions that run already."""
        if time.monotonic() < self.over:
            return
        try:  # with no call in between: code that calls itself has room for few, and the ring would be lost in it
            _set_recursion(self.deepest + ROOM)
        except RecursionError:  # deeper than that already
            pass
        if not self._holds(frame):
            return
        inside = frame
        while inside is not self.outside:
            inside.f_trace = self.tracer
            inside = inside.f_back
        sys.settrace(self.tracer)
        if self._may_end(frame):
            raise TimeUp

    def _at_a_line(self, frame, event, argument):
        if event in ("exception", "return"):  # where the function is being left already
            return self.tracer
        error: BaseException | type[BaseException] | None = None
        if time.monotonic() >= self.over and self._may_end(frame):
            error = TimeUp
        elif event == "call":
            # Python 3.11 counts no line where `while True: pass` jumps to itself.
            frame.f_trace_opcodes = sys.version_info < (3, 12) and frame.f_code.co_filename == self.file
            self.calls -= 1
            if self.calls < 0:  # before that many calls, the deepest place cannot be reached
                self.calls = sys.getrecursionlimit() - ROOM - _depth(frame)
                error = RecursionError("maximum recursion depth exceeded") if self.calls < 0 else None
        if error is TimeUp and (handled := sys.exc_info()[1]):
            # Python goes through all errors before it at every new one: thousands, in code that called itself.
            handled.__context__ = None
        if error:
            frame.f_trace = _Again(self)
            raise error
        return self.tracer

    def _may_end(self, frame):
        known = frame.f_code.co_filename == self.file
        return (known or time.monotonic() >= self.over + GRACE) and self._holds(frame)

    def _holds(self, frame):
        """Whether this runs within the context, and not in this file, where a limit is just being set or lifted."""
        if frame is self.outside:
            return False
        while frame is not None and frame is not self.outside:
            if frame.f_code.co_filename == __file__:
                return False
            frame = frame.f_back
        return frame is not None


_set_recursion = sys.setrecursionlimit


def _allow_recursion(limit):
    """Stands for sys.setrecursionlimit within a limit of time."""
    _set_recursion(min(limit, DEEPEST) if isinstance(limit, int) else limit)
    if inside := getattr(_innermost, "limit", None):
        inside.deepest = sys.getrecursionlimit()


def _depth(frame):
    """How many calls within calls led to this frame."""
    depth = 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    return depth


class _Again:
    """Puts back a trace function that raised: Python takes it away, and with it this, which stood in its place."""

    def __init__(self, limit):
        self.limit = limit

    def __del__(self):
        if not self.limit.left:
            sys._getframe(1).f_trace = self.limit.tracer
            sys.settrace(self.limit.tracer)


def _alarm(limit):
    """An alarm for the limit that has begun, or None where there is none: trying is the way to know."""
    for kind in (_Timer, _Bell):
        try:
            return kind(limit)
        except (AttributeError, ValueError, RuntimeError):  # no timers; not the main thread; no threads
            pass
    return None


class _Timer:
    """The timer of the operating system, which Windows and browsers lack."""

    def __init__(self, limit):
        start = signal.setitimer
        self.old_handler = signal.signal(signal.SIGALRM, limit.rung)
        self.began = time.monotonic()
        self.old = start(signal.ITIMER_REAL, max(limit.over - self.began, 1e-6), AGAIN)

    def stop(self):
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self.old_handler)
        wait, interval = self.old
        if wait:  # the limit around this one goes on
            signal.setitimer(signal.ITIMER_REAL, max(self.began + wait - time.monotonic(), 1e-6), interval)


class _Bell:
    """A thread that sends the interrupt key's signal; what comes before its time is the key itself."""

    def __init__(self, limit):
        self.limit, self.quiet = limit, threading.Event()
        # A process that was started in the background may ignore the interrupt, and then nothing would stop it.
        self.old_handler = signal.signal(signal.SIGINT, self._ring)
        self.thread = threading.Thread(target=self._wait, daemon=True)
        try:
            self.thread.start()
        except RuntimeError:
            signal.signal(signal.SIGINT, self.old_handler)
            raise

    def _wait(self):
        while not self.quiet.wait(max(self.limit.over - time.monotonic(), AGAIN)):
            if time.monotonic() >= self.limit.over:
                _set_recursion(self.limit.deepest + ROOM)  # at the deepest place there is no room for a ring
                _thread.interrupt_main()

    def _ring(self, signum, frame):
        if time.monotonic() >= self.limit.over:
            self.limit.rung(signum, frame)
        elif callable(self.old_handler):
            self.old_handler(signum, frame)

    def stop(self):
        self.quiet.set()
        self.thread.join()  # after that it rings no more, and a last ring is answered before the handler changes
        signal.signal(signal.SIGINT, self.old_handler)
