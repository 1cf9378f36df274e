"""Maps of assets: the same twice, in words too, and what nothing meets is said."""

from __future__ import annotations

from fis_lessons.figures.assets import Lane, Spot, assets_by_kind, neighbourhood_map

# one degree north is 111.2 km: the home is 0.01 degrees, 1.1 km, from the garden
SPOTS = [
    Spot("Orto", "Nord", "compagnia", (45.01, 9.0), meets=True),
    Spot("Sala $x$", "Sud", "studio", (45.0, 9.001), meets=False),
]
HOMES = {"Nord": [(45.011, 9.0)], "Sud": [(45.0, 9.0)]}


def test_a_map_says_who_meets_the_need_and_how_far() -> None:
    first, second = (neighbourhood_map(SPOTS, homes=HOMES, title="t", sources=()) for _n in range(2))
    assert first.png == second.png
    assert (
        "Nord: risorse 1, rispondono al bisogno: Orto; dalle case alla più vicina, in media 0,1 km"
        in first.alt
    )
    assert (
        "Sud: risorse 1, rispondono al bisogno: nessuna; dalle case alla più vicina, in media 1,1 km"
        in first.alt
    )
    assert first.table.shape == (2, 5)


def test_a_need_that_nothing_meets_has_no_distance() -> None:
    none = [Spot(one.name, one.quarter, one.need, one.at, meets=False) for one in SPOTS]
    figure = neighbourhood_map(none, homes=HOMES, title="t", sources=())
    assert "km" not in figure.alt
    assert figure.png


def test_a_kind_without_anything_is_said_not_left_out() -> None:
    lanes = [
        Lane(
            "reti",
            (("rete di vicini", "si aiutano", "documented"), ("ne porta: $ente$", "ipotesi", "assumed")),
        ),
        Lane("denaro"),
    ]
    figure = assets_by_kind(lanes, title="t", sources=())
    assert figure.png == assets_by_kind(lanes, title="t", sources=()).png
    assert "denaro: nulla, nelle fonti lette (le fonti non lo dicono)" in figure.alt
    assert figure.table.shape == (3, 4)
