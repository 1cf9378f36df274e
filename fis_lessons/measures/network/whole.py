"""The network as a whole: how dense, how much it hangs on few, who goes between sectors."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.network.paths import parts
from fis_lessons.measures.network.position import positions
from fis_lessons.measures.network.ties import Network, a_network
from fis_lessons.measures.require import Require

Brokerage = Literal["coordinator", "consultant", "gatekeeper", "representative", "liaison"]


@dataclass(frozen=True)
class Shape:
    """A network in a few numbers.

    Parameters
    ----------
    organisations, ties, possible
        Counts; ``possible`` are the ties there would be if everybody were tied to everybody.
    density
        ``ties`` over ``possible``.
    centralisation
        How much the ties hang on one, from 0 (all alike) to 1 (a star); in a directed network, of those sent.
    centralisation_in
        The same of those received.
    centralisation_between
        The same of the passages.
    pieces
        How many parts without ties between them; a direction is not looked at.
    isolates
        Who has no tie.
    connected_pairs, mutual_pairs
        Pairs with at least a tie; those of them with a tie in each direction (``None`` without a direction).
    """

    organisations: int
    ties: int
    possible: int
    density: float
    centralisation: float
    centralisation_in: float
    centralisation_between: float
    pieces: int
    isolates: tuple[str, ...]
    connected_pairs: int
    mutual_pairs: int | None

    @property
    def reciprocity(self) -> float | None:
        """Mutual pairs over connected pairs, in a directed network that has any."""
        if self.mutual_pairs is None or not self.connected_pairs:
            return None
        return self.mutual_pairs / self.connected_pairs


def shape(network: Network) -> Shape:
    """Measure a network as a whole.

    Centralisation is Freeman's: the sum of the differences from the most central, over the greatest sum there can
    be, that of a star. For passages the greatest is a star too, in both directions where there is one.

    Parameters
    ----------
    network
        At least three organisations: with fewer no one can be more central.

    Raises
    ------
    MeasureError
        If it is not a network, or has fewer than three organisations.

    References
    ----------
    L. C. Freeman, *Centrality in social networks: conceptual clarification*, Social Networks 1 (1978-79) 215-239;
    S. Wasserman and K. Faust, *Social Network Analysis* (1994), chapters 4 and 5.

    Examples
    --------
    >>> from fis_lessons.measures.network.ties import network
    >>> star = shape(network([("Town", name) for name in ("School", "Parish", "Clinic")]))
    >>> star.density, star.centralisation, star.pieces
    (0.5, 1.0, 1)
    """
    require = Require(_("Questa rete non si può misurare."))
    _enough(require, network)
    require.stop()
    count = len(network.names)
    found = positions(network)
    possible = count * (count - 1) // (1 if network.directed else 2)
    # the sum of differences of a star: its centre sends to everybody, nobody else sends
    star = (count - 1) ** 2 if network.directed else (count - 1) * (count - 2)
    pairs = {frozenset(tie) for tie in network.ties}
    return Shape(
        organisations=count,
        ties=len(network.ties),
        possible=possible,
        density=len(network.ties) / possible,
        centralisation=_spread([one.ties for one in found]) / star,
        centralisation_in=_spread([one.received for one in found]) / star,
        centralisation_between=_spread([one.betweenness for one in found]) / (count - 1),
        pieces=len(pieces(network)),
        isolates=network.isolates,
        connected_pairs=len(pairs),
        mutual_pairs=len(network.ties) - len(pairs) if network.directed else None,
    )


def pieces(network: Network) -> tuple[tuple[str, ...], ...]:
    """Return the parts of a network without ties between them, the largest first; a direction is not looked at.

    Raises
    ------
    MeasureError
        If it is not a network.
    """
    require = Require(_("I pezzi di questa rete non si possono contare."))
    a_network(require, network)
    require.stop()
    listed = [tuple(name for name in network.names if name in part) for part in parts(network)]
    return tuple(sorted(listed, key=lambda part: (-len(part), network.names.index(part[0]))))


def external_internal(network: Network) -> float:
    """Say how much the ties go between sectors: the E-I index.

    ``(E - I) / (E + I)``, with E ties between different sectors and I within one: -1 if everybody stays at home,
    1 if all ties go out.

    Parameters
    ----------
    network
        With a sector for everybody who has ties.

    Raises
    ------
    MeasureError
        If there are no ties, or a sector is not known.

    References
    ----------
    D. Krackhardt and R. Stern, *Informal networks and organizational crises*, Social Psychology Quarterly 51
    (1988) 123-140.

    Examples
    --------
    >>> from fis_lessons.measures.network.ties import network
    >>> sectors = {"Town": "public", "School": "public", "Parish": "third"}
    >>> external_internal(network([("Town", "School"), ("Town", "Parish")], groups=sectors))
    0.0
    """
    require = Require(_("L'indice dei legami fra settori non si può calcolare."))
    a_network(require, network)
    require.stop()
    _sectors_known(require, network)
    if not network.ties:
        require.problem(_("legami"), _("non ce ne sono."), expected=_("almeno un legame"))
    require.stop()
    out = sum(network.groups[one] != network.groups[other] for one, other in network.ties)
    return (2 * out - len(network.ties)) / len(network.ties)


def brokerage(network: Network) -> dict[str, dict[Brokerage, int]]:
    """Count the roles of whoever stands between two that are not tied: Gould and Fernandez' five.

    For a way from A through B to C, with A and C not tied: ``coordinator`` all three of one sector; ``consultant``
    A and C of one, B of another; ``gatekeeper`` B and C of one, A from outside; ``representative`` A and B of one,
    C outside; ``liaison`` three sectors. Without a direction each way is counted once in each direction.

    Parameters
    ----------
    network
        With a sector for everybody who has ties.

    Returns
    -------
    dict
        Name to role to count.

    Raises
    ------
    MeasureError
        If a sector is not known.

    References
    ----------
    R. V. Gould and R. M. Fernandez, *Structures of mediation*, Sociological Methodology 19 (1989) 89-126.

    Examples
    --------
    >>> from fis_lessons.measures.network.ties import network
    >>> sectors = {"Town": "public", "School": "public", "Parish": "third"}
    >>> brokerage(network([("School", "Town"), ("Town", "Parish")], directed=True, groups=sectors))["Town"]
    {'coordinator': 0, 'consultant': 0, 'gatekeeper': 0, 'representative': 1, 'liaison': 0}
    """
    require = Require(_("I ruoli di chi sta in mezzo non si possono contare."))
    a_network(require, network)
    require.stop()
    _sectors_known(require, network)
    require.stop()
    ties = set(network.ties) if network.directed else set(network.ties) | {(b, a) for a, b in network.ties}
    sent: dict[str, list[str]] = {name: [] for name in network.names}
    received: dict[str, list[str]] = {name: [] for name in network.names}
    for one, other in ties:
        sent[one].append(other)
        received[other].append(one)
    found: dict[str, dict[Brokerage, int]] = {}
    for middle in network.names:
        counts: dict[Brokerage, int] = dict.fromkeys(
            ("coordinator", "consultant", "gatekeeper", "representative", "liaison"), 0
        )
        for first, last in itertools.product(received[middle], sent[middle]):
            if first != last and (first, last) not in ties:
                counts[_role(*(network.groups[name] for name in (first, middle, last)))] += 1
        found[middle] = counts
    return found


def _role(first: str, middle: str, last: str) -> Brokerage:
    if first == middle == last:
        return "coordinator"
    if first == last:
        return "consultant"
    if middle == last:
        return "gatekeeper"
    if first == middle:
        return "representative"
    return "liaison"


def _spread(values: list[float] | list[int]) -> float:
    highest = max(values)
    return float(sum(highest - value for value in values))


def _enough(require: Require, network: object) -> None:
    check: Callable[[Require, object], bool] = a_network
    if check(require, network) and isinstance(network, Network) and len(network.names) < 3:
        require.problem(
            _("soggetti"),
            _("sono {n}.").format(n=len(network.names)),
            expected=_("almeno tre: con meno nessuno è più centrale"),
        )


def _sectors_known(require: Require, network: Network) -> None:
    tied = {name for tie in network.ties for name in tie}
    for name in network.names:
        if name in tied and name not in network.groups:
            require.problem(
                _("settore di {name}").format(name=name),
                _("manca."),
                expected=_("un settore per ogni soggetto"),
            )
