"""Articles, prepositions and plurals that follow the number, in both languages."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fis_lessons import resources
from fis_lessons.course import catalogues
from fis_lessons.grammar import agree
from fis_lessons.i18n import counted, exact, money, number, percent, use_language
from fis_lessons.i18n import gettext as _

# read aloud: zero, uno, otto, undici, ottanta, centootto, millecento, undicimila, un milione, meno otto
SHARES = [
    ("0%", "lo"), ("0,5%", "lo"), ("1%", "l'"), ("1,5%", "l'"), ("2%", "il"), ("7%", "il"), ("8%", "l'"),
    ("8,25%", "l'"), ("10%", "il"), ("11%", "l'"), ("11,3%", "l'"), ("12%", "il"), ("18%", "il"), ("80%", "l'"),
    ("88%", "l'"), ("100%", "il"), ("108%", "il"), ("110%", "il"), ("111%", "il"), ("180%", "il"), ("800%", "l'"),
    ("1.100%", "il"), ("8.000%", "l'"), ("11.000%", "l'"), ("111.000%", "il"), ("1.000.000", "l'"),
    ("11.000.000", "l'"), ("-8%", "il"), ("−8%", "il"), ("1988", "il"), ("2023", "il"),
]  # fmt: skip
PREPOSITIONS = {
    "il": ("il", "lo", "l'"),
    "del": ("del", "dello", "dell'"),
    "al": ("al", "allo", "all'"),
    "dal": ("dal", "dallo", "dall'"),
    "nel": ("nel", "nello", "nell'"),
    "sul": ("sul", "sullo", "sull'"),
}


@pytest.mark.parametrize(("share", "article"), SHARES)
def test_a_share_with_its_article(share: str, article: str) -> None:
    place = ("il", "lo", "l'").index(article)
    for forms in PREPOSITIONS.values():
        right = forms[place] + ("" if place == 2 else " ") + share
        for wrong in (*(f"{form} " for form in forms[:2]), forms[2]):
            assert agree(f"Sono {wrong}{share} di tutti.", lang="it") == f"Sono {right} di tutti."


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ("i 8 comuni", "gli 8 comuni"),
        ("i 11,1 euro", "gli 11,1 euro"),
        ("gli 12 comuni", "i 12 comuni"),
        ("dei 80 e ai 7", "degli 80 e ai 7"),
        ("nei 1.100 comuni", "nei 1.100 comuni"),
        ("dai 0,5 punti", "dagli 0,5 punti"),
        ("un 0,4% in più", "uno 0,4% in più"),
        ("un 8% in più", "un 8% in più"),
        ("Il 8% lo dice", "L'8% lo dice"),
        ("Dello 20% si parla", "Del 20% si parla"),
        ("il **8%**", "l'**8%**"),
        ("il <b>11,3%</b>", "l'<b>11,3%</b>"),
        ("il 8 marzo e il 11 maggio", "l'8 marzo e l'11 maggio"),
        ("dal 8 al 11", "dall'8 all'11"),
        ("dal 1 gennaio 2026 al 11 ottobre", "dal 1 gennaio 2026 all'11 ottobre"),
        ("dall'1 maggio, dal 1 al 2", "dal 1 maggio, dall'1 al 2"),
        # what is not ours to mend
        ("il 1° gennaio, l'11° posto, la 8ª edizione", "il 1° gennaio, l'11° posto, la 8ª edizione"),
        ("Fase I 8 mesi", "Fase I 8 mesi"),
        ("I 8 comuni", "Gli 8 comuni"),
        ("le 8 e le 11, alle 8", "le 8 e le 11, alle 8"),
        ("quasi 8, circa 11, su uno 8", "quasi 8, circa 11, su uno 8"),
        ("mail 8", "mail 8"),
        ("AL 8", "AL 8"),
    ],
)
def test_plurals_capitals_marks_and_the_rest(found: str, right: str) -> None:
    assert agree(found, lang="it") == right


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ("a 8% rise", "an 8% rise"),
        ("a 11-year plan", "an 11-year plan"),
        ("an 5% fall", "a 5% fall"),
        ("a 18% cut, a 80% cut, an 118% cut", "an 18% cut, an 80% cut, a 118% cut"),
        ("A 8,000 grant; an 1,100 grant; a 11,000 grant", "An 8,000 grant; a 1,100 grant; an 11,000 grant"),
        ("il 8%", "il 8%"),
        ("area 8", "area 8"),
    ],
)
def test_english(found: str, right: str) -> None:
    assert agree(found, lang="en") == right


def test_every_sentence_that_is_filled_agrees() -> None:
    said = [_("Sono il {share}.").format(share=percent(x / 100, decimals=0)) for x in (0, 1, 2, 8, 11, 80)]
    assert said == ["Sono lo 0%.", "Sono l'1%.", "Sono il 2%.", "Sono l'8%.", "Sono l'11%.", "Sono l'80%."]


@pytest.mark.parametrize(
    ("count", "decimals", "italian", "english"),
    [
        (0, 0, "0 caselle", "0 boxes"),
        (1, 0, "1 casella", "1 box"),
        (-1, 0, "-1 casella", "-1 box"),
        (2, 0, "2 caselle", "2 boxes"),
        (1.5, 1, "1,5 caselle", "1.5 boxes"),
        (1100, 0, "1.100 caselle", "1,100 boxes"),
    ],
)
def test_one_and_more(count: float, decimals: int, italian: str, english: str) -> None:
    assert counted(count, one="{count} casella", more="{count} caselle", decimals=decimals) == italian
    with use_language("en"):
        assert counted(count, one="{count} box", more="{count} boxes", decimals=decimals) == english


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**30), 10**30), st.integers(0, 3))
def test_no_number_is_less_than_nothing_and_any_size_is_written(value: float, decimals: int) -> None:
    for written in (
        number(value, decimals=decimals),
        percent(value, decimals=decimals),
        money(value, decimals=decimals),
        exact(value),
    ):
        assert "-" not in written or any(digit in written for digit in "123456789")


def test_numbers_written_by_hand_agree_too() -> None:
    """Texts of the code, of the data, of the quizzes, of the notebooks, and their translations."""
    italian = {**catalogues.code_texts(), **catalogues.quiz_texts(), **catalogues.data_texts()}
    for path in sorted(resources.notebooks().glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        italian |= {"".join(c["source"]): path.name for c in cells if c["cell_type"] == "markdown"}
    english = {
        entry.translation: path.name
        for path in resources.catalogues("en")
        for entry in catalogues.read_entries(path)
    }
    wrong = [
        f"{where}: {text[:120]!r}"
        for lang, texts in (("it", italian), ("en", english))
        for text, where in texts.items()
        if agree(text, lang=lang) != text
    ]
    assert not wrong, "\n".join(wrong)
