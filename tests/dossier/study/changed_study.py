"""Records of the sound study with a change: what the tests of its rules are written with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fis_lessons.dossier.record_lines import Place
from fis_lessons.dossier.study.rules import findings
from fis_lessons.dossier.study.worked import planted
from fis_lessons.dossier.study.worked_faults import faults
from fis_lessons.dossier.study.worked_record import SHEET, seats, sound_record, value_map
from fis_lessons.dossier.table_draft import to_text as table_text
from fis_lessons.dossier.value_map_record import to_text as map_text
from fis_lessons.measures.sroi import Outcome
from fis_lessons.measures.stakeholders.seats import Seat
from fis_lessons.measures.theory_of_change import Chain
from fis_lessons.measures.theory_of_change import to_text as chain_text

Changes = Mapping[Place, str]
SOUND = sound_record()
FAULTS = faults(SOUND)


def of(section: str, fields: Mapping[str, str]) -> Changes:
    return {(section, name): text for name, text in fields.items()}


def need(target: str) -> Changes:
    return {("need", "target"): target}


def sheet(**fields: str) -> Changes:
    return of("indicators", {f"{SHEET}.{name}": text for name, text in fields.items()})


def contract(**fields: str) -> Changes:
    return of("contract", fields)


def both(**fields: str) -> Changes:
    return {**of("contract", fields), **of("deal", fields)}


def plan(**fields: str) -> Changes:
    return of("plan", fields)


def network(**fields: str) -> Changes:
    return of("network", fields)


def the_chain(made: Chain) -> Changes:
    return {("chain", "chain"): chain_text(made)}


def table(*more: Seat, **roles: tuple[str, ...]) -> Changes:
    there = [replace(one, roles=roles.get(one.roles[0] if one.roles else "", one.roles)) for one in seats()]
    return {("stakeholders", "table"): table_text((*there, *more))}


def the_map(*more: Outcome, rate: float = 0.03, **changes: dict[str, object]) -> Changes:
    whole = value_map()
    rows = [replace(row, **changes.get(row.id, {})) for row in whole.outcomes]  # type: ignore[arg-type]
    return {("value_map", "map"): map_text(replace(whole, rate=rate, outcomes=(*rows, *more)))}


def found(changes: Changes) -> dict[str, str]:
    return {one.rule: one.text for one in findings(planted({**SOUND, **changes}, set()).reading)}
