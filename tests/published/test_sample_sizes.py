"""Sample sizes that others printed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fis_lessons import resources
from fis_lessons.lessons.l07_indicators.ground import printed_sizes
from fis_lessons.measures.sampling import design_effect, krejcie_morgan, sample_size_proportion

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "published" / "krejcie_morgan.csv"

with resources.data("published", "krejcie_morgan", "table.csv").open(encoding="utf-8", newline="") as stream:
    PRINTED = [(int(row["population"]), int(row["sample"])) for row in csv.DictReader(stream)]


@pytest.mark.parametrize(("population", "sample"), PRINTED)
def test_krejcie_and_morgan_1970_every_row(population: int, sample: int) -> None:
    # Educational and Psychological Measurement 30, table 1, rounded to the nearest person
    assert round(krejcie_morgan(population)) == sample
    # ours rounds up and uses 1.959964 for 1.96: never less, at most one more
    assert sample_size_proportion(0.05, population=population).people - sample in (0, 1)


def test_the_table_shipped_is_the_one_given() -> None:
    if not FACTS.is_file():
        pytest.skip("shared/facts is not here: the table cannot be compared with the one given")
    with FACTS.open(encoding="utf-8", newline="") as given:
        assert [(int(row["N"]), int(row["S_published"])) for row in csv.DictReader(given)] == PRINTED
    assert printed_sizes() == dict(PRINTED)


@pytest.mark.parametrize(
    ("found", "printed", "tolerance"),
    [
        # z = 1.96, p = 0.5, e = 0.05: in every handbook of survey sampling
        pytest.param(sample_size_proportion(0.05, z=1.96).exact, 384.16, 0.005, id="384.16"),
        pytest.param(design_effect(20, icc=0.05), 1.95, 0.005, id="deff 1.95"),
    ],
)
def test_other_printed_values(found: float, printed: float, tolerance: float) -> None:
    assert found == pytest.approx(printed, abs=tolerance)
