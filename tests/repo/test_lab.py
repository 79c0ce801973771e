"""`make edit` opens the real JupyterLab with lesson 01 in front, its own kernel, and no question about news."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.repo.project import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make is for Linux and macOS")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A function that fetches a page of the running JupyterLab."""
    home = tmp_path_factory.mktemp("home")
    course = home / "a course"
    (course / "notebooks").mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "01_neurons.ipynb", course / "notebooks")
    shutil.copy(ROOT / "Makefile", course)
    shutil.copytree(ROOT / "tools" / "lab", course / "tools" / "lab")
    (course / "tools" / "venv.sh").write_text(f"echo '{sys.executable}'\n")  # test_make.py tests the real one
    other = home / ".local" / "share" / "jupyter" / "kernels" / "python3"  # as left by another installation
    other.mkdir(parents=True)
    (other / "kernel.json").write_text(
        json.dumps({"argv": ["elsewhere"], "display_name": "Other", "language": "python"})
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    arguments = f"--no-browser --ServerApp.port={port} --ServerApp.port_retries=0 --IdentityProvider.token=t"
    with open(home / "log", "wb") as log:
        process = subprocess.Popen(
            ["make", "edit", f"ARGS={arguments}"],
            cwd=course,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    log = home / "log"

    def fetch(page):
        request = urllib.request.Request(f"http://127.0.0.1:{port}{page}", headers={"Authorization": "token t"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.url, answer.read().decode()

    try:
        for _ in range(600):
            try:
                fetch("/api")
                break
            except urllib.error.URLError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        else:
            pytest.fail(f"JupyterLab did not start within a minute:\n{log.read_text()}")
        fetch.log = log
        yield fetch
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=30)


def test_lesson_01_is_in_front(lab):
    lesson = "/lab/tree/notebooks/01_neurons.ipynb"
    url, page = lab("/")
    assert url.partition("?")[0].endswith(lesson) and "JupyterLab" in page
    assert f"{lesson}?token=" in lab.log.read_text(), "the address to copy leads there too"
    assert json.loads(lab("/api/contents/notebooks/01_neurons.ipynb")[1])["type"] == "notebook"


def test_the_kernel_is_the_environments_own(lab):
    kernels = json.loads(lab("/api/kernelspecs")[1])
    assert kernels["default"] == "python3"
    assert kernels["kernelspecs"]["python3"]["spec"]["argv"][0] != "elsewhere"


def test_no_question_about_news(lab):
    setting = json.loads(lab("/lab/api/settings/@jupyterlab/apputils-extension:notification")[1])
    assert setting["schema"]["properties"]["fetchNews"]["default"] == "false"


def test_what_the_tests_install_changes_no_menu(lab):
    """nbgrader comes with the tests; its menu and panels are a teacher's, not the learner's."""
    config = re.search(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', lab("/lab")[1], re.DOTALL)
    assert "@jupyter/nbgrader" in json.loads(config[1])["disabledExtensions"]
