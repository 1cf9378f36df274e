"""The target group of a case: two ways to count it, in the municipality a lesson is opened on."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

from fis_lessons.articles import town
from fis_lessons.cases import Case, Contradiction, load_case
from fis_lessons.cases.model import Denominator, TargetGroup
from fis_lessons.classes import dataclass
from fis_lessons.errors import PlaceError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.citations import Note, notes_of
from fis_lessons.territory import Municipality, Place, age_label, find, population, province_of

# Used only where the sources of a case give no second age: the page calls them an assumption.
_ASSUMED = ((18, 24), (15, 29))


@dataclass(frozen=True)
class WithResidents:
    """A municipality whose residents the kit knows: the rule of a parameter."""

    def refusal(self, name: str, value: Any) -> Problem | None:
        """Say why the municipality cannot be read, and what to write instead."""
        try:
            if value is not None:
                population(find(value))
        except PlaceError as error:
            return Problem(
                name, _("il valore è {found}.").format(found=repr(value)[:80]), remedy=_one_line(error)
            )
        return None


def _one_line(error: PlaceError) -> str:
    """Write message, reasons and advice as sentences one after the other."""
    sentences = [error.message]
    for problem in error.problems:
        found = problem.found.strip().rstrip(".")
        sentences += [found[:1].upper() + found[1:] + "." if found else "", problem.remedy]
    return " ".join(filter(None, sentences))


@dataclass(frozen=True)
class Band:
    """One way to say which ages the target group has.

    Parameters
    ----------
    first, last
        Completed years, both included.
    claim
        Who says so, a sentence in Italian (shown through ``gettext``).
    notes
        Where it is said, or the assumption.
    """

    first: int
    last: int
    claim: str
    notes: tuple[Note, ...]

    @property
    def label(self) -> str:
        """The ages in the language in use."""
        return age_label(self.first, self.last)

    @property
    def told(self) -> bool:
        """Whether a source gives these ages; otherwise we chose them."""
        return any(not note.assumption for note in self.notes)


@dataclass(frozen=True)
class Target:
    """The target group of a case and two ways to count it.

    Parameters
    ----------
    group
        As the case describes it.
    one, other
        The two definitions.
    contradiction
        What the case says about them, if it says something.
    """

    group: TargetGroup
    one: Band
    other: Band
    contradiction: Contradiction | None

    @property
    def told(self) -> int:
        """How many of the two a source gives."""
        return sum(band.told for band in (self.one, self.other))


def target_of(case: Case) -> Target:
    """Read from a case its target group and two definitions of its ages."""
    group = next((g for g in case.target_groups if _closed(g)), case.target_groups[0])
    counted = _closed(group)
    contradiction = next((c for c in case.contradictions if _speaks_of(c, counted)), None)
    bands = [_band(case, group, item, contradiction) for item in counted[:2]]
    spare = [_assumed(*ages) for ages in _ASSUMED if ages not in {(b.first, b.last) for b in bands}]
    one, other = (*bands, *spare)[:2]
    return Target(group, one, other, contradiction)


def _closed(group: TargetGroup) -> tuple[Denominator, ...]:
    return tuple(d for d in group.denominators if d.age_from is not None and d.age_to is not None)


def _speaks_of(contradiction: Contradiction, counted: tuple[Denominator, ...]) -> bool:
    said = {claim.quantity.value for claim in contradiction.claims if claim.quantity}
    return len(said & {item.value for item in counted}) >= 2


def _band(case: Case, group: TargetGroup, item: Denominator, contradiction: Contradiction | None) -> Band:
    assert item.age_from is not None and item.age_to is not None  # noqa: S101 - _closed saw to it
    for claim in contradiction.claims if contradiction else ():
        if claim.quantity is not None and claim.quantity.value == item.value:
            return Band(item.age_from, item.age_to, claim.text, notes_of(case, claim))
    if (group.age_from, group.age_to) == (item.age_from, item.age_to):
        return Band(item.age_from, item.age_to, group.text, notes_of(case, group))
    return _assumed(item.age_from, item.age_to)


def _assumed(first: int, last: int) -> Band:
    claim = _("Fascia {ages}: la scegliamo noi, solo per contare.")
    note = _(
        "La fascia {ages} non è in nessuna fonte letta: serve a contare e a vedere quanto pesa la scelta."
    )
    ages = age_label(first, last)
    return Band(first, last, claim.format(ages=ages), (Note(note.format(ages=ages), assumption=True),))


def counted_in(case: Case) -> Municipality:
    """Return where a lesson on a case counts residents.

    Its own municipality; that of the case it borrows from, where the kit does not know who lives in its own.
    :func:`counted_elsewhere` says so at the opening of the lesson.
    """
    place = find(case.municipality.istat)
    if place.has_population or case.borrows is None:
        return place
    return find(load_case(case.borrows.lender).municipality.istat)


def place_read(case: Case, named: str | None) -> Municipality:
    """Return the municipality a lesson reads: the one its parameters name, or that of :func:`counted_in`."""
    return find(named) if named else counted_in(case)


def counted_elsewhere(case: Case) -> str:
    """Say that the residents are borrowed too; empty if they are not."""
    where = counted_in(case)
    if where.istat == case.municipality.istat:
        return ""
    words = _(
        "Quante persone abitano {in_town} il corso non lo sa: dove servono i residenti, la lezione conta quelli "
        "{of_other}, in prestito."
    )
    return words.format(in_town=town(case.municipality.name, after="a"), of_other=town(where.name))


class NamesPlace(Protocol):
    """Parameters of a lesson that may be read for another municipality than the case's."""

    @property
    def municipality(self) -> str | None:
        """Name or ISTAT code; that of the case if not given."""


class TargetCount:
    """The target group, counted where a lesson is opened: what the numbers of lessons 02, 04 and 07 stand on."""

    parameters: NamesPlace
    case: Case

    @cached_property
    def place(self) -> Municipality:
        """The municipality being read; its residents are known."""
        return place_read(self.case, self.parameters.municipality)

    @cached_property
    def target(self) -> Target:
        """Target group of the case, with two definitions."""
        return target_of(self.case)

    @cached_property
    def where(self) -> Place:
        """Where the exercises count: the municipality, or its province if it is too small for them.

        In some villages nobody is under 15, or both definitions count the same persons: nothing to divide.
        """
        return self.place if self._enough(self.place) else province_of(self.place)

    def _enough(self, where: Place) -> bool:
        one, other = (population(where, b.first, b.last) for b in (self.target.one, self.target.other))
        return (
            min(one, other, population(where, 0, 14), population(where, 65)) > 0
            and abs(other - one) / max(one, 1) >= 0.005
        )

    @property
    def phrase(self) -> str:
        """Where the exercises count, as part of a sentence."""
        if isinstance(self.where, Municipality):
            return _("nel Comune di {name}").format(name=self.where.name)
        return _("in provincia di {name}").format(name=self.where.name)

    @property
    def why_not_here(self) -> str:
        """A sentence saying why the exercises count the province; empty if they do not."""
        if isinstance(self.where, Municipality):
            return ""
        return _(
            "Il Comune di {name} è troppo piccolo per questo conto: qui si usa la sua provincia."
        ).format(name=self.place.name)

    def count(self, first: int | None = None, last: int | None = None) -> int:
        """Count residents where the exercises count."""
        return population(self.where, first, last)

    @cached_property
    def one(self) -> int:
        """Residents in the first definition."""
        return self.count(self.target.one.first, self.target.one.last)

    @cached_property
    def other(self) -> int:
        """Residents in the second definition."""
        return self.count(self.target.other.first, self.target.other.last)
