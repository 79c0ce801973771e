"""Labelled sliders, and what became of widgets that a cell showed before."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets

# Cell -> (the message that ran it last, what it shows): running the cell again closes what stood there before.
_shown: dict[str, tuple[str, list[Any]]] = {}


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


def _full_width():
    # On a narrow screen the label, the control and its value stand below each other.
    return widgets.Layout(width="auto", max_width="700px", height="auto", flex_flow="row wrap")


def slider(label: str, low: float, high: float, step: float, value: float) -> widgets.FloatSlider:
    """A labelled slider over the numbers from low to high.

    Parameters
    ----------
    label : str
    low, high, step, value : float
    """
    return widgets.FloatSlider(
        description=label, min=low, max=high, step=step, value=value, readout_format=".2f", layout=_full_width()
    )


def whole(label: str, low: int, high: int, value: int) -> widgets.IntSlider:
    """A labelled slider over the whole numbers from low to high.

    Parameters
    ----------
    label : str
    low, high, value : int
    """
    return widgets.IntSlider(description=label, min=low, max=high, value=value, layout=_full_width())


def steps(label: str, options: Sequence[tuple[str, Any]], value: Any) -> widgets.SelectionSlider:
    """A labelled slider over given settings.

    Parameters
    ----------
    label : str
    options : list of (str, object)
        What the slider says at each place, and the setting there.
    value : object
    """
    return widgets.SelectionSlider(description=label, options=options, value=value, layout=_full_width())


def choice(label: str, options: Sequence[Any] | Mapping[str, Any], value: Any = None) -> widgets.SelectionSlider:
    """A labelled slider over a list. A menu would not do: JupyterLab takes the arrow keys from it.

    Parameters
    ----------
    label : str
    options : list or dict
    value : object, optional
        The first of the options if not given.
    """
    first = next(iter(options.values() if isinstance(options, Mapping) else options))
    return widgets.SelectionSlider(
        description=label, options=options, value=first if value is None else value, layout=_full_width()
    )
