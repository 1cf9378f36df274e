"""What people write, and the place or the message they get."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from never_empty import some

from fis_lessons.errors import PlaceError
from fis_lessons.i18n import use_language
from fis_lessons.territory import Municipality, find, municipalities, province, provinces, region, regions
from fis_lessons.territory.names import PARTICLES, words
from fis_lessons.territory.tables import formers


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
        ("Lucca.", "046017"),
        ("Cassano allo Jonio", "078029"),
        ("Cassano Ionio", "078029"),
        # with the title of the office, in the languages of the country
        ("Comune di Lucca", "046017"),
        ("il comune di lucca", "046017"),
        ("Comune Lucca (LU)", "046017"),
        ("Com. di Lucca", "046017"),
        ("Città di Torino", "001272"),
        ("CITTA' DI TORINO", "001272"),
        ("Roma Capitale", "058091"),
        ("Comune di Roma Capitale", "058091"),
        ("Comune dell'Aquila", "066049"),
        ("Comune de L’Aquila", "066049"),
        ("Comune della Spezia", "011015"),
        ("Città di Castello", "054013"),
        ("Comune di Città di Castello", "054013"),
        ("Città Sant'Angelo", "068012"),
        ("Comune di Bolzano - Gemeinde Bozen", "021008"),
        ("Bozen / Bolzano", "021008"),
        ("Commune d'Aoste", "007003"),
        ("Občina Dolina", "032004"),
        ("Municipality of Lucca", "046017"),
        # abbreviations
        ("S. Giovanni in Fiore", "078119"),
        ("S Giovanni in Fiore", "078119"),
        ("S.Giovanni Valdarno", "051033"),
        ("S.Giovanni V.no", "051033"),
        ("Citta S. Angelo", "068012"),
        ("S. Remo", "008055"),
        ("SS. Cosma e Damiano", "059026"),
        ("S.ta Maria Capua Vetere", "061083"),
        ("S. MARIA C.V.", "061083"),
        ("S.ELIA A PIANISI", "070074"),
        ("M.te Argentario", "053016"),
        ("Castel S.Pietro Terme", "037020"),
        ("Castiglione d. Pescaia", "053006"),
        ("Reggio Em.", "035033"),
        ("Reggio E.", "035033"),
        # small words, I and J
        ("Pieve Cadore", "025039"),
        ("Bagno Ripoli", "048001"),
        ("Iesi", "042021"),
        ("Jesi", "042021"),
        ("Iesolo", "027019"),
        # a province or a region beside
        ("lucca lu", "046017"),
        ("Lucca - LU", "046017"),
        ("LU - Lucca", "046017"),
        ("Lucca, provincia di Lucca", "046017"),
        ("Livo in provincia di Trento", "022106"),
        ("Castro (Puglia)", "075096"),
        ("Cameri NO", "003032"),  # the letters of Camerino
        ("Camerino", "043007"),
        ("LI - Rio", "049021"),  # the letters of Lirio
        # codes of the land registry, names of yesterday
        ("A794", "016024"),
        ("l219", "001272"),
        ("Castellania", "006045"),
        ("Calliano (AT)", "005014"),
        ("Bellagio", "013250"),
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
        ("005079", ("Moransengo-Tonengo (AT)",)),
        ("015149", ("108033",)),
        ("Calliano", ("Calliano (TN)", "Calliano Monferrato (AT)")),
        ("Comune di Livo", ("Livo (CO)", "Livo (TN)")),
        ("San Teodoro (Molise)", ("San Teodoro (ME)", "San Teodoro (SS)")),
        ("Monza (MI)", ("Monza (MB)",)),
        ("C.S. Pietro", ("Castel San Pietro Terme (BO)", "Castel San Pietro Romano (RM)")),
    ],
)
def test_ambiguous_or_nearly_right(written: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(PlaceError) as caught:
        find(written)
    assert set(caught.value.candidates) == set(candidates)
    assert all(candidate in str(caught.value) for candidate in candidates)


@pytest.mark.parametrize(
    ("written", "told", "today"),
    [
        ("Rio nell'Elba", "Rio nell'Elba (LI) non è più un comune dal 2018", "Rio (LI)"),
        ("Comune di Rio Marina (LI)", "Rio Marina (LI) non è più un comune dal 2018", "Rio (LI)"),
        ("049016", "Rio nell'Elba (LI) non è più un comune dal 2018", "Rio (LI)"),
        ("H297", "Rio nell'Elba (LI) non è più un comune dal 2018", "Rio (LI)"),
        ("Gambugliano", "Gambugliano (VI) non è più un comune dal 2024", "Sovizzo (VI)"),
        ("Quero", "Quero (BL) non è più un comune dal 2013", "Setteville (BL)"),
        ("Campospinoso", "Campospinoso (PV) non è più un comune: oggi", "Campospinoso Albaredo (PV)"),
        ("S. Nazario", "San Nazario (VI) non è più un comune dal 2019", "Valbrenta (VI)"),
        ("Cagnò", "Cagnò (TN) non è più un comune dal 2020", "Novella (TN)"),
        ("Valverde (PV)", "Valverde (PV) non è più un comune dal 2019", "Colli Verdi (PV)"),
    ],
)
def test_who_merged_is_told_with_the_year_and_the_place_of_today(written: str, told: str, today: str) -> None:
    with pytest.raises(PlaceError) as caught:
        find(written)
    assert caught.value.candidates == (today,)
    assert told in str(caught.value)
    assert find(today).label == today


def test_a_name_of_today_and_of_yesterday_is_asked() -> None:
    with pytest.raises(PlaceError) as caught:
        find("Valverde")
    assert caught.value.candidates == ("Valverde (CT)", "Colli Verdi (PV)")
    assert "sono 2: Valverde (CT), Valverde (PV)" in str(caught.value)
    assert find("Valverde (CT)").istat == "087052"
    assert find("Sovizzo").istat == "024128"  # merged into a place of its own name: nothing to ask
    with use_language("en"), pytest.raises(PlaceError, match=r"since 2019: today it is part of Colli Verdi"):
        find("Valverde")


def test_the_list_of_yesterday() -> None:
    merged = [one for one in formers() if one.kind == "merged"]
    renamed = [one for one in formers() if one.kind == "renamed"]
    assert (len(merged), len(renamed)) == (331, 19)
    assert {one.year for one in merged} <= {str(year) for year in range(2010, 2025)} | {""}
    # 2014: 57 municipalities ended, says Istat's list of the suppressed
    assert sum(one.year == "2014" for one in merged) == 57
    codes = {place.istat for place in municipalities()}
    assert all(one.now in codes for one in formers())
    assert {one.istat for one in merged} & codes == {"018026"}  # its code passed to the merged one
    old = [code for place in municipalities() for code in place.former_codes]
    assert len(old) == len(set(old)) == 348
    assert not set(old) & codes
    assert len({place.cadastral for place in municipalities()}) == len(codes)


SAINTS = re.compile(r"\b(San|Santo|Santa|Sante|Santi)\b ?|\bSant'")
WRITINGS: dict[str, Callable[[Municipality], str]] = {
    "title": lambda place: f"Comune di {place.name}",
    "capitals": lambda place: f"CITTÀ DI {place.name.upper()}",
    "saint": lambda place: SAINTS.sub("S. ", place.name),
    "saint close": lambda place: SAINTS.sub("S.", place.name),
    "one i": lambda place: place.name.replace("J", "I").replace("j", "i"),
    "words": lambda place: words(place.name),
    "small words": lambda place: few(place.name),
    "land registry": lambda place: place.cadastral,
    "sign": lambda place: f"{place.name} {place.province.lower()}",
    "dash": lambda place: f"{place.name} - {place.province}",
    "sign first": lambda place: f"{place.province} - {place.name}",
    "province": lambda place: f"Comune di {SAINTS.sub('S. ', place.name)} (prov. di {place.province_name})",
    "region": lambda place: f"{place.name} ({place.region})",
    "two names": lambda place: f"{place.other_name} / {place.name}" if place.other_name else place.name,
}


def few(name: str) -> str:
    told = [word for word in re.split(r"[ ']", name) if word.lower() not in PARTICLES]
    return " ".join(told) if len(told) > 1 else name


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(municipalities()), st.sampled_from(sorted(WRITINGS)))
def test_every_municipality_is_found_however_it_is_written(place: Municipality, way: str) -> None:
    try:
        assert find(WRITINGS[way](place)) == place
    except PlaceError as error:  # two fit: it is asked, and it is one of them
        assert "Più di un comune" in str(error)
        assert place.label in error.candidates
        assert way not in ("land registry", "sign", "dash", "sign first", "province")


@pytest.mark.parametrize(
    "hostile",
    [
        "a. " * 26 + "aaa",
        "s." * 39,
        "Comune di " * 8,
        "S. " * 25 + "abc",
        "di " * 26,
        "(" * 80,
        "a - " * 19 + "a",
    ],
)
@pytest.mark.timeout(10)
def test_a_hostile_name_costs_nothing(hostile: str) -> None:
    with pytest.raises(PlaceError):
        find(hostile)


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("Provincia di Lucca", "LU"),
        ("prov. Lucca", "LU"),
        ("Città metropolitana di Reggio Calabria", "RC"),
        ("Libero consorzio comunale di Trapani", "TP"),
        ("Provincia autonoma di Bolzano/Bozen", "BZ"),
        ("Provincia dell'Aquila", "AQ"),
        ("Reggio Emilia", "RE"),
        ("Monza Brianza", "MB"),
        ("Forlì Cesena", "FC"),
        ("massa carrara", "MS"),
    ],
)
def test_a_province_as_people_write_it(written: str, sign: str) -> None:
    assert province(written).sign == sign


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Regione Toscana", "09"),
        ("Regione autonoma della Sardegna", "20"),
        ("Emilia Romagna", "08"),
        ("Trentino Alto Adige/Südtirol", "04"),
        ("Valle d'Aosta/Vallée d'Aoste", "02"),
    ],
)
def test_a_region_as_people_write_it(written: str, code: str) -> None:
    assert region(written).code == code


@pytest.mark.parametrize(
    "area", ["Provincia di Lucca", "Città metropolitana di Torino", "prov. Lucca", "Regione Toscana"]
)
def test_an_area_with_its_title_is_told(area: str) -> None:
    with pytest.raises(PlaceError, match="è un'area, non un comune") as caught:
        find(area)
    if "Lucca" in area:
        assert caught.value.candidates[0] == "Lucca (LU)"


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
    for place in some(municipalities()):
        assert len(place.istat) == 6
        assert place.istat.isdigit()
        assert signs[place.istat[:3]] == place.province
