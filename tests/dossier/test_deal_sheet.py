"""The deal sheet: what the municipality can have to spend, and deals nobody would sign."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from samples import DEAL_FILLED, HEADING

from fis_lessons.dossier.deal_sheet import DEAL, account_of
from fis_lessons.errors import MeasureError, ParameterError
from fis_lessons.i18n import use_language


def filled(**changes: object) -> dict[str, str]:
    return {**DEAL_FILLED, **{name: str(value) for name, value in changes.items()}}


# from the review of 29 November 2026
@pytest.mark.parametrize(
    ("changes", "most"),
    [
        ({"people": 5, "price": 500, "cap": 5_000_000, "fee": 0}, 2_500),
        ({"price": 0, "fee": 0}, 0),
        ({"fee": 0}, 150_000),
        ({}, 240_000),
        ({"people": 10}, 90_000 + 80_000),
    ],
    ids=["cap never reached", "no price", "capped", "with fees", "few people"],
)
def test_the_most_the_municipality_spends(changes: dict[str, int], most: int) -> None:
    assert account_of(filled(**changes)).most == most * 100


@settings(max_examples=80, deadline=None)
@given(
    people=st.integers(5, 30), years=st.integers(1, 8),
    cost=st.integers(1_000, 400_000), grant=st.integers(0, 200_000),
    fee=st.integers(0, 40_000), price=st.integers(0, 20_000), cap=st.integers(0, 400_000),
    threshold=st.integers(0, 100), guarantee=st.integers(0, 100), expected=st.integers(5, 95),
    anyway=st.integers(0, 95), saving=st.integers(0, 50_000),
)  # fmt: skip
def test_the_sheet_against_a_plain_count(**terms: int) -> None:
    try:
        found = account_of(filled(**terms))
    except MeasureError:
        assume(False)
    people, price, cap = terms["people"], terms["price"], terms["cap"]
    paid = {k: 0 if 100 * k < terms["threshold"] * people else min(cap, k * price) for k in range(people + 1)}
    fees = terms["fee"] * terms["years"]
    assert found.most == 100 * (fees + max(paid.values()))
    assert found.most_for_results == 100 * max(paid.values())
    k = (2 * people * terms["expected"] + 100) // 200  # halves go up, as the lesson says
    assert found.paid == 100 * (fees + paid[k])
    chances = found.investor.probabilities
    mean = fees + sum(p * paid[n] for n, p in enumerate(chances))
    assert found.mean_paid == pytest.approx(100 * mean, abs=1)
    if more := people * max(0, terms["expected"] - terms["anyway"]) / 100:
        assert found.cost_each == pytest.approx(100 * mean / more, abs=1)
    # fees at the start of each year of service; results half a year after the last
    years = {2027 + year: terms["fee"] for year in range(terms["years"])}
    last = 2027 + terms["years"]
    years[last] = years.get(last, 0) + max(paid.values())
    assert dict(found.most_by_year) == {year: 100 * most for year, most in years.items() if most}
    more = people * max(0, terms["expected"] - terms["anyway"]) / 100
    assert found.saved == pytest.approx(100 * terms["saving"] * more)
    assert found.guarantor_most <= found.deal.investment * terms["guarantee"] / 100 + 1
    assert sum(found.investor.probabilities) == pytest.approx(1)


def remarks(**changes: object) -> list[str]:
    return [one.words for one in DEAL.judged(filled(**changes)).remarks]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cost": 5_000_000}, "non riprende il capitale nemmeno se riescono tutti"),
        ({"saving": 0}, "non risparmia nulla"),
        ({"saving": 1_000}, "Non si paga da sé"),
        ({"cost": 1_000}, "superano il costo del servizio di 189.000 €"),
        ({"price": 0}, "nessun risultato si paga mai"),
        ({"expected": 20}, "ci sarebbero comunque"),
        ({"expected": 35, "guarantee": 0}, "nessuno anticiperebbe"),
        ({"guarantee": 100}, "non rischia nulla"),
        ({"top": 0, "provider": 0}, "non guadagna niente"),
        ({"cap": 5_000_000}, "In bilancio basta questo"),
        ({"threshold": 40}, "una in più o in meno decide tutto"),
        ({"cap": 100}, "almeno il prezzo"),
        ({"outcome": "corsi erogati"}, "conta ciò che si è fatto"),
        ({"verifier": "noi"}, "non è un terzo"),
        ({"guarantor": ""}, "è vuoto"),
        ({"guarantor": "il Comune"}, "il massimo che spende sale di 55.000 €"),
        ({"verifier": "la cooperativa che realizza"}, "sembra chi paga o chi realizza"),
        ({"verifier": "Ufficio sociale del Comune"}, "sembra chi paga o chi realizza"),
        ({"exit": "vedremo"}, "non dice ancora nulla"),
    ],
    ids=str,
)
def test_a_deal_is_judged(changes: dict[str, object], words: str) -> None:
    assert any(words in one for one in remarks(**changes)), remarks(**changes)


def test_nobody_is_asked_for_a_guarantor_there_is_not() -> None:
    assert not any("Chi garantisce" in one for one in remarks(guarantor="", guarantee=0))


def test_a_deal_that_can_be_signed_is_no_draft() -> None:
    assert not [one for one in DEAL.judged(filled(saving=40_000)).remarks if one.mend]


def test_terms_out_of_reach_are_told_all_at_once() -> None:
    with pytest.raises(ParameterError) as told:
        account_of(filled(people=1, years=99, price="tanto"))
    assert [problem.where for problem in told.value.problems] == [
        "Persone", "Anni di servizio", "Prezzo di un risultato",
    ]  # fmt: skip


def test_the_page_is_whole() -> None:
    page = DEAL.page(
        filled(outcome="<script>alert(1)</script>"),
        heading=HEADING, version=1, date=datetime.date(2026, 11, 30), lang="it",
    )  # fmt: skip
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    for words in (*HEADING.values(), "30 novembre 2026", "Versione", "Il garante perde al massimo", "Firma"):
        assert words in page
    assert "<details>" not in page, "on paper nobody opens anything"
    assert "Content-Security-Policy" in page


def test_it_is_all_in_english_too() -> None:
    with use_language("en"):
        text = DEAL.review(filled(threshold=40, verifier="noi")).text
    for word in ("Comune", "riuscit", "Soglia", "rivedere", "risultat", "spende"):
        assert word not in text


def test_a_number_that_cannot_be_read_hides_nothing_else() -> None:
    words = [one.words for one in DEAL.judged(filled(people="tante", outcome="bene", verifier="noi")).remarks]
    assert any("«tante» non si legge" in one for one in words)
    assert any("«bene» non dice ancora nulla" in one for one in words)
    assert any("«noi» non è un terzo" in one for one in words)
