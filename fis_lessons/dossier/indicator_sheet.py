"""An indicator sheet as people write it: reading the fields, saying what is there, finding the saved ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from fis_lessons.exercises import Progress
from fis_lessons.figures import Html, escape, table_html, table_text
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.indicator_texts import FIELDS, Field, field_name, letter_name, remedy_line
from fis_lessons.measures.indicators import Criterion, Direction, Finding, Indicator, completeness, smart
from fis_lessons.reading import period_or_why, read_number
from fis_lessons.territory.names import key

PREFIX = "sheet:"
"""How the record tells a sheet from a note."""

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
        (_("meglio di più"), "more"),
        (_("meglio di meno"), "less"),
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
def review(values: Mapping[str, str]) -> Html:
    """Say what a sheet lacks, and read it with the five letters."""
    indicator, trouble = read_sheet(values)
    findings = (*trouble, *completeness(indicator))
    filled = sum(indicator.has(field) for field in FIELDS)
    head = _("Caselle compilate: {filled} su {total}.").format(filled=filled, total=len(FIELDS))
    table = letters_table(smart(indicator))
    caption = _("La scheda con le cinque lettere di SMART")
    if findings:
        first = findings[0]
        advice = f"{first.found} {first.remedy}"
        if len(findings) > 1:
            advice += " " + _("Poi ne restano altre: {count}.").format(count=len(findings) - 1)
    else:
        advice = _("La scheda è completa. Rileggila con chi dovrà misurare.")
    return Html(
        f'<div role="status"><p><strong>{escape(head)}</strong> {escape(advice)}</p></div>'
        + table_html(table, caption=caption),
        f"{head} {advice}\n{caption}\n{table_text(table)}",
    )


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


def blank_page() -> Html:
    """Write the sheet for a page nobody can write on: a form to fill by hand."""
    rows = [(field_name(field), remedy_line(field)) for field in ORDER]
    table = pd.DataFrame(rows, columns=[_("Casella"), _("Che cosa scrivere")])
    title, caption = _("Scheda indicatore"), _("Le caselle da compilare")
    letters = ", ".join(f"{letter} {letter_name(letter).lower()}" for letter in ("S", "M", "A", "R", "T"))
    words = _(
        "Nella lezione aperta in JupyterLab le caselle si compilano, e le cinque lettere si "
        "aggiornano: {letters}."
    )
    said = words.format(letters=letters)
    return Html(
        f'<div class="fis-control"><p class="fis-control-title">{escape(title)}</p>'
        f'{table_html(table, caption=caption)}<p class="fis-source">{escape(said)}</p></div>',
        f"[{title}]\n{table_text(table)}\n{said}",
    )


# --- the record ---------------------------------------------------------------------------------
def saved(record: Progress, lesson: str) -> dict[str, dict[str, str]]:
    """Return the sheets of a record, the latest of each, by identifier, in the order first saved."""
    found: dict[str, dict[str, str]] = {}
    for event in record.live(lesson, case=""):
        if event.kind == "note" and event.exercise.startswith(PREFIX) and isinstance(event.typed, Mapping):
            values: dict[str, str] = {
                field: value
                for field in ORDER
                if isinstance(value := event.typed.get(field), str) and value.strip()
            }
            if values.get("name"):
                found[event.exercise.removeprefix(PREFIX)] = values
    return found


def identifier(name: str) -> str:
    """Return the short name a sheet is kept and written under.

    Examples
    --------
    >>> identifier("Età d'ingresso nei servizi")
    'eta-d-ingresso-nei-servizi'
    """
    words = [key(word) for word in re.split(r"[^\w]+", name)]
    return "-".join(word for word in words if word.isascii() and word)[:40].strip("-") or "indicatore"
