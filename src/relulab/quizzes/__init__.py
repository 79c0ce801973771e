"""Quizzes: `quiz` shows the five questions at the end of a lesson, `recall` the two at its start from lessons before.

    from relulab import quiz, recall
    recall("02_activations")
    quiz("02_activations")
"""

import difflib

from . import lesson01, lesson02, lesson03, lesson04, lesson05, lesson06
from .core import Question, Quiz, Wrong

_MODULES = {
    "01_neurons": lesson01,
    "02_activations": lesson02,
    "03_relu_sparsity": lesson03,
    "04_vanishing_gradients": lesson04,
    "05_leaky_relu": lesson05,
    "06_clinic": lesson06,
}
#: Name of a lesson -> its questions: five at its end, and two at its start from lessons before.
QUIZZES = {lesson: module.QUIZ for lesson, module in _MODULES.items()}
RECALLS = {lesson: module.RECALL for lesson, module in _MODULES.items() if module.RECALL}

__all__ = ["QUIZZES", "RECALLS", "Question", "Quiz", "Wrong", "quiz", "recall"]


def quiz(lesson):
    """Show the five questions at the end of a lesson.

    Parameters
    ----------
    lesson : str
        Name of the lesson, such as "01_neurons".
    """
    _show(lesson, QUIZZES, "quiz")


def recall(lesson):
    """Show the two questions at the start of a lesson, which are from lessons before it.

    Parameters
    ----------
    lesson : str
        Name of the lesson they stand in, such as "02_activations".
    """
    _show(lesson, RECALLS, "recall")


def _show(lesson, questions, name):
    if isinstance(lesson, str) and lesson in questions:
        Quiz(lesson, questions[lesson]).show()
        return
    close = difflib.get_close_matches(str(lesson), questions, n=1, cutoff=0.3)
    guess = f" Did you mean {name}({close[0]!r})?" if close else ""
    print(f"{name} takes the name of a lesson, in quotes, and there is none for {lesson!r}.{guess}")
    print(f"The names are: {', '.join(questions)}.")
