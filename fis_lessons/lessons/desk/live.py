"""What is a control where there is a kernel, and a page where there is none; pictures keep nobody waiting."""

from __future__ import annotations

import contextlib
import uuid
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import kernel_loop
from fis_lessons.exercises.show import coming, not_opened, told_in_place
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _

if TYPE_CHECKING:
    import asyncio

PAUSE = 0.3
"""Seconds without a new cell before the pictures that wait are drawn."""


KEPT = "fis_kept"
"""What a notebook saved before the control is there keeps in its place: a name in the metadata of an output."""
_VIEW = "application/vnd.jupyter.widget-view+json"


class Shown(Protocol):
    """A piece of page in two forms: for a browser and in words."""

    @property
    def html(self) -> str:
        """For a browser."""

    @property
    def text(self) -> str:
        """In words."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]: ...


class Live:
    """Something shown as a control where there is a kernel, and as a page where there is none.

    Parameters
    ----------
    widget
        Builds the control.
    page
        The whole of it on paper; a function is called only when the page is really needed.
    stored
        What a notebook keeps beside the control: the page, unless it costs too much to be made for that.
    """

    def __init__(
        self, widget: Callable[[], Any], page: Shown | Callable[[], Shown], *, stored: Shown | None = None
    ) -> None:
        self._widget, self._page, self._stored = widget, page, stored
        self._meanwhile: Shown | None = None
        self._kept = stored
        self._still = False

    def built_later(self, meanwhile: Shown, *, kept: Shown | None = None) -> Live:
        """Build the control once the cells are done: a form with many fields keeps the rest waiting.

        Parameters
        ----------
        meanwhile
            What stands in its place.
        kept
            What a notebook saved before it comes keeps of it, if that is neither ``stored`` nor ``meanwhile``.
        """
        self._meanwhile, self._kept = meanwhile, kept or self._kept
        return self

    def standing_still(self, still: bool) -> Live:
        """Show only the page: a course is being built, and nobody will press anything."""
        self._still = still
        return self

    @property
    def page(self) -> Shown:
        """The whole of it on paper."""
        if callable(self._page):
            self._page = self._page()
        return self._page

    def __repr__(self) -> str:
        """Show the words."""
        return self.page.text

    def _ipython_display_(self) -> None:
        """Hold its place with a piece of page, where a kernel listens; the control comes once the cells are done.

        A piece of page is one message and no control: places that were controls were half of what a lesson sent.
        """
        if self._still or self._meanwhile is None or kernel_loop() is None:
            raise NotImplementedError  # IPython then takes the bundle
        place = uuid.uuid4().hex
        _show(self._meanwhile.html, self._meanwhile.text, place, kept=self._kept)

        def arrive() -> None:
            with told_in_place(lambda page: _show(page, not_opened(), place, update=True)):
                _put(self._repr_mimebundle_(), place, update=True)

        when_idle(arrive)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        if self._still:
            return self.page._repr_mimebundle_()
        control = self._widget()
        stored = self._stored or self.page
        # what ipywidgets' own bundle says of a control, without the words of all it holds, which nobody reads
        view = {"version_major": 2, "version_minor": 0, "model_id": control.model_id}
        return {_VIEW: view, "text/html": stored.html, "text/plain": stored.text}


def _show(page: str, words: str, place: str, *, update: bool = False, kept: Shown | None = None) -> None:
    metadata = {KEPT: {"text/html": kept.html, "text/plain": kept.text}} if kept else {}
    _put({"text/html": page, "text/plain": words}, place, update=update, metadata=metadata)


def _put(bundle: dict[str, Any], place: str, *, update: bool, metadata: dict[str, Any] | None = None) -> None:
    from IPython.display import display

    display(bundle, raw=True, display_id=place, update=update, metadata=metadata or {})  # type: ignore[no-untyped-call]


def waiting() -> Html:
    """Say, in the place of a picture, that it is on its way."""
    return coming(_("La figura arriva tra un momento…"))


def document_waiting() -> Html:
    """Say, in the place of a document to fill in, that it is on its way."""
    return coming(_("Il documento arriva tra un momento…"))


def picture(draw: Callable[[], Shown]) -> Any:
    """Draw a picture, in a widget."""
    import ipywidgets as w

    return w.HTML(draw().html, **look(w.HTML))


def press_for_figure() -> Html:
    """Say what brings a figure: what is kept of it in a saved notebook, where nothing is on its way."""
    words = _("Premi «Avvia la lezione» per vedere la figura.")
    return Html(f'<p class="fis-source">{escape(words)}</p>', words)


def press_start(title: str) -> Html:
    """Say what a control is and what brings it to life: what is kept of it in a saved notebook."""
    words = _("Premi «Avvia la lezione» per provarlo.")
    return Html(
        f'<div class="fis-control"><p class="fis-control-title">{escape(title)}</p><p>{escape(words)}</p></div>',
        f"[{title}] {words}",
    )


def press_to_try() -> Html:
    """Say what brings a quiz or a document to life."""
    words = _("Premi «Avvia la lezione» per provarlo.")
    return Html(f'<p class="fis-source">{escape(words)}</p>', words)


class _Later:
    """Things to do once the cells are done, one at a time and in order; at once where nothing is listening."""

    def __init__(self) -> None:
        self._todo: deque[Callable[[], object]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._listening_to: Any = None

    def add(self, action: Callable[[], object]) -> None:
        loop = kernel_loop()
        if loop is None:
            action()
            return
        self._todo.append(action)
        self._listen()
        self._wait(loop)

    def _listen(self) -> None:
        """Be told of every cell that runs: one without a picture is no sign that the lesson is over."""
        from IPython import get_ipython

        shell: Any = get_ipython()
        if shell is not self._listening_to:
            self._listening_to = shell
            shell.events.register("post_run_cell", self._another_cell)

    def _another_cell(self, _result: object) -> None:
        loop = kernel_loop()
        if self._todo and loop is not None:
            self._wait(loop)

    def _wait(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._timer is not None:
            self._timer.cancel()  # another cell has just run: the rest of the lesson comes first
        self._timer = loop.call_later(PAUSE, self._next, loop)

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if self._todo:
            try:
                self._todo.popleft()()
            finally:
                # a press or a cell that came meanwhile goes before the next picture
                self._timer = loop.call_later(0.01, self._next, loop)
        else:
            _give_back()


def _give_back() -> None:
    """Give the system the memory that opening and drawing no longer need: on a server every learner's counts."""
    import ctypes
    import gc

    gc.collect()  # a picture that was drawn holds itself
    # of the C library of Linux alone; elsewhere there is nothing to do
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


_later = _Later()


def when_idle(action: Callable[[], object]) -> None:
    """Do something once the cells of the lesson are done; at once where nothing is listening.

    Examples
    --------
    >>> when_idle(lambda: print("drawn"))
    drawn
    """
    _later.add(action)
