"""The pages for the teacher: plans that add up, names that exist, keys that are computed, quotes of printed text."""

import re
from functools import cache
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from relulab import lessons
from relulab.course import EXERCISES
from relulab.lessons import l07_clinic as clinic
from relulab.lessons.l07_clinic.patients import LESSON_SEED
from tests.repo import teacher_pages as pages
from tests.repo.rules import BANNED_WORDS, LESSONS
from tools import sheets

FILES = sorted(pages.FOLDER.glob("*.md"))


@pytest.fixture(params=LESSONS)
def page(request):
    return pages.load(request.param, EXERCISES)


def rows_of(page, length):
    """Each row of a plan as (start, end, least, most, what to run, what to say)."""
    for minute, takes, _, run, say in page.table(f"Plan for {length} minutes"):
        yield (*map(int, minute.split("-")), *map(int, takes.split("-")), run, say)


@cache
def explorer_in(lesson):
    return lessons.part(lesson, "explorer").explorer()


def explorer_of(page):
    return explorer_in(page.path.stem)


def every_plan(page):
    return {length: list(rows_of(page, length)) for length in pages.LENGTHS}


def test_every_lesson_has_its_page_and_every_page_its_lesson():
    assert len(LESSONS) >= 6
    assert sorted(path.stem for path in pages.FOLDER.glob("0*.md")) == LESSONS


def test_a_page_has_all_parts_in_order(page):
    assert list(page.parts) == pages.PARTS
    assert all(text.strip() for text in page.parts.values())
    assert f"(../notebooks/{page.path.stem}.ipynb)" in page.text


def test_the_minutes_of_a_plan_add_up(page):
    for length, rows in every_plan(page).items():
        assert len(rows) >= 5, length
        assert rows[0][0] == 0 and rows[-1][1] == length
        for (_, end, *_), (start, *_) in zip(rows, rows[1:]):
            assert start == end, (length, start)
        assert sum(least for _, _, least, *_ in rows) <= length <= sum(most for _, _, _, most, *_ in rows)


def test_a_row_gets_the_time_that_its_cells_take(page):
    counted = 0
    for length, rows in every_plan(page).items():
        for start, end, least, most, run, say in rows:
            assert run and say, (length, start)
            assert least <= end - start <= most, (length, start)
            if takes := page.takes(run):
                counted += 1
                assert abs(takes[0] - least) <= 2 and abs(takes[1] - most) <= 2, (
                    f"{length}, {start}: {run} takes {takes}"
                )
    assert counted >= 20


def test_a_row_says_in_which_section_its_cells_stand(page):
    for length in pages.LENGTHS:
        for minute, _, section, run, _ in page.table(f"Plan for {length} minutes"):
            assert section == page.sections(run), f"{length} minutes, {minute}: write {page.sections(run)!r}"


def test_a_plan_runs_what_its_cells_need(page):
    first = page.cells["imports"]
    for length, rows in every_plan(page).items():
        there, ran = pages.needs_and_gives(first)[1], 0
        for *_, run, _ in rows:
            for cell in page.run_by(run):
                needs, gives = pages.needs_and_gives(cell)
                assert needs <= there, (
                    f"{length} minutes: {cell.id} needs {sorted(needs - there)}, which no cell before it gives"
                )
                there, ran = there | gives, ran + 1
        assert ran >= 8, length


def test_what_it_names_exists(page):
    headings = [line[3:] for cell in page.notebook.cells for line in cell.source.splitlines() if line.startswith("## ")]
    source = "\n".join(cell.source for cell in page.notebook.cells if cell.cell_type == "code")
    known = {
        "cell": set(page.cells),
        "section": set(headings),
        "exercise": {exercise.id for exercise in page.exercises},
        "preset": set(explorer_of(page).presets),
        "vote": {str(number) for number, *_ in pages.votes(page)},
    }
    named = pages.NAMED.findall(page.text)
    assert len(named) > 50
    for kind, name in named:
        assert name in known[kind], f"{kind}:{name} is none of {sorted(known[kind])}"
    for kind, call in {"warmup": "warmup", "explorer": "explore", "quiz": "quiz"}.items():
        if f"`{kind}`" in page.text:
            assert f'{call}("{page.path.stem}")' in source, f"the notebook has no {kind}"


def test_every_cell_it_names_can_be_found(page):
    names = {name for kind, name in pages.NAMED.findall(page.text) if kind == "cell"}
    wanted = [page.where(name) for name in page.cells if name in names]
    found = page.table("Finding the cells")
    assert len(found) == len(wanted) > 20
    for row, should_be in zip(found, wanted):
        assert row == should_be, "write: | " + " | ".join(should_be) + " |"


def test_a_range_of_cells_goes_forward(page):
    names = list(page.cells)
    ranges = [(first, last) for first, last in pages.RANGE.findall(page.text) if last]
    assert ranges
    for first, last in ranges:
        assert names.index(first) < names.index(last), (first, last)


def test_every_prediction_is_prepared(page):
    rows = page.table("Prompts")
    assert [re.match(r"`cell:([\w-]+)`", row[0])[1] for row in rows] == pages.predictions(page)
    assert len(rows) >= 5
    for row in rows:
        assert len(row) == 6 and all(row), row
        name = re.search(r"`cell:([\w-]+)`", row[2])[1]
        measured = re.search(r"^Measured: (.*)\.$", page.printed(name), re.MULTILINE)
        assert measured is None or pages.QUOTE.findall(row[2])[0] == measured[1], row


def test_what_it_quotes_was_printed(page):
    quoted = 0
    for block in re.split(r"\n\s*\n|\n(?=\|)", page.text):
        named = [name for kind, name in pages.NAMED.findall(block) if kind == "cell"]
        for text in pages.QUOTE.findall(block):
            quoted += 1
            whole = re.compile(rf"(?<![\w.]){re.escape(text)}(?![\w]|\.\w)")
            assert any(whole.search(page.printed(name)) for name in named), f"no cell of {named} prints “{text}”"
    assert quoted >= 5


def test_what_the_explorer_shows_is_computed(page):
    text = page.parts["Explorer"]
    assert f"*{explorer_of(page).questions.asks[0].text}*" in text
    assert len(page.table("Explorer")) >= 3 and "assert " in pages.code(text)
    exec(pages.code(text), {})


def test_the_key_of_the_ward_is_that_of_the_clinic():
    text = (pages.FOLDER / "07_clinic.md").read_text(encoding="utf-8")
    key = re.findall(r"^- Patient (\d): `([^`]+)`, change `([^`]+)`$", text, re.MULTILINE)
    ward = clinic.ward(LESSON_SEED)
    assert [int(number) for number, *_ in key] == [patient.number for patient in ward]
    for (_, diagnosis, change), patient in zip(key, ward):
        assert f'diagnosis="{diagnosis}", change={change}' in clinic.key(patient)


def test_a_misconception_is_met_by_a_cell(page):
    rows = page.table("Misconceptions")
    assert len(rows) >= 3
    for belief, answer, cell in rows:
        assert belief and answer and "`cell:" in cell


def test_every_exercise_is_done_in_class_or_at_home(page):
    rows = page.table("Exercises")
    where = {re.fullmatch(r"`exercise:(\w+)`", name)[1]: place for name, place, _, _ in rows}
    assert sorted(where) == sorted(exercise.id for exercise in page.exercises) and len(rows) == len(where)
    for name, place, minutes, watch in rows:
        least, most = page.exercise(re.fullmatch(r"`exercise:(\w+)`", name)[1])
        assert re.match(r"(class|home)\b", place) and watch
        assert [round(least), round(most + 0.49)] == [int(minute) for minute in minutes.split("-")]
    for length, rows in every_plan(page).items():
        planned = re.findall(r"`exercise:(\w+)`", " ".join(run for *_, run, _ in rows))
        assert len(planned) == len(set(planned))
        at_home = {name for name, place in where.items() if place.startswith("home")}
        if length <= 90:
            assert not at_home & set(planned), length
        if length == 90:
            assert set(planned) == set(where) - at_home
        if length == 180:
            assert {name for name in at_home if "180" in where[name]} == at_home & set(planned)


def test_what_to_drop_is_in_order(page):
    steps = re.findall(r"^(\d+)\. (.*)$", page.parts["When time runs out"], re.MULTILINE)
    assert [int(number) for number, _ in steps] == list(range(1, len(steps) + 1)) and len(steps) >= 3
    assert all(pages.NAMED.search(step) for _, step in steps)


def test_the_keys_of_the_concept_tests_are_computed(page):
    found = pages.votes(page)
    assert [number for number, *_ in found] == list(range(1, len(found) + 1)) and len(found) >= 3
    for number, options, keys, code in found:
        names = {}
        exec(code, names)
        answers = [names["first"], names["again"]]
        assert len(options) == 2, number
        for choices, key, answer in zip(options, keys, answers):
            choices = {letter: text.replace("-", "−") for letter, text in choices.items()}
            answer = answer.replace("-", "−")
            assert len(set(choices.values())) == len(choices) >= 3, number
            assert choices[key] == answer, f"concept test {number}: computed {answer!r}, the key says {choices[key]!r}"


def test_the_keys_of_the_exit_ticket_are_computed(page):
    text = page.parts["Exit ticket"]
    names = {}
    exec(pages.code(text), names)
    stated = re.findall(r"\*Key:\* \*\*([^*]+)\*\*", text)
    assert stated == names["keys"] and 3 <= len(stated) == len(re.findall(r"^\d+\. ", text, re.MULTILINE))


def test_what_the_class_may_see_asks_everything_and_holds_no_key(page):
    sheet = sheets.without_keys(page.path.stem, page.text)
    for _, options, _, _ in pages.votes(page):
        for choices in options:
            for letter, text in choices.items():
                assert f"**{letter}.** {text}" in sheet
    questions = re.findall(r"^\d+\. (.*\?)", page.parts["Exit ticket"], re.MULTILINE)
    assert len(questions) >= 3 and all(question in sheet for question in questions)
    for told in ("Key", "```", "`cell:", "Ask:", *pages.code(page.parts["Exit ticket"]).splitlines()):
        assert not told or told not in sheet, told


def test_no_number_stands_unchecked(page):
    computed = ("Plan", "Explorer", "Exercises", "Concept", "Exit", "Finding")
    for title, text in page.parts.items():
        if not title.startswith(computed):
            assert pages.loose_numbers(text) == [], title


def test_loose_numbers_are_seen():
    text = "A spread of 0.3, “0.4 ± 0.1” quoted, *0.5* said, 60 % zeros, 7 units, `bias=0.5`."
    assert pages.loose_numbers(text) == ["0.3", "60 %"]


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
            assert (pages.FOLDER / unquote(link).partition("#")[0]).exists(), link


def test_the_survey_points_at_cells_that_exist():
    text = (pages.FOLDER / "surveys.md").read_text(encoding="utf-8")
    named = re.findall(r"\(\.\./notebooks/(\w+)\.ipynb\), `cell:([\w-]+)`", text)
    assert len(named) == 6
    for lesson, cell in named:
        assert cell in pages.load(lesson, EXERCISES).cells, (lesson, cell)


def test_the_readme_leads_to_every_page():
    readme = (pages.FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"{pages.WORDS_A_MINUTE} words a minute" in readme and readme.count("](") > 10
    assert {file.name for file in FILES} >= {"README.md", "surveys.md", "report.md"}
    for file in FILES:
        assert file.name == "README.md" or f"({file.name})" in readme, file.name
    assert "(instructor/README.md)" in (pages.FOLDER.parent / "README.md").read_text(encoding="utf-8")
