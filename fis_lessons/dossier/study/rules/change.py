"""Rules on the need, the chain of change and its indicators."""

from __future__ import annotations

import datetime

from fis_lessons.dossier.alike import alike
from fis_lessons.dossier.study.reading import ProjectReading, SheetReading
from fis_lessons.dossier.study.rules.checks import (
    Checks,
    Told,
    ages,
    few,
    nobody,
    people_named,
    quoted,
)
from fis_lessons.i18n import day, number
from fis_lessons.measures.deal.ledger import year_end
from fis_lessons.measures.indicators import Indicator
from fis_lessons.measures.theory_of_change.words import counted_words

CHECKS = Checks()


def _bands(text: str) -> str:
    return ", ".join(f"{low}-{high}" for low, high in sorted(ages(text)))


def _differ(one: str, other: str) -> bool:
    return bool(ages(one) and ages(other)) and not ages(one) & ages(other)


@CHECKS.of("target-ages-differ", "need", "chain")
def _target_ages(reading: ProjectReading) -> Told | None:
    if not _differ(reading.target, reading.chain_target):
        return None
    return {"need": _bands(reading.target), "chain": _bands(reading.chain_target)}


@CHECKS.of("selection-ages-differ", "target", "selection")
def _selection_ages(reading: ProjectReading) -> Told | None:
    target, selection = reading.chain_target or reading.target, reading.contract.get("selection", "")
    if not _differ(target, selection):
        return None
    return {"target": _bands(target), "selection": _bands(selection)}


def in_service(reading: ProjectReading) -> int | None:
    """Return how many people the contract, or else the deal, takes."""
    if reading.contract_account is not None:
        return reading.contract_account.terms.people
    return reading.deal_account.deal.people if reading.deal_account is not None else None


@CHECKS.of("service-beyond-target", "people", "target")
def _beyond_target(reading: ProjectReading) -> Told | None:
    people, counts = in_service(reading), people_named(reading.target)
    if people is None or not counts or people <= max(counts):
        return None
    return {"people": number(people), "target": number(max(counts))}


# --- the chain ------------------------------------------------------------------------------------
@CHECKS.of("chain-without-outcomes", "boxes")
def _no_outcomes(reading: ProjectReading) -> Told | None:
    if reading.chain is None or reading.outcomes:
        return None
    return {"boxes": number(len(reading.chain.nodes))}


@CHECKS.of("outcome-counts-work", "outcomes")
def _counts_work(reading: ProjectReading) -> Told | None:
    found = [node.label for node in reading.outcomes if counted_words(node.label)]
    return {"outcomes": few(found)} if found else None


def _measured(reading: ProjectReading, words: str) -> bool:
    return any(speaks_of(one, words) for one in reading.indicators)


def speaks_of(one: SheetReading, words: str) -> bool:
    """Tell whether an indicator probably speaks of a change."""
    sheet = one.sheet
    return any(alike(text, words) for text in (sheet.outcome, sheet.name, sheet.definition))


@CHECKS.of("outcome-without-indicator", "outcomes")
def _no_indicator(reading: ProjectReading) -> Told | None:
    if not reading.indicators:
        return None  # said once, for all of them
    found = [one.label for one in reading.outcomes if not one.indicator and not _measured(reading, one.label)]
    return {"outcomes": few(found)} if found else None


@CHECKS.of("assumption-unchecked", "assumptions")
def _unchecked(reading: ProjectReading) -> Told | None:
    if reading.chain is None:
        return None
    found = []
    for arrow in reading.chain.arrows:
        end = reading.chain.node(arrow.target)
        seen = end.indicator or end.verification or arrow.risk or _measured(reading, end.label)
        if arrow.assumption and not seen:
            found.append(arrow.assumption)
    return {"assumptions": few(found)} if found else None


# --- indicators -----------------------------------------------------------------------------------
def _names(reading: ProjectReading, *, but: list[bool]) -> Told | None:
    found = [one.sheet.name for one, there in zip(reading.indicators, but, strict=True) if not there]
    return {"indicators": few(found)} if found else None


@CHECKS.of("indicator-without-baseline", "indicators")
def _no_baseline(reading: ProjectReading) -> Told | None:
    return _names(reading, but=[one.sheet.has("baseline") for one in reading.indicators])


@CHECKS.of("indicator-without-owner", "indicators")
def _no_owner(reading: ProjectReading) -> Told | None:
    return _names(reading, but=[not nobody(one.sheet.owner) for one in reading.indicators])


@CHECKS.of("indicator-wrong-way", "indicators")
def _wrong_way(reading: ProjectReading) -> Told | None:
    return _names(reading, but=[not _backwards(one.sheet) for one in reading.indicators])


def _backwards(sheet: Indicator) -> bool:
    start, end = sheet.baseline, sheet.target
    if start is None or end is None:
        return False
    return (sheet.direction == "more" and end < start) or (sheet.direction == "less" and end > start)


@CHECKS.of("indicator-still", "indicators")
def _still(reading: ProjectReading) -> Told | None:
    return _names(reading, but=[not _keeps_still(one.sheet) for one in reading.indicators])


def _keeps_still(sheet: Indicator) -> bool:
    """Tell whether the target is where one starts; to keep within a range is another wish."""
    return sheet.direction != "within" and sheet.target is not None and sheet.target == sheet.baseline


@CHECKS.of("indicator-dates-backwards", "indicators")
def _dates(reading: ProjectReading) -> Told | None:
    return _names(
        reading,
        but=[
            not (s.baseline_date and s.target_date and s.target_date <= s.baseline_date)
            for s in (one.sheet for one in reading.indicators)
        ],
    )


@CHECKS.of("baseline-after-start", "indicators", "start")
def _late_baseline(reading: ProjectReading) -> Told | None:
    if reading.deal_account is None:
        return None
    start = reading.deal_account.deal.start
    found = [
        one.sheet.name
        for one in reading.indicators
        if one.sheet.baseline_date is not None and one.sheet.baseline_date > start
    ]
    return {"indicators": few(found), "start": day(start)} if found else None


@CHECKS.of("measured-after-payment", "indicators", "last")
def _late_measure(reading: ProjectReading) -> Told | None:
    paid = reading.deal.get("outcome") or reading.contract.get("result", "")
    last = last_payment(reading)
    if last is None or not paid:
        return None
    found = [
        one.sheet.name
        for one in reading.indicators
        if one.sheet.target_date is not None and one.sheet.target_date > last and speaks_of(one, paid)
    ]
    return {"indicators": few(found), "last": day(last)} if found else None


def last_payment(reading: ProjectReading) -> datetime.date | None:
    """Return when the deal pays its results, the last thing it pays."""
    if reading.deal_account is None:
        return None
    deal = reading.deal_account.deal
    return year_end(deal, deal.years, months=deal.lag_months)


@CHECKS.of("paid-not-measured", "result")
def _paid_not_measured(reading: ProjectReading) -> Told | None:
    result = reading.contract.get("result", "")
    if not result or not reading.indicators or _measured(reading, result):
        return None
    return {"result": quoted(result)}
