"""The study of whoever keeps the project: made, judged, and written on every paper this machine can make.

What makes it is brought in when it is asked for: a lesson opens without it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace

from fis_lessons.cases import Case
from fis_lessons.dossier.folder import Version, save_version
from fis_lessons.dossier.record import HEADING, Project
from fis_lessons.dossier.record_lines import Revision
from fis_lessons.dossier.study.content import Finding, Study
from fis_lessons.dossier.study.papers_panel import Paper, written_in_words
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import Language, use_language
from fis_lessons.i18n import gettext as _

WORD, PDF = "studio-di-fattibilita.docx", "studio-di-fattibilita.pdf"


def found_in(project: Project) -> tuple[Finding, ...]:
    """Return what lacks and what contradicts in a project, in the language in use."""
    from fis_lessons.dossier.study.reading import read_project
    from fis_lessons.dossier.study.rules import findings

    project.refresh()
    return findings(read_project(project))


def own_study(learner: Learner, *, case: Case | None = None) -> Study:
    """Return the study of a learner as it is now, with what the rules find in it.

    Parameters
    ----------
    learner
        Whose project.
    case
        What is known of the municipality; left aside if the project is of another.
    """
    from fis_lessons.dossier.study.builder import study_of

    return study_of(learner, case=case, lang=learner.lang)


def case_study(case: Case, *, lang: Language) -> Study:
    """Return the study of a case with only what its sources tell: something to read before there is one's own."""
    from fis_lessons.dossier.study.builder import study_of

    project = Project(None)
    with use_language(lang):
        name = _(case.acronym)
    for field, value in (("municipality", case.municipality.name), ("project", name)):
        project.add([Revision.new((HEADING, field), value, lesson="", who=project.who, label="", after=())])
    with use_language(lang):
        example = _(
            "Ricostruzione per insegnare, fatta con le fonti del caso: non è lo studio che il Comune ha "
            "presentato."
        )
    return study_of(project, case=case, lang=lang, example=example)


def papers() -> tuple[Paper, ...]:
    """Return the papers of a study, in the order they are written; each brings in its libraries when asked."""
    return (
        Paper(label=_("Documento Word"), write=_word),
        Paper(label=_("Allegati, foglio di calcolo"), write=_annexes),
        Paper(label=_("Pagina da leggere e stampare"), write=_page),
    )


class _NoPdfError(Exception):
    """The machine did not make it: said in words, and tried again the next time."""


def _word(learner: Learner, study: Study) -> Sequence[str]:
    from fis_lessons.dossier.study.writing import Paper as OnPaper
    from fis_lessons.dossier.study.writing import put_on_paper

    made: list[OnPaper] = []

    def paper(number: int) -> OnPaper:
        if not made:  # once, for both files
            made.append(put_on_paper(replace(study, version=number)))
        return made[0]

    def pdf(number: int) -> bytes:
        if not paper(number).pdf:
            raise _NoPdfError
        return paper(number).pdf

    word = _saved(lambda number: paper(number).docx, WORD, study, learner)
    try:
        beside = written_in_words("PDF", _saved(lambda _number: pdf(word.number), PDF, study, learner))
    except _NoPdfError:
        beside = _(
            "PDF: non è stato scritto, perché qui non c'è LibreOffice o non ce l'ha fatta. Apri il "
            "documento con Word e scegli «Salva con nome», poi PDF."
        )
    told = [line for one in made if word.new for line in (*one.told, *one.left)]
    return [written_in_words(_("Documento Word"), word), *told, beside]


def _saved(make: Callable[[int], bytes], name: str, study: Study, learner: Learner) -> Version:
    says = repr(replace(study, date=datetime.date.min, version=0))
    return save_version(make, name=name, says=says, learner=learner)


def _annexes(learner: Learner, _study: Study) -> Sequence[str]:
    from fis_lessons.dossier.study.annexes import save_annexes

    return [written_in_words(_("Allegati, foglio di calcolo"), save_annexes(learner))]


def _page(learner: Learner, study: Study) -> Sequence[str]:
    from fis_lessons.dossier.study.html import save_html

    return [written_in_words(_("Pagina da leggere e stampare"), save_html(learner, study))]
