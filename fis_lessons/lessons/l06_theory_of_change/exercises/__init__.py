"""The exercises of lesson 06 on a chain: its levels, its order, its assumptions, what is missing in it."""

from __future__ import annotations

import numpy as np

from fis_lessons.exercises import Exercise, Hints, Matching, OpenText, Option, Ordering, Several
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import in_words
from fis_lessons.lessons.l06_theory_of_change.exercises.access import (
    evaluated_projects,
    indicators,
    not_meant,
    profiles,
    too_young,
)
from fis_lessons.lessons.l06_theory_of_change.ground import FLAWS, Flaw, Ground
from fis_lessons.measures.theory_of_change import KINDS, Arrow, Kind, Node, counted_words, kind_label


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [
        levels(ground),
        dressed(),
        order(ground),
        assumptions(ground),
        flaws(ground),
        too_young(ground),
        not_meant(ground),
        profiles(ground),
        indicators(),
        write_assumption(ground),
        evaluated_projects(),
    ]


def mixed(ground: Ground, count: int, *, salt: int) -> list[int]:
    """Return the positions of some things in an order drawn by the seed."""
    return [int(i) for i in np.random.default_rng([ground.parameters.seed, salt]).permutation(count)]


# --- 1. levels --------------------------------------------------------------------------------------
def levels(ground: Ground) -> Matching:
    """Ask the level of some boxes of the case, and of two of ours."""
    chain = ground.main.whole
    boxes = [chain.of_kind(kind)[0] for kind in KINDS]
    ours = [
        Node(id="meetings", kind="output", label=_("Dodici incontri con le famiglie"), assumed=True),
        Node(id="visits", kind="activity", label=_("Si va a trovare chi vive solo"), assumed=True),
    ]
    every = [*boxes, *ours]
    rows = [every[i] for i in mixed(ground, len(every), salt=1)]
    question = _("A quale livello della catena sta ciascuna frase?")
    task = _(
        "Cinque frasi vengono dalla catena di {case}; le altre due le abbiamo inventate noi. Per ogni frase "
        "chiediti: lo mettiamo, lo facciamo, lo consegniamo, oppure cambia qualcosa per qualcuno?"
    ).format(case=_(ground.case.acronym))
    said: dict[Kind, str] = {
        "resource": _("È qualcosa che c'è prima di cominciare: persone, luoghi, denaro, reti."),
        "activity": _("È ciò che si fa: comincia e finisce con il lavoro."),
        "output": _(
            "È ciò che si conta quando l'attività è finita. Se conta persone sta sul confine: dice chi è "
            "venuto, non che cosa gli è cambiato."
        ),
        "outcome": _(
            "È un cambiamento per qualcuno, anche per chi paga il servizio, e non dipende solo da chi lo fa."
        ),
        "impact": _("È il cambiamento più lontano e più largo, a cui contribuiscono anche altri."),
    }
    return Matching(
        id="levels",
        question=f"{question}\n\n{task}",
        rows=tuple(Option(id=node.id, label=node.label, feedback=said[node.kind]) for node in rows),
        columns=tuple(Option(id=kind, label=kind_label(kind)) for kind in KINDS),
        right={node.id: node.kind for node in every},
        pairs={
            ("meetings", "outcome"): _(
                "Gli incontri li decidi e li fai tu. Che cosa è cambiato per le famiglie, la frase non lo dice."
            ),
            ("meetings", "activity"): _(
                "«Incontriamo le famiglie» è l'attività. Dodici incontri fatti sono ciò che ne resta da "
                "contare."
            ),
        },
        hints=Hints(
            nudge=_("Leggi la frase e chiedi: chi la fa accadere?"),
            pointer=_(
                "Ciò che metti, fai o conti alla fine è risorsa, attività o realizzazione, anche se conti "
                "chi è venuto. Ciò che cambia per qualcuno è esito o impatto."
            ),
            worked=_(
                "Prendi «Dodici incontri con le famiglie»: è finito, si conta, non dice che cosa è cambiato. È "
                "una realizzazione. "
                "Fai la stessa prova con le altre."
            ),
        ),
        why=_(
            "Risorse e attività stanno nelle tue mani; le realizzazioni quasi, perché le persone possono non "
            "venire. Esiti e impatto stanno nella vita delle persone: puoi solo creare le condizioni. Per "
            "questo fra le realizzazioni e gli esiti ci vuole sempre un'ipotesi."
        ),
        minutes=4,
    )


# --- 2. dressed up ----------------------------------------------------------------------------------
def dressed() -> Several:
    """Ask which sentences written as outcomes count what was done."""
    sentences = {
        "attended": _("Duecento persone hanno frequentato i corsi."),
        "desk": _("Lo sportello è aperto tre mattine a settimana."),
        "families": _("Cinquanta famiglie coinvolte nel progetto."),
        "alone": _("Chi era solo adesso vede qualcuno ogni settimana."),
        "school": _("I ragazzi seguiti restano a scuola fino al diploma."),
        "still": _("Chi ha seguito i corsi lavora ancora dopo un anno."),
    }
    said = {
        "alone": _("dice che cosa è cambiato per qualcuno: è un esito."),
        "school": _("dice che cosa succede ai ragazzi, non quanto lavoro si è fatto: è un esito."),
        "still": _("nomina i corsi, ma conta chi lavora dopo: è un esito. Le parole da sole non bastano."),
    }
    right = frozenset(name for name, words in sentences.items() if counted_words(words))
    question = _("Un progetto scrive questi sei «risultati». Quali contano soltanto ciò che si è fatto?")
    return Several(
        id="dressed",
        question=f"{question}\n\n" + _("Le frasi sono inventate. Segna tutte quelle giuste."),
        options=tuple(
            Option(id=name, label=words, feedback=said.get(name, "")) for name, words in sentences.items()
        ),
        right=right,
        missing=_("Rileggi le altre: se il servizio si ferma qui, per chi è cambiato qualcosa?"),
        hints=Hints(
            nudge=_("Aggiungi in fondo alla frase «e allora?». Se serve una risposta, l'esito manca."),
            pointer=_("Guarda il soggetto e il verbo: parla del servizio o della vita di qualcuno?"),
            worked=_(
                "«Duecento persone hanno frequentato i corsi». E allora? Che cosa sanno fare adesso? Non "
                "è detto."
            ),
        ),
        why=_(
            "Presenze, aperture e persone coinvolte dicono quanto si è lavorato: servono, e vanno "
            "contate. Ma si "
            "possono raggiungere tutte senza che cambi nulla. La prova è la domanda «e allora?»."
        ),
        minutes=2,
    )


# --- 3. order ---------------------------------------------------------------------------------------
def order(ground: Ground) -> Ordering:
    """Ask the order of the steps of an invented service."""
    steps: tuple[tuple[str, Kind, str, str], ...] = (
        (
            "room", "resource", _("Due educatori e un'aula libera il pomeriggio"),
            _("senza di loro non comincia nulla: viene prima di ogni attività."),
        ),
        (
            "study", "activity", _("Tre volte a settimana si studia insieme"),
            _("è ciò che si fa con le risorse, e viene prima di ciò che se ne conta."),
        ),
        (
            "afternoons", "output", _("Sessanta pomeriggi fatti, con venti ragazzi"),
            _("si conta alla fine dell'attività, e viene prima di ogni cambiamento."),
        ),
        (
            "homework", "outcome", _("I ragazzi arrivano al mattino con i compiti fatti"),
            _("è il primo cambiamento che si vede, e prepara quello della fine dell'anno."),
        ),
        (
            "passed", "outcome", _("A giugno sono promossi"),
            _("è un cambiamento, ma ha bisogno di molte mattine andate bene."),
        ),
        (
            "town", "impact", _("Nel quartiere più giovani arrivano al diploma"),
            _("è il cambiamento più lontano: ci contribuiscono anche la scuola e le famiglie."),
        ),
    )  # fmt: skip
    # the levels give the order; inside a level, the order in which things happen
    right = tuple(name for name, _kind, _w, _s in sorted(steps, key=lambda step: KINDS.index(step[1])))
    shown = mixed(ground, len(steps), salt=2)
    if [steps[i][0] for i in shown] == list(right):
        shown = shown[1:] + shown[:1]
    question = _("Metti in ordine la catena di questo servizio, da ciò che serve a ciò che cambia lontano.")
    return Ordering(
        id="order",
        question=f"{question}\n\n" + _("È un doposcuola inventato, contro l'abbandono scolastico."),
        items=tuple(Option(id=steps[i][0], label=steps[i][2], feedback=steps[i][3]) for i in shown),
        right=right,
        hints=Hints(
            nudge=_("Comincia dai due estremi: che cosa c'è prima di tutto, e che cosa arriva per ultimo?"),
            pointer=_("Gli esiti sono due: uno si vede dopo poche settimane, l'altro a fine anno."),
            worked=_(
                "Prima l'aula e gli educatori, poi lo studio insieme, poi i pomeriggi contati. Restano i "
                "tre cambiamenti."
            ),
        ),
        why=_(
            "Gli esiti si possono mettere in fila: uno vicino, che si vede presto, e uno lontano. Quello "
            "vicino è "
            "prezioso, perché avvisa in tempo se la catena non regge."
        ),
        minutes=2,
    )


# --- 4. assumptions ---------------------------------------------------------------------------------
def arrow_words(ground: Ground, arrow: Arrow) -> str:
    """Write an arrow with the words of its two boxes."""
    return _("da «{source}» a «{target}»").format(
        source=_label(ground, arrow.source), target=_label(ground, arrow.target)
    )


def _label(ground: Ground, node_id: str) -> str:
    return ground.main.whole.node(node_id).label


def asked_arrows(ground: Ground) -> list[Arrow]:
    """Choose up to four arrows; no two share a box, or one assumption denied would stop both."""
    arrows = list(ground.main.whole.arrows)
    chosen: list[Arrow] = []
    for i in mixed(ground, len(arrows), salt=3):
        if all(one.target != arrows[i].target and one.source != arrows[i].source for one in chosen):
            chosen.append(arrows[i])
    return chosen[:4]


def assumptions(ground: Ground) -> Matching:
    """Ask which assumption each arrow rests on."""
    asked = asked_arrows(ground)
    names = {arrow.ends: f"a{i}" for i, arrow in enumerate(asked)}
    columns = [asked[i] for i in mixed(ground, len(asked), salt=4)]
    question = _("Su quale ipotesi si regge ciascuna freccia?")
    task = _(
        "Frecce e ipotesi sono una nostra lettura della catena di {case}: le fonti non le pubblicano."
    ).format(case=_(ground.case.acronym))
    return Matching(
        id="assumptions",
        question=f"{question}\n\n{task}",
        rows=tuple(
            Option(
                id=names[arrow.ends],
                label=f"{_label(ground, arrow.source)} → {_label(ground, arrow.target)}",
                feedback=_(
                    "Qui si deve arrivare a «{target}». Nega l'ipotesi che hai scelto: è questo il passo che "
                    "si ferma?"
                ).format(target=_label(ground, arrow.target)),
            )
            for arrow in asked
        ),
        columns=tuple(Option(id=names[arrow.ends], label=arrow.assumption) for arrow in columns),
        right={name: name for name in names.values()},
        hints=Hints(
            nudge=_("Un'ipotesi parla di ciò che sta in mezzo fra le due caselle."),
            pointer=_("Nega le ipotesi una per volta: quale passo non succede più?"),
            worked=_("Una delle quattro: la freccia {arrow} si regge su questo: «{assumption}».").format(
                arrow=arrow_words(ground, asked[0]), assumption=asked[0].assumption
            ),
        ),
        why=_(
            "Una freccia senza ipotesi dice «succederà». Con l'ipotesi dice «succederà se…», e quel «se» "
            "si può "
            "controllare mentre il progetto è ancora in corso."
        ),
        minutes=4,
    )


# --- 5. flaws ---------------------------------------------------------------------------------------
def flaws(ground: Ground) -> Several:
    """Ask what the checks find in the chain spoiled on purpose."""
    found = {finding.rule for finding in ground.found}
    labels: dict[Flaw, str] = {
        "no_assumption": _("C'è una freccia senza ipotesi."),
        "orphan_output": _("C'è una realizzazione che non porta a nessun esito."),
        "cycle": _("C'è un giro chiuso: seguendo le frecce si torna alla stessa casella."),
        "jump": _("C'è una freccia che salta un livello."),
        "no_indicator": _("C'è un esito senza indicatore."),
        "dressed_output": _("C'è un esito che conta ciò che si fa."),
    }
    said: dict[Flaw, str] = {
        "no_assumption": _(
            "le frecce senza ipotesi sono tratteggiate, con un «?» accanto al numero: qui non ce ne sono."
        ),
        "orphan_output": _("segui la freccia di ogni realizzazione: tutte arrivano a un esito."),
        "cycle": _("le frecce vanno tutte in giù: non si torna mai indietro."),
        "jump": _("nessuna freccia che va avanti scavalca un livello."),
        "no_indicator": _("nella tabella sotto la figura ogni esito ha il suo indicatore."),
        "dressed_output": _("rileggi gli esiti: parlano tutti di un cambiamento."),
    }
    unused = Option(
        id="unused_resource",
        label=_("C'è una risorsa che nessuna attività usa."),
        feedback=_("ogni risorsa ha almeno una freccia che parte: guarda i numeri dopo «→»."),
    )
    options = [Option(id=flaw, label=labels[flaw], feedback=said[flaw]) for flaw in FLAWS]
    shown = [options[i] for i in mixed(ground, len(options), salt=5)]
    question = _("Che cosa non va nella catena qui sopra?")
    task = _(
        "L'abbiamo guastata apposta, in {count} punti. Segui i numeri dopo «→» in ogni casella e apri "
        "«{data}» per leggere gli indicatori."
    ).format(count=in_words(len(ground.flaws)), data=_("I dati della figura"))
    return Several(
        id="flaws",
        question=f"{question}\n\n{task}",
        options=(*shown, unused),
        right=frozenset(flaw for flaw in FLAWS if flaw in found),
        missing=_("Passa in rassegna i livelli uno per volta, dall'alto in basso."),
        hints=Hints(
            nudge=_("Guarda prima il disegno, poi la tabella, poi le parole degli esiti."),
            pointer=_(
                "Tre domande: dove porta ogni realizzazione? ogni freccia scende di un livello? ogni "
                "esito ha un indicatore?"
            ),
            worked=_("Uno dei difetti, come lo dice il controllo: {text}").format(text=ground.found[0].text),
        ),
        why=_("Ecco che cosa dicono i controlli di questa catena: {findings}").format(
            findings=" ".join(finding.text for finding in ground.found)
        ),
        minutes=4,
    )


def _lower(sentence: str) -> str:
    """Write a sentence as the rest of another one; an acronym stays as it is."""
    inside = sentence.rstrip(".")
    return inside if inside[1:2].isupper() else inside[:1].lower() + inside[1:]


# --- 11. open text ----------------------------------------------------------------------------------
def write_assumption(ground: Ground) -> OpenText:
    """Ask to write an assumption and a risk for an arrow that reaches an outcome."""
    chain = ground.main.whole
    arrows = [arrow for arrow in chain.arrows if chain.node(arrow.target).kind == "outcome"]
    arrow = arrows[mixed(ground, len(arrows), salt=6)[0]]
    question = _(
        "Scrivi con parole tue l'ipotesi di questa freccia, che cosa può andare storto e da che cosa te ne "
        "accorgeresti."
    )
    task = _("La freccia va {arrow}. Scrivi due o tre righe, poi confronta: nessuno ti dà un voto.").format(
        arrow=arrow_words(ground, arrow)
    )
    return OpenText(
        id="write-assumption",
        question=f"{question}\n\n{task}",
        model_answer=_(
            "Funziona se {assumption}. Può andare storto se {risk}. Ce ne accorgiamo perché ogni tre mesi lo "
            "chiediamo a chi lavora sul posto."
        ).format(assumption=_lower(arrow.assumption), risk=_lower(arrow.risk)),
        criteria=(
            Option(id="condition", label=_("Dice che cosa deve essere vero, con un «se».")),
            Option(id="false", label=_("Potrebbe rivelarsi falsa: non è una cosa ovvia.")),
            Option(id="risk", label=_("Dice un modo preciso in cui può andare male.")),
            Option(id="sign", label=_("Dice da che cosa ce ne accorgeremmo.")),
        ),
        least_words=12,
        hints=Hints(
            nudge=_("Chi deve fare che cosa, perché il passo riesca? Tu non puoi farlo al posto suo."),
            pointer=_("Comincia con «funziona se…» e finisci con «ce ne accorgiamo da…»."),
            worked=_(
                "La nostra ipotesi è questa: {assumption}. Adesso scrivi la tua: può essere migliore."
            ).format(assumption=arrow.assumption),
        ),
        why=_(
            "Un'ipotesi utile può risultare falsa. Se non può, non ti avvisa di nulla. Scriverla prima "
            "costa una "
            "riga; scoprirla dopo costa il progetto."
        ),
        minutes=5,
    )
