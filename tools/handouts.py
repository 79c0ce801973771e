"""Make the handouts of each lesson from the stored notebooks, in build/handouts/.

    python tools/handouts.py                every lesson in notebooks/
    python tools/handouts.py 01.ipynb ...   these only

There are three of each, as a notebook and as one HTML page that needs no network:

- student/    the exercises as stubs and no outputs,
- catch_up/   the same with every exercise filled in but the last, for those who fell behind,
- solved/     every exercise filled in, executed, with its outputs.
"""

import copy
import html
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]  # run as a script, tools/ would come first

from relulab.course import EXERCISES
from tools import pages
from tools.notebooks import NOTEBOOKS, code_cells, make_from_each, run, stored_form

HANDOUTS = NOTEBOOKS.parent / "build" / "handouts"

STYLE = f"""
body {{ max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff }}
h1, h2, h3, h4 {{ line-height: 1.25; color: #123a66 }} h2 {{ margin-top: 2.5rem }}
pre {{ padding: .6rem .8rem; font: .85rem/1.4 "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere }}
pre.code {{ background: #f1f4f8 }} pre.output {{ border-left: 4px solid #b0c4de }} section.exercise pre.code {{ border: 2px dashed #1f4e9c }}
table {{ border-collapse: collapse; display: block; overflow-x: auto }}
th, td {{ padding: .3rem .7rem; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top }}
img {{ max-width: 100%; height: auto }} figure {{ margin: 1rem 0 }} .kind {{ color: #595959 }}
blockquote {{ margin-left: 0; padding-left: 1rem; border-left: 4px solid #b0c4de }}
@media print {{ pre, figure, tr {{ break-inside: avoid }} h2, h3 {{ break-after: avoid }} }}
{pages.MATH_STYLE}{pages.CODE_COLOURS}
"""

KINDS = {
    "student": "Student's copy: the exercises are yours to fill in.",
    "catch_up": "Copy for catching up: every exercise is filled in but the last.",
    "solved": "Solved copy, with outputs.",
}


def exercise_cells(notebook):
    return [cell for cell in code_cells(notebook) if "exercise" in cell.metadata.get("relulab", {})]


def fill_in(cells, exercises=EXERCISES):
    """Put the solutions into exercise cells."""
    for cell in cells:
        cell.source = exercises[cell.metadata.relulab.exercise].solution_source


def student(notebook):
    """A copy without outputs."""
    made = copy.deepcopy(notebook)
    for cell in code_cells(made):
        cell.outputs, cell.execution_count = [], None
    return made


def catch_up(notebook):
    """A copy without outputs, every exercise filled in but the last."""
    made = student(notebook)
    fill_in(exercise_cells(made)[:-1])
    return made


def solved(notebook, folder=NOTEBOOKS):
    """A copy with every exercise filled in, executed in the folder."""
    made = student(notebook)
    fill_in(exercise_cells(made))
    run(made, folder)
    return made


def page(notebook, kind):
    """A notebook as one HTML page without any reference outside itself."""
    lesson = pages.title(notebook)
    parts = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts += [pages.anchored(block) for block in pages.blocks(cell.source)]
        elif cell.cell_type == "code":
            inside = pages.code(cell.source) + "".join(shown(pages.outputs(cell)))
            exercise = cell in exercise_cells(notebook)
            parts.append(f'<section class="exercise" aria-label="Exercise">{inside}</section>' if exercise else inside)
    body = pages.relinked("\n".join(parts))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(lesson)}</title>
<link rel="icon" href="data:,">
<style>{STYLE}</style>
</head>
<body>
<main>
<p class="kind">{html.escape(KINDS[kind])}</p>
{body}
</main>
</body>
</html>
"""


def shown(blocks):
    """Outputs as HTML, each picture together with its caption."""
    made = []
    for block in blocks:
        if block.kind == "caption" and made:
            words = block.html.removeprefix("<p>").removesuffix("\n").removesuffix("</p>")
            made[-1] = made[-1].removesuffix("</figure>") + f"<figcaption>{words}</figcaption></figure>"
        else:
            made.append(f"<figure>{block.html}</figure>" if block.kind == "figure" else block.html)
    return made


def copies(notebook):
    """The three handouts by kind."""
    return {"student": student(notebook), "catch_up": catch_up(notebook), "solved": solved(notebook)}


def write(made, name, folder):
    """Write the handouts of a lesson (kind -> notebook), each as a notebook and as a page."""
    for kind, notebook in made.items():
        (folder / kind).mkdir(parents=True, exist_ok=True)
        (folder / kind / f"{name}.ipynb").write_bytes(stored_form(notebook))
        (folder / kind / f"{name}.html").write_text(page(notebook, kind), encoding="utf-8")


def make(notebook, name, folder):
    """Make and write the handouts of one lesson; what to say of it."""
    write(copies(notebook), name, folder)
    return f"{', '.join(KINDS)} written to {folder}"


def main(arguments=None):
    return make_from_each(make, "handout", HANDOUTS, arguments, __doc__)


if __name__ == "__main__":
    sys.exit(main())
