"""Documents of the dossier in a lesson: filled in where there is a kernel, a form on paper elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from fis_lessons.dossier.document import Document
from fis_lessons.dossier.editor import Editor, invitation
from fis_lessons.lessons.desk.live import Live
from fis_lessons.lessons.desk.notes import Notebook


def filled(document: Document) -> Callable[[object, Notebook], Live]:
    """Return what shows a document to be filled in, for the parts of a lesson."""

    def show(_ground: object, notebook: Notebook) -> Live:
        editor = Editor(
            document,
            learner=notebook.learner,
            kept=lambda: notebook.kept(document.name),
            keep=lambda text: notebook.keep(
                document.name, text, labels={field.id: field.label for field in document.fields()}
            ),
            elsewhere=lambda: notebook.elsewhere(document.name),
        )
        return Live(editor.widget, invitation(document))

    return show
