"""Numbers as people write them: 30 %, 0,3, 78,500, 3/10, ln 2, 10^-3, √2, e^-1.2, 3 ms, z = 3. Nothing is executed."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

#: What can be written, for a reader whose answer could not be read.
FORMS = "3, -0.25, 0,25, 1/3, 30 %, 2e-6, 10^-3, ln 2, √2 or e^-1.2"
#: No answer is longer; it keeps the depth of brackets small.
LONGEST = 80

_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "ln": math.log,
    "log": math.log,  # as in NumPy and in the lessons
    "log10": math.log10,
    "lg": math.log10,
    "log2": math.log2,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "abs": abs,
}
_CONSTANTS = {"e": math.e, "pi": math.pi}
_SCALES = {"k": 1e3, "hundred": 1e2, "thousand": 1e3, "million": 1e6}
#: Words behind a number that would change it; any other word is its unit.
_NO_UNIT = re.compile(
    r"\b(or|and|to|not|but|half|halves|thirds?|quarters?|fifths?|tenths?|dozen|billion|(hundred|thousand|million)ths?)\b"
)
_SIGNS = str.maketrans("−–—‒×·⋅∙÷⁄’", "----****//'")
_SUPER = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_HALVES = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_LITERAL = r"(?:\d[\d.,]*|[.,]\d+)(?:e[+-]?\d+)?"
_TOKEN = re.compile(rf"\s*(?:({_LITERAL})|(log10|log2|[^\W\d_]+)|(\*\*|[-+*/^()]))")
#: A comma, or a point, between thousands.
_THOUSANDS = {sign: re.compile(rf"[1-9]\d{{0,2}}(?:\{sign}\d{{3}})+") for sign in ",."}


@dataclass(frozen=True)
class Reading:
    """One way to read a text as a number.

    Attributes
    ----------
    value : float
        Without regard to a per cent sign.
    percent : bool
        Whether the text says per cent.
    step : float
        One unit in the last digit that was written; 0 where it is not a decimal number, such as 1/3.
    """

    value: float
    percent: bool = False
    step: float = 0.0

    def times(self, factor: float) -> "Reading":
        """The same, as a number in another unit."""
        return Reading(self.value * factor, self.percent, self.step * factor)


def number(text: str) -> float | None:
    """The number in a text, the likeliest where there are two; None for anything else. A per cent sign is dropped.

    Parameters
    ----------
    text : str
    """
    found = readings(text)
    return found[0].value if found else None


def readings(text: str) -> list[Reading]:
    """Every way to read a text as a number, the likeliest first: 1,234 is a thousand, or a decimal comma.

    Parameters
    ----------
    text : str
    """
    text = text.translate(_SIGNS).casefold().strip()
    if len(text) > LONGEST:
        return []
    found = []
    for marks in (",.", ".,"):  # what stands between thousands, and what before the decimals
        reading = _read(_plain(text), *marks)
        if reading is not None and reading not in found:
            found.append(reading)
    return found


def _plain(text):
    """The text with every sign written in one way, and without what only introduces or ends the number."""
    for sign, fraction in _HALVES.items():
        text = re.sub(rf"(\d+)\s*{sign}", rf"(\1+{fraction})", text).replace(sign, f"({fraction})")
    text = re.sub("[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: f"^({found[0].translate(_SUPER)})", text)
    text = re.sub(r"\b(?:np|numpy|math)\.", "", text)
    # z = 3, ≈ 0.3, x > 1.5: the number stands behind the last sign, or before it where only a name follows
    parts = [part.strip() for part in re.split(r"[=≈≃≅~<>≤≥]+", text)]
    while len(parts) > 1 and re.fullmatch(r"[a-z]?[\d₀-₉]*", parts[-1]) and not re.match(r"\d", parts[-1]):
        parts.pop()
    text = re.sub(r"^(?:about|around|approx(?:imately|\.)?|roughly|nearly|circa|ca\.)\s*", "", parts[-1])
    text = re.sub(r"^(?:minus|negative)\s+", "-", text).split("±")[0]
    text = text.replace("π", "pi").replace("√", " sqrt ").rstrip(" .,;!")
    text = re.sub(r"(?<=\d)\s*(?:in|out of)\s+(?=\d)", "/", text)
    # 78 500, 78'500 and 78_500; 1 1/2; 2 e -6; 3 x 10
    text = re.sub(r"(?<![\d.,])[1-9]\d{0,2}(?:[\s'_]\d{3})+(?!\d)", lambda found: re.sub(r"\D", "", found[0]), text)
    text = re.sub(r"(?<![\d.,])(\d+)\s+(\d+/\d+)", r"(\1+\2)", text)
    text = re.sub(r"(?<=[\d.])\s*e\s*([+-]?)\s*(?=\d)", r"e\1", text)
    return re.sub(r"(?<=\d)(?<!\b0)\s*x\s*(?=\d)", "*", text)


def _read(text, between, decimal):
    """The reading of a plain text in which `between` may stand between thousands; None if there is none."""
    text, percent = re.subn(r"\s*(?:%|\bper\s?cent\b|\bpercent\b|\bpct\b)(?:\s+[a-z\s]*)?$", "", text)
    text, scale = _without_unit(text)
    try:
        value, step = _Parser(text, between, decimal).whole()
        value, step = value * scale, step * scale
    except (ValueError, ZeroDivisionError, OverflowError, TypeError):
        return None
    return Reading(value, bool(percent), step) if math.isfinite(value) else None


def _without_unit(text):
    """The text without the words behind the number, and the factor that they say."""
    tail = re.search(r"[\s(]*\b(?<![a-z])([a-zäöüµ°]+)[a-zäöüµ°\s().,/'-]*$", text) or re.search(
        r"(?<=\d)([a-zäöüµ°]+)[a-zäöüµ°\s().,/'-]*$", text
    )
    if tail is None or tail[1] in _FUNCTIONS or tail[1] in _CONSTANTS or _NO_UNIT.search(tail[0]):
        return text, 1.0
    return text[: tail.start()], _SCALES.get(tail[1], 1.0)


def _literal(text, between, decimal):
    """The value of 78,500 or 0,3 or 2.5e-6, and one unit in its last digit."""
    digits, _, power = text.partition("e")
    if _THOUSANDS[between].fullmatch(digits) or _THOUSANDS[between].fullmatch(digits.partition(decimal)[0]):
        digits = digits.replace(between, "")
    elif _THOUSANDS[decimal].fullmatch(digits) and digits.count(decimal) > 1:  # 1.234.567 can be nothing else
        digits = digits.replace(decimal, "")
    digits = digits.replace(",", ".")
    return float(f"{digits}e{power or 0}"), 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))


class _Parser:
    """Sums, products, powers and a few functions, by hand: every method gives a value and its step."""

    def __init__(self, text, between, decimal):
        self.tokens, self.marks, at = [], (between, decimal), 0
        while text[at:].strip():
            found = _TOKEN.match(text, at)
            if found is None:
                raise ValueError(text)
            self.tokens.append(found.groups())
            at = found.end()

    def whole(self):
        value, step = self.sum()
        if self.tokens or isinstance(value, complex):
            raise ValueError
        return float(value), abs(step)

    def next_is(self, *signs):
        return bool(self.tokens) and self.tokens[0][2] in signs

    def sum(self):
        value, step = self.product()
        while self.next_is("+", "-"):
            sign = -1 if self.tokens.pop(0)[2] == "-" else 1
            value, step = value + sign * self.product()[0], 0.0
        return value, step

    def product(self):
        value, step = self.signed()
        while self.next_is("*", "/") or (self.tokens and self.tokens[0][1]):  # 2 √3 is a product, too
            divide = self.next_is("/")
            if self.next_is("*", "/"):
                self.tokens.pop(0)
            factor, of_factor = self.signed()
            # 2 * 10^-6 has one digit, 3/10 is no decimal number
            power_of_ten = not of_factor and factor > 0 and abs(math.log10(factor) % 1) < 1e-9
            value, step = (
                (value / factor if divide else value * factor),
                (step * factor if power_of_ten and not divide else 0.0),
            )
        return value, step

    def signed(self):
        if self.next_is("+", "-"):
            sign = -1 if self.tokens.pop(0)[2] == "-" else 1
            value, step = self.signed()
            return sign * value, step
        return self.power()

    def power(self):
        value, step = self.atom()
        if self.next_is("^", "**"):
            self.tokens.pop(0)
            value, step = value ** self.signed()[0], 0.0
        return value, step

    def atom(self):
        if not self.tokens:
            raise ValueError
        literal, name, sign = self.tokens.pop(0)
        if literal:
            return _literal(literal, *self.marks)
        if name in _CONSTANTS:
            return _CONSTANTS[name], 0.0
        if name in _FUNCTIONS:
            # ln 2 / ln 10: without brackets it takes the next number alone, with its sign and its power
            argument = self.signed()[0] if not self.next_is("(") else self.atom()[0]
            return _FUNCTIONS[name](argument), 0.0
        if sign == "(":
            inside = self.sum()
            if not self.next_is(")"):
                raise ValueError
            self.tokens.pop(0)
            return inside
        raise ValueError
