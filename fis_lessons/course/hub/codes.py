"""The codes of a class, for whoever teaches: a sheet to print, cut and then delete."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from fis_lessons.course.hub.people import Person
from fis_lessons.errors import ReadingError
from fis_lessons.i18n import gettext as _
from fis_lessons.reading import read_book
from fis_lessons.sheets import fill, for_print, headings, new_book, to_bytes

_PRIVATE = 0o600
_WIDTHS = (40, 30, 24)


def write_codes(path: Path, people: Mapping[str, Person], codes: Mapping[str, str]) -> None:
    """Write the codes drawn now beside those written before, for who is in the class."""
    known = read_codes(path)
    book, sheet = new_book(_("Codici"))
    headings(sheet, 1, (_("Nome"), _("Utente"), _("Codice")), widths=_WIDTHS)
    rows = [
        (person.name, user, codes.get(user) or known.get(user) or _("(quello di prima)"))
        for user, person in people.items()
    ]
    fill(sheet, rows, first=2)
    for_print(sheet, title=_("Codici"), repeat=1, landscape=False)
    private(path, to_bytes(book))


def read_codes(path: Path) -> dict[str, str]:
    """Return the codes of a sheet, by user; none if there is no sheet, or nobody can read it."""
    try:
        rows = read_book(path).sheets[0].rows[1:]
    except (ReadingError, LookupError):
        return {}
    return {row.text(1): row.text(2) for row in rows if row.text(1) and row.text(2)}


def private(path: Path, content: str | bytes) -> None:
    """Write a file only its owner can read, at every moment."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _PRIVATE)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(handle)
    temporary.replace(path)
