"""The builder on the screen: add, connect, name, undo, and see at once what is still missing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from fis_lessons.dossier.chain_draft import Draft
from fis_lessons.dossier.offer_panel import OfferPanel
from fis_lessons.dossier.pieces import heading, line, menu, said_html
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.figures import Html, escape
from fis_lessons.figures.theory_of_change import impact_chain
from fis_lessons.figures.theory_of_change_text import findings_list, logframe_table, mermaid
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import language, set_language
from fis_lessons.measures.theory_of_change import KINDS, Chain, kind_label, review

Start = tuple[str, Chain]
"""A chain to start from: its name, and what it is."""
NEW = ""


def drawing(chain: Chain) -> Html:
    """Show a chain being built: the picture and, under it, what is missing."""
    found = review(chain)
    if not chain.nodes:
        listed = findings_list(found)
        return Html(listed.html, listed.text)
    marked = {name for finding in found for name in finding.nodes}
    figure = impact_chain(chain, title=_("La tua catena"), marked=marked)
    listed = findings_list(found)
    arrows = arrows_list(chain)
    return Html(
        figure.html + arrows.html + listed.html,
        "\n".join(one.text for one in (figure, arrows, listed) if one.text),
    )


def arrows_list(chain: Chain) -> Html:
    """List the arrows that have an assumption or a risk, by the numbers of the drawing; nothing if none has."""
    lines = []
    for arrow in chain.arrows:
        words = [_("funziona se: {text}").format(text=arrow.assumption)] if arrow.assumption.strip() else []
        words += [_("può andare storto: {text}").format(text=arrow.risk)] if arrow.risk.strip() else []
        if words:
            ends = f"{chain.numbers[arrow.source]} → {chain.numbers[arrow.target]}"
            lines.append((ends, "; ".join(words)))
    if not lines:
        return Html("", "")
    head = _("Le ipotesi delle frecce")
    items = "".join(f"<li><strong>{ends}</strong> {escape(words)}</li>" for ends, words in lines)
    text = "\n".join([head, *(f"- {ends}: {words}" for ends, words in lines)])
    return Html(f"<p><strong>{escape(head)}</strong></p><ul>{items}</ul>", text)


def page() -> Html:
    """Say what the builder does, for a page nobody can build on."""
    steps = (
        _("Aggiungi una casella: scegli il livello e scrivi una riga. Comincia dall'esito."),
        _("Collega due caselle e scrivi l'ipotesi («funziona se…») e che cosa può andare storto."),
        _("Leggi sotto il disegno che cosa manca ancora. Puoi annullare ogni mossa."),
        _(
            "La catena si salva da sola con i tuoi progressi. Puoi portarla via in Excel o come testo Mermaid."
        ),
    )
    title = _("Costruisci la tua catena")
    items = "".join(f"<li>{escape(step)}</li>" for step in steps)
    return Html(
        f'<div class="fis-control"><p class="fis-control-title">{escape(title)}</p><ol>{items}</ol></div>',
        "\n".join([f"[{title}]", *(f"{i}. {step}" for i, step in enumerate(steps, start=1))]),
    )


class Builder:
    """The panel: fields, buttons, picture, list of what is missing.

    Parameters
    ----------
    desk
        The chain and its moves.
    starts
        Chains one can start from.
    export
        Writes the workbook; tells whether it went well and in which words.
    offers
        What earlier lessons have for it.
    """

    def __init__(
        self,
        desk: Draft,
        *,
        starts: Sequence[Start],
        export: Callable[[Chain], tuple[bool, str]],
        offers: OfferPanel | None = None,
    ) -> None:
        self.desk, self.offers = desk, offers
        self._starts = [(_("una catena vuota"), Chain()), *starts]
        self._export = export
        self._language = language()
        self._widget: Any = None
        self._renewing = False
        self._loaded = ("", "")

    def reload(self, stored: object) -> None:
        """Show the chain as the project has it now: something was chosen or brought back elsewhere."""
        self.desk.reload(stored)
        if self._widget is not None:
            self._redraw("")

    def widget(self) -> Any:
        """Build the panel, once."""
        if self._widget is None:
            self._widget = self._build()
            self._redraw(self.desk.opening)
        return self._widget

    # --- building -----------------------------------------------------------------------------------
    def _build(self) -> Any:
        import ipywidgets as w

        self.message, self.picture = w.HTML(**look(w.HTML)), w.HTML(**look(w.HTML))
        self.told = self.message
        parts = [
            w.HTML(page().html, **look(w.HTML)),
            *([self.offers.widget()] if self.offers is not None else []),
            *self._box_part(),
            *self._arrow_part(),
            *self._whole_part(),
            self.message,
            self.picture,
            *self._take_away_part(),
        ]
        # the look of an exercise: its fields and its buttons are the same
        return w.VBox(parts, **look(w.VBox, names="fis-exercise"))

    def _box_part(self) -> list[Any]:
        import ipywidgets as w

        self.box = menu(_("Casella"), [(_("una nuova"), NEW)])
        self.kind = menu(_("Livello"), [(kind_label(kind), kind) for kind in KINDS])
        self.kind.value = "outcome"
        self.label = line(_("Che cosa dice"))
        self.indicator = line(_("Indicatore: come lo vedrai"))
        self.verification = line(_("Fonte di verifica: dove si legge"))
        self.box_said = w.HTML(**look(w.HTML))
        self.keep = self._button(_("Salva la casella"), self._keep_box, primary=True, said=self.box_said)
        self.drop = self._button(_("Togli la casella"), self._drop_box, said=self.box_said)
        self.box.observe(self._box_chosen, names="value")
        return [
            heading(_("1. Le caselle")),
            self.box, self.kind, self.label, self.indicator, self.verification,
            w.HBox([self.keep, self.drop], **look(w.HBox)),
            self.box_said,
        ]  # fmt: skip

    def _arrow_part(self) -> list[Any]:
        import ipywidgets as w

        self.source, self.target = menu(_("Da"), []), menu(_("A"), [])
        self.assumption = line(_("Ipotesi: funziona se…"))
        self.risk = line(_("Che cosa può andare storto"))
        self.arrow_said = w.HTML(**look(w.HTML))
        self.tie = self._button(_("Salva la freccia"), self._tie, primary=True, said=self.arrow_said)
        self.untie = self._button(_("Togli la freccia"), self._untie, said=self.arrow_said)
        self.source.observe(self._arrow_chosen, names="value")
        self.target.observe(self._arrow_chosen, names="value")
        return [
            heading(_("2. Le frecce")),
            self.source, self.target, self.assumption, self.risk,
            w.HBox([self.tie, self.untie], **look(w.HBox)),
            self.arrow_said,
        ]  # fmt: skip

    def _whole_part(self) -> list[Any]:
        import ipywidgets as w

        self.start = menu(_("Parti da"), [(name, i) for i, (name, _chain) in enumerate(self._starts)])
        self.begin = self._button(_("Parti da qui"), self._begin)
        self.back = self._button(_("Annulla l'ultima mossa"), self._undo)
        return [heading(_("3. Tutta la catena")), self.start, w.HBox([self.begin, self.back], **look(w.HBox))]

    def _take_away_part(self) -> list[Any]:
        import ipywidgets as w

        self.excel = self._button(_("Salva in Excel"), self._save)
        self.text = self._button(_("Testo Mermaid"), self._mermaid)
        self.frame = self._button(_("Quadro logico"), self._logframe)
        self.shown = w.VBox([], **look(w.VBox))
        self.saved = w.HTML(**look(w.HTML))
        return [
            heading(_("4. Portala via")),
            w.HBox([self.excel, self.frame, self.text], **look(w.HBox)),
            self.saved,
            self.shown,
        ]

    # --- what the buttons do ------------------------------------------------------------------------
    def _keep_box(self) -> str:
        words = {"indicator": self.indicator.value, "verification": self.verification.value}
        if not self.label.value.strip():
            return _("Scrivi prima che cosa dice la casella.")
        if self.box.value == NEW:
            before = self.desk.chain
            told = self.desk.add(self.kind.value, self.label.value, **words)
            if self.desk.chain != before:
                self.label.value = self.indicator.value = self.verification.value = ""
            return told
        return self.desk.change(self.box.value, kind=self.kind.value, label=self.label.value, **words)

    def _drop_box(self) -> str:
        if self.box.value == NEW:
            return _("Scegli nel menu «Casella» quale togliere.")
        return self.desk.remove(self.box.value)

    def _tie(self) -> str:
        if not self.source.value or not self.target.value:
            return _("Scegli da quale casella parte la freccia e a quale arriva.")
        return self.desk.connect(
            self.source.value, self.target.value, assumption=self.assumption.value, risk=self.risk.value
        )

    def _untie(self) -> str:
        return self.desk.disconnect(self.source.value or "", self.target.value or "")

    def _begin(self) -> str:
        return self.desk.start_from(self._starts[self.start.value][1])

    def _undo(self) -> str:
        return self.desk.undo()

    def _save(self) -> str:
        done, words = self._export(self.desk.chain)
        mark = "✓" if done else "!"
        self.saved.value = said_html(words, mark)
        return ""

    def _mermaid(self) -> str:
        import ipywidgets as w

        area = w.Textarea(
            value=mermaid(self.desk.chain),
            description=_("Testo Mermaid da copiare"),
            disabled=False,
            layout=w.Layout(width="100%", height="14em"),
            style=look(w.Textarea, label="initial")["style"],
        )
        self.shown.children = (area,)
        self.saved.value = said_html(
            _("Seleziona il testo, copialo e incollalo dove si disegnano gli schemi Mermaid."), "✓"
        )
        return ""

    def _logframe(self) -> str:
        import ipywidgets as w

        table = logframe_table(self.desk.chain, title=_("Quadro logico della tua catena"))
        self.shown.children = (w.HTML(table.html, **look(w.HTML)),)
        self.saved.value = ""
        return ""

    # --- keeping the panel up to date ---------------------------------------------------------------
    def press(self, action: Callable[[], str], said: Any = None) -> None:
        """Do what a button does, then draw again; what came of it is said beside the button."""
        set_language(self._language)  # another lesson may have been opened in the meantime
        self.told.value = ""
        self.told = said or self.message
        before = self.desk.chain
        told = action()
        if self.desk.chain != before and not self.desk.trouble:
            now = datetime.datetime.now().astimezone().strftime("%H:%M")
            told = " ".join([told, _("Salvato alle {time}.").format(time=now)])
        if told or self.desk.chain != before:
            self._redraw(told)

    def _redraw(self, told: str) -> None:
        # drawn first: words, picture and what is missing change together
        drawn = drawing(self.desk.chain).html
        self.told.value = said_html(told, "•") if told else ""
        self.picture.value = drawn
        self.shown.children, self.saved.value = (), ""  # they told of the chain as it was
        names = [
            (f"{n}. {_short(self.desk.chain.node(name).label)}", name)
            for name, n in self.desk.chain.numbers.items()
        ]
        self._renew(self.box, [(_("una nuova"), NEW), *names])
        for end in (self.source, self.target):
            self._renew(end, [(_("scegli…"), NEW), *names])
        self.back.disabled = not self.desk.can_undo

        self._show_arrow()

    def _box_chosen(self, _change: object) -> None:
        if self._renewing:
            return
        node = next((node for node in self.desk.chain.nodes if node.id == self.box.value), None)
        if node is not None:
            self.kind.value = node.kind
        self.label.value = node.label if node else ""
        self.indicator.value = node.indicator if node else ""
        self.verification.value = node.verification if node else ""

    def _arrow_chosen(self, _change: object) -> None:
        if not self._renewing:
            self._show_arrow()

    def _show_arrow(self) -> None:
        """Put in the fields the words of the arrow that is chosen; what somebody is writing stays."""
        arrow = self.desk.chain.arrow(self.source.value or "", self.target.value or "")
        words = (arrow.assumption, arrow.risk) if arrow else ("", "")
        if arrow is not None or (self.assumption.value, self.risk.value) == self._loaded:
            self.assumption.value, self.risk.value = words
        self._loaded = words

    def _renew(self, menu: Any, options: list[tuple[str, str]]) -> None:
        """Change what a menu offers and keep what was chosen, if it is still there."""
        chosen = menu.value
        self._renewing = True
        menu.options = options
        menu.value = chosen if chosen in {value for _label, value in options} else NEW
        self._renewing = False

    def _button(
        self, words: str, action: Callable[[], str], *, primary: bool = False, said: Any = None
    ) -> Any:
        import ipywidgets as w

        button = w.Button(description=words, button_style="primary" if primary else "", **look(w.Button))
        button.on_click(lambda _button: when_settled(lambda: self.press(action, said)))
        return button


def _short(label: str) -> str:
    return label if len(label) <= 60 else label[:57].rstrip() + "…"
