"""Lesson 12, investors and risk: who advances the money, who loses it, what must be true for a deal to hold."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l12_investors_and_risk import controls, exercises, pages, quiz
from fis_lessons.lessons.l12_investors_and_risk.ground import Ground, Parameters

LESSON = Parts(
    id="12",
    parameters=Parameters,
    ground=Ground,
    exercises=exercises.exercises,
    controls=controls.controls,
    texts=pages.TEXTS,
    tables=pages.TABLES,
    notes=pages.NOTES,
    documents=pages.DOCUMENTS,
    facts=quiz.facts,
)
