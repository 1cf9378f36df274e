"""The official table a user downloads: read right, or refused by name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from bes_samples import HEAD, ROWS, book, change, refused, text, value, written
from never_empty import some

from fis_lessons.territory import find
from fis_lessons.territory.bes import BesError, read_bes
from fis_lessons.territory.bes_places import place_of

OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "bes"


@pytest.fixture(params=["csv ;", "csv ,", "csv tab", "xlsx text", "xlsx numbers"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    kind = request.param
    if kind.startswith("csv"):
        yield written(tmp_path, text(ROWS, sign={";": ";", ",": ",", "tab": "\t"}[kind.split()[1]]))
    elif kind == "xlsx text":
        yield book(tmp_path, [HEAD, *ROWS])  # type: ignore[list-item]
    else:
        cells: list[list[object]] = [list(row) for row in ROWS]
        cells[0][7:9], cells[3][7:9], cells[4][7:9] = [12.8, 11.3], [19, 16.1], [21345.6, 22000]
        yield book(tmp_path, [list(HEAD), *cells])


def test_it_is_read_right_whatever_the_kind_of_file(path: Path) -> None:
    found = read_bes(path)
    table = found.table
    assert list(table.columns) == [
        "code", "indicator", "unit", "domain", "sex", "level", "territory_code", "territory", "year",
        "value", "mark",
    ]  # fmt: skip
    assert len(table) == 10
    assert found.years == (2022, 2023)
    assert value(table, "Bergamo", 2022)["value"] == 12.8
    assert value(table, "Bergamo", 2022)["territory_code"] == "016"
    assert value(table, "Bergamo", 2022, "04BEC002P")["value"] == 21345.6
    assert value(table, "Bergamo", 2023, "04BEC002P")["value"] == 22000
    assert value(table, "Italia", 2022)["value"] == 19
    assert value(table, "Lombardia", 2022)["level"] == "region"


def test_what_is_suppressed_is_missing_and_not_zero(path: Path) -> None:
    table = read_bes(path).table
    for place, sign in (("Napoli", "...."), ("Lombardia", "-")):
        assert pd.isna(value(table, place, 2023)["value"])
        assert value(table, place, 2023)["mark"] == sign
    # a value of low reliability stays, with its mark
    assert (value(table, "Napoli", 2022)["value"], value(table, "Napoli", 2022)["mark"]) == (31.5, "(a)")
    assert not (table["value"] == 0).any()


def test_a_municipality_sees_its_province_its_region_and_italy(path: Path) -> None:
    found = read_bes(path)
    code = found.find("neet")
    series = found.beside(code, find("Treviglio"))
    assert [(one.label, one.level) for one in series] == [
        ("Bergamo", "province"), ("Lombardia", "region"), ("Italia", "country"),
    ]  # fmt: skip
    assert series[0].values == {2022: 12.8, 2023: 11.3}
    assert series[1].values == {2022: 13.6}, "a missing year is left out, not drawn as zero"
    assert found.find("02ist006") == code
    with pytest.raises(BesError, match="Nessun indicatore"):
        found.find("uscita precoce")
    with pytest.raises(BesError, match="Più di un indicatore"):
        found.find("i")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Napoli", ("province", "063")),
        ("Bolzano/Bozen", ("province", "021")),
        ("Aosta", ("province", "007")),
        ("Valle d'Aosta/Vallée d'Aoste", ("region", "02")),
        ("Reggio nell'Emilia", ("province", "035")),
        ("Reggio di Calabria", ("province", "080")),
        ("FORLI'-CESENA", ("province", "040")),
        ("Trentino-Alto Adige/Südtirol", ("region", "04")),
        ("Sud", ("area", "")),
        ("Ogliastra", ("former", "")),
        ("Monza e Brianza", ("province", "108")),
        ("Reggio Emilia", ("province", "035")),
        ("Provincia autonoma di Trento", ("province", "022")),
        ("Provincia Autonoma Bolzano / Bozen", ("province", "021")),
        ("Bolzano - Bozen", ("province", "021")),
        ("Città metropolitana di Roma Capitale", ("province", "058")),
        ("Provincia dell'Aquila", ("province", "066")),
        ("Valle d'Aosta", ("region", "02")),
        ("NA", ("other", "")),
        ("Provincia di Monza e della Brianza", ("province", "108")),
        ("Libero consorzio comunale di Enna", ("province", "086")),
        ("Emilia Romagna", ("region", "08")),
        ("Trentino Alto Adige", ("region", "04")),
        ("Valle d'Aosta - Vallée d'Aoste", ("region", "02")),
        ("Gallura Nord-Est Sardegna", ("new", "")),
        ("Sulcis Iglesiente", ("new", "")),
        ("Atlantide", ("other", "")),
    ],
)
def test_places_by_name(name: str, found: tuple[str, str]) -> None:
    assert place_of(name) == found


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "il file è vuoto"),
        ("\n \n", "il file è vuoto"),
        (text([]), "La tavola è vuota"),
        ("nome,valore\na,1\n", "non è una tavola «Bes dei territori»"),
        ("CODICE;INDICATORE;DOMINIO;DEFINIZIONE\n01;a;b;c\n", "non contiene i valori"),
        (text(ROWS, head=[h.replace("SESSO", "GENERE") for h in HEAD]), "manca la colonna SESSO"),
        (text(ROWS, head=[h.replace("V20", "Anno ") for h in HEAD]), "non c'è nessuna colonna con un anno"),
        (text(ROWS, head=[h.replace("INDICATORE", "X").replace("V20", "A") for h in HEAD]), "V2004"),
        (text([ROWS[2], ROWS[3]]), "nessuna provincia"),
        (text([*ROWS, ROWS[0]]), "stesso territorio di una riga più sopra"),
        (text(change(0, "V2022", "128")), "128,0 non può essere una percentuale"),
        (text(change(0, "V2022", "-1,0")), "-1,0 non può essere una percentuale"),
        (text(change(0, "V2022", "dodici")), "«dodici» non è un numero"),
        (text(change(0, "V2022", "12.8")), "i decimali sono scritti in due modi"),
        (text(change(0, "SESSO", "Tutti")), "il sesso non è"),
        (text(change(0, "TERRITORIO", "")), "manca il territorio"),
        (text(change(0, "CODICE", "")), "manca il codice"),
        (text(ROWS).replace("Napoli", "Forlì").encode("latin-1"), "non sono scritte in UTF-8"),
        (text(ROWS).encode("utf-16"), "non è un testo in UTF-8"),
        (text(ROWS).replace("Napoli", "ForlÃ¬"), "lettere accentate rovinate"),
        (b"%PDF-1.7 ...", "è un PDF"),
        (b"<!DOCTYPE html><html>", "è una pagina di un sito"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "vecchio tipo"),
        (b"PK\x03\x04 not a zip", "rovinato"),
    ],
)  # fmt: skip
def test_another_file_is_refused_by_name(content: str | bytes, words: str, tmp_path: Path) -> None:
    error = refused(written(tmp_path, content))
    assert words in str(error)


def test_all_the_problems_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    rows = change(0, "V2022", "128")
    rows[1][HEAD.index("SESSO")] = "?"
    rows[3][HEAD.index("V2023")] = "molto"
    error = refused(written(tmp_path, text([*rows, rows[4]])))
    told = str(error)
    for words in ("128,0", "il sesso", "«molto»", "più sopra"):
        assert words in told
    assert "riga 2 (02IST006, Bergamo, 2022)" in told


def test_missing_columns_are_listed_with_those_found(tmp_path: Path) -> None:
    head = [h.lower().replace("unita_misura", "misura").replace("codice", "id") for h in HEAD]
    error = refused(written(tmp_path, text(ROWS, head=head)))
    assert [problem.found.split(".")[0] for problem in error.problems] == [
        "manca la colonna CODICE", "manca la colonna UNITA_MISURA",
    ]  # fmt: skip
    assert all("misura" in p.found and "UNITA_MISURA" in p.expected for p in error.problems)


def test_many_equal_problems_are_counted_not_listed(tmp_path: Path) -> None:
    rows = [[*ROWS[0][:4], f"Luogo {n}", *ROWS[0][5:7], "999", "1,0", "", ""] for n in range(40)]
    error = refused(written(tmp_path, text([*rows, *ROWS])))
    assert len(error.problems) < 10
    assert "35" in str(error)


def test_percentages_that_may_exceed_a_hundred_do(tmp_path: Path) -> None:
    row = change(0, "V2022", "113,7")
    row[0][HEAD.index("CODICE")] = "02IST001"
    noted = change(0, "V2022", "104,1")
    noted[0][HEAD.index("NOTA")] = "Valori superiori a 100 sono possibili."
    for rows in (row, noted):
        assert read_bes(written(tmp_path, text(rows))).table["value"].max() > 100


def test_a_point_is_the_decimal_sign_where_no_comma_is_used(tmp_path: Path) -> None:
    rows = [
        [cell.replace(".", "").replace(",", ".") if i in (7, 8) and any(map(str.isdigit, cell)) else cell
         for i, cell in enumerate(row)]
        for row in ROWS
    ]  # fmt: skip
    table = read_bes(written(tmp_path, text(rows))).table
    assert value(table, "Bergamo", 2022)["value"] == 12.8
    assert value(table, "Bergamo", 2022, "04BEC002P")["value"] == 21345.6


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "bes.csv"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    assert "100 MB" in str(refused(path))


def test_a_compressed_folder_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bes.zip", "w") as archive:
        archive.writestr("Indicatori.xlsx", "x")
    assert "cartella compressa" in str(refused(tmp_path / "bes.zip"))


def test_no_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert "il file non c'è" in str(refused(tmp_path / "nothing.xlsx"))
    refused(tmp_path)


# --- the official file, where it is -------------------------------------------------------------
def official(name: str) -> Path:
    path = OFFICIAL / name
    if not path.is_file():
        pytest.skip(f"shared/data/bes/{name} is not here: the official table is never part of the project")
    return path


def test_the_official_table() -> None:
    found = read_bes(official("bes_territori_2025.csv"))
    assert (len(found.indicators()), found.years[0], found.years[-1]) == (67, 2004, 2024)
    assert found.unknown == ()
    provinces = found.table[found.table["level"] == "province"]
    assert provinces["territory_code"].nunique() == 107
    assert set(found.table.loc[found.table["territory"] == "Napoli", "territory_code"]) == {"063"}
    # names and units come from the file beside it
    neet = found.find("neet")
    assert set(found.table.loc[found.table["code"] == neet, "unit"]) == {"Valori percentuali"}
    # read by eye in the file: 02IST006-N22, total, Bergamo and Italy
    province, _region, italy = found.beside(neet, find("Bergamo"))
    assert (province.values[2018], province.values[2024]) == (16.9, 8.4)
    assert italy.values[2023] == 16.1


def test_our_codes_are_those_of_the_official_table() -> None:
    rows = pd.read_csv(official("bes_territori_2025.csv"), dtype=str, keep_default_na=False)
    rows = rows[rows["livello"].isin(["provincia", "regione"])]
    for name, code in some(set(zip(rows["territorio"], rows["cod_istat"], strict=True))):
        assert place_of(name)[1] == code, name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bes_regioni_2021.csv", "In questa tavola non c'è nessuna provincia"),
        ("bes_territori_2025_indicatori.csv", "non contiene i valori"),
    ],
)
def test_the_other_official_files_are_told_apart(name: str, words: str) -> None:
    assert words in str(refused(official(name)))
