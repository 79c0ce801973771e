"""The questions of an explorer: one after the other, each answered by the reader and compared with what is measured."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import ipywidgets as widgets

from . import card
from .picture import Numbers
from .predict import Prediction, judge, written

SLEEPING = "Answer first; then the controls wake up. A guess will do."


@dataclass
class Ask:
    """A question that a reader answers by moving an explorer.

    Attributes
    ----------
    text : str
    measured : callable
        Takes the numbers of the model at the settings of `preset`; gives the number asked for, or the text of a choice.
    preset : str or None
        Name of the settings that answer the question, which Compare brings; None: those of the start, and none are
        brought.
    unit : str
        Of the number, such as "%".
    choices : list of str
        What to choose among; empty where a number is asked for.
    within, factor : float or None
        How near counts as right: a distance, or a ratio; as for `predict`.
    then : str
        What follows from it, in a sentence.
    """

    text: str
    measured: Callable[[Numbers], Any]
    preset: str | None = field(default=None, kw_only=True)
    unit: str = field(default="", kw_only=True)
    choices: Sequence[str] = field(default=(), kw_only=True)
    within: float | None = field(default=None, kw_only=True)
    factor: float | None = field(default=None, kw_only=True)
    then: str = field(default="", kw_only=True)

    def prediction(self) -> Prediction:
        """The same question, to be answered and judged."""
        return Prediction(self.text, self.unit, list(self.choices), within=self.within, factor=self.factor)


class Questions:
    """Questions one at a time, with the controls to answer them.

    Parameters
    ----------
    asks : list of Ask
        The first one comes before anything else.
    measure : callable
        Takes an Ask; gives what is measured.
    compared : callable
        Called with an Ask whenever its answer is compared.
    keep : callable
        Called once with each Prediction that was judged; keeps it, and may give a sentence for the reader.
    """

    def __init__(
        self,
        asks: Sequence[Ask],
        measure: Callable[[Ask], Any],
        compared: Callable[[Ask], None],
        keep: Callable[[Prediction], str | None],
    ):
        self.asks, self.measure, self.compared, self.keep = list(asks), measure, compared, keep
        self.guesses = [ask.prediction() for ask in self.asks]
        self.replies = [""] * len(self.asks)
        self.now = 0
        self.count, self.question, self.reply = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.controls = [self._control(guess) for guess in self.guesses]
        self.commit = widgets.Button(description="Compare", tooltip="Compare your answer with what is measured")
        self.previous = widgets.Button(description="Previous", tooltip="The question before this one")
        self.next = widgets.Button(description="Next", tooltip="The question after this one")
        self.commit.on_click(lambda _: self.compare())
        self.previous.on_click(lambda _: self._turn(self.now - 1))
        self.next.on_click(lambda _: self._turn(self.now + 1))
        head = widgets.HBox([self.count, self.previous, self.next]).add_class("relulab-count")
        answer = widgets.HBox([*self.controls, self.commit])
        self.view = widgets.VBox([*([head] if len(self.asks) > 1 else []), self.question, answer, self.reply])
        self.view.add_class("relulab-ask")
        self.turn(0)

    @staticmethod
    def _control(guess):
        if guess.choices:
            return widgets.RadioButtons(options=guess.choices, value=None)
        unit = f" ({guess.unit})" if guess.unit else ""
        # Sent as a whole when the reader leaves the field: key by key, a quick press of the button would overtake the
        # last ones.
        return widgets.Text(description=f"Your answer{unit}:", placeholder="a number", continuous_update=False)

    @property
    def control(self) -> widgets.Widget:
        """What takes the answer to the question that is shown."""
        return self.controls[self.now]

    @property
    def waiting(self) -> bool:
        """Whether the first question still waits for its answer."""
        return self.guesses[0].answer is None

    def turn(self, i: int) -> None:
        """Show another question."""
        self.now = min(max(i, 0), len(self.asks) - 1)
        self.count.value = f"Question {self.now + 1} of {len(self.asks)}"
        self.question.value = f"<p><strong>{html.escape(self.asks[self.now].text)}</strong></p>"
        for control in self.controls:
            control.layout.display = "" if control is self.control else "none"
        self.previous.disabled = self.now == 0 or self.waiting
        self.next.disabled = self.now == len(self.asks) - 1 or self.waiting
        self.reply.value = self.replies[self.now] or (f'<p role="status">{SLEEPING}</p>' if self.waiting else "")

    def _turn(self, i):
        self.turn(i)
        self.control.focus()  # the button may be off now, and would lose the place of a reader without a mouse

    def compare(self) -> None:
        """Set the answer beside what is measured; the first answer to a question counts, and stays."""
        ask, guess = self.asks[self.now], self.guesses[self.now]
        if guess.answer is None:
            problem = guess.take(self.control.value)
            if problem:
                self._say(f'<p role="status">{html.escape(problem)} A guess will do.</p>')
                return
            self.control.disabled = True
            guess.verdict = judge(guess, self.measure(ask))
            self.replies[self.now] = self._reply(ask, guess, self.keep(guess) or "")
        self.compared(ask)
        self.turn(self.now)
        self._say(self.replies[self.now])

    def _say(self, text):
        # A screen reader says it when it changes, so it changes also where the same words come again.
        self.reply.value = ""
        self.reply.value = text

    def _reply(self, ask, guess, told):
        given, measured = _in_words(guess, self.measure(ask))
        said = f"{html.escape(given)} <strong>{html.escape(measured)}</strong> {html.escape(f'{ask.then} {told}')}"
        verdict = guess.verdict or "open"
        return card.card(verdict, verdict.capitalize(), said)

    def still(self) -> list[str]:
        """The questions and what was answered, a line each."""
        lines = []
        for i, (ask, guess) in enumerate(zip(self.asks, self.guesses), start=1):
            said = [f"Question {i}. {ask.text}", *([f"({' / '.join(ask.choices)})"] if ask.choices else [])]
            if guess.answer is not None:
                said += [f"{(guess.verdict or 'open').capitalize()}.", *_in_words(guess, self.measure(ask))]
            lines.append(" ".join(said))
        return lines


def _in_words(guess, measured):
    return (
        f"Your answer: {written(guess.answer, guess.unit)}.",
        f"Measured: {written(measured, guess.unit)}.",
    )
