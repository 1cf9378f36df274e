"""One way in for the files of an office: what a file is, said when it is not what was asked for.

A workbook (``.xlsx``, ``.ods``) and a text of cells (``.csv``) become sheets of rows, within the same limits
everywhere.
"""

from __future__ import annotations

from pathlib import Path

from fis_lessons.errors import Problem, ReadingError
from fis_lessons.files import why
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.reading.cells import Book, Sheet
from fis_lessons.reading.delimited import read_lines
from fis_lessons.reading.opendocument import MIME as OPEN_SPREADSHEET
from fis_lessons.reading.opendocument import read_opendocument
from fis_lessons.reading.unpacking import LARGEST, Archive, BrokenError, LockedError, TooMuchError
from fis_lessons.reading.workbook import read_sheets

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OLE = "EncryptedPackage".encode("utf-16-le")
_SHOWN = 8


def read_book(source: Path | bytes, *, name: str = "", texts: bool = True) -> Book:
    """Read the sheets of a file, whatever it calls itself.

    Parameters
    ----------
    source
        The file, or its content.
    name
        What to call it; the name of the file if not given.
    texts
        Whether a text of cells will do, or only a workbook.

    Raises
    ------
    ReadingError
        If there is no such file, it is open elsewhere, it is empty, too large, something else, protected by a
        password or damaged: what it is, and what to do.
    """
    name = (name or (source.name if isinstance(source, Path) else ""))[:120]
    data = _content(source, name) if isinstance(source, Path) else bytes(source)
    _check_size(name, len(data), empty=not data.strip())
    try:
        if data.startswith(b"PK"):
            return Book(name, _workbook(name, data))
        _check_kind(name, data, texts=texts)
        return Book(name, (Sheet(name, read_lines(name, data)),))
    except TooMuchError as error:
        raise too_much(name, error) from None
    except LockedError:
        raise _with_password(name) from None
    except (BrokenError, MemoryError):
        raise refused(
            name, _("è un file .xlsx rovinato."), _("Aprilo, salvalo di nuovo e riprova.")
        ) from None


def find_file(written: str, folder: Path, *, endings: tuple[str, ...] = (".xlsx", ".ods", ".csv")) -> Path:
    """Return a file of a folder from the name a person typed, in small letters or in capitals.

    Parameters
    ----------
    written
        Name only, with its ending.
    folder
        Where the file must be.
    endings
        Of the files to list when there is none of that name.

    Raises
    ------
    ReadingError
        If the name goes out of the folder or there is no such file; it lists the files that are there.
    """
    wanted = written.strip().strip("\"'«»“”").strip()
    if Path(wanted).name != wanted or set(wanted) & set("\\/\0") or wanted in ("", ".", ".."):
        raise refused(
            wanted or "–",
            _("è un percorso, non un nome.") if wanted else _("manca il nome del file."),
            _("Copia il file nella cartella del corso e scrivi solo il suo nome, per esempio dati.xlsx."),
        )
    try:
        # the files with which a spreadsheet says that one is open are not files of the learner's
        there = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith(("~$", ".")))
    except OSError:
        there = []
    exact = [path for path in there if path.name == wanted]
    alike = [path for path in there if path.name.casefold() == wanted.casefold()]
    bare = [
        path for path in there if path.suffix.lower() in endings and path.stem.casefold() == wanted.casefold()
    ]
    for found in (exact, alike, bare):
        if len(found) == 1:
            return found[0]
    names = [path.name for path in there if path.suffix.lower() in endings][:_SHOWN]
    listed = _("Nella cartella ci sono: {names}.").format(names=", ".join(names)) if names else ""
    remedy = listed or _("Copia il file nella cartella del corso, accanto alle lezioni.")
    raise refused(wanted, _("questo file non c'è nella cartella del corso."), remedy)


def refused(name: str, found: str, remedy: str, expected: str = "") -> ReadingError:
    """Return the error that says what a file is, and what to do."""
    return ReadingError(_("Non riesco a leggere il file."), [Problem(name[:120], found, expected, remedy)])


def read_bytes(path: Path, *, largest: int = LARGEST) -> bytes:
    """Read a file whole, if it is a file and not too large.

    Raises
    ------
    ReadingError
        If there is no such file, it is open elsewhere, or it is larger than ``largest`` bytes.
    """
    return _content(path, path.name[:120], largest=largest)


def _content(path: Path, name: str, *, largest: int = LARGEST) -> bytes:
    try:
        if not path.is_file():
            found = _("è una cartella.") if path.is_dir() else _("il file non c'è.")
            raise refused(name, found, _("Controlla il nome e la cartella."))
        _check_size(name, path.stat().st_size, largest=largest)
        with path.open("rb") as stream:
            return stream.read(largest + 1)
    except ReadingError:
        raise
    except PermissionError:
        raise refused(
            name,
            _("è aperto in un altro programma, o non hai il permesso di leggerlo."),
            _("Chiudilo nel foglio di calcolo e riprova."),
        ) from None
    except (OSError, ValueError) as error:
        raise refused(
            name, f"{why(error)}.", _("Controlla che sia un file e che si possa leggere.")
        ) from None


def _check_size(name: str, size: int, *, largest: int = LARGEST, empty: bool = False) -> None:
    if not size or empty:
        raise refused(name, _("il file è vuoto."), _("Salvalo o scaricalo di nuovo."))
    if size > largest:
        raise refused(
            name,
            _("il file è di {size} MB.").format(size=number(size / 1_000_000)),
            _("Tieni solo i fogli e le righe che servono."),
            _("al massimo {limit} MB").format(limit=number(largest / 1_000_000)),
        )


def too_much(name: str, error: TooMuchError) -> ReadingError:
    """Say which limit a file passes."""
    found = {
        "unpacked": _("il file, aperto, è enorme."),
        "members": _("contiene troppi file."),
        "sheets": _("ha {count} fogli.").format(count=number(error.count)),
        "rows": _("ha più di {count} righe.").format(count=number(error.count)),
        "row": _("ha una riga con un numero che un foglio non può avere."),
        "columns": _("ha più di {count} colonne.").format(count=number(error.count)),
        "cells": _("ha più di {count} celle.").format(count=number(error.count)),
        "merges": _("ha troppe celle unite."),
        "piece": _("ha pezzi più grandi di quelli di un foglio di calcolo."),
        "entities": _("contiene istruzioni che un foglio di calcolo non ha."),
    }[error.what]
    remedy = _("Copia le celle che servono in un file nuovo, salvalo e riprova.")
    return refused(name, found, remedy)


# --- what a file is -------------------------------------------------------------------------------
def _workbook(name: str, data: bytes) -> tuple[Sheet, ...]:
    archive = Archive(data)
    if "xl/workbook.xml" in archive.names:
        return read_sheets(archive)
    save = _("Aprilo e salvalo con nome nel formato .xlsx (Cartella di lavoro di Excel).")
    kind = archive.start_of("mimetype")
    if kind.startswith(OPEN_SPREADSHEET):
        return read_opendocument(archive)
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise refused(name, _("è un file di LibreOffice, e non un foglio di calcolo."), save)
    for member, found in (
        ("xl/workbook.bin", _("è un foglio di Excel in formato binario (.xlsb).")),
        ("word/document.xml", _("è un documento di Word.")),
        ("ppt/presentation.xml", _("è una presentazione.")),
        ("index/document.iwa", _("è un file di Numbers o di Pages.")),
    ):
        if member in archive.names:
            raise refused(name, found, save)
    inside = [
        member for member in sorted(archive.names) if member.endswith((".xlsx", ".csv", ".xls", ".ods"))
    ]
    shown = ": " + ", ".join(inside[:3]) if inside else ""
    raise refused(
        name,
        _("è una cartella compressa{inside}.").format(inside=shown[:150]),
        _("Aprila, estrai il file che serve e usa quello."),
    )


def _check_kind(name: str, data: bytes, *, texts: bool) -> None:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    save = _("Aprilo e salvalo con nome nel formato .xlsx (Cartella di lavoro di Excel).")
    if data.startswith(_OLE) or start.startswith(_OLE[:4]):
        if _LOCKED_OLE in data:
            raise _with_password(name)
        raise refused(name, _("è un foglio di Excel di vecchio tipo (.xls)."), save)
    for sign, found in (
        (b"%PDF", _("è un PDF.")),
        (b"<?xml", _("è un file XML.")),
        (b"<", _("è una pagina di un sito, non una tabella.")),
        (b"{\\rtf", _("è un documento di testo.")),
    ):
        if start.startswith(sign):
            raise refused(name, found, _("Scarica o salva la tabella nel formato .xlsx."))
    if not texts:
        raise refused(name, _("non è una cartella di lavoro di Excel (.xlsx)."), save)


def _with_password(name: str) -> ReadingError:
    return refused(
        name,
        _("è protetto da una password."),
        _(
            "Aprilo e salvalo con nome senza password (in Excel: File, Informazioni, Proteggi cartella di lavoro)."
        )
        + " "
        + _("Poi riprova."),
    )
