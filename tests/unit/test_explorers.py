"""Explorers without a browser: models against the package, every extreme, what is shown, and that nothing leaks."""

import gc
import io
import itertools
import re
import warnings

import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from relulab.activations import ACTIVATIONS
from relulab.explorers import core, lesson01, lesson02
from tests.notebooks.rules import BANNED_WORDS

MODULES = [lesson01, lesson02]
each = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.split(".")[-1])


def extremes(widget):
    if isinstance(widget, widgets.Dropdown):
        return [value for _, value in widget._options_full]
    return [widget.min, widget.value, widget.max]


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)))


@each
def test_every_pair_of_extremes_gives_a_picture_and_its_text(module):
    explorer = module.explorer()
    start = explorer.values
    for one, two in itertools.combinations(explorer.controls, 2):
        for a, b in itertools.product(extremes(explorer.controls[one]), extremes(explorer.controls[two])):
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                numbers = module.model(**{**start, one: a, two: b})
                explorer.picture.update(numbers)
                text = module.text(numbers)
            assert len(text) > 40 and not re.search(r"\bnan\b|\binf\b", text), text
    assert len(pixels(explorer.picture.png()))


@each
def test_the_picture_and_its_text_follow_every_control(module):
    explorer = module.explorer()
    for name, widget in explorer.controls.items():
        before = explorer.shown.value
        widget.value = next(value for value in extremes(widget) if value != widget.value)
        assert explorer.shown.value != before, name
        texts = [re.search(r"<p[^>]*>(.*)</p>", shown)[1] for shown in (before, explorer.shown.value)]
        assert texts[0] != texts[1], name


@each
def test_what_moves_is_all_that_changes(module):
    """A picture that was moved is the one that a new figure gives."""
    moved, fresh = module.explorer(), module.explorer()
    for preset in moved.presets:
        moved.set(preset)
    last = list(moved.presets)[-1]
    fresh.set(last)
    fresh.picture.background = None
    assert (pixels(moved.picture.png()) == pixels(fresh.picture.png())).all()


@each
def test_reset_and_presets(module):
    explorer = module.explorer()
    first, *others = explorer.presets
    start = explorer.values
    assert others and explorer.preset.value == first
    for preset in others:
        explorer.preset.value = preset
        assert explorer.values == {**start, **explorer.presets[preset]} != start
    explorer.reset.click()
    assert explorer.values == start and explorer.preset.value == first


@each
def test_the_question_comes_first(module):
    explorer = module.explorer()
    assert all(widget.disabled for widget in (*explorer.controls.values(), explorer.preset, explorer.reset))
    explorer.prediction.value = "<b>3"
    explorer.commit.click()
    assert not any(widget.disabled for widget in (*explorer.controls.values(), explorer.preset, explorer.reset))
    said = explorer.compared.value
    assert "&lt;b&gt;3" in said and module.explorer().answer[1](module.model(**explorer.values)) in said
    assert explorer.preset.value == explorer.answer[0]
    assert explorer.commit.disabled and explorer.prediction.disabled


@each
def test_at_most_three_controls_at_a_time_and_each_has_a_label(module):
    explorer = module.explorer()
    for group, box in explorer.boxes.items():
        assert 1 <= len(explorer.groups[group]) <= 3
        assert (box.layout.display == "none") == (group != explorer.which.value)
    for widget in (*explorer.controls.values(), explorer.which, explorer.preset, explorer.reset, explorer.prediction, explorer.commit):
        assert widget.description.strip()
    if len(explorer.groups) > 1:
        explorer.which.value = list(explorer.groups)[-1]
        assert [box.layout.display for box in explorer.boxes.values()] == ["none"] * (len(explorer.groups) - 1) + ["flex"]


@each
def test_texts_are_plain(module):
    explorer = module.explorer()
    for preset in explorer.presets:
        explorer.set(preset)
        assert not BANNED_WORDS.search(re.sub(r"data:[^\"]*", "", explorer.shown.value))


@each
def test_two_do_not_disturb_each_other(module):
    one, two = module.explorer(), module.explorer()
    before = two.shown.value
    for preset in one.presets:
        one.set(preset)
    assert two.shown.value == before and two.values == module.explorer().values


def displayed(monkeypatch, explorer, cell, run):
    """What show() displays when the cell runs for the nth time."""
    shown = []

    class Shell:
        def get_parent(self):
            return {"metadata": {"cellId": cell}, "header": {"msg_id": run}}

    monkeypatch.setattr("IPython.get_ipython", Shell)
    monkeypatch.setattr("IPython.display.display", lambda data, **options: shown.append((data, options)))
    explorer.show()
    return shown


@each
def test_it_leaves_a_picture_and_its_text_for_a_page_without_a_kernel(module, monkeypatch):
    explorer = module.explorer()
    (bundle, options), (caption, _) = displayed(monkeypatch, explorer, "a", "1")
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == explorer.view.model_id
    assert pixels(bundle["image/png"]).shape[1] == pytest.approx(100 * explorer.picture.fig.get_figwidth(), abs=1)
    assert explorer.render()[1] in caption["text/markdown"] and core.LIVE in caption["text/markdown"]
    assert options["metadata"]["image/png"]["alt"] in caption["text/plain"]
    assert "0x" not in bundle["text/plain"]


@each
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


def test_two_explorers_in_one_run_of_a_cell_both_stay(monkeypatch):
    one, two = lesson01.explorer(), lesson01.explorer()
    displayed(monkeypatch, one, "c", "1")
    displayed(monkeypatch, two, "c", "1")
    assert one.view.comm is not None and two.view.comm is not None
    displayed(monkeypatch, lesson01.explorer(), "c", "2")
    assert one.view.comm is None and two.view.comm is None


# ---- the models, against the package -------------------------------------------------------------


def test_neuron():
    numbers = lesson01.model(1.0, -1.0, -0.2, 0.9, 0.2, "relu")
    assert numbers["z"] == pytest.approx(0.5) and numbers["a"] == pytest.approx(0.5)
    for place in numbers["boundary"]:
        assert place @ [1.0, -1.0] - 0.2 == pytest.approx(0)
    assert numbers["shades"][0, -1] == pytest.approx(2 + 2 - 0.2)    # x1 = 2, x2 = -2
    assert "= 0.50; a = relu(0.50) = 0.50" in lesson01.text(numbers)
    assert "no boundary" in lesson01.text(lesson01.model(0.0, 0.0, 1.0, 0.0, 0.0, "tanh"))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation(name):
    numbers = lesson02.model(name, "none", 0.7)
    f = ACTIVATIONS[name]
    assert numbers["a"] == f(0.7) and numbers["slope"] == f.derivative(0.7)
    slopes = abs(f.derivative(lesson02.Z_AXIS))
    assert (numbers["sensitive"] == (slopes >= 0.1 * slopes.max())).all() or name == "step"


def test_the_sensitive_zone_of_the_sigmoid():
    # s (1 - s) = 1/40 at z = ln((1 + sqrt(0.9)) / (1 - sqrt(0.9)))
    edge = np.log((1 + np.sqrt(0.9)) / (1 - np.sqrt(0.9)))
    zone = lesson02.Z_AXIS[lesson02.model("sigmoid", "tanh", 0.0)["sensitive"]]
    assert zone[-1] == pytest.approx(edge, abs=0.02) and zone[0] == pytest.approx(-edge, abs=0.02)
    assert not lesson02.model("step", "none", 0.0)["sensitive"].any()
