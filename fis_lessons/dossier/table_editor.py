"""The table on the screen: add, change, take away, paste a list, and see map, classes and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fis_lessons.cases.labels import role_label, service_phase_label
from fis_lessons.dossier.document import Document
from fis_lessons.dossier.editor import heading_box, heading_widgets
from fis_lessons.dossier.folder import FolderError, how_to_print
from fis_lessons.dossier.heading import kept_heading
from fis_lessons.dossier.pieces import heading, line, menu, said_html
from fis_lessons.dossier.record import project_of
from fis_lessons.dossier.remarks import status
from fis_lessons.dossier.stakeholder_map import (
    ROAD,
    STAKEHOLDER_MAP,
    TABLE,
    grid_of,
    kind_label,
    table_of,
)
from fis_lessons.dossier.table_draft import PHASES, ROLES, Setting, review, to_text
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language
from fis_lessons.measures.stakeholders.seats import KINDS, Seat

NEW = ""


def invitation() -> Html:
    """Say what the editor does, for a page nobody can fill in."""
    steps = (
        _("Scrivi chi è, scegli il tipo e assegna due punteggi da 1 a 5: potere e interesse."),
        _("Segna se ha titolo per chiedere e se non può aspettare. Poi segna ruoli e fasi."),
        _("Leggi mappa, tabella e ciò che manca: cambiano a ogni mossa, e ogni mossa si annulla."),
        _("Hai già un elenco? Incollalo: una riga per ogni soggetto, «nome; potere; interesse; tipo»."),
        _("Il tavolo si salva da solo. Quando è pronto, prepara la pagina da portare in ufficio."),
    )
    title = _("Il tuo tavolo")
    items = "".join(f"<li>{escape(step)}</li>" for step in steps)
    return Html(
        f'<div class="fis-note"><p><strong>{escape(title)}</strong></p><ol>{items}</ol></div>',
        "\n".join([f"[{title}]", *(f"{i}. {step}" for i, step in enumerate(steps, start=1))]),
    )


class TableEditor:
    """The panel: fields, buttons, map, table, what is missing.

    Parameters
    ----------
    desk
        The table and its moves.
    learner
        Whose folder, record and language.
    document
        What is taken home.
    kept, road
        Return what the project holds of the table, and of the legal road, if anything.
    """

    def __init__(
        self,
        desk: Setting,
        *,
        learner: Learner,
        document: Document = STAKEHOLDER_MAP,
        kept: Callable[[], object] = lambda: None,
        road: Callable[[], object] = lambda: None,
    ) -> None:
        self.desk, self.learner, self.document = desk, learner, document
        self._kept, self._road = kept, road
        self._widget: Any = None
        self._renewing = False

    def widget(self) -> Any:
        """Build the panel, once."""
        if self._widget is None:
            set_language(self.learner.lang)
            self._widget = self._build()
            self._redraw(self.desk.opening)
            project_of(self.learner).watch(self.reload)
        return self._widget

    def reload(self) -> None:
        """Show the table as the project has it now: something was brought back elsewhere."""
        self.desk.reload(self._kept())
        self._redraw(self.desk.opening)

    # --- building ---------------------------------------------------------------------------------
    def _build(self) -> Any:
        import ipywidgets as w

        self.message, self.saved, self.table = (w.HTML(live(), **look(w.HTML)) for _one in range(3))
        # it scrolls: whoever has no mouse must be able to enter it
        self.shown = w.HTML(live(), tabbable=True, **look(w.HTML, names="fis-editor-review"))
        self.heading = heading_widgets(self.learner)
        # what is written and what comes of it stand side by side, as in every document
        body = w.Box(
            [w.VBox([*self._seat_part(), *self._list_part()], **look(w.VBox)), self.shown],
            **look(w.Box, names="fis-editor-body"),
        )
        return w.VBox(
            [
                w.HTML(invitation().html, **look(w.HTML)),
                heading_box(self.heading),
                body,
                self.table,
                heading(_("3. Portalo via")),
                w.HBox([self._button(_("Prepara la pagina"), self._write, primary=True)], **look(w.HBox)),
                self.saved,
            ],
            # the look of an exercise: its fields and its buttons are the same
            **look(w.VBox, names="fis-exercise fis-editor"),
        )

    def _seat_part(self) -> list[Any]:
        import ipywidgets as w

        scores = [(str(score), score) for score in range(1, 6)]
        self.who = menu(_("Soggetto"), [(_("uno nuovo"), NEW)])
        self.name = line(_("Chi è"))
        self.kind = menu(_("Tipo"), [(kind_label(kind), kind) for kind in KINDS])
        self.power = menu(_("Potere (1 poco, 5 molto)"), scores)
        self.interest = menu(_("Interesse (1 poco, 5 molto)"), scores)
        self.legitimacy = _box(_("Ha titolo per chiedere"))
        self.urgency = _box(_("Non può aspettare"))
        self.roles = {role: _box(role_label(role)) for role in ROLES}
        self.phases = {phase: _box(service_phase_label(phase)) for phase in PHASES}
        for field in (self.who, self.name, self.kind, self.power, self.interest):
            field.add_class("fis-editor-field")
        self._empty()
        self.who.observe(self._chosen, names="value")
        self.back = self._button(_("Annulla l'ultima mossa"), self.desk.undo)
        buttons = [
            self._button(_("Salva il soggetto"), self._keep, primary=True),
            self._button(_("Togli il soggetto"), self._drop),
            self.back,
        ]
        return [
            heading(_("1. Chi siede al tavolo")),
            self.who, self.name, self.kind, self.power, self.interest,
            _ticks(_("Legittimità e urgenza"), [self.legitimacy, self.urgency]),
            _ticks(_("Ruoli"), [*self.roles.values()]),
            _ticks(_("Fasi in cui c'è"), [*self.phases.values()]),
            w.HBox(buttons, **look(w.HBox)),
            self.message,
        ]  # fmt: skip

    def _list_part(self) -> list[Any]:
        import ipywidgets as w

        self.lines = w.Textarea(
            description=_("Un elenco: nome; potere; interesse; tipo"),
            rows=4,
            continuous_update=False,
            layout={"width": "100%", "height": "auto"},
            style=look(w.Textarea, label="initial")["style"],
            _dom_classes=("fis-editor-field",),
        )
        return [
            heading(_("2. Oppure incolla un elenco")),
            self.lines,
            w.HBox([self._button(_("Aggiungi l'elenco"), self._paste)], **look(w.HBox)),
        ]

    # --- what the buttons do ----------------------------------------------------------------------
    def _keep(self) -> str:
        if not self.name.value.strip():
            return _("Scrivi prima chi è: un soggetto senza nome non si può salvare.")
        before = self.desk.seats
        told = self.desk.seat(
            lambda: Seat(
                name=self.name.value,
                kind=self.kind.value,
                power=self.power.value,
                interest=self.interest.value,
                legitimacy=self.legitimacy.value,
                urgency=self.urgency.value,
                roles=tuple(role for role, box in self.roles.items() if box.value),
                phases=tuple(phase for phase, box in self.phases.items() if box.value),
            ),
            instead_of=self.who.value,
        )
        if self.desk.seats != before:
            self.who.value = NEW
            self._empty()
        return told

    def _drop(self) -> str:
        if self.who.value == NEW:
            return _("Scegli nel menu «Soggetto» chi togliere.")
        name, self.who.value = self.who.value, NEW
        return self.desk.remove(name)

    def _paste(self) -> str:
        told, self.lines.value = self.desk.paste(self.lines.value)
        return told

    def _write(self) -> str:
        """Write the page in the learner's folder, and say so. Never raises."""
        values = self.values()
        try:
            made = self.document.write(values, self.learner)
        except FolderError as error:
            words = str(error)
        else:
            words = (
                _("Pagina pronta: {name}, nella cartella del corso. Versione {number}.")
                if made.new
                else _("La pagina c'è già, uguale: {name}, versione {number}.")
            ).format(name=made.path.name, number=made.number)
            state = status(self.document.remarks(values, kept_heading(self.learner)))
            words = f"{words} {state} {how_to_print(made.path.name)}"
        self.saved.value = live(f'<p class="fis-source" role="status">{escape(words)}</p>')
        return ""

    def values(self) -> dict[str, str]:
        """Return the table as the document takes it, with the road that was walked."""
        return {TABLE: to_text(self.desk.seats), ROAD: str(self._road() or "")}

    # --- keeping the panel up to date -------------------------------------------------------------
    def press(self, action: Callable[[], str]) -> None:
        """Do what a button does, then draw again."""
        set_language(self.learner.lang)  # another lesson may have been opened in the meantime
        before = self.desk.seats
        told = action()
        if told or self.desk.seats != before:
            self._redraw(told)

    def _redraw(self, told: str) -> None:
        self.message.value = live(said_html(told, "•") if told else "")
        self.saved.value = live()  # it told of the table as it was
        found = review(self.desk.seats) if self.desk.seats else None
        tables = (table_of(found), *grid_of(found)) if found else ()
        self.table.value = live("".join(one.html for one in tables))
        self.shown.value = live(self.document.review(self.values()).html)
        self._renew([(_("uno nuovo"), NEW), *((name[:60], name) for name in self.desk.names())])
        self.back.disabled = not self.desk.can_undo

    def _renew(self, options: list[tuple[str, str]]) -> None:
        """Change what the menu offers and keep what was chosen, if it is still there."""
        chosen = self.who.value
        self._renewing = True
        self.who.options = options
        self.who.value = chosen if chosen in {value for _label, value in options} else NEW
        self._renewing = False

    def _chosen(self, _change: object) -> None:
        if self._renewing:
            return
        seat = next((one for one in self.desk.seats if one.name == self.who.value), None)
        if seat is None:
            self._empty()
            return
        self.name.value, self.kind.value = seat.name, seat.kind
        self.power.value, self.interest.value = seat.power, seat.interest
        self.legitimacy.value, self.urgency.value = seat.legitimacy, seat.urgency
        self._tick(seat.roles, seat.phases)

    def _empty(self) -> None:
        self.name.value, self.power.value, self.interest.value = "", 3, 3
        self.legitimacy.value = self.urgency.value = False
        self._tick((), ())

    def _tick(self, roles: tuple[str, ...], phases: tuple[str, ...]) -> None:
        for role, box in self.roles.items():
            box.value = role in roles
        for phase, box in self.phases.items():
            box.value = phase in phases

    def _button(self, words: str, action: Callable[[], str], *, primary: bool = False) -> Any:
        import ipywidgets as w

        button = w.Button(
            description=words, button_style="primary" if primary else "", **look(w.Button, width="auto")
        )
        button.on_click(lambda _button: when_settled(lambda: self.press(action)))
        return button


def _box(words: str) -> Any:
    import ipywidgets as w

    return w.Checkbox(description=words, indent=False, **look(w.Checkbox))


def _ticks(words: str, boxes: list[Any]) -> Any:
    """Lay out some boxes under what they are about."""
    import ipywidgets as w

    row = w.HBox(boxes, **look(w.HBox, names="fis-ticks"))
    return w.VBox([w.HTML(f"<p><strong>{escape(words)}</strong></p>", **look(w.HTML)), row], **look(w.VBox))
