"""Rules on what the accounts office covers: one cost everywhere, the years paid, what may not be blank."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from fis_lessons.dossier.contract_sheet import contract_fields
from fis_lessons.dossier.deal_account import BUDGET_YEARS, budget_in_force
from fis_lessons.dossier.study.budget import STAGES, read_budget
from fis_lessons.dossier.study.choices import study_fields
from fis_lessons.dossier.study.reading import ProjectReading
from fis_lessons.dossier.study.rules.checks import Checks, Told, nobody
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import money, number
from fis_lessons.measures.theory_of_change.words import bare, pattern

CHECKS = Checks()
ROUNDING = 0.01
"""Two costs that differ by less than this share of the greater are one, rounded in two ways."""
_LATER = pattern((
    "triennio", "triennal*", "pluriennal*", "tre anni", "three years", "three-year", "multi-year", "multiyear",
))  # fmt: skip
_PUT_OFF = re.compile(
    r"\bda (?:definire|decidere|individuare|trovare|stabilire|scegliere|scrivere|vedere|chiarire)\b|\?"
    r"|\bto be (?:defined|decided|found|chosen|written|agreed)\b|\btbd\b"
)
_YEAR = re.compile(r"(?<![\d.,/])(20\d\d)(?![\d/]|[.,]\d)")
_TO_COMMIT = ("verifier", "form", "budget")
"""Fields of the contract an act of commitment cannot do without."""


# --- what it costs --------------------------------------------------------------------------------
def _map_cost(reading: ProjectReading) -> float | None:
    """Return the money of the map; the hours of volunteers are no cost."""
    whole = reading.value_map
    if whole is None or whole.currency.strip().upper() not in ("EUR", ""):
        return None
    cost = sum(one.value for one in whole.resources if one.kind == "money")
    return cost if math.isfinite(cost) and cost > 0 else None


def _budget_costs(reading: ProjectReading) -> tuple[float, ...]:
    """Return the sum of the budget, of its interventions, each of its lines; nothing if a line has no sum."""
    lines = read_budget(reading.study.get("budget", ""))
    sums = [one.euros for one in lines]
    if not sums or None in sums:
        return ()
    stages = [sum(one.euros or 0 for one in lines if one.stage == stage) for stage in STAGES]
    return tuple(cost for cost in (sum(filter(None, sums)), *stages, *filter(None, sums)) if cost)


def _one(cost: float, other: float) -> bool:
    return abs(cost - other) <= ROUNDING * max(cost, other)


@CHECKS.of("costs-differ", "costs")
def _costs(reading: ProjectReading) -> Told | None:
    budget, in_map = _budget_costs(reading), None if reading.map_of else _map_cost(reading)
    deal = reading.deal_account.deal.service_cost / 100 if reading.deal_account else None
    others = [cost for cost in (in_map, deal) if cost is not None]
    apart = in_map is not None and deal is not None and not _one(in_map, deal)
    if not apart and not (budget and any(not any(_one(cost, one) for one in budget) for cost in others)):
        return None
    label = next(field.label for field in study_fields() if field.id == "budget")
    told = (
        (f"«{label}»", budget[0] if budget else None),
        (_("la mappa del valore"), in_map),
        (_("l'accordo"), deal),
    )
    return {"costs": ", ".join(f"{name} {money(cost)}" for name, cost in told if cost is not None)}


# --- in which years -------------------------------------------------------------------------------
def _budget_words(reading: ProjectReading) -> Iterator[str]:
    for text in (reading.contract.get("budget", ""), reading.deal.get("budget", "")):
        if text:
            yield text


def _paid_years(reading: ProjectReading) -> tuple[int, ...]:
    """Return the years of the calendar in which the deal pays, or may pay."""
    return tuple(year for year, _most in reading.deal_account.most_by_year) if reading.deal_account else ()


@CHECKS.of("beyond-three-years", "years")
def _beyond(reading: ProjectReading) -> Told | None:
    paid, deal = _paid_years(reading), reading.deal_account
    if paid and deal is not None:
        # the years of a budget are counted from the act that commits them, not from the first payment
        years = paid[-1] - budget_in_force(deal.deal.start)[0] + 1
    elif reading.contract_account is not None:
        terms = reading.contract_account.terms
        years = terms.years + terms.at_end
    else:
        return None
    if years <= BUDGET_YEARS or any(_LATER.search(bare(text)) for text in _budget_words(reading)):
        return None
    return {"years": number(years)}


@CHECKS.of("budget-years-short", "named", "last")
def _short(reading: ProjectReading) -> Told | None:
    paid = _paid_years(reading)
    for text in _budget_words(reading):
        named = [int(year) for year in _YEAR.findall(text)]
        if named and paid and max(named) < paid[-1]:
            return {"named": str(max(named)), "last": str(paid[-1])}
    return None


# --- what may not be blank ------------------------------------------------------------------------
@CHECKS.of("commitment-with-blanks", "most", "blanks")
def _blanks(reading: ProjectReading) -> Told | None:
    asked: tuple[str, ...] = _TO_COMMIT
    if reading.contract_account is not None:
        most = reading.contract_account.most
    elif reading.deal_account is not None:
        most, asked = round(reading.deal_account.most / 100), ("verifier", "budget")
    else:
        return None
    labels = {field.id: field.label for field in contract_fields()}
    blanks = [labels[name] for name in asked if not _settled(reading, name)]
    return {"most": money(most), "blanks": ", ".join(f"«{label}»" for label in blanks)} if blanks else None


def _settled(reading: ProjectReading, name: str) -> bool:
    """Tell whether the contract or the deal says something, and does not put it off."""
    texts = (reading.contract.get(name, ""), reading.deal.get(name, ""))
    return any(not nobody(text) and not _PUT_OFF.search(bare(text)) for text in texts)
