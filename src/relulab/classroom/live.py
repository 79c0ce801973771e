"""A live widget and its still: of the two that stand in the page, the reader sees the one that is of use.

The widget goes into a first output, the still into a second one. While the widget lives, a style hides the still from
everybody. When its kernel is gone, JupyterLab has "model not found" to show in its place: then that is hidden, and the
still stands there, with what the reader had answered. A page without a kernel holds the still alone.
"""

import html
import sys
from typing import Any

import ipywidgets as widgets

from .text import Bundle, on_a_page, say
from .widgets import close_earlier

#: Stands in the class attributes of both.
LIVE, STILL = "relulab-live", "relulab-still"

# An output and the one after it. ipywidgets marks what has lost its kernel as disconnected.
_OUTPUT, _ALIVE = ".jp-OutputArea-child", f".{LIVE}:not(.jupyter-widgets-disconnected)"
_STYLE = (
    f"<style>{_OUTPUT}:has({_ALIVE}) + {_OUTPUT}:has(.{STILL}), "
    f"{_OUTPUT}:has(.jupyter-widgets):not(:has({_ALIVE})):has(+ {_OUTPUT} .{STILL}) {{ display: none }}</style>"
)
_VIEW = "application/vnd.jupyter.widget-view+json"

# Colab draws the widgets of ipywidgets 7: googlecolab/colabtools#4525.
_COLAB = "Colab does not draw this: nothing moves here. A prediction you make by a call, such as guess(30)."


class Handle:
    """What `display` returns: by it, the still follows what happened to the widget.

    Parameters
    ----------
    shown : IPython.display.DisplayHandle or None
        None where nothing can be updated.
    """

    def __init__(self, shown: Any):
        self.shown = shown

    def update(self, still: str, plain: str) -> None:
        """Replace the still, so that a file that is saved now holds it.

        Parameters
        ----------
        still, plain : str
            As for `display`.
        """
        if self.shown is not None:
            self.shown.update(_still(still, plain), raw=True)


def display(view: widgets.DOMWidget, still: str, plain: str, owner: Any = None) -> Handle:
    """Show a widget, and a still for whenever it is not alive.

    Parameters
    ----------
    view : ipywidgets.DOMWidget
    still : str
        HTML, without anything that differs from run to run. Its last line says how to go on.
    plain : str
        The same as text.
    owner : object, optional
        Its close() is called when the cell runs again; it closes the view.

    Returns
    -------
    Handle
        Its update(still, plain) replaces the still.
    """
    if not on_a_page():
        say(plain)
        return Handle(None)
    from IPython import display as ipython

    if owner is not None:
        close_earlier(owner)
    if "google.colab" in sys.modules:
        say(_COLAB)
        return Handle(ipython.display(_still(still, plain), raw=True, display_id=True))
    view.add_class(LIVE)
    # Without a text: where no widget can be shown, nothing is there but the still.
    ipython.display(Bundle({_VIEW: view._repr_mimebundle_()[_VIEW]}), raw=True)
    shown = ipython.display(_still(still, plain), raw=True, display_id=True)
    return Handle(shown)


def _still(still, plain):
    return Bundle({"text/html": f'{_STYLE}<div class="{STILL}">{still}</div>', "text/plain": plain})


def go_on(what: str) -> str:
    """The line of a still that says how to go on, as HTML.

    Parameters
    ----------
    what : str
        What running the cell again is for, such as "to move the controls".
    """
    return f"<p><em>Run this cell {html.escape(what)}.</em></p>"
