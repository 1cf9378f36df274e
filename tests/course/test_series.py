"""A course many times, for cases or for the municipalities of a list: read, built, taken up again, summed up."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from typer.testing import CliRunner

from fis_lessons import cli
from fis_lessons.cases import load_case_file
from fis_lessons.course import show
from fis_lessons.course.build import Crew, Failure, Report, build
from fis_lessons.course.execute import ExecutionError
from fis_lessons.course.jobs import News
from fis_lessons.course.lab import copy_lessons
from fis_lessons.course.manifest import Product
from fis_lessons.course.places import Places, plan_for, read_places
from fis_lessons.course.plan import course_file, read_plan
from fis_lessons.course.series import Entry, Member, Series, alone, build_series, of_cases, of_places
from fis_lessons.course.summary import DATA, SUMMARY, write_summary
from fis_lessons.course.work import Task
from fis_lessons.errors import BuildError, Problem
from fis_lessons.i18n import use_language
from fis_lessons.lessons import lesson_spec
from fis_lessons.territory import find

pytestmark = pytest.mark.usefixtures("one_workshop")


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with use_language("it"):
        yield


PLAN = read_plan(course_file("standard")).asking(lang="it")


def listed(folder: Path, text: str) -> Path:
    path = folder / "comuni.csv"
    path.write_text(text, encoding="utf-8")
    return path


Done = Generator[News[Task, list[Product]], None, None]


def nothing_done(tasks: Iterable[Task], _seconds: float) -> Done:
    """Say of every lesson that it is done, and do nothing."""
    for task in tasks:
        yield News(task, "done", result=[])


NOBODY = Crew(elsewhere=nothing_done)


# --- the list -------------------------------------------------------------------------------------
def test_every_bad_row_is_told_with_its_number_and_the_good_ones_are_kept(tmp_path: Path) -> None:
    rows = "Comune;Note\nForlì;\nPaperopoli;\n\nForli;doppio\nCastro;\nComune di Lucca;\n"
    found = read_places(listed(tmp_path, rows))
    assert [place.name for place in found.found] == ["Forlì", "Lucca"]
    assert [problem.where for problem in found.problems] == ["comuni.csv: riga 3", "comuni.csv: riga 6"]
    assert "Castro (BG)" in str(found.problems[1])
    assert found.repeated == ("comuni.csv: riga 5: Forlì (FC) è già nell'elenco.",)


def test_codes_are_taken_as_a_spreadsheet_keeps_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Elenco",), ("Codice Istat", "Comune"), (40012, "Forlì"), ("016024", "scritto male")):
        sheet.append(row)
    book.save(tmp_path / "comuni.xlsx")
    found = read_places(tmp_path / "comuni.xlsx")
    assert [place.name for place in found.found] == ["Forlì", "Bergamo"] and not found.problems


@pytest.mark.parametrize("text", ["", "Nome del cane\nFido\n", "\x00\x01"])
def test_a_file_that_is_no_list_is_refused_in_words(tmp_path: Path, text: str) -> None:
    with pytest.raises(BuildError, match="L'elenco dei Comuni non si può leggere"):
        read_places(listed(tmp_path, text))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_whatever_is_typed_each_row_is_found_told_or_empty(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Comune",))
    written = [name for name in names if name.isprintable() and name.strip() and name[0] != "="] or ["x"]
    for name in written:
        sheet.append((name,))
    path = tmp_path_factory.mktemp("elenco") / "comuni.xlsx"
    book.save(path)
    found = read_places(path)
    told = len(found.found) + len(found.problems) + len(found.repeated)
    assert told == len(written)


# --- one municipality -----------------------------------------------------------------------------
def test_a_shipped_case_is_used_and_another_municipality_gets_its_own() -> None:
    lucca, forli = plan_for(PLAN, find("Lucca")), plan_for(PLAN, find("Forlì"))
    assert lucca.case == "lucca" and not any(variant.own_case for variant in lucca.variants)
    assert forli.case == "forli" and all(variant.own_case for variant in forli.variants)
    one = forli.variants[0]
    assert one.lesson.problems(one.parameters) == []
    assert set(one.lesson.secrets(one.parameters)) - set(PLAN.variants[0].lesson.secrets({"case": "lucca"}))
    # the kit's own lesson does not know it
    assert lesson_spec("01").problems(one.parameters)


@pytest.mark.course
def test_a_lesson_runs_on_a_municipality_that_is_no_case_and_goes_to_its_learner(tmp_path: Path) -> None:
    plan = plan_for(PLAN.only(["02"]), find("Forlì"))
    first = build(plan, tmp_path / "forli")
    assert first.failures == () and len(first.built) == 1
    page = next((tmp_path / "forli" / "trainee" / "it").glob("*.html")).read_text(encoding="utf-8")
    assert "Forlì" in page
    case = tmp_path / "forli" / "trainee" / "it" / "i-miei-casi" / "forli.yaml"
    assert load_case_file(case).municipality.istat == "040012"
    copied = copy_lessons(tmp_path / "forli", tmp_path / "mie", lang="it")
    assert (copied.folder / "i-miei-casi" / "forli.yaml").read_bytes() == case.read_bytes()
    again = build(plan, tmp_path / "forli")
    assert (len(again.built), len(again.skipped), again.saved) == (0, 1, ())
    # a case somebody worked on is the learner's, and stays
    (copied.folder / "i-miei-casi" / "forli.yaml").write_text("mio", encoding="utf-8")
    copy_lessons(tmp_path / "forli", tmp_path / "mie", lang="it")
    assert (copied.folder / "i-miei-casi" / "forli.yaml").read_text(encoding="utf-8") == "mio"


# --- all of them ----------------------------------------------------------------------------------
TWO = Places((find("Forlì"), find("Rimini")), ())


def test_bad_rows_stop_everything_unless_one_asks_to_go_on(tmp_path: Path) -> None:
    places = read_places(listed(tmp_path, "Comune\nForlì\nPaperopoli\n"))
    with pytest.raises(BuildError, match="righe da sistemare"):
        build_series(of_places(PLAN, places), tmp_path, crew=NOBODY)
    assert not (tmp_path / "forli").exists()
    found = build_series(of_places(PLAN, places), tmp_path, crew=NOBODY, keep_going=True)
    assert (tmp_path / "forli").is_dir() and len(found.left_out) == 1


def test_one_that_cannot_begin_does_not_stop_the_others(tmp_path: Path) -> None:
    def broken(tasks: Iterable[Task], _seconds: float) -> Done:
        for task in tasks:
            yield News(task, "failed", error=BuildError("cella rotta"))

    (tmp_path / "forli").write_text("non è una cartella", encoding="utf-8")
    plan = PLAN.only(["02"])
    found = build_series(of_places(plan, TWO), tmp_path, crew=Crew(elsewhere=broken))
    assert [entry.outcome for entry in found.entries] == ["failed", "failed"]
    write_summary(found, tmp_path, lang="it")
    page = (tmp_path / SUMMARY).read_text(encoding="utf-8")
    assert "Il corso non si può preparare in" in page and "02 (rimini, it): cella rotta" in page
    data = json.loads((tmp_path / DATA).read_text(encoding="utf-8"))
    assert [course["code"] for course in data["courses"]] == ["040012", "099014"]
    assert "forli" in data["courses"][0]["trouble"]
    assert data["courses"][1]["failures"] == [
        {"lesson": "02", "case": "rimini", "lang": "it", "cell": "", "reason": "cella rotta"}
    ]


def test_a_summary_is_written_again_and_one_changed_by_hand_is_kept(tmp_path: Path) -> None:
    found = build_series(of_places(PLAN, TWO), tmp_path, crew=NOBODY)
    write_summary(found, tmp_path, lang="it")
    write_summary(Series(found.entries[:1]), tmp_path, lang="it")
    assert not list(tmp_path.rglob("riepilogo*2*")) and not (tmp_path / "saved").exists()
    (tmp_path / SUMMARY).write_text("appunti miei", encoding="utf-8")
    write_summary(found, tmp_path, lang="it")
    kept = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert "appunti miei" in kept


def test_what_would_be_done_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    path = listed(tmp_path, "Comune\nForlì\nPaperopoli\n")
    out = tmp_path / "corso"
    done = CliRunner().invoke(cli.app, ["build", "--places", str(path), "--dry-run", "-o", str(out)])
    assert done.exit_code == 0 and "Forlì (FC)" in done.output and "riga 3" in done.output
    assert "Così non si prepara niente" in done.output  # without --keep-going
    one = CliRunner().invoke(cli.app, ["build", "--only", "02", "--dry-run", "-o", str(out)])
    assert "02 (bergamo, it), per chi impara: da preparare" in one.output and "01 (" not in one.output
    bad = CliRunner().invoke(cli.app, ["build", "--only", "77", "--dry-run", "-o", str(out)])
    assert bad.exit_code != 0
    assert not out.exists()


def test_a_course_for_each_case_goes_to_a_folder_of_its_name(tmp_path: Path) -> None:
    seen: dict[Path, set[object]] = {}

    def note(tasks: Iterable[Task], _seconds: float) -> Done:
        for task in tasks:
            seen.setdefault(task.folder.path, set()).add(task.job.variant.parameters["case"])
            yield News(task, "done", result=[])

    build_series(of_cases(PLAN, ("lucca", "prato")), tmp_path, crew=Crew(elsewhere=note))
    assert seen == {tmp_path / "lucca": {"lucca"}, tmp_path / "prato": {"prato"}}


def test_the_summary_leads_to_the_first_page_of_each_course(tmp_path: Path) -> None:
    def one(which: str) -> Entry:
        product = Product("02", "bergamo", "it", which, {}, "T", 60)
        return Entry(Member(which, which, lambda: PLAN), Report(tmp_path, (product,), (), ()))

    failed = Entry(
        Member("rotto", "rotto", lambda: PLAN), Report(tmp_path, (), (), (Failure("02", BuildError("no")),))
    )
    write_summary(Series((one("trainee"), one("trainer"), failed)), tmp_path, lang="it")
    page = (tmp_path / SUMMARY).read_text(encoding="utf-8")
    assert 'href="trainee/index.html"' in page and 'href="trainer/trainer/index.html"' in page
    assert 'href="rotto' not in page


def test_a_summary_has_the_lessons_in_the_order_of_the_course(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tuple(Product(name, "lucca", "it", "trainee", {}, "T", 60) for name in ("02", "08", "12"))
    report = Report(tmp_path, made, (), (), order=("08", "02", "12"))
    write_summary(alone(PLAN, report), tmp_path, lang="it")
    page = (tmp_path / SUMMARY).read_text(encoding="utf-8")
    assert re.findall(r'<th scope="row">(..)</th>', page) == ["08", "02", "12"]
    show.tell(report)
    assert "lezioni 08, 02, 12, in" in capsys.readouterr().out


def test_one_course_has_a_summary_too_with_its_slowest_cells(tmp_path: Path) -> None:
    made = [
        Product("02", "bergamo", "it", "trainee", {}, "T", 60, cells={"ask-rate": 0.5, "map": 1.25}),
        Product("02", "bergamo", "it", "trainer", {}, "T", 60),
    ]
    broken = ExecutionError("ferma", Problem("cella «x»", "<b>rotta</b>"), partial=None, cell="x")
    report = Report(tmp_path, tuple(made), (), (Failure("03", broken, "03", "bergamo", "it"),))
    write_summary(alone(PLAN, report), tmp_path, lang="it")
    data = json.loads((tmp_path / DATA).read_text(encoding="utf-8"))
    assert [(one["cell"], one["seconds"]) for one in data["slowest_cells"]] == [
        ("map", 1.25),
        ("ask-rate", 0.5),
    ]
    assert data["courses"][0]["failures"][0]["cell"] == "x"
    page = (tmp_path / SUMMARY).read_text(encoding="utf-8")
    assert "02 (it), cella «map»: 1,3 secondi" in page or "02 (it), cella «map»: 1,2 secondi" in page
    assert "&lt;b&gt;rotta" in page and "<b>rotta" not in page and "non preparata" in page
