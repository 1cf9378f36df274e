"""Whose document it is: a municipality nobody has is said on the document, and does not stop it."""

from __future__ import annotations

import pytest

from fis_lessons.dossier.heading import heading_remarks

REST = {"project": "Orti di quartiere", "office": "Servizi sociali", "officer": "Ada Neri"}


@pytest.mark.parametrize(
    "written", ["Forlì", "Comune di Forlì", "Città di S. Giovanni in Fiore", "Livo (TN)"]
)
def test_a_municipality_that_is_known_has_nothing_said_of_it(written: str) -> None:
    assert heading_remarks({"municipality": written, **REST}) == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Rio nell'Elba", "non è più un comune dal 2018: oggi fa parte di Rio (LI)"),
        ("Begamo", "I nomi più vicini sono: Bergamo (BG)"),
        ("Livo", "Sono 2: Livo (CO), Livo (TN)"),
        ("Unione dei Comuni", "Nessun comune si chiama «Unione dei Comuni»"),
    ],
)
def test_one_that_is_not_is_something_to_know(written: str, told: str) -> None:
    (remark,) = heading_remarks({"municipality": written, **REST})
    assert told in remark.words
    assert not remark.mend


def test_what_is_empty_is_said_once() -> None:
    assert [remark.where for remark in heading_remarks({})] == [
        "Nome del Comune",
        "Progetto",
        "Ufficio",
        "Responsabile",
    ]
