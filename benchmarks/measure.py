"""Time contestants against each other in this process, in turn, on a given number of threads; print the times as JSON.

python benchmarks/measure.py one|many|activations|map|rate THREADS REPETITIONS
"""

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
SQUARE = 2048


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

    from relulab.nn.training import _processors

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


def in_turn(functions, repetitions, times=1):
    """Seconds and processor seconds of each function, in turn forwards and backwards, after one call that is not timed."""
    for function in functions.values():
        function()
    found = {name: {"seconds": [], "cpu": []} for name in functions}
    for repetition in range(repetitions):
        for name in list(functions)[:: 1 if repetition % 2 == 0 else -1]:
            start, cpu = time.perf_counter(), time.process_time()
            for _ in range(times):
                functions[name]()
            found[name]["cpu"].append((time.process_time() - cpu) / times)
            found[name]["seconds"].append((time.perf_counter() - start) / times)
    return found


def activation_times(threads, repetitions, peers):
    import numpy as np
    from torch.nn import functional

    from relulab.nn.activations import ACTIVATIONS

    torch = peers.torch
    torch.set_grad_enabled(False)
    theirs = {
        "identity": torch.clone, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu,
        "leaky_relu": functional.leaky_relu, "elu": functional.elu, "softplus": functional.softplus,
        "silu": functional.silu, "gelu": lambda t: functional.gelu(t, approximate="tanh"),
        "step": lambda t: torch.heaviside(t, torch.zeros(())),
    }  # fmt: skip
    results = []
    for values, times in VALUES.items():
        z = 3 * np.random.default_rng(0).standard_normal(values, dtype=np.float32)
        t, copy = torch.from_numpy(z), np.empty_like(z)
        for name, f in ACTIVATIONS.items():
            same = bool(np.allclose(f(z[:1000]), theirs[name](t[:1000]).numpy(), rtol=1e-5, atol=1e-6))
            functions = {
                "relulab": lambda f=f: f(z),
                "PyTorch": lambda g=theirs[name]: g(t),
                "copy": lambda: np.copyto(copy, z),
            }
            results.append(
                {"name": name, "values": values, "same": same, "found": in_turn(functions, repetitions, times)}
            )
    return results


def map_times(threads, repetitions, peers):
    """The whole map by relulab on `threads` threads, and each peer's sample of it on one."""
    import itertools

    import numpy as np
    from threadpoolctl import threadpool_limits

    rates, biases = np.geomspace(0.01, 1, 8).tolist(), np.linspace(-1, 1, 8).tolist()
    cells = list(itertools.product(rates, biases, range(SEEDS)))[::SAMPLE]
    peers.torch.set_num_threads(1)
    accuracy = {}

    def ours():
        found = peers.relulab_map(MAP_SIZES, MAP_EPOCHS, 0, rates, biases, SEEDS)
        accuracy["relulab"] = float(np.mean(found.ravel()[::SAMPLE]))

    def sample(name, train):
        with threadpool_limits(1):
            trained = [train(MAP_SIZES, MAP_EPOCHS, i, rate=rate, bias=bias) for i, (rate, bias, _) in enumerate(cells)]
        accuracy[name] = trained

    functions = {
        "relulab": ours,
        "scikit-learn": lambda: sample("scikit-learn", peers.scikit_learn),
        "PyTorch": lambda: sample("PyTorch", peers.pytorch),
    }
    found = in_turn(functions, repetitions)
    for name in ("scikit-learn", "PyTorch"):
        for clock in ("seconds", "cpu"):
            found[name][clock] = [SAMPLE * seconds for seconds in found[name][clock]]
        accuracy[name] = float(np.mean([peers.score(*next(pair))[1] for pair in accuracy[name]]))
    return [{"found": found, "accuracy": accuracy}]


def rate_times(threads, repetitions, peers):
    """Training, the matrix products of that training alone, and the product of two large matrices."""
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np
    from threadpoolctl import threadpool_limits

    from relulab.nn.training import RUNS_PER_BLOCK

    rng, rows = np.random.default_rng(0), len(peers.X)
    large = rng.standard_normal((SQUARE, SQUARE), dtype=np.float32)
    results = []
    for sizes in SIZES:
        steps, blocks = -(-rows // peers.BATCH), -(-RUNS // RUNS_PER_BLOCK)
        runs, triples = RUNS // blocks, []
        for n_in, n_out in zip(sizes, sizes[1:]):
            shapes = (runs, peers.BATCH, n_in), (runs, n_in, n_out), (runs, n_out, peers.BATCH)
            triples.append([rng.standard_normal(shape, dtype=np.float32) for shape in shapes])

        def products(_=None, triples=triples, steps=steps):
            """One epoch of one block: forwards, weights' slopes, and slopes passed back, in the layouts of Network."""
            for _ in range(steps):
                for layer, (A, W, by_column) in enumerate(triples):
                    A @ W
                    A.swapaxes(-1, -2) @ np.ascontiguousarray(by_column.swapaxes(-1, -2))
                    if layer > 0:
                        by_column.swapaxes(-1, -2) @ W.swapaxes(-1, -2)

        def all_products(products=products, blocks=blocks):
            with threadpool_limits(1), ThreadPoolExecutor(threads) as pool:
                list(pool.map(products, range(blocks)))

        weights = [n_in * n_out for n_in, n_out in zip(sizes, sizes[1:])]
        per_row = 2 * (3 * sum(weights) - weights[0])
        work = {
            "training": per_row * rows * RUNS,
            "its products alone": per_row * steps * peers.BATCH * runs * blocks,
            "large square": 2 * SQUARE**3,
        }
        functions = {
            "training": lambda sizes=sizes: peers.relulab(sizes, 1, 0, RUNS),
            "its products alone": all_products,
            "large square": lambda: large @ large,
        }
        results.append({"sizes": sizes, "work": work, "found": in_turn(functions, repetitions)})
    return results


def main(kind, threads, repetitions):
    limit_threads(threads)
    import peers

    peers.torch.set_num_threads(threads)
    check_threads(threads)
    others = {"activations": activation_times, "map": map_times, "rate": rate_times}
    if kind in others:
        print(json.dumps(others[kind](threads, repetitions, peers)))
        return
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
