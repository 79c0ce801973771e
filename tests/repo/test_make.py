"""The first and the second run of `make lab` and `make test`, on all kinds of machines.

A small stand-in for the course is set up by the real Makefile and tools/venv.sh, without a network: its "relulab" and
"pytest" say what they were called with. A stand-in for uv, which only notes what it was asked and copies these two in,
keeps most tests fast; two tests use the real venv and pip.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import textwrap
import time
import zipfile
from pathlib import Path

import pytest

from tests.repo.project import PROJECT, ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make is for Linux and macOS")

PYTHON = sys._base_executable
VENV = ".venv-{}.{}".format(*sys.version_info)
PROGRAMS = {
    f"{name}/__main__.py": f"import sys; print('{name}', *sys.argv[1:]); import os; print('from', os.getcwd())"
    for name in ("relulab", "pytest")
}

PYPROJECT = f"""
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "course"
version = "1"
requires-python = "{PROJECT["requires-python"]}"

[project.optional-dependencies]
lab = []
test = ["extra"]
browser = ["extra"]
"""

# Python's build interface (PEP 517 and 660) in the least that pip accepts, so that no build tool must be fetched.
BACKEND = """
import shutil

def build_editable(folder, config_settings=None, metadata_directory=None):
    shutil.copy("course-1-py3-none-any.whl", folder)
    return "course-1-py3-none-any.whl"
"""

UV = f"""
#!/bin/sh
case $1 in
    --version) echo "uv 0"; exit ;;
    venv) shift $(($# - 1)); {PYTHON} -m venv --without-pip "$1" ;;
    pip) if [ -e hang ]; then touch hanging; sleep 60; fi; cp -R programs/. {VENV}/lib/python3*/site-packages ;;
esac
"""


def script(path, text):
    path.write_text(textwrap.dedent(text).lstrip())
    path.chmod(0o755)
    return path


def wheel(path, name, files):
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n"
    metadata += "Provides-Extra: test\nRequires-Dist: extra; extra == 'test'\n"
    files = {**files, f"{name}-1.dist-info/METADATA": metadata}
    files[f"{name}-1.dist-info/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{name}-1.dist-info/RECORD"] = "".join(f"{file},,\n" for file in files)
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)


class Course:
    def __init__(self, tmp_path):
        self.folder, self.bin, self.wheels = tmp_path / "a course", tmp_path / "bin", tmp_path / "wheels"
        for folder in (self.folder / "tools", self.bin, self.wheels):
            folder.mkdir(parents=True)
        for name in ("Makefile", "tools/venv.sh"):
            shutil.copy(ROOT / name, self.folder / name)
        (self.folder / "pyproject.toml").write_text(PYPROJECT)
        (self.folder / "constraints.txt").write_text("extra==1\n")
        (self.folder / "backend.py").write_text(BACKEND)
        wheel(self.folder / "course-1-py3-none-any.whl", "course", PROGRAMS)
        wheel(self.wheels / "extra-1-py3-none-any.whl", "extra", {"extra.py": ""})
        for name, text in PROGRAMS.items():
            (self.folder / "programs" / name).parent.mkdir(parents=True)
            (self.folder / "programs" / name).write_text(text)
        self.log = tmp_path / "log"
        self.log.touch()
        self.uv(UV)
        self.environment = {
            "PATH": f"{self.bin}:{Path(shutil.which('make')).parent}:/usr/bin:/bin",
            "HOME": str(tmp_path),
            "PYTHON": PYTHON,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.wheels.as_uri(),
        }

    def uv(self, text):
        """Put a uv on the PATH; it notes what it is asked for, other than its version."""
        note = f'[ "$1" = --version ] || echo "$@" >>"{self.log}"'
        script(self.bin / "uv", text.lstrip().replace("#!/bin/sh\n", f"#!/bin/sh\n{note}\n"))

    def start(self, *command, **variables):
        return subprocess.Popen(
            ["make", *command],
            cwd=self.folder,
            env={**self.environment, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def make(self, *command, **variables):
        """Exit code, what was printed, and what was said on the way, less make's own lines."""
        process = self.start(*command, **variables)
        out, err = process.communicate(timeout=120)
        err = [line for line in err.splitlines() if not line.startswith("make: ***")]
        return process.returncode, out.splitlines(), err

    @property
    def asked(self):
        return self.log.read_text().splitlines()

    @property
    def here(self):
        return f"from {self.folder}"

    @property
    def environments(self):
        return sorted(path.name for path in self.folder.glob(".venv*"))


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path)


LAB = "relulab start study"


def test_the_second_run_starts_at_once(course):
    code, out, err = course.make("lab", "ARGS=--no-browser --port 8899")
    assert (code, out) == (0, [f"{LAB} --no-browser --port 8899", course.here])
    assert len(err) == 1 and VENV in err[0] and "uv" in err[0]
    install = f"pip install --quiet --python {VENV}/bin/python --constraint constraints.txt --editable"
    assert course.asked == [f"venv --quiet --seed --python {PYTHON} {VENV}", f"{install} .[lab,lab]"]
    assert course.make("lab") == (0, [LAB, course.here], [])
    assert course.make("test", "ARGS=-k relu")[:2] == (0, ["pytest -k relu", course.here])
    assert course.asked[2:] == [f"{install} .[lab,test]"]
    assert course.make("test") == (0, ["pytest", course.here], [])
    assert course.make("lab") == (0, [LAB, course.here], [])
    assert len(course.asked) == 3


def test_a_target_with_two_extras(course):
    code, out, _ = course.make("test-browser", "ARGS=-k keyboard")
    assert code == 0 and out[0].startswith("pytest tests/browser ") and out[0].endswith(" -k keyboard")
    assert [line.rpartition(" ")[2] for line in course.asked[1:]] == [".[lab,test]", ".[lab,browser]"]
    assert course.make("test") == (0, ["pytest", course.here], []), "it is ready too"


def test_both_at_once(course):
    code, out, _ = course.make("-j2", "lab", "test")
    assert code == 0 and sorted(out) == sorted([LAB, "pytest", course.here, course.here])
    assert [line.split()[0] for line in course.asked].count("venv") == 1
    assert course.environments == [VENV]


@pytest.fixture
def heeds_the_interrupt_key():
    """A shell that starts the tests in the background makes them, and what they start, ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_after_an_interrupted_run_all_is_made_anew(course, how, heeds_the_interrupt_key):
    (course.folder / "hang").touch()
    process = course.start("test")
    while not (course.folder / "hanging").exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    (course.folder / VENV / "half-made").touch()
    os.killpg(process.pid, how)
    process.communicate(timeout=30)
    assert process.returncode != 0
    if how != signal.SIGKILL:
        assert course.environments == [VENV], "no lock is left behind"
    (course.folder / "hang").unlink()
    assert course.make("test")[:2] == (0, ["pytest", course.here])
    assert not (course.folder / VENV / "half-made").exists()
    assert course.environments == [VENV]


def test_an_interrupted_update_is_made_anew(course):
    assert course.make("lab")[0] == 0
    good = (course.bin / "uv").read_text()
    course.uv("#!/bin/sh\n[ $1 != pip ]\n")
    code, out, err = course.make("test")
    assert code != 0 and out == [] and "network" in err[-1]
    script(course.bin / "uv", good)
    assert course.make("test")[:2] == (0, ["pytest", course.here])
    assert course.asked[-2].startswith("venv")
    assert course.make("lab") == (0, [LAB, course.here], [])


@pytest.mark.parametrize("changed", ["constraints.txt", "pyproject.toml"])
def test_changed_requirements_are_installed(course, changed):
    assert course.make("lab")[0] == 0
    os.utime(course.folder / changed)
    assert course.make("lab")[2] == [], "only touched"
    with open(course.folder / changed, "a") as file:
        file.write("# changed\n")
    assert course.make("lab")[:2] == (0, [LAB, course.here])
    assert [line.split()[0] for line in course.asked] == ["venv", "pip", "pip"]
    assert course.make("lab")[2] == []


def test_a_moved_course_is_set_up_anew(course):
    assert course.make("lab")[0] == 0
    course.folder = course.folder.rename(course.folder.with_name("moved"))
    assert course.make("lab")[:2] == (0, [LAB, course.here])
    assert [line.split()[0] for line in course.asked] == ["venv", "pip"] * 2


def posing_as(course, version, name="python-other"):
    """A Python that says it has another version."""
    text = f"""
        #!/bin/sh
        case "$2" in
            *version_info*) shift; code=$1; shift ;;
            *) exec {PYTHON} "$@" ;;
        esac
        exec {PYTHON} -c 'import sys
        sys.version_info, sys._base_executable = {version}, "{course.bin}/{name}"
        exec(sys.argv.pop(1))' "$code" "$@"
        """
    return script(course.bin / name, text).name


def test_each_python_has_an_environment_of_its_own(course):
    other = posing_as(course, (3, 99, 0))
    course.uv(UV.replace(VENV, ".venv-*"))
    assert course.make("lab")[0] == 0
    code, out, _ = course.make("lab", PYTHON=other)
    assert (code, out) == (0, [LAB, course.here])
    assert course.environments == sorted([VENV, ".venv-3.99"])
    assert course.make("lab") == (0, [LAB, course.here], [])
    assert course.make("lab", f"PYTHON={other}") == (0, [LAB, course.here], [])


def refused(course, python):
    """What is said, which is one sentence, and nothing is made."""
    before = sorted(course.folder.iterdir())
    code, out, err = course.make("test", PYTHON=python)
    assert code != 0 and out == [] and len(err) == 1
    assert sorted(course.folder.iterdir()) == before and course.asked == []
    return err[0]


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13)])
def test_an_old_python_is_refused(course, version):
    said = refused(course, posing_as(course, version))
    assert "'python-other' is Python {}.{},".format(*version) in said and "3.11 or newer" in said


def test_no_python(course):
    assert "'python-nowhere'" in refused(course, "python-nowhere")


def as_itself(path):
    """The line with which a stand-in for Python answers that it is the Python to use."""
    return f"""exec {PYTHON} -c "import sys; sys._base_executable = '{path}'; exec(sys.argv.pop(1))" "$2" "$3" """


def test_a_python_without_pip(course):
    script(course.bin / "uv", "#!/bin/sh\nexit 127\n")
    script(
        course.bin / "bare",
        f"""
        #!/bin/sh
        case "$2" in
            *version_info*) {as_itself(course.bin / "bare")} ;;
            *) exit 1 ;;
        esac
        """,
    )
    said = refused(course, "bare")
    assert "'bare' has neither ensurepip nor pip" in said


def test_pyenv_is_asked_for_the_version_that_has_the_command(course):
    script(course.bin / "pyenv", '#!/bin/sh\n[ "$*" = "whence python9" ] && printf "3.11.1\\n3.13.0\\n"\n')
    script(course.bin / "python9", f'#!/bin/sh\n[ "${{PYENV_VERSION-}}" = 3.13.0 ] || exit 127\nexec {PYTHON} "$@"\n')
    assert course.make("lab", PYTHON="python9")[:2] == (0, [LAB, course.here])
    assert course.asked[0] == f"venv --quiet --seed --python {PYTHON} {VENV}"


def test_with_pip_where_uv_does_not_run(course):
    """A uv that is a shim without a program behind it is on the PATH and fails."""
    script(course.bin / "uv", "#!/bin/sh\nexit 127\n")
    settings = {"PIP_USER": "1", "PIP_REQUIRE_VIRTUALENV": "1"}
    code, out, err = course.make("test", **settings)
    assert (code, out, len(err)) == (0, ["pytest", course.here], 1)
    assert "with pip" in err[0]
    assert (course.folder / VENV / "bin" / "pip").exists()
    assert list((course.folder / VENV).glob("lib/python3*/site-packages/extra.py"))
    assert course.make("test", PATH=str(course.bin.parent) + ":/usr/bin:/bin") == (0, ["pytest", course.here], [])


def test_with_pip_where_ensurepip_is_missing(course):
    """As on Debian without python3-venv: `python -m venv` fails and leaves half a folder."""
    ensurepip = pytest.importorskip("ensurepip", reason="the pip to do it with comes with ensurepip")
    folders = [
        Path(ensurepip.__file__).parent / "_bundled",
        Path(sysconfig.get_config_var("WHEEL_PKG_DIR") or "nowhere"),
    ]
    bundled = [path for folder in folders for path in folder.glob("pip-*.whl")]
    outside = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True)
    if not bundled or outside.returncode:
        pytest.skip("this Python has no pip to do it with")
    shutil.copy(bundled[0], course.wheels)
    script(course.bin / "uv", "#!/bin/sh\nexit 127\n")
    script(
        course.bin / "debian",
        f"""
        #!/bin/sh
        case "$*" in
            *version_info*) {as_itself(course.bin / "debian")} ;;
            *"import ensurepip"*) exit 1 ;;
            *--without-pip*) ;;
            "-m venv"*) {PYTHON} -m venv --without-pip "$3"; touch "$3/half-made"; exit 1 ;;
        esac
        exec {PYTHON} "$@"
        """,
    )
    code, out, err = course.make("test", PYTHON="debian")
    assert (code, out, len(err)) == (0, ["pytest", course.here], 1), err
    assert not (course.folder / VENV / "half-made").exists()


def test_help_is_what_make_says_alone(course):
    code, out, _ = course.make()
    assert code == 0 and out == course.make("help")[1]
    named = [re.match(r"make ([a-z-]+) +\S", line) for line in out]
    assert all(named) and {"lab", "test"} <= {match[1] for match in named}


def test_clean_removes_what_was_made(course):
    before = sorted(course.folder.iterdir())
    assert course.make("lab")[0] == 0
    assert course.make("clean")[0] == 0
    assert sorted(course.folder.iterdir()) == before
