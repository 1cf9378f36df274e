"""The cases of a learner: found by name in a folder, chosen once for every lesson, hostile names kept out."""

from __future__ import annotations

from pathlib import Path

import pytest

from fis_lessons.cases import load_case
from fis_lessons.cases.own import (
    FOLDER,
    add_case,
    choose_case,
    chosen_case,
    is_case_name,
    own_case_file,
    own_case_names,
    own_case_text,
)
from fis_lessons.errors import CaseError


def kept(folder: Path, *names: str) -> None:
    (folder / FOLDER).mkdir(exist_ok=True)
    for name in names:
        (folder / FOLDER / name).write_text("kind: case\n", encoding="utf-8")


def test_only_files_that_may_be_cases_are_listed(tmp_path: Path) -> None:
    assert own_case_names(tmp_path) == own_case_names(None) == ()
    kept(tmp_path, "forli.yaml", "castro-bg.yaml", "Appunti.yaml", "note.txt", ".nascosto.yaml")
    (tmp_path / FOLDER / "cartella.yaml").mkdir()
    assert own_case_names(tmp_path) == ("castro-bg", "forli")


@pytest.mark.parametrize(
    "name", ["", "../lucca", "/etc/passwd", "a b", "Forlì", "x" * 61, "a\n", "\u202elucca"]
)
def test_a_name_that_leads_elsewhere_is_no_name(name: str, tmp_path: Path) -> None:
    assert not is_case_name(name)
    with pytest.raises(CaseError, match="non c'è"):
        load_case(name, folder=tmp_path)


def test_the_choice_is_kept_and_given_back(tmp_path: Path) -> None:
    assert chosen_case(tmp_path) == chosen_case(None) == ""
    choose_case(tmp_path, "forli")
    assert chosen_case(tmp_path) == "forli"
    choose_case(tmp_path, "")
    choose_case(tmp_path, "")
    assert chosen_case(tmp_path) == ""


@pytest.mark.parametrize(
    "written", [b"../../etc", b"\xff\xfe\x00", b"", b"forli\nlucca\n", b"<b>x</b>", b"x" * 5000]
)
def test_a_choice_edited_into_nonsense_is_no_choice(written: bytes, tmp_path: Path) -> None:
    choose_case(tmp_path, "forli")
    (tmp_path / FOLDER / "caso-scelto.txt").write_bytes(written)
    assert chosen_case(tmp_path) == ""


def test_a_case_somebody_worked_on_is_never_written_over(tmp_path: Path) -> None:
    path = own_case_file(tmp_path, "forli")
    assert add_case(path, "kind: case\n") is True
    assert add_case(path, "altro\n") is False
    assert path.read_text(encoding="utf-8") == "kind: case\n"
    assert (own_case_text(tmp_path, "forli"), own_case_text(tmp_path, "cesena")) == ("kind: case\n", "")
    assert own_case_text(None, "forli") == ""


def test_a_case_of_the_kit_is_never_hidden_by_one_of_the_same_name(tmp_path: Path) -> None:
    kept(tmp_path, "lucca.yaml")
    assert load_case("lucca", folder=tmp_path).acronym == "CO-MIX"


def test_what_there_is_is_told_and_a_broken_one_says_all_that_is_wrong(tmp_path: Path) -> None:
    kept(tmp_path, "forli.yaml")
    with pytest.raises(CaseError, match=r"Ci sono: bergamo, .*lucca, .*forli"):
        load_case("cesena", folder=tmp_path)
    with pytest.raises(CaseError, match=r"Il file forli\.yaml ha problemi") as error:
        load_case("forli", folder=tmp_path)
    assert len(error.value.problems) > 5
    assert own_case_file(tmp_path, "forli").read_text(encoding="utf-8") == "kind: case\n"
