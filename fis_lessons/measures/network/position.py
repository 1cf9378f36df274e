"""Who is central: four answers to four different questions."""

from __future__ import annotations

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.network.paths import closeness, neighbours, parts, passages
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
    require = Require(_("Le posizioni nella rete non si possono misurare."))
    a_network(require, network)
    require.stop()
    count = len(network.names)
    passing = passages(network)
    pairs = (count - 1) * (count - 2) / (1 if network.directed else 2)
    near = closeness(network)
    eigenvector = _eigenvector(network)
    sent, received = neighbours(network), neighbours(network, back=True)
    return tuple(
        Position(
            name=name,
            ties=len(sent[name]),
            received=len(received[name]),
            degree=len(sent[name]) / (count - 1) if count > 1 else 0.0,
            betweenness=passing[name] / pairs if pairs else 0.0,
            passages=passing[name],
            closeness=near[name],
            eigenvector=eigenvector.get(name) if eigenvector else None,
        )
        for name in network.names
    )


def _eigenvector(network: Network) -> dict[str, float]:
    """Take the first eigenvector of the greatest connected part; outside of it nobody counts."""
    import numpy as np

    if network.directed or not network.ties:
        return {}
    largest = max(parts(network), key=len)  # of equal ones, the first named
    inside = [name for name in network.names if name in largest]
    place = {name: at for at, name in enumerate(inside)}
    matrix = np.zeros((len(inside), len(inside)))
    for one, other in network.ties:
        if one in largest:
            matrix[place[one], place[other]] = matrix[place[other], place[one]] = 1.0
    _values, vectors = np.linalg.eigh(matrix)
    first = np.abs(vectors[:, -1])
    first = first / first.max()
    return dict.fromkeys(network.names, 0.0) | {
        name: float(value) for name, value in zip(inside, first, strict=True)
    }


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
