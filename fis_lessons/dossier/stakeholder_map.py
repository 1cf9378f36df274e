"""The map of a table to take home: who, where on the map, which class, what is missing, what clashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from fis_lessons.cases.labels import role_label, service_phase_label
from fis_lessons.dossier.document import Document, Judged
from fis_lessons.dossier.fields import Values
from fis_lessons.dossier.legal_walk import in_words as road_in_words
from fis_lessons.dossier.remarks import Remark
from fis_lessons.dossier.table_draft import PHASES, Seats, from_text, review
from fis_lessons.errors import MeasureError
from fis_lessons.figures import Figure, Html, captioned, escape
from fis_lessons.figures.stakeholders import attitude_label, influence_map, rule_words
from fis_lessons.i18n import counted, number
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.stakeholders.salience import salience_label
from fis_lessons.measures.stakeholders.seats import Kind, Table

TABLE, ROAD = "table", "road"
"""Under which the values of the document, and the project, hold the table and the legal road."""
_TOLD = 8
"""Names a remark lists."""


def kind_label(kind: Kind) -> str:
    """Name a kind of stakeholder.

    Examples
    --------
    >>> kind_label("community")
    'comunità: persone, famiglie, gruppi'
    """
    return {
        "public": _("ente pubblico"),
        "third_sector": _("Terzo settore"),
        "private": _("privato (impresa, banca, altro)"),
        "community": _("comunità: persone, famiglie, gruppi"),
    }[kind]


def map_figure(found: Table) -> Figure:
    """Draw the map of a table."""
    return influence_map(
        found.influence,
        title=_("La mappa del tuo tavolo. I numeri sono le righe della tabella."),
        sources=(_("punteggi scritti da te. {rule}").format(rule=rule_words(found.influence)),),
    )


def table_of(found: Table) -> Html:
    """List who sits at the table."""
    rows = []
    for place, (seat, way, kind) in enumerate(
        zip(found.seats, found.influence.attitudes, found.salience, strict=True), start=1
    ):
        held = [role_label(role) for role in seat.roles]  # type: ignore[arg-type]
        where = [service_phase_label(phase) for phase in seat.phases]  # type: ignore[arg-type]
        rows.append(
            [
                f"{number(place)}. {seat.name}", kind_label(seat.kind), f"{seat.power} × {seat.interest}",
                attitude_label(way), salience_label(kind), ", ".join([*held, *where]) or "–",
            ]
        )  # fmt: skip
    columns = [
        _("Chi"), _("Tipo"), _("Potere × interesse"), _("Che cosa fare"), _("Classe"), _("Ruoli e fasi"),
    ]  # fmt: skip
    return captioned(pd.DataFrame(rows, columns=columns), caption=_("Chi siede al tuo tavolo"))


def grid_of(found: Table) -> tuple[Html, ...]:
    """Show who is in which phase, from deciding to assessing; nothing if nobody is in any."""
    inside = [seat for seat in found.seats if seat.phases]
    if not inside:
        return ()
    rows = [[seat.name, *("✓" if phase in seat.phases else "–" for phase in PHASES)] for seat in inside]
    counts = [number(sum(phase in seat.phases for seat in inside)) for phase in PHASES]
    columns = [_("Chi"), *(service_phase_label(phase) for phase in PHASES)]
    table = pd.DataFrame([*rows, [_("Quanti sono"), *counts]], columns=columns)
    return (captioned(table, caption=_("Chi c'è in ogni fase, da chi decide a chi valuta")),)


def remarks_of(found: Table) -> tuple[Remark, ...]:
    """List what to look at again; what spoils the table first."""
    return (*_to_mend(found), *_to_know(found))


def _to_mend(found: Table) -> Iterable[Remark]:
    for group in found.alike:
        names = ", ".join(f"«{name}»" for name in group)
        yield Remark(
            _("Nomi"),
            _("{names}: forse è lo stesso soggetto, scritto in più modi.").format(names=names),
            _("Se è uno solo, tienine uno e togli gli altri. Se sono diversi, scrivi i nomi per intero."),
        )
    for one in found.conflicts:
        words = _("{who}: {one} e {other} insieme.").format(
            who=", ".join(one.names), one=role_label(one.one), other=role_label(one.other)  # type: ignore[arg-type]
        )  # fmt: skip
        remedy = _("Separa i due ruoli, o scrivi come il conflitto è dichiarato e chi lo controlla.")
        yield Remark(_("Conflitto di interessi"), words, remedy)
    for role in found.uncovered:
        words = _("nessuno al tavolo ha questo ruolo.")
        remedy = _("Scrivi chi lo copre, o chi deve cercarlo ed entro quando.")
        yield Remark(role_label(role).capitalize(), words, remedy)  # type: ignore[arg-type]
    if found.without_community:
        words = _("nessuno della comunità in queste fasi: {phases}.").format(
            phases=_phases(found.without_community)
        )
        yield Remark(_("Voci che mancano"), words, _("Chi userà il servizio può entrare già da qui?"))
    if found.unheard:
        words = _("molto in gioco, poco potere, in nessuna fase: {names}.").format(
            names=_names(found.unheard)
        )
        yield Remark(_("Voci che mancano"), words, _("Scrivi in quale fase li coinvolgi, e come."))


def _to_know(found: Table) -> Iterable[Remark]:
    if found.empty_phases:
        words = _("in queste fasi non hai messo nessuno: {phases}.").format(
            phases=_phases(found.empty_phases)
        )
        yield Remark(_("Fasi"), words, mend=False)
    if found.influence.on_the_line:
        words = _("stanno proprio sulla soglia: {names}. Con la regola opposta cambierebbero posto.")
        yield Remark(_("Soglia"), words.format(names=_names(found.influence.on_the_line)), mend=False)


def _phases(phases: Sequence[str]) -> str:
    return ", ".join(service_phase_label(phase) for phase in phases)  # type: ignore[arg-type]


def _names(names: Sequence[str]) -> str:
    few = ", ".join(names[:_TOLD])
    rest = len(names) - _TOLD
    if rest <= 0:
        return few
    return _("{names} e altri {count}").format(names=few, count=number(rest))


def _judge(values: Values) -> Judged:
    try:
        seats: Seats = from_text(values.get(TABLE) or None)
    except MeasureError:
        seats = ()
    if not seats:
        empty = Remark(
            _("Il tavolo"),
            _("è vuoto."),
            _("Aggiungi almeno un soggetto: comincia da chi userà il servizio."),
        )
        return Judged((), (empty,))
    found = review(seats)
    count = counted(len(seats), one=_("{count} soggetto al tavolo."), more=_("{count} soggetti al tavolo."))
    words = f"{count} {rule_words(found.influence)}"
    note = Html(f"<p>{escape(words)}</p>", words)
    figure = map_figure(found)
    return Judged(
        (note, Html(figure.html, figure.text)),
        remarks_of(found),
        on_paper=(table_of(found), *grid_of(found), *_road(values.get(ROAD, ""))),
    )


def _road(kept: str) -> Iterable[Html]:
    """Tell on paper the legal road that was walked, if it got anywhere."""
    told = road_in_words(kept)
    if told:
        head = _("La strada giuridica provata nella lezione (non è un parere):")
        items = "".join(f"<li>{escape(line)}</li>" for line in told.splitlines())
        yield Html(f"<p><strong>{escape(head)}</strong></p><ol>{items}</ol>", f"{head}\n{told}")


STAKEHOLDER_MAP = Document(
    name="table",
    file="mappa-dei-soggetti.html",
    title=lambda: _("Chi siede al tavolo: mappa dei soggetti"),
    note=lambda: _(
        "Punteggi, ruoli e classi sono il giudizio di chi ha compilato la mappa, in questa data: si discutono con "
        "gli interessati. Non è un atto, e non è un parere."
    ),
    fields=lambda: (),
    judge=_judge,
    listed=False,
)
