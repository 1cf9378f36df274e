"""What only the study asks, line by line: read as far as it can be, shown as it was written otherwise."""

from __future__ import annotations

from fis_lessons.dossier.study.content import Block, Table
from fis_lessons.dossier.study.material import Material, told
from fis_lessons.dossier.study.rows import rows_of
from fis_lessons.i18n import gettext as _

SECTION = "study"


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
