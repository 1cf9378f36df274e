"""What is still open is asked: a question an officer can put to somebody, once."""

from __future__ import annotations

import datetime

import pytest
from never_empty import some
from study_records import project

from fis_lessons.dossier.record_fields import DOCUMENTS, SHEETS, known_fields
from fis_lessons.dossier.record_sections import SECTIONS
from fis_lessons.dossier.study.asking import grouped
from fis_lessons.dossier.study.asking_words import field_questions, sheet_questions, whole_questions
from fis_lessons.dossier.study.builder import study_of
from fis_lessons.dossier.study.content import Question, Study
from fis_lessons.i18n import Language, use_language

DAY = datetime.date(2026, 11, 30)


def asked(study: Study) -> list[Question]:
    return [one for chapter in study.chapters for one in chapter.questions]


@pytest.mark.parametrize("lang", ["it", "en"])
def test_an_empty_project_is_asked_and_never_told_that_it_is_empty(lang: Language) -> None:
    found = asked(study_of(project(), date=DAY, lang=lang))
    for one in some(found):
        assert one.text.strip().endswith("?") or "?" in one.text, one.text
        assert "vuot" not in one.text and "empty" not in one.text, one.text
        assert one.who.strip(), one.text
    assert len({one.text for one in found}) == len(found)


def test_each_gap_of_a_plan_is_its_own_question() -> None:
    study = study_of(
        project(plan={"question": "Entro giugno 2029 chi è seguito frequenta di più?"}), date=DAY
    )
    texts = [one.text for one in asked(study)]
    assert "Quanto costa valutare, in giornate e in euro, e su quale voce di bilancio?" in texts
    assert "Che cosa deve cambiare, in chi, entro quando, rispetto a che cosa?" not in texts


def test_how_many_people_is_asked_until_somebody_writes_it() -> None:
    words = (
        "Quante persone del gruppo conosce oggi il servizio sociale? Con quale fonte si può stimare quante non "
        "sono in carico?"
    )

    def texts(target: str) -> list[str]:
        return [one.text for one in asked(study_of(project(need={"target": target}), date=DAY))]

    assert words in texts("Giovani fra 15 e 29 anni che non studiano")
    assert words not in texts("300 ragazzi di 14-17 anni")


def test_contract_and_deal_ask_the_same_thing_once() -> None:
    made = project(contract={"people": "20"}, deal={"people": "20"})
    finance = next(one for one in study_of(made, date=DAY).chapters if one.id == "finance")
    texts = [one.text for one in finance.questions]
    assert sum("In quale capitolo" in one for one in texts) == 1


def test_every_field_in_words_has_its_question() -> None:
    with use_language("it"):
        for section in some(SECTIONS):
            if section.id in SHEETS:
                assert set(sheet_questions(section.id)) < {one.id for one in known_fields(section.id)}
                continue
            for field in known_fields(section.id):
                if section.id == "heading" or field.kind not in ("line", "text"):
                    continue
                assert (section.id, field.id) in field_questions(), (section.id, field.id)
        assert set(whole_questions()) <= {*DOCUMENTS, "value_map"}


def test_questions_for_the_same_people_stand_together() -> None:
    first = Question(text="Quanti?", who="Ufficio di piano", lesson="02")
    other = Question(text="Quando?", who="Ragioneria", lesson="11")
    told = grouped([first, other, Question(text="Dove?", who="Ufficio di piano", lesson="02"), first])
    assert told == [("Ufficio di piano", "02", ["Quanti?", "Dove?"]), ("Ragioneria", "11", ["Quando?"])]


def test_of_a_sheet_with_several_faults_it_is_asked_once_what_to_decide() -> None:
    sheet = {"a.name": "Stanno meglio", "a.definition": "quanti", "a.outcome": "Incontri organizzati",
             "a.baseline": "60", "a.target": "40", "a.direction": "more"}  # fmt: skip
    found = [
        one.text
        for one in asked(study_of(project(indicators=sheet), date=DAY))
        if "Stanno meglio" in one.text
    ]
    (text,) = found
    assert "sembra un titolo" in text and "«incontri»" in text
    assert text.count("Che cosa si decide?") == 1 and text.endswith("Che cosa si decide?")


def test_nobody_is_asked_about_a_text_that_is_only_too_long() -> None:
    texts = [
        one.text for one in asked(study_of(project(contract={"result": "x" * 201, "people": "20"}), date=DAY))
    ]
    assert not [one for one in some(texts) if "caratteri" in one]
