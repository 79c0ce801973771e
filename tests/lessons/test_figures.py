"""Figures: what show displays, that nothing stays open, and that the pictures hold what they are given."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from relulab import ACTIVATIONS, figures


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
    assert caption == {
        "text/plain": "Figure. A line from 0 to 1.",
        "text/html": "<p><em>Figure.</em> A line from 0 to 1.</p>",
    }
    assert plt.get_fignums() == []


def test_all_but_the_first_sentence_is_folded(displayed):
    fig, _ = figures.subplots()
    figures.show(fig, "A line < 1.5. It rises. Then it falls.")
    caption = displayed[1][0]
    assert caption["text/plain"] == "Figure. A line < 1.5. It rises. Then it falls."
    assert caption["text/html"] == (
        "<details><summary><em>Figure.</em> A line &lt; 1.5.</summary><p>It rises. Then it falls.</p></details>"
    )


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
