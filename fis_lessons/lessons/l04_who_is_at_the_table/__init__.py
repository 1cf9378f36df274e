"""Lesson 04, who is at the table: influence, conflicts, missing voices, participation, the legal road."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l04_who_is_at_the_table import controls, exercises, pages, quiz
from fis_lessons.lessons.l04_who_is_at_the_table.ground import Ground, Parameters

LESSON = Parts(
    id="04",
    parameters=Parameters,
    ground=Ground,
    exercises=exercises.exercises,
    controls=controls.controls,
    texts=pages.TEXTS,
    tables=pages.TABLES,
    notes=pages.NOTES,
    documents=pages.DOCUMENTS,
    facts=quiz.facts,
    credits=pages.credits_of_exercises,
)
