"""Time and memory limits around code that may never end or never stop growing."""

import _thread
import signal
import threading
import time

try:
    import resource
except ImportError:  # Windows has no such limits.
    resource = None

#: Memory that the code may take beyond what the process holds already, in bytes.
MEMORY_LIMIT = 2**30


#: Seconds for which the signal waits to arrive in the lines of the function, before it stops any code it meets.
GRACE = 1.0


class TimeUp(BaseException):
    """The time limit has passed. Not an Exception, so that `except Exception` in a loop cannot hide it."""


class limited:
    """Context in which a function is stopped with TimeUp after `seconds`, or with MemoryError when it grows too much.

    The time limit needs the main thread, where notebooks run their cells; the memory limit needs
    Linux. Elsewhere the code runs without that limit. One long call into compiled code can only be
    stopped when it returns.
    """

    def __init__(self, seconds, function=None):
        self.seconds = seconds
        self.file = getattr(getattr(function, "__code__", None), "co_filename", None)

    def __enter__(self):
        self.timed = threading.current_thread() is threading.main_thread()
        self.timer = None
        if self.timed and hasattr(signal, "setitimer"):
            self.over = time.monotonic() + self.seconds
            self.old_handler = signal.signal(signal.SIGALRM, self._time_up)
            # It fires again and again: a bare `except:` in the reader's loop swallows some of them.
            signal.setitimer(signal.ITIMER_REAL, self.seconds, 0.005)
        elif self.timed:
            # A process that was started in the background may ignore the interrupt, and then nothing would stop it.
            self.old_handler = signal.signal(signal.SIGINT, signal.default_int_handler)
            self.timer = threading.Timer(self.seconds, _thread.interrupt_main)
            self.timer.daemon = True
            self.timer.start()
        self.old_memory = _limit_memory()
        return self

    def __exit__(self, kind, error, trace):
        if self.old_memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, self.old_memory)
        if self.timer is not None:
            expired = not self.timer.is_alive()
            self.timer.cancel()
            signal.signal(signal.SIGINT, self.old_handler)
            if expired and kind is KeyboardInterrupt:
                raise TimeUp from None
        elif self.timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.old_handler)

    def _time_up(self, signum, frame):
        # Best in the lines of the function itself: elsewhere a lock may be held that would then never be released. The
        # signal comes again and again, so one arrives there soon, unless the function is stuck in a long call.
        if frame.f_code.co_filename != self.file and time.monotonic() < self.over + GRACE:
            return
        # While the context is being left, or this method runs already, there is nothing left to stop.
        while frame is not None:
            if frame.f_code in (limited.__exit__.__code__, limited._time_up.__code__):
                return
            frame = frame.f_back
        raise TimeUp


def _limit_memory():
    """Lower the limit on address space; the old one, or None where the system has none to lower."""
    try:
        with open("/proc/self/statm") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = held + MEMORY_LIMIT
        if soft != resource.RLIM_INFINITY:
            wanted = min(wanted, soft)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    except (AttributeError, OSError, ValueError):
        return None
    return soft, hard
