"""An indicator sheet as people write it: reading the fields, saying what is there, finding the saved ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Field as DocumentField
from fis_lessons.dossier.fields import Kind, Values
from fis_lessons.dossier.many_sheets import identifier as short_name
from fis_lessons.dossier.many_sheets import saved_sheets
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.remarks import Remark
from fis_lessons.figures import captioned
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.indicator_texts import FIELDS, Field, field_name, missing_line, remedy_line
from fis_lessons.measures.indicators import Criterion, Direction, Finding, Indicator, completeness, smart
from fis_lessons.reading import period_or_why, read_number

SECTION = "indicators"
STEM = "indicatore"
"""Of the project: each of its fields is a sheet and a field of it, with a point between."""

LONGEST = 400
"""Characters of a field: the record keeps a line per sheet, and a sheet is not an essay."""

_AFTER = FIELDS.index("target") + 1
ORDER: tuple[Field, ...] = (*FIELDS[:_AFTER], "target_high", *FIELDS[_AFTER:])
"""The fields in the order shown."""

_NUMBERS: tuple[Field, ...] = ("baseline", "target", "target_high")
_DATES: tuple[Field, ...] = ("baseline_date", "target_date")


def directions() -> tuple[tuple[str, Direction | None], ...]:
    """Return the choices of the direction: label and value."""
    return (
        (_("scegli"), None),
        (_("meglio se cresce"), "more"),
        (_("meglio se cala"), "less"),
        (_("restare dentro una fascia"), "within"),
    )


def read_sheet(values: Mapping[str, str]) -> tuple[Indicator, tuple[Finding, ...]]:
    """Turn what was typed into an indicator; what cannot be read stays empty and is told.

    Parameters
    ----------
    values
        Text of each field, by name; ``direction`` holds one of the three values or nothing.
    """
    texts: dict[str, str] = {field: values.get(field, "").strip()[:LONGEST] for field in ORDER}
    read: dict[str, Any] = dict(texts)
    trouble = []
    for field in _NUMBERS:
        read[field] = read_number(texts[field])
        if texts[field] and read[field] is None:
            words = _("Non riesco a leggere il numero «{text}».").format(text=texts[field][:40])
            trouble.append(Finding(field, words, _example(field)))
    for field in _DATES:
        found = period_or_why(texts[field])
        read[field] = found.period.end if found.period else None  # a year or a month alone is its last day
        if texts[field] and found.period is None:
            words = _("Non riesco a leggere la data «{text}»: {why}")
            words = words.format(text=texts[field][:40], why=found.why)
            trouble.append(Finding(field, words, _example(field)))
    read["direction"] = texts["direction"] if texts["direction"] in ("more", "less", "within") else None
    return Indicator(**read), tuple(trouble)


def _example(field: Field) -> str:
    if field in _NUMBERS:
        return _("Scrivi un numero solo, per esempio 12,7. L'unità ha la sua casella.")
    return _("Scrivi per esempio 2027, giugno 2027 o 31/12/2027.")


# --- what is said of a sheet --------------------------------------------------------------------
def indicator_fields() -> tuple[DocumentField, ...]:
    """Return the fields of the sheet, in the order shown."""
    return tuple(_field(name) for name in ORDER)


def _field(name: Field) -> DocumentField:
    label, told = field_name(name), remedy_line(name)
    if name == "direction":
        options = tuple((words, value or "") for words, value in directions())
        return DocumentField(id=name, label=label, help=told, kind="choice", options=options)
    kind: Kind = "text" if name in ("outcome", "definition", "reachable") else "line"
    return DocumentField(id=name, label=label, help=told, kind=kind)


def judge(values: Values) -> Judged:
    """Read a sheet with the five letters, and list what it lacks or should not say."""
    indicator, trouble = read_sheet(values)
    unread = {finding.field for finding in trouble}
    # what is written and cannot be read is not missing too
    findings = [*trouble, *(one for one in completeness(indicator) if one.field not in unread)]
    told = {missing_line(finding.field): finding.found for finding in trouble}
    letters = tuple(
        replace(one, reasons=tuple(told.get(why, why) for why in one.reasons)) for one in smart(indicator)
    )
    table = captioned(letters_table(letters), caption=_("La scheda con le cinque lettere di SMART"))
    return Judged((table,), tuple(Remark("", one.found, one.remedy) for one in findings))


def letters_table(criteria: tuple[Criterion, ...]) -> pd.DataFrame:
    """Write the five letters as a table: yes or no in words, why, what to ask."""
    rows = [
        (
            f"{one.letter} – {one.name}",
            "✓ " + _("sì") if one.met else "✗ " + _("non ancora"),
            " ".join(one.reasons),
            one.ask or "–",
        )
        for one in criteria
    ]
    return pd.DataFrame(
        rows, columns=[_("Lettera"), _("C'è?"), _("Perché"), _("Che cosa la scheda non può sapere")]
    )


# --- the record ---------------------------------------------------------------------------------
def saved(project: Project) -> dict[str, dict[str, str]]:
    """Return the sheets of a project, by identifier, in the order first saved."""
    return saved_sheets(project, SECTION, order=ORDER)


def identifier(name: str) -> str:
    """Return the short name a sheet is kept and written under.

    Examples
    --------
    >>> identifier("Età d'ingresso nei servizi")
    'eta-d-ingresso-nei-servizi'
    """
    return short_name(name, otherwise=STEM)


INDICATOR = Document(
    name="indicator",
    file="scheda-indicatore.html",
    title=lambda: _("Scheda indicatore"),
    note=lambda: _(
        "La scheda dice che cosa si conta e come. Che il traguardo si raggiunga, lo dirà solo la misura."
    ),
    fields=indicator_fields,
    judge=judge,
)
