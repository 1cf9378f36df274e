"""A comparison is recognised in the ways people write it; before and after of the same people is none."""

from __future__ import annotations

import pytest
from samples import PLAN_FILLED

from fis_lessons.dossier.evaluation_plan import PLAN

SAID = (
    # from the reading of 30 November 2026: each was told that it did not say with whom
    "Ragazzi usciti dalla tutela nei due anni prima",
    "Chi è uscito nei due anni prima, stesso registro",
    "Famiglie accolte in emergenza nei due anni prima, con lo stesso registro",
    "Ragazzi di un altro centro diurno, che non seguono i corsi",
    "Gli iscritti dell'anno scorso, dagli stessi archivi",
    "Chi ha i requisiti ed è rimasto fuori per mancanza di posti",
    "Le famiglie non ammesse per pochi punti",
    "Chi è in attesa del secondo turno",
    "Un'altra scuola della città, con lo stesso questionario",
    "I quartieri dove il progetto non arriva",
    "Families who left in the two years before",
)
NOT_SAID = (
    "Gli stessi ragazzi, l'anno prima e l'anno dopo",
    "Misuriamo le famiglie un anno prima e poi alla fine",
    "Ci si aspetta che lavorino di più, da un anno all'altro",
    "Un questionario ben fatto, due volte",
)


def told(text: str) -> bool:
    found = [
        one for one in PLAN.judged({**PLAN_FILLED, "design": text}).remarks if one.where == "Il confronto"
    ]
    return bool(found)


@pytest.mark.parametrize("text", SAID)
def test_a_comparison_is_recognised_as_people_write_it(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize("text", NOT_SAID)
def test_near_misses_are_no_comparison(text: str) -> None:
    assert told(text)


def test_a_question_that_names_who_came_before_names_a_comparison() -> None:
    question = "Entro giugno 2029, fra i seguiti lavora più gente che fra quelli usciti nei due anni prima?"
    assert not [
        one for one in PLAN.judged({**PLAN_FILLED, "question": question}).remarks if one.where == "La domanda"
    ]
