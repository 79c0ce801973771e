"""tools/notebooks.py, the tool that stores the outputs."""

import os
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools import notebooks


@pytest.fixture
def folder(tmp_path):
    """A folder to work in, with a space in its name."""
    path = tmp_path / "my lessons"
    path.mkdir()
    return path


@pytest.fixture
def tool(capfd):
    """Calls the tool; gives its exit code and what it printed."""

    def call(*arguments):
        code = notebooks.main(list(map(str, arguments)))
        return code, capfd.readouterr().out

    return call


def save(path, *sources):
    """Store a notebook with a title and these code cells, none of them executed."""
    cells = [new_markdown_cell("# Title")] + [new_code_cell(source) for source in sources]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    nbformat.write(new_notebook(cells=cells), path)
    return path


def outputs(path):
    return [cell.outputs for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_stores_outputs_and_counts_and_nothing_else_of_the_run(folder, tool):
    path = save(folder / "a.ipynb", "print('é')", "1 + 1")
    content = nbformat.read(path, as_version=4)
    content.cells[1].metadata = {"tags": ["check"], "slideshow": {"slide_type": "slide"}, "scrolled": True}
    content.cells[2].outputs, content.cells[2].execution_count = [new_output("stream", text="stale")], 7
    content.metadata = {"kernelspec": {"name": "other", "display_name": "Other"}, "widgets": {"state": {}}}
    nbformat.write(content, path)
    code, said = tool(path)
    assert code == 0 and "a.ipynb" in said and "written" in said
    assert os.listdir(folder) == ["a.ipynb"]
    after = nbformat.read(path, as_version=4)
    assert [cell.id for cell in after.cells] == ["cell-0", "cell-1", "cell-2"]
    assert [cell.execution_count for cell in after.cells[1:]] == [1, 2]
    assert after.cells[1].outputs == [new_output("stream", text="é\n")]
    assert [output.data for output in after.cells[2].outputs] == [{"text/plain": "2"}]
    assert after.cells[1].metadata == {"tags": ["check"], "slideshow": {"slide_type": "slide"}}
    assert after.metadata.kernelspec.name == "python3" and "version" not in after.metadata.language_info
    assert set(after.metadata) == {"kernelspec", "language_info"}
    stored = path.read_bytes()
    assert stored.endswith(b"}\n") and b"\r" not in stored and "é".encode() in stored
    nbformat.write(after, path)  # what the server does when JupyterLab saves
    assert path.read_bytes() == stored


def test_twice_is_the_same_to_the_byte(folder, tool):
    # Pieces of a stream arrive as the clock has it; a widget has a random name.
    path = save(
        folder / "a.ipynb",
        "import sys, time\nfor n in range(6):\n    print(n, flush=True); time.sleep(0.07)",
        "import ipywidgets\nfrom IPython.display import display\nslider = ipywidgets.IntSlider(3)\ndisplay(slider)",
        "out = ipywidgets.Output()\nwith out:\n    print('inside')\ndisplay(out)\nprint('after')",
        "import matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.show()",
    )
    code, said = tool(path)
    assert code == 0, said
    once = path.read_bytes()
    code, said = tool(path)
    assert code == 0 and "unchanged" in said
    assert path.read_bytes() == once
    assert outputs(path)[0] == [new_output("stream", text="0\n1\n2\n3\n4\n5\n")]
    assert "IntSlider(value=3" in outputs(path)[1][0].data["text/plain"]
    assert outputs(path)[2][0] == new_output("stream", text="inside\n"), "nbval sees it there as well"
    assert "image/png" in outputs(path)[3][0].data
    assert b"widget-view" not in once and b"model_id" not in once


def test_a_picture_of_measured_times_is_kept_until_its_cell_changes(folder, tool):
    draws = (
        "import random, time\nimport matplotlib.pyplot as plt\nplt.plot([0, *(random.random() for _ in "
        "range(9))])\nplt.show()"
    )
    path = save(folder / "a.ipynb", draws, draws)

    def tag(*tags):
        content = nbformat.read(path, as_version=4)
        content.cells[1].metadata["tags"] = list(tags)
        nbformat.write(content, path)

    def edit(source):
        content = nbformat.read(path, as_version=4)
        content.cells[1].source = source
        nbformat.write(content, path)

    def pictures():
        code, said = tool(path)
        assert code == 0, said
        return [next(output.data["image/png"] for output in cell if "data" in output) for cell in outputs(path)]

    tag("clock")
    once, twice = pictures(), pictures()
    assert once[0] == twice[0] and once[1] != twice[1], "the second cell has no tag"
    edit(draws.replace("[0,", "[1,"))
    edited = pictures()[0]
    assert edited != once[0] and pictures()[0] == edited
    edit(draws.replace("[0,", "[1,") + "\nprint(time.perf_counter())")
    printed = pictures()[0]
    assert printed not in (edited, pictures()[0]), "another text may belong to another picture"
    tag()
    pictures()
    assert set(nbformat.read(path, as_version=4).cells[1].metadata) == {"tags"}


BAD = {
    "raises": ("1 / 0", ["code cell 2", "1 / 0", "ZeroDivisionError"]),
    "endless": ("while True:\n    pass", ["code cell 2", "while True", "after 5 seconds"]),
    "dies": ("import os\nos._exit(3)", ["code cell 2", "os._exit(3)", "The kernel died"]),
    "exits": ("raise SystemExit", ["code cell 2", "raise SystemExit"]),
    "empty": (" ", ["Remove empty code cells"]),
}


def test_a_notebook_that_fails_is_left_as_it_was(folder, tool):
    paths = [save(folder / f"{name}.ipynb", "print('fine')", source, "1") for name, (source, _) in BAD.items()]
    good = save(folder / "good.ipynb", "print('fine')")
    before = [path.read_bytes() for path in paths]
    code, said = tool("--limit", 5, *paths, good)
    assert code == 1
    assert [path.read_bytes() for path in paths] == before
    assert sorted(os.listdir(folder)) == sorted(path.name for path in [*paths, good])
    for name, (_, words) in BAD.items():
        report = said.partition(f"{name}.ipynb: FAILED")[2].partition(".ipynb:")[0]
        assert all(word in report for word in words), f"{name}: {report}"
    assert outputs(good) == [[new_output("stream", text="fine\n")]], "the others are still written"


def test_an_interrupted_write_leaves_the_old_file(folder, monkeypatch):
    path = folder / "a.ipynb"
    path.write_bytes(b"old")

    def interrupted(source, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(notebooks.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        notebooks.replace(path, b"new")
    assert path.read_bytes() == b"old" and os.listdir(folder) == ["a.ipynb"]


def test_a_file_that_is_no_notebook(folder, tool):
    contents = ["", "{}", "[1", "[]", '{"cells": [], "nbformat": 4}', '{"cells": [{}], "metadata": {}, "nbformat": 4}']
    paths = [folder / f"{number}.ipynb" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(content)
    code, said = tool(*paths, folder / "missing.ipynb", folder)
    assert code == 1
    assert said.count("FAILED, the file is unchanged") == len(paths) + 2
    assert [path.read_text() for path in paths] == contents


def test_no_notebook_at_all_and_an_unknown_option(folder, tool, monkeypatch):
    monkeypatch.setattr(notebooks, "NOTEBOOKS", folder)
    with pytest.raises(SystemExit, match="No notebook found"):
        tool()
    with pytest.raises(SystemExit, match="2"):
        tool("--chekc")


def test_check_writes_nothing_and_tells(folder, tool):
    path = save(folder / "a.ipynb", "print(1)")
    before = path.read_bytes()
    code, said = tool("--check", path)
    assert code == 1 and "WOULD CHANGE" in said and path.read_bytes() == before
    tool(path)
    code, said = tool("--check", path)
    assert code == 0 and "unchanged" in said


def test_times_writes_nothing_and_tells(folder, tool, monkeypatch):
    monkeypatch.setattr(notebooks, "SLOW_CELL", 1.5)
    paths = [
        save(folder / "quick.ipynb", "pass"),
        save(folder / "slow.ipynb", "pass", "import time\ntime.sleep(1.6)"),
    ]
    before = [path.read_bytes() for path in paths]
    code, said = tool("--times", *paths)
    quick, slow = said.splitlines()
    assert code == 1
    assert "in time" in quick
    assert "slowest cell [2] " in slow and "TOO SLOW" in slow
    assert [path.read_bytes() for path in paths] == before
    assert tool("--times", paths[0])[0] == 0
    monkeypatch.setattr(notebooks, "SLOW_NOTEBOOK", 0)
    assert tool("--times", paths[0])[0] == 1


def test_as_a_command_with_the_users_settings_and_progress_bars_out(folder, tmp_path):
    (folder / "beside.py").write_text("value = 42")
    path = save(
        folder / "a.ipynb",
        "import os, sys, beside\nprint(beside.value, sys.prefix)",
        "print('mine' in globals(), os.environ['RELULAB_PROGRESS'])",
    )
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("import math as mine")
    spec = tmp_path / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text('{"argv": ["false"], "display_name": "Mine", "language": "python"}')
    settings = {
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "JUPYTER_PATH": str(tmp_path / "jupyter"),
        "RELULAB_PROGRESS": "1",
    }
    result = subprocess.run(
        [sys.executable, notebooks.__file__, path.name],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert [output.text for (output,) in outputs(path)] == [f"42 {sys.prefix}\n", "False 0\n"]


def test_a_command_that_fails_says_so(folder):
    path = save(folder / "a.ipynb", "1 / 0")
    assert subprocess.run([sys.executable, notebooks.__file__, str(path)], stdout=subprocess.DEVNULL).returncode == 1
