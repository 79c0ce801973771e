"""Markdown and pages that need no network: formulas become MathML, which every current browser draws by itself."""

from __future__ import annotations

import base64
import html
import re
from pathlib import Path

from latex2mathml.converter import convert
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter

_CODE = HtmlFormatter(style="default").get_style_defs(".highlight")
_STYLE = f"""{_CODE}
table {{ border-collapse: collapse }} th, td {{ text-align: left; vertical-align: top }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 }}
pre, code {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace }} code {{ font-size: .88em }}
mtable.matrix {{ border: solid currentColor; border-width: 0 1.5px; border-radius: .6em; padding: 0 .3em }}
a.anchor-link {{ display: none }} a {{ color: #1f4e9c }}
"""


class Renderer(IPythonRenderer):
    """Markdown to HTML."""

    def inline_math(self, text: str) -> str:
        return _mathml(text, "inline")

    def block_math(self, text: str) -> str:
        return _mathml(text, "block")

    def heading(self, text: str, level: int, **attrs: object) -> str:
        return f"<h{level}>{text}</h{level}>\n"  # no identity: the same heading may stand on two slides

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A file of the course is not beside the page: its link is left as words."""
        return super().link(text, url, title) if re.match(r"#|\w+:|[\w-]+\.html", url) else text


def _mathml(tex: str, display: str) -> str:
    """A formula as MathML; the TeX stays with it, for those who want to copy it."""
    made = convert(tex.strip(), display=display)
    # Brackets around a matrix as borders: they fit whatever font there is; stretched ones need a font for formulas.
    made = re.sub(
        r"<mo>&#x00028;</mo><mtable>(.*?)</mtable><mo>&#x00029;</mo>", r'<mtable class="matrix">\1</mtable>', made
    )
    return made.replace("<math ", f'<math alttext="{html.escape(tex.strip())}" ', 1)


def markdown(text: str) -> str:
    """Markdown as HTML.

    Parameters
    ----------
    text : str
    """
    return str(MarkdownWithMath(Renderer(escape=False)).render(text))


def inline(text: str) -> str:
    """One paragraph of Markdown as HTML, without the paragraph around it.

    Parameters
    ----------
    text : str
    """
    return re.sub(r"^<p>(.*)</p>$", r"\1", markdown(text).strip(), flags=re.DOTALL)


def highlighted(code: str) -> str:
    """Python as HTML, in colours.

    Parameters
    ----------
    code : str
    """
    return str(Highlight2HTML()(code))


def with_drawings(body: str, folder: Path) -> str:
    """The HTML with each drawing that it names put into it.

    Parameters
    ----------
    body : str
    folder : Path
        Where the drawings are.
    """

    def inside(found: re.Match[str]) -> str:
        data = base64.b64encode((folder / found[1]).read_bytes()).decode()
        return f'src="data:image/svg+xml;base64,{data}"'

    return re.sub(r'src="([\w./-]+\.svg)"', inside, body)


def page(title: str, body: str, style: str) -> str:
    """A whole page.

    Parameters
    ----------
    title, body, style : str
        The body and the style as HTML and CSS.
    """
    head = f'<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n<link rel="icon" href="data:,">'
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n<style>{_STYLE}{style}</style>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )
