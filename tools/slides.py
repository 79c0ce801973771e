"""Build one deck a lesson from the stored notebooks: build/slides/01_neurons.html and so on.

    python tools/slides.py                every lesson in notebooks/
    python tools/slides.py 01.ipynb ...   these only

A deck is one file: reveal.js, fonts, formulas and figures are inside, so it needs no network. Its text, code and outputs
are those of the notebook; there is no second source. A slide is `WIDTH` by `HEIGHT` pixels. What does not fit is divided
by the rules below, at the borders of paragraphs, rows, code and outputs:

- a cell that starts a slide or subslide starts a new slide; other cells follow on it while there is room,
- code stays with its output, a figure with its caption, a heading with what follows it,
- what comes after a prediction stands on a later slide, and a measured answer appears on the next key press,
- a cell that draws shows its figure alone; an exercise shows its stub; imports and checks are left out,
- a long output ends after a slide's length and says so; the rest is in the notes.

Speaker notes: the cells marked as notes, and what the presenter needs beside the slide, see `notes`.
"""

import ast
import base64
import html
import importlib.util
import itertools
import math
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import matplotlib

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]  # run as a script, tools/ would come first

from tools import pages
from tools.notebooks import NOTEBOOKS, make_from_each

DECKS = NOTEBOOKS.parent / "build" / "slides"

WIDTH, HEIGHT = 1280, 720
WIDE, HIGH = 1168, 615  # what is left for the content
# Pixels. The same numbers stand in the style below, and the browser test holds the smallest to 14.
TEXT, CAPTION, TABLE, CODE = 29, 20, 21, 20
LINE = 1.35
COLUMNS = 93  # characters of code in a line
OUTPUT_LINES = 16
EM = 0.465  # width of a character of text, in its size: a little more than the mean, since lines break between words
TALLEST, GROWTH = 400, 1.5  # what a figure is promised at least, if its pixels give it; how far they may be stretched

STYLE = f"""
html, body, .reveal {{ background: #fff; color: #1a1a1a; font-family: "Source Sans Pro", sans-serif; font-size: {TEXT}px }}
.reveal .slides {{ text-align: left }}
.reveal .slides section {{ width: {WIDTH}px; height: {HEIGHT}px; padding: 0; box-sizing: border-box }}
.reveal .slides section.page {{ padding: 52px 56px 40px; line-height: {LINE} }}
.content {{ height: 100%; overflow: auto }}
.where {{ position: absolute; top: 16px; left: 56px; right: 56px; margin: 0; font-size: 16px; color: #595959 }}
h1, h2, h3, h4 {{ margin: 0 0 14px; line-height: 1.2; color: #123a66; font-weight: 600 }}
h1 {{ font-size: 50px; margin-top: 90px }} h2 {{ font-size: 40px }} h3 {{ font-size: 32px }} h4 {{ font-size: 28px }}
strong {{ font-weight: 600 }} em, cite {{ font-style: italic }}
p, ul, ol, table, pre, blockquote {{ margin: 0 0 14px }}
ul, ol {{ padding-left: 36px }} li {{ margin-bottom: 8px }} li p {{ margin: 0 }}
blockquote {{ padding-left: 20px; border-left: 4px solid #b0c4de }}
table {{ border-collapse: collapse; font-size: {TABLE}px; line-height: 1.3 }}
th {{ font-weight: 600 }} th, td {{ padding: 5px 12px; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top }}
pre, code, samp, kbd {{ font-family: "DejaVu Sans Mono", monospace }}
code {{ font-size: 0.85em }}
pre {{ padding: 10px 14px; line-height: {LINE}; font-size: {CODE}px; white-space: pre-wrap; overflow-wrap: anywhere }}
pre code, pre samp {{ font-size: inherit }}
pre.code {{ background: #f1f4f8 }} pre.code .line {{ display: inline-block; width: 100%; padding-left: 4ch; text-indent: -4ch;
  box-sizing: border-box }}
pre.output {{ border-left: 4px solid #b0c4de }}
img {{ display: block }} .caption {{ font-size: {CAPTION}px; margin-top: 6px }}
.folded {{ font-size: {CAPTION}px; color: #595959 }}
.content > :last-child {{ margin-bottom: 0 }}
a {{ color: #1f4e9c }}
{pages.MATH_STYLE}
math {{ font-size: 1.05em }} math[display="block"] {{ margin: 4px 0 }}
.reveal .slide-number {{ font-size: 15px; color: #595959; background: none; bottom: 12px; left: 56px; right: auto; padding: 0 }}
.reveal .slide-number a {{ color: inherit; text-decoration: none }}
.reveal .controls {{ font-size: 7px }}
.reveal aside.notes {{ display: none }}
@media print {{ .content {{ overflow: visible }} }}
{pages.CODE_COLOURS}
"""

FONTS = [
    ("Source Sans Pro", "regular", 400, "normal"),
    ("Source Sans Pro", "italic", 400, "italic"),
    ("Source Sans Pro", "semibold", 600, "normal"),
]


@dataclass
class Piece:
    """What is never divided: its HTML, its height in pixels, and whether it must stand with the next one."""

    html: str
    height: float
    cell: int
    keep: bool = False  # with the next one
    start: bool = False  # on a new slide
    later: bool = False  # appears on the next key press
    kind: str = ""
    block: pages.Block = None
    whole: pages.Block = None  # the list or the table of which this is a row
    notes: list = field(default_factory=list)  # HTML


# ---- heights -------------------------------------------------------------------------------------


def lines(text, size, width=WIDE):
    """How many lines a text takes; of a formula, its commands count as one character."""
    shown = re.sub(r"\\[a-zA-Z]+ ?|[{}$]", lambda found: "x" if found[0][0] == "\\" else "", text)
    return max(1, math.ceil(len(shown) * size * EM / width))


def code_lines(text):
    return sum(max(1, math.ceil((len(line) + 4) / COLUMNS) if len(line) > COLUMNS else 1) for line in text.splitlines())


def height(block):
    """Pixels that a block takes with the space under it, on the safe side."""
    kind, text = block.kind, block.text
    if kind in ("code", "output"):
        return code_lines(text) * CODE * LINE + 34
    if kind in ("h1", "h2", "h3", "h4"):
        size = {"h1": 50, "h2": 40, "h3": 32, "h4": 28}[kind]
        return lines(text, size) * size * 1.2 + 14 + (90 if kind == "h1" else 0)
    if kind == "math":
        return 62 + 34 * text.count(r"\\") + (24 if "frac" in text or r"\sum" in text else 0)
    if kind == "caption":
        return lines(text, CAPTION) * CAPTION * LINE + 20
    if kind == "tr":
        return lines(text, TABLE, WIDE * 0.72) * TABLE * 1.3 + 11
    if kind == "li":
        return lines(text, TEXT, WIDE - 36) * TEXT * LINE + 8 + 14 * block.html.count("</li>\n<li")
    if kind == "figure":
        return scaled(block, TALLEST)[1] + 6
    if block.rows:
        return sum(map(height, block.rows)) + 14
    return lines(text, TEXT) * TEXT * LINE + 14 + (20 if "<math" in block.html and "frac" in text else 0)


def scaled(block, tallest):
    width, high = block.size
    scale = min(WIDE / width, tallest / high, GROWTH)
    return math.floor(width * scale), math.floor(high * scale)


# ---- from cells to pieces ------------------------------------------------------------------------


def divided(block, cell):
    """The pieces of a text: a list and a table row by row, long code at its empty lines."""
    if block.kind == "code" and height(block) > HIGH:
        return [piece for part in parted(block.text) for piece in divided(pages.fenced(part), cell)]
    if not block.rows:
        return [
            Piece(
                block.html,
                height(block),
                cell,
                keep=block.kind[0] == "h" or block.text.endswith(":"),
                kind=block.kind,
                block=block,
            )
        ]
    rows = block.rows[1:] if block.kind == "table" else block.rows
    made = [Piece("", height(row), cell, kind=block.kind, block=row, whole=block) for row in rows]
    made[0].height += height(block.rows[0]) if block.kind == "table" else 0  # each slide repeats the head
    made[-1].height += 14
    if block.kind != "table" and height(block) < HIGH / 2:  # a short list stays whole
        for piece in made[:-1]:
            piece.keep = True
    return made


def parted(source):
    """Code in parts that fit a slide, divided at empty lines."""
    parts = [""]
    for paragraph in source.rstrip().split("\n\n"):
        longer = f"{parts[-1]}\n\n{paragraph}".strip("\n")
        if height(pages.fenced(longer)) <= HIGH - 60 or not parts[-1]:  # 60: a heading or a line before it
            parts[-1] = longer
        else:
            parts.append(paragraph)
    return parts


def shown_outputs(cell):
    """The blocks of a cell's outputs, less what a reveal says to a reader who has not predicted."""
    found = []
    for block in pages.outputs(cell):
        if block.kind == "output":
            kept = [line for line in block.text.splitlines() if not line.startswith("No prediction yet")]
            block = pages.printed("\n".join(kept)) if any(kept) else None
        if block:
            found.append(block)
    return found


def folded(block, cell):
    """The pieces of an output, at most a slide's length of it; the rest goes to the notes."""
    if block.kind == "output" and code_lines(block.text) > OUTPUT_LINES:
        kept = block.text.splitlines()
        while code_lines("\n".join(kept)) > OUTPUT_LINES:
            kept.pop()
        rest = block.text.splitlines()[len(kept) :]
        piece = divided(pages.printed("\n".join(kept)), cell)[0]
        return [piece, _more(f"{len(rest)} more lines", pages.printed("\n".join(rest)).html, piece)]
    made = divided(block, cell)
    if block.rows and sum(piece.height for piece in made) > HIGH:
        kept, room = [], HIGH - 50
        while made and (room := room - made[0].height) > 0:
            kept.append(made.pop(0))
        kept[-1].keep = True
        return [*kept, _more(f"{len(made)} more rows", table([piece.block for piece in made], block), kept[-1])]
    return made


def _more(what, rest, before):
    before.keep = True
    piece = Piece(f'<p class="folded">… and {what} in the notebook.</p>', 40, before.cell)
    piece.notes.append(f"<p>Left out of the slide:</p>{rest}")
    return piece


def pieces(cell, number):
    """What a cell puts on slides."""
    if cell.cell_type == "markdown":
        made = [piece for block in pages.blocks(cell.source) for piece in divided(block, number)]
        for piece, after in itertools.pairwise(made):  # a sentence that runs on into a formula
            piece.keep = piece.keep or (after.kind == "math" and piece.kind == "p")
        return made
    if cell.cell_type != "code" or "check" in cell.metadata.get("tags", []) or only_imports(cell.source):
        return []
    drawn = cell.source.startswith("# drawing")
    made = []
    if not drawn:
        block = pages.fenced(cell.source)
        made.append(Piece(block.html, height(block), number, kind="code", block=block))
    if is_exercise(cell):
        return made
    shown = [piece for block in shown_outputs(cell) for piece in folded(block, number)]
    if made and shown:
        made[0].keep = True
    for piece, after in zip(shown, shown[1:], strict=False):
        piece.keep = piece.keep or after.kind == "caption"
    for piece in shown if made else []:  # first the code, then what it gives
        piece.later = True
    return made + shown


def is_exercise(cell):
    return "exercise" in cell.metadata.get("tags", [])


def is_prediction(cell):
    return cell.cell_type == "code" and re.match(r"\w+ = \.\.\.", cell.source) and not is_exercise(cell)


def only_imports(source):
    try:
        return all(isinstance(statement, (ast.Import, ast.ImportFrom)) for statement in ast.parse(source).body)
    except SyntaxError:  # a magic command
        return False


# ---- from pieces to slides -----------------------------------------------------------------------


def units(made):
    """Runs of pieces that must stand together; one that is longer than a slide is divided, but no figure from its caption."""
    found, unit = [], []
    for piece in made:
        if unit and sum(p.height for p in unit) + piece.height > HIGH:
            moved = [unit.pop()] if piece.kind == "caption" else []
            found += [unit] if unit else []
            unit = moved
        unit.append(piece)
        if not piece.keep:
            found.append(unit)
            unit = []
    return found + ([unit] if unit else [])


def packed(made, limit):
    """Fill slides one after the other up to the limit."""
    slides = []
    for unit in units(made):
        size = sum(piece.height for piece in unit)
        if not slides or unit[0].start or sum(piece.height for piece in slides[-1]) + size > limit:
            slides.append([])
        slides[-1] += unit
    return slides


def balanced(made):
    """As few slides as possible, filled alike."""
    fewest = len(packed(made, HIGH))
    return next(slides for limit in (*range(100, HIGH, 20), HIGH) if len(slides := packed(made, limit)) <= fewest)


def groups(notebook):
    """The cells of each slide or subslide with their numbers, as (slide type of the first, cells)."""
    found = []
    for number, cell in enumerate(notebook.cells, start=1):
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "-")
        if kind == "skip":
            continue
        if kind in ("slide", "subslide") or not found:
            found.append((kind, []))
        found[-1][1].append((number, kind, cell))
    return found


def slides_of(group):
    """The slides of a group of cells, each a list of pieces."""
    made, predicted, pending = [], False, []
    for number, kind, cell in group:
        if kind == "notes":
            text = "".join(block.html for block in pages.blocks(cell.source))
            (made[-1].notes if made else pending).append(text)
            continue
        new = pieces(cell, number)
        if not new:
            continue
        new[0].notes += pending
        pending = []
        new[0].start = bool(predicted)
        predicted = is_prediction(cell)
        if kind == "fragment":
            for piece in new:
                piece.later = True
        made += new
    return balanced(made) if made else []


def table(rows, whole):
    body = "\n".join(row.html for row in rows)
    return f"<table><thead>{whole.rows[0].html}</thead><tbody>{body}</tbody></table>"


def content(slide):
    """The HTML of a slide's pieces."""
    room = HIGH - sum(piece.height for piece in slide if piece.kind != "figure") - 12  # a figure takes what is left
    room /= max(1, sum(piece.kind == "figure" for piece in slide))
    parts = []
    for _, run in itertools.groupby(slide, key=lambda piece: id(piece.whole or piece)):
        run = list(run)
        made = rendered(run, room)
        # A slide that begins with what comes later is the step itself.
        parts.append(f'<div class="fragment">{made}</div>' if run[0].later and not slide[0].later else made)
    return "\n".join(parts)


def rendered(run, room):
    """The HTML of a piece, or of consecutive rows of one list or table."""
    piece, rows = run[0], [piece.block for piece in run]
    if piece.kind == "table":
        return table(rows, piece.whole)
    if piece.whole:
        first = next(n for n, row in enumerate(piece.whole.rows, start=1) if row is rows[0])
        start = f' start="{first}"' if piece.kind == "ol" else ""
        return f"<{piece.kind}{start}>{''.join(row.html for row in rows)}</{piece.kind}>"
    if piece.kind == "figure":
        width, high = scaled(piece.block, room)
        return re.sub(r'width="\d+" height="\d+"', f'width="{width}" height="{high}"', piece.html)
    if piece.kind == "caption":
        return piece.html.replace("<p>", '<p class="caption">', 1)
    return piece.html


# ---- notes ---------------------------------------------------------------------------------------


def notes(slide, notebook):
    """What the presenter needs: where in the notebook this is, the measured answer, how to read a figure, what is left out."""
    numbers = sorted({piece.cell for piece in slide})
    cells = [notebook.cells[number - 1] for number in numbers]
    which = f"cell {numbers[0]}" if len(numbers) == 1 else f"cells {numbers[0]} to {numbers[-1]}"
    said = [f"<p>In the notebook: {which} ({', '.join(html.escape(cell.id) for cell in cells)}).</p>"]
    said += [note for piece in slide for note in piece.notes]
    after = notebook.cells[numbers[-1] :]
    if any(map(is_prediction, cells)) and (answer := measured(after)):
        said.append(f"<p>Let the class commit first. Measured answer: <strong>{html.escape(answer)}</strong></p>")
    if any(piece.kind == "figure" for piece in slide) and (reading := next_reading(after)):
        said.append(f"<p>How to read the figure:</p>{reading}")
    for cell in filter(is_exercise, cells):
        name = cell.metadata.relulab.exercise
        said.append(
            f"<p>The class writes in the notebook and runs the check under the cell; it names typical mistakes. "
            f'Help in three steps: <code>hint("{name}")</code>, n=2, n=3. The solution: <code>solution("{name}")</code>.</p>'
        )
    return "\n".join(said)


def measured(cells):
    """What the next reveal measured, up to the next prediction."""
    for cell in cells:
        if cell.cell_type != "code" or "reveal(" not in cell.source:
            if cell.cell_type == "code" and is_prediction(cell):
                return None
            continue
        text = "".join(output.get("text", "") for output in cell.outputs)
        found = re.search(r"Measured: (.*)", text, re.DOTALL)
        return " ".join(found[1].split()) if found else None
    return None


def next_reading(cells):
    """The paragraph that says how to read what was shown, up to the next heading."""
    for cell in cells:
        if cell.cell_type == "markdown":
            return (
                "".join(block.html for block in pages.blocks(cell.source))
                if cell.source.startswith("**Read.**")
                else None
            )
    return None


# ---- the file ------------------------------------------------------------------------------------


def reveal_file(name):
    """A file of reveal.js, which the package pyreveal carries."""
    return Path(importlib.util.find_spec("pyreveal").submodule_search_locations[0]) / "revealjs" / name


def font_face(family, file, weight, style):
    data = base64.b64encode(file.read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        f"src: url(data:font/{file.suffix[1:]};base64,{data}) }}"
    )


def fonts():
    folder = reveal_file("css/theme/fonts/source-sans-pro")
    faces = [
        font_face(family, folder / f"source-sans-pro-{cut}.woff", weight, style) for family, cut, weight, style in FONTS
    ]
    mono = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSansMono.ttf")
    return "\n".join([*faces, font_face("DejaVu Sans Mono", mono, 400, "normal")])


def deck(notebook):
    """The deck of a notebook, as one HTML page."""
    lesson = pages.title(notebook)
    stacks, section = [], ""
    for kind, group in groups(notebook):
        if kind == "slide" or not stacks:
            stacks.append([])
        for slide in slides_of(group):
            heading = next((piece.block.text for piece in slide if piece.kind == "h2"), None)
            section = heading or section
            where = (
                lesson
                if heading or not section or any(piece.kind == "h1" for piece in slide)
                else f"{lesson} | {section}"
            )
            first = any(piece.kind == "h1" for piece in slide)
            stacks[-1].append(
                f'<section class="page">{"" if first else f"""<p class="where">{html.escape(where)}</p>"""}'
                f'<div class="content">\n{content(slide)}\n</div>\n<aside class="notes">{notes(slide, notebook)}</aside></section>'
            )
    body = "\n".join(f"<section>\n{chr(10).join(stack)}\n</section>" for stack in stacks if stack)
    body = pages.relinked(body, anchors=False)
    read = lambda name: reveal_file(name).read_text(encoding="utf-8")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(lesson)}</title>
<!-- Text and figures: CC BY 4.0, the relulab contributors. Inside: reveal.js (MIT), Source Sans Pro (SIL OFL 1.1),
     DejaVu Sans Mono (Bitstream Vera licence). -->
<link rel="icon" href="data:,">
<style>{read("dist/reset.css")}
{read("dist/reveal.css")}
{fonts()}
{STYLE}</style>
</head>
<body>
<div class="reveal"><div class="slides">
{body}
</div></div>
<script>{read("dist/reveal.js")}</script>
<script>{read("dist/plugin/notes.js").replace("</script", "<" + chr(92) + "/script")}</script>
<script>
Reveal.initialize({{ width: {WIDTH}, height: {HEIGHT}, margin: 0, center: false, hash: true, slideNumber: "c/t",
  transition: "none", pdfSeparateFragments: false, plugins: [RevealNotes] }});
</script>
</body>
</html>
"""


def write(notebook, stem, folder):
    """Make the deck of one lesson; what to say of it."""
    made, target = deck(notebook), folder / f"{stem}.html"
    folder.mkdir(parents=True, exist_ok=True)
    target.write_text(made, encoding="utf-8")
    return f"{made.count('class=' + chr(34) + 'page' + chr(34))} slides, {len(made) / 1e6:.1f} MB, written to {target}"


def main(arguments=None):
    return make_from_each(write, "slides", DECKS, arguments, __doc__)


if __name__ == "__main__":
    sys.exit(main())
