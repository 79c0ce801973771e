"""Figures: what show displays, that nothing stays open, and that the pictures hold what they are given."""

from types import SimpleNamespace

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from relulab import ACTIVATIONS, Network, figures
from relulab.lessons.l01_neurons.figures import neuron_plane, ten_panels
from relulab.lessons.l02_activations.figures import decision_map
from relulab.lessons.l05_leaky_relu.figures import phase_map
from relulab.lessons.l06_clinic.figures import examination
from relulab.nn.sweep import Sweep


@pytest.fixture
def displayed(monkeypatch):
    """What show hands to the notebook: a list of (data, metadata)."""
    calls = []

    def record(data, raw=False, metadata=None):
        assert raw
        calls.append((data, metadata))

    monkeypatch.setattr("IPython.display.display", record)
    yield calls
    plt.close("all")


def test_show_displays_picture_then_caption(displayed):
    fig, ax = figures.subplots()
    ax.plot([0, 1])
    figures.show(fig, "A line\n    from 0 to 1.")
    (picture, metadata), (caption, _) = displayed
    assert picture["image/png"].startswith(b"\x89PNG")
    assert "0 to 1" not in picture["text/plain"]
    assert metadata["image/png"]["alt"] == "A line from 0 to 1."
    assert caption == {"text/plain": "Figure. A line from 0 to 1.", "text/markdown": "*Figure.* A line from 0 to 1."}
    assert plt.get_fignums() == []


@pytest.mark.parametrize("alt", ["", "  \n", None, 3])
def test_show_needs_a_text(alt, displayed):
    fig, _ = figures.subplots()
    with pytest.raises(ValueError, match="needs a text that says what the figure shows"):
        figures.show(fig, alt)
    assert displayed == []
    assert plt.get_fignums() == []


def test_lines_differ_in_more_than_colour():
    assert len(set(figures.COLORS)) == len(set(map(str, figures.DASHES))) == len(set(figures.MARKERS)) == 5
    fig, ax = figures.subplots()
    lines = [ax.plot([0, i])[0] for i in range(5)]
    assert len({line.get_color() for line in lines}) == 5
    assert len({line.get_linestyle() + str(line._dash_pattern) for line in lines}) == 5
    plt.close(fig)


def test_colours_differ_in_grey():
    """Neighbours in the set stay apart when colour is gone (relative luminance, WCAG 2)."""
    rgb = np.array([matplotlib.colors.to_rgb(color) for color in (figures.BLUE, figures.PURPLE, figures.BLACK)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    luminance = np.sort(linear @ [0.2126, 0.7152, 0.0722])
    assert (np.diff(luminance) > 0.1).all()


def test_band_draws_mean_and_deviation():
    fig, ax = figures.subplots()
    values = np.array([[1.0, 3.0], [2.0, 6.0]])
    figures.band(ax, [0, 1], values, "name")
    assert ax.lines[0].get_ydata() == pytest.approx([2, 4])
    edge = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert edge.min() == pytest.approx(2 - np.sqrt(2)) and edge.max() == pytest.approx(4 + np.sqrt(8))
    plt.close(fig)


def test_value_and_slope():
    fig, ax = figures.subplots()
    z = np.linspace(-1, 1, 5)
    figures.value_and_slope(ax, ACTIVATIONS["tanh"], z)
    assert ax.lines[0].get_ydata() == pytest.approx(np.tanh(z))
    assert ax.lines[1].get_ydata() == pytest.approx(1 - np.tanh(z) ** 2)
    assert ax.get_title() == "tanh"
    plt.close(fig)


def test_images_use_paper_and_ink_or_a_scale_about_zero():
    fig, axes = figures.subplots(1, 2)
    figures.images(axes[:1], [np.zeros((8, 8))], ["paper"])
    figures.images(axes[1:], [np.zeros((8, 8))], ["weights"], limit=2.0)
    assert axes[0].images[0].get_clim() == (0, 1)
    assert axes[1].images[0].get_clim() == (-2, 2)
    assert [ax.get_title() for ax in axes] == ["paper", "weights"]
    plt.close(fig)


def test_neuron_plane_leaves_the_silent_side_white():
    fig, ax = figures.subplots()
    neuron_plane(ax, np.array([1.0, 0.0]), 0.0, "title")
    filled = np.concatenate([path.vertices for path in ax.collections[0].get_paths() if len(path.vertices)])
    assert filled[:, 0].min() >= -0.03
    plt.close(fig)


@pytest.mark.parametrize(
    ("w", "b", "v", "expected"),
    [
        ([1.0, -1.0, 1.0], [1.0, 0.5, -1.0], [1.0, 1.5, -2.0], [-1, 0.5, 1]),
        ([3.0, -1.0, 1.0], [1.0, 0.555, -3.0], [1.0, 1.5, -2.0], [-1 / 3, 0.555]),  # the third lies outside
        ([0.0, -1.0, 1.0], [1.0, 0.5, -1.0], [1.0, 1.5, 0.0], [0.5]),  # one never switches, one is not used
        ([0.0, 0.0, 0.0], [1.0, 0.5, -1.0], [1.0, 1.5, 1.0], []),
    ],
)
def test_ten_panels(w, b, v, expected):
    w, b, v = map(np.array, (w, b, v))
    x = np.linspace(-2, 2, 401)
    fig, bends = ten_panels(x, w, b, v, -1.0)
    assert bends == pytest.approx(expected)
    assert len(fig.axes) == 10
    A = np.maximum(0, np.outer(x, w) + b)
    assert fig.axes[4].lines[0].get_ydata() == pytest.approx(A[:, 1])
    curve, *marks = fig.axes[-1].lines
    assert curve.get_ydata() == pytest.approx(A @ v - 1)
    assert sorted(mark.get_xdata()[0] for mark in marks) == pytest.approx(expected)
    for mark in marks:
        assert mark.get_ydata()[0] == pytest.approx(np.interp(mark.get_xdata()[0], x, A @ v - 1), abs=0.03)
    plt.close(fig)


@pytest.mark.parametrize("flat", [True, False])
def test_decision_map(flat):
    network = Network([2, 2], "identity", init=0.0)
    if not flat:
        network.weights[0][0, 1] = 1.0
    X, y = np.array([[-1.0, 0.0], [1.0, 0.0]]), np.array([0, 1])
    fig, ax = figures.subplots()
    decision_map(ax, network, X, y, "map")
    shades = ax.collections[0].get_array().reshape(300, 300)
    assert (shades[:, :120] == 0).all() and (shades[:, 180:] == (0 if flat else 1)).all()
    assert len(ax.collections) == (1 if flat else 2)
    plt.close(fig)


# ---- lesson 05 -----------------------------------------------------------------------------------


def test_phase_map_writes_every_mean_and_marks_divergence():
    dead = np.array([[[0.0, 0.5], [1.0, 1.0], [0.2, 0.4]], [[0.1, 0.1], [0.0, 0.0], [0.9, 0.7]]])
    accuracy = np.array([[[0.9, 0.9], [0.1, 0.1], [0.5, np.nan]], [[0.8, 0.6], [np.nan, np.nan], [0.2, 0.2]]])
    diverged = np.zeros((2, 3, 2), int)
    diverged[0, 2, 1] = diverged[1, 1] = 7
    axes = {"lr": [0.1, 1.0], "bias": [-2, -1, 0], "seed": [0, 1]}
    fig = phase_map(Sweep(axes, {"dead": dead, "accuracy": accuracy, "diverged": diverged}))
    fig.canvas.draw()
    left, right = fig.axes
    assert [text.get_text() for text in left.texts] == ["25", "100", "30", "10", "0", "80"]
    assert [text.get_text() for text in right.texts] == ["90", "10", "50", "70", "–", "20"]
    assert [label.get_text() for label in left.get_yticklabels()] == ["0.1", "1"]
    for ax in fig.axes:
        assert [label.get_text() for label in ax.get_xticklabels()] == ["-2", "-1", "0"]
        assert sorted(patch.get_xy() for patch in ax.patches) == [(0.5, 0.5), (1.5, -0.5)]
        assert all(patch.get_hatch() for patch in ax.patches)
        shades = ax.images[0].to_rgba(ax.images[0].get_array())[..., :3]
        for text in ax.texts:  # the number stands out from the shade of its cell
            j, i = text.get_position()
            if text.get_text() != "–":
                assert _contrast(shades[int(i), int(j)], matplotlib.colors.to_rgb(text.get_color())) > 3
    assert len(fig.legends) == 1
    plt.close(fig)


def test_phase_map_without_divergence_needs_no_legend():
    values = {name: np.full((1, 1, 2), 0.5) for name in ("dead", "accuracy")}
    fig = phase_map(Sweep({"lr": [1], "bias": [0], "seed": [0, 1]}, {**values, "diverged": np.zeros((1, 1, 2), int)}))
    assert not fig.legends and not fig.axes[0].patches
    plt.close(fig)


# ---- lesson 06 -----------------------------------------------------------------------------------


def test_examination_shows_what_is_a_number_and_leaves_out_what_is_none():
    def measured(loss, gradients, dead):
        start = {"gradients": np.array(gradients), "saturation": np.full((2, 2), 0.5)}
        return SimpleNamespace(history={"loss": np.array(loss)}, start=start, end={"dead": np.array(dead)})

    found = measured([[1.0, np.nan], [10.0, np.nan]], [[0.0, 0.1], [0.0, 0.1]], [[np.nan, np.nan], [0.5, 1.0]])
    well = measured([[0.1, 0.01], [0.1, 0.01]], [[1.0, 1.0], [1.0, 1.0]], [[0.0, 0.0], [0.0, 0.0]])
    fig = examination(found, well)
    loss, gradients, saturated, dead = fig.axes

    def drawn(ax, i):
        return [tuple(point) for point in ax.lines[i].get_xydata()]

    assert drawn(loss, 0) == [(1, 0.5)] and drawn(loss, 1) == [(1, -1), (2, -2)]
    assert drawn(gradients, 0) == [(2, -1)] and drawn(gradients, 1) == [(1, 0), (2, 0)]
    assert drawn(saturated, 0) == [(1, 50), (2, 50)] and drawn(dead, 0) == [(1, 50), (2, 100)]
    assert [text.get_text() for text in fig.legends[0].get_texts()] == ["this patient", "healthy"]
    plt.close(fig)


def _contrast(a, b):
    """Contrast of two colours (WCAG 2), 1 to 21."""
    luminance = []
    for rgb in (np.array(a), np.array(b)):
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        luminance.append(linear @ [0.2126, 0.7152, 0.0722])
    return (max(luminance) + 0.05) / (min(luminance) + 0.05)
