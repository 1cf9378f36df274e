"""A province written where a municipality is wanted: its chief town is offered."""

from __future__ import annotations

import pytest

from fis_lessons.errors import PlaceError
from fis_lessons.territory import find


@pytest.mark.parametrize(
    ("written", "chief"),
    [("Forlì-Cesena", "Forlì (FC)"), ("Pesaro e Urbino", "Pesaro (PU)"), ("Aquila", "L'Aquila (AQ)")],
)
def test_who_writes_an_area_is_offered_its_chief_town(written: str, chief: str) -> None:
    with pytest.raises(PlaceError) as caught:
        find(written)
    assert caught.value.candidates[0] == chief
