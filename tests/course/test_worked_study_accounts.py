"""What heads of accounts and of social services sign in a worked study: when and for what it is paid, taxes."""

from __future__ import annotations

import datetime
import html
import io
import re
from functools import cache

import pytest
from never_empty import some
from openpyxl import load_workbook

from fis_lessons.cases import load_case
from fis_lessons.course.worked_study import worked_project, worked_study_of
from fis_lessons.dossier.contract_account import Account, Terms
from fis_lessons.dossier.deal_account import budget_in_force
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_lines import Revision
from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.study.builder import study_of
from fis_lessons.dossier.study.content import Points, Said, Study, Table
from fis_lessons.dossier.study.html import html_of
from fis_lessons.i18n import ratio

CASES = ("lucca", "catanzaro", "bergamo", "lecce", "prato")
PAID = tuple(case for case in CASES if case != "bergamo")
DAY = datetime.date(2026, 11, 30)


@cache
def studied(case: str) -> Study:
    return worked_study_of(load_case(case), date=DAY)


@cache
def annexes_of(case: str) -> bytes:
    return write_annexes(worked_project(load_case(case)).project, date=DAY, example="esempio")


def rows(study: Study, name: str) -> dict[str, str]:
    found = next(one for one in study.blocks() if isinstance(one, Table) and one.id == name)
    return {row[0]: row[1] for row in found.rows}


def page(case: str) -> str:
    return html.unescape(html_of(studied(case)))


@pytest.mark.parametrize(
    ("case", "fact", "counted"),
    [
        # a family without a home is no success: nobody is paid to make it leave
        ("prato", "passa a una casa con un contratto di affitto", "passano a una casa con un contratto"),
        # neither with the parents, nor in the flat of the project
        ("lucca", "in una casa che non è della famiglia né del progetto", "Maggiorenni con un contratto"),
        (
            "catanzaro",
            "tutti gli obiettivi del suo percorso, approvati",
            "tutti gli obiettivi del percorso, approv",
        ),
        ("lecce", "almeno tre lezioni su quattro", "almeno tre lezioni su quattro"),
    ],
)
def test_a_result_that_is_paid_is_a_fact_two_people_count_alike(case: str, fact: str, counted: str) -> None:
    study = studied(case)
    # in the sheet of its indicator, in the question of the plan, in the contract and in the deal
    assert page(case).count(fact) >= 4
    sheet = next(one for one in study.blocks() if isinstance(one, Table) and one.id == "indicators-meaning")
    assert fact in sheet.rows[0][1]
    assert counted in sheet.rows[0][2]


@pytest.mark.parametrize("case", PAID)
def test_a_comparison_without_a_draw_says_what_it_cannot_tell(case: str) -> None:
    # no group of these is drawn by lot, and whoever has no service may be harder to find again
    text = page(case)
    assert (
        "per quanto può dirlo un confronto senza sorteggio: una parte della differenza può venire da chi"
        in text
    )
    assert ("il conto si rifà anche su chi si ritrova" in text) == (case != "prato")
    assert ("il contratto si cerca allo stesso modo nei due gruppi" in text) == (case == "prato")


def test_a_result_verified_every_three_months_is_not_counted_once_a_year() -> None:
    study = studied("catanzaro")
    tables = [one for one in study.blocks() if isinstance(one, Table)]
    assert ("Verifica", "ogni tre mesi") in {row[:2] for one in tables for row in one.rows}
    read = next(one for one in study.blocks() if isinstance(one, Table) and one.id == "indicators-work")
    assert read.rows[0][2] == "ogni tre mesi, su chi ha compiuto un anno (ipotesi)"


def test_a_measure_that_goes_on_has_an_end_and_is_published_on_the_way() -> None:
    text = page("bergamo")
    assert "fino a cinque anni dopo la fine del servizio" in text
    assert "la misura continua ogni anno, per altri cinque" in text
    assert "si cancellano due anni dopo l'ultima misura" in text
    # the executive decides in July 2032, four years before the last measure
    assert "ogni anno, tre mesi dopo la misura, qualunque sia il risultato" in text


@pytest.mark.parametrize("case", CASES)
def test_whoever_says_no_loses_nothing_and_some_data_ask_for_more(case: str) -> None:
    text = page(case)
    assert "chi dice no tiene i servizi che ha" in text
    assert ("Sono dati sulla salute" in text) == (case == "catanzaro")
    assert ("I ragazzi sono minori e il registro è della scuola" in text) == (case == "lecce")
    assert ("Le famiglie del confronto sono già uscite" in text) == (case == "prato")


@pytest.mark.parametrize("case", PAID)
def test_whoever_is_paid_by_results_does_not_decide_what_is_asked_of_each_person(case: str) -> None:
    table = next(
        one for one in studied(case).blocks() if isinstance(one, Table) and one.id == "study-management"
    )
    decides = {row[0]: row[2] for row in table.rows}["Chi vince la gara (ipotesi)"]
    assert decides.startswith(
        "come si lavora, dentro il percorso scritto con la persona e con il servizio sociale"
    )


def test_lucca_says_who_of_its_group_cannot_have_the_result() -> None:
    # the group of the sources is from 15 to 29, and nobody signs a contract at 15
    text = page("lucca")
    assert "giovani dei quartieri (15-29 anni)" in text
    assert "Si entra a 18 anni compiuti" in text
    assert "Chi ha fra 15 e 17 anni resta fuori" in text


def test_what_a_comparison_is_not_about_is_said() -> None:
    assert "nessuno di questi programmi è per persone con disabilità" in page("catanzaro")
    assert "Nessuno di questi programmi riguarda gli anziani" in page("bergamo")
    assert "Delle altre città dell'animazione culturale non si trovano risultati" in page("lecce")


@pytest.mark.parametrize("case", PAID)
def test_contract_deal_and_budget_pay_the_results_in_the_same_year(case: str) -> None:
    study = studied(case)
    text = page(case)
    assert "una volta sola, tutti insieme dopo l'ultima verifica" in text
    # 14 results of 18,000 in the year after the last; the fee alone in the others
    years = rows(study, "deal-years")
    assert [years[str(year)] for year in range(2028, 2033)] == ["30.000 €"] * 4 + ["252.000 €"]
    label = "Spesa massima in un anno: i risultati si pagano tutti insieme, nell'anno dopo l'ultimo"
    assert rows(study, "contract")[label] == years["2032"]
    assert "fino al 2029 si pagano al massimo 60.000 €" in text
    # two fees, and all the results: 60,000 + 252,000
    assert "senza si può dover pagare fino a 312.000 €" in text


def test_results_paid_at_the_end_make_the_most_of_a_year_what_is_paid_then() -> None:
    terms = Terms(people=20, years=4, months=12, once=True, price=18_000, cap=252_000, fee=30_000)
    assert Account(terms).most_in_a_year == 30_000 + 252_000
    at_end = Terms(
        people=20, years=4, months=12, once=True, price=18_000, cap=252_000, fee=30_000, at_end=True
    )
    assert Account(at_end).most_in_a_year == 252_000
    assert Account(at_end).most == Account(terms).most == 372_000


def test_the_budget_in_force_is_that_of_the_day_before_the_first() -> None:
    assert budget_in_force(datetime.date(2028, 1, 1)) == (2027, 2029)
    assert budget_in_force(datetime.date(2028, 1, 2)) == (2028, 2030)


@pytest.mark.parametrize("case", PAID)
def test_no_value_of_the_other_example_stands_beside_the_price(case: str) -> None:
    found = {one.rule: one.text for one in studied(case).findings}
    assert found["price-of-another-map"] == (
        "Si paga 18.000 € a risultato: quanto vale per il Comune non è stimato."
    )
    assert not {"price-without-saving", "nothing-for-municipality", "value-beyond-contract"} & found.keys()
    assert "1.008" not in page(case)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(0.9625, 1, "0,96"), (0.9959, 2, "0,996"), (0.99964, 2, "0,9996"), (1.003, 2, "1,003"), (1.0, 2, "1,00"),
     (1.132, 2, "1,13"), (0.5, 1, "0,5")],
)  # fmt: skip
def test_a_ratio_is_never_rounded_to_one(value: float, decimals: int, written: str) -> None:
    assert ratio(value, decimals=decimals) == written


@pytest.mark.parametrize("case", CASES)
def test_no_table_of_a_study_says_one_of_what_is_below_it(case: str) -> None:
    found = next(one for one in studied(case).blocks() if isinstance(one, Table) and one.id == "tornado")
    assert "quantità, valori e risorse 20% in più o in meno" in found.caption
    for row in some(found.rows):
        assert not {"1,00", "1,0"} & set(row[1:]), row


def test_lecce_keeps_the_money_of_the_twin_project_out_of_the_programme() -> None:
    (study,) = [one for one in studied("lecce").blocks() if isinstance(one, Table) and one.id == "told-money"]
    stages = [row[0] for row in study.rows]
    assert stages == [
        "Intervento I, studio di fattibilità",
        "Intervento II, sperimentazione",
        "fuori dal programma",
    ]
    # a newspaper alone says it: called as in Catanzaro
    assert study.rows[0][2].startswith("somma annunciata")


def test_catanzaro_does_not_call_two_sums_one_and_counts_sixteen_verifications() -> None:
    text = page("catanzaro")
    assert 150_000 + 1_500_000 == 1_650_000 != 150_000 + 450_000 + 1_000_000
    assert "insieme fanno 1.650.000 euro" in text
    assert "1.600.000 euro: una cifra vicina, non uguale" in text
    assert rows(studied("catanzaro"), "contract")["Verifiche in tutto"] == "16"  # four a year, four years
    assert rows(studied("lucca"), "contract")["Verifiche in tutto"] == "4"


@pytest.mark.parametrize("case", PAID)
def test_accounts_that_suppose_no_tax_say_so(case: str) -> None:
    study = studied(case)
    assert rows(study, "deal")["IVA"].endswith(
        "di chi garantisce e del premio valgono solo se non è dovuta, altrimenti si rifanno senza"
    )
    assert "chi anticipa" not in rows(study, "contract")["IVA"]
    text = page(case)
    assert "correlazione 0,1, ipotesi nostra" in text
    assert "4) chi incassa la donazione" in text
    assert "chi mette il denaro prima dei risultati" in text


def test_the_record_of_a_worked_contract_says_when_it_is_paid() -> None:
    written = worked_project(load_case("lucca")).project.texts("contract")
    assert written["once"] == "end"
    assert "i dodici mesi di tutti finiscono entro il 31 dicembre 2031" in written["selection"]
    told = [one for one in studied("catanzaro").blocks() if isinstance(one, Points)]
    assert any("Non trovato: Quanto paga il Comune in tutto." in one.items for one in told)


@pytest.mark.parametrize("case", CASES)
def test_a_change_up_and_one_down_are_written_with_the_same_decimals(case: str) -> None:
    found = next(one for one in studied(case).blocks() if isinstance(one, Table) and one.id == "tornado")
    for row in some(found.rows):
        assert all(re.fullmatch(r"\d+,\d{2,}", one) for one in row[1:]), row
    assert "Rapporto di partenza: " in found.caption


def test_the_sensitivity_of_prato_moves_both_ways() -> None:
    found = next(one for one in studied("prato").blocks() if isinstance(one, Table) and one.id == "tornado")
    moved = {row[0]: row[1:] for row in found.rows}
    # 18,049 of 54,205 with 30% that would be anyway; 10 points less or more are a seventh of it: 2,578
    low, high = (54_205 + 18_049 / 7) / 45_600, (54_205 - 18_049 / 7) / 45_600
    assert (round(low, 3), round(high, 3)) == (1.245, 1.132)
    assert moved["Minore solitudine – Sarebbe successo comunque"] == ("1,25", "1,13")
    assert "Rapporto di partenza: 1,19" in found.caption


@pytest.mark.parametrize("case", PAID)
def test_a_saving_is_not_said_to_come_from_the_additional_successes_alone(case: str) -> None:
    # in Catanzaro it is a fee not paid for each of the twenty, whether or not they succeed
    text = page(case)
    assert "Contando solo le riuscite in più, si pagherebbe da sé se ognuna togliesse al Comune" in text
    assert "da sé solo se" not in text


@pytest.mark.parametrize("case", PAID)
def test_an_advance_in_parts_is_told_with_its_return_and_its_average(case: str) -> None:
    # 50,000 at the start of 2028, 2029, 2030 and 2031, 224,000 on 1 July 2032
    rate = 0.0382
    worth = sum(50_000 * (1 + rate) ** (4.5 - year) for year in range(4))
    assert worth == pytest.approx(224_000, rel=1e-3)
    assert "Se mette 4 parti uguali, all'inizio di ogni anno, è al massimo il 3,8% circa." in page(case)
    # 16,000 with twelve, and less on average: 43 times of a hundred it loses
    assert "In media, contando i casi in cui perde, gli restano circa 2.640 €" in page(case)


@pytest.mark.parametrize("case", PAID)
def test_the_cover_of_the_service_says_that_it_supposes_no_tax(case: str) -> None:
    (advance,) = [name for name in rows(studied(case), "study-budget") if "anticipo, da" in name]
    assert "Se l'IVA è dovuta, cresce" in advance


@pytest.mark.parametrize("case", CASES)
def test_no_value_of_the_front_sheet_is_taken_for_the_project(case: str) -> None:
    sheet = load_workbook(io.BytesIO(annexes_of(case)))["Leggimi"]
    told = [str(row[0].value) for row in sheet.iter_rows() if str(row[1].value).startswith("='Mappa")]
    assert len(told) == 5
    assert all(name.endswith("(esempio della lezione 10)") for name in told)


@pytest.mark.parametrize("case", PAID)
def test_a_value_discounted_to_2028_is_not_called_of_today(case: str) -> None:
    book = load_workbook(io.BytesIO(annexes_of(case)))
    for sheet in ("Contratto", "Accordo"):
        assert not [row for row in book[sheet].iter_rows(values_only=True) if "di oggi" in str(row)]


def test_a_project_reads_how_much_of_the_most_is_in_no_line_of_its_municipality() -> None:
    lines = (
        "Canone; 60.000; Comune; stanziato\nContributo; 30.000; Regione; annunciato\nAnticipo; 60.000; Banca"
    )
    contract = {
        "people": "40", "years": "3", "months": "6", "price": "2.500", "cap": "60.000", "fee": "20.000",
        "check_cost": "1.500", "anyway": "35", "expected": "60", "threshold": "50",
    }  # fmt: skip
    text = html.unescape(html_of(study_of(made(contract, lines), date=DAY)))
    # 3 fees of 20,000, 6 verifications of 1,500, results up to 60,000: 129,000
    told = "senza ciò che si deve se il Comune recede: 129.000 €. Le righe del Comune, qui sopra, sommano 60.000 €"
    assert told in text
    assert "anche 69.000 € vanno coperti" in text
    assert "La soglia del contratto e il caso, se ognuno riesce o no per conto suo." in text
    whole = f"{lines}\nRisultati e verifiche; 69.000; Comune; da stanziare"
    assert "vanno coperti" not in html_of(study_of(made(contract, whole), date=DAY))


def made(contract: dict[str, str], budget: str) -> Project:
    project = Project(None)
    told = {("contract", name): text for name, text in contract.items()} | {("study", "budget"): budget}
    project.add([Revision.new(place, text, lesson="13", who="test") for place, text in told.items()])
    return project


@pytest.mark.parametrize("case", CASES)
def test_the_money_is_found_before_the_notice_goes_out(case: str) -> None:
    (steps,) = [
        one for one in studied(case).blocks() if isinstance(one, Table) and one.id == "study-timetable"
    ]
    waits = {row[0]: row[2] for row in steps.rows}
    (money,) = [name for name in waits if "tanziare la spesa" in name]
    (notice,) = [name for name in waits if name.startswith("Scegliere chi realizza")]
    assert waits[notice] == money
    # 1 + 3 + 3 + 1 months to the signature of December 2027, 48 of service, 6 to verify, 1 to decide: 63
    assert "Il piano dura 63 mesi" in page(case)
    assert "Si firma entro 12/2027" in page(case)
    assert ("Chi dona o chi anticipa non si trova" in page(case)) == (case != "bergamo")


@pytest.mark.parametrize(
    ("case", "spending"), [("prato", "emergenza abitativa"), ("catanzaro", "persona seguita")]
)
def test_what_is_counted_in_euros_is_taken_from_the_accounts(case: str, spending: str) -> None:
    who = next(
        one for one in studied(case).blocks() if isinstance(one, Table) and one.columns[-1] == "Chi lo misura"
    )
    told = {row[0]: row[-1] for row in who.rows}
    (owner,) = [text for name, text in told.items() if spending in name and "pesa del Comune" in name]
    assert owner.startswith("Raccoglie la Ragioneria, dai conti; conta e certifica")
    assert sum("Ragioneria" in text for text in told.values()) == 1


@pytest.mark.parametrize("case", PAID)
def test_a_yearly_return_says_that_all_is_put_in_on_the_first_day(case: str) -> None:
    (deal,) = [one for one in studied(case).blocks() if isinstance(one, Table) and one.id == "deal"]
    assert any(note.text == "chi anticipa mette tutto il primo giorno." for note in deal.notes)


@pytest.mark.parametrize("case", PAID)
def test_what_the_municipality_has_to_allocate_is_not_its_fee_alone(case: str) -> None:
    study = studied(case)
    assert rows(study, "study-budget")["Servizio: canone fisso (ipotesi)"] == "120.000 €"
    told = next(one.text for one in study.blocks() if isinstance(one, Said) and "vanno coperti" in one.text)
    # 372,000 at most, 120,000 of fee: 252,000 of results; no line to write, there is one already
    assert told == (
        "Spesa massima da coprire, senza le verifiche e senza ciò che si deve se il Comune recede: 372.000 €. Le "
        "righe del Comune, qui sopra, sommano 120.000 €: anche 252.000 € vanno coperti."
    )
    evaluator = "Verifiche e chi valuta: il preventivo non c'è, e non si sommano (ipotesi)"
    assert rows(study, "study-budget")[evaluator] == "–"


def test_a_measure_that_goes_on_after_the_service_is_paid_for_after_it_too() -> None:
    words = "Va coperta anche negli anni di misura dopo la fine del servizio, oltre il bilancio in vigore"
    assert words in page("bergamo")  # signed in 2027, measured until five years after 2031
    assert not any(words in page(case) for case in PAID)


def test_the_cost_of_a_success_more_says_in_its_sheet_what_it_leaves_out() -> None:
    sheet = load_workbook(io.BytesIO(annexes_of("lucca")))["Contratto"]
    (row,) = [
        one
        for one in sheet.iter_rows(values_only=True)
        if one[0] == "Spesa del Comune per ogni riuscita in più"
    ]
    assert "con le riuscite di ogni storia; senza le verifiche, se non sono stimate" in row
