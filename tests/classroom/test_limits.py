"""The time limit, with each of its alarms: whatever the reader's code does, it ends, and all is as before."""

# ruff: noqa: E722

import contextlib
import itertools
import signal
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from relulab.classroom import limits
from relulab.classroom.check import BROKEN, RIGHT, Result, grade
from relulab.classroom.limits import TimeUp, limited
from relulab.course import EXERCISES

NEURON = EXERCISES["neuron"]


@pytest.fixture(params=["timer", "bell", "trace"])
def alarm(request, monkeypatch):
    """A timer as on Linux; no timer but threads, as on Windows; neither, as in a browser."""
    if request.param == "timer" and not hasattr(signal, "setitimer"):
        pytest.skip("this system has no timers")
    if request.param != "timer":
        monkeypatch.delattr("signal.setitimer", raising=False)
    if request.param == "trace":
        monkeypatch.setattr(threading.Thread, "start", no_thread)
    return request.param


def no_thread(self):
    raise RuntimeError("can't start new thread")


@pytest.fixture(autouse=True)
def as_before():
    """Whatever happens in a test, nothing of it is left."""
    before = state()
    yield
    assert state() == before


def state():
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGALRM") if hasattr(signal, name)]
    timer = signal.getitimer(signal.ITIMER_REAL) if hasattr(signal, "getitimer") else None
    inside = getattr(limits._innermost, "limit", None)
    handled = sys.exc_info()[1]
    set_limit = sys.setrecursionlimit
    return [*map(signal.getsignal, numbers), timer, sys.gettrace(), sys.getrecursionlimit(), set_limit, inside, handled]


# ---- code that does not want to end --------------------------------------------------------------

NAP = 0.05


# In one line, which a formatter would divide: Python 3.11 counts no new line there.
MADE: dict = {}
exec(compile("def in_a_line(*arguments):\n    while True: pass\n", __file__, "exec"), MADE)
in_a_line = MADE["in_a_line"]


def in_a_generator_expression(*arguments):
    return any(False for _ in itertools.count())


def bare_except(*arguments):
    while True:
        try:
            time.sleep(NAP)
        except:
            pass


def except_everything(*arguments):
    while True:
        try:
            time.sleep(NAP)
        except BaseException:
            continue


def finally_goes_on(*arguments):
    # From 3.14 on Python warns of it.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        loop = "import time\nwhile True:\n    try:\n        time.sleep(0.05)\n    finally:\n        continue"
        code = compile(loop, __file__, "exec")
    exec(code)


def working_and_catching(*arguments):
    total = 0
    while True:
        try:
            for i in range(1000):
                total += i
        except:
            total = 0


def endless_in_endless(*arguments):
    while True:
        try:
            while True:
                pass
        except:
            pass


def one_handler_in_another(*arguments):
    while True:
        try:
            try:
                try:
                    time.sleep(NAP)
                except:
                    pass
            except:
                pass
        except:
            while True:
                try:
                    time.sleep(NAP)
                except:
                    continue


def functions_in_functions(*arguments):
    def inner():
        while True:
            try:
                time.sleep(NAP)
            except:
                return

    def outer():
        while True:
            try:
                inner()
            except BaseException:
                try:
                    inner()
                except:
                    pass

    while True:
        try:
            outer()
        except:
            pass


def generator(*arguments):
    def forever():
        while True:
            try:
                time.sleep(NAP)
                yield 1
            except GeneratorExit:
                return
            except:
                pass

    while True:
        try:
            for _ in forever():
                pass
        except:
            pass


def calls_itself(x, w, b):
    # Doubles its calls a thousand times, and stands at the deepest place that Python allows all the while. (Where such
    # a call leaves arguments out, Python 3.13.0 calls no signal handler there, so that even the interrupt key is dead.)
    try:
        return calls_itself(x, w, b)
    except:
        return calls_itself(x, w, b)


def suppressing(*arguments):
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(NAP)


def in_another_file(*arguments):
    exec(compile("import time\nwhile True:\n try: time.sleep(.05)\n except: pass", "another file", "exec"))


STUBBORN = [
    in_a_line,
    in_a_generator_expression,
    bare_except,
    except_everything,
    finally_goes_on,
    working_and_catching,
    endless_in_endless,
    one_handler_in_another,
    functions_in_functions,
    generator,
    calls_itself,
    suppressing,
    in_another_file,
]


@pytest.mark.parametrize("answer", STUBBORN, ids=lambda answer: answer.__name__)
def test_it_ends_soon_after_its_time(answer, alarm, monkeypatch):
    monkeypatch.setattr("relulab.classroom.check.TIME_LIMIT", 0.2)
    began = time.monotonic()
    assert "still running after 0.2 seconds" in grade(NEURON, answer).text
    assert time.monotonic() - began < 0.2 + limits.GRACE + 2
    assert grade(NEURON, NEURON.answer).verdict == RIGHT


def test_it_does_not_hold_on_to_the_errors_before_it(alarm, monkeypatch):
    """Python goes through all of them at every new one, and every call that is left may raise one."""
    ends = []
    monkeypatch.setattr("relulab.classroom.check.TIME_LIMIT", 0.2)
    monkeypatch.setattr("relulab.classroom.check._broken", lambda error, *more: ends.append(error) or Result(BROKEN))
    grade(NEURON, calls_itself)
    before = [error := ends[0]]
    while error := error.__context__:
        before.append(error)
    assert type(ends[0]) is TimeUp and len(before) < 5


def test_recursion_is_still_an_error_of_its_own(alarm):
    def again(x, w, b):
        return again(x, w, b)

    assert "calls itself" in grade(NEURON, again).text
    deep = sys.getrecursionlimit() - limits.ROOM - limits._depth(sys._getframe()) - 30

    def count(n):
        return n and 1 + count(n - 1)

    with limited(60, count):
        assert count(deep) == deep


@pytest.mark.parametrize("allowed", [10**6, 10**9])
def test_a_billion_calls_are_not_waited_for(alarm, allowed):
    def again(x, w, b):
        sys.setrecursionlimit(allowed)
        return again(x, w, b)

    def afterwards(x, w, b):
        return afterwards(x, w, b)

    began = time.monotonic()
    assert "calls itself" in grade(NEURON, again).text
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(10**6)
    try:
        assert "calls itself" in grade(NEURON, afterwards).text and sys.getrecursionlimit() == 10**6
    finally:
        sys.setrecursionlimit(before)
    assert time.monotonic() - began < 6


def test_a_deep_call_that_ends_may_be_allowed(alarm):
    def count(n):
        return n and 1 + count(n - 1)

    def deep(x, w, b):
        sys.setrecursionlimit(5000)
        assert count(3000) == 3000
        return NEURON.answer(x, w, b)

    assert grade(NEURON, deep).verdict == RIGHT
    with pytest.raises(TypeError):
        with limited(60):
            sys.setrecursionlimit("many")


def test_what_ends_late_was_too_slow(alarm):
    def slow():
        getattr(signal, "setitimer", lambda *arguments: None)(0, 0)
        time.sleep(0.3)

    with pytest.raises(TimeUp):
        with limited(0.2, slow):
            slow()


# ---- limits within limits ------------------------------------------------------------------------


def test_a_check_within_an_answer_leaves_the_outer_limit(alarm, monkeypatch):
    monkeypatch.setattr("relulab.classroom.check.TIME_LIMIT", 0.3)

    def answer(x, w, b):
        assert grade(NEURON, NEURON.answer).verdict == RIGHT
        while True:
            pass

    began = time.monotonic()
    assert "still running" in grade(NEURON, answer).text
    assert time.monotonic() - began < 3


def test_both_limits_hold(alarm):
    ended = []

    def endless():
        while True:
            pass

    def short_in_long():
        try:
            with limited(0.1, endless):
                endless()
        except TimeUp:
            ended.append(time.monotonic())
        endless()

    def long_in_short():
        with limited(60, endless):
            endless()

    began = time.monotonic()
    with pytest.raises(TimeUp):
        with limited(0.6, short_in_long):
            short_in_long()
    assert 0.1 <= ended[0] - began < 0.5 and 0.6 <= time.monotonic() - began < 3
    began = time.monotonic()
    with pytest.raises(TimeUp):
        with limited(0.2, long_in_short):
            long_in_short()
    assert time.monotonic() - began < 3


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timers")
def test_a_timer_that_was_there_goes_on():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *arguments: rung.append(time.monotonic()))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with limited(60):
            pass
        time.sleep(0.4)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(rung) == 1


# ---- the interrupt key, threads, other files -----------------------------------------------------


def test_the_interrupt_key_ends_a_check_at_once(alarm):
    def interrupted(x, w, b):
        signal.raise_signal(signal.SIGINT)
        while True:
            pass

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    began = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            grade(NEURON, interrupted)
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - began < 2


def test_a_kernel_that_ignores_the_interrupt_key_is_stopped_too(alarm, monkeypatch):
    monkeypatch.setattr("relulab.classroom.check.TIME_LIMIT", 0.2)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert "still running" in grade(NEURON, bare_except).text
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_beside_the_main_thread_there_is_a_limit_too(monkeypatch):
    monkeypatch.setattr("relulab.classroom.check.TIME_LIMIT", 0.2)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(grade, NEURON, NEURON.answer).result().verdict == RIGHT
        assert "still running" in pool.submit(grade, NEURON, bare_except).result().text


@pytest.mark.parametrize("alarm", ["timer", "trace"], indirect=True)
def test_time_runs_out_in_the_lines_of_the_function_where_it_can(alarm):
    """Elsewhere, in a library, it might strike while a lock is held."""
    places = {}
    exec(compile("def library():\n    for _ in range(20_000):\n        pass", "a library", "exec"), places)

    def function():
        while True:
            places["library"]()
            for _ in range(10_000):
                pass

    for _ in range(5):
        with pytest.raises(TimeUp) as caught:
            with limited(0.05, function):
                function()
        reader = [entry for entry in caught.traceback if entry.path != Path(limits.__file__)]
        assert reader[-1].path == Path(__file__)
