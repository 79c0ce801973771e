"""tools/test_processors.py must not take a setting without effect for a test passed."""

import platform

import pytest

from tools import test_processors as processors


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"OPENBLAS_CORETYPE": "Nonsense"}, "OpenBLAS"),
        ({"NPY_DISABLE_CPU_FEATURES": "NONSENSE"}, "fails"),
        ({"NPY_DISABLE_CPU_FEATURES": ""}, "nothing above its baseline"),
        ({"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Nonsense"}, "OpenBLAS"),
    ],
)
def test_no_effect_is_told(setting, said):
    assert said in processors.without_effect(setting)


def test_a_feature_that_stays_is_told(monkeypatch):
    monkeypatch.setattr(processors, "chosen", lambda setting: {"features": ["AVX2"], "blas": [], "dispatch": []})
    assert processors.without_effect({"NPY_DISABLE_CPU_FEATURES": "AVX2"}) == "numpy still uses AVX2"


def test_one_thread_is_one_thread():
    if not processors.chosen({})["blas"]:
        pytest.skip("numpy does not use OpenBLAS here")
    assert processors.without_effect({"OPENBLAS_NUM_THREADS": "1"}) is None


def test_what_is_above_the_baseline_can_be_disabled():
    names = " ".join(processors.above_baseline(processors.chosen({})))
    if not names:
        pytest.skip(f"numpy knows nothing above its baseline on this {platform.machine()}")
    assert processors.without_effect({"NPY_DISABLE_CPU_FEATURES": names}) is None


def test_the_other_settings_do_not_leak_in(monkeypatch):
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Nehalem")
    assert "OPENBLAS_CORETYPE" not in processors.environment({"OPENBLAS_NUM_THREADS": "1"})


@pytest.mark.parametrize("problem", [None, "OpenBLAS has architecture Zen"])
@pytest.mark.parametrize("code", [0, 1])
def test_the_exit_code(monkeypatch, capsys, problem, code):
    calls = []
    plain = {"features": ["AVX2"], "dispatch": ["AVX2"], "blas": []}
    monkeypatch.setattr(processors, "chosen", lambda setting: plain)
    monkeypatch.setattr(processors, "without_effect", lambda setting: problem)

    def run(command, **rest):
        calls.append(rest["env"])
        return type("Done", (), {"returncode": code})

    monkeypatch.setattr(processors.subprocess, "run", run)
    assert processors.main([]) == (0 if problem is None and code == 0 else 1)
    assert len(calls) == (0 if problem else 4)
    table = capsys.readouterr().out
    assert table.count("passed" if code == 0 and not problem else "NO EFFECT" if problem else "FAILED") == 4
