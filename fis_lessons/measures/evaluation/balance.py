"""Are the two groups alike, and does each treated person have somebody to be compared with?"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from fis_lessons.classes import dataclass
from fis_lessons.errors import MeasureError, Problem
from fis_lessons.i18n import gettext as _
from fis_lessons.i18n import number
from fis_lessons.measures.evaluation.arrays import Codes, Flags, Floats
from fis_lessons.measures.evaluation.checks import Checks
from fis_lessons.measures.evaluation.effect import f_p, two_sided_p
from fis_lessons.measures.evaluation.linear import least_squares
from fis_lessons.measures.evaluation.products import collinear
from fis_lessons.measures.evaluation.score import fit_score

Weights: TypeAlias = Hashable | pd.Series | np.ndarray
GOOD_SMD = 0.1


@dataclass(frozen=True)
class Balance:
    """Two groups side by side.

    Parameters
    ----------
    table
        One row per covariate (its name is the index), columns: mean_treated, sd_treated, n_treated,
        mean_control, sd_control, n_control, difference, smd, variance_ratio, t, p. Not-a-number where a
        ratio has no value, as the variance ratio of a column that never varies among the controls.
    f, f_p
        Joint test that no covariate tells the groups apart; None if it cannot be made.
    f_degrees
        Its degrees of freedom.
    dropped
        Columns left out of the joint test because they repeat others.
    worst
        Largest absolute standardised difference.
    """

    table: pd.DataFrame
    f: float | None
    f_p: float | None
    f_degrees: tuple[int, int] | None
    dropped: tuple[str, ...]
    worst: float

    @property
    def good(self) -> bool:
        """Whether every standardised difference is under 0.1, the usual target."""
        return self.worst < GOOD_SMD


@dataclass(frozen=True)
class Support:
    """Where the scores of the two groups overlap.

    Parameters
    ----------
    low, high
        Bounds of the common range: the larger of the two minima, the smaller of the two maxima.
    outside_treated, outside_control
        Rows out of those bounds.
    share_treated, share_control
        The same as shares of their group.
    inside_trim
        Share of all rows with a score from 0.1 to 0.9.
    bins
        Columns: low, high, treated, control: how many rows in each twentieth of the range 0 to 1 (or of the
        range of the score, if it is not a probability).
    outside
        Which rows are out of the bounds, with the index of the table.
    """

    low: float
    high: float
    outside_treated: int
    outside_control: int
    share_treated: float
    share_control: float
    inside_trim: float
    bins: pd.DataFrame
    outside: pd.Series[bool]


def balance_table(
    frame: pd.DataFrame,
    *,
    treated: Hashable,
    covariates: Sequence[Hashable] | None,
    weights: Weights | None = None,
    clusters: Hashable | None = None,
    counts: Hashable | None = None,
) -> Balance:
    """Compare the groups on what was known before.

    Parameters
    ----------
    frame
        One row per person.
    treated
        Column of 0 and 1.
    covariates
        Columns known before the intervention. Words become one row per category.
    weights
        Column of weights, or a series with the index of the table (as ``propensity_weights`` gives), or an
        array with a value per row: then the table shows the groups after the correction.
    clusters
        Column of groups inside which rows are not independent: for the tests only.
    counts
        Column of whole numbers: how many equal rows each row stands for.

    Returns
    -------
    Balance
        The standardised difference is ``(m1 - m0) / sqrt((v1 + v0) / 2)`` with the *unweighted* variances,
        so that before and after a correction are on one scale. ``t`` is Welch's, or robust with weights or
        clusters. The joint test regresses the treatment on all the covariates (robust F).

    Raises
    ------
    MeasureError
        If a group is missing, a value is missing, or a covariate is not there.

    Notes
    -----
    Judge by the standardised differences. With many people a tiny difference has a tiny p; with few, a
    large one may not.

    References
    ----------
    P. Austin, Statistics in Medicine 28 (2009) 3083-3107; D. Rubin, Health Services and Outcomes Research
    Methodology 2 (2001) 169-188: the variance ratio. The layout is that of the World Bank's ``iebaltab``.

    Examples
    --------
    >>> table = pd.DataFrame({"had": [1, 1, 1, 0, 0, 0], "age": [30, 40, 50, 20, 30, 40]})
    >>> found = balance_table(table, treated="had", covariates=["age"])
    >>> found.table.loc["age", ["mean_treated", "mean_control", "smd"]].tolist()
    [40.0, 30.0, 1.0]
    """
    frame, weights = _with_weights(frame, weights)
    checks = Checks(frame, weights=weights, counts=counts)
    had, weight = checks.treated(treated), checks.weight
    matrix, titles = checks.design(covariates, every_level=True)
    codes = checks.labels(clusters, "clusters")[0] if clusters is not None else None
    if not checks.problems and not titles:
        checks.problem("covariates", _("nessuna variabile"), expected=_("almeno una"))
    if not checks.problems and min(had.sum(), (~had).sum()) < 2:
        checks.problem(f"treated={treated!r}", _("un gruppo ha una riga sola"), expected=_("almeno 2 e 2"))
    checks.stop()
    rows = [_row(column, had, weight, codes) for column in matrix.T]
    table = pd.DataFrame(rows, index=pd.Index(titles, name="covariate"))
    repeated = collinear(matrix, titles)
    kept = [title not in repeated for title in titles]
    f, p, degrees = _joint(had, matrix[:, kept], weight, codes)
    worst = float(table["smd"].abs().max())
    return Balance(table, f, p, degrees, tuple(repeated), worst)


def _with_weights(frame: pd.DataFrame, weights: Weights | None) -> tuple[pd.DataFrame, Hashable | None]:
    if not isinstance(weights, pd.Series | np.ndarray) or not isinstance(frame, pd.DataFrame):
        return frame, weights
    same = weights.index.equals(frame.index) if isinstance(weights, pd.Series) else True
    if not same or weights.shape != (len(frame),):
        raise MeasureError(
            _("I pesi non corrispondono alle righe della tabella."),
            [
                Problem(
                    "weights",
                    " x ".join(number(n) for n in weights.shape),
                    expected=_("lo stesso indice della tabella"),
                )
            ],
        )
    name = "weights"
    while name in frame.columns:
        name += "_"
    return frame.assign(**{name: weights}), name


def _row(column: Floats, had: Flags, weight: Floats | None, codes: Codes | None) -> dict[str, float]:
    arms = [(column[arm], None if weight is None else weight[arm]) for arm in (had, ~had)]
    (m1, v1), (m0, v0) = [_moments(values, w) for values, w in arms]
    plain = (arms[0][0].var(ddof=1) + arms[1][0].var(ddof=1)) / 2
    gap = m1 - m0
    tiny = 1e-12 * max(1.0, abs(m1), abs(m0))
    smd = 0.0 if abs(gap) <= tiny else gap / math.sqrt(plain) if plain > 0 else math.copysign(math.inf, gap)
    if plain <= 0:
        t, p = (0.0, 1.0) if abs(gap) <= tiny else (math.copysign(math.inf, gap), 0.0)
    elif weight is None and codes is None:
        n1, n0 = had.sum(), (~had).sum()
        a, b = v1 / n1, v0 / n0
        t = gap / math.sqrt(a + b)
        p = two_sided_p(t, (a + b) ** 2 / (a**2 / (n1 - 1) + b**2 / (n0 - 1)))
    else:
        fit = least_squares(
            column, np.column_stack([np.ones(column.size), had]), weights=weight, clusters=codes
        )
        error = math.sqrt(max(fit.covariance[1, 1], 0.0))
        t = gap / error if error > 0 else math.nan
        p = two_sided_p(t, fit.degrees) if error > 0 else math.nan
    return {
        "mean_treated": m1,
        "sd_treated": math.sqrt(v1),
        "n_treated": int(had.sum()),
        "mean_control": m0,
        "sd_control": math.sqrt(v0),
        "n_control": int((~had).sum()),
        "difference": gap,
        "smd": smd,
        "variance_ratio": v1 / v0 if v0 > 0 else math.nan,
        "t": t,
        "p": p,
    }


def _moments(values: Floats, weight: Floats | None) -> tuple[float, float]:
    """Mean and variance; with weights, the variance is unbiased where they count importance."""
    if weight is None:
        return float(values.mean()), float(values.var(ddof=1))
    share = weight / weight.sum()
    mean = float(share @ values)
    loss = 1 - float(share @ share)
    return mean, float(share @ (values - mean) ** 2) / loss if loss > 1e-12 else 0.0


def _joint(
    had: Flags, matrix: Floats, weight: Floats | None, codes: Codes | None
) -> tuple[float | None, float | None, tuple[int, int] | None]:
    width = matrix.shape[1]
    if width == 0 or had.size <= width + 1 or (codes is not None and np.unique(codes).size <= width):
        return None, None, None
    scaled = (matrix - matrix.mean(axis=0)) / matrix.std(axis=0)
    columns = np.column_stack([np.ones(had.size), scaled])
    fit = least_squares(had.astype(np.float64), columns, weights=weight, clusters=codes)
    covariance, beta = fit.covariance[1:, 1:], fit.coefficients[1:]
    if not np.isfinite(covariance).all() or np.linalg.matrix_rank(covariance, hermitian=True) < width:
        return None, None, None
    statistic = float(beta @ np.linalg.solve(covariance, beta)) / width
    return statistic, f_p(statistic, width, fit.degrees), (width, int(fit.degrees))


def _empty(covariates: Sequence[Hashable]) -> bool:
    try:
        return len(covariates) == 0
    except TypeError:  # no list at all: told where it is read
        return False


def common_support(
    frame: pd.DataFrame,
    *,
    treated: Hashable,
    score: Hashable | None = None,
    covariates: Sequence[Hashable] | None = (),
) -> Support:
    """Tell where treated and others have scores in common, and who is left out.

    Parameters
    ----------
    frame
        One row per person.
    treated
        Column of 0 and 1.
    score
        Column with a propensity score, or any number to compare on.
    covariates
        Columns to estimate the propensity score from, if there is no ``score``.

    Raises
    ------
    MeasureError
        If both or neither of score and covariates are given, or as ``propensity``.

    Examples
    --------
    >>> table = pd.DataFrame({"had": [1, 1, 1, 0, 0, 0], "e": [0.4, 0.6, 0.9, 0.1, 0.5, 0.7]})
    >>> found = common_support(table, treated="had", score="e")
    >>> found.low, found.high, found.outside_treated, found.outside_control
    (0.4, 0.7, 1, 1)
    """
    checks = Checks(frame)
    had = checks.treated(treated)
    asked = covariates is not None and not _empty(covariates)
    if (score is not None) == asked:
        checks.problem("score, covariates", _("serve una delle due cose, e non tutte e due"))
    values = checks.amounts(score, "score") if score is not None else np.zeros(len(frame))
    matrix, titles = checks.design(covariates)
    checks.independent(matrix, titles)
    checks.stop()
    if score is None:
        values = fit_score(had, matrix, titles).values
    one, zero = values[had], values[~had]
    low, high = float(max(one.min(), zero.min())), float(min(one.max(), zero.max()))
    outside = (values < low) | (values > high)
    probability = values.min() >= 0 and values.max() <= 1
    edges = np.linspace(0, 1, 21) if probability else np.linspace(values.min(), values.max(), 21)
    bins = pd.DataFrame(
        {
            "low": edges[:-1],
            "high": edges[1:],
            "treated": np.histogram(one, edges)[0],
            "control": np.histogram(zero, edges)[0],
        }
    )
    return Support(
        low=low,
        high=high,
        outside_treated=int((outside & had).sum()),
        outside_control=int((outside & ~had).sum()),
        share_treated=float(outside[had].mean()),
        share_control=float(outside[~had].mean()),
        inside_trim=float(((values >= 0.1) & (values <= 0.9)).mean()),
        bins=bins,
        outside=pd.Series(outside, index=frame.index, name="outside"),
    )
