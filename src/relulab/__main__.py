"""The command line of the course: relulab start, doctor, progress, class, assignment, collect."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from . import __version__
from .classroom.copies import copy_lessons
from .lessons import LESSONS, notebooks


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = argparse.ArgumentParser(prog="relulab", description="A course on neurons, activations and ReLU.")
    parser.add_argument("--version", action="version", version=f"relulab {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    start = commands.add_parser("start", help="put your copy of the lessons into a folder and open it in JupyterLab")
    start.add_argument("folder", nargs="?", type=Path, default=Path("relu-course"), metavar="FOLDER")
    start.add_argument("--no-open", action="store_true", help="only write the copies")
    start.set_defaults(run=_start)

    doctor = commands.add_parser("doctor", help="say what is in order here, and what to do where something is not")
    doctor.add_argument("folder", nargs="?", type=Path, default=Path("relu-course"), metavar="FOLDER")
    doctor.set_defaults(run=_doctor)

    progress = commands.add_parser("progress", help="show what you have done and what comes next")
    progress.add_argument("--hand-in", metavar="NAME", default="", help="write a file for your teacher instead")
    progress.set_defaults(run=_progress)

    assignment = commands.add_parser("assignment", help="for teachers: write what nbgrader releases and grades")
    assignment.add_argument("folder", nargs="?", type=Path, default=Path("nbgrader"), metavar="FOLDER")
    assignment.add_argument(
        "--until", type=_moment, metavar="DATE", help="no solutions before, such as 2026-12-04 or 2026-12-04T18:00"
    )
    assignment.set_defaults(run=_assignment)

    collect = commands.add_parser("collect", help="for teachers: put what was handed in where nbgrader looks for it")
    collect.add_argument("folder", type=Path, metavar="FOLDER", help="the one that `relulab assignment` wrote")
    collect.add_argument("places", nargs="*", type=Path, metavar="ZIP", help="zips and folders that you downloaded")
    collect.set_defaults(run=_collect)

    lesson = commands.add_parser("class", help="for teachers: write the slides, sheets and copies of a lesson")
    lesson.add_argument("lessons", nargs="*", metavar="LESSON", help="such as 04; without one, all")
    lesson.add_argument("--minutes", type=int, choices=[45, 60, 90, 180], default=45)
    lesson.add_argument("--to", type=Path, default=Path("class"), metavar="FOLDER", help="default: class")
    lesson.add_argument("--course", type=Path, default=Path("."), metavar="FOLDER", help="the course's folder")
    lesson.add_argument("--progress", type=Path, metavar="FOLDER", help="instead: a table of what was handed in there")
    lesson.add_argument("--students", type=Path, metavar="ZIP", help="instead: the course without the teacher's part")
    lesson.set_defaults(run=_class)

    options, more = parser.parse_known_args(arguments)
    if more and options.command != "start":
        parser.error(f"{options.command} does not know {' '.join(more)}")
    options.more = more  # what `start` does not know is for JupyterLab, such as --no-browser
    try:
        return options.run(options)
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        print(f"This did not work: {error.strerror or error}{where}. Name another folder, one that you may write to.")
        return 1


def _start(options: argparse.Namespace) -> int:
    folder = options.folder.expanduser().resolve()
    done = copy_lessons(notebooks(), folder, __version__)
    counts = {what: list(done.values()).count(what) for what in dict.fromkeys(done.values())}
    print(f"{folder}: {len(done)} lessons ({', '.join(f'{count} {what}' for what, count in counts.items())}).")
    kept = [name for name, what in done.items() if what == "kept"]
    if kept:
        print(
            f"You worked on {', '.join(kept)}: they stay as you left them. For a fresh copy, start in another folder."
        )
    if options.no_open:
        return 0
    if find_spec("jupyterlab") is None:
        print('JupyterLab is not installed in this Python. Install it (pip install "jupyterlab>=4") and start again.')
        return 1
    first = f"--LabApp.default_url=/lab/tree/{LESSONS[0]}.ipynb"
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", first, *_as_root(), *options.more]
    # The lessons must run in this Python, also where the user's own folder has a kernel of the same name.
    quiet = str(Path(__file__).with_name("jupyter"))
    config = os.pathsep.join(filter(None, [quiet, os.environ.get("JUPYTER_CONFIG_PATH")]))
    environment = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1", "JUPYTER_CONFIG_PATH": config}
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _as_root() -> list[str]:
    """JupyterLab refuses to run as root, as in a container, unless told that this is meant."""
    return ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _doctor(options: argparse.Namespace) -> int:
    from .doctor import examine

    findings = list(examine(options.folder.expanduser()))
    for finding in findings:
        print(finding)
    return 0 if all(finding.fine for finding in findings) else 1


def _progress(options: argparse.Namespace) -> int:
    from .progress import progress

    progress(hand_in=options.hand_in)
    return 0


def _class(options: argparse.Namespace) -> int:
    if options.progress:
        return _table(options.progress.expanduser())
    instructor = options.course.expanduser() / "instructor"
    if not instructor.is_dir():
        print("The teacher's pages are in the course's folder: go there, or name it with --course.")
        return 1
    if options.students:
        from .teaching.edition import write_edition

        count = write_edition(options.course.expanduser(), options.students.expanduser())
        print(f"{options.students}: {count} files, without keys, tests and tools.")
        return 0
    wanted = [name for name in LESSONS if not options.lessons or any(name.startswith(each) for each in options.lessons)]
    if not wanted:
        print(f"There is no such lesson. There are {', '.join(name[:2] for name in LESSONS)}.")
        return 1
    try:
        from .teaching import folder
    except ModuleNotFoundError as error:
        print(f'This needs {error.name}. In the course\'s folder: python -m pip install ".[teach]"')
        return 1
    program = folder.browser()
    for name in wanted:
        if not (instructor / f"{name}.md").exists():
            print(f"{name} has no page in {instructor}.")
            continue
        target = options.to.expanduser() / f"{name[:2]}_{options.minutes}"
        done = folder.write(name, options.minutes, notebooks(), instructor, target)
        printed = folder.print_pdf([file for file in done if file.suffix == ".html"], program) if program else []
        print(f"{target}: {len(done)} files, {len(printed)} of them as PDF, too.")
    if not program:
        print("No Chrome, Edge or Chromium was found to print PDF with: open the pages in a browser and print them.")
    return 0


def _table(place: Path) -> int:
    from .teaching.handed_in import write_table

    written, others = write_table(place, place if place.is_dir() else place.parent)
    print("\n".join(map(str, written)) or f"{place} holds no file of progress(hand_in=...).")
    for path in others:
        print(f"Left out, as it is no such file: {path}")
    return 0 if written else 1


def _assignment(options: argparse.Namespace) -> int:
    from .classroom.grading.assignment import make
    from .course import EXERCISES
    from .ledger import CLAIMS

    folder = options.folder.expanduser()
    print(f"{folder} holds the assignments {', '.join(make(folder, notebooks(), EXERCISES, CLAIMS, options.until))}.")
    return 0


def _collect(options: argparse.Namespace) -> int:
    from .classroom.grading.collect import collect
    from .course import EXERCISES

    try:
        places = [each.expanduser() for each in options.places]
        placed, problems = collect(options.folder.expanduser(), places, EXERCISES)
    except ValueError as error:
        print(error)
        return 1
    print("\n".join([*placed, f"{len(placed)} notebooks are in place, {len(problems)} remarks.", *problems]))
    return 0


def _moment(text: str) -> datetime:
    """A day and a time; of a day alone, its end."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-12-04") from None
    return moment if len(text) > len("2026-12-04") else moment.replace(hour=23, minute=59)


if __name__ == "__main__":
    sys.exit(main())
