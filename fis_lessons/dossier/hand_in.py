"""The file of a hand-in, in the learner's folder."""

from __future__ import annotations

from fis_lessons.dossier.folder import FolderError, save
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import gettext as _


def save_hand_in(text: str, *, learner: Learner, name: str) -> tuple[bool, str]:
    """Write the file and say where, or say why it cannot be written. Never raises, never writes in a build."""
    try:
        path = save(text, name=name, learner=learner)
    except FolderError as error:
        return False, str(error)
    words = _("Consegna pronta: il file {name} è nella cartella del corso. Mandalo a chi conduce.")
    return True, words.format(name=path.name)
