"""What decks and handouts share: notebooks become one HTML page each that needs no network.

nbconvert makes them; here formulas become MathML, which every current browser draws by itself, and links lead to the
page of another lesson or, where they name another file of the course, are left as words.
"""

import argparse
import html
import re
import sys
from pathlib import Path

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets.config import Config

from tools.notebooks import NOTEBOOKS, Failed, read

TEMPLATES = Path(__file__).parent / "templates"


class Renderer(IPythonRenderer):
    """Markdown to HTML."""

    def inline_math(self, text):
        return mathml(text, "inline")

    def block_math(self, text):
        return mathml(text, "block")

    def link(self, text, url, title=None):
        lesson = re.fullmatch(r"([\w-]+)\.ipynb(#.*)?", url)
        if lesson:
            url = f"{lesson[1]}.html{lesson[2] or ''}"
        elif not re.match(r"#|\w+:", url):
            return text
        return super().link(text, url, title)


def mathml(tex, display):
    """A formula as MathML; the TeX stays with it, for those who want to copy it."""
    made = convert(tex.strip(), display=display)
    # Brackets around a matrix as borders: they fit whatever font there is; stretched ones need a font for formulas.
    made = re.sub(
        r"<mo>&#x00028;</mo><mtable>(.*?)</mtable><mo>&#x00029;</mo>", r'<mtable class="matrix">\1</mtable>', made
    )
    return made.replace("<math ", f'<math alttext="{html.escape(tex.strip())}" ', 1)


def page(notebook, exporter, template, **resources):
    """A notebook as HTML, by a template beside this file that may use the resources."""
    made = exporter(
        config=Config(CSSHTMLHeaderPreprocessor={"style": "default"}),  # its colours stand out from white
        template_file=str(TEMPLATES / template),
        filters={"markdown2html": lambda source: MarkdownWithMath(Renderer(escape=False)).render(source)},
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    return made.from_notebook_node(notebook, {"title": title(notebook), **resources})[0]


def title(notebook):
    """The heading of the first level."""
    return re.search(r"^# (.*)$", notebook.cells[0].source, re.MULTILINE)[1]


def make_from_each(make, folder, arguments, description):
    """The command line of a tool that makes something of each notebook; its exit code.

    `make(notebook, stem, folder)` writes into the folder.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all in notebooks/")
    parser.add_argument("--to", type=Path, default=folder, help=f"folder (default: {'/'.join(folder.parts[-2:])})")
    options = parser.parse_args(arguments)
    options.to.mkdir(parents=True, exist_ok=True)
    good = True
    for path in options.notebooks or sorted(NOTEBOOKS.glob("*.ipynb")):
        try:
            make(read(path), path.stem, options.to)
            print(f"{path.stem} is in {options.to}", flush=True)
        except Failed as error:
            good = False
            print(f"{path.name}: FAILED, nothing written: {error}", file=sys.stderr, flush=True)
    return 0 if good else 1
