"""Whether an answer was begun: dots still stand where the reader is to write."""

from __future__ import annotations

import ast
import inspect
import textwrap
from types import CodeType


def has_dots(code: CodeType | None) -> bool:
    """Whether dots stand as a value in this code; as an index, as in A[..., 0], they do not count."""
    if code is None:
        return False
    try:
        return _dots_in(ast.parse(textwrap.dedent(inspect.getsource(code))))
    except (OSError, TypeError, ValueError, SyntaxError):  # no source, or a part of a line
        return _dots_among_constants(code)


def _dots_in(node):
    if isinstance(node, ast.Subscript):
        return _dots_in(node.value)
    if isinstance(node, ast.Constant):
        return node.value is ...
    return any(map(_dots_in, ast.iter_child_nodes(node)))


def _dots_among_constants(code):
    # Python 3.13 leaves out the dots of `if ...:`, so the source is asked first.
    return any(
        const is ... or (isinstance(const, CodeType) and _dots_among_constants(const)) for const in code.co_consts
    )
