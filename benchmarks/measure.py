"""Time contestants against each other in this process, in turn, on a given number of threads; print the times as JSON.

    python benchmarks/measure.py one|many|activations|map THREADS REPETITIONS

Printed is a list of tables: the title, and for each contestant {"seconds": [...], "cpu": [...], "loss", "accuracy"}.
"""

import itertools
import json
import os
import sys
import time

SIZES = [64, 64, 64, 10], [64, 128, 128, 10]
EPOCHS = {"one": 20, "many": 5}
RUNS = 100
#: The map: 8 learning rates by 8 biases by 5 seeds. Peers train every eighth of the 320 networks.
MAP_SIZES, MAP_EPOCHS, SEEDS, SAMPLE = [64, 32, 10], 10, 5, 8
#: Values in an array, and how often it goes through the function between two looks at the clock.
VALUES = {10_000: 300, 10_000_000: 1}


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

    from relulab.nn.fast import processors

    counts = {pool["filepath"]: pool["num_threads"] for pool in threadpool_info()}
    counts |= {"torch": torch.get_num_threads(), "relulab": processors()}
    if max(counts.values()) > threads or counts["torch"] < threads:
        sys.exit(f"{threads} threads were asked for, but the libraries use {counts}.")


def in_turn(functions, repetitions, times=1):
    """Seconds and processor seconds of each function, after one call that is not timed; and what it gave each time.

    In turn forwards and backwards, so that no one always runs after the same neighbour.
    """
    for function in functions.values():
        function(0)
    found = {name: {"seconds": [], "cpu": []} for name in functions}
    given = {name: [] for name in functions}
    for repetition in range(repetitions):
        for name in list(functions)[:: 1 if repetition % 2 == 0 else -1]:
            start, cpu = time.perf_counter(), time.process_time()
            for _ in range(times):
                made = functions[name](repetition)
            found[name]["cpu"].append((time.process_time() - cpu) / times)
            found[name]["seconds"].append((time.perf_counter() - start) / times)
            given[name].append(made)
    return found, given


def scored(found, given, peers):
    """Add what the networks of each contestant learned: the mean of their losses and accuracies."""
    for name, networks in given.items():
        scores = [peers.score(*network) for network in networks]
        losses, accuracies = zip(*scores, strict=True)
        found[name] |= {"loss": sum(losses) / len(losses), "accuracy": sum(accuracies) / len(accuracies)}
    return found


def training(kind, repetitions, peers):
    contestants = {
        "one": {
            "relulab": peers.relulab,
            "scikit-learn": peers.scikit_learn,
            "PyTorch": peers.pytorch,
            "PyTorch, no history": lambda *job: peers.pytorch(*job, bare=True),
        },
        "many": {
            "relulab": lambda *job: peers.relulab(*job, RUNS),
            "PyTorch": lambda *job: peers.pytorch_in_turn(*job, RUNS),
            "PyTorch, no history": lambda *job: peers.pytorch_in_turn(*job, RUNS, bare=True),
            "torch.func.vmap": lambda *job: peers.pytorch_vmap(*job, RUNS),
        },
    }[kind]
    for sizes in SIZES:
        functions = {
            name: lambda repetition, train=train, sizes=sizes: train(sizes, EPOCHS[kind], 1000 * repetition)
            for name, train in contestants.items()
        }
        found, given = in_turn(functions, repetitions)
        networks = {name: itertools.chain(*trained) for name, trained in given.items()}
        yield f"{'-'.join(map(str, sizes))}, {EPOCHS[kind]} epochs", scored(found, networks, peers)


def activations(kind, repetitions, peers):
    import numpy as np
    from torch.nn import functional

    from relulab.nn.activations import ACTIVATIONS

    torch = peers.torch
    torch.set_grad_enabled(False)
    theirs = {
        "identity": torch.clone,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": torch.relu,
        "leaky_relu": functional.leaky_relu,
        "elu": functional.elu,
        "softplus": functional.softplus,
        "silu": functional.silu,
        "gelu": lambda t: functional.gelu(t, approximate="tanh"),
        "step": lambda t: torch.heaviside(t, torch.zeros(())),
    }
    for values, times in VALUES.items():
        z = 3 * np.random.default_rng(0).standard_normal(values, dtype=np.float32)
        t = torch.from_numpy(z)
        for name, f in ACTIVATIONS.items():
            if not np.allclose(f(z[:1000]), theirs[name](t[:1000]).numpy(), rtol=1e-5, atol=1e-6):
                sys.exit(f"{name} and PyTorch's differ in value.")
            functions = {"relulab": lambda _, f=f, z=z: f(z), "PyTorch": lambda _, g=theirs[name], t=t: g(t)}
            yield f"{name}, {values:.0e} values", in_turn(functions, repetitions, times)[0]


def whole_map(kind, repetitions, peers):
    """The whole map by relulab on all threads; each peer's sample of it on one, with the times of the whole."""
    import numpy as np
    from threadpoolctl import threadpool_limits

    rates, biases = np.geomspace(0.01, 1, 8).tolist(), np.linspace(-1, 1, 8).tolist()
    cells = list(itertools.product(rates, biases, range(SEEDS)))[::SAMPLE]
    peers.torch.set_num_threads(1)

    def sample(train):
        with threadpool_limits(1):
            return [train(MAP_SIZES, MAP_EPOCHS, i, rate=rate, bias=bias) for i, (rate, bias, _) in enumerate(cells)]

    functions = {
        "relulab": lambda _: peers.relulab_map(MAP_SIZES, MAP_EPOCHS, 0, rates, biases, SEEDS),
        "scikit-learn": lambda _: sample(peers.scikit_learn),
        "PyTorch": lambda _: sample(peers.pytorch),
    }
    found, given = in_turn(functions, repetitions)
    ours = float(np.mean(given.pop("relulab")[-1].ravel()[::SAMPLE]))
    scored(found, {name: itertools.chain(*trained[-1]) for name, trained in given.items()}, peers)
    found["relulab"]["accuracy"] = ours
    for name in given:
        for clock in ("seconds", "cpu"):
            found[name][clock] = [SAMPLE * seconds for seconds in found[name][clock]]
    yield f"{len(rates)} rates x {len(biases)} biases x {SEEDS} seeds", found


def main(kind, threads, repetitions):
    limit_threads(threads)
    import peers

    peers.torch.set_num_threads(threads)
    check_threads(threads)
    tables = list({"activations": activations, "map": whole_map}.get(kind, training)(kind, repetitions, peers))
    if kind != "map":
        check_threads(threads)  # no contestant left another limit behind
    print(json.dumps(tables, default=float))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
