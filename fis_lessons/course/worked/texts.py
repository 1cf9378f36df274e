"""The answers of a worked study, field by field: the choices of its case and the numbers of the lessons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fis_lessons.cases import Case, Stakeholder
from fis_lessons.cases.labels import Role, ServicePhase
from fis_lessons.cases.model import Indicator
from fis_lessons.course.worked.choices import Choices, ours
from fis_lessons.dossier.evaluation_plan import visible_change
from fis_lessons.dossier.study.annexes.people import kind_words
from fis_lessons.dossier.study.budget import BudgetLine
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l04_who_is_at_the_table import ground as table
from fis_lessons.lessons.l09_plan_the_evaluation.ground import ATTRITION
from fis_lessons.lessons.l13_feasibility_study import ground as study
from fis_lessons.measures.stakeholders.seats import Kind, Seat

BEFORE = 4
"""Months of the plan before the service begins."""
CHECKED = 6
"""Months in which the results are counted and certified, as in the deal."""
MOST_NAMED = 5
SECOND = (30, 50)
"""From where, and to where, an indicator that is not paid for is meant to go, of a hundred: assumptions."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """The numbers of the example deal of lesson 12.

    Parameters
    ----------
    people
        In the service.
    anyway, expected
        Of a hundred who succeed without it, and with it.
    first, last
        Years of the budget in which the municipality can have to pay.
    """

    people: int
    anyway: int
    expected: int
    first: int
    last: int

    @property
    def worth(self) -> int:
        """Points of a hundred that the example deal pays for: they would be worth the money."""
        return self.expected - self.anyway

    @property
    def visible(self) -> float | None:
        """Smallest change, in points of a hundred, that two groups of as many people show well."""
        return visible_change(self.people)


def alternatives(made: Choices, example: Example) -> str:
    """Write the roads, and what doing nothing means."""
    lines = [f"{one.what}; {one.why if one.sources else ours(one.why)}" for one in made.roads]
    by_themselves = example.people * example.anyway // 100
    nothing = _(
        "No: su {people} persone {few} ce la fanno comunque, le altre {rest} no. Che cosa costerebbe dopo non è "
        "stimato"
    ).format(
        people=number(example.people), few=number(by_themselves), rest=number(example.people - by_themselves)
    )
    return "\n".join([*lines, "; ".join([_("Non fare nulla"), ours(nothing)])])


def management(case: Case) -> str:
    """Write who does what, for each role of the programme: names from the sources, tasks and acts ours."""
    tasks: dict[Role, tuple[str, str, str]] = {
        "proposer": (
            _("guida il progetto e paga canone e risultati"),
            _("chi entra, e quando ci si ferma"),
            _("delibera di giunta, poi determina del dirigente"),
        ),
        "provider": (
            _("realizza il servizio"), _("il percorso di ogni persona"), _("contratto, dopo una gara"),
        ),
        "financier": (
            _("anticipa il denaro"), _("se entrare, alle condizioni dell'accordo"), _("accordo con il Comune"),
        ),
        "evaluator": (
            _("conta gli esiti e li certifica"), _("se un risultato c'è"), _("incarico, separato da chi realizza"),
        ),
        "community": (
            _("partecipa alle attività e alle scelte"), _("che cosa fare nei luoghi di tutti"),
            _("patto di collaborazione"),
        ),
    }  # fmt: skip
    return "\n".join(
        "; ".join([_named(case, role), task, decides, ours(act)])
        for role, (task, decides, act) in tasks.items()
    )


def _named(case: Case, role: Role) -> str:
    """Name who has a role, as the sources do; an empty chair is called so."""
    if role in ("evaluator", "financier"):  # no real body is given a task that no source gives it
        return evaluator() if role == "evaluator" else financier()
    found = [one for one in case.stakeholders if role in one.roles and one.status != "unknown"]
    if not found:
        return _("Da scegliere: le fonti non ne fanno il nome")
    return ", ".join(_doubt(one) for one in found[:MOST_NAMED])


def _doubt(one: Stakeholder) -> str:
    name = _(one.name).replace(";", ",")
    return _("{name} (con un dubbio)").format(name=name) if one.status == "ambiguous" else name


def risks(made: Choices) -> str:
    """Write the risks: those of the case, and those of every small contract."""
    common = (
        (
            _("Pochi iscritti: con poche persone decide il caso"),
            _("Chi realizza"), _("Si allarga il gruppo, prima di firmare"), _("Dirigente del servizio"),
        ),
        (
            _("Chi realizza si ferma"), _("Dirigente del servizio"), _("Le persone tornano ai servizi sociali"),
            _("Comune"),
        ),
    )  # fmt: skip
    return "\n".join("; ".join([*row[:-1], ours(row[-1])]) for row in (*made.risks, *common))


def timetable_text(years: int) -> str:
    """Write the steps of lesson 13, with the service as long as the deal and the months it is checked in."""
    names = {id: name.replace(",", " –") for id, name in study.step_names().items()}
    steps = (
        ("outcome", 1, ()), ("notice", 3, ()), ("evaluator", 1, ("outcome",)), ("baseline", 1, ("evaluator",)),
        ("agreement", 1, ("notice", "baseline")), ("service", 12 * years, ("agreement",)),
        ("verify", CHECKED, ("service",)), ("decide", 1, ("verify",)),
    )  # fmt: skip
    lines = [
        [names[id], number(months), ", ".join(names[one] for one in waits)] for id, months, waits in steps
    ]
    return "\n".join("; ".join(part for part in line if part) for line in lines)


def budget(cost: int, *, grant: int, fees: int) -> str:
    """Write the costs of the deal by who covers them: nobody has put anything in yet."""
    what = _("Servizio")
    lines = [
        BudgetLine(
            what=ours(_("{what}: canone").format(what=what)), euros=fees, who=_("Comune"), state="asked"
        ),
        BudgetLine(
            what=ours(_("{what}: contributo donato").format(what=what)),
            euros=grant,
            who=_("un donatore"),
            state="asked",
        ),
        BudgetLine(
            what=ours(_("{what}: anticipo").format(what=what)),
            euros=cost - grant - fees,
            who=financier(),
            state="asked",
        ),
    ]
    return "\n".join(line.line() for line in lines)


def after(case: Case, example: Example) -> str:
    """Write who decides what comes after."""
    words = _(
        "Decide la giunta del Comune di {place} a luglio {year}, con esiti e costi in mano, sul capitolo dei "
        "servizi "
        "sociali"
    )
    return ours(words.format(place=case.municipality.name, year=str(example.last)))


def plan(made: Choices, label: str, example: Example) -> dict[str, str]:
    """Write the plan of the evaluation: small, and honest on what it cannot see."""
    people, visible = number(example.people), example.visible
    seen = _("nemmeno il cambiamento più grande") if visible is None else number(visible)
    lost = round(example.people * ATTRITION)
    answers = {
        "question": _(
            "Entro la fine del {year}, fra {people} {group}, {more} in più su 100 hanno questo risultato rispetto "
            "a chi non ha il servizio? Il risultato: {result}"
        ).format(
            year=str(example.last - 1), people=people, group=made.group,
            more=number(example.worth), result=made.result,
        ),
        "outcome": _("{label}. Si legge da: {register}").format(label=label, register=made.register),
        "worth": _("{points} punti su 100 in più: quelli per cui paga l'accordo").format(
            points=number(example.worth)
        ),
        "design": _("Confronto con chi non ha il servizio. {comparison}. Chi entra lo decide il servizio sociale")
        .format(comparison=made.comparison),
        "people": _(
            "{people} seguite e {people} nel confronto. Con questi numeri si vede solo un cambiamento di almeno "
            "{points} punti su 100"
        ).format(people=people, points=seen),
        "lost": _("Se ne perdono {lost} su {people}; si richiamano due volte, anche a casa").format(
            lost=number(lost), people=people
        ),
        "when": _("All'ingresso e dodici mesi dopo, negli stessi mesi, in tutti e due i gruppi"),
        "rule": _(
            "Ha funzionato se la differenza è di almeno {seen} punti; non ha funzionato se è sotto {worth}; in "
            "mezzo non si sa"
        ).format(seen=seen, worth=number(example.worth / 2)),
        "who": _(
            "Il servizio sociale raccoglie i dati; l'analisi è di {who}, che non sa chi è in quale gruppo"
        ).format(who=evaluator()),
        "cost": _(
            "20 giornate del servizio sociale. La spesa per chi valuta non è stimata: si chiede un preventivo, e "
            "la paga il Comune oltre al canone"
        ),
        "privacy": _(
            "Nome, data di ingresso, esito a dodici mesi; li vede il servizio sociale, si cancellano dopo due "
            "anni. "
            "Se serve una valutazione d'impatto lo dice il responsabile della protezione dei dati"
        ),
        "publish": _("Sul sito del Comune, tre mesi dopo l'ultima verifica, qualunque sia il risultato"),
    }  # fmt: skip
    return {name: ours(text) for name, text in answers.items()}


def comparison(made: Choices, label: str) -> dict[str, str]:
    """Write with whom, and by which number, the project is compared."""
    return {"indicator": ours(label), "comparison": ours(made.comparison)}


def indicator(one: Indicator, made: Choices, example: Example, *, known: Collection[str]) -> dict[str, str]:
    """Write what the sheet of an indicator needs beside what the sources say.

    Only the one that is paid for has ends of ours, those of the example deal; of the others it is said who will
    measure them.
    """
    answers = {
        "definition": ours(_("{label}, su {people} persone seguite").format(
            label=_(one.label), people=number(example.people))),
        "frequency": ours(_("ogni anno, a dicembre")),
        "owner": ours(_("Servizi sociali del Comune")),
        "disaggregation": ours(_("sesso, età, quartiere")),
        "source": "" if one.means_of_verification else ours(_("Registri del Comune, da indicare")),
    }  # fmt: skip
    dates = {"baseline_date": f"31/12/{example.first - 1}", "target_date": f"31/12/{example.last - 1}"}
    if one.id == made.indicator:
        answers["outcome"] = ours(made.result)
        ends = {"baseline": "0", "target": ""} if "target" in known else {
            "baseline": number(example.anyway), "target": number(example.expected)
        }  # fmt: skip
        answers |= {name: text for name, text in ends.items() if name not in known and text}
        answers |= {
            **dates,
            "direction": "more",
            "reachable": ours(_("I numeri dell'accordo d'esempio: non sono una previsione")),
        }
    elif one.assumption or one.target:
        answers |= {
            **dates,
            "outcome": ours(_(one.label)),
            "direction": "more",
            "baseline": "0" if one.target else number(SECOND[0]),
            "target": "" if one.target else number(SECOND[1]),
            "reachable": ours(_("Numeri per esercitarsi: non sono una previsione")),
        }
    else:
        answers["outcome"] = ours(_(one.label))
    return {name: text for name, text in answers.items() if text}


def contract(made: Choices, example: Example) -> dict[str, str]:
    """Write the words of the contract."""
    answers = {
        "result": made.result,
        "evidence": _("{register}. Senza prova il risultato non si paga").format(register=made.register),
        "verifier": _verifier(),
        "selection": _(
            "Il servizio sociale, per data di domanda; si contano anche gli esclusi, con il motivo"
        ),
        "saving": made.saving,
        "form": _(
            "Appalto con una parte del prezzo legata ai risultati, da far vedere all'ufficio contratti"
        ),
        "budget": _budget(example),
    }
    return {name: ours(text) for name, text in answers.items()} | {"months": "12", "once": "once"}


def deal(made: Choices, example: Example) -> dict[str, str]:
    """Write the words of the deal."""
    answers = {
        "outcome": made.result,
        "verifier": _verifier(),
        "investor": financier(),
        "guarantor": _("Fondazione di Roccadora (nome inventato)"),
        "budget": _budget(example),
        "exit": _(
            "Il Comune può recedere alla fine di ogni anno, con tre mesi di preavviso; le persone restano ai "
            "servizi sociali"
        ),
    }
    return {name: ours(text) for name, text in answers.items()}


def evaluator() -> str:
    """Name the evaluator of the example: invented, so that nobody takes a partner for a third party."""
    return _("Università di Roccadora (nome inventato)")


def financier() -> str:
    """Name who advances the money in the example: invented."""
    return _("Banca Mutua di Roccadora (nome inventato)")


def _verifier() -> str:
    return _("{who}: un terzo, che non guadagna e non perde con il risultato").format(who=evaluator())


def _budget(example: Example) -> str:
    words = _(
        "Capitolo dei servizi sociali, anni {first}-{last}: i primi tre nel bilancio triennale, gli altri nei "
        "bilanci "
        "che lo seguono"
    )
    return words.format(first=str(example.first), last=str(example.last))


def seats(case: Case, made: Choices) -> tuple[Seat, ...]:
    """Write the table: names, roles and phases as in the sources, scores as in lesson 04, kinds ours."""
    found = []
    for one in case.stakeholders:
        if one.status == "unknown":
            continue
        roles = tuple(role for role in one.roles if _sure(one, role))
        scores = [table.SCORES[role] for role in roles or ("partner",)]
        found.append(
            Seat(
                name=_name(one),
                kind=kind_of(one, made),
                power=max(power for power, _interest in scores),
                interest=max(interest for _power, interest in scores),
                legitimacy="community" in roles,
                roles=roles,
                phases=tuple(cell.phase for cell in case.participation if cell.stakeholder == one.id),
            )
        )
    invented: list[tuple[str, Role, Kind, ServicePhase]] = [
        (evaluator(), "evaluator", "public", "assess"), (financier(), "financier", "private", "commission"),
    ]  # fmt: skip
    for name, role, kind, phase in invented:
        power, interest = table.SCORES[role]
        seat = Seat(
            name=name, kind=kind, power=power, interest=interest, roles=(role,), phases=(phase,)
        )  # fmt: skip
        found.append(seat)
    return tuple(found)


def _sure(one: Stakeholder, role: Role) -> bool:
    """Tell whether a role stays: who evaluates and who finances is doubtful in the sources, and invented here."""
    return role not in ("evaluator", "financier") or one.status == "confirmed"


def network(case: Case, made: Choices) -> dict[str, str]:
    """Write the network: who sits in the same phase works together, and everybody with the municipality."""
    there = [one for one in case.stakeholders if one.status != "unknown"]
    names = {one.id: _name(one) for one in there}
    lead = next((one.id for one in there if "proposer" in one.roles), there[0].id)
    pairs = [(lead, one.id) for one in there if one.id != lead]
    for phase in dict.fromkeys(one.phase for one in case.participation):
        seated = [
            one.stakeholder for one in case.participation if one.phase == phase and one.stakeholder in names
        ]
        pairs += [(one, other) for at, one in enumerate(seated) for other in seated[at + 1 :]]
    ties = dict.fromkeys(tuple(sorted(pair)) for pair in pairs if lead not in pair or pair[0] == lead)
    return {
        "partnership": ours(
            _("Partenariato di {project}, come lo raccontano le fonti").format(
                project=case.acronym or _(case.title)
            )
        ),
        "ties": "\n".join(f"{names[one]} - {names[other]}" for one, other in ties if one != other),
        "sectors": "\n".join(f"{names[one.id]}; {kind_words()[kind_of(one, made)]}" for one in there),
        "second": ours(
            _("Chi realizza e chi finanzia si incontrano ogni tre mesi, senza passare dal Comune")
        ),
    }


def kind_of(one: Stakeholder, made: Choices) -> Kind:
    """Return the kind of an organisation."""
    return made.kinds.get(one.id, "third_sector")


def _name(one: Stakeholder) -> str:
    # a dash or a semicolon parts the names of a line
    return _(one.name).replace(" - ", " – ").replace(";", ",")
