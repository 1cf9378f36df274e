"""Pictures of relations: the same twice, with words and numbers for who does not see them."""

from __future__ import annotations

import pytest

from fis_lessons.figures.relations import alpha_of_items, many_changes, rank_ranges, side_by_side
from fis_lessons.measures.neighbourhood import repeated_changes
from fis_lessons.measures.ranks import RankRange
from fis_lessons.measures.scales import cronbach_alpha

ANSWERS = {"a": [1, 2, 4, 5, 3], "b": [1, 3, 4, 5, 3], "c": [5, 4, 2, 1, 2]}


def test_bars_carry_their_values() -> None:
    bars = [("Fiume", 6.0, "6"), ("Stazione", 3.0, "3")]
    first, second = (side_by_side(bars, title="t", sources=(), what="Quante") for _n in range(2))
    assert first.png == second.png
    assert "Fiume: 6; Stazione: 3" in first.alt
    assert first.table.shape == (2, 2)
    assert side_by_side([("Niente", 0.0, "0")], title="t", sources=(), what="Quante").png


def test_alpha_is_told_with_its_ends_and_each_question() -> None:
    found = cronbach_alpha(ANSWERS)
    figure = alpha_of_items(found, title="t", sources=())
    assert figure.png == alpha_of_items(found, title="t", sources=()).png
    assert "senza «c»" in figure.alt
    assert len(figure.table) == 1 + 1 + 3  # alpha, its ends, a row for each question
    two = cronbach_alpha({"a": ANSWERS["a"], "b": ANSWERS["b"]}, gaps="pairwise")
    assert len(alpha_of_items(two, title="t", sources=()).table) == 2


def test_changes_say_how_many_hold_the_truth() -> None:
    found = repeated_changes(30, change=0.3, repeats=10, seed=2)
    figure = many_changes(found, truth=0.3, people=30, sources=())
    inside = sum(interval.low <= 0.3 <= interval.high for _mean, interval in found)
    assert f"intervalli che contengono il vero (punto tondo): {inside}" in figure.alt
    assert figure.png == many_changes(found, truth=0.3, people=30, sources=()).png
    assert figure.caption.startswith("Che cosa troverebbero 10 indagini")


@pytest.mark.parametrize("highlight", ["x", ""])
def test_ranks_point_at_one(highlight: str) -> None:
    ranges = [RankRange("x", 1, 1, 4, 0.5), RankRange("y", 2, 1, 2, 0.5), RankRange("z", 3, 3, 3, 0.0)]
    figure = rank_ranges(ranges, chosen=[2, 1, 3], highlight=highlight, title="t", sources=())
    assert ("x: posto 2" in figure.alt) == bool(highlight)
    assert list(figure.table.iloc[:, 0]) == ["y", "x", "z"]
    assert "almeno tre posti: 1 su 3" in figure.alt
