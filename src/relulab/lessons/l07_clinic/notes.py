"""The ward board: what was said of each patient, whether it is cured, and after how many tries.

Cures and tries are kept with the reader's progress and are there again after a restart; what was bought at night, and
the first of two changes, are remembered as long as the kernel runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...classroom import records
from .. import lesson_of
from .patients import LESSON_SEED, Patient, Ward, changed, drawn
from .readings import Examination, Settings

LESSON = lesson_of(__name__)

#: Patients that the lesson treats itself: they count for nobody.
SHOWN = (Patient(LESSON_SEED, 1), Patient(LESSON_SEED, 2))


@dataclass
class Notes:
    """What is remembered of one patient.

    Attributes
    ----------
    diagnosis : str
        The last one.
    tries : int
        Treatments in this kernel.
    cured : bool
    kept : dict
        Illness -> the change that removed it, where there is another illness left.
    bought : list of str
        Instruments, since the last change that was kept.
    spent : int
        Minutes for instruments, in all.
    """

    diagnosis: str = ""
    tries: int = 0
    cured: bool = False
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    bought: list[str] = field(default_factory=list)
    spent: int = 0


_notes: dict[Patient, Notes] = {}


def of(patient: Patient) -> Notes:
    """What is remembered of a patient."""
    return _notes.setdefault(patient, Notes())


def settings_now(patient: Patient, *, without: str = "") -> Settings:
    """The settings of a patient with the changes that were kept, but for the one against an illness."""
    kept = of(patient).kept
    return changed(drawn(patient).settings, *(change for illness, change in kept.items() if illness != without))


def examination_now(patient: Patient) -> Examination:
    """What the instruments say of a patient with the changes that were kept."""
    return patient.examined_with(settings_now(patient))


def write(patient: Patient, diagnosis: str, cured: bool, *, keep: bool = True) -> str | None:
    """Enter a treatment, and keep it where it is done; a sentence for the reader if it could not be kept."""
    entry = of(patient)
    entry.diagnosis, entry.tries, entry.cured = diagnosis, entry.tries + 1, entry.cured or cured
    if patient in SHOWN or not keep:
        return None
    return records.record(LESSON, f"{records.PATIENT}{patient.seed}:{patient.name}", cured, diagnosis=diagnosis)


def rows(ward: Ward) -> list[list[str]]:
    """The board of a ward: for each patient the last diagnosis, whether it is cured, and the tries."""
    kept = records.read()[0].get(LESSON, {}) if records.is_on() else {}
    return [_row(patient, kept.get(f"{records.PATIENT}{patient.seed}:{patient.name}", {})) for patient in ward]


def _row(patient, kept):
    entry = of(patient)
    if patient in SHOWN:
        shown = [patient.name, entry.diagnosis or "–", "shown in the lesson", str(entry.tries or "–")]
    else:
        tries = max(entry.tries, kept.get("tries", 0))
        cured = entry.cured or kept.get("right", False)
        # The file knows the first diagnosis; of a patient that is cured the right ones are known.
        diagnosis = " and ".join(drawn(patient).illnesses or ["healthy"]) if cured else entry.diagnosis
        word = "✓ yes" if cured else "one of two" if entry.kept else "not yet" if tries else "–"
        shown = [patient.name, diagnosis or ("–" if not tries else "not kept"), word, str(tries or "–")]
    return [*shown, f"{entry.spent}" if entry.spent else "–"] if patient.by_night else shown


def count(ward: Ward) -> str:
    """How many patients of a ward are cured, in a sentence."""
    counted = [row for row, patient in zip(rows(ward), ward) if patient not in SHOWN]
    cured = sum(row[2] == "✓ yes" for row in counted)
    if cured == len(counted):
        return f"All {cured} are cured. You are done with this {'night' if ward.by_night else 'ward'}."
    return f"Cured: {cured} of {len(counted)}."
