"""The rules of the package: who may import whom, what loads with it, and that everything public is documented."""

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path

import pytest

import relulab
from relulab import ACTIVATIONS
from relulab.lessons import notebooks

ROOT = Path(relulab.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))

#: The floors of the house: imports point to the same floor or a lower one, never up.
FLOORS = ["nn", "classroom", "lessons", "course", "teaching"]
#: The modules beside the folders: what the lessons call stands on one floor, and the command line on top of all.
TOGETHER = {
    **dict.fromkeys(["course", "ledger", "progress", "items", "doctor"], "course"),
    "__main__": "teaching",
}

#: What a floor may import besides Python and numpy: at the top of its files, and within functions only.
AT_THE_TOP = {
    "classroom": {"matplotlib", "ipywidgets"},
    "lessons": {"matplotlib", "ipywidgets"},
    "teaching": {"nbformat", "nbconvert", "latex2mathml", "pygments"},  # the extra "teach"
}
WITHIN = {
    "nn": {"tqdm", "threadpoolctl"},
    "classroom": {"IPython", "filelock", "platformdirs", "nbformat"},
    "course": {"IPython", "ipywidgets", "jupyter_client"},
}
#: Read by nbgrader alone, in the teacher's environment, and by JupyterLab; nothing here imports them.
CONFIGURATION = {"relulab.classroom.grading.nbgrader_config", "relulab.jupyter.jupyter_server_config"}


# ---- imports read from the source ----------------------------------------------------------------


def imports(source, module):
    """(line, dotted name of what is imported, within a function) for each import in the source of a module.

    `module` is its dotted name, of a package with ".__init__" at its end.
    """
    package = module.split(".")[:-1]

    def home(name):
        return f"relulab.{relulab._HOMES.get(name, name)}"

    def walk(node, within):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield child.lineno, alias.name, within
            elif isinstance(child, ast.ImportFrom):
                base = package[: len(package) - child.level + 1] if child.level else []
                path = [*base, *(child.module.split(".") if child.module else [])]
                for alias in child.names:
                    yield (
                        child.lineno,
                        home(alias.name) if path == ["relulab"] else ".".join([*path, alias.name]),
                        within,
                    )
            elif isinstance(child, ast.Call) and ast.unparse(child.func).split(".")[-1] in (
                "import_module",
                "__import__",
            ):
                yield child.lineno, "an import by name", within
            later = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) or (
                isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
            )
            yield from walk(child, within or later)

    return walk(ast.parse(source), False)


def floor(name):
    """The floor of a module or a name in it: one of FLOORS, or None for what is on none."""
    part = name.split(".")[1] if name.startswith("relulab.") else ""
    return TOGETHER.get(part, part if part in FLOORS else None)


def broken_rules(source, module):
    here, found = floor(module), []
    for line, name, within in imports(source, module):
        if name == "relulab.__version__":
            fine = here in ("course", "teaching")
        elif name.split(".")[0] == "relulab":
            there = floor(name)
            fine = there is not None and FLOORS.index(there) <= FLOORS.index(here)
            if here == there == "lessons":  # one lesson knows nothing of another
                lesson, other = module.split(".")[2], name.split(".")[2]
                fine = not other.startswith("l0") or other == lesson
        else:
            allowed = AT_THE_TOP.get(here, set()) | (WITHIN.get(here, set()) if within else set())
            package = name.split(".")[0]
            fine = package in sys.stdlib_module_names or package == "numpy" or package in allowed
            if module == "relulab.lessons.__init__" and name == "an import by name":  # it finds the lessons
                fine = True
        if not fine:
            found.append(f"{module}, line {line}: {name}")
    return found


def dotted(file):
    return ".".join(["relulab", *file.relative_to(ROOT).with_suffix("").parts])


@pytest.mark.parametrize(
    "file", [f for f in FILES if f != ROOT / "__init__.py" and dotted(f) not in CONFIGURATION], ids=dotted
)
def test_imports_point_one_way_and_stay_within_what_is_allowed(file):
    assert not broken_rules(file.read_text(encoding="utf-8"), dotted(file))


def test_no_circle():
    """Within a floor, too: a file can be understood when those it imports are. A package counts as its parts."""
    files = {dotted(file): file for file in FILES if file.name != "__init__.py"}
    arrows = {}
    for name, file in files.items():
        found = {target for _, target, within in imports(file.read_text(encoding="utf-8"), name) if not within}
        arrows[name] = {part for target in found for part in (target, target.rpartition(".")[0]) if part in files} - {
            name
        }
    while free := [name for name, targets in arrows.items() if not targets]:
        for name in free:
            del arrows[name]
        for targets in arrows.values():
            targets.difference_update(free)
    assert not arrows


def test_nothing_in_the_package_can_reach_a_network():
    reaches = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "socketserver", "xmlrpc", "webbrowser"}
    sources = {dotted(file): file.read_text(encoding="utf-8") for file in FILES}
    # The doctor asks webbrowser whether there is a browser, and opens none.
    found = {
        name.split(".")[0]
        for module, source in sources.items()
        for _, name, _ in imports(source, module)
        if (module, name) != ("relulab.doctor", "webbrowser")
    }
    assert set(re.findall(r"\bwebbrowser\.\w+", sources["relulab.doctor"])) == {"webbrowser.get", "webbrowser.Error"}
    assert {"json", "numpy"} <= found and not found & reaches
    # An explorer trains within the kernel's event loop; of asyncio it may use what takes turns, nothing that connects.
    waiting = {"asyncio.get_running_loop", "asyncio.sleep"}
    assert {used for source in sources.values() for used in re.findall(r"\basyncio\.\w+", source)} == waiting
    assert not any(re.search(r"from asyncio|import asyncio as", source) for source in sources.values())


def test_the_package_itself_imports_nothing_before_it_is_asked():
    source = (ROOT / "__init__.py").read_text(encoding="utf-8")
    at_the_top = {name.split(".")[0] for _, name, within in imports(source, "relulab.__init__") if not within}
    assert at_the_top <= set(sys.stdlib_module_names)


def test_every_part_has_its_floor():
    parts = {module.name for module in pkgutil.iter_modules([str(ROOT)])}
    assert parts | {"doctor"} == {*FLOORS, *TOGETHER}


@pytest.mark.parametrize(
    "module, source",
    [
        ("relulab.nn.network", "from ..classroom.figures import show"),
        ("relulab.nn.network", "def f():\n    from ..classroom import records"),
        ("relulab.nn.network", "import relulab"),
        ("relulab.nn.network", "from relulab import check"),
        ("relulab.nn.measures", "import matplotlib.pyplot as plt"),
        ("relulab.nn.measures", "def f():\n    import matplotlib"),
        ("relulab.nn.measures", "import scipy"),
        ("relulab.nn.training", "from tqdm import tqdm"),
        ("relulab.nn.network", "from importlib import import_module\nimport_module('relulab.nn.training')"),
        ("relulab.nn.network", "try:\n    import torch\nexcept ImportError:\n    pass"),
        ("relulab.nn.network", "class A:\n    import pandas"),
        ("relulab.classroom.check", "from ..lessons import LESSONS"),
        ("relulab.classroom.check", "from ..course import EXERCISES"),
        ("relulab.classroom.figures", "from IPython.display import display"),
        ("relulab.lessons.l01_neurons.quiz", "from ..l03_activations.quiz import QUIZ"),
        ("relulab.lessons.l01_neurons.quiz", "from .. import l03_activations"),
        ("relulab.lessons.l01_neurons.quiz", "from relulab import check"),
        ("relulab.course", "import ipywidgets"),
    ],
)
def test_a_broken_rule_is_seen(module, source):
    assert broken_rules(source, module)


@pytest.mark.parametrize(
    "module, source",
    [
        (
            "relulab.nn.network",
            "import os, numpy as np\nfrom . import activations\nfrom .activations import ACTIVATIONS",
        ),
        ("relulab.nn.training", "def f():\n    from tqdm import tqdm\n    import threadpoolctl"),
        (
            "relulab.classroom.figures",
            "import matplotlib.pyplot as plt\ndef show():\n    from IPython.display import display",
        ),
        ("relulab.classroom.check", "from .limits import limited\nfrom ..nn.network import Network"),
        (
            "relulab.lessons.l01_neurons.quiz",
            "from .. import named\nfrom ...nn import measures\nfrom .claims import CLAIMS",
        ),
        ("relulab.course", "from . import lessons, ledger\ndef f():\n    from .classroom.quiz import Quiz"),
    ],
)
def test_what_is_allowed_passes(module, source):
    assert not broken_rules(source, module)


# ---- imports as they happen ----------------------------------------------------------------------


def loaded_by(code):
    """Top-level modules from outside the standard library that a fresh Python loads for this code."""
    script = (
        f"import sys\nbefore = set(sys.modules)\n{code}\nprint('loaded:', *sorted({{m.split('.')[0] for m in "
        f"set(sys.modules) - before}} - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    # Coverage may watch the tests, and compiled modules register Cython's own.
    return {name for name in done.stdout.split("loaded:")[1].split() if not re.match("coverage|_?cython", name)}


def test_import_relulab_loads_nothing_else():
    assert loaded_by("import relulab") <= {"relulab", "numpy"}


def test_below_the_figures_numpy_is_enough():
    used = """
from relulab import ACTIVATIONS, Network, datasets, measures, train
from relulab.nn import statistics, sweep
X, y = datasets.moons()
net = Network([2, 4, 2])
datasets.load_digits(), net.gradients(X, y), measures.sparsity(net, X), measures.update_ratio(net, X, y, lr=0.1)
"""
    assert loaded_by(used) == {"relulab", "numpy"}
    trained = used + "train(net, X, y, lr=0.1, epochs=1, progress=False)\n"
    assert loaded_by(trained) == {"relulab", "numpy", "threadpoolctl"}


def test_exercises_need_no_figures():
    assert not loaded_by("from relulab import check, hint, solution") & {"matplotlib", "ipywidgets", "IPython"}


# ---- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", relulab.__all__)
def test_every_public_name_leads_somewhere(name):
    found = getattr(relulab, name)
    if name == "__version__":
        assert found == version("relulab")
    elif inspect.ismodule(found):
        assert found.__name__ == f"relulab.{relulab._HOMES[name]}"
    else:
        assert found is getattr(importlib.import_module(f"relulab.{relulab._HOMES[name]}"), name)
    assert name in dir(relulab)


def test_what_an_editor_reads_is_what_is_there():
    """The names under TYPE_CHECKING, for completion and mypy, are those that __getattr__ serves."""
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    shown = {}
    for node in block.body:
        for alias in node.names:
            module = f"{node.module}.{alias.name}"
            shown[alias.name] = module if (ROOT / f"{module.replace('.', '/')}.py").exists() else node.module
    assert shown == relulab._HOMES


def test_the_names_of_the_first_two_lessons_are_there():
    assert {
        "measures",
        "datasets",
        "Network",
        "LeakyReLU",
        "train",
        "check",
        "hint",
        "solution",
        "show",
        "ACTIVATIONS",
    } <= set(relulab.__all__)


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(AttributeError) as caught:
        relulab.__getattr__("netwrok")
    assert "'netwrok'" in str(caught.value) and all(name in str(caught.value) for name in relulab.__all__)
    assert not hasattr(relulab, "sparsity")
    with pytest.raises(ImportError, match="netwrok"):
        exec("from relulab import netwrok")


# ---- documentation -------------------------------------------------------------------------------

MODULES = [
    importlib.import_module(info.name)
    for info in pkgutil.walk_packages([str(ROOT)], "relulab.")
    # The functions of the exercises are the readers' right and wrong answers.
    if not info.name.endswith((".exercises", "nbgrader_config", "__main__"))
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


#: What a reader of the lessons calls: the homes of the public names, and what the notebooks import from.
READ = {f"relulab.{home}" for home in relulab._HOMES.values()} | {
    module
    for path in notebooks().glob("*.ipynb")
    for module in re.findall(r"from (relulab\.[\w.]+) import", path.read_text(encoding="utf-8"))
}
#: The formulas of the activations: the name and the line are the documentation.
FORMULAS = {
    f"{f.__module__}.{f.__name__}"
    for one in ACTIVATIONS.values()
    for f in (one.value, one.slope_at)
    if inspect.isfunction(f)
}
THINGS = {name: thing for name, thing in THINGS.items() if name not in FORMULAS}
READ_THINGS = [name for name in THINGS if THINGS[name].__module__ in READ]


def undocumented(thing):
    """The parameters, or the fields of a dataclass, that the docstring does not name; X is always the data."""
    doc = inspect.getdoc(thing) or ""
    if inspect.isclass(thing) and "__dataclass_params__" in vars(thing):
        names, title = [f.name for f in fields(thing)], "Attributes"
    else:
        if inspect.isclass(thing) and "__init__" not in vars(thing):
            return []
        parameters = inspect.signature(thing).parameters.values()
        names, title = (
            [
                f"**{p.name}" if p.kind == p.VAR_KEYWORD else p.name
                for p in parameters
                if p.name not in ("self", "args", "kwargs")
            ],
            "Parameters",
        )
    listed = section(doc, title)
    if listed is not None and title == "Parameters":
        return sorted(set(names) ^ set(listed))
    if " as for " in doc:
        return []
    return [name for name in names if name != "X" and not re.search(rf"\b{name}\b", doc, re.IGNORECASE)]


def test_there_is_something_to_look_at():
    assert len(FORMULAS) > 10 and len(READ_THINGS) > 50
    assert {
        "relulab.nn.network.Network.forward",
        "relulab.nn.training.train",
        "relulab.nn.activations.LeakyReLU",
        "relulab.nn.datasets.moons",
    } <= set(THINGS)


@pytest.mark.parametrize("module", [relulab, *MODULES], ids=lambda module: module.__name__)
def test_every_module_says_what_it_is_for(module):
    assert len((module.__doc__ or "").strip()) > 20


@pytest.mark.parametrize("name", THINGS)
def test_everything_public_says_what_it_does(name):
    # A method that does what its parent's does may leave the words to it; a class may not.
    doc = vars(THINGS[name]).get("__doc__") if inspect.isclass(THINGS[name]) else inspect.getdoc(THINGS[name])
    assert doc and len(doc.strip()) > 10 and not doc.startswith(f"{name.split('.')[-1]}(")


@pytest.mark.parametrize("name", READ_THINGS)
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
