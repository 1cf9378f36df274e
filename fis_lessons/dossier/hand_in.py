"""The file of a hand-in, in the learner's folder, and where a class is on one server also with who leads it."""

from __future__ import annotations

import os
from pathlib import Path

from fis_lessons.dossier.folder import FolderError, deliver, save
from fis_lessons.exercises.learner import Learner
from fis_lessons.i18n import gettext as _

HAND_IN = "FIS_LESSONS_HAND_IN"
"""Variable with the folder that takes what is handed in, where a class works on one server."""


def save_hand_in(text: str, *, learner: Learner, name: str) -> tuple[bool, str]:
    """Write the file and say where, or say why it cannot be written. Never raises, never writes in a build."""
    try:
        path = save(text, name=name, learner=learner)
    except FolderError as error:
        return False, str(error)
    there = os.environ.get(HAND_IN)
    if not there:
        words = _("Consegna pronta: il file {name} è nella cartella del corso. Mandalo a chi conduce.")
        return True, words.format(name=path.name)
    try:
        deliver(text, name=path.name, folder=Path(there))
    except FolderError as error:
        words = _(
            "La consegna non è arrivata: {reason}. Il file {name} è nella tua cartella: dillo a chi conduce."
        )
        return False, words.format(reason=error, name=path.name)
    words = _("Consegna fatta: chi conduce ha il file {name}. Ne resta una copia nella tua cartella.")
    return True, words.format(name=path.name)
