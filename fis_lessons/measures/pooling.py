"""Resources put together: who brings what, how many euros each euro moves, what is left when somebody goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

Kind = Literal["money", "goods", "time"]


@dataclass(frozen=True)
class Contribution:
    """What one brings.

    Parameters
    ----------
    who
        Who brings it.
    sector
        Public, private, third sector, citizens: as whoever keeps the books calls them.
    kind
        ``money``; ``goods`` (rooms, vehicles, things) at a stated value; ``time`` in hours.
    amount
        Euros for money and goods, hours for time.
    wage
        Euros an hour that time is counted at: stated, because nobody pays it.
    needs
        Names of those without whom it does not come: a share matched to a grant, a room run by somebody.

    Raises
    ------
    MeasureError
        With everything that is wrong: a name that is empty, an amount below zero, time without a wage.
    """

    who: str
    sector: str
    kind: Kind
    amount: float
    wage: float | None = None
    needs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require = Require(_("Questa risorsa non si può contare:"))
        who = require.text(self.who, _("chi la porta"), empty=False)
        require.text(self.sector, _("settore di {name}").format(name=who[:60]), empty=False)
        kind = require.one_of(self.kind, _("tipo"), ("money", "goods", "time"))
        where = _("quanto porta {name}").format(name=who[:60])
        object.__setattr__(self, "amount", require.number(self.amount, where, least=0, most=1e12))
        if kind == "time":
            where = _("valore di un'ora di {name}").format(name=who[:60])
            remedy = _("Scrivi quanto costerebbe pagare quell'ora, e da dove viene la cifra.")
            object.__setattr__(
                self, "wage", require.number(self.wage, where, least=0, most=1000, remedy=remedy)
            )
        elif self.wage is not None:
            require.problem(_("valore di un'ora"), _("c'è, ma non sono ore."), expected=_("niente"))
        needed = require.items(self.needs, _("da chi dipende"), of=str, expected=_("un elenco di nomi"))
        object.__setattr__(self, "needs", needed)
        require.stop()

    @property
    def value(self) -> float:
        """Euros: time at its stated wage."""
        return self.amount * (1.0 if self.wage is None else self.wage)


@dataclass(frozen=True)
class Pool:
    """Everything put together.

    Parameters
    ----------
    total
        Euros, time at its stated wage.
    cash
        The part of it that is money.
    by_sector, by_kind, by_who
        Euros of each, in the order in which they come.
    """

    total: float
    cash: float
    by_sector: Mapping[str, float]
    by_kind: Mapping[Kind, float]
    by_who: Mapping[str, float]

    def share(self, sector: str) -> float:
        """Return the share of the total that a sector brings; zero if it brings nothing.

        Raises
        ------
        MeasureError
            If the sector is not a text.
        """
        require = Require(_("La parte di questo settore non si può dire:"))
        require.text(sector, _("settore"))
        require.stop()
        return self.by_sector.get(sector, 0.0) / self.total if self.total else 0.0


def pool(contributions: Iterable[Contribution]) -> Pool:
    """Put resources together.

    Raises
    ------
    MeasureError
        If there are none.

    Examples
    --------
    >>> found = pool([
    ...     Contribution("Town", "public", "money", 60_000),
    ...     Contribution("Choir", "third", "goods", 10_000),
    ...     Contribution("Neighbours", "citizens", "time", 1_000, wage=15),
    ... ])
    >>> found.total, found.cash, round(found.share("citizens"), 3)
    (85000.0, 60000.0, 0.176)
    """
    listed = _listed(contributions)
    return _pool(listed)


def _listed(contributions: object) -> tuple[Contribution, ...]:
    require = Require(_("Queste risorse non si possono mettere insieme."))
    listed = require.items(
        contributions, _("risorse"), of=Contribution, fewest=1, expected=_("almeno una risorsa")
    )
    require.stop()
    return listed


def _pool(listed: Iterable[Contribution]) -> Pool:
    sectors: dict[str, float] = {}
    kinds: dict[Kind, float] = {}
    people: dict[str, float] = {}
    for one in listed:
        sectors[one.sector] = sectors.get(one.sector, 0.0) + one.value
        kinds[one.kind] = kinds.get(one.kind, 0.0) + one.value
        people[one.who] = people.get(one.who, 0.0) + one.value
    return Pool(float(sum(people.values())), kinds.get("money", 0.0), sectors, kinds, people)


def leverage(total: float, *, own: float) -> float:
    """Say how many euros stand on the table for each euro of one of those who sit at it.

    ``total / own``: 1 means that nobody else brought anything. It does not say what the others would have
    brought anyway.

    Parameters
    ----------
    total
        Euros of everybody, its own included.
    own
        Euros of the one.

    Raises
    ------
    MeasureError
        If the part is zero or greater than the whole.

    Examples
    --------
    >>> round(leverage(82.7, own=36.5), 2)
    2.27
    """
    require = Require(_("L'effetto leva non si può calcolare."))
    whole = require.number(total, _("totale"), above=0)
    part = require.number(own, _("parte"), above=0)
    if require.fine and part > whole:
        require.problem(_("parte"), _("è più grande del totale."), expected=_("una parte del totale"))
    require.stop()
    return whole / part


@dataclass(frozen=True)
class Left:
    """What is left when somebody goes.

    Parameters
    ----------
    before, after
        The pools.
    gone
        Who went, and then whoever depended on them, in the order in which they fell.
    """

    before: Pool
    after: Pool
    gone: tuple[str, ...]

    @property
    def share_left(self) -> float:
        """Share of the total that is left."""
        return self.after.total / self.before.total if self.before.total else 0.0


def left_without(contributions: Iterable[Contribution], who: str) -> Left:
    """Take one away with everything that depended on it, and on what depended on that.

    Parameters
    ----------
    contributions
        Who brings what, and what it needs.
    who
        Who goes.

    Raises
    ------
    MeasureError
        If nobody of that name brings anything, or something needs somebody who is not there.

    Examples
    --------
    >>> found = left_without([
    ...     Contribution("Grant", "public", "money", 100),
    ...     Contribution("Town", "public", "money", 50, needs=("Grant",)),
    ...     Contribution("Choir", "third", "goods", 25, needs=("Town",)),
    ...     Contribution("Parish", "third", "goods", 25),
    ... ], "Grant")
    >>> found.gone, found.after.total, found.share_left
    (('Grant', 'Town', 'Choir'), 25.0, 0.125)
    """
    listed = _listed(contributions)
    require = Require(_("Che cosa resta non si può dire:"))
    known = tuple(dict.fromkeys(one.who for one in listed))
    leaving = require.one_of(who, _("chi lascia"), known)
    for one in listed:
        for name in one.needs:
            if name not in known:
                require.problem(
                    _("da chi dipende {name}").format(name=one.who[:60]),
                    _("«{name}» non porta niente.").format(name=name[:60]),
                    expected=_("uno di chi porta risorse"),
                )
    require.stop()
    gone = [leaving]
    staying = [one for one in listed if one.who != leaving]
    fell = True
    while fell:
        fallen = [one for one in staying if set(one.needs) & set(gone)]
        fell = bool(fallen)
        staying = [one for one in staying if one not in fallen]
        left = {one.who for one in staying}
        gone.extend(dict.fromkeys(one.who for one in fallen if one.who not in left and one.who not in gone))
        if fell and not any(one.who not in left for one in fallen):
            break
    return Left(_pool(listed), _pool(staying), tuple(gone))
