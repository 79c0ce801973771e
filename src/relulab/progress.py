"""`progress`: what of the course is done, how predictions went, what comes next, and where the reader left off."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from . import __version__
from .classroom import card, records
from .classroom.files import replace
from .classroom.text import filled, printable, say
from .course import EXERCISES, quizzes
from .items import MADE_BY, by_item, items, title
from .lessons.contents import contents, lesson_that_asks

_LEFT = 'style="text-align: left"'


def progress(reset: bool = False, hand_in: str = "") -> None:
    """Show what is done, how your predictions went, what comes next, and where you left off.

    Parameters
    ----------
    reset : bool
        Begin anew instead. You are asked first, and the old file is kept under another name.
    hand_in : str
        Your name, to write a file instead that you may hand in to your teacher.
    """
    if not records.is_on():
        say(
            "Run in your own copy of the course, this shows your progress. Where it ran last, none is kept "
            "(RELULAB_RECORDS is 0)."
        )
    elif reset:
        _reset()
    elif hand_in:
        _hand_in(str(hand_in))
    else:
        entries, problem = records.read()
        say(problem or "")
        _show(by_item(entries))


# ---- what is shown -------------------------------------------------------------------------------


def _show(kept):
    verdicts = _verdicts(kept)
    lines, rows, lists = [], [], []
    for lesson, names in items().items():
        title, tried = contents()[lesson].title, _tried(names, kept)
        counts = [_count(names, kind, kept) for kind in ("exercise", "question")]
        went = _went(Counter(verdict for home, verdict, _ in verdicts if home == lesson)) or "none yet"
        lines += [title, f"    exercises {counts[0]}, questions {counts[1]}, predictions: {went}"]
        lines += [f"    {line}" for line in tried]
        rows.append("".join(f"<td {_LEFT}>{cell}</td>" for cell in (*counts, html.escape(went))))
        rows[-1] = f'<tr><th scope="row" {_LEFT}><a href="{lesson}.ipynb">{html.escape(title)}</a></th>{rows[-1]}</tr>'
        lists += [f"<li>{html.escape(title)}. {html.escape(line)}</li>" for line in tried]
    overall = [*_predictions(verdicts), *_patients(kept), *_solutions(kept)]
    here, linked = _here(kept, verdicts)
    where = "in this browser" if records.in_a_browser() else "on this computer"
    foot = [f"Kept in {records.location()}, {where} only."]
    foot.append('Begin anew: progress(reset=True). Hand in: progress(hand_in="Your Name")')
    head = "".join(
        f'<th scope="col" {_LEFT}>{name}</th>' for name in ("Lesson", "Exercises", "Questions", "Predictions")
    )
    body = f'<table style="margin: 0 0 6px"><tr>{head}</tr>{"".join(rows)}</table>'
    if lists:
        body += f"<details><summary>What was tried</summary><ul>{''.join(lists)}</ul></details>"
    body += card.as_html(" ".join(overall)) + linked + card.as_html("\n".join(foot))
    # The path of the file stays on one line, so that it can be copied.
    plain = "\n".join([filled("\n".join([*lines, "", *overall, *here])), *foot])
    card.put({"text/html": card.card("open", "Your progress", body, below=True)}, plain)


def _count(names, kind, kept):
    these = [name for name in names if names[name] == kind]
    return f"{sum(name in kept and kept[name]['right'] for name in these)} of {len(these)}"


def _tried(names, kept):
    """A line for what is right and one for what is not yet, in words."""
    tried = [name for name in names if name in kept]
    groups = {
        "Right": [name for name in tried if kept[name]["right"]],
        "Not right yet": [name for name in tried if not kept[name]["right"]],
    }
    said = {name: f"{title(name)} ({_times(kept[name]['tries'])})" for name in tried}
    return [f"{how}: {'; '.join(said[name] for name in group)}" for how, group in groups.items() if group]


def _verdicts(kept):
    """(lesson, verdict, sure) of each prediction."""
    found = []
    for item, entry in kept.items():
        if item.startswith(records.PREDICTION):
            question = item.removeprefix(records.PREDICTION)
            verdict = entry.get("verdict") or ("right" if entry["right"] else "off")
            found.append((lesson_that_asks(question) or entry["lesson"], verdict, entry.get("sure")))
    return found


def _went(counts):
    return ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("right", "close", "off") if counts[verdict])


def _predictions(verdicts):
    if not verdicts:
        return []
    sure_and_off = sum(verdict == "off" and sure is True for _, verdict, sure in verdicts)
    more = f"; sure and off: {sure_and_off}" if sure_and_off else ""
    return [f"Predictions made: {len(verdicts)} ({_went(Counter(verdict for _, verdict, _ in verdicts))}){more}."]


def _patients(kept):
    cured = [entry["right"] for item, entry in kept.items() if item.startswith(records.PATIENT)]
    return [f"Patients cured: {sum(cured)} of {len(cured)} treated."] if cured else []


def _solutions(kept):
    opened = [entry for item, entry in kept.items() if item.startswith(records.SOLUTION)]
    before = sum(not entry.get("solved") for entry in opened)
    return [f"Solutions opened: {len(opened)}, {before} of them before your answer was right."] if opened else []


def _here(kept, verdicts):
    """Where the reader left off and what comes next: lines of text, and the same as HTML with a link."""
    course = [(lesson, name) for lesson, names in items().items() for name in names]
    tried = [place for place in course if place[1] in kept]
    if tried:
        last = max(tried, key=lambda place: kept[place[1]]["last"])
        how = "right" if kept[last[1]]["right"] else "not right yet"
        when = datetime.fromisoformat(kept[last[1]]["last"]).astimezone()
        first, start = f"You left off at {_name(*last)}, {how}, on {when:%Y-%m-%d at %H:%M}.", course.index(last)
    else:
        begun = [course.index(place) for place in course if place[0] in {home for home, _, _ in verdicts}]
        first, start = "Nothing is checked yet.", begun[0] if begun else 0
    open_ = [place for place in course[start:] + course[:start] if not kept.get(place[1], {"right": False})["right"]]
    if not open_:
        return [first, "Everything is done."], card.as_html(f"{first}\nEverything is done.")
    name, link = _name(*open_[0]), _link(*open_[0])
    following = f'<p style="margin: 0 0 2px"><strong>Next:</strong> <a href="{link}">{html.escape(name)}</a>.</p>'
    return [first, f"Next: {name}."], card.as_html(first) + following


def _name(lesson, name):
    what = f"exercise “{title(name)}”" if name in EXERCISES else f"question {title(name)}"
    return f"the {what} in lesson {int(lesson[:2])}"


def _link(lesson, name):
    """To the heading under which it stands."""
    asked = {question.id for question in quizzes()[lesson]}
    place = name if name in EXERCISES else "quiz" if name in asked else "warmup"
    section = contents()[lesson].sections.get(place)
    return f"{lesson}.ipynb" + (f"#{html.escape(section.replace(' ', '-'))}" if section else "")


def _times(n):
    return "once" if n == 1 else f"{n} times"


def _hand_in(name):
    kept, _ = records.read()
    said = {"made by": MADE_BY, "version": __version__, "name": name, "on": datetime.now(UTC).isoformat(), "kept": kept}
    path = Path.cwd() / f"progress_{re.sub('[^a-z0-9]+', '_', name.lower()).strip('_')}.json"
    try:
        replace(path, (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode())
    except OSError as error:
        say(f"The file could not be written ({error.strerror or error}).")
        return
    say(
        "Your file to hand in is written. It holds your name, what was right, how often you tried and when, how your "
        "predictions went, and which solutions you opened; none of your answers. Nobody gets it unless you send it."
    )
    print(printable(str(path)))


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
