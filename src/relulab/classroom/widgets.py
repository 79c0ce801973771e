"""Labelled sliders, and what became of widgets that a cell showed before."""

import ipywidgets as widgets

# The explorer that each cell shows, so that running the cell again closes the one before.
_shown = {}


def all_within(widget):
    """A widget with everything it is made of, as a list.

    Parameters
    ----------
    widget : ipywidgets.Widget
    """
    found = [part for part in (widget, widget.layout, getattr(widget, "style", None)) if part is not None]
    for child in getattr(widget, "children", ()):
        found += all_within(child)
    return found


def close_earlier(explorer):
    """Close what the running cell showed when it was run the last time, and remember the explorer for the next."""
    from IPython import get_ipython

    shell = get_ipython()
    parent = getattr(shell, "get_parent", dict)() if shell else {}
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


def slider(label, low, high, step, value):
    """A labelled slider over the numbers from low to high.

    Parameters
    ----------
    label : str
    low, high, step, value : float
    """
    return widgets.FloatSlider(
        description=label, min=low, max=high, step=step, value=value, readout_format=".2f", layout=_full_width()
    )


def whole(label, low, high, value):
    """A labelled slider over the whole numbers from low to high.

    Parameters
    ----------
    label : str
    low, high, value : int
    """
    return widgets.IntSlider(description=label, min=low, max=high, value=value, layout=_full_width())


def steps(label, options, value):
    """A labelled slider over given settings.

    Parameters
    ----------
    label : str
    options : list of (str, object)
        What the slider says at each place, and the setting there.
    value : object
    """
    return widgets.SelectionSlider(description=label, options=options, value=value, layout=_full_width())


def choice(label, options, value=None):
    """A labelled slider over a list. A menu would not do: JupyterLab takes the arrow keys from it.

    Parameters
    ----------
    label : str
    options : list or dict
    value : object, optional
        The first of the options if not given.
    """
    first = next(iter(options.values() if isinstance(options, dict) else options))
    return widgets.SelectionSlider(
        description=label, options=options, value=first if value is None else value, layout=_full_width()
    )
