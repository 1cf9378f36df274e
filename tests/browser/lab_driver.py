"""Drive JupyterLab as a learner does: open a lesson, press the button, wait, look."""

from __future__ import annotations

import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from browsing import Visit
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as LateError

from fis_lessons.course.lab import Server, launch
from fis_lessons.i18n import Language

START_BUTTON = {"it": "Avvia la lezione", "en": "Start the lesson"}
_ERRORS = ("application/vnd.jupyter.error", "application/vnd.jupyter.stderr")


@contextmanager
def running(
    folder: Path, *, home: Path, lang: Language = "it", environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run the kit's own JupyterLab on a folder, with the kit's own settings, and close it at the end.

    Parameters
    ----------
    folder
        What is shown.
    home
        Where it keeps its files: a temporary folder.
    lang
        Language of the screen.
    environment
        Added to this process's while the server is started: kernels inherit it.
    """
    before = dict(os.environ)
    os.environ.update(environment or {})
    try:
        options = ["--LabApp.expose_app_in_browser=True"]
        server = launch(folder, lang=lang, port=_port_of_its_own(), home=home, options=options)
    finally:
        os.environ.clear()
        os.environ.update(before)
    try:
        _wait(server)
        yield server
    finally:
        server.stop()


def _port_of_its_own() -> int:
    """Return a port nobody has: tests in other processes start their JupyterLab at the same moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, *, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    address = server.status_url
    while time.monotonic() < end:
        if server.process.poll() is not None:
            raise AssertionError(f"JupyterLab ended with status {server.process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("JupyterLab did not start")


def _address(server: Server, notebook: str) -> str:
    parts = urlsplit(server.url)
    return f"{parts.scheme}://{parts.netloc}/lab/tree/{notebook}?{parts.query}&reset"


@dataclass
class LabVisit:
    """A lesson open in JupyterLab."""

    visit: Visit
    lang: Language

    @classmethod
    def open(
        cls,
        browser: Browser,
        server: Server,
        notebook: str,
        *,
        lang: Language = "it",
        width: int = 1280,
        height: int = 900,
        wait: bool = True,
    ) -> LabVisit:
        """Open a notebook in a browser of its own and wait for its cells, or for nothing; nothing is run."""
        language = "it-IT" if lang == "it" else "en-GB"
        address = _address(server, notebook)
        opened = cls(Visit.open(browser, address, width=width, height=height, language=language), lang)
        if wait:
            opened._wait_for_cells()
        return opened

    def close_all(self) -> None:
        """Close what is open and end its kernels, none of them while it is on its way.

        Whoever opens the same lesson next would find it without its controls; and a notebook whose kernel is
        taken away while it is open asks for another.
        """
        self.page.evaluate(
            """async () => { for (const one of [...window.jupyterapp.shell.widgets('main')]) {
                 const late = new Promise(tell => setTimeout(tell, 10000));
                 await Promise.race([one.sessionContext?.ready, late]);
                 one.dispose(); }
               await window.jupyterapp.serviceManager.sessions.shutdownAll(); }"""
        )

    def turn_to(self, notebook: str) -> None:
        """Close what is open, open a notebook in the same window and wait for its cells.

        As from the list of files: reading JupyterLab again costs the browser as much as running the lesson.
        """
        self.page.evaluate(
            """async path => { const app = window.jupyterapp;
                 for (const one of [...app.shell.widgets('main')]) one.dispose();
                 const opened = await app.commands.execute('docmanager:open', {path});
                 await opened.context.ready; await opened.revealed; }""",
            notebook,
        )
        self._wait_for_cells()

    def _wait_for_cells(self) -> None:
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=90_000)

    @property
    def page(self) -> Page:
        """The browser's page."""
        return self.visit.page

    @property
    def start_button(self) -> Locator:
        """The button that starts the lesson, found as a screen reader finds it."""
        return self.page.get_by_role("toolbar").get_by_role("button", name=START_BUTTON[self.lang])

    def start(self) -> None:
        """Press the button, once, and wait until every cell of code has run."""
        expect(self.start_button).to_be_visible(timeout=60_000)
        # on a machine under load the kernel may take longer to answer than the page to appear; the button may be
        # pressed all the same, and brings a kernel where none has come
        with suppress(LateError):
            self.page.wait_for_function(
                "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
                timeout=60_000,
            )
        self.page.evaluate(
            """() => { const session = window.jupyterapp.shell.currentWidget.sessionContext;
                 window.fisBegan = false;
                 const look = (_session, message) => {
                   if (message.header.msg_type !== 'execute_input') return;
                   window.fisBegan = true; session.iopubMessage.disconnect(look); };
                 session.iopubMessage.connect(look); }"""
        )
        self.start_button.click()
        # a lesson that runs again shows what it showed until its first cell begins
        self.page.wait_for_function("() => window.fisBegan", timeout=120_000)
        self.wait_until_run()

    def wait_until_run(self, *, seconds: float = 240) -> None:
        """Wait until every cell of code has a number and the kernel rests."""
        self.page.wait_for_function(
            """() => { const panel = window.jupyterapp.shell.currentWidget;
                 if (!panel || !panel.content || !panel.content.widgets) return false;
                 const code = panel.content.widgets.filter(c => c.model.type === 'code'
                   && c.model.sharedModel.getSource().trim());
                 const kernel = panel.sessionContext.session?.kernel;
                 return kernel?.status === 'idle' && code.length > 0
                   && code.every(c => c.model.executionCount !== null); }""",
            timeout=seconds * 1000,
        )

    def cell(self, cell_id: str) -> Locator:
        """Return a cell by its identifier, in view."""
        position = self.page.evaluate(
            "id => window.jupyterapp.shell.currentWidget.content.widgets.findIndex(c => c.model.id === id)",
            cell_id,
        )
        if position < 0:
            raise LookupError(f"no cell {cell_id!r}")
        found = self.page.locator(".jp-NotebookPanel .jp-Notebook .jp-Cell").nth(position)
        found.scroll_into_view_if_needed()
        return found

    def errors(self) -> list[str]:
        """List what cells wrote as errors or to the error stream."""
        chosen = ", ".join(f'.jp-OutputArea-output[data-mime-type="{kind}"]' for kind in _ERRORS)
        return self.page.locator(chosen).all_inner_texts()

    def findings(self) -> list[str]:
        """Let axe-core read what the lesson shows: JupyterLab's own frame is not ours to mend.

        Nor is the handle of a slider, which ipywidgets leaves without a name: each slider of a lesson has
        beside it a field with a name that does the same.
        """
        parts = (".jp-OutputArea-output .widget-box", ".jp-OutputArea-output figure", ".jp-RenderedMarkdown")
        there = [part for part in parts if self.page.locator(part).count()]
        return self.visit.findings(*there, but=".noUi-handle") if there else []

    def picture(self, path: Path) -> None:
        """Keep a picture of the screen."""
        self.page.screenshot(path=path)
