"""What a lesson hands in: the answers in one file for the trainer, and a certificate for the learner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fis_lessons import __version__
from fis_lessons.cases.own import own_case_text
from fis_lessons.dossier.hand_in import save_hand_in
from fis_lessons.errors import LessonError
from fis_lessons.exercises import handin
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import set_language
from fis_lessons.lessons.desk.live import Live
from fis_lessons.lessons.desk.parameters import LessonParameters


def hand_in_form(
    lesson: str, *, parameters: LessonParameters, variant: str, exercises: Iterable[str], learner: Learner
) -> Live:
    """Show a field for one's name and a button that writes the answers in one file for the trainer."""
    names = list(exercises)

    def write(person: str) -> tuple[bool, str]:
        return hand_in(
            person, lesson=lesson, parameters=parameters, variant=variant, exercises=names, learner=learner
        )

    def certify(name: str) -> tuple[bool, str]:
        from fis_lessons.dossier.certificate import certify

        return certify(learner, name)

    def panel() -> Any:
        return handin.hand_in_panel(write, certify=certify)

    return Live(panel, handin.invitation())


def hand_in(
    person: str,
    *,
    lesson: str,
    parameters: LessonParameters,
    variant: str,
    exercises: Iterable[str],
    learner: Learner,
) -> tuple[bool, str]:
    """Write the answers, and the learner's own case with them; return whether it was done, and what to say."""
    set_language(parameters.lang)
    try:
        text = handin.build_hand_in(
            learner.record,
            lesson=lesson,
            parameters=parameters.values(),
            variant=variant,
            exercises=exercises,
            person=person,
            package=__version__,
            own_case=own_case_text(learner.folder, parameters.case),
        )
    except LessonError as error:
        return False, error.message
    name = handin.file_name(lesson=lesson, case=parameters.case, person=person)
    return save_hand_in(text, learner=learner, name=name)
