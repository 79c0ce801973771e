"""The course in a browser's Python, without the browser: in Node every module, every lesson against what is stored."""

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from tests.conftest import PICTURE, Printed
from tests.repo.rules import LESSONS, NOTEBOOKS
from tools.notebooks import code_cells, read, tidy

HERE = Path(__file__).parent
#: What makes a class's folder and grades it is for a teacher's machine: which module, and the package that it misses.
NOT_THERE = {
    "relulab.classroom.grading.nbgrader_config": "No module named 'nbformat'",
    "relulab.teaching.folder": "No module named 'nbformat'",
    **{
        f"relulab.teaching.{name}": "No module named 'latex2mathml'"
        for name in ("deck", "notes", "parts", "results", "sheets", "slides", "web")
    },
}
#: Cells that show something else there, by their nature: a time that the clock measured.
OTHERWISE = {"cheap-values"}
#: Seconds for all of it.
LIMIT = 1800


@pytest.fixture(scope="session")
def answers(site, tmp_path_factory, request):
    """What inside.py says, run twice at the same time, each with a half of the lessons."""
    if request.config.getoption("site"):
        pytest.skip("a site that was made is tested in the browser")
    if not shutil.which("node"):
        pytest.skip("there is no node here")
    folder = tmp_path_factory.mktemp("node")

    def run(half):
        given, said = folder / f"given-{half}.json", folder / f"said-{half}.json"
        names = LESSONS[half::2]
        cells = {name: [cell.source for cell in code_cells(stored(name))] for name in names}
        given.write_text(json.dumps(cells), encoding="utf-8")
        command = ["node", HERE / "run.mjs", site / "live" / "static" / "pyodide", HERE / "inside.py", given, said]
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(said.read_text(encoding="utf-8"))

    with ThreadPoolExecutor() as pool:
        return list(pool.map(run, (0, 1)))


def stored(name):
    return read(NOTEBOOKS / f"{name}.ipynb")


def test_every_module_is_imported(answers):
    failed = {name: error for name, error in answers[0]["modules"].items() if error}
    assert set(failed) == set(NOT_THERE) and all(NOT_THERE[name] in failed[name] for name in failed)
    assert len(answers[0]["modules"]) > 80


def test_an_endless_loop_is_ended_with_the_usual_reply(answers):
    outputs, seconds = answers[0]["endless"]
    assert "It was still running after 0.5 seconds and was stopped." in said(outputs) and seconds < 5


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_gives_what_is_stored(answers, name):
    ran = next(answer["lessons"][name] for answer in answers if name in answer["lessons"])
    cells = code_cells(stored(name))
    print(f"{name}: {sum(seconds for _, seconds in ran):.1f} s, slowest cell {max(s for _, s in ran):.1f} s")
    assert len(ran) == len(cells) > 20
    differs = [cell.id for cell, (outputs, _) in zip(cells, ran) if comparable(cell) != comparable(made(outputs))]
    assert [identity for identity in differs if identity not in OTHERWISE] == []


def test_a_difference_is_seen():
    cell = code_cells(stored(LESSONS[0]))[4]
    other = nbformat.from_dict(json.loads(json.dumps(cell).replace("88", "87")))
    assert comparable(cell) != comparable(other)
    assert comparable(cell) == comparable(nbformat.from_dict(json.loads(json.dumps(cell))))


def made(outputs):
    """A code cell with these outputs."""
    return nbformat.from_dict({"cell_type": "code", "source": "", "metadata": {}, "outputs": outputs})


def comparable(cell):
    """What nbval compares of the outputs of a cell: texts by kind, numbers out of training within their spread."""
    shown = []
    for output in tidy(nbformat.from_dict(cell)).outputs:
        data = output.get("data", {output.get("name", "error"): output.get("text", output.get("evalue", ""))})
        texts = {kind: Printed(PICTURE.sub(r"\1", text)) for kind, text in data.items() if kind != "image/png"}
        shown.append((output.output_type, texts))
    return shown


def said(outputs):
    return " ".join(" ".join(output.get("data", {}).get("text/plain", "").split()) for output in outputs)
