"""When the groups are few: two ways to a p that does not lean on there being many."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterator, Sequence

import numpy as np
import pandas as pd

from fis_lessons.errors import MeasureError
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.checks import Checks, Codes, Floats, told
from fis_lessons.measures.evaluation.did import unstable
from fis_lessons.measures.evaluation.linear import recode

CHUNK = 4_000_000
WEBB = np.sqrt(np.array([1.5, 1.0, 0.5]))


def permutation_p(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    treated: Hashable,
    post: Hashable | None = None,
    clusters: Hashable | None = None,
    draws: int = 1999,
    seed: int = 1,
) -> float:
    """Ask how often chance alone, giving out the treatment again, makes a difference as large as this one.

    Parameters
    ----------
    frame
        One row per observation.
    outcome
        Column of numbers.
    treated
        Column of 0 and 1; the same in every row of a group.
    post
        Column of 0 and 1: then the difference is one of differences, and ``clusters`` is needed.
    clusters
        Column of the groups to which the treatment was given as a whole. Rows, if not given.
    draws
        Other assignments to try. If there are not more than these, each is tried once: the p is exact.
    seed
        Of the draws.

    Returns
    -------
    float
        Two-sided: the share of assignments, the true one included, with a difference at least as large.

    Raises
    ------
    MeasureError
        If a group is both treated and not, or a column cannot be read.

    References
    ----------
    R. A. Fisher, *The Design of Experiments* (1935); B. Phipson, G. Smyth, Statistical Applications in
    Genetics and Molecular Biology 9 (2010) 39: never zero.

    Examples
    --------
    Three of six, and the three highest: two of the twenty possible choices are so extreme.

    >>> table = pd.DataFrame({"y": [7.0, 8, 9, 1, 2, 3], "had": [1, 1, 1, 0, 0, 0]})
    >>> permutation_p(table, outcome="y", treated="had")
    0.1
    """
    checks = Checks(frame)
    values, had = checks.outcome(outcome), checks.treated(treated)
    after = checks.post(post) if post is not None else np.ones(values.size, dtype=np.bool_)
    codes = checks.labels(clusters, "clusters")[0] if clusters is not None else np.arange(values.size)
    if post is not None and clusters is None:
        checks.problem(
            "clusters",
            _("manca"),
            remedy=_("Con prima e dopo indica chi va spostato da un gruppo all'altro."),
        )
    _draws(checks, draws)
    if not checks.problems and (mixed := unstable(had, codes)):
        _mixed(checks, mixed)
    checks.stop()
    count = int(codes.max()) + 1
    sums = np.column_stack(
        [
            np.bincount(codes[side], weights=weights, minlength=count)
            for side in ((after, ~after) if post is not None else (after,))
            for weights in (values[side], None)
        ]
    ).astype(np.float64)
    own = np.zeros(count, dtype=np.bool_)
    own[codes[had]] = True
    many = int(own.sum())
    observed = abs(float(_gaps(own[None, :].astype(np.float64), sums)[0]))
    limit = observed - 1e-9 * max(1.0, observed)
    exact = math.comb(count, many) <= draws
    hits = total = 0
    for chosen in _all_choices(count, many) if exact else _choices(count, many, draws, seed):
        gaps = np.abs(_gaps(chosen, sums))
        hits += int((gaps >= limit).sum())
        total += int(np.isfinite(gaps).sum())
    return hits / total if exact else (hits + 1) / (total + 1)


def _gaps(chosen: Floats, sums: Floats) -> Floats:
    """Return the difference (of differences) of each assignment; not-a-number if a cell is empty."""
    one = chosen @ sums
    zero = sums.sum(axis=0) - one
    with np.errstate(divide="ignore", invalid="ignore"):
        gaps = one[:, 0] / one[:, 1] - zero[:, 0] / zero[:, 1]
        if sums.shape[1] > 2:
            gaps = gaps - (one[:, 2] / one[:, 3] - zero[:, 2] / zero[:, 3])
    return np.asarray(gaps, dtype=np.float64)


def _all_choices(count: int, many: int) -> Iterator[Floats]:
    rows = list(itertools.combinations(range(count), many))
    chosen = np.zeros((len(rows), count))
    np.put_along_axis(chosen, np.array(rows), 1.0, axis=1)
    yield chosen


def _choices(count: int, many: int, draws: int, seed: int) -> Iterator[Floats]:
    generator = np.random.default_rng(seed)
    step = max(1, CHUNK // count)
    for start in range(0, draws, step):
        rows = min(step, draws - start)
        keys = generator.random((rows, count))
        chosen = np.zeros((rows, count))
        np.put_along_axis(chosen, np.argpartition(keys, many - 1, axis=1)[:, :many], 1.0, axis=1)
        yield chosen


def wild_bootstrap_p(
    frame: pd.DataFrame,
    *,
    outcome: Hashable,
    treated: Hashable,
    clusters: Hashable,
    post: Hashable | None = None,
    covariates: Sequence[Hashable] = (),
    weights: Hashable | None = None,
    draws: int = 999,
    seed: int = 1,
) -> float:
    """Test that the effect is zero by wild cluster bootstrap: for few groups, say from 6 to 30.

    The errors of whole groups are flipped at random, on a model that holds the effect at zero.

    Parameters
    ----------
    frame, outcome, treated, covariates, weights
        As in ``difference_in_means``.
    clusters
        Column of groups.
    post
        Column of 0 and 1: then the test is on the difference in differences.
    draws, seed
        Of the flips. If there are not more ways to flip than draws, each is tried once.

    Returns
    -------
    float
        Two-sided p.

    Raises
    ------
    MeasureError
        As ``difference_in_means``; or with fewer than 5 groups, where no p under 0.05 is possible.

    Notes
    -----
    With one or two treated groups it is not reliable either (MacKinnon and Webb 2017): use
    :func:`permutation_p`.

    References
    ----------
    A. C. Cameron, J. Gelbach, D. Miller, Review of Economics and Statistics 90 (2008) 414-427; M. Webb,
    Canadian Journal of Economics 56 (2023) 839-858: six points for fewer than twelve groups.

    Examples
    --------
    >>> table = pd.DataFrame({"y": np.tile([1.0, 2, 3], 8) + np.repeat([0, 1, 0, 1, 0, 1, 0, 1], 3),
    ...                       "had": np.repeat([0, 0, 0, 0, 1, 1, 1, 1], 3), "town": np.repeat(range(8), 3)})
    >>> wild_bootstrap_p(table, outcome="y", treated="had", clusters="town") > 0.9
    True
    """
    checks = Checks(frame)
    values, had = checks.outcome(outcome), checks.treated(treated)
    after = checks.post(post) if post is not None else None
    matrix, titles = checks.design(covariates)
    weight, codes = checks.weights(weights), checks.labels(clusters, "clusters", at_least=5)[0]
    _draws(checks, draws)
    ones = np.ones(values.size)
    if after is None:
        columns, names = np.column_stack([ones, matrix, had]), [*titles, str(treated)]
    else:
        columns = np.column_stack([ones, matrix, had, after, had & after])
        names = [*titles, str(treated), str(post), f"{treated} x {post}"]
    checks.independent(columns[:, 1:], names)
    checks.stop()
    root = ones if weight is None else np.sqrt(weight)
    return _wild(values * root, columns * root[:, None], recode(codes), draws, seed)


def _wild(values: Floats, columns: Floats, codes: tuple[Codes, int], draws: int, seed: int) -> float:
    """Bootstrap the last coefficient; everything a draw needs is summed by group beforehand."""
    groups, count = codes
    bread = np.linalg.inv(columns.T @ columns)
    held = columns[:, :-1]
    rest = values - held @ np.linalg.lstsq(held, values, rcond=None)[0]
    lever = columns @ bread[-1]

    def by_group(amounts: Floats) -> Floats:
        return np.bincount(groups, weights=amounts, minlength=count).astype(np.float64)

    score = np.column_stack([by_group(column * rest) for column in columns.T])  # groups x columns
    pull = np.column_stack([by_group(column * lever) for column in columns.T]) @ bread
    own = by_group(lever * rest)

    def statistics(flips: Floats) -> Floats:
        # rows of flips: one draw each; the variance is that of CR1 but for a constant
        effect = flips @ own
        left = flips * own - (flips @ score) @ pull.T
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.abs(effect) / np.sqrt((left**2).sum(axis=1)), dtype=np.float64)

    observed = float(statistics(np.ones((1, count)))[0])
    if not math.isfinite(observed):
        raise MeasureError(
            _("Dentro i gruppi non resta variabilità: la prova non si può fare."),
            [told("outcome", _("errore zero"), remedy=_("Usa la prova per permutazione."))],
        )
    hits = total = 0
    for flips in _flips(count, draws, seed):
        found = statistics(flips)
        hits += int((found >= observed - 1e-9 * max(1.0, observed)).sum())
        total += int(np.isfinite(found).sum())
    return hits / total


def _flips(count: int, draws: int, seed: int) -> Iterator[Floats]:
    if count <= 30 and 2**count <= draws:
        yield np.array(list(itertools.product((-1.0, 1.0), repeat=count)))
        return
    generator = np.random.default_rng(seed)
    values = np.concatenate([-WEBB, WEBB]) if count < 12 else np.array([-1.0, 1.0])
    step = max(1, CHUNK // count)
    for start in range(0, draws, step):
        yield generator.choice(values, size=(min(step, draws - start), count))


def _draws(checks: Checks, draws: int) -> None:
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 19:
        checks.problem("draws", f"{draws}", expected=_("un numero intero, almeno 19"))


def _mixed(checks: Checks, mixed: int) -> None:
    checks.problem(
        "clusters, treated",
        _("{n} gruppi contengono trattati e non trattati").format(n=number(mixed)),
        expected=_("ogni gruppo tutto trattato o tutto di controllo"),
        remedy=_("Permuta ciò che è stato davvero assegnato: le persone, oppure gruppi interi."),
    )
