"""The ledger: every statement has an experiment and a control; other seeds and splits give the verdict on record."""

import ast
import inspect
import json
import re
import textwrap
from pathlib import Path

import numpy as np
import pytest

from relulab.classroom import claim as claims
from relulab.classroom.claim import (
    EXACT,
    HOLDS,
    HOLDS_IF,
    MEASURED,
    NOT_MEASURED,
    PROVED,
    SEEDS,
    TASKS,
    VERDICTS,
    WRONG,
    Claim,
    Effect,
    accuracy,
    exact,
    measured,
    none_of,
    proved,
)
from relulab.ledger import CLAIMS, from_record, ledger, to_record
from relulab.lessons.thresholds import THRESHOLDS
from tests.repo.rules import BANNED_WORDS, NOTEBOOKS

ROOT = Path(__file__).parents[2]

#: The statements that the course set out to test: every one of the article that can be wrong, and those of the field.
IDS = """inspired neuron random-weights layers training adjusts epoch switch range by-input linear nonlinear relu-shape
monotonic milestone default cheap sparse silent concise specialist overfit noise saturate midpoint interval vanish
causes-vanish relu-safe explode faster because better dying once-negative useless over-time causes lower-rate
leaky-shape visible improved leaky-fix
after-scaling after-adam after-momentum after-residual after-norm after-clip after-gated after-depth
after-torch""".split()

#: What is trained and compared: a verdict needs two tasks.
TWO_TASKS = """vanish faster better because dying over-time improved overfit noise specialist
after-scaling after-adam after-momentum after-residual after-norm after-clip after-gated after-torch""".split()

#: Beyond every seed that the lessons and the record use; the split of the data is another one, too.
OTHER_SEEDS = 100_000

each = pytest.mark.parametrize("claim", CLAIMS, ids=[claim.id for claim in CLAIMS])
measured_ones = pytest.mark.parametrize(
    "claim", [c for c in CLAIMS if c.evidence], ids=[c.id for c in CLAIMS if c.evidence]
)


def test_every_statement_is_there_once_in_the_order_of_the_lessons():
    assert sorted(claim.id for claim in CLAIMS) == sorted(IDS)
    lessons = [claim.lesson for claim in CLAIMS]
    assert lessons == sorted(lessons) and not any("clinic" in lesson for lesson in lessons)


@measured_ones
def test_other_seeds_and_another_split_give_the_verdict_on_record(claim):
    effects = claim.measure(OTHER_SEEDS)
    assert claim.judge(effects) == claim.verdict, {t: {n: str(e) for n, e in es.items()} for t, es in effects.items()}
    for by_name in effects.values():
        assert set(by_name) == set(claim.effects)
    assert claim.verdicts(effects).keys() == claim.verdicts(claim.recorded).keys()


@measured_ones
def test_the_recorded_effects_give_the_verdict_on_record(claim):
    assert list(claim.recorded) == list(claim.tasks or [""])
    assert claim.judge(claim.recorded) == claim.verdict
    for effects in claim.recorded.values():
        assert all(effect.low <= effect.mean <= effect.high for effect in effects.values())


@measured_ones
def test_the_rule_can_say_otherwise(claim):
    """A rule that gives one verdict whatever was measured is no rule."""
    rng, said = np.random.default_rng(0), set()
    first = next(iter(claim.recorded.values()))
    for _ in range(400):
        drawn = {
            name: Effect(each.kind, x, x, x, each.varied, each.paired)
            for (name, each), x in zip(first.items(), rng.choice([-1e3, -3, -1, 0, 0.3, 1, 30, 99, 1e3], len(first)))
        }
        said.add(claim.rule(**drawn))
    assert len(said) >= 2 and said <= set(VERDICTS)


@each
def test_it_says_what_it_means(claim):
    assert claim.verdict in VERDICTS and claim.tested_as
    if claim.verdict != HOLDS:
        assert claim.condition
    for text in (claim.statement, claim.tested_as, claim.condition, claim.control, *claim.effects.values()):
        assert "|" not in text and not BANNED_WORDS.search(text)


@each
def test_what_is_not_measured_has_a_dated_source_and_what_is_measured_a_control(claim):
    if claim.verdict == NOT_MEASURED:
        assert claim.evidence is None and claim.rule is None and not claim.effects
        assert re.search(r"\b(19|20)\d\d\b", claim.source)
    else:
        assert claim.evidence.__doc__ and claim.control
        exact_alone = all(e.kind != MEASURED for effects in claim.recorded.values() for e in effects.values())
        assert claim.control in claim.effects or exact_alone, "the control is one of the effects"


@measured_ones
def test_two_tasks_where_networks_are_trained_and_compared(claim):
    assert set(claim.tasks) <= set(TASKS)
    if claim.id in TWO_TASKS:
        assert len(claim.tasks) >= 2
    verdicts = claim.verdicts(claim.recorded)
    if len(set(verdicts.values())) > 1:
        assert claim.verdict == HOLDS_IF
        assert any(task in claim.condition for task in claim.tasks), "the condition names the tasks that disagree"


@measured_ones
def test_an_accuracy_says_that_test_items_were_resampled(claim):
    for effects in claim.recorded.values():
        for name, effect in effects.items():
            if effect.kind == MEASURED and re.search(r"\b(accuracy|read right|error)\b", claim.effects[name]):
                assert re.search(r"seeds and |tries", effect.varied), (name, "use accuracy(), not measured()")


@measured_ones
def test_its_rule_compares_with_the_table_and_with_nothing_else(claim):
    """No number hides in a rule: all thresholds stand in lessons/thresholds.py, each with its reason."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(claim.rule)))
    numbers = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) in (int, float)
    ]
    assert set(numbers) <= {0}
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & {"mean", "low", "high"}, "ask the effect: above, below, no_difference"


def test_every_threshold_has_its_reason():
    for name, (value, reason) in THRESHOLDS.items():
        assert value > 0 and len(reason.split()) >= 5, name
        assert not BANNED_WORDS.search(reason)


@each
def test_its_lesson_gives_the_same_verdict(claim):
    """In a sentence of its own, or in the lesson's table of the ledger."""
    cells = json.loads((NOTEBOOKS / f"{claim.lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
    prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    outputs = [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]
    shown = "\n".join("".join(output.get("data", {}).get("text/markdown", "")) for output in outputs)
    verdicts = "|".join(sorted(VERDICTS, key=len, reverse=True))
    said = re.findall(rf"Verdict \(claim \*{re.escape(claim.id)}\*[^)]*\): ({verdicts})", prose)
    said += re.findall(rf"^\| \*{re.escape(claim.id)}\* \|.*\| \*\*({verdicts})\*\*", shown, re.MULTILINE)
    assert said and set(said) == {claim.verdict}, said


# ---- a wrong combination cannot be expressed -------------------------------------------------------


def test_no_difference_needs_pairs():
    values = np.random.default_rng(0).normal(size=SEEDS)
    assert measured(values / 100, paired=True).no_difference(THRESHOLDS["a point"])
    with pytest.raises(TypeError, match="paired"):
        measured(values / 100).no_difference(THRESHOLDS["a point"])


def test_a_threshold_without_a_name_is_refused():
    with pytest.raises(TypeError, match="table"):
        measured(np.ones(SEEDS)).above(0.5)
    assert measured(np.ones(SEEDS)).above(0)


def test_what_is_exact_has_no_interval_and_what_is_proved_no_exception():
    assert str(exact(42)) == "42 (exact)" and exact(42).kind == EXACT
    assert proved(0, [True, True]).kind == PROVED
    with pytest.raises(ValueError, match="contradicts"):
        proved(0, [True, False])


def test_an_accuracy_varies_in_both_ways():
    rng = np.random.default_rng(0)
    easy = rng.uniform(0.5, 1, 360) > rng.uniform(size=(SEEDS, 360))
    both, seeds_alone = accuracy(easy), claims.interval(100 * easy.mean(axis=1))
    assert both.high - both.low > 1.5 * (seeds_alone.high - seeds_alone.low)
    assert "test pictures" in both.varied and not both.paired and accuracy(easy, less=easy).paired
    assert accuracy(easy, less=easy).mean == 0
    for wrong in (easy.mean(axis=1), easy[:5]):
        with pytest.raises(ValueError, match="needs whether each of 20 runs"):
            accuracy(wrong)


def test_two_ways_cover_the_truth():
    """95 of 100 experiments with other networks and other items must cover the true accuracy; it may be a few more."""
    rng, covered = np.random.default_rng(1), 0
    for _ in range(100):
        skill, ease = rng.normal(0, 0.3, (SEEDS, 1)), rng.normal(0.8, 1, (1, 200))
        scores = skill + ease + rng.normal(size=(SEEDS, 200)) > 0
        truth = 100 * (rng.normal(0.8, np.sqrt(1 + 1 + 0.09), 200_000) > 0).mean()
        effect = accuracy(scores)
        covered += effect.low <= truth <= effect.high
    assert covered >= 90


def test_nothing_of_many_is_at_most_three_in_so_many():
    assert none_of(111).high == pytest.approx(2.7, abs=0.01) and none_of(111).mean == 0


def test_too_few_seeds_are_refused():
    with pytest.raises(ValueError, match="needs 20 values"):
        measured(np.ones(19))


def test_the_record_is_read_as_it_was_written():
    effects = {"": {"a": measured(np.arange(20.0), paired=True), "b": exact(3)}}
    again = from_record(json.loads(json.dumps(to_record(effects))))
    assert again[""]["b"] == effects[""]["b"] and str(again[""]["a"]) == str(effects[""]["a"])


# ---- where it is shown -----------------------------------------------------------------------------


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
    record = json.loads((ROOT / "src" / "relulab" / "ledger.json").read_text(encoding="utf-8"))
    assert list(record) == [claim.id for claim in CLAIMS if claim.evidence]


def test_a_wrong_verdict_is_not_recorded_in_silence(monkeypatch, tmp_path, capsys):
    from tools import ledger

    broken = Claim(
        id="neuron",
        statement="x",
        tested_as="x",
        effects={"effect": "of some kind, %"},
        evidence=lambda seed: {"effect": measured(np.ones(20))},
        rule=lambda effect: HOLDS,
        verdict=WRONG,
    )
    monkeypatch.setattr(ledger, "RECORD", tmp_path / "ledger.json")
    assert ledger.record([broken]) is False
    assert "BUT THE CLAIM SAYS wrong as stated" in capsys.readouterr().out
    assert json.loads((tmp_path / "ledger.json").read_text())["neuron"][""]["effect"]["mean"] == 1.0
