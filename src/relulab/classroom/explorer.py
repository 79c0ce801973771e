"""What all explorers share: a question, controls, a picture that follows them, and its text.

An explorer has three parts. The model turns settings into numbers. The picture draws numbers into a
figure that is made once and then only changed. The view, here, holds the controls and hands on. Model
and picture know nothing of the view and are tested without a browser.
"""

import base64
import html
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from .picture import Numbers, Picture
from .text import Bundle
from .widgets import all_within, close_earlier

#: Name of a control -> its value.
Settings = dict[str, Any]

#: Stands under the stored picture, for a page that has no kernel.
LIVE = "This is how the explorer starts; run the cell in JupyterLab to move its controls."


class Explorer:
    """Controls, a picture and its text, which follow them.

    Parameters
    ----------
    question : str
        What the reader predicts before the controls wake up.
    controls : dict
        Name of a group of controls -> dict of name -> widget; at most three in a group, and one
        group is shown at a time.
    model : callable
        Takes the values of all controls by name and gives the numbers of the picture.
    picture : Picture
    text : callable
        Takes the numbers; says what the picture shows.
    presets : dict
        Name -> dict of settings. The first one is the start, which Reset brings back.
    answer : tuple
        The name of the preset that answers the question, and a function that takes its numbers and
        says the answer.
    """

    def __init__(
        self,
        *,
        question: str,
        controls: dict[str, dict[str, widgets.Widget]],
        model: Callable[..., Numbers],
        picture: Picture,
        text: Callable[[Numbers], str],
        presets: dict[str, Settings],
        answer: tuple[str, Callable[[Numbers], str]],
    ):
        self.groups, self.model, self.picture, self.text = controls, model, picture, text
        self.controls = {name: widget for group in controls.values() for name, widget in group.items()}
        self.presets, self.answer = presets, answer
        self.setting_many = False
        self.shown, self.nothing = widgets.HTML(), widgets.HTML(layout=widgets.Layout(display="none"))
        self._build(question)
        self.set(next(iter(presets)))
        for widget in self.controls.values():
            widget.observe(self._follow, "value")

    def _build(self, question):
        self.prediction = widgets.Text(
            description="You predict:",
            placeholder="a few words or a number",
            layout=widgets.Layout(max_width="calc(100% - 4px)"),
        )
        self.commit = widgets.Button(
            description="Compare", tooltip="Show the answer beside your prediction and wake the controls"
        )
        self.compared = widgets.HTML()
        self.which = widgets.ToggleButtons(options=list(self.groups), description="Move:")
        self.preset = widgets.ToggleButtons(
            options=list(self.presets), description="Preset:", style={"button_width": "auto"}
        )
        self.reset = widgets.Button(description="Reset", tooltip="Back to the start")
        self.boxes = {name: widgets.VBox(list(group.values())) for name, group in self.groups.items()}
        self.commit.on_click(self._compare)
        self.reset.on_click(lambda _: self.set(next(iter(self.presets))))
        self.preset.observe(self._use_preset, "value")
        self.which.observe(lambda _: self._show_group(), "value")
        for widget in self.controls.values():
            widget.style.description_width = "9em"
        self._enable(False)
        self._show_group()
        self.view = widgets.VBox(
            [
                widgets.HTML(f"<p><strong>{html.escape(question)}</strong></p>"),
                widgets.HBox([self.prediction, self.commit], layout=widgets.Layout(flex_flow="row wrap")),
                self.compared,
                *([self.which] if len(self.groups) > 1 else []),
                *self.boxes.values(),
                self.shown,
                self.preset,
                self.reset,
            ]
        )

    # ---- following the controls ------------------------------------------------------------------

    @property
    def values(self) -> Settings:
        """The settings of all controls by name."""
        return {name: widget.value for name, widget in self.controls.items()}

    def set(self, preset: str) -> None:
        """Set all controls to a preset, and draw once."""
        self.setting_many = True
        try:
            self.preset.value = preset
            for name, value in {**next(iter(self.presets.values())), **self.presets[preset]}.items():
                self.controls[name].value = value
        finally:
            self.setting_many = False
        self._follow()

    def _use_preset(self, change):
        if not self.setting_many:
            self.set(change["new"])

    def _follow(self, change=None):
        if self.setting_many:
            return
        if change is not None:
            # The settings are no preset any more, and a press on its button brings it back.
            self.setting_many, self.preset.value = True, None
            self.setting_many = False
        self.shown.value = self.figure()

    def figure(self) -> str:
        """The picture with its text for the settings as they are, as HTML."""
        png, text = self.render()
        source = base64.b64encode(png).decode()
        # The text is there once for everybody: a reader of the screen hears it when it changes.
        return (
            f'<img src="data:image/png;base64,{source}" alt="{html.escape(text)}" style="max-width: 100%; height: '
            f'auto"><p role="status" style="line-height: 1.4">{html.escape(text)}</p>'
        )

    def numbers(self) -> Numbers:
        """What the model says of the settings as they are."""
        return self.model(**self.values)

    def render(self) -> tuple[bytes, str]:
        """PNG and text for the settings as they are."""
        numbers = self.numbers()
        self.picture.update(numbers)
        return self.picture.png(), self.text(numbers)

    # ---- question first --------------------------------------------------------------------------

    def _compare(self, _):
        preset, say = self.answer
        self._enable(True)
        self.set(preset)
        guess = html.escape(self.prediction.value.strip()) or "nothing"
        measured = html.escape(say(self.numbers()))
        self.compared.value = (
            f'<p role="status">You predicted: <em>{guess}</em>. Measured: <strong>{measured}</strong>. Now move the '
            "controls.</p>"
        )
        # The button stays: a disabled one would lose the focus of a reader who pressed it by keyboard.
        self.prediction.disabled = True

    def _enable(self, on):
        for widget in (*self.controls.values(), self.which, self.preset, self.reset):
            widget.disabled = not on

    def _show_group(self):
        for name, box in self.boxes.items():
            box.layout.display = "flex" if name == self.which.value else "none"

    # ---- where it is shown -----------------------------------------------------------------------

    def show(self) -> None:
        """Display the controls and, for a page without a kernel, the picture of the start with its text."""
        from IPython.display import display

        close_earlier(self)
        png, text = self.render()
        live = self.view._repr_mimebundle_()
        bundle = {**live, "image/png": png, "text/plain": "[explorer; its description follows]"}
        display(Bundle(bundle), raw=True, metadata={"image/png": {"alt": text}})
        # Where there is a kernel, an empty widget takes the caption's place: the explorer has a text of its own.
        caption = {"text/markdown": f"*Explorer.* {text} {LIVE}", "text/plain": f"Explorer. {text} {LIVE}"}
        display(Bundle({**self.nothing._repr_mimebundle_(), **caption}), raw=True)

    def close(self) -> None:
        """Close every widget of this explorer: no callback is left, and what it held is free."""
        # With one group of controls the choice among groups stands nowhere in the view.
        for widget in [*all_within(self.view), *all_within(self.which), *all_within(self.nothing)]:
            widget.close()
