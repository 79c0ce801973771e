"""The ledger: every claim has its experiment, and other seeds give the verdict on record."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from relulab.classroom.claim import HOLDS, SEEDS, VERDICTS, WRONG, Claim
from relulab.ledger import CLAIMS, ledger
from relulab.nn.statistics import Interval
from tests.repo.rules import BANNED_WORDS, LESSONS, NOTEBOOKS

ROOT = Path(__file__).parents[2]

#: The statements that the course set out to test.
IDS = """neuron layers training range linear nonlinear relu-shape monotonic cheap default sparse specialist overfit
saturate vanish faster explode dying causes lower-rate leaky-shape leaky-fix""".split()

#: Beyond every seed that the lessons and the record use.
OTHER_SEEDS = 100_000

each = pytest.mark.parametrize("claim", CLAIMS, ids=[claim.id for claim in CLAIMS])


def test_every_statement_is_there_in_the_order_of_the_lessons():
    assert [claim.id for claim in CLAIMS] == IDS
    lessons = [claim.lesson for claim in CLAIMS]
    assert lessons == sorted(lessons) and set(lessons) == {name for name in LESSONS if not name.startswith("06")}


@each
def test_other_seeds_give_the_verdict_on_record(claim):
    evidence = claim.evidence(OTHER_SEEDS)
    assert 1 <= len(evidence) <= 3
    for name, values in evidence.items():
        assert np.shape(values)[0] >= SEEDS and np.ndim(values) == 1, name
    effects = claim.measure(OTHER_SEEDS)
    assert list(effects) == list(claim.effects)
    assert claim.judge(effects) == claim.verdict, {name: str(effect) for name, effect in effects.items()}


@each
def test_the_recorded_effects_give_the_verdict_on_record(claim):
    assert claim.judge(claim.recorded) == claim.verdict
    for effect in claim.recorded.values():
        assert effect.low <= effect.mean <= effect.high


@each
def test_the_rule_can_say_otherwise(claim):
    """A rule that gives one verdict whatever was measured is no rule."""
    effects = list(claim.effects)
    tries = np.random.default_rng(0).choice([-1e3, -1, 0, 0.3, 1, 30, 1e3], size=(400, len(effects)))
    found = {claim.judge({name: Interval(x, x, x) for name, x in zip(effects, row)}) for row in tries}
    assert len(found) >= 2 and found <= set(VERDICTS)


@each
def test_it_says_what_it_means(claim):
    assert claim.verdict in VERDICTS
    if claim.verdict != HOLDS:
        assert claim.condition
    for text in (claim.statement, claim.condition, *claim.effects.values()):
        assert "|" not in text and not BANNED_WORDS.search(text)
    assert claim.evidence.__doc__


@each
def test_its_lesson_gives_the_same_verdict(claim):
    text = (NOTEBOOKS / f"{claim.lesson}.ipynb").read_text(encoding="utf-8")
    cells = json.loads(text)["cells"]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    said = re.findall(
        rf"Verdict \(claim \*{re.escape(claim.id)}\*[^)]*\): (holds if|holds|not supported here|wrong as stated)", prose
    )
    assert claim.verdict in said, said


def test_the_ledger_shows_every_claim():
    shown = ledger()
    for claim in CLAIMS:
        assert f"| *{claim.id}* | {claim.statement} |" in shown._repr_markdown_()
        assert f"{claim.id}: {claim.verdict}" in repr(shown)
    assert len(shown._repr_markdown_().splitlines()) == len(CLAIMS) + 2


def test_the_pages_show_the_tables_as_the_tool_writes_them():
    from tools import ledger as tool

    assert set(tool.TABLES) == {ROOT / "LEDGER.md", ROOT / "README.md"}
    for path, table in tool.TABLES.items():
        text = path.read_text(encoding="utf-8")
        assert tool.with_table(text, table()) == text, path.name
    assert ledger()._repr_markdown_() in tool.LEDGER.read_text(encoding="utf-8")


def test_the_readme_shows_five_claims_with_verdict_and_lesson():
    from tools.ledger import FIVE, five

    claims = {claim.id: claim for claim in CLAIMS}
    _, _, *rows = five().splitlines()
    assert len(rows) == len(FIVE) == 5
    for name, row in zip(FIVE, rows):
        claim = claims[name]
        assert claim.statement in row and f"**{claim.verdict}**" in row and claim.condition in row
        assert f"(notebooks/{claim.lesson}.ipynb)" in row


def test_no_page_is_written_if_one_has_no_place_for_its_table(monkeypatch, tmp_path):
    from tools import ledger as tool

    whole, bare = tmp_path / "whole.md", tmp_path / "bare.md"
    whole.write_text("<!-- ledger: written by make ledger -->\n<!-- end of the ledger -->\n")
    bare.write_text("nothing\n")
    monkeypatch.setattr(tool, "TABLES", {whole: lambda: "| table |", bare: lambda: "| table |"})
    with pytest.raises(SystemExit, match="once"):
        tool.write_tables()
    assert "table |" not in whole.read_text()
    bare.write_text(whole.read_text())
    tool.write_tables()
    assert "\n| table |\n" in whole.read_text() and sorted(tmp_path.iterdir()) == [bare, whole]


def test_the_record_is_of_these_claims_alone():
    assert list(json.loads((ROOT / "src" / "relulab" / "ledger.json").read_text(encoding="utf-8"))) == IDS


def test_a_wrong_verdict_is_not_recorded_in_silence(monkeypatch, tmp_path, capsys):
    from tools import ledger

    broken = Claim(
        id="neuron",
        statement="x",
        effects={"effect": "of some kind, %"},
        evidence=lambda seed: {"effect": np.ones(20)},
        rule=lambda effect: HOLDS,
        verdict=WRONG,
    )
    monkeypatch.setattr(ledger, "RECORD", tmp_path / "ledger.json")
    assert ledger.record([broken]) is False
    assert "BUT THE CLAIM SAYS wrong as stated" in capsys.readouterr().out
    assert json.loads((tmp_path / "ledger.json").read_text())["neuron"] == {"effect": [1.0, 1.0, 1.0]}
