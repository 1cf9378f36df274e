"""The value map the learner takes home: a file in the own folder, changed in a spreadsheet, read back."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fis_lessons.dossier.editor import heading_box, heading_widgets
from fis_lessons.dossier.folder import FolderError, Version, folder_of, save_version
from fis_lessons.dossier.heading import kept_heading
from fis_lessons.dossier.offer_panel import Offers
from fis_lessons.dossier.offer_sources import outcomes
from fis_lessons.dossier.offers import Offer
from fis_lessons.dossier.record import project_of
from fis_lessons.dossier.value_map_reading import outside_the_sheet, read_workbook
from fis_lessons.dossier.value_map_record import SECTION, keep_map, kept_map, to_text, with_rows
from fis_lessons.dossier.value_map_workbook import write_workbook
from fis_lessons.errors import FisError, LessonError, ReadingError
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import Figure, Html, callout, escape, markdown, plain
from fis_lessons.figures.social_value import value_by_row
from fis_lessons.files import why
from fis_lessons.i18n import day, number, set_language
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.measures.sroi import ValueMap, evaluate, problems_of, review
from fis_lessons.reading import find_file

FILE = "mappa_del_valore.xlsx"
_LESSON = "10"


def save_map(value_map: ValueMap, learner: Learner) -> Version:
    """Write the map in the learner's folder, as a new version if it says something new.

    Raises
    ------
    FolderError
        If the folder cannot be written.
    """
    heading = kept_heading(learner)
    today = datetime.datetime.now().astimezone().date()
    return save_version(
        lambda number: write_workbook(value_map, heading=heading, version=number, date=today),
        name=FILE,
        says=json.dumps([repr(value_map), heading, learner.lang], sort_keys=True),
        learner=learner,
    )


def load_map(name: str, folder: Path) -> ValueMap:
    """Read a map from a file of the learner's folder.

    Raises
    ------
    LessonError
        If the name is not that of an xlsx file of the folder, or the file is not a value map.
    """
    return read_workbook(_found(name, folder))


def _found(name: str, folder: Path) -> Path:
    try:
        return find_file(name, folder, endings=(".xlsx", ".ods"))
    except ReadingError as error:
        raise LessonError(_("Non trovo il file."), error.problems) from None


class MapDesk:
    """The buttons that write the map and read it again: what is shown is what is in the file now.

    Parameters
    ----------
    value_map
        Returns the map to begin from.
    learner
        Where the file is written and read.
    """

    def __init__(self, value_map: Callable[[], ValueMap], learner: Learner) -> None:
        self._case_map, self._learner = value_map, learner
        self.offers = Offers(outcomes, SECTION, _LESSON).panel(learner, take=self._take)
        self.heading: dict[str, Any] = {}
        self.file: Any = None
        self.message: Any = None
        self.shown: Any = None

    def widget(self) -> Any:
        """Build the buttons, the name of the file, and what is read in it."""
        import ipywidgets as w

        self.heading = heading_widgets(self._learner)
        write = w.Button(
            description=_("Scrivi la mappa nella cartella"), icon="save", button_style="primary",
            **look(w.Button, width="auto"),
        )  # fmt: skip
        self.file = w.Text(
            description=_("File da rileggere"),
            value=FILE,
            continuous_update=False,
            **look(w.Text, label="initial"),
        )
        again = w.Button(description=_("Rileggi"), icon="refresh", **look(w.Button, width="auto"))
        self.message, self.shown = w.HTML(live(), **look(w.HTML)), w.HTML(live(), **look(w.HTML))
        write.on_click(lambda _pressed: when_settled(self.write))
        again.on_click(lambda _pressed: when_settled(self.read))
        self.file.observe(lambda _change: self.read(), names="value")
        return w.VBox(
            [
                heading_box(self.heading),
                self.offers.widget(),
                w.HBox([write], **look(w.HBox)),
                self.message,
                w.HBox([self.file, again], **look(w.HBox)),
                self.shown,
            ],
            **look(w.VBox, names="fis-exercise fis-editor"),
        )

    def map(self) -> ValueMap:
        """Return the map to write: the learner's own with the outcomes taken from the chain, or the case's."""
        taken = [one.offer for one in self.offers.offers() if one.standing == "taken"]
        title = project_of(self._learner).text("heading", "project") or _("La mia mappa del valore")
        return with_rows(kept_map(self._learner), taken, title=title) or self._case_map()

    def _take(self, offer: Offer) -> str:
        words = _("Preso: «{outcome}» avrà una riga nella mappa. Premi «Scrivi la mappa nella cartella».")
        return words.format(outcome=offer.fields.get("outcome", ""))

    def write(self) -> str:
        """Write the map, read it back, and say so. Never raises."""
        set_language(self._learner.lang)
        try:
            made = save_map(self.map(), self._learner)
        except FolderError as error:
            words = str(error)
        else:
            words = _(
                "Scritto: {file}. Aprilo con LibreOffice o con Excel, non da qui: cambia i valori, salva in "
                "formato xlsx nella cartella del corso e premi «Rileggi»."
            ).format(file=made.path.name)
            self.file.value = made.path.name
            self.read()
        self.message.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        return words

    def read(self) -> str:
        """Read the file as it is now, and show what is in it. Never raises."""
        set_language(self._learner.lang)
        try:
            path = _found(self.file.value, folder_of(self._learner))
            saved = datetime.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            found = read_workbook(path)
            shown = report(found)
        except (FisError, OSError) as error:
            words = str(error) if isinstance(error, FisError) else why(error)
            self.shown.value = live(callout(words, alert=True).html)
            return words
        if to_text(found) != to_text(self._case_map()):  # the case's is not the learner's
            keep_map(found, self._learner, lesson=_LESSON, label=_("Righe della mappa"))
        now = datetime.datetime.now().astimezone()
        words = _("Letto alle {now} il file {file}, salvato il {day} alle {time}.").format(
            now=now.strftime("%H:%M:%S"), file=path.name, day=day(saved.date()), time=saved.strftime("%H:%M")
        )
        page = "".join(one.html for one in shown)
        self.shown.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>{page}')
        return "\n".join([words, *(one.text for one in shown)])


def invitation() -> Html:
    """Say what the buttons do, for a page without a kernel."""
    words = _(
        "In JupyterLab qui ci sono due pulsanti. Il primo scrive nella cartella del corso il file {file}, con le "
        "formule vive; il secondo lo rilegge, dopo che l'hai cambiato, e ti elenca che cosa un revisore ti "
        "chiederebbe."
    ).format(file=FILE)
    return Html(f'<div class="fis-note">{markdown(words)}</div>', plain(words))


def report(value_map: ValueMap) -> list[Figure | Html]:
    """Show what a map is worth and what a reviewer would ask."""
    shown: list[Figure | Html] = []
    if not problems_of(value_map):
        result = evaluate(value_map)
        shown.append(value_by_row(value_map, result, source=_("la tua mappa.")))
        words = _("Il rapporto è **{ratio}**: {value} di valore per {inputs} di risorse.").format(
            ratio=written_ratio(result.ratio, decimals=2),
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
