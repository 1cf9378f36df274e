"""Lesson 02, reading the territory: who the target group really is, and among how many it is counted."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l02_reading_the_territory import controls, exercises, pages, quiz
from fis_lessons.lessons.l02_reading_the_territory.ground import Ground, Parameters

LESSON = Parts(
    id="02",
    parameters=Parameters,
    ground=Ground,
    exercises=exercises.exercises,
    controls=controls.controls,
    texts=pages.TEXTS,
    tables=pages.TABLES,
    notes=pages.NOTES,
    facts=quiz.facts,
)
