"""Every lesson as a reader has it, in the real JupyterLab: it runs, fits, answers, gives nothing away, and stays."""

import re
from functools import cache

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from relulab.classroom.exercise import replaced_source, source_of
from relulab.course import EXERCISES
from relulab.lessons import part
from tests.browser.conftest import watched
from tests.browser.giveaways import gives_away
from tests.browser.jupyterlab import Notebook, View
from tests.repo.rules import LESSONS, NOTEBOOKS
from tools.notebooks import code_cells, read

#: What axe-core finds that is not ours: rule -> what stands in the element it names, or in the way to it.
KNOWN_TO_AXE = {
    "aria-input-field-name": 'class="noUi-handle',  # ipywidgets gives a slider's handle no name, only a label beside it
    "image-alt": ".jp-RenderedImage",  # JupyterLab leaves the alt text out; `show` prints it under the picture
}
CALL = re.compile(r'^explore\("(\w+)"\)$', re.MULTILINE)

#: Seconds that Run All may take here. A lesson takes under 10 on two idle cores; the tests have less.
GUARD = 60

#: Pixels that each of these may be high.
HIGH = {"figure": 480, "card": 600, "explorer": 600}


@cache
def stored(name):
    return read(NOTEBOOKS / f"{name}.ipynb")


def explorer_cells(name):
    """Identity of the cell and the name in the call, for each explorer of a lesson."""
    return [(cell.id, call) for cell in code_cells(stored(name)) for call in CALL.findall(cell.source)]


def test_every_explorer_stands_in_a_lesson():
    assert [call for name in LESSONS for _, call in explorer_cells(name)] == LESSONS


def test_it_runs_from_top_to_bottom_with_nothing_attempted(lesson, screenshot):
    screenshot(lesson.page, f"{lesson.name}-after-run-all")
    print(f"Run All of {lesson.name}: {lesson.seconds:.1f} s")
    failed = [
        cell["id"]
        for cell in lesson.cells
        if any(o["output_type"] == "error" or o.get("name") == "stderr" for o in cell.get("outputs", []))
    ]
    assert failed == []
    assert lesson.counts == list(range(1, len(lesson.counts) + 1))
    assert lesson.seconds < GUARD


# ---- what stands on the page ------------------------------------------------------------------------

# What a reader can see of each cell. Folded text is left out, but what a figure says of itself is in: its picture shows
# the same. Of an explorer, only the picture's text.
SEEN = """() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell => {
    const id = cell.model.id, code = cell.model.type === 'code';
    if (!code) return {id, text: cell.node.querySelector('.jp-MarkdownOutput')?.innerText ?? ''};
    const hidden = cell.model.getMetadata('jupyter')?.source_hidden;
    const outputs = [...cell.node.querySelectorAll('.jp-OutputArea-child')].filter(part => part.offsetParent !== null);
    const texts = outputs.map(part => [
        part.innerText,
        ...[...part.querySelectorAll('details')].map(each => each.textContent),
        ...[...part.querySelectorAll('img')].map(each => each.alt)].join('\\n'));
    return {id, text: [hidden ? '' : cell.model.sharedModel.getSource(), ...texts].join('\\n')};
})"""


@pytest.fixture(scope="module")
def seen(lesson):
    """The cells of the lesson in order, each with its id and all that can be seen of it."""
    lesson.show_all_cells()
    lesson.page.wait_for_timeout(500)
    return lesson.page.evaluate(SEEN)


def asked(lesson, cells):
    """(id of the cell that asks, what it asks, the number that is measured, unit) of all that ask for a number."""
    waiting = {}
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        for name, call in re.findall(r"^(\w+) = predict\((.*?)\)$", source, re.MULTILINE | re.DOTALL):
            waiting[name] = None if re.search(r"\b(choices|order)=", call) else (cell["id"], call)
        shown = "\n".join("".join(o.get("data", {}).get("text/plain", o.get("text", ""))) for o in cell["outputs"])
        said = re.findall(r"^Measured: (.*)\.$", shown, re.MULTILINE)
        for name, measured in zip(re.findall(r"^reveal\((\w+),", source, re.MULTILINE), said):
            number = re.match(r"\(?([-−]?[\d.\u00a0]+)", measured)
            if waiting.get(name) and number:
                value = float(re.sub("\u00a0", "", number[1].replace("−", "-")))
                unit = re.search(r'unit="([^"]*)"', waiting[name][1])
                yield *waiting[name], value, unit[1] if unit else ""
    for identity, name in explorer_cells(lesson.name):
        explorer = part(name, "explorer").explorer()
        for ask in explorer.questions.asks:
            if not ask.choices:
                yield identity, ask.text, float(np.mean(explorer.measured(ask))), ask.unit


def given_away(questions, seen):
    """What of the numbers asked for can be read above the question that asks."""
    found = []
    place = {cell["id"]: i for i, cell in enumerate(seen)}
    for identity, question, measured, unit in questions:
        for cell in seen[: place[identity]]:
            for number in gives_away(cell["text"], measured, unit):
                found.append(f"{identity}: {question[:60]}: {measured:g} {unit} is {number.value:g} in {cell['id']}")
    return found


def test_no_answer_stands_above_its_prediction(lesson, seen):
    questions = list(asked(lesson, lesson.cells))
    assert len(questions) >= 2, "nothing was found to look for"
    assert given_away(questions, seen) == []


def test_an_answer_above_its_prediction_is_found(lesson, seen):
    """One that is put there: the test before this one can fail."""
    planted = {"id": "planted", "text": "In such a network about 31.8 % were left."}
    for identity, *_ in asked(lesson, lesson.cells):
        place = next(i for i, cell in enumerate(seen) if cell["id"] == identity)
        question = [(identity, "What is left?", 31.78, "%")]
        for below in (0, 1):
            found = given_away(question, [*seen[: place + below], planted, *seen[place + below :]])
            assert any("in planted" in line for line in found) == (not below)


SIZES = """() => [
    ...[...document.querySelectorAll('.jp-OutputArea-child .jp-RenderedImage img')].map(part => ['figure', part]),
    ...[...document.querySelectorAll('.relulab-asks, .relulab-card')].map(part => ['card', part]),
    ...[...document.querySelectorAll('.relulab-explorer')].map(part => ['explorer', part]),
].filter(([kind, part]) => part.offsetParent !== null).map(([kind, part]) => {
    const box = part.getBoundingClientRect(), around = part.closest('.jp-OutputArea').getBoundingClientRect();
    return {kind, high: box.height, over: Math.max(0, box.right - around.right),
            cell: part.closest('.jp-Cell').querySelector('.jp-InputArea').textContent.slice(0, 80)};
})"""


def test_everything_fits_a_laptop(lesson, seen):
    """1366 by 768 pixels, with the file list open."""
    assert lesson.page.viewport_size == {"width": 1366, "height": 768}
    found = lesson.page.evaluate(SIZES)
    assert {one["kind"] for one in found} == set(HIGH)
    assert [one for one in found if one["high"] > HIGH[one["kind"]] or one["over"] > 1] == []


def axe(page, where):
    found = Axe().run(page, context=where).response
    assert found["passes"], "it looked at nothing"
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
        if KNOWN_TO_AXE.get(violation["id"], "nothing") not in f"{node['html']} {node['target']}"
    ]


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_axe_finds_nothing_of_ours(lesson, seen, screenshot, theme):
    lesson.theme(theme)
    for identity, _ in explorer_cells(lesson.name):
        lesson.cell(identity)
        screenshot(lesson.page, f"{lesson.name}-explorer-{theme}")
    assert axe(lesson.page, ".jp-Cell-outputWrapper") == []


# ---- the explorer -----------------------------------------------------------------------------------


def test_the_explorer_by_keyboard(lesson, screenshot):
    high = []
    for identity, name in explorer_cells(lesson.name):
        view = View(lesson, identity)

        def look(what, view=view, name=name):
            high.append((what, view.view.bounding_box()["height"]))
            screenshot(lesson.page, f"{lesson.name}-explorer-{name}-{what}".replace(" ", "-"))

        assert "wake up" in view.view.inner_text() and "Your answer: -7.25" not in view.view.inner_text()
        said = view.answer()
        assert re.search(r"(Right|Close|Off) Your answer: .*Measured: ", said)
        moved = []
        for group in view.groups:
            for label in view.open(group):
                before = view.shown
                assert view.move(label), f"{name}: {label!r} does not move by keyboard"
                assert view.focus["label"] == label, f"{name}: {label!r} loses the focus"
                assert view.said != before[1], f"{name}: the text does not follow {label!r}"
                assert view.view.locator(".relulab-sees p[role=status]").inner_text() == view.said
                moved.append(label)
            look(group or "all")
        assert moved
        view.tab_to("button", "Reset")
        assert view.press("Enter"), f"{name}: Reset brings no other picture"
        for i in range(1, len(part(name, "explorer").explorer().questions.asks)):
            view.view.locator("button", has_text="Next").focus()
            lesson.page.keyboard.press("Enter")
            view.view.get_by_text(f"Question {i + 1} of").wait_for(timeout=10_000)
            lesson.page.wait_for_function("() => document.activeElement.matches('.relulab-ask input')")
            assert re.search(r"(Right|Close|Off) Your answer: .*Measured: ", view.answer())
            look(f"question {i + 1}")
        assert lesson.active == identity
    assert [one for one in high if one[1] > HIGH["explorer"]] == []


def test_it_fits_a_narrow_screen_and_a_large_zoom(lesson, screenshot):
    """320 px with the file list put away, and 1280 px at 200 %, which lays out as 640 px."""
    page = lesson.page
    before = page.viewport_size
    try:
        for width, height in ((320, 700), (640, 450)):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
            page.wait_for_timeout(500)
            for identity, name in explorer_cells(lesson.name):
                view = View(lesson, identity).view
                wide = view.evaluate(
                    """view => {
                        const edge = view.getBoundingClientRect().right + 1;
                        return [...view.querySelectorAll('button, input, label, img, p, .noUi-target, .widget-readout')]
                            .filter(part => part.offsetParent !== null && part.getBoundingClientRect().right > edge)
                            .map(part => part.textContent.slice(0, 40) || part.className);
                    }"""
                )
                screenshot(page, f"{lesson.name}-explorer-{name}-{width}px")
                assert wide == [], f"{name} at {width} px"
                panel = page.locator(".jp-NotebookPanel-notebook").bounding_box()
                for control in view.locator("button:visible, input:visible, .noUi-handle:visible").all():
                    control.scroll_into_view_if_needed()
                    box = control.bounding_box()
                    assert panel["x"] <= box["x"] and box["x"] + box["width"] <= panel["x"] + panel["width"] <= width, (
                        f"{name} at {width} px"
                    )
    finally:
        page.set_viewport_size(before)
        page.evaluate("() => window.jupyterapp.shell.expandLeft()")


# ---- an exercise ------------------------------------------------------------------------------------


def typed(mistake, exercise):
    """The source of a mistake as a reader would type it, under the name that the exercise asks for."""
    old, arrow, new = mistake.name.partition(" -> ")
    if arrow:
        return replaced_source(exercise.answer, old, new)
    return re.sub(rf"\b{mistake.name}\b", exercise.answer.__name__, source_of(mistake.answer))


def stands_alone(function):
    """Whether the function uses nothing but numpy and what it is given, so that it can be typed into a notebook."""
    return not set(function.__code__.co_names) & (set(function.__globals__) - {"np"})


def words(text):
    return " ".join(text.split())


def test_an_exercise_typed_in_and_checked(lesson, screenshot):
    exercise, mistake = next(
        (exercise, mistake)
        for exercise in EXERCISES.values()
        if exercise.lesson == lesson.name and stands_alone(exercise.answer)
        for mistake in exercise.mistakes
        if stands_alone(mistake.answer)
    )
    stub, check = next(
        (cell["id"], following["id"])
        for cell, following in zip(lesson.cells, lesson.cells[1:])
        if cell["metadata"].get("relulab", {}).get("exercise") == exercise.id
    )
    assert lesson.said(check).startswith("Not attempted yet.")

    def checked(source):
        lesson.type(stub, source)
        lesson.run(stub)
        lesson.run(check)
        return words(lesson.said(check))

    said = checked(typed(mistake, exercise))
    assert said.startswith("Not yet.") and words(mistake.message) in said
    screenshot(lesson.page, f"{lesson.name}-wrong-answer")
    assert checked(exercise.solution_source).startswith("Right.")
    shown = words(
        lesson.said(lesson.add(f"hint({exercise.id!r})\nhint({exercise.id!r}, n=3)\nsolution({exercise.id!r})"))
    )
    assert (
        words(exercise.hints[0]) in shown
        and words(exercise.hints[2]) in shown
        and words(exercise.solution_source) in shown
    )


def test_nothing_went_wrong_on_the_page(lesson):
    """It sees what all the others did; after it, the kernel ends."""
    assert lesson.page.problems == []


# ---- the next day -----------------------------------------------------------------------------------


def test_the_next_day_everything_is_still_there(lesson, browser, browser_context_args, lab, screenshot):
    """Saved, its kernel gone, opened again: pictures, questions and answers, and how to go on."""
    lesson.save()
    lesson.close()
    again = Notebook(watched(browser.new_page(**browser_context_args)), lab, lesson.name)
    try:
        again.show_all_cells()
        again.page.get_by_text("model not found").first.wait_for(state="attached", timeout=20_000)
        again.page.wait_for_timeout(500)
        assert "not found" not in again.page.locator(".jp-Notebook").inner_text()
        for identity, name in explorer_cells(lesson.name):
            cell = again.cell(identity)
            screenshot(again.page, f"{lesson.name}-explorer-next-day")
            shown = words(cell.locator(".jp-OutputArea").inner_text())
            assert cell.locator("img:visible").evaluate("img => img.complete && img.naturalWidth") > 300
            assert "Your answer: " in shown and "Run this cell to move the controls and to answer." in shown
            assert all(words(ask.text) in shown for ask in part(name, "explorer").explorer().questions.asks)
        stills = again.page.locator(".relulab-still")
        assert stills.count() >= 4 and all(still.is_visible() for still in stills.all())
        assert all("Run this cell" in still.inner_text() for still in stills.all())
        assert axe(again.page, ".relulab-still") == []
    finally:
        again.close()
