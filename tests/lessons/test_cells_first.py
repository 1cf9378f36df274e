"""Between two cells of a lesson nothing is done that can wait, and all of it is done in the end."""

import gc
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import IPython
import pytest
from IPython.core.history import HistoryManager

from fis_lessons.lessons.desk import cells_first


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    yield
    gc.enable()


def test_the_history_is_written_once_when_the_cells_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[list[str]] = []

    class History:
        """What IPython does: it writes as soon as there is as much as it may keep."""

        db_cache_size = 0

        def __init__(self) -> None:
            self.kept: list[str] = []

        def store(self, source: str) -> None:
            self.kept.append(source)
            if len(self.kept) >= self.db_cache_size:
                self.writeout_cache()

        def writeout_cache(self) -> None:
            written.append(self.kept)
            self.kept = []
            raise OSError("the disk is full")

    history, todo = History(), list[Callable[[], object]]()
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(history_manager=history))
    monkeypatch.setattr(cells_first, "kernel_loop", object)
    monkeypatch.setattr(cells_first, "when_idle", todo.append)
    cells_first.cells_first()
    cells = [f"cell {number}" for number in range(40)]
    for cell in cells:
        history.store(cell)
    assert not written and not gc.isenabled()
    (as_before,) = todo
    as_before()
    assert written == [cells] and history.db_cache_size == 0 and gc.isenabled()


def test_a_kernel_without_history_or_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(history_manager=None))
    monkeypatch.setattr(cells_first, "kernel_loop", object)
    monkeypatch.setattr(cells_first, "when_idle", lambda action: action())
    gc.disable()
    cells_first.cells_first()
    assert not gc.isenabled(), "who had put it off keeps it off"


def test_where_nobody_listens_nothing_changes() -> None:
    cells_first.cells_first()
    assert gc.isenabled()


def test_ipython_still_calls_them_so() -> None:
    assert HistoryManager.db_cache_size.default_value == 0
    assert callable(HistoryManager.writeout_cache)
