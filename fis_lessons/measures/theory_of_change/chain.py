"""Boxes and arrows: what a theory of change is made of, and how it is changed without ever being half-changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.require import Require, word_for

Kind = Literal["resource", "activity", "output", "outcome", "impact"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""From what is put in to what changes in the long run."""

LONGEST_TEXT = 240
"""Characters of one text: a box is a line, not a page."""
MOST_NODES = 40
MOST_ARROWS = 120


def kind_label(kind: Kind) -> str:
    """Name one box of a kind, in the language in use.

    Examples
    --------
    >>> kind_label("outcome")
    'esito'
    """
    return word_for(
        {
            "resource": _("risorsa"),
            "activity": _("attività"),
            "output": _("realizzazione"),
            "outcome": _("esito"),
            "impact": _("impatto"),
        },
        kind,
        what=_("livello"),
    )


def kind_labels(kind: Kind) -> str:
    """Name all the boxes of a kind: the title of a row of the drawing."""
    return word_for(
        {
            "resource": _("Risorse: che cosa mettiamo"),
            "activity": _("Attività: che cosa facciamo"),
            "output": _("Realizzazioni: che cosa consegniamo"),
            "outcome": _("Esiti: che cosa cambia, e per chi"),
            "impact": _("Impatto: che cosa cambia a lungo termine"),
        },
        kind,
        what=_("livello"),
    )


def clean(text: object) -> str:
    r"""Make one line that can be shown and stored anywhere: no control, invisible or reversing characters.

    Examples
    --------
    >>> clean("  Trovano\n\u202e lavoro\x00 ")
    'Trovano lavoro'
    """
    raw = unicodedata.normalize("NFC", str(text)[: LONGEST_TEXT * 8])
    # Cc, Cf, Cs, Co, Cn: none of them is a letter somebody means to write
    kept = "".join(c for c in re.sub(r"\s+", " ", raw) if unicodedata.category(c)[0] != "C")
    return re.sub(r" +", " ", kept).strip()


@dataclass(frozen=True, kw_only=True)
class Node:
    """A box.

    Parameters
    ----------
    id
        Short name, unique in the chain.
    kind
        Its level.
    label
        What it says, one line.
    indicator
        How one would see it; empty if nobody said.
    verification
        Where the indicator is read: a register, a survey, an archive.
    assumed
        Whether it is a reading of ours and no source says it.
    """

    id: str
    kind: Kind
    label: str
    indicator: str = ""
    verification: str = ""
    assumed: bool = False

    def __post_init__(self) -> None:
        require = Require(_("Questa casella non si può scrivere:"))
        where = _("Casella")
        for name in ("id", "kind", "label", "indicator", "verification"):
            require.text(getattr(self, name), where)
        require.flag(self.assumed, where)
        require.stop()

    @property
    def rank(self) -> int:
        """Position of its level, from 0 (resources) to 4 (impact).

        Raises
        ------
        MeasureError
            If there is no such level.
        """
        kind_label(self.kind)
        return KINDS.index(self.kind)


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """From one box to another: the first should lead to the second, if the assumption holds.

    Parameters
    ----------
    source, target
        Ids of the boxes.
    assumption
        What must be true for the step to happen.
    risk
        What could go wrong.
    """

    source: str
    target: str
    assumption: str = ""
    risk: str = ""

    def __post_init__(self) -> None:
        require = Require(_("Questa freccia non si può scrivere:"))
        for name in ("source", "target", "assumption", "risk"):
            require.text(getattr(self, name), _("Freccia"))
        require.stop()

    @property
    def ends(self) -> tuple[str, str]:
        """The two boxes; a chain has at most one arrow between them in this direction."""
        return self.source, self.target


@dataclass(frozen=True)
class Chain:
    """A theory of change: any graph of boxes, right or wrong; :func:`review` says what is missing in it.

    Parameters
    ----------
    nodes, arrows
        In the order they were written.

    Raises
    ------
    MeasureError
        With every problem: two boxes or two arrows of the same name, an arrow to a box that is not there,
        a level that does not exist, a box without words, a text too long, too many of them.

    Examples
    --------
    >>> chain = Chain((Node(id="a", kind="activity", label="Corsi"),))
    >>> chain.add("output", "Persone formate")[1]
    'n1'
    """

    nodes: tuple[Node, ...] = ()
    arrows: tuple[Arrow, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is not a graph of boxes."""
        require = Require(_("Questa catena non si può costruire:"))
        nodes = require.items(self.nodes, _("Caselle"), of=Node, expected=_("un elenco di caselle"))
        arrows = require.items(self.arrows, _("Frecce"), of=Arrow, expected=_("un elenco di frecce"))
        require.stop()
        object.__setattr__(self, "nodes", nodes)
        object.__setattr__(self, "arrows", arrows)
        problems = [*_node_problems(self.nodes), *_arrow_problems(self.nodes, self.arrows)]
        if problems:
            raise MeasureError(_("Questa catena non si può costruire:"), problems)

    # --- looking ----------------------------------------------------------------------------------
    def node(self, node_id: str) -> Node:
        """Return a box by its id.

        Raises
        ------
        MeasureError
            If there is none.
        """
        known = {one.id: one for one in self.nodes}
        if not isinstance(node_id, str) or node_id not in known:
            raise MeasureError(_("Questa casella non c'è più: scegline un'altra."))
        return known[node_id]

    def arrow(self, source: str, target: str) -> Arrow | None:
        """Return the arrow between two boxes, if there is one."""
        return next((one for one in self.arrows if one.ends == (_name(source), _name(target))), None)

    def of_kind(self, kind: Kind) -> tuple[Node, ...]:
        """Return the boxes of a level, in the order they were written."""
        kind_label(kind)  # there is no other level
        return tuple(one for one in self.nodes if one.kind == kind)

    @property
    def in_order(self) -> tuple[Node, ...]:
        """The boxes level by level: the order in which they are numbered."""
        return tuple(one for kind in KINDS for one in self.of_kind(kind))

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each box in the drawing and in the tables, from 1."""
        return {one.id: position for position, one in enumerate(self.in_order, start=1)}

    def numbered(self) -> Chain:
        """Return the same chain with the boxes level by level and called by their numbers.

        Examples
        --------
        >>> boxes = (Node(id="z", kind="outcome", label="Lavoro"), Node(id="a", kind="output", label="Corsi"))
        >>> [(node.id, node.label) for node in Chain(boxes).numbered().nodes]
        [('n1', 'Corsi'), ('n2', 'Lavoro')]
        """
        names = {name: f"n{position}" for name, position in self.numbers.items()}
        return Chain(
            tuple(replace(node, id=names[node.id]) for node in self.in_order),
            tuple(replace(a, source=names[a.source], target=names[a.target]) for a in self.arrows),
        )

    def leaving(self, node_id: str) -> tuple[Arrow, ...]:
        """Return the arrows that start from a box."""
        return tuple(one for one in self.arrows if one.source == _name(node_id))

    def arriving(self, node_id: str) -> tuple[Arrow, ...]:
        """Return the arrows that reach a box."""
        return tuple(one for one in self.arrows if one.target == _name(node_id))

    # --- changing: each returns another chain -----------------------------------------------------
    def add(
        self, kind: Kind, label: str, *, indicator: str = "", verification: str = ""
    ) -> tuple[Chain, str]:
        """Add a box under the first free name; return the new chain and that name."""
        taken = {one.id for one in self.nodes}
        name = next(f"n{i}" for i in range(1, len(taken) + 2) if f"n{i}" not in taken)
        node = Node(
            id=name,
            kind=kind,
            label=clean(label),
            indicator=clean(indicator),
            verification=clean(verification),
        )
        return Chain((*self.nodes, node), self.arrows), name

    def change(
        self, node_id: str, *, kind: Kind, label: str, indicator: str = "", verification: str = ""
    ) -> Chain:
        """Write a box again; its arrows stay."""
        changed = replace(
            self.node(node_id),
            kind=kind,
            label=clean(label),
            indicator=clean(indicator),
            verification=clean(verification),
        )
        return Chain(tuple(changed if one.id == node_id else one for one in self.nodes), self.arrows)

    def remove(self, node_id: str) -> Chain:
        """Take a box away, with its arrows."""
        self.node(node_id)
        return Chain(
            tuple(one for one in self.nodes if one.id != node_id),
            tuple(one for one in self.arrows if node_id not in one.ends),
        )

    def connect(self, source: str, target: str, *, assumption: str = "", risk: str = "") -> Chain:
        """Draw an arrow; if it is there already, write its assumption and its risk again.

        Raises
        ------
        MeasureError
            If a box is missing, or is connected with itself.
        """
        if _name(source) == _name(target):
            raise MeasureError(_("Una casella non può portare a sé stessa: scegline due diverse."))
        drawn = Arrow(source=source, target=target, assumption=clean(assumption), risk=clean(risk))
        if self.arrow(source, target) is None:
            return Chain(self.nodes, (*self.arrows, drawn))
        return Chain(self.nodes, tuple(drawn if one.ends == (source, target) else one for one in self.arrows))

    def disconnect(self, source: str, target: str) -> Chain:
        """Take an arrow away, if it is there."""
        ends = _name(source), _name(target)
        return Chain(self.nodes, tuple(one for one in self.arrows if one.ends != ends))


def _name(node_id: object) -> str:
    """Return a name to look for; nothing is called by what is not a text."""
    return node_id if isinstance(node_id, str) else ""


def _node_problems(nodes: Iterable[Node]) -> list[Problem]:
    problems, seen = [], set[str]()
    for node in nodes:
        where = _("Casella «{name}»").format(name=(node.label or node.id)[:60])
        if node.kind not in KINDS:
            names = ", ".join(kind_label(kind) for kind in KINDS)
            problems.append(
                Problem(where, _("il livello «{kind}» non esiste.").format(kind=str(node.kind)[:40]), names)
            )
        if not node.label.strip():
            problems.append(
                Problem(where, _("è senza parole."), remedy=_("Scrivi in una riga che cosa dice la casella."))
            )
        if node.id in seen:
            problems.append(
                Problem(where, _("il nome interno «{id}» c'è due volte.").format(id=node.id[:40]))
            )
        seen.add(node.id)
        problems += _too_long(where, (node.label, node.indicator, node.verification))
    if len(seen) > MOST_NODES:
        problems.append(
            Problem(
                _("Caselle"),
                _("sono {count}.").format(count=number(len(seen))),
                _("al massimo {most}").format(most=number(MOST_NODES)),
                _("Unisci quelle che dicono la stessa cosa."),
            )
        )
    return problems


def _arrow_problems(nodes: Iterable[Node], arrows: tuple[Arrow, ...]) -> list[Problem]:
    known = {node.id for node in nodes}
    problems, seen = [], set[tuple[str, str]]()
    for arrow in arrows:
        where = _("Freccia da «{source}» a «{target}»").format(
            source=arrow.source[:40], target=arrow.target[:40]
        )
        problems += [
            Problem(where, _("la casella «{id}» non c'è.").format(id=end[:40]))
            for end in dict.fromkeys(arrow.ends)
            if end not in known
        ]
        if arrow.ends in seen:
            problems.append(Problem(where, _("c'è due volte.")))
        seen.add(arrow.ends)
        problems += _too_long(where, (arrow.assumption, arrow.risk))
    if len(arrows) > MOST_ARROWS:
        problems.append(
            Problem(
                _("Frecce"),
                _("sono {count}.").format(count=number(len(arrows))),
                _("al massimo {most}").format(most=number(MOST_ARROWS)),
            )
        )
    return problems


def _too_long(where: str, texts: Iterable[str]) -> list[Problem]:
    return [
        Problem(
            where,
            _("un testo ha {count} caratteri.").format(count=number(len(text))),
            _("al massimo {most}").format(most=number(LONGEST_TEXT)),
            _("Accorcialo: una riga basta."),
        )
        for text in texts
        if len(text) > LONGEST_TEXT
    ]
