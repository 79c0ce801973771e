"""The reader's copy of a lesson: no outputs, what tells too much folded away, and never overwritten once changed."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from .files import replace

#: Remembers, in the reader's folder, what each file was when it was written: whatever differs is the reader's own.
WRITTEN = ".relulab.json"

# What comes after a prediction: its first words in the notebook, and what is shown in its place until it is clicked.
_FOLDED = [
    (re.compile(r"\*\*Read\.\*\*\s*"), "", "Read on when you have looked"),
    (re.compile(r"\*\*Verdict\b"), "**Verdict", "Verdict"),
]


def readers_copy(notebook: dict[str, Any], version: str) -> dict[str, Any]:
    """A lesson as its reader gets it: outputs cleared, *read* and *verdict* folded until clicked, code untouched.

    Parameters
    ----------
    notebook : dict
        As json reads it; it is left as it is.
    version : str
        Of the course; it is kept in the metadata, so that `relulab doctor` can compare.
    """
    lesson = copy.deepcopy(notebook)
    lesson["metadata"]["relulab"] = {"version": version}
    for cell in lesson["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
        elif cell["cell_type"] == "markdown":
            cell["source"] = _folded("".join(cell["source"]))
    return lesson


def _folded(source: str) -> str:
    for begins, again, summary in _FOLDED:
        if found := begins.match(source):
            body = again + source[found.end() :]
            return f"<details>\n<summary>{summary}</summary>\n\n{body}\n\n</details>"
    return source


def copy_lessons(notebooks: Path, folder: Path, version: str) -> dict[str, str]:
    """Write the reader's copies of all lessons into a folder; what the reader changed stays as it is.

    Parameters
    ----------
    notebooks : Path
        Where the lessons are.
    folder : Path
        Made if it is not there.
    version : str
        Of the course.

    Returns
    -------
    dict
        File name -> "new", "as it was", "brought up to date", or "kept" for what the reader changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = _read_written(folder)
    done = {}
    for path in sorted(notebooks.glob("*.ipynb")):
        lesson = readers_copy(json.loads(path.read_text(encoding="utf-8")), version)
        content = (json.dumps(lesson, indent=1, ensure_ascii=False) + "\n").encode()
        target = folder / path.name
        before = target.read_bytes() if target.exists() else None
        if before is None:
            done[path.name] = "new"
        elif before == content:
            done[path.name] = "as it was"
        elif written.get(path.name) == _hash(before):
            done[path.name] = "brought up to date"
        else:
            done[path.name] = "kept"
            continue
        if before != content:
            replace(target, content)
        written[path.name] = _hash(content)
    replace(folder / WRITTEN, (json.dumps(written, indent=1) + "\n").encode())
    return done


def version_of(notebook: Path) -> str | None:
    """The version of the course that a reader's copy was made from; None if it does not say, or is no notebook."""
    try:
        return json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["relulab"]["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read_written(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / WRITTEN).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # not there, or not ours: then nothing is taken for unchanged
        return {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
