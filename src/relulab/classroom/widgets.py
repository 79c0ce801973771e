"""Labelled sliders, and what became of widgets that a cell showed before."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets

# Cell -> (the message that ran it last, what it shows): running the cell again closes what stood there before.
_shown: dict[str, tuple[str, list[Any]]] = {}

#: How an explorer looks: controls at the left, the picture at the right; below each other on a narrow screen.
EXPLORER_STYLE = """<style>
.relulab-explorer, .relulab-explorer .widget-box { overflow: visible; }
.relulab-explorer .relulab-style { display: none; }
.relulab-explorer > .widget-hbox { flex-flow: row wrap; gap: 6px 20px; align-items: flex-start; margin: 0; }
.relulab-moves { flex: 1 1 280px; min-width: 0; max-width: 320px; gap: 2px; margin: 0; }
.relulab-sees { flex: 1 1 400px; min-width: 0; max-width: 580px; margin: 0; }
.relulab-explorer p { margin: 0 0 4px; line-height: 1.35; }
.relulab-explorer .widget-html, .relulab-explorer .widget-html-content { width: auto; height: auto; max-width: 100%;
  line-height: 1.35; overflow-wrap: anywhere; margin: 0; }
.relulab-explorer img { display: block; max-width: 100%; height: auto; }
.relulab-explorer .jupyter-button { width: auto; flex-shrink: 0; }
.relulab-ask { margin: 0; }
.relulab-moves .widget-hprogress { width: auto; }
.relulab-ask .widget-hbox { flex-flow: row wrap; align-items: center; gap: 0 4px; margin: 0; }
.relulab-ask .relulab-count .widget-html { flex: 1 1 auto; }
.relulab-ask .relulab-count .jupyter-button { height: 24px; line-height: 24px; padding: 0 8px; }
.relulab-ask .widget-text { width: auto; max-width: 100%; height: auto; flex-wrap: wrap; }
.relulab-ask .widget-text .widget-label, .relulab-ask .widget-label { width: auto; }
.relulab-ask .widget-text input { flex: 0 1 7em; min-width: 4em; }
.relulab-ask .widget-radio, .relulab-ask .widget-radio-box { width: auto; max-width: 100%; height: auto; margin: 0; }
.relulab-ask .widget-radio-box { flex-flow: row wrap; gap: 0 16px; }
.relulab-ask .widget-radio-box label { display: flex; flex-direction: row-reverse; justify-content: flex-end;
  align-items: flex-start; height: auto; white-space: normal; overflow: visible; line-height: 1.35; padding: 2px 0; }
.relulab-ask .widget-radio-box input { flex-shrink: 0; float: none; margin: 1px 6px 0 2px; }
.relulab-explorer .widget-slider { flex-flow: row wrap; width: auto; height: auto; margin: 0 2px; }
.relulab-explorer .widget-slider .widget-label { flex: 1 1 auto; width: auto; min-width: 0; height: 22px;
  line-height: 22px; text-align: left; }
.relulab-explorer .widget-slider .widget-readout { order: 1; width: auto; min-width: 3em; height: 22px;
  line-height: 22px; text-align: right; margin: 0; }
.relulab-explorer .widget-slider .slider-container { order: 2; flex: 1 0 100%; height: 20px; margin: 0; }
.relulab-explorer .widget-slider .noUi-target { margin: 0 9px; }
.relulab-explorer .noUi-handle { background: var(--jp-brand-color1, #1976d2);
  border-color: var(--jp-brand-color1, #1976d2); }
.relulab-explorer .noUi-target[disabled] .noUi-handle { background: var(--jp-ui-font-color3, #9e9e9e);
  border-color: var(--jp-ui-font-color3, #9e9e9e); }
.relulab-explorer .widget-toggle-buttons { flex-flow: row wrap; width: auto; height: auto; margin: 0 2px; }
.relulab-explorer .widget-toggle-buttons > .widget-label { flex: 0 0 auto; width: auto; height: 24px; line-height: 24px;
  text-align: left; margin-right: 8px; }
.relulab-explorer .widget-toggle-buttons > div { display: contents; }
.relulab-explorer .widget-toggle-button { height: 22px; line-height: 22px; padding: 0 6px; margin: 1px 2px 1px 0; }
.relulab-explorer .widget-toggle-button.mod-active { background: #0b5cad; color: #fff; }
.relulab-explorer .relulab-presets { flex-flow: row wrap; align-items: center; margin: 0 2px; }
.relulab-explorer .relulab-presets .widget-toggle-buttons { display: contents; }
.relulab-explorer .relulab-presets > .jupyter-button { height: 24px; line-height: 24px; padding: 0 10px; }
</style>"""

#: How the controls of a prediction and of a quiz look: choices side by side where they fit, none of them cut.
CARD_STYLE = """<style>
.relulab-asks { border: 1px solid var(--jp-border-color2, #bdbdbd); border-left: 6px solid #616161; border-radius: 4px;
  padding: 4px 12px; margin: 4px 0; max-width: 760px; gap: 2px; }
.relulab-asks, .relulab-asks .widget-box { overflow: visible; }
.relulab-asks .widget-html, .relulab-asks .widget-html-content { width: auto; height: auto; line-height: 1.4;
  overflow-wrap: anywhere; margin: 0; }
.relulab-asks > .widget-html:first-child { display: none; }
.relulab-asks p { margin: 2px 0; }
.relulab-asks .widget-hbox { flex-flow: row wrap; align-items: center; gap: 0 14px; }
.relulab-asks .widget-hbox .widget-hbox { gap: 0 6px; }
.relulab-asks .relulab-order { flex-flow: column; align-items: flex-start; }
.relulab-asks .jupyter-button { width: auto; }
.relulab-asks .widget-text { width: auto; max-width: 100%; flex-wrap: wrap; height: auto; }
.relulab-asks .widget-text .widget-label { width: auto; }
.relulab-asks .widget-text input { flex: 0 1 9em; min-width: 5em; }
.relulab-asks .widget-radio, .relulab-asks .widget-radio-box { width: auto; max-width: 100%; height: auto; margin: 0; }
.relulab-asks .widget-radio-box { flex-flow: row wrap; gap: 0 18px; }
.relulab-quiz .widget-radio-box { flex-flow: column; }
.relulab-asks .widget-radio-box label { display: flex; flex-direction: row-reverse; justify-content: flex-end;
  align-items: flex-start; height: auto; white-space: normal; overflow: visible; line-height: 1.4; padding: 3px 0; }
.relulab-asks .widget-radio-box input { flex-shrink: 0; float: none; margin: 1px 8px 0 2px; }
</style>"""


def all_within(widget: widgets.Widget) -> list[widgets.Widget]:
    """A widget with everything it is made of, as a list.

    Parameters
    ----------
    widget : ipywidgets.Widget
    """
    parts = [part for part in (widget, widget.layout, getattr(widget, "style", None)) if part is not None]
    for child in getattr(widget, "children", ()):
        parts += all_within(child)
    return parts


def close_earlier(explorer: Any) -> None:
    """Close what the running cell showed when it was run the last time, and remember the explorer for the next."""
    from IPython import get_ipython

    shell = get_ipython()
    parent: dict[str, Any] = getattr(shell, "get_parent", dict)() if shell else {}
    cell = parent.get("metadata", {}).get("cellId")
    if cell is None:
        return
    now = parent["header"]["msg_id"]
    before, earlier = _shown.get(cell, (now, []))
    if before != now:
        for old in earlier:
            old.close()
        earlier = []
    _shown[cell] = now, [*earlier, explorer]


def slider(label: str, low: float, high: float, step: float, value: float) -> widgets.FloatSlider:
    """A labelled slider over the numbers from low to high.

    Parameters
    ----------
    label : str
    low, high, step, value : float
    """
    return widgets.FloatSlider(description=label, min=low, max=high, step=step, value=value, readout_format=".2f")


def whole(label: str, low: int, high: int, value: int) -> widgets.IntSlider:
    """A labelled slider over the whole numbers from low to high.

    Parameters
    ----------
    label : str
    low, high, value : int
    """
    return widgets.IntSlider(description=label, min=low, max=high, value=value)


def steps(label: str, options: Sequence[tuple[str, Any]], value: Any) -> widgets.SelectionSlider:
    """A labelled slider over given settings.

    Parameters
    ----------
    label : str
    options : list of (str, object)
        What the slider says at each place, and the setting there.
    value : object
    """
    return widgets.SelectionSlider(description=label, options=options, value=value)


def choice(label: str, options: Sequence[Any] | Mapping[str, Any], value: Any = None) -> widgets.ToggleButtons:
    """A labelled row of buttons, one for each name: Tab goes from one to the next, Space or Enter takes one.

    A menu would not do: JupyterLab takes the arrow keys from it, and its letters for commands.

    Parameters
    ----------
    label : str
    options : list or dict
    value : object, optional
        The first of the options if not given.
    """
    first = next(iter(options.values() if isinstance(options, Mapping) else options))
    made = widgets.ToggleButtons(description=label, options=options, value=first if value is None else value)
    made.style.button_width = "auto"
    return made
