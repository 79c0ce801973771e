"""What tools/site.py makes, as far as it needs no JupyterLite; tests/site has the whole, by `make test-site`."""

import hashlib
import json
import re
import zipfile

import pytest

from tests.repo import offline
from tests.repo.project import DEPENDENCIES
from tests.repo.rules import LESSONS, NOTEBOOKS
from tests.site import proof
from tools import site
from tools.notebooks import read


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_to_read_needs_nothing_and_tells_nothing_too_early(name):
    page = site.page_to_read(read(NOTEBOOKS / f"{name}.ipynb"), name)
    assert offline.problems(page) == []
    assert f'href="../live/lab/index.html?path={name}.ipynb"' in page and 'href="../index.html"' in page
    assert page.count("Read on when you have looked</summary>") >= 5 and "<p><strong>Read." not in page
    assert offline.pictures(page) > 5 and "import relulab\n" not in re.sub("<[^>]*>", "", page)


@pytest.mark.parametrize("host", [None, "python.example.org"])
def test_the_front_page_fetches_its_picture_and_nothing_else(host):
    lessons = [(name, f"Title of {name}", "Why?") for name in LESSONS]
    page = site.front_page(lessons, host)
    assert offline.problems(page) == ["img fetches shapes.png"]
    assert ("python.example.org" in page) == bool(host)
    assert re.findall(r'class="start" href="live/lab/index.html\?path=(\w+)\.ipynb"', page) == LESSONS[:1]
    assert re.findall(r'href="read/(\w+)\.html"', page) == LESSONS
    assert all(name in page for name in site.STORES.values())


def wheel(folder, name, content=b"1"):
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("some_thing/__init__.py", content)
        archive.writestr("single.py", content)
        archive.writestr("some_thing-1.2.dist-info/METADATA", content)
    return path


def test_a_wheel_in_the_list_of_packages(tmp_path):
    path = wheel(tmp_path, "Some_Thing-1.2-py3-none-any.whl")
    made = site.entry(path, ["numpy"])
    assert (made["name"], made["version"], made["depends"]) == ("some-thing", "1.2", ["numpy"])
    assert made["imports"] == ["single", "some_thing"] and made["file_name"] == path.name
    assert made["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_needed_is_followed_to_its_end():
    packages = {
        name: {"depends": depends} for name, depends in {"a": ["b", "C_d"], "b": ["a"], "c-d": [], "e": []}.items()
    }
    assert site.needed(packages, ["A", "unknown"]) == {"a", "b", "c-d"}


def test_each_dependency_of_the_course_is_taken_from_pyodide_or_brought():
    from_pyodide = {"numpy", "matplotlib", "threadpoolctl", "tqdm"}
    assert {requirement.name for requirement in DEPENDENCIES} <= from_pyodide | set(site.PURE)


def test_of_the_box_only_official_bytes_are_taken(tmp_path):
    good, changed = wheel(tmp_path, "good-1-py3-none-any.whl"), wheel(tmp_path, "changed-1-py3-none-any.whl", b"2")
    to = tmp_path / "to"
    to.mkdir()
    official = hashlib.sha256(good.read_bytes()).hexdigest()
    packages = {name: {"file_name": path.name, "sha256": official} for name, path in (("a", good), ("b", changed))}
    (to / "pyodide-lock.json").write_text(json.dumps({"packages": packages}))
    with zipfile.ZipFile(tmp_path / "box.whl", "w") as box:
        for path in (good, changed):
            box.write(path, f"deep/within/{path.name}")
        box.writestr("deep/other-1-py3-none-any.whl", b"3")
    proof.unpack(tmp_path / "box.whl", to)
    assert sorted(path.name for path in to.iterdir()) == [good.name, "pyodide-lock.json"]
