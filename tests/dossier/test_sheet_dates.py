"""The dates of an indicator sheet, as people write them."""

from __future__ import annotations

import datetime

import pytest

from fis_lessons.dossier.indicator_sheet import read_sheet

D = datetime.date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027", D(2027, 12, 31)),
        ("6/2027", D(2027, 6, 30)),
        ("31.12.2027", D(2027, 12, 31)),
        ("giugno 2026", D(2026, 6, 30)),
        ("a.s. 2025/26", D(2026, 8, 31)),
        ("entro il 2026", D(2026, 12, 31)),
        ("entro fine giugno 2026", D(2026, 6, 30)),
        ("2° trimestre 2026", D(2026, 6, 30)),
    ],
)
def test_a_date_is_the_last_day_of_what_was_written(written: str, day: datetime.date) -> None:
    indicator, trouble = read_sheet({"target_date": written, "baseline_date": "2024"})
    assert (indicator.target_date, trouble) == (day, ())


@pytest.mark.parametrize(
    ("written", "why"), [("presto", "non è una data"), ("giugno", "manca l'anno"), ("12/31/2026", "giorno")]
)
def test_a_date_that_cannot_be_read_is_told_and_is_not_missing(written: str, why: str) -> None:
    indicator, (finding,) = read_sheet({"target_date": written})
    assert indicator.target_date is None
    assert written in finding.found
    assert why in finding.found


def test_numbers_are_read_as_people_write_them() -> None:
    indicator, trouble = read_sheet({"baseline": "0.310", "target": "1,6 milioni", "target_high": "\u20135"})
    assert (indicator.baseline, indicator.target, indicator.target_high, trouble) == (0.31, 1_600_000, -5, ())
