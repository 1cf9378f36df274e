"""Power by interest: four ways of treating who is at the table, with the rule at the threshold stated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require

Attitude = Literal["engage", "satisfy", "inform", "watch"]
AtThreshold = Literal["high", "low"]
"""Whether who stands exactly on the threshold counts as high or as low."""

LOWEST, HIGHEST, MIDDLE = 1.0, 5.0, 3.0


@dataclass(frozen=True)
class Placed:
    """Somebody on the map.

    Parameters
    ----------
    name
        Who.
    power
        How much can change or stop the project, from 1 to 5.
    interest
        How much is at stake for them, from 1 to 5.

    Raises
    ------
    MeasureError
        If the name is empty, or a score is not between 1 and 5.
    """

    name: str
    power: float
    interest: float

    def __post_init__(self) -> None:
        require = Require(_("Questo soggetto non si può mettere sulla mappa."))
        name = require.text(self.name, _("nome"), empty=False)
        remedy = _("Scrivi un punteggio da 1 (poco) a 5 (molto).")
        for field, label in (("power", _("potere")), ("interest", _("interesse"))):
            where = f"{name.strip()[:60]}, {label}" if name.strip() else label
            value = require.number(getattr(self, field), where, least=LOWEST, most=HIGHEST, remedy=remedy)
            object.__setattr__(self, field, value)
        require.stop()


def attitude(
    power: float, *, interest: float, threshold: float = MIDDLE, at_threshold: AtThreshold = "high"
) -> Attitude:
    """Say how to treat somebody by power and interest.

    High power and high interest: ``engage``. High power only: ``satisfy``. High interest only: ``inform``.
    Neither: ``watch``. Who stands exactly on the threshold counts as ``at_threshold`` says, for both scores: the
    published grid does not say it, and with whole scores many stand there.

    Parameters
    ----------
    power, interest
        From 1 to 5.
    threshold
        Where high begins, from 1 to 5.
    at_threshold
        ``high``: a score is high from the threshold up; ``low``: only above it.

    Raises
    ------
    MeasureError
        With every score out of the scale, and a rule there is not.

    References
    ----------
    The grid is attributed to A. L. Mendelow (1991); his *Environmental scanning: the impact of the stakeholder
    concept*, Proceedings of the second International Conference on Information Systems (1981), came before it.

    Examples
    --------
    >>> attitude(5, interest=2), attitude(3, interest=3), attitude(3, interest=3, at_threshold="low")
    ('satisfy', 'engage', 'watch')
    """
    require = Require(_("Questa posizione sulla mappa non si può leggere."))
    strength = require.number(power, _("potere"), least=LOWEST, most=HIGHEST)
    stake = require.number(interest, _("interesse"), least=LOWEST, most=HIGHEST)
    limit, rule = _rule(require, threshold, at_threshold)
    require.stop()
    return _attitude(strength, stake, limit, rule)


def _rule(require: Require, threshold: object, at_threshold: object) -> tuple[float, AtThreshold]:
    limit = require.number(threshold, _("soglia"), least=LOWEST, most=HIGHEST)
    return limit, require.one_of(at_threshold, _("chi sta sulla soglia"), get_args(AtThreshold))


def _attitude(power: float, interest: float, threshold: float, rule: AtThreshold) -> Attitude:
    strong, keen = (
        value > threshold or (value == threshold and rule == "high") for value in (power, interest)
    )
    if strong:
        return "engage" if keen else "satisfy"
    return "inform" if keen else "watch"


@dataclass(frozen=True)
class Influence:
    """Who is treated how.

    Parameters
    ----------
    people
        Everybody, in the order given.
    attitudes
        One for each of them.
    on_the_line
        Who would be treated in another way if the threshold counted on the other side.
    threshold, at_threshold
        The rule that was used.
    """

    people: tuple[Placed, ...]
    attitudes: tuple[Attitude, ...]
    on_the_line: tuple[str, ...]
    threshold: float
    at_threshold: AtThreshold

    def treated(self, attitude: Attitude) -> tuple[str, ...]:
        """Return who is treated in a way.

        Raises
        ------
        MeasureError
            If there is no such way.
        """
        require = Require(_("Questi soggetti non si possono elencare."))
        wanted = require.one_of(attitude, _("modo di coinvolgere"), get_args(Attitude))
        require.stop()
        return tuple(one.name for one, way in zip(self.people, self.attitudes, strict=True) if way == wanted)


def influence(
    people: Iterable[Placed], *, threshold: float = MIDDLE, at_threshold: AtThreshold = "high"
) -> Influence:
    """Place everybody, and say whose treatment hangs on the rule at the threshold.

    Parameters
    ----------
    people
        At least one.
    threshold, at_threshold
        As in :func:`attitude`.

    Raises
    ------
    MeasureError
        If there is nobody, or with everything that is wrong with the rule.

    Examples
    --------
    >>> found = influence([Placed("town", 5, 5), Placed("families", 3, 5), Placed("press", 2, 2)])
    >>> found.attitudes, found.on_the_line
    (('engage', 'engage', 'watch'), ('families',))
    """
    require = Require(_("Questa mappa non si può fare."))
    listed = require.items(people, _("soggetti"), of=Placed, fewest=1, expected=_("almeno un soggetto"))
    limit, rule = _rule(require, threshold, at_threshold)
    require.stop()
    other: AtThreshold = "low" if rule == "high" else "high"
    ways = tuple(_attitude(one.power, one.interest, limit, rule) for one in listed)
    moved = tuple(
        one.name
        for one, way in zip(listed, ways, strict=True)
        if _attitude(one.power, one.interest, limit, other) != way
    )
    return Influence(listed, ways, moved, limit, rule)
