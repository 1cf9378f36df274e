"""The exercise of lesson 13 that judges a study: eight passages, some of which the seed makes contradict."""

from __future__ import annotations

from dataclasses import dataclass

from fis_lessons.exercises import Hints, Option, Several
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l13_feasibility_study.ground import Ground

PLANTED = 3
"""How many passages contradict."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A passage of the invented study.

    Parameters
    ----------
    id
        Of the fault it may hold.
    chapter
        Where it stands.
    sound, faulty
        How it reads without the fault, and with it.
    fault
        The fault in a few words.
    absent
        What to say to whoever sees the fault where it is not.
    lesson
        Where one learns to see it.
    """

    id: str
    chapter: str
    sound: str
    faulty: str
    fault: str
    absent: str
    lesson: str


def passages() -> tuple[Passage, ...]:
    """Return the passages in the order of the chapters, in the language in use. All of it is made up."""
    return (
        Passage(
            id="ages",
            chapter=_("Destinatari"),
            sound=_("Il progetto è per giovani fra 18 e 30 anni. L'avviso accoglie domande fra 18 e 30 anni."),
            faulty=_("Il progetto è per giovani fra 18 e 30 anni. L'avviso accoglie domande fra 25 e 40 anni."),
            fault=_("L'avviso non apre a tutti quelli che il progetto vuole raggiungere"),
            absent=_("le due età sono le stesse: rileggi i destinatari."),
            lesson="06",
        ),
        Passage(
            id="baseline",
            chapter=_("Indicatori"),
            sound=_("Oggi, dopo un anno, ha una casa stabile il 30% di chi è seguito. Il traguardo è il 60%."),
            faulty=_("Il traguardo è il 60% con una casa stabile dopo un anno. Quanti siano oggi non si sa."),
            fault=_("C'è un traguardo senza valore di partenza"),
            absent=_("il valore di partenza c'è, accanto al traguardo."),
            lesson="07",
        ),
        Passage(
            id="uncounted",
            chapter=_("Valutazione"),
            sound=_("Si paga la casa stabile dopo un anno. La conta l'ufficio casa, dal suo registro."),
            faulty=_("Si paga la casa stabile dopo un anno. L'ufficio casa conta soltanto le domande ricevute."),
            fault=_("Si paga un esito che nessuno ha il compito di contare"),
            absent=_("l'esito che si paga ha chi lo conta, e dove."),
            lesson="09",
        ),
        Passage(
            id="judge",
            chapter=_("Partner"),
            sound=_("Realizza un consorzio di cooperative. Valuta un istituto che non è fra i partner."),
            faulty=_("Realizza un consorzio di cooperative. Valuta lo stesso consorzio, che conosce le persone."),
            fault=_("Chi valuta è anche chi realizza"),
            absent=_("chi valuta non è fra i partner."),
            lesson="04",
        ),
        Passage(
            id="saving",
            chapter=_("Valore e risparmio"),
            sound=_("Il risparmio con cui il Comune paga i risultati è sull'emergenza abitativa, una spesa sua."),
            faulty=_("Il risparmio con cui il Comune paga i risultati è sui ricoveri, una spesa dell'ASL."),
            fault=_("Il Comune paga con il risparmio di un altro ente"),
            absent=_("quella spesa è del Comune, e il risparmio anche."),
            lesson="10",
        ),
        Passage(
            id="few",
            chapter=_("Contratto"),
            sound=_("I risultati si pagano a scalini, su 120 persone."),
            faulty=_("Su 8 persone, i risultati si pagano tutti se ne riescono 4, e per niente se ne riescono 3."),
            fault=_("Le persone sono troppo poche per quella soglia"),
            absent=_("gli scalini e le 120 persone tolgono al caso molto del suo peso."),
            lesson="11",
        ),
        Passage(
            id="riskless",
            chapter=_("Accordo"),
            sound=_("Se nessuno riesce, l'investitore perde una parte del capitale."),
            faulty=_("Se nessuno riesce, il Comune restituisce all'investitore tutto il capitale."),
            fault=_("Chi anticipa non può perdere: il rischio è del Comune"),
            absent=_("l'investitore può perdere: una parte del rischio è sua."),
            lesson="12",
        ),
        Passage(
            id="after",
            chapter=_("Piano esecutivo"),
            sound=_("Tre mesi prima della fine del contributo la Giunta decide se continuare, e con quale voce."),
            faulty=_("Il servizio chiude il giorno in cui finisce il contributo."),
            fault=_("Il piano finisce con il contributo"),
            absent=_("la decisione su che cosa resta c'è, con chi la prende e quando."),
            lesson="05",
        ),
    )  # fmt: skip


def planted(ground: Ground) -> frozenset[str]:
    """Return which faults the seed plants."""
    names = [one.id for one in passages()]
    return frozenset(ground.shuffled(names, purpose=4)[:PLANTED])


def rows(ground: Ground) -> list[tuple[str, str]]:
    """Return the study as it is read: chapter and passage."""
    bad = planted(ground)
    return [(one.chapter, one.faulty if one.id in bad else one.sound) for one in passages()]


def judge(ground: Ground) -> Several:
    """Ask which faults there are in the study."""
    bad, told = planted(ground), passages()
    found = [one for one in told if one.id in bad]
    shown = ground.shuffled(told, purpose=5)
    return Several(
        id="judge",
        question=_("**Che cosa non regge in questo studio?**")
        + "\n\n"
        + _("Segna soltanto i difetti che ci sono davvero. Sono {count}.").format(count=number(PLANTED)),
        options=tuple(Option(id=one.id, label=one.fault, feedback=one.absent) for one in shown),
        right=bad,
        missing=_("Rileggi i capitoli uno alla volta, e chiediti chi dovrà firmarli."),
        hints=Hints(
            nudge=_("Leggi una riga come la leggerebbe chi deve firmarla: che cosa chiederebbe?"),
            pointer=_("Due dei capitoli da rivedere: {chapters}.").format(
                chapters=", ".join(one.chapter for one in found[:2])
            ),
            worked=_("Un difetto è questo: {fault}.").format(fault=found[0].fault),
        ),
        why=" ".join(
            _("{chapter}: {fault} (lezione {lesson}).").format(
                chapter=one.chapter, fault=one.fault[:1].lower() + one.fault[1:], lesson=one.lesson
            )
            for one in found
        )
        + " "
        + _("Gli altri capitoli reggono: vedere difetti dappertutto costa quanto non vederne."),
        minutes=6,
    )
