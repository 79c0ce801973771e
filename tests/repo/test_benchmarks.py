"""What needs packages that the tests do not have is not run here; but all that it takes from the course is there."""

import ast
import importlib

import pytest

from tests.repo.project import ROOT

FILES = sorted([*ROOT.glob("benchmarks/*.py"), *ROOT.glob("tools/*.py"), *ROOT.glob("tests/browser/*.py")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_it_imports_from_the_course_is_there(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    lines = [text.partition("\n")[0] for text in texts if text.startswith("from relulab import ")]
    statements = [ast.parse(line) for line in lines]
    for node in [part for whole in [tree, *statements] for part in ast.walk(whole)]:
        if isinstance(node, ast.ImportFrom) and node.module.partition(".")[0] == "relulab":
            module = importlib.import_module(node.module)
            for name in node.names:
                if not hasattr(module, name.name):
                    importlib.import_module(f"{node.module}.{name.name}")
