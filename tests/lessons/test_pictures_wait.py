"""Pictures are drawn once the cells are done, whatever the cells show."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import IPython
import ipywidgets
import pytest

from fis_lessons.figures import Html
from fis_lessons.lessons.desk import live


def test_a_cell_without_a_picture_keeps_the_pictures_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lesson shows its last picture long before its last cell: the quiz comes first all the same."""
    told = []
    shell = SimpleNamespace(
        kernel=object(), events=SimpleNamespace(register=lambda name, do: told.append((name, do)))
    )
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    monkeypatch.setattr(live, "kernel_loop", asyncio.get_running_loop)
    waits = live._Later()
    done: list[str] = []

    async def lesson() -> None:
        waits.add(lambda: done.append("picture"))
        waits.add(lambda: done.append("another"))
        ((name, another_cell),) = told
        assert name == "post_run_cell"
        before = waits._timer
        assert before is not None
        another_cell(None)
        assert before.cancelled() and waits._timer is not None and not waits._timer.cancelled()
        while waits._todo:
            await asyncio.sleep(0.01)
        ended = waits._timer
        another_cell(None)
        assert waits._timer is ended, "with nothing to draw nothing is put off"

    monkeypatch.setattr(live, "PAUSE", 0.01)
    with ThreadPoolExecutor(1) as apart:  # where no test of the browser has left a loop running
        apart.submit(asyncio.run, lesson()).result()
    assert done == ["picture", "another"]


def broken() -> Any:
    raise ZeroDivisionError


def test_a_piece_that_does_not_open_says_so_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    todo: list[Callable[[], object]] = []
    monkeypatch.setattr(live, "kernel_loop", object)
    monkeypatch.setattr(live, "when_idle", todo.append)
    (note,) = live.in_a_moment(broken, live.document_waiting()).children
    picture = live.later(broken)
    for arrive, place in zip(todo, (note, picture), strict=True):
        assert "arriva tra un momento" in place.value
        with pytest.raises(ZeroDivisionError):  # its author sees it
            arrive()
        assert "Questa parte non si è aperta: premi di nuovo «Avvia la lezione»." in place.value


def test_a_document_is_built_once_the_cells_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[ipywidgets.Button] = []

    def form() -> ipywidgets.Button:
        built.append(ipywidgets.Button())
        return built[-1]

    def shown() -> Any:
        return live.Live(form, Html("", "")).built_later(live.document_waiting())._repr_mimebundle_()

    assert shown()[live._VIEW]["model_id"] == built.pop().model_id, (
        "nothing is listening: it is there at once"
    )
    todo: list[Callable[[], object]] = []
    monkeypatch.setattr(live, "kernel_loop", object)
    monkeypatch.setattr(live, "when_idle", todo.append)
    place = live.in_a_moment(form, live.document_waiting())
    shown()
    assert built == [] and len(todo) == 2
    (note,) = place.children
    assert "arriva tra un momento" in note.value
    todo[0]()
    assert place.children == (built[0],)
