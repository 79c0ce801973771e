"""Predictions, replies and progress in the real JupyterLab: by keyboard, fast, in both themes, and the next day."""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_notebook

from tests.browser.conftest import watched
from tests.browser.jupyterlab import Notebook

CELLS = {
    "imports": "from relulab import check, hint, mine, predict, progress, reveal",
    "number": 'share = predict("How many of the outputs are 0?", unit="%")',
    "choice": 'which = predict("Which one turns the line?", choices=["w1", "w2", "b"])',
    "order": 'speed = predict("From the fastest to the slowest?", order=["tanh", "relu", "sigmoid"])',
    "reveal-number": "reveal(share, [28.0, 31.0, 34.0])",
    "reveal-choice": 'reveal(which, "b")',
    "reveal-order": 'reveal(speed, ["relu", "sigmoid", "tanh"])',
    "not-made": 'reveal(predict("How many?"), 3)',
    "wrong": 'check("layer", lambda X, W, b: X @ W + b)',
    "right": 'def layer(X, W, b):\n    return (X @ W + b) * (X @ W + b > 0)\ncheck("layer", layer)',
    "mine": 'hint("layer")\nlayer = mine("layer", layer)\nlayer = mine("layer", ...)',
    "progress": "progress()",
}


@pytest.fixture(scope="module")
def scratch(browser, browser_context_args, lab):
    """A notebook with these cells."""
    cells = [new_code_cell(source, id=name) for name, source in CELLS.items()]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.folder / "notebooks" / "scratch.ipynb")
    opened = Notebook(watched(browser.new_page(**browser_context_args)), lab, "scratch")
    opened.run("imports")
    yield opened
    opened.close()


def view(notebook, cell):
    """The card of a prediction."""
    found = notebook.cell(cell).locator(".relulab-asks")
    found.wait_for(timeout=20_000)
    return found


def until(notebook, cell, text):
    """Wait until a card says this."""
    notebook.page.wait_for_function(
        "([card, text]) => card.textContent.includes(text)",
        arg=[view(notebook, cell).element_handle(), text],
        timeout=10_000,
    )


def focused(page):
    return page.evaluate(
        "() => (document.activeElement.innerText || document.activeElement.parentElement.innerText || '').trim()"
    )


def press(page, key, name):
    """Go with Tab to what has this name, and press a key there."""
    for _ in range(12):
        if focused(page) == name:
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {name!r}")


def test_what_is_typed_fast_is_kept_whole(scratch):
    """No time between the keys, then Tab and Enter at once: a guess was once cut after its first letter."""
    page = scratch.page
    for i in range(12):
        scratch.run("number")
        view(scratch, "number").locator("input").focus()
        page.keyboard.type(f"{i}30.25", delay=0)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        until(scratch, "number", "You predicted ")
        said = view(scratch, "number").inner_text()
        assert f"You predicted {float(f'{i}30.25'):.4g} % (sure). You may change it until it is revealed." in said
        if i == 0:
            assert "You predicted 30.25 %" in said


def test_enter_alone_keeps_what_is_typed_too(scratch):
    scratch.run("number")
    view(scratch, "number").locator("input").focus()
    scratch.page.keyboard.type("0,5 %", delay=0)
    scratch.page.keyboard.press("Enter")
    until(scratch, "number", "0.5 %: how sure are you?")
    press(scratch.page, "Space", "I am not sure")
    until(scratch, "number", "You predicted 0.5 % (not sure)")


def test_every_kind_by_keyboard_then_revealed(scratch, screenshot):
    page = scratch.page
    for cell in ("number", "choice", "order"):
        scratch.run(cell)
    view(scratch, "number").locator("input").focus()
    page.keyboard.type("many")
    press(page, "Enter", "I am sure")
    until(scratch, "number", "Write one number, in %")
    page.wait_for_timeout(500)  # it was said when the field was left, before the button
    view(scratch, "number").locator("input").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("30 %")
    press(page, "Enter", "I am sure")
    until(scratch, "number", "You predicted 30 % (sure)")
    view(scratch, "choice").locator("input").first.focus()
    press(page, "Space", "w2")
    press(page, "Space", "I am not sure")
    until(scratch, "choice", "You predicted w2 (not sure)")
    view(scratch, "order").locator("button").first.focus()
    press(page, "Enter", "relu")
    until(scratch, "order", "So far: relu.")
    assert focused(page) == "1. relu", "a press leaves the focus where it was"
    view(scratch, "order").locator("button").first.focus()
    press(page, "Enter", "tanh")
    until(scratch, "order", "relu, tanh, sigmoid: how sure are you?")
    press(page, "Enter", "I am sure")
    until(scratch, "order", "You predicted relu, tanh, sigmoid (sure)")
    screenshot(page, "predicted")
    for name, word, sides in (
        ("number", "Right", ["30 %", "31 ± 3 %"]),
        ("choice", "Off", ["w2", "b"]),
        ("order", "Close", ["relu, tanh, sigmoid", "relu, sigmoid, tanh"]),
    ):
        scratch.run(f"reveal-{name}")
        reply = scratch.cell(f"reveal-{name}").locator(".relulab-card")
        reply.wait_for(timeout=10_000)
        assert reply.locator("strong").first.inner_text().split()[-1] == word
        assert all(side in reply.inner_text() for side in sides) and reply.get_attribute("role") == "status"
        assert reply.bounding_box()["height"] < 160
        until(scratch, name, "Run this cell again to predict anew.")
        assert not view(scratch, name).locator("button:visible").count()
    screenshot(page, "revealed")


def test_a_guess_of_another_question_is_told_from_a_new_one(scratch):
    scratch.run("number")
    view(scratch, "number").locator("input").focus()
    scratch.page.keyboard.type("30")
    press(scratch.page, "Enter", "I am sure")
    until(scratch, "number", "You predicted 30 %")
    scratch.run("reveal-number")
    other = scratch.add("reveal(share, 7)")
    assert scratch.printed(other).startswith("This guess belongs to another question: How many of the outputs are 0?")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_in_both_themes(scratch, screenshot, theme):
    page = scratch.page
    change = "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})"
    page.evaluate(change, theme)
    try:
        page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme, timeout=20_000)
        for name in CELLS:
            scratch.run(name)
            cell = scratch.cell(name)
            screenshot(page, f"{name}-{theme.split()[-1]}")
            if name != "imports":
                where = f"[data-cell-id='{name}'] .jp-Cell-outputWrapper"
                found = Axe().run(page, context=where).response
                assert found["passes"], "it looked at nothing"
                seen = [(one["id"], node["html"][:120]) for one in found["violations"] for node in one["nodes"]]
                assert seen == [], name
                assert cell.locator(".jp-OutputArea").bounding_box()["height"] < 480
    finally:
        page.evaluate(change, "JupyterLab Light")


def test_the_next_day_the_question_and_the_prediction_are_there(
    scratch, browser, browser_context_args, lab, screenshot
):
    """Saved, closed, the kernel ended, opened again: what was predicted can be read, and how to go on."""
    page = scratch.page
    for name in ("number", "choice"):
        scratch.run(name)
    view(scratch, "number").locator("input").focus()
    page.keyboard.type("30")
    press(page, "Enter", "I am sure")
    until(scratch, "number", "You predicted 30 % (sure)")
    page.wait_for_timeout(500)
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function(
        "() => !window.jupyterapp.shell.currentWidget.context.model.dirty", timeout=20_000, polling=100
    )
    scratch.close()
    again = Notebook(watched(browser.new_page(**browser_context_args)), lab, "scratch")
    try:
        for name, words in (
            (
                "number",
                ["How many of the outputs are 0?", "You predicted 30 % (sure).", "Run this cell to predict anew."],
            ),
            ("choice", ["Which one turns the line?", "w1 / w2 / b", "Run this cell to predict."]),
        ):
            cell = again.cell(name)
            again.page.wait_for_timeout(1000)
            shown = cell.locator(".jp-OutputArea").inner_text()
            assert all(word in shown for word in words), shown
            assert "not found" not in shown and "Error" not in shown
            screenshot(again.page, f"next-day-{name}")
    finally:
        again.close()


def test_nothing_went_wrong_on_the_page(scratch):
    """Of all tests above."""
    assert scratch.page.problems == []
