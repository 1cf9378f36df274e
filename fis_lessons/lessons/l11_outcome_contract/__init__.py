"""Lesson 11, a contract that pays for results: who pays whom, for what, and what can go wrong."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l11_outcome_contract import controls, exercises, pages, quiz
from fis_lessons.lessons.l11_outcome_contract.ground import Ground, Parameters

LESSON = Parts(
    id="11",
    parameters=Parameters,
    ground=Ground,
    exercises=exercises.exercises,
    controls=controls.controls,
    texts=pages.TEXTS,
    tables=pages.TABLES,
    figures=pages.FIGURES,
    notes=pages.NOTES,
    documents=pages.DOCUMENTS,
    facts=quiz.facts,
)
