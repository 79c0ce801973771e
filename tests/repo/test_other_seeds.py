"""The lessons with other random numbers: they run to the end, and no sentence states a number that a seed made."""

import re

import nbformat
import pytest

from tests.repo.rules import LESSONS, NOTEBOOKS
from tools.notebooks import read, run

#: Put before a lesson: every random number of the package and of the lesson is another one.
SHIFT = """import numpy as np

plain_rng = np.random.default_rng
np.random.default_rng = lambda seed=None: plain_rng(seed if seed is None else np.append(seed, 1000))"""

#: A number with a decimal point or behind which a per cent sign stands: what training gives, and what people paste.
NUMBER = re.compile(r"(?<![\w.,])\d+(?:\.\d+)?(?= ?%)|(?<![\w.,])\d+\.\d+(?![\w.])")


def printed(cell):
    """The texts that a cell shows."""
    texts = [output.get("text") or output.get("data", {}).get("text/markdown", "") for output in cell.outputs]
    plain = [output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "\n".join([*texts, *plain])


def pasted(stored, other):
    """(cell, number) for each number of a text that the cells above show, and with other seeds do not."""
    before, after = set(), set()
    for cell, again in zip(stored.cells, other.cells, strict=True):
        if cell.cell_type == "code":
            before |= set(NUMBER.findall(printed(cell)))
            after |= set(NUMBER.findall(printed(again)))
        elif re.match(r"\*\*(Read|Verdict)", cell.source):
            yield from ((cell.id, number) for number in NUMBER.findall(cell.source) if number in before - after)
        elif cell.source.startswith("## "):
            before, after = set(), set()


@pytest.mark.parametrize("name", LESSONS)
def test_no_sentence_states_a_number_that_comes_from_a_seed(name):
    stored = read(NOTEBOOKS / f"{name}.ipynb")
    other = read(NOTEBOOKS / f"{name}.ipynb")
    other.cells.insert(0, nbformat.v4.new_code_cell(SHIFT))
    run(other, NOTEBOOKS, limit=120)
    del other.cells[0]
    changed = sum(printed(a) != printed(b) for a, b in zip(stored.cells, other.cells) if a.cell_type == "code")
    assert changed > 5, "the seeds were not shifted"
    assert list(pasted(stored, other)) == []


def test_a_pasted_number_is_seen():
    def notebook(shown):
        code, text = (
            nbformat.v4.new_code_cell("print()"),
            nbformat.v4.new_markdown_cell("**Read.** It is 95.3 %, not 10 %."),
        )
        code.outputs = [nbformat.v4.new_output("stream", text=shown)]
        text["id"] = "read"
        return nbformat.v4.new_notebook(cells=[code, text])

    assert list(pasted(notebook("95.3 % of 10 %"), notebook("94.8 % of 10 %"))) == [("read", "95.3")]
    assert list(pasted(notebook("95.3 % of 10 %"), notebook("95.3 % of 10 %"))) == []
