"""Work out again what others published, for lessons 08 and 09: tables beside theirs, a column beside their own.

    python scripts/build_evaluations.py

It takes half a second, and every reader of a lesson would find the same: a test works them out again.
Running it twice writes the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from fis_lessons import resources
from fis_lessons.files import write_whole
from fis_lessons.measures.evaluation.balance import balance_table, common_support
from fis_lessons.measures.evaluation.clusters import permutation_p
from fis_lessons.measures.evaluation.did import did
from fis_lessons.measures.evaluation.effect import Effect
from fis_lessons.measures.evaluation.simple import difference_in_means
from fis_lessons.measures.evaluation.weighting import weighting
from fis_lessons.measures.planning.power import sample_two_means

COVARIATES = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]

Row = dict[str, object]


def _table(folder: str, name: str) -> pd.DataFrame:
    return pd.read_csv(resources.data("published", folder, name))


def _row(name: str, effect: Effect) -> Row:
    assert effect.interval is not None
    return {
        "comparison": name, "estimate": effect.estimate, "standard_error": effect.standard_error,
        "low": effect.interval.low, "high": effect.interval.high,
        "treated": effect.n_treated, "control": effect.n_control,
    }  # fmt: skip


def nsw() -> dict[str, list[Row]]:
    """Compare the participants with those left out by lot, and with the people of a national survey."""
    trial, survey = _table("nsw", "trial.csv"), _table("nsw", "survey.csv")
    mixed = pd.concat([trial[trial["treat"] == 1], survey[survey["treat"] == 0]], ignore_index=True)
    lottery, naive = (
        balance_table(frame, treated="treat", covariates=COVARIATES).table for frame in (trial, mixed)
    )
    support = common_support(mixed, treated="treat", covariates=COVARIATES)
    return {
        "found.csv": [
            _row("lottery", difference_in_means(trial, outcome="re78", treated="treat")) | {"outside": ""},
            _row("survey", difference_in_means(mixed, outcome="re78", treated="treat")) | {"outside": ""},
            _row("weighted", weighting(mixed, outcome="re78", treated="treat", covariates=COVARIATES))
            | {"outside": support.outside_control},
        ],
        "means.csv": [
            {
                "variable": name,
                "participants": lottery.loc[name, "mean_treated"],
                "lottery": lottery.loc[name, "mean_control"],
                "survey": naive.loc[name, "mean_control"],
            }
            for name in COVARIATES
        ],
    }


def organ_donations() -> dict[str, list[Row]]:
    """Compare California with 26 States, and each State in turn with the others."""
    rates = _table("organ_donations", "rates.csv")
    rates = rates.assign(
        california=(rates["State"] == "California").astype(int), later=(rates["Quarter_Num"] > 3).astype(int)
    )
    states = rates["State"].nunique()
    chance = permutation_p(rates, outcome="Rate", treated="california", post="later", clusters="State")
    found = did(rates, outcome="Rate", treated="california", post="later", unit="State", clusters="State")
    return {
        "found.csv": [{**_row("california", found), "states": states, "as_large": round(chance * states)}]
    }


def cohen_1992() -> dict[str, list[Row]]:
    """Work out the people of each group beside those of the table."""
    return {
        "n_per_group.csv": [
            {**row, "exact": sample_two_means(float(row["d"]), alpha=float(row["alpha"])).exact}
            for row in resources.published("cohen_1992", "n_per_group.csv")
        ]
    }


FOLDERS: dict[str, Callable[[], dict[str, list[Row]]]] = {
    "nsw": nsw,
    "organ_donations": organ_donations,
    "cohen_1992": cohen_1992,
}


def written(rows: list[Row]) -> bytes:
    """Write rows as a table, every number with all its digits."""
    return pd.DataFrame(rows, dtype=object).to_csv(index=False, lineterminator="\n").encode()


def main() -> None:
    """Write the tables."""
    for folder, work in FOLDERS.items():
        for name, rows in work().items():
            write_whole(Path(str(resources.data("published", folder))) / name, written(rows))


if __name__ == "__main__":
    main()
