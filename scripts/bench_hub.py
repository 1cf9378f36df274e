"""A class on one server: a real JupyterHub on loopback, learners who come in, open a lesson and answer at once.

python scripts/bench_hub.py             # twenty learners; or: python scripts/bench_hub.py 5

It prints how long each one waited and the memory all of it took. Run as root it also tries what a learner must not
reach. Python and this folder must be open to other users: FIS_PYTHON names another Python if this one is not.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import requests
import websocket
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

from fis_lessons.course.hub.codes import read_codes
from fis_lessons.course.hub.people import read_people
from fis_lessons.course.hub.places import people_file

LESSON = "03"
IN_BYTES = "v1.kernel.websocket.jupyter.org"
ROOT = Path(__file__).parents[1]
_SECONDS = 300.0
# in a learner's kernel, after the cells of the lesson: answers every exercise, hands in
ANSWERS = """
from fis_lessons.lessons.desk.handing import hand_in
for name, exercise in lesson.exercises.items():
    lesson.panel(name).check(exercise.reference)
print(hand_in({person!r}, lesson=lesson.id, parameters=lesson.parameters, variant=lesson.variant,
              exercises=list(lesson.exercises), learner=lesson.learner))
"""


class Learner:
    """Somebody at a browser, without the browser: logs in, waits for the server, runs cells."""

    def __init__(self, base: str, user: str, code: str) -> None:
        self.base, self.user, self.code = base, user, code
        self.web = requests.Session()
        self.kernel = ""
        self.channel: websocket.WebSocket | None = None

    @property
    def own(self) -> str:
        """Address of the learner's server."""
        return f"{self.base}/user/{self.user}"

    def log_in(self) -> bool:
        """Come in; tells whether the door opened."""
        self.web.get(f"{self.base}/hub/login", timeout=_SECONDS)
        form = {
            "username": self.user,
            "password": self.code,
            "_xsrf": self.web.cookies.get("_xsrf", path="/hub/"),
        }
        answer = self.web.post(f"{self.base}/hub/login", data=form, timeout=_SECONDS, allow_redirects=False)
        return answer.status_code == 302

    def open(self) -> None:
        """Ask for the server and wait until it answers."""
        self.web.get(f"{self.base}/hub/spawn", timeout=_SECONDS)
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            answer = self.web.get(f"{self.own}/lab", timeout=_SECONDS)
            if answer.status_code == 200 and "/hub/" not in answer.url:
                return
            time.sleep(0.5)
        raise TimeoutError(f"{self.user}: no server")

    def api(self, method: str, path: str, body: dict[str, Any] | None = None) -> requests.Response:
        """Ask the learner's server for something."""
        cookie = self.web.cookies.get("_xsrf", path=f"/user/{self.user}/")
        headers = {"X-XSRFToken": cookie or "", "Referer": f"{self.own}/lab"}
        return self.web.request(method, f"{self.own}/{path}", json=body, headers=headers, timeout=_SECONDS)

    def start_kernel(self) -> str:
        """Have a kernel started, and listen to it; returns the protocol that was agreed on."""
        answer = self.api("POST", "api/kernels", {"name": "python3"})
        answer.raise_for_status()
        self.kernel = answer.json()["id"]
        prepared = self.web.prepare_request(requests.Request("GET", f"{self.own}/api/kernels"))
        # as JupyterLab does: it offers this way of talking, which is in bytes
        where = f"ws{self.own.removeprefix('http')}/api/kernels/{self.kernel}/channels"
        headers = {"Cookie": prepared.headers["Cookie"], "Origin": self.base}
        self.channel = websocket.create_connection(
            where, header=headers, timeout=_SECONDS, subprotocols=[IN_BYTES], suppress_origin=True
        )
        return str(self.channel.subprotocol)

    def run(self, code: str) -> str:
        """Run a cell; returns what it printed.

        Raises
        ------
        RuntimeError
            With the last line of the error.
        """
        assert self.channel is not None
        name = uuid.uuid4().hex
        header = {
            "msg_id": name,
            "msg_type": "execute_request",
            "username": "",
            "session": name,
            "version": "5.3",
        }
        content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
        parts = [json.dumps(part).encode() for part in (header, {}, {}, content)]
        self.channel.send_binary(serialize_msg_to_ws_v1(parts, "shell"))
        said: list[str] = []
        answered = silent = False
        while not (answered and silent):
            _channel, told = deserialize_msg_from_ws_v1(self.channel.recv())
            about, parent, _metadata, heard = (json.loads(part) for part in told[:4])
            if parent.get("msg_id") != name:
                continue
            if about["msg_type"] == "stream" and heard["name"] == "stdout":
                said.append(heard["text"])
            elif about["msg_type"] == "execute_reply":
                answered = True
                if heard["status"] == "error":
                    raise RuntimeError(f"{heard['ename']}: {heard['evalue']}")
            elif about["msg_type"] == "status" and heard["execution_state"] == "idle":
                silent = True
        return "".join(said)

    def cells(self) -> list[str]:
        """List the code of the lesson's cells, from the learner's own copy."""
        listed = self.api("GET", "api/contents").json()["content"]
        name = next(one["name"] for one in listed if one["name"].startswith(LESSON))
        found = self.api("GET", f"api/contents/{name}").json()["content"]["cells"]
        return ["".join(cell["source"]) for cell in found if cell["cell_type"] == "code"]

    def leave(self) -> None:
        """Close the channel."""
        if self.channel is not None:
            self.channel.close()


@dataclass
class Hub:
    """A JupyterHub that runs.

    Parameters
    ----------
    process
        Of the hub.
    folder
        Of the class.
    base
        Its address.
    log, people
        What it says; names by user, with the codes.
    """

    process: subprocess.Popen[bytes]
    folder: Path
    base: str
    log: Path
    people: dict[str, tuple[str, str]] = field(default_factory=dict)

    def learner(self, user: str) -> Learner:
        """Return somebody of the class."""
        return Learner(self.base, user, self.people[user][1])

    def family(self) -> list[psutil.Process]:
        """List all that runs for the class."""
        try:
            head = psutil.Process(self.process.pid)
            return [head, *head.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def wait_until_it_answers(self) -> None:
        """Wait for the door."""
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError):
                if requests.get(f"{self.base}/hub/login", timeout=5).status_code == 200:
                    return
            time.sleep(0.3)
        raise TimeoutError(self.log.read_text(errors="replace")[-3000:])


def python_for_others(folder: Path) -> str:
    """Return a Python that other users can run: this one, the one that is named, or a new one of the system's."""
    from fis_lessons.course.hub.configure import unreachable

    named = os.environ.get("FIS_PYTHON")
    if named or os.geteuid() != 0 or not unreachable(Path("/")):
        return named or sys.executable
    system = Path("/usr/bin/python3")
    site = next(path for path in sys.path if path.endswith("site-packages"))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if not system.exists() or not os.path.realpath(system).endswith(version):
        return ""
    subprocess.run([str(system), "-m", "venv", "--without-pip", str(folder / "python")], check=True)
    (folder / f"python/lib/{version}/site-packages/kit.pth").write_text(f"{site}\n", encoding="utf-8")
    for name in ("share", "etc"):
        (folder / "python" / name).symlink_to(Path(sys.prefix) / name)
    return str(folder / "python/bin/python")


def free_ports(count: int) -> int:
    """Return the first of some ports in a row that are free."""
    for first in range(20_000 + os.getpid() % 20_000, 60_000, count):
        with contextlib.ExitStack() as stack:
            try:
                for port in range(first, first + count):
                    stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            except OSError:
                continue
            return first
    raise RuntimeError("no free ports")


def environment() -> dict[str, str]:
    """Return the environment of a hub: the kit is the one of this folder."""
    kept = ("PATH", "LANG", "LC_ALL")
    return {**{name: os.environ[name] for name in kept if name in os.environ}, "PYTHONPATH": str(ROOT)}


@contextlib.contextmanager
def running(place: Path, names: Sequence[str], course: Path, *options: str) -> Iterator[Hub]:
    """Write a class as ``fis-lessons hub`` does, run its hub, and end it.

    Parameters
    ----------
    place
        A new folder, open to other users.
    names
        Who is in the class.
    course
        Built.
    options
        More options of the command.
    """
    python = python_for_others(place)
    (place / "classe.csv").write_text("Nome\n" + "\n".join(names) + "\n", encoding="utf-8")
    port = free_ports(3)
    hub = [python, "-m", "fis_lessons.cli", "hub", str(place / "classe.csv"), "--built", str(course)]
    subprocess.run(
        [*hub, "-o", str(place / "classe"), "--port", str(port), *options],
        check=True, env=environment(), cwd="/", stdout=subprocess.DEVNULL,
    )  # fmt: skip
    config, log = place / "classe" / "jupyterhub_config.py", place / "log.txt"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [python, "-m", "jupyterhub", "-f", str(config)],
            env=environment(), cwd="/", stdout=stream, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    made = Hub(process, place / "classe", f"http://127.0.0.1:{port}", log)
    codes = read_codes(place / "classe" / "codici.xlsx")
    people, _gone = read_people(people_file(place / "classe"))
    made.people = {user: (people[user].name, code) for user, code in codes.items()}
    try:
        made.wait_until_it_answers()
        yield made
    finally:
        family = made.family()
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
        for one in psutil.wait_procs(family, timeout=20)[1]:
            one.kill()


# --- the bench ------------------------------------------------------------------------------------
def visit(hub: Hub, user: str, waited: dict[str, list[float]], together: threading.Barrier) -> None:
    """Be one learner from the door to the hand-in, and note how long each thing took."""
    try:
        _visit(hub, user, waited, together)
    except BaseException:
        together.abort()
        raise


def _visit(hub: Hub, user: str, waited: dict[str, list[float]], together: threading.Barrier) -> None:
    def clocked(name: str, since: float) -> float:
        waited.setdefault(name, []).append(time.monotonic() - since)
        return time.monotonic()

    one = hub.learner(user)
    together.wait()
    clock = time.monotonic()
    assert one.log_in()
    clock = clocked("door", clock)
    one.open()
    clock = clocked("JupyterLab answers", clock)
    one.start_kernel()
    clock = clocked("kernel is there", clock)
    for cell in one.cells():
        one.run(cell)
    clocked("every cell of the lesson", clock)
    together.wait()  # all of them answer at once
    clock = time.monotonic()
    one.run(ANSWERS.format(person=hub.people[user][0]))
    clocked("all answers and the hand-in", clock)
    together.wait()  # memory is looked at while all are there
    together.wait()
    one.leave()


def memory(processes: Sequence[psutil.Process]) -> dict[str, list[float]]:
    """Return megabytes that are nobody else's (proportional shares), by what a process is."""
    found: dict[str, list[float]] = {}
    for process in processes:
        with contextlib.suppress(psutil.Error):
            line = " ".join(process.cmdline())
            facts = process.memory_full_info()
            share = getattr(facts, "pss", 0) or facts.uss
            kinds = {
                "jupyterhub.singleuser": "JupyterLab of a learner",
                "kernels.warm": "warm process and kernels of a learner",
                "hub.proxy": "proxy",
                "idle_culler": "idle culler",
                "-m jupyterhub": "hub",
            }
            kind = next((name for sign, name in kinds.items() if sign in line), "other")
            found.setdefault(kind, []).append(share / 1e6)
    return found


def main(count: int) -> None:
    """Run a class and print what it cost."""
    from fis_lessons.course.build import build
    from fis_lessons.course.collect import collect
    from fis_lessons.course.plan import course_file, read_plan

    with tempfile.TemporaryDirectory(dir="/tmp", prefix="class-") as name:
        place = Path(name)
        place.chmod(0o755)
        build(read_plan(course_file("standard")).asking(lang="it").only([LESSON]), place / "course")
        names = [f"Persona simulata {number:02d}" for number in range(1, count + 1)]
        with running(place, names, place / "course") as hub:
            users = [user for user in hub.people if user.startswith("persona")]
            waited: dict[str, list[float]] = {}
            together = threading.Barrier(count + 1)
            threads = [threading.Thread(target=visit, args=(hub, user, waited, together)) for user in users]
            for thread in threads:
                thread.start()
            before = time.monotonic()
            for _turn in range(3):
                together.wait(1200)
            took_all = time.monotonic() - before
            print(f"{count} learners, {os.cpu_count()} processors, lesson {LESSON}: {took_all:.0f} s")
            for what, took in waited.items():
                print(f"  {what}: median {statistics.median(took):.1f} s, longest {max(took):.1f} s")
            total = 0.0
            for what, sizes in sorted(memory(hub.family()).items()):
                total += sum(sizes)
                print(f"  {what}: {len(sizes)} processes, {sum(sizes):.0f} MB")
            print(f"  all: {total:.0f} MB; for each learner {total / count:.0f} MB")
            together.wait()
            for thread in threads:
                thread.join()
            print(f"  hand-ins: {len(list((hub.folder / 'consegne').rglob('*.json')))} of {count}")
            read = collect(hub.folder / "consegne")
            print(f"  fis-lessons collect reads {read.hand_ins} of {read.persons} persons")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
