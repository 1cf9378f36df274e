"""Who is central: four answers to four different questions. The counts are networkx's."""

from __future__ import annotations

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.network.ties import Network, a_network
from fis_lessons.measures.require import Require


@dataclass(frozen=True)
class Position:
    """Where an organisation stands in a network.

    Parameters
    ----------
    name
        Which organisation.
    ties
        How many others it is tied to; in a directed network, how many it sends to.
    received
        How many send to it; as ``ties`` in a network that is not directed.
    degree
        ``ties`` as a share of the others, from 0 to 1.
    betweenness
        How much of the shortest ways between two others pass through it, from 0 to 1.
    passages
        The same, not divided: the number of pairs of others, each counted for the share of its shortest ways that
        pass here.
    closeness
        The inverse of the mean distance from the others, from 0 to 1; where some cannot be reached it counts those
        that can, times their share (Wasserman and Faust). In a directed network distances are those towards it.
    eigenvector
        How central are those it is tied to, from 0 to 1, the greatest being 1; ``None`` in a directed network or
        in one without ties, where it does not say much.
    """

    name: str
    ties: int
    received: int
    degree: float
    betweenness: float
    passages: float
    closeness: float
    eigenvector: float | None


def positions(network: Network) -> tuple[Position, ...]:
    """Measure where everybody stands.

    Parameters
    ----------
    network
        With or without a direction.

    Returns
    -------
    tuple of Position
        In the order of the network.

    Raises
    ------
    MeasureError
        If it is not a network.

    References
    ----------
    L. C. Freeman, *Centrality in social networks: conceptual clarification*, Social Networks 1 (1978-79) 215-239;
    P. Bonacich, *Power and centrality*, American Journal of Sociology 92 (1987) 1170-1182.

    Examples
    --------
    >>> from fis_lessons.measures.network.ties import network
    >>> town, *rest = positions(network([("Town", "School"), ("Town", "Parish")]))
    >>> town.ties, town.betweenness, rest[0].betweenness
    (2, 1.0, 0.0)
    """
    import networkx as nx

    require = Require(_("Le posizioni nella rete non si possono misurare."))
    a_network(require, network)
    require.stop()
    graph = network.graph()
    count = len(network.names)
    passages = nx.betweenness_centrality(graph, normalized=False)
    pairs = (count - 1) * (count - 2) / (1 if network.directed else 2)
    closeness = nx.closeness_centrality(graph)
    eigenvector = _eigenvector(network)
    sent = dict(graph.out_degree() if network.directed else graph.degree())
    received = dict(graph.in_degree() if network.directed else graph.degree())
    return tuple(
        Position(
            name=name,
            ties=sent[name],
            received=received[name],
            degree=sent[name] / (count - 1) if count > 1 else 0.0,
            betweenness=passages[name] / pairs if pairs else 0.0,
            passages=float(passages[name]),
            closeness=float(closeness[name]),
            eigenvector=eigenvector.get(name) if eigenvector else None,
        )
        for name in network.names
    )


def _eigenvector(network: Network) -> dict[str, float]:
    """Take the first eigenvector of the greatest connected part; outside of it nobody counts."""
    import networkx as nx
    import numpy as np

    if network.directed or not network.ties:
        return {}
    graph = network.graph()
    largest = max(
        nx.connected_components(graph),
        key=lambda part: (len(part), -network.names.index(_first(network, part))),
    )
    inside = [name for name in network.names if name in largest]
    matrix = nx.to_numpy_array(graph, nodelist=inside)
    _values, vectors = np.linalg.eigh(matrix)
    first = np.abs(vectors[:, -1])
    first = first / first.max()
    return dict.fromkeys(network.names, 0.0) | {
        name: float(value) for name, value in zip(inside, first, strict=True)
    }


def _first(network: Network, part: set[str]) -> str:
    return next(name for name in network.names if name in part)


def most_central(found: tuple[Position, ...], *, by: str) -> tuple[str, ...]:
    """Return who comes first by one of the measures: more than one where they tie.

    Parameters
    ----------
    found
        As :func:`positions` returns them.
    by
        ``ties``, ``received``, ``betweenness``, ``closeness`` or ``eigenvector``.

    Raises
    ------
    MeasureError
        If there is nobody, no such measure, or nothing to compare by it.
    """
    require = Require(_("Il soggetto più centrale non si può trovare."))
    listed = require.items(found, _("posizioni"), of=Position, fewest=1, expected=_("almeno una posizione"))
    known = ("ties", "received", "betweenness", "closeness", "eigenvector")
    name = require.one_of(by, _("misura"), known)
    require.stop()
    values = {one.name: getattr(one, name) for one in listed}
    if any(value is None for value in values.values()):
        require.problem(_("misura"), _("in questa rete non si calcola."), expected=_("un'altra misura"))
    require.stop()
    best = max(values.values())
    return tuple(one for one, value in values.items() if abs(value - best) <= 1e-9)
