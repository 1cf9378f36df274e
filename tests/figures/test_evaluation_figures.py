"""The pictures of an evaluation say in words and in numbers what they draw."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from fis_lessons.figures.evaluation import (
    Estimate,
    FourMeans,
    around_threshold,
    estimates,
    hundred_intervals,
    two_groups,
)
from fis_lessons.i18n import number, set_language
from fis_lessons.measures.population import Interval


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    yield
    set_language("it")


def written(value: float) -> str:
    return number(value, decimals=1)


MEANS = FourMeans(treated_before=20.0, treated_after=14.0, others_before=18.0, others_after=15.0)


def test_the_dashed_line_copies_the_change_of_the_others() -> None:
    assert MEANS.without == 17.0
    shown = two_groups(MEANS, outcome="assenze", unit="giorni", written=written, source="prova")
    assert "17,0" in shown.alt
    assert len(shown.table) == 3


def test_without_the_dashed_line_the_comparison_is_not_given_away() -> None:
    shown = two_groups(
        MEANS, outcome="assenze", unit="giorni", written=written, source="prova", counterfactual=False
    )
    assert "17,0" not in shown.text
    assert len(shown.table) == 2


def test_an_estimate_is_told_with_its_interval_and_beside_the_truth() -> None:
    rows = [
        Estimate("vicina", -3.0, Interval(-4.0, -2.0, 0.95)),
        Estimate("lontana", -6.0, Interval(-7.0, -5.0, 0.95)),
        Estimate("senza intervallo", -3.0, None),
    ]
    shown = estimates(rows, truth=-3.2, title="Prova", unit="giorni", written=written, source="prova")
    assert "vicina -3,0, da -4,0 a -2,0" in shown.alt
    assert list(shown.table.iloc[:, -1]) == ["sì", "no", "no"]
    blind = estimates(rows, truth=None, title="Prova", unit="giorni", written=written, source="prova")
    assert "vero" not in blind.alt
    assert len(blind.table.columns) == len(shown.table.columns) - 1


def test_classes_of_score_never_straddle_the_threshold() -> None:
    draw = np.random.default_rng(8)
    score = draw.uniform(0, 100, 400).round(1)
    frame = pd.DataFrame({"need": score, "after": 10 + score / 10 - 3 * (score >= 62.5)})
    shown = around_threshold(
        frame,
        cutoff=62.5,
        bandwidth=20,
        jump="-3,0",
        outcome="esito",
        unit="ore",
        written=written,
        source="x",
    )
    middles = [float(text.replace(",", ".")) for text in shown.table.iloc[:, 0]]
    assert all(abs(middle - 62.5) % 5 == pytest.approx(2.5) for middle in middles)
    assert sum(int(count) for count in shown.table.iloc[:, 1]) == 400


def test_the_intervals_that_hold_the_truth_are_counted() -> None:
    intervals = [Interval(i - 1.0, i + 1.0, 0.95) for i in range(10)]
    shown = hundred_intervals(intervals, truth=4.5, unit="ore", written=written)
    assert "2 intervalli su 10" in shown.alt
    assert list(shown.table.iloc[:2, 1]) == ["2", "8"]
    all_inside = hundred_intervals([Interval(0, 1, 0.95)], truth=0.5, unit="ore", written=written)
    assert "1 intervalli su 1" in all_inside.alt


@pytest.mark.parametrize("word", ["<b>ore</b>", '"><script>'])
def test_words_are_escaped(word: str) -> None:
    shown = two_groups(MEANS, outcome=word, unit=word, written=written, source="prova")
    assert word not in shown.html
