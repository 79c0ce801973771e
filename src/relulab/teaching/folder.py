"""The folder of a class: a deck, the teacher's pages, sheets and copies, in HTML and, where a browser can, in PDF."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat

from .. import __version__
from ..classroom.copies import readers_copy
from ..classroom.exercise import Exercise
from ..course import EXERCISES
from . import exchange, sheets
from .deck import deck
from .lesson import Lesson, exercise_of
from .pages import read
from .slides import slides
from .web import with_drawings

_BROWSERS = ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge"]
_PLACES = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
    "{ProgramFiles}/Microsoft/Edge/Application/msedge.exe",
]


def write(lesson: str, length: int, notebooks: Path, instructor: Path, folder: Path) -> list[Path]:
    """Write what a class needs.

    Parameters
    ----------
    lesson : str
    length : int
        In minutes.
    notebooks, instructor : Path
        Where the lessons and the teacher's pages are.
    folder : Path
        Made if it is not there.

    Returns
    -------
    list of Path
        The files, written in its folders for_you and for_students.
    """
    path = notebooks / f"{lesson}.ipynb"
    there = Lesson(nbformat.read(path, as_version=4), read(instructor / f"{lesson}.md"))
    made, spans = slides(there, length)
    number = lesson[:2]
    pages = {
        f"for_you/slides_{number}_{length}.html": with_drawings(deck(there.title, made), instructor),
        f"for_you/plan_{number}_{length}.html": sheets.plan(there, length, spans),
        f"for_you/quiz_{number}_key.html": sheets.quiz_key(there),
        f"for_students/predictions_{number}_{length}.html": sheets.predictions(there, length),
        f"for_students/exit_slips_{number}.html": sheets.exit_slips(there),
        f"for_students/quiz_{number}.html": sheets.quiz(there),
    }
    cheat_sheet = instructor.parent / "docs" / "cheat_sheet.md"
    if cheat_sheet.exists():
        pages["for_students/cheat_sheet.html"] = sheets.cheat_sheet(cheat_sheet.read_text(encoding="utf-8"))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    copies = {
        f"for_students/{lesson}.ipynb": readers_copy(notebook, __version__),
        f"for_you/{number}_catch_up.ipynb": filled(notebook, but=1),
        f"for_you/{number}_solved.ipynb": filled(notebook),
    }
    asked = exchange.questions(there.page)
    pages[f"for_you/questions_{number}_gift.txt"] = exchange.gift(asked)
    pages[f"for_you/questions_{number}_moodle.xml"] = exchange.moodle_xml(asked)
    files = {**pages, **{name: json.dumps(each, indent=1, ensure_ascii=False) + "\n" for name, each in copies.items()}}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def exercise_cells(notebook: dict[str, Any]) -> list[Any]:
    """The cells in which a reader writes.

    Parameters
    ----------
    notebook : dict
    """
    return [cell for cell in notebook["cells"] if exercise_of(cell)]


def fill_in(cells: list[Any], exercises: dict[str, Exercise] = EXERCISES) -> None:
    """Put the solutions into exercise cells.

    Parameters
    ----------
    cells : list
    exercises : dict
    """
    for cell in cells:
        cell["source"] = exercises[exercise_of(cell)].solution_source


def filled(notebook: dict[str, Any], but: int = 0) -> dict[str, Any]:
    """The reader's copy with the solutions in its exercise cells, but for the last ones.

    Parameters
    ----------
    notebook : dict
        As json reads it.
    but : int
        So many are left to the reader.
    """
    made = readers_copy(notebook, __version__)
    cells = exercise_cells(made)
    fill_in(cells[: len(cells) - but])
    return made


def browser() -> str | None:
    """A browser of the Chromium family on this machine, which prints pages; None where there is none."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    places = [place.format_map(_Known()) for place in _PLACES]
    return found or next((place for place in places if Path(place).exists()), None)


class _Known(dict[str, str]):
    """What the system calls its folders."""

    def __missing__(self, key: str) -> str:
        return os.environ.get(key, "")


def print_pdf(files: list[Path], program: str) -> list[Path]:
    """Print pages as PDF beside them; those that were printed.

    Parameters
    ----------
    files : list of Path
        Pages; the slides among them are printed one to a page.
    program : str
        The browser.
    """
    printed = []
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as profile:
        for file in files:
            target = file.with_suffix(".pdf")
            address = file.resolve().as_uri() + ("?print-pdf" if file.name.startswith("slides") else "")
            command = [program, "--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={profile}"]
            command += ["--virtual-time-budget=20000", *as_root, f"--print-to-pdf={target.resolve()}", address]
            try:
                subprocess.run(command, capture_output=True, timeout=120, check=True)
            except (OSError, subprocess.SubprocessError) as error:
                print(f"{target.name} was not printed: {error}", file=sys.stderr)
                break
            if target.exists():
                printed.append(target)
    return printed
