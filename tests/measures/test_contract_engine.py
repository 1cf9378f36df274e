"""From claims to payments: the rules, one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from fis_lessons.errors import MeasureError
from fis_lessons.i18n import use_language
from fis_lessons.measures.contract import (
    Caps,
    Contract,
    Metric,
    Payments,
    Rate,
    Threshold,
    Window,
    settle,
)
from fis_lessons.measures.contract.parties import transfers

YEAR = Window(opens=dt.date(2026, 1, 1), closes=dt.date(2026, 12, 31))
START = Metric(id="start", label="avvio")
GOAL = Metric(id="goal", label="obiettivo", after=("start",), gap_days=30)
PLAIN = Contract(
    metrics=(START, GOAL),
    rates=(Rate(metric="start", price=10_000), Rate(metric="goal", price=30_050)),
    window=YEAR,
)


def claims(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows of person, metric, day and, where not true, verified."""
    full = [(*row, True) if len(row) == 3 else row for row in rows]
    table = pd.DataFrame(full, columns=["person", "metric", "date", "verified"])
    return table.assign(date=pd.to_datetime(table["date"]), verified=table["verified"].astype(bool))


def reasons(payments: Payments) -> list[str]:
    """Reasons in the order in which the claims were written."""
    return [str(one) for one in payments.lines.sort_values("claim")["reason"]]


RULES = {
    "paid": ([("a", "start", "2026-02-01")], ["paid"], 10_000),
    "first and last day count": (
        [("a", "start", "2026-01-01"), ("b", "start", "2026-12-31")],
        ["paid", "paid"],
        20_000,
    ),
    "the day before and the day after do not": (
        [("a", "start", "2025-12-31"), ("b", "start", "2027-01-01")],
        ["outside_window", "outside_window"],
        0,
    ),
    "twice": ([("a", "start", "2026-03-01"), ("a", "start", "2026-02-01")], ["repeated", "paid"], 10_000),
    "not verified, then verified": (
        [("a", "start", "2026-02-01", False), ("a", "start", "2026-03-01")],
        ["not_verified", "paid"],
        10_000,
    ),
    "no start": ([("a", "goal", "2026-05-01")], ["prerequisite_missing"], 0),
    "too early by a day": (
        [("a", "start", "2026-02-01"), ("a", "goal", "2026-03-02")],
        ["paid", "prerequisite_missing"],
        10_000,
    ),
    "on the thirtieth day": (
        [("a", "start", "2026-02-01"), ("a", "goal", "2026-03-03")],
        ["paid", "paid"],
        40_050,
    ),
    "a start that is not verified opens nothing": (
        [("a", "start", "2026-02-01", False), ("a", "goal", "2026-05-01")],
        ["not_verified", "prerequisite_missing"],
        0,
    ),
    "an early try does not use up the place": (
        [("a", "start", "2026-02-01"), ("a", "goal", "2026-02-02"), ("a", "goal", "2026-06-01")],
        ["paid", "prerequisite_missing", "paid"],
        40_050,
    ),
    "somebody else's start": (
        [("b", "start", "2026-02-01"), ("a", "goal", "2026-05-01")],
        ["paid", "prerequisite_missing"],
        10_000,
    ),
}


@pytest.mark.parametrize(("rows", "expected", "total"), RULES.values(), ids=RULES)
def test_a_rule(rows: list[tuple[object, ...]], expected: list[str], total: int) -> None:
    payments = settle(PLAIN, claims(*rows))
    assert reasons(payments) == expected
    assert payments.total == total


FOUR = [(person, "start", f"2026-0{i}-01") for i, person in enumerate("abcd", start=2)]
CAPS = {
    # 4 x 100: the contract stops at 250, in the middle of the third
    "contract": (
        Caps(contract=25_000),
        [10_000, 10_000, 5_000, 0],
        ["paid", "paid", *["over_contract_cap"] * 2],
    ),
    "outcome": (
        Caps(outcomes={"start": 30_000}),
        [10_000, 10_000, 10_000, 0],
        ["paid", "paid", "paid", "over_outcome_cap"],
    ),
    "the tighter of two": (
        Caps(outcomes={"start": 30_000}, contract=30_050),
        [10_000, 10_000, 10_000, 0],
        ["paid", "paid", "paid", "over_outcome_cap"],
    ),
}


@pytest.mark.parametrize(("caps", "paid", "why"), CAPS.values(), ids=CAPS)
def test_a_ceiling(caps: Caps, paid: list[int], why: list[str]) -> None:
    contract = Contract(metrics=(START,), rates=(Rate(metric="start", price=10_000),), window=YEAR, caps=caps)
    payments = settle(contract, claims(*FOUR))
    assert payments.lines["paid"].tolist() == paid
    assert reasons(payments) == why


def test_a_ceiling_for_each_person() -> None:
    contract = replace(PLAIN, caps=Caps(person=35_000))
    payments = settle(
        contract,
        claims(
            ("a", "start", "2026-02-01"),
            ("a", "goal", "2026-05-01"),
            ("b", "start", "2026-02-01"),
        ),
    )
    assert payments.lines.sort_values("claim")["paid"].tolist() == [10_000, 25_000, 10_000]
    assert reasons(payments) == ["paid", "over_person_cap", "paid"]


def test_all_three_ceilings_claim_after_claim() -> None:
    metrics = (Metric(id="j", label="j"), Metric(id="k", label="k"))
    contract = Contract(
        metrics=metrics,
        rates=(Rate(metric="j", price=100), Rate(metric="k", price=100)),
        window=YEAR,
        caps=Caps(person=150, outcomes={"k": 100}, contract=240),
    )
    # a-k 100 fills k; a-j gets the 50 a has left; b-k finds k full; b-j gets the 90 the contract has left
    payments = settle(
        contract,
        claims(
            ("a", "k", "2026-01-02"),
            ("a", "j", "2026-01-03"),
            ("b", "k", "2026-01-04"),
            ("b", "j", "2026-01-05"),
        ),
    )
    assert payments.lines["paid"].tolist() == [100, 50, 0, 90]
    assert reasons(payments) == ["paid", "over_person_cap", "over_outcome_cap", "over_contract_cap"]


def test_the_order_is_day_person_metric_whatever_the_order_of_writing() -> None:
    contract = replace(PLAIN, caps=Caps(contract=40_050))
    rows = [
        ("b", "start", "2026-02-01"),
        ("a", "start", "2026-02-01"),
        ("a", "goal", "2026-04-01"),
        ("c", "start", "2026-01-15"),
    ]
    ways = [settle(contract, claims(*order)).lines for order in (rows, rows[::-1], rows[2:] + rows[:2])]
    for lines in ways:
        assert lines[["person", "metric"]].to_numpy().tolist() == [
            ["c", "start"],
            ["a", "start"],
            ["b", "start"],
            ["a", "goal"],
        ]
        assert lines["paid"].tolist() == [10_000, 10_000, 10_000, 10_050]


def test_a_price_that_changes_with_time_and_a_calendar() -> None:
    halves = (
        Window(opens=dt.date(2026, 1, 1), closes=dt.date(2026, 6, 30)),
        Window(opens=dt.date(2026, 7, 1), closes=dt.date(2026, 11, 30)),
    )
    contract = Contract(
        metrics=(replace(START, times=3),),
        rates=tuple(Rate(metric="start", price=p, window=w) for p, w in zip((500, 300), halves, strict=True)),
        window=YEAR,
        checks=halves,
    )
    payments = settle(
        contract,
        claims(("a", "start", "2026-06-30"), ("a", "start", "2026-07-01"), ("a", "start", "2026-12-15")),
    )
    assert payments.lines["paid"].tolist() == [500, 300, 0]
    assert reasons(payments) == ["paid", "paid", "outside_window"]
    assert payments.by("period")["paid"].tolist() == [0, 500, 300]
    flows = transfers(payments, payer="comune", shares={"coop": 30, "nuove": 70})
    assert [(one.receiver, one.amount, one.day) for one in flows] == [
        ("coop", 150, halves[0].closes),
        ("nuove", 350, halves[0].closes),
        ("coop", 90, halves[1].closes),
        ("nuove", 210, halves[1].closes),
    ]


@pytest.mark.parametrize(
    ("reached", "kind", "points", "paid"),
    [
        (5, "cliff", ((0.5, 1.0),), 5 * 10_001),
        (4, "cliff", ((0.5, 1.0),), 0),
        (4, "steps", ((0.2, 0.25), (0.4, 0.5), (0.6, 1.0)), 4 * 5_001),  # 5000.5 goes up
        (4, "linear", ((0.3, 0.0), (0.5, 1.0)), 4 * 5_001),
        (3, "linear", ((0.3, 0.0), (0.5, 1.0)), 0),
        (9, "linear", ((0.3, 0.0), (0.5, 1.0)), 9 * 10_001),
    ],
)
def test_a_threshold_on_the_cohort(
    reached: int, kind: str, points: tuple[tuple[float, float], ...], paid: int
) -> None:
    contract = Contract(
        metrics=(START,),
        rates=(Rate(metric="start", price=10_001),),
        window=YEAR,
        thresholds={"start": Threshold(kind=kind, points=points)},  # type: ignore[arg-type]
    )
    people = list(range(10))
    payments = settle(
        contract, claims(*[(p, "start", "2026-02-01") for p in people[:reached]]), cohort=people
    )
    assert payments.total == paid
    assert set(reasons(payments)) == ({"paid"} if paid else {"below_threshold"})


def test_the_sentence_of_the_issue() -> None:
    rows = [(p, "start", "2026-02-01") for p in "abcd"] + [(p, "start", "2027-02-01") for p in "ef"]
    payments = settle(PLAIN, claims(*rows))
    assert payments.explain() == "pagati 4 su 6: due fuori dai termini"
    assert payments.explain(person="e") == "pagati 0 su 1: uno fuori dai termini"
    assert payments.explain_claim(0) == "Persona a, «avvio», 1° febbraio 2026: pagato 100 €."
    assert payments.explain_claim(4).endswith("non pagato: fuori dai termini.")
    with use_language("en"):
        assert payments.explain() == "4 of 6 paid: two outside the time limits"
    with pytest.raises(MeasureError):
        payments.explain(person="z")
    # a ceiling of 350 euros leaves 50 of the fourth hundred
    cut = settle(replace(PLAIN, caps=Caps(contract=35_000)), claims(*rows[:4]))
    assert (payments.claimed, cut.claimed, cut.total) == (40_000, 40_000, 35_000)
    assert cut.explain_claim(3).endswith(": pagato in parte, 50 € su 100 €: oltre il tetto del contratto.")


def test_a_term_runs_from_the_last_time() -> None:
    keep = Metric(id="keep", label="tenuta", after=("start",), within_days=60)
    contract = replace(
        PLAIN,
        metrics=(replace(START, times=1), keep),
        rates=(Rate(metric="start", price=100), Rate(metric="keep", price=10)),
    )
    rows = [("a", "start", "2026-03-01"), ("a", "keep", "2026-04-30"), ("b", "start", "2026-03-01")]
    assert settle(contract, claims(*rows, ("b", "keep", "2026-05-01"))).lines["paid"].sum() == 210
    # started before, and again: 60 days from the second time
    assert settle(contract, claims(*rows, ("a", "start", "2026-01-02"))).lines["paid"].sum() == 210


def test_what_has_no_price_is_worth_nothing() -> None:
    spring, summer = (Window(opens=dt.date(2026, m, 1), closes=dt.date(2026, m + 2, 30)) for m in (4, 7))
    free = (Rate(metric="start", price=0, window=spring), Rate(metric="start", price=100, window=summer))
    rows = [("a", "start", "2026-04-01"), ("b", "start", "2026-07-01"), ("c", "start", "2026-10-01")]
    lines = settle(replace(PLAIN, metrics=(START,), rates=free), claims(*rows)).lines
    assert lines["price"].tolist() == lines["paid"].tolist() == [0, 100, 0]
    assert lines["reason"].tolist() == ["paid", "paid", "outside_window"]


def test_nothing_happened() -> None:
    payments = settle(PLAIN, claims(("a", "start", "2026-02-01")).iloc[:0])
    assert payments.total == 0
    assert payments.lines.empty


BAD_CLAIMS = {
    "column": (claims(("a", "start", "2026-02-01")).drop(columns="verified"), None, "verified"),
    "metric": (claims(("a", "strat", "2026-02-01")), None, "strat"),
    "empty day": (claims(("a", "start", None)), None, "date"),
    "empty person": (claims((None, "start", "2026-02-01")), None, "person"),
    "not a day": (claims(("a", "start", "2026-02-01")).assign(date=20260201), None, "riga 1, data"),
    "not a yes or a no": (claims(("a", "start", "2026-02-01")).assign(verified="forse"), None, "verified"),
    "empty cohort": (claims(("a", "start", "2026-02-01")), [], "vuoto"),
    "stranger": (claims(("a", "start", "2026-02-01")), ["b"], "1 persona che"),
    "twice in the cohort": (claims(("a", "start", "2026-02-01")), ["a", "a"], "due volte"),
}


@pytest.mark.parametrize(("events", "cohort", "named"), BAD_CLAIMS.values(), ids=BAD_CLAIMS)
def test_claims_that_cannot_be_paid_are_named(
    events: pd.DataFrame, cohort: list[str] | None, named: str
) -> None:
    with pytest.raises(MeasureError, match=named):
        settle(PLAIN, events, cohort=cohort)


# --- read as people write -------------------------------------------------------------------------
def table(**columns: object) -> pd.DataFrame:
    """Claims as they come from a file."""
    return pd.DataFrame({"person": ["A", "B", "C"], "metric": "start", "verified": True, **columns})


def test_the_day_comes_first() -> None:
    late = replace(PLAIN, window=replace(PLAIN.window, opens=dt.date(2026, 2, 1)))
    written = [["01/02/2026", "01/03/2026", "01/12/2026"], ["2026-02-01", "2026-03-01", "2026-12-01"]]
    for days in written:
        payments = settle(late, table(date=days))
        assert payments.total == 30_000
        assert payments.lines["date"].dt.month.tolist() == [2, 3, 12]


@pytest.mark.parametrize(
    "days",
    [
        ["1 febbraio 2026", "1° marzo 2026", "1.12.2026"],
        [dt.date(2026, 2, 1), pd.Timestamp("2026-03-01"), "2026-12-01"],
        pd.to_datetime(["2026-02-01", "2026-03-01", "2026-12-01"]).tz_localize("Europe/Rome"),
        np.array(["2026-02-01", "2026-03-01", "2026-12-01"], dtype="datetime64[D]"),
    ],
    ids=["words", "mixed", "zone", "numpy"],
)
def test_days_as_people_have_them(days: object) -> None:
    lines = settle(PLAIN, table(date=days)).lines
    assert lines["date"].dt.strftime("%d/%m").tolist() == ["01/02", "01/03", "01/12"]


def test_days_that_could_be_months_are_not_guessed() -> None:
    with pytest.raises(MeasureError) as told:
        settle(PLAIN, table(date=["01/02/2026", "12/31/2026", "boh"]))
    assert [problem.where for problem in told.value.problems] == [f"riga {n}, data" for n in (1, 2, 3)]


def test_a_name_written_in_three_ways_is_not_three_people() -> None:
    names = ["P01", "p01", "P01 "]
    with pytest.raises(MeasureError, match="scritta in modi diversi: «P01», «p01», «P01 »"):
        settle(PLAIN, table(date="2026-03-01", person=names))
    with pytest.raises(MeasureError, match="scritta in modi diversi"):
        settle(PLAIN, table(date="2026-03-01", person=["Anna"] * 3), cohort=["anna", "Bea"])


def test_a_number_is_the_same_person_whatever_it_is_kept_in() -> None:
    small, whole = np.array([12, 12, 12], dtype=np.int8), pd.Series([12, 12, 12], dtype="Int64")
    for people in ([12, 12.0, "12"], small, whole):
        payments = settle(PLAIN, table(date="2026-03-01", person=people), cohort=["12"])
        assert payments.total == 10_000
        assert payments.lines["reason"].tolist() == ["paid", "repeated", "repeated"]


def test_columns_of_every_kind() -> None:
    claims_ = table(date="2026-03-01").astype(
        {"person": "string", "metric": "category", "verified": "boolean"}
    )
    assert settle(PLAIN, claims_).total == 30_000
    assert settle(PLAIN, table(date="2026-03-01", verified=[1, 0, 1])).total == 20_000
    with pytest.raises(MeasureError) as told:
        settle(
            PLAIN, table(date=["", None, "2026-03-01"], person=["A", " ", None], verified=[True, None, False])
        )
    assert [problem.found for problem in told.value.problems] == [
        "la colonna «person» è vuota in 2 righe.",
        "la colonna «date» è vuota in 2 righe.",
        "la colonna «verified» è vuota in 1 riga.",
    ]


def test_the_results_may_be_written_in_any_order() -> None:
    backwards = replace(PLAIN, metrics=(GOAL, START))
    rows = claims(("a", "start", "2026-02-01"), ("a", "goal", "2026-04-01"), ("b", "goal", "2026-04-01"))
    assert reasons(settle(backwards, rows)) == ["paid", "paid", "prerequisite_missing"]


def test_a_day_between_two_verifications_is_paid_by_neither() -> None:
    halves = (
        Window(opens=dt.date(2026, 1, 1), closes=dt.date(2026, 3, 31)),
        Window(opens=dt.date(2026, 6, 1), closes=dt.date(2026, 12, 31)),
    )
    days = ("2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01")
    payments = settle(
        replace(PLAIN, checks=halves), claims(*((p, "start", d) for p, d in zip("abcd", days, strict=True)))
    )
    assert payments.lines["period"].tolist() == [0, -1, -1, 1]
    assert reasons(payments) == ["paid", "outside_window", "outside_window", "paid"]
