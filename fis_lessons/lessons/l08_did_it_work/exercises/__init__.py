"""The exercises of lesson 08 on changes: what a fall allows to be said, before and after, four means."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Number, Option
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l08_did_it_work import published
from fis_lessons.lessons.l08_did_it_work.exercises.groups import balance, nsw
from fis_lessons.lessons.l08_did_it_work.exercises.reading import (
    for_the_report,
    placebo,
    reading_an_interval,
    situations,
)
from fis_lessons.lessons.l08_did_it_work.ground import Ground


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        neet(ground),
        before_and_after(ground),
        four_means(ground),
        card_krueger(),
        balance(ground),
        nsw(),
        situations(),
        reading_an_interval(ground),
        for_the_report(ground),
        placebo(ground),
    ]


def neet(ground: Ground) -> Choice:
    """Ask what a fall that happened everywhere allows to be said."""
    code = ground.place.province_code
    places = published.neet()
    here = next((one for one in places if one.code == code), places[0])
    italy = next(one for one in places if one.kind == "country")
    gap = round(here.change - italy.change, 1)
    years = {"first": published.FIRST_YEAR, "last": published.LAST_YEAR, "place": here.place}
    here_fall, italy_fall = number(-here.change, decimals=1), number(-italy.change, decimals=1)
    return Choice(
        id="neet",
        question=_(
            "Che cosa può scrivere il Comune?\n\nSupponi che in provincia di {place} un progetto per i giovani "
            "sia partito nel {start} (è un'ipotesi). La tabella qui sopra dice com'è andata dal {first} al "
            "{last}."
        ).format(start=published.FIRST_YEAR + 1, **years),
        options=(
            Option(
                id="before_after",
                label=_("Il progetto ha ridotto la quota di {fall} punti.").format(fall=here_fall),
                feedback=_(
                    "È il calo di tutta la provincia, con il progetto e con tutto il resto. Guarda l'ultima "
                    "riga della tabella: è calata anche dove il progetto non c'era."
                ),
            ),
            Option(
                id="province_did",
                label=(
                    _("Tolto l'andamento italiano restano {gap} punti: sono l'effetto del progetto.").format(
                        gap=_signed(gap)
                    )
                    if gap
                    else _("Tolto l'andamento italiano non resta nulla: l'effetto del progetto è zero.")
                ),
                feedback=_(
                    "Togliere l'andamento altrui è un passo avanti. Ma qui si confrontano una provincia e un "
                    "Paese, con stime da campione, e un progetto che incontra poche persone: di cause per "
                    "uno scarto così ce ne sono molte."
                ),
            ),
            Option(
                id="only_fact",
                label=_(
                    "La quota è calata di {here} punti in provincia e di {italy} in Italia. Da qui non si "
                    "capisce che cosa abbia fatto il progetto."
                ).format(here=here_fall, italy=italy_fall),
            ),
            Option(
                id="useless",
                label=_("Il progetto non è servito: la quota è calata anche altrove."),
                feedback=_(
                    "Che sia calata altrove non dice nulla di chi ha partecipato: qualche decina di persone "
                    "in una provincia non si vede. Non avere una prova non vuol dire avere la prova contraria."
                ),
            ),
        ),
        right="only_fact",
        hints=Hints(
            nudge=_("Che cosa sarebbe successo senza il progetto?"),
            pointer=_("Confronta la riga della provincia con quelle della regione e dell'Italia."),
            worked=_(
                "In Italia il calo è di {italy} punti senza quel progetto. In provincia è di {here}."
            ).format(here=here_fall, italy=italy_fall),
        ),
        why=_(
            "Il prima e dopo attribuisce al progetto tutto ciò che è cambiato negli stessi anni: economia, "
            "leggi, popolazione, altri progetti. In tutte e tre le province la quota è calata, quindi in "
            "tutte e tre il prima e dopo avrebbe premiato qualunque progetto."
        ),
        minutes=3,
    )


def _signed(value: float) -> str:
    return ("+" if value > 0 else "") + number(value, decimals=1)


def before_and_after(ground: Ground) -> Number:
    """Ask how much the participants changed."""
    setting, means = ground.setting, ground.means
    expected = round(means.before_after, setting.decimals)
    sign = _("Il segno è rovesciato: si fa dopo meno prima.")
    level = _("Questa è una media, non un cambiamento: sottrai l'altra.")
    others = _("Questo è il cambiamento di chi non ha partecipato. Qui servono i partecipanti.")
    across = _("Questa è la distanza fra i due gruppi dopo. La domanda chiede quanto cambia un gruppo solo.")
    return Number(
        id="before-after",
        question=_(
            "Di quanto sono cambiati i partecipanti, fra prima e dopo?\n\nUsa la tabella qui sopra: "
            "{outcome}. Scrivi anche il segno meno, se serve."
        ).format(outcome=_(setting.outcome)),
        expected=expected,
        tolerance=_tolerance(ground),
        unit=_(setting.unit),
        decimals=setting.decimals,
        mistakes=known_mistakes(
            expected,
            [
                ("reversed", -expected, sign),
                ("level_after", means.treated_after, level),
                ("level_before", means.treated_before, level),
                ("others", means.others_change, others),
                ("across", means.treated_after - means.others_after, across),
            ],
            tolerance=_tolerance(ground),
            decimals=setting.decimals,
        ),
        hints=Hints(
            nudge=_("Serve una riga sola della tabella."),
            pointer=_("Prendi la riga dei partecipanti: dopo meno prima."),
            worked=_("Dopo: {after}. Prima: {before}. Sottrai.").format(
                after=setting.figure(means.treated_after), before=setting.figure(means.treated_before)
            ),
        ),
        why=_(
            "Fra i partecipanti la media è cambiata di {change}. È un fatto, e va scritto. Non è ancora "
            "l'effetto del "
            "progetto: per quello bisogna sapere come sarebbe andata senza."
        ).format(change=setting.amount(expected, sign=True)),
        minutes=2,
    )


def _tolerance(ground: Ground) -> float:
    # one unit of the last digit shown: the means on the page are rounded
    return 1.1 / float(10**ground.setting.decimals)


def four_means(ground: Ground) -> Number:
    """Ask for the difference in differences of four means."""
    setting, means = ground.setting, ground.means
    expected = round(means.did, setting.decimals)
    return Number(
        id="did",
        question=_(
            "Quanto fa la differenza delle differenze?\n\nUsa le quattro medie qui sopra. Scrivi anche il "
            "segno meno, se serve."
        ),
        expected=expected,
        tolerance=_tolerance(ground),
        unit=_(setting.unit),
        decimals=setting.decimals,
        mistakes=known_mistakes(
            expected, _did_slips(ground), tolerance=_tolerance(ground), decimals=setting.decimals
        ),
        hints=Hints(
            nudge=_("Sono tre sottrazioni: due dentro i gruppi e una fra i gruppi."),
            pointer=_("Calcola di quanto cambiano i partecipanti e di quanto cambia il confronto."),
            worked=_(
                "I partecipanti cambiano di {inside}, il confronto di {others}. Togli il secondo dal primo."
            ).format(
                inside=setting.figure(means.before_after, sign=True),
                others=setting.figure(means.others_change, sign=True),
            ),
        ),
        why=_(
            "Il prima e dopo diceva {before_after}; ma anche chi non ha partecipato è cambiato di {others}. La "
            "differenza è {did}. È l'effetto soltanto se, senza progetto, i due gruppi sarebbero cambiati "
            "della stessa quantità."
        ).format(
            before_after=setting.amount(means.before_after, sign=True),
            others=setting.amount(means.others_change, sign=True),
            did=setting.amount(expected, sign=True),
        )
        + _rounding(ground),
        minutes=4,
    )


def _rounding(ground: Ground) -> str:
    """Say that the whole data give another last digit, where they do."""
    setting, exact = ground.setting, ground.effect("did").estimate
    if setting.figure(exact) == setting.figure(ground.means.did):
        return ""
    return " " + _("Con i dati interi, senza arrotondare le medie, viene {exact}.").format(
        exact=setting.amount(exact, sign=True)
    )


def _did_slips(ground: Ground) -> list[Slip]:
    means = ground.means
    return [
        (
            "reversed",
            -means.did,
            _("Il segno è rovesciato: dal cambiamento dei partecipanti si toglie quello del confronto."),
        ),
        (
            "before_after",
            means.before_after,
            _("Questo è il prima e dopo dei partecipanti. Manca il confronto: togli quanto è cambiato."),
        ),
        (
            "others_change",
            means.others_change,
            _("Questo è il cambiamento del confronto. Va tolto da quello dei partecipanti."),
        ),
        (
            "after_difference",
            means.treated_after - means.others_after,
            _("Questa è la distanza fra i gruppi dopo: dimentica che erano distanti già prima."),
        ),
        (
            "before_difference",
            means.treated_before - means.others_before,
            _("Questa è la distanza fra i gruppi prima del progetto: un effetto non può esserci ancora."),
        ),
        (
            "summed",
            means.before_after + means.others_change,
            _("Hai sommato i due cambiamenti. L'andamento comune va tolto, non aggiunto."),
        ),
    ]


def card_krueger() -> Number:
    """Ask for the difference in differences of a published ground."""
    means = {key: one.mean for key, one in published.card_krueger().items()}
    nj0, nj1 = means["new_jersey", "before"], means["new_jersey", "after"]
    pa0, pa1 = means["pennsylvania", "before"], means["pennsylvania", "after"]
    expected = (nj1 - nj0) - (pa1 - pa0)
    slips: list[Slip] = [
        ("reversed", -expected, _("Il segno è rovesciato: dal New Jersey si toglie la Pennsylvania.")),
        ("only_nj", nj1 - nj0, _("Questo è il solo New Jersey. Togli quanto è cambiata la Pennsylvania.")),
        ("only_pa", pa1 - pa0, _("Questo è il solo cambiamento della Pennsylvania.")),
        ("after", nj1 - pa1, _("Questa è la distanza fra i due Stati dopo: erano distanti già prima.")),
        ("before", nj0 - pa0, _("Questa è la distanza fra i due Stati prima dell'aumento.")),
        (
            "sign_slip",
            (nj1 - nj0) + (pa1 - pa0),
            _("La Pennsylvania è calata: togliere un numero negativo vuol dire aggiungere."),
        ),
    ]
    return Number(
        id="card-krueger",
        question=_(
            "Quanti occupati in più per ristorante, rispetto alla Pennsylvania?\n\nCalcola la differenza delle "
            "differenze con le quattro medie pubblicate. Scrivi il risultato con due decimali."
        ),
        expected=round(expected, 2),
        tolerance=0.015,
        unit=_("occupati per ristorante"),
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=0.015, decimals=2),
        hints=Hints(
            nudge=_("Il gruppo con l'aumento è il New Jersey."),
            pointer=_("Prima le due differenze dentro gli Stati, dopo meno prima. Attento al segno."),
            worked=_("New Jersey: {nj}. Pennsylvania: {pa}. Togli la seconda dalla prima.").format(
                nj=number(nj1 - nj0, decimals=2), pa=number(pa1 - pa0, decimals=2)
            ),
        ),
        why=_(
            "Con le medie arrotondate viene {value}; l'articolo stampa 2,76 perché parte dalle medie intere. "
            "L'errore standard pubblicato è 1,36: l'intervallo al 95% va da circa 0,1 a circa 5,4. Non si "
            "vede il calo di occupati che molti aspettavano, ma la misura è incerta."
        ).format(value=number(expected, decimals=2)),
        minutes=4,
    )
