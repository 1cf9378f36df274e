"""What a case lacks, borrowed from a pilot in full view: one mechanism for every case with gaps.

A file never copies another. It says at the top what it borrows, from whom and why::

    borrows:
      lender: lucca
      sections: [stakeholders, participation, theory_of_change]
      why: "È il caso pilota della stessa parte d'Italia."

When the case is loaded, what the lender has in those sections is added after what the case has of its own.
Every part of it (statement, number, stakeholder, claim, source) then says whose it is in ``borrowed``; its id,
and those of its sources, begin with the lender's: ``lucca-comune``. What it points to comes along: a chain that
was borrowed brings its target group. A table with nobody of the community, or no source on who takes part, is
completed. Own parts of a case point to its own parts only.

The page needs to do nothing: a citation of a borrowed thing says so by itself, and the opening of the lesson lists
what was borrowed. Code that looks things up by id asks :meth:`fis_lessons.cases.model.Case.origin`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, cast, get_args

from fis_lessons.articles import town
from fis_lessons.cases.base import Source, cited
from fis_lessons.cases.labels import SINGLE, Pilot, Section, section_label
from fis_lessons.cases.model import Case, Chain, OutcomeContract, Participation
from fis_lessons.cases.rules import Part
from fis_lessons.i18n import gettext as _

PILOTS: tuple[Pilot, ...] = get_args(Pilot)
"""The cases that lend: they borrow nothing, so that no loan is made of loans."""

_POINTED: tuple[Section, ...] = ("target_groups", "stakeholders")


def complete(case: Case, lender: Case | None) -> Case:
    """Return the case with what it borrows, each part marked as another's.

    Parameters
    ----------
    case
        As its file has it.
    lender
        The case ``case.borrows`` names, as its own file has it; not needed by a case that borrows nothing.

    Examples
    --------
    >>> from fis_lessons.cases import load_case
    >>> lucca = load_case("lucca")
    >>> complete(lucca, None) is lucca
    True
    """
    if case.borrows is None or lender is None:
        return case
    case = _with_a_table(case)
    label = lender_label(lender)
    lent: dict[str, Any] = {name: _lent(getattr(lender, name), lender, label) for name in _lists(case)}
    contract = case.outcome_contract
    if case.borrowed("outcome_contract") and contract is None:
        contract = _lent(lender.outcome_contract, lender, label)
    for section in _POINTED:
        pointing = (*lent.values(), contract if contract is not case.outcome_contract else None)
        lent[section] = _with_pointed(section, lent, lender, label=label, pointing=pointing)
    added: dict[str, Any] = {name: (*getattr(case, name), *items) for name, items in lent.items()}
    added["outcome_contract"] = contract
    if case.borrowed("acronym") and not case.acronym:
        added["acronym"] = _("{acronym} (in prestito da {name})").format(
            acronym=lender.acronym, name=lender.municipality.name
        )
    if case.borrowed("area") and case.area is None:
        added["area"] = lender.area
    behind = set(cited([lent, contract]))
    sources = tuple(
        source for source in _lent(lender.sources, lender, label) if cast(Source, source).id in behind
    )
    return dataclasses.replace(case, **added, sources=(*case.sources, *sources))


def without_loans(case: Case) -> Case:
    """Return the case with its own parts only: what a municipality signs holds nothing of another's.

    Parameters
    ----------
    case
        As it was loaded, with what it borrows.

    Examples
    --------
    >>> from fis_lessons.cases import load_case
    >>> lucca = load_case("lucca")
    >>> without_loans(lucca) is lucca
    True
    """
    if case.borrows is None:
        return case
    own: dict[str, Any] = {}
    # these hold no mark; a file that borrows them has none of its own
    if case.borrowed("acronym"):
        own["acronym"] = ""
    if case.borrowed("area"):
        own["area"] = None
    for field in dataclasses.fields(case):
        value = getattr(case, field.name)
        if isinstance(value, tuple):
            own[field.name] = tuple(one for one in value if not _is_lent(one))
        elif _is_lent(value):
            own[field.name] = None
    return dataclasses.replace(case, **own, borrows=None)


def _is_lent(value: Any) -> bool:
    """Tell whether something, or anything in it, is another's: a loan is marked through and through."""
    if isinstance(value, tuple):
        return any(map(_is_lent, value))
    if not isinstance(value, Part):
        return False
    parts = dataclasses.fields(cast(Any, value))
    return any(
        bool(getattr(value, one.name)) if one.name == "borrowed" else _is_lent(getattr(value, one.name))
        for one in parts
    )


def _with_a_table(case: Case) -> Case:
    """Borrow the table too where nobody of the community is at it, or no source says who takes part.

    Lesson 01 asks about both; who has just begun to fill in a case must not find it shut.
    """
    assert case.borrows is not None  # noqa: S101 - complete saw to it
    lacks: list[Section] = []
    if not any("community" in one.roles for one in case.stakeholders):
        lacks.append("stakeholders")
    if not any(one.sources for one in case.participation):
        lacks.append("participation")
    more = tuple(name for name in lacks if not case.borrowed(name))
    sections = (*case.borrows.sections, *more)
    return dataclasses.replace(case, borrows=dataclasses.replace(case.borrows, sections=sections))


def lender_label(lender: Case) -> str:
    """Name a case that lends, for people: ``Lucca, CO-MIX``."""
    return f"{lender.municipality.name}, {lender.acronym}"


def borrowed_words(case: Case, lender: Case) -> str:
    """Say in one paragraph what a case lacks, from whom it borrows it, and why from there."""
    if case.borrows is None:
        return ""
    parts = [section_label(section) for section in case.borrows.sections]
    together = parts[0] if len(parts) == 1 else _("{first} e {last}").format(
        first=", ".join(parts[:-1]), last=parts[-1]
    )  # fmt: skip
    words = _(
        "Del Comune {of_town} il corso non conosce: {parts}. Li prende in prestito da {lender}, e ogni volta "
        "lo dice. "
        "{why}"
    )
    return words.format(
        of_town=town(case.municipality.name), parts=together, lender=lender_label(lender),
        why=_(case.borrows.why),
    )  # fmt: skip


def _lists(case: Case) -> list[Section]:
    assert case.borrows is not None  # noqa: S101 - complete saw to it
    return [name for name in case.borrows.sections if name not in SINGLE]


def _with_pointed(
    section: Section, lent: dict[str, Any], lender: Case, *, label: str, pointing: tuple[Any, ...]
) -> tuple[Any, ...]:
    """Add to what is borrowed of a section what the other borrowed parts point to."""
    here = tuple(lent.get(section, ()))
    wanted = set(_pointers(section, pointing)) - {item.id for item in here}
    return (*here, *(i for i in _lent(getattr(lender, section), lender, label) if i.id in wanted))


def _pointers(section: Section, things: Any) -> Iterator[str]:
    for thing in things:
        if isinstance(thing, tuple):
            yield from _pointers(section, thing)
        elif section == "target_groups" and isinstance(thing, Chain):
            yield thing.target
        elif section == "stakeholders" and isinstance(thing, Participation):
            yield thing.stakeholder
        elif section == "stakeholders" and isinstance(thing, OutcomeContract):
            yield from filter(None, (thing.payer, thing.funder, *thing.providers))


def _lent(value: Any, lender: Case, label: str) -> Any:
    """Copy a part of the lender, marked through and through."""
    if isinstance(value, tuple):
        return tuple(_lent(item, lender, label) for item in value)
    if not isinstance(value, Part):
        return value
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(cast(Any, value)):
        here = getattr(value, field.name)
        if field.name == "borrowed":
            changed["borrowed"] = label
        elif isinstance(here, Part):  # an indicator's target is a number, a chain's is a name
            changed[field.name] = _lent(here, lender, label)
        elif field.name in _NAMES:
            changed[field.name] = _renamed(here, lender.id)
        elif isinstance(here, tuple):
            changed[field.name] = _lent(here, lender, label)
    return dataclasses.replace(cast(Any, value), **changed)


_NAMES = {"id", "sources", "target", "stakeholder", "payer", "funder", "providers"}
"""Fields that hold the name of something in the same file."""


def _renamed(value: Any, lender: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_renamed(item, lender) for item in value)
    return f"{lender}-{value}" if isinstance(value, str) else value
