"""How well a partnership works, asked of those who are in it: scores by factor, and who sees it otherwise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Literal

from fis_lessons.classes import dataclass
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.require import Require
from fis_lessons.measures.values import missing

Reading = Literal["strength", "borderline", "concern"]
Health = Literal["serious", "improve", "healthy"]
LOWEST, HIGHEST = 1, 5
STRONG, WEAK = 4.0, 3.0
SMALLEST = 5
"""Answers below which nothing is shown: with fewer, whoever knows the group knows who said what."""


@dataclass(frozen=True)
class Answer:
    """What one person said about one statement.

    Parameters
    ----------
    person
        A code, never a name: it only tells that two answers come from the same person.
    sector
        Which part of the partnership the person comes from.
    factor
        What the statement is about.
    score
        From 1 (not at all) to 5 (fully); ``None`` if not answered.

    Raises
    ------
    MeasureError
        If a text is empty, or the score is not on the scale.
    """

    person: str
    sector: str
    factor: str
    score: int | None

    def __post_init__(self) -> None:
        require = Require(_("Questa risposta non si può leggere:"))
        for name, where in (("person", _("codice")), ("sector", _("settore")), ("factor", _("fattore"))):
            require.text(getattr(self, name), where, empty=False)
        if missing(self.score):
            object.__setattr__(self, "score", None)
        else:
            told = _("un numero intero da {low} a {high}, oppure niente").format(low=LOWEST, high=HIGHEST)
            where = _("punteggio su «{factor}»").format(factor=str(self.factor)[:60])
            score = require.whole(self.score, where, least=LOWEST, most=HIGHEST, expected=told)
            object.__setattr__(self, "score", score)
        require.stop()


@dataclass(frozen=True)
class Factor:
    """One factor, as the whole partnership and its sectors see it.

    Parameters
    ----------
    name
        Which factor.
    answers, missing
        How many answered, and how many did not.
    mean, deviation
        Of the answers; the deviation is that of a sample. ``None`` where too few answered to show anything.
    low_share
        Share of answers of 2 or less.
    by_sector
        Mean of each sector; ``None`` where too few of it answered.
    gap
        Highest less lowest mean of a sector, where at least two are shown.
    reading
        Read by the published cut-offs.
    """

    name: str
    answers: int
    missing: int
    mean: float | None
    deviation: float | None
    low_share: float | None
    by_sector: Mapping[str, float | None]
    gap: float | None
    reading: Reading | None


def factor_scores(answers: Iterable[Answer], *, smallest: int = SMALLEST) -> tuple[Factor, ...]:
    """Score a partnership by factor, with what each sector sees and what cannot be shown.

    Missing answers are left out and counted: they are not zeros. A mean of fewer than ``smallest`` people is not
    shown, neither for the whole nor for a sector; and if only one sector would be hidden, the smallest of those
    shown is hidden too, because the first could be found by subtraction.

    Parameters
    ----------
    answers
        One for each person and statement; several statements of one factor by the same person count as that
        person's mean.
    smallest
        Fewest people to show a mean of.

    Returns
    -------
    tuple of Factor
        In the order in which the factors come.

    Raises
    ------
    MeasureError
        If there are no answers, or one person is in two sectors.

    References
    ----------
    Cut-offs as those of the Wilder Collaboration Factors Inventory (P. Mattessich and others, Amherst H. Wilder
    Foundation): 4.0 and more a strength, 3.0 to 3.9 borderline, less a concern. The statements are not theirs.

    Examples
    --------
    >>> said = [Answer(f"p{i}", "public", "trust", score) for i, score in enumerate((4, 5, 4, 3, 4, None))]
    >>> found, = factor_scores(said)
    >>> found.mean, found.answers, found.missing, found.reading
    (4.0, 5, 1, 'strength')
    """
    require = Require(_("I punteggi della collaborazione non si possono calcolare."))
    listed = require.items(answers, _("risposte"), of=Answer, fewest=1, expected=_("almeno una risposta"))
    fewest = require.whole(smallest, _("gruppo più piccolo da mostrare"), least=1, most=1000)
    sectors: dict[str, str] = {}
    for one in listed:
        if sectors.setdefault(one.person, one.sector) != one.sector:
            require.problem(
                _("persona {code}").format(code=one.person[:40]),
                _("è in due settori, {one} e {other}.").format(one=sectors[one.person], other=one.sector),
                expected=_("un settore per persona"),
            )
    require.stop()
    return tuple(
        _factor(name, [one for one in listed if one.factor == name], fewest)
        for name in dict.fromkeys(one.factor for one in listed)
    )


def _factor(name: str, answers: list[Answer], fewest: int) -> Factor:
    given: dict[str, list[int]] = {}
    for one in answers:
        if one.score is not None:
            given.setdefault(one.person, []).append(one.score)
    people = {person: sum(scores) / len(scores) for person, scores in given.items()}
    sector_of = {one.person: one.sector for one in answers}
    groups: dict[str, list[float]] = {sector: [] for sector in dict.fromkeys(sector_of.values())}
    for person, score in people.items():
        groups[sector_of[person]].append(score)
    scores = list(people.values())
    shown = len(scores) >= fewest
    mean = sum(scores) / len(scores) if shown else None
    means = _visible(groups, fewest) if shown else dict.fromkeys(groups, None)
    seen = [value for value in means.values() if value is not None]
    return Factor(
        name=name,
        answers=len(scores),
        missing=len(sector_of) - len(scores),
        mean=mean,
        deviation=_deviation(scores) if shown else None,
        low_share=sum(score <= 2 for score in scores) / len(scores) if shown else None,
        by_sector=means,
        gap=max(seen) - min(seen) if len(seen) > 1 else None,
        reading=None if mean is None else _reading(mean),
    )


def _visible(groups: Mapping[str, list[float]], fewest: int) -> dict[str, float | None]:
    """Hide the means of small sectors, and of one more where a lone hidden one could be found by subtraction."""
    shown = {sector for sector, scores in groups.items() if len(scores) >= fewest}
    hidden = [sector for sector, scores in groups.items() if scores and sector not in shown]
    if len(hidden) == 1 and shown:
        shown.remove(min(shown, key=lambda sector: (len(groups[sector]), sector)))
    return {
        sector: sum(scores) / len(scores) if sector in shown else None for sector, scores in groups.items()
    }


def _deviation(scores: list[float]) -> float | None:
    if len(scores) < 2:
        return None
    mean = sum(scores) / len(scores)
    return math.sqrt(sum((score - mean) ** 2 for score in scores) / (len(scores) - 1))


def _reading(mean: float) -> Reading:
    # to one decimal, as the cut-offs are printed: nobody is between 3.9 and 4.0
    rounded = math.floor(mean * 10 + 0.5) / 10
    if rounded >= STRONG:
        return "strength"
    return "borderline" if rounded >= WEAK else "concern"


def health(total: int, *, statements: int = 20) -> Health:
    """Read the total one person gives to a list of statements, each from 1 to 5.

    For 20 statements: 50 or less serious problems, 51 to 74 to be improved, 75 and more healthy. For another
    number the two limits keep their place: 2.5 and 3.75 points a statement.

    Parameters
    ----------
    total
        Sum of the scores.
    statements
        How many statements.

    Raises
    ------
    MeasureError
        If the total cannot come from that many statements.

    References
    ----------
    *From Handshake to Compact: Guidance to Foster Collaborative, Multimodal Decision Making*, Transportation
    Research Board, National Academies Press (2005), p. 62.

    Examples
    --------
    >>> health(50), health(51), health(75), health(38, statements=10)
    ('serious', 'improve', 'healthy', 'healthy')
    """
    require = Require(_("Questo totale non si può leggere."))
    count = require.whole(statements, _("affermazioni"), least=1, most=1000)
    points = require.whole(total, _("totale"), least=count * LOWEST, most=count * HIGHEST)
    require.stop()
    if 4 * points >= 15 * count:
        return "healthy"
    return "serious" if 2 * points <= 5 * count else "improve"
