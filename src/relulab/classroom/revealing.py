"""`reveal`: a prediction beside what was measured, as a card, or a sentence where there is nothing to compare."""

from __future__ import annotations

import html
import sys
from collections.abc import Callable
from typing import Any

from . import card
from .predict import OFF, Prediction, judge, sureness, written


def compared(guess: Any, measured: Any, keep: Callable[[Prediction], str | None] = lambda guess: None) -> None:
    """Show a prediction beside what was measured, and say whether it was right, close or off.

    Parameters
    ----------
    guess : Prediction
    measured : float, array of shape (R,), str or list of str
        What came out, in the form asked for; one value for each run is shown as mean and spread.
    keep : callable
        Called once with a prediction that was judged; keeps it, and may give a sentence for the reader.
    """
    if not isinstance(guess, Prediction):
        _say(
            f"Measured: {written(measured)}.\nreveal needs what predict gave back, and this is no prediction. Run the "
            "cell with the question, then this one."
        )
        return
    cell = _running_cell()
    if guess.verdict is not None and cell != guess.cell:
        _say(
            f"This guess belongs to another question: {guess.question}\nRun the cell with the question above, predict, "
            "then run this one again."
        )
        return
    if guess.answer is None and guess.controls is not None:
        guess.controls.take_what_is_there()
    told = None
    if guess.answer is None:
        verdict = None
    else:
        try:
            verdict = judge(guess, measured)
        except (TypeError, ValueError):  # what was measured is not in the form asked for
            verdict = None
        if verdict is not None and guess.verdict is None:
            guess.verdict, guess.cell = verdict, cell
            told = keep(guess)
            if guess.controls is not None:
                guess.controls.follow()
    _show(guess, measured, verdict, told)


def _say(text):
    card.show("open", "No prediction made", text, card.as_html(text))


def _running_cell():
    """The name of the cell that is running, where the front end gives it one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    parent: dict[str, Any] = getattr(shell, "get_parent", dict)() if shell else {}
    return parent.get("metadata", {}).get("cellId")


def _show(guess, measured, verdict, told):
    shown = written(measured, guess.unit)
    lines = [f"Measured: {shown}."]
    columns = [("Measured", measured, guess.unit, "")]
    if guess.answer is None:
        lines.append("No prediction was made.")
        word, kind = "No prediction made", "open"
        after = "To predict, run the cell with the question, answer there, then run this cell again."
    else:
        how = sureness(guess.sure)
        lines.append(f"You predicted {written(guess.answer, guess.unit)}{how}{f': {verdict}' if verdict else ''}.")
        word, kind = (verdict.capitalize(), verdict) if verdict else ("Predicted", "open")
        columns.insert(0, ("You predicted", guess.answer, guess.unit, how))
        after = "You were sure: what explains the gap?" if verdict == OFF and guess.sure else ""
    after = " ".join(filter(None, [after, told]))
    if after and guess.answer is not None:
        lines.append(after)
    body = f'<p style="margin: 0 0 4px">{html.escape(guess.question)}</p>{_side_by_side(columns)}'
    if after:
        body += f'<p style="margin: 4px 0 0">{html.escape(after)}</p>'
    card.show(kind, word, "\n".join(lines), body)


def _side_by_side(columns):
    cells = "".join(
        f'<div><div style="font-size: 85%">{head}{how}</div><div style="font-size: 120%; font-weight: 600">'
        f"{html.escape(written(value, unit))}</div></div>"
        for head, value, unit, how in columns
    )
    return f'<div style="display: flex; flex-wrap: wrap; gap: 4px 32px">{cells}</div>'
