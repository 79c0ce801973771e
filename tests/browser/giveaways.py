"""Whether a number that a reader is asked to predict can be read somewhere before.

A number gives another away when it is the same as far as its own digits go, and has digits enough not to be there by
chance: three that count (a power of ten is one), or two with the unit that was asked for. So 92 % gives 91.94 % away,
and 92 alone does not.
"""

import re
from dataclasses import dataclass

_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹·", "-0123456789.")
_NUMBER = re.compile(
    r"(?<![\w.])([-−]?)(\d{1,3}(?:[\u00a0\u202f ]\d{3})+|\d+)(\.\d+)?"
    r"(?:e([-+]?\d+)|\s?·\s?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹·]+))?(?![\w⁻]|\.\d)(?:\s?±\s?[\d.]+)?([\u00a0 ]?%)?"
)
_POWER = re.compile(r"(?<![\w.])(?<!·)(?<!·\s)10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹·]+)")


@dataclass(frozen=True)
class Number:
    """A number as it is written.

    Attributes
    ----------
    value, low, high : float
        It stands for anything from low to high.
    digits : int
        How many of its digits count.
    unit : str
        "%" or empty.
    """

    value: float
    low: float
    high: float
    digits: int
    unit: str


def numbers(text):
    """The numbers in a text."""
    found = []
    for match in _NUMBER.finditer(text):
        sign, whole, decimals, e, raised, unit = match.groups(default="")
        digits = re.sub(r"\D", "", whole) + decimals[1:].rstrip("0")
        scale = 10.0 ** float(e or raised.translate(_RAISED) or 0)
        value = float(re.sub(r"\D", "", whole) + decimals) * scale * (-1 if sign else 1)
        near = 0.5 * 10.0 ** -max(len(decimals) - 1, 0) * scale * (1 + 1e-9)
        found.append(Number(value, value - near, value + near, len(digits.lstrip("0")) + (scale != 1), unit.strip()))
    for match in _POWER.finditer(text):
        power = match[1].translate(_RAISED)
        value, near = 10.0 ** float(power), 10 ** (0.5 * 10.0 ** -len(power.partition(".")[2]))
        found.append(Number(value, value / near, value * near, len(power.strip("-").replace(".", "")) + 1, ""))
    return found


def gives_away(text, measured, unit=""):
    """The numbers in a text that give away the one that is measured."""
    return [
        number
        for number in numbers(text)
        if number.low <= measured <= number.high
        and (number.digits >= 3 or (number.digits >= 2 and unit and number.unit == unit))
    ]
