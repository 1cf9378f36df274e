"""The study on the screen: findings that follow the project, papers that are written or say why not."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from fis_lessons.course.page import local_links
from fis_lessons.dossier.folder import save_version
from fis_lessons.dossier.record import Form, Project, project_of
from fis_lessons.dossier.study.content import Chapter, Finding, Question, Said, Severity, Study
from fis_lessons.dossier.study.findings_panel import FindingsPanel, findings_html, lesson_file
from fis_lessons.dossier.study.papers_panel import Paper, PapersPanel, left_open, written_in_words
from fis_lessons.exercises import Progress
from fis_lessons.exercises.learner import Learner


def learner_in(folder: Path | None) -> Learner:
    return Learner(folder, building=False, lang="it", record=Progress(folder))


def finding(severity: Severity, text: str) -> Finding:
    return Finding(
        rule="r", severity=severity, text=text, reason="Perché conta.", remedy="Fai così.", lesson="07",
        chapter="need",
    )  # fmt: skip


def study(*, open_questions: int = 0, findings: tuple[Finding, ...] = ()) -> Study:
    questions = tuple(
        Question(text=f"Domanda {n}?", who="Ragioneria", lesson="11") for n in range(open_questions)
    )
    return Study(
        title="Studio", municipality="Forlì", project="", office="", officer="",
        date=datetime.date(2026, 11, 30), version=1, lang="it", findings=findings,
        chapters=(
            Chapter(id="need", title="Il bisogno", blocks=(Said(text="<b>Quanti</b>"),), questions=questions),
        ),
    )  # fmt: skip


# --- findings ------------------------------------------------------------------------------------
def without_baseline(project: Project) -> Sequence[Finding]:
    return [] if project.text("study", "budget") else [finding("mend", "Manca il bilancio.")]


def test_an_empty_project_is_called_empty_and_not_right(tmp_path: Path) -> None:
    panel = FindingsPanel(learner_in(tmp_path), find=without_baseline, lesson_title=str)
    panel.widget()
    assert "ancora vuoto" in panel.picture.value
    assert "non trovano nulla" not in panel.picture.value


def test_a_finding_goes_when_the_project_is_mended(tmp_path: Path) -> None:
    learner = learner_in(tmp_path)
    form = Form(learner, lesson="13")
    form.keep("study", {"risks": "pochi iscritti"})
    panel = FindingsPanel(learner, find=without_baseline, lesson_title=lambda _n: "Indicatori")
    panel.widget()
    assert "Manca il bilancio." in panel.picture.value
    assert "Lezione 07, «Indicatori»." in panel.picture.value
    form.keep("study", {"budget": "40.000 euro"})  # written in a field of a lesson: the screen follows
    assert "Manca il bilancio." not in panel.picture.value
    assert project_of(learner).text("study", "budget") == "40.000 euro"


def test_the_gravest_come_first_and_nothing_in_them_is_obeyed() -> None:
    listed = [finding("look", "terzo"), finding("stop", "<i>primo</i>"), finding("mend", "secondo")]
    found = findings_html(listed, lesson_title=str)
    assert found.html.index("primo") < found.html.index("secondo") < found.html.index("terzo")
    assert "<i>" not in found.html
    assert "1 da sistemare prima che lo studio esca, 1 da sistemare, 1 da guardare ancora" in found.text


def empty_part(section: str, *, lacks: tuple[str, ...]) -> Finding:
    return replace(
        finding("stop", f"La parte «{section}» è ancora vuota."), part=section, lacks=lacks, remedy="Compila."
    )


def test_checks_come_before_empty_parts_which_have_a_line_each() -> None:
    listed = [
        empty_part("La rete", lacks=("Legami", "Settori")), finding("look", "un controllo"),
        empty_part("Il piano", lacks=("a", "b", "c", "d", "e", "f")), empty_part("Indicatori", lacks=()),
    ]  # fmt: skip
    found = findings_html(listed, lesson_title=str)
    lines = found.text.splitlines()
    assert lines[0] == "Osservazioni: 1 da guardare ancora. Parti ancora vuote: 3."
    assert lines[1].startswith("- Da guardare ancora una volta. un controllo")
    assert lines[2] == "Parti ancora vuote. Compila."
    assert lines[3] == (
        "- La rete. Mancano: Legami; Settori. Perché conta. Senza, lo studio non può uscire. Lezione 07, «07»."
    )
    assert "Mancano: a; b; c; d; e altre 2 caselle." in lines[4]
    assert lines[5].startswith("- Indicatori. Non c'è nessuna scheda. Perché conta.") and len(lines) == 6
    assert found.html.count("<li>") == 4 and found.html.count("Compila.") == 1


def test_a_lesson_is_a_link_where_the_learner_has_it(tmp_path: Path) -> None:
    for name in ("07 copia.ipynb", "13_studio.ipynb"):
        (tmp_path / name).touch()
    (tmp_path / "07_indicatori e basi.ipynb").touch()
    link = lesson_file(tmp_path)
    assert link("07") == "07_indicatori%20e%20basi.ipynb"
    assert (
        link("08") == ""
        and link("13") == ""
        and link("") == ""
        and link("../07") == ""
        and lesson_file(None)("07") == ""
    )
    found = findings_html([finding("stop", "x")], lesson_title=lambda _n: "<Indicatori>", lesson_link=link)
    assert 'href="07_indicatori%20e%20basi.ipynb" target="_blank"' in found.html
    assert ">Lezione 07, «&lt;Indicatori&gt;».</a>" in found.html
    assert "si apre" not in found.html and "in un'altra scheda" in unescape(found.html)
    # as an exported page makes it: the page of the other lesson
    page = BeautifulSoup(found.html, "html.parser")
    local_links(page)
    assert [one["href"] for one in page.find_all("a")] == ["07_indicatori%20e%20basi.html"]


# --- papers -----------------------------------------------------------------------------------------
def page(learner: Learner, made: Study) -> list[str]:
    version = save_version(
        lambda n: f"{made.title} {n}", name="studio.html", says=made.title, learner=learner
    )
    return [written_in_words("Pagina", version)]


def lacking(_learner: Learner, _study: Study) -> list[str]:
    raise ImportError(name="docx")


def test_each_paper_is_written_or_says_why_not(tmp_path: Path) -> None:
    papers = [Paper(label="Pagina", write=page), Paper(label="Word", write=lacking)]
    panel = PapersPanel(learner_in(tmp_path), make=lambda: study(open_questions=2), papers=papers)
    panel.widget()
    assert not (tmp_path / "studio.html").exists()  # nothing before the button is pressed
    words = panel.write()
    assert (tmp_path / "studio.html").read_text("utf-8") == "Studio 1"
    assert "scritto studio.html" in words
    assert "manca la libreria «docx»" in words
    assert "Restano aperte 2 domande." in words
    assert "c'era già, uguale" in panel.write()


def test_a_study_that_could_not_be_finished_is_not_said_to_be_on_its_way(tmp_path: Path) -> None:
    def broken(_learner: Learner, _study: Study) -> list[str]:
        raise ZeroDivisionError

    panel = PapersPanel(learner_in(tmp_path), make=study, papers=[Paper(label="Pagina", write=broken)])
    panel.widget()
    with pytest.raises(ZeroDivisionError):  # its author sees it
        panel.write()
    assert "Non ho finito di scrivere lo studio." in panel.message.value


def test_a_lesson_without_a_folder_says_so_and_loses_nothing() -> None:
    panel = PapersPanel(learner_in(None), make=study, papers=[Paper(label="Pagina", write=page)])
    panel.widget()
    assert "non ha una cartella" in panel.write()


def test_the_preview_shows_chapters_and_what_is_open(tmp_path: Path) -> None:
    panel = PapersPanel(learner_in(tmp_path), make=lambda: study(open_questions=1), papers=[])
    panel.widget()
    panel.refresh()
    assert "1. Il bisogno (1 domanda aperta)" in panel.preview.value
    assert "Può rispondere: Ragioneria. Lezione 11." in panel.preview.value
    assert "<b>" not in panel.preview.value


def test_what_is_left_open_is_counted_by_hand() -> None:
    assert left_open(study()).startswith("Nessuna domanda aperta.")
    one = left_open(study(open_questions=1, findings=(finding("stop", "x"),)))
    assert one == "Resta aperta 1 domanda. Osservazioni: 1 da sistemare prima che lo studio esca."


def test_the_front_page_follows_what_another_document_says(tmp_path: Path) -> None:
    learner = learner_in(tmp_path)
    panel = PapersPanel(learner, make=study, papers=[])
    panel.widget()
    Form(learner, lesson="13").keep("heading", {"municipality": "Forlì"})
    assert panel.heading["municipality"].value == "Forlì"
    field = panel.heading["project"]
    field.value = "Scuola aperta"  # written here: kept, and not made anew under whoever writes
    assert panel.heading["project"] is field
    assert project_of(learner).text("heading", "project") == "Scuola aperta"
    assert project_of(learner).versions.conflicts() == []
