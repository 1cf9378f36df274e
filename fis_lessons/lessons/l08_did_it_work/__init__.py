"""Lesson 08, did it work: one story told by five comparisons, where the truth is known and where it is not."""

from fis_lessons.dossier.offer_sources import for_comparison
from fis_lessons.lessons.desk import Parts
from fis_lessons.lessons.l08_did_it_work import controls, exercises, pages, quiz
from fis_lessons.lessons.l08_did_it_work.ground import Ground, Parameters

LESSON = Parts(
    id="08",
    parameters=Parameters,
    ground=Ground,
    exercises=exercises.exercises,
    controls=controls.controls,
    texts=pages.TEXTS,
    tables=pages.TABLES,
    figures=pages.FIGURES,
    notes=pages.NOTES,
    offers={"comparison": for_comparison},
    facts=quiz.facts,
)
