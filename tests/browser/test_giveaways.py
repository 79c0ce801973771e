"""What counts as giving an answer away."""

import pytest

from tests.browser.giveaways import gives_away

AWAY = [
    ("about 92 % are left", 91.94, "%"),
    ("about 91.9 of a hundred", 91.94, "%"),
    ("89.4 ± 5.7 %", 89.4, "%"),
    ("the value is 0.993 there", 0.9933, ""),
    ("z is −3.62 there", -3.62, ""),
    ("17\u00a0610 numbers", 17610, ""),
    ("2.5 · 10⁻⁵", 2.462e-5, ""),
    ("it falls to 10⁻⁴·⁶", 2.462e-5, ""),
    ("2.46e-05", 2.462e-5, ""),
]
NOT = [
    ("in lesson 92", 91.94, "%"),
    ("93 %", 91.94, "%"),
    ("3.62", -3.62, ""),
    ("64 pixels", 64, ""),
    ("1.00", 1, ""),
    ("9 %", 9, "%"),
    ("layer0.993x", 0.9933, ""),
    ("0.9931", 0.9933, ""),
    ("10²²", 10, ""),
    ("no number", 5, "%"),
]


@pytest.mark.parametrize("text, measured, unit", AWAY)
def test_given_away(text, measured, unit):
    assert gives_away(text, measured, unit)


@pytest.mark.parametrize("text, measured, unit", NOT)
def test_not_given_away(text, measured, unit):
    assert not gives_away(text, measured, unit)
