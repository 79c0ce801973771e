"""Help for who is stuck with a patient: hints, and the key."""

from __future__ import annotations

from . import notes
from .patients import Patient, drawn
from .readings import Settings
from .states import STATES
from .treatment import cure
from .words import as_written, beside_healthy, rows


def state_now(patient: Patient) -> str:
    """What is to be treated first: the illness that shows, or "healthy"."""
    return next((name for name in drawn(patient).illnesses if name not in notes.of(patient).kept), "healthy")


def hint_for(patient: Patient, n: int = 1) -> tuple[str, list[list[str]]]:
    """A hint on what a patient has: a sentence, and for the second hint a table with its titles.

    Parameters
    ----------
    patient : Patient
    n : int
        1 for where to look, 2 for what is to be seen there, 3 for the diagnosis.
    """
    state = STATES[state_now(patient)]
    if n == 2:
        # The last signs are those that tell it from the others.
        columns = beside_healthy(patient, notes.examination_now(patient).readings)
        return "What is to be seen there:", [["reading", *columns], *rows(list(state.signs)[-2:], columns)]
    if n == 3:
        asked = "Which one setting removes that?" if state.cause else "What should be changed?"
        return f"{state.about[0].upper()}{state.about[1:]}. {asked}", []
    return (state.where_to_look if n == 1 else "There are 3 hints for each patient: n=1, n=2 and n=3."), []


def key(patient: Patient) -> str:
    """What a patient has, a change that cures it, what is tempting, and the settings that it has.

    Parameters
    ----------
    patient : Patient
    """
    state, settings = state_now(patient), notes.settings_now(patient)
    as_set = ", ".join(f"{name}={as_written(getattr(settings, name))}" for name in Settings.__dataclass_fields__)
    tempting = ", ".join(map(str, STATES[state].tempting))
    found = f"{'Tempting, and no cure' if cure(patient) else 'Among those that do harm'}: {tempting}.\n"
    return (
        f'diagnosis="{state}", change={cure(patient)}\n{STATES[state].why or "Nothing needs to be changed."}\n'
        f"{'' if patient.by_night else found}Its settings: {as_set}."
    )
