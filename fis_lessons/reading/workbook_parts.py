"""What the sheets of a workbook lean on: their names, where each part is, the texts they share, how cells look."""

from __future__ import annotations

import re
from typing import Literal

from fis_lessons.reading.unpacking import MOST_CELLS, MOST_STYLES, TooMuchError, XmlReader

Look = Literal["plain", "percent", "date"]

_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENTS = frozenset({9, 10})


class Book(XmlReader):
    """Names of the sheets, and from which day dates are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Read an element."""
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", "")[:200], link))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0").lower() in ("1", "true")


class Links(XmlReader):
    """Where each part of the book is: by its link, and by its kind where there is one."""

    def __init__(self) -> None:
        self.all: dict[str, tuple[str, str]] = {}
        self.one: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Read an element."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('./')}"
            self.all[attributes.get("Id", "")] = (kind, path)
            self.one.setdefault(kind, path)


class Texts(XmlReader):
    """The texts that cells share. How a sound is written beside a text (``rPh``) is not the text."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._inside, self._aside = False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Read an element."""
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside = True
        elif name == "t":
            self._inside = not self._aside

    def end(self, name: str) -> None:
        """Close an element."""
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            if len(self.found) >= MOST_CELLS:
                raise TooMuchError("cells", MOST_CELLS)
            self.found.append("".join(self._parts))

    def text(self, words: str) -> None:
        """Keep the text of an element."""
        if self._inside:
            self._parts.append(words)


class Looks(XmlReader):
    """Which styles show a percentage or a date."""

    def __init__(self) -> None:
        self._codes: dict[str, Look] = {}
        self._styles: list[str] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Read an element."""
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = look_of(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            if len(self._styles) >= MOST_STYLES:
                raise TooMuchError("piece")
            self._styles.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        """Close an element."""
        if name == "cellXfs":
            self._inside = False

    def found(self) -> dict[str, Look]:
        """Return the look of each style that is not plain, by its number."""
        looks = {str(place): self._look(code) for place, code in enumerate(self._styles)}
        return {place: look for place, look in looks.items() if look != "plain"}

    def _look(self, code: str) -> Look:
        if code in self._codes:
            return self._codes[code]
        number = int(code) if code.isdecimal() and len(code) < 6 else 0
        return "date" if number in _DATES else "percent" if number in _PERCENTS else "plain"


def look_of(code: str) -> Look:
    """Tell what a format shows.

    Examples
    --------
    >>> look_of("0.0%"), look_of("dd/mm/yyyy"), look_of('#,##0.00 "euro"'), look_of("[Red]0")
    ('percent', 'date', 'plain', 'plain')
    """
    bare = _NOT_CODE.sub("", code[:500]).partition(";")[0].lower()
    if "%" in bare:
        return "percent"
    return "date" if bare != "general" and re.search("[dmyhs]", bare) else "plain"
