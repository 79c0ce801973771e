"""What an answer must leave as it is: Python itself, NumPy, and the functions that check it."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import numpy as np

#: Types of the objects behind exit and quit: Python's, and IPython's, which ends a kernel without an error.
_ENDING = {"Quitter", "ExitAutocall"}
_NAMES = ("exit", "quit")


class untouched:
    """Context after which the names of some modules mean what they meant before; what is added to them stays.

    Parameters
    ----------
    *modules : module or str
        The modules, or the names of those that are looked after where they have been imported.
    """

    def __init__(self, *modules: Any):
        found = (sys.modules.get(module) if isinstance(module, str) else module for module in modules)
        self.names: list[dict[str, Any]] = [vars(module) for module in found if module]

    def __enter__(self):
        self.before = [dict(names) for names in self.names]

    def __exit__(self, *error):
        for names, before in zip(self.names, self.before):
            names.update(before)


#: Modules without which no comparison is one.
LOOKED_AFTER = (
    builtins,
    np,
    np.linalg,
    *(f"{__package__}.{name}" for name in ("check", "compare", "transformations.explain", "transformations.pairs")),
)


class without_exit:
    """Context in which exit() and quit() raise SystemExit and end nothing, neither Python nor a notebook's kernel.

    Parameters
    ----------
    answer : callable
        The function whose names, beside Python's own and those of a notebook, are seen to.
    """

    def __init__(self, answer: Any):
        main = sys.modules.get("__main__")
        spaces = [vars(builtins), vars(main) if main else {}, getattr(answer, "__globals__", {})]
        self.spaces: list[dict[str, Any]] = list({id(space): space for space in spaces}.values())

    def __enter__(self):
        self.before: list[tuple[dict[str, Any], str, Any]] = []
        for space in self.spaces:
            for name in _NAMES:
                value = space.get(name)
                if _ENDING & {kind.__name__ for kind in type(value).__mro__}:
                    self.before.append((space, name, value))
                    space[name] = _stays

    def __exit__(self, *error):
        for space, name, value in self.before:
            if space.get(name) is _stays:
                space[name] = value


def _stays(*arguments, **keywords):
    raise SystemExit("exit() and quit() would end Python, and with it all your variables")
