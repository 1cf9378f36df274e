"""Every test and every example begins in Italian; what takes longest begins first."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator

import pytest
from xdist.scheduler import LoadScopeScheduling

from fis_lessons.i18n import set_language
from fis_lessons.kernels.owner import WarmProcess, kernels_from, start

_BUILDING = "FIS_LESSONS_BUILD"
_STORED = ".ipynb"
# they hold no examples, and two of one name cannot be looked at together
collect_ignore_glob = ["tests/*/conftest.py"]


@pytest.fixture(autouse=True)
def in_italian() -> Iterator[None]:
    """Speak Italian before, and after: whatever the test before was speaking."""
    set_language("it")
    yield
    set_language("it")


def pytest_collection() -> None:
    """Look for no rubbish while tests are collected: nearly all that is made stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave tests and what they import, which stay to the end, out of every later look for rubbish."""
    gc.collect()
    gc.freeze()
    gc.enable()


def file_of(nodeid: str) -> str:
    """Name the file of a test."""
    return nodeid.partition("::")[0]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first the files with the longest tests: no worker is left alone with one of them at the end."""
    turns: dict[str, int] = {}
    for item in items:
        file = file_of(item.nodeid)
        turns[file] = min(turns.get(file, 9), _turn(item))
    items.sort(key=lambda item: turns[file_of(item.nodeid)])


def _turn(item: pytest.Item) -> int:
    marks = ("browser", "course", "matrix")
    found = [turn for turn, mark in enumerate(marks) if item.get_closest_marker(mark)]
    return min([*found, 3 if file_of(item.nodeid).endswith(_STORED) else 4])


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Give a file of tests to one worker, for what its tests share; deal out the matrix one by one."""

    def _split_scope(self, nodeid: str) -> str:
        file = file_of(nodeid)
        if file.endswith("test_matrix.py"):
            return nodeid
        # who walks through every lesson in both languages has a JupyterLab in each
        lang = re.search(r"\[(it|en)\b", nodeid) if file.startswith("tests/browser/") else None
        return f"{file}[{lang[1]}]" if lang else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    """Deal the tests out to the workers."""
    return ByFile(config, log)


_warm: list[WarmProcess | None] = []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let a stored notebook run as in a build: an author's own record must not be touched by checks.

    Its kernel, and that of the matrix, is forked: in test_matrix.py each lesson runs in an ordinary one too.
    """
    stored = file_of(item.nodeid).endswith(_STORED)
    if not stored and not item.get_closest_marker("matrix"):
        return (yield)
    if not _warm:
        _warm.append(start())
    before = os.environ.get(_BUILDING)
    if stored:
        os.environ[_BUILDING] = "1"
    try:
        with kernels_from(_warm[0]):
            return (yield)
    finally:
        if before is None:
            os.environ.pop(_BUILDING, None)
        else:
            os.environ[_BUILDING] = before


def pytest_unconfigure() -> None:
    """Take the warm process along."""
    if _warm and _warm[0] is not None:
        _warm[0].stop()
