"""The value map in the project: as it was last read from its file, and the rows taken from the chain."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from typing import Any

from fis_lessons.dossier.offers import Offer
from fis_lessons.dossier.record import Form, project_of
from fis_lessons.errors import MeasureError
from fis_lessons.exercises.learner import Learner
from fis_lessons.measures.sroi import Outcome, Resource, ValueMap

SECTION, FIELD = "value_map", "map"


def to_text(value_map: ValueMap) -> str:
    """Write a map as JSON; what is not a number yet is nothing."""

    def plain(value: Any) -> Any:
        if not isinstance(value, float):
            return value
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() else value  # 1 and 1.0 are one version, not two

    whole = {name: plain(getattr(value_map, name)) for name in _WHOLE}
    rows = {
        name: [{key: plain(value) for key, value in asdict(row).items()} for row in getattr(value_map, name)]
        for name in ("resources", "outcomes")
    }
    return json.dumps({**whole, **rows}, ensure_ascii=False)


def from_text(text: object) -> ValueMap | None:
    """Read what :func:`to_text` wrote; nothing if it is anything else: anybody can write in the file."""
    try:
        read: Any = json.loads(text) if isinstance(text, str) else None
        resources = tuple(Resource(**_row(Resource, row)) for row in read["resources"])
        outcomes = tuple(Outcome(**_row(Outcome, row)) for row in read["outcomes"])
        whole = {name: _number(read[name]) if name in _NUMBERS else read[name] for name in _WHOLE}
        return ValueMap(resources=resources, outcomes=outcomes, **whole)
    except (ValueError, TypeError, KeyError, RecursionError, MeasureError):
        return None


def kept_map(learner: Learner) -> ValueMap | None:
    """Return the map of the project, if there is one."""
    return from_text(project_of(learner).text(SECTION, FIELD))


def keep_map(value_map: ValueMap, learner: Learner, *, lesson: str, label: str) -> str:
    """Keep the map as it is in its file; return why it could not be written, or nothing."""
    form = Form(learner, lesson=lesson)
    form.show(SECTION, FIELD)
    return form.keep(SECTION, {FIELD: to_text(value_map)}, labels={FIELD: label})


def with_rows(value_map: ValueMap | None, taken: Iterable[Offer], *, title: str) -> ValueMap | None:
    """Add to a map a row for each outcome taken that is not in it; its numbers are left to be written.

    Parameters
    ----------
    value_map
        The map of the project, if there is one.
    taken
        Outcomes of the chain.
    title
        Of a new map.

    Returns
    -------
    ValueMap or None
        Nothing if there is neither a map nor an outcome.
    """
    there = {row.outcome.casefold() for row in value_map.outcomes} if value_map else set()
    new = tuple(
        Outcome(
            id=one.id, stakeholder="", outcome=one.fields.get("outcome", ""),
            quantity=math.nan, proxy_value=math.nan,
            indicator=one.fields.get("name", ""), indicator_source=one.fields.get("source", ""),
        )
        for one in taken
        if one.fields.get("outcome", "").casefold() not in {*there, ""}
    )  # fmt: skip
    if value_map is None:
        return ValueMap(title=title, resources=(), outcomes=new) if new else None
    return replace(value_map, outcomes=(*value_map.outcomes, *new))


_WHOLE = ("title", "rate", "first_period", "currency", "country")
_NUMBERS = frozenset(
    {"rate", "first_period", "quantity", "unit_value", "proxy_value", "duration", "start", "deadweight",
     "displacement", "attribution", "drop_off"}
)  # fmt: skip


def _row(kind: type[Resource] | type[Outcome], row: Any) -> dict[str, Any]:
    known = {one.name for one in fields(kind)}
    if not isinstance(row, dict) or not row.keys() <= known:
        raise ValueError(kind.__name__)
    return {name: _number(value) if name in _NUMBERS else value for name, value in row.items()}


def _number(value: Any) -> Any:
    return math.nan if value is None else value
