"""A municipality beside its province, its region, Italy, and the municipalities most like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, ParameterError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.measures import population as formulas
from fis_lessons.territory.people import age_label, age_range, known_counts, population
from fis_lessons.territory.places import Area, Municipality, Place
from fis_lessons.territory.similarity import Likeness, check_choice, municipality, similar
from fis_lessons.territory.tables import Counts, areas_of, counts, source, without_population

if TYPE_CHECKING:
    import pandas as pd

Indicator = Literal["share", "old_age_index", "old_age_dependency", "mean_age"]
RowKind = Literal["municipality", "province", "region", "country", "similar"]

HEAVY = 0.1
"""Part of an area's residents from which a municipality is told that it is compared with itself."""


@dataclass(frozen=True)
class Row:
    """One place of a comparison.

    Parameters
    ----------
    kind
        What the place is in the comparison.
    place
        The municipality or area.
    label
        Its name in the language in use; it says when the municipality compared was left out.
    value
        Of the indicator. None where it cannot be calculated: missing, never zero.
    numerator, denominator
        What the value was made from; None for the mean age or where missing.
    residents
        Of all ages; None where not known.
    includes
        True if the municipality compared is counted inside this area.
    missing
        Municipalities of the area whose residents are not known, so not counted.
    distance
        Of a similar municipality, see :func:`similar`.
    """

    kind: RowKind
    place: Place
    label: str
    value: float | None
    numerator: int | None = None
    denominator: int | None = None
    residents: int | None = None
    includes: bool = False
    missing: tuple[str, ...] = ()
    distance: float | None = None


@dataclass(frozen=True)
class Comparison:
    """A municipality beside others, on one indicator.

    Parameters
    ----------
    place
        The municipality compared.
    indicator
        What is compared.
    label
        Name of the indicator in the language in use.
    rows
        Municipality, province, region, Italy, then the similar ones, nearest first.
    notes
        What to keep in mind when reading, as sentences in the language in use.
    source
        Line of Markdown.
    """

    place: Municipality
    indicator: Indicator
    label: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    source: str

    def frame(self) -> pd.DataFrame:
        """Return the rows as numbers; headings in the language in use, missing values as NaN."""
        import pandas as pd

        return pd.DataFrame(
            [
                (row.label, row.value, row.numerator, row.denominator, row.residents, row.includes)
                for row in self.rows
            ],
            columns=self._headings(),
        )

    def table(self) -> pd.DataFrame:
        """Return the rows as text, ready to be shown: numbers as the language writes them."""
        import pandas as pd

        return pd.DataFrame(
            [
                (
                    row.label,
                    self.shown(row),
                    *(
                        _("manca") if n is None else number(n)
                        for n in (row.numerator, row.denominator, row.residents)
                    ),
                    self._inside(row),
                )
                for row in self.rows
            ],
            columns=self._headings(),
        ).drop(columns=[] if self.indicator != "mean_age" else [_("Numeratore"), _("Denominatore")])

    def shown(self, row: Row) -> str:
        """Write the value of a row as the language does."""
        if row.value is None:
            return _("manca")
        return percent(row.value) if self.indicator == "share" else number(row.value, decimals=1)

    def _inside(self, row: Row) -> str:
        if isinstance(row.place, Municipality):
            return "–"
        return _("sì") if row.includes else _("no")

    def _headings(self) -> list[str]:
        includes = _("Comprende {place}").format(place=self.place.name)
        return [_("Luogo"), self.label, _("Numeratore"), _("Denominatore"), _("Residenti"), includes]


def compare(
    place: Municipality | str,
    indicator: Indicator = "share",
    *,
    ages: tuple[int | None, int | None] = (65, None),
    k: int = 5,
    by: Likeness = "size",
    leave_out: bool = False,
) -> Comparison:
    """Compare a municipality with its province, its region, Italy and the municipalities most like it.

    In Valle d'Aosta the region stands for the province too.

    Parameters
    ----------
    place
        Municipality, or text for ``find``. One without known residents is accepted: its row says so.
    indicator
        ``"share"`` of residents aged ``ages`` (between 0 and 1), ``"old_age_index"``,
        ``"old_age_dependency"``, or ``"mean_age"`` in years.
    ages
        First and last age of the group, both included, None for no limit. Only for ``"share"``.
    k
        How many similar municipalities, from 0 to 50; none if the residents of the place are not known.
    by
        What makes them similar. By size alone if not said: all the indicators here are about age, and places
        chosen for their ages would agree by construction. See :func:`similar`.
    leave_out
        If True, province, region and Italy are counted without the municipality: a large town is otherwise
        compared, in part, with itself.

    Raises
    ------
    PlaceError
        If the place is not found or is an area.
    ParameterError
        If the indicator, the ages, ``k`` or ``by`` are not allowed.

    Examples
    --------
    >>> found = compare("Bergamo", ages=(60, 75), k=2)
    >>> [row.kind for row in found.rows]
    ['municipality', 'province', 'region', 'country', 'similar', 'similar']
    >>> found.rows[0].numerator, found.rows[0].denominator
    (23119, 119534)
    """
    check_indicator(indicator)
    check_choice(k=k, by=by)
    first, last = age_range(*ages)
    where = municipality(place)
    near = similar(where, k=k, by=by) if where.has_population else ()
    rows = (
        municipality_row("municipality", where, indicator, (first, last)),
        *(_area_row(area, where, indicator, (first, last), leave_out=leave_out) for area in areas_of(where)),
        *(
            municipality_row("similar", n.municipality, indicator, (first, last), distance=n.distance)
            for n in near
        ),
    )
    notes = _notes(where, rows, by=by, leave_out=leave_out)
    return Comparison(where, indicator, indicator_label(indicator, ages=ages), rows, notes, source())


def check_indicator(indicator: str) -> None:
    """Refuse an indicator there is not.

    Raises
    ------
    ParameterError
        Listing those there are.
    """
    if indicator not in get_args(Indicator):
        problem = Problem("indicator", f"{indicator!r}", expected=" / ".join(get_args(Indicator)))
        raise ParameterError(_("Questo indicatore non c'è."), [problem])


def indicator_label(indicator: Indicator, *, ages: tuple[int | None, int | None] = (65, None)) -> str:
    """Name an indicator in the language in use.

    Examples
    --------
    >>> indicator_label("share", ages=(60, 75))
    'Quota di residenti di 60–75 anni'
    """
    labels: dict[Indicator, str] = {
        "share": _("Quota di residenti di {ages}").format(ages=age_label(*ages)),
        "old_age_index": _("Indice di vecchiaia (65 e più ogni 100 sotto i 15 anni)"),
        "old_age_dependency": _("Dipendenza degli anziani (65 e più ogni 100 fra 15 e 64 anni)"),
        "mean_age": _("Età media (anni)"),
    }
    return labels[indicator]


def municipality_row(
    kind: RowKind,
    place: Municipality,
    indicator: Indicator,
    ages: tuple[int, int],
    *,
    distance: float | None = None,
) -> Row:
    """Return the row of a municipality; without values if its residents are not known.

    Parameters
    ----------
    kind, place, indicator, distance
        As in :class:`Row` and :func:`compare`.
    ages
        First and last class, checked already.
    """
    table = counts(place)
    if table is None:
        return Row(kind, place, place.label, None, missing=(place.name,))
    value, part, whole = _value(table, indicator, ages)
    return Row(kind, place, place.label, value, part, whole, int(table.sum()), distance=distance)


def _area_row(
    area: Area, where: Municipality, indicator: Indicator, ages: tuple[int, int], *, leave_out: bool
) -> Row:
    table = known_counts(area)
    own = counts(where)
    label = area.label
    if leave_out:
        label = _("{area} senza {place}").format(area=area.label, place=where.name)
        table = table if own is None else table - own
    value, part, whole = _value(table, indicator, ages)
    missing = tuple(place.name for place in without_population(area))
    includes = own is not None and not leave_out
    return Row(area.level, area, label, value, part, whole, int(table.sum()), includes, missing)


def _value(
    table: Counts, indicator: Indicator, ages: tuple[int, int]
) -> tuple[float | None, int | None, int | None]:
    people = table.sum(axis=0)
    if indicator == "mean_age":
        return formulas.mean_age(people), None, None
    first, last = ages if indicator == "share" else (65, people.size - 1)
    below, above = {"share": (0, people.size), "old_age_index": (0, 15), "old_age_dependency": (15, 65)}[
        indicator
    ]
    part, whole = int(people[first : last + 1].sum()), int(people[below:above].sum())
    formula = formulas.share if indicator == "share" else lambda a, b: formulas.rate(a, b, per=100)
    try:
        return formula(part, whole), part, whole
    except MeasureError:  # nobody at the denominator: a village without children has no old-age index
        return None, part, whole


def _notes(where: Municipality, rows: tuple[Row, ...], *, by: Likeness, leave_out: bool) -> tuple[str, ...]:
    notes = []
    if not where.has_population:
        notes.append(
            _("Di {place} non conosciamo la popolazione: il dato manca, non è zero.").format(
                place=where.label
            )
        )
    missing = sorted({name for row in rows for name in row.missing} - {where.name})
    if missing:
        notes.append(_("Nelle somme mancano i Comuni senza dati: {names}.").format(names=", ".join(missing)))
    if where.merged_from:
        notes.append(
            _("{place} nasce da una fusione: abbiamo sommato i Comuni di prima.").format(place=where.name)
        )
    if not leave_out:
        notes += [_weight_note(where, row) for row in rows if row.includes and _weight(where, row) >= HEAVY][
            :1
        ]
    if by == "size_and_age" and any(row.kind == "similar" for row in rows):
        notes.append(_("I comuni simili sono scelti anche per età: che qui si somiglino non è una scoperta."))
    return tuple(notes)


def _weight(where: Municipality, area: Row) -> float:
    return population(where) / area.residents if area.residents else 0.0


def _weight_note(where: Municipality, area: Row) -> str:
    return _(
        "{place} ha il {share} degli abitanti di «{area}»: in parte si confronta con sé stesso. "
        "Puoi toglierlo dall'area."
    ).format(place=where.name, share=percent(_weight(where, area)), area=area.label)
