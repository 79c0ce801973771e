"""The controls to answer questions in a notebook.

JupyterQuiz 2.9.6.4 was tried first. It has an explanation for each choice and bands for numbers, and needs no
network. But its output holds a random name and the right answers themselves, so that strict nbval fails and the
stored page gives the key away; its text for a page without scripts is empty; and its scripts announce no reply to a
screen reader. So these are ipywidgets.
"""

import html

import ipywidgets as widgets

from .question import Question, as_text, reply
from .records import record
from .text import Bundle
from .widgets import all_within, close_earlier

#: Stands under the stored questions, for a page that has no kernel.
LIVE = "To answer, run the cell in JupyterLab: each answer, right or wrong, gets a reply of its own."
_HELP = (
    "Choose or write an answer, then say how sure you are. By keyboard: Tab goes to the next choice or button, "
    "Space takes it."
)

# The labels of radio buttons are cut at one line unless told otherwise.
_STYLE = """<style>
.relulab-quiz .widget-radio, .relulab-quiz .widget-radio-box { width: auto; max-width: 100%; height: auto; }
.relulab-quiz .widget-radio-box { margin: 0; }
.relulab-quiz .widget-radio-box label { display: flex; flex-direction: row-reverse; justify-content: flex-end; \
align-items: flex-start;
  height: auto; white-space: normal; overflow: visible; line-height: 1.4; padding: 3px 0; }
.relulab-quiz .widget-radio-box input { flex-shrink: 0; float: none; margin: 1px 8px 0 2px; }
.relulab-quiz .widget-html-content { line-height: 1.4; overflow-wrap: anywhere; }
.relulab-quiz p { margin: 0.3em 0; }
.relulab-quiz .relulab-reply { border-left: 3px solid currentColor; padding-left: 0.7em; max-width: 50em; }
</style>"""


class Quiz:
    """Questions with the controls to answer them.

    Parameters
    ----------
    lesson : str
        The lesson it stands in.
    questions : list of Question
    """

    def __init__(self, lesson: str, questions: list[Question]):
        self.lesson, self.questions = lesson, questions
        self.first: dict[str, bool] = {}  # question id -> whether its first answer was right
        self.summary = widgets.HTML()
        self.items = [self._item(i, question) for i, question in enumerate(questions, start=1)]
        self.view = widgets.VBox(
            [widgets.HTML(f"{_STYLE}<p>{_HELP}</p>"), *(item["box"] for item in self.items), self.summary]
        )
        self.view.add_class("relulab-quiz")

    def _item(self, i, question):
        if question.is_number:
            # Sent as a whole when the reader leaves the field: key by key, a quick press of the button would overtake
            # the last ones.
            control = widgets.Text(
                description=f"Number for question {i}:",
                style={"description_width": "initial"},
                layout=widgets.Layout(width="auto", max_width="22em"),
                continuous_update=False,
            )
        else:
            control = widgets.RadioButtons(options=question.choices, value=None, layout=widgets.Layout(width="auto"))
        buttons = [
            widgets.Button(
                description=text, tooltip=f"Answer question {i}: {text}", layout=widgets.Layout(width="auto")
            )
            for text in ("I am sure", "I am not sure")
        ]
        shown = widgets.HTML()
        for button, sure in zip(buttons, (True, False)):
            button.on_click(lambda _, sure=sure: self._answer(question, control, sure, shown))
        row = widgets.HBox([widgets.Label("How sure are you?"), *buttons], layout=widgets.Layout(flex_flow="row wrap"))
        text = widgets.HTML(f"<p><strong>Question {i}.</strong> {html.escape(question.text)}</p>")
        box = widgets.VBox([text, control, row, shown], layout=widgets.Layout(margin="0 0 12px 0"))
        return {"box": box, "control": control, "sure": buttons[0], "unsure": buttons[1], "reply": shown}

    def _answer(self, question, control, sure, shown):
        result = reply(question, control.value, sure)
        # A screen reader says it when it changes, so it changes also where the same words come again.
        shown.value = ""
        verdict, _, why = html.escape(result.text).partition(". ")
        problem = record(self.lesson, question.id, result.right) if result.right is not None else None
        shown.value = (
            f'<p role="status" class="relulab-reply"><strong>{verdict}.</strong> {why} {html.escape(problem or "")}</p>'
        )
        if result.right is None:
            return
        self.first.setdefault(question.id, result.right)
        if len(self.first) == len(self.questions):
            self.summary.value = (
                f'<p role="status">All {len(self.questions)} answered, {sum(self.first.values())} right at the '
                "first try.</p>"
            )

    def show(self) -> None:
        """Display the controls and, for a page without a kernel, the questions as text."""
        from IPython.display import display

        close_earlier(self)
        text = f"{as_text(self.questions)}\n\n*{LIVE}*"
        display(Bundle({**self.view._repr_mimebundle_(), "text/markdown": text, "text/plain": text}), raw=True)

    def close(self) -> None:
        """Close every widget, so that no callback is left."""
        for widget in all_within(self.view):
            widget.close()
