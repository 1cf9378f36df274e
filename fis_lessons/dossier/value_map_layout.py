"""Where each thing of a value map goes in the workbook: the columns in the order of the field.

A row of the sheet holds the names used here (``stakeholder``, ``proxy_value``…). It is hidden, it is not
translated, and it is how a workbook is read back whatever its language and wherever its columns were moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark

Kind = Literal["text", "number", "whole", "share", "money", "formula"]

TITLE_ROW, STAGE_ROW, KEY_ROW, HEAD_ROW, FIRST_ROW = 1, 8, 9, 10, 11
LEAST_YEARS = 10
"""Columns of years there are at least, so that a duration can be made longer."""
SPARE_ROWS = 10
"""Empty rows ready to be filled in, formulas included."""

LABEL, VALUE = 2, 3
"""Columns of what is said of the whole map, above the rows: what it is called, what it is."""
TOTAL_LABEL, TOTAL = 4, 6
"""Beside it, what the map is worth."""
WHOSE_LABEL, WHOSE = 7, 9
"""And whose it is."""

PARAMETERS: tuple[tuple[str, str], ...] = (
    ("currency", mark("Valuta")),
    ("country", mark("Paese")),
    ("rate", mark("Tasso di sconto")),
    ("first_period", mark("Anni di sconto del primo anno")),
)
"""Name and label; in rows 2 to 5, label and value in the columns below."""


@dataclass(frozen=True)
class Column:
    """A column: name, stage of the map, label in Italian, what it holds, width, labels of files of before."""

    key: str
    stage: int
    label: str
    kind: Kind
    width: int = 14
    formerly: tuple[str, ...] = ()


STAGES = {
    1: mark("1. Chi è coinvolto"),
    2: mark("2. Risorse, realizzazioni, esiti"),
    3: mark("3. Prove e valori"),
    4: mark("4. Che cosa è merito dell'attività"),
    5: mark("5. Il valore anno per anno"),
}

COLUMNS: tuple[Column, ...] = (
    Column("stakeholder", 1, mark("Persone e organizzazioni coinvolte"), "text", 22),
    Column("change", 1, mark("Cambiamenti previsti e non previsti"), "text", 22),
    Column("resource", 2, mark("Risorsa"), "text", 20),
    Column("resource_kind", 2, mark("Tipo di risorsa"), "text", 11),
    Column("resource_quantity", 2, mark("Quantità della risorsa"), "number", 10),
    Column("resource_unit_value", 2, mark("Valore unitario"), "money", 11),
    Column("resource_value", 2, mark("Valore della risorsa"), "formula", 11),
    Column("resource_source", 2, mark("Fonte del valore unitario"), "text", 17),
    Column("output", 2, mark("Realizzazione"), "text", 18),
    Column("outcome", 2, mark("Esito"), "text", 22),
    Column("sign", 2, mark("Esito positivo o negativo"), "text", 10),
    Column("indicator", 3, mark("Indicatore"), "text", 22),
    Column("indicator_source", 3, mark("Fonte dell'indicatore"), "text", 16),
    Column("quantity", 3, mark("Quantità"), "number", 10),
    Column("duration", 3, mark("Durata in anni"), "whole", 8),
    Column("start", 3, mark("Anno di inizio"), "whole", 8),
    Column("proxy", 3, mark("Valore di riferimento: quale"), "text", 22, (mark("Proxy finanziaria"),)),
    Column("proxy_value", 3, mark("Valore di riferimento"), "money", 11, (mark("Valore della proxy"),)),
    Column(
        "proxy_source", 3, mark("Fonte del valore di riferimento"), "text", 22, (mark("Fonte della proxy"),)
    ),
    Column(
        "proxy_country", 3, mark("Paese del valore di riferimento"), "text", 11, (mark("Paese della proxy"),)
    ),
    Column(
        "proxy_quality",
        3,
        mark("Qualità del valore di riferimento"),
        "text",
        11,
        (mark("Qualità della proxy"),),
    ),
    Column(
        "deadweight",
        4,
        mark("Sarebbe successo comunque"),
        "share",
        14,
        (mark("Sarebbe successo comunque (deadweight)"),),
    ),
    Column(
        "displacement",
        4,
        mark("Spostato da altrove"),
        "share",
        15,
        (mark("Spostato da altrove (displacement)"),),
    ),
    Column("attribution", 4, mark("Merito di altri"), "share", 14, (mark("Merito di altri (attribution)"),)),
    Column("drop_off", 4, mark("Si perde ogni anno"), "share", 12, (mark("Calo ogni anno (drop-off)"),)),
    Column("impact", 4, mark("Valore del primo anno"), "formula", 12),
    Column("id", 4, mark("Riga"), "text", 12),
)
POSITION: Mapping[str, int] = {column.key: number for number, column in enumerate(COLUMNS, start=1)}
FIRST_YEAR = len(COLUMNS) + 1
"""Position of the column of year 1; the present value of the row follows the last year."""

TOTALS: tuple[tuple[str, str], ...] = (
    ("ratio", mark("Rapporto SROI")),
    ("total_present_value", mark("Valore attuale totale")),
    ("total_inputs", mark("Risorse impiegate")),
    ("net_value", mark("Valore attuale netto")),
    ("net_ratio", mark("Rapporto netto")),
)
"""Name and label; from row 1, beside the values of the whole map."""

YEAR_TOTALS = "year_totals"
"""In the hidden column of the names of the rows: where the rows end."""

# words of the cells with a short list of choices: how each is written, in Italian
WORDS: Mapping[str, Mapping[str, str]] = {
    "resource_kind": {
        "money": mark("denaro"),
        "in_kind": mark("beni e servizi"),
        "volunteers": mark("tempo di volontari"),
        "beneficiaries": mark("tempo di chi riceve"),
    },
    "sign": {"positive": mark("positivo"), "negative": mark("negativo")},
    "proxy_quality": {
        "high": mark("alta"),
        "medium": mark("media"),
        "low": mark("bassa"),
        "unknown": mark("non nota"),
    },
}


def word(column: str, value: str) -> str:
    """Return how a choice is written, in the language in use."""
    return _(WORDS[column][value])


def choice(column: str, written: str) -> str | None:
    """Return the choice a cell means, in any language of the kit; ``None`` if it is none of them."""
    from fis_lessons.i18n import LANGUAGES, use_language

    wanted = " ".join(written.lower().split())
    for value in WORDS[column]:
        known = {value}
        for lang in LANGUAGES:
            with use_language(lang):
                known.add(word(column, value).lower())
        if wanted in known:
            return value
    return None
