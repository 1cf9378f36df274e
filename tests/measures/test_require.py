"""One way of reading arguments: what counts as a number, as a day, as a list; all problems at once, in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.i18n import use_language
from fis_lessons.measures.require import Require

WIDTHS = (np.int8, np.int16, np.int32, np.int64, np.uint8, np.float16, np.float32, np.float64)


@pytest.mark.parametrize(
    "value",
    [3, 3.0, Decimal(3), Fraction(3), np.array(3), *(kind(3) for kind in WIDTHS)],
    ids=lambda v: type(v).__name__,
)
def test_what_people_have_is_a_number(value: object) -> None:
    require = Require("")
    read = require.number(value, "x"), require.whole(value, "x", least=1)
    require.stop()
    assert read == (3.0, 3)
    assert [type(one) for one in read] == [float, int]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "x: manca."),
        (float("nan"), "x: manca."),
        (Decimal("NaN"), "x: manca."),
        (pd.NA, "x: manca."),
        (pd.NaT, "x: manca."),
        (np.float32("nan"), "x: manca."),
        ("12", "x: c'è «12», che non è un numero."),
        (b"12", "x: c'è «b'12'», che non è un numero."),
        (True, "x: c'è «True», che non è un numero."),
        (np.True_, "x: c'è «True», che non è un numero."),
        (3j, "x: c'è «3j», che non è un numero."),
        ([3], "x: c'è «[3]», che non è un numero."),
        (np.array([3, 4]), "x: c'è «[3 4]», che non è un numero."),
        (10**400, "x: è un numero enorme."),
        (1e16, "x: è un numero enorme."),
        (float("-inf"), "x: è infinito."),
        (1.9, "x: è 1,9."),
        (np.int64(0), "x: è 0."),
    ],
    ids=lambda v: type(v).__name__,
)
def test_what_is_no_count_is_told(value: object, words: str) -> None:
    require = Require("")
    assert isinstance(require.whole(value, "x", least=1), int)
    assert str(require.problems[0]) == words + " Atteso: un numero intero, almeno 1."


def test_all_problems_come_together_and_name_the_place() -> None:
    require = Require("Così non si calcola:")
    require.share(25, "quota", remedy="Dividi per 100.")
    require.numbers([1, None, "due"], "importi")
    require.one_of("costo", "tipo", ("cost", "benefit"))
    require.day("1/2/2024", "inizio")
    with pytest.raises(MeasureError) as told:
        require.stop()
    assert str(told.value).splitlines() == [
        "Così non si calcola:",
        "  - quota: è 25. Atteso: una quota fra 0 e 1. Dividi per 100.",
        "  - importi, posto 2: manca. Atteso: un numero.",
        "  - importi, posto 3: c'è «due», che non è un numero. Atteso: un numero.",
        "  - tipo: c'è «costo». Atteso: uno tra «cost», «benefit».",
        "  - inizio: c'è «1/2/2024». Atteso: un giorno fra il 1850 e il 2200.",
    ]


def test_cents_are_never_a_float() -> None:
    require = Require("")
    assert [require.cents(value, "x") for value in (7141, np.int16(100))] == [7141, 100]
    assert require.fine
    for value in (71.41, 71.0, Decimal(71), "71", -1, True, None):
        require.cents(value, "x")
    assert len(require.problems) == 7


@pytest.mark.parametrize(
    "values",
    [
        [1, 2],
        (1, 2.0),
        range(1, 3),
        np.array([1, 2], dtype=np.int8),
        pd.Series([1, 2]),
        pd.Series([1, 2], index=["a", "b"], dtype="Int64"),
        pd.Series([1, 2], dtype="float32"),
        pd.Index([1, 2]),
        {"a": 1, "b": 2}.values(),
        (value for value in (1, 2)),
    ],
    ids=lambda v: type(v).__name__,
)
def test_a_list_may_be_any_row_of_values(values: Any) -> None:
    require = Require("")
    assert require.numbers(values, "x") == (1.0, 2.0)
    assert require.fine


def test_a_column_of_arrow_is_a_list_of_numbers() -> None:
    pytest.importorskip("pyarrow")
    require = Require("")
    assert require.numbers(pd.Series([1, 2], dtype="int64[pyarrow]"), "x") == (1.0, 2.0)
    require.numbers(pd.Series([1, None], dtype="int64[pyarrow]"), "x")
    assert len(require.problems) == 1


@pytest.mark.parametrize(
    "values",
    ["12", {"a": 1}, {1, 2}, 3, None, np.zeros((2, 2)), pd.DataFrame({"a": [1]}), pd.Series([1, pd.NA]), []],
    ids=lambda v: type(v).__name__,
)
def test_what_is_no_list_of_numbers(values: Any) -> None:
    require = Require("")
    require.numbers(values, "x")
    assert not require.fine


@pytest.mark.parametrize(
    "value",
    [
        dt.date(2027, 1, 31),
        dt.datetime(2027, 1, 31, 23, 59),
        pd.Timestamp("2027-01-31", tz="Europe/Rome"),
        np.datetime64("2027-01-31"),
        np.datetime64("2027-01-31T10:00"),
    ],
    ids=lambda v: type(v).__name__,
)
def test_a_day(value: object) -> None:
    require = Require("")
    read = require.day(value, "x")
    assert (type(read), read) == (dt.date, dt.date(2027, 1, 31))
    assert require.fine


@given(
    st.floats() | st.integers() | st.text() | st.none() | st.booleans() | st.decimals() | st.complex_numbers()
)
def test_nothing_gets_through_but_a_number_in_its_limits(value: object) -> None:
    require = Require("")
    found = require.number(value, "x", least=0, below=10)
    assert require.fine == (0 <= found < 10)
    with use_language("en"):
        assert isinstance(str(require.problems), str)
