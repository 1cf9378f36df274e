"""Pictures of social value: the description and the table say what the picture shows."""

from __future__ import annotations

import numpy as np

from fis_lessons.figures.social_value import (
    flows_over_time,
    ratio_histogram,
    tornado_bars,
    value_by_row,
)
from fis_lessons.lessons.l10_social_value.published import wheels_map
from fis_lessons.measures.sroi import Simulation, evaluate, tornado


def test_flows_say_both_totals() -> None:
    figure = flows_over_time([-100, 60, 60], rate=0.1, source="x")
    assert "4 euro; senza sconto sarebbe 20" in figure.alt
    assert list(figure.table["Come sono"]) == ["-100", "60", "60"]
    assert list(figure.table["In valore di oggi"]) == ["-100", "55", "50"]


def test_rows_and_resources_stand_in_one_picture() -> None:
    figure = value_by_row(wheels_map(), evaluate(wheels_map()), source="x")
    assert "Il rapporto è 1,93" in figure.alt
    assert list(figure.table["Valore di oggi"])[-2:] == ["-3.484", "42.375"]


def test_the_widest_bar_is_named() -> None:
    swings = tornado(wheels_map())[:3]
    figure = tornado_bars(swings, names={s: s.field for s in swings}, ratio=1.93, source="x")
    assert "«inputs»: il rapporto va da 1,61 a 2,41" in figure.alt
    assert next(iter(figure.table["Valore basso"])) == "33.900"


def test_the_histogram_tells_how_much_is_below() -> None:
    ratios = np.array([0.5, 0.9, 1.0, 1.5, 2.0])
    figure = ratio_histogram(Simulation(ratios, 1, ()), source="x")
    assert "Prove sotto il pareggio: 40%" in figure.alt
    same = ratio_histogram(Simulation(np.full(10, 1.2), 1, ()), source="x")
    assert "Prove sotto il pareggio: meno dell'1%" in same.alt, "none seen is not none possible"
