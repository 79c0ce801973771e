"""tools/test_versions.py must not take a combination that failed, or did not run, for one that passed."""

import os
import sys
from pathlib import Path

import pytest

from tests.repo.project import PYTHONS
from tools import test_versions as versions


@pytest.fixture
def commands(monkeypatch):
    """The commands it would run; set `commands.fails` to a word and those that hold it fail."""

    class Commands(list):
        fails = None

    seen = Commands()

    def run(*command):
        seen.append([str(word) for word in command])
        return 2 if seen.fails in seen[-1] else 0

    monkeypatch.setattr(versions, "run", run)
    return seen


def test_every_combination_gets_an_environment_of_its_own_and_the_whole_suite(commands, capsys):
    assert versions.main([]) == 0
    assert len(commands) == 3 * 2 * len(PYTHONS)
    made = [command[-1] for command in commands if "venv" in command]
    assert len(set(made)) == 2 * len(PYTHONS)
    installs = [command for command in commands if "install" in command]
    assert [command[-3:] for command in installs] == [
        command[-3:-2] + ["--editable", ".[test]"] for command in installs
    ]
    assert [command[-3] for command in installs] == ["lowest-direct", "highest"] * len(PYTHONS)
    suites = [command for command in commands if "pytest" in command]
    assert [command[1:] for command in suites] == [["-m", "pytest"]] * len(suites)
    assert [Path(command[0]).parents[1] for command in suites] == [Path(folder) for folder in made]
    assert capsys.readouterr().out.count("passed") == 2 * len(PYTHONS)


@pytest.mark.parametrize(("fails", "said"), [("venv", "NOT RUN"), ("install", "FAILED"), ("pytest", "FAILED")])
def test_what_fails_is_told_and_fails_the_whole(commands, capsys, fails, said):
    commands.fails = fails
    assert versions.main(["--python", "3.12", "--with", "newest"]) == 1
    table = capsys.readouterr().out.split("by Python and dependencies:")[1]
    assert said in table and "passed" not in table
    assert fails in commands[-1], "nothing is tried after a failure"


def test_one_failure_among_others_fails_the_whole(commands):
    commands.fails = "highest"
    assert versions.main([]) == 1


def test_arguments_go_on_to_pytest(commands):
    assert versions.main(["--python", "3.11", "--with", "oldest", "-k", "relu"]) == 0
    assert commands[-1][1:] == ["-m", "pytest", "-k", "relu"]


@pytest.mark.parametrize("wrong", [["--python", "3.10"], ["--with", "middle"]])
def test_an_unknown_choice_is_refused(commands, wrong, capsys):
    with pytest.raises(SystemExit) as stop:
        versions.main(wrong)
    assert stop.value.code == 2 and commands == []
    assert "invalid choice" in capsys.readouterr().err


def test_run_gives_the_exit_code():
    assert versions.run(sys.executable, "-c", "raise SystemExit(3)") == 3


def test_pyenv_is_found_behind_its_shims(tmp_path, monkeypatch):
    shims, version = tmp_path / "shims", tmp_path / "versions" / "3.12.1" / "bin"
    shims.mkdir()
    version.mkdir(parents=True)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", os.pathsep.join([str(shims), str(tmp_path)]))
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    environment = versions.environment()
    assert environment["PATH"].split(os.pathsep) == [str(tmp_path), str(version)]
    assert "PYTHONPATH" not in environment
