"""The quiz of lesson 06: on words, levels, arrows."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Matching, Option, Ordering, Several
from fis_lessons.exercises.quiz import Bank
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.theory_of_change import quiz_practice as practice
from fis_lessons.measures.theory_of_change import KINDS, kind_label


def bank() -> Bank:
    """Return every question of the lesson."""
    return (
        output_or_outcome(),
        questions_of_levels(),
        what_an_assumption_is(),
        level_order(),
        impact_words(),
        orphan(),
        closed_circle(),
        big_jump(),
        practice.good_indicator(),
        practice.what_a_check_says(),
        practice.call_and_target(),
        practice.two_chains(),
        practice.logframe_is(),
        practice.early_outcome(),
    )


def output_or_outcome() -> Exercise:
    """Ask which sentence is an outcome."""
    return Choice(
        id="output-or-outcome",
        question=_("Quale di queste frasi, inventate, è un esito?"),
        options=(
            Option(id="sleep", label=_("Chi assiste un familiare torna a dormire la notte.")),
            Option(
                id="leaflets",
                label=_("Mille opuscoli distribuiti alle famiglie."),
                feedback=_("Gli opuscoli li distribuisci tu: che cosa ne fanno le famiglie, non lo sai."),
            ),
            Option(
                id="trained",
                label=_("Quaranta volontari formati."),
                feedback=_(
                    "La formazione l'avete data voi. È un esito quando qualcuno fa qualcosa di diverso."
                ),
            ),
            Option(
                id="money",
                label=_("Il 95% dei fondi è stato speso."),
                feedback=_(
                    "Dice quanto si è usato delle risorse. Si può spendere tutto e non cambiare nulla."
                ),
            ),
        ),
        right="sleep",
        hints=Hints(
            nudge=_("Chi è il soggetto: il servizio o una persona?"),
            pointer=_("Un esito non dipende solo da te."),
            worked=_("Opuscoli, formazione e fondi li decidi tu. Resta la notte di chi assiste."),
        ),
        why=_("Dormire la notte è un cambiamento nella vita di qualcuno, e nessun ufficio può deciderlo."),
        minutes=1,
    )


def questions_of_levels() -> Exercise:
    """Ask which question each level answers."""
    said = {
        "resource": _("Con che cosa e con chi?"),
        "activity": _("Che cosa facciamo?"),
        "output": _("Che cosa avremo consegnato?"),
        "outcome": _("Che cosa cambia per le persone?"),
        "impact": _("A quale cambiamento più lontano contribuiamo?"),
    }
    return Matching(
        id="questions-of-levels",
        question=_("A quale livello risponde ciascuna domanda?"),
        rows=tuple(
            Option(
                id=kind,
                label=words,
                feedback=_("Chiediti se la cosa c'è prima, durante, alla fine o dopo il lavoro."),
            )
            for kind, words in said.items()
        ),
        columns=tuple(Option(id=kind, label=kind_label(kind)) for kind in KINDS),
        right={kind: kind for kind in KINDS},
        hints=Hints(
            nudge=_("Comincia dai due estremi."),
            pointer=_("Le prime tre domande parlano di voi, le altre due delle persone."),
            worked=_("«Con che cosa e con chi?» si chiede prima di cominciare: sono le risorse."),
        ),
        why=_(
            "Cinque domande, cinque livelli. Se due caselle rispondono alla stessa domanda, stanno allo "
            "stesso livello."
        ),
        minutes=2,
    )


def what_an_assumption_is() -> Exercise:
    """Ask which sentence is a useful assumption."""
    return Choice(
        id="useful-assumption",
        question=_("Corso di italiano → lavoro. Quale ipotesi aiuta a controllare la freccia?"),
        options=(
            Option(
                id="employers",
                label=_("Le aziende della zona assumono chi parla italiano al livello del corso."),
            ),
            Option(
                id="important",
                label=_("La lingua è importante per l'integrazione."),
                feedback=_("È vera sempre: qualunque cosa succeda, non ti avvisa di nulla."),
            ),
            Option(
                id="done",
                label=_("Il corso si terrà da ottobre a maggio."),
                feedback=_("È il calendario dell'attività. Non dice perché dal corso si passa al lavoro."),
            ),
            Option(
                id="hope",
                label=_("Speriamo che i corsisti trovino lavoro."),
                feedback=_("È l'esito detto come speranza. Manca il motivo per cui dovrebbe succedere."),
            ),
        ),
        right="employers",
        hints=Hints(
            nudge=_("Quale frase potrebbe risultare falsa, e fermare il passo?"),
            pointer=_("Cerca quella che si può andare a chiedere a qualcuno."),
            worked=_("Si può andare dalle aziende e chiedere. Se dicono di no, la freccia non regge."),
        ),
        why=_(
            "Un'ipotesi utile sta in mezzo alle due caselle, può essere falsa e si può controllare presto."
        ),
        minutes=1,
    )


def level_order() -> Exercise:
    """Ask the order of the five levels."""
    said = {
        "resource": _("c'è prima di tutto il resto."),
        "activity": _("usa le risorse."),
        "output": _("è ciò che resta quando l'attività è finita."),
        "outcome": _("viene dopo la realizzazione, e prima dell'impatto."),
        "impact": _("è il più lontano."),
    }
    shown = ("outcome", "resource", "impact", "activity", "output")
    return Ordering(
        id="level-order",
        question=_("Metti in ordine i cinque livelli, da ciò che si mette a ciò che cambia lontano."),
        items=tuple(Option(id=kind, label=kind_label(kind), feedback=said[kind]) for kind in shown),  # type: ignore[arg-type]
        right=KINDS,
        hints=Hints(
            nudge=_("Che cosa c'è prima ancora di cominciare?"),
            pointer=_("Tre livelli dipendono da voi, e vengono prima."),
            worked=_("Si comincia dalle risorse e si finisce con l'impatto: restano tre posti in mezzo."),
        ),
        why=_("È lo stesso ordine della catena disegnata. Il quadro logico lo legge dal basso verso l'alto."),
        minutes=1,
    )


def impact_words() -> Exercise:
    """Ask what is taken away from outcomes before speaking of impact."""
    return Several(
        id="impact-words",
        question=_(
            "Secondo il GECES, che cosa si toglie dagli esiti prima di parlare di impatto? Segna tutte le "
            "voci giuste."
        ),
        options=(
            Option(id="deadweight", label=_("Ciò che sarebbe successo comunque.")),
            Option(id="attribution", label=_("Ciò che si deve ad altri.")),
            Option(id="displacement", label=_("Ciò che si è spostato da un'altra parte.")),
            Option(id="drop-off", label=_("Ciò che svanisce con il tempo.")),
            Option(
                id="cost",
                label=_("Il costo delle attività."),
                feedback=_(
                    "il costo si mette a confronto con l'impatto, ma non è una parte che si toglie dagli esiti."
                ),
            ),
            Option(
                id="outputs",
                label=_("Le realizzazioni."),
                feedback=_("le realizzazioni vengono prima degli esiti: non ne fanno parte."),
            ),
        ),
        right=frozenset({"deadweight", "attribution", "displacement", "drop-off"}),
        missing=_("Le voci sono quattro: chi altro c'entra? e se non aveste fatto nulla? e dopo tre anni?"),
        hints=Hints(
            nudge=_("Si toglie ciò che non è merito del progetto, o che non dura."),
            pointer=_("Due voci dell'elenco stanno da un'altra parte della catena."),
            worked=_("Costo e realizzazioni non sono pezzi di esito: togli quelle due voci."),
        ),
        why=_(
            "Quattro correzioni, con i loro nomi inglesi: *deadweight*, *attribution*, *displacement*, "
            "*drop-off*. "
            "Senza, un esito può sembrare un impatto."
        ),
        minutes=2,
    )


def orphan() -> Exercise:
    """Ask what to do with an output that leads nowhere."""
    return Choice(
        id="orphan",
        question=_(
            "Nella catena c'è «Una newsletter al mese» e nessuna freccia ne parte. Che cosa fai prima di tutto?"
        ),
        options=(
            Option(id="ask", label=_("Chiedo quale cambiamento dovrebbe produrre, e in chi.")),
            Option(
                id="arrow",
                label=_("La collego all'esito più vicino, così il disegno è a posto."),
                feedback=_("Il disegno torna, la catena no: la freccia non ha un'ipotesi vera."),
            ),
            Option(
                id="outcome",
                label=_("La sposto fra gli esiti."),
                feedback=_(
                    "Spedire una newsletter dipende da te: resta una realizzazione, ovunque la metti."
                ),
            ),
            Option(
                id="more",
                label=_("Ne mando due al mese."),
                feedback=_("Se una non porta da nessuna parte, due non cambiano la strada."),
            ),
        ),
        right="ask",
        hints=Hints(
            nudge=_("Un controllo segnala, non decide."),
            pointer=_("Prima della freccia viene la domanda a cui la freccia risponde."),
            worked=_("Collegare o spostare mette a posto il disegno senza sapere perché. Prima si chiede."),
        ),
        why=_(
            "Se la risposta c'è, la freccia si disegna con la sua ipotesi. Se non c'è, forse quel lavoro "
            "non serve."
        ),
        minutes=1,
    )


def closed_circle() -> Exercise:
    """Ask what a cycle means."""
    return Choice(
        id="closed-circle",
        question=_("«Più fiducia → più incontri → più fiducia». Perché il controllo segnala un giro chiuso?"),
        options=(
            Option(
                id="start",
                label=_("Perché non si capisce da dove si comincia: nessuna delle due viene prima."),
            ),
            Option(
                id="false",
                label=_("Perché nella realtà i giri non esistono."),
                feedback=_(
                    "Esistono, e contano. Ma in una catena si scrivono in fila: prima, poi, dopo ancora."
                ),
            ),
            Option(
                id="boxes",
                label=_("Perché le caselle sono troppo poche."),
                feedback=_("Anche con dieci caselle un giro resta un giro."),
            ),
            Option(
                id="words",
                label=_("Perché la parola «più» non si può misurare."),
                feedback=_(
                    "Può essere un problema degli indicatori, ma il giro è un'altra cosa: riguarda le frecce."
                ),
            ),
        ),
        right="start",
        hints=Hints(
            nudge=_("Da quale casella partiresti con il lavoro?"),
            pointer=_("Una causa viene prima del suo effetto."),
            worked=_(
                "Se la fiducia viene dagli incontri e gli incontri dalla fiducia, al primo giorno non "
                "succede nulla."
            ),
        ),
        why=_("Per tenere l'idea, scrivila nel tempo: primi incontri → un po' di fiducia → altri incontri."),
        minutes=1,
    )


def big_jump() -> Exercise:
    """Ask what is missing in a jump."""
    return Choice(
        id="big-jump",
        question=_("«Apriamo uno sportello → nella città c'è meno solitudine». Che cosa manca?"),
        options=(
            Option(
                id="between",
                label=_(
                    "I passaggi in mezzo: che cosa consegna lo sportello e che cosa cambia per chi ci va."
                ),
            ),
            Option(
                id="money",
                label=_("Il costo dello sportello."),
                feedback=_("Servirà, ma la freccia resterebbe un salto anche con il costo scritto."),
            ),
            Option(
                id="indicator",
                label=_("Un indicatore di solitudine."),
                feedback=_("Ti direbbe se la solitudine scende, non se c'entra lo sportello."),
            ),
            Option(
                id="nothing",
                label=_("Niente: l'obiettivo è chiaro."),
                feedback=_(
                    "L'obiettivo sì, la strada no. Fra uno sportello e una città succedono molte cose."
                ),
            ),
        ),
        right="between",
        hints=Hints(
            nudge=_("Chi entra nello sportello, che cosa porta via?"),
            pointer=_("Fra un'attività e un impatto ci sono due livelli."),
            worked=_("Conta i livelli: attività, realizzazione, esito, impatto. La freccia ne salta due."),
        ),
        why=_("Chi salta i passaggi non può accorgersi di dove si è fermato."),
        minutes=1,
    )
