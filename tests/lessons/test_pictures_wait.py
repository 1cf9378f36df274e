"""Pictures are drawn once the cells are done, whatever the cells show."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import IPython
import ipywidgets
import pytest

from fis_lessons.exercises import Progress
from fis_lessons.exercises.quiz import Quiz
from fis_lessons.figures import Html
from fis_lessons.lessons import lesson_spec
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


def broken(*_args: object) -> Any:
    raise ZeroDivisionError


NOT_OPENED = '<p role="alert">Questa parte non si è aperta: premi di nuovo «Avvia la lezione».</p>'


class Screen:
    """What a kernel sends to be shown, and where: a second bundle of a place takes the place of the first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.places: dict[str, dict[str, Any]] = {}
        self.kept: list[Any] = []
        self.todo: list[Callable[[], object]] = []
        monkeypatch.setattr(live, "kernel_loop", object)
        monkeypatch.setattr(live, "when_idle", self.todo.append)
        monkeypatch.setattr(IPython.display, "display", self.show)

    def show(
        self, bundle: dict[str, Any], *, raw: bool, display_id: str, update: bool, metadata: dict[str, Any]
    ) -> None:
        assert raw and update == (display_id in self.places)
        self.places[display_id] = bundle
        self.kept.append(metadata.get(live.KEPT))

    @property
    def last(self) -> dict[str, Any]:
        return list(self.places.values())[-1]


def test_a_piece_that_does_not_open_says_so_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen(monkeypatch)
    lesson = lesson_spec("02").open({}, progress=Progress(tmp_path))
    monkeypatch.setattr(Quiz, "_score_html", broken)
    for piece in (live.Live(broken, Html("", "")).built_later(live.document_waiting()), lesson.quiz()):
        piece._ipython_display_()
        assert (
            'class="fis-source fis-waiting"' in screen.last["text/html"]
        )  # the kit's JupyterLab finds it by it
        failed(screen.todo.pop())
        assert screen.last["text/html"] == NOT_OPENED and live._VIEW not in screen.last
    lesson = lesson_spec("06").open({}, progress=Progress(tmp_path))
    monkeypatch.setattr(lesson, "drawn", broken)
    lesson.figure(next(iter(lesson.parts.figures)))._ipython_display_()
    assert "La figura arriva tra un momento…" in screen.last["text/html"]
    assert screen.kept[-1]["text/plain"] == "Premi «Avvia la lezione» per vedere la figura."
    failed(screen.todo.pop())
    assert screen.last["text/html"] == NOT_OPENED and screen.kept[-1] is None


def test_an_exercise_that_does_not_open_keeps_its_question_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    todo: list[Callable[[], object]] = []
    monkeypatch.setattr("fis_lessons.lessons.desk.lesson.when_idle", todo.append)
    panel = lesson_spec("02").open({}, progress=Progress(tmp_path)).panel("band-count")
    monkeypatch.setattr(panel, "_build", broken)
    shown: Any = panel.widget()
    failed(todo.pop())
    question, said = shown.children
    assert "fis-question" in question.value and said.value == NOT_OPENED


def failed(arrive: Callable[[], object]) -> None:
    with pytest.raises(ZeroDivisionError):  # its author sees it
        arrive()


def test_a_saved_lesson_does_not_say_that_a_figure_is_on_its_way(tmp_path: Path) -> None:
    lesson = lesson_spec("06").open({}, progress=Progress(tmp_path))
    kept = lesson.figure(next(iter(lesson.parts.figures)))._repr_mimebundle_()
    assert kept["text/plain"] == "Premi «Avvia la lezione» per vedere la figura."


def test_a_document_is_built_once_the_cells_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[ipywidgets.Button] = []

    def form() -> ipywidgets.Button:
        built.append(ipywidgets.Button())
        return built[-1]

    piece = live.Live(form, Html("page", "words")).built_later(live.document_waiting())
    assert format_now(piece)[live._VIEW]["model_id"] == built.pop().model_id, (
        "nothing listens: it is there at once"
    )
    screen = Screen(monkeypatch)
    for _turn in range(2):  # the cell is run again by hand
        piece._ipython_display_()
    assert built == [] and len(screen.todo) == len(screen.places) == 2
    for arrive, place in zip(screen.todo, list(screen.places), strict=True):
        assert "arriva tra un momento" in screen.places[place]["text/html"]
        arrive()
        assert screen.places[place][live._VIEW]["model_id"] == built[-1].model_id
        assert screen.places[place]["text/html"] == "page"
    piece.standing_still(True)
    assert format_now(piece)["text/html"] == "page" and len(built) == 2, "a build waits for nothing"


def format_now(piece: Any) -> dict[str, Any]:
    """Show a piece as IPython does where it does not show itself."""
    with pytest.raises(NotImplementedError):
        piece._ipython_display_()
    found: dict[str, Any] = piece._repr_mimebundle_()
    return found
