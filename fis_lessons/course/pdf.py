"""A page of ours as PDF, by the Chromium of the machine; where there is none, the page says how to print it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from fis_lessons.course.pdf_tags import tags_mended
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import gettext as _
from fis_lessons.programs import find_browser, ran

_SECONDS = 60


def write_pdf(html: str, path: Path) -> None:
    """Print a page to PDF: tagged, on A4, with nothing asked of the network.

    Parameters
    ----------
    html
        A whole page that needs no other file.
    path
        Where to write.

    Raises
    ------
    BuildError
        If there is no browser, or it did not print.
    """
    browser = find_browser()
    if not browser:
        raise BuildError(_("Per scrivere il PDF serve Chromium o Chrome, e qui non c'è."), [_advice()])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_text(html, encoding="utf-8")
        _run(browser, source, target, profile=folder / "profile")
        data = target.read_bytes() if target.is_file() else b""
    if not data.startswith(b"%PDF"):
        raise BuildError(_("Il browser non ha scritto il PDF."), [_advice()])
    write_whole(path, tags_mended(data))


def _run(browser: str, source: Path, target: Path, *, profile: Path) -> None:
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
    ran(command, seconds=_SECONDS)  # where no file was written, the caller says so


def _advice() -> Problem:
    return Problem(
        "",
        _("Scrivi la pagina (un file .html)."),
        remedy=_("Aprila in un browser e scegli «Stampa», poi «Salva come PDF»."),
    )
