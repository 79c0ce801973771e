"""relulab start, doctor and progress, as a learner calls them; and the lesson that finds no package."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

import relulab
from relulab import doctor
from relulab.__main__ import main
from relulab.lessons import LESSONS, notebooks


def test_start_writes_the_lessons_and_keeps_what_was_changed(tmp_path, capsys):
    folder = tmp_path / "my course"
    assert main(["start", str(folder), "--no-open"]) == 0
    said = capsys.readouterr().out
    assert f"{len(LESSONS)} lessons ({len(LESSONS)} new)" in said and str(folder) in said
    assert sorted(path.stem for path in folder.glob("*.ipynb")) == LESSONS
    changed = folder / f"{LESSONS[0]}.ipynb"
    changed.write_text(changed.read_text(encoding="utf-8").replace("import numpy", "import  numpy"), encoding="utf-8")
    before = changed.read_bytes()
    relulab_2 = pytest.MonkeyPatch()
    with relulab_2.context() as newer:
        newer.setattr("relulab.__main__.__version__", "99.0")
        assert main(["start", str(folder), "--no-open"]) == 0
    said = capsys.readouterr().out
    assert "1 kept" in said and f"{len(LESSONS) - 1} brought up to date" in said and changed.name in said
    assert changed.read_bytes() == before


def test_start_opens_the_first_lesson_in_jupyterlab(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda command, **more: calls.append((command, more)) or subprocess.CompletedProcess(command, 7),
    )
    assert main(["start", str(tmp_path), "--no-browser"]) == 7
    ((command, more),) = calls
    assert command[:3] == [sys.executable, "-m", "jupyterlab"] and "--no-browser" in command
    assert f"--ServerApp.root_dir={tmp_path.resolve()}" in command
    assert f"--LabApp.default_url=/lab/tree/{LESSONS[0]}.ipynb" in command
    assert more["env"]["JUPYTER_PREFER_ENV_PATH"] == "1"
    first = more["env"]["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0]
    assert "news_url" in Path(first, "jupyter_server_config.json").read_text(encoding="utf-8")


def test_what_the_kernel_says_reaches_the_page_at_once(monkeypatch):
    """Without this an explorer waits up to 40 ms more, now and then."""
    config = type("Config", (), {"ServerApp": type("ServerApp", (), {})})
    file = Path(relulab.__file__).with_name("jupyter") / "jupyter_server_config.py"
    exec(file.read_text(encoding="utf-8"), {"get_config": lambda: config, "__name__": "configuration"})
    chosen = config.ServerApp.kernel_websocket_connection_class
    said = []
    monkeypatch.setattr(chosen.__base__, "connect", lambda connection: "connected")
    handler = type("Handler", (), {"set_nodelay": said.append})
    connection = chosen.__new__(chosen)
    monkeypatch.setattr(chosen, "websocket_handler", handler)
    assert connection.connect() == "connected" and said == [True]


def test_start_without_jupyterlab_and_in_a_folder_that_cannot_be_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("relulab.__main__.find_spec", lambda name: None)
    assert main(["start", str(tmp_path / "a")]) == 1
    assert 'pip install "jupyterlab' in capsys.readouterr().out
    (tmp_path / "file").write_text("")
    assert main(["start", str(tmp_path / "file" / "below"), "--no-open"]) == 1
    assert "Name another folder" in capsys.readouterr().out


def test_progress_and_wrong_words(capsys):
    assert main(["progress"]) == 0
    assert "progress" in capsys.readouterr().out
    for wrong in (["progres"], ["doctor", "--fast"], []):
        with pytest.raises(SystemExit):
            main(wrong)
        assert "usage: relulab" in capsys.readouterr().err


# ---- doctor --------------------------------------------------------------------------------------


def lines(folder):
    return {finding.about: finding for finding in doctor.examine(folder)}


def test_doctor_finds_this_environment_in_order(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("webbrowser.get", lambda: type("Browser", (), {"name": "some"})())
    monkeypatch.setenv("RELULAB_RECORDS", str(tmp_path / "records"))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    main(["start", str(tmp_path / "mine"), "--no-open"])
    capsys.readouterr()
    code = main(["doctor", str(tmp_path / "mine")])
    said = capsys.readouterr().out.splitlines()
    assert code == 0, said
    assert all(line.startswith("ok ") for line in said) and len(said) > 10
    for about in ("Python", "numpy", "jupyterlab", "kernel", "widgets", "browser", "progress", "folder", "lessons"):
        assert sum(line[4:].split()[0] == about for line in said) == 1, about


def test_doctor_says_what_to_do(tmp_path, monkeypatch):
    def no_browser():
        raise doctor.webbrowser.Error

    real = doctor.version
    monkeypatch.setattr("webbrowser.get", no_browser)
    monkeypatch.setattr(
        doctor, "version", lambda name: {"numpy": "1.26.4", "ipywidgets": "8.1.9"}.get(name) or real(name)
    )
    monkeypatch.setattr(doctor.sys, "prefix", str(tmp_path))
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("RELULAB_RECORDS", str(tmp_path / "file" / "records"))
    main(["start", str(tmp_path / "mine"), "--no-open"])
    other = tmp_path / "mine" / f"{LESSONS[1]}.ipynb"
    other.write_text(
        other.read_text(encoding="utf-8").replace(f'"version": "{relulab.__version__}"', '"version": "0.0.1"'),
        encoding="utf-8",
    )
    found = lines(tmp_path / "mine")
    for about, told in {
        "numpy": 'pip install "numpy',
        "ipywidgets": "8.1.9 does not fit",
        "browser": "copy the address",
        "widgets": "pip install jupyterlab_widgets",
        "progress": "cannot be written to",
        "lessons": "0.0.1",
    }.items():
        assert not found[about].fine and told in str(found[about]) and str(found[about]).startswith("DO "), about
    assert found["Python"].fine and found["matplotlib"].fine


# ---- a lesson alone ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LESSONS)
def test_without_the_package_a_lesson_says_one_sentence_and_stops(name, tmp_path):
    notebook = nbformat.read(notebooks() / f"{name}.ipynb", as_version=4)
    hides = tmp_path / "hides"
    hides.mkdir()
    (hides / "sitecustomize.py").write_text("import sys\nsys.modules['relulab'] = None\n", encoding="utf-8")
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"][:3]
    for cell in notebook.cells:
        cell.outputs = []
    client = nbclient.NotebookClient(
        notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    )
    with pytest.raises(nbclient.exceptions.CellExecutionError):
        client.execute(env={**os.environ, "PYTHONPATH": str(hides)})
    first, *others = notebook.cells
    (error,) = [output for output in first.outputs if output.output_type == "error"]
    assert error.ename == "SystemExit" and "pip install" in error.evalue and not re.search(r"\w\. [A-Z]", error.evalue)
    assert not any(cell.outputs for cell in others)


def test_no_public_name_is_a_magic_of_ipython():
    """IPython takes `recall("x")` for its own %recall in a kernel where nobody has imported the course's yet."""
    magics = InteractiveShell.instance().magics_manager.lsmagic()
    known = {*magics["line"], *magics["cell"]}
    assert {"recall", "run", "who"} <= known and len(known) > 50
    assert not known & set(relulab.__all__)


# ---- authors -------------------------------------------------------------------------------------


def test_saving_a_lesson_in_jupyterlab_changes_nothing_in_git():
    """What JupyterLab adds on opening and saving is left out by the authors' configuration (`make edit`)."""
    root = notebooks().parent
    source = (root / "tools" / "lab" / "jupyter_server_config.py").read_text(encoding="utf-8")
    config = type("Config", (), {"FileContentsManager": type("Manager", (), {})})
    exec(source, {"get_config": lambda: config})
    stored = json.loads((notebooks() / f"{LESSONS[0]}.ipynb").read_text(encoding="utf-8"))
    opened = json.loads(json.dumps(stored))
    opened["metadata"]["language_info"]["version"] = "3.13.1"
    opened["cells"][0]["metadata"]["trusted"] = True
    config.FileContentsManager.pre_save_hook({"type": "notebook", "content": opened}, path="x", contents_manager=None)
    assert opened == stored
    assert "version" not in stored["metadata"]["language_info"]
