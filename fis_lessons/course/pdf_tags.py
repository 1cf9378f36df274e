"""What a browser leaves out of the tags of a PDF: the foot of each sheet, and where a link leads."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any

_OPENS, _CLOSES = frozenset({b"BDC", b"BMC"}), b"EMC"
Operation = tuple[Any, bytes]


def tags_mended(pdf: bytes, *, places: Mapping[str, str] | None = None) -> bytes:
    """Complete the tags of a PDF, so that who listens to it is spared the feet and told where links lead.

    Chromium tags what is on the page, and neither tags nor marks what is in the margins: the name of the lesson
    and the number of the sheet, over and over. Its links have no words of their own.

    Parameters
    ----------
    pdf
        As the browser printed it.
    places
        What stands where links inside the page lead, by its name in the page.

    Returns
    -------
    bytes
        The same, if there is nothing to mend.
    """
    from pypdf import PdfReader, PdfWriter

    # what it thinks of the browser's numbering is not for the terminal
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    changed = [_mark_feet(page, writer) | _name_links(page, places or {}) for page in writer.pages]
    if not any(changed):
        return pdf
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _mark_feet(page: Any, writer: Any) -> bool:
    from pypdf.generic import ContentStream, NameObject

    content = page.get_contents()
    before = list(content.operations) if content is not None else []
    after = list(_marked(before, NameObject("/Artifact")))
    if len(after) == len(before):
        return False
    stream = ContentStream(None, writer)
    stream.operations = after
    page.replace_contents(stream)
    return True


def _marked(operations: list[Operation], name: Any) -> Iterator[Operation]:
    """Put each text that is outside every marked sequence into one of its own."""
    depth = 0
    for operands, operator in operations:
        outside = depth == 0
        if outside and operator == b"BT":
            yield [name], b"BMC"
        yield operands, operator
        if outside and operator == b"ET":
            yield [], _CLOSES
        depth += (operator in _OPENS) - (operator == _CLOSES)


def _name_links(page: Any, places: Mapping[str, str]) -> bool:
    from pypdf.generic import NameObject, TextStringObject

    changed = False
    for reference in page.get("/Annots", ()):
        link = reference.get_object()
        if link.get("/Subtype") != "/Link" or "/Contents" in link:
            continue
        inside = str(link.get("/Dest", "")).lstrip("/")
        words = str(link.get("/A", {}).get("/URI", "")) or places.get(inside, "")
        if words:
            link[NameObject("/Contents")] = TextStringObject(words)
            changed = True
    return changed
