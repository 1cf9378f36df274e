"""The figures of lesson 07 say in words what they show, and leave gaps where there is nothing to show."""

from __future__ import annotations

import pytest

from fis_lessons.figures.indicators import beside_italy, repeated_estimates, silent_bounds, way_to_target
from fis_lessons.measures.indicators import Direction, progress
from fis_lessons.territory.bes import BesSeries


@pytest.mark.parametrize(
    ("value", "target", "high", "direction", "words"),
    [
        (50, 30, None, "less", "In cammino: 33,3%"),
        (70, 30, None, "less", "È andato indietro: -33,3%"),
        (20, 30, None, "less", "Oltre il traguardo: 133,3%"),
        (60, 30, None, "less", "Fermo alla partenza: 0,0%"),
        (25, 20, 30, "within", "Traguardo raggiunto: 100,0%"),
        (15, 20, 30, "within", "Ha attraversato la fascia"),
    ],
)
def test_the_way_is_told(
    value: float, target: float, high: float | None, direction: Direction, words: str
) -> None:
    found = progress(value, baseline=60, target=target, direction=direction, target_high=high)
    figure = way_to_target(
        value, baseline=60, target=target, target_high=high, direction=direction, result=found
    )
    assert words in figure.alt
    assert list(figure.table.iloc[:, 1])[:2] == ["60", f"{value}"]
    assert figure.png.startswith(b"\x89PNG")


def test_what_chance_does_is_told_with_the_published_figures() -> None:
    figure = repeated_estimates(
        [0.14, 0.18, 0.16],
        share=0.16,
        margin=0.02,
        answers=1234,
        published=(("Calabria 2023", 0.118),),
        sources=("x",),
    )
    for words in ("16,0%", "14,0% – 18,0%", "Calabria 2023: 11,8%"):
        assert words in figure.alt
    assert "1.234" in figure.caption


def test_the_silent_are_told() -> None:
    figure = silent_bounds((0.28, 0.88), share=0.7, interval=(0.655, 0.745), response=0.4, invited=1000)
    assert "400 risposte su 1.000 inviti" in figure.alt
    assert "da 28% a 88%" in figure.alt


def test_a_missing_year_is_a_dash_and_never_a_zero() -> None:
    series = [
        BesSeries("Bergamo", "province", {2018: 16.9, 2020: 18.5}),
        BesSeries("Italia", "country", {2018: 23.2, 2019: 22.1}),
    ]
    figure = beside_italy(series, indicator="NEET", unit="%", source="x")
    rows = {row[0]: row[1:] for row in figure.table.itertuples(index=False, name=None)}
    assert rows == {"2020": ("18,5", "–"), "2019": ("–", "22,1"), "2018": ("16,9", "23,2")}
    assert "Bergamo (provincia) 18,5 nel 2020; Italia 22,1 nel 2019" in figure.alt
