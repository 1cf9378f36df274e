"""A lesson on a platform: started, answered wrong and right, left and found again; and without a platform."""

from __future__ import annotations

import functools
import http.server
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import WIDTHS, Visit
from playwright.sync_api import Browser, FrameLocator, Page, expect

from fis_lessons.course import notebooks
from fis_lessons.course.editions import edition
from fis_lessons.course.export import to_html
from fis_lessons.course.forms.scorm import Version, quiz_page, scorm_package, with_quiz
from fis_lessons.exercises import Choice, Exercise, Hints, OpenText, Option, Progress
from fis_lessons.i18n import use_language
from fis_lessons.lessons import LESSONS

pytestmark = pytest.mark.browser

STAND_IN = Path(__file__).with_name("scorm_stand_in.js")
PLATFORM = (
    '<!DOCTYPE html><html lang="it"><head><meta charset="utf-8"><title>Piattaforma</title></head><body>'
    f"<h1>Piattaforma</h1><script>{STAND_IN.read_text(encoding='utf-8')}</script></body></html>"
)
HINTS = Hints(nudge="Uno.", pointer="Due.", worked="Tre.")
OPTIONS = (Option(id="a", label="Prima", feedback="Non questa."), Option(id="b", label="Seconda"))
CHOICE = Choice(id="x", question="Quale?", hints=HINTS, why="Perché sì.", options=OPTIONS, right="b")
TEXT = OpenText(
    id="o",
    question="Scrivi.",
    hints=HINTS,
    why="Sì.",
    model_answer="Una risposta di almeno cinque parole.",
    criteria=(Option(id="k", label="Dice chi"),),
)
VERSIONS: tuple[Version, ...] = ("1.2", "2004")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[[bytes, str], str]]:
    """Serve a package beside the page of a platform, and give its address."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(package: bytes, asked: str) -> str:
        zipfile.ZipFile(io.BytesIO(package)).extractall(tmp_path)
        (tmp_path / "platform.html").write_text(PLATFORM, encoding="utf-8")
        return f"http://127.0.0.1:{server.server_port}/platform.html?{asked}"

    yield put
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def lesson_page() -> str:
    """The page of a lesson as its stored notebook has it."""
    with use_language("it"):
        stored = edition(notebooks.read(LESSONS["08"].notebook), "trainee")
        return to_html(stored, lang="it", title="Ha funzionato?")


def package(page: str, *questions: Exercise, version: Version) -> bytes:
    with use_language("it"):
        if questions:
            whole = with_quiz(page, questions, lesson="08", version=version, lang="it")
        else:
            opened = LESSONS["08"].open({"lang": "it"}, progress=Progress(None))
            whole = quiz_page(page, opened, version=version, lang="it")
    return scorm_package(whole, name="L08", title="Ha funzionato?", version=version)


def kept(page: Page) -> dict[str, str]:
    return dict(json.loads(page.evaluate("localStorage.getItem('kept') || '{}'")))


def inside(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


@pytest.mark.parametrize("version", VERSIONS)
def test_answered_left_and_found_again(
    version: Version, lesson_page: str, site: Callable[..., str], visit: Callable[..., Visit]
) -> None:
    page = visit(site(package(lesson_page, CHOICE, TEXT, version=version), f"version={version}")).page
    frame = inside(page)
    expect(frame.locator("#fis-lms")).to_contain_text("La piattaforma registra")
    first = frame.locator("#fis-q1")
    # with the keyboard alone
    first.get_by_role("radio", name="Prima").focus()
    page.keyboard.press("Space")
    first.get_by_role("button", name="Verifica").focus()
    page.keyboard.press("Enter")
    expect(first.get_by_role("status").first).to_contain_text("Non questa.")
    first.get_by_role("radio", name="Seconda").check()
    first.get_by_role("button", name="Verifica").click()
    expect(first.get_by_role("status").first).to_contain_text("Perché sì.")
    frame.locator("#fis-q2 textarea").fill("Parole mie, e sono almeno cinque: <b>è</b>")
    frame.locator("#fis-q2").get_by_role("button", name="Verifica").click()
    expect(frame.locator("#fis-q2 .fis-told")).to_contain_text("Una risposta di almeno cinque parole.")
    page.evaluate("close_lesson()")
    assert page.evaluate("log.at(-1)") == "end" and page.evaluate("refused") == []
    found = kept(page)
    old = version == "1.2"
    results = [found[f"cmi.interactions.{at}.result"] for at in range(3)]
    assert results == ["wrong" if old else "incorrect", "correct", "neutral"]
    response = "student_response" if old else "learner_response"
    assert [found[f"cmi.interactions.{at}.{response}"] for at in range(2)] == ["a", "b"]
    assert found["cmi.core.score.raw" if old else "cmi.score.raw"] == "50"
    assert found["cmi.core.lesson_status" if old else "cmi.completion_status"] == "incomplete"
    assert found["cmi.core.exit" if old else "cmi.exit"] == "suspend"
    page.evaluate("open_lesson()")
    expect(frame.locator("#fis-lms")).to_contain_text(
        "Bentornato. Le tue risposte sono qui sotto: domande finite 1 su 2."
    )
    expect(frame.locator("#fis-q2 textarea")).to_have_value("Parole mie, e sono almeno cinque: <b>è</b>")
    expect(first.get_by_role("radio", name="Seconda")).to_be_checked()
    frame.locator("#fis-q2").get_by_role("checkbox", name="Dice chi").check()
    frame.locator("#fis-q2").get_by_role("button", name="Verifica").click()
    page.wait_for_function("localStorage.getItem('kept').includes('completed')")
    found = kept(page)
    assert found["cmi.core.score.raw" if old else "cmi.score.raw"] == "100"
    assert found["cmi.core.lesson_status" if old else "cmi.completion_status"] == "completed"
    assert found["cmi.interactions.3.id"] == "L08-o" and page.evaluate("refused") == []


@pytest.mark.parametrize("version", VERSIONS)
def test_hints_come_one_by_one_and_the_solution_earns_nothing(
    version: Version, lesson_page: str, site: Callable[..., str], visit: Callable[..., Visit]
) -> None:
    page = visit(site(package(lesson_page, CHOICE, version=version), f"version={version}")).page
    box = inside(page).locator("#fis-q1")
    for name, told in (
        ("Un aiuto", "Uno."),
        ("Un altro aiuto", "Due."),
        ("Un altro aiuto", "Tre."),
        ("Mostra la soluzione", "La risposta è: Seconda."),
    ):
        box.get_by_role("button", name=name).click()
        expect(box.locator(".fis-helped")).to_contain_text(told)
    expect(box.get_by_role("button", name="Mostra la soluzione")).to_be_disabled()
    box.get_by_role("radio", name="Seconda").check()
    box.get_by_role("button", name="Verifica").click()
    expect(box.locator(".fis-told")).to_contain_text("Giusto")
    found = kept(page)
    assert found["cmi.core.score.raw" if version == "1.2" else "cmi.score.raw"] == "0"
    assert found["cmi.core.lesson_status" if version == "1.2" else "cmi.completion_status"] == "completed"


@pytest.mark.parametrize(
    ("sick", "told"),
    [
        ("none", "non viene registrato niente"),
        ("start", "La piattaforma non risponde"),
        ("set", "non ha registrato l'ultima risposta (codice 391)"),
        ("review", "per rivederla"),
    ],
)
def test_what_is_not_recorded_is_said(
    sick: str, told: str, lesson_page: str, site: Callable[..., str], visit: Callable[..., Visit]
) -> None:
    version: Version = "2004" if sick in ("none", "review") else "1.2"
    page = visit(site(package(lesson_page, CHOICE, version=version), f"version={version}&sick={sick}")).page
    box = inside(page).locator("#fis-q1")
    box.get_by_role("radio", name="Prima").check()
    box.get_by_role("button", name="Verifica").click()
    expect(box.locator(".fis-told")).to_contain_text("Non questa.")
    expect(inside(page).locator("#fis-lms")).to_contain_text(told)


def test_a_long_text_is_cut_to_what_is_kept_and_said(
    lesson_page: str, site: Callable[..., str], visit: Callable[..., Visit]
) -> None:
    page = visit(site(package(lesson_page, CHOICE, TEXT, version="1.2"), "version=1.2")).page
    frame = inside(page)
    frame.locator("#fis-q2 textarea").fill('è "\\ ' * 1900)
    frame.locator("#fis-q2").get_by_role("button", name="Verifica").click()
    expect(frame.locator("#fis-lms")).to_contain_text("ne conserva solo i primi")
    assert page.evaluate("refused") == []
    assert 4080 < len(kept(page)["cmi.suspend_data"]) <= 4096
    page.evaluate("close_lesson()")
    page.evaluate("open_lesson()")
    expect(frame.locator("#fis-lms")).to_contain_text("Bentornato")
    assert frame.locator("#fis-q2 textarea").input_value().startswith('è "\\ è "\\ ')


def test_what_was_kept_for_another_page_is_left_alone(
    lesson_page: str, site: Callable[..., str], visit: Callable[..., Visit]
) -> None:
    page = visit(site(package(lesson_page, CHOICE, version="1.2"), "version=1.2&sick=none")).page
    for text in ('{"v": 1, "q": [["00000000", 1, 4, 3, "r", "b"], null, 3]}', '{"v": 2}', "[1", "null"):
        page.evaluate(
            "text => localStorage.setItem('kept', JSON.stringify({'cmi.suspend_data': text}))", text
        )
        page.goto(page.url.replace("&sick=none", ""))
        expect(inside(page).locator("#fis-lms")).to_contain_text("La piattaforma registra")
        expect(inside(page).locator(".fis-score p")).to_contain_text("comincia da quella che vuoi")


def test_its_own_script_runs_and_no_other(lesson_page: str, tmp_path: Path, chromium: Browser) -> None:
    zipfile.ZipFile(io.BytesIO(package(lesson_page, CHOICE, version="1.2"))).extractall(tmp_path)
    page = chromium.new_page()  # which obeys the page's own policy
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.locator("#fis-lms")).to_contain_text("non viene registrato niente")
    page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.hurt = 1';"
        " document.body.append(one); }"
    )
    assert page.evaluate("window.hurt") is None
    page.close()


def test_the_page_is_for_everybody(lesson_page: str, tmp_path: Path, visit: Callable[..., Visit]) -> None:
    content = zipfile.ZipFile(io.BytesIO(package(lesson_page, version="1.2")))
    content.extractall(tmp_path)
    seen = visit(tmp_path / "index.html")
    page = seen.page
    expect(page.locator("#fis-lms")).to_contain_text("non viene registrato niente")
    page.evaluate("document.querySelectorAll('.fis-buttons button').forEach(one => one.click())")
    expect(page.locator(".fis-verdict").first).to_contain_text("Non ancora provato")
    for width in WIDTHS:
        seen.widen(width)
        assert seen.findings() == [] and not seen.scrolls_sideways(), width
    assert seen.headings().count(1) == 1


def test_what_is_written_stays_text(lesson_page: str, tmp_path: Path, visit: Callable[..., Visit]) -> None:
    hostile = (
        "</script><script>window.hurt=1</script><img src=x onerror=window.hurt=1> & [x](javascript:hurt())"
    )
    bad = Choice(
        id='"><b>',
        question=hostile,
        hints=Hints(nudge=hostile, pointer=f"2 {hostile}", worked=f"3 {hostile}"),
        why=hostile,
        options=(Option(id="a", label=hostile, feedback=hostile), Option(id="b", label="Seconda")),
        right="b",
    )
    zipfile.ZipFile(io.BytesIO(package(lesson_page, bad, version="1.2"))).extractall(tmp_path)
    page = visit(tmp_path / "index.html").page
    box = page.locator("#fis-q1")
    box.get_by_role("radio").first.check()
    box.get_by_role("button", name="Verifica").click()
    box.get_by_role("button", name="Un aiuto").click()
    expect(box.locator(".fis-told")).to_contain_text("<img src=x")
    assert page.evaluate("window.hurt") is None and box.locator("img, script, b").count() == 0
