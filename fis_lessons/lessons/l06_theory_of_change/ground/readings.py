"""How we read the chain of each case: arrows, assumptions, risks, and the boxes no source gives.

No source read publishes a whole chain. What is here is ours, serves to learn, and is called an assumption
wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l06_theory_of_change.ground.reading import Reading
from fis_lessons.lessons.l06_theory_of_change.ground.readings_of_new_cases import (
    lecce_bodies,
    lecce_school,
    prato,
)
from fis_lessons.measures.theory_of_change import KINDS, Node, kind_label


def reading_of(case: str, chain: str) -> Reading | None:
    """Return our reading of a chain; ``None`` for a case we have not read."""
    known = {
        ("bergamo", "rinvio"): _bergamo,
        ("catanzaro", "inclusione"): _catanzaro,
        ("lucca", "giovani"): _lucca_young,
        ("lucca", "disabilita"): _lucca_disability,
        ("lecce", "scuola"): lecce_school,
        ("lecce", "enti"): lecce_bodies,
        ("prato", "emergenza"): prato,
    }
    return known[case, chain]() if (case, chain) in known else None


def unread(nodes: Sequence[Node]) -> Reading:
    """Complete a chain nobody has read yet, so that the lesson opens on any case: plain, and called ours."""
    added = tuple(
        (f"n-{kind}", kind, _("{level}: le fonti lette non ne parlano").format(level=kind_label(kind)))
        for kind in KINDS
        if all(node.kind != kind for node in nodes)
    )
    boxes = [*((node.id, node.kind, node.label) for node in nodes), *added]
    levels = [[box for box in boxes if box[1] == kind] for kind in KINDS]
    arrows = tuple(
        (
            source[0],
            target[0],
            _("C'è davvero ciò che serve per arrivare a «{target}».").format(target=target[2]),
            _("Ci si ferma prima di «{target}».").format(target=target[2]),
        )
        for level, following in pairwise(levels)
        for source in level
        for target in following
    )
    indicators = {
        name: (_("Da scrivere con chi lavora nel progetto."), _("Da scrivere insieme all'indicatore."))
        for name, kind, _label in boxes
        if kind == "outcome"
    }
    return Reading(added, arrows, indicators)


def _bergamo() -> Reading:
    return Reading(
        added=(
            ("n-route", "output", _("Un percorso unico di servizi, scritto e in uso.")),
            ("n-places", "output", _("Piattaforme aperte, con i servizi che vi si trovano.")),
        ),
        arrows=(
            (
                "resource-0", "activity-0",
                _("Chi fa parte del partenariato accetta di cambiare il proprio pezzo di servizio."),
                _("Ciascuno continua come prima."),
            ),
            (
                "resource-0", "activity-3",
                _("Nei quartieri c'è chi conosce le persone e le sa invitare."),
                _("Si invitano sempre gli stessi."),
            ),
            (
                "resource-1", "activity-1",
                _("Il capitale accetta tempi lunghi e regole pubbliche."),
                _("Il capitale non arriva."),
            ),
            (
                "resource-1", "activity-2",
                _("Le tecnologie costano meno di ciò che fanno risparmiare."),
                _("Le tecnologie si comprano e non si usano."),
            ),
            (
                "activity-0", "n-route",
                _("Gli uffici si scambiano le informazioni."),
                _("Le regole sui dati bloccano lo scambio."),
            ),
            (
                "activity-1", "n-places",
                _("Gli operatori privati trovano conveniente entrare."),
                _("Entra un operatore solo, e detta i prezzi."),
            ),
            (
                "activity-2", "n-places",
                _("Chi ha 70 anni riesce a usare le tecnologie."),
                _("Le usa solo chi era già autonomo."),
            ),
            (
                "activity-3", "output-0",
                _("Chi sta bene trova un motivo per venire."),
                _("Viene chi è già attivo, e chi è solo resta a casa."),
            ),
            (
                "output-0", "outcome-0",
                _("Chi si muove e vede gente resta autonomo più a lungo."),
                _("Il rinvio c'era già, e dipende da altro."),
            ),
            (
                "n-route", "outcome-1",
                _("Chi ha bisogno di poco riceve poco, e in tempo."),
                _("La domanda nascosta viene a galla, e i costi salgono."),
            ),
            (
                "n-places", "outcome-1",
                _("Una parte dei bisogni trova risposta prima dei servizi per la non autosufficienza."),
                _("I servizi leggeri si aggiungono agli altri e non li sostituiscono."),
            ),
            (
                "outcome-0", "impact-0",
                _("Gli anni guadagnati sono anni vissuti bene."),
                _("Il peso passa dai servizi alle famiglie."),
            ),
            (
                "outcome-1", "impact-0",
                _("Il denaro risparmiato torna alle persone."),
                _("Il risparmio si ottiene negando il servizio."),
            ),
        ),
        indicators={
            "outcome-0": ("", _("Data di ingresso nei servizi, nell'archivio dei servizi sociali.")),
            "outcome-1": ("", _("Consuntivi del Comune e dell'Ambito, per tipo di servizio.")),
        },
    )  # fmt: skip


def _catanzaro() -> Reading:
    return Reading(
        added=(("n-plan", "output", _("Un piano economico scritto, con chi paga che cosa.")),),
        arrows=(
            (
                "resource-0", "activity-0",
                _("Le aziende agricole hanno tempo per seguire le persone."),
                _("Nei mesi di raccolto nessuno ha tempo."),
            ),
            (
                "resource-0", "activity-1",
                _("I partner mostrano i propri conti."),
                _("Nessuno vuole dire quanto costa davvero."),
            ),
            (
                "activity-0", "output-0",
                _("Le famiglie si fidano e ci si può arrivare."),
                _("Manca il trasporto, e chi abita lontano rinuncia."),
            ),
            (
                "activity-1", "n-plan",
                _("Le esperienze confrontate somigliano alla nostra."),
                _("Il piano si scrive solo per il bando."),
            ),
            (
                "output-0", "outcome-0",
                _("Il lavoro nella fattoria è scelto, e adatto a ciascuno."),
                _("Si sta bene in fattoria e tutto resta uguale fuori."),
            ),
            (
                "n-plan", "outcome-1",
                _("Il servizio nuovo sostituisce una parte di quelli di prima."),
                _("Il servizio nuovo si aggiunge, e la spesa sale."),
            ),
            (
                "outcome-0", "impact-0",
                _("Le competenze acquisite servono alle aziende del posto."),
                _("Finito il percorso, le aziende non assumono."),
            ),
            (
                "outcome-1", "impact-0",
                _("Ciò che si risparmia resta nei servizi del territorio."),
                _("Il risparmio esce dal sociale."),
            ),
        ),
        indicators={
            "outcome-0": ("", ""),
            "outcome-1": (
                _("Spesa del Comune per persona seguita, prima e dopo."),
                _("Consuntivo dei servizi sociali."),
            ),
        },
    )  # fmt: skip


def _lucca_young() -> Reading:
    return Reading(
        added=(("n-paths", "output", _("Percorsi individuali concordati con i giovani.")),),
        arrows=(
            (
                "resource-0", "activity-0",
                _("Chi abita nei quartieri e le associazioni aprono davvero le porte."),
                _("Il vicinato non vuole la coabitazione."),
            ),
            (
                "activity-0", "output-0",
                _("Il bando parla ai giovani a cui il progetto pensa."),
                _("I requisiti lasciano fuori proprio loro."),
            ),
            (
                "activity-0", "n-paths",
                _("I giovani hanno voglia di essere accompagnati."),
                _("Arriva solo chi è già motivato."),
            ),
            (
                "output-0", "outcome-0",
                _("Vivere insieme insegna ad abitare da soli."),
                _("Finita la coabitazione, gli affitti sono troppo alti."),
            ),
            (
                "n-paths", "outcome-0",
                _("In zona ci sono lavoro e scuole raggiungibili."),
                _("Il lavoro trovato dura poche settimane."),
            ),
            (
                "outcome-0", "impact-0",
                _("Chi ce l'ha fatta resta nel quartiere e dà una mano."),
                _("Chi sta meglio se ne va."),
            ),
        ),
        indicators={"outcome-0": ("", "")},
    )  # fmt: skip


def _lucca_disability() -> Reading:
    return Reading(
        added=(("n-trials", "output", _("Periodi di prova della vita in appartamento, conclusi.")),),
        arrows=(
            (
                "resource-0", "activity-0",
                _("Le case sono accessibili e vicine ai servizi."),
                _("I lavori di adeguamento non finiscono in tempo."),
            ),
            (
                "activity-0", "n-trials",
                _("Le famiglie accettano il distacco, un poco per volta."),
                _("Al primo problema si torna indietro."),
            ),
            (
                "n-trials", "outcome-0",
                _("Ciò che si impara in appartamento resta anche dopo."),
                _("L'accompagnamento finisce prima che si sia pronti."),
            ),
            (
                "outcome-0", "impact-0",
                _("Il sostegno continua quando la famiglia non c'è più."),
                _("Finito il progetto, mancano le risorse per andare avanti."),
            ),
        ),
        indicators={
            "outcome-0": (
                _("Persone che dopo un anno vivono nell'appartamento con il solo sostegno concordato."),
                _("Progetto individuale, rivisto a dodici mesi."),
            ),
        },
    )  # fmt: skip
