"""Speed of the course beside its peers, as ratios measured in one run: make bench.

Everything is printed, reached or not: a missed target is a measurement, not an error. The exit status is not 0 when a
peer is missing, a part did not run, or the contestants did not learn the same thing.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
#: (networks, threads, repetitions, {peer: ratio to reach})
TRAININGS = [
    ("one", 1, 9, {"scikit-learn": 2.5, "PyTorch": 2.0, "PyTorch, no history": None}),
    ("many", 1, 3, {"PyTorch": 6.0, "PyTorch, no history": None, "torch.func.vmap": 1.2}),
    ("many", 2, 3, {"PyTorch": 6.0, "PyTorch, no history": None, "torch.func.vmap": 1.2}),
]
IMPORTS = 15
#: How far the mean training accuracies of contestants may lie apart.
SAME_ACCURACY = 0.03


def measured(kind, threads, repetitions):
    environment = dict(os.environ, PYTHON_CPU_COUNT=str(threads))
    command = [sys.executable, str(HERE / "measure.py"), kind, str(threads), str(repetitions)]
    return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout)


def compare(kind, threads, repetitions, targets):
    """Print one line a peer; True if all learned the same thing."""
    agree = True
    for result in measured(kind, threads, repetitions):
        found = result["found"]
        ours = found["relulab"]["seconds"]
        sizes = "-".join(map(str, result["sizes"]))
        networks = "1 network" if kind == "one" else "100 networks"
        print(f"\n{networks}, {sizes}, {result['epochs']} epochs, {threads} thread{'s' * (threads > 1)}: ", end="")
        print(f"relulab {statistics.median(ours):.3f} s, training accuracy {statistics.mean(found['relulab']['accuracy']):.3f}")
        for peer, target in targets.items():
            ratios = [theirs / mine for theirs, mine in zip(found[peer]["seconds"], ours, strict=True)]
            accuracy = statistics.mean(found[peer]["accuracy"])
            agree &= abs(accuracy - statistics.mean(found["relulab"]["accuracy"])) < SAME_ACCURACY
            line(f"{peer} takes", statistics.median(ratios), ratios, "times as long", target, f"accuracy {accuracy:.3f}")
    return agree


def line(what, median, values, unit, target, more="", at_most=False):
    reached = ""
    if target is not None:
        ok = median <= target if at_most else median >= target
        reached = f"  target {'at most' if at_most else 'at least'} {target:g}: {'reached' if ok else 'MISSED'}"
    print(f"  {what:28} {median:6.2f} {unit} ({min(values):.2f} to {max(values):.2f}){reached}  {more}".rstrip())


def import_time():
    """What `import relulab` adds to `import numpy`, in processes of their own, in turn."""
    times = {"import numpy": [], "import numpy, relulab": []}
    for _ in range(IMPORTS):
        for statement in times:
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", statement], check=True)
            times[statement].append(time.perf_counter() - start)
    added = [1000 * (b - a) for a, b in zip(*times.values(), strict=True)]
    print("\nimport relulab, beyond import numpy:")
    line("adds", statistics.median(added), added, "ms", 50, at_most=True)


def main():
    agree = all([compare(*training) for training in TRAININGS])
    import_time()
    print("\nlessons, executed from a clean kernel (aim: a cell 3 s, a lesson 15 s):", flush=True)
    lessons = subprocess.run([sys.executable, str(HERE.parent / "tools" / "notebooks.py"), "--times"])
    if not agree:
        sys.exit("The contestants did not reach the same accuracy: the ratios above compare different work.")
    if lessons.returncode not in (0, 1):  # 1 says that something was too slow, which is printed
        sys.exit(lessons.returncode)


if __name__ == "__main__":
    main()
