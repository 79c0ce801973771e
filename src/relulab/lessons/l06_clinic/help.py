"""Help for who is stuck with a patient: hints, and the solution."""

from __future__ import annotations

from typing import Any

from .patients import Patient, drawn
from .readings import Settings
from .states import STATES
from .treatment import as_written
from .words import Note, beside_healthy, not_a_patient


def hint(patient: Patient, n: int = 1) -> Note:
    """A hint on what a patient has.

    Parameters
    ----------
    patient : Patient
    n : int
        1 for where to look, 2 for what is to be seen there, 3 for the diagnosis.

    Returns
    -------
    Note
    """
    if not isinstance(patient, Patient):
        return not_a_patient(patient)
    if n not in (1, 2, 3):
        return Note("There are 3 hints for each patient: n=1, n=2 and n=3.")
    state = STATES[drawn(patient.seed, patient.number).state]
    if n == 1:
        return Note(f"Hint 1 of 3. {state.where_to_look}")
    if n == 2:
        # The last signs are those that tell it from the others.
        return Note(f"Hint 2 of 3.\n\n{beside_healthy(list(state.signs)[-2:], patient)}")
    asked = "Which one setting removes that?" if state.cause else "What should be changed?"
    return Note(f"Hint 3 of 3. {state.about[0].upper()}{state.about[1:]}. {asked}")


def solution(patient: Patient) -> Note:
    """What a patient has, a change that cures it, and the settings that it has.

    Parameters
    ----------
    patient : Patient

    Returns
    -------
    Note
    """
    if not isinstance(patient, Patient):
        return not_a_patient(patient)
    state, _, settings = drawn(patient.seed, patient.number)
    as_set = ", ".join(f"{name}={as_written(getattr(settings, name))}" for name in Settings.__dataclass_fields__)
    tempting = ", ".join(map(str, STATES[state].tempting))
    return Note(
        f'diagnosis="{state}", change={cure(patient)}\n\n{STATES[state].why or "Nothing needs to be changed."} '
        f"{'Tempting, and no cure' if cure(patient) else 'Among those that do harm'}: {tempting}.\n\nIts "
        f"settings: {as_set}."
    )


def cure(patient: Patient) -> dict[str, Any]:
    """A change that removes the cause, as a dict; empty for a healthy patient.

    Parameters
    ----------
    patient : Patient
    """
    state, _, settings = drawn(patient.seed, patient.number)
    fitting = "glorot" if settings.activation == "tanh" else "he"
    values: dict[str, Any] = {"bias": 0.0, "init": fitting, "lr": 0.2, "activation": "relu", "epochs": 12}
    cause = STATES[state].cause
    return {cause: values[cause]} if cause else {}
