"""Run the notebooks and store their outputs: the one tool that writes them.

    python tools/notebooks.py                every notebook in notebooks/
    python tools/notebooks.py 01.ipynb ...   these only
    python tools/notebooks.py --check        run, and say whose stored file would change; write nothing
    python tools/notebooks.py --times        run, and fail on a cell or a notebook that is too slow; write nothing

Each notebook runs from top to bottom in a kernel of its own, of the Python that runs this tool, in the notebook's
folder. What is written depends on the notebook and on nothing else: running the tool twice changes no byte. The picture
of a cell tagged `clock`, which shows measured times, is drawn once and kept until the cell is edited or prints another
text. A notebook that fails is left as it was. The exit code is 1 if any notebook failed, would change or is too slow.
"""

import argparse
import base64
import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert.preprocessors import CoalesceStreamsPreprocessor

from relulab.classroom.files import replace

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
CELL_LIMIT = 60  # seconds until a cell is cut off; a slow machine needs more than the aim below
SLOW_CELL, SLOW_NOTEBOOK = 3, 15  # seconds on two cores, the aim of every lesson

# The picture in README.md: the output of this cell, so that the two cannot drift apart.
PICTURE = NOTEBOOKS / "03_activations.ipynb", "linear-figure", NOTEBOOKS.parent / "docs" / "shapes.png"

# What JupyterLab stores for this kernel, less the Python version, which differs between machines.
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
# What front ends leave in a cell's metadata: when it ran, how it was folded.
LEFT_BY_FRONT_ENDS = {"ExecuteTime", "collapsed", "execution", "scrolled", "trusted", "vscode"}
# The model behind a view gets a new random name in each kernel and is gone with it; without the view, the still that
# stands in the output after it is shown.
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
CLOCK, DRAWN_BY = "clock", "drawn_by"


class Failed(Exception):
    """A notebook did not run to its end; the message says where and why."""


class ThisPython(AsyncKernelManager):
    """Starts the Python that runs this tool, whatever kernel the user has under the name python3."""

    @property
    def kernel_spec(self):
        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())


def run(notebook, folder, limit=CELL_LIMIT):
    """Execute the notebook in place, from a clean kernel.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Its outputs are replaced.
    folder : path
        Where the kernel works.
    limit : float
        Seconds a cell may take.

    Returns
    -------
    list of (int, float)
        Execution count and seconds of each code cell.

    Raises
    ------
    Failed
        If a cell raises, takes too long or takes the kernel down.
    """
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    began, seconds = {}, {}

    def before(cell, cell_index):
        began[cell_index] = time.perf_counter()

    def after(cell, cell_index, execute_reply):
        seconds[cell_index] = time.perf_counter() - began[cell_index]

    # The kernel's own warnings (on its sockets, say) are not the notebook's.
    client = NotebookClient(
        notebook,
        kernel_manager_class=ThisPython,
        kernel_name="python3",
        timeout=limit,
        raise_on_iopub_timeout=True,
        iopub_timeout=30,
        record_timing=False,
        shutdown_kernel="immediate",
        extra_arguments=["--Application.log_level=ERROR"],
        on_cell_execute=before,
        on_cell_executed=after,
    )
    client.log.setLevel("CRITICAL")  # what goes wrong is raised, and shown once
    # nbclient plays the browser for Output widgets. nbval does not, and would find other outputs; and what nbclient
    # sends while it waits for the kernel makes some cells wait until their limit (jupyter/nbclient#312).
    client.widget_registry.clear()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        # No IPython profile of the user's, no progress bar (whether one appears depends on the clock), and nothing kept
        # as the progress of whoever runs this.
        environment = {**os.environ, "IPYTHONDIR": empty, "RELULAB_PROGRESS": "0", "RELULAB_RECORDS": "0"}
        try:
            client.execute(cwd=str(folder), env=environment)
        except CellExecutionError as error:
            why = error.traceback
        except CellTimeoutError as error:
            why = str(error)
        except RuntimeError as error:
            why = f"The kernel died: {error}"
        else:
            why = None
    if why is not None:
        if not began:
            raise Failed(f"no cell ran. {why}")
        raise Failed(f"code cell {len(began)} failed:\n\n{notebook.cells[max(began)].source}\n\n{why}")
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        raise Failed(f"not every code cell ran: the execution counts are {counts}. Remove empty code cells.")
    return list(zip(counts, seconds.values(), strict=True))


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def stored_form(notebook):
    """The bytes to store: as JupyterLab writes them, without what differs between runs and machines."""
    notebook = nbformat.from_dict(notebook)
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNELSPEC, "language_info": LANGUAGE})
    for cell in notebook.cells:
        for key in LEFT_BY_FRONT_ENDS & set(cell.metadata):
            del cell.metadata[key]
    for cell in code_cells(notebook):
        tidy(cell)
    nbformat.validate(notebook)
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode()


def keep_clock_pictures(notebook, stored):
    """Where only the picture of a cell tagged `clock` differs from the stored one, put the stored one back.

    The code that drew it is known by its hash, kept with the cell: the picture of other code is never kept.
    """
    stored_cells = {cell.id: cell for cell in code_cells(stored)}
    for cell in code_cells(notebook):
        cell.metadata.pop(DRAWN_BY, None)
        if CLOCK in cell.metadata.get("tags", []):
            cell.metadata[DRAWN_BY] = code_hash(cell)
            before = stored_cells[cell.id]
            same_code = before.metadata.get(DRAWN_BY) == cell.metadata[DRAWN_BY]
            if same_code and without_pictures(before) == without_pictures(cell):
                cell.outputs = before.outputs


def code_hash(cell):
    return hashlib.sha256(cell.source.encode()).hexdigest()[:16]


def without_pictures(cell):
    """The outputs of a cell as they are stored, but for the pictures themselves."""
    cell = tidy(nbformat.from_dict(cell))
    for output in cell.outputs:
        if "image/png" in output.get("data", {}):
            output.data["image/png"] = "a picture"
    return cell.outputs


def tidy(cell):
    """Take out of the outputs what depends on the clock or on chance: where a text was cut, and names of models."""
    CoalesceStreamsPreprocessor().preprocess_cell(cell, {}, 0)
    for output in cell.outputs:
        output.get("data", {}).pop(WIDGET_VIEW, None)
    cell.outputs = [output for output in cell.outputs if output.get("data") != {}]  # where the view was all there was
    return cell


def read(path):
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError as error:
        raise Failed(f"it cannot be read: {error}") from error
    except Exception as error:  # what nbformat raises depends on what is wrong with the file
        raise Failed(f"it is not a notebook: {error}") from error
    return notebook


def picture(notebook, cell_id):
    """The bytes of the first picture that the cell shows."""
    outputs = next(cell.outputs for cell in notebook.cells if cell.id == cell_id)
    return base64.b64decode(
        next(output.data["image/png"] for output in outputs if "image/png" in output.get("data", {}))
    )


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all in notebooks/")
    parser.add_argument(
        "--limit", type=float, default=CELL_LIMIT, help="seconds a cell may take (default: %(default)s)"
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="write nothing; fail if a stored file would change")
    mode.add_argument(
        "--times",
        action="store_true",
        help=f"write nothing; fail if a cell takes over {SLOW_CELL} s or a notebook over {SLOW_NOTEBOOK} s",
    )
    options = parser.parse_args(arguments)
    paths = options.notebooks or sorted(NOTEBOOKS.glob("*.ipynb"))
    if not paths:
        sys.exit(f"No notebook found in {NOTEBOOKS}.")
    good = [handle(path, options) for path in paths]
    return 0 if all(good) else 1


def handle(path, options):
    """Run one notebook, print a line on it, and write it unless told not to. True if all is well."""
    try:
        notebook, stored, old = read(path), read(path), path.read_bytes()
        start = time.perf_counter()
        cells = run(notebook, path.resolve().parent, options.limit)
        total = time.perf_counter() - start
        keep_clock_pictures(notebook, stored)
        new = stored_form(notebook)
    except Failed as error:
        print(f"{path.name}: FAILED, the file is unchanged: {error}", flush=True)
        return False
    count, slowest = max(cells, key=lambda cell: cell[1], default=(0, 0.0))
    good, word = True, "unchanged" if new == old else "written"
    if options.times:
        good = slowest <= SLOW_CELL and total <= SLOW_NOTEBOOK
        word = "in time" if good else f"TOO SLOW (aim: a cell {SLOW_CELL} s, a notebook {SLOW_NOTEBOOK} s)"
    elif new != old and options.check:
        good, word = False, "WOULD CHANGE"
    else:
        if new != old:
            replace(path, new)
        if path.resolve() == PICTURE[0]:
            replace(PICTURE[2], picture(notebook, PICTURE[1]))
    print(f"{path.name}: {total:.1f} s, slowest cell [{count}] {slowest:.1f} s, {word}", flush=True)
    return good


if __name__ == "__main__":
    sys.exit(main())
