"""The cells of a form as cells of a sheet: what the record holds, or what is wrong with it, said beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fis_lessons.dossier.fields import Field, Values
from fis_lessons.dossier.study.annexes.page import Look, Page
from fis_lessons.errors import ReadingError
from fis_lessons.i18n import gettext as _
from fis_lessons.reading import whole_from


def put_numbers(
    page: Page,
    section: str,
    fields: Sequence[Field],
    written: Values,
    *,
    words: Mapping[str, Sequence[tuple[str, str]]],
    units: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Write the numbers and the choices of a form, each in its cell; return where each is.

    Parameters
    ----------
    page
        The sheet.
    section
        Of the project.
    fields
        Of the form.
    written
        What the record holds: a field that is not there has what the form begins with, and the note says so.
    words
        Of each choice, short words without a comma and what they stand for.
    units
        What the number of a choice counts, where its word is a number.
    """
    places: dict[str, str] = {}
    for field in fields:
        if field.kind not in ("whole", "choice"):
            continue
        typed = written.get(field.id, "").strip()
        key = f"{section}.{field.id}"
        if field.kind == "choice":
            options = words[field.id]
            kept = typed or field.start
            shown = next((word for word, value in options if value == kept), options[0][0])
            places[field.id] = page.field(
                key, field.label, int(shown) if shown.isdecimal() else shown, look="text",
                unit=(units or {}).get(field.id, ""), note=_begun(typed),
                options=[word for word, _value in options],
            )  # fmt: skip
            continue
        value, note = _number(field, typed)
        look: Look = "whole" if field.grouped else "year"
        places[field.id] = page.field(
            key, field.label, value, look=look, unit=field.unit, note=note, limits=(field.low, field.high)
        )
    return places


def _number(field: Field, typed: str) -> tuple[int | None, str]:
    """Read a number, and say where it comes from; what cannot be read is told, and its cell is empty."""
    if not typed:
        return int(field.start) if field.start else None, _unknown(field, field.start) or _begun(typed)
    try:
        read = whole_from(typed, where=field.label, low=field.low, high=field.high)
        return read, _unknown(field, str(read))
    except ReadingError as error:
        problem = error.problems[0]
        told = _("Nel progetto c'è scritto «{text}»: {why}")
        return None, told.format(text=typed[:60], why=problem.found)


def _unknown(field: Field, value: str) -> str:
    """Say of a cost that begins with nothing, and has nothing, that it is not a cost of nothing."""
    if field.id not in ("check_cost", "saving") or value != "0":
        return ""
    return _("Zero qui vuol dire non stimato: nei conti sotto non c'è.")


def _begun(typed: str) -> str:
    return "" if typed else _("Non è scritto nel progetto: è il valore con cui comincia la lezione.")


def put_words(page: Page, section: str, fields: Sequence[Field], written: Values) -> None:
    """Write the answers in words of a form, each across the sheet."""
    for field in fields:
        if field.kind in ("line", "text"):
            page.answer(f"{section}.{field.id}", field.label, written.get(field.id, ""))
