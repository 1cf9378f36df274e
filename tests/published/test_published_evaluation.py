"""The estimators land on figures that others printed, or that others' programs give on the same data.

``seen``: the figure was read in the source named. Otherwise it is remembered from it, and the data agree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from scripts_of import script

from fis_lessons import resources
from fis_lessons.measures.evaluation.did import did
from fis_lessons.measures.evaluation.effect import Effect
from fis_lessons.measures.evaluation.simple import difference_in_means
from fis_lessons.measures.evaluation.staggered import group_time_att
from fis_lessons.measures.evaluation.synthetic import synthetic_control, synthetic_did
from fis_lessons.measures.evaluation.threshold import threshold
from fis_lessons.measures.evaluation.weighting import weighting

SHARED = Path(__file__).parents[3] / "shared" / "data" / "valutazione"


@cache
def shared(name: str) -> pd.DataFrame:
    """Read a table that is not part of the project, where it is present."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not here: these data are not part of the project")
    return pd.read_csv(path)


@cache
def causal(name: str) -> pd.DataFrame:
    """Read a table of the causaldata package (MIT)."""
    import causaldata

    table: pd.DataFrame = getattr(causaldata, name).load_pandas().data
    return table


def nsw() -> pd.DataFrame:
    return causal("nsw_mixtape")


def nsw_and_cps() -> pd.DataFrame:
    experiment, survey = nsw(), causal("cps_mixtape")
    return pd.concat([experiment[experiment["treat"] == 1], survey], ignore_index=True)


def smokers() -> tuple[pd.DataFrame, list[str]]:
    """NHEFS as chapter 12 of What If uses it."""
    table = causal("nhefs")
    table = table[table["wt82"].notna()].copy()
    squares = ["age", "smokeintensity", "smokeyrs", "wt71"]
    for name in squares:
        table[f"{name}_2"] = table[name].astype(float) ** 2
    categories = ["sex", "race", "education", "exercise", "active"]
    for name in categories:
        table[name] = table[name].astype(int).astype(str)
    return table, [*categories, *squares, *(f"{name}_2" for name in squares)]


def hearts() -> pd.DataFrame:
    table = causal("organ_donations")
    return table.assign(
        california=(table["State"] == "California").astype(int), active=(table["Quarter_Num"] > 3).astype(int)
    )


def restaurants(*, both: bool) -> pd.DataFrame:
    table = shared("card_krueger.csv").dropna(subset=["fte"])
    return table[table.groupby("id")["fte"].transform("size") == 2] if both else table


def smoking() -> pd.DataFrame:
    table = shared("california_prop99.csv")
    return table.assign(
        california=(table["State"] == "California").astype(int), after=(table["Year"] >= 1989).astype(int)
    )


def counties() -> pd.DataFrame:
    return shared("headstart_ludwig_miller.csv").dropna(subset=["mort_age59_related_postHS", "povrate60"])


def kindergarten() -> pd.DataFrame:
    return shared("star.csv.gz")


PROP99 = {"outcome": "PacksPerCapita", "unit": "State", "time": "Year"}


def _nhefs(estimator: Callable[..., Effect]) -> Effect:
    table, covariates = smokers()
    return estimator(table, outcome="wt82_71", treated="qsmk", covariates=covariates, estimand="ate")


def _mpdta(comparison: str) -> Effect:
    return group_time_att(
        shared("mpdta.csv"),
        outcome="lemp",
        unit="countyreal",
        time="year",
        first_treated="first.treat",
        comparison=comparison,  # type: ignore[arg-type]
    ).simple


@dataclass(frozen=True)
class Published:
    """One printed figure."""

    id: str
    compute: Callable[[], Effect]
    estimate: float
    tolerance: float
    citation: str
    standard_error: float | None = None
    error_tolerance: float = 0.01
    seen: bool = False


TABLE = [
    Published(
        "NSW, experiment, pooled variance",
        lambda: difference_in_means(nsw(), outcome="re78", treated="treat", equal_variances=True),
        1794.34, 0.01, "R. Dehejia, S. Wahba, JASA 94 (1999), table 4: 1,794 (633)", 632.85,
    ),
    Published(
        "NSW, experiment, Welch",
        lambda: difference_in_means(nsw(), outcome="re78", treated="treat"),
        1794.34, 0.01, "S. Cunningham, Causal Inference: The Mixtape (2021), ch. 5; recomputed, unequal variances",
        670.997,
    ),
    Published(
        "NSW treated against CPS, naive",
        lambda: difference_in_means(nsw_and_cps(), outcome="re78", treated="treat"),
        -8497.5, 0.05, "S. Cunningham, Causal Inference: The Mixtape (2021), ch. 5: -8,498",
    ),
    Published(
        "NSW full sample",
        lambda: difference_in_means(shared("nsw_full.csv"), outcome="re78", treated="trt", equal_variances=True),
        886, 0.5, "R. LaLonde, AER 76 (1986), table 5: 886 (472 robust, 476 in later tables)",
    ),
    Published(
        "organ donation, active choice in California",
        lambda: did(hearts(), outcome="Rate", treated="california", post="active", unit="State"),
        -0.0225, 0.0005,
        "J. Kessler, A. Roth, NBER w20378 (2014); N. Huntington-Klein, The Effect (2021), ch. 18: -0.022 (0.006)",
        0.006, 0.0005,
    ),
    Published(
        "Card and Krueger, all restaurants",
        lambda: did(restaurants(both=False), outcome="fte", treated="nj", post="d", unit="id"),
        2.76, 0.01, "D. Card, A. Krueger, AER 84 (1994), table 3, row 3: 2.76 (1.36)", 1.36, 0.06,
    ),
    Published(
        "Card and Krueger, restaurants seen twice",
        lambda: did(restaurants(both=True), outcome="fte", treated="nj", post="d", unit="id"),
        2.75, 0.005, "D. Card, A. Krueger, AER 84 (1994), table 3, row 4: 2.75 (1.34)", 1.34, 0.005,
    ),
    Published(
        "quitting smoking and weight, weights",
        lambda: _nhefs(weighting),
        3.4, 0.05, "M. Hernan, J. Robins, Causal Inference: What If (2020), 12.2: 3.4 kg (2.4 to 4.5)", 0.53, 0.06,
    ),
    Published(
        "quitting smoking and weight, crude",
        lambda: difference_in_means(smokers()[0], outcome="wt82_71", treated="qsmk"),
        2.5, 0.05, "M. Hernan, J. Robins, Causal Inference: What If (2020), 12.1: 2.5 kg (1.7 to 3.4)", 0.45, 0.05,
    ),
    Published(
        "Head Start and child mortality, threshold",
        lambda: threshold(counties(), outcome="mort_age59_related_postHS", running="povrate60",
                          cutoff=59.1984, bandwidth=6.81),
        -2.41, 0.01, "M. Cattaneo, R. Titiunik, G. Vazquez-Bare, JPAM 36 (2017): -2.41 at h = 6.8",
    ),
    Published(
        "Ser Pilo Paga, fuzzy threshold",
        lambda: threshold(shared("ser_pilo_paga_fuzzy_rd.csv.gz"), outcome="Y", running="X1", cutoff=0,
                          bandwidth=9.041, fuzzy="D"),
        0.434, 0.001, "M. Cattaneo, N. Idrobo, R. Titiunik, A Practical Introduction to RD: Extensions (2024)",
    ),
    Published(
        "Prop 99, difference in differences",
        lambda: did(smoking(), outcome="PacksPerCapita", treated="california", post="after", unit="State"),
        -27.35, 0.05, "D. Arkhangelsky et al., AER 111 (2021), table 1: -27.3",
    ),
    Published(
        "Prop 99, synthetic control",
        lambda: synthetic_control(smoking(), **PROP99, treated_unit="California", start=1989).effect,
        -19.5, 0.3, "D. Arkhangelsky et al., AER 111 (2021), table 1: -19.6",
    ),
    Published(
        "Prop 99, synthetic difference in differences",
        lambda: synthetic_did(smoking(), **PROP99, treated_unit="California", start=1989).effect,  # type: ignore[arg-type]
        -15.6, 0.05, "D. Arkhangelsky et al., AER 111 (2021), table 1: -15.6 (8.4)", 8.4, 1.0,
    ),
    Published(
        "minimum wage and teenage employment, never treated",
        lambda: _mpdta("never"),
        -0.03995, 0.00005, "R package did, mpdta, aggte(type='simple') without covariates: -0.0400 (0.0120)",
        0.01203, 0.0001, seen=True,
    ),
    Published(
        "minimum wage and teenage employment, not yet treated",
        lambda: _mpdta("not_yet"),
        -0.03976, 0.00005, "R package did, mpdta, control_group='notyettreated': -0.0398 (0.0121)",
        0.01205, 0.0001, seen=True,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.id)
def test_the_published_figure_comes_out(case: Published) -> None:
    found = case.compute()
    assert found.estimate == pytest.approx(case.estimate, abs=case.tolerance), case.citation
    if case.standard_error is not None:
        assert found.standard_error == pytest.approx(case.standard_error, abs=case.error_tolerance)


def test_the_printed_means_of_card_and_krueger_give_the_printed_difference() -> None:
    """From the four means of table 3 alone: a reader without the data can do this sum."""
    means = {(0, 0): 23.33, (0, 1): 21.17, (1, 0): 20.44, (1, 1): 21.03}
    rows = [(nj, after, mean + step) for (nj, after), mean in means.items() for step in (-1.0, 1.0)]
    table = pd.DataFrame(rows, columns=["nj", "after", "fte"])
    assert did(table, outcome="fte", treated="nj", post="after").estimate == pytest.approx(2.75, abs=1e-9)


def test_observed_variables_undo_most_of_the_selection_in_the_nsw_data() -> None:
    """Dehejia and Wahba's point: from -8,498 to the neighbourhood of the experiment's 1,794."""
    table = nsw_and_cps()
    for name in ("age", "educ"):  # the columns are int8: 55 squared would be -47
        table[f"{name}_2"] = table[name].astype(float) ** 2
    assert table["age_2"].max() == 55**2
    table["none_74"], table["none_75"] = (table["re74"] == 0).astype(int), (table["re75"] == 0).astype(int)
    covariates = ["age", "age_2", "educ", "educ_2", "black", "hisp", "marr", "nodegree", "re74", "re75",
                  "none_74", "none_75"]  # fmt: skip
    found = weighting(table, outcome="re78", treated="treat", covariates=covariates)
    assert found.interval is not None
    assert found.interval.low < 1794 < found.interval.high
    assert found.estimate > 500


def test_group_effects_of_the_minimum_wage_are_those_of_the_r_package() -> None:
    found = group_time_att(
        shared("mpdta.csv"), outcome="lemp", unit="countyreal", time="year", first_treated="first.treat"
    )
    assert found.by_group["estimate"].to_numpy() == pytest.approx([-0.07975, -0.02291, -0.02605], abs=5e-5)
    assert found.by_group["standard_error"].to_numpy() == pytest.approx([0.02637, 0.01670, 0.01666], abs=5e-5)
    after = found.dynamic[found.dynamic["relative"] >= 0]
    assert after["estimate"].to_numpy() == pytest.approx([-0.01993, -0.05096, -0.13726, -0.10081], abs=5e-5)
    # aggte(type = "dynamic") and aggte(type = "group"); errors without the bootstrap as the Python package csdid
    # 0.4.3 gives them, which lacks our n / (n - 1)
    for mean, estimate, error in (
        (found.dynamic_mean, -0.077240, 0.019965),
        (found.group_mean, -0.031018, 0.012446),
    ):
        assert mean.estimate == pytest.approx(estimate, abs=1e-6)
        assert mean.standard_error == pytest.approx(error * (500 / 499) ** 0.5, abs=1e-6)


def test_small_classes_in_star_gain_fourteen_points() -> None:
    """Project STAR, kindergarten: 13.9 points of reading and mathematics (Krueger 1999, Stock and Watson)."""
    table = kindergarten()
    chosen = table[table["stark"].isin(["small", "regular"])].dropna(subset=["readk", "mathk"])
    chosen = chosen.assign(
        small=(chosen["stark"] == "small").astype(int), total=chosen["readk"] + chosen["mathk"]
    )
    found = difference_in_means(chosen, outcome="total", treated="small")
    assert found.estimate == pytest.approx(13.9, abs=0.05)


@pytest.mark.parametrize("folder", ["nsw", "organ_donations", "cohen_1992"])
def test_what_lessons_keep_is_what_the_methods_find(folder: str) -> None:
    for name, rows in script("build_evaluations").FOLDERS[folder]().items():
        kept = resources.published(folder, name)
        assert len(kept) == len(rows)
        for stored, row in zip(kept, rows, strict=True):
            assert stored.keys() == row.keys()
            for column, value in row.items():
                told = stored[column]
                if isinstance(value, float):
                    assert float(told) == pytest.approx(value, rel=1e-9), column
                else:
                    assert told == str(value), column
