"""One layout for all files, types that agree, and annotations on everything public."""

import ast
import subprocess
import sys

import pytest

from tests.repo.project import ROOT

PACKAGE = ROOT / "src" / "relulab"


def complaints(*command):
    """What a tool says of the tree in the project's own configuration; nothing if it has nothing to say."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr if done.returncode else ""


def test_the_rules_of_ruff():
    assert not complaints("ruff", "check", "--quiet", "--output-format=concise", ".")


def test_the_layout_of_ruff():
    assert not complaints("ruff", "format", "--check", ".")


def test_no_mark_asks_a_tool_to_look_away():
    marks = ["# " + "noqa", "# " + "fmt:", "# " + "type: ignore"]
    sources = [path for folder in ("src", "tests", "tools", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    marked = {path.name for path in sources if any(mark in path.read_text(encoding="utf-8") for mark in marks)}
    assert len(sources) > 100 and not marked


def test_the_types_agree():
    assert not complaints("mypy")


# ---- annotations ---------------------------------------------------------------------------------

#: The formulas of the activations: a line each, as a reader writes them.
FORMULAS = {
    node.name
    for node in ast.parse((PACKAGE / "nn" / "activations.py").read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args] == ["z"]
}
#: Apart from the exercises, which are the readers' right and wrong answers.
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "exercises.py")


def bare(source, within=""):
    """What has no annotation: "name: parameter" or "name: return", for public functions and methods."""
    body = ast.parse(source).body if isinstance(source, str) else source.body
    for node in body:
        name = f"{within}{getattr(node, 'name', '')}"
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from bare(node, f"{name}.")
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if node.name.startswith("_") and node.name != "__init__":
            continue
        static = any(ast.unparse(decorator) == "staticmethod" for decorator in node.decorator_list)
        parameters = [*node.args.posonlyargs, *node.args.args][1 if within and not static else 0 :]
        parameters += [*node.args.kwonlyargs, *filter(None, [node.args.vararg, node.args.kwarg])]
        yield from (f"{name}: {parameter.arg}" for parameter in parameters if parameter.annotation is None)
        if node.returns is None and node.name != "__init__":
            yield f"{name}: return"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_everything_public_is_annotated(path):
    missing = list(bare(path.read_text(encoding="utf-8")))
    if path.name == "activations.py":
        missing = [each for each in missing if each.partition(":")[0] not in FORMULAS]
    assert not missing


def test_a_missing_annotation_is_seen():
    source = """
def f(x, *, y: int): ...
def _g(x): ...
class A:
    def __init__(self, a): ...
    def b(self, *c: int) -> None: ...
    @staticmethod
    def d(e) -> int: ...
"""
    assert list(bare(source)) == ["f: x", "f: return", "A.__init__: a", "A.d: e"]
    assert 10 < len(FORMULAS) < 20 and "get" not in FORMULAS
