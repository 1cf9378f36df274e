"""A page of ours as PDF, by the Chromium of the machine; where there is none, the page says how to print it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from fis_lessons.course.pdf_tags import tags_mended
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import gettext as _
from fis_lessons.programs import find_browser, ran

_SECONDS = 60.0


def write_pdf(
    html: str, path: Path, *, seconds: float = _SECONDS, places: Mapping[str, str] | None = None
) -> None:
    """Print a page to PDF: tagged, on A4, with nothing asked of the network.

    Parameters
    ----------
    html
        A whole page that needs no other file.
    path
        Where to write.
    seconds
        How long the browser may take.
    places
        What stands where links inside the page lead, by its name in the page.

    Raises
    ------
    BuildError
        If there is no browser, or it did not print.
    """
    write_whole(path, tags_mended(printed(html, seconds=seconds), places=places))


def printed(html: str, *, seconds: float = _SECONDS) -> bytes:
    """Return a page as the browser prints it: its tags are still to be completed.

    Raises
    ------
    BuildError
        As :func:`write_pdf`.
    """
    browser = find_browser()
    if not browser:
        raise BuildError(_("Per scrivere il PDF serve Chromium o Chrome, e qui non c'è."), [_advice()])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_text(html, encoding="utf-8")
        _run(browser, source, target, profile=folder / "profile", seconds=seconds)
        data = target.read_bytes() if target.is_file() else b""
    if not data.startswith(b"%PDF"):
        raise BuildError(_("Il browser non ha scritto il PDF."), [_advice()])
    return data


def _run(browser: str, source: Path, target: Path, *, profile: Path, seconds: float) -> None:
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--disable-extensions",
        "--disable-background-networking",
        "--no-first-run",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={profile}",
        f"--print-to-pdf={target}",
        # Chromium does not start its sandbox as root, and containers often are; the page has no script
        *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
        source.as_uri(),
    ]
    ran(command, seconds=seconds)  # where no file was written, the caller says so


def _advice() -> Problem:
    return Problem(
        "",
        _("Scrivi la pagina (un file .html)."),
        remedy=_("Aprila in un browser e scegli «Stampa», poi «Salva come PDF»."),
    )
