"""For authors and trainers: do the questions of the quizzes hold, whatever the case and the language?"""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.cases import case_names
from fis_lessons.errors import ExerciseError, Problem
from fis_lessons.exercises import Progress
from fis_lessons.i18n import LANGUAGES, language, set_language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.registry import lesson_spec


def count_questions(lessons: Iterable[str]) -> dict[str, int]:
    """Read the questions of some lessons for every case and in every language, and count them.

    Raises
    ------
    ExerciseError
        With every problem of every lesson, each once.
    LessonError
        If there is no such lesson.
    """
    before = language()
    found: dict[str, Problem] = {}
    counted: dict[str, int] = {}
    try:
        for spec in [lesson_spec(lesson) for lesson in lessons]:
            # one's own language first: a problem of all languages is told in that
            for lang in sorted(LANGUAGES, key=lambda one: one != before):
                for case in case_names():
                    lesson = spec.open({"case": case, "lang": lang}, progress=Progress(None))
                    try:
                        counted[spec.id] = len(lesson.bank)
                    except ExerciseError as error:
                        for problem in error.problems:
                            found.setdefault(problem.where.partition(" (")[0], problem)
    finally:
        set_language(before)
    if found:
        raise ExerciseError(_("Ci sono domande da mettere a posto."), found.values())
    return counted
