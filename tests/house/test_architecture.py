"""The floors of the house, and the list of rooms in ARCHITECTURE.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from house_files import ROOT, dotted, modules, offenders, tree
from never_empty import some

import fis_lessons

GROUND = (
    "articles",
    "classes",
    "errors",
    "grammar",
    "i18n",
    "resources",
    "files",
    "locks",
    "programs",
    "reading",
    "formulas",
    "formula_values",
    "sheets",
)
FLOORS: dict[str, int] = {
    **dict.fromkeys(GROUND, 0),
    "measures": 1,
    "cases": 2,
    "territory": 2,
    "figures": 3,
    "exercises": 4,
    "dossier": 5,
    "lessons": 6,
    "kernels": 7,
    "course": 8,
    "cli": 9,
}
# What a browser without a server does not have, and what a lesson must therefore not need.
NOT_IN_A_BROWSER = {
    "papermill", "nbconvert", "nbclient", "nbformat", "zmq", "jupyterlab", "jupyter_client", "jupyter_server",
    "subprocess", "multiprocessing", "socket", "typer", "rich", "statsmodels", "causaldata",
}  # fmt: skip


def imported(path: Path) -> Iterator[str]:
    """Name every module a file imports, wherever in the file it does."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: write the import in full"
            assert node.module
            for alias in node.names:
                # `from fis_lessons import find` is an import from the room that has it
                name = fis_lessons._ROOMS.get(alias.name, alias.name)
                yield f"{node.module}.{name}"
        # import_module("fis_lessons.course.build") is an import too
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"fis_lessons(\.\w+)+", node.value)
        ):
            yield node.value


def room(module: str) -> str:
    """Name the room of a module; empty for the front door and for other people's packages."""
    head, _, rest = module.partition(".")
    first = rest.split(".")[0]
    # fis_lessons.__version__ is the front door's own
    return first if head == "fis_lessons" and not first.startswith("__") else ""


def broken_rule(importer: str, target: str) -> str:
    """Say which rule an import breaks; empty if none."""
    here, there = room(importer), room(target)
    if not here or not there or here == there:
        return ""
    if there not in FLOORS or here not in FLOORS:
        return f"{importer} -> {target}: a room without a floor; give it one in ARCHITECTURE.md and here"
    if here in GROUND and there in GROUND:
        return ""
    if FLOORS[there] >= FLOORS[here]:
        return (
            f"{importer} (floor {FLOORS[here]}) imports {target} (floor {FLOORS[there]}): only lower floors"
        )
    return ""


@pytest.mark.parametrize(
    ("importer", "target", "allowed"),
    [
        ("fis_lessons.lessons.desk.lesson", "fis_lessons.cases.load_case", True),
        ("fis_lessons.cases.base", "fis_lessons.i18n.number", True),
        ("fis_lessons.errors", "fis_lessons.i18n.gettext", True),
        ("fis_lessons.cases.base", "fis_lessons.cases.labels", True),
        ("fis_lessons.lessons.desk.lesson", "fis_lessons.course.build", False),
        ("fis_lessons.cases.base", "fis_lessons.territory.find", False),
        ("fis_lessons.i18n", "fis_lessons.measures.population", False),
        ("fis_lessons.lessons.desk.lesson", "fis_lessons.kernels.owner", False),
        ("fis_lessons.kernels.provisioner", "fis_lessons.course.build", False),
        ("fis_lessons.course.build", "fis_lessons.kernels.owner", True),
        ("fis_lessons.attic.trunk", "fis_lessons.i18n.number", False),
    ],
    ids=str,
)
def test_the_rule_itself_can_fail(importer: str, target: str, allowed: bool) -> None:
    assert (broken_rule(importer, target) == "") is allowed


def test_a_room_imports_only_from_lower_floors() -> None:
    broken = [
        rule for path in modules() for name in imported(path) if (rule := broken_rule(dotted(path), name))
    ]
    assert not broken, "\n".join(broken)


def _graph() -> dict[str, set[str]]:
    known = {dotted(path): path for path in modules()}
    graph: dict[str, set[str]] = {}
    for name, path in known.items():
        reached = set()
        for target in imported(path) if name != "fis_lessons" else ():
            # `from a.b import c`: c is a module, or a name inside a.b
            parts = target.split(".")
            reached |= {".".join(parts[:n]) for n in range(2, len(parts) + 1)} & known.keys()
        graph[name] = reached
    return graph


def test_no_lesson_reaches_the_course_factory_or_the_kernels() -> None:
    graph = _graph()
    todo = [name for name in graph if room(name) and FLOORS.get(room(name), 0) <= FLOORS["lessons"]]
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(graph[name])
    assert "fis_lessons.lessons.desk.lesson" in seen
    assert "fis_lessons.errors" in graph["fis_lessons.lessons.desk.lesson"]
    assert not [name for name in seen if room(name) in ("course", "kernels", "cli")]


def test_what_a_lesson_needs_exists_in_a_browser() -> None:
    needed = [path for path in modules() if FLOORS.get(room(dotted(path)), 0) <= FLOORS["lessons"]]
    assert len(needed) > 100
    found = offenders(needed, lambda path: {n.split(".")[0] for n in imported(path)} & NOT_IN_A_BROWSER)
    # one module starts the other programs of the machine, and has none to offer in a browser
    assert found == {"fis_lessons/programs.py": ["subprocess"]}


def test_nobody_loads_the_whole_of_statistics() -> None:
    # half a second and five hundred modules: scipy.special has the same functions
    assert not [
        dotted(path) for path in modules() if any(n.startswith("scipy.stats") for n in imported(path))
    ]


def test_measures_only_calculate() -> None:
    for path in some(p for p in modules() if room(dotted(p)) == "measures"):
        tops = {name.split(".")[0] for name in imported(path)}
        assert not tops & {"matplotlib", "ipywidgets", "IPython", "pathlib", "os", "io", "yaml"}, path.name
        opened = [n for n in ast.walk(tree(path)) if isinstance(n, ast.Name) and n.id == "open"]
        assert not opened, path.name


def test_one_place_asks_whether_a_course_is_being_built() -> None:
    asking = [
        dotted(path)
        for path in modules()
        if FLOORS.get(room(dotted(path)), 0) < FLOORS["course"]
        and "FIS_LESSONS_BUILD" in path.read_text("utf-8")
    ]
    assert asking == ["fis_lessons.exercises.learner"]


def test_one_page_maker_and_one_folder_rule_for_what_is_taken_home() -> None:
    own = [path for path in modules() if FLOORS.get(room(dotted(path)), 0) >= FLOORS["exercises"]]
    pages = [dotted(path) for path in own if "<!doctype" in path.read_text("utf-8").lower()]
    assert pages == ["fis_lessons.dossier.paper"], "a page has its Content-Security-Policy from one place"
    written = [
        dotted(path)
        for path in own
        if room(dotted(path)) in ("dossier", "lessons") and "write_whole" in path.read_text("utf-8")
    ]
    assert written == ["fis_lessons.dossier.folder"], "one rule says what may be written, and over what"


def test_one_module_writes_spreadsheets() -> None:
    made = re.compile(r"openpyxl\.Workbook|import Workbook|data_type = |quotePrefix|to_excel|csv\.\w*writer")
    writing = [dotted(path) for path in modules() if made.search(path.read_text("utf-8"))]
    assert writing == ["fis_lessons.sheets"], (
        "a cell of text is written by one rule, or some day it is a formula"
    )


def test_every_module_says_what_it_is() -> None:
    assert [dotted(path) for path in modules() if not (ast.get_docstring(tree(path)) or "").strip()] == []


def test_the_floors_in_the_page_are_the_floors_that_are_checked() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| (.+?) \|", page, flags=re.MULTILINE)
    told = {name: int(floor) for floor, names in rows for name in re.findall(r"`(\w+)`", names)}
    assert told == FLOORS
