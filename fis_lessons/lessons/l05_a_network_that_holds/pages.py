"""What lesson 05 tells, each statement with its source or called an assumption."""

from __future__ import annotations

from collections.abc import Callable

from fis_lessons.cases.labels import resource_label, service_phase_label
from fis_lessons.dossier.network_sheet import NETWORK
from fis_lessons.figures import Figure, Html, captioned, cell
from fis_lessons.figures.network import network_map
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import mark, number
from fis_lessons.lessons.desk import Citations, Note
from fis_lessons.lessons.desk.citations import notes_of
from fis_lessons.lessons.desk.documents import filled
from fis_lessons.lessons.l05_a_network_that_holds.ground import (
    PHASES,
    Ground,
    city_labels,
    example_network,
    factor_labels,
    named,
    sector_labels,
    who_labels,
)
from fis_lessons.measures.network.position import positions
from fis_lessons.measures.network.ties import Network

_CARIPLO = "https://www.fondazionecariplo.it/progetto/welfare-in-azione"
_LOMBARDIA = "http://www.lombardiasociale.it/2019/04/10/welfare-di-comunita/"
_HANDSHAKE = "https://nap.nationalacademies.org/catalog/13799"
_KITE = "https://doi.org/10.2307/2393394"


def story(ground: Ground, citations: Citations) -> str:
    """Tell who sits together in the case, and what the sources do not say."""
    names = {one.id: _(one.name) for one in ground.case.stakeholders}
    seated = ground.seated
    case = ground.case.acronym
    if seated is None:
        return _(
            "Di {case} le fonti non dicono chi partecipa a quale fase: chi lavora con chi non si può disegnare. "
            "È già una risposta: quando una rete non è scritta da nessuna parte, nessuno sa chi la tiene."
        ).format(case=case)
    told = dict.fromkeys(note for seat in ground.case.participation for note in notes_of(ground.case, seat))
    marks = citations.cite(*told)
    top = max(len(seated.of(who)) for who in seated.organisations)
    most = [names[who] for who in seated.organisations if len(seated.of(who)) == top]
    pieces = [
        _(
            "Le fonti su {case} dicono solo in parte chi partecipa a quale fase: decidere, progettare, "
            "realizzare, valutare. Dove tacciono abbiamo fatto un'ipotesi, segnata come tale. Non dicono chi "
            "lavora con chi. Possiamo però disegnare chi **siede allo stesso tavolo**: due "
            "soggetti "
            "sono legati se partecipano alla stessa fase."
        ).format(case=case)
        + marks,
        _("Secondo le fonti e le nostre ipotesi, nessuno siede a più di un tavolo.")
        if top == 1
        else _("Chi siede a più tavoli: **{name}**, {count} su {all}.").format(
            name=most[0], count=number(top), all=number(len(PHASES))
        )
        if len(most) == 1
        else _("Chi siede a più tavoli, alla pari: **{names}**, {count} su {all} ciascuno.").format(
            names=", ".join(most), count=number(top), all=number(len(PHASES))
        ),
    ]
    alone = [
        service_phase_label(phase)
        for phase in PHASES
        if phase in seated.tables and len(seated.at(phase)) == 1
    ]
    if alone:
        pieces.append(
            _("Dove c'è un soggetto solo non nasce nessun legame: {phases}.").format(phases=", ".join(alone))
        )
    pieces.append(
        _(
            "Sedere allo stesso tavolo non vuol dire lavorare insieme. È il disegno che si può fare dalle carte; "
            "quello vero si fa chiedendo."
        )
    )
    return "\n\n".join(pieces)


def seats_table(ground: Ground, citations: Citations) -> Html:
    """Show who sits at which table in the case."""
    seated = ground.seated
    names = {one.id: _(one.name) for one in ground.case.stakeholders}
    columns = [_("Chi"), _("A quali tavoli siede"), _("Insieme a")]
    caption = _("Chi siede con chi, in {case}: in parte sono ipotesi nostre").format(case=ground.case.acronym)
    if seated is None:
        return captioned([(_("Le fonti non lo dicono"), "–", "–")], columns=columns, caption=caption)
    rows = []
    for who in seated.organisations:
        tied = [names[b if a == who else a] for a, b in seated.network.ties if who in (a, b)]
        tables = ", ".join(service_phase_label(phase) for phase in PHASES if phase in seated.of(who))
        rows.append((names[who], tables, ", ".join(tied) or _("nessuno")))
    return captioned(rows, columns=columns, caption=caption)


def brought_table(ground: Ground, citations: Citations) -> Html:
    """Show who brings what in the case, and what is only supposed."""
    rows: list[tuple[str, str, str | Html]] = []
    for one in ground.case.stakeholders:
        for resource in one.resources:
            told = f"{_(resource.text)}{citations.cite(*notes_of(ground.case, resource))}"
            rows.append((_(one.name), resource_label(resource.kind), cell(told)))
    if not rows:
        rows = [(_("Le fonti non lo dicono"), "–", "–")]
    return captioned(
        rows,
        columns=[_("Chi"), _("Che cosa porta"), _("Che cosa ne sappiamo")],
        caption=_("Chi porta che cosa, in {case}").format(case=ground.case.acronym),
    )


def example(ground: Ground, citations: Citations) -> str:
    """Tell where the example network comes from."""
    made_up = Note(
        _("la rete d'esempio: dieci soggetti e i loro legami sono inventati per esercitarsi."),
        assumption=True,
    )
    shape = Note(
        _(
            "D. Krackhardt, [Assessing the political landscape]({url}), 1990: la forma della rete d'esempio"
        ).format(url=_KITE),
        _KITE,
    )
    return (
        _(
            "Nessuna fonte disegna la rete intera di un progetto FIS. Perciò ne usiamo una d'esempio: dieci "
            "soggetti "
            "di un Comune qualsiasi, diciotto legami."
        )
        + citations.cite(made_up)
        + " "
        + _(
            "La forma non è scelta a caso: è una rete pubblicata, nata per mostrare che chi ha più legami non è "
            "sempre "
            "chi conta di più."
        )
        + citations.cite(shape)
    )


def city_text(ground: Ground, citations: Citations) -> str:
    """Tell the published network."""
    note = Note(
        _(
            "D. Knoke e J. Kuklinski, Network Analysis, 1982; rete d'esempio del manuale di R. Hanneman e M. "
            "Riddle, "
            "2005. Dati ricalcolati da noi: la pagina stampata non è stata riletta."
        )
    )
    return _(
        "Dieci organizzazioni di una città degli Stati Uniti: il sindaco, il consiglio, i servizi sociali, le "
        "scuole, un giornale. A ciascuna si è chiesto a chi dà informazioni. Qui i legami hanno un **verso**: "
        "dare "
        "non è ricevere."
    ) + citations.cite(note)


def collaboration_text(ground: Ground, citations: Citations) -> str:
    """Tell how a collaboration is asked about, and the published rule."""
    rule = Note(
        _("Transportation Research Board, [From Handshake to Compact]({url}), 2005, pagina 62").format(
            url=_HANDSHAKE
        ),
        _HANDSHAKE,
    )
    made_up = Note(
        _(
            "le risposte al questionario: venti persone simulate. Le medie da cui le abbiamo estratte: per la "
            "fiducia 3,9 negli "
            "enti pubblici, 2,9 nel Terzo settore."
        ),
        assumption=True,
    )
    return (
        _(
            "Un questionario breve chiede a chi è dentro quanto è d'accordo, da 1 a 5, con frasi su scopi, "
            "fiducia, "
            "regole e risorse. Le frasi scrivile tu: quelle dei questionari più noti sono protette dal diritto "
            "d'autore."
        )
        + "\n\n"
        + _(
            "Come si legge un totale? Una guida pubblicata dà una regola: con 20 frasi, fino a 50 punti ci sono "
            "problemi seri, da 51 a 74 c'è da migliorare, da 75 in su la collaborazione è in salute."
        )
        + citations.cite(rule)
        + " "
        + _(
            "Per frase vuol dire: fino a 2,5 problemi seri, da 3,75 in su in salute (la divisione è nostra). È "
            "una regola pratica, non una legge: dice dove guardare. Nella tabella, le risposte di venti persone "
            "simulate."
        )
        + citations.cite(made_up)
        + " "
        + _far_apart(ground)
    )


def _far_apart(ground: Ground) -> str:
    """Say where the sectors differ most."""
    widest = sorted(ground.scores, key=lambda one: -(one.gap or 0.0))[:2]
    said = [(factor_labels()[one.name], number(one.gap or 0.0, decimals=2)) for one in widest]
    words = _(
        "Le distanze più grandi fra i due settori sono su «{one}» ({gap}) e «{other}» ({less}). La media di tutti "
        "non le fa vedere."
    )
    return words.format(one=said[0][0], gap=said[0][1], other=said[1][0], less=said[1][1])


def scores_table(ground: Ground, citations: Citations) -> Html:
    """Show the simulated survey by factor and sector, hiding what must be hidden."""
    labels, sectors = factor_labels(), sector_labels()
    rows = []
    for one in ground.scores:
        by = [_score(one.by_sector.get(sector)) for sector in ("public", "third")]
        rows.append((labels[one.name], _score(one.mean), *by, number(one.missing)))
    columns = [
        _("Fattore"), _("Tutti"), sectors["public"], sectors["third"], _("Senza risposta"),
    ]  # fmt: skip
    caption = _("Il questionario d'esempio: medie da 1 a 5")
    return captioned(rows, columns=columns, caption=caption)


def _score(value: float | None) -> str:
    return "?" if value is None else number(value, decimals=2)


def cariplo(ground: Ground, citations: Citations) -> str:
    """Tell the largest Italian programme, and its leverage."""
    notes = (
        Note(_("Fondazione Cariplo, [Welfare in Azione]({url})").format(url=_CARIPLO), _CARIPLO),
        Note(_("LombardiaSociale, [Welfare di comunità]({url}), 2019").format(url=_LOMBARDIA), _LOMBARDIA),
    )
    return (
        _(
            "Il programma Welfare in Azione di Fondazione Cariplo ha sostenuto 37 progetti, con 352 "
            "partner: 36,5 milioni di contributi su progetti che ne valgono 82,7."
        )
        + citations.cite(*notes)
        + " "
        + _(
            "Fa 2,27 euro in tutto per ogni euro di contributo: il conto è nostro. Non sappiamo quanta parte "
            "degli altri "
            "46,2 milioni sia denaro e quanta lavoro, spazi e ore."
        )
    )


def example_map(ground: Ground, citations: Citations) -> Figure:
    """Draw the example network."""
    return _drawn(ground, ground.before, title=_("La rete d'esempio, all'inizio"))


def after_map(ground: Ground, citations: Citations) -> Figure:
    """Draw the example network a year later."""
    return _drawn(ground, ground.after, title=_("La rete d'esempio, un anno dopo"))


def _drawn(ground: Ground, made: Network, *, title: str) -> Figure:
    labels = who_labels()
    busiest = max(positions(made), key=lambda one: one.ties)
    alt = _("Dieci soggetti e {ties} legami. {name} ne ha di più: {most}.").format(
        ties=number(len(made.ties)), name=labels[busiest.name], most=number(busiest.ties)
    )
    return network_map(
        example_network(made),
        title=title,
        alt=alt,
        places={labels[name]: spot for name, spot in ground.spots.items()},
        sources=(
            _("rete d'esempio: nomi e legami sono inventati, la forma è quella di una rete pubblicata."),
        ),
    )


def city_map(ground: Ground, citations: Citations) -> Figure:
    """Draw the published network."""
    found = ground.city_shape
    alt = _("Dieci organizzazioni in cerchio, con {ties} frecce: da chi informa a chi è informato.").format(
        ties=number(found.ties)
    )
    return network_map(
        named(ground.city, city_labels()),
        title=_("Chi informa chi, in una città"),
        alt=alt,
        sources=(_("Knoke e Kuklinski, 1982; dati ricalcolati."),),
    )


TEXTS = {
    "story": story, "example": example, "city": city_text, "collaboration": collaboration_text, "cariplo": cariplo,
}  # fmt: skip
TABLES = {"seats": seats_table, "brought": brought_table, "scores": scores_table}
FIGURES: dict[str, Callable[[Ground, Citations], Figure]] = {
    "example": example_map, "after": after_map, "city": city_map,
}  # fmt: skip
NOTES = {
    "hinge": mark(
        "**Chi è la cerniera, da te?** Scrivi il nome di chi, se domani cambiasse lavoro, lascerebbe qualcuno "
        "staccato. Poi: chi potrebbe diventare la seconda strada?"
    ),
    "afterwards": mark(
        "**Quando finisce il contributo.** Per un progetto che segui scrivi tre righe: che cosa resta, che cosa "
        "se "
        "ne va, che cosa se ne va insieme a ciò che se ne va."
    ),
}
DOCUMENTS = {"network": filled(NETWORK)}
