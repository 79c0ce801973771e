"""What a class hands in finds its place, whatever a browser and a learning platform call it; what does not is named."""

import io
import json
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from relulab.__main__ import main
from relulab.classroom.grading.collect import collect, files, lesson_of, read_list, student_of
from relulab.course import EXERCISES
from relulab.lessons import notebooks

LESSON = "04_relu_sparsity"
STUDENTS = """id;first_name;last_name;email
s100;Ada;Lovelace;ada@example.org
s101;Zoë;Ångström-Weiß;zoe@example.org
s102;Johanna;Example;
s103;Anna;Example;anna@example.org
"""


def notebook(said="", name="rectify"):
    cells = [new_code_cell(f"def {name}(z):\n    return z  # {said}")]
    return nbformat.writes(new_notebook(cells=cells)).encode()


def zipped(items):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for path, content in items.items():
            moment = (2026, 11, 26, 12, 0, 2 * len(file.namelist()))
            file.writestr(zipfile.ZipInfo(path, moment), content)
    return held.getvalue()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "students.csv").write_text(STUDENTS, encoding="utf-8")
    return tmp_path


def given(folder, items):
    (folder / "all.zip").write_bytes(zipped(items))
    return collect(folder, [folder / "all.zip"], EXERCISES)


def held(folder, student, lesson=LESSON):
    return (folder / "submitted" / student / lesson / f"{lesson}.ipynb").read_bytes()


@pytest.mark.parametrize(
    "path, student",
    [
        (f"Ada Lovelace_4711_assignsubmission_file_/{LESSON}.ipynb", "s100"),  # Moodle, with folders
        (f"Ada Lovelace_4711_assignsubmission_file_{LESSON} (1).ipynb", "s100"),  # Moodle, without
        (f"lovelaceada_20_300_{LESSON}-1.ipynb", "s100"),  # Canvas
        (f"lovelaceada_LATE_20_300_{LESSON}.ipynb", "s100"),
        ("Zoë Ångström-Weiß_12_assignsubmission_file_/x.ipynb", "s101"),
        ("Angstrom-Weiss, Zoe/x.ipynb", "s101"),
        ("zoe@example.org.ipynb", "s101"),
        ("homework s102.ipynb", "s102"),
        ("Johanna Example_9_assignsubmission_file_/x.ipynb", "s102"),
        ("Anna Example_8_assignsubmission_file_/x.ipynb", "s103"),
        ("Anna Maria Example/x.ipynb", "s103"),
        ("Example/x.ipynb", None),
        ("Anna and Johanna Example/x.ipynb", None),
        ("Somebody Else_7_assignsubmission_file_/x.ipynb", None),
        ("s1000/x.ipynb", None),
    ],
)
def test_whose_it_is(folder, path, student):
    assert student_of(path, read_list(folder)) == student


@pytest.mark.parametrize(
    "path, student",
    [
        ("Ada Lovelace_4711_assignsubmission_file_/x.ipynb", "ada_lovelace"),
        ("lovelaceada_LATE_20_300_x.ipynb", "lovelaceada"),
        ("Zoë/x.ipynb", "zoe"),
        ("../../etc/x.ipynb", None),
        ("x.ipynb", None),
    ],
)
def test_whose_it_is_without_a_class_list(path, student):
    assert student_of(path, []) == student


def test_a_lesson_is_known_by_its_answers_not_by_its_name():
    for path in notebooks().glob("*.ipynb"):
        assert lesson_of(path.read_bytes(), EXERCISES) == path.stem
    bare = json.loads((notebooks() / f"{LESSON}.ipynb").read_text(encoding="utf-8"))
    for cell in bare["cells"]:
        cell["metadata"] = {}
    assert lesson_of(json.dumps(bare).encode(), EXERCISES) == LESSON
    for content in (b"{ this was a notebook", b"[]", b'{"cells": 3}', notebook(name="other"), b"[" * 10**5):
        assert lesson_of(content, EXERCISES) is None


def test_a_zip_of_a_platform_is_put_in_place_and_the_last_copy_counts(folder):
    items = {
        f"Ada Lovelace_1_assignsubmission_file_/{LESSON}.ipynb": notebook("first"),
        f"Ada Lovelace_1_assignsubmission_file_/{LESSON} (1).ipynb": notebook("second"),
        "Anna Example_2_assignsubmission_file_/all.zip": zipped({"deep/work.ipynb": notebook("anna's")}),
        "Johanna Example_3_assignsubmission_file_/notes.pdf": b"no notebook",
        "Johanna Example_3_assignsubmission_file_/other.ipynb": notebook(name="other"),
        "Somebody Else_4_assignsubmission_file_/x.ipynb": notebook(),
        "Zoë Ångström-Weiß_5_assignsubmission_file_/x.ipynb": notebook(name="count_dead"),
    }
    placed, problems = given(folder, items)
    assert b"second" in held(folder, "s100") and b"anna's" in held(folder, "s103")
    assert held(folder, "s101", "06_leaky_relu") and len(placed) == 3
    assert [problem.partition(":")[0].partition(";")[0] for problem in problems] == [
        f"s100 handed in {LESSON} more than once",
        "Johanna Example_3_assignsubmission_file_/other.ipynb",
        "Somebody Else_4_assignsubmission_file_/x.ipynb",
    ]
    assert (folder / "submitted" / "s100" / LESSON / "timestamp.txt").read_text() == "2026-11-26 12:00:02"


def test_what_was_put_there_by_hand_gets_its_right_name(folder):
    place = folder / "submitted" / "s100" / LESSON
    place.mkdir(parents=True)
    (place / f"{LESSON} (1).ipynb").write_bytes(notebook("renamed"))
    assert main(["collect", str(folder)]) == 0
    assert b"renamed" in held(folder, "s100") and len(list(place.glob("*.ipynb"))) == 1
    assert collect(folder, [], EXERCISES) == ([], [])


def test_a_folder_and_single_files_are_taken_too_and_nothing_is_written_elsewhere(folder, tmp_path):
    downloads = tmp_path / "downloads"
    (downloads / "Ada Lovelace").mkdir(parents=True)
    (downloads / "Ada Lovelace" / "x.ipynb").write_bytes(notebook("folder"))
    (downloads / "s102.ipynb").write_bytes(notebook("file"))
    (downloads / "bad.zip").write_bytes(b"no zip")
    (downloads / "evil.zip").write_bytes(zipped({"../../Anna Example/x.ipynb": notebook("evil")}))
    placed, problems = collect(folder, [downloads], EXERCISES)
    assert len(placed) == 3 and not problems
    assert b"folder" in held(folder, "s100") and b"file" in held(folder, "s102") and b"evil" in held(folder, "s103")
    assert not list(tmp_path.parent.glob("Anna*"))


def test_what_is_too_large_or_too_deep_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr("relulab.classroom.grading.collect.LARGEST", 20_000)
    deep = notebook("deep")
    for _ in range(4):
        deep = zipped({"a.zip": deep, "b.ipynb": notebook("b")})
    (tmp_path / "all.zip").write_bytes(zipped({"large.ipynb": b" " * 30_000, "c.zip": deep}))
    assert [found.path for found in files(tmp_path / "all.zip", ".ipynb")] == ["c/a/b.ipynb", "c/b.ipynb"]


def test_a_list_without_ids_is_said(folder, capsys):
    (folder / "students.csv").write_text("name,mail\nAda,x\n", encoding="utf-8")
    assert main(["collect", str(folder)]) == 1
    assert "id,first_name,last_name,email" in capsys.readouterr().out
