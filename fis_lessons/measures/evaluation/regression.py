"""Least squares and logit in plain numpy: fast on long tables, exact on nearly dependent columns.

The columns are made orthogonal by Cholesky factors of their products, twice ("CholeskyQR2"), a block of rows at a
time: as accurate as the usual QR as long as no column is nearly a sum of the others, and those are refused.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from fis_lessons.classes import dataclass
from fis_lessons.measures.evaluation.arrays import Codes, Floats
from fis_lessons.measures.evaluation.products import blocks, dependent, must_differ

Errors = Literal["classical", "HC1", "HC2"]

_LONELY = 1e-10
"""A row with a leverage closer to one than this is fitted exactly: nothing can be learnt of its error."""
_STEPS = 60


class SeparationError(ValueError):
    """No finite coefficients: some columns tell who is 1 and who is 0.

    Parameters
    ----------
    columns
        Positions of the columns whose coefficients grow without end.
    """

    def __init__(self, columns: list[int]) -> None:
        super().__init__(columns)
        self.columns = columns


@dataclass(frozen=True)
class Solution:
    """Coefficients and their covariance, shapes (columns,) and (columns, columns)."""

    coefficients: Floats
    covariance: Floats


@dataclass(frozen=True)
class Logit:
    """A logit by maximum likelihood.

    Parameters
    ----------
    coefficients
        Shape (columns,).
    information
        Shape (columns, columns): the Hessian of the log-likelihood, with its sign changed.
    values
        Shape (rows,): fitted probabilities.
    """

    coefficients: Floats
    information: Floats
    values: Floats


def ols(
    outcome: Floats,
    columns: Floats,
    *,
    weights: Floats | None = None,
    errors: Errors = "HC2",
    clusters: Codes | None = None,
) -> Solution:
    """Fit by (weighted) least squares.

    Parameters
    ----------
    outcome
        Shape (rows,).
    columns
        Shape (rows, columns), fewer columns than rows.
    weights
        Shape (rows,), all positive.
    errors
        One variance for all rows, or each its own (HC1, HC2). Not used with clusters.
    clusters
        Shape (rows,): group of each row, from 0 without gaps; then the covariance is CR1.

    Returns
    -------
    Solution
        Variances of coefficients that rest on one row alone are not-a-number with HC2.

    Raises
    ------
    DependentColumnsError
        If columns repeat each other.

    References
    ----------
    J. G. MacKinnon, H. White, Journal of Econometrics 29 (1985) 305-325; C. A. Cameron, D. L. Miller, Journal of
    Human Resources 50 (2015) 317-372. T. Fukaya et al., *CholeskyQR2*, ScalA 2014.

    Examples
    --------
    >>> line = ols(np.array([1.0, 3, 5]), np.array([[1.0, 0], [1, 1], [1, 2]]))
    >>> line.coefficients.round(6).tolist()
    [1.0, 2.0]
    """
    rows, width = columns.shape
    root = None if weights is None else np.sqrt(weights)
    back = _triangle(columns, root)  # columns @ back are orthogonal, of length one
    along = np.zeros(width)
    for part in blocks(rows, width):
        along += _rows(columns, root, part, back).T @ _cut(outcome, root, part)
    beta = back @ along
    rest = np.empty(rows)
    for part in blocks(rows, width):
        rest[part] = _cut(outcome, root, part) - _scaled(columns, root, part) @ beta
    if clusters is not None:
        return Solution(beta, _clustered(columns, root, back, rest, clusters))
    if errors == "classical":
        return Solution(beta, back @ back.T * (float(rest @ rest) / (rows - width)))
    return Solution(beta, _robust(columns, root, back, rest, errors))


def _robust(columns: Floats, root: Floats | None, back: Floats, rest: Floats, errors: Errors) -> Floats:
    rows, width = columns.shape
    meat, lonely = np.zeros((width, width)), []
    for part in blocks(rows, width):
        straight, left = _rows(columns, root, part, back), rest[part] ** 2
        if errors == "HC2":
            room = 1 - np.einsum("ij,ij->i", straight, straight)
            alone = room < _LONELY
            lonely += list(straight[alone])
            left = np.divide(left, room, out=np.zeros(left.size), where=~alone)
        meat += straight.T @ (straight * left[:, None])
    covariance = back @ meat @ back.T * (rows / (rows - width) if errors == "HC1" else 1.0)
    if lonely:  # whatever rests on one of these rows alone has no measurable error
        pull = np.abs(np.array(lonely) @ back.T) / np.sqrt(np.einsum("ij,ij->i", back, back))
        resting = (pull > 1e-6).any(axis=0)
        covariance[resting, :] = covariance[:, resting] = np.nan
    return np.asarray(covariance, dtype=np.float64)


def _clustered(columns: Floats, root: Floats | None, back: Floats, rest: Floats, clusters: Codes) -> Floats:
    rows, width = columns.shape
    groups = int(clusters.max()) + 1
    pull = rest if root is None else rest * root
    sums = np.column_stack(
        [np.bincount(clusters, weights=column * pull, minlength=groups) for column in columns.T]
    )
    straight = sums @ back
    small = groups / (groups - 1) * (rows - 1) / (rows - width)
    return np.asarray(back @ (straight.T @ straight) @ back.T * small, dtype=np.float64)


def _triangle(columns: Floats, root: Floats | None) -> Floats:
    """Return the upper triangle that makes the columns orthogonal and of length one."""
    rows, width = columns.shape
    first = np.zeros((width, width))
    for part in blocks(rows, width):
        block = _scaled(columns, root, part)
        first += block.T @ block
    lengths = must_differ(first)
    back = _inverse_root(first / np.outer(lengths, lengths)) / lengths[:, None]
    second = np.zeros((width, width))
    for part in blocks(rows, width):
        block = _rows(columns, root, part, back)
        second += block.T @ block
    return np.asarray(back @ _inverse_root(second), dtype=np.float64)


def _inverse_root(products: Floats) -> Floats:
    """Invert the upper Cholesky factor of products."""
    return np.asarray(np.linalg.inv(np.linalg.cholesky(products)).T, dtype=np.float64)


def logit(outcome: Floats, columns: Floats, *, weights: Floats | None = None) -> Logit:
    """Fit a logit by Newton's method, steps halved where they would lose likelihood.

    Parameters
    ----------
    outcome
        Shape (rows,), zeros and ones.
    columns
        Shape (rows, columns), the constant included.
    weights
        Shape (rows,), not negative: how many times a row counts.

    Raises
    ------
    DependentColumnsError
        If columns repeat each other.
    SeparationError
        If no finite maximum exists: a sum of columns parts the ones from the zeros.

    References
    ----------
    A. Albert, J. A. Anderson, *On the existence of maximum likelihood estimates in logistic regression models*,
    Biometrika 71 (1984) 1-10.

    Examples
    --------
    One in four, then three in four: log-odds of minus and plus ``log(3)``.

    >>> columns = np.column_stack([np.ones(8), np.repeat([0.0, 1.0], 4)])
    >>> found = logit(np.array([1.0, 0, 0, 0, 1, 1, 1, 0]), columns)
    >>> found.coefficients.round(4).tolist()
    [-1.0986, 2.1972]
    """
    rows, width = columns.shape
    weight = np.ones(rows) if weights is None else weights
    lengths = np.sqrt(np.einsum("ij,ij->j", columns, columns) / rows)
    beta: Floats = np.zeros(width)
    likelihood, slope, information, values = _likelihood(outcome, columns, weight, beta)
    must_differ(information)
    step: Floats = np.zeros(width)
    for _turn in range(_STEPS):
        diagonal = np.sqrt(np.diag(information))
        if dependent(information / np.outer(diagonal, diagonal)) or not np.isfinite(diagonal).all():
            raise SeparationError(_growing(step * lengths))
        step = np.asarray(np.linalg.solve(information, slope), dtype=np.float64)
        for _half in range(30):
            trial = _likelihood(outcome, columns, weight, beta + step)
            if trial[0] >= likelihood - 1e-12 * abs(likelihood):
                break
            step = step / 2
        beta = beta + step
        likelihood, slope, information, values = trial
        if (np.abs(step) * lengths).max() < 1e-9 * max(1.0, float((np.abs(beta) * lengths).max())):
            return Logit(beta, information, values)
    raise SeparationError(_growing(step * lengths))


def _growing(step: Floats) -> list[int]:
    size = np.abs(step)
    return np.flatnonzero(size > 0.05 * size.max()).tolist() if size.any() else list(range(step.size))


def _likelihood(
    outcome: Floats, columns: Floats, weight: Floats, beta: Floats
) -> tuple[float, Floats, Floats, Floats]:
    """Return the log-likelihood, its slope, its curvature with the sign changed, and the probabilities."""
    rows, width = columns.shape
    total, slope, curve, values = 0.0, np.zeros(width), np.zeros((width, width)), np.empty(rows)
    for part in blocks(rows, width):
        block, y, w = columns[part], outcome[part], weight[part]
        place = block @ beta
        small = np.exp(-np.abs(place))  # never overflows
        chance = np.where(place >= 0, 1.0, small) / (1 + small)
        # one less a chance, written so that it never rounds to zero: separation would pass for a maximum
        other = np.where(place >= 0, small, 1.0) / (1 + small)
        total += float(w @ (y * place - np.maximum(place, 0) - np.log1p(small)))
        slope += block.T @ (w * (y * other - (1 - y) * chance))
        curve += block.T @ (block * (w * small / (1 + small) ** 2)[:, None])
        values[part] = chance
    return total, slope, curve, values


# --- blocks of rows -----------------------------------------------------------------------------
def _scaled(columns: Floats, root: Floats | None, part: slice) -> Floats:
    return columns[part] if root is None else columns[part] * root[part, None]


def _cut(values: Floats, root: Floats | None, part: slice) -> Floats:
    return values[part] if root is None else values[part] * root[part]


def _rows(columns: Floats, root: Floats | None, part: slice, back: Floats) -> npt.NDArray[np.float64]:
    return np.asarray(_scaled(columns, root, part) @ back, dtype=np.float64)
