"""What a place is: a municipality, or an area made of municipalities."""

from __future__ import annotations

from typing import Literal

from fis_lessons.articles import town
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _

Level = Literal["province", "region", "country"]


@dataclass(frozen=True)
class Municipality:
    """A municipality of the ISTAT list, edition 2024.

    Parameters
    ----------
    istat
        Six digits, as text: ``"016024"``. The first three are the province.
    name
        In Italian.
    other_name
        In the other official language of the place; empty if there is none.
    province
        Two letters. ``"NA"`` is Napoli, not a missing value.
    province_name, region
        In Italian.
    region_code
        Two digits, as text.
    has_population
        False for the few municipalities the population file does not hold: missing, not zero.
    is_capital
        True for the chief town of a province.
    merged_from
        Codes of the former municipalities whose residents were added up; empty for nearly all.
    cadastral
        Code of the land registry, the one of tax codes: ``"A794"``.
    former_codes
        ISTAT codes it had itself when the provinces were others.
    """

    istat: str
    name: str
    province: str
    province_name: str
    region: str
    region_code: str = ""
    has_population: bool = True
    other_name: str = ""
    is_capital: bool = False
    merged_from: tuple[str, ...] = ()
    cadastral: str = ""
    former_codes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Name and province, enough to tell it from any other: ``Livo (TN)``."""
        return f"{self.name} ({self.province})"

    @property
    def office(self) -> str:
        """The municipality as an administration: «Comune di Lucca», «Comune dell'Aquila»."""
        return _("Comune {of_town}").format(of_town=town(self.name))

    @property
    def province_code(self) -> str:
        """Three digits, as text."""
        return self.istat[:3]

    def __str__(self) -> str:
        """Show name and province."""
        return self.label


@dataclass(frozen=True)
class Former:
    """A municipality that is no longer there under that name, from 2010 on.

    Parameters
    ----------
    kind
        ``merged``: its territory is part of another one. ``renamed``: the same municipality, another name.
    istat, cadastral
        The codes it had.
    name, province
        As they were.
    since
        Day, or year, of the change; empty if no source we read says it.
    now
        ISTAT code of the municipality of today.
    """

    kind: Literal["merged", "renamed"]
    istat: str
    cadastral: str
    name: str
    province: str
    since: str
    now: str

    @property
    def label(self) -> str:
        """Name and province."""
        return f"{self.name} ({self.province})"

    @property
    def year(self) -> str:
        """Year of the change; empty if it is not known."""
        return self.since[:4]


@dataclass(frozen=True)
class Area:
    """A province, a region, or Italy: the sum of its municipalities.

    Parameters
    ----------
    level
        Kind of area.
    code
        First digits of the province (3) or of the region (2); empty for Italy.
    name
        In Italian.
    sign
        Two letters, for a province.
    """

    level: Level
    code: str
    name: str
    sign: str = ""

    @property
    def label(self) -> str:
        """Name as it stands in a table, in the language in use."""
        if self.level == "province":
            return _("Provincia di {name}").format(name=self.name)
        return _("Italia") if self.level == "country" else self.name

    def contains(self, municipality: Municipality) -> bool:
        """Tell whether a municipality lies in the area."""
        if self.level == "province":
            return municipality.province_code == self.code
        return self.level == "country" or municipality.region_code == self.code

    def __str__(self) -> str:
        """Show the name."""
        return self.label


ITALY = Area("country", "", "Italia")

Place = Municipality | Area
"""Anything with residents. Functions also take text, and look the municipality up."""
