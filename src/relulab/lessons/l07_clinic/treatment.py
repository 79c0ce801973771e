"""Treating a patient: what the treatment did, and whether diagnosis and change were right, in words."""

from __future__ import annotations

from types import EllipsisType
from typing import Any, NamedTuple

import numpy as np

from . import instruments, notes
from .patients import RUNS, Patient, changed, drawn
from .prescription import FORM, checked_change, checked_diagnosis
from .readings import READINGS, WELL, Settings, is_well, summary
from .states import STATES, matching, misfits
from .words import Columns, as_written, expected, in_words, rows


class Report(NamedTuple):
    """What a treatment did, in words.

    Attributes
    ----------
    outcome : str
        "right", "other way" (right diagnosis, cured, and the cause is still there), "one of two" (removed, and another
        illness is left), "wrong treatment", "another reason" (well, but not of what was named), "wrong"; for a healthy
        patient "left alone", "needless" or "harmed"; "not attempted" or "not understood" if nothing was trained.
    head : str
        Who was treated, and how.
    verdict : str
    table : list of list of str
        The readings before and after, the titles first; empty if nothing was trained.
    """

    outcome: str
    head: str
    verdict: str
    table: list[list[str]]

    @property
    def cured(self) -> bool:
        """Whether the patient is well and was named rightly."""
        return self.outcome in ("right", "other way", "left alone")

    def __str__(self):
        return "\n".join([self.head, *(" | ".join(row) for row in self.table), self.verdict]).strip()


def report(patient: Patient, diagnosis: str | EllipsisType = ..., change: dict | EllipsisType = ...) -> Report:
    """Train a patient anew with one setting changed, and say whether diagnosis and treatment were right.

    Parameters
    ----------
    patient : Patient
    diagnosis : str
        A name in `STATES`.
    change : dict
        One setting and its new value, such as {"lr": 0.1}; {} leaves the patient alone.

    Returns
    -------
    Report
        Never raises: what could not be understood is said in the report.
    """
    if diagnosis is ... or change is ...:
        return Report("not attempted", "", NOT_ATTEMPTED, [])
    try:
        diagnosis, change = checked_diagnosis(diagnosis, patient.by_night), checked_change(change)
        if not change and diagnosis != "healthy":
            raise ValueError(
                f'{{}} leaves the patient alone. That goes with the diagnosis "healthy"; against '
                f"{diagnosis!r} prescribe one change."
            )
    except ValueError as error:
        return Report("not understood", "", str(error), [])
    except Exception as error:  # an object of the reader's own that cannot even be compared or printed
        name = type(error).__name__
        return Report("not understood", "", f"The diagnosis or the change could not be read ({name}). {FORM}", [])
    return _Case(patient, diagnosis, change).report()


NOT_ATTEMPTED = (
    "Nothing was attempted yet. Replace the dots (...) by your diagnosis and your change, and run the cell again."
)


class _Case:
    """One treatment: who it is, what was named, what was changed, and the readings before and after."""

    def __init__(self, patient: Patient, diagnosis: str, change: dict[str, Any]):
        self.patient, self.diagnosis, self.change = patient, diagnosis, change
        kept = notes.of(patient).kept
        # Prescribed again, the change against an illness takes the place of the one before.
        self.settings = notes.settings_now(patient, without=diagnosis)
        self.illnesses = [name for name in drawn(patient).illnesses if name == diagnosis or name not in kept]
        self.before = patient.examined_with(self.settings).readings
        self.after = patient.examined_with(changed(self.settings, change)).readings
        self.name: str = next(iter(change), "")
        self.value: Any = change.get(self.name)
        self.old = getattr(self.settings, self.name, None)

    def report(self) -> Report:
        who = f"Patient {self.patient.name}, {self.diagnosis}"
        if not self.change:
            outcome, verdict = self._left_alone()
            return Report(outcome, f"{who}: left alone.", verdict, self._table({"as it is": self.before}, []))
        outcome, verdict = self._verdict()
        if self.after["diverged"].any() and not self.before["diverged"].any():
            verdict += (
                " (Diverged is not dead: these networks moved until their loss was no number any more; dead units do "
                "not move at all.)"
            )
        head = (
            f"{who}: {self.name} from {as_written(self.old)} to {as_written(self.value)}, all else as before, {RUNS} "
            "networks trained anew."
        )
        told = self.illnesses[:1] if outcome == "another reason" else []
        columns = {"before": self.before, "after": self.after}
        return Report(outcome, head, verdict, self._table(columns, [self.diagnosis, *told]))

    def _table(self, columns: Columns, names: list[str]) -> list[list[str]]:
        """The readings that speak for or against these states; at night only those that were paid for."""
        speaking = ["accuracy", *(sign for name in names for sign in list(STATES[name].signs)[-2:])]
        if any(readings["diverged"].any() for readings in columns.values()):
            speaking.append("diverged")
        known = instruments.readings_of(self.patient)
        shown = ["accuracy"] if len(columns) == 1 else [name for name in known if name in speaking]
        return [["reading", *columns], *rows(shown, columns)]

    def _left_alone(self):
        if not self.illnesses:
            return "left alone", "Right: nothing is wrong with it, and nothing needs to be changed."
        return "wrong", f"Not yet. {self._against()}"

    def _verdict(self):
        """Outcome and the sentences that explain it."""
        cured, right = is_well(self.after), self.diagnosis in self.illnesses
        if not self.illnesses:
            return self._of_a_healthy_one(cured)
        if self.value == self.old:
            unchanged = f"This setting was {as_written(self.old)} already, so nothing has changed."
            return "wrong treatment" if right else "wrong", unchanged
        if right and cured:
            return self._cure()
        if right:
            return self._no_cure()
        helped = next((name for name in self.illnesses if self._removes(name)), None)
        if cured or (helped and len(self.illnesses) > 1):
            return "another reason", self._for_another_reason(cured, helped or self.illnesses[0])
        look = "Look for the reading that differs most from the healthy one's."
        return "wrong", f"Not yet, neither of the two. {self._against()} {self._better()}{look}"

    def _of_a_healthy_one(self, cured):
        said = "as you said, so there was nothing to treat" if self.diagnosis == "healthy" else f"not {self.diagnosis}"
        if not cured:
            return "harmed", f"It was well before, {said}. Your change does harm. {self._now()}"
        return "needless", (
            f"It was well before, {said}. Your change did no harm, and it had nothing to cure: compare the two "
            "accuracies with their spreads."
        )

    def _cure(self):
        about = STATES[self.diagnosis]
        why = about.why if self.name == about.cause else about.also.get(self.name)
        if why:
            return "right", f"Right diagnosis, right treatment. {why}"
        return "other way", (
            f"Right diagnosis, and it is well. But the cause is still there: {about.cause} is what it was. Your change "
            "made the network able to live with it; look at the readings that moved. "
            f"Changing {about.cause} removes it."
        )

    def _no_cure(self):
        """What is said to the right diagnosis of a patient that is not well yet."""
        about = STATES[self.diagnosis]
        if len(self.illnesses) > 1 and self._removes(self.diagnosis):
            return "one of two", (
                f"Right: that is one of two illnesses, and your change removes it. {about.why} Something else is "
                "wrong. The change is kept: examine the patient again."
            )
        if self.name != about.cause and self.name not in about.also:
            return "wrong treatment", f"Right diagnosis, wrong treatment. {self._better()}{self._now()}"
        gone = len(self.illnesses) == 1 and matching(summary(self.after)) not in (None, self.diagnosis)
        if "is better" in self._better():
            nearly, more = f", and {self.diagnosis} is gone" * gone, " Another value of the same setting cures it."
        else:
            nearly, more = (f", and {self.diagnosis} is gone" if gone else ", but not to a value that helps"), ""
        return "wrong treatment", (
            f"Right diagnosis, wrong treatment. You changed the setting that is to blame{nearly}. {self._better()}"
            f"{self._now()}{more}"
        )

    def _for_another_reason(self, cured, helped):
        about = STATES[helped]
        why = about.why if self.name == about.cause else about.also.get(self.name)
        if not cured:
            return (
                f"Your change removes something that it has, but not what you named. {self._against()} It is not kept: "
                "name what it removes."
            )
        first = (
            "It is well now, and was not before"
            if self.diagnosis == "healthy"
            else "It is well now, but for another reason than you named"
        )
        still = f"Your change of {self.name} made it able to live with that; {about.cause} is still what it was."
        return f"{first}. {self._against()} What it had: {helped}, {about.about}. {why or still}"

    def _removes(self, illness: str) -> bool:
        """Whether the change takes this illness away: with the cures of the others the patient would be well."""
        about = STATES[illness]
        if self.name != about.cause and self.name not in about.also:
            return False
        others = [cure_of(name, self.settings) for name in self.illnesses if name != illness]
        settings = changed(self.settings, *others, self.change)
        return is_well(self.patient.examined_with(settings).readings)

    def _against(self):
        """The first reading that speaks against the diagnosis, with its number."""
        if self.diagnosis == "healthy":
            return (
                f"A healthy one reads at least {100 * WELL:.0f} % of the digits right; this one: "
                f"{in_words('accuracy', self.before['accuracy'])}."
            )
        wrong = misfits(self.diagnosis, summary(self.before))
        if not wrong:
            return (
                f"No limit of the clinic speaks against {self.diagnosis}, and still it is not that: set each reading "
                "beside the healthy one's, and ask whether they differ by more than their spreads."
            )
        reading = wrong[0]
        would_be = expected(reading, *STATES[self.diagnosis].signs[reading])
        after = ""
        if reading == "ratio" and np.nanmean(self.before["dead_after"]) > 0.1:
            after = (
                " The units that died in its last layers follow from that: where the signal is tiny, a small step of a "
                "bias silences a unit for all digits."
            )
        return (
            f"Against {self.diagnosis} speaks: {READINGS[reading]}. You would find {would_be}; it is: "
            f"{in_words(reading, self.before[reading])}.{after}"
        )

    def _better(self):
        return better(self.before, self.after)

    def _now(self):
        """What a patient that is not well looks like after its treatment."""
        now = matching(summary(self.after))
        # Whether it diverges depends on the rate, too: its other signs are those of the illness.
        left = set(misfits(self.diagnosis, summary(self.after))) <= {"diverged"}
        if self.diagnosis in self.illnesses and (now == self.diagnosis or now is None and left):
            return f"The signs of {self.diagnosis} are still there."
        if now is None:
            return "What it has now fits none of the states well."
        return f"Now the readings are those of {now}: {STATES[now].about}."


def better(before: dict[str, np.ndarray], after: dict[str, np.ndarray]) -> str:
    """Whether an ill patient improved, in words: by more than the chance of eight networks."""
    if after["diverged"].any():
        return ""
    # Where it had diverged, what counts is being better than a guess.
    old = np.where(np.isfinite(before["accuracy"]), before["accuracy"], 0.5)
    new = after["accuracy"]
    chance = np.sqrt((old.var(ddof=1) + new.var(ddof=1)) / RUNS)
    if new.mean() <= old.mean() + max(0.005, 3 * chance):
        return "It is no better than before. "
    return f"It is better, but not well, which takes {100 * WELL:.0f} % of the digits. "


def cure_of(illness: str, settings: Settings) -> dict[str, Any]:
    """A change that removes the cause of an illness."""
    fitting = "he" if settings.activation in ("relu", "leaky_relu") else "glorot"
    values: dict[str, Any] = {"bias": 0.0, "init": fitting, "lr": 0.2, "activation": "relu", "epochs": 20}
    cause = STATES[illness].cause
    return {cause: {**values, "inputs": "scaled"}[cause]} if cause else {}


def cure(patient: Patient) -> dict[str, Any]:
    """A change against what a patient has, against the first of it where it is two; empty for a healthy patient.

    Parameters
    ----------
    patient : Patient
    """
    left = [name for name in drawn(patient).illnesses if name not in notes.of(patient).kept]
    return cure_of(left[0], notes.settings_now(patient)) if left else {}
