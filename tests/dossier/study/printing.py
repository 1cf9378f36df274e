"""Documents read back by libraries that did not write them, and LibreOffice where there is one."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from fis_lessons.figures import Figure
from fis_lessons.programs import find_office

_OFFICE = find_office()
needs_writer: pytest.MarkDecorator = pytest.mark.skipif(
    not _OFFICE or not any(Path(_OFFICE).resolve().parent.glob("*swlo.*")),
    reason="LibreOffice Writer is not here: apt-get install libreoffice-writer",
)


def texts(value: object) -> Iterator[str]:
    """Walk everything a study says that is meant for a reader."""
    skipped = {"id", "rule", "severity", "lang", "kind", "chapter", "png", "table", "sources"}
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name not in skipped or (isinstance(value, Figure) and name == "sources"):
                yield from texts(getattr(value, name))


def said_by(content: bytes) -> str:
    """Return every word of a document: text, notes, headers, descriptions of pictures."""
    document = docx.Document(io.BytesIO(content))
    told = []
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith(".xml") and str(part.partname).startswith("/word/"):
            for node in _xml(part.blob).iter():
                name = node.tag.rsplit("}", 1)[-1]
                if name == "t":
                    told.append(node.text or "")
                elif name in ("p", "br", "tab"):
                    told.append("\n")
                told.append(node.get("descr", ""))
    return "".join(told)


def _xml(content: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(content)


def part(content: bytes, name: str) -> Any:
    """Open a part of a document, for instance ``word/document.xml``."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return _xml(packed.read(name))


def changed(content: bytes, name: str, old: str, new: str) -> bytes:
    """Spoil one part of a document: every ``old`` becomes ``new``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(stream, "w") as spoilt:
        for one in packed.namelist():
            data = packed.read(one)
            if one == name:
                text = data.decode("utf-8")
                assert old in text, f"nothing to spoil: {old}"
                data = text.replace(old, new).encode("utf-8")
            spoilt.writestr(one, data)
    return stream.getvalue()


def program(folder: Path, lines: str) -> str:
    """Write a program that stands for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def is_alive(pid: int) -> bool:
    """Say whether a process is still there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.is_file() and state.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z")
