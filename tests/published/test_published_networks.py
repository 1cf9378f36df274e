"""Networks that others measured: the figures they printed come back."""

from __future__ import annotations

import networkx as nx
import pytest

from fis_lessons.measures.network.position import most_central, positions
from fis_lessons.measures.network.ties import network
from fis_lessons.measures.network.whole import shape
from fis_lessons.measures.pooling import leverage
from fis_lessons.resources import published

CITY = network(
    [(row["from"], row["to"]) for row in published("city_organisations", "ties.csv")],
    names=[row["id"] for row in published("city_organisations", "organisations.csv")],
    directed=True,
)
KITE_NAMES = ("Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane")
KITE = network(
    [(KITE_NAMES[one], KITE_NAMES[other]) for one, other in nx.krackhardt_kite_graph().edges()],
    names=KITE_NAMES,
)


def test_ten_organisations_of_a_city() -> None:
    # Hanneman and Riddle 2005, chapters 5, 7, 8 and 10, on the data of Knoke and others
    found = shape(CITY)
    assert (found.ties, found.possible, found.connected_pairs, found.mutual_pairs) == (49, 90, 32, 17)
    assert found.density == pytest.approx(0.5444, abs=5e-5)
    assert found.centralisation == pytest.approx(0.3827, abs=5e-5)
    assert found.centralisation_in == pytest.approx(0.5062, abs=5e-5)
    assert found.centralisation_between == pytest.approx(0.2011, abs=5e-5)
    passages = {one.name: one.passages for one in positions(CITY)}
    printed = {"MAYR": 17.83, "COMM": 12.33, "EDUC": 11.69}
    for name, value in printed.items():
        assert passages[name] == pytest.approx(value, abs=0.005)
    assert sum(passages.values()) / 10 == pytest.approx(4.8, abs=0.05)


def test_the_kite_has_three_winners() -> None:
    # D. Krackhardt, Administrative Science Quarterly 35 (1990) 342-369
    found = positions(KITE)
    by_name = {one.name: one for one in found}
    assert most_central(found, by="ties") == ("Diane",)
    assert most_central(found, by="betweenness") == ("Heather",)
    assert most_central(found, by="closeness") == ("Fernando", "Garth")
    assert by_name["Diane"].ties == 6
    assert by_name["Heather"].betweenness == pytest.approx(0.389, abs=5e-4)
    assert by_name["Garth"].closeness == pytest.approx(0.643, abs=5e-4)


def test_the_medici() -> None:
    # Padgett's marriages among Florentine families, as Breiger and Pattison 1986 give them
    found = {one.name: one for one in positions(network(list(nx.florentine_families_graph().edges())))}
    assert found["Medici"].ties == 6
    assert found["Medici"].betweenness == pytest.approx(0.522, abs=5e-4)


def test_welfare_in_azione() -> None:
    # Fondazione Cariplo: 36.5 million of grants on 82.7 of projects
    assert leverage(82.7, own=36.5) == pytest.approx(2.27, abs=0.005)
