"""A sandbox around the process that runs a student's code: bubblewrap, where it is installed and works."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

#: Bytes that all files of the sandbox may take together.
ROOM = 2**26
#: The folder in which the code starts, empty and gone afterwards.
FOLDER = "/tmp/answer"
#: What a Python that is not the system's own needs of the system. Of /etc only what finds libraries and the time zone.
_SYSTEM = ["/usr", "/bin", "/lib", "/lib32", "/lib64", "/etc/alternatives", "/etc/ld.so.cache", "/etc/localtime"]


def missing() -> str | None:
    """What a teacher must know before students' code runs here; None if it runs in a sandbox or a container."""
    command, why = sandbox()
    if command or os.environ.get("RELULAB_CONTAINER"):  # set by the line in instructor/grading.md
        return None
    return (
        f"There is no sandbox around students' code, because {why}: what they hand in could read and change your "
        "files, the grades too, end the grading, and use the network; instructor/grading.md has the line that grades "
        "in a container instead, under 'The sandbox'."
    )


_said = False


def announce(say: Callable[[str], object] | None = None) -> None:
    """Say what is missing, once in this process; without a way to say it, on the standard error stream."""
    global _said
    if not _said and (sentence := missing()):
        say(sentence) if say else print(sentence, file=sys.stderr)
    _said = True


@functools.cache
def sandbox() -> tuple[list[str], str]:
    """What to put in front of a command so that it runs in the sandbox; empty if that does not work, and then why.

    It is tried out once in a process: bubblewrap may be installed and yet be refused its namespaces by the system.
    """
    program = shutil.which("bwrap")
    if program is None:
        return [], "bubblewrap (bwrap) is not installed" if sys.platform == "linux" else "bubblewrap needs Linux"
    why = ""
    for size in (["--size", str(ROOM)], []):  # bubblewrap before 0.7 has no --size, and memory alone limits the files
        command = [program, *_options(size)]
        try:
            tried = subprocess.run(
                [*command, sys.executable, "-P", "-c", "import relulab.classroom.grading.apart"],
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=60,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return [], f"bubblewrap does not work here ({error})"
        if tried.returncode == 0:
            return command, ""
        said = tried.stderr.split("\n")
        why = why or next((line for line in reversed(said) if line.strip()), f"exit code {tried.returncode}")
    return [], f"bubblewrap does not work here ({why})"


def _options(size: list[str]) -> list[str]:
    """Namespaces of its own, and nothing to write to but one folder of limited size."""
    # The end of bubblewrap is the end of its process 1, and with that of every process in the namespace.
    options = ["--unshare-all", "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev"]
    options += [*size, "--tmpfs", "/tmp"]
    for folder in _visible():
        options += ["--ro-bind", folder, folder]
    # What bubblewrap made to hang all this into, / and /dev, is memory too, without a limit.
    return [*options, "--dir", FOLDER, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", FOLDER, "--"]


def _visible() -> list[str]:
    """What Python and the course consist of. Not all of sys.path: it may hold the folder of the class."""
    python = [sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix]
    python += [os.path.realpath(folder) for folder in python]  # uv starts Python through a link to its folder
    packages = [folder for folder in sys.path if Path(folder).name in ("site-packages", "dist-packages")]
    course = str(Path(__file__).parents[2])
    return [folder for folder in dict.fromkeys([*_SYSTEM, *python, *packages, course]) if os.path.exists(folder)]
