"""Kill parts of a build at random moments, build again, and see the same bytes; nothing must live on.

python scripts/chaos_build.py                      # sixty moments in builds of sixty notebooks: an hour or more
python scripts/chaos_build.py 6 --seed 3           # as many as you like
python scripts/chaos_build.py 3 --small            # builds of two notebooks

A build is several processes: itself, the nursery its workers are forked from, the workers, the warm process and
the kernels forked from it. In each round one after the other is killed (kill -9): a kind drawn by lot among those
alive, one of that kind drawn by lot, at a moment drawn by lot. Where the build itself is dead the same command is
given again, and the killing goes on; at the end of the round it is given until it ends well, and every byte is
compared with a build that nobody disturbed. Exit status 1 if a byte differs, or a process or a temporary file is
left.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

COURSE = """title: Prova
case: bergamo
languages: [{languages}]
editions: [trainee, trainer]
lessons:
"""
PLACES = "Comune\nForlì\nRimini\nOtranto\n"
LESSONS, LESSONS_SMALL = ("01", "02", "05", "07", "12"), ("12",)
IN_A_ROUND = 10
_MOST_BUILDS = 20
_SECONDS_TO_GO = 60
_NOT_COMPARED = {".fis-lessons.lock", "riepilogo.html", "riepilogo.json"}  # who built, and how long it took

Kind = Literal["build", "nursery", "worker", "warm", "kernel", "other"]


@dataclass(frozen=True)
class Course:
    """What is built, and where temporary files go."""

    file: Path
    places: Path | None
    room: Path

    def build(self, output: Path) -> subprocess.Popen[bytes]:
        """Start a build whose temporary files go to a folder of their own."""
        command = [sys.executable, "-m", "fis_lessons.cli", "build", str(self.file), "-o", str(output)]
        more = ["--places", str(self.places)] if self.places else []
        return subprocess.Popen(
            [*command, "--every-language", *more],
            env={**os.environ, "TMPDIR": str(self.room), "FIS_LESSONS_CHAOS": str(self.room)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def course_in(folder: Path, *, small: bool) -> Course:
    """Write a course to disturb: five lessons for three municipalities, or one lesson in Italian."""
    file, places, room = folder / "course.yaml", folder / "places.csv", folder / "t"
    lessons = LESSONS_SMALL if small else LESSONS
    course = COURSE.format(languages="it" if small else "it, en")
    file.write_text(course + "".join(f'  - lesson: "{name}"\n' for name in lessons), encoding="utf-8")
    places.write_text(PLACES, encoding="utf-8")
    room.mkdir()
    return Course(file, None if small else places, room)


def kinds(build: int) -> dict[int, Kind]:
    """Return the processes of a build, each with what it is."""
    found: dict[int, Kind] = {build: "build"}
    parents: dict[int, int] = {}
    commands: dict[int, str] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                commands[int(entry.name)] = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if told[0] not in "ZX":
                parents[int(entry.name)] = int(told[1])
    todo = [build]
    while todo:
        parent = todo.pop()
        for one in [pid for pid, own in parents.items() if own == parent]:
            found[one] = _kind(found[parent], commands[one])
            todo.append(one)
    return found


def _kind(parent: Kind, command: str) -> Kind:
    if parent == "build":
        return "nursery" if "forkserver" in command else "warm" if "kernels.warm" in command else "other"
    return {"nursery": "worker", "worker": "kernel", "warm": "kernel", "kernel": "kernel"}.get(
        parent, "other"
    )  # type: ignore[return-value]


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
    """Return every file of a course; of its manifests, what does not change from one build to the next."""
    found = {}
    for path in sorted(output.rglob("*")):
        if path.is_file() and path.name not in _NOT_COMPARED:
            data = path.read_bytes()
            found[path.relative_to(output).as_posix()] = (
                _steady(data) if path.name == "manifest.json" else data
            )
    return found


def _steady(manifest: bytes) -> bytes:
    content = json.loads(manifest)
    for product in content["products"]:
        product.pop("seconds", None)
    content.pop("checksum", None)  # of seconds too
    content["products"].sort(key=lambda one: json.dumps(one, sort_keys=True))
    return json.dumps(content, sort_keys=True).encode()


def gone(room: Path) -> list[str]:
    """Wait for the processes of a build to be gone, and say what stays."""
    end = time.monotonic() + _SECONDS_TO_GO
    while (found := left(room)) and time.monotonic() < end:
        time.sleep(0.1)
    return [f"process {pid}" for pid in found]


@dataclass(frozen=True)
class Round:
    """What was killed, each with its moment in seconds, how many builds it took, and what went wrong."""

    killed: tuple[tuple[float, Kind], ...]
    builds: int
    wrong: tuple[str, ...]


def disturb(course: Course, output: Path, *, chance: random.Random, seconds: float, kills: int) -> Round:
    """Kill parts of a build until it is enough, let it end well, and say what stays of the others."""
    start = time.monotonic()
    moments = sorted(chance.uniform(0.05 * seconds, 1.2 * seconds) for _kill in range(kills))
    killed: list[tuple[float, Kind]] = []
    running, builds, wrong = course.build(output), 1, list[str]()
    try:
        for moment in moments:
            time.sleep(max(0.0, start + moment - time.monotonic()))
            ended = running.poll()
            kind = _kill(running.pid, chance) if ended is None else None
            if kind is not None:
                killed.append((time.monotonic() - start, kind))
            if kind == "build" or ended:  # dead, or through with the others
                running.wait()
                wrong += gone(course.room)
                running, builds = course.build(output), builds + 1
        while running.wait(1800) and builds < _MOST_BUILDS:
            wrong += gone(course.room)
            running, builds = course.build(output), builds + 1
    finally:
        running.kill()
    return Round(tuple(killed), builds, tuple(wrong + gone(course.room)))


def _kill(build: int, chance: random.Random) -> Kind | None:
    alive = kinds(build)
    kind = chance.choice(sorted(set(alive.values()) - {"other"}))
    one = chance.choice(sorted(pid for pid, own in alive.items() if own == kind))
    try:
        os.kill(one, signal.SIGKILL)
    except OSError:
        return None  # it was quicker
    return kind


def _differ(expected: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    return sorted(one for one in expected.keys() | found.keys() if expected.get(one) != found.get(one))


def main(moments: int, seed: int, *, small: bool = False) -> int:
    """Disturb builds, and say what went wrong."""
    chance = random.Random(seed)
    wrong, done = 0, Counter[Kind]()
    with tempfile.TemporaryDirectory() as name:
        course = course_in(Path(name), small=small)
        start = time.monotonic()
        if course.build(Path(name, "calm")).wait():
            print("the undisturbed build failed")
            return 1
        seconds = time.monotonic() - start
        expected = products(Path(name, "calm"))
        count = sum(one.endswith(".ipynb") for one in expected)
        print(f"undisturbed: {seconds:.1f} s, {len(expected)} files, {count} notebooks", flush=True)
        while done.total() < moments:
            output = Path(name, "out")
            kills = min(IN_A_ROUND, moments - done.total())
            told = disturb(course, output, chance=chance, seconds=seconds, kills=kills)
            stays = [*told.wrong, *(one.name for one in course.room.iterdir())]
            differ = _differ(expected, products(output))
            shown = ", ".join(f"{kind} at {moment:.1f} s" for moment, kind in told.killed)
            print(
                f"{done.total() + 1}-{done.total() + len(told.killed)}. {shown}; {told.builds} builds; "
                f"{differ or 'same bytes'}; {stays or 'nothing left'}",
                flush=True,
            )
            done.update(kind for _moment, kind in told.killed)
            wrong += bool(differ or stays)
            shutil.rmtree(output)
    print(
        f"{done.total()} moments ({', '.join(f'{n} {kind}' for kind, n in done.items())}), {wrong} rounds wrong"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("moments", nargs="?", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small", action="store_true")
    asked = parser.parse_args()
    sys.exit(main(asked.moments, asked.seed, small=asked.small))
