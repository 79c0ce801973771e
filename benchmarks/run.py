"""Speed of the course beside its peers, as ratios measured in one run: make bench.

    python benchmarks/run.py                      everything, about fifteen minutes on two free processors
    python benchmarks/run.py one import           these parts only
    python benchmarks/run.py --repetitions 3      fewer or more than the usual number of times each

A ratio above 1 says that the peer takes longer. Contestants run in turn, in one process; each repetition gives a ratio,
and the table shows their median, lowest and highest. "fastest" is the ratio of the fastest repetitions and "CPU" that of
processor time, which other programs on the machine disturb less (one thread only: threads that wait in a loop for each
other use processor time too).

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
from statistics import mean, median

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

#: part: (title, repetitions, numbers of threads, {peer: ratio to reach})
TRAININGS = {
    "one": ("one network", 9, [1], {"scikit-learn": 2.5, "PyTorch": 2.0, "PyTorch, no history": None}),
    "many": ("100 networks", 5, [1, 2], {"PyTorch": 6.0, "PyTorch, no history": None, "torch.func.vmap": 1.2}),
}
#: Repetitions and numbers of threads of the other parts that measure.py times.
OTHERS = {"activations": (15, [1]), "map": (3, [1, 2]), "rate": (9, [1, 2])}
AHEAD = {
    "relu",
    "leaky_relu",
    "sigmoid",
    "tanh",
    "silu",
}  # of PyTorch at 10 million values; twice its time is the limit otherwise
MAP_TARGET, RATE_TARGET = 6.0, 0.5
IMPORT_REPETITIONS, IMPORT_MS = 21, 50
IMPORTS = {
    "import relulab": "import relulab",
    "and its parts for numbers": "from relulab import Network, train, activations, datasets, measures",
}
#: How far the mean results of two contestants may lie apart. Half the learning rate gives more than twice the loss.
SAME_ACCURACY, SAME_LOSS = 0.01, 0.2
WIDTH = 34


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = [*TRAININGS, *OTHERS, "import", "lessons"]
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
        elif part in OTHERS:
            problems += other_times(part, options.repetitions)
        else:
            problems += training_times(part, options.repetitions)
    print()
    if problems:
        sys.exit("\n".join(["NOT A VALID MEASUREMENT:", *problems]))


def heading(title, *columns):
    print(f"\n{title:{WIDTH}}" + "".join(f"{name:>{width}}" for name, width in columns), flush=True)


def verdict(value, target, at_most=False):
    if target is None:
        return ""
    reached = value < target if at_most else value >= target
    return f"{'<' if at_most else '>='} {target:g}  {'reached' if reached else 'MISSED'}"


# ---- training ------------------------------------------------------------------------------------


def training_times(part, repetitions):
    """Print the rows of one part; a list of what makes them invalid."""
    title, usual, thread_counts, targets = TRAININGS[part]
    problems = []
    for threads in thread_counts:
        if threads > processors():
            print(f"\n{title}, {threads} threads: not measured, this process may use {processors()} processor(s).")
            continue
        results = measured(part, threads, repetitions or usual)
        if results is None:
            problems.append(f"{title}, {threads} thread(s): did not run, see the message above.")
            continue
        for result in results:
            problems += compare(title, threads, result, targets)
    return problems


def measured(part, threads, repetitions):
    command = [sys.executable, str(HERE / "measure.py"), part, str(threads), str(repetitions)]
    environment = {**os.environ, "PYTHON_CPU_COUNT": str(threads)}
    child = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
    return json.loads(child.stdout) if child.returncode == 0 else None


def compare(title, threads, result, targets):
    found, name = result["found"], "-".join(map(str, result["sizes"]))
    name = f"{title}, {name}, {threads} thread{'s' if threads > 1 else ''}"
    heading(f"{title}, {result['epochs']} epochs, {threads} thread{'s' if threads > 1 else ''}",
            ("seconds", 9), ("ratio", 8), ("lowest", 8), ("highest", 8), ("fastest", 8), ("CPU", 7), ("loss", 9), ("accuracy", 10), ("target", 9))  # fmt: skip
    ours = found["relulab"]
    problems = []
    for peer in ["relulab", *targets]:
        theirs, ratios = found[peer], ratio(found[peer], ours, "seconds")
        text = f"  {'-'.join(map(str, result['sizes'])) + ' ' + peer:{WIDTH - 2}}{median(theirs['seconds']):9.3f}"
        if peer == "relulab":
            text += " " * 39
        else:
            fastest = min(theirs["seconds"]) / min(ours["seconds"])
            cpu = f"{median(ratio(theirs, ours, 'cpu')):7.2f}" if threads == 1 else " " * 7
            text += f"{median(ratios):8.2f}{min(ratios):8.2f}{max(ratios):8.2f}{fastest:8.2f}{cpu}"
        text += f"{mean(theirs['loss']):9.4f}{mean(theirs['accuracy']):10.4f}   "
        print(text + verdict(median(ratios), targets.get(peer)), flush=True)
        if abs(mean(theirs["accuracy"]) - mean(ours["accuracy"])) > SAME_ACCURACY:
            problems.append(f"{name}: {peer} and relulab differ in accuracy, so they did not do the same work.")
        if abs(mean(theirs["loss"]) / mean(ours["loss"]) - 1) > SAME_LOSS:
            problems.append(f"{name}: {peer} and relulab differ in loss, so they did not do the same work.")
    share = median(ratio(ours, {"cpu": ours["seconds"]}, "cpu"))
    if threads == 1 and share < 0.9:
        print(
            f"  (The machine was busy: relulab's thread got {share:.0%} of a processor. CPU is then the steadier ratio.)"
        )
    return problems


def ratio(a, b, key):
    return [x / y for x, y in zip(a[key], b[key], strict=True)]


def processors():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# ---- activations, the map, the rate of matrix products ---------------------------------------------


def other_times(part, repetitions):
    """Print the rows of one part for each number of threads; a list of what makes them invalid."""
    usual, thread_counts = OTHERS[part]
    problems = []
    for threads in thread_counts:
        if threads > processors():
            print(f"\n{part}, {threads} threads: not measured, this process may use {processors()} processor(s).")
            continue
        results = measured(part, threads, repetitions or usual)
        if results is None:
            problems.append(f"{part}, {threads} thread(s): did not run, see the message above.")
            continue
        problems += {"activations": show_activations, "map": show_map, "rate": show_rate}[part](results, threads)
    return problems


def show_activations(results, threads):
    """Processor time; "copies" says how many times as long as numpy's copy into an array that exists relulab takes."""
    problems = []
    heading(
        "activations, float32, 1 thread",
        ("ns/value", 9),
        ("PyTorch", 8),
        ("lowest", 8),
        ("highest", 8),
        ("copies", 8),
        ("target", 29),
    )
    for result in results:
        name, values, found = result["name"], result["values"], result["found"]
        ratios, copies = ratio(found["PyTorch"], found["relulab"], "cpu"), ratio(found["relulab"], found["copy"], "cpu")
        text = f"  {f'{name}, {values:.0e} values':{WIDTH - 2}}{1e9 * median(found['relulab']['cpu']) / values:9.3f}"
        text += f"{median(ratios):8.2f}{min(ratios):8.2f}{max(ratios):8.2f}{median(copies):8.2f}{'':23}"
        print(text + verdict(median(ratios), 1.0 if values > 1e6 and name in AHEAD else 0.5), flush=True)
        if not result["same"]:
            problems.append(f"activations: {name} and PyTorch's differ in value.")
    return problems


def show_map(results, threads):
    """Peers run on one thread; their times are eight times those of every eighth network of the map."""
    [result] = results
    found, accuracy = result["found"], result["accuracy"]
    heading(f"map, 320 networks, {threads} thread{'s' if threads > 1 else ''}",
            ("seconds", 9), ("ratio", 8), ("lowest", 8), ("highest", 8), ("CPU", 8), ("accuracy", 10), ("target", 19))  # fmt: skip
    problems = []
    for name, theirs in found.items():
        ratios, cpu = ratio(theirs, found["relulab"], "seconds"), median(ratio(theirs, found["relulab"], "cpu"))
        text = f"  {name:{WIDTH - 2}}{median(theirs['seconds']):9.3f}{median(ratios):8.2f}{min(ratios):8.2f}{max(ratios):8.2f}{cpu:8.2f}"
        print(
            text
            + f"{accuracy[name]:10.4f}{'':13}"
            + verdict(median(ratios), None if name == "relulab" else MAP_TARGET),
            flush=True,
        )
        if abs(accuracy[name] - accuracy["relulab"]) > 5 * SAME_ACCURACY:  # 40 networks of very different accuracy
            problems.append(
                f"map, {threads} thread(s): {name} and relulab differ in accuracy, so they did not do the same work."
            )
    return problems


def show_rate(results, threads):
    """Arithmetic of the matrix products for each second, and which share of another's rate training reaches."""
    for result in results:
        found, work, name = result["found"], result["work"], "-".join(map(str, result["sizes"]))
        heading(
            f"{name} x 100, {threads} thread{'s' if threads > 1 else ''}",
            ("Gflop/s", 9),
            ("share", 8),
            ("lowest", 8),
            ("highest", 8),
            ("CPU", 8),
            ("target", 29),
        )
        for rival, theirs in found.items():
            more = work["training"] / work[rival]
            shares = [more * s for s in ratio(theirs, found["training"], "seconds")]
            cpu = more * median(ratio(theirs, found["training"], "cpu"))
            rate = work[rival] / median(theirs["seconds"]) / 1e9
            text = f"  {rival:{WIDTH - 2}}{rate:9.1f}{median(shares):8.2f}{min(shares):8.2f}{max(shares):8.2f}{cpu:8.2f}{'':23}"
            print(text + verdict(cpu, None if rival == "training" else RATE_TARGET), flush=True)
    return []


# ---- starting ------------------------------------------------------------------------------------


def import_times(repetitions):
    """What an import adds to `import numpy`, in processes of their own, in turn."""
    heading("beyond import numpy", ("ms", 9), ("", 8), ("lowest", 8), ("highest", 8), ("fastest", 8), ("target", 35))
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
        fastest = min(times[name]) - min(times[""])
        text = f"  {name:{WIDTH - 2}}{median(added):9.1f}{'':8}{min(added):8.1f}{max(added):8.1f}{fastest:8.1f}{'':29}"
        print(text + verdict(median(added), IMPORT_MS, at_most=True), flush=True)


# ---- lessons -------------------------------------------------------------------------------------


def lesson_times():
    """Run each lesson in a clean kernel and print its time and its slowest cell; a list of those that failed."""
    sys.path.insert(0, str(ROOT))
    from tools import notebooks

    heading("lessons, from a clean kernel", ("seconds", 9), ("target", 67))
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
        for what, seconds, aim in [
            ("", total, notebooks.SLOW_NOTEBOOK),
            (f" slowest cell [{number}]", slowest, notebooks.SLOW_CELL),
        ]:
            print(
                f"  {path.stem + what:{WIDTH - 2}}{seconds:9.1f}{'':61}{verdict(seconds, aim, at_most=True)}",
                flush=True,
            )
    return problems


if __name__ == "__main__":
    main()
