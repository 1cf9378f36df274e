"""The sheet of a network: read as people write, judged, and nothing typed is lost or executed."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.dossier.fields import starting
from fis_lessons.dossier.network_sheet import NETWORK, network_fields, read_resources, read_ties

GOOD = {
    "partnership": "Vicini di casa, dal 2025",
    "ties": "Comune - Caritas\nComune – Scuola\nCaritas; Centro diurno\nCentro diurno - Famiglie",
    "sectors": "Comune; ente pubblico\ncaritas: terzo settore",
    "resources": "Fondazione; denaro; 40.000\nComune; denaro; 20.000; se c'è Fondazione\nFamiglie; ore; 500; 15",
    "second": "Entro marzo la scuola entra nel gruppo del centro diurno.",
}


def judged(**changed: str) -> tuple[str, list[str]]:
    found = NETWORK.judged({**GOOD, **changed})
    return "\n".join(one.text for one in found.shown), [remark.words for remark in found.remarks]


def test_a_good_sheet_says_what_the_lesson_says() -> None:
    shown, remarks = judged()
    assert "Chi tiene insieme la rete" in shown
    # without the town's friends: caritas is the only way to the centre and the families
    assert any("Se esce Caritas" in words for words in remarks)
    # 40,000 + 20,000 + 7,500; without the foundation only 7,500 is left
    assert "67.500" in shown and "7.500 € (11%)" in shown
    assert not any(remark.mend for remark in NETWORK.judged(GOOD).remarks)


def test_who_works_with_nobody_is_not_said_to_be_cut_off_by_another() -> None:
    shown, remarks = judged(ties="Comune - Caritas\nCaritas - Scuola\nBiblioteca", sectors="", resources="")
    assert any("Biblioteca: nessun legame" in words for words in remarks)
    row = next(line for line in shown.splitlines() if line.strip().startswith("Caritas"))
    assert "Scuola" in row or "Comune" in row
    assert "Biblioteca" not in row


def test_every_line_that_is_not_understood_is_told_with_its_number() -> None:
    shown, remarks = judged(
        ties="Comune - Caritas\nComune - Caritas\nA - B - C\nComune - comune\n\nSola",
        sectors="Nessuno; terzo settore\nsolo",
        resources="Comune; denaro; molti\nComune; amore; 3\nGente; ore; 30",
    )
    for words in (
        "riga 2: Comune e Caritas ci sono già", "riga 3: non capisco «A - B - C»", "riga 4: Comune è legato a sé",
        "riga 1: «Nessuno» non è fra", "«Di che settore sono», riga 2", "«Chi mette che cosa», riga 1",
        "«Chi mette che cosa», riga 2", "mancano gli euro all'ora", "Sola: nessun legame",
    ):  # fmt: skip
        assert any(words in one for one in remarks), (words, remarks)
    assert "Caritas" in shown


def test_one_organisation_under_two_spellings_is_asked_about() -> None:
    _shown, remarks = judged(ties="Coop. Alfa - Comune\nComune - Alfa soc. coop.\nComune - Scuola")
    assert any("si somigliano" in words for words in remarks)


def test_an_empty_sheet_is_a_draft() -> None:
    found = NETWORK.judged(starting(network_fields()))
    assert not found.shown
    assert all(remark.mend for remark in found.remarks) and found.remarks


def test_what_is_typed_is_text() -> None:
    shown = NETWORK.review({**GOOD, "ties": "<script>alert(1)</script> - =1+1\nComune - =1+1"})
    assert "<script>alert" not in shown.html


@pytest.mark.parametrize("name", ["a$b$c", "$\\frac$", "\x08", "東京", "\u202eabc", "x" * 300])
def test_a_name_is_drawn_as_it_is(name: str) -> None:
    shown, _remarks = judged(ties=f"{name} - Comune\nComune - Scuola", sectors=f"{name}; $x$")
    assert "Chi tiene insieme la rete" in shown and "[Figura" in shown


def test_a_hundred_organisations_are_a_table() -> None:
    ties = "\n".join(f"n{i} - n{i + 1}" for i in range(100))
    shown, _remarks = judged(ties=ties[:1400], sectors="")
    assert "Chi tiene insieme la rete" in shown and "[Figura" not in shown


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=30), max_size=8))
def test_any_text_is_read_without_an_error(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = read_ties(text)
    assert not [tie for tie in found.ties if tie[0].casefold() == tie[1].casefold()]
    read_resources(text)
    NETWORK.judged({**GOOD, "ties": text, "sectors": text, "resources": text})


@pytest.mark.parametrize("written", ["Volontari; ore; 500; 15", "Volontari | hours | 500 | 15"])
def test_hours_are_read_in_both_languages(written: str) -> None:
    (one,) = read_resources(written).things
    assert one.value == 7500


def test_what_was_written_in_words_is_on_paper_line_by_line() -> None:
    written = GOOD | {"second": "Entro marzo la scuola entra.\nPoi i Servizi sociali."}
    page = NETWORK.page(written, heading={}, version=1, date=datetime.date(2026, 11, 30), lang="it")
    assert "Vicini di casa, dal 2025" in page
    # a new line typed is a new line printed
    assert "Entro marzo la scuola entra.\nPoi i Servizi sociali." in page and "white-space: pre-line" in page


def test_who_brings_something_and_works_with_nobody_is_pointed_out() -> None:
    _shown, remarks = judged()
    assert any("Fondazione: mette risorse, e fra i legami non c'è" in words for words in remarks)


def test_what_is_wrong_stands_before_the_tables() -> None:
    text = NETWORK.review({**GOOD, "ties": GOOD["ties"] + "\nComune - comune"}).text
    assert text.index("legato a sé stesso") < text.index("Chi tiene insieme la rete")
