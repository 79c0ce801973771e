"""The decks, as far as no browser is needed; tests/browser/test_slides.py looks whether each slide can be read."""

import html
import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.repo import offline
from tests.repo.test_handouts import NAMES, leaks, lesson, pictures, words
from tools import decks
from tools.notebooks import code_cells

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture(scope="module", params=NAMES)
def lesson_and_deck(request):
    notebook = lesson(request.param)
    return notebook, decks.deck(notebook)


def shown(deck):
    """What stands in a deck, less its scripts and its notes."""
    return re.sub(r"<(script|style|aside)\b.*?</\1>", "", deck, flags=re.DOTALL)


def notes(deck):
    return re.findall(r'<aside class="notes">(.*?)</aside>', deck, re.DOTALL)


def test_it_is_one_page_that_needs_no_network(lesson_and_deck):
    notebook, deck = lesson_and_deck
    assert offline.problems(deck) == []
    assert f"<title>{notebook.cells[0].source.splitlines()[0].removeprefix('# ')}</title>" in html.unescape(deck)


def test_every_text_and_every_picture_is_there(lesson_and_deck):
    notebook, deck = lesson_and_deck
    on_slides = [cell for cell in notebook.cells if cell.metadata.slideshow.slide_type != "skip"]
    for cell in on_slides:
        if cell.cell_type == "markdown":
            first = re.sub(r"\[(.*?)\]\((?:[^()]|\([^()]*\))*\)|[#`]", r"\1", re.split(r"\$|\n", cell.source)[0])
            there, wanted = ("".join(text.replace("*", "").split()) for text in (words(shown(deck)), first))
            assert wanted in there, cell.id
    assert offline.pictures(deck) == sum(map(pictures, (cell for cell in on_slides if cell.cell_type == "code"))) > 0


def test_no_solution_and_no_check_stands_in_it(lesson_and_deck):
    notebook, deck = lesson_and_deck
    assert leaks(words(deck)) == []
    assert "No prediction" not in shown(deck)
    for cell in code_cells(notebook):
        assert "check" not in cell.metadata.get("tags", []) or cell.source not in words(deck)


def test_the_notes_say_where_a_slide_stands_and_what_was_measured(lesson_and_deck):
    notebook, deck = lesson_and_deck
    found = notes(deck)
    ids = {cell.id for cell in notebook.cells}
    assert found and all(re.search(r"<code>(.*?)</code>", note)[1] in ids for note in found)
    asked = [note for note in found if "Measured answer:" in note]
    assert len(asked) > 3 and all("Let the class commit first" in note for note in asked)


# ---- the rules, on small notebooks -----------------------------------------------------------------


def slides(*cells):
    """The shown text of each slide, and its notes, after a title."""
    deck = decks.deck(new_notebook(cells=[text("# The title", "slide"), *cells]))
    found = re.findall(r"<section>(?!<section>)(.*?)</section>", deck, re.DOTALL)
    return [(words(shown(slide)), " ".join(map(words, notes(slide)))) for slide in found][1:]


def text(source, slide_type="-"):
    return new_markdown_cell(source, metadata={"slideshow": {"slide_type": slide_type}})


def code(source, slide_type="-", *printed):
    outputs = [new_output("stream", text=words) for words in printed]
    return new_code_cell(source, outputs=outputs, metadata={"slideshow": {"slide_type": slide_type}})


def shows(source, slide_type="-", **data):
    cell = code(source, slide_type)
    cell.outputs = [new_output("display_data", data={kind.replace("_", "/"): text for kind, text in data.items()})]
    return cell


def test_an_answer_stands_on_a_later_slide_than_its_question():
    (question, note), (answer, _) = slides(
        text("What?", "slide"),
        shows('guess = predict("How many?")', text_html="<p>How many?</p>", text_plain="Predict: How many?"),
        shows(
            "reveal(guess, 4)",
            text_html="<p>How many? Measured 4. No prediction made</p>",
            text_plain="Measured: 4.\nNo prediction was made.",
        ),
    )
    assert "How many?" in question and "Measured" not in question and "Measured answer: 4." in note
    assert "Measured: 4." in answer and "No prediction" not in answer


def test_drawing_code_imports_and_skipped_cells_are_left_out():
    one, two = slides(
        shows("drawing()", "slide", image_png=PNG, text_html="<p>what it shows</p>", text_plain="[figure]"),
        text("skipped", "skip"),
        code("import numpy", "subslide"),
        text("word"),
    )
    assert "what it shows" in one[0] and "drawing" not in one[0]
    assert "word" in two[0] and "numpy" not in two[0] and "skipped" not in one[0] + two[0]


def test_formulas_and_links_need_nothing_else():
    ((said, _),) = slides(text("A $\\frac{a}{b}$, [two](02_b.ipynb#x), [code](../src/x.py)", "slide"))
    deck = decks.deck(new_notebook(cells=[text("# A\n\n$x^2$ [two](02_b.ipynb#x), [code](../src/x.py)", "slide")]))
    assert "frac" not in said and '<math alttext="x^2"' in deck
    assert '<a href="02_b.html#x">two</a>, code' in deck
