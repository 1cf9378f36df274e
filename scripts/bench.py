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
from fis_lessons.lessons import LESSONS

REPEATS = 5


def fresh(code: str) -> float:
    """Time a statement in new interpreters, less what an empty one takes; the median, in seconds."""

    def once(statement: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True, capture_output=True)
        return time.perf_counter() - start

    return statistics.median(once(code) - once("pass") for _ in range(REPEATS))


def timed(action: Callable[[], object]) -> float:
    """Time one call, in seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def bare_run(path: Path, folder: str) -> None:
    """Execute a notebook with nothing around it: what a build cannot do without."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()


def main() -> None:
    """Measure and print."""
    pandas = fresh("import pandas")
    print(f"import pandas: {pandas:.2f} s")
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
