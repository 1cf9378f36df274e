"""The whole chain on tiny lessons: what is written, what is skipped, what happens when something breaks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from sample_course import ANSWER_OF_VARIANT, ENGLISH, catalogue, cell, lesson, plan, variant

from fis_lessons.course import notebooks
from fis_lessons.course.build import Report, build
from fis_lessons.course.manifest import sha256_of_file
from fis_lessons.course.manifest_reading import read_products
from fis_lessons.course.plan import Plan, Variant

pytestmark = [pytest.mark.course, pytest.mark.usefixtures("one_workshop")]


def names(report: Report) -> list[tuple[str, str]]:
    return sorted((product.lang, product.edition) for product in report.built)


def clock_free(folder: Path) -> object:
    """Read the manifest without how long things took."""
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for product in content["products"]:
        del product["seconds"]
    return content


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, Path, Report]:
    """One lesson in two languages and two editions, built once for the tests that only look."""
    home = tmp_path_factory.mktemp("course")
    made = lesson(home)
    english = Variant(
        made,
        "en",
        ("trainee", "trainer"),
        {"case": "bergamo", "lang": "en", "place": "Forlì"},
        catalogue(home / "notebook_91.po", ENGLISH),
    )
    whole = plan(variant(made, place="Forlì"), english)
    return whole, home / "out", build(whole, home / "out")


def test_every_product_is_written(course: tuple[Plan, Path, Report]) -> None:
    _plan, folder, report = course
    assert report.failures == ()
    assert names(report) == [("en", "trainee"), ("en", "trainer"), ("it", "trainee"), ("it", "trainer")]
    written = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    assert written == sorted(
        [
            ".fis-lessons.lock",
            "index.html",
            "manifest.json",
            "trainer/index.html",
            *(
                f"{edition}/{lang}/91_prova{suffix}"
                for edition in ("trainee", "trainer")
                for lang in ("it", "en")
                for suffix in (".ipynb", ".html")
            ),
        ]
    )


def test_trainee_notebook_has_no_outputs_and_no_answers(course: tuple[Plan, Path, Report]) -> None:
    path = course[1] / "trainee/it/91_prova.ipynb"
    made = nbformat.read(path, 4)
    assert all(not c.outputs and c.execution_count is None for c in made.cells if c.cell_type == "code")
    assert "solution-of-ask" not in [c.id for c in made.cells]
    assert ANSWER_OF_VARIANT not in path.read_text(encoding="utf-8")
    assert ANSWER_OF_VARIANT not in path.with_suffix(".html").read_text(encoding="utf-8")


def test_trainee_page_shows_a_real_run(course: tuple[Plan, Path, Report]) -> None:
    assert "bergamo it 1 Forlì" in (course[1] / "trainee/it/91_prova.html").read_text(encoding="utf-8")


def test_trainer_gets_the_answer_of_this_variant(course: tuple[Plan, Path, Report]) -> None:
    made = nbformat.read(course[1] / "trainer/it/91_prova.ipynb", 4)
    ids = [c.id for c in made.cells]
    assert ids.index("solution-of-ask") == ids.index("ask") + 1
    answer = made.cells[ids.index("solution-of-ask")].outputs[0].text
    assert answer == f"{ANSWER_OF_VARIANT} bergamo\n"


def test_english_is_english(course: tuple[Plan, Path, Report]) -> None:
    made = nbformat.read(course[1] / "trainee/en/91_prova.ipynb", 4)
    assert made.cells[0].source == "# Reading the numbers\n\nFirst sentence."
    assert made.metadata.language == "en"
    assert 'lang = "en"' in made.cells[1].source
    page = (course[1] / "trainee/en/91_prova.html").read_text(encoding="utf-8")
    assert 'lang="en"' in page
    assert "Prima frase" not in page


def test_manifest_tells_what_was_used(course: tuple[Plan, Path, Report]) -> None:
    folder = course[1]
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert content["title"] == "Corso di prova"
    first = content["products"][0]
    assert (first["lesson"], first["lang"], first["edition"]) == ("91", "en", "trainee")
    assert first["parameters"] == {"case": '"bergamo"', "lang": '"en"', "place": '"Forlì"'}
    assert first["title"] == "Reading the numbers"
    assert set(first["inputs"]) == {"catalogues", "data", "notebook", "package", "parameters", "versions"}
    for name, digest in first["outputs"].items():
        assert sha256_of_file(folder / name) == digest


def test_nothing_is_built_twice(course: tuple[Plan, Path, Report]) -> None:
    whole, folder, _report = course
    before = {p: p.stat().st_mtime_ns for p in folder.glob("tr*/**/*.*")}
    again = build(whole, folder)
    assert (len(again.built), len(again.skipped)) == (0, 4)
    assert {p: p.stat().st_mtime_ns for p in folder.glob("tr*/**/*.*")} == before


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One Italian lesson for trainers, built: a single execution, for all the tests that spoil a copy of it."""
    home = tmp_path_factory.mktemp("once")
    assert build(plan(variant(lesson(home), editions=("trainer",))), home / "out").failures == ()
    return home


@pytest.fixture
def small(built_once: Path, tmp_path: Path) -> tuple[Plan, Path]:
    """Give a test its own copy of that course, with its own source."""
    shutil.copytree(built_once / "out", tmp_path / "out")
    whole = plan(variant(lesson(tmp_path), editions=("trainer",)))
    again = build(whole, tmp_path / "out")
    assert (len(again.built), len(again.skipped)) == (0, 1), "the copy is as good as the course"
    return whole, tmp_path / "out"


def _delete(folder: Path) -> None:
    (folder / "trainer/it/91_prova.html").unlink()


def _modify(folder: Path) -> None:
    (folder / "trainer/it/91_prova.html").write_text("mio", encoding="utf-8")


def _lose_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _spoil_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"schema": 1, "products": [{"x": 1}]}', encoding="utf-8")


def _change_source(folder: Path) -> None:
    path = folder.parent / "91_prova.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("Prima frase", "Altra frase"), encoding="utf-8")


@pytest.mark.parametrize("change", [_delete, _modify, _lose_manifest, _spoil_manifest, _change_source])
def test_what_changed_is_built_again(small: tuple[Plan, Path], change: object) -> None:
    whole, folder = small
    change(folder)  # type: ignore[operator]
    again = build(whole, folder)
    assert (len(again.built), len(again.skipped)) == (1, 0)
    assert "Chi sono" in (folder / "trainer/it/91_prova.html").read_text(encoding="utf-8")
    if change is _modify:
        assert (folder / "saved/trainer/it/91_prova.html").read_text(encoding="utf-8") == "mio"


def test_other_parameters_are_another_product(small: tuple[Plan, Path]) -> None:
    whole, folder = small
    other = plan(variant(whole.variants[0].lesson, editions=("trainer",), place="Forlì"))  # type: ignore[arg-type]
    assert len(build(other, folder).built) == 1
    made = nbformat.read(folder / "trainer/it/91_prova.ipynb", 4)
    assert made.cells[2].outputs[0].text == "bergamo it 1 Forlì\n"


def test_building_again_gives_the_same_bytes(small: tuple[Plan, Path]) -> None:
    whole, folder = small
    before = clock_free(folder)
    assert len(build(whole, folder, force=True).built) == 1
    assert clock_free(folder) == before


def test_what_the_course_no_longer_has_is_removed(small: tuple[Plan, Path]) -> None:
    whole, folder = small
    other = lesson(folder.parent, name="92_altra")
    report = build(plan(variant(other, editions=("trainer",))), folder)
    assert len(report.removed) == 2
    assert not (folder / "trainer/it/91_prova.ipynb").exists()
    assert (folder / "trainer/it/92_altra.ipynb").exists()
    assert whole.variants[0].lesson.notebook.exists()


def test_what_was_built_beside_stays_as_long_as_it_is_good(small: tuple[Plan, Path]) -> None:
    whole, folder = small
    learner = plan(variant(whole.variants[0].lesson, editions=("trainee",)))  # type: ignore[arg-type]
    report = build(learner.asking(lang="it"), folder)
    assert (names(report), report.removed) == ([("it", "trainee")], ())
    assert (folder / "trainer/it/91_prova.html").is_file()
    _change_source(folder)
    report = build(learner.asking(lang="it"), folder)
    assert names(report) == [("it", "trainee")]
    assert len(report.removed) == 2, "the answers of a lesson that has changed since are not left about"
    assert not (folder / "trainer/index.html").exists()


def test_one_failing_lesson_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = lesson(tmp_path, cell('raise ValueError("\\x1b[31mrotta\\x1b[0m")', "broken"), name="92_rotta")
    folder = tmp_path / "out"
    report = build(plan(variant(bad), variant(lesson(tmp_path))), folder)
    assert [failure.variant for failure in report.failures] == ["92 (bergamo, it)"]
    reason = report.failures[0].reason
    assert ["broken" in problem.where for problem in report.failures[0].error.problems] == [True]
    for piece in ("92 (bergamo, it)", "broken", "case = 'bergamo'", "ValueError: rotta"):
        assert piece in reason
    assert "\x1b" not in reason
    assert names(report) == [("it", "trainee"), ("it", "trainer")]
    assert not list(folder.glob("tr*/**/92_*"))
    kept = nbformat.read(folder / "failed/trainer/it/92_rotta.ipynb", 4)
    assert kept.cells[-1].outputs[0].ename == "ValueError"
    assert [product.lesson for product in read_products(folder)] == ["91", "91"]


def test_a_lesson_that_breaks_is_not_left_as_it_was(small: tuple[Plan, Path]) -> None:
    whole, folder = small
    lesson(folder.parent, cell("1 / 0", "broken"))
    assert len(build(whole, folder).failures) == 1
    assert not (folder / "trainer/it/91_prova.ipynb").exists()
    lesson(folder.parent)
    assert build(whole, folder).failures == ()
    assert not (folder / "failed").exists()


def test_a_crash_of_the_process_is_a_failure(tmp_path: Path) -> None:
    bad = lesson(tmp_path, cell("import os; os._exit(3)", "crash"))
    report = build(plan(variant(bad, editions=("trainer",))), tmp_path / "out")
    assert "crash" in report.failures[0].reason


def test_an_answer_in_the_trainees_copy_fails_the_build(tmp_path: Path) -> None:
    bad = lesson(tmp_path, cell(f"print({ANSWER_OF_VARIANT!r}.upper(), case)", "talks-too-much"))
    report = build(plan(variant(bad)), tmp_path / "out")
    assert len(report.failures) == 1
    assert "talks-too-much" in report.failures[0].reason
    assert not (tmp_path / "out/trainee/it/91_prova.ipynb").exists()


# The build to be killed runs in a process of its own, on two lessons that take a moment
_KILLED = """
    import signal
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from sample_course import cell, lesson, plan, variant
    from fis_lessons.course import manifest
    from fis_lessons.course.build import build

    manifest.package_hash = manifest.data_hash = lambda: "still"
    if __name__ == "__main__":
        signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have it ignored
        home = Path(sys.argv[1])
        begun = "import pathlib, time; pathlib.Path(%r).touch(); time.sleep(1)" % str(home / "begun")
        slow = [cell(begun, "slow")]
        made = [lesson(home, *slow, name=f"9{n}_prova") for n in (1, 2)]
        whole = plan(*(variant(m, editions=("trainer",)) for m in made))
        report = build(whole, home / "out", at_a_time=1)
        print(len(report.built), len(report.skipped), len(report.failures))
"""


def _start_build(home: Path) -> subprocess.Popen[str]:
    script = home / "killed.py"
    script.write_text(textwrap.dedent(_KILLED), encoding="utf-8")
    here = str(Path(__file__).parent)
    temporary = home / "tmp"
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, str(script), str(home), here],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )


def _whole(folder: Path) -> None:
    for path in folder.glob("tr*/**/*.ipynb"):
        nbformat.validate(notebooks.read(path))
    if (folder / "manifest.json").exists():
        json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize(
    ("moment", "how"),
    # each moment and each signal; moments are drawn by lot in tests/kernels/test_chaos.py
    [("at once", signal.SIGTERM), ("while it runs", signal.SIGINT), ("after the first", signal.SIGKILL)],
    ids=str,
)
def test_a_killed_build_leaves_nothing_half_written(tmp_path: Path, moment: str, how: signal.Signals) -> None:
    folder = tmp_path / "out"
    process = _start_build(tmp_path)
    deadline = time.monotonic() + 60
    first = folder / "trainer/it/91_prova.html"
    while time.monotonic() < deadline and process.poll() is None:
        if moment == "at once" and folder.exists():
            break
        if moment == "while it runs" and (tmp_path / "begun").exists():
            break
        if moment == "after the first" and (folder / "manifest.json").exists() and first.exists():
            break
        time.sleep(0.02)
    family = psutil.Process(process.pid).children(recursive=True)  # jobs and kernels
    process.send_signal(how)
    process.wait(30)
    assert psutil.wait_procs(family, timeout=30)[1] == []
    _whole(folder)
    had = len(read_products(folder))
    output, _error = _start_build(tmp_path).communicate(timeout=120)
    assert output.split() == [str(2 - had), str(had), "0"]
    if moment == "after the first":
        assert had >= 1
    assert not list(folder.rglob("*.tmp"))
    assert not (folder / "saved").exists(), "nobody changed anything by hand"
    # what was executed, with its solutions, and the keys of the kernels
    assert list((tmp_path / "tmp").glob("*")) == []
