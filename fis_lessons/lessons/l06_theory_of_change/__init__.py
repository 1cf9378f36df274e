"""Lesson 06, theory of change: what is done, what changes, and the if between the two."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l06_theory_of_change import controls, exercises, pages, quiz
from fis_lessons.lessons.l06_theory_of_change.ground import Ground, Parameters

LESSON = Parts(
    id="06",
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
