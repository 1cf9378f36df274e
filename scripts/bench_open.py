"""What it costs to open a lesson and run every cell a trainee runs, as a ratio to what it stands on.

python scripts/bench_open.py            # every lesson; or: python scripts/bench_open.py 08 12

In a real kernel, in the same run: first pandas, matplotlib and ipywidgets are imported and timed, then the
cells of the trainee's edition run one after the other, as «Avvia la lezione» runs them. Processor seconds, so that
a busy machine does not count. Each lesson is opened once before it is timed, so that Python has compiled what it
imports, as on the machine of anybody who has opened a lesson before. Pictures, controls, documents and notes are
made once the cells are done, while the page is read: what they cost is in a column of its own.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Any

from jupyter_client.manager import start_new_kernel

from fis_lessons.course import notebooks
from fis_lessons.course.editions import edition
from fis_lessons.lessons import LESSONS

REPEATS = 3
GOAL, MEMORY_GOAL = 1.5, 180
# what a lesson stands on: the three libraries, with the parts of them any picture and any table needs
IMPORTS = "import pandas, matplotlib.figure, matplotlib.backends.backend_agg, ipywidgets"
# what an author's or a test's environment says, and a learner's does not
NOT_A_LEARNERS = ("FIS_LESSONS_BUILD", "PYTHONDONTWRITEBYTECODE")
ASKED = {"time": "__import__('time').process_time()", "peak": "__import__('resource').getrusage(0).ru_maxrss"}


@dataclass(frozen=True)
class Cost:
    """Seconds of processor and megabytes of one opening."""

    imports: float
    cells: float
    pictures: float
    memory: float

    @property
    def ratio(self) -> float:
        """Imports and cells together, beside the imports alone."""
        return (self.imports + self.cells) / self.imports


class Kernel:
    """A kernel that is sent cells as a browser sends them: all at once, to be run in order."""

    def __init__(self, folder: str) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in NOT_A_LEARNERS}
        self.manager, self.client = start_new_kernel(
            kernel_name="python3", cwd=folder, env=environment, extra_arguments=["--log-level=ERROR"]
        )

    def run(self, *cells: str) -> tuple[float, float]:
        """Run cells; return the processor seconds used so far and the peak memory in megabytes."""
        # asked of the last alone, as it would be a cost of the others that no browser has
        asked: list[dict[str, str]] = [{}] * (len(cells) - 1) + [ASKED]
        sent = [
            self.client.execute(code, silent=False, user_expressions=one)
            for code, one in zip(cells, asked, strict=True)
        ]
        answers: dict[str, Any] = {}
        while set(sent) - answers.keys():
            reply = self.client.get_shell_msg(timeout=180)
            answers[reply["parent_header"]["msg_id"]] = reply["content"]
        failed = [answer.get("evalue") for answer in answers.values() if answer["status"] != "ok"]
        if failed:
            raise RuntimeError(f"a cell failed: {failed}")
        said = answers[sent[-1]]["user_expressions"]
        seconds, peak = (float(said[name]["data"]["text/plain"]) for name in ASKED)
        return seconds, peak / 1024

    def close(self) -> None:
        """End the kernel."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def cost(lesson: str) -> Cost:
    """Open a lesson in a new kernel and an empty folder."""
    asked = edition(notebooks.read(LESSONS[lesson].notebook), "trainee")
    cells = [cell.source for cell in asked.cells if cell.cell_type == "code"]
    with tempfile.TemporaryDirectory() as folder:
        kernel = Kernel(folder)
        try:
            start, _memory = kernel.run("pass")
            imported, _memory = kernel.run(IMPORTS)
            done, _memory = kernel.run(*cells)
            drawn = done
            while True:  # until the kernel has been at rest for a while
                time.sleep(2)
                now, memory = kernel.run("pass")
                if now - drawn < 0.05:
                    return Cost(imported - start, done - imported, now - done, memory)
                drawn = now
        finally:
            kernel.close()


def main() -> None:
    """Measure and print."""
    print("lesson  imports s  cells s  ratio  (goal)  made after, s  peak MB  (goal)")
    for lesson in sys.argv[1:] or LESSONS:
        cost(lesson)
        found = sorted((cost(lesson) for _turn in range(REPEATS)), key=lambda one: one.ratio)
        middle = found[len(found) // 2]
        peak = statistics.median(one.memory for one in found)
        print(
            f"{lesson:>6}  {middle.imports:9.2f}  {middle.cells:7.2f}  {middle.ratio:5.2f}  ({GOAL})   "
            f"{middle.pictures:12.2f}  {peak:7.0f}  ({MEMORY_GOAL})"
        )


if __name__ == "__main__":
    main()
