"""Questions for a learning platform, read back as Moodle imports them: everything arrives, and no key is turned.

GIFT and Moodle XML as docs.moodle.org describes them. Where the page of GIFT leaves something open, the reader below
does what the importer does: escaped signs first, then name, braces, feedback and answers.
"""

import re
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest

from relulab.classroom.question import reply
from relulab.course import quizzes, warmups
from relulab.teaching import pages
from relulab.teaching.exchange import Answer, Item, gift, moodle_xml, questions
from tests.repo.rules import LESSONS, NOTEBOOKS

NASTY = [
    Item(
        "a: {name} = ~ 1 %",
        "Text with \\ and \\n, ~ = # { } : ::, // and\n\n\ttwo  lines; [64, 10] -> 50 % & <b> “q”",
        [Answer("=%50%first", 0, "#wrong ####"), Answer("[1, 2] {right}", 100, "a=b"), Answer("x -> y", 0)],
        "",
        "In the end: #### = ~",
    ),
    Item("number", "[1] = ?", [Answer(1.25, 100, "5 : 4 # yes", 0.005), Answer(-2.0, 0, "no~")], "= other", "x"),
    Item(
        "table", "| a | b |\n|---|---|\n| **1** | `2` |", [Answer("$x$", 100), Answer("*y*", 0, "z")], form="markdown"
    ),
]


@cache
def page(lesson):
    return pages.read(NOTEBOOKS.parent / "instructor" / f"{lesson}.md")


def read_gift(text):
    """Category -> items."""
    found, category = {}, ""
    for block in re.split(r"\n[ \t]*\n", text.strip()):
        if block.startswith("$CATEGORY:"):
            category = block.partition(":")[2].strip().removeprefix("$course$/")
            continue
        found.setdefault(category, []).append(_read_question(block))
    return found


def _read_question(block):
    hidden = dict(zip(":#={}~n", "\ue000\ue001\ue002\ue003\ue004\ue005\ue006"))
    block = block.replace("\\\\", "\ue007")
    for sign, other in hidden.items():
        block = block.replace(f"\\{sign}", other)
    block = block.replace("\ue007", "\\")

    def shown(part):
        part = part.strip()
        for sign, other in hidden.items():
            part = part.replace(other, "\n" if sign == "n" else sign)
        return part.strip()

    name, rest = re.fullmatch(r"::(.*?)::(.*)", block, re.DOTALL).groups()
    text, answers, after = re.fullmatch(r"([^{}]*)\{([^{}]*)\}(.*)", rest.strip(), re.DOTALL).groups()
    assert not after.strip(), "what follows would make it a text with a gap"
    form, text = re.match(r"\[(plain|markdown)\](.*)", text.strip(), re.DOTALL).groups()
    answers, _, afterwards = answers.partition("####")
    answers, otherwise, made = answers.strip(), "", []
    numeric = answers.startswith("#")
    if numeric:
        answers, _, otherwise = answers[1:].partition("~")
        otherwise = otherwise.strip().removeprefix("#")
    for sign, part in re.findall(r"([=~])([^=~]*)", answers):
        value, _, said = part.strip().partition("#")
        if numeric:
            percent, value, tolerance = re.fullmatch(r"%(\d+)%([^:]+):(.+)", value).groups()
            made.append(Answer(float(value), int(percent), shown(said), float(tolerance)))
        else:
            assert not re.match(r"%-?\d", value), "it would be taken for a weight"
            made.append(Answer(shown(value), 100 if sign == "=" else 0, shown(said)))
    return Item(shown(name), shown(text), made, shown(otherwise), shown(afterwards), form)


def read_xml(text):
    """Category -> items."""
    found, category = {}, ""
    for question in ElementTree.fromstring(text):
        kind = question.get("type")
        if kind == "category":
            category = question.findtext("category/text").removeprefix("$course$/")
            continue
        assert kind in ("multichoice", "numerical")
        form = question.find("questiontext").get("format")
        assert form in ("plain_text", "markdown")
        made, otherwise = [], ""
        for answer in question.findall("answer"):
            value, said = answer.findtext("text"), answer.findtext("feedback/text") or ""
            if kind == "multichoice":
                assert answer.get("format") == form and question.findtext("single") == "true"
                made.append(Answer(value, int(answer.get("fraction")), said))
            elif value == "*":
                otherwise = said
            else:
                tolerance = float(answer.findtext("tolerance"))
                made.append(Answer(float(value), int(answer.get("fraction")), said, tolerance))
        texts = [question.findtext(f"{part}/text") or "" for part in ("name", "questiontext", "generalfeedback")]
        item = Item(*texts[:2], made, otherwise, texts[2], "plain" if form == "plain_text" else form)
        found.setdefault(category, []).append(item)
    return found


def rounded(categories):
    """With numbers as ten digits give them."""

    def digits(answer):
        value = answer.value if isinstance(answer.value, str) else float(f"{answer.value:.10g}")
        return replace(answer, value=value, tolerance=float(f"{answer.tolerance:.10g}"))

    return {
        category: [replace(item, answers=[digits(answer) for answer in item.answers]) for item in items]
        for category, items in categories.items()
    }


@pytest.mark.parametrize("write, read", [(gift, read_gift), (moodle_xml, read_xml)], ids=["GIFT", "XML"])
def test_what_is_written_is_read_again(write, read):
    for categories in [{"a/b": NASTY}, *(questions(page(lesson)) for lesson in LESSONS)]:
        assert read(write(categories)) == rounded(categories)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_question_goes_out_with_its_key(lesson):
    found = questions(page(lesson))
    assert list(found) == [
        f"relulab/{lesson}/{name}"
        for name, some in (("start", warmups().get(lesson)), ("quiz", quizzes()[lesson]), ("votes", page(lesson).votes))
        if some
    ]
    asked = {item.name[3:]: item for items in found.values() for item in items}
    for question in [*warmups().get(lesson, []), *quizzes()[lesson]]:
        item = asked[question.id]
        assert item.text == question.text and question.evidence in item.afterwards
        assert [answer.value for answer in item.answers if answer.percent] == [question.key]
        for answer in item.answers:  # as the quiz of the notebook says it
            said = reply(question, answer.value if isinstance(answer.value, str) else f"{answer.value:.10g}")
            assert said.right in (answer.percent == 100, None) and (said.right is None or answer.reply in said.text)
        assert len(item.answers) == 1 + len(question.wrong)
    for number, vote in page(lesson).votes.items():
        first, again = (asked[f"vote {number}{letter}: {vote.title}"] for letter in "ab")
        assert [a.value for a in first.answers if a.percent] == [vote.first.right] and vote.first.text in again.text
        assert [a.value for a in again.answers] == list(vote.again.choices.values())


def test_names_and_choices_are_told_apart():
    names = [item.name for lesson in LESSONS for items in questions(page(lesson)).values() for item in items]
    assert len(names) == len(set(names)) > 80
    for lesson in LESSONS:
        for item in (item for items in questions(page(lesson)).values() for item in items):
            values = [answer.value for answer in item.answers]
            assert len(values) == len(set(values)) and sum(answer.percent for answer in item.answers) == 100
            right = next(answer for answer in item.answers if answer.percent)
            if item.is_number:  # no wrong number within what counts as right
                others = [answer.value for answer in item.answers if not answer.percent]
                assert all(abs(other - right.value) > right.tolerance for other in others), item.name
