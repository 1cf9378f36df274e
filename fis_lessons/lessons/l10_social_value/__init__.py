"""Lesson 10, social value: what an activity is worth, to whom, and how far the number can be trusted."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l10_social_value import controls, exercises, pages, quiz
from fis_lessons.lessons.l10_social_value.ground import Ground, Parameters

LESSON = Parts(
    id="10",
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
