"""The value map: by hand, by property, and every doubt named."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fis_lessons.errors import MeasureError
from fis_lessons.measures.sroi import (
    Change,
    Normal,
    Outcome,
    Resource,
    Triangular,
    Uncertain,
    Uniform,
    ValueMap,
    around,
    changed,
    evaluate,
    problems_of,
    ratio_of,
    review,
    scenarios,
    simulate,
    switching_value,
    tornado,
)

SHARE = st.floats(0, 1, allow_nan=False)


def row(name: str = "a", **values: object) -> Outcome:
    fields = {"stakeholder": "who", "outcome": name, "quantity": 10, "proxy_value": 200, **values}
    return Outcome(id=name, **fields)  # type: ignore[arg-type]


def a_map(*rows: Outcome, inputs: float = 1000, rate: float = 0.03, first: float = 1) -> ValueMap:
    put_in = Resource(stakeholder="c", description="money", unit_value=inputs)
    return ValueMap(title="t", resources=(put_in,), outcomes=rows, rate=rate, first_period=first)


@st.composite
def maps(draw: st.DrawFn) -> ValueMap:
    rows = [
        row(
            f"r{k}",
            quantity=draw(st.floats(0, 1000)),
            proxy_value=draw(st.floats(0, 5000)),
            duration=draw(st.integers(1, 8)),
            start=draw(st.integers(1, 3)),
            deadweight=draw(SHARE),
            displacement=draw(SHARE),
            attribution=draw(SHARE),
            drop_off=draw(SHARE),
        )
        for k in range(draw(st.integers(1, 5)))
    ]
    return a_map(*rows, inputs=draw(st.floats(1, 1e6)), rate=draw(st.floats(0, 0.2)))


def test_by_hand() -> None:
    one = row(duration=3, start=2, deadweight=0.2, displacement=0.5, attribution=0.25, drop_off=0.5)
    found = evaluate(a_map(one, rate=0.1))
    assert found.totals == pytest.approx((0, 600, 300, 150))  # 2000 * 0,8 * 0,5 * 0,75
    assert found.present_value == pytest.approx(600 / 1.1**2 + 300 / 1.1**3 + 150 / 1.1**4)
    assert found.payback_months is None
    assert evaluate(a_map(row(), rate=0.1)).payback_months == 6
    assert evaluate(a_map(row(), rate=0.1, first=0)).present_value == 2000  # not discounted


def test_payback_in_years() -> None:
    long = row(duration=4)
    assert evaluate(a_map(long, inputs=3000, rate=0)).payback_years == 1.5
    assert evaluate(a_map(long, inputs=9000, rate=0)).payback_years is None
    assert evaluate(a_map(long, inputs=8000, rate=0)).payback_years == 4, (
        "with the last euro of the last year"
    )
    # half a euro a year: a thousand come back in 24,000 months
    assert evaluate(a_map(row(quantity=0.0025), rate=0)).payback_months == pytest.approx(24_000)


@given(maps(), st.floats(0.01, 100))
@settings(max_examples=80, deadline=None)
def test_homogeneous_in_money(value_map: ValueMap, scale: float) -> None:
    rows = tuple(replace(r, proxy_value=r.proxy_value * scale) for r in value_map.outcomes)
    dearer = evaluate(replace(value_map, outcomes=rows))
    base = evaluate(value_map)
    assert dearer.present_value == pytest.approx(base.present_value * scale, rel=1e-9, abs=1e-9)
    same = changed(
        replace(value_map, outcomes=rows), [Change(field="inputs", value=value_map.inputs * scale)]
    )
    assert ratio_of(same) == pytest.approx(base.ratio, rel=1e-9, abs=1e-12)


@given(maps(), SHARE, SHARE)
@settings(max_examples=80, deadline=None)
def test_monotone_in_deadweight(value_map: ValueMap, one: float, other: float) -> None:
    low, high = sorted((one, other))
    less = ratio_of(changed(value_map, [Change(field="deadweight", value=low)]))
    more = ratio_of(changed(value_map, [Change(field="deadweight", value=high)]))
    assert more <= less + 1e-9 * abs(less)


@given(maps())
@settings(max_examples=80, deadline=None)
def test_the_closed_form_is_the_year_table(value_map: ValueMap) -> None:
    assert ratio_of(value_map) == pytest.approx(evaluate(value_map).ratio, rel=1e-9, abs=1e-12)


@given(maps(), st.sampled_from(["quantity", "proxy_value", "deadweight", "attribution", "drop_off", "rate"]))
@settings(max_examples=80, deadline=None)
def test_at_the_switching_value_the_ratio_is_the_target(value_map: ValueMap, field: str) -> None:
    names = [value_map.outcomes[0].id]
    found = switching_value(value_map, field=field, outcomes=names)  # type: ignore[arg-type]
    if found.possible and found.value is not None and found.value < 1e9:
        moved = changed(value_map, [Change(field=field, value=found.value, outcomes=tuple(names))])  # type: ignore[arg-type]
        assert ratio_of(moved) == pytest.approx(1, rel=1e-5)


def test_where_the_rate_and_the_drop_off_break_even_by_hand() -> None:
    # 2000 in a year from now are worth 1600 at 25%
    assert switching_value(a_map(row(), inputs=1600), field="rate").value == pytest.approx(0.25)
    # 2000, and half of it the year after, are the 3000 put in
    halved = switching_value(a_map(row(duration=2), inputs=3000, rate=0), field="drop_off")
    assert (halved.value, halved.possible) == (pytest.approx(0.5), True)
    assert not switching_value(a_map(row(duration=2), inputs=5000, rate=0), field="drop_off").possible


def test_switching_of_inputs_and_of_a_negative_row() -> None:
    base = a_map(row(), row("n", proxy_value=-20, negative=True), rate=0)
    assert switching_value(base, field="inputs").value == pytest.approx(1800)
    assert switching_value(base, field="proxy_value", outcomes=["n"]).value == pytest.approx(-100)
    gone = switching_value(a_map(row(), inputs=9000), field="deadweight")
    assert not gone.possible
    with pytest.raises(MeasureError, match="durata"):
        switching_value(base, field="duration")
    with pytest.raises(MeasureError, match="non ha la riga"):
        switching_value(base, field="quantity", outcomes=["zzz"])


def test_tornado_and_scenarios() -> None:
    base = a_map(row(), row("b", proxy_value=20), rate=0)
    swings = tornado(base, relative=0.5)
    assert [s.width for s in swings] == sorted((s.width for s in swings), reverse=True)
    main = next(s for s in swings if s.outcomes == ("a",) and s.field == "quantity")
    assert (main.ratio_low, main.ratio_high) == pytest.approx((1.2, 3.2))
    shared = tornado(base, together=[("a", "b")])
    assert sum(s.field == "quantity" for s in shared) == 1
    with pytest.raises(MeasureError) as told:
        tornado(base, rates=(0.1,))  # type: ignore[arg-type]
    assert len(told.value.problems) == 1
    named = {"as it is": [], "half": [Change(field="quantity", value=5)]}
    assert [s.ratio for s in scenarios(base, named)] == pytest.approx([2.2, 1.1])


def test_simulation_is_seeded_and_centred() -> None:
    base = a_map(row(duration=3, drop_off=0.2, deadweight=0.3))
    drawn = simulate(base, around(base), draws=60_000, seed=7)
    again = simulate(base, around(base), draws=60_000, seed=7)
    assert np.array_equal(drawn.ratios, again.ratios)
    # the resources are drawn too: the mean of one over a triangle of ±30% is 1 + 0.3 ** 2 / 6
    assert drawn.mean == pytest.approx(1.015 * ratio_of(base), rel=0.01)
    assert {one.field for one in drawn.uncertain} >= {"inputs", "quantity", "proxy_value", "deadweight"}
    assert drawn.quantile(0.05) < ratio_of(base) < drawn.quantile(0.95)
    still = simulate(base, [], draws=3)
    assert still.ratios == pytest.approx([ratio_of(base)] * 3)
    rates = simulate(base, [Uncertain(field="rate", distribution=Uniform(0, 0))], draws=2)
    assert rates.ratios == pytest.approx([ratio_of(replace(base, rate=0))] * 2)


@pytest.mark.parametrize(
    ("field", "distribution", "words"),
    [
        ("deadweight", Uniform(0.5, 1.2), "valori fra 0 e 1"),
        ("quantity", Triangular(3, 2, 1), "in ordine"),
        ("quantity", Normal(5, 1), "valori fra 0 e ∞"),
        ("proxy_value", Uniform(-1, 1), "valori fra 0"),
        ("duration", Uniform(1, 2), "Quantità, Valore di riferimento"),
    ],
    ids=["share", "disorder", "unbounded", "negative-price", "duration"],
)
def test_a_distribution_that_cannot_be_is_named(field: str, distribution: Uniform, words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        simulate(a_map(row()), [Uncertain(field=field, distribution=distribution)])  # type: ignore[arg-type]
    with pytest.raises(MeasureError, match="estrazioni"):
        simulate(a_map(row()), [], draws=0)


def test_every_problem_is_named_at_once() -> None:
    bad = [
        row("a", deadweight=25),
        row("b", duration=0),
        row("c", proxy_value=-5),
        row("d", attribution=math.nan),
        row("e", quantity=-1),
        row("e", start=0),
        row("f", proxy_value=5, negative=True),
    ]
    where = {problem.field for problem in problems_of(a_map(*bad, inputs=0, rate=1.0))}
    assert where == {
        "rate",
        "resources",
        "a.deadweight",
        "b.duration",
        "c.proxy_value",
        "d.attribution",
        "e",
        "e.quantity",
        "e.start",
        "f.proxy_value",
    }
    assert [one.field for one in problems_of(a_map(row(), rate=-0.51))] == ["rate"]
    assert problems_of(a_map(row(), rate=-0.5)) == ()
    with pytest.raises(MeasureError, match="Riga"):
        row(negative="sì")
    with pytest.raises(MeasureError, match="esito negativo"):
        evaluate(a_map(row(proxy_value=-5)))
    with pytest.raises(MeasureError, match="nessuna riga"):
        evaluate(a_map())


EDGES = st.sampled_from([-1.0, -1e-9, 0, 0.5, 1, 1.0001, 2, 100, 101, 1e15, 2e15, math.nan, math.inf])


@given(st.lists(EDGES, min_size=8, max_size=8), st.booleans())
@example(values=[1, 0, 1, 1, 0, 0, 0, 0], worse=False)
@example(values=[1, 0, 1, 1, 0, 0, 0, 0], worse=True)
@example(values=[1, 0, 101, 101, 0, 0, 0, 0], worse=False)
def test_a_row_passed_without_a_word_is_one_of_which_there_is_none(values: list[float], worse: bool) -> None:
    from fis_lessons.measures.require import Require
    from fis_lessons.measures.sroi import model

    names = ("quantity", "proxy_value", "duration", "start", *model.SHARES)
    made = row("a", **dict(zip(names, values, strict=True)), negative=worse)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "_sound", lambda _row: False)
        asked = Require("")
        model._judge_row(asked, made)
    assert model._sound(made) == asked.fine


def kinds(value_map: ValueMap) -> list[str]:
    return [finding.kind for finding in review(value_map)]


def sound(name: str, **values: object) -> Outcome:
    given_: dict[str, object] = {
        "proxy": f"proxy {name}",
        "proxy_source": "bilancio 2024",
        "proxy_country": "IT",
        "proxy_quality": "high",
        "deadweight": 0.2,
        "indicator": f"indicator {name}",
    }
    return row(name, **{**given_, **values})


def test_a_sound_map_raises_no_doubt() -> None:
    time = Resource(stakeholder="v", description="hours", quantity=10, unit_value=10, kind="volunteers")
    fine = a_map(sound("a"), sound("b"))
    assert kinds(replace(fine, resources=(*fine.resources, time))) == []


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([sound("a"), sound("b", outcome="  A ")], "double_counting"),
        ([sound("a"), sound("b", indicator="INDICATOR a")], "double_counting"),
        ([sound("a"), sound("b", stakeholder="other", proxy="proxy a")], "double_counting"),
        # a fee, and the help to pay it: the same euro, of the family and of the municipality
        (
            [
                sound("a", stakeholder="families", proxy="retta di un anno in RSA"),
                sound("b", stakeholder="city", proxy="integrazione della retta, in un anno"),
            ],
            "double_counting",
        ),
        ([sound("a", deadweight=30), sound("b")], "share_outside"),
        ([sound("a", proxy_source=" "), sound("b")], "proxy_without_source"),
        ([sound("a", quantity=40), sound("b")], "one_row_dominates"),
        ([sound("a", proxy_country="GB"), sound("b")], "foreign_cost"),
        ([sound("a", proxy_country="", proxy_source="GMCA database"), sound("b")], "foreign_cost"),
        ([sound("a", proxy_quality="low"), sound("b")], "weak_proxy"),
        ([sound("a", deadweight=0), sound("b", deadweight=0)], "nothing_subtracted"),
    ],
    ids=[
        "outcome",
        "indicator",
        "proxy",
        "same-euro",
        "percentage",
        "no-source",
        "dominates",
        "country",
        "name",
        "weak",
        "gross",
    ],
)
def test_each_doubt_is_found(rows: list[Outcome], kind: str) -> None:
    assert kind in kinds(a_map(*rows))
    assert "no_volunteers" in kinds(a_map(*rows))


def test_a_share_that_is_no_share_is_told_as_it_is_written() -> None:
    outside = [
        one for one in review(a_map(row(deadweight=25, attribution=math.nan))) if one.kind == "share_outside"
    ]
    assert "25" in outside[0].text and outside[0].text.count("manca") == 1
