"""A lesson opens where there is no kernel, no process and no network: that is what a browser offers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fis_lessons.lessons import LESSONS

# Run first in a new interpreter: from here on, whatever a browser does not have does not exist.
GUARD = """
import sys

MISSING = ("papermill", "nbconvert", "nbclient", "nbformat", "zmq", "jupyter_client", "ipykernel", "jupyterlab")
EVENTS = ("subprocess.Popen", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system",
          "os.startfile", "pty.spawn", "socket.connect", "socket.bind", "socket.getaddrinfo", "urllib.Request")

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in MISSING:
            raise ModuleNotFoundError(f"not in a browser: {name}", name=name)

def guard(event, arguments):
    if event in EVENTS:
        raise RuntimeError(f"not in a browser: {event} {arguments!r}")

sys.meta_path.insert(0, Wall())
sys.addaudithook(guard)
"""

# Everything a notebook can ask of a lesson, controls made as widgets included.
EVERYTHING = """
import fis_lessons
lesson = fis_lessons.open_lesson({id!r})
for name in lesson.exercises:
    lesson.ask(name)._repr_mimebundle_(); lesson.solution(name)
for name in lesson.controls:
    lesson.explore(name)._repr_mimebundle_()
for room, show in [("figures", lesson.figure), ("texts", lesson.text), ("tables", lesson.table),
                   ("notes", lesson.note), ("documents", getattr(lesson, "document", None))]:
    for name in getattr(lesson.parts, room):
        shown = show(name)
        if hasattr(shown, "_repr_mimebundle_"):
            shown._repr_mimebundle_()
lesson.progress()._repr_mimebundle_(); lesson.sources(); lesson.opening()
assert lesson.exercises, "nothing was tried"
assert not [name for name in sys.modules if name.startswith(("fis_lessons.course", "fis_lessons.cli"))]
print("opened")
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MPLBACKEND": "agg", "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-c", GUARD + code],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def font_list() -> None:
    """Let matplotlib ask the system for its fonts once, as it does the first time it is ever used."""
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=True, capture_output=True)


@pytest.mark.parametrize(
    "code",
    [
        "import zmq",
        "import papermill.execute",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.fork()",
        "import os; os.system('true')",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import fis_lessons.course.execute",
    ],
)
def test_the_wall_stands(code: str, tmp_path: Path) -> None:
    done = run(code, tmp_path)
    assert done.returncode == 1
    assert "not in a browser" in done.stderr


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    done = run(
        "import fis_lessons; heavy = {'pandas', 'numpy', 'matplotlib', 'pydantic', 'ipywidgets', 'babel'};"
        "print(sorted(heavy & set(sys.modules)))",
        tmp_path,
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_importing_the_lessons_loads_no_picture_and_no_control(tmp_path: Path) -> None:
    done = run(
        "import fis_lessons.lessons; heavy = {'matplotlib', 'ipywidgets', 'IPython'};"
        "print(sorted(heavy & set(sys.modules)))",
        tmp_path,
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_opens_and_shows_everything(lesson: str, tmp_path: Path) -> None:
    done = run(EVERYTHING.format(id=lesson), tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.splitlines()[-1] == "opened"
    assert list(tmp_path.iterdir()) == [], "looking at a lesson writes nothing"
