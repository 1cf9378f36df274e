"""The map of the atlas: what is drawn is what the table says, and what was not found is said."""

from __future__ import annotations

import io

import numpy as np
import pytest
from never_empty import some
from PIL import Image

from fis_lessons.cases import Atlas, load_atlas
from fis_lessons.figures.atlas import _LOOKS, atlas_map, atlas_table
from fis_lessons.i18n import use_language


@pytest.fixture
def atlas() -> Atlas:
    return load_atlas()


def test_the_table_has_a_row_for_each_city(atlas: Atlas) -> None:
    table = atlas_table(atlas.cities)
    assert list(table.iloc[:, 0]) == [city.name for city in atlas.cities]
    rows = {row[0]: row[1:] for row in table.itertuples(index=False)}
    assert rows["Torino"][2:4] == ("600.000 €", "che cosa è cambiato, quanto era grande il bisogno")
    assert rows["Bergamo"][2] == "non trovato; annunciati 600.000 €"
    assert rows["Novara"][:5] == ("non trovato", "area non trovata", *["non trovato"] * 3)
    assert rows["Lecce"][4:] == ("solo annunciato", "finanziatore, valutatore, risultati")
    assert [name for name in rows if rows[name][5] == "tutto quanto"] == ["Bari", "Firenze", "Novara"]


def test_the_picture_names_the_cities_asked_for(atlas: Atlas) -> None:
    few = atlas.search(role="financier")
    figure = atlas_map(few, among=atlas.cities, title="Chi nomina un finanziatore", sources=("fonte",))
    assert "7 su 18" in figure.alt
    for city in some(few):
        assert city.name in figure.alt
    assert "Lecce" not in figure.alt
    assert len(figure.table) == 7
    assert figure.sources[0] == "fonte"
    assert "CC BY 4.0" in figure.sources[1]


def test_the_same_search_is_the_same_picture_and_another_is_not(atlas: Atlas) -> None:
    drawn = [
        atlas_map(shown, among=atlas.cities, title="t", sources=()).png
        for shown in (atlas.cities, atlas.cities, atlas.search(result="outcome"))
    ]
    assert drawn[0] == drawn[1] != drawn[2]


def test_it_is_told_in_english_too(atlas: Atlas) -> None:
    with use_language("en"):
        figure = atlas_map(atlas.search(area="not_found"), among=atlas.cities, title="t", sources=())
    assert figure.alt.startswith(
        "Map of Italy. The chosen cities are 3 of 18. area not found: Bari, Firenze, Novara"
    )


def test_in_grey_the_areas_have_different_signs_and_stand_out_from_the_land(atlas: Atlas) -> None:
    assert len({sign for sign, _colour in _LOOKS.values()}) == len(_LOOKS)
    picture = atlas_map(atlas.cities, among=atlas.cities, title="t", sources=()).png
    greys = np.asarray(Image.open(io.BytesIO(picture)).convert("L"))
    land = 0.299 * 0xC3 + 0.587 * 0xCA + 0.114 * 0xD4
    assert (abs(greys - land) < 3).sum() > 5_000
    assert (greys < land - 60).sum() > 5_000  # signs and letters


def test_nothing_chosen_has_no_picture(atlas: Atlas) -> None:
    with pytest.raises(ValueError, match="table"):
        atlas_map((), among=atlas.cities, title="t", sources=())
