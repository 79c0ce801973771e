"""Fixtures of the browser tests beside those of pytest-playwright: JupyterLab, lessons in it, what went wrong.

`make test-browser` runs them; `make test` does not look into this folder (tests/conftest.py), since a learner's machine
need not have a Chromium. Where there is none, the run stops and says so: nothing is skipped. Screenshots are in
test-results/, and with ARGS="--tracing retain-on-failure", which makes them twice as slow, a trace of each test that
failed on a page of its own.
"""

import re
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.browser.jupyterlab import Missing, Notebook, chromium, jupyterlab
from tests.repo.rules import LESSONS


def pytest_configure(config):
    # Its own fixture base_url is what pytest 9.2 warns of (pytest-playwright 0.10.0).
    config.addinivalue_line("filterwarnings", "ignore:Session-scoped fixtures defined as instance methods")


class Pages(LoadScopeScheduling):
    """Of several workers, each takes what shares a page: the tests of a lesson, or those of a module."""

    # Not the marks of --dist=loadgroup: with pytest 9.2, pytest-xdist 3.8.0 does not see them.
    def _split_scope(self, nodeid):
        return next((name for name in LESSONS if f"[{name}" in nodeid), nodeid.partition("::")[0])


def pytest_xdist_make_scheduler(config, log):
    return Pages(config, log)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    try:
        return {**browser_type_launch_args, **chromium()}
    except Missing as missing:
        pytest.exit(str(missing), returncode=1)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1366, "height": 768}}


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab on this machine, over copies of the lessons."""
    with jupyterlab(tmp_path_factory.mktemp("lab")) as server:
        yield server


def watched(page):
    """Note every error of a page in `page.problems`: on the console, uncaught, or a request to another machine."""
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.problems.append(error.stack or str(error)))

    def asked(request):
        if not re.match(r"(https?|wss?)://127\.0\.0\.1|data:|blob:|file:|about:", request.url):
            page.problems.append(request.url)

    page.on("request", asked)
    return page


@pytest.fixture
def page(page):
    """A page of this test; `page.problems` lists what went wrong on it."""
    return watched(page)


@pytest.fixture
def open_notebook(page, lab):
    """A function that opens a notebook by its name on the page of this test."""
    opened = []

    def open_it(name):
        lab.renew(name)
        opened.append(Notebook(page, lab, name))
        return opened[-1]

    yield open_it
    for notebook in opened:
        notebook.close()


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request, browser, browser_context_args, lab):
    """The reader's copy of each lesson, opened and run from top to bottom once for all the tests of a module."""
    lab.renew(request.param)
    notebook = Notebook(watched(browser.new_page(**browser_context_args)), lab, request.param)
    notebook.seconds = notebook.run_all()
    yield notebook
    notebook.close()


@pytest.fixture
def screenshot(output_path):
    """A function that keeps a picture of a page under a name."""
    return lambda page, name: page.screenshot(path=Path(output_path) / f"{name}.png")
