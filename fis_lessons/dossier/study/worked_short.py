"""The invented study in short: what an officer reads to judge it, a row for each part of the project."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from fis_lessons.classes import dataclass
from fis_lessons.dossier.study.reading import ProjectReading, SheetReading
from fis_lessons.i18n import day, exact, money, number, percent
from fis_lessons.i18n import gettext as _


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the study.

    Parameters
    ----------
    title
        Of the part.
    told
        What it says.
    rules
        Identifiers of the rules whose faults can be seen here, and whose sentence is false of a sound study.
    """

    title: str
    told: str
    rules: tuple[str, ...]


def rows(reading: ProjectReading) -> tuple[Row, ...]:
    """Return the study in short, in the language in use.

    Parameters
    ----------
    reading
        Of a project whose contract and deal can be read.
    """
    return (*_change(reading), *_people(reading), *_money(reading), *_plan(reading))


@cache
def rule_rows() -> frozenset[str]:
    """Return the rules whose faults can be seen in the short study."""
    from fis_lessons.dossier.study.worked import worked_study

    return frozenset(rule for row in rows(worked_study(0, 0).reading) for rule in row.rules)


def _change(reading: ProjectReading) -> Iterable[Row]:
    heading = reading.heading
    yield Row(
        title=_("Intestazione"),
        told=_("{town}, «{project}».").format(
            town=heading.get("municipality", ""), project=heading.get("project", "")
        ),
        rules=("municipality-differs",),
    )
    yield Row(
        title=_("Destinatari"),
        told=_("{need}. Nella catena: {chain}.").format(need=reading.target, chain=reading.chain_target),
        rules=("target-ages-differ", "service-beyond-target"),
    )
    yield Row(
        title=_("Esiti della catena"),
        told=_listed(one.label for one in reading.outcomes),
        rules=("chain-without-outcomes", "outcome-counts-work", "outcome-without-indicator"),
    )
    yield Row(
        title=_("Indicatori"),
        told=" ".join(_indicator(one) for one in reading.indicators),
        rules=(
            "indicator-without-baseline", "indicator-without-owner", "indicator-wrong-way", "indicator-still",
            "indicator-dates-backwards", "baseline-after-start", "measured-after-payment", "measured-after-plan",
        ),
    )  # fmt: skip


def _listed(names: Iterable[str]) -> str:
    found = "; ".join(names)
    return f"{found}." if found else _("Nessuno.")


def _or_blank(text: str) -> str:
    return text or _("non c'è")


def _of_hundred(value: float, *, unit: str) -> str:
    return _("{value} su 100").format(value=exact(value)) if unit == "%" else exact(value)


def _indicator(one: SheetReading) -> str:
    sheet = one.sheet
    ends = [
        _("{value} ({date})").format(value=_of_hundred(value, unit=sheet.unit), date=day(date))
        if value is not None and date
        else ""
        for value, date in ((sheet.baseline, sheet.baseline_date), (sheet.target, sheet.target_date))
    ]
    return _("{name}. Partenza: {start}. Traguardo: {end}. Misura: {owner}.").format(
        name=sheet.name, start=_or_blank(ends[0]), end=_or_blank(ends[1]), owner=_or_blank(sheet.owner)
    )


def _people(reading: ProjectReading) -> Iterable[Row]:
    from fis_lessons.cases.labels import role_label

    plan = reading.plan
    yield Row(
        title=_("Al tavolo"),
        told=_listed(
            f"{seat.name} ({', '.join(role_label(role) for role in seat.roles)})"  # type: ignore[arg-type]
            if seat.roles
            else seat.name
            for seat in reading.seats
        ),
        rules=("evaluator-is-partner",),
    )
    yield Row(
        title=_("Valutazione"),
        told=_("{design}. {people}. {who}. Dati: {privacy}.").format(
            design=plan.get("design", ""), people=plan.get("people", ""), who=plan.get("who", ""),
            privacy=_or_blank(plan.get("privacy", "")),
        ),
        rules=("no-counterfactual", "privacy-nobody", "paid-beyond-measured"),
    )  # fmt: skip


def _money(reading: ProjectReading) -> Iterable[Row]:
    from fis_lessons.dossier.study.budget import read_budget
    from fis_lessons.measures.deal.ledger import year_end

    contract, account, deal = reading.contract, reading.contract_account, reading.deal_account
    if account is None or deal is None or reading.value_map is None:
        return
    terms, its = account.terms, deal.deal
    yield Row(
        title=_("Contratto"),
        told=_(
            "Paga «{result}»: {price} a persona, su {people} persone; per i risultati al massimo {cap} in tutto. "
            "Paga comunque, per {years} anni, un canone di {fee} e una verifica di {check} l'anno. Si aspetta che "
            "riescano in {expected} su 100, e in {anyway} su 100 anche senza il servizio; soglia: {threshold}. "
            "Sceglie le persone: {selection}. Verifica: {verifier}. Forma: {form}."
        ).format(
            result=contract.get("result", ""), price=money(terms.price), people=number(terms.people),
            cap=money(terms.cap), years=number(terms.years), fee=money(terms.fee), check=money(terms.check_cost),
            expected=number(terms.expected), anyway=number(terms.anyway),
            threshold=_of_hundred(terms.threshold, unit="%") if terms.threshold else _("nessuna"),
            selection=contract.get("selection", ""), verifier=contract.get("verifier", ""),
            form=contract.get("form", ""),
        ),
        rules=(
            "selection-ages-differ", "paid-not-measured", "verifier-not-third", "threshold-above-expected",
            "anyway-ignored", "premium-in-codesign", "commitment-with-blanks",
        ),
    )  # fmt: skip
    yield Row(
        title=_("Risparmio"),
        told=f"{contract.get('saving', '')}.",
        rules=("saving-of-others", "saving-not-cashable"),
    )
    yield Row(
        title=_("Accordo"),
        told=_(
            "{investor} anticipa {sum}, un donatore dà {grant}, il resto è il canone; {guarantee}. Un risultato "
            "vale {price}. Il servizio comincia il {start}, i risultati si pagano il {last}."
        ).format(
            investor=reading.deal.get("investor", ""), sum=money(its.investment / 100),
            grant=money(its.grant / 100),
            guarantee=_guarantee(its.guarantee), price=money(its.price / 100), start=day(its.start),
            last=day(year_end(its, its.years, months=its.lag_months)),
        ),
        rules=("contract-and-deal-differ", "deal-nobody-loses"),
    )  # fmt: skip
    yield Row(
        title=_("Costi"),
        told=_(
            "Costi e coperture: {budget}. Mappa del valore: {map}. Accordo: {deal}. Voce di bilancio: {items}."
        ).format(
            budget=money(sum(one.euros or 0 for one in read_budget(reading.study.get("budget", "")))),
            map=money(sum(one.value for one in reading.value_map.resources if one.kind == "money")),
            deal=money(its.service_cost / 100),
            items=_both(contract.get("budget", ""), reading.deal.get("budget", "")),
        ),
        rules=("costs-differ", "budget-years-short"),
    )  # fmt: skip


def _both(one: str, other: str) -> str:
    return (
        one if one == other else _("nel contratto {one}; nell'accordo {other}").format(one=one, other=other)
    )


def _guarantee(share: float) -> str:
    if not share:
        return _("nessuno garantisce il capitale")
    return _("un garante copre il {share} del capitale").format(share=percent(share, decimals=0))


def _plan(reading: ProjectReading) -> Iterable[Row]:
    from fis_lessons.dossier.study.comparison import picked_names

    study = reading.study
    yield Row(
        title=_("Alternative e confronto"),
        told=_("{roads}. Ci si confronta con: {picks}").format(
            roads="; ".join(study.get("alternatives", "").splitlines()),
            picks=_listed(picked_names(study.get("picks", ""))),
        ),
        rules=("one-road", "no-comparison-abroad", "no-comparison-at-home"),
    )
    yield Row(
        title=_("Tempi, e dopo"),
        told=_("{steps}, in mesi. Dopo il contributo: {after}.").format(
            steps="; ".join(
                " ".join(line.split("; ")[:2]) for line in study.get("timetable", "").splitlines()
            ),
            after=study.get("after", ""),
        ),
        rules=("ends-with-grant", "plan-and-after-differ"),
    )
