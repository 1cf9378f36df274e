"""What the evaluation methods cost on a register of a million rows: processor seconds, and the most memory used.

Beside three of them stands what a user would pick otherwise, on the same table, with the ratio. pyfixest is
measured only where it is installed: it is no part of the project.

python scripts/bench_evaluation.py            # a million rows
python scripts/bench_evaluation.py 100000     # fewer
"""

from __future__ import annotations

import importlib
import importlib.util
import resource
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from fis_lessons.measures.evaluation.balance import balance_table, common_support
from fis_lessons.measures.evaluation.did import did, event_study
from fis_lessons.measures.evaluation.simple import before_after, difference_in_means
from fis_lessons.measures.evaluation.staggered import group_time_att
from fis_lessons.measures.evaluation.threshold import threshold
from fis_lessons.measures.evaluation.weighting import weighting

COVARIATES = ["age", "income", "children", "area"]
EFFECT = 2.0


def register(rows: int) -> pd.DataFrame:
    """Draw persons once each, some of them treated according to what is observed; true effect 2."""
    draw = np.random.default_rng(1)
    age, income = draw.integers(18, 90, rows), draw.lognormal(2.8, 0.5, rows)
    children, area = draw.poisson(0.8, rows), draw.choice(["centro", "nord", "sud", "valle"], rows)
    chance = 1 / (1 + np.exp(-(-1.5 + 0.01 * age - 0.02 * income + 0.3 * children)))
    had = (draw.random(rows) < chance).astype(np.int8)
    outcome = 10 + 0.1 * age + 0.2 * income + EFFECT * had + draw.normal(0, 5, rows)
    return pd.DataFrame(
        {"age": age, "income": income, "children": children, "area": area, "had": had, "y": outcome,
         "score": age + draw.random(rows)}
    )  # fmt: skip


def panel(rows: int, periods: int) -> pd.DataFrame:
    """Draw units seen in every period: half treated from the middle on, or from two starts; true effect 2."""
    draw = np.random.default_rng(2)
    units = rows // periods
    who, when = np.repeat(np.arange(units), periods), np.tile(np.arange(periods), units)
    had, start = (who % 2).astype(np.int8), periods // 2
    first = np.where(who % 4 == 1, start, np.where(who % 4 == 3, start + (periods > 2), 0))
    level = draw.normal(0, 3, units)[who] + 0.5 * when
    return pd.DataFrame(
        {"who": who, "when": when, "had": had, "post": (when >= start).astype(np.int8), "first": first,
         "y": level + EFFECT * (had & (when >= start)) + draw.normal(0, 1, who.size),
         "y_staggered": level + EFFECT * ((first > 0) & (when >= first)) + draw.normal(0, 1, who.size)}
    )  # fmt: skip


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    once, two, five = register(rows), panel(rows, 2), panel(rows, 5)
    print(f"{rows} rows; with the data ready: {peak():.2f} GB")
    tasks: dict[str, Callable[[], float]] = {
        "did, clustered by unit": lambda: did(
            two, outcome="y", treated="had", post="post", unit="who").estimate,
        "weighting, effect on the treated": lambda: weighting(
            once, outcome="y", treated="had", covariates=COVARIATES).estimate,
        "difference, with covariates": lambda: difference_in_means(
            once, outcome="y", treated="had", covariates=COVARIATES).estimate,
        "before and after, paired": lambda: before_after(two, outcome="y", post="post", unit="who").estimate,
        "event study, five periods": lambda: event_study(
            five, outcome="y", unit="who", time="when", treated="had", start=2).rows[-1].estimate,
        "group and time, two starts": lambda: group_time_att(
            five, outcome="y_staggered", unit="who", time="when", first_treated="first").simple.estimate,
        "threshold": lambda: threshold(
            once, outcome="y", running="score", cutoff=65, bandwidth=10).estimate,
        "balance table": lambda: balance_table(once, treated="had", covariates=COVARIATES).worst,
        "common support": lambda: common_support(once, treated="had", covariates=COVARIATES).high,
    }  # fmt: skip
    for name, task in tasks.items():
        seconds, found = spent(task)
        print(f"{name}: {seconds:.1f} s, peak {peak():.2f} GB, result {found:.3f}", flush=True)
    beside(once, five)


def spent(task: Callable[[], float]) -> tuple[float, float]:
    """Return the processor seconds of a task, and what it found."""
    start = time.process_time()
    found = task()
    return time.process_time() - start, found


def beside(once: pd.DataFrame, five: pd.DataFrame) -> None:
    """Print how much longer we take than what a user would pick otherwise: 1 is as long."""
    import statsmodels.formula.api as smf

    places = np.random.default_rng(9).choice([f"quartiere {i}" for i in range(20)], len(once))
    table = once.assign(area=places)
    formula = "age + income + children + C(area)"
    had = table["had"].to_numpy()

    def weigh() -> float:
        chance = smf.logit(f"had ~ {formula}", table).fit(disp=0).predict()
        y, arm = table["y"].to_numpy(), had == 1
        return float(y[arm].mean() - np.average(y[~arm], weights=(chance / (1 - chance))[~arm]))

    def fixest() -> float:
        pyfixest = importlib.import_module("pyfixest")
        fitted = pyfixest.feols("y ~ i(when, had, ref=1) | who + when", five, vcov={"CRV1": "who"})
        return float(fitted.coef().iloc[-1])

    pairs: dict[str, tuple[Callable[[], float], Callable[[], float]]] = {
        "weighting with 20 words, beside a logit of statsmodels and no standard error": (
            lambda: weighting(table, outcome="y", treated="had", covariates=COVARIATES).estimate, weigh),
    }  # fmt: skip
    if importlib.util.find_spec("pyfixest"):
        keys = {"outcome": "y", "unit": "who", "time": "when", "treated": "had"}
        pairs["event study, beside pyfixest"] = (
            lambda: event_study(five, start=2, **keys).rows[-1].estimate,  # type: ignore[arg-type]
            fixest,
        )
    for name, (ours, theirs) in pairs.items():
        (mine, one), (other, two) = spent(ours), spent(theirs)
        print(f"{name}: {mine:.1f} s, {other:.1f} s, ratio {mine / other:.2f}; results {one:.4f}, {two:.4f}")


def peak() -> float:
    """Return the most memory this process has used, in GB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1e9 if sys.platform == "darwin" else 1e6)


if __name__ == "__main__":
    main()
