"""The tolerance of tests/conftest.py, seen from outside: strict nbval over a notebook with made-up stored outputs."""

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

CONFTEST = Path(__file__).parents[1] / "conftest.py"

# what the difference is: (stored, printed now)
AGREES = {
    "within the stored spread": ("accuracy 0.953 ± 0.006", "accuracy 0.949 ± 0.006"),
    "at its edge": ("0.953 ± 0.006", "0.959 ± 0.006"),
    "in a sentence": ("It reached 0.953 ± 0.006, then fell.", "It reached 0.952 ± 0.005, then fell."),
    "in brackets": ("(0.953±0.006)", "(0.952±0.005)"),
    "percent once": ("95.3 ± 0.6 %", "95.1 ± 0.7 %"),
    "percent twice": ("95.3 % ± 0.6 %", "95.1 % ± 0.7 %"),
    "percent without space": ("95.3% ± 0.6%", "95.1% ± 0.7%"),
    "negative": ("-0.31 ± 0.05", "-0.28 ± 0.04"),
    "across zero": ("-0.01 ± 0.05", "0.01 ± 0.05"),
    "typographic minus": ("−0.31 ± 0.05", "−0.28 ± 0.05"),
    "scientific": ("1.2e-06 ± 3.0e-07", "9.9e-07 ± 4.0e-07"),
    "whole numbers": ("412 ± 20", "405 ± 24"),
    "spread three times as large": ("0.50 ± 0.10", "0.50 ± 0.30"),
    "spread three times as small": ("0.50 ± 0.30", "0.50 ± 0.10"),
    "one digit of spread, rounded": ("0.500 ± 0.001", "0.500 ± 0.003"),
    "a spread rounded away": ("0.500 ± 0.001", "0.500 ± 0.000"),
    "a table of several lines": (
        "net     train            test\ntanh    0.991 ± 0.002    0.953 ± 0.006\nrelu    0.998 ± 0.001    0.961 ± 0.004",
        "net     train            test\ntanh    0.990 ± 0.002    0.955 ± 0.005\nrelu    0.998 ± 0.001    0.959 ± 0.004",
    ),
    "a padded column": ("sigmoid |  9.8 ± 0.9 |", "sigmoid | 10.1 ± 0.8 |"),
    "a padded column with a unit": ("| 59.6 ± 10.1 %  |", "| 53.8 ± 3.5 %   |"),
    "two in a row": (" 9.8 ± 0.9   9.9 ± 0.9", "10.1 ± 0.9  10.0 ± 0.9"),
}
DIFFERS = {
    "beyond the stored spread": ("0.953 ± 0.006", "0.960 ± 0.006"),
    "beyond the stored, within the new spread": ("0.953 ± 0.006", "0.960 ± 0.016"),
    "far beyond, though some pair is near": ("0.953 ± 0.006 and 0.5 ± 0.1", "0.952 ± 0.006 and 0.9 ± 0.1"),
    "sign": ("0.31 ± 0.05", "-0.31 ± 0.05"),
    "exponent": ("1.2e-06 ± 3.0e-07", "1.2e-05 ± 3.0e-07"),
    "spread too large": ("0.50 ± 0.10", "0.50 ± 0.41"),
    "spread too small": ("0.50 ± 0.41", "0.50 ± 0.10"),
    "zero spread, another mean": ("0.500 ± 0.000", "0.501 ± 0.000"),
    "zero spread, another spread": ("0.500 ± 0.000", "0.500 ± 0.001"),
    "the words": ("accuracy 0.953 ± 0.006", "precision 0.953 ± 0.006"),
    "the words after": ("0.953 ± 0.006 on test data", "0.953 ± 0.006 on training data"),
    "a plain number beside it": ("20 seeds: 0.953 ± 0.006", "21 seeds: 0.953 ± 0.006"),
    "a plain number": ("0.953", "0.954"),
    "no spread any more": ("0.953 ± 0.006", "0.953"),
    "no ± any more": ("0.953 ± 0.006", "0.953 + 0.006"),
    "a spread that was not there": ("0.953", "0.953 ± 0.006"),
    "unit gone": ("95.3 % ± 0.6 %", "95.3 ± 0.6"),
    "unit after the mean gone": ("95.3 % ± 0.6 %", "95.3 ± 0.6 %"),
    "unit gone in a padded column": ("| 95.3 ± 0.6 %  |", "| 95.3 ± 0.6    |"),
    "another unit": ("95.3 ± 0.6 ms", "95.3 ± 0.6 %"),
    "number of decimals": ("0.95 ± 0.01", "0.950 ± 0.010"),
    "no exponent any more": ("1e-01 ± 1e-01", "0 ± 1e-01"),
    "not a number": ("0.953 ± 0.006", "nan ± nan"),
    "part of a name": ("layer2 ± 1", "layer3 ± 1"),
    "a line more": ("0.953 ± 0.006", "0.953 ± 0.006\n0.953 ± 0.006"),
    "a line less": ("0.953 ± 0.006\n0.953 ± 0.006", "0.953 ± 0.006"),
    "the order of lines": ("tanh 0.95 ± 0.01\nrelu 0.75 ± 0.01", "relu 0.75 ± 0.01\ntanh 0.95 ± 0.01"),
    "no space beside it": ("loss 0.95 ± 0.01", "loss0.95 ± 0.01"),
    "a space before": ("(0.95 ± 0.01)", "( 0.95 ± 0.01)"),
    "a space after": ("(0.95 ± 0.01)", "(0.95 ± 0.01 )"),
    "the line break": ("loss 0.95 ± 0.01", "loss\n0.95 ± 0.01"),
    "space elsewhere": ("a  b 0.95 ± 0.01", "a b 0.95 ± 0.01"),
}
KINDS = ["stdout", "stderr", "text/plain", "text/html", "text/markdown", "text/latex"]
NEAR, FAR = ("<b>0.953 ± 0.006</b>", "<b>0.950 ± 0.006</b>"), ("<b>0.953 ± 0.006</b>", "<b>0.943 ± 0.006</b>")
PICTURE = '<img src="data:image/png;base64,{}" alt="{}">'

CASES = (
    [(name, "stdout", *texts, True) for name, texts in AGREES.items()]
    + [(name, "stdout", *texts, False) for name, texts in DIFFERS.items()]
    + [(f"near in {kind}", kind, *NEAR, True) for kind in KINDS]
    + [(f"far in {kind}", kind, *FAR, False) for kind in KINDS]
    + [("a picture in a page", "text/html", PICTURE.format("iVBO+/x=", "text"), PICTURE.format("A/g==", "text"), True)]
    + [("its text", "text/html", PICTURE.format("iVBO", "text"), PICTURE.format("iVBO", "other"), False)]
    + [("no picture", "text/html", PICTURE.format("iVBO", "text"), '<img src="x.png" alt="text">', False)]
)


def cell(kind, stored, new):
    """A code cell that puts out `new` and in which `stored` is stored."""
    if kind in ("stdout", "stderr"):
        source = f"import sys\nprint({new!r}, file=sys.{kind})"
        output = new_output("stream", name=kind, text=stored + "\n")
    else:
        source = f"from IPython.display import display\ndisplay({{{kind!r}: {new!r}}}, raw=True)"
        output = new_output("display_data", data={kind: stored})
    return new_code_cell(source, execution_count=1, outputs=[output])


@pytest.fixture(scope="module")
def passed(tmp_path_factory):
    """Name of a case -> whether its cell passed strict nbval; one kernel runs them all."""
    folder = tmp_path_factory.mktemp("tolerance")
    shutil.copy(CONFTEST, folder)
    notebook = new_notebook(cells=[cell(*case[1:4]) for case in CASES])
    nbformat.write(notebook, folder / "cases.ipynb")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--nbval",
            "--nbval-current-env",
            "--junitxml=result.xml",
            "-p",
            "no:cacheprovider",
        ],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        timeout=300,
    )
    results = ET.parse(folder / "result.xml").findall(".//testcase")
    assert [result.get("name") for result in results] == [f"Cell {n}" for n in range(len(CASES))]
    assert not [result for result in results if result.find("error") is not None or result.find("skipped") is not None]
    return {case[0]: result.find("failure") is None for case, result in zip(CASES, results, strict=True)}


@pytest.mark.parametrize(
    ("name", "stored", "new", "agrees"), [(c[0], *c[2:]) for c in CASES], ids=[c[0] for c in CASES]
)
def test_one_output(passed, name, stored, new, agrees):
    assert stored != new, "a case in which nothing differs shows nothing"
    assert passed[name] is agrees
