"""The controls of a prediction: an input of the right kind, and two buttons that commit what stands in it."""

import html

import ipywidgets as widgets

from . import card, live
from .predict import Prediction, as_text, sureness, written
from .widgets import CARD_STYLE, all_within

ASKING, KEPT = "Predict", "Predicted"


class Predicting:
    """A question with the controls to answer it.

    Parameters
    ----------
    guess : Prediction
        It gets the answer.
    """

    def __init__(self, guess: Prediction):
        self.guess = guess
        self.head, self.noticed = widgets.HTML(), widgets.HTML()
        self.picked: list[str] = []  # the order so far
        self.items = [
            widgets.Button(description=name, tooltip=f"Put {name} next, or take it back") for name in guess.order
        ]
        if guess.order:
            for name, button in zip(guess.order, self.items):
                button.on_click(lambda _, name=name: self._pick(name))
            self.control: widgets.Widget = widgets.HBox(self.items)
        elif guess.choices:
            self.control = widgets.RadioButtons(options=guess.choices, value=None)
        else:
            # Sent as a whole when the reader leaves the field or presses Enter: key by key, a quick press of the button
            # would overtake the last ones.
            unit = f" ({guess.unit})" if guess.unit else ""
            self.control = widgets.Text(
                description=f"Your prediction{unit}:", placeholder="a number", continuous_update=False
            )
        if not guess.order:
            self.control.observe(lambda _: self._notice(), "value")
        self.sure = widgets.Button(description="I am sure", tooltip="Keep this prediction: I am sure")
        self.unsure = widgets.Button(description="I am not sure", tooltip="Keep this prediction: I am not sure")
        for button, sure in ((self.sure, True), (self.unsure, False)):
            button.on_click(lambda _, sure=sure: self._commit(sure))
        self.box = widgets.HBox([self.control, widgets.HBox([self.sure, self.unsure])])
        if guess.order:
            self.box.add_class("relulab-order")
        self.view = widgets.VBox([widgets.HTML(CARD_STYLE), self.head, self.box, self.noticed])
        self.view.add_class("relulab-asks")
        self.shown: live.Handle | None = None
        self.follow()

    # ---- answering -------------------------------------------------------------------------------

    @property
    def value(self) -> object:
        """What stands in the input now; None if nothing does."""
        return (self.picked if self.guess.order else self.control.value) or None

    def take_what_is_there(self) -> None:
        """Keep what stands in the input, if it can be read: its reader went on without saying how sure they are."""
        if self.value is not None:
            self.guess.take(self.value)

    def _commit(self, sure):
        problem = self.guess.take("" if self.value is None and not self.guess.choices else self.value, sure)
        if problem:
            self._say(problem)

    def _pick(self, name):
        if name in self.picked:
            self.picked.remove(name)
        else:
            self.picked.append(name)
            left = [other for other in self.guess.order if other not in self.picked]
            self.picked += left if len(left) == 1 else []
        for item, button in zip(self.guess.order, self.items):
            button.description = f"{self.picked.index(item) + 1}. {item}" if item in self.picked else item
        self._notice()

    def _notice(self):
        """Say what was read, before the reader says how sure they are."""
        if self.value is None or self.guess.verdict is not None:
            return
        if self.guess.order and len(self.picked) < len(self.guess.order):
            self._say(f"So far: {', '.join(self.picked)}.")
            return
        read, problem = self.guess.read(self.value)
        if problem or (read == self.guess.answer and not isinstance(read, list)):
            self._say(problem)
        else:
            self._say(f"{written(read, self.guess.unit)}: how sure are you?")

    def _say(self, text):
        # A screen reader says it when it changes, so it changes also where the same words come again.
        self.noticed.value = ""
        self.noticed.value = f'<p role="status">{html.escape(text)}</p>' if text else ""

    # ---- what is shown ---------------------------------------------------------------------------

    def follow(self) -> None:
        """Show what the prediction has become."""
        guess = self.guess
        word = ASKING if guess.answer is None else KEPT
        self.head.value = f"<p>{card.badge('open', word)} <strong>{html.escape(guess.question)}</strong></p>"
        if guess.order and guess.answer is None:
            self._say("Press them in order, from first to last; a second press takes one back.")
        if guess.answer is not None:
            after = (
                "Run this cell again to predict anew." if guess.verdict else "You may change it until it is revealed."
            )
            self._say(f"{self._said()} {after}")
        self.box.layout.display = "none" if guess.verdict else "flex"
        if self.shown is not None:
            self.shown.update(*self._still())

    def _said(self):
        guess = self.guess
        verdict = f": {guess.verdict}" if guess.verdict else ""
        return f"You predicted {written(guess.answer, guess.unit)}{sureness(guess.sure)}{verdict}."

    def _still(self):
        """The question, and the answer if there is one, for a page without a kernel: HTML and text."""
        first, *others = as_text(self.guess).removeprefix(f"{ASKING}: ").splitlines()
        lines = [*others, *([self._said()] if self.guess.answer is not None else [])]
        again = "to predict" if self.guess.answer is None else "to predict anew"
        word = ASKING if self.guess.answer is None else KEPT
        said = "".join(f'<p style="margin: 0 0 2px">{html.escape(line)}</p>' for line in lines)
        body = f'<p style="margin: 0 0 2px"><strong>{html.escape(first)}</strong></p>{said}{live.go_on(again)}'
        plain = "\n".join([f"{ASKING}: {first}", *lines, f"Run this cell {again}."])
        return card.card("open", word, body, status=False), plain

    def show(self) -> None:
        """Display the controls and, for a page without a kernel, the question."""
        still, plain = self._still()
        self.shown = live.display(self.view, still, plain, owner=self)

    def close(self) -> None:
        """Close every widget, so that no callback is left."""
        for widget in all_within(self.view):
            widget.close()
