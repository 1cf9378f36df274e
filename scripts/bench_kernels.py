"""What a kernel costs when it is forked from a warm process, as ratios: papermill, our build, the floor.

python scripts/bench_kernels.py                 # 20 and 100 notebooks, two workers
python scripts/bench_kernels.py 1000            # many: ours all, the others on a sample, memory every hundred
python scripts/bench_kernels.py 60 --every 20   # the same with fewer
python scripts/bench_kernels.py --memory        # only what a kernel with an open lesson has for itself

The notebooks are those of a build: every lesson as its trainer has it, one after the other and again. Three ways
in turns, with the same workers, so that a busy machine weighs on all of them alike:

- papermill: `papermill.execute_notebook` in a pool of processes, each kernel started from nothing;
- ours: the same call, each kernel forked;
- the floor: the cells run in a process forked from the warm one, without any kernel.

Of more than two hundred notebooks ours are all executed, and after every hundred or so each lesson once by
papermill and once on the floor: ratios are of seconds for each notebook, and a sample is said to be one.

Then one lesson is executed and exported to HTML, to compare the two; and the memory a forked kernel has for itself
with a lesson open is read from the system (Linux).
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jupyter_client.manager import start_new_kernel
from nbformat import NotebookNode

from fis_lessons.course import notebooks
from fis_lessons.course.editions import cleared, edition
from fis_lessons.course.execute import execute
from fis_lessons.course.export import to_html
from fis_lessons.course.normalise import normalise
from fis_lessons.kernels import imports, owner
from fis_lessons.lessons import LESSONS

WORKERS = 2
LESSON = "07"
TURNS = 5
MANY, SAMPLE = 200, len(LESSONS)
EVERY = 8 * SAMPLE
_IMPORTED = ["papermill", "fis_lessons.course.execute", "fis_lessons.course.export"]


def lesson(name: str = LESSON) -> NotebookNode:
    """Return the notebook of a lesson as a build runs it: whole, without outputs."""
    return cleared(edition(notebooks.read(LESSONS[name].notebook), "trainer"))


def by_papermill(path: str) -> float:
    """Execute a notebook; returns when it was done."""
    import papermill

    with tempfile.TemporaryDirectory() as folder:
        papermill.execute_notebook(
            path, Path(folder, "out.ipynb"), kernel_name="python3", progress_bar=False, cwd=folder,
            extra_arguments=["--IPKernelApp.log_level=40"],
        )  # fmt: skip
    return time.monotonic()


def by_us(path: str) -> float:
    """Execute a notebook as a build does; returns when it was done."""
    execute(notebooks.read(Path(path)), name="bench")
    return time.monotonic()


def on_the_floor(path: str) -> float:
    """Run the cells of a notebook in a fork of this process, and show what they give; returns when it was done."""
    child = os.fork()
    if child == 0:
        _run_cells(path)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise RuntimeError("a cell failed")
    return time.monotonic()


def _run_cells(path: str) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell: Any = InteractiveShell.instance(history_length=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for cell in notebooks.read(Path(path)).cells:
        if cell.cell_type == "code":
            done = shell.run_cell(cell.source, store_history=False)  # and formats what it gives
            if not done.success:
                os._exit(1)


def warm_up() -> None:
    """Do what the warm process does before it forks, in the worker the floor is forked from."""
    imports.import_kernel()
    imports.import_lessons()
    imports.read_ahead()
    imports.open_ahead()
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Course:
    """The notebooks of a course, over and over."""

    paths: tuple[str, ...]

    def part(self, first: int, count: int) -> list[str]:
        """Return some of them from a place on."""
        return [self.paths[n % len(self.paths)] for n in range(first, first + count)]


class Ways:
    """Three pools of workers, which stay."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.pools = {
            "papermill": ProcessPoolExecutor(WORKERS, context),
            "ours": ProcessPoolExecutor(WORKERS, context),
            "floor": ProcessPoolExecutor(WORKERS, context, initializer=warm_up),
        }
        self.own = owner.start()

    def seconds(self, way: str, paths: Sequence[str]) -> float:
        """Time some notebooks."""
        action: Callable[[str], float] = {"papermill": by_papermill, "ours": by_us}.get(way, on_the_floor)
        with owner.kernels_from(self.own if way == "ours" else None):
            start = time.monotonic()
            list(self.pools[way].map(action, paths))
            return time.monotonic() - start

    def workers_memory(self, way: str) -> float:
        """Return the memory the workers of a way have for themselves, in MB."""
        return sum(own_memory(pid) for pid in self.pools[way]._processes)

    def close(self) -> None:
        """End the pools and the warm process."""
        for pool in self.pools.values():
            pool.shutdown()
        if self.own is not None:
            self.own.stop()


@contextmanager
def ready() -> Iterator[tuple[Ways, Course]]:
    """Give the ways, each with its imports done, and the notebooks."""
    ways = Ways()
    try:
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name in LESSONS:
                paths.append(str(Path(folder, f"{name}.ipynb")))
                Path(paths[-1]).write_text(notebooks.text_of(lesson(name)), encoding="utf-8")
            os.environ["FIS_LESSONS_BUILD"] = "1"
            for way in ways.pools:  # the first time imports: not counted
                ways.seconds(way, paths[:1] * WORKERS)
            yield ways, Course(tuple(paths))
    finally:
        ways.close()


def compare(ways: Ways, course: Course, count: int) -> None:
    """Execute a number of notebooks in each way, in turns, and print a line."""
    spent = dict.fromkeys(ways.pools, 0.0)
    memory = [0.0]
    for turn in range(TURNS):
        first, end = count * turn // TURNS, count * (turn + 1) // TURNS
        for way in spent:
            spent[way] += ways.seconds(way, course.part(first, end - first))
        if ways.own is not None:
            memory.append(own_memory(ways.own.process.pid))
    print(
        f"{count} notebooks, {WORKERS} workers: papermill {spent['papermill']:.1f} s, ours "
        f"{spent['ours']:.1f} s, floor {spent['floor']:.1f} s; "
        f"papermill / ours {spent['papermill'] / spent['ours']:.2f} (at least 3), "
        f"ours / floor {spent['ours'] / spent['floor']:.2f} (at most 1.4); "
        f"warm process {memory[:2][-1]:.0f} MB, at the end {memory[-1]:.0f} MB",
        flush=True,
    )


def many(ways: Ways, course: Course, count: int, *, every: int) -> None:
    """Execute all of them by ours, and after each part a sample in the other ways; print how memory goes."""
    spent, done = dict.fromkeys(ways.pools, 0.0), dict.fromkeys(ways.pools, 0)
    start = time.monotonic()
    while done["ours"] < count:
        parts = {"ours": min(every, count - done["ours"]), "papermill": SAMPLE, "floor": SAMPLE}
        for way, part in parts.items():
            spent[way] += ways.seconds(way, course.part(done[way], part))
            done[way] += part
        told = {"parent": own_memory(os.getpid()), "its workers": ways.workers_memory("ours")}
        if ways.own is not None:
            told["warm process"] = own_memory(ways.own.process.pid)
        shown = ", ".join(f"{who} {size:.0f} MB" for who, size in told.items())
        print(f"  {done['ours']} of {count}: own memory: {shown}", flush=True)
    each = {way: spent[way] / done[way] for way in spent}
    took = time.monotonic() - start
    print(
        f"{count} notebooks, {WORKERS} workers, {took:.0f} s in all: ours {each['ours']:.2f} s "
        f"each; on an interleaved sample of {done['papermill']}: papermill {each['papermill']:.2f} s each, floor "
        f"{each['floor']:.2f} s each; papermill / ours {each['papermill'] / each['ours']:.2f} (at least 3), "
        f"ours / floor {each['ours'] / each['floor']:.2f} (at most 1.4)",
        flush=True,
    )


def own_memory(pid: int) -> float:
    """Return the memory a process shares with no other, in MB; zero where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return (
        sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean", "Private_Dirty")))
        / 1024
    )


def export_beside_execution() -> None:
    """Print what the HTML page of a lesson costs beside running it."""
    with owner.warm_kernels():
        ran, written = [], []
        for _turn in range(4):
            start = time.monotonic()
            done = normalise(execute(lesson(), name="bench"))
            middle = time.monotonic()
            to_html(done, lang="it", title="bench")
            ran.append(middle - start)
            written.append(time.monotonic() - middle)
        run, page = statistics.median(ran[1:]), statistics.median(written[1:])
    print(
        f"run a lesson {run:.2f} s, its page {page:.2f} s: page / run {page / run:.2f} (at most 1.2)",
        flush=True,
    )


def memory_of_a_learner() -> None:
    """Print what a kernel with a lesson open has for itself, ordinary and forked."""
    for name in LESSONS:
        asked = edition(notebooks.read(LESSONS[name].notebook), "trainee")
        cells = [cell.source for cell in asked.cells if cell.cell_type == "code"]
        found = {}
        for kind in ("ordinary", "forked"):
            with (
                tempfile.TemporaryDirectory() as folder,
                owner.warm_kernels() if kind == "forked" else nullcontext(),
            ):
                manager, client = start_new_kernel(kernel_name="python3", cwd=folder)
                for source in cells:  # each shows what it has to show, as a browser runs them
                    client.execute(source)
                client.execute_interactive("pass", output_hook=lambda _message: None, timeout=180)
                time.sleep(4)  # pictures are drawn once the cells are done
                provisioner: Any = manager.provisioner
                found[kind] = own_memory(provisioner.pid)
                client.stop_channels()
                manager.shutdown_kernel(now=True)
        print(
            f"lesson {name}, own memory: ordinary {found['ordinary']:.0f} MB, forked {found['forked']:.0f} MB (60)"
        )


def main(counts: Sequence[int], *, every: int | None, only_memory: bool) -> None:
    """Measure and print."""
    if not only_memory:
        with ready() as (ways, course):
            for count in counts:
                if every or count > MANY:
                    many(ways, course, count, every=every or EVERY)
                else:
                    compare(ways, course, count)
        export_beside_execution()
    if only_memory or not every:
        memory_of_a_learner()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", nargs="*", type=int, default=[20, 100])
    parser.add_argument("--every", type=int, help="after how many a sample is taken and memory is printed")
    parser.add_argument("--memory", action="store_true")
    asked = parser.parse_args()
    main(asked.counts, every=asked.every, only_memory=asked.memory)
