"""noxfile.py: every supported Python with the oldest and the newest dependencies, and the suite in every session."""

import importlib.util
import os

import pytest

from tests.repo.project import PYTHONS, ROOT

pytest.importorskip("nox")  # in the extra "test", so only an environment from before that lacks it
spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
noxfile = importlib.util.module_from_spec(spec)


class Session:
    """Notes what it is asked to run; a python -c answers with the name of a feature."""

    posargs = ["-k", "relu"]

    def __init__(self):
        self.ran, self.installed = [], []

    def install(self, *arguments):
        self.installed.append(arguments)

    def run(self, *command, silent=False, env=None):
        self.ran.append((command, env))
        return "AVX2\n" if silent else None


@pytest.fixture(scope="module", autouse=True)
def loaded():
    here = os.getcwd()
    os.chdir(ROOT)  # where nox runs it
    try:
        spec.loader.exec_module(noxfile)
    finally:
        os.chdir(here)


def ran(function):
    """One session for each parameter."""
    for parameters in function.parametrize:
        session = Session()
        function.func(session, **parameters.call_spec)
        yield session


def test_every_supported_python_runs_the_suite_with_the_oldest_and_the_newest():
    assert noxfile.versions.python == PYTHONS
    sessions = list(ran(noxfile.versions))
    assert [session.installed[0][3] for session in sessions] == ["lowest-direct", "highest"]
    for session in sessions:
        assert session.installed[0][-2:] == ("--editable", ".[test]")
        assert session.ran == [(("python", "-m", "pytest", "-k", "relu"), None)]


def test_each_processor_is_seen_to_take_effect_before_the_suite_runs():
    settings = []
    for session in ran(noxfile.processors):
        effect, suite = session.ran[-2:]
        assert effect[0] == ("python", "-W", "error", "-c", noxfile.TOOK_EFFECT)
        assert suite == (("python", "-m", "pytest", "--no-cov", "-k", "relu"), effect[1])
        settings.append(effect[1])
    assert {"OPENBLAS_CORETYPE": "Haswell"} in settings and {"NPY_DISABLE_CPU_FEATURES": "AVX2"} in settings
