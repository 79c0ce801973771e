"""Plain Python on a console that lacks signs, as on Windows: everything that speaks does so, with other signs."""

import os
import subprocess
import sys

import pytest

from relulab import predict, reveal
from relulab.classroom.text import Bundle, printable, say

CODE = """
import relulab
from relulab import ACTIVATIONS, LeakyReLU, check, hint, mine, predict, progress, quiz, reveal, solution, warmup
from relulab.course import EXERCISES
from relulab.lessons import LESSONS
for one in ACTIVATIONS.values():
    print(one.range, one.formula, one)
print(ACTIVATIONS, LeakyReLU(0.1))
for name, exercise in EXERCISES.items():
    check(name, exercise.answer)
    solution(name)
    mine(name, exercise.answer)
    for n in (1, 2, 3):
        hint(name, n)
    for mistake in exercise.mistakes:
        check(name, mistake.answer)
for lesson in LESSONS:
    warmup(lesson)
    quiz(lesson)
guess = predict("Which σ?", choices=["−3", "∞"])
guess("−3")
reveal(guess, "∞")
progress()
"""


@pytest.mark.parametrize("console", ["cp1252", "ascii"])
def test_nothing_that_is_printed_stops_at_a_sign(console, tmp_path):
    ran = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-W", "error::EncodingWarning", "-c", CODE],
        capture_output=True,
        encoding=console,
        timeout=120,
        env={
            **os.environ,
            "PYTHONIOENCODING": console,
            "PYTHONWARNDEFAULTENCODING": "1",
            "RELULAB_RECORDS": str(tmp_path / "kept in Łódź"),
        },
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    said = ran.stdout
    assert "w = (2, -3)" in said, "the first question of lesson 01 has a minus sign"
    assert "Measured: inf.\nYou predicted -3: off." in said and "Which sigma?" in said and "[0, inf)" in said
    assert "Kept in " in said and "application/" not in said, "without a notebook, the text is all that is shown"


class Console:
    def __init__(self, encoding):
        self.encoding, self.written = encoding, ""

    def write(self, text):
        self.written += text.encode(self.encoding or "utf-8").decode(self.encoding or "utf-8")

    def flush(self):
        pass


@pytest.mark.parametrize(
    "encoding, text",
    [("utf-8", "−3 ∞ σ ☃"), (None, "−3 ∞ σ ☃"), ("latin-1", "-3 inf sigma ?"), ("cp1253", "-3 inf sigma ?")],
)
def test_signs_are_replaced_only_where_the_console_lacks_them(encoding, text, monkeypatch):
    console = Console(encoding)
    monkeypatch.setattr("sys.stdout", console)
    for module in ("card", "live", "predict"):  # whatever shell another test has left
        monkeypatch.setattr(f"relulab.classroom.{module}.on_a_page", lambda: False)
    assert printable("−3 ∞ σ ☃") == text and str(Bundle({"text/plain": "−3 ∞ σ ☃"})) == text
    say("−3 ∞ σ ☃")
    reveal(predict("−3 ∞ σ ☃"), "☃")
    assert text in console.written.splitlines()[0]
    assert printable("plain, and é") == "plain, and é" or encoding == "cp1253"
