"""Lesson 07, indicators and baselines: from a promise to a sheet somebody can measure with."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l07_indicators import controls, exercises, pages, quiz
from fis_lessons.lessons.l07_indicators.ground import Ground, Parameters

LESSON = Parts(
    id="07",
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
