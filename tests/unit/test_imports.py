"""The rules of the package: who may import whom, what loads with it, and that everything public is documented."""

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import relulab

ROOT = Path(relulab.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

#: Imports point one way: from a part to parts of a lower level, never to its own or a higher one.
LEVELS = {
    "activations": 0,
    "network": 1,
    "training": 2,
    "datasets": 2,
    "measures": 3,
    "experiments": 4,
    "clinic": 5,
    "figures": 5,
    "records": 5,
    "explorers": 6,
    "claims": 6,
    "exercises": 6,
    "quizzes": 7,
    "overview": 8,
}

#: What a part may import besides Python and numpy: at its top, and within functions only.
AT_THE_TOP = {"figures": {"matplotlib"}, "exercises": {"matplotlib"}, "claims": {"matplotlib"}, "explorers": {"matplotlib", "ipywidgets"}, "quizzes": {"ipywidgets"}}
WITHIN = {"training": {"tqdm", "threadpoolctl"}, "records": {"platformdirs"}, **{part: {"IPython"} for part in ("figures", "exercises", "claims", "explorers", "quizzes")}}


# ---- imports read from the source ----------------------------------------------------------------


def imports(source, module):
    """(line, top-level module or "relulab.part", within a function) for each import in the source of a module.

    `module` is its dotted name, of a package with ".__init__" at its end.
    """
    package = module.split(".")[:-1]

    def part_of(path):
        if path[0] != "relulab":
            return path[0]
        return ".".join(path[:2])

    def public(name):
        return f"relulab.{relulab._NAMES.get(name, name)}"

    def walk(node, within):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield child.lineno, part_of(alias.name.split(".")), within
            elif isinstance(child, ast.ImportFrom):
                base = package[: len(package) - child.level + 1] if child.level else []
                path = [*base, *(child.module.split(".") if child.module else [])]
                for name in [public(alias.name) for alias in child.names] if path == ["relulab"] else [part_of(path)]:
                    yield child.lineno, name, within
            elif isinstance(child, ast.Call) and ast.unparse(child.func).split(".")[-1] in ("import_module", "__import__"):
                yield child.lineno, "an import by name", within
            yield from walk(child, within or isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)))

    return walk(ast.parse(source), False)


def broken_rules(source, module):
    part = module.split(".")[1]
    found = []
    for line, name, within in imports(source, module):
        if name.startswith("relulab"):
            other = name.partition(".")[2]
            fine = other == part or LEVELS.get(other, 99) < LEVELS[part]
        else:
            allowed = AT_THE_TOP.get(part, set()) | (WITHIN.get(part, set()) if within else set())
            fine = name in sys.stdlib_module_names or name == "numpy" or name in allowed
        if not fine:
            found.append(f"{module}, line {line}: {name}")
    return found


def dotted(file):
    return ".".join(["relulab", *file.relative_to(ROOT).with_suffix("").parts])


@pytest.mark.parametrize("file", [f for f in FILES if f != ROOT / "__init__.py"], ids=dotted)
def test_imports_point_one_way_and_stay_within_what_is_allowed(file):
    assert not broken_rules(file.read_text(encoding="utf-8"), dotted(file))


def test_nothing_in_the_package_can_reach_a_network():
    reaches = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "socketserver", "xmlrpc", "webbrowser"}
    sources = {dotted(file): file.read_text(encoding="utf-8") for file in FILES}
    found = {name for module, source in sources.items() for _, name, _ in imports(source, module)}
    assert {"json", "numpy"} <= found and not found & reaches
    # An explorer trains within the kernel's event loop; of asyncio it may use what takes turns, nothing that connects.
    waiting = {"asyncio.get_running_loop", "asyncio.run", "asyncio.sleep"}
    assert {used for source in sources.values() for used in re.findall(r"\basyncio\.\w+", source)} == waiting
    assert not any(re.search(r"from asyncio|import asyncio as", source) for source in sources.values())


def test_the_package_itself_imports_nothing_before_it_is_asked():
    source = (ROOT / "__init__.py").read_text(encoding="utf-8")
    at_the_top = {name for _, name, within in imports(source, "relulab.__init__") if not within}
    assert at_the_top <= set(sys.stdlib_module_names)


def test_every_part_has_its_place_in_the_order():
    parts = {module.name for module in pkgutil.iter_modules([str(ROOT)])}
    assert parts and parts <= set(LEVELS)
    assert {"activations", "network", "training", "measures", "datasets", "figures", "exercises"} <= parts
    assert parts == set(relulab._MODULES)


@pytest.mark.parametrize(
    "module, source",
    [
        ("relulab.activations", "from .network import Network"),
        ("relulab.activations", "from . import training"),
        ("relulab.network", "def f():\n    from .training import train"),
        ("relulab.network", "import relulab.measures"),
        ("relulab.network", "import relulab"),
        ("relulab.network", "from relulab import train"),
        ("relulab.training", "from . import datasets"),
        ("relulab.measures", "from .figures import show"),
        ("relulab.measures", "import matplotlib.pyplot as plt"),
        ("relulab.measures", "def f():\n    import matplotlib"),
        ("relulab.measures", "import scipy"),
        ("relulab.training", "from tqdm.auto import tqdm"),
        ("relulab.training", "import threadpoolctl"),
        ("relulab.datasets", "def f():\n    import tqdm"),
        ("relulab.figures", "import ipywidgets"),
        ("relulab.figures", "from IPython.display import display"),
        ("relulab.figures", "from .exercises.core import grade"),
        ("relulab.exercises.core", "import ipywidgets"),
        ("relulab.exercises.core", "from ..claims import CLAIMS"),
        ("relulab.exercises.__init__", "from ..explorers import x"),
        ("relulab.claims", "from .exercises import check"),
        ("relulab.network", "from importlib import import_module\nimport_module('relulab.training')"),
        ("relulab.network", "try:\n    import torch\nexcept ImportError:\n    pass"),
        ("relulab.network", "class A:\n    import pandas"),
    ],
)
def test_a_broken_rule_is_seen(module, source):
    assert broken_rules(source, module)


@pytest.mark.parametrize(
    "module, source",
    [
        ("relulab.network", "import os, numpy as np\nfrom . import activations\nfrom .activations import ACTIVATIONS"),
        ("relulab.network", "from relulab import ACTIVATIONS, activations"),
        ("relulab.training", "def f():\n    from tqdm.auto import tqdm\n    import threadpoolctl"),
        ("relulab.figures", "import matplotlib.pyplot as plt\nfrom .measures import sparsity\ndef show():\n    from IPython.display import display"),
        ("relulab.exercises.core", "from .limits import limited\nfrom ..network import Network\nfrom .. import figures"),
        ("relulab.exercises.__init__", "from . import lesson01\nfrom .core import grade"),
        ("relulab.explorers.neuron", "import ipywidgets\nfrom ..experiments import sweep"),
    ],
)
def test_what_is_allowed_passes(module, source):
    assert not broken_rules(source, module)


# ---- imports as they happen ----------------------------------------------------------------------


def loaded_by(code):
    """Top-level modules from outside the standard library that a fresh Python loads for this code."""
    script = f"import sys\nbefore = set(sys.modules)\n{code}\nprint('loaded:', *sorted({{m.split('.')[0] for m in set(sys.modules) - before}} - set(sys.stdlib_module_names)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    # Coverage may watch the tests, and compiled modules register Cython's own.
    return {name for name in done.stdout.split("loaded:")[1].split() if not re.match("coverage|_?cython", name)}


def test_import_relulab_loads_nothing_else():
    assert loaded_by("import relulab") <= {"relulab", "numpy"}


def test_below_the_figures_numpy_is_enough():
    used = """
from relulab import ACTIVATIONS, Network, activations, datasets, measures, network, training
X, y = datasets.moons()
net = Network([2, 4, 2])
datasets.load_digits(), net.gradients(X, y), measures.sparsity(net, X), measures.update_ratio(net, X, y, lr=0.1)
"""
    assert loaded_by(used) == {"relulab", "numpy"}
    trained = used + "training.train(net, X, y, lr=0.1, epochs=1, progress=False)\n"
    assert loaded_by(trained) == {"relulab", "numpy", "threadpoolctl"}


def test_exercises_need_no_figures():
    assert not loaded_by("from relulab import check, hint, solution") & {"matplotlib", "ipywidgets", "IPython"}


# ---- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", relulab.__all__)
def test_every_public_name_leads_somewhere(name):
    found = getattr(relulab, name)
    if name in relulab._MODULES:
        assert inspect.ismodule(found) and found.__name__ == f"relulab.{name}"
    else:
        assert found is getattr(importlib.import_module(f"relulab.{relulab._NAMES[name]}"), name)
    assert name in dir(relulab)


def test_the_names_of_the_first_two_lessons_are_there():
    assert {"activations", "measures", "datasets", "Network", "train", "check", "hint", "solution", "show", "ACTIVATIONS"} <= set(relulab.__all__)


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(AttributeError) as caught:
        relulab.netwrok
    assert "'netwrok'" in str(caught.value) and all(name in str(caught.value) for name in relulab.__all__)
    assert not hasattr(relulab, "sparsity")
    with pytest.raises(ImportError, match="netwrok"):
        from relulab import netwrok  # noqa: F401


# ---- documentation -------------------------------------------------------------------------------

MODULES = [
    importlib.import_module(info.name)
    for info in pkgutil.walk_packages([str(ROOT)], "relulab.")
    if not re.match(r"relulab\.exercises\.lesson", info.name)  # their functions are the readers' right and wrong answers
]


def public_things():
    """Name and object of every public class and function, and of the methods of the classes."""
    for module in MODULES:
        for name, thing in vars(module).items():
            if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
                continue
            if inspect.isfunction(thing) or inspect.isclass(thing):
                yield f"{module.__name__}.{name}", thing
            for method, function in vars(thing).items() if inspect.isclass(thing) else ():
                if inspect.isfunction(function) and not method.startswith("_"):
                    yield f"{module.__name__}.{name}.{method}", function


THINGS = dict(public_things())


def section(doc, title):
    """The names listed in a numpydoc section, or None if there is no such section."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?=\n\n\S[^\n]*\n-+\n|\Z)", doc, re.DOTALL | re.MULTILINE)
    if not found:
        return None
    heads = [line.partition(" : ")[0] for line in found[1].splitlines() if line and not line[0].isspace()]
    return [name.strip() for head in heads for name in head.split(",")]


def undocumented(thing):
    """The parameters, or the fields of a dataclass, that the docstring does not name; X is always the data."""
    doc = inspect.getdoc(thing) or ""
    if inspect.isclass(thing) and "__dataclass_params__" in vars(thing):
        names, title = [f.name for f in fields(thing)], "Attributes"
    else:
        if inspect.isclass(thing) and "__init__" not in vars(thing):
            return []
        parameters = inspect.signature(thing).parameters.values()
        names, title = [str(p) if p.kind == p.VAR_KEYWORD else p.name for p in parameters if p.name not in ("self", "args", "kwargs")], "Parameters"
    listed = section(doc, title)
    if listed is not None and title == "Parameters":
        return sorted(set(names) ^ set(listed))
    if " as for " in doc:
        return []
    return [name for name in names if name != "X" and not re.search(rf"\b{name}\b", doc, re.IGNORECASE)]


def test_there_is_something_to_look_at():
    assert {"relulab.network.Network.forward", "relulab.training.train", "relulab.activations.LeakyReLU", "relulab.datasets.moons"} <= set(THINGS)


@pytest.mark.parametrize("module", [relulab, *MODULES], ids=lambda module: module.__name__)
def test_every_module_says_what_it_is_for(module):
    assert len((module.__doc__ or "").strip()) > 20


@pytest.mark.parametrize("name", THINGS)
def test_everything_public_says_what_it_does(name):
    # A method that does what its parent's does may leave the words to it; a class may not.
    doc = vars(THINGS[name]).get("__doc__") if inspect.isclass(THINGS[name]) else inspect.getdoc(THINGS[name])
    assert doc and len(doc.strip()) > 10 and not doc.startswith(f"{name.split('.')[-1]}(")


@pytest.mark.parametrize("name", THINGS)
def test_every_parameter_and_field_is_named_in_the_docstring(name):
    assert not undocumented(THINGS[name])


@pytest.mark.parametrize("name", [n for n in relulab.__all__ if callable(getattr(relulab, n))])
def test_what_a_lesson_imports_lists_its_parameters(name):
    assert section(inspect.getdoc(getattr(relulab, name)), "Parameters")


def test_a_gap_in_the_documentation_is_seen():
    def bare(width, height):
        """Area of a rectangle with this width."""

    def listed(width, height):
        """Area.

        Parameters
        ----------
        width, depth : float
            In metres.

        Returns
        -------
        height : float
        """

    assert undocumented(bare) == ["height"] and undocumented(listed) == ["depth", "height"]
