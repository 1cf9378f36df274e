"""How long the contract engine takes on a large contract. Printed, never asserted: machines differ.

python scripts/bench_contract.py
"""

from __future__ import annotations

import datetime as dt
import time

import numpy as np
import pandas as pd

from fis_lessons.measures.contract import Caps, Contract, Metric, Payments, Rate, Window, settle
from fis_lessons.measures.contract.social import SocialContract

PEOPLE, METRICS, QUARTERS = 10_000, 23, 16


def contract(caps: Caps) -> Contract:
    """Twenty-three results, each payable once after the one before, checked every quarter for four years."""
    checks = SocialContract(
        people=1, starts=dt.date(2026, 1, 1), years=4, days=1, fee=0, premium=0, shares={"x": 100}
    ).checks
    metrics = tuple(
        Metric(id=f"m{i:02}", label=f"m{i:02}", after=(f"m{i - 1:02}",) if i % 4 else ())
        for i in range(METRICS)
    )
    return Contract(
        metrics=metrics,
        rates=tuple(Rate(metric=one.id, price=10_000 + 100 * i) for i, one in enumerate(metrics)),
        window=Window(opens=checks[0].opens, closes=checks[-1].closes),
        caps=caps,
        checks=checks,
    )


def claims() -> pd.DataFrame:
    """One claim for each person, result and quarter: 3,680,000 lines."""
    rng = np.random.default_rng(1)
    count = PEOPLE * METRICS * QUARTERS
    person, metric, quarter = np.unravel_index(np.arange(count), (PEOPLE, METRICS, QUARTERS))
    start = np.datetime64("2026-01-01")
    names = [f"m{i:02}" for i in range(METRICS)]
    return pd.DataFrame(
        {
            "person": person,
            "metric": pd.Categorical.from_codes(metric, categories=pd.Index(names)),
            "date": (start + (quarter * 91 + rng.integers(0, 90, count)).astype("timedelta64[D]")).astype(
                "datetime64[s]"
            ),
            "verified": rng.random(count) < 0.3,
        }
    )


def timed(name: str, terms: Contract, events: pd.DataFrame) -> Payments:
    """Settle, and print how long it took."""
    begin = time.perf_counter()
    payments = settle(terms, events)
    seconds = time.perf_counter() - begin
    paid = int((payments.lines["paid"] > 0).sum())
    print(f"{name}: {len(events):,} claims, {paid:,} paid, {seconds:.2f} s")
    return payments


def main() -> None:
    """Measure and print."""
    events = claims()
    # what a well-kept register sends: a result once per person, in the quarter in which it was reached
    once = events.sample(frac=1 / QUARTERS, random_state=1)
    person, whole = Caps(person=100_000, contract=10**11), Caps(contract=10**11)
    both = Caps(person=100_000, outcomes={"m05": 10**7}, contract=10**11)
    for name, caps in (
        ("contract ceiling", whole),
        ("person and contract ceilings", person),
        ("all three ceilings", both),
    ):
        timed(f"{name}, every person x result x quarter", contract(caps), events)
        timed(f"{name}, one claim per person x result", contract(caps), once)


if __name__ == "__main__":
    main()
