"""Every test again under other conditions, each in an environment of its own.

    nox --session versions      the oldest and the newest dependencies that are allowed, on every supported Python
    nox --session processors    as if on other processors: the stored outputs of the lessons must hold there too
    nox --session "versions-3.12(oldest)" -- tests/nn -k relu    one of them, and a part of the tests

`pip install nox uv` is all that this needs; pyproject.toml says what is allowed and supported.
"""

import os
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = True  # what did not run proves nothing
PYTHONS = nox.project.python_versions(nox.project.load_toml("pyproject.toml"))

# pyenv's commands run only where their version is switched on, so its interpreters themselves are looked through last.
for folder in sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/*/bin")):
    os.environ["PATH"] += os.pathsep + str(folder)

# numpy warns about a feature that it cannot disable, and goes on: so this runs under -W error.
FEATURES = """
from numpy._core import _multiarray_umath as core
print(*(name for name in core.__cpu_dispatch__ if core.__cpu_features__[name]))
"""
TOOK_EFFECT = """
import os, numpy, threadpoolctl
from numpy._core import _multiarray_umath as core
asked = os.environ.get
[blas] = [lib for lib in threadpoolctl.threadpool_info() if lib["internal_api"] == "openblas"]
assert blas["architecture"] == asked("OPENBLAS_CORETYPE", blas["architecture"]), blas
assert blas["num_threads"] == int(asked("OPENBLAS_NUM_THREADS", blas["num_threads"])), blas
assert not any(core.__cpu_features__[name] for name in asked("NPY_DISABLE_CPU_FEATURES", "").split())
"""


@nox.session(python=PYTHONS, venv_backend="uv")  # only uv can choose the oldest
@nox.parametrize("resolution", [nox.param("lowest-direct", id="oldest"), nox.param("highest", id="newest")])
def versions(session, resolution):
    # The oldest that are ready to install on this Python: numpy 2.0, say, has no wheel for 3.13.
    session.install("--only-binary", ":all:", "--resolution", resolution, "--editable", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


# OpenBLAS and numpy choose their code by processor and number of threads, and the last bits of a result with it.
@nox.session
@nox.parametrize(
    "setting",
    [
        nox.param({"OPENBLAS_CORETYPE": "Nehalem"}, id="Nehalem"),
        nox.param({"OPENBLAS_CORETYPE": "Haswell"}, id="Haswell"),
        nox.param({"OPENBLAS_NUM_THREADS": "1"}, id="one thread"),
        nox.param({"NPY_DISABLE_CPU_FEATURES": None}, id="plain numpy"),
    ],
)
def processors(session, setting):
    session.install("--constraint", "constraints.txt", "--editable", ".[test]")
    if "NPY_DISABLE_CPU_FEATURES" in setting:
        features = session.run("python", "-c", FEATURES, silent=True).strip()
        if not features:
            session.error("numpy uses nothing here that it could do without, so this would prove nothing")
        setting = {"NPY_DISABLE_CPU_FEATURES": features}
    session.run("python", "-W", "error", "-c", TOOK_EFFECT, env=setting)
    session.run("python", "-m", "pytest", "--no-cov", *session.posargs, env=setting)
