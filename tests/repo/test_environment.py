"""environment.yml: no conda channel and no docker is needed to see that conda, Binder and JupyterHub can read it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rattler
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from relulab.lessons import LESSONS
from tests.repo.project import DEPENDENCIES, PROJECT, PYTHONS, ROOT

FILE = ROOT / "environment.yml"
ENVIRONMENT = yaml.safe_load(FILE.read_text(encoding="utf-8"))
CONDA = [entry for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str)]
PIP = [entry for entry in ENVIRONMENT["dependencies"] if not isinstance(entry, str)]


def test_the_shape():
    assert set(ENVIRONMENT) == {"name", "channels", "dependencies"}
    assert ENVIRONMENT["name"] == PROJECT["name"]
    assert ENVIRONMENT["channels"] == ["conda-forge"]
    assert ENVIRONMENT["dependencies"] == CONDA + PIP


def test_conda_brings_python_and_pip_and_nothing_else():
    specs = [rattler.MatchSpec(entry, strict=True) for entry in CONDA]
    assert [spec.name.normalized for spec in specs] == ["python", "pip"]


def test_the_python_is_one_the_course_supports():
    version = rattler.MatchSpec(CONDA[0], strict=True).version
    assert version in [f"{python}.*" for python in PYTHONS]
    assert SpecifierSet(PROJECT["requires-python"]).contains(version.replace("*", "0"))


def test_pip_takes_the_packages_and_bounds_of_pyproject_with_the_pinned_versions():
    assert PIP == [{"pip": ["-c constraints.txt", "-e .[lab]"]}]


def test_conda_could_read_the_dependencies_too():
    """The bounds mean the same to conda, for those who write an environment of their own."""
    for requirement in DEPENDENCIES:
        spec = rattler.MatchSpec(str(requirement), strict=True)
        assert spec.name.normalized == requirement.name
        assert Requirement(f"{requirement.name}{spec.version}") == requirement


@pytest.mark.skipif(sys.platform == "win32", reason="repo2docker does not run on Windows")
def test_binder_would_build_it(tmp_path):
    for file in ROOT.iterdir():  # the files that repo2docker looks for stand here or in a folder of its own
        if file.is_file():
            shutil.copy(file, tmp_path)
        elif file.name in {"binder", ".binder"}:
            shutil.copytree(file, tmp_path / file.name)
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    python = rattler.MatchSpec(CONDA[0], strict=True).version.removesuffix(".*")
    assert f"Building conda environment for python={python}" in said
    dockerfile = said.splitlines()
    whole_repository = next(
        i for i, line in enumerate(dockerfile) if line.startswith("COPY") and "src/ ${REPO_DIR}" in line
    )
    update = next(i for i, line in enumerate(dockerfile) if "env update" in line and "environment.yml" in line)
    assert whole_repository < update, "pip installs the course itself, so its files must be there by then"


@pytest.mark.skipif(sys.platform == "win32", reason="Binder's machines run Linux")
def test_binder_starts_from_the_readers_copy(tmp_path):
    script = ROOT / "postBuild"
    assert os.access(script, os.X_OK)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run([script], cwd=tmp_path, env={**os.environ, "PATH": path}, check=True, capture_output=True)
    assert sorted(path.stem for path in (tmp_path / "study").glob("*.ipynb")) == LESSONS
