"""Taking one's work to another computer: one button saves progress and project, one brings in either."""

from __future__ import annotations

from fis_lessons.dossier.record import project_of
from fis_lessons.errors import FisError
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.transfer import bring_in, export_progress
from fis_lessons.i18n import gettext as _


def save_copies(learner: Learner) -> str:
    """Write a copy of the progress, and of the project if there is one, and say so. Never raises."""
    from fis_lessons.dossier.record_transfer import save_copy

    if learner.folder is None:
        return _("Questa lezione non ha una cartella: aprila dal corso per salvare una copia.")
    try:
        names = [export_progress(learner.folder, record=learner.record).name]
        if list(project_of(learner).versions):
            names.append(save_copy(learner))
    except FisError as error:
        return str(error)
    return _("Copia salvata nella cartella del corso: {name}.").format(name=", ".join(names))


def bring_copy(data: bytes, name: str, *, learner: Learner) -> str:
    """Bring in a copy of the progress, or of the project, and say what came of it. Never raises.

    Parameters
    ----------
    data, name
        Content and name of the file; nothing in it is ever executed.
    learner
        Whose record and project.
    """
    from fis_lessons.dossier.record_transfer import bring_in as merge
    from fis_lessons.dossier.record_transfer import is_project

    project = project_of(learner)
    try:
        if is_project(data):
            return merge(data, project=project, name=name).words()
        words = bring_in(data, record=learner.record, name=name).words()
    except FisError as error:
        return str(error)
    project_of(learner).tell()  # a copy of version 0.1.0 has notes in it
    return words
