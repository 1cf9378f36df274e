"""The quiz of lesson 09 on numbers of people, small groups and confidentiality."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.l09_plan_the_evaluation.ground import Ground
from fis_lessons.measures.planning.conditions import Conditions
from fis_lessons.measures.planning.small import exact_interval


def questions(ground: Ground) -> tuple[Exercise, ...]:
    """Return the questions of this module."""
    return (half_the_effect(), not_seen(), classes(ground), lost(), none_of_twenty(), cells(), minimise())


def half_the_effect() -> Exercise:
    """Ask how the size grows when the effect is halved."""
    slips: list[Slip] = [
        ("twice", 2.0, _("Il doppio non basta: l'effetto entra nella formula al quadrato.")),
        ("half", 0.5, _("Un effetto più piccolo si vede meno: servono più persone, non meno.")),
        ("eight", 8.0, _("Hai elevato al cubo. Conta il quadrato.")),
    ]
    return Number(
        id="half-the-effect",
        question=_(
            "Se il cambiamento da vedere è la metà, per quanto si moltiplicano all'incirca le "
            "persone che servono?"
        ),
        expected=4.0,
        tolerance=0.1,
        unit=_("volte"),
        mistakes=known_mistakes(4.0, slips, tolerance=0.1),
        hints=Hints(
            nudge=_("L'errore scende con la radice delle persone."),
            pointer=_("Per dimezzare l'errore quante persone servono?"),
            worked=_("La radice di un numero deve fare 2."),
        ),
        why=_(
            "Quattro volte: l'errore scende con la radice quadrata. È il motivo per cui gli "
            "effetti piccoli costano cari."
        ),
        minutes=1,
    )


def not_seen() -> Exercise:
    """Ask what a result without difference means in a small study."""
    return Choice(
        id="not-seen",
        question=_("Trenta persone, nessuna differenza visibile. Che cosa puoi scrivere?"),
        options=(
            Option(
                id="no-effect",
                label=_("Il progetto non ha effetto"),
                feedback=_("Con trenta persone anche un effetto grande può non vedersi."),
            ),
            Option(id="range", label=_("Non abbiamo visto una differenza; può stare fra questi due valori")),
            Option(
                id="works",
                label=_("Il progetto funziona, ma il campione era piccolo"),
                feedback=_("Un campione piccolo non fa diventare buono un risultato che non c'è."),
            ),
        ),
        right="range",
        hints=Hints(
            nudge=_("Non vedere una cosa e sapere che non c'è sono due cose diverse."),
            pointer=_("Cerca la frase che dice quanto non si sa."),
            worked=_("È la sola con un intervallo."),
        ),
        why=_(
            "L'assenza di prove non è una prova di assenza. L'intervallo dice quali effetti restano possibili."
        ),
        minutes=1,
    )


def classes(ground: Ground) -> Exercise:
    """Ask for a design effect."""
    size, icc = 25, 0.1
    effect = Conditions(cluster_size=size, icc=icc).design_effect
    slips: list[Slip] = [
        ("whole", 1 + size * icc, _("Hai usato {size} invece di {less}.").format(size=size, less=size - 1)),
        ("forgot_one", (size - 1) * icc, _("Hai dimenticato l'1 davanti.")),
        ("product", size * icc, _("Questo è solo il prodotto: segui la formula dall'inizio.")),
    ]
    return Number(
        id="design-effect",
        question=_(
            "Classi di {size}, correlazione dentro la classe {icc} (un'ipotesi). Quanto vale "
            "l'effetto del disegno, 1 + (m − 1) × "
            "correlazione?"
        ).format(size=size, icc=number(icc, decimals=1)),
        expected=effect,
        tolerance=0.01,
        decimals=1,
        mistakes=known_mistakes(effect, slips, tolerance=0.01, decimals=2),
        hints=Hints(
            nudge=_("m è quante persone ci sono in una classe."),
            pointer=_("Prima la parentesi, poi il prodotto, poi la somma."),
            worked=_("La parentesi vale {less}.").format(less=size - 1),
        ),
        why=_("{effect}: servono più del triplo delle persone che basterebbero una per una.").format(
            effect=number(effect, decimals=1)
        ),
        minutes=2,
    )


def lost() -> Exercise:
    """Ask which loss is dangerous."""
    return Choice(
        id="lost",
        question=_("Di alcune persone non sai più nulla. Quando è più grave?"),
        options=(
            Option(
                id="many",
                label=_("Quando sono tante, ma uguali nei due gruppi e per motivi qualunque"),
                feedback=_("Ti costa precisione, ma non ti inganna: a quello si rimedia con più iscritti."),
            ),
            Option(id="side", label=_("Quando si perde soprattutto chi va peggio, in un gruppo solo")),
            Option(
                id="late",
                label=_("Quando se ne vanno alla fine"),
                feedback=_("Conta chi sono e perché, più di quando."),
            ),
        ),
        right="side",
        hints=Hints(
            nudge=_("Che cosa si può riparare iscrivendo più persone? E che cosa no?"),
            pointer=_("Cerca la perdita che cambia chi resta."),
            worked=_("Se spariscono gli insuccessi, chi resta sembra andato bene."),
        ),
        why=_("Se chi va peggio sparisce, ciò che resta sembra un successo. Più iscritti non lo curano."),
        minutes=1,
    )


def none_of_twenty() -> Exercise:
    """Ask what no failure in twenty people allows."""
    high = exact_interval(0, 20).high
    return Choice(
        id="none-of-twenty",
        question=_(
            "In un anno nessuno dei 20 ragazzi seguiti ha smesso. Quanto può valere, davvero, "
            "la quota di chi smette?"
        ),
        options=(
            Option(
                id="zero",
                label=_("Zero: non ha smesso nessuno"),
                feedback=_("Zero su venti è ciò che hai visto, non ciò che succederebbe con altri venti."),
            ),
            Option(id="range", label=_("Da zero a circa il {high}").format(high=percent(high, decimals=0))),
            Option(
                id="five",
                label=_("Al massimo il 5%, cioè uno su venti"),
                feedback=_("Anche con quote più alte può capitare che, su venti, non smetta nessuno."),
            ),
        ),
        right="range",
        hints=Hints(
            nudge=_("Prova il controllo del piccolo gruppo con zero riuscite."),
            pointer=_("Guarda dove finisce la barra."),
            worked=_("La barra arriva oltre il 15%."),
        ),
        why=_("Con venti persone, anche se non smette nessuno, la quota vera può arrivare al {high}.").format(
            high=percent(high, decimals=0)
        ),
        minutes=1,
    )


def cells() -> Exercise:
    """Ask why one hidden cell is not enough."""
    return Choice(
        id="one-hidden",
        question=_("Nascondi la sola casella con 2 persone e pubblichi i totali. Che cosa succede?"),
        options=(
            Option(
                id="safe",
                label=_("Nessuno può più sapere quante erano"),
                feedback=_("Basta una sottrazione: totale meno le altre caselle."),
            ),
            Option(id="found", label=_("Si ritrova con una sottrazione")),
            Option(
                id="illegal",
                label=_("È vietato pubblicare i totali"),
                feedback=_("I totali si possono pubblicare, se non tradiscono nessuno."),
            ),
        ),
        right="found",
        hints=Hints(
            nudge=_("Prova a ricavarla."),
            pointer=_("Totale della riga, meno le caselle che si vedono."),
            worked=_("Una casella sola nascosta in una riga è un'equazione con una sola incognita."),
        ),
        why=_(
            "In ogni riga e in ogni colonna con un totale pubblico le caselle nascoste devono "
            "essere almeno due."
        ),
        minutes=1,
    )


def minimise() -> Exercise:
    """Ask which data an evaluation of absences needs."""
    return Several(
        id="minimise",
        question=_("L'esito è il numero di giorni di assenza. Quali dati ti servono davvero?"),
        options=(
            Option(id="days", label=_("I giorni di assenza, prima e dopo")),
            Option(id="group", label=_("In quale gruppo è uscito ciascun codice")),
            Option(
                id="diagnosis",
                label=_("La diagnosi, se c'è, per sicurezza"),
                feedback=_(
                    "«Per sicurezza» non è uno scopo: un dato sulla salute si raccoglie solo se serve."
                ),
            ),
            Option(
                id="name",
                label=_("Nome e indirizzo accanto alle assenze"),
                feedback=_("basta un codice; la lista dei nomi la tiene un'altra persona, altrove."),
            ),
            Option(id="class", label=_("La classe, per sapere chi sta insieme")),
        ),
        right=frozenset({"days", "group", "class"}),
        missing=_("Manca un dato senza il quale il conto non si può fare."),
        hints=Hints(
            nudge=_("Per ogni dato chiediti: quale riga del calcolo lo usa?"),
            pointer=_("Togli ciò che identifica e ciò che non entra in nessun conto."),
            worked=_("Restano l'esito, il gruppo e chi sta con chi."),
        ),
        why=_(
            "Si raccoglie solo ciò che serve allo scopo: l'esito, il gruppo e chi è stato assegnato insieme."
        ),
        minutes=2,
    )
