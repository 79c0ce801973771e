"""Students' code in the sandbox cannot end, read or change the grader; and what is said where there is no sandbox."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
import uuid
from pathlib import Path

import numpy as np
import pytest

import relulab
from relulab.classroom.grading import sandbox as box
from relulab.classroom.grading.grade import grade_apart
from relulab.course import EXERCISES
from relulab.lessons import notebooks

COMMAND, WHY = box.sandbox()
needs_sandbox = pytest.mark.skipif(not COMMAND, reason=f"No attack is tried without a sandbox: {WHY}.")
CHECK = Path(relulab.__file__).parent / "classroom" / "check.py"
PACKAGES = Path(np.__file__).parents[1]
TEMPORARY = [Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/dev"), Path("/")]
RIGHT = f"import numpy as np\n{EXERCISES['rectify'].solution_source}"
SECRET, GRADES = "the-teacher-s-token", "names and grades"

# Bodies of an answer. The words in capitals are replaced; the last line of each answer gives a wrong value back.
ATTACKS = {
    "end its parent": "os.kill(os.getppid(), 9)\ntime.sleep(0.2)",
    "end the grader by its number": "os.kill(GRADER, 9)\ntime.sleep(0.2)",
    "read the variables of every process": """
        found = []
        for file in glob.glob("/proc/[0-9]*/environ"):
            try:
                found += [line for line in open(file).read().split("\\0") if line.startswith("SECRET_TOKEN")]
            except OSError:
                pass
        raise ValueError(found)""",
    "read grades in its parent's folder": "raise ValueError(open(f'/proc/{os.getppid()}/cwd/gradebook.db').read())",
    "read grades in the grader's folder": "raise ValueError(open('/proc/GRADER/cwd/gradebook.db').read())",
    "read grades by their path": "raise ValueError(open('CLASS/gradebook.db').read())",
    "change grades": "open('CLASS/gradebook.db', 'w').write('A')",
    "see the teacher's folder": "raise ValueError('it holds', os.listdir('CLASS'))",
    "write into its parent's memory": """
        os.chdir(f"/proc/{os.getppid()}")
        for line in open("maps"):
            first, last = (int(number, 16) for number in line.split()[0].split("-"))
            if " rw-p " in line:
                with open("mem", "r+b", buffering=0) as memory:
                    memory.seek(first)
                    memory.write(bytes(last - first))
        time.sleep(0.2)""",
    "change the check": "open('CHECK', 'a').write('# attacked')",
    "make the check writable": "os.chmod('CHECK', 0o666)\nopen('CHECK', 'a').write('# attacked')",
    "take the check away": "os.rename('CHECK', 'CHECK.MARK')",
    "install a package": "open('PACKAGES/MARK.py', 'w').write('attacked = True')",
    "use the network": "socket.create_connection(('127.0.0.1', PORT), 2)",
    "talk through a socket without a path": "socket.socket(socket.AF_UNIX).connect('\\0MARK')",
    "leave a process behind": """
        if os.fork() == 0:
            os.setsid()
            os.execlp("sleep", "sleep", "MARK")
        time.sleep(0.5)""",
    "fill whatever can be written to": """
        written = 0
        for folder in [*TEMPORARY, "."]:
            try:
                for i in range(8):
                    with open(f"{folder}/MARK.{i}", "wb") as file:
                        for _ in range(10):
                            written += file.write(bytes(2**20))
            except OSError:
                pass
        raise ValueError(f"{written / 2**20:.0f} MB")""",
    "start processes without end": """
        for number in range(300):  # on the day when this is not stopped, it shall end all the same
            try:
                child = os.fork()
            except OSError:
                break
            if child == 0:
                os.execlp("sleep", "sleep", "MARK")
        raise ValueError(f"{number + 1} processes")""",
}


@pytest.fixture
def mark():
    """A number that nobody else sleeps for, and a name that nobody else gives to a file."""
    return str(uuid.uuid4().int % 10**12 + 10**12)


@pytest.fixture
def attack(tmp_path, mark):
    """Give an answer to a grader with a secret, in the folder of a class; what it says, and all that it printed."""
    servers = [socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX)]
    servers[1].bind(f"\0{mark}")
    servers[1].listen()
    (tmp_path / "gradebook.db").write_text(GRADES)
    before, mode = CHECK.read_bytes(), CHECK.stat().st_mode
    words = {"CLASS": tmp_path, "CHECK": CHECK, "PACKAGES": PACKAGES, "MARK": mark, "PORT": servers[0].getsockname()[1]}

    def run(body):
        body = body.replace("TEMPORARY", str([*map(str, TEMPORARY)]))
        for word, value in words.items():
            body = body.replace(word, str(value))
        cell = "def rectify(z):\n" + textwrap.indent(textwrap.dedent(body).strip() + "\nreturn z", "    ")
        done = subprocess.run(
            [sys.executable, Path(__file__).with_name("sandbox_run.py")],
            input=cell,
            env=os.environ | {"SECRET_TOKEN": SECRET},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, f"the grader ended with {done.returncode}: {done.stderr}"
        return *json.loads(done.stdout), done.stdout + done.stderr

    yield run
    # Whatever was done is undone first: a failure shall not spoil this machine.
    left = running(mark)
    for process in left:
        os.kill(process, signal.SIGKILL)
    moved, after = Path(f"{CHECK}.{mark}"), CHECK.read_bytes() if CHECK.exists() else None
    files = [file for folder in [PACKAGES, *TEMPORARY] for file in folder.glob(f"{mark}.*")]
    for file in [*files, moved]:
        file.unlink(missing_ok=True)
    if after != before:
        CHECK.write_bytes(before)
    CHECK.chmod(mode)
    assert after == before and not files and not left
    assert (tmp_path / "gradebook.db").read_text() == GRADES
    for server in servers:
        server.settimeout(0)
        with pytest.raises(BlockingIOError), server:
            server.accept()


def running(mark):
    """Numbers of the processes that sleep for so long; they have two seconds to be gone."""
    end = time.monotonic() + 2
    while True:
        found = []
        for file in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if mark.encode() in file.read_bytes().split(b"\0"):
                    found.append(int(file.parent.name))
            except OSError:  # it has ended meanwhile
                pass
        if not found or time.monotonic() > end:
            return found
        time.sleep(0.05)


@needs_sandbox
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_an_answer_that_is_not_right_and_nothing_else(attack, name):
    verdict, text, printed = attack(ATTACKS[name])
    assert verdict in ("wrong", "broken")
    assert SECRET not in printed and GRADES not in printed and "it holds" not in text.partition("(in the line")[0]
    if "MB" in ATTACKS[name] and "--size" in COMMAND:
        assert int(re.search(r"(\d+) MB", text)[1]) * 2**20 <= box.ROOM
    if "processes" in ATTACKS[name] and os.getuid():  # the kernel counts none of root's
        assert int(re.search(r"(\d+) processes", text)[1]) <= 64


@needs_sandbox
def test_the_code_sees_an_empty_folder_no_process_of_ours_and_python(monkeypatch):
    monkeypatch.setenv("RELULAB_SECRET", "of the teacher")
    look = (
        "import os\ndef rectify(z):\n    raise ValueError([os.listdir(), sorted(os.environ), "
        "[int(name) for name in os.listdir('/proc') if name.isdigit()]])"
    )
    text = grade_apart(EXERCISES["rectify"], [look]).text
    names, processes = re.search(r"\[\[\], \[(.*?)\], \[(.*?)\]\]", text).groups()
    assert "RELULAB_SECRET" not in names and "'HOME'" in names
    assert max(map(int, processes.split(","))) < 10


# ---- where there is no sandbox -------------------------------------------------------------------


@pytest.fixture
def afresh(monkeypatch):
    monkeypatch.setattr(box, "_said", False)
    monkeypatch.delenv("RELULAB_CONTAINER", raising=False)
    box.sandbox.cache_clear()
    yield monkeypatch
    box.sandbox.cache_clear()


def test_without_bubblewrap_one_sentence_says_so_once_and_grading_goes_on(afresh, capsys):
    afresh.setattr(box.shutil, "which", lambda name: None)
    results = [grade_apart(EXERCISES["rectify"], [RIGHT]) for _ in range(2)]
    assert [result.verdict for result in results] == ["right", "right"]
    said = capsys.readouterr().err
    assert said == f"{box.missing()}\n" and said.count("There is no sandbox") == 1 and said.count(". ") == 0
    assert "bubblewrap" in said and "instructor/grading.md" in said


@pytest.mark.skipif(sys.platform == "win32", reason="a program that fails is written as a script here")
def test_a_bubblewrap_that_is_refused_is_found_out_by_trying(afresh, tmp_path):
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho tried >> tries\necho 'bwrap: No permissions' >&2\nexit 1\n")
    program.chmod(0o755)
    afresh.chdir(tmp_path)
    afresh.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for _ in range(3):
        assert "does not work here (bwrap: No permissions)" in box.missing()
    assert (tmp_path / "tries").read_text().split() == ["tried"] * 2  # with a limit of size and without, once a process


def test_in_the_container_of_the_page_nothing_is_said(afresh, capsys):
    afresh.setattr(box.shutil, "which", lambda name: None)
    afresh.setenv("RELULAB_CONTAINER", "1")
    box.announce()
    assert box.missing() is None and capsys.readouterr().err == ""


def test_the_page_has_what_the_sentence_promises(afresh):
    afresh.setattr(box.shutil, "which", lambda name: None)
    heading = re.search(r"under '(.*)'\.$", box.missing())[1]
    page = (notebooks().parent / "instructor" / "grading.md").read_text(encoding="utf-8")
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    (line,) = re.findall(r"^docker run .*(?:\\\n.*)*", section, re.MULTILINE)
    assert {"--rm", "--read-only", "none", "RELULAB_CONTAINER=1", "nbgrader"} <= set(line.split())
    assert "not tried here" in section


def test_the_folder_of_the_class_is_not_shown_because_python_looks_there_too(afresh, tmp_path):
    afresh.syspath_prepend(tmp_path)
    assert str(tmp_path) in sys.path and str(tmp_path) not in box._visible()
