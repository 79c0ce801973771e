"""The students' edition: the course without the teacher's pages, the tests and the tools."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

from .. import __version__
from ..classroom.copies import readers_copy

#: What students get: files and folders of the course.
PARTS = [
    "README.md",
    "LICENSE",
    "LICENSE-CONTENT.md",
    "CITATION.cff",
    "LEDGER.md",
    "SECURITY.md",
    "constraints.txt",
    "environment.yml",
    "postBuild",
    "pyproject.toml",
    "docs",
    "notebooks",
    "src",
]
#: In the package, what only a teacher calls.
TEACHERS = ("src/relulab/teaching/",)
#: Made by running, and never given out.
_MADE = re.compile(r"__pycache__|\.egg-info|\.ipynb_checkpoints|\.pyc$")


def write_edition(course: Path, target: Path) -> int:
    """Write the students' edition as a zip, in which everything stands in one folder; the number of its files.

    Parameters
    ----------
    course : Path
        The course's folder.
    target : Path
        The zip.
    """
    count = 0
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in [path for part in PARTS for path in _files(course / part)]:
            name = path.relative_to(course).as_posix()
            if _MADE.search(name) or name.startswith(TEACHERS):
                continue
            if name == "README.md":
                archive.writestr(f"relulab/{name}", for_students(path.read_text(encoding="utf-8")))
            elif name.startswith("notebooks/"):  # without outputs: they answer the predictions
                lesson = readers_copy(json.loads(path.read_text(encoding="utf-8")), __version__)
                archive.writestr(f"relulab/{name}", json.dumps(lesson, indent=1, ensure_ascii=False) + "\n")
            else:
                archive.write(path, f"relulab/{name}")
            count += 1
    return count


def for_students(readme: str) -> str:
    """The README without its part for teachers and contributors, and without links to what is not there.

    Parameters
    ----------
    readme : str
    """
    kept = re.sub(r"^## For teachers and contributors\n.*?(?=^## |\Z)", "", readme, flags=re.MULTILINE | re.DOTALL)
    kept = re.sub(r"^\*\*A clone and make.*?```\n\n|^- [^\n]*`make [^\n]*\n", "", kept, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"\[([^\]]+)\]\((?:instructor|\.github|CONTRIBUTING|CHANGELOG)[^)]*\)", r"\1", kept)


def _files(part: Path) -> list[Path]:
    return [part] if part.is_file() else sorted(path for path in part.rglob("*") if path.is_file())
