"""A case for any municipality: what is known, the open questions with their examples, the nearest pilot."""

from __future__ import annotations

from pathlib import Path

import pytest
from never_empty import some

from fis_lessons.cases import check_file, load_case_file
from fis_lessons.cases.model import Case
from fis_lessons.cases.own import FOLDER
from fis_lessons.dossier.case_questions import questions
from fis_lessons.dossier.certificate import certificate
from fis_lessons.dossier.nearest_pilot import nearest_pilot
from fis_lessons.dossier.new_case import case_name, new_case, write_case
from fis_lessons.errors import CaseError
from fis_lessons.exercises import Event, Progress
from fis_lessons.i18n import LANGUAGES, set_language
from fis_lessons.territory import find, municipalities, population
from fis_lessons.territory.bes import read_bes

TOWNS = ("Forlì", "San Salvatore Monferrato", "Montecopiolo", "Morterone", "L'Aquila", "Bozen", "Castro (LE)")
BES = (
    "CODICE;INDICATORE;SESSO;TERRITORIO;UNITA_MISURA;V2022;V2023\n"
    "02IST006;Giovani che non lavorano e non studiano (NEET);Totale;Bergamo;Valori percentuali;12,8;11,3\n"
    "02IST006;Giovani che non lavorano e non studiano (NEET);Totale;Italia;Valori percentuali;19,0;16,1\n"
)


def made(town: str, folder: Path) -> Case:
    return load_case_file(write_case(find(town), folder).path)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("town", TOWNS)
def test_the_file_is_sound_whatever_the_municipality(town: str, lang: str, tmp_path: Path) -> None:
    set_language("en" if lang == "en" else "it")
    file = write_case(find(town), tmp_path).path
    assert [str(problem) for problem in check_file(file)] == []
    assert file.stem == load_case_file(file).id


def test_every_name_is_a_name_of_a_case_and_no_two_are_one() -> None:
    names = [case_name(place) for place in some(municipalities())]
    assert len(set(names)) == len(names)
    assert {case_name(find(f"Castro ({sign})")) for sign in ("BG", "LE")} == {"castro-bg", "castro-le"}


def test_what_is_known_has_its_source_and_is_the_municipality_s(tmp_path: Path) -> None:
    case = made("Forlì", tmp_path)
    people = {one.label: one.value for one in case.summary[0].quantities}
    assert people == {
        "residenti": 116_440, "residenti fra 0 e 14 anni": 14_275, "residenti di 65 anni e più": 29_898,
    }  # fmt: skip
    assert [source.publisher for source in case.sources_of(case.summary[0])] == ["Istat"]
    assert case.summary[0].borrowed is None
    assert "Pescara (PE)" in case.summary[2].text


def test_residents_nobody_knows_are_not_invented(tmp_path: Path) -> None:
    case = made("Montecopiolo", tmp_path)
    own = [one for one in case.summary if not one.borrowed]
    assert [one.text for one in own] == [
        "Montecopiolo è un Comune della provincia di Rimini (Emilia-Romagna).",
        "Quante persone abitano a Montecopiolo e di quale età, il corso non lo sa: nei dati dell'edizione "
        "2023 manca.",
    ]
    assert not any(one.quantities for one in own)


@pytest.mark.parametrize(
    ("town", "pilot"),
    [
        ("Forlì", "bergamo"),
        ("Aosta", "bergamo"),
        ("Roma", "lucca"),
        ("L'Aquila", "catanzaro"),
        ("Misiliscemi", "catanzaro"),
    ],
)
def test_the_nearest_pilot_is_of_the_same_part_of_italy_and_the_rule_is_said(town: str, pilot: str) -> None:
    nearest = nearest_pilot(find(town))
    assert nearest.case.id == pilot
    assert nearest.why.startswith("Regola: fra i casi pilota, quello della stessa parte d'Italia")


def test_what_only_the_learner_knows_is_an_open_question_with_help(tmp_path: Path) -> None:
    case, text = made("Forlì", tmp_path), new_case(find("Forlì"))
    assert list(case.open_questions) == [one.text for one in questions()]
    for one in some(questions()):
        assert all(f"# {line}" in text.splitlines() for line in one.example.splitlines())


def test_each_example_once_filled_in_takes_the_place_of_what_was_borrowed(tmp_path: Path) -> None:
    text = new_case(find("Forlì"))
    asked = some(questions())
    for one in asked:
        commented = "\n".join(f"# {line}" for line in one.example.splitlines())
        assert commented in text
        text = text.replace(commented, one.example.replace("…", "Scritto da me."))
    mine = {section for one in asked for section in one.sections}
    head, _colon, rest = text.partition("  sections: [")
    sections, _bracket, rest = rest.partition("]")
    kept = [name for name in sections.split(", ") if name not in mine]
    path = tmp_path / "forli.yaml"
    path.write_text(f"{head}  sections: [{', '.join(kept)}]{rest}", encoding="utf-8")
    assert [str(problem) for problem in check_file(path)] == []
    case = load_case_file(path)
    assert (case.acronym, case.area) == ("Scritto da me.", "social_inclusion")
    assert [one.borrowed for one in (*case.needs, *case.indicators)] == [None] * 2
    # no source says yet who takes part: the pilot's table stays beside the own one, and says whose it is
    assert {one.borrowed for one in case.stakeholders[2:]} == {"Bergamo, hOLD on"}
    assert [one.borrowed for one in case.stakeholders[:2]] == [None] * 2
    assert case.theory_of_change[0].target == "gruppo"


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    file = write_case(find("Forlì"), tmp_path).path
    file.write_text("mio", encoding="utf-8")
    again = write_case(find("Forlì"), tmp_path)
    assert (again.new, again.path.read_text(encoding="utf-8")) == (False, "mio")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "casi").write_text("non una cartella", encoding="utf-8")
    with pytest.raises(CaseError, match="Non riesco a scrivere il caso di Forlì"):
        write_case(find("Forlì"), tmp_path / "casi")


def test_indicators_of_a_table_the_user_has_are_those_of_the_province(tmp_path: Path) -> None:
    (tmp_path / "bes.csv").write_text(BES, encoding="utf-8")
    table = read_bes(tmp_path / "bes.csv")
    case = load_case_file(write_case(find("Treviglio"), tmp_path, bes=table).path)
    (told,) = [one for one in case.summary if one.sources == ("bes",)]
    assert told.text == (
        "Giovani che non lavorano e non studiano (NEET): 11,3% nel 2023. È un dato della provincia di "
        "Bergamo, non "
        "del Comune."
    )
    assert [(one.value, one.unit, one.date) for one in told.quantities] == [(11.3, "percent", "2023")]
    # a province the table does not have gives nothing, and no number of Italy in its place
    assert "bes" not in new_case(find("Forlì"), bes=table)


def test_the_numbers_are_counted_here_and_not_copied() -> None:
    place = find("San Salvatore Monferrato")
    assert population(place) == 3998
    assert "ha 3.998 residenti" in new_case(place)


def test_the_certificate_names_the_municipality_of_a_case_of_one_s_own(tmp_path: Path) -> None:
    name = write_case(find("San Salvatore Monferrato"), tmp_path / FOLDER).name
    record = Progress(tmp_path)
    record.add(Event("02", "change", "answer", case=name, answer="1", state="not_yet"))
    page = certificate(record, name="Anna Rossi", lessons=["02"], lang="it")
    assert "San Salvatore Monferrato" in page
