"""Words for a reader: lines that fit and signs that the console has, the closest of some names, a table."""

import difflib
import sys
import textwrap
from collections.abc import Iterable, Sequence

#: What stands for a sign that a console lacks; any other becomes a question mark.
_PLAIN = str.maketrans(
    {"−": "-", "∞": "inf", "₁": "1", "σ": "sigma", "“": '"', "”": '"', "–": "-", "\u00a0": " ", "±": "+-", "·": "*"}
)


def printable(text: str) -> str:
    """The text, with other signs where the console's code page, as on Windows, lacks some of them."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


class Bundle(dict):
    """What is displayed in a notebook, by MIME type; without one, IPython's display prints it, and that is its text."""

    def __str__(self):
        return printable(self["text/plain"])


def on_a_page() -> bool:
    """Whether what is displayed goes to a page, a notebook's, and not to a console."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell is not None and type(shell).__name__ != "TerminalInteractiveShell"


def filled(text: str) -> str:
    """The text in lines that fit beside JupyterLab's file list, which otherwise breaks them within words."""
    lines = []
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        lines.append(
            textwrap.fill(line, 80, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or line
        )
    return "\n".join(lines)


def say(text: str) -> None:
    """Print in lines that fit."""
    if text:
        print(filled(printable(text)))


def did_you_mean(name: object, names: Iterable[str], form: str = "{}") -> str:
    """A question that names the closest of some names, with a space before it; empty if none is close."""
    close = difflib.get_close_matches(str(name), list(names), n=1, cutoff=0.6)
    return f" Did you mean {form.format(repr(close[0]))}?" if close else ""


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, aligned so that it reads well as plain text; the first row is its head."""
    width = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [rows[0], ["-" * w for w in width], *rows[1:]]
    return "\n".join(f"| {' | '.join(f'{cell:{w}}' for cell, w in zip(row, width))} |" for row in lines)
