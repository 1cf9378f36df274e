"""A municipality by the numbers: find it, count its residents, compare it with others."""

from fis_lessons.territory.comparison import Comparison, Indicator, Row, compare, indicator_label
from fis_lessons.territory.people import AgePyramid, Sex, age_label, ages, old_age_index, population
from fis_lessons.territory.places import ITALY, Area, Municipality, Place
from fis_lessons.territory.search import find, is_place, province, region
from fis_lessons.territory.similarity import Likeness, Neighbour, similar
from fis_lessons.territory.spread import Spread, spread
from fis_lessons.territory.tables import (
    EDITION,
    LAST_AGE,
    LIST_EDITION,
    areas_of,
    list_source,
    members,
    municipalities,
    province_of,
    provinces,
    region_of,
    regions,
    source,
    without_population,
)

__all__ = [
    "EDITION",
    "ITALY",
    "LAST_AGE",
    "LIST_EDITION",
    "AgePyramid",
    "Area",
    "Comparison",
    "Indicator",
    "Likeness",
    "Municipality",
    "Neighbour",
    "Place",
    "Row",
    "Sex",
    "Spread",
    "age_label",
    "ages",
    "areas_of",
    "compare",
    "find",
    "indicator_label",
    "is_place",
    "list_source",
    "members",
    "municipalities",
    "old_age_index",
    "population",
    "province",
    "province_of",
    "provinces",
    "region",
    "region_of",
    "regions",
    "similar",
    "source",
    "spread",
    "without_population",
]
