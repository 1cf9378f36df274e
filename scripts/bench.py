"""What the kit costs beside what it stands on, as ratios: they mean the same on any machine.

python scripts/bench.py      # or: make bench
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from fis_lessons.course.build import build
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.exercises import Event, Progress
from fis_lessons.lessons import LESSONS

REPEATS = 5


def fresh(code: str) -> float:
    """Time a statement in new interpreters, less what an empty one takes; the median, in seconds."""

    def once(statement: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True, capture_output=True)
        return time.perf_counter() - start

    return statistics.median(once(code) - once("pass") for _ in range(REPEATS))


def work_beyond(first: str, then: str) -> float:
    """Tell how long the processor works for an import that comes after another; the median, in seconds."""
    code = f"import time, {first}; a = time.process_time(); import {then}; print(time.process_time() - a)"

    def once() -> float:
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        return float(done.stdout)

    return statistics.median(once() for _ in range(REPEATS))


def timed(action: Callable[[], object]) -> float:
    """Time one call, in seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def bare_run(path: Path, folder: str) -> None:
    """Execute a notebook with nothing around it: what a build cannot do without."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()


def verdicts(*, events: int) -> tuple[float, float]:
    """Time a click on «Verifica» with a record of some events: verdict, line on disk, screen brought up to date.

    Returns
    -------
    tuple of float
        The median and the worst, in seconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        record = Progress(Path(folder))
        lesson = LESSONS["01"].open({}, progress=record)
        names = list(lesson.exercises)
        old = (names[i % len(names)] for i in range(events))
        record.add_all(
            [
                Event(lesson="01", exercise=name, kind="answer", case="bergamo", state="not_yet")
                for name in old
            ]
        )
        for shown in (lesson.progress(), *map(lesson.ask, names)):
            shown._repr_mimebundle_()
        clicks = [
            timed(partial(lesson.panel(name).check, answer))
            for name, exercise in lesson.exercises.items()
            for _mistake, answer in (*exercise.mistaken()[:20], ("", exercise.reference))
        ]
    return statistics.median(clicks), max(clicks)


def main() -> None:
    """Measure and print."""
    pandas = fresh("import pandas")
    print(f"import pandas: {pandas:.2f} s")
    beyond = work_beyond("pandas", "fis_lessons.lessons")
    print(f"import all a lesson stands on, beyond pandas: {beyond:.2f} s (at most 0.40)")
    for events in (0, 10_000):
        median, worst = verdicts(events=events)
        print(f"a verdict, {events} events before it: {1000 * median:.1f} ms, worst {1000 * worst:.0f} ms")
    for name, code in {
        "import fis_lessons": "import fis_lessons",
        "import fis_lessons.lessons": "import fis_lessons.lessons",
        **{f"open lesson {id_}": f"import fis_lessons as f; f.open_lesson({id_!r})" for id_ in LESSONS},
    }.items():
        seconds = fresh(code)
        print(f"{name}: {seconds:.2f} s, {seconds / pandas:.2f} x import pandas")

    with tempfile.TemporaryDirectory() as folder:
        plan = read_plan(course_file("standard"))
        bare = sum(timed(partial(bare_run, spec.notebook, folder)) for spec in LESSONS.values())
        print(f"run every lesson once, bare: {bare:.1f} s")
        first = timed(lambda: build(plan, Path(folder, "course")))
        again = timed(lambda: build(plan, Path(folder, "course")))
    print(f"build the standard course: {first:.1f} s, {first / bare:.1f} x the bare runs")
    print(f"build it again, unchanged: {again:.2f} s, {again / first:.3f} x the first build")


if __name__ == "__main__":
    main()
