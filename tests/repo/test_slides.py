"""The decks, as far as no browser is needed; tests/browser looks whether each slide fits the screen."""

import html
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.repo import offline, rules
from tests.repo.test_handouts import NAMES, leaks, lesson, words
from tools import pages, slides
from tools.handouts import exercise_cells
from tools.notebooks import code_cells


def parts(deck):
    """What each slide shows, and its notes, as HTML."""
    found = re.findall(r'<div class="content">(.*?)\n</div>\n<aside class="notes">(.*?)</aside>', deck, re.DOTALL)
    assert len(found) == deck.count('<section class="page">') > 0
    return found


def squeezed(text):
    return "".join(text.split())


@pytest.fixture(scope="module", params=NAMES)
def lesson_and_deck(request):
    notebook = lesson(request.param)
    return notebook, slides.deck(notebook)


def test_the_page(lesson_and_deck):
    notebook, deck = lesson_and_deck
    assert offline.problems(deck) == []
    assert f"<title>{html.escape(pages.title(notebook))}</title>" in deck


def test_every_text_is_there_once(lesson_and_deck):
    notebook, deck = lesson_and_deck
    shown = squeezed(words("".join(content for content, _ in parts(deck))))
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.metadata.slideshow.slide_type not in ("skip", "notes"):
            for block in pages.blocks(cell.source):
                for row in block.rows or [block]:
                    if (
                        block.rows is None or row is not block.rows[0] or block.kind != "table"
                    ):  # each slide repeats a head
                        assert squeezed(words(row.html)) in shown, (cell.id, row.text)


def test_every_picture_stands_with_its_caption_and_its_reading_in_the_notes(lesson_and_deck):
    notebook, deck = lesson_and_deck
    skipped = [cell for cell in notebook.cells if cell.metadata.slideshow.slide_type == "skip"]
    shown = [
        block
        for cell in code_cells(notebook)
        if cell not in skipped
        for block in pages.outputs(cell)
        if block.kind == "figure"
    ]
    found = [(content, notes) for content, notes in parts(deck) if "<img" in content]
    assert sum(content.count("<img") for content, _ in found) == len(shown) > 0
    for content, _ in found:
        assert content.count("<img") == content.count('class="caption"')
    assert any("How to read the figure" in notes for _, notes in found)


def test_exercises_show_their_stub_and_no_solution(lesson_and_deck):
    notebook, deck = lesson_and_deck
    shown = "".join(content for content, _ in parts(deck))
    assert leaks(words("".join(content + notes for content, notes in parts(deck)))) == []
    assert exercise_cells(notebook)
    for cell in exercise_cells(notebook):
        assert pages.code(cell.source) in shown
    for cell in code_cells(notebook):
        assert "check" not in cell.metadata.get("tags", []) or pages.code(cell.source) not in shown


def test_an_answer_is_in_the_notes_of_its_question_and_not_on_the_slide(lesson_and_deck):
    notebook, deck = lesson_and_deck
    asked = [(content, notes) for content, notes in parts(deck) if "Measured answer:" in notes]
    assert asked
    for content, _ in asked:
        assert "Measured:" not in content
    assert "No prediction yet" not in deck


def test_every_slide_says_where_it_stands_in_the_notebook(lesson_and_deck):
    notebook, deck = lesson_and_deck
    ids = {cell.id for cell in notebook.cells}
    for _, notes in parts(deck):
        named = re.match(r"<p>In the notebook: cells? \d+(?: to \d+)? \((.*?)\)", notes)
        assert named and set(named[1].split(", ")) <= ids


# ---- the rules, on small notebooks -----------------------------------------------------------------


def text(source, slide_type="-"):
    return new_markdown_cell(source, metadata={"slideshow": {"slide_type": slide_type}})


def code(source, slide_type="-", *printed):
    outputs = [new_output("stream", text=words) for words in printed]
    return new_code_cell(source, outputs=outputs, metadata={"slideshow": {"slide_type": slide_type}})


def made(*cells):
    return parts(slides.deck(new_notebook(cells=[text("# The title", "slide"), *cells])))[1:]


def test_a_long_list_is_divided_and_goes_on_counting():
    numbered = "\n".join(f"{i}. word {i} " + "and a few more " * 12 for i in range(1, 13))
    found = [content for content, _ in made(text(numbered, "slide"))]
    assert len(found) > 1
    starts = [int(re.search(r'<ol start="(\d+)">', content)[1]) for content in found]
    assert starts[0] == 1 and starts == [
        1 + sum(content.count("<li>") for content in found[:i]) for i in range(len(found))
    ]


def test_a_long_table_is_divided_and_repeats_its_head():
    table = "word\n\n| head | b |\n|---|---|\n" + "\n".join(f"| row {i} | x |" for i in range(40))
    found = [content for content, _ in made(text(table, "slide"))]
    assert len(found) > 1 and all(content.count("<th>head</th>") == 1 for content in found)
    assert sum(content.count("row ") for content in found) == 40


def test_a_long_output_ends_and_the_rest_is_in_the_notes():
    [(content, notes)] = made(code("f()", "slide", "\n".join(f"number {i}" for i in range(40))))
    shown = re.findall(r"number \d+", content)
    assert 5 < len(shown) < 40 and f"{40 - len(shown)} more lines in the notebook" in content
    assert shown + re.findall(r"number \d+", notes) == [f"number {i}" for i in range(40)]


def test_code_comes_first_and_its_output_on_the_next_key_press():
    [(content, _)] = made(code("f()", "slide", "out"))
    assert re.search(r'class="code".*<div class="fragment"><pre class="output"', content, re.DOTALL)


def test_nothing_after_a_prediction_stands_on_its_slide():
    question, answer = made(
        text("What?", "slide"),
        code("my_guess = ...  # a number"),
        code("reveal(my_guess, 4)", "-", "No prediction yet.\nMeasured: 4.\n"),
    )
    assert "Measured" not in question[0] and "<strong>4.</strong>" in question[1]
    assert "Measured: 4." in answer[0]


def test_a_heading_stands_with_what_follows_it():
    filling = "word " * 400
    found = [content for content, _ in made(text(f"{filling}\n\n{filling}\n\n### Last\n\nword", "slide"))]
    assert [content for content in found if "<h3>" in content and "<p>" in content.partition("</h3>")[2]]


def test_drawing_code_imports_and_skipped_cells_are_left_out():
    found = made(
        code("# drawing\nf()", "slide", "what it printed"),
        code("import numpy", "slide"),
        text("skipped", "skip"),
        text("word", "slide"),
        text("for the speaker", "notes"),
    )
    shown = "".join(content for content, _ in found)
    assert "drawing" not in shown and "numpy" not in shown and "skipped" not in shown and "speaker" not in shown
    assert "what it printed" in shown and "for the speaker" in found[-1][1]


def test_long_code_is_divided_at_empty_lines():
    source = "word\n\n```python\n" + "\n\n".join(f"a{i} = 1\nb{i} = 2\nc{i} = 3\nd{i} = 4" for i in range(10)) + "\n```"
    found = [content for content, _ in made(text(source, "slide"))]
    assert len(found) > 1
    for i in range(10):
        assert sum(all(f"{letter}{i}" in content for letter in "abcd") for content in found) == 1


def test_decks_are_made_for_every_notebook(tmp_path, capsys):
    notebook = new_notebook(cells=[text("# Seven", "slide"), text("word", "slide")])
    nbformat.write(notebook, tmp_path / "07_new.ipynb")
    (tmp_path / "08_broken.ipynb").write_text("{}")
    files = [str(tmp_path / name) for name in ("08_broken.ipynb", "07_new.ipynb")]
    assert slides.main([*files, "--to", str(tmp_path / "decks")]) == 1
    assert "<title>Seven</title>" in (tmp_path / "decks" / "07_new.html").read_text(encoding="utf-8")
    said = capsys.readouterr().out
    assert (
        "08_broken.ipynb: FAILED, no slides written: it is not a notebook" in said and "07_new.ipynb: 2 slides" in said
    )


def test_the_lessons_are_what_the_tool_takes_by_default():
    assert slides.NOTEBOOKS.resolve() == rules.NOTEBOOKS.resolve()
