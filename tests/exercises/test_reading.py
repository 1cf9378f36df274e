"""Numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons.exercises import read_number
from fis_lessons.i18n import number, use_language


@pytest.mark.parametrize(
    ("typed", "italian", "english"),
    [
        pytest.param("1.234,5", 1234.5, 1234.5, id="italian"),
        pytest.param("1,234.5", 1234.5, 1234.5, id="english"),
        pytest.param("1234.5", 1234.5, 1234.5, id="no-thousands"),
        pytest.param("1234,5", 1234.5, 1234.5, id="comma-decimals"),
        pytest.param("23.119", 23119, 23.119, id="dot-three-digits"),
        pytest.param("23,119", 23.119, 23119, id="comma-three-digits"),
        pytest.param("1.234.567", 1234567, 1234567, id="two-dots"),
        pytest.param("1,234,567", 1234567, 1234567, id="two-commas"),
        pytest.param("12 %", 12, 12, id="percent"),
        pytest.param("12 per cento", 12, 12, id="percent-words"),
        pytest.param("€ 1.200", 1200, 1.2, id="euro-before"),
        pytest.param("1200 euro", 1200, 1200, id="euro-after"),
        pytest.param("EUR 1200", 1200, 1200, id="eur"),
        pytest.param("1 600 000", 1600000, 1600000, id="spaces"),
        pytest.param("1\u00a0600\u00a0000", 1600000, 1600000, id="hard-spaces"),
        pytest.param("1'600'000", 1600000, 1600000, id="apostrophes"),
        pytest.param("\u22125", -5, -5, id="typographic-minus"),
        pytest.param("+3", 3, 3, id="plus"),
        pytest.param(12.5, 12.5, 12.5, id="a-number"),
        pytest.param("", None, None, id="nothing"),
        pytest.param("mille", None, None, id="words"),
        pytest.param("1.23.4", None, None, id="bad-groups"),
        pytest.param("1,2,3", None, None, id="bad-commas"),
        pytest.param("1.2,3.4", None, None, id="mixed-up"),
        pytest.param("12 o 13", None, None, id="two-numbers"),
        pytest.param("1e5", None, None, id="exponent"),
        pytest.param("nan", None, None, id="nan"),
        pytest.param("١٢", None, None, id="other-digits"),
        pytest.param("9" * 60, None, None, id="endless"),
        pytest.param(True, None, None, id="a-truth-value"),
        pytest.param(float("inf"), None, None, id="infinity"),
        pytest.param(["12"], None, None, id="a-list"),
    ],
)
def test_reads_what_was_meant(typed: object, italian: float | None, english: float | None) -> None:
    assert read_number(typed, lang="it") == italian
    assert read_number(typed, lang="en") == english


@given(st.integers(-(10**12), 10**12), st.sampled_from(["it", "en"]))
def test_reads_back_the_numbers_we_write(value: int, lang: str) -> None:
    with use_language(lang):
        assert read_number(number(value)) == value
        assert read_number(number(value / 100, decimals=2)) == pytest.approx(value / 100)


@given(st.text() | st.binary() | st.floats() | st.none())
def test_never_raises(typed: object) -> None:
    value = read_number(typed)
    assert value is None or abs(value) < 1e16
