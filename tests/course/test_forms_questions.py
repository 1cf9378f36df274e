"""A question sheet can be handed out, and its key marks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from fis_lessons import cli
from fis_lessons.course.forms import FORMS, Order, make_form
from fis_lessons.course.forms.on_paper import question_on_paper
from fis_lessons.course.forms.question_sheet import QUESTIONS
from fis_lessons.course.forms.reasons import reasons
from fis_lessons.course.leaks import Secrets, leaks
from fis_lessons.course.places import plan_for
from fis_lessons.course.plan import course_file, opened, read_plan
from fis_lessons.errors import BuildError
from fis_lessons.exercises import Choice, Exercise, Number, OpenText
from fis_lessons.figures import plain
from fis_lessons.i18n import Language, use_language
from fis_lessons.territory import find

PLAN = read_plan(course_file("standard"))


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def made(folder: Path, *lessons: str, lang: Language = "it", seed: int = 1) -> list[Path]:
    order = Order(PLAN.only(lessons), folder, lang, seed=seed, pdf=False)
    return list(make_form("question-sheet", order).files)


@pytest.mark.parametrize("lang", ["it", "en"])
def test_every_lesson_has_a_sheet_and_a_key_that_answers_all_of_it(lang: Language, tmp_path: Path) -> None:
    files = made(tmp_path, lang=lang)
    assert len(files) == 26
    own = [variant for variant in PLAN.variants if variant.lang == lang]
    for variant, paper, key in zip(own, files[::2], files[1::2], strict=True):
        lesson = opened(variant)
        with use_language(lang):
            asked = list(lesson.exercises.values())
            sheet, told = soup(paper), soup(key)
            assert paper.parent == tmp_path / "trainee" / lang
            assert key.parent == tmp_path / "trainer" / lang
            assert len(sheet.select(".question")) == len(told.select(".question")) == len(asked) + QUESTIONS
            assert sheet.html is not None and sheet.html["lang"] == lang
            # what is said of a wrong answer, and why the right one is, is on the key and not on the sheet
            why = [one.why for one in asked] + [text for one in asked for _what, text in reasons(one)]
            secrets = Secrets(tuple(why))
            assert not leaks(paper.read_text(encoding="utf-8"), secrets)
            assert len(leaks(key.read_text(encoding="utf-8"), secrets)) == len(secrets.letters)


def test_the_same_number_gives_the_same_sheet_and_another_one_another(tmp_path: Path) -> None:
    texts = [
        made(tmp_path / name, "08", seed=seed)[0]
        .read_text(encoding="utf-8")
        .replace("Variante 2", "Variante 1")
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    ]
    assert texts[0] == texts[1] != texts[2]


def test_the_key_says_which_box_is_right_on_this_sheet(tmp_path: Path) -> None:
    for seed in (1, 2, 3):
        paper, key = made(tmp_path / str(seed), "08", seed=seed)
        boxes = soup(paper).select(".question")[0].select(".options li")
        answer = soup(key).select(".question")[0].select("p")[0].get_text(" ", strip=True)
        place = int(answer.split("casella ")[1][0])
        right = next(iter(opened(PLAN.only(["08"]).variants[0]).exercises.values()))
        assert isinstance(right, Choice)
        assert boxes[place - 1].get_text(strip=True).rstrip(".") == right.reference_text


def test_a_municipality_the_kit_does_not_ship_has_its_own_sheet(tmp_path: Path) -> None:
    plan = plan_for(PLAN.only(["02"]), find("Forlì"))
    files = make_form("question-sheet", Order(plan, tmp_path, "it", pdf=False)).files
    assert "Forlì" in soup(files[0]).h1.get_text()


def test_a_wrong_number_that_is_right_for_this_case_is_not_called_wrong() -> None:
    checked = 0
    for variant in PLAN.variants[::2]:
        for one in opened(variant).exercises.values():
            if isinstance(one, Number):
                assert len(reasons(one)) == len(one.mistakes) - len(one.coinciding)
                checked += 1
    assert checked > 20


def test_a_free_text_has_lines_and_what_it_is_judged_by() -> None:
    every = [one for variant in PLAN.variants[::2] for one in opened(variant).exercises.values()]
    free = [one for one in every if isinstance(one, OpenText)]
    assert free
    page = BeautifulSoup(question_on_paper(1, free[0]), "html.parser")
    assert len(page.select(".writing div")) == 6
    assert [li.get_text(strip=True) for li in page.select("li")] == [plain(o.label) for o in free[0].criteria]


def hostile(question: Exercise) -> str:
    return question_on_paper(1, question, heading="<b>x</b>")


def test_a_heading_is_text() -> None:
    assert "<b>x</b>" not in hostile(next(iter(opened(PLAN.variants[0]).exercises.values())))


def test_the_command_lists_what_can_be_made_and_refuses_the_rest(tmp_path: Path) -> None:
    listed = CliRunner().invoke(cli.app, ["make"])
    assert listed.exit_code == 0
    assert all(name in listed.output for name in FORMS)
    with pytest.raises(BuildError, match="non c'è") as refused:
        make_form("slide", Order(PLAN, tmp_path, "it"))
    assert all(name in str(refused.value) for name in FORMS)


def test_the_command_writes_where_it_says(tmp_path: Path) -> None:
    words = ["make", "question-sheet", "--only", "01", "-o", str(tmp_path), "--no-pdf", "--seed", "7"]
    told = CliRunner().invoke(cli.app, words)
    assert told.exit_code == 0, told.output
    for name in ("trainee/it/01_welfare_di_comunita-domande-7.html", "trainer/it/01_welfare_di_comunita"):
        assert name in told.output
    assert "non darla insieme ai fogli" in told.output


def test_without_a_browser_the_pages_are_there_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIS_CHROMIUM", "")
    done = make_form("question-sheet", Order(PLAN.only(["01"]), tmp_path, "it"))
    assert [path.suffix for path in done.files] == [".html", ".html"]
    assert any("niente PDF" in words for words in done.told)
