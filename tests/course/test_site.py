"""A course as a site: what it holds, what it never holds, what it never destroys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from site_samples import ANSWER, built_course

from fis_lessons.course.manifest import Product
from fis_lessons.course.site import RECORD, write_site
from fis_lessons.course.site.reading import LessonPage, Section, read_page
from fis_lessons.course.site.search import index_of
from fis_lessons.errors import BuildError


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_course(tmp_path_factory.mktemp("course"))


def pages(folder: Path) -> dict[str, BeautifulSoup]:
    return {
        path.relative_to(folder).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(folder.rglob("*.html"))
    }


def test_every_link_of_a_site_leads_somewhere(course: Path, tmp_path: Path) -> None:
    site = write_site(course, tmp_path / "site")
    assert site.lessons == {"en": 3, "it": 3}
    found = pages(site.folder)
    # three lessons, first page, search, sources, about; twice, and the page at the root
    assert len(found) == 2 * 7 + 1
    for name, page in found.items():
        for tag in page.select("a[href], link[rel=stylesheet], form[action]"):
            address = str(tag.get("href") or tag.get("action"))
            if address.startswith("http"):
                continue
            file, _sign, mark = address.partition("#")
            target = (
                ((site.folder / name).parent / file).resolve() if file else (site.folder / name).resolve()
            )
            assert target.is_file(), (name, address)
            if mark:
                relative = target.relative_to(site.folder.resolve()).as_posix()
                assert found[relative].find(id=mark) is not None, (name, address)


def test_a_lesson_stands_between_the_one_before_and_the_one_after(course: Path, tmp_path: Path) -> None:
    found = pages(write_site(course, tmp_path / "site").folder)
    turns = [a["href"] for a in found["it/02_prova.html"].select(".fis-turns a")]
    assert turns == ["01_prova.html", "03_prova.html"]
    assert [a["href"] for a in found["it/01_prova.html"].select(".fis-turns a")] == ["02_prova.html"]
    assert "3 lezioni, 3 ore in tutto" in found["it/index.html"].get_text()
    assert "3 lessons, 3 hours in all" in found["en/index.html"].get_text()


def test_lessons_stand_as_the_course_has_them_and_not_by_number(tmp_path: Path) -> None:
    course = built_course(tmp_path / "course", editions=("trainee",), languages=("it",))
    content = json.loads((course / "manifest.json").read_text(encoding="utf-8"))
    (course / "manifest.json").write_text(json.dumps({**content, "lessons": ["03", "01", "02"]}))
    found = pages(write_site(course, tmp_path / "site").folder)
    turns = [a["href"] for a in found["it/01_prova.html"].select(".fis-turns a")]
    assert turns == ["03_prova.html", "02_prova.html"]


def test_sources_stand_on_one_page_lesson_by_lesson(course: Path, tmp_path: Path) -> None:
    found = pages(write_site(course, tmp_path / "site").folder)
    for name in ("it/fonti.html", "en/fonti.html"):
        sections = found[name].select("main section")
        assert len(sections) == 3
        assert all(len(section.select("a[href='https://www.istat.it']")) == 1 for section in sections)


def test_the_answers_are_in_a_site_of_their_own(course: Path, tmp_path: Path) -> None:
    trainee = write_site(course, tmp_path / "site").folder
    trainer = write_site(course, tmp_path / "trainer", edition="trainer").folder

    def all_text(folder: Path) -> str:
        return "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))

    assert ANSWER not in all_text(trainee)
    assert ANSWER in all_text(trainer)
    for edition, folder in (("trainer", trainee), ("trainee", trainer)):
        with pytest.raises(BuildError, match="altra edizione"):
            write_site(course, folder, edition=edition)  # type: ignore[arg-type]


def test_a_site_is_not_written_over_a_course(course: Path) -> None:
    before = sorted(path.name for path in course.iterdir())
    with pytest.raises(BuildError, match="cartella di un corso"):
        write_site(course, course)
    assert sorted(path.name for path in course.iterdir()) == before


def test_a_page_that_was_changed_is_not_taken(tmp_path: Path) -> None:
    course = built_course(tmp_path / "course")
    (course / "trainee/it/01_prova.html").write_text("altro", encoding="utf-8")
    (course / "trainee/en/02_prova.html").unlink()
    with pytest.raises(BuildError) as caught:
        write_site(course, tmp_path / "site")
    assert sorted(problem.where for problem in caught.value.problems) == [
        "trainee/en/02_prova.html",
        "trainee/it/01_prova.html",
    ]
    assert not (tmp_path / "site").exists()


def test_no_course_no_site(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="fis-lessons build»"):
        write_site(tmp_path, tmp_path / "site")
    only_trainee = built_course(tmp_path / "course", editions=("trainee",))
    with pytest.raises(BuildError, match="--trainer"):
        write_site(only_trainee, tmp_path / "site", edition="trainer")


def test_the_same_course_gives_the_same_bytes_and_writes_nothing_twice(course: Path, tmp_path: Path) -> None:
    first = write_site(course, tmp_path / "site")
    again = write_site(course, tmp_path / "site")
    other = write_site(course, tmp_path / "other")
    assert first.written > 0
    assert (again.written, again.removed, again.saved) == (0, 0, ())
    for path in first.folder.rglob("*"):
        if path.is_file() and path.name != ".fis-lessons.lock":
            assert path.read_bytes() == (other.folder / path.relative_to(first.folder)).read_bytes()


def test_what_others_wrote_is_kept_and_a_lesson_that_is_gone_goes(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(built_course(tmp_path / "large"), folder)
    (folder / "it/01_prova.html").write_text("mia", encoding="utf-8")
    (folder / "it/appunti.html").write_text("miei", encoding="utf-8")
    second = write_site(built_course(tmp_path / "small", lessons=("01",)), folder)
    assert second.removed == 4  # two lessons, two languages
    assert not (folder / "it/02_prova.html").exists()
    assert (folder / "it/appunti.html").read_text(encoding="utf-8") == "miei"
    assert [path.read_text(encoding="utf-8") for path in second.saved] == ["mia"]
    assert (folder / "it/01_prova.html").read_text(encoding="utf-8") != "mia"


def test_a_record_that_was_tampered_with_deletes_nothing(course: Path, tmp_path: Path) -> None:
    folder, treasure = tmp_path / "site", tmp_path / "tesoro.html"
    write_site(course, folder)
    treasure.write_text("prezioso", encoding="utf-8")
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    record["files"] = {"../tesoro.html": "0" * 64, "it/01_prova.html": 3, "/etc/passwd": "0" * 64}
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")
    write_site(course, folder)
    assert treasure.read_text(encoding="utf-8") == "prezioso"
    assert (folder / "it/01_prova.html").is_file()


def test_sections_hold_every_word_of_a_lesson_once(course: Path) -> None:
    name = "trainee/it/02_prova.html"
    product = Product("02", "bergamo", "it", "trainee", {}, "Leggere il territorio", 60)
    page = read_page((course / name).read_text(encoding="utf-8"), product, "02_prova.html")
    assert [section.title for section in page.sections] == [
        "Leggere il territorio",
        "Che cosa si impara",
        "Un esempio",
        "Fonti",
    ]
    taught = page.sections[1].text
    assert taught == "Gli abitanti di Bergamo e le città. Un indicatore misura. Abitanti Comune Bergamo"
    assert page.sections[0].id == ""
    assert [section.id for section in page.contents] == [section.id for section in page.sections[1:]]


@given(st.text())
def test_an_index_says_what_it_was_given_and_never_ends_a_script(text: str) -> None:
    page = LessonPage("01", "it", text, 0, "a.html", "", (), "", "", (Section("a", text, text),), "")
    written = index_of([page])
    assert json.loads(written)[0]["sections"] == [["a", text, text]]
    assert "<" not in written
