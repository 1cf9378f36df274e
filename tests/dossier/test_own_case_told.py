"""A case of one's own, opened in the other language: what the course wrote is told again, the rest is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fis_lessons.cases import Case, load_case
from fis_lessons.cases.own import FOLDER
from fis_lessons.dossier import own_case_told
from fis_lessons.dossier.new_case import of_the_province, write_case
from fis_lessons.dossier.own_case_told import in_language
from fis_lessons.exercises import Progress
from fis_lessons.i18n import Language, use_language
from fis_lessons.lessons.desk.own_case import opened_case
from fis_lessons.lessons.registry import LESSONS
from fis_lessons.territory import find


def written(folder: Path, lang: Language) -> Path:
    with use_language(lang):
        write_case(find("Forlì"), folder / FOLDER)
    return folder


def words(case: Case) -> list[str]:
    told = [text for one in case.summary if not one.borrowed for text in (one.text, one.assumption or "")]
    labels = [it.label or "" for one in case.summary if not one.borrowed for it in one.quantities]
    return [case.title, case.borrows.why if case.borrows else "", *case.open_questions, *told, *labels]


@pytest.mark.parametrize(("made", "opened"), [("it", "en"), ("en", "it")])
def test_the_sentences_of_the_course_follow_the_language(
    tmp_path: Path, made: Language, opened: Language
) -> None:
    folder, there = written(tmp_path / "a", made), written(tmp_path / "b", opened)
    with use_language(opened):
        assert words(opened_case("forli", folder=folder)) == words(opened_case("forli", folder=there))


def test_in_english_nothing_is_left_in_italian(tmp_path: Path) -> None:
    folder = written(tmp_path, "it")
    with use_language("en"):
        case = opened_case("forli", folder=folder)
    assert case.title == "Forlì: a project to be written"
    with use_language("en"):
        assert case.source("elenco").title_text().startswith("[Statistical codes of the municipalities, 2024")
    assert case.summary[0].text.startswith("Forlì has 116,440 residents: 12 in a hundred are under 15")
    assert case.open_questions[0] == "What is the project called?"


def test_what_somebody_wrote_stays_as_it_is(tmp_path: Path) -> None:
    folder = written(tmp_path, "it")
    path = tmp_path / FOLDER / "forli.yaml"
    text = path.read_text(encoding="utf-8").replace("Forlì: un progetto da scrivere", "Restare a scuola")
    path.write_text(text.replace("Forlì è un Comune della", "Forlì è una città della"), encoding="utf-8")
    with use_language("en"):
        case = opened_case("forli", folder=folder)
    assert case.title == "Restare a scuola"
    assert any(one.text.startswith("Forlì è una città della") for one in case.summary)
    assert case.open_questions[0] == "What is the project called?"


def test_an_indicator_of_the_province_is_told_again(tmp_path: Path) -> None:
    folder = written(tmp_path, "it")
    case = load_case("forli", folder=folder)
    number = replace(case.summary[0].quantities[0], label="Neet", value=12.5, unit="percent", date="2024")
    with use_language("it"):
        said = of_the_province("Neet", 12.5, "2024", province=case.province)
    assert said == "Neet: 12,5% nel 2024. È un dato della provincia di Forlì-Cesena, non del Comune."
    row = replace(case.summary[0], text=said, sources=("bes",), quantities=(number,))
    with use_language("en"):
        told = in_language(replace(case, summary=(row, *case.summary)))
    assert told.summary[0].text.startswith("Neet: 12.5% in 2024.")


def test_in_the_language_of_the_file_nothing_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path, "it")
    monkeypatch.setattr(own_case_told, "new_case", None)
    with use_language("it"):
        assert opened_case("forli", folder=folder).title == "Forlì: un progetto da scrivere"


def test_a_course_built_in_two_languages_tells_the_case_in_each(tmp_path: Path) -> None:
    text = (written(tmp_path, "it") / FOLDER / "forli.yaml").read_text(encoding="utf-8")
    with use_language("it"):
        lesson = LESSONS["01"].open({"case": "forli", "lang": "en"}, progress=Progress(None), case_text=text)
        assert lesson.case.title == "Forlì: a project to be written"
