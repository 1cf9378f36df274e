"""Residents of a place by age: how many, which index, which pyramid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, ParameterError, PlaceError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures import population as formulas
from fis_lessons.territory.places import Municipality, Place
from fis_lessons.territory.search import find
from fis_lessons.territory.tables import LAST_AGE, Counts, counts

if TYPE_CHECKING:
    import pandas as pd

Sex = Literal["male", "female"]
_ROW: dict[Sex, int] = {"male": 0, "female": 1}


@dataclass(frozen=True)
class AgePyramid:
    """Residents of a place by single year of age and sex.

    Parameters
    ----------
    place
        Name of the place.
    ages
        0, 1, … 100; the last one stands for 100 years and over.
    males, females
        Residents of each age.
    """

    place: str
    ages: tuple[int, ...]
    males: tuple[int, ...]
    females: tuple[int, ...]

    @property
    def total(self) -> int:
        """All residents."""
        return sum(self.males) + sum(self.females)

    def between(
        self, from_age: int | None = None, to_age: int | None = None, *, sex: Sex | None = None
    ) -> int:
        """Count residents between two ages, both included. See :func:`population`."""
        first, last = age_range(from_age, to_age)
        rows = {"male": (self.males,), "female": (self.females,), None: (self.males, self.females)}[_sex(sex)]
        return sum(sum(row[first : last + 1]) for row in rows)

    def table(self, *, step: int = 5) -> pd.DataFrame:
        """Return residents by classes of ``step`` years, as numbers; headings in the language in use."""
        import pandas as pd

        rows = []
        for first in range(0, LAST_AGE + 1, step):
            last = first + step - 1
            # 100 and over is one class: never cut, and never given an upper end
            end = None if last >= LAST_AGE else last
            males, females = self.between(first, end, sex="male"), self.between(first, end, sex="female")
            rows.append((age_label(first, end), males, females, males + females))
        return pd.DataFrame(rows, columns=[_("Età"), _("Maschi"), _("Femmine"), _("Totale")])


def population(
    place: Place | str, from_age: int | None = None, to_age: int | None = None, *, sex: Sex | None = None
) -> int:
    """Count the residents of a place, all or between two ages.

    Parameters
    ----------
    place
        Municipality, area, or text for :func:`find`.
    from_age, to_age
        Completed years, both ends included: ``60, 75`` counts who is 60 and who is 75. None is no limit. The
        data do not tell ages above 100 apart: ``to_age`` of 100 or more is the same as no limit.
    sex
        Both if None.

    Returns
    -------
    int
        Residents. An area counts without the municipalities listed by ``without_population(area)``.

    Raises
    ------
    PlaceError
        If the place is not found, or its residents are not known (missing is never zero).
    ParameterError
        If the ages make no range.

    Examples
    --------
    >>> population("Bergamo", 60, 75)
    23119
    >>> population("Bergamo", 65, 74)
    13320
    """
    first, last = age_range(from_age, to_age)
    table = known_counts(place)
    rows = table if _sex(sex) is None else table[[_ROW[sex]]]  # type: ignore[index]
    return int(rows[:, first : last + 1].sum())


def ages(place: Place | str) -> AgePyramid:
    """Return the residents of a place by single year of age and sex.

    Raises
    ------
    PlaceError
        If the place is not found or its residents are not known.

    Examples
    --------
    >>> ages("Bergamo").between(60, 75)
    23119
    """
    where = as_place(place)
    males, females = known_counts(where).tolist()
    return AgePyramid(where.label, tuple(range(LAST_AGE + 1)), tuple(males), tuple(females))


def old_age_index(place: Place | str) -> float:
    """Return persons of 65 and over for each 100 under 15.

    Raises
    ------
    PlaceError
        If the place is not found, its residents are not known, or nobody there is under 15.

    Examples
    --------
    >>> round(old_age_index("Bergamo"), 1)
    208.8
    """
    where = as_place(place)
    try:
        return formulas.old_age_index(population(where, 65), population(where, 0, 14))
    except MeasureError:
        raise PlaceError(
            _("L'indice di vecchiaia di {place} non si può calcolare.").format(place=where.label),
            [Problem("", _("nessun residente ha meno di 15 anni."), remedy=_("Usa la quota di over 65."))],
        ) from None


def as_place(place: Place | str) -> Place:
    """Return the place itself, or look up the municipality a text names."""
    return find(place) if not isinstance(place, Place) else place


def known_counts(place: Place | str) -> Counts:
    """Return residents by sex and age, shape (2, 101), or say that they are not known.

    Raises
    ------
    PlaceError
        If the place is not found or its residents are not known.
    """
    where = as_place(place)
    table = counts(where)
    if table is None:
        assert isinstance(where, Municipality)  # noqa: S101 - an area always has a sum
        raise PlaceError(
            _("Di {place} non conosciamo la popolazione.").format(place=where.label),
            [
                Problem(
                    "",
                    _("il comune è nell'elenco ma non nei dati per età: il dato manca, non è zero."),
                    remedy=_(
                        "Chiedi il dato alla tua anagrafe o cercalo su demo.istat.it; intanto lavora sulla "
                        "provincia di {province}, che conta i suoi abitanti senza questo comune."
                    ).format(province=where.province_name),
                )
            ],
        )
    return table


def age_range(from_age: int | None, to_age: int | None) -> tuple[int, int]:
    """Check two ages and return the first and last class they cover.

    Raises
    ------
    ParameterError
        With every problem: not a whole number, out of bounds, the wrong way round.

    Examples
    --------
    >>> age_range(65, None)
    (65, 100)
    """
    problems = []
    for name, age in (("from_age", from_age), ("to_age", to_age)):
        if age is not None and (isinstance(age, bool) or not isinstance(age, int) or age < 0):
            problems.append(Problem(name, f"{age!r}", expected=_("un'età in anni compiuti, da 0 in su")))
    if not problems:
        problems = _range_problems(0 if from_age is None else from_age, to_age)
    if problems:
        raise ParameterError(_("Le età non formano un intervallo."), problems)
    first = 0 if from_age is None else from_age
    return first, LAST_AGE if to_age is None else min(to_age, LAST_AGE)


def _range_problems(first: int, last: int | None) -> list[Problem]:
    if first > LAST_AGE:
        expected = _("al massimo {age}").format(age=LAST_AGE)
        remedy = _("I dati non distinguono le età sopra i 100 anni.")
        return [Problem("from_age", number(first), expected=expected, remedy=remedy)]
    if last is not None and last < first:
        found = _("da {first} a {last}").format(first=first, last=last)
        return [Problem("to_age", found, remedy=_("Metti prima l'età più bassa."))]
    return []


def age_label(from_age: int | None = None, to_age: int | None = None) -> str:
    """Write an age group in the language in use.

    Examples
    --------
    >>> age_label(60, 75)
    '60–75 anni'
    >>> age_label(65)
    '65 anni e più'
    """
    first, last = age_range(from_age, to_age)
    if last == LAST_AGE:
        return _("{first} anni e più").format(first=first) if first else _("tutte le età")
    if first == last == 1:
        return _("1 anno")
    if first == last:
        return _("{first} anni").format(first=first)
    return _("{first}–{last} anni").format(first=first, last=last)


def _sex(sex: Sex | None) -> Sex | None:
    if sex is not None and sex not in _ROW:
        problem = Problem("sex", f"{sex!r}", expected='"male", "female", None')
        raise ParameterError(_("Il sesso richiesto non esiste nei dati."), [problem])
    return sex
