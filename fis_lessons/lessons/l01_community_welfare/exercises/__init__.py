"""The exercises of lesson 01, in the order they are met."""

from __future__ import annotations

from fis_lessons.cases import load_case, load_programme
from fis_lessons.exercises import Exercise
from fis_lessons.lessons.l01_community_welfare.exercises import of_all, of_case, of_matrix
from fis_lessons.lessons.l01_community_welfare.ground import Ground


def exercises(ground: Ground) -> list[Exercise]:
    """Return the exercises in the order they are met."""
    programme, catanzaro = load_programme(), load_case("catanzaro")
    return [
        of_all.approach(),
        of_all.tender(),
        of_case.roles(ground.case),
        of_case.empty_cell(ground.case),
        of_matrix.documented(ground.case, parameters=ground.parameters),
        of_matrix.documented_share(ground.case, parameters=ground.parameters),
        of_case.removal(ground.case),
        of_all.ceiling(programme, catanzaro),
        of_all.first_in_italy(catanzaro),
    ]
