"""`relulab class`: a folder to print and open. tests/browser/test_slides.py looks whether each slide can be read."""

import html
import re
import sys
from collections import Counter
from functools import cache

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from relulab import __main__ as command
from relulab.course import EXERCISES, warmups
from relulab.teaching import folder, pages, sheets, slides
from relulab.teaching.deck import deck
from relulab.teaching.lesson import Lesson, asked
from relulab.teaching.web import with_drawings
from tests.repo import offline
from tests.repo.project import ROOT
from tests.repo.rules import LESSONS, NOTEBOOKS

INSTRUCTOR = ROOT / "instructor"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
#: The plans whose decks are looked at one by one: all of lesson 04, and the shortest of each lesson.
PLANS = sorted({*((name, 45) for name in LESSONS), *(("04_relu_sparsity", length) for length in pages.LENGTHS)})


@cache
def lesson(name):
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    return Lesson(notebook, pages.read(INSTRUCTOR / f"{name}.md"))


@cache
def made(name, length):
    return slides.slides(lesson(name), length)


def words(text):
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", text, flags=re.DOTALL))


def leaks(text):
    """The exercises whose solution stands in a text, however it is indented."""
    squeezed = "".join(text.split())
    return [name for name, exercise in EXERCISES.items() if "".join(exercise.solution_source.split()) in squeezed]


# ---- slides --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, length", PLANS)
def test_a_deck_follows_its_plan(name, length):
    shown, spans = made(name, length)
    steps = lesson(name).page.plan(length)
    assert len(spans) == len(steps) and spans[0][0] == 1
    assert [number for first, last in spans for number in range(first, last + 1)] == list(range(1, len(shown) + 1))
    assert length > 45 or 15 <= len(shown) <= 28
    planned = {cell.id for step in steps for cell in lesson(name).run(step)}
    assert {cell for slide in shown for cell in slide.cells} <= planned | {
        cell.id for cell in lesson(name).cells if cell.cell_type == "markdown"
    }
    for step, (first, last) in zip(steps, spans):
        assert all(f"Minute {step.start} to {step.end}" in words(slide.notes) for slide in shown[first - 1 : last])


@pytest.mark.parametrize("name, length", PLANS)
def test_every_slide_has_a_title_and_something_on_it(name, length):
    for slide in made(name, length)[0]:
        assert slide.title and slide.title.strip(" #*") == slide.title, slide
        assert words(slide.body).strip() or "<img" in slide.body, slide.title


@pytest.mark.parametrize("name, length", PLANS)
def test_a_question_stands_before_its_answer_and_a_vote_on_two_slides(name, length):
    shown = made(name, length)[0]
    for slide in shown:
        asks = "Write down" in slide.body
        assert not (asks and 'class="measured"' in slide.body), slide.title
        assert "No prediction" not in slide.body and "Not attempted" not in slide.body
    prompts = lesson(name).page.prompts
    prepared = {cell for slide in shown for cell in slide.cells if cell in prompts}
    assert prepared and all(
        "Likely wrong:" in words(slide.notes) and "Rescue:" in words(slide.notes)
        for slide in shown
        if set(slide.cells) & prepared
    )
    votes = [slide for slide in shown if slide.kind == "vote" and slide.place == "Vote"]
    again = [slide for slide in votes if slide.title.endswith(", again")]
    wanted = [vote for step in lesson(name).page.plan(length) for vote in step.named("vote")]
    assert len(votes) == 2 * len(again) == 2 * len(wanted)
    for slide in votes:
        assert re.search(r"Key: [A-D]", words(slide.notes)) and "Key" not in slide.body
        assert slide.body.count("<li><b>") >= 3 and "<p>?" not in slide.body


@pytest.mark.parametrize("name, length", PLANS)
def test_a_deck_is_one_page_that_needs_no_network_and_holds_no_solution(name, length):
    page = deck(lesson(name).title, made(name, length)[0])
    page = with_drawings(page, INSTRUCTOR)
    assert offline.problems(page) == [] and leaks(words(page)) == []
    for cell in lesson(name).cells:
        assert "check" not in cell.metadata.get("tags", []) or cell.source not in words(page)
    shown = [slide for slide in made(name, length)[0] if slide.kind != "explorer"]
    stored = {cell: pngs(name, cell) for slide in shown for cell in slide.cells}
    assert sum(map(len, stored.values())) > 0 and all(png in page for each in stored.values() for png in each)


def pngs(name, cell):
    """The pictures that a cell has stored."""
    stored = next(each for each in lesson(name).cells if each.id == cell).get("outputs", [])
    return [output.data["image/png"].replace("\n", "") for output in stored if "image/png" in output.get("data", {})]


def test_the_first_slides_of_lesson_04_stand_alone():
    shown = made("04_relu_sparsity", 45)[0]
    assert [slide.kind for slide in shown[:4]] == ["title", "opening", "opening", "opening"]
    assert made("04_relu_sparsity", 90)[0][1].kind == "vote"  # the two questions from earlier lessons in its place


def of(*cells):
    """The slides of a few cells under a heading."""
    cells = [new_markdown_cell("# 1 · A title\n\nwhy", id="title"), new_markdown_cell("## 1. Part", id="p"), *cells]
    one = Lesson(new_notebook(cells=cells), pages.Page("01_a", "", {"Prompts": "", "Exercises": ""}))
    return slides.of_cells(one, one.cells[1:])


def shows(source, name, **data):
    outputs = [new_output("display_data", data={kind.replace("_", "/"): text for kind, text in data.items()})]
    return new_code_cell(source, outputs=outputs, id=name)


def test_a_figure_stands_beside_what_reads_it_and_its_code_is_folded():
    figure = shows("draw.it()\n" * 9, "f", image_png=PNG, text_plain="[figure]")
    text = "<details><summary><em>Figure.</em> A caption.</summary><p>More.</p></details>"
    figure.outputs.append(new_output("display_data", data={"text/html": text, "text/plain": "Figure. A caption."}))
    *_, slide = of(new_markdown_cell("word " * 90, id="long"), figure, new_markdown_cell("**Read.** It falls.", id="r"))
    assert slide.title == "A caption" and "It falls." in slide.body and "<img" in slide.body
    assert "<details><summary>Code" in slide.body and "More." in slide.body


def test_an_answer_stands_on_a_later_slide_than_its_question():
    ask = shows('guess = predict("How many?")', "ask", text_html="<p>x</p>", text_plain="Predict: How many?\nA number")
    answer = shows(
        "reveal(guess, 4)", "answer", text_html="<p>4</p>", text_plain="Measured: 4.\nNo prediction was made."
    )
    *_, question, reveal = of(ask, answer)
    assert "How many?" in question.body and "4" not in question.body and question.kind == "predict"
    assert reveal.title == "How many?" and "<strong>4</strong>" in reveal.body and "No prediction" not in reveal.body


def test_choices_and_what_is_to_be_ordered_are_shown():
    cells = [cell for name in LESSONS for cell in lesson(name).cells if re.search(r"\w+ = predict\(", cell.source)]
    assert len(cells) > 40
    kinds = Counter()
    for cell in cells:
        _, offered, unit = asked(cell)
        kind = next((kind for kind in ("choices=", "order=") if kind in cell.source), "unit=" if unit else "")
        kinds[kind] += 1
        assert (len(offered) >= 2) == (kind in ("choices=", "order=")), cell.source
    assert min(kinds[kind] for kind in ("choices=", "order=", "unit=", "")) >= 1


def test_formulas_and_links_need_nothing_else():
    (slide,) = of(new_markdown_cell("A $\\frac{a}{b}$, [two](02_b.ipynb#x), [code](../src/x.py)", id="a"))[-1:]
    assert '<math alttext="\\frac{a}{b}"' in slide.body and "A" in slide.body
    assert "two, code" in words(slide.body) and "href" not in slide.body


# ---- sheets --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, length", PLANS)
def test_the_plan_gives_every_number_and_every_key(name, length):
    one = lesson(name)
    page = sheets.plan(one, length, made(name, length)[1])
    assert offline.problems(page) == []
    text = words(page.replace("<td", " <td").replace("</li>", " </li>").replace("<br>", " "))
    assert len(text.split()) <= (1000 if length == 45 else 2400)
    for step in one.page.plan(length):
        assert f"{step.start}–{step.end}" in text
        for cell in one.run(step)[:1]:
            assert re.search(rf"\b{one.number[cell.id]}\b", text)
    assert all(key in text for _, key in one.page.exit_ticket)
    assert "Never cut" in text and "cell:" not in text and "vote:" not in text


@pytest.mark.parametrize("name, length", PLANS)
def test_what_students_get_holds_no_key(name, length):
    one = lesson(name)
    predictions, slips = sheets.predictions(one, length), sheets.exit_slips(one)
    assert offline.problems(predictions) == offline.problems(slips) == []
    for prompt in one.page.prompts.values():
        assert words(prompt.expected) not in words(predictions)
    text = words(slips)
    assert all(text.count(question.split("?")[0].replace("*", "")) == 4 for question, _ in one.page.exit_ticket)
    assert "Key" not in text


# ---- the folder ----------------------------------------------------------------------------------


def test_the_command_writes_a_folder_and_prints_what_a_browser_can(tmp_path, monkeypatch, capsys):
    printed = []
    monkeypatch.setattr(folder, "browser", lambda: "browser")
    monkeypatch.setattr(folder, "print_pdf", lambda files, program: printed.extend(files) or files)
    assert command.main(["class", "04", "--to", str(tmp_path), "--course", str(ROOT)]) == 0
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert there >= {
        "04_45/for_students/04_relu_sparsity.ipynb",
        "04_45/for_students/cheat_sheet.html",
        "04_45/for_students/exit_slips_04.html",
        "04_45/for_students/predictions_04_45.html",
        "04_45/for_students/quiz_04.html",
        "04_45/for_you/04_catch_up.ipynb",
        "04_45/for_you/04_solved.ipynb",
        "04_45/for_you/plan_04_45.html",
        "04_45/for_you/quiz_04_key.html",
        "04_45/for_you/slides_04_45.html",
    }
    assert len(printed) == 7 and "7 of them as PDF" in capsys.readouterr().out
    student, catch_up, solved = (
        nbformat.read(next(tmp_path.rglob(f"*{name}.ipynb")), as_version=4)
        for name in ("sparsity", "catch_up", "solved")
    )
    sources = ["\n".join(cell.source for cell in notebook.cells) for notebook in (student, catch_up, solved)]
    mine = [exercise for exercise in EXERCISES.values() if exercise.lesson == "04_relu_sparsity"]
    assert leaks(sources[0]) == [] and all("outputs" not in cell or not cell.outputs for cell in student.cells)
    assert len(leaks(sources[1])) == len(mine) - 1 and len(leaks(sources[2])) == len(mine)
    for notebook in (student, catch_up, solved):
        nbformat.validate(notebook)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--course", "nowhere"], "in the course's folder"),
        (["77", "--course", str(ROOT)], "no such lesson"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(arguments, said, capsys, tmp_path):
    assert command.main(["class", *arguments, "--to", str(tmp_path)]) == 1
    assert said in capsys.readouterr().out and not list(tmp_path.iterdir())


def test_what_is_not_installed_is_said_in_a_line(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(sys.modules, "relulab.teaching.folder", None)
    monkeypatch.delattr("relulab.teaching.folder")
    assert command.main(["class", "04", "--course", str(ROOT), "--to", str(tmp_path)]) == 1
    assert '".[teach]"' in capsys.readouterr().out


def test_without_a_browser_there_is_no_pdf_and_a_line_says_so(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(folder, "browser", lambda: None)
    assert command.main(["class", "01", "--course", str(ROOT), "--to", str(tmp_path)]) == 0
    assert "0 of them as PDF" in (said := capsys.readouterr().out) and "No Chrome, Edge or Chromium" in said


@pytest.mark.parametrize("works", [True, False])
def test_a_page_is_printed_by_the_browser(works, monkeypatch, tmp_path, capsys):
    asked = []

    def run(arguments, **_):
        asked.append(arguments)
        if not works:
            raise OSError("no display")
        target = next(each for each in arguments if each.startswith("--print-to-pdf="))
        (tmp_path / target.rpartition("/")[2]).write_bytes(b"%PDF")

    monkeypatch.setattr(folder.subprocess, "run", run)
    files = [tmp_path / "slides_04_45.html", tmp_path / "plan_04_45.html"]
    printed = folder.print_pdf(files, "chromium")
    assert [file.name for file in printed] == (["slides_04_45.pdf", "plan_04_45.pdf"] if works else [])
    assert asked[0][-1].endswith("slides_04_45.html?print-pdf") and (works or "no display" in capsys.readouterr().err)


def test_a_browser_is_found_on_the_path_or_where_the_system_keeps_it(monkeypatch, tmp_path):
    monkeypatch.setattr(folder.shutil, "which", lambda name: "/x/chrome" if name == "google-chrome" else None)
    assert folder.browser() == "/x/chrome"
    monkeypatch.setattr(folder.shutil, "which", lambda name: None)
    monkeypatch.setattr(folder, "_PLACES", ["{ProgramFiles}/edge.exe"])
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert folder.browser() is None
    (tmp_path / "edge.exe").touch()
    assert folder.browser() == f"{tmp_path}/edge.exe"


def test_warm_up_questions_are_asked_one_to_a_slide():
    shown = [slide for slide in made("03_activations", 45)[0] if slide.place == "Do you remember?"]
    assert len(shown) == len(warmups()["03_activations"]) == 2 and all("Key:" in words(slide.notes) for slide in shown)
