"""The Human Development Index for 193 countries, a printed alpha, Istat's figures in the press."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from never_empty import some

from fis_lessons import resources
from fis_lessons.measures.composite import places
from fis_lessons.measures.means import arithmetic_mean, dimension_index, geometric_mean
from fis_lessons.measures.scales import cronbach_alpha

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "published"


class Country(NamedTuple):
    name: str
    printed: float
    rank: int
    parts: tuple[float, float, float]


def countries() -> list[Country]:
    found = []
    for row in resources.published("hdi_2022", "countries.csv"):
        school = (
            dimension_index(float(row["expected_schooling"]), low=0, high=18)
            + dimension_index(float(row["mean_schooling"]), low=0, high=15)
        ) / 2
        parts = (
            dimension_index(float(row["life_expectancy"]), low=20, high=85),
            school,
            dimension_index(float(row["income"]), low=100, high=75_000, logarithm=True),
        )
        found.append(Country(row["country"], float(row["hdi"]), int(row["rank"]), parts))
    return found


def test_every_country_of_the_human_development_report() -> None:
    every = countries()
    assert len(every) == 193
    off = {one.name: geometric_mean(one.parts) - one.printed for one in every}
    assert max(abs(value) for value in off.values()) < 0.0005


@pytest.mark.parametrize(
    ("name", "printed", "other"),
    [("Italy", 0.906, 0.909), ("Greece", 0.893, 0.894), ("Germany", 0.950, 0.950)],
)
def test_three_countries_and_what_the_arithmetic_mean_would_say(
    name: str, printed: float, other: float
) -> None:
    one = next(one for one in countries() if one.name == name)
    assert one.printed == printed
    assert round(geometric_mean(one.parts), 3) == printed
    assert round(arithmetic_mean(one.parts), 3) == other


def test_the_order_depends_on_the_mean() -> None:
    every = countries()
    ours = places([geometric_mean(one.parts) for one in every])
    other = places([arithmetic_mean(one.parts) for one in every])
    moved = [abs(a - b) for a, b in zip(ours, other, strict=True)]
    assert (sum(move > 0 for move in moved), max(moved)) == (111, 7)
    # the printed places come from the index with all its decimals
    near = [abs(one.rank - place) for one, place in zip(every, ours, strict=True)]
    assert max(near) <= 2


def test_the_table_shipped_is_the_one_given() -> None:
    if not (FACTS / "hdi_2022.csv").is_file():
        pytest.skip("shared/facts is not here: the table cannot be compared with the one given")
    with (FACTS / "hdi_2022.csv").open(encoding="utf-8", newline="") as given:
        rows = [
            (r["iso3"], float(r["hdi_2022"]), float(r["le_2022"]), float(r["gnipc_2022"]))
            for r in csv.DictReader(given)
        ]
    shipped = [
        (r["iso3"], float(r["hdi"]), float(r["life_expectancy"]), float(r["income"]))
        for r in resources.published("hdi_2022", "countries.csv")
    ]
    assert shipped == rows


def test_a_printed_alpha() -> None:
    # Real Statistics, 15 persons and 10 questions: .5917, from .195 to .840. Its licence is not said: not shipped
    path = FACTS / "cronbach_realstatistics_likert.csv"
    if not path.is_file():
        pytest.skip("shared/facts is not here: the answers come with no licence and are not shipped")
    answers = pd.read_csv(path).pivot(index="Subj", columns="Items", values="Scores")
    found = cronbach_alpha(answers)
    assert found.alpha == pytest.approx(0.5917, abs=0.00005)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(0.195, abs=0.0005)
    assert found.interval.high == pytest.approx(0.840, abs=0.0005)


def test_the_interval_of_that_alpha_from_its_three_numbers() -> None:
    # needs no answers: alpha .5917, 15 persons, 10 questions
    from fis_lessons.measures.scales import _interval

    found = _interval(0.5917188, 15, 10, 0.95)
    assert (round(found.low, 3), round(found.high, 3)) == (0.195, 0.840)


@pytest.mark.parametrize(
    ("year", "column", "printed"),
    [
        # agensir.it, 19 December 2019; romasociale.com for 2016 has no row here
        ("2018", "count_on", 80.8),
        ("2018", "participation", 23.9),
        ("2018", "trust", 21.0),
        # csvnet.it: volunteering in 2021
        ("2021", "volunteering", 7.3),
    ],
)
def test_istat_figures_the_press_printed(year: str, column: str, printed: float) -> None:
    rows = some([r for r in resources.published("bes_relations", "regions.csv") if r["year"] == year])
    italy = next(r for r in rows if not r["region_code"])
    assert float(italy[column]) == printed
    assert len(rows) == 21
