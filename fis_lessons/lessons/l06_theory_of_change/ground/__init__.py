"""What lesson 06 works on: the chains of a case, a chain spoiled on purpose, two rules over one city."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Literal, get_args

import numpy as np

from fis_lessons.cases import Case, load_case
from fis_lessons.cases.base import Statement
from fis_lessons.cases.model import Chain as CaseChain
from fis_lessons.cases.model import Indicator
from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.lessons.desk import LessonParameters, Note, notes_of
from fis_lessons.lessons.l06_theory_of_change.ground.reading import Reading
from fis_lessons.lessons.l06_theory_of_change.ground.readings import reading_of, unread
from fis_lessons.measures.theory_of_change import (
    KINDS,
    Access,
    Arrow,
    Chain,
    Finding,
    Kind,
    Node,
    access,
    clean,
    review,
)
from fis_lessons.territory import find, population

_FIELDS: dict[Kind, str] = {
    "resource": "inputs",
    "activity": "activities",
    "output": "outputs",
    "outcome": "outcomes",
    "impact": "impact",
}
# Which indicator of the case speaks of which outcome; the rest are taken in order
_PAIRS = {("catanzaro", "outcome-0"): "autonomia", ("lucca", "outcome-0"): "autonomia"}
# Chains whose outcomes no indicator of the case speaks of
_WITHOUT = {("lucca", "disabilita"), ("lecce", "enti")}


@dataclass(frozen=True)
class Told:
    """A chain of a case, twice: as the sources tell it, and as we complete it.

    Parameters
    ----------
    id
        Of the chain in the case.
    label
        Whom it is for.
    told
        Only the boxes of the case; the arrows go from a level to the next and have no assumption, because
        no source gives one.
    whole
        With our boxes, assumptions, risks and indicators.
    notes
        What the boxes rest on.
    """

    id: str
    label: str
    told: Chain
    whole: Chain
    notes: tuple[Note, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Lines to put under a figure: the sources, without what is an assumption."""
        return tuple(note.text for note in self.notes if not note.assumption)


def chains_of(case: Case) -> tuple[Told, ...]:
    """Read the chains of a case, in the order it gives them; an empty one if it gives none."""
    chains = case.theory_of_change or (CaseChain(id="nessuna", target=case.target_groups[0].id),)
    return tuple(_told(case, chain) for chain in chains)


def _statements(chain: CaseChain, kind: Kind) -> tuple[Statement, ...]:
    found: tuple[Statement, ...] = getattr(chain, _FIELDS[kind])
    return found


def _told(case: Case, chain: CaseChain) -> Told:
    nodes, notes = [], []
    for kind in KINDS:
        for position, statement in enumerate(_statements(chain, kind)):
            name = f"{kind}-{position}"
            nodes.append(
                Node(
                    id=name,
                    kind=kind,
                    label=_line(_(statement.text)),
                    assumed=statement.assumption is not None,
                )
            )
            notes += [note for note in notes_of(case, statement) if note not in notes]
    indicators = _indicators(case, chain)
    nodes = [
        replace(node, indicator=indicators[node.id][0], verification=indicators[node.id][1])
        if node.id in indicators
        else node
        for node in nodes
    ]
    plain = Chain(tuple(nodes), _level_by_level(nodes))
    reading = reading_of(*case.origin(chain.id))
    whole = _completed(nodes, reading or unread(nodes))
    group = case.target_group(chain.target)
    return Told(chain.id, _(group.label), plain, whole, tuple(notes))


def _indicators(case: Case, chain: CaseChain) -> dict[str, tuple[str, str]]:
    """Give the indicators of the case to the outcomes they speak of."""
    if case.origin(chain.id) in _WITHOUT:
        return {}
    whose, _chain = case.origin(chain.id)
    left = {name: one for one in case.indicators for owner, name in [case.origin(one.id)] if owner == whose}
    found: dict[str, Indicator] = {}
    for position, _statement in enumerate(chain.outcomes):
        name = f"outcome-{position}"
        chosen = _PAIRS.get((whose, name)) or next(iter(left), "")
        if chosen in left:
            found[name] = left.pop(chosen)
    return {
        name: (clean(_(one.label)), clean(_(one.means_of_verification) if one.means_of_verification else ""))
        for name, one in found.items()
    }


def _level_by_level(nodes: list[Node]) -> tuple[Arrow, ...]:
    """Connect every box with those of the next level that has any: all that the sources allow to say."""
    levels = [[node for node in nodes if node.kind == kind] for kind in KINDS]
    full = [level for level in levels if level]
    return tuple(
        Arrow(source=one.id, target=other.id)
        for level, following in pairwise(full)
        for one in level
        for other in following
    )


def _completed(nodes: list[Node], reading: Reading) -> Chain:
    mine = [Node(id=name, kind=kind, label=_line(words), assumed=True) for name, kind, words in reading.added]
    every = []
    for node in (*nodes, *mine):
        indicator, verification = reading.indicators.get(node.id, ("", ""))
        every.append(
            replace(
                node,
                indicator=node.indicator or clean(indicator),
                verification=node.verification or clean(verification),
            )
        )
    arrows = tuple(
        Arrow(source=source, target=target, assumption=_line(assumption), risk=_line(risk))
        for source, target, assumption, risk in reading.arrows
    )
    return Chain(tuple(every), arrows)


def _line(sentence: str) -> str:
    return clean(sentence).rstrip(".")  # lists and tables put their own signs


# --- a chain spoiled on purpose ---------------------------------------------------------------------
Flaw = Literal["no_assumption", "orphan_output", "cycle", "jump", "no_indicator", "dressed_output"]
FLAWS: tuple[Flaw, ...] = get_args(Flaw)
"""What can be spoiled; each is the name of the rule that finds it."""


def spoiled(chain: Chain, flaws: frozenset[Flaw] | set[Flaw]) -> Chain:
    """Spoil a whole chain in some ways, always in the same places.

    Parameters
    ----------
    chain
        One without findings.
    flaws
        Which; the order does not matter.
    """
    for flaw in FLAWS:
        if flaw in flaws:
            chain = _SPOIL[flaw](chain)
    return chain


def _forget_assumption(chain: Chain) -> Chain:
    arrow = _between(chain, "output", "outcome")[-1]
    return chain.connect(*arrow.ends, risk=arrow.risk)


def _cut_output(chain: Chain) -> Chain:
    # an output more than there were: the chain stays readable, and this one leads nowhere
    activity = chain.of_kind("activity")[-1]
    chain, name = chain.add("output", _("Un video sul progetto"))
    words = _("Qualcuno lo guarda"), _("Resta sul sito")
    return chain.connect(activity.id, name, assumption=words[0], risk=words[1])


def _close_circle(chain: Chain) -> Chain:
    arrow = _between(chain, "activity", "output")[0]
    words = _("Chi ha finito torna ad aiutare"), _("Nessuno torna")
    return chain.connect(arrow.target, arrow.source, assumption=words[0], risk=words[1])


def _jump(chain: Chain) -> Chain:
    words = _("Basta fare, e il resto viene da sé"), _("Il resto non viene")
    source, target = chain.of_kind("activity")[0], chain.of_kind("impact")[0]
    return chain.connect(source.id, target.id, assumption=words[0], risk=words[1])


def _forget_indicator(chain: Chain) -> Chain:
    node = chain.of_kind("outcome")[0]
    return chain.change(node.id, kind="outcome", label=node.label)


def _dress_up(chain: Chain) -> Chain:
    output, impact = chain.of_kind("output")[0], chain.of_kind("impact")[0]
    chain, name = chain.add(
        "outcome",
        _("Dodici incontri organizzati"),
        indicator=_("Numero di incontri"),
        verification=_("Registro delle presenze"),
    )
    words = _("Le persone vengono"), _("Vengono in pochi")
    chain = chain.connect(output.id, name, assumption=words[0], risk=words[1])
    return chain.connect(name, impact.id, assumption=words[0], risk=words[1])


_SPOIL = {
    "no_assumption": _forget_assumption,
    "orphan_output": _cut_output,
    "cycle": _close_circle,
    "jump": _jump,
    "no_indicator": _forget_indicator,
    "dressed_output": _dress_up,
}


def _between(chain: Chain, source: Kind, target: Kind) -> list[Arrow]:
    kinds = {node.id: node.kind for node in chain.nodes}
    return [a for a in chain.arrows if (kinds[a.source], kinds[a.target]) == (source, target)]


# --- the numbers of the lesson ----------------------------------------------------------------------
LUCCA = "lucca"


@dataclass(frozen=True, kw_only=True)
class Parameters(LessonParameters):
    """What lesson 06 takes: only what every lesson takes."""


@dataclass(frozen=True)
class Ground:
    """Everything lesson 06 asks about."""

    parameters: Parameters
    case: Case

    @cached_property
    def chains(self) -> tuple[Told, ...]:
        """The chains of the case."""
        return chains_of(self.case)

    @property
    def main(self) -> Told:
        """The chain the exercises are about: the first of the case."""
        return self.chains[0]

    @cached_property
    def flaws(self) -> frozenset[Flaw]:
        """Three of the flaws there are, drawn by the seed."""
        drawn = np.random.default_rng(self.parameters.seed).choice(len(FLAWS), size=3, replace=False)
        return frozenset(FLAWS[int(i)] for i in drawn)

    @cached_property
    def broken(self) -> Chain:
        """The chain of the case, completed and then spoiled."""
        return spoiled(self.main.whole, self.flaws)

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """What the checks say of the spoiled chain; what the sources left open is not one of its flaws."""
        return tuple(finding for finding in review(self.broken) if finding.rule != "no_direction")

    # --- Lucca: whom the project is for, and whom the call of 2023 lets in ----------------------
    @cached_property
    def lucca(self) -> Case:
        """The case of Lucca, whatever the case of the lesson."""
        return self.case if self.case.id == LUCCA else load_case(LUCCA)

    @cached_property
    def target(self) -> tuple[int, int]:
        """Ages of the young people of the project, as its page gives them."""
        group = self.lucca.target_group("giovani")
        return int(group.age_from or 0), int(group.age_to or 0)

    @cached_property
    def rule(self) -> tuple[int, int]:
        """Ages the call of 2023 lets in."""
        service = next(one for one in self.lucca.services_and_costs if one.id == "coabitazione")
        ages = next(q for q in service.quantities if q.unit == "years" and q.is_range)
        return int(ages.low or 0), int(ages.high or 0)

    @cached_property
    def access(self) -> Access:
        """Residents of Lucca by whether they are in the target and in the call, by age alone."""
        place = find(self.lucca.municipality.istat)
        return access(lambda first, last: population(place, first, last), target=self.target, rule=self.rule)
