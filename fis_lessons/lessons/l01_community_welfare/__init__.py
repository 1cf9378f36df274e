"""Lesson 01, community welfare: who decides, who does, who keeps what grows between people."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l01_community_welfare import controls, exercises, pages, quiz
from fis_lessons.lessons.l01_community_welfare.ground import Ground, Parameters

LESSON = Parts(
    id="01",
    parameters=Parameters,
    ground=Ground,
    exercises=exercises.exercises,
    controls=controls.controls,
    texts=pages.TEXTS,
    tables=pages.TABLES,
    notes=pages.NOTES,
    facts=quiz.facts,
    credits=pages.credits_of_exercises,
)
