"""When the groups are few: a p that does not lean on there being many."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable, Iterator

import numpy as np
import pandas as pd

from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.did import unstable

CHUNK = 4_000_000
MOST_DRAWS = 1_000_000


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
    turns = checks.whole(draws, "draws", least=19, most=MOST_DRAWS)
    first = checks.whole(seed, "seed", least=0)
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
    exact = math.comb(count, many) <= turns
    hits = total = 0
    for chosen in _all_choices(count, many) if exact else _choices(count, many, turns, first):
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


def _mixed(checks: Checks, mixed: int) -> None:
    checks.problem(
        "clusters, treated",
        _("{n} gruppi contengono trattati e non trattati").format(n=number(mixed)),
        expected=_("ogni gruppo tutto trattato o tutto di controllo"),
        remedy=_("Permuta ciò che è stato davvero assegnato: le persone, oppure gruppi interi."),
    )
