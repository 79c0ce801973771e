"""In a notebook, no answer hangs the check or ends Python: and where that cannot be had, a card says what to do."""

import builtins
import gc
import itertools
import os
import subprocess
import sys
import time

import pytest

from relulab.classroom import card, check, rehearsed
from relulab.classroom.rehearsed import rehearsed as checked
from relulab.course import EXERCISES

NEURON = EXERCISES["neuron"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies a process that has threads")


@pytest.fixture(autouse=True)
def on_a_page(monkeypatch):
    monkeypatch.setattr(rehearsed, "on_a_page", lambda: True)
    monkeypatch.setattr(rehearsed, "PATIENCE", 0.5)
    monkeypatch.setattr(check, "TIME_LIMIT", 0.5)


def inside(call):
    def neuron(x, w, b):
        call()
        return max(0, w @ x + b)

    return neuron


@linux
@pytest.mark.parametrize(
    "call", [lambda: sum(range(10**12)), lambda: 0.5 in itertools.count(), lambda: max(iter(int, 1))]
)
def test_a_call_that_never_returns_is_ended_and_all_is_kept(call):
    kept, began = [1], time.monotonic()
    result = checked(NEURON, inside(call))
    assert result.verdict == "broken" and "inside one long call" in result.text
    assert "variables are kept" in result.text and time.monotonic() - began < 5 and kept == [1]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@linux
@pytest.mark.parametrize("end", [lambda: os._exit(0), os.abort])
def test_what_ends_python_ends_a_copy(end):
    assert "That was a copy: your variables are kept" in checked(NEURON, inside(end)).text


@linux
def test_the_processes_that_it_started_end_with_the_copy(tmp_path):
    started = tmp_path / "started"

    def start():
        process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        started.write_text(str(process.pid), encoding="utf-8")
        sum(range(10**12))

    assert "inside one long call" in checked(NEURON, inside(start)).text
    deadline = time.monotonic() + 5
    while _runs(int(started.read_text(encoding="utf-8"))) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(int(started.read_text(encoding="utf-8")))


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@linux
@pytest.mark.parametrize(
    "answer", [NEURON.answer, *(mistake.answer for mistake in NEURON.mistakes), inside(input), ...]
)
def test_else_it_says_what_the_check_says(answer, monkeypatch):
    def no_keyboard(*arguments):
        raise EOFError("a function gets its values as arguments, not from the keyboard")

    result = checked(NEURON, answer)
    monkeypatch.setattr(builtins, "input", no_keyboard)
    assert result == check.grade(NEURON, answer)


@linux
def test_a_loop_is_stopped_by_its_own_limit_and_a_check_within_a_check_needs_no_copy(monkeypatch):
    def loop():
        while True:
            pass

    assert "Look for a loop" in checked(NEURON, inside(loop)).text
    assert checked(NEURON, inside(lambda: checked(NEURON, NEURON.answer))).verdict == "right"


@linux
def test_the_interrupt_key_reaches_the_notebook():
    def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checked(NEURON, inside(interrupt))


@linux
def test_without_room_for_a_copy_the_check_runs_here(monkeypatch):
    def no_process():
        raise BlockingIOError("Resource temporarily unavailable")

    before = len(os.listdir("/proc/self/fd"))
    monkeypatch.setattr(os, "fork", no_process)
    here = []
    assert checked(NEURON, inside(lambda: here.append(1))).verdict == "right" and here
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) == before


def test_where_there_are_no_copies_a_card_says_what_to_do_while_it_lasts(monkeypatch):
    shown = []
    monkeypatch.setattr(rehearsed.sys, "platform", "darwin")
    monkeypatch.setattr(card, "show", lambda *said: shown.append(said))
    monkeypatch.setattr("signal.setitimer", lambda *arguments: (0, 0), raising=False)  # a call that no signal ends
    result = checked(NEURON, inside(lambda: time.sleep(1.5)))
    assert result.verdict == "broken" and "still running" in result.text
    ((kind, word, text, _),) = shown
    assert (kind, word) == ("open", "Still running")
    assert "stop button" in text and "Restart Kernel" in text and "variables are lost then" in text
    assert checked(NEURON, NEURON.answer).verdict == "right"
    time.sleep(1.2)
    assert len(shown) == 1, "it is not said of what is over"
