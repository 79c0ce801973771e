"""What the reader has done, kept in one small file on their own computer: what was tried, how often, when.

`check`, `reveal`, the quizzes and the clinic call `record`; `progress` shows what is kept. Answers are not kept, and
nothing is sent anywhere. RELULAB_RECORDS=0 turns it off; any other value is the folder to keep the file in. In a
browser it is among the reader's own files, which the browser keeps.

Every change reads the file, merges and replaces it in one step, under a lock of the operating system (filelock). Such a
lock ends with the process that holds it and never goes stale; it is waited for only `PATIENCE` seconds.
A browser's Python has no such locks, or some that lock nothing: of two kernels that write in the same moment the later
one wins.
What could not be written waits in memory and goes with the next change, or when the kernel ends.
"""

import atexit
import contextlib
import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

#: Seconds to wait for another kernel that is writing.
PATIENCE = 2.0

#: How the names of predictions, of patients and of solutions that were opened begin; what is left is the question, the
#: ward and the name, or the exercise.
PREDICTION, PATIENT, SOLUTION = "prediction:", "patient:", "solution:"

#: Where JupyterLite shows a browser's Python what the browser keeps; it is not there where nothing is kept.
DRIVE = Path("/drive")

_waiting: list[tuple[str, str, bool, str, dict]] = []  # events that are not in the file yet
_told: set[str] = set()  # what the reader has been told once


def is_on() -> bool:
    """Whether anything is kept."""
    return os.environ.get("RELULAB_RECORDS") != "0"


def in_a_browser() -> bool:
    """Whether this Python runs in the reader's browser."""
    return sys.platform == "emscripten"


def location() -> Path:
    """Path of the file, whether or not it is there."""
    folder: str | Path | None = os.environ.get("RELULAB_RECORDS")
    if not folder and in_a_browser():
        folder = str(DRIVE / "progress")
    if not folder:
        from platformdirs import user_data_dir

        folder = user_data_dir("relulab", appauthor=False)
    return Path(folder) / "progress.json"


def record(lesson: str, item: str, right: bool, **first: str | bool) -> str | None:
    """Keep that an exercise, a question, a prediction or a patient was tried.

    Parameters
    ----------
    lesson : str
        Name of the notebook, without its ending.
    item : str
        Name of the exercise or the question; of another kind, with `PREDICTION`, `PATIENT` or `SOLUTION` before it.
    right : bool
        Whether the answer was right. What was right once stays done.
    **first
        What else is kept of the first try, such as verdict="close" and sure=True of a prediction.

    Returns
    -------
    str or None
        A sentence for the reader if something is wrong with the file, once in each kernel. Nothing is ever raised.
    """
    if not is_on():
        return None
    now = datetime.now(UTC).isoformat()
    _waiting.append((lesson, item, bool(right), now, first))
    return _write_what_waits()


def read() -> tuple[dict[str, dict[str, dict]], str | None]:
    """What is kept, with what waits to be written.

    Returns
    -------
    kept : dict
        kept[lesson][item] has "tries", "right" and "last", the time of the last try (UTC).
    told : str or None
        As for `record`.
    """
    told = _write_what_waits()
    try:
        with _locked():
            kept, unreadable = _load()
    except OSError:  # in a folder that cannot be written there is no lock; but a file there may be read
        try:
            kept, unreadable = _load(set_aside=False)
        except OSError as error:
            kept, unreadable = {}, _cannot_keep(error)
    _merge(kept, _waiting)
    return kept, told or unreadable


def reset() -> Path | None:
    """Begin anew; the old file stays beside the new one.

    Returns
    -------
    pathlib.Path or None
        Where the old file is now, None if there was none. An OSError if it could not be moved.
    """
    with _locked():
        _waiting.clear()
        return _set_aside("before-reset") if location().exists() else None


def _write_what_waits():
    if not (_waiting and is_on()):
        return None
    try:
        with _locked():
            events = list(_waiting)
            kept, told = _load()
            _merge(kept, events)
            _replace(kept)
            del _waiting[: len(events)]
    except Exception as error:  # the lesson goes on whatever is wrong with a file that only remembers it
        return _cannot_keep(error)
    return told


atexit.register(_write_what_waits)


def _merge(kept, events):
    for lesson, item, right, now, first in events:
        entry = kept.setdefault(lesson, {}).setdefault(item, {"tries": 0, "right": False, "last": now, **first})
        entry["tries"] += 1
        entry["right"] = entry["right"] or right
        entry["last"] = max(entry["last"], now)


def _load(set_aside=True):
    """What the file holds, and a sentence if it cannot be understood: then it is kept under another name."""
    try:
        content = location().read_bytes()
    except FileNotFoundError:
        return {}, None
    try:
        return understood(json.loads(content)), None
    except UNREADABLE:
        beside = f"is kept as {_set_aside('unreadable').name}" if set_aside else "is left as it is"
        return {}, _once(
            "unreadable", f"The file with your progress could not be understood; it {beside}, and counting begins anew."
        )


#: What is raised by what is no file of ours.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)


def understood(kept: Any) -> dict[str, dict[str, dict]]:
    """What a file keeps, as the types it must have; one of `UNREADABLE` is raised where it is none of ours."""
    return {lesson: {item: _entry(**entry) for item, entry in items.items()} for lesson, items in kept.items()}


def _entry(tries, right, last, **more):
    """What the file says of one item, as the types it must have; `more` is what a later version may add."""
    return {"tries": int(tries), "right": bool(right), "last": datetime.fromisoformat(last).isoformat(), **more}


def _set_aside(why):
    """Give the file a name that is free, and return it. Under the lock."""
    path = location()
    number = 1
    while (other := path.with_name(f"progress-{why}-{number}.json")).exists():
        number += 1
    os.replace(path, other)
    return other


def _replace(kept):
    """Write beside the file, then put it in its place: whatever happens, there is the old file or the new one."""
    path = location()
    handle, part = tempfile.mkstemp(suffix=".part", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8") as file:
            json.dump(kept, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        if in_a_browser():  # the files there remember one that is replaced; once its name is free, to ask for it hangs
            path.unlink(missing_ok=True)
        os.replace(part, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(part)


@contextlib.contextmanager
def _locked():
    """One kernel at a time; TimeoutError, an OSError, after `PATIENCE` seconds."""
    path = location()
    if DRIVE in path.parents and not DRIVE.exists():
        raise OSError("a private window of a browser keeps no files")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not _system_has_locks():
        yield
        return
    from filelock import FileLock

    lock = FileLock(path.with_suffix(".lock"))
    try:
        lock.acquire(timeout=PATIENCE, poll_interval=0.005)
    except TimeoutError:
        raise TimeoutError("another kernel holds the file") from None
    try:
        yield
    finally:
        lock.release()


def _system_has_locks():
    # Without them filelock would warn, and take a file that is there for a lock. A killed kernel leaves such a file,
    # and the next one cannot tell that its owner is gone: in a browser every process has the same number. JupyterLite
    # puts an empty fcntl there.
    if in_a_browser():
        return False
    with contextlib.suppress(ImportError):
        import fcntl

        return fcntl is not None
    with contextlib.suppress(ImportError):
        import msvcrt

        return msvcrt is not None
    return False


def _cannot_keep(error):
    why = getattr(error, "strerror", None) or error
    return _once(
        "cannot keep",
        f"Your progress cannot be saved at the moment ({why}; the file is {location()}). The lesson goes on as usual, "
        "and saving is tried again at your next answer.",
    )


def _once(what, sentence):
    """The sentence, or None if the reader has been told so before."""
    if what in _told:
        return None
    _told.add(what)
    return sentence
