"""The official table a user downloads: read right, or refused by name."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from fis_lessons.territory import find
from fis_lessons.territory.bes import BesError, BesTable, read_bes
from fis_lessons.territory.bes_places import place_of

OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "bes"

HEAD = [
    "DOMINIO", "CODICE", "INDICATORE", "SESSO", "TERRITORIO", "UNITA_MISURA", "FONTE", "V2022", "V2023", "NOTA",
    "W_GEO",
]  # fmt: skip
PAY = "Benessere;04BEC002P;Retribuzione media;Totale"
NEET = "Istruzione;02IST006;Giovani che non lavorano (NEET);Totale"
ROWS = [
    f"{NEET};Bergamo;Valori percentuali;Istat;12,8;11,3;;01-04-018".split(";"),
    f"{NEET};Napoli;Valori percentuali;Istat;31,5(a);....;;04-16-078".split(";"),
    f"{NEET};Lombardia;Valori percentuali;Istat;13,6;-;;01-04-000".split(";"),
    f"{NEET};Italia;Valori percentuali;Istat;19,0;16,1;;90-00-000".split(";"),
    f"{PAY};Bergamo;Euro;Istat;21.345,6;22.000;;01-04-018".split(";"),
]


def text(rows: list[list[str]], *, head: list[str] = HEAD, sign: str = ";") -> str:
    return "\n".join(sign.join(f'"{cell}"' for cell in row) for row in [head, *rows]) + "\n"


def written(folder: Path, content: str | bytes, name: str = "bes.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def book(folder: Path, rows: list[list[object]], name: str = "bes.xlsx") -> Path:
    made = openpyxl.Workbook()
    made.active.append(["Istat, Bes dei territori"])  # a title above the header, and a sheet of notes before
    for row in rows:
        made.active.append(row)
    made.create_sheet("Note", 0).append(["Segni convenzionali"])
    made.save(folder / name)
    return folder / name


def refused(path: Path) -> BesError:
    with pytest.raises(BesError) as error:
        read_bes(path)
    assert all(problem.found or problem.remedy for problem in error.value.problems)
    return error.value


def value(table: pd.DataFrame, territory: str, year: int, code: str = "02IST006") -> pd.Series:
    (row,) = [
        r for _i, r in table.iterrows() if (r["territory"], r["year"], r["code"]) == (territory, year, code)
    ]
    return row


@pytest.fixture(params=["csv ;", "csv ,", "csv tab", "xlsx text", "xlsx numbers"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    kind = request.param
    if kind.startswith("csv"):
        yield written(tmp_path, text(ROWS, sign={";": ";", ",": ",", "tab": "\t"}[kind.split()[1]]))
    elif kind == "xlsx text":
        yield book(tmp_path, [HEAD, *ROWS])
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


def change(row: int, column: str, to: str) -> list[list[str]]:
    rows = [list(one) for one in ROWS]
    rows[row][HEAD.index(column)] = to
    return rows


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


# --- as files come from people ------------------------------------------------------------------
def one(table: BesTable, territory: str, year: int = 2022, code: str = "02IST006") -> float:
    return float(value(table.table, territory, year, code)["value"])


def simple(*rows: str, years: str = "V2022;V2023") -> str:
    return "\n".join([f"CODICE;INDICATORE;SESSO;TERRITORIO;UNITA_MISURA;{years}", *rows]) + "\n"


NEETS = "02IST006;NEET;Totale;{};Valori percentuali;{};{}"
PAYS = "04BEC001;Reddito;Totale;{};Euro;{};{}"


def test_points_of_thousands_in_a_column_of_euro(tmp_path: Path) -> None:
    rows = [PAYS.format("Lucca", "18.456", "19.102"), PAYS.format("Italia", "19.000", "20.450")]
    alone = read_bes(written(tmp_path, simple(*rows)))
    beside = read_bes(written(tmp_path, simple(*rows, NEETS.format("Lucca", "12,8", "11,3"))))
    for table in (alone, beside):
        assert one(table, "Lucca", 2022, "04BEC001") == 18456
        assert one(table, "Italia", 2023, "04BEC001") == 20450


def test_what_could_be_two_numbers_is_told(tmp_path: Path) -> None:
    rows = [PAYS.format("Lucca", "18.456", "19.102"), NEETS.format("Lucca", "12.8", "11.3")]
    error = refused(written(tmp_path, simple(*rows)))
    assert "«18.456» può voler dire due numeri" in str(error)
    sure = read_bes(written(tmp_path, simple(*rows, PAYS.format("Italia", "18456.7", "1.0"))))
    assert one(sure, "Lucca", 2022, "04BEC001") == 18.456


def test_a_group_of_thousands_cannot_follow_a_zero(tmp_path: Path) -> None:
    rows = [NEETS.format("Lucca", "0.125", "11,3"), NEETS.format("Pisa", "12,8", "1,0")]
    assert "«0.125»: in questo file i decimali sono scritti in due modi" in str(
        refused(written(tmp_path, simple(*rows)))
    )
    table = read_bes(written(tmp_path, simple(NEETS.format("Lucca", "0.125", "11.345"))))
    assert (one(table, "Lucca"), one(table, "Lucca", 2023)) == (0.125, 11.345)


@pytest.mark.parametrize("cell", ["1" + "0" * 30, "1e30", "12,8%"])
def test_what_is_no_value_of_an_indicator_is_told(cell: str, tmp_path: Path) -> None:
    assert cell in str(refused(written(tmp_path, simple(PAYS.format("Lucca", cell, "1")))))


def test_percent_cells_are_read_as_they_are_seen(tmp_path: Path) -> None:
    cells: list[list[object]] = [list(row) for row in ROWS]
    cells[0][7:9] = [0.128, 11.3]
    path = book(tmp_path, [list(HEAD), *cells])
    made = openpyxl.load_workbook(path)
    made["Sheet"].cell(3, 8).number_format = "0.0%"
    made.save(path)
    assert one(read_bes(path), "Bergamo") == 12.8
    made["Sheet"].cell(7, 8, 0.5).number_format = "0%"
    made.save(path)
    assert "«50%» è una percentuale, ma l'indicatore no" in str(refused(path))


def test_a_formula_without_a_result_is_told(tmp_path: Path) -> None:
    cells: list[list[object]] = [list(row) for row in ROWS]
    cells[0][7] = "=12+0.8"
    assert "formula senza risultato" in str(refused(book(tmp_path, [list(HEAD), *cells])))


def test_merged_names_belong_to_all_their_rows(tmp_path: Path) -> None:
    other = [*ROWS[0]]
    other[3], other[4] = "Maschi", ""
    path = book(tmp_path, [list(HEAD), ROWS[0], other, *ROWS[1:]])
    made = openpyxl.load_workbook(path)
    made["Sheet"].merge_cells("E3:E4")
    made.save(path)
    table = read_bes(path).table
    assert set(table.loc[table["sex"] == "M", "territory_code"]) == {"016"}


def test_rows_are_called_by_their_true_numbers(tmp_path: Path) -> None:
    lines = text(change(0, "V2022", "dodici")).splitlines()
    told = str(refused(written(tmp_path, "\n".join([lines[0], "", ";;;;;;;;;;", *lines[1:]]))))
    assert "riga 4 (02IST006, Bergamo, 2022)" in told


def test_a_year_or_a_column_that_comes_twice_is_refused(tmp_path: Path) -> None:
    for years in ("V2022;V2022", "V2022;2022"):
        told = str(refused(written(tmp_path, simple(NEETS.format("Lucca", "12,8", "99,9"), years=years))))
        assert "nelle colonne F e G" in told
    assert "nelle colonne B e K" in str(refused(written(tmp_path, text(ROWS, head=[*HEAD[:10], "Codice"]))))


def test_what_was_not_read_is_told(tmp_path: Path) -> None:
    rows = simple(
        NEETS.format("Lucca", "12,8", "11,3"),
        NEETS.format("Atlantide", "1,0", "2,0"),
        years="V2022;V2023 (a)",
    )
    found = read_bes(written(tmp_path, rows + "\nFonte: Istat;;;;;;\n"))
    assert found.years == (2022,)
    assert found.notes() == (
        "Colonne che non ho letto: V2023 (a).",
        "Righe che non ho letto: 5 («Fonte: Istat»).",
        "Territori che non ho riconosciuto: Atlantide.",
    )


SARDINIAN = (
    "Sassari",
    "Gallura Nord-Est Sardegna",
    "Ogliastra",
    "Medio Campidano",
    "Sulcis Iglesiente",
    "Cagliari",
)


@pytest.mark.parametrize("names", [SARDINIAN, ("Sassari", "Ogliastra", "Cagliari")])
def test_a_new_sardinian_province_never_lends_its_row(names: tuple[str, ...], tmp_path: Path) -> None:
    rows = [
        NEETS.format(name, f"{10 + n},0", f"{10 + n},5")
        for n, name in enumerate((*names, "Sardegna", "Italia"))
    ]
    found = read_bes(written(tmp_path, simple(*rows)))
    assert found.new_sardinia
    for name in ("Olbia", "Carbonia", "Tortolì", "Sanluri"):
        place = find(name)
        assert [one.level for one in found.beside("02IST006", place)] == ["region", "country"]
        (note,) = found.notes(place)
        assert name in note
    # a capital is in the province of its name, before and after
    assert found.beside("02IST006", find("Sassari"))[0].values == {2022: 10.0, 2023: 10.5}
    assert found.notes(find("Sassari")) == ()


def test_the_old_sardinian_provinces_are_as_in_the_list(tmp_path: Path) -> None:
    rows = [NEETS.format("Sud Sardegna", "12,0", "13,0"), NEETS.format("Ogliastra", "....", "....")]
    found = read_bes(written(tmp_path, simple(*rows)))
    assert not found.new_sardinia
    assert found.beside("02IST006", find("Carbonia"))[0].values == {2022: 12.0, 2023: 13.0}


def test_provinces_by_their_other_names_have_their_values(tmp_path: Path) -> None:
    names = ("Monza e Brianza", "Provincia autonoma di Trento", "Reggio Emilia")
    found = read_bes(written(tmp_path, simple(*(NEETS.format(name, "9,9", "9,9") for name in names))))
    for town in ("Monza", "Trento", "Reggio nell'Emilia"):
        assert [one.level for one in found.beside("02IST006", find(town))] == ["province"]
    assert found.notes() == ()


def test_one_place_under_two_names_is_a_row_repeated(tmp_path: Path) -> None:
    rows = [NEETS.format(name, "9,9", "9,9") for name in ("Trento", "Provincia autonoma di Trento")]
    assert "più sopra" in str(refused(written(tmp_path, simple(*rows))))


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
    for name, code in set(zip(rows["territorio"], rows["cod_istat"], strict=True)):
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
