"""What a learner installs has a wheel for each system and Python, so that nobody needs a compiler.

uv answers for systems and Pythons other than this one, by asking the package registry which files there are. Where it
cannot ask, nothing is known and the tests say so and are skipped.
"""

import importlib.util
import os
import re
import subprocess
import sys

import pytest

from tests.repo.project import DEPENDENCIES, EXTRAS, PYTHONS, ROOT

CONSTRAINTS = ROOT / "constraints.txt"
PINS = {line.partition(" ;")[0] for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines()}
LEARNER = [str(requirement) for requirement in DEPENDENCIES + EXTRAS["lab"]]
PLATFORMS = {
    "Windows x64": "x86_64-pc-windows-msvc",
    "macOS Arm": "aarch64-apple-darwin",
    "macOS Intel": "x86_64-apple-darwin",
    "Linux x64": "x86_64-manylinux_2_28",
}

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("uv") is None,
    reason="This Python has no uv, so nobody was asked which packages have wheels for other systems.",
)


class NoAnswer(Exception):
    """The registry could not be asked."""


class NoWheel(Exception):
    """The registry was asked and has no wheels that would do."""


def resolve(requirements, system, python, folder, *options, **variables):
    """The packages, as "name==version", that are installed there from wheels for the requirements."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "-", "--quiet", "--no-header", "--no-annotate"]
    command += ["--python-platform", PLATFORMS[system], "--python-version", python, "--only-binary", ":all:"]
    own = {name: value for name, value in os.environ.items() if name not in ("UV_RESOLUTION", "UV_CONSTRAINT")}
    environment = {**own, "UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never", **variables}
    done = subprocess.run(
        [*command, *options],
        cwd=folder,  # what pyproject.toml says to uv must not help: pip does not read it
        env=environment,
        input="\n".join(requirements),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    if done.returncode == 0:
        return done.stdout.splitlines()
    if unasked := re.search(".*(Failed to fetch|error sending request|network was disabled).*", done.stderr):
        raise NoAnswer(unasked[0].strip())
    assert "No solution found" in done.stderr, done.stderr
    raise NoWheel(f"{system}, Python {python}: {done.stderr}")


def skip(why):
    pytest.skip(
        f"The package registry could not be asked which packages have wheels ({why}), so nothing is known of them."
    )


@pytest.fixture(scope="module")
def registry(tmp_path_factory):
    """A registry that answers: it has numpy for this course's first Python."""
    try:
        resolve(["numpy"], "Linux x64", PYTHONS[0], tmp_path_factory.mktemp("probe"))
    except NoAnswer as why:
        skip(why)
    except NoWheel:
        skip("it does not even have numpy")


@pytest.mark.parametrize("system", PLATFORMS)
def test_all_that_a_learner_installs_has_a_wheel(system, registry, tmp_path):
    missing = []
    for python in PYTHONS:
        try:
            found = resolve(LEARNER, system, python, tmp_path, "--constraint", str(CONSTRAINTS))
        except NoAnswer as why:
            assert not missing, "\n".join(missing)
            skip(why)
        except NoWheel as why:
            missing.append(str(why))
        else:
            assert len(found) > len(LEARNER)
            assert set(found) <= PINS, f"{system}, Python {python}: not in constraints.txt"
    assert not missing, "\n".join(missing)


def test_a_package_without_a_wheel_is_named(tmp_path):
    (tmp_path / "thing-1.tar.gz").touch()
    with pytest.raises(NoWheel, match=r"^macOS Intel, Python 3\.12: (.|\n)*thing==1 has no (usable )?wheels"):
        resolve(["thing==1"], "macOS Intel", "3.12", tmp_path, "--no-index", "--find-links", str(tmp_path))


@pytest.mark.parametrize(
    "how", [["--offline"], ["--index-url", "http://127.0.0.1:9/simple"]], ids=["offline", "refused"]
)
def test_a_registry_that_cannot_be_asked_is_not_taken_for_one_without_wheels(how, tmp_path):
    cut_off = {"UV_HTTP_RETRIES": "0", "UV_CACHE_DIR": str(tmp_path / "cache")}
    with pytest.raises(NoAnswer) as why:
        resolve(["surely-not-in-any-folder"], "Linux x64", "3.11", tmp_path, *how, **cut_off)
    with pytest.raises(pytest.skip.Exception, match=r"could not be asked .* \(.*(disabled|127\.0\.0\.1).*\)"):
        skip(why.value)


def test_a_mistake_in_the_question_is_neither(tmp_path):
    with pytest.raises(AssertionError, match="unexpected argument"):
        resolve(["numpy"], "Linux x64", "3.11", tmp_path, "--no-such-option")
