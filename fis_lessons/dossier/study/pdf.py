"""A Word document as a tagged PDF (PDF/UA), by the LibreOffice of the machine; and the page of each heading."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fis_lessons.dossier.study.docx_body import Heading
from fis_lessons.programs import find_office, ran

SECONDS = 180.0
_OPTIONS = {"UseTaggedPDF": True, "PDFUACompliance": True, "ExportBookmarks": True, "ExportNotes": False}


def converted(document: bytes, *, seconds: float = SECONDS) -> bytes:
    """Turn a Word document into a tagged PDF.

    A profile of its own for each call, thrown away afterwards: it asks nothing, remembers nothing, and any number
    of calls can run side by side.

    Returns
    -------
    bytes
        The PDF; empty if there is no LibreOffice here, if it failed, or if it took longer than ``seconds``.
    """
    office = find_office()
    if not office:
        return b""
    options = {name: {"type": "boolean", "value": str(on).lower()} for name, on in _OPTIONS.items()}
    with tempfile.TemporaryDirectory(prefix="fis-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "study.docx", folder / "study.pdf"
        source.write_bytes(document)
        command = [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(options)}",
            "--outdir",
            str(folder),
            str(source),
        ]
        well = ran(command, seconds=seconds)
        data = target.read_bytes() if well and target.is_file() else b""
    return data if data.startswith(b"%PDF") else b""


def page_numbers(pdf: bytes, headings: Sequence[Heading]) -> dict[str, int]:
    """Find the page of each heading in the PDF of its document.

    Returns
    -------
    dict of str to int
        By bookmark, from 1; empty if the outline of the PDF is not that of the headings, or nothing here reads it.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        return {}
    try:
        reader = PdfReader(io.BytesIO(pdf))
        found = [(str(one.title), reader.get_destination_page_number(one)) for one in _flat(reader.outline)]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    if [_words(title) for title, _ in found] != [_words(f"{one.number} {one.text}") for one in headings]:
        return {}
    if any(page is None or page < 0 for _, page in found):
        return {}
    return {one.name: int(page or 0) + 1 for one, (_, page) in zip(headings, found, strict=True)}


def _flat(outline: Sequence[Any]) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def _words(text: str) -> str:
    return " ".join(text.split())
