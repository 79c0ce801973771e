"""Turn what a notebook holds into HTML that needs no network: text, formulas, code and outputs.

Used by slides.py and handouts.py. Formulas become MathML when the page is made, which every current browser draws by
itself; pictures stand in the page with their text alternative.
"""

import base64
import html
import re
from dataclasses import dataclass
from struct import unpack

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

MATH = re.compile(r"\$\$(?P<block>.+?)\$\$|\$(?P<inline>(?!\s)[^$]+?(?<!\s))\$(?!\d)", re.DOTALL)

# Dark on white by at least 4.5 to 1, and told apart by weight and slant too.
CODE_COLOURS = """
.k, .kn, .kc, .ow { color: #1f4e9c; font-weight: bold } .kd { color: #1f4e9c }
.s1, .s2, .sd, .sa, .si, .se, .sf { color: #8a3b00 }
.c1 { color: #555; font-style: italic } .mi, .mf { color: #00663f } .nf, .nc { color: #6a2a84 }
"""


# Brackets around a matrix as borders: they fit whatever font there is; stretched characters need one made for formulas.
MATH_STYLE = """
mtable.matrix { border: solid currentColor; border-width: 0 1.5px; border-radius: 0.6em; padding: 0 0.3em }
"""


@dataclass
class Block:
    """A piece of a cell: its kind ("h2", "p", "li", "table", "math", "code", "output", "figure" ...), HTML and plain text."""

    kind: str
    html: str
    text: str
    rows: list = None  # of a list or a table: one Block each
    size: tuple = None  # of a figure: pixels


def _math(state, silent):
    found = MATH.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("math", "math", 0)
        token.content = found["block"] or found["inline"]
        token.block = found["block"] is not None
    state.pos = found.end()
    return True


def mathml(tex, *, block):
    """A formula as MathML; the TeX stays with it, for those who want to copy it."""
    made = convert(tex.strip(), display="block" if block else "inline")
    made = re.sub(
        r"<mo>&#x00028;</mo><mtable>(.*?)</mtable><mo>&#x00029;</mo>", r'<mtable class="matrix">\1</mtable>', made
    )
    return made.replace("<math ", f'<math alttext="{html.escape(tex.strip())}" ', 1)


PARSER = MarkdownIt("commonmark").enable("table")
PARSER.inline.ruler.before("escape", "math", _math)
PARSER.add_render_rule("math", lambda self, tokens, i, options, env: mathml(tokens[i].content, block=tokens[i].block))


def blocks(source):
    """The top-level blocks of a text in Markdown."""
    tokens = PARSER.parse(source)
    found, start = [], 0
    for i, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            found.append(_block(tokens[start : i + 1]))
            start = i + 1
    return found


def _block(tokens):
    if tokens[0].type == "fence":
        return fenced(tokens[0].content)
    kind = tokens[0].tag or tokens[0].type
    block = Block(kind, _render(tokens), plain(tokens))
    if kind in ("ul", "ol"):
        block.rows = [Block("li", _render(item), plain(item)) for item in _parts(tokens, "list_item")]
    elif kind == "table":
        block.rows = [Block("tr", _render(row), plain(row)) for row in _parts(tokens, "tr")]
    elif (
        kind == "p"
        and re.fullmatch(r"\s*\$\$.+?\$\$\s*", tokens[1].content, re.DOTALL)
        and tokens[1].content.count("$$") == 2
    ):
        block.kind = "math"
    return block


def _render(tokens):
    return PARSER.renderer.render(tokens, PARSER.options, {})


def _parts(tokens, name):
    """The tokens of each item of a list or row of a table, without those of nested lists."""
    level = min(token.level for token in tokens if token.type == f"{name}_open")
    starts = [i for i, token in enumerate(tokens) if token.type == f"{name}_open" and token.level == level]
    ends = [i for i, token in enumerate(tokens) if token.type == f"{name}_close" and token.level == level]
    return [tokens[a : b + 1] for a, b in zip(starts, ends, strict=True)]


def plain(tokens):
    """The words of a text, formulas as TeX."""
    words = []
    for token in tokens:
        for piece in token.children or []:
            words.append(" " if piece.type in ("softbreak", "hardbreak") else piece.content)
        words.append("" if token.children is not None else f" {token.content} ")
    return " ".join("".join(words).split())


def code(source):
    """Python code, coloured; each line is an element, so that a wrapped one hangs."""
    lines = highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)).rstrip("\n").split("\n")
    return (
        '<pre class="code"><code>' + "\n".join(f'<span class="line">{line}</span>' for line in lines) + "</code></pre>"
    )


def fenced(source):
    """A block of code."""
    return Block("code", code(source), source)


def outputs(cell):
    """What a cell shows: blocks of the kinds "output", "figure", and those of a text. A caption is of the kind "caption"."""
    found = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if output.output_type == "stream":
            found.append(printed(output.text))
        elif "image/png" in data:
            found.append(figure(data["image/png"], output.metadata.get("image/png", {}).get("alt", "")))
        elif "text/markdown" in data:
            parts = blocks(data["text/markdown"])
            if parts and found and found[-1].kind == "figure":
                parts[0].kind = "caption"
            found += parts
        elif "text/html" in data and "<script" not in data["text/html"]:
            found.append(Block("html", f'<div class="html">{data["text/html"]}</div>', _words(data["text/html"])))
        elif "text/plain" in data:
            found.append(printed(data["text/plain"]))
    # A picture without a text of its own has it from the caption after it.
    for block, caption in zip(found, found[1:], strict=False):
        if block.kind == "figure" and not block.text:
            block.text = caption.text
            block.html = block.html.replace('alt=""', f'alt="{html.escape(caption.text)}"')
    return found


def _words(marked_up):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", marked_up)).split())


def printed(text):
    text = text.rstrip("\n")
    return Block("output", f'<pre class="output"><samp>{html.escape(text)}</samp></pre>', text)


def figure(png, alt):
    """A picture in the page; `png` is base64, as a notebook stores it."""
    png = "".join(png.split())
    width, height = unpack(">II", base64.b64decode(png[:48])[16:24])
    tag = f'<img src="data:image/png;base64,{png}" width="{width}" height="{height}" alt="{html.escape(alt)}">'
    return Block("figure", tag, alt, size=(width, height))


def relinked(marked_up, *, anchors=True):
    """Links to other lessons lead to their page beside this one; to other files of the course, they become plain text.

    Without `anchors`, as in a deck, so do links to headings of the same page.
    """

    def link(found):
        target, text = found.groups()
        if "://" in target or target.startswith("mailto:") or (anchors and target.startswith("#")):
            return found[0]
        lesson = re.fullmatch(r"([\w-]+)\.ipynb(#.*)?", target)
        return f'<a href="{lesson[1]}.html{lesson[2] or "" if anchors else ""}">{text}</a>' if lesson else text

    return re.sub(r'<a href="([^"]*)">(.*?)</a>', link, marked_up, flags=re.DOTALL)


def anchored(block):
    """The HTML of a block; a heading gets the name under which JupyterLab's links find it."""
    if re.fullmatch("h[1-6]", block.kind):
        return block.html.replace(
            f"<{block.kind}>", f'<{block.kind} id="{html.escape(block.text.replace(" ", "-"))}">', 1
        )
    return block.html


def title(notebook):
    """The heading of the first level."""
    return next(
        block.text
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for block in blocks(cell.source)
        if block.kind == "h1"
    )
