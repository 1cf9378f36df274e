"""The control that reads the learner's own value map back, and says what is doubtful in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fis_lessons.dossier.value_map import FILE, load_map, report
from fis_lessons.figures import Html, markdown
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk.controls import Control, Shown, Words


def read_control(folder: Path) -> Control:
    """Return the control that reads the file back and lists what is doubtful in it."""

    def draw(file: str) -> Sequence[Shown]:
        if file.strip() == FILE and not (folder / FILE).exists():
            words = _("Il file non c'è ancora: scrivilo con il pulsante qui sopra.")
            return [Html(f'<div class="fis-text">{markdown(words)}</div>', words)]
        return report(load_map(file, folder))

    return Control(
        id="own-map",
        title=_("Rileggi la tua mappa: scrivi il nome del file."),
        inputs=(Words(name="file", label=_("File"), value=FILE),),
        draw=draw,
    )
