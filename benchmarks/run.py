"""Speed of the course beside its peers, as ratios measured in one run: make bench.

    python benchmarks/run.py                      everything, about fifteen minutes on two free processors
    python benchmarks/run.py one import           these parts only
    python benchmarks/run.py --repetitions 3      fewer or more than the usual number of times each

A ratio above 1 says that the peer takes longer. Contestants run in turn, in one process; each repetition gives a ratio,
and the table shows their median, lowest and highest. "CPU" is the ratio of processor time, which other programs on the
machine disturb less; of several threads it says little, since threads that wait in a loop for each other use it too.

A missed target is printed and is no error. The exit status is 1 when a peer is missing, a part did not run, or the
contestants did not learn the same thing.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

#: part: (repetitions, numbers of threads, {peer: ratio to reach})
MEASURED = {
    "one": (9, [1], {"scikit-learn": 2.5, "PyTorch": 2.0, "PyTorch, no history": None}),
    "many": (5, [1, 2], {"PyTorch": 6.0, "PyTorch, no history": None, "torch.func.vmap": 1.2}),
    "map": (3, [1, 2], {"scikit-learn": 6.0, "PyTorch": 6.0}),
    "activations": (15, [1], {"PyTorch": 0.5}),
}
IMPORT_REPETITIONS, IMPORT_MS = 21, 50
IMPORTS = {
    "import relulab": "import relulab",
    "and its parts for numbers": "from relulab import ACTIVATIONS, Network, datasets, measures, train",
}
#: How far the results of two contestants may lie apart. Half the learning rate gives more than twice the loss; the
#: peers' sample of the map is 40 networks of very different accuracy.
SAME_LOSS, SAME_ACCURACY, SAME_ACCURACY_ON_THE_MAP = 0.2, 0.01, 0.05


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = [*MEASURED, "import", "lessons"]
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(parts)}; default: all")
    parser.add_argument("--repetitions", type=int)
    options = parser.parse_args()
    if unknown := set(options.parts) - set(parts):
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(parts)}")
    missing = [name for name in ("relulab", "sklearn", "torch") if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(f"Not installed here: {', '.join(missing)}. `make bench` installs everything that is compared.")

    problems = []
    for part in options.parts or parts:
        if part == "import":
            import_times(options.repetitions or IMPORT_REPETITIONS)
        elif part == "lessons":
            problems += lesson_times()
        else:
            problems += ratios(part, options.repetitions)
    print()
    if problems:
        sys.exit("\n".join(["NOT A VALID MEASUREMENT:", *problems]))


def heading(title, *columns):
    print(f"\n{title:44}" + "".join(f"{name:>10}" for name in columns), flush=True)


def row(name, numbers, target=None, *, at_most=False):
    """Print one row and whether the target is reached: by the ratio, the second number, or by a time, the first."""
    text = f"  {name:42}" + "".join(" " * 10 if number is None else f"{number:10.3g}" for number in numbers)
    if target is not None:
        value = numbers[0] if at_most else numbers[1]
        reached = value < target if at_most else value >= target
        text += f"   {'<' if at_most else '>='} {target:g}  {'reached' if reached else 'MISSED'}"
    print(text, flush=True)


# ---- beside the peers ----------------------------------------------------------------------------


def ratios(part, repetitions):
    """Print the tables of one part; a list of what makes them invalid."""
    from relulab.nn.fast import processors

    usual, thread_counts, targets = MEASURED[part]
    problems = []
    for threads in thread_counts:
        if threads > processors():
            print(f"\n{part}, {threads} threads: not measured, this process may use {processors()} processor(s).")
            continue
        command = [sys.executable, str(HERE / "measure.py"), part, str(threads), str(repetitions or usual)]
        environment = {**os.environ, "PYTHON_CPU_COUNT": str(threads)}
        child = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
        if child.returncode:
            problems.append(f"{part}, {threads} thread(s): did not run, see the message above.")
            continue
        heading(f"{part}, {threads} thread(s)", "seconds", "ratio", "lowest", "highest", "CPU", "loss", "accuracy")
        for title, found in json.loads(child.stdout):
            ours = found.pop("relulab")
            row(f"{title}: relulab", [median(ours["seconds"]), *[None] * 4, *learned(ours)])
            for peer, theirs in found.items():
                each = [x / y for x, y in zip(theirs["seconds"], ours["seconds"], strict=True)]
                cpu = median(x / y for x, y in zip(theirs["cpu"], ours["cpu"], strict=True))
                numbers = [median(theirs["seconds"]), median(each), min(each), max(each), cpu, *learned(theirs)]
                row(f"{' ' * len(title)}  {peer}", numbers, targets[peer])
                if differ(part, ours, theirs):
                    problems.append(f"{part}, {threads} thread(s), {title}: {peer} and relulab learned differently.")
    return problems


def learned(found):
    return [found.get("loss"), found.get("accuracy")]


def differ(part, ours, theirs):
    """Whether two contestants did not do the same work."""
    apart = abs(theirs.get("accuracy", 0) - ours.get("accuracy", 0))
    if part == "map":
        return apart > SAME_ACCURACY_ON_THE_MAP
    return apart > SAME_ACCURACY or ("loss" in ours and abs(theirs["loss"] / ours["loss"] - 1) > SAME_LOSS)


# ---- starting ------------------------------------------------------------------------------------


def import_times(repetitions):
    """What an import adds to `import numpy`, in processes of their own, in turn."""
    heading("beyond import numpy", "ms", "lowest", "highest")
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as on a reader's machine
    statements = {"": "import numpy", **{name: f"import numpy; {more}" for name, more in IMPORTS.items()}}
    times = {name: [] for name in statements}
    for repetition in range(repetitions + 1):
        for name, statement in statements.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", statement], env=environment, check=True)
            if repetition:  # the first one fills caches
                times[name].append(1000 * (time.perf_counter() - start))
    for name in IMPORTS:
        added = [with_it - without for with_it, without in zip(times[name], times[""], strict=True)]
        row(name, [median(added), min(added), max(added)], IMPORT_MS, at_most=True)


# ---- lessons -------------------------------------------------------------------------------------


def lesson_times():
    """Run each lesson in a clean kernel and print its time and its slowest cell; a list of those that failed."""
    sys.path.insert(0, str(ROOT))
    from tools import notebooks

    heading("lessons, from a clean kernel", "seconds")
    paths = sorted(notebooks.NOTEBOOKS.glob("*.ipynb"))
    problems = [] if paths else ["lessons: no notebook was found."]
    for path in paths:
        start = time.perf_counter()
        try:
            cells = notebooks.run(notebooks.read(path), path.parent)
        except notebooks.Failed as error:
            problems.append(f"{path.name}: {error}")
            continue
        total = time.perf_counter() - start
        number, slowest = max(cells, key=lambda cell: cell[1])
        row(path.stem, [total], notebooks.SLOW_NOTEBOOK, at_most=True)
        row(f"{path.stem}, slowest cell [{number}]", [slowest], notebooks.SLOW_CELL, at_most=True)
    return problems


if __name__ == "__main__":
    main()
