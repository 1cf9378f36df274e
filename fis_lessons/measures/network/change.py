"""What breaks when somebody leaves, and what changed between before and after."""

from __future__ import annotations

from collections.abc import Iterable

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.network.ties import Network, a_network, known_names
from fis_lessons.measures.network.whole import pieces
from fis_lessons.measures.require import Require


@dataclass(frozen=True)
class Loss:
    """A network after somebody left.

    Parameters
    ----------
    gone
        Who left.
    left
        The network of the others.
    ties_lost
        How many ties went.
    pieces_before, pieces_after
        Parts without ties between them, counted among those who stay.
    alone
        Who had ties and has none any more.
    pairs_parted
        Pairs of those who stay that could reach each other before, through anybody, and cannot now.
    torn
        Of each part that broke, all pieces but the largest. Who stood apart already is not there.
    """

    gone: tuple[str, ...]
    left: Network
    ties_lost: int
    pieces_before: int
    pieces_after: int
    alone: tuple[str, ...]
    pairs_parted: int
    torn: tuple[tuple[str, ...], ...]


def loss(network: Network, gone: str | Iterable[str]) -> Loss:
    """Take organisations away, and say what breaks.

    Parameters
    ----------
    network
        A direction is not looked at: a broken road is broken both ways.
    gone
        Who leaves: a name, or a list of them.

    Raises
    ------
    MeasureError
        If nobody leaves, or a name is not in the network.

    Examples
    --------
    >>> from fis_lessons.measures.network.ties import network
    >>> found = loss(network([("Town", "School"), ("Town", "Parish"), ("Parish", "Choir")]), "Town")
    >>> found.alone, found.pieces_after, found.pairs_parted, found.torn
    (('School',), 2, 2, (('School',),))
    """
    require = Require(_("Che cosa si rompe non si può dire:"))
    leaving = known_names(require, network, gone) if a_network(require, network) else ()
    require.stop()
    left = network.without(leaving)
    staying = set(left.names)
    before = [[name for name in part if name in staying] for part in pieces(network)]
    before = [part for part in before if part]
    after = pieces(left)
    pairs = [sum(len(part) * (len(part) - 1) // 2 for part in parts) for parts in (before, after)]
    torn = [
        piece for part in before for piece in [one for one in after if set(one) <= set(part)][1:]
    ]  # the largest piece comes first
    alone = tuple(name for name in left.isolates if name not in network.isolates)
    return Loss(
        gone=leaving,
        left=left,
        ties_lost=len(network.ties) - len(left.ties),
        pieces_before=len(before),
        pieces_after=len(after),
        alone=alone,
        pairs_parted=pairs[0] - pairs[1],
        torn=tuple(torn),
    )


@dataclass(frozen=True)
class Difference:
    """Two pictures of one network.

    Parameters
    ----------
    kept, new, lost
        Ties, in the order of the later network and, for those lost, of the earlier.
    came, went
        Organisations in only one of the two.
    """

    kept: tuple[tuple[str, str], ...]
    new: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]
    came: tuple[str, ...]
    went: tuple[str, ...]

    @property
    def stability(self) -> float | None:
        """Ties kept as a share of all those there ever were (Jaccard); nothing if there were none."""
        every = len(self.kept) + len(self.new) + len(self.lost)
        return len(self.kept) / every if every else None


def difference(before: Network, after: Network) -> Difference:
    """Hold two pictures of one network against each other.

    Raises
    ------
    MeasureError
        If one has a direction and the other has not.

    Examples
    --------
    >>> from fis_lessons.measures.network.ties import network
    >>> found = difference(network([("A", "B"), ("B", "C")]), network([("B", "A"), ("A", "C")]))
    >>> found.kept, found.new, found.lost, round(found.stability, 3)
    ((('B', 'A'),), (('A', 'C'),), (('B', 'C'),), 0.333)
    """
    require = Require(_("Queste due reti non si possono confrontare."))
    fine = a_network(require, before), a_network(require, after)
    if all(fine) and before.directed != after.directed:
        require.problem(
            _("verso dei legami"),
            _("una rete ce l'ha e l'altra no."),
            expected=_("due reti dello stesso tipo"),
        )
    require.stop()
    first, second = ({_key(tie, before.directed) for tie in one.ties} for one in (before, after))
    return Difference(
        kept=tuple(tie for tie in after.ties if _key(tie, after.directed) in first),
        new=tuple(tie for tie in after.ties if _key(tie, after.directed) not in first),
        lost=tuple(tie for tie in before.ties if _key(tie, before.directed) not in second),
        came=tuple(name for name in after.names if name not in before.names),
        went=tuple(name for name in before.names if name not in after.names),
    )


def _key(tie: tuple[str, str], directed: bool) -> tuple[str, str]:
    return tie if directed else (min(tie), max(tie))
