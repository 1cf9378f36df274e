"""A case: one project of a municipality, told with numbers that know where they come from."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from fis_lessons.cases.base import (
    Age,
    Contradiction,
    Event,
    File,
    Grounded,
    Id,
    Istat,
    Name,
    Part,
    Quantity,
    Statement,
    Text,
)
from fis_lessons.cases.labels import (
    AreaName,
    ContractStatus,
    MoneyKind,
    ResourceKind,
    Role,
    ServicePhase,
    Stage,
    Status,
    Unit,
)


class Municipality(Part):
    """The municipality; its ISTAT code is text, because a zero in front matters."""

    name: Name
    istat: Istat


class Money(Part):
    """A sum, and above all what it is: a ceiling is not money received."""

    stage: Stage
    kind: MoneyKind
    amount: Quantity
    text: Text


class Ages(Part):
    """From which age to which, both included; either may be missing."""

    age_from: Age | None = None
    age_to: Age | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            raise PydanticCustomError("reversed_range", "range")
        return self


class Denominator(Quantity, Ages):
    """How many people of some ages live there."""


class TargetGroup(Statement, Ages):
    """Whom the project is for."""

    id: Id
    label: Text
    denominators: tuple[Denominator, ...] = ()


class Resource(Statement):
    """What a stakeholder brings."""

    kind: ResourceKind


class Stakeholder(Grounded):
    """Somebody at the table, or an empty chair: ``status: unknown`` with a note."""

    id: Id
    name: Text
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    resources: tuple[Resource, ...] = ()
    status: Status = "confirmed"
    note: Text | None = None

    @model_validator(mode="after")
    def _doubt_is_explained(self) -> Self:
        if self.status != "confirmed" and self.note is None:
            raise PydanticCustomError("doubt_without_note", "note")
        return self


class Asset(Statement):
    """Something of the community that the project uses or makes."""

    id: Id
    label: Text
    kind: ResourceKind


class Chain(Part):
    """A theory of change for one target group, from what is put in to what changes."""

    id: Id
    target: Id
    inputs: tuple[Statement, ...] = ()
    activities: tuple[Statement, ...] = ()
    outputs: tuple[Statement, ...] = ()
    outcomes: tuple[Statement, ...] = ()
    impact: tuple[Statement, ...] = ()


class Indicator(Grounded):
    """What would show the change; a missing baseline means that nobody published one."""

    id: Id
    label: Text
    unit: Unit
    baseline: Quantity | None = None
    target: Quantity | None = None
    means_of_verification: Text | None = None


class Service(Statement):
    """A service of the project, or one it should lighten, with its cost where a source gives it."""

    id: Id
    label: Text
    unit_cost: Quantity | None = None


class Share(Part):
    """A part of the premium, and for what."""

    label: Text
    share: Quantity


class OutcomeContract(Statement):
    """An agreement that pays for results; what is missing was not found and is said in ``unknown``."""

    status: ContractStatus
    payer: Id
    providers: tuple[Id, ...] = ()
    funder: Id | None = None
    amount: Quantity | None = None
    duration: Quantity | None = None
    beneficiaries: Quantity | None = None
    check_every: Quantity | None = None
    fee: Statement | None = None
    premium: Statement | None = None
    certification: Statement | None = None
    premium_split: tuple[Share, ...] = ()
    unknown: tuple[Text, ...] = ()


class Participation(Grounded):
    """Somebody takes part in a phase of the service. A missing pair means: the sources do not say."""

    stakeholder: Id
    phase: ServicePhase
    note: Text | None = None


class Case(File):
    """A FIS project, complete enough to be taught and honest about what is not known."""

    kind: Literal["case"]
    acronym: Name
    municipality: Municipality
    province: Name
    region: Text
    area: AreaName
    summary: Annotated[tuple[Statement, ...], Field(min_length=1)]
    places: tuple[Statement, ...] = ()
    timeline: tuple[Event, ...] = ()
    money: tuple[Money, ...] = ()
    needs: Annotated[tuple[Statement, ...], Field(min_length=1)]
    target_groups: Annotated[tuple[TargetGroup, ...], Field(min_length=1)]
    stakeholders: Annotated[tuple[Stakeholder, ...], Field(min_length=1)]
    assets: tuple[Asset, ...] = ()
    theory_of_change: tuple[Chain, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    services_and_costs: tuple[Service, ...] = ()
    outcome_contract: OutcomeContract | None = None
    results: tuple[Statement, ...] = ()
    participation: tuple[Participation, ...] = ()

    def by_role(self, role: Role) -> tuple[Stakeholder, ...]:
        """Return who holds a role, the empty chairs included."""
        return tuple(one for one in self.stakeholders if role in one.roles)

    def stakeholder(self, stakeholder_id: str) -> Stakeholder:
        """Return a stakeholder by its id; ``KeyError`` if there is none."""
        for one in self.stakeholders:
            if one.id == stakeholder_id:
                return one
        raise KeyError(stakeholder_id)

    def target_group(self, target_id: str) -> TargetGroup:
        """Return a target group by its id; ``KeyError`` if there is none."""
        for one in self.target_groups:
            if one.id == target_id:
                return one
        raise KeyError(target_id)

    def phases_of(self, stakeholder_id: str) -> tuple[ServicePhase, ...]:
        """Return the phases in which somebody takes part, as far as the case says."""
        return tuple(cell.phase for cell in self.participation if cell.stakeholder == stakeholder_id)

    def participation_of(self, stakeholder_id: str, phase: ServicePhase) -> Participation | None:
        """Return one cell of the table who x phase; ``None`` means that the sources do not say."""
        for cell in self.participation:
            if cell.stakeholder == stakeholder_id and cell.phase == phase:
                return cell
        return None

    def contradiction(self, contradiction_id: str) -> Contradiction:
        """Return a contradiction by its id; ``KeyError`` if there is none."""
        for one in self.contradictions:
            if one.id == contradiction_id:
                return one
        raise KeyError(contradiction_id)
