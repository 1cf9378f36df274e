"""Open a zip somebody made, and believe nothing it says of itself: what is unpacked is counted meanwhile.

A file of a few kilobytes can unpack into gigabytes, declare rows by the billion or hold the same cell millions of
times. Every limit of the kit on spreadsheets is here.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

LARGEST = 20_000_000
"""Bytes of a file. The largest official table has two million."""
MOST_MEMBERS = 2_000
"""Files inside a workbook."""
MOST_SHEETS = 100
MOST_ROW = 1_048_576
"""The last row a spreadsheet has."""
MOST_COLUMNS = 500
"""Columns with something in them."""
MOST_ROWS = 200_000
"""Rows with something in them."""
MOST_CELLS = 1_000_000
MOST_PLACES = 2_000_000
"""Cells with something in them, and the empty ones before them in their rows."""
MOST_STYLES = 100_000
"""A spreadsheet allows 65,490."""
LONGEST_PIECE = 1_000_000
"""Bytes of one element with its attributes, of one comment, of one line of text."""
DEEPEST = 100
"""Elements inside elements."""
MOST_MERGES = 20_000
_UNPACKED_LEAST = 16_000_000
_UNPACKED_MOST = 150_000_000
_UNPACKED_TIMES = 40
"""How many times larger than itself a file may become: spreadsheets grow ten or twenty times."""
_CHUNK = 65_536
_DIRECTORY = 1_000_000
_END = b"PK\x05\x06"


class TooMuchError(Exception):
    """A limit was passed; says which one."""

    def __init__(self, what: str, count: int = 0) -> None:
        super().__init__(what)
        self.what, self.count = what, count


class BrokenError(Exception):
    """Not a zip, or not what it says it is."""


class LockedError(Exception):
    """A member that only a password opens."""


class Archive:
    """A zip in memory, and how much of it may still be unpacked.

    Parameters
    ----------
    data
        The whole file.
    """

    def __init__(self, data: bytes) -> None:
        _check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError) as error:
            raise BrokenError from error
        found = self._zip.infolist()
        if len(found) > MOST_MEMBERS:
            raise TooMuchError("members", len(found))
        self._left = min(_UNPACKED_MOST, max(_UNPACKED_LEAST, _UNPACKED_TIMES * len(data)))
        # some programs write the names of the members in their own case, or from the root
        self._members = {item.filename.lstrip("/").lower(): item for item in found}

    @property
    def names(self) -> set[str]:
        """Names of the members, in small letters."""
        return set(self._members)

    def parse(self, name: str, reader: XmlReader) -> None:
        """Send a member, piece by piece, to a reader of XML."""
        parser = _parser(reader)
        item = self._members.get(name.lower())
        if item is None:
            raise BrokenError
        if item.flag_bits & 1:
            raise LockedError
        fed = 0
        try:
            with self._zip.open(item) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise TooMuchError("unpacked")
                    parser.Parse(chunk, False)
                    fed += len(chunk)
                    if fed - parser.CurrentByteIndex > LONGEST_PIECE:
                        raise TooMuchError("piece")
            parser.Parse(b"", True)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise BrokenError from error
        except (expat.ExpatError, UnicodeError, LookupError) as error:
            raise BrokenError from error

    def start_of(self, name: str, *, length: int = 200) -> bytes:
        """Return the first bytes of a member; nothing if there is no such member."""
        item = self._members.get(name)
        if item is None or item.flag_bits & 1:
            return b""
        try:
            with self._zip.open(item) as stream:
                return stream.read(length)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            return b""


class XmlReader:
    """What is done with the elements of a document. Names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, words: str) -> None:
        """Text inside an element."""


def _parser(reader: XmlReader) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    start, end = reader.start, reader.end
    depth = 0

    def bare_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise TooMuchError("piece")
        start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def bare_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2] if ":" in name else name)

    def refuse(*_arguments: object) -> None:
        raise TooMuchError(
            "entities"
        )  # no spreadsheet declares its own entities: they are how small files swell

    handlers: dict[str, Callable[..., None]] = {
        "StartElementHandler": bare_start,
        "EndElementHandler": bare_end,
        "CharacterDataHandler": reader.text,
        "StartDoctypeDeclHandler": refuse,
        "EntityDeclHandler": refuse,
    }
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    return parser


def _check_directory(data: bytes) -> None:
    """Refuse a directory of members so long that reading it alone would fill the memory."""
    at = data.rfind(_END, max(0, len(data) - _CHUNK - 22))
    if at < 0 or at + 20 > len(data):
        raise BrokenError
    count, size = struct.unpack("<HL", data[at + 10 : at + 16])
    if size > _DIRECTORY or count == 0xFFFF:
        raise TooMuchError("members", count)
