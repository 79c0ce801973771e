"""Fixtures of the browser tests: one JupyterLab, one Chromium, a page a test, what went wrong on a page, screenshots.

`make test-browser` runs them; `make test` does not look into this folder (tests/conftest.py), since a learner's machine
need not have a Chromium. Where there is none, the run stops and says so: nothing is skipped.
"""

import os
import re
import tempfile
from pathlib import Path

import pytest

from tests.repo.rules import LESSONS
from tools import browser as real
from tools.browser import Notebook, jupyterlab

#: What JupyterLab and its extensions themselves write to the console as errors, in a notebook without any output.
NOT_OURS = []

SCREENSHOTS = Path(os.environ.get("RELULAB_SCREENSHOTS") or Path(tempfile.gettempdir()) / "relulab-screenshots")


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab on this machine, over a copy of the notebooks."""
    with jupyterlab(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="session")
def chromium():
    try:
        with real.chromium() as browser:
            yield browser
    except real.Missing as missing:
        pytest.exit(str(missing), returncode=1)


def watched(page):
    """Note every error of a page in `page.problems`: on the console, uncaught, or a request to another machine."""
    page.problems = []

    def note(kind, text):
        if not any(re.search(known, text) for known in NOT_OURS):
            page.problems.append(f"{kind}: {text}")

    page.on("console", lambda message: note("console", message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: note("uncaught", str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if re.match(r"(https?|wss?)://127\.0\.0\.1|data:|blob:|file:|about:", request.url)
            else note("request", request.url)
        ),
    )
    return page


@pytest.fixture
def page(chromium):
    """A page of this test; `page.problems` lists what went wrong on it."""
    page = watched(chromium.new_page(viewport={"width": 1280, "height": 900}))
    yield page
    page.close()


@pytest.fixture
def open_notebook(page, lab):
    """A function that opens a notebook by its name on the page of this test."""
    opened = []

    def open_it(name):
        opened.append(Notebook(page, lab, name))
        return opened[-1]

    yield open_it
    for notebook in opened:
        notebook.close()


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request, chromium, lab):
    """Each lesson, opened and run from top to bottom once for all the tests of a module."""
    page = watched(chromium.new_page(viewport={"width": 1280, "height": 900}))
    notebook = Notebook(page, lab, request.param)
    notebook.run_all()
    yield notebook
    notebook.close()


@pytest.fixture(scope="session")
def screenshot():
    """A function that keeps a picture of a page under a name, outside the repository."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def keep(page, name):
        page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return keep


def pytest_terminal_summary(terminalreporter):
    if SCREENSHOTS.exists():
        terminalreporter.write_line(f"Screenshots are in {SCREENSHOTS}")
