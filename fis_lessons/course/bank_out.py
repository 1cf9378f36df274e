"""The questions of a course as a file that another system reads."""

from __future__ import annotations

from pathlib import Path

from fis_lessons.course.bank_moodle import moodle_xml
from fis_lessons.course.plan import Plan
from fis_lessons.course.training_forms import course_banks
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language, counted, use_language
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.registry import LESSONS


def write_bank(plan: Plan, path: Path, *, lang: Language) -> tuple[str, ...]:
    """Write every question of a course for Moodle; return what to tell.

    Raises
    ------
    BuildError
        If the course has no question in that language, or the name does not end with ``.xml``.
    OSError
        If the file cannot be written.
    """
    with use_language(lang):
        if path.suffix.lower() != ".xml":
            raise BuildError(
                _("Non so scrivere un file con questo nome."),
                [Problem(path.name, path.suffix or "–", expected=_("un nome che finisce con .xml"))],
            )
        banks = {lesson: bank for lesson, bank in course_banks(plan, lang=lang, without=()).items() if bank}
        if not banks:
            raise BuildError(
                _("In questo corso non ci sono domande."),
                [Problem(plan.title, _("lingua: {lang}.").format(lang=lang))],
            )
        titles = {lesson: _(LESSONS[lesson].title) for lesson in banks if lesson in LESSONS}
        made = moodle_xml(banks, course=_(plan.title), titles=titles)
        write_whole(path, made.xml)
        said = counted(made.count, one=_("{count} domanda."), more=_("{count} domande."))
        how = _("In Moodle: «Deposito delle domande», «Importa», formato «Moodle XML».")
        return (said, how, *made.left)
