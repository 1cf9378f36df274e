"""The exercises of lesson 06 on people: whom a call shuts out, what an indicator shows, who got there."""

from __future__ import annotations

from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.exercises import Hints, Matching, Number, Option
from fis_lessons.exercises.mistakes import Slip, known_mistakes
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number, percent
from fis_lessons.lessons.l06_theory_of_change.ground import Ground
from fis_lessons.lessons.l06_theory_of_change.published import evaluated
from fis_lessons.territory import age_label, find, population


# --- Lucca ------------------------------------------------------------------------------------------
def _lucca(ground: Ground, first: int, last: int) -> int:
    return population(find(ground.lucca.municipality.istat), first, last)


def too_young(ground: Ground) -> Number:
    """Ask how many residents are in the target and too young for the call."""
    found, (first, last), (low, high) = ground.access, ground.target, ground.rule
    question = _("Quanti residenti di Lucca hanno l'età del progetto, ma sono troppo giovani per il bando?")
    task = _(
        "Il progetto parla di {target}, il bando di {rule}, estremi compresi. Usa il controllo qui sopra con "
        "queste età e scrivi il numero di persone."
    ).format(target=age_label(first, last), rule=age_label(low, high))
    slips: list[Slip] = [
        (
            "with_eighteen",
            _lucca(ground, first, low),
            _("Hai contato anche chi ha {age} anni: per il bando va già bene.").format(age=low),
        ),
        (
            "without_first",
            _lucca(ground, first + 1, low - 1),
            _("Manca chi ha {age} anni: è già fra i destinatari.").format(age=first),
        ),
        ("both", found.both, _("Queste sono le persone che stanno in tutti e due. Servono le altre.")),
        (
            "not_meant",
            found.not_meant,
            _("Queste sono ammesse dal bando senza essere fra i destinatari: è l'altro lato."),
        ),
        ("target", found.in_target, _("Questi sono tutti i destinatari per età, anche quelli ammessi.")),
        (
            "difference",
            abs(found.in_rule - found.in_target),
            _(
                "Hai fatto la differenza fra i due totali. Ma le due fasce si spostano, non si allargano "
                "soltanto."
            ),
        ),
    ]
    return Number(
        id="too-young",
        question=f"{question}\n\n{task}",
        expected=found.too_young,
        unit=_("persone"),
        mistakes=known_mistakes(found.too_young, slips),
        hints=Hints(
            nudge=_("Disegna le due fasce una sopra l'altra: quale pezzo resta fuori a sinistra?"),
            pointer=_("Servono gli anni che stanno nel progetto e vengono prima del primo anno del bando."),
            worked=_("Sono gli anni da {first} a {last}: conta i residenti di quella fascia.").format(
                first=first, last=low - 1
            ),
        ),
        why=_(
            "Sono {count} su {total} residenti con l'età del progetto, cioè il {share}: per età il bando non può "
            "raggiungerli. Sono residenti di tutta la città, non i giovani dei tre quartieri: quelli "
            "nessuna fonte "
            "letta li conta."
        ).format(
            count=number(found.too_young),
            total=number(found.in_target),
            share=percent(found.too_young / found.in_target),
        ),
        minutes=3,
    )


def not_meant(ground: Ground) -> Number:
    """Ask the share of those let in by age who are not in the target."""
    found = ground.access
    expected = 100 * found.not_meant / found.in_rule
    question = _("Su cento residenti che il bando ammette per età, quanti non hanno l'età del progetto?")
    task = _(
        "Sempre Lucca, {rule} per il bando e {target} per il progetto. Scrivi la percentuale, con un decimale."
    ).format(rule=age_label(*ground.rule), target=age_label(*ground.target))
    slips: list[Slip] = [
        (
            "over_target",
            100 * found.not_meant / found.in_target,
            _("Hai diviso per i destinatari. La domanda dice: su cento che il bando ammette."),
        ),
        (
            "too_young",
            100 * found.too_young / found.in_target,
            _("Questa è la quota dei destinatari che il bando lascia fuori: è l'altro lato."),
        ),
        (
            "inside",
            100 * found.both / found.in_rule,
            _("Questi sono gli ammessi che hanno anche l'età del progetto: è il resto a cento."),
        ),
        ("people", found.not_meant, _("Queste sono persone: dividile per gli ammessi, per 100.")),
        (
            "young_over_rule",
            100 * found.too_young / found.in_rule,
            _("Sopra hai messo chi resta fuori dal bando: non può essere una parte degli ammessi."),
        ),
    ]
    return Number(
        id="not-meant",
        extra=True,
        question=f"{question}\n\n{task}",
        expected=expected,
        tolerance=0.1,
        unit="%",
        decimals=1,
        mistakes=known_mistakes(expected, slips, tolerance=0.1, decimals=1),
        hints=Hints(
            nudge=_(
                "Sotto stanno gli ammessi per età. Sopra, quelli fra loro che il progetto non aveva in mente."
            ),
            pointer=_("Gli ammessi oltre l'ultimo anno del progetto, divisi per tutti gli ammessi."),
            worked=_("Gli ammessi in tutto sono {total}; quelli oltre i {last} anni sono {count}.").format(
                total=number(found.in_rule), last=ground.target[1], count=number(found.not_meant)
            ),
        ),
        why=_(
            "Fra gli ammessi per età, il {share} non è fra i destinatari. I posti erano in due alloggi: se le "
            "domande sono più dei posti, ogni posto dato a chi è fuori dalla catena è un posto in meno per "
            "chi ci sta dentro. Quante domande siano arrivate, le fonti lette non lo dicono. Può essere una "
            "scelta ragionata, ma allora va scritta nella catena."
        ).format(share=percent(expected / 100)),
        minutes=3,
    )


Place = Literal["both", "shut_out", "let_in"]


@dataclass(frozen=True)
class Profile:
    """An invented young person who lives in one of the quarters and is at risk of exclusion."""

    id: str
    age: int
    european: bool
    family_isee: int
    words: str


def place_of(
    profile: Profile, *, target: tuple[int, int], rule: tuple[int, int], isee: tuple[float, float]
) -> Place:
    """Say whether somebody is in the target and let in by the call.

    Parameters
    ----------
    profile
        Everybody here lives in the quarters: residence is never the obstacle.
    target, rule
        Ages, both ends included.
    isee
        Least and most of the family of origin, in euro.
    """
    let_in = (
        rule[0] <= profile.age <= rule[1] and profile.european and isee[0] <= profile.family_isee <= isee[1]
    )
    if target[0] <= profile.age <= target[1]:
        return "both" if let_in else "shut_out"
    return "let_in"


def _profiles() -> tuple[Profile, ...]:
    return (
        Profile(
            "anna", 22, True, 12_000, _("Anna, 22 anni, cittadina italiana, ISEE della famiglia 12.000 €")
        ),
        Profile(
            "bilal", 24, False, 9_000, _("Bilal, 24 anni, cittadino marocchino, ISEE della famiglia 9.000 €")
        ),
        Profile(
            "carlo", 16, True, 8_000, _("Carlo, 16 anni, cittadino italiano, ISEE della famiglia 8.000 €")
        ),
        Profile(
            "daria", 33, True, 15_000, _("Daria, 33 anni, cittadina italiana, ISEE della famiglia 15.000 €")
        ),
        Profile(
            "elena", 20, True, 10_000, _("Elena, 20 anni, cittadina romena, ISEE della famiglia 10.000 €")
        ),
    )


def family_isee(ground: Ground) -> tuple[float, float]:
    """Return the limits of the family's ISEE in the call of 2023."""
    service = next(one for one in ground.lucca.services_and_costs if one.id == "coabitazione")
    limits = next(q for q in service.quantities if q.unit == "EUR" and q.is_range)
    return limits.low or 0.0, limits.high or 0.0


def profiles(ground: Ground) -> Matching:
    """Ask where some invented people stand."""
    isee = family_isee(ground)
    people = _profiles()
    said: dict[str, str] = {
        "anna": _("guarda l'età nelle due fasce, poi cittadinanza e ISEE: che cosa le manca?"),
        "bilal": _(
            "per il progetto l'origine straniera è una ragione in più; per il bando conta la cittadinanza."
        ),
        "carlo": _("a 16 anni è fra i destinatari. E per il bando?"),
        "daria": _("a 33 anni il bando la ammette. E il progetto?"),
        "elena": _("la Romania è nell'Unione europea: guarda che cittadinanza chiede il bando."),
    }
    question = _("Dove stanno queste cinque persone?")
    task = _(
        "Sono inventate. Abitano tutte in uno dei tre quartieri, non studiano e non lavorano; per l'ISEE "
        "vale quello "
        "della famiglia di origine."
    )
    return Matching(
        id="profiles",
        question=f"{question}\n\n{task}",
        rows=tuple(Option(id=one.id, label=one.words, feedback=said[one.id]) for one in people),
        columns=(
            Option(id="both", label=_("fra i destinatari, e il bando l'ammette")),
            Option(id="shut_out", label=_("fra i destinatari, ma il bando non l'ammette")),
            Option(id="let_in", label=_("fuori dai destinatari, ma il bando l'ammette")),
        ),
        right={one.id: place_of(one, target=ground.target, rule=ground.rule, isee=isee) for one in people},
        hints=Hints(
            nudge=_("Due domande separate: è fra i destinatari? Il bando l'ammette?"),
            pointer=_(
                "Per il progetto guarda l'età. Per il bando guarda età, cittadinanza e ISEE: servono "
                "tutti e tre."
            ),
            worked=_(
                "Carlo ha 16 anni: è fra i destinatari, e il bando comincia da {age}. Fai lo stesso con "
                "gli altri."
            ).format(age=ground.rule[0]),
        ),
        why=_(
            "La catena parla di giovani anche di origine straniera; il bando chiede la cittadinanza italiana o "
            "europea. Chi scrive la catena e chi scrive il bando spesso sono due uffici: prima di "
            "pubblicare, mettete "
            "le due pagine una accanto all'altra."
        ),
        minutes=3,
    )


# --- indicators -------------------------------------------------------------------------------------
def indicators() -> Matching:
    """Ask what each indicator shows."""
    rows = (
        (
            "rent", "home", _("Quota di chi, un anno dopo l'uscita, abita da solo e paga l'affitto"),
            _("dice qualcosa della vita dopo: di quale dei due cambiamenti?"),
        ),
        (
            "hours", "done", _("Ore di accompagnamento erogate"),
            _("le ore dicono quanto si è lavorato, non che cosa è successo dopo."),
        ),
        (
            "contract", "work", _("Quota di chi, un anno dopo l'uscita, ha un contratto o studia"),
            _("dice qualcosa della vita dopo: di quale dei due cambiamenti?"),
        ),
        (
            "wellbeing", "none", _("Maggiore benessere"),
            _("come si conta? Chi lo misura, e quando? Così nessuno può dire se è successo."),
        ),
        (
            "flats", "done", _("Alloggi messi a bando"),
            _("gli alloggi li mette a bando il Comune: si possono offrire tutti e restare vuoti."),
        ),
    )  # fmt: skip
    question = _("Che cosa fa vedere ciascuna di queste misure?")
    task = _(
        "Le misure sono inventate. Gli esiti sono due: i giovani **abitano da soli**; i giovani "
        "**lavorano o studiano**."
    )
    return Matching(
        id="indicators",
        question=f"{question}\n\n{task}",
        rows=tuple(Option(id=name, label=label, feedback=said) for name, _right, label, said in rows),
        columns=(
            Option(id="home", label=_("l'esito: abitano da soli")),
            Option(id="work", label=_("l'esito: lavorano o studiano")),
            Option(id="done", label=_("solo ciò che si è fatto")),
            Option(id="none", label=_("niente: così com'è scritta non si può contare")),
        ),
        right={name: right for name, right, _label, _said in rows},
        hints=Hints(
            nudge=_("Per ogni misura chiedi: se sale, per chi è cambiato qualcosa?"),
            pointer=_("Due misure contano il lavoro fatto, una non dice come si conta."),
            worked=_("Le ore possono raddoppiare senza che nessuno trovi casa: contano ciò che si è fatto."),
        ),
        why=_(
            "Un indicatore di esito dice chi, che cosa ed entro quando: «quota di chi, un anno dopo, abita "
            "da solo "
            "e paga l'affitto». Le ore e gli alloggi servono a sapere se il servizio è partito: tienili, ma al "
            "loro posto."
        ),
        minutes=3,
    )


# --- a published number -----------------------------------------------------------------------------
def evaluated_projects() -> Number:
    """Ask the share of evaluated projects that did not reach their outcomes."""
    found = evaluated()
    expected = 100 * found.not_reached_share
    slips: list[Slip] = [
        (
            "positive",
            100 * found.positive / found.evaluated,
            _("Questa è la quota delle valutazioni positive: la domanda chiede le altre."),
        ),
        (
            "over_positive",
            100 * found.not_reached / found.positive,
            _("Hai diviso per le positive. Sotto vanno tutti i progetti valutati."),
        ),
        ("projects", found.not_reached, _("Questi sono i progetti. La domanda chiede quanti su cento.")),
        (
            "excellent",
            100 * found.excellent / found.evaluated,
            _("Questa è la quota delle eccellenti, che sono già fra le positive."),
        ),
        (
            "without_excellent",
            100 * (found.not_reached + found.excellent) / found.evaluated,
            _("Hai contato anche le eccellenti fra quelle che non ce l'hanno fatta."),
        ),
    ]
    return Number(
        id="evaluated",
        extra=True,
        question=_("Su cento progetti valutati, quanti non hanno raggiunto gli esiti?")
        + "\n\n"
        + _("Usa la tabella qui sopra. Scrivi la percentuale."),
        expected=expected,
        tolerance=0.05,
        unit="%",
        mistakes=known_mistakes(expected, slips, tolerance=0.05),
        hints=Hints(
            nudge=_("Quali progetti stanno sotto, e quali sopra?"),
            pointer=_("Sopra, chi non ha raggiunto gli esiti. Sotto, tutte le valutazioni analizzate."),
            worked=_("{part} diviso {whole}, per 100.").format(
                part=number(found.not_reached), whole=number(found.evaluated)
            ),
        ),
        why=_(
            "È il {share}. Erano progetti scelti e finanziati: la fonte dice che non hanno raggiunto gli esiti, "
            "non se le attività siano state fatte tutte. Ogni valutatore ha usato il suo metodo, e sono "
            "{all} valutazioni su cinquanta pubblicate: non dicono come andranno gli altri progetti."
        ).format(share=percent(expected / 100, decimals=0), all=number(found.evaluated)),
        minutes=2,
    )
