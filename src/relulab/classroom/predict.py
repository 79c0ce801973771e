"""A prediction: what is asked, the answer in the form asked for, and how near it is to what was measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .numbers import readings
from .text import did_you_mean, on_a_page, say

RIGHT, CLOSE, OFF = "right", "close", "off"
#: How near counts as right where the lesson does not say: points for a percentage, else a share of what was measured.
POINTS, SHARE = 5.0, 0.1
#: A guess is close within this many times the distance that counts as right.
CLOSE_BY = 3


@dataclass(eq=False)
class Prediction:
    """A question and, once given, the reader's answer.

    Attributes
    ----------
    question, unit : str
    choices, order : list of str
        What to choose among, or to put in order; both empty where a number is asked for.
    within, factor : float or None
        How near counts as right: a distance, or a ratio.
    answer : float, str, list of str or None
    sure : bool or None
    verdict : str or None
        What `reveal` said; from then on the answer stays.
    controls : Predicting or None
        The controls, where some are shown.
    cell : str or None
        The cell that revealed it, where the front end names its cells.
    """

    question: str
    unit: str = ""
    choices: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    within: float | None = None
    factor: float | None = None
    answer: Any = None
    sure: bool | None = None
    verdict: str | None = None
    controls: Any = field(default=None, repr=False)
    cell: str | None = field(default=None, repr=False)

    def __call__(self, answer: Any, sure: bool | None = None) -> None:
        """Answer without controls: guess(30).

        Parameters
        ----------
        answer : float, str or list of str
            In the form asked for. What cannot be read gets a sentence, and the answer before stays.
        sure : bool, optional
        """
        if problem := self.take(answer, sure):
            say(problem)

    def take(self, answer: Any, sure: bool | None = None) -> str:
        """Keep an answer; a sentence for the reader if it cannot be taken, else an empty text.

        Parameters
        ----------
        answer : float, str or list of str
        sure : bool, optional
        """
        if self.verdict is not None:
            return "This one has been revealed. To predict anew, run the cell with the question again."
        read, problem = self.read(answer)
        if not problem:
            self.answer, self.sure = read, None if sure is None else bool(sure)
            if self.controls is not None:
                self.controls.follow()
        return problem

    def read(self, answer: Any) -> tuple[Any, str]:
        """The answer in the form asked for, and a sentence for the reader if it has none."""
        if self.choices:
            found = _named(answer, self.choices)
            what = "This is none of the choices" if answer is not None else "Choose one first"
            return found, "" if found else f"{what}: {', '.join(self.choices)}.{did_you_mean(answer, self.choices)}"
        if self.order:
            parts = re.split("[,;<>]+", answer) if isinstance(answer, str) else answer
            found = [_named(part, self.order) for part in parts] if isinstance(parts, (list, tuple)) else []
            fine = len(found) == len(self.order) and set(found) == set(self.order)
            return found, "" if fine else f"Put all {len(self.order)} in order, each once: {', '.join(self.order)}."
        value = self._number(answer)
        unit = f", in {self.unit}" if self.unit else ""
        return value, "" if value is not None else f"Write one number{unit}, such as 30, 0.3, 1/3 or 10^-6."

    def _number(self, answer):
        if not isinstance(answer, str):
            try:
                given = float(answer)
            except (TypeError, ValueError):
                return None
            return given if np.isfinite(given) and not isinstance(answer, bool) else None
        text = answer.strip()
        if self.unit and text.lower().endswith(self.unit.lower()):
            text = text[: -len(self.unit)]
        found = readings(text)
        if not found:
            return None
        if found[0].percent and self.unit != "%":
            return None if self.unit else found[0].value / 100
        return found[0].value


def _named(answer, names):
    """The one of the names that is meant, or None."""
    plain = str(answer).strip().casefold()
    return next((name for name in names if name.casefold() == plain), None)


def predict(
    question: str,
    *,
    unit: str = "",
    choices: Sequence[str] = (),
    order: Sequence[str] = (),
    within: float | None = None,
    factor: float | None = None,
) -> Prediction:
    """Ask for a prediction: a number, a choice, or an order.

    Parameters
    ----------
    question : str
    unit : str
        Of the number, such as "%".
    choices : list of str
        What to choose among.
    order : list of str
        What to put in order.
    within : float, optional
        The distance from what is measured that counts as right.
    factor : float, optional
        The same as a ratio, for numbers of very different size.

    Returns
    -------
    Prediction
        For `reveal`. Where no controls are shown, call it: guess(30).
    """
    guess = Prediction(question, unit, list(map(str, choices)), list(map(str, order)), within, factor)
    try:
        if on_a_page():
            from .predicting import Predicting

            guess.controls = Predicting(guess)
            guess.controls.show()
            return guess
    except ImportError:  # no widgets here; then a call does
        guess.controls = None
    say(as_text(guess))
    say(f"Answer with a call, such as guess({example(guess)}).")
    return guess


def example(guess: Prediction) -> str:
    """How an answer to this guess is written in a call."""
    return repr(guess.choices[0] if guess.choices else guess.order if guess.order else 30)


def as_text(guess: Prediction) -> str:
    """The question of a guess as text, with what there is to choose among or to put in order."""
    lines = [f"Predict: {guess.question}"]
    if guess.choices:
        lines.append(f"Choose: {' / '.join(guess.choices)}")
    elif guess.order:
        lines.append(f"Put in order: {', '.join(guess.order)}")
    elif guess.unit:
        lines.append(f"A number, in {guess.unit}")
    return "\n".join(lines)


def judge(guess: Prediction, measured: Any) -> str:
    """Whether the answer is "right", "close" or "off".

    Parameters
    ----------
    guess : Prediction
        One that has an answer.
    measured : float, array of shape (R,), str or list of str

    Raises
    ------
    TypeError, ValueError
        If what was measured is not in the form asked for.
    """
    if guess.choices:
        return RIGHT if _named(measured, [str(guess.answer)]) else OFF
    if guess.order:
        given, wanted = list(map(str, guess.answer)), list(map(str, measured))
        if given == wanted:
            return RIGHT
        swapped = [i for i, (one, other) in enumerate(zip(given, wanted)) if one != other]
        return CLOSE if len(swapped) == 2 and swapped[1] - swapped[0] == 1 else OFF
    mean, spread = _mean_and_spread(measured)
    if guess.factor:
        if guess.answer * mean <= 0:
            return RIGHT if guess.answer == mean else OFF
        distance, near = abs(np.log(guess.answer / mean)), float(np.log(guess.factor))
    else:
        distance = abs(guess.answer - mean)
        near = guess.within if guess.within is not None else POINTS if guess.unit == "%" else SHARE * abs(mean)
        near = max(near, spread)
    if distance <= near * (1 + 1e-9):
        return RIGHT
    return CLOSE if distance <= CLOSE_BY * near else OFF


def sureness(sure: bool | None) -> str:
    """How sure the reader was, in brackets; empty if they did not say."""
    return "" if sure is None else " (sure)" if sure else " (not sure)"


def _mean_and_spread(measured):
    values = np.asarray(measured).ravel()
    if values.dtype.kind not in "biuf":
        raise TypeError("numbers are needed")
    return float(values.mean()), float(values.std(ddof=1)) if values.size > 1 else 0.0


def written(value: Any, unit: str = "") -> str:
    """A value as a reader writes it, with its unit.

    Parameters
    ----------
    value : float, array of shape (R,), str or list of str
    unit : str
    """
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], str):
        return ", ".join(value)
    try:
        mean, spread = _mean_and_spread(value)
    except (TypeError, ValueError):
        return str(value)
    text = _pair(mean, spread) if np.size(value) > 1 else _single(mean)
    return f"{text}{' ' if unit else ''}{unit}"


def _single(value):
    if not np.isfinite(value):
        return "not a number" if np.isnan(value) else "∞" if value > 0 else "−∞"
    if value == round(value, 0) and abs(value) < 1e12:
        return f"{value + 0.0:,.0f}".replace(",", "\u00a0") if abs(value) >= 10_000 else f"{value + 0.0:.0f}"
    if 1e-4 <= abs(value) < 1e6:
        return f"{value:.4g}" if abs(value) < 10_000 else f"{value:.0f}"
    return _with_power(f"{value:.1e}")


def _pair(mean, spread):
    """Mean and spread to the spread's first digit, as conftest.py compares them."""
    if not np.isfinite(mean + spread):
        return f"{mean:.3g} ± {spread:.1g}"
    if spread == 0:
        return f"{mean:.4g} ± 0"
    scale = int(np.floor(np.log10(abs(mean) or spread)))
    if -4 <= scale < 6:
        decimals = min(max(0, -int(np.floor(np.log10(spread)))), 6)
        return f"{mean:.{decimals}f} ± {spread:.{decimals}f}"
    ten = 10.0**scale
    decimals = max(0, -int(np.floor(np.log10(spread / ten))))
    return _with_power(f"({mean / ten:.{decimals}f} ± {spread / ten:.{decimals}f})e{scale}")


def _with_power(text):
    mantissa, _, exponent = text.partition("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{mantissa} · 10{raised}"
