"""The quiz of lesson 08: every question there is. None depends on the case."""

from __future__ import annotations

from fis_lessons.exercises import Choice, Exercise, Hints, Option
from fis_lessons.exercises.quiz import Bank
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.did_it_work import quiz_numbers as numbers

Answers = tuple[tuple[str, str], ...]
"""Wrong answers: what they say, and why they are off."""


def bank() -> Bank:
    """Return the questions of the lesson, in the order they were written."""
    return (
        _counterfactual(),
        _fell_everywhere(),
        numbers.four_means(),
        _parallel(),
        numbers.ladder(),
        _selection(),
        _balance(),
        _threshold_whom(),
        numbers.pairs(),
        _lottery_why(),
        _interval(),
        _zero_inside(),
        numbers.warnings(),
        _placebo(),
        _more_people(),
        numbers.later_groups(),
    )


def _choice(name: str, question: str, right: str, wrong: Answers, *, hints: Hints, why: str) -> Exercise:
    options = [Option(id="right", label=right)]
    options += [Option(id=f"wrong{i}", label=label, feedback=said) for i, (label, said) in enumerate(wrong)]
    return Choice(
        id=name, question=question, options=tuple(options), right="right", hints=hints, why=why, minutes=1
    )


def _counterfactual() -> Exercise:
    return _choice(
        "counterfactual",
        _("Che cos'è il controfattuale di un progetto?"),
        _("Che cosa sarebbe successo alle stesse persone senza il progetto."),
        (
            (
                _("Che cosa è successo alle stesse persone prima del progetto."),
                _("Il prima si osserva. Il controfattuale è un dopo che non c'è stato."),
            ),
            (
                _("Che cosa succederà quando il progetto finisce."),
                _(
                    "Quello è il futuro. Il controfattuale riguarda lo stesso tempo, in un mondo senza "
                    "progetto."
                ),
            ),
            (
                _("Che cosa dicono del progetto le persone contrarie."),
                _("È un'opinione, e può essere utile. Qui si parla di un esito che nessuno ha visto."),
            ),
        ),
        hints=Hints(
            nudge=_("Non si può osservare."),
            pointer=_("Stesse persone, stesso tempo. Cambia una cosa sola."),
            worked=_("Cerca la frase che toglie il progetto e lascia tutto il resto."),
        ),
        why=_(
            "Non si osserva mai. Tutti i confronti di questa lezione sono modi di immaginarlo con dei dati."
        ),
    )


def _fell_everywhere() -> Exercise:
    return _choice(
        "fell-everywhere",
        _("In un Comune con il progetto un problema cala. Cala anche nei Comuni senza. Che cosa ne ricavi?"),
        _(
            "Il calo da solo non dice se il progetto ha aiutato: serve sapere se qui è calato di più, e perché."
        ),
        (
            (
                _("Il progetto ha funzionato: il problema è calato."),
                _("Lo stesso calo c'è dove il progetto non c'era."),
            ),
            (
                _("Il progetto non ha funzionato: il problema è calato comunque."),
                _("Potrebbe essere calato di più. Bisogna guardare la differenza."),
            ),
            (
                _("I dati degli altri Comuni non contano."),
                _("Sono proprio quelli a dire come può andare senza progetto."),
            ),
        ),
        hints=Hints(
            nudge=_("Manca un confronto."),
            pointer=_("Di quanto è calato qui, e di quanto altrove?"),
            worked=_("Scarta le frasi che danno un giudizio sul progetto con il solo calo."),
        ),
        why=_(
            "Un andamento comune si prende il merito o la colpa di qualunque progetto, se si guarda un "
            "posto solo."
        ),
    )


def _parallel() -> Exercise:
    return _choice(
        "parallel",
        _("Quale ipotesi tiene in piedi la differenza delle differenze?"),
        _("Senza progetto, i due gruppi sarebbero cambiati della stessa quantità."),
        (
            (
                _("I due gruppi partono dallo stesso livello."),
                _("Possono partire da livelli diversi: la distanza di partenza si toglie."),
            ),
            (
                _("Nessuno dei due gruppi cambia senza progetto."),
                _("Possono cambiare, purché cambino allo stesso modo."),
            ),
            (
                _("I due gruppi hanno lo stesso numero di persone."),
                _("I numeri possono essere diversi: si confrontano medie."),
            ),
        ),
        hints=Hints(
            nudge=_("Riguarda il cambiamento, non il livello."),
            pointer=_("Pensa alla linea tratteggiata della figura."),
            worked=_("La linea tratteggiata copia la pendenza del confronto."),
        ),
        why=_(
            "Si chiama ipotesi di trend paralleli. Gli anni prima la rendono più o meno credibile; non la "
            "provano."
        ),
    )


def _selection() -> Exercise:
    return _choice(
        "selection",
        _(
            "A un corso per cercare lavoro si iscrivono i più motivati. Un anno dopo lavorano più degli "
            "altri. Perché?"
        ),
        _("Per il corso, per la motivazione, o per tutte e due: il confronto non le distingue."),
        (
            (_("Per il corso: l'unica differenza è quella."), _("Erano diversi già prima: più motivati.")),
            (
                _("Per la motivazione: i corsi non servono."),
                _("Può darsi che servano. Il confronto non lo dice."),
            ),
            (
                _("Per caso: con più persone la differenza sparirebbe."),
                _("Con più motivati la differenza resterebbe. Non è un problema di numeri."),
            ),
        ),
        hints=Hints(
            nudge=_("Che differenza c'era prima del corso?"),
            pointer=_("Due cause stanno insieme nello stesso gruppo."),
            worked=_("Cerca la frase che le nomina entrambe."),
        ),
        why=_(
            "È la distorsione da selezione: chi entra è diverso da chi resta fuori, e porta con "
            "sé la differenza."
        ),
    )


def _balance() -> Exercise:
    return _choice(
        "balanced",
        _(
            "Dopo avere dato i pesi, i due gruppi hanno uguali età, studi e reddito. Che cosa manca per "
            "fidarsi?"
        ),
        _("Sapere se erano diversi in qualcosa che non è stato misurato."),
        (
            (_("Niente: adesso sono uguali."), _("Sono uguali in tre cose. Nelle altre non si sa.")),
            (
                _("Che abbiano anche lo stesso numero di persone."),
                _("Non serve: si confrontano medie."),
            ),
            (
                _("Che abbiano anche lo stesso esito dopo."),
                _("Se avessero lo stesso esito, l'effetto stimato sarebbe zero per costruzione."),
            ),
        ),
        hints=Hints(
            nudge=_("Il registro contiene tutto?"),
            pointer=_("Pensa a ciò che decide chi entra e non ha una colonna."),
            worked=_("La motivazione, la famiglia, un operatore che insiste: dove sono scritti?"),
        ),
        why=_(
            "I pesi pareggiano ciò che si conosce. Su ciò che non si conosce, l'unico che pareggia è il "
            "sorteggio."
        ),
    )


def _threshold_whom() -> Exercise:
    return _choice(
        "threshold-whom",
        _("Di chi parla l'effetto stimato con una soglia?"),
        _("Di chi sta vicino alla soglia."),
        (
            (
                _("Di tutti quelli che sono entrati."),
                _("Chi sta lontano dalla soglia non è stato confrontato con nessuno."),
            ),
            (_("Di tutti i residenti."), _("Molti non hanno nemmeno fatto domanda.")),
            (
                _("Di chi ha il punteggio più alto."),
                _("È il più lontano dalla soglia: conta meno di tutti, o niente."),
            ),
        ),
        hints=Hints(
            nudge=_("Chi si somiglia, fra chi entra e chi resta fuori?"),
            pointer=_("Guarda la fascia colorata della figura."),
            worked=_("Nella fascia ci sono persone con quasi lo stesso punteggio."),
        ),
        why=_("È un effetto locale. Allargarlo agli altri è un'ipotesi in più, e va detta."),
    )


def _lottery_why() -> Exercise:
    return _choice(
        "lottery-why",
        _("Perché un sorteggio fra chi ha fatto domanda permette un buon confronto?"),
        _("Perché chi entra e chi resta fuori differiscono solo per caso, anche in ciò che non si misura."),
        (
            (_("Perché dà a tutti il servizio."), _("Una parte resta fuori: è proprio il confronto.")),
            (
                _("Perché sceglie chi ha più bisogno."),
                _("Il sorteggio non guarda il bisogno. Per questo va usato fra chi ha gli stessi requisiti."),
            ),
            (
                _("Perché rende i due gruppi identici, persona per persona."),
                _("Li rende simili in media. Il caso resta, e l'intervallo lo misura."),
            ),
        ),
        hints=Hints(
            nudge=_("Chi decide chi entra?"),
            pointer=_("La motivazione finisce in tutti e due i gruppi."),
            worked=_("Cerca la frase che parla anche di ciò che non ha una colonna."),
        ),
        why=_(
            "Quando i posti non bastano, sorteggiare fra pari requisiti può essere anche il modo più equo "
            "di scegliere."
        ),
    )


def _interval() -> Exercise:
    return _choice(
        "interval-meaning",
        _("Che cosa misura l'intervallo al 95%?"),
        _("Quanto la stima potrebbe cambiare per caso, se tutte le altre ipotesi reggono."),
        (
            (
                _("Quanto sono credibili le ipotesi del metodo."),
                _("Le dà per buone. Se non reggono, resta stretto e sta nel posto sbagliato."),
            ),
            (
                _("Fra quali valori sta il 95% delle persone."),
                _("Riguarda una media, non le singole persone."),
            ),
            (
                _("La probabilità che il progetto serva."),
                _("Non è una probabilità sul progetto: è quanto è precisa la misura."),
            ),
        ),
        hints=Hints(
            nudge=_("Ricorda i cento registri."),
            pointer=_("Quando l'ipotesi non reggeva, gli intervalli erano larghi uguale."),
            worked=_("L'intervallo conosce solo il caso."),
        ),
        why=_("È onesto solo insieme alla frase che dice a quale condizione."),
    )


def _zero_inside() -> Exercise:
    return _choice(
        "zero-inside",
        _("L'effetto stimato è +3, l'intervallo va da -2 a +8 (ipotesi). Quale frase regge?"),
        _(
            "I dati non bastano a dire se c'è un effetto: sono possibili un piccolo danno e un grande "
            "vantaggio."
        ),
        (
            (
                _("Il progetto non ha effetto."),
                _("Nell'intervallo c'è anche +8. Lo zero è solo uno dei valori."),
            ),
            (
                _("Il progetto ha un effetto di +3."),
                _("È il centro. L'intervallo dice quanto poco è preciso."),
            ),
            (
                _("Il progetto fa danno."),
                _("Anche questo è solo uno dei valori possibili, e non il più vicino al centro."),
            ),
        ),
        hints=Hints(
            nudge=_("Guarda tutti e due gli estremi."),
            pointer=_("«Non si vede» e «non c'è» sono due cose diverse."),
            worked=_("Da -2 a +8 ci stanno tre storie molto diverse."),
        ),
        why=_(
            "Poche persone danno intervalli larghi. È una ragione per decidere prima quante ne servono: "
            "lezione 09."
        ),
    )


def _placebo() -> Exercise:
    return _choice(
        "fake-start",
        _("A che cosa serve calcolare l'effetto fra due anni in cui il progetto non c'era?"),
        _("A vedere se i due gruppi si muovevano in modo diverso già prima."),
        (
            (
                _("A rendere più preciso l'effetto vero."),
                _("Non cambia la stima: mette alla prova il confronto."),
            ),
            (
                _("A dimostrare che il confronto è giusto."),
                _("Se tace è una buona notizia, ma gli andamenti possono dividersi dopo."),
            ),
            (_("A misurare chi ha abbandonato."), _("Non guarda chi se ne va: guarda gli anni prima.")),
        ),
        hints=Hints(
            nudge=_("Che risultato ti aspetti, se non c'era niente?"),
            pointer=_("Ti aspetti circa zero. E se non è zero?"),
            worked=_("Se non è zero, qualcosa muoveva i gruppi senza il progetto."),
        ),
        why=_("È una prova che può smentire e non può confermare."),
    )


def _more_people() -> Exercise:
    return _choice(
        "more-people",
        _("Il confronto è sbagliato. Che cosa succede se lo rifai con dieci volte le persone?"),
        _("L'intervallo si stringe intorno allo stesso numero sbagliato."),
        (
            (
                _("La stima si avvicina all'effetto vero."),
                _("L'errore non viene dal caso, e non si riduce con i numeri."),
            ),
            (_("L'intervallo si allarga e avverte dell'errore."), _("Con più persone si stringe.")),
            (_("Non cambia nulla."), _("Una cosa cambia: sembrerà più sicuro di prima.")),
        ),
        hints=Hints(
            nudge=_("Ripensa al programma americano: quante persone aveva l'indagine?"),
            pointer=_("I numeri riducono il caso e lasciano la distorsione."),
            worked=_("Nel controllo dei cento intervalli prova a cambiare i partecipanti."),
        ),
        why=_("Prima il confronto giusto, poi i numeri."),
    )
