"""A notebook as one HTML page that needs no network, for a site."""

import re
from pathlib import Path

from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from traitlets.config import Config

from relulab.teaching.web import Renderer as PlainRenderer

TEMPLATES = Path(__file__).parent / "templates"


class Renderer(PlainRenderer):
    """Markdown to HTML: headings can be linked to, and a link to a lesson leads to its page."""

    def heading(self, text, level, **attrs):
        return super(PlainRenderer, self).heading(text, level, **attrs)

    def link(self, text, url, title=None):
        lesson = re.fullmatch(r"([\w-]+)\.ipynb(#.*)?", url)
        return super().link(text, f"{lesson[1]}.html{lesson[2] or ''}" if lesson else url, title)


def page(notebook, kind):
    """A notebook as HTML; `kind` is HTML too and stands above it."""
    exporter = HTMLExporter(
        config=Config(CSSHTMLHeaderPreprocessor={"style": "default"}),  # its colours stand out from white
        template_file=str(TEMPLATES / "page.html.j2"),
        filters={"markdown2html": lambda source: MarkdownWithMath(Renderer(escape=False)).render(source)},
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    return exporter.from_notebook_node(notebook, {"title": title(notebook), "kind": kind})[0]


def title(notebook):
    """The heading of the first level."""
    return re.search(r"^# (.*)$", notebook.cells[0].source, re.MULTILINE)[1]
