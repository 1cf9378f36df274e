"""The exercises of lesson 13, each computed from the numbers that drew the lesson."""

from __future__ import annotations

from fis_lessons.cases.labels import MoneyKind
from fis_lessons.exercises import Exercise, Hints, Matching, Number, Option, Ordering
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number, percent
from fis_lessons.lessons.l13_feasibility_study.exercises.judging import judge
from fis_lessons.lessons.l13_feasibility_study.ground import CHAIN, LEAST, Ground, Story, step_names


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    return [judge(ground), granted(ground), budget(ground), projects(ground), plan(ground), payer(ground)]


# --- granted and announced --------------------------------------------------------------------------
def granted(ground: Ground) -> Matching:
    """Ask what each sum of the atlas is."""
    reasons: dict[MoneyKind, str] = {
        "ceiling": _("è un massimo: dice quanto si può ricevere, non quanto è arrivato."),
        "announced": _(
            "la fonte la scrive come somma, anche se è uguale al tetto del programma, e non dice che è stata data."
        ),
        "granted": _("la fonte dice che il programma l'ha data: non è un massimo, e non è di un altro."),
        "private": _("non viene dal programma: chi la mette è un altro, e il suo nome si legge."),
    }
    return Matching(
        id="granted",
        question=_(
            "**Che cosa è ciascuna somma?** Sono cifre delle diciotto città e dei loro progetti. Attenzione: la "
            "stessa cifra può essere "
            "due cose diverse."
        ),
        rows=tuple(Option(id=one.id, label=one.cue, feedback=reasons[one.kind]) for one in ground.sums),
        columns=(
            Option(id="ceiling", label=_("tetto: il massimo")),
            Option(id="announced", label=_("indicata: la fonte non dice che è stata data")),
            Option(id="granted", label=_("data dal programma, secondo la fonte")),
            Option(id="private", label=_("di altri, non del programma")),
        ),
        right={one.id: one.kind for one in ground.sums},
        hints=Hints(
            nudge=_("Per ogni frase fatti due domande: chi mette il denaro? Ed è già stato dato?"),
            pointer=_("«Fino a» e «al massimo» sono un tetto. Un aumento di capitale è di altri."),
            worked=_("La prima è: {kind}.").format(kind=_label(ground.sums[0].kind)),
        ),
        why=_(
            "Un tetto non è denaro, e una somma indicata non è una somma data. Anche quando la fonte dice che il "
            "programma l'ha data, l'atto va cercato. In un bilancio scrivi accanto a ogni somma che cosa è e chi "
            "lo dice."
        ),
        minutes=4,
    )


def _label(kind: MoneyKind) -> str:
    return {
        "ceiling": _("un tetto"),
        "announced": _("una somma indicata"),
        "granted": _("una somma data dal programma"),
        "private": _("una somma di altri"),
    }[kind]


def _budget_why(ground: Ground) -> str:
    """Say what the share does not tell: how much of that money is there."""
    told = _("{programme} su {total} fa il {share}.").format(
        programme=money(ground.from_programme),
        total=money(ground.total),
        share=percent(ground.from_programme / ground.total),
    )
    there = (
        _(
            "Nelle fonti lette risultano concessi {granted}: il resto è un tetto o un annuncio; le somme degli "
            "altri sono inventate."
        ).format(granted=money(ground.granted))
        if ground.granted
        else _(
            "Nelle fonti lette nessuna parte risulta concessa: sono somme annunciate o un tetto; quelle degli "
            "altri sono inventate."
        )
    )
    return " ".join((told, there, _("Un bilancio che le somma senza dirlo promette denaro che non c'è.")))


# --- the budget ---------------------------------------------------------------------------------------
def budget(ground: Ground) -> Number:
    """Ask which share of the whole budget the programme pays."""
    lines, total, programme = ground.budget, ground.total, ground.from_programme
    expected = 100 * programme / total
    shares = [line.programme / (line.programme + line.others) for line in lines]
    first = sum(line.programme for line in lines[:2])
    first_two = first + sum(line.others for line in lines[:2])
    slips: list[Slip] = [
        (
            "mean_of_shares",
            100 * sum(shares) / len(shares),
            _("Hai fatto la media delle tre quote. Gli interventi non pesano uguale: somma prima gli euro."),
        ),
        ("others", 100 - expected, _("Questa è la quota degli altri. La domanda chiede il programma.")),
        (
            "first_two",
            100 * first / first_two,
            _("Hai lasciato fuori il terzo intervento, che è il più grande."),
        ),
        (
            "over_others",
            100 * programme / (total - programme),
            _("Hai diviso per ciò che mettono gli altri. Dividi per tutto il bilancio."),
        ),
        ("last", 100 * shares[-1], _("Questa è la quota del solo terzo intervento.")),
    ]
    return Number(
        id="budget",
        question=_("**Quanta parte del bilancio viene dal programma?**")
        + "\n\n"
        + _(
            "Usa la tabella qui sopra, con i tre interventi insieme. Scrivi la percentuale, con un decimale."
        ),
        expected=expected,
        tolerance=0.06,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.06, decimals=1),
        hints=Hints(
            nudge=_("Una quota è una parte divisa per il tutto. Quale parte, e quale tutto?"),
            pointer=_("Somma la colonna del programma; poi somma tutte e due le colonne."),
            worked=_("Il programma mette {programme}, il bilancio intero è {total}.").format(
                programme=money(programme), total=money(total)
            ),
        ),
        why=_budget_why(ground),
        minutes=4,
    )


def projects(ground: Ground) -> Number:
    """Ask how many projects the second envelope can pay: a number that others printed."""
    one, two, three = ground.programme.interventions
    envelope, cap = two.envelope.value or 0.0, two.cap.value or 1.0
    expected = envelope / cap
    whole = sum(i.envelope.value or 0.0 for i in (one, two, three))
    caps = sum(i.cap.value or 0.0 for i in (one, two, three))
    slips: list[Slip] = [
        ("whole_envelope", whole / cap, _("Hai usato il denaro di tutti e tre gli interventi.")),
        ("all_caps", whole / caps, _("Hai diviso tutto per la somma dei tre tetti: qui serve il secondo.")),
        (
            "first",
            (one.envelope.value or 0.0) / (one.cap.value or 1.0),
            _("Questi sono gli studi di fattibilità, cioè il primo intervento."),
        ),
        ("first_cap", envelope / (one.cap.value or 1.0), _("Hai usato il tetto del primo intervento.")),
    ]
    return Number(
        id="projects",
        question=_("**Un numero pubblicato, da rifare.**")
        + "\n\n"
        + _(
            "Se ogni progetto riceve il massimo, quante sperimentazioni (Intervento II) si possono finanziare?"
        ),
        expected=expected,
        unit=_("progetti"),
        mistakes=known_mistakes(expected, slips),
        hints=Hints(
            nudge=_("Ti servono due numeri della stessa riga."),
            pointer=_("Denaro in tutto dell'Intervento II, diviso il suo tetto."),
            worked=_("Fai {envelope} diviso {cap}.").format(envelope=money(envelope), cap=money(cap)),
        ),
        why=_(
            "Il conto torna con {studies} studi e {count} sperimentazioni. Altre fonti dicono 20 o 22 studi, e 16 "
            "progetti a un incontro. Il conto dà quanti se ne finanziano con il tetto: non prova che ognuno "
            "l'abbia ricevuto. Le tre somme insieme fanno {whole}, la cifra dell'avviso."
        ).format(
            count=number(expected),
            studies=number((one.envelope.value or 0.0) / (one.cap.value or 1.0)),
            whole=money(whole),
        ),
        minutes=3,
    )


# --- the executive plan -----------------------------------------------------------------------------
def plan(ground: Ground) -> Ordering:
    """Ask for the order of the executive plan: each step uses what the one before makes."""
    names = step_names()
    reasons = {
        "outcome": _("viene prima di tutto: senza l'esito non si sa che cosa misurare."),
        "baseline": _(
            "serve sapere che cosa si misura, e non oltre: dopo la firma il traguardo è già scritto."
        ),
        "agreement": _(
            "il traguardo si scrive accanto al valore di partenza, e prima che il servizio cominci."
        ),
        "service": _("senza un atto firmato nessuno sa che cosa deve fare, e il servizio non parte."),
        "verify": _("si contano gli esiti di un servizio che c'è stato."),
        "decide": _("si decide alla fine, con gli esiti certificati e i costi in mano."),
    }
    shown = ground.shuffled(CHAIN, purpose=3)
    if tuple(shown) in (CHAIN, CHAIN[::-1]):
        shown = [*shown[2:], *shown[:2]]
    return Ordering(
        id="plan",
        question=_(
            "**Metti in ordine il piano esecutivo.** Ogni passo usa ciò che il passo prima ha prodotto."
        ),
        items=tuple(Option(id=name, label=names[name], feedback=reasons[name]) for name in shown),
        right=CHAIN,
        hints=Hints(
            nudge=_("Chiediti, per ogni passo: che cosa mi deve già stare sul tavolo?"),
            pointer=_("Il valore di partenza si misura prima di promettere un traguardo."),
            worked=_("Si comincia con «{first}» e si finisce con «{last}».").format(
                first=names[CHAIN[0]], last=names[CHAIN[-1]]
            ),
        ),
        why=_(
            "Esito, valore di partenza, firma, servizio, conteggio, decisione. Chi firma prima di misurare "
            "promette un traguardo senza sapere da dove parte."
        ),
        minutes=3,
    )


# --- what the outcome payer really pays --------------------------------------------------------------
def payer(ground: Ground) -> Matching:
    """Ask what the municipality really pays in a bad, a middle and a good story."""
    own, fees = ground.parameters, ground.fees
    stories: tuple[Story, ...] = ("bad", "base", "good")
    names = {"bad": _("Va male"), "base": _("Va come si spera"), "good": _("Va bene")}
    due = {story: ground.paid(story) for story in stories}
    gross = {story: float(own.price * ground.successes(story)) for story in stories}
    amounts: dict[str, float] = {
        **{str(story): amount for story, amount in due.items()},
        "no_threshold": fees + gross["bad"],
        "no_cap": fees + gross["good"],
        "no_fee": gross["base"],
        "cap_alone": ground.cap,
    }
    columns: dict[str, float] = {}
    for name, amount in amounts.items():
        if amount not in columns.values():
            columns[name] = amount
    right: dict[str, str] = {
        story: next(name for name, amount in columns.items() if amount == due[story]) for story in stories
    }
    told = {
        ("bad", "no_threshold"): _("sotto la soglia i risultati non si pagano, nemmeno in parte."),
        ("base", "no_fee"): _("manca il canone, che si paga comunque."),
        ("good", "no_cap"): _("i risultati superano il tetto: oltre non si paga."),
        ("good", "cap_alone"): _("il tetto riguarda i risultati: il canone si aggiunge."),
    }
    return Matching(
        id="payer",
        question=_("**Quanto paga davvero il Comune?**")
        + "\n\n"
        + _(
            "È il contratto d'esempio qui sopra: {people} persone. Per ogni storia scegli quanto il Comune paga "
            "in tutto, nei {years} anni."
        ).format(people=number(own.people), years=number(2)),
        rows=tuple(
            Option(
                id=story,
                label=_("{story}: {count} su {people}").format(
                    story=names[story], count=number(ground.successes(story)), people=number(own.people)
                ),
                feedback={
                    "bad": _("guarda prima la soglia."),
                    "base": _("sono due pezzi: risultati e canone."),
                    "good": _("guarda il tetto, poi aggiungi il canone."),
                }[story],
            )
            for story in stories
        ),
        columns=tuple(
            Option(id=name, label=money(amount))
            for name, amount in sorted(columns.items(), key=lambda c: c[1])
        ),
        right=right,
        pairs={pair: text for pair, text in told.items() if pair[1] in columns and right[pair[0]] != pair[1]},
        hints=Hints(
            nudge=_("Comincia da ciò che si paga comunque."),
            pointer=_("Poi: la soglia è raggiunta? E il tetto è superato?"),
            worked=_(
                "Se va male riescono {count} su {people}, meno del {least}: si paga solo il canone."
            ).format(
                count=number(ground.successes("bad")),
                people=number(own.people),
                least=percent(LEAST, decimals=0),
            ),
        ),
        why=_(
            "{bad} se va male, {base} se va come si spera, {good} se va bene. Nel bilancio però va coperta la "
            "cifra più alta: il giorno della firma nessuno sa quale storia sarà."
        ).format(bad=money(due["bad"]), base=money(due["base"]), good=money(due["good"])),
        minutes=4,
    )
