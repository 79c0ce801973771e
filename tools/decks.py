"""Build one deck a lesson from the stored notebooks: build/decks/01_neurons.html and so on.

    python -m tools.decks                 every lesson in notebooks/
    python -m tools.decks 01.ipynb ...    these only

A deck is one file: reveal.js, formulas and figures are inside, so it needs no network. The cells' slide types say where
a slide begins, and the page itself divides what does not fit on one (templates/deck.html.j2). Beyond that, the answer
to a prediction stands on a slide of its own, a cell that draws shows its figure alone, an exercise shows its stub, and
imports and checks are left out. The speaker's notes, under the key S, say which cell of the notebook this is, and what
was measured where the class predicts.
"""

import importlib.util
import re
import sys
from copy import deepcopy
from pathlib import Path

from nbconvert import SlidesExporter
from nbformat.v4 import new_markdown_cell

from tools.notebooks import NOTEBOOKS
from tools.webpage import make_from_each, page

DECKS = NOTEBOOKS.parent / "build" / "decks"
REVEAL = Path(importlib.util.find_spec("pyreveal").submodule_search_locations[0]) / "revealjs" / "dist"


def slides(notebook):
    """A copy whose cells are what goes on the slides, and the notes to them."""
    notebook, made = deepcopy(notebook), []
    begins, predicted = "-", False
    for number, cell in enumerate(notebook.cells, start=1):
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "-")
        if kind == "skip":
            continue
        # A slide that begins with a cell that is left out begins with the one after it.
        begins = kind if kind == "slide" or begins == "-" else begins
        if predicted and begins == "-":
            begins = "subslide"
        if cell.cell_type == "code" and is_left_out(cell):
            continue
        cell.metadata.slideshow = {"slide_type": begins}
        begins, predicted = "-", is_prediction(cell)
        if cell.cell_type == "code":
            cell.metadata.transient = {"remove_source": is_prediction(cell) or draws(cell)}
            cell.outputs = [] if is_exercise(cell) else [shown for shown in map(answered, cell.outputs) if shown]
        made += [cell, note(cell, number, notebook.cells[number:])]
    notebook.cells = made
    return notebook


def is_exercise(cell):
    return "exercise" in cell.metadata.get("tags", [])


def is_prediction(cell):
    return cell.cell_type == "code" and re.search(r"^\w+ = predict\(", cell.source, re.MULTILINE)


def draws(cell):
    """Whether a cell shows a picture, so that its code would take its place."""
    return any("image/png" in output.get("data", {}) for output in cell.outputs)


def is_left_out(cell):
    """Whether a code cell checks an exercise, or imports and shows nothing."""
    imports = cell.source.startswith(("import ", "from ")) and not cell.outputs
    return imports or "check" in cell.metadata.get("tags", [])


def answered(output):
    """An output as a class sees it: of a reveal, what was measured; of an input that nobody types into, nothing."""
    plain = "".join(output.get("data", {}).get("text/plain", ""))
    if plain.startswith("Measured: "):
        output.data = {"text/markdown": f"**{one_line(plain)}**", "text/plain": one_line(plain)}
    return output


def one_line(revealed):
    """What was measured, in one line."""
    return " ".join(revealed.partition("\nNo prediction")[0].partition("\nYou predicted")[0].split())


def note(cell, number, after):
    """What the presenter needs beside a cell."""
    said = [f"Cell {number} of the notebook: `{cell.id}`."]
    if is_prediction(cell) and (answer := measured(after)):
        said.append(f"Let the class commit first. Measured answer: **{answer}**")
    if is_exercise(cell):
        name = cell.metadata.relulab.exercise
        said.append(f'The class writes in the notebook, and runs the check. Help: `hint("{name}")`, then n=2 and n=3.')
    return new_markdown_cell("\n\n".join(said), metadata={"slideshow": {"slide_type": "notes"}})


def measured(cells):
    """What the next reveal measured, up to the next prediction."""
    for cell in cells:
        if is_prediction(cell):
            return None
        for output in cell.get("outputs", []):
            plain = "".join(output.get("data", {}).get("text/plain", ""))
            if plain.startswith("Measured: "):
                return one_line(plain).removeprefix("Measured: ")
    return None


def deck(notebook):
    """The deck of a notebook, as one HTML page."""
    return page(
        slides(notebook),
        SlidesExporter,
        "deck.html.j2",
        cells="reveal/base.html.j2",
        reveal_css=(REVEAL / "reveal.css").read_text(encoding="utf-8"),
        reveal_js=(REVEAL / "reveal.js").read_text(encoding="utf-8"),
        notes_js=(REVEAL / "plugin" / "notes.js").read_text(encoding="utf-8").replace("</script", r"<\/script"),
    )


def make(notebook, stem, folder):
    (folder / f"{stem}.html").write_text(deck(notebook), encoding="utf-8")


def main(arguments=None):
    return make_from_each(make, DECKS, arguments, __doc__)


if __name__ == "__main__":
    sys.exit(main())
