"""The course in a Python as browsers have it: no thread starts, no timer rings, no lock and no limit of the system.

A browser is not at hand here, so a Python of this computer is made to lack the same; what is asked of each is in
BROWSER. The steps run one after the other in one process, and each is a test. Integers of 32 bits, the other
difference, and what a browser keeps come last. tests/site has a Python of a real browser.
"""

import json
import os
import subprocess
import sys
from types import ModuleType

import numpy as np
import pytest

from relulab import Network, datasets, measures, train
from relulab.classroom import records

BROWSER = """
import signal, sys, threading
for name in ("fcntl", "msvcrt", "resource"):
    sys.modules[name] = None
del signal.setitimer
def start(self):
    raise RuntimeError("can't start new thread")
threading.Thread.start = start
"""

STEPS = {
    "train": """
from relulab import Network, datasets, train
digits = datasets.load_digits()
for runs in (None, 20):
    network = Network([64, 16, 10], runs=runs)
    history = train(network, digits.X_train[:200], digits.y_train[:200], lr=0.3, epochs=3)
    assert history.stopped is None and len(history.loss) == 3, history
    assert (history.loss[-1] < history.loss[0] - 0.3).all(), history
""",
    "check": """
from relulab import check, hint, solution
from relulab.classroom import check as grading
check("neuron", lambda x, w, b: ...)
check("neuron", lambda x, w, b: max(0, w @ x))
check("neuron", lambda x, w, b: max(0, w @ x + b))
hint("neuron"), solution("neuron")
said = output()
assert "Not attempted" in said and "The bias b is missing" in said and "Right." in said, said
""",
    "an endless loop": """
def endless(x, w, b):
    while True:
        try:
            w @ x
        except:
            pass
grading.TIME_LIMIT = 0.2
began = time.monotonic()
check("neuron", endless)
grading.TIME_LIMIT = 5.0
said = output()
assert "still running after 0.2 seconds" in said and time.monotonic() - began < 3, said
assert sys.gettrace() is None
""",
    "a quiz": """
from relulab.classroom.quiz import Quiz
from relulab.course import quizzes
quiz = Quiz("01_neurons", quizzes()["01_neurons"])
for item, question in zip(quiz.items, quiz.questions):
    item["control"].value = str(question.key) if question.is_number else question.key
    item["sure"].click()
    assert "Right" in item["reply"].value, item["reply"].value
assert "5 right" in quiz.summary.value
""",
    "a prediction": """
from relulab import predict, reveal
from relulab.lessons.contents import contents
guess = predict(contents()["01_neurons"].predictions[0])
guess(3, sure=True)
reveal(guess, 3)
assert "You predicted 3 (sure): right." in output()
""",
    "explorers": """
from relulab.lessons import LESSONS, part
assert len(LESSONS) >= 7
for lesson in LESSONS:
    explorer = part(lesson, "explorer").explorer()
    measured = explorer.measured(explorer.questions.asks[0])
    explorer.questions.control.value = measured if isinstance(measured, str) else "1"
    explorer.questions.commit.click()
    start, *others = explorer.presets
    explorer.set(start)
    before = explorer.shown.value
    for preset in others:
        explorer.set(preset)
    assert explorer.shown.value != before and "<img" in explorer.shown.value, lesson
""",
    "an explorer that trains": """
from relulab.lessons.l06_leaky_relu import explorer as lesson06, followed
for module in (followed, lesson06):
    module.RUNS, module.EPOCHS = 4, 2
explorer = lesson06.explorer()
explorer.questions.control.value = "1"
explorer.questions.commit.click()
explorer.train.click()
assert "Done after 2 of 2 epochs" in explorer.state.value, explorer.state.value
assert "4 other networks" in explorer.shown.value
""",
    "the clinic": """
from relulab.lessons import l07_clinic as clinic
clinic.visit(2)
clinic.treat(8, "dying by bias", {"bias": 0.0})
clinic.board()
said = output()
assert "Patient 2, layers 64-28-2" in said and "The instruments on patient 2" in said, said
assert "Cured. Patient 8, dying by bias: bias from" in said and "Cured: 1 of 6." in said, said
""",
    "progress": """
from relulab import progress
progress()
said = output()
assert "exercises 1 of 4, questions 5 of 5, predictions: 1 right" in said, said
assert os.listdir(os.environ["RELULAB_RECORDS"]) == ["progress.json"]
""",
    # What a kernel that was killed leaves, where filelock takes a file for a lock.
    "a lock that was left": """
from relulab.classroom import records
open(records.location().with_suffix(".lock"), "w").close()
began = time.monotonic()
assert records.record("lesson", "item", True) is None
assert time.monotonic() - began < 1
""",
    "nothing was said beside": """
assert sys.stderr.getvalue() == "", sys.stderr.getvalue()
""",
}

CHILD = """
import contextlib, io, json, os, time, traceback
answer, sys.stderr = sys.stdout, io.StringIO()
names, done = {**globals()}, {}
for step, code in json.loads(sys.stdin.read()).items():
    sys.stdout = io.StringIO()
    names["output"] = sys.stdout.getvalue
    try:
        exec(compile(code, step, "exec"), names)
        done[step] = None
    except BaseException:
        done[step] = traceback.format_exc()
sys.stderr = sys.__stderr__
print(json.dumps(done), file=answer)
"""


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """What became of each step: None, or its error."""
    folder = tmp_path_factory.mktemp("browser")
    ran = subprocess.run(
        [sys.executable, "-W", "default", "-c", BROWSER + CHILD],
        input=json.dumps(STEPS),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        cwd=folder,
        env={**os.environ, "RELULAB_RECORDS": str(folder / "kept"), "RELULAB_PROGRESS": "1", "MPLBACKEND": "agg"},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


@pytest.mark.parametrize("step", STEPS)
def test_it_works_in_a_browsers_python(step, done):
    assert done[step] is None, done[step]


# ---- integers of 32 bits ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [np.int32, np.uint8, np.uint64])
def test_labels_of_any_integer_type_give_the_same(kind, monkeypatch):
    """uint64 stands for what int64 is where numpy's own integers have 32 bits: wider than an index."""
    count = np.bincount

    def strict(values):
        if not np.can_cast(values.dtype, np.intp, "safe"):
            raise TypeError("Cannot cast array data according to the rule 'safe'")
        return count(values)

    monkeypatch.setattr(np, "bincount", strict)
    digits = datasets.load_digits()
    X, y = digits.X_train[:100], digits.y_train[:100]

    def all_of(y):
        network = Network([64, 8, 10], seed=1)
        loss, slopes = network.gradients(X, y)
        found = [loss, network.accuracy(X, y), measures.selectivity(network, X, y)]
        found += [measures.gradient_norms(network, X, y), measures.update_ratio(network, X, y, lr=0.1)]
        history = train(network, X, y, lr=0.1, epochs=2, progress=False)
        return [*found, *slopes[0], history.loss, history.accuracy, *network.weights]

    for here, there in zip(all_of(y), all_of(y.astype(kind))):
        np.testing.assert_array_equal(here, there)


def test_labels_are_of_the_type_that_counts_and_indices_take():
    digits = datasets.load_digits()
    for y in (digits.y_train, digits.y_test, datasets.moons()[1], datasets.xor()[1]):
        assert y.dtype == np.intp


# ---- what a browser keeps --------------------------------------------------------------------------


@pytest.fixture
def drive(tmp_path, monkeypatch):
    """Where a browser's Python sees what the browser keeps; it is not there yet."""
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.delenv("RELULAB_RECORDS")
    monkeypatch.setattr(records, "DRIVE", tmp_path / "drive")
    monkeypatch.setattr(records, "_waiting", [])
    monkeypatch.setattr(records, "_told", set())
    return tmp_path / "drive"


def test_progress_is_kept_among_the_readers_files(drive):
    drive.mkdir()
    assert records.record("lesson", "item", True) is None
    assert os.listdir(drive / "progress") == ["progress.json"]
    assert records.read()[0]["lesson"]["item"]["right"]


def test_a_private_window_is_told_once_that_nothing_is_kept_and_nothing_is_made(drive):
    assert "a private window of a browser keeps no files" in records.record("lesson", "item", True)
    assert records.record("lesson", "item", True) is None
    kept, told = records.read()
    assert kept["lesson"]["item"]["tries"] == 2 and told is None and not drive.exists()


def test_an_fcntl_that_locks_nothing_is_not_asked(drive, monkeypatch):
    """JupyterLite puts an empty module there."""
    drive.mkdir()
    monkeypatch.setitem(sys.modules, "fcntl", ModuleType("fcntl"))
    monkeypatch.setitem(sys.modules, "filelock", None)
    assert records.record("lesson", "item", True) is None
