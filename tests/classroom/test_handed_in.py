"""A file of progress that a reader hands in, and the table that a teacher makes of many."""

import csv
import json
import sys
import zipfile

import pytest

from relulab import course, progress
from relulab.__main__ import main
from relulab.classroom import records
from relulab.course import EXERCISES
from relulab.teaching import handed_in

LESSON = "04_relu_sparsity"


@pytest.fixture
def computer(tmp_path, monkeypatch):
    """Another reader's computer, by name: the next calls happen on it."""

    def turn_to(name):
        monkeypatch.setenv("RELULAB_RECORDS", str(tmp_path / name))
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        monkeypatch.setattr(records, "_waiting", [])

    return turn_to


def worked(computer, name, solution_first=False):
    computer(name)
    if solution_first:
        course.solution("rectify")
    course.check("slide", lambda image, kernel: image)
    course.check("rectify", EXERCISES["rectify"].answer)
    course.solution("rectify")
    records.record(LESSON, f"{records.PREDICTION}How many?", False, verdict="off", sure=True)
    records.record(LESSON, "zeros-and-weights", True)
    progress(hand_in=name)


@pytest.fixture
def folder(tmp_path, computer, capsys):
    worked(computer, "Ada Lovelace")
    worked(computer, "=Ben & <b>", solution_first=True)
    target = tmp_path / "class"
    target.mkdir()
    for path in tmp_path.glob("*/progress_*.json"):
        (target / path.name).write_bytes(path.read_bytes())
    capsys.readouterr()
    return target


def test_a_reader_gets_a_file_and_is_told_what_is_in_it(computer, tmp_path, capsys):
    worked(computer, "Ada Lovelace")
    said = capsys.readouterr().out
    path = tmp_path / "Ada Lovelace" / "progress_ada_lovelace.json"
    assert str(path) in said and "none of your answers" in " ".join(said.split())
    held = json.loads(path.read_text(encoding="utf-8"))
    assert held["name"] == "Ada Lovelace" and held["kept"][LESSON]["rectify"]["right"]
    assert held["kept"][LESSON]["solution:rectify"]["solved"] and not held["kept"][LESSON]["slide"]["right"]
    assert "np." not in path.read_text(encoding="utf-8")
    progress()
    shown = " ".join(capsys.readouterr().out.split())
    assert 'progress(hand_in="Your Name")' in shown and "Solutions opened: 1, 0 of them before your" in shown


def test_the_same_from_the_command_line_and_a_folder_that_cannot_be_written(computer, tmp_path, monkeypatch, capsys):
    computer("ada")
    assert main(["progress", "--hand-in", "Ada"]) == 0 and (tmp_path / "ada" / "progress_ada.json").exists()

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys.modules["relulab.progress"], "replace", full)
    progress(hand_in="Ada")
    assert "No space left on device" in capsys.readouterr().out


def test_the_table_of_a_class(folder, capsys):
    (folder / "other.json").write_text('{"made by": "somebody"}', encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    assert main(["class", "--progress", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "other.json" in said and "broken.json" in said and "progress_ada" not in said
    with open(folder / "progress.csv", encoding="utf-8-sig", newline="") as file:
        ben, ada = csv.DictReader(file)
    assert ada["name"] == "Ada Lovelace" and ben["name"] == "'=Ben & <b>"
    for line in (ada, ben):
        assert line["04 exercises"] == "1 of 5" and line["04 predictions right, close, off"] == "0, 0, 1"
        assert (
            line["04 questions"].startswith("1 of ")
            and line["sure and off"] == "1"
            and line["01 exercises"] == "0 of 4"
        )
    assert ada["solutions opened before the answer was right"] == ""
    assert ben["solutions opened before the answer was right"] == "rectify"
    page = (folder / "progress.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;" in page and "<b>" not in page and "http" not in page
    assert page.index(EXERCISES["slide"].title) < page.index(EXERCISES["rectify"].title)


def test_where_it_was_hard(folder):
    one, _ = handed_in.read(folder)
    lines = {line[1]: line for line in handed_in.hardest(one)}
    assert lines[EXERCISES["slide"].title] == ["04", EXERCISES["slide"].title, "0 of 2", "1.0", "0"]
    assert lines[EXERCISES["rectify"].title][2:] == ["2 of 2", "1.0", "1"]


def test_a_zip_is_taken_and_the_last_file_of_a_name_counts(folder, tmp_path):
    path = next(folder.glob("progress_ada*"))
    later = json.loads(path.read_text(encoding="utf-8"))
    later["on"], later["name"], later["kept"] = "2999-01-01T00:00:00+00:00", "  ada   lovelace", {}
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as held:
        held.writestr("Ada_1_assignsubmission_file_/b.json", json.dumps(later))
        held.write(path, "Ada_1_assignsubmission_file_/a.json")
    [ada], others = handed_in.read(tmp_path / "all.zip")
    assert ada.kept == {} and not others
    assert main(["class", "--progress", str(tmp_path / "all.zip")]) == 0 and (tmp_path / "progress.csv").exists()


def test_strange_values_in_a_file_break_nothing(tmp_path):
    entry = {"tries": 1, "right": False, "last": "2026-01-01T00:00:00+00:00", "verdict": [1], "sure": {}, "solved": []}
    kept = {"no lesson": {"prediction:what?": entry, "solution:rectify": entry, "x" * 1000: entry}}
    held = {"made by": "relulab progress", "name": ["A"], "on": "2026-01-01T00:00:00+00:00", "kept": kept}
    (tmp_path / "a.json").write_text(json.dumps(held), encoding="utf-8")
    assert main(["class", "--progress", str(tmp_path)]) == 0


@pytest.mark.parametrize("kept", [3, {"04": 3}, {"04": {"x": 3}}, {"04": {"x": {"tries": "many"}}}, None])
def test_what_is_no_file_of_ours_is_left_out(tmp_path, kept, capsys):
    held = {"made by": "relulab progress", "name": "A", "on": "2026-01-01T00:00:00+00:00", "kept": kept}
    (tmp_path / "a.json").write_text(json.dumps(held), encoding="utf-8")
    assert main(["class", "--progress", str(tmp_path)]) == 1
    assert "a.json" in capsys.readouterr().out and not (tmp_path / "progress.csv").exists()
