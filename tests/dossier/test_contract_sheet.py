"""The contract sheet: every figure held against people paid one by one, check after check."""

from __future__ import annotations

import datetime
import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import CONTRACT_FILLED, HEADING

from fis_lessons.dossier.contract_account import Account, Terms
from fis_lessons.dossier.contract_sheet import CONTRACT, terms_of
from fis_lessons.dossier.remarks import likely
from fis_lessons.errors import ParameterError
from fis_lessons.i18n import use_language

CAPPED = Terms(people=60, years=1, months=12, once=True, price=1500, cap=7000, anyway=20, expected=45)


# by hand, and from the review of 29 November 2026
def test_a_cap_that_bites() -> None:
    found = Account(CAPPED)
    assert found.most == 7000
    assert found.mean_paid == pytest.approx(4, abs=1e-6), "7,000 euros are four whole results of 1,500"
    assert found.cost_each == pytest.approx(7000 / 15, abs=0.01)


@pytest.mark.parametrize(("cap", "threshold", "each"), [(3000, 0, 746), (10_000, 60, 405), (10_000, 0, 1250)])
def test_the_cost_of_a_result_more(cap: int, threshold: int, each: int) -> None:
    terms = Terms(
        people=20,
        years=1,
        months=12,
        once=True,
        price=500,
        cap=cap,
        threshold=threshold,
        anyway=30,
        expected=50,
    )
    assert Account(terms).cost_each == pytest.approx(each, abs=0.6)


def test_a_premium_at_each_check_and_a_daily_fee() -> None:
    # the contract of lesson 11: 20 people, 300 euros at each of sixteen checks, and a fee of 176,000 a year
    terms = Terms(
        people=20,
        years=4,
        months=3,
        once=False,
        price=300,
        cap=1_000_000,
        fee=176_000,
        anyway=30,
        expected=50,
    )
    found = Account(terms)
    assert (found.checks, found.most_for_results, found.fixed) == (16, 96_000, 704_000)
    assert found.most == 800_000
    assert found.most_in_a_year == 176_000 + 20 * 300 * 4
    half_yearly = Account(replace(terms, months=6))
    assert half_yearly.most_for_results == 48_000, "how often one verifies changes what is paid"
    assert Account(replace(terms, years=2)).most == 400_000
    assert Account(replace(terms, check_cost=1_000)).most == 816_000


def test_chance_is_not_written_as_certainty() -> None:
    assert [likely(p) for p in (0, 0.0007, 0.4, 0.9999, 1)] == [
        "0%",
        "meno dell'1%",
        "40%",
        "più del 99%",
        "100%",
    ]


SMALL_TERMS = st.builds(
    Terms,
    people=st.integers(1, 6),
    years=st.integers(1, 3),
    months=st.sampled_from([3, 6, 12]),
    once=st.booleans(),
    price=st.integers(1, 50),
    cap=st.integers(50, 1500),
    threshold=st.integers(0, 100),
    fee=st.integers(0, 100),
    check_cost=st.integers(0, 30),
    anyway=st.integers(0, 60),
    expected=st.integers(61, 100),
)


def played(terms: Terms, reached: tuple[bool, ...]) -> tuple[list[int], float]:
    """Pay one person after the other, one check after the other; return euros by year and people paid whole."""
    left, whole = terms.cap, 0
    years = [0] * terms.years
    enough = 100 * sum(reached) >= terms.threshold * terms.people
    settled = set()
    for check in range(terms.years * 12 // terms.months):
        year = (check * terms.months) // 12
        years[year] += terms.check_cost
        for person, there in enumerate(reached):
            if there and enough and not (terms.once and person in settled):
                paid = min(terms.price, left)
                whole += paid == terms.price
                left -= paid
                years[year] += paid
                settled.add(person)
    times = 1 if terms.once else terms.years * 12 // terms.months
    return [euros + terms.fee for euros in years], whole / times


@settings(max_examples=150, deadline=None)
@given(SMALL_TERMS)
def test_every_figure_is_what_paying_one_by_one_gives(terms: Terms) -> None:
    found = Account(terms)
    p = terms.expected / 100
    mean, people_paid, most, most_in_a_year = [], [], 0, 0
    for reached in itertools.product((False, True), repeat=terms.people):
        k = sum(reached)
        weight = p**k * (1 - p) ** (terms.people - k)
        years, whole = played(terms, reached)
        mean.append(weight * sum(years))
        people_paid.append(weight * whole)
        most = max(most, sum(years))
        most_in_a_year = max(most_in_a_year, *years)
    assert found.mean == pytest.approx(math.fsum(mean), abs=1e-6)
    assert found.mean_paid == pytest.approx(math.fsum(people_paid), abs=1e-9)
    assert found.most == most
    assert found.most_in_a_year == most_in_a_year
    additional = terms.people * (terms.expected - terms.anyway) / 100
    assert found.cost_each == pytest.approx(math.fsum(mean) / additional, abs=1e-6)
    assert found.mean_anyway <= found.mean_paid + 1e-12


@settings(deadline=None)
@given(SMALL_TERMS, st.integers(0, 200))
def test_more_never_costs_less(terms: Terms, more: int) -> None:
    before = Account(terms)
    for name in ("cap", "fee", "check_cost", "price"):
        after = Account(replace(terms, **{name: getattr(terms, name) + more}))
        assert after.most >= before.most
        assert after.mean >= before.mean - 1e-9


# --- what is judged -------------------------------------------------------------------------------
def remarks(**changes: str) -> list[str]:
    return [one.words for one in CONTRACT.judged({**CONTRACT_FILLED, **changes}).remarks if one.mend]


def test_a_good_sheet_is_no_draft() -> None:
    assert remarks() == []
    page = CONTRACT.page(
        CONTRACT_FILLED, heading=HEADING, version=2, date=datetime.date(2026, 11, 30), lang="it"
    )
    assert "Bozza" not in page
    for words in (*HEADING.values(), "30 novembre 2026", "Spesa massima da coprire"):
        assert words in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"result": ""}, "è vuoto"),
        ({"result": "scrivi qui il risultato"}, "non dice ancora nulla"),
        ({"result": "ragazzi iscritti al corso"}, "conta ciò che si è fatto"),
        ({"result": "le persone stanno meglio"}, "nessuno può verificarlo"),
        ({"verifier": "noi"}, "non è un terzo"),
        ({"evidence": "da decidere"}, "non dice ancora nulla"),
        ({"cap": "100"}, "meno di un solo risultato"),
        ({"price": "0"}, "Senza un prezzo"),
        ({"expected": "30"}, "ci arriverebbero comunque"),
        ({"threshold": "60"}, "può decidere il caso"),
        ({"people": "duemila"}, "non si legge"),
        ({"people": "2,5"}, "non è un numero intero"),
        ({"people": "0"}, "fuori dai limiti"),
        ({"threshold": "80"}, "il più delle volte non si paga niente"),
        ({"form": ""}, "Forma del contratto: è vuoto"),
        ({"budget": "boh"}, "non dice ancora nulla"),
        ({"verifier": "la cooperativa"}, "sembra chi paga o chi realizza"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said(change: dict[str, str], words: str) -> None:
    assert any(words in one for one in remarks(**change))


def test_a_premium_that_hardly_counts_is_something_to_know() -> None:
    [*_others, told, _credit] = CONTRACT.judged({**CONTRACT_FILLED, "fee": "500000"}).remarks
    assert "il resto paga il lavoro" in told.words
    assert not told.mend
    page = CONTRACT.review({**CONTRACT_FILLED, "fee": "500000"}).text
    assert "Nessuna casella vuota. Prima di usarlo leggi in fondo" in page
    # 10,000 of results over 510,000 in all
    assert "Parte della spesa massima che dipende dai risultati" in page
    assert Account(terms_of({**CONTRACT_FILLED, "fee": "500000"})).at_risk == pytest.approx(10_000 / 510_000)


def test_every_number_that_cannot_be_read_is_told_at_once() -> None:
    with pytest.raises(ParameterError) as told:
        terms_of({**CONTRACT_FILLED, "people": "x", "price": "-3", "years": "99"})
    assert [problem.where for problem in told.value.problems] == [
        "Persone", "Anni di servizio", "Prezzo di un risultato",
    ]  # fmt: skip


def test_numbers_as_people_write_them() -> None:
    terms = terms_of({**CONTRACT_FILLED, "cap": "€ 1.200.000", "price": "3 mila", "threshold": "55 %"})
    assert (terms.cap, terms.price, terms.threshold) == (1_200_000, 3000, 55)


def test_it_is_all_in_english_too() -> None:
    with use_language("en"):
        text = CONTRACT.review({**CONTRACT_FILLED, "threshold": "60"}).text
    for word in ("Impegno", "verifica", "Soglia", "rivedere", "risultat"):
        assert word not in text


def test_a_number_that_cannot_be_read_hides_nothing_else() -> None:
    words = [
        one.words for one in CONTRACT.judged({**CONTRACT_FILLED, "people": "tante", "verifier": ""}).remarks
    ]
    assert any("«tante» non si legge" in one for one in words)
    assert any("è vuoto" in one for one in words)
