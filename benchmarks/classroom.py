"""A class on a JupyterHub: everybody opens a lesson at the same moment and runs it from top to bottom.

    python benchmarks/classroom.py                  classes of 1, 5, 10 and 30
    python benchmarks/classroom.py --students 10    one class
    python benchmarks/classroom.py --write          and write the tables into instructor/hosting.md

A real hub with its proxy, a server and a kernel for each student, all on this machine and reached over 127.0.0.1 only. A
student does what the browser does: start the server, load the page and the notebook, start a kernel, and send one cell
after the other over its websocket. Memory is PSS: a page that several processes share counts once, divided among them.
"""

import argparse
import json
import os
import platform
import re
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.metadata import version
from math import ceil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "instructor" / "hosting.md"
PLACE = re.compile(r"(<!-- class: written by make bench-class -->\n).*?(<!-- end of class -->)", re.DOTALL)
LESSON = "03_relu_sparsity"
CLASSES = [1, 5, 10, 30]
LIMIT = 1500  # seconds for one class, then whoever is not done has failed
MB = 2**20

# What the advice rests on: everybody opens the lesson within one wait, and runs all of it within the other.
ADVISED, OPEN_WAIT, RUN_WAIT, SPARE = [30, 100, 300], 120, 300, 1.25

HUB = """
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.args = ["--allow-root", "--ServerApp.ip=127.0.0.1"]
c.Spawner.start_timeout = c.Spawner.http_timeout = {limit}
c.Spawner.environment = {{"JUPYTER_PREFER_ENV_PATH": "1"}}
c.JupyterHub.concurrent_spawn_limit = 0
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub_port}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.log_level = "WARN"
c.JupyterHub.services = [{{"name": "class", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [{{
    "name": "class",
    "services": ["class"],
    "scopes": ["admin:users", "admin:servers", "admin:server_state", "access:servers"],
}}]
"""


class Hub:
    """A JupyterHub in a temporary folder, with whatever it started gone at the end."""

    def __init__(self, folder, proxy):
        self.folder = Path(folder)
        self.token = secrets.token_hex(16)
        port, hub_port, api_port = free_ports(3)
        self.url = f"http://127.0.0.1:{port}"
        config = self.folder / "jupyterhub_config.py"
        programs = Path(sys.executable).parent
        settings = {"homes": str(self.folder), "port": port, "hub_port": hub_port, "api_port": api_port, "limit": LIMIT}
        config.write_text(HUB.format(**settings, proxy=proxy, token=self.token))
        self.log = (self.folder / "hub.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", str(config)],
            cwd=self.folder,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            # What is installed in the environment, and none of the user's own settings.
            env={
                **os.environ,
                "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
                "JUPYTER_NO_CONFIG": "1",
                "HOME": str(self.folder),
            },
        )

    def __enter__(self):
        return self

    def wait(self):
        try:
            until(lambda: self.api("get", "/").ok, 60, "the hub to answer")
        except TimeoutError:
            sys.exit(f"The hub does not answer; it says:\n{(self.folder / 'hub.log').read_text()}")

    def __exit__(self, *error):
        import psutil

        started = psutil.Process(self.process.pid).children(recursive=True) if self.process.poll() is None else []
        started += [process for process in psutil.process_iter() if belongs_to(process, self.folder)]
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for process in started:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                pass
        psutil.wait_procs(started, timeout=10)
        self.log.close()

    def api(self, method, path, **more):
        import requests

        try:
            return requests.request(method, f"{self.url}/hub/api{path}", headers=self.header, timeout=LIMIT, **more)
        except requests.ConnectionError:
            if self.process.poll() is not None:
                sys.exit(f"The hub ended:\n{(self.folder / 'hub.log').read_text()}")
            raise

    @property
    def header(self):
        return {"Authorization": f"token {self.token}"}


def belongs_to(process, folder):
    """Whether a process works in the class's folder. Students' servers are sessions of their own: not the hub's children."""
    import psutil

    try:
        return Path(process.cwd()).is_relative_to(folder)
    except (psutil.Error, OSError):
        return False


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def until(done, seconds, what):
    """Ask again until it is true; whatever goes wrong on the way counts as not yet."""
    import requests

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if done():
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"waited {seconds:.0f} s for {what}")


# ---- one student -----------------------------------------------------------------------------------


def attend(hub, name, cells, start):
    """What one student measures: seconds since everybody began, memory, processor seconds; or what went wrong."""
    import requests

    found = {"name": name}
    session = requests.Session()
    session.headers.update(hub.header)
    start.wait()
    began = time.monotonic()
    left = lambda: max(1.0, began + LIMIT - time.monotonic())
    try:
        answer = hub.api("post", f"/users/{name}/server")
        if answer.status_code not in (201, 202):
            raise RuntimeError(f"asked for a server, the hub answered {answer.status_code} {answer.reason}")

        wait_for_server(session, hub, name, left())
        pid = hub.api("get", f"/users/{name}").json()["servers"][""]["state"]["pid"]
        base = f"{hub.url}/user/{name}"
        get(session, f"{base}/lab/tree/{LESSON}.ipynb", left())
        get(session, f"{base}/api/contents/{LESSON}.ipynb", left())
        found["server"] = time.monotonic() - began

        body = {"path": f"{LESSON}.ipynb", "name": LESSON, "type": "notebook", "kernel": {"name": "python3"}}
        kernel = session.post(f"{base}/api/sessions", json=body, timeout=left())
        kernel.raise_for_status()
        channel = Channel(hub, name, kernel.json()["kernel"]["id"])
        channel.ask("kernel_info_request", {}, left())
        found["kernel"] = time.monotonic() - began
        processes = of_student(pid)
        found["idle"], used = sum(map(pss, processes)), cpu(processes)
        found["start cpu"] = used
        for number, source in enumerate(cells, start=1):
            content = {
                "code": source,
                "silent": False,
                "store_history": True,
                "allow_stdin": False,
                "stop_on_error": True,
            }
            reply = channel.ask("execute_request", content, left())
            if reply["status"] != "ok":
                raise RuntimeError(f"code cell {number} ended with {reply.get('ename')}: {reply.get('evalue')}")
        found["run"] = time.monotonic() - began
        found["ran"], found["run cpu"] = sum(map(pss, processes)), cpu(processes) - used
        channel.close()
    except Exception as error:  # counted and shown
        found["failure"] = f"{type(error).__name__}: {error}"
    return found


def wait_for_server(session, hub, name, seconds):
    """Follow the hub's own account of the start, as its waiting page does."""
    with session.get(f"{hub.url}/hub/api/users/{name}/server/progress", stream=True, timeout=seconds) as account:
        account.raise_for_status()
        for line in account.iter_lines():
            event = json.loads(line.partition(b":")[2]) if line.startswith(b"data:") else {}
            if event.get("ready"):
                return
            if event.get("failed"):
                break
    raise RuntimeError("the hub could not start the server")


def get(session, address, seconds):
    session.get(address, timeout=seconds).raise_for_status()


class Channel:
    """The websocket to a kernel, as JupyterLab opens it."""

    def __init__(self, hub, name, kernel):
        import websocket

        self.session = uuid.uuid4().hex
        address = (
            f"{hub.url.replace('http', 'ws', 1)}/user/{name}/api/kernels/{kernel}/channels?session_id={self.session}"
        )
        self.socket = websocket.create_connection(address, header=[f"Authorization: token {hub.token}"], timeout=LIMIT)

    def ask(self, kind, content, seconds):
        """The content of the reply, once the kernel is idle again."""
        me = uuid.uuid4().hex
        header = {
            "msg_id": me,
            "msg_type": kind,
            "session": self.session,
            "username": "student",
            "version": "5.4",
            "date": "",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
            "buffers": [],
        }
        self.socket.send(json.dumps(message))
        reply, idle, end = None, False, time.monotonic() + seconds
        while reply is None or not idle:
            self.socket.settimeout(max(1.0, end - time.monotonic()))
            text = self.socket.recv()
            got = (
                json.loads(text) if isinstance(text, str) else {}
            )  # a message with buffers is a widget's, and not an answer
            if got.get("parent_header", {}).get("msg_id") != me:
                continue
            if got["channel"] == "shell":
                reply = got["content"]
            idle = idle or got["msg_type"] == "status" and got["content"]["execution_state"] == "idle"
        return reply

    def close(self):
        self.socket.close()


# ---- memory and processor ----------------------------------------------------------------------------


def of_student(pid):
    """The student's server and what it started, that is, the kernel."""
    import psutil

    server = psutil.Process(pid)
    return [server, *server.children(recursive=True)]


def pss(process):
    """Bytes of memory, shared pages divided among those who share them; none of a process that has ended."""
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(re.search(r"^Pss: +(\d+)", text, re.MULTILINE)[1]) * 1024


def cpu(processes):
    return sum(sum(process.cpu_times()[:2]) for process in processes)


# ---- a class -----------------------------------------------------------------------------------------


def hold(students, proxy):
    """Run one class; the students' measurements, and those of the class."""
    import nbformat
    import psutil

    path = ROOT / "notebooks" / f"{LESSON}.ipynb"
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    names = [f"student{number:03}" for number in range(1, students + 1)]
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="class-", ignore_cleanup_errors=True) as folder, Hub(folder, proxy) as hub:
        hub.wait()
        for name in names:
            (hub.folder / name).mkdir()
            shutil.copy(path, hub.folder / name)
            hub.api("post", f"/users/{name}").raise_for_status()
        start = threading.Barrier(students)
        began = time.monotonic()
        with ThreadPoolExecutor(students) as room:
            found = list(room.map(lambda name: attend(hub, name, cells, start), names))
        took = time.monotonic() - began
        base = [psutil.Process(hub.process.pid), *psutil.Process(hub.process.pid).children()]
        base = [
            process
            for process in base
            if not belongs_to(process, hub.folder / names[0]) and "singleuser" not in " ".join(process.cmdline())
        ]
        everybody = [
            process
            for process in psutil.process_iter()
            if any(belongs_to(process, hub.folder / name) for name in names)
        ]
        return {
            "students": students,
            "load before": load,
            "seconds": took,
            "hub": sum(map(pss, base)),
            "all open": sum(map(pss, everybody)),
            "found": found,
        }


def median_and_worst(values):
    return f"{statistics.median(values):.0f} / {max(values):.0f}" if values else "none"


def row(result):
    """A line of the table of classes."""
    done = [one for one in result["found"] if "failure" not in one]

    def seconds(key):
        return median_and_worst([one[key] for one in done])

    def memory(key):
        return f"{statistics.median(one[key] for one in done) / MB:.0f}" if done else "none"

    def used(key):
        return f"{statistics.median(one[key] for one in done):.1f}" if done else "none"

    failed = result["students"] - len(done)
    return [
        str(result["students"]),
        seconds("server"),
        seconds("kernel"),
        seconds("run"),
        memory("idle"),
        memory("ran"),
        f"{used('start cpu')} + {used('run cpu')}",
        f"{(result['all open'] + result['hub']) / 2**30:.1f}",
        str(failed),
        f"{result['load before']:.1f}",
    ]


HEAD = [
    "students",
    "page there, s",
    "kernel ready, s",
    "lesson run, s",
    "MB each, before",
    "MB each, after",
    "processor s each, start + run",
    "GB all, at the end",
    "failed",
    "load before",
]


def table(head, rows):
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, ["---"] * len(head), *rows])


def machine(students, memory_each, memory_base, start_cpu, run_cpu):
    """Memory in GB and cores for a class.

    Parameters
    ----------
    students : int
    memory_each, memory_base : float
        Bytes of one student after the lesson, and of the hub with its proxy.
    start_cpu, run_cpu : float
        Processor seconds of one student until the kernel is ready, and for the whole lesson.
    """
    memory = SPARE * (students * memory_each + memory_base) / 2**30
    cores = students * max(start_cpu / OPEN_WAIT, run_cpu / RUN_WAIT)
    return ceil(memory), max(2, ceil(cores))


def advice(results):
    """The lines of the second table, from the largest class in which somebody came to the end."""
    largest = max((r for r in results if any("run" in one for one in r["found"])), key=lambda r: r["students"])
    done = [one for one in largest["found"] if "failure" not in one]
    each = [statistics.median(one[key] for one in done) for key in ("ran", "start cpu", "run cpu")]
    rows = []
    for students in ADVISED:
        memory, cores = machine(students, each[0], largest["hub"], *each[1:])
        rows.append([str(students), f"{memory} GB", str(cores)])
    text = (
        f"Taken from the class of {largest['students']}: {each[0] / MB:.0f} MB a student, {largest['hub'] / MB:.0f} MB for hub and proxy, "
        f"{each[1]:.1f} processor seconds to open the lesson and {each[2]:.1f} to run it.\n\n"
        f"- memory = {SPARE} × (students × {each[0] / MB:.0f} MB + {largest['hub'] / MB:.0f} MB), the quarter for the system and for what students open besides;\n"
        f"- cores = students × the larger of {each[1]:.1f} s / {OPEN_WAIT} s and {each[2]:.1f} s / {RUN_WAIT} s: all begin at the same moment, the last has the "
        f"page after {OPEN_WAIT // 60} minutes, and a *Run All* of the whole lesson by everybody at once ends within {RUN_WAIT // 60}."
    )
    return text, rows


def usual_proxy():
    """The proxy from npm if it is on the PATH, else the one in this environment."""
    ours = Path(sys.executable).parent
    path = os.pathsep.join(folder for folder in os.environ["PATH"].split(os.pathsep) if Path(folder) != ours)
    return shutil.which("configurable-http-proxy", path=path) or str(ours / "configurable-http-proxy")


def report(results, proxy):
    said = subprocess.run([proxy, "--version"], capture_output=True, text=True, check=True).stdout
    versions = ", ".join(f"{name} {version(name)}" for name in ("jupyterhub", "jupyterlab", "ipykernel", "numpy"))
    text, rows = advice(results)
    cores = len(os.sched_getaffinity(0))
    busy = any(result["load before"] > 0.5 * cores for result in results)
    warning = (
        "**The machine had other work at the same time** (its load before each class is the last column): the times are longer than on a "
        "quiet machine. Memory and processor seconds depend on it little, and the advice below uses only those.\n\n"
    )
    return (
        f"\nMeasured on {date.today()}: {cores} cores ({processor()}), {memory_total():.0f} GB, Python {platform.python_version()}, {versions}, "
        f"configurable-http-proxy {re.search(r'[0-9.]+[0-9]', said)[0]}. "
        f"Lesson {LESSON[:2]}. Times are median / worst of the class, from the moment when all begin.\n\n"
        f"{table(HEAD, [row(result) for result in results])}\n\n{warning if busy else ''}"
        f"### What machine\n\n{text}\n\n{table(['students', 'memory', 'cores'], rows)}\n\n"
    )


def processor():
    text = Path("/proc/cpuinfo").read_text()
    found = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def memory_total():
    return int(re.search(r"^MemTotal: +(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, nargs="+", default=CLASSES, metavar="N", help="default: %(default)s")
    parser.add_argument("--write", action="store_true", help="write the tables into instructor/hosting.md")
    parser.add_argument(
        "--proxy", help="configurable-http-proxy (default: the one on the PATH, from npm; else the one from PyPI)"
    )
    options = parser.parse_args(arguments)
    if not Path("/proc/self/smaps_rollup").exists():
        sys.exit("Memory is read from Linux's /proc: run this on Linux.")
    if not all(0 < students <= 60 for students in options.students):
        sys.exit("A class here has 1 to 60 students.")
    proxy, results = options.proxy or usual_proxy(), []
    for students in options.students:
        results.append(hold(students, proxy))
        print(table(HEAD, [row(results[-1])]).splitlines()[-1], flush=True)
        for one in results[-1]["found"]:
            if "failure" in one:
                print(f"    {one['name']}: {one['failure']}", flush=True)
    text = report(results, proxy)
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(PLACE.sub(lambda found: found[1] + text + found[2], page), encoding="utf-8")
    return 1 if any("failure" in one for result in results for one in result["found"]) else 0


if __name__ == "__main__":
    sys.exit(main())
