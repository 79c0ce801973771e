"""What is kept of the reader's progress, and that nothing gets lost, hangs or disturbs the lesson."""

import errno
import importlib
import json
import os
import re
import subprocess
import sys
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import relulab
from relulab import check, progress
from relulab.classroom import card, records
from relulab.classroom.quiz import Quiz
from relulab.course import EXERCISES, quizzes, warmups
from relulab.items import items
from relulab.lessons.contents import contents
from tools import notebooks

LESSON = "04_relu_sparsity"
OF_LESSON = [exercise.id for exercise in EXERCISES.values() if exercise.lesson == LESSON]
FIRST, SECOND, THIRD = OF_LESSON[:3]
RIGHT = EXERCISES[FIRST].answer
TITLES = {exercise.id: exercise.title for exercise in EXERCISES.values()}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Keep records in a folder of this test's own, as in a kernel that has begun."""
    monkeypatch.setenv("RELULAB_RECORDS", str(tmp_path / "kept here"))
    for name in ("_waiting", "_told"):
        monkeypatch.setattr(records, name, type(getattr(records, name))())
    return tmp_path / "kept here"


def stored(folder):
    return json.loads((folder / "progress.json").read_text())


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def run(code, folder, **environment):
    """Run Python code in a process of its own, in this folder; gives what it printed."""
    environment = {**os.environ, **environment}
    environment = {name: value for name, value in environment.items() if value is not None}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, env=environment, cwd=folder
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


# ---- what is kept --------------------------------------------------------------------------------


def test_check_keeps_attempts_and_right_answers_and_no_answer(folder, capsys):
    check(FIRST, lambda z: z)
    check(FIRST, lambda z: 1 / 0)
    assert stored(folder)[LESSON][FIRST] | {"last": 0} == {"tries": 2, "right": False, "last": 0}
    check(FIRST, RIGHT)
    check(FIRST, lambda z: z)
    assert stored(folder)[LESSON][FIRST] | {"last": 0} == {"tries": 4, "right": True, "last": 0}, (
        "what was right once stays done"
    )
    assert set(stored(folder)) == {LESSON} and set(stored(folder)[LESSON]) == {FIRST}
    assert names(folder) == ["progress.json", "progress.lock"]
    assert sum(line.startswith("Right.") for line in capsys.readouterr().out.splitlines()) == 1


def test_what_is_not_attempted_or_not_an_exercise_is_not_kept(folder):
    check(FIRST, ...)
    check(FIRST, lambda z: ...)
    check("no such exercise", RIGHT)
    check(RIGHT, FIRST)
    assert not folder.exists()


def test_where_it_is_kept_by_default(monkeypatch):
    platformdirs = pytest.importorskip("platformdirs")
    monkeypatch.delenv("RELULAB_RECORDS")
    assert records.location().parent == platformdirs.user_data_path("relulab", appauthor=False)


# ---- several kernels at once ---------------------------------------------------------------------

WRITER = """
import sys
from relulab.classroom import records
records.PATIENCE = 60  # this test is about losing nothing, on however slow a machine
for n in range(150):
    told = records.record("lesson", f"item {n % 3}", right=n == 149)
    assert told is None, told
"""


def test_four_kernels_writing_at_once_lose_nothing(folder, monkeypatch):
    monkeypatch.setattr(records, "PATIENCE", 60)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER]) for _ in range(4)]
    while any(writer.poll() is None for writer in writers):
        kept, told = records.read()  # a reader in between sees whole files
        assert told is None and all(entry["tries"] > 0 for entry in kept.get("lesson", {}).values())
        time.sleep(0.01)
    assert [writer.returncode for writer in writers] == [0] * 4
    kept = stored(folder)["lesson"]
    assert {name: (entry["tries"], entry["right"]) for name, entry in kept.items()} == {
        "item 0": (200, False),
        "item 1": (200, False),
        "item 2": (200, True),
    }
    assert names(folder) == ["progress.json", "progress.lock"]


HOLDER = """
import time
from relulab.classroom import records
with records._locked():
    print("locked", flush=True)
    time.sleep(60)
"""


def test_a_kernel_that_hangs_with_the_lock_or_dies_with_it(folder, monkeypatch):
    monkeypatch.setattr(records, "PATIENCE", 0.2)
    records.record(LESSON, FIRST, False)
    holder = subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "locked\n"
        began = time.monotonic()
        told = records.record(LESSON, FIRST, True)
        assert "another kernel" in told and time.monotonic() - began < 5
        assert stored(folder)[LESSON][FIRST]["tries"] == 1
        assert records.read()[0][LESSON][FIRST] | {"last": 0} == {"tries": 2, "right": True, "last": 0}
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    assert records.record(LESSON, SECOND, False) is None
    assert stored(folder)[LESSON][FIRST]["tries"] == 2, "what waited is written now"


def test_what_waits_is_written_when_the_kernel_ends(tmp_path):
    (tmp_path / "in the way").write_text("")
    code = f"""
import os
from relulab.classroom import records
told = records.record("lesson", "item", True)
assert "cannot be saved" in told
os.remove({str(tmp_path / "in the way")!r})
"""
    run(code, tmp_path, RELULAB_RECORDS=str(tmp_path / "in the way"))
    assert stored(tmp_path / "in the way")["lesson"]["item"]["tries"] == 1


# ---- files that cannot be read or written --------------------------------------------------------

CORRUPT = {
    "empty": b"",
    "half": b'{"04_relu_sparsity": {"rectify": {"tries": 1, "ri',
    "not text": b"\xff\x00\xfe",
    "a list": b"[1, 2]",
    "other shape": b'{"04_relu_sparsity": {"rectify": 3}}',
    "a field missing": b'{"04_relu_sparsity": {"rectify": {"tries": 1, "right": true}}}',
    "no number": b'{"04_relu_sparsity": {"rectify": {"tries": "x", "right": true, '
    b'"last": "2026-01-01T00:00:00+00:00"}}}',
    "no time": b'{"04_relu_sparsity": {"rectify": {"tries": 1, "right": true, "last": "yesterday"}}}',
    "infinite": b'{"04_relu_sparsity": {"rectify": {"tries": Infinity, "right": true, "last": '
    b'"2026-01-01T00:00:00+00:00"}}}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", CORRUPT.values(), ids=CORRUPT)
@pytest.mark.parametrize("by", [lambda: check(FIRST, RIGHT), progress], ids=["check", "progress"])
def test_a_corrupt_file_is_kept_aside_and_the_lesson_goes_on(folder, capsys, content, by):
    folder.mkdir()
    (folder / "progress.json").write_bytes(content)
    by()
    said = " ".join(capsys.readouterr().out.split())
    assert said.count("could not be understood; it is kept as progress-unreadable-1.json") == 1
    assert (folder / "progress-unreadable-1.json").read_bytes() == content
    check(FIRST, RIGHT)
    assert capsys.readouterr().out == "Right.\n"
    assert stored(folder)[LESSON][FIRST]["right"]


def test_a_second_corrupt_file_does_not_replace_the_first(folder):
    folder.mkdir()
    for content in ("one", "two"):
        (folder / "progress.json").write_text(content)
        records.record(LESSON, FIRST, True)
    assert [(folder / f"progress-unreadable-{n}.json").read_text() for n in (1, 2)] == ["one", "two"]


def test_what_a_later_version_adds_stays(folder):
    folder.mkdir()
    entry = {"tries": 1, "right": False, "last": "2026-01-01T00:00:00+00:00", "mood": "sleepy"}
    (folder / "progress.json").write_text(json.dumps({LESSON: {FIRST: entry}, "09_later": {"x": entry}}))
    records.record(LESSON, FIRST, True)
    assert stored(folder)[LESSON][FIRST]["mood"] == "sleepy" and stored(folder)["09_later"] == {"x": entry}


def read_only(monkeypatch):
    """As a file system mounted for reading only; permissions do not stop the administrator, who may run the tests."""
    real, real_os_open = open, os.open

    def refused_by_the_system(path, flags, *rest, **more):
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real_os_open(path, flags, *rest, **more)

    def refused(file, mode="r", *rest, **more):
        if mode.startswith("r"):
            return real(file, mode, *rest, **more)
        raise OSError(errno.EROFS, "Read-only file system", str(file))

    monkeypatch.setattr("builtins.open", refused)
    monkeypatch.setattr("os.open", refused_by_the_system)


def full(monkeypatch):
    """As a disk with room for a few bytes more."""

    def half(kept, file, **more):
        file.write(json.dumps(kept)[:10])
        file.flush()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(records.json, "dump", half)


@pytest.mark.parametrize("broken, why", [(read_only, "Read-only file system"), (full, "No space left on device")])
def test_a_folder_that_cannot_be_written(folder, capsys, monkeypatch, broken, why):
    check(FIRST, lambda z: z)
    before = (folder / "progress.json").read_bytes()
    capsys.readouterr()
    with monkeypatch.context() as context:
        broken(context)
        check(FIRST, RIGHT)
        said = " ".join(capsys.readouterr().out.split())
        assert said.startswith("Right. Your progress cannot be saved at the moment") and said.count(why) == 1
        check(SECOND, EXERCISES[SECOND].answer)
        assert capsys.readouterr().out == "Right.\n", "one sentence once"
        progress()
        said = " ".join(capsys.readouterr().out.split())
        assert f"Right: {TITLES[FIRST]} (2 times); {TITLES[SECOND]} (once)" in said, "shown, though not in the file"
        assert (folder / "progress.json").read_bytes() == before
        assert names(folder) == ["progress.json", "progress.lock"], "no half of a file is left"
    check(SECOND, EXERCISES[SECOND].answer)
    kept = stored(folder)[LESSON]
    assert (kept[FIRST]["tries"], kept[SECOND]["tries"]) == (2, 2), "nothing is lost"


def test_a_corrupt_file_in_a_folder_that_cannot_be_written(folder, capsys, monkeypatch):
    folder.mkdir()
    (folder / "progress.json").write_text("corrupt")
    read_only(monkeypatch)
    progress()
    assert "it is left as it is" in " ".join(capsys.readouterr().out.split())
    assert names(folder) == ["progress.json"]


def test_a_folder_in_place_of_the_file(folder, capsys):
    (folder / "progress.json").mkdir(parents=True)
    check(FIRST, RIGHT)
    progress()
    said = capsys.readouterr().out
    assert said.startswith("Right. Your progress") and said.count("cannot be saved") == 1
    assert f"Right: {TITLES[FIRST]}" in said


def test_no_failure_of_the_record_reaches_the_lesson(folder, capsys, monkeypatch):
    def fails():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(records, "_locked", fails)
    check(FIRST, RIGHT)
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Right. Your progress cannot be saved at the moment (Could not determine home directory.")


# ---- what is shown -------------------------------------------------------------------------------


def counts(lesson, exercises=0, questions=0, predictions="none yet"):
    """The two lines on a lesson."""
    kinds = list(items()[lesson].values())
    return (
        f"\n    exercises {exercises} of {kinds.count('exercise')}, "
        f"questions {questions} of {kinds.count('question')}, predictions: {predictions}\n"
    )


def told(capsys):
    """What progress says, as it is and in one line."""
    progress()
    said = capsys.readouterr().out
    return said, " ".join(said.split())


def test_progress_at_the_start(folder, capsys):
    said, line = told(capsys)
    first = EXERCISES[next(iter(items()["01_neurons"]))]
    assert f"Nothing is checked yet. Next: the exercise “{first.title}” in lesson 1." in line
    for lesson in items():
        assert f"{contents()[lesson].title}{counts(lesson)}" in said
    assert not (folder / "progress.json").exists()


def test_progress_in_the_middle(folder, capsys):
    check(FIRST, RIGHT)
    check(SECOND, lambda z: z)
    check(SECOND, lambda z: z + 1)
    capsys.readouterr()
    said, line = told(capsys)
    assert f"{contents()[LESSON].title}{counts(LESSON, exercises=1)}    Right: {TITLES[FIRST]} (once)\n" in said
    assert f"Not right yet: {TITLES[SECOND]} (2 times)" in line
    assert f"You left off at the exercise “{TITLES[SECOND]}” in lesson 4, not right yet, on 20" in line
    assert f"Next: the exercise “{TITLES[SECOND]}” in lesson 4." in line
    check(SECOND, EXERCISES[SECOND].answer)
    _, line = told(capsys)
    assert f"the exercise “{TITLES[SECOND]}” in lesson 4, right, on 20" in line
    assert f"Next: the exercise “{TITLES[THIRD]}” in lesson 4." in line
    assert f"Kept in {folder / 'progress.json'}, on this computer only." in line


def test_what_there_is_to_do_stands_in_the_order_of_the_lesson():
    names = list(items()[LESSON])
    assert names[0] == warmups()[LESSON][0].id and names[2] == FIRST and names[-1] == quizzes()[LESSON][-1].id
    assert items()[LESSON][FIRST] == "exercise" and items()[LESSON][names[0]] == "question"


def test_progress_shows_a_question_that_was_answered(folder, capsys):
    question = next(question for question in quizzes()[LESSON] if question.is_number)
    item = Quiz(LESSON, quizzes()[LESSON]).items[quizzes()[LESSON].index(question)]
    item["control"].value = repr(question.key + 100)
    item["unsure"].click()
    _, line = told(capsys)
    begins = question.text[:30]
    assert f"Not right yet: “{begins}" in line and "…” (once)" in line
    assert f"You left off at the question “{begins}" in line and "in lesson 4, not right yet" in line


def test_no_name_of_ours_is_shown(folder, capsys):
    """Titles, texts and numbers of lessons, never ids; only what is a plain word may be met."""
    for lesson, names in items().items():
        for name in names:
            records.record(lesson, name, name < "n")
    said, _ = told(capsys)
    shown = [name for names in items().values() for name in names if re.search(r"[_-]", name) and name in said]
    assert shown == [] and not any(re.search(rf"\b{lesson}\b(?!\.ipynb)", said) for lesson in titled())


def titled():
    """The lessons whose notebooks are there: the others have no title but their name."""
    return [lesson for lesson, held in contents().items() if held.title != lesson]


def test_progress_after_the_last_exercise_goes_back_to_what_is_open(folder, capsys):
    for lesson, item in [(lesson, item) for lesson, names in items().items() for item in names][1:]:
        records.record(lesson, item, True)
    first = next(iter(items()["01_neurons"]))
    assert f"Next: the exercise “{TITLES[first]}” in lesson 1." in told(capsys)[1]
    records.record("01_neurons", first, True)
    assert "Everything is done." in told(capsys)[1]


def test_progress_shows_predictions_and_how_they_went(folder, capsys, monkeypatch):
    module = importlib.import_module("relulab.progress")  # relulab.progress itself is the function
    monkeypatch.setattr(module, "lesson_that_asks", dict.fromkeys(["A?", "B?", "C?"], LESSON).get)
    records.record(LESSON, "prediction:A?", True, verdict="right", sure=True)
    records.record("03_was_here", "prediction:B?", False, verdict="close")
    records.record(LESSON, "prediction:C?", False, verdict="off", sure=True)
    records.record("", "prediction:asked elsewhere", False, verdict="off", sure=False)
    said, line = told(capsys)
    assert counts(LESSON, predictions="1 right, 1 close, 1 off") in said
    assert "Predictions made: 4 (1 right, 1 close, 2 off); sure and off: 1." in line
    assert f"Nothing is checked yet. Next: the question “{warmups()[LESSON][0].text[:30]}" in line


def test_progress_shows_cured_patients(folder, capsys):
    records.record("07_clinic", "patient:42:Ann", False)
    records.record("07_clinic", "patient:42:Ann", True)
    records.record("07_clinic", "patient:42:Ben", False)
    assert "Patients cured: 1 of 2 treated." in told(capsys)[1]


def test_what_was_kept_under_another_lesson_counts_where_the_item_is_now(folder, capsys):
    """A file of the course with six lessons, where this exercise was in lesson 03."""
    folder.mkdir()
    entry = {"tries": 2, "right": True, "last": "2026-01-01T00:00:00+00:00"}
    (folder / "progress.json").write_text(json.dumps({"03_relu_sparsity": {FIRST: entry, "gone": entry}}))
    records.record(LESSON, FIRST, False)
    records.record(LESSON, SECOND, False)
    said, line = told(capsys)
    assert counts(LESSON, exercises=1) in said and f"Right: {TITLES[FIRST]} (3 times)" in line
    assert stored(folder)["03_relu_sparsity"][FIRST] == entry, "the file is left as it is"


def test_a_card_shows_the_same_with_links(folder, capsys, monkeypatch):
    shown = []
    monkeypatch.setattr(card, "put", lambda forms, plain: shown.append((forms["text/html"], plain)))
    check(FIRST, lambda z: z)
    shown.clear()
    progress()
    ((html, plain),) = shown
    for words in (TITLES[FIRST], "What was tried", "Exercises", "Predictions", str(folder / "progress.json")):
        assert words in html
    assert all(f'<a href="{lesson}.ipynb">' in html for lesson in items())
    place = contents()[LESSON].sections[FIRST].replace(" ", "-")
    assert f'<a href="{LESSON}.ipynb#{place}">the exercise “{TITLES[FIRST]}” in lesson 4</a>' in html
    assert "Not right yet" in plain and "<" not in plain


def test_no_two_items_of_a_lesson_share_a_name():
    for lesson, names in items().items():
        exercises = sum(exercise.lesson == lesson for exercise in EXERCISES.values())
        assert len(names) == exercises + len(quizzes()[lesson]) + len(warmups().get(lesson, []))


def test_answers_to_a_quiz_are_shown(folder, capsys):
    lesson, question = "03_activations", warmups()["03_activations"][0]
    quiz = Quiz(lesson, warmups()[lesson])
    quiz.items[0]["control"].value = str(question.answer())
    quiz.items[0]["sure"].click()
    said, line = told(capsys)
    assert counts(lesson, questions=1) in said and f"Right: “{question.text[:30]}" in line
    assert "You left off at the question “" in line and "in lesson 3, right" in line


def test_what_an_older_course_kept_is_not_counted(folder, capsys):
    records.record(LESSON, "gone", True)
    records.record("00_gone", "gone", True)
    progress()
    said = capsys.readouterr().out
    assert "gone" not in said and "Nothing is checked yet" in said


def test_lines_fit_beside_the_file_list(folder, capsys):
    for lesson, item in [(lesson, item) for lesson, names in items().items() for item in names]:
        records.record(lesson, item, item < "n")
    progress()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 10 and all(len(line) <= 80 or str(folder) in line for line in lines)


# ---- begin anew ----------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["yes", " Y \n"])
def test_reset_keeps_the_old_file(folder, capsys, monkeypatch, answer):
    check(FIRST, RIGHT)
    before = (folder / "progress.json").read_bytes()
    asked = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or answer)
    progress(reset=True)
    assert len(asked) == 1 and "progress-before-reset-1.json" in capsys.readouterr().out
    assert (folder / "progress-before-reset-1.json").read_bytes() == before and not (folder / "progress.json").exists()
    progress(reset=True)
    assert "Nothing had been kept yet." in capsys.readouterr().out
    progress()
    assert "Nothing is checked yet" in capsys.readouterr().out


@pytest.mark.parametrize("answer", ["", "no", "yes please"])
def test_reset_asks_first(folder, capsys, monkeypatch, answer):
    check(FIRST, RIGHT)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    progress(reset=True)
    assert capsys.readouterr().out.endswith("Nothing was changed.\n") and stored(folder)[LESSON][FIRST]["right"]


def test_reset_where_nothing_can_be_typed(folder, tmp_path):
    records.record(LESSON, FIRST, True)
    path = tmp_path / "a.ipynb"
    code = (
        f"import os\nos.environ['RELULAB_RECORDS'] = {str(folder)!r}\nfrom relulab import "
        "progress\nprogress(reset=True)"
    )
    nbformat.write(new_notebook(cells=[new_code_cell(code)]), path)
    notebook = notebooks.read(path)
    notebooks.run(notebook, tmp_path)  # this front end has no place to type
    (output,) = notebook.cells[0].outputs
    assert output.text.startswith("There is no place to type") and str(folder / "progress.json") in output.text
    assert stored(folder)[LESSON][FIRST]["right"]


def test_reset_in_a_folder_that_cannot_be_written(folder, capsys, monkeypatch):
    check(FIRST, RIGHT)
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    read_only(monkeypatch)
    progress(reset=True)
    said = " ".join(capsys.readouterr().out.split())
    assert "could not be put aside (Read-only file system). Nothing was changed." in said
    assert stored(folder)[LESSON][FIRST]["right"]


# ---- never in tests ------------------------------------------------------------------------------


def at_home(folder):
    """An environment whose data folder, on any system, is within `folder`, with records as a reader has them."""
    names = ("HOME", "USERPROFILE", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")
    return {**dict.fromkeys(names, str(folder)), "RELULAB_RECORDS": None}


CHECKED = (
    "from relulab import check\nfrom relulab.classroom import records\nfrom relulab.course import "
    f"EXERCISES\ncheck('{FIRST}', EXERCISES['{FIRST}'].answer)\n"
)


def test_the_suite_keeps_nothing():
    assert os.environ["RELULAB_RECORDS"] == "0", "tests/conftest.py turns records off, and kernels take that from here"


def test_off_means_that_nothing_is_written(tmp_path):
    home = at_home(tmp_path)
    assert run(CHECKED, tmp_path, **home | {"RELULAB_RECORDS": "0"}) == "Right.\n" and not list(tmp_path.iterdir())
    assert run(CHECKED, tmp_path, **home) == "Right.\n"
    assert len(list(tmp_path.rglob("progress.json"))) == 1, (
        "as it is for a reader, so that the line above shows something"
    )


def test_the_tool_that_runs_the_notebooks_keeps_nothing(tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    monkeypatch.setenv("RELULAB_RECORDS", str(kept))
    notebook = new_notebook(cells=[new_code_cell(CHECKED + "print(records.is_on())")])
    notebooks.run(notebook, tmp_path)
    reply, output = notebook.cells[0].outputs
    assert reply.data["text/plain"] == "Right." and output.text == "False\n" and not kept.exists()


def test_where_records_are_off_progress_says_so(capsys):
    for reset in (False, True):
        progress(reset=reset)
        assert "RELULAB_RECORDS is 0" in " ".join(capsys.readouterr().out.split())
    assert relulab.progress is progress and records.record(LESSON, FIRST, True) is None and not records._waiting
