"""A lesson opens where there is no kernel, no process and no network: that is what a browser offers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from fis_lessons.lessons import LESSONS

# Run first in a new interpreter: from here on, whatever a browser does not have does not exist.
GUARD = """
import sys, sysconfig, traceback

AT_FIRST = set(sys.modules)
INSTALLED = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}

def home(name, module):
    # by its file: compiled parts of a package give themselves names at the top
    for folder in INSTALLED:
        if (getattr(module, "__file__", None) or "").startswith(folder):
            return module.__file__[len(folder) + 1:].replace("\\\\", "/").split("/")[0].split(".")[0]
    ours = getattr(module, "__spec__", None) is None or name.startswith("_sysconfigdata")  # made, not imported
    return "built-in" if ours else name.split(".")[0]

MISSING = ("papermill", "nbconvert", "nbclient", "nbformat", "zmq", "jupyter_client", "ipykernel", "jupyterlab",
           "charset_normalizer")  # the last: numpy uses it if it is there
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
"""
SHUT = "sys.addaudithook(guard)\n"

# What every lesson imports is read once; then each lesson opens in a process of its own, forked before the guard
# stands. The first opens alone: what a browser does not have is missing for the libraries too.
EACH = """
import os
import ipywidgets, matplotlib.backends.backend_agg, matplotlib.figure, numpy, pandas, yaml
for lesson, code in {codes!r}.items():
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            sys.addaudithook(guard)
            exec(code)
        except BaseException:
            traceback.print_exc(file=sys.stdout)
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)
    print("=====", lesson)
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
print("imported", *sorted({{home(name, module) for name, module in sys.modules.items() if name not in AT_FIRST}}))
print("opened")
"""

# What a lesson may import: these, what they need, and the standard library. A browser has no more.
LESSON_LIBRARIES = (
    "numpy", "scipy", "pandas", "matplotlib", "openpyxl", "ipywidgets", "babel", "PyYAML", "markdown-it-py",
)  # fmt: skip


def needed(*names: str) -> set[str]:
    """Name the distributions that some distributions need here, themselves included."""
    found: set[str] = set()
    todo = [canonicalize_name(name) for name in names]
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found.add(name)
        try:
            wanted = [Requirement(line) for line in metadata.requires(name) or ()]
        except metadata.PackageNotFoundError:
            continue  # a requirement of another platform
        todo += [canonicalize_name(one.name) for one in wanted if one.marker is None or one.marker.evaluate()]
    return found


@cache
def allowed_modules() -> frozenset[str]:
    """Name the modules at the top that a lesson may import."""
    distributions = needed(*LESSON_LIBRARIES)
    theirs = {
        module
        for module, owners in metadata.packages_distributions().items()
        if distributions & {canonicalize_name(owner) for owner in owners}
    }
    return frozenset({*theirs, *sys.stdlib_module_names, "fis_lessons", "built-in"})


def run(code: str, folder: Path, *, shut: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MPLBACKEND": "agg", "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-c", GUARD + (SHUT if shut else "") + code],
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


def test_the_factory_builds_no_grammar_of_addresses(tmp_path: Path) -> None:
    # half of what each process of a build costs to start
    code = "import sys, fis_lessons.course.build; print('jsonschema' in sys.modules, 'lark' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Open every lesson, and give what each said."""
    folder = tmp_path_factory.mktemp("browser")
    first, *others = LESSONS
    alone = run(EVERYTHING.format(id=first), folder)
    done = run(EACH.format(codes={name: EVERYTHING.format(id=name) for name in others}), folder, shut=False)
    assert list(folder.iterdir()) == [], "looking at a lesson writes nothing"
    pieces = re.split(r"^===== (\d\d)\n", done.stdout, flags=re.MULTILINE)
    said = dict(zip(pieces[1::2], pieces[0::2], strict=False))
    return {first: alone.stdout + alone.stderr[-3000:], **said}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_opens_and_shows_everything(lesson: str, opened: dict[str, str]) -> None:
    *_before, listed, last = opened[lesson].splitlines()
    assert last == "opened", opened[lesson]
    imported = set(listed.split()[1:])
    assert imported >= {"numpy", "pandas", "ipywidgets"}, "the list of modules is not a list"
    assert imported - allowed_modules() == set()


def test_the_closed_list_is_closed() -> None:
    known = allowed_modules()
    assert {"numpy", "traitlets", "IPython", "yaml", "markdown_it", "et_xmlfile", "csv"} <= known
    assert not {"pydantic", "statsmodels", "nbformat", "nh3", "rich", "ipykernel"} & known
