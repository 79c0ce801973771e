"""Time and memory limits around code that may never end or never stop growing."""

import _thread
import signal
import threading

try:
    import resource
except ImportError:  # Windows has no such limits.
    resource = None

#: Memory that the code may take beyond what the process holds already, in bytes.
MEMORY_LIMIT = 2**30


class TimeUp(BaseException):
    """The time limit has passed. Not an Exception, so that `except Exception` in a loop cannot hide it."""


class limited:
    """Context in which code is stopped with TimeUp after `seconds`, or with MemoryError when it grows too much.

    The time limit needs the main thread, where notebooks run their cells; the memory limit needs
    Linux. Elsewhere the code runs without that limit. One long call into compiled code can only be
    stopped when it returns.
    """

    def __init__(self, seconds):
        self.seconds = seconds

    def __enter__(self):
        self.timed = threading.current_thread() is threading.main_thread()
        self.timer = None
        if self.timed and hasattr(signal, "setitimer"):
            self.old_handler = signal.signal(signal.SIGALRM, _time_up)
            # It fires again and again: a bare `except:` in the reader's loop swallows some of them.
            signal.setitimer(signal.ITIMER_REAL, self.seconds, 0.005)
        elif self.timed:
            self.timer = threading.Timer(self.seconds, _thread.interrupt_main)
            self.timer.daemon = True
            self.timer.start()
        self.old_memory = _limit_memory()
        return self

    def __exit__(self, kind, error, trace):
        if self.timer is not None:
            expired = not self.timer.is_alive()
            self.timer.cancel()
            if expired and kind is KeyboardInterrupt:
                raise TimeUp from None
        elif self.timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.old_handler)
        if self.old_memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, self.old_memory)


def _time_up(signum, frame):
    # While the context above is being left, or this handler runs already, there is nothing left to stop; the signal
    # may then arrive in whatever those two have called, such as the hook of a debugger.
    while frame is not None:
        if frame.f_code in (limited.__exit__.__code__, _time_up.__code__):
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
