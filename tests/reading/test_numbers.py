"""Numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.errors import ReadingError
from fis_lessons.i18n import Language, money, number, percent, use_language
from fis_lessons.reading import read_number, read_quantity, whole_from


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


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12), st.sampled_from(["it", "en"]))
def test_reads_back_the_numbers_we_write(value: int, lang: Language) -> None:
    with use_language(lang):
        assert read_number(number(value)) == value
        assert read_number(number(value / 100, decimals=2)) == pytest.approx(value / 100)


@settings(deadline=None)
@given(st.text() | st.binary() | st.floats() | st.none())
def test_never_raises(typed: object) -> None:
    value = read_number(typed)
    assert value is None or abs(value) < 1e16


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("0.310", 0.31, id="a-group-cannot-follow-a-zero"),
        pytest.param("-0.125", -0.125, id="nor-a-negative-zero"),
        pytest.param(",5", 0.5, id="no-zero"),
        pytest.param(".5", 0.5, id="no-zero-point"),
        pytest.param("1,6 milioni", 1_600_000, id="millions"),
        pytest.param("1,6 mln di euro", 1_600_000, id="millions-of-euro"),
        pytest.param("€ 1,25 miliardi", 1_250_000_000, id="billions"),
        pytest.param("3 mila", 3000, id="thousands"),
        pytest.param("3mila euro", 3000, id="thousands-of-euro"),
        pytest.param("\u20135", -5, id="en-dash"),
        pytest.param("- 5", -5, id="minus-apart"),
        pytest.param("-€ 1.200,50", -1200.5, id="minus-before-euro"),
        pytest.param("€ -1.200,50", -1200.5, id="minus-after-euro"),
        pytest.param("1.200,50\u202f€", 1200.5, id="narrow-space"),
        pytest.param("1\u2009600\u2009000", 1_600_000, id="thin-spaces"),
        pytest.param("\ufeff12\u200b", 12, id="unseen"),
        pytest.param("1.200,-", 1200, id="no-cents"),
        pytest.param("0,3333333333333333", 1 / 3, id="all-the-digits"),
        pytest.param("012.345", None, id="a-zero-in-front"),
        pytest.param("0.310.000", None, id="groups-after-zero"),
        pytest.param("5‰", None, id="per-mille"),
        pytest.param("12 euro 30", None, id="two-in-one"),
        pytest.param("--3", None, id="two-dashes"),
        pytest.param("2 milioni e mezzo", None, id="and-a-half"),
    ],
)
def test_reads_what_offices_write(typed: str, value: float | None) -> None:
    assert read_number(typed, lang="it") == value


@pytest.mark.parametrize(
    ("typed", "lang", "told"),
    [
        ("19,4 %", "it", "19,4"),
        ("4,73", "it", "4,73"),
        ("-0,37", "it", "-0,37"),
        ("23.119", "it", "23.119"),
        ("23.119", "en", "23.119"),
        ("1,6 milioni", "it", "1.600.000"),
        ("1,250 mila", "it", "1.250"),
        (12.5, "it", "12,5"),
        (23119, "en", "23,119"),
    ],
)
def test_a_number_is_told_back_with_the_decimals_that_were_written(
    typed: object, lang: Language, told: str
) -> None:
    with use_language(lang):
        found = read_quantity(typed)
        assert found is not None
        assert found.told() == told


def test_a_share_is_known_by_its_sign() -> None:
    found = read_quantity("5 %"), read_quantity("0,05")
    assert [one.share for one in found if one] == [0.05, 0.05]


@pytest.mark.parametrize("typed", ["2,5", "250.000", "", "dieci", "1e3", None, "-1"])
def test_a_whole_number_is_never_made_of_something_else(typed: object) -> None:
    with pytest.raises(ReadingError) as caught:
        whole_from(typed, where="Persone", low=0, high=1000)
    assert len(caught.value.problems) == 1
    assert "Persone" in str(caught.value)


def test_a_whole_number_is_read_as_it_is() -> None:
    assert [whole_from(text) for text in ("250.000", "3 mila", "25", " 1 200 ")] == [250_000, 3000, 25, 1200]
    with pytest.raises(ReadingError, match=r"da 0 a 1\.000"):
        whole_from("250.000", low=0, high=1000)
    with pytest.raises(ReadingError, match="intero"):
        whole_from("2,5", low=0)


def test_numbers_of_any_size_can_be_written() -> None:
    assert number(1e30).startswith("1.000.000")
    assert percent(1e28).endswith(",0%")
    assert money(-1e300, decimals=2).endswith("€")
