"""The exercises of lesson 03 on measuring: a scale, few answers, who comes back, an index others published."""

from __future__ import annotations

from typing import Final

from fis_lessons.exercises import Choice, Hints, Number, Option
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l03_relational_goods.ground import Ground, span
from fis_lessons.measures.evaluation.words import signed
from fis_lessons.measures.means import arithmetic_mean, geometric_mean

# Round numbers, to be done by hand: 4 questions, variances that add up to 4, a total with variance 10
ASKED: Final = 4
SINGLE: Final = (0.8, 1.2, 1.1, 0.9)
TOTAL: Final = 10.0


def alpha() -> Number:
    """Ask the alpha of four questions from their variances."""
    single, k = sum(SINGLE), ASKED
    expected = k / (k - 1) * (1 - single / TOTAL)
    slips: list[Slip] = [
        (
            "no_factor",
            1 - single / TOTAL,
            _("Manca la correzione per il numero di domande: quattro diviso tre."),
        ),
        (
            "ratio",
            single / TOTAL,
            _(
                "Questo è il rapporto fra le varianze delle domande e quella del totale. Va tolto da 1, poi si "
                "corregge per il numero di domande."
            ),
        ),
        (
            "inverted",
            k / (k - 1) * (1 - TOTAL / single),
            _("Il rapporto è rovesciato: sopra vanno le domande una per una, sotto il totale."),
        ),
        (
            "wrong_factor",
            (k - 1) / k * (1 - single / TOTAL),
            _("La correzione è rovesciata: quattro diviso tre, non tre diviso quattro."),
        ),
        (
            "mean_variance",
            k / (k - 1) * (1 - single / k / TOTAL),
            _("Hai usato la media delle quattro varianze: serve la somma."),
        ),
    ]
    listed = "; ".join(number(one, decimals=1) for one in SINGLE)
    return Number(
        id="alpha",
        question=_("Quanto vale l'alfa?")
        + "\n\n"
        + _(
            "Scala **inventata** di {count} domande. Varianza di ciascuna: {listed}. Varianza del punteggio "
            "totale: "
            "{total}. Usa la formula qui sopra e scrivi due decimali."
        ).format(count=number(k), listed=listed, total=number(TOTAL)),
        expected=expected,
        tolerance=0.006,
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=0.006, decimals=2),
        hints=Hints(
            nudge=_("Prima somma le quattro varianze."),
            pointer=_("Uno meno (somma diviso totale), poi per quattro e diviso tre."),
            worked=_("La somma è {single}; {single} diviso {total} fa {ratio}; resta {rest}.").format(
                single=number(single),
                total=number(TOTAL),
                ratio=number(single / TOTAL, decimals=1),
                rest=number(1 - single / TOTAL, decimals=1),
            ),
        ),
        why=_(
            "Alfa è {alpha}: le quattro domande vanno abbastanza insieme. Non dice **che cosa** misurano, né se "
            "misurano "
            "una cosa sola, né se il punteggio interessa a chi risponde."
        ).format(alpha=number(expected, decimals=2)),
        minutes=3,
    )


def few_answers(ground: Ground) -> Choice:
    """Ask what may be written of a change found with few answers: it depends on the interval."""
    low, high = ground.interval.low, ground.interval.high
    mean = ground.found.mean
    inside = not ground.seen
    unsure = _(
        "Il cambiamento può stare fra {span} punti: con queste risposte non si può dire se c'è."
    ).format(span=span(low, high))
    sure = _(
        "C'è stato un cambiamento, in media fra {span} punti. Se è merito del progetto, da qui non si sa."
    ).format(span=span(low, high))
    return Choice(
        id="few-answers",
        question=_("Che cosa puoi scrivere nella relazione?")
        + "\n\n"
        + _(
            "Hanno risposto {people} persone simulate, prima e dopo, su una scala da 1 a 5. Differenza media: "
            "{mean} punti. "
            "Intervallo al 95%: fra {span}."
        ).format(people=number(ground.found.pairs), mean=signed(mean), span=span(low, high)),
        options=(
            Option(
                id="worked",
                label=_("Il progetto ha fatto salire le relazioni di {mean} punti.").format(
                    mean=signed(mean)
                ),
                feedback=_(
                    "Due passi in più: il numero è una stima, con un intervallo; e prima e dopo, senza un "
                    "confronto, non "
                    "dicono la causa."
                ),
            ),
            Option(
                id="nothing",
                label=_("Non è cambiato nulla."),
                feedback=_(
                    "L'intervallo contiene anche cambiamenti che conterebbero: non averlo visto non è averlo "
                    "escluso."
                )
                if inside
                else _(
                    "Lo zero è fuori dall'intervallo: qualcosa, fra chi ha risposto due volte, si è mosso."
                ),
            ),
            Option(
                id="unsure",
                label=unsure,
                feedback=""
                if inside
                else _("Lo zero è fuori dall'intervallo: qui si può dire che chi ha risposto è cambiato."),
            ),
            Option(
                id="sure",
                label=sure,
                feedback=_(
                    "Lo zero è dentro l'intervallo: anche «nessun cambiamento» va d'accordo con le risposte."
                )
                if inside
                else "",
            ),
        ),
        right="unsure" if inside else "sure",
        hints=Hints(
            nudge=_("Guarda i due estremi, non solo la differenza media."),
            pointer=_("Lo zero è dentro o fuori?"),
            worked=_("Lo zero è dentro: togli le frasi che danno per certo un cambiamento, o la sua assenza.")
            if inside
            else _("Lo zero è fuori: togli le frasi che lo negano, e quella che dà il merito al progetto."),
        ),
        why=_(
            "Qui il cambiamento vero lo sappiamo, perché l'abbiamo scelto noi: {truth} punti. L'intervallo "
            "{holds}. Nella "
            "vita il vero non si vede: resta l'intervallo."
        ).format(
            truth=signed(ground.survey.change, decimals=1),
            holds=_("lo contiene")
            if low <= ground.survey.change <= high
            else _("questa volta non lo contiene"),
        ),
        minutes=2,
    )


def who_came_back(ground: Ground) -> Number:
    """Ask by how much the mean goes up with nobody changed, only because of who did not come back."""
    every, before, after = ground.came_back
    expected = before - every
    slips: list[Slip] = [
        (
            "naive",
            after - every,
            _(
                "Questo confronta persone diverse, e mette insieme chi manca e chi è cambiato. Cerca solo chi "
                "manca."
            ),
        ),
        (
            "paired",
            after - before,
            _("Questo è quanto è cambiato chi è tornato. La domanda chiede l'effetto di chi non è tornato."),
        ),
        (
            "sign",
            every - before,
            _("Il segno è rovesciato: quanto **sale** la media di prima, tolto chi manca?"),
        ),
    ]
    return Number(
        id="who-came-back",
        question=_("Di quanto sale la media, solo perché manca chi stava peggio?")
        + "\n\n"
        + _(
            "Quartiere **simulato**: nessuno è cambiato davvero. Media di prima, tutti: {every}. Media di prima, "
            "solo di "
            "chi poi ha risposto di nuovo: {before}. Media di dopo, di chi ha risposto di nuovo: {after}. Scrivi "
            "due "
            "decimali."
        ).format(
            every=number(every, decimals=2),
            before=number(before, decimals=2),
            after=number(after, decimals=2),
        ),
        expected=expected,
        tolerance=0.006,
        decimals=2,
        unit=_("punti"),
        mistakes=known_mistakes(expected, slips, tolerance=0.006, decimals=2),
        hints=Hints(
            nudge=_("Nessuno è cambiato: guarda solo le medie di prima."),
            pointer=_("La media di prima di chi è tornato, meno quella di prima di tutti."),
            worked=_("Fai {before} meno {every}.").format(
                before=number(before, decimals=2), every=number(every, decimals=2)
            ),
        ),
        why=_(
            "La media sale di {points} punti e nessuno sta meglio: è uscito dal conto chi stava peggio. Il "
            "rimedio è "
            "confrontare **le stesse persone**, dire quante mancano, e cercare almeno l'età e il quartiere di "
            "chi manca."
        ).format(points=number(expected, decimals=2)),
        minutes=3,
    )


def italy(ground: Ground) -> Number:
    """Ask the Human Development Index of Italy from its three parts."""
    found = ground.italy
    parts = found.parts
    expected = geometric_mean(parts)
    product = parts[0] * parts[1] * parts[2]
    slips: list[Slip] = [
        (
            "arithmetic",
            arithmetic_mean(parts),
            _(
                "Questa è la media aritmetica: somma e dividi. L'UNDP usa la geometrica: moltiplica, poi radice "
                "cubica."
            ),
        ),
        ("product", product, _("Questo è il prodotto delle tre parti. Manca la radice cubica.")),
        ("square_root", product**0.5, _("Hai fatto la radice quadrata: le parti sono tre, serve la cubica.")),
        ("lowest", min(parts), _("Questa è la parte più bassa. La media geometrica le guarda tutte e tre.")),
    ]
    return Number(
        id="italy",
        question=_("Rifai l'indice di sviluppo umano dell'Italia.")
        + "\n\n"
        + _(
            "Nel 2022 le tre parti sono: salute {health}, istruzione {school}, reddito {income}. L'indice è la "
            "loro media "
            "**geometrica**: moltiplicale e fai la radice cubica. Scrivi tre decimali. Con la calcolatrice del "
            "computer, "
            "la radice cubica è «elevato a 0,3333»."
        ).format(
            health=number(parts[0], decimals=3),
            school=number(parts[1], decimals=3),
            income=number(parts[2], decimals=3),
        ),
        expected=expected,
        tolerance=0.0006,
        decimals=3,
        mistakes=known_mistakes(expected, slips, tolerance=0.0006, decimals=3),
        hints=Hints(
            nudge=_("Media geometrica: si moltiplica, non si somma."),
            pointer=_("Salute per istruzione per reddito, poi la radice cubica."),
            worked=_("Il prodotto è {product}. La sua radice cubica è il risultato.").format(
                product=number(product, decimals=4)
            ),
        ),
        why=_(
            "L'UNDP pubblica {published}, al posto {rank} su 193. Con la media aritmetica sarebbe {other}: la "
            "geometrica "
            "toglie qualcosa a chi ha una parte più debole delle altre. È una scelta, ed è scritta."
        ).format(
            published=number(found.published, decimals=3),
            rank=number(found.rank),
            other=number(found.arithmetic, decimals=3),
        ),
        minutes=3,
    )
