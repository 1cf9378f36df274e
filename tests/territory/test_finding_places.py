"""What people write, and the place or the message they get."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fis_lessons.errors import PlaceError
from fis_lessons.i18n import use_language
from fis_lessons.territory import Municipality, find, municipalities, province, provinces, region, regions


@pytest.mark.parametrize(
    ("written", "istat"),
    [
        ("Forlì", "040012"),
        ("forli", "040012"),
        ("FORLI'", "040012"),
        ("  forlì ", "040012"),
        ("Forli\u0300", "040012"),
        ("016024", "016024"),
        ("Bolzano", "021008"),
        ("Bozen", "021008"),
        ("Bolzano/Bozen", "021008"),
        ("L'Aquila", "066049"),
        ("L’Aquila", "066049"),
        ("l aquila", "066049"),
        ("San Remo", "008055"),
        ("Reggio Emilia", "035033"),
        ("Reggio nell’Emilia", "035033"),
        ("Reggio Calabria", "080063"),
        ("Livo (TN)", "022106"),
        ("livo (co)", "013130"),
        ("Livo, Trento", "022106"),
        ("Livo TN", "022106"),
        ("Castro (LE)", "075096"),
        ("Samone (TO)", "001235"),
        ("Peglio (PU)", "041041"),
        ("San Teodoro (SS)", "090092"),
        ("Paternò", "087033"),
        ("Tre Ville", "022247"),
        ("Treville", "006175"),
        ("Sovodnje ob Soči", "031022"),
        ("Duino Aurisina", "032001"),
        ("Re", "103060"),
        ("Roma", "058091"),
    ],
)
def test_found(written: str, istat: str) -> None:
    assert find(written).istat == istat


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        ("Livo", ("Livo (CO)", "Livo (TN)")),
        ("Castro", ("Castro (BG)", "Castro (LE)")),
        ("Samone", ("Samone (TO)", "Samone (TN)")),
        ("Peglio", ("Peglio (CO)", "Peglio (PU)")),
        ("San Teodoro", ("San Teodoro (ME)", "San Teodoro (SS)")),
        ("Paterno", ("Paterno (PZ)", "Paternò (CT)")),
        ("Corvara", ("Corvara in Badia (BZ)", "Corvara (PE)")),
        ("Livo (BG)", ("Livo (CO)", "Livo (TN)")),
        ("Bergamo (XX)", ("Bergamo (BG)",)),
        ("16024", ("016024",)),
        ("005079", ("005122",)),
    ],
)
def test_ambiguous_or_nearly_right(written: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(PlaceError) as caught:
        find(written)
    assert set(caught.value.candidates) == set(candidates)
    assert all(candidate in str(caught.value) for candidate in candidates)


def test_a_province_sign_is_not_a_municipality() -> None:
    with pytest.raises(PlaceError) as caught:
        find("BG")
    assert caught.value.candidates[0] == "Bergamo (BG)"
    assert "«BG» è la sigla di una provincia" in str(caught.value)
    assert "243 comuni" in str(caught.value)
    with use_language("en"), pytest.raises(PlaceError, match="243 municipalities"):
        find("bg")


def test_re_is_a_municipality_and_the_sign_of_another_place() -> None:
    assert find("Re").province == "VB"
    with pytest.raises(PlaceError) as caught:
        find("RE")
    assert caught.value.candidates[:2] == ("Re (VB)", "Reggio nell'Emilia (RE)")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Begamo", "Bergamo (BG)"),
        ("Catanzarro", "Catanzaro (CZ)"),
        ("Luca", "Lucca (LU)"),
        ("Reggio", "Reggio nell'Emilia (RE)"),
    ],
)
def test_a_slip_of_the_pen_gets_the_close_names(written: str, meant: str) -> None:
    with pytest.raises(PlaceError) as caught:
        find(written)
    assert meant in caught.value.candidates


@pytest.mark.parametrize("area", ["Lombardia", "Italia", "Sud Sardegna", "Forlì-Cesena"])
def test_an_area_is_told_from_a_municipality(area: str) -> None:
    with pytest.raises(PlaceError, match="è un'area, non un comune"):
        find(area)


@pytest.mark.parametrize(
    "nothing", ["", "   ", "'", "---", None, 16024, 1.5, [], b"Bergamo", "x" * 100_000, "0" * 5000]
)
def test_no_place_at_all(nothing: object) -> None:
    with pytest.raises(PlaceError) as caught:
        find(nothing)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 500


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
@example("²")
@example("٠١٦٠٢٤")
@example("(")
@example("a (b")
@example("<script>alert(1)</script>")
@example("=cmd|'/C calc'!A0")
@example("\x00\ud800")
@example("ß" * 79)
@example("ﷺ" * 80)
@example("{text}")
@example("{0.__class__}")
def test_whatever_is_written_gives_a_place_or_our_error(text: str) -> None:
    try:
        assert isinstance(find(text), Municipality)
    except PlaceError as error:
        assert error.problems
        assert str(error).isprintable() or "\n" in str(error)
        assert all(isinstance(find(candidate), Municipality) for candidate in error.candidates)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(municipalities()))
def test_every_municipality_is_found_by_code_and_by_label(place: Municipality) -> None:
    assert find(place.istat) == place
    assert find(place.label) == place
    assert find(place.label.upper()) == place


def test_every_label_is_different() -> None:
    assert len({place.label for place in municipalities()}) == len(municipalities()) == 7896


def test_napoli_is_not_a_missing_value() -> None:
    assert province("NA").name == "Napoli"
    assert find("Napoli").province == "NA"
    assert sum(place.province == "NA" for place in municipalities()) == 92


def test_areas() -> None:
    assert (len(provinces()), len(regions())) == (107, 20)
    assert province("bergamo") == province("BG")
    assert region("valle d aosta").code == "02"
    with pytest.raises(PlaceError) as caught:
        region("Lombarda")
    assert caught.value.candidates == ("Lombardia",)
    with pytest.raises(PlaceError, match="Nessuna provincia"):
        province("Atlantide")


def test_codes_are_text_and_belong_to_their_province() -> None:
    signs = {area.code: area.sign for area in provinces()}
    for place in municipalities():
        assert len(place.istat) == 6
        assert place.istat.isdigit()
        assert signs[place.istat[:3]] == place.province
