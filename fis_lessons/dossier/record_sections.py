"""The sections of the project, in the order of the course, and where what a lesson keeps has its place in them."""

from __future__ import annotations

from fis_lessons.classes import dataclass
from fis_lessons.dossier.record_lines import Place
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark

NOTES = "notes"
HEADING = "heading"
OFFERS = "offers"
"""Not a section somebody writes: what was answered to what one lesson offers another."""


@dataclass(frozen=True)
class Section:
    """A section of the project.

    Parameters
    ----------
    id
        In the record.
    lesson
        Where it is written; empty if everywhere.
    name
        In Italian, translated when shown.
    """

    id: str
    lesson: str
    name: str

    @property
    def title(self) -> str:
        """Name of the section, in the language in use."""
        return _(self.name)


SECTIONS: tuple[Section, ...] = (
    Section(HEADING, "", mark("Il progetto")),
    Section("need", "02", mark("Bisogno e destinatari")),
    Section("assets", "03", mark("Beni comuni e relazioni")),
    Section("agreement", "03", mark("Il patto di collaborazione")),
    Section("stakeholders", "04", mark("Chi è al tavolo")),
    Section("network", "05", mark("La rete e le risorse")),
    Section("chain", "06", mark("La catena del cambiamento")),
    Section("indicators", "07", mark("Gli indicatori")),
    Section("comparison", "08", mark("Il confronto con chi non ha il servizio")),
    Section("plan", "09", mark("Il piano di valutazione")),
    Section("value_map", "10", mark("La mappa del valore")),
    Section("contract", "11", mark("Il contratto")),
    Section("deal", "12", mark("L'accordo")),
    Section("study", "13", mark("Lo studio")),
    Section(NOTES, "", mark("Appunti")),
)

_WHOLE: dict[tuple[str, str], Place] = {
    ("02", "target"): ("need", "target"),
    ("04", "table"): ("stakeholders", "table"),
    ("04", "road"): ("stakeholders", "road"),
    ("06", "chain"): ("chain", "chain"),
    ("08", "comparison"): ("comparison", "comparison"),
    ("13", "picks"): ("study", "picks"),
}
_ALL_IN_ONE = {"03": "assets", "04": "stakeholders", "05": "network"}
"""Lessons whose notes are all about one section, and their documents too, unless they have one of their own."""


def place_of(lesson: str, name: str) -> Place:
    """Return the field a note, or anything kept whole, is written in.

    Examples
    --------
    >>> place_of("02", "target"), place_of("03", "keys"), place_of("07", "gaming")
    (('need', 'target'), ('assets', '03.keys'), ('notes', '07.gaming'))
    """
    # the number of the lesson tells a note from a field of a document
    return _WHOLE.get((lesson, name), (_ALL_IN_ONE.get(lesson, NOTES), f"{lesson}.{name}"))


def section_of(lesson: str, document: str) -> str:
    """Return the section whose fields are those of a document.

    Examples
    --------
    >>> section_of("11", "contract"), section_of("05", "pact")
    ('contract', 'network')
    """
    known = any(section.id == document for section in SECTIONS)
    return document if known else _ALL_IN_ONE.get(lesson, document)


def is_whole(lesson: str, name: str) -> bool:
    """Tell whether something has a place of its own, and is never a document with fields."""
    return (lesson, name) in _WHOLE
