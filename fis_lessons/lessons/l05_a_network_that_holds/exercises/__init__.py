"""The exercises of lesson 05, each computed from the numbers that drew the lesson."""

from __future__ import annotations

from fis_lessons.exercises import Exercise, Hints, Matching, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.l05_a_network_that_holds.exercises import together
from fis_lessons.lessons.l05_a_network_that_holds.ground import Ground, who_labels
from fis_lessons.measures.network.change import loss
from fis_lessons.measures.network.whole import external_internal


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        winners(ground),
        leaves(ground),
        crossing(ground),
        city(ground),
        together.mean_of_ten(ground),
        together.publish(),
        together.leverage_of(ground),
        together.left(ground),
    ]


def winners(ground: Ground) -> Matching:
    """Ask who comes first by three measures."""
    labels = who_labels()
    columns = (
        *dict.fromkeys((*ground.first("ties"), *ground.first("betweenness"), *ground.first("closeness"))),
    )
    near = ground.first("closeness")
    question = _("Chi viene prima, secondo ciascuna misura?")
    return Matching(
        id="winners",
        question=f"{question}\n\n"
        + _("Guarda la rete d'esempio all'inizio, e prova le misure nel controllo qui sopra."),
        rows=(
            Option(id="ties", label=_("Legami"), feedback=_("conta con quanti lavora, e niente altro.")),
            Option(
                id="betweenness",
                label=_("Passaggi"),
                feedback=_("conta quante strade più corte passano di lì: cerca chi sta in un punto stretto."),
            ),
            Option(
                id="closeness",
                label=_("Vicinanza"),
                feedback=_("conta i passi verso tutti gli altri, compresi i due in fondo."),
            ),
        ),
        columns=tuple(Option(id=name, label=labels[name]) for name in columns),
        right={
            "ties": ground.first("ties")[0],
            "betweenness": ground.first("betweenness")[0],
            "closeness": near[0],
        },
        also={"closeness": near[1]} if len(near) > 1 else {},
        hints=Hints(
            nudge=_("Tre domande diverse hanno di solito tre risposte diverse."),
            pointer=_(
                "Nel controllo scegli una misura per volta, all'inizio, e leggi la barra tratteggiata."
            ),
            worked=_(
                "Il primo per legami è il Comune. Per i passaggi cerca chi tiene attaccati i due in fondo."
            ),
        ),
        why=_(
            "Il Comune ha più legami. Ma per arrivare ai due in fondo si passa da un soggetto che di legami ne ha "
            "pochi. Il suo nome, qui, è «{hinge}». E i più vicini a tutti sono altri due, alla pari: «{one}» e "
            "«{other}». «Chi è al centro?» non ha una risposta sola: dipende da che cosa ti serve."
        ).format(hinge=labels[ground.hinge], one=labels[near[0]], other=labels[near[1]]),
        minutes=5,
    )


def leaves(ground: Ground) -> Several:
    """Ask who is cut off when the hinge leaves."""
    labels = who_labels()
    cut = [name for name in ground.before.names if name in ground.tail]
    stay = [name for name in ground.before.names if name not in (*ground.tail, ground.hinge)]
    shown = [*cut, *stay[:4]]
    broken = loss(ground.before, ground.hinge)
    question = _("Se esce «{hinge}», chi non si raggiunge più dal Comune?").format(hinge=labels[ground.hinge])
    return Several(
        id="leaves",
        question=f"{question}\n\n"
        + _("È la rete d'esempio all'inizio. Segna tutti quelli che restano staccati."),
        options=tuple(
            Option(
                id=name,
                label=labels[name],
                feedback=""
                if name in cut
                else _("ha altre strade per arrivare al Comune: seguile nella figura."),
            )
            for name in sorted(shown, key=lambda one: labels[one])
        ),
        right=frozenset(cut),
        missing=_("C'è qualcun altro che si raggiunge solo passando di lì."),
        hints=Hints(
            nudge=_("Togli quel punto con il dito: quali legami spariscono?"),
            pointer=_("Nel controllo scegli chi esce, all'inizio, e leggi chi resta staccato."),
            worked=_("Restano {pieces} pezzi. Quello piccolo ha {count} soggetti.").format(
                pieces=number(broken.pieces_after), count=number(len(cut))
            ),
        ),
        why=_(
            "I due in fondo passano tutti e due da lì. {pairs} coppie che prima si potevano raggiungere non si "
            "raggiungono più. Un punto così si chiama **cerniera**. Non serve toglierle il ruolo: serve una "
            "seconda strada, prima che se ne vada."
        ).format(pairs=number(broken.pairs_parted)),
        minutes=4,
    )


def crossing(ground: Ground) -> Number:
    """Ask the index of ties between sectors."""
    out, inside = ground.crossing
    total = out + inside
    expected = external_internal(ground.before)
    bridge, times = ground.bridge
    question = _("Quanto vale l'indice dei legami fra settori?")
    task = _(
        "Nella rete d'esempio, all'inizio, {out} legami uniscono settori diversi e {inside} restano nello stesso "
        "settore. L'indice è: legami fra settori, meno legami dentro i settori, diviso tutti i legami. Va da "
        "−1 (ognuno con i suoi) a 1 (sempre con gli altri). Scrivilo con due decimali."
    ).format(out=number(out), inside=number(inside))
    slips: list[Slip] = [
        (
            "share_out",
            out / total,
            _("Questa è la quota di legami fra settori. L'indice toglie quelli dentro."),
        ),
        ("reversed", -expected, _("Hai tolto al contrario: prima i legami fra settori, poi quelli dentro.")),
        ("share_in", inside / total, _("Questa è la quota di legami dentro i settori.")),
        (
            "ratio",
            out / inside if inside else 0.0,
            _("Hai diviso gli uni per gli altri. Si divide per tutti."),
        ),
        ("difference", float(out - inside), _("Questa è la differenza. Ora dividila per tutti i legami.")),
    ]
    return Number(
        id="crossing",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.006,
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=0.006, decimals=2),
        hints=Hints(
            nudge=_("Quanti sono tutti i legami?"),
            pointer=_("Fai la differenza, poi dividi per la somma."),
            worked=_("La differenza è {difference}; la somma è {total}.").format(
                difference=number(out - inside), total=number(total)
            ),
        ),
        why=_(
            "{difference} diviso {total}. Un valore alto dice che i settori lavorano insieme. Ma dipende anche da "
            "quanti sono per settore: con molti settori piccoli è alto comunque. Guardalo cambiare nel tempo, "
            "più che in una volta sola."
        ).format(difference=number(out - inside), total=number(total))
        + " "
        + _("Chi sta più spesso fra due settori diversi è «{name}»: {times} strade passano di lì.").format(
            name=who_labels()[bridge], times=number(times)
        ),
        minutes=3,
    )


def city(ground: Ground) -> Number:
    """Ask the density of a published network."""
    found = ground.city_shape
    expected = 100 * found.density
    count = found.organisations
    question = _("Qual è la densità di quella rete, in per cento?")
    task = _(
        "Le organizzazioni sono {count}. I legami hanno un verso: {ties} volte una informa un'altra. La densità è "
        "la quota dei legami che ci sono su quelli che ci potrebbero essere. Nessuna informa sé stessa. Scrivi un "
        "decimale."
    ).format(count=number(count), ties=number(found.ties))
    pairs = count * (count - 1) / 2
    slips: list[Slip] = [
        (
            "no_direction",
            100 * found.ties / pairs,
            _("Hai contato le coppie una volta sola: qui A che informa B e B che informa A sono due legami."),
        ),
        (
            "itself",
            100 * found.ties / count**2,
            _("Hai contato anche chi informa sé stesso: ognuna può informare le altre, non sé."),
        ),
        (
            "pairs",
            100 * found.connected_pairs / pairs,
            _("Questa è la quota di coppie legate in almeno un verso."),
        ),
        (
            "each",
            found.ties / count,
            _("Questi sono i legami in media per organizzazione. Serve la quota sui possibili."),
        ),
    ]
    return Number(
        id="city",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.06,
        decimals=1,
        unit="%",
        mistakes=known_mistakes(expected, slips, tolerance=0.06, decimals=1),
        hints=Hints(
            nudge=_("Quante altre può informare ciascuna?"),
            pointer=_("Ognuna può informare le altre nove: i legami possibili sono dieci per nove."),
            worked=_("I possibili sono {possible}. Dividi {ties} per {possible}.").format(
                possible=number(found.possible), ties=number(found.ties)
            ),
        ),
        why=_(
            "{ties} su {possible}: **{density}**. Il conto è rifatto da noi. Delle {pairs} coppie legate, "
            "{mutual} si informano a vicenda; nelle altre una informa e l'altra no. L'accentramento è {sent} per "
            "chi informa e {received} per chi è informato: 0 se sono tutte uguali, 1 se tutto dipende da una."
        ).format(
            ties=number(found.ties), possible=number(found.possible), density=percent(found.density),
            pairs=number(found.connected_pairs), mutual=number(found.mutual_pairs or 0),
            sent=number(found.centralisation, decimals=2),
            received=number(found.centralisation_in, decimals=2),
        ),
        minutes=4,
    )  # fmt: skip
