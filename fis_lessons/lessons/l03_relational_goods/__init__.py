"""Lesson 03, relational goods and shared assets: what a community has in common, and how to say if it grows."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l03_relational_goods import controls, exercises, pages, quiz
from fis_lessons.lessons.l03_relational_goods.ground import Ground, Parameters

LESSON = Parts(
    id="03",
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
