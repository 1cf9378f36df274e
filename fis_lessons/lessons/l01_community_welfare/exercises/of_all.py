"""The exercises of lesson 01 that are the same for every case: ideas, procedures, money, claims."""

from __future__ import annotations

from fis_lessons.cases import Case, Programme
from fis_lessons.exercises import Choice, Exercise, Hints, Matching, Number, NumberMistake, Option
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money
from fis_lessons.lessons.l01_community_welfare.ground import links


def approach() -> Exercise:
    """Ask which of three ways of answering a need some short situations show."""
    return Matching(
        id="approach",
        question=_(
            "Sei situazioni **inventate per esercizio**. Per ognuna scegli il modo di rispondere al "
            "bisogno che "
            "riconosci. Non chiederti se è un buon servizio: chiediti **chi decide e chi fa**."
        ),
        rows=(
            Option(
                id="voucher",
                label=_(
                    "Apre uno sportello: chi ha bisogno fa domanda e riceve un buono finché ci sono fondi."
                ),
                feedback=_("ciascuno chiede per sé. Il servizio è la somma di tante richieste separate."),
            ),
            Option(
                id="four-centres",
                label=_(
                    "L'ufficio apre quattro centri anziani, tutti con gli stessi orari, e avvisa i quartieri."
                ),
                feedback=_("chi userà il centro non ha deciso né progettato nulla: l'ha saputo alla fine."),
            ),
            Option(
                id="bulk",
                label=_(
                    "Una piattaforma raccoglie le ore di assistenza chieste da mille famiglie e spunta un "
                    "prezzo."
                ),
                feedback=_(
                    "mille richieste insieme fanno un prezzo migliore, non una comunità: le famiglie non si "
                    "incontrano e non producono nulla insieme."
                ),
            ),
            Option(
                id="gym",
                label=_(
                    "Genitori, scuola e Comune scelgono gli orari della palestra, fanno i turni e valutano."
                ),
                feedback=_("qui chi usa il servizio decide, lo fa funzionare e lo giudica."),
            ),
            Option(
                id="assembly",
                label=_(
                    "In assemblea il Comune presenta un progetto già finanziato. Osservazioni entro dieci "
                    "giorni."
                ),
                feedback=_(
                    "ascoltare dopo avere deciso è consultare. Nessuno dei presenti ha potuto cambiare la "
                    "domanda."
                ),
            ),
            Option(
                id="carers",
                label=_(
                    "Chi ha assistito un familiare affianca chi comincia; decide il calendario con gli "
                    "operatori."
                ),
                feedback=_(
                    "chi ha vissuto il problema mette il suo sapere e decide insieme agli operatori. L'aiuto "
                    "nasce dalla relazione."
                ),
            ),
        ),
        columns=(
            Option(id="top-down", label=_("programmazione dall'alto")),
            Option(id="demand", label=_("somma delle domande")),
            Option(id="community", label=_("welfare di comunità")),
        ),
        right={
            "voucher": "demand",
            "four-centres": "top-down",
            "bulk": "demand",
            "gym": "community",
            "assembly": "top-down",
            "carers": "community",
        },
        hints=Hints(
            nudge=_("Per ogni riga cerca il verbo: chi decide? chi chiede? chi fa?"),
            pointer=_(
                "Se chi usa il servizio chiede e basta, è una somma di domande. Se riceve e basta, è "
                "dall'alto."
            ),
            worked=_(
                "La piattaforma delle mille famiglie inganna: è grande e privata, ma ogni famiglia resta "
                "sola "
                "con la sua richiesta. È una somma di domande."
            ),
        ),
        why=_(
            "La differenza non sta nel numero di persone né nel fare un'assemblea. Sta in due fatti: chi "
            "usa il "
            "servizio prende parte alle decisioni, e il servizio nasce dal fare qualcosa insieme."
        ),
        minutes=4,
    )


def tender() -> Exercise:
    """Ask which procedure fits: tender, joint reading of needs, joint design."""
    return Matching(
        id="tender",
        question=_("Quattro situazioni **inventate per esercizio**. Quale strada si addice a ciascuna?"),
        rows=(
            Option(
                id="meals",
                label=_("Servono 120 pasti al giorno. Menu, orari e qualità sono già stabiliti."),
                feedback=_("il servizio è già definito in ogni parte: si cerca chi lo fa meglio."),
            ),
            Option(
                id="teenagers",
                label=_(
                    "Nessuno sa di che cosa hanno bisogno gli adolescenti. Comune e associazioni vogliono "
                    "capirlo."
                ),
                feedback=_(
                    "qui non c'è ancora un intervento: si leggono i bisogni e si fissano le priorità."
                ),
            ),
            Option(
                id="after-hospital",
                label=_(
                    "La priorità c'è: chi esce solo dall'ospedale. Comune ed enti disegnano il servizio "
                    "insieme."
                ),
                feedback=_(
                    "il bisogno è già letto: ora si disegna e si realizza insieme un intervento preciso."
                ),
            ),
            Option(
                id="old-school",
                label=_(
                    "Un'associazione propone di riaprire insieme una ex scuola. Il Comune fa un avviso "
                    "pubblico."
                ),
                feedback=_(
                    "l'iniziativa può partire anche da un ente del Terzo settore. Resta un intervento "
                    "preciso, da "
                    "disegnare insieme, con un avviso pubblico."
                ),
            ),
        ),
        columns=(
            Option(id="tender", label=_("appalto")),
            Option(id="programming", label=_("co-programmazione")),
            Option(id="design", label=_("co-progettazione")),
        ),
        right={
            "meals": "tender",
            "teenagers": "programming",
            "after-hospital": "design",
            "old-school": "design",
        },
        hints=Hints(
            nudge=_("Chiediti che cosa è già deciso e che cosa resta da decidere."),
            pointer=_(
                "Tutto deciso: appalto. Da capire il bisogno: co-programmazione. Da disegnare il servizio: "
                "co-progettazione."
            ),
            worked=_(
                "I 120 pasti sono descritti in ogni dettaglio: non c'è nulla da progettare insieme. È un "
                "appalto."
            ),
        ),
        why=_(
            "Non esiste una strada migliore delle altre. L'appalto serve quando il servizio è definito. "
            "Quando si "
            "deve ancora capire il bisogno si co-programma; quando si deve disegnare e realizzare un "
            "intervento "
            "con chi ci mette risorse proprie si co-progetta."
        ),
        minutes=3,
    )


def ceiling(programme: Programme, catanzaro: Case) -> Exercise:
    """Ask the most a project could get over the three interventions."""
    caps = [one.cap.value or 0.0 for one in programme.interventions]
    total, envelopes = sum(caps), sum(one.envelope.value or 0.0 for one in programme.interventions)
    written = " + ".join(money(cap) for cap in caps)
    press = catanzaro.contradiction("denaro").claims[0]
    mistakes = (
        NumberMistake(
            id="only_largest",
            value=caps[2],
            text=_(
                "Questo è solo il tetto del terzo intervento. Un progetto può percorrerli tutti e tre, in "
                "fila."
            ),
        ),
        NumberMistake(
            id="first_two",
            value=caps[0] + caps[1],
            text=_("Hai sommato i primi due interventi: manca il terzo."),
        ),
        NumberMistake(
            id="without_study",
            value=caps[1] + caps[2],
            text=_("Manca lo studio di fattibilità: anche il primo intervento ha il suo tetto."),
        ),
        NumberMistake(
            id="envelopes",
            value=envelopes,
            text=_(
                "Questa è la somma messa a bando per tutti i progetti. La domanda riguarda il massimo per un "
                "progetto solo."
            ),
        ),
    )
    return Number(
        id="ceiling",
        question=_(
            "Il programma ha tre interventi, uno dopo l'altro, ciascuno con un tetto per progetto. "
            "**Quanto può "
            "arrivare al massimo a un progetto che li percorre tutti e tre?**"
        )
        + f" ({links(programme.sources_of(programme.interventions[0].cap))})",
        expected=total,
        tolerance=0.5,
        unit="€",
        mistakes=mistakes,
        hints=Hints(
            nudge=_("Guarda i tre tetti scritti qui sopra."),
            pointer=_("Si sommano i tetti per progetto, non le somme a disposizione di tutti i progetti."),
            worked=_("Comincia dai primi due: {first} + {second}.").format(
                first=money(caps[0]), second=money(caps[1])
            ),
        ),
        why=_(
            "{sum} = {total}. È il massimo che un progetto può ricevere: **un tetto, non denaro "
            "ricevuto**. Nel "
            "febbraio 2020 una notizia su Catanzaro parla di «oltre 1 milione 600 mila» euro ({source}). "
            "La cifra "
            "è quella dei tre tetti. Che non sia una somma incassata è una nostra lettura: per saperlo serve "
            "l'atto che la concede."
        ).format(sum=written, total=money(total), source=links(catanzaro.sources_of(press))),
        minutes=3,
    )


def first_in_italy(catanzaro: Case) -> Exercise:
    """Ask what to write about a claim that other sources put in doubt."""
    story = catanzaro.contradiction("primato")
    claims = "\n".join(f"- {_(claim.text)} ({links(catanzaro.sources_of(claim))})" for claim in story.claims)
    return Choice(
        id="first",
        question=_("**{topic}** Ecco che cosa dicono le fonti:").format(topic=_(story.topic))
        + f"\n\n{claims}\n\n"
        + _("Devi scriverne due righe per il tuo assessore. Che cosa scrivi?"),
        options=(
            Option(
                id="true",
                label=_("È il primo caso in Italia: lo dice la notizia."),
                feedback=_(
                    "La notizia riporta come il contratto è stato presentato. Chi presenta un progetto ha "
                    "interesse a dirlo primo: cerca almeno una fonte che non abbia quell'interesse."
                ),
            ),
            Option(
                id="false",
                label=_("È falso: Torino e Lecce l'avevano già fatto."),
                feedback=_(
                    "Le fonti dicono che cosa Torino e Lecce avevano previsto. Non dicono che fosse lo "
                    "stesso "
                    "tipo di contratto, né che un premio sia stato pagato."
                ),
            ),
            Option(
                id="depends",
                label=_(
                    "Dipende da che cosa si conta: schemi previsti, contratti conclusi o premi pagati. Va "
                    "verificato."
                ),
            ),
            Option(
                id="silence",
                label=_("Niente: se le fonti non concordano, meglio non parlarne."),
                feedback=_(
                    "Il disaccordo è un'informazione. Se lo taci, chi decide penserà che il dubbio non ci "
                    "sia."
                ),
            ),
        ),
        right="depends",
        hints=Hints(
            nudge=_("Rileggi i verbi: «presentato», «previsto», «annunciato», «disegnato»."),
            pointer=_("Le quattro frasi parlano della stessa cosa?"),
            worked=_(
                "Lucca aveva un disegno sulla carta, Catanzaro ha un accordo firmato: sono due primati "
                "diversi."
            ),
        ),
        why=_(
            "Un primato vale solo se dici in che cosa. Un disegno sulla carta, un contratto concluso e un "
            "premio "
            "pagato sono tre cose diverse. Alla Giunta si scrive ciò che le fonti reggono, e che cosa "
            "resta da "
            "verificare."
        ),
        minutes=3,
    )
