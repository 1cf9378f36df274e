"""Kill a part of a build at a random moment, build again, and see the same bytes; nothing must live on.

python scripts/chaos_build.py [MOMENTS] [SEED]      # sixty moments unless said otherwise

A build is several processes: itself, the one its workers are forked from, the workers, the warm process and the
kernels forked from it. One of them, drawn by lot, is killed (kill -9) at a moment drawn by lot; then the same
command is run until it ends well. Exit status 1 if a byte differs or a process or a temporary file is left.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COURSE = """title: Prova
case: bergamo
languages: [it, en]
editions: [trainee, trainer]
lessons:
  - lesson: "07"
  - lesson: "12"
"""
_MOST_BUILDS = 4
_SECONDS_TO_GO = 30


def build(course: Path, output: Path, room: Path) -> subprocess.Popen[bytes]:
    """Start a build whose temporary files go to a folder of their own."""
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "fis_lessons.cli",
            "build",
            str(course),
            "-o",
            str(output),
            "--every-language",
        ],
        env={**os.environ, "TMPDIR": str(room), "FIS_LESSONS_CHAOS": str(room)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def descendants(pid: int) -> list[int]:
    """List the processes that come from a process."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(told[1])
    found, todo = [], [pid]
    while todo:
        own = [one for one, parent in parents.items() if parent == todo[0]]
        todo = [*todo[1:], *own]
        found += own
    return found


def left(room: Path) -> list[int]:
    """List the processes of a build that are still there, wherever they are: by their environment."""
    mark = f"FIS_LESSONS_CHAOS={room}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                state = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
                if state not in "ZX" and mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def products(output: Path) -> dict[str, bytes]:
    """Return every file of a course; of the manifest, what does not change from one build to the next."""
    found = {}
    for path in sorted(output.rglob("*")):
        if path.is_file() and path.name != ".lock":
            found[path.relative_to(output).as_posix()] = path.read_bytes()
    content = json.loads(found["manifest.json"])
    for product in content["products"]:
        product.pop("seconds", None)
    content.pop("checksum", None)  # of seconds too
    content["products"].sort(key=lambda one: json.dumps(one, sort_keys=True))
    found["manifest.json"] = json.dumps(content, sort_keys=True).encode()
    return found


def disturb(course: Path, output: Path, room: Path, *, chance: random.Random, seconds: float) -> str:
    """Kill a part of a build at a moment; returns what was killed and when."""
    running = build(course, output, room)
    moment = chance.uniform(0.2 * seconds, seconds)  # before that it is one process, and reads
    time.sleep(moment)
    alive = [running.pid, *descendants(running.pid)]
    one = chance.choice(alive)
    try:
        name = Path(f"/proc/{one}/cmdline").read_bytes().replace(b"\0", b" ").decode()[-60:]
        os.kill(one, signal.SIGKILL)
    except OSError:
        name = "too late"
    try:
        running.wait(900)
    finally:
        running.kill()
    return f"{moment:.1f} s, {len(alive)} processes: {'the build' if one == running.pid else name}"


def gone(room: Path) -> list[str]:
    """Wait for the processes of a build to be gone, and say what stays: processes."""
    end = time.monotonic() + _SECONDS_TO_GO
    while (found := left(room)) and time.monotonic() < end:
        time.sleep(0.1)
    return [f"process {pid}" for pid in found]


def main(moments: int = 60, seed: int = 1) -> int:
    """Disturb builds, and say what went wrong."""
    chance = random.Random(seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course, room = folder / "course.yaml", folder / "t"
        course.write_text(COURSE, encoding="utf-8")
        room.mkdir()
        start = time.monotonic()
        if build(course, folder / "calm", room).wait():
            print("the undisturbed build failed")
            return 1
        seconds = time.monotonic() - start
        expected = products(folder / "calm")
        print(f"undisturbed: {seconds:.1f} s, {len(expected)} files", flush=True)
        for number in range(moments):
            output = folder / f"out{number}"
            told = disturb(course, output, room, chance=chance, seconds=seconds)
            stays = gone(room)
            builds = 1
            while builds < _MOST_BUILDS and build(course, output, room).wait():
                builds += 1
            found = products(output)
            differ = sorted(
                one for one in expected.keys() | found.keys() if expected.get(one) != found.get(one)
            )
            stays += [*gone(room), *(one.name for one in room.iterdir())]
            print(
                f"{number + 1}. {told}; {builds} more; {differ or 'same bytes'}; {stays or 'nothing left'}",
                flush=True,
            )
            wrong += bool(differ or stays)
    print(f"{moments} moments, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
