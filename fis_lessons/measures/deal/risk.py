"""Who carries which risk: three stories told side by side, and every possible outcome with its probability."""

from __future__ import annotations

import math
from collections.abc import Callable

from fis_lessons.classes import dataclass
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.deal.ledger import Run, run
from fis_lessons.measures.deal.terms import MOST_PEOPLE, Deal
from fis_lessons.measures.require import Require

LEAST_SHARE = 1e-9
ROUNDING = 1e-6


@dataclass(frozen=True)
class Spread:
    """Some result of a deal, over all that can happen.

    Parameters
    ----------
    values
        The result for 0, 1, … successes, up to everybody.
    probabilities
        Of each; they add up to one.
    """

    values: tuple[float, ...]
    probabilities: tuple[float, ...]

    def __post_init__(self) -> None:
        require = Require(_("Questi esiti possibili non vanno bene:"))
        values = require.numbers(self.values, _("risultati"))
        chances = require.numbers(self.probabilities, _("probabilità"), length=len(values) or None, least=0)
        if require.fine and abs(math.fsum(chances) - 1) > ROUNDING:
            require.problem(
                _("probabilità"),
                _("insieme fanno {total}.").format(total=exact(math.fsum(chances))),
                expected=_("probabilità che insieme fanno 1"),
            )
        require.stop()
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "probabilities", chances)

    @property
    def mean(self) -> float:
        """The result on average."""
        return math.fsum(v * p for v, p in zip(self.values, self.probabilities, strict=True))

    def below(self, limit: float) -> float:
        """Return the probability of a result below a limit."""
        require = Require(_("Questa probabilità non si può calcolare:"))
        edge = require.number(limit, _("limite"))
        require.stop()
        return math.fsum(p for v, p in zip(self.values, self.probabilities, strict=True) if v < edge)

    def expected_shortfall(self, share: float = 0.05) -> float:
        """Return the average of the worst cases.

        Parameters
        ----------
        share
            How many of the cases count as worst, above 0 and up to 1.

        Raises
        ------
        MeasureError
            If the share is out of range.

        References
        ----------
        Mean of the lower tail, the outcome at its edge counted in part: C. Acerbi and D. Tasche, *On the coherence
        of expected shortfall*, Journal of Banking & Finance 26 (2002) 1487-1503.

        Examples
        --------
        Lose 100 one time in fifty, gain 10 otherwise: the worst 5% are two parts of loss and three of gain.

        >>> round(Spread((-100, 10), (0.02, 0.98)).expected_shortfall(0.05), 2)
        -34.0
        """
        require = Require(_("Questa perdita attesa non si può calcolare:"))
        worst = require.number(
            share,
            _("quota dei casi peggiori"),
            above=0,
            most=1,
            expected=_("una quota sopra lo zero, fino a 1"),
        )
        require.stop()
        left, total = worst, 0.0
        for value, probability in sorted(zip(self.values, self.probabilities, strict=True)):
            taken = min(left, probability)
            total += taken * value
            left -= taken
            if left <= 0:
                break
        return total / (worst - max(left, 0.0))


def chances(people: int, *, expected: float, uncertainty: float = 0.0) -> tuple[float, ...]:
    """Return the probability of each number of successes.

    Parameters
    ----------
    people
        At least 1.
    expected
        Share of success on average, strictly between 0 and 1.
    uncertainty
        How far the share itself may be from what is expected, from 0 (known exactly: binomial) to less than 1
        (beta-binomial with this intra-class correlation): people of one project share its luck.

    Raises
    ------
    MeasureError
        With every value out of range.

    References
    ----------
    J. G. Skellam, *A probability distribution derived from the binomial distribution by regarding the
    probability of success as variable between the sets of trials*, JRSS B 10 (1948) 257-261.

    Examples
    --------
    >>> [round(p, 3) for p in chances(2, expected=0.5)]
    [0.25, 0.5, 0.25]
    >>> [round(p, 3) for p in chances(2, expected=0.5, uncertainty=1 / 3)]
    [0.333, 0.333, 0.333]
    """
    require = Require(_("Queste probabilità non si possono calcolare."))
    people = require.whole(people, _("persone"), least=1, most=MOST_PEOPLE)
    expected = require.number(
        expected, _("riuscite attese"), least=LEAST_SHARE, most=1 - LEAST_SHARE,
        expected=_("una quota fra 0 e 1, estremi esclusi"),
    )  # fmt: skip
    uncertainty = require.number(
        uncertainty, _("incertezza"), least=0, most=1 - LEAST_SHARE, expected=_("una quota da 0 a meno di 1")
    )
    require.stop()
    if uncertainty < LEAST_SHARE:  # known exactly
        logs = [
            _log_choose(people, k) + k * math.log(expected) + (people - k) * math.log1p(-expected)
            for k in range(people + 1)
        ]
    else:
        weight = 1 / uncertainty - 1
        a, b = expected * weight, (1 - expected) * weight
        logs = [
            _log_choose(people, k) + _log_beta(k + a, people - k + b) - _log_beta(a, b)
            for k in range(people + 1)
        ]
    values = [math.exp(log) for log in logs]
    total = math.fsum(values)
    return tuple(value / total for value in values)


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def spread(
    deal: Deal, result: Callable[[Run], float], *, expected: float, uncertainty: float = 0.0
) -> Spread:
    """Return a result of a deal for every number of successes, with its probability: nothing is simulated.

    Parameters
    ----------
    deal
        Its terms.
    result
        What to look at in a deal played out, for instance ``lambda played: played.net("investor")``.
    expected, uncertainty
        As in :func:`chances`.

    Raises
    ------
    MeasureError
        With every value out of range.
    """
    require = Require(_("Questi esiti possibili non si possono calcolare:"))
    require.instance(deal, _("accordo"), Deal, expected=_("le condizioni di un accordo"))
    if not callable(result):
        require.problem(
            _("risultato"), _("non è una funzione."), expected=_("una funzione dell'accordo giocato")
        )
    require.stop()
    probabilities = chances(deal.people, expected=expected, uncertainty=uncertainty)
    values = tuple(float(result(run(deal, k))) for k in range(deal.people + 1))
    return Spread(values, probabilities)
