"""Eleven rules for a Word document everyone can read, after AgID's guide on accessible documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from fis_lessons.dossier.study.docx_reading import Document, Piece, W, name_of, opened, text_of, value
from fis_lessons.errors import Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number

SMALLEST = 9.0
"""Points of the smallest letters, those of notes and tables."""
LEAST_CONTRAST = 4.5
"""Between letters and paper, for the text of WCAG 2.1 AA."""

_LONGEST_HEADING = 100  # signs: a longer bold paragraph is a sentence somebody stressed
_TYPED_LIST = re.compile(r"\s*[-•*–·]\s+\S")
_MUTE = frozenset(
    {"qui", "clicca qui", "link", "vai", "leggi", "here", "click here", "read more", "more", "see"}
)
_TITLES = frozenset({"Title", "Subtitle", "Municipality", "Caption", "TOCHeading", "CellHead"})


def check(path: Path) -> tuple[Problem, ...]:
    """Judge a Word document.

    Parameters
    ----------
    path
        Of the document.

    Returns
    -------
    tuple of Problem
        All that is wrong, each with what to do; ``field`` names the rule. Empty if nothing is.

    Raises
    ------
    DocumentError
        If the file is no Word document.
    """
    document = opened(path)
    return tuple(
        Problem("", found, remedy=remedy, field=name)
        for name, rule in RULES.items()
        for found, remedy in rule(document)
    )


Found = Iterator[tuple[str, str]]
Rule = Callable[[Document], Found]


def _title_and_language(document: Document) -> Found:
    remedy = _("Scrivili in File, Informazioni, Proprietà.")
    if not document.properties.get("title", "").strip():
        yield _("Il documento non ha un titolo nelle sue proprietà."), remedy
    if not document.properties.get("language", "").strip() or not value(document.defaults, "rPr/lang"):
        yield _("Il documento non dice in che lingua è scritto."), remedy


def _headings(document: Document) -> Found:
    last = 0
    for paragraph in document.paragraphs():
        level = document.level(paragraph)
        text = text_of(paragraph).strip()
        if level and not text:
            yield _("Un titolo è vuoto."), _("Togli lo stile di titolo a quella riga.")
        elif level > last + 1:
            words = _("Il titolo «{text}» salta un livello.")
            yield words.format(text=_short(text)), _("Dagli il livello che segue quello del titolo prima.")
        last = level or last
    if not last:
        yield _("Il documento non ha titoli."), _("Usa gli stili Titolo 1, Titolo 2, Titolo 3.")


def _posing_headings(document: Document) -> Found:
    for paragraph in _running(document):
        pieces = [*document.pieces(paragraph)]
        text = text_of(paragraph).strip()
        if (
            pieces
            and all(piece.bold for piece in pieces)
            and len(text) < _LONGEST_HEADING
            and not text.endswith((".", ":", ";"))
            and document.style(paragraph) not in _TITLES
            and not document.in_list(paragraph)
        ):
            words = _("«{text}» sembra un titolo, ma è un testo in grassetto.")
            yield words.format(text=_short(text)), _("Dagli uno stile di titolo.")


def _contents(document: Document) -> Found:
    asked = [
        node for node in document.body.iter(f"{W}instrText") if (node.text or "").strip().startswith("TOC")
    ]
    lines = [one for one in document.paragraphs() if re.fullmatch(r"TOC\d", document.style(one))]
    if not asked or not lines:
        yield _("Il sommario manca, o è vuoto."), _("Inseriscilo da Riferimenti, Sommario.")
    elif any(not re.search(r"\d\Z", text_of(line).strip()) for line in lines):
        yield (
            _("Nel sommario mancano dei numeri di pagina."),
            _("Premi il sommario con il tasto destro: Aggiorna campo."),
        )


def _pictures(document: Document) -> Found:
    for node in document.body.iter():
        if name_of(node) == "docPr" and not node.get("descr", "").strip():
            yield (
                _("Una figura non ha il testo alternativo."),
                _("Premila con il tasto destro: Testo alternativo."),
            )


def _header_rows(document: Document) -> Found:
    for position, table in enumerate(document.body.iter(f"{W}tbl"), 1):
        told = value(table, "tr/trPr/tblHeader")
        if not told or told in ("0", "false"):
            words = _("La tabella {count} non ha una riga di intestazione che si ripete.")
            yield (
                words.format(count=number(position)),
                _("Proprietà tabella, Riga: «Ripeti come riga di intestazione»."),
            )


def _merged_cells(document: Document) -> Found:
    for position, table in enumerate(document.body.iter(f"{W}tbl"), 1):
        head = table.find(f"{W}tr")
        merged = {f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"}
        if head is not None and any(node.tag in merged for node in head.iter()):
            words = _("La tabella {count} ha celle unite nell'intestazione.")
            yield words.format(count=number(position)), _("Dividile: una cella per colonna.")


def _links(document: Document) -> Found:
    for root in (document.body, document.notes):
        for link in root.iter(f"{W}hyperlink") if root is not None else ():
            text = text_of(link).strip()
            outside = link.get(f"{W}anchor") is None
            if outside and (
                text.lower().strip(" .»«") in _MUTE or text.startswith(("http", "www.")) or not text
            ):
                words = _("Il collegamento «{text}» non dice dove porta.")
                yield words.format(text=_short(text)), _("Scrivi il nome della pagina o del documento.")


def _lists(document: Document) -> Found:
    last = 0
    for paragraph in _running(document, tables=True):
        text = text_of(paragraph)
        typed = re.match(r"\s*(\d{1,3})[.)]\s+\S", text)
        here = int(typed[1]) if typed and not document.in_list(paragraph) else 0
        if (_TYPED_LIST.match(text) and not document.in_list(paragraph)) or (here > 1 and here == last + 1):
            words = _("«{text}» è scritto come una voce di elenco, ma non lo è.")
            yield words.format(text=_short(text)), _("Usa gli elenchi puntati e numerati.")
        last = here


def _contrast(document: Document) -> Found:
    for piece in _pieces(document):
        if contrast(piece.colour, piece.ground) < LEAST_CONTRAST:
            words = _("«{text}» si legge male: tra lettere e fondo c'è poco contrasto.")
            yield words.format(text=_short(piece.text)), _("Scegli un colore più scuro.")


def _size(document: Document) -> Found:
    for piece in _pieces(document):
        if piece.points < SMALLEST:
            words = _("«{text}» è scritto troppo piccolo.")
            yield (
                words.format(text=_short(piece.text)),
                _("Usa almeno {points} punti.").format(points=number(SMALLEST)),
            )


RULES: dict[str, Rule] = {
    "title": _title_and_language,
    "headings": _headings,
    "posing": _posing_headings,
    "contents": _contents,
    "pictures": _pictures,
    "header_rows": _header_rows,
    "merged": _merged_cells,
    "links": _links,
    "lists": _lists,
    "contrast": _contrast,
    "size": _size,
}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.1, relative luminance).

    Examples
    --------
    >>> contrast("000000", "FFFFFF"), round(contrast("767676", "FFFFFF"), 2)
    (21.0, 4.54)
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _running(document: Document, *, tables: bool = False) -> Iterator[Element]:
    """Walk the paragraphs that are neither headings nor lines of the contents, and outside the tables."""
    inside = {id(one) for table in document.body.iter(f"{W}tbl") for one in table.iter(f"{W}p")}
    for paragraph in document.paragraphs():
        contents = document.style(paragraph).startswith("TOC")
        if not document.level(paragraph) and not contents and (tables or id(paragraph) not in inside):
            yield paragraph


def _pieces(document: Document) -> Iterator[Piece]:
    for root in (document.body, document.notes):
        for paragraph in document.paragraphs(root) if root is not None else ():
            yield from document.pieces(paragraph)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
