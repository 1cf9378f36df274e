"""The list of a class: persons and teams, folders nobody can escape from, every bad row told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from never_empty import some
from openpyxl import Workbook

from fis_lessons.course.classroom.roster import LARGEST_SEED, folder_name, read_roster
from fis_lessons.errors import BuildError
from fis_lessons.i18n import use_language


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def listed(folder: Path, text: str) -> Path:
    path = folder / "classe.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_class_is_read_as_people_write_it(tmp_path: Path) -> None:
    found = read_roster(listed(tmp_path, "Cognome;Nome;Comune\nD'Amico;Nicolò;Forlì\nRossi;Anna;\n"))
    assert found.problems == ()
    assert [(one.name, one.folder) for one in found.seats] == [
        ("Nicolò D'Amico", "nicolo-d-amico"),
        ("Anna Rossi", "anna-rossi"),
    ]
    assert found.seats[0].place is not None and found.seats[0].place.istat == "040012"
    assert found.seats[1].place is None


def test_every_bad_row_is_told_with_its_number_and_what_to_do(tmp_path: Path) -> None:
    rows = (
        "Nome;Comune",
        "Anna Rossi;",
        "ANNA  rossi;",  # the same, after case folding
        ";Forlì",  # no name
        ";",  # an empty row is no row
        "../../Luca;",
        "Totale;",
        "Élia Neri;",
        "Elia Neri;",  # the same folder, but for the accent
        "Ugo Verdi;Paperopoli",
        "X" * 90 + ";",
        "25;",  # the figure of a total: nobody is called so
    )
    found = read_roster(listed(tmp_path, "\n".join(rows) + "\n"))
    assert [(one.name, one.astray) for one in found.seats] == [
        ("Anna Rossi", False), ("Élia Neri", False), ("Ugo Verdi", True),
    ]  # fmt: skip
    told = [str(problem) for problem in found.problems]
    assert not any("\n" in line for line in told)  # a row says all it has to say beside its number
    assert [line[:20].rpartition(":")[0] for line in told] == [
        f"classe.csv: riga {n}" for n in (3, 4, 6, 7, 9, 10, 11, 12)
    ]
    for line, words in zip(
        told,
        (
            "già alla riga 2",
            "non c'è il nome",
            "«Luca»",
            "riga di somma",
            "riga 8",
            "Paperopoli",
            "80 caratteri",
            "«25» non è un nome",
        ),
        strict=True,
    ):
        assert words in line


def test_two_persons_of_one_name_are_told_apart_by_a_code(tmp_path: Path) -> None:
    found = read_roster(listed(tmp_path, "Codice;Nome\nA1;Anna Rossi\nA2;Anna Rossi\na1;Bice Blu\n"))
    assert [one.folder for one in found.seats] == ["anna-rossi-a1", "anna-rossi-a2"]
    assert found.seats[0].seed(1) != found.seats[1].seed(1)
    assert [problem.where for problem in found.problems] == ["classe.csv: riga 4"]


def test_a_team_has_one_variant_and_its_members(tmp_path: Path) -> None:
    text = "Nome;Gruppo;Comune\nAnna;Blu;\nUgo;Rossi;Lucca\nBice;blu;Forlì\nIda;;\nEva;Blu;Rimini\n"
    found = read_roster(listed(tmp_path, text))
    assert [(one.name, one.members) for one in found.seats] == [
        ("Blu", ("Anna", "Bice", "Eva")),
        ("Rossi", ("Ugo",)),
        ("Ida", ()),
    ]
    assert found.seats[0].place is not None and found.seats[0].place.name == "Forlì"
    assert "un altro Comune (Forlì (FC))" in str(found.problems[0])
    assert found.about_places == set(found.problems)


def test_a_bad_municipality_hides_no_other_fault_and_is_no_fault_of_the_name(tmp_path: Path) -> None:
    rows = ("Anna;;Paperopoli", "Anna;;Lucca", "../Ugo;;Topolinia", "Ida;Blu;Paperopoli", "Eva;Blu;Lucca")
    found = read_roster(listed(tmp_path, "Nome;Gruppo;Comune\n" + "\n".join(rows)))
    told = [(problem.where[-1], problem in found.about_places) for problem in found.problems]
    assert told == [("2", True), ("3", False), ("4", False), ("4", True), ("5", True)]
    assert [(one.name, one.members, one.astray) for one in found.seats] == [
        ("Anna", (), True),
        ("Blu", ("Ida", "Eva"), False),  # somebody of the team has said where
    ]


def test_seeds_stay_when_rows_are_added_moved_or_mended(tmp_path: Path) -> None:
    first = read_roster(listed(tmp_path, "Nome\nAnna\nUgo\n"))
    again = read_roster(listed(tmp_path, "Nome\nBice\nUGO \nAnna\n"))
    seeds = {one.folder: one.seed(7) for one in again.seats}
    for one in some(first.seats):
        assert seeds[one.folder] == one.seed(7) != one.seed(8)
        assert 1 <= one.seed(7) <= LARGEST_SEED
    # where there are codes a name can be mended
    coded = [read_roster(listed(tmp_path, f"Codice;Nome\nA1;{name}\n")).seats[0] for name in ("Ana", "Anna")]
    assert coded[0].seed(1) == coded[1].seed(1)


def test_codes_are_read_as_a_spreadsheet_keeps_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Classe di marzo",), ("Matricola",), (101,), (102.0,)):
        sheet.append(row)
    book.save(tmp_path / "classe.xlsx")
    assert [one.folder for one in read_roster(tmp_path / "classe.xlsx").seats] == ["101", "102"]


@pytest.mark.parametrize("text", ["", "Cane;Razza\nFido;bassotto\n", "Comune\nLucca\n", "\x00\x01"])
def test_a_file_that_is_no_class_is_refused_in_words(tmp_path: Path, text: str) -> None:
    with pytest.raises(BuildError, match="L'elenco della classe non si può leggere"):
        read_roster(listed(tmp_path, text))


@pytest.mark.parametrize(
    "name", ["CON", "lpt1", "com0", "..", "../..", "a/b", "C:\\x", "x. . .", "李雷", "-rf", "~"]
)
def test_names_of_paths_and_devices_become_plain_folders(name: str) -> None:
    made = folder_name(name)
    assert PurePosixPath(made).parts == (made,) and made.isascii() and made == made.strip("-. ")
    assert made not in ("con", "lpt1", "com0")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_whatever_is_typed_no_folder_is_shared_or_elsewhere(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Nome",))
    for name in names:
        sheet.append((name if name.isprintable() and not name.startswith("=") else "x",))
    path = tmp_path_factory.mktemp("classe") / "classe.xlsx"
    book.save(path)
    seats = read_roster(path).seats
    folders = [one.folder for one in seats]
    assert len(set(folders)) == len(folders)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and name for name in folders)
