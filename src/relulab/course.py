"""The course as its reader meets it: `check`, `hint`, `solution`, `mine`, `reveal`, `warmup`, `explore` and `quiz`.

Each takes the name of an exercise or a lesson, looks it up in the lessons' folders, and speaks instead of
raising. What an answer came to is recorded, so that `progress` can show it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from . import lessons
from .classroom import card, records
from .classroom.check import BROKEN, HEADLINES, NOT_ATTEMPTED, RIGHT, WRONG
from .classroom.exercise import Exercise
from .classroom.predict import Prediction
from .classroom.question import Question
from .classroom.rehearsed import rehearsed
from .classroom.revealing import compared
from .classroom.text import did_you_mean, say
from .lessons.contents import lesson_that_asks

#: Every exercise by its id, in the order of the lessons and, within one, of its file.
EXERCISES: dict[str, Exercise] = {
    exercise.id: exercise
    for lesson in lessons.LESSONS
    for exercise in vars(lessons.part(lesson, "exercises")).values()
    if isinstance(exercise, Exercise)
}


#: Verdict of a check -> the kind of its card.
_KINDS = {NOT_ATTEMPTED: "open", RIGHT: "right", WRONG: "off", BROKEN: "off"}
#: Lesson -> until when its solutions and last hints are kept back in this kernel.
_closed: dict[str, datetime] = {}
#: Exercise -> how often in a row its answer was not right in this kernel.
_in_a_row: dict[str, int] = {}


@lru_cache(maxsize=1)
def quizzes() -> dict[str, list[Question]]:
    """Lesson -> the questions at its end."""
    return {lesson: lessons.part(lesson, "quiz").QUIZ for lesson in lessons.LESSONS}


@lru_cache(maxsize=1)
def warmups() -> dict[str, list[Question]]:
    """Lesson -> the questions at its start, which are from lessons before it; the first lesson has none."""
    questions = {lesson: lessons.part(lesson, "quiz").WARMUP for lesson in lessons.LESSONS}
    return {lesson: some for lesson, some in questions.items() if some}


def check(exercise: str | None = None, answer: Callable | None = None) -> None:
    """Say whether an answer is right, and if not, what to look at.

    Parameters
    ----------
    exercise : str
        Name of the exercise, as it stands in the cell that checks it.
    answer : callable
        Your function, by its name without brackets.
    """
    asked = _exercise("check", exercise, answer)
    if not asked:
        return
    if answer is None:
        say(f"check needs the name of the exercise and your function, without brackets: {_call('check', asked.id)}.")
        return
    result = rehearsed(asked, answer)
    right, more = result.verdict == RIGHT, []
    if result.verdict != NOT_ATTEMPTED:
        _in_a_row[asked.id] = 0 if right else _in_a_row.get(asked.id, 0) + 1
        more = [_offer(asked), records.record(asked.lesson, asked.id, right)]
    said = "\n".join(filter(None, [result.text, *more]))
    headline = HEADLINES[result.verdict]
    card.show(_KINDS[result.verdict], headline.rstrip("."), f"{headline} {said}".strip(), card.as_html(said))


def _offer(exercise: Exercise) -> str:
    """The help that is next after two wrong answers in a row, then after each further one."""
    wrong = _in_a_row[exercise.id]
    if wrong < 2:
        return ""
    if wrong > len(_hints(exercise)) + 1:
        return "" if _is_closed(exercise) else f'Stuck? solution("{exercise.id}") shows the answer.'
    return f'Stuck? hint("{exercise.id}"{f", n={wrong - 1}" if wrong > 2 else ""}) helps.'


def hint(exercise: str | None = None, n: int = 1) -> None:
    """Show a hint.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    n : int
        1 for a nudge, 2 for more, 3 for nearly the answer.
    """
    asked = _exercise("hint", exercise)
    if not asked:
        return
    count = len(_hints(asked))
    try:
        n = next(each for each in range(1, count + 1) if each == float(n))
    except Exception:  # no number, or none of these
        say(f'There are {count} hints for this exercise: hint("{asked.id}", n=1) to n={count}.')
        return
    following = f'The next one: hint("{asked.id}", n={n + 1}).'
    last = _not_yet(asked) if _is_closed(asked) else f'If that is not enough: solution("{asked.id}").'
    more = following if n < count else last
    said = f"{asked.hints[n - 1]}\n{more}"
    card.show("open", f"Hint {n} of {count}", f"Hint {n} of {count}. {said}", card.as_html(said))


def solution(exercise: str | None = None) -> None:
    """Show the code of the solution, the same that the checks compare with.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    """
    asked = _exercise("solution", exercise)
    if not asked:
        return
    if _is_closed(asked):
        say(_not_yet(asked))
        return
    if records.is_on():
        kept, _ = records.read()
        solved = any(items.get(asked.id, {}).get("right", False) for items in kept.values())
        records.record(asked.lesson, f"{records.SOLUTION}{asked.id}", False, solved=solved)
    source = asked.solution_source
    card.put({"text/markdown": f"```python\n{source}\n```"}, source)


def graded_copy(lesson: str, until: str) -> None:
    """Keep a lesson's solutions and last hints back until a date: stands in the copies that are handed in for marks.

    Parameters
    ----------
    lesson : str
        Name of the lesson.
    until : str
        Day and time as "2026-12-04 18:00", by this computer's clock.
    """
    _closed[lesson] = datetime.fromisoformat(until)
    say(
        "This copy is handed in for marks: its solutions and the last hints open on "
        f"{_closed[lesson]:%Y-%m-%d at %H:%M}."
    )


def _is_closed(exercise: Exercise) -> bool:
    return datetime.now() < _closed.get(exercise.lesson, datetime.min)


def _hints(exercise: Exercise) -> list[str]:
    return exercise.hints[:-1] if _is_closed(exercise) else exercise.hints


def _not_yet(exercise: Exercise) -> str:
    return f"The rest opens on {_closed[exercise.lesson]:%Y-%m-%d at %H:%M}: this copy is handed in for marks."


def mine(exercise: str | None = None, answer: Any = None) -> Any:
    """The reader's function where it is right, else the course's; one line says which.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    answer : callable
        Your function, by its name without brackets.

    Returns
    -------
    callable
        What the next cells run on. Without an exercise of that name it is what was given.
    """
    asked = _exercise("mine", exercise, answer)
    if not asked:
        name = exercise if isinstance(exercise, str) else getattr(exercise, "__name__", None)
        known = EXERCISES.get(name) if isinstance(name, str) else None
        return known.answer if known else answer
    own = answer is not None and rehearsed(asked, answer).verdict == RIGHT
    if own:
        kind, word, said = "right", "Yours", f"From here on, your own {asked.answer.__name__} does the work."
    else:
        kind, word = "open", "The course's"
        said = f"From here on, the course's {asked.answer.__name__} does the work, until yours is right."
    if answer is None:
        said += f" To use yours, give it as well: {_call('mine', asked.id)}."
    card.show(kind, word, said, card.as_html(said))
    return answer if own else asked.answer


def reveal(guess: Prediction, measured: Any) -> None:
    """Show the prediction beside what was measured, and say whether it was right, close or off.

    Parameters
    ----------
    guess : Prediction
        What `predict` returned.
    measured : float, array of shape (R,), str or list of str
        What came out, in the form asked for; one value for each run is shown as mean and spread.
    """
    compared(guess, measured, lambda guess: _keep(lesson_that_asks(guess.question), guess))


def _keep(lesson: str, guess: Prediction) -> str | None:
    item, right = f"{records.PREDICTION}{guess.question}", guess.verdict == "right"
    said: dict[str, str | bool] = {"verdict": guess.verdict or ""}
    if guess.sure is not None:
        said["sure"] = guess.sure
    return records.record(lesson, item, right, **said)


def warmup(lesson: str) -> None:
    """Show the two questions at the start of a lesson, which are from lessons before it.

    Parameters
    ----------
    lesson : str
        Name of the lesson they stand in, such as "03_activations".
    """
    _show_questions("warmup", lesson, warmups())


def quiz(lesson: str) -> None:
    """Show the five questions at the end of a lesson.

    Parameters
    ----------
    lesson : str
        Name of the lesson, such as "01_neurons".
    """
    _show_questions("quiz", lesson, quizzes())


def explore(lesson: str) -> None:
    """Show the explorer of a lesson: questions, controls, and a picture that follows them.

    Parameters
    ----------
    lesson : str
        Name of the lesson, such as "01_neurons".
    """
    if _is_lesson("explore", lesson, lessons.LESSONS):
        lessons.part(lesson, "explorer").explorer().show(lambda guess: _keep(lesson, guess))


def _show_questions(call: str, lesson: str, questions: dict[str, list[Question]]) -> None:
    if _is_lesson(call, lesson, questions):
        from .classroom.quiz import Quiz

        Quiz(lesson, questions[lesson]).show()


def _is_lesson(call: str, name: Any, names: Any) -> bool:
    """Whether there is such a lesson; says what is wrong with the name if not."""
    if isinstance(name, str) and name in names:
        return True
    guess = did_you_mean(name, names, f"{call}({{}})")
    say(f"{call} takes the name of a lesson, in quotes, and there is none for {name!r}.{guess}")
    say(f"The names are: {', '.join(names)}.")
    return False


def _exercise(call: str, exercise: Any, answer: Any = None) -> Exercise | None:
    """The Exercise of that name, or None after saying how the call is written."""
    if isinstance(exercise, str) and exercise in EXERCISES:
        return EXERCISES[exercise]
    if isinstance(exercise, str):
        say(
            f"There is no exercise {exercise!r}.{did_you_mean(exercise, EXERCISES)} The exercises are: "
            f"{', '.join(EXERCISES)}."
        )
        return None
    # The other argument may be the name, or one of the two a function that is called as an exercise is.
    names = [each if isinstance(each, str) else getattr(each, "__name__", None) for each in (answer, exercise)]
    meant = next((name for name in names if isinstance(name, str) and name in EXERCISES), None)
    begins = "The name of the exercise comes first, in quotes, then your function without brackets"
    if call not in _TAKE_FUNCTIONS:
        begins = "The name of the exercise stands in the brackets, in quotes"
    say(f"{begins}: {_call(call, meant or next(iter(EXERCISES)))}{'' if meant else ', for example'}.")
    return None


_TAKE_FUNCTIONS = ("check", "mine")


def _call(call: str, name: str) -> str:
    """How a call is written for an exercise."""
    function = f", {EXERCISES[name].answer.__name__}" if call in _TAKE_FUNCTIONS else ""
    return f'{call}("{name}"{function})'
