"""What `python -m pytest` promises, tried on a package of ten lines with the real configuration.

The 95 % hold over unit tests and kernels together, for the whole suite only; a notebook whose output differs fails.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

ROOT = Path(__file__).parents[2]

PACKAGE = """
def in_a_test():
    return 1

def in_a_notebook(x):
    y = x + 1
    y = y * 2
    if y > 0:
        return y
    return 0
"""


@pytest.fixture
def project(tmp_path):
    """A folder with our configuration, one unit test, and a package named relulab that is found before ours."""
    for name in ("pyproject.toml", "conftest.py", "tests/conftest.py", "tests/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "relulab").mkdir()
    (tmp_path / "relulab" / "__init__.py").write_text(PACKAGE)
    (tmp_path / "tests" / "test_a.py").write_text(
        "import relulab\ndef test_a():\n    assert relulab.in_a_test() == 1\n"
    )
    return tmp_path


def add_notebook(project, *cells):
    """Each cell is its source and what is stored as its output."""
    (project / "notebooks").mkdir()
    cells = [
        new_code_cell(source, execution_count=1, outputs=[new_output("stream", text=text)]) for source, text in cells
    ]
    nbformat.write(new_notebook(cells=cells), project / "notebooks" / "a.ipynb")


def pytest_command(project, *arguments):
    ours = ("COV_CORE", "COVERAGE_", "PYTEST_")  # what the run around this one may have left
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=project,
        env={**inherited, "PYTHONPATH": str(project), "PYTEST_XDIST_AUTO_NUM_WORKERS": "2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    return result.returncode, re.sub(r"\x1b\[[\d;]*m", "", result.stdout)


WITHIN = ("print('0.952 ± 0.006')", "0.953 ± 0.006\n")
BEYOND = ("print('0.943 ± 0.006')", "0.953 ± 0.006\n")
ALL_LINES = ("import relulab\nprint(relulab.in_a_notebook(1), relulab.in_a_notebook(-9))", "4 0\n")


def test_lines_that_only_a_kernel_runs_count(project):
    add_notebook(project, ALL_LINES, WITHIN)
    code, said = pytest_command(project)
    assert code == 0, said
    assert "3 passed" in said and "Total coverage: 100.00%" in said


def test_lines_that_nothing_runs_and_another_output_fail(project):
    add_notebook(project, BEYOND)
    code, said = pytest_command(project)
    assert code != 0
    assert "1 failed, 1 passed" in said and "Cell outputs differ" in said
    assert "Required test coverage of 95.0% not reached" in said


@pytest.mark.parametrize("part", [["notebooks/a.ipynb"], ["-k", "test_a"]], ids=" ".join)
def test_a_part_needs_no_coverage_and_has_the_tolerance(project, part):
    add_notebook(project, WITHIN)
    code, said = pytest_command(project, *part, "-n0")
    assert code == 0, said
    assert "1 passed" in said
