"""Take the README's picture again: a lesson open in JupyterLab, a control and an answer explained.

    python tests/browser/paint_readme.py docs/lesson.png

The lessons must be prepared (``fis-lessons build``); a copy of them is opened, nothing of yours is touched.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from browsing import chromium_arguments
from lab_driver import LabVisit, running
from playwright.sync_api import sync_playwright

COURSE = Path(__file__).parents[2] / "build" / "course" / "trainee" / "it"
LESSON, WRONG = "02_leggere_il_territorio.ipynb", "1"


def main(out: Path, course: Path = COURSE) -> None:
    """Open lesson 02, answer its last exercise wrong and keep a picture of the screen."""
    with tempfile.TemporaryDirectory() as room, sync_playwright() as play:
        shutil.copytree(course, Path(room) / "lezioni", ignore=shutil.ignore_patterns("*.html"))
        browser = play.chromium.launch(
            executable_path=os.environ.get("FIS_CHROMIUM") or shutil.which("chromium"),
            args=chromium_arguments(),
        )
        with running(Path(room) / "lezioni", home=Path(room) / "casa") as server:
            lab = LabVisit.open(browser, server, LESSON, width=1280, height=1250)
            lab.start()
            exercise = lab.cell("ask-one-case")
            exercise.get_by_role("textbox").or_(exercise.get_by_role("spinbutton")).first.fill(WRONG)
            exercise.get_by_role("button", name="Verifica").click()
            exercise.get_by_text("Non ancora").wait_for()
            lab.cell("explore-cases").locator("img").wait_for()
            lab.picture(out)
        browser.close()


if __name__ == "__main__":
    main(*(Path(one) for one in sys.argv[1:]))
