"""The legal road: every choice leads somewhere, every arrival is reached, nothing is advice."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from never_empty import some

from fis_lessons import resources
from fis_lessons.cases import check_file, load_legal_road
from fis_lessons.cases.legal_road import LegalRoad, Route
from fis_lessons.errors import CaseError

FILE = resources.data("legal_road", "road.yaml")


@pytest.fixture(scope="module")
def road() -> LegalRoad:
    return load_legal_road()


def test_the_file_is_sound() -> None:
    assert check_file(FILE) == []


def reached(road: LegalRoad) -> set[str]:
    found, waiting = set[str](), [road.start]
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            crossing = road.crossing(place)
            waiting += [choice.to for choice in crossing.choices] if crossing else []
    return found


def test_everything_is_reached_and_every_route_has_an_end(road: LegalRoad) -> None:
    places = {one.id for one in road.crossings} | {one.id for one in road.arrivals}
    assert reached(road) == places
    assert {one.route for one in road.arrivals} == set(get_args(Route))


def test_a_choice_is_found_by_its_name(road: LegalRoad) -> None:
    for crossing in some(road.crossings):
        assert [crossing.choice(one.id) for one in crossing.choices] == list(crossing.choices)
        with pytest.raises(KeyError):
            crossing.choice("altrove")


def test_from_every_crossing_an_arrival_is_within_reach(road: LegalRoad) -> None:
    for crossing in some(road.crossings):
        onward = [choice for choice in crossing.choices if choice.to != crossing.id]
        assert onward, f"{crossing.id}: every choice stops"


def test_what_the_courts_said_is_in_the_choices_that_stop(road: LegalRoad) -> None:
    stops = {c.id: (one.id, one.text) for c in road.crossings for one in c.choices if one.to == c.id}
    assert set(stops) == {"piano", "avviso", "scelta-partner"}
    for place, judgment in {
        "piano": "4540/2024",
        "avviso": "5217 e 5218/2023",
        "scelta-partner": "1549",
    }.items():
        assert judgment in stops[place][1]


def test_a_premium_is_said_to_sit_badly_and_what_remains_is_said(road: LegalRoad) -> None:
    premium = road.crossing("premio")
    assert premium is not None
    assert "sta male nella co-progettazione" in premium.text
    assert premium.assumption, "no judgment we read says it: it is our reading"
    assert {choice.to for choice in premium.choices} == {
        "fine-co-progettazione", "fine-appalto-risultati", "fine-concessione",
    }  # fmt: skip


def test_a_road_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "road.yaml"
    text = FILE.read_text(encoding="utf-8")
    broken.write_text(
        text.replace("to: fine-patto", "to: fine-pato").replace("start: piano", "start: pino"), "utf-8"
    )
    told = "\n".join(map(str, check_file(broken)))
    assert "«fine-pato» non è né un bivio né un arrivo" in told
    assert "forse «fine-patto»" in told
    assert "«pino»" in told
    for half in ("", "\n      - altrove"):  # a choice that says not where to; one that is a bare word
        broken.write_text(text.replace("\n        to: fine-patto", half), "utf-8")
        wheres = [problem.where for problem in check_file(broken)]
        assert "crossings[oggetto].choices[" in wheres[0]
    with pytest.raises(CaseError):
        from fis_lessons.cases.loading import load_any

        load_any(broken)
