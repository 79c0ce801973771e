"""Time trainings against each other in this process, in turn, on a given number of threads; print the times as JSON.

    python benchmarks/measure.py one|many THREADS REPETITIONS
"""

import json
import os
import sys
import time

SIZES = [64, 64, 64, 10], [64, 128, 128, 10]
EPOCHS = {"one": 20, "many": 5}
RUNS = 100


def limit_threads(threads):
    """Before numpy and torch are imported: give this process so many processors and its libraries so many threads."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ[variable] = str(threads)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    elif os.cpu_count() != threads:  # macOS and Windows: Python 3.13 believes PYTHON_CPU_COUNT, which run.py sets
        sys.exit("On this system the number of relulab's threads can be limited under Python 3.13 or newer only.")


def check_threads(threads):
    """After the imports: that the limit holds everywhere, and that torch may use all it is given."""
    import torch
    from threadpoolctl import threadpool_info

    from relulab.training import _processors

    counts = {pool["filepath"]: pool["num_threads"] for pool in threadpool_info()}
    counts |= {"torch": torch.get_num_threads(), "relulab": _processors()}
    if max(counts.values()) > threads or counts["torch"] < threads:
        sys.exit(f"{threads} threads were asked for, but the libraries use {counts}.")


def contestants(kind, peers):
    if kind == "one":
        return {
            "relulab": peers.relulab,
            "scikit-learn": peers.scikit_learn,
            "PyTorch": peers.pytorch,
            "PyTorch, no history": lambda *job: peers.pytorch(*job, bare=True),
        }
    return {
        "relulab": lambda *job: peers.relulab(*job, RUNS),
        "PyTorch": lambda *job: peers.pytorch_in_turn(*job, RUNS),
        "PyTorch, no history": lambda *job: peers.pytorch_in_turn(*job, RUNS, bare=True),
        "torch.func.vmap": lambda *job: peers.pytorch_vmap(*job, RUNS),
    }


def main(kind, threads, repetitions):
    limit_threads(threads)
    import peers

    peers.torch.set_num_threads(threads)
    check_threads(threads)
    functions = contestants(kind, peers)
    results = []
    for sizes in SIZES:
        for train in functions.values():
            list(train(sizes, 1, 0))  # what is done once only (loading, caches) is not timed
        found = {name: {"seconds": [], "cpu": [], "loss": [], "accuracy": []} for name in functions}
        for repetition in range(repetitions):
            # Forwards and backwards in turn, so that no one always runs after the same neighbour.
            for name in list(functions)[:: 1 if repetition % 2 == 0 else -1]:
                start, cpu = time.perf_counter(), time.process_time()
                networks = functions[name](sizes, EPOCHS[kind], 1000 * repetition)
                found[name]["seconds"].append(time.perf_counter() - start)
                found[name]["cpu"].append(time.process_time() - cpu)
                losses, accuracies = zip(*(peers.score(*network) for network in networks), strict=True)
                found[name]["loss"].append(sum(losses) / len(losses))
                found[name]["accuracy"].append(sum(accuracies) / len(accuracies))
        results.append({"sizes": sizes, "epochs": EPOCHS[kind], "found": found})
    check_threads(threads)  # no contestant left another limit behind
    print(json.dumps(results))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
