"""What is missing in a theory of change: one rule at a time, each with the boxes it is about and what to do.

A check looks at the form of the chain. A chain without findings is complete; whether it is true, only what
happens can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cached_property

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import in_words
from fis_lessons.measures.require import Require
from fis_lessons.measures.theory_of_change.chain import KINDS, Arrow, Chain, Kind, Node, kind_label
from fis_lessons.measures.theory_of_change.findings import Finding, Rule
from fis_lessons.measures.theory_of_change.graph import cycles, neighbours, reachable
from fis_lessons.measures.theory_of_change.words import counted_words, no_direction


def review(chain: Chain) -> tuple[Finding, ...]:
    """List what is missing in a chain, rule by rule.

    Parameters
    ----------
    chain
        Any graph of boxes.

    Returns
    -------
    tuple of Finding
        In the order of :data:`RULES`, then of the boxes; empty if every check passes.

    Examples
    --------
    >>> chain = Chain().add("output", "Dodici incontri")[0].add("outcome", "Meno persone sole")[0]
    >>> [finding.rule for finding in review(chain) if finding.nodes]
    ['orphan_output', 'unreached_outcome', 'unmade_output', 'no_indicator']

    References
    ----------
    European Commission, GECES sub-group (2014), *Proposed approaches to social impact measurement*,
    doi:10.2767/29691, for the levels; the single rules are this kit's and are all written here.
    """
    require = Require(_("Qui serve una catena:"))
    require.instance(chain, _("Catena"), Chain, expected=_("una catena"))
    require.stop()
    if not chain.nodes:
        return (
            Finding(
                "empty",
                (),
                _("La catena è vuota."),
                _("Comincia dall'esito: chi starà meglio, e in che cosa?"),
            ),
        )
    look = _Look(chain)
    return tuple(finding for rule in _CHECKS for finding in rule(look))


@dataclass(frozen=True)
class _Look:
    """The chain, with what several rules ask of it."""

    chain: Chain
    names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        numbers = self.chain.numbers
        object.__setattr__(self, "names", {n.id: f"{numbers[n.id]}. {n.label}" for n in self.chain.nodes})

    @cached_property
    def table(self) -> dict[str, list[str]]:
        return neighbours((n.id for n in self.chain.nodes), (a.ends for a in self.chain.arrows))

    def name(self, node: Node | str) -> str:
        return _("«{box}»").format(box=self.names[node if isinstance(node, str) else node.id])

    def leads_to(self, node: Node, kind: Kind) -> bool:
        return any(self.chain.node(other).kind == kind for other in reachable([node.id], self.table))

    def fed_by(self, kind: Kind) -> frozenset[str]:
        return reachable([n.id for n in self.chain.of_kind(kind)], self.table)

    def arrow(self, arrow: Arrow) -> str:
        return _("da {source} a {target}").format(
            source=self.name(arrow.source), target=self.name(arrow.target)
        )

    def rise(self, arrow: Arrow) -> int:
        return self.chain.node(arrow.target).rank - self.chain.node(arrow.source).rank


def _missing_kinds(look: _Look) -> Iterator[Finding]:
    remedies = {
        "resource": _("Scrivi con che cosa e con chi si fa: persone, luoghi, denaro, reti."),
        "activity": _("Scrivi che cosa fate, con un verbo."),
        "output": _("Scrivi che cosa avrete consegnato quando l'attività è finita: si può contare."),
        "outcome": _("Scrivi che cosa cambia per le persone: chi, in che cosa."),
        "impact": _("Scrivi a quale cambiamento più grande e più lontano volete contribuire."),
    }
    for kind in KINDS:
        if not look.chain.of_kind(kind):
            text = _("Nella catena non c'è nessuna casella di questo livello: {kind}.")
            yield Finding("missing_kind", (), text.format(kind=kind_label(kind)), remedies[kind])


def _cycles(look: _Look) -> Iterator[Finding]:
    numbers = look.chain.numbers
    nodes = sorted((n.id for n in look.chain.nodes), key=lambda name: numbers[name])
    for cycle in cycles(nodes, (a.ends for a in look.chain.arrows)):
        way = " → ".join(look.name(name) for name in (*cycle, cycle[0]))
        yield Finding(
            "cycle",
            cycle,
            _("Queste caselle girano in tondo: {way}.").format(way=way),
            _("Togli una freccia: una causa non può essere anche il suo effetto, nello stesso momento."),
        )


def _backward(look: _Look) -> Iterator[Finding]:
    for arrow in look.chain.arrows:
        if look.rise(arrow) < 0:
            yield Finding(
                "backward",
                arrow.ends,
                _("La freccia {arrow} torna indietro di livello.").format(arrow=look.arrow(arrow)),
                _("Girala, oppure cambia il livello di una delle due caselle."),
            )


def _jumps(look: _Look) -> Iterator[Finding]:
    one = _("La freccia {arrow} salta un passaggio: {skipped}.")
    more = _("La freccia {arrow} salta {count} passaggi: {skipped}.")
    for arrow in look.chain.arrows:
        if look.rise(arrow) > 1:
            between = look.chain.node(arrow.source).rank + 1
            levels = [kind_label(k) for k in KINDS[between : look.chain.node(arrow.target).rank]]
            skipped = _(" e ").join([", ".join(levels[:-1]), levels[-1]] if len(levels) > 1 else levels)
            yield Finding(
                "jump",
                arrow.ends,
                (one if len(levels) == 1 else more).format(
                    arrow=look.arrow(arrow), skipped=skipped, count=in_words(len(levels))
                ),
                _("Aggiungi la casella che manca in mezzo: dirà come si passa da una all'altra."),
            )


def _outputs(look: _Look) -> Iterator[Finding]:
    for node in look.chain.of_kind("output"):
        if not look.leads_to(node, "outcome"):
            yield Finding(
                "orphan_output",
                (node.id,),
                _("La realizzazione {name} non porta a nessun esito.").format(name=look.name(node)),
                _("Collegala all'esito che dovrebbe produrre; se non ce n'è uno, chiediti perché la fate."),
            )


def _outcomes(look: _Look) -> Iterator[Finding]:
    fed = look.fed_by("activity")
    for node in look.chain.of_kind("outcome"):
        if node.id not in fed:
            yield Finding(
                "unreached_outcome",
                (node.id,),
                _("Nessuna attività porta all'esito {name}.").format(name=look.name(node)),
                _("Aggiungi la strada che ci arriva, oppure togli l'esito: così è solo un desiderio."),
            )


def _impacts(look: _Look) -> Iterator[Finding]:
    fed = look.fed_by("outcome")
    for node in look.chain.of_kind("impact"):
        if node.id not in fed:
            yield Finding(
                "unreached_impact",
                (node.id,),
                _("Nessun esito porta all'impatto {name}.").format(name=look.name(node)),
                _("Collega l'esito che vi contribuisce, o togli l'impatto."),
            )


def _loose_outcomes(look: _Look) -> Iterator[Finding]:
    if look.chain.of_kind("impact"):
        for node in look.chain.of_kind("outcome"):
            if not look.leads_to(node, "impact"):
                yield Finding(
                    "loose_outcome",
                    (node.id,),
                    _("L'esito {name} non porta all'impatto.").format(name=look.name(node)),
                    _("Collegalo, oppure scrivi l'altro impatto a cui serve."),
                    "advice",
                )


def _ends(look: _Look) -> Iterator[Finding]:
    """Resources nobody uses, activities without resources or results, outputs nobody makes."""
    told: tuple[tuple[Rule, Kind, Callable[[str], tuple[Arrow, ...]], str, str], ...] = (
        (
            "unused_resource",
            "resource",
            look.chain.leaving,
            _("Nessuna attività usa la risorsa {name}."),
            _("Collegala all'attività a cui serve, o toglila dal conto."),
        ),
        (
            "unfed_activity",
            "activity",
            look.chain.arriving,
            _("L'attività {name} non ha risorse."),
            _("Scrivi chi la fa e con che cosa, e collega la risorsa."),
        ),
        (
            "idle_activity",
            "activity",
            look.chain.leaving,
            _("L'attività {name} non produce nulla."),
            _("Scrivi che cosa consegna, e collega la realizzazione."),
        ),
        (
            "unmade_output",
            "output",
            look.chain.arriving,
            _("Nessuna attività produce la realizzazione {name}."),
            _("Collega l'attività da cui viene."),
        ),
    )
    for rule, kind, arrows, text, remedy in told:
        for node in look.chain.of_kind(kind):
            if not arrows(node.id):
                yield Finding(rule, (node.id,), text.format(name=look.name(node)), remedy)


def _assumptions(look: _Look) -> Iterator[Finding]:
    for arrow in look.chain.arrows:
        if not arrow.assumption.strip():
            yield Finding(
                "no_assumption",
                arrow.ends,
                _("La freccia {arrow} non ha un'ipotesi.").format(arrow=look.arrow(arrow)),
                _("Scrivi che cosa deve essere vero perché il passo riesca: «funziona se…»."),
            )


def _risks(look: _Look) -> Iterator[Finding]:
    # up to the outputs one is in command; beyond, people decide, and there the risk matters most
    for arrow in look.chain.arrows:
        if not arrow.risk.strip() and look.chain.node(arrow.target).kind in ("outcome", "impact"):
            yield Finding(
                "no_risk",
                arrow.ends,
                _("La freccia {arrow} non dice che cosa può andare storto.").format(arrow=look.arrow(arrow)),
                _("Da qui in poi decidono le persone: scrivi il motivo più probabile per cui non succede."),
                "advice",
            )


def _indicators(look: _Look) -> Iterator[Finding]:
    for node in look.chain.of_kind("outcome"):
        if not node.indicator.strip():
            yield Finding(
                "no_indicator",
                (node.id,),
                _("L'esito {name} non ha un indicatore.").format(name=look.name(node)),
                _("Scrivi che cosa guarderai per dire se è successo: quante persone, entro quando."),
            )
    for node in look.chain.of_kind("outcome"):
        if node.indicator.strip() and not node.verification.strip():
            yield Finding(
                "no_verification",
                (node.id,),
                _("L'indicatore dell'esito {name} non dice dove si legge.").format(name=look.name(node)),
                _("Scrivi la fonte di verifica: un registro, un colloquio, un archivio, e chi lo tiene."),
                "advice",
            )


def _dressed(look: _Look) -> Iterator[Finding]:
    for node in look.chain.of_kind("outcome"):
        words = counted_words(node.label)
        if words:
            yield Finding(
                "dressed_output",
                (node.id,),
                _("L'esito {name} conta ciò che fate. Lo fanno pensare queste parole: {words}.").format(
                    name=look.name(node), words=", ".join(words)
                ),
                _(
                    "È un sospetto: giudica tu. Se è così, spostalo fra le realizzazioni e scrivi che cosa cambia."
                ),
                "suspicion",
            )


def _directions(look: _Look) -> Iterator[Finding]:
    for node in look.chain.of_kind("outcome"):
        if no_direction(node.label):
            yield Finding(
                "no_direction",
                (node.id,),
                _("L'esito {name} dice che qualcosa cambia, non in che verso.").format(name=look.name(node)),
                _("Scrivi che cosa aumenta o diminuisce, e per chi: «cambia» è vero anche se va peggio."),
                "suspicion",
            )


def _duplicates(look: _Look) -> Iterator[Finding]:
    same: dict[str, list[Node]] = {}
    for node in look.chain.in_order:
        same.setdefault(" ".join(node.label.casefold().split()).rstrip(". "), []).append(node)
    for nodes in same.values():
        if len(nodes) > 1:
            names = ", ".join(look.name(node) for node in nodes)
            yield Finding(
                "duplicate_label",
                tuple(node.id for node in nodes),
                _("Queste caselle dicono la stessa cosa: {names}.").format(names=names),
                _("Tienine una, o scrivi in che cosa sono diverse."),
                "advice",
            )


_CHECKS: tuple[Callable[[_Look], Iterator[Finding]], ...] = (
    _missing_kinds,
    _cycles,
    _backward,
    _jumps,
    _outputs,
    _outcomes,
    _impacts,
    _loose_outcomes,
    _ends,
    _assumptions,
    _risks,
    _indicators,
    _dressed,
    _directions,
    _duplicates,
)
