"""What README.md says must be there is there."""

import re
from urllib.parse import unquote

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.repo.project import PROJECT, PYTHONS, ROOT
from tests.repo.rules import BANNED_WORDS, LESSONS

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split())


def pieces(file):
    tokens = MarkdownIt().enable("table").parse(file.read_text(encoding="utf-8"))
    return [piece for token in tokens if token.type == "inline" for piece in token.children]


@pytest.mark.parametrize("name", ["README.md", "LICENSE-CONTENT.md", "instructor/grading.md", "instructor/hosting.md"])
def test_links_lead_somewhere(name):
    targets = [piece.attrGet("href") or piece.attrGet("src") for piece in pieces(ROOT / name)]
    targets = [target for target in targets if target]
    assert targets
    for target in targets:
        if "://" in target:
            assert target.startswith("https://"), target
        else:
            assert ((ROOT / name).parent / unquote(target).partition("#")[0]).exists(), target


def test_pictures_have_a_text():
    assert all(piece.content.strip() for piece in pieces(ROOT / "README.md") if piece.type == "image")


def test_every_lesson_is_listed():
    assert re.findall(r"\(notebooks/(\w+)\.ipynb\)", README)[: len(LESSONS)] == LESSONS


def test_the_targets_it_names_exist_and_all_are_named():
    fences = [token.content for token in MarkdownIt().parse(README) if token.type == "fence"]
    code = fences + [piece.content for piece in pieces(ROOT / "README.md") if piece.type == "code_inline"]
    named = {target for text in code for target in re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)", text)}
    assert named == TARGETS - {"help"}


def test_every_target_has_a_line_of_help():
    assert set(re.findall(r"^([a-z-]+):  ## \S", MAKEFILE, re.MULTILINE)) == TARGETS


def test_the_pythons_it_names_are_supported():
    from tools.ledger import PLACE

    named = re.findall(r"\b3\.\d+\b", PLACE.sub("", README))
    assert set(named) <= set(PYTHONS) and PYTHONS[0] in named


def test_it_uses_no_word_that_belittles():
    assert BANNED_WORDS.findall(README) == []


def test_the_citation_names_this_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["title"].startswith(PROJECT["name"])
    assert citation["version"] == PROJECT["version"]
    assert citation["authors"] == PROJECT["authors"]
    assert " AND ".join(citation["license"]) == PROJECT["license"]


def test_picture_is_the_one_the_lesson_shows():
    import nbformat

    from tools.notebooks import PICTURE, picture

    path, cell, shown = PICTURE
    assert shown.read_bytes() == picture(nbformat.read(path, as_version=4), cell)
    assert "(docs/shapes.png)" in (path.parents[1] / "README.md").read_text(encoding="utf-8")
