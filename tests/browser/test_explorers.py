"""What explorers must stand in JupyterLab: company, being run again, a fast hand, an interrupt, no kernel."""

import ast
import time

import ipywidgets
import nbformat
import pytest
from nbconvert import HTMLExporter

from relulab.classroom import explorer as core
from relulab.lessons import part
from tests.browser.conftest import watched
from tests.browser.jupyterlab import Notebook, View
from tests.browser.test_lessons import explorer_cells
from tests.repo.rules import LESSONS, NOTEBOOKS

EXPLORERS = [(name, identity, call) for name in LESSONS for identity, call in explorer_cells(name)]
each = pytest.mark.parametrize("name, identity, call", EXPLORERS, ids=lambda value: value if value in LESSONS else "")

ADDED = 'from relulab import explore\nexplore("01_neurons")\nexplore("02_activations")'


def made(name):
    """The explorer of a lesson, made in this process."""
    return part(name, "explorer").explorer()


def moved(widget, steps):
    """Move a control as that many presses of an arrow key do."""
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


def test_a_notebook_that_was_not_run_shows_the_picture_and_its_text(notebook):
    name, identity, call = EXPLORERS[0]
    assert name == notebook.name
    output = notebook.cell(identity).locator(".jp-OutputArea")
    output.wait_for()
    assert output.locator("img").evaluate("img => img.naturalWidth") > 500
    assert core.LIVE in output.inner_text()


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
    two.view.locator(".noUi-handle:visible").last.focus()
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
    assert notebook.cell(cell).locator(".jp-OutputArea-output > .widget-vbox").count() == 2, "two explorers, once each"
    view.answer()
    view.tab_to("slider", "b")
    assert view.press("ArrowRight")


# ---- a fast hand -----------------------------------------------------------------------------------


@each
def test_fifty_quick_presses_end_at_the_right_picture(notebook, name, identity, call):
    """Within half a second after the last one; the best of three tries, since other programs run here, too."""
    cell = notebook.add(f"from relulab import explore\nexplore({call!r})")
    view, expected = View(notebook, cell), made(name)
    view.answer()
    expected.commit.click()
    label = view.open(view.groups[0])[0]
    view.tab_to("slider", label)
    control = next(widget for widget in expected.controls.values() if widget.description == label)
    seconds = []
    for _ in range(3):
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
from relulab.lessons.l05_leaky_relu.followed import Training
quick = Training.epoch
Training.epoch = lambda training: (time.sleep(0.5), quick(training))
explore("05_leaky_relu")"""


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


@each
def test_a_page_without_a_kernel_shows_the_picture_and_its_text(page, screenshot, tmp_path, name, identity, call):
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    file = tmp_path / "page.html"
    file.write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    page.route("http*://**", lambda route: route.abort())  # as for a reader without a network
    page.goto(file.as_uri())
    cell = page.locator(f"#cell-id\\={identity}")
    assert cell.locator("img").evaluate("img => img.complete && img.naturalWidth") > 500
    shown = cell.locator(".jp-OutputArea").inner_text()
    assert made(name).render()[1] in shown and core.LIVE in shown
    cell.scroll_into_view_if_needed()
    screenshot(page, f"page-without-kernel-{call}")
