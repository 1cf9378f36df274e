"""A study written as a Word document and as a PDF; what could not be done is told in words."""

from __future__ import annotations

from pathlib import Path

from fis_lessons.classes import dataclass
from fis_lessons.dossier.folder import FolderError, save_beside
from fis_lessons.dossier.study.cleaning import cleaned
from fis_lessons.dossier.study.content import Study
from fis_lessons.dossier.study.docx_document import Made, make
from fis_lessons.dossier.study.pdf import SECONDS, converted, page_numbers
from fis_lessons.errors import Problem
from fis_lessons.i18n import counted, use_language
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True)
class Written:
    """A document on disk.

    Parameters
    ----------
    path
        Where it is: another name if the one asked for was taken.
    left
        What whoever opens it has still to do, a sentence each; empty if nothing.
    told
        What was done otherwise than asked, a sentence each.
    """

    path: Path
    left: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A study on paper, before it is a file.

    Parameters
    ----------
    docx
        The Word document.
    pdf
        The same as a tagged PDF; empty if there is no LibreOffice here, or it did not manage.
    left, told
        As in :class:`Written`.
    """

    docx: bytes
    pdf: bytes = b""
    left: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def put_on_paper(study: Study, *, pdf: bool = True, seconds: float = SECONDS) -> Paper:
    """Make the Word document of a study, and its PDF if asked; the pages are counted in the PDF.

    Parameters
    ----------
    study
        Written in its own language, whatever the one in use.
    pdf
        Whether the PDF is wanted too: it is made twice, once to count the pages.
    seconds
        LibreOffice is given so long, each time.
    """
    with use_language(study.lang):
        printable, removed = cleaned(study)
        made = make(printable)
        told = (_removed(removed),) if removed else ()
        pages = page_numbers(converted(made.content, seconds=seconds), made.headings)
        if pages:
            made = make(printable, pages=pages)
        left = () if pages else (_pages_to_count(),)
        return Paper(made.content, _pdf(made, seconds=seconds) if pages and pdf else b"", left, told)


def _pdf(made: Made, *, seconds: float) -> bytes:
    return converted(made.content, seconds=seconds)


def write_docx(study: Study, path: Path, *, seconds: float = SECONDS) -> Written:
    """Write a study as a Word document; a file that is there already is never touched.

    Parameters
    ----------
    study
        What it holds.
    path
        Where; if the name is taken, the document gets a number in its name, and says so.
    seconds
        LibreOffice, which counts the pages, is given so long.

    Raises
    ------
    FolderError
        If nothing can be written there.
    """
    paper = put_on_paper(study, pdf=False, seconds=seconds)
    return _saved(paper.docx, path, paper)


def write_pdf(study: Study, path: Path, *, seconds: float = SECONDS) -> Written:
    """Write a study as a tagged PDF (PDF/UA).

    Parameters
    ----------
    study
        What it holds.
    path
        Where; if the name is taken, the document gets a number in its name, and says so.
    seconds
        LibreOffice is given so long, each of the two times it is asked.

    Raises
    ------
    FolderError
        If there is no LibreOffice here or it did not manage: it says how to make the PDF from the Word document.
        Or if nothing can be written there.
    """
    paper = put_on_paper(study, seconds=seconds)
    if not paper.pdf:
        raise FolderError(
            _("Il PDF non è stato scritto: LibreOffice non c'è, o non ce l'ha fatta."), [_by_hand()]
        )
    return _saved(paper.pdf, path, paper)


def _saved(content: bytes, path: Path, paper: Paper) -> Written:
    where = save_beside(content, path=path)
    told = paper.told
    if where != path:
        words = _("{name} c'era già e resta com'era: il nuovo documento è {new}.")
        told = (*told, words.format(name=path.name, new=where.name))
    return Written(where, paper.left, told)


def _removed(count: int) -> str:
    return counted(
        count,
        one=_("Dai testi è stato tolto {count} segno che un documento non può contenere."),
        more=_("Dai testi sono stati tolti {count} segni che un documento non può contenere."),
    )


def _pages_to_count() -> str:
    return _(
        "I numeri di pagina del sommario: apri il documento con Word e, quando chiede se aggiornare i campi, "
        "rispondi Sì. Con LibreOffice: Strumenti, Aggiorna, Aggiorna tutto."
    )


def _by_hand() -> Problem:
    return Problem(
        "",
        _("Scrivi il documento Word (un file .docx)."),
        remedy=_(
            "Aprilo con Word, scegli «Salva con nome», poi PDF: con l'opzione «Tag per l'accessibilità»."
        ),
    )
