"""`progress`: what of the course is done, what comes next, and where the reader left off."""

import textwrap
from datetime import datetime

from .classroom import records
from .classroom.text import printable, say
from .course import EXERCISES, quizzes, warmups


def progress(reset: bool = False) -> None:
    """Show which exercises and quiz questions are done, what comes next, and where you left off.

    Parameters
    ----------
    reset : bool
        Begin anew instead. You are asked first, and the old file is kept under another name.
    """
    if not records.is_on():
        say(
            "Run in your own copy of the course, this shows your progress. Where it ran last, none is kept "
            "(RELULAB_RECORDS is 0)."
        )
    elif reset:
        _reset()
    else:
        entries, problem = records.read()
        say(problem or "")
        _show(entries)


def items() -> dict[str, dict[str, str]]:
    """What there is to do: lesson -> {name: "exercise" or "question"}, in the order of the course."""
    to_do: dict[str, dict[str, str]] = {}
    for exercise in EXERCISES.values():
        names = to_do.setdefault(
            exercise.lesson, {question.id: "question" for question in warmups().get(exercise.lesson, [])}
        )
        names[exercise.id] = "exercise"
    for lesson, questions in quizzes().items():
        to_do[lesson].update({question.id: "question" for question in questions})
    return to_do


def _show(entries):
    course = [(lesson, item, kind) for lesson, names in items().items() for item, kind in names.items()]
    tried = {place: entries[place[0]][place[1]] for place in course if place[1] in entries.get(place[0], {})}
    for lesson, names in items().items():
        _show_lesson(lesson, names, entries.get(lesson, {}))
    print()
    if not tried:
        say(f"Nothing is checked yet. The first is the {_name(course[0])}.")
        return
    last = max(tried, key=lambda place: tried[place]["last"])
    how = "right" if tried[last]["right"] else "not right yet"
    when = datetime.fromisoformat(tried[last]["last"]).astimezone()
    say(f"You left off at {_name(last)}, {how}, on {when:%Y-%m-%d at %H:%M}.")
    start = course.index(last)
    open_ = [place for place in course[start:] + course[:start] if not tried.get(place, {"right": False})["right"]]
    say(f"Next: {_name(open_[0])}." if open_ else "Everything is done.")
    print(printable(f"Kept in {records.location()}, on this computer only."))
    print("To begin anew: progress(reset=True)")


def _show_lesson(lesson, names, entries):
    counts = []
    for kind in sorted(set(names.values())):
        these = [name for name in names if names[name] == kind]
        done = sum(name in entries and entries[name]["right"] for name in these)
        counts.append(f"{done} of {len(these)} {kind}s right")
    print(f"{lesson:24}{', '.join(counts)}")
    done = [name for name in names if name in entries and entries[name]["right"]]
    tried = [
        f"{name} ({_times(entries[name]['tries'])})" for name in names if name in entries and not entries[name]["right"]
    ]
    for head, listed in [("right: ", done), ("tried: ", tried)]:
        if listed:
            print(
                textwrap.fill(
                    ", ".join(listed),
                    80,
                    initial_indent="    " + head,
                    subsequent_indent=" " * 11,
                    break_on_hyphens=False,
                )
            )


def _name(place):
    lesson, item, kind = place
    return f"{kind} {item!r} in {lesson}"


def _times(n):
    return "once" if n == 1 else f"{n} times"


def _reset():
    by_hand = "Nothing was changed. To begin anew by hand, delete the file"
    try:
        answer = input("Begin anew? The file with your progress is put aside, not deleted. Type yes: ")
    except (
        EOFError,
        NotImplementedError,
        OSError,
    ):  # a front end without a place to type, a program without a terminal
        say(f"There is no place to type an answer here. {by_hand}")
        print(printable(str(records.location())))
        return
    if answer.strip().lower() not in ("yes", "y"):
        print("Nothing was changed.")
        return
    try:
        old = records.reset()
    except OSError as error:
        say(f"The file could not be put aside ({error.strerror or error}). {by_hand}")
        print(printable(str(records.location())))
        return
    print(printable(f"You begin anew. The old file is kept as\n{old}") if old else "Nothing had been kept yet.")
