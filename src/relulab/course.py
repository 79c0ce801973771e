"""The course as its reader meets it: `check`, `hint`, `solution`, `mine`, `reveal`, `warmup`, `explore` and `quiz`.

Each takes the name of an exercise or a lesson, looks it up in the lessons' folders, and speaks instead of
raising. What an answer came to is recorded, so that `progress` can show it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from . import lessons
from .classroom import card, records
from .classroom.check import BROKEN, HEADLINES, NOT_ATTEMPTED, RIGHT, WRONG, Result, grade
from .classroom.exercise import Exercise
from .classroom.grading.grade import points
from .classroom.predict import Prediction
from .classroom.question import Question
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


def check(exercise: str, answer: Callable) -> None:
    """Say whether an answer is right, and if not, what to look at.

    Parameters
    ----------
    exercise : str
        Name of the exercise, as it stands in the cell that checks it.
    answer : callable
        Your function, by its name without brackets.
    """
    _checked(exercise, answer)


def graded(exercise: str, answer: Callable) -> int:
    """Say what `check` says and give the points: the check of a copy that is handed in.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    answer : callable
        Your function, by its name without brackets.

    Returns
    -------
    int
        The points, from 0 to 2.
    """
    asked, result = _checked(exercise, answer)
    return points(asked, result) if asked and result else 0


def _checked(exercise: str, answer: Any) -> tuple[Exercise | None, Result | None]:
    """Grade, say what came out, and remember it. None twice if there is no such exercise."""
    asked = _exercise(exercise)
    if not asked:
        return None, None
    result = grade(asked, answer)
    right, more = result.verdict == RIGHT, []
    if result.verdict != NOT_ATTEMPTED:
        _in_a_row[asked.id] = 0 if right else _in_a_row.get(asked.id, 0) + 1
        more = [_offer(asked), records.record(asked.lesson, asked.id, right)]
    said = "\n".join(filter(None, [result.text, *more]))
    headline = HEADLINES[result.verdict]
    card.show(_KINDS[result.verdict], headline.rstrip("."), f"{headline} {said}".strip(), card.as_html(said))
    return asked, result


def _offer(exercise: Exercise) -> str:
    """The help that is next after two wrong answers in a row, then after each further one."""
    wrong = _in_a_row[exercise.id]
    if wrong < 2:
        return ""
    if wrong > len(exercise.hints) + 1:
        return f'Stuck? solution("{exercise.id}") shows the answer.'
    return f'Stuck? hint("{exercise.id}"{f", n={wrong - 1}" if wrong > 2 else ""}) helps.'


def hint(exercise: str, n: int = 1) -> None:
    """Show a hint.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    n : int
        1 for a nudge, 2 for more, 3 for nearly the answer.
    """
    asked = _exercise(exercise)
    if not asked:
        return
    count = len(asked.hints)
    if n not in range(1, count + 1):
        say(f'There are {count} hints for this exercise: hint("{asked.id}", n=1) to n={count}.')
        return
    following = f'The next one: hint("{asked.id}", n={n + 1}).'
    more = following if n < count else f'If that is not enough: solution("{asked.id}").'
    said = f"{asked.hints[n - 1]}\n{more}"
    card.show("open", f"Hint {n} of {count}", f"Hint {n} of {count}. {said}", card.as_html(said))


def solution(exercise: str) -> None:
    """Show the code of the solution, the same that the checks compare with.

    Parameters
    ----------
    exercise : str
        Name of the exercise.
    """
    asked = _exercise(exercise)
    if asked:
        source = asked.solution_source
        card.put({"text/markdown": f"```python\n{source}\n```"}, source)


def mine(exercise: str, answer: Any) -> Callable:
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
        What the next cells run on.

    Raises
    ------
    LookupError
        If there is no exercise of that name.
    """
    asked = _exercise(exercise)
    if not asked:
        raise LookupError(f"There is no exercise {exercise!r}.")
    own = grade(asked, answer).verdict == RIGHT
    if own:
        kind, word, said = "right", "Yours", f"From here on, your own {asked.answer.__name__} does the work."
    else:
        kind, word = "open", "The course's"
        said = f"From here on, the course's {asked.answer.__name__} does the work, until yours is right."
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


def _exercise(exercise: Any) -> Exercise | None:
    """The Exercise of that name, or None after saying what is wrong with the name."""
    if isinstance(exercise, str) and exercise in EXERCISES:
        return EXERCISES[exercise]
    if not isinstance(exercise, str):
        name = getattr(exercise, "__name__", "name")
        say(f"The name of the exercise comes first, in quotes, then your function: check({name!r}, {name}).")
        return None
    say(
        f"There is no exercise {exercise!r}.{did_you_mean(exercise, EXERCISES)} The exercises are: "
        f"{', '.join(EXERCISES)}."
    )
    return None
