"""What README.md and the pages beside it say must be there is there, and they stay short and plain."""

import re
from importlib.util import find_spec
from urllib.parse import unquote

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.repo.project import PROJECT, PYTHONS, ROOT
from tests.repo.rules import BANNED_WORDS, LESSONS

PAGES = ["README.md", "LEDGER.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
LINKING = [*PAGES, "LICENSE-CONTENT.md", "instructor/grading.md", "instructor/hosting.md"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())

#: The two commands that do all set-up on a fresh machine, and what each of them is said to do.
BOTH = {"lab": "opens the course", "test": "runs its tests"}


#: CONTRIBUTING.md describes the short Makefile; once it is here, these tests hold the two to each other.


def pieces(file):
    tokens = MarkdownIt().enable("table").parse(file.read_text(encoding="utf-8"))
    return [piece for token in tokens if token.type == "inline" for piece in token.children]


def code(*names):
    """Every piece of code in these pages: fences, and what stands in the text."""
    for name in names:
        tokens = MarkdownIt().parse((ROOT / name).read_text(encoding="utf-8"))
        yield from (token.content for token in tokens if token.type == "fence")
        yield from (piece.content for piece in pieces(ROOT / name) if piece.type == "code_inline")


def targets(*names):
    return {target for text in code(*names) for target in re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)", text)}


@pytest.mark.parametrize("name", LINKING)
def test_links_lead_somewhere(name):
    links = [piece.attrGet("href") or piece.attrGet("src") for piece in pieces(ROOT / name)]
    links = [link for link in links if link]
    assert links
    for link in links:
        if "://" in link:
            assert link.startswith("https://"), link
        else:
            assert ((ROOT / name).parent / unquote(link).partition("#")[0]).exists(), link


def test_pictures_have_a_text():
    assert all(piece.content.strip() for piece in pieces(ROOT / "README.md") if piece.type == "image")


def test_every_lesson_is_listed():
    assert re.findall(r"\(notebooks/(\w+)\.ipynb\)", README)[: len(LESSONS)] == LESSONS


def test_it_names_the_two_commands_and_what_they_do():
    fences = [token.content for token in MarkdownIt().parse(README) if token.type == "fence"]
    (fence,) = [text for text in fences if "make " in text]
    assert dict(re.findall(r"^make (\w+) +# (.+)$", fence, re.MULTILINE)) == BOTH


def test_it_stays_short():
    assert len(README.splitlines()) <= 110


@pytest.mark.parametrize("name", PAGES)
def test_lines_can_be_read_without_scrolling(name):
    lines = enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), start=1)
    assert [(number, line) for number, line in lines if len(line) > 120 and not line.startswith("|")] == []


def test_the_targets_they_name_exist_and_all_are_named():
    assert targets("README.md", "CONTRIBUTING.md", "CHANGELOG.md") <= TARGETS
    assert targets("CONTRIBUTING.md") == TARGETS - {"help"}


def test_the_other_commands_of_contributors_exist():
    named = "\n".join(code("CONTRIBUTING.md"))
    files, modules = re.findall(r"python (\S+\.py)", named), re.findall(r"python -m ([\w.]+)", named)
    assert files and all((ROOT / file).is_file() for file in files)
    assert modules and all(find_spec(module) for module in modules)
    sessions = re.findall(r"nox -s (\w+)", named)
    assert sessions and all(f"\ndef {session}(" in (ROOT / "noxfile.py").read_text() for session in sessions)


def test_the_house_is_as_drawn():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawing = next(token.content for token in MarkdownIt().parse(text) if token.type == "code_block")
    inside = re.findall(r"^  ([\w.]+)/?  ", drawing, re.MULTILINE)
    assert inside == ["nn", "classroom", "lessons", "course.py"]
    assert all((ROOT / "src" / "relulab" / name).exists() for name in inside)
    beside = re.findall(r"(?:^|\s)(\w+)/ ", "\n".join(line for line in drawing.splitlines() if line[0] != " "))
    beside = [*beside, *re.findall(r"(\w+)/,", drawing)]
    assert {"notebooks", "instructor", "tests", "tools", "benchmarks"} == set(beside)
    assert all((ROOT / name).is_dir() for name in beside)


def test_the_example_of_an_exercise_is_one():
    import numpy as np

    from relulab.classroom.check import RIGHT, grade
    from relulab.classroom.exercise import exercise

    (example,) = [text for text in code("CONTRIBUTING.md") if "@exercise" in text]
    names = {"np": np, "exercise": exercise}
    exec(example, names)
    made = names["rectify"]
    assert made.id == "rectify" and len(made.hints) == 3
    assert grade(made, lambda z: np.maximum(z, 0)).verdict == RIGHT
    assert grade(made, np.abs).mistake == names["rectify_absolute"].__name__


def test_every_target_has_a_line_of_help():
    assert set(re.findall(r"^([a-z-]+):  ## \S", MAKEFILE, re.MULTILINE)) == TARGETS


def test_the_pythons_it_names_are_supported():
    named = re.findall(r"\b3\.\d+\b", README)
    assert set(named) <= set(PYTHONS) and PYTHONS[0] in named


@pytest.mark.parametrize("name", [*PAGES, "instructor/hosting.md"])
def test_they_use_no_word_that_belittles(name):
    assert BANNED_WORDS.findall((ROOT / name).read_text(encoding="utf-8")) == []


def test_the_citation_names_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["title"].startswith(PROJECT["name"])
    assert citation["version"] == PROJECT["version"]
    assert citation["authors"] == PROJECT["authors"]
    assert " AND ".join(citation["license"]) == PROJECT["license"]


def test_the_changelog_has_this_version_on_top():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[(.+)\] - (?:unreleased|\d{4}-\d\d-\d\d)$", text, re.MULTILINE)[0] == PROJECT["version"]


def test_picture_is_the_one_the_lesson_shows():
    import nbformat

    from tools.notebooks import PICTURE, picture

    path, cell, shown = PICTURE
    assert shown.read_bytes() == picture(nbformat.read(path, as_version=4), cell)
    assert "(docs/shapes.png)" in (path.parents[1] / "README.md").read_text(encoding="utf-8")


FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def test_there_is_a_form_for_lessons_and_one_for_the_rest():
    assert [form.stem for form in FORMS] == ["bug", "lesson"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_shows(path):
    """What GitHub asks of an issue form: it shows a form with a mistake to nobody, and says so to nobody."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(form) <= {"name", "description", "title", "labels", "assignees", "body"}
    assert form["name"].strip() and form["description"].strip() and form["body"]
    ids = [part["id"] for part in form["body"]]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[\w-]+", one) for one in ids)
    for part in form["body"]:
        assert set(part) <= {"type", "id", "attributes", "validations"} and part["type"] in {"input", "textarea"}
        known = {"label", "description", "placeholder", "value"} | ({"render"} if part["type"] == "textarea" else set())
        assert part["attributes"]["label"].strip() and set(part["attributes"]) <= known
        assert set(part.get("validations", {})) <= {"required"}
