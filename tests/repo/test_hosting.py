"""The lines of instructor/hosting.md that a teacher copies, as far as they can be tried without a hub."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from markdown_it import MarkdownIt

from relulab.lessons import LESSONS
from tests.repo.project import ROOT

PAGE = (ROOT / "instructor" / "hosting.md").read_text(encoding="utf-8")
FENCES = [(token.info, token.content) for token in MarkdownIt().parse(PAGE) if token.type == "fence"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a hub runs on Linux or macOS")


@pytest.fixture
def server(tmp_path):
    """What the hub's configuration starts for a student, with a stand-in for jupyterhub-singleuser."""
    (configuration,) = [text for info, text in FENCES if info == "python"]
    c = SimpleNamespace(Spawner=SimpleNamespace())
    exec(configuration, {"c": c})
    home, programs = tmp_path / "home of a student", tmp_path / "bin"
    home.mkdir()
    programs.mkdir()
    stand_in = programs / "jupyterhub-singleuser"
    stand_in.write_text('#!/bin/sh\nprintf "[%s]" "$@"\n')
    stand_in.chmod(0o755)
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])

    def start(*arguments):
        command = [*c.Spawner.cmd, *arguments]
        environment = {**os.environ, "PATH": path, "HOME": str(home)}
        return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=60)

    return SimpleNamespace(start=start, home=home, page=c.Spawner.default_url)


def test_a_student_of_the_hub_meets_the_first_lesson(server):
    done = server.start("--port=1", "a b")
    assert done.returncode == 0 and done.stdout.endswith("[--port=1][a b]"), done.stderr
    copies = sorted(path.stem for path in (server.home / "relu-course").glob("*.ipynb"))
    assert copies == LESSONS
    assert server.page == f"/lab/tree/relu-course/{LESSONS[0]}.ipynb"


def test_the_server_starts_also_where_the_copies_cannot_be_written(server):
    (server.home / "relu-course").write_text("a file where the folder should be")
    done = server.start("--port=1")
    assert done.returncode == 0 and done.stdout.endswith("[--port=1]"), done.stderr


def test_the_address_for_binder_opens_what_postbuild_makes():
    folder = (ROOT / "postBuild").read_text(encoding="utf-8").split("relulab start ")[1].split()[0]
    assert f"?urlpath=lab/tree/{folder}/{LESSONS[0]}.ipynb" in PAGE
