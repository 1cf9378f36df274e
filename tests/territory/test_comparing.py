"""Comparison: who is beside whom, what is counted inside what, and what the notes say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.errors import ParameterError, PlaceError
from fis_lessons.i18n import use_language
from fis_lessons.territory import ITALY, compare, find, municipalities, population, province, similar, spread


def test_rows_in_order_with_their_parts() -> None:
    found = compare("Bergamo", ages=(60, 75), k=3)
    assert [row.kind for row in found.rows] == [
        "municipality",
        "province",
        "region",
        "country",
        *["similar"] * 3,
    ]
    assert [row.label for row in found.rows[:4]] == [
        "Bergamo (BG)",
        "Provincia di Bergamo",
        "Lombardia",
        "Italia",
    ]
    own = found.rows[0]
    assert (own.numerator, own.denominator) == (23_119, 119_534)
    assert own.value == pytest.approx(23_119 / 119_534)
    assert [row.includes for row in found.rows[:4]] == [False, True, True, True]
    assert found.rows[3].numerator == population(ITALY, 60, 75)
    assert found.source.startswith("Istat")


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [("share", 0.2488), ("old_age_index", 208.8), ("old_age_dependency", 39.4), ("mean_age", 46.94)],
)
def test_indicators_of_bergamo(indicator, expected: float) -> None:  # type: ignore[no-untyped-def]
    value = compare("Bergamo", indicator, k=0).rows[0].value
    assert value == pytest.approx(expected, abs=0.05)


def test_an_area_can_be_counted_without_the_municipality() -> None:
    whole, rest = (compare("Bergamo", k=0, leave_out=out).rows[1] for out in (False, True))
    assert (whole.includes, rest.includes) == (True, False)
    assert rest.label == "Provincia di Bergamo senza Bergamo"
    assert rest.residents == population(province("BG")) - 119_534
    assert rest.numerator == population(province("BG"), 65) - 29_743


def test_a_large_town_is_told_that_it_meets_itself() -> None:
    assert any("10,8%" in note and "sé stesso" in note for note in compare("Bergamo").notes)
    assert not any("sé stesso" in note for note in compare("Bergamo", leave_out=True).notes)
    assert not any("sé stesso" in note for note in compare("Livo (TN)").notes)


def test_alike_in_age_is_no_discovery() -> None:
    assert any("non è una scoperta" in note for note in compare("Bergamo", by="size_and_age").notes)
    assert not any("non è una scoperta" in note for note in compare("Bergamo", by="size").notes)


def test_a_missing_municipality_has_a_row_and_no_number() -> None:
    found = compare("Montecopiolo")
    own = found.rows[0]
    assert (own.value, own.numerator, own.residents) == (None, None, None)
    assert all(row.kind != "similar" for row in found.rows)
    assert not any(row.includes for row in found.rows)
    assert found.rows[1].missing == ("Montecopiolo", "Sassofeltrio")
    assert math.isnan(found.frame().iloc[0, 1])  # type: ignore[arg-type]
    assert found.table().iloc[0, 1] == "manca"
    assert any("non è zero" in note for note in found.notes)


def test_valle_d_aosta_is_not_shown_twice() -> None:
    assert [row.kind for row in compare("Aosta", k=0).rows] == ["municipality", "region", "country"]


def test_tables_follow_the_language() -> None:
    found = compare("Lucca", k=1)
    assert list(found.table())[:2] == ["Luogo", "Quota di residenti di 65 anni e più"]
    assert found.table().iloc[0].tolist() == ["Lucca (LU)", "26,0%", "23.049", "88.798", "88.798", "–"]
    assert found.frame().iloc[0, 2] == 23_049
    assert list(compare("Lucca", "mean_age", k=0).table()) == [
        "Luogo",
        "Età media (anni)",
        "Residenti",
        "Comprende Lucca",
    ]
    with use_language("en"):
        table = compare("Lucca", k=1).table()
        assert list(table) == [
            "Place",
            "Share of residents aged 65 and over",
            "Numerator",
            "Denominator",
            "Residents",
            "Includes Lucca",
        ]
        assert table.iloc[1].tolist()[:2] == ["Province of Lucca", "26.6%"]
        assert table.iloc[1].tolist()[-1] == "yes"


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ParameterError):
        compare("Bergamo", "happiness")  # type: ignore[arg-type]
    with pytest.raises(ParameterError) as caught:
        compare("Bergamo", k=99, by="name")  # type: ignore[arg-type]
    assert [problem.where for problem in caught.value.problems] == ["k", "by"]
    with pytest.raises(ParameterError):
        compare("Bergamo", ages=(75, 60))
    with pytest.raises(PlaceError):
        compare(ITALY)  # type: ignore[arg-type]


def test_similar_to_the_pilot_cities() -> None:
    assert [n.municipality.name for n in similar("Bergamo", k=3)] == ["Vicenza", "Piacenza", "Monza"]
    assert [n.municipality.name for n in similar("Lucca", k=3)] == ["Cesena", "Arezzo", "Lecce"]
    assert similar("Catanzaro", k=1)[0].municipality.name == "Brindisi"
    assert similar("Lucca", k=1, by="size")[0].municipality.name == "Pisa"


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([place for place in municipalities() if place.has_population]),
    st.sampled_from(["size", "size_and_age"]),
)
def test_similar_is_sorted_and_leaves_out_itself_and_the_missing(place, by) -> None:  # type: ignore[no-untyped-def]
    found = similar(place, k=20, by=by)
    assert len(found) == 20
    assert place not in [n.municipality for n in found]
    assert all(n.municipality.has_population for n in found)
    assert [n.distance for n in found] == sorted(n.distance for n in found) or by == "size"
    assert similar(place, k=5, by=by) == found[:5]


def test_likeness_works_both_ways() -> None:
    there = {n.municipality.name: n.distance for n in similar("Bergamo", k=5)}
    back = {n.municipality.name: n.distance for n in similar("Vicenza", k=50)}
    assert back["Bergamo"] == pytest.approx(there["Vicenza"])


def test_a_place_without_residents_has_no_similar_ones() -> None:
    with pytest.raises(PlaceError, match="non è zero"):
        similar(find("Misiliscemi"))


def test_spread_over_all_municipalities() -> None:
    found = spread("share", ages=(65, None))
    assert len(found.rows) == 7893
    assert list(found.values) == sorted(found.values)
    bergamo = next(row for row in found.rows if row.label == "Bergamo (BG)")
    assert (bergamo.numerator, bergamo.denominator) == (29_743, 119_534)
    frame = found.frame()
    assert frame["residents"].sum() == 58_840_177
    # the highest shares are found in villages; the lowest are not only there
    assert frame["residents"].tail(5).max() < 500
    assert frame["name"].head(2).tolist() == ["Livigno (SO)", "Orta di Atella (CE)"]


def test_position_in_a_province() -> None:
    found = spread("mean_age", area=province("PO"))
    assert len(found.rows) == 7
    lowest, highest = found.rows[0].place, found.rows[-1].place
    assert (found.below(lowest), found.below(highest)) == (0, 1)  # type: ignore[arg-type]
    assert found.below(find("Bergamo")) is None
    assert [row.place.name for row in found.sized(100_000).rows] == ["Prato"]
    assert spread(area=province("RN")).left_out == ("Montecopiolo", "Sassofeltrio")


def test_small_places_scatter_more_than_large_ones() -> None:
    # old-age index: villages up to 500 residents, towns above 100,000
    villages, towns = spread("old_age_index").sized(1, 500), spread("old_age_index").sized(100_001)
    assert (len(villages.rows), len(towns.rows)) == (909, 44)
    assert (villages.values[0], villages.values[-1]) == (50, 4300)
    assert 86 < towns.values[0] < 88
    assert 321 < towns.values[-1] < 322
    # Roaschia: 43 residents of 65 and over for one child; a second child halves the index
    top = villages.rows[-1]
    assert (top.label, top.numerator, top.denominator) == ("Roaschia (CN)", 43, 1)
