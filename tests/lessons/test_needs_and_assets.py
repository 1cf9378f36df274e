"""Lesson 03: which need meets which asset, on the map and in the exercise, and the map of the case."""

from __future__ import annotations

import dataclasses
from typing import Any, get_args

import pytest
from never_empty import some

from fis_lessons.cases import case_names
from fis_lessons.cases.labels import ResourceKind, resource_label
from fis_lessons.exercises import Progress
from fis_lessons.lessons import Lesson, lesson_spec
from fis_lessons.lessons.desk import Citations
from fis_lessons.lessons.l03_relational_goods.ground import QUARTERS, REGISTER, REQUESTS, meets
from fis_lessons.lessons.l03_relational_goods.pages.maps import case_map


def opened(case: str = "bergamo") -> Lesson[Any, Any]:
    return lesson_spec("03").open({"case": case}, progress=Progress(None))


def test_a_need_meets_an_asset_by_need_quarter_and_hours() -> None:
    # free hours: library 40 - 34 = 6, parish 20 - 6 = 14, garden 25 - 20 = 5, club 35 - 7 = 28, after school none
    exercise = opened().exercises["which-asset"]
    right = {
        "ada": "garden", "students": "parish", "gym": "nobody", "shopping": "neighbours", "afternoons": "club",
    }  # fmt: skip
    assert exercise.reference == right
    assert exercise.check(right).state == "right"
    full = exercise.check({**right, "students": "library"})
    assert "ore libere 6, ne servono 10" in full.text
    assert "Quartiere Fiume" in exercise.check({**right, "ada": "elderly"}).text
    assert "altro quartiere" in exercise.check({**right, "gym": "gym"}).text
    assert "altro bisogno: compagnia di giorno" in exercise.check({**right, "shopping": "elderly"}).text
    assert "ore libere 0, ne servono 8" in exercise.check({**right, "afternoons": "after-school"}).text
    for request in some(REQUESTS.values()):
        fitting = [one.name for one in REGISTER if meets(one, request)]
        assert len(fitting) <= 1, "two answers would be as good"


def test_the_map_says_who_meets_each_need_and_how_far() -> None:
    control = opened().controls["map"]
    for need in some(sorted({one.need for one in REGISTER})):
        said = control.outcome({"need": need}).text
        for one in some(one for one in REGISTER if one.need == need):
            assert one.name in said
        missing = {one.quarter for one in REGISTER if one.need == need} != set(QUARTERS)
        assert ("non risponde nessuno" in said) == missing
        assert "inventati" in control.outcome({"need": need}).html


def test_what_is_borrowed_is_said_so_beside_its_name() -> None:
    ground = opened("lucca").ground
    lent = dataclasses.replace(ground.case.assets[0], borrowed="Bergamo, hOLD on")
    case = dataclasses.replace(ground.case, assets=(lent, *ground.case.assets[1:]))
    told = case_map(dataclasses.replace(ground, case=case), Citations()).table.to_csv()
    assert f"{lent.label} (in prestito)" in told
    assert f"{case.assets[1].label} (in prestito)" not in told


@pytest.mark.parametrize("case", case_names())
def test_the_map_of_the_case_has_every_asset_and_says_what_is_not_known(case: str) -> None:
    lesson = opened(case)
    figure = lesson.drawn("assets")
    told = figure.table.to_csv()
    for one in some(lesson.ground.case.assets):
        assert one.label in told
    for kind in some(get_args(ResourceKind)):
        assert resource_label(kind) in told
    assert "Non abbiamo le posizioni" in " ".join(figure.sources)
    assert figure.png == opened(case).drawn("assets").png
