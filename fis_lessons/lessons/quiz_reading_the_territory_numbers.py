"""The quiz of lesson 02, on numbers: those of the municipality, and two invented ones."""

from __future__ import annotations

from fis_lessons.exercises import Exercise, Hints, Number
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.reading_the_territory_data import Ground
from fis_lessons.measures.population import old_age_dependency, old_age_index, rate, share

# The essential level on social workers, as a second source tells it; the notebook links the same page
_RESIDENTS_PER_WORKER = 5000
_WORKER_SOURCE = "[Secondo Welfare](<https://secondowelfare.it/?p=81136>)"
_REQUESTS = 120  # an assumption, called so in the question


def ages_in_the_band(ground: Ground) -> Exercise:
    """Ask how many years of age a band holds."""
    first, last = ground.target.one.first, ground.target.one.last
    expected = float(last - first + 1)
    slips: list[Slip] = [
        (
            "difference",
            last - first,
            _("Hai sottratto le due età. Così ne perdi una: anche la prima conta."),
        ),
        ("both_out", last - first - 1, _("Hai tolto tutti e due gli estremi, ma sono dentro la fascia.")),
        ("last", last, _("Questa è l'età finale, non quante età ci sono.")),
    ]
    return Number(
        id="ages-in-the-band",
        question=_("La fascia {ages}, estremi compresi, **quante età diverse contiene?**").format(
            ages=ground.target.one.label
        ),
        expected=expected,
        unit=_("età"),
        mistakes=known_mistakes(expected, slips),
        hints=Hints(
            nudge=_("Prova con una fascia cortissima: da 3 a 5 anni."),
            pointer=_("Da 3 a 5 anni ci sono 3, 4 e 5: tre età, non due."),
            worked=_("Fai {last} meno {first}, poi rimetti l'estremo che la sottrazione ha tolto.").format(
                first=first, last=last
            ),
        ),
        why=_(
            "Con gli estremi compresi le età sono una in più della differenza. È lo stesso anno che si perde "
            "quando si scrive «prima di compiere» al posto di «fino a»."
        ),
        minutes=1,
    )


def social_workers(ground: Ground) -> Exercise:
    """Ask how many social workers the essential level asks for."""
    total = ground.count()
    expected = total / _RESIDENTS_PER_WORKER
    slips: list[Slip] = [
        (
            "group",
            ground.one / _RESIDENTS_PER_WORKER,
            _("Hai diviso solo la fascia di età del progetto. Il livello parla di tutti gli abitanti."),
        ),
        (
            "per_thousand",
            total / 1000,
            _("Hai diviso per 1.000. Il livello è uno ogni 5.000."),
        ),
    ]
    return Number(
        id="social-workers-needed",
        question=_(
            "Un livello essenziale chiede un assistente sociale ogni 5.000 abitanti ({source}). {place} ha "
            "{total} residenti: **quanti assistenti sociali sono?** Scrivi il numero con un decimale."
        ).format(source=_WORKER_SOURCE, place=ground.where.label, total=number(total)),
        expected=expected,
        tolerance=0.1,
        unit=_("assistenti sociali"),
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.1, decimals=1),
        hints=Hints(
            nudge=_("Quante volte 5.000 sta negli abitanti?"),
            pointer=_("Abitanti diviso 5.000."),
            worked=_("Con 50.000 abitanti sarebbero 10. Fai lo stesso con {total}.").format(
                total=number(total)
            ),
        ),
        why=_(
            "Il rapporto dà {count}. È il livello chiesto, non quanti ce ne sono: per sapere quanti ne mancano "
            "serve l'organico, che in questi dati non c'è."
        ).format(count=number(expected, decimals=1)),
        minutes=2,
    )


def dependency(ground: Ground) -> Exercise:
    """Ask for the old-age dependency ratio."""
    old, working, young = ground.count(65), ground.count(15, 64), ground.count(0, 14)
    expected = old_age_dependency(old, working)
    slips: list[Slip] = [
        (
            "index",
            old_age_index(old, young),
            _("Questo è l'indice di vecchiaia: sotto hai messo i ragazzi."),
        ),
        (
            "share",
            100 * share(old, ground.count()),
            _("Questa è la quota di anziani: sotto hai messo tutti i residenti."),
        ),
        ("inverted", rate(working, old, per=100), _("È rovesciato: gli anziani vanno sopra.")),
    ]
    return Number(
        id="dependency",
        question=_(
            "{place}: {old} residenti di 65 anni e più, {working} da 15 a 64 anni, {young} da 0 a 14. **Quanti "
            "anziani ogni 100 persone da 15 a 64 anni?** Scrivi il numero con un decimale."
        ).format(place=ground.where.label, old=number(old), working=number(working), young=number(young)),
        expected=expected,
        tolerance=0.1,
        unit=_("ogni 100"),
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.1, decimals=1),
        hints=Hints(
            nudge=_("Dei tre numeri ne servono due."),
            pointer=_("Sopra gli anziani, sotto chi ha da 15 a 64 anni, per 100."),
            worked=_("Dividi {old} per {working}, poi moltiplica per 100.").format(
                old=number(old), working=number(working)
            ),
        ),
        why=_(
            "Si chiama indice di dipendenza degli anziani e vale {value}. Il nome suggerisce più di quanto il "
            "numero dica: chi ha 70 anni può non dipendere da nessuno, e chi ne ha 40 può non avere un lavoro."
        ).format(value=number(expected, decimals=1)),
        minutes=2,
    )


def requests(ground: Ground) -> Exercise:
    """Ask for a rate with the right persons below."""
    expected = rate(_REQUESTS, ground.one, per=1000)
    slips: list[Slip] = [
        (
            "everybody",
            rate(_REQUESTS, ground.count(), per=1000),
            _("Sotto hai messo tutti i residenti. Il servizio è solo per la fascia."),
        ),
        (
            "per_hundred",
            rate(_REQUESTS, ground.one, per=100),
            _("Questo è ogni 100 persone, non ogni 1.000."),
        ),
        ("inverted", ground.one / _REQUESTS, _("Questi sono i residenti per ogni domanda: è rovesciato.")),
    ]
    return Number(
        id="requests",
        question=_(
            "**Ipotesi per la domanda:** un servizio per chi ha {ages} riceve {requests} richieste in un anno. I "
            "residenti di quella fascia {where} sono {count}, su {total} in tutto. **Quante richieste ogni 1.000 "
            "persone a cui il servizio è rivolto?** Due decimali."
        ).format(
            ages=ground.target.one.label,
            requests=number(_REQUESTS),
            where=ground.phrase,
            count=number(ground.one),
            total=number(ground.count()),
        ),
        expected=expected,
        tolerance=max(0.01, expected * 0.002),
        unit=_("richieste ogni 1.000"),
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=max(0.01, expected * 0.002), decimals=2),
        hints=Hints(
            nudge=_("Chi poteva fare richiesta?"),
            pointer=_("Richieste diviso le persone della fascia, per 1.000."),
            worked=_("Dividi {requests} per {count}, poi moltiplica per 1.000.").format(
                requests=number(_REQUESTS), count=number(ground.one)
            ),
        ),
        why=_(
            "Sono {value} ogni 1.000. Un tasso conta le volte e non le persone: chi chiede due volte conta "
            "due. Le 120 richieste sono un'ipotesi."
        ).format(value=number(expected, decimals=2)),
        minutes=2,
    )


def growth() -> Exercise:
    """Ask for a percent change between two shares."""
    expected = 25.0
    slips: list[Slip] = [
        (
            "points",
            2.0,
            _("Questi sono i punti percentuali. La domanda chiede la variazione in percentuale."),
        ),
        ("wrong_base", 20.0, _("Hai diviso per il valore di arrivo. La base è quello di partenza.")),
        ("ratio", 125.0, _("Questo è il secondo valore in rapporto al primo: togli 100.")),
    ]
    return Number(
        id="growth",
        question=_(
            "Numeri **inventati**. La quota di residenti che usa la biblioteca passa dall'8% al 10%. **Di quanti "
            "per cento è cresciuta?**"
        ),
        expected=expected,
        tolerance=0.1,
        unit="%",
        mistakes=known_mistakes(expected, slips, tolerance=0.1),
        hints=Hints(
            nudge=_("Punti e per cento sono due unità diverse."),
            pointer=_("Quanto è la differenza, rispetto al punto di partenza?"),
            worked=_("La differenza è 2; il punto di partenza è 8. Dividi e moltiplica per 100."),
        ),
        why=_(
            "Due punti percentuali in più, cioè un quarto in più. Le due frasi sono vere; scriverne una "
            "senza l'unità fa capire l'altra."
        ),
        minutes=1,
    )


def two_districts() -> Exercise:
    """Ask for the share of two districts together."""
    expected = 100 * 230 / 1300
    slips: list[Slip] = [
        (
            "mean",
            15.0,
            _("Hai fatto la media delle due percentuali: i due quartieri non sono grandi uguale."),
        ),
        ("sum", 30.0, _("Hai sommato le percentuali. Si sommano le persone.")),
        ("people", 230.0, _("Queste sono le persone. Ora dividile per tutti gli abitanti.")),
    ]
    return Number(
        id="two-districts",
        question=_(
            "Numeri **inventati**. Nel quartiere Nord 200 abitanti su 1.000 vivono soli; nel quartiere Sud 30 su "
            "300. **Nei due quartieri insieme, quale percentuale vive sola?** Un decimale."
        ),
        expected=expected,
        tolerance=0.1,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.1, decimals=1),
        hints=Hints(
            nudge=_("Il risultato sarà più vicino a quello del quartiere più grande."),
            pointer=_("Prima somma le persone sopra e quelle sotto, poi dividi."),
            worked=_("Sopra 200 più 30, sotto 1.000 più 300. Poi dividi e moltiplica per 100."),
        ),
        why=_(
            "Il quartiere più grande pesa di più: la quota comune sta più vicina al 20 che al 10. Con i soli "
            "20% e 10%, senza gli abitanti, il conto non si può fare."
        ),
        minutes=2,
    )
