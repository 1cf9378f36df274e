"""The worked study of each case: every number with a source or an assumption, and nothing called the learner's."""

from __future__ import annotations

import datetime
import html
import re
from functools import cache
from pathlib import Path

import pytest
from never_empty import some
from scipy.stats import fisher_exact

from fis_lessons.cases import load_case
from fis_lessons.course.worked_study import worked_study_of, write_study
from fis_lessons.dossier.study.comparison import comparison
from fis_lessons.dossier.study.content import Said, Study, Table, notes_of
from fis_lessons.dossier.study.docx_table import planned
from fis_lessons.dossier.study.docx_table import table as docx_table
from fis_lessons.dossier.study.html import html_of
from fis_lessons.errors import FisError
from fis_lessons.i18n import Language
from fis_lessons.measures.planning.power_shares import mde_two_shares

CASES = ["lucca", "catanzaro", "bergamo", "lecce", "prato"]
DAY = datetime.date(2026, 11, 30)
MOST = "Spesa massima da coprire, senza le verifiche e senza ciò che si deve se il Comune recede"


@cache
def worked(case: str, lang: Language = "it") -> Study:
    """Return a worked study: a second each, and nobody here changes one."""
    return worked_study_of(load_case(case), date=DAY, lang=lang)


def table(study: Study, name: str) -> Table:
    return next(one for one in study.blocks() if isinstance(one, Table) and one.id == name)


@pytest.mark.parametrize("case", CASES)
def test_every_number_has_a_source_or_is_an_assumption(case: str) -> None:
    study = worked(case)
    assert study.example
    assert {note.kind for note in study.notes()} == {"source", "assumption"}
    for one in some(study.blocks()):
        # two sentences say how to read the rest, and no fact
        assert notes_of(one) or (isinstance(one, Said) and not any(sign.isdigit() for sign in one.text)), one


@pytest.mark.parametrize("lang", ["it", "en"])
def test_prato_is_told_as_the_municipality_published_it(lang: Language) -> None:
    page = html_of(worked("prato", lang))
    assert ("1.156.629,56" if lang == "it" else "1,156,629.56") in page
    # a sum is written in one way in a paper: «18.000 €», and «€18,000» in English
    assert not re.search(r"\d €" if lang == "en" else r"€\s?\d", page)
    assert ("Ricostruzione didattica" if lang == "it" else "Teaching reconstruction") in page
    assert (
        "non è lo studio del Comune di Prato." if lang == "it" else "of the Municipality of Prato."
    ) in page
    assert ("Firma di chi ne risponde" if lang == "it" else "Signature of the") not in page


@pytest.mark.parametrize("case", CASES)
def test_every_number_of_contract_and_deal_is_under_a_title_that_calls_it_an_assumption(case: str) -> None:
    study = worked(case)
    ours = [
        one
        for one in study.blocks()
        if isinstance(one, Table) and one.id.startswith(("contract", "deal", "study-budget", "budget-totals"))
    ]
    assert len(ours) == (0 if case == "bergamo" else 9)
    assert all(one.caption.endswith("(ipotesi)") for one in ours)
    assert "ipotesi" in table(study, "stakeholders").caption
    assert "ipotesi" in table(study, "network").caption


def test_the_example_contract_and_the_example_deal_say_the_same() -> None:
    study = worked("lucca")
    # 20 people at 20,000 euros; 30,000 a year for four years; results at most 14 x 18,000
    contract = {row[0]: row[1] for row in table(study, "contract").rows}
    assert contract[MOST] == "372.000 €"
    assert {row[0]: row[1] for row in table(study, "deal").rows}[MOST] == "372.000 €"
    assert not [one for one in study.findings if "Contratto e accordo" in one.text]


def test_the_map_of_lesson_10_is_never_taken_for_the_project() -> None:
    study = worked("lecce")
    told = {one.rule: one.text for one in study.findings}
    assert told["map-of-another-example"].endswith(
        "(denaro messo nella mappa, senza le ore donate: 36.000 €; costo del servizio nell'accordo: 400.000 €)."
    )
    assert "costs-differ" not in told
    worth = next(one.text for one in study.blocks() if isinstance(one, Said) and one.heading == "Quanto vale")
    # 0.96 is a loss; 1.0 would look like none
    assert worth.startswith("Nell'esempio della lezione 10, che non è il progetto")
    assert "circa 0,96:" in worth


def test_the_example_plan_is_the_one_of_lesson_13() -> None:
    steps = table(worked("lucca"), "study-timetable").rows
    waits = {row[0]: row[2] for row in steps}
    assert waits["Incaricare chi valuta"] == "Scegliere l'esito e l'indicatore"
    # who evaluates is there before the starting point is measured; the contract is signed after a tender
    assert (
        waits[
            "Misurare il valore di partenza con lo stesso colloquio su chi ha fatto domanda almeno un anno prima"
        ]
        == "Incaricare chi valuta"
    )
    assert "Scegliere chi realizza – con una gara" in waits["Firmare il contratto"]


def test_papers_are_written_beside_those_that_are_there(tmp_path: Path) -> None:
    there = tmp_path / "studio-di-fattibilita-lucca.html"
    there.write_text("mio", "utf-8")
    written, _left = write_study("lucca", tmp_path)
    assert there.read_text("utf-8") == "mio"
    assert {"studio-di-fattibilita-lucca_2.html", "studio-di-fattibilita-lucca.docx",
            "studio-di-fattibilita-lucca.xlsx"} <= {one.name for one in written}  # fmt: skip


def test_a_case_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FisError):
        write_study("atlantide", tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("case", CASES)
def test_a_worked_study_is_worked(case: str) -> None:
    study = worked(case)
    tables = {one.id for one in study.blocks() if isinstance(one, Table)}
    for name in ("study-alternatives", "study-management", "study-risks", "stakeholders"):
        assert len(table(study, name).rows) >= 3, name
    # for Bergamo no payment by results is worked out: no contract, no deal, no budget of theirs
    assert ({"study-budget", "contract", "deal"} & tables == set()) == (case == "bergamo")
    assert not [one for one in study.findings if one.severity == "stop"]
    plan = next(one for one in study.chapters if one.id == "evaluation")
    told = " ".join(cell for one in plan.blocks if isinstance(one, Table) for row in one.rows for cell in row)
    assert ("40 punti su 100" in told) == (case != "bergamo")


@pytest.mark.parametrize("case", CASES)
def test_what_is_ours_is_called_an_assumption_and_names_nobody_real(case: str) -> None:
    study = worked(case)
    management = table(study, "study-management")
    assert all(cell.endswith("(ipotesi)") for row in management.rows for cell in row[1:])
    # nobody wins a tender for a project that pays no results
    does = "Chi realizza (da scegliere)" if case == "bergamo" else "Chi vince la gara (ipotesi)"
    assert does in {row[0] for row in management.rows}
    assert all(row[3].endswith("(ipotesi)") for row in table(study, "study-risks").rows)
    roads = table(study, "study-alternatives")
    told = [row for row in roads.rows if not row[1].endswith("(ipotesi)")]
    # a road without the mark is one the sources tell of, and they are cited under the table
    assert told
    assert any(note.kind == "source" for note in roads.notes)
    invented = [row[0] for row in table(study, "stakeholders").rows if "Roccadora" in row[0]]
    assert len(invented) == (1 if case == "bergamo" else 3)
    assert all("nome inventato" in one for one in invented)


def test_what_covers_the_costs_adds_up_to_the_deal() -> None:
    study = worked("lucca")
    totals = table(study, "budget-totals").rows
    # 20 people at 20,000 euros each: the fee of four years, a donation, what is advanced
    assert totals[-1][2] == "400.000 €"
    assert {row[0]: row[2] for row in totals[:-1]}["Comune"] == "120.000 €"
    # the results give the advance back: they are told, and not added
    lines = " ".join(row[0] for row in table(study, "study-budget").rows)
    assert "252.000" in lines
    assert "fino a 372.000 €" in lines


def test_signing_checks_budget_and_decision_are_on_one_calendar() -> None:
    page = html_of(worked("lucca"))
    # the service is from January 2028 to December 2031; six months of checks, and a month to decide
    assert "Si firma entro 12/2027, il servizio finisce entro 12/2031, con l'ultima misura" in html.unescape(
        page
    )
    assert "non si misura: la verifica finisce entro 06/2032" in page
    assert "Entro 07/2032" in page
    # signed in 2027, with the budget of 2027-2029: two fees of 30,000 euros; then two, and 14 x 18,000
    assert 2 * 30_000 + 2 * 30_000 + 14 * 18_000 == 60_000 + 312_000 == 372_000
    words = (
        "Bilancio alla firma: 2027-2029. Senza verifiche né recesso: fino a 60.000 € nel 2028-2029; oltre, nel "
        "2030-2032, fino a 312.000 €. Come si impegnano lo dice la Ragioneria (ipotesi)"
    )
    assert words in html.unescape(page)
    assert "Il piano dura 63 mesi" in page


def test_who_signs_reads_what_the_account_does_not_say() -> None:
    page = html.unescape(html_of(worked("lucca")))
    # 324,000 on average over eight results more
    assert "togliesse al Comune almeno 40.500 € di spesa, senza le verifiche: nessuna fonte lo dice" in page
    # 12% in all on 200,000 euros given at the start, back after four years and a half
    assert 2.5 < 100 * (1.12 ** (1 / 4.5) - 1) < 2.6
    assert "mette tutto il 1° gennaio 2028 ed è ripagato il 1° luglio 2032" in page
    assert "al massimo il 2,5% circa all'anno, anche se riescono tutti. Al tasso di sconto del 3,0%" in page
    assert "l'anticipo è un debito del Comune" in page
    assert "i due conti danno lo stesso numero: 372.000 €" in page


@pytest.mark.parametrize("case", ["lucca", "catanzaro", "lecce"])
def test_whoever_is_not_found_counts_as_not_succeeded_in_plan_indicator_and_contract(case: str) -> None:
    page = html.unescape(html_of(worked(case)))
    assert (
        "Chi non si ritrova, fino a 4 su 20 in ciascun gruppo, conta come non riuscito, come nell'indicatore e "
        "nel contratto. Con 20 per gruppo, e 20 su 100 che riescono comunque, la differenza più piccola che si "
        "vede bene è: circa 42 punti. I 40 attesi possono sfuggire"
    ) in page
    seen = mde_two_shares(0.2, treated=20, control=20, downwards=False)
    assert seen == pytest.approx(0.42, abs=0.005)
    assert "anche a casa" not in page


def test_a_result_is_read_by_its_interval_and_never_by_the_smallest_change_that_shows() -> None:
    study = worked("lucca")
    said = (one for one in study.blocks() if isinstance(one, Said))
    rule = next(one.text for one in said if one.heading == "Come si leggerà il risultato")
    assert "Ha funzionato se l'intervallo sta tutto sopra zero" in rule
    assert "se la differenza è almeno 40 punti" in rule
    # 4 of 20 against 12 of 20 is 40 points: below the 42 of the plan, and Fisher's exact test tells it from chance
    assert "42" not in rule
    assert fisher_exact([[12, 8], [4, 16]]).pvalue == pytest.approx(0.0225, abs=5e-4)


def test_bergamo_pays_nobody_for_being_well() -> None:
    page = html_of(worked("bergamo"))
    assert "Prezzo di un risultato" not in page  # 18.000 euros, in the others
    assert "su 20 persone seguite" not in page
    assert "il corso non calcola un pagamento a risultato" in page
    assert "non calcola né un contratto né un accordo" in page
    assert "Il Comune vuole pagare una parte per i risultati?" not in page
    assert "Contratto, accordo, piano" not in page
    assert not [one for one in worked("bergamo").findings if one.part]


def test_prato_counts_families_who_have_not_come_back() -> None:
    study = worked("prato")
    assert [row[0] for row in table(study, "indicators").rows] == [
        "famiglie passate a una casa che in un anno non tornano in emergenza (ipotesi)",
        "spesa del Comune per l'emergenza abitativa in un anno",
    ]
    assert table(study, "indicators").rows[0][4] == "–"  # the 20 is an assumption: it has no day
    assert table(study, "study-management").rows[-1][3] == "piano della famiglia, firmato (ipotesi)"


def test_where_sources_disagree_is_a_section_with_the_numbers() -> None:
    page = html.unescape(html_of(worked("bergamo")))
    assert re.search(r"<h3>(<[^>]+>)?Da chiarire, perché le fonti non concordano", page)
    for number in ("19.580 persone in lista", "9.041, ed erano 13.772", "10.299 domande di 3.473 persone"):
        assert number in page
    # the growth a source writes is of neither of the numbers another writes
    assert round(100 * (19_580 / 13_772 - 1), 1) == 42.2
    assert round(100 * (19_580 / 9_041 - 1), 1) == 116.6
    assert "Da 9.041 a 19.580 la crescita è del 116,6%, da 13.772 è del 42,2%" in page
    # Istat counts 5,733 people between 75 and 79 and 5,093 between 80 and 84
    assert "circa 11.000 persone" in page
    assert "10.826 persone" in page


@pytest.mark.parametrize(
    ("case", "begins"),
    [("lucca", "Si entra a 18 anni compiuti, entro il 31 dicembre 2030"),
     ("catanzaro", "Si entra entro il 31 dicembre 2030"), ("lecce", "Corsi entro il 31 dicembre 2030"),
     # a year to leave, and a year not to come back
     ("prato", "Si entra entro il 31 dicembre 2029, si esce in un anno")],
)  # fmt: skip
def test_everybody_has_completed_the_twelve_months_when_the_target_is_read(case: str, begins: str) -> None:
    page = html.unescape(html_of(worked(case)))
    # the service ends in December 2031: twelve months before is the last day of 2030
    assert f"{begins}: così i dodici mesi di tutti finiscono entro il 31 dicembre 2031" in page
    # a verification every three months at Catanzaro, one a year elsewhere
    first = (
        "Alle verifiche del 2028, le prime quattro, nessuno dei seguiti ha compiuto un anno"
        if case == "catanzaro"
        else "Alla prima verifica, nel 2028, nessuno dei seguiti ha compiuto i dodici mesi"
    )
    assert first in page
    assert "Entro la fine del 2031" in page


def test_who_takes_part_in_doubt_has_the_doubt_beside_the_name() -> None:
    prato = html.unescape(html_of(worked("prato")))
    assert "Consorzio Fabrica (forse fornitore)" in prato
    lucca = html.unescape(html_of(worked("lucca")))
    assert "Fondazione Cassa di Risparmio di Lucca (forse partner)" in lucca
    assert "Human Foundation (forse valutatore)" in lucca
    # two sources write its name in two ways: nobody doubts that it is there
    assert "Autismo») (forse" not in html.unescape(html_of(worked("catanzaro")))


def test_a_sum_one_newspaper_alone_says_granted_is_called_announced() -> None:
    (cities,) = comparison(["lecce"])[:1]
    assert isinstance(cities, Table)
    (row,) = cities.rows
    assert "450.000" in row[2]
    assert "150.000" not in row[2]
    assert "150.000" in row[3]
    assert "annunciati" in row[3]


def test_those_without_the_service_are_read_in_the_same_way() -> None:
    told = {case: html.unescape(html_of(worked(case))) for case in CASES}
    assert (
        "Per chi non ha il servizio si fa lo stesso colloquio, a dodici mesi dalla domanda, e si chiede lo "
        "stesso contratto" in told["lucca"]
    )
    # the aims of a person are chosen before it is known in which group they are
    assert (
        "Gli obiettivi si approvano alla domanda, per tutti, prima di sapere chi entra" in told["catanzaro"]
    )
    assert (
        "Per chi non ha il servizio si compila la stessa scheda, a dodici mesi dalla domanda"
        in told["catanzaro"]
    )
    assert "negli stessi giorni per chi non li segue" in told["lecce"]
    # nothing is paid, and nobody is admitted by a date
    assert "Si entra per data di domanda" not in told["bergamo"]


def test_prato_says_below_what_it_counts_and_calls_nobody_again() -> None:
    page = html.unescape(html_of(worked("prato")))
    # a year to leave and a year not to come back: whoever enters in 2029 leaves in 2030, and is read in 2031
    for same in (
        "Famiglie che entro dodici mesi dall'ingresso passano a una casa con un contratto e nei dodici dopo non "
        "tornano in emergenza, nei due gruppi, in percentuale su quelle accolte",
        "quante sono passate a una casa con un contratto entro dodici mesi dall'ingresso e non tornate nei dodici "
        "dopo, in percentuale su quelle accolte",
        "fino a 4 su 20 in ciascun gruppo, conta come non riuscito. Chi è passato a una casa e non vi compare",
    ):
        assert same in page
    seen = mde_two_shares(0.2, treated=20, control=20, downwards=False)
    assert seen is not None
    assert f"circa {100 * seen:.0f} punti" in page
    assert "anche a casa" not in page


def test_a_measure_of_the_chain_has_its_sheet_even_if_it_is_still_empty() -> None:
    study = worked("catanzaro")
    rows = {row[0]: row for row in table(study, "indicators").rows}
    spent = rows["Spesa del Comune per persona seguita, prima e dopo (ipotesi)"]
    assert "€" in spent
    assert "–" in spent
    asked = " ".join(one.text for chapter in study.chapters for one in chapter.questions)
    assert "Spesa del Comune per persona seguita" in asked


def test_catanzaro_says_who_puts_the_money_in_and_for_whom_the_study_stops() -> None:
    page = html.unescape(html_of(worked("catanzaro")))
    assert "Denaro che mette Fondazione CDP: 200.000 €" in page
    assert "30% alla cooperativa; 70% a nuove attività sociali" in page
    assert "Da qui lo studio segue solo: persone con disabilità. Per: giovani che escono dalla tutela" in page
    # 42,628 euros of value for 46,800 of resources: the sentence and the figure round it alike
    assert page.count("circa 0,91") == 1
    assert "rapporto 0,91" in page


def test_a_short_account_is_kept_on_one_page_and_a_wide_table_may_go_on() -> None:
    def kept(columns: int, rows: int) -> int:
        row = tuple("x" for _n in range(columns))
        block = Table(id="t", caption="c", columns=row, rows=(row,) * rows)
        told = docx_table(block, planned(block), inline=lambda text, **_more: text, marks=lambda _notes: "")
        return told.count("<w:keepNext/>")

    # each row but the last is kept with the next, in each of its cells
    assert kept(2, 3) == 4
    assert kept(4, 3) == 8
    assert kept(4, 7) == 0


@pytest.mark.parametrize("lang", ["it", "en"])
def test_no_answer_of_a_worked_study_is_too_long_for_its_sheet(lang: Language) -> None:
    for case in CASES:
        study = worked(case, lang)
        asked = " ".join(one.text for chapter in study.chapters for one in chapter.questions)
        assert ("caratteri" if lang == "it" else "characters") not in asked
        # where nothing is paid, the costs are still to be asked for
        asks = next(one for one in study.chapters if one.id == "finance").questions
        assert bool(asks) == (case == "bergamo")
