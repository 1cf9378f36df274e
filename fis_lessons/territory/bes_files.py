"""From a file somebody downloaded to rows of cells, or to a sentence that says what the file is instead."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fis_lessons.errors import FisError, Problem
from fis_lessons.files import why
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

LARGEST = 20_000_000
"""Bytes. The official workbook has fewer than two million: anything much larger is another file."""

_UNPACKED = 300_000_000
_MOST_ROWS = 200_000
_MOST_COLUMNS = 120
_SEPARATORS = (";", ",", "\t")
# Signs of a text in UTF-8 that somebody opened as something else and saved again
_SPOILED = ("Ã¨", "Ã¬", "Ã©", "Ã¼", "Ã\xa0", "Ã ", "â€™", "\ufffd")

Row = tuple[object, ...]


class BesError(FisError):
    """A file that is not the table expected, or that cannot be trusted."""


@dataclass(frozen=True)
class Sheet:
    """Rows of cells as they are in the file.

    Parameters
    ----------
    name
        Name of the sheet; of the file, for a text.
    rows
        Cells: text, numbers or nothing.
    """

    name: str
    rows: tuple[Row, ...]


def chosen_file(name: str, folder: Path) -> Path:
    """Return a file of a folder from the name a person typed.

    Parameters
    ----------
    name
        Name only, with its ending.
    folder
        Where the file must be.

    Raises
    ------
    BesError
        If the name goes out of the folder or there is no such file; it lists the tables that are there.
    """
    wanted = name.strip().strip("\"'«»")
    if Path(wanted).name != wanted or "\\" in wanted or "\0" in wanted or wanted in (".", ".."):
        raise _refused(
            wanted,
            _("è un percorso, non un nome."),
            _("Copia il file nella cartella del corso e scrivi solo il suo nome, per esempio bes.xlsx."),
        )
    path = folder / wanted
    if not path.is_file():
        there = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in (".xlsx", ".csv"))[:8]
        found = _("Nella cartella ci sono: {names}.").format(names=", ".join(there)) if there else ""
        remedy = found or _("Copia il file nella cartella del corso, accanto alle lezioni.")
        raise _refused(wanted, _("questo file non c'è nella cartella del corso."), remedy)
    return path


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """Read the cells of a file, whatever of the two kinds it is.

    Raises
    ------
    BesError
        If it is missing, empty, too large, or neither a workbook nor a text in UTF-8.
    """
    try:
        size = path.stat().st_size
        _check_size(path.name, size)
        with path.open("rb") as stream:
            start = stream.read(8)
        if start.startswith(b"PK"):
            return _workbook(path)
        _check_kind(path.name, start)
        return _texts(path.name, path.read_bytes())
    except FileNotFoundError:
        raise _refused(path.name, _("il file non c'è."), _("Controlla il nome e la cartella.")) from None
    except OSError as error:
        raise _refused(
            path.name, why(error), _("Controlla che sia un file e che si possa leggere.")
        ) from None


def _refused(where: str, found: str, remedy: str, expected: str = "") -> BesError:
    problem = Problem(where[:120], found, expected, remedy)
    return BesError(_("Non riesco a leggere la tavola «Bes dei territori»."), [problem])


def _check_size(name: str, size: int) -> None:
    if not size:
        raise _refused(name, _("il file è vuoto."), _("Scaricalo di nuovo dal sito dell'Istat."))
    if size > LARGEST:
        raise _refused(
            name,
            _("il file è di {size} MB.").format(size=number(size / 1_000_000)),
            _("Scegli la tavola per provincia e sesso: è molto più piccola."),
            _("al massimo {limit} MB").format(limit=number(LARGEST / 1_000_000)),
        )


def _check_kind(name: str, start: bytes) -> None:
    kinds = (
        (b"\xd0\xcf\x11\xe0", _("è un foglio di Excel di vecchio tipo (.xls)."), _("Salvalo come .xlsx.")),
        (b"%PDF", _("è un PDF."), _("Scarica la tavola in formato .xlsx, non il rapporto.")),
        (b"<", _("è una pagina del sito, non una tavola."), _("Apri la pagina e scarica il file .xlsx.")),
    )
    for sign, found, remedy in kinds:
        if start.lstrip().startswith(sign):
            raise _refused(name, found, remedy)


# --- workbooks ----------------------------------------------------------------------------------
def _workbook(path: Path) -> tuple[Sheet, ...]:
    broken = _refused(
        path.name, _("il file .xlsx è rovinato o protetto."), _("Scaricalo di nuovo dal sito dell'Istat.")
    )
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError):
        raise broken from None
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise _refused(
            path.name,
            _("è una cartella compressa."),
            _("Aprila, estrai il file .xlsx per provincia e sesso e copialo nella cartella del corso."),
        )
    if sum(member.file_size for member in members) > _UNPACKED:
        raise _refused(path.name, _("il file, aperto, è enorme."), _("Non è la tavola che serve."))
    try:
        return tuple(_sheets(path))
    except BesError:
        raise
    except Exception:
        raise broken from None


def _sheets(path: Path) -> Iterator[Sheet]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl speaks of styles: nobody here can act on it
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            for page in book.worksheets:
                page.reset_dimensions()  # the size a file declares is not always its size
                rows = [tuple(row) for row in page.iter_rows(max_col=_MOST_COLUMNS, values_only=True)]
                yield Sheet(page.title, _bounded(path.name, rows))
        finally:
            book.close()


def _bounded(name: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    kept = tuple(row for row in rows if any(cell not in (None, "") for cell in row))
    if len(kept) > _MOST_ROWS:
        raise _refused(
            name, _("ha {count} righe.").format(count=number(len(kept))), _("Non è la tavola che serve.")
        )
    return kept


# --- texts --------------------------------------------------------------------------------------
def _texts(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Read a text once for each separator: whoever looks for the header knows which one is right."""
    text = _decoded(name, content)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > _MOST_ROWS:
        raise _refused(
            name, _("ha {count} righe.").format(count=number(len(lines))), _("Non è la tavola che serve.")
        )
    if not lines:
        raise _refused(name, _("il file è vuoto."), _("Scaricalo di nuovo dal sito dell'Istat."))
    top = "\n".join(lines[:5])
    separator = max(_SEPARATORS, key=top.count)
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error:
        raise _refused(
            name, _("le righe non si lasciano separare in colonne."), _("Usa il file .xlsx dell'Istat.")
        ) from None
    return (Sheet(name, _bounded(name, rows)),)


def _decoded(name: str, content: bytes) -> str:
    remedy = _("Apri il file e salvalo come «CSV UTF-8», oppure usa il file .xlsx dell'Istat.")
    if b"\0" in content[:4096] or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(name, _("non è un testo in UTF-8."), remedy)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = _("riga {line}: le lettere accentate non sono scritte in UTF-8.").format(line=number(line))
        raise _refused(name, found, remedy) from None
    spoiled = next((sign for sign in _SPOILED if sign in text), "")
    if spoiled:
        line = text[: text.index(spoiled)].count("\n") + 1
        found = _("riga {line}: lettere accentate rovinate («{sign}»).").format(
            line=number(line), sign=spoiled
        )
        raise _refused(name, found, remedy)
    return text
