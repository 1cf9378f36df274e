"""Short scales: several questions about one thing, and how far they go together.

Cronbach's alpha says how closely the answers to the questions move together, not what they measure, nor that they
measure one thing only. With few persons it is itself a rough estimate: its interval comes with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, get_args

import numpy as np

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import exact
from fis_lessons.i18n import gettext as _
from fis_lessons.measures.answers import Answers, Floats, Table, read_answers
from fis_lessons.measures.chances import f_quantile
from fis_lessons.measures.population import Interval
from fis_lessons.measures.require import Require

Gaps = Literal["complete", "person_mean", "pairwise"]
"""What to do with missing answers: leave out whoever misses one, fill a gap with the mean of the person's other
answers, or use for each pair of questions whoever answered both."""
Caution = Literal["against_the_rest", "few_persons", "left_out", "filled_in", "no_interval"]

FEW: Final = 30
"""Fewer persons than these and the result comes with a warning: a threshold of ours."""


@dataclass(frozen=True)
class Item:
    """One question beside the others.

    Parameters
    ----------
    name
        Of the question.
    answers
        Persons who answered it, among those used.
    mean, sd
        Of their answers, reversed if the question is; with ``n - 1`` below.
    with_rest
        Correlation with the sum of the other questions (corrected item-total correlation), among those who
        answered all. Negative: the question goes the other way. None if either never varies.
    alpha_without
        Alpha of the scale without this question; None with two questions, or if nothing varies without it.
    """

    name: str
    answers: int
    mean: float
    sd: float
    with_rest: float | None
    alpha_without: float | None


@dataclass(frozen=True)
class Reliability:
    """How far the questions of a scale go together.

    Parameters
    ----------
    alpha
        At most 1; negative where questions contradict each other, most often because a reversed one was missed.
    interval
        Feldt's; None where gaps were filled in or stepped over: its formula does not hold there.
    persons
        Whose answers were used.
    left_out
        Persons who were not.
    gaps
        What was done with missing answers.
    items
        One per question.
    cautions
        What to tell together with the number.
    """

    alpha: float
    interval: Interval | None
    persons: int
    left_out: int
    gaps: Gaps
    items: tuple[Item, ...]
    cautions: tuple[Caution, ...]


def cronbach_alpha(
    answers: Table,
    *,
    low: float | None = None,
    high: float | None = None,
    reversed_items: Sequence[str] = (),
    gaps: Gaps = "complete",
    least_answered: float = 0.5,
    confidence: float = 0.95,
) -> Reliability:
    """Return Cronbach's alpha of a scale, with its interval and what happens if a question goes.

    ``alpha = k / (k - 1) * (1 - sum of the variances / variance of the sum)``, with ``k`` questions. The
    interval is ``1 - (1 - alpha) * F``, with the quantiles of Fisher's F with ``n - 1`` and ``(n - 1) (k -
    1)`` degrees of freedom.

    Parameters
    ----------
    answers
        A row per person, a column per question. Names of questions are those of the columns, or 1, 2, …
    low, high
        Ends of the scale, for instance 1 and 5.
    reversed_items
        Questions where a high answer means little of what is measured.
    gaps
        Three treatments of missing answers: three different alphas.
    least_answered
        With ``person_mean``, which part of the questions a person must have answered to be kept.
    confidence
        Of the interval, between 0 and 1.

    Raises
    ------
    MeasureError
        With every answer that is no number, and its row; if there are fewer than two questions or two persons,
        or if all answers are equal: there alpha has no value.

    References
    ----------
    L. J. Cronbach, *Coefficient alpha and the internal structure of tests*, Psychometrika 16 (1951) 297-334.
    L. S. Feldt, D. J. Woodruff, F. A. Salih, *Statistical inference for coefficient alpha*, Applied Psychological
    Measurement 11 (1987) 93-103.

    Examples
    --------
    Two questions with variances 2.5 and 2.5, whose sum has variance 8.5: ``2 * (1 - 5 / 8.5)``.

    >>> found = cronbach_alpha({"a": [1, 2, 4, 3, 5], "b": [1, 3, 2, 4, 5]})
    >>> round(found.alpha, 3), found.persons
    (0.824, 5)
    """
    require = Require(_("L'alfa di queste risposte non si può calcolare."))
    read = read_answers(require, answers, low=low, high=high, reversed_items=reversed_items, fewest_items=2)
    how = require.one_of(gaps, _("risposte mancanti"), get_args(Gaps))
    least = require.share(least_answered, _("quota di risposte che serve"))
    sure = require.share(confidence, _("fiducia"), ends=False, remedy=_("Di solito si usa 0,95."))
    require.stop()
    used = _used(read.values, how, least)
    _enough(len(used))
    products = _products(used, how)
    alpha = _alpha(products)
    if alpha is None:
        raise _never_vary()
    whole = not np.isnan(read.values).any()
    sound = how == "complete" or whole
    items = _items(read.items, used, products)
    return Reliability(
        alpha=alpha,
        interval=_interval(alpha, len(used), len(read.items), sure) if sound else None,
        persons=len(used),
        left_out=len(read.values) - len(used),
        gaps=how,
        items=items,
        cautions=_cautions(items, len(used), len(read.values) - len(used), sound),
    )


def scale_scores(
    answers: Table,
    *,
    low: float | None = None,
    high: float | None = None,
    reversed_items: Sequence[str] = (),
    least_answered: float = 0.5,
) -> tuple[float | None, ...]:
    """Return the score of each person: the mean of the answers given, in the unit of the scale.

    Parameters
    ----------
    answers, low, high, reversed_items
        As in :func:`cronbach_alpha`.
    least_answered
        Which part of the questions a person must have answered; under it the score is None.

    Raises
    ------
    MeasureError
        With every answer that is no number, and its row.

    Examples
    --------
    >>> scale_scores([[1, 5], [2, None], [None, None]])
    (3.0, 2.0, None)
    """
    require = Require(_("Il punteggio di queste risposte non si può calcolare."))
    read = read_answers(require, answers, low=low, high=high, reversed_items=reversed_items)
    least = require.share(least_answered, _("quota di risposte che serve"))
    require.stop()
    given = (~np.isnan(read.values)).sum(axis=1)
    sums = np.nansum(read.values, axis=1)
    needed = max(least * len(read.items), 1)
    return tuple(
        float(total / count) if count >= needed else None for total, count in zip(sums, given, strict=True)
    )


def spearman_brown(correlation: float, items: int) -> float:
    """Return the alpha of a scale whose questions all have the same variance and the same correlation.

    ``k r / (1 + (k - 1) r)``: why four questions that agree little are worth one that agrees a lot.

    Parameters
    ----------
    correlation
        Between any two questions, from 0 to 1.
    items
        How many questions.

    Raises
    ------
    MeasureError
        With every value out of place.

    References
    ----------
    C. Spearman, W. Brown, British Journal of Psychology 3 (1910) 271-295 and 296-322.

    Examples
    --------
    >>> spearman_brown(0.5, 2), round(spearman_brown(0.3, 4), 3)
    (0.6666666666666666, 0.632)
    """
    require = Require(_("L'alfa di queste domande non si può calcolare."))
    together = require.share(correlation, _("correlazione"))
    count = require.whole(items, _("domande"), least=2, most=1000)
    require.stop()
    return count * together / (1 + (count - 1) * together)


# --- inside ---------------------------------------------------------------------------------------
def _used(values: Floats, how: Gaps, least: float) -> Floats:
    given = ~np.isnan(values)
    if how == "complete":
        return np.asarray(values[given.all(axis=1)])
    if how == "pairwise":
        return np.asarray(values[given.any(axis=1)])
    kept = given.sum(axis=1) >= max(least * values.shape[1], 1)
    some = values[kept]
    own = np.nansum(some, axis=1) / np.maximum((~np.isnan(some)).sum(axis=1), 1)
    return np.asarray(np.where(np.isnan(some), own[:, None], some))


def _enough(persons: int) -> None:
    if persons >= 2:
        return
    found = _("nessuna persona.") if persons == 0 else _("una persona sola.")
    raise MeasureError(
        _("L'alfa confronta le persone fra loro: qui non ce ne sono abbastanza."),
        [
            Problem(
                _("risposte utili"),
                found,
                expected=_("almeno due persone, meglio {few} o più").format(few=exact(FEW)),
                remedy=_("Controlla le risposte mancanti, o raccogline altre."),
            )
        ],
    )


def _never_vary() -> MeasureError:
    return MeasureError(
        _("L'alfa di queste risposte non ha valore."),
        [
            Problem(
                _("risposte utili"),
                _("le persone non differiscono fra loro: il punteggio è uguale per tutte."),
                remedy=_(
                    "Guarda se le domande sono troppo facili da condividere, o se le risposte sono state copiate."
                ),
            )
        ],
    )


def _products(values: Floats, how: Gaps) -> Floats:
    """Return the table of variances and covariances, with n - 1 below."""
    if how != "pairwise":
        centred = values - values.mean(axis=0)
        found: Floats = centred.T @ centred / (len(values) - 1)
        return found
    given = ~np.isnan(values)
    k = values.shape[1]
    found = np.zeros((k, k))
    for i in range(k):
        for j in range(i, k):
            both = given[:, i] & given[:, j]
            if both.sum() < 2:
                raise _no_pairs()
            first, second = values[both, i], values[both, j]
            product = ((first - first.mean()) * (second - second.mean())).sum() / (both.sum() - 1)
            found[i, j] = found[j, i] = product
    return found


def _no_pairs() -> MeasureError:
    return MeasureError(
        _("Queste risposte non si possono usare a coppie."),
        [
            Problem(
                _("risposte utili"),
                _("ci sono due domande a cui non hanno risposto almeno due stesse persone."),
                remedy=_(
                    "Togli una delle due domande, o scegli un altro modo di trattare le risposte mancanti."
                ),
            )
        ],
    )


def _alpha(products: Floats) -> float | None:
    k = len(products)
    single, total = float(np.trace(products)), float(products.sum())
    # the sum may vary by a rounding of the machine only
    if total <= 1e-12 * max(single, 1e-300):
        return None
    return k / (k - 1) * (1 - single / total)


def _items(names: Sequence[str], used: Floats, products: Floats) -> tuple[Item, ...]:
    whole = used[~np.isnan(used).any(axis=1)]
    found = []
    for i, name in enumerate(names):
        own = used[~np.isnan(used[:, i]), i]
        rest = [j for j in range(len(names)) if j != i]
        others = products[np.ix_(rest, rest)]
        found.append(
            Item(
                name=name,
                answers=len(own),
                mean=float(own.mean()) if len(own) else 0.0,
                sd=float(own.std(ddof=1)) if len(own) > 1 else 0.0,
                with_rest=_correlation(whole[:, i], whole[:, rest].sum(axis=1)),
                alpha_without=_alpha(others) if len(rest) > 1 else None,
            )
        )
    return tuple(found)


def _correlation(first: Floats, second: Floats) -> float | None:
    if len(first) < 2:
        return None
    a, b = first - first.mean(), second - second.mean()
    scale = float(np.sqrt((a @ a) * (b @ b)))
    least = 1e-12 * max(1.0, float(np.abs(first).max())) * max(1.0, float(np.abs(second).max()))
    return float(np.clip((a @ b) / scale, -1, 1)) if scale > least else None


def _interval(alpha: float, persons: int, items: int, confidence: float) -> Interval:
    above, below = persons - 1, (persons - 1) * (items - 1)
    ends = [
        1 - (1 - alpha) * f_quantile(above, below, q) for q in ((1 + confidence) / 2, (1 - confidence) / 2)
    ]
    return Interval(ends[0], ends[1], confidence)


def _cautions(items: Sequence[Item], persons: int, left_out: int, sound: bool) -> tuple[Caution, ...]:
    found: list[Caution] = []
    if any(one.with_rest is not None and one.with_rest < 0 for one in items):
        found.append("against_the_rest")
    if persons < FEW:
        found.append("few_persons")
    if left_out:
        found.append("left_out")
    if not sound:
        found += ["filled_in", "no_interval"]
    return tuple(found)


__all__ = [
    "FEW", "Answers", "Caution", "Gaps", "Item", "Reliability", "Table", "cronbach_alpha", "scale_scores",
    "spearman_brown",
]  # fmt: skip
