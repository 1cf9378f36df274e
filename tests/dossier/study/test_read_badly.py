"""What somebody wrote and the study cannot read: it is said with its row, and never put in another's place."""

from __future__ import annotations

import datetime
import html

import pytest
from office import line, opened, project

from fis_lessons.cases import load_case
from fis_lessons.cases.own import FOLDER
from fis_lessons.dossier.network_sheet import read_resources
from fis_lessons.dossier.new_case import write_case
from fis_lessons.dossier.study.annexes import write_annexes
from fis_lessons.dossier.study.budget import read_budget
from fis_lessons.dossier.study.builder import study_of
from fis_lessons.dossier.study.content import Study, Table
from fis_lessons.dossier.study.html import html_of
from fis_lessons.dossier.study.reading import read_project
from fis_lessons.dossier.study.rules import findings
from fis_lessons.dossier.study.steps import read_steps, trouble_in_steps
from fis_lessons.i18n import Language, use_language
from fis_lessons.territory import find

DAY = datetime.date(2026, 11, 30)


def made(**sections: dict[str, str]) -> Study:
    return study_of(project(**sections), date=DAY)


def table(study: Study, name: str) -> Table:
    return next(one for one in study.blocks() if isinstance(one, Table) and one.id == name)


def asked(study: Study, chapter: str) -> list[str]:
    return [one.text for of in study.chapters if of.id == chapter for one in of.questions]


def found(rule: str, **sections: dict[str, str]) -> str:
    return next(one.text for one in findings(read_project(project(**sections))) if one.rule == rule)


# --- the steps ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("Avviso; 3\nServizio; 24; Avvisi", "passo «Servizio»: aspetta «Avvisi», che non c'è."),
        (
            "Avviso; presto\nServizio; 24",
            "passo «Avviso»: i mesi non si leggono: «presto». Scrivi un numero.",
        ),
        ("Avviso\nServizio; 24", "passo «Avviso»: non dice quanti mesi."),
        ("Avviso; 3\nAvviso; 2", "passo «Avviso»: il nome è scritto due volte."),
        ("Avviso; 3; Servizio\nServizio; 6; Avviso", "questi passi si aspettano l'un l'altro"),
    ],
)
def test_why_there_is_no_calendar_is_an_open_question(steps: str, words: str) -> None:
    assert read_steps(steps) is None
    assert any(words in one for one in asked(made(study={"timetable": steps}), "timetable"))


@pytest.mark.parametrize("steps", ["", "Avviso; 3\nServizio; 6 mesi; avviso", "Si parte a marzo 2027"])
def test_steps_in_a_calendar_and_plain_words_have_no_trouble(steps: str) -> None:
    assert trouble_in_steps(steps) == ()
    assert not any("passo" in one for one in asked(made(study={"timetable": steps}), "timetable"))


# --- the costs ---------------------------------------------------------------------------------------------
def test_a_sum_that_is_not_read_is_not_who_pays() -> None:
    budget = "Educatori; 48.000 euro l'anno; Comune; stanziato\nSala; 1.000; Coop 2000\nTetto; Coop 2000"
    one = made(study={"budget": budget})
    assert table(one, "study-budget").rows == (
        ("Educatori", "48.000 euro l'anno", "Comune", "stanziato"),
        ("Sala", "1.000 €", "Coop 2000", "–"),
        ("Tetto", "–", "Coop 2000", "–"),
    )
    assert "Educatori; 48.000 euro l'anno; Comune; stanziato" in html.unescape(html_of(one))
    sheet = opened(write_annexes(project(study={"budget": budget}), date=DAY))["Costi"]
    assert line(sheet, "Educatori")[:3] == [None, "48.000 euro l'anno, Comune", "stanziato"]


# --- the rest ----------------------------------------------------------------------------------------------
def test_a_choice_nobody_made_is_empty_and_asks_nothing() -> None:
    sheets = {"a.name": "Ammessi", "a.direction": "more", "b.name": "Presenze", "b.direction": ""}
    rows = table(made(indicators=sheets), "indicators").rows
    assert [row[1] for row in rows] == ["meglio se cresce", "–"]


def test_a_line_of_the_network_that_is_not_read_says_what_was_expected() -> None:
    text = html.unescape(
        html_of(made(network={"resources": "Comune; locali; 3.000\nFondazione; denaro; 20.000"}))
    )
    assert "non capisco «Comune; locali; 3.000». Atteso: chi; denaro, spazi oppure ore; quanto." in text


def test_what_is_not_read_is_named_and_the_rest_counted() -> None:
    sheet = {"a.name": "benessere", "a.baseline": "circa 20", "a.target": "di più"}
    assert found("unreadable", indicators=sheet).endswith(
        "«benessere»: Non riesco a leggere il numero «di più»."
    )
    many = {f"{letter}.{name}": text for letter in "ab" for name, text in (
        ("name", f"benessere {letter}"), ("baseline", "circa 20"), ("target", "di più"))}  # fmt: skip
    assert found("unreadable", indicators=many).endswith("E un'altra.")
    third = {"c.name": "altro", "c.baseline": "boh"}
    assert found("unreadable", indicators=many | third).endswith("E altre 2.")


def test_of_two_sheets_that_ask_the_same_each_says_its_lesson() -> None:
    told = found("unreadable", contract={"price": "tanto"}, deal={"price": "poco"})
    assert "Il contratto, lezione 11: " in told.partition("«tanto»")[0]
    assert "L'accordo, lezione 12: " in told.partition("«tanto»")[2].partition("«poco»")[0]


def test_nothing_for_afterwards_is_said_as_one_says_it() -> None:
    assert found("ends-with-grant", study={"budget": "Sala; 10"}) == "Per il dopo non c'è scritto nulla."
    assert found("ends-with-grant", study={"after": "Si vedrà"}) == "Per il dopo c'è scritto: «Si vedrà»."


def test_an_edition_is_dated_as_in_the_cases_of_the_course(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("forli")
    write_case(find("Forlì"), folder / FOLDER)
    own = {one.id: one for one in load_case("forli", folder=folder).sources if not one.borrowed}
    shipped = load_case("lucca").source("istat")
    assert (own["istat"].title, own["istat"].date) == (shipped.title, shipped.date) == (shipped.title, "2023")
    assert own["elenco"].date == "2024"


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("written", ["240.000", "240,000", "240000", "€ 240.000", "240,000 €"])
def test_a_sum_is_the_same_in_the_other_language(lang: Language, written: str) -> None:
    with use_language(lang):
        (cost,) = read_budget(f"Educatori; {written}; Comune; stanziato")
        assert cost.euros == 240_000
        assert [one.value for one in read_resources(f"Comune; denaro; {written.strip('€ ')}").things] == [
            240_000
        ]
        (small,) = read_budget("Carta; 12,50; Comune")
        assert small.euros == 12.5
