"""The kinds of array the estimators pass to each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]
"""A whole number per row, from 0: of its unit, its group, its period."""
Flags = npt.NDArray[np.bool_]
