"""A case: one project of a municipality, told with numbers that know where they come from."""

from __future__ import annotations

from typing import Literal

from fis_lessons.cases.base import (
    Age,
    Contradiction,
    Event,
    File,
    Grounded,
    Id,
    Istat,
    Name,
    Quantity,
    Some,
    Statement,
    Text,
)
from fis_lessons.cases.labels import (
    AreaName,
    ContractStatus,
    MoneyKind,
    Pilot,
    ResourceKind,
    Role,
    Section,
    ServicePhase,
    Stage,
    Status,
    Unit,
)
from fis_lessons.cases.rules import Part
from fis_lessons.classes import dataclass


@dataclass(frozen=True, kw_only=True)
class Municipality(Part):
    """The municipality; its ISTAT code is text, because a zero in front matters."""

    name: Name
    istat: Istat


@dataclass(frozen=True, kw_only=True)
class Money(Part):
    """A sum, and above all what it is: a ceiling is not money received."""

    stage: Stage
    kind: MoneyKind
    amount: Quantity
    text: Text


@dataclass(frozen=True, kw_only=True)
class Ages(Part):
    """From which age to which, both included; either may be missing."""

    age_from: Age | None = None
    age_to: Age | None = None

    def _rule(self) -> str | None:
        ordered = self.age_from is None or self.age_to is None or self.age_from <= self.age_to
        return None if ordered else "reversed_range"


@dataclass(frozen=True, kw_only=True)
class Denominator(Quantity, Ages):
    """How many people of some ages live there."""


@dataclass(frozen=True, kw_only=True)
class TargetGroup(Statement, Ages):
    """Whom the project is for."""

    id: Id
    label: Text
    denominators: tuple[Denominator, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Resource(Statement):
    """What a stakeholder brings."""

    kind: ResourceKind


@dataclass(frozen=True, kw_only=True)
class Stakeholder(Grounded):
    """Somebody at the table, or an empty chair: ``status: unknown`` with a note."""

    id: Id
    name: Text
    roles: Some[Role]
    resources: tuple[Resource, ...] = ()
    status: Status = "confirmed"
    note: Text | None = None

    def _rule(self) -> str | None:
        return "doubt_without_note" if self.status != "confirmed" and self.note is None else None


@dataclass(frozen=True, kw_only=True)
class Asset(Statement):
    """Something of the community that the project uses or makes."""

    id: Id
    label: Text
    kind: ResourceKind


@dataclass(frozen=True, kw_only=True)
class Chain(Part):
    """A theory of change for one target group, from what is put in to what changes."""

    id: Id
    target: Id
    inputs: tuple[Statement, ...] = ()
    activities: tuple[Statement, ...] = ()
    outputs: tuple[Statement, ...] = ()
    outcomes: tuple[Statement, ...] = ()
    impact: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Indicator(Grounded):
    """What would show the change; a missing baseline means that nobody published one."""

    id: Id
    label: Text
    unit: Unit
    baseline: Quantity | None = None
    target: Quantity | None = None
    means_of_verification: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Service(Statement):
    """A service of the project, or one it should lighten, with its cost where a source gives it."""

    id: Id
    label: Text
    unit_cost: Quantity | None = None


@dataclass(frozen=True, kw_only=True)
class Share(Part):
    """A part of the premium, and for what."""

    label: Text
    share: Quantity


@dataclass(frozen=True, kw_only=True)
class OutcomeContract(Statement):
    """An agreement that pays for results; what is missing was not found and is said in ``unknown``."""

    status: ContractStatus
    payer: Id | None = None
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


@dataclass(frozen=True, kw_only=True)
class Participation(Grounded):
    """Somebody takes part in a phase of the service. A missing pair means: the sources do not say."""

    stakeholder: Id
    phase: ServicePhase
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Borrowing(Part):
    """What a case takes from a pilot because nobody knows it here, and why from that one."""

    lender: Pilot
    sections: Some[Section]
    why: Text


@dataclass(frozen=True, kw_only=True)
class Case(File):
    """A FIS project, complete enough to be taught and honest about what is not known.

    What stands empty here and every lesson needs must be borrowed: ``borrows`` says what, and from whom.
    """

    kind: Literal["case"]
    borrows: Borrowing | None = None
    acronym: Name = ""
    municipality: Municipality
    province: Name
    region: Text
    area: AreaName | None = None
    summary: Some[Statement] = ()
    places: tuple[Statement, ...] = ()
    timeline: tuple[Event, ...] = ()
    money: tuple[Money, ...] = ()
    needs: Some[Statement] = ()
    target_groups: Some[TargetGroup] = ()
    stakeholders: Some[Stakeholder] = ()
    assets: tuple[Asset, ...] = ()
    theory_of_change: tuple[Chain, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    services_and_costs: tuple[Service, ...] = ()
    outcome_contract: OutcomeContract | None = None
    results: tuple[Statement, ...] = ()
    participation: tuple[Participation, ...] = ()

    def borrowed(self, section: Section) -> bool:
        """Tell whether something in a part of the case is another's."""
        return self.borrows is not None and section in self.borrows.sections

    @property
    def project(self) -> str:
        """Id of the case whose project is told: another one's if the whole project is borrowed.

        Examples
        --------
        >>> from fis_lessons.cases import load_case
        >>> load_case("lucca").project
        'lucca'
        """
        return self.borrows.lender if self.borrows and self.borrowed("acronym") else self.id

    @property
    def story(self) -> tuple[Statement, ...]:
        """The project in a few sentences: those borrowed where the project is another's, all otherwise."""
        lent = tuple(one for one in self.summary if one.borrowed)
        return lent or self.summary

    def origin(self, item_id: str) -> tuple[str, str]:
        """Return the case an item is of, and its id there: another case's if it was borrowed.

        Examples
        --------
        >>> from fis_lessons.cases import load_case
        >>> load_case("lucca").origin("giovani")
        ('lucca', 'giovani')
        """
        mark = f"{self.borrows.lender}-" if self.borrows else ""
        if self.borrows and item_id.startswith(mark):
            return self.borrows.lender, item_id.removeprefix(mark)
        return self.id, item_id

    def sure_kind(self, money: Money) -> MoneyKind:
        """Say what a sum is: announced, where only one weak source, a partner or the press, says granted."""
        return sure_kind(self, money)

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


def sure_kind(file: File, money: Money) -> MoneyKind:
    """Say what a sum of a case or of the atlas is: announced, where only one weak source says granted."""
    weak = file.confidence_of(money.amount) in ("M", "L")
    return "announced" if money.kind == "granted" and weak else money.kind
