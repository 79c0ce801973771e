"""What all quizzes share: a question with an explanation for every answer, and the controls to answer it.

JupyterQuiz 2.9.6.4 was tried first. It has an explanation for each choice and bands for numbers, and needs no network. But its output
holds a random name and the right answers themselves, so that strict nbval fails and the stored page gives the key away; its text for a
page without scripts is empty; and its scripts announce no reply to a screen reader. So these are ipywidgets.
"""

import html
import random
import re
from dataclasses import dataclass
from math import isfinite

import ipywidgets as widgets

from ..explorers.core import all_within, close_earlier
from ..records import record

#: The beliefs that the wrong answers come from. A wrong answer without one is a slip of the pen or of the formula.
BELIEFS = {
    "linear": "ReLU is linear",
    "stack": "stacking linear layers adds something that one layer cannot do",
    "more-layers": "more layers always bend more",
    "sparse-weights": "sparse activations mean sparse weights",
    "silent-dead": "silent means dead",
    "dead-zero": "dead means zero weights",
    "one-batch": "one batch proves death",
    "any-death": "any death ruins the accuracy",
    "revive": "training revives the dead",
    "leaky-positive": "the leak makes units positive",
    "small-gradient": "a small gradient means a small loss",
    "saturated-strong": "a saturated unit sends a strong signal",
    "relu-safe": "ReLU can neither vanish nor explode",
    "depth-alone": "depth alone makes the gradient vanish",
    "one-bias": "a layer has one bias",
    "bias-cosmetic": "the bias is cosmetic",
    "probability": "an output between 0 and 1 is a probability to trust",
    "equal-start": "equal starting weights do no harm",
    "more-sparsity": "more sparsity is better",
}

#: Stands under the stored questions, for a page that has no kernel.
LIVE = "To answer, run the cell in JupyterLab: each answer, right or wrong, gets a reply of its own."

_HELP = "Choose or write an answer, then say how sure you are. By keyboard: Tab goes to the next choice or button, Space takes it."
# The labels of radio buttons are cut at one line unless told otherwise.
_STYLE = """<style>
.relulab-quiz .widget-radio, .relulab-quiz .widget-radio-box { width: auto; max-width: 100%; height: auto; }
.relulab-quiz .widget-radio-box { margin: 0; }
.relulab-quiz .widget-radio-box label { display: flex; flex-direction: row-reverse; justify-content: flex-end; align-items: flex-start;
  height: auto; white-space: normal; overflow: visible; line-height: 1.4; padding: 3px 0; }
.relulab-quiz .widget-radio-box input { flex-shrink: 0; float: none; margin: 1px 8px 0 2px; }
.relulab-quiz .widget-html-content { line-height: 1.4; overflow-wrap: anywhere; }
.relulab-quiz p { margin: 0.3em 0; }
.relulab-quiz .relulab-reply { border-left: 3px solid currentColor; padding-left: 0.7em; max-width: 50em; }
</style>"""


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that a reader may well give.

    Attributes
    ----------
    answer : str, float or callable
        The text of a choice; for a question that asks for a number, that number or a function that computes it.
    why : str
        What tempts in it, and where it goes wrong.
    belief : str or None
        The belief behind it, a key of `BELIEFS`.
    """

    answer: object
    why: str
    belief: str = None

    @property
    def value(self):
        return self.answer() if callable(self.answer) else self.answer


@dataclass(frozen=True)
class Question:
    """A question with four choices, or one that asks for a number.

    Attributes
    ----------
    id, lesson, text : str
        Its name, the lesson it is about, and what it asks.
    answer : str or callable
        The right choice, or a function that computes the number.
    because : str
        Why that is right.
    wrong : list of Wrong
        The three other choices, or numbers that typical errors lead to.
    evidence : str
        What shows otherwise, for a reader who was sure of a wrong answer.
    cell, section : str
        The cell of the lesson that shows it, and the heading of the section that cell stands in.
    band : float
        How far from the number an answer may be.
    otherwise : str
        The reply to any other number.
    """

    id: str
    lesson: str
    text: str
    answer: object
    because: str
    wrong: list
    evidence: str
    cell: str
    section: str
    band: float = 0.0
    otherwise: str = ""

    @property
    def is_number(self):
        return callable(self.answer)

    @property
    def key(self):
        """The right answer: the text of a choice, or the number."""
        return float(self.answer()) if self.is_number else self.answer

    @property
    def choices(self):
        """The choices in the order shown, which is always the same and does not tell which one is right."""
        texts = [self.answer, *(wrong.answer for wrong in self.wrong)]
        random.Random(self.id).shuffle(texts)
        return texts

    @property
    def where(self):
        """Where the lesson shows it, in words."""
        number, _, title = self.section.rpartition(". ")
        section = f"section {number}, “{title}”" if number else f"the section “{title}”"
        return f"lesson {self.lesson[:2]}, {section}"


@dataclass(frozen=True)
class Reply:
    """What a question says to an answer.

    Attributes
    ----------
    right : bool or None
        None where the answer could not be read.
    text : str
    """

    right: bool
    text: str


def reply(question, answer, sure=False):
    """Say whether an answer is right, and why.

    Parameters
    ----------
    question : Question
    answer : str or None
        A choice, or what was typed as a number.
    sure : bool
        A wrong answer given with confidence gets the fuller reply.

    Returns
    -------
    Reply
    """
    if question.is_number:
        answer = number(answer or "")
        if answer is None:
            return Reply(None, "Write one number, such as 3, -0.25, 1/3 or 2e-6, then say how sure you are.")
        right = abs(answer - question.key) <= question.band + 1e-9 * abs(question.key)
    elif answer is None:
        return Reply(None, "Choose an answer first, then say how sure you are.")
    else:
        right = answer == question.key
    if right:
        return Reply(True, f"Right{'' if sure else ', although you were not sure'}. {question.because} (It is in {question.where}.)")
    wrong = _found(question, answer)
    parts = ["Not this one." if not question.is_number else "Not this number."]
    if wrong and wrong.belief:
        parts.append(f"The belief behind it: {BELIEFS[wrong.belief]}.")
    parts.append(wrong.why if wrong else question.otherwise)
    if sure:
        parts.append(f"You were sure, so look closely. {question.evidence}")
    parts.append(f"Look again at {question.where}.")
    return Reply(False, " ".join(parts))


def _found(question, answer):
    """The Wrong that was given, or None for a number that is none of those listed."""
    if not question.is_number:
        return next(wrong for wrong in question.wrong if wrong.answer == answer)
    # Where the answer is no whole number, whoever makes the error may round it differently from us.
    near = [wrong for wrong in question.wrong if abs(answer - wrong.value) <= (max(question.band, 0.02 * abs(wrong.value)) if question.band else 1e-9)]
    return min(near, key=lambda wrong: abs(answer - wrong.value), default=None)


def number(text):
    """The number in a text: 1/3, 17 610, -0,5, 2e-6 and 54 % are read; None for anything else.

    Parameters
    ----------
    text : str
    """
    text = re.sub(r"[\s%]", "", text.replace("−", "-"))
    text = re.sub(r"^(-?\d*),(\d+)$", r"\1.\2", text)
    numerator, _, denominator = text.partition("/")
    try:
        value = float(numerator) / float(denominator or 1)
    except (ValueError, ZeroDivisionError):
        return None
    return value if isfinite(value) else None


class Quiz:
    """Questions with the controls to answer them.

    Parameters
    ----------
    lesson : str
        The lesson it stands in.
    questions : list of Question
    """

    def __init__(self, lesson, questions):
        self.lesson, self.questions = lesson, questions
        self.first = {}    # question id -> whether its first answer was right
        self.summary = widgets.HTML()
        self.items = [self._item(i, question) for i, question in enumerate(questions, start=1)]
        self.view = widgets.VBox([widgets.HTML(f"{_STYLE}<p>{_HELP}</p>"), *(item["box"] for item in self.items), self.summary])
        self.view.add_class("relulab-quiz")

    def _item(self, i, question):
        if question.is_number:
            # Sent as a whole when the reader leaves the field: key by key, a quick press of the button would overtake the last ones.
            control = widgets.Text(description=f"Number for question {i}:", style={"description_width": "initial"}, layout=widgets.Layout(width="auto", max_width="22em"),
                                   continuous_update=False)
        else:
            control = widgets.RadioButtons(options=question.choices, value=None, layout=widgets.Layout(width="auto"))
        buttons = [
            widgets.Button(description=text, tooltip=f"Answer question {i}: {text}", layout=widgets.Layout(width="auto"))
            for text in ("I am sure", "I am not sure")
        ]
        said = widgets.HTML()
        for button, sure in zip(buttons, (True, False)):
            button.on_click(lambda _, sure=sure: self._answer(question, control, sure, said))
        row = widgets.HBox([widgets.Label("How sure are you?"), *buttons], layout=widgets.Layout(flex_flow="row wrap"))
        text = widgets.HTML(f"<p><strong>Question {i}.</strong> {html.escape(question.text)}</p>")
        box = widgets.VBox([text, control, row, said], layout=widgets.Layout(margin="0 0 12px 0"))
        return {"box": box, "control": control, "sure": buttons[0], "unsure": buttons[1], "said": said}

    def _answer(self, question, control, sure, said):
        result = reply(question, control.value, sure)
        # A screen reader says it when it changes, so it changes also where the same words come again.
        said.value = ""
        verdict, _, why = html.escape(result.text).partition(". ")
        told = record(self.lesson, question.id, result.right) if result.right is not None else None
        said.value = f'<p role="status" class="relulab-reply"><strong>{verdict}.</strong> {why} {html.escape(told or "")}</p>'
        if result.right is None:
            return
        self.first.setdefault(question.id, result.right)
        if len(self.first) == len(self.questions):
            self.summary.value = f'<p role="status">All {len(self.questions)} answered, {sum(self.first.values())} right at the first try.</p>'

    def show(self):
        """Display the controls and, for a page without a kernel, the questions as text."""
        from IPython.display import display

        close_earlier(self)
        text = f"{as_text(self.questions)}\n\n*{LIVE}*"
        display({**self.view._repr_mimebundle_(), "text/markdown": text, "text/plain": text}, raw=True)

    def close(self):
        """Close every widget, so that no callback is left."""
        for widget in all_within(self.view):
            widget.close()


def as_text(questions, space=""):
    """The questions as Markdown, without anything that gives an answer away.

    Parameters
    ----------
    questions : list of Question
    space : str
        Where a number is to be written.
    """
    parts = []
    for i, question in enumerate(questions, start=1):
        parts.append(f"**Question {i}.** {escaped(question.text)}")
        if question.is_number:
            parts.append(f"Answer with a number. {space}".strip())
        else:
            parts.append("\n".join(f"- ({letter}) {escaped(choice)}" for letter, choice in zip("abcd", question.choices)))
    return "\n\n".join(parts)


def escaped(text):
    """The text with what Markdown would read as its own marks made plain.

    Parameters
    ----------
    text : str
    """
    return re.sub(r"([\\`*_$<>\[\]|#])", r"\\\1", text)
