"""What a lesson shows besides figures: tables, powers of ten and matrices, rendered and as plain text."""

import html
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from . import text
from .text import Bundle

_RAISED = str.maketrans("-0123456789.", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹·")


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Display a table.

    Parameters
    ----------
    head : list of str
        What stands above the columns.
    rows : list of list
        The cells; the first one of a row names it.

    Raises
    ------
    ValueError
        If a row has not as many cells as the head.
    """
    from IPython.display import display

    wrong = [row for row in rows if len(row) != len(head)]
    if wrong:
        raise ValueError(
            f"Each row needs {len(head)} cells, one for each of {list(head)}; this one has not: {wrong[0]}."
        )
    cells = [[str(cell) for cell in row] for row in rows]
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' if name else "<td></td>" for name in head)
    parts = [f"<tr>{heads}</tr>"]
    for first, *others in cells:
        others_html = "".join(f"<td{_side(cell)}>{html.escape(cell)}</td>" for cell in others)
        parts.append(f'<tr><th scope="row" style="text-align: left">{html.escape(first)}</th>{others_html}</tr>')
    display(
        Bundle({"text/html": f"<table>{''.join(parts)}</table>", "text/plain": text.table([list(head), *cells])}),
        raw=True,
    )


def _side(cell: str) -> str:
    """Words begin at the left; JupyterLab sets every cell at the right, which suits numbers."""
    return "" if re.match(r"[-−+<>≤≥]?\s?\d", cell) else ' style="text-align: left"'


def power(exponent: float, digits: int = 1) -> str:
    """A power of ten as text: power(-5.6) is "10⁻⁵·⁶".

    Parameters
    ----------
    exponent : float
    digits : int
        How many decimals the exponent has.
    """
    return f"10{f'{round(exponent, digits) + 0.0:.{digits}f}'.translate(_RAISED)}"


def matrix(name: str, A: ArrayLike, digits: int = 2) -> None:
    """Display a matrix in its rows, behind its name.

    Parameters
    ----------
    name : str
        Such as "W =".
    A : array of shape (m, n) or (n,)
    digits : int
        Decimals, where there are any.
    """
    from IPython.display import display

    rows = np.atleast_2d(np.asarray(A))
    cells = [
        [f"{round(float(entry), digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".") for entry in row] for row in rows
    ]
    lines = ""
    for row in cells:
        entries = "".join(f'<td style="text-align: right; padding: 1px 8px">{cell}</td>' for cell in row)
        lines += f"<tr>{entries}</tr>"
    brackets = "border-left: 2px solid; border-right: 2px solid; border-radius: 6px"
    shown = (
        '<div style="display: flex; align-items: center; gap: 0.6em; margin: 0.3em 0">'
        f'<span>{html.escape(name)}</span><table style="{brackets}; margin: 0">{lines}</table></div>'
    )
    width = max(len(cell) for row in cells for cell in row)
    plain = "\n".join("  ".join(f"{cell:>{width}}" for cell in row) for row in cells)
    display(Bundle({"text/html": shown, "text/plain": f"{name}\n{plain}"}), raw=True)
