"""The answers of a worked study, field by field: the choices of its case and the numbers of the lessons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fis_lessons.cases import Case
from fis_lessons.cases.model import Indicator
from fis_lessons.course.worked.choices import Choices, ours
from fis_lessons.course.worked.people import donor, evaluator, financier, guarantor
from fis_lessons.dossier.study.budget import BudgetLine
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.lessons.l09_plan_the_evaluation.ground import ATTRITION
from fis_lessons.lessons.l13_feasibility_study import ground as study
from fis_lessons.measures.deal.ledger import year_end
from fis_lessons.measures.deal.terms import Deal
from fis_lessons.measures.planning.power_shares import mde_two_shares

CHECKED = 6
"""Months in which the results are counted and certified, as in the deal."""
BUDGET_YEARS = 3
"""As many as a budget of a municipality holds; the first of the service, told apart from the others."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """The numbers of the example deal of lesson 12.

    Parameters
    ----------
    deal
        Its terms.
    anyway, expected
        Of a hundred who succeed without it, and with it: assumptions.
    """

    deal: Deal
    anyway: int
    expected: int

    @property
    def people(self) -> int:
        """In the service."""
        return self.deal.people

    @property
    def first(self) -> int:
        """Year in which the service begins."""
        return self.deal.start.year

    @property
    def last(self) -> int:
        """Year in which the results are certified, paid, and what comes after is decided."""
        return year_end(self.deal, self.deal.years, months=self.deal.lag_months).year

    @property
    def worth(self) -> int:
        """Points of a hundred between who succeeds with the service and without."""
        return self.expected - self.anyway

    @property
    def left(self) -> int:
        """People still found in each group at the end."""
        return self.people - round(self.people * ATTRITION)

    @property
    def visible(self) -> float | None:
        """Smallest change, in points of a hundred, that the people left in two groups show well."""
        seen = mde_two_shares(self.anyway / 100, treated=self.left, control=self.left, downwards=False)
        return None if seen is None else 100 * seen

    @property
    def most(self) -> float:
        """Euros the municipality pays at most: every fee, and the results up to their cap."""
        return (self.deal.fixed_fee * self.deal.years + self.deal.cap) / 100

    @property
    def soon(self) -> float:
        """Euros of them in the first three years: fees only, if the results are paid after them."""
        fees = self.deal.fixed_fee * min(BUDGET_YEARS, self.deal.years)
        return (fees + (self.deal.cap if self.last - self.first < BUDGET_YEARS else 0)) / 100


def alternatives(made: Choices) -> str:
    """Write the roads, and what doing nothing means."""
    lines = [f"{one.what}; {one.why if one.sources else ours(one.why)}" for one in made.roads]
    nothing = _("Che cosa succederebbe, e quanto costerebbe dopo, non è stimato")
    return "\n".join([*lines, "; ".join([_("Non fare nulla"), ours(nothing)])])


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


Step = tuple[str, int, tuple[str, ...]]


def _steps(years: int) -> tuple[Step, ...]:
    """Return the steps with their months; who evaluates is there before the starting point is measured."""
    return (
        ("outcome", 1, ()), ("notice", 3, ("outcome",)), ("evaluator", 1, ("outcome",)),
        ("baseline", 1, ("evaluator",)), ("agreement", 1, ("notice", "baseline")),
        ("service", 12 * years, ("agreement",)), ("verify", CHECKED, ("service",)),
        ("decide", 1, ("verify",)),
    )  # fmt: skip


def _ends(years: int) -> dict[str, int]:
    """Return after how many months of the plan each step ends."""
    ends: dict[str, int] = {}
    for id, months, waits in _steps(years):
        ends[id] = months + max((ends[one] for one in waits), default=0)
    return ends


def timetable_text(years: int, *, paid: bool) -> str:
    """Write the steps of lesson 13, with the service as long as the deal; a tender only where results are paid."""
    named = {"notice": _("Scegliere chi realizza, con una gara"), "agreement": _("Firmare il contratto")}
    if not paid:
        named = {
            "notice": _("Scegliere chi realizza"), "agreement": _("Firmare l'atto deciso con il segretario"),
        }  # fmt: skip
    names = {id: name.replace(",", " –") for id, name in {**study.step_names(), **named}.items()}
    lines = [
        [names[id], number(months), ", ".join(names[one] for one in waits)]
        for id, months, waits in _steps(years)
    ]
    return "\n".join("; ".join(part for part in line if part) for line in lines)


def budget(deal: Deal, example: Example) -> str:
    """Write the costs of the deal by who covers them: nobody has put anything in yet.

    The results have no sum of their own, because they give the advance back: the lines add up to the cost, once.
    """
    fees = deal.fixed_fee * deal.years // 100
    results = _(
        "Risultati: fino a {results} €. Servono a restituire l'anticipo, e non si sommano. A carico del Comune, "
        "con il canone fisso: fino a {most} €"
    ).format(results=number(deal.cap / 100), most=number(example.most))
    advance = _("Servizio: anticipo, da restituire con i risultati. Non è una copertura")
    lines = [
        BudgetLine(what=ours(_("Servizio: canone fisso")), euros=fees, who=_("Comune"), state="asked"),
        BudgetLine(
            what=ours(_("Servizio: contributo donato")), euros=deal.grant // 100, who=donor(), state="asked"
        ),
        BudgetLine(
            what=ours(advance),
            euros=(deal.service_cost - deal.grant) // 100 - fees,
            who=financier(),
            state="asked",
        ),
        BudgetLine(what=ours(results), who=_("Comune"), state="asked"),
    ]
    return "\n".join(line.line() for line in lines)


def after(case: Case, example: Example) -> str:
    """Write who decides what comes after, and the calendar of the plan: the deal begins with the service."""
    ends, begins = _ends(example.deal.years), 12 * example.first + example.deal.start.month - 1

    def month(step: str) -> str:
        at = begins - ends["agreement"] + ends[step]
        return f"{(at - 1) % 12 + 1:02d}/{(at - 1) // 12}"

    words = _(
        "Si firma entro {signed}, il servizio finisce entro {served}, la verifica entro {verified}. Entro "
        "{decided}, "
        "con esiti e costi in mano, propone la giunta del Comune di {place}. Il bilancio lo approva il consiglio"
    )
    return ours(
        words.format(
            place=case.municipality.name, signed=month("agreement"), served=month("service"),
            verified=month("verify"), decided=month("decide"),
        )
    )  # fmt: skip


def plan(made: Choices, label: str, example: Example) -> dict[str, str]:
    """Write the plan of the evaluation: small, and honest on what it cannot see."""
    paid = _paid_plan(made, example) if made.paid else _unpaid_plan()
    answers = {
        **paid,
        "outcome": _("{label}. Si legge da: {register}").format(label=label, register=made.register),
        "design": _("Confronto con chi non ha il servizio. {comparison}. Si entra per data di domanda").format(
            comparison=made.comparison
        ),
        "when": made.when,
        "who": _counted(),
        "cost": _(
            "20 giornate del servizio sociale. La spesa per chi valuta non è stimata: si chiede un preventivo, e "
            "la paga il Comune, a parte"
        ),
        "privacy": _(
            "Nome, date, esito: li vede il servizio sociale, e si cancellano due anni dopo l'ultima "
            "verifica. A chi valuta va un codice al posto del nome. Se serve una valutazione d'impatto lo dice il "
            "responsabile della protezione dei dati"
        ),
        "publish": _("Sul sito del Comune, tre mesi dopo l'ultima verifica, qualunque sia il risultato"),
    }  # fmt: skip
    return {name: ours(text) for name, text in answers.items()}


def _paid_plan(made: Choices, example: Example) -> dict[str, str]:
    people, seen = number(example.people), example.visible
    told = _("nemmeno il cambiamento più grande") if seen is None else _("circa {points} punti").format(
        points=number(seen, decimals=0)
    )  # fmt: skip
    return {
        "question": _(
            "Entro la fine del {year}, fra {people} {group}, {more} in più su 100 hanno questo risultato rispetto "
            "a chi non ha il servizio? Il risultato: {result}"
        ).format(
            year=str(example.last - 1), people=people, group=made.group,
            more=number(example.worth), result=made.result,
        ),
        "worth": _(
            "{points} punti su 100: la differenza fra {expected} e {anyway}. L'accordo paga ogni riuscita, anche "
            "quelle che ci sarebbero comunque"
        ).format(
            points=number(example.worth), expected=number(example.expected), anyway=number(example.anyway)
        ),
        "people": _("{people} seguite e {people} nel confronto").format(people=people),
        "lost": _(
            "Se ne perdono {lost} su {people}, e si richiamano due volte, anche a casa. Con {left} per gruppo, "
            "e {anyway} "
            "su 100 che riescono comunque, la differenza più piccola che si vede bene è: {seen}. I {worth} attesi "
            "possono sfuggire"
        ).format(
            lost=number(example.people - example.left), people=people, left=number(example.left),
            anyway=number(example.anyway), seen=told, worth=number(example.worth),
        ),
        "rule": _(
            "Ha funzionato se la differenza è almeno: {seen}. Sotto quella soglia il confronto non permette di "
            "dirlo"
        ).format(seen=told),
    }  # fmt: skip


def _unpaid_plan() -> dict[str, str]:
    return {
        "question": _("Dove c'è il progetto l'esito cambia, rispetto a dove non c'è?"),
        "worth": _("Il traguardo delle fonti, che non hanno una data"),
        "people": _(
            "Quante servono non è calcolato: le fonti non dicono quante persone all'anno hanno l'esito"
        ),
        "rule": _("Da scrivere con chi valuta, prima di misurare la partenza"),
    }


def _counted() -> str:
    return _("Raccoglie il servizio sociale; conta e certifica l'{who}").format(who=evaluator())


def comparison(made: Choices, label: str) -> dict[str, str]:
    """Write with whom, and by which number, the project is compared."""
    return {"indicator": ours(label), "comparison": ours(made.comparison)}


def indicator(
    one: Indicator, made: Choices, example: Example, *, known: Collection[str], where: str = ""
) -> dict[str, str]:
    """Write what the sheet of an indicator needs beside what the sources say.

    Only the one that is paid for has ends of ours, those of the example deal; where it starts is still to be
    measured, and has no date. ``where`` is where the chain reads it, if the sources do not say.
    """
    label, people = _(one.label), number(example.people)
    not_said = _("{label}: come si calcola le fonti non lo dicono").format(label=label)
    counted = _("{label}, in percentuale su {people} {group}").format(
        label=label, people=people, group=made.group
    )
    of_people = one.assumption is not None and one.unit == "percent"
    answers = {
        "outcome": ours(made.result if one.id == made.indicator and made.paid else label),
        "definition": ours(made.definitions.get(one.id) or (counted if of_people else not_said)),
        "frequency": ours(
            _("ogni anno, con il rendiconto") if one.unit == "EUR" else made.often or _("ogni anno, a dicembre")
        ),
        "owner": ours(_counted()),
        "disaggregation": ours(made.split or _("sesso, età, quartiere")) if of_people else "",
        "source": "" if one.means_of_verification else ours(where or _("Registri del Comune, da indicare")),
    }  # fmt: skip
    if of_people and made.paid and one.id == made.indicator:
        answers |= {
            "baseline": number(example.anyway),
            "target": number(example.expected),
            "target_date": f"31/12/{example.last - 1}",
        }
        answers["reachable"] = ours(
            _("Non valutato: numeri d'esempio. La partenza è da misurare: {anyway} è un'ipotesi").format(
                anyway=number(example.anyway)
            )
        )
    elif not known:
        answers["reachable"] = ours(_("Non valutato: partenza e traguardo restano da scrivere"))
    if of_people or one.target:
        answers["direction"] = "more"
    elif one.id in made.less:
        answers["direction"] = "less"
    return {name: text for name, text in answers.items() if text and name not in known}


def contract(made: Choices, example: Example) -> dict[str, str]:
    """Write the words of the contract."""
    answers = {
        "result": made.result,
        "evidence": _("{register}. Senza prova il risultato non si paga").format(register=made.register),
        "verifier": _verifier(),
        "selection": ". ".join(filter(None, (_(
            "Si entra per data di domanda. Si contano anche gli esclusi, con il motivo. Si paga solo per chi "
            "compie i dodici mesi prima dell'ultima verifica"
        ), made.unit))),
        "saving": made.saving,
        "form": _(
            "Appalto con una parte del prezzo legata ai risultati, da far vedere all'ufficio contratti"
        ),
        "budget": _budget(example),
    }  # fmt: skip
    return {name: ours(text) for name, text in answers.items()} | {"months": "12", "once": "once"}


def deal(made: Choices, example: Example) -> dict[str, str]:
    """Write the words of the deal."""
    answers = {
        "outcome": made.result,
        "verifier": _verifier(),
        "investor": financier(),
        "guarantor": guarantor(),
        "budget": _budget(example),
        "exit": _(
            "Il Comune può recedere alla fine di ogni anno, con tre mesi di preavviso; le persone restano ai "
            "servizi sociali; che cosa si deve a chi ha anticipato resta da scrivere"
        ),
    }
    return {name: ours(text) for name, text in answers.items()}


def _verifier() -> str:
    return _("{who}: un terzo, che non guadagna e non perde con il risultato").format(who=evaluator())


def _budget(example: Example) -> str:
    words = _(
        "Capitolo dei servizi sociali. Secondo l'accordo: al massimo {soon} € nel {first}-{third}, fino a "
        "{rest} € "
        "{after}. Se e come si impegnano lo dice la Ragioneria, prima della firma"
    )
    third = example.first + BUDGET_YEARS - 1
    after = _("nel {first}-{third}") if example.last > third + 1 else _("nel {third}")
    return words.format(
        first=str(example.first),
        third=str(third),
        after=after.format(first=str(third + 1), third=str(example.last)),
        soon=number(example.soon),
        rest=number(example.most - example.soon),
    )
