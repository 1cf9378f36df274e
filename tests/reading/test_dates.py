"""Days and periods as people write them."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from never_empty import some

from fis_lessons.i18n import LANGUAGES, use_language
from fis_lessons.reading import Period, day_or_why, period_or_why, read_day, read_period

D = datetime.date


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("31/12/2023", D(2023, 12, 31), D(2023, 12, 31)),
        ("01/02/2024", D(2024, 2, 1), D(2024, 2, 1)),
        ("1.2.24", D(2024, 2, 1), D(2024, 2, 1)),
        ("2023-12-31", D(2023, 12, 31), D(2023, 12, 31)),
        ("2023-12-31T10:00:00+01:00", D(2023, 12, 31), D(2023, 12, 31)),
        ("31/12/2023 10:30", D(2023, 12, 31), D(2023, 12, 31)),
        ("1° giugno 2026", D(2026, 6, 1), D(2026, 6, 1)),
        ("lunedì 3 marzo 2026", D(2026, 3, 3), D(2026, 3, 3)),
        ("June 30, 2026", D(2026, 6, 30), D(2026, 6, 30)),
        ("l'8 marzo 2026", D(2026, 3, 8), D(2026, 3, 8)),
        ("giugno 2026", D(2026, 6, 1), D(2026, 6, 30)),
        ("giu-26", D(2026, 6, 1), D(2026, 6, 30)),
        ("6/2026", D(2026, 6, 1), D(2026, 6, 30)),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29)),
        ("entro giugno 2026", D(2026, 6, 1), D(2026, 6, 30)),
        ("T1 2023", D(2023, 1, 1), D(2023, 3, 31)),
        ("2023Q4", D(2023, 10, 1), D(2023, 12, 31)),
        ("1° trimestre 2023", D(2023, 1, 1), D(2023, 3, 31)),
        ("secondo trimestre del 2023", D(2023, 4, 1), D(2023, 6, 30)),
        ("II semestre 2024", D(2024, 7, 1), D(2024, 12, 31)),
        ("2023", D(2023, 1, 1), D(2023, 12, 31)),
        ("entro il 2026", D(2026, 1, 1), D(2026, 12, 31)),
        ("entro la fine dell'anno 2026", D(2026, 1, 1), D(2026, 12, 31)),
        ("fine 2026", D(2026, 12, 31), D(2026, 12, 31)),
        ("a.s. 2025/26", D(2025, 9, 1), D(2026, 8, 31)),
        ("anno scolastico 2025-2026", D(2025, 9, 1), D(2026, 8, 31)),
        ("a.a. 2025/26", D(2025, 11, 1), D(2026, 10, 31)),
        ("2018/2020", D(2018, 1, 1), D(2020, 12, 31)),
        ("2018\u20132020", D(2018, 1, 1), D(2020, 12, 31)),
        ("dal 1/9/2025 al 30/6/2026", D(2025, 9, 1), D(2026, 6, 30)),
        ("2023-W05", D(2023, 1, 30), D(2023, 2, 5)),
        (D(2023, 3, 31), D(2023, 3, 31), D(2023, 3, 31)),
        (datetime.datetime(2023, 3, 31, 23, 59), D(2023, 3, 31), D(2023, 3, 31)),
        (pd.Timestamp("2023-03-31 23:30", tz="Europe/Rome"), D(2023, 3, 31), D(2023, 3, 31)),
        (np.datetime64("2023-03-31"), D(2023, 3, 31), D(2023, 3, 31)),
        (pd.Period("2023Q1"), D(2023, 1, 1), D(2023, 3, 31)),
        (2023, D(2023, 1, 1), D(2023, 12, 31)),
        (np.float32(2023), D(2023, 1, 1), D(2023, 12, 31)),
    ],
    ids=str,
)
def test_reads_what_was_meant(written: object, start: datetime.date, end: datetime.date) -> None:
    found = read_period(written)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("12/31/2023", "prima il giorno"),
        ("30/02/2024", "non esiste"),
        ("2010/11", "2010/2011"),
        ("giugno", "manca l'anno"),
        ("30/6", "manca l'anno"),
        ("5° trimestre 2023", "tanti"),
        ("a.s. 2025/27", "finisce l'anno dopo"),
        ("dal 2020 al 2018", "prima di cominciare"),
        ("31/12/1023", "1023"),
        (45291, "è un numero"),
        ("presto", "non è una data"),
        ("", "vuoto"),
        (None, "vuoto"),
        (pd.NaT, "vuoto"),
        (pd.NA, "vuoto"),
        (float("nan"), "vuoto"),
        (True, "non è una data"),
        (["2023"], "non è una data"),
    ],
    ids=str,
)
def test_says_why_it_cannot(written: object, why: str) -> None:
    found = period_or_why(written)
    assert found.period is None
    assert why in found.why


def test_a_year_is_not_a_day() -> None:
    assert read_day("2023") is None
    assert day_or_why("giugno 2026") == (None, "è giugno 2026: serve un giorno solo.")


def test_periods_sort_by_their_days() -> None:
    written = ["T1 2024", "T4 2023", "2022", "giugno 2023", "a.s. 2022/23"]
    assert sorted(written, key=lambda text: read_period(text) or pytest.fail(text)) == [
        "2022", "a.s. 2022/23", "giugno 2023", "T4 2023", "T1 2024",
    ]  # fmt: skip
    assert read_period("T1 2023") == read_period("1° trimestre 2023")
    assert len({read_period("2023"), read_period("anno 2023")}) == 1


@settings(deadline=None)
@given(st.dates(D(1900, 1, 1), D(2100, 12, 31)), st.sampled_from(LANGUAGES))
def test_reads_back_every_day_it_writes(day: datetime.date, lang: str) -> None:
    with use_language(lang):  # type: ignore[arg-type]
        for text in (
            Period(day, day, "day").told(),
            f"{day:%d/%m/%Y}",
            f"{day:%d.%m.%y}" if 2000 <= day.year < 2100 else "",
            day.isoformat(),
        ):
            assert not text or read_day(text) == day


@settings(deadline=None)
@given(
    st.integers(1900, 2100),
    st.sampled_from(["month", "quarter", "half", "four_months", "year"]),
    st.sampled_from(LANGUAGES),
)
def test_reads_back_every_period_it_writes(year: int, kind: str, lang: str) -> None:
    from fis_lessons.reading.periods import days_of

    most = {"month": 12, "quarter": 4, "half": 2, "four_months": 3, "year": 1}[kind]
    with use_language(lang):  # type: ignore[arg-type]
        for n in some(range(1, most + 1)):
            period = days_of(kind, year, n)  # type: ignore[arg-type]
            assert read_period(period.told()) == period


@settings(deadline=None)
@given(
    st.text()
    | st.binary()
    | st.floats()
    | st.integers()
    | st.none()
    | st.datetimes()
    | st.from_regex(r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}")
)
def test_never_raises(written: object) -> None:
    found = period_or_why(written)
    assert (found.period is None) == bool(found.why)
