"""From a name, typed as people write it, to a project that goes from lesson to lesson: in JupyterLab, without
code, and through a kernel killed while somebody types.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from lab_driver import LabVisit, running
from never_empty import some
from playwright.sync_api import Browser, Locator, expect

from fis_lessons.cases.own import FOLDER, chosen_case
from fis_lessons.course.editions import cleared, edition
from fis_lessons.course.make import prepare
from fis_lessons.course.notebooks import text_of
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.dossier.record import Project

pytestmark = pytest.mark.browser

LESSONS = ("02", "06", "07", "11", "13")
WARM = "fis_lessons.kernels.warm"
TARGET = "I ragazzi di 15-19 anni di Forlì che hanno lasciato la scuola"
ONE_ROAD = "Lo studio non mette a confronto almeno due strade."
OUTCOME = "I ragazzi seguiti frequentano ancora la scuola un anno dopo"


def write_lessons(folder: Path) -> None:
    for variant in read_plan(course_file("standard")).variants:
        if variant.lang == "it" and variant.lesson.id in LESSONS:
            trainee = cleared(edition(prepare(variant), "trainee"))
            (folder / f"{variant.lesson.id}.ipynb").write_text(text_of(trainee), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("corso")
    write_lessons(made)
    return made


@pytest.fixture(scope="module")
def lab(chromium: Browser, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabVisit]:
    with running(folder, home=tmp_path_factory.mktemp("casa"), lang="it") as server:
        opened = LabVisit.open(chromium, server, f"{LESSONS[0]}.ipynb")
        yield opened
        opened.visit.close()


def kernels() -> set[int]:
    """Return the processes of the kernels of this module's server: forked by us, or started by JupyterLab."""
    found = set()
    for one in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):  # one that has just died
            forked = WARM in one.cmdline() and WARM in psutil.Process(one.ppid()).cmdline()
            if forked or any("ipykernel" in word for word in one.cmdline()):
                found.add(one.pid)
    return found


def start(lab: LabVisit, lesson: str) -> None:
    if lesson != LESSONS[0]:
        lab.turn_to(f"{lesson}.ipynb")
    lab.start()
    assert lab.errors() == []
    if lesson != LESSONS[0]:
        expect(lab.page.get_by_text("Caso: Forlì: un progetto da scrivere").first).to_be_visible()


def press(place: Locator, name: str) -> None:
    # a picture on a button is part of its name
    place.get_by_role("button", name=name).first.click()


def the_municipality_is_found_as_people_write_it(lab: LabVisit, folder: Path) -> None:
    """Type the name of a municipality and open the lesson on it, without code."""
    start(lab, "02")
    page = lab.page
    expect(page.get_by_text("Caso: Bergamo, hOLD on").first).to_be_visible()
    expect(page.get_by_text("Vuoi lavorare sul tuo Comune?")).to_be_visible()

    page.get_by_label("Il tuo Comune").fill("Castro")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Più di un comune si chiama «Castro».")).to_be_visible()
    expect(page.get_by_label("Quale?").locator("option")).to_have_count(2)

    page.get_by_label("Il tuo Comune").fill("comune di forli'")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Trovato: Forlì (FC): un progetto tuo, da scrivere.")).to_be_visible()
    page.set_viewport_size({"width": 1366, "height": 768})  # of an office laptop
    page.get_by_role("button", name="Lavora su questo Comune").click()
    expect(page.get_by_text("questa e le altre si aprono su Forlì")).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert (chosen_case(folder), (folder / FOLDER / "forli.yaml").is_file()) == ("forli", True)
    assert lab.findings() == []

    lab.start_button.click()
    expect(page.get_by_text("Caso: Forlì: un progetto da scrivere").first).to_be_visible(timeout=120_000)
    lab.wait_until_run()
    assert page.evaluate("document.activeElement !== document.body"), "the button pressed before has gone"
    expect(page.get_by_text("in prestito da Bergamo, hOLD on").first).to_be_visible()
    assert lab.errors() == []
    expect(lab.cell("pool")).to_contain_text("22.637 residenti di 60–75 anni, nel Comune di Forlì")
    if picture := os.environ.get("FIS_PICTURES"):
        lab.cell("open")
        lab.picture(Path(picture) / "own-case.png")


def the_case_of_the_notebook_comes_back(lab: LabVisit, folder: Path) -> None:
    """Leave the own municipality, whose case stays."""
    lab.turn_to("02.ipynb")
    lab.start()
    lab.page.get_by_role("button", name="Torna al caso del quaderno").click()
    expect(lab.page.get_by_text("si apre sul caso del quaderno")).to_be_visible()
    lab.start_button.click()
    expect(lab.page.get_by_text("Caso: Bergamo, hOLD on").first).to_be_visible(timeout=120_000)
    assert (folder / FOLDER / "forli.yaml").is_file()


def the_target_is_written_and_the_kernel_dies(lab: LabVisit, folder: Path) -> None:
    """Make a case for Forlì, write the target of 02, and go on while the kernel is killed."""
    the_municipality_is_found_as_people_write_it(lab, folder)
    note = lab.cell("note-target")
    field = note.get_by_role("textbox")
    field.fill(TARGET)
    field.press("Tab")
    expect(note).to_contain_text("Salvato alle ")
    assert Project(folder).text("need", "target") == TARGET
    field.click()
    field.press("Control+End")
    field.press_sequentially(" e le loro famiglie")
    killed = kernels()
    for one in killed:  # as a machine without memory does
        os.kill(one, signal.SIGKILL)
    assert killed
    # JupyterLab has heard of it: its status is no longer that of the kernel before
    expect(lab.page.get_by_text("La lezione si è fermata: i pulsanti non rispondono più.")).to_be_visible(
        timeout=60_000
    )
    assert Project(folder).text("need", "target") == TARGET, "what was left is in the file, whatever happens"
    # as the message JupyterLab has for a kernel that died does, and as who looks elsewhere for a moment
    field.evaluate("e => { e.blur(); e.focus(); }")
    field.press("Control+End")
    field.press_sequentially(" vicine")
    lab.start()
    field = lab.cell("note-target").get_by_role("textbox")
    expect(field).to_have_value(f"{TARGET} e le loro famiglie vicine")
    expect(lab.cell("note-target")).to_contain_text("Salvato alle ")
    assert Project(folder).text("need", "target") == f"{TARGET} e le loro famiglie vicine"


def the_target_is_offered_and_an_outcome_written(lab: LabVisit) -> None:
    """Take the target in lesson 06, and write a box of the chain."""
    start(lab, "06")
    builder = lab.cell("builder")
    expect(builder).to_contain_text("Destinatari, dalla lezione 02: scritto ")
    expect(builder).to_contain_text(f"{TARGET} e le loro famiglie vicine")
    expect(builder.locator("bdi.fis-own").first).to_have_css("white-space", "pre-wrap")  # its lines are kept
    press(builder, "Usalo qui")
    expect(builder).to_contain_text("preso dalla lezione 02")
    # the button is there no longer: who has no mouse goes on from here, not from the top of the page
    expect(builder.locator(".widget-html:focus")).to_contain_text("Preso: lo trovi qui")
    builder.get_by_label("Che cosa dice").fill(OUTCOME)
    builder.get_by_label("Indicatore: come lo vedrai").fill("Iscritti che frequentano ancora")
    press(builder, "Salva la casella")
    expect(builder).to_contain_text("Casella aggiunta.")


def the_outcome_becomes_an_indicator(lab: LabVisit) -> None:
    """Take the outcome in lesson 07."""
    start(lab, "07")
    sheet = lab.cell("indicator-sheet")
    expect(sheet).to_contain_text(OUTCOME)
    press(sheet, "Usalo qui")
    expect(sheet.get_by_label("Nome dell'indicatore")).to_have_value("Iscritti che frequentano ancora")
    expect(sheet).to_contain_text("Salvato alle ")
    # taken out and put back: what is said is on the screen, and the focus on what takes it back
    press(sheet, "Togli la scheda")
    expect(sheet.get_by_text("La ritrovi in «Schede tolte»")).to_be_in_viewport(ratio=1)
    expect(sheet.get_by_role("button", name="Rimetti la scheda tolta")).to_be_focused()
    press(sheet, "Rimetti la scheda tolta")
    expect(sheet.get_by_text("La scheda è di nuovo nel progetto.")).to_be_in_viewport(ratio=1)
    expect(sheet.get_by_role("button", name="Togli la scheda")).to_be_focused()
    expect(sheet.get_by_label("Nome dell'indicatore")).to_have_value("Iscritti che frequentano ancora")


def the_indicator_is_what_is_paid(lab: LabVisit) -> None:
    """Take the indicator in lesson 11, and write the page of the project."""
    start(lab, "11")
    contract = lab.cell("own-contract")
    expect(contract).to_contain_text("Indicatore, dalla lezione 07")
    press(contract, "Usalo qui")
    expect(contract.get_by_label("Risultato da pagare")).to_have_value("Iscritti che frequentano ancora.")
    board = lab.cell("progress")
    press(board, "Apri «Il mio progetto»")
    expect(board).to_contain_text("Bisogno e destinatari (lezione 02): una casella scritta.")
    if pictures := os.environ.get("FIS_PICTURES"):
        board.screenshot(path=Path(pictures) / "project.png")
        contract.screenshot(path=Path(pictures) / "project-offer.png")
    press(board, "Scrivi la pagina")
    expect(board).to_contain_text("Pagina pronta: il-mio-progetto.html")
    assert lab.visit.findings(".jp-OutputArea-output .fis-note") == []
    assert lab.errors() == []


def the_study_is_read_mended_and_written(lab: LabVisit) -> None:
    """Read in lesson 13 what contradicts in the project, mend one thing, see it gone, and write the study."""
    start(lab, "13")
    findings = lab.cell("own-findings")
    expect(findings).to_contain_text("Chi è al tavolo. Mancano")
    expect(findings).to_contain_text("Lo studio. Mancano")
    leads = findings.get_by_role("link").evaluate_all("links => links.map(one => one.href)")
    for address in some(leads):  # beside this lesson, where JupyterLab opens it
        assert re.search(r"/lab/tree/(02|06|07|11)\.ipynb$", address), address
    roads = lab.cell("own-study").get_by_label("Le alternative")
    roads.fill("Educatori a scuola; sì, costa meno")
    roads.press("Tab")
    expect(findings).not_to_contain_text("Lo studio. Mancano")
    expect(findings).to_contain_text(ONE_ROAD)
    roads.fill("Non fare nulla; no, chi lascia non torna da solo\nEducatori a scuola; sì, costa meno")
    roads.press("Tab")
    expect(findings).not_to_contain_text(ONE_ROAD)
    papers = lab.cell("own-papers")
    expect(papers.get_by_label("Nome del Comune")).to_have_value("Forlì")
    press(papers, "Scrivi lo studio")
    # LibreOffice counts the pages, where there is one
    expect(papers).to_contain_text("xlsx", timeout=120_000)
    if pictures := os.environ.get("FIS_PICTURES"):
        papers.screenshot(path=Path(pictures) / "study.png")
    assert lab.errors() == []
    assert lab.visit.outside == [], "nothing is asked of the network"


def the_study_holds_the_project(folder: Path) -> None:
    """Find in the papers what was written in the other lessons."""
    (word,) = folder.glob("*.docx")
    with zipfile.ZipFile(word) as packed:
        text = packed.read("word/document.xml").decode("utf-8")
    for written in some([TARGET, OUTCOME, "Iscritti che frequentano ancora", "Educatori a scuola"]):
        assert written in text, written
    # the municipality that was chosen is on the front page; nothing of the pilot it borrows from is in its study
    assert "Forlì ha " in text and "in prestito" not in text
    assert len(list(folder.glob("*.xlsx"))) == 1


def test_what_is_written_in_one_lesson_is_found_in_the_next(lab: LabVisit, folder: Path) -> None:
    the_target_is_written_and_the_kernel_dies(lab, folder)
    the_target_is_offered_and_an_outcome_written(lab)
    write_lessons(folder)  # the course is built again under the learner
    the_outcome_becomes_an_indicator(lab)
    the_indicator_is_what_is_paid(lab)
    the_study_is_read_mended_and_written(lab)
    the_study_holds_the_project(folder)
    page = (folder / "il-mio-progetto.html").read_text("utf-8")
    assert TARGET in page and OUTCOME in page and "Iscritti che frequentano ancora" in page
    assert Project(folder).versions.conflicts() == []
    the_case_of_the_notebook_comes_back(lab, folder)
