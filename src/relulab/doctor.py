"""What `relulab doctor` looks at: whatever a lesson needs from its surroundings, a line each, with what to do."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from . import __version__
from .classroom import records
from .classroom.copies import version_of
from .lessons import LESSONS, notebooks


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    fine : bool
    about, text : str
        What it is, and what was seen; if it is not fine, what to do.
    """

    fine: bool
    about: str
    text: str

    def __str__(self):
        return f"{'ok ' if self.fine else 'DO '} {self.about:13} {self.text}"


def examine(folder: Path) -> Iterator[Finding]:
    """Look at everything; nothing is raised.

    Parameters
    ----------
    folder : Path
        The reader's copies of the lessons, where there are some.
    """
    yield _python()
    yield from _packages()
    yield _kernel()
    yield _widgets()
    yield _browser()
    yield _writable("progress", records.location().parent)
    yield _writable("folder", folder if folder.exists() else Path.cwd())
    yield _lessons(folder)


def _python() -> Finding:
    seen = f"{sys.version.split()[0]}, {64 if sys.maxsize > 2**32 else 32} bits, {sys.executable}"
    if sys.maxsize <= 2**32:
        return Finding(False, "Python", f"{seen}: install a Python with 64 bits, numpy has no other on some systems.")
    return Finding(True, "Python", seen)


def _packages() -> Iterator[Finding]:
    """Each package that the course needs, with the bounds that stand in its own metadata."""
    for line in requires("relulab") or []:
        requirement, _, marker = line.partition(";")
        if marker.strip() not in ("", 'extra == "lab"', "extra == 'lab'"):
            continue
        name = re.split(r"[^\w-]", requirement, maxsplit=1)[0]
        try:
            has = version(name)
        except PackageNotFoundError:
            yield Finding(False, name, f'is not installed: pip install "{requirement.strip()}"')
            continue
        bounds = re.findall(r"(>=|!=)\s*([\d.]+)", requirement)
        fits = all(_numbers(has) >= _numbers(b) if sign == ">=" else _numbers(has) != _numbers(b) for sign, b in bounds)
        yield Finding(fits, name, has if fits else f'{has} does not fit: pip install "{requirement.strip()}"')


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)][:3]


def _kernel() -> Finding:
    """The kernel named python3 must be this Python, or a lesson does not find the package."""
    about = "kernel"
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ImportError:
        return Finding(False, about, 'Jupyter is not installed in this Python: pip install "jupyterlab>=4"')
    try:
        python = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        return Finding(False, about, "there is no kernel python3: python -m ipykernel install --user")
    # A bare name is what ipykernel registers for "the Python that runs Jupyter".
    same = os.path.basename(python) == python or os.path.realpath(python) == os.path.realpath(sys.executable)
    text = python if same else f"python3 is {python}, not this Python: start the course with relulab start"
    return Finding(same, about, text)


def _widgets() -> Finding:
    """The half of ipywidgets that runs in the page."""
    file = Path(sys.prefix) / "share/jupyter/labextensions/@jupyter-widgets/jupyterlab-manager/package.json"
    try:
        shown = json.loads(file.read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return Finding(False, "widgets", "JupyterLab's part of ipywidgets is missing: pip install jupyterlab_widgets")
    return Finding(True, "widgets", f"JupyterLab shows them with jupyterlab-manager {shown}")


def _browser() -> Finding:
    try:
        name = webbrowser.get().name or "found"
    except webbrowser.Error:
        return Finding(False, "browser", "none opens by itself: copy the address that JupyterLab prints into one.")
    return Finding(True, "browser", name)


def _writable(about: str, folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        why = error.strerror or error
        return Finding(
            False, about, f"{folder} cannot be written to ({why}): choose another, or ask who runs this machine."
        )
    return Finding(True, about, f"{folder} can be written to")


def _lessons(folder: Path) -> Finding:
    """Copies and package must be of one version, or a lesson asks for what the package does not have."""
    here = {path.stem: version_of(path) for path in folder.glob("*.ipynb") if path.stem in LESSONS}
    if not here:
        return Finding(
            True, "lessons", f"{__version__}, {len(list(notebooks().glob('*.ipynb')))} of them; none in {folder} yet"
        )
    other = sorted({str(made_for) for made_for in here.values()} - {__version__})
    if other:
        told = f"{folder} has copies of version {', '.join(other)}, the package is {__version__}"
        return Finding(False, "lessons", f"{told}: relulab start brings up to date what you have not changed.")
    return Finding(True, "lessons", f"{__version__}, as the package")
