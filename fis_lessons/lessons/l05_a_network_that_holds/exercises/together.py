"""The exercises on working together: answers that are missing, groups too small, resources that hang on one."""

from __future__ import annotations

from fis_lessons.exercises import Hints, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.lessons.l05_a_network_that_holds.ground import GIVEN_BY, Ground, who_labels
from fis_lessons.measures.pooling import leverage


def mean_of_ten(ground: Ground) -> Number:
    """Ask a mean with answers missing."""
    given = [score for score in ground.ten if score is not None]
    total, asked = sum(given), len(ground.ten)
    expected = total / len(given)
    listed = ", ".join(number(score) if score is not None else "–" for score in ground.ten)
    question = _("Quanto vale la media?")
    task = _(
        "Dieci persone del partenariato leggono «Ci diciamo anche le cose che non vanno» e rispondono da 1 (per "
        "niente) a 5 (del tutto): {listed}. Il trattino è chi non ha risposto. Scrivi la media con due decimali."
    ).format(listed=listed)
    slips: list[Slip] = [
        (
            "zeros",
            total / asked,
            _("Hai diviso per dieci: così chi non risponde vale zero, che non è sulla scala."),
        ),
        (
            "middle",
            (total + 3 * (asked - len(given))) / asked,
            _("Hai dato 3 a chi non ha risposto: è un'invenzione."),
        ),
        (
            "ones",
            (total + asked - len(given)) / asked,
            _("Hai dato 1 a chi non ha risposto: è un'invenzione."),
        ),
        ("sum", float(total), _("Questa è la somma: dividila per quanti hanno risposto.")),
    ]
    return Number(
        id="mean",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.006,
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=0.006, decimals=2),
        hints=Hints(
            nudge=_("Quante persone hanno risposto davvero?"),
            pointer=_("Somma le risposte, poi dividi per chi le ha date."),
            worked=_("La somma è {total}, le risposte sono {count}.").format(
                total=number(total), count=number(len(given))
            ),
        ),
        why=_(
            "{total} diviso {count}. Accanto scrivi sempre quanti non hanno risposto: {missing} su {asked}. Chi "
            "tace su una frase scomoda, spesso, è proprio chi avrebbe dato un voto basso."
        ).format(
            total=number(total),
            count=number(len(given)),
            missing=number(asked - len(given)),
            asked=number(asked),
        ),
        minutes=3,
    )


def publish() -> Several:
    """Ask which means can be shown without telling who said what."""
    question = _("Quali medie puoi far vedere al tavolo?")
    return Several(
        id="publish",
        question=f"{question}\n\n"
        + _(
            "Hanno risposto 20 persone: 9 di enti pubblici, 8 del Terzo settore, 3 di imprese. La regola è: "
            "nessuna media di meno di 5 persone; e se nascondi un gruppo, ne nascondi un secondo, il più "
            "piccolo fra quelli rimasti."
        ),
        options=(
            Option(id="all", label=_("Di tutte le 20 persone")),
            Option(id="public", label=_("Delle 9 degli enti pubblici")),
            Option(
                id="third",
                label=_("Delle 8 del Terzo settore"),
                feedback=_(
                    "è il gruppo più piccolo dopo le imprese: si nasconde con loro, altrimenti la media delle "
                    "imprese si può ricavare."
                ),
            ),
            Option(
                id="business",
                label=_("Delle 3 imprese"),
                feedback=_("sono in tre: ciascuna sa che cosa ha detto, e indovina le altre."),
            ),
        ),
        right=frozenset({"all", "public"}),
        missing=_("Qualcosa si può ancora mostrare: dove ci sono almeno 5 persone e niente si ricava."),
        hints=Hints(
            nudge=_("Se conosci la media di tutti e di due gruppi, che cosa sai del terzo?"),
            pointer=_("Nascosto un gruppo, nascondine un secondo: il più piccolo fra quelli rimasti."),
            worked=_("Le imprese sono 3, e vanno nascoste. Con loro si nasconde il Terzo settore, che è 8."),
        ),
        why=_(
            "Nascondere un gruppo solo non basta: la somma di tutti meno gli altri lo rivela. Se lo prometti "
            "anonimo, deve esserlo. Dillo prima di chiedere: cambia ciò che le persone osano scrivere."
        ),
        minutes=3,
    )


def leverage_of(ground: Ground) -> Number:
    """Ask how many euros stand on the table for each euro of the grant."""
    whole, grant = ground.pool, ground.parameters.grant
    time = whole.by_kind.get("time", 0.0)
    expected = leverage(whole.total, own=grant)
    labels = who_labels()
    kinds = {one.who: one.kind for one in ground.contributions}
    rows = "\n".join(
        (
            _("- {name}: {amount} in denaro")
            if kinds[who] == "money"
            else _("- {name}: spazi e mezzi per {amount}")
        ).format(name=labels[who], amount=money(value))
        for who, value in whole.by_who.items()
        if who != "committee"
    )
    hours = _("- {name}: {hours} ore di volontari, contate {wage} l'una").format(
        name=labels["committee"], hours=number(ground.parameters.hours), wage=money(ground.parameters.wage)
    )
    question = _("Quanti euro ci sono in tutto, per ogni euro della fondazione?")
    task = (
        _("Il partenariato d'esempio mette insieme:")
        + f"\n\n{rows}\n{hours}\n\n"
        + _("Si chiama **effetto leva**: il totale diviso la parte di uno. Scrivilo con due decimali.")
    )
    slips: list[Slip] = [
        (
            "others",
            expected - 1,
            _("Questi sono gli euro degli altri. L'effetto leva conta anche quello della fondazione."),
        ),
        (
            "hours",
            (whole.total - time + ground.parameters.hours) / grant,
            _("Hai sommato le ore come se fossero euro: moltiplicale per quanto vale un'ora."),
        ),
        ("no_time", (whole.total - time) / grant, _("Mancano le ore dei volontari.")),
        (
            "share",
            grant / whole.total,
            _("Hai diviso al contrario: questa è la parte della fondazione sul totale."),
        ),
        (
            "cash",
            whole.cash / grant,
            _("Hai contato solo il denaro: anche spazi, mezzi e ore sono risorse."),
        ),
    ]
    return Number(
        id="leverage",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.006,
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=0.006, decimals=2),
        hints=Hints(
            nudge=_("Prima metti tutto in euro."),
            pointer=_("Somma tutto, ore comprese, e dividi per ciò che dà la fondazione."),
            worked=_("In tutto sono {total}; la fondazione dà {grant}.").format(
                total=money(whole.total), grant=money(grant)
            ),
        ),
        why=_(
            "{total} diviso {grant}. Scrivi sempre che cosa c'è dentro: senza le ore sarebbe {cash}. E l'effetto "
            "leva non dice che gli altri hanno messo qualcosa **grazie** alla fondazione: forse una parte "
            "l'avrebbero messa comunque."
        ).format(
            total=money(whole.total),
            grant=money(grant),
            cash=number((whole.total - time) / grant, decimals=2),
        ),
        minutes=4,
    )


def left(ground: Ground) -> Number:
    """Ask what is left when the grant ends."""
    found = ground.without_grant
    expected = 100 * found.share_left
    whole = ground.pool
    town = whole.by_who["town"]
    question = _("Quale parte delle risorse resta, quando il contributo finisce?")
    task = _(
        "Sono le risorse dell'esercizio precedente, {total} in tutto. Il Comune mette la sua parte, {town}, solo "
        "finché c'è il contributo della fondazione: è un **cofinanziamento** legato al contributo. Scrivi la "
        "quota che resta, in per "
        "cento, con un decimale."
    ).format(total=money(whole.total), town=money(town))
    stays = found.after.total
    slips: list[Slip] = [
        (
            "town_stays",
            100 * (stays + town) / whole.total,
            _("Hai lasciato la parte del Comune: dipende dal contributo, e se ne va con lui."),
        ),
        ("gone", 100 - expected, _("Questa è la quota che se ne va.")),
        (
            "only_town",
            100 * (whole.total - town) / whole.total,
            _("Hai tolto il Comune e lasciato la fondazione."),
        ),
        ("cash_only", 0.0, _("Il denaro finisce, ma restano spazi, mezzi e ore.")),
    ]
    return Number(
        id="left",
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.06,
        decimals=1,
        unit="%",
        mistakes=known_mistakes(expected, slips, tolerance=0.06, decimals=1),
        hints=Hints(
            nudge=_("Chi se ne va porta via chi dipende da lui."),
            pointer=_("Togli la fondazione e il Comune; il resto, diviso il totale."),
            worked=_("Restano {left} su {total}.").format(left=money(stays), total=money(whole.total)),
        ),
        why=_(
            "Restano {left} su {total}: {share}, e nemmeno un euro in denaro. «{name}» sembra dare una parte; in "
            "realtà ne regge due. Chiedi di ogni risorsa da chi dipende, prima di firmare."
        ).format(
            left=money(stays), total=money(whole.total), share=percent(found.share_left),
            name=who_labels()[GIVEN_BY],
        ),
        minutes=4,
    )  # fmt: skip
