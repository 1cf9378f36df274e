"""The command line: exit codes, and words a person can use."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from sample_course import cell, lesson, plan, variant
from typer.testing import CliRunner, Result

from fis_lessons import cli, resources
from fis_lessons.cases import case_names
from fis_lessons.course import lab, sources
from fis_lessons.course import plan as planning
from fis_lessons.course.build import Failure, Report
from fis_lessons.course.manifest import Product
from fis_lessons.course.plan import Plan
from fis_lessons.course.show import tell
from fis_lessons.errors import BuildError, FisError
from fis_lessons.i18n import use_language


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    """Go back to Italian after ``--lang en``."""
    with use_language("it"):
        yield


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments))


def test_shipped_cases_are_sound() -> None:
    result = run("case", "check")
    assert result.exit_code == 0
    told = [line for line in result.output.splitlines() if line.strip()]
    assert len(told) >= len(case_names()) + 1  # and the programme
    assert all("nessun problema" in line for line in told)


def test_problems_of_every_file_are_listed(tmp_path: Path) -> None:
    first, second = tmp_path / "uno.yaml", tmp_path / "due.yaml"
    first.write_text("id: uno\nid: due\n", encoding="utf-8")
    second.write_text("[", encoding="utf-8")
    result = run("case", "check", str(first), str(second))
    assert result.exit_code == 1
    for words in ("uno.yaml", "due.yaml", "ripetuta", "YAML"):
        assert words in result.output


def test_a_good_file_of_ones_own(tmp_path: Path) -> None:
    copy = tmp_path / "mio.yaml"
    shutil.copy(resources.data("cases", "lucca.yaml"), copy)
    assert run("case", "check", str(copy)).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("case", "check", "nessuno.yaml"),
        ("case", "check", "--forte"),
        ("costruisci",),
        ("--lang", "fr", "case", "check"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_two(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_help_is_italian_or_english() -> None:
    assert "Prepara un corso" in run("--help").output
    assert "Cartella del corso" in run("build", "--help").output
    english = run("--lang", "en", "build", "--help").output
    assert "Folder of the course" in english
    assert "Cartella" not in english
    asked = run("study", "--help").output
    assert "[obbligatorio]" in asked
    assert "[required]" not in asked
    assert "[se manca: " in asked


def test_our_errors_have_no_traceback(tmp_path: Path) -> None:
    course = tmp_path / "corso.yaml"
    course.write_text("titolo: x\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "fis_lessons.cli", "build", str(course), "--output", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "«titolo» non è previsto" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(cli, "app", refuse)
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 1


def test_ctrl_c_says_that_work_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(planning, "read_plan", lambda _path: plan())
    monkeypatch.setattr("fis_lessons.course.show.build_with_bar", interrupt)
    result = run("build")
    assert result.exit_code == 130
    assert "riprende da lì" in result.output


@pytest.mark.course
def test_build_tells_what_is_where_and_what_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = lesson(tmp_path, cell("1 / 0", "broken"), name="92_rotta")
    made = plan(*(variant(each, editions=("trainer",)) for each in (lesson(tmp_path), bad)))
    monkeypatch.setattr(planning, "read_plan", lambda _path: made)
    monkeypatch.chdir(tmp_path)
    result = run("build", "--output", "corso")
    assert result.exit_code == 1
    for words in (
        "Lezioni preparate adesso: 1. Già pronte: 0.",
        "1/2  91 (bergamo, it), per chi conduce",  # the output is not a terminal: a line for each step
        "Per chi conduce, con le risposte: lezioni 91, in corso/trainer",
        "corso/trainer/index.html",
        "NON PREPARATA: lezione 92 (bergamo, it)",
        "ZeroDivisionError",
        "corso/failed",
    ):
        assert words in result.output
    assert "fis-lessons start" not in result.output, "there is nothing for who learns"
    assert "Lezioni preparate adesso: 0. Già pronte: 1." in run("build", "--output", "corso").output


def test_what_is_told_does_not_grow_with_the_files() -> None:
    products = tuple(
        Product(f"{n:02d}", "bergamo", lang, which, {}, "T", 60, outputs={f"{n}.html": "", f"{n}.ipynb": ""})
        for n in range(1, 14)
        for lang in ("it", "en")
        for which in ("trainee", "trainer")
    )
    out = io.StringIO()
    tell(Report(Path("corso"), products, (), ()), console=Console(file=out, width=200))
    assert len(out.getvalue().splitlines()) <= 6


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (("build",), ("it", False)),
        (("build", "--trainer"), ("it", True)),
        (("build", "--every-language"), (None, False)),
        (("--lang", "en", "build"), ("en", False)),
    ],
    ids=str,
)
def test_what_is_built_is_what_is_needed(
    arguments: tuple[str, ...], asked: tuple[object, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Plan] = []

    def pretend(made: Plan, folder: Path, **_options: object) -> Report:
        seen.append(made)
        return Report(folder, (), (), ())

    monkeypatch.setattr("fis_lessons.course.show.build_with_bar", pretend)
    assert run(*arguments).exit_code == 0
    lang, trainer = asked
    assert {v.lang for v in seen[0].variants} == ({lang} if lang else {"it", "en"})
    assert {v.editions for v in seen[0].variants} == {("trainee", "trainer") if trainer else ("trainee",)}


def test_report_is_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    product = Product(
        "91", "bergamo", "it", "trainee", {}, "T", 1, outputs={"a.html": ""}, warnings=("c: w",)
    )
    with use_language("en"):
        tell(Report(Path("x"), (product,), (), (Failure("92", "why"),), saved=(Path("y"),)))  # type: ignore[arg-type]
    text = capsys.readouterr().out
    for words in (
        "Lessons built now: 1",
        "NOT BUILT: lesson 92",
        "For trainees:",
        "Warning, lesson 91, c: w",
        "a copy is in y",
    ):
        assert words in text


def test_start_opens_what_was_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def pretend(course_dir: Path, **options: object) -> int:
        seen.extend([course_dir, options["lang"], options["browser"]])
        return 0

    monkeypatch.setattr(lab, "start", pretend)
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    assert run("--lang", "en", "start", str(tmp_path), "--no-browser").exit_code == 0
    assert seen == [tmp_path, "en", False]


def test_the_first_start_builds_what_a_learner_needs_and_says_how_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Plan] = []

    def pretend(made: Plan, folder: Path, **_options: object) -> Report:
        seen.append(made)
        return Report(folder, (), (), ())

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("fis_lessons.course.show.build_with_bar", pretend)
    monkeypatch.setattr("fis_lessons.course.show.os.cpu_count", lambda: 1)
    monkeypatch.setattr(lab, "start", lambda _folder, **_options: 0)
    told = run("start", "--no-browser")
    assert told.exit_code == 0
    assert "preparo le 13 lezioni. Ci vuole circa 1 minuto" in told.output  # 13 times 6 seconds
    assert {(variant.lang, variant.editions) for variant in seen[0].variants} == {("it", ("trainee",))}
    mistyped = run("start", "corso di ieri", "--no-browser")  # nobody asked for another course there
    assert 'fis-lessons build -o "corso di ieri"' in str(mistyped.exception) and len(seen) == 1


def test_refresh_says_whether_anything_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fis_lessons.course.sources.refresh", lambda path: path.stem.startswith("01"))
    result = run("author", "refresh", "01", "02")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "01_welfare_di_comunita.ipynb: aggiornato.",
        "02_leggere_il_territorio.ipynb: era già a posto.",
    ]


def test_refresh_of_an_unknown_lesson() -> None:
    result = run("author", "refresh", "77")
    assert isinstance(result.exception, FisError)
    assert not isinstance(result.exception, BuildError)


def test_lesson_run_refuses_before_running(tmp_path: Path) -> None:
    out = tmp_path / "prova.ipynb"
    result = run("lesson", "run", "02", "-p", "caso=lucca", "-p", "seed=due", "--output", str(out))
    assert isinstance(result.exception, FisError)
    assert [problem.where for problem in result.exception.problems] == ["caso", "seed"]
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["seed=7"], {"seed": 7}),
        (["municipality=Forlì"], {"municipality": "Forlì"}),
        (["municipality=None"], {"municipality": None}),
        (["a==b"], {"a": "=b"}),
        (["code='016024'", "bare=016024"], {"code": "016024", "bare": "016024"}),
    ],
    ids=str,
)
def test_values_on_the_command_line(words: list[str], expected: dict[str, object]) -> None:
    assert sources.read_values(words) == expected


def test_every_word_that_is_not_a_pair_is_told() -> None:
    with pytest.raises(FisError) as error:
        sources.read_values(["seed", "x=1", "=3"])
    assert [problem.where for problem in error.value.problems] == ["seed", "=3"]
