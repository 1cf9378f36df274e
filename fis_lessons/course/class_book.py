"""A class as a spreadsheet: a sheet per lesson, and no text of others that could become a formula."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fis_lessons.course.collect import Class, Group, Row
from fis_lessons.course.collect_judging import OUTCOMES, Outcome
from fis_lessons.exercises.handin import moment, one_line
from fis_lessons.i18n import Language, number, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.sheets import fit_heights, font, for_print, headings, new_book, new_sheet, put, to_bytes

COLOURS: dict[Outcome, str] = {
    "right": "CFE8D5",
    "helped": "E4F1D0",
    "shown": "FFE9B8",
    "not_yet": "F8CFCB",
    "skipped": "E3D7F2",
    "not_tried": "EEEEEE",
    "not_judged": "EEEEEE",
}
"""Backgrounds; the word is always there too."""

_LONGEST = 1000


def class_book(found: Class, *, lang: Language) -> bytes:
    """Write the class as an xlsx file.

    Parameters
    ----------
    found
        As collected.
    lang
        Language of sheets and headings.
    """
    with use_language(lang):
        book, summary = new_book(_("Riepilogo"))
        _summary(summary, found)
        for group in found.groups:
            _lesson(new_sheet(book, _("Lezione {id}").format(id=group.lesson)), group)
        _aside(new_sheet(book, _("Messe da parte")), found)
        return to_bytes(book)


def _line(sheet: Any, row: int, values: Iterable[object]) -> None:
    for column, value in enumerate(values, start=1):
        put(sheet, row, column, one_line(value, limit=_LONGEST) if isinstance(value, str) else value)


def _summary(sheet: Any, found: Class) -> None:
    from openpyxl.styles import Alignment

    put(sheet, 1, 1, _("Consegne della classe")).font = font(size=14)
    # one line: under it the first columns are narrow
    counts = _("Persone: {persons}. Consegne contate: {count}. File messi da parte: {aside}.")
    told = {"persons": found.persons, "count": found.hand_ins, "aside": len(found.aside)}
    put(sheet, 2, 1, counts.format(**{name: number(value) for name, value in told.items()}))
    put(
        sheet,
        3,
        1,
        _(
            "I verdetti sono ricalcolati qui. Tentativi, aiuti e minuti sono quelli che dice il file di ciascuno."
        ),
    )
    titles = [
        _("Lezione"),
        _("Esercizio"),
        _("Domanda"),
        _("Consegne"),
        _("Provato"),
        *(_(words).capitalize() for words in OUTCOMES.values()),
        _("Tentativi (mediana)"),
        _("Minuti (mediana)"),
        _("Errore noto più frequente"),
        _("Persone"),
    ]
    headings(sheet, 5, titles, widths=[9, 10, 60, 10, 10, *[11] * len(OUTCOMES), 11, 11, 60, 10])
    row, own = 5, _("autovalutato")
    for group in found.groups:
        for position, asked in enumerate(group.exercises, start=1):
            row += 1
            mistake, persons = asked.mistakes[0] if asked.mistakes else ("", None)
            values = [
                group.lesson,
                position,
                asked.question + (f" ({own})" if asked.self_assessed else ""),
                len(group.rows),
                asked.tried,
                *(asked.outcomes.get(outcome, 0) for outcome in OUTCOMES),
                asked.attempts,
                None if asked.minutes is None else round(asked.minutes, 1),
                mistake,
                persons,
            ]
            _line(sheet, row, values)
            for cell in sheet[row]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    fit_heights(sheet, 6, row)
    sheet.freeze_panes = "A6"
    for_print(sheet, title=_("Consegne della classe"), repeat=5)


def _lesson(sheet: Any, group: Group) -> None:
    from openpyxl.styles import PatternFill

    fixed = [_("Persona o codice"), _("Caso"), _("Consegnato il"), _("Giusti"), _("Minuti")]
    per_exercise = [_("esito"), _("tentativi"), _("aiuti"), _("minuti")]
    titles = list(fixed)
    for position, asked in enumerate(group.exercises, start=1):
        titles += [
            f"{position}. {asked.question[:60]}: {per_exercise[0]}",
            *(f"{position}: {words}" for words in per_exercise[1:]),
        ]
    titles += [_("Diverso da quanto dichiarato"), _("Da guardare due volte"), _("File")]
    headings(sheet, 1, titles, widths=[26, 30, 20, 8, 8, *[22, 9, 8, 8] * len(group.exercises), 16, 60, 40])
    sheet.row_dimensions[1].height = 75
    for row, one in enumerate(group.rows, start=2):
        _line(sheet, row, _person(one, group))
        sheet.cell(row=row, column=3).number_format = "dd/mm/yyyy hh:mm"
        for place, asked in enumerate(group.exercises):
            judged = one.exercises.get(asked.id)
            if judged is not None:
                cell = sheet.cell(row=row, column=len(fixed) + 4 * place + 1)
                cell.fill = PatternFill("solid", start_color=COLOURS[judged.outcome])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    # four columns for each exercise: as wide as one page nobody would read them
    for_print(sheet, title=sheet.title, repeat=1, scale=70, beside="A")


def _person(one: Row, group: Group) -> list[object]:
    when = moment(one.handed_in)
    values: list[object] = [
        one.person,
        one.worked_on,
        # on the clock of whoever collects: a book holds no zone
        when.astimezone().replace(tzinfo=None, second=0) if when else "",
        one.count("right", "helped"),
        round(one.seconds / 60, 1),
    ]
    for asked in group.exercises:
        judged = one.exercises.get(asked.id)
        if judged is None:
            values += ["", None, None, None]
        else:
            minutes = round(judged.seconds / 60, 1)
            values += [_(OUTCOMES[judged.outcome]), judged.attempts, judged.hints, minutes]
    doubts = [
        str(position)
        for position, asked in enumerate(group.exercises, start=1)
        if (judged := one.exercises.get(asked.id)) is not None and judged.doubted
    ]
    return [*values, ", ".join(doubts), " ".join(one.notes), one.file]


def _aside(sheet: Any, found: Class) -> None:
    headings(sheet, 1, [_("File"), _("Perché è messo da parte")], widths=[50, 110])
    for row, one in enumerate(found.aside, start=2):
        _line(sheet, row, (one.file, one.reason))
    sheet.freeze_panes = "A2"
    for_print(sheet, title=sheet.title, repeat=1)
