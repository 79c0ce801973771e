"""The rules that keep a lesson within an evening: every lesson keeps them, and each sees what it is there to see."""

import nbformat
import pytest

from tests.repo import lesson_rules as rules
from tests.repo.rules import LESSONS


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("name", LESSONS)
def test_each_lesson_keeps(name, rule):
    assert list(rule(rules.read(name))) == []


def test_nothing_is_used_before_it_is_explained():
    assert list(rules.unexplained(rules.all_lessons())) == []


def test_each_formula_is_derived_once_and_before_it_is_used():
    lessons = rules.all_lessons()
    assert list(rules.underived(lessons)) == []
    tagged = [cell.metadata.get("relulab", {}) for _, notebook in lessons for cell in notebook.cells]
    assert sum(len(tags.get("derives", [])) for tags in tagged) >= 5, "the tagged list is lost"


# ---- each rule sees what it is there to see ------------------------------------------------------


def text(source, **tags):
    return nbformat.v4.new_markdown_cell(source, metadata={"relulab": tags} if tags else {})


def code(source, tags=(), **relulab):
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags), **({"relulab": relulab} if relulab else {})})


def lesson(*cells):
    return nbformat.NotebookNode(cells=list(cells))


ASKS = code('guess = predict("How many?")')
GOOD = [
    text("# 1 · Title"),
    ASKS,
    code("reveal(guess, 3)"),
    text("## What you will be able to do\n\n**Time:** core about 75 minutes; *Going deeper* about 0."),
    *[code('guess = predict("And now?")'), code("reveal(guess, 3)")] * 4,
    *[
        cell
        for name in "abc"
        for cell in (
            code(f"def {name}(x): ...", ["exercise"], exercise=name),
            code(f'check("{name}", {name})', ["check"]),
            code(f'{name} = mine("{name}", {name})'),
            code(f"print({name}(1))"),
        )
    ],
    code('explore("01")'),
    code('quiz("01")'),
    text("words " * 1800),
    text("## Going deeper"),
]


def test_a_good_lesson_keeps_every_rule():
    assert [broken for rule in rules.RULES for broken in rule(lesson(*GOOD))] == []


@pytest.mark.parametrize(
    ("rule", "cells"),
    {
        "no time": (rules.keeps_the_time, [cell for cell in GOOD if "Time" not in cell.source]),
        "another time": (rules.keeps_the_time, [*GOOD[:4], text("word " * 1000), *GOOD[4:]]),
        "too many words": (rules.keeps_the_time, [*GOOD[:4], text("word " * 300), *GOOD[4:]]),
        "too much code": (rules.keeps_the_time, [*GOOD[:4], *[code("x = 1\n" * 10)] * 11, *GOOD[4:]]),
        "a wide line": (rules.has_lines_that_fit, [code("x = 1" + " " * 90 + "# wide")]),
        "drawing": (rules.draws_nothing_itself, [code("fig, ax = plt.subplots()")]),
        "axes": (rules.draws_nothing_itself, [code("ax.plot(x)")]),
        "goals first": (rules.acts_first, [text("# 1 · Title"), text("## What you will be able to do"), ASKS]),
        "one cell": (rules.keeps_guess_and_answer_apart, [code('guess = predict("?")\nreveal(guess, 3)')]),
        "stale": (rules.keeps_guess_and_answer_apart, [ASKS, code("reveal(guess, 3)"), code("reveal(guess, 4)")]),
        "asked twice": (rules.keeps_guess_and_answer_apart, [ASKS, ASKS, code("reveal(guess, 3)")]),
        "never revealed": (rules.keeps_guess_and_answer_apart, [ASKS]),
        "not mine": (rules.uses_what_the_reader_wrote, [cell for cell in GOOD if "mine" not in cell.source]),
        "not used": (rules.uses_what_the_reader_wrote, [cell for cell in GOOD if "print(b" not in cell.source]),
    }.values(),
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_rule_sees_its_break(rule, cells):
    assert list(rule(lesson(*cells)))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("np.max(x)", "np.max"),
        ("x.mean()", ".mean"),
        ("x @ y", "@"),
        ("x[1:]", "slice"),
        ("x[:, 0]", "slice"),
        ("x[y == 1]", "mask"),
        ("x[:, None]", "None-index"),
        ("[i for i in x]", "comprehension"),
        ("f(x, axis=1)", "axis"),
        ("zip(x, y)", "zip"),
        ("lambda x: x", "lambda"),
        ("1 if x else 2", "ternary"),
        ("f(*x)", "starred"),
        ("from relulab import train\ntrain(x)", "train"),
        ("from relulab import datasets\ndatasets.moons()", "datasets.moons"),
    ],
)
def test_a_name_must_be_explained_first(source, name):
    before = [("01", lesson(code("import numpy as np"), code(source)))]
    assert name in {what for *_, what in rules.unexplained(before)}
    told = text(f"`{rules.SHOWN.get(name, name)}`", introduces=[name])
    after = [("01", lesson(code("import numpy as np"), told)), ("02", lesson(code("import numpy as np"), code(source)))]
    assert name not in {what for *_, what in rules.unexplained(after)}


def test_what_is_said_to_be_explained_must_be_mentioned():
    assert list(rules.unexplained([("01", lesson(text("nothing", introduces=["np.max"])))]))


def test_basic_python_and_what_the_lesson_defines_need_no_explanation():
    source = "def double(x):\n    return 2 * x\n\nfor i in range(3):\n    print(double(i))"
    assert not list(rules.unexplained([("01", lesson(code(source)))]))


def test_a_formula_used_before_its_derivation_is_seen_and_so_is_a_second_one():
    uses, derives = text("here", uses=["variance"]), text("there", derives=["variance"])
    assert list(rules.underived([("01", lesson(uses, derives))]))
    assert list(rules.underived([("01", lesson(derives, uses, derives))]))
    assert not list(rules.underived([("01", lesson(derives, uses))]))


@pytest.mark.parametrize(
    ("markdown", "words"),
    [("two words", 2), ("a formula $x + y$ here", 4), ("[a link](https://example.org/long/address)", 2), ("`code`", 1)],
)
def test_how_words_are_counted(markdown, words):
    assert rules.words_of(markdown) == words
