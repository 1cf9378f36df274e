"""What others printed about contracts that pay for results, reached by the kit's own functions."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from fis_lessons import resources
from fis_lessons.measures.contract import Caps, Contract, Metric, Payments, Rate, Threshold, Window, settle
from fis_lessons.measures.contract.risk import relative_reduction


def table(name: str, **wanted: str) -> list[dict[str, str]]:
    path = resources.data("published", "outcome_contracts", f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


def fact(case: str, item: str) -> float:
    (row,) = table("facts", case=case, item=item)
    return float(row["value"])


def paid_by_engine(rows: list[dict[str, str]], counted: str, cap: int | None = None) -> Payments:
    """Put a published rate card through the engine: one simulated claim for each result counted."""
    metrics = tuple(
        Metric(id=row["metric"], label=row["label"], times=int(row[counted] or 0)) for row in rows
    )
    contract = Contract(
        metrics=metrics,
        rates=tuple(Rate(metric=r["metric"], price=int(r["price"]) * 100, currency="GBP") for r in rows),
        window=Window(opens=dt.date(2018, 1, 1), closes=dt.date(2018, 12, 31)),
        caps=Caps(contract=cap),
        currency="GBP",
    )
    counts = [int(row[counted]) for row in rows]
    events = pd.DataFrame(
        {
            "person": "all",
            "metric": np.repeat([row["metric"] for row in rows], counts),
            "date": pd.Timestamp("2018-06-01"),
            "verified": True,
        }
    )
    return settle(contract, events)


def reboot_total() -> float:
    return paid_by_engine(table("rate_cards", project="POJ-0121"), "claims").total / 100


def manchester_gross() -> float:
    return paid_by_engine(table("rate_cards", project="POJ-0154"), "people").total / 100


def manchester_paid() -> float:
    cap = int(fact("manchester", "contract_cap")) * 100
    return paid_by_engine(table("rate_cards", project="POJ-0154"), "people", cap=cap).total / 100


def peterborough_cohort() -> float:
    return 100 * relative_reduction(
        fact("peterborough", "cohort_treated"), fact("peterborough", "cohort_control")
    )


def peterborough_early() -> float:
    cliff = Threshold(kind="cliff", points=((fact("peterborough", "cohort_threshold") / 100, 1.0),))
    return cliff.share(peterborough_cohort() / 100)


def peterborough_final() -> float:
    cliff = Threshold(kind="cliff", points=((fact("peterborough", "pool_threshold") / 100, 1.0),))
    return cliff.share(fact("peterborough", "pool_reduction_published") / 100)


def chicago() -> float:
    """Settle 188 children (more than half of 374 were ready; the exact number was not found)."""
    ready = int(fact("chicago", "children")) // 2 + 1
    contract = Contract(
        metrics=(Metric(id="ready", label="ready"),),
        rates=(Rate(metric="ready", price=int(fact("chicago", "price_ready")) * 100, currency="USD"),),
        window=Window(opens=dt.date(2015, 1, 1), closes=dt.date(2015, 12, 31)),
        caps=Caps(contract=int(fact("chicago", "first_payment_cap")) * 100),
        currency="USD",
    )
    events = pd.DataFrame(
        {"person": range(ready), "metric": "ready", "date": pd.Timestamp("2015-06-01"), "verified": True}
    )
    return settle(contract, events).total / 100


CHECKS: dict[str, tuple[Callable[[], float], float, float, str]] = {
    "Reboot West, all paid": (reboot_total, 1_871_540, 0, "GO Lab INDIGO POJ-0121, May 2025"),
    "Manchester, card x counts": (manchester_gross, 3_324_020, 0, "GO Lab INDIGO POJ-0154"),
    "Manchester, the cap binds": (manchester_paid, 2_629_000, 0, "GO Lab INDIGO POJ-0154"),
    "Peterborough, first cohort": (peterborough_cohort, 8.4, 0.05, "civilsociety.co.uk 2014"),
    "Peterborough, no early payment": (peterborough_early, 0, 0, "civilsociety.co.uk 2014"),
    "Peterborough, paid at the end": (peterborough_final, 1, 0, "barrowcadbury.org.uk"),
    "Chicago, first payment": (chicago, 500_000, 0, "chicagoreporter.com"),
}


@pytest.mark.parametrize(("compute", "published", "tolerance", "source"), CHECKS.values(), ids=CHECKS)
def test_a_published_number(
    compute: Callable[[], float], published: float, tolerance: float, source: str
) -> None:
    assert source
    assert abs(compute() - published) <= tolerance


@pytest.mark.parametrize("row", table("rate_cards", project="POJ-0121"), ids=lambda r: r["metric"])
def test_price_times_claims_is_what_was_paid(row: dict[str, str]) -> None:
    assert paid_by_engine([row], "claims").total == int(row["paid"]) * 100


def test_in_the_fair_chance_fund_the_tariff_is_not_the_payment() -> None:
    rows = table("fair_chance_fund")
    gaps: dict[str, Any] = {r["provider"]: 1 - int(r["paid"]) / int(r["tariff_x_counts"]) for r in rows}
    slip = gaps.pop("Home Group")
    assert [round(100 * gap) for gap in (min(gaps.values()), max(gaps.values()))] == [2, 17]
    assert slip > 0.4
    totals = [r["paid"] for r in rows]
    assert {r["provider"] for r in rows if totals.count(r["paid"]) > 1} == {"Home Group", "Local Solutions"}
