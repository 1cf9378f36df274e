"""What a column says of its cells."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from fis_lessons.errors import ReadingError
from fis_lessons.reading import in_time_order, problems_of, read_column, read_days

D = datetime.date


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        pytest.param(["18.456", "1.234,50"], [18456.0, 1234.5], id="a-comma-makes-points-thousands"),
        pytest.param(["18.456", "12.5"], [18.456, 12.5], id="a-point-makes-points-decimals"),
        pytest.param(["18.456", "19.102"], [18456.0, 19102.0], id="nothing-proved-italian"),
        pytest.param(["18,456", "19.5"], [18456.0, 19.5], id="english"),
        pytest.param(["0.125", "12,5"], [0.125, 12.5], id="each-in-its-only-way"),
        pytest.param(
            ["12,5", None, "", float("nan"), pd.NA, 3], [12.5, None, None, None, None, 3.0], id="blanks"
        ),
    ],
)
def test_the_column_decides_the_signs(cells: list[object], values: list[float | None]) -> None:
    found = read_column(cells, lang="it")
    assert list(found.values) == values
    assert not found.unread


def test_what_the_column_leaves_open_is_not_guessed() -> None:
    found = read_column(["18.456", "0.5", "0,7", "n.d."], lang="it")
    assert found.values == (None, 0.5, 0.7, None)
    assert [(cell.position, cell.text) for cell in found.unread] == [(0, "18.456"), (3, "n.d.")]
    assert [problem.where for problem in problems_of(found.unread, where="reddito", first_row=2)] == [
        "riga 2, reddito",
        "riga 5, reddito",
    ]


def test_many_unread_cells_are_counted() -> None:
    found = read_column(["?"] * 1000)
    assert len(problems_of(found.unread)) == 6
    assert "995" in str(problems_of(found.unread)[-1])


def test_days_have_the_day_first() -> None:
    found = read_days(["01/02/2024", "2024-02-01", pd.Timestamp("2024-02-01"), None, ""])
    assert found.days == (D(2024, 2, 1), D(2024, 2, 1), D(2024, 2, 1), None, None)
    assert not found.unread
    assert str(found.stamps()[0]) == "2024-02-01"
    assert pd.isna(found.stamps()[3])


def test_one_day_with_the_month_first_spoils_those_like_it() -> None:
    found = read_days(["01/02/2024", "12/31/2023", "31/12/2023", "05/05/2024"])
    assert found.days == (None, None, D(2023, 12, 31), D(2024, 5, 5))
    assert [cell.position for cell in found.unread] == [0, 1]


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        (["31/03/2024", "31/12/2023", "30/06/2023"], ["30/06/2023", "31/12/2023", "31/03/2024"]),
        (["T2 2023", "T1 2024", "T1 2023"], ["T1 2023", "T2 2023", "T1 2024"]),
        (["10", "9", "1"], ["1", "9", "10"]),
        ([10, 9.5, 1], [1, 9.5, 10]),
        (["t10", "t2", "T1"], ["T1", "t2", "t10"]),
        (["onda 2", "onda 10"], ["onda 2", "onda 10"]),
        (["giugno 2023", "aprile 2023"], ["aprile 2023", "giugno 2023"]),
        (["a.s. 2025/26", "a.s. 2024/25"], ["a.s. 2024/25", "a.s. 2025/26"]),
        ([D(2024, 1, 1), pd.Timestamp("2023-01-01"), None], [pd.Timestamp("2023-01-01"), D(2024, 1, 1)]),
    ],
    ids=str,
)
def test_periods_are_put_in_the_order_of_time(labels: list[object], order: list[object]) -> None:
    assert list(in_time_order([*labels, labels[0]])) == order


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (["prima", "dopo"], "non è una data"),
        (["T1 2023", "1° trimestre 2023"], "due modi"),
        (["2023", "T1 2023"], "sovrappongono"),
        (["2023", "forse"], "forse"),
        (["1", "01"], "non è una data"),
    ],
    ids=str,
)
def test_what_has_no_order_is_refused(labels: list[str], words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        in_time_order(labels, where="periodo")


def test_a_number_beyond_what_is_counted_is_told_for_what_it_is() -> None:
    found = read_column([1.5, 1e30, float("nan"), "abc"])
    assert [cell.why for cell in found.unread] == ["è un numero troppo grande.", "non è un numero."]
