"""The exercises of lesson 03: first what a community has and shares, then what can be said of its relations."""

from __future__ import annotations

from fis_lessons.exercises import Exercise, Hints, Matching, Number, Option, Several
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l03_relational_goods.exercises import needs, survey
from fis_lessons.lessons.l03_relational_goods.ground import Ground


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        relational(),
        per_thousand(ground),
        needs.which_asset(ground),
        after_the_grant(),
        missing_clauses(),
        survey.alpha(),
        survey.few_answers(ground),
        survey.who_came_back(ground),
        survey.italy(ground),
    ]


def relational() -> Matching:
    """Ask what is a relational good, what is a service, what is a place where one can grow."""
    return Matching(
        id="relational",
        question=_("Bene relazionale, servizio o luogo?")
        + "\n\n"
        + _("Cinque esempi **inventati**. Due righe possono avere la stessa risposta."),
        rows=(
            Option(
                id="meals",
                label=_("Pasti portati a casa da una cooperativa, ogni giorno"),
                feedback=_("si può affidare a un altro fornitore e resta lo stesso pasto."),
            ),
            Option(
                id="turns",
                label=_("Famiglie che a turno accompagnano i bambini, e si fidano l'una dell'altra"),
                feedback=_("chiediti che cosa resta se metti al loro posto altre persone, pagate."),
            ),
            Option(
                id="room",
                label=_("Una sala aperta la sera, con le chiavi in mano al quartiere"),
                feedback=_("la sala da sola non è una relazione: è dove può nascere."),
            ),
            Option(
                id="friendship",
                label=_("L'amicizia fra due anziani che si sono conosciuti al corso"),
                feedback=_("esiste solo fra quei due: nessuno può fornirla al posto loro."),
            ),
            Option(
                id="garden",
                label=_("Un orto diviso in parcelle, con una tettoia in comune"),
                feedback=_("se nessuno ci va insieme, resta terra: guarda che cosa rende possibile."),
            ),
        ),
        columns=(
            Option(id="good", label=_("bene relazionale")),
            Option(id="service", label=_("servizio")),
            Option(id="place", label=_("luogo in cui può crescere")),
        ),
        right={
            "meals": "service",
            "turns": "good",
            "room": "place",
            "friendship": "good",
            "garden": "place",
        },
        pairs={
            ("turns", "service"): _(
                "il passaggio in auto si compra. La fiducia fra quelle famiglie no: si fa insieme, e cresce con "
                "l'uso."
            ),
            ("meals", "good"): _(
                "attorno al pasto può nascere una relazione, ma ciò che si affida qui è il pasto."
            ),
            ("room", "good"): _("una sala si può aprire e restare vuota. La relazione la fanno le persone."),
            ("garden", "good"): _("l'orto la rende possibile, non la contiene."),
        },
        hints=Hints(
            nudge=_("Prova a cambiare le persone: resta la stessa cosa?"),
            pointer=_(
                "Un servizio ha un fornitore. Un luogo ha le chiavi. Una relazione ha solo chi c'è dentro."
            ),
            worked=_("I pasti sono un servizio; l'orto e la sala sono luoghi. Restano due righe."),
        ),
        why=_(
            "Un bene relazionale lo fanno e lo godono insieme le stesse persone: se cambiano, cambia il bene. "
            "Perciò il "
            "Comune non lo compra e non lo eroga. Può aprire luoghi, togliere ostacoli, lasciare tempo."
        ),
        minutes=3,
    )


def per_thousand(ground: Ground) -> Number:
    """Ask how many associations there are for each thousand residents."""
    count, people, expected = ground.associations, ground.residents, ground.per_thousand
    slips: list[Slip] = [
        ("per_cent", expected / 10, _("Questo è ogni 100 residenti. La domanda chiede ogni 1.000.")),
        ("per_ten_thousand", 10 * expected, _("Questo è ogni 10.000 residenti: qui bastano mille.")),
        (
            "inverted",
            people / count,
            _("Questi sono i residenti per ogni associazione. Sopra va ciò che conti, sotto fra quanti."),
        ),
        ("per_one", count / people, _("Manca il «per 1.000»: questa è la parte per ciascun residente.")),
        ("only_count", count, _("Questo è il conteggio. Senza i residenti non si confronta con nessuno.")),
    ]
    return Number(
        id="per-thousand",
        question=_("Quante associazioni ogni 1.000 residenti?")
        + "\n\n"
        + _(
            "Nel Comune di {place} vivono {people} persone. Supponi che ci siano {count} associazioni (numero "
            "**inventato**). Scrivi il risultato con due decimali. La calcolatrice va bene."
        ).format(place=ground.place.name, people=number(people), count=number(count)),
        expected=expected,
        tolerance=0.02,
        decimals=2,
        mistakes=known_mistakes(expected, slips, tolerance=0.02, decimals=2),
        hints=Hints(
            nudge=_("Che cosa conti, e fra quanti?"),
            pointer=_("Associazioni diviso residenti, per 1.000."),
            worked=_("Fai {count} diviso {people}, poi sposta la virgola di tre posti.").format(
                count=number(count), people=number(people)
            ),
        ),
        why=_(
            "{count} ÷ {people} × 1.000 = {rate}. Così due posti di grandezza diversa si confrontano. Ma "
            "un'associazione "
            "con due soci e una con duecento contano uguale: per questo si guarda anche l'uso."
        ).format(count=number(count), people=number(people), rate=number(expected, decimals=2)),
        minutes=2,
    )


def after_the_grant() -> Several:
    """Ask which questions, written at the start, would have helped the school that opened and shut."""
    return Several(
        id="after-the-grant",
        question=_("Fermo: quali domande, scritte nell'accordo all'inizio, avrebbero aiutato?")
        + "\n\n"
        + _("Rileggi la storia di SpazioBetti. Segna tutte quelle che servivano."),
        options=(
            Option(
                id="works",
                label=_("Se partono i lavori sull'edificio, dove vanno le attività, e chi lo decide?"),
            ),
            Option(id="bar", label=_("Se il bar chiude, chi paga la parte sociale?")),
            Option(
                id="logo",
                label=_("Quali loghi vanno sulla targa?"),
                feedback=_("si può decidere dopo, e non cambia la sorte del luogo."),
            ),
            Option(id="exit", label=_("Chi avvisa chi, e quanto tempo prima, se si deve uscire?")),
            Option(
                id="likes",
                label=_("Quante persone seguono la pagina?"),
                feedback=_("è un numero di facciata: il luogo ha chiuso lo stesso."),
            ),
            Option(id="neighbours", label=_("Con i vicini, quali orari si concordano?")),
        ),
        right=frozenset({"works", "bar", "exit", "neighbours"}),
        missing=_("Nella storia c'è almeno un altro problema che una domanda avrebbe fatto vedere prima."),
        hints=Hints(
            nudge=_("Cerca nella storia che cosa ha messo in difficoltà il luogo."),
            pointer=_("Edificio, soldi, preavviso, serate: c'è una domanda per ciascuno?"),
            worked=_(
                "Togli la targa e la pagina. Le altre quattro parlano di chiudere, pagare, uscire e convivere "
                "con i vicini."
            ),
        ),
        why=_(
            "I tempi dei lavori e quelli della fiducia sono diversi: un luogo ha bisogno di anni, un cantiere di "
            "una data. "
            "Non sappiamo se con queste domande sarebbe andata meglio. Nelle fonti lette le risposte si cercano "
            "quando il luogo chiude: che cosa dicesse l'accordo all'inizio non si legge."
        ),
        minutes=3,
    )


def missing_clauses() -> Several:
    """Ask what a draft of a sharing agreement does not say."""
    draft = _(
        "«L'associazione Il Cortile cura la sala di via dei Mille per favorire l'incontro fra gli abitanti. Il "
        "Comune "
        "paga luce e riscaldamento; l'associazione apre, pulisce e tiene il registro delle presenze. La sala è "
        "aperta "
        "a tutti dalle 17 alle 22.»"
    )
    there = _("nella bozza c'è: rileggila.")
    return Several(
        id="missing-clauses",
        question=_("Che cosa manca a questa bozza di patto?")
        + "\n\n"
        + _("Bozza **inventata**: {draft} Segna solo ciò che non c'è.").format(draft=draft),
        options=(
            Option(id="aim", label=_("A che cosa serve"), feedback=there),
            Option(id="place", label=_("Quale luogo"), feedback=there),
            Option(id="duties", label=_("Che cosa fa ciascuno"), feedback=there),
            Option(id="duration", label=_("Quanto dura")),
            Option(id="open", label=_("A chi è aperto"), feedback=there),
            Option(id="publicity", label=_("Dove si pubblica, e che cosa si racconta dopo")),
            Option(id="risk", label=_("Chi risponde di un danno, e con quale assicurazione")),
            Option(id="exit", label=_("Come si esce, e che cosa succede alla sala dopo")),
        ),
        right=frozenset({"duration", "publicity", "risk", "exit"}),
        missing=_("Manca ancora qualcosa: pensa a fra un anno, a un danno, e a chi non c'era."),
        hints=Hints(
            nudge=_("Leggi la bozza come se fossi chi arriva fra due anni."),
            pointer=_("Scopo, luogo, compiti e apertura ci sono. Che cosa succede nel tempo?"),
            worked=_("Mancano quattro cose: due parlano di tempo, una di danni, una di chi deve sapere."),
        ),
        why=_(
            "Ciò che manca è quasi sempre la fine: durata, danni, uscita, rendiconto. Quando tutto va bene non "
            "serve a "
            "nessuno; quando qualcosa va male è l'unica parte che si rilegge."
        ),
        minutes=3,
    )
