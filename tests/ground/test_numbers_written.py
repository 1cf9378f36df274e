"""Numbers, amounts and dates are written as Babel, which knows every language, writes them."""

import datetime
import decimal
import re
import subprocess
import sys
from decimal import Decimal
from typing import get_args

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons import i18n
from fis_lessons.cases import labels

LOCALES = {"it": "it_IT", "en": "en_GB"}
VALUES = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-1e7, 1e7).map(lambda value: round(value, 3)),  # the halves, rounded to even
    st.integers(-(10**30), 10**30),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
)


def _without_sign_of_zero(text: str) -> str:
    return text if re.search("[1-9]", text) else text.replace("-", "")


@given(VALUES, st.integers(0, 6), st.sampled_from(i18n.LANGUAGES))
def test_as_babel_writes_them(value: float | Decimal, decimals: int, lang: i18n.Language) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    euro = f"{pattern}\u00a0¤" if lang == "it" else f"¤{pattern}"
    locale = LOCALES[lang]
    with decimal.localcontext(prec=400):
        wanted = [
            format_decimal(value, format=pattern, locale=locale),
            format_percent(value, format=f"{pattern}%", locale=locale),
            format_currency(value, "EUR", format=euro, locale=locale, currency_digits=False),
            format_decimal(value, format="#,##0.######", locale=locale),
        ]
    with i18n.use_language(lang):
        write = (i18n.number, i18n.percent, i18n.money)
        found = [one(value, decimals=decimals) for one in write]
        if not 0 < abs(float(value)) < 5e-7:
            found.append(i18n.exact(value))
    wanted = [_without_sign_of_zero(text).replace("\u00a0", " ") for text in wanted]
    assert found == wanted[: len(found)]


@given(st.dates(datetime.date(1850, 1, 1), datetime.date(2150, 12, 31)), st.sampled_from(i18n.LANGUAGES))
def test_dates(date: datetime.date, lang: i18n.Language) -> None:
    with i18n.use_language(lang):
        first = date.day == 1 and lang == "it"  # Babel writes «1 luglio», an Italian act «1° luglio»
        wanted = format_date(date, format="long", locale=LOCALES[lang])
        assert i18n.day(date) == (f"1°{wanted[1:]}" if first else wanted)
        assert i18n.month(date) == format_skeleton("yMMMM", date, locale=LOCALES[lang])


@pytest.mark.parametrize("value, wanted", [("inf", "∞ €"), ("-inf", "-∞ €"), ("nan", "NaN €")])
def test_what_is_no_number(value: str, wanted: str) -> None:
    assert i18n.money(float(value), decimals=2) == i18n.money(Decimal(value)) == wanted


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_countries(lang: i18n.Language) -> None:
    with i18n.use_language(lang):
        found = {code: labels.country_label(code) for code in get_args(labels.Country)}
    assert found == {code: Locale(lang).territories[code] for code in found} and len(found) == 10


def test_a_lesson_in_italian_needs_no_babel() -> None:
    # reading what it knows of a language takes as long as a dozen exercises
    program = """
import sys
from fis_lessons.lessons import LESSONS
for lesson in ("02", "08", "13"):
    opened = LESSONS[lesson].open({})
    opened.opening(), opened.sources(), opened.quiz()
assert "babel" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)


def test_by_hand() -> None:
    with i18n.use_language("it"):
        assert (
            i18n.number(2.5) == "2" and i18n.number(3.5) == "4" and i18n.number(0.125, decimals=2) == "0,12"
        )
        assert i18n.money(-1234567.891, decimals=2) == "-1.234.567,89 €"
    with i18n.use_language("en"):
        assert i18n.money(-1234567.891, decimals=2) == "-€1,234,567.89"
