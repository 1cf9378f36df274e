"""Bad input is refused by name: what was found, in which column, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from fis_lessons.errors import MeasureError
from fis_lessons.i18n import use_language
from fis_lessons.measures.evaluation.balance import balance_table, common_support
from fis_lessons.measures.evaluation.clusters import permutation_p
from fis_lessons.measures.evaluation.did import did, event_study, placebo_did
from fis_lessons.measures.evaluation.effect import make_effect
from fis_lessons.measures.evaluation.simple import before_after, difference_in_means
from fis_lessons.measures.evaluation.staggered import group_time_att
from fis_lessons.measures.evaluation.synthetic import synthetic_control, synthetic_did
from fis_lessons.measures.evaluation.threshold import threshold, threshold_checks
from fis_lessons.measures.evaluation.weighting import (
    propensity,
    propensity_weights,
    weighting,
)

UNITS, PERIODS = 12, 5


def good() -> pd.DataFrame:
    """A panel every estimator accepts."""
    draw = np.random.default_rng(3)
    who, when = np.repeat(np.arange(UNITS), PERIODS), np.tile(np.arange(PERIODS), UNITS)
    table = pd.DataFrame({"who": who, "when": when, "had": who % 2, "post": (when >= 3).astype(int)})
    table["age"] = draw.integers(20, 60, len(table)).astype(float)
    table["town"] = np.where(who % 4 < 2, "nord", "sud")
    table["first"] = np.where(who % 2 == 1, 3, 0)
    table["score"] = draw.uniform(-1, 1, len(table))
    table["weight"] = 1.0
    table["y"] = table["had"] * table["post"] + draw.normal(size=len(table))
    return table


Call = Callable[[pd.DataFrame], Any]
CALLS: dict[str, Call] = {
    "before_after": lambda t: before_after(t, outcome="y", post="post", weights="weight"),
    "difference": lambda t: difference_in_means(
        t, outcome="y", treated="had", covariates=["age"], weights="weight"),
    "did": lambda t: did(t, outcome="y", treated="had", post="post", unit="who", weights="weight"),
    "event_study": lambda t: event_study(t, outcome="y", unit="who", time="when", treated="had", start=3),
    "placebo": lambda t: placebo_did(
        t, outcome="y", treated="had", time="when", start=3, fake_start=2, unit="who"),
    "group_time": lambda t: group_time_att(t, outcome="y", unit="who", time="when", first_treated="first"),
    "propensity": lambda t: propensity(t, treated="had", covariates=["age"]),
    "propensity_weights": lambda t: propensity_weights(t, treated="had", covariates=["age"]),
    "weighting": lambda t: weighting(t, outcome="y", treated="had", covariates=["age"]),
    "balance": lambda t: balance_table(t, treated="had", covariates=["age"]),
    "support": lambda t: common_support(t, treated="had", covariates=["age"]),
    "threshold": lambda t: threshold(t, outcome="y", running="score", cutoff=0, bandwidth=1),
    "threshold_checks": lambda t: threshold_checks(t, outcome="y", running="score", cutoff=0, bandwidth=1),
    "synthetic": lambda t: synthetic_control(t, outcome="y", unit="who", time="when", treated_unit=1, start=3),
    "synthetic_did": lambda t: synthetic_did(t, outcome="y", unit="who", time="when", treated_unit=1, start=3),
    "permutation": lambda t: permutation_p(t, outcome="y", treated="had", post="post", clusters="who"),
}  # fmt: skip

USES: dict[str, set[str]] = {
    "y": CALLS.keys() - {"propensity", "propensity_weights", "balance", "support"},
    "had": CALLS.keys()
    - {"before_after", "group_time", "threshold", "threshold_checks", "synthetic", "synthetic_did"},
    "post": {"before_after", "did", "permutation"},
    "age": {"difference", "propensity", "propensity_weights", "weighting", "balance",
            "support"},
    "when": {"event_study", "placebo", "group_time", "synthetic", "synthetic_did"},
    "who": {"did", "event_study", "group_time", "synthetic", "synthetic_did", "permutation"},
    "score": {"threshold", "threshold_checks"},
    "weight": {"before_after", "difference", "did"},
}  # fmt: skip
PAIRS = [(name, column) for column, names in USES.items() for name in sorted(names)]


def refused(call: Call, table: pd.DataFrame, *words: str) -> str:
    with pytest.raises(MeasureError) as caught:
        call(table)
    text = str(caught.value)
    assert caught.value.problems, "the problems are listed"
    for word in words:
        assert word in text
    return text


@pytest.mark.parametrize("name", CALLS)
def test_the_good_table_is_accepted(name: str) -> None:
    assert CALLS[name](good()) is not None


@pytest.mark.parametrize("name", CALLS)
def test_no_table_and_no_rows(name: str) -> None:
    refused(CALLS[name], good().iloc[:0], "nessuna riga")
    with pytest.raises(MeasureError):
        CALLS[name]([1, 2, 3])  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "column"), PAIRS, ids=str)
def test_a_column_that_is_not_there_is_named(name: str, column: str) -> None:
    refused(CALLS[name], good().drop(columns=column), repr(column))


@pytest.mark.parametrize(("name", "column"), PAIRS, ids=str)
def test_a_missing_value_is_named_and_counted(name: str, column: str) -> None:
    table = good()
    table[column] = table[column].astype(object)
    table.loc[0, column] = None
    refused(CALLS[name], table, repr(column), "mancanti")


@pytest.mark.parametrize(("name", "column"), [p for p in PAIRS if p[1] not in ("who", "when")], ids=str)
def test_infinity_and_words_are_named(name: str, column: str) -> None:
    table = good()
    table[column] = table[column].astype(float)
    table.loc[0, column] = np.inf
    refused(CALLS[name], table, repr(column), "infiniti")
    if column != "age":  # words are categories there
        table[column] = table[column].astype(object)
        table.loc[0, column] = "dodici"
        refused(CALLS[name], table, repr(column), "dodici")


@pytest.mark.parametrize("name", sorted(USES["had"]))
def test_one_group_only_or_a_third_value(name: str) -> None:
    refused(CALLS[name], good().assign(had=1), "nessuno di controllo")
    refused(CALLS[name], good().assign(had=0), "nessuno è trattato")
    three = good()
    three.loc[three["who"] == 3, "had"] = 2
    refused(CALLS[name], three, "anche 2", "soltanto 0 e 1")


@pytest.mark.parametrize("name", sorted(USES["post"]))
def test_one_period_only(name: str) -> None:
    refused(CALLS[name], good().assign(post=0), "un solo periodo")
    refused(CALLS[name], good().assign(post=1), "un solo periodo")


@pytest.mark.parametrize("name", sorted(USES["when"] - {"placebo"}))
def test_one_period_only_in_a_panel(name: str) -> None:
    refused(CALLS[name], good().query("when == 3"))


@pytest.mark.parametrize("name", sorted(USES["when"] - {"placebo"}))
def test_a_unit_twice_in_one_period(name: str) -> None:
    table = good()
    refused(CALLS[name], pd.concat([table, table.iloc[:1]]), "una riga per unità e periodo")


@pytest.mark.parametrize("name", sorted(USES["y"]))
def test_an_outcome_that_never_changes(name: str) -> None:
    refused(CALLS[name], good().assign(y=4.0), "vale sempre 4")


@pytest.mark.parametrize("name", sorted(USES["weight"]))
def test_weights_below_zero_or_all_zero(name: str) -> None:
    table = good()
    table.loc[0, "weight"] = -1.0
    refused(CALLS[name], table, "1 pesi negativi")
    refused(CALLS[name], good().assign(weight=0.0), "tutti zero")


@pytest.mark.parametrize("name", ["propensity", "propensity_weights", "weighting", "support"])  # fmt: skip
def test_perfect_separation(name: str) -> None:
    above = good()
    above["age"] = 40.0 + 10 * above["had"] + np.arange(len(above)) % 7
    refused(CALLS[name], above, "separazione perfetta", "age")


@pytest.mark.parametrize("estimator", [weighting], ids=lambda f: f.__name__)
def test_perfect_separation_by_two_variables_together(estimator: Callable[..., Any]) -> None:
    draw = np.random.default_rng(5)
    a, b = draw.normal(size=(2, 200))
    table = pd.DataFrame({"a": a, "b": b, "had": (a + b > 0).astype(int), "y": draw.normal(size=200)})
    refused(lambda t: estimator(t, outcome="y", treated="had", covariates=["a", "b"]), table, "separazione")


@pytest.mark.parametrize("estimator", [difference_in_means, weighting],
                         ids=lambda f: f.__name__)  # fmt: skip
def test_collinear_and_constant_covariates_are_named(estimator: Callable[..., Any]) -> None:
    table = good().assign(months=lambda t: 12 * t["age"] + 3, same=7)

    def call(t: pd.DataFrame) -> Any:
        return estimator(t, outcome="y", treated="had", covariates=["age", "months", "same"])

    text = refused(call, table, "'months'", "'same'")
    assert "'age'" not in text


def test_a_covariate_that_repeats_the_treatment() -> None:
    table = good().assign(copy=lambda t: 1 - t["had"])
    refused(lambda t: difference_in_means(t, outcome="y", treated="had", covariates=["copy"]), table, "copy")
    refused(
        lambda t: did(t, outcome="y", treated="had", post="post", unit="who", covariates=["copy"]),
        table,
        "copy",
    )


def test_all_the_problems_are_told_at_once() -> None:
    table = good().assign(had=2, post=0).drop(columns="y")
    text = refused(CALLS["did"], table, "'y'", "'had'", "'post'")
    assert text.count("\n  - ") == 3


def test_one_column_in_two_roles_and_two_columns_with_one_name() -> None:
    refused(lambda t: did(t, outcome="y", treated="had", post="had"), good(), "altro compito")
    table = good()
    refused(CALLS["did"], pd.concat([table, table[["y"]]], axis=1), "più colonne")


def test_units_that_change_group() -> None:
    table = good()
    table["had"] = table["had"] * table["post"]  # who has it now, and not to which group one belongs
    for name in ("did", "event_study", "permutation"):
        refused(CALLS[name], table)


def test_a_group_cannot_be_missing_in_a_period() -> None:
    refused(CALLS["did"], good().query("had == 0 or post == 1"), "trattati prima e dopo: 0")


def test_a_single_cluster() -> None:
    table = good().assign(one="a")
    refused(lambda t: difference_in_means(t, outcome="y", treated="had", clusters="one"), table, "one")


def test_a_word_where_a_list_of_columns_goes() -> None:
    refused(lambda t: weighting(t, outcome="y", treated="had", covariates="age"), good(), "un elenco")
    refused(lambda t: weighting(t, outcome="y", treated="had", covariates=[]), good(), "almeno una")


def test_a_name_is_not_a_category() -> None:
    table = pd.DataFrame({"id": [f"p{i}" for i in range(200)], "had": [0, 1] * 100, "y": np.arange(200.0)})
    refused(
        lambda t: weighting(t, outcome="y", treated="had", covariates=["id"]), table, "200 valori diversi"
    )


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (lambda t: weighting(t, outcome="y", treated="had", covariates=["age"], trim=(0.9, 0.1)), "trim"),
        (lambda t: weighting(t, outcome="y", treated="had", covariates=["age"], trim=(0.98, 0.99)), "trim"),
        (lambda t: weighting(t, outcome="y", treated="had", covariates=["age"], estimand="atc"), "atc"),  # type: ignore[arg-type]
        (lambda t: threshold(t, outcome="y", running="score", cutoff=0, bandwidth=0), "bandwidth"),
        (lambda t: threshold(t, outcome="y", running="score", cutoff=0, bandwidth=1, donut=1), "donut"),
        (lambda t: threshold(t, outcome="y", running="score", cutoff=9, bandwidth=1), "cutoff"),
        (lambda t: threshold(t, outcome="y", running="score", cutoff=np.nan, bandwidth=1), "cutoff"),
        (lambda t: threshold(t, outcome="y", running="score", cutoff=0, bandwidth=1, kernel="gaussian"), "kernel"),  # type: ignore[arg-type]
        (lambda t: threshold(t.assign(d=1.0), outcome="y", running="score", cutoff=0, bandwidth=1, fuzzy="d"),
         "partecipazione"),
        (lambda t: event_study(t, outcome="y", unit="who", time="when", treated="had", start=0), "start"),
        (lambda t: event_study(t, outcome="y", unit="who", time="when", treated="had", start=9), "start"),
        (lambda t: event_study(t, outcome="y", unit="who", time="when", treated="had", start="2020"), "start"),
        (lambda t: event_study(t, outcome="y", unit="who", time="when", treated="had", start=3, reference=0),
         "reference"),
        (lambda t: event_study(t, outcome="y", unit="who", time="when", treated="had", start=3, reference=-7),
         "reference"),
        (lambda t: placebo_did(t, outcome="y", treated="had", time="when", start=3, fake_start=3), "fake_start"),
        (lambda t: placebo_did(t, outcome="y", treated="had", time="when", start=3, fake_start="a"), "periodi"),
        (lambda t: group_time_att(t.assign(first=0), outcome="y", unit="who", time="when", first_treated="first"),
         "nessuno è trattato"),
        (lambda t: group_time_att(t.assign(first=3), outcome="y", unit="who", time="when", first_treated="first"),
         "mai trattate"),
        (lambda t: group_time_att(t.assign(first=t["when"]), outcome="y", unit="who", time="when",
                                  first_treated="first"), "cambia"),
        (lambda t: synthetic_control(t, outcome="y", unit="who", time="when", treated_unit="Roma", start=3),
         "Roma"),
        (lambda t: synthetic_control(t, outcome="y", unit="who", time="when", treated_unit=1, start=1),
         "2 periodi"),
        (lambda t: synthetic_control(t.iloc[1:], outcome="y", unit="who", time="when", treated_unit=1, start=3),
         "mancano 1"),
        (lambda t: synthetic_control(t.query("who < 2"), outcome="y", unit="who", time="when", treated_unit=1,
                                     start=3), "almeno 2"),
        (lambda t: permutation_p(t, outcome="y", treated="had", post="post"), "clusters"),
        (lambda t: permutation_p(t, outcome="y", treated="had", draws=3), "draws"),
        (lambda t: common_support(t, treated="had"), "score"),
        (lambda t: balance_table(t, treated="had", covariates=["age"], weights=pd.Series([1.0])), "indice"),
        (lambda t: difference_in_means(t, outcome="y", treated="had", covariates=["age"], equal_variances=True),
         "equal_variances"),
        (lambda t: did(t, outcome="y", treated="had", post="post", confidence=95), "confidence"),
        (lambda t: before_after(t.query("who == 0"), outcome="y", post="post", unit="who"), "almeno 2"),
    ],
)  # fmt: skip
def test_settings_that_make_no_sense(call: Call, word: str) -> None:
    refused(call, good(), word)


@pytest.mark.parametrize(
    "odd",
    [
        pd.date_range("2020", periods=UNITS * PERIODS),
        pd.timedelta_range("1D", periods=UNITS * PERIODS),
        np.arange(UNITS * PERIODS) * 1j,
        [[1]] * (UNITS * PERIODS),
        [str(n) for n in range(UNITS * PERIODS)],
        np.arange(UNITS * PERIODS) * 1e150,
    ],
    ids=["dates", "durations", "complex", "lists", "digits as text", "beyond squares"],
)
def test_what_is_not_a_number_is_not_taken_for_one(odd: Any) -> None:
    refused(CALLS["did"], good().assign(y=odd), "'y'")


@pytest.mark.parametrize("setting", [{"bandwidth": "8"}, {"cutoff": None}, {"donut": "a"}, {"confidence": "95%"}],
                         ids=str)  # fmt: skip
def test_settings_of_another_type(setting: dict[str, Any]) -> None:
    values = {"outcome": "y", "running": "score", "cutoff": 0, "bandwidth": 1, **setting}
    refused(lambda t: threshold(t, **values), good(), next(iter(setting)))


def test_a_variance_below_zero_or_not_a_number_never_becomes_an_interval() -> None:
    for variance, word in (
        (-0.5, "negativa"),
        (np.nan, "non hanno un valore"),
        (np.inf, "non hanno un valore"),
    ):
        with pytest.raises(MeasureError, match=word):
            make_effect("did", 1.0, variance=variance, degrees=None, confidence=0.95, n_treated=50, n_control=50,
                        assumptions=())  # fmt: skip


def test_refusals_speak_english_too() -> None:
    with use_language("en"):
        refused(CALLS["did"], good().assign(had=1), "all are treated")
