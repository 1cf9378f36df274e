"""The whole project as the rules of the study see it: every part typed, and what cannot be read said.

Start from :func:`read_project`. Whatever stands in the record, it never raises: a part that cannot be read is
empty, and an :class:`Unread` says which and why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field, replace
from typing import Any, TypeVar

from fis_lessons.classes import dataclass
from fis_lessons.dossier.contract_account import Account
from fis_lessons.dossier.deal_account import DealAccount
from fis_lessons.dossier.document import Document
from fis_lessons.dossier.fields import cut, starting
from fis_lessons.dossier.plan_numbers import start_of
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_sections import HEADING, SECTIONS
from fis_lessons.dossier.table_draft import Seats
from fis_lessons.errors import FisError
from fis_lessons.measures.indicators import Indicator
from fis_lessons.measures.pooling import Contribution
from fis_lessons.measures.sroi import ValueMap
from fis_lessons.measures.theory_of_change import Chain, Node

T = TypeVar("T")
Values = Mapping[str, str]


@dataclass(frozen=True)
class Unread:
    """A part of the record that is written and cannot be read.

    Parameters
    ----------
    section
        Of the project.
    why
        In the language in use, one or more sentences.
    """

    section: str
    why: str


@dataclass(frozen=True)
class SheetReading:
    """An indicator sheet: its short name in the record, and what it says."""

    id: str
    sheet: Indicator


@dataclass(frozen=True, kw_only=True)
class NetworkReading:
    """The network of lesson 05.

    Parameters
    ----------
    names
        Everybody named among the ties, once each, as they were first written.
    ties
        Pairs of names.
    groups
        The sector of whoever has one.
    resources
        Who brings what, in a year.
    partnership, second
        Its two answers in words: which partnership it is, and the second road.
    """

    names: tuple[str, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    resources: tuple[Contribution, ...] = ()
    partnership: str = ""
    second: str = ""


@dataclass(frozen=True, kw_only=True)
class ProjectReading:
    """What a project record holds, part by part.

    Texts are as they were written, stripped and no longer than a document prints. A mapping has only the fields
    somebody wrote something in. A section nobody wrote in is empty, and not in ``written``.

    Parameters
    ----------
    written
        Sections of :data:`fis_lessons.dossier.record_sections.SECTIONS` that hold something, in their order.
    unread
        What is written and cannot be read.
    heading
        ``municipality``, ``project``, ``office``, ``officer``.
    target, chain_target
        For whom, as lesson 02 and lesson 06 keep it.
    chain
        Boxes and arrows of lesson 06; nothing if there is none.
    indicators
        The sheets of lesson 07, in the order first saved: each field typed, ``None`` or empty if not known.
    comparison
        ``indicator``, ``comparison``: lesson 08.
    plan
        The twelve answers of lesson 09, by the names of ``evaluation_plan.plan_fields``.
    start
        Where the outcome of the plan starts, as other parts say: ``plan_numbers.start_of``.
    value_map
        Of lesson 10; a number nobody wrote yet is ``nan``.
    map_of
        What the map is of, where it is not of the project: a worked study takes the example of lesson 10.
    contract, contract_account
        The fields of lesson 11 as written; what its numbers make (``contract_account.terms`` holds them), nothing
        if nobody wrote a price or if they make no contract. Other numbers nobody wrote are those the form begins
        with, as in the lesson.
    deal, deal_account
        The same for lesson 12.
    seats
        The table of lesson 04.
    road
        Where the legal walk of lesson 04 ended: the id of an arrival of ``data/legal_road``, or empty.
    network
        Lesson 05.
    assets
        The sheets of lesson 03, by short name: fields of ``asset_sheet.asset_fields``.
    agreement
        The collaboration pact of lesson 03.
    study
        What lesson 13 asks: ``alternatives``, ``management``, ``timetable``, ``budget``, ``risks``, ``after``,
        ``picks``.
    """

    written: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    heading: Values = field(default_factory=dict)
    target: str = ""
    chain_target: str = ""
    chain: Chain | None = None
    indicators: tuple[SheetReading, ...] = ()
    comparison: Values = field(default_factory=dict)
    plan: Values = field(default_factory=dict)
    start: Values = field(default_factory=dict)
    value_map: ValueMap | None = None
    map_of: str = ""
    contract: Values = field(default_factory=dict)
    contract_account: Account | None = None
    deal: Values = field(default_factory=dict)
    deal_account: DealAccount | None = None
    seats: Seats = ()
    road: str = ""
    network: NetworkReading = field(default_factory=NetworkReading)
    assets: Mapping[str, Values] = field(default_factory=dict)
    agreement: Values = field(default_factory=dict)
    study: Values = field(default_factory=dict)

    @property
    def outcomes(self) -> tuple[Node, ...]:
        """The outcomes of the chain."""
        return self.chain.of_kind("outcome") if self.chain else ()

    def holders(self, role: str) -> tuple[str, ...]:
        """Return who holds a role at the table, by its name in ``cases.labels.Role``."""
        return tuple(seat.name for seat in self.seats if role in seat.roles)


def read_project(
    project: Project, *, known: ProjectReading | None = None, changed: Collection[str] = ()
) -> ProjectReading:
    """Read a whole record. Never raises.

    Parameters
    ----------
    project
        As ``project_of(learner)`` gives it, or ``Project(None)`` filled by hand.
    known
        What was read of it before some sections changed, in the same language and with nothing unread: the rest
        is taken from there.
    changed
        Those sections.

    Examples
    --------
    >>> empty = read_project(Project(None))
    >>> empty.written, empty.unread, empty.outcomes
    ((), (), ())
    """
    return _Reader(project).all(known, changed)


class _Reader:
    """Reads section by section, and remembers what could not be read."""

    def __init__(self, project: Project) -> None:
        project.refresh()
        self.project = project
        self.unread: list[Unread] = []

    def all(self, known: ProjectReading | None, changed: Collection[str]) -> ProjectReading:
        """Read everything, or what changed."""
        found: dict[str, Any] = {"start": start_of(self.project)}  # of more sections than one
        for section, read in self._parts().items():
            if known is None or section in changed:
                found |= read()
        found["written"] = tuple(one.id for one in SECTIONS if any(self._texts(one.id).values()))
        found["unread"] = tuple(self.unread)
        return ProjectReading(**found) if known is None else replace(known, **found)

    def _parts(self) -> dict[str, Callable[[], dict[str, Any]]]:
        """Return what reads each section: the fields of a reading that come from it alone."""
        from fis_lessons.dossier.study.choices import STUDY

        return {
            "contract": lambda: dict(zip(("contract", "contract_account"), self._contract(), strict=True)),
            "deal": lambda: dict(zip(("deal", "deal_account"), self._deal(), strict=True)),
            HEADING: lambda: {"heading": self._texts(HEADING)},
            "need": lambda: {"target": self._text("need", "target")},
            "chain": lambda: {"chain_target": self._text("chain", "target"), "chain": self._chain()},
            "indicators": lambda: {"indicators": self._indicators()},
            "comparison": lambda: {"comparison": self._texts("comparison")},
            "plan": lambda: {"plan": self._document("plan")},
            "value_map": lambda: {
                "value_map": self._value_map(), "map_of": self._text("value_map", "what"),
            },
            "stakeholders": lambda: {"seats": self._seats(), "road": self._road()},
            "network": lambda: {"network": self._network()},
            "assets": lambda: {"assets": self._assets()},
            "agreement": lambda: {"agreement": self._document("agreement")},
            STUDY.name: lambda: {"study": self._texts(STUDY.name)},
        }  # fmt: skip

    # --- the parts ------------------------------------------------------------------------------------
    def _text(self, section: str, name: str) -> str:
        return self.project.text(section, name).strip()

    def _texts(self, section: str) -> dict[str, str]:
        found = {name: text.strip() for name, text in self.project.texts(section).items()}
        return {name: text for name, text in found.items() if text}

    def _document(self, section: str) -> dict[str, str]:
        """Return the fields of a document, as long as they are printed."""
        from fis_lessons.dossier.record_fields import known_fields

        fields = known_fields(section)
        known = {one.id for one in fields}
        return cut(fields, {name: text for name, text in self._texts(section).items() if name in known})

    def _try(self, section: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except FisError as error:
            said = [error.message, *(str(problem) for problem in error.problems[:8])]
            self.unread.append(Unread(section, " ".join(said)))
            return None

    def _chain(self) -> Chain | None:
        from fis_lessons.measures.theory_of_change import from_text

        text = self._text("chain", "chain")
        found = self._try("chain", lambda: from_text(text)) if text else None
        return found if found and found.nodes else None

    def _indicators(self) -> tuple[SheetReading, ...]:
        from fis_lessons.dossier.indicator_sheet import SECTION, read_sheet, saved

        sheets = []
        for name, values in saved(self.project).items():
            read = self._try(SECTION, lambda values=values: read_sheet(values))  # type: ignore[misc]
            if read is None:
                continue
            indicator, trouble = read
            sheets.append(SheetReading(name, indicator))
            for one in trouble:
                self.unread.append(Unread(SECTION, f"«{indicator.name}»: {one.found}"))
        return tuple(sheets)

    def _value_map(self) -> ValueMap | None:
        from fis_lessons.dossier.value_map_record import FIELD, SECTION, from_text
        from fis_lessons.i18n import gettext as _

        text = self._text(SECTION, FIELD)
        found = from_text(text) if text else None
        if text and found is None:
            self.unread.append(Unread(SECTION, _("La mappa del valore salvata non si legge più.")))
        return found

    def _terms(self, document: Document, made: Callable[[Values], T]) -> tuple[dict[str, str], T | None]:
        """Read a form with numbers: if a price is there, those nobody wrote are those it begins with."""
        written = self._document(document.name)
        if "price" not in written:
            return written, None
        values = {**starting(document.fields()), **written}
        return written, self._try(document.name, lambda: made(values))

    def _contract(self) -> tuple[dict[str, str], Account | None]:
        from fis_lessons.dossier.contract_sheet import CONTRACT, terms_of

        return self._terms(CONTRACT, lambda values: Account(terms_of(values)))

    def _deal(self) -> tuple[dict[str, str], DealAccount | None]:
        from fis_lessons.dossier.deal_sheet import DEAL, account_of

        return self._terms(DEAL, account_of)

    def _seats(self) -> Seats:
        from fis_lessons.dossier.table_draft import from_text

        text = self._text("stakeholders", "table")
        return (self._try("stakeholders", lambda: from_text(text)) if text else None) or ()

    def _road(self) -> str:
        from fis_lessons.cases import load_legal_road
        from fis_lessons.dossier.legal_walk import Walk

        text = self._text("stakeholders", "road")
        arrival = Walk(load_legal_road(), text).arrival if text else None
        return arrival.id if arrival else ""

    def _network(self) -> NetworkReading:
        from fis_lessons.dossier.network_sheet import read_resources, read_sectors, read_ties

        values = self._texts("network")  # lists are read whole, as the chapters and the annexes read them
        ties = read_ties(values.get("ties", ""))
        names = tuple(dict.fromkeys((*(name for tie in ties.ties for name in tie), *ties.alone)))
        sectors = read_sectors(values.get("sectors", ""), known=names)
        resources = read_resources(values.get("resources", ""))
        problems = (*ties.problems, *sectors.problems, *resources.problems)
        self.unread += [Unread("network", str(problem)) for problem in problems[:8]]
        return NetworkReading(
            names=names,
            ties=ties.ties,
            groups=dict(sectors.groups),
            resources=resources.things,
            partnership=values.get("partnership", ""),
            second=values.get("second", ""),
        )

    def _assets(self) -> dict[str, dict[str, str]]:
        from fis_lessons.dossier.asset_sheet import SECTION, asset_fields
        from fis_lessons.dossier.many_sheets import saved_sheets

        return saved_sheets(self.project, SECTION, order=[one.id for one in asset_fields()])
