"""Documents of the dossier in a lesson: filled in where there is a kernel, a form on paper elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from fis_lessons.dossier.document import Document
from fis_lessons.dossier.editor import Editor, invitation
from fis_lessons.dossier.offer_panel import Offers
from fis_lessons.dossier.offers import Source
from fis_lessons.dossier.record_sections import section_of
from fis_lessons.lessons.desk.live import Live
from fis_lessons.lessons.desk.notes import Notebook


def filled(document: Document, *, offers: Source | None = None) -> Callable[[object, Notebook], Live]:
    """Return what shows a document to be filled in, for the parts of a lesson.

    Parameters
    ----------
    document
        Which.
    offers
        Reads in the project what earlier lessons have for it: one of ``fis_lessons.dossier.offer_sources``.
    """

    def show(_ground: object, notebook: Notebook) -> Live:
        editor = Editor(
            document,
            learner=notebook.learner,
            kept=lambda: notebook.kept(document.name),
            keep=lambda text: notebook.keep(
                document.name, text, labels={field.id: field.label for field in document.fields()}
            ),
            elsewhere=lambda: notebook.elsewhere(document.name),
            offers=Offers(offers, section_of(notebook.lesson, document.name), notebook.lesson)
            if offers
            else None,
        )
        return Live(editor.widget, invitation(document))

    return show
