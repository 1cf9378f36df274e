"""The folder rule: what anybody else wrote or changed is never lost, and it is said why a file is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from fis_lessons.dossier.chain_workbook import save_workbook
from fis_lessons.dossier.folder import FolderError, save
from fis_lessons.dossier.hand_in import save_hand_in
from fis_lessons.dossier.heading import keep_heading
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.measures.theory_of_change import Chain


def whose(folder: Path | None, *, building: bool = False) -> Learner:
    usable = folder is not None and folder.is_dir()
    return Learner(folder, building, "it", Progress(folder if usable else None))


def test_a_document_is_written_again_in_its_place(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    assert save("uno", name="piano.html", learner=learner).name == "piano.html"
    assert save("due", name="piano.html", learner=learner).name == "piano.html"
    # another day: the record remembers what was written
    assert save("tre", name="piano.html", learner=whose(tmp_path)).name == "piano.html"
    assert (tmp_path / "piano.html").read_text(encoding="utf-8") == "tre"


def test_what_somebody_changed_stays(tmp_path: Path) -> None:
    save("uno", name="piano.html", learner=whose(tmp_path))
    (tmp_path / "piano.html").write_text("uno, con le mie note", encoding="utf-8")
    assert save("due", name="piano.html", learner=whose(tmp_path)).name == "piano_2.html"
    assert save("tre", name="piano.html", learner=whose(tmp_path)).name == "piano_2.html"
    assert (tmp_path / "piano.html").read_text(encoding="utf-8") == "uno, con le mie note"


def test_what_was_there_before_stays(tmp_path: Path) -> None:
    (tmp_path / "a.b.xlsx").write_bytes(b"di altri")
    (tmp_path / "a.b_2.xlsx").mkdir()
    (tmp_path / "a.b_3.xlsx").symlink_to(tmp_path / "nulla")
    assert save(b"mio", name="a.b.xlsx", learner=whose(tmp_path)).name == "a.b_4.xlsx"
    assert (tmp_path / "a.b.xlsx").read_bytes() == b"di altri"


def test_another_subject_is_another_file(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    save("Lucca", name="piano.html", learner=learner, subject="Lucca")
    assert save("Bergamo", name="piano.html", learner=learner, subject="Bergamo").name == "piano_2.html"
    assert save("Lucca, di nuovo", name="piano.html", learner=learner, subject="Lucca").name == "piano.html"
    assert (tmp_path / "piano_2.html").read_text(encoding="utf-8") == "Bergamo"


def test_it_says_why_not(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    for learner, reason in (
        (whose(blocked), "Non riesco a scrivere"),
        (whose(None), "non ha una cartella"),
        (whose(tmp_path, building=True), "costruzione"),
    ):
        with pytest.raises(FolderError, match=reason):
            save("x", name="x.html", learner=learner)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_hand_in_is_saved_beside_the_record(tmp_path: Path) -> None:
    done, words = save_hand_in("{}", learner=whose(tmp_path), name="c.json")
    assert done
    assert "c.json" in words
    assert (tmp_path / "c.json").read_text(encoding="utf-8") == "{}"
    assert not save_hand_in("{}", learner=whose(None), name="c.json")[0]
    assert not save_hand_in("{}", learner=whose(tmp_path, building=True), name="d.json")[0]
    assert not (tmp_path / "d.json").exists()


def test_the_chain_is_ready_for_paper(tmp_path: Path) -> None:
    learner = whose(tmp_path)
    keep_heading(learner, {"municipality": "Comune di Forlì", "project": "Restare a scuola"})
    chain, _node = Chain().add("output", "Corsi")
    assert save_workbook(chain, learner=learner)[0]
    for sheet in load_workbook(tmp_path / "teoria-del-cambiamento.xlsx"):
        titles = None if sheet.title == "Disegno" else "$1:$1"
        assert (sheet.page_setup.fitToWidth, sheet.print_title_rows) == (1, titles)
        assert "Comune di Forlì · Restare a scuola" in str(sheet.oddFooter.left.text)
