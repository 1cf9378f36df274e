"""A table in words is the one pandas would write, and says the same whether its rows are a table already."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.figures import Html, captioned, table_text

WORDS = st.one_of(
    st.text(st.sampled_from("ab €%–1.,è[](\\漢\u0301\u00a0\t\n"), max_size=8),
    st.sampled_from(["NaN", "None", "1"]),
)
CELLS = st.one_of(WORDS, st.builds(Html, st.just("<b>"), WORDS))


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    names = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    row = st.tuples(*(CELLS for _name in names))
    return pd.DataFrame(draw(st.lists(row, min_size=1, max_size=4)), columns=names)


@given(tables())
def test_words_are_aligned_as_pandas_aligns_them(table: pd.DataFrame) -> None:
    assert table_text(table) == table.to_string(index=False, line_width=100_000)


@given(tables())
def test_rows_and_a_table_of_them_are_shown_alike(table: pd.DataFrame) -> None:
    rows = [tuple(row) for row in table.itertuples(index=False)]
    assert captioned(rows, columns=list(table.columns), caption="c") == captioned(table, caption="c")


def test_numbers_are_left_to_pandas() -> None:
    table = pd.DataFrame({"a": [1.5, 20], "b": ["x", "y"]})
    assert table_text(table).splitlines() == ["   a b", " 1.5 x", "20.0 y"]
