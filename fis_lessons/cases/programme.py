"""The FIS programme: law, three interventions, roles, who may apply, what happened."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from fis_lessons.cases.base import Event, File, Grounded, Id, Quantity, Statement, Text
from fis_lessons.cases.labels import AreaName, Role


class Content(Statement):
    """One of the contents that a feasibility study must have."""

    id: Id
    label: Text


class Intervention(Statement):
    """One of the three steps of the programme, each with its ceiling."""

    id: Literal["I", "II", "III"]
    label: Text
    cap: Quantity
    envelope: Quantity
    implied_projects: Quantity
    max_duration: Quantity
    contents: tuple[Content, ...] = ()


class ProgrammeRole(Statement):
    """A role that every partnership must fill."""

    role: Role
    label: Text


class ProgrammeArea(Statement):
    """One of the three areas of the programme."""

    area: AreaName
    label: Text


class FunnelStep(Grounded):
    """How many were left at some moment; the moment is the date of the quantity."""

    id: Id
    label: Text
    quantity: Quantity


class Programme(File):
    """The Fondo Innovazione Sociale as the cited sources tell it."""

    kind: Literal["programme"]
    law: Annotated[tuple[Statement, ...], Field(min_length=1)]
    capacities: tuple[Statement, ...] = ()
    outcome_logic: tuple[Statement, ...] = ()
    interventions: Annotated[tuple[Intervention, ...], Field(min_length=3, max_length=3)]
    roles: Annotated[tuple[ProgrammeRole, ...], Field(min_length=1)]
    who_may_apply: Annotated[tuple[Statement, ...], Field(min_length=1)]
    areas: Annotated[tuple[ProgrammeArea, ...], Field(min_length=1)]
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
