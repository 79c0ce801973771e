"""What every explorer does, without a browser: questions, controls, picture, text and still; and nothing leaks."""

import gc
import html
import io
import itertools
import re
import warnings

import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from relulab.classroom import explorer as core
from relulab.classroom import live
from relulab.classroom.predict import written
from relulab.lessons import LESSONS, has, part
from tests.repo.rules import BANNED_WORDS


@pytest.fixture(params=[lesson for lesson in LESSONS if has(lesson, "explorer")])
def module(request):
    return part(request.param, "explorer")


def extremes(widget):
    if isinstance(widget, widgets.ToggleButtons):
        return [value for _, value in widget._options_full]  # names have no order
    if isinstance(widget, widgets.SelectionSlider):
        values = [value for _, value in widget._options_full]
        return [values[0], widget.value, values[-1]]
    return [widget.min, widget.value, widget.max]


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)))


def answer(explorer, i=0):
    """Answer a question, rightly."""
    explorer.questions.turn(i)
    measured = explorer.measured(explorer.questions.asks[i])
    explorer.questions.control.value = measured if isinstance(measured, str) else repr(float(np.mean(measured)))
    explorer.questions.commit.click()


def answered(explorer):
    """The explorer at its start, awake."""
    answer(explorer)
    explorer.reset.click()
    return explorer


def test_every_pair_of_extremes_gives_a_picture_and_its_text(module):
    explorer = module.explorer()
    start = explorer.values
    for one, two in itertools.combinations(explorer.controls, 2):
        for a, b in itertools.product(extremes(explorer.controls[one]), extremes(explorer.controls[two])):
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                numbers = explorer.model(**{**start, one: a, two: b})
                explorer.picture.update(numbers)
                text = module.text(numbers)
                png = explorer.picture.png()
            assert len(text) > 40 and not re.search(r"\bnan\b|\binf\b", text), text
            assert png.startswith(b"\x89PNG")


def test_it_fits_beside_its_controls(module):
    explorer = module.explorer()
    width, height = explorer.picture.size
    assert width <= 580 and height <= 440
    assert pixels(explorer.picture.png()).shape[:2] == (height, width)
    for preset in explorer.presets:
        explorer.set(preset)
        assert len(explorer.text(explorer.numbers())) <= 4 * core.LINE, "more than four lines are not read"


def test_the_picture_and_its_text_follow_every_control(module):
    explorer = module.explorer()
    for name, widget in explorer.controls.items():
        before = explorer.shown.value
        widget.value = next(value for value in extremes(widget) if value != widget.value)
        assert explorer.shown.value != before, name
        texts = [re.search(r"<p[^>]*>(.*)</p>", shown)[1] for shown in (before, explorer.shown.value)]
        assert texts[0] != texts[1], name


def test_what_moves_is_all_that_changes(module):
    """A picture that was moved is the one that a new figure gives."""
    moved, fresh = module.explorer(), module.explorer()
    for preset in moved.presets:
        moved.set(preset)
    last = list(moved.presets)[-1]
    fresh.set(last)
    fresh.picture.backgrounds.clear()
    assert (pixels(moved.picture.png()) == pixels(fresh.picture.png())).all()


def test_a_picture_is_what_was_drawn(module):
    explorer = module.explorer()
    drawn = pixels(explorer.picture.png())
    assert drawn.shape[2] == 3 and drawn.std() > 5
    assert (drawn == np.asarray(explorer.picture.canvas.buffer_rgba())[:, :, :3]).all()
    assert (np.asarray(explorer.picture.canvas.buffer_rgba())[:, :, 3] == 255).all(), "nothing shines through"


def test_reset_and_presets(module):
    explorer = module.explorer()
    first, *others = explorer.presets
    start = explorer.values
    assert others and explorer.preset.value == first
    for preset in others:
        explorer.preset.value = preset
        assert explorer.values == explorer.settings(preset) != start
    explorer.reset.click()
    assert explorer.values == start and explorer.preset.value == first


def asleep(explorer):
    return [w.disabled for w in (*explorer.controls.values(), explorer.which, explorer.preset, explorer.reset)]


def test_the_driving_question_comes_first(module):
    explorer = module.explorer()
    questions = explorer.questions
    assert all(asleep(explorer)) and questions.next.disabled and "wake up" in questions.reply.value
    if not questions.asks[0].choices:
        questions.control.value = "<b>much"
    questions.commit.click()
    assert all(asleep(explorer)), "nothing was answered"
    assert "guess will do" in questions.reply.value and "<b>" not in questions.reply.value
    answer(explorer)
    assert not any(asleep(explorer)) and not questions.next.disabled
    assert "Right" in questions.reply.value and questions.guesses[0].verdict == "right"
    assert explorer.preset.value == questions.asks[0].preset or questions.asks[0].preset is None
    assert questions.control.disabled, "the first answer counts"
    assert not questions.commit.disabled, "a reader who pressed it by keyboard would lose the place"


def test_every_question_is_answered_and_compared(module):
    explorer = module.explorer()
    asks = explorer.questions.asks
    assert 3 <= len(asks) <= 4
    for i, ask in enumerate(asks):
        assert ask.preset is None or ask.preset in explorer.presets
        measured = explorer.measured(ask)
        assert measured in ask.choices if ask.choices else np.isfinite(measured).all()
        assert ask.then.endswith((".", "!", "?")) and not BANNED_WORDS.search(f"{ask.text} {ask.then}")
        answer(explorer, i)
        assert explorer.questions.guesses[i].verdict == "right", ask.text
        assert written(measured, ask.unit) in html.unescape(explorer.questions.reply.value)
    assert explorer.questions.next.disabled and not explorer.questions.previous.disabled
    explorer.questions.previous.click()
    assert "Right" in explorer.questions.reply.value, "what was answered is still there"


def test_another_answer_is_not_right(module):
    explorer = module.explorer()
    for i, ask in enumerate(explorer.questions.asks):
        explorer.questions.turn(i)
        measured = explorer.measured(ask)
        explorer.questions.control.value = (
            next(choice for choice in ask.choices if choice != measured) if ask.choices else "-123456.5"
        )
        explorer.questions.commit.click()
        assert explorer.questions.guesses[i].verdict == "off" and "Off" in explorer.questions.reply.value


def test_no_question_is_answered_by_the_sentence_of_the_start(module):
    explorer = module.explorer()
    said = explorer.text(explorer.numbers())
    for ask in explorer.questions.asks:
        measured = explorer.measured(ask)
        shown = measured if isinstance(measured, str) else f"{float(np.mean(measured)):g}"
        if len(shown) > 2:
            assert not re.search(rf"(?<![\w.]){re.escape(shown)}(?!\w|\.\d)", said), f"{ask.text}: {shown} in: {said}"


def test_a_preset_is_left_when_a_control_moves_and_can_be_pressed_again(module):
    explorer = module.explorer()
    preset = list(explorer.presets)[1]
    explorer.preset.value = preset
    wanted = explorer.values
    name, widget = next(iter(explorer.controls.items()))
    widget.value = next(value for value in extremes(widget) if value != widget.value)
    assert explorer.preset.value is None and explorer.values != wanted
    explorer.preset.value = preset
    assert explorer.values == wanted


def test_a_preset_draws_once(module, monkeypatch):
    explorer = module.explorer()
    drawn = []
    monkeypatch.setattr(explorer, "figure", lambda: drawn.append(1) or "")
    explorer.preset.value = list(explorer.presets)[1]
    assert drawn == [1]


def test_at_most_three_controls_at_a_time_and_each_has_a_label(module):
    explorer = module.explorer()
    for group, box in explorer.boxes.items():
        assert 1 <= len(explorer.groups[group]) <= 3
        assert (box.layout.display == "none") == (group != explorer.which.value)
    numbers = [control for ask, control in zip(explorer.questions.asks, explorer.questions.controls) if not ask.choices]
    buttons = (explorer.reset, explorer.questions.commit, explorer.questions.previous, explorer.questions.next)
    for widget in (*explorer.controls.values(), explorer.which, explorer.preset, *numbers, *buttons):
        assert widget.description.strip()
    if len(explorer.groups) > 1:
        explorer.which.value = list(explorer.groups)[-1]
        assert [box.layout.display for box in explorer.boxes.values()] == ["none"] * (len(explorer.groups) - 1) + [
            "flex"
        ]


def test_texts_are_plain(module):
    explorer = module.explorer()
    for preset in explorer.presets:
        explorer.set(preset)
        assert not BANNED_WORDS.search(re.sub(r"data:[^\"]*", "", explorer.shown.value))


def test_two_do_not_disturb_each_other(module):
    one, two = module.explorer(), module.explorer()
    before = two.shown.value
    for preset in one.presets:
        one.set(preset)
    assert two.shown.value == before and two.values == module.explorer().values


def displayed(monkeypatch, explorer, cell, run):
    """What show() displays when the cell runs for the nth time, and what replaces it afterwards."""
    shown = []

    class Shell:
        def get_parent(self):
            return {"metadata": {"cellId": cell}, "header": {"msg_id": run}}

    class Shown:
        update = staticmethod(lambda data, **options: shown.append(data))

    monkeypatch.setattr("IPython.get_ipython", Shell)
    monkeypatch.setattr("IPython.display.display", lambda data, **options: shown.append(data) or Shown)
    explorer.show()
    return shown


def test_it_leaves_a_still_that_keeps_the_answers(module, monkeypatch):
    explorer = module.explorer()
    view, still = shown = displayed(monkeypatch, explorer, "a", "1")
    assert list(view) == ["application/vnd.jupyter.widget-view+json"]
    text = explorer.text(explorer.numbers())
    for form in still.values():
        said = html.unescape(form)
        assert text in said and live.go_on(core.GO_ON)[7:-10] in said
        assert all(ask.text in said and "Your answer" not in said for ask in explorer.questions.asks)
    assert f'alt="{html.escape(text)}"' in still["text/html"] and 'role="status"' not in still["text/html"]
    assert still == displayed(monkeypatch, module.explorer(), "other", "1")[1], "it differs from run to run"
    answer(explorer)
    for form in shown[-1].values():
        assert re.search(r"Right\. Your answer: .*Measured: ", html.unescape(form))
    assert explorer.text(explorer.numbers()) in html.unescape(shown[-1]["text/html"])


def test_running_a_cell_again_leaves_nothing_behind(module, monkeypatch):
    def there():
        gc.collect()
        return len(widgets.widget._instances)

    figures = plt.get_fignums()
    displayed(monkeypatch, module.explorer(), "b", "1")
    before = there()
    for run in range(2, 6):
        displayed(monkeypatch, module.explorer(), "b", str(run))
    assert there() == before
    assert plt.get_fignums() == figures


def test_two_explorers_in_one_run_of_a_cell_both_stay(module, monkeypatch):
    one, two = module.explorer(), module.explorer()
    displayed(monkeypatch, one, "c", "1")
    displayed(monkeypatch, two, "c", "1")
    assert one.view.comm is not None and two.view.comm is not None
    displayed(monkeypatch, module.explorer(), "c", "2")
    assert one.view.comm is None and two.view.comm is None
