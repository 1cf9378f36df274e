"""From the click on «Avvia la lezione» to every cell done, in JupyterLab and Chromium: kernels forked or not.

python scripts/bench_lab.py             # every lesson; or: python scripts/bench_lab.py 01 07

The same lessons in both, one after the other; a notebook with one empty cell tells what restarting costs alone.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from shutil import which
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

import nbformat
from browsing import chromium_arguments  # type: ignore[import-not-found]
from lab_driver import LabVisit, running  # type: ignore[import-not-found]
from playwright.sync_api import Browser, sync_playwright

from fis_lessons.course import notebooks
from fis_lessons.course.editions import cleared, edition
from fis_lessons.course.lab import Server
from fis_lessons.kernels import owner
from fis_lessons.lessons import LESSONS

REPEATS = 3
EMPTY = "empty.ipynb"


def seconds(browser: Browser, names: list[str], *, forked: bool) -> dict[str, float]:
    """Time each notebook in a JupyterLab of its own kind; the median, in seconds."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder, home = Path(name, "work"), Path(name, "home")
        folder.mkdir()
        cell = nbformat.v4.new_code_cell("pass", id="only")
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / EMPTY)
        for one in names:
            made = cleared(edition(notebooks.read(LESSONS[one].notebook), "trainee"))
            (folder / f"{one}.ipynb").write_text(notebooks.text_of(made), encoding="utf-8")
        start = owner.start if forked else lambda _environment: None
        with mock.patch.object(owner, "start", start), running(folder, home=home) as server:
            for one in (EMPTY, *(f"{name}.ipynb" for name in names)):
                found[one] = statistics.median(_click(browser, server, one) for _turn in range(REPEATS))
    return found


def _chromium() -> str:
    named = os.environ.get("FIS_CHROMIUM", "")
    return named or next(
        path for name in ("chromium", "chromium-browser", "google-chrome") if (path := which(name))
    )


def _click(browser: Browser, server: Server, notebook: str) -> float:
    lab = LabVisit.open(browser, server, notebook)
    lab.start_button.wait_for(timeout=60_000)
    lab.page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=90_000,
    )
    begin = time.monotonic()
    lab.start_button.click()
    lab.wait_until_run()
    spent = time.monotonic() - begin
    lab.visit.close()
    return spent


def main() -> None:
    """Measure and print."""
    names = sys.argv[1:] or list(LESSONS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_chromium(), headless=True, args=chromium_arguments()
        )
        ordinary = seconds(browser, names, forked=False)
        forked = seconds(browser, names, forked=True)
        browser.close()
    for one, found in forked.items():
        print(
            f"{one}: forked {found:.2f} s (at most 2), {found / forked[EMPTY]:.2f} x the empty one (at most 2); "
            f"ordinary {ordinary[one]:.2f} s"
        )


if __name__ == "__main__":
    main()
