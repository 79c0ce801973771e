"""The table that a teacher makes of the files that `progress(hand_in=...)` wrote.

A file says what its reader's computer kept; whoever wants to can write another one, so it is no mark.
"""

from __future__ import annotations

import csv
import html
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..classroom import records
from ..classroom.grading.collect import files
from ..course import EXERCISES
from ..items import MADE_BY, Kept, by_item, items, title
from ..lessons import LESSONS
from ..lessons.contents import lesson_that_asks

# Not the page of `web`: this table is made without what the slides need.
_STYLE = (
    "body{font:15px/1.4 system-ui,sans-serif;margin:1.5em}table{border-collapse:collapse;margin:1em 0}"
    "th,td{border:1px solid #999;padding:.2em .6em;text-align:left}"
)


@dataclass(frozen=True)
class HandedIn:
    """One reader's file: the name in it, when it was made, and what was kept of each item."""

    name: str
    on: datetime
    kept: Kept


def read(place: Path) -> tuple[list[HandedIn], list[str]]:
    """The files in a folder or a zip, the last one of each name, in the order of the names; and what was none.

    Parameters
    ----------
    place : Path
    """
    last: dict[str, HandedIn] = {}
    others = []
    for found in files(place, ".json"):
        try:
            said = json.loads(found.content)
            if said["made by"] != MADE_BY:
                raise ValueError
            on = datetime.fromisoformat(said["on"])
            one = HandedIn(" ".join(str(said["name"]).split()), on, by_item(records.understood(said["kept"])))
            before = last.get(one.name.casefold())
            last[one.name.casefold()] = one if before is None or one.on >= before.on else before
        except records.UNREADABLE:
            others.append(found.path)
    return [last[name] for name in sorted(last)], others


def table(handed_in: list[HandedIn]) -> list[list[str]]:
    """A line for each reader, below a head: by lesson what is right of what there is, then predictions and solutions.

    Parameters
    ----------
    handed_in : list of HandedIn
    """
    head = ["name", "last try"]
    for lesson in LESSONS:
        head += [f"{lesson[:2]} exercises", f"{lesson[:2]} questions", f"{lesson[:2]} predictions right, close, off"]
    head += ["sure and off", "solutions opened before the answer was right"]
    return [head, *map(_line, handed_in)]


def _line(one):
    last = max((entry["last"] for entry in one.kept.values()), default="")
    line = [one.name, last[:10]]
    predictions = {item: entry for item, entry in one.kept.items() if item.startswith(records.PREDICTION)}
    verdicts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item, entry in predictions.items():
        lesson = lesson_that_asks(item.removeprefix(records.PREDICTION)) or entry["lesson"]
        verdicts[lesson][str(entry.get("verdict") or "off")] += 1
    for lesson in LESSONS:
        for kind in ("exercise", "question"):
            names = [name for name, what in items()[lesson].items() if what == kind]
            line.append(f"{sum(_right(one, name) for name in names)} of {len(names)}")
        line.append(", ".join(str(verdicts[lesson][verdict]) for verdict in ("right", "close", "off")))
    sure_and_off = [entry.get("verdict") == "off" and entry.get("sure") is True for entry in predictions.values()]
    line.append(str(sum(sure_and_off)))
    line.append(" ".join(name for name in EXERCISES if _opened(one, name)))
    return line


def _right(one, name):
    return name in one.kept and one.kept[name]["right"]


def _opened(one, name):
    """Whether the solution was opened before the exercise was right."""
    entry = one.kept.get(f"{records.SOLUTION}{name}")
    return entry is not None and not entry.get("solved")


def hardest(handed_in: list[HandedIn]) -> list[list[str]]:
    """A line for each exercise and question that somebody tried, below a head, the one with the fewest right first.

    Parameters
    ----------
    handed_in : list of HandedIn
    """
    lines = []
    for lesson, names in items().items():
        for name in names:
            tried = [one for one in handed_in if name in one.kept]
            if tried:
                right, tries = sum(_right(one, name) for one in tried), sum(one.kept[name]["tries"] for one in tried)
                opened = sum(_opened(one, name) for one in handed_in) if name in EXERCISES else ""
                what = [lesson[:2], title(name), f"{right} of {len(tried)}", f"{tries / len(tried):.1f}", str(opened)]
                lines.append((right / len(tried), what))
    head = ["lesson", "what", "right, of those who tried", "tries each", "solution opened before"]
    return [head, *(what for _, what in sorted(lines, key=lambda line: line[0]))]


def write_table(place: Path, folder: Path) -> tuple[list[Path], list[str]]:
    """Write the tables of the files in a folder or a zip as progress.csv and progress.html.

    Parameters
    ----------
    place, folder : Path
        Where the files are, and where to write.

    Returns
    -------
    (list of Path, list of str)
        What was written, nothing if there was no file; and what was left out.
    """
    handed_in, others = read(place)
    if not handed_in:
        return [], others
    lines = table(handed_in)
    sheet, page = folder / "progress.csv", folder / "progress.html"
    with open(sheet, "w", newline="", encoding="utf-8-sig") as file:  # a spreadsheet asks for the mark
        csv.writer(file).writerows([[_harmless(cell) for cell in line] for line in lines])
    body = f"<h1>Progress of {len(handed_in)}</h1>{_html(lines)}<h2>Where it was hard</h2>{_html(hardest(handed_in))}"
    head = f'<meta charset="utf-8"><title>Progress</title><style>{_STYLE}</style>'
    page.write_text(
        f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n', encoding="utf-8"
    )
    return [sheet, page], others


def _harmless(cell):
    """A name that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def _html(lines):
    head, *rows = [[html.escape(cell) for cell in line] for line in lines]
    cells = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{cells}</tr>{body}</table>"
