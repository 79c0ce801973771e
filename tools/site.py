"""Make the course as a site of files in build/site/: the lessons live in a browser, nothing installed, and to read.

    python -m tools.site                       Python for the browser (Pyodide) comes from its public address
    python -m tools.site --pyodide FOLDER      ... stands in the site: the folder holds an unpacked Pyodide release.
                                               Such a site works without any network, from a memory stick too

    index.html      the front page
    read/           each lesson as one page with its figures, for phones and for reading
    live/           JupyterLite: JupyterLab and Python in the page, with the readers' copies of the lessons

A kernel is ready without any installation: Pyodide loads what its list of packages (the lock) names, and the list of
this site names the course, what it needs, and what JupyterLite would otherwise look for at its start. Of the official
list, the entries stay as they are, each with its sha256, which Pyodide checks.
"""

import argparse
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path
from urllib.parse import urlparse

import jinja2

from relulab import __version__
from relulab.classroom.copies import WRITTEN, copy_lessons, readers_copy
from tools import webpage
from tools.notebooks import NOTEBOOKS, read

ROOT = NOTEBOOKS.parent
SITE = ROOT / "build" / "site"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

#: The files of Pyodide itself, whatever they are called in its version.
CORE = ["pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]
#: Wheels of pure Python that Pyodide lacks, each with what it needs. ipywidgets' other half is in JupyterLite.
PURE = {
    "ipywidgets": ["comm", "ipython", "traitlets"],
    "comm": ["traitlets"],
    "platformdirs": [],
    "filelock": [],
    "tqdm": [],
}
#: What JupyterLite's kernel is made of, and asks for at its start.
KERNEL = {"ipykernel": [], "piplite": ["micropip"], "pyodide-kernel": ["ipython", "matplotlib-inline", "comm"]}
ASKED = ["micropip", "jedi", "ipython", "ssl", "sqlite3"]

# JupyterLite's kernel has another name than the one of a computer; the copies name it, so that no dialogue asks.
KERNELSPEC = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
SETTINGS = {
    **json.loads((ROOT / "src/relulab/jupyter/labconfig/default_setting_overrides.json").read_text(encoding="utf-8")),
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10},
}

# What a reader changes is kept in databases of these names: others may keep theirs at the same address.
STORES = {f"{what}StorageName": f"relulab {what}" for what in ("contents", "settings", "workspaces")}


def package_name(name):
    """A package's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


# ---- Pyodide and its list of packages ----------------------------------------------------------------


def entry(wheel, depends):
    """What the list says of a wheel of pure Python."""
    name, version = wheel.name.split("-")[:2]
    with zipfile.ZipFile(wheel) as archive:
        tops = {inside.partition("/")[0].removesuffix(".py") for inside in archive.namelist()}
    return {
        "name": package_name(name),
        "version": version,
        "file_name": wheel.name,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "install_dir": "site",
        "imports": sorted(top for top in tops if top.isidentifier()),
        "depends": depends,
        "unvendored_tests": False,
    }


def needed(packages, names):
    """These packages of a list and all they depend on."""
    found, waiting = set(), [package_name(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name not in found and name in packages:
            found.add(name)
            waiting += map(package_name, packages[name]["depends"])
    return found


def wheels_of_ours(folder, known, lite):
    """Collect in the folder the wheels that this site adds to Pyodide; {wheel: what it needs}.

    Parameters
    ----------
    folder : Path
    known : set of str
        What Pyodide has itself.
    lite : Path
        The folder with the kernel's wheels, in JupyterLite.
    """
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    depends = {"relulab": [re.match(r"[\w-]+", line)[0] for line in PROJECT["dependencies"]], **PURE, **KERNEL}
    missing = [name for name in PURE if name not in known]
    fetch = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--only-binary", ":all:"]
    pins = ["-c", str(ROOT / "constraints.txt")]
    subprocess.run([*fetch, *pins, "-d", str(folder), *missing], check=True)
    for name in KERNEL:
        (wheel,) = lite.glob(f"{name.replace('-', '_')}-*.whl")
        shutil.copy(wheel, folder)
    return {wheel: depends[package_name(wheel.name.partition("-")[0])] for wheel in sorted(folder.glob("*.whl"))}


def official_lock(version):
    """The list that Pyodide itself publishes, by its package on npm."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(
                ["npm", "pack", "--silent", f"pyodide@{version}"], cwd=folder, check=True, capture_output=True
            )
        except (OSError, subprocess.CalledProcessError) as error:
            sys.exit(f"npm did not give Pyodide's list of packages ({error}): name a folder, with --pyodide FOLDER.")
        shutil.unpack_archive(next(Path(folder).glob("*.tgz")), folder)
        return json.loads((Path(folder) / "package" / "pyodide-lock.json").read_text(encoding="utf-8"))


def pyodide(to, folder, lite):
    """Write the list of packages, the wheels that it adds and, from a folder, Pyodide itself.

    Returns
    -------
    dict
        What JupyterLite is told about it.
    """
    to.mkdir(parents=True)
    if folder:
        lock, url, address = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8")), None, ""
    else:
        url, version = lite["url"], lite["version"]
        lock, address = official_lock(version), f"{url}/"
    packages = lock["packages"]
    known = {name for name in packages if folder is None or (folder / packages[name]["file_name"]).exists()}
    ours = wheels_of_ours(to, known, lite["wheels"])
    packages |= {made["name"]: made for made in (entry(wheel, depends) for wheel, depends in ours.items())}
    wanted = needed(packages, ["relulab", *KERNEL, *ASKED])
    added = {wheel.name for wheel in ours}
    lock["packages"] = {name: one for name, one in packages.items() if name in wanted}
    for one in lock["packages"].values():
        if one["file_name"] in added:
            continue
        if folder:
            shutil.copy(folder / one["file_name"], to)
            if hashlib.sha256((to / one["file_name"]).read_bytes()).hexdigest() != one["sha256"]:
                sys.exit(f"{one['file_name']} in {folder} is not the file that its list names.")
        one["file_name"] = address + one["file_name"]
    if folder:
        for name in CORE:
            if (folder / name).exists():
                shutil.copy(folder / name, to)
    (to / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")
    main = "pyodide.mjs" if lite["modules"] else "pyodide.js"
    return {
        "pyodideUrl": f"./static/pyodide/{main}" if folder else f"{url}/{main}",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": "./static/pyodide/pyodide-lock.json",
            "packages": [*sorted(wanted), "pyodide_kernel"],
        },
    }


# ---- the three parts ----------------------------------------------------------------------------------

# Asked of the Python that has JupyterLite, which may be another one than this.
WHERE = """
import json, sys
from pathlib import Path
from jupyterlite_pyodide_kernel import constants
static = "@jupyterlite/pyodide-kernel-extension/static"
extensions = Path(sys.prefix) / "share/jupyter/labextensions"
print(json.dumps({"extensions": str(extensions), "wheels": str(extensions / static / "pypi"),
                  "version": constants.PYODIDE_VERSION, "url": getattr(constants, "PYODIDE_CDN_URL", None),
                  "modules": hasattr(constants, "PYODIDE_MJS")}))
"""
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@jupyterlite/pyodide-kernel-extension"]


def live(to, python, folder):
    """JupyterLite with the readers' copies of the lessons and the kernel; where Pyodide comes from, if from outside."""
    asked = subprocess.run([python, "-c", WHERE], check=True, capture_output=True, text=True).stdout
    lite = json.loads(asked)
    lite["wheels"] = Path(lite["wheels"])
    print(f"This JupyterLite is for Pyodide {lite['version']}.")
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        copy_lessons(NOTEBOOKS, work / "files", __version__)
        for path in (work / "files").glob("*.ipynb"):
            lesson = json.loads(path.read_text(encoding="utf-8"))
            lesson["metadata"]["kernelspec"] = KERNELSPEC
            path.write_text(json.dumps(lesson, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (work / "files" / WRITTEN).unlink()
        # Beside what JupyterLite builds: in a folder of this name of its own it would look for all of Pyodide.
        told = pyodide(work / "beside", folder, lite)
        config = {
            **STORES,
            "exposeAppInBrowser": True,  # for the tests of this site
            "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": told},
        }
        (work / "lite").mkdir()
        written = {"jupyter-lite-schema-version": 0, "jupyter-config-data": config}
        for name, content in (("jupyter-lite.json", written), ("overrides.json", SETTINGS)):
            (work / "lite" / name).write_text(json.dumps(content), encoding="utf-8")
        command = [python, "-m", "jupyterlite_core", "build", "--lite-dir", work / "lite", "--output-dir", to]
        command += ["--apps", "lab"]
        command += ["--contents", work / "files", "--no-sourcemaps", "--no-unused-shared-packages", "--no-libarchive"]
        command += ["--ignore-sys-prefix", "federated_extensions"]
        command += [f"--LiteBuildConfig.federated_extensions={lite['extensions']}/{name}" for name in EXTENSIONS]
        done = subprocess.run(list(map(str, command)), cwd=work, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"JupyterLite did not build:\n{done.stdout}{done.stderr}")
        shutil.copytree(work / "beside", to / "static" / "pyodide", dirs_exist_ok=True)
    return None if folder else urlparse(lite["url"]).hostname


def page_to_read(notebook, name):
    """A lesson as one page with its figures; what tells too much is folded, as in the reader's copy."""
    copy = readers_copy(notebook, __version__)
    for cell, stored in zip(copy["cells"], notebook.cells):
        if cell["cell_type"] == "code":
            cell["outputs"] = stored.outputs
    copy["cells"] = [cell for cell in copy["cells"] if not cell["metadata"].get("jupyter", {}).get("source_hidden")]
    way = (
        f'<a href="../index.html">All lessons</a> · to read, with the stored outputs · '
        f'<a href="../live/lab/index.html?path={name}.ipynb">the same lesson live</a>'
    )
    return webpage.page(type(notebook)(copy), way)


def front_page(lessons, host):
    """The page that the site opens with.

    Parameters
    ----------
    lessons : list of (str, str, str)
        Name, title and question of each.
    host : str or None
        Where Pyodide comes from; None if it stands in the site.
    """
    template = jinja2.Template((webpage.TEMPLATES / "site.html.j2").read_text(encoding="utf-8"), autoescape=True)
    return template.render(lessons=lessons, host=host, stores=list(STORES.values()), version=__version__)


def make(to, python=sys.executable, folder=None):
    """Make the site.

    Parameters
    ----------
    to : Path
        Made anew.
    python : path
        A Python that has JupyterLite.
    folder : Path, optional
        An unpacked Pyodide.
    """
    shutil.rmtree(to, ignore_errors=True)
    (to / "read").mkdir(parents=True)
    lessons = []
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = read(path)
        (to / "read" / f"{path.stem}.html").write_text(page_to_read(notebook, path.stem), encoding="utf-8")
        question = re.search(r"^\*\*(.*)\*\*$", notebook.cells[0].source, re.MULTILINE)[1]
        lessons.append((path.stem, html.unescape(webpage.title(notebook)), question))
    host = live(to / "live", python, folder)
    (to / "index.html").write_text(front_page(lessons, host), encoding="utf-8")
    shutil.copy(ROOT / "docs" / "shapes.png", to)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=SITE, help="folder, made anew (default: build/site)")
    parser.add_argument("--pyodide", type=Path, metavar="FOLDER", help="an unpacked Pyodide, to stand in the site")
    parser.add_argument("--jupyterlite", default=sys.executable, metavar="PYTHON", help="a Python that has JupyterLite")
    options = parser.parse_args(arguments)
    make(options.to, options.jupyterlite, options.pyodide)
    megabytes = sum(path.stat().st_size for path in options.to.rglob("*") if path.is_file()) / 1e6
    print(f"The site is in {options.to}: {megabytes:.0f} MB.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
