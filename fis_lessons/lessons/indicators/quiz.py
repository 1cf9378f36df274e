"""The quiz of lesson 07: every question there is, and those on the indicator itself."""

from __future__ import annotations

from fis_lessons.exercises import (
    Choice,
    Exercise,
    Hints,
    Matching,
    Number,
    NumberMistake,
    Option,
    Ordering,
    Several,
)
from fis_lessons.exercises.quiz import Bank
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.indicators import quiz_samples as samples
from fis_lessons.lessons.indicators import quiz_sheets as sheets
from fis_lessons.measures.indicators import progress


def bank() -> Bank:
    """Return every question of the lesson."""
    return (
        outcome(),
        facade(),
        closing_the_door(),
        letters(),
        steps(),
        backwards(),
        sheets.no_data(),
        sheets.groups(),
        sheets.owner(),
        samples.half_margin(),
        samples.village(),
        samples.classes(),
        samples.more_invitations(),
        samples.silent(),
        samples.two_estimates(),
        samples.strata(),
    )


def outcome() -> Exercise:
    """Ask which of four is an outcome."""
    return Choice(
        id="outcome",
        question=_("Quattro indicatori **inventati**. Quale misura un esito?"),
        options=(
            Option(
                id="hours",
                label=_("Ore di tutoraggio svolte: 640"),
                feedback=_("È lavoro fatto, quindi una realizzazione. Che cosa è cambiato per i ragazzi?"),
            ),
            Option(
                id="satisfied",
                label=_("Genitori contenti dell'organizzazione: 92%"),
                feedback=_("Dice se il servizio piace, non se i figli restano a scuola."),
            ),
            Option(
                id="enrolled",
                label=_("Ragazzi iscritti al tutoraggio: 80"),
                feedback=_("Iscriversi è l'inizio. L'esito viene dopo, e può non venire."),
            ),
            Option(id="promoted", label=_("Fra gli 80 iscritti, quanti sono ancora a scuola l'anno dopo")),
        ),
        right="promoted",
        hints=Hints(
            nudge=_("Cerca il cambiamento nella vita di qualcuno."),
            pointer=_("Ore, iscrizioni e gradimento parlano del servizio."),
            worked=_("Resta la riga che guarda i ragazzi dopo, e fra quanti."),
        ),
        why=_(
            "Un esito riguarda le persone dopo il servizio, e ha un denominatore deciso prima: gli iscritti."
        ),
        minutes=1,
    )


def facade() -> Exercise:
    """Ask how a vanity indicator is told."""
    return Choice(
        id="facade",
        question=_("Come riconosci un indicatore di facciata?"),
        options=(
            Option(
                id="small",
                label=_("È un numero piccolo."),
                feedback=_("Tre persone che trovano casa sono un numero piccolo, e un esito vero."),
            ),
            Option(id="no-decision", label=_("Qualunque valore abbia, non cambia nessuna decisione.")),
            Option(
                id="count",
                label=_("È un conteggio e non una percentuale."),
                feedback=_("Un conteggio può essere utilissimo: posti letto, ore, domande arrivate."),
            ),
            Option(
                id="web",
                label=_("Viene da Internet."),
                feedback=_(
                    "Anche un dato raccolto in rete può servire a decidere. Guarda l'uso, non il mezzo."
                ),
            ),
        ),
        right="no-decision",
        hints=Hints(
            nudge=_("Immagina che il numero raddoppi: che cosa fai di diverso?"),
            pointer=_("La grandezza e la forma del numero non c'entrano."),
            worked=_("Se la risposta è «niente, ma lo mettiamo in copertina», l'hai trovato."),
        ),
        why=_(
            "Prima di raccogliere un dato scrivi la decisione che può cambiare. Se non ce n'è, "
            "non raccoglierlo."
        ),
        minutes=1,
    )


def closing_the_door() -> Exercise:
    """Ask which rules stop a perverse indicator."""
    return Several(
        id="closing-the-door",
        question=_(
            "Esempio **inventato**: una scuola riceve fondi se l'abbandono scende. Quali regole "
            "evitano i trucchi?"
        ),
        options=(
            Option(
                id="september",
                label=_("Si contano tutti gli iscritti all'inizio dell'anno, anche chi cambia scuola."),
            ),
            Option(
                id="may",
                label=_("Si contano solo gli iscritti che arrivano a maggio."),
                feedback=_("chi esce prima sparisce dal conto: è proprio la porta da chiudere."),
            ),
            Option(
                id="transfer",
                label=_("Chi si trasferisce non si segue: è un'altra scuola a occuparsene."),
                feedback=_("così conviene consigliare il trasferimento ai ragazzi più difficili."),
            ),
            Option(id="third", label=_("Il conto lo fa qualcuno che non riceve i fondi.")),
            Option(
                id="second", label=_("Accanto si guarda un secondo indicatore, per esempio le sospensioni.")
            ),
        ),
        right=frozenset({"september", "third", "second"}),
        missing=_("C'è almeno un'altra regola che rende inutile il trucco."),
        hints=Hints(
            nudge=_("Per ogni regola chiedi: conviene allontanare qualcuno?"),
            pointer=_("Due regole fanno sparire delle persone dal conto."),
            worked=_("Tieni quelle che fissano chi si conta, chi fa il conto, e che cosa guardare accanto."),
        ),
        why=_(
            "Denominatore fissato prima, misura affidata ad altri, un indicatore accanto che "
            "fa vedere l'effetto indesiderato."
        ),
        minutes=2,
    )


def letters() -> Exercise:
    """Ask which letter of SMART each defect breaks."""
    return Matching(
        id="letters",
        question=_("Quattro schede hanno un difetto. Quale lettera manca?"),
        rows=(
            Option(
                id="better",
                label=_("«Più benessere»: non si dice che cosa si conta, né fra chi"),
                feedback=_("manca una definizione precisa."),
            ),
            Option(
                id="register",
                label=_("Definizione chiara, ma nessun registro e nessun ufficio che lo tenga"),
                feedback=_("manca chi possa misurare, e da dove."),
            ),
            Option(
                id="why",
                label=_("Traguardo scritto senza dire perché si pensa di arrivarci"),
                feedback=_("manca una ragione per credere al traguardo."),
            ),
            Option(
                id="when",
                label=_("Partenza e traguardo senza data"),
                feedback=_("manca il tempo."),
            ),
        ),
        columns=(
            Option(id="S", label=_("S, specifico")),
            Option(id="M", label=_("M, misurabile")),
            Option(id="A", label=_("A, raggiungibile")),
            Option(id="T", label=_("T, con una scadenza")),
        ),
        right={"better": "S", "register": "M", "why": "A", "when": "T"},
        hints=Hints(
            nudge=_("Per ogni scheda: che cosa impedisce di andare avanti?"),
            pointer=_("Una non dice che cosa, una non dice chi misura, una non dice quando."),
            worked=_("Parti dalla data: è la più facile. Poi cerca il registro che non c'è."),
        ),
        why=_(
            "Le lettere servono a trovare la casella vuota. Una scheda con cinque sì può ancora "
            "misurare la cosa sbagliata."
        ),
        minutes=2,
    )


def steps() -> Exercise:
    """Ask in which order an indicator is built."""
    return Ordering(
        id="steps",
        question=_("In quale ordine si costruisce un indicatore?"),
        items=(
            Option(
                id="target",
                label=_("Decidere dove arrivare, ed entro quando"),
                feedback=_("un traguardo senza partenza non si sa se è vicino o lontano."),
            ),
            Option(
                id="definition",
                label=_("Scrivere che cosa si conta, fra chi"),
                feedback=_("prima serve sapere quale cambiamento si vuole vedere."),
            ),
            Option(
                id="change",
                label=_("Dire quale cambiamento interessa, e per chi"),
                feedback=_("è il punto da cui comincia tutto il resto."),
            ),
            Option(
                id="baseline",
                label=_("Misurare da dove si parte"),
                feedback=_("per misurare serve una definizione e chi la applica."),
            ),
            Option(
                id="owner",
                label=_("Trovare la fonte e chi misura"),
                feedback=_("si cerca chi misura quando si sa che cosa misurare."),
            ),
        ),
        right=("change", "definition", "owner", "baseline", "target"),
        hints=Hints(
            nudge=_("Comincia da ciò che interessa, non da ciò che si trova."),
            pointer=_("Il traguardo si decide per ultimo."),
            worked=_("Fra il cambiamento e il traguardo: che cosa si conta, chi lo conta, quanto fa oggi."),
        ),
        why=_(
            "Chi parte dai dati che ha finisce per misurare ciò che è comodo. Chi parte dal "
            "cambiamento scopre quali dati mancano."
        ),
        minutes=2,
    )


def backwards() -> Exercise:
    """Ask for a progress that went the wrong way."""
    expected = 100 * progress(36, baseline=30, target=18, direction="less").share
    return Number(
        id="backwards",
        question=_(
            "Esempio **inventato**. Attesa di partenza 30 giorni, traguardo 18, oggi 36. "
            "**Quanta strada è stata fatta?** "
            "Scrivi la percentuale, con il segno."
        ),
        expected=expected,
        tolerance=0.5,
        unit="%",
        mistakes=(
            NumberMistake(
                id="sign", value=-expected, text=_("La grandezza è giusta. Ma si è più vicini o più lontani?")
            ),
            NumberMistake(
                id="clipped", value=0, text=_("Zero vuol dire fermi. Qui si è andati indietro, e va detto.")
            ),
            NumberMistake(
                id="relative", value=20, text=_("Questo è quanto è cresciuta l'attesa. Il traguardo non c'è.")
            ),
        ),
        hints=Hints(
            nudge=_("La strada va da 30 a 18. Dove si trova 36?"),
            pointer=_("Partenza meno oggi, diviso partenza meno traguardo."),
            worked=_("Sopra viene meno 6, sotto 12."),
        ),
        why=_("Chi va indietro ha un progresso negativo. Scriverlo zero nasconde la cosa più importante."),
        minutes=2,
    )
