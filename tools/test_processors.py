"""Run the whole test suite as if on other processors: the stored outputs must hold there too.

    python tools/test_processors.py [arguments for pytest]

OpenBLAS and numpy choose their code by processor and by number of threads, and the last bits of a result with it. Each
setting below makes them choose as an older machine would. Before the tests run, a fresh Python says what it chose:
a setting without effect is a failure, as it would prove nothing. The exit code is 1 if anything failed.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# -W error: numpy warns about a feature that it cannot disable, and goes on.
PROBE = """
import json, numpy, threadpoolctl
from numpy._core import _multiarray_umath as core
numpy.ones((2, 2)) @ numpy.ones((2, 2))
print(json.dumps({
    "blas": [lib for lib in threadpoolctl.threadpool_info() if lib["internal_api"] == "openblas"],
    "features": [name for name, present in core.__cpu_features__.items() if present],
    "dispatch": core.__cpu_dispatch__,
}))
"""


def chosen(setting):
    """What OpenBLAS and numpy choose under a setting (a dict of environment variables)."""
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE], env=environment(setting), capture_output=True, text=True
    )
    if result.returncode:
        raise RuntimeError(result.stderr.strip()[-500:])
    return json.loads(result.stdout)


def environment(setting):
    """This environment with the setting, and with nothing left of the others."""
    ours = ("OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "NPY_DISABLE_CPU_FEATURES")
    return {**{name: value for name, value in os.environ.items() if name not in ours}, **setting}


def above_baseline(plain):
    """The names numpy takes in NPY_DISABLE_CPU_FEATURES: what it can switch on, and did on this machine."""
    return [name for name in plain["dispatch"] if name in plain["features"]]


def without_effect(setting):
    """None if a fresh Python chooses as the setting says, else a sentence."""
    try:
        now = chosen(setting)
    except RuntimeError as error:
        return f"a fresh Python fails with it: {error}"
    for name, value in setting.items():
        if name == "NPY_DISABLE_CPU_FEATURES":
            left = sorted(set(value.split()) & set(now["features"]))
            if left or not value:
                return (
                    f"numpy still uses {' '.join(left)}"
                    if left
                    else "numpy found nothing above its baseline to disable"
                )
            continue
        key, expected = ("num_threads", 1) if name == "OPENBLAS_NUM_THREADS" else ("architecture", value)
        found = [library[key] for library in now["blas"]]
        if not found:
            return "numpy does not use OpenBLAS here"
        if found != [expected]:
            return f"OpenBLAS has {key} {', '.join(map(str, found))}"
    return None


def main(arguments):
    settings = [
        {"OPENBLAS_CORETYPE": "Nehalem"},
        {"OPENBLAS_CORETYPE": "Haswell"},
        {"OPENBLAS_NUM_THREADS": "1"},
        {"NPY_DISABLE_CPU_FEATURES": " ".join(above_baseline(chosen({})))},
    ]
    rows, failed = [], False
    for setting in settings:
        title = " ".join(f"{name}={value}" for name, value in setting.items())
        print(f"\n=== {title}", flush=True)
        problem, start = without_effect(setting), time.perf_counter()
        if problem is None:
            command = [sys.executable, "-m", "pytest", "--no-cov", *arguments]
            code = subprocess.run(command, cwd=ROOT, env=environment(setting)).returncode
            outcome = "passed" if code == 0 else f"FAILED (pytest's exit code {code})"
        else:
            outcome = f"NO EFFECT: {problem}"
        failed |= outcome != "passed"
        rows.append((title, f"{time.perf_counter() - start:.0f} s", outcome))
    print("\nThe whole suite" if not arguments else f"\npytest {' '.join(arguments)}", "as if on another processor:")
    width = max(len(title) for title, *_ in rows)
    for title, seconds, outcome in rows:
        print(f"  {title:{width}} {seconds:>6}  {outcome}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
