"""The exercises of lesson 02 on the age band: counting it, changing it, saying what was counted.

Right answers and known mistakes come from the numbers of the lesson.
"""

from __future__ import annotations

from fis_lessons.exercises import Exercise, Hints, Matching, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.l02_reading_the_territory.exercises.ratios import (
    comparison,
    index,
    one_case,
    together,
)
from fis_lessons.lessons.l02_reading_the_territory.ground import Ground
from fis_lessons.measures.population import rate, share
from fis_lessons.territory import EDITION, population


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        band_count(ground),
        change(ground),
        what_can_be_written(ground),
        denominators(ground),
        index(ground),
        together(ground),
        comparison(ground),
        one_case(ground),
    ]


def band_count(ground: Ground) -> Number:
    """Ask how many residents of a near municipality are in the first definition, both ends included.

    Of a near one: the count of the place itself stands in the next exercises, and would be read there.
    """
    band, near = ground.target.one, ground.near
    first, last = band.first, band.last
    expected, total = population(near, first, last), population(near)
    premise = _("Un servizio comune con {name} è un'ipotesi della lezione, i numeri no.").format(
        name=near.name
    )
    question = _("Quanti residenti di {ages} ci sono nel Comune di {name}?").format(
        ages=band.label, name=near.name
    )
    task = _(
        "Usa il controllo qui sopra: estremi compresi, maschi e femmine insieme. Scrivi il numero di persone."
    )
    return Number(
        id="band-count",
        question=f"{question}\n\n{premise} {task}",
        expected=expected,
        unit=_("persone"),
        mistakes=known_mistakes(expected, _band_slips(ground), decimals=1),
        hints=Hints(
            nudge=_(
                "Il controllo parte da un altro Comune e da un'altra fascia: cambia tutti e tre i campi."
            ),
            pointer=_(
                "Scrivi {place} in «Comune», {first} in «Da età» e {last} in «A età», poi leggi la tabella."
            ).format(place=near.label, first=first, last=last),
            worked=_(
                "Tutti da {first} anni in su sono {more}; quelli oltre i {last} sono {beyond}. Togli."
            ).format(
                first=first,
                last=last,
                more=number(population(near, first)),
                beyond=number(population(near, last + 1) if last < 100 else 0),
            ),
        ),
        why=_(
            "Sono {count} su {total} residenti. Quando scrivi una fascia di età, scrivi sempre se gli "
            "estremi "
            "sono compresi: «{ages}» e «prima di compiere {last} anni» non contano le stesse persone."
        ).format(count=number(expected), total=number(total), ages=band.label, last=last),
        minutes=3,
    )


def _band_slips(ground: Ground) -> list[Slip]:
    near, band, second = ground.near, ground.target.one, ground.target.other
    first, last = band.first, band.last
    upper = _("Hai lasciato fuori chi ha {age} anni. «Fino a {age}» li comprende: a {age} anni si è dentro.")
    lower = _("Hai lasciato fuori chi ha {age} anni: anche il primo anno della fascia conta.")
    both = _("Hai tolto tutti e due gli estremi: chi ha {first} e chi ha {last} anni sta dentro.")
    other = _("Questa è l'altra definizione, {ages}. Guarda quali anni chiede la domanda.")
    open_end = _("Hai contato tutti da {first} anni in su: manca il limite di {last}.")
    everybody = _("Questi sono tutti i residenti: è il denominatore, non la fascia.")
    percentage = _("Questa è la percentuale sui residenti. La domanda chiede quante persone.")
    start = _("Questo è il numero con l'età da cui parte il controllo. Sposta tutte e due le età.")
    elsewhere = _("Questo è il numero di {place}. Scrivi {name} nel campo «Comune».").format(
        place=ground.place.name, name=near.label
    )
    places = [("here", population(ground.place, first, last)), ("here_start", population(ground.place, 65))]
    return [
        ("other_band", population(near, second.first, second.last), other.format(ages=second.label)),
        ("upper_bound", population(near, first, last - 1), upper.format(age=last)),
        ("lower_bound", population(near, first + 1, last), lower.format(age=first)),
        ("both_bounds", population(near, first + 1, last - 1), both.format(first=first, last=last)),
        ("no_upper_limit", population(near, first), open_end.format(first=first, last=last)),
        ("everybody", population(near), everybody),
        ("start", population(near, 65), start),
        ("only_upper", population(near, 65, last) if last >= 65 else -1, start),
        *((name, count, elsewhere) for name, count in places),
        ("percent", 100 * share(population(near, first, last), population(near)), percentage),
    ]


def change(ground: Ground) -> Number:
    """Ask by how many percent the group changes with the second definition."""
    one, other, total = ground.one, ground.other, ground.count()
    gap = abs(other - one)
    expected = rate(gap, one, per=100)
    points = abs(round(100 * share(other, total), 1) - round(100 * share(one, total), 1))
    verb = _("cresce") if other > one else _("cala")
    question = _("Di quanti per cento {verb} la fascia, se cambi definizione?").format(verb=verb)
    task = _(
        "{place}: {one} residenti di {one_ages}, {other} residenti di {other_ages}. Passa dalla prima "
        "definizione alla seconda. Scrivi la percentuale, senza segno, con un decimale."
    ).format(
        place=ground.where.label,
        one=number(one),
        one_ages=ground.target.one.label,
        other=number(other),
        other_ages=ground.target.other.label,
    )
    return Number(
        id="change",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.1,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(expected, _change_slips(ground, points), tolerance=0.1, decimals=1),
        hints=Hints(
            nudge=_("Una variazione in percentuale ha sempre un punto di partenza. Qual è?"),
            pointer=_("Differenza fra le due fasce, divisa per la prima, per 100."),
            worked=_(
                "La differenza è {gap}; la prima fascia è di {one}. Dividi e moltiplica per 100."
            ).format(gap=number(gap), one=number(one)),
        ),
        why=_(
            "La fascia {verb} di {people} persone; in percentuale, {change}. La quota sui residenti era "
            "{one_share} e diventa {other_share}: {points} punti percentuali. Sono tre modi di dire la "
            "stessa "
            "cosa, e non si scambiano."
        ).format(
            verb=verb,
            people=number(gap),
            change=percent(expected / 100),
            one_share=percent(share(one, total)),
            other_share=percent(share(other, total)),
            points=number(points, decimals=1),
        ),
        minutes=4,
    )


def _change_slips(ground: Ground, points: float) -> list[Slip]:
    one, other = ground.one, ground.other
    base = _("Hai diviso per {ages}. La base è il punto di partenza: la prima definizione.")
    in_points = _(
        "Questi sono punti percentuali: la differenza fra due quote di residenti. La domanda chiede di "
        "quanto "
        "cambia il numero di persone, in percentuale."
    )
    ratio = _("Questa è la seconda fascia in rapporto alla prima. La domanda chiede la differenza.")
    reversed_ratio = _("Questa è la prima fascia in rapporto alla seconda. La domanda chiede la differenza.")
    people = _("Questa è la differenza in persone. Dividila per la fascia di partenza.")
    return [
        (
            "wrong_base",
            rate(abs(other - one), other, per=100),
            base.format(ages=ground.target.other.label),
        ),
        ("points", points, in_points),
        ("ratio", rate(other, one, per=100), ratio),
        ("ratio_reversed", rate(one, other, per=100), reversed_ratio),
        ("people", abs(other - one), people),
    ]


def what_can_be_written(ground: Ground) -> Several:
    """Ask which sentences the numbers read so far allow."""
    question = _("Quali frasi puoi scrivere, con i soli dati letti fin qui?")
    task = _("Le frasi parlano di un posto solo: {where}. Segna tutte quelle che reggono.").format(
        where=ground.where.label
    )
    return Several(
        id="what-can-be-written",
        question=f"{question}\n\n{task}",
        options=_sentences(ground),
        right=frozenset({"residents", "choice", "unknown"}),
        missing=_("C'è almeno un'altra frase prudente e vera."),
        hints=Hints(
            nudge=_("Per ogni frase chiediti: i dati contano proprio questo?"),
            pointer=_("I dati contano residenti per età. Non contano salute, reddito, famiglia, percorsi."),
            worked=_("Togli le frasi su chi ha bisogno, su chi è il gruppo e su un giorno preciso."),
        ),
        why=_(
            "Una fascia di età dà il **bacino**: le persone fra cui cercare. Il gruppo è un'altra cosa, e "
            "per "
            "contarlo servono altri dati: servizi, scuole, quartieri, associazioni."
        ),
        minutes=4,
    )


def _sentences(ground: Ground) -> tuple[Option, ...]:
    one, other = ground.target.one, ground.target.other
    count, total = number(ground.one), ground.count()
    residents = _("I residenti di {ages} sono {count} (edizione {edition} dei dati).")
    choice = _("Con la fascia {ages} i residenti diventano {count}.")
    need = _("Quota di residenti che ha bisogno del servizio: {share}.")
    not_only_age = _(
        "Il progetto non chiede solo un'età. Dice: «{text}» Quanti rispondono a tutto, qui non è contato."
    )
    return (
        Option(
            id="target",
            label=_("Le persone a cui il progetto si rivolge sono {count}.").format(count=count),
            feedback=not_only_age.format(text=_(ground.target.group.text)),
        ),
        Option(
            id="residents",
            label=residents.format(ages=one.label, count=count, edition=EDITION),
        ),
        Option(
            id="need",
            label=need.format(share=percent(share(ground.one, total))),
            feedback=_("Avere una certa età non è un bisogno. Il bisogno si osserva in altro modo."),
        ),
        Option(id="choice", label=choice.format(ages=other.label, count=number(ground.other))),
        Option(
            id="day",
            label=_("Al 31 dicembre 2023 i residenti erano {count}.").format(count=number(total)),
            feedback=_(
                "I dati dicono «edizione 2023» e non dicono il giorno. Non scrivere una data che non hai."
            ),
        ),
        Option(id="unknown", label=_("Quanti abbiano davvero bisogno, l'età da sola non lo dice.")),
    )


def denominators(ground: Ground) -> Matching:
    """Ask which denominator each measure has."""
    ages = ground.target.one.label
    columns = (
        Option(id="residents", label=_("tutti i residenti")),
        Option(id="children", label=_("residenti da 0 a 14 anni")),
        Option(id="group", label=_("residenti di {ages}").format(ages=ages)),
        Option(id="enrolled", label=_("iscritti al progetto")),
    )
    question = _("Che cosa sta sotto, cioè al denominatore?")
    task = _("A ogni misura dai il suo denominatore. Uno stesso denominatore può servire due volte.")
    return Matching(
        id="denominators",
        question=f"{question}\n\n{task}",
        rows=_measures(ages),
        columns=columns,
        right={
            "share": "residents",
            "index": "children",
            "coverage": "group",
            "completion": "enrolled",
            "social-workers": "residents",
        },
        pairs={
            ("index", "residents"): _(
                "Anziani su tutti i residenti è la quota di anziani. L'indice di vecchiaia è un'altra misura."
            ),
            ("coverage", "residents"): _(
                "Così chi non può partecipare, per età, abbassa il risultato. Sotto va solo la fascia."
            ),
            ("coverage", "enrolled"): _("Gli iscritti sono già stati raggiunti: verrebbe sempre cento."),
            ("completion", "group"): _(
                "Questo mescola due domande: quanti hai raggiunto e quanti hanno finito. Tienile separate."
            ),
        },
        hints=Hints(
            nudge=_("Chiediti: a chi poteva succedere?"),
            pointer=_("Chi non poteva essere contato sopra, non va messo nemmeno sotto."),
            worked=_(
                "Può finire il percorso solo un iscritto; può essere raggiunto solo chi è nella fascia."
            ),
        ),
        why=_(
            "In una quota, al denominatore sta chi **poteva** stare al numeratore. Un indice confronta "
            "invece "
            "due fasce diverse: per questo va letto con il suo nome. Cambiare denominatore cambia la "
            "domanda."
        ),
        minutes=4,
    )


def _measures(ages: str) -> tuple[Option, ...]:
    return (
        Option(
            id="share",
            label=_("Quota di residenti di {ages}").format(ages=ages),
            feedback=_("Una quota di residenti si calcola sui residenti di ogni età."),
        ),
        Option(
            id="index",
            label=_("Indice di vecchiaia"),
            feedback=_("Confronta gli anziani con i bambini e i ragazzi, non con tutti."),
        ),
        Option(
            id="coverage",
            label=_("Residenti di {ages} raggiunti dal progetto").format(ages=ages),
            feedback=_("Si guarda quanta parte di quella fascia è stata raggiunta: la fascia sta sotto."),
        ),
        Option(
            id="completion",
            label=_("Iscritti che finiscono il percorso"),
            feedback=_("Può finire solo chi ha cominciato: sotto stanno gli iscritti."),
        ),
        Option(
            id="social-workers",
            label=_("Assistenti sociali ogni 5.000 abitanti"),
            feedback=_("Abitanti vuol dire residenti di ogni età."),
        ),
    )
