"""A chain as one line of text, for the learner's record."""

from __future__ import annotations

import json
from typing import Any

from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require
from fis_lessons.measures.theory_of_change.chain import Arrow, Chain, Node, clean

_NODE = ("id", "kind", "label", "indicator", "verification", "assumed")
_ARROW = ("source", "target", "assumption", "risk")


def to_text(chain: Chain) -> str:
    """Write a chain as one line of JSON: rows, not names, because a record line has a limit."""
    require = Require(_("Qui serve una catena:"))
    require.instance(chain, _("Catena"), Chain, expected=_("una catena"))
    require.stop()
    rows: dict[str, list[list[object]]] = {
        "nodes": [[getattr(one, name) for name in _NODE] for one in chain.nodes],
        "arrows": [[getattr(one, name) for name in _ARROW] for one in chain.arrows],
    }
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def from_text(text: object) -> Chain:
    """Read what :func:`to_text` wrote.

    Raises
    ------
    MeasureError
        If it is anything else: the record is a plain file, and anybody can write in it.
    """
    try:
        rows: Any = json.loads(text) if isinstance(text, str) else None
        nodes = tuple(Node(**_row(_NODE, row)) for row in rows["nodes"])
        arrows = tuple(Arrow(**_row(_ARROW, row)) for row in rows["arrows"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise MeasureError(
            _("Questo testo non è una catena salvata dalla lezione."),
            [Problem("", _("non riesco a leggerlo."), remedy=_("Ricostruisci la catena dalle caselle."))],
        ) from None
    return Chain(nodes, arrows)


def _row(names: tuple[str, ...], row: Any) -> dict[str, Any]:
    if not isinstance(row, list) or len(row) != len(names):
        raise ValueError(row)
    values = dict(zip(names, row, strict=True))
    for name, value in values.items():
        if name == "assumed":
            values[name] = value is True
        elif not isinstance(value, str):
            raise TypeError(name)
        else:
            values[name] = clean(value)
    return values
