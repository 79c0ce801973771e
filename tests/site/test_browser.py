"""The site in a real browser, with the outside blocked: a lesson by keyboard, and what is kept over a reload."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from relulab.course import EXERCISES, quizzes
from tests.browser import test_lessons
from tests.browser.test_quizzes import tab_to
from tests.repo.rules import LESSONS

FIRST = LESSONS[0]

# The keyboard tests of the lessons in JupyterLab, here in JupyterLite and in this order.
test_it_runs_from_top_to_bottom_with_nothing_attempted = (
    test_lessons.test_it_runs_from_top_to_bottom_with_nothing_attempted
)
test_the_explorer_by_keyboard = test_lessons.test_the_explorer_by_keyboard
test_an_exercise_typed_in_and_checked = test_lessons.test_an_exercise_typed_in_and_checked


def wide(page):
    """By how many pixels a page is wider than its window."""
    return page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_the_front_page_stands_alone_on_a_phone(page, address, screenshot):
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{address}/index.html")
        screenshot(page, f"front-{width}")
        assert wide(page) == 0 and page.locator("#warning").is_hidden()
        found = Axe().run(page).response
        assert found["violations"] == [] and found["passes"]
    links = page.locator("a[href^='read/']").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == len(LESSONS)
    for link, name in zip(links, LESSONS):
        page.goto(link)
        assert wide(page) == 0, name
        assert page.locator("img").count() > 5 and page.locator("h1").count() == 1
        assert page.locator(f"a[href='../live/lab/index.html?path={name}.ipynb']").is_visible()
    screenshot(page, "read-390")


def test_it_says_so_where_nothing_is_kept(browser, address):
    """As in a private window of a browser that has no service worker there."""
    page = browser.new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(f"{address}/index.html")
    assert "This browser window keeps nothing" in page.locator("#warning").inner_text()
    page.close()


@pytest.fixture(scope="module")
def there(browser, browser_context_args, address):
    """A browser that was never here."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


def first_answer(notebook, began):
    """Seconds from asking for the page to the first output."""
    for cell in ("imports", "act-look"):
        notebook.run(cell, 120)
    notebook.cell("act-look").locator("img").first.wait_for(timeout=60_000)
    return time.perf_counter() - began


def opened(open_lesson, there, what):
    began = time.perf_counter()
    notebook = open_lesson(FIRST, there)
    print(f"{what}: notebook and kernel after {time.perf_counter() - began:.1f} s", end=", ")
    print(f"first answer after {first_answer(notebook, began):.1f} s")
    return notebook


CURED = """from relulab.lessons import l07_clinic as clinic
clinic.treat(8, "dying by bias", {"bias": 0.0})"""
BOARD = """from relulab.lessons import l07_clinic as clinic
clinic.board()"""
ENDLESS = """from relulab import check
from relulab.classroom import check as grading
grading.TIME_LIMIT = 1
def neuron(x, w, b):
    while True:
        pass
check("neuron", neuron)"""
PROGRESS = """from relulab import progress
progress()"""


def test_what_was_done_is_there_after_a_reload(open_lesson, there, screenshot):
    notebook = opened(open_lesson, there, "cold")
    page = notebook.page
    stub, check = next(
        (cell["id"], following["id"])
        for cell, following in zip(notebook.cells, notebook.cells[1:])
        if cell["metadata"].get("relulab", {}).get("exercise") == "neuron"
    )
    notebook.run(stub)
    notebook.run(check)
    assert notebook.said(check).startswith("Not attempted yet.")
    notebook.type(stub, EXERCISES["neuron"].solution_source)
    notebook.run(stub)
    notebook.run(check)
    assert notebook.said(check).startswith("Right.")
    question = quizzes()[FIRST][0]
    notebook.run("quiz-run")
    quiz = notebook.cell("quiz-run").locator(".relulab-quiz")
    quiz.locator("input:visible").first.focus()
    page.keyboard.type(f"{question.key:g}") if question.is_number else tab_to(page, question.key)
    if not question.is_number:
        page.keyboard.press("Space")
    tab_to(page, "I am sure")
    page.keyboard.press("Enter")
    quiz.locator("[role=status]", has_text="Right").first.wait_for(timeout=20_000)
    notebook.add(CURED)
    before = notebook.said(notebook.add(PROGRESS))
    assert "exercises 1 of 4, questions 1 of" in before and "Patients cured: 1 of 1" in before
    assert "in this browser only" in before
    board = notebook.said(notebook.add(BOARD))
    screenshot(page, "before-the-reload")
    notebook.save()
    notebook.close()

    notebook = opened(open_lesson, there, "warm")
    kept = next(cell for cell in notebook.cells if cell["id"] == stub)
    assert "".join(kept["source"]) == EXERCISES["neuron"].solution_source
    assert notebook.said(notebook.add(PROGRESS)) == before
    assert notebook.said(notebook.add(BOARD)) == board
    notebook.close()


def test_a_loop_that_never_ends_is_ended(open_lesson, there):
    """By `check`, and in a cell of the reader's own by a new kernel, which costs no line of theirs."""
    notebook = open_lesson(FIRST, there)
    page = notebook.page
    said = notebook.said(notebook.add(ENDLESS))
    assert "It was still running after 1 seconds and was stopped." in " ".join(said.split())
    notebook.add("while True:\n    pass", wait=False)
    page.wait_for_timeout(1000)
    notebook.save()
    page.evaluate("() => { window.jupyterapp.shell.currentWidget.sessionContext.restartKernel() }")
    notebook.wait_idle(120)
    assert notebook.printed(notebook.add("print(6 * 7)")).strip() == "42"
    assert any("".join(cell["source"]).startswith("while True") for cell in notebook.cells)
    notebook.close()


def test_begin_anew(open_lesson, there, address, screenshot):
    notebook = open_lesson(FIRST, there)
    page = notebook.page
    notebook.add('from relulab import check\ncheck("neuron", lambda x, w, b: max(0, w @ x + b))')
    cell = notebook.add("from relulab import progress\nprogress(reset=True)", wait=False)
    field = notebook.cell(cell).locator("input.jp-Stdin-input")
    field.wait_for(timeout=60_000)
    field.focus()
    page.keyboard.type("yes")
    page.keyboard.press("Enter")
    notebook.wait_idle(60)
    assert "You begin anew." in notebook.said(cell)
    assert "exercises 0 of 4" in notebook.said(notebook.add(PROGRESS))
    notebook.save()
    notebook.close()

    page = there.new_page()
    page.goto(f"{address}/index.html")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#anew").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Done: the lessons are as on the first day.").wait_for(timeout=20_000)
    page.close()
    notebook = open_lesson(FIRST, there)
    assert not any(re.search("progress.reset", "".join(cell["source"])) for cell in notebook.cells)
    assert all(count is None for count in notebook.counts)
    notebook.close()


def test_no_request_left_this_machine(asked_outside, lesson, needs_outside):
    """Of all tests above."""
    # JupyterLite itself looks for files that a server of files has not.
    problems = [one for one in lesson.page.problems if not one.startswith("Failed to load resource")]
    problems = [one for one in problems if not (needs_outside and "/pyodide/" in one)]
    assert asked_outside == [] and problems == []


def test_a_request_outside_would_be_seen(asked_outside, browser, needs_outside):
    if needs_outside:
        pytest.skip("this site fetches Pyodide")
    page = browser.new_page()
    page.goto("about:blank")
    page.evaluate("() => fetch('http://example.invalid/').catch(() => null)")
    page.close()
    assert any("example.invalid" in asked for asked in asked_outside)
