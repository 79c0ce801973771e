"""The reader's copies: outputs gone, answers folded, and what the reader changed is never overwritten."""

import json

import pytest

from relulab.classroom.copies import WRITTEN, copy_lessons, readers_copy, version_of
from relulab.lessons import LESSONS, notebooks


def lessons():
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in notebooks().glob("*.ipynb")}


@pytest.mark.parametrize("name", LESSONS)
def test_a_copy_shows_no_answer_and_has_the_same_code(name):
    stored = lessons()[name]
    before = json.dumps(stored)
    copy = readers_copy(stored, "1.2")
    assert json.dumps(stored) == before, "the lesson itself is left as it is"
    assert [cell["id"] for cell in copy["cells"]] == [cell["id"] for cell in stored["cells"]]
    folded = 0
    for mine, theirs in zip(copy["cells"], stored["cells"]):
        if mine["cell_type"] == "code":
            assert mine["outputs"] == [] and mine["execution_count"] is None
            assert "".join(mine["source"]) == "".join(theirs["source"])
        elif mine["source"] != "".join(theirs["source"]):
            folded += 1
            begins, _, body = mine["source"].partition("</summary>\n\n")
            assert begins.startswith("<details>\n<summary>") and body.endswith("\n\n</details>")
            kept = body.removesuffix("\n\n</details>")
            assert "".join(theirs["source"]).removeprefix("**Read.** ") == kept
    assert folded == sum("".join(cell["source"]).startswith(("**Read.**", "**Verdict")) for cell in stored["cells"]) > 5
    assert copy["metadata"]["relulab"] == {"version": "1.2"}


@pytest.fixture
def course(tmp_path):
    """A course of two tiny lessons, to be changed as a newer version changes it."""
    folder = tmp_path / "course"
    folder.mkdir()
    write(folder, "01_a", "one")
    write(folder, "02_b", "two")
    return folder


def write(folder, name, text):
    cell = {"cell_type": "markdown", "id": "x", "metadata": {}, "source": text}
    content = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / f"{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")


def text(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"]


def test_what_the_reader_changed_stays_and_the_rest_is_brought_up_to_date(course, tmp_path):
    mine = tmp_path / "mine"
    assert copy_lessons(course, mine, "1") == {"01_a.ipynb": "new", "02_b.ipynb": "new"}
    assert copy_lessons(course, mine, "1") == {"01_a.ipynb": "as it was", "02_b.ipynb": "as it was"}
    write(mine, "01_a", "my own words")
    before = (mine / "01_a.ipynb").read_bytes()
    write(course, "01_a", "one, better")
    write(course, "02_b", "two, better")
    assert copy_lessons(course, mine, "2") == {"01_a.ipynb": "kept", "02_b.ipynb": "brought up to date"}
    assert (mine / "01_a.ipynb").read_bytes() == before and text(mine / "02_b.ipynb") == "two, better"
    assert version_of(mine / "02_b.ipynb") == "2" and version_of(mine / "01_a.ipynb") is None
    (mine / "01_a.ipynb").unlink()
    assert copy_lessons(course, mine, "2")["01_a.ipynb"] == "new" and text(mine / "01_a.ipynb") == "one, better"


@pytest.mark.parametrize("memory", [None, "", "no json", "[1]", '{"01_a.ipynb": 3}'])
def test_without_its_memory_nothing_is_taken_for_unchanged(course, tmp_path, memory):
    mine = tmp_path / "mine"
    copy_lessons(course, mine, "1")
    (mine / WRITTEN).unlink() if memory is None else (mine / WRITTEN).write_text(memory, encoding="utf-8")
    write(course, "01_a", "one, better")
    assert copy_lessons(course, mine, "1") == {"01_a.ipynb": "kept", "02_b.ipynb": "as it was"}
    assert text(mine / "01_a.ipynb") == "one"


def test_a_file_that_was_there_before_is_the_readers(course, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "01_a.ipynb").write_text("not a notebook", encoding="utf-8")
    assert copy_lessons(course, mine, "1")["01_a.ipynb"] == "kept"
    assert (mine / "01_a.ipynb").read_text(encoding="utf-8") == "not a notebook" and version_of(
        mine / "01_a.ipynb"
    ) is None
