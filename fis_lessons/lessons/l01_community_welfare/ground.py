"""What lesson 01 reads in a case: who takes part, who holds which role, who brings what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from fis_lessons.cases import Case, Source, Stakeholder
from fis_lessons.cases.base import Claim, File, Grounded, Statement, borrowed_text
from fis_lessons.cases.labels import COMPULSORY_ROLES, ResourceKind, ServicePhase
from fis_lessons.cases.model import Participation
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.desk import LessonParameters
from fis_lessons.lessons.desk.citations import Note, notes_of
from fis_lessons.measures.coproduction import Certainty, Matrix, matrix
from fis_lessons.measures.coproduction import Ground as Grounds

PHASES: tuple[ServicePhase, ...] = get_args(ServicePhase)
KINDS: tuple[ResourceKind, ...] = get_args(ResourceKind)

# The three pilots in the order of the lesson's table, whatever case it is opened on
PILOTS = ("lucca", "catanzaro", "bergamo")

NOT_NAMED = "not-named"
"""Identifier of the answer "the sources do not name it"."""


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 01 takes: only what every lesson takes."""


@dataclass(frozen=True)
class Ground:
    """Everything lesson 01 asks about is in the case itself."""

    parameters: Parameters
    case: Case


def participation_matrix(case: Case) -> Matrix:
    """Return who takes part in which phase; empty chairs have a row too."""
    entries: list[tuple[str, str, Grounds]] = [
        (cell.stakeholder, cell.phase, _ground(case, cell)) for cell in case.participation
    ]
    return matrix([one.id for one in case.stakeholders], PHASES, entries)


def _ground(case: Case, cell: Participation) -> Grounds:
    if cell.assumption:
        return "assumed"
    return "doubtful" if case.confidence_of(cell) == "L" else "documented"


def community(case: Case) -> tuple[str, ...]:
    """Return who the case counts as the community: people, families and their associations, local farms."""
    return tuple(one.id for one in case.by_role("community"))


def roles_held(case: Case) -> list[tuple[str, str, Certainty]]:
    """List who holds each compulsory role; an empty chair holds nothing."""
    return [
        (one.id, role, "sure" if one.status == "confirmed" else "doubtful")
        for one in case.stakeholders
        for role in one.roles
        if role in COMPULSORY_ROLES and one.status != "unknown"
    ]


def resources_held(case: Case) -> list[tuple[str, str, Certainty]]:
    """List who brings each kind of resource; what is only assumed is doubtful."""
    found: dict[tuple[str, str], Certainty] = {}
    for one in case.stakeholders:
        for resource in one.resources:
            if resource.sources:
                found[one.id, resource.kind] = "sure"
            else:
                found.setdefault((one.id, resource.kind), "doubtful")
    return [(who, kind, certainty) for (who, kind), certainty in found.items()]


def named(case: Case, role: str) -> tuple[Stakeholder, ...]:
    """Return who the sources name for a role, with or without a doubt."""
    return tuple(one for one in case.stakeholders if role in one.roles and one.status != "unknown")


def at_the_table(case: Case) -> tuple[Stakeholder, ...]:
    """Return everybody but the empty chairs."""
    return tuple(one for one in case.stakeholders if one.status != "unknown")


def notes(file: File, thing: Grounded | Claim) -> tuple[Note, ...]:
    """Return where something comes from, ready to be cited."""
    return notes_of(file, thing)


def source_note(source: Source) -> Note:
    """Return a source as a numbered note."""
    return Note(source.markdown(), source.url, borrowed=source.borrowed or "")


def with_numbers(statement: Statement) -> str:
    """Write a sentence with the numbers it speaks of in brackets."""
    text = _(statement.text)
    said = [
        f"{_(quantity.label)}: {quantity.text()}" if quantity.label else quantity.text()
        for quantity in statement.quantities
        if quantity.value is None or number(quantity.value) not in text  # said in words already
    ]
    return f"{text.removesuffix('.')} ({'; '.join(said)})." if said else text


def links(sources: Iterable[Source]) -> str:
    """Write sources in a short line: publishers, each with its link."""
    once = {source.url: source for source in sources}
    return ", ".join(
        f"[{source.publisher}](<{source.url}>)"
        + (f" ({borrowed_text(source.borrowed)})" if source.borrowed else "")
        for source in once.values()
    )
