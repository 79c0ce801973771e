"""Every lesson in the real JupyterLab: it runs, its exercises answer, its explorers follow the keyboard."""

import re

from axe_playwright_python.sync_playwright import Axe

from relulab.classroom.exercise import source_of
from relulab.course import EXERCISES
from tests.browser.jupyterlab import View
from tests.repo.rules import LESSONS, NOTEBOOKS
from tools.notebooks import code_cells, read

#: What axe-core finds that is not ours: rule -> what stands in the element it names, or in the way to it.
KNOWN_TO_AXE = {
    "aria-input-field-name": 'class="noUi-handle',  # ipywidgets gives a slider's handle no name, only a label beside it
    "image-alt": ".jp-RenderedImage",  # JupyterLab leaves the alt text out; `show` prints it under the picture
}
CALL = re.compile(r'^explore\("(\w+)"\)$', re.MULTILINE)


def explorer_cells(name):
    """Identity of the cell and the name in the call, for each explorer of a lesson."""
    cells = code_cells(read(NOTEBOOKS / f"{name}.ipynb"))
    return [(cell.id, call) for cell in cells for call in CALL.findall(cell.source)]


def test_every_explorer_stands_in_a_lesson():
    assert [call for name in LESSONS for _, call in explorer_cells(name)] == LESSONS


def test_it_runs_from_top_to_bottom(lesson, screenshot):
    screenshot(lesson.page, f"{lesson.name}-after-run-all")
    failed = [
        cell["id"]
        for cell in lesson.cells
        if any(o["output_type"] == "error" or o.get("name") == "stderr" for o in cell.get("outputs", []))
    ]
    assert failed == []
    assert lesson.counts == list(range(1, len(lesson.counts) + 1))


# ---- an exercise -----------------------------------------------------------------------------------


def typed(function, name):
    """The source of a function of the package as a reader would type it, under the name that the exercise asks for."""
    return re.sub(rf"\b{function.__name__}\b", name, source_of(function))


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
    assert lesson.printed(check).startswith("Not attempted yet.")

    def checked(source):
        lesson.type(stub, source)
        lesson.run(stub)
        lesson.run(check)
        return words(lesson.printed(check))

    name = exercise.answer.__name__
    said = checked(typed(mistake.answer, name))
    assert said.startswith("Not yet.") and words(mistake.message) in said
    screenshot(lesson.page, f"{lesson.name}-wrong-answer")
    assert checked(exercise.solution_source).startswith("Right.")
    shown = words(
        lesson.printed(lesson.add(f"hint({exercise.id!r})\nhint({exercise.id!r}, n=3)\nsolution({exercise.id!r})"))
    )
    assert (
        words(exercise.hints[0]) in shown
        and words(exercise.hints[2]) in shown
        and words(exercise.solution_source) in shown
    )


# ---- the explorers ---------------------------------------------------------------------------------


def test_every_explorer_by_keyboard(lesson, screenshot):
    for identity, name in explorer_cells(lesson.name):
        view = View(lesson, identity)
        view.answer()
        moved = []
        for group in view.groups:
            for label in view.open(group):
                view.tab_to("slider", label)
                before = view.shown
                there = view.press("ArrowRight", 3) or view.press("ArrowLeft", 3)  # it may stand at its end
                assert there, f"{name}: the arrow keys do not move {label!r}"
                assert view.focus["label"] == label, f"{name}: {label!r} loses the focus"
                assert view.said != before[1], f"{name}: the text does not follow {label!r}"
                assert view.view.locator("p[role=status]").last.inner_text() == view.said
                moved.append(label)
            screenshot(lesson.page, f"{lesson.name}-explorer-{name}-{group or 'all'}".replace(" ", "-"))
        assert moved
        for button in ("Reset", "Compare"):
            view.tab_to("button", "Reset") if button == "Reset" else view.view.locator("button").first.focus()
            assert view.press("Enter"), f"{name}: {button} brings no other picture"
        assert (
            lesson.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.activeCell.model.id") == identity
        )


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


# ---- the whole page --------------------------------------------------------------------------------


def test_axe_finds_nothing_of_ours(lesson):
    # JupyterLab keeps only the cells near the screen in the page; for this, all of them.
    lesson.page.evaluate(
        """() => { const all = window.jupyterapp.shell.currentWidget.content;
                   all.notebookConfig = {...all.notebookConfig, windowingMode: 'none'}; }"""
    )
    expected = sum(1 for cell in lesson.cells if cell.get("outputs"))
    lesson.page.wait_for_function(
        "n => document.querySelectorAll('.jp-OutputArea-child').length >= n", arg=expected, timeout=20_000
    )
    found = Axe().run(lesson.page, context=".jp-Cell-outputWrapper").response
    assert found["passes"], "it looked at nothing"
    ours = [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
        if KNOWN_TO_AXE.get(violation["id"], "nothing") not in f"{node['html']} {node['target']}"
    ]
    assert ours == []


def test_nothing_went_wrong_on_the_page(lesson):
    """The last of this file: it sees what all the others did."""
    assert lesson.page.problems == []
