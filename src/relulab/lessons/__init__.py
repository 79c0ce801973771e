"""The lessons, a folder each: exercises, questions, explorer, claims, and whatever else the lesson needs.

A lesson has the name of its folder without the "l", and its notebook and its page for the teacher have the same
name: its number stands there and nowhere else in the code.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

LESSONS = sorted(module.name[1:] for module in iter_modules(__path__) if module.ispkg)


def named(name: str) -> str:
    """The lesson of that name with its number: "clinic" may give "07_clinic"."""
    return next(lesson for lesson in LESSONS if lesson.partition("_")[2] == name)


def lesson_of(module: str) -> str:
    """The lesson whose folder a module stands in."""
    return module.split(".")[-2][1:]


def part(lesson: str, name: str) -> ModuleType:
    """The module of a lesson that has this name, such as "exercises"."""
    return import_module(f"{__name__}.l{lesson}.{name}")


def folder(lesson: str) -> Path:
    """The folder of a lesson in the package."""
    return Path(__file__).with_name(f"l{lesson}")


def notebooks() -> Path:
    """Where the lessons' notebooks are: in the package where it was installed, beside src/ in a checkout."""
    installed = Path(__file__).parents[1] / "notebooks"
    return installed if installed.exists() else Path(__file__).parents[3] / "notebooks"


def has(lesson: str, name: str) -> bool:
    """Whether a lesson has a module of that name."""
    return (folder(lesson) / f"{name}.py").exists()
