"""Bring in what a class handed in: a zip of a learning platform or a folder, whatever the files are called."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..exercise import Exercise
from ..files import replace as write

#: The class list in the folder of the class, and its columns; the last three may be empty.
LIST, COLUMNS = "students.csv", ["id", "first_name", "last_name", "email"]
#: Bytes of the largest file that is read, and how deep a zip may lie in a zip.
LARGEST, DEPTH = 2**26, 2


#: What Moodle and Canvas call a folder or a file: a name, perhaps that it is late, and numbers of their own.
_PLATFORM = re.compile(r"([^_]+)_(?:\d+_assignsubmission_file|(?:LATE_)?\d+_\d+_)")


@dataclass(frozen=True)
class Found:
    """A file that was handed in: where it lay in the zip or the folder, what it holds, and when it was changed last."""

    path: str
    content: bytes
    changed: datetime


def files(place: Path, ending: str) -> Iterator[Found]:
    """Every file with this ending in a folder or a zip, in zips within them, too; what is too large is left out.

    Parameters
    ----------
    place : Path
    ending : str
        Such as ".ipynb".
    """
    inside = sorted(each for each in place.rglob("*") if each.is_file()) if place.is_dir() else [place]
    for path in inside:
        name = path.relative_to(place).as_posix() if place.is_dir() else path.name
        if path.suffix.lower() == ".zip":
            within = "" if path == place else f"{name[:-4]}/"
            for found in _in_zip(path.read_bytes(), ending, DEPTH):
                yield replace(found, path=f"{within}{found.path}")
        elif path.suffix.lower() == ending and path.stat().st_size <= LARGEST:
            yield Found(name, path.read_bytes(), datetime.fromtimestamp(path.stat().st_mtime))


def _in_zip(content, ending, depth):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            for item in held.infolist():
                name = item.filename.lower()
                if item.file_size > LARGEST or not name.endswith((ending, ".zip")):
                    continue
                if name.endswith(ending):
                    yield Found(item.filename, held.read(item), _moment(item.date_time))
                elif depth:
                    for found in _in_zip(held.read(item), ending, depth - 1):
                        yield replace(found, path=f"{item.filename[:-4]}/{found.path}")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):  # none, with a password, or of a new kind
        return


def _moment(parts):
    try:
        return datetime(*parts)
    except ValueError:  # month 0
        return datetime(1980, 1, 1)  # where the dates of zips begin


def lesson_of(content: bytes, exercises: Mapping[str, Exercise]) -> str | None:
    """The lesson whose answers most cells of a notebook hold, by the names of their functions; None if it has none."""
    try:
        cells = json.loads(content)["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    text = "\n".join(sources)
    counts = Counter(
        exercise.lesson
        for exercise in exercises.values()
        if re.search(rf"^ *def {exercise.answer.__name__}\b|check\([\"']{exercise.id}[\"']", text, re.MULTILINE)
    )
    return counts.most_common(1)[0][0] if counts else None


def read_list(folder: Path) -> list[dict[str, str]]:
    """The class list; empty where there is none.

    Raises
    ------
    ValueError
        If it lacks the column of ids.
    """
    try:
        text = (folder / LIST).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    head = text.partition("\n")[0]
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ","))
    if rows and "id" not in rows[0]:
        raise ValueError(f"The first line of {LIST} names its columns: {','.join(COLUMNS)}.")
    return [{name: (row.get(name) or "").strip() for name in COLUMNS} for row in rows if (row["id"] or "").strip()]


def student_of(path: str, students: list[dict[str, str]]) -> str | None:
    """The id of the student whose id, email or name the path holds; without a class list, what the platform put in it.

    Parameters
    ----------
    path : str
    students : list of dict
        The class list.

    Returns
    -------
    str or None
        None where nobody fits, or more than one.
    """
    if students:
        words = set(_plain(path, "_").split("_"))
        for fits in (_has_name, _has_email, _has_id):
            found = [each["id"] for each in students if fits(each, words)]
            if found:
                return found[0] if len(found) == 1 else None
        return None
    first, *more = path.split("/")
    platform = _PLATFORM.match(first)
    return _plain(platform[1] if platform else first if more else "", "_") or None


def _has_name(student, words):
    """Whether the words of the name are there, or the name as one word, as Canvas writes it."""
    first, last = _plain(student["first_name"], "_"), _plain(student["last_name"], "_")
    names = set(f"{first}_{last}".split("_"))
    joined = {each.replace("_", "") for each in (first + last, last + first)}
    return bool(first and last) and (names <= words or bool(joined & words))


def _has_email(student, words):
    return bool(student["email"]) and set(_plain(student["email"], "_").split("_")) <= words


def _has_id(student, words):
    return set(_plain(student["id"], "_").split("_")) <= words


def _plain(text, between=""):
    """Small letters and digits without accents; what is none of them becomes what stands between."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", between, bare.casefold()).strip("_")


def collect(folder: Path, places: list[Path], exercises: Mapping[str, Exercise]) -> tuple[list[str], list[str]]:
    """Put notebooks where nbgrader looks for them: submitted/STUDENT/LESSON/LESSON.ipynb.

    What lies in submitted/ already under another name is put right, too. Of several notebooks of one student for one
    lesson the last one counts.

    Parameters
    ----------
    folder : Path
        Of the class.
    places : list of Path
        Zips and folders that were downloaded.
    exercises : dict
        Id -> Exercise.

    Returns
    -------
    (list of str, list of str)
        A line for each notebook that was put in place, and one for whatever a teacher has to look at.
    """
    students, submitted = read_list(folder), folder / "submitted"
    handed_in = [(student_of(found.path, students), found) for place in places for found in files(place, ".ipynb")]
    for path in submitted.glob("*/*/*.ipynb"):  # what was put here by hand
        if path.stem != path.parent.name:
            handed_in += [(path.parts[-3], found) for found in files(path, ".ipynb")]
    kept: dict[Path, Found] = {}
    problems = []
    for student, found in sorted(handed_in, key=lambda each: each[1].changed):
        lesson = lesson_of(found.content, exercises)
        if lesson is None or student is None:
            why = "whose it is cannot be told" if lesson else "it holds no answer of a lesson"
            problems.append(f"{found.path}: {why}")
            continue
        target = submitted / student / lesson
        if target in kept:
            problems.append(f"{student} handed in {lesson} more than once; the last one counts, {found.path}")
        kept[target] = found
    for target, found in kept.items():
        target.mkdir(parents=True, exist_ok=True)
        for other in target.glob("*.ipynb"):
            other.unlink()
        write(target / f"{target.name}.ipynb", found.content)
        # What nbgrader grades anew by: a later one takes the place of one that was graded.
        write(target / "timestamp.txt", f"{found.changed:%Y-%m-%d %H:%M:%S}".encode())
    return [f"{'/'.join(target.parts[-2:])}: {found.path}" for target, found in kept.items()], problems
