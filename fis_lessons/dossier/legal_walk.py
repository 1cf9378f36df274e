"""The legal road, walked: one crossing at a time, what each choice brings, back and again; kept in the record."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from fis_lessons.cases import LegalRoad
from fis_lessons.cases.base import Grounded
from fis_lessons.cases.legal_road import Arrival, Choice, Crossing
from fis_lessons.dossier.pieces import heading
from fis_lessons.dossier.record import project_of
from fis_lessons.exercises.learner import Learner
from fis_lessons.exercises.look import look
from fis_lessons.exercises.settle import when_settled
from fis_lessons.exercises.show import live
from fis_lessons.figures import Html, escape, markdown, plain
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import set_language

MOST = 40
"""Steps of a walk that are kept; whoever goes round in circles starts again."""

_TO_TENDER = (("premio", "gara"), ("denaro", "prezzo"))
"""Choices that leave the design of a table for a tender: whoever wrote the project may want to bid."""


class Walk:
    """Where somebody is on the road, and how they came there.

    Parameters
    ----------
    road
        The whole road.
    stored
        What the record holds of an earlier walk, if anything: choices that are no longer there end it.
    """

    def __init__(self, road: LegalRoad, stored: object = None) -> None:
        self.road = road
        self.taken: list[tuple[str, str]] = []
        for crossing, choice in _stored(stored):
            here = self.crossing
            if here is None or here.id != crossing or choice not in {one.id for one in here.choices}:
                break
            self.taken.append((crossing, choice))

    @property
    def place(self) -> str:
        """Where the walk is: a crossing or an arrival."""
        return self.last.to if self.last else self.road.start

    @property
    def last(self) -> Choice | None:
        """The last choice, if there is one."""
        if not self.taken:
            return None
        crossing, choice = self.taken[-1]
        found = self.road.crossing(crossing)
        return found.choice(choice) if found else None

    @property
    def crossing(self) -> Crossing | None:
        """The crossing where the walk is; nothing at the end."""
        return self.road.crossing(self.place)

    @property
    def arrival(self) -> Arrival | None:
        """Where the walk ended; nothing at a crossing."""
        return self.road.arrival(self.place)

    def take(self, choice: str) -> str:
        """Take a choice; return what is wrong, or nothing."""
        here = self.crossing
        if here is None:
            return _("Sei arrivato. Per provare un'altra strada torna indietro o ricomincia.")
        if choice not in {one.id for one in here.choices}:
            return _("Scegli prima una delle risposte.")
        self.taken = [*self.taken, (here.id, choice)][-MOST:]
        return ""

    def back(self) -> None:
        """Take back the last choice."""
        self.taken = self.taken[:-1]

    def restart(self) -> None:
        """Go back to the beginning."""
        self.taken = []

    def text(self) -> str:
        """Write the walk as the text the record keeps."""
        return json.dumps(self.taken)


def _stored(stored: object) -> Sequence[tuple[str, str]]:
    try:
        steps = json.loads(stored) if isinstance(stored, str) else []
        return [(str(crossing), str(choice)) for crossing, choice in steps][:MOST]
    except (ValueError, TypeError, RecursionError):
        return []


# --- in words -------------------------------------------------------------------------------------
def grounds(road: LegalRoad, thing: Grounded) -> str:
    """Say in a line of Markdown where something comes from: publishers with their links, or whose view it is."""
    if thing.assumption:
        return f"*{_(thing.assumption)}*"
    links = [f"[{one.publisher}](<{one.url}>)" for one in road.sources_of(thing)]
    return _("Fonti: {links}.").format(links=", ".join(links))


def happened(road: LegalRoad, crossing: Crossing, choice: Choice) -> str:
    """Tell, in Markdown, what a choice brings."""
    stopped = choice.to == crossing.id
    head = f"**{_(crossing.label)}** {_(choice.label)}"
    sign = "✗" if stopped else "→"
    return f"{head}\n\n{sign} {_(choice.text)} {grounds(road, choice)}"


def arrived(road: LegalRoad, arrival: Arrival) -> str:
    """Tell, in Markdown, where a road ends."""
    papers = "\n".join(f"{place}. {_(paper)}" for place, paper in enumerate(arrival.papers.list, start=1))
    heads = [_("Le carte."), _("Altrove."), _("E i risultati?"), _("Da chiedere al segretario comunale.")]
    parts = [
        f"**{_(arrival.label)}.** {_(arrival.text)} {grounds(road, arrival)}",
        f"**{heads[0]}**\n\n{papers}\n\n{grounds(road, arrival.papers)}",
        f"**{heads[1]}** {_(arrival.elsewhere.text)} {grounds(road, arrival.elsewhere)}",
        f"**{heads[2]}** {_(arrival.results.text)} {grounds(road, arrival.results)}",
        f"**{heads[3]}** {_(arrival.ask)}",
    ]
    return "\n\n".join(parts)


def on_paper(road: LegalRoad) -> Html:
    """Write the whole road for a page nobody can walk: every crossing, every choice, every arrival."""
    parts = []
    for crossing in road.crossings:
        choices = [
            f"- {_(one.label)} → *{_leads(road, crossing, one)}*. {_(one.text)} {grounds(road, one)}"
            for one in crossing.choices
        ]
        parts.append("\n".join([f"**{_(crossing.label)}** {_(crossing.text)}", "", *choices]))
    words = "\n\n".join([*parts, *(arrived(road, one) for one in road.arrivals)])
    return Html(f'<div class="fis-text">{markdown(words)}</div>', plain(words))


def _leads(road: LegalRoad, crossing: Crossing, choice: Choice) -> str:
    if choice.to == crossing.id:
        return _("la strada si ferma")
    place = road.arrival(choice.to) or road.crossing(choice.to)
    return _(place.label) if place else ""


def in_words(text: str) -> str:
    """Write a kept walk for whoever reads the whole project: a line for each choice, and where it ended."""
    from fis_lessons.cases import load_legal_road

    road = load_legal_road()
    walk = Walk(road, text)
    lines = []
    for crossing_id, choice_id in walk.taken:
        crossing = road.crossing(crossing_id)
        if crossing is not None:
            lines.append(f"{_(crossing.label)} {_(crossing.choice(choice_id).label)}")
    if walk.arrival is not None:
        lines.append(_("Arrivo: {label}.").format(label=_(walk.arrival.label)))
    if any(one in walk.taken for one in _TO_TENDER):
        lines.append(
            _(
                "Chi ha scritto il progetto al tavolo può partecipare alla gara, e a quali condizioni? Lo dice "
                "l'ufficio contratti, prima dell'avviso."
            )
        )
    return "\n".join(lines)


class WalkPanel:
    """The walk on the screen.

    Parameters
    ----------
    walk
        Where somebody is.
    learner
        Whose language.
    keep
        Keeps the walk; returns why it could not, or nothing.
    kept
        Returns what the project holds of it, if anything.
    """

    def __init__(
        self,
        walk: Walk,
        *,
        learner: Learner,
        keep: Callable[[str], str],
        kept: Callable[[], object] = lambda: None,
    ) -> None:
        self.walk, self.learner, self._keep, self._kept = walk, learner, keep, kept

    def widget(self) -> Any:
        """Build the panel."""
        import ipywidgets as w

        set_language(self.learner.lang)
        title = heading(_("La strada giuridica: scegli, e guarda che cosa succede"))
        self.told, self.question, self.message = (
            w.HTML(live(), **look(w.HTML)),
            w.HTML(**look(w.HTML)),
            w.HTML(live(), **look(w.HTML)),
        )
        # shown and hidden: the layouts of these two are their own
        self.options = w.RadioButtons(
            options=[], description=_("Scegli una risposta"),
            **{**look(w.RadioButtons, names="fis-options"), "layout": w.Layout()},
        )  # fmt: skip
        self.go = self._button(_("Prendi questa strada"), self._take, primary=True)
        self.go.layout = w.Layout(width="auto")
        self.back = self._button(_("Torna indietro"), self._back)
        self.again = self._button(_("Ricomincia"), self._restart)
        self._show()
        project_of(self.learner).watch(self.reload)
        return w.VBox(
            [
                title,
                self.told,
                self.question,
                self.options,
                w.HBox([self.go, self.back, self.again], **look(w.HBox)),
                self.message,
            ],
            **look(w.VBox, names="fis-exercise"),
        )

    def reload(self) -> None:
        """Show the walk as the project has it now: something was brought back elsewhere."""
        self.walk = Walk(self.walk.road, self._kept())
        self._show()

    # --- inside -----------------------------------------------------------------------------------
    def _take(self) -> None:
        trouble = self.walk.take(self.options.value or "")
        if trouble:
            self.message.value = live(f'<p class="fis-source" role="alert">{escape(trouble)}</p>')

    def _back(self) -> None:
        self.walk.back()

    def _restart(self) -> None:
        self.walk.restart()

    def _press(self, action: Callable[[], object]) -> None:
        set_language(self.learner.lang)
        before = list(self.walk.taken)
        self.message.value = live()
        action()
        if self.walk.taken != before:
            self._show()
            trouble = self._keep(self.walk.text())
            if trouble:
                words = _("Non riesco a salvare in questa cartella ({reason}).").format(reason=trouble)
                self.message.value = live(f'<p class="fis-source" role="alert">{escape(words)}</p>')

    def _show(self) -> None:
        road, walk = self.walk.road, self.walk
        parts = []
        if walk.taken:
            crossing = road.crossing(walk.taken[-1][0])
            if crossing is not None and walk.last is not None:
                parts.append(happened(road, crossing, walk.last))
        if walk.arrival is not None:
            parts.append(arrived(road, walk.arrival))
        said = "".join(f'<div class="fis-callout">{markdown(part)}</div>' for part in parts)
        self.told.value = live(said)
        here = walk.crossing
        asked = f"**{_(here.label)}**\n\n{_(here.text)}" if here else ""
        self.question.value = f'<div class="fis-question">{markdown(asked)}</div>' if here else ""
        self.options.options = [(_(one.label), one.id) for one in here.choices] if here else []
        self.options.value = None
        shown = "" if here else "none"
        self.options.layout.display = self.go.layout.display = shown
        self.back.disabled = self.again.disabled = not walk.taken

    def _button(self, words: str, action: Callable[[], object], *, primary: bool = False) -> Any:
        import ipywidgets as w

        button = w.Button(
            description=words, button_style="primary" if primary else "", **look(w.Button, width="auto")
        )
        button.on_click(lambda _pressed: when_settled(lambda: self._press(action)))
        return button
