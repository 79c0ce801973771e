"""The answer in a process of its own: every honest way to write it counts, and nothing it does reaches the verdict."""

import ast
import io
import json
import os
import pickle
import time

import numpy as np
import pytest

from relulab.classroom.check import grade
from relulab.classroom.grading import grade as grading
from relulab.classroom.grading.apart import serve
from relulab.classroom.grading.grade import grade_apart
from relulab.classroom.grading.messages import LONGEST, decode, encode, receive, send
from relulab.classroom.grading.needed import bound, define, python_of
from relulab.course import EXERCISES

RECTIFY = EXERCISES["rectify"]
IMPORTS = "import numpy as np\nfrom relulab import ACTIVATIONS"


def verdict(*cells):
    return grade_apart(RECTIFY, [IMPORTS, *cells])


def test_the_verdict_is_that_of_check():
    assert verdict(RECTIFY.solution_source).verdict == "right"
    assert verdict(RECTIFY.stub).verdict == "not attempted"
    assert verdict("def other(z):\n    return z").verdict == "not attempted"
    assert verdict("rectify = 3").verdict == "not attempted"
    result = verdict("def rectify(z):\n    return np.abs(z)")
    assert (result.verdict, result.mistake) == ("wrong", "rectify_absolute")


@pytest.mark.parametrize(
    "cells",
    [
        ["import sys", "rectify = ACTIVATIONS['relu']"],
        ["def helper(z):\n    return z * (z > 0)\n", "x = 3", "rectify = lambda z: helper(z)"],
        ["%matplotlib inline\nzero: float = 0.0", "!ls\ndef rectify(z):\n    return np.maximum(zero, z)"],
        ["from numpy import *", "def rectify(z):\n    return maximum(0, z)"],
        ["this cell is no Python", "while True: pass", "def rectify(z):\n    return np.maximum(0, z)"],
        [
            "def rectify(z):\n    return z",
            "def rectify(z):\n    print(z)\n    return [list(r) for r in np.maximum(0, z)] if np.ndim(z) == "
            "2 else np.maximum(0, z)",
        ],
    ],
)
def test_what_the_answer_uses_is_there_and_the_rest_of_the_notebook_is_not_run(cells):
    assert verdict(*cells).verdict == "right"


RELU = "def rectify(z):\n    return np.maximum(0, z)"
THROUGH = "def rectify(z):\n    return f(0, z)"
FIRST = "def rectify(z):\n    return parts[0](0, z)"


@pytest.mark.parametrize(
    "cell",
    [
        "np.maximum?\n" + RELU,
        "np.maximum??\n" + RELU,
        "?np.maximum\n" + RELU,
        "z[0].T?  # what is it?\n" + RELU,
        "if True:\n  %matplotlib inline\n" + RELU,
        "if True:\n    !ls\nfiles = !ls\nthere = %pwd\n" + RELU,
        "def rectify(z):\n    %matplotlib inline\n    return np.maximum(0, z)",
        "def rectify(z):\n    y = (3\n        % 2)\n    return np.maximum(0, z)\n%matplotlib inline",
        "%%time\n" + RELU,
        "%time f = np.maximum\n" + THROUGH,
        "try:\n    import numpy\n    f = numpy.maximum\nexcept ImportError:\n    f = None\n" + THROUGH,
        "try:\n    f = missing\nexcept NameError as error:\n    f = np.maximum\n" + THROUGH,
        "if True:\n    def f(a, z): return np.maximum(a, z)\n" + THROUGH,
        "if True:\n    " + RELU.replace("\n", "\n    "),
        "import contextlib\nwith contextlib.suppress(OSError):\n    f = np.maximum\n" + THROUGH,
        "for f in [min, np.maximum]:\n    pass\n" + THROUGH,
        "while True:\n    f = np.maximum\n    break\n" + THROUGH,
        "(f := np.maximum)\n" + THROUGH,
        "if (f := np.maximum) is not None:\n    pass\n" + THROUGH,
        "match {'a': np.maximum, 'b': 1}:\n    case {'a': f, **rest}:\n        pass\n" + THROUGH,
        "f, *rest = np.maximum, 1, 2\n" + THROUGH,
        "class F:\n    f = np.maximum\n\ndef rectify(z):\n    return F.f(0, z)",
        "parts = []\nparts.append(np.maximum)\n" + FIRST,
        "parts = []\nfor f in [np.maximum, min]:\n    parts.append(f)\n" + FIRST,
        "parts = {}\nparts[0] = 1\nparts.update({0: np.maximum})\n" + FIRST,
        "parts = []\ndef fill(p):\n    p.append(np.maximum)\nfill(parts)\n" + FIRST,
        "parts = []\ndef fill():\n    parts.append(np.maximum)\nfill()\n" + FIRST,
        "parts = []\ndef put(f):\n    parts.append(f)\ndef fill():\n    put(np.maximum)\nfill()\n" + FIRST,
        "parts = {}\ndef fill():\n    parts[0] = np.maximum\nfor _ in range(2):\n    fill()\n" + FIRST,
        "parts = []\nlist(map(parts.append, [np.maximum, min]))\n" + FIRST,
        "parts = []\n[parts.append(f) for f in (np.maximum, min)]\n" + FIRST,
        "low = 1\ndef lower():\n    global low\n    low = 0\nlower()\ndef rectify(z):\n    return np.maximum(low, z)",
        "def rectify(z):\n    return np.maximum(rectify.low, z)\nrectify.low = 0",
        "def rectify(z):\n    display(z)\n    return np.maximum(0, z)",
    ],
)
def test_however_an_answer_comes_about_it_counts(cell):
    assert verdict(cell).verdict == "right"


@pytest.mark.parametrize(
    "cell, kind, word",
    [
        ("async " + RELU, "wrong", "async def makes a coroutine"),
        ("def rectify(z):\n    exit()\n    return z", "broken", "It called exit() or quit()"),
        ("def rectify(z):\n    quit(1)\n    return z", "broken", "It called exit() or quit()"),
        ("%%writefile rectify.py\n" + RELU, "not attempted", "no function rectify"),
        ("np.maximum?\ndef rectify(z:\n    retrun z", "broken", "SyntaxError"),
    ],
)
def test_what_does_not_count_is_said_as_check_says_it(cell, kind, word):
    result = verdict(cell)
    assert result.verdict == kind and word in result.text
    if kind == "wrong":
        names = {"np": np}
        exec(cell, names)
        here = grade(RECTIFY, names["rectify"])
        assert here.verdict == kind and word in here.text


def test_names_that_are_a_functions_own_call_for_nothing_of_the_notebook():
    cell = "z = [i for i in iter(int, 1)]\nfor y in iter(int, 1):\n    pass\ndef rectify(z):\n    y = z\n    "
    assert verdict(cell + "return np.maximum(0, y)").verdict == "right"
    assert verdict(RELU + "\ncheck('rectify', rectify)\nrectify(iter(int, 1))").verdict == "right"
    cell = "parts = [np.maximum]\ndef rectify(z):\n    return parts[0](0, z) + 0 * parts.index(np.maximum)\n"
    assert verdict(cell + "rectify(iter(int, 1))\nprint(rectify(3))").verdict == "right"


@pytest.mark.parametrize(
    "statement, names",
    [
        ("a = b.c = d[0] = e", {"a", "b", "d"}),
        ("for a, (b, c) in x: d += 1", {"a", "b", "c", "d"}),
        ("[a for a in b if (c := a)]", {"c"}),
        ("def a(b):\n    c = 1", {"a"}),
        ("a = lambda b: (c := b)", {"a"}),
        ("with a() as b: import c.d, e as f", {"b", "c", "f"}),
        ("from a import *", {"*"}),
        ("del a, b[0]", {"a", "b"}),
        ("match a:\n    case [b, *c]: pass\n    case {'d': 1, **e}: pass", {"b", "c", "e"}),
        ("print(a)", set()),
    ],
)
def test_names_that_a_statement_binds(statement, names):
    assert bound(ast.parse(statement)) == names


def test_the_python_of_a_cell():
    assert python_of("a = 1\n  ")[0].strip() == "a = 1" and python_of("") == ("", []) == python_of("%%html\n<p>")
    assert python_of("if a:\n  %who\n  b?\nc = !ls")[0] == "if a:\n  pass\n  pass\npass"
    text = 'x = """\n% of it\n!\n"""'
    assert python_of(text)[0] == text
    for wrong in ("a b", "(", "%who\na b"):
        with pytest.raises(SyntaxError):
            python_of(wrong)


@pytest.mark.parametrize(
    "cell, word",
    [
        ("def rectify(z:\n    retrun z", "SyntaxError"),
        ("def rectify(z):\n    return helper(z)", "helper"),
        ("def rectify(z):\n    raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("def rectify(z):\n    exit()", "exit"),
        ("import os\ndef rectify(z):\n    os._exit(0)", "ended the Python"),
        ("import os\nrectify = os._exit(0)", "could not be run"),
        ("def rectify(z):\n    raise UnicodeDecodeError('utf-8', b'', 0, 1, 'why')", "UnicodeDecodeError"),
        ("def rectify(z):\n    return np.zeros(10**9)", "MemoryError"),
    ],
)
def test_what_breaks_is_said(cell, word):
    result = verdict(cell)
    assert result.verdict == "broken" and word in result.text


@pytest.mark.parametrize(
    "cell",
    [
        "class Yes(float):\n    __eq__ = lambda *_: True\n\ndef rectify(z):\n    return Yes()",
        "import sys\ndef rectify(z):\n    return sys._getframe(1).f_locals.get('expected')",
        "import relulab.classroom.check as core\ncore.grade = core._compare = lambda *_: "
        "core.Result('right')\ndef rectify(z):\n    return 0",
        "def rectify(z):\n    return object()",
    ],
)
def test_a_function_cannot_say_that_it_is_right(cell):
    assert verdict(cell).verdict == "wrong"


def test_an_endless_loop_and_what_it_started_are_stopped(monkeypatch):
    monkeypatch.setattr(grading, "TIME_LIMIT", 1.0)
    start = time.monotonic()
    cell = (
        "import subprocess, sys\ndef rectify(z):\n    subprocess.run([sys.executable, '-c', 'import time; "
        "time.sleep(600)'])"
    )
    result = verdict(cell)
    assert result.verdict == "broken" and "still running" in result.text and time.monotonic() - start < 30
    monkeypatch.setattr(grading, "START_LIMIT", 2.0)
    result = verdict(
        "def endless():\n    while True: pass\n\nzero = endless()\nrectify = lambda z: np.maximum(zero, z)"
    )
    assert result.verdict == "broken" and "more than 2 seconds" in result.text


@pytest.mark.parametrize(
    "written",
    [
        "b'\\0' * 2**16",
        "b'\\xff' * 2**16",
        "(3).to_bytes(8, 'little') + b'[1]'",
        "(9).to_bytes(8, 'little') + b'{\"a\": 1}!' * 9",
    ],
)
def test_who_writes_into_the_talk_gets_no_further(written):
    cell = (
        "import os\ndef rectify(z):\n    for file in range(3, 20):\n        try:\n            os.write(file, "
        f"{written})\n        except OSError:\n            pass\n    return z"
    )
    assert verdict(cell).verdict == "broken"


def test_it_gets_an_empty_folder_and_none_of_our_secrets(monkeypatch):
    monkeypatch.setenv("RELULAB_SECRET", "of the teacher")
    look = (
        'import os\ndef rectify(z):\n    raise ValueError(f\'{os.environ.get("RELULAB_SECRET")} {os.listdir()} '
        "{os.getcwd()}')"
    )
    text = verdict(look).text
    assert "None []" in text and os.getcwd() not in text


# ---- the other side, in this process -------------------------------------------------------------


def test_serve_answers_calls_with_values_and_errors():
    given, back = io.BytesIO(), io.BytesIO()
    calls = [("def f(x):\n    return 1 / x",), (2.0,), (0.0,), (1, 2)]
    send(given, pickle.dumps((list(calls[0]), "f")))
    for call in calls[1:]:
        send(given, pickle.dumps(call))
    given.seek(0)
    serve(given, back)
    back.seek(0)
    found, value, zero, two = (json.loads(receive(back)) for _ in range(4))
    assert found == {"found": True, "dots": False, "error": None}
    assert decode(value["value"]) == 0.5
    assert zero["error"] == ["ZeroDivisionError", "float division by zero", "return 1 / x"]
    assert two["error"][0] == "TypeError" and receive(back) == b""


def test_a_message_that_is_too_long_ends_the_talk():
    assert receive(io.BytesIO((LONGEST + 1).to_bytes(8, "little") + b"x")) == b""


def test_definitions_keep_the_first_error():
    names, errors = define(
        ["a = 1\nb: int = a\na += 1", "from math import *", "class F:\n    pass", "f = (a, F, pi)[0] / 0"], "f"
    )
    assert "f" not in names and errors["f"][0] == "ZeroDivisionError" and names["a"] == 2
    names, errors = define(
        [
            "class Bad(Exception):\n    def __str__(self):\n        raise ValueError\n\nf = (lambda: (_ for "
            "_ in ()).throw(Bad()))()"
        ],
        "f",
    )
    assert errors["f"][:2] == ["Bad", "(its message cannot be shown)"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        2.5,
        float("inf"),
        "word",
        [1, [2.0, "a"]],
        (1, None),
        np.float32(2),
        np.arange(6).reshape(2, 3).T,
        1 + 2j,
        np.bool_(True),
        np.array("w"),
    ],
)
def test_values_travel(value):
    there = decode(json.loads(json.dumps(encode(value))))
    if isinstance(value, (np.ndarray, np.generic, complex)):
        assert there.dtype == np.asarray(value).dtype and there.shape == np.shape(value)
        np.testing.assert_array_equal(there, value)
    else:
        assert there == value and type(there) is type(value)


@pytest.mark.parametrize(
    "value", [object(), {1: 2}, np.array([None]), lambda x: x, 10**5000], ids=lambda value: type(value).__name__
)
def test_of_anything_else_only_the_type_travels(value):
    there = decode(json.loads(json.dumps(encode(value))))
    assert type(there).__name__ == type(value).__name__ and type(there) is not type(value) and not callable(there)


def test_an_array_of_objects_is_not_taken():
    with pytest.raises(ValueError, match="no array of"):
        decode({"array": ["|O", [1], ""]})
