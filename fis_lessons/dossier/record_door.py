"""The way into "Il mio progetto" from a lesson: one line and one button, which cost an opening nothing."""

from __future__ import annotations

from typing import Any

from fis_lessons.dossier.record import project_of
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.figures import escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language


def project_door(learner: Learner, *, lesson: str) -> Any:
    """Build the line and the button that opens the project in their place.

    Parameters
    ----------
    learner
        Whose project.
    lesson
        Where one is, for what is chosen or brought back there.
    """
    import ipywidgets as w

    button = w.Button(description=_("Apri «Il mio progetto»"), icon="folder-open-o", **look(w.Button))
    words = [
        _("Ciò che scrivi nelle lezioni sul tuo Comune sta in un file solo, nella cartella del corso."),
        *project_of(learner).warnings(),
    ]
    box = w.VBox(
        [w.HTML(f"<p>{escape(' '.join(words))}</p>", **look(w.HTML)), button],
        **look(w.VBox, names="fis-note"),
    )

    def enter(_pressed: object) -> None:
        from fis_lessons.dossier.record_panel import ProjectPanel

        set_language(learner.lang)
        box.children = ProjectPanel(learner, lesson=lesson).parts()

    button.on_click(enter)
    return box
