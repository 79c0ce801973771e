"""Fixtures of the tests of the site, the course in a browser: `make test-site` runs them.

    make test-site                              builds a site that proves it, see proof.py, and tests that
    make test-site ARGS="--lessons all"         the same with every lesson in the browser, too, and not in Node alone
    make test-site ARGS="--site build/site"     tests a site that was made, in the browser

Where the files for the proof cannot be had, the run says so in one line and ends.
"""

import functools
import re
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.browser.conftest import browser_context_args as browser_context_args
from tests.browser.conftest import pytest_configure as pytest_configure
from tests.browser.conftest import screenshot as screenshot
from tests.browser.conftest import watched
from tests.browser.jupyterlab import RUN_LIMIT, Notebook, chromium
from tests.browser.jupyterlab import Missing as NoChromium
from tests.repo.project import ROOT
from tests.repo.rules import LESSONS
from tests.site import proof
from tools import site as tool


def pytest_addoption(parser):
    parser.addoption("--site", type=Path, help="test this site, and not one that is built to prove it")
    parser.addoption("--lessons", choices=["first", "all"], default="first", help="which are run in the browser")


def pytest_generate_tests(metafunc):
    if "lesson" in metafunc.fixturenames:
        chosen = LESSONS if metafunc.config.getoption("lessons") == "all" else LESSONS[:1]
        metafunc.parametrize("lesson", chosen, indirect=True, scope="module")


#: What Chromium asks for itself, whatever page is open.
CHROMIUMS_OWN = ("accounts.google.com", "content-autofill.googleapis.com", "update.googleapis.com")


@pytest.fixture(scope="session")
def site(request):
    """The folder of the site."""
    if given := request.config.getoption("site"):
        return given.resolve()
    folder = ROOT / "build" / "proof"
    try:
        tool.make(folder / "site", proof.jupyterlite(folder), proof.pyodide(folder))
    except proof.Missing as missing:
        pytest.exit(f"The course in a browser was not tested, its files cannot be had here: {missing}", returncode=0)
    return folder / "site"


# ---- in a browser -------------------------------------------------------------------------------------


@contextmanager
def served(handler):
    """A server on this machine; its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Files(SimpleHTTPRequestHandler):
    """The files of a folder, as `python -m http.server` gives them."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *message):
        pass


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served, as from a memory stick."""
    with served(functools.partial(Files, directory=site)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def needs_outside(site):
    """Whether the site fetches Pyodide from its public address."""
    return not (site / "live" / "static" / "pyodide" / "pyodide.mjs").exists()


@pytest.fixture(scope="session")
def asked_outside():
    """What the browser asked of other machines: it is told to ask all of them through a server that notes it."""
    return []


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, asked_outside, needs_outside):
    class Wall(SimpleHTTPRequestHandler):
        def refuse(self):
            host = re.sub(r"^\w+://|[:/].*$", "", self.path)
            if host not in CHROMIUMS_OWN:
                asked_outside.append(self.path)
            self.send_error(403)

        do_GET = do_HEAD = do_POST = do_CONNECT = refuse

        def log_message(self, *message):
            pass

    try:
        launch = chromium()
    except NoChromium as missing:
        pytest.exit(str(missing), returncode=1)
    if needs_outside:
        yield {**browser_type_launch_args, **launch}
        return
    with served(Wall) as port:
        proxy = [f"--proxy-server=http://127.0.0.1:{port}"]
        yield {**browser_type_launch_args, **launch, "args": [*launch["args"], *proxy]}


class Live(Notebook):
    """A lesson of the site, open in JupyterLite; it is driven like one in JupyterLab."""

    def __init__(self, page, address, name):
        lab = SimpleNamespace(
            page=lambda path: f"{address}/live/lab/index.html?path={path.rpartition('/')[2]}&reset",
            api=lambda path, method="GET": b"[]",  # the kernels are in the page, and end with it
        )
        super().__init__(page, lab, name)

    def wait_idle(self, seconds=RUN_LIMIT):
        """Python comes with the page, so a start takes longer than a server's."""
        super().wait_idle(max(seconds, 2 * RUN_LIMIT))


@pytest.fixture
def open_lesson(browser, browser_context_args, address):
    """A function that opens a lesson: in a browser that was never here, or where an earlier one was open."""
    contexts = []

    def open_it(name, context=None):
        if context is None:
            context = browser.new_context(**browser_context_args)
            contexts.append(context)
        return Live(watched(context.new_page()), address, name)

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def lesson(request, browser, browser_context_args, address):
    """A lesson, opened and run from top to bottom once for all the tests of a module."""
    opened = Live(watched(browser.new_page(**browser_context_args)), address, request.param)
    opened.seconds = opened.run_all()
    yield opened
    opened.close()
