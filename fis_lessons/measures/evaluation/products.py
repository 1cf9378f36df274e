"""Which columns repeat others, found from their products; long tables a block of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from fis_lessons.measures.evaluation.arrays import Floats

_BLOCK = 1 << 17
"""Numbers in a block of rows: it stays in the processor's memory."""
_DEPENDENT = 1e-13
"""A column whose squared length is left to less than this by the others repeats them."""
_REPEATING = 1e-9
"""The same for a variable somebody chose: less than this of its own variance is nothing of its own."""


class DependentColumnsError(ValueError):
    """Some columns say nothing that the columns before them do not say.

    Parameters
    ----------
    columns
        Their positions.
    """

    def __init__(self, columns: list[int]) -> None:
        super().__init__(columns)
        self.columns = columns


def blocks(rows: int, width: int) -> Iterator[slice]:
    """Cut rows into blocks that are quick to work on."""
    step = max(256, _BLOCK // max(width, 1))
    for start in range(0, rows, step):
        yield slice(start, min(start + step, rows))


def dependent(products: Floats, *, limit: float = _DEPENDENT) -> list[int]:
    """Find the columns that those before them explain, from their products (ones on the diagonal).

    Examples
    --------
    >>> columns = np.array([[1.0, 0, 2], [0, 1, 2]]) / [1, 1, 8**0.5]
    >>> dependent(columns.T @ columns)
    [2]
    """
    left = np.array(products, dtype=np.float64)
    found = []
    for j in range(len(left)):
        if not left[j, j] >= limit:
            found.append(j)
            continue
        row = left[j, j + 1 :].copy()
        left[j + 1 :, j + 1 :] -= np.outer(row, row) / left[j, j]
    return found


def must_differ(products: Floats) -> Floats:
    """Return the lengths of columns from their products.

    Raises
    ------
    DependentColumnsError
        If some are zero, or repeat others.
    """
    lengths: Floats = np.sqrt(np.diag(products))
    if not lengths.all():
        raise DependentColumnsError(np.flatnonzero(lengths == 0).tolist())
    if repeated := dependent(products / np.outer(lengths, lengths)):
        raise DependentColumnsError(repeated)
    return lengths


def collinear(matrix: Floats, titles: Sequence[str]) -> list[str]:
    """Name the columns that a constant and the columns before them explain in full.

    Examples
    --------
    >>> collinear(np.array([[1.0, 2, 5], [2, 4, 5], [4, 8, 5]]), ["a", "double a", "always 5"])
    ['double a', 'always 5']
    """
    rows, width = matrix.shape
    if not rows or not width:
        return []
    centre, level, products = matrix.mean(axis=0), np.zeros(width), np.zeros((width, width))
    for part in blocks(rows, width):
        level += np.einsum("ij,ij->j", matrix[part], matrix[part])
        centred = matrix[part] - centre
        products += centred.T @ centred
    scale = np.sqrt(np.diag(products))
    varies = scale > 1e-10 * np.sqrt(level)
    at = np.flatnonzero(varies)
    repeated = dependent((products / np.outer(scale, scale).clip(1e-300))[np.ix_(at, at)], limit=_REPEATING)
    lost = {*np.flatnonzero(~varies).tolist(), *at[repeated].tolist()}
    return [title for j, title in enumerate(titles) if j in lost]
