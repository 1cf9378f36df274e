"""The logical framework: the same boxes and arrows read as a table, from the impact down."""

from __future__ import annotations

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require
from fis_lessons.measures.theory_of_change.chain import KINDS, Chain, Kind


@dataclass(frozen=True)
class LogframeRow:
    """A row: one box, how it is seen, and what must hold for it to lead to the level above.

    Parameters
    ----------
    number
        Of the box in the drawing.
    kind, label, indicator, verification
        Of the box.
    assumptions, risks
        Of the arrows that leave the box; empty ones are left out.
    """

    number: int
    kind: Kind
    label: str
    indicator: str
    verification: str
    assumptions: tuple[str, ...]
    risks: tuple[str, ...]


def logframe(chain: Chain) -> tuple[LogframeRow, ...]:
    """Read a chain as a logical framework: a row for each box, the highest level first.

    Examples
    --------
    >>> from fis_lessons.measures.theory_of_change import Arrow, Node
    >>> boxes = (Node(id="p", kind="output", label="Corsi"), Node(id="e", kind="outcome", label="Lavoro"))
    >>> rows = logframe(Chain(boxes, (Arrow(source="p", target="e", assumption="Servono posti"),)))
    >>> [(row.number, row.kind, row.assumptions) for row in rows]
    [(2, 'outcome', ()), (1, 'output', ('Servono posti',))]

    References
    ----------
    The assumption of a row stands beside what leads upwards, as in the logical framework of European
    calls: if the row happens and the assumption holds, the row above follows.
    """
    require = Require(_("Qui serve una catena:"))
    require.instance(chain, _("Catena"), Chain, expected=_("una catena"))
    require.stop()
    numbers = chain.numbers
    return tuple(
        LogframeRow(
            number=numbers[node.id],
            kind=node.kind,
            label=node.label,
            indicator=node.indicator,
            verification=node.verification,
            assumptions=tuple(a.assumption for a in chain.leaving(node.id) if a.assumption),
            risks=tuple(a.risk for a in chain.leaving(node.id) if a.risk),
        )
        for kind in reversed(KINDS)
        for node in chain.of_kind(kind)
    )
