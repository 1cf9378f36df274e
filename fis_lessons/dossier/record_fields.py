"""What the fields of the project are called and how their values are read: for whoever looks at all of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from fis_lessons.classes import dataclass
from fis_lessons.dossier.document import Document
from fis_lessons.dossier.fields import Field
from fis_lessons.dossier.heading import heading_fields
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_lines import Place, Revision
from fis_lessons.dossier.record_sections import HEADING, Section
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _

INDICATORS, ASSETS = "indicators", "assets"
PICKS: Place = ("study", "picks")
SHEETS = (INDICATORS, ASSETS)
"""Sections that hold a sheet for each thing: their fields are called ``thing.field``."""


# --- documents are brought in where they are looked at: a lesson opens without them -----------------
def _asset() -> Document:
    from fis_lessons.dossier.asset_sheet import ASSET

    return ASSET


def _agreement() -> Document:
    from fis_lessons.dossier.sharing_agreement import AGREEMENT

    return AGREEMENT


def _network() -> Document:
    from fis_lessons.dossier.network_sheet import NETWORK

    return NETWORK


def _plan() -> Document:
    from fis_lessons.dossier.evaluation_plan import PLAN

    return PLAN


def _contract() -> Document:
    from fis_lessons.dossier.contract_sheet import CONTRACT

    return CONTRACT


def _deal() -> Document:
    from fis_lessons.dossier.deal_sheet import DEAL

    return DEAL


def _study() -> Document:
    from fis_lessons.dossier.study.choices import STUDY

    return STUDY


def _indicator() -> Document:
    from fis_lessons.dossier.indicator_sheet import INDICATOR

    return INDICATOR


def _stakeholders() -> Document:
    from fis_lessons.dossier.stakeholder_map import STAKEHOLDER_MAP

    return STAKEHOLDER_MAP


DOCUMENTS: dict[str, Callable[[], Document]] = {
    ASSETS: _asset,
    "agreement": _agreement,
    "stakeholders": _stakeholders,
    "network": _network,
    INDICATORS: _indicator,
    "plan": _plan,
    "contract": _contract,
    "deal": _deal,
    "study": _study,
}
"""The document of a section, by which it is judged; sections of :data:`SHEETS` have one for each sheet."""


def known_fields(section: str) -> tuple[Field, ...]:
    """Return the fields a section is known to have, in order; the others are called as whoever wrote them did."""
    alone: dict[str, tuple[Field, ...]] = {
        HEADING: heading_fields(),
        "need": (Field(id="target", label=_("Destinatari"), kind="text"),),
        "stakeholders": (
            Field(id="table", label=_("Soggetti, con potere e interesse"), kind="text"),
            Field(id="road", label=_("La strada giuridica"), kind="text"),
        ),
        "chain": (
            Field(id="target", label=_("Per chi"), kind="text"),
            Field(id="chain", label=_("Caselle e frecce"), kind="text"),
        ),
        "comparison": (
            Field(id="indicator", label=_("Che cosa si confronta"), kind="text"),
            Field(id="comparison", label=_("Chi non ha il servizio, e fa da confronto"), kind="text"),
        ),
        "value_map": (Field(id="map", label=_("Righe della mappa"), kind="text"),),
    }
    if section in alone:
        return alone[section]
    return DOCUMENTS[section]().fields() if section in DOCUMENTS else ()


@dataclass(frozen=True)
class Entry:
    """One field, as it is told.

    Parameters
    ----------
    place
        Which it is.
    label
        What it is called.
    versions
        From the oldest to the latest.
    counting
        Those to choose from, if two did not see each other; otherwise the one that counts.
    """

    place: Place
    label: str
    versions: tuple[Revision, ...]
    counting: tuple[Revision, ...]
    field: Field | None = None

    @property
    def current(self) -> Revision:
        """The version shown."""
        return self.counting[-1]

    @property
    def conflict(self) -> bool:
        """Whether there is something to choose."""
        return len(self.counting) > 1

    def told(self, one: Revision) -> str:
        """Return a version as it is read."""
        return in_words(one, self.field)


def entries(project: Project, section: str) -> list[Entry]:
    """List the fields of a section somebody wrote in, in their order; those emptied again are left out."""
    known = {field.id: field for field in known_fields(section)}
    order = {name: place for place, name in enumerate(known)}
    found = []
    for place in project.versions.places(section):
        sheet, _dot, name = place[1].rpartition(".") if section in SHEETS else ("", "", place[1])
        field = known.get(name)
        versions = project.versions.history(place)
        label = field.label if field else _label(versions, name)
        if sheet:
            label = f"{project.text(section, f'{sheet}.name') or sheet}: {label}"
        counting = project.versions.conflict(place) or project.versions.heads(place)[-1:] or versions[-1:]
        entry = Entry(place, label, versions, counting, field)
        if entry.conflict or entry.told(entry.current):
            found.append((sheet, order.get(name, len(order)), place[1], entry))
    return [entry for *_keys, entry in sorted(found, key=lambda one: one[:3])]


def empty(project: Project, section: str) -> list[str]:
    """List what the fields are called that nobody wrote in yet; of the sheets, none if there is one."""
    written = {entry.place[1] for entry in entries(project, section)}
    if section in SHEETS:
        return []
    return [field.label for field in known_fields(section) if field.id not in written]


def _label(versions: tuple[Revision, ...], name: str) -> str:
    if versions[-1].place == PICKS:
        return _("Le esperienze scelte per il confronto")
    named = [one.label for one in versions if one.label]
    return named[-1] if named else name


def in_words(one: Revision, field: Field | None = None) -> str:
    """Return a version as text: a chain box by box, a table seat by seat, any structure line by line."""
    value = one.typed
    if not isinstance(value, str):
        return "\n".join(_lines(value))
    if not value.strip():
        return ""  # emptied again: a menu would say «choose»
    if one.place == ("chain", "chain"):
        return _chain(value)
    if one.section == "stakeholders":
        return _at_the_table(one.field, value)
    return _picked(value) if one.place == PICKS else _as_read(value, field)


def _as_read(value: str, field: Field | None) -> str:
    read = _structure(value)
    if read is not None:
        return "\n".join(_lines(read))
    return field.shown(value) if field else value.strip()


def _picked(text: str) -> str:
    from fis_lessons.dossier.study.comparison import picked_names

    return "; ".join(picked_names(text)) or text.strip()


def _chain(text: str) -> str:
    from fis_lessons.measures.theory_of_change import from_text, kind_label

    try:
        chain = from_text(text)
    except MeasureError:
        return text.strip()
    numbers = chain.numbers
    boxes = [f"{numbers[node.id]}. {kind_label(node.kind)}: {node.label}" for node in chain.in_order]
    arrows = [
        f"{numbers[arrow.source]} → {numbers[arrow.target]}"
        + (f": {arrow.assumption}" if arrow.assumption else "")
        for arrow in chain.arrows
    ]
    return "\n".join([*boxes, *arrows])


def _at_the_table(field: str, text: str) -> str:
    from fis_lessons.dossier import legal_walk, table_draft

    return {"table": table_draft.in_words, "road": legal_walk.in_words}.get(field, str.strip)(text)


def _structure(text: str) -> object:
    """Return what a text holds if it is a list or a mapping written as JSON: tools keep themselves so."""
    if not text.startswith(("{", "[")):
        return None
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict | list) else None


def _lines(value: object, name: str = "", depth: int = 0) -> list[str]:
    head = f"{name}: " if name else ""
    if isinstance(value, Mapping) and depth < 5:
        return [line for key, item in value.items() for line in _lines(item, f"{head}{key}", depth + 1)]
    if isinstance(value, list) and depth < 5:
        if all(isinstance(item, str | int | float | None) for item in value):
            told = " · ".join(str(item) for item in value if item not in ("", None, False))
            return [head + told] if told else []
        return [line for item in value for line in _lines(item, name, depth + 1)]
    return [f"{head}{value}"] if value not in ("", None) else []


def where(one: Revision, project: Project) -> str:
    """Say on which computer a version was written."""
    if one.who == project.who:
        return _("su questo computer")
    name = "".join(sign for sign in one.who[:40] if sign.isascii() and (sign.isalnum() or sign in ".-"))
    return _("su un altro computer ({who})").format(who=name)


def latest(found: list[Entry]) -> Revision | None:
    """Return the last version written among some fields."""
    return max((entry.current for entry in found), key=lambda one: one.moment, default=None)


def status_of(project: Project, section: Section) -> str:
    """Say whether what is written makes a document by the lesson's own rules; nothing where there is none."""
    from fis_lessons.dossier.remarks import status

    if section.id not in DOCUMENTS or section.id in SHEETS or not project.versions.places(section.id):
        return ""
    document = DOCUMENTS[section.id]()
    values = {**project.texts(section.id), **document.beside(project)}
    return status(document.remarks(values, project.texts(HEADING)))
