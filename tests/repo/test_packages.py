"""pyproject.toml holds the one list of dependencies, constraints.txt the exact versions."""

import itertools
import re
import subprocess
import sys
import zipfile

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.repo.project import DEPENDENCIES, EXTRAS, PROJECT, PYPROJECT, PYTHONS, ROOT

LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = [Requirement(line) for line in LINES if line[:1].isalpha()]
PINNED_EXTRAS = [requirement for name, extra in EXTRAS.items() if name != "bench" for requirement in extra]
SYSTEMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}


def test_the_supported_pythons_begin_where_the_course_does():
    assert PYTHONS == ["3.11", "3.12", "3.13", "3.14", "3.15"]
    assert SpecifierSet(PROJECT["requires-python"]) == SpecifierSet(f">={PYTHONS[0]}")


def test_every_dependency_has_a_lower_bound_and_no_upper_one():
    for requirement in itertools.chain(DEPENDENCIES, *EXTRAS.values()):
        operators = [bound.operator for bound in requirement.specifier]
        assert [operator for operator in operators if operator != "!="] == [">="], requirement


def test_the_lessons_do_not_need_jupyterlab_but_whoever_opens_or_tests_them_gets_it():
    assert "jupyterlab" not in {requirement.name for requirement in DEPENDENCIES}
    assert "jupyterlab" in {requirement.name for requirement in EXTRAS["lab"]}
    assert set(map(str, EXTRAS["lab"])) <= set(map(str, EXTRAS["test"]))


def test_a_pin_is_a_name_a_version_and_perhaps_a_marker():
    pin = re.compile(r"[a-z0-9-]+==[a-z0-9.]+( ; [a-zA-Z0-9_.' <>=!()]+)?")
    assert len(LINES) > 50
    assert [line for line in LINES if not pin.fullmatch(line)] == []


def test_what_only_the_benchmarks_need_is_not_pinned():
    bench = {canonicalize_name(requirement.name) for requirement in EXTRAS["bench"]}
    assert "torch" in bench
    assert bench.isdisjoint(canonicalize_name(pin.name) for pin in PINS)


def test_the_tests_have_all_that_slides_and_handouts_need():
    assert set(map(str, EXTRAS["teach"])) <= set(map(str, EXTRAS["test"]))


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_is_pinned_once_and_within_its_bounds(python, system):
    os_name, platform_system = SYSTEMS[system]
    here = {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": system,
        "os_name": os_name,
        "platform_system": platform_system,
    }
    for requirement in [*DEPENDENCIES, *PINNED_EXTRAS]:
        if requirement.marker and not requirement.marker.evaluate(here):
            continue
        pins = [
            pin
            for pin in PINS
            if canonicalize_name(pin.name) == canonicalize_name(requirement.name)
            and (not pin.marker or pin.marker.evaluate(here))
        ]
        assert len(pins) == 1, requirement
        version = Version(str(pins[0].specifier).removeprefix("=="))
        assert requirement.specifier.contains(version), pins[0]


def test_the_pins_leave_the_build_alone():
    """Whether the pins reach the isolated build depends on the installer, so they must fit it or say nothing on it."""
    needed = {canonicalize_name(req.name): req for req in map(Requirement, PYPROJECT["build-system"]["requires"])}
    for pin in PINS:
        if build := needed.get(canonicalize_name(pin.name)):
            assert build.specifier.contains(str(pin.specifier).removeprefix("==")), pin


def test_a_wheel_holds_the_package_its_data_and_its_licences(tmp_path):
    tree = tmp_path / "tree"
    kept = ["pyproject.toml", PROJECT["readme"], *PROJECT["license-files"]]
    lessons = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
    sources = [path for path in (ROOT / "src" / "relulab").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    for name in [*kept, *lessons, *(path.relative_to(ROOT).as_posix() for path in sources)]:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes((ROOT / name).read_bytes())
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=tree, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = archive.namelist()
    assert {path.relative_to(ROOT / "src").as_posix() for path in sources} <= set(inside)
    assert {"relulab/nn/data/digits.npz", "relulab/py.typed"} <= set(inside)
    assert lessons and {f"relulab/{name}" for name in lessons} <= set(inside)
    assert PROJECT["license-files"] == ["LICENSE", "LICENSE-CONTENT.md"]
    for name in PROJECT["license-files"]:
        assert any(line.endswith(f"licenses/{name}") for line in inside), name
