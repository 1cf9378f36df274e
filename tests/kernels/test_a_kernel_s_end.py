"""A forked kernel ends quickly, and leaves what an ordinary one leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from kernel_talk import forked, kernel, said, soon

from fis_lessons.kernels import provisioner
from fis_lessons.kernels.owner import WarmProcess

pytestmark = pytest.mark.usefixtures("warm")

LEAVES = """
import atexit, pathlib, threading, time, weakref
named = open("named.txt", "w"); named.write("x")
atexit.register(pathlib.Path("atexit.txt").write_text, "x")
class End:
    def __init__(self, name): self.path = pathlib.Path(name)
    def __del__(self): self.path.write_text("x")
end, circle = End("deleted.txt"), End("circle.txt")
circle.itself = circle
del circle
kept = End("kept.txt"); finalizer = weakref.finalize(kept, pathlib.Path("finalized.txt").write_text, "x")
def late(): time.sleep(0.3); pathlib.Path("thread.txt").write_text("x")
threading.Thread(target=late).start()
print("left")
"""


@pytest.mark.parametrize("ordinary", [False, True], ids=["forked", "ordinary"])
def test_what_a_notebook_left_open_is_written(
    ordinary: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: WarmProcess
) -> None:
    if ordinary:
        monkeypatch.setenv("PYTHONHASHSEED", "1")  # it is read at the start: no fork will do
    with kernel(cwd=str(tmp_path)) as (manager, client):
        assert forked(manager) is not ordinary
        assert said(client, LEAVES) == "left"
        manager.shutdown_kernel()
        assert soon(lambda: not manager.is_alive())
    left = {path.stem: path.read_text() for path in tmp_path.glob("*.txt")}
    assert left == dict.fromkeys(("named", "circle", "atexit", "deleted", "kept", "finalized", "thread"), "x")


def test_it_does_not_take_to_pieces_what_was_imported(tmp_path: Path, warm: WarmProcess) -> None:
    # the pages of the libraries are shared: whoever ended as Python does would copy them all to let them go
    watch = """
import os
def tell(status, end=os._exit, path=os.path.abspath("ended.txt"), write=os.open, flags=os.O_CREAT):
    write(path, flags)
    end(status)
os._exit = tell
print("watched")
"""
    with kernel(cwd=str(tmp_path)) as (manager, client):
        assert forked(manager)
        assert said(client, watch) == "watched"
        manager.shutdown_kernel()
        assert soon(lambda: not manager.is_alive())
    assert Path(tmp_path, "ended.txt").exists()


def test_whoever_asks_it_to_end_sees_it_gone(monkeypatch: pytest.MonkeyPatch, warm: WarmProcess) -> None:
    # Jupyter looks, and if it is still there looks again a tenth of a second later: a lesson begins later
    monkeypatch.setattr(provisioner, "_SECONDS_TO_END", 60)
    with kernel() as (manager, _client):
        assert forked(manager)
        manager.request_shutdown()
        assert not manager.is_alive()


def test_a_kernel_in_the_middle_of_a_cell_keeps_nobody_waiting(warm: WarmProcess, tmp_path: Path) -> None:
    with kernel(cwd=str(tmp_path)) as (manager, client):
        client.execute("import time; open('began', 'w').close(); time.sleep(600)")
        assert soon(Path(tmp_path, "began").exists)
        manager.request_shutdown()
        assert manager.is_alive(), "it is Jupyter that kills it, after as long as it always waits"
