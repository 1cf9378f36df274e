"""«Senza il Comune di Bergamo», «dell'Università», «all'Aquila»: names take their articles, none is guessed."""

from __future__ import annotations

import pytest
from never_empty import some

from fis_lessons.articles import Preposition, the, town
from fis_lessons.cases import case_names, load_case
from fis_lessons.errors import PlaceError
from fis_lessons.i18n import use_language
from fis_lessons.territory import find, municipalities


@pytest.mark.parametrize(
    ("name", "after", "written"),
    [
        ("Comune di Bergamo", "", "il Comune di Bergamo"),
        ("Comune di Bergamo", "di", "del Comune di Bergamo"),
        ("Università Bocconi", "", "l'Università Bocconi"),
        ("Università Bocconi", "da", "dall'Università Bocconi"),
        ("ATS Bergamo", "di", "dell'ATS Bergamo"),
        ("Arcidiocesi di Lucca, Caritas", "a", "all'Arcidiocesi di Lucca, Caritas"),
        ("Fondazione CDP", "a", "alla Fondazione CDP"),
        ("Cooperativa Kyosei", "in", "nella Cooperativa Kyosei"),
        ("Associazioni dei quartieri", "di", "delle Associazioni dei quartieri"),
        (
            "Giovani anziani e micro-comunità di quartiere",
            "su",
            "sui Giovani anziani e micro-comunità di quartiere",
        ),
        ("Finanziatore privato non noto", "", "il Finanziatore privato non noto"),
        ("AIPD (persone con sindrome di Down)", "", "l'AIPD (persone con sindrome di Down)"),
        # proper names
        ("Human Foundation", "", "Human Foundation"),
        ("Human Foundation", "di", "di Human Foundation"),
        ("Lucca Crea srl", "a", "a Lucca Crea srl"),
    ],
)
def test_a_name_takes_its_article(name: str, after: Preposition, written: str) -> None:
    assert the(name, after=after) == written


def test_in_english_only_common_nouns_have_one() -> None:
    with use_language("en"):
        assert the("Municipality of Bergamo") == "the Municipality of Bergamo"
        assert the("Human Foundation") == "Human Foundation"


def test_nobody_at_a_table_is_left_with_a_common_noun_and_no_article() -> None:
    proper = {"Human", "Lucca", "Finabita", "Italiacamp", "The", "EPP", "ARCO"}
    for case in some(map(load_case, case_names())):
        for one in some(case.stakeholders):
            assert the(one.name) != one.name or one.name.split()[0] in proper, one.name


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Lucca", "di Lucca", "a Lucca"),
        ("Ancona", "di Ancona", "ad Ancona"),
        ("Empoli", "di Empoli", "a Empoli"),
        ("L'Aquila", "dell'Aquila", "all'Aquila"),
        ("La Spezia", "della Spezia", "alla Spezia"),
        ("La Thuile", "di La Thuile", "a La Thuile"),
    ],
)
def test_a_town_after_a_preposition(name: str, of: str, at: str) -> None:
    assert (town(name), town(name, after="a")) == (of, at)


def test_every_office_is_read_back() -> None:
    assert find("L'Aquila").office == "Comune dell'Aquila"
    with use_language("en"):
        assert find("L'Aquila").office == "Municipality of L'Aquila"
    for place in municipalities():
        try:
            assert find(place.office) == place
        except PlaceError as error:
            assert place.label in error.candidates
