"""The sharing agreement: what a bad draft is told, what a good one is, the page it becomes."""

from __future__ import annotations

import datetime

import pytest
from never_empty import some

from fis_lessons.dossier.sharing_agreement import AGREEMENT, LONG, agreement_fields
from fis_lessons.i18n import use_language

GOOD = {
    "asset": "Sala di via dei Mille 4, di proprietà del Comune",
    "aims": "Chi abita nel quartiere può trovarsi la sera senza dover consumare",
    "open_to": "A chiunque, dal lunedì al venerdì dalle 17 alle 22",
    "rules": "yes",
    "signers": "Ufficio sport e quartieri; associazione Il Cortile; Maria Bianchi",
    "town": "Chiavi, luce, riscaldamento, una persona a cui telefonare",
    "people": "Aprire, pulire, accogliere, tenere il registro delle presenze",
    "costs": "Il Comune le utenze, fino a 1.200 euro l'anno; i cittadini i materiali",
    "risk": "Polizza del Comune per i danni a terzi; il resto a chi lo causa",
    "months": "24",
    "review": "6",
    "seen": "Ore di uso a settimana; quante persone nuove conosce chi ci va",
    "publicity": "Sito del Comune e bacheca della sala, con un racconto ogni anno",
    "works": "Le attività passano in biblioteca, decide il tavolo dei firmatari entro due mesi",
    "exit": "Con tre mesi di preavviso; le cose comprate restano alla sala",
}


def told(**changed: str) -> str:
    return AGREEMENT.review({**GOOD, **changed}).text


def test_a_good_draft_lacks_nothing() -> None:
    assert AGREEMENT.judged(GOOD).remarks == ()
    assert "Volte in cui si fa il punto 4 volte" in told()


@pytest.mark.parametrize(
    ("field", "written", "words"),
    [
        ("aims", "le persone stanno meglio", "nessuno può verificarlo"),
        ("open_to", "Solo soci, la sera", "non è condiviso"),
        ("open_to", "A chi vuole", "non dice quando"),
        ("signers", "noi", "non dice chi"),
        ("people", "Apertura con un compenso di 10 euro", "la strada può essere un'altra"),
        ("publicity", "Lo diremo in giro", "non dice dove"),
        ("exit", "Ci si saluta", "con quanto preavviso"),
        ("review", "36", "dopo la fine"),
        ("months", "60", "patto lungo"),
        ("months", "ventiquattro", "ventiquattro"),
        ("rules", "no", "il patto è fragile"),
        ("rules", "unknown", "non si sa ancora"),
        ("risk", "boh", "non dice ancora nulla"),
        ("works", "", "è vuoto"),
    ],
)
def test_each_weak_answer_is_told(field: str, written: str, words: str) -> None:
    assert words in told(**{field: written})


@pytest.mark.parametrize("written", ["Apertura senza compenso", "Lavoro volontario, nessun compenso"])
def test_work_for_nothing_is_no_payment(written: str) -> None:
    assert AGREEMENT.judged({**GOOD, "people": written}).remarks == ()


def test_the_same_is_told_in_english() -> None:
    with use_language("en"):
        words = AGREEMENT.review({**GOOD, "open_to": "Members only, in the evening"}).text
    assert "is not shared" in words


def test_an_empty_draft_has_a_remark_for_every_field_of_words() -> None:
    remarks = AGREEMENT.judged({}).remarks
    asked = [field.label for field in agreement_fields() if field.kind in ("line", "text")]
    assert {one.where for one in remarks} >= set(some(asked))
    assert LONG >= 24


def test_the_page_has_an_article_per_step_and_shows_what_is_typed_as_text() -> None:
    values = {**GOOD, "aims": "<script>alert(1)</script> trovarsi"}
    page = AGREEMENT.page(
        values, heading={"municipality": "Lucca"}, version=2, date=datetime.date(2026, 11, 30), lang="it"
    )
    assert "<script>alert" not in page
    assert "Articolo 1. Il bene" in page
    assert page.count("Articolo ") == len(agreement_fields()) - 1
    assert "24 mesi" in page
    empty = AGREEMENT.page({}, heading={}, version=1, date=datetime.date(2026, 11, 30), lang="it")
    assert "_" * 40 in empty
