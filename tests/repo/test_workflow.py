"""What the machines of others run: the workflow and .ci/run."""

import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from tests.repo.project import PYTHONS, ROOT

WORKFLOWS = ROOT / ".github" / "workflows"
WORKFLOW, SITE = (yaml.safe_load((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")) for name in ("ci", "site"))
JOBS = {**WORKFLOW["jobs"], **SITE["jobs"]}
STEPS = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in JOBS.items()}


def test_the_matrix_is_three_systems_each_python_oldest_and_newest():
    assert WORKFLOW["jobs"]["versions"]["strategy"]["matrix"] == {
        "os": ["ubuntu-latest", "macos-latest", "windows-latest"],
        "python": PYTHONS,
        "with": ["oldest", "newest"],
    }


def test_it_runs_on_changes_and_every_week():
    triggers = WORKFLOW[True]  # YAML 1.1 reads the word "on" as true
    assert {"push", "pull_request", "schedule"} <= set(triggers)
    minute, hour, day, month, weekday = triggers["schedule"][0]["cron"].split()
    assert (day, month) == ("*", "*") and weekday in "0123456"


def test_every_job_ends_in_the_one_way_to_run_the_tests():
    assert STEPS["pinned"][-1] == "make test"
    assert STEPS["browser"] == ["make test-browser"]
    assert STEPS["pinned-windows"][-1] == "python -m pytest"
    assert STEPS["versions"][-1] == 'nox --session "versions-${{ matrix.python }}(${{ matrix.with }})"'
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^test:.*\n\t.*call run,test\) -m pytest \$\(ARGS\)$", makefile, re.MULTILINE)


def test_a_site_is_published_only_from_main_and_after_it_was_tried():
    assert SITE[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    build, publish = SITE["jobs"]["build"], SITE["jobs"]["publish"]
    assert STEPS["build"] == ["make site", 'make test-site ARGS="--site build/site --lessons all"']
    *_, last = build["steps"]
    assert last == {"uses": "actions/upload-pages-artifact@v3", "with": {"path": "build/site"}}
    assert publish["needs"] == "build" and [step["uses"] for step in publish["steps"]] == ["actions/deploy-pages@v4"]
    # The right to publish has the one job that runs nothing of ours.
    assert SITE["permissions"] == WORKFLOW["permissions"] == {"contents": "read"} and "permissions" not in build
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert {path.stem for path in WORKFLOWS.iterdir()} == {"ci", "site"}


def test_no_step_can_fail_unseen():
    for job in JOBS.values():
        assert not any("continue-on-error" in part for part in [job, *job["steps"]])
    assert not any("||" in step for steps in STEPS.values() for step in steps)


def test_the_sandbox_is_attacked_on_linux_and_its_absence_fails_nothing():
    for job in ["pinned", "versions"]:
        (step,) = [step for step in WORKFLOW["jobs"][job]["steps"] if "bubblewrap" in step.get("run", "")]
        assert step["if"] == "runner.os == 'Linux'" and step["run"].startswith("if ") and "else" in step["run"]


@pytest.mark.skipif(sys.platform == "win32", reason=".ci/run is for Linux")
@pytest.mark.parametrize("failing", [None, "test", "test-browser", "test-site"])
@pytest.mark.parametrize("code", [1, 5])
def test_ci_run_sets_up_nothing_of_its_own_and_keeps_the_exit_code(tmp_path, failing, code):
    """On a machine that has everything, it is `make test`, `make test-browser` and `make test-site`, without input."""
    make = tmp_path / "make"
    make.write_text(
        f'#!/bin/sh\necho "make $* in $(pwd), CI=$CI, input: $(cat)"\n[ "$*" != "{failing}" ] || exit {code}\n'
    )
    make.chmod(0o755)
    chromium = tmp_path / "chromium"
    chromium.write_text("#!/bin/sh\nexit 1\n")
    chromium.chmod(0o755)
    (tmp_path / "bwrap").symlink_to(chromium)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path), "PYTHON": sys._base_executable}
    done = subprocess.run(
        ["bash", ROOT / ".ci" / "run"], cwd=tmp_path, env=environment, input="typed", capture_output=True, text=True
    )
    assert done.returncode == (code if failing else 0)
    targets = ["test", "test-browser", "test-site"]
    called = targets[: targets.index(failing) + 1] if failing else targets
    assert done.stdout.splitlines() == [f"make {target} in {ROOT}, CI=true, input: " for target in called]


@pytest.mark.skipif(sys.platform == "win32", reason=".ci/run is for Linux")
def test_ci_run_goes_on_where_no_bubblewrap_can_be_had(tmp_path):
    for name in ["bash", "dirname", "id"]:
        (tmp_path / name).symlink_to(shutil.which(name))
    for name in ["make", "git", "chromium", "sudo", "apt-get"]:
        program = tmp_path / name
        program.write_text(
            f'#!{shutil.which("sh")}\necho "{name} $*"\n{"exit 100" if name in ("sudo", "apt-get") else ""}\n'
        )
        program.chmod(0o755)
    done = subprocess.run(
        [tmp_path / "bash", ROOT / ".ci" / "run"],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path), "PYTHON": sys._base_executable},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "No bubblewrap here" in done.stdout
    assert done.stdout.splitlines()[-3:] == ["make test", "make test-browser", "make test-site"]
