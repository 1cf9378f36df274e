"""What only the study asks, line by line: read as far as it can be, shown as it was written otherwise."""

from __future__ import annotations

import re

from fis_lessons.dossier.study.content import Block, Table
from fis_lessons.dossier.study.material import Material, told
from fis_lessons.i18n import gettext as _

SECTION = "study"
_PARTS = re.compile(r"\s*[;\t|]\s*")


def rows_of(text: str, *, most: int) -> tuple[tuple[str, ...], ...]:
    r"""Read a list, a line for each thing, its parts between semicolons; what is beyond stays in the last.

    Examples
    --------
    >>> rows_of("Avviso; 3\n\nServizio; 6; Avviso; ufficio; altro", most=4)
    (('Avviso', '3'), ('Servizio', '6', 'Avviso', 'ufficio; altro'))
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    split = [_PARTS.split(line, maxsplit=most - 1) for line in lines if line]
    return tuple(tuple(parts) for parts in split if any(parts))


def lines_table(
    material: Material, field: str, *, caption: str, columns: tuple[str, ...]
) -> tuple[Block, ...]:
    """Show a list of the study as a table; if no line has parts, as it was written."""
    rows = rows_of(material.text(SECTION, field), most=len(columns))
    if not any(len(row) > 1 for row in rows) or _conflict(material, field):
        return as_written(material, field)
    wide = max(len(row) for row in rows)
    return (
        Table(
            id=f"study-{field}",
            caption=caption,
            columns=columns[:wide],
            rows=tuple((*row, *["–"] * (wide - len(row))) for row in rows),
            notes=material.notes(SECTION, field),
        ),
    )


def as_written(material: Material, *fields: str) -> tuple[Block, ...]:
    """Show some fields of the study as they were written."""
    found = [one for one in material.entries(SECTION) if one.place[1] in fields]
    label = found[0].label if len(found) == 1 else _("Nello studio")
    return told(material, found, id=f"study-{'-'.join(fields)}", caption=label)


def _conflict(material: Material, field: str) -> bool:
    return bool(material.project.versions.conflict((SECTION, field)))
