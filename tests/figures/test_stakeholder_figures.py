"""Pictures of a table: what is drawn is said, three hundred fit, and the same numbers give the same picture."""

from __future__ import annotations

import pytest

from fis_lessons.figures.stakeholders import group_inside, influence_map, rule_words, steps_left
from fis_lessons.i18n import use_language
from fis_lessons.measures.stakeholders.influence import Placed, influence
from fis_lessons.measures.stakeholders.participation import funnel
from fis_lessons.measures.stakeholders.representation import representation

FEW = [Placed("Comune", 5, 5), Placed("Famiglie", 1, 5), Placed("Stampa", 3, 3)]
MANY = [Placed(f"Soggetto {i}", i % 5 + 1, i % 4 + 1) for i in range(300)]


def test_the_map_says_who_is_where_and_by_which_rule() -> None:
    figure = influence_map(influence(FEW), title="Mappa", sources=("fonte",))
    assert "coinvolgere attivamente: Comune, Stampa" in figure.alt
    assert "tenere informato: Famiglie" in figure.alt
    assert "alto da 3 in su" in figure.alt
    assert figure.table.to_numpy().tolist()[1] == ["2", "Famiglie", "1", "5", "tenere informato"]
    low = influence_map(influence(FEW, at_threshold="low"), title="Mappa", sources=())
    assert "seguire da lontano: Stampa" in low.alt
    assert low.png != figure.png


def test_three_hundred_are_counted_and_all_in_the_table() -> None:
    figure = influence_map(influence(MANY), title="Mappa", sources=())
    assert len(figure.table) == 300
    assert "con 300 soggetti" in figure.alt
    assert len(figure.alt) < 600
    assert figure.png == influence_map(influence(MANY), title="Mappa", sources=()).png


def test_a_group_is_told_with_its_interval() -> None:
    found = representation(6, process=60, group=2_000, population=10_000)
    figure = group_inside(found, group="Giovani", title="Giovani", sources=())
    assert "20,0% dei residenti e 10,0% di chi partecipa (6 su 60)" in figure.alt
    assert "Rapporto 0,50, fra 0,23 e 1,01" in figure.alt
    assert figure.table.to_numpy().tolist()[0] == ["fra i residenti", "2.000", "10.000", "20,0%"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [((300, 45, 20, 4), "Il passo che perde di più: b"), ((5, 5, 5, 5), "Nessun passo perde qualcuno")],
)
def test_the_funnel_names_its_narrowest_step(counts: tuple[int, ...], said: str) -> None:
    figure = steps_left(funnel(list(zip("abcd", counts, strict=True))), title="Imbuto", sources=())
    assert said in figure.alt
    assert [row[1] for row in figure.table.to_numpy().tolist()] == [str(count) for count in counts]


def test_the_rule_is_told_in_english_too() -> None:
    with use_language("en"):
        assert rule_words(influence(FEW, at_threshold="low")) == "A score is high only above 3."
