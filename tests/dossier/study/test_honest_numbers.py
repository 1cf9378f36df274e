"""Numbers as precise as they deserve, costs nobody estimated, what a sum presupposes: on paper and screen."""

from __future__ import annotations

import datetime
import re

import pytest
from never_empty import some

from fis_lessons.cases import load_case
from fis_lessons.course.worked_study import worked_study_of
from fis_lessons.dossier.contract_account import Account
from fis_lessons.dossier.contract_sheet import CONTRACT, account_rows, terms_of
from fis_lessons.dossier.deal_sheet import account_of, deal_fields
from fis_lessons.dossier.deal_sheet import account_rows as deal_rows
from fis_lessons.dossier.fields import starting
from fis_lessons.dossier.study.content import Points, Said, Study, Table
from fis_lessons.i18n import about, use_language

DAY = datetime.date(2026, 11, 30)
CASES = ("lucca", "catanzaro", "bergamo", "lecce", "prato")


def contract(**values: str) -> dict[str, str]:
    written = {**starting(CONTRACT.fields()), "people": "20", "price": "1.000", "cap": "20.000", **values}
    return dict(account_rows(Account(terms_of(written))))


def test_a_verification_without_a_cost_is_in_no_total_and_never_free() -> None:
    free = contract(check_cost="0", fee="5.000")
    assert free["Costo delle verifiche"] == "non stimato: fuori da tutti i totali"
    assert free["di cui fisso: il canone"] == "5.000 €"
    paid = contract(check_cost="700", fee="5.000")
    assert paid["di cui fisso: canone e verifiche"] == "5.700 €"
    assert "Costo delle verifiche" not in paid


def test_what_the_investor_gets_says_with_how_many_successes() -> None:
    # 30 people, half of them expected: 15 successes
    rows = dict(deal_rows(account_of(starting(deal_fields()))))
    named = [
        name for name in some(rows) if "investitore" in name and ("Saldo" in name or "Rendimento" in name)
    ]
    assert len(named) == 2
    assert all(name.endswith("con 15 riuscite") for name in named)


@pytest.mark.parametrize("value", [332_459.7, 41_557.3, 62_996.0, 1_234_567.0])
def test_an_average_keeps_three_digits_and_says_so(value: float) -> None:
    words = about(value)
    assert words.startswith("circa ")
    assert len(re.sub("[^0-9]", "", words).rstrip("0")) <= 3


def cells(study: Study) -> list[str]:
    found: list[str] = []
    for one in study.blocks():
        if isinstance(one, Table):
            found += [cell for row in one.rows for cell in row]
        elif isinstance(one, Said):
            found.append(one.text)
        elif isinstance(one, Points):
            found += one.items
    return found


@pytest.mark.parametrize("case", CASES)
def test_no_cents_but_those_a_source_wrote_and_no_third_decimal(case: str) -> None:
    read = worked_study_of(load_case(case), date=DAY)
    for cell in some(cells(read)):
        for euros in re.findall(r"[0-9.]+,[0-9]{2}(?= €)", cell):
            # Prato's spending in 2018 and Bergamo's fees are printed as they were published
            assert euros in ("1.156.629,56", "71,41", "68,07", "72,93", "67,94", "74,89"), cell
        # a newspaper's own percentage, quoted to be doubted
        assert not re.search(r"[0-9],[0-9]{2,}%", cell.replace("40,67%", "")), cell


@pytest.mark.parametrize("name", CASES)
def test_what_a_partner_is_supposed_to_bring_is_not_told_as_a_fact(name: str) -> None:
    case = load_case(name)
    study = worked_study_of(case, date=DAY)
    table = next(one for one in study.blocks() if isinstance(one, Table) and one.id == "told-partners")
    for one, row in some(zip(case.stakeholders, table.rows, strict=True)):
        supposed = sum(thing.assumption is not None for thing in one.resources)
        assert row[3].count("(ipotesi)") == supposed, row


def test_a_service_whose_cost_is_not_found_says_the_sum_there_is() -> None:
    study = worked_study_of(load_case("prato"), date=DAY)
    table = next(one for one in study.blocks() if isinstance(one, Table) and one.id == "told-costs")
    assert "1.156.629,56" in table.rows[0][2]
    with use_language("en"):
        assert about(1_234.5) == "about £1,230".replace("£", "€")
