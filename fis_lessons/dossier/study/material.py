"""What a study is built from: a project, perhaps a case of the same municipality, where each thing comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fis_lessons.cases import Case
from fis_lessons.classes import dataclass
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_fields import DOCUMENTS, Entry, entries
from fis_lessons.dossier.record_lines import Place, Revision
from fis_lessons.dossier.record_page import title_of
from fis_lessons.dossier.record_sections import NOTES, SECTIONS
from fis_lessons.dossier.study.content import Block, Note, Points, Said, Table
from fis_lessons.dossier.study.notes import record_notes
from fis_lessons.i18n import gettext as _

SHORT = 160
"""Characters of an answer that stands in a table; a longer one, or one of several lines, is a paragraph."""
Origin = Callable[[Iterable[Revision]], tuple[Note, ...]]


@dataclass(frozen=True, kw_only=True)
class Material:
    """What the chapters read.

    Parameters
    ----------
    project
        The record.
    case
        The case of the municipality the project is of, if there is one.
    origin
        Notes of some versions of fields.
    worked
        Whether the study is an example for teaching: contract, deal and plan are nobody's.
    """

    project: Project
    case: Case | None = None
    origin: Origin = record_notes
    worked: bool = False

    def supposed(self, caption: str) -> str:
        """Call what a worked study shows an assumption, over every table of it; one's own is called as it is."""
        return _("{caption} (ipotesi)").format(caption=caption) if self.worked else caption

    def left_out(self, section: str) -> bool:
        """Tell whether a worked study does without a contract or a deal: nobody is asked to write one."""
        return self.worked and section in ("contract", "deal") and not self.entries(section)

    def text(self, section: str, field: str) -> str:
        """Return what a field says, empty if nothing."""
        return self.project.text(section, field).strip()

    def texts(self, section: str) -> dict[str, str]:
        """Return what the fields of a section say, by name."""
        return self.project.texts(section)

    def entries(self, section: str, *, but: Iterable[str] = ()) -> list[Entry]:
        """List the fields of a section that hold something."""
        left = set(but)
        return [one for one in entries(self.project, section) if one.place[1] not in left]

    def notes(self, section: str, *fields: str) -> tuple[Note, ...]:
        """Return where some fields of a section come from; of all of them if none is named."""
        places: list[Place] = [
            place for place in self.project.versions.places(section) if not fields or place[1] in fields
        ]
        found = [one for place in places if (one := self.project.versions.current(place)) is not None]
        return self.origin(one for one in found if one.value not in ("", None))


def title(section: str) -> str:
    """Return what a section of the project is called."""
    return {one.id: one.title for one in SECTIONS}.get(section, section)


def lesson_of(section: str) -> str:
    """Return the lesson a section is written in; empty if in all."""
    return {one.id: one.lesson for one in SECTIONS}.get(section, "")


def told(material: Material, found: Iterable[Entry], *, id: str, caption: str) -> tuple[Block, ...]:
    """Write fields as they are: the short ones in a table, each of the others under its name.

    A field written in two ways nobody has chosen between is told in both.
    """
    rows: list[tuple[str, str]] = []
    short: list[Revision] = []
    paragraphs: list[Block] = []
    for entry in found:
        for one in entry.counting:
            label = entry.label
            if entry.conflict:
                label = f"{label} ({title_of(one, material.project)})"
            text = entry.told(one) or _("(vuoto)")
            if one.field == "threshold" and str(one.value).strip() == "0":
                label, text = _("Soglia"), _("nessuna")
            if len(text) <= SHORT and "\n" not in text:
                rows.append((label, text))
                short.append(one)
            else:
                paragraphs.append(Said(heading=label, text=text, notes=material.origin([one])))
    if not rows:
        return tuple(paragraphs)
    table = Table(
        id=id, caption=caption, columns=(_("Voce"), _("Che cosa c'è scritto")), rows=tuple(rows),
        notes=material.origin(short),
    )  # fmt: skip
    return (table, *paragraphs)


def written(
    material: Material, section: str, *, but: Iterable[str] = (), caption: str = ""
) -> tuple[Block, ...]:
    """Write what a section of the project says, but for some fields, under its title or another."""
    found = material.entries(section, but=but)
    return told(material, found, id=f"{section}-fields", caption=caption or title(section))


def thoughts(material: Material, lesson: str, *, section: str = NOTES) -> tuple[Block, ...]:
    """Write what was noted while taking a lesson."""
    found = [one for one in material.entries(section) if one.place[1].startswith(f"{lesson}.")]
    caption = _("Appunti della lezione {lesson}").format(lesson=lesson)
    return told(material, found, id=f"notes-{lesson}", caption=caption)


def doubled(material: Material, section: str) -> tuple[Block, ...]:
    """List the fields of a section with two versions nobody has chosen between."""
    found, blank = [one for one in material.entries(section) if one.conflict], _("(vuoto)")
    items = [
        f"{one.label} ({title_of(version, material.project)}): {one.told(version) or blank}"
        for one in found
        for version in one.counting
    ]
    if not items:
        return ()
    versions = [version for one in found for version in one.counting]
    intro = _("Scritto in due modi: scegli quale tenere in «Il mio progetto». Qui vale l'ultimo.")
    return (Points(items=tuple(items), intro=intro, notes=material.origin(versions)),)


def sheets(material: Material, section: str) -> dict[str, dict[str, str]]:
    """Return the sheets of a section that have a name, by identifier."""
    from fis_lessons.dossier.many_sheets import saved_sheets

    order = [field.id for field in DOCUMENTS[section]().fields()]
    return saved_sheets(material.project, section, order=order)


def nameless(material: Material, section: str, known: Iterable[str]) -> tuple[Block, ...]:
    """Write what stands in sheets that have no name yet: it is in no table of theirs."""
    named = set(known)
    found = [
        one
        for one in material.entries(section)
        if (sheet := one.place[1].rpartition(".")[0]) not in named and not sheet.isdecimal()
    ]
    return told(material, found, id=f"{section}-nameless", caption=_("Schede senza nome"))
