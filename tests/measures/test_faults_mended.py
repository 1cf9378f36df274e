"""What was once computed in silence, or stopped with a raw error: each with what comes out now."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from spoiled_examples import DEAL, MAP, ROW, SOCIAL, examples
from test_spoiled_inputs import PUBLIC

from fis_lessons.errors import FisError, MeasureError
from fis_lessons.i18n import number, percent, use_language
from fis_lessons.measures.contract.pricing import maximum_price
from fis_lessons.measures.deal.lessons_of_others import Coupon
from fis_lessons.measures.progress import progress
from fis_lessons.measures.sroi import Outcome, evaluate, ratio_of, review, switching_value


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"timing": "monthly"}, "Quando si paga: c'è «monthly». Atteso: uno tra «yearly», «end»."),
        ({"people": 1.9}, "Persone: è 1,9."),
        ({"price": 71.41}, "Prezzo di un risultato: è 71,41. Atteso: centesimi interi."),
        ({"threshold": float("nan")}, "Soglia di riuscita: manca."),
        ({"start": "01/02/2027"}, "Inizio: c'è «01/02/2027»."),
        ({"years": 10**400}, "Anni di servizio: è un numero enorme."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_terms_of_a_deal(change: dict[str, Any], words: str) -> None:
    with pytest.raises(MeasureError, match=re.escape(words)):
        replace(DEAL, **change)


def test_a_deal_takes_numbers_as_people_have_them() -> None:
    odd: dict[str, Any] = {
        "people": np.int8(10),
        "price": np.int32(105_000),
        "start": pd.Timestamp("2027-01-31"),
    }
    same = replace(DEAL, **odd)
    assert same == DEAL
    assert type(same.start) is dt.date


@pytest.mark.parametrize("change", [{"fee": 71.41}, {"people": 1.9}, {"shares": {"coop": 33.3, "x": 66.7}}])
def test_a_contract_with_a_fee_counts_cents_and_whole_people(change: dict[str, Any]) -> None:
    with pytest.raises(MeasureError):
        replace(SOCIAL, **change)


def test_not_a_number_is_never_a_price_nor_a_ceiling() -> None:
    nan = float("nan")
    for action in (
        lambda: maximum_price([nan], additional=0.5),
        lambda: maximum_price([100], additional=0.5, fixed_cost=nan, results=2),
        lambda: Coupon(base=0.03, slope=0.9, from_rate=0.55, top=nan),
    ):
        with pytest.raises(MeasureError):
            action()


def test_a_map_of_a_hundred_million_years_is_refused_at_once() -> None:
    for change in ({"duration": 10**8}, {"start": 10**8}, {"duration": 1.5}):
        with pytest.raises(MeasureError, match="da 1 a 100"):
            evaluate(replace(MAP, outcomes=(Outcome(**{**ROW, **change}),)))
    with pytest.raises(MeasureError, match="Anni di sconto"):
        ratio_of(replace(MAP, rate=-0.5, first_period=1000))
    assert ratio_of(replace(MAP, rate=-0.5, first_period=100)) > 0
    told = review(replace(MAP, outcomes=(Outcome(**{**ROW, "deadweight": 30}),)))[0].text
    assert "Sarebbe successo comunque: 30" in told


def test_targets_of_zero_and_shares_beyond_measure() -> None:
    with pytest.raises(MeasureError):
        switching_value(MAP, field="inputs", target=0)
    with pytest.raises(MeasureError, match="uguale alla partenza"):
        progress(5, baseline=0, target=1e-300)
    assert percent(progress(1e15, baseline=0, target=1e-9).share).endswith("%")
    assert number(1e30) == "1.000.000.000.000.000.000.000.000.000.000"


def test_no_internal_name_in_an_italian_message() -> None:
    """Spoil each argument of each measure, and look for the names of the code in what is said."""
    names = {
        one
        for call in PUBLIC.values()
        for one in inspect.signature(call).parameters
        if "_" in one or len(one) > 4
    }
    # words that are Italian too, that people write themselves, or that the sheets teach in English
    shared = {
        "cohort",
        "deadweight",
        "displacement",
        "attribution",
        "baseline",
        "target",
        "person",
        "metric",
        "proxy",
    }
    pattern = re.compile(rf"(?<![\w«(=])(?:{'|'.join(sorted(names - shared))})(?![\w»=(])")
    found = {}
    for name, make in examples().items():
        # whoever calls an estimator writes the names of its arguments: no learner does
        if name not in PUBLIC or name.startswith(("evaluation.", "planning.", "training.")):
            continue
        example = make()
        for argument in (one for one in example if one != "self"):
            for spoiler in (None, "boh", -7, [object]):
                try:
                    PUBLIC[name](**{**example, argument: spoiler})
                except FisError as told:
                    if hits := pattern.findall(str(told)):
                        found[f"{name}({argument}={spoiler!r})"] = hits
    assert not found


def test_the_same_messages_are_english_in_english() -> None:
    with use_language("en"):
        with pytest.raises(MeasureError) as told:
            replace(DEAL, timing="monthly", people=1.9)  # type: ignore[arg-type]
        said = [str(problem) for problem in told.value.problems]
    assert said == [
        "People: is 1.9. Expected: a whole number between 1 and 10,000.",
        "When it is paid: it is «monthly». Expected: one of «yearly», «end».",
    ]
