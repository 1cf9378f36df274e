"""Rules on who is at the table, who verifies, how the evaluation compares, and the network."""

from __future__ import annotations

import re

from fis_lessons.cases.labels import role_label
from fis_lessons.dossier.plan_numbers import people_counts, too_small
from fis_lessons.dossier.study.reading import ProjectReading
from fis_lessons.dossier.study.rules.change import in_service
from fis_lessons.dossier.study.rules.checks import Checks, Told, few, named_in, nobody, quoted, same_name
from fis_lessons.dossier.table_draft import review
from fis_lessons.errors import MeasureError
from fis_lessons.i18n import exact, money, number, percent
from fis_lessons.measures.network.change import loss
from fis_lessons.measures.network.ties import network
from fis_lessons.measures.pooling import left_without, pool
from fis_lessons.measures.stakeholders.seats import Table
from fis_lessons.measures.theory_of_change.words import bare, pattern
from fis_lessons.measures.vague import (
    names_a_comparison,
    names_the_payer,
    names_the_provider,
    reads_by_a_threshold,
    says_nothing,
)

CHECKS = Checks()
MOST_LOOKED_AT = 60
"""Members of a network: whoever has more reads who holds it together in lesson 05."""
HALF = 0.5
_NO_EFFECT = re.compile(
    r"\bnon (?:si )?misur\w* (?:un |nessun |l')?effett|\b(?:do|does) not measure an effect"
)
"""Whoever writes that no effect is measured has said what the rule asks for."""
_THIRD_SECTOR = pattern((
    "impresa sociale", "imprese sociali", "coop sociale", "coop soc", "cooperativa sociale", "cooperative sociali",
    "ets", "onlus", "aps", "odv", "fondazione", "associazione", "social enterprise", "social cooperative",
    "charity", "foundation", "association",
))  # fmt: skip
"""Words in the name of a body that is no firm, whatever kind somebody chose for it."""
_CODESIGN = re.compile(r"(?i)co[- ]?progettazion|co[- ]?design|\bart(?:\.|icolo)?\s*55\b")


def _table(reading: ProjectReading) -> Table | None:
    try:
        return review(reading.seats) if reading.seats else None
    except MeasureError:
        return None


# --- the table ------------------------------------------------------------------------------------
@CHECKS.of("role-uncovered", "roles")
def _uncovered(reading: ProjectReading) -> Told | None:
    table = _table(reading)
    if table is None or not table.uncovered:
        return None
    return {"roles": ", ".join(role_label(role) for role in table.uncovered)}  # type: ignore[arg-type]


@CHECKS.of("evaluator-is-partner", "who", "role")
def _evaluator(reading: ProjectReading) -> Told | None:
    table = _table(reading)
    for one in table.conflicts if table else ():
        if "evaluator" in (one.one, one.other):
            role = one.other if one.one == "evaluator" else one.one
            return {"who": few(one.names), "role": role_label(role)}  # type: ignore[arg-type]
    return None


@CHECKS.of("same-body-twice", "names")
def _twice(reading: ProjectReading) -> Told | None:
    table = _table(reading)
    return {"names": few(table.alike[0])} if table and table.alike else None


@CHECKS.of("unheard", "names")
def _unheard(reading: ProjectReading) -> Told | None:
    table = _table(reading)
    return {"names": few(table.unheard)} if table and table.unheard else None


@CHECKS.of("powerful-outside", "names")
def _powerful(reading: ProjectReading) -> Told | None:
    table = _table(reading)
    if table is None:
        return None
    ways = zip(table.seats, table.influence.attitudes, strict=True)
    found = [seat.name for seat, way in ways if way == "engage" and not seat.roles and not seat.phases]
    return {"names": few(found)} if found else None


@CHECKS.of("no-community")
def _no_community(reading: ProjectReading) -> Told | None:
    there = any(seat.kind == "community" for seat in reading.seats)
    return {} if reading.seats and not there else None


@CHECKS.of("premium-in-codesign", "price")
def _premium(reading: ProjectReading) -> Told | None:
    if reading.contract_account is None:
        return None
    form = reading.contract.get("form", "")
    if reading.road != "fine-co-progettazione" and not _CODESIGN.search(form):
        return None
    return {"price": money(reading.contract_account.terms.price)}


@CHECKS.of("codesign-with-firm", "names")
def _firm(reading: ProjectReading) -> Told | None:
    if reading.road != "fine-co-progettazione":
        return None
    found = [
        seat.name
        for seat in reading.seats
        if "provider" in seat.roles and seat.kind == "private" and not _of_third_sector(seat.name)
    ]
    return {"names": few(found)} if found else None


def _of_third_sector(name: str) -> bool:
    # «E.T.S.» and «Coop. Soc.» are read without their points
    words = re.sub(r"[^\w]+", " ", bare(re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name)))
    return bool(_THIRD_SECTOR.search(words))


# --- who verifies, and how ------------------------------------------------------------------------
@CHECKS.of("verifier-not-third", "verifier")
def _verifier(reading: ProjectReading) -> Told | None:
    for text in (reading.contract.get("verifier", ""), reading.deal.get("verifier", "")):
        tied = ("provider", "financier", "outcome_payer")
        seats = [seat.name for seat in reading.seats if any(role in seat.roles for role in tied)]
        named = any(named_in(name, text) for name in seats)
        if named or names_the_payer(text) or names_the_provider(text):
            return {"verifier": quoted(text)}
    return None


@CHECKS.of("no-counterfactual", "text")
def _no_counterfactual(reading: ProjectReading) -> Told | None:
    text = reading.plan.get("design") or reading.comparison.get("comparison", "")
    if not text or says_nothing(text) or names_a_comparison(text) or _NO_EFFECT.search(bare(text)):
        return None
    return {"text": quoted(text)}


@CHECKS.of("sample-too-small", "worth", "who", "start", "seen")
def _small(reading: ProjectReading) -> Told | None:
    unseen = too_small({**reading.plan, **reading.start})
    if unseen is None:
        return None
    worth, seen, least = unseen
    who = seen.who[:1].upper() + seen.who[1:]
    return {"worth": exact(worth), "who": who, "start": seen.start, "seen": number(least)}


@CHECKS.of("read-by-a-threshold", "rule")
def _read(reading: ProjectReading) -> Told | None:
    rule = reading.plan.get("rule", "")
    return {"rule": quoted(rule)} if reads_by_a_threshold(rule) else None


@CHECKS.of("paid-beyond-measured", "paid", "measured")
def _beyond_measured(reading: ProjectReading) -> Told | None:
    counts, people = people_counts(reading.plan.get("people", "")), in_service(reading)
    if people is None or not counts or people <= max(counts):
        return None
    return {"paid": number(people), "measured": number(max(counts))}


@CHECKS.of("privacy-nobody")
def _privacy(reading: ProjectReading) -> Told | None:
    return {} if reading.plan and nobody(reading.plan.get("privacy", "")) else None


@CHECKS.of("evaluator-not-in-plan", "names")
def _not_in_plan(reading: ProjectReading) -> Told | None:
    who, evaluators = reading.plan.get("who", ""), reading.holders("evaluator")
    if not who or not evaluators or any(named_in(name, who) for name in evaluators):
        return None
    return {"names": few(evaluators)}


# --- the network ----------------------------------------------------------------------------------
@CHECKS.of("single-funder", "name", "left", "share")
def _single(reading: ProjectReading) -> Told | None:
    things = reading.network.resources
    try:
        whole = pool(things)
        weak = min(
            ((left_without(things, who), who) for who in whole.by_who), key=lambda one: one[0].share_left
        )
    except (MeasureError, ValueError):
        return None
    if len(whole.by_who) < 2 or weak[0].share_left >= HALF:
        return None
    left, name = weak
    return {
        "name": quoted(name), "left": money(left.after.total), "share": percent(left.share_left, decimals=0),
    }  # fmt: skip


@CHECKS.of("hinge-without-second-road", "name")
def _hinge(reading: ProjectReading) -> Told | None:
    found = reading.network
    if not 3 <= len(found.names) <= MOST_LOOKED_AT or not found.ties or not nobody(found.second):
        return None
    try:
        made = network(found.ties, names=found.names, groups={}, spellings="keep")
        lost = [(loss(made, name), name) for name in made.names]
    except MeasureError:
        return None
    hinges = [(one.pairs_parted, name) for one, name in lost if one.pieces_after > one.pieces_before]
    return {"name": quoted(max(hinges)[1])} if hinges else None


def _same(name: str, other: str) -> bool:
    return same_name(name, other) or named_in(name, other) or named_in(other, name)


@CHECKS.of("partner-outside-network", "names")
def _outside(reading: ProjectReading) -> Told | None:
    names = reading.network.names
    if not names or len(names) > 10 * MOST_LOOKED_AT:
        return None
    held = [seat.name for seat in reading.seats if set(seat.roles) & {"provider", "partner"}]
    found = [name for name in held if not any(_same(name, other) for other in names)]
    return {"names": few(found)} if found else None
