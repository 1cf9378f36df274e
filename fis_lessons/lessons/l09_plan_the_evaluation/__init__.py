"""Lesson 09, plan the evaluation: what a single municipality can honestly do to know whether a project worked."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l09_plan_the_evaluation import controls, exercises, pages, quiz
from fis_lessons.lessons.l09_plan_the_evaluation.ground import Ground, Parameters

LESSON = Parts(
    id="09",
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
