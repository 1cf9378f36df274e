"""The sheet of the contract: what LibreOffice computes is what the measures say, whatever the terms."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from never_empty import some
from office import line, needs_office, opened, place, project, recalculated

from fis_lessons.dossier.contract_account import Account
from fis_lessons.dossier.contract_sheet import contract_fields, terms_of
from fis_lessons.dossier.fields import starting
from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.study.scenarios import successes

TERMS = {
    "people": "60", "years": "3", "months": "6", "once": "each", "price": "1.500", "cap": "200.000",
    "threshold": "20", "fee": "5.000", "check_cost": "800", "expected": "45", "anyway": "20",
}  # fmt: skip
ONCE = {**TERMS, "once": "once", "months": "12", "cap": "25.000", "threshold": "40", "years": "10"}
ODD = {**TERMS, "people": "7", "months": "3", "price": "333", "cap": "1.000", "threshold": "0", "years": "1"}
HIGH = {**TERMS, "threshold": "60"}
DATE = datetime.date(2026, 11, 30)


def account(values: dict[str, str]) -> Account:
    return Account(terms_of({**starting(contract_fields()), **values}))


def written(values: dict[str, str]) -> bytes:
    return write_annexes(project(contract=values), date=DATE)


@needs_office
@pytest.mark.parametrize("values", [TERMS, ONCE, ODD, HIGH], ids=["each", "once", "odd", "never reached"])
def test_the_spreadsheet_computes_what_the_measures_say(values: dict[str, str], tmp_path: Path) -> None:
    sheet = recalculated(written(values), tmp_path)["Contratto"]
    found = account(values)
    people = successes(found.terms.people, expected=found.terms.expected)
    ks = [*people.values(), found.terms.people]
    assert line(sheet, "Persone che riescono")[:4] == ks
    assert line(sheet, "Pagato per i risultati")[:4] == [found.due(k) for k in ks]
    assert line(sheet, "Spesa del Comune in tutto")[:4] == [found.fixed + found.due(k) for k in ks]
    assert line(sheet, "Spesa del Comune in tutto")[3] == found.most
    assert line(sheet, "Se tutti i risultati si pagassero nel primo anno")[3] == found.most_in_a_year
    paid = line(sheet, "Persone il cui risultato è pagato per intero")[:4]
    assert paid == pytest.approx([found.results_paid(k) for k in ks])
    assert line(sheet, "Persone che servono per la soglia")[0] == found.needed
    assert line(sheet, "Verifiche in tutto")[0] == found.checks
    assert line(sheet, "Parte della spesa che dipende dai risultati")[3] == pytest.approx(found.at_risk)
    assert line(sheet, "Totale")[:5] == [found.fixed + found.due(k) for k in ks] + [found.fixed]
    assert line(sheet, "Torna con il conto qui sopra?")[:4] == ["sì"] * 4


@needs_office
def test_a_contract_checked_by_hand(tmp_path: Path) -> None:
    sheet = recalculated(written(TERMS), tmp_path)["Contratto"]
    # 45 of 100 of 60 are 27; half of them 14 (13.5), a quarter more 34 (33.75); the threshold is 12 people
    assert line(sheet, "Persone che riescono")[:4] == [14, 27, 34, 60]
    # 6 verifications: 14 x 6 x 1,500 = 126,000; 27 x 6 x 1,500 = 243,000, over the cap of 200,000
    assert line(sheet, "Pagato per i risultati")[:4] == [126_000, 200_000, 200_000, 200_000]
    # 3 x 5,000 + 6 x 800 = 19,800
    assert line(sheet, "Spesa del Comune in tutto")[:2] == [145_800, 219_800]
    # each year two verifications: 14 x 2 x 1,500 = 42,000, and 6,600 whatever the results
    years = [line(sheet, f"Anno {year}")[0] for year in range(1, 11)]
    assert years == [48_600, 48_600, 48_600, *[0] * 7]
    # 27 people: 81,000 + 81,000, then the 38,000 that are left under the cap
    assert [line(sheet, f"Anno {year}")[1] for year in (1, 2, 3)] == [87_600, 87_600, 44_600]
    today = 87_600 / 1.03 + 87_600 / 1.03**2 + 44_600 / 1.03**3
    assert line(sheet, "Valore dei pagamenti all'inizio del primo anno")[1] == pytest.approx(today)


@needs_office
def test_a_result_paid_once_is_paid_in_the_first_year(tmp_path: Path) -> None:
    sheet = recalculated(written(ONCE), tmp_path)["Contratto"]
    # 27 people, 25,000 at most; the threshold is 24: fee and verification each year, the results in the first
    assert [line(sheet, f"Anno {year}")[1] for year in (1, 2, 10)] == [30_800, 5_800, 5_800]


@needs_office
def test_results_paid_after_the_last_verification_are_in_the_year_after(tmp_path: Path) -> None:
    values = {"people": "20", "years": "4", "months": "12", "once": "end", "price": "18.000", "cap": "252.000",
              "fee": "30.000", "check_cost": "0", "expected": "60", "anyway": "20", "threshold": "0"}  # fmt: skip
    sheet = recalculated(written(values), tmp_path)["Contratto"]
    # 12 of 20 succeed: 12 x 18,000; if everybody does, the cap of 14 results; four fees before
    assert [line(sheet, f"Anno {year}")[1] for year in range(1, 7)] == [*[30_000] * 4, 216_000, 0]
    assert [line(sheet, f"Anno {year}")[3] for year in range(1, 7)] == [*[30_000] * 4, 252_000, 0]
    label = "Spesa massima in un anno: i risultati si pagano tutti insieme, nell'anno dopo l'ultimo"
    assert line(sheet, label)[3] == account(values).most_in_a_year == 252_000
    assert line(sheet, "Torna con il conto qui sopra?")[:4] == ["sì"] * 4
    assert line(sheet, "Volte in cui si paga il risultato di una persona")[0] == 1


@needs_office
def test_a_changed_cell_changes_the_numbers_and_a_missing_one_shows_dashes(tmp_path: Path) -> None:
    book = opened(written(TERMS))
    sheet: Any = book["Contratto"]
    sheet.cell(place(sheet, "Prezzo di un risultato"), 2).value = 1000
    book.save(tmp_path / "b.xlsx")
    changed = recalculated((tmp_path / "b.xlsx").read_bytes(), tmp_path, name="c")["Contratto"]
    assert line(changed, "Pagato per i risultati")[:2] == [84_000, 162_000]
    unread = recalculated(written({**TERMS, "people": "una ventina"}), tmp_path, name="d")["Contratto"]
    assert line(unread, "Numeri che mancano qui sopra")[0] == 1
    assert line(unread, "Spesa del Comune in tutto")[:4] == ["–"] * 4
    note = unread.cell(place(unread, "Persone"), 8).value
    assert "«una ventina»" in note


@needs_office
def test_a_broken_formula_would_be_seen(tmp_path: Path) -> None:
    book = opened(written(TERMS))
    sheet: Any = book["Contratto"]
    cell = sheet.cell(place(sheet, "Pagato per i risultati"), 3)
    assert cell.value.count("MIN(") == 1
    cell.value = cell.value.replace("MIN(", "MAX(")
    book.save(tmp_path / "b.xlsx")
    spoiled = recalculated((tmp_path / "b.xlsx").read_bytes(), tmp_path, name="c")["Contratto"]
    assert line(spoiled, "Pagato per i risultati")[1] != account(TERMS).due(27)
    assert line(spoiled, "Torna con il conto qui sopra?")[:3] == ["sì", "no", "sì"], "the check of the sheet"


def test_every_computed_cell_is_a_formula_and_points_to_a_cell() -> None:
    sheet: Any = opened(written(TERMS))["Contratto"]
    marked = 0
    for row in some(sheet.iter_rows(min_row=5, min_col=2, max_col=7)):
        for cell in row:
            if isinstance(cell.value, int | float):
                assert cell.border.left.style, f"{cell.coordinate}: a number nobody may write"
                marked += 1
            elif isinstance(cell.value, str) and cell.data_type == "f":
                assert any(sign.isdigit() for sign in cell.value)
                assert not cell.border.left.style
    assert marked == 10 + 3 + 1, "ten numbers of the contract, three shares, a rate"


def test_nothing_written_is_said_with_the_lesson() -> None:
    book = opened(write_annexes(project(), date=DATE))
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == ["Leggimi"]
    told = " ".join(str(cell.value) for row in book["Leggimi"].iter_rows() for cell in row)
    assert "Mappa del valore (lezione 10)" in told
    assert "Contratto (lezione 11)" in told
