"""Lesson 13, the feasibility study: what it holds, what contradicts in it, and the one to take home."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l13_feasibility_study import controls, exercises, pages, quiz
from fis_lessons.lessons.l13_feasibility_study.ground import Ground, Parameters

LESSON = Parts(
    id="13",
    parameters=Parameters,
    ground=Ground,
    exercises=exercises.exercises,
    controls=controls.controls,
    texts=pages.TEXTS,
    tables=pages.TABLES,
    notes=pages.NOTES,
    documents=pages.DOCUMENTS,
    facts=quiz.facts,
    credits=pages.cite_exercises,
)
