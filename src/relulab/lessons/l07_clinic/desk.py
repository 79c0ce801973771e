"""What a reader calls: each takes a patient or its number, shows what it has to say, and never raises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...classroom import card, text
from ...classroom.rendered import table
from ...nn import checks
from . import help as helping
from . import instruments, treatment
from . import notes as notes_of
from .patients import LESSON_SEED, Patient, Ward, drawn
from .prescription import checked_change, checked_diagnosis
from .readings import READINGS
from .states import BY_DAY, STATES
from .words import beside_healthy, rows

#: The seed of the night that the lesson goes through.
NIGHT_SEED = 301

#: The ward and the night of the lesson: what a number, or a name such as "N1", means.
OF_THE_LESSON = {False: Ward(LESSON_SEED), True: Ward(NIGHT_SEED, by_night=True)}

#: Outcome -> kind and word of its card.
CARDS = {
    "right": ("right", "Cured"),
    "other way": ("right", "Cured"),
    "left alone": ("right", "Right"),
    "one of two": ("close", "One of two"),
    "wrong treatment": ("close", "Right diagnosis"),
    "another reason": ("close", "Another reason"),
    "needless": ("close", "Needless"),
    "harmed": ("off", "Harmed"),
    "wrong": ("off", "Not yet"),
    "not attempted": ("open", "Not attempted"),
    "not understood": ("open", "Not understood"),
}


def ward(seed: int = LESSON_SEED) -> Ward:
    """A ward: eight patients, one of each state.

    Parameters
    ----------
    seed : int
        Another seed, another ward; its patients are meant by clinic.ward(7)[1].
    """
    return Ward(checks.seed(seed))


def night(seed: int = NIGHT_SEED) -> Ward:
    """A night: six patients that are harder.

    Parameters
    ----------
    seed : int
        Another seed, another night; its patients are meant by clinic.night(7)["N1"].
    """
    return Ward(checks.seed(seed), by_night=True)


def states(*, cures: bool = False) -> None:
    """Show what a patient can have.

    Parameters
    ----------
    cures : bool
        Show what gives each state away and what is changed against it, with the one that comes at night.
    """
    if cures:
        shown = [[name, state.told_by, state.remedy] for name, state in STATES.items()]
        _in_columns([["state", "what gives it away", "the one change"], *shown])
    else:
        _in_columns([["state", "what it is"], *([name, STATES[name].about] for name in BY_DAY)])


def _in_columns(shown: list[list[str]]) -> None:
    """Display a table of sentences, which begin at the left; the first row is its head."""
    card.put({"text/markdown": text.table(shown)}, text.table(shown))


def examine(patient: Patient | int | str) -> None:
    """Show all readings of a patient as a table and in six panels, beside healthy networks with the same layers.

    Parameters
    ----------
    patient : Patient, int or str
        Such as 4, or "N4".
    """
    from . import figures

    if not isinstance(found := _found(patient), Patient):
        return
    now, taken, entry = notes_of.examination_now(found), instruments.readings_of(found), notes_of.of(found)
    columns = beside_healthy(found, now.readings)
    kept = f". Changed so far: {' and '.join(str(change)[1:-1] for change in entry.kept.values())}" * bool(entry.kept)
    table([f"{found!r}{_where(found)}{kept}", *columns], rows(taken, columns))
    figures.examination(found, now, taken)
    if found.by_night:
        left = ", ".join(name for name in instruments.PRICES if name not in entry.bought)
        _say("open", "Minutes", f"{instruments.left(found)} of {instruments.BUDGET} are left. Not taken: {left}.")


def prices() -> None:
    """Show what each instrument costs at night."""
    table(
        ["instrument", "minutes", "what it reads"],
        [[f'"{name}"', str(cost), READINGS[what]] for name, (what, cost) in instruments.PRICES.items()],
    )


def buy(patient: Patient | int | str, instrument: str) -> None:
    """Take one reading of a patient of the night, for its price.

    Parameters
    ----------
    patient : Patient, int or str
    instrument : str
        A name in `PRICES`.
    """
    if not isinstance(found := _found(patient), Patient):
        return
    if not found.by_night:
        _say("open", "By day", "By day all instruments cost nothing: use clinic.examine.")
    elif not isinstance(instrument, str) or instrument not in instruments.PRICES:
        guess = text.did_you_mean(instrument, instruments.PRICES)
        _say("open", "Not understood", f"That is no instrument.{guess} They are: {', '.join(instruments.PRICES)}.")
    elif refused := instruments.pay(found, instrument):
        _say("open", "Too dear", refused)
    else:
        columns = beside_healthy(found, notes_of.examination_now(found).readings)
        shown = rows([instruments.PRICES[instrument][0]], columns)
        table([f"Patient {found.name}, {instruments.left(found)} minutes left", *columns], shown)


def treat(patient: Patient | int | str, diagnosis: Any = ..., change: Any = ...) -> None:
    """Train a patient anew with one setting changed, say what it did, and enter it on the board.

    Parameters
    ----------
    patient : Patient, int or str
    diagnosis : str
        One of the states.
    change : dict
        One setting and its new value, such as {"lr": 0.1}; {} leaves the patient alone. The settings are
        "activation", "init", "bias", "lr" and "epochs", and at night "inputs".
    """
    if isinstance(found := _found(patient), Patient):
        _treat(found, diagnosis, change)


def _treat(patient: Patient, diagnosis: Any, change: Any) -> treatment.Report:
    report = treatment.report(patient, diagnosis, change)
    kind, word = CARDS[report.outcome]
    _say(kind, word, f"{report.head}\n{report.verdict}".strip())
    if not report.table:
        return report
    table(report.table[0], report.table[1:])
    name = checked_diagnosis(diagnosis)
    problem = notes_of.write(patient, name, report.cured, keep=report.outcome != "one of two")
    if problem:
        _say("open", "Not kept", problem)
    if report.outcome == "one of two":
        entry = notes_of.of(patient)
        entry.kept[name] = checked_change(change)
        entry.bought.clear()
    return report


def visit(patient: Patient | int | str, diagnosis: Any = ..., change: Any = ...) -> None:
    """Examine a patient while the dots are there, else treat it; then show the board, or what it looks like now.

    Parameters
    ----------
    patient : Patient, int or str
    diagnosis, change
        As for `treat`.
    """
    if not isinstance(found := _found(patient), Patient):
        return
    if diagnosis is ... or change is ...:
        examine(found)
        _treat(found, diagnosis, change)
    elif _treat(found, diagnosis, change).cured:
        _board(_ward_of(found))
    else:
        examine(found)


def board(ward: Ward | None = None) -> None:
    """Show who was diagnosed and cured, after how many tries.

    Parameters
    ----------
    ward : Ward, optional
        That of the day if it is not given.
    """
    _board(ward if isinstance(ward, Ward) else OF_THE_LESSON[False])


def _board(ward: Ward) -> None:
    head = ["patient", "your last diagnosis", "cured", "tries", *(["minutes"] if ward.by_night else [])]
    table(head, notes_of.rows(ward))
    _say("right" if "All" in notes_of.count(ward) else "open", "The board", notes_of.count(ward))


def judge(ward: Ward, fate: Callable, name_illness: Callable) -> int:
    """Ask the reader's rule about each patient that is the reader's to treat, and count what is right.

    By day it shows what the rule says of each.

    Parameters
    ----------
    ward : Ward
    fate, name_illness : callable
        The functions of the exercises: what is not diverged is given to the second one.

    Returns
    -------
    int
        How many are named rightly; where a patient has two illnesses, by the one that shows.
    """
    shown = []
    for patient in ward:
        if patient in notes_of.SHOWN:
            continue
        found, readings = patient.examine(), patient.readings()
        fates = [fate(list(losses), dead) for losses, dead in zip(found.history["loss"], found.readings["dead_after"])]
        diverged = fates.count("diverged") > len(fates) / 2
        named = "exploding" if diverged else name_illness(readings)
        right = named == next(iter(drawn(patient).illnesses), "healthy")
        shown.append([patient.name, str(named), "✓ right" if right else "✗ not that"])
    if not ward.by_night:  # at night that would be a diagnosis for nothing
        table(["patient", "what the rule says", "is it that?"], shown)
    return sum(row[2] == "✓ right" for row in shown)


def hint(patient: Patient | int | str, n: int = 1) -> None:
    """Show a hint on what a patient has.

    Parameters
    ----------
    patient : Patient, int or str
    n : int
        1 for where to look, 2 for what is to be seen there, 3 for the diagnosis.
    """
    if isinstance(found := _found(patient), Patient):
        said, seen = helping.hint_for(found, n)
        _say("open", f"Hint {n} of 3" if n in (1, 2, 3) else "Hints", said)
        if seen:
            table(seen[0], seen[1:])


def solution(patient: Patient | int | str) -> None:
    """Show what a patient has, a change that cures it, and the settings that it has.

    Parameters
    ----------
    patient : Patient, int or str
    """
    if isinstance(found := _found(patient), Patient):
        _say("open", f"Patient {found.name}", helping.key(found))


def _found(patient: Any) -> Patient | None:
    """The patient that is meant; None after saying what is wrong with the name."""
    try:
        return patient_of(patient)
    except KeyError:
        pass
    simple = isinstance(patient, (int, str))
    named = (
        f"There is no patient {patient!r}" if simple else f"This is no patient, it is of type {type(patient).__name__}"
    )
    by_day, by_night = OF_THE_LESSON.values()
    _say(
        "open",
        "Which patient?",
        f'{named}. By day the patients are 1 to {len(by_day)}, and at night "N1" to "N{len(by_night)}"; those of '
        "another ward are clinic.ward(7)[1] and so on.",
    )
    return None


def patient_of(patient: Patient | int | str) -> Patient:
    """The patient that is meant, in the ward or the night of the lesson; a KeyError if there is none."""
    if isinstance(patient, Patient):
        return patient
    by_night = isinstance(patient, str) and patient.strip().upper().startswith("N")
    return OF_THE_LESSON[by_night][patient]


def _where(patient: Patient) -> str:
    """Which ward, for a patient that is not the lesson's."""
    ward = _ward_of(patient)
    return "" if ward in OF_THE_LESSON.values() else f", {'night' if ward.by_night else 'ward'} {ward.seed}"


def _ward_of(patient: Patient) -> Ward:
    return Ward(patient.seed, patient.by_night)


def _say(kind: str, word: str, said: str) -> None:
    """A card with a text; the first word says the verdict where there is no page."""
    card.show(kind, word, f"{word}{'' if word.endswith('?') else '.'} {said}", card.as_html(said))
