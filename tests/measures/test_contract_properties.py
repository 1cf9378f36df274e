"""What must hold of a settlement whatever the terms and the claims."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from fis_lessons.measures.contract import Caps, Contract, Metric, Payments, Rate, Threshold, Window, settle
from fis_lessons.measures.contract.parties import net, transfers

YEAR = Window(opens=dt.date(2026, 1, 1), closes=dt.date(2026, 12, 31))
START = Metric(id="start", label="avvio")
GOAL = Metric(id="goal", label="obiettivo", after=("start",), gap_days=30)


def claims(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows of person, metric, day and, where not true, verified."""
    full = [(*row, True) if len(row) == 3 else row for row in rows]
    table = pd.DataFrame(full, columns=["person", "metric", "date", "verified"])
    return table.assign(date=pd.to_datetime(table["date"]), verified=table["verified"].astype(bool))


DAYS = st.dates(dt.date(2025, 12, 1), dt.date(2027, 1, 31))
ROWS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["start", "goal", "keep"]), DAYS, st.booleans()),
    min_size=1,
    max_size=25,
)
METRICS = (START, replace(GOAL, times=2), Metric(id="keep", label="tenuta", after=("goal",), within_days=200))
OPTIONAL_CAP = st.none() | st.integers(1_000, 4_000)


@st.composite
def contracts(draw: st.DrawFn, *, both: bool = True) -> Contract:
    """A contract; without ``both``, never ceilings on persons and on results together."""
    person = draw(OPTIONAL_CAP)
    outcomes = draw(st.dictionaries(st.sampled_from(["start", "goal"]), st.integers(1_000, 4_000)))
    if person is not None and not both:
        outcomes = {}
    prices = draw(st.lists(st.integers(0, 1_000), min_size=3, max_size=3))
    threshold = draw(
        st.none()
        | st.sampled_from(
            [
                Threshold(kind="cliff", points=((0.5, 1.0),)),
                Threshold(kind="steps", points=((0.2, 0.3), (0.6, 1.0))),
                Threshold(kind="linear", points=((0.1, 0.0), (0.9, 1.0))),
            ]
        )
    )
    return Contract(
        metrics=METRICS,
        rates=tuple(Rate(metric=m.id, price=p) for m, p in zip(METRICS, prices, strict=True)),
        window=YEAR,
        caps=Caps(person=person, outcomes=outcomes, contract=draw(OPTIONAL_CAP)),
        thresholds={"goal": threshold} if threshold else {},
    )


def paid(contract: Contract, rows: list[tuple[str, str, dt.date, bool]]) -> Payments:
    return settle(contract, claims(*rows), cohort=list("abcd"))


@settings(max_examples=150, deadline=None)
@given(contracts(), ROWS)
def test_no_ceiling_is_ever_passed(contract: Contract, rows: list[tuple[str, str, dt.date, bool]]) -> None:
    payments = paid(contract, rows)
    lines = payments.lines
    assert ((lines["paid"] >= 0) & (lines["paid"] <= lines["due"]) & (lines["due"] <= lines["price"])).all()
    caps = contract.caps
    if caps.person is not None:
        assert lines.groupby("person")["paid"].sum().max() <= caps.person
    for metric, cap in caps.outcomes.items():
        assert lines.loc[lines["metric"] == metric, "paid"].sum() <= cap
    if caps.contract is not None:
        assert payments.total <= caps.contract
    full = lines["reason"] == "paid"
    assert (lines.loc[full, "paid"] == lines.loc[full, "due"]).all()
    assert payments.total == payments.by("person")["paid"].sum() == payments.by("reason")["paid"].sum()


@settings(max_examples=100, deadline=None)
@given(contracts(), ROWS)
def test_what_nobody_verified_is_never_paid(
    contract: Contract, rows: list[tuple[str, str, dt.date, bool]]
) -> None:
    lines = paid(contract, rows).lines.set_index("claim")
    unseen = [place for place, row in enumerate(rows) if not row[3]]
    assert (lines.loc[unseen, ["paid", "due"]] == 0).all(axis=None)
    assert set(lines.loc[unseen, "reason"]) <= {"not_verified"}
    assert (lines["reason"] == "not_verified").sum() == len(unseen)


@settings(max_examples=150, deadline=None)
@given(contracts(both=False), ROWS, st.data())
def test_one_verified_result_more_never_lowers_the_total(
    contract: Contract, rows: list[tuple[str, str, dt.date, bool]], data: st.DataObject
) -> None:
    assert contract.cautions == ()
    changed = data.draw(st.integers(0, len(rows) - 1))
    without = [(*row[:3], row[3] and i != changed) for i, row in enumerate(rows)]
    within = [(*row[:3], row[3] or i == changed) for i, row in enumerate(rows)]
    assert paid(contract, without).total <= paid(contract, within).total


@settings(max_examples=100, deadline=None)
@given(contracts(), ROWS, st.sampled_from("abcd"), st.sampled_from(["start", "goal", "keep"]))
def test_a_later_result_lowers_nothing_whatever_the_terms(
    contract: Contract, rows: list[tuple[str, str, dt.date, bool]], person: str, metric: str
) -> None:
    before = paid(contract, rows).lines.sort_values("claim")["paid"].to_numpy()
    later = paid(contract, [*rows, (person, metric, dt.date(2027, 2, 1), True)])
    moved = replace(contract, window=Window(opens=YEAR.opens, closes=dt.date(2027, 2, 1)))
    after_before = paid(moved, rows).lines.sort_values("claim")["paid"].to_numpy()
    after = paid(moved, [*rows, (person, metric, dt.date(2027, 2, 1), True)]).lines
    assert (later.lines.sort_values("claim")["paid"].to_numpy()[:-1] == before).all()
    assert (after.sort_values("claim")["paid"].to_numpy()[:-1] >= after_before).all()


def test_why_two_kinds_of_ceiling_come_with_a_caution() -> None:
    contract = Contract(
        metrics=(Metric(id="j", label="j"), Metric(id="k", label="k")),
        rates=(Rate(metric="j", price=100), Rate(metric="k", price=100)),
        window=YEAR,
        caps=Caps(person=100, outcomes={"k": 100}),
    )
    two = [("a", "j", "2026-02-01"), ("b", "k", "2026-02-02")]
    assert settle(contract, claims(*two)).total == 200
    assert settle(contract, claims(("a", "k", "2026-01-02"), *two)).total == 100
    assert len(contract.cautions) == 1


@settings(max_examples=60, deadline=None)
@given(contracts(), ROWS)
def test_what_one_gives_another_receives(
    contract: Contract, rows: list[tuple[str, str, dt.date, bool]]
) -> None:
    payments = paid(contract, rows)
    left = net(transfers(payments, payer="comune", shares={"coop": 30, "nuove attività": "70"}))
    assert sum(left.values()) == 0
    assert -left.get("comune", 0) == payments.total


@settings(max_examples=60, deadline=None)
@given(contracts(both=False), ROWS)
def test_the_fast_way_and_the_slow_way_agree(
    contract: Contract, rows: list[tuple[str, str, dt.date, bool]]
) -> None:
    from fis_lessons.measures.contract import engine

    events = claims(*rows)
    lines = settle(contract, events, cohort=list("abcd")).lines
    open_to_all = lines[
        lines["reason"].isin(["paid", "over_person_cap", "over_outcome_cap", "over_contract_cap"])
    ]
    who, what = (
        open_to_all[name].astype("category").cat.codes.to_numpy(np.int64) for name in ("person", "metric")
    )
    names = [one.id for one in contract.metrics]
    what = np.array([names.index(one) for one in open_to_all["metric"]], dtype=np.int64)
    if contract.caps.person is None:
        slow = replace(contract, caps=replace(contract.caps, person=10**9))
    else:
        slow = replace(contract, caps=replace(contract.caps, outcomes={"start": 10**9}))
    given_slow, _cut = engine._claim_by_claim(slow, open_to_all["due"].to_numpy(), who, what)  # type: ignore[arg-type]
    assert open_to_all["paid"].tolist() == given_slow.tolist()
