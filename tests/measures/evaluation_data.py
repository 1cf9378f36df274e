"""Simulated tables the tests of evaluation share."""

from __future__ import annotations

import numpy as np
import pandas as pd


def people(rows: int = 400, seed: int = 1) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    x, z = draw.normal(size=(2, rows))
    had = (draw.random(rows) < 1 / (1 + np.exp(-0.6 * x + 0.3))).astype(int)
    town = draw.integers(0, 25, rows)
    return pd.DataFrame(
        {"x": x, "z": z, "had": had, "town": town, "kind": draw.choice(["a", "b", "c"], rows),
         "w": draw.uniform(0.5, 2, rows), "y": 2 * had + x - z + draw.normal(size=rows)}
    )  # fmt: skip


def panel(units: int = 40, periods: int = 5, seed: int = 2) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    who, when = np.repeat(np.arange(units), periods), np.tile(np.arange(2018, 2018 + periods), units)
    table = pd.DataFrame({"who": who, "when": when, "had": who % 2, "post": (when >= 2021).astype(int)})
    table["w"] = draw.uniform(0.5, 2, units)[who]
    table["y"] = draw.normal(size=units)[who] + 0.3 * (when - 2018) + table["had"] * table["post"]
    table["y"] += draw.normal(size=len(table))
    return table
