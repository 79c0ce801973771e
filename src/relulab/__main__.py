"""The command line of the course: relulab start, doctor, progress, assignment."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = argparse.ArgumentParser(prog="relulab", description="A course on neurons, activations and ReLU.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    assignment = commands.add_parser("assignment", help="for teachers: write what nbgrader releases and grades")
    assignment.add_argument("folder", nargs="?", type=Path, default=Path("nbgrader"), metavar="FOLDER")
    options = parser.parse_args(arguments)
    return {"assignment": _assignment}[options.command](options)


def _assignment(options: argparse.Namespace) -> int:
    from .classroom.grading.assignment import make
    from .course import EXERCISES
    from .lessons import notebooks

    folder = options.folder.expanduser()
    print(f"{folder} holds the assignments {', '.join(make(folder, notebooks(), EXERCISES))}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
