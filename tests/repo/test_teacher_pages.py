"""The pages for the teacher: plans that add up, names that exist, keys that are computed, quotes of printed text."""

import re
from collections import Counter
from functools import cache
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from relulab import lessons
from relulab.course import EXERCISES, quizzes
from relulab.lessons import l07_clinic as clinic
from relulab.lessons.l07_clinic.patients import LESSON_SEED
from relulab.teaching import pages, sheets
from tests.repo import teacher_pages as held
from tests.repo.rules import BANNED_WORDS, LESSONS

FILES = sorted(held.FOLDER.glob("*.md"))


@cache
def load(name):
    return held.load(name, EXERCISES)


@pytest.fixture(params=LESSONS)
def page(request):
    return load(request.param)


@cache
def explorer_in(lesson):
    return lessons.part(lesson, "explorer").explorer()


def explorer_of(page):
    return explorer_in(page.page.lesson)


def every_plan(page):
    return {length: page.page.plan(length) for length in pages.LENGTHS}


def test_every_lesson_has_its_page_and_every_page_its_lesson():
    assert len(LESSONS) >= 7
    assert sorted(path.stem for path in held.FOLDER.glob("0*.md")) == LESSONS


def test_a_page_has_all_parts_in_order(page):
    parts = [part for part in page.page.parts if part != "Opening"]
    assert parts == ["", *held.PARTS]
    assert all(text.strip() for text in page.page.parts.values())
    front = page.page.parts[""]
    assert f"(../notebooks/{page.page.lesson}.ipynb)" in front
    assert re.findall(r"^\*\*(.+?)[:,]?\*\*", front, re.MULTILINE) == ["One idea", "They know", "Have ready"]
    assert "**If they do not" in front


# ---- plans ---------------------------------------------------------------------------------------


def test_the_minutes_of_a_plan_add_up_with_slack(page):
    for length, steps in every_plan(page).items():
        assert len(steps) >= 7 and sum(step.minutes for step in steps) == length
        assert [step.run for step in steps if "slack" in step.run] == ["`slack`"] == [steps[-1].run]
        assert steps[-1].minutes >= held.SLACK * length, length
        assert all(step.what and step.say for step in steps)


def test_a_row_gets_the_time_that_its_cells_take(page):
    """And the middle of it, over the whole plan: nobody must be quick throughout."""
    for length, steps in every_plan(page).items():
        middle = 0
        for step in steps[:-1]:
            least, most = page.takes(step)
            middle += (least + most) / 2
            assert max(1, least - 1) <= step.minutes <= most + 1, f"{length}, {step.what} takes {least} to {most}"
        assert middle <= 1.2 * (length - steps[-1].minutes), f"{length}: a class of middling speed needs {middle}"


def test_a_plan_runs_what_its_cells_need(page):
    for length, steps in every_plan(page).items():
        assert "imports" in [cell.id for cell in page.run(steps[0])], length
        assert sum(len(page.run(step)) for step in steps) >= 8
        assert list(held.missing(page, steps)) == [], length


def test_a_plan_that_forgets_the_imports_is_seen():
    """As every plan did from lesson 02 on: its first row went from the title to the goals, the second to `warmup`."""
    page = load("03_activations")
    old = [
        pages.Step("", "`warmup`", "", "", 0, 3),
        pages.Step("", "`cell:jobs` to `cell:sensitive-read`", "", "", 3, 7),
    ]
    found = list(held.missing(page, old))
    assert found and found[0].endswith(": warmup") and any("ACTIVATIONS" in each for each in found)


def test_a_plan_that_uses_an_exercise_which_nobody_wrote_is_seen():
    page = load("06_leaky_relu")
    rows = ["`cell:title` to `cell:imports`", "`cell:shape` to `cell:shape-figure`"]
    found = list(held.missing(page, [pages.Step("", row, "", "", 0, 5) for row in rows]))
    assert len(found) == 1 and found[0].endswith(": leaky_relu")


def test_a_range_begins_with_its_question_and_ends_with_its_answer(page):
    for length, steps in every_plan(page).items():
        assert list(held.split_questions(page, steps)) == [], length


@pytest.mark.parametrize(
    "run, said",
    [
        ("`cell:weights-guess` to `cell:sparse-verdict`", "weights-guess without weights-predict, which leads to it"),
        ("`cell:sparse-table`", "sparse-table reveals what nobody was asked"),
        ("`cell:weights-predict` to `cell:sparse-run`", "weights-guess is never answered"),
        ("`cell:zeros-read` to `cell:weights-predict`", "weights-predict leads to weights-guess, which is left out"),
    ],
)
def test_half_a_question_is_seen(run, said):
    page = load("04_relu_sparsity")
    assert said in list(held.split_questions(page, [pages.Step("", run, "", "", 0, 5)]))


def test_a_plan_names_its_own_cuts_and_keeps_the_exit_ticket(page):
    for length, steps in every_plan(page).items():
        cuts = sheets.cuts(steps)
        assert len(cuts) >= 2 and sum(step.minutes for step, _ in cuts) >= length / 9, length
        kept = [step.what for step in steps if step.cut == "never"]
        assert "Exit ticket" in kept and len(kept) >= 2, length
        assert all(step.cut == "never" for step in steps if "exit ticket" in step.run)
        assert all(re.fullmatch(r"(never|\d · .+)?", step.cut) for step in steps)
    assert not re.search(r"\bdrop\b", page.page.text)


def test_a_lesson_that_stands_alone_has_an_opening_of_five_minutes():
    page = load("04_relu_sparsity").page
    for length in (45, 60):
        first = page.plan(length)[0]
        assert ("opening", "", "") in first.parts and first.minutes == 5
        assert "warmup" not in " ".join(step.run for step in page.plan(length))
    words = len(re.findall(r"\w+", " ".join(body for _, body in page.opening)))
    assert 2.5 <= words / held.WORDS_A_MINUTE + len(page.opening) * 0.5 <= 5.5


# ---- names ---------------------------------------------------------------------------------------


def test_what_it_names_exists(page):
    headings = [line[3:] for cell in page.notebook.cells for line in cell.source.splitlines() if line.startswith("## ")]
    known = {
        "cell": set(page.cells),
        "section": set(headings),
        "exercise": {exercise.id for exercise in page.exercises},
        "preset": set(explorer_of(page).presets),
        "vote": {str(number) for number in page.page.votes},
    }
    named = held.NAMED.findall(page.page.text)
    assert len(named) > 50
    for kind, name in named:
        assert name in known[kind], f"{kind}:{name} is none of {sorted(known[kind])}"
    for steps in every_plan(page).values():
        for kind, *_ in (part for step in steps for part in step.parts):
            assert kind in {"cell", "exercise", "slack", *held.OTHERS}, kind


def test_a_range_of_cells_goes_forward(page):
    names = list(page.cells)
    ranges = [(first, last) for first, last in held.RANGE.findall(page.page.text) if last]
    assert ranges
    for first, last in ranges:
        assert names.index(first) < names.index(last), (first, last)


def test_a_goal_is_that_of_the_lesson_and_leads_somewhere(page):
    [goals] = [cell.source for cell in page.notebook.cells if cell.id == "goals" or "will be able to do" in cell.source]
    rows = page.page.table("Goals")
    assert [row[0] for row in rows] == [goal.rstrip(",.") for goal in re.findall(r"^- (.+)$", goals, re.MULTILINE)]
    numbers = {line[3] for cell in page.notebook.cells for line in cell.source.splitlines() if re.match(r"## \d", line)}
    asked = {"exit": len(page.page.exit_ticket), "quiz": len(quizzes()[page.page.lesson])}
    for _, sections, exercise, questions in rows:
        assert set(sections.split(", ")) <= numbers
        assert exercise == "–" or held.NAMED.search(exercise)
        assert re.search(r"`vote:|exit \d|quiz \d", questions)
        for kind, numbered in re.findall(r"(exit|quiz) (\d(?:, \d)*)", questions):
            assert all(1 <= int(number) <= asked[kind] for number in numbered.split(", "))
    every = " ".join(row[2] for row in rows)
    in_goals = set(re.findall(r"`exercise:(\w+)`", every))
    assert in_goals >= {row[0].split(":")[1].strip("`") for row in page.page.table("Exercises") if "class" in row[1]}


def test_every_prediction_is_prepared(page):
    prompts = page.page.prompts
    assert list(prompts) == list(page.lesson.guesses) and len(prompts) >= 5
    for prompt in prompts.values():
        assert prompt.ask and prompt.wrong and prompt.probe and prompt.rescue
        name = re.search(r"`cell:([\w-]+)`", prompt.expected)[1]
        measured = re.search(r"^Measured: (.*)\.$", page.printed(name), re.MULTILINE)
        assert measured is None or held.QUOTE.findall(prompt.expected)[0] == measured[1], prompt


def test_what_it_quotes_was_printed(page):
    quoted = 0
    for block in re.split(r"\n\s*\n|\n(?=\|)", page.page.text):
        named = [name for kind, name in held.NAMED.findall(block) if kind == "cell"]
        for text in held.QUOTE.findall(block):
            quoted += 1
            whole = re.compile(rf"(?<![\w.]){re.escape(text)}(?![\w]|\.\w)")
            assert any(whole.search(page.printed(name)) for name in named), f"no cell of {named} prints “{text}”"
    assert quoted >= 5


def test_what_the_explorer_shows_is_computed(page):
    text = page.page.parts["Explorer"]
    assert f"*{explorer_of(page).questions.asks[0].text}*" in text
    assert len(page.page.table("Explorer")) >= 3 and "assert " in pages.code(text)
    exec(pages.code(text), {})


def test_the_key_of_the_ward_is_that_of_the_clinic():
    text = (held.FOLDER / "07_clinic.md").read_text(encoding="utf-8")
    key = re.findall(r"^- Patient (\d): `([^`]+)`, change `([^`]+)`$", text, re.MULTILINE)
    ward = clinic.ward(LESSON_SEED)
    assert [int(number) for number, *_ in key] == [patient.number for patient in ward]
    for (_, diagnosis, change), patient in zip(key, ward):
        assert f'diagnosis="{diagnosis}", change={change}' in clinic.key(patient)


def test_a_misconception_is_met_by_a_cell(page):
    rows = page.page.table("Misconceptions")
    assert len(rows) >= 3
    for belief, answer, cell in rows:
        assert belief and answer and "`cell:" in cell


def test_every_exercise_is_done_in_class_or_at_home(page):
    rows = page.page.table("Exercises")
    where = {re.fullmatch(r"`exercise:(\w+)`", name)[1]: place for name, place, _, _ in rows}
    assert sorted(where) == sorted(exercise.id for exercise in page.exercises) and len(rows) == len(where)
    for name, place, minutes, watch in rows:
        least, most = page.exercise(re.fullmatch(r"`exercise:(\w+)`", name)[1])
        assert re.match(r"(class|home)\b", place) and watch
        assert [round(least), round(most + 0.49)] == [int(minute) for minute in minutes.split("-")]
    for length, steps in every_plan(page).items():
        planned = [name for step in steps for name in step.named("exercise")]
        assert len(planned) == len(set(planned))
        at_home = {name for name, place in where.items() if place.startswith("home")}
        if length <= 90:
            assert not at_home & set(planned), length
        if length == 90:
            assert set(planned) == set(where) - at_home
        if length == 180:
            assert {name for name in at_home if "180" in where[name]} == at_home & set(planned)


# ---- votes and the exit ticket -------------------------------------------------------------------


def test_the_keys_of_the_votes_are_computed(page):
    votes = page.page.votes
    assert list(votes) == list(range(1, len(votes) + 1)) and len(votes) >= 3
    for number, vote in votes.items():
        names = {}
        exec(vote.code, names)
        for ballot, answer in ((vote.first, names["first"]), (vote.again, names["again"])):
            choices = [text.replace("-", "−") for text in ballot.choices.values()]
            assert len(set(choices)) == len(choices) >= 3, number
            answer = answer.replace("-", "−")
            assert ballot.right.replace("-", "−") == answer, f"vote {number}: computed {answer!r}"
            assert ballot.choices[ballot.key] == ballot.right and set(ballot.why) == set(ballot.choices) - {ballot.key}
        assert vote.ask.startswith('"')


def test_the_keys_of_all_votes_are_even():
    """A class that has seen a few finds out otherwise."""
    votes = [vote for name in LESSONS for vote in load(name).page.votes.values()]
    assert len(votes) > 20 and all(vote.first.key != vote.again.key for vote in votes)
    four = [ballot for vote in votes for ballot in (vote.first, vote.again) if len(ballot.choices) == 4]
    counts = Counter(ballot.key for ballot in four)
    assert sorted(counts) == list("ABCD") and max(counts.values()) - min(counts.values()) <= len(four) / 6, counts


def test_the_keys_of_the_exit_ticket_are_computed(page):
    text = page.page.parts["Exit ticket"]
    names = {}
    exec(pages.code(text), names)
    asked = page.page.exit_ticket
    assert [key for _, key in asked] == names["keys"] and len(asked) >= 3
    assert len(asked) == len(re.findall(r"^\d+\. ", text, re.MULTILINE))


# ---- words and links -----------------------------------------------------------------------------


def test_no_number_stands_unchecked(page):
    for title in ("", "Plan", "Prompts", "Misconceptions"):
        assert held.loose_numbers(page.page.parts[title]) == [], title


def test_loose_numbers_are_seen():
    text = "A spread of 0.3, “0.4 ± 0.1” quoted, *0.5* said, 60 % zeros, 7 units, `bias=0.5`."
    assert held.loose_numbers(text) == ["0.3", "60 %"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_words_and_links(file):
    text = file.read_text(encoding="utf-8")
    prose = re.sub(r"^```python\n.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert not BANNED_WORDS.search(prose)
    tokens = MarkdownIt().enable("table").parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    links = [
        piece.attrGet("href")
        for token in tokens
        if token.children
        for piece in token.children
        if piece.type == "link_open"
    ]
    for link in links:
        if "://" in link:
            assert link.startswith("https://"), link
        else:
            assert (held.FOLDER / unquote(link).partition("#")[0]).exists(), link


def test_the_survey_points_at_cells_that_exist():
    text = (held.FOLDER / "surveys.md").read_text(encoding="utf-8")
    named = re.findall(r"\(\.\./notebooks/(\w+)\.ipynb\), `cell:([\w-]+)`", text)
    assert len(named) == 6
    for lesson, cell in named:
        assert cell in load(lesson).cells, (lesson, cell)


def test_the_readme_leads_to_every_page():
    readme = (held.FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"{held.WORDS_A_MINUTE} words a minute" in readme and readme.count("](") > 10
    assert {file.name for file in FILES} >= {"README.md", "surveys.md", "report.md"}
    for file in FILES:
        assert file.name == "README.md" or f"({file.name})" in readme, file.name
    assert "(instructor/README.md)" in (held.FOLDER.parent / "README.md").read_text(encoding="utf-8")
