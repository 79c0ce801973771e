"""What all explorers share: questions, controls, a picture that follows them, and its text.

An explorer has three parts. The model turns settings into numbers. The picture draws numbers into a
figure that is made once and then only changed. The view, here, holds the controls and hands on. Model
and picture know nothing of the view and are tested without a browser.
"""

import base64
import html
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from . import live
from .ask import Ask, Questions
from .picture import Numbers, Picture
from .predict import Prediction
from .widgets import EXPLORER_STYLE, all_within, choice

#: Name of a control -> its value.
Settings = dict[str, Any]

#: What running the cell again is for.
GO_ON = "to move the controls and to answer"

#: How many letters of the text stand in one line beside the controls.
LINE = 88


class Explorer:
    """Questions, controls, a picture and its text, which follow them.

    On a laptop's screen the questions and controls stand at the left, 300 px wide, and the picture at the right with
    its text above it; the whole is at most 600 px high.

    Parameters
    ----------
    questions : list of Ask
        The first one is the driving question: the controls wake up when it was answered. Then two or three more, each
        of about five moves.
    controls : dict
        Name of a group of controls -> dict of name -> widget; at most three in a group, and one
        group is shown at a time.
    model : callable
        Takes the values of all controls by name and gives the numbers of the picture.
    picture : Picture
    text : callable
        Takes the numbers; says what the picture shows, in two or three sentences.
    presets : dict
        Name -> dict of settings. The first one is the start, which Reset brings back.
    """

    def __init__(
        self,
        *,
        questions: Sequence[Ask],
        controls: dict[str, dict[str, widgets.Widget]],
        model: Callable[..., Numbers],
        picture: Picture,
        text: Callable[[Numbers], str],
        presets: dict[str, Settings],
    ):
        self.groups, self.model, self.picture, self.text = controls, model, picture, text
        self.controls = {name: widget for group in controls.values() for name, widget in group.items()}
        self.presets, self.start = presets, next(iter(presets))
        self.setting_many = False
        self.still: live.Handle | None = None
        self.keep: Callable[[Prediction], str | None] = lambda guess: None
        self.shown = widgets.HTML()
        self.questions = Questions(questions, self.measured, self._compared, lambda guess: self.keep(guess))
        # The picture stays where it is: its text has the lines that the longest of the presets needs.
        self.lines = max(-(-len(text(model(**self.settings(preset)))) // LINE) for preset in presets)
        self._build()
        self.set(self.start)
        for widget in self.controls.values():
            widget.observe(self._follow, "value")

    def _build(self):
        self.which = choice("Move:", list(self.groups))
        self.preset = choice("Presets:", list(self.presets))
        self.reset = widgets.Button(description="Reset", tooltip="Back to the start")
        self.boxes = {name: widgets.VBox(list(group.values())) for name, group in self.groups.items()}
        self.reset.on_click(lambda _: self.set(self.start))
        self.preset.observe(self._use_preset, "value")
        self.which.observe(lambda _: self._show_group(), "value")
        self._enable(False)
        self._show_group()
        left = widgets.VBox(
            [
                self.questions.view,
                *([self.which] if len(self.groups) > 1 else []),
                *self.boxes.values(),
                *self.extra(),
                widgets.HBox([self.preset, self.reset]).add_class("relulab-presets"),
            ]
        )
        right = widgets.VBox([self.shown])
        columns = widgets.HBox([left.add_class("relulab-moves"), right.add_class("relulab-sees")])
        self.view = widgets.VBox([widgets.HTML(EXPLORER_STYLE).add_class("relulab-style"), columns])
        self.view.add_class("relulab-explorer")

    def extra(self) -> list[widgets.Widget]:
        """What a lesson's explorer has below its controls."""
        return []

    # ---- following the controls ------------------------------------------------------------------

    @property
    def values(self) -> Settings:
        """The settings of all controls by name."""
        return {name: widget.value for name, widget in self.controls.items()}

    def settings(self, preset: str | None = None) -> Settings:
        """The settings of a preset, or of the start, by name."""
        return {**self.presets[self.start], **self.presets[preset or self.start]}

    def set(self, preset: str) -> None:
        """Set all controls to a preset, and draw once."""
        self.setting_many = True
        try:
            self.preset.value = preset
            for name, value in self.settings(preset).items():
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
        # The text is there once for everybody: a reader of the screen hears it when it changes.
        return f'<p role="status" style="min-height: {self.lines}lh">{html.escape(text)}</p>{self._img(png, text)}'

    def _img(self, png, text, style="max-width: 100%; height: auto"):
        width, height = self.picture.size
        return (
            f'<img src="data:image/png;base64,{base64.b64encode(png).decode()}" alt="{html.escape(text)}" '
            f'width="{width}" height="{height}" style="{style}">'
        )

    def numbers(self) -> Numbers:
        """What the model says of the settings as they are."""
        return self.model(**self.values)

    def render(self) -> tuple[bytes, str]:
        """PNG and text for the settings as they are."""
        numbers = self.numbers()
        self.picture.update(numbers)
        return self.picture.png(), self.text(numbers)

    # ---- questions -------------------------------------------------------------------------------

    def measured(self, ask: Ask) -> Any:
        """What a question asks for."""
        return ask.measured(self.model(**self.settings(ask.preset)))

    def _compared(self, ask):
        self._enable(True)
        if ask.preset is not None:
            self.set(ask.preset)
        if self.still is not None:
            self.still.update(*self._still())

    def _enable(self, on):
        for widget in (*self.controls.values(), self.which, self.preset, self.reset):
            widget.disabled = not on

    def _show_group(self):
        for name, box in self.boxes.items():
            box.layout.display = "flex" if name == self.which.value else "none"

    # ---- where it is shown -----------------------------------------------------------------------

    def show(self, keep: Callable[[Prediction], str | None] | None = None) -> None:
        """Display the explorer and its still: the picture with its text, the questions, and what was answered.

        Parameters
        ----------
        keep : callable, optional
            Called once with each answer that was judged; keeps it, and may give a sentence for the reader.
        """
        self.keep = keep or self.keep
        still, plain = self._still()
        self.still = live.display(self.view, still, plain, owner=self)

    def _still(self):
        questions = self.questions.still()
        png, text = self.render()
        said = "".join(f"<p>{html.escape(line)}</p>" for line in questions)
        # Also where a page limits its height, as a slide does, it keeps its shape.
        picture = self._img(png, text, "max-width: 100%; width: auto; height: auto")
        still = f"<p>{html.escape(text)}</p>{picture}{said}{live.go_on(GO_ON)}"
        return still, "\n".join([f"Explorer. {text}", *questions, f"Run this cell {GO_ON}."])

    def close(self) -> None:
        """Close every widget of this explorer: no callback is left, and what it held is free."""
        # With one group of controls the choice among groups stands nowhere in the view.
        for widget in [*all_within(self.view), *all_within(self.which), *all_within(self.questions.next)]:
            widget.close()
