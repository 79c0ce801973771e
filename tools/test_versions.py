"""Run the whole test suite with the oldest and the newest dependencies that are allowed, on every supported Python.

    python tools/test_versions.py [--python 3.12] [--with oldest] [arguments for pytest]

What is allowed and supported stands in pyproject.toml. Each combination gets an environment of its own under .venvs/,
made anew by uv, which this Python must have. uv finds the interpreters, those of pyenv too, and may download one that is
missing. The exit code is 1 if a combination failed, and also if it could not be run, since then it proves nothing.
"""

import argparse
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venvs"
UV = [sys.executable, "-m", "uv"]
RESOLUTIONS = {"oldest": "lowest-direct", "newest": "highest"}


def pythons():
    """The supported Pythons, ["3.11", ...]: the classifiers in pyproject.toml are the list."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line) for line in project["classifiers"]]
    return [match[1] for match in found if match]


def environment():
    """This environment with pyenv's interpreters on the PATH in place of its shims, which uv cannot ask."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    path = [folder for folder in os.environ["PATH"].split(os.pathsep) if Path(folder) != root / "shims"]
    path += [str(folder) for folder in sorted(root.glob("versions/*/bin"))]
    unwanted = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "UV_RESOLUTION", "UV_CONSTRAINT")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PATH": os.pathsep.join(path), "JUPYTER_PREFER_ENV_PATH": "1"}


def run(*command):
    """Run a command in the course's folder, its output shown; its exit code."""
    return subprocess.run([str(word) for word in command], cwd=ROOT, env=environment()).returncode


def outcome(python, which, arguments):
    """Set up one combination and run the tests in it: "passed", or what went wrong."""
    venv = FOLDER / f"{which}-{python}"
    if run(*UV, "venv", "--quiet", "--clear", "--python", python, venv):
        return f"NOT RUN: no Python {python} was found"
    inside = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # The oldest that are ready to install on this Python: numpy 2.0, say, has no wheel for 3.13.
    install = [*UV, "pip", "install", "--quiet", "--python", inside, "--only-binary", ":all:"]
    if run(*install, "--resolution", RESOLUTIONS[which], "--editable", ".[test]"):
        return "FAILED: the packages could not be installed"
    code = run(inside, "-m", "pytest", *arguments)
    return "passed" if code == 0 else f"FAILED: pytest's exit code is {code}"


def main(arguments=None):
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form, allow_abbrev=False)
    parser.add_argument("--python", choices=pythons(), help="this one only")
    parser.add_argument("--with", dest="which", choices=RESOLUTIONS, help="these dependencies only")
    options, rest = parser.parse_known_args(arguments)
    rows = []
    for python in [options.python] if options.python else pythons():
        for which in [options.which] if options.which else RESOLUTIONS:
            print(f"\n=== Python {python}, {which} dependencies", flush=True)
            start = time.perf_counter()
            result = outcome(python, which, rest)
            rows.append((python, which, f"{time.perf_counter() - start:.0f} s", result))
    print(f"\n{'pytest ' + ' '.join(rest) if rest else 'The whole suite'}, by Python and dependencies:")
    for python, which, seconds, result in rows:
        print(f"  {python}  {which}  {seconds:>6}  {result}")
    return 0 if rows and all(result == "passed" for *_, result in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
