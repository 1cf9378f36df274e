"""The answers of a worked study, field by field: the choices of its case and the numbers of the lessons."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from fis_lessons.cases import Case
from fis_lessons.cases.model import Indicator
from fis_lessons.course.worked.choosing import Choices, ours
from fis_lessons.course.worked.people import donor, evaluator, financier, guarantor
from fis_lessons.dossier.deal_account import DealAccount, budget_in_force
from fis_lessons.dossier.study.budget import BudgetLine
from fis_lessons.i18n import day, number
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.l09_plan_the_evaluation.ground import ATTRITION
from fis_lessons.lessons.l13_feasibility_study import ground as study
from fis_lessons.measures.deal.ledger import year_end
from fis_lessons.measures.deal.terms import Deal
from fis_lessons.measures.planning.power_shares import mde_two_shares
from fis_lessons.measures.theory_of_change import Node

CHECKED = 6
"""Months in which the results are counted and certified, as in the deal."""


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
    def within(self) -> datetime.date:
        """Last day to begin the twelve months of a result: all of them end while the service is there."""
        return datetime.date(self.last - 2, 12, 31)

    @property
    def year_before(self) -> datetime.date:
        """Last day to begin what takes a year at most before those twelve months."""
        return self.within.replace(year=self.within.year - 1)

    def visible(self, left: int) -> float | None:
        """Return the smallest change, in points, that two groups of so many left show well."""
        seen = mde_two_shares(self.anyway / 100, treated=left, control=left, downwards=False)
        return None if seen is None else 100 * seen

    @property
    def account(self) -> DealAccount:
        """What the deal makes, as its sheet computes it."""
        return DealAccount(self.deal, expected=self.expected / 100, anyway=self.anyway / 100)

    @property
    def most(self) -> float:
        """Euros the municipality pays at most: every fee, and the results up to their cap."""
        return self.account.most / 100


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
        *([(
            _("Chi dona o chi anticipa non si trova"),
            _("Ragioneria"), _("Non si fa la gara: senza quel denaro il servizio non è coperto"),
            _("Dirigente del servizio"),
        )] if made.paid else []),
        (
            _("Chi realizza si ferma"), _("Dirigente del servizio"), _("Le persone tornano ai servizi sociali"),
            _("Comune"),
        ),
    )  # fmt: skip
    return "\n".join("; ".join([*row[:-1], ours(row[-1])]) for row in (*made.risks, *common))


Step = tuple[str, int, tuple[str, ...]]


def _steps(years: int) -> tuple[Step, ...]:
    """Return the steps with their months.

    Who evaluates is there before the starting point is measured, and the money before a notice goes out.
    """
    return (
        ("outcome", 1, ()), ("money", 3, ("outcome",)), ("notice", 3, ("money",)), ("evaluator", 1, ("outcome",)),
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


def timetable_text(years: int, made: Choices | None) -> str:
    """Write the steps of lesson 13, with the service as long as the deal; a tender only where results are paid."""
    named = {
        "money": _("Stanziare la spesa, trovare chi anticipa o dona e chi garantisce"),
        "notice": _("Scegliere chi realizza, con una gara"),
        "agreement": _("Firmare il contratto"),
    }
    if made is not None and not made.paid:
        named = {
            "money": _("Trovare il denaro e stanziare la spesa"),
            "notice": _("Scegliere chi realizza"),
            "agreement": _("Firmare l'atto deciso con il segretario"),
        }
    named["baseline"] = (made.start if made else "") or _(
        "Misurare il valore di partenza nel registro di chi ha fatto domanda l'anno prima"
    )
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
        "Risultati: fino a {results} €. Restituiscono l'anticipo con rendimento e premio, e non si sommano. A "
        "carico del Comune, con il canone fisso, senza le verifiche e senza ciò che si deve se recede: "
        "fino a {most} €"
    ).format(results=number(deal.cap / 100), most=number(example.most))
    advance = _(
        "Servizio: anticipo, da restituire con i risultati. Non è una copertura. Se l'IVA è dovuta, cresce"
    )
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
        BudgetLine(
            what=ours(_("Verifiche e chi valuta: il preventivo non c'è, e non si sommano")),
            who=_("Comune"), state="asked",
        ),
    ]  # fmt: skip

    return "\n".join(line.line() for line in lines)


def _often(indicator: str, made: Choices) -> str:
    """Say when an indicator is counted: what is paid, at the verifications, when everybody's months are over."""
    usual = _("ogni anno, a dicembre")
    verified = made.paid and indicator == made.indicator and made.months == 12
    return usual if verified else made.often or usual


def after(case: Case, example: Example, *, paid: bool) -> str:
    """Write who decides what comes after, and the calendar of the plan: the deal begins with the service.

    Parameters
    ----------
    case, example
        Of the study.
    paid
        Whether results are paid: what is certified is then measured once for all, with the end of the service.
    """
    ends, begins = _ends(example.deal.years), 12 * example.first + example.deal.start.month - 1

    def month(step: str) -> str:
        at = begins - ends["agreement"] + ends[step]
        return f"{(at - 1) % 12 + 1:02d}/{(at - 1) // 12}"

    if paid:
        words = _(
            "Si firma entro {signed}, il servizio finisce entro {served}, con l'ultima misura. Poi si certifica, "
            "e non si misura: la verifica finisce entro {verified}. Entro {decided}, con esiti e costi in mano, "
            "propone la giunta del Comune di {place}. Il bilancio lo approva il consiglio"
        )
    else:
        words = _(
            "Si firma entro {signed}, il servizio finisce entro {served}. Ciò che si è misurato fino ad allora si "
            "certifica entro {verified}; la misura continua ogni anno, per altri cinque. Entro {decided}, con "
            "esiti e costi in mano, propone la giunta del Comune di {place}. Il bilancio lo approva il consiglio"
        )
    return ours(
        words.format(
            place=case.municipality.name, signed=month("agreement"), served=month("service"),
            verified=month("verify"), decided=month("decide"),
        )
    )  # fmt: skip


def counted(unit: str = "") -> str:
    """Write who reads the results and who counts them: not the same. Euros are the accounts office's."""
    if unit == "EUR":
        return _("Raccoglie la Ragioneria, dai conti; conta e certifica l'{who}").format(who=evaluator())
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
    tally = _("{label}, in percentuale su {people} {group}").format(
        label=label, people=people, group=made.group
    )
    of_people = one.assumption is not None and one.unit == "percent"
    answers = {
        "outcome": ours(made.result if one.id == made.indicator and made.paid else label),
        "definition": ours(
            made.definitions.get(one.id, "").format(people=people) or (tally if of_people else not_said)
        ),
        "frequency": ours(
            _("ogni anno, con il rendiconto") if one.unit == "EUR" else _often(one.id, made)
        ),
        "owner": ours(counted(one.unit)),
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


def box_indicator(box: Node) -> dict[str, str]:
    """Write the sheet of an outcome of the chain that no indicator of the case counts: no numbers yet."""
    answers = {
        "name": box.indicator.rstrip("."),
        "outcome": box.label,
        "definition": _("{label}: come si calcola le fonti non lo dicono").format(
            label=box.indicator.rstrip(".")
        ),
        "source": box.verification or _("Registri del Comune, da indicare"),
        "frequency": _("ogni anno, con il rendiconto"),
        "owner": counted("EUR"),
        "reachable": _("Non valutato: partenza e traguardo restano da scrivere"),
    }
    return {name: ours(text) for name, text in answers.items()} | {"unit": "€", "direction": "less"}


def contract(made: Choices, example: Example) -> dict[str, str]:
    """Write the words of the contract."""
    answers = {
        "result": made.result,
        "evidence": _("{register}. Senza prova il risultato non si paga").format(register=made.register),
        "verifier": _verifier(),
        "selection": ". ".join(filter(None, (_selection(made, example), made.unit))),
        "saving": made.saving,
        "form": _(
            "Appalto con una parte del prezzo legata ai risultati, da far vedere all'ufficio contratti"
        ),
        "budget": _budget(example),
    }  # fmt: skip
    return {name: ours(text) for name, text in answers.items()} | {
        "months": str(made.months),
        "once": "end",
    }


def _selection(made: Choices, example: Example) -> str:
    words = _(
        "Per data di domanda. {entry}: così i dodici mesi di tutti finiscono entro il {last}. Si contano gli "
        "esclusi"
    )
    entry = (made.entry or _("Si entra entro il {day}")).format(
        day=day(example.within), before=day(example.year_before)
    )
    return words.format(entry=entry, last=day(datetime.date(example.last - 1, 12, 31)))


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
    """Write the years of the budget: those of the one in force when it is signed, and those beyond it."""
    signed, last = budget_in_force(example.deal.start)
    words = _(
        "Servizi sociali. Bilancio alla firma: {signed}-{last}. Senza verifiche né recesso: fino a {soon} € "
        "{inside}; oltre, {after}, fino a {rest} €. Come si impegnano lo dice la Ragioneria"
    )
    return words.format(
        signed=str(signed),
        last=str(last),
        inside=_years(example.first, last),
        after=_years(last + 1, example.last),
        soon=number(example.account.most_in_force / 100),
        rest=number(example.most - example.account.most_in_force / 100),
    )


def _years(first: int, last: int) -> str:
    if first >= last:
        return _("nel {third}").format(third=str(last))
    return _("nel {first}-{third}").format(first=str(first), third=str(last))
