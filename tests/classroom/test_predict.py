"""Predictions: every way to write an answer, what counts as right, what is shown, kept and stored."""

import html
import json
import re
import sys

import numpy as np
import pytest

from relulab import predict, reveal
from relulab.classroom import card, live, records, revealing
from relulab.classroom import predict as core
from relulab.classroom.predict import Prediction, judge, written
from relulab.classroom.predicting import Predicting

NUMBER = Prediction("How many?")
PER_CENT = Prediction("Which share?", "%")
CHOICE = Prediction("Which one?", choices=["w1", "w2", "the bias"])
ORDER = Prediction("From first to last?", order=["relu", "leaky relu", "tanh"])


def asked(of, **changes):
    return Prediction(of.question, of.unit, of.choices, of.order, **changes)


@pytest.fixture
def displayed(monkeypatch):
    """What is displayed on a page: a list that grows."""
    shown = []
    for module in (core, card):
        monkeypatch.setattr(module, "on_a_page", lambda: True)
    monkeypatch.setattr("IPython.display.display", lambda bundle, **how: shown.append(bundle))
    return shown


# ---- reading an answer ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "of, answer, read",
    [
        (NUMBER, 30, 30),
        (NUMBER, np.float32(0.5), 0.5),
        (NUMBER, "0,3", 0.3),
        (NUMBER, " -1/4 ", -0.25),
        (NUMBER, "~ 30", 30),
        (NUMBER, "30 %", 0.3),
        (NUMBER, "10^-6", 1e-6),
        (NUMBER, "2.5 * 10**-6", 2.5e-6),
        (NUMBER, "3·10^4", 3e4),
        (PER_CENT, "30 %", 30),
        (PER_CENT, "30%", 30),
        (Prediction("How long?", "ms"), "3 ms", 3),
        (CHOICE, "w2", "w2"),
        (CHOICE, " The Bias", "the bias"),
        (ORDER, ["tanh", "relu", "leaky relu"], ["tanh", "relu", "leaky relu"]),
        (ORDER, "Tanh, relu, leaky relu", ["tanh", "relu", "leaky relu"]),
        (ORDER, "tanh > relu > leaky relu", ["tanh", "relu", "leaky relu"]),
    ],
)
def test_an_answer_is_read_as_people_write_it(of, answer, read, capsys):
    guess = asked(of)
    guess(answer)
    assert guess.answer == pytest.approx(read) if isinstance(read, (int, float)) else guess.answer == read
    assert capsys.readouterr().out == "" and guess.sure is None


@pytest.mark.parametrize(
    "of, answer, words",
    [
        (NUMBER, "many", "Write one number, such as"),
        (NUMBER, "", "Write one number"),
        (NUMBER, None, "Write one number"),
        (NUMBER, True, "Write one number"),
        (NUMBER, float("nan"), "Write one number"),
        (NUMBER, [1, 2], "Write one number"),
        (PER_CENT, "half", "Write one number, in %"),
        (Prediction("How long?", "ms"), "30 %", "Write one number, in ms"),
        (CHOICE, "w3", "This is none of the choices: w1, w2, the bias."),
        (CHOICE, 2, "none of the choices"),
        (CHOICE, None, "Choose one first: w1"),
        (ORDER, "relu, tanh", "Put all 3 in order, each once: relu, leaky relu, tanh."),
        (ORDER, ["relu", "relu", "tanh"], "each once"),
        (ORDER, 3, "each once"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_and_the_answer_before_stays(of, answer, words, capsys):
    guess = asked(of, answer="before")
    guess(answer, sure=True)
    assert words in capsys.readouterr().out
    assert guess.answer == "before" and guess.sure is None


# ---- judging it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "guess, answer, measured, verdict",
    [
        (dict(unit="%"), 45, 49.9, "right"),
        (dict(unit="%"), 36, 50, "close"),
        (dict(unit="%"), 30, 50, "off"),
        (dict(), 110, 100, "right"),
        (dict(), 128, 100, "close"),
        (dict(), 140, 100, "off"),
        (dict(), 0, 0, "right"),
        (dict(), -100, 100, "off"),
        (dict(within=2), 7, 9, "right"),
        (dict(within=2), 6, 9, "close"),
        (dict(within=0), 8, 9, "off"),
        (dict(within=0), 9, 9, "right"),
        (dict(factor=2), 2e-6, 1.1e-6, "right"),
        (dict(factor=2), 8e-6, 1e-6, "close"),
        (dict(factor=2), 9e-6, 1e-6, "off"),
        (dict(factor=2), -1e-6, 1e-6, "off"),
        (dict(factor=2), 0, 0, "right"),
        (dict(), 20, np.array([5.0, 15.0, 25.0]), "right"),  # within one spread, though not within a tenth
        (dict(), 22, np.array([14.9, 15.0, 15.1]), "off"),
        (dict(choices=["a", "b"]), "a", np.str_("a"), "right"),
        (dict(choices=["a", "b"]), "a", "b", "off"),
        (dict(order=["a", "b", "c"]), ["a", "b", "c"], ["a", "b", "c"], "right"),
        (dict(order=["a", "b", "c"]), ["b", "a", "c"], ["a", "b", "c"], "close"),
        (dict(order=["a", "b", "c"]), ["c", "b", "a"], ["a", "b", "c"], "off"),
        (dict(order=["a", "b", "c"]), ["b", "c", "a"], ["a", "b", "c"], "off"),
    ],
)
def test_right_close_or_off(guess, answer, measured, verdict):
    prediction = Prediction("?", **guess)
    prediction(answer)
    assert judge(prediction, measured) == verdict


@pytest.mark.parametrize(
    "value, unit, text",
    [
        (0.5, "", "0.5"),
        (-0.0, "", "0"),
        (307300, "", "307\u00a0300"),
        (49.123456, "%", "49.12 %"),
        (1 / 3, "", "0.3333"),
        (2e-6, "", "2.0 · 10⁻⁶"),
        (float("inf"), "", "∞"),
        (float("nan"), "", "not a number"),
        (None, "", "None"),
        ("w2", "", "w2"),
        (["a", "b"], "", "a, b"),
        (np.array([48.0, 50.2, 49.5]), "%", "49 ± 1 %"),
        (np.array([0.971, 0.975, 0.98]), "", "0.975 ± 0.005"),
        (np.array([1e-7, 2e-7, 3e-7]), "", "(2 ± 1) · 10⁻⁷"),
        (np.array([5.0, 5.0]), "", "5 ± 0"),
    ],
)
def test_a_value_is_written_as_a_reader_writes_it(value, unit, text):
    assert written(value, unit) == text


# ---- revealing it --------------------------------------------------------------------------------


def test_a_reveal_says_what_was_measured_and_what_was_predicted(capsys):
    guess = predict("Which share?", unit="%")
    assert capsys.readouterr().out == (
        "Predict: Which share?\nA number, in %\nAnswer with a call, such as guess(30).\n"
    )
    reveal(guess, np.array([48.0, 50.2, 49.5]))
    assert capsys.readouterr().out.startswith("Measured: 49 ± 1 %.\nNo prediction was made.\n")
    guess("30 %", sure=True)
    reveal(guess, np.array([48.0, 50.2, 49.5]))
    said = capsys.readouterr().out
    assert "Measured: 49 ± 1 %.\nYou predicted 30 % (sure): off.\nYou were sure: what explains the gap?\n" == said
    guess(50)
    assert "has been revealed" in " ".join(capsys.readouterr().out.split()) and guess.answer == 30


def test_predict_says_what_there_is_to_choose_among_and_to_put_in_order(capsys):
    predict("Which one?", choices=["w1", "w2"])
    predict("From first to last?", order=["a", "b"])
    said = capsys.readouterr().out
    assert "Choose: w1 / w2\nAnswer with a call, such as guess('w1')." in said
    assert "Put in order: a, b\nAnswer with a call, such as guess(['a', 'b'])." in said


@pytest.mark.parametrize("guess", ["my guess", 30, None, ...])
def test_what_is_no_prediction_gets_a_sentence(guess, capsys):
    reveal(guess, 0.5)
    assert capsys.readouterr().out.startswith("Measured: 0.5.\nreveal needs what predict gave back")


@pytest.mark.parametrize("measured", [None, "text", [[1], [2, 3]], object()])
def test_what_was_measured_in_another_form_raises_nothing(measured, capsys):
    guess = asked(NUMBER, answer=3.0)
    reveal(guess, measured)
    assert "Measured: " in capsys.readouterr().out and guess.verdict is None


def test_a_guess_that_another_cell_revealed_is_not_taken_for_a_new_one(capsys, monkeypatch):
    guess = asked(CHOICE, answer="w2")
    monkeypatch.setattr(revealing, "_running_cell", lambda: "first")
    reveal(guess, "w2")
    reveal(guess, "w2")  # the same cell again
    assert capsys.readouterr().out.count("You predicted w2: right.") == 2
    monkeypatch.setattr(revealing, "_running_cell", lambda: "second")
    reveal(guess, "b")
    said = capsys.readouterr().out
    assert said.startswith("This guess belongs to another question: Which one?") and "Measured" not in said


def test_running_predict_again_begins_anew():
    one, two = (predict("How many?") for _ in range(2))
    one(3)
    assert two.answer is None and one is not two and one != two


def test_the_card_holds_all_of_it_and_is_always_the_same(displayed):
    def shown():
        guess = Prediction("Is a < b?", "%", answer=50.0, sure=False)
        reveal(guess, np.array([48.0, 50.2, 49.5]))
        return displayed.pop()

    bundle = shown()
    assert bundle == shown() and set(bundle) == {"text/html", "text/plain"}
    for words in ("Is a &lt; b?", "You predicted (not sure)", "50 %", "Measured", "49 ± 1 %", ">✓ </span>Right<"):
        assert words in bundle["text/html"]
    assert 'role="status"' in bundle["text/html"] and "script" not in bundle["text/html"]
    assert bundle["text/plain"] == "Measured: 49 ± 1 %.\nYou predicted 50 % (not sure): right."


def test_a_card_without_a_prediction_says_how_to_make_one(displayed):
    reveal(asked(CHOICE), "w2")
    (bundle,) = displayed
    assert "No prediction made" in bundle["text/html"] and "To predict, run the cell" in bundle["text/html"]
    assert bundle["text/plain"] == "Measured: w2.\nNo prediction was made."


# ---- keeping it ----------------------------------------------------------------------------------


def test_it_is_kept_once_with_its_verdict(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("RELULAB_RECORDS", str(tmp_path))
    monkeypatch.setattr("relulab.course.lesson_that_asks", {"How many?": "04_relu_sparsity"}.get)
    monkeypatch.setattr(records, "_waiting", [])

    def kept():
        return json.loads((tmp_path / "progress.json").read_text())["04_relu_sparsity"]["prediction:How many?"]

    guess = predict("How many?")
    reveal(guess, 100)
    assert not (tmp_path / "progress.json").exists(), "nothing was predicted"
    guess(120, True)
    reveal(guess, 100)
    reveal(guess, 100)
    assert kept() | {"last": 0} == {"tries": 1, "right": False, "last": 0, "verdict": "close", "sure": True}
    again = predict("How many?")
    again(100)
    reveal(again, 100)
    assert kept() | {"last": 0} == {"tries": 2, "right": True, "last": 0, "verdict": "close", "sure": True}, (
        "how the first one went stays"
    )


def test_a_problem_with_the_file_stands_on_the_card(displayed, monkeypatch):
    monkeypatch.setattr(records, "record", lambda *what, **more: "The file <x> is full.")
    reveal(asked(NUMBER, answer=3.0), 3)
    assert (
        "The file &lt;x&gt; is full." in displayed[0]["text/html"]
        and "The file <x> is full." in displayed[0]["text/plain"]
    )


# ---- the controls --------------------------------------------------------------------------------


class Handle:
    """Stands for a still on a page: remembers what it shows."""

    def update(self, still, plain):
        self.still, self.plain = still, plain


@pytest.fixture
def shown(displayed, monkeypatch):
    """A function that calls predict on a page; the guess, its controls and its still."""

    def display(view, still, plain, owner):
        handle = Handle()
        handle.update(still, plain)
        return handle

    monkeypatch.setattr(live, "display", display)

    def made(*question, **more):
        guess = predict(*question, **more)
        return guess, guess.controls, guess.controls.shown

    return made


def said(controls):
    return html.unescape(re.sub("<[^>]*>", "", controls.noticed.value))


def test_a_number_is_noticed_kept_changed_and_revealed(shown):
    guess, controls, still = shown("Which share?", unit="%")
    assert controls.control.description == "Your prediction (%):" and not controls.control.continuous_update
    assert still.plain == "Predict: Which share?\nA number, in %\nRun this cell to predict."
    controls.sure.click()
    assert "Write one number, in %" in said(controls) and guess.answer is None
    controls.control.value = "0,3"
    assert said(controls) == "0.3 %: how sure are you?" and guess.answer is None
    controls.sure.click()
    assert (guess.answer, guess.sure) == (0.3, True)
    assert said(controls) == "You predicted 0.3 % (sure). You may change it until it is revealed."
    assert "You predicted 0.3 % (sure)." in still.plain and "Run this cell to predict anew" in still.still
    controls.control.value = "many"
    assert "Write one number" in said(controls) and guess.answer == 0.3
    controls.control.value = "48"
    controls.unsure.click()
    assert (guess.answer, guess.sure) == (48, False)
    assert controls.box.layout.display == "flex"
    reveal(guess, 50)
    assert said(controls).startswith("You predicted 48 % (not sure): right. Run this cell again")
    assert controls.box.layout.display == "none" and ": right." in still.plain
    controls.control.value = "50"
    controls.sure.click()
    assert guess.answer == 48 and "has been revealed" in said(controls)


def test_a_choice(shown):
    guess, controls, still = shown("Which one?", choices=["w1", "w2"])
    controls.sure.click()
    assert said(controls) == "Choose one first: w1, w2."
    controls.control.value = "w2"
    assert said(controls) == "w2: how sure are you?"
    controls.unsure.click()
    assert (guess.answer, guess.sure) == ("w2", False)
    assert still.plain.splitlines() == [
        "Predict: Which one?",
        "Choose: w1 / w2",
        "You predicted w2 (not sure).",
        "Run this cell to predict anew.",
    ]


def test_an_order_is_put_together_press_by_press(shown):
    guess, controls, still = shown("From first to last?", order=["a", "b", "c"])
    a, b, c = controls.items

    def labels():
        return [button.description for button in controls.items]

    controls.sure.click()
    assert "Put all 3 in order" in said(controls)
    c.click()
    assert labels() == ["a", "b", "1. c"] and said(controls) == "So far: c."
    c.click()
    assert labels() == ["a", "b", "c"]
    c.click()
    a.click()
    assert labels() == ["2. a", "3. b", "1. c"], "the last one follows by itself"
    assert said(controls) == "c, a, b: how sure are you?"
    controls.sure.click()
    assert guess.answer == ["c", "a", "b"]
    b.click()
    assert guess.answer == ["c", "a", "b"], "what was kept is another list"
    reveal(guess, ["c", "a", "b"])
    assert guess.verdict == "right"


def test_what_stands_in_the_field_counts_though_no_button_was_pressed(shown, displayed):
    guess, controls, _ = shown("How many?")
    controls.control.value = "7"
    reveal(guess, 7)
    assert (guess.answer, guess.sure, guess.verdict) == (7, None, "right")
    guess, controls, _ = shown("How many?")
    controls.control.value = "seven"
    reveal(guess, 7)
    assert guess.answer is None and "No prediction was made." in displayed[-1]["text/plain"]


def test_a_call_does_where_controls_are_shown(shown):
    guess, controls, still = shown("How many?")
    guess(7)
    assert said(controls).startswith("You predicted 7.") and "You predicted 7." in still.plain


def test_every_control_has_a_name_and_every_text_is_escaped(shown):
    for more in (dict(choices=["<a>", "b"]), dict(order=["<a>", "b"]), {}):
        _, controls, still = shown("Is 1 < 2 & 3?", **more)
        assert "Is 1 &lt; 2 &amp; 3?" in controls.head.value and "Is 1 &lt; 2 &amp; 3?" in still.still
        assert "<a>" not in still.still
        for button in (controls.sure, controls.unsure, *controls.items):
            assert button.description and button.tooltip


def test_closing_leaves_no_widget_behind(shown):
    _, controls, _ = shown("From first to last?", order=["a", "b", "c"])
    assert controls.view.comm is not None and all(item.comm is not None for item in controls.items)
    controls.close()
    assert controls.view.comm is None and all(item.comm is None for item in controls.items)


def test_without_widgets_there_is_a_text(monkeypatch, capsys):
    monkeypatch.setattr(core, "on_a_page", lambda: True)
    monkeypatch.setitem(sys.modules, "relulab.classroom.predicting", None)
    guess = predict("How many?")
    assert "Predict: How many?" in capsys.readouterr().out and guess.controls is None
    guess(3)
    assert guess.answer == 3 and Predicting is not None


@pytest.mark.parametrize("colab", [False, True])
def test_colab_which_draws_no_widget_is_told_so_and_shows_none(displayed, monkeypatch, capsys, colab):
    monkeypatch.setattr(live, "on_a_page", lambda: True)
    if colab:
        monkeypatch.setitem(sys.modules, "google.colab", object())
    guess = predict("How many?")
    shown = [kind for bundle in displayed for kind in bundle]
    assert "text/html" in shown and ("application/vnd.jupyter.widget-view+json" in shown) != colab
    assert ("Colab does not draw this" in capsys.readouterr().out) == colab
    guess(3)
    assert guess.answer == 3


# ---- cards ---------------------------------------------------------------------------------------


def luminance(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", card.KINDS)
def test_colours_can_be_read_in_both_themes(kind):
    """As WCAG 2.2 asks: 4.5 for text, which is white on the colour; 3 for the edge, on JupyterLab's two pages."""
    _, color = card.KINDS[kind]
    assert contrast(color, "#ffffff") >= 4.5 and contrast(color, "#111111") >= 3


def test_no_two_kinds_share_a_sign():
    assert len({sign for sign, _ in card.KINDS.values()}) == len({color for _, color in card.KINDS.values()}) == 4


def test_text_becomes_paragraphs_rows_and_code():
    made = card.as_html('For x < 1:\n    a = [[1,\n         [2]]\nStuck? hint("layer", n=2) helps.')
    assert made.count("<p ") == 2 and "x &lt; 1" in made
    assert re.search(r"<pre[^>]*>a = \[\[1,\n     \[2\]\]</pre>", made)
    assert '<code>hint("layer", n=2)</code>' in made
