"""What explorers must stand in JupyterLab: company, being run again, a fast hand, an interrupt, no kernel."""

import ast
import json
import re
import time

import ipywidgets
import nbformat
import pytest
from nbconvert import HTMLExporter

from relulab.classroom import explorer as core
from relulab.classroom.predict import written
from relulab.lessons import part
from tests.browser.conftest import watched
from tests.browser.jupyterlab import Notebook, View
from tests.browser.test_lessons import explorer_cells
from tests.repo.rules import LESSONS, NOTEBOOKS
from tools.notebooks import KERNELSPEC, run

EXPLORERS = [(name, identity, call) for name in LESSONS for identity, call in explorer_cells(name)]
each = pytest.mark.parametrize("name, identity, call", EXPLORERS, ids=lambda value: value if value in LESSONS else "")

ADDED = 'from relulab import explore\nexplore("01_neurons")\nexplore("03_activations")'


def made(name):
    """The explorer of a lesson, made in this process."""
    return part(name, "explorer").explorer()


def answered(explorer, number="-7.25"):
    """Answer its first question as `View.answer` does."""
    choices = explorer.questions.asks[0].choices
    explorer.questions.control.value = choices[0] if choices else number
    explorer.questions.commit.click()
    return explorer


def moved(widget, steps):
    """Move a slider as that many presses of an arrow key do."""
    if isinstance(widget, ipywidgets.SelectionSlider):
        widget.index = min(max(widget.index + steps, 0), len(widget._options_full) - 1)
    else:
        value = min(max(widget.value + steps * widget.step, widget.min), widget.max)
        widget.value = round(value, 6) if isinstance(value, float) else value


# ---- company and repetition ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def notebook(browser, browser_context_args, lab):
    """A notebook to add cells to; it is never saved."""
    opened = Notebook(watched(browser.new_page(**browser_context_args)), lab, "01_neurons")
    yield opened
    opened.close()


def test_two_at_once_do_not_disturb_each_other(notebook):
    cell = notebook.add(ADDED)
    one, two = View(notebook, cell, 0), View(notebook, cell, 1)
    one.answer()
    waiting = two.shown
    one.tab_to("slider", "b")
    assert one.press("ArrowRight")
    assert two.shown == waiting
    assert two.view.locator(".noUi-target[disabled]").count() > 0, "the other one still waits for its answer"
    still = one.shown
    two.answer()
    two.tab_to("slider", "z")
    assert two.press("ArrowRight")
    assert one.shown == still


def test_running_the_cell_again_leaves_one_live_view(notebook):
    cell = notebook.add(ADDED)
    count = (
        "import ipywidgets, matplotlib.pyplot as plt\nprint(len(ipywidgets.widget._instances), len(plt.get_fignums()))"
    )
    once = notebook.printed(notebook.add(count))
    for _ in range(3):
        notebook.run(cell)
    assert notebook.printed(notebook.add(count)) == once
    view = View(notebook, cell)
    assert notebook.cell(cell).locator(".relulab-explorer").count() == 2, "two explorers, once each"
    view.answer()
    view.tab_to("slider", "b")
    assert view.press("ArrowRight")


# ---- a fast hand -----------------------------------------------------------------------------------


@each
def test_fifty_quick_presses_end_at_the_right_picture(notebook, name, identity, call):
    """Within half a second after the last one; the best of two tries, since other programs run here, too."""
    cell = notebook.add(f"from relulab import explore\nexplore({call!r})")
    view, expected = View(notebook, cell), answered(made(name))
    view.answer()
    label, control = next(
        (widget.description, widget)
        for widget in expected.controls.values()
        if not isinstance(widget, ipywidgets.ToggleButtons)
    )
    next(group for group in view.groups if label in view.open(group))
    view.tab_to("slider", label)
    seconds = []
    for _ in range(2):
        for key, steps in (("ArrowLeft", -1),) * 30 + (("ArrowRight", 1),) * 20:
            notebook.page.keyboard.press(key)
            moved(control, steps)
        last = time.perf_counter()
        text = expected.text(expected.numbers())
        notebook.page.wait_for_function(
            "([view, text]) => view.querySelector('img').alt === text",
            arg=[view.view.element_handle(), text],
            timeout=20_000,
            polling=5,
        )
        seconds.append(time.perf_counter() - last)
        notebook.page.wait_for_timeout(1000)
        assert view.said == text, "it did not stay at the right picture"
    assert min(seconds) < 0.5, seconds


def test_what_is_typed_fast_is_kept_whole(notebook):
    """No time between the keys, then Tab and Enter at once: an answer was once cut after its first letter."""
    page = notebook.page
    name = next(name for name in LESSONS if not made(name).questions.asks[0].choices)
    cell = notebook.add(f"from relulab import explore\nexplore({name!r})")
    for i in range(12):
        notebook.run(cell)
        field = View(notebook, cell).view.locator(".relulab-ask input:visible")
        field.focus()
        page.keyboard.type(f"{i}30.25", delay=0)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        reply = notebook.cell(cell).locator(".relulab-card")
        reply.wait_for(timeout=10_000)
        assert re.search(rf"Your answer: {written(float(f'{i}30.25'))}( .*)?\. Measured", reply.inner_text())


# ---- interrupts ------------------------------------------------------------------------------------

TRAINING = """from relulab import Network, datasets, train
digits = datasets.load_digits()
network = Network([64, 32, 10])
history = train(network, digits.X_train, digits.y_train, lr=0.1, epochs=100_000)"""


def test_an_interrupt_in_training_leaves_a_usable_notebook(notebook, screenshot):
    page = notebook.page
    cell = notebook.add(TRAINING, wait=False)
    page.wait_for_timeout(4000)
    assert page.locator(".jp-Notebook-ExecutionIndicator[data-status='busy']").count() == 1
    page.locator("[data-command='notebook:interrupt-kernel']").first.click()
    notebook.wait_idle(20)
    screenshot(page, "interrupted-training")
    assert not [output for output in notebook.outputs(cell) if output["output_type"] == "error"]
    assert "Interrupted in epoch" in "".join("".join(output.get("text", "")) for output in notebook.outputs(cell))
    after = notebook.add("print((len(history.loss), bool(network.accuracy(digits.X_test, digits.y_test) > 0.8)))")
    epochs, learned = ast.literal_eval(notebook.printed(after))
    assert 0 < epochs < 100_000 and learned


# All epochs together take less than a second on a free machine, too little to press keys in.
DYING = """import time
from relulab import explore
from relulab.lessons.l06_leaky_relu.followed import Training
quick = Training.epoch
Training.epoch = lambda training: (time.sleep(0.5), quick(training))
explore("06_leaky_relu")"""


def test_training_in_an_explorer_can_be_stopped_and_survives_an_interrupt(notebook, screenshot):
    page = notebook.page
    view = View(notebook, notebook.add(DYING))
    view.answer()

    def started(button):
        view.tab_to("button", button)
        page.keyboard.press("Enter")
        view.view.locator("button:not([disabled])", has_text="Stop").wait_for(timeout=20_000)

    started("Train for real")
    page.keyboard.press("Tab")
    assert view.focus["text"] == "Stop"
    page.keyboard.press("Enter")
    view.view.get_by_text("Stopped after").wait_for(timeout=20_000)
    screenshot(page, "stopped-training-in-the-explorer")
    started("Train on")
    page.wait_for_timeout(1000)  # for an epoch
    # Whether an interrupt reaches it depends on the thread that JupyterLab chose; the notebook must be usable anyhow.
    page.locator("[data-command='notebook:interrupt-kernel']").first.click()
    page.wait_for_timeout(500)
    assert "Trained here" in view.said
    assert notebook.printed(notebook.add("print(6 * 7)")) == "42\n"
    view.tab_to("slider", "starting bias")
    assert view.press("ArrowLeft"), "the controls answer after an interrupt"


def test_nothing_went_wrong_on_the_page(notebook):
    """Of all tests above."""
    assert notebook.page.problems == []


# ---- no kernel -------------------------------------------------------------------------------------


def seen(page, identity):
    """What can be seen under a cell."""
    page.wait_for_timeout(500)
    return " ".join(page.locator(f"[data-cell-id='{identity}'] .jp-OutputArea").inner_text().split())


def test_a_restarted_kernel_leaves_the_still(notebook):
    """The controls would stand there, and do nothing."""
    cell = notebook.add(ADDED)
    view = View(notebook, cell)
    view.answer()
    assert "Run this cell" not in seen(notebook.page, cell)
    notebook.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    notebook.cell(cell).locator(".relulab-still").first.wait_for(timeout=20_000)
    said = seen(notebook.page, cell)
    assert said.count("Run this cell to move the controls and to answer.") == 2 and "Your answer: " in said
    assert not view.view.is_visible()
    notebook.run(cell)
    View(notebook, cell).answer()
    assert "Run this cell" not in seen(notebook.page, cell)


@pytest.fixture(scope="module")
def saved():
    """A notebook that was run by a kernel that is gone; its cell shows the first explorer."""
    cells = [nbformat.v4.new_code_cell(f"from relulab import explore\nexplore({EXPLORERS[0][0]!r})", id="shown")]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC})
    run(notebook, NOTEBOOKS)
    assert list(notebook.cells[0].outputs[0].data) == ["application/vnd.jupyter.widget-view+json"]
    assert notebook.metadata.widgets, "the state of the widgets, which JupyterLab keeps only where it is told to"
    return notebook


@pytest.mark.parametrize(
    "where, trusted, state",
    [("lab/tree", False, False), ("lab/tree", True, False), ("lab/tree", True, True), ("notebooks", True, False)],
)
def test_a_saved_notebook_shows_the_still_where_its_kernel_is_gone(
    browser, browser_context_args, lab, saved, screenshot, where, trusted, state
):
    """In JupyterLab and in Notebook, whether or not the file is trusted and holds what the widgets were."""
    notebook = nbformat.from_dict(saved)
    if not state:
        del notebook.metadata["widgets"]
    name = f"saved-{where[:3]}-{trusted}-{state}"
    nbformat.write(notebook, lab.folder / "stored" / f"{name}.ipynb")
    if trusted:
        lab.api(f"/contents/stored/{name}.ipynb/trust", "POST")
    page = browser.new_page(**browser_context_args)
    page.goto(lab.page(f"/{where}/stored/{name}.ipynb"))
    output = page.locator(".jp-OutputArea")
    output.wait_for(timeout=60_000)
    if trusted:
        gone = ".jupyter-widgets-disconnected" if state else "text=model not found"
        output.locator(gone).first.wait_for(state="attached", timeout=30_000)
    page.wait_for_timeout(500)
    said = " ".join(output.inner_text().split())
    screenshot(page, name)
    explorer = made(EXPLORERS[0][0])
    assert "Run this cell to move the controls and to answer." in said and "not found" not in said
    assert said.count(explorer.text(explorer.numbers())) == 1
    assert page.locator(".relulab-still img").evaluate("img => img.naturalWidth") > 300
    page.close()
    for session in json.loads(lab.api("/sessions")):
        if name in session["path"]:
            lab.api(f"/sessions/{session['id']}", "DELETE")


@each
def test_a_page_without_a_kernel_shows_the_still_once(page, screenshot, tmp_path, name, identity, call):
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    file = tmp_path / "page.html"
    file.write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    page.route("http*://**", lambda route: route.abort())  # as for a reader without a network
    page.goto(file.as_uri())
    cell = page.locator(f"#cell-id\\={identity}")
    assert cell.locator("img").evaluate("img => img.complete && img.naturalWidth") > 300
    shown = " ".join(cell.locator(".jp-OutputArea").inner_text().split())
    explorer = made(name)
    for line in (explorer.render()[1], *[ask.text for ask in explorer.questions.asks], core.GO_ON):
        assert shown.count(" ".join(line.split())) == 1, line
    assert "VBox" not in shown
    cell.scroll_into_view_if_needed()
    screenshot(page, f"page-without-kernel-{call}")
