"""The marks a Word document is made of (ISO/IEC 29500, WordprocessingML), as text.

Written with nothing but the standard library: a document can be made wherever a lesson opens, a browser included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlsplit

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_LINK = 2_000  # Word takes 2083, and refuses the whole document beyond
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?\Z")

Attributes = Mapping[str, object]


def escaped(text: str) -> str:
    """Write a text so that XML reads it as a text, in an attribute too."""
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, name)
    return text


def element(name: str, attributes: Attributes, *inner: str) -> str:
    """Write an element, whose attributes are written out in full."""
    told = "".join(f' {key}="{escaped(str(value))}"' for key, value in attributes.items())
    content = "".join(inner)
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def w(name: str, attributes: Attributes | None = None, *inner: str) -> str:
    """Write an element of a text, and its attributes, in the namespace of texts."""
    return element(f"w:{name}", {f"w:{key}": value for key, value in (attributes or {}).items()}, *inner)


def val(name: str, value: str | int) -> str:
    """Write a property that has one value."""
    return w(name, {"val": value})


def part(name: str, *inner: str) -> str:
    """Write a whole part of a document, for instance ``document`` or ``footnotes``."""
    spaces = {f"xmlns:{prefix}": address for prefix, address in NAMESPACES.items()}
    return HEAD + element(f"w:{name}", spaces, *inner)


def run(text: str, *, style: str = "", bold: bool = False) -> str:
    """Write a piece of text; a line end and a tab in it are a line end and a tab on paper."""
    if not text:
        return ""
    looks = (val("rStyle", style) if style else "") + (w("b") if bold else "")
    pieces = []
    for piece in re.split("([\n\t])", text):
        if piece == "\n":
            pieces.append(w("br"))
        elif piece == "\t":
            pieces.append(w("tab"))
        elif piece:
            pieces.append(element("w:t", {"xml:space": "preserve"}, escaped(piece)))
    return w("r", None, w("rPr", None, looks) if looks else "", *pieces)


def paragraph(style: str, *inner: str, more: str = "") -> str:
    """Write a paragraph; ``more`` are properties beside its style, in the order of the standard."""
    return w("p", None, w("pPr", None, val("pStyle", style), more), *inner)


def field(instruction: str, shown: str, *, style: str = "") -> str:
    """Write a field with what it shows already in it: who cannot update it reads the right thing."""

    def border(kind: str) -> str:
        return w("r", None, w("fldChar", {"fldCharType": kind}))

    told = element("w:instrText", {"xml:space": "preserve"}, escaped(f" {instruction} "))
    return border("begin") + w("r", None, told) + border("separate") + run(shown, style=style) + border("end")


def bookmark(number: int, name: str, *inner: str) -> str:
    """Put a name on a piece of text, for fields and links to reach it."""
    start = w("bookmarkStart", {"id": number, "name": name})
    return start + "".join(inner) + w("bookmarkEnd", {"id": number})


def link_to(name: str, *inner: str) -> str:
    """Link to a bookmark of the same document."""
    return w("hyperlink", {"anchor": name, "history": 1}, *inner)


def safe_address(url: str) -> str:
    """Return an address that may be linked, written in plain signs; or nothing, and it stays a text.

    A document with one address it cannot read is refused whole by Word. Only pages of the Web are linked.

    Examples
    --------
    >>> safe_address("https://www.istat.it/it/archivio/città 1")
    'https://www.istat.it/it/archivio/citt%C3%A0%201'
    >>> safe_address("javascript:alert(1)"), safe_address("https://[/")
    ('', '')
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.match(host):
        return ""
    rest = url.strip().partition("//")[2][len(parts.netloc) :]
    rest = re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(rest, safe="/%:@!$&'()*+,;=~-._?#", errors="replace"))
    head, hash_sign, tail = rest.partition("#")
    address = f"{parts.scheme}://{host}{head}{hash_sign}{tail.replace('#', '%23')}"
    return address if len(address) <= _LONGEST_LINK else ""


def relations(rows: Iterable[tuple[str, str, str]]) -> str:
    """Write what a part refers to: identifier, kind and target; what is elsewhere says so itself."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    told = []
    for number, kind, target in rows:
        full = kind if kind.startswith("http") else base + kind
        mode = {"TargetMode": "External"} if kind == "hyperlink" else {}
        told.append(element("Relationship", {"Id": number, "Type": full, "Target": target, **mode}))
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return HEAD + element("Relationships", {"xmlns": space}, *told)
