"""Lesson 05, a network that holds: who works with whom, who keeps it together, what everybody brings."""

from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l05_a_network_that_holds import controls, exercises, pages, quiz
from fis_lessons.lessons.l05_a_network_that_holds.ground import Ground, Parameters

LESSON = Parts(
    id="05",
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
