"""The study of a learner, from the project to the files in the folder; and the study of a case to read."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from never_empty import some

from fis_lessons.cases import load_case
from fis_lessons.cases.own import FOLDER
from fis_lessons.dossier.new_case import write_case
from fis_lessons.dossier.record import Form, project_of
from fis_lessons.dossier.study import desk, writing
from fis_lessons.dossier.study.content import Table
from fis_lessons.dossier.study.papers_panel import PapersPanel
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner
from fis_lessons.territory import find


def forli(folder: Path | None) -> Learner:
    learner = Learner(folder, building=False, lang="it", record=Progress(folder))
    form = Form(learner, lesson="13")
    form.keep("heading", {"municipality": "Forlì", "project": "Scuola <b>aperta</b>"})
    form.keep("study", {"budget": "Educatori; 41.237 euro; Comune; concesso"})
    return learner


def test_a_road_written_takes_its_finding_away(tmp_path: Path) -> None:
    learner = forli(tmp_path)
    before = {one.rule for one in desk.found_in(project_of(learner))}
    assert "one-road" in before
    Form(learner, lesson="13").keep("study", {"alternatives": "Centro; sì\nNon fare nulla; costa di più"})
    assert {one.rule for one in desk.found_in(project_of(learner))} == before - {"one-road"}


def test_the_study_of_one_municipality_is_not_filled_with_the_case_of_another(tmp_path: Path) -> None:
    study = desk.own_study(forli(tmp_path), case=load_case("prato"))
    assert study.municipality == "Forlì"
    assert study.example == ""
    assert study.findings
    assert "RigenERPrato" not in repr(study)


def test_the_study_of_ones_own_municipality_holds_nothing_borrowed_and_an_example_marks_every_loan(
    tmp_path: Path,
) -> None:
    write_case(find("Forlì"), tmp_path / FOLDER)
    case = load_case("forli", folder=tmp_path)
    assert case.borrows is not None
    study = desk.own_study(forli(tmp_path), case=case)
    words = repr(study.chapters)
    assert re.search(r"Forlì ha [\d.]+ residenti", words)
    assert case.borrows.lender.title() not in words and "in prestito" not in words
    need = desk.case_study(case, lang="it").chapters[0]
    targets = next(one for one in need.blocks if isinstance(one, Table) and one.id == "targets")
    assert all("in prestito" in row[0] for row in some(targets.rows))


@pytest.mark.parametrize("case", ["bergamo", "catanzaro", "lecce", "lucca", "prato"])
def test_the_study_of_a_case_says_that_it_is_an_example_and_what_is_open(case: str) -> None:
    study = desk.case_study(load_case(case), lang="it")
    assert "Ricostruzione per insegnare" in study.example
    assert sum(len(one.questions) for one in study.chapters) > 5
    assert any(one.blocks for one in study.chapters)


def test_every_paper_is_in_the_folder_and_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / desk.WORD).write_text("mio", encoding="utf-8")
    learner = forli(tmp_path)
    panel = PapersPanel(learner, make=lambda: desk.own_study(learner), papers=desk.papers())
    panel.widget()
    words = panel.write()
    assert (tmp_path / desk.WORD).read_text(encoding="utf-8") == "mio"
    made = next(tmp_path.glob("studio-di-fattibilita_*.docx"))
    assert made.name in words
    with zipfile.ZipFile(made) as parts:
        text = parts.read("word/document.xml").decode("utf-8")
    assert "41.237" in text
    assert "&lt;b&gt;" in text
    page = (tmp_path / "studio-di-fattibilita.html").read_text(encoding="utf-8")
    assert "41.237" in page
    assert "<b>aperta" not in page
    assert (tmp_path / "studio-allegati.xlsx").is_file()
    assert "PDF" in words  # written, or said why not


def test_a_pdf_that_could_not_be_made_is_said_again_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIS_SOFFICE", "")
    learner = forli(tmp_path)
    panel = PapersPanel(learner, make=lambda: desk.own_study(learner), papers=desk.papers())
    panel.widget()
    assert "PDF: non è stato scritto" in panel.write()
    again = panel.write()
    assert "c'era già, uguale: studio-di-fattibilita.docx" in again and "PDF: non è stato scritto" in again
    monkeypatch.setattr(writing, "put_on_paper", lambda study: writing.Paper(docx=b"", pdf=b"%PDF-1.7"))
    assert f"PDF: scritto {desk.PDF}" in panel.write()
    assert (tmp_path / desk.PDF).read_bytes() == b"%PDF-1.7"


def test_without_a_folder_each_paper_says_so_and_nothing_is_raised() -> None:
    learner = forli(None)
    panel = PapersPanel(learner, make=lambda: desk.own_study(learner), papers=desk.papers())
    panel.widget()
    assert panel.write().count("non ha una cartella") == len(desk.papers())
