"""Certificates and module sheets as files: HTML always, PDF where a browser can print it."""

from __future__ import annotations

from pathlib import Path

from fis_lessons.course.pdf import write_pdf
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.dossier.module_sheet import course_sheet, module_sheet
from fis_lessons.dossier.modules import known_modules
from fis_lessons.errors import BuildError, Problem
from fis_lessons.files import write_whole
from fis_lessons.i18n import Language
from fis_lessons.i18n import gettext as _


def sheet_page(what: str, *, lang: Language) -> str:
    """Write the sheet of a lesson (two digits) or of a course (a name, or a file).

    Raises
    ------
    BuildError
        If there is no such course.
    LessonError
        If there is no such lesson, or its notebook does not say what the sheet needs.
    """
    if what in known_modules() or (what.isdigit() and not Path(what).exists()):
        return module_sheet(what, lang=lang)
    plan = read_plan(course_file(what))
    lessons = [variant.lesson.id for variant in plan.variants]
    return course_sheet(list(dict.fromkeys(lessons)), title=plan.title, lang=lang)


def write_paper(page: str, path: Path) -> list[str]:
    """Write a page as its suffix says, and return what to tell.

    For a PDF the page is written too, beside it: without a browser it is what remains, with the way to print
    it.

    Raises
    ------
    BuildError
        If the suffix is neither ``.html`` nor ``.pdf``.
    OSError
        If the folder cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in (".html", ".htm", ".pdf"):
        raise BuildError(
            _("Non so scrivere un file con questo nome."),
            [Problem(path.name, suffix or "–", expected=_("un nome che finisce con .html o .pdf"))],
        )
    beside = path if suffix != ".pdf" else path.with_suffix(".html")
    write_whole(beside, page)
    lines = [_("Scritto {path}").format(path=beside)]
    if suffix == ".pdf":
        try:
            write_pdf(page, path)
            lines.append(_("Scritto {path}").format(path=path))
        except BuildError as error:
            remedy = " ".join(problem.remedy for problem in error.problems)
            lines.append(f"{error.message} {remedy}")
    else:
        lines.append(_("Per averlo in PDF: aprilo in un browser, «Stampa», «Salva come PDF»."))
    return lines
