"""The official table after people had it in their hands: nothing is taken for something else in silence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from bes_samples import HEAD, ROWS, book, change, refused, text, value, written

from fis_lessons.territory import find
from fis_lessons.territory.bes import BesTable, read_bes


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
    path = book(tmp_path, [list(HEAD), ROWS[0], other, *ROWS[1:]])  # type: ignore[list-item]
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


def test_a_table_of_too_many_places_is_another_table(tmp_path: Path) -> None:
    rows = [NEETS.format(f"Luogo {n}", "9,9", "9,9") for n in range(401)]
    assert "401 territori" in str(refused(written(tmp_path, simple(*rows))))


def test_a_table_of_too_many_values_is_too_large(tmp_path: Path) -> None:
    years = ";".join(str(year) for year in range(1900, 2100))
    rows = [f"{n};NEET;Totale;Lucca;Euro" for n in range(2001)]
    told = str(refused(written(tmp_path, simple(*rows, years=years))))
    assert "2.001 righe e 200 anni" in told
