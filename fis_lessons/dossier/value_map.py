"""The value map the learner takes home: a file in the own folder, changed in a spreadsheet, read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fis_lessons.dossier.folder import FolderError, save
from fis_lessons.dossier.value_map_reading import outside_the_sheet, read_workbook
from fis_lessons.dossier.value_map_workbook import write_workbook
from fis_lessons.errors import LessonError, ReadingError
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.settle import when_settled
from fis_lessons.figures import Figure, Html, escape, markdown, plain
from fis_lessons.figures.social_value import value_by_row
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.sroi import ValueMap, evaluate, problems_of, review
from fis_lessons.reading import find_file

FILE = "mappa_del_valore.xlsx"


def save_map(value_map: ValueMap, learner: Learner) -> Path:
    """Write the map beside the learner's record; a file that is already there is left alone.

    Raises
    ------
    FolderError
        If the folder cannot be written.
    """
    return save(write_workbook(value_map), name=FILE, learner=learner, subject=value_map.title)


def load_map(name: str, folder: Path) -> ValueMap:
    """Read a map from a file of the learner's folder.

    Raises
    ------
    LessonError
        If the name is not that of an xlsx file of the folder, or the file is not a value map.
    """
    try:
        path = find_file(name, folder, endings=(".xlsx",))
    except ReadingError as error:
        raise LessonError(_("Non trovo il file."), error.problems) from None
    return read_workbook(path)


def save_panel(value_map: Callable[[], ValueMap], learner: Learner) -> Any:
    """Build the button that writes the file."""
    import ipywidgets as w

    button = w.Button(
        description=_("Scrivi la mappa nella cartella"), icon="save", layout=w.Layout(width="auto")
    )
    message = w.HTML()

    def write(_button: object) -> None:
        try:
            path = save_map(value_map(), learner)
        except FolderError as error:
            words = str(error)
        else:
            words = _(
                "Scritto: {file}. Aprilo con LibreOffice, cambia i valori, salva in formato xlsx e rileggilo "
                "qui sotto."
            ).format(file=path.name)
        message.value = f'<p class="fis-source" role="alert">{escape(words)}</p>'

    button.on_click(lambda pressed: when_settled(lambda: write(pressed)))
    box = w.VBox([button, message])
    box.add_class("fis-control")
    return box


def save_invitation() -> Html:
    """Say what the button does, for a page without a kernel."""
    words = _(
        "In JupyterLab qui c'è un pulsante: scrive nella cartella del corso il file {file}, con le formule "
        "vive."
    ).format(file=FILE)
    return Html(f'<div class="fis-note">{markdown(words)}</div>', plain(words))


def report(value_map: ValueMap) -> list[Figure | Html]:
    """Show what a map is worth and what a reviewer would ask."""
    shown: list[Figure | Html] = []
    if not problems_of(value_map):
        result = evaluate(value_map)
        shown.append(value_by_row(value_map, result, source=_("la tua mappa.")))
        words = _("Il rapporto è **{ratio}**: {value} di valore per {inputs} di risorse.").format(
            ratio=number(result.ratio, decimals=2),
            value=f"{number(result.present_value)} {_code(value_map)}",
            inputs=f"{number(result.inputs)} {_code(value_map)}",
        )
        shown.append(Html(f'<div class="fis-text">{markdown(words)}</div>', plain(words)))
    lines = [finding.text for finding in review(value_map)]
    if outside_the_sheet(value_map):
        lines.append(
            _("Un esito dura più anni di quelli del foglio: il rapporto scritto nel foglio è più basso.")
        )
    head = _("Da riguardare: {count}").format(count=number(len(lines))) if lines else _("Nessun dubbio.")
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    page = f'<div class="fis-callout"><p><strong>{escape(head)}</strong></p><ul>{items}</ul></div>'
    shown.append(Html(page, "\n".join([head, *(f"- {line}" for line in lines)])))
    return shown


def _code(value_map: ValueMap) -> str:
    """Return the currency as three letters: somebody may have typed anything in its cell."""
    return "".join(letter for letter in value_map.currency if letter.isalpha())[:3].upper()
