"""Examples of the spoiled-input test that work on tables, and those of the plan: made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from fis_lessons.measures.planning.conditions import Conditions
from fis_lessons.measures.planning.designs import Situation

Call = Mapping[str, Any]


@cache
def people() -> pd.DataFrame:
    draw = np.random.default_rng(1)
    x, had = draw.normal(size=40), np.arange(40) % 2
    return pd.DataFrame(
        {"x": x, "z": draw.normal(size=40), "had": had, "post": np.arange(40) // 20,
         "town": np.arange(40) % 8 // 2, "w": draw.uniform(0.5, 2, 40),
         "y": 2 * had + x + draw.normal(size=40), "run": np.linspace(-1, 1, 40)}
    )  # fmt: skip


@cache
def panel() -> pd.DataFrame:
    draw = np.random.default_rng(2)
    who, when = np.repeat(np.arange(8), 5), np.tile(np.arange(2018, 2023), 8)
    table = pd.DataFrame({"who": who, "when": when, "had": who % 2, "post": (when >= 2021).astype(int)})
    table["w"] = draw.uniform(0.5, 2, 8)[who]
    table["first"] = np.where(who % 2 == 1, 2021, 0)
    table["y"] = draw.normal(size=8)[who] + table["had"] * table["post"] + draw.normal(size=40)
    return table


SOME = {"weights": "w", "confidence": 0.95}
SCORES = pd.DataFrame({"a": [1.0, 5.0, 3.0], "b": [2.0, 1.0, 4.0]}, index=["x", "y", "z"])
ANSWERS = pd.DataFrame({"a": [1, 2, 4, 3], "b": [1, 3, None, 4], "c": [5, 4, 2, 2]})
CROWD = Conditions(cluster_size=20, icc=0.05, attrition=0.1)

TABLES: dict[str, Callable[[], Call]] = {
    "evaluation.balance.balance_table": lambda: {
        "frame": people(), "treated": "had", "covariates": ["x", "z"], "weights": "w", "clusters": "town",
    },
    "evaluation.balance.common_support": lambda: {
        "frame": people(), "treated": "had", "score": None, "covariates": ["x"],
    },
    "evaluation.did.did": lambda: {
        "frame": panel(), "outcome": "y", "treated": "had", "post": "post", "unit": "who", "clusters": "who",
        "covariates": [], **SOME,
    },
    "evaluation.did.placebo_did": lambda: {
        "frame": panel(), "outcome": "y", "treated": "had", "time": "when", "start": 2021, "fake_start": 2020,
        "unit": "who", "clusters": "who", "covariates": [], **SOME,
    },
    "evaluation.event.event_study": lambda: {
        "frame": panel(), "outcome": "y", "unit": "who", "time": "when", "treated": "had", "start": 2021,
        "reference": -1, "clusters": "who", **SOME,
    },
    "evaluation.weighting.propensity": lambda: {
        "frame": people(), "treated": "had", "covariates": ["x", "z"], "weights": "w",
    },
    "evaluation.weighting.propensity_weights": lambda: {
        "frame": people(), "treated": "had", "covariates": ["x"], "estimand": "ate", "weights": "w",
    },
    "evaluation.weighting.weighting": lambda: {
        "frame": people(), "outcome": "y", "treated": "had", "covariates": ["x"], "estimand": "att",
        "trim": (0.05, 0.95), "clusters": "town", **SOME,
    },
    "evaluation.simple.before_after": lambda: {
        "frame": panel(), "outcome": "y", "post": "post", "unit": "who", **SOME,
    },
    "evaluation.simple.difference_in_means": lambda: {
        "frame": people(), "outcome": "y", "treated": "had", "covariates": ["x"], "clusters": "town",
        "equal_variances": False, **SOME,
    },
    "evaluation.staggered.group_time_att": lambda: {
        "frame": panel(), "outcome": "y", "unit": "who", "time": "when", "first_treated": "first",
        "comparison": "never", "clusters": "who", "confidence": 0.95,
    },
    "evaluation.synthetic.synthetic_control": lambda: {
        "frame": panel(), "outcome": "y", "unit": "who", "time": "when", "treated_unit": 1, "start": 2021,
    },
    "evaluation.synthetic.synthetic_did": lambda: {
        "frame": panel(), "outcome": "y", "unit": "who", "time": "when", "treated_unit": 1, "start": 2021,
        "draws": 10, "seed": 1, "confidence": 0.95,
    },
    "evaluation.threshold.threshold": lambda: {
        "frame": people(), "outcome": "y", "running": "run", "cutoff": 0.0, "bandwidth": 0.9, "fuzzy": None,
        "donut": 0.0, "kernel": "triangular", "treated_above": True, "covariates": ["x"], "clusters": None, **SOME,
    },
    "evaluation.threshold.threshold_checks": lambda: {
        "frame": people(), "outcome": "y", "running": "run", "cutoff": 0.0, "bandwidth": 0.9, "fuzzy": None,
        "donut": 0.0, "kernel": "triangular", "treated_above": True, "covariates": ["x"], "window": 0.3,
        "confidence": 0.95,
    },
    "planning.conditions.Conditions": lambda: {"cluster_size": 20, "icc": 0.05, "attrition": 0.1},
    "planning.designs.Situation": lambda: dict(vars(Situation(applicants=100, places=50))),
    "planning.designs.advise": lambda: {"situation": Situation(applicants=100, places=50)},
    "planning.designs.best": lambda: {"situation": Situation(applicants=100, places=50)},
    "planning.duty.vis_duty": lambda: {
        "entrusted": True, "foreseen": True, "months": 18, "euro": 1_000_000, "beyond_region": True,
    },
    "planning.lottery.draw_rota": lambda: {
        "applicants": ["a", "b", "c"], "places": 1, "word": "sole", "groups": {"a": "1", "b": "1", "c": "2"},
    },
    "planning.small.exact_power": lambda: {
        "expected_control": 0.2, "expected_treated": 0.6, "treated": 12, "control": 12, "alpha": 0.05,
    },
    "planning.power.sample_two_means": lambda: {
        "effect_size": 0.5, "power": 0.8, "alpha": 0.05, "ratio": 1.0, "conditions": CROWD,
    },
    "planning.power_shares.power_two_shares": lambda: {
        "expected_control": 0.5, "expected_treated": 0.6, "treated": 100, "control": 100, "alpha": 0.05,
    },
    "planning.power_shares.sample_two_shares": lambda: {
        "expected_control": 0.5, "expected_treated": 0.6, "power": 0.8, "alpha": 0.05, "ratio": 1.0,
        "conditions": CROWD,
    },
    "planning.power_shares.mde_two_shares": lambda: {
        "expected_control": 0.5, "treated": 100, "control": 100, "downwards": True, "power": 0.8, "alpha": 0.05,
        "conditions": CROWD,
    },
    "planning.power_shares.mde_at_worst": lambda: {
        "treated": 100, "control": 100, "power": 0.8, "alpha": 0.05,
    },
    "planning.privacy.minimum_cell": lambda: {"table": pd.DataFrame({"a": [3, 9], "b": [8, 7]}), "minimum": 5},
    "planning.small.exact_interval": lambda: {"successes": 3, "trials": 20, "confidence": 0.95},
    "planning.small.least_convincing": lambda: {"trials": 20, "usual": 0.3, "alpha": 0.05},
    "planning.small.chance_of_convincing": lambda: {"trials": 20, "usual": 0.3, "true": 0.5, "alpha": 0.05},
    "planning.small.tail": lambda: {"successes": 3, "trials": 20, "share": 0.3},
    "composite.mpi": lambda: {
        "table": SCORES, "polarity": ["more", "less"], "weights": [1, 2], "penalty": "minus", "ddof": 0,
    },
    "composite.ampi": lambda: {
        "table": SCORES, "goalposts": [(0, 10), (0, 9)], "polarity": ["more", "less"], "weights": [1, 2],
        "penalty": "plus", "ddof": 1,
    },
    "ranks.rank_sensitivity": lambda: {
        "table": SCORES, "mean": "geometric", "draws": 20, "seed": 1, "around": 1.0,
    },
    "scales.cronbach_alpha": lambda: {
        "answers": ANSWERS, "low": 1, "high": 5, "reversed_items": ["c"], "gaps": "person_mean",
        "least_answered": 0.5, "confidence": 0.95,
    },
    "scales.scale_scores": lambda: {
        "answers": ANSWERS, "low": 1, "high": 5, "reversed_items": ["c"], "least_answered": 0.5,
    },
    "training.paired_difference": lambda: {
        "before": [1.0, 2.0, 3.0, None], "after": [2.0, 4.0, 3.0, 1.0], "confidence": 0.95,
    },
}  # fmt: skip
