"""What lesson 07 reads: published figures on early leavers, the table of Krejcie and Morgan, a municipality."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Annotated

from fis_lessons import resources
from fis_lessons.cases import Case
from fis_lessons.cases.model import Indicator as CaseIndicator
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, number
from fis_lessons.lessons.desk import Between, LessonParameters, Note
from fis_lessons.lessons.desk.target import TargetCount, WithResidents
from fis_lessons.measures.sampling import invitations, krejcie_morgan, sample_size_proportion
from fis_lessons.territory import population, region_of

YOUNG = (18, 24)
"""The ages of early leavers, both ends included."""

ANSWERS_WANTED = 300
"""Of the exercise on invitations: a number of its own, or it would tell the answer of the one before."""

# What the files hold in Italian and people read in two languages: said here, where the catalogue looks
_TITLES = (
    mark("[Articolo sui dati Istat dell'abbandono scolastico]"),
    mark("[Articolo del 25 ottobre 2022 sui dati Istat]"),
    mark("[Articolo sulle elaborazioni della CGIA per regione]"),
    mark("[Articolo sugli abbandoni scolastici]"),
    mark("[Articolo sulla ricerca di Openpolis, con i dati del 2021, 2022 e 2023]"),
    mark(
        "[Bes per regione, edizione 2021, indicatore «uscita precoce dal sistema di "
        "istruzione e formazione», "
        "02IST005-N22]"
    ),
)


@dataclass(frozen=True)
class Leavers:
    """A published figure on early leavers.

    Parameters
    ----------
    place
        Region, Italy, or the European target.
    year
        Of the figure, or of the target.
    value
        Per cent of persons aged 18 to 24.
    bound
        ``exact``, ``about`` or ``less_than``.
    notes
        Where it was published.
    """

    place: str
    year: int
    value: float
    bound: str
    notes: tuple[Note, ...]

    @property
    def shown(self) -> str:
        """The figure in words, with what is not exact about it."""
        figure = number(self.value, decimals=0 if self.value == int(self.value) else 1) + "%"
        return {"about": _("circa {x}"), "less_than": _("meno del {x}")}.get(self.bound, "{x}").format(
            x=figure
        )


def leavers() -> dict[str, Leavers]:
    """Return the published figures on early leavers, by identifier."""
    sources = {
        row["id"]: Note(_cited(row["publisher"], row["title"], row["url"]), row["url"])
        for row in resources.published("early_leavers", "sources.csv")
    }
    return {
        row["id"]: Leavers(
            row["place"],
            int(row["year"]),
            float(row["value"]),
            row["bound"],
            tuple(sources[name] for name in row["sources"].split()),
        )
        for row in resources.published("early_leavers", "figures.csv")
    }


def _cited(publisher: str, title: str, url: str) -> str:
    words = (_(title) if title in _TITLES else title).strip("[]")
    return f"{publisher}, [{words}](<{url}>)" if url else f"{publisher}, {words}"


@cache
def printed_sizes() -> dict[int, int]:
    """Return the table of Krejcie and Morgan: population and sample size printed."""
    return {
        int(row["population"]): int(row["sample"])
        for row in resources.published("krejcie_morgan", "table.csv")
    }


def krejcie_note() -> Note:
    """Return where the table comes from."""
    url = "https://studylib.net/doc/25399219"
    return Note(
        _(
            "R. V. Krejcie, D. W. Morgan, *Determining sample size for research activities*, Educational and "
            "Psychological Measurement 30 (1970), pp. 607-610, [copia letta]({url})"
        ).format(url=url),
        url,
    )


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 07 takes.

    Parameters
    ----------
    municipality
        Name or ISTAT code of the municipality to read; that of the case if not given.
    margin
        Percentage points of the exercise on the sample.
    response
        Per cent of the invited who answer, in the exercise on invitations.
    """

    municipality: Annotated[str | None, WithResidents()] = None
    margin: Annotated[int, Between(2, 10)] = 5
    response: Annotated[int, Between(10, 90)] = 40


@dataclass(frozen=True)
class Ground(TargetCount):
    """Every number lesson 07 asks about."""

    parameters: Parameters
    case: Case

    @cached_property
    def regional(self) -> Leavers:
        """The latest published figure of the region; Italy's where we have none."""
        figures = leavers()
        own = [one for one in figures.values() if one.place == self.place.region]
        return max(own, key=lambda one: one.year, default=figures["italy-2023"])

    @property
    def is_regional(self) -> bool:
        """Whether a figure of the region was found."""
        return self.regional.place == self.place.region

    @cached_property
    def young(self) -> int:
        """Residents of the municipality aged 18 to 24."""
        return population(self.place, *YOUNG)

    @cached_property
    def young_share(self) -> float:
        """Which part of the young of the region lives in the municipality, between 0 and 1."""
        return self.young / population(region_of(self.place), *YOUNG)

    @cached_property
    def if_regional(self) -> int:
        """How many they would be if the share of the region held here too: not a measure."""
        return round(self.young * self.regional.value / 100)

    @cached_property
    def answers(self) -> int:
        """Answers needed for the target group, with the margin of the exercise and 95% confidence."""
        return sample_size_proportion(self.parameters.margin / 100, population=self.one).people

    @cached_property
    def invited(self) -> int:
        """People to invite to have the answers of the exercise on invitations."""
        return invitations(ANSWERS_WANTED, self.parameters.response / 100)

    @cached_property
    def printed(self) -> tuple[int, int]:
        """The row of the printed table that is asked: population and sample size."""
        # where the sample without a population (384) is clearly another number
        rows = [(people, size) for people, size in printed_sizes().items() if 100 <= people <= 5000]
        return rows[self.parameters.seed * 5 % len(rows)]

    @property
    def formula(self) -> float:
        """The sample of that row by the formula, before rounding."""
        return krejcie_morgan(self.printed[0])


CELLS = ("unit", "baseline", "target", "deadline", "verification")


def written(indicator: CaseIndicator) -> frozenset[str]:
    """Return what a case file says of an indicator, among :data:`CELLS`."""
    there = {
        "unit": bool(indicator.unit),
        "baseline": indicator.baseline is not None,
        "target": indicator.target is not None,
        "deadline": indicator.target is not None and bool(indicator.target.date),
        "verification": bool(indicator.means_of_verification),
    }
    return frozenset(name for name, found in there.items() if found)
