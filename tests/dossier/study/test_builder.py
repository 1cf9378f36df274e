"""The study of a project: nothing that is written is lost, nothing that is missing is hidden."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from never_empty import some
from office import project
from samples import CONTRACT_FILLED, DEAL_FILLED, HEADING, INDICATOR_FILLED, PLAN_FILLED

from fis_lessons.cases import load_case
from fis_lessons.dossier.record import Project
from fis_lessons.dossier.record_lines import Revision
from fis_lessons.dossier.study.builder import LONGEST_PARAGRAPH, shortened, study_of
from fis_lessons.dossier.study.content import Chapter, Note, Picture, Points, Said, Study, Table
from fis_lessons.dossier.study.html import html_of
from fis_lessons.dossier.study.steps import read_steps
from fis_lessons.i18n import Language

DAY = datetime.date(2026, 11, 30)
IDS = [
    "need", "alternatives", "comparison", "change", "indicators", "evaluation", "partners", "management",
    "finance", "risk", "timetable", "sources",
]  # fmt: skip
FIS = ["need", "comparison", "indicators", "evaluation", "partners"]
STUDY = {
    "alternatives": "Non fare nulla; no, il bisogno resta\nAppalto; no, costa di più",
    "management": "Ufficio scuola; coordina; le spese; determina",
    "timetable": "Avviso; 3\nPartenza; 2 mesi\nServizio; 6; Avviso, Partenza; Ufficio",
    "budget": "Educatori; 40.000; Comune; stanziato",
    "risks": "Pochi iscritti; l'ufficio; un secondo avviso",
    "after": "La giunta decide a maggio, al capitolo 1204",
    "picks": "prato; torino; norrkoping",
}
RECORD = {
    "heading": HEADING,
    "need": {"target": "Ragazzi fra 14 e 19 anni che rischiano di lasciare la scuola"},
    "indicators": {f"ancora.{name}": value for name, value in INDICATOR_FILLED.items()},
    "plan": PLAN_FILLED,
    "contract": CONTRACT_FILLED,
    "deal": DEAL_FILLED,
    "study": STUDY,
    "network": {
        "ties": "Comune - Caritas\nScuola - Comune",
        "resources": "Comune; denaro; 20.000\nVolontari; ore; 500; 15",
    },
}


def full(lang: Language = "it") -> Study:
    return study_of(project(**RECORD), date=DAY, lang=lang)


def words(study: Study) -> Iterator[tuple[str, tuple[Note, ...]]]:
    """Every text of every block, with the notes it carries."""
    for block in study.blocks():
        if isinstance(block, Table):
            yield from ((cell, block.notes) for row in block.rows for cell in row)
        elif isinstance(block, Points):
            yield from ((item, block.notes) for item in block.items)
        elif isinstance(block, Said):
            yield block.text, block.notes
        elif isinstance(block, Picture):
            yield block.figure.alt, block.notes


def shown(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def test_who_lives_there_is_said_as_people_say_it() -> None:
    for name, said in (("Arezzo", "Chi vive ad Arezzo"), ("L'Aquila", "Chi vive all'Aquila")):
        found = study_of(project(heading={**HEADING, "municipality": name}), date=DAY)
        assert said in [one.caption for one in found.blocks() if isinstance(one, Table)]


# --- chapters ------------------------------------------------------------------------------------------
def test_chapters_come_in_the_order_of_the_office_and_five_are_those_of_the_programme() -> None:
    found = full()
    assert [one.id for one in found.chapters] == IDS
    assert [one.id for one in found.chapters if one.fis] == FIS


def test_an_empty_record_is_a_whole_study_of_open_questions() -> None:
    found = study_of(Project(None), date=DAY)
    assert [one.id for one in found.chapters] == IDS
    for one in found.chapters:
        if one.id not in ("sources",):
            assert one.questions, one.id
    assert found.municipality == ""
    assert "da scrivere" in html_of(found)


def test_every_answer_is_found_again_with_the_lesson_and_the_day_it_was_written_in() -> None:
    found = full()
    told = list(words(found))
    for section, fields in some(RECORD.items()):
        for name, value in fields.items():
            if section in ("heading", "network") or name in ("picks", "once") or not str(value).strip():
                continue
            for part in some(re.split(r"[;\n]", str(value))):
                near = [notes for text, notes in told if part.strip() in text]
                if name.endswith("direction") or (section in ("contract", "deal") and part.isdecimal()):
                    continue  # a choice and a number are printed in the words of the form
                assert near, (section, name, part)
                assert any(note.kind == "record" for notes in near for note in notes), (section, name)


def test_numbers_of_the_deal_are_printed_with_their_unit() -> None:
    told = [text for text, _notes in words(full())]
    assert "300.000 €" in told  # cost of the service, as the form proposes it
    assert "8.000 €" in told


def test_three_stories_of_the_contract_are_right_by_hand() -> None:
    # 20 people, half expected: 5, 10, 13 (12.5 rounded up); 500 euros each, no fee, no checks to pay
    risk = next(one for one in full().chapters if one.id == "risk")
    table = next(one for one in risk.blocks if isinstance(one, Table) and one.id == "contract-stories")
    assert [row[1:] for row in table.rows] == [("5", "2.500 €"), ("10", "5.000 €"), ("13", "6.500 €")]


def test_three_stories_of_the_deal_tell_every_party_by_hand() -> None:
    # as the form proposes: 30 people, half expected; 300,000 of cost, 100,000 given, 90,000 of fees: 110,000
    # advanced; 8,000 a result, at most 150,000. First the capital, then 11,000 at most, then 30% to the provider
    risk = next(one for one in full().chapters if one.id == "risk")
    table = next(one for one in risk.blocks if isinstance(one, Table) and one.id == "deal-stories")
    assert table.columns[4:6] == ("Premio a chi realizza", "Per nuovi servizi")
    assert [row[1:] for row in table.rows] == [
        ("8", "154.000 €", "-23.000 €", "0 €", "0 €", "23.000 €"),
        ("15", "210.000 €", "10.000 €", "0 €", "0 €", "0 €"),
        ("19", "240.000 €", "11.000 €", "8.700 €", "20.300 €", "0 €"),
    ]


def test_a_plan_is_as_long_as_its_longest_road() -> None:
    plan = read_steps(STUDY["timetable"])
    assert plan is not None
    assert plan.length == 9
    assert plan.critical == ("Avviso", "Servizio")
    assert read_steps("Avviso; 3; Servizio") is None  # it waits for a step that is not there
    assert read_steps("Avviso; 3; Avviso") is None


def test_lines_that_cannot_be_read_stay_and_are_told() -> None:
    record = {"network": {"ties": "A - B\nA - B - C", "resources": "Comune; gatti; 3"}}
    partners = next(one for one in study_of(project(**record), date=DAY).chapters if one.id == "partners")
    said = "\n".join(one.text for one in partners.blocks if isinstance(one, Said))
    assert "A - B - C" in said
    listed = [item for one in partners.blocks if isinstance(one, Points) for item in one.items]
    assert any("gatti" in item for item in listed)


def test_two_versions_nobody_chose_between_are_both_told() -> None:
    made = Project(None)
    for who, text in (("a", "Ragazzi"), ("b", "Famiglie")):
        made.add([Revision.new(("need", "target"), text, lesson="02", who=who)])
    told = [text for text, _notes in words(study_of(made, date=DAY))]
    assert "Ragazzi" in told
    assert "Famiglie" in told


def test_a_section_of_a_newer_version_is_not_lost() -> None:
    told = [text for text, _notes in words(study_of(project(tomorrow={"x": "da tenere"}), date=DAY))]
    assert "da tenere" in told


def test_a_case_of_another_municipality_says_nothing_here() -> None:
    lucca = load_case("lucca")
    own = {**RECORD, "heading": {"municipality": "Lucca"}}
    aside = study_of(project(**RECORD), case=lucca, date=DAY)
    assert shown(html_of(aside)) == shown(html_of(full()))
    need = study_of(project(**own), case=lucca, date=DAY).chapters[0]
    assert any(note.url.startswith("http") for one in need.blocks for note in one.notes)
    assert any(isinstance(one, Table) and one.id == "targets" for one in need.blocks)


# --- long, many, hostile ---------------------------------------------------------------------------------
def test_a_long_text_is_cut_in_its_place_and_whole_at_the_end() -> None:
    text = "parola " * 7_000
    found = study_of(project(plan={"question": text}), date=DAY)
    last = found.chapters[-1]
    assert last.id == "texts"
    assert [one.text for one in last.blocks if isinstance(one, Said)] == [text.strip()]
    there = next(one for one in found.chapters if one.id == "evaluation").blocks[0]
    assert isinstance(there, Said)
    assert len(there.text) < LONGEST_PARAGRAPH + 100
    assert "Testi interi" in there.text


def test_a_long_line_of_a_list_is_cut_too_and_the_others_stay() -> None:
    long = "a" * (LONGEST_PARAGRAPH + 1)
    risks, texts = shortened(
        [Chapter(id="risk", title="Rischi", blocks=(Points(items=(long, "breve"), intro="I"),))]
    )
    assert isinstance(risks.blocks[0], Points)
    first, second = risks.blocks[0].items
    assert first.startswith("a" * LONGEST_PARAGRAPH + "… [Continua") and second == "breve"
    assert [(one.heading, one.text) for one in texts.blocks if isinstance(one, Said)] == [("1. I", long)]


def test_two_hundred_indicators_are_all_there() -> None:
    fields = {f"i{n}.name": f"Indicatore numero {n}" for n in range(200)}
    chapter = next(
        one for one in study_of(project(indicators=fields), date=DAY).chapters if one.id == "indicators"
    )
    table = next(one for one in chapter.blocks if isinstance(one, Table))
    assert len(table.rows) == 200
    # asked once for all of them, not two hundred times
    assert len(chapter.questions) == 1
    assert "e altri 197" in chapter.questions[0].text


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x","y")',
    "{table:deal} {0} {figure:nessuna} %s",
    "dell'Aquila à é \u202e \x00",
    "$x$ **a** [a](javascript:alert(1))",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_somebody_wrote_is_obeyed(text: str) -> None:
    record = {
        "heading": dict.fromkeys(HEADING, text), "need": {"target": text}, "plan": {"question": text},
        "indicators": {"a.name": text, "b.unit": text}, "study": dict.fromkeys(STUDY, f"{text}; 3; {text}"),
        "network": {"ties": f"{text} - B", "resources": f"{text}; denaro; 3"}, "tomorrow": {text: text},
    }  # fmt: skip
    page = html_of(study_of(project(**record), date=DAY))
    assert "<script" not in page
    assert "onerror" not in re.sub(
        r"&[a-z0-9#]+;", "", re.sub(r"<bdi.*?</bdi>|alt=\"[^\"]*\"", "", page)
    ) or ("<img src=x" not in page)
    assert 'href="javascript' not in page


@settings(max_examples=25, deadline=None)
@given(
    section=st.sampled_from(["need", "chain", "plan", "value_map", "deal", "contract", "stakeholders", "network",
                             "study", "agreement", "assets", "notes", "indicators", "comparison"]),
    field=st.sampled_from(["target", "chain", "map", "question", "price", "table", "road", "ties", "resources",
                           "timetable", "budget", "name", "a.name", "07.gaming", "picks", "people"]),
    value=st.one_of(st.text(max_size=200), st.integers(), st.lists(st.text(max_size=5), max_size=3), st.none()),
)  # fmt: skip
def test_any_record_makes_a_page(section: str, field: str, value: object) -> None:
    found = study_of(project(**{section: {field: value}}), date=DAY)
    page = html_of(found)
    assert page.count("<h1>") == 1
    for table in (one for one in found.blocks() if isinstance(one, Table)):
        assert {len(row) for row in table.rows} == {len(table.columns)}


FIELDS = [
    ("need", "target"), ("plan", "design"), ("contract", "verifier"), ("deal", "exit"), ("agreement", "x"),
    ("assets", "a.name"), ("assets", "a.after"), ("indicators", "a.name"), ("indicators", "b.owner"),
    ("comparison", "comparison"), ("notes", "07.gaming"), ("notes", "99.x"), ("stakeholders", "04.keys"),
    ("assets", "03.keys"), ("network", "second"), ("network", "05.x"), ("study", "after"), ("study", "risks"),
    ("chain", "target"), ("chain", "chain"), ("value_map", "map"), ("tomorrow", "x"),
]  # fmt: skip
WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=60).filter(
    lambda text: text.strip("–[{;|.") == text  # a dash is nothing, a brace a structure, a semicolon a part
)


@settings(max_examples=60, deadline=None)
@given(place=st.sampled_from(FIELDS), text=WORDS)
def test_whatever_is_written_is_found_again_on_the_page(place: tuple[str, str], text: str) -> None:
    section, field = place
    record: dict[str, dict[str, object]] = {section: {field: text}}
    if section in ("assets", "indicators"):
        record[section].setdefault("a.name", "Un nome")
    page = shown(html_of(study_of(project(**record), date=DAY)))
    for part in some(re.split("[;|]", text) if section == "study" else [text]):
        assert part.strip(" |") in page


def test_a_budget_is_summed_by_who_pays_and_never_in_silence() -> None:
    text = (
        "Educatori; 40.000 €; Comune; concesso\nSpazi; 2.500,50; Comune; concesso\n"
        "Bus; 1000; AUSL; da chiedere\nCoro; boh"
    )
    finance = next(
        one for one in study_of(project(study={"budget": text}), date=DAY).chapters if one.id == "finance"
    )
    table = next(one for one in finance.blocks if isinstance(one, Table) and one.id == "budget-totals")
    assert table.rows == (
        ("Comune", "stanziato", "42.500,50 €"),
        ("AUSL", "da chiedere", "1.000 €"),
        ("Somma delle righe: non tutto è denaro che c'è", "", "43.500,50 €"),
    )
    left = [item for one in finance.blocks if isinstance(one, Points) for item in one.items]
    assert left == ["Coro; boh"]


# --- the page ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", ["it", "en"])
def test_notes_and_text_lead_to_each_other(lang: Language) -> None:
    page = html_of(full(lang))
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]+)"', page)
    assert set(links) <= set(ids)
    notes = {one for one in ids if one.startswith("note-")}
    assert notes
    assert notes <= set(links)
    assert f'<html lang="{lang}">' in page


def test_captions_are_numbered_in_order_and_references_follow() -> None:
    page = shown(html_of(full()))
    numbers = [int(n) for n in re.findall(r"Tabella (\d+)\.", page)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_only_ones_own_study_leads_to_what_is_written_in_the_project() -> None:
    for study, own in ((full(), True), (study_of(project(**RECORD), date=DAY, example="Un esempio."), False)):
        first = study.chapters[-1].blocks[0]
        assert isinstance(first, Said)
        assert ("ciò che è scritto nel progetto" in first.text) == own
        assert "Un'ipotesi non è un fatto" in first.text


def test_english_is_english() -> None:
    page = shown(html_of(full("en")))
    assert "Feasibility study" in page
    assert "Studio di fattibilità" not in page
    assert "30 November 2026" in page
