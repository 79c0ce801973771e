"""The controls to answer questions in a notebook.

JupyterQuiz 2.9.6.4 was tried first. It has an explanation for each choice and bands for numbers, and needs no
network. But its output holds a random name and the right answers themselves, so that strict nbval fails and the
stored page gives the key away; its text for a page without scripts is empty; and its scripts announce no reply to a
screen reader. So these are ipywidgets.
"""

import html

import ipywidgets as widgets

from . import card, live
from .question import Question, as_text, reply
from .records import record
from .text import on_a_page, say
from .widgets import CARD_STYLE, all_within

#: The last line of the still.
GO_ON = "Run this cell to answer: each answer, right or wrong, gets a reply of its own."
_HELP = "Answer, then say how sure you are. By keyboard: Tab goes to the next choice or button, Space takes it."
#: Whether an answer is right -> the kind of the card of its reply.
_KINDS = {True: "right", False: "off", None: "open"}


class Quiz:
    """Questions with the controls to answer them, one at a time.

    Parameters
    ----------
    lesson : str
        The lesson it stands in.
    questions : list of Question
    """

    def __init__(self, lesson: str, questions: list[Question]):
        self.lesson, self.questions = lesson, questions
        self.first: dict[str, bool] = {}  # question id -> whether its first answer was right
        self.given: dict[str, str] = {}  # question id -> the last answer and what it was, in words
        self.shown: live.Handle | None = None
        self.now = 0
        self.summary = widgets.HTML()
        self.items = [self._item(i, question) for i, question in enumerate(questions, start=1)]
        self.previous = widgets.Button(description="Previous", tooltip="The question before this one")
        self.next = widgets.Button(description="Next", tooltip="The question after this one")
        self.previous.on_click(lambda _: self.turn(self.now - 1))
        self.next.on_click(lambda _: self.turn(self.now + 1))
        self.view = widgets.VBox(
            [
                widgets.HTML(CARD_STYLE),
                widgets.HTML(f"<p>{_HELP}</p>"),
                *(item["box"] for item in self.items),
                widgets.HBox([self.previous, self.next]),
                self.summary,
            ]
        )
        self.view.add_class("relulab-asks").add_class("relulab-quiz")
        self._place()

    def _item(self, i, question):
        if question.is_number:
            # Sent as a whole when the reader leaves the field: key by key, a quick press of the button would overtake
            # the last ones.
            control = widgets.Text(description=f"Number for question {i}:", continuous_update=False)
        else:
            control = widgets.RadioButtons(options=question.choices, value=None)
        buttons = [
            widgets.Button(description=text, tooltip=f"Answer question {i}: {text}")
            for text in ("I am sure", "I am not sure")
        ]
        shown = widgets.HTML()
        for button, sure in zip(buttons, (True, False)):
            button.on_click(lambda _, sure=sure: self._answer(question, control, sure, shown))
        row = widgets.HBox([widgets.Label("How sure are you?"), *buttons])
        count = card.badge("open", f"Question {i} of {len(self.questions)}")
        text = widgets.HTML(f"<p>{count} {html.escape(question.text)}</p>")
        box = widgets.VBox([text, control, row, shown])
        return {"box": box, "control": control, "sure": buttons[0], "unsure": buttons[1], "reply": shown}

    def turn(self, i: int) -> None:
        """Show another question, and go to its first choice or its field."""
        self.now = min(max(i, 0), len(self.items) - 1)
        self._place()
        self.items[self.now]["control"].focus()

    def _place(self):
        for i, item in enumerate(self.items):
            item["box"].layout.display = "flex" if i == self.now else "none"
        self.previous.disabled, self.next.disabled = self.now == 0, self.now == len(self.items) - 1

    def _answer(self, question, control, sure, shown):
        result = reply(question, control.value, sure)
        word, why = ("No answer yet", result.text) if result.right is None else result.text.split(". ", 1)
        problem = record(self.lesson, question.id, result.right) if result.right is not None else None
        # A screen reader says it when it changes, so it changes also where the same words come again.
        shown.value = ""
        said = " ".join(filter(None, [why, problem]))
        shown.value = card.card(_KINDS[result.right], word, f"<p>{html.escape(said)}</p>")
        if result.right is None:
            return
        self.first.setdefault(question.id, result.right)
        self.given[question.id] = (
            f"You answered: {control.value.strip().rstrip('.')}. {'Right' if result.right else 'Not yet right'}."
        )
        if len(self.first) == len(self.questions):
            self.summary.value = (
                f'<p role="status">All {len(self.questions)} answered, {sum(self.first.values())} right at the '
                "first try.</p>"
            )
        if self.shown is not None:
            self.shown.update(*self._still())

    def _still(self):
        """All questions with what was answered, for a page without a kernel: HTML and text."""
        parts, plain = [], []
        for i, question in enumerate(self.questions, start=1):
            parts.append(f"<p><strong>Question {i}.</strong> {html.escape(question.text)}</p>")
            if not question.is_number:
                parts.append(f"<ul>{''.join(f'<li>{html.escape(choice)}</li>' for choice in question.choices)}</ul>")
            answered = self.given.get(question.id, "Answer with a number." if question.is_number else "")
            parts.append(f"<p>{html.escape(answered)}</p>" if answered else "")
            plain.append(as_text([question]).replace("Question 1.", f"Question {i}."))
            plain += [answered] if question.id in self.given else []
        return f"{''.join(parts)}<p><em>{GO_ON}</em></p>", "\n\n".join([*plain, GO_ON])

    def show(self) -> None:
        """Display the controls and, for a page without a kernel, the questions as text."""
        still, plain = self._still()
        if on_a_page():
            self.shown = live.display(self.view, still, plain, owner=self)
        else:
            say(plain)

    def close(self) -> None:
        """Close every widget, so that no callback is left."""
        for widget in all_within(self.view):
            widget.close()
