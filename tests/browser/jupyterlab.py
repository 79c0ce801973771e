"""The course in a real JupyterLab in a real Chromium, for the browser tests and benchmarks/explorers.py.

    with jupyterlab(folder) as lab, sync_playwright() as playwright:
        notebook = Notebook(playwright.chromium.launch(**chromium()).new_page(), lab, "01_neurons")
        notebook.run_all()

The server has the settings of a reader (`relulab start`) and a home of its own, so that nothing of the user's plays in.
Nothing is downloaded: Chromium is the system's, and all addresses are on this machine.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from relulab.classroom.copies import copy_lessons

ROOT = Path(__file__).resolve().parents[2]
CHROMIUMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

#: Seconds until a lesson must have run to its end. On two idle cores it takes 15 at most; a busy machine needs more.
RUN_LIMIT = 180


class Missing(Exception):
    """There is no Chromium; the message says what to do."""


def chromium():
    """How Playwright starts the system's Chromium: the one that CHROMIUM names, or the first known name on the PATH."""
    asked = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, [asked] if asked else CHROMIUMS)), None)
    if found is None:
        looked = f"CHROMIUM says {asked!r}" if asked else f"none of {', '.join(CHROMIUMS)} is on the PATH"
        raise Missing(
            f"No Chromium was found: {looked}. Install it (on Debian and Ubuntu: sudo apt install chromium), "
            "or name the program, as in: CHROMIUM=/path/to/chrome make test-browser"
        )
    return {"executable_path": found, "args": FLAGS}


# ---- the server ----------------------------------------------------------------------------------


@dataclass
class Lab:
    """A running JupyterLab: its address, its token, the folder it shows, and the lessons as they were before."""

    address: str
    token: str
    folder: Path
    unopened: Path

    def renew(self, name):
        """Put back a reader's copy: what an earlier test left in it (or JupyterLab saved by itself) is gone."""
        shutil.copy(self.unopened / f"{name}.ipynb", self.folder / "notebooks")

    def page(self, path):
        """The address of a page, with the token in it."""
        return f"{self.address}{path}?token={self.token}&reset"

    def api(self, path, method="GET"):
        """Ask the server's own interface; the bytes of the answer."""
        request = urllib.request.Request(
            f"{self.address}/api{path}", method=method, headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()


@contextmanager
def jupyterlab(folder):
    """Start JupyterLab on a free port over copies of the lessons in a new folder.

    Parameters
    ----------
    folder : Path
        An empty folder. In course/ are notebooks/ with the reader's copies, which have no outputs, and stored/ with the
        lessons as they are in the repository; the server's home is beside it.
    """
    course, home = folder / "course", folder / "home"
    home.mkdir(parents=True)
    copy_lessons(ROOT / "notebooks", course / "notebooks", "of the tests")
    shutil.copytree(course / "notebooks", home / "unopened")
    shutil.copytree(ROOT / "notebooks", course / "stored", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # As in the Makefile; without what pytest and its plugins leave for child processes.
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RELULAB_", "COV_", "PYTEST_", "JUPYTER_", "IPYTHON"))
    }
    environment = {
        **own,
        "HOME": str(home),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_CONFIG_PATH": str(ROOT / "src" / "relulab" / "jupyter"),
    }
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        environment.pop(name, None)
    token = "token-of-the-browser-tests"
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        "--LabApp.expose_app_in_browser=True",
        "--JupyterNotebookApp.expose_app_in_browser=True",
        "--allow-root",
    ]
    lab = Lab(f"http://127.0.0.1:{port}", token, course, home / "unopened")
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(
            command,
            cwd=course,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait_until_up(lab, process, folder / "log")
        yield lab
    finally:
        process.terminate()  # it ends its kernels, and waits for them
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=30)


def _wait_until_up(lab, process, log):
    for _ in range(600):
        try:
            lab.api("")
            return
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')}")


# ---- a notebook in it ----------------------------------------------------------------------------

# JupyterLab hands its application to the page on request; these read the notebook in front through it.
_OPEN = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return panel?.context?.isReady && panel.sessionContext.isReady
        && panel.content.widgets.length === panel.content.model.cells.length;
}"""
_CELLS = "window.jupyterapp.shell.currentWidget.content.widgets"
_STATE = f"""() => {{
    const cells = {_CELLS}.filter(cell => cell.model.type === 'code');
    return {{waiting: cells.filter(cell => cell.model.executionState === 'running').length,
             counts: cells.map(cell => cell.model.executionCount)}};
}}"""


# Which control has the focus: its own text, and the label beside it.
_FOCUS = """() => {
    const there = document.activeElement;
    const box = there.closest('.widget-inline-hbox, .widget-toggle-buttons');
    return {kind: there.classList.contains('noUi-handle') ? 'slider' : there.tagName.toLowerCase(),
            text: there.textContent.trim(), label: box?.querySelector('.widget-label')?.textContent.trim() ?? '',
            inside: there.closest('[data-cell-id]')?.getAttribute('data-cell-id') ?? ''};
}"""


class Notebook:
    """One notebook, open in JupyterLab.

    Parameters
    ----------
    page : playwright.sync_api.Page
    lab : Lab
    name : str
        The notebook's file, without its ending.
    folder : str
        "notebooks" for the reader's copy, "stored" for the lesson with its outputs.
    """

    def __init__(self, page, lab, name, folder="notebooks"):
        self.page, self.lab, self.name, self.path = page, lab, name, f"{folder}/{name}.ipynb"
        page.goto(lab.page(f"/lab/tree/{self.path}"))
        page.wait_for_selector(".jp-Notebook", timeout=60_000)
        page.wait_for_function(_OPEN, timeout=60_000)
        self.wait_idle(60)

    def wait_idle(self, seconds=RUN_LIMIT):
        """Wait until the kernel has nothing left to do and no cell is waiting."""
        self.page.wait_for_function(
            f"""() => document.querySelector(".jp-Notebook-ExecutionIndicator[data-status='idle']") !== null
                      && ({_STATE})().waiting === 0""",
            timeout=1000 * seconds,
        )

    def run_all(self, seconds=RUN_LIMIT):
        """Run, Run All Cells, in the menu, and wait for the end; how many seconds it took."""
        self.page.locator(".lm-MenuBar-item", has_text="Run").first.click()
        began = time.perf_counter()
        self.page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
        self.page.wait_for_function(f"() => ({_STATE})().waiting > 0", timeout=20_000, polling=20)
        self.wait_idle(seconds)
        return time.perf_counter() - began

    def save(self):
        """Save the file, as Ctrl+S does."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
        self.page.wait_for_function(
            "() => !window.jupyterapp.shell.currentWidget.context.model.dirty", timeout=20_000, polling=100
        )

    def show_all_cells(self):
        """Have every cell in the page; JupyterLab puts only those near the screen there."""
        self.page.evaluate(
            """async () => {
                const all = window.jupyterapp.shell.currentWidget.content;
                for (let i = 0; i < all.widgets.length; i++) await all.scrollToItem(i, 'smart');
            }"""
        )
        self.page.add_style_tag(content=".jp-Cell, .jp-Cell * { content-visibility: visible !important }")
        expected = sum(1 for cell in self.cells if cell.get("outputs"))
        self.page.wait_for_function(
            "n => document.querySelectorAll('.jp-Cell-outputWrapper .jp-OutputArea-child').length >= n",
            arg=expected,
            timeout=20_000,
        )

    def theme(self, name):
        """Change to the "Light" or the "Dark" theme."""
        self.page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", f"JupyterLab {name}"
        )
        self.page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light", arg=str(name == "Light").lower(), timeout=20_000
        )
        self.page.wait_for_timeout(500)

    @property
    def cells(self):
        """Every cell as it stands, as in a notebook's file."""
        return self.page.evaluate(f"() => {_CELLS}.map(cell => cell.model.toJSON())")

    @property
    def counts(self):
        """The execution counts of all code cells; None where a cell was not run."""
        return self.page.evaluate(_STATE)["counts"]

    @property
    def active(self):
        """The identity of the cell that is selected."""
        return self.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.activeCell.model.id")

    def cell(self, identity):
        """Bring a cell into view and select it; a Playwright locator of it."""
        show = """async id => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            const i = notebook.widgets.findIndex(cell => cell.model.id === id);
            if (i < 0) throw new Error('no cell ' + id);
            notebook.activeCellIndex = i;
            notebook.deselectAll();
            await notebook.scrollToItem(i, 'start');
            notebook.widgets[i].node.setAttribute('data-cell-id', id);
        }"""
        found = self.page.locator(f"[data-cell-id='{identity}']")
        for _ in range(10):
            self.page.evaluate(show, identity)
            # JupyterLab takes cells out of the page that are far from the screen, and may do so while it still scrolls.
            try:
                found.wait_for(state="attached", timeout=3_000)
                return found
            except PlaywrightTimeout:
                continue
        raise AssertionError(f"cell {identity} does not come into view")

    def outputs(self, identity):
        """The outputs of a cell, as in a notebook's file."""
        return next(cell["outputs"] for cell in self.cells if cell["id"] == identity)

    def printed(self, identity):
        """What a cell printed, and the text of what it displayed."""
        return "\n".join(
            "".join(
                output["text"] if output["output_type"] == "stream" else output.get("data", {}).get("text/plain", "")
            )
            for output in self.outputs(identity)
        )

    def said(self, identity):
        """What a cell printed and displayed, as text."""
        return "".join(
            "".join(output.get("text", output.get("data", {}).get("text/plain", "")))
            for output in self.outputs(identity)
        )

    def type(self, identity, source):
        """Replace the text of a code cell, by the keyboard."""
        self.cell(identity).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def run(self, identity, seconds=60, wait=True):
        """Run a cell with Ctrl+Enter and, unless told not to, wait for its end."""
        for _ in range(5):  # the page may still move under the mouse
            self.cell(identity).locator(".jp-InputPrompt").click()
            if self.active == identity:
                break
        before = self.page.evaluate(_STATE)["counts"]
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            f"""before => {{ const now = ({_STATE})();
                            return now.waiting > 0 || JSON.stringify(now.counts) !== JSON.stringify(before); }}""",
            arg=before,
            timeout=1000 * seconds,
            polling=20,
        )
        if wait:
            self.wait_idle(seconds)

    def add(self, source, seconds=60, wait=True):
        """A new code cell at the end, run; its identity."""
        identity = self.page.evaluate(
            """source => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                const shared = notebook.model.sharedModel;
                const cell = shared.insertCell(shared.cells.length, {cell_type: 'code', source, metadata: {}});
                return cell.id;
            }""",
            source,
        )
        self.run(identity, seconds, wait)
        return identity

    def close(self):
        """Close the page and end its kernel."""
        self.page.close()
        for session in json.loads(self.lab.api("/sessions")):
            if session["path"] == self.path:
                self.lab.api(f"/sessions/{session['id']}", "DELETE")


# ---- an explorer in a notebook -------------------------------------------------------------------


class View:
    """A live explorer in a notebook, moved as a reader does who has no mouse.

    Parameters
    ----------
    notebook : Notebook
    identity : str
        The cell that shows it.
    which : int
        Which one, where the cell shows several.
    """

    def __init__(self, notebook, identity, which=0):
        self.notebook, self.page, self.identity = notebook, notebook.page, identity
        self.view = notebook.cell(identity).locator(".relulab-explorer").nth(which)
        self.view.wait_for(timeout=30_000)
        self.picture = self.view.locator("img")
        self.picture.wait_for(timeout=30_000)

    @property
    def shown(self):
        """The picture and its text alternative."""
        return self.picture.evaluate("img => [img.src, img.alt]")

    @property
    def said(self):
        """The text alternative of the picture, which must also stand beside it."""
        return self.picture.get_attribute("alt")

    def answer(self, number="-7.25"):
        """Answer the question that is shown, with a number or its first choice, and press Compare; what it replies."""
        field = self.view.locator(".relulab-ask input:visible").first
        field.focus()
        if field.get_attribute("type") == "radio":
            self.page.keyboard.press("Space")
            self.view.locator("button", has_text="Compare").focus()
        else:
            self.page.keyboard.type(number)
            self.page.keyboard.press("Tab")
        assert self.focus["text"] == "Compare", self.focus
        self.page.keyboard.press("Enter")
        reply = self.view.locator(".relulab-card")
        reply.wait_for(timeout=10_000)
        self.page.wait_for_function(
            "view => !view.querySelector('.relulab-moves .noUi-target[disabled], .relulab-presets button[disabled]')",
            arg=self.view.element_handle(),
            timeout=10_000,
        )
        return " ".join(reply.inner_text().split())

    @property
    def focus(self):
        """What has the keyboard's focus: kind, text, label, and the cell it is in."""
        return self.page.evaluate(_FOCUS)

    def tab_to(self, kind, name, label=None):
        """Go to a control with the Tab key: forward from Compare, which is before them all."""
        self.view.locator("button", has_text="Compare").focus()
        for _ in range(90):
            self.page.keyboard.press("Tab")
            found = self.focus
            if found["kind"] == kind and name in (found["text"], found["label"]) and label in (None, found["label"]):
                return
            if found["inside"] != self.identity:
                break
        raise AssertionError(f"the Tab key does not reach {name!r}")

    def buttons(self, label):
        """The buttons beside a label."""
        rows = self.view.locator(".widget-toggle-buttons:visible", has=self.page.get_by_text(label, exact=True))
        return rows.first.locator("button").all() if rows.count() else []

    @property
    def groups(self):
        """The names of the groups of controls; one that is empty where there is no choice among groups."""
        return [button.inner_text().strip() for button in self.buttons("Move:")] or [""]

    def open(self, group):
        """Show a group of controls, by keyboard; the labels of its controls."""
        if group:
            self.tab_to("button", group, "Move:")
            self.page.keyboard.press("Enter")
            self.page.wait_for_timeout(300)
        labels = self.view.locator(".widget-slider:visible, .widget-toggle-buttons:visible").locator(".widget-label")
        return [name for name in map(str.strip, labels.all_inner_texts()) if name not in ("Move:", "Presets:")]

    def move(self, label, seconds=3):
        """Move a control by keyboard, one way or the other, until there is another picture; whether one came."""
        names = [button.inner_text().strip() for button in self.buttons(label)]
        if not names:
            self.tab_to("slider", label)
            return self.press("ArrowRight", seconds) or self.press("ArrowLeft", seconds)  # it may stand at its end
        for name in (names[-1], names[0]):
            self.tab_to("button", name, label)
            if self.press("Enter", seconds):
                return True
        return False

    def press(self, key, seconds=10):
        """Press a key and wait for another picture; False if none comes."""
        before = self.shown[0]
        self.page.keyboard.press(key)
        try:
            self.page.wait_for_function(
                "([view, before]) => view.querySelector('img')?.src !== before",
                arg=[self.view.element_handle(), before],
                timeout=1000 * seconds,
            )
        except PlaywrightTimeout:
            return False
        return True
