"""Between two cells of a lesson nothing is done that can wait, and all of it is done in the end."""

import gc
import inspect
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import IPython
import pytest
from ipykernel.iostream import OutStream
from ipykernel.kernelbase import Kernel
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


class Stream:
    """What ipykernel does: a thread sends what was written, and whoever asks for it waits for the thread."""

    echo = None

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.waited = 0
        self._buffer_lock = threading.RLock()
        self._buffers: dict[str, str] = {}

    def write(self, text: str) -> None:
        self._buffers["cell"] = self._buffers.get("cell", "") + text

    def flush(self) -> None:
        self.waited += 1
        self.sent.append(self._buffers.pop("cell", ""))


def test_what_was_printed_is_sent_and_nobody_waits_for_what_was_not(monkeypatch: pytest.MonkeyPatch) -> None:
    stream, todo = Stream(), list[Callable[[], object]]()
    kernel = SimpleNamespace(_execute_sleep=0.0005)
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(kernel=kernel))
    monkeypatch.setattr(cells_first.sys, "stdout", stream)
    monkeypatch.setattr(cells_first, "kernel_loop", object)
    monkeypatch.setattr(cells_first, "when_idle", todo.append)
    cells_first.cells_first()
    stream.flush()
    assert not stream.waited and not kernel._execute_sleep
    stream.write("one")
    stream.write("two")
    stream.flush()
    stream.flush()
    assert stream.sent == ["onetwo"] and stream.waited == 1
    cells_first.cells_first()  # the cell is run again by hand, before the rest is done
    for as_before in todo:
        as_before()
    stream.flush()
    assert stream.waited == 2 and kernel._execute_sleep == 0.0005


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


def test_ipython_and_its_kernel_still_call_them_so() -> None:
    kept = inspect.getsource(OutStream.__init__)
    assert all(f"self.{name} = " in kept for name in ("_buffers", "_buffer_lock", "_fid", "echo"))
    assert Kernel._execute_sleep.default_value == 0.0005
    assert HistoryManager.db_cache_size.default_value == 0
    assert callable(HistoryManager.writeout_cache)
