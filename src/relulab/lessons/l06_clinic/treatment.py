"""Treating a patient: what the treatment did, and whether diagnosis and change were right, in words."""

from __future__ import annotations

from dataclasses import replace
from types import EllipsisType
from typing import Any, Self

import numpy as np

from .patients import RUNS, Patient, drawn
from .prescription import FORM, checked_change, checked_diagnosis
from .readings import READINGS, WELL, is_well, summary
from .states import STATES, matching, misfits
from .words import Note, expected, in_words, not_a_patient, readings_table


class Report(Note):
    """What a treatment did, in words.

    Attributes
    ----------
    outcome : str
        "right", "other way" (right diagnosis, cured, and the cause is still there), "wrong treatment",
        "another reason" (cured, but not of what was named), "wrong"; for a healthy patient "left alone",
        "needless" or "harmed"; "not attempted" or "not understood" if nothing was trained.
    """

    outcome: str

    def __new__(cls, outcome: str, text: str) -> Self:
        report = super().__new__(cls, text)
        report.outcome = outcome
        return report


def treat(patient: Patient, diagnosis: str | EllipsisType = ..., change: dict | EllipsisType = ...) -> Report:
    """Train a patient anew with one setting changed, and say whether diagnosis and treatment were right.

    Parameters
    ----------
    patient : Patient
    diagnosis : str
        A name in `STATES`.
    change : dict
        One setting and its new value, such as {"lr": 0.1}; {} leaves the patient alone. The settings are
        "activation", "init", "bias", "lr" and "epochs".

    Returns
    -------
    Report
        Never raises: what could not be understood is said in the report.
    """
    if not isinstance(patient, Patient):
        return Report("not understood", not_a_patient(patient))
    if diagnosis is ... or change is ...:
        return Report(
            "not attempted",
            "Not attempted yet. Replace the dots (...) by your diagnosis and your change, and run the cell again.",
        )
    try:
        diagnosis = checked_diagnosis(diagnosis)
        change = checked_change(change)
        if not change and diagnosis != "healthy":
            raise ValueError(
                f'{{}} leaves the patient alone. That goes with the diagnosis "healthy"; against '
                f"{diagnosis!r} prescribe one change."
            )
    except ValueError as error:
        return Report("not understood", str(error))
    except Exception as error:  # an object of the reader's own that cannot even be compared or printed
        return Report(
            "not understood", f"The diagnosis or the change could not be read ({type(error).__name__}). {FORM}"
        )
    return _report(patient, diagnosis, change)


def as_written(value: Any) -> str:
    """A setting as it is written in code, or the name of an activation."""
    return repr(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, (int, float)) else value.name


def _report(patient, diagnosis, change):
    state, _, settings = drawn(patient.seed, patient.number)
    before, after = patient.examine().readings, patient.examined_with(replace(settings, **change)).readings
    cured, right = is_well(after), diagnosis == state
    head = f"{repr(patient).split(':')[0]}. Diagnosis: {diagnosis}."
    if not change:
        lines = [f"{head} Left alone.", "", readings_table(["accuracy"], {"as it is": before})]
        if right:
            return Report(
                "left alone",
                "\n".join([*lines, "", "Right: nothing is wrong with it, and nothing needs to be changed."]),
            )
        return Report("wrong", "\n".join([*lines, "", f"Not yet. {_against('healthy', before)}"]))
    ((name, value),) = change.items()
    old = getattr(settings, name)
    lines = [
        f"{head} Change: {name} from {as_written(old)} to {as_written(value)}, all else as before; {RUNS} "
        "networks trained anew.",
        "",
    ]
    shown = ["accuracy", "diverged", "dead_after", *STATES[state if cured or right else diagnosis].signs]
    lines.append(readings_table(shown, {"before": before, "after": after}))
    outcome, verdict = _verdict(state, diagnosis, name, old, value, before, after)
    if after["diverged"].any() and not before["diverged"].any():
        verdict += (
            " (Diverged is not dead: these networks moved until their loss was no number any more; dead units do "
            "not move at all.)"
        )
    return Report(outcome, "\n".join([*lines, "", verdict]))


def _verdict(state, diagnosis, name, old, value, before, after):
    """Outcome and the sentences that explain it."""
    about, cured = STATES[state], is_well(after)
    why = about.why if name == about.cause else about.also.get(name)
    if state == "healthy":
        first = "It was well before" + (
            ", as you said, so there was nothing to treat. " if diagnosis == state else f", and not {diagnosis}. "
        )
        if not cured:
            return "harmed", f"{first}Your change does harm. {_now(after)}"
        return (
            "needless",
            f"{first}Your change did no harm, and it had nothing to cure: compare the two accuracies with "
            "their spreads.",
        )
    if value == old:
        return (
            "wrong treatment" if diagnosis == state else "wrong",
            f"This setting was {as_written(old)} already, so nothing has changed.",
        )
    if diagnosis == state and cured:
        if why:
            return "right", f"Right diagnosis, right treatment. {why}"
        return "other way", (
            f"Right diagnosis, and it is well. But the cause is still there: {about.cause} is what it was. "
            "Your change made the network able to live with it; look at the readings that moved. Changing "
            f"{about.cause} removes it."
        )
    if diagnosis == state:
        nearly = ""
        if name == about.cause:
            gone = matching(summary(after)) not in (None, state)
            nearly = (
                "You changed the setting that is to blame, "
                f"{f'and {state} is gone' if gone else 'but not to a value that helps'}. "
            )
        return (
            "wrong treatment",
            f"Right diagnosis, wrong treatment. {nearly}{_better(before, after)}{_now(after, state)}",
        )
    if cured:
        first = (
            "It is well now, and was not before"
            if diagnosis == "healthy"
            else "It is well now, but for another reason than you named"
        )
        return "another reason", (
            f"{first}. {_against(diagnosis, before)} What it had: {state}, {about.about}. "
            + (why or f"Your change of {name} made it able to live with that; {about.cause} is still what it was.")
        )
    return (
        "wrong",
        f"Not yet, neither of the two. {_against(diagnosis, before)} {_better(before, after)}Look for the "
        "reading that differs most from the healthy one's.",
    )


def _against(diagnosis, readings):
    """The first reading that speaks against a diagnosis, with its number."""
    if diagnosis == "healthy":
        return (
            f"A healthy one reads at least {100 * WELL:.0f} % of the digits right; this one: "
            f"{in_words('accuracy', readings['accuracy'])}."
        )
    wrong = misfits(diagnosis, summary(readings))
    if not wrong:
        return ""
    reading = wrong[0]
    would_be = expected(reading, *STATES[diagnosis].signs[reading])
    return (
        f"Against {diagnosis} speaks: {READINGS[reading]}. You would find {would_be}; it is: "
        f"{in_words(reading, readings[reading])}."
    )


def _better(before, after):
    """Whether an ill patient improved, in words."""
    if after["diverged"].any():
        return ""
    # Where it had diverged, what counts is being better than a guess; a gain within the chance of eight networks
    # counts as none.
    old = np.where(np.isfinite(before["accuracy"]), before["accuracy"], 0.5)
    new = after["accuracy"]
    chance = np.sqrt((old.var() + new.var()) / RUNS)
    if new.mean() <= old.mean() + max(0.03, 3 * chance):
        return "It is no better than before. "
    return f"It is better, but not well, which takes {100 * WELL:.0f} % of the digits. "


def _now(after, state=None):
    """What a patient that is not well looks like after its treatment."""
    now = matching(summary(after))
    if now == state and now is not None:
        return f"The signs of {state} are still there."
    if now is None:
        return "What it has now fits none of the diagnoses well."
    return f"Now the readings are those of {now}: {STATES[now].about}."
