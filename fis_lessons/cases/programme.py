"""The FIS programme: law, three interventions, roles, who may apply, what happened."""

from __future__ import annotations

from typing import Annotated, Literal

from fis_lessons.cases.base import Event, File, Grounded, Id, Quantity, Some, Statement, Text
from fis_lessons.cases.labels import AreaName, Role
from fis_lessons.cases.rules import Length
from fis_lessons.classes import dataclass


@dataclass(frozen=True, kw_only=True)
class Content(Statement):
    """One of the contents that a feasibility study must have."""

    id: Id
    label: Text


@dataclass(frozen=True, kw_only=True)
class Intervention(Statement):
    """One of the three steps of the programme, each with its ceiling."""

    id: Literal["I", "II", "III"]
    label: Text
    cap: Quantity
    envelope: Quantity
    implied_projects: Quantity
    max_duration: Quantity
    contents: tuple[Content, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProgrammeRole(Statement):
    """A role that every partnership must fill."""

    role: Role
    label: Text


@dataclass(frozen=True, kw_only=True)
class ProgrammeArea(Statement):
    """One of the three areas of the programme."""

    area: AreaName
    label: Text


@dataclass(frozen=True, kw_only=True)
class FunnelStep(Grounded):
    """How many were left at some moment; the moment is the date of the quantity."""

    id: Id
    label: Text
    quantity: Quantity


@dataclass(frozen=True, kw_only=True)
class Programme(File):
    """The Fondo Innovazione Sociale as the cited sources tell it."""

    kind: Literal["programme"]
    law: Some[Statement]
    capacities: tuple[Statement, ...] = ()
    outcome_logic: tuple[Statement, ...] = ()
    interventions: Annotated[tuple[Intervention, ...], Length(3, 3)]
    roles: Some[ProgrammeRole]
    who_may_apply: Some[Statement]
    areas: Some[ProgrammeArea]
    funnel: tuple[FunnelStep, ...] = ()
    timeline: tuple[Event, ...] = ()
    accompaniment: tuple[Statement, ...] = ()
    challenges: tuple[Statement, ...] = ()

    def intervention(self, intervention_id: Literal["I", "II", "III"]) -> Intervention:
        """Return one of the three interventions; ``KeyError`` if it is missing."""
        for one in self.interventions:
            if one.id == intervention_id:
                return one
        raise KeyError(intervention_id)
