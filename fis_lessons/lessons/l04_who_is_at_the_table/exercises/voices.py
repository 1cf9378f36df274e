"""Exercises on who is missing, on how many reach an agreement, and on the legal road."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Hints, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.i18n import ratio as written_ratio
from fis_lessons.lessons.l04_who_is_at_the_table.ground import Ground, bologna, bologna_funnel


def ratio(ground: Ground) -> Number:
    """Ask the representation ratio of the target group in a meeting."""
    found = ground.meeting
    slips: list[Slip] = [
        (
            "inverted",
            1 / found.ratio,
            _("È rovesciato: sopra va la quota nel processo, sotto quella fra i residenti."),
        ),
        (
            "share_inside",
            100 * found.share_inside,
            _("Questa è la quota fra chi è venuto, in percentuale. Manca il confronto con i residenti."),
        ),
        (
            "points",
            100 * (found.share_outside - found.share_inside),
            _("Questi sono i punti di differenza. Il rapporto divide una quota per l'altra."),
        ),
        (
            "share_inside_plain",
            found.share_inside,
            _("Questa è la quota fra chi è venuto. Dividila per la quota fra i residenti."),
        ),
        (
            "share_outside",
            found.share_outside,
            _("Questa è la quota fra i residenti. Mettila sotto, e sopra quella di chi è venuto."),
        ),
    ]
    return Number(
        id="ratio",
        question=_("Quanto è rappresentato il gruppo?")
        + "\n\n"
        + _(
            "{where} i residenti di {ages} sono {group} su {population}. A un incontro **inventato** sono venute "
            "{process} persone, e {inside} erano di quell'età. Dividi la quota nel processo per la quota fra i "
            "residenti, con due decimali."
        ).format(
            where=ground.phrase[:1].upper() + ground.phrase[1:],
            ages=ground.target.one.label,
            group=number(found.group),
            population=number(found.population),
            process=number(found.process),
            inside=number(found.inside),
        )
        + (f" {ground.why_not_here}" if ground.why_not_here else ""),
        expected=found.ratio,
        tolerance=0.02,
        decimals=2,
        mistakes=known_mistakes(found.ratio, slips, tolerance=0.02, decimals=2),
        hints=Hints(
            nudge=_("Servono due quote: una di chi è venuto, una di chi abita."),
            pointer=_(
                "Sopra: del gruppo fra i venuti, diviso i venuti. Sotto: residenti del gruppo, diviso "
                "residenti."
            ),
            worked=_("Le due quote sono {inside} e {outside}.").format(
                inside=percent(found.share_inside), outside=percent(found.share_outside)
            ),
        ),
        why=_(
            "{inside} diviso {outside} fa {ratio}. Uno vuol dire la stessa quota dentro e fuori. Con la quota dei "
            "residenti "
            "ne sarebbero venuti circa {expected}."
        ).format(
            inside=percent(found.share_inside),
            outside=percent(found.share_outside),
            ratio=written_ratio(found.ratio, decimals=2),
            expected=number(found.expected, decimals=0),
        ),
        minutes=3,
    )


def chance(ground: Ground) -> Choice:
    """Ask what the interval of that meeting allows to say."""
    found = ground.meeting
    low, high = (number(end, decimals=2) for end in (found.interval.low, found.interval.high))
    one = _("1 è dentro l'intervallo") if found.reading == "unclear" else _("1 è fuori dall'intervallo")
    return Choice(
        id="chance",
        question=_("Che cosa puoi scrivere nel verbale?")
        + "\n\n"
        + _(
            "Lo stesso incontro: il rapporto è {ratio}. Se chi è venuto fosse estratto a sorte, il caso potrebbe "
            "portarlo fra {low} e {high}."
        ).format(ratio=written_ratio(found.ratio, decimals=2), low=low, high=high),
        options=(
            Option(
                id="excluded",
                label=_("Il gruppo è stato escluso dal Comune."),
                feedback=_(
                    "Il numero dice quanti erano, non perché. Orari, luoghi, inviti: il motivo va cercato."
                ),
            ),
            Option(
                id="fine",
                label=_("La rappresentanza è a posto: con numeri così piccoli non si può dire niente."),
                feedback=_(
                    "«Non basta per dirlo» non è «va bene». Lo scarto si vede, e si può allargare l'invito."
                ),
            ),
            Option(
                id="under",
                label=_("Il gruppo c'è meno di quanto pesa, più di quanto il caso possa spiegare."),
                feedback=_("Per dirlo 1 deve stare fuori dall'intervallo: guarda i due estremi."),
            ),
            Option(
                id="unclear",
                label=_(
                    "Il gruppo sembra meno presente di quanto pesa; con {process} persone il caso "
                    "potrebbe bastare."
                ).format(process=number(found.process)),
                feedback=_("Guarda l'estremo alto: è sotto 1. Con questi numeri il caso non basta."),
            ),
        ),
        right="under" if found.reading == "under" else "unclear",
        hints=Hints(
            nudge=_("Cerca 1 nell'intervallo."),
            pointer=_("Se 1 è dentro, lo scarto può venire dal caso. Se è fuori, il caso non basta."),
            worked=_("Qui {one}. E due frasi dicono più di quanto il numero sa.").format(one=one),
        ),
        why=_(
            "Qui {one}. E resta un'altra cautela: chi viene a un incontro non è estratto a sorte. "
            "L'intervallo conta il "
            "caso, non l'orario sbagliato."
        ).format(one=one),
        minutes=2,
    )


def bologna_share() -> Number:
    """Ask how many of the proposals of Bologna became an agreement."""
    first, second = bologna()
    whole = bologna_funnel()
    (_p, proposals), (_a, agreements) = whole.steps
    expected = 100 * whole.kept_overall
    shares = [100 * one.agreements / one.proposals for one in (first, second)]
    slips: list[Slip] = [
        ("first", shares[0], _("Questa è la quota del primo avviso. Servono tutti e due insieme.")),
        ("second", shares[1], _("Questa è la quota del secondo avviso. Servono tutti e due insieme.")),
        (
            "mean",
            sum(shares) / 2,
            _(
                "Hai fatto la media delle due quote. Il secondo avviso ha più proposte: somma prima, poi dividi."
            ),
        ),
        (
            "lost",
            100 - expected,
            _("Questa è la quota che si è persa. La domanda chiede quella arrivata in fondo."),
        ),
        (
            "mixed",
            100 * agreements / second.proposals,
            _("Sopra ci sono i due avvisi, sotto uno solo: le collaborazioni sono anche del primo."),
        ),
        ("inverted", 100 * proposals / agreements, _("È rovesciato: sopra va ciò che è arrivato in fondo.")),
    ]
    return Number(
        id="bologna",
        question=_("Quante proposte sono diventate una collaborazione?")
        + "\n\n"
        + _(
            "Bologna, due avvisi insieme. Nella pagina pubblicata: {proposals} proposte e {agreements} "
            "collaborazioni. "
            "Rifai le somme dalla tabella, poi scrivi la percentuale arrivata in fondo, con un decimale."
        ).format(proposals=number(proposals), agreements=number(agreements)),
        expected=expected,
        tolerance=0.1,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.1, decimals=1),
        hints=Hints(
            nudge=_("Un imbuto: quanti entrano, quanti escono?"),
            pointer=_("Collaborazioni dei due avvisi, diviso proposte dei due avvisi."),
            worked=_("{a} + {b} fa {sum}: le proposte tornano con la pagina. Ora le collaborazioni.").format(
                a=number(first.proposals), b=number(second.proposals), sum=number(proposals)
            ),
        ),
        why=_(
            "{agreements} su {proposals} fa {share}. I totali tornano con quelli stampati. Ma un'altra "
            "pagina chiama "
            "«patti» le {second} proposte del secondo avviso: prima di citare un numero guarda di quale "
            "passo parla."
        ).format(
            agreements=number(agreements),
            proposals=number(proposals),
            share=percent(whole.kept_overall),
            second=number(second.proposals),
        ),
        minutes=2,
    )


def road() -> Several:
    """Ask what holds after the legal road was walked."""
    return Several(
        id="road",
        question=_(
            "Hai percorso la strada giuridica. Quali frasi reggono, secondo le fonti lette e la nostra lettura?"
        ),
        options=(
            Option(
                id="notice", label=_("L'avviso di co-progettazione lascia al tavolo la stesura del progetto.")
            ),
            Option(
                id="plan",
                label=_("Se il piano prevede un appalto e vuoi co-progettare, prima si cambia il piano."),
            ),
            Option(
                id="scores",
                label=_("Se si sceglie fra chi si candida, i punteggi si motivano: si possono contestare."),
            ),
            Option(id="renew", label=_("Anche senza premio i risultati possono decidere se continuare.")),
            Option(
                id="name",
                label=_("Se una somma si chiama rimborso, non è un prezzo."),
                feedback=_(
                    "il giudice guarda che cosa c'è dentro: un rimborso può nascondere un corrispettivo."
                ),
            ),
            Option(
                id="premium",
                label=_("Un premio a risultato è il modo naturale di pagare una co-progettazione."),
                feedback=_(
                    "un premio è qualcosa in più delle spese: sta male nella co-progettazione, dove non si paga "
                    "un prezzo."
                ),
            ),
            Option(
                id="free",
                label=_("Fuori dal codice dei contratti non servono criteri né verbali."),
                feedback=_(
                    "resta un procedimento pubblico: trasparenza, imparzialità, parità di trattamento."
                ),
            ),
        ),
        right=frozenset({"notice", "plan", "scores", "renew"}),
        missing=_("Ce n'è almeno un'altra: rileggi dove la strada si ferma."),
        hints=Hints(
            nudge=_("Ripercorri la strada e sbaglia apposta: dove si ferma?"),
            pointer=_("Tre frasi promettono più di quanto dicono le fonti."),
            worked=_("«Si chiama rimborso» non basta; il premio sta male; criteri e verbali servono sempre."),
        ),
        why=_(
            "Le strade non sono gradi di bontà: ognuna ha le sue carte. Questa lezione non è un parere "
            "legale. Porta le "
            "domande al segretario comunale prima di scrivere l'avviso."
        ),
        minutes=3,
    )
