"""The sheet of the deal: what LibreOffice computes is what the ledger of the measures says."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from office import line, needs_office, opened, place, project, recalculated

from fis_lessons.dossier.deal_sheet import account_of, deal_fields
from fis_lessons.dossier.fields import starting
from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.study.scenarios import successes
from fis_lessons.measures.deal.ledger import run

DATE = datetime.date(2026, 11, 30)
PLAIN = {"price": "8.000"}
HARD = {
    "people": "75", "year": "2028", "years": "8", "cost": "1.000.000", "grant": "50.000", "fee": "12.345",
    "price": "20.000", "cap": "900.000", "threshold": "40", "guarantee": "33", "top": "7", "provider": "45",
    "expected": "82", "anyway": "14", "saving": "3.000",
}  # fmt: skip
ALL_GIVEN = {"cost": "100.000", "grant": "100.000", "fee": "0"}


def written(values: dict[str, str]) -> bytes:
    return write_annexes(project(deal=values), date=DATE)


@needs_office
@pytest.mark.parametrize("values", [PLAIN, HARD, ALL_GIVEN], ids=["plain", "hard", "no investor"])
def test_the_spreadsheet_plays_the_deal_out_as_the_ledger_does(
    values: dict[str, str], tmp_path: Path
) -> None:
    sheet = recalculated(written(values), tmp_path)["Accordo"]
    found = account_of({**starting(deal_fields()), **values})
    deal = found.deal
    stories = successes(deal.people, expected=round(found.expected * 100))
    ks = [*stories.values(), deal.people]
    assert line(sheet, "Persone che riescono")[:4] == ks
    assert ks[1] == found.successes, "the sheet of lesson 12 says the same number"
    runs = [run(deal, k) for k in ks]
    rows = {
        "Pagato per i risultati": [one.total("results") / 100 for one in runs],
        "Saldo dell'investitore, con le riuscite di ogni storia": [one.net("investor") / 100 for one in runs],
        "Premio a chi realizza": [one.net("provider") / 100 for one in runs],
        "Per nuovi servizi": [one.net("reuse") / 100 for one in runs],
        "Paga il garante": [-one.net("guarantor") / 100 for one in runs],
        "Spesa del Comune in tutto": [-one.net("payer") / 100 for one in runs],
        "Totale dei flussi del Comune": [one.net("payer") / 100 for one in runs],
        "Valore al giorno di avvio, per il Comune": [
            one.present_value("payer", rate=0.03) / 100 for one in runs
        ],
        "Valore al giorno di avvio, per l'investitore": [
            one.present_value("investor", rate=0.03) / 100 for one in runs
        ],
    }
    for label, wanted in rows.items():
        assert line(sheet, label)[:4] == pytest.approx(wanted, abs=0.005), label
    rates = [one.investor_rate for one in runs]
    for shown, rate in zip(
        line(sheet, "Rendimento annuo dell'investitore (TIR), con le riuscite di ogni storia")[:4],
        rates,
        strict=True,
    ):
        assert shown == ("–" if rate is None else pytest.approx(rate, abs=1e-6))
    assert line(sheet, "Spesa del Comune in tutto")[3] == found.most / 100
    assert line(sheet, "Anticipa l'investitore")[0] == deal.investment / 100
    assert line(sheet, "Ogni euro che esce entra da qualche parte?")[:4] == ["sì"] * 4


@needs_office
def test_a_deal_checked_by_hand(tmp_path: Path) -> None:
    sheet = recalculated(written(PLAIN), tmp_path)["Accordo"]
    # 300,000 of service, 100,000 given, 3 fees of 30,000: 110,000 to be advanced
    assert line(sheet, "Anticipa l'investitore")[0] == 110_000
    # half of 30 succeed: 15 x 8,000 = 120,000; the 110,000 come back, and 10,000 of a return of 11,000
    assert [
        line(sheet, name)[1]
        for name in ("Pagato per i risultati", "Saldo dell'investitore, con le riuscite di ogni storia")
    ] == [
        120_000,
        10_000,
    ]
    # 8 succeed: 64,000; 46,000 are missing and half of them are guaranteed
    assert [
        line(sheet, name)[0]
        for name in ("Paga il garante", "Saldo dell'investitore, con le riuscite di ogni storia")
    ] == [
        23_000,
        -23_000,
    ]
    # everybody: 240,000, over the cap of 150,000; 29,000 left, 30% of them a premium
    assert [line(sheet, name)[3] for name in ("Resta", "Premio a chi realizza")] == [29_000, 8_700]


@needs_office
def test_a_broken_formula_would_be_seen(tmp_path: Path) -> None:
    book = opened(written(PLAIN))
    cell = book["Accordo"].cell(place(book["Accordo"], "Premio a chi realizza"), 5)
    cell.value = cell.value.replace("/100", "/50")
    book.save(tmp_path / "b.xlsx")
    sheet = recalculated((tmp_path / "b.xlsx").read_bytes(), tmp_path, name="c")["Accordo"]
    assert line(sheet, "Premio a chi realizza")[3] == 17_400
    assert line(sheet, "Ogni euro che esce entra da qualche parte?")[:4] == ["sì"] * 4, "the rest takes it up"


def test_terms_that_cannot_be_signed_are_said_on_the_sheet() -> None:
    sheet = opened(written({"price": "8.000", "cap": "5.000"}))["Accordo"]
    told = " ".join(str(cell.value) for row in sheet.iter_rows(max_row=8) for cell in row if cell.value)
    assert "Da correggere: Tetto ai risultati" in told
