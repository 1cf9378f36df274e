"""The form at the opening of a lesson: a municipality is found, asked or refused, and the lessons go on there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from never_empty import some

from fis_lessons.cases.own import FOLDER, choose_case, chosen_case, own_case_names
from fis_lessons.dossier.heading import heading_remarks
from fis_lessons.dossier.record import FILE_NAME, Form, Project
from fis_lessons.exercises import Progress
from fis_lessons.lessons import Lesson, lesson_spec, open_lesson
from fis_lessons.lessons.desk.own_case import OwnCase
from fis_lessons.territory import find


def opened(folder: Path, lesson: str = "02", **values: object) -> Lesson[Any, Any]:
    return lesson_spec(lesson).open(values, progress=Progress(folder))


def form(folder: Path) -> OwnCase:
    lesson = opened(folder)
    made = OwnCase(
        lesson.learner, case=lesson.case, proposed=lesson.proposed_case, trouble=lesson.own_case_trouble
    )
    made.widget()
    return made


def typed(made: OwnCase, words: str) -> list[str]:
    made.field.value = words
    return [label for label, _value in made.menu.options]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FIS_LESSONS_BUILD", raising=False)
    return tmp_path


def test_from_the_name_to_every_lesson(here: Path) -> None:
    made = form(here)
    assert typed(made, "comune di forli'") == ["Forlì (FC): un progetto tuo, da scrivere"]
    assert own_case_names(here) == (), "looking writes nothing"
    made.open.click()
    assert "i-miei-casi/forli.yaml" in made.message.value
    assert (
        "Ora premi di nuovo «Avvia la lezione»: questa e le altre si aprono su Forlì." in made.message.value
    )
    for number in ("01", "02", "06"):
        lesson = open_lesson(number)
        assert (lesson.case.municipality.name, lesson.parameters.case) == ("Forlì", "forli")
        assert lesson.proposed_case == "bergamo"


def test_the_municipality_that_is_chosen_is_written_on_every_document_unless_somebody_wrote_another(
    here: Path,
) -> None:
    def heading() -> dict[str, str]:
        return Project(here).texts("heading")

    for words, told in (("Forlì", "Forlì"), ("Castro (BG)", "Castro (BG)")):
        made = form(here)
        typed(made, words)
        made.open.click()
        assert heading() == {"municipality": told}
        assert heading_remarks(heading())[:1] != (), "the other fields are still asked"
        assert find(heading()["municipality"]).label
    Form(made.learner, lesson="13").keep("heading", {"municipality": "Unione dei Comuni"})
    typed(made, "Forlì")
    made.open.click()
    assert heading() == {"municipality": "Unione dei Comuni"}


def test_back_to_the_case_of_the_notebook_and_the_case_stays(here: Path) -> None:
    made = form(here)
    typed(made, "Forlì")
    made.open.click()
    lesson = open_lesson("02", case="lucca")
    again = OwnCase(lesson.learner, case=lesson.case, proposed=lesson.proposed_case)
    again.widget()
    assert again.back.layout.display == ""
    again.back.click()
    assert open_lesson("02", case="lucca").case.id == "lucca"
    assert own_case_names(here) == ("forli",)


def test_a_case_that_is_there_is_opened_and_left_as_it_is(here: Path) -> None:
    made = form(here)
    typed(made, "Forlì")
    made.open.click()
    file = here / FOLDER / "forli.yaml"
    text = file.read_text(encoding="utf-8").replace("un progetto da scrivere", "Casa comune")
    file.write_text(text, encoding="utf-8")
    again = form(here)
    assert typed(again, "D704") == ["Forlì (FC): il tuo caso"]
    again.open.click()
    assert file.read_text(encoding="utf-8") == text
    assert open_lesson("02").case.title == "Forlì: Casa comune"


def test_a_city_of_the_course_offers_its_case_and_a_project_of_one_s_own(here: Path) -> None:
    made = form(here)
    assert typed(made, "Città di Lucca") == [
        "Lucca (LU): CO-MIX, un caso del corso",
        "Lucca (LU): un progetto tuo, da scrivere",
    ]
    made.menu.value = "new:046017"
    made.open.click()
    assert chosen_case(here) == "lucca-lu"
    assert open_lesson("01").case.acronym == "CO-MIX (in prestito da Lucca)"


@pytest.mark.parametrize(
    ("words", "said", "offered"),
    [
        ("Castro", "Più di un comune si chiama «Castro».", ["Castro (BG)", "Castro (LE)"]),
        ("Rio nell'Elba", "non è più un comune dal 2018: oggi fa parte di Rio (LI)", ["Rio (LI)"]),
        ("Lamezia", "Nessun comune si chiama «Lamezia».", ["Lamezia Terme (CZ)"]),
        ("Qwrtz", "nessun nome gli somiglia", []),
        ("   ", "Manca il nome del comune.", []),
        ("x" * 50_000, "Il testo è troppo lungo", []),
        ("16024", "manca lo zero iniziale", ["Bergamo (BG)"]),
    ],
)
def test_what_cannot_be_taken_is_explained_with_what_may_have_been_meant(
    here: Path, words: str, said: str, offered: list[str]
) -> None:
    made = form(here)
    labels = typed(made, words)
    assert said.replace("'", "&#x27;") in made.message.value.replace("&#39;", "&#x27;").replace("'", "&#x27;")
    assert [name for name in offered if not any(label.startswith(name) for label in labels)] == []
    assert (made.menu.layout.display == "none") is not (len(labels) > 1), "one is no choice"
    assert (made.open.layout.display == "none") is not bool(labels)
    assert (f"Trovato: {labels[0]}." in made.message.value) is (len(labels) == 1) if labels else True
    if not labels:
        made.open.click()
    assert (own_case_names(here), chosen_case(here)) == ((), "")


def test_what_is_typed_is_text_and_never_a_page(here: Path) -> None:
    made = form(here)
    typed(made, "<img src=x onerror=alert(1)>")
    assert "<img" not in made.message.value
    assert "&lt;img" in made.message.value


def test_one_whose_residents_nobody_knows_is_opened_and_said(here: Path) -> None:
    made = form(here)
    typed(made, "Misiliscemi")
    made.open.click()
    assert "in prestito" in open_lesson("02").opening().text
    assert "Misiliscemi" in open_lesson("02").opening().text


@pytest.mark.parametrize("spoil", [lambda text: text[:300], lambda text: "nonsense: [", lambda text: ""])
def test_a_chosen_case_that_does_not_open_is_told_and_nothing_is_lost(here: Path, spoil: Any) -> None:
    made = form(here)
    typed(made, "Forlì")
    made.open.click()
    file = here / FOLDER / "forli.yaml"
    spoiled = spoil(file.read_text(encoding="utf-8"))
    file.write_text(spoiled, encoding="utf-8")
    lesson = open_lesson("02")
    assert lesson.case.id == "bergamo"
    assert "forli.yaml" in lesson.own_case_trouble
    shown = OwnCase(
        lesson.learner, case=lesson.case, proposed=lesson.proposed_case, trouble=lesson.own_case_trouble
    )
    shown.widget()
    assert "Il caso che avevi scelto non si apre; la lezione è aperta su Bergamo." in shown.message.value
    assert 'role="alert"' in shown.message.value
    assert file.read_text(encoding="utf-8") == spoiled


def test_a_chosen_case_that_is_gone_is_told(here: Path) -> None:
    choose_case(here, "forli")
    lesson = open_lesson("02")
    assert lesson.case.id == "bergamo"
    assert "forli" in lesson.own_case_trouble


def test_a_folder_that_cannot_be_written_is_said(here: Path) -> None:
    made = form(here)
    typed(made, "Forlì")
    (here / FOLDER).write_text("un file, non una cartella", encoding="utf-8")
    made.open.click()
    assert "Non riesco a scrivere il caso di Forlì." in made.message.value


def test_its_place_is_kept_until_it_comes(here: Path) -> None:
    piece = opened(here).own_case()
    assert piece._meanwhile is not None
    assert piece._meanwhile.html.startswith('<div class="fis-note fis-own-case"><p>Vuoi lavorare')
    assert "fis-own-case" in piece._widget()._dom_classes, "of the same height"


def test_a_case_of_no_municipality_is_not_chosen(here: Path) -> None:
    made = form(here)
    typed(made, "Forlì")
    made.open.click()
    choose_case(here, "")
    again = form(here)
    typed(again, "Forlì")
    file = here / FOLDER / "forli.yaml"
    text = (
        file.read_text(encoding="utf-8")
        .replace("040012", "999999")
        .replace('{name: "Forlì', '{name: "Castro')
    )
    file.write_text(text, encoding="utf-8")
    again.open.click()
    assert 'role="alert"' in again.message.value and "999999" in again.message.value
    assert chosen_case(here) == ""


def test_a_name_that_cannot_be_written_on_the_documents_is_said_after_the_rest(here: Path) -> None:
    made = form(here)
    typed(made, "Forlì")
    (here / FILE_NAME).mkdir()
    made.open.click()
    assert (
        "si aprono su Forlì.<br>Non riesco a scrivere il nome del Comune nei documenti" in made.message.value
    )
    assert 'role="alert"' in made.message.value
    assert chosen_case(here) == "forli"


def test_a_build_reads_and_offers_nothing_of_a_learner_s_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = form(here)
    typed(made, "Forlì")
    made.open.click()
    monkeypatch.setenv("FIS_LESSONS_BUILD", "1")
    lesson = open_lesson("02")
    assert (lesson.case.id, lesson.learner.folder) == ("bergamo", None)
    assert some(lesson_spec("02").problems({"case": "forli"}))
    assert lesson.own_case()._repr_mimebundle_()["text/plain"] == ""
